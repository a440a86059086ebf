"""
Numbered stops and all labels of the map, placed so that none covers another.

Stops at one point share a badge that carries all their numbers. Badges are placed first, then the
names of the stops, then, as far as there is room, legs, way points and context places.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from masar import i18n
from masar.errors import StoryError
from masar.figure.route import TracedLeg
from masar.figure.scene import Align, Array, Drawing, Kind, Shape, TextLine, circle_path, line_path, pill_path
from masar.figure.text import ASCENT, clean_text, is_readable, measure, shorten, wrap
from masar.figure.theme import Theme
from masar.figure.view import View
from masar.labels import Box, LabelRequest, Placement, Point, Start, place_labels
from masar.measures import measure_journey
from masar.model import Place, Stop, Story

_DOT = 2.4  # radius
_SAME_POINT = 1.5  # stops nearer than this on the sheet share a badge
_GAP = 2.0
_NUMBERS_AT_MOST = 6
_WIDEST_LABEL = 132.0
_LINE_HEIGHT = 1.22
_WAYPOINT_RADIUS_KM = 10.0


@dataclass(frozen=True, slots=True)
class StopGroup:
    """Stops at one point of the sheet, in travel order."""

    key: str
    stops: tuple[Stop, ...]
    at: Point
    numbers: str

    @property
    def status(self) -> str:
        """`origin`, `visited` or `planned`: the strongest of its stops."""
        statuses = {s.status for s in self.stops}
        return next(status for status in ("visited", "origin", "planned") if status in statuses)


@dataclass(frozen=True, slots=True)
class LabelText:
    """The lines of a label: text, size, weight and colour of each."""

    key: str
    kind: Kind
    lines: tuple[tuple[str, float, int, str], ...]

    @property
    def width(self) -> float:
        """Of the widest line, in points."""
        return max(measure(text, size, weight) for text, size, weight, _ in self.lines) + 1.0

    @property
    def height(self) -> float:
        """Of all lines, in points."""
        return sum(size * _LINE_HEIGHT for _, size, _, _ in self.lines)


@dataclass(frozen=True, slots=True)
class MapText:
    """What labels are drawn with."""

    language: str
    theme: Theme
    scale: float


def say(record: object, field: str, language: str) -> str:
    """
    Return a record's `field` in the language asked for, or else in the other, cleaned for print.

    The other is also taken where our fonts lack most letters of the one asked for, but not of it.
    """
    english = str(getattr(record, f"{field}_en", getattr(record, field, "")))
    arabic = str(getattr(record, f"{field}_ar"))
    forms = [form for form in ((arabic, english) if language == "ar" else (english, arabic)) if clean_text(form)]
    return clean_text(next(filter(is_readable, forms), forms[0])) if forms else ""


def group_stops(stops: Sequence[Stop], view: View, language: str) -> tuple[StopGroup, ...]:
    """Return the stops by point of the sheet, in the order of each group's first stop."""
    found: list[tuple[Point, list[Stop]]] = []
    for stop in sorted(stops, key=lambda s: s.order):
        points, _ = view.to_page([stop.lat], [stop.lon])
        x, y = float(points[0, 0]), float(points[0, 1])
        near = next((group for at, group in found if np.hypot(at[0] - x, at[1] - y) < _SAME_POINT), None)
        if near is None:
            found.append(((x, y), [stop]))
        else:
            near.append(stop)
    separator = i18n.text("figure.separator", language)
    return tuple(StopGroup(g[0].stop_id, tuple(g), at, _numbers(g, separator)) for at, g in found)


def _numbers(stops: Sequence[Stop], separator: str) -> str:
    shown = [str(s.order) for s in stops[:_NUMBERS_AT_MOST]]
    return separator.join(shown) + ("…" if len(stops) > _NUMBERS_AT_MOST else "")


# --- badges -------------------------------------------------------------------------------------------------------


def badge_size(numbers: str, size: float) -> tuple[float, float]:
    """Return width and height of a badge around numbers of this size."""
    height = size * 1.85
    return max(height, measure(numbers, size, 600) + size * 1.05), height


