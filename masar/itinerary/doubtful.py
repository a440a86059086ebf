"""
What too little is said of to count by itself, judged by the rest of the journey.

A movement may be told by a verb that says little, or of a subject that is hardly known; of a town named in the
midst of a journey no movement may have been read at all. What is surely told then decides: a town that the text
opens with, in a country on the way, mostly is a stop; one named late, far from everything else, mostly is not.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from masar.itinerary.circumstances import read_circumstances
from masar.itinerary.datelines import after_dateline
from masar.itinerary.geometry import distance_km
from masar.itinerary.governors import Event
from masar.itinerary.phrases import is_passive
from masar.itinerary.prepositions import find_preposition
from masar.itinerary.selection import SURE_ENOUGH
from masar.itinerary.text import Text
from masar.model import Place

_ANOTHERS, _BY_NAME = 0.2, 0.1
_MOST, _REACH = 200, 30
_SAME_DEGREES = 0.3
_SAME_KM, _NEAR_KM, _FAR_KM = 30.0, 300.0, 3000.0
_LEAD, _LATE, _BEFORE, _AFTER, _BRACKET, _SOURCE = 3, 10, 4, 8, 6, 3
_DAMMA = "\u064f"
_TOWNS = ("city", "site")
_LEADS = frozenset({"go", "arrive", "visit", "leave", "pass", "return", "begin"})
_REAL = ("visited", "planned")

# Log-odds of being a stop, fitted by tools/train_doubtful.py; a false stop weighs a little more than a missing one.
_MARGIN = 0.3
WEAK: Mapping[str, float] = MappingProxyType(
    {
        "any": 0.15, "lead": 0.8, "late": -0.85, "far": -0.8, "town": 0.55, "after_sure": -0.4, "unclear": -0.8,
        "planned": 0.5, "perfect": -0.65, "named": -0.45, "person": 0.55, "in_office": -0.55,
    }
)  # fmt: skip
UNREAD: Mapping[str, float] = MappingProxyType(
    {
        "any": -0.75, "arabic": -0.35, "lead": 0.7, "late": -0.7, "far": -0.6, "near": 0.45, "on_the_way": 0.5,
        "paragraph": 0.45, "site": 0.7, "to": 0.65, "bare": -0.35, "subject": -0.8, "verb_moves": 0.8,
        "verb_unclear": -0.75, "unclear_after": -0.4, "nobody": -0.45, "pronoun": 0.65, "planned": 0.35,
        "context": -0.75, "in_sequence": 1.0,
    }
)  # fmt: skip


def find_supported(text: Text, events: Sequence[Event], chosen: Sequence[Event]) -> list[Event]:
    """
    Return the doubtful movements that the rest of the journey supports.

    Parameters
    ----------
    text
        The words.
    events
        All movements told, weighed by whose they are.
    chosen
        Those that are surely of the journey.

    Returns
    -------
    supported
        Weak ones of `events`, and new ones for places of which none was read; each more likely a stop than not.
    """
    if not chosen or len(events) > _MOST:
        return []  # with very many nothing is in doubt, and each is compared with all
    weak = ((e, WEAK, signs_of_weak(text, e, chosen)) for e in find_weak(text, events, chosen))
    unread = ((e, UNREAD, signs_of_unread(text, e, chosen)) for e in find_unread(text, events, chosen))
    found = [
        e for e, weights, signs in (*weak, *unread) if sum(weights[name] * n for name, n in signs.items()) > _MARGIN
    ]
    return [*found, *_go_on_in_list(text, [e for e in found if e not in events], events)]


def _go_on_in_list(text: Text, supported: Sequence[Event], events: Sequence[Event]) -> Iterator[Event]:
    """Yield the towns that follow one that counts, joined to it: "في مدينتي سمرقند وبخارى"."""
    told = {event.word for event in (*supported, *events)}
    for event in supported:
        at = _next_in_list(text, event.word)
        while at < len(text.words) and at not in told:
            place = text.words[at].place
            if place is None or place.kind != event.place.kind or text.words[at].glued or text.words[at].demonym:
                break
            yield replace(event, word=at, place=place, listed=event.listed + 1)
            at = _next_in_list(text, at)


def _next_in_list(text: Text, at: int) -> int:
    """Return where the town joined to the one at an index stands: "سمرقند وبخارى", "Taipei and Kaohsiung"."""
    after = text.words[at + 1 : at + 2]
    if text.lexicon.cased:
        return at + 2 if after and after[0].form in text.lexicon.forms["and"] else len(text.words)
    return at + 1 if after and after[0].joined else len(text.words)


def find_weak(text: Text, events: Sequence[Event], chosen: Sequence[Event]) -> list[Event]:
    """
    Return the weak movements to places where no sure one leads.

    Not what is done there, and not what others do in countries off the way.
    """
    lands = {event.place.country for event in chosen}
    sure = _places(chosen)
    return [
        e for e in events
        if e.weight < SURE_ENOUGH and e.status in _REAL and _is_elsewhere(e.place, sure)
        and (e.place.country in lands or not _is_anothers(e))
        and not _is_set_apart(text, e) and not _is_by_name_anothers(e)
    ]  # fmt: skip


def _is_set_apart(text: Text, event: Event) -> bool:
    """Tell whether something is done in a place ("to be signed in X"), or by an officer there or a team's player."""
    named = event.subject is not None and event.subject.relation == "named" and bool(event.subject.names)
    of_place = event.group == "other" and "officials" in text.words[max(0, event.word - 2)].marks
    forms, trigger = text.lexicon.forms, text.words[event.trigger]
    held = trigger.form in forms["held_there"] and text.words[event.trigger - 1].form in forms["scheduled"]
    blow = event.group == "strike" and not event.weight  # "the train hit a truck south of X": no storm
    done = event.group == "act" and (held or is_passive(text, event.trigger))
    return done or blow or (named and text.sport) or of_place


