"""Which movements are of this journey: sure enough, real or announced, and not of an earlier one."""

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Sequence

from masar.itinerary.geometry import distance_km
from masar.itinerary.governors import Event, is_auxiliary, is_finite
from masar.itinerary.identity import Traveller
from masar.itinerary.text import Text
from masar.itinerary.traveller import MOVES
from masar.model import Place

SURE_ENOUGH = 0.42
_IS_JOURNEY = 1.0
_OLD_DAYS = 60
_LONGEST_GAP = 100
_WIDE_KM = 120.0
_MONTH = 31
_SAME_TOWN_KM = 30.0
_YEARS = 800
_GOES_ON, _PAIR, _THERE = 16, 2, 3
_FROM_THERE = frozenset({"ومن_هناك", "من_هناك"})
_LEAD, _ENOUGH, _LATELY = 2, 3, 10
_COMING = frozenset(
    {"arrive", "visit", "go", "act", "begin", "include", "receive", "leave", "trip", "end", "stay", "return"}
)
_MOST_EVENTS = 1000


def choose_events(text: Text, events: Sequence[Event], published: dt.date | None) -> list[Event]:
    """Return the events of this journey: real or announced, sure enough, and not of an earlier one."""
    likely = [
        e for e in events if e.status in ("visited", "planned") and e.weight >= SURE_ENOUGH and _is_stoppable(e.place)
    ]
    listed = _nationalities(likely)
    likely = [e for e in likely[:_MOST_EVENTS] if e not in listed]
    _settle_tenses(text, likely, published)
    _settle_beside_plans(text, likely)
    _settle_departures(text, likely)
    _settle_headline(text, likely)
    if published is None:
        return likely
    likely = _without_journeys_before(text, _without_last_month(text, likely), published)
    old = [e for e in likely if _is_old(e, published)]
    current = [e for e in likely if not _is_old(e, published)]
    if not old or (likely[0] in old and not _lies_far_back(likely[0], likely)):
        return likely  # the story begins in the past: a long journey
    if text.lexicon.cased and likely[0].role == "start" and all(e.date is None for e in current):
        return likely  # a journey of months, told from where it began: "fled X ... reached Y in March"
    if _begin_alike(old, current) or _comes_round(old, current):
        return likely
    linked = _linked(old, current, published) | _starts_beside(text, old, current) | _set_off(text, old, current)
    left = {e for e in old if e not in linked}
    fresh: list[Event] = []
    last = -_GOES_ON
    for event in likely:
        if event in left:
            last = event.word
        # "struck Beira in 2019 and moved on to X": undated, in the sentence of an earlier journey, right after it.
        elif (
            event.date is not None
            or event.status == "planned"
            or event.word - last >= _GOES_ON
            or not _share_sentence(text, event.word, last)
        ):
            fresh.append(event)
    return fresh


def _settle_tenses(text: Text, likely: Sequence[Event], published: dt.date | None) -> None:
    """Settle what a present means, and what bears a date still to come; a headline's present is its text's past."""
    reached = {e.place.place_id for e in likely if e.status == "visited" and e.tense == "past" and e.role == "goal"}
    for event in likely:
        if event.place.place_id not in reached or text.words[event.word].sentence:
            _settle_present(text, event, published)
        if event.status == "visited" and _lies_ahead(event, published):
            event.status = "planned"


def _lies_ahead(event: Event, published: dt.date | None) -> bool:
    """Tell whether a movement's date is later than its text: "before departing for X for the November Tests"."""
    date = event.date
    told = event.role == "start" or event.tense == "past" or date is None or date.guessed
    return not told and date is not None and published is not None and date.date > published


def _nationalities(events: Sequence[Event]) -> set[Event]:
    """Return lists of three starts or more: "they came from Somalia, Guinea and Mali" tells where people are from."""
    found: set[Event] = set()
    row: list[Event] = []
    for event in (*(e for e in events if e.role == "start"), None):
        if event is not None and event.listed and row and event.trigger == row[-1].trigger:
            row.append(event)
            continue
        if len(row) > _PAIR:
            found.update(row)
        row = [] if event is None else [event]
    return found


def _without_last_month(text: Text, events: Sequence[Event]) -> list[Event]:
    """
    Leave out visits of one month before: "Lavrov visited Angola and Eritrea in January".

    Only where everything else is dated by the day and later, and they are told in a sentence of their own,
    further down.
    """
    months = {e.date.date for e in events if e.date is not None and _is_by_month(e)}
    days = [e.date.date for e in events if e.date is not None and e.date.precision == "day" and e.status == "visited"]
    if len(months) != 1 or not days or (min(days) - min(months)).days < _MONTH:
        return list(events)
    beside = {text.words[e.word].sentence for e in events if e.date is not None and e.date.precision == "day"}
    of_month = {text.words[e.word].sentence for e in events if _is_by_month(e)}
    if min(of_month) < 2 or of_month & beside:
        return list(events)
    return [e for e in events if text.words[e.word].sentence not in of_month]


