"""
The text of a Word file (.docx): paragraphs, table cells and text boxes, in the order they stand in.

Only `word/document.xml` and the title in `docProps/core.xml` are read, as streams through expat. A
part that is linked or embedded is never opened; deleted text and field codes are left out.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from xml.parsers import expat

from .extract import (
    MAX_ARCHIVE_MEMBERS,
    MAX_CHARACTERS,
    MAX_DEPTH,
    MAX_UNPACKED_BYTES,
    Extract,
    Note,
    UnreadableError,
    join_paragraphs,
)

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
# Properties (a tab stop is no tab), text that was deleted or moved away.
_SKIPPED = frozenset({"pPr", "rPr", "sectPr", "tblPr", "del", "moveFrom"})
_SPACES = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
# Parts whose words stand beside the text: said in a note, so that nothing is missing silently.
_OTHER_PARTS = ("word/footnotes.xml", "word/endnotes.xml")
# Large: expat reads a token that has not ended again with every piece.
_CHUNK = 1 << 20


def read_word_file(content: bytes) -> Extract:
    """
    Read a Word file.

    Raises
    ------
    UnreadableError
        If it is no Word file, is damaged, unpacks to too much, nests too deeply or declares a document type.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = _part_names(archive)
            body = _BodyParser()
            _parse(_chunks(archive, "word/document.xml"), body.start, body.end, body.characters)
            title = _read_title(archive) if "docProps/core.xml" in names else ""
            notes = _notes(archive, names, body)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, expat.ExpatError, ValueError):
        raise UnreadableError("document_damaged") from None
    except RuntimeError:  # zipfile's word for a member that needs a password
        raise UnreadableError("document_encrypted") from None
    return Extract(join_paragraphs(body.paragraphs), title=title, notes=notes)


def _part_names(archive: zipfile.ZipFile) -> frozenset[str]:
    members = archive.infolist()
    if len(members) > MAX_ARCHIVE_MEMBERS:
        raise UnreadableError("document_too_complex")
    names = frozenset(member.filename for member in members)
    if "word/document.xml" not in names:
        raise UnreadableError("document_kind", expected_key="documents.kind.zip")
    return names


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Unpack a part piece by piece; what counts is what comes out, not the size it claims."""
    total = 0
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK):
            total += len(chunk)
            if total > MAX_UNPACKED_BYTES:
                raise UnreadableError("document_too_complex")
            yield chunk


def _parse(
    chunks: Iterator[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    characters: Callable[[str], None],
) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = _refuse_doctype
    for chunk in chunks:
        parser.Parse(chunk, False)  # noqa: FBT003 - expat takes it by position
    parser.Parse(b"", True)  # noqa: FBT003


def _refuse_doctype(*_: object) -> None:
    # A document type is where entities are declared; Word never writes one.
    raise UnreadableError("document_damaged")


class _BodyParser:
    """Collects paragraphs from the events of `word/document.xml`."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.embedded = 0
        self._open: list[list[str]] = []  # a text box holds paragraphs inside a paragraph
        self._depth = 0
        self._skip = 0
        self._in_text = False
        self._length = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """Open an element."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise UnreadableError("document_too_complex")
        namespace, _, tag = name.rpartition(" ")
        is_word = namespace in _WORD
        # A fallback is the same content again, for old programs.
        if self._skip or (is_word and tag in _SKIPPED) or (namespace == _COMPATIBILITY and tag == "Fallback"):
            self._skip += 1
        elif is_word:
            self._start_word(tag)

    def _start_word(self, tag: str) -> None:
        if tag == "p":
            self._open.append([])
        elif tag == "t":
            self._in_text = True
        elif tag == "altChunk":
            self.embedded += 1
        elif tag in _SPACES and self._open:
            self._open[-1].append(_SPACES[tag])

    def end(self, name: str) -> None:
        """Close an element; a paragraph is complete."""
        self._depth -= 1
        if self._skip:
            self._skip -= 1
            return
        namespace, _, tag = name.rpartition(" ")
        if namespace not in _WORD:
            return
        if tag == "t":
            self._in_text = False
        elif tag == "p" and self._open:
            self.paragraphs.append("".join(self._open.pop()))

    def characters(self, text: str) -> None:
        """Take text, of text runs only."""
        if not self._in_text or self._skip or not self._open:
            return
        self._open[-1].append(text)
        self._length += len(text)
        if self._length > MAX_CHARACTERS:
            raise UnreadableError("document_too_long", limit=MAX_CHARACTERS)


def _read_title(archive: zipfile.ZipFile) -> str:
    parts: list[str] = []
    inside: list[str] = []

    def start(name: str, _: dict[str, str]) -> None:
        inside.append(name)
        if len(inside) > MAX_DEPTH:
            raise UnreadableError("document_too_complex")

    def characters(text: str) -> None:
        if inside and inside[-1].endswith("elements/1.1/ title") and len(parts) < 50:
            parts.append(text)

    def end(_: str) -> None:
        inside.pop()

    _parse(_chunks(archive, "docProps/core.xml"), start, end, characters)
    return " ".join("".join(parts).split())[:300]


def _notes(archive: zipfile.ZipFile, names: frozenset[str], body: _BodyParser) -> tuple[Note, ...]:
    notes: list[Note] = []
    if body.embedded:
        notes.append(("embedded_left_out", {"n": body.embedded}))
    # Word writes an empty part of about 1 kB with its separators where there are no notes.
    if any(name in names and archive.getinfo(name).file_size > 3_000 for name in _OTHER_PARTS):
        notes.append(("footnotes_left_out", {}))
    return tuple(notes)
