"""One door to every format: options are checked, files are whole or not there, the same story gives the same bytes."""

import errno
import hashlib
import os
import re
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from masar.errors import ExportError
from masar.export import (
    FORMATS,
    OPTIONS,
    cite_story,
    embed_snippet,
    encode_file_name,
    export,
    export_file,
    file_name,
    media_type,
    write_file,
)
from masar.export.preview import preview_export
from masar.story_folder import load_story
from tests.browser.conftest import ROOT
from tests.hostile import HOSTILE, hostile_story
from tests.unit.print_stories import two_stops

KIM = load_story(ROOT / "data" / "stories" / "kim-russia-2023")
TWO = two_stops((10, 10), (12, 12))
WITHOUT_BROWSER = tuple(kind for kind in FORMATS if kind != "screenshot")


@pytest.mark.parametrize(
    ("kind", "options", "message"),
    [
        ("docx", {}, "no format “docx”. Choose one of: png, svg"),
        ("png", {"paper": "A4"}, "no option “paper”. It takes: preset, theme"),
        ("csv", {"theme": "dark"}, "csv takes no options; “theme” was given"),
        ("png", {"scale": "big"}, "“scale” takes a number, not “big”"),
        ("png", {"scale": True}, "“scale” takes a number"),
        ("png", {"preset": "poster"}, "poster"),
        ("brief", {"theme": "dark"}, "dark"),
        ("screenshot", {"width": 9}, "“width” is 9; it must lie between 200 and 4,000"),
        ("screenshot", {"scale": float("nan")}, "it must lie between 1 and 3"),
        ("html", {"language": "fr"}, "no language “fr”"),
    ],
)
def test_bad_options_get_a_clear_message_in_both_languages(kind, options, message):
    with pytest.raises(ExportError) as caught:
        export(KIM, kind, **options)
    assert message in str(caught.value)
    assert re.search("[\u0600-\u06ff]{3}", caught.value.message("ar"))


def test_an_option_not_given_is_not_checked():
    assert export(KIM, "csv", theme=None, scale=None) == export(KIM, "csv")


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_has_name_type_and_options(kind):
    assert media_type(kind).count("/") == 1
    assert re.fullmatch(r"kim-russia-2023[a-z-]*\.[a-z]+", file_name(KIM, kind, "ar"))
    assert set(OPTIONS[kind]) <= {"preset", "theme", "show_context", "scale", "dpi", "width", "height"}


def test_no_two_formats_share_a_file_name():
    names = [file_name(KIM, kind) for kind in FORMATS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("story_id", "stem"),
    [
        ("kim-russia-2023", "kim-russia-2023"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\x00b\nc;rm -rf $HOME", "a-b-c-rm-rf-HOME"),
        ("Ünïted", "United"),
        ("رحلة", "story"),
        ("", "story"),
        ("CON", "story-CON"),
        ("x" * 10_000, "x" * 80),
    ],
)
def test_any_text_becomes_a_file_name(story_id, stem):
    assert encode_file_name(story_id) == stem


def test_a_file_is_written_and_replaced(tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text("old")
    path.chmod(0o640)
    assert export_file(KIM, "csv", path, language="ar") == path
    assert path.read_bytes() == export(KIM, "csv", language="ar")
    assert [p.name for p in tmp_path.iterdir()] == ["claims.csv"]
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("kind", WITHOUT_BROWSER)
@pytest.mark.parametrize(
    ("code", "words"), [(errno.ENOSPC, "disk is full"), (errno.EROFS, "may not be written"), (errno.EIO, "went wrong")]
)
def test_a_failed_write_leaves_what_was_there(tmp_path, monkeypatch, kind, code, words):
    path = tmp_path / "story.file"
    path.write_text("old")

    def fail(_handle):
        raise OSError(code, "went wrong")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ExportError, match=words):
        export_file(TWO, kind, path)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["story.file"]


def test_a_folder_that_may_not_be_written_to_gets_no_half_file(tmp_path, monkeypatch):
    def refuse(*_args, **_options):
        raise OSError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # permissions do not bind root, who may run this
    with pytest.raises(ExportError, match="may not be written to"):
        write_file(b"x", tmp_path / "file.csv")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="limits of a process are POSIX's")
