"""What a present tense means, and what was reached after all: statuses settled by what the rest of the text tells."""

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Sequence

from masar.itinerary.governors import Event, is_auxiliary, is_finite
from masar.itinerary.text import Text, share_sentence

_PAIR, _THERE = 2, 3
_COMING = frozenset(
    {"arrive", "visit", "go", "act", "begin", "include", "receive", "leave", "trip", "end", "stay", "return"}
)


def settle_statuses(text: Text, events: Sequence[Event], published: dt.date | None) -> None:
    """Settle which of the events, as sure as they are, have happened and which lie ahead."""
    _settle_tenses(text, events, published)
    _settle_lists(text, events)
    _settle_itineraries(events)
    _settle_beside_plans(text, events)
    _settle_departures(text, events)
    _settle_headline(text, events)


def _settle_tenses(text: Text, likely: Sequence[Event], published: dt.date | None) -> None:
    """Settle what a present means, and what bears a date still to come; a headline's present is its text's past."""
    told = [e for e in likely if e.status == "visited" and e.tense == "past" and e.role == "goal"]
    reached = {e.place.place_id for e in told}
    lands = {e.place.country for e in told if e.group == "arrive"}
    for event in likely:
        of_land = event.place.kind == "country" and event.place.country in lands
        if not (event.place.place_id in reached or of_land) or text.words[event.word].sentence:
            _settle_present(text, event, published)
        if event.status == "visited" and _lies_ahead(event, published):
            event.status = "planned"


def _settle_lists(text: Text, events: Sequence[Event]) -> None:
    """Take a whole tour for planned if its last place bears a day to come: "to X, Y and Z beginning on June 4"."""
    for event in reversed(events):
        noun = all(t.noun for t in text.words[event.trigger].triggers)
        if event.listed and event.status == "planned" and noun and event.group in ("trip", "visit"):
            for other in events:
                if other.trigger == event.trigger and other.status == "visited" and other.role == "goal":
                    other.status = "planned"


def _settle_itineraries(events: Sequence[Event]) -> None:
    """Take what a tour includes for reached up to the last place that was: "the tour of A, B and C", and B is left."""
    lists: dict[int, list[Event]] = {}
    for event in events:
        if event.group == "include" and event.role == "goal" and event.status == "planned":
            lists.setdefault(event.trigger, []).append(event)
    reached = [e.place for e in events if e.status == "visited"]
    towns, lands = {place.place_id for place in reached}, {p.country for p in reached if p.kind != "country"}
    for members in lists.values():
        known = [m.place.place_id in towns or (m.place.kind == "country" and m.place.country in lands) for m in members]
        for member in members[: len(known) - known[::-1].index(True)] if len(members) > 1 and True in known else ():
            member.status = "visited"


def _lies_ahead(event: Event, published: dt.date | None) -> bool:
    """Tell whether a movement's date is later than its text: "before departing for X for the November Tests"."""
    date = event.date
    told = event.role == "start" or event.tense == "past" or date is None or date.guessed
    return not told and date is not None and published is not None and date.date > published


def _settle_present(text: Text, event: Event, published: dt.date | None) -> None:
    """Read a present tense by its date; without one it is what comes next, except in the opening."""
    if event.trigger and text.words[event.trigger - 1].joined and "pronouns" in text.words[event.trigger - 1].marks:
        return  # "وهي تبحر": what she was doing, not what she will do
    if event.status != "visited" or event.tense != "present":
        return
    if event.group == "be" and event.date is None and text.lexicon.cased:
        return  # "both squads are in X": now
    if event.role == "start" and event.date is None and "coming" in text.words[event.trigger].marks:
        return  # "الطائرة التي تقل الرفات قادمة من باريس"
    if text.words[event.trigger].form in text.lexicon.forms["is_back"] and (
        event.date is None or event.date.date <= (published or dt.date.max)
    ):
        return  # "He is back in X"
    if text.lexicon.cased and is_auxiliary(text.words[event.trigger]) and _is_dated_by_clause(text, event):
        event.date = None  # "is in X for a visit that ends on Friday"
        return
    coming = text.lexicon.subject_after and event.role == "goal" and event.group in _COMING  # "يزور اليوم": is to visit
    if event.date is not None and published is not None and event.date.precision == "day":
        ahead = event.date.date > published or (coming and event.date.date == published)
        event.status = "planned" if ahead else "visited"
    elif text.lexicon.cased and event.date is not None and published is not None and event.date.date > published:
        event.status = "planned"  # "takes its new show to X in March"
    elif coming or text.words[event.word].sentence > 0:
        event.status = "planned"


