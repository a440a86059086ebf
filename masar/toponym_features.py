"""
What the place tagger sees of a text: tokens in sentences, and columns of small numbers, one a position.

Columns are looked at singly and in pairs; what is known of words by themselves is in `masar.toponym_words`.
`tools/train_toponyms.py` learns weights for both; `masar.toponym_model` applies them.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from masar.article import Span, split_sentences
from masar.name_scan import NameSpan
from masar.toponym_words import CAPITAL, LOWER, PAD, SIGN, class_names

OFFSETS = (-2, -1, 0, 1, 2)
LONGEST_SEQUENCE = 160
# Which attributes of a word count for its neighbours: by the attribute's first letter.
NEAR, FAR = frozenset("wsckKpfn"), frozenset("wcK")

_LETTERS = r"[\w\u0300-\u036f\u064b-\u0655\u0670\u200c\u200d]*+"
_TOKEN = re.compile(
    r"[A-Za-z]\.[A-Za-z]\.(?:[A-Za-z]\.)*+|['’]s\b"
    rf"|[^\W_]{_LETTERS}(?:['’ʼ`´](?!s\b)(?=\w){_LETTERS})*+|[^\w\s]|_"
)
_PROMINENCE_STEPS = (60, 85, 100, 115, 140)
_STEPS = len(_PROMINENCE_STEPS) + 1

# Values of the columns: classes of words; gazetteer; evidence in the document; shape and place in the sentence.
SIZES: Mapping[str, int] = {"c": 64, "g": 3 + 5 * _STEPS, "d": 18, "b": 16}
PAIRS: tuple[tuple[tuple[str, int], ...], ...] = (
    (("g", 0),), (("g", -1),), (("g", 1),), (("d", 0),), (("b", 0),), (("b", -1),), (("b", 1),),
    (("g", 0), ("d", 0)), (("g", 0), ("b", 0)), (("g", 0), ("c", -1)), (("g", 0), ("c", 1)), (("g", 0), ("c", 0)),
    (("g", -1), ("g", 0)), (("g", 0), ("g", 1)), (("c", -1), ("c", 0)), (("c", 0), ("c", 1)), (("c", -1), ("c", 1)),
    (("c", -2), ("c", -1)), (("c", 1), ("c", 2)), (("b", 0), ("c", -1)), (("b", 0), ("c", 1)), (("b", 0), ("b", 1)),
    (("b", -1), ("b", 0)), (("d", 0), ("b", 0)), (("c", 1), ("g", 2)), (("c", -1), ("g", -2)), (("d", 0), ("c", -1)),
)  # fmt: skip


class Tokens(NamedTuple):
    """
    The words of a text in sequences, two pads before each sequence and two after the last.

    `starts` and `ends` are offsets into the text, -1 for pads; sequence i is `first[i]` to `first[i] + length[i]`.
    """

    words: list[str]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    first: list[int]
    length: list[int]


def tokenise(text: str) -> Tokens:
    """Return the words of a text, sentence by sentence; a very long sentence is cut."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    begins = [start for start, _ in spans]
    words: list[str] = []
    padded: list[Span] = []
    first: list[int] = []
    length: list[int] = []
    for low, high in _sequences(begins, [end for _, end in split_sentences(text)]):
        words += (PAD, PAD)
        padded += _PADS
        first.append(len(words))
        length.append(high - low)
        words += [text[start:end] for start, end in spans[low:high]]
        padded += spans[low:high]
    words += (PAD, PAD)
    padded += _PADS
    offsets = np.fromiter(chain.from_iterable(padded), np.int32, 2 * len(padded))
    return Tokens(words, offsets[::2].copy(), offsets[1::2].copy(), first, length)


_PADS: tuple[Span, Span] = ((-1, -1), (-1, -1))