def _is_by_name_anothers(event: Event) -> bool:
    """Tell whether a movement is said of somebody else by name: "Reed will attend the summit in X"."""
    return event.subject is not None and bool(event.subject.names) and 0 < event.weight < _BY_NAME


def _is_anothers(event: Event) -> bool:
    """Tell whether a movement is said of somebody who does not seem to be the traveller."""
    return event.subject is not None and event.subject.relation == "named" and event.weight < _ANOTHERS


def find_unread(text: Text, events: Sequence[Event], chosen: Sequence[Event]) -> list[Event]:
    """Return a movement for each town that is named where none was read of it: at the verb before it, if any."""
    found: list[Event] = []
    told = _places((*events, *chosen))
    for index, word in enumerate(text.words):
        place = word.place
        if place is None or word.demonym or place.kind not in _TOWNS or index in text.no_stops:
            continue
        if len(found) == _MOST:
            break
        if not _is_elsewhere(place, told):
            continue
        sentence = text.sentences[word.sentence]
        if index < after_dateline(text, sentence).start:
            continue
        first = max(sentence.start, index - _REACH)
        trigger = next((at for at in range(index - 1, first - 1, -1) if text.words[at].triggers), index)
        preposition, before = find_preposition(text, sentence, index)
        if _is_surely_no_stop(text, index, trigger, preposition, before):
            continue
        role = "start" if preposition == "from" else "goal"
        event = Event(index, place, role, "other", trigger, 0.0)
        read_circumstances(text, sentence, event)
        if event.status in _REAL:
            found.append(event)
            told[place.place_id] = place
    return found


