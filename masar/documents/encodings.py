"""
Which encoding a text file is in.

UTF-8 and UTF-16 give themselves away by their form. Among the single-byte encodings that Arabic and
English are found in, the one is taken in which the most words are common words of a language Masar reads.
"""

import codecs
import re
from typing import NamedTuple

from masar.documents.model import EncodingPreview
from masar.documents.words import common_words, is_arabic
from masar.errors import ArticleError

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "windows-1256", "iso-8859-6", "windows-1252")
_SINGLE_BYTE = ("windows-1252", "windows-1256", "iso-8859-6")
_SAMPLE_BYTES = 100_000
_PREVIEW_CHARACTERS = 200
# What a page or an editor may call them; the Web reads Latin-1 as windows-1252.
_ALIASES = {
    "utf8": "utf-8", "utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf16": "utf-16-le", "cp1256": "windows-1256",
    "cp1252": "windows-1252", "iso-8859-1": "windows-1252", "latin-1": "windows-1252", "latin1": "windows-1252",
    "us-ascii": "utf-8", "ascii": "utf-8", "arabic": "iso-8859-6", "asmo-708": "iso-8859-6", "iso8859-6": "iso-8859-6",
    "iso_8859-6": "iso-8859-6", "iso-8859-15": "windows-1252", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be",
}  # fmt: skip
_BOMS = (("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE))
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,30})""", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[\u064b-\u0652][^\W\d_]*)*")
_TAG = re.compile(r"<[^<>]*+>")
_UNSHOWN = re.compile(r"<(script|style|head)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
# Beyond this share of unreadable bytes a file is not in the encoding at all.
_MAX_BROKEN_SHARE = 0.02
_MOSTLY = 0.7


class Decoded(NamedTuple):
    """A text, the encoding it was read in, and how many characters could not be read (shown as U+FFFD)."""

    text: str
    encoding: str
    broken: int


def decode_text(content: bytes, encoding: str | None = None) -> Decoded:
    """
    Decode a file.

    Parameters
    ----------
    content
        The file, not empty.
    encoding
        The user's choice, which is followed; else the encoding is detected.

    Raises
    ------
    ArticleError
        If the encoding chosen is not among `ENCODINGS`, or none of them fits.
    """
    if encoding is not None:
        name = canonical_encoding(encoding)
        if name is None:
            raise ArticleError("document_encoding_unknown", encoding=encoding[:40])
        return _decode(content, name)
    decoded = _decode(content, detect_encoding(content))
    if decoded.broken > len(decoded.text) * _MAX_BROKEN_SHARE:
        raise ArticleError("document_encoding_broken")
    return decoded


def canonical_encoding(name: str) -> str | None:
    """Return the name in `ENCODINGS` for a name in use, or `None`."""
    name = name.strip().lower()
    name = _ALIASES.get(name, name)
    return name if name in ENCODINGS else None


def detect_encoding(content: bytes) -> str:
    """Return the encoding, out of `ENCODINGS`, that a file is most likely in."""
    for encoding, mark in _BOMS:
        if content.startswith(mark):
            return encoding
    if found := _detect_utf16(content):
        return found
    if _is_mostly_utf8(content):
        return "utf-8"
    declared = _META_CHARSET.search(content[:4096])
    preferred = canonical_encoding(declared[1].decode("ascii")) if declared else None
    return max(_SINGLE_BYTE, key=lambda name: _score(content, name) + 0.05 * (name == preferred))


def preview_encodings(content: bytes) -> tuple[EncodingPreview, ...]:
    """
    Show how a text file would read in each likely encoding, the likeliest first.

    Each sample has 200 characters at most, of what a reader would see. A file that is no text, such as
    a PDF file, gets no preview.
    """
    if content.startswith((b"%PDF-", b"PK\x03\x04")) or not content:
        return ()
    first = detect_encoding(content)
    scores = {encoding: _score(content, encoding) for encoding in ENCODINGS if encoding != first}
    # Almost any bytes are letters in UTF-16, of the Far East mostly.
    others = [e for e in scores if scores[e] > 0 or not e.startswith("utf-16")]
    others.sort(key=lambda encoding: -scores[encoding])
    return (_preview(content, first), *filter(_is_worth_showing, (_preview(content, e) for e in others)))


def _is_worth_showing(preview: EncodingPreview) -> bool:
    odd = preview.broken + sum(not (c.isprintable() or c == "\n") for c in preview.sample)
    return bool(preview.sample) and odd < len(preview.sample) / 4


def _preview(content: bytes, encoding: str) -> EncodingPreview:
    decoded = _decode(content[:_SAMPLE_BYTES], encoding)
    text = decoded.text
    if "<" in text[:2000]:
        text = _TAG.sub(" ", _UNSHOWN.sub(" ", text))
    sample = " ".join(text[: 20 * _PREVIEW_CHARACTERS].split())[:_PREVIEW_CHARACTERS]
    return EncodingPreview(encoding, sample, sample.count("\ufffd"))


def _decode(content: bytes, encoding: str) -> Decoded:
    text = content.decode(encoding, "replace").removeprefix("\ufeff")
    return Decoded(text, encoding, text.count("\ufffd"))


def _detect_utf16(content: bytes) -> str | None:
    """Without a mark, UTF-16 shows by the high bytes, which are few and alike in every script."""
    sample = content[:4096]
    if len(sample) < 4 or (b"\0" not in sample and b"\x06" not in sample):
        return None
    best = 0.0
    found = None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        share = sum(high.count(byte) for byte in (b"\x00", b"\x06", b"\x20")) / len(high)
        low = sample[0::2] if encoding == "utf-16-le" else sample[1::2]
        nul = low.count(b"\0") / len(low)
        if share > _MOSTLY and nul < 0.1 and share > best and high.count(b"\x20") < len(high) / 2:
            best, found = share, encoding
    return found


def _is_mostly_utf8(content: bytes) -> bool:
    """Tell UTF-8, also where a few bytes are damaged or the last character is cut off."""
    text = content.decode("utf-8", "replace")
    wrong = text.count("\ufffd") - content.count(b"\xef\xbf\xbd")
    if wrong == 0:
        return True
    right = sum(not c.isascii() for c in text[:_SAMPLE_BYTES]) - text[:_SAMPLE_BYTES].count("\ufffd")
    return right > 10 * text[:_SAMPLE_BYTES].count("\ufffd")


def _score(content: bytes, encoding: str) -> float:
    """Return how many words in a hundredth are common ones, less those that mix scripts or break off."""
    text = content[:_SAMPLE_BYTES].decode(encoding, "replace")
    words = _WORD.findall(_TAG.sub(" ", text) if "<" in text[:2000] else text)
    if not words:
        return -1.0
    known = sum(word.lower() in common_words() or (word.startswith("ال") and len(word) > 3) for word in words)
    mixed = sum(_mixes_scripts(word) for word in words if not word.isascii())
    broken = text.count("\ufffd") + sum("\x80" <= c <= "\x9f" for c in text)
    return float(known - 2 * mixed - 2 * broken) / len(words)


def _mixes_scripts(word: str) -> bool:
    arabic = sum(map(is_arabic, word))
    return 0 < arabic < len(word)
