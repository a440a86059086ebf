"""What part of the world the map shows, and where on the sheet: centre, scale and frame."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from geopy.distance import geodesic

from masar.figure.projection import EARTH_RADIUS_KM, Array, Centre, LatLon, find_centre, project, unproject
from masar.labels import Box

_PADDING = (0.16, 0.13)  # of the frame's width and height, on each side, for labels
_SMALLEST_KM = 24.0  # a journey within one town is not drawn closer than this from edge to edge
_NICE = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class View:
    """A map on a sheet; `scale` is points for each earth radius, x0, y0 the sheet's point of the centre."""

    centre: Centre
    scale: float
    frame: Box
    x0: float
    y0: float

    def to_page(self, lat: npt.ArrayLike, lon: npt.ArrayLike) -> tuple[Array, Array]:
        """Return (n, 2) points of the sheet, and the cosines of the angular distances from the centre."""
        x, y, cos_c = project(lat, lon, self.centre)
        return np.column_stack([self.x0 + self.scale * x, self.y0 + self.scale * y]), cos_c

    def to_world(self, x: npt.ArrayLike, y: npt.ArrayLike) -> tuple[Array, Array]:
        """Return latitudes and longitudes of points of the sheet."""
        return unproject(
            (np.asarray(x, dtype=float) - self.x0) / self.scale,
            (np.asarray(y, dtype=float) - self.y0) / self.scale,
            self.centre,
        )

    @property
    def outline(self) -> tuple[Array, Array]:
        """Latitudes and longitudes along the frame."""
        f, share = self.frame, np.linspace(0, 1, 25)[:-1]
        x = np.r_[f.left + share * f.width, np.full(24, f.right), f.right - share * f.width, np.full(24, f.left)]
        y = np.r_[np.full(24, f.bottom), f.bottom + share * f.height, np.full(24, f.top), f.top - share * f.height]
        return self.to_world(x, y)

    @property
    def reach(self) -> float:
        """How far the farthest corner of the frame is from the centre, as an angle in radians."""
        f = self.frame
        away = max(np.hypot(x - self.x0, y - self.y0) for x in (f.left, f.right) for y in (f.bottom, f.top))
        return float(2 * np.arcsin(min(away / self.scale / 2, 1.0)))


def fit_view(points: Sequence[LatLon], frame: Box, zoom: float = 1.0) -> View:
    """
    Return the view that shows all points with room for labels around them.

    Parameters
    ----------
    points
        n >= 1 latitudes and longitudes.
    frame
        The map's place on the sheet.
    zoom
        Below 1 shows more of the surroundings.
    """
    centre = find_centre(points)
    lat, lon = np.array(points, dtype=float).T
    x, y, _ = project(lat, lon, centre)
    least = _SMALLEST_KM / EARTH_RADIUS_KM
    room_x, room_y = frame.width * (1 - 2 * _PADDING[0]), frame.height * (1 - 2 * _PADDING[1])
    scale = zoom * min(room_x / max(np.ptp(x), least), room_y / max(np.ptp(y), least))
    middle_x, middle_y = frame.centre
    return View(
        centre, float(scale), frame,
        float(middle_x - scale * (x.min() + x.max()) / 2), float(middle_y - scale * (y.min() + y.max()) / 2),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A length in kilometres and how long it is on the sheet; `local` if it holds at the centre only."""

    length_km: float
    points: float
    local: bool


def make_scale_bar(view: View, widest: float) -> ScaleBar:
    """
    Return the longest round length that fits, as it is on the sheet.

    Notes
    -----
    The length is measured on the ellipsoid, from west to east through the centre of the map. Towards
    the edges the projection stretches and squeezes by 1 / cos(c/2) at an angular distance c; where that
    exceeds 2 % within the frame, `local` is set.
    """
    x, y = view.frame.centre
    half = widest / 2
    lat, lon = view.to_world([x - half, x + half], [y, y])
    widest_km = geodesic((lat[0], lon[0]), (lat[1], lon[1])).km
    length_km = float(max(_nice_lengths(widest_km)))
    points = widest * length_km / widest_km
    for _ in range(3):  # the projection is not linear: measure the bar itself
        lat, lon = view.to_world([x - points / 2, x + points / 2], [y, y])
        points *= length_km / geodesic((lat[0], lon[0]), (lat[1], lon[1])).km
    stretch = 1 / np.cos(min(view.reach, 3.0) / 2)
    return ScaleBar(length_km, float(points), bool(stretch > 1.02))


def _nice_lengths(most_km: float) -> list[float]:
    found = [digit * 10.0**power for power in range(-2, 5) for digit in _NICE if digit * 10.0**power <= most_km]
    return found or [most_km]