def _sequences(begins: Sequence[int], limits: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of words that are read as one: those that begin before the end of a sentence, not too many."""
    low = 0
    for limit in limits:
        high = bisect_left(begins, limit, low) if limit != limits[-1] else len(begins)
        while low < high:
            yield low, min(high, low + LONGEST_SEQUENCE)
            low = min(high, low + LONGEST_SEQUENCE)


def choose_spans(spans: Sequence[NameSpan]) -> list[NameSpan]:
    """Return listed names that do not overlap: leftmost first, but a longer one that begins inside wins."""
    chosen: list[NameSpan] = []
    for span in spans:
        if not chosen or span.start >= chosen[-1].end:
            chosen.append(span)
        elif span.words > chosen[-1].words and span.end > chosen[-1].end:
            chosen[-1] = span
    return chosen


def gazetteer_column(tokens: Tokens, spans: Sequence[NameSpan]) -> NDArray[np.int32]:
    """
    Return for every token whether a listed name begins there or goes on, and how well known it is.

    0 none; 1, 2 demonym begins, goes on; then a value for each step of prominence, main name, more than one word.
    """
    column = np.zeros(len(tokens.words), np.int32)
    if not spans:
        return column
    real = np.flatnonzero(tokens.starts >= 0)
    begin = real[np.searchsorted(tokens.starts[real], [s.start for s in spans], side="right") - 1].tolist()
    end = real[np.searchsorted(tokens.starts[real], [s.end for s in spans], side="left") - 1].tolist()
    for span, i, j in zip(spans, begin, end, strict=True):
        step = bisect_right(_PROMINENCE_STEPS, span.prominence)
        if span.demonym:
            column[i], inner = 1, 2
        else:
            column[i] = 3 + 4 * step + 2 * (span.words > 1) + span.main
            inner = 3 + 4 * _STEPS + step
        if j > i:
            column[i + 1 : j + 1] = inner
    return column


def well_known_begins(column: NDArray[np.int32], least: int = 2) -> NDArray[np.bool_]:
    """Tell, from the gazetteer column, where the main name of a place begins that is of at least this step."""
    inside = (column >= 3 + 4 * least) & (column < 3 + 4 * _STEPS)
    begins: NDArray[np.bool_] = inside & ((column - 3) % 2 == 1)
    return begins


def evidence_column(
    ids: NDArray[np.int32],
    classes: NDArray[np.int32],
    shapes: NDArray[np.int32],
    lower: NDArray[np.bool_],
    language: str,
) -> NDArray[np.int32]:
    """
    Return for every token what the rest of the text says about words of the same stem.

    Parameters
    ----------
    ids, classes, shapes
        Of every token: number of its stem, class, shape.
    lower
        By stem: whether the text has it without a capital, too.
    language
        `ar` or `en`.
    """
    names = class_names(language)
    place_before = _among(names, ("locative", "direction", "settlement", "region", "water", "site"))[classes]
    place_after = _among(names, ("settlement", "region", "water"))[classes]
    person_before = _among(names, ("title", "given", "initial", "name_part"))[classes]
    person_after = _among(names, ("said", "relative", "initial"))[classes]
    where, who = np.zeros(len(ids)), np.zeros(len(ids))
    where[1:] += place_before[:-1]
    where[:-1] += place_after[1:]
    who[1:] += person_before[:-1]
    who[:-1] += person_after[1:]
    if language == "en":
        where *= shapes >= CAPITAL
        who *= shapes >= CAPITAL
    size = int(ids.max(initial=0)) + 1
    places = np.minimum(np.bincount(ids, where, size), 2).astype(np.int32)
    people = np.minimum(np.bincount(ids, who, size), 2).astype(np.int32)
    found: NDArray[np.int32] = (places * 6 + people * 2 + lower[:size])[ids]
    found[(shapes == 0) | (shapes == SIGN)] = 0
    if language == "en":
        found[shapes < CAPITAL] = 0
    return found


@cache
def _among(names: tuple[str, ...], wanted: tuple[str, ...]) -> NDArray[np.bool_]:
    """Tell by the number of each class whether it is one of these."""
    return np.array([name in wanted for name in names])


def columns_of(
    tokens: Tokens,
    spans: Sequence[NameSpan],
    ids: NDArray[np.int32],
    classes: NDArray[np.int32],
    shapes: NDArray[np.int32],
    language: str,
) -> dict[str, NDArray[np.int32]]:
    """Return the columns of a text by name (see `SIZES`); `ids` numbers the stems of this text from 0."""
    lower = np.zeros(int(ids.max(initial=0)) + 1, np.bool_)
    if language == "en":
        lower = _has_lower(tokens.words, ids, shapes, lower)
    shape = shapes.copy()
    shape[tokens.first] += 8
    return {
        "c": classes,
        "g": gazetteer_column(tokens, spans),
        "d": evidence_column(ids, classes, shapes, lower, language),
        "b": shape,
    }


def _has_lower(
    words: list[str], ids: NDArray[np.int32], shapes: NDArray[np.int32], lower: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    plain = {words[i] for i in np.flatnonzero(shapes == LOWER).tolist()}
    for i in np.flatnonzero((shapes >= CAPITAL) & (shapes != SIGN)).tolist():
        if words[i].lower() in plain:
            lower[ids[i]] = True
    return lower


def shift_columns(columns: Mapping[str, NDArray[np.int32]]) -> dict[tuple[str, int], NDArray[np.int64]]:
    """Return the columns as `PAIRS` wants them, by name and offset."""
    wanted = {part for pair in PAIRS for part in pair}
    return {(name, offset): shift(columns[name], offset).astype(np.int64) for name, offset in wanted}


def pair_codes(
    shifted: Mapping[tuple[str, int], NDArray[np.int64]], pair: Sequence[tuple[str, int]]
) -> NDArray[np.int64]:
    """Return one number a position for the values of the columns in a pair at their offsets (see `shift_columns`)."""
    codes = shifted[pair[0]]
    for name, offset in pair[1:]:
        codes = codes * SIZES[name] + shifted[name, offset]
    return codes


def shift(column: NDArray[Any], offset: int) -> NDArray[Any]:
    """Return a column moved so that position i shows what stood at i + offset; zeros at the edges."""
    if offset == 0:
        return column
    moved = np.zeros_like(column)
    if offset > 0:
        moved[:-offset] = column[offset:]
    else:
        moved[-offset:] = column[:offset]
    return moved
