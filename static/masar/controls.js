/* Legend, zoom, scale and credits. */
window.masar = window.masar || {};
(function (masar) {
  "use strict";

  var overlap = masar.overlap;
  var decodeText = masar.decodeText;

  function sign(name) {
    var way = name.split("-"), dashes = way[0] === "planned" ? ' stroke-dasharray="6 5"' : "", out;
    if (name === "context") out = '<circle cx="17" cy="7" r="3" class="masar-sign-context"/>';
    else if (way.length === 1) out = '<circle cx="17" cy="7" r="5.5" class="masar-sign-' + name + '"/>';
    else if (way[1] === "inferred") out = '<path d="M0 7H34" class="masar-sign-band" stroke-width="11"/><path d="M0 7H34" class="masar-way" stroke-width="2.2"' + dashes + "/>";
    else out = '<path d="M0 7H34" class="masar-way" stroke-width="3.4"' + dashes + "/>";
    return '<svg width="34" height="14" aria-hidden="true">' + out + "</svg>";
  }

  function addFitButton(map, position, title, fit) {
    var Button = L.Control.extend({
      onAdd: function () {
        var bar = L.DomUtil.create("div", "leaflet-bar masar-fit"), link = L.DomUtil.create("a", "", bar);
        link.href = "#";
        link.setAttribute("role", "button");
        link.title = decodeText(title);
        link.setAttribute("aria-label", link.title);
        link.innerHTML = '<svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><path d="M1 5V1h4M9 1h4v4M13 9v4H9M5 13H1V9" fill="none" stroke="currentColor" stroke-width="1.4"/></svg>';
        L.DomEvent.disableClickPropagation(bar);
        L.DomEvent.on(link, "click", function (event) { L.DomEvent.preventDefault(event); fit(); });
        return bar;
      }
    });
    new Button({ position: position }).addTo(map);
  }

  function addControls(map, content, fit) {
    var rtl = content.direction === "rtl", near = rtl ? "right" : "left", far = rtl ? "left" : "right", words = content.words;
    L.control.zoom({ position: "top" + near, zoomInTitle: decodeText(words.zoom_in), zoomOutTitle: decodeText(words.zoom_out) }).addTo(map);
    if (content.legs.length || content.stops.length) addFitButton(map, "top" + near, words.fit, fit);
    map.attributionControl = L.control.attribution({ position: "bottom" + far, prefix: false }).addAttribution(words.credits).addTo(map);
    var Scale = L.Control.Scale.extend({
      _updateMetric: function (metres) {
        var rounded = this._getRoundNum(metres);
        this._updateScale(this._mScale, rounded < 1000 ? rounded + " " + words.m : rounded / 1000 + " " + words.km, rounded / metres);
      }
    });
    new Scale({ position: "bottom" + near, imperial: false, maxWidth: 110 }).addTo(map).getContainer().dir = content.direction;
    var Legend = L.Control.extend({
      onAdd: function () {
        var panel = L.DomUtil.create("details", "masar-panel masar-legend");
        panel.dir = content.direction;
        panel.open = map.getSize().x >= 560;
        panel.innerHTML = "<summary>" + words.legend + "</summary><ul>" + content.legend.map(function (row) {
          return "<li>" + sign(row.sign) + "<span>" + row.text + "</span></li>";
        }).join("") + "</ul>";
        panel.addEventListener("toggle", function () { map.masar.place(); });
        panel.querySelector("summary").addEventListener("click", function () { panel.chosen = true; }); /* from now on it is the reader's */
        L.DomEvent.disableClickPropagation(panel);
        L.DomEvent.disableScrollPropagation(panel);
        return panel;
      }
    });
    var legend = new Legend({ position: "bottom" + far });
    if (content.legend.length) legend.addTo(map);
    return legend;
  }

  function freeCorner(content, legend, state) {
    var panel = legend.getContainer && legend.getContainer();
    if (!panel || panel.chosen) return;
    var w = panel.offsetWidth + 14, h = panel.offsetHeight + 14, size = state.size, best = null;
    var rtl = content.direction === "rtl", order = rtl ? ["bottomleft", "topleft", "bottomright", "topright"] : ["bottomright", "topright", "bottomleft", "topleft"];
    order.forEach(function (corner, i) {
      var x = corner.indexOf("left") > 0 ? 0 : size.x - w, y = corner.indexOf("top") === 0 ? 0 : size.y - h - 18;
      var rect = [x, y, x + w, y + h], cost = i * 2;
      cost += state.crossed(rect[0], rect[1], rect[2], rect[3]);
      state.dots.forEach(function (d) { cost += overlap(rect, [d.rect[0] - 60, d.rect[1] - 10, d.rect[2] + 60, d.rect[3] + 10]) > 0 ? 12 : 0; });
      if (!best || cost < best.cost) best = { corner: corner, cost: cost };
    });
    if (best.cost >= 18) panel.open = false; /* it would cover stops wherever it stood */
    if (legend.getPosition() !== best.corner) legend.setPosition(best.corner);
  }

  masar.addControls = addControls;
  masar.freeCorner = freeCorner;
})(window.masar);
