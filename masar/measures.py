"""
How long a journey is, how long it took, and whether it is possible at all.

Lengths are geodesics on the WGS84 ellipsoid (`geopy.distance.geodesic`, Karney 2013). A date with a
precision of one day leaves the hour open, so speeds are ranges, never single figures.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import TypeVar

from geopy.distance import geodesic

from masar.errors import StoryError
from masar.i18n import text
from masar.model import Leg, Mode, Stop, Story

Point = tuple[float, float]
Found = TypeVar("Found")

# The fastest average that a whole leg, stops included, is believed to reach, in km/h.
TOP_SPEED_KMH: Mapping[Mode, float] = MappingProxyType(
    {
        # A brisk walk; armies and pilgrims on the march keep to 4 or 5.
        "foot": 6.0,
        # The limit on most motorways, held without a halt.
        "road": 110.0,
        # The fastest lines average about 300 between two stations, none over a leg with halts and changes.
        "train": 250.0,
        # 35 knots: the Blue Riband record of SS United States in 1952, still the mark for ocean crossings.
        "ship": 65.0,
        # Airliners cruise at about 900; with a tail wind a long flight averages up to 1,000.
        "plane": 1000.0,
        # Where no mode is stated the fastest one must be allowed for.
        "unknown": 1000.0,
    }
)


@dataclass(frozen=True, slots=True)
class LegMeasures:
    """
    The measures of one leg.

    `geodesic_km` joins the two stops; `route_km` runs through the leg's way points. `days` counts from
    arrival to arrival, `None` unless both dates are known to the day; it is negative where the dates
    contradict the order. `slowest_kmh` and `fastest_kmh` bound the average speed along the route that
    those dates imply; `fastest_kmh` is `None` where nothing bounds it (one day apart or less).
    `warning` is empty, `too_fast` or `dates_reversed`; `warning_text` says it in words.
    """

    leg_id: str
    mode: Mode
    geodesic_km: float
    route_km: float
    days: int | None
    slowest_kmh: float | None
    fastest_kmh: float | None
    warning: str = ""


@dataclass(frozen=True, slots=True)
class JourneyMeasures:
    """
    The measures of each leg and of the whole.

    `travelled_km` is the part of `route_km` that is not merely announced. `days`, and with it the
    speeds, run from the first to the last stop dated to the day, over the way between these two.
    """

    legs: tuple[LegMeasures, ...]
    geodesic_km: float
    route_km: float
    travelled_km: float
    days: int | None
    slowest_kmh: float | None
    fastest_kmh: float | None

    def leg(self, leg_id: str) -> LegMeasures | None:
        """Return the measures of the leg with this id, or `None`."""
        return next((leg for leg in self.legs if leg.leg_id == leg_id), None)


def measure_journey(story: Story) -> JourneyMeasures:
    """
    Measure a story's legs and the journey as a whole.

    Parameters
    ----------
    story
        A story; latitudes and longitudes in degrees, WGS84.

    Returns
    -------
    measures
        Lengths in kilometres, times in days, speeds in km/h; all zero or `None` without legs.

    Raises
    ------
    StoryError
        If a leg names a stop or a way point that the story does not have.
    """
    stops = {stop.stop_id: stop for stop in story.stops}
    places = {place.place_id: (place.lat, place.lon) for place in story.places}
    legs = tuple(_measure_leg(leg, stops, places) for leg in story.legs)
    days, dated_km = _dated_part(story.stops, story.legs, legs)
    slowest, fastest = _speed_range(dated_km, days)
    return JourneyMeasures(
        legs=legs,
        geodesic_km=sum(leg.geodesic_km for leg in legs),
        route_km=sum(leg.route_km for leg in legs),
        travelled_km=sum(m.route_km for m, leg in zip(legs, story.legs, strict=True) if leg.status == "travelled"),
        days=days,
        slowest_kmh=slowest,
        fastest_kmh=fastest,
    )


def warning_text(leg: LegMeasures, language: str) -> str:
    """Return a leg's warning as a sentence in the language asked for, or an empty text."""
    if not leg.warning:
        return ""
    return text(
        f"measures.warning.{leg.warning}",
        language,
        mode=text(f"measures.mode.{leg.mode}", language),
        distance_km=round(leg.geodesic_km),
        hours=((leg.days or 0) + 1) * 24,
        top_kmh=TOP_SPEED_KMH[leg.mode],
    )


def line_km(points: Iterable[Point]) -> float:
    """Return the length of a line through points (latitude, longitude), in kilometres."""
    return float(sum(geodesic(a, b).km for a, b in pairwise(points)))


def _measure_leg(leg: Leg, stops: Mapping[str, Stop], places: Mapping[str, Point]) -> LegMeasures:
    start, end = _find(stops, leg.from_stop, leg), _find(stops, leg.to_stop, leg)
    ends = (start.lat, start.lon), (end.lat, end.lon)
    geodesic_km = line_km(ends)
    route_km = line_km((ends[0], *(_find(places, via, leg) for via in leg.via), ends[1]))
    days = _days_between(start, end)
    slowest, fastest = _speed_range(route_km, days)
    warning = _find_warning(leg.mode, geodesic_km, days)
    return LegMeasures(leg.leg_id, leg.mode, geodesic_km, route_km, days, slowest, fastest, warning)


def _find(found: Mapping[str, Found], key: str, leg: Leg) -> Found:
    if key not in found:
        raise StoryError("leg_unknown_id", leg=leg.leg_id, id=key)
    return found[key]


def _days_between(start: Stop, end: Stop) -> int | None:
    if start.arrival is None or end.arrival is None or {start.date_precision, end.date_precision} != {"day"}:
        return None
    return (end.arrival - start.arrival).days


def _speed_range(distance_km: float, days: int | None) -> tuple[float | None, float | None]:
    """Return the slowest and the fastest average: two dates d days apart are d - 1 to d + 1 days apart."""
    if days is None or days < 0:
        return None, None
    return distance_km / ((days + 1) * 24), distance_km / ((days - 1) * 24) if days > 1 else None


def _find_warning(mode: Mode, geodesic_km: float, days: int | None) -> str:
    if days is None:
        return ""
    if days < 0:
        return "dates_reversed"
    # Judged by the straight line: the way points are inferred, and cannot convict the article.
    return "too_fast" if geodesic_km / ((days + 1) * 24) > TOP_SPEED_KMH[mode] else ""


def _dated_part(
    stops: Sequence[Stop], legs: Sequence[Leg], measures: Sequence[LegMeasures]
) -> tuple[int | None, float]:
    """Return the days between the first and last stop dated to the day, and the way between them in km."""
    order = {stop.stop_id: number for number, stop in enumerate(stops)}
    dated = [stop for stop in stops if stop.arrival is not None and stop.date_precision == "day"]
    if len(dated) < 2:
        return None, 0.0
    first, last = order[dated[0].stop_id], order[dated[-1].stop_id]
    between = (
        measure.route_km
        for leg, measure in zip(legs, measures, strict=True)
        if first <= order[leg.from_stop] and order[leg.to_stop] <= last
    )
    return _days_between(dated[0], dated[-1]), sum(between)
