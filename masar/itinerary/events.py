"""
What the text says of each place: that someone arrived there, left it, passed it, will go there.

For a place name the preposition before it is read, then the word that governs the preposition. "X, Y and Z" share
the governor of X; a place at the front of its clause ("In Seoul, where she is expected") is governed from the right.
"""

from dataclasses import replace

from masar.itinerary.governors import Event, governed_from_left, governed_from_right, named_as_stop, witnessed
from masar.itinerary.nearest_dates import nearest_date, plan_by_date, turn_weekday
from masar.itinerary.phrases import Subject
from masar.itinerary.prepositions import (
    belongs_to_subject,
    find_preposition,
    is_apposition,
    is_part_of_name,
    listed_after,
    outer_preposition,
    owns_next,
    past_unknown_name,
    relative_follows,
    site_within,
)
from masar.itinerary.subjects import find_guest, find_subject
from masar.itinerary.tenses import is_under_way, read_status
from masar.itinerary.text import Text

_WIDE_KM = 150.0
_MOST_SKIPPED, _FAR_HERE = 3, 60
_GOING = frozenset({"visit", "go", "arrive"})
_OUTER = 0.9


def find_events(text: Text) -> list[Event]:
    """Return what the text says of its places, in the order of the text."""
    found: dict[int, Event] = {}
    for sentence in text.sentences:
        for index in range(_dateline_end(text, sentence), sentence.stop):
            word = text.words[index]
            if word.place is None or word.demonym or (word.place.kind == "area" and word.place.radius_km > _WIDE_KM):
                continue
            event = _read_place(text, sentence, index, found)
            if event is not None:
                found[index] = event
    here = _arrival_here(text)
    return _drop_postings(text, ([here] if here is not None else []) + list(found.values()))


def _arrival_here(text: Text) -> Event | None:
    """Return what a dateline says of its place: "BANGKOK (Xinhua) - The premier arrived here Tuesday"."""
    at = next((at for at, word in enumerate(text.words[:4]) if word.place is not None and not word.demonym), None)
    if at is None or not text.sentences or _dateline_end(text, text.sentences[0]) <= at:
        return None
    for index, word in enumerate(text.words[:_FAR_HERE]):
        trigger = next((t for t in word.triggers if not t.noun and t.group in ("arrive", "return", "leave")), None)
        if trigger is None or not any("here" in near.marks for near in text.words[index + 1 : index + 3]):
            continue
        place = text.words[at].place
        assert place is not None
        event = Event(at, place, "start" if trigger.group == "leave" else "goal", trigger.group, index, 1.0)
        _read_circumstances(text, text.sentences[word.sentence], event)
        return event
    return None


def _drop_postings(text: Text, events: list[Event]) -> list[Event]:
    """Leave out the country in an envoy's title: "وصل المبعوث الخاص إلى اليمن ... إلى عدن"."""
    goals: dict[int, int] = {}
    for event in events:
        if event.role == "goal" and not event.listed:
            goals[event.trigger] = event.word
    kept = []
    for event in events:
        posted = any("posted" in word.marks for word in text.words[max(0, event.word - 7) : event.word])
        if not (
            posted
            and event.role == "goal"
            and goals.get(event.trigger, event.word) > event.word
            and event.place.kind == "country"
        ):
            kept.append(event)
    return kept


def _dateline_end(text: Text, sentence: range) -> int:
    """Return the index after "PORT SUDAN, March 6 - ", "CAIRO (Reuters) - ", "مكة المكرمة - "."""
    words = text.words
    if not sentence or words[sentence.start].place is None or words[sentence.start].glued:
        return sentence.start
    for index in range(sentence.start + 1, min(sentence.stop, sentence.start + 12)):
        word = words[index]
        if word.form in ("-", "–", "—", "ـ") or (word.form == ":" and index <= sentence.start + 2):
            return index + 1
        if any(not t.noun for t in word.triggers):
            return sentence.start
    return sentence.start


