"""A story as GeoJSON."""

import json
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from geopy.distance import geodesic

from masar.geojson import cut_at_antimeridian, route_line, story_to_geojson, unwrap_lon
from masar.model import Article, Claim, Leg, Place, Stop, Story
from masar.story_folder import load_story

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
STORIES = ROOT / "data" / "stories"


def make_stop(stop_id, lat, lon, *, order=0, status="visited"):
    return Stop(stop_id, order, stop_id, stop_id, "", lat, lon, "", status, date(2024, 3, 1), "day", "stated")


def make_place(place_id, lat, lon, role="waypoint"):
    return Place(place_id, place_id, place_id, "", "city", lat, lon, 0.0, "", "", "", role, 1.0)


def make_story(stops, legs=(), places=(), claims=()):
    return Story("s", "S", "", "AFP", "", None, "en", "", "", (Article("", "en"),), stops, legs, places, claims=claims)


def ship(start, end, via=(), mode="ship"):
    return Leg(f"{start}-{end}", start, end, mode, "travelled", "stated", tuple(via))


def lines(geometry):
    return [geometry["coordinates"]] if geometry["type"] == "LineString" else geometry["coordinates"]


BUNDLED = ("kim-russia-2023", "kissinger-shuttle-1974")


@pytest.mark.parametrize("story_id", BUNDLED)
def test_bundled_story_gives_its_golden_geojson(story_id):
    geojson = story_to_geojson(load_story(STORIES / story_id))
    golden = GOLDEN / f"{story_id}.geojson"
    assert geojson == json.loads(golden.read_text("utf-8")), "if this is meant: python -m tests.unit.test_geojson"


@pytest.mark.parametrize("story_id", BUNDLED)
def test_bundled_story_keeps_to_rfc_7946(story_id):
    geojson = story_to_geojson(load_story(STORIES / story_id), with_claims=True)
    assert json.loads(json.dumps(geojson, allow_nan=False)) == geojson
    ids = [f["id"] for f in geojson["features"]]
    assert len(ids) == len(set(ids))
    for feature in geojson["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        shape, coordinates = feature["geometry"]["type"], feature["geometry"]["coordinates"]
        parts = {"Point": [[coordinates]], "LineString": [coordinates], "MultiLineString": coordinates}[shape]
        for part in parts:
            assert shape == "Point" or len(part) >= 2
            assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in part)


def test_flagship_runs_from_pyongyang_to_vladivostok_longitude_first():
    geojson = story_to_geojson(load_story(STORIES / "kim-russia-2023"))
    stops = [f for f in geojson["features"] if f["properties"]["kind"] == "stop"]
    legs = [f for f in geojson["features"] if f["properties"]["kind"] == "leg"]
    assert stops[0]["geometry"]["coordinates"] == [125.754, 39.034]
    assert [s["properties"]["order"] for s in stops] == [0, 1, 2, 3]
    for leg, start, end in zip(legs, stops[:-1], stops[1:], strict=True):
        assert leg["geometry"]["coordinates"][0] == start["geometry"]["coordinates"]
        assert leg["geometry"]["coordinates"][-1] == end["geometry"]["coordinates"]
    khasan = next(f for f in geojson["features"] if f["properties"].get("place_id") == "khasan")
    assert khasan["geometry"]["coordinates"] in legs[0]["geometry"]["coordinates"]


def test_stops_come_in_travel_order_whatever_their_order_in_the_file():
    story = load_story(STORIES / "kim-russia-2023")
    turned = replace(story, stops=story.stops[::-1])
    assert story_to_geojson(turned) == story_to_geojson(story)


def test_two_visits_to_one_point_are_counted():
    stops = (make_stop("a", 24.09, 32.9), make_stop("b", 31.78, 35.22, order=1), make_stop("c", 24.09, 32.9, order=2))
    found = [f["properties"] for f in story_to_geojson(make_story(stops))["features"]]
    assert [(p["visit"], p["visits"]) for p in found] == [(0, 2), (0, 1), (1, 2)]


def test_leg_across_antimeridian_takes_the_short_way_and_is_cut():
    stops = (make_stop("tokyo", 35.0, 140.0), make_stop("hawaii", 21.0, -160.0, order=1))
    leg = story_to_geojson(make_story(stops, (ship("tokyo", "hawaii"),)))["features"][2]
    west, east = lines(leg["geometry"])
    assert west == [[140.0, 35.0], [180.0, pytest.approx(25.66667)]]
    assert east == [[-180.0, pytest.approx(25.66667)], [-160.0, 21.0]]


