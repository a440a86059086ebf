"""Who speaks in sentences as papers and agencies write them: name and office, bodies, sources, nobody."""

import csv
from datetime import date
from pathlib import Path

import pytest

from masar.claims.arabic_names import is_title
from masar.model import Article
from masar.story import build_story


def sentences(language):
    with (Path(__file__).parent / f"{language}_speakers.csv").open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["speakers"].split(" + ")) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("text", "speakers"), sentences("arabic"))
def test_an_arabic_speaker_is_called_by_name_and_office(text, speakers):
    story = build_story(Article(text, "ar", published=date(2026, 1, 15)))
    assert [claim.speaker_ar for claim in story.claims] == speakers


@pytest.mark.parametrize(("text", "speakers"), sentences("english"))
def test_an_english_speaker_is_called_by_name_and_office(text, speakers):
    story = build_story(Article(text, "en", published=date(2026, 1, 15)))
    assert [claim.speaker_en for claim in story.claims] == speakers


@pytest.mark.parametrize(
    "text",
    [
        "The storm slammed into the coast near Manila on Sunday before it moved towards Baguio.",
        "The passengers hailed from Egypt and Sudan and were taken from Lampedusa to Rome.",
        "Typhoon Mala is expected to turn away from Luzon and reach Hong Kong on Friday.",
    ],
)
def test_what_a_storm_does_is_nobodys_claim(text):
    story = build_story(Article(text, "en", published=date(2026, 1, 15)))
    assert {claim.speaker_en for claim in story.claims} <= {""}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Mongolia\'s president arrived in Hanoi. Five agreements were signed. "We are friends," he told reporters.',
         "Mongolia's president"),
        (('OTTAWA, May 3 - Canada\'s foreign minister was in Kyiv on Sunday. Reporters were waiting. "I came to listen," '
         "she said."), "Canada's foreign minister"),
        ('The senator reached Cedar Rapids on Monday. Republicans said no to it. "We will see," she said.', "senator"),
        ('Hannah Pryce left Bristol in April. Nine weeks on she was in Rome. "I am tired," she said.', "Hannah Pryce"),
        ('It rained in Rome. Women waited by the road. "I have seen worse," she said.', "she"),
    ],
)  # fmt: skip
def test_she_is_a_person_told_of_before_or_nobody_else(text, speaker):
    story = build_story(Article(text, "en", published=date(2026, 1, 15)))
    assert [claim.speaker_en for claim in story.claims if claim.quote] == [speaker]


def test_a_quoted_date_dates_a_claim_last():
    text = """"You have made history this week," Mayor Ana Silva told Jonas Berg in Porto on Friday 18 January 1974,
    according to the Lisbon Herald. Berg flew to Faro on Saturday 19 January."""
    [claim] = [c for c in build_story(Article(text, "en", published=date(2026, 1, 15))).claims if c.quote]
    assert claim.date == date(1974, 1, 18)


def test_the_second_clause_of_a_sentence_has_the_day_of_the_first():
    text = "وأعلنت مريم حداد الاتفاق في عمّان الخميس 8 كانون الثاني/يناير، ووصفته بأنه «أول خطوة نحو هدنة دائمة»."
    claims = build_story(Article(text, "ar", published=date(2026, 1, 15))).claims
    assert {claim.date for claim in claims} == {date(2026, 1, 8)}


@pytest.mark.parametrize("word", ["الي", "علي", "في", "الوفد", "مساعده"])
def test_no_title_is_so_short_that_other_words_bear_its_stem(word):
    assert not is_title(word)
