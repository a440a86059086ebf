"""
A text made ready for finding attributions: its tokens with the kind of word each is, its sentences and quotations.

Word kinds are one letter each, so that a stretch of text can be told by a short string: `I` and `you` apart, a
sentence such as "The mayor said on Friday that" reads `DnVIWT`.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, repeat

from masar.article import Span, find_quotes, short_forms, split_paragraphs, split_sentences, split_tokens, split_words
from masar.attribution.lexicon import CueWord, cue_forms
from masar.languages import load_language
from masar.names import normalise_word

# The letter of each group of small words in a language's claims.toml.
_KINDS: Mapping[str, str] = {
    "determiner": "D", "pronoun": "P", "object_pronoun": "O", "possessive": "S", "modal": "M", "auxiliary": "A",
    "negation": "N", "complementiser": "T", "infinitive": "t", "question": "W", "conjunction": "C",
    "subordinator": "B", "preposition": "I", "adverb": "R", "time": "d", "forum": "f", "title": "o",
}  # fmt: skip
# Signs that are written in several ways.
_SIGNS = dict.fromkeys('“”„«»"‟', '"') | dict.fromkeys("—–―-‒", "-") | dict.fromkeys("،؛", ",") | {"؟": "?", "…": "."}

EDGE = "#"
_BEYOND = 3
_LONGEST_SENTENCE = 250
_REMEMBERED = 16384
_GLUED = frozenset("وف")
_TOLD_BY_KIND = frozenset("noXv#GRY")


@dataclass(frozen=True, slots=True)
class MarkedText:
    """
    A text with its tokens.

    Attributes
    ----------
    starts, ends
        The tokens' character offsets.
    lows
        The tokens in normal form.
    bares
        The same without a conjunction glued to a small word or cue ("وقال" -> "قال").
    counts
        How often each normal form occurs.
    alone
        The nouns that no other noun follows somewhere, where cues are glued to: a name may stand alone.
    kinds
        One letter a token: a group of small words, `V` a word that may carry an attribution, `X` a name,
        `o` a title, `n` another word, `R` an adverb, `v` another verb form, `#` a number, or the sign itself.
    keys
        Each token as a feature: a small word itself, of other words the kind, of a cue its group. Edges follow, so
        that there is one before the first token, too, at -1. None at all where cues are told by rules.
    sentence_of
        The sentence each token stands in.
    sentences, paragraphs
        Token ranges `(first, past the last)`.
    quotes
        Character spans of quotations.
    quote_of
        The quotation each token stands in, or -1.
    """

    text: str
    language: str
    starts: list[int]
    ends: list[int]
    lows: list[str]
    bares: list[str]
    counts: Mapping[str, int]
    alone: frozenset[str]
    kinds: str
    keys: list[str]
    sentence_of: list[int]
    sentences: list[Span]
    paragraphs: list[Span]
    quotes: tuple[Span, ...]
    quote_of: list[int]


@dataclass(frozen=True, slots=True)
class Proposal:
    """
    A possible attribution; everything in tokens.

    Attributes
    ----------
    likelihood
        What orders proposals that overlap, from 0 to 1.
    source_offset
        How many letters of the first token of the source are a preposition glued to it.
    carrier
        Who passed it on ("TASS quoted the governor"), where the cue names both.
    implicit
        Whether the source is left out because it is the one before ("and added that").
    negated
        Whether the cue is negated ("did not confirm").
    """

    cue: Span
    word: CueWord
    content: tuple[Span, ...]
    source: Span | None
    likelihood: float
    source_offset: int = 0
    carrier: Span | None = None
    implicit: bool = False
    negated: bool = False


def mark_text(text: str, language: str) -> MarkedText:
    """Return the text with its tokens, their kinds, and the sentences and quotations they stand in."""
    spans = split_tokens(text)
    starts = [start for start, _ in spans]
    words = split_words(text)
    classified = list(map(_classify, words, repeat(language)))
    sentences = _cut_long(_token_ranges(split_sentences(text), starts))
    quotes = find_quotes(text)
    lows = [low for low, _, _ in classified]
    kinds = _join_titles(lows, "".join([kind for _, _, kind in classified]))
    kinds = _join_initials(lows, kinds, {last - 1 for _, last in sentences})
    kinds = _open_sentences(lows, kinds, [first for first, _ in sentences])
    return MarkedText(
        text,
        language,
        starts,
        [end for _, end in spans],
        lows,
        [bare for _, bare, _ in classified],
        Counter(lows),
        _nouns_alone(lows, kinds) if _stems(language) else frozenset(),
        kinds,
        [] if _stems(language) else [*map(_token_key, lows, kinds, repeat(language)), *[EDGE] * _BEYOND],
        _membership(sentences, len(spans)),
        sentences,
        _token_ranges(split_paragraphs(text), starts),
        quotes,
        _membership(_token_ranges(quotes, starts), len(spans)),
    )


def _join_titles(lows: list[str], kinds: str) -> str:
    """Return the kinds with the stop of "Mr." as part of the name that follows it."""
    titles = short_forms("titles")
    places = [place for place, kind in enumerate(kinds) if kind == "." and place and lows[place - 1] in titles]
    joined = list(kinds)
    for place in places:
        if kinds[place + 1 : place + 2] in {"X", "Y", "G"}:
            joined[place] = "X"
    return "".join(joined)


def _join_initials(lows: list[str], kinds: str, final: set[int]) -> str:
    """Return the kinds with the stops of "U.S." and "George W." as parts of the name, but at a sentence's end."""
    joined = list(kinds)
    for place, kind in enumerate(kinds):
        if kind == "." and place and place not in final and kinds[place - 1] == "X" and len(lows[place - 1]) == 1:
            joined[place] = "X"
    return "".join(joined)


