"""A text as words that know what they may mean for a journey."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from masar.dates import DateMention
from masar.itinerary.lexicon import Lexicon, Trigger
from masar.model import Article, Place

if TYPE_CHECKING:
    from masar.itinerary.descriptions import Subject


@dataclass(slots=True)
class Word:
    """
    A word, a phrase, a sign, or the name of a place.

    `form` is its normal form; `keys` are that form and what is left of it without particles, `name` is the form
    without a possessive ending. `is_sign` tells of punctuation. `glued` is the class of a preposition at its front,
    `joined` tells of a glued "and". `sentence` counts from 0.
    """

    start: int
    end: int
    upper: bool
    form: str
    keys: tuple[str, ...]
    name: str
    is_sign: bool
    triggers: tuple[Trigger, ...] = ()
    preposition: str = ""
    marks: frozenset[str] = frozenset()
    glued: str = ""
    joined: bool = False
    sentence: int = 0
    quoted: bool = False
    place: Place | None = None
    demonym: bool = False
    date: DateMention | None = None


@dataclass(slots=True)
class Text:
    """An article's words, its sentences as ranges of words, and the title's words apart."""

    article: Article
    lexicon: Lexicon
    words: list[Word] = field(default_factory=list)
    sentences: list[range] = field(default_factory=list)
    proper: frozenset[str] = frozenset()
    spelled: frozenset[str] = frozenset()  # written somewhere with small letters too: no abbreviation
    paragraphs: list[int] = field(default_factory=list)
    sport: bool = False  # news of teams, which are called by their countries
    far_moves: dict[int, float] = field(default_factory=dict)  # verbs that lead to a continent, and how surely
    no_stops: set[int] = field(default_factory=set)  # words whose places were read, and are surely none
    movers: "dict[tuple[int, bool], Subject]" = field(default_factory=dict)  # of words, as far as they were asked for


def share_sentence(text: Text, word: int, other: int) -> bool:
    """Tell whether two words, by their indices, stand in one sentence; -1 stands in none."""
    return other >= 0 and text.words[word].sentence == text.words[other].sentence
