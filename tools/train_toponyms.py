"""
Train the place taggers: data/models/places-ar.npz and places-en.npz.

    python tools/train_toponyms.py ar CORPORA --lexicon words.json [--folds 5]
    python tools/train_toponyms.py en CORPORA --lexicon words.json --silver silver.jsonl [--folds 5]

CORPORA holds `anercorp_train.jsonl` (Arabic news: places, persons, organisations) and `trnews.jsonl` (English
news: places). Needs `python-crfsuite`; `toponym_lexicon.py` makes the words' clusters. For English, `toponym_silver.py`
has a general tagger mark persons, organisations and places in the English corpus and in unannotated news. A first
tagger learns from the annotated corpus how the annotators' places relate to that general tagger's marks and to the
place index; it labels the unannotated news; the tagger that ships learns from both, without the marks. With `--folds`
the scores on documents left out are printed and nothing is written.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import numpy as np
import pycrfsuite

sys.path.insert(0, str(Path(__file__).parents[1]))

from masar import toponym_features as features
from masar.gazetteer import open_gazetteer
from masar.model import Article
from masar.toponym_model import PlaceTagger
from masar.toponym_words import describe_word
from masar.toponyms import listed_names, mentions_of
from tools.toponym_variation import Lexicon, fill_sentences, make_pools, vary

OUT = Path(__file__).parents[1] / "data" / "models"
Labelled = tuple[list[list[str]], list[str]]

SETTINGS = {
    "ar": {"c1": 0.05, "c2": 0.2, "max_iterations": 80, "feature.minfreq": 2},
    "en": {"c1": 0.1, "c2": 0.05, "max_iterations": 80, "feature.minfreq": 2},
}
SETTINGS_OF_TEACHER = {"c1": 0.3, "c2": 0.1, "max_iterations": 80, "feature.minfreq": 1}
SMALLEST_WEIGHT = 0.02
FORBIDDEN = -20.0
# What the general tagger's labels are called here; places of three kinds are told apart only as marks.
MARKS = {
    "GPE": "LOC", "LOC": "LOC", "FAC": "F", "PERSON": "P", "ORG": "G", "NORP": "M", "PRODUCT": "M", "EVENT": "M",
    "WORK_OF_ART": "M", "LAW": "M", "LANGUAGE": "M",
}  # fmt: skip


OTHERS = {"PER": "P", "ORG": "G", "MISC": "M"}


class Document(NamedTuple):
    """A text as the tagger sees it, with its annotators' places (character spans) and a label a token."""

    text: str
    tokens: features.Tokens
    listed: list[Any]
    attributes: list[tuple[str, ...]]
    columns: dict[str, Any]
    places: set[tuple[int, int]]
    labels: list[str]
    marks: list[str]


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON lines file."""
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def prepare(row: Mapping[str, Any], language: str, lexicon: Lexicon) -> Document:
    """Return a document with its features; `row` is as for `vary`."""
    text, others = row["text"], row["others"]
    tokens = features.tokenise(text)
    listed = listed_names(text, language, open_gazetteer())
    known = {word: describe_word(word, language, lexicon) for word in dict.fromkeys(tokens.words)}
    number = {stem: i for i, stem in enumerate(dict.fromkeys(word.stem for word in known.values()))}
    ids = np.array([number[known[word].stem] for word in tokens.words], np.int32)
    classes = np.array([known[word].word_class for word in tokens.words], np.int32)
    shapes = np.array([known[word].shape for word in tokens.words], np.int32)
    columns = features.columns_of(tokens, listed, ids, classes, shapes, language)
    spans = sorted(set(row["places"]))
    labels = label_tokens(tokens, [(s, e, k) for s, e, k in others if k in "PGM"], spans)
    marks = mark_tokens(tokens, others)
    return Document(
        text, tokens, listed, [known[w].attributes for w in tokens.words], columns, set(spans), labels, marks
    )


def _touched(tokens: features.Tokens, start: int, end: int) -> list[int]:
    real = np.flatnonzero(tokens.starts >= 0)
    first = np.searchsorted(tokens.ends[real], start, side="right")
    return real[first : np.searchsorted(tokens.starts[real], end, side="left")].tolist()


def label_tokens(
    tokens: features.Tokens, others: Sequence[tuple[int, int, str]], places: Sequence[tuple[int, int]]
) -> list[str]:
    """Return B, I for places, P, G, M for persons, organisations, other names, O for the rest."""
    labels = ["O"] * len(tokens.words)
    for start, end, label in others:
        for i in _touched(tokens, start, end):
            labels[i] = label
    for start, end in places:
        for n, i in enumerate(_touched(tokens, start, end)):
            labels[i] = "I" if n else "B"
    return labels


def mark_tokens(tokens: features.Tokens, marks: Sequence[tuple[int, int, str]]) -> list[str]:
    """Return the general tagger's mark of every token, with its place in the name."""
    found = ["O"] * len(tokens.words)
    for start, end, label in marks:
        for n, i in enumerate(_touched(tokens, start, end)):
            found[i] = ("I" if n else "B") + label
    return found


