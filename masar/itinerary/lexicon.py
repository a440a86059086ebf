"""
The words of travel of one language, by their normal form: `masar/languages/*/journeys.toml`, made ready.

A word may *trigger* a movement (its group tells which: `arrive`, `go`, `leave` ...), may be a preposition
(its class: `to`, `in`, `from` ...), and bears *marks*: the names of the lists it stands in.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from masar.itinerary.verb_forms import write_out
from masar.languages import load_language, phrases_by_start
from masar.names import normalise_word

_LISTS = (
    "achieved", "adverbs", "after", "agenda", "ahead", "alternative", "approach", "ashore", "attend", "auxiliary",
    "backward", "be_form", "before", "before_people", "beginnings", "beyond", "but", "capital", "city", "class",
    "clause", "clock", "comes", "comes_down", "coming", "considered", "counterpart", "counts_visits", "current",
    "damage", "destination", "distance", "diverted", "done_to", "doubtful", "dropped", "durations", "during", "each",
    "earlier", "evacuated", "expected", "first", "first_person", "follows", "forcing", "frontier", "future",
    "gathers", "gets_away", "habitual", "halts", "heading", "here", "home", "homeland", "in_its_course", "infinitive",
    "instead", "killed", "land", "landmark", "last", "last_day", "lasting", "lately", "leads", "lies_ahead",
    "long_after", "made_trip", "match", "matters", "modal", "names", "negative", "next", "node", "on", "one_visit",
    "onward", "origin", "past_plan", "pasts", "perfect", "place_clause", "press", "province", "puts_aboard", "resumed",
    "same_day", "save", "sequence", "sets_off", "sets_out", "sooner", "span", "speaks", "sport", "such", "that",
    "there", "thereafter", "this_visit", "topic", "tour", "towards", "under_way", "until", "waits", "welcome", "will",
    "witness", "wrecked",
)  # fmt: skip
# Words that count only in the very form listed, with nothing glued to it; a language may have none of a kind.
_FORMS = (
    "according", "and", "arrested", "beaten", "beside", "between", "boards", "comes_about", "comes_next", "completes",
    "continues", "definite", "denies", "envoys", "former", "from_it", "from_there", "fronting", "gatherings", "guest",
    "held_there", "in_it", "is", "is_back", "off", "parts", "purpose", "residents", "resides", "scheduled",
    "stipulates", "talk", "times", "to_it", "visits", "when", "with_it",
)  # fmt: skip
_SUBJECT_KINDS = ("person", "ship", "plane", "convoy", "train", "storm", "coffin", "group", "animal", "cargo")


class Trigger(NamedTuple):
    """A word that tells of a movement: its group, its tense, and whether it is a noun."""

    group: str
    tense: str
    noun: bool


class Frame(NamedTuple):
    """Which classes of preposition make a place the goal, the start or a way point; "-" stands for none."""

    goal: frozenset[str]
    start: frozenset[str]
    way: frozenset[str]


class Lexicon:
    """What one language knows of travel."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.cased: bool = data["cased"]
        self.subject_after: bool = data["subject"] == "after"
        self.articles: tuple[str, ...] = tuple(fold(word) for word in data["article"])
        self.adjectives = frozenset(fold(word) for word in data.get("adjectives", ()))
        self.triggers: dict[str, list[Trigger]] = {}
        self.prepositions: dict[str, str] = {}
        self.marks: dict[str, set[str]] = {}
        self.modes: dict[str, set[str]] = {}
        self.ordinals: dict[str, int] = {}
        self.glued: dict[str, str] = {}
        self.future_verb = re.compile(data["inflection"].get("future_verb", r"(?!)"))
        self.frames = {group: _frame(row) for group, row in data["frames"].items()}
        self.owner_endings: tuple[str, ...] = tuple(data["owner_endings"])
        self.bound_endings: tuple[str, ...] = tuple(data.get("bound_endings", ()))
        self.pronoun_endings: tuple[str, ...] = tuple(data["pronoun_endings"])
        self.first_person_endings: tuple[str, ...] = tuple(data.get("first_person_endings", ()))
        self.parts = frozenset(fold(word) for word in data.get("parts", ()))
        forms: Mapping[str, Sequence[str]] = data["forms"]
        self.forms = {kind: frozenset(fold(word) for word in forms.get(kind, ())) for kind in _FORMS}
        self.homes = {fold(word): row["country"] for row in data.get("homes", ()) for word in row["words"]}
        self._add_triggers(data)
        self._add_prepositions(data)
        self._add_marks(data)
        self._add_subjects(data["subjects"])
        self.alike = _alike(data["subjects"]["roles_alike"])
        self.phrases = phrases_by_start(form.split("_") for form in (*self.triggers, *self.prepositions, *self.marks))

    def _add_triggers(self, data: Mapping[str, Any]) -> None:
        inflect = _listed_forms if data["inflection"]["pattern"] == "listed" else _stem_forms
        for group, verbs in data["verbs"].items():
            for verb in verbs:
                for form, tense in inflect(verb, data["inflection"]):
                    self._add_trigger(form, Trigger(group, tense, noun=False))
        self._add_nouns(data)

    def _add_nouns(self, data: Mapping[str, Any]) -> None:
        for group, nouns in data["nouns"].items():
            for noun in nouns:
                self._add_trigger(fold(noun), Trigger(group, "noun", noun=True))
        for group, nouns in data.get("nouns_with_endings", {}).items():
            for noun in nouns:
                for form in _noun_forms(noun, data["inflection"]):
                    if form not in self.triggers:  # "توجه" is rather the verb
                        self._add_trigger(form, Trigger(group, "noun", noun=True))
        if not self.cased:
            self._keep_listed_nouns()

    def _add_trigger(self, form: str, trigger: Trigger) -> None:
        known = self.triggers.setdefault(form, [])
        if trigger not in known:
            known.append(trigger)

    def _keep_listed_nouns(self) -> None:
        """Drop the verb reading of a form that is listed as a noun: "رحلته" is his journey."""
        for form, readings in self.triggers.items():
            if any(reading.noun for reading in readings):
                self.triggers[form] = [reading for reading in readings if reading.noun]

    def _add_prepositions(self, data: Mapping[str, Any]) -> None:
        for kind, words in data["prepositions"].items():
            for word in words:
                self.prepositions[fold(word)] = kind
        for kind, letters in data.get("glued", {}).items():
            for letter in letters:
                self.glued[letter] = kind

    def _add_marks(self, data: Mapping[str, Any]) -> None:
        for name in _LISTS:
            self._mark(name, data["around"].get(name, ()))
        self._mark("transparent", data["transparent"]["words"])
        self._mark("list", data["transparent"]["list"])
        self._mark("context", data["context"]["nouns"])
        self._mark("sites", data["context"]["sites"])
        self._mark("relative", data["around"]["relative"])
        self._mark("posted", data["context"]["posted"])
        self.occasions = frozenset(fold(word) for word in data["context"]["occasions"])
        for name in ("people", "visitable", "cargo"):
            self._mark(name, data["context"].get(name, ()))
        if self.cased:
            self._mark("visitable", [plural(word) for word in data["context"]["visitable"]])
        self._mark("event", data["context"]["events"])
        self._mark("dateline", data["around"]["datelines"])
        self._mark("ordinal_noun", data["around"]["ordinal_nouns"])
        self._mark("indefinite", data["indefinite"])
        for number, words in enumerate(data["around"]["ordinals"], 1):
            for word in words.split("|"):
                self.ordinals[fold(word)] = number
        for mode, words in data["modes"].items():
            for word in words:
                self.modes.setdefault(fold(word), set()).add(mode)

    def _add_subjects(self, data: Mapping[str, Any]) -> None:
        for kind in _SUBJECT_KINDS:
            words = data.get(kind, ())
            self._mark(f"kind:{kind}", words)
            several = "group" if kind == "person" else kind
            self._mark(f"kind:{several}", [f"{word}s" for word in words if self.cased])
        for name in (
            "roles",
            "pronouns",
            "objects",
            "determiners",
            "not_verbs",
            "carried_by",
            "possessive",
            "singular",
            "other_of",
            "officials",
            "anaphoric",
            "party",
            "kin",
            "crowd",
            "unspecific",
            "former",
            "titles",
            "duties",
        ):
            self._mark(name, data.get(name, ()))

    def _mark(self, name: str, words: Iterable[str]) -> None:
        for word in words:
            self.marks.setdefault(fold(word), set()).add(name)


