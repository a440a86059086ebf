"""The map as folium and streamlit-folium see it; how it looks is tested in a browser."""

import html
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import streamlit_folium
from hypothesis import given
from hypothesis import strategies as st

from masar.folium_map import (
    TILE_LAYERS,
    context_layer,
    draw_map,
    highlight_layer,
    map_html,
    route_bounds,
    stop_id_of,
)  # fmt: skip
from masar.geojson import story_to_geojson
from masar.map_content import map_content
from masar.model import Article, Leg, Place, Stop, Story
from masar.story_folder import load_story

STORIES = Path(__file__).parents[2] / "data" / "stories"
FLAGSHIP = load_story(STORIES / "kim-russia-2023")
SHUTTLE = load_story(STORIES / "kissinger-shuttle-1974")


def script_of(geojson, **options):
    """Return what streamlit-folium sends to the page."""
    drawn = draw_map(geojson, **options)
    drawn.get_root().render()
    return streamlit_folium._get_map_string(drawn)


def layer_script(geojson, layer):
    drawn = draw_map(geojson, language="en")
    drawn.get_root().render()
    streamlit_folium._get_map_string(drawn)
    return streamlit_folium._get_feature_group_string(layer, drawn)


def make_story(points, via=(), **leg):
    stops = tuple(
        Stop(f"s{i}", i, f"p{i}", f"N{i}", "", lat, lon, "", "visited", None, "unknown", "stated")
        for i, (lat, lon) in enumerate(points)
    )
    places = tuple(
        Place(f"v{i}", "", "", "", "city", lat, lon, 0, "", "", "", "waypoint", 1) for i, (lat, lon) in enumerate(via)
    )
    legs = tuple(
        Leg(f"l{i}", f"s{i}", f"s{i + 1}", "ship", "travelled", "stated", tuple(p.place_id for p in places), **leg)
        for i in range(len(points) - 1)
    )
    return Story("s", "", "", "", "", None, "en", "", "", (Article("", "en"),), stops, legs, places)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_script_is_the_same_for_the_same_story_and_language(language):
    geojson = story_to_geojson(FLAGSHIP)
    assert script_of(geojson, language=language) == script_of(geojson, language=language)
    assert len(script_of(geojson, language=language)) < 20_000


def test_script_differs_between_stories_and_languages():
    scripts = {
        streamlit_folium.generate_js_hash(script_of(story_to_geojson(story), language=language), "key")
        for story in (FLAGSHIP, SHUTTLE)
        for language in ("en", "ar")
    }
    assert len(scripts) == 4


def test_a_highlight_leaves_the_script_as_it_is():
    geojson = story_to_geojson(FLAGSHIP)
    drawn = draw_map(geojson, language="en")
    drawn.get_root().render()
    before = streamlit_folium._get_map_string(drawn)
    layer = streamlit_folium._get_feature_group_string(highlight_layer(geojson, "komsomolsk", "en"), drawn)
    assert "masar.select(feature_group_feature_group_0, 2)" in layer
    assert before == script_of(geojson, language="en")


def test_highlights_of_two_stops_differ_and_an_unknown_stop_has_none():
    geojson = story_to_geojson(FLAGSHIP)
    scripts = [layer_script(geojson, highlight_layer(geojson, stop.stop_id, "en")) for stop in FLAGSHIP.stops]
    assert len(set(scripts)) == 4
    assert "masar.select" not in layer_script(geojson, highlight_layer(geojson, "atlantis", "en"))


def test_only_our_own_server_is_asked():
    drawn = draw_map(story_to_geojson(FLAGSHIP), language="en")
    page = drawn.get_root().render()
    links = [link for _, link in (*drawn.default_js, *drawn.default_css)]
    assert all(link.startswith("../../app/static/") for link in links)
    assert re.findall(r'(?:src|href)="([^"]*)"', page) == links
    assert not re.search(r"https?:|//[a-z]", page.replace("http-equiv", "").replace("https://leafletjs.com", ""))


def test_folium_s_own_map_keeps_its_links():
    import folium

    draw_map(story_to_geojson(FLAGSHIP), language="en").get_root().render()
    assert any("jsdelivr" in link for _, link in folium.Map().default_js)


def test_the_page_to_keep_has_no_links_and_is_small():
    page = map_html(story_to_geojson(FLAGSHIP), language="ar", title="رحلة <كيم>")
    assert not re.search(r"<(?:script|link|img)[^>]*(?:src|href)=", page)
    assert "url(" not in re.sub(r"url\((?:data:font/woff2;base64,[^)]*|#default#VML)\)", "", page)
    assert '<html lang="ar" dir="rtl">' in page
    assert "<title>رحلة &lt;كيم&gt;</title>" in page
    assert len(page.encode()) < 1_500_000


