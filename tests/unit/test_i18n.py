"""Every text stands in both languages, names the same values, and counts as its language counts."""

import re
from datetime import date

import pytest
from babel import Locale

from masar.i18n import LANGUAGES, catalogue, day, listed, number, position, short_day, text

KEYS = sorted(catalogue())


def forms(value):
    return list(value.values()) if isinstance(value, dict) else [value]


@pytest.mark.parametrize("key", KEYS)
def test_text_stands_in_both_languages(key):
    entry = catalogue()[key]
    assert set(entry) == set(LANGUAGES)
    assert all(form.strip() for language in LANGUAGES for form in forms(entry[language]))


@pytest.mark.parametrize("key", KEYS)
def test_both_languages_name_the_same_values(key):
    entry = catalogue()[key]
    named = [set().union(*(re.findall(r"{(\w+)", form) for form in forms(entry[lang]))) - {"n"} for lang in LANGUAGES]
    assert named[0] == named[1]


@pytest.mark.parametrize("key", [key for key in KEYS if isinstance(catalogue()[key]["ar"], dict)])
def test_plural_forms_are_categories_of_the_language(key):
    for language in LANGUAGES:
        entry = catalogue()[key][language]
        if isinstance(entry, dict):
            assert set(entry) <= set(Locale(language).plural_form.tags) | {"other"}
            assert "other" in entry


@pytest.mark.parametrize(
    ("n", "shown"), [(0, "لا أقوال"), (1, "قول واحد"), (2, "قولان"), (3, "3 أقوال"), (11, "11 قولا"), (100, "100 قول")]
)
def test_arabic_counts_claims(n, shown):
    assert re.sub("[\u2068\u2069]", "", text("story.claims", "ar", n=n)) == shown


def test_values_are_isolated_in_arabic_alone():
    assert text("card.via", "en", chain="AFP") == "via AFP"
    assert text("card.via", "ar", chain="AFP") == "عبر \u2068AFP\u2069"


def test_dates_are_as_exact_as_they_are_known():
    when = date(2023, 9, 13)
    assert day(when, "day", "en") == "13 September 2023"
    assert day(when, "month", "ar") == "سبتمبر 2023"
    assert day(when, "year", "en") == "2023"
    assert day(None, "day", "ar") == "بلا تاريخ"
    assert short_day(when, "ar") == "13 سبتمبر"


def test_numbers_and_lists_follow_the_language():
    assert number(1234567, "ar") == "1,234,567"
    assert number(3.14159, "en", 2) == "3.14"
    assert listed(["a", "b", "c"], "en") == "a, b, and c"


def test_a_position_is_written_as_the_language_writes_it():
    assert position(50.5499, -137.01, "en") == "50.550° N, 137.010° W"
    # Isolated, or the degree sign would stand before its number: digits after Arabic letters change sides.
    assert position(-0.5, 31.25, "ar").startswith("\u2066\u20680.500\u2069°\u2069 \u2068جنوبا")


def test_an_arabic_name_does_not_turn_an_english_sentence():
    assert text("story.byline", "en", publisher="تاس", date="1 May") == "\u2068تاس\u2069, 1 May"
    assert text("story.byline", "en", publisher="TASS", date="1 May") == "TASS, 1 May"