def plural(noun: str) -> str:
    """Return the regular plural of an English noun."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def fold(word: str) -> str:
    """Return the normal form of a word, or of a phrase whose words are joined by "_"."""
    return "_".join(normalise_word(part) or part for part in word.split("_"))


@cache
def journey_lexicon(language: str) -> Lexicon:
    """Return the words of travel of a language."""
    return Lexicon(load_language(language, "journeys"))


def _frame(row: Mapping[str, str]) -> Frame:
    return Frame(*(frozenset(row[role].split()) for role in ("goal", "start", "way")))


def _listed_forms(verb: str, inflection: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the forms of a verb that are written out, or made from its base, with their tenses."""
    for form, tense in write_out(verb, inflection["irregular"]):
        yield fold(form), tense


def _stem_forms(verb: str, inflection: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the forms that stems and the language's affixes make: "past,past|present,present"."""
    past, _, present = verb.partition("|")
    for stem in filter(None, past.split(",")):
        for suffix in inflection["past"]:
            yield fold(stem + suffix), "past"
    for stem in filter(None, present.split(",")):
        for prefix in inflection["present_prefixes"]:
            for suffix in inflection["present"]:
                yield fold(prefix + stem + suffix), "present"
                for future in inflection["future_prefixes"]:
                    yield fold(future + prefix + stem + suffix), "future"


def _noun_forms(noun: str, inflection: Mapping[str, Any]) -> Iterator[str]:
    """Yield a noun alone, with the article, in the accusative and with the pronouns that may own it."""
    yield fold(noun)
    yield fold(inflection["definite"] + noun)
    feminine = noun.endswith(inflection["feminine"][0])
    stem = noun[: -len(inflection["feminine"][0])] + inflection["feminine"][1] if feminine else noun
    if not feminine:
        yield fold(noun + inflection["accusative"])
    for owner in inflection["owners"]:
        yield fold(stem + owner)


def _alike(groups: list[list[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in groups:
        words = frozenset(fold(word) for word in group)
        for word in words:
            found[word] = found.get(word, frozenset()) | words
    return found