def _without_journeys_before(text: Text, events: Sequence[Event], published: dt.date) -> list[Event]:
    """
    Leave out what was visited weeks ago, where the text opens with a journey that is only announced.

    An undated visit is as old as its sentence says: "who last month made a tour that included X".
    """
    lead = [e for e in events if e.role != "start" and text.words[e.word].sentence < _LEAD]
    if not lead or any(e.status != "planned" for e in lead[:_ENOUGH]):
        return list(events)
    earliest = published - dt.timedelta(days=_LATELY)
    return [
        e for e in events
        if e.status == "planned" or e.role == "start" or not _is_before(text, e, earliest)
    ]  # fmt: skip


def _is_before(text: Text, event: Event, day: dt.date) -> bool:
    """Tell whether an event, or else the first date of its sentence, lies before a day."""
    said = event.date
    if said is None:
        sentence = text.sentences[text.words[event.word].sentence]
        said = next((text.words[at].date for at in sentence if text.words[at].date is not None), None)
    return said is not None and said.date < day


def _is_by_month(event: Event) -> bool:
    dated = event.date is not None and event.date.precision == "month"
    return dated and event.role == "goal" and event.group == "visit" and event.status == "visited"


def _lies_far_back(event: Event, events: Sequence[Event]) -> bool:
    """Tell whether an event lies years before everything else that is dated: not the beginning of a long journey."""
    others = [e.date.date for e in events if e is not event and e.date is not None]
    return event.date is not None and bool(others) and (min(others) - event.date.date).days > _YEARS


def _share_sentence(text: Text, word: int, other: int) -> bool:
    return other >= 0 and text.words[word].sentence == text.words[other].sentence


def _linked(old: Sequence[Event], fresh: Sequence[Event], published: dt.date) -> set[Event]:
    """Return the older events that lead up to the fresh ones without a long gap: a journey of months."""
    earliest = min((e.date.date for e in fresh if e.date is not None), default=published)
    linked: list[Event] = []
    for event in sorted(old, key=lambda e: e.date.date if e.date is not None else published, reverse=True):
        if event.date is None or (earliest - event.date.date).days > _LONGEST_GAP or event.date.precision == "year":
            break
        linked.append(event)
        earliest = min(earliest, event.date.date)
    begun = any((e.role == "start" and e.group != "return") or e.group == "begin" for e in linked)
    return set(linked) if len(linked) > 2 or begun else set()


def _begin_alike(old: Sequence[Event], fresh: Sequence[Event]) -> bool:
    """Tell whether the older events leave the place that the fresh ones leave: a journey of years, told at its end."""
    starts = {e.place.place_id for e in fresh if e.role == "start" and e.group != "return"}
    return any(e.role == "start" and e.place.place_id in starts for e in old)


def _comes_round(old: Sequence[Event], fresh: Sequence[Event]) -> bool:
    """Tell whether a way of several stops set out long ago from where it ends now: around the world."""
    ends = [e.place for e in fresh if e.role == "goal" and e.status == "visited"]
    left = (e.place for e in old if e.role == "start" and e.group == "leave")
    return len(old) > _PAIR and any(distance_km(place, end) < _SAME_TOWN_KM for place in left for end in ends)


def _starts_beside(text: Text, old: Sequence[Event], fresh: Sequence[Event]) -> set[Event]:
    """Return the starts told in one sentence with a fresh goal: "reached Cairo on Sunday after leaving X in March"."""
    sentences = {text.words[e.word].sentence for e in fresh if e.role == "goal"}
    return {
        e for e in old
        if e.role == "start" and e.group != "return" and text.words[e.word].sentence in sentences
        and e.date and e.date.precision != "year"
    }  # fmt: skip


def _set_off(text: Text, old: Sequence[Event], fresh: Sequence[Event]) -> set[Event]:
    """Return where a journey of months set off, if no later start is told: "انطلق من الرباط قبل ستة أشهر"."""
    if any(e.role == "start" and e.group == "leave" for e in fresh):
        return set()
    return {e for e in old if e.role == "start" and ("sets_off" in text.words[e.trigger].marks or _is_voyage(text, e))}


