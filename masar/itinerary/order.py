"""
The order of travel.

It follows from dates, from "from X to Y", "then", "second stop", from tense, and only then from the order of
the text: each gives a weight to "this before that", and the sequence is built that leaves least weight
unsatisfied behind.
"""

import datetime as dt
import itertools
from collections.abc import Sequence

from masar.itinerary.governors import Event, is_finite
from masar.itinerary.nearest_dates import follows_before
from masar.itinerary.text import Text
from masar.itinerary.under_way import is_under_way
from masar.itinerary.visits import ARRIVALS, MANY, SPAN, Visit

_OPENING, _EARLY, _LEAD = 9, 2, 4
_BY_START, _BY_RETURN = 3.5, 9.0
# What each kind of evidence weighs for "this before that".
_BY_DAY, _BY_MONTH, _BY_STATUS, _BY_ROUTE = 14.0, 7.0, 10.0, 12.0
_BY_NUMBER, _BY_WORD, _BY_TENSE, _BY_LEAD, _BY_TEXT = 8.0, 5.0, 3.0, 2.5, 1.0


def order_visits(text: Text, visits: list[Visit], home: str = "") -> list[Visit]:
    """Return the visits in travel order; what is left in the traveller's country, `home`, comes first."""
    if len(visits) < 2:
        return visits
    if len(visits) > MANY:  # no journey a person tells: by status, date and text
        return sorted(visits, key=lambda v: (v.status == "planned", v.date or dt.date.max, v.first))
    lead = _lead_sentence(text, visits)
    weights = [[0.0] * len(visits) for _ in visits]
    _weigh_pairs(lead, text, visits, weights)
    _weigh_home(visits, weights, home)
    _weigh_round_trip(lead, text, visits, weights)
    _weigh_routes(text, visits, weights)
    left, ordered = list(range(len(visits))), []
    while left:
        best = min(left, key=lambda i: (sum(max(0.0, weights[j][i] - weights[i][j]) for j in left), visits[i].first))
        left.remove(best)
        ordered.append(visits[best])
    return _join_neighbours(ordered)


def _join_neighbours(visits: list[Visit]) -> list[Visit]:
    """Make one visit of two to one place with nothing in between."""
    joined: list[Visit] = []
    for visit in visits:
        if joined and joined[-1].place.place_id == visit.place.place_id and joined[-1].status == visit.status:
            joined[-1].events += visit.events
            if joined[-1].date is None:
                joined[-1].date, joined[-1].precision = visit.date, visit.precision
            continue
        joined.append(visit)
    return joined


def _weigh_pairs(lead: int, text: Text, visits: Sequence[Visit], weights: list[list[float]]) -> None:
    for i, one in enumerate(visits):
        for j, other in enumerate(visits):
            if i != j:
                weights[i][j] += _precedes(lead, text, one, other)


def _weigh_home(visits: Sequence[Visit], weights: list[list[float]], home: str) -> None:
    """Put the place that is left at home first, wherever the text names it: "she said before leaving Berlin"."""
    for i, one in enumerate(visits):
        if home and one.is_start and one.place.country == home and one.status == "visited":
            for j in range(len(visits)):
                weights[i][j] += _BY_START * (i != j)


def _weigh_round_trip(lead: int, text: Text, visits: Sequence[Visit], weights: list[list[float]]) -> None:
    """Put first the country that was left where the article opens with the arrival back in it."""
    back = {v.place.country for v in visits if not v.is_start and _is_lead(lead, text, v)}
    for i, one in enumerate(visits):
        if one.is_start and one.status == "visited" and one.place.kind == "country" and one.place.country in back:
            for j in range(len(visits)):
                weights[i][j] += _BY_START * (i != j)


