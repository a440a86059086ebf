"""
The words of dates: what `masar/languages/*/dates.toml` knows, and a text as a list of such words.

Each word of a text is folded and looked up once, phrases of up to four words first.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from masar.article import Span, split_tokens, split_words
from masar.languages import load_language, phrases_by_start
from masar.names import normalise_word, strip_clitics

# The years that a number of four digits may be.
EARLIEST, LATEST = 1800, 2200
# What a text retold from long ago is known by: years at least so long before, the first among so many words.
_LONG_AGO, _OPENING = 2, 60
_REMEMBERED = 32768
_CAPITALISED = frozenset({"weekday", "month", "hijri"})


class Word(NamedTuple):
    """A word, or a phrase known as one: what it may be in a date, and what it says of tense."""

    form: str
    kinds: Mapping[str, int]
    tense: int


class Lexicon:
    """The words of one language by their folded form."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.cased: bool = data["cased"]
        self.kinds: dict[str, dict[str, int]] = {}
        self.tenses: dict[str, int] = {}
        self._add_lists(data)
        self._add_tables(data)
        self._add_tenses(data["tense"])
        self.ordinal_suffixes: tuple[str, ...] = tuple(data["ordinals"]["suffixes"])
        self.ambiguous = self._folded_set(data["ambiguous"])
        self.sets = {
            name: self._folded_set(data[name])
            for name in (
                "before_month",
                "before_year",
                "of",
                "range",
                "range_after",
                "corresponding",
                "era",
                "month_word",
                "opener",
                "background",
                "last_day",
                "counted_from",
            )
        }
        self.phrases = phrases_by_start(form.split() for form in (*self.kinds, *self.tenses))

    def _add_lists(self, data: Mapping[str, Any]) -> None:
        for kind, first, forms in (
            ("weekday", 0, data["weekdays"]),
            ("month", 1, data["months"]),
            ("hijri", 1, data["hijri_months"]),
            ("ordinal", 1, data["ordinals"]["words"]),
            ("count", 1, data["numbers"]["words"]),
        ):
            for value, form in enumerate(forms, first):
                self._add(kind, value, form)

    def _add_tables(self, data: Mapping[str, Any]) -> None:
        for kind in ("relative", "following", "same_year", "direction"):
            for value, forms in data[kind].items():
                for form in forms:
                    self._add(kind, int(value), form)
        for value, unit in enumerate(("day", "week", "month", "year")):
            for form in data["units"][unit]:
                self._add("unit", value, form)
            for form in data["dual"].get(unit, ()):
                self._add("dual", value, form)
        for kind in ("before", "after", "ahead_before"):
            for form in data["ago"][kind]:
                self._add(kind, 1, form)

    def _add(self, kind: str, value: int, forms: str) -> None:
        for form in forms.split("|"):
            self.kinds.setdefault(_fold(form), {})[kind] = value

    def _add_tenses(self, tense: Mapping[str, Any]) -> None:
        for name, sign in (("past", -1), ("present", 1), ("future", 1)):
            for form in tense[name]:
                self.tenses[_fold(form)] = sign
        self.future_prefixes = tuple(_fold(prefix) for prefix in tense["future_prefixes"])
        self.past_suffixes = tuple(tense["past_suffixes"])

    @staticmethod
    def _folded_set(forms: Sequence[str]) -> frozenset[str]:
        return frozenset(_fold(form) or form for form in forms)

    def tense_of(self, form: str) -> int:
        """Return -1 for a word of the past, 1 for one of the future, 0 otherwise."""
        if form in self.tenses:
            return self.tenses[form]
        if len(form) > 4 and form.startswith(self.future_prefixes or ("\0",)):
            return 1
        return -1 if len(form) > 4 and form.endswith(self.past_suffixes or ("\0",)) else 0


@cache
def date_lexicon(language: str) -> Lexicon:
    """Return the words of dates of a language."""
    return Lexicon(load_language(language, "dates"))


def _fold(form: str) -> str:
    return " ".join(normalise_word(word) for word in form.split())


def read_words(text: str, lexicon: Lexicon) -> tuple[list[Word], list[Span]]:
    """Turn a text into words, and tell where each stands; a known phrase ("كانون الثاني") becomes one word."""
    tokens = split_tokens(text)
    forms = [normalise_word(word) or word for word in split_words(text)]
    words: list[Word] = []
    spans: list[Span] = []
    index = 0
    while index < len(tokens):
        word, glued, stems = _look_up(forms[index], lexicon)
        span, length = tokens[index], 1
        known = _known_phrase(forms, index, lexicon, stems) if stems else None
        if known is not None:
            word, length = known
            span = span[0], tokens[index + length - 1][1]
        elif glued:
            span = span[0] + glued, span[1]
        words.append(_as_written(word, text[tokens[index][0]], lexicon) if word.kinds else word)
        spans.append(span)
        index += length
    return words, spans