def _is_voyage(text: Text, event: Event) -> bool:
    """Tell whether a ship or convoy is told early on to have left: "have anchored off X. They left Y in September"."""
    slow = event.subject is not None and event.subject.kinds & {"ship", "convoy"}
    early = event.group == "leave" and text.words[event.word].sentence < _ENOUGH
    return bool(text.lexicon.cased and slow and early and event.date and event.date.precision == "month")


def _is_stoppable(place: Place) -> bool:
    return not (place.kind in ("area", "water") and place.radius_km > _WIDE_KM)


def _settle_present(text: Text, event: Event, published: dt.date | None) -> None:
    """Read a present tense by its date; without one it is what comes next, except in the opening."""
    if event.trigger and text.words[event.trigger - 1].joined and "pronouns" in text.words[event.trigger - 1].marks:
        return  # "وهي تبحر": what she was doing, not what she will do
    if event.status != "visited" or event.tense != "present":
        return
    if event.role == "start" and event.date is None and "coming" in text.words[event.trigger].marks:
        return  # "الطائرة التي تقل الرفات قادمة من باريس"
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
        if text.lexicon.cased and ((ahead and present) or onward) and _share_sentence(text, before.word, event.word):
            event.status = "planned"
        after = before.group == "stay" and "after" in text.words[before.trigger].marks and before.date is None
        if after and event.status == "planned" and told[before.place.place_id] == 1:
            opens = before.trigger - text.sentences[text.words[before.trigger].sentence].start < _PAIR
            before.status = "planned" if opens and _share_sentence(text, before.word, event.word) else before.status


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
    for event, later in itertools.pairwise(e for e in events if e.role == "goal"):
        if later.trigger == event.trigger and later.listed and later.status == "visited":
            event.status = "visited"  # "left for X and then Y, where it landed"
        left = event.group == "leave" and event.status == "planned" and event.tense == "past"
        if event.status == "planned" and _goes_on_from_there(text, event, later):
            event.status = "visited"
        if left and text.lexicon.cased and _went_on(event, events):
            event.status = "visited"
        went_on = later.status == "visited" and later.tense == "past" and later.trigger > event.word
        if left and went_on and not later.perfect and _share_sentence(text, event.word, later.word):
            event.status = "visited"


def _goes_on_from_there(text: Text, event: Event, later: Event) -> bool:
    """Read "في شاحنة متجهة إلى X. ومن هناك سافرت إلى Y", "متوجها إلى X، ثم شارك في Y": X was reached."""
    if not text.lexicon.subject_after or event.tense != "past" or event.group not in ("go", "leave"):
        return False
    onward = later.status == "visited" and later.tense == "past" and not later.perfect
    between = text.words[event.word + 1 : later.trigger] if onward else []
    there = any(w.marks >= {"there", "sequence"} or w.form in _FROM_THERE for w in between[:_THERE])
    return there or (
        any("sequence" in w.marks for w in between[:_PAIR]) and _share_sentence(text, event.word, later.word)
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


def _is_old(event: Event, published: dt.date) -> bool:
    if event.date is None:
        return False
    date, precision = event.date.date, event.date.precision
    if precision == "year":
        return date.year < published.year
    return (published - date).days > _OLD_DAYS


def is_journey(text: Text, events: Sequence[Event], traveller: Traveller) -> bool:
    """Tell whether the events add up to a journey: sure movements, told early or more than once."""
    total = 0.0
    for event in events:
        if event.group == "act" and len(events) < 2:
            continue
        sentence = text.words[event.word].sentence
        total += event.weight * (1.6 if sentence < 3 else 1.0 if sentence < 8 else 0.6)
    moves = any(e.group in MOVES | {"include", "receive", "send", "due"} for e in events)
    toured = len({e.place.place_id for e in events}) > 1 and any("tour" in word.marks for word in text.words)
    taken = text.lexicon.cased and len({e.place.place_id for e in events if e.group == "held"}) > 1
    abroad = _meets_abroad(events, traveller, cased=text.lexicon.cased)
    return total >= _IS_JOURNEY and (moves or toured or taken or abroad)


def _meets_abroad(events: Sequence[Event], traveller: Traveller, *, cased: bool) -> bool:
    """Tell whether an official acts in two countries, "will hold talks in X and in Y", or a band plays in two towns."""
    acts = [e for e in events if e.group == "act" and e.subject is not None]
    named = traveller.names if traveller.roles and cased else set()
    officials = {e.place.country for e in acts if e.subject and (e.subject.roles or e.subject.names & named)}
    bands = {e.place.place_id for e in acts if e.subject is not None and e.subject.kinds == {"group"}}
    return len(officials) > 1 or (cased and len(bands) > 1)
