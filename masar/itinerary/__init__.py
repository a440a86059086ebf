"""
Places to stops in travel order, stops to legs.

Which of the named places are stops of the journey, whose journey it is, and in which order it went, is
read from the words: see `events` (what is said of a place), `subjects` (of whom), `visits` (in which
order). The words of each language stand in `masar/languages/*/journeys.toml`.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import pairwise

from masar.itinerary.journey import read_journey
from masar.model import Article, Basis, DatePrecision, Leg, Mode, Place, Resolution, Stop, StopStatus

__all__ = ["connect_stops", "order_stops", "read_journey"]


def order_stops(article: Article, resolutions: Sequence[Resolution]) -> tuple[Stop, ...]:
    """
    Return the stops of the journey that an article tells of, in travel order.

    Parameters
    ----------
    article
        The text; `published` is what its relative dates count from.
    resolutions
        What its place names mean, as `resolve_mentions` returns it.

    Returns
    -------
    stops
        Empty if the article tells of no journey. An origin that the text does not state is the seat of the
        traveller's country, with basis `inferred`.
    """
    journey = read_journey(article, tuple(resolutions))
    stops: list[Stop] = []
    if journey.origin is not None:
        stops.append(_stop(0, journey.origin, "origin", None, "unknown", "inferred"))
    for visit in journey.visits:
        status: StopStatus = "origin" if not stops and visit.is_start else visit.status
        stops.append(_stop(len(stops), visit.place, status, visit.date, visit.precision, "stated"))
    return tuple(stops)


def _stop(
    number: int, place: Place, status: StopStatus, arrival: dt.date | None, precision: DatePrecision, basis: Basis
) -> Stop:
    return Stop(
        stop_id=f"s{number}", order=number, place_id=place.place_id, name_en=place.name_en, name_ar=place.name_ar,
        lat=place.lat, lon=place.lon, country=place.country, status=status, arrival=arrival,
        date_precision=precision, basis=basis,
    )  # fmt: skip


def connect_stops(
    stops: Sequence[Stop], *, article: Article | None = None, resolutions: Sequence[Resolution] = ()
) -> tuple[Leg, ...]:
    """
    Join consecutive stops into legs.

    Parameters
    ----------
    stops
        n stops in travel order.
    article, resolutions
        What the stops were read from; with them legs get the mode of travel that the text states.

    Returns
    -------
    legs
        n - 1 legs, none if there are fewer than two stops.
    """
    modes: dict[str, Mode] = {}
    if article is not None:
        journey = read_journey(article, tuple(resolutions))
        offset = 0 if journey.origin is None else 1
        modes = {f"s{n + offset}": mode for n, mode in enumerate(journey.modes)}
    return tuple(_leg(number, start, end, modes) for number, (start, end) in enumerate(pairwise(stops)))


def _leg(number: int, start: Stop, end: Stop, modes: Mapping[str, Mode]) -> Leg:
    return Leg(
        leg_id=f"l{number}", from_stop=start.stop_id, to_stop=end.stop_id, mode=modes.get(end.stop_id, "unknown"),
        status="planned" if end.status == "planned" else "travelled",
        basis="inferred" if "inferred" in (start.basis, end.basis) else "stated",
    )  # fmt: skip
