/* Names of countries: where they fit, inside the country as far as it is seen. */
window.masar = window.masar || {};
(function (masar) {
  "use strict";

  var world = masar.world;
  var shapesInView = masar.shapesInView;
  var trace = masar.trace;
  var sums = masar.sums;

  var CELL = 6; /* pixels of the map to one of the grid that tells which country lies where */

  /* Paints every country in the view in a colour of its own, small, and reads it back; 0 is water, -1 an edge. */
  function countryGrid(map, size) {
    /* a frame that is hidden has no size, but a canvas must */
    var width = Math.max(1, Math.ceil(size.x / CELL)), height = Math.max(1, Math.ceil(size.y / CELL)), canvas = document.createElement("canvas"), seen = [];
    canvas.width = width;
    canvas.height = height;
    var ctx = canvas.getContext("2d", { willReadFrequently: true }), scale = 256 * Math.pow(2, map.getZoom()) / CELL;
    var corner = map.getPixelBounds().min, dx = corner.x / CELL, dy = corner.y / CELL, edge = [dx / scale, dy / scale, (dx + width) / scale, (dy + height) / scale];
    world().countries.forEach(function (country) {
      var shapes = shapesInView(country.shapes, edge, scale);
      if (!shapes.length) return;
      seen.push(country);
      ctx.fillStyle = "rgb(" + seen.length + ",0,255)";
      var p = new Path2D();
      shapes.forEach(function (s) { s.shape.rings.forEach(function (ring) { trace(p, ring, scale, s.turn * scale - dx, -dy, true); }); });
      ctx.fill(p, "evenodd");
    });
    var pixels = ctx.getImageData(0, 0, width, height).data, grid = new Int16Array(width * height);
    for (var i = 0; i < grid.length; i++) grid[i] = pixels[4 * i + 3] === 0 ? 0 : pixels[4 * i + 2] === 255 && pixels[4 * i + 3] === 255 ? pixels[4 * i] : -1;
    return { width: width, height: height, cells: grid, countries: seen };
  }

  /* For each country in the view its number of cells and the box around them. */
  function surveyGrid(grid) {
    var rows = grid.countries.map(function (country, i) { return { country: country, id: i + 1, area: 0, box: [1e9, 1e9, 0, 0] }; });
    for (var y = 0, i = 0; y < grid.height; y++) {
      for (var x = 0; x < grid.width; x++, i++) {
        var row = rows[grid.cells[i] - 1];
        if (!row) continue;
        row.area++;
        row.box = [Math.min(row.box[0], x), Math.min(row.box[1], y), Math.max(row.box[2], x + 1), Math.max(row.box[3], y + 1)];
      }
    }
    return rows;
  }

  function Blocked(grid, state) {
    var blocked = { width: grid.width, height: grid.height, cells: new Uint8Array(grid.cells.length) };
    function block(rect) {
      for (var y = Math.max(0, Math.floor(rect[1] / CELL)); y <= Math.min(grid.height - 1, Math.floor(rect[3] / CELL)); y++)
        for (var x = Math.max(0, Math.floor(rect[0] / CELL)); x <= Math.min(grid.width - 1, Math.floor(rect[2] / CELL)); x++) blocked.cells[y * grid.width + x] = 1;
    }
    state.taken.forEach(block);
    state.dots.forEach(function (d) { block(d.rect); });
    state.samples.forEach(function (p) { block([p.x - 3, p.y - 3, p.x + 3, p.y + 3]); });
    this.sum = sums(blocked, Boolean);
    this.add = function (rect) { block(rect); this.sum = sums(blocked, Boolean); };
  }

  /* The place for a name of w by h pixels: in its own country, clear of all else, with as much room around as there is. */
  function bestSpot(grid, row, land, blocked) {
    var cw = Math.ceil(row.w / CELL) + 1, ch = Math.ceil(row.h / CELL) + 1, area = cw * ch, best = null, mx = 14, my = 7;
    var own = sums(grid, function (v) { return v === row.id; }, row.box);
    for (var y = Math.max(1, row.box[1] - ch); y < Math.min(grid.height - ch, row.box[3]); y++) {
      for (var x = Math.max(1, row.box[0] - cw); x < Math.min(grid.width - cw, row.box[2]); x++) {
        var inside = own(x, y, x + cw, y + ch);
        if (inside < area * (row.focus ? 0.3 : 0.45) || blocked.sum(x, y, x + cw, y + ch)) continue;
        var others = land(x, y, x + cw, y + ch) - inside;
        if (others > area * 0.14) continue;
        var wide = (cw + 2 * mx) * (ch + 2 * my), room = own(x - mx, y - my, x + cw + mx, y + ch + my) / wide;
        var value = 2 * inside / area - 4 * others / area + 1.5 * room - blocked.sum(x - mx, y - my, x + cw + mx, y + ch + my) / wide;
        if (!best || value > best.value) best = { value: value, x: (x + cw / 2) * CELL, y: (y + ch / 2) * CELL };
      }
    }
    return best;
  }

  function countryName(row, language, cells) {
    var label = document.createElement("div");
    label.className = "masar-country" + (row.focus ? " masar-focus" : "");
    label.lang = language;
    label.textContent = row.country.name[language];
    label.style.fontSize = Math.max(9.5, Math.min(15, 10 + 2.2 * Math.log2(1 + row.area / cells * 40))).toFixed(1) + "px";
    return label;
  }

  function labelCountries(map, content, pane) {
    var last = {};
    /* while the reader only pans, a name that still fits stays where it is */
    function stay(row, grid, blocked) {
      var before = last[row.country.code];
      if (!before || before.zoom !== map.getZoom()) return null;
      var p = map.latLngToContainerPoint(before.at), x0 = Math.floor((p.x - row.w / 2) / CELL), y0 = Math.floor((p.y - row.h / 2) / CELL);
      var x1 = Math.ceil((p.x + row.w / 2) / CELL), y1 = Math.ceil((p.y + row.h / 2) / CELL);
      return x0 < 1 || y0 < 1 || x1 >= grid.width || y1 >= grid.height || blocked.sum(x0, y0, x1, y1) ? null : { x: p.x, y: p.y };
    }
    return function (state) {
      pane.textContent = "";
      if (content.tiles) return;
      var grid = countryGrid(map, state.size), kept = {}, shown = [].map.call(map.getContainer().querySelectorAll(".masar-stop b"), function (b) { return b.textContent; });
      var rows = surveyGrid(grid).filter(function (row) {
        row.focus = content.focus.indexOf(row.country.code) >= 0;
        return row.area > (row.focus ? 6 : 14) && shown.indexOf(row.country.name[content.language]) < 0;
      });
      rows.sort(function (a, b) { return (b.focus - a.focus) || b.area - a.area; });
      rows = rows.slice(0, 60);
      rows.forEach(function (row) { pane.appendChild(row.label = countryName(row, content.language, grid.cells.length)); });
      rows.forEach(function (row) { row.w = row.label.offsetWidth; row.h = row.label.offsetHeight; });
      var blocked = new Blocked(grid, state), land = sums(grid, function (v) { return v !== 0; });
      rows.forEach(function (row) {
        var spot = stay(row, grid, blocked) || bestSpot(grid, row, land, blocked);
        if (!spot) { pane.removeChild(row.label); return; }
        var p = map.containerPointToLayerPoint([spot.x, spot.y]);
        row.label.style.left = Math.round(p.x) + "px";
        row.label.style.top = Math.round(p.y) + "px";
        kept[row.country.code] = { zoom: map.getZoom(), at: map.containerPointToLatLng([spot.x, spot.y]) };
        blocked.add([spot.x - row.w / 2 - 10, spot.y - row.h / 2 - 6, spot.x + row.w / 2 + 10, spot.y + row.h / 2 + 6]);
      });
      last = kept;
    };
  }

  masar.labelCountries = labelCountries;
})(window.masar);
