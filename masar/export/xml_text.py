"""The one encoder for text that goes into XML, and what KML and GPX share."""

import html
from collections.abc import Mapping
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

from masar import i18n
from masar.encode import clean_text
from masar.geojson import story_to_geojson
from masar.i18n import day, text
from masar.model import Story
from masar.panels import say

Feature = Mapping[str, Any]


def encode_xml_text(value: str) -> str:
    """
    Return text without what XML 1.0 cannot carry (controls, lone surrogates, noncharacters) and bidi overrides.

    Markup in it is left to ElementTree, which escapes it.
    """
    return clean_text(value)


def encode_balloon_text(value: str) -> str:
    """Return text for a KML description, which Google Earth reads as HTML with `$[...]` as fields."""
    return html.escape(clean_text(value)).replace("$", "&#36;")


def add(parent: ET.Element, tag: str, content: str | None = None, **attributes: str) -> ET.Element:
    """Append an element and return it; its text and attributes pass the encoder."""
    element = ET.SubElement(parent, tag, {name: encode_xml_text(value) for name, value in attributes.items()})
    if content is not None:
        element.text = encode_xml_text(content)
    return element


def write_xml(root: ET.Element) -> bytes:
    """Return a document in UTF-8, indented: the same bytes for the same elements."""
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def features_by_kind(story: Story) -> dict[str, list[Feature]]:
    """Return stops, legs and context places, as GeoJSON features: cut at the antimeridian, great circles drawn."""
    found: dict[str, list[Feature]] = {"stop": [], "leg": [], "context": []}
    for feature in story_to_geojson(story)["features"]:
        found.setdefault(feature["properties"]["kind"], []).append(feature)
    return found


def lines_of(feature: Feature) -> list[list[list[float]]]:
    """Return the parts of a leg, each a list of [lon, lat]."""
    geometry = feature["geometry"]
    return [geometry["coordinates"]] if geometry["type"] == "LineString" else list(geometry["coordinates"])


def name_of(properties: Mapping[str, Any], language: str) -> str:
    """Return the name in the language asked for, or else in the other."""
    other = "ar" if language == "en" else "en"
    return str(properties[f"name_{language}"] or properties[f"name_{other}"])


def arrival_text(properties: Mapping[str, Any], language: str) -> str:
    """Return a stop's date in words, as far as it is known."""
    arrival = date.fromisoformat(properties["arrival"]) if properties["arrival"] else None
    return day(arrival, properties["date_precision"], language)


def describe_stop(story: Story, properties: Mapping[str, Any], language: str) -> list[str]:
    """Return what there is to say of a stop: date, status, basis, summary, then each claim with who makes it."""
    stop = story.stop(properties["stop_id"])
    assert stop is not None
    words = [text(f"status.{stop.status}", language), text(f"basis.{stop.basis}", language)]
    lines = [" · ".join([arrival_text(properties, language), *words]), say(stop, "summary", language).text]
    return [line for line in lines if line] + describe_claims(story, language, stop_id=stop.stop_id)


def describe_claims(story: Story, language: str, *, stop_id: str = "", place_id: str = "") -> list[str]:
    """Return the claims about a stop, or a place that is none, as lines: speaker, kind and what is said."""
    about = [c for c in story.claims if c.stop_id == stop_id and (stop_id or c.place_id == place_id)]
    return [
        f"{say(c, 'speaker', language).text} ({text(f'kind.{c.kind}', language)}): {say(c, 'text', language).text}"
        for c in about
    ]


def leg_name(story: Story, properties: Mapping[str, Any], language: str) -> str:
    """Return a leg's name: from where to where."""
    ends = [story.stop(properties[end]) for end in ("from_stop", "to_stop")]
    a, b = (say(stop, "name", language).text for stop in ends if stop)
    return text("figures.from_to", language, a=a, b=b)


def describe_leg(properties: Mapping[str, Any], language: str) -> str:
    """Return how a leg was made and how that is known."""
    keys = (f"mode.{properties['mode']}", f"status.{properties['status']}", f"basis.{properties['basis']}")
    return " · ".join(text(key, language) for key in keys)


def story_title(story: Story, language: str) -> str:
    """Return the headline, or the story's id where it has none."""
    return say(story, "title", language).text or story.story_id


def credit_lines(story: Story, language: str) -> list[str]:
    """Return whose report this is, and whose data."""
    publisher = say(story, "publisher", language).text
    published = i18n.day(story.published, "day", language)
    byline = text("story.byline", language, publisher=publisher, date=published) if publisher else ""
    return [line for line in (byline, text("export.credits", language)) if line]
