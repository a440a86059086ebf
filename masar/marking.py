"""An article's text cut into pieces by what is marked in it: places and the sentences that carry claims."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from masar.model import Article, Claim, Mention, Story


@dataclass(frozen=True, slots=True)
class Piece:
    """
    A stretch of text with the same marks throughout.

    `claims` are those whose sentence the piece lies in; `ending` those whose sentence ends with it.
    """

    text: str
    mention: Mention | None
    claims: tuple[Claim, ...]
    ending: tuple[Claim, ...]


def mark_article(
    article: Article, story: Story, *, places: bool = True, claims: Iterable[Claim] | None = None
) -> tuple[tuple[Piece, ...], ...]:
    """
    Return the paragraphs of a text, each as its pieces; joined, the pieces give back the paragraph.

    Parameters
    ----------
    article
        One of the story's texts.
    story
        The story the marks come from.
    places
        Whether mentions of places are marked.
    claims
        The claims to mark; all of the story's if not given.
    """
    mentions = [m for m in story.mentions if places and m.language == article.language]
    spans = [
        (claim, span)
        for claim in (story.claims if claims is None else claims)
        if (span := claim_span(claim, article, story))
    ]
    paragraphs: list[tuple[Piece, ...]] = []
    start = 0
    for line in article.text.splitlines(keepends=True):
        end = start + len(line)
        kept = start + len(line.rstrip())
        if kept > start:
            paragraphs.append(_cut(article.text, start, kept, mentions, spans))
        start = end
    return tuple(paragraphs)


def claim_span(claim: Claim, article: Article, story: Story) -> tuple[int, int] | None:
    """Return where a claim's sentence stands in one of the story's texts, or `None` if it stands only in the other."""
    if article.language == story.language:
        return claim.start, claim.end
    return (claim.translation_start, claim.translation_end) if claim.translation_end else None


def _cut(
    text: str, start: int, end: int, mentions: list[Mention], spans: list[tuple[Claim, tuple[int, int]]]
) -> tuple[Piece, ...]:
    here = [m for m in mentions if m.start < end and m.end > start]
    said = [(claim, span) for claim, span in spans if span[0] < end and span[1] > start]
    edges = {start, end, *(e for m in here for e in (m.start, m.end)), *(e for _, span in said for e in span)}
    cuts = sorted(edge for edge in edges if start <= edge <= end)
    return tuple(
        Piece(
            text[a:b],
            next((m for m in here if m.start <= a and b <= m.end), None),
            tuple(claim for claim, span in said if span[0] <= a and b <= span[1]),
            tuple(claim for claim, span in said if span[1] == b),
        )
        for a, b in pairwise(cuts)
    )
