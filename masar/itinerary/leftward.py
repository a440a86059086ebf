"""
From a place leftward to the word that governs it: a verb or noun of movement.

The search has a bounded window, steps over asides and stops at the boundaries of the clause. What it passes on the
way makes the reading less sure.
"""

from collections.abc import Mapping, Reversible
from itertools import islice
from types import MappingProxyType

from masar.itinerary.asides import opening_of_aside
from masar.itinerary.descriptions import CARRIERS
from masar.itinerary.governors import (
    STOPS,
    STRENGTH,
    Event,
    describes_noun,
    fitting_trigger,
    is_auxiliary,
    is_finite,
    is_unknown,
    new_event,
)
from masar.itinerary.lexicon import Trigger
from masar.itinerary.owners import described_noun, ends_office, holds_place
from masar.itinerary.prepositions import COMMAS, is_glued_before, own_preposition
from masar.itinerary.text import Text, Word

_REACH, _FAR, _LEAST, _LISTED, _LAST_TOLD = 32, 8, 0.3, 2, 20
_OF_WAYS = frozenset({"to", "from", "via"})
_OF_EVENTS = frozenset({"act", "receive", "begin", "end", "visit", "stay", "strike"})
_OF_EVENT = frozenset({"roles", "event", "people", "visitable"})  # "met residents in X", "toured a factory in X"
_OF_CARGO = frozenset({"carry", "send"})  # "carrying food to X"
_LONGEST_LIST, _LONGEST_SUBJECT = 6, 5
_SHORT_SIGHTED = frozenset({"arrive", "go", "return", "trip", "leave", "pass", "carry", "strike"})
_QUOTES = frozenset('"«»“”')
_CARRIER_MARKS = frozenset(f"kind:{kind}" for kind in CARRIERS)
_ASIDE, _NEAR, _MADE = 5, 7, 4
_NEAR_VERB, _FAR_VERB = 4, 12
_TRANSITIVE = frozenset({"leave", "arrive", "visit", "pass"})
# Nouns that the verb before them may be read instead of: "began his tour in X", "the tour includes talks in X".
_TOLD_BY_VERB: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "trip": frozenset({"begin", "end", "include"}),
        "act": frozenset({"include"}),
        "stay": frozenset({"include"}),
    }
)


def governed_from_left(text: Text, sentence: range, index: int, preposition: str, before: int) -> Event | None:
    """Return what the word that governs a place, looked for leftward from `before`, says of it."""
    return _LeftSearch(text, sentence, index, preposition, before).run()


def follow_diversion(text: Text, event: Event, told: Reversible[Event]) -> None:
    """Give the second goal of a noun to the verb before: "تحويل الطائرة المتجهة من دبي إلى لندن إلى أثينا"."""
    if event.role != "goal" or event.group not in ("go", "trip") or not text.lexicon.subject_after:
        return
    near = islice(reversed(told), _LAST_TOLD)
    last = max((e.word for e in near if e.trigger == event.trigger and e.role == "goal"), default=-1)
    between = text.words[last + 1 : event.word]
    if last < 0 or any(word.joined or word.is_sign or "sequence" in word.marks for word in between):
        return
    for at in range(event.trigger - 1, max(0, event.trigger - _NEAR) - 1, -1):
        word = text.words[at]
        back = any(t.group == "return" and not t.noun for t in word.triggers)
        if back or "diverted" in word.marks:
            event.trigger, event.group = at, "return" if back else "carry"
            return


