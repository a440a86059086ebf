"""Hostile text in every field that the map shows, in a real browser: seen as typed, and nothing else happens."""

import html
import os
from dataclasses import replace
from datetime import date
from itertools import cycle, pairwise
from pathlib import Path

import brs_kb
import pytest
from playwright.sync_api import expect

from masar.encode import encode_text
from masar.folium_map import map_html
from masar.geojson import story_to_geojson
from masar.model import Article, Claim, Leg, Place, Stop, Story
from masar.story_folder import load_story, save_story
from tests.browser.conftest import running_dashboard

STORIES = Path(__file__).parents[2] / "data" / "stories"

OWN = (
    # templates: branca compiles what folium has rendered a second time
    "{{ 7777 * 7777 }}",
    "{{ cycler.__init__.__globals__.os.environ.update(MASAR_EXECUTED='1') }}",
    "{% for i in range(9) %}MASAR{% endfor %}",
    "{% raw %}",
    "{# gone #}",
    "{{'map_div'}}",
    "}}",
    # script and template literal
    "${window.executed = 1}",
    "`+(window.executed = 1)+`",
    "';window.executed=1;//",
    '";window.executed=1;//',
    "\\';window.executed=1;//",
    "</script><script>window.executed=1</script>",
    "]]></script><!--",
    "\\u003cimg src=x onerror=window.executed=1\\u003e",
    "&lt;img src=x onerror=window.executed=1&gt;",
    "&#123;&#123; 7777 * 7777 &#125;&#125;",
    # attribute and style
    '"><img src=x onerror=window.executed=1>',
    "' onmouseover='window.executed=1",
    '" style="position:fixed;inset:0;background:red',
    "</style><style>*{display:none}</style>",
    "<svg onload=window.executed=1>",
    "<base href='https://example.org/'>",
    "javascript:window.executed=1",
    # what streamlit-folium searches and replaces in the finished script
    "map_div2 alert(coords); drawnItems",
    "drawnItems_draw_control_div_1",
    # bidi, NUL, surrogate, odd spaces
    "photo\u202egnp.exe",
    "\u2067\u2067never closed",
    "closed\u2069 too often\u2069",
    "a\x00b",
    "half \ud83d a pair",
    "two\r\nlines\u2028three",
    "\u200f\u200e",
    "A" * 10_000,
    "كومسومولسك <b>نا</b> أموري",
)
CORPUS = tuple(dict.fromkeys(entry["payload"] for entry in brs_kb.get_all_payloads().values()))

# What the page holds that is not ours, and the texts it shows.
LOOK = """() => {
    const allowed = new Set(['DIV', 'SPAN', 'B', 'BDI', 'SMALL', 'BR']);
    const panes = [...document.querySelectorAll('.leaflet-marker-pane *, .leaflet-tooltip-pane *')];
    const route = window.map_masar.masar, text = content => {
        const span = document.createElement('span');  // as streamlit-folium reads a tooltip
        span.innerHTML = content;
        return span.textContent.trim();
    };
    return {
        strange: panes.filter(e => !allowed.has(e.tagName)).map(e => e.outerHTML),
        handlers: [...document.querySelectorAll('*')].flatMap(e => [...e.attributes]).filter(a => /^on/i.test(a.name)).length,
        loading: document.querySelectorAll('iframe, img, object, embed, base, link, script[src], form').length,
        scripts: document.scripts.length,
        styles: document.querySelectorAll('style').length,
        executed: window.executed,
        labels: route.stops.map(s => s.element.querySelector('.masar-label b').textContent),
        spoken: route.stops.map(s => s.element.getAttribute('aria-label')),
        tooltips: route.stops.map(s => text(s.marker.getTooltip().getContent())),
        context: route.context.map(p => p.element.querySelector('.masar-label').textContent),
        legend: document.querySelectorAll('.masar-legend *').length,
    };
}"""


def in_groups(texts, size):
    return [texts[at : at + size] for at in range(0, len(texts), size)]


def seen(typed, most):
    """Return how a text is seen: as the encoder passes it on, shortened."""
    shown = typed if len(typed) <= most else typed[: most - 1].rstrip() + "…"
    return html.unescape(encode_text(shown))


def hostile_story(texts):
    """Return a story whose every text field is one of the texts, each of them a name once; no two points are one."""
    turn, half = cycle(texts), (len(texts) + 1) // 2
    pairs = [(text, texts[(half + i) % len(texts)]) for i, text in enumerate(texts[:half])]

    def any_text():
        return next(turn)

    stops = tuple(
        Stop(
            f"{i}{any_text()}", i, any_text(), one, other, -60 + i % 12 * 10, -170 + i // 12 * 20, any_text(),
            "visited", date(2024, 3, 1), "day", "stated", any_text(), any_text(),
        )
        for i, (one, other) in enumerate(pairs)
    )  # fmt: skip
    places = tuple(
        Place(
            f"{i}{any_text()}", any_text(), other, one, "city", -55 + i % 12 * 10, -160 + i // 12 * 20, 0.0,
            any_text(), any_text(), any_text(), "context", 1.0,
        )
        for i, (one, other) in enumerate(pairs)
    )  # fmt: skip
    legs = tuple(
        Leg(any_text(), a.stop_id, b.stop_id, "train", "travelled", "inferred", (), any_text(), any_text())
        for a, b in pairwise(stops)
    )
    claim = Claim(
        any_text(), stops[0].stop_id, "", any_text(), any_text(), any_text(), any_text(), "report", None, "unknown",
        any_text(), any_text(), any_text(), any_text(), 0, 1,
    )  # fmt: skip
    return Story(
        any_text(), any_text(), any_text(), any_text(), any_text(), None, "en", any_text(), any_text(),
        (Article("x", "en"),), stops, legs, places, claims=(claim,),
    )  # fmt: skip


