"""Files that must not be read, or not silently: each gives a clear error, within bounds of memory and time."""

import json
import random
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from masar.documents import MAX_CHARACTERS, MAX_FILE_BYTES, Document, isolation, read_document, read_pasted, reading
from masar.documents.readers.extract import Extract
from masar.documents.readers.worker import CPU_SECONDS, MEMORY_BYTES, read_safely
from masar.errors import ArticleError
from masar.i18n import catalogue
from tests.document_files import (
    ENCRYPTED_DOCX,
    deflate,
    make_docx,
    make_docx_bomb,
    make_english_pdf,
    make_html,
    make_pdf,
    make_pdf_page,
    make_zip,
)

ROOT = Path(__file__).parents[2]
KIM_EN = (ROOT / "data/stories/kim-russia-2023/article.en.txt").read_text(encoding="utf-8").strip()
KIM_AR = (ROOT / "data/stories/kim-russia-2023/article.ar.txt").read_text(encoding="utf-8").strip()
MEGABYTE = 2**20
SPACES = b" " * MEGABYTE


def refusal(content, name="article.txt", **options):
    with pytest.raises(ArticleError) as caught:
        read_document(content, name, **options)
    assert caught.value.message("en") != caught.value.message("ar")
    return caught.value.code


def outcome(content, name="article"):
    """The text, or the code of the error."""
    try:
        return read_document(content, name).text
    except ArticleError as error:
        return error.code