def place_badges(
    groups: Sequence[StopGroup], frame: Box, obstacles: Sequence[Box], size: float
) -> Mapping[str, Placement]:
    """Return where the badges stand: on their points, or near by where they would cover another."""
    dots = {g.key: Box(g.at[0] - _DOT, g.at[1] - _DOT, g.at[0] + _DOT, g.at[1] + _DOT) for g in groups}
    requests = []
    for group in groups:
        width, height = badge_size(group.numbers, size)
        others = tuple(dot for key, dot in dots.items() if key != group.key)
        requests.append(
            LabelRequest(group.key, (group.at,), width, height, _DOT + _GAP, _DOT + _GAP, on_anchor=True, avoid=others)
        )
    return place_labels(requests, frame=frame, obstacles=obstacles, gap=_GAP)


def badge_shapes(box: Box, status: str, theme: Theme) -> list[Shape]:
    """Return a badge: full for a stop reached, hollow for one announced, dark and ringed for the start."""
    shapes = [Shape(pill_path(box.grown(1.0)), fill=theme.halo)]
    if status == "planned":
        return [*shapes, Shape(pill_path(box.grown(-0.7)), fill=theme.halo, stroke=theme.journey, width=1.5)]
    if status == "origin":
        ring = Shape(pill_path(box.grown(1.3)), fill=theme.halo, stroke=theme.origin, width=0.9)
        return [ring, Shape(pill_path(box.grown(-0.6)), fill=theme.origin)]
    return [*shapes, Shape(pill_path(box), fill=theme.journey)]


def badge_line(numbers: str, box: Box, status: str, size: float, text: MapText) -> TextLine:
    """Return the numbers on a badge."""
    theme = text.theme
    colour = {"planned": theme.journey, "origin": theme.halo}.get(status, theme.on_journey)
    x, y = box.centre
    return TextLine(
        numbers, x, y - 0.35 * size, size, colour, "number", weight=600, align="centre", language=text.language
    )


def draw_badges(
    drawing: Drawing, groups: Sequence[StopGroup], placed: Mapping[str, Placement], size: float, text: MapText
) -> None:
    """Draw the badges; where one stands aside, a leader joins it to a dot."""
    theme = text.theme
    for group in groups:
        placement = placed.get(group.key)
        if (
            placement is None
            or np.hypot(placement.box.centre[0] - group.at[0], placement.box.centre[1] - group.at[1]) > 0.1
        ):
            if placement is not None:
                leader = np.array([group.at, placement.box.centre])
                drawing.add(
                    Shape(line_path([leader]), stroke=theme.halo, width=2.2),
                    Shape(line_path([leader]), stroke=theme.ink, width=0.7),
                )
            drawing.add(Shape(circle_path(*group.at, _DOT), fill=theme.ink, stroke=theme.halo, width=0.8))
        if placement is not None:
            drawing.add(*badge_shapes(placement.box, group.status, theme))
            drawing.write(replace(badge_line(group.numbers, placement.box, group.status, size, text), key=group.key))


# --- what labels say ----------------------------------------------------------------------------------------------


def stop_note(stop: Stop, language: str) -> str:
    """Return what stands below a stop's name: when, and whether announced or inferred."""
    dated = stop.arrival is not None and stop.date_precision != "unknown"
    when = ""
    if stop.arrival is not None and dated:
        short = stop.date_precision == "day"
        when = (
            i18n.short_day(stop.arrival, language) if short else i18n.day(stop.arrival, stop.date_precision, language)
        )
    parts = [when]
    if stop.status == "planned":
        key = "figure.announced_for" if when else "figure.announced"
        parts = [i18n.text(key, language, date=when) if when else i18n.text(key, language)]
    if stop.status == "origin":
        parts = [i18n.text("figure.start", language), when]
    if stop.basis == "inferred":
        parts.append(i18n.text("figure.inferred_place", language))
    return i18n.text("figure.separator", language).join(p for p in parts if p)


def label_stops(group: StopGroup, size: float, text: MapText, *, short: bool = False) -> LabelText:
    """Return the label of a group: the place's name and the dates; `short` for the name alone."""
    theme, language = text.theme, text.language
    names = list(dict.fromkeys(say(s, "name", language) or s.stop_id for s in group.stops))
    width = (_WIDEST_LABEL if not short else 90.0) * text.scale
    title = shorten(" / ".join(names[:3]), 4 * width, size, 600)
    lines = [
        (line, size, 600, theme.ink) for line in wrap(title, width, size, 600, 1 if short else 2, language=language)
    ]
    if not short:
        separator = i18n.text("figure.separator", language)
        notes = separator.join(dict.fromkeys(n for n in (stop_note(s, language) for s in group.stops) if n))
        lines += [
            (line, size * 0.86, 400, theme.quiet) for line in wrap(notes, width, size * 0.86, 400, 2, language=language)
        ]
    return LabelText(group.key, "stop", tuple(lines))


