"""Which of two neighbours of a text comes first by the words between them: "X, then Y", "after a stop in Z"."""

import itertools
from collections.abc import Collection, Iterator, Sequence

from masar.itinerary.governors import Event, is_finite
from masar.itinerary.nearest_dates import follows_before
from masar.itinerary.text import Text
from masar.itinerary.under_way import is_under_way
from masar.itinerary.visits import Visit
from masar.itinerary.whole_ways import BY_ROUTE, weigh_whole_ways

_OPENING, _ASIDE = 9, 7
_LONGEST_LIST, _FEW = 20, 3
_ON_WAY = frozenset({"go", "carry", "return", "leave"})
BY_WORD = 5.0


def weigh_routes(text: Text, visits: Sequence[Visit], weights: list[list[float]]) -> None:
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
        if before.role == "goal" and before.group != "begin" and after.role == "way":
            _weigh_ways(events, before, at, weights)
        if text.words[before.word].sentence == text.words[after.word].sentence:
            _weigh_start_of_same(events, before, after, at, weights, text)
            _weigh_between(text, before, after, events, at, weights)
        elif _follows_after(text, after):
            weights[j][i] += BY_ROUTE
        elif (
            _opens_with_sequence(text, after)
            and text.words[after.word].sentence - text.words[before.word].sentence <= 2
        ):
            weights[i][j] += BY_WORD
    _weigh_starts(text, events, at, weights)
    weigh_whole_ways(text, events, at, weights)


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
    halt = "halts" in text.words[after.trigger].marks
    place = events.index(before)
    for other in events[max(0, place - 2) : place]:
        if other.trigger == before.trigger and other.role == "start" and at[other.word] != at[after.word]:
            first, last = (other, after) if halt else (after, other)  # "flew from X to Y after a stop in Z"
            weights[at[first.word]][at[last.word]] += BY_ROUTE


def _weigh_same_trigger(text: Text, before: Event, after: Event, i: int, j: int, weights: list[list[float]]) -> None:
    if any("sequence" in word.marks for word in text.words[before.word + 1 : after.word]):
        weights[i][j] += BY_ROUTE  # "flew to X and then to a camp near Y"
        return
    if after.listed > before.listed and not _is_alphabetical(text, before, after):
        weights[i][j] += BY_WORD
    rank = {"start": 0, "way": 1, "goal": 2}
    if rank[before.role] < rank[after.role]:
        weights[i][j] += BY_ROUTE
    elif rank[before.role] > rank[after.role]:
        weights[j][i] += BY_ROUTE


def _is_alphabetical(text: Text, before: Event, after: Event) -> bool:
    """Tell whether an English list of countries stands in the order of the alphabet, not of the tour."""
    named: list[str] = []
    for at in range(after.trigger + 1, min(len(text.words), after.trigger + _LONGEST_LIST)):
        word = text.words[at]
        if word.place is not None and not word.demonym:
            if word.place.kind != "country":
                return False
            named.append(word.form)
        elif named and "list" not in word.marks and not word.marks & {"determiners", "adverbs"} and not word.is_sign:
            break
    return text.lexicon.cased and before.group == "include" and len(named) > _FEW and named == sorted(named)


def _weigh_ways(events: Sequence[Event], goal: Event, at: dict[int, int], weights: list[list[float]]) -> None:
    """Put all that is passed on the way before the goal: "to reach Russia by way of Jordan, Bulgaria and Romania"."""
    for way in events:
        if way.trigger == goal.trigger and way.role == "way" and way.listed and at[way.word] != at[goal.word]:
            weights[at[way.word]][at[goal.word]] += BY_ROUTE


