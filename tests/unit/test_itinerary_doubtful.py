"""Stops of which too little is said to count by themselves: kept where the rest of the journey supports them."""

from datetime import date

import pytest

from masar.gazetteer import open_gazetteer
from masar.itinerary.doubtful import (
    UNREAD,
    WEAK,
    find_supported,
    find_unread,
    find_weak,
    signs_of_unread,
    signs_of_weak,
)
from masar.itinerary.journey import tell_movements
from masar.itinerary.selection import SURE_ENOUGH, choose_events
from masar.model import Article
from masar.resolve import resolve_mentions
from masar.story import build_story
from masar.toponyms import find_mentions

PUBLISHED = date(2026, 1, 17)  # a Saturday
SET_OFF, REACHED = "The cyclist set off from Fez on Monday. ", " He reached Algiers on Friday."
KEPT = "The engine left Zurich on Monday. A hot axle box then kept her in Celle for a day before she reached Hamburg."


def article(text, language="en"):
    return Article(text, language, published=PUBLISHED)


def names(text, language="en"):
    return [stop.name_en for stop in build_story(article(text, language)).stops if stop.basis == "stated"]


def tell(text, language="en"):
    """Return the words, all movements, and those that are sure."""
    gazetteer, read = open_gazetteer(), article(text, language)
    words, events, _ = tell_movements(read, resolve_mentions(read, find_mentions(read, gazetteer), gazetteer))
    return words, events, choose_events(words, events, PUBLISHED)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (SET_OFF + "Two days later the chain snapped at Oujda." + REACHED, "en", ["Fes", "Oujda", "Algiers"]),
        (
            "انطلق الدراج من فاس الاثنين. وبعد يومين انقطعت سلسلة دراجته في وجدة. ووصل إلى الجزائر العاصمة الجمعة.",
            "ar",
            ["Fes", "Oujda", "Algiers"],
        ),
    ],
)
def test_a_town_on_the_way_is_a_stop_though_no_movement_to_it_is_told(text, language, expected):
    assert names(text, language) == expected


def test_a_town_whose_verb_says_little_is_a_stop():
    words, events, chosen = tell(KEPT)
    weak = find_weak(words, events, chosen)
    assert [event.place.name_en for event in weak] == ["Celle"]
    assert weak[0].weight < SURE_ENOUGH
    assert names(KEPT) == ["Zurich", "Celle", "Hamburg"]


@pytest.mark.parametrize(
    "between",
    [
        "Two days later the chain snapped at Lima.",  # far from everything else
        "He had a letter (posted in Oujda) with him.",
        "The guards denied him entry to Oujda.",
        "Oujda mayor Samir Alami praised him.",
    ],
)
def test_a_town_named_for_another_reason_is_none(between):
    assert names(SET_OFF + between + REACHED) == ["Fes", "Algiers"]


def test_what_others_do_in_countries_off_the_way_is_none():
    assert names("She left Fez by bus and crossed to Tunis. Her parents have flown to Rome.") == ["Fes", "Tunis"]


def test_nothing_is_supported_where_nothing_is_sure():
    words, events, chosen = tell("A bridge collapsed near Oujda. The mayor of Fez said that nobody was hurt.")
    assert not chosen
    assert names("A bridge collapsed near Oujda. The mayor of Fez said that nobody was hurt.") == []
    assert find_supported(words, events, chosen) == []


def test_signs_are_those_that_have_weights():
    words, events, chosen = tell(KEPT)
    assert set(signs_of_weak(words, find_weak(words, events, chosen)[0], chosen)) == set(WEAK)
    words, events, chosen = tell(SET_OFF + "Two days later the chain snapped at Oujda." + REACHED)
    assert set(signs_of_unread(words, find_unread(words, events, chosen)[0], chosen)) == set(UNREAD)


def test_of_very_many_movements_none_is_in_doubt():
    words, events, chosen = tell(KEPT)
    assert find_supported(words, events, chosen)
    assert not find_supported(words, events * 100, chosen)
