"""
The order of travel.

It follows from dates, from "from X to Y", "then", "second stop", from tense, and only then from the order of
the text: each gives a weight to "this before that", and the sequence is built that leaves least weight
unsatisfied behind.
"""

import datetime as dt
import itertools
from collections.abc import Sequence

from masar.itinerary.governors import Event
from masar.itinerary.homeward import BY_START, is_return, weigh_home
from masar.itinerary.leads import is_held, is_homecoming, is_lead, lead_sentence
from masar.itinerary.routes import BY_WORD, weigh_routes
from masar.itinerary.text import Text
from masar.itinerary.visits import MANY, SPAN, Visit

_TOLD_FIRST = frozenset({"trip", "act", "arrive", "visit", "return"})
_EARLY = 2
_BEFORE_START = 5
_BY_RETURN = 9.0
# What each kind of evidence weighs for "this before that".
_BY_DAY, _BY_MONTH, _BY_STATUS = 14.0, 7.0, 10.0
_BY_NUMBER, _BY_TENSE, _BY_LEAD, _BY_COUNTRY, _BY_TEXT = 8.0, 3.0, 2.5, 2.0, 1.0


def order_visits(text: Text, visits: list[Visit], home: str = "") -> list[Visit]:
    """Return the visits in travel order; what is left in the traveller's country, `home`, comes first."""
    if len(visits) < 2:
        return visits
    if len(visits) > MANY:  # no journey a person tells: by status, date and text
        return sorted(visits, key=lambda v: (v.status == "planned", v.date or dt.date.max, v.first))
    lead = lead_sentence(text, visits)
    weights = [[0.0] * len(visits) for _ in visits]
    _weigh_pairs(lead, text, visits, weights)
    weigh_home(visits, weights, home)
    _weigh_round_trip(lead, text, visits, weights)
    _weigh_onward(lead, text, visits, weights)
    _weigh_here(visits, weights)
    _weigh_itineraries(visits, weights)
    _weigh_only_start(text, visits, weights)
    weigh_routes(text, visits, weights)
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


def _weigh_round_trip(lead: int, text: Text, visits: Sequence[Visit], weights: list[list[float]]) -> None:
    """Put first the country that was left where the article opens with the arrival back in it."""
    back = {v.place.country for v in visits if not v.is_start and is_lead(lead, text, v)}
    for i, one in enumerate(visits):
        if one.is_start and one.status == "visited" and one.place.kind == "country" and one.place.country in back:
            for j in range(len(visits)):
                weights[i][j] += BY_START * (i != j)


def _weigh_onward(lead: int, text: Text, visits: Sequence[Visit], weights: list[list[float]]) -> None:
    """Put what goes on from the opening's arrival after it: "landed in X ... He then flew to Y ... In the evening"."""
    if lead < 0 or not text.lexicon.cased:
        return
    told = sorted(((e, n) for n, v in enumerate(visits) for e in v.events), key=lambda pair: pair[0].word)
    arrived = [n for n, visit in enumerate(visits) if is_lead(lead, text, visit)]
    goes_on = False
    for event, number in told:
        if text.words[event.word].sentence == lead or number in arrived:
            goes_on = goes_on or number in arrived
            continue
        if event.status == "planned":
            continue
        told_back = event.perfect or event.role == "start" or event.tense != "past"
        goes_on = goes_on and not told_back and _says_onward(text, event)
        for one in arrived if goes_on else ():
            weights[one][number] += 2 * _BY_LEAD


def _weigh_here(visits: Sequence[Visit], weights: list[list[float]]) -> None:
    """Put what is planned in the one country visited so far before what is planned elsewhere, where no day is told."""
    here = {visit.place.country for visit in visits if visit.status == "visited" and not visit.is_start}
    if not here:  # all lies ahead but where it set out from: first what is in the country that is reached first
        here = {visit.place.country for visit in visits if visit.date is not None and not visit.is_start}
    planned = [n for n, v in enumerate(visits) if v.status == "planned" and v.date is None and not is_return(v)]
    for i in planned if len(here) == 1 else ():
        for j in planned:
            weights[i][j] += _BY_COUNTRY * (visits[i].place.country in here and visits[j].place.country not in here)


def _weigh_itineraries(visits: Sequence[Visit], weights: list[list[float]]) -> None:
    """Keep what a tour "includes", of which something has been reached, in the order in which it is listed."""
    lists: dict[int, dict[int, int]] = {}
    for number, visit in enumerate(visits):
        for event in (*visit.events, *visit.wider):
            if event.group == "include" and visit.status == "visited":
                lists.setdefault(event.trigger, {}).setdefault(number, event.word)
    for members in lists.values():
        for one, other in itertools.permutations(members, 2) if len(members) < MANY else ():
            weights[one][other] += _BY_NUMBER * (members[one] < members[other])