def encrypted_pdf(password):
    writer = PdfWriter(clone_from=PdfReader(BytesIO(make_english_pdf(KIM_EN))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


class TestLimits:
    def test_a_file_of_more_than_5_mb(self):
        assert refusal(b"a" * (MAX_FILE_BYTES + 1)) == "document_too_large"

    @pytest.mark.parametrize(
        ("make", "name"),
        [
            (lambda text: text.encode(), "a.txt"),
            (lambda text: make_html(text).encode(), "a.html"),
            (make_docx, "a.docx"),
            (make_english_pdf, "a.pdf"),
        ],
        ids=["text", "html", "docx", "pdf"],
    )
    def test_a_text_of_more_than_200000_characters_is_refused_and_not_cut(self, make, name):
        words, shuffle = KIM_EN.split(), random.Random(7)
        text = "\n\n".join(" ".join(shuffle.sample(words, 100)) for _ in range(MAX_CHARACTERS // 600 + 10))
        assert len(text) > MAX_CHARACTERS
        assert refusal(make(text), name) == "document_too_long"

    def test_a_pasted_text_of_more_than_200000_characters(self):
        with pytest.raises(ArticleError, match="200,000"):
            read_pasted("The ship left the port. " * 9000)

    @pytest.mark.parametrize(
        "content", [b"", b" \r\n\t ", b"\0\0\0", "\u200f\ufeff".encode(), b"\xef\xbb\xbf", b"12 34 --"]
    )
    def test_an_empty_file(self, content):
        assert refusal(content) == "document_empty"

    @pytest.mark.parametrize(
        "content",
        [make_html("").encode(), make_docx(""), b"<html></html>", b"<!DOCTYPE html><html><body><br></body></html>"],
    )
    def test_a_file_without_text(self, content):
        code = refusal(content if b"nav" not in content else b"<html><body><nav><a href=1>Home</a></nav></body></html>")
        assert code == "document_empty"


class TestLanguage:
    @pytest.mark.parametrize(
        "text",
        [
            "Le président est arrivé à Moscou vendredi pour une visite officielle de trois jours dans le pays voisin.",
            "Президент прибыл в Москву в пятницу с трехдневным официальным визитом, сообщило агентство.",
            "رئیس جمهور روز جمعه برای یک سفر رسمی سه روزه وارد مسکو شد و با همتای خود دیدار کرد و گفت که این سفر مهم است",
        ],
    )
    def test_another_language_is_refused_unless_the_user_chooses(self, text):
        assert refusal(text.encode()) == "document_language"
        assert read_document(text.encode(), "a.txt", language="en").language == "en"


class TestKinds:
    @pytest.mark.parametrize(
        ("content", "kind"),
        [
            (b"\x89PNG\r\n\x1a\n" + bytes(100), "a picture"),
            (b"\xff\xd8\xff\xe0" + bytes(100), "a picture"),
            (ENCRYPTED_DOCX, "password-protected"),
            (rb"{\rtf1\ansi The ship left the port.}", "RTF"),
            (make_zip({"content.xml": "<x/>"}), "not a Word file"),
            (make_zip({"inner.docx": make_docx(KIM_EN)}), "not a Word file"),
            (make_zip({}), "not a Word file"),
            (b"<?xml version='1.0'?><rss><item>The ship left the port</item></rss>", "XML"),
            (b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n<p>x</p>", "MHTML"),
            (b"\x01\x02\x03 The ship left the port. \x04\x05\x06" * 9, "not text"),
            (b"\x7fELF" + bytes(100), "program"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_what_is_not_read_is_named(self, content, kind):
        for name in ("a.txt", "a.docx", "a.pdf"):
            with pytest.raises(ArticleError, match=kind) as caught:
                read_document(content, name)
            assert caught.value.code == "document_kind"

    @pytest.mark.parametrize(
        "content",
        [
            make_docx(KIM_EN)[:800],
            make_docx(KIM_EN)[:-30],
            make_zip({"word/document.xml": "<w:document><unclosed>"}),
            make_english_pdf(KIM_EN)[:300],
            b"%PDF-1.7\n" + bytes(500),
        ],
    )
    def test_a_damaged_file(self, content):
        assert refusal(content) == "document_damaged"

    @pytest.mark.parametrize("claim", [1, 2**31])
    def test_a_word_file_that_claims_another_size_than_it_has(self, claim):
        content = make_docx(KIM_EN)
        entry = content.rfind(b"PK\x01\x02", 0, content.rfind(b"word/document.xml"))
        forged = content[: entry + 24] + claim.to_bytes(4, "little") + content[entry + 28 :]
        assert outcome(forged) in {KIM_EN, "document_damaged", "document_too_complex"}

    def test_random_bytes(self):
        assert refusal(random.Random(1).randbytes(5000)) in {"document_encoding_broken", "document_kind"}


class TestEncoding:
    def test_bytes_that_fit_no_encoding(self):
        content = b"".join(b"The ship \x81\x8d left %d \xff\xfe the port\n" % n for n in range(100)) + b"\x00\x01" * 300
        assert refusal(content) in {"document_encoding_broken", "document_kind"}

    def test_a_few_broken_characters_are_counted(self):
        content = KIM_AR.encode()
        content = content[:1001] + b"\xff" + content[1001:]
        document = read_document(content, "a.txt")
        assert "\ufffd" in document.text
        assert document.notes[0].code == "broken_characters"

    def test_a_file_cut_in_the_middle_of_a_letter(self):
        document = read_document(KIM_AR.encode()[:1001], "a.txt")
        assert document.encoding == "utf-8"
        assert document.text.startswith(KIM_AR[:200])

    @pytest.mark.parametrize("encoding", ["utf-7", "no-such", "", "idna", "x" * 9999])
    def test_an_encoding_that_is_not_offered(self, encoding):
        assert refusal(KIM_EN.encode(), encoding=encoding) == "document_encoding_unknown"

    def test_the_wrong_choice_of_encoding_does_not_pass_for_arabic(self):
        assert refusal(KIM_AR.encode("cp1256"), encoding="windows-1252") == "document_language"


class TestHiddenCharacters:
    def test_overrides_nuls_and_marks_are_taken_out_and_told(self):
        dirty = KIM_AR.replace(" ", " \u202e", 3).replace("ا", "ا\0", 2).replace("م", "م\u200b", 1)
        document = read_document(dirty.encode(), "a.txt")
        assert document.text == KIM_AR
        assert [(note.code, dict(note.details)) for note in document.notes] == [
            ("bidi_dropped", {"n": 3}),
            ("control_dropped", {"n": 2}),
            ("invisible_dropped", {"n": 1}),
        ]

    @pytest.mark.parametrize("make", [lambda text: make_html(text).encode(), make_docx], ids=["html", "docx"])
    def test_so_they_are_in_other_formats(self, make):
        document = read_document(make(KIM_AR.replace(" ", " \u202e", 3)), "a")
        assert document.text == KIM_AR
        assert "bidi_dropped" in [note.code for note in document.notes]

    def test_titles_are_cleaned_too(self):
        page = make_html(KIM_AR, head='<meta property="og:title" content="a&#x202e;b&#0;c">')
        assert read_document(page.encode(), "a.html").title == "ab\ufffdc"

    def test_heaps_of_accents_are_thinned(self):
        document = read_pasted("The shi" + "\u0315\u0300\u05ae" * 20_000 + "p left the port.")
        assert len(document.text) < 100
        assert document.notes[0].code == "marks_dropped"


class TestPdfFiles:
    def test_a_scan_without_a_text_layer(self):
        assert refusal(make_pdf_page(zlib.compress(b"q 600 0 0 800 0 0 cm Q"))) == "pdf_no_text"

    def test_pages_without_text_are_told(self):
        writer = PdfWriter(clone_from=PdfReader(BytesIO(make_english_pdf(KIM_EN))))
        writer.add_blank_page()
        buffer = BytesIO()
        writer.write(buffer)
        document = read_document(buffer.getvalue(), "a.pdf")
        assert "pages_without_text" in [note.code for note in document.notes]

    def test_a_locked_file(self):
        assert refusal(encrypted_pdf("secret")) == "document_encrypted"

    def test_a_file_that_only_forbids_printing_can_be_read(self):
        assert read_document(encrypted_pdf(""), "a.pdf").text == KIM_EN

    def test_letters_without_a_meaning(self):
        stream = zlib.compress(b"BT /F 9 Tf 10 10 Td (\x01\x02\x03\x04\x05\x06\x07\x01\x02\x03) Tj ET")
        assert refusal(make_pdf_page(stream)) in {"pdf_no_unicode", "pdf_no_text", "document_empty"}

    def test_too_many_pages(self):
        writer = PdfWriter()
        for _ in range(301):
            writer.add_blank_page(100, 100)
        buffer = BytesIO()
        writer.write(buffer)
        assert refusal(buffer.getvalue()) == "document_too_many_pages"

    @pytest.mark.parametrize(
        "kids", [b"[2 0 R 2 0 R]/Count 100000000", b"[1 0 R]/Count 3", b"[9 0 R]/Count 1", b"/Count -1"]
    )
    def test_page_trees_that_turn_in_circles(self, kids):
        content = make_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids%s>>" % kids)
        assert refusal(content) in {"document_damaged", "pdf_no_text", "document_too_many_pages"}


BOMBS = {
    "html of elements": lambda: b"<html>" + b"<b>" * (5 * MEGABYTE // 3 - 9),
    "html nested 100,000 deep": lambda: b"<html>" + b"<div>" * 100_000 + b"The ship left the port.",
    "html nested in disguise": lambda: b"<html>" + b"<x/>" * 60_000 + b"<div></div>" * 60_000,
    "html of open paragraphs": lambda: b"<html>" + b"<p>a" * (MEGABYTE // 4),
    "html of attributes": lambda: b"<html><p " + b"x=1 " * MEGABYTE,
    "html of formats": lambda: b"<html>" + b"".join(b"<b a%d>" % n for n in range(4000)) + b"<p>x" * 20_000,
    "html of comments": lambda: b"<!---->" * (5 * MEGABYTE // 7) + b"<html>",
    "docx of spaces": lambda: make_docx_bomb("", SPACES, 300),
    "docx of text": lambda: make_docx_bomb("<w:body><w:p><w:r><w:t>", b"a" * MEGABYTE, 30),
    "docx nested": lambda: make_docx_bomb("", b"<a>" * 300_000, 5),
    "docx of one attribute": lambda: make_docx_bomb('<a b="', b"a" * MEGABYTE, 19),
    "docx of entities": lambda: make_zip(
        {"word/document.xml": '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><document>&b;</document>'}
    ),
    "docx with a file from outside": lambda: make_zip(
        {"word/document.xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><document>&a;</document>'}
    ),
    "docx of 6,000 parts": lambda: make_zip({"word/document.xml": "<a/>", **{str(n): "" for n in range(6000)}}),
    "docx with a huge title": lambda: make_zip(
        {"word/document.xml": "<a/>", "docProps/core.xml": (SPACES for _ in range(300))}
    ),
    "pdf of spaces": lambda: make_pdf_page(deflate(SPACES, 400)),
    "pdf of spaces, packed twice": lambda: make_pdf_page(
        zlib.compress(deflate(SPACES, 400)), b"/FlateDecode/FlateDecode"
    ),
    "pdf of graphics states": lambda: make_pdf_page(deflate(b"q " * 100_000, 100)),
    "pdf of text": lambda: make_pdf_page(
        deflate(b"".join(b"BT /F 1 Tf %d %d Td (abc def) Tj ET\n" % (n % 600, n % 800) for n in range(2000)), 40)
    ),
}

PROBE = """
import json, resource, sys, time
from pathlib import Path
from masar.documents import read_document
from masar.errors import ArticleError
try:
    result = len(read_document(Path(sys.argv[1]).read_bytes(), "article").text)
except ArticleError as error:
    result = error.code
usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
# ru_maxrss of a process remembers what it was forked from; VmHWM begins anew when the program does.
own = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
peaks = [int(own.split()[1]) * 1024, usage[1].ru_maxrss * 1024]
print(json.dumps([result, peaks, [u.ru_utime + u.ru_stime for u in usage]]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="counts memory as Linux does")
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_within_200_mb_and_bounded_time(name, tmp_path):
    file = tmp_path / "bomb"
    file.write_bytes(BOMBS[name]())
    assert file.stat().st_size <= MAX_FILE_BYTES
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(file)], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    result, memory, seconds = json.loads(done.stdout)
    # What a bomb boils down to may be a word or two.
    assert isinstance(result, int) <= name.startswith("pdf of text")
    assert result != "document_busy"
    assert max(memory) < 200 * 10**6
    # The process that reads is stopped at its limit of processor time, which does not depend on the machine's load.
    assert max(seconds) <= CPU_SECONDS + 2


class TestIsolation:
    def test_the_limits_are_those_the_documentation_states(self):
        assert MEMORY_BYTES < 200 * 10**6
        assert CPU_SECONDS <= 10 < isolation.WALL_SECONDS

    def test_a_reader_that_hangs_is_stopped(self, monkeypatch):
        monkeypatch.setattr(isolation, "_BOOT", "import time; time.sleep(60)")
        monkeypatch.setattr(isolation, "WALL_SECONDS", 0.5)
        assert refusal(make_docx(KIM_EN)) == "document_too_complex"

    def test_a_reader_that_crashes_takes_nothing_with_it(self, monkeypatch):
        monkeypatch.setattr(isolation, "_BOOT", "import os; os.abort()")
        assert refusal(make_docx(KIM_EN)) == "document_too_complex"
        monkeypatch.undo()
        assert read_document(make_docx(KIM_EN), "a.docx").text == KIM_EN

    def test_a_second_file_waits_and_then_is_told(self, monkeypatch):
        monkeypatch.setattr(isolation, "WALL_SECONDS", 0.1)
        with isolation._ONE_AT_A_TIME:
            assert refusal(make_docx(KIM_EN)) == "document_busy"


def in_process(kind, content):
    """The reader without a process of its own: what it lets through, pytest sees."""
    result = read_safely(kind, content)
    if "error" in result:
        raise ArticleError(result["error"], **result["details"])
    return Extract(**result)


SEEDS = {
    "html": make_html(KIM_AR[:900], title="A title").encode(),
    "docx": make_docx(KIM_AR[:900], title="A title"),
    "txt": KIM_AR[:900].encode("cp1256"),
    "utf-16": KIM_AR[:900].encode("utf-16"),
}
SMALL_PDF = make_english_pdf(KIM_EN[:500])
PIECES = st.one_of(
    st.binary(max_size=20),
    st.sampled_from(
        [b"<", b"</w:p>", b"<w:p>", b"<!--", b"<table>", b"&#x202e;", b"\0", b"PK\x03\x04", b"\xff\xfe", b"]]>"]
    ),
)
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), PIECES), max_size=6)


def mutate(content, edits):
    for place, length, piece in edits:
        start = int(place * len(content))
        content = content[:start] + piece + content[start + length :]
    return content


def read_or_refuse(content, name, **options):
    try:
        document = read_document(content, name, **options)
    except ArticleError as error:
        messages = error.message("ar"), error.message("en")
    else:
        assert isinstance(document, Document)
        assert 0 < len(document.text) <= MAX_CHARACTERS
        assert not any(c in document.text for c in "\0\r\u202e\u2066\ufeff")
        messages = [note.message(language) for note in document.notes for language in ("ar", "en")]
    assert all(messages)


@pytest.fixture
def without_process(monkeypatch):
    monkeypatch.setattr(reading, "read_isolated", in_process)


fuzz = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


class TestMutatedFiles:
    @pytest.mark.usefixtures("without_process")
    @fuzz
    @given(st.sampled_from(sorted(SEEDS)), EDITS, st.sampled_from(["a.txt", "a.html", "a.docx", "a.pdf", ""]))
    def test_a_mutated_file_is_read_or_refused(self, seed, edits, name):
        read_or_refuse(mutate(SEEDS[seed], edits), name)

    @pytest.mark.usefixtures("without_process")
    @fuzz
    @given(EDITS)
    def test_a_word_file_with_a_mutated_body_is_read_or_refused(self, edits):
        body = f"<document>{KIM_AR[:300]}</document>".encode()
        read_or_refuse(make_zip({"word/document.xml": mutate(body, edits)}), "a.docx")

    @settings(max_examples=12, deadline=None)
    @given(EDITS)
    def test_a_mutated_pdf_file_is_read_or_refused(self, edits):
        read_or_refuse(mutate(SMALL_PDF, edits), "a.pdf")

    @settings(deadline=None)
    @given(st.binary(max_size=3000), st.sampled_from([None, "utf-8", "windows-1256", "utf-16-le"]))
    def test_any_bytes_are_read_or_refused(self, content, encoding):
        read_or_refuse(content, "a.txt", encoding=encoding)

    @settings(deadline=None)
    @given(st.text(max_size=500))
    def test_any_pasted_text_is_read_or_refused(self, text):
        try:
            document = read_pasted(text)
        except ArticleError:
            return
        # What could be seen is still there, in order; letters may have been composed.
        assert read_pasted(document.text, language=document.language).text == document.text


def test_every_note_and_error_exists_in_both_languages():
    keys = [key for key in catalogue() if key.startswith(("documents.", "errors.document", "errors.pdf"))]
    assert len(keys) > 40
    assert all(catalogue()[key]["en"] and catalogue()[key]["ar"] for key in keys)
