"""A story as KML 2.2, for Google Earth and map programs: stops with dates, legs, context places."""

from collections.abc import Iterable
from datetime import date, timedelta
from xml.etree import ElementTree as ET

from masar.export.marks import Mark, mark_story
from masar.export.xml_text import add, encode_balloon_text, write_xml
from masar.i18n import text
from masar.model import Story

_NAMESPACE = "http://www.opengis.net/kml/2.2"
# Colours are alpha, blue, green, red.
_POINTS = {"origin": "ff2a2522", "visited": "ff1e3ac6", "planned": "b31e3ac6", "context": "ff545a5d"}
_LINES = {"travelled": ("ff1e3ac6", "4"), "planned": ("991e3ac6", "2")}


def write_kml(story: Story, language: str, selection: str = "") -> bytes:
    """
    Return a story as KML.

    Parameters
    ----------
    story
        Any story.
    language
        `en` or `ar`: names and words; the other name stands in the extended data.
    selection
        What to say of filters, if any were on.

    Returns
    -------
    content
        UTF-8; the same bytes for the same story. Stops carry their date as `TimeStamp` as precisely as it
        is known (a week as `TimeSpan`).
    """
    root = ET.Element("kml", xmlns=_NAMESPACE)
    document, marks = add(root, "Document"), mark_story(story, language, selection)
    add(document, "name", marks.title)
    add(document, "description", _balloon(marks.credits))
    _add_styles(document)
    stops = _add_folder(document, text("export.sheet.stops", language))
    for mark in marks.stops:
        _add_stop(stops, mark)
    legs = _add_folder(document, text("export.sheet.legs", language))
    for mark in marks.legs:
        _add_leg(legs, mark)
    context = _add_folder(document, text("export.context_places", language)) if marks.context else document
    for mark in marks.context:
        _add_place(context, mark, "stop-context", ("place_id", "name_en", "name_ar", "country", "radius_km"))
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


def _add_placemark(folder: ET.Element, mark: Mark) -> ET.Element:
    """Append what every placemark begins with."""
    placemark = add(folder, "Placemark")
    add(placemark, "name", mark.name)
    add(placemark, "description", _balloon(mark.lines))
    return placemark


def _add_stop(folder: ET.Element, mark: Mark) -> None:
    kept = ("stop_id", "order", "name_en", "name_ar", "country", "status", "arrival", "date_precision", "basis")
    _add_place(folder, mark, f"stop-{mark.properties['status']}", kept)


def _add_place(folder: ET.Element, mark: Mark, style: str, kept: Iterable[str]) -> None:
    placemark = _add_placemark(folder, mark)
    _add_time(placemark, mark.properties.get("arrival"), mark.properties.get("date_precision", "unknown"))
    add(placemark, "styleUrl", f"#{style}")
    _add_data(placemark, mark, kept)
    ((lon, lat),) = mark.parts[0]
    add(add(placemark, "Point"), "coordinates", f"{lon},{lat}")


def _add_time(placemark: ET.Element, arrival: str | None, precision: str) -> None:
    if not arrival or precision == "unknown":
        return
    if precision == "week":
        span = add(placemark, "TimeSpan")
        add(span, "begin", arrival)
        add(span, "end", (date.fromisoformat(arrival) + timedelta(days=6)).isoformat())
        return
    add(add(placemark, "TimeStamp"), "when", {"month": arrival[:7], "year": arrival[:4]}.get(precision, arrival))


def _add_leg(folder: ET.Element, mark: Mark) -> None:
    placemark = _add_placemark(folder, mark)
    add(placemark, "styleUrl", f"#leg-{mark.properties['status']}")
    _add_data(placemark, mark, ("leg_id", "from_stop", "to_stop", "mode", "status", "basis"))
    parent = placemark if len(mark.parts) == 1 else add(placemark, "MultiGeometry")
    for part in mark.parts:
        line = add(parent, "LineString")
        add(line, "tessellate", "1")
        add(line, "coordinates", " ".join(f"{lon},{lat}" for lon, lat in part))


def _add_data(placemark: ET.Element, mark: Mark, names: Iterable[str]) -> None:
    data = add(placemark, "ExtendedData")
    for name in names:
        value = mark.properties[name]
        add(add(data, "Data", name=name), "value", "" if value is None else str(value))
