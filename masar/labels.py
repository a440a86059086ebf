"""
Where labels go so that none covers another: pure geometry, in any unit of length.

A label may stand beside its anchor in sixteen directions and at growing distances; far ones get a leader
line. Every candidate is checked against the frame, the obstacles and what is placed already, and costs
more the farther it is, the less usual its side, and the more of the drawn lines it covers. Labels are
placed greedily, those with the least choice first, and then improved: a label that found no room
may move one other label away, and every label may change to a cheaper place (Christensen, Marks and
Shieber 1995 compare such methods).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from masar.label_geometry import (
    Array,
    Box,
    Flags,
    Point,
    box_array,
    boxes_meet,
    clip_segments,
    length_inside,
    line_segments,
    segment_meets,
)

__all__ = ["Box", "LabelRequest", "Placement", "Point", "Start", "place_labels"]

Start = Literal["left", "right"]

DISTANCES = (0.0, 4.0, 10.0, 18.0, 28.0, 40.0, 56.0, 76.0, 100.0, 130.0)
LEADER_FROM = 7.0  # a label farther than this from its anchor's rim needs a leader
_DIRECTIONS = 16
_COST_DISTANCE = 1.0
_COST_LINE = 1.6  # for each unit of drawn line that the label covers or comes near to
_COST_SIDE = 3.0
_COST_ANCHOR = 2.0
_COST_ASIDE = 6.0  # for standing beside an anchor on which it might stand
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class LabelRequest:
    """
    A label looking for a place.

    `anchors` are points it may belong to, the best first; `reach_x`, `reach_y` are how far the mark
    drawn at the anchor extends. `on_anchor` lets it stand on the anchor itself. `leader` says whether it
    may stand far off; `weight` scales how much its costs count against others'. `avoid` are obstacles for
    this label alone; drawn lines within `line_margin` of it count as covered.
    """

    key: str
    anchors: tuple[Point, ...]
    width: float
    height: float
    reach_x: float = 0.0
    reach_y: float = 0.0
    on_anchor: bool = False
    leader: bool = True
    weight: float = 1.0
    avoid: tuple[Box, ...] = ()
    line_margin: float = 0.0


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a label stands; `leader` runs from its anchor's rim to its edge, `None` where it is near."""

    key: str
    box: Box
    anchor: Point
    leader: tuple[Point, Point] | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    placement: Placement
    cost: float


@dataclass(slots=True)
class _Board:
    """What is on the map so far."""

    gap: float
    placed: dict[str, _Candidate] = field(default_factory=dict)

    def clashes(self, candidate: _Candidate, own: str) -> list[str]:
        """Return the keys of placed labels that a candidate would touch."""
        return [
            k for k, other in self.placed.items() if k != own and _touch(candidate.placement, other.placement, self.gap)
        ]


def place_labels(
    requests: Sequence[LabelRequest],
    *,
    frame: Box,
    obstacles: Sequence[Box] = (),
    lines: Sequence[Array] = (),
    gap: float = 2.0,
    start: Start = "left",
) -> Mapping[str, Placement]:
    """
    Place labels within a frame.

    Parameters
    ----------
    requests
        The labels, the most important first.
    frame
        Where labels may stand.
    obstacles
        Boxes that no label and no leader may touch, except the one around a leader's own anchor.
    lines
        (n, 2) arrays of points: lines better not covered.
    gap
        The least distance between two labels, and between labels and obstacles.
    start
        The side where reading starts; labels prefer to stand on the far side of their anchor.

    Returns
    -------
    placements
        By key; a label for which there is no room is missing. No two boxes overlap, no leader meets a
        foreign box, no two leaders cross.
    """
    segments = line_segments(lines)
    boxes = box_array(obstacles)
    choices = {r.key: _free_candidates(r, frame, boxes, segments, gap=gap, start=start) for r in requests}
    board = _Board(gap)
    rank = {r.key: i for i, r in enumerate(requests)}
    for key in sorted(choices, key=lambda k: (len(choices[k]) > 12, rank[k])):
        _place_first_free(board, key, choices[key])
    for _ in range(_ROUNDS):
        before = dict(board.placed)
        for request in requests:
            _improve(board, request.key, choices)
        if board.placed == before:
            break
    return {r.key: board.placed[r.key].placement for r in requests if r.key in board.placed}


def _place_first_free(board: _Board, key: str, candidates: Sequence[_Candidate]) -> bool:
    for candidate in candidates:
        if not board.clashes(candidate, key):
            board.placed[key] = candidate
            return True
    return False


def _improve(board: _Board, key: str, choices: Mapping[str, Sequence[_Candidate]]) -> None:
    """Move a label to the place that costs least together with moving at most one other label away for it."""
    now = board.placed.get(key)
    best = now.cost if now else np.inf
    change: dict[str, _Candidate] | None = None
    for candidate in choices[key]:
        if candidate.cost >= best:
            break
        clashes = board.clashes(candidate, key)
        if not clashes:
            best, change = candidate.cost, {key: candidate}
            break
        if len(clashes) == 1 and (found := _elsewhere(board, clashes[0], key, candidate, choices)):
            total = candidate.cost + found.cost - board.placed[clashes[0]].cost
            if total < best:
                best, change = total, {key: candidate, clashes[0]: found}
    if change:
        board.placed.update(change)


def _elsewhere(
    board: _Board, key: str, mover: str, taken: _Candidate, choices: Mapping[str, Sequence[_Candidate]]
) -> _Candidate | None:
    """Return the best other place for a label once `mover` stands at `taken`."""
    for candidate in choices[key]:
        if _touch(candidate.placement, taken.placement, board.gap):
            continue
        if not [k for k in board.clashes(candidate, key) if k != mover]:
            return candidate
    return None