def _precedes(lead: int, text: Text, one: Visit, other: Visit) -> float:
    """Return the weight of "one before other" that the two say of themselves."""
    weight = 0.0
    if one.status != other.status:
        weight += _BY_STATUS * (other.status == "planned")
    weight += _precedes_by_date(one, other)
    if (one.number == 1 and _is_lead(lead, text, one)) or (other.is_start and not one.is_start):
        pass  # the stage that begins there is not that of the journey
    elif one.number and other.number:
        weight += _BY_NUMBER * (_rank(one) < _rank(other))
    elif one.number == 1 or (other.number == -1 and not _is_return(one)):
        weight += _BY_NUMBER
    if _is_perfect(one) and not _is_perfect(other) and one.status == other.status:
        opens = text.words[other.first].sentence == 0 and other.status == "visited" and not other.is_start
        weight += _BY_TENSE if opens or _is_lead(lead, text, other) or _is_included(one) else _BY_TENSE / 6
    if one.status == other.status == "planned" and _is_only_passed(one) and _is_bound_for(text, other):
        weight += _BY_WORD
    diverted = text.lexicon.cased and any("diverted" in text.words[e.trigger].marks for e in other.events)
    begins = one.is_start and not other.is_start and one.status == other.status and not _stays_before(text, one, other)
    if begins and (lead >= 0 or diverted):
        weight += _BY_START * (text.words[one.first].sentence <= _EARLY)
    elif _sets_out_for(text, one, other):
        weight += _BY_START
    if (
        one.status == other.status == "visited"
        and _is_homecoming(lead, text, other)
        and not _is_homecoming(lead, text, one)
    ):
        weight += _BY_RETURN
    told = text.lexicon.cased and text.words[one.first].sentence == lead
    follows = told and other.first < one.first  # "arrived in X to attend talks in Y"
    weight += _BY_LEAD * (
        _is_lead(lead, text, other)
        and not (_is_lead(lead, text, one) or follows)
        and one.status == other.status == "visited"
    )
    return weight + _BY_TEXT * (one.first < other.first)


def _is_only_passed(visit: Visit) -> bool:
    return all(event.role == "way" for event in visit.events)


def _is_bound_for(text: Text, visit: Visit) -> bool:
    """Tell whether a place is where the whole journey goes: "set out, bound for X"."""
    return all(e.group == "go" and all(t.noun for t in text.words[e.trigger].triggers) for e in visit.events)


def _stays_before(text: Text, start: Visit, other: Visit) -> bool:
    """Tell whether a stay is told of right before a departure: "stuck in X, they boarded a train from Y"."""
    same = text.words[start.first].sentence == text.words[other.first].sentence and other.first < start.first
    return text.lexicon.cased and same and all(event.group == "stay" for event in other.events if event.role == "goal")


def _sets_out_for(text: Text, one: Visit, other: Visit) -> bool:
    """Tell whether a place is to be left for another country, wherever the text says so: "she'll leave X on Friday"."""
    starts = text.lexicon.cased and one.is_start and not other.is_start and not _is_return(other)
    return starts and one.status == other.status == "planned" and one.place.country != other.place.country


def _is_return(visit: Visit) -> bool:
    return all(event.group == "return" for event in visit.events)


def _rank(visit: Visit) -> int:
    return 99 if visit.number == -1 else visit.number


def _precedes_by_date(one: Visit, other: Visit) -> float:
    if one.status == other.status and one.date is None and one.left is not None and other.date is not None:
        return _BY_MONTH * (other.precision == "day" and one.left <= other.date)
    if one.status == other.status and other.date is None and other.left is not None and one.date is not None:
        return _BY_MONTH * (one.precision == "day" and one.date < other.left)
    if one.date is None or other.date is None or one.status != other.status:
        return 0.0
    if one.precision == other.precision == "day":
        return _BY_DAY * (one.date < other.date)
    return _BY_MONTH * (one.date + dt.timedelta(days=SPAN.get(one.precision, 1)) <= other.date)


def _is_perfect(visit: Visit) -> bool:
    return all(event.perfect for event in visit.events)


def _is_included(visit: Visit) -> bool:
    """Tell whether a stop is only told of as part of the journey so far: "a tour that included X"."""
    return all(event.group == "include" for event in visit.events)


