"""One sentence, after a lead or opening a text: which stops does it tell of? All stand in tests/journeys/steps."""

from datetime import date
from pathlib import Path

import pytest

from masar.model import Article
from masar.story import build_story

STEPS = Path(__file__).parents[1] / "journeys" / "steps"
PUBLISHED = date(2023, 3, 8)


def stated_stops(text, language):
    """Return the English names of the stated stops, planned ones with a star."""
    story = build_story(Article(text, language, published=PUBLISHED))
    return [stop.name_en + "*" * (stop.status == "planned") for stop in story.stops if stop.basis == "stated"]


def read_steps(path):
    """Yield lead, sentence, the stops that it adds, and whether it is read rightly so far."""
    lead = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            lead = line[2:]
        elif line and not line.startswith("#"):
            sentence, _, added = line.removeprefix("? ").partition(" | ")
            yield lead, sentence, sorted(filter(None, added.split("; "))), not line.startswith("? ")


@pytest.mark.parametrize("name", ["stops.en", "context.en", "stops.ar", "context.ar"])
def test_sentences_that_were_read_rightly_still_are(name):
    path, wrong, right = STEPS / f"{name}.txt", [], 0
    leads = {}
    for lead, sentence, expected, known in read_steps(path):
        before = leads.setdefault(lead, stated_stops(lead, path.stem[-2:]))
        added = stated_stops(f"{lead}\n\n{sentence}", path.stem[-2:])
        for stop in before:
            if stop in added:
                added.remove(stop)
        if known and sorted(added) != expected:
            wrong.append((sentence, added))
        right += sorted(added) == expected
    assert not wrong
    assert right > 100


@pytest.mark.parametrize("language", ["en", "ar"])
def test_openings_that_were_read_rightly_still_are(language):
    rows = list(read_steps(STEPS / f"leads.{language}.txt"))
    told = [
        (sentence, expected, sorted(stated_stops(sentence, language)), known) for _, sentence, expected, known in rows
    ]
    assert not [(sentence, stops) for sentence, expected, stops, known in told if known and stops != expected]
    assert sum(stops == expected for _, expected, stops, _ in told) > 100
