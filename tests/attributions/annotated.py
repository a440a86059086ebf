"""Annotated passages, and how well attributions found meet them."""

import tomllib
from pathlib import Path

from masar.attributions import find_attributions

FOLDER = Path(__file__).parent
_TRIMMED = " \n\t\"“”«»'‘’.,;:!?،"


def load_passages(pattern):
    return {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob(f"{pattern}.toml"))
    }


def measure(passages):
    """
    Return F1 of contents, F1 of contents with the right speaker, and the annotated contents that were missed.

    A content is found if at least half of its characters and of those predicted are the same (Jaccard).
    """
    annotated = predicted = found = named = 0
    missed = []
    for name, passage in passages.items():
        text = passage["text"]
        attributions = find_attributions(text, passage["language"], least=0)
        annotated += len(passage["attributions"])
        predicted += len(attributions)
        used = set()
        for gold in passage["attributions"]:
            index = _best(text, gold, attributions, used)
            if index is None:
                missed.append(f"{name}: {gold['content']}")
                continue
            used.add(index)
            found += 1
            named += _names(text, attributions[index].speaker, gold["speaker"])
    return 200 * found / (annotated + predicted), 200 * named / (annotated + predicted), missed


def _best(text, gold, attributions, used):
    wanted = _characters(text, _spans(text, gold))
    overlap, index = 0.0, None
    for position, attribution in enumerate(attributions):
        got = _characters(text, attribution.content)
        share = len(wanted & got) / max(1, len(wanted | got))
        if share > overlap and position not in used:
            overlap, index = share, position
    return index if overlap >= 0.5 else None


def _spans(text, gold):
    for key in ("content", "goes_on"):
        if key in gold:
            start = text.index(gold[key])
            yield start, start + len(gold[key])


def _characters(text, spans):
    return {at for start, end in spans for at in _inside(text, start, end)}


def _inside(text, start, end):
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return range(start, end)


def _names(text, span, speaker):
    if span is None:
        return False
    words = text[span[0] : span[1]]
    return words in speaker or speaker in words or words[1:] in speaker or speaker[1:] in words
