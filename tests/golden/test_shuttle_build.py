"""The engine, on the texts of the shuttle of 1974, finds its stops, whenever the text was published."""

from dataclasses import replace
from datetime import date

import pytest

from masar.story import build_story
from masar.story_folder import load_story
from tests.browser.conftest import ROOT

SHUTTLE = load_story(ROOT / "data" / "stories" / "kissinger-shuttle-1974")


@pytest.mark.parametrize("published", [SHUTTLE.published, date(1999, 3, 1), None])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_stops_are_the_shuttles(language, published):
    story = build_story(replace(SHUTTLE.article(language), published=published))
    stops = [stop for stop in story.stops if stop.basis == "stated"]
    assert [stop.status for stop in stops] == [stop.status for stop in SHUTTLE.stops]
    for found, gold in zip(stops, SHUTTLE.stops, strict=True):
        assert abs(found.lat - gold.lat) < 0.2, found.name_en
        assert abs(found.lon - gold.lon) < 0.2, found.name_en
        assert found.arrival in (gold.arrival, None)
