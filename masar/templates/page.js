/* The interactive page: language, stops by key, button, list, link and marker. The map itself is static/masar/map.js. */
(function () {
  "use strict";

  var root = document.documentElement, blocks = {}, page = null, map = null, data = null, mark = null, selected = "";
  var sizes = new ResizeObserver(function () {
    if (map && map.getContainer().clientWidth && map.getContainer().clientHeight) map.invalidateSize({ animate: false });
  });
  var reduced = window.matchMedia && window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  function all(selector) { return Array.prototype.slice.call(page.querySelectorAll(selector)); }

  /* What the map still has waiting must find nothing to do. */
  function removeMap() {
    if (!map) return;
    map.masar.refit = function () {};
    sizes.disconnect();
    map.getContainer().removeAttribute("data-masar");
    map.remove();
    map = mark = null;
  }

  function drawMap() {
    removeMap();
    map = L.map(page.querySelector("[data-map]"), {
      center: [0, 0], zoom: 3, minZoom: 1.5, maxZoom: 10, zoomSnap: 0.25, zoomControl: false, attributionControl: false, trackResize: false,
      zoomAnimation: !reduced, fadeAnimation: !reduced, markerZoomAnimation: !reduced
    });
    masar.draw(map, data.map);
    sizes.observe(map.getContainer()); /* Leaflet's own watch would also draw a map that is not shown */
    map.masar.stops.forEach(function (stop, i) {
      stop.marker.on("click", function () { select(data.stops[i]); });
    });
  }

  /* Shows one stop, or the whole journey (""), in list, cards, days and map. */
  function select(stop) {
    if (data.stops.indexOf(stop) < 0) stop = "";
    selected = stop;
    var at = data.stops.indexOf(stop);
    all("[data-card]").forEach(function (card) { card.hidden = stop !== "" && card.dataset.card !== stop; });
    all("[data-step]").forEach(function (button) {
      button.disabled = stop !== "" && at === (button.dataset.step === "1" ? data.stops.length - 1 : 0);
    });
    all("[data-whole]").forEach(function (button) { button.disabled = stop === ""; });
    all(".p-steps select").forEach(function (list) { list.value = stop; });
    all(".m-chip").forEach(function (chip) {
      chip.classList.toggle("m-current", stop !== "" && chip.dataset.stop === stop);
      if (stop !== "" && chip.dataset.stop === stop) chip.setAttribute("aria-current", "true");
      else chip.removeAttribute("aria-current");
    });
    all(".m-chip.m-current").forEach(bringDay);
    page.querySelector(".p-cards").scrollTop = 0;
    if (mark) map.removeLayer(mark);
    mark = null;
    if (at < 0) return;
    mark = L.featureGroup();
    masar.select(mark, at);
    mark.addTo(map);
  }

  /* Scrolls the strip of days, and it alone, until a stop's day is in view. */
  function bringDay(chip) {
    var strip = chip.closest("ol").getBoundingClientRect(), day = chip.closest("li").getBoundingClientRect();
    chip.closest("ol").scrollLeft += Math.max(0, day.right - strip.right) - Math.max(0, strip.left - day.left);
  }

  function step(by) {
    var at = data.stops.indexOf(selected), last = data.stops.length - 1;
    if (last < 0) return;
    select(data.stops[at < 0 ? (by > 0 ? 0 : last) : Math.min(Math.max(at + by, 0), last)]);
  }

  function show(language) {
    var shown = blocks[language], old = page, stop = selected;
    removeMap();
    if (old && old !== shown) old.replaceWith(shown);
    page = shown;
    data = JSON.parse(page.querySelector("script[type='application/json']").textContent);
    root.lang = page.lang;
    root.dir = page.dir;
    document.title = page.dataset.title;
    drawMap();
    select(stop);
  }

  function reveal() {
    page.querySelector(".p-columns").scrollIntoView({ block: "start", behavior: reduced ? "auto" : "smooth" });
  }

  document.addEventListener("click", function (event) {
    var target = event.target.closest ? event.target.closest("a.m-go, button") : null;
    if (!target || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (target.dataset.to) {
      show(target.dataset.to);
      page.querySelector("[data-to='" + target.dataset.to + "']").focus();
    } else if (target.dataset.step) step(Number(target.dataset.step));
    else if ("whole" in target.dataset) select("");
    else if (target.classList.contains("m-go")) {
      event.preventDefault();
      select(target.dataset.day ? data.days[target.dataset.day] || "" : target.dataset.stop);
      if (!target.closest(".p-columns, .m-timeline")) reveal();
    }
  });

  document.addEventListener("change", function (event) {
    if (event.target.closest(".p-steps")) select(event.target.value);
  });

  document.addEventListener("keydown", function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
    if (event.target.closest("select, input, textarea") || event.target.matches("[data-map], .m-scroll")) return;
    var forward = page.dir === "rtl" ? "ArrowLeft" : "ArrowRight", back = page.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
    if (event.key === forward) step(1);
    else if (event.key === back) step(-1);
    else if (event.key === "Home") select("");
    else return;
    event.preventDefault();
  });

  window.addEventListener("hashchange", function () {
    var stop = wanted();
    if (stop) select(stop);
  });

  function wanted() {
    try { return decodeURIComponent(location.hash).replace(/^#stop-/, ""); } catch (error) { return ""; }
  }

  /* Paper is narrower than the screen: the map is drawn for it, and back. */
  function fitPaper(size) {
    return function () {
      var box = page.querySelector("[data-map]");
      box.style.width = size[0];
      box.style.height = size[1];
      map.invalidateSize({ animate: false });
    };
  }
  window.addEventListener("beforeprint", fitPaper(["680px", "440px"]));
  window.addEventListener("afterprint", fitPaper(["", ""]));

  /* Both languages of a long story: base64 of zlib's format. */
  function unpack(text) {
    var bytes = Uint8Array.from(atob(text), function (c) { return c.charCodeAt(0); });
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
  }

  function begin(first, other) {
    root.setAttribute("data-script", "");
    [first, other].forEach(function (block) { blocks[block.lang] = block; });
    show(first.lang);
    if (wanted()) select(wanted());
  }

  var packed = document.querySelector("[data-packed]"), waiting = document.querySelector("template");
  if (!packed) begin(document.querySelector(".p-page"), waiting.content.firstElementChild);
  else if (window.DecompressionStream) unpack(packed.textContent).then(function (markup) {
    waiting = document.createElement("template");
    waiting.innerHTML = markup;
    begin(document.body.insertBefore(waiting.content.firstElementChild, packed), waiting.content.firstElementChild);
  });
})();
