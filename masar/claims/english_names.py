"""Names of persons in English, by their capitals, and offices beside them. All places are tokens."""

import re
from collections.abc import Collection, Iterator

from masar.article import Span
from masar.attribution.text import MarkedText

_LONGEST_NAME, _LONGEST_POSTING, _LONGEST_ROLE = 3, 4, 12
_CLAUSE = frozenset("VvAMtPW")  # kinds of words that no office has


def titled_names(marked: MarkedText) -> Iterator[tuple[int, int, int]]:
    """Yield the names of persons: the token of the title before each, or -1, and the name's range."""
    kinds = marked.kinds
    place = 0
    while found := _OF_NAME.search(kinds, place):
        begin = place = found.start()
        if marked.lows[place] in _HONORIFICS:
            place += 1
            continue
        while place < len(kinds) and kinds[place] in "XY" and place - begin < _LONGEST_NAME + 1:
            place += 1
        if place < len(kinds) and kinds[place] == "G" and place - begin < _LONGEST_NAME:
            place += 1
        place = max(place, begin + 1)
        titled = begin > 0 and kinds[begin - 1] == "o"
        if titled or 1 < place - begin <= _LONGEST_NAME:
            yield (begin - 1 if titled else -1), begin, place


_OF_NAME = re.compile("[XYG]")
_HONORIFICS = frozenset("mr mrs ms miss dr sir lord lady sen rep gov gen".split())  # noqa: SIM905


def part_role(marked: MarkedText, tokens: Span, _: Collection[int] = ()) -> tuple[Span, Span]:
    """Return the office and the name in a phrase, either perhaps empty."""
    name = _name_in(marked, tokens)
    return (tokens[0], max(tokens[0], name[0])), name


def is_mere_title(_: MarkedText, role: Span) -> bool:
    """Tell whether a role says nothing yet."""
    return role[0] == role[1]


def apposition(marked: MarkedText, comma: int, _: Collection[int] = ()) -> tuple[Span, Span]:
    """
    Return the office and the name beside a phrase, either perhaps empty.

    ", [Clara Fox]," after "the captain"; ", [a spokesman for the port]," after a name; "[to Jordan], [Mona Samir],".
    """
    kinds = marked.kinds
    past = _after_posting(marked, comma)
    end = past + 1
    while kinds[past : past + 1] == "," and kinds[end : end + 1] in {"X", "Y"} and end - past <= _LONGEST_NAME:
        end += 1
    if end > past + 1 and kinds[end : end + 1] in {",", "."}:
        return (comma, past), (past + 1, end)
    end = kinds.find(",", past + 1, past + _LONGEST_ROLE)
    inner = kinds[past + 1 : end] if end > past + 1 else ""
    office = kinds[past : past + 1] == "," and "o" in inner and not _CLAUSE & set(inner)
    return (past + 1, end if office else past + 1), (past + 1, past + 1)


def _after_posting(marked: MarkedText, place: int) -> int:
    """Return the token after where an office is held: "Egypt's ambassador [to Jordan], Mona Samir, said"."""
    if marked.kinds[place : place + 1] not in {"I", "t"}:
        return place
    end = place + 1
    while marked.kinds[end : end + 1] in {"X", "Y", "D"} and end - place <= _LONGEST_POSTING:
        end += 1
    return end if marked.kinds[end : end + 1] == "," else place


def _name_in(marked: MarkedText, tokens: Span) -> Span:
    """Return the name that a phrase ends with, after its title; empty if it has none."""
    begin, end = tokens
    while end > begin and marked.kinds[end - 1] not in "XYG":
        end -= 1
    start = end
    while start > begin and marked.kinds[start - 1] in "XYG" and marked.lows[start - 1] not in _HONORIFICS:
        start -= 1
    whole = end == tokens[1]
    alone = start == begin or marked.kinds[start - 1] in "ov" or marked.lows[start - 1] in _HONORIFICS
    joined = any(marked.kinds[place] in "CI" for place in range(begin, tokens[1]))
    return (start, end) if whole and alone and not joined else (0, 0)
