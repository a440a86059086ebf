"""
What the map shows, as plain data: GeoJSON in, what `static/masar/map.js` draws out.

Every text in it is HTML that has passed `masar.encode.encode_text`. Longitudes are continuous along the
route: beyond 180 degrees where it crosses the antimeridian.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any
from urllib.parse import quote, unquote

from masar.encode import clean_text, encode_text
from masar.geojson import unwrap_lon
from masar.i18n import DIRECTIONS, day, short_day, text

Bounds = list[list[float]]  # [[south, west], [north, east]]
GeoJSON = Mapping[str, Any]

_ID_MARK = "\u2063"  # invisible separator: stands around the stop's id at the end of a tooltip
_MIN_SPAN_DEGREES = 0.5
_DATES_IN_LABEL = 4


def map_content(
    geojson: GeoJSON, *, language: str, bounds: Bounds | None = None, show_context: bool = False
) -> dict[str, Any]:
    """Return what `masar.draw` draws: plain data, every text encoded."""
    frame = _lon_frame(geojson)
    legs = _legs(geojson, frame)
    stops = _stops(geojson, language, frame)
    return {
        "language": language,
        "direction": DIRECTIONS[language],
        "bounds": bounds or route_bounds(geojson),
        "fixed": bounds is not None,
        "stops": stops,
        "legs": legs,
        "context": context_content(geojson, language) if show_context else [],
        "focus": sorted({encode_text(f["properties"]["country"]) for f in features_of(geojson, "stop")} - {""}),
        "legend": _legend(geojson, language, show_context=show_context),
        "words": {
            name: encode_text(text(f"map.{name}", language))
            for name in ("label", "zoom_in", "zoom_out", "fit", "credits", "km", "m")
        }
        | {"legend": encode_text(text("map.legend.title", language))},
    }


def route_bounds(geojson: GeoJSON) -> Bounds:
    """Return the box around stops and legs; east runs beyond 180 where the route crosses the antimeridian."""
    frame = _lon_frame(geojson)
    points = [point for leg in _legs(geojson, frame) for point in leg["line"]]
    points += [[frame[_key(f)][0], f["geometry"]["coordinates"][1]] for f in features_of(geojson, "stop")]
    if not points:
        return [[-50.0, -170.0], [70.0, 170.0]]
    lats, lons = [lat for _, lat in points], [lon for lon, _ in points]
    (south, north), (west, east) = _at_least_wide(lats), _at_least_wide(lons)
    return [[max(south, -85.0), west], [min(north, 85.0), east]]


def stop_id_of(tooltip: str | None) -> str | None:
    """Return the id of the stop whose tooltip streamlit-folium hands back, or `None` if it is no stop's."""
    head, mark, rest = (tooltip or "").rpartition(_ID_MARK)
    if not mark or rest.strip() or _ID_MARK not in head:
        return None
    return unquote(head.rpartition(_ID_MARK)[2], errors="surrogatepass")


def features_of(geojson: GeoJSON, kind: str) -> list[Mapping[str, Any]]:
    """Return the features of a kind (`stop`, `leg`, `context`, `waypoint`), in their order."""
    return [f for f in geojson["features"] if f["properties"]["kind"] == kind]


def _key(feature: Mapping[str, Any]) -> str:
    return str(feature["id"])


def _lon_frame(geojson: GeoJSON) -> dict[str, list[float]]:
    """Return the longitudes of every feature, continuous along the route instead of cut at 180 degrees."""
    frame: dict[str, list[float]] = {}
    at: dict[str, float] = {}
    legs = {leg["properties"]["to_stop"]: leg for leg in features_of(geojson, "leg")}
    near: float | None = None
    for stop in features_of(geojson, "stop"):
        stop_id, lon = stop["properties"]["stop_id"], stop["geometry"]["coordinates"][0]
        leg = legs.get(stop_id)
        if leg and leg["properties"]["from_stop"] in at:  # a leg may go the long way round through its way points
            near = _continuous(leg, at[leg["properties"]["from_stop"]])[-1]
        near = at[stop_id] = lon if near is None else unwrap_lon(lon, near)
        frame[_key(stop)] = [near]
    for leg in features_of(geojson, "leg"):
        frame[_key(leg)] = _continuous(leg, at[leg["properties"]["from_stop"]])
    middle = sum(at.values()) / len(at) if at else 0.0
    for place in (*features_of(geojson, "context"), *features_of(geojson, "waypoint")):
        frame[_key(place)] = [unwrap_lon(place["geometry"]["coordinates"][0], middle)]
    return frame


