"""
What a speaker is called: the name in full, with a role, in the article's language and the other one.

A bare surname or title is completed from the fuller name elsewhere in the text ("Putin", "the Russian
president" -> "Vladimir Putin"); agencies, institutions and capitals are known by name in both languages.
"""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from masar.article import Span
from masar.attribution.known import Speaker, known_speaker
from masar.attribution.phrases import word_set
from masar.attribution.text import MarkedText
from masar.attribution.words import claim_phrases
from masar.names import normalise_name

_LONGEST_NAME = 3
_LONGEST_ROLE = 6
_REMEMBERED = 32768
_QUOTES = (("«", "»"), ("“", "”"))
_TRIMMED = " \n\t\"“”«»'’‘.,;:!?،؛()[]-–—"


class SpeakerNames:
    """The names of a text, by which its speakers are called in full."""

    def __init__(self, marked: MarkedText, places: Mapping[Span, tuple[str, str]]) -> None:
        self.marked = marked
        self.language = marked.language
        self.places = places
        self.by_word: dict[str, str] = {}
        self.by_title: dict[str, str] = {}
        for title, begin, end in _titled_names(marked):
            self._learn(title, begin, end)

    def _learn(self, title: int, begin: int, end: int) -> None:
        name = self._text(begin, end)
        if title >= 0:
            self.by_title.setdefault(_title_stem(self.marked.lows[title]), name)
        if end - begin > 1:
            self.by_word.setdefault(self.marked.lows[begin], name)
            self.by_word.setdefault(self.marked.lows[end - 1], name)

    def _text(self, begin: int, end: int) -> str:
        shown = self.marked.text[self.marked.starts[begin] : self.marked.ends[end - 1]]
        return " ".join(_trim(shown).removesuffix("'s").removesuffix("’s").split())

    def speaker(self, span: Span, tokens: Span) -> Speaker:
        """
        Return who a phrase of the text names.

        Parameters
        ----------
        span
            The phrase in characters.
        tokens
            The same in tokens.
        """
        shown = self._clean(span)
        known = known_speaker(shown) or self._known_inside(tokens)
        if known is not None:
            return known
        place = self.places.get(span)
        if place is not None:
            return Speaker(
                place[0] or (shown if self.language == "en" else ""),
                place[1] or (shown if self.language == "ar" else ""),
            )
        return self._person(tokens, shown, span[0] - self.marked.starts[tokens[0]])

    def _clean(self, span: Span) -> str:
        text = self.marked.text
        shown = " ".join(_trim(text[span[0] : span[1]]).split())
        if self.language == "ar":
            # "للكرملين" is "ل" and "الكرملين": the article's alef comes back.
            return "ا" + shown if shown.startswith("ل") and text[span[0] - 1 : span[0]] == "ل" else shown
        first, _, rest = shown.partition(" ")
        return rest if first in {"the", "The"} and rest else shown

    def _known_inside(self, tokens: Span) -> Speaker | None:
        """Return the agency that a phrase such as "the Interfax agency" names."""
        media = claim_phrases(self.language, "media").words
        lows = [self.marked.lows[place] for place in range(*tokens) if self.marked.kinds[place] not in 'D",']
        names = [low for low in lows if low not in media and low not in _GENERIC]
        if len(names) != 1 or len(lows) == len(names):
            return None
        found = known_speaker(names[0])
        return found if found is not None and found.agency else None

    def _person(self, tokens: Span, shown: str, glued: int) -> Speaker:
        """Return the person a phrase names; `glued` letters of its first token are a preposition."""
        begin, end = _name_in(self.marked, tokens)
        if begin < end:
            name = self._text(begin, end) if not glued or begin > tokens[0] else shown
            if end - begin == 1:
                name = self.by_word.get(self.marked.lows[begin][glued:].partition("'")[0], name)
            role = self._text(tokens[0], begin) if begin > tokens[0] else ""
            return self._named(name, role)
        named = self._in_apposition(tokens[1])
        if named:
            return self._named(named, shown)
        name = self._by_description(tokens)
        return self._named(name, "") if name else self._named(shown, "")

    def _in_apposition(self, comma: int) -> str:
        """Return the name that follows in commas: "the captain, Clara Fox, said"."""
        kinds = self.marked.kinds
        if self.language == "ar" or kinds[comma : comma + 1] != ",":
            return ""
        end = comma + 1
        while end < len(kinds) and kinds[end] in "XY" and end - comma <= _LONGEST_NAME:
            end += 1
        return self._text(comma + 1, end) if end > comma + 1 and kinds[end : end + 1] in {",", "."} else ""

    def _by_description(self, tokens: Span) -> str:
        """Return who "the Russian president" is, from "President Vladimir Putin" elsewhere."""
        if self.language == "ar":
            alone = tokens[1] - tokens[0] <= 4 and self.marked.lows[tokens[0]].startswith("ال")
            return self.by_title.get(_title_stem(self.marked.lows[tokens[0]]), "") if alone else ""
        last = self.marked.lows[tokens[1] - 1]
        definite = self.marked.lows[tokens[0]] == "the"
        return self.by_title.get(_title_stem(last), "") if definite and self.marked.kinds[tokens[1] - 1] == "o" else ""

    def _named(self, name: str, role: str) -> Speaker:
        known = known_speaker(name)
        role = "" if self._is_plain(role) else role
        if role and self.language == "en":
            first, _, rest = role.partition(" ")
            role = rest if first.lower() in _DETERMINERS and rest else role
        if known is not None and not role:
            return known
        own = name if known is None else known.name(self.language) or name
        own = own if not role else f"{own}، {role}" if self.language == "ar" else f"{own}, {role}"
        other = "" if known is None else known.name("en" if self.language == "ar" else "ar")
        return Speaker(other, own) if self.language == "ar" else Speaker(own, other)

    def _is_plain(self, role: str) -> bool:
        """Tell whether a role adds nothing to the name: "President", "Mr", "الرئيس الروسي"."""
        words = normalise_name(role).split()
        plain = claim_phrases(self.language, "plain_titles").words
        if not words:
            return True
        return any(word in plain for word in words) if self.language == "en" else words[0].removeprefix("و") in plain


