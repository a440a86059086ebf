"""
A text's listed names, found in one walk: at each word the longest name that starts there.

The words of the text are folded and joined as names are in the trie, so that a name is a prefix of what
follows. Arabic words are also tried without their clitics.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import marisa_trie

from masar.names import is_arabic, normalise_word, strip_clitics

_LONGEST_NAME = 96
# How many words are remembered with their normal form: more than a long article has.
_REMEMBERED = 32768
# Three powers of ten of people: "بروسيا" is "in Russia" before it is Prussia.
_FAR_BETTER_KNOWN = 60
# "كانت" and "كانتا" are no names after "like".
_SHORTEST_AFTER_CLITIC = 3
_LIKE = "ك"

# Letters by letters with dots, or a word: its letters, taken together, after marks or apostrophes inside it.
_WORD = re.compile(
    r"\w\.\w\.(?:\w\.)*+|[^\W_]++"
    r"(?:(?:[\u0300-\u036f\u064b-\u0655\u0670\u200c\u200d]|['’ʼʻ‘`´](?![sSſ](?![^\W_]))(?=[^\W_]))[^\W_]*+)*+"
)
_JOINER = re.compile(r"[ \t]?[\-‐‑–_][ \t\n]?|['’ʼ‘`´]")
_ABBREVIATED = frozenset({"st", "ste", "mt", "ft", "pt"})
_PARTICLES = frozenset(
    {"al", "el", "ash", "ad", "ar", "az", "de", "la", "le", "les", "los", "las", "ras", "umm", "bab", "tel"}
)
_NO_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘`´ʼʻʹʾʿ′‛"))


# Letters before a name, the rest of the word that it begins with.
Opening = tuple[int, str]
# Words, letters before the name, the name with its space, its number.
_Match = tuple[int, int, str, int]


class Lexicon(NamedTuple):
    """
    What a text is scanned for.

    `trie` holds names in normal form, each with a space at its end; `acronyms` those that count only in
    capitals (US), `abbreviations` those that count only before a dot or with dots inside (Ky., N.J.);
    `small` has the words that may end a name in Latin letters without a capital; `facts` gives a name's prominence
    and flags (`masar.gazetteer.MAIN`, `DEMONYM`) by its number in the trie; `openings` gives what `openings_of` does
    of a word in normal form.
    """

    trie: marisa_trie.Trie
    acronyms: frozenset[str]
    abbreviations: frozenset[str]
    small: frozenset[str]
    facts: Callable[[int], tuple[int, int]]
    openings: Callable[[str], tuple[Opening, ...]]


class NameSpan(NamedTuple):
    """
    A listed name in a text: `text[start:end]`, the clitic before it (`clitic` letters) left out.

    Where the clitic swallowed the alef of the article ("للقاهرة"), what is left of the article is left out with it
    ("قاهرة"): half an article is no part of a name. `key` has the whole article.

    `key` is the name in normal form, `words` how many words it has. `prominence` is coarse, 0 to 255,
    in twentieths of a power of ten of people (140: a town of ten million, or a small country), of the best
    known place of that name. `main` tells that the name is a main name of that place; `demonym` that it is only a
    people's name or adjective.
    """

    start: int
    end: int
    key: str
    words: int
    prominence: int
    main: bool
    demonym: bool
    clitic: int


class _Words(NamedTuple):
    """The words of a text, folded and joined by spaces, with line feeds where a name cannot go on."""

    joined: str
    folded: list[str]
    offsets: list[int]
    starts: list[int]
    ends: list[int]
    capital: list[bool]


def scan_names(text: str, lexicon: Lexicon) -> tuple[NameSpan, ...]:
    """
    Return, for every word where a listed name starts, the longest such name.

    Parameters
    ----------
    text
        A text in Arabic, English or Russian. Words in Latin or Cyrillic letters count only where they
        begin with a capital; names do not cross punctuation other than hyphens and apostrophes.
    lexicon
        The names to look for.

    Returns
    -------
    spans
        In order of their first word; they may overlap (`Komsomolsk-on-Amur`, `Amur`). Clitics are tried
        off every Arabic word; of two matches at one word the longer is given, then the one without
        (or the far better known).

    Notes
    -----
    Linear in the length of the text: at each word a bounded stretch is walked through the trie.
    """
    words = _fold_words(text)
    found = []
    for index, openings in enumerate(map(lexicon.openings, words.folded)):
        # Most words begin no name, which costs little to know of each.
        if openings and (words.capital[index] or is_arabic(words.folded[index])):
            span = _longest_name(text, words, index, openings, lexicon)
            if span is not None:
                found.append(span)
    return tuple(found)


def openings_of(word: str, trie: marisa_trie.Trie) -> tuple[Opening, ...]:
    """Return the ways in which a name may begin with a word in normal form, an Arabic one also without its clitics."""
    options = [(0, word)]
    if is_arabic(word):  # how short a stem may be depends on what follows: here, enough does
        options += [(count, stem.partition(" ")[0]) for count, stem in strip_clitics(f"{word} {word}")]
    return tuple((count, stem) for count, stem in options if next(trie.iterkeys(stem + " "), None) is not None)


def _longest_name(
    text: str, words: _Words, index: int, openings: tuple[Opening, ...], lexicon: Lexicon
) -> NameSpan | None:
    offset = words.offsets[index]
    stretch = words.joined[offset : offset + _LONGEST_NAME]
    rest = stretch[len(words.folded[index]) :]
    matches = [
        (name.count(" "), clitic, name, number)
        for clitic, stem in openings
        for name, number in lexicon.trie.iter_prefixes_with_ids(stem + rest)
        if not clitic or name.find(" ") >= _least_letters(stretch, clitic)
    ]
    if len(matches) > 1 or (matches and matches[0][0] > 1):
        matches = [match for match in matches if _ends_as_a_name(match, words, index, lexicon)]
    if not matches:
        return None
    count, clitic, name, number = _choose_match(matches, lexicon)
    start, end = words.starts[index], words.ends[index + count - 1]
    if not _is_written_as_a_name(name[:-1], text, start, end, lexicon):
        return None
    prominence, flags = lexicon.facts(number)
    if clitic:
        clitic += stretch.startswith("لل", clitic - 1) and name.startswith("ال")
        start = _skip_letters(text, start, clitic)
    return NameSpan(start, end, name[:-1], count, prominence, bool(flags & 1), bool(flags & 2), clitic)


def _ends_as_a_name(match: _Match, words: _Words, index: int, lexicon: Lexicon) -> bool:
    """Tell whether the last word of a name bears a capital or names a kind: "Indian shores" is no town in Florida."""
    count, _, name, _ = match
    if count == 1 or words.capital[index + count - 1] or is_arabic(name):
        return True
    last = name[:-1].rpartition(" ")[2]
    return last in lexicon.small or not last.isalpha()


def _least_letters(stretch: str, clitic: int) -> int:
    """Return how many letters the first word of a name must have after a clitic ("بات" is not "in Ath")."""
    return _SHORTEST_AFTER_CLITIC + 2 * (stretch[clitic - 1] == _LIKE)


def _is_written_as_a_name(key: str, text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    dotted, capital = key in lexicon.abbreviations, key in lexicon.acronyms
    if not dotted and not capital:
        return True
    return (dotted and "." in text[start : end + 1]) or (capital and text[start:end].isupper())


def _choose_match(matches: list[_Match], lexicon: Lexicon) -> _Match:
    """Return the match of most words; of several the one with fewest letters before it, or the far better known."""
    if len(matches) == 1:
        return matches[0]
    longest = max(match[0] for match in matches)
    rivals = sorted(match for match in matches if match[0] == longest)
    best = rivals[0]
    for rival in rivals[1:]:
        if lexicon.facts(rival[3])[0] > lexicon.facts(best[3])[0] + _FAR_BETTER_KNOWN:
            best = rival
    return best


def _fold_words(text: str) -> _Words:
    # Whole lists one after the other take half the time of one loop over the words.
    spans = [match.span() for match in _WORD.finditer(text)]
    folded = list(map(_fold_word, [text[start:end] for start, end in spans]))
    gaps = [text[end:start] for end, (start, _) in zip([0, *[end for _, end in spans]], spans, strict=False)]
    joints = [
        "" if gap == " " or _joins(gap) or (gap == ". " and before in _ABBREVIATED) else "\n"
        for gap, before in zip(gaps, ["", *folded], strict=False)
    ]
    parts = [joint + word + " " if word else joint for joint, word in zip(joints, folded, strict=True)]
    offsets = [end - len(word) - 1 for end, word in zip(accumulate(map(len, parts)), folded, strict=True)]
    if not all(folded):  # marks alone, which are no letters
        kept = [index for index, word in enumerate(folded) if word]
        spans, folded, offsets = [spans[i] for i in kept], [folded[i] for i in kept], [offsets[i] for i in kept]
    capital = [
        text[start].isupper() or (word in _PARTICLES and _is_before_capital(text, end))
        for word, (start, end) in zip(folded, spans, strict=True)
    ]
    return _Words("".join(parts), folded, offsets, [s for s, _ in spans], [e for _, e in spans], capital)


@lru_cache(maxsize=_REMEMBERED)
def _fold_word(word: str) -> str:
    return normalise_word(word.replace(".", "").translate(_NO_APOSTROPHES))


def _is_before_capital(text: str, end: int) -> bool:
    return text[end : end + 2].strip("- ’'").isupper()


def _joins(gap: str) -> bool:
    """Return whether a name can go on over what stands between two words."""
    return not gap or (gap.isspace() and gap.count("\n") < 2) or bool(_JOINER.fullmatch(gap))


def _skip_letters(text: str, start: int, count: int) -> int:
    """Return where the word goes on after so many letters, marks on them not counted."""
    while count > 0:
        count -= len(normalise_word(text[start]))
        start += 1
    while not normalise_word(text[start]):
        start += 1
    return start
