"""Journeys told by their purpose: "flew to a summit in X", "came from talks in X", "غادر لحضور مؤتمر في X"."""

from collections.abc import Mapping
from dataclasses import replace

from masar.itinerary.governors import Event, new_event
from masar.itinerary.lexicon import Trigger
from masar.itinerary.text import Text, Word

_GOING = frozenset({"go", "leave", "return", "trip", "send", "carry"})
_LEADS = frozenset({"to", "for"})
_COMING = frozenset({"arrive", "go", "return"})
_LONGEST_PURPOSE, _MOST_BETWEEN, _LONGEST_SUBJECT = 7, 4, 8
_SOMEBODY, _APART = frozenset({"roles", "people", "officials"}), frozenset({"clause", "list", "after", "before"})
_SURE = 0.95


def goal_of_purpose(
    text: Text, sentence: range, index: int, preposition: str, before: int, found: Mapping[int, Event]
) -> Event | None:
    """
    Return the going that a place is the goal of, for what takes place there is what someone goes to.

    Parameters
    ----------
    preposition, before
        The class of the preposition before the place, and the index before it.
    found
        What is known of the places before: "a summit in X and a meeting in Y" is one going.
    """
    if preposition not in ("in", "near") or before not in sentence:
        return None
    words = text.words
    at, held = before, False
    while at in sentence and before - at < _LONGEST_PURPOSE and _is_part(text, at) and not _opens(text, at):
        held = held or _takes_place(text, words[at])
        at -= 1
    if at not in sentence or not held:
        return None
    if "list" in words[at].marks and at - 1 in found and text.lexicon.cased:
        return _go_on(text, index, found[at - 1])
    place = words[at + 1].place
    if not _opens(text, at) or (place is not None and not words[at + 1].demonym):
        return None  # "a visit to X came after talks in Y"
    return _going_before(text, sentence, index, at)


def _takes_place(text: Text, word: Word) -> bool:
    """Tell whether a noun is of something that takes place: "talks", "an exercise", "مؤتمر"."""
    act = any(t.noun and t.group == "act" for t in word.triggers)
    return act or "event" in word.marks or not text.lexicon.occasions.isdisjoint(word.keys)


def _is_part(text: Text, at: int) -> bool:
    """Tell whether a word may stand in the name of what takes place: a noun, an adjective, "of", whose it is."""
    words, word = text.words, text.words[at]
    if word.is_sign or word.date is not None or not word.marks.isdisjoint(_APART):
        return False
    if any(not t.noun and t.tense not in ("ing", "base") for t in word.triggers):
        return False
    if not word.marks.isdisjoint(_SOMEBODY):
        return any(near.preposition == "of" for near in words[max(0, at - 2) : at])  # "a meeting of NATO ministers"
    taking_part = text.lexicon.subject_after and word.preposition == "in" and at > 0 and _opens(text, at - 1)
    return taking_part or not word.preposition or word.preposition in ("of", "with")


def _opens(text: Text, at: int) -> bool:
    """Tell whether a purpose opens here: "to", "for", or in Arabic what has "to" glued to it, "لحضور"."""
    word = text.words[at]
    lead = word.preposition in _LEADS or (text.lexicon.cased and word.form == "from")
    return lead or (text.lexicon.subject_after and word.glued == "to" and word.place is None)


def _going_before(text: Text, sentence: range, index: int, opening: int) -> Event | None:
    """Return the going that a purpose belongs to: its verb stands right before, or, in Arabic, before its subject."""
    most = _LONGEST_SUBJECT if text.lexicon.subject_after else _MOST_BETWEEN
    coming, left = text.words[opening].form == "from", False
    for at in range(opening - 1, max(sentence.start, opening - 1 - most) - 1, -1):
        word = text.words[at]
        trigger = next((t for t in word.triggers if t.group in (_COMING if coming else _GOING)), None)
        if trigger is not None and coming:
            return new_event(text, index, at, trigger, "from", _SURE)
        if trigger is not None:
            return _read(text, index, at, trigger) if trigger.group == "leave" or not left else None
        left = left or (word.place is not None and not word.demonym)  # "غادر القاهرة لحضور قمة في جدة"
        plain = "clause" not in word.marks and not word.is_sign
        if not text.lexicon.subject_after:
            plain = word.date is not None or bool(word.marks & {"adverbs", "sequence"}) or word.preposition == "in"
            leaves = at > sentence.start and any(t.group == "leave" for t in text.words[at - 1].triggers)
            plain = plain or (word.place is not None and (coming or leaves))  # "left X for a summit in Y"
        if not plain or word.triggers:
            return None
    return None


def _read(text: Text, index: int, at: int, trigger: Trigger) -> Event | None:
    frame = text.lexicon.frames[trigger.group]
    leads = next((lead for lead in ("to", "for") if lead in frame.goal), None)
    return new_event(text, index, at, trigger, leads, _SURE) if leads is not None else None


def _go_on(text: Text, index: int, previous: Event) -> Event | None:
    place = text.words[index].place
    if previous.role != "goal" or previous.group not in _GOING or place is None:
        return None
    return replace(previous, word=index, place=place, listed=previous.listed + 1, date=None, number=0)
