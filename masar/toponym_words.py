"""
What the place tagger sees of a word by itself: its attributes, its class, its shape.

An attribute is a short string that depends on the word alone ("w=river", "s=25"), so that its weights can be
summed once a word. Classes come from the language's `places.toml`.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from masar.languages import load_language
from masar.names import normalise_name, normalise_word

PAD = ""


@cache
def word_classes(language: str) -> Mapping[str, int]:
    """Return the class of every word that a language's `places.toml` lists, in normal form."""
    classes: dict[str, int] = {}
    knowledge = load_language(language, "places")
    for number, listed in enumerate(knowledge["classes"].values(), start=len(_OTHER_CLASSES)):
        for word in listed.split():
            classes.setdefault(normalise_word(word), number)
    return classes


@cache
def class_names(language: str) -> tuple[str, ...]:
    """Return the names of the word classes by number."""
    return (*_OTHER_CLASSES, *load_language(language, "places")["classes"])


@cache
def _given_names(language: str) -> frozenset[str]:
    listed = load_language(language, "places").get("given_names", {"names": ""})["names"]
    return frozenset(normalise_word(word) for word in listed.split())


@cache
def _short_words(language: str) -> frozenset[str]:
    states = load_language(language, "places").get("states", {})
    return frozenset(form.rstrip(".") for forms in states.values() for form in forms.split())


_OTHER_CLASSES = (
    "pad", "lower", "capital", "capitals", "initial", "number", "comma", "stop", "open", "close", "dash", "quote",
    "possessive", "sign", "given", "state", "demonym",
)  # fmt: skip
_CLASS = {name: number for number, name in enumerate(_OTHER_CLASSES)}
_SIGNS = {
    **dict.fromkeys(",،;؛", "comma"), **dict.fromkeys(".!?؟…:", "stop"), **dict.fromkeys("([{", "open"),
    **dict.fromkeys(")]}", "close"), **dict.fromkeys("-–—‐‑", "dash"), **dict.fromkeys("\"“”«»‘’'", "quote"),
}  # fmt: skip


class Word(NamedTuple):
    """
    What is known of a word by itself: attributes, class, shape (0 to 7), stem.

    Words of one stem are evidence for each other: of an Arabic word, what is left without particles and article; an
    English one stands for itself.
    """

    attributes: tuple[str, ...]
    word_class: int
    shape: int
    stem: str


def describe_word(word: str, language: str, lexicon: Mapping[str, tuple[int, int]]) -> Word:
    """
    Return the attributes, the class and the shape of a word.

    Parameters
    ----------
    word
        A token as it stands in the text; `PAD` at the edges.
    language
        `ar` or `en`.
    lexicon
        From a word in normal form to its cluster (0: none) and its flags (1 given name, 2 family name).
    """
    if word == PAD:
        return Word(("w=|",), _CLASS["pad"], 0, PAD)
    low = normalise_word(word)
    shape = _shape(word)
    stem = stem_of(low, language)
    cluster, flags = lexicon.get(low) or lexicon.get(stem, (0, 0))
    word_class = _word_class(word, low, shape, flags, language)
    attributes = [f"w={low}", f"c={word_class}", f"s={shape}{min(len(word), 5)}"]
    if shape in {NUMBER, SIGN}:
        return Word(tuple(attributes), word_class, shape, word)
    attributes += (f"2={low[-2:]}", f"3={low[-3:]}")
    if cluster:
        attributes += (f"k={cluster}", f"K={cluster >> 4}")
    if flags and shape != LOWER:
        attributes.append(f"n={flags}")
    if language != "ar":
        if len(low) > 5:
            attributes.append(f"4={low[-4:]}")
        return Word(tuple(attributes), word_class, shape, word)
    attributes += (f"p={low[:2]}", f"q={low[:3]}", f"4={low[-4:]}", f"f={stem}")
    if stem in _given_names(language):
        attributes.append("n=1")
    return Word(tuple(attributes), word_class, shape, stem)


def stem_of(word: str, language: str) -> str:
    """Return what is left of a word in normal form without particles and article; an English one as it is."""
    return _arabic_stem(word) if language == "ar" else word


def _arabic_stem(low: str) -> str:
    """Return an Arabic word without what may be particles, and without the article."""
    stem = low
    if len(stem) > 3 and stem[0] in "وف":
        stem = stem[1:]
    if len(stem) > 3 and stem[0] in "بلك":
        stem = stem[1:]
    if stem.startswith("ل") and low[: low.find(stem)].endswith("ل"):
        stem = "ا" + stem
    return stem[2:] if stem.startswith("ال") and len(stem) > 4 else stem


LOWER, CAPITAL, CAPITALS, INITIAL, NUMBER, SIGN, MIXED = range(1, 8)


def _shape(word: str) -> int:
    first = word[0]
    if not first.isalnum():
        return SIGN
    if first.isdigit():
        return NUMBER
    if not first.isupper():
        return LOWER if word == word.lower() else MIXED
    if len(word) == 1 or (len(word) == 2 and word[1] == "."):
        return INITIAL
    if word.isupper():
        return CAPITALS
    return CAPITAL if word[1:].islower() else MIXED


def _word_class(word: str, low: str, shape: int, flags: int, language: str) -> int:
    if shape == NUMBER:
        return _CLASS["number"]
    if shape == SIGN:
        return _CLASS["possessive" if len(word) > 1 else _SIGNS.get(word, "sign")]
    if word in _short_words(language):
        return _CLASS["state"]
    listed = word_classes(language).get(low)
    return _CLASS[_unlisted_class(low, shape, flags, language)] if listed is None else listed


def _unlisted_class(low: str, shape: int, flags: int, language: str) -> str:
    if language == "ar":
        return "given" if low in _given_names(language) else "lower"
    if shape in {LOWER, INITIAL}:
        return "lower" if shape == LOWER else "initial"
    if flags & 1:
        return "given"
    return "capitals" if shape == CAPITALS else "capital"


@cache
def generic_words(language: str) -> frozenset[str]:
    """Return words, in normal form, that say what kind of place a name is, or where in it."""
    classes = load_language(language, "places")["classes"]
    kinds = ("settlement", "region", "water", "land", "site", "compass", "of", "article", "locative")
    return frozenset(normalise_name(word) for kind in kinds for word in classes.get(kind, "").split())


@cache
def small_words() -> frozenset[str]:
    """Return the words that may end an English name in small letters: "Darfur region", "Baltic countries"."""
    return generic_words("en") | frozenset(load_language("en", "places")["stated"]["small_last"].split())
