"""What surrounds the map: headline, legend, scale bar, source and credits."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from masar import i18n
from masar.figure.route import leg_shapes
from masar.figure.scene import Align, Drawing, Shape, TextLine, box_path, circle_path, line_path
from masar.figure.stops import MapText, badge_shapes, say
from masar.figure.text import ASCENT, clean_text, measure, shorten, wrap
from masar.figure.view import ScaleBar
from masar.labels import Box
from masar.model import Story

_LEADING = 1.28
_TITLE, _CREDITS, _LEGEND = 19.0, 6.6, 7.6
_LINE_SAMPLE = 28.2  # points of line shown in the legend: three dashes
_MARKS = {"origin", "visited", "planned_stop", "waypoint", "context"}


@dataclass(frozen=True, slots=True)
class Edge:
    """The side where reading starts: lines of text stand at `x(box)`, aligned to `align`."""

    align: Align

    def x(self, box: Box) -> float:
        """Return the edge of a box where a line starts."""
        return box.left if self.align == "left" else box.right

    def along(self, box: Box, distance: float) -> float:
        """Return the x that lies `distance` from the starting edge."""
        return box.left + distance if self.align == "left" else box.right - distance


def starting_edge(language: str) -> Edge:
    """Return the left edge, or the right edge for Arabic."""
    return Edge("right" if i18n.DIRECTIONS[language] == "rtl" else "left")


# --- headline -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Headline:
    """Title and standfirst, broken into lines."""

    title: tuple[str, ...]
    standfirst: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        """What it needs, in points, with the rule above it."""
        return 11.0 + len(self.title) * self.size * 1.2 + len(self.standfirst) * self.size * 0.55 * 1.4


def make_headline(story: Story, width: float, text: MapText) -> Headline:
    """Return the headline for a width."""
    size = _TITLE * text.scale
    title = wrap(
        shorten(say(story, "title", text.language), 4 * width, size, 600), width, size, 600, 2, language=text.language
    )
    standfirst = wrap(standfirst_text(story, text.language), width, size * 0.55, 400, 2, language=text.language)
    return Headline(tuple(title), tuple(standfirst), size)


def standfirst_text(story: Story, language: str) -> str:
    """Return whose journey it is, by whose report, of when."""
    traveller, publisher = say(story, "traveller", language), say(story, "publisher", language)
    if not traveller:
        return ""
    if not publisher:
        return i18n.text("figure.standfirst_traveller", language, traveller=traveller)
    if story.published is None:
        return i18n.text("figure.standfirst_undated", language, traveller=traveller, publisher=publisher)
    date = i18n.day(story.published, "day", language)
    return i18n.text("figure.standfirst", language, traveller=traveller, publisher=publisher, date=date)


def draw_headline(drawing: Drawing, headline: Headline, area: Box, text: MapText) -> None:
    """Draw rule, title and standfirst."""
    edge, theme = starting_edge(text.language), text.theme
    near, far = edge.x(area), edge.along(area, 30.0 * text.scale)
    drawing.add(Shape(box_path(Box(min(near, far), area.top - 4.0, max(near, far), area.top)), fill=theme.journey))
    y = area.top - 11.0
    for kind_lines, size, weight, colour in (
        (headline.title, headline.size, 600, theme.ink),
        (headline.standfirst, headline.size * 0.55, 400, theme.quiet),
    ):
        leading = 1.2 if weight == 600 else 1.4
        for line in kind_lines:
            drawing.write(
                TextLine(
                    line, near, y - ASCENT * size * 1.12, size, colour, "title", "", weight, edge.align, text.language
                )
            )
            y -= size * leading


# --- legend -------------------------------------------------------------------------------------------------------


def legend_items(story: Story, *, waypoints: bool, context: bool) -> list[str]:
    """Return the keys of what occurs on the map and wants explaining."""
    legs = [f"{leg.status}_inferred" if leg.basis == "inferred" else leg.status for leg in story.legs]
    order = ("travelled", "travelled_inferred", "planned", "planned_inferred")
    stops = {"planned": "planned_stop"}
    marks = [
        stops.get(status, status)
        for status in ("origin", "visited", "planned")
        if any(s.status == status for s in story.stops)
    ]
    return [k for k in order if k in legs] + marks + ["waypoint"] * waypoints + ["context"] * context


def set_legend(items: Sequence[str], width: float, text: MapText) -> list[list[tuple[str, str, float]]]:
    """Return the rows of the legend: key, text and width of each item."""
    size = _LEGEND * text.scale
    rows: list[list[tuple[str, str, float]]] = [[]]
    used = 0.0
    for key in items:
        label = i18n.text(f"figure.legend.{key}", text.language)
        needed = _sample(key) + 5.0 + measure(label, size) + 16.0 * text.scale
        if rows[-1] and used + needed > width:
            rows.append([])
            used = 0.0
        rows[-1].append((key, label, needed))
        used += needed
    return rows if rows[0] else []


def _sample(key: str) -> float:
    """Return how wide the sample of a legend item is."""
    return 9.4 if key in _MARKS else _LINE_SAMPLE


def legend_height(rows: Sequence[object], text: MapText) -> float:
    """Return what the rows of a legend need, in points."""
    return len(rows) * _LEGEND * text.scale * 1.75


def draw_legend(drawing: Drawing, rows: Sequence[Sequence[tuple[str, str, float]]], area: Box, text: MapText) -> None:
    """Draw the legend."""
    edge, size = starting_edge(text.language), _LEGEND * text.scale
    y = area.top - size * 0.9
    for row in rows:
        run = 0.0
        for key, label, needed in row:
            sample = _sample(key)
            near, far = edge.along(area, run), edge.along(area, run + sample)
            _draw_sample(drawing, key, (min(near, far), max(near, far)), y, text)
            x = edge.along(area, run + sample + 5.0)
            drawing.write(
                TextLine(
                    label,
                    x,
                    y - 0.34 * size,
                    size,
                    text.theme.quiet,
                    "legend",
                    key,
                    align=edge.align,
                    language=text.language,
                )
            )
            run += needed
        y -= size * 1.75


def _draw_sample(drawing: Drawing, key: str, span: tuple[float, float], y: float, text: MapText) -> None:
    theme, middle = text.theme, (span[0] + span[1]) / 2
    if key in {"waypoint", "context"}:
        drawing.add(
            waypoint_mark(middle, y, theme.ink, theme.paper)
            if key == "waypoint"
            else context_mark(middle, y, theme.faint)
        )
    elif key in {"origin", "visited", "planned_stop"}:
        box = Box(middle - 4.2, y - 4.2, middle + 4.2, y + 4.2)
        drawing.add(*badge_shapes(box, {"planned_stop": "planned"}.get(key, key), theme))
    else:
        line = np.array([[span[0], y], [span[1], y]])
        drawing.add(*leg_shapes(line, theme, planned=key.startswith("planned"), inferred=key.endswith("inferred"))[1:])


def waypoint_mark(x: float, y: float, ink: str, paper: str) -> Shape:
    """Return the mark of a place on the line."""
    return Shape(circle_path(x, y, 1.9), fill=paper, stroke=ink, width=0.9)


def context_mark(x: float, y: float, colour: str) -> Shape:
    """Return the mark of a place that is only named."""
    return Shape(box_path(Box(x - 1.7, y - 1.7, x + 1.7, y + 1.7)), fill=colour)


# --- scale bar ----------------------------------------------------------------------------------------------------


def scale_label(bar: ScaleBar, language: str) -> str:
    """Return what the scale bar says."""
    if bar.length_km < 1:
        label = i18n.text("figure.scale.metres", language, m=bar.length_km * 1000)
    else:
        label = i18n.text("figure.scale.km", language, km=bar.length_km)
    return f"{label} {i18n.text('figure.scale.centre', language)}" if bar.local else label


def scale_box(bar: ScaleBar, text: MapText) -> tuple[float, float]:
    """Return width and height of the scale bar with its label."""
    size = 7.0 * text.scale
    return max(bar.points, measure(scale_label(bar, text.language), size)) + 8.0, size * 1.3 + 10.0


def draw_scale(drawing: Drawing, bar: ScaleBar, area: Box, text: MapText) -> None:
    """Draw the scale bar into a box of the size that `scale_box` says."""
    theme, size = text.theme, 7.0 * text.scale
    edge = starting_edge(text.language)
    near, far = edge.along(area, 4.0), edge.along(area, 4.0 + bar.points)
    y = area.bottom + 4.5
    bracket = np.array([[near, y + 3.5], [near, y], [far, y], [far, y + 3.5]])
    drawing.add(
        Shape(line_path([bracket]), stroke=theme.halo, width=2.6),
        Shape(line_path([bracket]), stroke=theme.ink, width=0.9),
    )
    label = scale_label(bar, text.language)
    drawing.write(
        TextLine(
            label,
            near,
            y + 6.0 + 0.2 * size,
            size,
            theme.quiet,
            "scale",
            "",
            400,
            edge.align,
            text.language,
            theme.halo,
        )
    )


# --- source and credits -------------------------------------------------------------------------------------------


def credit_lines(story: Story, notes: Sequence[str], width: float, text: MapText) -> list[str]:
    """Return source, credits and notes, broken into lines."""
    language = text.language
    publisher = say(story, "publisher", language)
    parts = list(notes)
    if publisher and story.published:
        date = i18n.day(story.published, "day", language)
        parts.append(i18n.text("figure.credits.source", language, publisher=publisher, date=date))
    elif publisher:
        parts.append(i18n.text("figure.credits.source_undated", language, publisher=publisher))
    parts[len(notes) :] = [
        " ".join(
            [
                *parts[len(notes) :],
                i18n.text("figure.credits.map", language),
                i18n.text("figure.credits.made", language),
            ]
        )
    ]
    size = _CREDITS * text.scale
    return [line for part in parts for line in wrap(clean_text(part), width, size, 400, 3, language=language)]


def credits_height(lines: Sequence[str], text: MapText) -> float:
    """Return what credits need, in points."""
    return len(lines) * _CREDITS * text.scale * _LEADING


def draw_credits(drawing: Drawing, lines: Sequence[str], area: Box, text: MapText) -> None:
    """Draw source and credits."""
    edge, size = starting_edge(text.language), _CREDITS * text.scale
    y = area.top
    for line in lines:
        drawing.write(
            TextLine(
                line,
                edge.x(area),
                y - ASCENT * size,
                size,
                text.theme.faint,
                "note",
                "",
                400,
                edge.align,
                text.language,
            )
        )
        y -= size * _LEADING
