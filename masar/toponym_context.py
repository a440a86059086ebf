"""What the place index says of names that stand together: a town before its country, a name that ends in "'s"."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from masar.gazetteer import Gazetteer
from masar.name_scan import NameSpan
from masar.names import normalise_name
from masar.resolve_features import lies_in

Span = tuple[int, int]

_COMMA = re.compile(r" ?[,،] ")
_AREAS = frozenset({"country", "region"})
_NAMED_TWICE = re.compile(r"[A-Z][a-z'’-]+ \Z")


def with_qualified(
    text: str, places: Sequence[Span], label_of: Mapping[NameSpan, str], gazetteer: Gazetteer
) -> list[Span]:
    """Add listed names before the country or division that they lie in ("Darwin, Australia"), unless a person's."""
    taken = {start for start, _ in places}
    found = list(places)
    spans = [span for span in label_of if not span.demonym]
    for span, area in pairwise(spans):
        gap = _COMMA.fullmatch(text, span.end, area.start - area.clitic)
        if gap is None or not span.main or not area.main or area.clitic or span.start in taken:
            continue
        surname = label_of[span] == "P" and _NAMED_TWICE.search(text, max(0, span.start - _REACH), span.start)
        if not surname and _lies_within(span.key, area.key, gazetteer):
            found.append((span.start, span.end))
    return sorted(found)


_REACH = 24
_BEST = 3


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
