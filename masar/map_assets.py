"""The files that a map on a page consists of, to link to or to carry within the page."""

import json
import re
from base64 import b64encode
from functools import cache, lru_cache
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"
# Below STATIC, in the order in which a page needs them.
WORLD = "basemap/world.js"
SCRIPTS = (
    "leaflet/leaflet.js",
    WORLD,
    *(f"masar/{part}.js" for part in ("basemap", "ways", "labels", "countries", "controls", "map")),
)
STYLES = ("leaflet/leaflet.css", "masar/map.css")


@cache
def read_asset(file: Path) -> str:
    """Return a script or style sheet as text, without the address of a source map that is not shipped."""
    return file.read_text(encoding="utf-8").replace("//# sourceMappingURL=leaflet.js.map", "")


@lru_cache(maxsize=8)
def read_world(focus: frozenset[str]) -> str:
    """Return the vector world as a script; first-level regions are drawn, and so kept, for the countries in focus."""
    head, _, content = read_asset(STATIC / WORLD).partition("=")
    world = json.loads(content.rstrip().removesuffix(";"))
    world["regions"] = [row for row in world["regions"] if row["code"] in focus]
    return f"{head}={json.dumps(world, separators=(',', ':'))};"


@cache
def inline_fonts(file: Path) -> str:
    """Return a style sheet with its fonts as data; pictures of controls that we do not use are left out."""

    def inline(found: re.Match[str]) -> str:
        font = file.parent / found[1]
        if font.suffix != ".woff2":
            return "none"
        return f"url(data:font/woff2;base64,{b64encode(font.read_bytes()).decode()})"

    return re.sub(r"url\(([^)#]+)\)", inline, read_asset(file))
