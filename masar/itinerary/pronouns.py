"""Returns to a place that only a pronoun, or "and back", names."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from masar.itinerary.circumstances import read_circumstances
from masar.itinerary.governors import STRENGTH, Event
from masar.itinerary.phrases import has_pronoun_suffix
from masar.itinerary.text import Text

_LEADING = frozenset({"to", "from", "via"})
_SET_OUT = frozenset({"leave", "go"})
_FAR_BACK = 60
_LED, _OF_OBJECT = frozenset({"arrive", "go", "leave"}), frozenset({"arrive", "leave"})
_IT, _NEAR, _REACH = ("ها", "ه"), 5, 16


def unnamed_returns(text: Text, found: Mapping[int, Event]) -> Iterator[Event]:
    """Yield returns to places that are not named again: "from X to Y and back", "غادر X إلى Y ثم عاد إليها"."""
    if text.lexicon.subject_after:
        yield from _returns_by_pronoun(text, found)
        yield from _ways_by_pronoun(text, found)
    else:
        yield from _there_and_back(text, found)
        yield from _returns_home(text, found)


def _there_and_back(text: Text, found: Mapping[int, Event]) -> Iterator[Event]:
    """Yield what "and back" says of a way told with both its ends."""
    words = text.words
    for at, goal in found.items():
        after = [word.form for word in words[at + 1 : at + 4]]
        onward = len(after) > 2 and words[at + 3].preposition in _LEADING  # "and back to X"
        if goal.role != "goal" or after[:2] != ["and", "back"] or onward:
            continue
        start = next((e for e in found.values() if e.trigger == goal.trigger and e.role == "start"), None)
        if start is not None:
            yield replace(goal, word=at + 2, place=start.place, group="return")


def _returns_home(text: Text, found: Mapping[int, Event]) -> Iterator[Event]:
    """Yield what "will return home" says of the place that the journey is told to have begun in."""
    start = min(found.values(), key=lambda event: event.word, default=None)
    if start is None or start.role != "start" or start.group not in _SET_OUT or start.place.kind == "country":
        return
    governing = {event.trigger for event in found.values()}
    for at in range(start.word + 1, len(text.words) - 1):
        word, after = text.words[at], text.words[at + 1]
        if not word.triggers or at in governing or not any(t.group == "return" and not t.noun for t in word.triggers):
            continue
        home = at if word.form.endswith("_home") else at + 1 if after.form in ("home", "home_from") else 0
        if home and text.words[home + 1 : home + 2] and text.words[home + 1].preposition not in _LEADING:
            event = Event(home, start.place, "goal", "return", at, STRENGTH["return"])
            read_circumstances(text, text.sentences[word.sentence], event)
            yield event


def _returns_by_pronoun(text: Text, found: Mapping[int, Event]) -> Iterator[Event]:
    told: list[Event] = []
    to_it = text.lexicon.forms["to_it"]
    for at, word in enumerate(text.words):
        if at in found:
            told.append(found[at])
        if not word.triggers or not any(t.group == "return" and not t.noun for t in word.triggers):
            continue
        pronoun = next((n for n in (at + 1, at + 2) if n < len(text.words) and text.words[n].form in to_it), 0)
        if not pronoun or text.words[pronoun].sentence != word.sentence:
            continue
        known = [event for event in told if event.status != "off" and event.word >= at - _FAR_BACK]
        before = [event for event in known if event.place.place_id != known[-1].place.place_id] or known
        if before:
            event = Event(pronoun, before[-1].place, "goal", "return", at, STRENGTH["return"])
            read_circumstances(text, text.sentences[word.sentence], event)
            yield event


def _ways_by_pronoun(text: Text, found: Mapping[int, Event]) -> Iterator[Event]:
    """Yield what is said of a town named before in the sentence: "شوارع X ... لدى وصوله إليها", "غادرها إلى"."""
    for at, word in enumerate(text.words):
        if not word.triggers:
            continue
        group = next((t.group for t in word.triggers if t.group in _LED), "")
        named = _pronoun_of_way(text, at, group) if group else None
        town = _town_before(text, at) if named is not None else None
        if named is None or town is None:
            continue
        if town in found and (found[town].status == "visited" or found[town].trigger == at):
            _leave_there(found[town], group, at)
            continue
        place = text.words[town].place
        if place is None:
            continue
        event = Event(named, place, "start" if group == "leave" else "goal", group, at, STRENGTH[group])
        read_circumstances(text, text.sentences[word.sentence], event)
        yield event


def _leave_there(event: Event, group: str, at: int) -> None:
    """Let "التي غادرها إلى" start from the town that the relative clause is about."""
    if group == "leave" and event.trigger == at and event.role == "goal":
        event.role, event.status = "start", "visited" if event.tense == "past" else event.status


def _pronoun_of_way(text: Text, at: int, group: str) -> int | None:
    """Return where a pronoun names what a movement leads to, or leaves, if one does."""
    word, words = text.words[at], text.words
    if group in _OF_OBJECT and word.form.endswith(_IT) and not word.triggers[0].noun and has_pronoun_suffix(text, word):
        return at
    near = range(at + 1, min(len(words), at + _NEAR)) if group != "leave" else range(0)
    return next((n for n in near if words[n].form in text.lexicon.forms["to_it"]), None)


def _town_before(text: Text, at: int) -> int | None:
    """Return the town last named before a verb, in its sentence or the one before."""
    start = text.sentences[max(0, text.words[at].sentence - 1)].start
    for before in range(at - 1, max(start, at - _REACH) - 1, -1):
        place = text.words[before].place
        if place is not None and not text.words[before].demonym:
            return before if place.kind == "city" else None
    return None