def _trim(shown: str) -> str:
    """Return a name without the signs around it; a quotation mark inside keeps its other half: "مجلة «تايم»"."""
    shown = shown.strip(_TRIMMED)
    for opening, closing in _QUOTES:
        if shown.count(opening) > shown.count(closing):
            shown += closing
        elif shown.count(closing) > shown.count(opening):
            shown = opening + shown
    return shown


_DETERMINERS = frozenset(["the", "a", "an", "its", "his", "her", "their"])
_GENERIC = frozenset(
    ["the", "state", "official", "للانباء", "انباء", "الانباء", "الرسميه", "الروسيه", "الاخباريه", "و"]
)


@lru_cache(maxsize=_REMEMBERED)
def _title_stem(low: str) -> str:
    """Return a title without what is glued to it: "بالرئيس", "للرئيس" -> "رييس"."""
    for glued in ("وال", "بال", "فال", "كال", "ولل", "لل", "ال"):
        if low.startswith(glued):
            return low[len(glued) :]
    return low


def _titled_names(marked: MarkedText) -> Iterator[tuple[int, int, int]]:
    """Yield the names of persons: the token of the title before each, or -1, and the name's range."""
    return _arabic_names(marked) if marked.language == "ar" else _english_names(marked)


def _english_names(marked: MarkedText) -> Iterator[tuple[int, int, int]]:
    kinds = marked.kinds
    place = 0
    while place < len(kinds):
        if kinds[place] not in "XYG" or marked.lows[place] in _HONORIFICS:
            place += 1
            continue
        begin = place
        while place < len(kinds) and kinds[place] in "XY" and place - begin < _LONGEST_NAME + 1:
            place += 1
        if place < len(kinds) and kinds[place] == "G" and place - begin < _LONGEST_NAME:
            place += 1
        place = max(place, begin + 1)
        titled = begin > 0 and kinds[begin - 1] == "o"
        if titled or 1 < place - begin <= _LONGEST_NAME:
            yield (begin - 1 if titled else -1), begin, place