def _read_place(text: Text, sentence: range, index: int, found: dict[int, Event]) -> Event | None:
    if is_apposition(text, sentence, index) or owns_next(text, index) or is_part_of_name(text, index):
        return None
    site = site_within(text, sentence, index)
    if site is not None:
        return _continue_list(text, found.get(site), index)
    preposition, before = find_preposition(text, sentence, index)
    if preposition == "near" and before in sentence and before in found and text.lexicon.cased:
        return None  # "Sidi Bou Said near Tunis": where the other lies
    if preposition == "in" and before in sentence and "sites" in text.words[before].marks and text.lexicon.cased:
        previous = listed_after(text, sentence, index)
        if previous in found:
            return _continue_list(text, found[previous], index)
    if preposition == "-":
        previous = _listed_before(text, sentence, index, found)
        if previous is not None:
            return _continue_list(text, found.get(previous), index)
        preposition, before = past_unknown_name(text, sentence, index) or (preposition, before)
    event = governed_from_left(text, sentence, index, preposition, before)
    if (
        event is None
        and preposition == "-"
        and before in sentence
        and "after" in text.words[before].marks
        and before <= sentence.start + 1
    ):
        place = text.words[index].place
        assert place is not None
        return Event(index, place, "goal", "stay", before, 0.6, subject=Subject("pronoun", before))
    if (
        event is not None
        and preposition in ("in", "near", "-")
        and belongs_to_subject(text, sentence, index, event.trigger)
    ):
        return None
    if event is not None and event.group in ("act", "other") and _is_topic(text, before, index):
        return None
    if event is not None and event.group == "receive" and preposition == "-" and not _is_airport(text, index):
        return None  # "ورحبت واشنطن": a government
    if event is None and preposition in ("in", "near"):
        event = _read_outer(text, sentence, index, before)
    if event is None:
        event = witnessed(text, sentence, index, before)
    if event is None:
        event = named_as_stop(text, sentence, index)
    if event is None:
        event = governed_from_right(text, sentence, index, preposition, before)
    if event is not None:
        _read_circumstances(text, sentence, event)
    return event


def _is_airport(text: Text, index: int) -> bool:
    """Tell whether a place is a site, or its town with what lies in it before: "مطار القاهرة"."""
    place = text.words[index].place
    return place is not None and (place.kind == "site" or (index > 0 and "transparent" in text.words[index - 1].marks))


def _is_topic(text: Text, before: int, index: int) -> bool:
    """Tell whether a country is what someone talks about, not in: "took part in talks on Syria"."""
    place = text.words[index].place
    return place is not None and place.kind == "country" and "topic" in text.words[before + 1].marks


def _read_outer(text: Text, sentence: range, index: int, before: int) -> Event | None:
    """Read a place by the preposition of the noun that lies in it: "took off from an airfield in X"."""
    outer = outer_preposition(text, sentence, before)
    event = outer and governed_from_left(text, sentence, index, *outer)
    if event:
        event.weight *= _OUTER
    return event or None


def _listed_before(text: Text, sentence: range, index: int, found: dict[int, Event]) -> int | None:
    """Return where the stop before this one in a list stands."""
    previous = listed_after(text, sentence, index)
    for _ in range(_MOST_SKIPPED):  # something in the list that is no stop, "Europe", does not end it
        if previous is None or previous in found:
            break
        previous = listed_after(text, sentence, previous)
    return previous


def _continue_list(text: Text, previous: Event | None, index: int) -> Event | None:
    place = text.words[index].place
    if previous is None or place is None or _titles_someone(text, index):
        return None
    event = replace(
        previous, word=index, place=place, weight=previous.weight * 0.97, listed=previous.listed + 1, number=0
    )
    sentence = text.sentences[text.words[index].sentence]
    event.date = nearest_date(text, sentence, event) or (
        None if event.date and event.date.precision == "day" else event.date
    )
    _read_relative_clause(text, sentence, event)
    return event


def _titles_someone(text: Text, index: int) -> bool:
    """Tell whether a place belongs to someone's title after it: "Rome, Paris, London mayor"."""
    after = text.words[index + 1 : index + 2]
    titled = bool(after) and bool(after[0].marks & {"context", "roles", "officials"})
    return (text.lexicon.cased and titled) or is_part_of_name(text, index)


