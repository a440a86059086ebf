"""
Which stop or place a claim is about.

A stop named in the clause counts most; then the place the text has been speaking of, more so where
the speaker was there; then the speaker's own seat. What each sign counts is below.
"""

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from masar.article import Span
from masar.attribution.text import MarkedText
from masar.attribution.words import claim_phrases, table_names
from masar.itinerary.geometry import distance_km
from masar.model import Place, Resolution, Stop
from masar.names import normalise_name

_NAMED = 4.0
_NAMED_ORIGIN = 2.0
_NAMED_ADJECTIVE = 1.4
_CONTEXT = 1.95
_LATER = 0.1
_SEAT, _CAPITAL = 1.7, 1.85
_FOCUS, _FOCUS_TOLD = 1.8, 2.1
_FOCUS_ORIGIN = 1.3
_ACTOR = 0.8
_PRESENT = 1.5
_THERE = 3.0
_DATED = 1.0
_DEPARTURE = 3.0
_TOPIC = 2.0
_TOPICS = 4.0
_NEAR_KM, _SAME_KM = 30.0, 8.0
_OWNED = frozenset(["the", "this", "his", "her", "their", "its"])


class About(NamedTuple):
    """What a claim is about: a stop, or a context place, or (both empty) the whole journey."""

    stop_id: str = ""
    place_id: str = ""


class _Named(NamedTuple):
    """A place name in the text: its span, its place, the stops it can mean, and how much it counts for them."""

    start: int
    end: int
    place: Place
    stops: tuple[str, ...]
    weight: float
    actor: bool = False


