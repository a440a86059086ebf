"""
The bundled world in layers from which a view takes what is near it.

Each ring and line is kept with a circle around it on the globe, so that the thousands that are far away are
never projected.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from masar.basemap import Level, Shape, load_basemap
from masar.figure.projection import Array, unit_vectors
from masar.figure.view import View


@dataclass(frozen=True, slots=True)
class Layer:
    """
    Rings or lines, each (n, 2) longitude and latitude.

    `codes` say whose they are. `centres` is (m, 3), unit vectors, and `radii` (m,), in radians: circles on
    the globe that hold them.
    """

    codes: tuple[str, ...]
    parts: tuple[Array, ...]
    centres: Array
    radii: Array


@cache
def read_layers(level: Level) -> Mapping[str, Layer]:
    """Return `land` (the rings of all countries, by code), `lakes`, `rivers` and `borders`."""
    world = load_basemap(level)
    land = [(country.code, part) for country in world.countries for part in _parts(country.shapes)]
    others = {"lakes": world.lakes, "rivers": world.rivers, "borders": world.borders}
    layers = {"land": _layer(land)}
    return layers | {name: _layer([("", part) for part in _parts(shapes)]) for name, shapes in others.items()}


def _parts(shapes: Iterable[Shape]) -> list[Array]:
    return [part for shape in shapes for part in shape.parts]


def _layer(parts: list[tuple[str, Array]]) -> Layer:
    centres, radii = np.zeros((len(parts), 3)), np.full(len(parts), np.pi)
    for number, (_, part) in enumerate(parts):
        vectors = unit_vectors(part[:, ::-1])
        middle = vectors.mean(axis=0)
        length = float(np.linalg.norm(middle))
        if length > 1e-6:  # else it goes round the globe, and is near everything
            centres[number] = middle / length
            radii[number] = np.arccos(np.clip((vectors @ centres[number]).min(), -1.0, 1.0))
    return Layer(tuple(code for code, _ in parts), tuple(part for _, part in parts), centres, radii)


def near_parts(layer: Layer, view: View) -> tuple[list[str], list[Array]]:
    """Return the codes and the rings or lines whose circle may touch the view."""
    here = unit_vectors(np.array([[view.centre.lat, view.centre.lon]]))[0]
    away = np.arccos(np.clip(layer.centres @ here, -1.0, 1.0))
    near = np.flatnonzero(away <= layer.radii + view.reach * 1.05 + 0.01)
    return [layer.codes[i] for i in near], [layer.parts[i] for i in near]
