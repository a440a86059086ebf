"""The one encoder for text that goes into XML."""

import html
from xml.etree import ElementTree as ET

from masar.encode import clean_text


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
