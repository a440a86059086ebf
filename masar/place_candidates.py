"""From a toponym to the places it may mean: short forms, demonyms, listed names, what is left of longer ones."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from masar.gazetteer import Gazetteer
from masar.languages import load_language
from masar.model import Candidate
from masar.names import normalise_name
from masar.toponym_words import generic_words

MOST = 40
_MOST_FUZZY = 12
_SHORTEST_FUZZY = 4
_KNOWN = 95
_LEAST_CLOSENESS: Mapping[str, float] = {"ar": 0.75, "en": 0.88}


class Proposal(NamedTuple):
    """
    The places a toponym may mean, and how they were found.

    `way` is `listed`, `demonym`, `short_form`, `part` (a name inside the toponym) or `sound` (no listed name,
    but one that sounds like it).
    """

    candidates: tuple[Candidate, ...]
    way: str


def propose_places(toponym: str, language: str, gazetteer: Gazetteer, *, demonym: bool = False) -> Proposal:
    """
    Return the places a toponym may mean, the best known first.

    Parameters
    ----------
    toponym
        As it stands in the text.
    language
        `ar` or `en`.
    gazetteer
        The place index.
    demonym
        Whether it is an adjective or people's name; then the country itself is meant.
    """
    return (
        _by_knowledge(toponym, language, gazetteer, demonym=demonym)
        or _by_name(toponym, language, gazetteer)
        or Proposal((), "listed")
    )


def _by_knowledge(toponym: str, language: str, gazetteer: Gazetteer, *, demonym: bool) -> Proposal | None:
    if demonym and (country := gazetteer.is_demonym(toponym)) and (place := gazetteer.country(country)):
        return Proposal((place,), "demonym")
    if people := peoples(language).get(normalise_name(toponym)):
        return Proposal(gazetteer.search(people, limit=3), "demonym")
    if short := _short_forms(language).get(toponym):
        name, code, kind = short
        return Proposal(gazetteer.search(name, limit=3, country=code, kinds=(kind,)), "short_form")
    return None


def _by_name(toponym: str, language: str, gazetteer: Gazetteer) -> Proposal | None:
    if found := gazetteer.search(toponym, limit=MOST):
        spelt = tuple(c for c in found if c.name_ar == toponym) if _MARKS.search(toponym) else ()
        return Proposal(spelt or found, "listed")
    if normalise_name(toponym.partition(" ")[0]) in _compound_words(language):
        return None
    bare = _without_generic(toponym, language)
    if bare and (found := gazetteer.search(bare, limit=MOST)):
        return Proposal(found, "part")
    if found := _inner_name(toponym, language, gazetteer):
        return Proposal(found, "part")
    if len(toponym) >= _SHORTEST_FUZZY:
        return Proposal(_like_sounding(toponym, language, gazetteer), "sound")
    return None


# Where an Arabic text writes vowels or doubled letters, they tell names apart: عمّان is not عُمان.
_MARKS = re.compile(r"[\u064b-\u0652]")


def _inner_name(toponym: str, language: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Return the places named by the best known name inside a longer one ("Vancouver Art Gallery")."""
    if " " not in toponym:
        return ()
    generic = generic_words(language)
    spans = [
        span
        for span in gazetteer.find_names(toponym)
        if not span.demonym and span.prominence >= _KNOWN and not generic.issuperset(span.key.split())
    ]
    if not spans:
        return ()
    best = max(spans, key=lambda span: (span.words, span.prominence))
    return gazetteer.search(best.key, limit=MOST)


def _like_sounding(toponym: str, language: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Return places of listed names that sound like this one; Latin letters leave less room than Arabic ones."""
    least = _LEAST_CLOSENESS[language]
    key = normalise_name(toponym)
    found: list[Candidate] = []
    for name, closeness in gazetteer.close_names(key, limit=_MOST_FUZZY, least=least):
        found += [replace(c, score=c.score * closeness) for c in gazetteer.search(name, limit=3)]
    return tuple(sorted(found, key=lambda c: -c.score)[:_MOST_FUZZY])


def _without_generic(toponym: str, language: str) -> str:
    words = toponym.split()
    generic = generic_words(language)
    kept = [word for word in words if normalise_name(word) not in generic]
    return " ".join(kept) if 0 < len(kept) < len(words) else ""


@cache
def _compound_words(language: str) -> frozenset[str]:
    return frozenset(normalise_name(word) for word in load_language(language, "places")["compounds"]["first"].split())


@cache
def peoples(language: str) -> Mapping[str, str]:
    """Return what adjectives of no single country belong to ("european": "Europe"), by normal form."""
    listed = load_language(language, "places").get("peoples", {})
    return {normalise_name(form): area for area, forms in listed.items() for form in forms.split("|")}


@cache
def _short_forms(language: str) -> Mapping[str, tuple[str, str, str]]:
    """Return what short forms stand for: the gazetteer's name, the country, the kind."""
    knowledge = load_language(language, "places")
    forms = {form: (name, code, kind) for form, (name, code, kind) in knowledge.get("short_forms", {}).items()}
    for state, listed in knowledge.get("states", {}).items():
        for form in listed.split():
            forms.setdefault(form, (state, "US", "region"))
            forms.setdefault(form.rstrip("."), (state, "US", "region"))
    return forms
