"""A story as KML 2.2, for Google Earth and map programs: stops with dates, legs, context places."""

from collections.abc import Iterable
from datetime import date, timedelta
from xml.etree import ElementTree as ET

from masar.export.xml_text import (
    Feature,
    add,
    credit_lines,
    describe_claims,
    describe_leg,
    describe_stop,
    encode_balloon_text,
    features_by_kind,
    leg_name,
    lines_of,
    name_of,
    story_title,
    write_xml,
)
from masar.i18n import text
from masar.model import Story

_NAMESPACE = "http://www.opengis.net/kml/2.2"
# Colours are alpha, blue, green, red.
_POINTS = {"origin": "ff2a2522", "visited": "ff1e3ac6", "planned": "b31e3ac6", "context": "ff545a5d"}
_LINES = {"travelled": ("ff1e3ac6", "4"), "planned": ("991e3ac6", "2")}


def write_kml(story: Story, language: str) -> bytes:
    """
    Return a story as KML.

    Parameters
    ----------
    story
        Any story.
    language
        `en` or `ar`: names and words; the other name stands in the extended data.

    Returns
    -------
    content
        UTF-8; the same bytes for the same story. Stops carry their date as `TimeStamp` as precisely as it
        is known (a week as `TimeSpan`).
    """
    root = ET.Element("kml", xmlns=_NAMESPACE)
    document = add(root, "Document")
    add(document, "name", story_title(story, language))
    add(document, "description", _balloon(credit_lines(story, language)))
    _add_styles(document)
    features = features_by_kind(story)
    stops = _add_folder(document, text("export.sheet.stops", language))
    for feature in features["stop"]:
        _add_stop(stops, story, feature, language)
    legs = _add_folder(document, text("export.sheet.legs", language))
    for feature in features["leg"]:
        _add_leg(legs, story, feature, language)
    if features["context"]:
        context = _add_folder(document, text("export.context_places", language))
        for feature in features["context"]:
            _add_context(context, story, feature, language)
    return write_xml(root)


def _balloon(lines: Iterable[str]) -> str:
    return "<br>".join(encode_balloon_text(line) for line in lines)


def _add_styles(document: ET.Element) -> None:
    for name, colour in _POINTS.items():
        add(add(add(document, "Style", id=f"stop-{name}"), "IconStyle"), "color", colour)
    for name, (colour, width) in _LINES.items():
        line = add(add(document, "Style", id=f"leg-{name}"), "LineStyle")
        add(line, "color", colour)
        add(line, "width", width)


def _add_folder(document: ET.Element, name: str) -> ET.Element:
    folder = add(document, "Folder")
    add(folder, "name", name)
    return folder


def _add_stop(folder: ET.Element, story: Story, feature: Feature, language: str) -> None:
    properties = feature["properties"]
    mark = add(folder, "Placemark")
    add(mark, "name", f"{properties['order']}. {name_of(properties, language)}")
    add(mark, "description", _balloon(describe_stop(story, properties, language)))
    _add_time(mark, properties["arrival"], properties["date_precision"])
    add(mark, "styleUrl", f"#stop-{properties['status']}")
    kept = ("stop_id", "order", "name_en", "name_ar", "country", "status", "arrival", "date_precision", "basis")
    _add_data(mark, feature, kept)
    _add_point(mark, feature)


def _add_time(mark: ET.Element, arrival: str | None, precision: str) -> None:
    if not arrival or precision == "unknown":
        return
    if precision == "week":
        span = add(mark, "TimeSpan")
        add(span, "begin", arrival)
        add(span, "end", (date.fromisoformat(arrival) + timedelta(days=6)).isoformat())
        return
    add(add(mark, "TimeStamp"), "when", {"month": arrival[:7], "year": arrival[:4]}.get(precision, arrival))


def _add_leg(folder: ET.Element, story: Story, feature: Feature, language: str) -> None:
    properties = feature["properties"]
    mark = add(folder, "Placemark")
    add(mark, "name", leg_name(story, properties, language))
    add(mark, "description", _balloon([describe_leg(properties, language)]))
    add(mark, "styleUrl", f"#leg-{properties['status']}")
    _add_data(mark, feature, ("leg_id", "from_stop", "to_stop", "mode", "status", "basis"))
    parts = lines_of(feature)
    parent = mark if len(parts) == 1 else add(mark, "MultiGeometry")
    for part in parts:
        line = add(parent, "LineString")
        add(line, "tessellate", "1")
        add(line, "coordinates", " ".join(f"{lon},{lat}" for lon, lat in part))


def _add_context(folder: ET.Element, story: Story, feature: Feature, language: str) -> None:
    properties = feature["properties"]
    mark = add(folder, "Placemark")
    add(mark, "name", name_of(properties, language))
    add(mark, "description", _balloon(describe_claims(story, language, place_id=properties["place_id"])))
    add(mark, "styleUrl", "#stop-context")
    _add_data(mark, feature, ("place_id", "name_en", "name_ar", "country", "radius_km"))
    _add_point(mark, feature)


def _add_data(mark: ET.Element, feature: Feature, names: Iterable[str]) -> None:
    data = add(mark, "ExtendedData")
    for name in names:
        value = feature["properties"][name]
        add(add(data, "Data", name=name), "value", "" if value is None else str(value))


def _add_point(mark: ET.Element, feature: Feature) -> None:
    lon, lat = feature["geometry"]["coordinates"]
    add(add(mark, "Point"), "coordinates", f"{lon},{lat}")