def show(open_page, story, language):
    page = open_page("about:blank")
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    content = map_html(story_to_geojson(story), language=language, show_context=True, title=story.title_en)
    page.set_content(content, wait_until="load")
    page.locator("[data-masar=drawn]").wait_for()
    page.evaluate("window.map_masar.masar.stops.forEach(s => s.marker.openTooltip())")
    look = page.evaluate(LOOK)
    assert dialogs == []
    return page, look


def check(story, look, language, clean):
    """Every text is there as typed, and the page has not a script, handler or picture more than a harmless one."""
    texts = [(s.name_en, s.name_ar) if language == "en" else (s.name_ar, s.name_en) for s in story.stops]
    assert look["labels"] == [seen(own or other, 48) for own, other in texts]
    for (own, other), tooltip, spoken in zip(texts, look["tooltips"], look["spoken"], strict=True):
        assert seen(own or other, 120).strip() in tooltip  # streamlit-folium trims it
        assert seen(other or own, 120) in tooltip
        assert seen(own or other, 120) in spoken
    names = [(p.name_en, p.name_ar) if language == "en" else (p.name_ar, p.name_en) for p in story.places]
    assert look["context"] == [seen(own or other, 48) for own, other in names]
    same = ("strange", "handlers", "loading", "scripts", "styles", "executed", "legend")
    assert {name: look.get(name) for name in same} == {name: clean.get(name) for name in same}


@pytest.fixture(scope="module")
def clean(browser):
    """What the page of a harmless story holds."""
    page = browser.new_page()
    page.set_content(
        map_html(story_to_geojson(hostile_story(["Rome", "Oslo", "Bern", "Kyiv"])), language="en", show_context=True)
    )
    page.locator("[data-masar=drawn]").wait_for()
    look = page.evaluate(LOOK)
    page.close()
    assert look["strange"] == []
    assert look["handlers"] == 0
    return look


def test_our_own_hostile_texts_are_shown_as_typed(open_page, clean):
    story = hostile_story(OWN)
    page, look = show(open_page, story, "en")
    check(story, look, "en", clean)
    assert "MASAR_EXECUTED" not in os.environ
    assert str(7777 * 7777) not in page.content()
    assert page.title() == html.unescape(encode_text(story.title_en)).strip()


def test_in_arabic_too(open_page, clean):
    story = hostile_story(OWN)
    _, look = show(open_page, story, "ar")
    check(story, look, "ar", clean)


@pytest.mark.parametrize("texts", in_groups(CORPUS, 330), ids=lambda texts: f"from-{CORPUS.index(texts[0])}")
def test_public_payloads_are_shown_as_typed(open_page, clean, texts):
    story = hostile_story(texts)
    _, look = show(open_page, story, "en")
    check(story, look, "en", clean)


def test_marks_on_the_frame_of_streamlit_folium_are_shown_as_typed(open_page, tmp_path):
    """The whole way: a hostile story folder, the dashboard, streamlit-folium's own script."""
    flagship = load_story(STORIES / "kim-russia-2023")
    writable = [text for text in OWN if text.isprintable() and len(text) < 100]
    groups = in_groups(writable, 2 * len(flagship.stops))
    for number, texts in enumerate(groups):
        names = cycle(texts)
        stops = tuple(replace(s, name_en=next(names), name_ar=next(names)) for s in flagship.stops)
        story = replace(flagship, story_id=f"hostile-{number}", title_en=texts[0], title_ar=texts[-1], stops=stops)
        save_story(story, tmp_path / story.story_id)
    with running_dashboard(MASAR_STORIES=str(tmp_path)) as address:
        for number, texts in enumerate(groups):
            page = open_page(f"{address}/?story=hostile-{number}&lang=en&context=1")
            frame = page.frame_locator("iframe")
            frame.locator("[data-masar=drawn]").wait_for()
            names = cycle(texts)
            shown = [(seen(next(names), 48), next(names))[0] for _ in flagship.stops]
            assert frame.locator(".masar-label b").all_text_contents() == shown
            assert page.evaluate("window.executed") is None
            assert frame.locator("body").evaluate("() => window.executed") is None
            assert frame.locator(".leaflet-marker-pane :is(img, script, svg, style, iframe)").count() == 0
            frame.locator(".masar-stop").nth(2).click()
            expect(frame.locator(".masar-stop").nth(2)).to_have_attribute("aria-current", "true", timeout=30_000)
