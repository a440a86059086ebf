"""What the place index says of names that stand together: a town before its country, a name that ends in "'s"."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from masar.gazetteer import Gazetteer
from masar.languages import load_language
from masar.name_scan import NameSpan
from masar.names import normalise_name
from masar.resolve_features import lies_in
from masar.toponym_rules import ordinary_words

Span = tuple[int, int]

_COMMA = re.compile(r" ?[,،] ")
_BRACKET, _CLOSES = re.compile(r" ?\( ?"), re.compile(r" ?\)")
_AREAS = frozenset({"country", "region"})
_NAMED_TWICE = re.compile(r"[A-Z][a-z'’-]+ \Z")


def with_qualified(
    text: str, places: Sequence[Span], label_of: Mapping[NameSpan, str], gazetteer: Gazetteer, language: str
) -> list[Span]:
    """Add listed names before the country they lie in ("Darwin, Australia", "دكار (السنغال)"), unless a person's."""
    taken = {start for start, _ in places}
    found, listed = list(places), _before_bracketed(language)
    spans = [span for span in label_of if not span.demonym]
    for span, area in pairwise(spans):
        beside = span.main and area.main and not area.clitic and span.start not in taken
        if not beside or not _stands_beside(text, span, area, listed):
            continue
        surname = label_of[span] == "P" and _NAMED_TWICE.search(text, max(0, span.start - _REACH), span.start)
        if not surname and _lies_within(span.key, area.key, gazetteer):
            found.append((span.start, span.end))
    return sorted(found)


def _stands_beside(text: str, span: NameSpan, area: NameSpan, listed: re.Pattern[str]) -> bool:
    """Tell whether only a comma stands between two names, or brackets about the second: "to Dakar (Senegal)"."""
    gap = text[span.end : area.start]
    if _COMMA.fullmatch(gap):
        return True
    if not (_BRACKET.fullmatch(gap) and _CLOSES.match(text, area.end)):
        return False
    return span.clitic > 0 or listed.search(text, max(0, span.start - _SHORT_REACH), span.start) is not None


@cache
def _before_bracketed(language: str) -> re.Pattern[str]:
    return re.compile(load_language(language, "places")["stated"]["before_bracketed"])


_REACH, _SHORT_REACH = 24, 8
_BEST, _MOST_TOWNS = 3, 5
_ARTICLE, _FEMININE = "ال", "ة"  # as every town is
_FREE = frozenset("OGB")


def _lies_within(name: str, area: str, gazetteer: Gazetteer) -> bool:
    areas = [a for a in gazetteer.search(area, limit=_BEST) if a.kind in _AREAS and a.matched == area]
    inside = [c for a in areas for c in gazetteer.search(name, limit=_BEST, country=a.country) if lies_in(c, a)]
    return any(c.matched == name and c.kind not in _AREAS for c in inside)


# A village of that name is less likely than a church.
_PEOPLE = 20_000
_POSSESSIVE = re.compile(r"['’]s(?!\w)")


def with_possessive(text: str, start: int, end: int, gazetteer: Gazetteer) -> int:
    """Return the end of a name with the "'s" that is a part of it ("St. John's"), as the index has it."""
    if not _POSSESSIVE.match(text, end) or text[start:end].isalpha():
        return end
    whole = normalise_name(text[start : end + 2])
    found = gazetteer.search(whole, limit=1)
    known = found and found[0].matched == whole and found[0].population >= _PEOPLE
    return end + 2 if known else end


def with_adjective(
    text: str, places: Sequence[Span], label_of: Mapping[NameSpan, str], gazetteer: Gazetteer
) -> list[Span]:
    """
    Add the Arabic names of listed towns whose country's adjective follows ("زار بوردو الفرنسية").

    What the tagger takes for an institution (clubs are called like their towns) is one unless a preposition or a word
    of travel stands before, or "and" after another such town.
    """
    taken = {start for start, _ in places}
    peoples = {span.start: span for span in label_of if span.demonym}
    ordinary, found, last = ordinary_words("ar"), [], -1
    for span, label in label_of.items():
        people = peoples.get(span.end + 1)
        if people is None or label not in _FREE or text[people.end - 1] != _FEMININE:
            continue
        joined = span.start - span.clitic == last + 1
        if span.start in taken:
            last = people.end
        elif text.startswith(_ARTICLE, span.start) or span.key in ordinary:
            continue  # "الوزارة السورية"
        elif (label == "O" or joined or _is_led_to(text, span)) and _has_town(text, span, people, gazetteer):
            found.append((span.start, span.end))
            last = people.end
    return sorted([*places, *found])


def _is_led_to(text: str, span: NameSpan) -> bool:
    """Tell whether a preposition or a word of travel stands right before a name: "بزيارة بوردو"."""
    before = text[max(0, span.start - _REACH) : span.start].split()
    return span.clitic == 0 and bool(before) and bool({before[-1], before[-1][1:]} & _leading_words())


@cache
def _leading_words() -> frozenset[str]:
    classes = load_language("ar", "places")["classes"]
    return frozenset(" ".join((classes["locative"], classes["direction"], classes["settlement"])).split())


def _has_town(text: str, span: NameSpan, people: NameSpan, gazetteer: Gazetteer) -> bool:
    country = gazetteer.is_demonym(normalise_name(text[people.start : people.end]))
    towns = (c for c in gazetteer.search(text[span.start : span.end], limit=_MOST_TOWNS) if c.kind == "city")
    return country is not None and any(town.country == country for town in towns)
