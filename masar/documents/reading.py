"""From a file or a pasted text to a Document."""

import unicodedata
from dataclasses import replace
from datetime import date

from masar.documents.cleaning import clean_text
from masar.documents.encodings import decode_text
from masar.documents.isolation import read_isolated
from masar.documents.kinds import kind_of_bytes, kind_of_name, kind_of_text
from masar.documents.metadata import guess_metadata
from masar.documents.model import Document, DocumentKind, Note, make_note
from masar.documents.readers.extract import MAX_CHARACTERS, MAX_FILE_BYTES, Extract
from masar.documents.words import common_share
from masar.errors import ArticleError

# A text has line ends and tabs; more control characters than this and it is no text.
_MAX_CONTROL_SHARE = 0.05
# Arabic prose has three times as many of the commonest words: below this a PDF file's order is in doubt.
_DOUBTFUL_SHARE = 0.2


def read_document(content: bytes, name: str, *, encoding: str | None = None, language: str | None = None) -> Document:
    """
    Read an article out of a file.

    Parameters
    ----------
    content
        The file: plain text, a web page, a Word file (.docx) or a PDF file with a text layer.
    name
        Its name. What it is read as is decided by its content; a wrong extension gives a note.
    encoding
        The user's choice for a text or web page, one of `ENCODINGS`; else it is detected.
    language
        The user's choice, `ar` or `en`; else it is guessed, and a text that is neither is refused.

    Raises
    ------
    ArticleError
        If the file is too large, empty, of another kind, damaged, locked, a scan, or in another language.
    """
    if len(content) > MAX_FILE_BYTES:
        raise ArticleError("document_too_large", limit=MAX_FILE_BYTES // 2**20)
    if not content.strip(b" \t\r\n\0"):
        raise ArticleError("document_empty")
    kind, extract, used, notes = _extract(content, encoding)
    promised = kind_of_name(name)
    if promised not in {None, kind}:
        notes = (
            make_note("wrong_extension", found_key=f"documents.kind.{kind}", name_key=f"documents.kind.{promised}"),
            *notes,
        )
    return _make_document(extract, kind, used, notes, language)


def read_pasted(text: str, *, language: str | None = None) -> Document:
    """
    Read an article that was pasted; the same limits hold, and the same is taken out.

    Raises
    ------
    ArticleError
        If the text is empty, too long, or in another language.
    """
    if len(text) > 2 * MAX_CHARACTERS:
        raise ArticleError("document_too_long", limit=MAX_CHARACTERS)
    return _make_document(Extract(text), "text", "", (), language)


def _extract(content: bytes, encoding: str | None) -> tuple[DocumentKind, Extract, str, tuple[Note, ...]]:
    found = kind_of_bytes(content)
    if found == "pdf":
        return "pdf", read_isolated("pdf", content), "", ()
    if found == "zip":
        return "docx", read_isolated("docx", content), "", ()
    if found:
        raise ArticleError("document_kind", expected_key=f"documents.kind.{found}")
    decoded = decode_text(content, encoding)
    _check_is_text(decoded.text)
    notes = (make_note("broken_characters", n=decoded.broken),) if decoded.broken else ()
    kind = kind_of_text(decoded.text)
    if kind == "html":
        return "html", read_isolated("html", decoded.text.encode("utf-8", "replace")), decoded.encoding, notes
    if kind != "text":
        raise ArticleError("document_kind", expected_key=f"documents.kind.{kind}")
    if len(decoded.text) > 2 * MAX_CHARACTERS:
        raise ArticleError("document_too_long", limit=MAX_CHARACTERS)
    return "text", Extract(decoded.text), decoded.encoding, notes


def _check_is_text(text: str) -> None:
    head = text[:20_000]
    control = sum(c not in "\n\r\t\f\0" and unicodedata.category(c) == "Cc" for c in head)
    if control > len(head) * _MAX_CONTROL_SHARE:
        raise ArticleError("document_kind", expected_key="documents.kind.unknown")


def _make_document(
    extract: Extract, kind: DocumentKind, encoding: str, notes: tuple[Note, ...], language: str | None
) -> Document:
    text, cleaned = clean_text(extract.text)
    if not any(character.isalpha() for character in text):
        raise ArticleError("document_empty")
    if len(text) > MAX_CHARACTERS:
        raise ArticleError("document_too_long", limit=MAX_CHARACTERS)
    guess = guess_metadata(text, language=language)
    if not guess.language:
        raise ArticleError("document_language")
    notes = (*notes, *(make_note(code, **details) for code, details in extract.notes), *cleaned)
    if kind == "pdf" and guess.language == "ar" and common_share(text.split(), "ar") < _DOUBTFUL_SHARE:
        notes = (*notes, make_note("pdf_order_doubtful"))
    document = Document(text, guess.language, kind, encoding, guess.title, guess.publisher, guess.published, notes)
    return _with_own_metadata(document, extract)


def _with_own_metadata(document: Document, extract: Extract) -> Document:
    """Prefer what the file says of itself to what its text suggests."""
    title, publisher = (" ".join(clean_text(field)[0].split()) for field in (extract.title, extract.publisher))
    published = date.fromisoformat(extract.published) if extract.published else document.published
    return replace(
        document, title=title or document.title, publisher=publisher or document.publisher, published=published
    )