@dataclass
class PlaceFinder:
    """Finds what claims are about, in the order of the text; `focus` is what the last one was about."""

    stops: Sequence[Stop]
    resolutions: Iterable[Resolution]
    marked: MarkedText
    focus: About = field(default_factory=About)

    def __post_init__(self) -> None:
        self.language = self.marked.language
        self._holding: dict[str, bool] = {}
        self._close: dict[str, list[Stop]] = {}
        self._by_id = {stop.stop_id: stop for stop in self.stops}
        self._origin = next((stop for stop in self.stops if stop.status == "origin"), None)
        places = [(r.mention, r.place) for r in self.resolutions if r.place is not None]
        self._named = [
            self._name(m.start, m.end, p, adjective=m.demonym) for m, p in places if m.language == self.language
        ]
        self._named.sort(key=lambda named: (named.start, named.end))
        self._starts = [named.start for named in self._named]
        self._present: dict[str, set[str]] = defaultdict(set)
        self._topics = {stop.stop_id: topics for stop in self.stops if (topics := self._topics_of(stop))}
        self._by_date: dict[dt.date | None, list[str]] = defaultdict(list)
        for stop in self.stops:
            if stop.arrival is not None:
                self._by_date[stop.arrival].append(stop.stop_id)

    def _name(self, start: int, end: int, place: Place, *, adjective: bool) -> _Named:
        own = [stop for stop in self.stops if stop.place_id == place.place_id]
        if own and place.kind != "country" and not adjective:
            return _Named(start, end, place, tuple(stop.stop_id for stop in own), _NAMED)
        if not own and place.kind not in {"country", "region", "area", "water"}:
            own = self._near(place)
        if not own and place.country and place.kind == "country":
            own = [stop for stop in self.stops if stop.country == place.country]
            own = own if len(own) == 1 else []
        if adjective:
            return _Named(start, end, place, tuple(stop.stop_id for stop in own), _NAMED_ADJECTIVE)
        weak = all(stop.status == "origin" for stop in own)
        weight = (_NAMED_ORIGIN if weak else _NAMED) if own else _CONTEXT
        return _Named(start, end, place, tuple(stop.stop_id for stop in own), weight, actor=self._is_actor(start))

    def _is_actor(self, start: int) -> bool:
        """Tell whether a capital or country stands for its government: no preposition stands before it."""
        token = bisect_left(self.marked.starts, start)
        if token == 0:
            return True
        # a preposition may be glued to the name itself, or an article stand between
        inside = self.marked.starts[min(token, len(self.marked.starts) - 1)] > start
        kind = (
            self.marked.kinds[token - 2]
            if self.marked.kinds[token - 1] == "D" and token > 1
            else self.marked.kinds[token - 1]
        )
        return not inside and kind not in "It"

    def _near(self, place: Place) -> list[Stop]:
        """Return the stops that a site or town belongs to, by distance."""
        found = self._close.get(place.place_id)
        if found is None:
            reach = _NEAR_KM if place.kind == "site" else _SAME_KM
            degrees = reach / 111
            found = [
                stop for stop in self.stops if abs(stop.lat - place.lat) < degrees and distance_km(stop, place) < reach
            ]
            self._close[place.place_id] = found
        return found

    def _topics_of(self, stop: Stop) -> tuple[str, ...]:
        words = normalise_name(stop.name_ar if self.language == "ar" else stop.name_en).split()
        return tuple(
            name
            for name in table_names(self.language, "topic_places")
            if claim_phrases(self.language, name, "topic_places").found_in(words)
        )

    def named_in(self, start: int, end: int) -> Sequence[_Named]:
        """Return the place names inside a span."""
        return [
            n for n in self._named[bisect_left(self._starts, start) : bisect_left(self._starts, end)] if n.end <= end
        ]

    def tells_of_journey(self, start: int, end: int) -> bool:
        """Tell whether a span names a stop, or a place that one lies in."""
        return any(named.stops and named.weight > _NAMED_ADJECTIVE for named in self.named_in(start, end))

    def is_visited(self, about: About) -> bool:
        """Tell whether a claim is about a stop other than the origin."""
        stop = self._by_id.get(about.stop_id)
        return stop is not None and stop.status != "origin"

    def note_presence(self, start: int, end: int, words: Iterable[str]) -> None:
        """Remember who is named together with a stop that was visited: they were there."""
        for named in self.named_in(start, end):
            if named.weight == _NAMED:
                for stop_id in named.stops:
                    if self._by_id[stop_id].status != "planned":
                        self._present[stop_id].update(words)

    def find(
        self, whole: Span, content: Sequence[Span], source: Span | None, words: Sequence[str],
        speaker: Sequence[str] | None, date: dt.date | None,
    ) -> About:  # fmt: skip
        """
        Return what a claim is about, and keep it as the focus.

        Parameters
        ----------
        whole, content, source
            Spans in characters: the clause, what it says, who says it.
        words
            The words of the clause, in normal form.
        speaker
            The words of the speaker's name; `None` for the publisher.
        date
            When it happened, if known.
        """
        scores: dict[About, float] = defaultdict(float)
        self._score_names(scores, whole, content, source, date)
        self._score_context(scores, words, speaker, date)
        if self._is_whole_journey(words, content):
            return About()
        best = max(scores, key=lambda about: scores[about], default=About())
        self.focus = best
        if not content:
            self._move_on(whole, date)
        return best

    def _move_on(self, whole: Span, date: dt.date | None) -> None:
        """Follow the journey through a clause that tells of several stops: the last is the focus."""
        for named in self.named_in(*whole):
            if named.stops and named.weight == _NAMED:
                self.focus = About(stop_id=self._nearest_visit(named, date if len(named.stops) == 1 else None))

    def _score_names(
        self,
        scores: dict[About, float],
        whole: Span,
        content: Sequence[Span],
        source: Span | None,
        date: dt.date | None,
    ) -> None:
        order = 0
        for named in self.named_in(*whole):
            if source is not None and source[0] <= named.start < source[1]:
                itself = (named.start, named.end) == source and named.place.kind != "site"
                about = self._about(named)
                scores[about] = max(scores[about], _CAPITAL if itself else _SEAT)
                continue
            inside = any(start <= named.start < end for start, end in content)
            weight = named.weight * (1.0 if inside or not content else 0.8)
            if named.stops:
                about = About(stop_id=self._nearest_visit(named, date))
                scores[about] = max(scores[about], weight - _LATER * order)
            elif named.weight != _NAMED_ADJECTIVE and not self._holds_stop(named.place):
                about = About(place_id=named.place.place_id)
                scores[about] = max(scores[about], (_ACTOR if named.actor else _CONTEXT) - _LATER * order)
            order += not named.actor

    def _about(self, named: _Named) -> About:
        return About(place_id=named.place.place_id)

    def _holds_stop(self, place: Place) -> bool:
        """Tell whether any stop lies in a country or region: it is where the journey is, not another place."""
        if place.place_id not in self._holding:
            wide = place.kind in {"country", "region", "area"}
            self._holding[place.place_id] = wide and any(_holds(place, stop) for stop in self.stops)
        return self._holding[place.place_id]

    def _nearest_visit(self, named: _Named, date: dt.date | None) -> str:
        """Return which of several visits to a place is meant: by the date, or the one the text has come to."""
        if len(named.stops) == 1:
            return named.stops[0]
        if date is not None:
            before = [
                stop for stop in named.stops if (arrival := self._by_id[stop].arrival) is not None and arrival <= date
            ]
            if before:
                return before[-1]
        if self.focus.stop_id in named.stops:
            return self.focus.stop_id
        focus = self._by_id.get(self.focus.stop_id)
        later = [stop for stop in named.stops if focus is None or self._by_id[stop].order > focus.order]
        return later[0] if later else named.stops[-1]

    def _score_context(
        self,
        scores: dict[About, float],
        words: Sequence[str],
        speaker: Sequence[str] | None,
        date: dt.date | None,
    ) -> None:
        if self.focus != About():
            there = not any(score >= _NAMED_ORIGIN for score in scores.values()) and self._says_there(words)
            stop = self._by_id.get(self.focus.stop_id)
            told = _FOCUS_TOLD if speaker is None else _FOCUS
            scores[self.focus] += told if stop is not None and stop.status != "origin" else _FOCUS_ORIGIN
            scores[self.focus] += _PRESENT if self._was_there(self.focus.stop_id, speaker) else 0.0
            scores[self.focus] += _THERE if there else 0.0
        for stop_id in self._by_date.get(date, ()):
            present = self.focus.stop_id != stop_id and self._was_there(stop_id, speaker)
            scores[About(stop_id=stop_id)] += _DATED + (_PRESENT if present else 0.0)
        for stop_id, names in self._topics.items():
            topics = max(claim_phrases(self.language, name, "topics").count_in(words) for name in names)
            if topics:
                scores[About(stop_id=stop_id)] += _TOPIC if topics == 1 else _TOPICS
        if self._origin is not None and claim_phrases(self.language, "departure").found_in(words):
            scores[About(stop_id=self._origin.stop_id)] += _DEPARTURE

    def _was_there(self, stop_id: str, speaker: Sequence[str] | None) -> bool:
        """Tell whether a speaker is named together with a stop."""
        return stop_id in self._present and not self._present[stop_id].isdisjoint(speaker or ())

    def _says_there(self, words: Sequence[str]) -> bool:
        return claim_phrases(self.language, "there").found_in(words)

    def _is_whole_journey(self, words: Sequence[str], content: Sequence[Span]) -> bool:
        """Tell whether what is said begins with the journey itself: "that the visit will go on"."""
        if not content or any(named.stops for span in content for named in self.named_in(*span)):
            return False
        journey = claim_phrases(self.language, "journey").words
        lead = [word for word in words[:4] if word not in {"that", "ان"}]
        if self.language == "ar":
            return any(word in journey for word in lead[:2])
        return any(word in journey and (before in _OWNED or before.endswith("'s")) for before, word in pairwise(lead))


def _holds(place: Place, stop: Stop) -> bool:
    """Tell whether a stop lies in a place."""
    if place.kind == "country" and place.country:
        return place.country == stop.country
    reach = max(place.radius_km, _NEAR_KM)
    return distance_km(stop, place) <= reach
