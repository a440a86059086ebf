/* Legs: lanes side by side where a way is travelled twice, bands where it is inferred, and arrows along them. */
window.masar = window.masar || {};
(function (masar) {
  "use strict";

  /* Moves each segment to its lane, to the right of the direction of travel; corners are mitred, reversals squared. */
  function offsetLine(ring, lanes, spacing) {
    function normal(i) {
      var a = ring[i], b = ring[i + 1], dx = b.x - a.x, dy = b.y - a.y, d = Math.sqrt(dx * dx + dy * dy) || 1;
      return L.point(-dy / d, dx / d).multiplyBy(lanes[i] * spacing);
    }
    var moved = [];
    ring.forEach(function (p, i) {
      var before = normal(Math.max(0, i - 1)), after = normal(Math.min(ring.length - 2, i));
      var dot = before.x * after.x + before.y * after.y, lengths = before.distanceTo([0, 0]) * after.distanceTo([0, 0]);
      if (lengths > 0 && dot > -0.4 * lengths) {
        moved.push(p.add(before.add(after).multiplyBy(lengths / Math.max(lengths + dot, 0.3 * lengths))));
      } else {
        moved.push(p.add(before));
        if (before.distanceTo(after) > 0.5) moved.push(p.add(after));
      }
    });
    return moved;
  }

  var Way = L.Polyline.extend({
    options: { interactive: false, lanes: [], smoothFactor: 0, noClip: false },
    /* as Leaflet's own, but without rounding to whole pixels, which makes long curves tremble */
    _projectLatlngs: function (latlngs, result, bounds) {
      var map = this._map, origin = map.getPixelOrigin(), ring = latlngs.map(function (p) { return map.project(p).subtract(origin); });
      if (ring.length > 1) ring = offsetLine(ring, this.options.lanes, this.options.spacing);
      ring.forEach(function (p) { bounds.extend(p); });
      result.push(ring);
    }
  });

  var Arrows = Way.extend({
    _updatePath: function () {
      var ring = this._rings[0] || [], d = "", size = 9, bounds = this._renderer._bounds, walked = 0, total = 0, i;
      for (i = 1; i < ring.length; i++) total += ring[i].distanceTo(ring[i - 1]);
      var every = total / Math.max(1, Math.round(total / 130)), next = every * this.options.phase;
      for (i = 1; i < ring.length && total > 45; i++) {
        var a = ring[i - 1], b = ring[i], length = a.distanceTo(b);
        for (; length > 3 && next <= walked + length; next += every) {
          var u = b.subtract(a).divideBy(length), tip = a.add(u.multiplyBy(next - walked + size / 2));
          if (!bounds.contains(tip)) continue;
          var back = tip.subtract(u.multiplyBy(size)), notch = tip.subtract(u.multiplyBy(size * 0.72)), side = L.point(-u.y, u.x).multiplyBy(size * 0.48);
          d += "M" + [back.x + side.x, back.y + side.y] + "L" + [tip.x, tip.y] + "L" + [back.x - side.x, back.y - side.y] + "L" + [notch.x, notch.y] + "z";
        }
        walked += length;
      }
      this._renderer._setPath(this, d || "M0 0");
    }
  });

  /* Bands below lines: a way that is only inferred lies somewhere along its band. Colours are in map.css. */
  function drawLegs(map, content) {
    var bands = map.createPane("masar-bands"), lines = map.createPane("masar-ways");
    bands.style.zIndex = 380;
    lines.style.zIndex = 400;
    var below = L.svg({ padding: 0.5, pane: "masar-bands" }), above = L.svg({ padding: 0.5, pane: "masar-ways" });
    var widest = Math.max.apply(null, [0].concat.apply([0], content.legs.map(function (leg) { return leg.lanes; })));
    var many = widest > 2, spacing = many ? 16 / (widest + 0.5) : 6, slim = many ? 0.7 : 1;
    function add(leg, name, weight, options, kind) {
      var line = leg.line.map(function (p) { return [p[1], p[0]]; });
      return new (kind || Way)(line, L.extend({ renderer: above, lanes: leg.lanes, spacing: spacing, className: "masar-" + name, weight: weight * slim, opacity: 1 }, options)).addTo(map);
    }
    [below, above].forEach(function (svg) { svg.addTo(map)._container.setAttribute("aria-hidden", "true"); });
    content.legs.forEach(function (leg) { if (leg.inferred) add(leg, "band", 11, { renderer: below, pane: "masar-bands" }); });
    content.legs.forEach(function (leg) { add(leg, "casing", leg.inferred ? 4.6 : 6.4); });
    content.legs.forEach(function (leg) {
      add(leg, "way", leg.inferred ? 2.2 : 3.4, { dashArray: leg.planned ? (leg.inferred ? "6 5" : "8 6") : null, lineCap: "butt" });
    });
    content.legs.forEach(function (leg, i) {
      add(leg, "arrow", 1, { fill: true, fillOpacity: 1, phase: many ? (0.2 + 0.37 * i) % 0.9 + 0.05 : 0.45 }, Arrows);
    });
  }

  masar.drawLegs = drawLegs;
})(window.masar);
