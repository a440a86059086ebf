"""What the words of a noun phrase say of a subject: its names, offices, kinds and countries."""

from collections.abc import Iterator
from dataclasses import dataclass

from masar.itinerary.phrases import is_possessive
from masar.itinerary.text import Text, Word

_LONGEST_SHORT_FORM = 5  # "UN", "NATO" name no person
FORMER = "former"
CARRIERS = frozenset({"plane", "train", "ship", "convoy"})


@dataclass(frozen=True, slots=True)
class Subject:
    """
    What is known of a subject.

    `relation` is `named`, `pronoun`, `object` (a pronoun that someone takes along) or `none` (left out, or not found).

    `names` are words that may be proper names, `roles` and `kinds` what the lexicon says of its nouns,
    `countries` those of its adjectives and possessors, `duties` what a minister is one of; `indefinite` tells of a
    new person, `other` of a word such as "counterpart" or "former", `crowd` of many, or of some carrier,
    that move on their own.
    """

    relation: str
    at: int
    names: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    indefinite: bool = False
    other: bool = False
    duties: frozenset[str] = frozenset()
    crowd: bool = False


def describe_phrase(text: Text, indices: list[int], at: int, owner: int = -1) -> Subject:
    """Return what the words of a noun phrase say of a subject; `at` is its verb, `owner` whose journey it is."""
    words = [text.words[i] for i in indices]
    marks = frozenset(mark for word in words for mark in word.marks)
    if not words:
        return Subject("none", at)
    if any("pronouns" in word.marks for word in words) and len(words) <= 2:
        return Subject("pronoun", at)
    names = frozenset(_singular(text, word.name) for word in words if _may_be_name(text, word))
    roles = frozenset(_role_key(text, word) for word in words if "roles" in word.marks)
    kinds = frozenset(kind for word in words for kind in kinds_of(word))
    kinds |= {"person"} if any(word.form.endswith("-year-old") for word in words) else frozenset()
    kinds = kinds - {"cargo"} or kinds
    if kinds == {"cargo"} and not any("determiners" in word.marks for word in words):
        kinds = frozenset()  # "aid", not "the aid"
    if not (kinds or roles or names) and _are_people(text, words):
        kinds = frozenset({"group"})
    countries = frozenset(
        word.place.country
        for i, word in zip(indices, words, strict=True)
        if word.place is not None and _is_owner(text, i)
    )
    if all(word.place is not None and not word.demonym for word in words):
        return _describe_government(text, words, indices, at)
    if "coffin" in kinds:
        names -= _owners_of_carrier(text, words)
    kinds, roles = _head_kinds(kinds, roles, names)
    office = bool(roles) or "group" not in kinds or not text.lexicon.cased  # "the former hostages" are who they are
    roles |= {FORMER} & marks if "coffin" not in kinds and office else frozenset()
    owners = [text.words[i] for i in indices if i != owner and is_possessive(text, i) and text.words[i].place is None]
    rides = bool(owners and kinds & CARRIERS)  # "Putin's plane", "the leader's convoy" is where he is
    if rides:
        kinds = frozenset({"person"})
    owned = (
        not (rides and text.lexicon.cased)
        and any(_may_be_name(text, word) for word in owners)
        and not kinds & {"coffin"}
        and bool(roles or "group" in kinds or _is_owner_of_person(words, owners))
    )
    other = ("other_of" in marks or owned or _is_relative_of_another(words)) and "coffin" not in kinds
    if not (names or roles or kinds):
        other = other or "context" in marks
        if (
            not countries
            and text.lexicon.subject_after
            and not other
            and not words[0].form.startswith(text.lexicon.articles)
        ):
            return Subject("none", at)
    duties = frozenset(word.form for word in words if "duties" in word.marks)
    crowd = ("crowd" in marks and not (names or roles or "person" in kinds)) or _is_any_carrier(text, words)
    new = _is_indefinite(text, words)
    return Subject("named", at, names, roles, kinds, countries - {""}, new, other, duties, crowd)


def _are_people(text: Text, words: list[Word]) -> bool:
    """Tell whether a phrase ends in people called by their country: "fifty-two Americans"."""
    last = max(words, key=lambda word: word.start)
    return text.lexicon.cased and last.demonym and last.form.endswith("s") and not last.form.endswith("ss")


def _owners_of_carrier(text: Text, words: list[Word]) -> frozenset[str]:
    """Return the names before what brings a coffin: "the airline flight with the body of Ann Reed"."""
    carriers = [word.start for word in words if CARRIERS & set(kinds_of(word))]
    before = [word for word in words if carriers and word.start < carriers[0]]
    return frozenset(word.name for word in before if _may_be_name(text, word))


def _is_owner_of_person(words: list[Word], owners: list[Word]) -> bool:
    """Tell whether someone is named by what he is to another: "Tremblay's minister"."""
    return any("kind:person" in word.marks for word in words if word not in owners)