def sequences(document: Document, *, with_marks: bool = False) -> list[list[list[str]]]:
    """Return the feature strings of every token, sequence by sequence."""
    near = [[a for a in word if a[0] in features.NEAR] for word in document.attributes]
    far = [[a for a in word if a[0] in features.FAR] for word in document.attributes]
    by_offset = {-2: far, -1: near, 0: document.attributes, 1: near, 2: far}
    shifted = features.shift_columns(document.columns)
    codes = np.stack([features.pair_codes(shifted, pair) for pair in features.PAIRS], axis=1).tolist()
    marks = _mark_features(document) if with_marks else None
    found = []
    for first, length in zip(document.tokens.first, document.tokens.length, strict=True):
        sequence = []
        for i in range(first, first + length):
            strings = [f"{offset}:{a}" for offset in features.OFFSETS for a in by_offset[offset][i + offset]]
            strings += [f"P{n}={code}" for n, code in enumerate(codes[i])]
            sequence.append(strings + marks[i] if marks else strings)
        found.append(sequence)
    return found


def _mark_features(document: Document) -> list[list[str]]:
    marks, listed, classes = document.marks, document.columns["g"].tolist(), document.columns["c"].tolist()
    size = len(marks)
    return [
        [
            f"t={marks[i]}", f"t-={marks[i - 1]}|{marks[i]}", f"t+={marks[i]}|{marks[(i + 1) % size]}",
            f"tg={marks[i]}|{listed[i]}", f"tc={marks[i]}|{classes[i]}", f"tc-={marks[i]}|{classes[i - 1]}",
            f"tc+={marks[i]}|{classes[(i + 1) % size]}",
        ]
        for i in range(size)
    ]  # fmt: skip


def fit(data: Iterable[tuple[list[list[list[str]]], Document]], settings: Mapping[str, Any]) -> Any:
    """Return a CRFsuite tagger trained on documents (feature strings, labels)."""
    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    trainer.set_params(dict(settings))
    for strings, document in data:
        for sequence, first in zip(strings, document.tokens.first, strict=True):
            trainer.append(sequence, document.labels[first : first + len(sequence)])
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model.crf")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
    return tagger


def tag(tagger: Any, document: Document, *, with_marks: bool = False) -> list[str]:
    """Return a label for every token."""
    labels = ["O"] * len(document.tokens.words)
    for sequence, first in zip(sequences(document, with_marks=with_marks), document.tokens.first, strict=True):
        labels[first : first + len(sequence)] = tagger.tag(sequence)
    return labels


WORD_ATTRIBUTES = ("w=", "f=", "q=", "4=")
FORGOTTEN = 0.3


def forget_words(strings: list[list[list[str]]], random: Random) -> list[list[list[str]]]:
    """Return feature strings without some of those that name the word, so that its surroundings must do."""
    return [
        [
            [s for s in token if s.partition(":")[2][:2] not in WORD_ATTRIBUTES or random.random() > FORGOTTEN]
            for token in sequence
        ]
        for sequence in strings
    ]