def test_a_full_disk_leaves_no_half_file(tmp_path):
    script = (
        "import resource, signal, sys; from masar.export import write_file; from masar.errors import ExportError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: write_file(b'x' * 100_000, sys.argv[1])\n"
        "except ExportError as error: print(error)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, tmp_path / "file.bin"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "the disk is full. Nothing was changed." in run.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ExportError, match="its folder does not exist"):
        write_file(b"x", tmp_path / "none" / "file.csv")
    with pytest.raises(ExportError, match="there is a folder of that name"):
        write_file(b"x", tmp_path)


def test_the_same_story_gives_the_same_bytes_in_any_process_and_at_any_time():
    """The other process starts later, as the clock of a file counts, in another zone and with other hashes."""
    script = (
        "import hashlib, sys; from masar.export import export; from masar.story_folder import load_story\n"
        "story = load_story(sys.argv[1])\n"
        "for kind in sys.argv[2:]:\n"
        "    for language in ('en', 'ar'): print(hashlib.sha256(export(story, kind, language=language)).hexdigest())\n"
    )
    command = [sys.executable, "-c", script, ROOT / "data" / "stories" / KIM.story_id, *WITHOUT_BROWSER]
    environment = os.environ | {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Apia", "LC_ALL": "C"}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    here = [hashlib.sha256(export(KIM, k, language=lang)).hexdigest() for k in WITHOUT_BROWSER for lang in ("en", "ar")]
    assert run.stdout.split() == here


def test_a_workbook_holds_no_clock(tmp_path):
    export_file(KIM, "xlsx", tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2023-09-15T00:00:00Z" in archive.read("docProps/core.xml")


class Frame(HTMLParser):
    """The elements of a snippet."""

    def __init__(self, markup):
        super().__init__()
        self.elements = []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_snippet_is_one_sealed_frame(name):
    ((tag, attributes),) = Frame(embed_snippet(hostile_story(HOSTILE[name]), "https://example.org/a?b=1&c=2")).elements
    assert tag == "iframe"
    assert attributes["src"] == "https://example.org/a?b=1&c=2"
    assert attributes["sandbox"] == "allow-scripts allow-popups"
    assert set(attributes) == {"src", "title", "width", "height", "style", "loading", "referrerpolicy", "sandbox"}


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil.example", "http://", "a b", "data:text/html,x", ""])
def test_a_snippet_refuses_what_is_no_address(address):
    with pytest.raises(ExportError, match="neither a web address"):
        embed_snippet(KIM, address)


def test_a_hosted_dashboard_may_speak_to_its_own_server():
    assert "allow-same-origin" in embed_snippet(KIM, "https://masar.example/?story=x", hosted=True)
    assert "allow-same-origin" not in embed_snippet(KIM, "kim-russia-2023-en.html")


def test_citation_names_publisher_date_and_what_was_done():
    assert cite_story(KIM, "en").startswith(
        "Masar, “Kim visits Russia's aircraft-making city after Vostochny summit with Putin”: an annotated map after AFP, "
        "15 September 2023. The places that the report names were located"
    )
    arabic = cite_story(KIM, "ar")
    for words in ("وكالة فرانس برس", "15 سبتمبر 2023", "حُددت الأماكن", "مستنتجة", "GeoNames"):
        assert words in arabic


@pytest.mark.parametrize("kind", ["pdf", "brief"])
def test_preview_of_a_document_is_its_first_page(kind):
    preview = preview_export(export(KIM, kind), kind)
    assert preview.picture.startswith(b"\x89PNG")
    assert len(preview.picture) > 50_000  # a blank page takes a few thousand


def test_preview_of_data_is_its_beginning():
    assert preview_export(export(KIM, "geojson"), "geojson").text.startswith('{\n "type": "FeatureCollection"')
    assert "stops.csv" in preview_export(export(KIM, "story"), "story").text
    assert "\u202e" not in preview_export(export(hostile_story(HOSTILE["bidi"]), "geojson"), "geojson").text
