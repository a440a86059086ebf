"""
Who says what: the attributions of a text, each with its source, its cue and its content.

    "We leave tomorrow," the envoy said, according to Reuters.

has the source "the envoy", the cue "said", the content "We leave tomorrow," and is reported by Reuters.
Every span is a pair of character offsets into the text. Cost is linear in the length of the text.
"""

from bisect import bisect_left, insort
from dataclasses import dataclass, replace

from masar.article import Span
from masar.attribution.learned import propose_learned
from masar.attribution.model import Weights, load_weights
from masar.attribution.rules import propose_by_rules
from masar.attribution.speakers import resolve_speakers
from masar.attribution.text import MarkedText, Proposal, mark_text

# The share of a content that must stand in quotation marks for it to be direct speech.
_DIRECT_SHARE = 0.8
# From here on an attribution is sure enough to be shown without a second look.
SURE = 0.9
_CHAIN_LIKELIHOOD = 0.05


@dataclass(frozen=True, slots=True)
class Attribution:
    """
    What a source is said to say, think or want.

    Attributes
    ----------
    source
        The words that name the source where they stand, perhaps a pronoun; `None` if it is not named there.
    speaker
        The words that name it in full, here or before; `None` if nobody is named.
    cue
        The word that carries the attribution ("said", "according").
    content
        What is attributed; more than one span where the cue stands in its midst.
    direct
        Whether the content is quoted word for word.
    reported_by
        The words that name who passed it on, nearest to the speaker first.
    act
        What the cue does: `say`, `report`, `claim`, `accuse`, `deny`, `plan`, `assess`, `ask`, `show`, `support`,
        `know`, or `by` where a preposition or sign names the source.
    lemma
        The cue's dictionary form, normalised.
    negated
        Whether the cue is negated: "did not comment".
    likelihood
        How sure the attribution is, from 0 to 1.
    passes_on
        An attribution inside the content: what "TASS reported that the governor had said" quotes the governor for.
    """

    source: Span | None
    speaker: Span | None
    cue: Span
    content: tuple[Span, ...]
    direct: bool
    reported_by: tuple[Span, ...]
    act: str
    lemma: str
    negated: bool
    likelihood: float
    passes_on: "Attribution | None" = None


def find_attributions(text: str, language: str, *, least: float = SURE) -> tuple[Attribution, ...]:
    """
    Return the attributions of a text in order; no two share content.

    Parameters
    ----------
    text
        Any text.
    language
        `ar` or `en`.
    least
        How likely an attribution must be at least; direct speech is returned however likely. With 0 there are more
        thoughts, wishes and plans among them, and more that are none: on the development corpus, by outlet, content
        precision and recall are 0.70 and 0.61; unasked, 0.83 and 0.41.
    """
    found = attributions_of(mark_text(text, language), load_weights(language))
    return tuple(attribution for attribution in found if attribution.direct or attribution.likelihood >= least)


def attributions_of(marked: MarkedText, weights: Weights | None) -> tuple[Attribution, ...]:
    """Return the attributions that the weights given, or rules where there are none, find in a marked text."""
    proposed = propose_by_rules(marked) if weights is None else propose_learned(marked, weights)
    proposals = sorted(proposed, key=lambda p: (-p.likelihood, p.cue))
    kept = sorted(keep_best(proposals), key=lambda p: p.cue)
    speakers = resolve_speakers(marked, kept)
    found = [_to_characters(marked, proposal, speaker) for proposal, speaker in zip(kept, speakers, strict=True)]
    _link_chains(marked, kept, proposals, found)
    return tuple(sorted(found, key=lambda attribution: attribution.content[0]))


def _link_chains(marked: MarkedText, kept: list[Proposal], proposals: list[Proposal], found: list[Attribution]) -> None:
    """Add to each attribution kept who passed it on, or what it passes on, from the proposals dropped for it."""
    by_sentence: dict[int, list[int]] = {}
    for index, proposal in enumerate(kept):
        by_sentence.setdefault(marked.sentence_of[proposal.cue[0]], []).append(index)
    chosen = {proposal.cue for proposal in kept}
    for other in proposals:
        if other.cue in chosen or other.source is None or other.likelihood < _CHAIN_LIKELIHOOD:
            continue
        for index in by_sentence.get(marked.sentence_of[other.cue[0]], ()):
            proposal = kept[index]
            begin, end = proposal.content[0][0], proposal.content[-1][1]
            within = begin <= other.cue[0] < end and other.source[0] >= begin
            beside = other.cue[0] < proposal.cue[0] and other.content[0][0] < end and other.content[-1][1] > begin
            if (within or beside) and found[index].passes_on is None and other.source != proposal.source:
                found[index] = replace(found[index], passes_on=_to_characters(marked, other, other.source))
                break
            outside = other.cue[0] > max(proposal.cue[0], end - 1) or other.cue[0] < min(proposal.cue[0], begin)
            if other.word.group in {"by", "report"} and outside and not found[index].reported_by:
                found[index] = replace(found[index], reported_by=(_characters(marked, other.source),))
                break


def keep_best(proposals: list[Proposal]) -> list[Proposal]:
    """Return the proposals, best first, that do not overlap a better one; one inside a content is dropped."""
    taken: list[Span] = []
    cues: list[int] = []
    kept: list[Proposal] = []
    for proposal in proposals:
        begin, end = proposal.content[0][0], proposal.content[-1][1]
        if any(_overlaps(taken, piece) for piece in (*proposal.content, proposal.cue)):
            continue
        inside = bisect_left(cues, begin)
        if inside < len(cues) and cues[inside] < end and cues[inside] != proposal.cue[0] and len(proposal.content) == 1:
            continue
        kept.append(proposal)
        for piece in proposal.content:
            insort(taken, piece)
        insort(cues, proposal.cue[0])
    return kept


def _overlaps(taken: list[Span], piece: Span) -> bool:
    """Tell whether a range meets one of ranges that are apart from one another and in order."""
    at = bisect_left(taken, piece)
    return (at < len(taken) and taken[at][0] < piece[1]) or (at > 0 and taken[at - 1][1] > piece[0])


def _to_characters(marked: MarkedText, proposal: Proposal, speaker: Span | None) -> Attribution:
    content = tuple(_characters(marked, piece) for piece in proposal.content)
    offset = proposal.source_offset
    source = None if proposal.source is None else _characters(marked, proposal.source, offset)
    return Attribution(
        source,
        None if speaker is None else _characters(marked, speaker, offset if speaker == proposal.source else 0),
        _characters(marked, proposal.cue),
        content,
        _quoted_share(marked, content) >= _DIRECT_SHARE,
        () if proposal.carrier is None else (_characters(marked, proposal.carrier),),
        proposal.word.group,
        proposal.word.lemma,
        proposal.negated,
        round(proposal.likelihood, 3),
    )


def _characters(marked: MarkedText, tokens: Span, offset: int = 0) -> Span:
    """Return the characters of a range of tokens, without the first letters that are a preposition."""
    end = marked.ends[tokens[1] - 1]
    return min(marked.starts[tokens[0]] + offset, end - 1), end


def _quoted_share(marked: MarkedText, content: tuple[Span, ...]) -> float:
    quoted = whole = 0
    for start, end in content:
        whole += end - start
        for index in range(bisect_left(marked.quotes, (start, start)) - 1, len(marked.quotes)):
            if index >= 0:
                opening, closing = marked.quotes[index]
                if opening >= end:
                    break
                quoted += max(0, min(end, closing) - max(start, opening))
    return quoted / whole if whole else 0.0
