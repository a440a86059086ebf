"""
What a speaker is called: the name in full, with a role, in the article's language and the other one.

A bare surname or title is completed from the fuller name elsewhere in the text ("Putin", "the Russian
president" -> "Vladimir Putin"); agencies, institutions and capitals are known by name in both languages.
"""

from bisect import bisect_left
from collections.abc import Mapping

from masar.article import Span
from masar.attribution.known import Speaker, known_speaker
from masar.attribution.phrases import word_set
from masar.attribution.text import MarkedText
from masar.attribution.words import claim_phrases
from masar.claims import arabic_names, english_names
from masar.claims.arabic_names import is_title, issuer, name_called, title_stem
from masar.names import normalise_name

_SHORTEST_ADJECTIVE = 5
_QUOTES = (("«", "»"), ("“", "”"), ("(", ")"))
_TRIMMED = " \n\t\"“”«»'’‘.,;:!?،؛()[]-–—"


class SpeakerNames:
    """The names of a text, by which its speakers are called in full."""

    def __init__(self, marked: MarkedText, places: Mapping[Span, tuple[str, str]]) -> None:
        self.marked = marked
        self.language = marked.language
        self.places = places
        self._place_ends = frozenset(bisect_left(marked.starts, end) for _, end in places)
        self._by_head: dict[str, Speaker] = {}  # bodies and sources that have spoken, by what they are: "وزارة"
        self._last: Speaker | None = None
        self.by_word: dict[str, str] = {}
        self.by_title: dict[str, str] = {}
        self._names = arabic_names if marked.language == "ar" else english_names
        for title, begin, end in self._names.titled_names(marked):
            self._learn(title, begin, end)

    def _learn(self, title: int, begin: int, end: int) -> None:
        while begin + 1 < end and begin + 1 in self._place_ends:
            begin += 1  # "the envoy for Yemen Martin Griffiths"
        name = self._text(begin, end)
        if title >= 0:
            self.by_title.setdefault(title_stem(self.marked.lows[title]), name)
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
        inner, glued = issuer(self.marked, tokens) if self.language == "ar" else (tokens, 0)
        own = span if inner == tokens else (self.marked.starts[inner[0]] + glued, span[1])
        found = self._again(tokens) or self._again(inner) or self._first_named(own, inner)
        self._last = found
        for phrase in (tokens, inner):
            head = self._head(phrase)
            if head and phrase[1] - phrase[0] > 1:
                self._by_head[head] = found
        return found

    def _again(self, tokens: Span) -> Speaker | None:
        """Return who was named before by more words: "الوزارة" after "وزارة الدفاع", "the same source"."""
        lows = self.marked.lows[tokens[0] : tokens[1]]
        if self.language == "ar":
            same = word_set("ar", "grammar", "same")
            if len(lows) == 2 and (lows[0] in {"نفس", "ذات"} or lows[1] in same) and {"المصدر", "للمصدر"} & set(lows):
                return self._last
            again = lows[0].startswith(("ال", "لل")) and all(low in same for low in lows[1:])
        else:
            if lows in (["the", "same", "source"], ["same", "source"]):
                return self._last
            again = len(lows) == 2 and lows[0] == "the"
        return self._by_head.get(self._head(tokens)) if again else None

    def _head(self, tokens: Span) -> str:
        """Return the word for the body that a phrase names, without article; empty for persons."""
        marked = self.marked
        if self.language == "ar":
            head = title_stem(marked.lows[tokens[0]])
            return "" if is_title(head) else head
        stop = next((place for place in range(*tokens) if marked.kinds[place] == "I"), tokens[1])
        return "" if stop == tokens[0] or marked.kinds[stop - 1] == "o" else marked.lows[stop - 1]

    def _first_named(self, span: Span, tokens: Span) -> Speaker:
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
            shown = shown.removeprefix("كل من ")
            # "للكرملين" is "ل" and "الكرملين": the article's alef comes back.
            return "ا" + shown if shown.startswith("ل") and text[span[0] - 1 : span[0]] == "ل" else shown
        first, _, rest = shown.removesuffix("'s").removesuffix("’s").partition(" ")
        return rest if first in {"the", "The"} and rest else f"{first} {rest}".strip()

    def _known_inside(self, tokens: Span) -> Speaker | None:
        """Return the agency that a phrase such as "the Interfax agency", "وكالة الأنباء الرسمية (واس)" names."""
        marked = self.marked
        media = claim_phrases(self.language, "media").words
        generic = claim_phrases(self.language, "of_media").words
        places = [place for place in range(*tokens) if marked.kinds[place].isalpha()]
        lows = [marked.lows[place] for place in places]
        names = [low for low in lows if low not in media | generic and not _is_adjective(low)] or lows[-1:]
        plain = " ".join(
            marked.lows[place] for place in places if marked.quote_of[place] < 0 and not self._is_extra(place)
        )
        found = known_speaker(plain) if media.intersection(lows) or plain != " ".join(lows) else None
        if found is None and len(names) == 1 and len(lows) > 1:
            found = known_speaker(names[0])
        return found if found is not None and found.agency else None

    def _is_extra(self, place: int) -> bool:
        """Tell whether a word is no part of an agency's name: in brackets, or "official"."""
        return self.marked.lows[place - 1] == "(" or self.marked.lows[place] in {"الرسميه", "official", "state"}

    def _person(self, tokens: Span, shown: str, glued: int) -> Speaker:
        """Return the person a phrase names; `glued` letters of its first token are a preposition."""
        called = name_called(self.marked, tokens[1]) if self.language == "ar" else (0, 0)
        if called[0] < called[1]:
            other = self.marked.lows[tokens[0]] in word_set("ar", "grammar", "describing")  # "آخر يدعى سامر"
            return self._named(self._text(*called), "" if other else shown)
        role, name = self._names.part_role(self.marked, tokens, self._place_ends)
        beside_role, beside = self._names.apposition(self.marked, tokens[1], self._place_ends)
        if name[0] < name[1]:
            full = self._text(*name) if not glued or name[0] > tokens[0] else shown
            if name[1] - name[0] == 1:
                full = self.by_word.get(self.marked.lows[name[0]][glued:].partition("'")[0], full)
            mere = self._names.is_mere_title(self.marked, role)
            if mere and beside[0] == beside[1] and beside_role[0] < beside_role[1]:
                role, mere = beside_role, False
            office = self._text(*role) if role[0] < role[1] else ""
            if mere:  # "الأب يوسف"; who has two names is called by them everywhere
                return self._named(full if " " in full else f"{office} {full}".strip(), "")
            return self._named(full, office)
        if beside[0] < beside[1]:
            goes_on = self.marked.kinds[tokens[1]] != "," and beside_role[0] < beside_role[1]
            return self._named(self._text(*beside), f"{shown} {self._text(*beside_role)}" if goes_on else shown)
        described = self._by_description(tokens)
        return self._named(described, "") if described else self._named(shown, "")

    def _by_description(self, tokens: Span) -> str:
        """Return who "the Russian president" is, from "President Vladimir Putin" elsewhere."""
        if self.language == "ar":
            alone = tokens[1] - tokens[0] <= 4 and self.marked.lows[tokens[0]].startswith("ال")
            return self.by_title.get(title_stem(self.marked.lows[tokens[0]]), "") if alone else ""
        last = self.marked.lows[tokens[1] - 1]
        definite = self.marked.lows[tokens[0]] == "the"
        return self.by_title.get(title_stem(last), "") if definite and self.marked.kinds[tokens[1] - 1] == "o" else ""

    def _named(self, name: str, role: str) -> Speaker:
        known = known_speaker(name)
        role = "" if self._is_plain(role) else role
        if role and self.language == "en":
            first, _, rest = role.partition(" ")
            role = rest if first.lower() in _DETERMINERS and rest else role
            role = role[0].lower() + role[1:] if first in _COUNTS else role
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
        if self.language == "en":
            return any(word in plain for word in words)
        return words[0].removeprefix("و") in plain and all(word.startswith("ال") for word in words)


def _trim(shown: str) -> str:
    """Return a name without the signs around it; a quotation mark inside keeps its other half: "مجلة «تايم»"."""
    opens = shown.lstrip(" (").startswith('"')
    shown = shown.strip(_TRIMMED)
    for opening, closing in _QUOTES:
        if shown.count(opening) > shown.count(closing):
            shown += closing
        elif shown.count(closing) > shown.count(opening):
            shown = opening + shown
    if shown.count('"') % 2:
        return f'"{shown}' if opens else f'{shown}"'
    return shown


def _is_adjective(low: str) -> bool:
    """Tell whether a word only says of which country an agency is: "التركية"."""
    return low.startswith("ال") and low.endswith("يه") and len(low) > _SHORTEST_ADJECTIVE


_COUNTS = frozenset(["One", "Some", "Another"])
_DETERMINERS = frozenset(["the", "a", "an", "its", "his", "her", "their"])
