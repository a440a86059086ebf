"""Which words of a text are proper names: by their capitals, or, without capitals, by standing after an office."""

from collections import Counter
from collections.abc import Iterator, Sequence

from masar.itinerary.lexicon import Lexicon
from masar.itinerary.text import Word

# What a name stands after.
_NAMED_AFTER = frozenset({"kind:person", "roles"})


def find_capitalised(words: Sequence[Word], sentences: Sequence[range]) -> frozenset[str]:
    """Return the words that bear a capital where no sentence begins."""
    initial = {sentence.start for sentence in sentences}
    initial |= {at + 1 for at, word in enumerate(words) if word.form in "\"'“”«»-–—"}
    within = {word.name for at, word in enumerate(words) if word.upper and at not in initial}
    small = {word.name for word in words if not word.upper}
    opening = Counter(words[at].name for at in initial if at < len(words) and words[at].upper and not words[at].marks)
    return frozenset(within | {form for form, times in opening.items() if times > 1 and form not in small})


def find_named_beside_roles(words: Sequence[Word], lexicon: Lexicon) -> frozenset[str]:
    """Return, where capitals do not tell, the words that stand as names after an office or a verb of saying."""
    found: set[str] = set()
    for at, word in enumerate(words):
        if not word.marks.isdisjoint(_NAMED_AFTER):
            found.update(_names_after(words, at + 1, lexicon))
        elif word.triggers and any(t.group == "other" and not t.noun for t in word.triggers):
            found.update(_names_after(words, at + 1, lexicon, whole=True))
    return frozenset(found)


def _names_after(words: Sequence[Word], start: int, lexicon: Lexicon, *, whole: bool = False) -> Iterator[str]:
    """Yield the bare words after an office: "الوزير المصري [شريف نصار]"; `whole` takes words with an article too."""
    named = whole
    for at in range(start, min(len(words), start + 9)):
        word = words[at]
        if word.place is not None and not word.demonym and words[at - 1].preposition:
            continue  # "المبعوث إلى اليمن يان دي فريس"
        if word.preposition == "to" and "posted" in {
            mark for near in words[max(0, at - 5) : at] for mark in near.marks
        }:
            continue
        if word.form == "،" and not named:
            yield from _names_between_commas(words, at)
        if word.is_sign or word.date is not None or word.preposition or "clause" in word.marks or word.triggers:
            return
        if word.place is not None or word.marks or is_glued_word(word, lexicon):
            if whole and not word.demonym:
                return
            continue
        if named or not word.form.startswith(lexicon.articles):
            named = True
            if len(word.form) > 2:
                yield word.form


def _names_between_commas(words: Sequence[Word], comma: int) -> Iterator[str]:
    """Yield the bare words of an apposition: "وزير الخارجية الروسي، [سيرغي لافروف]،"."""
    inner: list[str] = []
    for word in words[comma + 1 : comma + 5]:
        if word.form == "،":
            yield from inner
            return
        if word.is_sign or word.marks or word.triggers or word.preposition or word.place is not None or word.date:
            return
        if len(word.form) > 2:
            inner.append(word.form)


def is_glued_word(word: Word, lexicon: Lexicon) -> bool:
    """Tell whether a word begins with a preposition and the article: "للأمم"."""
    return word.glued in ("to", "in") and word.keys[-1].startswith(lexicon.articles)