def _lead_sentence(text: Text, visits: Sequence[Visit]) -> int:
    """Return the sentence of the arrival that the article opens with, or -1 if it opens otherwise."""
    told = sorted((e for v in visits for e in (*v.events, *v.wider)), key=lambda e: e.word)
    first = next((e for e in told if e.role != "start"), told[0])
    sentence = text.words[first.word].sentence
    arrived = _is_arrival(first) or (first.role == "way" and first is told[0] and first.status == "visited")
    return sentence if sentence < _LEAD and arrived else -1


def _is_arrival(event: Event) -> bool:
    return (
        event.role == "goal"
        and not event.perfect
        and event.group in ARRIVALS - {"include", "begin", "trip"}
        and event.status == "visited"
    )


def _is_lead(lead: int, text: Text, visit: Visit) -> bool:
    """Tell whether the article opens with the arrival at this stop: the latest one, then."""
    told = (e for e in (*visit.events, *visit.wider) if e.group != "leave" or not text.lexicon.cased)
    return any(text.words[e.word].sentence == lead and _is_arrival(e) for e in told)


def _is_homecoming(lead: int, text: Text, visit: Visit) -> bool:
    """Tell whether the article opens with a return to this stop: all the rest came before."""
    home = [e for e in (*visit.events, *visit.wider) if e.group == "return" and e.role == "goal"]
    return any(e.status == "visited" and text.words[e.word].sentence == max(lead, 0) for e in home)


def _weigh_routes(text: Text, visits: Sequence[Visit], weights: list[list[float]]) -> None:
    """Weigh what the text says of neighbours: "from X to Y", "X, then Y", "before heading to Y"."""
    at = {event.word: number for number, visit in enumerate(visits) for event in (*visit.events, *visit.wider)}
    events = sorted((event for visit in visits for event in (*visit.events, *visit.wider)), key=lambda e: e.word)
    for before, after in itertools.pairwise(events):
        i, j = at[before.word], at[after.word]
        if i == j:
            continue
        opening = _opening_marks(text, before)
        later = "before" in opening and text.lexicon.cased
        if ("after" in opening or later) and after.trigger > before.word and before.role == "goal":
            _part_from_rest(text, before, events, at, weights, later=later)
        elif _opens_with_before(text, before):
            _weigh_before(events, before, after, at, weights)
        if before.trigger == after.trigger:
            _weigh_same_trigger(text, before, after, i, j, weights)
        if before.role == "goal" and after.role == "way":
            _weigh_ways(events, before, at, weights)
        if text.words[before.word].sentence == text.words[after.word].sentence:
            _weigh_start_of_same(events, before, after, at, weights, text)
            _weigh_between(text, before, after, events, at, weights)
        elif _follows_after(text, after):
            weights[j][i] += _BY_ROUTE
        elif (
            _opens_with_sequence(text, after)
            and text.words[after.word].sentence - text.words[before.word].sentence <= 2
        ):
            weights[i][j] += _BY_WORD
    _weigh_starts(text, events, at, weights)


def _weigh_start_of_same(
    events: Sequence[Event], before: Event, after: Event, at: dict[int, int], weights: list[list[float]], text: Text
) -> None:
    """Let "left X for Y after a stop in Z" put Z before X, too."""
    marks = {mark for n in range(before.word + 1, after.word) for mark in text.words[n].marks}
    if (
        "after" not in marks
        or before.role != "goal"
        or not _joins_movement(text, range(before.word + 1, after.word), "after", after)
    ):
        return
    place = events.index(before)
    for other in events[max(0, place - 2) : place]:
        if other.trigger == before.trigger and other.role == "start" and at[other.word] != at[after.word]:
            weights[at[after.word]][at[other.word]] += _BY_ROUTE


