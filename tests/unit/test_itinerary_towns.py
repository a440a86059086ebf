"""A region's name that is its town's, too: which of them a traveller means."""

from datetime import date

import pytest

from masar.model import Article
from masar.story import build_story


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister arrived in New York on Monday and left for Washington on Tuesday.", [(41, -74), (39, -77)]),
        ("The orchestra played in Boston, New York and Philadelphia on its tour.", [(42, -71), (41, -74), (40, -75)]),
        ("The minister flew to Albany, New York, on Monday.", [(43, -74)]),
    ],
)
def test_travellers_arrive_in_towns(text, expected):
    story = build_story(Article(text, "en", published=date(2023, 9, 15)))
    assert [(round(stop.lat), round(stop.lon)) for stop in story.stops if stop.basis == "stated"] == expected


def test_the_main_name_of_a_city_beats_a_namesake_beside_another_town():
    story = build_story(Article("They arrived in Durban on Tuesday, having spent a night in Cape Town.", "en"))
    assert [stop.name_en for stop in story.stops] == ["Cape Town", "Durban"]


def test_a_town_that_is_returned_to_is_not_the_airport_where_someone_landed_before():
    text = "The premier landed at Heathrow on Monday. She heads to Dublin and returns to London on Saturday."
    story = build_story(Article(text, "en", published=date(2026, 1, 15)))
    assert [stop.name_en for stop in story.stops] == ["Heathrow Airport", "Dublin", "London"]


def test_a_ship_is_no_town():
    text = "HMS Portland docked in Liverpool on Saturday."
    story = build_story(Article(text, "en", published=date(2026, 1, 15)))
    assert [stop.name_en for stop in story.stops] == ["Liverpool"]
