"""
The journey on the map: legs in lanes, arrows, way points, numbered stops.

Where legs share a way they are drawn side by side, each on the right-hand side of its direction, like
traffic; so a way there and back shows as two lines.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from masar.figure.projection import LatLon, join_points
from masar.figure.scene import Array, Drawing, Shape, line_path, polygon_path
from masar.figure.theme import Theme
from masar.figure.view import View
from masar.labels import Box
from masar.model import Leg, Place, Stop, Story

LINE_WIDTH = 3.4
DASHES = (7.0, 3.6)
_CORE_WIDTH = 1.1  # the light core of a line that is inferred
_MANY_LEGS = 14
_LANE = 5.0  # from the middle of one lane to the next
_CONVERGED = 3.0  # lanes come this near to the way itself at a stop ...
_SPREAD_SHARE, _SPREAD_MOST = 0.45, 110.0  # ... and have spread after this share of the way, or so many points
_ARROW = (9.0, 8.6)  # length and width
_ARROW_EVERY = 150.0
_ARROW_SHIFTS = (0.0, 9.0, -9.0, 18.0, -18.0, 27.0, -27.0)

Node = tuple[float, float]


@dataclass(frozen=True, slots=True)
class TracedLeg:
    """A leg and the line drawn for it, (n, 2) points of the sheet; empty from a place to itself."""

    leg: Leg
    line: Array


def route_points(story: Story) -> list[LatLon]:
    """Return latitude and longitude of all stops and way points."""
    places = {p.place_id: p for p in story.places}
    known = {s.stop_id for s in story.stops}
    legs = [leg for leg in story.legs if {leg.from_stop, leg.to_stop} <= known]
    via = [(places[v].lat, places[v].lon) for leg in legs for v in leg.via if v in places]
    return [(s.lat, s.lon) for s in story.stops] + via


def trace_legs(story: Story, view: View) -> tuple[TracedLeg, ...]:
    """Return the lines of all legs whose stops are known."""
    stops = {s.stop_id: s for s in story.stops}
    places = {p.place_id: p for p in story.places}
    legs = [leg for leg in story.legs if leg.from_stop in stops and leg.to_stop in stops]
    ways = [_nodes(leg, stops, places) for leg in legs]
    offsets = lane_offsets(ways)
    return tuple(
        TracedLeg(leg, _trace(way, offset, view)) for leg, way, offset in zip(legs, ways, offsets, strict=True)
    )


def _nodes(leg: Leg, stops: Mapping[str, Stop], places: Mapping[str, Place]) -> list[Node]:
    """Return the points a leg runs through, repeats left out."""
    via = [places[v] for v in leg.via if v in places]
    passed: list[Stop | Place] = [stops[leg.from_stop], *via, stops[leg.to_stop]]
    points = [(round(p.lat, 5), round(p.lon, 5)) for p in passed]
    return [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]


def lane_offsets(ways: Sequence[Sequence[Node]]) -> list[list[float]]:
    """
    Return for each segment of each way how far to the right of its direction it is drawn, in points.

    Zero where a segment is used once. Segments used in one direction only lie around the way itself.
    """
    uses: defaultdict[tuple[Node, Node], list[tuple[int, int]]] = defaultdict(list)
    for number, way in enumerate(ways):
        for position, segment in enumerate(pairwise(way)):
            uses[segment].append((number, position))
    offsets = [[0.0] * max(len(way) - 1, 0) for way in ways]
    for (a, b), users in uses.items():
        both_ways = bool(uses.get((b, a)))
        for lane, (number, position) in enumerate(users):
            offsets[number][position] = _LANE * (lane + 0.5 if both_ways else lane - (len(users) - 1) / 2)
    return offsets


def _trace(way: Sequence[Node], offsets: Sequence[float], view: View) -> Array:
    if len(way) < 2:
        return np.empty((0, 2))
    parts: list[Array] = []
    shifts: list[float] = []
    for (a, b), offset in zip(pairwise(way), offsets, strict=True):
        dense = join_points([a, b])
        points, _ = view.to_page(dense[:, 0], dense[:, 1])
        if abs(offset) > _CONVERGED:
            points = densify(points, 5.0)
        parts.append(points if not parts else points[1:])
        shifts += [offset] * (len(points) - 1)
    return shift_line(np.vstack(parts), np.array(shifts))


def densify(points: Array, step: float) -> Array:
    """Return a line with points at most about `step` apart, ends kept."""
    length = np.r_[0.0, np.cumsum(np.hypot(*np.diff(points, axis=0).T))]
    at = np.linspace(0.0, length[-1], max(int(length[-1] / step), 1) + 1)
    return np.column_stack([np.interp(at, length, points[:, 0]), np.interp(at, length, points[:, 1])])


def shift_line(points: Array, shifts: Array) -> Array:
    """
    Move each segment of a line to its right and join what comes apart.

    Parameters
    ----------
    points
        (n, 2).
    shifts
        (n - 1,), in points; reduced towards both ends, so that lanes meet at the stops.
    """
    steps = np.diff(points, axis=0)
    length = np.hypot(*steps.T)
    keep = length > 1e-9
    points, shifts, steps, length = points[np.r_[True, keep]], shifts[keep], steps[keep], length[keep]
    if not len(steps) or not shifts.any():
        return points
    normal = np.column_stack([steps[:, 1], -steps[:, 0]]) / length[:, None]
    run = np.r_[0.0, np.cumsum(length)]
    near_end = np.minimum(np.minimum(run, run[-1] - run) / min(_SPREAD_SHARE * run[-1], _SPREAD_MOST), 1.0)
    most = _CONVERGED + (max(np.abs(shifts).max() - _CONVERGED, 0.0)) * near_end * (2 - near_end)
    moved: list[Array] = []
    for i, point in enumerate(points):
        before, after = max(i - 1, 0), min(i, len(steps) - 1)
        if normal[before] @ normal[after] < -0.2:  # the line turns back: go round the end
            moved += [point + normal[j] * np.clip(shifts[j], -most[i], most[i]) for j in (before, after)]
            continue
        middle = normal[before] + normal[after]
        middle /= np.hypot(*middle)
        shift = np.clip((shifts[before] + shifts[after]) / 2, -most[i], most[i])
        moved.append(point + middle * shift / max(float(middle @ normal[before]), 0.6))
    return np.array(moved)


def draw_legs(
    drawing: Drawing, legs: Sequence[TracedLeg], view: View, theme: Theme, places: Sequence[Place] = ()
) -> list[Box]:
    """
    Draw the legs, what is announced below what was travelled, and arrows on top; return the arrows' boxes.

    Many legs are drawn finer than a few; no arrow stands on one of the `places`.
    """
    weight = 1.0 if len(legs) <= _MANY_LEGS else 0.68
    ordered = sorted((leg for leg in legs if len(leg.line)), key=lambda traced: traced.leg.status != "planned")
    for traced in ordered:
        drawing.add(
            *leg_shapes(
                traced.line,
                theme,
                planned=traced.leg.status == "planned",
                inferred=traced.leg.basis == "inferred",
                weight=weight,
            )
        )
    arrows: list[Array] = []
    dots = view.to_page([p.lat for p in places], [p.lon for p in places])[0] if places else np.empty((0, 2))
    for traced in ordered:
        arrows += _arrows(traced.line, [*arrows, *dots[:, None, :]], weight)
    drawing.add(Shape(polygon_path(arrows), fill=theme.journey, stroke=theme.halo, width=0.7, clip=view.frame))
    return [Box(*arrow.min(axis=0), *arrow.max(axis=0)) for arrow in arrows]


def leg_shapes(line: Array, theme: Theme, *, planned: bool, inferred: bool, weight: float = 1.0) -> list[Shape]:
    """Return the strokes of a leg: dashed if planned, with a light core if inferred."""
    path = line_path([line])
    dashes = DASHES if planned else ()
    shapes = [
        Shape(path, stroke=theme.halo, width=LINE_WIDTH * weight + 1.5, round_caps=True),
        Shape(path, stroke=theme.journey, width=LINE_WIDTH * weight, dashes=dashes),
    ]
    if inferred:
        shapes.append(Shape(path, stroke=theme.halo, width=_CORE_WIDTH * weight, dashes=dashes))
    return shapes


def _arrows(line: Array, others: Sequence[Array], weight: float) -> list[Array]:
    """Return triangles along a line, pointing its way, clear of other arrows."""
    length = np.r_[0.0, np.cumsum(np.hypot(*np.diff(line, axis=0).T))]
    total = length[-1]
    if total < 4 * _ARROW[0]:
        return []
    count = max(round(total / _ARROW_EVERY), 1)
    found: list[Array] = []
    for at in (total * (k + 0.55) / count for k in range(count)):
        tries = [_arrow(line, length, at + shift, weight) for shift in _ARROW_SHIFTS if 12 < at + shift < total - 12]
        taken = [other.mean(axis=0) for other in (*others, *found)]
        free = (a for a in tries if all(np.hypot(*(a.mean(axis=0) - t)) > 1.6 * _ARROW[0] for t in taken))
        if (arrow := next(free, None)) is not None:
            found.append(arrow)
    return found


def _arrow(line: Array, length: Array, at: float, weight: float) -> Array:
    half = weight * _ARROW[0] / 2
    tail, tip = (
        np.array([np.interp(at + d, length, line[:, 0]), np.interp(at + d, length, line[:, 1])]) for d in (-half, half)
    )
    along = tip - tail
    along = along / max(float(np.hypot(*along)), 1e-9)
    across = np.array([along[1], -along[0]]) * weight * _ARROW[1] / 2
    middle = (tail + tip) / 2
    return np.array(
        [
            middle + along * half,
            middle - along * half + across,
            middle - along * half * 0.55,
            middle - along * half - across,
        ]
    )
