"""The development set of journeys: its figures must not fall, with perfect places and with the real ones."""

from datetime import date

import pytest

from masar.gazetteer import open_gazetteer
from masar.itinerary import order_stops
from masar.resolve import resolve_mentions
from masar.toponyms import find_mentions
from tests.journeys.annotated import articles, places, reports, resolutions
from tests.journeys.scoring import is_met, score

TUNED = [item for item in articles() if not item.held_out]
HELD_OUT = [item for item in articles() if item.held_out]


def in_language(items, language):
    return [item for item in items if item.article.language == language and item.stops]


def read_with_given_places(item):
    return order_stops(item.article, resolutions(item.article))


def read_end_to_end(item):
    gazetteer = open_gazetteer()
    mentions = find_mentions(item.article, gazetteer)
    return order_stops(item.article, resolve_mentions(item.article, mentions, gazetteer))


def figures(items, read=read_with_given_places):
    return score([(item.stops, read(item)) for item in items])


def test_the_set_is_large_enough_and_half_arabic():
    assert len(articles()) >= 30
    arabic = sum(item.article.language == "ar" for item in articles())
    assert abs(arabic - len(articles()) / 2) <= 1
    assert sum(not item.stops for item in articles()) >= 4
    assert len(HELD_OUT) >= len(articles()) // 3 - 1


def test_every_annotated_stop_is_named_in_its_text():
    for item in articles():
        named = {r.mention.place_id for r in resolutions(item.article)}
        assert {stop.place for stop in item.stops} <= named, item.name


def test_places_lie_where_the_gazetteer_has_their_towns():
    gazetteer = open_gazetteer()
    for key, place in places().items():
        if place["kind"] != "city" or not place.get("en"):
            continue
        found = gazetteer.search(place["en"][0], country=place["country"])
        near = [c for c in found if abs(c.lat - place["lat"]) < 0.7 and abs(c.lon - place["lon"]) < 0.7]
        assert near or not found, key


@pytest.mark.parametrize(("language", "f1", "whole"), [("en", 0.95, 9), ("ar", 0.95, 8)])
def test_tuned_articles_keep_their_stops_and_sequences(language, f1, whole):
    reached = figures(in_language(TUNED, language))
    assert reached.f1 >= f1
    assert reached.whole >= whole


def test_held_out_articles_keep_their_stops():
    reached = figures([item for item in HELD_OUT if item.stops])
    assert reached.f1 >= 0.9
    assert reached.precision >= 0.92


def test_tuned_articles_keep_their_stops_end_to_end():
    assert figures([item for item in TUNED if item.stops], read_end_to_end).f1 >= 0.9


@pytest.mark.parametrize("item", [i for i in TUNED if not i.stops], ids=lambda item: item.name)
def test_a_text_without_a_journey_gives_no_stops(item):
    assert read_with_given_places(item) == ()


@pytest.mark.parametrize("item", [i for i in TUNED if i.stops], ids=lambda item: item.name)
def test_planned_stops_are_told_from_visited_ones(item):
    stops = read_with_given_places(item)
    wrong = []
    for gold in item.stops:
        same = [s for s in stops if is_met(gold, s)]
        if same and all((s.status == "planned") != (gold.status == "planned") for s in same):
            wrong.append(gold.name)
    assert len(wrong) <= 1, wrong


def test_most_days_that_the_texts_give_are_found():
    right = asked = 0
    for item in TUNED:
        stops = read_with_given_places(item)
        for gold in item.stops:
            met = [s for s in stops if is_met(gold, s)]
            if gold.date_precision == "day" and met:
                asked += 1
                right += any(s.arrival == gold.arrival for s in met)
    assert right / asked >= 0.7


def test_no_visit_is_dated_after_publication_and_no_plan_long_before():
    for item in articles():
        for stop in read_with_given_places(item):
            if stop.arrival is not None and stop.status == "visited":
                assert stop.arrival <= item.article.published, item.name
            if stop.arrival is not None and stop.status == "planned" and stop.date_precision == "day":
                assert stop.arrival > date(2000, 1, 1)


@pytest.mark.parametrize(("language", "f1", "whole"), [("en", 0.8, 40), ("ar", 0.82, 37)])
def test_short_reports_of_all_kinds_keep_their_figures(language, f1, whole):
    told = [item for item in reports(language) if item.stops]
    found = figures(told, read_end_to_end)
    assert found.f1 >= f1, found
    assert found.whole >= whole, found


@pytest.mark.parametrize("language", ["en", "ar"])
def test_most_reports_without_a_journey_give_none(language):
    quiet = [item for item in reports(language) if not item.stops]
    assert sum(bool(read_end_to_end(item)) for item in quiet) <= len(quiet) // 3