def _continuous(leg: Mapping[str, Any], start: float) -> list[float]:
    lons = []
    for lon, _ in _positions(leg):
        start = unwrap_lon(lon, start)
        lons.append(start)
    return lons


def _positions(leg: Mapping[str, Any]) -> list[list[float]]:
    geometry = leg["geometry"]
    if geometry["type"] == "LineString":
        return list(geometry["coordinates"])
    return [point for part in geometry["coordinates"] for point in part]


def _legs(geojson: GeoJSON, frame: Mapping[str, Sequence[float]]) -> list[dict[str, Any]]:
    """Return the legs as lines of [lon, lat]; `lanes` is the lane of each segment, 0 where it has it alone."""
    legs = []
    for leg in features_of(geojson, "leg"):
        lats = [lat for _, lat in _positions(leg)]
        line = [[round(lon, 3), round(lat, 3)] for lon, lat in zip(frame[_key(leg)], lats, strict=True)]
        line = [point for i, point in enumerate(line) if i == 0 or point != line[i - 1]]
        properties = leg["properties"]
        legs.append(
            {
                "line": line,
                "planned": properties["status"] == "planned",
                "inferred": properties["basis"] == "inferred",
            }
        )
    for leg, lanes in zip(legs, _lanes([leg["line"] for leg in legs]), strict=True):
        leg["lanes"] = lanes
    return legs


def _lanes(lines: Sequence[Sequence[Sequence[float]]]) -> list[list[float]]:
    """
    Give each passage over a segment that is passed more than once a lane of its own.

    Lanes count to the right of the direction of travel, in widths of a line: out and back stand side by
    side at +0.5 each, which is the left of the one and the right of the other.
    """
    passages: Counter[frozenset[tuple[float, ...]]] = Counter()
    segments = [[(tuple(a), tuple(b)) for a, b in pairwise(line)] for line in lines]
    passages.update(frozenset(segment) for line in segments for segment in line)
    seen: Counter[tuple[tuple[float, ...], tuple[float, ...]]] = Counter()
    lanes = []
    for line in segments:
        row = []
        for segment in line:
            row.append(seen[segment] + 0.5 if passages[frozenset(segment)] > 1 else 0.0)
            seen[segment] += 1
        lanes.append(row)
    return lanes


def _stops(geojson: GeoJSON, language: str, frame: Mapping[str, Sequence[float]]) -> list[dict[str, Any]]:
    stops = features_of(geojson, "stop")
    groups: dict[tuple[float, ...], list[Mapping[str, Any]]] = {}
    for stop in stops:
        groups.setdefault(tuple(stop["geometry"]["coordinates"]), []).append(stop["properties"])
    return [
        {
            "at": [round(stop["geometry"]["coordinates"][1], 4), round(frame[_key(stop)][0], 4)],
            "number": encode_text(str(stop["properties"]["order"])),
            "status": encode_text(stop["properties"]["status"]),
            "visit": stop["properties"]["visit"],
            "visits": stop["properties"]["visits"],
            "label": _label(groups[tuple(stop["geometry"]["coordinates"])], stop["properties"], language),
            "tooltip": _tooltip(stop["properties"], language),
            "spoken": encode_text(_spoken(stop["properties"], language)),
        }
        for stop in stops
    ]


