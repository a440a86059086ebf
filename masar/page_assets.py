"""What an interactive page carries within itself: Leaflet, the world, map drawing, styles and fonts."""

from base64 import b64encode
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from masar.map_assets import SCRIPTS, STATIC, STYLES, WORLD, inline_fonts, read_asset, read_world

ROOT = Path(__file__).resolve().parent.parent
_SCRIPTS = (*(STATIC / name for name in SCRIPTS), ROOT / "masar" / "templates" / "page.js")
_STYLES = (*(STATIC / name for name in STYLES), ROOT / "pages" / "style.css", ROOT / "masar" / "templates" / "page.css")


@lru_cache(maxsize=8)
def page_scripts(focus: frozenset[str]) -> tuple[str, ...]:
    """Return the scripts of a page; first-level regions are drawn, and so kept, for the countries in focus alone."""
    return tuple(read_world(focus) if file == STATIC / WORLD else read_asset(file) for file in _SCRIPTS)


@cache
def page_styles() -> tuple[str, ...]:
    """Return the style sheets of a page, fonts in them."""
    return tuple(inline_fonts(file) for file in _STYLES)


def content_policy(scripts: tuple[str, ...]) -> str:
    """
    Return a Content Security Policy under which a page can run these scripts and fetch nothing.

    Styles may stand inline: the templates' own do, and a style cannot fetch either under this policy.
    """
    sources = " ".join(f"'sha256-{b64encode(sha256(s.encode()).digest()).decode()}'" for s in scripts)
    return (
        f"default-src 'none'; script-src {sources}; style-src 'unsafe-inline'; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
