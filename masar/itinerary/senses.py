"""Words whose sense the words beside them decide."""

from collections.abc import Sequence
from itertools import pairwise

from masar.itinerary.lexicon import Trigger
from masar.itinerary.text import Word

_REACH, _FAR = 6, 8


def see_distances_covered(words: Sequence[Word]) -> None:
    """Take "covered 90 miles" for going, not for a tour that covers countries."""
    for at, word in enumerate(words):
        if not (word.triggers and any(t.group == "include" and not t.noun for t in word.triggers)):
            continue
        for beside in words[at + 1 : at + _REACH]:
            if "distance" in beside.marks:
                word.triggers = tuple(Trigger("go", t.tense, noun=False) for t in word.triggers if not t.noun)
            if beside.is_sign or beside.preposition or beside.triggers:
                break


def see_damage(words: Sequence[Word]) -> None:
    """Take "left dozens dead", "killed two" for what a storm did, where the text tells of one."""
    if not any("kind:storm" in word.marks for word in words):
        return
    for at, word in enumerate(words):
        if "killed" in word.marks:
            word.triggers, word.marks = (Trigger("strike", "past", noun=False),), word.marks - {"context"}
        elif word.triggers and any(t.group == "leave" and not t.noun for t in word.triggers):
            for beside in words[at + 1 : at + _FAR]:
                if "damage" in beside.marks:
                    word.triggers = tuple(Trigger("strike", t.tense, noun=False) for t in word.triggers if not t.noun)
                if beside.is_sign or beside.preposition or beside.place is not None:
                    break


def set_clocks(words: Sequence[Word], *, cased: bool) -> None:
    """Take "Manila time", "بتوقيت موسكو" for the hour somewhere, which says nothing of who is there."""
    for before, word in pairwise(words):
        place, beside = (before, word) if cased else (word, before)
        if place.place is not None and "clock" in beside.marks:
            place.demonym = True
