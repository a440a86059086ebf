"""A sentence being read for attributions, from its beginning to its end."""

from dataclasses import dataclass, field

from masar.attribution.text import MarkedText, Proposal

# How far, in tokens, a cue is looked for what belongs to it.
REACH = 60
# What orders attributions that overlap: a verb before its content, one that follows, a preposition.
VERB_FIRST, VERB_LATER, PREPOSITION = 0.95, 0.93, 0.91


@dataclass
class Sentence:
    """
    A sentence and how far it has been read; all places are tokens.

    Attributes
    ----------
    names
        Words known to name somebody in the text.
    floor
        The first token that no attribution has taken yet.
    found
        The attributions found so far.
    """

    marked: MarkedText
    first: int
    last: int
    names: frozenset[str]
    floor: int = -1
    found: list[Proposal] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.floor = self.first
