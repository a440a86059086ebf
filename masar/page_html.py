"""
A story as one interactive HTML file: map, stops, claims and figures in both languages, without any network.

The pieces are the dashboard's own (`masar.panels`, `static/masar/map.js`). Everything from a story enters the page
through Jinja's autoescaping, or as JSON in which the map's texts have passed `masar.encode`; a Content Security
Policy lets the page run its own scripts, known by their hashes, and fetch nothing at all.
"""

import json
import re
import zlib
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from masar.errors import ExportError
from masar.export.embed import cite_story
from masar.export.selection import describe_selection, select_claims
from masar.geojson import story_to_geojson
from masar.i18n import DIRECTIONS, LANGUAGES, text
from masar.map_content import map_content
from masar.model import Story
from masar.page_assets import content_policy, page_scripts, page_styles
from masar.panels import (
    MOST_STACKED,
    draw_claims,
    draw_figures,
    draw_heading,
    draw_matrix,
    draw_panel,
    draw_timeline,
    find_opposed,
    list_days,
    render,
    say,
    stop_on,
)
from masar.view import View, filter_claims

_LARGEST_PLAIN = 2_500_000
# Addresses of the dashboard in its markup: ours to the last quotation mark, which no value in them can hold unescaped.
_DASHBOARD_LINK = re.compile(r'href="\./\?story=[^"]*?&amp;(?:stop=([^"&]*)|by=[^"&]*)&amp;lang=[^"]*" target="_self"')


def write_page(story: Story, *, language: str = "en", filters: View | None = None, show_context: bool = False) -> bytes:
    """
    Write a story as an interactive page.

    Parameters
    ----------
    story
        Any story.
    language
        `en` or `ar`: the one it opens in; the other is a button away.
    filters
        A view whose filters say which claims to show; all if not given.
    show_context
        Whether the map shows the places that the article only mentions.

    Returns
    -------
    content
        HTML in UTF-8, about 1.5 MB for a short story; the same bytes for the same story and options. The markup
        of one with more than about a thousand claims is packed: such a page cannot be read without scripts.

    Raises
    ------
    ExportError
        If there is no such language.
    """
    if language not in LANGUAGES:
        raise ExportError("export_language", value=language, choices=", ".join(LANGUAGES))
    view = replace(filters, story=story.story_id, stop="") if filters else View(story.story_id)
    story = replace(story, stops=tuple(sorted(story.stops, key=lambda s: s.order)))
    geojson = story_to_geojson(story)
    scripts = page_scripts(frozenset(s.country for s in story.stops))
    orders = (language, *(code for code in LANGUAGES if code != language))
    blocks = [_block(story, replace(view, language=code), geojson, show_context=show_context) for code in orders]
    drawn = [Markup(render("page_block.html", b=block)) for block in blocks]  # noqa: S704  (escaped by our template)
    values = {
        "language": language,
        "title": blocks[0]["title"],
        "policy": content_policy(scripts),
        "styles": [Markup(style) for style in page_styles()],  # noqa: S704  (files of ours, without a value in them)
        "scripts": [Markup(script) for script in scripts],  # noqa: S704
    }
    page = render("page.html", blocks=drawn, packed="", **values).encode()
    return page if len(page) <= _LARGEST_PLAIN else render("page.html", packed=_pack(drawn), **values).encode()


def _pack(blocks: Sequence[str]) -> str:
    """Return markup compressed, as letters and digits; page.js unpacks it."""
    return b64encode(zlib.compress("".join(block.strip() for block in blocks).encode(), 9)).decode()


def _block(story: Story, view: View, geojson: Mapping[str, Any], *, show_context: bool) -> dict[str, Any]:
    """Return what the page shows in one language: fragments already encoded, and plain values."""
    language = view.language
    claims = filter_claims(story, view)
    return {
        "language": language,
        "direction": DIRECTIONS[language],
        "title": say(story, "title", language).text or story.story_id,
        "story": story,
        "filtered": describe_selection(story, view, language),
        "heading": _fragment(draw_heading(story, language)),
        "timeline": _fragment(draw_timeline(select_claims(story, view), replace(view, known_by=None))),
        "cards": [(s.stop_id, _fragment(draw_panel(story, replace(view, stop=s.stop_id)))) for s in story.stops],
        "elsewhere": _fragment(_draw_elsewhere(story, view)),
        "figures": _fragment(draw_figures(story, language)) if story.legs else "",
        "claims": _fragment(draw_claims(story, claims, language)) if 0 < len(claims) <= MOST_STACKED else "",
        "matrix": _fragment(draw_matrix(story, claims, language)) if claims else "",
        "count": text("story.claims", language, n=len(claims)),
        "citation": cite_story(story, language),
        "data": _script_json(_page_data(story, geojson, language, show_context=show_context)),
    }  # fmt: skip


def _page_data(story: Story, geojson: Mapping[str, Any], language: str, *, show_context: bool) -> dict[str, Any]:
    """Return what page.js needs: the map's content, the stops in order, and the stop of each day."""
    return {
        "map": map_content(geojson, language=language, show_context=show_context),
        "stops": [s.stop_id for s in story.stops],
        "days": {d.date.isoformat(): stop_on(story, d.date) for d in list_days(story) if d.date},
    }


def _draw_elsewhere(story: Story, view: View) -> str:
    """Return the claims that belong to no stop, those about the whole journey first."""
    free = [claim for claim in filter_claims(story, view) if not claim.stop_id]
    places = sorted(dict.fromkeys(claim.place_id for claim in free), key=bool)
    told = tuple((story.place(p) if p else None, tuple(c for c in free if c.place_id == p)) for p in places)
    return render(
        "panel.html", story=story, language=view.language, stops=(), folded=False, cards={}, elsewhere=told,
        opposed=find_opposed(story),
    ) if told else ""  # fmt: skip


def _fragment(markup: str) -> Markup:
    """Return markup of our templates for the page: links of the dashboard become links within the page."""
    return Markup(_DASHBOARD_LINK.sub(lambda m: f'href="#stop-{m[1]}"' if m[1] else 'href="#stops"', markup))  # noqa: S704


def _script_json(content: Any) -> Markup:
    """Return JSON that can stand in a script element: no character in it is HTML's, or invisible to JSON."""
    plain = json.dumps(content, separators=(",", ":"))
    return Markup(plain.translate({ord(c): f"\\u{ord(c):04x}" for c in "<>&"}))  # noqa: S704
