"""Boxes and line segments, many at once: what the placing of labels measures with."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle; y grows upwards."""

    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: "Box", gap: float = 0.0) -> bool:
        """Tell whether two boxes come nearer to each other than `gap`."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.bottom < other.top + gap
            and other.bottom < self.top + gap
        )

    def contains(self, other: "Box") -> bool:
        """Tell whether the other box lies within this one."""
        return (
            self.left <= other.left
            and self.bottom <= other.bottom
            and other.right <= self.right
            and other.top <= self.top
        )

    def grown(self, by: float) -> "Box":
        """Return the box with a margin added on all sides."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    @property
    def centre(self) -> Point:
        """The middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom


def box_array(boxes: Sequence[Box]) -> Array:
    """Return (n, 4): left, bottom, right, top."""
    return np.array([[b.left, b.bottom, b.right, b.top] for b in boxes], dtype=float).reshape(-1, 4)


def line_segments(lines: Sequence[Array]) -> Array:
    """Return the segments of all lines, (n, 4)."""
    parts = [np.hstack([line[:-1], line[1:]]) for line in lines if len(line) > 1]
    return np.vstack(parts) if parts else np.empty((0, 4))


def boxes_meet(boxes: Array, others: Array, gap: float) -> Flags:
    """Return (n, m): whether box i comes nearer than `gap` to box j."""
    left, bottom, right, top = (boxes[:, i, None] for i in range(4))
    near: Flags = (
        (left < others[:, 2] + gap) & (others[:, 0] < right + gap)
        & (bottom < others[:, 3] + gap) & (others[:, 1] < top + gap)
    )  # fmt: skip
    return near


def length_inside(boxes: Array, segments: Array) -> Array:
    """Return for each box the length of the segments inside it (Liang and Barsky 1984)."""
    if not len(segments):
        return np.zeros(len(boxes))
    enter, leave = clip_segments(boxes, segments)
    length = np.hypot(segments[:, 2] - segments[:, 0], segments[:, 3] - segments[:, 1])
    inside: Array = (np.maximum(leave - enter, 0.0) * length).sum(axis=1)
    return inside


def clip_segments(boxes: Array, segments: Array) -> tuple[Array, Array]:
    """Return (n, m) parameters in [0, 1] at which segment j enters and leaves box i; enter > leave: it misses."""
    enter, leave = np.zeros((len(boxes), len(segments))), np.ones((len(boxes), len(segments)))
    for low, high, axis in ((0, 2, 0), (1, 3, 1)):
        start, delta = segments[:, axis], segments[:, axis + 2] - segments[:, axis]
        still = np.abs(delta) < 1e-12
        safe = np.where(still, 1.0, delta)
        a, b = (boxes[:, low, None] - start) / safe, (boxes[:, high, None] - start) / safe
        outside = still & ((start < boxes[:, low, None]) | (start > boxes[:, high, None]))
        enter = np.where(outside, 2.0, np.where(still, enter, np.maximum(enter, np.minimum(a, b))))
        leave = np.where(still, leave, np.minimum(leave, np.maximum(a, b)))
    return enter, leave


def segment_meets(start: Point, end: Point, box: Box) -> bool:
    """Tell whether a segment meets a box: `clip_segments` for one of each, without the cost of small arrays."""
    enter, leave = 0.0, 1.0
    for at, to, low, high in ((start[0], end[0], box.left, box.right), (start[1], end[1], box.bottom, box.top)):
        delta = to - at
        if abs(delta) < 1e-12:
            if not low <= at <= high:
                return False
            continue
        first, last = sorted(((low - at) / delta, (high - at) / delta))
        enter, leave = max(enter, first), min(leave, last)
    return enter <= leave
