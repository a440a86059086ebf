"""
Learn the weights that tell English attributions, and measure them.

    python -m tools.train_attributions CORPUS.jsonl            measure: each outlet by weights of the others
    python -m tools.train_attributions CORPUS.jsonl --write    learn from all of it and write attributions.json

The corpus is PolNeAR, the Political News Attribution Relations Corpus (Newell, Margolin and Ruths 2018,
github.com/networkdynamics/PolNeAR), its dev part, one JSON object a line: {"id", "text", "attributions":
[{"source": [spans], "cue": [spans], "content": [spans], "direct"}]}. Its authors publish it for research and state no
licence; it stays outside the project, and the weights hold only small words, lemmas of this project's own lists
and patterns of word kinds, no text of it. Every choice is learned as a log-linear model by
python-crfsuite (L-BFGS, L1 and L2), one item a sequence.
"""

import argparse
import json
import tempfile
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pycrfsuite

import masar
from benchmarks.attributions import predict, report
from masar.attribution.cues import cue_features, find_cues
from masar.attribution.lexicon import CueWord
from masar.attribution.model import SIDES, Weights
from masar.attribution.sources import source_candidates, source_features
from masar.attribution.spans import (
    end_features,
    left_end_features,
    left_ends,
    left_start_features,
    left_starts,
    right_ends,
    right_starts,
    start_features,
)
from masar.attribution.text import MarkedText, mark_text

OUTPUT = Path(masar.__file__).parent / "languages" / "en" / "attributions.json"
ABOUT = (
    "Log-linear weights by feature. Learned by tools/train_attributions.py from the dev part of PolNeAR (Newell, "
    "Margolin and Ruths 2018, github.com/networkdynamics/PolNeAR; published for research, no licence stated). "
    "They hold small words, lemmas and patterns of word kinds, no text of the corpus."
)
_TRIMMED = " \n\t\"“”'‘’.,;:!?"
# Of several cue words in one annotated cue the one that rules its content: verbs of saying before others.
_RANK = {"by": 0, "say": 0, "report": 1, "claim": 1, "show": 2, "accuse": 2, "ask": 2, "deny": 2, "support": 2}

Example = tuple[list[str], str]


@dataclass
class Examples:
    """Training examples of each choice: features and label."""

    cue: list[Example] = field(default_factory=list)
    start: list[Example] = field(default_factory=list)
    end: list[Example] = field(default_factory=list)
    left_end: list[Example] = field(default_factory=list)
    left_start: list[Example] = field(default_factory=list)
    source: list[Example] = field(default_factory=list)


def collect_examples(documents: Iterable[dict[str, Any]]) -> Examples:
    """Return what the annotated documents teach of every choice."""
    examples = Examples()
    for document in documents:
        marked = mark_text(document["text"], "en")
        cues = dict(find_cues(marked))
        heads, ignored = _annotated_heads(document, marked, cues)
        for cue, word in cues.items():
            if cue in ignored:
                continue
            attribution = heads.get(cue)
            side = "O" if attribution is None else _side(marked, attribution, cue)
            examples.cue.append((cue_features(marked, cue, word), side))
            if attribution is not None:
                _collect_spans(examples, marked, cue, word, attribution)
                _collect_source(examples, marked, cue, word, attribution)
    return examples


def _annotated_heads(
    document: dict[str, Any], marked: MarkedText, cues: dict[int, CueWord]
) -> tuple[dict[int, dict[str, Any]], set[int]]:
    heads: dict[int, dict[str, Any]] = {}
    ignored: set[int] = set()
    for attribution in document["attributions"]:
        inside = [t for span in attribution["cue"] for t in range(*_tokens(marked, span)) if t in cues]
        if inside and attribution["content"]:
            head = min(inside, key=lambda t: (cues[t].form == "noun", _RANK.get(cues[t].group, 4), -t))
            heads[head] = attribution
            ignored.update(t for t in inside if t != head)
    return heads, ignored - set(heads)


def _tokens(marked: MarkedText, span: dict[str, int]) -> tuple[int, int]:
    first = bisect_left(marked.starts, span["start"])
    if first and marked.ends[first - 1] > span["start"]:
        first -= 1
    return first, bisect_left(marked.starts, span["end"])


def _side(marked: MarkedText, attribution: dict[str, Any], cue: int) -> str:
    return "".join(sorted({"L" if span["end"] <= marked.starts[cue] else "R" for span in attribution["content"]}))


def _piece(marked: MarkedText, attribution: dict[str, Any], cue: int, side: str) -> tuple[int, int]:
    """Return the content on one side of the cue, in characters, trimmed of marks and quotation signs."""
    pieces = [s for s in attribution["content"] if (s["end"] <= marked.starts[cue]) == (side == "L")]
    start, end = min(s["start"] for s in pieces), max(s["end"] for s in pieces)
    while start < end and marked.text[start] in _TRIMMED:
        start += 1
    while end > start and marked.text[end - 1] in _TRIMMED:
        end -= 1
    return start, end


