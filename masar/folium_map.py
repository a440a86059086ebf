"""
A story's GeoJSON as a folium map. The only module that imports folium.

The map needs no network: Leaflet, the vector world and the drawing itself (`static/masar/`) come
from `static/`, and the generated script holds only what differs between stories: stops, legs, labels and
legend as data. It is the same for the same story and language, so that streamlit-folium keeps its frame;
what changes while a reader looks (the stop selected) is a layer of its own. Every text in it has passed
`masar.encode.encode_text`.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Any

import folium
import xyzservices.providers
from branca.element import MacroElement
from folium.template import Template

from masar.encode import encode_text
from masar.i18n import DIRECTIONS, text
from masar.map_assets import SCRIPTS, STATIC, STYLES, WORLD, inline_fonts, read_asset, read_world
from masar.map_content import Bounds, GeoJSON, context_content, features_of, map_content, route_bounds, stop_id_of

__all__ = [
    "SCRIPTS",
    "STATIC",
    "STYLES",
    "TILE_LAYERS",
    "WORLD",
    "context_layer",
    "draw_map",
    "highlight_layer",
    "map_html",
    "route_bounds",
    "stop_id_of",
]

STATIC_URL = "../../app/static/"  # as seen from streamlit-folium's frame

TILE_LAYERS = ("OpenStreetMap.Mapnik", "Esri.WorldGrayCanvas", "Esri.WorldImagery")  # none needs a key


class RouteMap(folium.Map):
    """A folium map without tiles whose Leaflet comes from our own server, never from a CDN."""

    def __init__(self, map_id: str, **options: Any) -> None:
        super().__init__(tiles=None, zoom_control=False, attribution_control=False, zoom_snap=0.25, **options)
        self._id = map_id
        self.default_js = [(name, _url(name)) for name in SCRIPTS]
        self.default_css = [(name, _url(name)) for name in STYLES]


class RouteDrawing(MacroElement):
    """Hands a story's data to `masar.draw` of static/masar/."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            masar.draw({{ this._parent.get_name() }}, {{ this.content }});
        {% endmacro %}
        """
    )

    def __init__(self, content: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "RouteDrawing"
        self._id = "drawing"
        self.content = _script_json(content)


class Selection(MacroElement):
    """Marks one stop as selected for as long as the layer it belongs to is on the map."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            masar.select({{ this._parent.get_name() }}, {{ this.order|tojavascript }});
        {% endmacro %}
        """
    )

    def __init__(self, order: int) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Selection"
        self._id = "selection"
        self.order = order


class ContextPlaces(MacroElement):
    """Shows the context places for as long as the layer it belongs to is on the map."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            masar.context({{ this._parent.get_name() }}, {{ this.places }});
        {% endmacro %}
        """
    )

    def __init__(self, places: Sequence[Mapping[str, Any]]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "ContextPlaces"
        self._id = "context"
        self.places = _script_json(places)


def draw_map(
    geojson: GeoJSON,
    *,
    language: str,
    bounds: Bounds | None = None,
    show_context: bool = False,
    tiles: str | None = None,
    editable: bool = False,
) -> folium.Map:
    """
    Draw a story's route.

    Parameters
    ----------
    geojson
        From `masar.geojson.story_to_geojson`.
    language
        `en` or `ar`: names, dates, legend and direction.
    bounds
        What the opening view shows, `[[south, west], [north, east]]`; if not given the route, with the
        context places where these are shown.
    show_context
        Whether the places that the article only mentions are drawn.
    tiles
        One of `TILE_LAYERS` to draw instead of the bundled world: the only case that needs the network.
    editable
        Whether stops can be dragged; letting one go counts as a click on it, at its new position.

    Returns
    -------
    map
        Without anything random in it. It is used up by `st_folium`: draw another for the next run.
    """
    content = map_content(geojson, language=language, bounds=bounds, show_context=show_context)
    content["tiles"] = tiles is not None
    content["editable"] = editable
    south_west, north_east = content["bounds"]
    centre = [(a + b) / 2 for a, b in zip(south_west, north_east, strict=True)]
    drawn = RouteMap("masar", location=centre, zoom_start=3, min_zoom=1.5, max_zoom=10)
    drawn.get_root()._id = "figure"  # noqa: SLF001 - branca has no other way to leave chance out
    if tiles is not None:
        drawn.add_child(_tile_layer(tiles))
    drawn.add_child(RouteDrawing(content))
    return drawn


def _tile_layer(name: str) -> folium.TileLayer:
    """Return an online layer with its attribution; the page's origin is sent, without which OSM refuses."""
    layer = folium.TileLayer(xyzservices.providers.query_name(name), control=False, referrer_policy="origin")
    layer._id = "tiles"  # noqa: SLF001
    return layer


def highlight_layer(geojson: GeoJSON, stop_id: str, language: str) -> folium.FeatureGroup:
    """
    Return a layer that marks a stop as selected, for `feature_group_to_add`.

    An unknown stop gives an empty layer.
    """
    del language  # the mark is the same in both
    layer = folium.FeatureGroup(name="highlight", control=False)
    for position, stop in enumerate(features_of(geojson, "stop")):
        if stop["properties"]["stop_id"] == stop_id:
            layer.add_child(Selection(position))
    return layer


def context_layer(geojson: GeoJSON, language: str) -> folium.FeatureGroup:
    """
    Return a layer of the places that the article only mentions, for `feature_group_to_add`.

    The view widens to hold them, and goes back to the route when the layer is taken away.
    """
    layer = folium.FeatureGroup(name="context", control=False)
    layer.add_child(ContextPlaces(context_content(geojson, language)))
    return layer


def map_html(geojson: GeoJSON, *, language: str, show_context: bool = False, title: str = "") -> str:
    """Return the map as one HTML page that needs nothing else: Leaflet, world, styles and fonts are in it."""
    drawn = draw_map(geojson, language=language, show_context=show_context)
    drawn.default_js, drawn.default_css = [], []
    page = str(drawn.get_root().render())
    styles = "".join(f"<style>{inline_fonts(STATIC / name)}</style>\n" for name in STYLES)
    focus = frozenset(f["properties"]["country"] for f in features_of(geojson, "stop"))
    sources = [read_world(focus) if name == WORLD else read_asset(STATIC / name) for name in SCRIPTS]
    scripts = "".join(f"<script>{source}</script>\n" for source in sources)
    page = page.replace("<html>", f'<html lang="{language}" dir="{DIRECTIONS[language]}">', 1)
    head = f"<title>{encode_text(title or text('map.label', language))}</title>\n{styles}{scripts}"
    return page.replace("<head>", f'<head>\n<meta charset="utf-8">\n{head}', 1)


@cache
def _url(name: str) -> str:
    """Return the address of a static file; it changes with the content, so that no browser keeps an old one."""
    return f"{STATIC_URL}{name}?v={sha256((STATIC / name).read_bytes()).hexdigest()[:10]}"


def _script_json(content: Any) -> str:
    """Return JSON that can stand in a script element; every brace is followed by a quotation mark."""
    plain = json.dumps(content, separators=(",", ":"))
    return plain.translate({ord(c): f"\\u{ord(c):04x}" for c in "<>&'"})
