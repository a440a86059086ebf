"""
A drawing as data: shapes and lines of text on a sheet, in points from its lower left corner.

The parts of the figure are composed as a `Scene`, and only then rendered; so the tests can ask where
each label stands, and every format draws the same thing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt
from matplotlib.path import Path

from masar.figure.text import ASCENT, DESCENT, measure
from masar.labels import Box

Array = npt.NDArray[np.float64]
Align = Literal["left", "centre", "right"]
Kind = Literal["title", "stop", "label", "leg", "context", "country", "scale", "legend", "panel", "note", "number"]


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled or stroked path; `clip` cuts it to a box or a circle (x, y, radius)."""

    path: Path
    fill: str | None = None
    stroke: str | None = None
    width: float = 0.0
    dashes: tuple[float, ...] = ()
    clip: Box | tuple[float, float, float] | None = None
    round_caps: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """
    One line of text: x, y of its baseline, size in points.

    `align` says which end of the line x is. `language` is that of the figure; `halo` is a colour drawn
    around the letters. `kind` and `key` say what the line belongs to.
    """

    text: str
    x: float
    y: float
    size: float
    colour: str
    kind: Kind
    key: str = ""
    weight: int = 400
    align: Align = "left"
    language: str = "en"
    halo: str | None = None

    @property
    def box(self) -> Box:
        """The room the line takes."""
        width = measure(self.text, self.size, self.weight)
        left = self.x - {"left": 0.0, "centre": width / 2, "right": width}[self.align]
        return Box(left, self.y - DESCENT * self.size, left + width, self.y + ASCENT * self.size)


@dataclass(frozen=True, slots=True)
class Scene:
    """
    A finished drawing.

    `shapes` are drawn in order, then all of `lines`, which stand in reading order. `title` and
    `description` say what it shows to who cannot see it. `map_frame` is where the map is.
    """

    width: float
    height: float
    paper: str
    language: str
    title: str
    description: str
    map_frame: Box
    shapes: tuple[Shape, ...] = ()
    lines: tuple[TextLine, ...] = ()


@dataclass(slots=True)
class Drawing:
    """A scene in the making."""

    shapes: list[Shape] = field(default_factory=list)
    lines: list[TextLine] = field(default_factory=list)

    def add(self, *shapes: Shape) -> None:
        """Draw shapes on top of what there is."""
        self.shapes += shapes

    def write(self, *lines: TextLine) -> None:
        """Add lines of text."""
        self.lines += lines


def polygon_path(rings: Iterable[Array]) -> Path:
    """Return one path of closed rings, each (n, 2)."""
    vertices, codes = [], []
    for ring in rings:
        vertices.append(np.vstack([ring, ring[:1]]))
        codes.append(np.r_[Path.MOVETO, np.full(len(ring) - 1, Path.LINETO), Path.CLOSEPOLY])
    if not vertices:
        return Path(np.empty((0, 2)))
    return Path(np.vstack(vertices), np.concatenate(codes).astype(np.uint8))


def line_path(lines: Sequence[Array]) -> Path:
    """Return one path of open lines, each (n, 2)."""
    lines = [line for line in lines if len(line) > 1]
    if not lines:
        return Path(np.empty((0, 2)))
    codes = [np.r_[Path.MOVETO, np.full(len(line) - 1, Path.LINETO)] for line in lines]
    return Path(np.vstack(lines), np.concatenate(codes).astype(np.uint8))


def box_path(box: Box) -> Path:
    """Return the outline of a box."""
    return polygon_path(
        [np.array([[box.left, box.bottom], [box.right, box.bottom], [box.right, box.top], [box.left, box.top]])]
    )


def circle_path(x: float, y: float, radius: float) -> Path:
    """Return a circle."""
    return Path.circle((x, y), radius)


def pill_path(box: Box) -> Path:
    """Return a box with round ends; a circle if it is as wide as high."""
    radius = box.height / 2
    if box.width <= box.height + 1e-6:
        return circle_path(*box.centre, radius)
    y = box.centre[1]
    angles = np.linspace(-np.pi / 2, np.pi / 2, 17)
    right = np.column_stack([box.right - radius + radius * np.cos(angles), y + radius * np.sin(angles)])
    left = np.column_stack([box.left + radius - radius * np.cos(angles), y - radius * np.sin(angles)])
    return polygon_path([np.vstack([right, left])])