def _collect_spans(
    examples: Examples, marked: MarkedText, cue: int, word: CueWord, attribution: dict[str, Any]
) -> None:
    side = _side(marked, attribution, cue)
    if "R" in side:
        from_character, to_character = _piece(marked, attribution, cue, "R")
        starts = right_starts(marked, cue)
        start = _first_at(marked, starts, from_character)
        if start is not None:
            examples.start += [(start_features(marked, cue, word, s), str(int(s == start))) for s in starts]
            ends = right_ends(marked, start)
            end = _last_at(marked, ends, to_character)
            if end is not None:
                past = marked.sentences[marked.sentence_of[ends[-1] - 1]][1]
                examples.end += [(end_features(marked, word, start, e, past), str(int(e == end))) for e in ends]
    if "L" in side:
        from_character, to_character = _piece(marked, attribution, cue, "L")
        ends = left_ends(marked, cue)
        end = _last_at(marked, ends, to_character)
        if end is not None:
            examples.left_end += [(left_end_features(marked, cue, word, e), str(int(e == end))) for e in ends]
            starts = left_starts(marked, end)
            start = _first_at(marked, starts, from_character)
            if start is not None:
                examples.left_start += [
                    (left_start_features(marked, word, s, end, rank), str(int(s == start)))
                    for rank, s in enumerate(starts)
                ]


def _first_at(marked: MarkedText, places: Sequence[int], character: int) -> int | None:
    """Return the place whose first sign that is not trimmed stands at a character."""
    for place in places:
        start = marked.starts[place]
        if start <= character and not marked.text[start:character].strip(_TRIMMED):
            return place
    return None


def _last_at(marked: MarkedText, places: Sequence[int], character: int) -> int | None:
    for place in places:
        end = marked.ends[place - 1]
        if end >= character and not marked.text[character:end].strip(_TRIMMED):
            return place
    return None


def _collect_source(
    examples: Examples, marked: MarkedText, cue: int, word: CueWord, attribution: dict[str, Any]
) -> None:
    content = tuple(sorted(_tokens(marked, span) for span in attribution["content"]))
    phrases = source_candidates(marked, cue, content)
    right = [
        phrase
        for phrase in phrases
        if any(
            marked.starts[phrase[0]] < span["end"] and marked.ends[phrase[1] - 1] > span["start"]
            for span in attribution["source"]
        )
    ]
    # Of a long source ("X, a lawyer at Y") the first phrase names it; the others teach nothing.
    head = min(right, default=None)
    before = sum(1 for phrase in phrases if phrase[0] < cue)
    for index, phrase in enumerate(phrases):
        if phrase == head or phrase not in right:
            rank = index if index < before else index - before
            features = source_features(marked, cue, word, phrase, rank)
            examples.source.append((features, str(int(phrase == head))))


def learn_weights(examples: Examples, l1: float = 0.3, l2: float = 0.3) -> Weights:
    """Return the weights that the examples teach."""
    binary = {
        name: {
            feature: round(by_label.get("1", 0.0) - by_label.get("0", 0.0), 3)
            for feature, by_label in _fit(getattr(examples, name), l1, l2).items()
        }
        for name in ("start", "end", "left_end", "left_start", "source")
    }
    cue = {
        feature: tuple(round(by_label.get(side, 0.0), 3) for side in SIDES)
        for feature, by_label in _fit(examples.cue, l1, l2).items()
    }
    return Weights(cue=cue, **binary)


def _fit(examples: Sequence[Example], l1: float, l2: float) -> dict[str, dict[str, float]]:
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": l1, "c2": l2, "max_iterations": 200})
    for features, label in examples:
        trainer.append([features], [label])
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "model")
        trainer.train(file)
        tagger = pycrfsuite.Tagger()
        tagger.open(file)
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for (feature, label), weight in tagger.info().state_features.items():
            found[feature][label] = weight
        tagger.close()
    return found


def cross_validate(documents: Sequence[dict[str, Any]]) -> None:
    """Print how well each outlet's attributions are found by weights learned on the others."""
    outlets = sorted({document["id"].partition("_")[0] for document in documents})
    tested: list[dict[str, Any]] = []
    found: list[list[dict[str, Any]]] = []
    for outlet in outlets:
        own = [document for document in documents if document["id"].partition("_")[0] == outlet]
        weights = learn_weights(collect_examples(d for d in documents if d["id"].partition("_")[0] != outlet))
        predicted = [predict(document["text"], weights=weights) for document in own]
        report(outlet, own, predicted)
        tested, found = tested + own, found + predicted
    report("together", tested, found)


def _one_feature_a_line(stored: dict[str, Any]) -> str:
    """Return JSON that shows in a diff which features changed."""
    tables = []
    for name, table in stored.items():
        if isinstance(table, str):
            tables.append(f"{json.dumps(name)}: {json.dumps(table)}")
            continue
        rows = [f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value)}" for key, value in table.items()]
        tables.append(f"{json.dumps(name)}: {{\n" + ",\n".join(rows) + "\n}")
    return "{\n" + ",\n".join(tables) + "\n}\n"


def main() -> None:
    """Learn from a corpus, and write the weights or measure them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    documents = [json.loads(line) for line in options.corpus.read_text(encoding="utf-8").splitlines()]
    if not options.write:
        cross_validate(documents)
    else:
        weights = learn_weights(collect_examples(documents))
        stored = {"about": ABOUT} | {name: dict(sorted(getattr(weights, name).items())) for name in Weights.__slots__}
        OUTPUT.write_text(_one_feature_a_line(stored), encoding="utf-8")
        print(f"{OUTPUT}: {sum(map(len, stored.values()))} features")


if __name__ == "__main__":
    main()
