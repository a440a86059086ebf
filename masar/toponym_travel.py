"""
Names that are places because someone is said to go there: "flew from Amman to Kut", "المروحية حطت في ترمذ".

Expressions come from the languages' `places.toml`.
"""

import re
from collections.abc import Callable, Collection, Sequence
from functools import cache

from masar.languages import load_language
from masar.name_scan import NameSpan
from masar.names import normalise_word
from masar.toponym_rules import Span, is_known, ordinary_words
from masar.toponym_words import generic_words


def with_next(text: str, places: Sequence[Span], listed: Sequence[NameSpan], language: str) -> list[Span]:
    """Add the main names of well-known places that come next on the way ("flew to Amman and then Beirut")."""
    then, ordinary = _then(language), ordinary_words(language)
    found = sorted(places)
    taken = {start for start, _ in found}
    at = {span.start: span for span in listed if is_known(span, ordinary, _LEAST_NEXT)}
    for _, end in found:  # what is added is looked at in its turn
        gap = then.match(text, end)
        span = at.get(gap.end()) if gap else None
        if span and span.start not in taken:
            taken.add(span.start)
            found.append((span.start, span.end))
    return sorted(found)


_LEAST_NEXT = 60


def with_way(text: str, places: Sequence[Span], listed: Sequence[NameSpan], language: str) -> list[Span]:
    """Add the names of listed places that someone is said to go to or to leave ("flew from Amman to Kut")."""
    way, ordinary = _way(language), ordinary_words(language)
    ends = _way_ends(language)
    taken = {start for start, _ in places}
    on_the_way = [
        (span.start, span.end)
        for span in listed
        if span.start not in taken
        and not span.demonym
        and span.prominence >= _LEAST_ON_THE_WAY
        and span.key not in ordinary
        and text.endswith(ends, 0, span.start)
        and way.search(text, max(0, span.start - _WAY_REACH), span.start)
    ]
    return sorted([*places, *on_the_way])


def with_travel(text: str, places: Sequence[Span], listed: Sequence[NameSpan], language: str) -> list[Span]:
    """Add the main names of places that someone flies or sails to, whatever else the tagger took them for."""
    (travel, left, left_for), ordinary = _travel(language), ordinary_words(language)
    ends = _way_ends(language)
    taken = {start for start, _ in places}
    reached = [
        (span.start, span.end)
        for span in listed
        if span.start not in taken
        and is_known(span, ordinary, _LEAST_TRAVELLED)
        and text.endswith(ends, 0, span.start)
        and not _NAME_GOES_ON.match(text, span.end)
        and (
            travel.search(text, max(0, span.start - _WAY_REACH), span.start)
            or (left.search(text, max(0, span.start - _LEFT_REACH), span.start) and left_for.match(text, span.end))
        )
    ]
    return sorted([*places, *reached])


_LEAST_TRAVELLED = 60
_NAME_GOES_ON = re.compile(r"[ -][A-Z]|’s [A-Z]|'s [A-Z]")


@cache
def _travel(language: str) -> tuple[re.Pattern[str], ...]:
    stated = load_language(language, "places")["stated"]
    return tuple(re.compile(stated[part]) for part in ("travel", "left", "left_for"))


_LEAST_ON_THE_WAY = 40
_WAY_REACH, _LEFT_REACH = 48, 16


@cache
def _way_ends(language: str) -> tuple[str, ...]:
    """Return the words with which an expression of `way` ends: cheaper to look for than the expression."""
    return tuple(f"{word} " for word in load_language(language, "places")["stated"]["way_ends"].split())


@cache
def _way(language: str) -> re.Pattern[str]:
    return re.compile(load_language(language, "places")["stated"]["way"])


@cache
def _then(language: str) -> re.Pattern[str]:
    return re.compile(load_language(language, "places")["stated"]["then"])


