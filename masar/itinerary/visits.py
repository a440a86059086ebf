"""From events to visits: what is said of one place is one visit, unless the traveller left and came back."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from masar.dates import DateMention
from masar.itinerary.governors import Event
from masar.itinerary.text import Text
from masar.model import DatePrecision, Place, StopStatus

SPAN = {"day": 1, "week": 7, "month": 31, "year": 366}
MANY = 60
ARRIVALS = frozenset(
    {
        "arrive",
        "return",
        "go",
        "visit",
        "receive",
        "strike",
        "pass",
        "carry",
        "leave",
        "begin",
        "end",
        "trip",
        "include",
    }
)
ELSEWHERE = ARRIVALS | {"stay", "act"}
_STOOD = frozenset({"be", "stay", "arrive"})
_REACHED = frozenset({"arrive", "visit", "go"})
_OPENING = ARRIVALS - {"begin", "end", "trip", "include", "receive"}


@dataclass(slots=True, eq=False)
class Visit:
    """A stop in the making: a place, and the events that tell of it."""

    place: Place
    events: list[Event] = field(default_factory=list)
    status: StopStatus = "visited"
    date: dt.date | None = None
    precision: DatePrecision = "unknown"
    left: dt.date | None = None
    wider: list[Event] = field(default_factory=list)

    @property
    def first(self) -> int:
        """Return the index of the first word that names this visit."""
        told = [event.word for event in (*self.events, *self.wider) if event.status == self.status]
        return min(told or (event.word for event in self.events))

    @property
    def is_start(self) -> bool:
        """Tell whether the text only has the traveller leave here."""
        return all(event.role == "start" for event in (*self.events, *self.wider))

    @property
    def number(self) -> int:
        """Return the number in the sequence that the text gives: 1 the first, -1 the last, 0 none."""
        return next((event.number for event in (*self.events, *self.wider) if event.number), 0)


def build_visits(text: Text, events: Sequence[Event], published: dt.date | None) -> list[Visit]:
    """Return the visits that the events tell of, place by place."""
    by_place: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_place[event.place.place_id].append(event)
    visits = []
    arrivals = [e for e in events if e.role == "goal" and e.group in ELSEWHERE][: 2 * MANY]
    for place_id, group in by_place.items():
        elsewhere = [e for e in arrivals if e.place.place_id != place_id]
        visits += _split_returns(text, group, elsewhere)
    for visit in visits:
        _settle(visit, published)
    return visits


def _split_returns(text: Text, events: list[Event], others: Sequence[Event]) -> list[Visit]:
    """
    Part the events at one place into visits.

    An arrival opens a new visit if it says that it is a return, or is dated otherwise, and the traveller
    was elsewhere in between. What is neither arrival nor departure goes to the visit it stands nearest to.
    """
    place = events[0].place
    arrivals = sorted((e for e in events if e.role != "start" and e.group in _OPENING), key=_by_date)
    visits: list[Visit] = []
    for event in arrivals:
        nearest = _of_same_count(text, sorted(visits, key=lambda v: abs(v.first - event.word)), event)
        same = next((v for v in nearest if not _is_another_visit(text, v, event, others)), None)
        if same is None:
            if event.group == "return" and any(_returns_later(text, visit, event, others) for visit in visits):
                event.date = event.date or _day_before(text, event, others)  # "late that night he was back in X"
            visits.append(Visit(place, [event]))
        else:
            same.events.append(event)
    opening = set(arrivals)
    for event in events:
        if event not in opening:
            _attach(text, visits, event, others)
    return visits


def _of_same_count(text: Text, visits: list[Visit], event: Event) -> list[Visit]:
    """Return the visits that an arrival "for the fourth time" may be: not those where another was "the third time"."""
    counted = _which_time(text, event)
    times = [{_which_time(text, e) for e in visit.events} for visit in visits]
    if not counted or not any(said - {"", counted} for said in times):
        return visits
    return [visit for visit, said in zip(visits, times, strict=True) if counted in said]


def _by_date(event: Event) -> tuple[bool, dt.date, int]:
    """Sort events by status, day and place in the text; undated ones after the dated ones of their status."""
    return event.status == "planned", _day_of(event) or dt.date.max, event.word


def _day_of(event: Event) -> dt.date | None:
    return event.date.date if event.date is not None and event.date.precision == "day" else None


def _is_another_visit(text: Text, visit: Visit, event: Event, others: Sequence[Event]) -> bool:
    """Tell whether an arrival cannot belong to a visit that is known already."""
    day, days = _day_of(event), [d for d in map(_day_of, visit.events) if d is not None]
    if day is not None and day in days:
        return False
    planned = event.status == "planned" and all(e.status == "visited" for e in visit.events)
    again = event.group == "return" or _says_again(text, event)
    if _went_back(visit, event) and not (day and days):
        return _was_elsewhere(visit, event, others)  # "reached X, went on to Y ... On Monday they were back in X"
    if day is not None and days and not planned:
        return _was_elsewhere(visit, event, others)
    if planned:
        return again
    if again and all(e.group == "return" or _says_again(text, e) for e in visit.events):
        return _returns_later(text, visit, event, others)
    return again and _was_elsewhere(visit, event, others)


def _went_back(visit: Visit, event: Event) -> bool:
    """Tell whether a visit is a return that a text tells after this arrival."""
    returned = all(e.group == "return" and e.status == event.status == "visited" for e in visit.events)
    return returned and event.group in _REACHED and event.word < visit.first and not event.perfect


def _returns_later(text: Text, visit: Visit, event: Event, others: Sequence[Event]) -> bool:
    """Tell whether a return is a later one than the return that a visit is known by."""
    days = [d for d in map(_day_of, visit.events) if d is not None]
    if _day_of(event) is not None:
        return bool(days) and _was_elsewhere(visit, event, others)
    told = _day_before(text, event, others)
    return told is not None and bool(days) and told.date > max(days)


def _day_before(text: Text, event: Event, others: Sequence[Event]) -> DateMention | None:
    """Return the day of the arrival elsewhere that the paragraph tells before this one."""
    paragraph = text.paragraphs[text.words[event.word].sentence]
    before = [e for e in others if e.word < event.word and text.paragraphs[text.words[e.word].sentence] == paragraph]
    if not before or _day_of(before[-1]) is None or not before[-1].status == event.status == "visited":
        return None
    return before[-1].date


def _says_again(text: Text, event: Event) -> bool:
    low, high = sorted((event.trigger, event.word))
    return any("this_visit" in word.marks for word in text.words[max(0, low - 3) : high + 6])


def _which_time(text: Text, event: Event) -> str:
    """Return the words that count a visit, "third_time", "للمره الثالثه"; empty if none do."""
    low, high = sorted((event.trigger, event.word))
    for at in range(max(0, low - 3), min(high + 6, len(text.words) - 1)):
        if "counts_visits" in text.words[at].marks:
            return text.words[at].form if text.lexicon.cased else text.words[at + 1].form
    return ""


def _was_elsewhere(visit: Visit, event: Event, others: Sequence[Event]) -> bool:
    """Tell whether an arrival at another place stands between a visit and an arrival, in time or else in the text."""
    day, days = _day_of(event), [d for d in map(_day_of, visit.events) if d is not None]
    low, high = sorted((min(e.word for e in visit.events), event.word))
    for other in others:
        elsewhere = _day_of(other)
        if day is not None and days and elsewhere is not None:
            if min(*days, day) <= elsewhere <= max(*days, day):
                return True
        elif low < other.word < high:
            return True
    return False


def _attach(text: Text, visits: list[Visit], event: Event, others: Sequence[Event]) -> None:
    """Give an event that is no arrival to the visit it belongs to, or make it one of its own."""
    day = _day_of(event)
    fitting = [
        v for v in visits
        if _may_hold(v, event, day)
        and not (text.lexicon.cased and (_leaves_again(v, event, others) or _returns_there(v, event, others)))
    ]  # fmt: skip
    if not fitting:
        visits.append(Visit(event.place, [event]))
        return
    dated = [v for v in fitting if day is not None and any(_day_of(e) == day for e in v.events)]
    before = [v for v in fitting if v.first < event.word and text.words[v.first].sentence > 0]
    nearest = max(before, key=lambda v: v.first, default=fitting[0])
    (dated[0] if dated else nearest).events.append(event)


def _returns_there(visit: Visit, event: Event, others: Sequence[Event]) -> bool:
    """Tell whether a stop is one before the return to its place: "began in X, flew to Y and returned to X"."""
    again = all(e.group == "return" and e.word > event.word for e in visit.events)
    undated = event.date is None or any(_day_of(e) != _day_of(event) for e in visit.events)
    elsewhere = any(event.word < e.word < visit.first and e.role == "goal" for e in others)
    return again and undated and event.role == "goal" and elsewhere and event.status == visit.events[0].status


def _leaves_again(visit: Visit, event: Event, others: Sequence[Event]) -> bool:
    """Tell whether a stop and a departure from its place, or two departures, have a day elsewhere between them."""
    one, last = min((event, *visit.events), key=_by_date), max((event, *visit.events), key=_by_date)
    begins, ends = _day_of(one), _day_of(last)
    if begins is None or ends is None or event.status != "visited" or visit.events[0].status != "visited":
        return False
    departs = event.role == "start" and last is event
    departs = departs or (last.role == "start" and one is event)
    return departs and any((day := _day_of(other)) is not None and begins < day < ends for other in others)


def _may_hold(visit: Visit, event: Event, day: dt.date | None) -> bool:
    days = [d for d in map(_day_of, visit.events) if d is not None]
    if event.role == "start":
        if event.status == "visited" and all(e.status == "planned" for e in visit.events):
            return False
        if all(e.group == "return" for e in visit.events) and not (day and days and day > min(days)):
            return False  # what one returns to was left before
        return not (day is not None and days and min(days) > day)
    if event.status == "visited" and all(e.status == "planned" and e.group == "return" for e in visit.events):
        return False
    return not (
        day is not None
        and days
        and day not in days
        and all(e.group == "return" for e in visit.events)
        and day < min(days)
    )


def _settle(visit: Visit, published: dt.date | None) -> None:
    """Decide a visit's status and date from its events."""
    weight = {
        status: max((e.weight for e in visit.events if e.status == status), default=0.0)
        for status in ("visited", "planned")
    }
    reached = all(e.group == "leave" for e in visit.events if e.status == "planned") and any(
        e.group in _STOOD and e.status == "visited" and e.role == "goal" for e in visit.events
    )  # "fled to X ... They were in X by Sunday"
    visit.status = "visited" if reached or weight["visited"] >= 0.75 * weight["planned"] else "planned"
    dated = [e for e in visit.events if e.date is not None and e.status == visit.status and _fits(e, published)]
    departures = [e.date.date for e in dated if e.role == "start" and e.date is not None]
    visit.left = min(departures, default=None)
    if not visit.is_start:
        dated = [e for e in dated if e.role != "start"]
    if not dated:
        return
    best = min(
        dated, key=lambda e: (SPAN.get(_date(e).precision, 999), e.role != "goal", e.group == "act", -e.weight, e.word)
    )
    visit.date, visit.precision = _date(best).date, _date(best).precision


def _date(event: Event) -> DateMention:
    assert event.date is not None
    return event.date


def _fits(event: Event, published: dt.date | None) -> bool:
    """Tell whether an event's date can be that of its visit: no past after publication, no plan before it."""
    if published is None:
        return True
    mention = _date(event)
    if event.status == "visited":
        return mention.date <= published
    return mention.date + dt.timedelta(days=SPAN.get(mention.precision, 1)) > published
