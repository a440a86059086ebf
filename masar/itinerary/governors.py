"""A movement that the text tells of, and which words may govern which places."""

from collections.abc import Sequence
from dataclasses import dataclass

from masar.dates import DateMention
from masar.itinerary.descriptions import Subject
from masar.itinerary.lexicon import Trigger
from masar.itinerary.text import Text, Word
from masar.model import Place

_LISTING = frozenset({"visit", "trip", "include", "pass", "go", "return"})
_HALTS = frozenset({"stay", "arrive"})  # "docked at several ports including X"
_TURNED = frozenset({"go", "carry", "trip", "arrive", "send"})
_KNOWN = frozenset({"adverbs", "transparent", "list", "sequence", "roles", "determiners", "distance"})
STOPS = frozenset(".!?؟…;؛")
# How surely a word of each group tells of a stop.
STRENGTH = {
    "arrive": 1.0, "go": 0.9, "return": 1.0, "visit": 1.0, "leave": 0.95, "pass": 0.8, "carry": 0.8, "stay": 0.85,
    "act": 0.6, "receive": 0.7, "begin": 0.8, "end": 0.8, "include": 0.8, "strike": 0.9, "trip": 0.75, "be": 0.7,
    "send": 0.8, "die": 0.8, "due": 1.0, "held": 0.8, "other": 0.35,
}  # fmt: skip


@dataclass(slots=True, eq=False)
class Event:
    """
    One place in one movement.

    `word` and `trigger` are indices of words; `role` is `goal`, `start` or `way`; `status` is `visited`, `planned`,
    `earlier` or `off` (negated, cancelled, merely possible); `weight` in [0, 1] how sure the reading is.
    """

    word: int
    place: Place
    role: str
    group: str
    trigger: int
    weight: float
    status: str = "visited"
    perfect: bool = False
    subject: Subject | None = None
    date: DateMention | None = None
    listed: int = 0
    number: int = 0
    tense: str = ""
    left: bool = False  # where the movement began, though the text stays there: "from X, where he met ..."


def fitting_trigger(text: Text, word: Word, preposition: str, at: int) -> Trigger | None:
    """Return the reading of a word that takes a place after this preposition, or `None`."""
    readings = word.triggers
    if preposition == "such":
        halts = _HALTS if text.lexicon.cased else frozenset()
        return next((t for t in readings if t.group in _LISTING or (t.group in halts and not t.noun)), None)
    if (
        text.lexicon.cased
        and word.upper
        and at not in (s.start for s in text.sentences[word.sentence : word.sentence + 1])
    ):
        readings = tuple(t for t in readings if not t.noun or len(word.form) > 4)
    for trigger in readings:
        if trigger.group == "other" and is_auxiliary(word):
            continue
        if preposition == "in" and trigger.group == "carry" and brings(text, at):
            continue
        frame = text.lexicon.frames.get(trigger.group)
        if frame is not None and preposition in frame.goal | frame.start | frame.way:
            return trigger
    return None


def describes_noun(words: Sequence[Word], at: int, trigger: Trigger) -> bool:
    """Tell whether a participle only describes a noun: "toured the [flooded] districts around X"."""
    article = at > 0 and words[at - 1].form in ("the", "a", "an")
    after = words[at + 1]
    plain = not (after.is_sign or after.preposition or after.place or after.date or after.marks & {"adverbs", "clause"})
    if trigger.tense == "base" and at > 0:  # "visited flood victims in X"
        verb = any(not t.noun and t.tense in ("past", "present") for t in words[at - 1].triggers)
        return verb and plain and not trigger.noun and not is_auxiliary(words[at - 1])
    return article and plain and not trigger.noun and trigger.tense in ("past", "participle", "ing")


def brings(text: Text, at: int) -> bool:
    """Tell whether an Arabic verb only describes what arrives: "حطت الطائرة التي [تقل] الرفات في"."""
    if not text.lexicon.subject_after or not 0 < at < len(text.words) or "relative" not in text.words[at - 1].marks:
        return False
    return any(t.group == "carry" and t.tense == "present" for t in text.words[at].triggers)


def new_event(text: Text, index: int, at: int, trigger: Trigger, preposition: str, weight: float) -> Event:
    """Return what a word says of a place after this preposition."""
    frame = text.lexicon.frames[trigger.group]
    role = (
        "goal"
        if preposition in frame.goal or (preposition == "such" and trigger.group != "pass")
        else "start"
        if preposition in frame.start
        else "way"
    )
    if trigger.group == "leave" and preposition in ("-", "from", "in"):
        role = "start"
    if trigger.group == "begin" or (role == "start" and "approach" in text.words[at].marks):
        role = "goal"  # "اقتربت السفينة من العقبة"
    if trigger.group == "begin" and _begins_from(text, at, preposition):
        role = "start"
    place = text.words[index].place
    assert place is not None
    if preposition == "near":
        weight *= 0.9
    group = trigger.group
    if role == "goal" and group in _TURNED and any("backward" in w.marks for w in text.words[at + 1 : index]):
        group = "return"
    return Event(index, place, role, group, at, weight * STRENGTH[group])


def _begins_from(text: Text, at: int, preposition: str) -> bool:
    """Tell whether a tour is begun from where it sets out: "launched his trip to Asia from X", not "بدأ من X"."""
    return preposition == "from" and text.lexicon.cased and not text.words[at].triggers[0].noun


def is_finite(word: Word) -> bool:
    """Tell whether a word may be a finite verb."""
    return bool(word.triggers) and any(not t.noun and t.tense in ("past", "present", "future") for t in word.triggers)


def is_unknown(text: Text, word: Word) -> bool:
    """Tell whether nothing is known of a word, so that a place may belong to it."""
    if (
        word.preposition
        or word.date is not None
        or word.demonym
        or word.name in text.proper
        or word.form[0].isdecimal()
        or word.form in text.lexicon.modes
        or (text.lexicon.subject_after and word.form in text.lexicon.ordinals)
        or is_auxiliary(word)
    ):
        return False
    return not any(mark in _KNOWN or mark.startswith("kind:") for mark in word.marks)


def is_auxiliary(word: Word) -> bool:
    """Tell whether a word only helps another verb: "was", "had", "كان"."""
    return "auxiliary" in word.marks


def is_infinitive(text: Text, sentence: range, at: int) -> bool:
    """Tell whether the verb at an index stands after "to"."""
    return (
        at - 1 in sentence
        and "infinitive" in text.words[at - 1].marks
        and any(t.tense == "base" for t in text.words[at].triggers)
    )
