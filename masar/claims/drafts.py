"""The clauses of a text that carry claims: attributions, and what the text tells of the journey itself."""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from masar.article import Span
from masar.attribution.phrases import word_set
from masar.attribution.text import MarkedText
from masar.attribution.words import claim_phrases
from masar.attributions import Attribution
from masar.claims.places import PlaceFinder

_SURE = 0.3
_SHORTEST_CONTENT = 2
_LIGHT_ACTS = frozenset({"plan", "assess", "know", "support", "show", "accuse", "deny", "ask"})
_LONGEST_FRAGMENT, _FEW_WORDS, _LONG_ENOUGH = 2, 3, 7


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before it is placed: its clause, what it says, who says it."""

    start: int
    end: int
    content: tuple[Span, ...]
    attribution: Attribution | None = None


def find_drafts(marked: MarkedText, attributions: Sequence[Attribution], finder: PlaceFinder) -> Iterator[Draft]:
    """Yield the clauses that carry claims, sentence by sentence."""
    by_sentence: dict[int, list[Attribution]] = {}
    for attribution in attributions:
        if _is_claim(marked, attribution):
            token = bisect_right(marked.starts, attribution.cue[0]) - 1
            by_sentence.setdefault(marked.sentence_of[token], []).append(attribution)
    said_until = 0
    quoted = sorted(span for found in by_sentence.values() for a in found for span in a.content)
    for index, (first, last) in enumerate(marked.sentences):
        start, end = marked.starts[first], marked.ends[last - 1]
        lows = marked.lows[first:last]
        if claim_phrases(marked.language, "credit").found_in(lows):
            continue
        drafts = list(_attributed(marked, by_sentence.get(index, []), start, end))
        if drafts:
            said_until = max(said_until, drafts[-1].end)
            yield from drafts
        elif (
            end > said_until
            and not _is_inside(quoted, start)
            and (
                finder.tells_of_journey(start, end)
                or claim_phrases(marked.language, "silence").found_in(lows)
                or (finder.stops and claim_phrases(marked.language, "there").found_in(lows))
                or (finder.stops and claim_phrases(marked.language, "departure").found_in(lows))
            )
        ):
            yield Draft(start, end, ())


def _is_inside(spans: list[Span], position: int) -> bool:
    """Tell whether a position lies in one of spans that are apart and in order."""
    at = bisect_right(spans, (position, sys.maxsize)) - 1
    return at >= 0 and spans[at][0] <= position < spans[at][1]


def _is_claim(marked: MarkedText, attribution: Attribution) -> bool:
    if attribution.likelihood < _SURE:
        return False
    if attribution.speaker is None:
        return attribution.lemma == "silence"
    first = bisect_left(marked.starts, attribution.speaker[0])
    if marked.lows[first : first + 1] and marked.lows[first] in _SELF:
        return False
    if attribution.act == "know" or not _stands_alone(marked, attribution) or _is_done(marked, attribution):
        return False
    if not _says_something(marked, attribution):
        return False
    size = sum(
        bisect_left(marked.starts, end) - bisect_left(marked.starts, start) for start, end in attribution.content
    )
    return size >= _SHORTEST_CONTENT or attribution.act not in _LIGHT_ACTS


def _is_done(marked: MarkedText, attribution: Attribution) -> bool:
    """Tell whether a thing does what a verb of saying says, too: "the storm slammed into the coast"."""
    if attribution.direct or attribution.speaker is None:
        return False
    first, last = (bisect_left(marked.starts, place) for place in attribution.speaker)
    stop = next((place for place in range(first, last) if marked.kinds[place] == "I"), last)
    things = claim_phrases(marked.language, "things").words
    head = first if marked.language == "ar" else stop - 1
    named = head > first and marked.kinds[head] == "X" and not marked.lows[head].startswith("cent")  # "Typhoon Rai"
    if first < last and (marked.lows[head] in things or (named and marked.lows[head - 1] in things)):
        return True
    after = bisect_left(marked.starts, attribution.cue[1])
    alone = attribution.lemma in claim_phrases(marked.language, "with_object").words
    return alone and marked.kinds[after : after + 1] in {"I", "t", ".", ",", "B", "C", "n"}


def _says_something(marked: MarkedText, attribution: Attribution) -> bool:
    """Tell whether the content is more than a circumstance: "reported from Istanbul" says nothing."""
    if attribution.act == "by" and attribution.lemma in _SIGNS and not attribution.direct:
        return False
    if marked.language == "ar" or attribution.act not in {"say", "report"} or attribution.direct:
        return True
    start, end = attribution.content[0][0], attribution.content[-1][1]
    first, last = bisect_left(marked.starts, start), bisect_left(marked.starts, end)
    if last - first >= _LONG_ENOUGH or len(attribution.content) > 1 or set(marked.kinds[first:last]) & _CLAUSE:
        return True
    return not word_set(marked.language, "words", "verb").isdisjoint(marked.lows[first:last])


# Signs that name a source are read as such only before direct speech; what a clause holds.
_SIGNS = frozenset(["-", "–", "—", "―", "--", ":"])
_CLAUSE = frozenset('AMVvTt"')


def _stands_alone(marked: MarkedText, attribution: Attribution) -> bool:
    """Tell whether a verb such as "agree" or "begin" has a clause or quotation to carry."""
    if attribution.lemma not in claim_phrases(marked.language, "not_alone").words or attribution.direct:
        return True
    start, end = attribution.content[0]
    at = bisect_left(marked.quotes, (start, start))
    quoted = at < len(marked.quotes) and marked.quotes[at][0] < end
    return quoted or marked.kinds[min(bisect_left(marked.starts, start), len(marked.kinds) - 1)] == "T"


_SELF = frozenset(["i", "we", "you", "my", "our", "your", "us", "me", "who", "which", "that", "what", "this"])


def _attributed(marked: MarkedText, attributions: list[Attribution], start: int, end: int) -> Iterator[Draft]:
    """Yield the claims of one sentence; where there are several, each has the clause that it stands in."""
    in_order = sorted(attributions, key=lambda attribution: min(attribution.cue[0], attribution.content[0][0]))
    kept: list[Draft] = []
    for attribution in in_order:
        outer = max(end, attribution.content[-1][1])
        if kept and _adds_silence(kept[-1], attribution):
            continue
        begin = min(start, attribution.content[0][0]) if not kept else _begin(attribution, _said_end(kept[-1]))
        if kept and _is_fragment(marked.text, kept[-1], attribution):
            before = kept.pop()
            content = (*before.content, *attribution.content)
            kept.append(Draft(before.start, outer, content, replace(attribution, content=content, direct=False)))
            continue
        if kept and begin > kept[-1].start:
            said = max(_said_end(kept[-1]), kept[-1].start + 1)
            short = len(marked.text[said:begin].split()) <= _FEW_WORDS
            stop = said if short and said < begin else begin
            kept[-1] = replace(kept[-1], end=_trim_end(marked.text, kept[-1].start, min(kept[-1].end, stop)))
        while begin < outer and (marked.text[begin].isspace() or marked.text[begin] in "»”،,؛;"):
            begin += 1  # what closed the claim before
        kept.append(Draft(begin, outer, attribution.content, attribution))
    yield from (draft for draft in kept if draft.end > draft.start)


def _said_end(draft: Draft) -> int:
    """Return where the words of the attribution of a draft end."""
    spans = list(draft.content)
    if draft.attribution is not None:
        spans += [draft.attribution.cue, *(span for span in [draft.attribution.source] if span is not None)]
    return max(end for _, end in spans)


def _begin(attribution: Attribution, after: int) -> int:
    """Return where the words of an attribution begin: content, cue or source, if that stands after the one before."""
    spans = [attribution.cue, attribution.content[0]]
    if attribution.source is not None and attribution.source[0] >= after:
        spans.append(attribution.source)
    return min(start for start, _ in spans)


def _is_fragment(text: str, before: Draft, attribution: Attribution) -> bool:
    """Tell whether the claim before is but a word that goes on: voiced "concern", saying that ..."""
    first = before.attribution
    if first is None or first.speaker != attribution.speaker:
        return False
    return sum(len(text[start:end].split()) for start, end in before.content) <= _LONGEST_FRAGMENT


def _adds_silence(before: Draft, attribution: Attribution) -> bool:
    """Tell whether an attribution only adds to the one before that its speaker said no more."""
    first = before.attribution
    return attribution.lemma == "silence" and first is not None and first.speaker == attribution.speaker


def _trim_end(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",،;؛-–—"):
        end -= 1
    return end
