"""Lists of places: which place stands before another in "X, Y and Z"."""

from collections.abc import Sequence

from masar.itinerary.asides import opening_of_aside
from masar.itinerary.governors import is_finite
from masar.itinerary.owners import owns_next
from masar.itinerary.text import Text, Word

_LONGEST_PURPOSE = 12
_LONGEST_STEP = 12


def listed_after(text: Text, sentence: range, index: int) -> int | None:
    """Return the place before this one in a list "X, Y and Z", or `None`."""
    words = text.words
    separated = words[index].joined
    aside = within = verb = False
    before, end = index, max(sentence.start, index - (9 if text.lexicon.cased else _LONGEST_STEP))
    while before > end:
        before -= 1
        opening = _opening_of_aside(text, sentence, before)
        if opening is not None:
            end = max(sentence.start, end - (before - opening))
            before, separated = opening, True
            continue
        word = words[before]
        if word.form in "()":
            aside = word.form == ")"
            continue
        if aside:
            continue
        if word.place is not None and not word.demonym and not _only_owns(text, before):
            return before if separated and not verb else None
        verb = text.lexicon.cased and (verb or any(not t.noun for t in word.triggers))
        verb = verb and "place_clause" not in word.marks  # "which he reaches today", not "in Rome and reached Bonn"
        listed = word.form in (",", "،", ";") or ("list" in word.marks and not word.date)
        if listed or (word.joined and "transparent" in word.marks):
            separated = True
        elif "sites" in word.marks and text.lexicon.cased:
            within = True  # "Germany, the Union headquarters in Brussels and Italy"
        elif (within and (word.upper or "determiners" in word.marks)) or _may_stand_in_list(text, before, index):
            continue
        elif not (
            word.date is not None
            or word.demonym
            or word.preposition
            or word.is_sign
            or _is_in_relative(word, words[max(sentence.start, before - 2) : before])
        ):
            return None
    return None


def _only_owns(text: Text, at: int) -> bool:
    """Tell whether a place says whose the next thing is: "Egypt's pyramids", but not "Mombasa County"."""
    kind = at + 1 < len(text.words) and "transparent" in text.words[at + 1].marks
    return text.lexicon.cased and not kind and owns_next(text, at)


def _opening_of_aside(text: Text, sentence: range, at: int) -> int | None:
    """Return where an aside opens that a sign closes: "Kuwait, which mediates in the dispute, and Riyadh"."""
    closes = text.lexicon.cased and text.words[at].is_sign and text.words[at - 1].place is None
    return (opening_of_aside(text, sentence, at) or _opening_of_purpose(text, sentence, at)) if closes else None


def _opening_of_purpose(text: Text, sentence: range, at: int) -> int | None:
    """Return the comma after which a list says what one place is visited for: "Bonn, for a summit, and Oslo"."""
    words = text.words
    opening = next((n for n in range(at - 1, max(sentence.start, at - _LONGEST_PURPOSE), -1) if words[n].is_sign), at)
    purpose = words[opening].form == "," and words[opening + 1].preposition == "for" and words[at].form == ","
    return opening if purpose and not any(is_finite(word) for word in words[opening:at]) else None


def _may_stand_in_list(text: Text, at: int, index: int) -> bool:
    """Tell whether a word in a list is an adjective of its place, a possessor, or a name nobody knows."""
    if not text.lexicon.cased:
        return False
    word = text.words[at]
    adjective = at == index - 1 and "list" in text.words[at - 1].marks
    plain = not (word.is_sign or word.marks or word.triggers or word.preposition or word.date)
    return plain and (adjective or word.upper or word.place is not None)


def _is_in_relative(word: Word, near: Sequence[Word]) -> bool:
    """Tell whether a word may stand in a list beside its places: "Djibouti, which he reaches today, then Nairobi"."""
    verb = any(t.group in ("arrive", "visit") and not t.noun for t in word.triggers)
    relative = verb and any(mark in ("place_clause", "relative") for before in near for mark in before.marks)
    return bool(word.marks & {"transparent", "adverbs", "place_clause"}) or relative
