"""
How others make a picture of the same route: folium through a browser, and py-staticmaps without one.

Neither may use the network here. folium's page asks for its scripts and tiles at several servers; they are answered
at once from this machine (Leaflet from static/, one blank tile for every tile, nothing for the rest), so that what
is measured is the best that they could do. What they draw is less: no labels, dates, legend, scale or Arabic.
"""

import io
import tempfile
from pathlib import Path

import folium
import staticmaps
from PIL import Image
from playwright.sync_api import Route, sync_playwright

from masar.model import Story
from masar.screenshot import find_browser

STATIC = Path(__file__).resolve().parents[1] / "static"
COLOUR = "#d4351c"
A4_POINTS, A4_SCALE = (827, 1169), 3  # 2481 by 3507 pixels: A4 at 300 dots per inch
WAIT_S = 3.0  # the default of folium's own `Map._to_png`
LOADED = """() => document.querySelector('.leaflet-tile-loaded')
    && !document.querySelector('.leaflet-tile:not(.leaflet-tile-loaded)')"""


def blank_tile() -> bytes:
    """Return a tile of water."""
    out = io.BytesIO()
    Image.new("RGB", (256, 256), "#dbe7ec").save(out, "PNG")
    return out.getvalue()


TILE = blank_tile()


def answer(route: Route) -> None:
    """Answer a request of folium's page from this machine."""
    name = route.request.url.rpartition("/")[2].split("?")[0]
    if route.request.url.startswith("file:"):
        route.continue_()
    elif name in ("leaflet.js", "leaflet.css"):
        route.fulfill(path=STATIC / "leaflet" / name)
    elif name.endswith(".png"):
        route.fulfill(body=TILE, content_type="image/png")
    else:
        route.fulfill(body="")


def draw_with_folium(story: Story, *, fixed_wait: bool = True) -> bytes:
    """Save a map, open it in a browser, wait as folium does or until its tiles are there, and take the picture."""
    drawn = folium.Map(zoom_snap=0.25)
    points = [(stop.lat, stop.lon) for stop in story.stops]
    folium.PolyLine(points, color=COLOUR).add_to(drawn)
    for stop, point in zip(story.stops, points, strict=True):
        folium.CircleMarker(point, radius=8, color=COLOUR, tooltip=stop.name_en).add_to(drawn)
    drawn.fit_bounds(points)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder, "map.html")
        drawn.save(path)
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"])
        width, height = A4_POINTS
        page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=A4_SCALE)
        page.route("**/*", answer)
        page.goto(path.as_uri())
        if fixed_wait:
            page.wait_for_timeout(WAIT_S * 1000)
        else:
            page.wait_for_function(LOADED)
        picture = page.screenshot()
        browser.close()
    return picture


class _Blank(staticmaps.TileDownloader):
    """Tiles that come from nowhere."""

    def get(self, provider: object, cache_dir: str, zoom: int, x: int, y: int) -> bytes:  # noqa: ARG002  (theirs)
        """Return the same tile for every place."""
        return TILE


def draw_with_staticmaps(story: Story) -> bytes:
    """Draw the same points and line with py-staticmaps."""
    context = staticmaps.Context()
    context.set_tile_downloader(_Blank())
    points = [staticmaps.create_latlng(stop.lat, stop.lon) for stop in story.stops]
    context.add_object(staticmaps.Line(points, color=staticmaps.parse_color(COLOUR), width=4))
    for point in points:
        context.add_object(staticmaps.Marker(point, color=staticmaps.parse_color(COLOUR), size=12))
    out = io.BytesIO()
    context.render_pillow(*(side * A4_SCALE for side in A4_POINTS)).convert("RGB").save(out, "PNG")
    return out.getvalue()
