"""
A story as GPX 1.1, for navigation programs and devices.

Stops and context places are way points. A leg travelled is a track; one only announced is a route, which is
what GPX calls a way still to be taken. GPX dates are moments, so a day is written as noon UTC, which is that
same day in nearly every time zone; vaguer dates stand in words, and all stand in an extension as they are known.
"""

from xml.etree import ElementTree as ET

from masar.export.xml_text import (
    Feature,
    add,
    arrival_text,
    credit_lines,
    describe_claims,
    describe_leg,
    describe_stop,
    features_by_kind,
    leg_name,
    lines_of,
    name_of,
    story_title,
    write_xml,
)
from masar.i18n import text
from masar.model import Story

_GPX = "http://www.topografix.com/GPX/1/1"
_MASAR = "urn:masar:story:1"


def write_gpx(story: Story, language: str) -> bytes:
    """
    Return a story as GPX.

    Parameters
    ----------
    story
        Any story.
    language
        `en` or `ar`: names and words.

    Returns
    -------
    content
        UTF-8; the same bytes for the same story.
    """
    root = ET.Element("gpx", {"version": "1.1", "creator": "Masar", "xmlns": _GPX, "xmlns:masar": _MASAR})
    metadata = add(root, "metadata")
    add(metadata, "name", story_title(story, language))
    add(metadata, "desc", " · ".join([*credit_lines(story, language), text("export.gpx_note", language)]))
    if story.published:
        add(metadata, "time", _noon(story.published.isoformat()))
    features = features_by_kind(story)
    for feature in features["stop"]:
        _add_stop(root, story, feature, language)
    for feature in features["context"]:
        _add_context(root, story, feature, language)
    for planned in (True, False):  # the schema wants routes before tracks
        for feature in features["leg"]:
            if (feature["properties"]["status"] == "planned") == planned:
                _add_leg(root, story, feature, language)
    return write_xml(root)


def _noon(day: str) -> str:
    return f"{day}T12:00:00Z"


def _add_stop(root: ET.Element, story: Story, feature: Feature, language: str) -> None:
    properties = feature["properties"]
    point = _add_point(root, "wpt", feature["geometry"]["coordinates"])
    if properties["arrival"] and properties["date_precision"] == "day":
        add(point, "time", _noon(properties["arrival"]))
    add(point, "name", f"{properties['order']}. {name_of(properties, language)}")
    add(point, "cmt", arrival_text(properties, language))
    add(point, "desc", " — ".join(describe_stop(story, properties, language)))
    add(point, "type", properties["status"])
    extensions = add(point, "extensions")
    for name in ("stop_id", "name_en", "name_ar", "arrival", "date_precision", "basis"):
        add(extensions, f"masar:{name}", properties[name] or "")


def _add_context(root: ET.Element, story: Story, feature: Feature, language: str) -> None:
    properties = feature["properties"]
    point = _add_point(root, "wpt", feature["geometry"]["coordinates"])
    add(point, "name", name_of(properties, language))
    claims = describe_claims(story, language, place_id=properties["place_id"])
    add(point, "desc", " — ".join([text("role.context", language), *claims]))
    add(point, "type", "context")


def _add_leg(root: ET.Element, story: Story, feature: Feature, language: str) -> None:
    properties, parts = feature["properties"], lines_of(feature)
    if properties["status"] == "planned":  # a route has no segments: one cut at the antimeridian becomes two
        for part in parts:
            _add_points(_add_way(root, "rte", story, feature, language), "rtept", part)
        return
    track = _add_way(root, "trk", story, feature, language)
    for part in parts:
        _add_points(add(track, "trkseg"), "trkpt", part)


def _add_way(root: ET.Element, tag: str, story: Story, feature: Feature, language: str) -> ET.Element:
    way = add(root, tag)
    add(way, "name", leg_name(story, feature["properties"], language))
    add(way, "desc", describe_leg(feature["properties"], language))
    add(way, "type", feature["properties"]["mode"])
    return way


def _add_points(parent: ET.Element, tag: str, part: list[list[float]]) -> None:
    for point in part:
        _add_point(parent, tag, point)


def _add_point(parent: ET.Element, tag: str, point: list[float]) -> ET.Element:
    lon, lat = point
    return add(parent, tag, lat=str(lat), lon=str(lon))