def _settle_beside_plans(text: Text, events: Sequence[Event]) -> None:
    """
    Let a present go on with what is planned before it: "the band plays in X in March and tours Y".

    What comes before a plan is planned, too, if nothing else is told of it: "After X, she heads for Y".
    """
    told = Counter(e.place.place_id for e in events)
    for before, event in itertools.pairwise(events):
        present = before.tense == event.tense == "present" and event.role == "goal"
        ahead = before.status == "planned" and event.status == "visited" and event.date is None
        # "They face Iran in X before moving to Y"
        onward = ahead and "before" in text.words[max(0, event.trigger - 1)].marks
        if text.lexicon.cased and ((ahead and present) or onward) and share_sentence(text, before.word, event.word):
            event.status = "planned"
        after = before.group == "stay" and "after" in text.words[before.trigger].marks and before.date is None
        if after and event.status == "planned" and told[before.place.place_id] == 1:
            opens = before.trigger - text.sentences[text.words[before.trigger].sentence].start < _PAIR
            before.status = "planned" if opens and share_sentence(text, before.word, event.word) else before.status


def _is_dated_by_clause(text: Text, event: Event) -> bool:
    """Tell whether the day of a stay is rather that of a clause after its place."""
    stop = text.sentences[text.words[event.word].sentence].stop
    for at in range(event.word + 1, stop):
        if text.words[at].date is not None:
            return False
        if "clause" in text.words[at].marks and is_finite(text.words[min(at + 1, stop - 1)]):
            return event.date is not None and event.date.start > text.words[at].start
    return False


def _settle_departures(text: Text, events: Sequence[Event]) -> None:
    """Take "fled X for Y" as done where its sentence goes on from there: "and crossed to Z"."""
    ahead = {e.trigger for e in events if e.role == "goal" and e.status == "planned"}
    for event in events:
        if event.role == "start" and event.tense == "present" and event.trigger in ahead and not text.lexicon.cased:
            event.status = "planned"  # "يطير من جدة إلى سانتياغو نهاية الشهر"
        if event.status == "planned" and event.role == "goal" and _is_of_trip_made(text, event, events):
            event.status = "visited"
    for event, later in itertools.pairwise(e for e in events if e.role == "goal"):
        if later.trigger == event.trigger and later.listed and later.status == "visited":
            event.status = "visited"  # "left for X and then Y, where it landed"
        left = event.group == "leave" and event.status == "planned" and event.tense == "past"
        if event.status == "planned" and _goes_on_from_there(text, event, later):
            event.status = "visited"
        if left and text.lexicon.cased and _went_on(event, events):
            event.status = "visited"
        went_on = later.status == "visited" and later.tense == "past" and later.trigger > event.word
        if left and went_on and not later.perfect and share_sentence(text, event.word, later.word):
            event.status = "visited"


def _is_of_trip_made(text: Text, event: Event, events: Sequence[Event]) -> bool:
    """Read "وصلا إلى كيب تاون في رحلة انطلقت من أبها إلى جدة، فالسودان": the way that led to an arrival."""
    if text.lexicon.cased or event.group != "leave" or event.tense != "past":
        return False
    trip = "tour" in text.words[max(0, event.trigger - 1)].marks
    sentence = text.words[event.trigger].sentence
    arrived = (e for e in events if e.group == "arrive" and e.status == "visited" and e.word < event.trigger)
    return trip and any(text.words[e.word].sentence == sentence and e.tense == "past" for e in arrived)


def _goes_on_from_there(text: Text, event: Event, later: Event) -> bool:
    """Read "في شاحنة متجهة إلى X. ومن هناك سافرت إلى Y", "متوجها إلى X، ثم شارك في Y": X was reached."""
    if not text.lexicon.subject_after or event.tense != "past" or event.group not in ("go", "leave"):
        return False
    onward = later.status == "visited" and later.tense == "past" and not later.perfect
    between = text.words[event.word + 1 : later.trigger] if onward else []
    there = any(
        w.marks >= {"there", "sequence"} or w.form in text.lexicon.forms["from_there"] for w in between[:_THERE]
    )
    there = there or any(w.form in text.lexicon.forms["from_it"] for w in between[-1:])  # "ومنها سافر إلى Z"
    return there or (
        any("sequence" in w.marks for w in between[:_PAIR]) and share_sentence(text, event.word, later.word)
    )


def _went_on(event: Event, events: Sequence[Event]) -> bool:
    """Tell whether a text goes on from where someone left for: "left for X ... On Sunday they reached Y"."""
    dates = [e.date.date for e in events if e.trigger == event.trigger and e.date is not None]
    later = [
        e for e in events if e.trigger > event.word and e.role == "goal" and e.place.place_id != event.place.place_id
    ]
    reached = (
        e for e in later if e.group == "arrive" and e.status == "visited" and e.tense == "past" and not e.perfect
    )
    return any(e.date is not None and (not dates or e.date.date > max(dates)) for e in reached)


def _settle_headline(text: Text, events: Sequence[Event]) -> None:
    """Take a visit in a headline without a verb as planned where the text only announces it: "الرئيس في زيارة لـ"."""
    opening = [e for e in events if not text.words[e.word].sentence and e.group == "trip"]
    if not opening or any(is_finite(word) for word in text.words[: opening[0].trigger]):
        return
    body = [e for e in events if text.words[e.word].sentence and e.role == "goal"]
    announced = {e.place.country for e in body if e.status == "planned"}
    announced -= {e.place.country for e in body if e.status == "visited"}
    for event in opening:
        if event.place.country in announced:
            event.status = "planned"
