"""
Speakers known by name in both languages: news agencies, institutions, capitals, a few persons.

The table stands in the languages' claims.toml, under the same keys.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from masar.article import Span
from masar.attribution.text import MarkedText
from masar.attribution.words import claim_phrases
from masar.languages import load_language
from masar.names import normalise_name


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the name in both languages, one of them perhaps empty, and whether it is a news agency."""

    name_en: str
    name_ar: str
    agency: bool = False

    def name(self, language: str) -> str:
        """Return the name in a language."""
        return self.name_ar if language == "ar" else self.name_en


@cache
def known_speakers() -> tuple[Mapping[str, str], Mapping[str, tuple[str, str]], frozenset[str]]:
    """Return the known names (normal form -> key), each key's names (English, Arabic), and the agencies' keys."""
    keys: dict[str, str] = {}
    names: dict[str, tuple[str, str]] = {}
    english, arabic = load_language("en", "claims"), load_language("ar", "claims")
    for table in ("known_agencies", "known_institutions"):
        for key in english[table]:
            listed = [entry.strip() for side in (english, arabic) for entry in side[table].get(key, "").split(";")]
            keys |= {normalise_name(entry): key for entry in listed if entry}
            first = [side[table].get(key, "").partition(";")[0].strip() for side in (english, arabic)]
            names[key] = (first[0], first[1])
    return keys, names, frozenset(english["known_agencies"])


def known_speaker(name: str) -> Speaker | None:
    """Return the speaker known by a name, or `None`."""
    keys, names, agencies = known_speakers()
    key = keys.get(normalise_name(name))
    return None if key is None else Speaker(*names[key], agency=key in agencies)


def speaker_named(name: str, language: str) -> Speaker:
    """Return who bears a name: in both languages if known, else in the language that the name is written in."""
    return known_speaker(name) or Speaker(name if language == "en" else "", name if language == "ar" else "")


def is_known_name(word: str) -> bool:
    """Tell whether a single word, in normal form, is a known speaker's name: "طهران", "tass"."""
    return word in known_speakers()[0]


def is_medium(marked: MarkedText, tokens: Span) -> bool:
    """Tell whether a phrase names an agency, newspaper or broadcaster, who passes on what others say."""
    lows = marked.lows[tokens[0] : tokens[1]]
    if claim_phrases(marked.language, "media").found_in(lows):
        return True
    known = known_speaker(marked.text[marked.starts[tokens[0]] : marked.ends[tokens[1] - 1]].removeprefix("the "))
    return known is not None and known.agency
