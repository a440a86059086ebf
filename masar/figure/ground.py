"""The ground of the map: water, land, borders, rivers, names of countries, and the globe that locates it."""

from collections.abc import Collection, Iterable, Sequence

import numpy as np
import numpy.typing as npt
from matplotlib.path import Path

from masar.basemap import Country, Level, load_basemap
from masar.figure.layers import near_parts, read_layers
from masar.figure.projection import EARTH_RADIUS_KM, Centre, project_globe
from masar.figure.scene import Array, Drawing, Shape, TextLine, box_path, circle_path, line_path, polygon_path
from masar.figure.text import clean_text, measure
from masar.figure.theme import Theme
from masar.figure.view import View
from masar.labels import Box

_MARGIN = 12.0  # points outside the frame that are kept, so that cut edges stay hidden
_GRID = 0.2  # points: detail finer than this is dropped
_FARTHEST = np.cos(np.radians(172.0))  # beyond, the rim of the map smears every shape
_COARSE_FROM_KM_PER_POINT = 11.0
_ROOM = 7.0  # points around the name of a country: closer, it reads as part of the label beside it
_COUNTRY_SIZES = (10.0, 9.0, 8.0, 7.0, 6.2)


def draw_ground(drawing: Drawing, view: View, theme: Theme, home: Collection[str]) -> None:
    """
    Draw land and water within the view's frame.

    Parameters
    ----------
    drawing
        What is drawn on.
    home
        Codes of the countries to lighten: those in which the journey stops.
    """
    layers, frame = read_layers(_level(view)), view.frame
    codes, rings = near_parts(layers["land"], view)
    polygons = [(code in home, part) for code, part in zip(codes, _polygons(rings, view), strict=True)]
    land = [(mine, part) for mine, part in polygons if len(part)]
    coast = line_path(_outlines(rings, view))
    lakes = polygon_path(part for part in _polygons(near_parts(layers["lakes"], view)[1], view) if len(part))
    rivers, borders = (line_path(_lines(near_parts(layers[name], view)[1], view)) for name in ("rivers", "borders"))
    drawing.add(
        Shape(box_path(frame), fill=theme.paper),
        Shape(circle_path(view.x0, view.y0, 2 * view.scale), fill=theme.water, clip=frame),
        Shape(coast, stroke=theme.shore, width=7.0, clip=frame),
        Shape(
            polygon_path(p for mine, p in land if not mine), fill=theme.land, stroke=theme.land, width=0.4, clip=frame
        ),
        Shape(polygon_path(p for mine, p in land if mine), fill=theme.home, stroke=theme.home, width=0.4, clip=frame),
        Shape(coast, stroke=theme.coast, width=0.45, clip=frame),
        Shape(rivers, stroke=theme.river, width=0.7, clip=frame),
        Shape(lakes, fill=theme.water, stroke=theme.coast, width=0.35, clip=frame),
        Shape(borders, stroke=theme.border, width=0.75, clip=frame),
    )


def _level(view: View) -> Level:
    """Return the detail that the view can show."""
    return "coarse" if EARTH_RADIUS_KM / view.scale > _COARSE_FROM_KM_PER_POINT else "world"


def _project_all(parts: Sequence[Array], view: View) -> Iterable[tuple[Array, Array, Array]]:
    """Yield part, its points on the sheet and cosines of distance, for all parts at once."""
    if not parts:
        return
    points, cos_c = view.to_page(*np.vstack(parts)[:, ::-1].T)
    ends = np.cumsum([len(part) for part in parts])[:-1]
    yield from zip(parts, np.split(points, ends), np.split(cos_c, ends), strict=True)


def _polygons(rings: Sequence[Array], view: View) -> list[Array]:
    """Return for each ring its part within the frame, (n, 2), empty if there is none."""
    return [_visible_polygon(points, cos_c, view.frame) for _, points, cos_c in _project_all(rings, view)]


def _visible_polygon(points: Array, cos_c: Array, frame: Box) -> Array:
    room = frame.grown(_MARGIN)
    low, high = points.min(axis=0), points.max(axis=0)
    nothing = np.empty((0, 2))
    if high[0] < room.left or low[0] > room.right or high[1] < room.bottom or low[1] > room.top:
        return nothing
    if cos_c.max() < 0 and cos_c.min() < _FARTHEST:  # may wrap around the rim
        return nothing
    points = points[cos_c > _FARTHEST]
    for axis, sign, limit in ((0, 1, room.left), (0, -1, -room.right), (1, 1, room.bottom), (1, -1, -room.top)):
        points = _clip_half(points, axis, sign, limit)
    points = _thin(points)
    return points if len(points) > 2 and max(np.ptp(points, axis=0)) > 2 * _GRID else nothing


