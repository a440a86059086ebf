"""How the map looks and answers: the self-contained page in a real browser, wide and narrow, in both languages."""

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect

from masar.folium_map import context_layer, draw_map, map_html
from masar.geojson import story_to_geojson
from masar.model import Article, Leg, Stop, Story
from masar.story_folder import load_story

STORIES = Path(__file__).parents[2] / "data" / "stories"
FLAGSHIP = load_story(STORIES / "kim-russia-2023")
SHUTTLE = load_story(STORIES / "kissinger-shuttle-1974")
WIDE, PHONE = (900, 620), (360, 420)

# Boxes of what is seen, in pixels of the map; what overlaps a control is measured too.
LOOK = """() => {
    const boxes = selector => [...document.querySelectorAll(selector)]
        .filter(e => getComputedStyle(e).visibility !== 'hidden')
        .map(e => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom, e.textContent]; });
    const size = map_masar.getSize();
    return {
        labels: boxes('.masar-label'), dots: boxes('.masar-stop .masar-dot'), quiet: boxes('.masar-context .masar-dot'),
        names: boxes('.masar-country'), controls: boxes('.leaflet-control'), size: [size.x, size.y],
        legend: boxes('.masar-legend'),
    };
}"""


def journey(points, mode="plane", basis="stated"):
    first = date(2024, 3, 1)
    stops = tuple(
        Stop(f"s{i}", i, f"s{i}", name, "", lat, lon, "", "visited", first + timedelta(i), "day", "stated")
        for i, (name, lat, lon) in enumerate(points)
    )
    legs = tuple(
        Leg(f"l{i}", a.stop_id, b.stop_id, mode, "travelled", basis) for i, (a, b) in enumerate(pairwise(stops))
    )
    return Story("s", "", "", "", "", None, "en", "", "", (Article("", "en"),), stops, legs)


def forty_stops():
    chance = random.Random(3)
    return journey(
        [(f"Town of {'aeiou'[i % 5] * 5}", chance.uniform(46, 54), chance.uniform(2, 18)) for i in range(40)]
    )


PACIFIC = journey([("Tokyo", 35.68, 139.69), ("Honolulu", 21.3, -157.86), ("San Francisco", 37.77, -122.42),
                   ("Auckland", -36.85, 174.76), ("Suva", -18.14, 178.44)])  # fmt: skip


@pytest.fixture
def show(open_page):
    def show_story(story, language="en", size=WIDE, **options):
        page = open_page("about:blank", width=size[0], height=size[1])
        page.set_content(map_html(story_to_geojson(story), language=language, **options))
        page.locator("[data-masar=drawn]").wait_for()
        return page

    return show_story


def overlap(a, b, slack=1.0):
    return min(a[2], b[2]) - max(a[0], b[0]) > slack and min(a[3], b[3]) - max(a[1], b[1]) > slack


def assert_tidy(look):
    """No label meets another label, a marker, a control or the frame; no country's name meets any of these."""
    width, height = look["size"]
    for label in (*look["labels"], *look["names"]):
        assert label[0] >= 0, label
        assert label[1] >= 0, label
        assert label[2] <= width + 1, label
        assert label[3] <= height + 1, label
    texts = [*look["labels"], *look["names"]]
    assert [(a[4], b[4]) for a, b in combinations(texts, 2) if overlap(a, b)] == []
    fixed = [*look["dots"], *look["controls"]]
    assert [(a[4], b[4]) for a in texts for b in fixed if overlap(a, b)] == []


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("story", [FLAGSHIP, SHUTTLE, PACIFIC], ids=["flagship", "shuttle", "pacific"])
def test_every_stop_is_labelled_in_the_frame_and_nothing_overlaps(show, story, language, size):
    look = show(story, language, size).evaluate(LOOK)
    assert len(look["labels"]) == len({(s.lat, s.lon) for s in story.stops})
    assert len(look["dots"]) == len(story.stops)
    assert [d for d in look["dots"] for c in look["controls"] if overlap(c, d)] == []
    assert_tidy(look)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_where_forty_stops_crowd_some_labels_give_way(show, size):
    look = show(forty_stops(), size=size).evaluate(LOOK)
    assert len(look["dots"]) == 40
    assert len(look["labels"]) >= (20 if size == WIDE else 6)
    assert_tidy(look)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_overlaps_after_zooming_and_moving(show, language):
    page = show(FLAGSHIP, language)
    for zoom, centre in ((3, [50, 120]), (7, [44, 132]), (2, [20, 60])):
        page.evaluate(f"map_masar.setView({centre}, {zoom}, {{animate: false}})")
        look = page.evaluate(LOOK)
        seen = [label for label in look["labels"] if label[0] >= 0 and label[2] <= look["size"][0]]
        assert_tidy(look | {"labels": [s for s in seen if s[1] >= 0 and s[3] <= look["size"][1]]})


