"""
The letters of a printed line of a PDF page, sorted by where they stand.

Programs give Arabic letters in ways of their own: two letters in one cell, a letter once more with the
mark above it, a mark before or after its letter, a line twice for weight.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from statistics import median
from typing import NamedTuple

from .pdf_order import RIGHT_TO_LEFT

# Shares of the font's size.
BASELINE_SHIFT = 0.02
_NEAR_LETTER = 0.4
# Share of a character's width.
_DOUBLE_PRINT = 0.4
_ALEFS = frozenset("اأإآٱ")
_CENTER = attrgetter("center")


class Character(NamedTuple):
    """
    A character, its cell and the size of its font, in points; `baseline` grows upward.

    `generated` marks the spaces and line ends that PDFium adds.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    generated: bool

    @property
    def center(self) -> float:
        """The middle of the cell, on the horizontal."""
        return (self.left + self.right) / 2


def is_mark(text: str) -> bool:
    """Tell a mark that belongs to the letter before it."""
    return unicodedata.category(text) == "Mn"


def sort_letters(printed: Sequence[Character]) -> list[Character]:
    """Sort by position; a mark stands where its base does; what is printed twice is kept once."""
    letters = sorted(_ligatures_apart([c for c in printed if not is_mark(c.text)]), key=_CENTER)
    kept = _merge_double_print(letters)
    marks = [c for c in printed if is_mark(c.text)]
    if not kept or not marks:
        return kept or marks
    attached = _attach_marks(marks, letters, kept)
    ordered: list[Character] = []
    for index, base in enumerate(kept):
        # Seen from the left, the mark comes first: reading from the right then meets the base before it.
        above = {mark.text: mark for mark in attached.get(index, [])}.values()
        # One glyph for both has a cell that is split between them: the base takes it whole.
        left, right = min(c.left for c in (base, *above)), max(c.right for c in (base, *above))
        ordered += [mark._replace(left=left, right=left) for mark in above]
        ordered.append(base._replace(left=left, right=right))
    return ordered


def _attach_marks(
    marks: Sequence[Character], letters: Sequence[Character], bases: Sequence[Character]
) -> dict[int, list[Character]]:
    """Give each mark to the nearest base, of the letter whose cell it shares where it shares one."""
    letter_centers, base_centers = ([c.center for c in characters] for characters in (letters, bases))
    attached: dict[int, list[Character]] = {}
    for mark in marks:
        hosts = {letters[i].text for i in _nearest(letter_centers, mark.center) if _share_cell(mark, letters[i])}
        around = _nearest(base_centers, mark.center)
        named = [index for index in around if bases[index].text in hosts]
        attached.setdefault((named or around)[0], []).append(mark)
    return attached


def _share_cell(mark: Character, letter: Character) -> bool:
    """Tell whether PDFium gave both the cell of one glyph, or halved it between them."""
    near = 0.01 * mark.size
    if abs((mark.right - mark.left) - (letter.right - letter.left)) > near:
        return False
    return abs(mark.left - letter.left) <= near or abs(mark.right - letter.left) <= near


def _ligatures_apart(letters: Sequence[Character]) -> list[Character]:
    """Part Arabic letters that share one cell, in the file's order; but lam stands before alef, always."""
    apart = list(letters)
    for index in range(1, len(apart)):
        first, second = apart[index - 1], apart[index]
        if (first.left, first.right, first.baseline) != (second.left, second.right, second.baseline):
            continue
        if unicodedata.bidirectional(second.text) in RIGHT_TO_LEFT:
            if second.text == "ل" and first.text in _ALEFS:
                first, second = second, first
            apart[index - 1], apart[index] = first._replace(left=first.center), second._replace(right=second.center)
    return apart


def _merge_double_print(letters: Sequence[Character]) -> list[Character]:
    """Keep once what is printed twice: for weight, or a letter that is given once more with its mark."""
    if not letters:
        return []
    baseline = median(c.baseline for c in letters)
    kept: list[Character] = []
    for letter in letters:
        same = [i for i in range(max(0, len(kept) - 3), len(kept)) if _is_printed_over(letter, kept[i], baseline)]
        if same:
            kept[same[-1]] = _merge(letter, kept[same[-1]])
        else:
            kept.append(letter)
    return kept


def _is_printed_over(one: Character, other: Character, baseline: float) -> bool:
    if one.text != other.text:
        return False
    if max(abs(one.baseline - baseline), abs(other.baseline - baseline)) > BASELINE_SHIFT * one.size:
        return abs(one.center - other.center) < _NEAR_LETTER * one.size
    overlap = min(one.right, other.right) - max(one.left, other.left)
    return overlap > _DOUBLE_PRINT * max(min(one.right - one.left, other.right - other.left), 0.1)


def _merge(one: Character, other: Character) -> Character:
    """Return the lower of two prints of a letter, which stands on the line, with the room of both."""
    lower = min(one, other, key=lambda c: c.baseline)
    return lower._replace(left=min(one.left, other.left), right=max(one.right, other.right))


def _nearest(centers: Sequence[float], center: float) -> list[int]:
    """Return the indices of the centers around a point, the nearest first."""
    after = bisect_left(centers, center)
    around = range(max(0, after - 2), min(len(centers), after + 2))
    return sorted(around, key=lambda index: abs(centers[index] - center))
