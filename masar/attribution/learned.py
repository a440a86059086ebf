"""
Attributions proposed by learned weights: for each cue, whether it carries one, its content and its source.

Quotations next to a cue are taken as they stand; everything else is chosen by weights. The proposals may
overlap; `masar.attributions` keeps the best of them.
"""

from collections.abc import Iterator

from masar.article import Span
from masar.attribution.cues import cue_features, find_cues
from masar.attribution.known import is_medium
from masar.attribution.lexicon import CueWord
from masar.attribution.model import Weights, score, side_probabilities
from masar.attribution.phrases import word_set
from masar.attribution.relays import relay_words
from masar.attribution.sources import is_turned, source_of
from masar.attribution.spans import (
    end_features,
    left_end_features,
    left_ends,
    left_start_features,
    left_starts,
    quote_after,
    quote_before,
    quote_continued,
    quote_end,
    right_ends,
    right_starts,
    start_features,
)
from masar.attribution.text import MarkedText, Proposal

# A cue is taken from this probability on; the same beside a quotation. Tuned on the tuning half.
THRESHOLD = 0.25
QUOTED_THRESHOLD = 0.15
_MOST_IN_SENTENCE = 12
# What makes a cue at the end of a sentence one that follows its clause.
_LONGEST_SUBJECT, _SHORTEST_CLAUSE, _LONGEST_REST, _MOST_APPOSITIONS = 9, 3, 7, 4
_FARTHEST_COMMA = 30
_FOLLOWING = 0.9
_WORTH_A_LOOK = 0.05

# How likely a cue carries an attribution, its token and word, and how likely each side is.
_Cue = tuple[float, int, CueWord, dict[str, float]]
_SUBJECT, _ADJUNCT = frozenset("DXYnoGSP#IAR"), frozenset("IDd#f.Xn")


def propose_learned(marked: MarkedText, weights: Weights) -> Iterator[Proposal]:
    """Yield a proposal for each cue that is likely enough to carry an attribution."""
    sides: dict[int, list[_Cue]] = {}
    for cue, word in find_cues(marked):
        likely = side_probabilities(weights, cue_features(marked, cue, word))
        found = 1.0 - likely["O"]
        if found < _FOLLOWING and (is_refusal(marked, cue, word) or clause_before(marked, cue, word) is not None):
            found = _FOLLOWING
        if found >= _WORTH_A_LOOK:
            sides.setdefault(marked.sentence_of[cue], []).append((found, cue, word, likely))
    for sentence, in_sentence in sides.items():
        proposals = []
        for found, cue, word, likely in sorted(in_sentence, key=lambda entry: -entry[0])[:_MOST_IN_SENTENCE]:
            if found < QUOTED_THRESHOLD:
                break
            content = _quoted_content(marked, weights, cue, word, likely)
            if not content and found >= THRESHOLD:
                content = _chosen_content(marked, weights, cue, word, likely)
            if content:
                source = source_of(marked, weights, cue, word, content)
                proposals.append(Proposal((cue, cue + 1), word, content, source, found))
        yield from relay_words(marked, weights, sentence, proposals)
        yield from _inner_words(marked, weights, in_sentence, proposals)


def _inner_words(
    marked: MarkedText, weights: Weights, cues: list[_Cue], proposals: list[Proposal]
) -> Iterator[Proposal]:
    """Yield less likely proposals inside what an agency says: it may only pass on what somebody said."""
    seen = {proposal.cue[0] for proposal in proposals}
    media = [p for p in proposals if p.source is not None and is_medium(marked, p.source)]
    for found, cue, word, likely in cues:
        if cue not in seen and any(start < cue < end for p in media for start, end in p.content):
            content = _quoted_content(marked, weights, cue, word, likely)
            content = content or _chosen_content(marked, weights, cue, word, likely)
            if content:
                yield Proposal((cue, cue + 1), word, content, source_of(marked, weights, cue, word, content), found)


def _quoted_content(
    marked: MarkedText, weights: Weights, cue: int, word: CueWord, likely: dict[str, float]
) -> tuple[Span, ...]:
    """Return the ranges of a cue's content where a quotation next to the cue tells them, or none."""
    if word.form == "noun":
        return ()
    closed = quote_before(marked, cue)
    if closed is not None and likely["L"] + likely["LR"] > 0.2 * likely["R"]:
        left = (_choose_left_start(marked, weights, word, closed), closed)
        again = quote_continued(marked, cue)
        return (left,) if again is None else (left, (again, quote_end(marked, again)))
    opened = quote_after(marked, cue) if closed is None else None
    return () if opened is None else ((opened, _choose_end(marked, weights, word, opened)),)


