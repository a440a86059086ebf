"""
A story as GeoJSON (RFC 7946). The only module that puts longitude before latitude.

Four kinds of feature, told apart by the property `kind`: `stop` and `context` and `waypoint` (points)
and `leg` (a line). Legs go the short way round the globe and are cut at the antimeridian; flights follow
the great circle, all others straight lines through their way points.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np

from masar.model import Claim, Leg, Place, Stop, Story

DECIMALS = 5  # about a metre
ARC_STEP_DEGREES = 2.0  # points of a great circle lie about this far apart

LonLat = tuple[float, float]


def story_to_geojson(story: Story, *, with_claims: bool = False) -> dict[str, Any]:
    """
    Return a story's stops, legs, context places and way points.

    Parameters
    ----------
    story
        Any story; legs whose stops are unknown are left out.
    with_claims
        Whether stops, context places and the collection itself list the claims about them.

    Returns
    -------
    collection
        A FeatureCollection; stops in travel order, then legs, way points and context places. The
        foreign member `story` names what is drawn. Stops at the same point are told apart by `visit`,
        which counts them from 0, and `visits`, how many there are.
    """
    stops = sorted(story.stops, key=lambda s: s.order)
    claims = _claims_by_subject(story.claims) if with_claims else None
    places = {p.place_id: p for p in story.places}
    by_id = {s.stop_id: s for s in stops}
    legs = [leg for leg in story.legs if leg.from_stop in by_id and leg.to_stop in by_id]
    used = {place_id for leg in legs for place_id in leg.via}
    features = [
        *_stop_features(stops, claims),
        *(_leg_feature(leg, by_id, places) for leg in legs),
        *(_place_feature(p, "waypoint", None) for p in story.places if p.role == "waypoint" and p.place_id in used),
        *(_place_feature(p, "context", claims) for p in story.places if p.role == "context"),
    ]
    about = {
        name: _plain(getattr(story, name))
        for name in ("story_id", "title_en", "title_ar", "publisher", "published", "traveller", "traveller_ar")
    }
    if claims is not None:
        about["claims"] = claims["", ""]
    return {"type": "FeatureCollection", "story": about, "features": features}


def route_line(points: Sequence[LonLat], *, great_circle: bool = False) -> list[LonLat]:
    """
    Return a line through points that goes the short way between each two.

    Parameters
    ----------
    points
        Longitude and latitude in degrees.
    great_circle
        Whether to follow great circles instead of straight lines.

    Returns
    -------
    line
        Continuous: where it crosses the antimeridian, longitudes run on beyond 180 or -180.
    """
    line = [points[0]]
    for point in points[1:]:
        here = line[-1]
        there = (unwrap_lon(point[0], here[0]), point[1])
        line.extend(_great_circle(here, there) if great_circle else [there])
    return line


def unwrap_lon(lon: float, near: float) -> float:
    """Return the longitude plus or minus whole turns, at most half a turn from another."""
    turns = round((near - lon) / 360)
    return lon + 360 * turns


def cut_at_antimeridian(line: Sequence[LonLat]) -> list[list[LonLat]]:
    """Cut a continuous line where it crosses 180 degrees; all longitudes of the parts in [-180, 180]."""
    parts: list[list[LonLat]] = []
    here: int | None = None
    for (lon, lat), (next_lon, next_lat) in pairwise(line):
        start, end = _turn_of(lon, next_lon), _turn_of(next_lon, lon)
        if start != here:
            parts.append([(lon - 360 * start, lat)])
        if start != end:
            edge = 360.0 * start + (180 if next_lon > lon else -180)
            edge_lat = lat + (edge - lon) / (next_lon - lon) * (next_lat - lat)
            parts[-1].append((edge - 360 * start, edge_lat))
            parts.append([(edge - 360 * end, edge_lat)])
        parts[-1].append((next_lon - 360 * end, next_lat))
        here = end
    return [part for part in (_without_repeats(p) for p in parts) if len(part) > 1]


def _turn_of(lon: float, neighbour: float) -> int:
    """Return how many turns the longitude is from [-180, 180]; on the edge, the side of its neighbour."""
    turns = (lon + 180) / 360
    if turns == int(turns) and neighbour < lon:
        return int(turns) - 1
    return int(np.floor(turns))


def _without_repeats(line: Sequence[LonLat]) -> list[LonLat]:
    return [point for i, point in enumerate(line) if i == 0 or point != line[i - 1]]


def _great_circle(start: LonLat, end: LonLat) -> list[LonLat]:
    """Return the points after `start` on the great circle to `end`, longitudes continuous."""
    lon, lat = np.radians([start[0], end[0]]), np.radians([start[1], end[1]])
    vectors = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    angle = float(np.arccos(np.clip(vectors[0] @ vectors[1], -1, 1)))
    steps = int(np.degrees(angle) // ARC_STEP_DEGREES)
    if steps < 1 or np.pi - angle < 1e-6:  # antipodes have no one great circle
        return [end]
    share = np.linspace(0, 1, steps + 2)[1:-1, None]
    arc = (np.sin((1 - share) * angle) * vectors[0] + np.sin(share * angle) * vectors[1]) / np.sin(angle)
    between: list[LonLat] = []
    near = start[0]
    for x, y, z in arc:
        near = unwrap_lon(float(np.degrees(np.arctan2(y, x))), near)
        between.append((near, float(np.degrees(np.arcsin(np.clip(z, -1, 1))))))
    return [*between, (unwrap_lon(end[0], near), end[1])]


def _stop_features(stops: Sequence[Stop], claims: Mapping[tuple[str, str], Any] | None) -> list[dict[str, Any]]:
    at = [tuple(_rounded((s.lon, s.lat))) for s in stops]
    visits, seen = Counter(at), Counter[tuple[float, ...]]()
    features = []
    for stop, point in zip(stops, at, strict=True):
        properties = {k: _plain(v) for k, v in asdict(stop).items() if k not in ("lat", "lon")}
        properties |= {"kind": "stop", "visit": seen[point], "visits": visits[point]}
        seen[point] += 1
        if claims is not None:
            properties["claims"] = claims[stop.stop_id, ""]
        features.append(_feature(stop.stop_id, "Point", _rounded((stop.lon, stop.lat)), properties))
    return features


def _place_feature(place: Place, kind: str, claims: Mapping[tuple[str, str], Any] | None) -> dict[str, Any]:
    kept = ("place_id", "name_en", "name_ar", "country", "radius_km")
    properties = {name: getattr(place, name) for name in kept} | {"kind": kind, "place_kind": place.kind}
    if claims is not None:
        properties["claims"] = claims["", place.place_id]
    return _feature(place.place_id, "Point", _rounded((place.lon, place.lat)), properties)


def _leg_feature(leg: Leg, stops: Mapping[str, Stop], places: Mapping[str, Place]) -> dict[str, Any]:
    ends = stops[leg.from_stop], stops[leg.to_stop]
    via = [places[place_id] for place_id in leg.via if place_id in places]
    points = [(ends[0].lon, ends[0].lat), *((p.lon, p.lat) for p in via), (ends[1].lon, ends[1].lat)]
    line = route_line(points, great_circle=leg.mode == "plane")
    parts = [[_rounded(p) for p in part] for part in cut_at_antimeridian(line)]
    properties = {k: _plain(v) for k, v in asdict(leg).items()} | {"kind": "leg"}
    if not parts:  # from a place to itself
        return _feature(leg.leg_id, "LineString", [_rounded(p) for p in (points[0], points[-1])], properties)
    one = len(parts) == 1
    return _feature(leg.leg_id, "LineString" if one else "MultiLineString", parts[0] if one else parts, properties)


def _feature(feature_id: str, shape: str, coordinates: Any, properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": f"{properties['kind']}:{feature_id}",
        "geometry": {"type": shape, "coordinates": coordinates},
        "properties": properties,
    }


def _claims_by_subject(claims: Sequence[Claim]) -> Mapping[tuple[str, str], list[dict[str, Any]]]:
    """Group claims by (stop_id, place_id); a claim about a stop counts for the stop alone."""
    found: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for claim in claims:
        key = (claim.stop_id, "") if claim.stop_id else ("", claim.place_id)
        found[key].append({k: _plain(v) for k, v in asdict(claim).items()})
    return found


def _rounded(point: LonLat) -> list[float]:
    lon, lat = (round(float(v), DECIMALS) + 0.0 for v in point)
    return [lon, lat]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