@pytest.mark.parametrize("name", TILE_LAYERS)
def test_online_tiles_carry_their_attribution_and_our_origin(name):
    page = draw_map(story_to_geojson(FLAGSHIP), language="en", tiles=name).get_root().render()
    assert "L.tileLayer(" in page
    assert re.search(r'"attribution": ".*(OpenStreetMap|Esri)', page)
    assert '"referrerPolicy": "origin"' in page


def test_online_tiles_are_never_the_default():
    assert "tileLayer" not in script_of(story_to_geojson(FLAGSHIP), language="en")


def test_stops_are_numbered_named_and_dated_in_the_language():
    english, arabic = (map_content(story_to_geojson(FLAGSHIP), language=language) for language in ("en", "ar"))
    assert [s["number"] for s in english["stops"]] == ["0", "1", "2", "3"]
    assert english["stops"][2]["label"] == "<b><bdi>Komsomolsk-on-Amur</bdi></b> <small>15 Sep</small>"
    assert arabic["stops"][2]["label"] == "<b><bdi>كومسومولسك-نا-أموري</bdi></b> <small>15 سبتمبر</small>"
    assert english["stops"][3]["label"].endswith("<small>announced</small>")
    assert arabic["direction"] == "rtl"
    assert english["focus"] == ["KP", "RU"]
    assert html.unescape(english["stops"][0]["spoken"]) == "Starting point: North Korea"
    assert html.unescape(english["stops"][1]["spoken"]) == "Stop 1: Vostochny Cosmodrome, 13 Sep, visited"


@pytest.mark.parametrize(
    ("precision", "english", "arabic"),
    [
        ("day", "1 Mar", "1 مارس"),
        ("week", "week of 1 March 2024", "أسبوع \u20681 مارس 2024\u2069"),
        ("month", "March 2024", "مارس 2024"),
        ("year", "2024", "2024"),
        ("unknown", "visited", "وصل إليها"),
    ],
)
def test_a_date_is_shown_no_more_precisely_than_it_is_known(precision, english, arabic):
    stop = replace(FLAGSHIP.stops[1], arrival=date(2024, 3, 1), date_precision=precision)
    geojson = story_to_geojson(replace(FLAGSHIP, stops=(stop,), legs=()))
    for language, shown in (("en", english), ("ar", arabic)):
        label = map_content(geojson, language=language)["stops"][0]["label"]
        assert html.unescape(label).endswith(f"<small>{shown}</small>")


def test_a_name_missing_in_one_language_is_shown_in_the_other():
    stop = replace(FLAGSHIP.stops[1], name_en="")
    geojson = story_to_geojson(replace(FLAGSHIP, stops=(stop,), legs=()))
    assert "قاعدة فوستوتشني الفضائية" in map_content(geojson, language="en")["stops"][0]["label"]


def test_visits_to_one_place_share_a_label_with_all_their_dates():
    stops = map_content(story_to_geojson(SHUTTLE), language="en")["stops"]
    labels = [stop["label"] for stop in stops if stop["label"]]
    assert len(labels) == len({(s.lat, s.lon) for s in SHUTTLE.stops}) < len(stops)
    assert re.search(r"Jerusalem</bdi></b> <small>12 Jan · 14 Jan · 16 Jan</small>", labels[1])


def test_out_and_back_over_one_way_stand_side_by_side():
    there_and_back = make_story([(40.0, 10.0), (45.0, 12.0), (40.0, 10.0), (50.0, 20.0)])
    lanes = [leg["lanes"] for leg in map_content(story_to_geojson(there_and_back), language="en")["legs"]]
    assert lanes == [[0.5], [0.5], [0.0]]  # each to the right of its own direction


def test_a_way_taken_twice_in_one_direction_has_two_lanes():
    story = make_story([(40.0, 10.0), (45.0, 12.0), (40.0, 10.0), (45.0, 12.0)])
    lanes = [leg["lanes"] for leg in map_content(story_to_geojson(story), language="en")["legs"]]
    assert lanes == [[0.5], [0.5], [1.5]]


def test_bounds_hold_all_stops_and_way_points():
    (south, west), (north, east) = route_bounds(story_to_geojson(FLAGSHIP))
    assert (south, west) == (pytest.approx(39.03, abs=0.1), pytest.approx(125.75, abs=0.1))
    assert (north, east) == (pytest.approx(51.88, abs=0.1), pytest.approx(137.01, abs=0.1))


