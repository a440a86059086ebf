"""One hostile story in every format: the file opens in its reader, and what the story says is only text in it."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import openpyxl
import pymupdf
import pytest
from PIL import Image

from masar.export import FORMATS, cite_story, embed_snippet, export, file_name
from masar.export.preview import preview_export
from masar.story_folder import unzip_story
from tests.hostile import HOSTILE, hostile_story

EVERYTHING = " ".join(
    [*HOSTILE.values(), "=1+1", '#read("/etc/passwd")', "\ud800\ufffe\u2067", "$[name]", "W" * 10_000]
)
STORY = hostile_story(EVERYTHING)
# What turns the text around it, ends a file early, or is no character.
UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\u202a-\u202e\ud800-\udfff\ufffe]")


def read_pixels(content):
    Image.open(io.BytesIO(content)).load()
    return ""


def read_pdf(content):
    document = pymupdf.open(stream=content)
    assert not any(page.get_links() for page in document)
    assert not document.embfile_count()
    assert b"/JavaScript" not in content
    return " ".join(page.get_text() for page in document)


def read_xml(content):
    return "".join(ET.fromstring(content).itertext())


def read_page(content):
    words = []
    parser = HTMLParser()
    parser.handle_data = words.append
    parser.feed(content.decode())
    assert b"<img" not in content
    assert b"<iframe" not in content
    return "".join(words)


def read_csv(content):
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert {len(row) for row in rows} == {13}
    return "".join(cell for row in rows for cell in row)


def read_book(content):
    cells = [c for sheet in openpyxl.load_workbook(io.BytesIO(content)) for row in sheet.iter_rows() for c in row]
    assert not [c for c in cells if c.data_type == "f" or c.hyperlink]
    return "".join(str(c.value) for c in cells)


READERS = {
    "png": read_pixels, "svg": read_xml, "pdf": read_pdf, "brief": read_pdf, "html": read_page, "kml": read_xml,
    "gpx": read_xml, "csv": read_csv, "xlsx": read_book,
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", READERS)
def test_hostile_story_is_only_text(kind, language):
    text = READERS[kind](export(STORY, kind, language=language))
    assert not UNWANTED.search(text)
    if kind != "png":
        assert "cycler.__init__" in text
        assert "root:" not in text
        assert "pwned" in text


def test_hostile_story_is_the_same_story_in_data_that_keeps_it_exactly():
    told = json.loads(export(STORY, "geojson"))
    assert told["features"][0]["properties"]["name_en"] == EVERYTHING.replace("\ud800", "")
    clean = hostile_story(EVERYTHING.replace("\ud800", ""))
    assert unzip_story(export(clean, "story")).stops == clean.stops


def test_every_format_is_read_here_or_in_the_browser_tests():
    assert set(READERS) | {"geojson", "story", "screenshot"} == set(FORMATS)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_hostile_story_is_only_text_beside_the_files(language):
    snippet = embed_snippet(STORY, "https://example.org/", language=language)
    assert snippet.count("<") == 2  # one frame, opened and closed
    for text in (snippet, cite_story(STORY, language)):
        assert not UNWANTED.search(text)
    for kind in FORMATS:
        assert re.fullmatch(r"[a-z0-9-]+\.[a-z]+", file_name(STORY, kind, language))


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind not in ("screenshot", "story", "html", "svg")])
def test_preview_of_a_hostile_story_is_made(kind):
    preview = preview_export(export(STORY, kind), kind)
    assert preview.picture or preview.text
    assert not UNWANTED.search(preview.text)