def _free_candidates(
    request: LabelRequest, frame: Box, obstacles: Array, segments: Array, *, gap: float, start: Start
) -> list[_Candidate]:
    """Return a label's candidates that keep clear of frame and obstacles, the cheapest first."""
    raw = [c for c in _candidates(request, start) if frame.contains(c.placement.box)]
    if not raw:
        return []
    obstacles = np.vstack([obstacles, box_array(request.avoid)])
    boxes = box_array([c.placement.box for c in raw])
    blocked: Flags = np.any(boxes_meet(boxes, obstacles, gap), axis=1)
    margin = request.line_margin
    covered = length_inside(boxes + np.array([-margin, -margin, margin, margin]), segments)
    kept = []
    for candidate, is_blocked, length in zip(raw, blocked, covered, strict=True):
        if not is_blocked and not _leader_blocked(candidate.placement, obstacles):
            kept.append(_Candidate(candidate.placement, request.weight * (candidate.cost + _COST_LINE * length)))
    return sorted(kept, key=lambda c: c.cost)


def _candidates(request: LabelRequest, start: Start) -> Iterator[_Candidate]:
    for number, anchor in enumerate(request.anchors):
        extra = _COST_ANCHOR * number
        if request.on_anchor:
            yield _Candidate(Placement(request.key, _box_around(request, anchor), anchor), extra)
            extra += _COST_ASIDE
        for distance in DISTANCES if request.leader else DISTANCES[:2]:
            for step in range(_DIRECTIONS):
                candidate = _candidate(request, anchor, distance, step, start)
                yield _Candidate(candidate.placement, candidate.cost + extra)


def _box_around(request: LabelRequest, centre: Point) -> Box:
    (x, y), half_x, half_y = centre, request.width / 2, request.height / 2
    return Box(x - half_x, y - half_y, x + half_x, y + half_y)


def _candidate(request: LabelRequest, anchor: Point, distance: float, step: int, start: Start) -> _Candidate:
    """Return the candidate in the direction `step` (0 is the far side from where reading starts)."""
    angle = 2 * np.pi * step / _DIRECTIONS
    dx, dy = float(np.cos(angle)), float(np.sin(angle))
    if start == "right":
        dx = -dx
    # The label's centre slides round a rectangle, so that its nearest edge is `distance` from the mark's rim.
    reach_x, reach_y = request.reach_x + distance + request.width / 2, request.reach_y + distance + request.height / 2
    scale = min(reach_x / abs(dx) if abs(dx) > 1e-9 else np.inf, reach_y / abs(dy) if abs(dy) > 1e-9 else np.inf)
    box = _box_around(request, (anchor[0] + dx * scale, anchor[1] + dy * scale))
    leader = _leader(request, anchor, box) if distance > LEADER_FROM else None
    side = min(step, _DIRECTIONS - step) / (_DIRECTIONS / 2)  # 0 on the far side, 1 on the near side
    below = 0.25 if dy < 0 else 0.0
    return _Candidate(
        Placement(request.key, box, anchor, leader), _COST_DISTANCE * distance + _COST_SIDE * (side + below)
    )


def _leader(request: LabelRequest, anchor: Point, box: Box) -> tuple[Point, Point]:
    """Return the line from the rim of the mark at the anchor to the nearest point of the label."""
    end = (min(max(anchor[0], box.left), box.right), min(max(anchor[1], box.bottom), box.top))
    dx, dy = end[0] - anchor[0], end[1] - anchor[1]
    length = float(np.hypot(dx, dy)) or 1.0
    reach = min(
        request.reach_x * length / abs(dx) if abs(dx) > 1e-9 else np.inf,
        request.reach_y * length / abs(dy) if abs(dy) > 1e-9 else np.inf,
        length,
    )
    return (anchor[0] + dx / length * reach, anchor[1] + dy / length * reach), end


def _leader_blocked(placement: Placement, obstacles: Array) -> bool:
    """Tell whether a leader meets an obstacle other than the one it starts from."""
    if placement.leader is None or not len(obstacles):
        return False
    (x0, y0), (x1, y1) = placement.leader
    x, y = placement.anchor
    own = (obstacles[:, 0] <= x) & (x <= obstacles[:, 2]) & (obstacles[:, 1] <= y) & (y <= obstacles[:, 3])
    enter, leave = clip_segments(obstacles[~own], np.array([[x0, y0, x1, y1]]))
    return bool((enter < leave).any())


def _touch(a: Placement, b: Placement, gap: float) -> bool:
    """Tell whether two labels with their leaders are in each other's way."""
    if a.box.overlaps(b.box, gap):
        return True
    if a.leader is None and b.leader is None:
        return False
    return _leader_meets(a, b.box) or _leader_meets(b, a.box) or _leaders_cross(a, b)


def _leader_meets(placement: Placement, box: Box) -> bool:
    if placement.leader is None:
        return False
    (x0, y0), (x1, y1) = placement.leader
    if max(x0, x1) < box.left or min(x0, x1) > box.right or max(y0, y1) < box.bottom or min(y0, y1) > box.top:
        return False
    return segment_meets((x0, y0), (x1, y1), box)


def _leaders_cross(a: Placement, b: Placement) -> bool:
    if a.leader is None or b.leader is None:
        return False
    (p, q), (r, s) = a.leader, b.leader
    return _side(p, q, r) * _side(p, q, s) < 0 and _side(r, s, p) * _side(r, s, q) < 0


def _side(p: Point, q: Point, r: Point) -> float:
    return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
