"""
The place tagger: a linear-chain conditional random field, its weights summed once a word.

Lafferty, McCallum and Pereira 2001. Trained by `tools/train_toponyms.py` (L-BFGS, CRFsuite); applied here
with numpy alone: the weights of a word's attributes are summed when the word is first seen, so that a
position costs a few additions, and sequences are decoded side by side (Viterbi 1967).
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from masar.errors import GazetteerError
from masar.name_scan import NameSpan
from masar.toponym_features import (
    OFFSETS,
    PAIRS,
    SIZES,
    Tokens,
    columns_of,
    pair_codes,
    shift,
    shift_columns,
    well_known_begins,
)
from masar.toponym_words import PAD, describe_word, stem_of

DEFAULT_FOLDER = Path(__file__).parents[1] / "data" / "models"
_MOST_WORDS = 100_000
_BATCH_CELLS = 200_000
# Added to the score of a place's first word: of any word, and of a well-known listed name besides. The training
# corpora leave out places named in passing. Chosen on documents left out and on the journeys of tests/journeys.
LEANING: dict[str, tuple[float, float]] = {"ar": (0.0, 0.75), "en": (0.5, 0.5)}


class PlaceTagger:
    """
    A trained tagger of one language; share one instance (see `open_tagger`).

    Parameters
    ----------
    weights
        The arrays that `tools/train_toponyms.py` writes: `labels`, `transitions` (n, n), `attributes` and their
        `rows` (m, 5, n), `pairs` (k, 2: table, code) with `pair_rows` (k, n), `lexicon` with `lexicon_values`.
    language
        `ar` or `en`.
    leaning
        What stands in `LEANING` for the language, if not given.
    """

    def __init__(
        self,
        weights: Mapping[str, NDArray[np.generic]],
        language: str,
        leaning: tuple[float, float] | None = None,
    ) -> None:
        self.language = language
        self._leaning = LEANING[language] if leaning is None else leaning
        self.labels: list[str] = _texts(weights["labels"])
        size = len(self.labels)
        self._transitions = weights["transitions"].astype(np.float32)
        self._rows = weights["rows"].astype(np.float32).reshape(-1, len(OFFSETS) * size)
        self._attributes = {name: i for i, name in enumerate(_texts(weights["attributes"]))}
        # Words of one cluster share their entry: there are tens of thousands of words and a few hundred clusters.
        values = np.asarray(weights["lexicon_values"]).tolist()
        entries = {value: (int(value) >> 2, int(value) & 3) for value in set(values)}
        self._lexicon = dict(zip(_texts(weights["lexicon"]), map(entries.__getitem__, values), strict=True))
        self._tables = _tables(weights["pairs"], weights["pair_rows"].astype(np.float32), size)
        self._forget()

    def _forget(self) -> None:
        self._number: dict[str, int] = {}
        self._sums = np.zeros((1024, len(OFFSETS) * len(self.labels)), np.float32)
        self._facts = np.zeros((1024, 3), np.int32)
        self._stems: dict[str, int] = {}
        self._learn([PAD])

    def tag(self, tokens: Tokens, spans: Sequence[NameSpan]) -> list[str]:
        """Return a label for every token (pads included), given the listed names chosen in the text."""
        ids = self._number_words(tokens.words)
        facts = self._facts[ids]
        _, local = np.unique(facts[:, 2], return_inverse=True)
        columns = columns_of(tokens, spans, local.astype(np.int32), facts[:, 0], facts[:, 1], self.language)
        scores = self._score(ids, columns)
        chosen = np.full(len(ids), self.labels.index("O"), np.int64)
        for batch in _batches(tokens):
            _decode(scores, self._transitions, batch, chosen)
        return [self.labels[i] for i in chosen.tolist()]

    def knows(self, word: str) -> bool:
        """Tell whether a word in normal form is among the frequent ones that have a cluster, or its stem is."""
        return word in self._lexicon or stem_of(word, self.language) in self._lexicon

    def _number_words(self, words: list[str]) -> NDArray[np.int32]:
        if len(self._number) > _MOST_WORDS:
            self._forget()
        number = self._number
        new = [word for word in dict.fromkeys(words) if word not in number]
        if new:
            self._learn(new)
        return np.fromiter(map(number.__getitem__, words), np.int32, len(words))

    def _learn(self, words: list[str]) -> None:
        """Sum the weights of new words."""
        first = len(self._number)
        need = first + len(words)
        if need > len(self._sums):
            self._sums = np.concatenate([self._sums, np.zeros((need, self._sums.shape[1]), np.float32)])
            self._facts = np.concatenate([self._facts, np.zeros((need, 3), np.int32)])
        rows: list[int] = []
        owners: list[int] = []
        get = self._attributes.get
        for index, word in enumerate(words, start=first):
            attributes, word_class, shape, stem = describe_word(word, self.language, self._lexicon)
            self._number[word] = index
            self._facts[index] = word_class, shape, self._stems.setdefault(stem, len(self._stems))
            found = [row for attribute in attributes if (row := get(attribute)) is not None]
            rows += found
            owners += [index] * len(found)
        np.add.at(self._sums, owners, self._rows[rows])

    def _score(self, ids: NDArray[np.int32], columns: Mapping[str, NDArray[np.int32]]) -> NDArray[np.float32]:
        size = len(self.labels)
        sums = self._sums.reshape(-1, len(OFFSETS), size)
        scores = np.zeros((len(ids), size), np.float32)
        gathered = np.empty_like(scores)
        for index, offset in enumerate(OFFSETS):
            scores += sums[shift(ids, offset), index]
        shifted = shift_columns(columns)
        for pair, table in zip(PAIRS, self._tables, strict=True):  # `take` in a third of the time of an index
            scores += table.take(pair_codes(shifted, pair), axis=0, out=gathered, mode="clip")
        every, listed = self._leaning
        scores[:, self.labels.index("B")] += every + listed * well_known_begins(columns["g"])
        return scores


def _tables(pairs: NDArray[np.generic], rows: NDArray[np.float32], size: int) -> list[NDArray[np.float32]]:
    tables = []
    for number, pair in enumerate(PAIRS):
        table = np.zeros((int(np.prod([SIZES[name] for name, _ in pair])), size), np.float32)
        own = np.asarray(pairs)[:, 0] == number
        table[np.asarray(pairs)[own, 1].astype(np.int64)] = rows[own]
        tables.append(table)
    return tables


def _batches(tokens: Tokens) -> list[list[tuple[int, int]]]:
    """Return the sequences (first, length), sorted by length, in batches of bounded size."""
    sequences = sorted(zip(tokens.first, tokens.length, strict=True), key=lambda s: s[1])
    batches: list[list[tuple[int, int]]] = []
    for sequence in sequences:
        longest = sequence[1]
        if batches and longest * (len(batches[-1]) + 1) <= _BATCH_CELLS:
            batches[-1].append(sequence)
        else:
            batches.append([sequence])
    return batches


def _decode(
    scores: NDArray[np.float32],
    transitions: NDArray[np.float32],
    batch: Sequence[tuple[int, int]],
    chosen: NDArray[np.int64],
) -> None:
    """Write the best labels of every sequence of a batch, shorter ones first, into `chosen`."""
    first = np.array([f for f, _ in batch])
    length = np.array([n for _, n in batch])
    longest = int(length[-1])
    # The first sequence that goes on to each step; those before it have ended.
    open_from = np.searchsorted(length, np.arange(longest), side="right").tolist()
    best = scores[first]
    back = np.zeros((longest, *best.shape), np.int8)
    for t in range(1, longest):
        k = open_from[t]
        paths = best[k:, :, None] + transitions
        back[t, k:] = paths.argmax(1)
        np.add(np.maximum.reduce(paths, 1), scores[first[k:] + t], out=best[k:])
    label = best.argmax(1)
    rows = np.arange(len(batch))
    for t in range(longest - 1, -1, -1):
        k = open_from[t]
        chosen[first[k:] + t] = label[k:]
        label[k:] = back[t, rows[k:], label[k:]] if t else 0


def _texts(array: NDArray[np.generic]) -> list[str]:
    return bytes(array.tobytes()).decode("utf-8").split("\n")


@cache
def open_tagger(language: str, folder: Path = DEFAULT_FOLDER) -> PlaceTagger:
    """
    Return the tagger of a language.

    Raises
    ------
    GazetteerError
        If its file is missing or damaged.
    """
    path = folder / f"places-{language}.npz"
    try:
        with np.load(path, allow_pickle=False) as arrays:
            return PlaceTagger({name: arrays[name] for name in arrays.files}, language)
    except (OSError, ValueError, KeyError) as error:
        raise GazetteerError("tagger_unreadable", file=path.name) from error