def test_countries_are_named_in_the_language_and_once(show):
    for language, expected in (("en", {"China", "Russia", "Japan"}), ("ar", {"الصين", "روسيا", "اليابان"})):
        names = [name[4] for name in show(FLAGSHIP, language).evaluate(LOOK)["names"]]
        assert expected <= set(names)
        assert len(names) == len(set(names))
        assert not {"North Korea", "كوريا الشمالية"} & set(names)  # a stop has that name already


def test_arabic_letters_are_not_spaced(show):
    spacing = "getComputedStyle(document.querySelector('.masar-country')).letterSpacing"
    assert show(FLAGSHIP, "ar").evaluate(spacing) == "normal"
    assert float(show(FLAGSHIP, "en").evaluate(spacing).removesuffix("px")) > 1


def test_arabic_text_runs_from_the_right_and_controls_change_sides(show):
    page = show(FLAGSHIP, "ar")
    assert page.evaluate("getComputedStyle(document.querySelector('.masar-legend li')).direction") == "rtl"
    assert page.evaluate("document.querySelector('.leaflet-control-zoom').getBoundingClientRect().left > 450")
    scale = page.locator(".leaflet-control-scale-line")
    assert scale.inner_text().endswith("كم")
    assert scale.evaluate("e => getComputedStyle(e).direction") == "rtl"


def test_the_scale_is_true(show):
    page = show(FLAGSHIP)
    label, width = page.locator(".leaflet-control-scale-line").evaluate("e => [e.innerText, e.offsetWidth]")
    km = page.evaluate(
        f"""() => {{
            const y = map_masar.getSize().y / 2, at = x => map_masar.containerPointToLatLng([x, y]);
            return map_masar.distance(at(100), at(100 + {width})) / 1000;
        }}"""
    )
    assert km == pytest.approx(float(label.removesuffix(" km")), rel=0.02)


def test_legend_is_open_where_there_is_room_and_closed_on_a_phone(show):
    assert show(FLAGSHIP, size=WIDE).locator(".masar-legend").get_attribute("open") is not None
    page = show(FLAGSHIP, size=PHONE)
    assert page.locator(".masar-legend").get_attribute("open") is None
    page.get_by_text("Legend").click()
    expect(page.get_by_text("Leg announced, route inferred")).to_be_visible()
    assert_tidy(page.evaluate(LOOK))


def test_legend_covers_no_stop_at_the_opening_view(show):
    for story in (FLAGSHIP, SHUTTLE, PACIFIC):
        look = show(story).evaluate(LOOK)
        assert [d for d in look["dots"] if overlap(look["legend"][0], d)] == []


def test_travelled_is_solid_announced_is_dashed_and_inferred_has_a_band(show):
    page = show(FLAGSHIP)
    assert page.locator("path.masar-way").evaluate_all("all => all.map(p => p.getAttribute('stroke-dasharray'))")[:3] == [
        None, None, "6 5",
    ]  # fmt: skip
    assert page.locator(".leaflet-pane path.masar-band").count() == 3
    assert page.locator("path.masar-arrow").evaluate_all("all => all.every(p => p.getAttribute('d').includes('L'))")
    stated = show(PACIFIC)
    assert stated.locator(".leaflet-pane path.masar-band").count() == 0


def test_the_way_back_does_not_lie_on_the_way_there(show):
    """On the stretch that both legs use, the two lines stay some pixels apart."""
    page = show(FLAGSHIP)
    gaps = page.evaluate(
        """() => {
            const [there, back] = [...document.querySelectorAll('.leaflet-masar-ways-pane path.masar-way')];
            const points = p => Array.from({length: 60}, (_, i) => p.getPointAtLength(p.getTotalLength() * i / 59));
            const line = points(back), from = points(there).slice(40, 56);
            return from.map(a => Math.min(...line.map(b => Math.hypot(a.x - b.x, a.y - b.y))));
        }"""
    )
    assert min(gaps) > 3


def test_land_is_painted_where_land_is(show):
    page = show(FLAGSHIP)
    colours = page.evaluate(
        """() => {
            const canvas = document.querySelector('.leaflet-masar-land-pane canvas'), context = canvas.getContext('2d');
            const corner = canvas.getBoundingClientRect(), ratio = canvas.width / corner.width;
            return [[45.5, 127], [53, 131], [40.5, 135]].map(at => {
                const p = map_masar.latLngToContainerPoint(at);
                return [...context.getImageData((p.x - corner.left) * ratio, (p.y - corner.top) * ratio, 1, 1).data];
            });
        }"""
    )
    china, russia, sea = colours
    assert china[3] == russia[3] == 255
    assert sum(russia[:3]) > sum(china[:3])  # a country of the journey is lighter
    assert sea[3] == 0  # the water is the ground below


def test_the_world_goes_on_beyond_the_antimeridian(show):
    page = show(PACIFIC)
    stops = page.evaluate("map_masar.masar.stops.map(s => s.marker.getLatLng().lng)")
    assert all(abs(b - a) < 180 for a, b in pairwise(stops))
    assert {"Japan", "Australia", "United States"} & {name[4] for name in page.evaluate(LOOK)["names"]}