def _weigh_only_start(text: Text, visits: Sequence[Visit], weights: list[list[float]]) -> None:
    """Put the only place that was left before the only one reached: "in X yesterday. Hours after arriving from Y"."""
    starts = [n for n, visit in enumerate(visits) if visit.is_start and visit.status == "visited"]
    goals = [n for n, visit in enumerate(visits) if not visit.is_start and visit.status == "visited"]
    if text.lexicon.cased and len(starts) == len(goals) == 1 and _is_last_left(text, visits[starts[0]]):
        weights[starts[0]][goals[0]] += 2 * BY_START


def _says_onward(text: Text, event: Event) -> bool:
    """Tell whether a movement is said to come next: "then", "resumed its journey", "in the afternoon"."""
    sentence = text.sentences[text.words[event.word].sentence]
    low, high = sorted((event.trigger, event.word))
    near = range(max(sentence.start, low - 6), min(sentence.stop, high + 6))
    opening = range(sentence.start, min(sentence.stop, sentence.start + _EARLY))  # "Later that day, the minister, ..."
    onward = any("onward" in text.words[at].marks for at in opening)
    return onward or any(text.words[at].marks & {"sequence", "resumed", "onward"} for at in near)


def _precedes(lead: int, text: Text, one: Visit, other: Visit) -> float:
    """Return the weight of "one before other" that the two say of themselves."""
    weight = 0.0
    if one.status != other.status:
        weight += _BY_STATUS * (other.status == "planned")
    weight += _precedes_by_date(one, other) * (
        not text.lexicon.cased or not (_is_beginning(one) or _is_beginning(other))
    )
    if (one.number == 1 and is_lead(lead, text, one)) or (other.is_start and not one.is_start):
        pass  # the stage that begins there is not that of the journey
    elif one.number and other.number:
        weight += _BY_NUMBER * (_rank(one) < _rank(other))
    elif one.number == 1 or (other.number == -1 and not is_return(one) and not _is_landed_after(text, one, other)):
        weight += _BY_NUMBER
    if _is_perfect(one) and not _is_perfect(other) and one.status == other.status:
        opens = text.words[other.first].sentence == 0 and other.status == "visited" and not other.is_start
        weight += _BY_TENSE if opens or is_lead(lead, text, other) or _is_included(one) else _BY_TENSE / 6
    if one.status == other.status == "planned" and _is_bound_for(text, other):
        left_for = other.date is None and all(e.group == "leave" for e in other.events)
        halted = _has_day(one) and left_for and not (is_return(one) or any(_is_bound(text, e) for e in one.events))
        weight += BY_WORD * (_is_only_passed(one) or (halted and not _is_next(text, one)))
    passed = _is_only_passed(one) and one.date is not None and other.date is None and not other.is_start
    weight += BY_WORD * (passed and one.status == other.status == "planned" and not _is_only_passed(other))
    if text.lexicon.cased and one.status == other.status == "planned" and other.first < one.first:
        left_for = all(e.group == "leave" and e.role == "goal" for e in other.events)
        weight += BY_WORD * ((_is_halt(text, one) or _is_only_passed(one)) and left_for)
    weight += _precedes_as_start(lead, text, one, other)
    weight += _BY_RETURN * (one.status == other.status and _is_sooner(text, one) and not _is_sooner(text, other))
    weight += BY_START * (one.status == other.status and _is_wreck(text, other) and not _is_wreck(text, one))
    weight += _BY_RETURN * (one.status == other.status and _was_come_from(text, one) and not _is_perfect(other))
    weight += 2 * BY_START * (one.status == other.status and _is_included(one) and _is_last_left(text, other))
    if (
        one.status == other.status == "visited"
        and is_homecoming(lead, text, other)
        and not is_homecoming(lead, text, one)
    ):
        weight += _BY_RETURN
    carried = any(is_held(text, e) for e in other.events) and all(e.group == "carry" for e in one.events)
    soon = text.words[one.first].sentence <= lead + _EARLY
    back = soon and is_return(one) and not _is_perfect(one)  # "flew to X on Sunday. He is back in Y"
    follows = other.first < one.first and (
        carried or back or _goes_on_from(lead, text, one)
    )  # "arrived in X to attend talks in Y"
    follows = follows or (other.first < one.first and _got_there_later(text, one, other))
    follows = follows or any(event.status == "planned" for event in one.events)  # "will proceed to X ... arrived in X"
    weight += _BY_LEAD * (
        is_lead(lead, text, other)
        and not (is_lead(lead, text, one) or follows)
        and one.status == other.status == "visited"
    )
    return weight + _BY_TEXT * (_told_at(text, one) < _told_at(text, other))


