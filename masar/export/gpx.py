"""
A story as GPX 1.1, for navigation programs and devices.

Stops and context places are way points. A leg travelled is a track; one only announced is a route, which is
what GPX calls a way still to be taken. GPX dates are moments, so a day is written as noon UTC, which is that
same day in nearly every time zone; vaguer dates stand in words, and all stand in an extension as they are known.
"""

from xml.etree import ElementTree as ET

from masar.export.marks import Mark, Points, arrival_text, mark_story
from masar.export.xml_text import add, write_xml
from masar.i18n import text
from masar.model import Story

_GPX = "http://www.topografix.com/GPX/1/1"
_MASAR = "urn:masar:story:1"


def write_gpx(story: Story, language: str, selection: str = "") -> bytes:
    """
    Return a story as GPX.

    Parameters
    ----------
    story
        Any story.
    language
        `en` or `ar`: names and words.
    selection
        What to say of filters, if any were on.

    Returns
    -------
    content
        UTF-8; the same bytes for the same story.
    """
    root = ET.Element("gpx", {"version": "1.1", "creator": "Masar", "xmlns": _GPX, "xmlns:masar": _MASAR})
    metadata, marks = add(root, "metadata"), mark_story(story, language, selection)
    add(metadata, "name", marks.title)
    add(metadata, "desc", " · ".join([*marks.credits, text("export.gpx_note", language)]))
    if story.published:
        add(metadata, "time", _noon(story.published.isoformat()))
    for mark in marks.stops:
        _add_stop(root, mark, language)
    for mark in marks.context:
        _add_context(root, mark, language)
    for planned in (True, False):  # the schema wants routes before tracks
        for mark in marks.legs:
            if (mark.properties["status"] == "planned") == planned:
                _add_leg(root, mark)
    return write_xml(root)


def _noon(day: str) -> str:
    return f"{day}T12:00:00Z"


def _add_stop(root: ET.Element, mark: Mark, language: str) -> None:
    properties = mark.properties
    point = _add_point(root, "wpt", mark.parts[0][0])
    if properties["arrival"] and properties["date_precision"] == "day":
        add(point, "time", _noon(properties["arrival"]))
    add(point, "name", mark.name)
    add(point, "cmt", arrival_text(properties, language))
    add(point, "desc", " — ".join(mark.lines))
    add(point, "type", properties["status"])
    extensions = add(point, "extensions")
    for name in ("stop_id", "name_en", "name_ar", "arrival", "date_precision", "basis"):
        add(extensions, f"masar:{name}", properties[name] or "")


def _add_context(root: ET.Element, mark: Mark, language: str) -> None:
    point = _add_point(root, "wpt", mark.parts[0][0])
    add(point, "name", mark.name)
    add(point, "desc", " — ".join([text("role.context", language), *mark.lines]))
    add(point, "type", "context")


def _add_leg(root: ET.Element, mark: Mark) -> None:
    if mark.properties["status"] == "planned":  # a route has no segments: one cut at the antimeridian becomes two
        for part in mark.parts:
            _add_points(_add_way(root, "rte", mark), "rtept", part)
        return
    track = _add_way(root, "trk", mark)
    for part in mark.parts:
        _add_points(add(track, "trkseg"), "trkpt", part)


def _add_way(root: ET.Element, tag: str, mark: Mark) -> ET.Element:
    way = add(root, tag)
    add(way, "name", mark.name)
    add(way, "desc", " — ".join(mark.lines))
    add(way, "type", mark.properties["mode"])
    return way


def _add_points(parent: ET.Element, tag: str, part: Points) -> None:
    for point in part:
        _add_point(parent, tag, point)


def _add_point(parent: ET.Element, tag: str, point: list[float]) -> ET.Element:
    lon, lat = point
    return add(parent, tag, lat=str(lat), lon=str(lon))
