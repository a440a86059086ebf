"""
Letters of a PDF as a reader finds and copies them.

matplotlib writes, for each glyph, the letters it stands for. A letter with a vowel sign is two glyphs, and
each would stand for both, so that copied words hold the letter twice; and the marks that isolate text
of another direction would be copied as glyphs that tear a line apart. Both are put right here, between
shaping and writing.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from matplotlib.backends import backend_pdf
from matplotlib.ft2font import LoadFlags

_FORMAT_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@contextmanager
def separate_letters() -> Iterator[None]:
    """While it lasts, PDFs are written with one letter a glyph and without marks of direction."""
    helpers: Any = backend_pdf._text_helpers  # type: ignore[attr-defined]  # noqa: SLF001
    layout = helpers.layout

    def separated(string: str, font: Any, **options: Any) -> Iterator[SimpleNamespace]:
        items = _drop_marks(layout(string, font, **options))
        for char, group in groupby(items, key=lambda item: item.char):
            glyphs = list(group)
            for item, letter in zip(glyphs, share_letters(char, len(glyphs)), strict=True):
                item.char = letter
                yield item

    with patch.object(helpers, "layout", separated):
        yield


def _drop_marks(items: Iterable[Any]) -> Iterator[SimpleNamespace]:
    """Yield the glyphs without marks of direction; what follows one is moved back over the space that shows it."""
    back = 0.0
    for item in items:
        if item.char in _FORMAT_MARKS:
            glyph = item.ft_object.load_glyph(item.glyph_index, flags=LoadFlags.NO_HINTING)
            back += item.prev_kern + glyph.linearHoriAdvance / 65536
            continue
        yield SimpleNamespace(
            ft_object=item.ft_object, char=item.char, glyph_index=item.glyph_index, x=item.x, y=item.y,
            prev_kern=item.prev_kern + back,
        )  # fmt: skip
        back = 0.0


def share_letters(cluster: str, count: int) -> list[str]:
    """
    Return which letters each of a cluster's glyphs stands for, from left to right.

    Parameters
    ----------
    cluster
        A letter and its signs.
    count
        How many glyphs show it; where they are fewer than letters, one sign glyph stands for several.
    """
    if count == 1 or len(cluster) == 1:
        return [cluster] * count
    base, signs = cluster[0], cluster[1:]
    marks = list(signs) if len(signs) == count - 1 else [signs] * (count - 1)
    leftward = unicodedata.bidirectional(base) in {"R", "AL"}
    return [*reversed(marks), base] if leftward else [base, *marks]
