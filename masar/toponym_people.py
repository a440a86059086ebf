"""Arabic names of people that are also places': "الملكة إليزابيث الثانية", "مسجد الشيخ زايد"."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from masar.languages import load_language

_Mention = tuple[int, int, bool]
_REACH, _LONGEST_OFFICE = 24, 40
_NO_NAMES = frozenset({"صباح", "باسم"})  # "المتحدث باسم الكرملين"
_LISTS = ("titles", "towns", "numerals", "hours")


def without_people(text: str, mentions: Sequence[_Mention], language: str) -> list[_Mention]:
    """
    Return the mentions that are nobody's names.

    Parameters
    ----------
    text
        The text.
    mentions
        Start, end and whether it is a demonym.
    language
        Of the text; where its `places.toml` has no `[persons]`, all are kept.

    Returns
    -------
    mentions
        Without names that a numeral follows, or that a title of people opens, unless words for a town stand before
        ("مدينة الشيخ زايد"), or that stand after an office and a given name ("الرئيس باراك أوباما"); a name that is
        a person's once is so throughout.
    """
    if "persons" not in load_language(language, "places"):
        return list(mentions)
    titled, town, numbered = _patterns(language)
    people = _whole_names(text, mentions, language)
    for start, end, _ in mentions:
        opens = titled.match(text, start, end) is not None
        settled = opens and town.search(text, max(0, start - _REACH), start) is not None
        named = _given_before(language).search(text, max(0, start - _LONGEST_OFFICE), start) is not None
        if (opens and not settled) or named or numbered.match(text, end) is not None:
            people.add(text[start:end])
    return [mention for mention in mentions if text[mention[0] : mention[1]] not in people]


def _whole_names(text: str, mentions: Sequence[_Mention], language: str) -> set[str]:
    """Return the words of names that an office follows: "هورست كوهلر، المبعوث الشخصي", two towns side by side."""
    found: set[str] = set()
    for (first, middle, _), (start, end, _) in pairwise(mentions):
        beside = text[middle:start] == " " and not text[middle - 1].isspace()
        if beside and _office_after(language).match(text, end):
            found |= {text[first:middle], text[start:end]}
    return found


@cache
def _office_after(language: str) -> re.Pattern[str]:
    titles = "|".join(load_language(language, "places")["persons"]["offices"].split())
    return re.compile(rf"، (?:{titles})\b")


@cache
def _given_before(language: str) -> re.Pattern[str]:
    places = load_language(language, "places")
    offices = "|".join(places["persons"]["offices"].split())
    given = "|".join(sorted(set(places["given_names"]["names"].split()) - _NO_NAMES))
    return re.compile(rf"\b(?:ال)?(?:{offices})(?: \w+)? (?:{given}) \Z")


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what opens a person's name, what stands before a town of such a name, what numbers a ruler."""
    listed = load_language(language, "places")["persons"]
    titles, towns, numerals, hours = ("|".join(words.split()) for words in map(listed.get, _LISTS))
    return (
        re.compile(rf"(?:{titles}) \w"),
        re.compile(rf"\b(?:{towns})\s\Z"),
        re.compile(rf" (?:{numerals})\b(?! (?:{hours}))"),
    )
