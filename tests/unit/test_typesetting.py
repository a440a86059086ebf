"""Typst runs beside us: what it holds in memory ends with it, and what goes wrong there is said."""

import errno
import tempfile

import pytest

import masar.export.typesetting
from masar.errors import ExportError
from masar.export.typesetting import typeset


def test_a_document_becomes_a_pdf_or_a_picture():
    assert typeset(b"#rect()", {}, format="pdf").startswith(b"%PDF-")
    assert typeset(b"#set page(width: 1in, height: 1in)\n#rect()", {}, format="png").startswith(b"\x89PNG")


def test_values_reach_it_as_text():
    template = b'#set page(width: 1in, height: 1in)\n#assert(sys.inputs.x == "#panic() \\u{202e}")'
    assert typeset(template, {}, format="png", inputs={"x": "#panic() \u202e"})


@pytest.mark.parametrize(
    "source", [b"#panic()", b'#read("/etc/passwd")', b'#read("../x")', b'#import "@preview/x:1.0.0"']
)
def test_what_fails_or_reaches_out_of_its_folder_is_refused(source):
    with pytest.raises(ExportError, match="could not be set") as caught:
        typeset(source, {}, format="pdf")
    assert "تعذر إعداد الوثيقة" in caught.value.message("ar")


def test_a_document_without_end_is_ended(monkeypatch):
    monkeypatch.setattr(masar.export.typesetting, "TIME_LIMIT_S", 1.0)
    with pytest.raises(ExportError, match="within 1 seconds"):
        typeset(b"#let x = 0\n#for i in range(200000000) { x = calc.rem(x + i, 7) }", {}, format="pdf")


def test_no_room_for_temporary_files_is_said(monkeypatch):
    def fail(*_args, **_options):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryDirectory", fail)
    with pytest.raises(ExportError, match="No space left on device"):
        typeset(b"x", {}, format="pdf")
