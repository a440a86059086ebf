"""
The words that carry an attribution, with every form they take.

A language's claims.toml lists lemmas; the rules of spelling that make their forms are here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from masar.languages import load_language
from masar.names import normalise_word

_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class CueWord:
    """
    A form that may carry an attribution.

    Attributes
    ----------
    lemma
        The word it is a form of.
    group
        What it does: one of the groups of claims.toml, or `by`.
    form
        Which form it is; the names differ by language.
    takes
        The prepositions that bring in its content; `=` where the content may be its object.
    """

    lemma: str
    group: str
    form: str
    takes: frozenset[str] = frozenset()


@cache
def cue_forms(language: str) -> Mapping[str, CueWord]:
    """
    Return every form that may carry an attribution, in normal form.

    A word listed in two groups belongs to the first; verbs go before nouns.
    """
    found: dict[str, CueWord] = {}
    for form, word in _arabic_words() if language == "ar" else _english_words():
        found.setdefault(form, word)
    return found


def _english_words() -> Iterator[tuple[str, CueWord]]:
    listed = load_language("en", "claims")
    irregular = {lemma: forms.split() for lemma, forms in listed["irregular_verbs"].items()}
    for group, lemmas in listed["verbs"].items():
        for lemma in lemmas.split():
            for form, kind in _english_forms(lemma, irregular.get(lemma)):
                yield form, CueWord(lemma, group, kind)
    for table, kind in (("nouns", "noun"), ("adjectives", "adj")):
        for group, words in listed[table].items():
            for word in words.split():
                yield word, CueWord(word, group, kind)
    for word in listed["sources_named_by"]["words"].split():
        yield word, CueWord(word, "by", "by")


def _english_forms(lemma: str, irregular: list[str] | None) -> Iterator[tuple[str, str]]:
    yield lemma, "base"
    if irregular is not None:
        for form in irregular:
            yield form, "ing" if form.endswith("ing") else "s" if form.endswith("s") else "ed"
        return
    stem = lemma.removesuffix("e")
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        yield lemma[:-1] + "ies", "s"
        yield lemma[:-1] + "ied", "ed"
    else:
        yield lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"), "s"
        yield stem + "ed", "ed"
    yield (lemma if lemma.endswith("ee") else stem) + "ing", "ing"


def _arabic_words() -> Iterator[tuple[str, CueWord]]:
    listed = load_language("ar", "claims")
    weak = {normalise_word(line.split()[0]): line.split()[1:] for line in listed["weak"]["forms"].strip().splitlines()}
    documents = frozenset(map(normalise_word, listed["documents"]["words"].split()))  # "مذكرة" is a note
    for group, lines in listed["verbs"].items():
        for line in lines.strip().splitlines():
            perfect, imperfect, participle, *takes = line.split()
            lemma = normalise_word(perfect)
            prepositions = frozenset(map(normalise_word, takes))
            for form, kind in _arabic_forms(lemma, normalise_word(imperfect), participle, weak.get(lemma)):
                if form not in documents:
                    yield form, CueWord(lemma, group, kind, prepositions)


def _arabic_forms(perfect: str, imperfect: str, participle: str, weak: list[str] | None) -> Iterator[tuple[str, str]]:
    """Yield the third persons of both tenses, also with a pronoun on them, and the accusative participle."""
    feminine, plural = map(normalise_word, weak) if weak else (perfect + "ت", perfect + "وا")
    stem = perfect[:-1] + "ا" if weak and perfect.endswith("ي") else perfect
    owned = [verb + pronoun for verb in (stem, feminine) for pronoun in ("ه", "ها")]
    for form in (perfect, feminine, plural, feminine + "ا", perfect + "ا", *owned):
        yield form, "perfect"
    ending = imperfect.removesuffix("ي").removesuffix("ا").removesuffix("و") if weak else imperfect
    for form in (imperfect, "ت" + imperfect[1:], ending + "ون", imperfect + "ان", imperfect + "ه"):
        yield form, "imperfect"
    if participle != "-":
        base = normalise_word(participle).removesuffix("ا")
        for form in (base + "ا", base + "ه", base + "ين", base + "تين"):
            yield form, "participle"