class Material(NamedTuple):
    """What one tagger learns from: of each annotated document, `annotated` holds it and then with other names in it."""

    annotated: list[list[Document]]
    raw: list[Document]
    own: list[Document]
    seed: int


def gather(
    language: str, annotated: Sequence[dict[str, Any]], raw: Sequence[dict[str, Any]], lexicon: Lexicon, seed: int
) -> Material:
    """Return the documents with their features, other names in them chosen by the seed."""
    pools, random = make_pools(language, lexicon, annotated), Random(seed)  # noqa: S311  # no secret
    copies = VARIED[language]
    groups = [
        [prepare(r, language, lexicon) for r in (row, *(vary(row, pools, random) for _ in range(copies)))]
        for row in annotated
    ]
    silver = [prepare(row, language, lexicon) for row in raw]
    own = [prepare(row, language, lexicon) for row in fill_sentences(language, pools, random)]
    return Material(groups, silver, own, seed)


def train(language: str, material: Material) -> Any:
    """Return a tagger trained on annotated, varied and own documents, and on raw ones labelled first."""
    annotated, raw, own, seed = material
    random = Random(seed)  # noqa: S311  # no secret
    data = [(sequences(d), d) for d, *_ in annotated]
    data += [(forget_words(sequences(d), random), d) for _, *varied in annotated for d in varied]
    data += [(forget_words(sequences(d), random), d) for d in own]
    if raw:
        teacher = fit(((sequences(d, with_marks=True), d) for d, *_ in annotated), SETTINGS_OF_TEACHER)
        labelled = [d._replace(labels=tag(teacher, d, with_marks=True)) for d in raw]
        data += [(forget_words(sequences(d), random), d) for d in labelled]
    return fit(data, SETTINGS[language])


def weights_of(taggers: Sequence[Any], lexicon: Lexicon) -> dict[str, Any]:
    """Return the mean of CRFsuite models as the arrays that `masar.toponym_model` reads."""
    models = [tagger.info() for tagger in taggers]
    labels = sorted(models[0].labels, key=lambda label: int(models[0].labels[label]))
    number = {label: i for i, label in enumerate(labels)}
    transitions = np.zeros((len(labels), len(labels)), np.float32)
    rows: dict[str, Any] = {}
    pairs: dict[tuple[int, int], Any] = {}
    for model in models:
        for (before, after), weight in model.transitions.items():
            transitions[number[before], number[after]] += weight / len(models)
        for (feature, label), weight in model.state_features.items():
            head, _, tail = feature.partition(":")
            if head.lstrip("-").isdigit():
                row = rows.setdefault(tail, np.zeros((len(features.OFFSETS), len(labels)), np.float32))
                row[features.OFFSETS.index(int(head)), number[label]] += weight / len(models)
            else:
                table, _, code = feature[1:].partition("=")
                row = pairs.setdefault((int(table), int(code)), np.zeros(len(labels), np.float32))
                row[number[label]] += weight / len(models)
    for label in labels:
        if label not in {"B", "I"}:
            transitions[number[label], number["I"]] = FORBIDDEN
    names = sorted(name for name, row in rows.items() if np.abs(row).max() > SMALLEST_WEIGHT)
    words = sorted(lexicon)
    return {
        "labels": _bytes(labels), "transitions": transitions, "attributes": _bytes(names),
        "rows": np.stack([rows[name] for name in names]).astype(np.float16), "pairs": np.array(sorted(pairs), np.int32),
        "pair_rows": np.stack([pairs[pair] for pair in sorted(pairs)]).astype(np.float16), "lexicon": _bytes(words),
        "lexicon_values": np.array([lexicon[word][0] << 2 | lexicon[word][1] for word in words], np.uint16),
    }  # fmt: skip


def _bytes(texts: Sequence[str]) -> Any:
    return np.frombuffer("\n".join(texts).encode("utf-8"), np.uint8)


