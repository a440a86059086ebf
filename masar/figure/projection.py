"""
The projections of the print figure: Lambert azimuthal equal area for the map, orthographic for the globe.

Both on a sphere, in units of its radius; Snyder (1987), "Map Projections: A Working Manual", chapters 20
and 24. Arrays of latitudes and longitudes are in degrees; x points east and y north at the centre.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
LatLon = tuple[float, float]

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG
_ARC_STEP = np.radians(1.0)  # points of a great circle lie at most this far apart


@dataclass(frozen=True, slots=True)
class Centre:
    """The point on which a projection is centred, in degrees."""

    lat: float
    lon: float


def project(lat: npt.ArrayLike, lon: npt.ArrayLike, centre: Centre) -> tuple[Array, Array, Array]:
    """
    Project with Lambert's azimuthal equal-area projection.

    Returns
    -------
    x, y, cos_c
        Coordinates in earth radii, and the cosine of the angular distance from the centre (-1 at the
        antipode, which lies on the rim, 2 radii out, in no one direction).
    """
    x, y, cos_c = _azimuthal(lat, lon, centre)
    k = np.sqrt(2.0 / np.maximum(1.0 + cos_c, 1e-9))
    return k * x, k * y, cos_c


def unproject(x: npt.ArrayLike, y: npt.ArrayLike, centre: Centre) -> tuple[Array, Array]:
    """Return latitude and longitude of projected points; those off the map are put on its rim."""
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    rho = np.hypot(x, y)
    c = 2.0 * np.arcsin(np.clip(rho / 2.0, 0.0, 1.0))
    lat0 = np.radians(centre.lat)
    safe = np.where(rho > 0, rho, 1.0)
    sin_lat = np.cos(c) * np.sin(lat0) + y * np.sin(c) * np.cos(lat0) / safe
    lon = np.arctan2(x * np.sin(c), safe * np.cos(lat0) * np.cos(c) - y * np.sin(lat0) * np.sin(c))
    return np.degrees(np.arcsin(np.clip(sin_lat, -1.0, 1.0))), (centre.lon + np.degrees(lon) + 540.0) % 360.0 - 180.0


def project_globe(lat: npt.ArrayLike, lon: npt.ArrayLike, centre: Centre) -> tuple[Array, Array, Array]:
    """Project orthographically; what lies behind the globe is moved out to its limb (`cos_c` < 0 tells)."""
    x, y, cos_c = _azimuthal(lat, lon, centre)
    length = np.maximum(np.hypot(x, y), 1e-12)
    behind = cos_c < 0
    return np.where(behind, x / length, x), np.where(behind, y / length, y), cos_c


def _azimuthal(lat: npt.ArrayLike, lon: npt.ArrayLike, centre: Centre) -> tuple[Array, Array, Array]:
    phi, lam = np.radians(np.asarray(lat, dtype=float)), np.radians(np.asarray(lon, dtype=float) - centre.lon)
    phi0 = np.radians(centre.lat)
    cos_c = np.sin(phi0) * np.sin(phi) + np.cos(phi0) * np.cos(phi) * np.cos(lam)
    x = np.cos(phi) * np.sin(lam)
    y = np.cos(phi0) * np.sin(phi) - np.sin(phi0) * np.cos(phi) * np.cos(lam)
    return x, y, cos_c


def find_centre(points: Sequence[LatLon]) -> Centre:
    """
    Return the centre of the map on which these points lie as evenly around the middle as can be.

    Parameters
    ----------
    points
        n >= 1 pairs of latitude and longitude.
    """
    vector = unit_vectors(np.array(points, dtype=float)).mean(axis=0)
    if np.linalg.norm(vector) < 1e-6:  # evenly spread over the globe: any point will do
        return Centre(*points[0])
    centre = Centre(
        float(np.degrees(np.arcsin(vector[2] / np.linalg.norm(vector)))),
        float(np.degrees(np.arctan2(vector[1], vector[0]))),
    )
    lat, lon = np.array(points, dtype=float).T
    for _ in range(3):
        x, y, _ = project(lat, lon, centre)
        lat_m, lon_m = unproject((x.min() + x.max()) / 2, (y.min() + y.max()) / 2, centre)
        centre = Centre(float(lat_m), float(lon_m))
    return centre


def join_points(points: Sequence[LatLon]) -> Array:
    """
    Return a line through points along great circles.

    Returns
    -------
    line
        (m, 2) latitudes and longitudes, m >= n; the n points given are among them.
    """
    array = np.array(points, dtype=float)
    vectors = unit_vectors(array)
    parts = [array[:1]]
    for start, end, last in zip(vectors, vectors[1:], array[1:], strict=False):
        angle = float(np.arccos(np.clip(start @ end, -1.0, 1.0)))
        steps = int(angle / _ARC_STEP)
        if steps and np.pi - angle > 1e-6:  # antipodes have no one great circle
            share = np.linspace(0.0, 1.0, steps + 2)[1:-1, None]
            arc = (np.sin((1 - share) * angle) * start + np.sin(share * angle) * end) / np.sin(angle)
            parts.append(
                np.column_stack(
                    [np.degrees(np.arcsin(np.clip(arc[:, 2], -1, 1))), np.degrees(np.arctan2(arc[:, 1], arc[:, 0]))]
                )
            )
        parts.append(last[None, :])
    return np.vstack(parts)


def unit_vectors(points: Array) -> Array:
    """Return (n, 3) unit vectors of (n, 2) latitudes and longitudes."""
    lat, lon = np.radians(points).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