def with_goals(
    text: str, places: Sequence[Span], listed: Sequence[NameSpan], knows: Callable[[str], bool]
) -> list[Span]:
    """
    Add what an Arabic verb of travel leads to or from: smaller listed places, and names in no list at all.

    Names that are frequent words, too, are left to the tagger.

    Parameters
    ----------
    text
        An Arabic text.
    places
        What was found so far, in order and apart.
    listed
        The names in it that the place index lists.
    knows
        Whether a word is a frequent one of the language, by its form or its stem; a name that is not listed must
        be none with an ending, either.

    Returns
    -------
    places
        In order.
    """
    prepositions, verbs = _goals()
    ordinary, generic = ordinary_words("ar"), generic_words("ar")
    taken = {start for start, _ in places}
    at = {span.start: span for span in listed if not span.clitic}
    found: list[Span] = []
    for match in prepositions.finditer(text):
        start, end = match.span(1)
        if start in taken:
            continue
        span, word = at.get(start), normalise_word(match[1])
        if span is not None:
            well_known = span.main and span.prominence >= _LARGE_TOWN and span.words == 1
            if span.demonym or span.key in ordinary or span.prominence < _LEAST_GOAL:
                continue
            if knows(word) and not (well_known and _CLUB.match(text, span.end) is None):
                continue
            end = span.end
        elif word in generic or _is_known_form(word, knows):
            continue
        if verbs.search(text, max(0, match.start() - _WAY_REACH), match.start()):
            found.append((start, end))
    return sorted([*places, *found])


def with_objects(text: str, places: Sequence[Span], listed: Sequence[NameSpan], peoples: Collection[int]) -> list[Span]:
    """
    Add the towns that an Arabic verb of travel has for its object behind its subject: "زار الوزير الإسباني لفيف".

    Parameters
    ----------
    listed
        The names that the place index lists and the tagger took for no one's.
    peoples
        Where adjectives and peoples' names end in the text.
    """
    taken, visits, ordinary = {start for start, _ in places}, _visits(), ordinary_words("ar")
    objects = [
        (span.start, span.end)
        for span in listed
        if span.start - 1 in peoples
        and span.start not in taken
        and not (span.demonym or span.clitic)
        and is_known(span, ordinary, _LEAST_GOAL)
        and visits.search(text, max(0, span.start - _WAY_REACH), span.start)
    ]
    return sorted([*places, *objects])


@cache
def _visits() -> re.Pattern[str]:
    return re.compile(load_language("ar", "places")["stated"]["visit_verbs"])


_LEAST_GOAL, _LARGE_TOWN = 60, 110
_CLUB = re.compile(r" (?:يونايتد|سيتي|سان|إف|اف|فورست|تاون|ألبيون)")
_ENDINGS = (
    "ه", "ها", "هم", "هما", "نا", "ي", "ا", "ات", "ان", "ين", "ون", "وا", "ت", "ته", "تها", "تهم", "تهما", "يهما",
    "تيهما", "تين", "تان", "يه", "يا", "ك",
)  # fmt: skip
_VERB = re.compile(r"[يت]\w+(?:ون|ين|ان)")
_SHORTEST_STEM = 3
_HUNDRED = "مايه"


def _is_known_form(form: str, knows: Callable[[str], bool]) -> bool:
    """Tell whether a word is a frequent one, with an ending or without, or bears the article, as few names do."""
    if form.startswith("ال") or form.endswith(_HUNDRED) or knows(form) or _VERB.fullmatch(form):
        return True
    stems = (
        form.removesuffix(end) for end in _ENDINGS if form.endswith(end) and len(form) >= len(end) + _SHORTEST_STEM
    )
    return any(knows(stem) or knows(f"{stem}ه") for stem in stems)


@cache
def _goals() -> tuple[re.Pattern[str], re.Pattern[str]]:
    stated = load_language("ar", "places")["stated"]
    return re.compile(stated["goal_before"]), re.compile(stated["goal_verbs"])
