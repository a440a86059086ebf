"""
Words that may carry an attribution, and what stands around them.

A cue's features are short strings; the weights of `masar.attribution.model` tell from them whether the word
carries an attribution and on which side of it the content stands.
"""

from collections.abc import Iterator
from itertools import repeat

from masar.attribution.lexicon import CueWord, cue_forms
from masar.attribution.text import EDGE, MarkedText

_QUOTE_REACH = 10


def find_cues(marked: MarkedText) -> Iterator[tuple[int, CueWord]]:
    """Yield the tokens that may carry an attribution, in order, with what the lexicon says of each."""
    forms = cue_forms(marked.language)
    for index, low in enumerate(marked.lows):
        word = forms.get(low)
        if word is None or _is_in_name(marked, index):
            continue
        if word.form != "by" or _names_source(marked, index):
            yield index, word


def _is_in_name(marked: MarkedText, index: int) -> bool:
    """Tell whether a word is part of a name: "the United States", unless the text before it is a heading."""
    end = marked.paragraphs[0][1] if marked.paragraphs else 0
    heading = index < end and marked.kinds[end - 1] != "."
    return not heading and index > 0 and marked.kinds[index] == "Y" and marked.kinds[index - 1] == "X"


def _names_source(marked: MarkedText, index: int) -> bool:
    """Tell whether a sign or preposition stands where it can name a source."""
    low = marked.lows[index]
    if low.isalpha():
        return True
    before = marked.kinds[index - 1 : index] if index else ""
    if low == ":":
        return before in {"X", "Y", "n"}
    return before == '"'


def cue_features(marked: MarkedText, index: int, word: CueWord) -> list[str]:
    """Return what a cue is told by: the word, its neighbours, quotations and ends of the sentence near it."""
    first, last = marked.sentences[marked.sentence_of[index]]
    inside = marked.keys[max(first, index - 3) : min(last, index + 4)]
    keys = [*repeat(EDGE, first - index + 3), *inside, *repeat(EDGE, index + 4 - last)]
    before3, before2, before, _, after, after2, after3 = keys
    lemma, group, form = word.lemma, word.group, word.form
    subject = _subject_kind(marked, index, first)
    left, right = _quote_near(marked, index, first, last)
    features = [
        f"L {lemma}", f"LF {lemma} {form}", f"G {group}",
        f"-1 {before}", f"-2 {before2}", f"-3 {before3}", f"+1 {after}", f"+2 {after2}", f"+3 {after3}",
        f"-21 {before2} {before}", f"+12 {after} {after2}",
        f"L+1 {lemma} {after}", f"L-1 {lemma} {before}", f"G+1 {group} {after}", f"F+1 {form} {after}",
        f"G+12 {group} {after} {after2}",
        f"F-21 {form} {before2} {before}", f"s {subject}", f"Ls {lemma} {subject}", f"Gs {group} {form} {subject}",
        f"q {left}{right}", f"Lq {lemma} {left}{right}",
        f"at {min(index - first, 6)}", f"to {min(last - index, 6)}",
        f"case {marked.kinds[index]} {before}", f"+k {marked.kinds[index + 1 : index + 5]}",
        f"-k {marked.kinds[max(first, index - 4) : index]}",
        *_around(marked, index, word, first, last),
    ]  # fmt: skip
    if marked.quote_of[index] >= 0:
        features += ["in", f"inG {group}", f"inL {lemma}"]
    if marked.paragraphs and index < marked.paragraphs[0][1]:
        features += ["title", f"titleG {group}", f"title+1 {after}"]
    return features


def _around(marked: MarkedText, index: int, word: CueWord, first: int, last: int) -> list[str]:
    """Return the shape of what stands between a cue and the nearest comma, and what is left after it."""
    kinds = marked.kinds
    comma = kinds.rfind(",", max(first, index - 12), index)
    lead = kinds[comma + 1 : index] if comma >= 0 else "-"
    rest = kinds[index + 1 : last] if last - index <= 6 else "+"
    before = comma - first if comma >= 0 else 0
    return [
        f"lead {lead}", f"leadG {word.group} {lead}", f"restG {word.group} {rest}",
        f"long {min(before.bit_length(), 5)} {rest == '+'} {word.group}",
        f"that {'T' in kinds[index + 1 : index + 8]} {word.lemma}",
    ]  # fmt: skip


def _subject_kind(marked: MarkedText, index: int, first: int) -> str:
    """Return the kind of the nearest word before the cue that can be its subject."""
    for place in range(index - 1, max(first, index - 7) - 1, -1):
        kind = marked.kinds[place]
        if kind == "P":
            return marked.lows[place].partition("'")[0]
        if kind in 'nXGOSv#VYtC"':
            return kind
    return EDGE


def _quote_near(marked: MarkedText, index: int, first: int, last: int) -> tuple[str, str]:
    """Tell whether a quotation closes shortly before the cue, and whether one opens shortly after it."""
    inside = marked.quote_of[index]
    left = right = "."
    near = marked.quote_of[max(0, index - _QUOTE_REACH) : index + _QUOTE_REACH]
    if {inside, -1}.issuperset(near):
        return left, right
    for distance in range(1, _QUOTE_REACH):
        place = index - distance
        if left == "." and place >= 0 and marked.quote_of[place] not in {inside, -1} and place >= first - 1:
            left = "q" if distance < 5 else "Q"
        place = index + distance
        if right == "." and place < min(last + 1, len(marked.lows)) and marked.quote_of[place] not in {inside, -1}:
            right = "q" if distance < 4 else "Q"
    return left, right