class _LeftSearch:
    """The way from a place leftward to its governor, and how sure the reading is by then."""

    def __init__(self, text: Text, sentence: range, index: int, preposition: str, before: int) -> None:
        self.text, self.sentence, self.index = text, sentence, index
        self.preposition, self.before = preposition, before
        self.weight, self.unknown, self.commas = 1.0, 0, 0
        self.attached = self.crossed = self.cargo = self.in_name = False
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
            if not (self._pass_sign(at) if word.is_sign else self._pass_word(at)) or self._opens_clause(at):
                return None
        return None

    def _trigger_at(self, at: int) -> Trigger | None:
        text, words = self.text, self.text.words
        if not words[at].triggers:
            return None
        trigger = fitting_trigger(text, words[at], self.preposition, at)
        if trigger is not None and text.lexicon.cased and describes_noun(words, at, trigger):
            return None
        if trigger is not None and self._is_passed_over(at, trigger):
            return None
        glued = bool(words[self.index].glued) or is_glued_before(words, self.before, self.index)
        if self.preposition == "-" and self.commas and text.lexicon.cased:
            return None  # "would not let it dock, the Guam government said"
        if trigger is not None and not (
            _is_near_enough(text, trigger, self.preposition, self.unknown, glued=glued)
            or self._is_framed_object(trigger)
        ):
            trigger = None
        if trigger is None and self.preposition in ("in", "near") and self._leaves_home(at):
            self.preposition, self.attached = "-", False  # "left its headquarters in X"
            trigger = fitting_trigger(text, words[at], "-", at)
        if trigger is None and self.preposition == "-" and self.unknown == 0:
            own = own_preposition(text, words[at])
            trigger = fitting_trigger(text, words[at], own, at)
            self.preposition = "-" if trigger is None else own
        return trigger

    def _is_passed_over(self, at: int, trigger: Trigger) -> bool:
        """Tell whether a word that might govern a place leaves it to the verb before."""
        return (trigger.noun and self._has_goal(at)) or self._only_comes_about(at) or self._only_loads(at, trigger)

    def _only_loads(self, at: int, trigger: Trigger) -> bool:
        """Tell whether a verb only says whom a carrier has aboard: "انطلق قطار [يقل] سياحا من X إلى Y"."""
        if trigger.group != "carry" or not self.text.lexicon.subject_after or not _opens_relative(self.text, at):
            return False
        moves = self.text.words[max(self.sentence.start, at - 2) : at - 1]
        return any(t.group in _SHORT_SIGHTED and not t.noun and t.group != "carry" for w in moves for t in w.triggers)

    def _only_comes_about(self, at: int) -> bool:
        """Tell whether a visit "comes" at a time, which leads nowhere: "وتأتي الزيارة بعد إغلاق المجال بين X وY"."""
        verb, after = self.text.words[at], self.text.words[at + 1]
        return verb.form in self.text.lexicon.forms["comes_about"] and any(t.noun for t in after.triggers)

    def _has_goal(self, at: int) -> bool:
        """Tell whether a noun has its goal, so that "to" is the verb's: "يغادر بعد زيارته للمغرب إلى مدريد"."""
        between = self.text.words[at + 1 : self.before + 1]
        taken = any(word.place is not None and not word.demonym and word.glued == "to" for word in between)
        return taken and self.preposition == "to" and not self.text.words[self.before + 1].joined

    def _leaves_home(self, at: int) -> bool:
        """Tell whether someone leaves what lies in a place: "left his home in X", "left (an unknown town) in X"."""
        words = self.text.words
        if self.before - at > _ASIDE or not any(t.group == "leave" and not t.noun for t in words[at].triggers):
            return False
        held = words[self.before]
        unknown = held.upper and not (held.marks or held.triggers or held.place or held.date or held.is_sign)
        return "home" in held.marks or (unknown and at == self.before - 1)

    def _read(self, at: int, trigger: Trigger) -> Event | None:
        listed = self.text.lexicon.subject_after and self.text.words[self.before + 1].joined  # "في فيينا، وفي براغ"
        if trigger.group == "be" and self.unknown + self.commas > (_LISTED if listed else 0):
            return None
        if self.preposition == "of" and any(word.form == "by" for word in self.text.words[at + 1 : self.before]):
            return None  # "the first visit by a head of state of X"
        groups = _OF_CARGO if self.cargo else _OF_EVENTS
        if self.text.lexicon.cased and self.preposition in _OF_WAYS:
            groups |= _OF_CARGO  # "took the students to X"
        if self.attached and (trigger.group not in groups or self.unknown > _FAR):
            return None
        if self.text.lexicon.cased and self._is_no_movement(at, trigger):
            return None
        if trigger.noun and trigger.group in _TOLD_BY_VERB:
            at, trigger = _verb_of_trip(self.text, self.sentence, at, trigger, self.preposition)
        if trigger.group == "other" and any(
            "press" in word.marks for word in self.text.words[at + 1 : self.before + 1]
        ):
            trigger, self.unknown = trigger._replace(group="act"), 0  # "قال ريد في مؤتمر صحفي في كمبالا"
        self._doubt_phrase(trigger)
        self.weight *= max(0.5, 1.0 - 0.04 * self.unknown - 0.07 * self.commas)
        return new_event(self.text, self.index, at, trigger, self.preposition, self.weight)

    def _is_no_movement(self, at: int, trigger: Trigger) -> bool:
        """Tell whether "comes amid" tells only when something is, or a trip is too far off for the place to be its."""
        word, after = self.text.words[at], self.text.words[at + 1]
        if trigger.group == "go" and "comes" in word.marks and "clause" in after.marks:
            return True
        if word.form.startswith("settl") and self.preposition != "in":
            return True  # "settle their differences over X"
        far = 1 if self.preposition == "of" else 3 if self.preposition == "in" else _REACH
        return trigger.noun and trigger.group == "trip" and self.unknown > far

    def _doubt_phrase(self, trigger: Trigger) -> None:
        """Doubt a place "in" which may belong to a noun between: "closed the tour, the ministry in Beijing said"."""
        if self.preposition not in ("in", "near") or not self.unknown or self._is_node(trigger):
            return
        if self.crossed and is_unknown(self.text, self.text.words[self.before]):
            self.weight *= 0.5
        short = trigger.noun and trigger.group == "stay"  # "محطات المياه في": a station, not a stop
        talks = trigger.noun and trigger.group == "act"
        carries = (
            trigger.group in ("carry", "strike") and not trigger.noun and self.text.lexicon.subject_after
        )  # "أنزلت السفينة 90 مهاجرا في"
        short_sighted = trigger.group in _SHORT_SIGHTED and not carries
        reach = 2 if trigger.group == "trip" else 1 if short_sighted else 3
        far = short or (self.unknown > reach and (talks or trigger.group == "receive" or reach < 3))
        if self.preposition == "in" and far:
            self.weight *= 0.55

    def _follows_office(self) -> bool:
        """Tell whether a place is bound to the verb, past an office: "عرّج رئيس الوزراء على الدوحة"."""
        words = self.text.words
        near = words[max(self.sentence.start, self.before - 1) : self.before + 1]
        return "on" in words[self.before + 1].marks and any("roles" in word.marks for word in near)

    def _opens_clause(self, at: int) -> bool:
        """Tell whether a clause of its own begins before a bare place: "زار عمان، وستكون المنامة محطته"."""
        word, before = self.text.words[at], self.text.words[max(0, at - 1) : at]
        copula = is_auxiliary(word) and (word.joined or any("future" in w.marks for w in before))  # "على أن تكون"
        return self.preposition == "-" and copula and self.text.lexicon.subject_after

    def _is_framed(self) -> bool:
        """Tell whether what kind of place it is parts a bare place from a long subject: "غادر الملك ... مدينة فاس"."""
        words = self.text.words
        kinds = words[self.before + 1 : self.index]
        framed = self.text.lexicon.subject_after and bool(kinds) and not kinds[0].joined and not kinds[0].glued
        return self.preposition == "-" and framed and "context" not in words[self.before].marks

    def _is_framed_object(self, trigger: Trigger) -> bool:
        return trigger.group in _TRANSITIVE and self._is_framed()

    def _is_parted(self, at: int) -> bool:
        """Tell whether a place belongs to the verb, past an office: "سيزور قائد الجيش كلا من", "عرّج الرئيس على"."""
        each = any("each" in word.marks for word in self.text.words[at + 1 : self.index])
        near = self.text.words[max(self.sentence.start, at - 2) : at + 1]  # "قال للصحافيين في", "كلمة أمام البرلمان في"
        told = self.preposition == "in" and any("press" in word.marks for word in near)
        return each or told or self._follows_office() or (self.preposition == "in" and ends_office(self.text, at))

    def _is_agent(self, at: int) -> bool:
        """Tell whether someone only did what was suffered in a place: "was stopped by police at X"."""
        by = any(word.form in ("by", "stopped_by") for word in self.text.words[max(self.sentence.start, at - 2) : at])
        return by and self.text.lexicon.cased and self.preposition in ("in", "near")

    def _is_posting(self) -> bool:
        """Tell whether a place is where an envoy is accredited, or what he deals with."""
        near = self.text.words[max(self.sentence.start, self.before - _ASIDE + 1) : self.before + 1]
        return any("posted" in word.marks for word in near)

    def _is_node(self, trigger: Trigger) -> bool:
        """Tell whether someone lands at, or leaves, what travellers pass through: "حطت طائرة الرئيس ... في مطار X"."""
        between = self.text.words[max(self.sentence.start, self.before - _ASIDE + 1) : self.index]
        place = self.text.words[self.index].place
        site = place is not None and place.kind == "site"
        return trigger.group in ("arrive", "leave", "return") and (site or any("node" in w.marks for w in between))

    def _pass_sign(self, at: int) -> bool:
        """Tell whether the search may go on past a sign."""
        form = self.text.words[at].form
        if form in STOPS or (form == "(" and self.preposition == "in" and at != self.before):
            return False  # "on Monday (Sunday in Hawaii)"
        named = self.text.lexicon.subject_after and form in _QUOTES  # "رست السفينة «نورا» في"
        self.crossed = self.crossed or not named
        self.in_name = self.in_name != named
        closes_aside = form in COMMAS and 0 < self.last_comma - at <= _ASIDE
        self.commas += form in COMMAS and not closes_aside and not _is_beside_date(self.text, self.sentence, at)
        self.last_comma = at if form in COMMAS else self.last_comma
        if _is_time(self.text, at):
            return True
        near = self.preposition in ("in", "near")
        if self._is_framed():
            return self.commas <= _LISTED + 1
        return self.commas <= (1 if self.preposition in ("in", "-") else 3) and not (
            self.commas and self.unknown and near
        )

    def _pass_verb(self, at: int) -> bool:
        """Tell whether the search may go on past another verb; it is less sure by then."""
        word = self.text.words[at]
        if not word.triggers:
            return True
        if self.text.lexicon.cased and any(t.group == "cancel" and not t.noun for t in word.triggers):
            return False  # "landed in X and faces extradition to Y"
        related = at > 0 and _opens_relative(self.text, at)
        based = any(not t.noun and t.tense == "base" and t.group in STRENGTH for t in word.triggers)
        related = related or (self.text.lexicon.cased and _is_made(self.text, self.sentence, at))
        if (is_finite(word) and not related and not is_auxiliary(word)) or based:
            self.weight *= 0.55
        return True

    def _pass_word(self, at: int) -> bool:
        """Tell whether the search may go on past a word that does not govern."""
        word = self.text.words[at]
        if at == self.before:
            glued = self.text.words[self.index].glued == "to" or self.text.words[self.index].joined
            if glued and self._is_posting():
                return False  # "مبعوث الرئيس للسودان"
            loaded = self.preposition in _OF_WAYS and at > self.sentence.start and _carries(self.text.words[at - 1])
            if "cargo" in word.marks and self.preposition in _OF_WAYS:
                self.cargo = self.attached = True
            elif holds_place(self.text, described_noun(self.text, at, self.preposition), self.preposition) and not (
                loaded or self._is_parted(at) or self._is_agent(at)
            ):
                someone = any(mark in _OF_EVENT or mark.startswith("kind:") for mark in word.marks)
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
        if not self._pass_verb(at):
            return False
        self.unknown += is_unknown(self.text, word) and not self.in_name
        return self.weight >= _LEAST and self.unknown <= (
            5 if self.preposition == "-" and not self._is_framed() else 14
        )


