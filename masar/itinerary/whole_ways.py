"""What comes before the end of a way that is told as a whole: "his ride from X to Y took him through Z"."""

from collections.abc import Sequence

from masar.itinerary.governors import STOPS, Event
from masar.itinerary.text import Text

BY_ROUTE = 12.0
_NEAR_TRIP, _MOST_ENDS = 4, 8


def weigh_whole_ways(text: Text, events: Sequence[Event], at: dict[int, int], weights: list[list[float]]) -> None:
    """Weigh ways told as a whole: `events` in the order of the text, `at` the visit of each place's word."""
    _weigh_ways_of_whole(text, events, at, weights)
    _weigh_stages_of_whole(text, events, at, weights)
    _weigh_ways_of_participles(text, events, at, weights)
    if text.lexicon.subject_after:
        _weigh_trip_made(text, events, at, weights)


def _weigh_ways_of_whole(text: Text, events: Sequence[Event], at: dict[int, int], weights: list[list[float]]) -> None:
    """Put what "the trip took him through" before the end of it that is told first: "his ride from X to Y"."""
    left = {event.trigger for event in events if event.role == "start"}
    ends = [event for event in events if event.role == "goal" and event.trigger in left]
    for way in events:
        near = text.words[max(0, way.trigger - _NEAR_TRIP) : way.trigger]
        if way.role != "way" or not any(t.noun and t.group == "trip" for word in near for t in word.triggers):
            continue
        for end in ends[:_MOST_ENDS]:
            if end.word < way.trigger and at[end.word] != at[way.word]:
                weights[at[way.word]][at[end.word]] += BY_ROUTE


def _weigh_stages_of_whole(text: Text, events: Sequence[Event], at: dict[int, int], weights: list[list[float]]) -> None:
    """Put the stages before the end of a way told first as a whole: "from X to Y ... He set off from X, reached Z"."""
    goals = [event for event in events if event.role == "goal" and event.status == "visited"]
    for end in goals[:_MOST_ENDS]:
        said = text.words[end.word].sentence
        start = next((e for e in events if _begins_way(e) and e.word < end.word and _is_way(text, e, end)), None)
        if start is None or at[start.word] == at[end.word]:
            continue
        again = (e.word for e in events if at[e.word] == at[start.word] and _begins_way(e))
        retold = next((word for word in again if text.words[word].sentence > said), None)
        if retold is None:
            continue
        reached = next((e.word for e in goals if at[e.word] == at[end.word] and e.word > retold), len(text.words))
        for stage in events:
            inside = retold < stage.word < reached and stage.status == "visited" and stage.role != "start"
            if inside and at[stage.word] not in (at[end.word], at[start.word]):
                weights[at[stage.word]][at[end.word]] += BY_ROUTE


def _weigh_trip_made(text: Text, events: Sequence[Event], at: dict[int, int], weights: list[list[float]]) -> None:
    """Put the stops of "وصلا إلى كيب تاون في رحلة انطلقت من أبها إلى جدة فالسودان" before the arrival told first."""
    arrived: Event | None = None
    for event in events:
        if event.group == "arrive" and event.role == "goal" and event.status == "visited":
            arrived = event
        way = arrived is not None and event.group == "leave" and "tour" in text.words[max(0, event.trigger - 1)].marks
        same = arrived is not None and text.words[event.word].sentence == text.words[arrived.word].sentence
        if arrived is not None and way and same and at[event.word] != at[arrived.word]:
            weights[at[event.word]][at[arrived.word]] += BY_ROUTE


def _begins_way(event: Event) -> bool:
    return event.status == "visited" and (event.role == "start" or event.group == "begin")


def _is_way(text: Text, start: Event, end: Event) -> bool:
    """Tell whether two ends are those of a whole way: "his trip from X to Y", "بدأت من X، وصولا إلى Y"."""
    nouns = all(t.noun for t in text.words[end.trigger].triggers)
    whole = end.trigger == start.trigger and end.group == "trip"
    through = text.lexicon.subject_after and end.group == "arrive" and start.word < end.trigger
    return nouns and (whole or through) and text.words[start.word].sentence == text.words[end.word].sentence


def _weigh_ways_of_participles(
    text: Text, events: Sequence[Event], at: dict[int, int], weights: list[list[float]]
) -> None:
    """Put "مارا بهيما ونزوى" before the goal of its clause that is told before it."""
    goal: Event | None = None
    for event in events:
        if event.role == "goal":
            goal = None if event.group == "begin" else event
        participle = event.group == "pass" and all(t.noun for t in text.words[event.trigger].triggers)
        if goal is None or event.role != "way" or not participle or at[goal.word] == at[event.word]:
            continue
        if not any(word.form in STOPS for word in text.words[goal.word : event.trigger]):
            weights[at[event.word]][at[goal.word]] += BY_ROUTE
