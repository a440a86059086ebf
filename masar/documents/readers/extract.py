"""What a reader returns or raises, and the limits that every reader keeps."""

from dataclasses import dataclass
from typing import Any

MAX_FILE_BYTES = 5 * 1024 * 1024
MAX_CHARACTERS = 200_000
MAX_PAGES = 300
MAX_ARCHIVE_MEMBERS = 5_000
MAX_UNPACKED_BYTES = 20 * 1024 * 1024
# Far above any page or document that people write, far below what makes a parser slow.
MAX_DEPTH = 5_000

Note = tuple[str, dict[str, Any]]


class UnreadableError(Exception):
    """
    A file that a reader cannot or will not read.

    Parameters
    ----------
    code
        Key below `errors.` in `masar/texts/documents.toml`.
    details
        Values named in that message.
    """

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details


@dataclass(frozen=True, slots=True)
class Extract:
    """
    A file's text and what the file says of itself; a field it does not give is empty.

    Paragraphs are parted by an empty line. `published` is an ISO date. `notes` are keys below
    `documents.note.`, each with the values named there.
    """

    text: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    notes: tuple[Note, ...] = ()


def join_paragraphs(paragraphs: list[str]) -> str:
    """
    Return the text of paragraphs, without empty ones.

    Raises
    ------
    UnreadableError
        If the text is longer than `MAX_CHARACTERS`.
    """
    text = "\n\n".join(part for part in (paragraph.strip() for paragraph in paragraphs) if part)
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError("document_too_long", limit=MAX_CHARACTERS)
    return text
