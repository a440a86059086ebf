"""Words whose sense the words beside them decide."""

import re
from collections.abc import Sequence
from itertools import pairwise

from masar.itinerary.lexicon import Trigger
from masar.itinerary.text import Word

_REACH, _FAR, _LONGEST_HOUR, _NAMES = 6, 8, 3, 3
_RESULT = re.compile(r"\d{1,3}[-–]\d{1,3}")
_OR = frozenset({"or", "—", "–", "-", "("})
_DRIVES = frozenset({"drive", "drives", "drove", "driving", "driven"})
_MORTAL = frozenset({"human", "mortal", "earthly", "skeletal", "cremated", "'s"})
_CALLED = frozenset({"call_on", "calls_on", "called_on", "calling_on"})
_LINES, _OVER = frozenset({"phone", "telephone", "video"}), frozenset({"by", "via", "over"})
_RIDDEN = frozenset({"kind:plane", "kind:train", "kind:convoy", "kind:ship"})


def without_initial_stops(words: Sequence[Word]) -> list[Word]:
    """Leave out the full stop of a second name's first letter, which ends nothing: "John F. Kerry"."""
    return [word for at, word in enumerate(words) if word.form != "." or not _ends_initial(words, at)]


def _ends_initial(words: Sequence[Word], at: int) -> bool:
    beside = [*words[max(0, at - 2) : at], *words[at + 1 : at + 2]]
    return len(beside) == _NAMES and len(beside[1].form) == 1 and all(word.upper for word in beside)


def see_distances_covered(words: Sequence[Word]) -> None:
    """Take "covered 90 miles" for going, not for a tour that covers countries."""
    for at, word in enumerate(words):
        if not word.triggers or not any(t.group == "include" and not t.noun for t in word.triggers):
            continue
        for beside in words[at + 1 : at + _REACH]:
            if "distance" in beside.marks:
                word.triggers = tuple(Trigger("go", t.tense, noun=False) for t in word.triggers if not t.noun)
            if beside.is_sign or beside.preposition or beside.triggers:
                break


def see_boarding(words: Sequence[Word]) -> None:
    """Take "were put on a later flight to X" for being carried there."""
    for at, word in enumerate(words):
        if "puts_aboard" not in word.marks:
            continue
        near = words[at + 1 : at + _REACH]
        aboard = next((n for n, w in enumerate(near[:2]) if "carried_by" in w.marks and w.preposition), -1)
        ridden = next((n for n, w in enumerate(near) if n > aboard >= 0 and w.marks & _RIDDEN), 0)
        goes = words[at + ridden + 2].preposition if ridden and at + ridden + 2 < len(words) else ""
        if goes in ("to", "in"):
            word.triggers = (Trigger("carry" if goes == "to" else "stay", "participle", noun=False),)


def see_passives(words: Sequence[Word]) -> None:
    """Take "was stopped by police" for being stopped, not for stopping by; "is seen as" is nowhere."""
    for before, word in pairwise(words):
        if word.form == "as" and before.form.endswith("_seen"):
            before.triggers = ()
        if word.form == "stopped_by" and "be_form" in before.marks:
            word.triggers = (Trigger("stay", "participle", noun=False),)


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


def see_no_storm(words: Sequence[Word]) -> None:
    """Leave no word for what a storm does where the text tells of none: "inspected flood damage in X"."""
    if any("kind:storm" in word.marks for word in words):
        return
    for word in words:
        if word.triggers and "ashore" not in word.marks and any(t.group == "strike" for t in word.triggers):
            kept = [t for t in word.triggers if t.group != "strike"]
            finite = [t for t in word.triggers if t.group == "strike" and not t.noun and t.tense != "base"]
            word.triggers = tuple(kept) or tuple(Trigger("other", t.tense, noun=False) for t in finite)


def set_clocks(words: Sequence[Word], *, cased: bool) -> None:
    """Take "Manila time", "بتوقيت موسكو" for the hour somewhere, which says nothing of who is there."""
    for before, word in pairwise(words):
        place, beside = (before, word) if cased else (word, before)
        if place.place is not None and "clock" in beside.marks:
            place.demonym = True


def see_figures_of_speech(words: Sequence[Word]) -> None:
    """Take no movement from "going down 2-0 to X", "drifted away from X", "signed caps"; "of take off" is a noun."""
    for at, word in enumerate(words):
        counted = word.form[:1].isdecimal() and _RESULT.fullmatch(word.form) is not None
        if not at or not (counted or word.triggers):
            continue
        before, after = words[at - 1], words[at + 1 : at + 3]
        if counted and len(after) > 1 and after[0].preposition and after[1].place is not None:
            after[1].demonym = True  # a team's
        if not word.triggers:
            continue
        lost = any(_RESULT.fullmatch(w.form) for w in after)
        lost = lost or (word.form in _DRIVES and bool(after) and _is_driven(after[0]))  # "driving economic growth"
        drifted = word.form.startswith("drift") and any(w.form in ("away", "apart") for w in after[:1])
        signed = word.form == "caps" and any(t.tense == "past" for t in before.triggers)
        if lost or drifted or signed:
            word.triggers = ()
        elif word.form == "take_off" and before.preposition not in ("", "to"):
            word.triggers = (Trigger("leave", "noun", noun=True),)


def _is_driven(word: Word) -> bool:
    """Tell whether a word is what is driven: neither where one drives to, nor how or when."""
    told = word.is_sign or word.preposition or word.place is not None or word.date is not None or word.upper
    return not (told or word.marks & {"adverbs", "clause", "list", "objects", "determiners", "future"})


def see_what_remains(words: Sequence[Word]) -> None:
    """Take no body and no storm from "it remains to be seen", "remains unclear"."""
    for at, word in enumerate(words):
        if word.form != "remains" or not at:
            continue
        noun = words[at - 1].marks & {"determiners", "possessive"} or words[at + 1 : at + 2] == []
        noun = noun or words[at + 1].preposition == "of" or words[at - 1].form in _MORTAL
        if not noun:
            word.marks = frozenset(mark for mark in word.marks if not mark.startswith("kind:"))


def see_words_from_afar(words: Sequence[Word]) -> None:
    """Take no meeting from "spoke by phone with leaders in X", no visit from "called on X to open the border"."""
    for at, word in enumerate(words):
        after = words[at + 1 : at + 3] if word.form in _CALLED else ()
        if len(after) > 1 and after[0].place is not None and after[1].form == "to":
            word.triggers = ()
        if word.form not in _LINES or not any(before.form in _OVER for before in words[max(0, at - 2) : at]):
            continue
        for beside in words[max(0, at - _FAR) : at + _FAR]:
            if beside.sentence == word.sentence and any(t.group == "act" for t in beside.triggers):
                beside.triggers = ()


def is_hour_elsewhere(words: Sequence[Word], index: int) -> bool:
    """Tell whether a place only says whose hour is meant: "landed on Sunday, or late Saturday in Washington"."""
    at = index - 1
    while at > 0 and ("determiners" in words[at].marks or words[at].place is not None):
        at -= 1
    if at < 1 or words[at].form != "in":
        return False
    hours = [n for n in range(at - 1, max(0, at - _LONGEST_HOUR) - 1, -1) if words[n].date is not None]
    if not hours:
        return False
    first = min(hours)
    opening = [words[n] for n in range(max(0, first - 2), first)]
    told = all("adverbs" in words[n].marks or words[n].date is not None for n in range(first, at))
    return told and any(word.form in _OR for word in opening)
