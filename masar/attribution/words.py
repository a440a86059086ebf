"""Word lists of claims.toml, ready for looking up: single words in normal form, phrases as tuples of words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from masar.languages import load_language
from masar.names import normalise_word


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words and phrases to look for: single words, and longer phrases by their first word."""

    words: frozenset[str]
    longer: Mapping[str, tuple[tuple[str, ...], ...]]

    def found_in(self, tokens: Sequence[str]) -> bool:
        """Tell whether any of them stands in a list of normalised words."""
        if not self.words.isdisjoint(tokens):
            return True
        if self.longer.keys().isdisjoint(tokens):
            return False
        return any(
            tuple(tokens[at : at + len(phrase)]) == phrase
            for at, token in enumerate(tokens)
            for phrase in self.longer.get(token, ())
        )

    def count_in(self, tokens: Sequence[str]) -> int:
        """Return how many different single words of it stand in a list of normalised words."""
        return len(self.words.intersection(tokens))


@cache
def claim_phrases(language: str, name: str, table: str = "claim_words") -> Phrases:
    """Return a list of `[claim_words]`, or of another table, of a language; empty where it has none."""
    listed = load_language(language, "claims")[table].get(name, "")
    words = [tuple(map(normalise_word, entry.split("_"))) for entry in listed.split()]
    longer: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in words:
        if len(phrase) > 1:
            longer[phrase[0]] = (*longer.get(phrase[0], ()), phrase)
    return Phrases(frozenset(phrase[0] for phrase in words if len(phrase) == 1), longer)


@cache
def table_names(language: str, table: str) -> tuple[str, ...]:
    """Return the names of the lists in a table of claims.toml."""
    return tuple(load_language(language, "claims")[table])
