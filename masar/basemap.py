"""
The bundled vector world, clipped to a view.

`data/basemap/world.json.gz` (1:10m, simplified to about 0.01 degree) and `coarse.json.gz` (for small
pictures of the whole world) are compiled by tools/compile_basemap.py. Coordinates stand in them as
differences on a grid, zigzag, in digits of six bits: five of value and one that says "more follows".
The page reads the same notation from `static/basemap/world.js`.
"""

import gzip
import itertools
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np

from masar.clipping import Box, Points, clip_line, clip_ring
from masar.errors import BasemapError

FOLDER = Path(__file__).resolve().parent.parent / "data" / "basemap"
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

Level = Literal["world", "coarse"]
Bounds = Sequence[Sequence[float]]  # [[south, west], [north, east]]

_DIGIT = np.full(256, -1, np.int64)
_DIGIT[np.frombuffer(ALPHABET.encode(), np.uint8)] = np.arange(64)


@dataclass(frozen=True, slots=True)
class Shape:
    """A polygon (exterior first, then holes; rings open) or a line (one part), as (n, 2) longitude, latitude."""

    parts: tuple[Points, ...]
    box: tuple[float, float, float, float]  # west, south, east, north of the first part


@dataclass(frozen=True, slots=True)
class Country:
    """A country's polygons; `anchors` are places for its name: (m, 4) longitude, latitude, half width, half height."""

    code: str
    name_en: str
    name_ar: str
    rank: int
    shapes: tuple[Shape, ...]
    anchors: Points


@dataclass(frozen=True, slots=True)
class Basemap:
    """One level of detail of the world. `regions` are first-level borders by country code."""

    countries: tuple[Country, ...]
    borders: tuple[Shape, ...]
    lakes: tuple[Shape, ...]
    rivers: tuple[Shape, ...]
    regions: Mapping[str, tuple[Shape, ...]]


@dataclass(frozen=True, slots=True)
class CountryLabel:
    """
    A country's name and a place for it in a view.

    `lon` may lie beyond 180 where the view does. `half_width` (degrees of longitude) and `half_height`
    (degrees of Mercator latitude) are the half axes of an ellipse around the point that is all the
    country's own.
    """

    code: str
    name: str
    lat: float
    lon: float
    half_width: float
    half_height: float
    rank: int


@cache
def load_basemap(level: Level = "world") -> Basemap:
    """
    Return the whole bundled world, read once.

    Raises
    ------
    BasemapError
        If the compiled file is missing or damaged.
    """
    path = FOLDER / f"{level}.json.gz"
    try:
        content = json.loads(gzip.decompress(path.read_bytes()))
        return _read_basemap(content)
    except (OSError, EOFError, zlib.error, ValueError, KeyError, IndexError, TypeError) as error:
        raise BasemapError("basemap_missing", file=f"data/basemap/{path.name}") from error


def clip_basemap(bounds: Bounds, *, level: Level = "world") -> dict[str, dict[str, Any]]:
    """
    Return what of the world lies in a box.

    Parameters
    ----------
    bounds
        `[[south, west], [north, east]]` in degrees. A box over the antimeridian has an east beyond 180
        or a west beyond -180, or simply a west greater than its east.
    level
        `world`, or `coarse` for a locator.

    Returns
    -------
    layers
        FeatureCollections by name: `land` (a MultiPolygon a country, with `code`, `name_en`, `name_ar`),
        `lakes`, `borders`, `regions` (a MultiLineString a country, with `code`) and `rivers`. Shaped like
        GeoJSON, but rings and lines are (n, 2) arrays of longitude and latitude, and longitudes are
        continuous over the antimeridian. Clipped polygons run along the box's edge: draw what is
        outlined with a little margin.
    """
    world, box = load_basemap(level), _continuous(bounds)
    polygons = _collector(box, _clip_polygon)
    lines = _collector(box, _clip_line)
    land = [
        _feature("MultiPolygon", polygons(c.shapes), {"code": c.code, "name_en": c.name_en, "name_ar": c.name_ar})
        for c in world.countries
    ]
    regions = [_feature("MultiLineString", lines(shapes), {"code": code}) for code, shapes in world.regions.items()]
    layers = {
        "land": land,
        "lakes": [_feature("MultiPolygon", polygons(world.lakes), {})],
        "borders": [_feature("MultiLineString", lines(world.borders), {})],
        "regions": regions,
        "rivers": [_feature("MultiLineString", lines(world.rivers), {})],
    }
    return {
        name: {"type": "FeatureCollection", "features": [f for f in found if f["geometry"]["coordinates"]]}
        for name, found in layers.items()
    }


def country_labels(bounds: Bounds, language: str) -> list[CountryLabel]:
    """
    Return the places for names of the countries in a view, several a country, the roomiest first.

    Parameters
    ----------
    bounds
        As in `clip_basemap`.
    language
        `en` or `ar`.
    """
    west, south, east, north = _continuous(bounds)
    found = []
    for country in load_basemap().countries:
        name = country.name_ar if language == "ar" else country.name_en
        for lon, lat, half_width, half_height in country.anchors:
            inside = [lon + turn for turn in _turns(west, east) if west <= lon + turn <= east]
            if inside and south <= lat <= north:
                place = (float(lat), float(inside[0]), float(half_width), float(half_height))
                found.append(CountryLabel(country.code, name, *place, country.rank))
    return sorted(found, key=lambda label: -label.half_width)


