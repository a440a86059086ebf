"""
The word that governs a place name: a verb or noun of movement to its left, or, for a place at the front, to its right.

Every search has a bounded window and stops at the boundaries of the clause.
"""

from dataclasses import dataclass

from masar.dates import DateMention
from masar.itinerary.lexicon import Trigger
from masar.itinerary.names import name_key
from masar.itinerary.phrases import Subject
from masar.itinerary.prepositions import (
    COMMAS,
    begins_clause,
    is_glued_before,
    opening_of_aside,
    own_preposition,
    relative_follows,
)
from masar.itinerary.text import Text, Word
from masar.model import Place

_REACH = 32
_FAR, _LEAST = 8, 0.3
_OF_WAYS = frozenset({"to", "from", "via"})
_OF_EVENTS = frozenset({"act", "receive", "begin", "end"})
_FRONT_REACH = 26
_LONGEST_LIST = 6
_ASIDE = 5
_LISTING = frozenset({"visit", "trip", "include", "pass", "go", "return"})
_TURNED = frozenset({"go", "carry", "trip", "arrive"})
_KNOWN = frozenset({"adverbs", "transparent", "list", "sequence", "roles", "determiners"})
STOPS = frozenset(".!?؟…;؛")
_AT_FRONT = frozenset({"arrive", "stay", "receive", "act", "begin", "end", "strike", "visit"})
_SHORT_SIGHTED = frozenset({"arrive", "go", "return", "trip", "leave", "pass", "carry", "strike"})
# How surely a word of each group tells of a stop.
_STRENGTH = {
    "arrive": 1.0, "go": 0.9, "return": 1.0, "visit": 1.0, "leave": 0.95, "pass": 0.8, "carry": 0.8, "stay": 0.85,
    "act": 0.6, "receive": 0.7, "begin": 0.8, "end": 0.8, "include": 0.8, "strike": 0.9, "trip": 0.75, "be": 0.7,
    "die": 0.8, "due": 1.0, "held": 0.8, "other": 0.35,
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


def governed_from_left(text: Text, sentence: range, index: int, preposition: str, before: int) -> Event | None:
    """Return what the word that governs a place, looked for leftward from `before`, says of it."""
    return _LeftSearch(text, sentence, index, preposition, before).run()


class _LeftSearch:
    """The way from a place leftward to its governor, and how sure the reading is by then."""

    def __init__(self, text: Text, sentence: range, index: int, preposition: str, before: int) -> None:
        self.text, self.sentence, self.index = text, sentence, index
        self.preposition, self.before = preposition, before
        self.weight, self.unknown, self.commas = 1.0, 0, 0
        self.attached = self.crossed = False
        self.last_comma = -1

    def run(self) -> Event | None:
        words = self.text.words
        at, end = self.before + 1, max(self.sentence.start, self.before - _REACH)
        while at > end:
            at -= 1
            opening = opening_of_aside(self.text, self.sentence, at)
            if opening is not None:
                end = max(self.sentence.start, end - (at - opening))
                at = opening
                continue
            word = words[at]
            if word.quoted != words[self.index].quoted:
                if words[self.index].quoted:
                    return None
                continue
            if not word.is_sign:
                trigger = self._trigger_at(at)
                if trigger is not None:
                    event = self._read(at, trigger)
                    if event is None or event.group != "leave" or self.preposition != "in" or not self.unknown:
                        return event
                    self.weight *= 0.8  # "docked, the first ship to leave Ukraine, in X": rather where it docked
            if not (self._pass_sign(at) if word.is_sign else self._pass_word(at)):
                return None
        return None

    def _trigger_at(self, at: int) -> Trigger | None:
        text, words = self.text, self.text.words
        trigger = _fitting_trigger(text, words[at], self.preposition, at)
        glued = bool(words[self.index].glued) or is_glued_before(words, self.before, self.index)
        if self.preposition == "-" and self.commas and text.lexicon.cased:
            return None  # "would not let it dock, the Guam government said"
        if trigger is not None and not _is_near_enough(text, trigger, self.preposition, self.unknown, glued=glued):
            trigger = None
        if trigger is None and self.preposition in ("in", "near") and self._leaves_home(at):
            self.preposition = "-"
            trigger = _fitting_trigger(text, words[at], "-", at)
        if trigger is None and self.preposition == "-" and self.unknown == 0:
            own = own_preposition(text, words[at])
            trigger = _fitting_trigger(text, words[at], own, at)
            self.preposition = "-" if trigger is None else own
        return trigger

    def _leaves_home(self, at: int) -> bool:
        """Tell whether someone leaves what lies in a place: "left his home in X"."""
        words = self.text.words
        leaves = any(t.group == "leave" and not t.noun for t in words[at].triggers)
        return leaves and self.before - at <= _ASIDE and "home" in words[self.before].marks

    def _read(self, at: int, trigger: Trigger) -> Event | None:
        if trigger.group == "be" and self.unknown + self.commas > 0:
            return None
        if self.attached and (trigger.group not in _OF_EVENTS or self.unknown > _FAR):
            return None
        if trigger.noun and trigger.group == "trip":
            at, trigger = _verb_of_trip(self.text, self.sentence, at, trigger, self.preposition)
        self._doubt_phrase(trigger)
        self.weight *= max(0.5, 1.0 - 0.04 * self.unknown - 0.07 * self.commas)
        return _new_event(self.text, self.index, at, trigger, self.preposition, self.weight)

    def _doubt_phrase(self, trigger: Trigger) -> None:
        """Doubt a place "in" which may belong to a noun between: "closed the tour, the ministry in Beijing said"."""
        if self.preposition not in ("in", "near") or not self.unknown or self._is_node(trigger):
            return
        if self.crossed and _is_unknown(self.text, self.text.words[self.before]):
            self.weight *= 0.5
        short = trigger.noun and trigger.group == "stay"  # "محطات المياه في": a station, not a stop
        talks = trigger.noun and trigger.group == "act"
        reach = 2 if trigger.group == "trip" else 1 if trigger.group in _SHORT_SIGHTED else 3
        far = short or (self.unknown > reach and (talks or trigger.group == "receive" or reach < 3))
        if self.preposition == "in" and far:
            self.weight *= 0.55

    def _is_posting(self) -> bool:
        """Tell whether a place is where an envoy is accredited, or what he deals with."""
        near = self.text.words[max(self.sentence.start, self.before - _ASIDE + 1) : self.before + 1]
        return any("posted" in word.marks for word in near)

    def _is_node(self, trigger: Trigger) -> bool:
        """Tell whether someone lands at, or leaves, what travellers pass through: "حطت طائرة الرئيس ... في مطار X"."""
        between = self.text.words[self.before + 1 : self.index]
        place = self.text.words[self.index].place
        site = place is not None and place.kind == "site"
        return trigger.group in ("arrive", "leave", "return") and (site or any("node" in w.marks for w in between))

    def _pass_sign(self, at: int) -> bool:
        """Tell whether the search may go on past a sign."""
        form = self.text.words[at].form
        if form in STOPS:
            return False
        self.crossed = True
        closes_aside = form in COMMAS and 0 < self.last_comma - at <= _ASIDE
        self.commas += form in COMMAS and not closes_aside and not _is_beside_date(self.text, self.sentence, at)
        self.last_comma = at if form in COMMAS else self.last_comma
        if _is_time(self.text, at):
            return True
        near = self.preposition in ("in", "near")
        return self.commas <= (1 if self.preposition in ("in", "-") else 3) and not (
            self.commas and self.unknown and near
        )

    def _pass_word(self, at: int) -> bool:
        """Tell whether the search may go on past a word that does not govern."""
        word = self.text.words[at]
        if at == self.before:
            glued = self.text.words[self.index].glued == "to" or self.text.words[self.index].joined
            if glued and self._is_posting():
                return False  # "مبعوث الرئيس للسودان"
            if _holds_place(self.text, word, self.preposition):
                someone = any(mark in ("roles", "event") or mark.startswith("kind:") for mark in word.marks)
                if not someone or (self.preposition == "-" and self.text.lexicon.subject_after):
                    return False  # "أمير دولة قطر"
                self.attached = True
            if self.preposition == "-" and not _may_end_subject(self.text, word):
                return False
        if "clause" in word.marks and "list" not in word.marks and self.unknown > 0 and not word.preposition:
            through = self.preposition in ("to", "from", "for", "via") or (word.joined and self.preposition == "in")
            if "pronouns" not in word.marks or not through:
                return False
            self.weight *= 0.75
        related = at > 0 and "place_clause" in self.text.words[at - 1].marks  # "the plane that carries him", "التي تقل"
        based = any(not t.noun and t.tense == "base" and t.group in _STRENGTH for t in word.triggers)
        if (is_finite(word) and not related) or based:
            self.weight *= 0.55
        self.unknown += _is_unknown(self.text, word)
        return self.weight >= _LEAST and self.unknown <= (5 if self.preposition == "-" else 14)


def _is_beside_date(text: Text, sentence: range, at: int) -> bool:
    return any(n in sentence and text.words[n].date is not None for n in (at - 1, at + 1))


def _is_near_enough(text: Text, trigger: Trigger, preposition: str, unknown: int, *, glued: bool) -> bool:
    """Tell whether a word governs a place this far off: a bare or glued place only from close by."""
    if preposition == "-":
        if trigger.group == "include" and text.lexicon.subject_after:
            return unknown <= _LONGEST_LIST
        if trigger.group == "receive" and not trigger.noun:
            return unknown == 0
        if not text.lexicon.subject_after or trigger.noun or trigger.group in ("return", "end", "begin", "stay"):
            return unknown == 0
        return unknown <= 6
    return not (preposition == "to" and glued and unknown > 3)


def _verb_of_trip(text: Text, sentence: range, at: int, trigger: Trigger, preposition: str) -> tuple[int, Trigger]:
    """Let "began his tour in X", "the tour includes X" be read by their verb."""
    for near in range(at - 1, max(sentence.start, at - 4) - 1, -1):
        for reading in text.words[near].triggers:
            fits = (
                reading.group in ("begin", "end", "include") and preposition in text.lexicon.frames[reading.group].goal
            )
            if fits and not reading.noun:
                return near, reading
    return at, trigger


def _holds_place(text: Text, word: Word, preposition: str) -> bool:
    """Tell whether the word before a place or its preposition has it for its own: "the war in X", "حكومة صنعاء"."""
    definite = word.form.startswith(text.lexicon.articles)
    if text.lexicon.subject_after and preposition == "-" and "kind:group" in word.marks and not definite:
        return True  # "منتخب إيران"
    if "context" not in word.marks:
        return False
    if text.lexicon.subject_after and definite and preposition in _OF_WAYS and "posted" not in word.marks:
        return False  # "وصل وزير الخارجية إلى": the end of the subject
    if text.lexicon.subject_after and "roles" in word.marks and (preposition in _OF_WAYS or definite):
        return False  # "سافر الوزير إلى": the subject of the verb, not a "minister to"
    return preposition != "-" or not text.lexicon.subject_after or not definite


def _is_time(text: Text, at: int) -> bool:
    """Tell whether a sign stands within a time of day or a number."""
    words = text.words
    return 0 < at < len(words) - 1 and words[at - 1].form[0].isdecimal() and words[at + 1].form[0].isdecimal()


def _may_end_subject(text: Text, word: Word) -> bool:
    """Tell whether a word right before a bare place may end the subject of the verb, rather than own the place."""
    if not text.lexicon.subject_after:
        return bool(word.marks & {"adverbs"}) or word.date is not None
    return not word.preposition


def _fitting_trigger(text: Text, word: Word, preposition: str, at: int) -> Trigger | None:
    """Return the reading of a word that takes a place after this preposition, or `None`."""
    readings = word.triggers
    if preposition == "such":
        return next((t for t in readings if t.group in _LISTING), None)
    if (
        text.lexicon.cased
        and word.upper
        and at not in (s.start for s in text.sentences[word.sentence : word.sentence + 1])
    ):
        readings = tuple(t for t in readings if not t.noun or len(word.form) > 4)
    for trigger in readings:
        if trigger.group == "other" and is_auxiliary(word):
            continue
        frame = text.lexicon.frames.get(trigger.group)
        if frame is not None and preposition in frame.goal | frame.start | frame.way:
            return trigger
    return None


def _new_event(text: Text, index: int, at: int, trigger: Trigger, preposition: str, weight: float) -> Event:
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
    if trigger.group == "begin":
        role = "goal"
    place = text.words[index].place
    assert place is not None
    if preposition == "near":
        weight *= 0.9
    group = trigger.group
    if role == "goal" and group in _TURNED and any("backward" in w.marks for w in text.words[at + 1 : index]):
        group = "return"
    return Event(index, place, role, group, at, weight * _STRENGTH[group])


def is_finite(word: Word) -> bool:
    """Tell whether a word may be a finite verb."""
    return any(not t.noun and t.tense in ("past", "present", "future") for t in word.triggers)


def _is_unknown(text: Text, word: Word) -> bool:
    if (
        word.preposition
        or word.date is not None
        or word.demonym
        or name_key(word) in text.proper
        or word.form[0].isdecimal()
        or word.form in text.lexicon.modes
    ):
        return False
    return not any(mark in _KNOWN or mark.startswith("kind:") for mark in word.marks)


def governed_from_right(text: Text, sentence: range, index: int, preposition: str, before: int) -> Event | None:
    """Read "In Seoul, where she is expected", "From Cairo he flew": the place stands at the front."""
    relative = relative_follows(text, sentence, index)
    at_front = preposition in ("in", "from", "via") and (before not in sentence or begins_clause(text, before))
    if not relative and not at_front:
        return None
    for at in range(index + 1, min(sentence.stop, index + _FRONT_REACH)):
        word = text.words[at]
        for trigger in word.triggers:
            role = _role_at_front(trigger, preposition, relative=relative)
            if role:
                close = relative and at - index < _FAR
                return _front_event(index, text, at, trigger, role, 0.95 if close else 0.8)
        if word.form in STOPS or (is_finite(word) and not is_auxiliary(word)):
            return None
    return None


def _role_at_front(trigger: Trigger, preposition: str, *, relative: bool) -> str:
    """Return what a place at the front of its clause is to a verb after it, or "" if nothing."""
    if trigger.noun and trigger.group != "receive":
        return ""
    if preposition == "from":
        return "start" if trigger.group in ("go", "leave", "return", "carry", "arrive") else ""
    known = relative and trigger.group in _STRENGTH and trigger.group != "be"
    return "goal" if known or trigger.group in _AT_FRONT else ""


def named_as_stop(text: Text, sentence: range, index: int) -> Event | None:
    """Read "in Qatar, his second stop", "its final destination, Lebanon", "قطر، محطته الأخيرة"."""
    for at in range(index - 1, max(sentence.start, index - 4) - 1, -1):
        word = text.words[at]
        stop = next((t for t in word.triggers if t.noun and (t.group == "stay" or "destination" in word.marks)), None)
        if stop is not None and at < index - 1:
            return _front_event(index, text, at, stop, "goal", 1.0)
        if not ((word.form in (",", "،") or is_auxiliary(word)) or "transparent" in word.marks):
            break
    counted = _counted_stop(text, sentence, index)
    if counted is not None:
        return _front_event(index, text, *counted, "goal", 1.0)
    if index + 1 >= sentence.stop or text.words[index + 1].form not in (",", "،"):
        return None
    for at in range(index + 2, min(sentence.stop, index + 6)):
        trigger = next((t for t in text.words[at].triggers if t.noun and t.group == "stay"), None)
        if trigger is not None:
            return _front_event(index, text, at, trigger, "goal", 1.0)
        if text.words[at].is_sign or is_finite(text.words[at]):
            return None
    return None


def _counted_stop(text: Text, sentence: range, index: int) -> tuple[int, Trigger] | None:
    """Return the noun in "X is the second stop of his tour", "كانت الهند ثاني محطات"."""
    counted = False
    for at in range(index + 1, min(sentence.stop, index + _ASIDE + 1)):
        word = text.words[at]
        trigger = next((t for t in word.triggers if t.noun and (t.group == "stay" or "ordinal_noun" in word.marks)), None)
        if trigger is not None or (counted and "ordinal_noun" in word.marks):
            return (at, trigger or Trigger("stay", "noun", noun=True)) if counted else None
        counted = counted or any(key in text.lexicon.ordinals for key in word.keys) or "last" in word.marks
        if not (counted or is_auxiliary(word) or word.marks & {"determiners", "be_form"}):
            return None
    return None


def witnessed(text: Text, sentence: range, index: int, before: int) -> Event | None:
    """Read "شهد مطار القاهرة وصول ...": a place that sees an arrival or departure, told by a noun after it."""
    words = text.words
    if not any("witness" in words[at].marks for at in range(before, max(sentence.start, before - _ASIDE) - 1, -1)):
        return None
    for at in range(index + 1, min(sentence.stop, index + _FAR)):
        for trigger in words[at].triggers:
            if trigger.noun and trigger.group in ("arrive", "leave", "return", "receive"):
                return _front_event(index, text, at, trigger, "start" if trigger.group == "leave" else "goal", 0.9)
        if is_finite(words[at]) or words[at].form in STOPS:
            return None
    return None


def _front_event(index: int, text: Text, at: int, trigger: Trigger, role: str, weight: float) -> Event:
    place = text.words[index].place
    assert place is not None
    return Event(index, place, role, trigger.group, at, weight * _STRENGTH[trigger.group])


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
