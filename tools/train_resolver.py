"""
Learn how much each sign counts when choosing among the places of one name: data/models/resolver.json.

    python tools/train_resolver.py CORPORA [--folds 5] [--out data/models/resolver.json]

CORPORA holds `trnews.jsonl` (English news with coordinates, half of it local news of small towns). The project's
own journeys in tests/journeys (world news, Arabic and English; those not held out) are learned from, too. A
conditional logit (McFadden 1974) over the candidates of each name, fitted by gradient descent with an L2 penalty,
in two rounds: without, then with the votes of the other names. With `--folds` the accuracy on documents left out is
printed and nothing is written.
"""

import argparse
import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from masar import resolve
from masar.gazetteer import open_gazetteer
from masar.model import Article
from masar.resolve_features import FEATURES, Field, Name, feature_matrix, first_weights, lay_out, softmax
from masar.resolve_names import gather_names
from masar.toponyms import find_mentions
from tests.journeys import annotated

Floats = NDArray[np.float64]
RIGHT_KM = 161.0
CLOSE_KM = 40.0
PENALTY = 0.002
STEPS = 600
# What the weights are drawn towards where the corpus says little: what anyone would expect of these signs.
EXPECTED = {"qualified": 4.0, "kind_fits": 0.5, "kind_differs": -0.2, "sound": -1.0, "part": -0.5, "famous": 1.0}


class Document(NamedTuple):
    """The names of a document, and for those that an annotator placed: index, point."""

    names: list[Name]
    field: Field
    gold: list[tuple[int, float, float]]


def distance_km(a: float, b: float, c: float, d: float) -> float:
    """Return the great-circle distance between two points (degrees)."""
    a, b, c, d = map(math.radians, (a, b, c, d))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))


Gold = tuple[int, int, float, float]


def read_corpus(path: Path) -> list[Document]:
    """Return the documents of a corpus, with the mentions that Masar itself finds."""
    documents = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold = [(t["start"], t["end"], t["lat"], t["lon"]) for t in row["toponyms"] if t["lat"] is not None]
        documents.append(_document(Article(row["text"], row["lang"]), gold))
    return documents


def read_journeys() -> list[Document]:
    """Return the project's own articles, those not held out."""
    documents = []
    for item in annotated.articles():
        if not item.held_out:
            known = [r for r in annotated.resolutions(item.article) if r.place and not r.mention.demonym]
            gold = [(r.mention.start, r.mention.end, r.place.lat, r.place.lon) for r in known]
            documents.append(_document(item.article, gold))
    return documents


def _document(article: Article, points: Sequence[Gold]) -> Document:
    gazetteer = open_gazetteer()
    mentions = find_mentions(article, gazetteer)
    names, name_of = gather_names(article, mentions, gazetteer)
    gold = [
        (name_of[i], lat, lon)
        for start, end, lat, lon in points
        for i, m in enumerate(mentions)
        if m.start < end and start < m.end
    ]
    return Document(names[:200], lay_out(names[:200]), [g for g in gold if g[0] < 200])