def _clip_half(points: Array, axis: int, sign: int, limit: float) -> Array:
    """Cut a polygon along a line: keep where sign * coordinate >= limit (Sutherland and Hodgman 1974)."""
    if not len(points):
        return points
    value = sign * points[:, axis] - limit
    after, following = np.roll(value, -1), np.roll(points, -1, axis=0)
    crossing = (value >= 0) != (after >= 0)
    share = np.where(crossing, value / np.where(crossing, value - after, 1.0), 0.0)
    cut = points + share[:, None] * (following - points)
    both = np.stack([points, cut], axis=1).reshape(-1, 2)
    kept: Array = both[np.column_stack([value >= 0, crossing]).ravel()]
    return kept


def _thin(points: Array) -> Array:
    """Drop points that fall on the same grid point as their predecessor."""
    if len(points) < 2:
        return points
    grid = np.rint(points / _GRID)
    return points[np.r_[True, (np.diff(grid, axis=0) != 0).any(axis=1)]]


def _outlines(rings: Sequence[Array], view: View) -> list[Array]:
    """Return the visible outlines of rings, without the seam that data has at 180 degrees and at the pole."""
    closed = [np.vstack([ring, ring[:1]]) for ring in rings]
    lines: list[Array] = []
    for ring, points, cos_c in _project_all(closed, view):
        edge = (np.abs(ring[:, 0]) > 179.99) | (ring[:, 1] < -89.9)
        lines += _visible_runs(points, cos_c, view.frame, ~(edge[:-1] & edge[1:]))
    return lines


def _lines(lines: Sequence[Array], view: View) -> list[Array]:
    """Return the visible parts of lines."""
    found: list[Array] = []
    for _, points, cos_c in _project_all(lines, view):
        found += _visible_runs(points, cos_c, view.frame, np.ones(len(points) - 1, dtype=bool))
    return found


def _visible_runs(points: Array, cos_c: Array, frame: Box, wanted: npt.NDArray[np.bool_]) -> list[Array]:
    """Cut a line into runs of segments that are wanted and may touch the frame."""
    room = frame.grown(_MARGIN)
    a, b = points[:-1], points[1:]
    low, high = np.minimum(a, b), np.maximum(a, b)
    keep = (high[:, 0] >= room.left) & (low[:, 0] <= room.right) & (high[:, 1] >= room.bottom) & (low[:, 1] <= room.top)
    keep &= wanted & (cos_c[:-1] > _FARTHEST) & (cos_c[1:] > _FARTHEST)
    if not keep.any():
        return []
    turns = np.flatnonzero(np.diff(np.r_[0, keep.astype(int), 0]))
    return [_thin(points[start : end + 1]) for start, end in zip(turns[::2], turns[1::2], strict=True)]


# --- names --------------------------------------------------------------------------------------------------------


def name_countries(
    view: View, theme: Theme, language: str, taken: Sequence[Box], lines: Sequence[Array]
) -> list[TextLine]:
    """
    Return the names of countries that have room within the frame.

    Parameters
    ----------
    taken
        Boxes that a name may not touch.
    lines
        The route, better not covered.
    """
    names: list[TextLine] = []
    boxes = list(taken)
    dots = np.vstack(lines) if lines else np.empty((0, 2))
    for country in sorted(load_basemap(_level(view)).countries, key=lambda c: (c.rank, c.code)):
        line = _fit_name(country, view, (theme.country, language), _spots(country, view), taken=boxes, dots=dots)
        if line:
            names.append(line)
            boxes.append(line.box.grown(4.0))
    return names or _name_surroundings(view, (theme.country, language), boxes, dots)


def _name_surroundings(view: View, style: tuple[str, str], taken: Sequence[Box], dots: Array) -> list[TextLine]:
    """Return the name of the country around the centre of a map so close that no country's own anchor is on it."""
    lat, lon = view.to_world(*view.frame.centre)
    here = (float(lon), float(lat))
    near = zip(*near_parts(read_layers(_level(view))["land"], view), strict=True)
    code = next((code for code, ring in near if Path(ring).contains_point(here)), "")
    country = next((c for c in load_basemap(_level(view)).countries if c.code == code), None)
    if country is None:
        return []
    frame, room = view.frame, view.frame.grown(-12.0)
    shares = [(x, y) for y in (0.85, 0.15, 0.7, 0.3) for x in (0.25, 0.75, 0.5)]
    spots = [
        (frame.left + x * frame.width, frame.bottom + y * frame.height, room.width, room.height) for x, y in shares
    ]
    line = _fit_name(country, view, style, spots, taken=taken, dots=dots)
    return [line] if line else []


def _fit_name(
    country: Country,
    view: View,
    style: tuple[str, str],
    spots: Sequence[tuple[float, float, float, float]],
    *,
    taken: Sequence[Box],
    dots: Array,
) -> TextLine | None:
    """Return the country's name at the first spot that has room for it, as large as may be."""
    colour, language = style
    name = clean_text(country.name_ar if language == "ar" else country.name_en.upper())
    room = view.frame.grown(-5.0)
    for size in _COUNTRY_SIZES if spots else ():
        half_width = measure(name, size) / 2
        for x, y, room_x, room_y in spots:
            if half_width > room_x * 1.05 or size * 0.6 > room_y * 1.3:
                continue
            line = TextLine(name, x, y - size * 0.26, size, colour, "country", country.code, 400, "centre", language)
            free = room.contains(line.box) and not any(line.box.overlaps(other, _ROOM) for other in taken)
            if free and not _holds_any(line.box.grown(3.0), dots):
                return line
    return None


