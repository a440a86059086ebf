"""Telling the language of a text by its letters and its commonest words."""

import re
from collections import Counter
from functools import cache

from masar.languages import SUPPORTED, load_language

_WORD = re.compile(r"[^\W\d_]+")
_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")
_SAMPLE_CHARACTERS = 20_000
# Shares of words; English and Arabic news lie at 0.3 and more, the nearest other language below 0.1.
_COMMON_SHARE = {"ar": 0.12, "en": 0.16}
# Of so few words no share can be asked; of some more, half the share.
_FEW_WORDS, _SOME_WORDS = 8, 20
_FOREIGN_SHARE = 0.02
_SCRIPT_SHARE = 0.6


@cache
def common_words() -> frozenset[str]:
    """Return the common words of every language Masar reads."""
    return frozenset().union(*(_common(language) for language in SUPPORTED))


@cache
def _common(language: str) -> frozenset[str]:
    return frozenset(load_language(language, "documents")["common"].split())


def is_arabic(character: str) -> bool:
    """Tell a letter or mark of the Arabic script."""
    return "\u0600" <= character <= "\u06ff" or "\ufb50" <= character <= "\ufdff" or "\ufe70" <= character <= "\ufefc"


def without_marks(text: str) -> str:
    """Return Arabic without vowel signs and tatweel."""
    return _MARKS.sub("", text)


def guess_language(text: str) -> str:
    """
    Return `ar`, `en`, or an empty string for a text that is neither.

    The script decides between the two; then common words tell Arabic from Persian or Urdu, and English
    from its neighbours, where the text has enough words to tell.
    """
    sample = without_marks(text[:_SAMPLE_CHARACTERS])
    words = _WORD.findall(sample)
    language = _by_script("".join(words))
    if not language:
        return ""
    counted = [word.lower() for word in words if is_arabic(word[0]) == (language == "ar")]
    letters = Counter("".join(counted))
    foreign = sum(letters[letter] for letter in load_language(language, "documents")["foreign_letters"])
    if foreign > _FOREIGN_SHARE * letters.total():
        return ""
    if len(counted) < _FEW_WORDS:
        return language
    needed = _COMMON_SHARE[language] / (2 if len(counted) < _SOME_WORDS else 1)
    return language if common_share(counted, language) >= needed else ""


def _by_script(letters: str) -> str:
    arabic = sum(map(is_arabic, letters))
    latin = sum(character.isascii() or "\u00c0" <= character <= "\u024f" for character in letters)
    if max(arabic, latin) < _SCRIPT_SHARE * len(letters) or not letters:
        return ""
    return "ar" if arabic >= latin else "en"


def common_share(words: list[str], language: str) -> float:
    """Return the share of words that are common ones; in Arabic the article counts as one."""
    common = _common(language)
    known = sum(word in common or (language == "ar" and word.startswith(("ال", "لل", "وال", "بال"))) for word in words)
    return known / max(len(words), 1)
