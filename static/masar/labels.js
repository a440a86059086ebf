/* Labels of markers: each at the best free place around its own. */
window.masar = window.masar || {};
(function (masar) {
  "use strict";

  function overlap(a, b) {
    var w = Math.min(a[2], b[2]) - Math.max(a[0], b[0]), h = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
    return w > 0 && h > 0 ? w * h : 0;
  }

  /* Where a label may stand: [towards right or left, towards below or above, aligned with the marker's edge]. */
  var SIDES = [[1, 0], [-1, 0], [1, -0.75], [1, 0.75], [-1, -0.75], [-1, 0.75], [0, -1], [0, 1], [1, -1, 1], [-1, -1, 1], [1, 1, 1], [-1, 1, 1]];

  function candidates(item, w, h, rtl) {
    var found = [];
    [[7, 0], [20, 14], [36, 32], [56, 58], [82, 90]].forEach(function (ring) {
      SIDES.forEach(function (d, i) {
        var gap = ring[0], reach = item.radius + gap, across = d[2] ? -item.radius : reach * (d[1] ? 0.72 : 1), x, y;
        x = d[0] ? item.x + d[0] * (item.half + across) - (d[0] < 0 ? w : 0) : item.x - w / 2;
        y = d[1] ? item.y + d[1] * reach - (d[1] < 0 ? h : 0) : item.y - h / 2;
        found.push({ rect: [x, y, x + w, y + h], side: d[0], cost: ring[1] + i * 0.6 + ((rtl ? -d[0] : d[0]) > 0 ? 0 : 2), gap: gap });
      });
    });
    return found;
  }

  /* The candidates of one label that meet no marker, no control and not the frame, cheapest first. */
  function freeCandidates(item, state, crowded) {
    var size = state.size;
    if (item.quiet && state.dots.some(function (t) { return !t.item.quiet && overlap(item.dot, t.rect) > 0; })) return [];
    var all = candidates(item, item.width, item.height, state.rtl);
    if (item.x < -20 || item.y < -20 || item.x > size.x + 20 || item.y > size.y + 20) return [all[0]];
    return all.filter(function (c) {
      var r = c.rect, padded = c.padded = [r[0] - 3, r[1] - 1, r[2] + 3, r[3] + 1];
      if (crowded && c.gap > 40) return false;
      if (r[0] < 4 || r[1] < 4 || r[2] > size.x - 4 || r[3] > size.y - 4) return false;
      if (state.taken.some(function (t) { return overlap(padded, t) > 0; })) return false;
      if (state.dots.some(function (t) { return t.rect !== item.dot && overlap(padded, t.rect) > 0; })) return false;
      c.cost += 5 * state.crossed(r[0] - 3, r[1] - 2, r[2] + 3, r[3] + 2);
      return true;
    }).sort(function (a, b) { return a.cost - b.cost; });
  }

  /* Beam search: labels take their places one after the other, and the cheapest few arrangements are carried on. */
  function arrange(items, state) {
    var crowded = items.length > 16, width = items.length <= 12 ? 40 : items.length <= 40 ? 8 : 1, beam = [{ cost: 0, chosen: [] }];
    items.forEach(function (item) {
      var free = freeCandidates(item, state, crowded).slice(0, 30), next = [];
      beam.forEach(function (b) {
        free.forEach(function (c) {
          var clear = !c.padded || !b.chosen.some(function (o) { return o && o.padded && overlap(c.padded, o.padded) > 0; });
          if (clear) next.push({ cost: b.cost + c.cost, chosen: b.chosen.concat([c]) });
        });
        next.push({ cost: b.cost + (item.quiet ? 40 : 150), chosen: b.chosen.concat([null]) });
      });
      beam = next.sort(function (a, b) { return a.cost - b.cost; }).slice(0, width);
    });
    return beam[0].chosen;
  }

  /* Returns the boxes of the labels shown, as [left, top, right, bottom] in pixels of the map. */
  function placeItems(items, state) {
    var named = items.filter(function (item) { return item.label; });
    named.forEach(function (item) { item.width = item.label.offsetWidth; item.height = item.label.offsetHeight; }); /* all at once: one layout */
    var chosen = arrange(named, state);
    named.forEach(function (item, i) {
      var best = chosen[i], leader = item.element.querySelector(".masar-leader"), half = item.quiet ? 3.5 : 12;
      item.label.classList.toggle("masar-waiting", !best);
      if (leader) leader.hidden = true;
      if (!best) return;
      item.label.style.transform = "translate(" + Math.round(best.rect[0] - item.x - item.shift + half) + "px," + Math.round(best.rect[1] - item.y + half) + "px)";
      item.label.classList.remove("masar-end", "masar-start", "masar-middle");
      item.label.classList.add(best.side < 0 ? "masar-end" : best.side > 0 ? "masar-start" : "masar-middle");
      if (leader && best.gap > 22) drawLeader(leader, item, best.rect, half);
    });
    return chosen.filter(function (c) { return c && c.padded; }).map(function (c) { return c.padded; });
  }

  function drawLeader(leader, item, rect, half) {
    var x = Math.max(rect[0], Math.min(rect[2], item.x)), y = Math.max(rect[1], Math.min(rect[3], item.y));
    var dx = x - item.x, dy = y - item.y, length = Math.sqrt(dx * dx + dy * dy), start = item.radius;
    leader.hidden = length - start < 6;
    leader.style.width = Math.max(0, length - start - 2) + "px";
    leader.style.left = half - item.shift + dx / length * start + "px";
    leader.style.top = half + dy / length * start + "px";
    leader.style.transform = "rotate(" + Math.atan2(dy, dx) + "rad)";
  }

  /* Sums over a window of the grid, so that counting the cells of a rectangle that pass a test takes four look-ups. */
  function sums(grid, test, box) {
    var left = box ? box[0] : 0, top = box ? box[1] : 0, w = (box ? box[2] : grid.width) - left + 1, h = (box ? box[3] : grid.height) - top + 1;
    var table = new Int32Array(w * h);
    for (var y = 1; y < h; y++) {
      for (var x = 1, row = 0; x < w; x++) {
        row += +test(grid.cells[(top + y - 1) * grid.width + left + x - 1]);
        table[y * w + x] = table[(y - 1) * w + x] + row;
      }
    }
    function inX(x) { return Math.max(0, Math.min(w - 1, x - left)); }
    function inY(y) { return Math.max(0, Math.min(h - 1, y - top)) * w; }
    return function (x0, y0, x1, y1) { return table[inY(y1) + inX(x1)] - table[inY(y0) + inX(x1)] - table[inY(y1) + inX(x0)] + table[inY(y0) + inX(x0)]; };
  }

  function measure(map, content, items) {
    var size = map.getSize(), samples = [];
    items.forEach(function (item) {
      var p = map.latLngToContainerPoint(item.marker.getLatLng());
      item.x = p.x; /* of the group; the marker itself is shifted */
      item.y = p.y;
    });
    content.legs.forEach(function (leg) {
      var last = null;
      leg.line.forEach(function (point) {
        var p = map.latLngToContainerPoint([point[1], point[0]]);
        if (last && Math.max(p.x, last.x) > 0 && Math.min(p.x, last.x) < size.x && Math.max(p.y, last.y) > 0 && Math.min(p.y, last.y) < size.y) {
          var steps = Math.min(400, Math.ceil(p.distanceTo(last) / 7));
          for (var i = 0; i < steps; i++) samples.push(last.add(p.subtract(last).multiplyBy(i / steps)));
        }
        last = p;
      });
    });
    samples = samples.filter(function (p) { return p.x > 0 && p.y > 0 && p.x < size.x && p.y < size.y; });
    return {
      size: size, rtl: content.direction === "rtl", taken: [], items: items, samples: samples, crossed: counter(samples, size),
      dots: items.map(function (i) {
        var x = i.x + i.shift;
        return { item: i, rect: i.dot = [x - i.radius, i.y - i.radius, x + i.radius, i.y + i.radius] };
      })
    };
  }

  /* Counts points in a rectangle, to within cells of 4 pixels, without going through them all. */
  function counter(points, size) {
    var cell = 4, grid = { width: Math.ceil(size.x / cell), height: Math.ceil(size.y / cell) };
    grid.cells = new Uint16Array(grid.width * grid.height);
    points.forEach(function (p) { grid.cells[Math.floor(p.y / cell) * grid.width + Math.floor(p.x / cell)]++; });
    var sum = sums(grid, Number);
    return function (x0, y0, x1, y1) { return sum(Math.floor(x0 / cell), Math.floor(y0 / cell), Math.ceil(x1 / cell), Math.ceil(y1 / cell)); };
  }

  function controlBoxes(map, selector) {
    var frame = map.getContainer().getBoundingClientRect();
    return Array.prototype.map.call(map.getContainer().querySelectorAll(selector), function (c) {
      var r = c.getBoundingClientRect();
      return [r.left - frame.left - 3, r.top - frame.top - 3, r.right - frame.left + 3, r.bottom - frame.top + 3];
    });
  }

  /* The text that an encoded text stands for. */
  function decodeText(encoded) {
    var area = document.createElement("textarea"); /* holds text only: nothing in it is ever an element */
    area.innerHTML = encoded;
    return area.value;
  }

  masar.decodeText = decodeText;
  masar.overlap = overlap;
  masar.placeItems = placeItems;
  masar.sums = sums;
  masar.measure = measure;
  masar.controlBoxes = controlBoxes;
})(window.masar);