def _weigh_between(
    text: Text, before: Event, after: Event, events: Sequence[Event], at: dict[int, int], weights: list[list[float]]
) -> None:
    i, j = at[before.word], at[after.word]
    between = range(before.word + 1, after.word)
    marks = {mark for at in between for mark in text.words[at].marks}
    if ("after" in marks and _joins_movement(text, between, "after", after)) or _is_followed(text, before, after):
        _weigh_after(text, before, after, events, at, weights)
    elif "before" in marks and _joins_movement(text, between, "before", after):
        weights[i][j] += BY_ROUTE
    elif marks & {"sequence", "list"} and after.role != "start":
        weights[i][j] += BY_WORD / 2
    weights[i][j] += BY_ROUTE * _stays_until(text, before, marks)
    for way in events if _is_passed_first(text, before, after) else ():
        weights[at[way.word]][i] += BY_ROUTE * (way.trigger == after.trigger and at[way.word] != i)
    _weigh_counted_after(text, before, after, events, at, weights)
    if before.group == "stay" and "after" in text.words[before.trigger].marks:
        weights[i][j] += BY_ROUTE
    if _opens_with_before(text, before) or (after.trigger < before.trigger and follows_before(text, before)):
        weights[j][i] += BY_ROUTE
    to_leave = text.lexicon.subject_after and before.status == "visited" and after.status == "planned"
    if after.role == "start" and after.trigger > before.word and not (to_leave or _is_stay(text, before, marks)):
        for halt in (e for e in events if e.trigger == before.trigger and e.role == "goal" and at[e.word] != j):
            weights[j][at[halt.word]] += BY_ROUTE


def _weigh_counted_after(
    text: Text, before: Event, after: Event, events: Sequence[Event], at: dict[int, int], weights: list[list[float]]
) -> None:
    """Put what a stop comes after before it: "ثالث محطة له بعد القاهرة وجوبا"."""
    if not after.word or "after" not in text.words[after.word - 1].marks or after.trigger >= after.word:
        return
    i = at[before.word]
    for listed in (e for e in events if e.trigger == after.trigger and e.word >= after.word and at[e.word] != i):
        weights[at[listed.word]][i] += BY_ROUTE


def _is_stay(text: Text, event: Event, marks: Collection[str]) -> bool:
    """Tell whether someone left from where he stayed: "stuck in X, they boarded a train from Y"."""
    stays = text.lexicon.cased and event.group == "stay" and "after" not in marks
    return stays and not _is_on_the_way(text, event)


def _weigh_after(
    text: Text, before: Event, after: Event, events: Sequence[Event], at: dict[int, int], weights: list[list[float]]
) -> None:
    """Put what "after" tells before the rest: "swept X after lashing Y", "flew to X from Y, having stopped in Z"."""
    told: Event | None = before
    if _is_halt_between(text, before, after):
        weights[at[before.word]][at[after.word]] += BY_ROUTE
        told = next((e for e in events if e.trigger == before.trigger and e.role == "goal"), None)
    for event in (after, *_coordinate_with(text, after, events)):
        if told is not None:
            _weigh_lists(text, event, told, events, at, weights)


def _stays_until(text: Text, stay: Event, marks: Collection[str]) -> bool:
    """Read "were stranded in X until a plane took them to Y"."""
    return text.lexicon.cased and stay.group == "stay" and "until" in marks


def _is_passed_first(text: Text, goal: Event, way: Event) -> bool:
    """Read "left for X, travelling through Y", "will fly to X, stopping in Y on the way": Y comes before X."""
    words, comma = text.words, way.trigger - 1
    if (
        not text.lexicon.cased
        or goal.role != "goal"
        or words[comma].form != ","
        or not _is_participle(text, way.trigger)
    ):
        return False
    if goal.group in _ON_WAY and "halts" in words[way.trigger].marks:
        return True  # "was driven to X, stopping in Y"
    return way.role == "way" or _is_on_the_way(text, way)


def _is_on_the_way(text: Text, event: Event) -> bool:
    near = text.words[event.word + 1 : event.word + _ASIDE]
    return any(word.form in ("on_the_way", "en_route", "along_the_way") for word in near)


