"""
What the words and signs around a name say, beyond the tagger: where its span ends, what is no place after all.

Expressions and word lists come from the languages' `places.toml`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from masar.languages import load_language
from masar.name_scan import NameSpan
from masar.names import is_arabic, normalise_word, strip_clitics
from masar.toponym_objects import classes_of, is_between_ends, is_object_of_travel
from masar.toponym_words import class_names, generic_words, word_classes

Span = tuple[int, int]


def people_spans(text: str, language: str) -> set[Span]:
    """Return adjectives of areas that are no country ("European"), which `places.toml` lists."""
    return {match.span(1) for match in _people_forms(language).finditer(text)}


@cache
def _people_forms(language: str) -> re.Pattern[str]:
    listed = load_language(language, "places").get("peoples", {}).values()
    forms = sorted({re.escape(form) for line in listed for form in line.split("|")}, key=len, reverse=True)
    clitic = "(?:[وفبلك]|لل)?" if language == "ar" else ""
    firsts = "".join({form[0] for form in forms})  # most words are told by their first letter
    return re.compile(rf"\b{clitic}(?=[{firsts}])({'|'.join(forms)})\b")


_HYPHENATED = re.compile(r"(?:[-‐‑–]\w{1,30}){1,4}+")


_LETTER_BY_LETTER = re.compile(r"(?:\b[A-Z]\.){2}\Z")


def without_signs(text: str, start: int, end: int) -> Span:
    """Return the span without signs at its edges; the full stop of "U.S." stays."""
    while start < end and not text[start].isalnum():
        start += 1
    abbreviated = _LETTER_BY_LETTER.search(text, start, end) is not None
    while end > start and not text[end - 1].isalnum() and not abbreviated:
        end -= 1
    return start, end


def join_hyphens(text: str, spans: Sequence[Span]) -> list[Span]:
    """Give an Arabic place the rest of its hyphenated name (كومسومولسك-نا-أموري), unless a place begins there."""
    joined = []
    for index, (start, end) in enumerate(spans):
        limit = spans[index + 1][0] if index + 1 < len(spans) else len(text)
        match = _HYPHENATED.match(text, end, limit)
        whole = match is not None and text[match.end() : match.end() + 1] not in {"-", "‐", "‑", "–"}
        joined.append((start, match.end() if match is not None and whole and match.end() < limit else end))
    return joined


def split_joined(text: str, spans: Sequence[Span], listed: Sequence[NameSpan]) -> list[Span]:
    """Part Arabic names that the tagger took for one, where "and" stands between two listed ones: "جبيل [و]مرجعيون"."""
    joined = [span for span in listed if span.clitic == 1 and text[span.start - 1] == _AND]
    if not joined:
        return list(spans)
    whole = {(span.start, span.end) for span in listed}
    ends = {span.end for span in listed}
    places = [span.start for span in joined if span.start - 2 in ends]  # in order, as the listed names are
    parted: list[Span] = []
    for start, end in spans:
        cuts = places[bisect_right(places, start + 1) : bisect_right(places, end - 2)]
        if (start, end) in whole:
            cuts = []
        parted += zip([start, *cuts], [*(cut - 2 for cut in cuts), end], strict=True)
    return parted


def trim_clitics(text: str, spans: Sequence[Span], listed: Sequence[NameSpan]) -> list[Span]:
    """Move the beginning of Arabic spans past the particles glued to the name."""
    begins = {span.start - span.clitic: span.start for span in listed if span.clitic}
    whole = {span.start for span in listed if not span.clitic}
    bare = {normalise_word(text[start:end].split(maxsplit=1)[0]) for start, end in spans}
    trimmed = []
    for start, end in spans:
        moved = begins.get(start, start)
        if moved == start and start not in whole:
            moved = start + _clitic_letters(text[start:end].split(maxsplit=1)[0], bare)
        trimmed.append((moved if moved < end else start, end))
    return trimmed


def _clitic_letters(word: str, bare: set[str]) -> int:
    """Return how many letters of an unlisted name are a clitic: what is left must occur in the text by itself."""
    if not is_arabic(word):
        return 0
    if word[0] == "و" and normalise_word(word[1:]) in generic_words("ar"):
        return 1  # "وتل أبيب": too short a word to be taken for one without its particle
    return next((count for count, stem in strip_clitics(normalise_word(word)) if stem in bare), 0)


@cache
def _dotted_forms() -> frozenset[str]:
    states = load_language("en", "places")["states"].values()
    return frozenset(form for forms in states for form in forms.split() if form.endswith("."))


def with_stop(text: str, start: int, end: int) -> int:
    """Return the end of a span with the full stop of an abbreviated state ("Ky.")."""
    return end + 1 if text[end : end + 1] == "." and text[start : end + 1] in _dotted_forms() else end


def with_stated(text: str, places: list[Span], language: str, listed: Sequence[NameSpan]) -> list[Span]:
    """Add names that the words around them call a town or village ("in Foua, a village in Idlib")."""
    taken = sorted(places)
    generic = generic_words(language)
    stated = [span for span in listed if not span.demonym and not span.clitic and span.key not in generic]
    kinds, kinds_after, sites = (
        _stated_words(language, name) for name in ("kinds_before", "kinds_after", "sites_before")
    )
    ordinary = ordinary_words(language)
    found = [
        (s.start, s.end)
        for s in stated
        if _follows(text, s.start, kinds)
        or (s.main and (_next_word(text, s.end) in kinds_after or _is_dateline(text, s)))
        or (is_known(s, ordinary, _LEAST_JOINED) and _follows(text, s.start, sites))
    ]
    found += _anchored(text, language)
    for start, end in found:
        i = bisect_left(taken, (start, end))
        before_ok = i == 0 or taken[i - 1][1] <= start
        if before_ok and (i == len(taken) or taken[i][0] >= end):
            taken.insert(i, (start, end))
    return taken


def is_known(span: NameSpan, ordinary: frozenset[str], least: int) -> bool:
    """Tell whether a listed name is the main name of a place this well known, and no ordinary word."""
    return span.main and not span.demonym and span.prominence >= least and span.key not in ordinary


_WELL_KNOWN = 100
# Arabic names of several words are rarely anything else.
_KNOWN_IN_FULL = 60
_LAST_WORD = re.compile(r"(\w+)\s\Z")


def with_announced(text: str, places: Sequence[Span], listed: Sequence[NameSpan], language: str) -> list[Span]:
    """Add the main names of well-known places after a preposition of place ("في الخليل"), if free of other meanings."""
    ordinary, known = ordinary_words(language), word_classes(language)
    announcing = {number for number, name in enumerate(class_names(language)) if name in {"locative", "direction"}}
    taken = {start for start, _ in places}
    found = list(places)
    for span in listed:
        least = _WELL_KNOWN if span.words == 1 else _KNOWN_IN_FULL
        known_so = is_known(span, ordinary, least) or is_between_ends(text, span, ordinary, language)
        if known_so and _may_stand_alone(span, language):
            before = _LAST_WORD.search(text, max(0, span.start - _REACH), span.start)
            free = span.start not in taken and not (span.words > 1 and _overlaps(span, places))
            told = before and announcing & classes_of(before[1], known)
            if free and (told or is_object_of_travel(text, span, language)):
                found.append((span.start, span.end))
    return sorted(found)


def _may_stand_alone(span: NameSpan, language: str) -> bool:
    """Tell whether a name of several words begins with one of its own, not with a kind or a wide area."""
    first = span.key.partition(" ")[0]
    return span.words == 1 or not (first in generic_words(language) or first in _wide_words(language))


def _overlaps(span: NameSpan, places: Sequence[Span]) -> bool:
    """Tell whether a name lies over one of the places, which stand in order and apart."""
    after = bisect_left(places, (span.end, 0))
    return after > 0 and places[after - 1][1] > span.start


@cache
def _wide_words(language: str) -> frozenset[str]:
    return frozenset(map(normalise_word, load_language(language, "places")["no_places"]["wide"].split()))


def is_ordinary(span: NameSpan, language: str) -> bool:
    """Tell whether a listed name is an ordinary word, too ("مالي": Mali, or financial)."""
    return span.key in ordinary_words(language)


@cache
def official_words(language: str) -> frozenset[str]:
    """Return the first words of the full names of states ("الجمهورية اللبنانية"), which often mean a government."""
    return frozenset(map(normalise_word, load_language(language, "places")["no_places"]["official"].split()))


@cache
def ordinary_words(language: str) -> frozenset[str]:
    """Return well-known names, in normal form, that are ordinary words, too."""
    return frozenset(map(normalise_word, load_language(language, "places")["no_places"]["ordinary"].split()))


_AFTER_DATELINE = re.compile(r"(?:[,،] [\w. ]{2,15})?[ ](?:\([^()\n]{2,20}\) ?)?[-–—]{1,2} ")

_AFTER_COLON_DATELINE = re.compile(r"(?:, [\w. ]{2,15})?(?:,? \([^()\n]{2,20}\))?: [A-Z\d\"“]")


def _is_dateline(text: str, span: NameSpan) -> bool:
    """Tell whether a name opens a line as the place of a report ("RUSK – ", "سوهاج - ")."""
    name = text[span.start : span.end]
    opens = span.start == 0 or text[span.start - 1] == "\n"
    if opens and name.isupper() and _AFTER_COLON_DATELINE.match(text, span.end):
        return True
    return opens and (is_arabic(name) or name.isupper()) and _AFTER_DATELINE.match(text, span.end) is not None


_AND = "و"
_COMMAS = frozenset({"، ", ", "})
# A comma alone joins names only within a list: another comma, or an "and", follows.
_LIST_GOES_ON = re.compile(r"[،,] ?| و")
_LEAST_JOINED, _LEAST_LISTED = 65, 80


def with_joined(text: str, places: Sequence[Span], listed: Sequence[NameSpan]) -> list[Span]:
    """Add the main names of listed places that a comma or "and" joins to a place ("في سوسة، صفاقس، ومدنين وعدن")."""
    ordinary = ordinary_words("ar")
    ends = {end for _, end in places}
    taken = {start for start, _ in places}
    found = list(places)
    for span in listed:
        whole = span.start - span.clitic
        comma = text[whole - 2 : whole] in _COMMAS
        joined = (whole - 2 if comma else whole - 1) in ends and text[whole - 1 : whole] == " "
        by_and = span.clitic == 1 and text[whole] == _AND
        least = _LEAST_JOINED if by_and else _LEAST_LISTED
        listing = joined and (by_and or (comma and not span.clitic and _LIST_GOES_ON.match(text, span.end)))
        if span.start in taken:
            continue
        enclosed = _is_followed_by(text, span, taken) and is_known(span, frozenset(), _WELL_KNOWN)
        leading = enclosed and not (joined or span.clitic) and is_known(span, ordinary, _WELL_KNOWN)
        coupled = leading and text.startswith(f" {_AND}", span.end)
        if coupled or (listing and (enclosed or is_known(span, ordinary, least))):
            found.append((span.start, span.end))
            ends.add(span.end)
    return sorted(found)


def _is_followed_by(text: str, span: NameSpan, starts: set[int]) -> bool:
    """Tell whether a name in a list stands before another place of it ("يالوفا وبورصة وأنطاليا")."""
    gap = _LIST_GOES_ON.match(text, span.end)
    return gap is not None and any(at in starts for at in (gap.end(), gap.end() + 1))


def with_coupled(text: str, places: Sequence[Span], listed: Sequence[NameSpan]) -> list[Span]:
    """Add the main names of well-known places that an English "and" couples with a place ("in Dorset and Devon")."""
    ordinary = ordinary_words("en")
    ends = {end for _, end in places}
    taken = {start for start, _ in places}
    return sorted(
        [
            *places,
            *(
                (span.start, span.end)
                for span in listed
                if text.endswith(_COUPLING, 0, span.start)
                and span.start - len(_COUPLING) in ends
                and span.start not in taken
                and is_known(span, ordinary, _WELL_KNOWN)
            ),
        ]
    )


_COUPLING = " and "


@cache
def _stated_words(language: str, name: str) -> frozenset[str]:
    return frozenset(load_language(language, "places")["stated"][name].split())


_WORD_BEFORE = re.compile(r"(?<!\w)(\w++)\s[\"«“]?\Z")
_WORD_AFTER = re.compile(r" (\w+)")
_GLUED = frozenset("وفبل")


def _follows(text: str, start: int, words: frozenset[str]) -> bool:
    """Tell whether one of these words stands before a name, a particle glued to it or not ("وبلدة")."""
    before = _WORD_BEFORE.search(text, max(0, start - _REACH), start) if words else None
    return before is not None and (before[1] in words or (before[1][0] in _GLUED and before[1][1:] in words))


def _next_word(text: str, end: int) -> str:
    after = _WORD_AFTER.match(text, end)
    return after[1] if after else ""


def _anchored(text: str, language: str) -> Iterator[Span]:
    """Yield names that an expression makes places: first what is rare is looked for, then what stands before it."""
    for anchor, before in _anchored_patterns(language):
        for match in anchor.finditer(text):
            opening = before.search(text, max(0, match.start() - _LONGEST_BEFORE), match.start())
            if opening is not None:
                start = opening.start(1) if before.groups else match.start(1)
                yield start, match.end(1) if anchor.groups else match.start()


_LONGEST_BEFORE = 48


@cache
def _anchored_patterns(language: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    listed = load_language(language, "places")["stated"]["anchored"]
    return tuple((re.compile(anchor), re.compile(rf"(?:{before})\Z")) for anchor, before in listed)


def is_medium(text: str, start: int, end: int, language: str) -> bool:
    """Tell whether a place's name is that of a newspaper or broadcaster ("Washington Post", "صحيفة الشرق الأوسط")."""
    before, after = _media_words(language)
    return bool(before.search(text, max(0, start - _REACH), start) or after.match(text, end))


_REACH = 16


_INDEFINITE = ("\u064c", "\u064d")


def is_common_word(text: str, start: int, end: int, language: str) -> bool:
    """Tell whether a place is one word that hardly ever is one, with what stands glued before it ("بليون")."""
    if text[end - 1] in _INDEFINITE or text[end : end + 1] in _INDEFINITE:
        return True  # "براغٍ" are screws: names of places take no such ending
    common = _common_words(language)
    whole = start
    while whole and text[whole - 1].isalnum():
        whole -= 1
    return bool(common) and not common.isdisjoint({normalise_word(text[start:end]), normalise_word(text[whole:end])})


@cache
def _common_words(language: str) -> frozenset[str]:
    return frozenset(map(normalise_word, load_language(language, "places")["no_places"]["words"].split()))


@cache
def _media_words(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    listed = load_language(language, "places")["media"]
    before, after, edition = ("|".join(listed[side].split()) or "(?!)" for side in ("before", "after", "edition"))
    return re.compile(rf"\b(?:{before})[\s«\"“]{{1,3}}$"), re.compile(rf" (?:{edition} )?(?:{after})\b")