_HONORIFICS = frozenset("mr mrs ms miss dr sir lord lady sen rep gov gen".split())  # noqa: SIM905


@cache
def _never_names() -> frozenset[str]:
    lists = ("phrase_words", "said_nouns", "object_openers", "honorifics", "domains")
    return frozenset().union(*(word_set("ar", "grammar", name) for name in lists))


@cache
def _title_stems() -> frozenset[str]:
    return frozenset(map(_title_stem, claim_phrases("ar", "titles").words))


def _arabic_names(marked: MarkedText) -> Iterator[tuple[int, int, int]]:
    titles = claim_phrases("ar", "titles").words
    stems = _title_stems()
    for place, low in enumerate(marked.lows):
        if low in titles or _title_stem(low) in stems:
            begin, end = _name_after(marked, place)
            if begin < end:
                yield place, begin, end


def _name_after(marked: MarkedText, title: int) -> Span:
    """Return the name after a title and its adjectives: "الرئيس الروسي [فلاديمير بوتين]"."""
    begin = title + 1
    limit = min(len(marked.kinds), title + 1 + _LONGEST_ROLE)
    phrase_words = word_set("ar", "grammar", "phrase_words")
    while begin < limit and (marked.lows[begin].startswith("ال") or marked.lows[begin] in phrase_words):
        begin += 1
    end = begin
    while end < min(len(marked.kinds), begin + 2) and _may_be_name(marked, end):
        end += 1
    return begin, end


def _may_be_name(marked: MarkedText, place: int) -> bool:
    low = marked.lows[place]
    if marked.kinds[place] != "n" or low.startswith("ال") or len(low) < 3 or marked.quote_of[place] >= 0:
        return False
    if low in _never_names() or low.endswith(("ته", "تها", "هم", "ها")):
        return False
    return low[0] != "ل" or not (low.startswith("لل") or marked.counts.get(low[1:], 0) > 0)


def _name_in(marked: MarkedText, tokens: Span) -> Span:
    """Return the name that a phrase ends with, after its title; empty if it has none."""
    begin, end = tokens
    if marked.language == "ar":
        return _arabic_name_in(marked, tokens)
    while end > begin and marked.kinds[end - 1] not in "XYG":
        end -= 1
    start = end
    while start > begin and marked.kinds[start - 1] in "XYG" and marked.lows[start - 1] not in _HONORIFICS:
        start -= 1
    whole = end == tokens[1]
    alone = start == begin or marked.kinds[start - 1] in "ov" or marked.lows[start - 1] in _HONORIFICS
    joined = any(marked.kinds[place] in "CI" for place in range(begin, tokens[1]))
    return (start, end) if whole and alone and not joined else (0, 0)


def _arabic_name_in(marked: MarkedText, tokens: Span) -> Span:
    begin, end = tokens
    if any(marked.quote_of[place] >= 0 for place in range(begin, end)):
        return 0, 0
    if end - begin == 1 and not marked.lows[begin].startswith("ال"):
        return begin, end
    start = end
    while start > begin and _may_be_name(marked, start - 1):
        start -= 1
    if start > begin and marked.bares[start - 1] in word_set("ar", "grammar", "domains"):
        return 0, 0
    titles = claim_phrases("ar", "titles").words
    if start == begin:
        if marked.lows[begin] in titles and end - begin > 1:
            start = begin + 1
        else:
            return begin, end if end - begin <= 2 and marked.lows[begin] not in titles else begin
    titled = marked.bares[begin] in titles or _title_stem(marked.lows[begin]) in _title_stems()
    return (start, end) if titled and end - start <= _LONGEST_NAME else (0, 0)