def label_leg(story: Story, traced: TracedLeg, size: float, text: MapText) -> LabelText | None:
    """Return what a leg is labelled with: how, how far, and whether the line is inferred."""
    leg, language = traced.leg, text.language
    try:
        measures = measure_journey(story).leg(leg.leg_id)
    except StoryError:  # a way point that the story lacks: the line is drawn without it, its length is not known
        measures = None
    lines = []
    if measures:
        mode = i18n.text(f"measures.mode.{leg.mode}", language)
        key = "figure.leg.no_mode" if leg.mode == "unknown" else "figure.leg.mode"
        numbers = {s.stop_id: s.order for s in story.stops}
        ends = {"a": numbers[leg.from_stop], "b": numbers[leg.to_stop]}
        lines.append(i18n.text(key, language, mode=mode, km=round(measures.route_km), **ends))
    if leg.basis == "inferred":
        lines.append(i18n.text("figure.leg.inferred", language))
    return LabelText(leg.leg_id, "leg", tuple((line, size, 400, text.theme.quiet) for line in lines)) if lines else None


def choose_waypoints(story: Story) -> tuple[Place, ...]:
    """Return the way points worth a name: the larger towns, and the first place behind each border."""
    places = {p.place_id: p for p in story.places}
    chosen: dict[str, Place] = {}
    for leg in story.legs:
        via = [places[v] for v in leg.via if v in places]
        for before, place in zip([None, *via], via, strict=False):
            crossed = before is not None and before.country and place.country and before.country != place.country
            if place.radius_km >= _WAYPOINT_RADIUS_KM or crossed:
                chosen[place.place_id] = place
    return tuple(chosen.values())


# --- labels on the map --------------------------------------------------------------------------------------------


def write_label(label: LabelText, placement: Placement, text: MapText) -> list[TextLine]:
    """Return a label's lines, set towards the point they belong to."""
    box = placement.box
    x0, _ = placement.anchor
    align: Align = "left" if box.left >= x0 - 0.5 else "right" if box.right <= x0 + 0.5 else "centre"
    x = {"left": box.left, "right": box.right, "centre": box.centre[0]}[align]
    lines, y = [], box.top
    for content, size, weight, colour in label.lines:
        baseline = y - (_LINE_HEIGHT - 1) / 2 * size - ASCENT * size
        lines.append(
            TextLine(
                content, x, baseline, size, colour, label.kind, label.key, weight, align, text.language, text.theme.halo
            )
        )
        y -= size * _LINE_HEIGHT
    return lines


@dataclass(frozen=True, slots=True)
class Anchored:
    """A label with the points it may belong to, the reach of the mark there, and how it may stand there."""

    label: LabelText
    anchors: tuple[Point, ...]
    reach: tuple[float, float]
    leader: bool = False
    line_margin: float = 0.0


def place_texts(
    labels: Mapping[str, Anchored], frame: Box, obstacles: Sequence[Box], lines: Sequence[Array], language: str
) -> Mapping[str, Placement]:
    """Return where labels stand, by key; obstacles at a label's own anchor are respected like all others."""
    requests = [
        LabelRequest(
            key, a.anchors, a.label.width, a.label.height, a.reach[0] + _GAP, a.reach[1] + _GAP, leader=a.leader,
            line_margin=a.line_margin,
        )
        for key, a in labels.items()
    ]  # fmt: skip
    start: Start = "right" if i18n.DIRECTIONS[language] == "rtl" else "left"
    return place_labels(requests, frame=frame, obstacles=obstacles, lines=lines, gap=_GAP, start=start)


def leg_anchors(line: Array) -> tuple[Point, ...]:
    """Return points along a line where its label may stand, the middle first."""
    length = np.r_[0.0, np.cumsum(np.hypot(*np.diff(line, axis=0).T))]
    at = [length[-1] * share for share in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)]
    return tuple((float(np.interp(a, length, line[:, 0])), float(np.interp(a, length, line[:, 1]))) for a in at)