def _describe_government(text: Text, words: list[Word], indices: list[int], at: int) -> Subject:
    """Take a bare place before a verb for its government: "Moscow turned to Tehran" moves nobody."""
    first = min(indices)
    if any(word.glued for word in words) or (first and text.words[first - 1].preposition):
        return Subject("none", at)
    if text.lexicon.cased and first and any(not t.noun for t in text.words[first - 1].triggers):
        return Subject("none", at)  # "left Chile to deliver aid": what is left
    countries = frozenset(word.place.country for word in words if word.place is not None)
    if text.sport:
        return Subject("named", at, kinds=frozenset({"group"}), countries=countries)  # "Chile flew to X"
    return Subject("named", at, countries=countries, other=True)


def _head_kinds(
    kinds: frozenset[str], roles: frozenset[str], names: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Let the head noun decide: the body of a president is a coffin, a passenger jet a plane."""
    if {"storm", "coffin"} <= kinds and "person" not in kinds:
        return frozenset({"storm", "coffin"}), frozenset()  # "the remains" may be of either
    if "storm" in kinds and not {"coffin", "person"} <= kinds:  # the remains of a storm
        return frozenset({"storm"}), frozenset()
    if "coffin" in kinds:
        return frozenset({"coffin"}), frozenset()
    if "person" in kinds and len(kinds) > 1 and not roles and not names:
        return kinds - {"person"}, roles
    return kinds, roles


def _is_relative_of_another(words: list[Word]) -> bool:
    """Tell whether a phrase is "her brother", "their minister": someone beside the one spoken of."""
    first = min(words, key=lambda word: word.start)
    return "possessive" in first.marks and any(
        mark in ("kind:person", "roles", "kin")
        for word in words
        for mark in word.marks
        if not ("titles" in word.marks and word.upper)  # "Her Majesty"
    )


def _is_owner(text: Text, index: int) -> bool:
    """Tell whether the name of a place says whose something is: "Russian", "Russia's", "وزير خارجية مصر"."""
    word = text.words[index]
    owns = text.article.text.startswith(text.lexicon.owner_endings or ("\0",), word.end)
    before = text.article.text[max(0, word.start - 3) : word.start]
    owned = index > 0 and any(
        mark in ("context", "roles") or mark.startswith("kind:") for mark in text.words[index - 1].marks
    )
    if text.lexicon.cased and word.place is not None and word.place.kind == "country":  # "U.S. secretary of state"
        owns = owns or any(w.marks & {"roles", "officials"} for w in text.words[index + 1 : index + 2])
    return word.demonym or owns or before == "of " or (text.lexicon.subject_after and owned)


def kinds_of(word: Word) -> Iterator[str]:
    """Yield the kinds of traveller that a noun may mean."""
    for mark in word.marks:
        if mark.startswith("kind:"):
            yield mark[5:]


def _role_key(text: Text, word: Word) -> str:
    for key in word.keys:
        for form in (key, *(key.removeprefix(article) for article in text.lexicon.articles)):
            if "roles" in text.lexicon.marks.get(form, ()):
                return form
    return word.form


def _singular(text: Text, name: str) -> str:
    """Return the name that a family's plural is made of, "the Trumps", where the text has it, too."""
    return name[:-1] if text.lexicon.cased and name.endswith("s") and name[:-1] in text.proper else name


def _may_be_name(text: Text, word: Word) -> bool:
    if word.place is not None or word.is_sign or word.date is not None or word.form[0].isdecimal():
        return False
    if word.marks - {"transparent", "sequence"}:
        return False
    if text.lexicon.cased:
        short = text.article.text[word.start : word.end].isupper() and len(word.form) <= _LONGEST_SHORT_FORM
        short = short and word.name not in text.spelled
        if word.form in text.lexicon.occasions:
            return False  # "the Rugby Championship title holders"
        return word.name in text.proper and word.upper and not short and not word.triggers
    return any(key in text.proper for key in word.keys)


def _is_any_carrier(text: Text, words: list[Word]) -> bool:
    """Tell whether a phrase is "سفينة مساعدات", "طائرة عسكرية": some carrier, not that of someone."""
    first, *rest = sorted(words, key=lambda word: word.start)
    opens = not first.form.startswith(text.lexicon.articles) and bool(CARRIERS & set(kinds_of(first)))
    return not text.lexicon.cased and opens and bool(rest) and "unspecific" in rest[0].marks


def _is_indefinite(text: Text, words: list[Word]) -> bool:
    """Tell whether a phrase brings someone new: "a mission of African leaders", "وفد سعودي"."""
    if not words:
        return False
    first = min(words, key=lambda word: word.start)
    if "indefinite" in first.marks or (not text.lexicon.cased and any("indefinite" in w.marks for w in words)):
        return True
    if text.lexicon.cased:
        opening = sorted(words, key=lambda word: word.start)[:3]
        head = next((at for at, word in enumerate(opening) if any(kinds_of(word))), len(opening))
        counted = any(word.form.replace(",", "").isdecimal() for word in opening[:head])  # "Flight 2408" is not
        return counted and first.form not in text.lexicon.articles  # "262 people", not "the 262 people"
    article = text.lexicon.articles[0]
    adjectives = [word for word in words[1:] if word.demonym]
    return bool(adjectives) and not any(word.form.startswith(article) for word in adjectives)
