"""
From the characters of a PDF page to lines in reading order.

A PDF file holds Arabic in whatever order the program that wrote it liked: as it is read, as it is seen
from left to right, or mixed. Only the positions can be trusted, so a line with right-to-left letters is
sorted by them, and its order of reading is worked out from that (`pdf_order`).
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .pdf_letters import BASELINE_SHIFT, Character, is_mark, sort_letters
from .pdf_order import RIGHT_TO_LEFT, read_in_order, unfold_forms

# Commas and stops stand close to the word before them, a slash between words, whatever gap is printed there.
_SPACED_STOP = re.compile(r"(?<=\w) ([،؛.؟](?:\s|$))|(?<=\w/) (?=[^\W\d])")
# Shares of the font's size.
_SAME_BASELINE = 0.3
_RAISED = 0.6
# Between words a gap is wider than the first of these, within words narrower than the second.
_VALLEY = (0.05, 0.45)
_NARROWEST_SPACE = 0.22
_USUAL_GAP, _LEAST_GAP = 0.17, 0.15
_FEW_GAPS = 40
# A space narrower than this is none; letters beside a real space may reach this far over each other.
_THIN = 0.05
# A letter and its marks.
_MOST_RAISED = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line in the order of reading, where it stands and the size of its font, in points."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


def make_lines(characters: Sequence[Character], rightward: bool) -> list[Line]:  # noqa: FBT001
    """
    Return the lines of a page in the file's order.

    Parameters
    ----------
    characters
        The page's characters, in the file's order.
    rightward
        Whether the document's lines run from right to left.
    """
    groups = _group_by_baseline(characters)
    letters = [_sorted_letters(group) for group in groups]
    gap = _word_gap(letters)
    return [_make_line(group, line, gap, rightward) for group, line in zip(groups, letters, strict=True)]


def _sorted_letters(group: Sequence[Character]) -> list[Character]:
    """Return the letters by position, or none for a line that runs from left to right and is in order."""
    printed = [c for c in group if not c.generated and not c.text.isspace()]
    has_arabic = any(unicodedata.bidirectional(c.text) in RIGHT_TO_LEFT for c in printed)
    return sort_letters(printed) if has_arabic else []


def _group_by_baseline(characters: Sequence[Character]) -> list[list[Character]]:
    """Put together what stands on one line, with the marks that stand a little above or below it."""
    groups: list[list[Character]] = []
    waiting: list[Character] = []
    baseline = None
    segments = _segments(characters)
    for index, segment in enumerate(segments):
        first = _first_printed(segment)
        if baseline is not None and (first is None or _is_near(first, baseline, _is_raised(segment))):
            groups[-1] += segment
        elif first is not None and _is_raised(segment) and _is_near_next(first, segments[index + 1 : index + 2]):
            waiting += segment
        elif first is not None:
            groups.append([*waiting, *segment])
            waiting, baseline = [], first.baseline
    return groups


def _segments(characters: Sequence[Character]) -> list[list[Character]]:
    """Cut where the baseline changes, however little."""
    segments: list[list[Character]] = []
    baseline = None
    for character in characters:
        if character.generated or character.text.isspace():
            if segments:
                segments[-1].append(character)
            continue
        if baseline is None or abs(character.baseline - baseline) > BASELINE_SHIFT * character.size:
            segments.append([])
            baseline = character.baseline
        segments[-1].append(character)
    return segments


def _first_printed(segment: Sequence[Character]) -> Character | None:
    return next((c for c in segment if not c.text.isspace()), None)


def _is_raised(segment: Sequence[Character]) -> bool:
    """Tell a mark that stands alone, or with the letter below it, which some programs give once more."""
    printed = [c.text for c in segment if not c.text.isspace()]
    return len(printed) <= _MOST_RAISED and any(map(is_mark, printed))


def _is_near(character: Character, baseline: float, raised: bool) -> bool:  # noqa: FBT001
    return abs(character.baseline - baseline) <= (_RAISED if raised else _SAME_BASELINE) * character.size


def _is_near_next(character: Character, following: Sequence[Sequence[Character]]) -> bool:
    first = _first_printed(following[0]) if following else None
    return first is not None and _is_near(character, first.baseline, raised=True)


def _make_line(group: Sequence[Character], letters: Sequence[Character], gap: float, rightward: bool) -> Line:  # noqa: FBT001
    printed = [c for c in group if not c.generated and not c.text.isspace()]
    in_order = "".join(c.text for c in group)
    text = read_in_order(_with_spaces(letters, group, gap), rightward) if letters else in_order
    return Line(
        _SPACED_STOP.sub(r"\1", " ".join(unfold_forms(text).split())),
        min(c.left for c in printed),
        max(c.right for c in printed),
        median(c.baseline for c in printed),
        median(c.size for c in printed),
    )


def _word_gap(lines: Sequence[Sequence[Character]]) -> float:
    """
    Return the gap, as a share of the font's size, from which on it parts words.

    Gaps within words and between them differ from font to font, but lie apart: the widest valley is taken.
    """
    gaps = sorted(
        gap
        for letters in lines
        for before, letter in pairwise(letters)
        if _VALLEY[0] < (gap := (letter.left - before.right) / letter.size) < _VALLEY[1]
    )
    valleys = [(wide - narrow, narrow, wide) for narrow, wide in pairwise(gaps) if narrow < _NARROWEST_SPACE]
    if len(gaps) < _FEW_GAPS or not valleys:
        return _USUAL_GAP
    _, narrow, wide = max(valleys)
    return max((narrow + wide) / 2, _LEAST_GAP)


def _with_spaces(ordered: Sequence[Character], group: Sequence[Character], gap: float) -> list[str]:
    """Put a space where the gap is wide, or where the file has one that takes up room."""
    size = median(c.size for c in ordered)
    last = max(index for index, c in enumerate(group) if not c.text.isspace())
    # A space at the end of a line may be put anywhere, over its letters too.
    spaces = sorted(
        c.center for c in group[:last] if c.text.isspace() and not c.generated and c.right - c.left > _THIN * size
    )
    texts: list[str] = []
    edge = ordered[0].left
    next_space = 0
    for character in ordered:
        spaced = False
        while next_space < len(spaces) and spaces[next_space] < character.center:
            next_space += 1
            spaced = True
        if texts and character.left - edge > size * (-_THIN if spaced else gap):
            texts.append(" ")
        texts.append(character.text)
        edge = max(edge, character.right)
    return texts
