"""
Letters of a PDF that Typst wrote, as a reader finds and copies them.

An Arabic letter with a vowel sign is two glyphs. Typst says of each that it stands for both, so that
copied or searched words hold the letter twice ("ووضعت" for "وُضعت"). Here the sign's glyph, told by its
width of zero, is made to stand for the sign and the other for the letter. Nothing that is seen changes.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Mapping

_SIGNS = frozenset(map(chr, (*range(0x064B, 0x0660), 0x0670)))
_XREF = re.compile(rb"xref\r?\n0 (\d+)\r?\n((?:\d{10} \d{5} [nf]\r?[ \n]?\n?)+)trailer")
_STREAM = re.compile(rb"(.*?/Length )(\d+)(.*?>>\s*stream\r?\n)", re.DOTALL)
_LETTER = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]{8,})>")
_ACTUAL = re.compile(rb"/ActualText ?<FEFF([0-9A-F]+)>")
_NUMBERS = re.compile(rb"\[|\]|[\d.]+")

Edit = Callable[[bytes], bytes]


def has_signs(text: str) -> bool:
    """Tell whether a text holds Arabic vowel signs."""
    return not _SIGNS.isdisjoint(text)


def separate_letters(pdf: bytes) -> bytes:
    """
    Return the PDF with one letter or sign for each glyph.

    Parameters
    ----------
    pdf
        As Typst writes it, with a plain cross-reference table; any other is returned as it is.
    """
    found = _XREF.search(pdf, pdf.rfind(b"\nxref"))
    if found is None:
        return pdf
    offsets = [int(entry[:10]) for entry in found.group(2).split(b"\n") if entry.strip().endswith(b"n")]
    if len(offsets) != int(found.group(1)) - 1:
        return pdf
    ends = dict(zip(sorted(offsets), [*sorted(offsets)[1:], found.start()], strict=True))
    objects = {number: pdf[start : ends[start]] for number, start in enumerate(offsets, start=1)}
    widths = _font_widths(objects)
    for number, body in objects.items():
        if number in widths:
            objects[number] = _edit_stream(body, lambda data, w=widths[number]: _part_letters(data, w))  # type: ignore[misc]
        elif b"stream" in body and b"/Subtype /Image" not in body and b"/FontFile" not in body:
            objects[number] = _edit_stream(body, _drop_actual_text)
    return _write(pdf, objects, sorted(objects, key=lambda n: offsets[n - 1]), pdf[found.end() - len(b"trailer") :])


def _write(pdf: bytes, objects: Mapping[int, bytes], order: list[int], trailer: bytes) -> bytes:
    """Put the objects together again and write where each one starts."""
    first = re.search(rb"\d+ 0 obj", pdf)
    out = bytearray(pdf[: first.start()] if first else b"")
    starts = {}
    for number in order:
        starts[number] = len(out)
        out += objects[number]
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n\r\n" % starts[number] for number in sorted(starts))
    return bytes(out) + re.sub(rb"startxref\s+\d+", b"startxref\n%d" % table, trailer)


def _font_widths(objects: Mapping[int, bytes]) -> dict[int, Mapping[int, float]]:
    """Return, by the number of a font's table of letters, the width of each of its glyphs."""
    found: dict[int, Mapping[int, float]] = {}
    for body in objects.values():
        letters, font = re.search(rb"/ToUnicode (\d+) 0 R", body), re.search(rb"/DescendantFonts ?\[(\d+) 0 R\]", body)
        if letters and font:
            glyphs = objects[int(font.group(1))]
            widths, default = re.search(rb"/W ?\[([\d.\s\[\]]*)\]", glyphs), re.search(rb"/DW (\d+)", glyphs)
            if widths:
                rest = float(default.group(1)) if default else 1000.0  # the default of PDF 1.7, 9.7.4.3
                found[int(letters.group(1))] = defaultdict(lambda rest=rest: rest, read_widths(widths.group(1)))  # type: ignore[misc]
    return found


def read_widths(content: bytes) -> dict[int, float]:
    """Return glyph widths from a PDF's /W array: `c [w ...]` and `first last w` in any order."""
    widths: dict[int, float] = {}
    waiting: list[float] = []
    inside = False
    for token in _NUMBERS.findall(content):
        if token == b"[":
            inside, first, count = True, int(waiting.pop()), 0
        elif token == b"]":
            inside = False
        elif inside:
            widths[first + count] = float(token)
            count += 1
        else:
            waiting.append(float(token))
            if len(waiting) == 3:
                low, high, width = waiting
                widths |= dict.fromkeys(range(int(low), int(high) + 1), width)
                waiting = []
    return widths


def _edit_stream(body: bytes, edit: Edit) -> bytes:
    """Return an object with the content of its stream changed."""
    head = _STREAM.match(body)
    if head is None:
        return body
    start, length = head.end(), int(head.group(2))
    data, packed = body[start : start + length], b"/FlateDecode" in head.group()
    try:
        content = zlib.decompress(data) if packed else data
    except zlib.error:
        return body
    changed = edit(content)
    if changed == content:
        return body
    data = zlib.compress(changed, 6) if packed else changed
    return head.group(1) + b"%d" % len(data) + head.group(3) + data + body[start + length :]


def _part_letters(table: bytes, widths: Mapping[int, float]) -> bytes:
    """Give each glyph of a table of letters its own part of a letter with signs."""

    def own(entry: re.Match[bytes]) -> bytes:
        text = bytes.fromhex(entry.group(2).decode()).decode("utf-16-be", "replace")
        if not _is_letter_with_signs(text):
            return entry.group()
        part = text[1:] if widths[int(entry.group(1), 16)] == 0 else text[0]
        return b"<%b> <%b>" % (entry.group(1), part.encode("utf-16-be").hex().upper().encode())

    return _LETTER.sub(own, table)


def _drop_actual_text(content: bytes) -> bytes:
    """Drop the note that a single glyph stands for a letter with its signs."""

    def own(entry: re.Match[bytes]) -> bytes:
        text = bytes.fromhex(entry.group(1).decode()).decode("utf-16-be", "replace")
        return b"" if _is_letter_with_signs(text) else entry.group()

    return _ACTUAL.sub(own, content)


def _is_letter_with_signs(text: str) -> bool:
    return len(text) > 1 and text[0] not in _SIGNS and _SIGNS.issuperset(text[1:])
