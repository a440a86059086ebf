"""
Words that reach the text through somebody else, in a language of subject before verb.

"TASS quoted the governor as saying that ..." and "Reuters reported, citing two officials, that ..." are
attributions to the governor and to the officials; the agency passes them on.
"""

from dataclasses import replace

from masar.article import Span
from masar.attribution.known import is_medium
from masar.attribution.lexicon import CueWord, cue_forms
from masar.attribution.model import Weights
from masar.attribution.sources import phrase_after, source_candidates, source_of, widen_source
from masar.attribution.text import MarkedText, Proposal

_QUOTING = frozenset(["quote", "cite"])
_REACH = 14
_LIKELIHOOD = 0.95


def relay_words(marked: MarkedText, weights: Weights, sentence: int, proposals: list[Proposal]) -> list[Proposal]:
    """Return the proposals of a sentence, with what is quoted or cited given to those who said it."""
    first, last = marked.sentences[sentence]
    lows = marked.lows[first:last]
    if "citing" in lows:
        proposals = _cite(marked, first + lows.index("citing"), last, proposals)
    if "as" in lows and "saying" in lows:
        saying = first + lows.index("saying")
        quoted = _quote(marked, weights, saying, first, last)
        if quoted is not None:
            return [quoted, *(p for p in proposals if not quoted.carrier or p.cue[0] not in range(first, saying + 1))]
    return proposals


def _cite(marked: MarkedText, citing: int, last: int, proposals: list[Proposal]) -> list[Proposal]:
    before = [p for p in proposals if p.cue[0] < citing and p.word.group in {"say", "report"} and p.source is not None]
    cited = phrase_after(marked, citing + 1, last)
    if not before or cited is None:
        return proposals
    told = max(before, key=lambda p: p.cue)
    source = told.source
    if source is None or not is_medium(marked, source):
        return proposals
    content = told.content
    if content[0][0] > told.cue[0]:
        that = next((place for place in range(cited[1], min(last, cited[1] + 4)) if marked.kinds[place] == "T"), None)
        if that is None:
            return proposals
        content = ((that, _without_stops(marked, that, last)),)
    relayed = replace(told, source=cited, carrier=source, content=content, likelihood=_LIKELIHOOD)
    return [relayed, *(p for p in proposals if p is not told and p.cue[0] != citing)]


def _quote(marked: MarkedText, weights: Weights, saying: int, first: int, last: int) -> Proposal | None:
    """Return "X quoted Y as saying Z", or "Z, X quoted Y as saying"."""
    forms = cue_forms(marked.language)
    for cue in range(saying - 2, max(first, saying - _REACH) - 1, -1):
        word = forms.get(marked.lows[cue])
        if word is None or word.lemma not in _QUOTING or marked.lows[saying - 1] != "as":
            continue
        source: Span | None
        carrier: Span | None
        content = _content(marked, saying, cue, first, last)
        if content is None or cue + 1 >= saying - 1:
            return None
        if marked.lows[cue + 1] == "by":
            source, carrier = _quoted_one(marked, cue, content), (cue + 2, saying - 1)
        else:
            source, carrier = (
                _before_comma(marked, (cue + 1, saying - 1)),
                source_of(marked, weights, cue, word, (content,)),
            )
        return Proposal(
            (saying, saying + 1), CueWord("say", "say", "ing"), (content,), source, _LIKELIHOOD, carrier=carrier
        )
    return None


def _before_comma(marked: MarkedText, phrase: Span) -> Span:
    """Return a phrase up to the name between commas: "[the governor], Oleg Ivanov, as saying"."""
    comma = marked.kinds.find(",", *phrase)
    return phrase if comma < 0 else (phrase[0], comma)


def _quoted_one(marked: MarkedText, cue: int, content: Span) -> Span | None:
    """Return who "was quoted by" somebody."""
    end = cue
    while end > 0 and marked.kinds[end - 1] in "AMR":
        end -= 1
    phrase = next((phrase for phrase in source_candidates(marked, cue, (content,)) if phrase[1] == end), None)
    return None if phrase is None else widen_source(marked, phrase, cue)


def _content(marked: MarkedText, saying: int, cue: int, first: int, last: int) -> Span | None:
    end = _without_stops(marked, saying + 1, last)
    if end - saying > 3:
        return saying + 1, end
    comma = marked.kinds.rfind(",", first, cue)
    return (first, comma) if comma - first >= 3 else None


def _without_stops(marked: MarkedText, start: int, end: int) -> int:
    while end > start and marked.kinds[end - 1] in ".?!" and marked.quote_of[end - 1] < 0:
        end -= 1
    return end