def _is_halt_between(text: Text, start: Event, halt: Event) -> bool:
    """Read "flew to X from Y, having stopped in Z": Z lies between, though it is told after Y."""
    travelled = start.role == "start" and start.group in ("go", "return", "arrive", "carry")
    return text.lexicon.cased and travelled and halt.group in ("stay", "pass")


def _coordinate_with(text: Text, event: Event, events: Sequence[Event]) -> Iterator[Event]:
    """Yield what "after" tells along with an event: "after brushing X and crossing Y"."""
    if not text.lexicon.cased or not _is_participle(text, event.trigger):
        return
    last = event
    for other in events:
        if other.word <= last.word or text.words[other.word].sentence != text.words[event.word].sentence:
            continue
        joint = text.words[last.word + 1 : other.trigger]
        if not (_is_participle(text, other.trigger) and joint and all("list" in w.marks for w in joint)):
            return
        last = other
        yield other


def _is_participle(text: Text, at: int) -> bool:
    return any(t.tense == "ing" for t in text.words[at].triggers)


def _weigh_lists(
    text: Text, one: Event, other: Event, events: Sequence[Event], at: dict[int, int], weights: list[list[float]]
) -> None:
    """Put all of a movement's places before those of another: "swept X and Y after lashing Z"."""
    whole = one.role == "start" and other.role == "goal" and text.lexicon.subject_after
    told = {one.role, "way"} | ({"goal"} if whole else set())  # "in X after fleeing Y for Z"
    for first in (e for e in events if e.trigger == one.trigger and e.role in told):
        for last in (e for e in events if e.trigger == other.trigger and e.role == other.role):
            if at[first.word] != at[last.word] and (last is other or other.listed or text.lexicon.cased):
                weights[at[first.word]][at[last.word]] += BY_ROUTE


def _weigh_before(
    events: Sequence[Event], before: Event, after: Event, at: dict[int, int], weights: list[list[float]]
) -> None:
    """Put a whole list before the place that its sentence opens with: "Before X, she had visited Y and Z"."""
    for other in events:
        if other.listed and other.trigger == after.trigger and at[other.word] != at[before.word]:
            weights[at[other.word]][at[before.word]] += BY_ROUTE


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
    if event.trigger - start > _OPENING // 2:
        return set()
    if text.lexicon.cased:
        past_clause = any(w.form == "," for w in text.words[start : event.word])
    else:
        past_clause = any(map(is_finite, text.words[start : event.trigger]))
    if past_clause:  # "Before she lands in X, she will have seen Y"
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
            weights[at[before.word]][at[after.word]] += BY_ROUTE


def _joins_movement(text: Text, between: range, mark: str, after: Event) -> bool:
    """Tell whether "before", "after" stands right before the movement to the second place, or opens what was done."""
    found = [at for at in between if mark in text.words[at].marks]
    if any(0 <= after.trigger - at <= 4 for at in found):
        return True
    if (
        mark == "after"
        and text.lexicon.subject_after
        and any(after.trigger < at < after.word <= at + 4 for at in found)
    ):
        return True  # "رافقه إلى العقبة بعد مباحثات في عمان"
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
            stayed = stayed and event.group != "go"  # "was stopped at X on his way from Y"
            beside = abs(other.trigger - event.trigger) <= 6 or _comes_from(text, other, event)
            stayed = stayed or (other.status == "visited" and event.status == "planned")
            if other.role == "goal" and beside and not stayed and at[other.word] != at[event.word]:
                weights[at[event.word]][at[other.word]] += BY_ROUTE


def _comes_from(text: Text, goal: Event, start: Event) -> bool:
    """Tell whether a participle says where an arrival of its sentence came from: "وصلت ... الطائرة، قادمة من"."""
    participle = start.group == "go" and all(t.noun for t in text.words[start.trigger].triggers)
    same = text.words[goal.word].sentence == text.words[start.word].sentence
    return participle and same and text.lexicon.subject_after and goal.trigger < start.trigger