def _weigh_same_trigger(text: Text, before: Event, after: Event, i: int, j: int, weights: list[list[float]]) -> None:
    if any("sequence" in word.marks for word in text.words[before.word + 1 : after.word]):
        weights[i][j] += _BY_ROUTE  # "flew to X and then to a camp near Y"
        return
    if after.listed > before.listed:
        weights[i][j] += _BY_WORD
    rank = {"start": 0, "way": 1, "goal": 2}
    if rank[before.role] < rank[after.role]:
        weights[i][j] += _BY_ROUTE
    elif rank[before.role] > rank[after.role]:
        weights[j][i] += _BY_ROUTE


def _weigh_ways(events: Sequence[Event], goal: Event, at: dict[int, int], weights: list[list[float]]) -> None:
    """Put all that is passed on the way before the goal: "to reach Russia by way of Jordan, Bulgaria and Romania"."""
    for way in events:
        if way.trigger == goal.trigger and way.role == "way" and way.listed and at[way.word] != at[goal.word]:
            weights[at[way.word]][at[goal.word]] += _BY_ROUTE


def _weigh_between(
    text: Text, before: Event, after: Event, events: Sequence[Event], at: dict[int, int], weights: list[list[float]]
) -> None:
    i, j = at[before.word], at[after.word]
    between = range(before.word + 1, after.word)
    marks = {mark for at in between for mark in text.words[at].marks}
    if ("after" in marks and _joins_movement(text, between, "after", after)) or _is_followed(text, before, after):
        _weigh_lists(text, after, before, events, at, weights)
    elif "before" in marks and _joins_movement(text, between, "before", after):
        weights[i][j] += _BY_ROUTE
    elif marks & {"sequence", "list"} and after.role != "start":
        weights[i][j] += _BY_WORD / 2
    if after.word and "after" in text.words[after.word - 1].marks and after.trigger < after.word:
        weights[j][i] += _BY_ROUTE  # "ثاني محطة له بعد المالديف"
    if before.group == "stay" and "after" in text.words[before.trigger].marks:
        weights[i][j] += _BY_ROUTE
    if _opens_with_before(text, before) or (after.trigger < before.trigger and follows_before(text, before)):
        weights[j][i] += _BY_ROUTE
    stayed = text.lexicon.cased and before.group == "stay" and not marks & {"after"}  # "stuck in X, they left Y"
    if after.role == "start" and before.role == "goal" and after.trigger > before.word and not stayed:
        weights[j][i] += _BY_ROUTE


def _weigh_lists(
    text: Text, one: Event, other: Event, events: Sequence[Event], at: dict[int, int], weights: list[list[float]]
) -> None:
    """Put all of a movement's places before those of another: "swept X and Y after lashing Z"."""
    for first in (e for e in events if e.trigger == one.trigger and e.role == one.role):
        for last in (e for e in events if e.trigger == other.trigger and e.role == other.role):
            if at[first.word] != at[last.word] and (last is other or other.listed or text.lexicon.cased):
                weights[at[first.word]][at[last.word]] += _BY_ROUTE


def _weigh_before(
    events: Sequence[Event], before: Event, after: Event, at: dict[int, int], weights: list[list[float]]
) -> None:
    """Put a whole list before the place that its sentence opens with: "Before X, she had visited Y and Z"."""
    for other in events:
        if other.listed and other.trigger == after.trigger and at[other.word] != at[before.word]:
            weights[at[other.word]][at[before.word]] += _BY_ROUTE


def _is_followed(text: Text, before: Event, after: Event) -> bool:
    """Read "his trip to X follows a visit to Y", not "his trip to X, followed by a visit to Y"."""
    verb, beside = text.words[before.word + 1], text.words[before.word + 2 : before.word + 3]
    named = text.lexicon.cased and "follows" in verb.marks and not any("list" in word.marks for word in beside)
    return named and 0 <= after.trigger - before.word <= _OPENING


def _opens_with_before(text: Text, event: Event) -> bool:
    """Tell whether a sentence opens with what came later: "Before his visit to X, he met ... in Y", "En route to X"."""
    start = text.sentences[text.words[event.word].sentence].start
    on_way = text.lexicon.cased and event.trigger - start <= 1 and event.role == "goal" and is_under_way(text, event)
    return on_way or "before" in _opening_marks(text, event)