def _as_written(word: Word, first: str, lexicon: Lexicon) -> Word:
    """Return a word with this first letter: it is no month or weekday without a capital, where there are any."""
    if not lexicon.cased or first.isupper():
        return word
    return word._replace(kinds={kind: value for kind, value in word.kinds.items() if kind not in _CAPITALISED})


def _known_phrase(
    forms: Sequence[str], index: int, lexicon: Lexicon, stems: Sequence[tuple[str, Mapping[str, int]]]
) -> tuple[Word, int] | None:
    following = forms[index + 1] if index + 1 < len(forms) else ""
    for stem, seconds in stems:
        for length in range(min(seconds.get(following, 1), len(forms) - index), 0, -1):
            form = " ".join((stem, *forms[index + 1 : index + length]))
            if form in lexicon.kinds or form in lexicon.tenses:
                return _word(form, lexicon), length
    return None


def _word(form: str, lexicon: Lexicon) -> Word:
    return Word(form, lexicon.kinds.get(form, {}), lexicon.tense_of(form))


class _Plain(NamedTuple):
    """
    What a form is by itself: a word, perhaps with a particle glued to it.

    `stems` are what it may be without particles, if that is known or begins phrases, with the lengths of these.
    """

    word: Word
    glued: int = 0
    stems: tuple[tuple[str, Mapping[str, int]], ...] = ()


@lru_cache(maxsize=_REMEMBERED)
def _look_up(form: str, lexicon: Lexicon) -> _Plain:
    """Return what is known of a form, wherever it stands."""
    stems = _known_stems(form, lexicon)
    if stems and not any(seconds for _, seconds in stems):
        return _Plain(_word(stems[0][0], lexicon))
    glued = not lexicon.cased and form[1:].isdecimal() and not form[0].isdecimal()
    form = form[glued:]  # a particle glued to a number: "5 و9 آذار"
    return _Plain(Word(form, _number_kinds(form, lexicon), lexicon.tense_of(form)), int(glued), stems)


def _known_stems(form: str, lexicon: Lexicon) -> tuple[tuple[str, Mapping[str, int]], ...]:
    """Return what a form may be without particles, if it is known or begins phrases, with the lengths of these."""
    stems = (form, *(stem for _, stem in strip_clitics(form)))
    return tuple(
        (stem, lexicon.phrases.get(stem, {}))
        for stem in stems
        if stem in lexicon.phrases or stem in lexicon.kinds or stem in lexicon.tenses
    )


def _number_kinds(form: str, lexicon: Lexicon) -> dict[str, int]:
    if not form[0].isdecimal() or len(form) > 10:
        return {}
    for suffix in lexicon.ordinal_suffixes:
        if form.endswith(suffix) and form[: -len(suffix)].isdecimal():
            return {"ordinal": int(form[: -len(suffix)])}
    if form.isdecimal() and len(form) <= 4:
        return {"number": int(form)}
    return {}


def is_retold(words: list[Word], published: dt.date | None, lexicon: Lexicon) -> bool:
    """
    Tell whether a text tells of long ago in the order of time.

    Its opening names a day of a year well before publication, no later year is named, and nothing is told of today.
    """
    latest = published.year - _LONG_AGO if published is not None else dt.MAXYEAR
    years = [at for at, w in enumerate(words) if "number" in w.kinds and EARLIEST <= w.kinds["number"] <= LATEST]
    if any(words[at].kinds["number"] > latest for at in years) or any("relative" in word.kinds for word in words):
        return False
    return any(_ends_day(words, at, lexicon) for at in years if at < _OPENING)


def _ends_day(words: list[Word], year: int, lexicon: Lexicon) -> bool:
    """Tell whether a year ends a date with its day, and not one of someone's life: "born on 5 May 1984"."""
    near = range(max(0, year - 5), year)
    month = next((at for at in near if "month" in words[at].kinds), None)
    if month is None:
        return False
    day = any(0 < words[at].kinds.get("number", 0) <= 31 for at in range(max(0, month - 2), year))
    return day and not any(word.form in lexicon.sets["background"] for word in words[max(0, month - 7) : month])
