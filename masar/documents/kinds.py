"""What kind of file it is, by its content; the name only tells what the user takes it for."""

import re
from pathlib import PurePath

from masar.documents.model import DocumentKind

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"RIFF", "media"),
    (b"ID3", "media"),
    (b"OggS", "media"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\0", "archive"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\0", "program"),
    (b"SQLite format 3", "program"),
)
_EXTENSIONS: dict[str, DocumentKind] = {
    ".txt": "text", ".text": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".docx": "docx", ".pdf": "pdf",
}  # fmt: skip
_PDF_REACH = 1024
_HTML_START = re.compile(
    r"\s*+(?:<\?xml[^<>]*+>\s*+)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG = re.compile(r"</(?:p|div|h1|h2|a|li|span|article)\s*>|<br\s*/?>", re.IGNORECASE)
_XML_START = re.compile(r"\s*<\?xml\b")
_MAIL_START = re.compile(r"(?:From|Return-Path|Received|MIME-Version|Content-Type|Snapshot-\S+):", re.IGNORECASE)
_FEW_TAGS = 3


def kind_of_bytes(content: bytes) -> str:
    """Return `pdf`, `zip`, another known kind of file, or an empty string for what may be text."""
    if b"%PDF-" in content[:_PDF_REACH]:
        return "pdf"
    if content[4:8] == b"ftyp":
        return "media"
    return next((kind for signature, kind in _SIGNATURES if content.startswith(signature)), "")


def kind_of_text(text: str) -> str:
    """Return `html`, `xml`, `mail` (a web archive or a message), or `text`."""
    head = text[:20_000]
    if _HTML_START.match(head):
        return "html"
    if _XML_START.match(head):
        return "xml"
    if _MAIL_START.match(head) and re.search(r"^MIME-Version:", head, re.IGNORECASE | re.MULTILINE):
        return "mail"
    return "html" if len(_HTML_TAG.findall(head)) >= _FEW_TAGS and head.lstrip().startswith("<") else "text"


def kind_of_name(name: str) -> DocumentKind | None:
    """Return the kind that a file's name promises, or `None` if it promises none that is read."""
    return _EXTENSIONS.get(PurePath(name.replace("\\", "/")).suffix.lower())