def _is_sooner(text: Text, visit: Visit) -> bool:
    """Read "وزار، في وقت سابق من اليوم، الإمارات", "Earlier in the day he had been in X"."""
    for event in visit.events:
        sentence = text.sentences[text.words[event.word].sentence]
        near = text.words[max(sentence.start, event.trigger - _BEFORE_START) : event.word + _BEFORE_START]
        if any("sooner" in word.marks and word.sentence == text.words[event.word].sentence for word in near):
            return event.status == "visited"
    return False


def _is_landed_after(text: Text, one: Visit, other: Visit) -> bool:
    """Read "landed in X after visiting Y, the final stop": X ends the journey."""
    landed = {text.words[event.word].sentence for event in one.events if event.group == "arrive"}
    return any(
        text.words[event.word].sentence in landed and "after" in text.words[event.trigger - 1].marks
        for event in other.events
    )


def _is_wreck(text: Text, visit: Visit) -> bool:
    """Tell whether what was under way sank, crashed or derailed here: its last stop."""
    return visit.status == "visited" and any(
        event.group == "stay" and "wrecked" in text.words[event.trigger].marks for event in visit.events
    )


def _got_there_later(text: Text, one: Visit, other: Visit) -> bool:
    """Tell whether a flight reached a place after it had been diverted elsewhere: "arrived in X an hour late"."""
    diverted = any("diverted" in text.words[event.trigger].marks for event in other.events)
    return diverted and all(event.group == "arrive" and not event.perfect for event in one.events)


def _told_at(text: Text, visit: Visit) -> int:
    """Return where a visit is first told of; where one is bound for comes last: "on its way to X ... will reach Y"."""
    told = [e.word for e in (*visit.events, *visit.wider) if e.status == visit.status and not _is_bound(text, e)]
    return min(told) if visit.status == "planned" and told else visit.first


def _is_bound(text: Text, event: Event) -> bool:
    return event.group == "go" and all(t.noun for t in text.words[event.trigger].triggers)


def _goes_on_from(lead: int, text: Text, visit: Visit) -> bool:
    """Tell whether the opening's sentence goes on with what was done next: "وصل إلى درنة وعقد اجتماعا في طبرق"."""
    joined = text.lexicon.cased or any(
        text.words[e.trigger].joined
        or text.words[e.trigger].glued == "to"
        or "sequence" in text.words[max(0, e.trigger - 1)].marks
        for e in visit.events
    )
    return joined and text.words[visit.first].sentence == lead


def _precedes_as_start(lead: int, text: Text, one: Visit, other: Visit) -> float:
    """Return the weight of "one before other" where the journey is said to begin at the one."""
    diverted = text.lexicon.cased and any("diverted" in text.words[e.trigger].marks for e in other.events)
    begun = one.is_start or _is_come_by(text, one)
    goal = not (other.is_start or _is_come_by(text, other))
    begins = begun and goal and one.status == other.status and not _stays_before(text, one, other)
    arrested = text.lexicon.forms["arrested"]
    if begins and all(e.group == "held" or text.words[e.trigger].form in arrested for e in other.events):
        return BY_START  # "was arrested in X as he came from Y"
    if begins and (_is_where_it_began(text, one) if text.lexicon.cased else _starts_the_trip(text, one)):
        return BY_START
    if begins and (lead >= 0 or diverted or _opens_with_trip(text, other) or _is_where_it_stands(text, other)):
        return BY_START * (text.words[one.first].sentence <= _EARLY)
    return BY_START * _sets_out_for(one, other)


def _is_where_it_began(text: Text, visit: Visit) -> bool:
    """Tell whether the whole journey is told to have begun at a place: "since the venture got under way from X"."""
    for event in visit.events:
        near = text.words[max(0, event.trigger - _BEFORE_START) : event.trigger]
        since = any("since" in word.form.split("_") for word in near)
        if since or any(t.noun and t.group == "trip" and "tour" in w.marks for w in near for t in w.triggers):
            return event.role == "start" and event.group in ("leave", "begin")
    return False