def test_markers_are_reached_and_named_by_keyboard(show):
    page = show(FLAGSHIP, size=WIDE)
    page.evaluate(
        "window.clicked = []; map_masar.masar.stops.forEach(s => s.marker.on('click', () => clicked.push(s.order)))"
    )
    marker = page.get_by_role("button", name="Stop 2: Komsomolsk-on-Amur, 15 Sep, visited")
    marker.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    assert page.evaluate("clicked") == [2, 2]
    expect(page.locator(".leaflet-tooltip")).to_contain_text("كومسومولسك")
    page.get_by_role("region", name="Map of the journey").wait_for()


def test_a_selected_stop_is_marked_brought_into_view_and_let_go(show):
    page = show(FLAGSHIP)
    page.evaluate("map_masar.setView([20, 60], 5, {animate: false})")
    page.evaluate("() => { window.chosen = L.featureGroup(); masar.select(chosen, 3); chosen.addTo(map_masar); }")
    marker = page.locator(".masar-stop").nth(3)
    expect(marker).to_have_attribute("aria-current", "true")
    expect(marker).to_be_in_viewport()
    page.evaluate("chosen.remove()")
    expect(page.locator("[aria-current]")).to_have_count(0)
    for number in range(4):
        expect(page.locator(".masar-stop").nth(number)).to_be_in_viewport()


def test_context_places_widen_the_view_and_leave_it_again(show):
    page = show(FLAGSHIP)
    before = page.evaluate("map_masar.getZoom()")
    layer = context_layer(story_to_geojson(FLAGSHIP), "en")
    draw_map(story_to_geojson(FLAGSHIP), language="en").add_child(layer)
    places = next(iter(layer._children.values())).places
    page.evaluate(
        f"() => {{ window.extra = L.featureGroup(); masar.context(extra, {places}); extra.addTo(map_masar); }}"
    )
    look = page.evaluate(LOOK)
    assert any("Tehran" in label[4] for label in look["labels"])
    assert page.evaluate("map_masar.getZoom()") < before
    assert_tidy(look)
    page.evaluate("extra.remove()")
    assert page.locator(".masar-context").count() == 0
    assert page.evaluate("map_masar.getZoom()") == before


def test_the_whole_route_comes_back_at_a_button(show):
    page = show(FLAGSHIP)
    before = page.evaluate("map_masar.getCenter()")
    page.evaluate("map_masar.setView([0, 0], 6, {animate: false})")
    page.get_by_role("button", name="Show the whole route").click()
    assert page.evaluate("map_masar.getCenter()") == before


def test_the_map_follows_its_frame_until_the_reader_moves_it(show):
    page = show(FLAGSHIP)
    page.set_viewport_size({"width": 420, "height": 560})
    page.wait_for_function("map_masar.getSize().x === 420")
    assert_tidy(page.evaluate(LOOK))
    for number in range(4):
        expect(page.locator(".masar-stop").nth(number)).to_be_in_viewport()
    page.evaluate("map_masar.setZoom(6, {animate: false})")
    page.set_viewport_size({"width": 700, "height": 560})
    page.wait_for_function("map_masar.getSize().x === 700")
    assert page.evaluate("map_masar.getZoom()") == 6


@pytest.mark.parametrize("stops", [0, 1])
def test_a_story_with_hardly_a_stop_still_has_a_map(show, stops):
    page = show(replace(FLAGSHIP, stops=FLAGSHIP.stops[:stops], legs=()))
    assert page.locator(".masar-stop").count() == stops
    assert page.locator(".masar-country").count() > 0


HIDE, SHOW = "map_masar.getContainer().style.width = '0px'", "map_masar.getContainer().style.width = ''"


def test_map_whose_frame_loses_its_size_is_whole_again_when_it_is_back(show):
    """A hidden frame has no width; what is thrown in the page fails the test when it ends."""
    page = show(FLAGSHIP)
    before = page.evaluate(LOOK)
    page.evaluate(f"{HIDE}; map_masar.invalidateSize()")
    assert page.evaluate("map_masar.getSize().x") == 0
    page.evaluate("map_masar.setZoom(map_masar.getZoom() + 1, {animate: false}); map_masar.masar.refit()")
    page.evaluate(f"{SHOW}; map_masar.invalidateSize(); map_masar.masar.refit()")
    assert page.evaluate(LOOK) == before


def test_map_drawn_out_of_sight_is_drawn_when_it_is_shown(open_page):
    page = open_page("about:blank", width=WIDE[0], height=WIDE[1])
    hidden = map_html(story_to_geojson(FLAGSHIP), language="en").replace("<body>", "<body style='display: none'>")
    assert "display: none" in hidden
    page.set_content(hidden)
    page.locator("[data-masar=drawn]").wait_for(state="attached")
    page.evaluate("document.body.style.display = ''; map_masar.invalidateSize()")
    look = page.evaluate(LOOK)
    assert len(look["labels"]) == 4
    assert_tidy(look)
