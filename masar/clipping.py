"""Lines and polygons clipped to a box, as numpy arrays."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Box = tuple[float, float, float, float]  # west, south, east, north


def clip_ring(ring: Points, box: Box) -> Points:
    """
    Clip a closed ring, one side of the box after the other (Sutherland and Hodgman 1974).

    Parameters
    ----------
    ring
        (n, 2) x and y; the last point is the first again.
    box
        Least x, least y, greatest x, greatest y.

    Returns
    -------
    clipped
        (m, 2), closed; m = 0 if nothing is left. Where the ring leaves and enters again, the parts stay
        joined along the edge of the box.
    """
    for axis, limit, sign in ((0, box[0], 1.0), (0, box[2], -1.0), (1, box[1], 1.0), (1, box[3], -1.0)):
        depth = (ring[:, axis] - limit) * sign
        inside = depth >= 0
        if inside.all():
            continue
        if not inside.any():
            return ring[:0]
        a, b = depth[:-1], depth[1:]
        crossing = inside[:-1] != inside[1:]
        share = np.where(crossing, a / np.where(crossing, a - b, 1.0), 0.0)[:, None]
        edge = ring[:-1] + share * (ring[1:] - ring[:-1])
        both = np.stack([ring[:-1], edge], axis=1).reshape(-1, 2)
        ring = both[np.stack([inside[:-1], crossing], axis=1).ravel()]
        ring = np.vstack([ring, ring[:1]])
    return ring


def clip_line(line: Points, box: Box) -> Iterator[Points]:
    """
    Clip a line, segment by segment (Liang and Barsky 1984); yield the parts inside, each (m, 2).

    Parameters
    ----------
    line
        (n, 2) x and y.
    box
        Least x, least y, greatest x, greatest y.
    """
    start, way = line[:-1], np.diff(line, axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = (np.array(box[:2]) - start) / way, (np.array(box[2:]) - start) / way
    outside = (way == 0) & ((start < box[:2]) | (start > box[2:]))
    enter = np.where(way == 0, 0.0, np.minimum(low, high)).max(axis=1).clip(0)
    leave = np.where(way == 0, 1.0, np.maximum(low, high)).min(axis=1).clip(max=1)
    seen = (enter < leave) & ~outside.any(axis=1)
    first = seen & ~np.r_[False, seen[:-1] & (leave[:-1] == 1)]
    final = seen & ~np.r_[seen[1:] & (leave[:-1] == 1), False]
    for i, j in zip(np.flatnonzero(first), np.flatnonzero(final), strict=True):
        ends = start[i] + enter[i] * way[i], start[j] + leave[j] * way[j]
        yield np.vstack([ends[0], line[i + 1 : j + 1], ends[1]])
