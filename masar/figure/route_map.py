"""The map of the figure: which view, where globe, scale bar, badges and labels stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from masar import i18n
from masar.figure import furniture
from masar.figure.ground import draw_globe, draw_ground, name_countries
from masar.figure.projection import EARTH_RADIUS_KM, LatLon
from masar.figure.route import TracedLeg, densify, draw_legs, route_points, trace_legs
from masar.figure.scene import Array, Drawing, Shape, TextLine, box_path, line_path
from masar.figure.stops import (
    Anchored,
    LabelText,
    MapText,
    StopGroup,
    draw_badges,
    group_stops,
    label_leg,
    label_stops,
    leg_anchors,
    place_badges,
    place_texts,
    say,
    write_label,
)
from masar.figure.text import shorten
from masar.figure.view import ScaleBar, View, fit_view, make_scale_bar
from masar.labels import Box, Placement, Point
from masar.model import Place, Story

_ZOOMS = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
_LEGS_LABELLED = 6
_STOP_ROUNDS = 3
_WIDEST_WITH_GLOBE = 1.1  # radians from the centre to a corner
_MARKED_KINDS = ("city", "site")
_WRITTEN_KINDS = ("region", "area", "water")


Circle = tuple[float, float, float]  # x, y, radius


@dataclass(frozen=True, slots=True)
class MapContent:
    """What the map shows: the story, and of its places the way points and context places to name."""

    story: Story
    waypoints: tuple[Place, ...]
    context: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class MapPlan:
    """The map before labels: view, lines, where globe and scale bar stand, and the badges."""

    view: View
    legs: tuple[TracedLeg, ...]
    groups: tuple[StopGroup, ...]
    globe: Circle | None
    bar: ScaleBar
    bar_box: Box
    badges: Mapping[str, Placement]

    @property
    def lines(self) -> list[Array]:
        """The drawn lines of the legs."""
        return [traced.line for traced in self.legs if len(traced.line)]

    @property
    def furniture_boxes(self) -> list[Box]:
        """The room that globe and scale bar take."""
        return [self.bar_box, *_globe_boxes(self.globe)]


def is_inside(place: Place, view: View) -> bool:
    """Tell whether a place's point lies on the map."""
    points, _ = view.to_page([place.lat], [place.lon])
    x, y = float(points[0, 0]), float(points[0, 1])
    return view.frame.grown(-6.0).contains(Box(x, y, x, y))


def is_outside(place: Place, view: View) -> bool:
    """Tell whether nothing of a place, as far as its radius reaches, can be on the map."""
    _, cos_c = view.to_page([place.lat], [place.lon])
    away = float(np.arccos(np.clip(cos_c[0], -1.0, 1.0))) * EARTH_RADIUS_KM
    return not is_inside(place, view) and away - place.radius_km > view.reach * EARTH_RADIUS_KM * 0.8


def shows_context(context: Sequence[Place], plan: "MapPlan") -> bool:
    """Tell whether any context place is marked on the map."""
    marked = (p for p in context if p.kind in _MARKED_KINDS and is_inside(p, plan.view))
    points = (plan.view.to_page([p.lat], [p.lon])[0][0] for p in marked)
    boxes = [p.box.grown(5.0) for p in plan.badges.values()]
    return any(not _covers(boxes, (float(x), float(y))) for x, y in points)


def plan_map(story: Story, frame: Box, text: MapText) -> MapPlan:
    """Return the closest view in which globe, scale bar and badges keep clear of the route."""
    points: list[LatLon] = route_points(story)
    for zoom in _ZOOMS:
        view = fit_view(points, frame, zoom)
        legs = trace_legs(story, view)
        groups = group_stops(story.stops, view, text.language)
        dots = np.array([g.at for g in groups])
        lines = [traced.line for traced in legs if len(traced.line)]
        globe, globe_cost = _choose_corner_for_globe(view, lines, dots, text)
        bar = make_scale_bar(view, min(frame.width * 0.22, 130.0 * text.scale))
        bar_box, bar_cost = _choose_corner_for_bar(frame, bar, [*lines, dots], _globe_boxes(globe), text)
        badges = place_badges(groups, frame.grown(-3), [*_globe_boxes(globe), bar_box], _badge_size(groups, text))
        if globe_cost + bar_cost == 0 and len(badges) == len(groups):
            break
    return MapPlan(view, legs, groups, globe, bar, bar_box, badges)


def _badge_size(groups: Sequence[StopGroup], text: MapText) -> float:
    return (7.6 if len(groups) <= 14 else 6.6 if len(groups) <= 26 else 5.8) * text.scale


