"""
The text layer of a PDF file, through PDFium.

PDFium finds the characters and where each stands; their order within a line and the paragraphs are
worked out from those positions (`pdf_lines`, `pdf_paragraphs`).
"""

import ctypes
from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from .extract import MAX_CHARACTERS, MAX_PAGES, Extract, Note, UnreadableError, join_paragraphs
from .pdf_letters import Character
from .pdf_lines import Line, make_lines
from .pdf_order import is_right_to_left
from .pdf_paragraphs import drop_page_furniture, make_paragraphs

_PRIVATE = range(0xE000, 0xF900)
_MAX_UNREADABLE_SHARE = 0.1
# Anything steeper is a stamp or a watermark across the page.
_MAX_SLOPE = 0.02


def read_pdf_file(content: bytes) -> Extract:
    """
    Read a PDF file.

    Raises
    ------
    UnreadableError
        If it is damaged, encrypted, too long, a scan without text, or its letters have no Unicode.
    """
    document = _open(content)
    if len(document) > MAX_PAGES:
        raise UnreadableError("document_too_many_pages", limit=MAX_PAGES)
    pages, turned = _read_pages(document)
    characters = [character.text for page in pages for character in page if not character.text.isspace()]
    if not characters:
        raise UnreadableError("pdf_no_text")
    unreadable = sum(_is_unreadable(text) for text in characters)
    if unreadable > len(characters) * _MAX_UNREADABLE_SHARE:
        raise UnreadableError("pdf_no_unicode")
    rightward = is_right_to_left(characters)
    lines = [make_lines(page, rightward) for page in pages]
    body = drop_page_furniture(lines)
    text = join_paragraphs(make_paragraphs(body, rightward))
    return Extract(text, title=_title(document), notes=_notes(lines, body, unreadable, turned))


def _open(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD
        raise UnreadableError("document_encrypted" if is_locked else "document_damaged") from None


def _read_pages(document: pypdfium2.PdfDocument) -> tuple[list[list[Character]], int]:
    """Return the characters of every page, and how many stand at an angle and are left out."""
    pages: list[list[Character]] = []
    turned = total = 0
    for index in range(len(document)):
        page = document[index]
        text_page = page.get_textpage()
        total += text_page.count_chars()
        if total > 2 * MAX_CHARACTERS:  # half of it may be white space
            raise UnreadableError("document_too_long", limit=MAX_CHARACTERS)
        found = list(_characters(text_page))
        pages.append([character for character in found if character.size > 0])
        turned += len(found) - len(pages[-1])
        text_page.close()
        page.close()
    return pages, turned


def _characters(text_page: pypdfium2.PdfTextPage) -> Iterator[Character]:
    """Yield what is printed; a character at an angle has a size of 0."""
    raw = text_page.raw
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    surrogate = 0
    for index in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if 0xD800 <= code < 0xDC00:
            surrogate = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((surrogate - 0xD800) << 10) + code - 0xDC00 if surrogate else 0xFFFD
        surrogate = 0
        pdfium.FPDFText_GetLooseCharBox(raw, index, box)
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        generated = pdfium.FPDFText_IsGenerated(raw, index) == 1
        size = pdfium.FPDFText_GetFontSize(raw, index)
        if not generated and pdfium.FPDFText_GetMatrix(raw, index, matrix):
            size = 0.0 if abs(matrix.b) > _MAX_SLOPE * abs(matrix.d) else size * abs(matrix.d)
        yield Character(chr(code), box.left, box.right, y.value, size, generated)


def _is_unreadable(text: str) -> bool:
    return text in "\ufffd\0" or ord(text) in _PRIVATE


def _title(document: pypdfium2.PdfDocument) -> str:
    """Return the title in the file's properties, unless a program made it up from the file's name."""
    title = " ".join(str(document.get_metadata_value("Title") or "").split())[:300]
    made_up = title.lower().startswith(("microsoft word", "untitled", "about:", "file:")) or "." in title[-6:-1]
    return "" if made_up else title


def _notes(lines: list[list[Line]], body: list[list[Line]], unreadable: int, turned: int) -> tuple[Note, ...]:
    notes: list[Note] = []
    if empty := sum(not page for page in lines):
        notes.append(("pages_without_text", {"n": empty}))
    if dropped := sum(map(len, lines)) - sum(map(len, body)):
        notes.append(("page_furniture_left_out", {"n": dropped}))
    if turned:
        notes.append(("turned_left_out", {"n": turned}))
    if unreadable:
        notes.append(("pdf_unreadable", {"n": unreadable}))
    return tuple(notes)