def test_bounds_over_the_antimeridian_run_on_beyond_180():
    story = make_story([(35.0, 140.0), (21.0, -160.0), (-37.0, 175.0)])
    assert route_bounds(story_to_geojson(story)) == [[-37.0, 140.0], [35.0, 200.0]]
    assert [s["at"][1] for s in map_content(story_to_geojson(story), language="en")["stops"]] == [140.0, 200.0, 175.0]


def test_a_stop_lies_where_its_leg_ends_even_after_the_long_way_round():
    story = make_story([(10.0, 170.0), (10.0, -170.0)], via=[(10.0, 60.0), (10.0, -60.0)])
    content = map_content(story_to_geojson(story), language="en")
    assert content["legs"][0]["line"][-1] == [-170.0, 10.0]
    assert content["stops"][1]["at"] == [10.0, -170.0]


def test_bounds_of_one_stop_are_wide_enough_to_see_where_it_is():
    (south, west), (north, east) = route_bounds(story_to_geojson(make_story([(33.89, 35.5)])))
    assert (north - south, east - west) == (pytest.approx(0.5), pytest.approx(0.5))
    assert south < 33.89 < north


def test_bounds_given_are_the_opening_view():
    content = map_content(story_to_geojson(FLAGSHIP), language="en", bounds=[[10.0, 20.0], [30.0, 40.0]])
    assert content["bounds"] == [[10.0, 20.0], [30.0, 40.0]]


def test_a_story_without_stops_is_an_empty_map_of_the_world():
    content = map_content(story_to_geojson(make_story([])), language="en")
    assert (content["stops"], content["legs"], content["legend"]) == ([], [], [])
    assert "masar.draw" in script_of(story_to_geojson(make_story([])), language="en")


def test_legend_explains_what_is_drawn_and_nothing_else():
    def signs(story, **options):
        return [row["sign"] for row in map_content(story_to_geojson(story), language="en", **options)["legend"]]

    assert signs(FLAGSHIP) == ["origin", "visited", "planned", "travelled-inferred", "planned-inferred"]
    assert signs(FLAGSHIP, show_context=True)[-1] == "context"
    assert signs(make_story([(1.0, 1.0), (2.0, 2.0)])) == ["visited", "travelled-stated"]


def test_context_places_come_only_when_asked_for():
    geojson = story_to_geojson(FLAGSHIP)
    assert map_content(geojson, language="en")["context"] == []
    shown = map_content(geojson, language="en", show_context=True)["context"]
    assert any("Tehran" in place["label"] for place in shown)
    assert "masar.context(feature_group_feature_group_0, [" in layer_script(geojson, context_layer(geojson, "en"))


def tooltip_text(content, position):
    """Return what streamlit-folium hands back for a marker: the text of the tooltip, trimmed."""
    return html.unescape(re.sub(r"<[^>]*>", "", content["stops"][position]["tooltip"])).strip()


def test_a_tooltip_tells_its_stop():
    content = map_content(story_to_geojson(SHUTTLE), language="ar")
    assert [stop_id_of(tooltip_text(content, i)) for i in range(8)] == [s.stop_id for s in SHUTTLE.stops]


@given(st.text(alphabet=st.characters(categories=None)))
def test_any_stop_id_survives_the_tooltip(stop_id):
    stop = replace(FLAGSHIP.stops[1], stop_id=stop_id)
    content = map_content(story_to_geojson(replace(FLAGSHIP, stops=(stop,), legs=())), language="en")
    assert stop_id_of(tooltip_text(content, 0)) == stop_id


@given(st.text())
def test_a_name_cannot_pass_for_another_stop(name):
    stop = replace(
        FLAGSHIP.stops[1], name_en=f"\u2063vladivostok\u2063{name}", name_ar=f"{name}\u2063vladivostok\u2063"
    )
    content = map_content(story_to_geojson(replace(FLAGSHIP, stops=(stop,), legs=())), language="en")
    assert stop_id_of(tooltip_text(content, 0)) == stop.stop_id


@pytest.mark.parametrize("tooltip", [None, "", "Moscow", "a\u2063b", "\u2063a\u2063 more"])
def test_a_tooltip_of_anything_else_tells_no_stop(tooltip):
    assert stop_id_of(tooltip) is None


def test_a_long_name_is_shortened():
    stop = replace(FLAGSHIP.stops[1], name_en="A" * 10_000)
    content = map_content(story_to_geojson(replace(FLAGSHIP, stops=(stop,), legs=())), language="en")
    assert len(json.dumps(content["stops"])) < 2_000
    assert all("…" in content["stops"][0][part] for part in ("label", "tooltip", "spoken"))
