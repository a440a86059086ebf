"""The list of stops beside or below the map, as full as its room allows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from masar import i18n
from masar.figure.furniture import starting_edge
from masar.figure.scene import Drawing, TextLine
from masar.figure.stops import MapText, badge_line, badge_shapes, badge_size, say, stop_note
from masar.figure.text import ASCENT, shorten, wrap
from masar.labels import Box
from masar.model import Stop

_LEADING = 1.3
_GUTTER = 18.0
_FULL_SIZES = (10.6, 10.0, 9.4, 8.8, 8.2, 7.6, 7.1, 6.7)
_SHORT_SIZES = (9.0, 8.2, 7.4, 6.8)
_TIGHT_SIZES = (7.4, 6.8, 6.2, 5.7, 5.2)
_SUMMARY_LINES = 9


@dataclass(frozen=True, slots=True)
class Detail:
    """How the list is set: size of names, columns, with summaries or not, notes on lines of their own or not at all."""

    size: float
    columns: int
    summary: bool = False
    notes: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """One stop, broken into lines: text, size, weight, and whether it is set in the quieter colour."""

    stop: Stop
    lines: tuple[tuple[str, float, int, bool], ...]
    height: float


@dataclass(frozen=True, slots=True)
class Panel:
    """The list of stops, set in columns; `missing` stops found no room."""

    detail: Detail
    columns: tuple[tuple[Entry, ...], ...]
    height: float
    missing: int = 0


def set_panel(stops: Sequence[Stop], width: float, height: float, text: MapText) -> Panel:
    """
    Set the list of stops as fully as it fits.

    Parameters
    ----------
    stops
        In travel order.
    width, height
        The room there is, in points.
    text
        Language and colours.

    Returns
    -------
    panel
        With summaries if they fit, else names and notes, else names alone; at worst cut.
    """
    for detail in _details(text, wide=width > 330 * text.scale):
        entries = [_set_entry(stop, _column_width(width, detail, text), detail, text.language) for stop in stops]
        columns = _balance(entries, height, detail.columns)
        if columns is not None:
            return Panel(detail, columns, max(_height(column) for column in columns))
    room = height - 2 * detail.size
    cut = _columns(entries, room)[: detail.columns]
    return Panel(detail, tuple(cut), height, len(stops) - sum(len(column) for column in cut))


def _details(text: MapText, *, wide: bool) -> list[Detail]:
    """Return the ways to set the list, the fullest first."""
    few, many = ((2, 3), (2, 3, 4)) if wide else ((1,), (1, 2))
    found = [Detail(size, columns, summary=True) for size in _FULL_SIZES for columns in few]
    found += [Detail(size, columns) for size in _SHORT_SIZES for columns in many]
    found += [Detail(size, columns, notes=False) for size in _TIGHT_SIZES for columns in many]
    return [replace(detail, size=detail.size * text.scale) for detail in found]


def _column_width(width: float, detail: Detail, text: MapText) -> float:
    return (width - _GUTTER * text.scale * (detail.columns - 1)) / detail.columns


def _indent(size: float) -> float:
    return size * 2.5


def _set_entry(stop: Stop, column: float, detail: Detail, language: str) -> Entry:
    size, width = detail.size, column - _indent(detail.size)
    name = say(stop, "name", language) or stop.stop_id
    lines: list[tuple[str, float, int, bool]] = []
    if detail.notes:
        lines += [
            (line, size, 600, False)
            for line in wrap(shorten(name, 2 * width, size, 600), width, size, 600, 2, language=language)
        ]
        lines += [
            (line, size * 0.86, 400, True)
            for line in wrap(stop_note(stop, language), width, size * 0.86, 400, 1, language=language)
        ]
    else:
        lines += [(shorten(name, width, size, 600), size, 600, False)]
    if detail.summary:
        summary = say(stop, "summary", language)
        lines += [
            (line, size * 0.9, 400, False)
            for line in wrap(summary, width, size * 0.9, 400, _SUMMARY_LINES, language=language)
        ]
    return Entry(stop, tuple(lines), _lines_height(lines) + size * (0.8 if detail.notes else 0.45))


def _lines_height(lines: Sequence[tuple[str, float, int, bool]]) -> float:
    return sum(size * _LEADING for _, size, _, _ in lines)


def _height(entries: Sequence[Entry]) -> float:
    return sum(entry.height for entry in entries)


def _balance(entries: Sequence[Entry], height: float, count: int) -> tuple[tuple[Entry, ...], ...] | None:
    """Return the entries in at most `count` columns of even height, or `None` if they do not fit."""
    even = _height(entries) / count
    tallest = max(entry.height for entry in entries)
    for most in (*(max(even * share, tallest) for share in (1.0, 1.08, 1.18, 1.3, 1.5)), height):
        columns = _columns(entries, min(most, height) + 1e-6)
        if len(columns) <= count and all(_height(column) <= height for column in columns):
            return tuple(columns)
    return None


def _columns(entries: Sequence[Entry], most: float) -> list[tuple[Entry, ...]]:
    columns: list[list[Entry]] = [[]]
    for entry in entries:
        if columns[-1] and _height(columns[-1]) + entry.height > most:
            columns.append([])
        columns[-1].append(entry)
    return [tuple(column) for column in columns]


def draw_panel(drawing: Drawing, panel: Panel, area: Box, text: MapText) -> None:
    """Draw the list of stops from the top of an area."""
    width = _column_width(area.width, panel.detail, text)
    edge = starting_edge(text.language)
    for number, column in enumerate(panel.columns):
        shift = number * (width + _GUTTER * text.scale)
        left = area.left + shift if edge.align == "left" else area.right - shift - width
        y = area.top
        for entry in column:
            _draw_entry(drawing, entry, Box(left, y - entry.height, left + width, y), panel.detail, text)
            y -= entry.height
    if panel.missing:
        note = i18n.text("figure.more", text.language, n=panel.missing)
        style = TextLine(note, edge.x(area), area.bottom + 1, panel.detail.size, text.theme.quiet, "panel")
        drawing.write(replace(style, align=edge.align, language=text.language))


def _draw_entry(drawing: Drawing, entry: Entry, area: Box, detail: Detail, text: MapText) -> None:
    edge, theme, stop = starting_edge(text.language), text.theme, entry.stop
    size = detail.size * 0.8
    width, height = badge_size(str(stop.order), size)
    middle, centre = area.top - detail.size * _LEADING / 2, edge.along(area, max(width, height) / 2 + 1.5)
    badge = Box(centre - width / 2, middle - height / 2, centre + width / 2, middle + height / 2)
    drawing.add(*badge_shapes(badge, stop.status, theme))
    drawing.write(replace(badge_line(str(stop.order), badge, stop.status, size, text), key=f"panel-{stop.stop_id}"))
    x, y = edge.along(area, _indent(detail.size)), area.top
    for content, line_size, weight, quiet in entry.lines:
        baseline = y - (_LEADING - 1) / 2 * line_size - ASCENT * line_size
        colour = theme.quiet if quiet else theme.ink
        line = TextLine(
            content, x, baseline, line_size, colour, "panel", stop.stop_id, weight, edge.align, text.language
        )
        drawing.write(line)
        y -= line_size * _LEADING
