/* Draws a story's route over the bundled world: masar.draw(map, content). See masar/map_content.py for `content`. */
window.masar = window.masar || {};
(function (masar) {
  "use strict";

  var Basemap = masar.Basemap;
  var drawLegs = masar.drawLegs;
  var overlap = masar.overlap;
  var placeItems = masar.placeItems;
  var measure = masar.measure;
  var decodeText = masar.decodeText;
  var controlBoxes = masar.controlBoxes;
  var labelCountries = masar.labelCountries;
  var addControls = masar.addControls;
  var freeCorner = masar.freeCorner;

  /* Stops at one point stand side by side in reading order and share the label of the first. */
  function drawStops(map, content) {
    var size = 24, order = content.direction === "rtl" ? -1 : 1;
    return content.stops.map(function (stop, i) {
      var step = stop.visits > 4 ? Math.max(13, 108 / stop.visits) : size + 3, shift = order * (stop.visit - (stop.visits - 1) / 2) * step;
      var icon = L.divIcon({
        className: "masar-stop masar-" + stop.status + (stop.number.length > 2 ? " masar-wide" : ""),
        iconSize: [size, size], iconAnchor: [size / 2 - shift, size / 2],
        html: '<span class="masar-dot">' + stop.number + "</span>" + (stop.label ? '<span class="masar-leader" hidden></span>' + labelHtml(stop.label, content.direction) : "")
      });
      var marker = L.marker(stop.at, { icon: icon, keyboard: true, riseOnHover: true, zIndexOffset: 100, draggable: !!content.editable }).addTo(map), element = marker.getElement();
      marker.bindTooltip(stop.tooltip, { direction: "top", offset: [shift, -size / 2], opacity: 1 });
      element.setAttribute("aria-label", decodeText(stop.spoken));
      marker.on("dragend", function () { marker.fire("click", { latlng: marker.getLatLng() }, true); });
      element.addEventListener("keydown", function (event) {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        marker.fire("click", { latlng: marker.getLatLng(), originalEvent: event }, true);
      });
      return { marker: marker, element: element, label: element.querySelector(".masar-label"), radius: size / 2 + 1, half: (stop.visits - 1) / 2 * step, shift: shift, order: i };
    });
  }

  function labelHtml(label, direction) {
    return '<span class="masar-label masar-waiting" dir="' + direction + '">' + label + "</span>";
  }

  function drawContext(map, places, direction) {
    return places.map(function (place) {
      var icon = L.divIcon({
        className: "masar-context", iconSize: [7, 7], iconAnchor: [3.5, 3.5],
        html: '<span class="masar-dot"></span>' + labelHtml(place.label, direction)
      });
      var marker = L.marker(place.at, { icon: icon, interactive: false, keyboard: false }).addTo(map);
      var element = marker.getElement();
      return { marker: marker, element: element, label: element.querySelector(".masar-label"), radius: 5, half: 0, shift: 0, quiet: true };
    });
  }

  function whenStyled(map, then) {
    var tries = 0;
    (function look() {
      var ready = getComputedStyle(map.getContainer()).getPropertyValue("--masar-route") && getComputedStyle(map.getPane("mapPane")).position === "absolute";
      if (ready || tries++ > 120) then();
      else setTimeout(look, 16);
    })();
  }

  /* streamlit-folium counts clicks from null on the server and from 0 here, takes that for news and has the whole page
     run again as soon as the map is drawn, which can take the place of what a quick reader has just clicked. */
  function agreeOnNoClicks() {
    var known = (window.__GLOBAL_DATA__ || {}).previous_data;
    if (known && known.last_object_clicked_count === null) known.last_object_clicked_count = 0;
  }

  function draw(map, content) {
    agreeOnNoClicks();
    var container = map.getContainer(), touched = false, settled = false;
    container.classList.add("masar-map");
    container.setAttribute("role", "region");
    container.setAttribute("aria-label", decodeText(content.words.label));
    map.masar = { stops: [], context: [] };
    /* Leaflet focuses the map at the first press; that must not scroll the page away from under the pointer */
    container.focus = function () { HTMLElement.prototype.focus.call(container, { preventScroll: true }); };
    map.scrollWheelZoom.disable(); /* the page scrolls until the map is entered */
    map.on("focus click", function () { map.scrollWheelZoom.enable(); });
    container.addEventListener("mouseleave", function () { map.scrollWheelZoom.disable(); });
    /* in a frame that is not shown there is nothing to measure or paint: it is drawn when it gets a size */
    function unseen() {
      var size = map.getSize();
      return !size.x || !size.y;
    }
    function fit() {
      if (unseen()) { map.setView(L.latLngBounds(content.bounds).getCenter(), map.getMinZoom(), { animate: false }); return; }
      var size = map.getSize(), narrow = size.x < 560, side = narrow ? 38 : Math.max(60, size.x * 0.11), room = narrow ? 40 : 54;
      var extent = L.latLngBounds(content.bounds);
      if (!content.fixed) map.masar.context.forEach(function (place) { extent.extend(place.marker.getLatLng()); });
      container.classList.toggle("masar-narrow", narrow);
      view(side, side);
      /* a stop must not lie below the buttons: then their side of the map is left free */
      var boxes = map.masar.place ? controlBoxes(map, ".leaflet-top .leaflet-control") : [];
      var hidden = measure(map, content, map.masar.stops).dots.some(function (d) { return boxes.some(function (c) { return overlap(c, d.rect) > 0; }); });
      if (hidden && content.direction === "rtl") view(side, side + 46);
      else if (hidden) view(side + 46, side);
      function view(left, right) { map.fitBounds(extent, { animate: false, maxZoom: 8, paddingTopLeft: [left, room], paddingBottomRight: [right, room] }); }
    }
    fit();
    var land = map.createPane("masar-land"), names = map.createPane("masar-names");
    land.style.zIndex = 150;
    names.style.zIndex = 390;
    names.classList.add("leaflet-zoom-hide");
    names.setAttribute("aria-hidden", "true");
    drawLegs(map, content);
    /* markers are made at once: streamlit-folium listens to what is on the map when the script ends */
    var stops = map.masar.stops = drawStops(map, content), legend = addControls(map, content, function () { refit(); }), labels = labelCountries(map, content, names);
    map.masar.context = drawContext(map, content.context, content.direction);
    map.masar.place = place;
    map.masar.direction = content.direction;
    function place() {
      if (!container.hasAttribute("data-masar") || unseen()) return;
      var state = measure(map, content, stops.concat(map.masar.context));
      if (!touched) freeCorner(content, legend, state);
      state.taken = controlBoxes(map, ".leaflet-control");
      state.taken = state.taken.concat(placeItems(state.items, state));
      labels(state);
    }
    map.on("moveend", place);
    map.on("dragstart zoomstart", function () { touched = touched || settled; });
    map.on("resize", function () {
      if (unseen()) return;
      if (!touched) refit(); else place();
    });
    map.masar.refit = refit;
    function refit() { settled = false; touched = false; fit(); settled = true; place(); }
    whenStyled(map, function () {
      if (!content.tiles) new Basemap(content.focus, { pane: "masar-land" }).addTo(map);
      container.setAttribute("data-masar", "drawn");
      refit();
      if (document.fonts) document.fonts.ready.then(place);
    });
  }

  function markSelected(map) {
    var order = map.masar.selected;
    map.masar.stops.forEach(function (stop) {
      stop.element.classList.toggle("masar-selected", stop.order === order);
      if (stop.order === order) stop.element.setAttribute("aria-current", "true");
      else stop.element.removeAttribute("aria-current");
    });
  }

  /* Marks a stop while a layer is on the map, and brings it into view; without any, the whole route is shown again. */
  function select(layer, order) {
    var map = null;
    layer.on("add", function () {
      map = layer._map;
      map.masar.selected = order;
      markSelected(map);
      /* well inside, not to the middle: the rest of the route should stay in view */
      map.panInside(map.masar.stops[order].marker.getLatLng(), { padding: map.getSize().multiplyBy(0.3) });
    });
    layer.on("remove", function () {
      map.masar.selected = null;
      markSelected(map);
      setTimeout(function () { if (map.masar.selected === null) map.masar.refit(); }, 0);
    });
  }

  /* Context places as a layer that comes and goes without the map being drawn anew. */
  function context(layer, places) {
    var map = null;
    function show(found) { map.masar.context = found; map.masar.refit(); }
    layer.on("add", function () {
      map = layer._map;
      show(drawContext(layer, places, map.masar.direction));
    });
    layer.on("remove", function () { show([]); layer.clearLayers(); });
  }

  masar.draw = draw;
  masar.select = select;
  masar.context = context;
})(window.masar);