def targets(document: Document) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return for each candidate whether it is right, and the weight of its name (mentions counted)."""
    right = np.zeros(len(document.field.owner))
    weight = np.zeros(len(document.field.owner))
    rows = np.arange(len(right))
    for name, lat, lon in document.gold:
        own = rows[document.field.owner == name]
        far = [distance_km(lat, lon, c.lat, c.lon) for c in document.names[name].candidates]
        if far and min(far) <= RIGHT_KM:
            right[own] = [d <= max(CLOSE_KM, min(far) + 5) for d in far]
            weight[own] += 1.0
    return right, np.sqrt(weight)


def fit(parts: Sequence[tuple[Floats, NDArray[np.int64], Floats, Floats]], start: Floats) -> Floats:
    """Return the weights that make the right candidates likeliest (Adam, full batch), drawn towards `start`."""
    x = np.vstack([p[0] for p in parts])
    offsets = np.cumsum([0, *(int(p[1].max(initial=-1)) + 1 for p in parts)])
    owner = np.concatenate([p[1] + o for p, o in zip(parts, offsets, strict=False)])
    right = np.concatenate([p[2] for p in parts])
    weight = np.concatenate([p[3] for p in parts])
    keep = weight > 0
    x, owner, right, weight = x[keep], owner[keep], right[keep], weight[keep]
    theta, m, v = start.copy(), np.zeros_like(start), np.zeros_like(start)
    total = weight.sum()
    for step in range(1, STEPS + 1):
        p = softmax(x @ theta, owner)
        q = p * right
        sums = np.zeros(owner.max() + 1)
        np.add.at(sums, owner, q)
        q = q / np.maximum(sums[owner], 1e-12)
        gradient = x.T @ ((p - q) * weight) / total * 8 + PENALTY * (theta - start)
        m, v = 0.9 * m + 0.1 * gradient, 0.99 * v + 0.01 * gradient**2
        theta -= 0.1 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.99**step)) + 1e-8)
    return theta


def train(documents: Sequence[Document]) -> tuple[Floats, Floats]:
    """Return the weights of the first round and of the later ones."""
    usable = [d for d in documents if d.gold and len(d.field.owner)]
    labels = [targets(d) for d in usable]
    expected = np.array([EXPECTED.get(feature, 0.0) for feature in FEATURES])
    x = [feature_matrix(d.field, first_weights(d.field)) for d in usable]
    first = fit([(f, d.field.owner, *t) for f, d, t in zip(x, usable, labels, strict=True)], expected)
    weights = [softmax(f @ first, d.field.owner) for f, d in zip(x, usable, strict=True)]
    then = first
    for _ in range(2):
        x = [feature_matrix(d.field, w) for d, w in zip(usable, weights, strict=True)]
        then = fit([(f, d.field.owner, *t) for f, d, t in zip(x, usable, labels, strict=True)], expected)
        weights = [softmax(f @ then, d.field.owner) for f, d in zip(x, usable, strict=True)]
    return first, then


def evaluate(documents: Sequence[Document], weights: tuple[Floats, Floats], threshold: float) -> NDArray[np.int64]:
    """Return how many mentions were right, wrong, and left open."""
    resolve.learned_weights = lambda: weights  # type: ignore[assignment]
    counts = np.zeros(3, np.int64)
    for document in documents:
        if not len(document.field.owner):
            continue
        p, _, scores = resolve.weigh(document.field)
        for name, lat, lon in document.gold:
            own = np.flatnonzero(document.field.owner == name)
            if not len(own) or p[own].max() < threshold:
                counts[2] += 1
                continue
            best = document.names[name].candidates[int(scores[own].argmax())]
            counts[0 if distance_km(lat, lon, best.lat, best.lon) <= RIGHT_KM else 1] += 1
    return counts


def main() -> None:
    """Train, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "data" / "models" / "resolver.json")
    options = parser.parse_args()
    documents, journeys = read_corpus(options.corpora / "trnews.jsonl"), read_journeys()
    if options.folds:
        cross_validate("trnews", documents, journeys, options.folds)
        cross_validate("journeys", journeys, documents, options.folds)
        return
    documents += journeys
    first, then = train(documents)
    listed: dict[str, Any] = {
        part: {feature: round(float(w), 3) for feature, w in zip(FEATURES, weights, strict=True)}
        for part, weights in (("first", first), ("then", then))
    }
    options.out.write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(listed, indent=1))


def cross_validate(name: str, documents: Sequence[Document], others: Sequence[Document], folds: int) -> None:
    """Print the accuracy on documents left out, at several thresholds."""
    for threshold in (0.0, 0.25, 0.35, 0.45, 0.55):
        counts = np.zeros(3, np.int64)
        for k in range(folds):
            left_out = [d for i, d in enumerate(documents) if i * folds // len(documents) == k]
            kept = [d for i, d in enumerate(documents) if i * folds // len(documents) != k] + list(others)
            counts += evaluate(left_out, _trained(kept, name, k), threshold)
        right, wrong, left = counts.tolist()
        print(
            f"{name}, threshold {threshold}: of resolved {right / (right + wrong):.3f},"
            f" of all {right / counts.sum():.3f}, open {left}"
        )


_CACHE: dict[tuple[str, int], tuple[Floats, Floats]] = {}


def _trained(documents: Sequence[Document], name: str, k: int) -> tuple[Floats, Floats]:
    if (name, k) not in _CACHE:
        _CACHE[name, k] = train(documents)
    return _CACHE[name, k]


if __name__ == "__main__":
    main()