def _label_size(groups: Sequence[StopGroup], text: MapText) -> float:
    return (9.2 if len(groups) <= 8 else 8.0 if len(groups) <= 14 else 7.0 if len(groups) <= 26 else 6.2) * text.scale


def _globe_boxes(globe: Circle | None) -> list[Box]:
    if globe is None:
        return []
    x, y, radius = globe
    return [Box(x - radius, y - radius, x + radius, y + radius).grown(4.0)]


def _corners(frame: Box, width: float, height: float, inset: float) -> list[Box]:
    """Return the corners of the frame: upper far side, upper near side, lower far side, lower near side."""
    left, right = frame.left + inset, frame.right - inset - width
    bottom, top = frame.bottom + inset, frame.top - inset - height
    return [Box(x, y, x + width, y + height) for y in (top, bottom) for x in (right, left)]


def _crossing(box: Box, lines: Sequence[Array]) -> int:
    """Return how many points of the route lie in or near a box; lines must be dense."""
    room = box.grown(9.0)
    dots = np.vstack(lines)
    inside = (dots[:, 0] > room.left) & (dots[:, 0] < room.right) & (dots[:, 1] > room.bottom) & (dots[:, 1] < room.top)
    return int(inside.sum())


def _choose_corner_for_globe(
    view: View, lines: Sequence[Array], dots: Array, text: MapText
) -> tuple[Circle | None, int]:
    """Return where the globe stands and what it covers of the route; a map of half the world needs none."""
    if view.reach > _WIDEST_WITH_GLOBE:
        return None, 0
    frame = view.frame
    radius = min(38.0 * text.scale, 0.13 * min(frame.width, frame.height))
    corners = _corners(frame, 2 * radius, 2 * radius, 7.0)
    if i18n.DIRECTIONS[text.language] == "rtl":
        corners = [corners[i] for i in (1, 0, 3, 2)]
    dense = [*(densify(line, 4.0) for line in lines), dots]
    best = min(corners, key=lambda box: _crossing(box, dense))
    return (*best.centre, radius), _crossing(best, dense)


def _choose_corner_for_bar(
    frame: Box, bar: ScaleBar, lines: Sequence[Array], taken: Sequence[Box], text: MapText
) -> tuple[Box, int]:
    width, height = furniture.scale_box(bar, text)
    corners = [
        box
        for box in reversed(_corners(frame, width, height, 6.0))
        if not any(box.overlaps(other, 2.0) for other in taken)
    ]
    if i18n.DIRECTIONS[text.language] == "rtl":
        corners.sort(key=lambda box: (box.bottom, -box.left))
    dense = [densify(line, 4.0) if len(line) > 1 else line for line in lines[:-1]] + [lines[-1]]
    best = min(corners, key=lambda box: _crossing(box, dense))
    return best, _crossing(best, dense)


def draw_map(drawing: Drawing, content: MapContent, plan: MapPlan, text: MapText) -> None:
    """Draw ground, route, stops, labels and globe."""
    view, theme = plan.view, text.theme
    draw_ground(drawing, view, theme, {s.country for s in content.story.stops if s.country})
    arrows = draw_legs(drawing, plan.legs, view, theme, content.waypoints)
    lines, shapes, boxes = _label_map(content, plan, arrows, text)
    drawing.add(*shapes)
    draw_badges(drawing, plan.groups, plan.badges, _badge_size(plan.groups, text), text)
    drawing.write(*lines)
    drawing.write(*name_countries(view, theme, text.language, boxes, plan.lines))
    if plan.globe:
        draw_globe(drawing, view, theme, plan.globe)
    drawing.add(Shape(box_path(view.frame), stroke=theme.rule, width=0.8))


def _label_map(
    content: MapContent, plan: MapPlan, arrows: Sequence[Box], text: MapText
) -> tuple[list[TextLine], list[Shape], list[Box]]:
    """Return the labels' lines of text, leaders and marks, and all boxes taken."""
    frame = plan.view.frame.grown(-4.0)
    taken = [*plan.furniture_boxes, *(p.box for p in plan.badges.values())]
    taken += [_dot_box(g.at) for g in plan.groups if g.key not in plan.badges]
    lines: list[TextLine] = []
    shapes: list[Shape] = []
    for number, (labels, marks) in enumerate(_label_rounds(content, plan, text)):
        if number == _STOP_ROUNDS:  # a stop's name may cover an arrow, nothing else may
            taken += arrows
        done = {line.key for line in lines}
        waiting = {key: label for key, label in labels.items() if key not in done}
        waiting = {key: v for key, v in waiting.items() if key not in marks or not _covers(taken, v.anchors[0])}
        for key, placement in place_texts(waiting, frame, taken, plan.lines, text.language).items():
            lines += write_label(waiting[key].label, placement, text)
            taken.append(placement.box)
            shapes += _leader(placement, text)
            if key in marks:
                shapes.append(marks[key])
                taken.append(_dot_box(placement.anchor))
    return _in_reading_order(lines, plan), shapes, taken


