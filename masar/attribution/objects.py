"""
Where the object of a verb begins, after a subject that no sign parts from it: "أكد الوزير [ضرورة الهدنة]".

Verbal nouns are told by their shape. Every search is bounded; all places are tokens.
"""

import re

from masar.attribution.known import is_known_name
from masar.attribution.phrases import LONGEST_PHRASE, grammar, is_name_quote, name_ends, opens_quote
from masar.attribution.text import MarkedText

_LONGEST_APPOSITION = 6
_OWNED = re.compile(r"(?<=\w{4})(?:ه|ها|هم)$")
# Verbal nouns by their shape: forms V, VII, VIII and X, and form II ("تعزيز").
_DOING = re.compile(r"ا\w\wا\w")
_VERBAL_NOUN = re.compile(r"است\w{1,2}ا\w{0,2}|ا\wت\wا\w{0,2}|ات\wا\w{1,2}|ان[سضقطفك]\wا\w{0,2}|ت\w\wي\w")


def split_object(marked: MarkedText, begin: int, limit: int) -> int | None:
    """Return the token at which the object begins after the subject at `begin`, or `None`."""
    openers = grammar(marked, "object_openers")
    while begin < limit and marked.kinds[begin] == "d":
        begin += 1
    if begin < limit and _is_thing(marked, begin):
        return begin
    open_head = begin < limit and marked.bares[begin] in grammar(marked, "open_heads")
    place = begin
    while place < min(limit, begin + LONGEST_PHRASE):
        if opens_quote(marked, place) and not is_name_quote(marked, place):
            return place
        if place > begin and (marked.lows[place] in openers or _begins_object(marked, begin, place)):
            return place
        if place > begin and marked.kinds[place] in ",:T":
            after = _after_day(marked, place)
            if not after:
                return _after_apposition(marked, place, limit)
            place = after
            continue
        if marked.kinds[place] == "I" and place > begin + 1 and not (open_head and place <= begin + 4):
            return _object_after(marked, place, limit) or place
        place += 1
    return None


def _after_apposition(marked: MarkedText, comma: int, limit: int) -> int | None:
    """Return the thing told of after what stands between commas: "توقع المدير، حسين سالم، [وصول] العاصفة"."""
    end = comma + 1
    while end < limit and marked.kinds[end] in "nXId":
        end += 1
    parted = marked.kinds[comma] == marked.kinds[end : end + 1] == "," and 1 < end - comma <= _LONGEST_APPOSITION
    return end + 1 if parted and end + 1 < limit and _is_thing(marked, end + 1) else None


def _after_day(marked: MarkedText, comma: int) -> int:
    """Return the token after a day between commas, "، السبت،", or 0 if there is none."""
    end = comma + 1
    while marked.kinds[end : end + 1] in {"d", "/"}:
        end += 1
    return end + 1 if end > comma + 1 and marked.kinds[comma] == marked.kinds[end : end + 1] == "," else 0


def _object_after(marked: MarkedText, place: int, limit: int) -> int | None:
    """Return the object after where it was said: "خلال اتصال مع نظيره [ضرورة الهدنة]"."""
    if marked.lows[place] not in grammar(marked, "settings"):
        return None
    openers = grammar(marked, "object_openers")
    for at in range(place + 2, min(limit, place + LONGEST_PHRASE)):
        if marked.kinds[at] in ",:TV.":
            return None
        if marked.lows[at] in openers and marked.kinds[at - 1] != "I":
            return at
    return None


def _is_thing(marked: MarkedText, place: int) -> bool:
    """Tell whether a word is a doing or a thing told of, which speaks in no case."""
    low = _OWNED.sub("", marked.lows[place])
    doing = _DOING.fullmatch(low) or _VERBAL_NOUN.fullmatch(low)
    return (
        doing is not None
        or low in grammar(marked, "never_speak")
        or marked.bares[place] in grammar(marked, "never_speak")
    )


def _begins_object(marked: MarkedText, begin: int, place: int) -> bool:
    """Tell whether a noun after a subject is no part of it, by its form."""
    low = marked.lows[place]
    if place == begin + 1 and name_ends(marked, begin):
        return True
    if marked.kinds[place] != "n" or marked.kinds[place - 1] == "I":
        return False
    if low.startswith("ال"):
        return _disagrees(marked, place, begin)
    if is_known_name(low):
        return True
    owned = len(low) > 4 and low.endswith(("ها", "هم"))
    after_definite = marked.lows[place - 1].startswith("ال") and low.endswith("ه")
    return owned or after_definite or _VERBAL_NOUN.fullmatch(low) is not None


def _disagrees(marked: MarkedText, place: int, begin: int) -> bool:
    """Tell whether a definite word cannot be an adjective of the feminine phrase before it."""
    before, low = marked.lows[place - 1], marked.lows[place]
    if before.startswith("لل"):
        return not low.endswith(("يه", "ي"))
    if not before.startswith("ال"):
        return False
    if low.endswith("ي") and not marked.lows[begin].endswith("ه"):
        return False  # of the head: "وزير الخارجية [الأميركي]"
    if before.endswith("ي") and low.endswith("ات"):
        return True
    feminine = before.endswith("يه") or (before.endswith("ه") and marked.lows[begin].endswith("ه"))
    return place - begin >= 2 and feminine and not low.endswith("ه")


def glued_preposition(marked: MarkedText, place: int, takes: frozenset[str]) -> bool:
    """Tell whether a token begins with a preposition that a cue takes ("بتعزيز"); a name may begin so too ("بوتين")."""
    low = marked.lows[place]
    if marked.kinds[place] != "n" or len(low) < 4 or low[0] not in takes or low[0] not in "بل":
        return False
    stem = low[1:]
    told = stem in {"ما", "عدم"} or stem in grammar(marked, "never_speak")
    return told or stem.startswith("ال") or stem in marked.counts or bool(_VERBAL_NOUN.fullmatch(stem))
