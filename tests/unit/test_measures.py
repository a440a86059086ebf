"""Journey figures: lengths, days, implied speeds, and legs that cannot have happened as dated."""

from datetime import date

import pytest

from masar.errors import StoryError
from masar.measures import LegMeasures, measure_journey, warning_text
from masar.model import Article, Leg, Place, Stop, Story

PLACES = {
    "vostochny": (51.884, 128.334),
    "komsomolsk": (50.550, 137.008),
    "khabarovsk": (48.480, 135.072),
    "vladivostok": (43.116, 131.885),
    "suva": (-18.1416, 178.4419),
    "apia": (-13.8333, -171.7667),
}


def stop(name, number, day=None, precision="day", status="visited"):
    lat, lon = PLACES[name]
    arrival = date.fromisoformat(day) if day else None
    return Stop(
        f"s{number}",
        number,
        name,
        name,
        "",
        lat,
        lon,
        "RU",
        status,
        arrival,
        precision if arrival else "unknown",
        "stated",
    )


def story(stops, legs):
    places = tuple(
        Place(name, name, name, "", "city", lat, lon, 0.0, "", "", "", "waypoint", 1.0)
        for name, (lat, lon) in PLACES.items()
    )
    return Story(
        "t",
        "",
        "",
        "",
        "",
        None,
        "en",
        "",
        "",
        (Article("", "en"),),
        stops=tuple(stops),
        legs=tuple(legs),
        places=places,
    )


def leg(number, mode="train", via=(), status="travelled"):
    return Leg(f"l{number}", f"s{number}", f"s{number + 1}", mode, status, "stated", tuple(via))


def test_length_is_the_geodesic_and_the_route_runs_through_its_way_points():
    measures = measure_journey(story([stop("vostochny", 0), stop("komsomolsk", 1)], [leg(0, via=["khabarovsk"])]))
    # On a sphere of 6,371 km the haversine gives 621.7, and 610.7 + 269.3; the ellipsoid differs by up to 0.5 %.
    assert measures.geodesic_km == pytest.approx(621.7, rel=0.005)
    assert measures.route_km == pytest.approx(880.0, rel=0.005)


def test_leg_across_the_antimeridian_takes_the_short_way():
    measures = measure_journey(story([stop("suva", 0), stop("apia", 1)], [leg(0, "ship")]))
    assert 1_100 < measures.geodesic_km < 1_180


def test_two_days_apart_means_between_one_and_three_days_of_travel():
    found = measure_journey(
        story([stop("vostochny", 0, "2023-09-13"), stop("komsomolsk", 1, "2023-09-15")], [leg(0)])
    ).legs[0]
    assert found.days == 2
    assert found.slowest_kmh == pytest.approx(found.route_km / 72)
    assert found.fastest_kmh == pytest.approx(found.route_km / 24)


def test_arrivals_on_one_day_leave_the_fastest_speed_open():
    found = measure_journey(
        story([stop("vostochny", 0, "2023-09-13"), stop("komsomolsk", 1, "2023-09-13")], [leg(0)])
    ).legs[0]
    assert found.days == 0
    assert found.fastest_kmh is None
    assert found.warning == ""


@pytest.mark.parametrize("precision", ["week", "month", "year", "unknown"])
def test_days_are_unknown_unless_both_dates_are_known_to_the_day(precision):
    stops = [stop("vostochny", 0, "2023-09-13", precision), stop("komsomolsk", 1, "2023-09-15")]
    found = measure_journey(story(stops, [leg(0)]))
    assert found.legs[0].days is None
    assert found.legs[0].slowest_kmh is None
    assert found.days is None


@pytest.mark.parametrize(
    ("mode", "warning"),
    [("foot", "too_fast"), ("ship", ""), ("road", ""), ("train", ""), ("plane", ""), ("unknown", "")],
)
def test_six_hundred_km_within_two_days_is_too_far_only_on_foot(mode, warning):
    stops = [stop("vostochny", 0, "2023-09-13"), stop("komsomolsk", 1, "2023-09-14")]
    assert measure_journey(story(stops, [leg(0, mode)])).legs[0].warning == warning


def test_a_ship_cannot_go_from_fiji_to_vladivostok_within_a_day():
    stops = [stop("suva", 0, "2023-09-13"), stop("vladivostok", 1, "2023-09-13")]
    found = measure_journey(story(stops, [leg(0, "ship")])).legs[0]
    assert found.warning == "too_fast"
    assert "24 hours" in warning_text(found, "en")
    assert "65 km/h" in warning_text(found, "en")
    assert "بحرا" in warning_text(found, "ar")


def test_dates_that_run_backwards_are_told_and_give_no_speed():
    stops = [stop("vostochny", 0, "2023-09-15"), stop("komsomolsk", 1, "2023-09-13")]
    found = measure_journey(story(stops, [leg(0)])).legs[0]
    assert found.warning == "dates_reversed"
    assert found.slowest_kmh is None
    assert warning_text(found, "en") != warning_text(found, "ar") != ""


def test_the_whole_counts_the_days_between_the_outermost_dated_stops_only():
    stops = [
        stop("vladivostok", 0),
        stop("vostochny", 1, "2023-09-13"),
        stop("komsomolsk", 2, "2023-09-15"),
        stop("vladivostok", 3, status="planned"),
    ]
    measures = measure_journey(story(stops, [leg(0), leg(1), leg(2, status="planned")]))
    assert measures.days == 2
    assert measures.slowest_kmh == pytest.approx(measures.legs[1].route_km / 72)
    assert measures.travelled_km == pytest.approx(measures.route_km - measures.legs[2].route_km)
    assert measures.leg("l2") is measures.legs[2]


def test_a_story_without_legs_measures_nothing():
    measures = measure_journey(story([], []))
    assert (measures.legs, measures.geodesic_km, measures.days) == ((), 0, None)


def test_a_leg_to_an_unknown_stop_is_an_error_that_names_it():
    with pytest.raises(StoryError, match="l0 names s1"):
        measure_journey(story([stop("suva", 0)], [leg(0)]))


def test_a_leg_without_warning_has_no_warning_text():
    assert warning_text(LegMeasures("l", "train", 1, 1, 1, 1, None), "ar") == ""