def _dot_box(at: Point) -> Box:
    return Box(at[0] - 3, at[1] - 3, at[0] + 3, at[1] + 3)


def _covers(taken: Sequence[Box], at: Point) -> bool:
    """Tell whether a mark at a point would be covered, or would cover something."""
    return any(box.overlaps(_dot_box(at)) for box in taken)


_Labels = Mapping[str, Anchored]


def _label_rounds(content: MapContent, plan: MapPlan, text: MapText) -> list[tuple[_Labels, Mapping[str, Shape]]]:
    """Return the labels to be placed, round by round: stops, stops again but shorter, way points, legs, context."""
    size = _label_size(plan.groups, text)
    rounds: list[tuple[_Labels, Mapping[str, Shape]]] = []
    for short, factor in ((False, 1.0), (True, 0.92), (True, 0.8)):  # as many as _STOP_ROUNDS
        rounds.append(({g.key: _stop_label(g, plan, size * factor, text, short=short) for g in plan.groups}, {}))
    written = [p for p in content.context if p.kind in (*_MARKED_KINDS, *_WRITTEN_KINDS)]
    return [
        *rounds,
        _place_round(content.waypoints, plan, text, context=False),
        (_leg_labels(content.story, plan, text), {}),
        _place_round(written, plan, text, context=True),
    ]


def _leg_labels(story: Story, plan: MapPlan, text: MapText) -> _Labels:
    """Return the labels of legs, unless there are so many that they would hide the map."""
    drawn = [traced for traced in plan.legs if len(traced.line)]
    if len(drawn) > _LEGS_LABELLED:
        return {}
    found = {f"leg {t.leg.leg_id}": (label_leg(story, t, 7.0 * text.scale, text), leg_anchors(t.line)) for t in drawn}
    return {
        key: Anchored(replace(label, key=key), anchors, (5.0, 5.0), line_margin=2.5)
        for key, (label, anchors) in found.items()
        if label
    }


def _stop_label(group: StopGroup, plan: MapPlan, size: float, text: MapText, *, short: bool) -> Anchored:
    badge = plan.badges.get(group.key)
    at, reach = group.at, (3.0, 3.0)
    if badge:
        at, reach = badge.box.centre, (badge.box.width / 2, badge.box.height / 2)
    return Anchored(label_stops(group, size, text, short=short), (at,), reach, leader=True)


def _place_round(
    places: Sequence[Place], plan: MapPlan, text: MapText, *, context: bool
) -> tuple[_Labels, Mapping[str, Shape]]:
    """Return labels and marks of places that are not stops; they may share no point with a stop."""
    theme, size = text.theme, 6.8 * text.scale
    labels, marks = {}, {}
    for place in places:
        points, _ = plan.view.to_page([place.lat], [place.lon])
        at = float(points[0, 0]), float(points[0, 1])
        name = say(place, "name", text.language)
        near = any(p.box.grown(5.0).contains(Box(*at, *at)) for p in plan.badges.values())
        if not name or near or not is_inside(place, plan.view):
            continue
        key = f"place {place.place_id}"
        wide = context and place.kind in _WRITTEN_KINDS
        colour = theme.faint if context else theme.quiet
        line = (shorten(name, 110 * text.scale, size), size, 400, colour)
        labels[key] = Anchored(LabelText(key, "context", (line,)), (at,), (0.0, 0.0) if wide else (2.0, 2.0))
        if not wide:
            marks[key] = (
                furniture.context_mark(*at, theme.faint)
                if context
                else furniture.waypoint_mark(*at, theme.ink, theme.halo)
            )
    return labels, marks


def _leader(placement: Placement, text: MapText) -> list[Shape]:
    if placement.leader is None:
        return []
    line = line_path([np.array(placement.leader)])
    return [Shape(line, stroke=text.theme.halo, width=1.8), Shape(line, stroke=text.theme.quiet, width=0.6)]


def _in_reading_order(lines: Sequence[TextLine], plan: MapPlan) -> list[TextLine]:
    """Return the labels of stops in travel order, then the others."""
    order = {group.key: number for number, group in enumerate(plan.groups)}
    return sorted(lines, key=lambda line: order.get(line.key, len(order)))
