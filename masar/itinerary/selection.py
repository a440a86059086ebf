"""Which movements are of this journey: sure enough, real or announced, and not of an earlier one."""

import datetime as dt
from collections.abc import Collection, Sequence

from masar.itinerary.geometry import distance_km
from masar.itinerary.governors import Event
from masar.itinerary.identity import Traveller
from masar.itinerary.settling import settle_statuses
from masar.itinerary.text import Text, share_sentence
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
_GOES_ON, _PAIR = 16, 2
_LEAD, _ENOUGH, _LATELY = 2, 3, 10
_MOST_EVENTS = 1000
_PLAIN, _EARLY = 0.9, 8
_BEFORE, _AFTER = 20, 6
_AT_WORK = frozenset({"act", "be", "receive", "stay", "trip", "visit"})


def choose_events(text: Text, events: Sequence[Event], published: dt.date | None) -> list[Event]:
    """Return the events of this journey: real or announced, sure enough, and not of an earlier one."""
    likely = [
        e for e in events if e.status in ("visited", "planned") and e.weight >= SURE_ENOUGH and _is_stoppable(e.place)
    ]
    listed = _nationalities(likely)
    likely = [e for e in likely[:_MOST_EVENTS] if e not in listed]
    settle_statuses(text, likely, published)
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
            or not share_sentence(text, event.word, last)
        ):
            fresh.append(event)
    return fresh


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
    ahead = {text.words[e.word].sentence for e in events if e.status == "planned"}
    begun = any(e.role == "start" and e.status == "visited" for e in events)
    return [
        e for e in events
        if e.status == "planned" or e.role == "start"
        or not (_is_before(text, e, earliest) or (not begun and _is_done_elsewhere(text, e, ahead)))
    ]  # fmt: skip


def _is_done_elsewhere(text: Text, event: Event, ahead: Collection[int]) -> bool:
    """Tell whether, further down and apart from the plans, something is only said to have been done somewhere."""
    at = text.words[event.word].sentence
    return event.group == "act" and event.date is None and at >= _LEAD and at not in ahead


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
    if text.lexicon.cased and all(event.role == "start" and _is_nobodys(event) for event in events):
        return False  # "money that left X"
    for event in events:
        if event.group == "act" and len(events) < 2:
            continue
        sentence = text.words[event.word].sentence
        total += event.weight * (1.6 if sentence < 3 else 1.0 if sentence < 8 else 0.6)
    moves = any(e.group in MOVES | {"include", "receive", "send", "due"} for e in events)
    toured = len({e.place.place_id for e in events}) > 1 and any("tour" in word.marks for word in text.words)
    taken = text.lexicon.cased and len({e.place.place_id for e in events if e.group == "held"}) > 1
    abroad = _meets_abroad(events, traveller, cased=text.lexicon.cased)
    if _opens_abroad(text, events, traveller) or (total >= _IS_JOURNEY and (moves or toured or taken or abroad)):
        return True
    if text.far_moves and events:
        return True  # "has set off for the Far East ... will be in X on Friday"
    return any(e.group in MOVES and e.weight >= _PLAIN and text.words[e.word].sentence < _EARLY for e in events)


def _is_nobodys(event: Event) -> bool:
    """Tell whether nothing is known of what moved."""
    who = event.subject
    return who is None or not (who.names or who.roles or who.kinds or who.countries or who.relation == "pronoun")


def _opens_abroad(text: Text, events: Sequence[Event], traveller: Traveller) -> bool:
    """Tell whether a text opens with an official at work in another country: "The British minister met X in Accra"."""
    for event in events:
        if text.words[event.word].sentence >= _LEAD or event.subject is None or not event.subject.roles:
            continue
        trigger = text.words[event.trigger]
        if not event.subject.roles.isdisjoint(text.lexicon.forms["residents"]):
            continue  # an ambassador is at home there
        if event.group == "act" and "event" not in trigger.marks and all(t.noun for t in trigger.triggers):
            continue  # "the ambassador's residence in Vienna"
        roles = event.subject.roles | traveller.roles
        lands = traveller.countries | event.subject.countries
        lands |= {text.lexicon.homes[role] for role in roles if role in text.lexicon.homes}
        known = bool(lands) and event.place.country not in lands
        known = known or not event.subject.roles.isdisjoint(text.lexicon.forms["envoys"])
        if event.group in _AT_WORK and event.role == "goal" and (known or _meets_counterpart(text, event)):
            return True
    return False


def _meets_counterpart(text: Text, event: Event) -> bool:
    """Tell whether somebody meets a colleague where that one is at home: "met her Egyptian counterpart in Cairo"."""
    low, high = sorted((event.trigger, event.word))
    sentence = text.sentences[text.words[low].sentence]
    near = text.words[max(sentence.start, low - _BEFORE) : min(sentence.stop, high + _AFTER)]
    colleague = any("other_of" in word.marks for word in near)
    lands = {word.place.country for word in near if word.demonym and word.place is not None}
    return colleague and event.place.country in lands


def _meets_abroad(events: Sequence[Event], traveller: Traveller, *, cased: bool) -> bool:
    """Tell whether an official acts in two countries, "will hold talks in X and in Y", or a band plays in two towns."""
    acts = [e for e in events if e.group == "act" and e.subject is not None]
    named = traveller.names if traveller.roles and cased else set()
    officials = {e.place.country for e in acts if e.subject and (e.subject.roles or e.subject.names & named)}
    bands = {e.place.place_id for e in acts if e.subject is not None and e.subject.kinds == {"group"}}
    return len(officials) > 1 or (cased and len(bands) > 1)
