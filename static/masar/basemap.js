/* The vector world, decoded once, and painted on one canvas. */
window.masar = window.masar || {};
(function (masar) {
  "use strict";

  var DIGITS = new Uint8Array(128);
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".split("").forEach(function (c, i) { DIGITS[c.charCodeAt(0)] = i; });

  function decodePoints(text, step, count) {
    var points = new Float32Array(2 * count), value = 0, shift = 0, at = 0, last = [0, 0];
    for (var i = 0; i < text.length; i++) {
      var digit = DIGITS[text.charCodeAt(i)];
      value += (digit & 31) << shift;
      shift += 5;
      if (digit > 31) continue;
      var degrees = (last[at & 1] += value & 1 ? -(value + 1) / 2 : value / 2) * step;
      if (at & 1) {
        var sin = Math.sin(Math.max(-85.06, Math.min(85.06, degrees)) * Math.PI / 180);
        points[at++] = 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
      } else points[at++] = degrees / 360 + 0.5;
      value = shift = 0;
    }
    return points;
  }

  function box(points) {
    var b = [2, 2, -2, -2];
    for (var i = 0; i < points.length; i += 2) {
      b[0] = Math.min(b[0], points[i]);
      b[1] = Math.min(b[1], points[i + 1]);
      b[2] = Math.max(b[2], points[i]);
      b[3] = Math.max(b[3], points[i + 1]);
    }
    return b;
  }

  function cutShapes(row, step) {
    var count = [].concat.apply([], row.sizes).reduce(function (sum, n) { return sum + n; }, 0);
    var points = decodePoints(row.points, step, count), at = 0;
    return row.sizes.map(function (sizes) {
      var closed = Array.isArray(sizes), rings = (closed ? sizes : [sizes]).map(function (n) {
        return points.subarray(at, at += 2 * n);
      });
      return { rings: rings, closed: closed, box: box(rings[0]) };
    });
  }

  var decoded = null;
  function world() {
    if (decoded) return decoded;
    var w = window.masarWorld, s = w.step;
    decoded = {
      countries: w.countries.map(function (c) {
        return { code: c.code, name: { en: c.name_en, ar: c.name_ar }, shapes: cutShapes(c, s) };
      }),
      borders: cutShapes(w.borders, s),
      lakes: cutShapes(w.lakes, s),
      rivers: cutShapes(w.rivers, s),
      regions: w.regions.map(function (r) {
        return { code: r.code, get shapes() { return (this.cut = this.cut || cutShapes(r, s)); } }; /* few are ever drawn */
      })
    };
    return decoded;
  }

  /* The shapes that a box of the world meets and that are larger than a pixel, once for each turn of the globe. */
  function shapesInView(shapes, seen, scale) {
    var found = [];
    for (var turn = Math.floor(seen[0]); turn <= Math.floor(seen[2]); turn++) {
      shapes.forEach(function (s) {
        if (s.box[0] + turn > seen[2] || s.box[2] + turn < seen[0] || s.box[1] > seen[3] || s.box[3] < seen[1]) return;
        if ((s.box[2] - s.box[0] + s.box[3] - s.box[1]) * scale >= 1) found.push({ shape: s, turn: turn });
      });
    }
    return found;
  }

  function trace(p, ring, scale, dx, dy, closed) {
    var lastX = NaN, lastY = NaN, n = ring.length;
    for (var i = 0; i < n; i += 2) {
      var x = ring[i] * scale + dx, y = ring[i + 1] * scale + dy;
      if (i === 0) p.moveTo(x, y);
      else if (Math.abs(x - lastX) + Math.abs(y - lastY) < 0.8 && i < n - 2) continue;
      else p.lineTo(x, y);
      lastX = x;
      lastY = y;
    }
    if (closed) p.closePath();
  }

  var Basemap = L.Renderer.extend({
    options: { padding: 0.35 },
    initialize: function (focus, options) {
      this._focus = focus;
      L.Renderer.prototype.initialize.call(this, options);
    },
    _initContainer: function () {
      this._container = document.createElement("canvas");
      this._container.setAttribute("aria-hidden", "true");
      this._ctx = this._container.getContext("2d");
    },
    _destroyContainer: function () { L.DomUtil.remove(this._container); delete this._ctx; },
    _update: function () {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      var size = this._bounds.getSize(), ratio = Math.max(1, window.devicePixelRatio || 1), c = this._container;
      L.DomUtil.setPosition(c, this._bounds.min);
      c.width = Math.round(ratio * size.x);
      c.height = Math.round(ratio * size.y);
      c.style.width = size.x + "px";
      c.style.height = size.y + "px";
      this._ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      this._paint(size);
    },
    _paint: function (size) {
      var map = this._map, zoom = map.getZoom(), scale = 256 * Math.pow(2, zoom), origin = map.getPixelOrigin().add(this._bounds.min);
      var seen = [origin.x / scale, origin.y / scale, (origin.x + size.x) / scale, (origin.y + size.y) / scale];
      var style = getComputedStyle(map.getContainer()), colour = function (name) { return style.getPropertyValue("--masar-" + name).trim() || "#ccc"; };
      var focus = this._focus, w = world(), ctx = this._ctx;
      function path(shapes) {
        var p = new Path2D();
        shapesInView(shapes, seen, scale).forEach(function (s) {
          s.shape.rings.forEach(function (ring) { trace(p, ring, scale, s.turn * scale - origin.x, -origin.y, s.shape.closed); });
        });
        return p;
      }
      function all(rows, wanted) {
        return rows.reduce(function (list, row) { return wanted(row) ? list.concat(row.shapes) : list; }, []);
      }
      function inFocus(row) { return focus.indexOf(row.code) >= 0; }
      function stroke(p, name, width, dash) {
        ctx.setLineDash(dash || []);
        ctx.lineWidth = width;
        ctx.strokeStyle = colour(name);
        ctx.stroke(p);
      }
      function fill(p, name) { ctx.fillStyle = colour(name); ctx.fill(p, "evenodd"); stroke(p, name, 0.7); }
      var near = path(all(w.countries, inFocus)), far = path(all(w.countries, function (r) { return !inFocus(r); }));
      ctx.lineJoin = ctx.lineCap = "round";
      /* shores are stroked below the land, so that only the half on the water shows, and borders stay hairlines */
      [["shoal", 7], ["shore", 2]].forEach(function (line) { stroke(far, line[0], line[1]); stroke(near, line[0], line[1]); });
      fill(far, "land");
      fill(near, "focus");
      if (zoom >= 4) stroke(path(w.rivers), "river", Math.min(1.6, 0.5 + (zoom - 4) * 0.3));
      var lakes = path(w.lakes);
      fill(lakes, "water");
      stroke(lakes, "shore", 0.6);
      if (zoom >= 4.5) stroke(path(all(w.regions, inFocus)), "region", 0.8);
      stroke(path(w.borders), "border", zoom < 4 ? 0.6 : 0.9);
    }
  });

  masar.world = world;
  masar.shapesInView = shapesInView;
  masar.trace = trace;
  masar.Basemap = Basemap;
})(window.masar);