def _starts_the_trip(text: Text, visit: Visit) -> bool:
    """Read "واستغرقت الرحلة من بيونغ يانغ يومين": the trip that the text is about began there."""
    triggers = [text.words[event.trigger] for event in visit.events if event.group == "trip"]
    return visit.status == "visited" and any(
        "tour" in word.marks and word.form.startswith(text.lexicon.articles) for word in triggers
    )


def _was_come_from(text: Text, visit: Visit) -> bool:
    """Read "وكان قد وصل قادما من باريس": where someone was before what is told first."""
    for event in visit.events:
        before = text.words[text.sentences[text.words[event.trigger].sentence].start : event.trigger]
        if "coming" not in text.words[event.trigger].marks or not any("perfect" in w.marks for w in before[:_EARLY]):
            return False
    return True


def _is_last_left(text: Text, visit: Visit) -> bool:
    """Read "وصل إلى القاهرة آتيا من عمّان في جولة شملت أيضا دمشق": where he came from, after what he had visited."""
    come = (e.group == "arrive" or "coming" in text.words[e.trigger].marks for e in visit.events)
    return visit.is_start and all(come)


def _is_come_by(text: Text, visit: Visit) -> bool:
    """Tell whether travellers only came by a place, as "قدموا من X عبر Y" has it: before they were anywhere else."""
    coming = (event.role == "way" and "coming" in text.words[event.trigger].marks for event in visit.events)
    return text.lexicon.subject_after and all(coming)


def _opens_with_trip(text: Text, visit: Visit) -> bool:
    """Tell whether an Arabic text opens with this visit: "أدى الوزير زيارة إلى كييف. ووصل على متن قطار انطلق من"."""
    told = any(e.group in _TOLD_FIRST and text.words[e.word].sentence == 0 for e in visit.events)
    return text.lexicon.subject_after and told and visit.status == "visited"


def _is_where_it_stands(text: Text, visit: Visit) -> bool:
    """Tell whether the opening says where someone is: "is training in X ... He came to the town from Y"."""
    opening = [e for e in visit.events if e.group in ("be", "stay", "act") and not text.words[e.word].sentence]
    return text.lexicon.cased and any(
        w.form in ("is", "are") for e in opening for w in text.words[max(0, e.trigger - 1) : e.trigger + 1]
    )


def _is_beginning(visit: Visit) -> bool:
    """Tell whether a visit is said to begin the journey on a bare weekday: "the trip started on Wednesday in X"."""
    begun = [e for e in visit.events if e.group == "begin" and e.number == 1 and e.status == "visited"]
    return bool(begun) and all(e.date is not None and e.date.guessed for e in visit.events)


def _has_day(visit: Visit) -> bool:
    return visit.date is not None and visit.precision in ("day", "week")


def _is_next(text: Text, visit: Visit) -> bool:
    """Tell whether someone is said to go to a place from where he has come: "ومن هناك يستقل القطار إلى كييف"."""
    return any("sequence" in w.marks for e in visit.events for w in text.words[max(0, e.trigger - 2) : e.trigger])


def _is_only_passed(visit: Visit) -> bool:
    return all(event.role == "way" for event in visit.events)


def _is_bound_for(text: Text, visit: Visit) -> bool:
    """Tell whether a place is where the whole journey goes: "set out, bound for X"."""
    left_for = text.lexicon.subject_after and all(e.group == "leave" for e in visit.events)
    return left_for or all(_is_bound(text, e) for e in visit.events)


def _stays_before(text: Text, start: Visit, other: Visit) -> bool:
    """Tell whether a stay is told of right before a departure: "stuck in X, they boarded a train from Y"."""
    same = text.words[start.first].sentence == text.words[other.first].sentence and other.first < start.first
    return text.lexicon.cased and same and all(event.group == "stay" for event in other.events if event.role == "goal")


def _sets_out_for(one: Visit, other: Visit) -> bool:
    """Tell whether a place is to be left for another country, wherever the text says so: "she'll leave X on Friday"."""
    starts = one.is_start and not other.is_start and not is_return(other)
    return starts and one.status == other.status == "planned" and one.place.country != other.place.country


def _is_halt(text: Text, visit: Visit) -> bool:
    """Tell whether something only stops at a place on its way: "It will halt at X"."""
    return all("halts" in text.words[e.trigger].marks for e in visit.events)


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
    included = any(event.perfect and event.group == "include" for event in visit.wider)
    return included or all(event.perfect for event in visit.events)


def _is_included(visit: Visit) -> bool:
    """Tell whether a stop is only told of as part of the journey so far: "a tour that included X"."""
    return all(event.group == "include" for event in visit.events)
