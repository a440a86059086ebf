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

    start: int
    end: int
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


def read_words(text: str, lexicon: Lexicon) -> list[Word]:
    """Turn a text into words; a known phrase ("كانون الثاني") becomes one word."""
    spans = split_tokens(text)
    forms = [normalise_word(word) or word for word in split_words(text)]
    words: list[Word] = []
    index = 0
    while index < len(spans):
        form, glued, kinds, tense, stems = _look_up(forms[index], lexicon)
        known = _known_phrase(text, spans, forms, index, lexicon, stems) if stems else None
        if known is not None:
            words.append(known[0])
            index += known[1]
            continue
        start, end = spans[index]
        words.append(
            Word(start + glued, end, form, _as_written(kinds, text[start], lexicon) if kinds else kinds, tense)
        )
        index += 1
    return words


def _as_written(kinds: Mapping[str, int], first: str, lexicon: Lexicon) -> Mapping[str, int]:
    """Return what a word may be with this first letter: no month or weekday without a capital, where there are any."""
    if not lexicon.cased or first.isupper():
        return kinds
    return {kind: value for kind, value in kinds.items() if kind not in _CAPITALISED}


def _known_phrase(
    text: str,
    spans: Sequence[Span],
    forms: Sequence[str],
    index: int,
    lexicon: Lexicon,
    stems: Sequence[tuple[str, Mapping[str, int]]],
) -> tuple[Word, int] | None:
    following = forms[index + 1] if index + 1 < len(forms) else ""
    for stem, seconds in stems:
        for length in range(min(seconds.get(following, 1), len(spans) - index), 0, -1):
            form = " ".join((stem, *forms[index + 1 : index + length]))
            kinds = lexicon.kinds.get(form, {})
            if not kinds and form not in lexicon.tenses:
                continue
            start, end = spans[index][0], spans[index + length - 1][1]
            return Word(start, end, form, _as_written(kinds, text[start], lexicon), lexicon.tense_of(form)), length
    return None


class _Plain(NamedTuple):
    """
    What a word is by itself.

    `stems` are what it may be without particles, if that is known or begins phrases, with the lengths of these.
    """

    form: str
    glued: int
    kinds: Mapping[str, int]
    tense: int
    stems: tuple[tuple[str, Mapping[str, int]], ...] = ()


@lru_cache(maxsize=_REMEMBERED)
def _look_up(form: str, lexicon: Lexicon) -> _Plain:
    """Return what is known of a form, wherever it stands."""
    stems = _known_stems(form, lexicon)
    if stems and not any(seconds for _, seconds in stems):
        stem = stems[0][0]
        return _Plain(stem, 0, lexicon.kinds.get(stem, {}), lexicon.tense_of(stem))
    glued = not lexicon.cased and form[1:].isdecimal() and not form[0].isdecimal()
    form = form[glued:]  # a particle glued to a number: "5 و9 آذار"
    return _Plain(form, int(glued), _number_kinds(form, lexicon), lexicon.tense_of(form), stems)


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