# --- reading ----------------------------------------------------------------------------------------------------


def _read_basemap(content: Mapping[str, Any]) -> Basemap:
    step = content["step"]
    countries = tuple(
        Country(
            row["code"],
            row["name_en"],
            row["name_ar"],
            row["rank"],
            _read_shapes(row, step),
            np.array(row["anchors"], float).reshape(-1, 4),
        )
        for row in content["countries"]
    )
    return Basemap(
        countries,
        _read_shapes(content["borders"], step),
        _read_shapes(content["lakes"], step),
        _read_shapes(content["rivers"], step) if "rivers" in content else (),
        {row["code"]: _read_shapes(row, step) for row in content.get("regions", ())},
    )


def _read_shapes(row: Mapping[str, Any], step: float) -> tuple[Shape, ...]:
    points = decode_points(row["points"], step)
    sizes = [size if isinstance(size, list) else [size] for size in row["sizes"]]
    if not sizes:
        return ()
    starts = np.cumsum([0, *itertools.chain.from_iterable(sizes)])
    if starts[-1] != len(points):
        raise ValueError(starts[-1])
    parts = [points[i:j] for i, j in itertools.pairwise(starts.tolist())]
    low, high = (ufunc.reduceat(points, starts[:-1], axis=0) for ufunc in (np.minimum, np.maximum))
    boxes = np.hstack([low, high]).tolist()
    firsts = itertools.accumulate((len(size) for size in sizes), initial=0)
    return tuple(
        Shape(tuple(parts[at : at + len(size)]), tuple(boxes[at])) for at, size in zip(firsts, sizes, strict=False)
    )


def decode_points(text: str, step: float) -> Points:
    """
    Return the points written in a text of the base map.

    Parameters
    ----------
    text
        Digits of `ALPHABET`; see the module's docstring.
    step
        Size of the grid in degrees.

    Returns
    -------
    points
        (n, 2) longitude and latitude in degrees.

    Raises
    ------
    ValueError
        If the text is not in this notation.
    """
    digits = _DIGIT[np.frombuffer(text.encode("ascii"), np.uint8)]
    if not len(digits):
        return np.empty((0, 2))
    last = digits < 32
    if digits.min() < 0 or not last[-1]:
        raise ValueError(text[:40])
    ends = np.flatnonzero(last)
    starts = np.r_[0, ends[:-1] + 1]
    place = np.arange(len(digits)) - np.repeat(starts, ends - starts + 1)
    zigzag = np.add.reduceat((digits & 31) << (5 * place), starts)
    steps = np.where(zigzag & 1, -((zigzag + 1) >> 1), zigzag >> 1)
    return np.cumsum(steps.reshape(-1, 2), axis=0) * step


# --- clipping ---------------------------------------------------------------------------------------------------


def _continuous(bounds: Bounds) -> Box:
    """Return west, south, east, north with west <= east and at most one turn between them."""
    (south, west), (north, east) = bounds
    east = east + 360 if east < west else east
    return west, south, min(east, west + 360), north


def _turns(west: float, east: float) -> Iterable[float]:
    return [360.0 * turn for turn in range(int((west + 180) // 360), int((east + 180) // 360) + 1)]


def _collector(box: Box, clip: Callable[[Shape, float, Box], Iterator[Any]]) -> Callable[[Iterable[Shape]], list[Any]]:
    west, south, east, north = box
    turns = _turns(west, east)

    def collect(shapes: Iterable[Shape]) -> list[Any]:
        return [
            part
            for shape in shapes
            if shape.box[1] <= north and shape.box[3] >= south
            for turn in turns
            if shape.box[0] + turn < east and shape.box[2] + turn > west
            for part in clip(shape, turn, box)
        ]

    return collect


def _within(shape: Shape, turn: float, box: Box) -> bool:
    west, south, east, north = shape.box
    return west + turn >= box[0] and south >= box[1] and east + turn <= box[2] and north <= box[3]


def _clip_polygon(shape: Shape, turn: float, box: Box) -> Iterator[list[Points]]:
    """Yield the polygon, rings closed, or nothing."""
    rings = [np.concatenate([part, part[:1]]) + np.array([turn, 0.0]) for part in shape.parts]
    if not _within(shape, turn, box):
        rings = [clip_ring(ring, box) for ring in rings]
    if len(rings[0]) > 3:
        yield [ring for ring in rings if len(ring) > 3]


def _clip_line(shape: Shape, turn: float, box: Box) -> Iterator[Points]:
    line = shape.parts[0] + np.array([turn, 0.0])
    yield from [line] if _within(shape, turn, box) else clip_line(line, box)


def _feature(shape: str, coordinates: list[Any], properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": shape, "coordinates": coordinates}}
