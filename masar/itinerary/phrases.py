"""
Noun phrases: where a subject begins and ends beside its verb, and what its words say of it.

No parser: a phrase is looked for where the language puts it, up to the next boundary of the clause.
Windows are bounded, so that a text costs time linear in its length.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from masar.itinerary.names import name_key
from masar.itinerary.text import Text, Word

LONGEST_PHRASE = 14
_LONGEST_DATELINE = 8
_LONGEST_SHORT_FORM = 5  # "UN", "NATO" name no person
FORMER = "former"
COMMAS = frozenset(",،")
CARRIERS = frozenset({"plane", "train", "ship", "convoy"})
_INSIDE_PHRASE = frozenset({"of", "for", "to", "in"})


@dataclass(frozen=True, slots=True)
class Subject:
    """
    What is known of a subject. `relation` is `named`, `pronoun`, or `none` (left out, or not found).

    `names` are words that may be proper names, `roles` and `kinds` what the lexicon says of its nouns,
    `countries` those of its adjectives and possessors; `indefinite` tells of a new person, `other` of a word such as
    "counterpart" or "former".
    """

    relation: str
    at: int
    names: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    indefinite: bool = False
    other: bool = False


def phrase_past_place(text: Text, trigger: int) -> list[int]:
    """Return the subject that follows the place: "ووصلت إلى المطار طائرات"."""
    words = text.words
    sentence = text.sentences[words[trigger].sentence]
    placed = False
    for index in range(trigger + 1, min(sentence.stop, trigger + 14)):
        word = words[index]
        if word.place is not None and not word.demonym:
            placed = True
        elif placed and any(mark.startswith("kind:") or mark == "roles" for mark in word.marks) and not word.glued:
            return [index, *phrase_after(text, index)]
        elif (word.preposition and placed) or not (
            word.preposition
            or word.demonym
            or word.marks & {"transparent", "adverbs"}
            or word.date is not None
            or (placed and word.is_sign)
        ):
            return []
    return []


def is_passive(text: Text, trigger: int) -> bool:
    """Tell whether a participle has a form of "be" before it."""
    if not any(t.tense in ("past", "participle") for t in text.words[trigger].triggers):
        return False
    return any("be_form" in w.marks for w in text.words[max(0, trigger - 3) : trigger])


def has_pronoun_suffix(text: Text, word: Word) -> bool:
    """Tell whether a pronoun is glued to the end of a word; a final ta marbuta, or a letter of the root, is none."""
    whole = text.article.text[word.start : word.end]
    ending = next((ending for ending in text.lexicon.pronoun_endings if whole.endswith(ending)), "")
    if not ending or not word.triggers or word.triggers[0].noun:
        return bool(ending)
    return any(key.removesuffix(ending) in text.lexicon.triggers for key in word.keys)


def is_possessive(text: Text, index: int) -> bool:
    """Tell whether a word owns the next: "Putin's"."""
    endings = text.lexicon.owner_endings
    return bool(endings) and bool(set(_marks_of_possession(text, text.words[index])) & set(endings))


def _marks_of_possession(text: Text, word: Word) -> tuple[str, str]:
    whole = text.article.text
    return whole[max(word.start, word.end - 2) : word.end], whole[word.end : word.end + 2]


def opening_phrase(text: Text, trigger: int) -> list[int]:
    """Return how the sentence of a verb opens: the words up to the first verb, preposition or sign."""
    words = text.words
    sentence = text.sentences[words[trigger].sentence]
    found: list[int] = []
    for index in range(sentence.start, min(trigger, sentence.start + LONGEST_PHRASE)):
        word = words[index]
        if word.form in ("-", "–", "—", ":") and index <= sentence.start + _LONGEST_DATELINE:
            found = []  # a dateline ends here
            continue
        if (
            (word.is_sign and word.form not in '()"')
            or "clause" in word.marks
            or (word.preposition and word.preposition != "of")
        ):
            break
        if any(not t.noun for t in word.triggers) and not word.upper:
            break
        found.append(index)
    return found


def has_no_finite_verb(text: Text, indices: Iterable[int]) -> bool:
    """Tell whether words hold no finite verb of their own."""
    return not any(
        t.tense in ("past", "present", "future") and not t.noun for i in indices for t in text.words[i].triggers
    )


def phrase_before(text: Text, end: int) -> Iterator[int]:
    """Yield the words of the noun phrase that ends before `end`, from its last to its first."""
    words = text.words
    if end < 1 or end > len(words):
        return
    sentence = text.sentences[words[end - 1].sentence]
    for index in range(end - 1, max(sentence.start, end - LONGEST_PHRASE) - 1, -1):
        word = words[index]
        if _ends_phrase(words, index) or (word.date is not None and index != end - 1):
            return
        yield index
        if text.lexicon.cased and word.form in text.lexicon.articles and _begins_phrase(words, index):
            return


def _ends_phrase(words: list[Word], index: int) -> bool:
    """Tell whether a word cannot stand in a noun phrase before its verb: a sign, a conjunction, another verb."""
    word = words[index]
    finite = any(not t.noun and t.tense in ("past", "present", "future") for t in word.triggers)
    return (
        (word.is_sign and word.form not in "\"'«»“”")
        or ("clause" in word.marks and not _joins_names(words, index))
        or (bool(word.preposition) and word.preposition not in _INSIDE_PHRASE)
        or (finite and not word.upper)
    )


def _begins_phrase(words: list[Word], index: int) -> bool:
    """Tell whether an article begins a noun phrase of its own: "according to the sources [the ship]"."""
    before = words[index - 1] if index else None
    return before is not None and not (before.preposition or before.is_sign or before.triggers or before.upper)


def _joins_names(words: list[Word], index: int) -> bool:
    """Tell whether an "and" stands between two names: "Kim and Putin met"."""
    both = words[index - 1 : index] + words[index + 1 : index + 2]
    return "list" in words[index].marks and len(both) == 2 and all(word.upper and not word.is_sign for word in both)


def phrase_after(text: Text, trigger: int) -> list[int]:
    """Return the words of the noun phrase after a verb, where the language puts subjects."""
    words = text.words
    sentence = text.sentences[words[trigger].sentence]
    found: list[int] = []
    for index in range(trigger + 1, min(sentence.stop, trigger + 1 + LONGEST_PHRASE)):
        word = words[index]
        if word.is_sign and word.form in "\"'«»“”":
            continue
        if not found and (word.date is not None or (word.form in COMMAS and _is_beside_date(words, index))):
            continue
        if word.is_sign or word.date is not None or word.preposition or "clause" in word.marks:
            break
        if word.place is not None and not word.demonym and not _is_possessed(text, found):
            break
        if word.glued in ("to", "in") and (word.marks or word.keys[-1].startswith(text.lexicon.articles)):
            break
        if "transparent" in word.marks and not word.marks & {"roles"}:
            break
        if not found and "adverbs" in word.marks:
            continue
        if any(t.group != "other" for t in word.triggers) and not word.marks & {"roles", "officials"}:
            break
        found.append(index)
    return found


def _is_beside_date(words: list[Word], index: int) -> bool:
    return any(word.date is not None for word in (*words[max(0, index - 1) : index], *words[index + 1 : index + 2]))


def _is_possessed(text: Text, found: list[int]) -> bool:
    """Tell whether a place after these words is their possessor: "وزير خارجية مصر"."""
    last = text.words[found[-1]] if found else None
    return last is not None and "context" in last.marks and not last.form.startswith(text.lexicon.articles)


def describe_phrase(text: Text, indices: list[int], at: int) -> Subject:
    """Return what the words of a noun phrase say of a subject; `at` is the index of its verb."""
    words = [text.words[i] for i in indices]
    marks = frozenset(mark for word in words for mark in word.marks)
    if not words:
        return Subject("none", at)
    if any("pronouns" in word.marks for word in words) and len(words) <= 2:
        return Subject("pronoun", at)
    names = frozenset(name_key(word) for word in words if _may_be_name(text, word))
    roles = frozenset(_role_key(text, word) for word in words if "roles" in word.marks)
    kinds = frozenset(kind for word in words for kind in kinds_of(word))
    countries = frozenset(
        word.place.country
        for i, word in zip(indices, words, strict=True)
        if word.place is not None and _is_owner(text, i)
    )
    if all(word.place is not None and not word.demonym for word in words):
        return _describe_government(text, words, indices, at)
    kinds, roles = _head_kinds(kinds, roles, names)
    roles |= {FORMER} & marks
    owners = [text.words[i] for i in indices if is_possessive(text, i) and text.words[i].place is None]
    if owners and kinds & CARRIERS:  # "Putin's plane", "the leader's convoy" is where he is
        kinds = frozenset({"person"})
    owned = (
        any(_may_be_name(text, word) for word in owners)
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
    return Subject("named", at, names, roles, kinds, countries - {""}, _is_indefinite(text, words), other)


def _is_owner_of_person(words: list[Word], owners: list[Word]) -> bool:
    """Tell whether someone is named by what he is to another: "Tremblay's minister"."""
    return any("kind:person" in word.marks for word in words if word not in owners)


def _describe_government(text: Text, words: list[Word], indices: list[int], at: int) -> Subject:
    """Take a bare place before a verb for its government: "Moscow turned to Tehran" moves nobody."""
    first = min(indices)
    if any(word.glued for word in words) or (first and text.words[first - 1].preposition):
        return Subject("none", at)
    countries = frozenset(word.place.country for word in words if word.place is not None)
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
        mark in ("kind:person", "roles") for word in words for mark in word.marks
    )


def _is_owner(text: Text, index: int) -> bool:
    """Tell whether the name of a place says whose something is: "Russian", "Russia's", "وزير خارجية مصر"."""
    word = text.words[index]
    owns = text.article.text.startswith(text.lexicon.owner_endings or ("\0",), word.end)
    before = text.article.text[max(0, word.start - 3) : word.start]
    owned = index > 0 and any(
        mark in ("context", "roles") or mark.startswith("kind:") for mark in text.words[index - 1].marks
    )
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


def _may_be_name(text: Text, word: Word) -> bool:
    if word.place is not None or word.is_sign or word.date is not None or word.form[0].isdecimal():
        return False
    if word.marks - {"transparent", "sequence"}:
        return False
    if text.lexicon.cased:
        short = text.article.text[word.start : word.end].isupper() and len(word.form) <= _LONGEST_SHORT_FORM
        return name_key(word) in text.proper and word.upper and not short and not word.triggers
    return any(key in text.proper for key in word.keys)


def _is_indefinite(text: Text, words: list[Word]) -> bool:
    """Tell whether a phrase brings someone new: "a mission of African leaders", "وفد سعودي"."""
    if not words:
        return False
    first = min(words, key=lambda word: word.start)
    if "indefinite" in first.marks or (not text.lexicon.cased and any("indefinite" in w.marks for w in words)):
        return True
    if text.lexicon.cased:
        return any(word.form[0].isdecimal() for word in sorted(words, key=lambda word: word.start)[:3])
    article = text.lexicon.articles[0]
    adjectives = [word for word in words[1:] if word.demonym]
    return bool(adjectives) and not any(word.form.startswith(article) for word in adjectives)
