"""
Group English words by meaning and mark personal names, for tools/train_toponyms.py: words.json.

    python tools/toponym_lexicon.py MODEL NAMES OUT

MODEL is the folder of spaCy's pipeline `en_core_web_md` (MIT; its word vectors are CC0): its vectors are
clustered in two steps (spherical k-means, 48 groups, then up to 16 within each), so that a word of cluster n
belongs to group n >> 4. NAMES is the folder `names` of the package `names` 0.3.0 (MIT), which holds the given and
family names of the United States census of 1990 (public domain). OUT: `{word: [cluster, flags]}`; flag 1 a given
name, 2 a family name.
"""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np
import spacy

sys.path.insert(0, str(Path(__file__).parents[1]))

from masar.names import normalise_word

GROUPS, WITHIN, SMALLEST = 48, 16, 8
FAMILY_NAMES = 20_000
GIVEN, FAMILY = 1, 2
WORD = re.compile(r"[^\W\d_]{2,18}")


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


def cluster_words(model: Path) -> dict[str, int]:
    """Return the cluster of every word, in normal form, that has a vector; clusters count from 16."""
    random = np.random.default_rng(0)
    vocabulary = spacy.load(model).vocab
    points = vocabulary.vectors.data.astype(np.float32)
    points /= np.linalg.norm(points, axis=1, keepdims=True) + 1e-6
    group = cluster(points, GROUPS, 25, random)
    inner = np.zeros(len(points), np.int64)
    for number in range(GROUPS):
        own = np.flatnonzero(group == number)
        count = min(WITHIN, len(own) // SMALLEST)
        if count > 1:
            inner[own] = cluster(points[own], count, 15, random)
    words: dict[str, int] = {}
    rows = vocabulary.vectors.key2row.items()
    keys = {vocabulary.strings[key]: row for key, row in rows if key in vocabulary.strings}
    for word in sorted(filter(WORD.fullmatch, keys), key=lambda w: (w != w.lower(), w)):
        words.setdefault(normalise_word(word), int((group[keys[word]] + 1) * WITHIN + inner[keys[word]]))
    return words


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
    parser.add_argument("model", type=Path)
    parser.add_argument("names", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    clusters, names = cluster_words(options.model), read_names(options.names)
    words = {word: (clusters.get(word, 0), names.get(word, 0)) for word in sorted(clusters.keys() | names.keys())}
    options.out.write_text(json.dumps(words), encoding="utf-8")


if __name__ == "__main__":
    main()