def cross_validate(language: str, materials: Sequence[Material], lexicon: Lexicon, folds: int) -> None:
    """Print exact and token scores on documents left out, with and without demonyms (contiguous folds)."""
    counts: dict[tuple[str, bool], Any] = {}
    size = len(materials[0].annotated)
    for k in range(folds):
        left_out = [d for i, (d, *_) in enumerate(materials[0].annotated) if i * folds // size == k]
        parts = [
            m._replace(annotated=[d for i, d in enumerate(m.annotated) if i * folds // size != k]) for m in materials
        ]
        taggers = [train(language, part) for part in parts]
        tagger = PlaceTagger(weights_of(taggers, lexicon), language, leaning=(0.0, 0.0))
        for document in left_out:
            article = Article(document.text, language)
            labels = tagger.tag(document.tokens, document.listed)
            found = mentions_of(article, document.tokens, labels, document.listed, open_gazetteer())
            for demonyms in (True, False):
                spans = {(start, end) for start, end, demonym in found if demonyms or not demonym}
                for measure, unit in (("exact", lambda _, s: s), ("token", _token_span)):
                    gold = {unit(document.text, s) for s in document.places}
                    mine = {unit(document.text, s) for s in spans}
                    total = counts.setdefault((measure, demonyms), np.zeros(3))
                    total += (len(gold & mine), len(mine), len(gold))
        print(f"fold {k + 1} of {folds}", flush=True)
    for (measure, demonyms), (right, mine, gold) in counts.items():
        print(
            f"{language} {measure} demonyms {'on' if demonyms else 'off'}: precision {right / mine:.3f},"
            f" recall {right / gold:.3f}, F1 {2 * right / (mine + gold):.3f}"
        )


_EDGE = " \t\r\n#_\"'«»“”‘’()[]{}.,،؛;:!?؟…-–—/|*@"


def _token_span(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return the span widened to white space and trimmed of punctuation, since corpora differ in clitics."""
    start, end = span
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def read_arabic(corpora: Path) -> list[dict[str, Any]]:
    """Return ANERcorp's training documents."""
    return [
        {
            "text": row["text"],
            "places": [(t["start"], t["end"]) for t in row["toponyms"]],
            "others": [(o["start"], o["end"], OTHERS[o["label"]]) for o in row["other_entities"]],
        }
        for row in read_lines(corpora / "anercorp_train.jsonl")
    ]


def read_english(corpora: Path, silver: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the annotated documents and the raw ones, all with the general tagger's marks."""
    gold = {str(row["id"]): row["toponyms"] for row in read_lines(corpora / "trnews.jsonl")}
    annotated, raw = [], []
    for row in read_lines(silver):
        places = gold.get(row["id"], ()) if row["source"] == "trnews" else ()
        document = {
            "text": row["text"],
            "places": [(p["start"], p["end"]) for p in places],
            "others": [(s, e, MARKS[label]) for s, e, label in row["names"] if label in MARKS],
        }
        (annotated if row["source"] == "trnews" else raw).append(document)
    return annotated, raw


def main() -> None:
    """Train one language, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=["ar", "en"])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--lexicon", type=Path, required=True)
    parser.add_argument("--silver", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    listed = json.loads(options.lexicon.read_text(encoding="utf-8"))
    lexicon: Lexicon = {word: (cluster, flags) for word, (cluster, flags) in listed.items()}
    raw: list[dict[str, Any]] = []
    if options.language == "ar":
        annotated = read_arabic(options.corpora)
    else:
        annotated, raw = read_english(options.corpora, options.silver)
    materials = [gather(options.language, annotated, raw, lexicon, seed) for seed in SEEDS[options.language]]
    if options.folds:
        cross_validate(options.language, materials, lexicon, options.folds)
    else:
        path = OUT / f"places-{options.language}.npz"
        np.savez_compressed(path, **weights_of([train(options.language, m) for m in materials], lexicon))
        print(f"{path.name}: {path.stat().st_size} bytes")


# A tagger for each of these; what ships is their mean.
SEEDS = {"ar": (7, 11), "en": (7,)}
# How many times each annotated document is used with other names in it.
VARIED = {"ar": 2, "en": 1}

if __name__ == "__main__":
    main()