def _is_surely_no_stop(text: Text, index: int, trigger: int, preposition: str, before: int) -> bool:
    """Tell whether a town is only a bearing, stands in brackets, is where someone is from, or is denied."""
    opened = [w.form for w in text.words[max(0, index - _BRACKET) : index] if w.form in "()"]
    place = text.words[index].place
    passive = text.article.text.startswith(_DAMMA, text.words[before].start + 1)  # "يُوقَّع عند", marked by editors
    native = preposition == "from" and (trigger == index or "each" in text.words[before].marks)
    denied = "negative" in text.words[trigger].marks or any(t.group == "cancel" for t in text.words[trigger].triggers)
    named = preposition == "of" and place is not None and place.kind == "city"  # "the mayor of X"
    beside = preposition == "with" and (text.lexicon.cased or "context" in text.words[before].marks)  # "الحرب مع غزة"
    near = text.words[max(0, before - _SOURCE) : before + 1]
    source = any(word.form in text.lexicon.forms["according"] for word in near)  # "وفق الإعلام الرسمي في X"
    beside = beside or source
    return named or beside or preposition in ("near", "far") or opened[-1:] == ["("] or passive or native or denied


def _places(events: Sequence[Event]) -> dict[str, Place]:
    return {event.place.place_id: event.place for event in events}


def _is_elsewhere(place: Place, told: Mapping[str, Place]) -> bool:
    """Tell whether a place is none of those told of, nor near one; a country, whether none lies in it."""
    if place.place_id in told:
        return False
    if place.kind == "country":
        return all(other.country != place.country for other in told.values())
    near = (other for other in told.values() if abs(other.lat - place.lat) < _SAME_DEGREES)
    return all(distance_km(other, place) >= _SAME_KM for other in near)


def signs_of_weak(text: Text, event: Event, chosen: Sequence[Event]) -> dict[str, float]:
    """Return the signs for and against a weak movement, by the names in `WEAK`; 0 or 1 but for `late`."""
    at, subject = text.words[event.word].sentence, event.subject
    return {
        "any": 1.0,
        "lead": at < _LEAD,
        "late": min(at, _LATE) / _LATE,
        "far": _nearest_km(event.place, chosen) > _FAR_KM,
        "town": event.place.kind in _TOWNS,
        "after_sure": any(e.word < event.word and text.words[e.word].sentence == at for e in chosen),
        "unclear": event.group == "other",
        "planned": event.status == "planned",
        "perfect": event.perfect,
        "named": subject is not None and bool(subject.names),
        "person": subject is not None and "person" in subject.kinds,
        "in_office": subject is not None and bool(subject.roles),
    }


def signs_of_unread(text: Text, event: Event, chosen: Sequence[Event]) -> dict[str, float]:
    """Return the signs for and against a town of which no movement was read, by the names in `UNREAD`."""
    words, index, place = text.words, event.word, event.place
    at, relation = words[index].sentence, event.subject.relation if event.subject is not None else "none"
    sentence = text.sentences[at]
    marks = frozenset(mark for word in words[max(sentence.start, index - _BEFORE) : index] for mark in word.marks)
    after = words[index + 1 : min(sentence.stop, index + 1 + _AFTER)]
    verb = words[event.trigger].triggers[:1] if event.trigger < index else ()
    preposition = find_preposition(text, sentence, index)[0]
    nearest = _nearest_km(place, chosen)
    return {
        "any": 1.0,
        "arabic": not text.lexicon.cased,
        "lead": at < _LEAD,
        "late": min(at, _LATE) / _LATE,
        "far": nearest > _FAR_KM,
        "near": nearest < _NEAR_KM,
        "on_the_way": any(e.place.country == place.country for e in chosen),
        "paragraph": any(text.paragraphs[words[e.word].sentence] == text.paragraphs[at] for e in chosen),
        "site": place.kind == "site",
        "to": preposition == "to",
        "bare": preposition == "-",
        "subject": bool(after) and any(not t.noun for t in after[0].triggers),
        "verb_moves": any(t.group in _LEADS for t in verb),
        "verb_unclear": any(t.group == "other" for t in verb),
        "unclear_after": next((w.triggers[0].group for w in after if w.triggers), "") == "other",
        "nobody": relation == "none",
        "pronoun": relation == "pronoun",
        "planned": event.status == "planned",
        "context": "context" in marks,
        "in_sequence": not marks.isdisjoint({"sequence", "durations", "future"}),
    }


def _nearest_km(place: Place, events: Sequence[Event]) -> float:
    return min(distance_km(event.place, place) for event in events)