def _read_circumstances(text: Text, sentence: range, event: Event) -> None:
    _let_host_govern(text, sentence, event)
    event.subject = find_guest(text, event.trigger) if event.group == "receive" else find_subject(text, event.trigger)
    event.date = nearest_date(text, sentence, event)
    event.status, event.perfect = read_status(text, sentence, event)
    turn_weekday(text, event)
    plan_by_date(text, event)
    if event.role == "goal" and is_under_way(text, event):
        event.date = None  # a date beside "bound for X" is that of the departure
    if text.words[event.word].quoted:
        event.weight *= 0.5
    if event.group == "include":
        event.perfect = event.perfect or event.status == "visited"  # "a tour that included X": before this
    else:
        event.number = _read_number(text, sentence, event)
    _read_relative_clause(text, sentence, event)


def _let_host_govern(text: Text, sentence: range, event: Event) -> None:
    """Read "will host Raisi for talks in Moscow" by its verb: the talks are where the host is at home."""
    if event.group != "act" or not all(t.noun for t in text.words[event.trigger].triggers):
        return
    for at in range(event.trigger - 1, max(sentence.start, event.trigger - 9) - 1, -1):
        if any(t.group == "receive" and not t.noun for t in text.words[at].triggers):
            event.group, event.trigger = "receive", at
            return
        if text.words[at].form in (",", "،", ";"):
            return


def _read_number(text: Text, sentence: range, event: Event) -> int:
    """Return which stop of the journey this is said to be: 1 the first, 2 ..., -1 the last, 0 not said."""
    words = text.words
    low, high = sorted((event.trigger, event.word))
    for at in range(max(sentence.start, low - 8), min(sentence.stop, high + 9)):
        word = words[at]
        if event.word < at and word.place is not None and not word.demonym:
            break
        near = [n for n in (at - 1, at + 1, at - 2) if n in sentence]
        if any("ordinal_noun" in words[n].marks for n in near):
            for key in word.keys:
                if key in text.lexicon.ordinals:
                    return text.lexicon.ordinals[key]
            if "last" in word.marks:
                return -1
    trigger = words[event.trigger]
    beside = words[event.word + 1 : event.word + 2] + words[max(0, event.trigger - 1) : event.trigger]
    if text.lexicon.cased and event.group in _GOING and any(word.form == "first" for word in beside):
        return 1  # "will visit Germany first", "will first fly to Berlin"
    if event.group in ("begin", "end") and _is_only_visit(text, event):
        return 0
    if event.group == "begin" or ("first" in trigger.marks and event.group in ("begin", "trip")):
        return 1
    if event.group == "end":
        return -1
    return 0


def _is_only_visit(text: Text, event: Event) -> bool:
    """Tell whether what begins or ends is a visit to one place, not the tour: "wrapped up his visit to Serbia"."""
    low, high = sorted((event.trigger, event.word))
    inside = {mark for word in text.words[low + 1 : high] for mark in word.marks}
    before = {mark for word in text.words[max(0, low - 8) : low] for mark in word.marks}
    return "one_visit" in inside and "tour" not in inside | before


def _read_relative_clause(text: Text, sentence: range, event: Event) -> None:
    """Let "X, where he met ...", "التي يصلها الأربعاء" say when and whether."""
    if not relative_follows(text, sentence, event.word):
        return
    for at in range(event.word + 1, min(sentence.stop, event.word + 9)):
        word = text.words[at]
        trigger = next((t for t in word.triggers if not t.noun and t.group not in ("other", "cancel")), None)
        if trigger is None:
            continue
        if event.role == "start" and trigger.group in ("act", "stay", "receive", "visit"):
            event.role = "goal" if event.group != "leave" else event.role
            event.weight = max(event.weight, 0.85)
        if event.group == "include":
            event.status = "visited" if trigger.tense == "past" else "planned"
        for after in range(at - 3, min(sentence.stop, at + 5)):
            if text.words[after].date is not None and after > event.word:
                event.date = text.words[after].date
                break
        return
