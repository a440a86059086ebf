"""From printed lines to paragraphs: page headers out, wrapped lines joined, brackets turned the right way."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from .pdf_lines import Line

_PAGE_NUMBER = re.compile(r"(?:page|صفحة)?\s*[-–(]?\s*\d{1,4}\s*[-–)]?(?:\s*(?:/|of|من)\s*\d{1,4})?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_TERMINAL = re.compile(r"[.!?؟…][\"'”’»«)\]]*$")
_WIDE_GAP = 1.3
_OTHER_SIZE = 0.12
_INDENT = 0.8
_MUCH_ROOM = 0.6
# PDFium's mark for a hyphen that only parts a word at the end of a line.
_SOFT_HYPHENS = ("\x02", "\ufffe", "\u00ad")
_PAIRS = {"(": "()", ")": "()", "[": "[]", "]": "[]", "«": "«»", "»": "«»"}


def drop_page_furniture(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """Leave out page numbers, and first and last lines that most pages repeat."""
    seen = Counter(_shape(line) for page in pages for line in {*page[:1], *page[-1:]})
    limit = max(3, len(pages) / 2)
    return [
        [line for line in page if not (line in (page[0], page[-1]) and _is_furniture(line, seen, limit))]
        for page in pages
    ]


def _shape(line: Line) -> str:
    return _DIGITS.sub("#", line.text)


def _is_furniture(line: Line, seen: Counter[str], limit: float) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line.text)) or seen[_shape(line)] >= limit


def make_paragraphs(pages: Sequence[Sequence[Line]], rightward: bool) -> list[str]:  # noqa: FBT001
    """Join the lines that were only wrapped."""
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    gap = _usual_gap(pages)
    edge = {id(line): _far_edge(page, rightward) for page in pages for line in page}
    paragraphs = [lines[0].text]
    for before, line in pairwise(lines):
        if _starts_paragraph(before, line, gap, edge[id(before)], rightward):
            paragraphs.append(line.text)
        else:
            paragraphs[-1] = _join(paragraphs[-1], line.text)
    return [_turn_brackets(text) if rightward else text for text in paragraphs]


def _usual_gap(pages: Sequence[Sequence[Line]]) -> float:
    gaps = [a.baseline - b.baseline for page in pages for a, b in pairwise(page) if a.baseline > b.baseline]
    return median(gaps) if gaps else 0.0


def _far_edge(page: Sequence[Line], rightward: bool) -> float:  # noqa: FBT001
    """Return where full lines end: on the left for Arabic, on the right for English."""
    ends = sorted((line.left if rightward else -line.right) for line in page)
    return abs(ends[len(ends) // 20])


def _starts_paragraph(before: Line, line: Line, gap: float, edge: float, rightward: bool) -> bool:  # noqa: FBT001
    if abs(before.size - line.size) > _OTHER_SIZE * max(before.size, line.size):
        return True
    down = before.baseline - line.baseline
    if down > _WIDE_GAP * gap:
        return True
    if down <= 0:  # the next column or page
        return _had_room(before, line, edge, rightward)
    indent = before.right - line.right if rightward else line.left - before.left
    return indent > _INDENT * line.size or _had_room(before, line, edge, rightward)


def _had_room(before: Line, line: Line, edge: float, rightward: bool) -> bool:  # noqa: FBT001
    """
    Tell whether a line ended on purpose: the next line's first word would have fitted.

    A line that ends within a sentence must leave much more room, since some programs wrap unevenly.
    """
    room = before.left - edge if rightward else edge - before.right
    if not _TERMINAL.search(before.text):
        return room > _MUCH_ROOM * (before.right - before.left)
    width = (line.right - line.left) / max(len(line.text), 1)
    return room > width * (len(line.text.split(maxsplit=1)[0]) + 2)


def _join(text: str, following: str) -> str:
    if text.endswith(_SOFT_HYPHENS):
        return text[:-1] + following
    if text.endswith("-") and text[-2:-1].isalpha():
        parted = text[-2:-1].islower() and following[:1].islower()
        return text[:-1] + following if parted else text + following
    if text.endswith("/"):
        return text + following
    return f"{text} {following}"


def _turn_brackets(text: str) -> str:
    """
    Turn brackets and guillemets that stand the wrong way round.

    In Arabic a bracket is drawn mirrored, and programs differ in whether a PDF file holds the character or
    its mirror image. What stands around it tells: one that follows a space opens.
    """
    opened: dict[str, bool] = {}
    turned = list(text)
    for index, character in enumerate(text):
        pair = _PAIRS.get(character)
        if pair is None or _in_latin(text, index):
            continue
        spaced_before = index == 0 or text[index - 1].isspace()
        spaced_after = index + 1 == len(text) or not (text[index + 1].isalnum() or text[index + 1] in _PAIRS)
        opens = spaced_before if spaced_before != spaced_after else not opened.get(pair, False)
        opened[pair] = opens
        turned[index] = pair[0] if opens else pair[1]
    return "".join(turned)


def _in_latin(text: str, index: int) -> bool:
    around = text[max(0, index - 1) : index] + text[index + 1 : index + 2]
    return bool(around) and all(c.isascii() and c.isalpha() for c in around)
