"""The engine, on the flagship's own two texts, finds the flagship's story."""

from dataclasses import replace

import pytest

from masar.names import normalise_name
from masar.story import build_story
from masar.story_folder import load_story
from tests.browser.conftest import ROOT

FLAGSHIP = load_story(ROOT / "data" / "stories" / "kim-russia-2023")
STOPS = {"north-korea": "north-korea", "vostochny": "vostochny-cosmodrome", "komsomolsk": "komsomolsk-on-amur"}


def built(language):
    article = FLAGSHIP.article(language)
    return build_story(replace(article, publisher=FLAGSHIP.publisher if language == "en" else FLAGSHIP.publisher_ar))


def span(claim, language):
    own = language == FLAGSHIP.language
    return (claim.start, claim.end) if own else (claim.translation_start, claim.translation_end)


def same_speaker(gold, found):
    """Whether a found speaker's name is the annotated one's, or holds it, in either language."""
    pairs = ((gold.speaker_en, found.speaker_en), (gold.speaker_ar, found.speaker_ar))
    names = [(set(normalise_name(a).split()), set(normalise_name(b).split())) for a, b in pairs if a and b]
    return any(a <= b or b <= a for a, b in names)


def same_stop(gold, found):
    if not gold.stop_id:
        return True  # about the whole journey or a place off the route: no stop to compare
    return found.stop_id == STOPS.get(gold.stop_id, gold.stop_id)


def right_claims(story, language):
    """Return the ids of annotated claims that a found claim with the same words, speaker and stop stands for."""
    right = set()
    for gold in FLAGSHIP.claims:
        start, end = span(gold, language)
        for found in story.claims:
            shared = min(end, found.end) - max(start, found.start)
            covers = shared >= 0.5 * min(end - start, found.end - found.start)
            if covers and same_speaker(gold, found) and same_stop(gold, found):
                right.add(gold.claim_id)
    return right


@pytest.mark.parametrize("language", ["ar", "en"])
def test_stops_are_the_flagships(language):
    story = built(language)
    assert [(s.status, s.arrival, s.date_precision, s.basis) for s in story.stops] == [
        (s.status, s.arrival, s.date_precision, s.basis) for s in FLAGSHIP.stops
    ]
    for found, gold in zip(story.stops, FLAGSHIP.stops, strict=True):
        assert abs(found.lat - gold.lat) < 0.1, found.name_en
        assert abs(found.lon - gold.lon) < 0.1, found.name_en
    assert story.legs[1].mode == "train"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_most_claims_have_their_speaker_and_stop(language):
    right = right_claims(built(language), language)
    missed = sorted({claim.claim_id for claim in FLAGSHIP.claims} - right)
    assert len(right) >= 22, missed