def _is_made(text: Text, sentence: range, at: int) -> bool:
    """Tell whether a verb only says who made a journey: "a visit she made on Saturday to X"."""
    made = any(t.group == "other" and not t.noun for t in text.words[at].triggers)
    near = text.words[max(sentence.start, at - _MADE) : at]
    return made and any(t.noun and t.group == "trip" for word in near for t in word.triggers)


def _is_beside_date(text: Text, sentence: range, at: int) -> bool:
    bracketed = at - 2 if at and text.words[at - 1].form == ")" else at - 1  # "اليوم (الأحد)، في"
    return any(n in sentence and text.words[n].date is not None for n in (bracketed, at + 1))


def _is_near_enough(text: Text, trigger: Trigger, preposition: str, unknown: int, *, glued: bool) -> bool:
    """Tell whether a word governs a place this far off: a bare or glued place only from close by."""
    if preposition == "between":
        return unknown <= (_LONGEST_SUBJECT if text.lexicon.subject_after and not trigger.noun else 0)
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
    reach = _FAR_VERB if text.lexicon.subject_after else _NEAR_VERB  # "استهل رئيس الوزراء ... جولته من طوكيو"
    for near in range(at - 1, max(sentence.start, at - reach) - 1, -1):
        for reading in text.words[near].triggers:
            told = reading.group in _TOLD_BY_VERB[trigger.group] and not reading.noun
            if told and preposition in text.lexicon.frames[reading.group].goal:
                return near, reading
        if is_finite(text.words[near]) and at - near > _NEAR_VERB:
            break
    return at, trigger


def _opens_relative(text: Text, at: int) -> bool:
    """Tell whether a verb only describes the noun before it: "the plane that carries him", "سفينة تغادر أوكرانيا"."""
    before = text.words[at - 1]
    bare = _carries(before) and not before.form.startswith(text.lexicon.articles)
    bare = bare and any(t.tense == "present" for t in text.words[at].triggers)
    return "place_clause" in before.marks or (text.lexicon.subject_after and bare)


def _carries(word: Word) -> bool:
    """Tell whether a word names what carries the next: "قافلة مساعدات إلى غزة"."""
    return not word.marks.isdisjoint(_CARRIER_MARKS)


def _is_time(text: Text, at: int) -> bool:
    """Tell whether a sign stands within a time of day or a number."""
    words = text.words
    return 0 < at < len(words) - 1 and words[at - 1].form[0].isdecimal() and words[at + 1].form[0].isdecimal()


def _may_end_subject(text: Text, word: Word) -> bool:
    """Tell whether a word right before a bare place may end the subject of the verb, rather than own the place."""
    if not text.lexicon.subject_after:
        return bool(word.marks & {"adverbs"}) or word.date is not None
    return not word.preposition
