"""The interactive page, opened from disk in a browser that is offline: it asks for nothing and does everything."""

import pytest

import masar.page_html
from masar.export import export_file
from masar.story_folder import load_story
from tests.browser.conftest import ROOT
from tests.hostile import HOSTILE, hostile_story
from tests.unit.print_stories import forty_stops, long_story

STORIES = {name: load_story(ROOT / "data" / "stories" / name) for name in ("kim-russia-2023", "kissinger-shuttle-1974")}
KIM = STORIES["kim-russia-2023"]


@pytest.fixture
def open_file(browser, tmp_path):
    """Open a story's page from disk, offline; fail at the end if it asked for anything or threw an error."""
    contexts, asked, errors = [], [], []

    def open_one(story, *, language="en", width=1366, height=900, script=True, fragment=""):
        path = export_file(story, "html", tmp_path / f"{story.story_id}-{language}.html", language=language)
        context = browser.new_context(
            viewport={"width": width, "height": height}, offline=True, java_script_enabled=script
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        page.on("dialog", lambda dialog: (errors.append(dialog.message), dialog.dismiss()))
        page.goto(path.as_uri() + fragment)
        if script:
            page.locator("[data-masar=drawn]").wait_for()
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith("data:") and not url.split("#")[0].endswith(".html")] == []
    assert errors == []


def shown_cards(page):
    return page.locator("[data-card]:not([hidden]) h2[id^=stop-]").evaluate_all("all => all.map(h => h.id)")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_page_opens_from_disk_with_map_stops_and_claims(open_file, story, language):
    page = open_file(story, language=language)
    assert page.locator(".masar-stop").count() == len(story.stops)
    assert shown_cards(page) == [f"stop-{stop.stop_id}" for stop in story.stops]
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
        language,
        "rtl" if language == "ar" else "ltr",
    ]
    assert page.locator(".masar-map canvas").first.is_visible()
    assert page.evaluate("document.fonts.check('16px \"IBM Plex Sans\"')")


def test_arrow_keys_go_from_stop_to_stop(open_file):
    page = open_file(KIM)
    for stop in ("north-korea", "vostochny", "komsomolsk", "vladivostok", "vladivostok"):
        page.keyboard.press("ArrowRight")
        assert shown_cards(page) == [f"stop-{stop}"]
    assert page.get_by_role("button", name="Next").is_disabled()
    page.keyboard.press("ArrowLeft")
    assert shown_cards(page) == ["stop-komsomolsk"]
    assert (
        page.locator(".masar-stop[aria-current=true]")
        .get_attribute("aria-label")
        .startswith("Stop 2: Komsomolsk-on-Amur")
    )
    page.keyboard.press("Home")
    assert len(shown_cards(page)) == 4
    assert page.locator(".masar-stop[aria-current=true]").count() == 0


def test_in_arabic_forward_is_left(open_file):
    page = open_file(KIM, language="ar")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert shown_cards(page) == ["stop-vostochny"]
    page.keyboard.press("ArrowRight")
    assert shown_cards(page) == ["stop-north-korea"]


def test_language_switch_keeps_the_stop(open_file):
    page = open_file(KIM)
    page.locator("select").select_option("komsomolsk")
    page.get_by_role("button", name="العربية").click()
    page.locator("[data-masar=drawn]").wait_for()
    assert page.title() == KIM.title_ar
    assert shown_cards(page) == ["stop-komsomolsk"]
    assert page.locator("h1").inner_text() == KIM.title_ar
    assert "كومسومولسك-نا-أموري" in page.locator(".masar-label").all_text_contents()[2]
    assert page.evaluate("document.activeElement.dataset.to") == "ar"
    page.get_by_role("button", name="English").click()
    page.locator("[data-masar=drawn]").wait_for()
    assert (page.title(), page.evaluate("document.documentElement.dir")) == (KIM.title_en, "ltr")