def _holds_any(box: Box, dots: Array) -> bool:
    x, y = dots.T
    return bool(((x > box.left) & (x < box.right) & (y > box.bottom) & (y < box.top)).any())


def _spots(country: Country, view: View) -> list[tuple[float, float, float, float]]:
    """Return where the name may stand and how much room there is, roomiest first: x, y, half width, half height."""
    if not len(country.anchors):
        return []
    centre, cos_c = view.to_page(country.anchors[:, 1], country.anchors[:, 0])
    frame = view.frame
    inside = (np.abs(centre[:, 0] - frame.centre[0]) < frame.width / 2) & (cos_c > 0)
    inside &= np.abs(centre[:, 1] - frame.centre[1]) < frame.height / 2
    if not inside.any():
        return []
    centre = centre[inside]
    lon, lat, half_lon, half_lat = country.anchors[inside].T
    side, _ = view.to_page(lat, lon + half_lon)
    above, _ = view.to_page(np.minimum(lat + half_lat, 89.0), lon)
    wide = np.hypot(*(side - centre).T)
    high = np.hypot(*(above - centre).T)
    shifts = [
        (0.0, 0.0),
        (0.0, 0.35),
        (0.0, -0.35),
        (0.4, 0.0),
        (-0.4, 0.0),
        (0.35, 0.3),
        (-0.35, 0.3),
        (0.35, -0.3),
        (-0.35, -0.3),
    ]
    spots = [
        (float(x + dx * w), float(y + dy * h), float(w * (1 - abs(dx))), float(h * (1 - abs(dy))))
        for (x, y), w, h in zip(centre, wide, high, strict=True)
        for dx, dy in shifts
    ]
    return sorted(spots, key=lambda s: -s[2])[:160]


# --- the globe ----------------------------------------------------------------------------------------------------


def draw_globe(drawing: Drawing, view: View, theme: Theme, circle: tuple[float, float, float]) -> None:
    """Draw the side of the globe on which the map lies, with the map's outline, into a circle: x, y, radius."""
    x, y, radius = circle
    lat, lon = view.to_world(*view.frame.centre)
    centre = Centre(float(lat), float(lon))
    drawing.add(Shape(circle_path(x, y, radius + 2.2), fill=theme.paper), Shape(circle_path(*circle), fill=theme.water))
    drawing.add(Shape(line_path(_graticule(centre, circle)), stroke=theme.shore, width=0.5, clip=circle))
    land = [_on_globe(ring, centre, circle) for ring in read_layers("coarse")["land"].parts]
    drawing.add(Shape(polygon_path(ring for ring in land if len(ring)), fill=theme.border, clip=circle))
    outline = np.column_stack(view.outline)
    gx, gy, _ = project_globe(outline[:, 0], outline[:, 1], centre)
    frame = np.column_stack([x + radius * gx, y + radius * gy])
    small = max(np.ptp(frame, axis=0)) < radius * 0.16
    mark = circle_path(x, y, radius * 0.09) if small else polygon_path([frame])
    drawing.add(
        Shape(mark, stroke=theme.journey, width=1.4, clip=circle),
        Shape(circle_path(*circle), stroke=theme.coast, width=0.6),
    )


def _on_globe(ring: Array, centre: Centre, circle: tuple[float, float, float]) -> Array:
    gx, gy, cos_c = project_globe(ring[:, 1], ring[:, 0], centre)
    if (cos_c < 0).all():
        return np.empty((0, 2))
    return np.column_stack([circle[0] + circle[2] * gx, circle[1] + circle[2] * gy])


def _graticule(centre: Centre, circle: tuple[float, float, float]) -> list[Array]:
    """Return the visible parts of meridians and parallels every 30 degrees."""
    lines = [np.column_stack([np.linspace(-85, 85, 69), np.full(69, lon)]) for lon in range(-180, 180, 30)]
    lines += [np.column_stack([np.full(145, lat), np.linspace(-180, 180, 145)]) for lat in range(-60, 90, 30)]
    found: list[Array] = []
    for line in lines:
        gx, gy, cos_c = project_globe(line[:, 0], line[:, 1], centre)
        points = np.column_stack([circle[0] + circle[2] * gx, circle[1] + circle[2] * gy])
        turns = np.flatnonzero(np.diff(np.r_[0, (cos_c > 0).astype(int), 0]))
        found += [points[a:b] for a, b in zip(turns[::2], turns[1::2], strict=True)]
    return found