def _opening_marks(text: Text, event: Event) -> set[str]:
    """Return the marks of the two words with which the sentence of an event opens, if it is told right there."""
    start = text.sentences[text.words[event.word].sentence].start
    words = text.words[start : event.trigger]
    past_clause = any(w.form == "," for w in text.words[start : event.word]) if text.lexicon.cased else None
    if past_clause is None:
        past_clause = any(map(is_finite, words))  # "Before she lands in X, she will have seen Y"
    if past_clause or event.trigger - start > _OPENING // 2:
        return set()
    return {mark for word in text.words[start : min(start + 2, event.trigger + 1)] for mark in word.marks}


def _part_from_rest(
    text: Text, first: Event, events: Sequence[Event], at: dict[int, int], weights: list[list[float]], *, later: bool
) -> None:
    """Let "After landing in X, he stopped in Y and Z" put X before both, "Before X, he visited Y and Z" after both."""
    for other in events:
        same = text.words[other.word].sentence == text.words[first.word].sentence
        if same and other.trigger > first.word and at[other.word] != at[first.word]:
            before, after = (other, first) if later else (first, other)
            weights[at[before.word]][at[after.word]] += _BY_ROUTE


def _joins_movement(text: Text, between: range, mark: str, after: Event) -> bool:
    """Tell whether "before", "after" stands right before the movement to the second place, or opens what was done."""
    found = [at for at in between if mark in text.words[at].marks]
    if any(0 <= after.trigger - at <= 4 for at in found):
        return True
    told = range(found[-1] + 1, after.trigger) if found and mark == "after" and after.group == "act" else range(0)
    return bool(told) and text.lexicon.cased and not any(is_finite(text.words[at]) for at in told)


def _follows_after(text: Text, event: Event) -> bool:
    """Tell whether a sentence says that the journey told of came after this: "The visit follows talks in X"."""
    sentence = text.sentences[text.words[event.word].sentence]
    opening = text.words[sentence.start : min(event.trigger + 1, sentence.start + _OPENING)]
    trip = next((at for at, word in enumerate(opening) if any(t.noun and t.group == "trip" for t in word.triggers)), -1)
    return trip >= 0 and any(
        word.marks & {"after", "follows"} and event.trigger - sentence.start - at <= _OPENING // 2
        for at, word in enumerate(opening)
        if at > trip
    )


def _opens_with_sequence(text: Text, event: Event) -> bool:
    sentence = text.sentences[text.words[event.word].sentence]
    low = max(sentence.start, event.trigger - 6)
    return any("sequence" in text.words[at].marks for at in range(low, max(event.word, event.trigger)))


def _weigh_starts(text: Text, events: Sequence[Event], at: dict[int, int], weights: list[list[float]]) -> None:
    """Put a place that is left in the clause of an arrival before it, wherever it is named: "arrived in Y from X"."""
    for index, event in enumerate(events):
        if event.role != "start" and not event.left:
            continue
        for other in events[max(0, index - 2) : index + 3]:
            stayed = text.lexicon.cased and other.group == "stay" and other.word < event.word  # "stuck in X, left Y"
            beside = abs(other.trigger - event.trigger) <= 6 or _comes_from(text, other, event)
            if other.role == "goal" and beside and not stayed and at[other.word] != at[event.word]:
                weights[at[event.word]][at[other.word]] += _BY_ROUTE


def _comes_from(text: Text, goal: Event, start: Event) -> bool:
    """Tell whether a participle says where an arrival of its sentence came from: "وصلت ... الطائرة، قادمة من"."""
    participle = start.group == "go" and all(t.noun for t in text.words[start.trigger].triggers)
    same = text.words[goal.word].sentence == text.words[start.word].sentence
    return participle and same and text.lexicon.subject_after and goal.trigger < start.trigger