def test_marker_list_day_and_link_all_choose_a_stop(open_file):
    page = open_file(KIM)
    page.locator(".masar-stop").nth(1).click()
    assert shown_cards(page) == ["stop-vostochny"]
    page.locator("a.m-day[data-day='2023-09-15']").click()
    assert shown_cards(page) == ["stop-komsomolsk"]
    page.locator("a.m-chip[data-stop=vladivostok]").click()
    assert shown_cards(page) == ["stop-vladivostok"]
    page.locator(".p-claims summary").click()
    page.locator(".m-table a[data-stop=north-korea]").first.click()
    assert shown_cards(page) == ["stop-north-korea"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_day_of_the_stop_chosen_comes_into_view(open_file, language):
    story = forty_stops()
    page = open_file(story, language=language)
    page.locator("select").select_option("s20")
    strip, day = page.locator(".m-timeline ol").bounding_box(), page.locator("li:has(.m-current)").bounding_box()
    assert strip["x"] - 1 <= day["x"]
    assert day["x"] + day["width"] <= strip["x"] + strip["width"] + 1


def test_address_with_a_stop_opens_at_it(open_file):
    assert shown_cards(open_file(KIM, fragment="#stop-komsomolsk")) == ["stop-komsomolsk"]


def test_everything_can_be_reached_by_keyboard_and_has_a_name(open_file):
    page = open_file(KIM)
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('button, select, a[href], summary, [tabindex="0"]')].filter(e =>
            e.checkVisibility() && !(e.getAttribute('aria-label') || e.getAttribute('title') || e.textContent.trim() ||
            e.closest('.m-scroll'))).map(e => e.outerHTML.slice(0, 120))"""
    )
    assert nameless == []
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the stops"
    roles = page.locator("body").aria_snapshot()
    for part in (
        "banner",
        "main",
        'heading "Kim visits',
        'navigation "Day by day"',
        'region "Map of the journey"',
        'region "Stops and claims"',
        "contentinfo",
    ):
        assert part in roles, part


def test_without_scripts_everything_but_the_map_can_be_read(open_file):
    page = open_file(KIM, script=False)
    assert page.get_by_text("The map needs JavaScript").is_visible()
    assert page.locator("h2#stop-komsomolsk").is_visible()
    assert not page.get_by_role("button", name="Next").is_visible()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_a_phone_nothing_runs_over_the_edge(open_file, language):
    page = open_file(KIM, language=language, width=390, height=844)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".p-map").bounding_box()["height"] < 600


def test_on_paper_all_stops_are_there_and_no_buttons(open_file):
    page = open_file(KIM)
    page.keyboard.press("ArrowRight")
    page.emulate_media(media="print")
    assert page.locator("h2#stop-vladivostok").is_visible()
    assert not page.get_by_role("button", name="Next").is_visible()


def test_wide_screen_shows_map_and_panel_side_by_side(open_file):
    page = open_file(KIM)
    box, side = page.locator(".p-map").bounding_box(), page.locator(".p-side").bounding_box()
    assert box["x"] + box["width"] < side["x"]
    page.get_by_role("button", name="العربية").click()
    page.locator("[data-masar=drawn]").wait_for()
    box, side = page.locator(".p-map").bounding_box(), page.locator(".p-side").bounding_box()
    assert side["x"] + side["width"] < box["x"]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_shown_as_typed_and_never_runs(open_file, name):
    page = open_file(hostile_story(HOSTILE[name], "hostile"))
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="العربية").click()
    page.locator("[data-masar=drawn]").wait_for()
    assert page.evaluate("typeof window.pwned") == "undefined"
    if name not in ("bidi", "control"):
        assert HOSTILE[name].split()[0] in page.locator(".m-what").first.text_content()


def test_packed_page_of_a_long_story_does_what_a_plain_one_does(open_file):
    page = open_file(long_story(), fragment="#stop-s7")
    assert shown_cards(page) == ["stop-s7"]
    page.keyboard.press("ArrowRight")
    assert shown_cards(page) == ["stop-s8"]
    assert page.locator("[data-card]:not([hidden]) .m-claim").count() == 50
    page.get_by_role("button", name="العربية").click()
    page.locator("html[lang=ar] [data-masar=drawn]").wait_for()
    assert shown_cards(page) == ["stop-s8"]
    assert page.locator("h1").inner_text() == "رحلة من أربعين محطة"
    page.keyboard.press("Home")
    assert page.locator("[data-card]:not([hidden]) .m-claim").count() == 2000


def test_packed_page_without_scripts_says_what_it_needs(open_file):
    page = open_file(long_story(), script=False)
    assert page.get_by_text("turn on JavaScript in a browser of 2023 or later").is_visible()


def test_hostile_story_that_is_packed_is_only_text(open_file, monkeypatch):
    monkeypatch.setattr(masar.page_html, "_LARGEST_PLAIN", 0)
    page = open_file(hostile_story(HOSTILE["close"] + HOSTILE["script"]))
    assert page.evaluate("window.pwned") is None
    assert page.locator("iframe, img, textarea").count() == 0
