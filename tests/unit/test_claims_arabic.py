"""Who speaks in Arabic sentences as papers and agencies write them: name and office, bodies, sources, nobody."""

import csv
from datetime import date
from pathlib import Path

import pytest

from masar.model import Article
from masar.story import build_story

with (Path(__file__).parent / "arabic_speakers.csv").open(encoding="utf-8", newline="") as _file:
    SENTENCES = [(row["text"], row["speakers"].split(" + ")) for row in csv.DictReader(_file)]


@pytest.mark.parametrize(("text", "speakers"), SENTENCES)
def test_an_arabic_speaker_is_called_by_name_and_office(text, speakers):
    story = build_story(Article(text, "ar", published=date(2026, 1, 15)))
    assert [claim.speaker_ar for claim in story.claims] == speakers


def test_a_quoted_date_dates_a_claim_last():
    text = """"You have made history this week," Mayor Ana Silva told Jonas Berg in Porto on Friday 18 January 1974,
    according to the Lisbon Herald. Berg flew to Faro on Saturday 19 January."""
    [claim] = [c for c in build_story(Article(text, "en", published=date(2026, 1, 15))).claims if c.quote]
    assert claim.date == date(1974, 1, 18)


def test_the_second_clause_of_a_sentence_has_the_day_of_the_first():
    text = "وأعلنت مريم حداد الاتفاق في عمّان الخميس 8 كانون الثاني/يناير، ووصفته بأنه «أول خطوة نحو هدنة دائمة»."
    claims = build_story(Article(text, "ar", published=date(2026, 1, 15))).claims
    assert {claim.date for claim in claims} == {date(2026, 1, 8)}