def test_way_points_over_the_antimeridian_and_back_are_cut_each_time():
    stops = (make_stop("a", 0.0, 170.0), make_stop("b", 0.0, 172.0, order=1))
    places = (make_place("x", 10.0, -170.0),)
    leg = story_to_geojson(make_story(stops, (ship("a", "b", ["x"]),), places))["features"][2]
    assert [part[0][0] for part in lines(leg["geometry"])] == [170.0, -180.0, 180.0]
    assert [part[-1][0] for part in lines(leg["geometry"])] == [180.0, -180.0, 172.0]


def test_line_that_ends_on_the_antimeridian_is_not_cut():
    assert cut_at_antimeridian([(170.0, 0.0), (180.0, 5.0)]) == [[(170.0, 0.0), (180.0, 5.0)]]
    assert cut_at_antimeridian([(-180.0, 0.0), (-170.0, 5.0)]) == [[(-180.0, 0.0), (-170.0, 5.0)]]


@pytest.mark.parametrize(
    ("lon", "near", "unwrapped"), [(-170, 170, 190), (170, -170, -190), (10, 20, 10), (0, 359, 360)]
)
def test_longitude_is_taken_from_the_nearer_side(lon, near, unwrapped):
    assert unwrap_lon(lon, near) == unwrapped


def test_flight_follows_the_great_circle():
    arc = route_line([(-74.0, 40.7), (37.6, 55.75)], great_circle=True)  # New York to Moscow
    ends = (40.7, -74.0), (55.75, 37.6)
    for lon, lat in arc:  # on the way, but for the flattening of the earth
        detour = geodesic(ends[0], (lat, lon)).km + geodesic((lat, lon), ends[1]).km
        assert detour == pytest.approx(geodesic(*ends).km, rel=1e-3)
    assert (arc[0], arc[-1]) == ((-74.0, 40.7), (pytest.approx(37.6), pytest.approx(55.75)))
    assert all(abs(b[0] - a[0]) < 180 for a, b in pairwise(arc))


def test_train_goes_straight_from_way_point_to_way_point():
    stops = (make_stop("a", 40.0, 10.0), make_stop("b", 50.0, 30.0, order=1))
    leg = ship("a", "b", ["x", "nowhere"], mode="train")
    geojson = story_to_geojson(make_story(stops, (leg,), (make_place("x", 47.0, 12.0),)))
    assert geojson["features"][2]["geometry"]["coordinates"] == [[10.0, 40.0], [12.0, 47.0], [30.0, 50.0]]


def test_a_leg_without_its_stop_is_left_out():
    story = make_story((make_stop("a", 40.0, 10.0),), (ship("a", "atlantis"),))
    assert [f["properties"]["kind"] for f in story_to_geojson(story)["features"]] == ["stop"]


def test_a_leg_from_a_place_to_itself_is_still_a_line():
    story = make_story((make_stop("a", 40.0, 10.0), make_stop("b", 40.0, 10.0, order=1)), (ship("a", "b"),))
    assert story_to_geojson(story)["features"][2]["geometry"]["coordinates"] == [[10.0, 40.0], [10.0, 40.0]]


def test_claims_stand_with_what_they_are_about():
    def claim(claim_id, stop_id="", place_id=""):
        return Claim(
            claim_id, stop_id, place_id, "AFP", "", "", "", "report", None, "unknown", "", "", "x", "", 0, 1
        )  # fmt: skip

    story = make_story(
        (make_stop("a", 40.0, 10.0),),
        places=(make_place("p", 1.0, 2.0, "context"),),
        claims=(claim("c1", "a"), claim("c2", place_id="p"), claim("c3"), claim("c4", "a", "p")),
    )
    geojson = story_to_geojson(story, with_claims=True)
    stop, place = (f["properties"]["claims"] for f in geojson["features"])
    assert [c["claim_id"] for c in stop] == ["c1", "c4"]
    assert [c["claim_id"] for c in place] == ["c2"]
    assert [c["claim_id"] for c in geojson["story"]["claims"]] == ["c3"]


def test_an_empty_story_is_an_empty_collection():
    assert story_to_geojson(make_story(()))["features"] == []


def write_golden():
    """Write the golden files, a feature a line, so that a person can review what has changed."""
    for story_id in BUNDLED:
        geojson = story_to_geojson(load_story(STORIES / story_id))
        features = ",\n".join(json.dumps(f, ensure_ascii=False) for f in geojson.pop("features"))
        head = json.dumps(geojson, ensure_ascii=False)[:-1]
        (GOLDEN / f"{story_id}.geojson").write_text(f'{head}, "features": [\n{features}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    write_golden()