def context_content(geojson: GeoJSON, language: str) -> list[dict[str, Any]]:
    """Return the context places as `masar.context` draws them."""
    frame = _lon_frame(geojson)
    return [
        {
            "at": [round(place["geometry"]["coordinates"][1], 3), round(frame[_key(place)][0], 3)],
            "label": f"<bdi>{encode_text(_shortened(_name(place['properties'], language)))}</bdi>",
        }
        for place in features_of(geojson, "context")
    ]


def _name(properties: Mapping[str, Any], language: str) -> str:
    other = "en" if language == "ar" else "ar"
    return str(properties[f"name_{language}"] or properties[f"name_{other}"])


def _shortened(name: str, most: int = 48) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def _when(properties: Mapping[str, Any], language: str) -> str:
    """Return what stands below a stop's name: its date, or else its status."""
    if not properties["arrival"] or properties["date_precision"] == "unknown":
        return text(f"map.status.{properties['status']}", language)
    arrival = date.fromisoformat(properties["arrival"])
    if properties["date_precision"] == "day":
        return short_day(arrival, language)
    return day(arrival, properties["date_precision"], language)


def _label(visits: Sequence[Mapping[str, Any]], stop: Mapping[str, Any], language: str) -> str:
    """Return the label of a stop; the first stop at a point carries that of all, the others have none."""
    if visits[0] is not stop:
        return ""
    names = " / ".join(dict.fromkeys(_name(visit, language) for visit in visits))
    dates = list(dict.fromkeys(_when(visit, language) for visit in visits))
    shown = " · ".join([*dates[:_DATES_IN_LABEL], *(["…"] if len(dates) > _DATES_IN_LABEL else [])])
    return f"<b><bdi>{encode_text(_shortened(names))}</bdi></b> <small>{encode_text(shown)}</small>"


def _tooltip(properties: Mapping[str, Any], language: str) -> str:
    words = [text(f"map.status.{properties['status']}", language), text(f"map.basis.{properties['basis']}", language)]
    name = _shortened(_name(properties, language), 120)
    other = _shortened(_name(properties, "ar" if language == "en" else "en"), 120)
    stop_id = quote(properties["stop_id"], safe="", errors="surrogatepass").replace("_", "%5F")
    return (
        f'<div dir="{DIRECTIONS[language]}"><b><bdi>{encode_text(name)}</bdi></b>'
        f"<br><bdi>{encode_text(other)}</bdi>"
        f"<br>{encode_text(' · '.join([_when(properties, language), *words]))}</div>"
        f"<span hidden>{_ID_MARK}{stop_id}{_ID_MARK}</span>"
    )


def _spoken(properties: Mapping[str, Any], language: str) -> str:
    """Return a marker's name for a screen reader: what it is, when, and whether it was reached."""
    kind = "origin" if properties["status"] == "origin" else "stop"
    name = clean_text(_shortened(_name(properties, language), 120))
    named = text(f"map.{kind}", language, order=properties["order"], name=name)
    status = text(f"map.status.{properties['status']}", language)
    details = dict.fromkeys([_when(properties, language), status])
    if kind == "origin":
        details.pop(status)
    return ("، " if language == "ar" else ", ").join([named, *details])


def _legend(geojson: GeoJSON, language: str, *, show_context: bool) -> list[dict[str, str]]:
    """Return only what occurs on this map."""
    statuses = {s["properties"]["status"] for s in features_of(geojson, "stop")}
    ways = {(leg["properties"]["status"], leg["properties"]["basis"]) for leg in features_of(geojson, "leg")}
    keys = [key for key in ("origin", "visited", "planned") if key in statuses]
    keys += [
        f"{status}_{basis}"
        for status in ("travelled", "planned")
        for basis in ("stated", "inferred")
        if (status, basis) in ways
    ]
    keys += ["context"] if show_context and features_of(geojson, "context") else []
    return [{"sign": key.replace("_", "-"), "text": encode_text(text(f"map.legend.{key}", language))} for key in keys]


def _at_least_wide(values: Iterable[float]) -> tuple[float, float]:
    low, high = min(values := list(values)), max(values)
    lack = max(0.0, _MIN_SPAN_DEGREES - (high - low)) / 2
    return low - lack, high + lack