def _open_sentences(lows: list[str], kinds: str, firsts: list[int]) -> str:
    """Return the kinds with the words that bear a capital only because a sentence opens with them: "Notably, "."""
    opened = list(kinds)
    for place in firsts:
        following = kinds[place + 1 : place + 2]
        if kinds[place : place + 1] == "X" and lows[place].endswith("ly") and following == ",":
            opened[place] = "R"
        elif kinds[place : place + 1] == "X" and lows[place].endswith("ing") and following in {"D", "S"}:
            opened[place] = "v"
    return "".join(opened)


def _nouns_alone(lows: list[str], kinds: str) -> frozenset[str]:
    return frozenset(
        low for low, (kind, after) in zip(lows, pairwise(kinds + "."), strict=True) if kind == "n" != after
    )


def _token_ranges(spans: Iterable[Span], starts: list[int]) -> list[Span]:
    return [(bisect_left(starts, start), bisect_left(starts, end)) for start, end in spans]


def _cut_long(ranges: list[Span]) -> list[Span]:
    """Cut what has no full stop for hundreds of words, which is no sentence, so that none costs more than others."""
    return [
        (first, min(first + _LONGEST_SENTENCE, end))
        for begin, end in ranges
        for first in range(begin, end, _LONGEST_SENTENCE)
    ]


def _membership(ranges: Iterable[Span], count: int) -> list[int]:
    member = [-1] * count
    for index, (first, last) in enumerate(ranges):
        member[first:last] = [index] * (last - first)
    return member


@cache
def _lexicon(language: str) -> Mapping[str, str]:
    """Return the letter of every small word, and `V` for every form that may carry an attribution."""
    listed = load_language(language, "claims")
    known = {form: "V" for form, word in cue_forms(language).items() if word.form not in {"noun", "adj", "by"}}
    for group, letter in _KINDS.items():
        known |= dict.fromkeys(map(normalise_word, listed["words"].get(group, "").split()), letter)
    return known


@cache
def _stems(language: str) -> frozenset[str]:
    """Return the words that a conjunction may be glued to; empty where none ever is."""
    listed = load_language(language, "claims")
    grammar = listed.get("grammar")
    if grammar is None:
        return frozenset()
    words = " ".join([*grammar.values(), *listed["documents"].values(), *listed["no_confirmation"].values()])
    return frozenset(map(normalise_word, words.split())) | frozenset(_lexicon(language))


@cache
def _other_words() -> frozenset[str]:
    """Return what only looks like a small word or verb in normal form: "والي" is no "وإلى", "يدعى" no "يدعي"."""
    return frozenset(load_language("ar", "claims")["words"]["others"].split())


@lru_cache(maxsize=_REMEMBERED)
def _classify(word: str, language: str) -> tuple[str, str, str]:
    """Return a token's normal form, the same without a conjunction glued to it, and its kind."""
    known, stems = _lexicon(language), _stems(language)
    if not word[0].isalnum():
        return word, word, _SIGNS.get(word, word[0] if word[0].isascii() else "?")
    low = normalise_word(word.replace("’", "'"))
    if word in _other_words():
        return low, low, "n"
    kind = known.get(low)
    if stems:
        bare = low[1:] if kind is None and low[:1] in _GLUED and low not in stems and low[1:] in stems else low
        return low, bare, known.get(bare) or ("#" if word[0].isdigit() else "X" if word[0].isascii() else "n")
    if kind is None:
        kind = _kind_by_shape(word, low, known)
    elif kind == "V" and word[0].isupper():
        kind = "Y"
    elif kind == "f" and word[0].isupper():
        kind = "X"  # "The Washington Post"
    return low, low, kind


def _kind_by_shape(word: str, low: str, known: Mapping[str, str]) -> str:
    head, apostrophe, tail = low.partition("'")
    if apostrophe and tail in {"s", ""}:
        return "P" if known.get(head) == "P" else "G"
    if apostrophe and tail in {"re", "ve", "d", "ll", "m"}:
        return "P"
    if word[0].isupper():
        return "X"
    if word[0].isdigit():
        return "#"
    if low.isascii():
        return "R" if low.endswith("ly") else "v" if low.endswith(("ed", "ing")) else "n"
    return "n"


def _token_key(low: str, kind: str, language: str) -> str:
    if kind in _TOLD_BY_KIND:
        return kind
    return f"V{cue_forms(language)[low].group}" if kind == "V" else low
