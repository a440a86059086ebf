"""What reading a document gives: frozen dataclasses with their words in both languages."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from masar.i18n import text

DocumentKind = Literal["text", "html", "docx", "pdf"]


@dataclass(frozen=True, slots=True)
class Note:
    """Something the user should know of how a document was read; `code` is a key below `documents.note.`."""

    code: str
    details: tuple[tuple[str, Any], ...] = ()

    def message(self, language: str) -> str:
        """Return the note in the language given (`en` or `ar`)."""
        details = dict(self.details)
        for name in [name for name in details if name.endswith("_key")]:
            details[name.removesuffix("_key")] = text(details.pop(name), language)
        return text(f"documents.note.{self.code}", language, **details)


def make_note(code: str, **details: Any) -> Note:
    """Return a note with the values named in its text."""
    return Note(code, tuple(details.items()))


@dataclass(frozen=True, slots=True)
class Metadata:
    """
    What a text says of itself, as far as it can be guessed.

    `language` is `ar`, `en`, or empty if it is neither; `title` and `publisher` may be empty.
    """

    language: str
    title: str
    publisher: str
    published: date | None


@dataclass(frozen=True, slots=True)
class Document:
    """
    An article as it was read; every offset elsewhere refers to this `text`.

    `encoding` is empty for kinds that need none (Word, PDF). `title` and `publisher` may be empty.
    """

    text: str
    language: str
    kind: DocumentKind
    encoding: str
    title: str
    publisher: str
    published: date | None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class EncodingPreview:
    """How a file would read in one encoding: its first characters, and how many cannot be read."""

    encoding: str
    sample: str
    broken: int

    def label(self, language: str) -> str:
        """Return the encoding's name for people."""
        return text(f"documents.encoding.{self.encoding}", language)