def _chosen_content(
    marked: MarkedText, weights: Weights, cue: int, word: CueWord, likely: dict[str, float]
) -> tuple[Span, ...]:
    """Return the ranges of the content of a cue that no quotation stands next to."""
    follows = clause_before(marked, cue, word)
    if follows is not None:
        return ((_choose_left_start(marked, weights, word, follows), follows),)
    fronted = _fronted(marked, cue, word)
    if fronted is not None:
        return (_trim(marked, fronted, _choose_end(marked, weights, word, fronted)),)
    side = max(("R", "L", "LR"), key=likely.__getitem__)
    pieces = []
    if "L" in side:
        end = _choose_left_end(marked, weights, cue, word)
        if end is not None:
            pieces.append((_choose_left_start(marked, weights, word, end), end))
    if "R" in side:
        start = _choose_start(marked, weights, cue, word)
        if start is not None:
            pieces.append((start, _choose_end(marked, weights, word, start)))
    trimmed = (_trim(marked, start, end) for start, end in pieces)
    return tuple((start, end) for start, end in trimmed if start < end)


def _fronted(marked: MarkedText, cue: int, word: CueWord) -> int | None:
    """Return where the content begins after a source at the head of a sentence: `According to Reuters, ...`."""
    first, last = marked.sentences[marked.sentence_of[cue]]
    if word.lemma != "according" or cue != first:
        return None
    comma = marked.kinds.find(",", cue, min(last, cue + _FARTHEST_COMMA))
    return comma + 1 if 0 < comma < last - 2 else None


def is_refusal(marked: MarkedText, cue: int, word: CueWord) -> bool:
    """Tell whether a cue says that nobody comments: "did not respond to", "declined to comment"."""
    refusals = word_set(marked.language, "claim_words", "refusals")
    if word.lemma not in refusals:
        return False
    if "N" in marked.kinds[max(0, cue - 3) : cue] or any(
        low.endswith("n't") for low in marked.lows[max(0, cue - 3) : cue]
    ):
        return True
    return word.group == "deny" and marked.lows[cue + 1 : cue + 2] == ["to"] and marked.lows[cue + 2 : cue + 3] != []


def clause_before(marked: MarkedText, cue: int, word: CueWord) -> int | None:
    """Return where the clause ends that a cue follows: `..., the Kremlin announced on Thursday.`, or `None`."""
    if word.group not in {"say", "report"} or word.form not in {"ed", "s"}:
        return None
    kinds = marked.kinds
    first, last = marked.sentences[marked.sentence_of[cue]]
    if kinds[cue - 1 : cue] == "," and is_turned(marked, cue, word):
        return cue - 1 if cue - 1 - first >= _SHORTEST_CLAUSE else None
    rest = kinds[cue + 1 : last]
    if len(rest) > _LONGEST_REST or set(rest) - _ADJUNCT:
        return None
    found, end = None, cue
    for _ in range(_MOST_APPOSITIONS):
        comma = kinds.rfind(",", max(first, end - _LONGEST_SUBJECT), end)
        subject = kinds[comma + 1 : end]
        if comma - first < _SHORTEST_CLAUSE or set(subject) - _SUBJECT or (not subject and end != cue):
            break
        found, end = comma if subject else found, comma
    return found


def _trim(marked: MarkedText, start: int, end: int) -> Span:
    """Return a range without the commas, dashes and stops around it."""
    while start < end and marked.kinds[start] in ",-:;.)":
        start += 1
    while end > start and marked.kinds[end - 1] in ",-:;.(" and marked.quote_of[end - 1] < 0:
        end -= 1
    return start, end


def _choose_start(marked: MarkedText, weights: Weights, cue: int, word: CueWord) -> int | None:
    places = right_starts(marked, cue)
    if not places:
        return None
    return max(places, key=lambda place: score(weights.start, start_features(marked, cue, word, place)))


def _choose_end(marked: MarkedText, weights: Weights, word: CueWord, start: int) -> int:
    if marked.quote_of[start] >= 0 and marked.quote_of[start] != marked.quote_of[start - 1]:
        closed = quote_end(marked, start)
        if marked.kinds[closed - 2] in ".?!":
            return closed
    places = right_ends(marked, start)
    if not places:
        return start
    past = marked.sentences[marked.sentence_of[places[-1] - 1]][1]
    scores = [score(weights.end, end_features(marked, word, start, place, past)) for place in places]
    return places[scores.index(max(scores))]


def _choose_left_end(marked: MarkedText, weights: Weights, cue: int, word: CueWord) -> int | None:
    places = left_ends(marked, cue)
    if not places:
        return None
    return max(places, key=lambda place: score(weights.left_end, left_end_features(marked, cue, word, place)))


def _choose_left_start(marked: MarkedText, weights: Weights, word: CueWord, end: int) -> int:
    places = left_starts(marked, end)
    scores = [
        score(weights.left_start, left_start_features(marked, word, place, end, rank))
        for rank, place in enumerate(places)
    ]
    return places[scores.index(max(scores))]
