"""Nouns and verbs that are written alike, "visits", "flight": told apart by the words beside them."""

import itertools
from collections.abc import Sequence

from masar.itinerary.text import Word

_MOVING = frozenset({"arrive", "go", "return", "leave", "carry"})
_SOMEONE = frozenset({"kind:person", "kind:group", "roles"})
_VEHICLES = frozenset({"kind:plane", "kind:train", "kind:ship", "kind:convoy"})


def part_nouns_from_verbs(words: Sequence[Word], *, cased: bool) -> None:
    """Keep of "visit", "ferries" the noun after a determiner, and the verb after "to", a pronoun or a modal."""
    for at, (before, word) in enumerate(itertools.pairwise(words), 1):
        if not word.triggers:
            continue
        if cased:
            _see_by_neighbours(words, at)
        if (
            not word.triggers
            or word.joined
            or not (before.marks & {"determiners", "infinitive", "pronouns", "future"} or before.form.isdecimal())
        ):
            continue
        counted = at > 1 and words[at - 2].marks & {"future", "infinitive"} and before.form not in ("a", "an", "the")
        # "will first visit", not "to a transit camp"
        if cased and before.marks & {"possessive", "indefinite"} and "determiners" in before.marks and not counted:
            word.triggers = tuple(t for t in word.triggers if t.noun)  # "its embarked staff"
        elif ("determiners" in before.marks and not counted) or before.form.isdecimal():
            kept = tuple(t for t in word.triggers if t.noun or t.tense in ("past", "participle"))
            word.triggers = kept or (word.triggers if "that" in before.marks else ())  # "concerts that include X"
        elif any(not t.noun for t in word.triggers):
            word.triggers = tuple(t for t in word.triggers if not t.noun)


def _see_by_neighbours(words: Sequence[Word], at: int) -> None:
    """Take an English word for the noun or the verb that the words before it make it."""
    before, word = words[at - 1], words[at]
    if (
        any(mark.startswith("kind:") for mark in word.marks)
        and not before.marks & {"infinitive", "pronouns", "future"}
        and (not _leads_from(words, at) or _is_means(words, at) or _is_sent(words, at))
    ):
        word.triggers = ()  # "a passenger jet", "a cruise"
    owned = "owner" in before.marks and "pronouns" not in before.marks and any(t.noun for t in word.triggers)
    if owned or _is_compound(words, at) or (_is_noun_here(before, word) and not _is_verb_of_someone(words, at)):
        word.triggers = tuple(t for t in word.triggers if t.noun)
    if word.triggers and _is_noun_of_base(words, at):
        word.triggers = ()
    named = before.upper and not before.marks & {"determiners", "possessive"}
    if (named or "sequence" in before.marks) and _is_third_person(word):
        word.triggers = tuple(t for t in word.triggers if not t.noun)  # "Kerry travels", "he then travels"


def _leads_from(words: Sequence[Word], at: int) -> bool:
    """Tell whether a vehicle stands for its journey: "a flight from X to Y", "Flight 2408 from X"."""
    after = [word for word in words[at + 1 : at + 3] if not word.form.isdecimal()]
    return bool(after) and after[0].preposition == "from"


def _is_means(words: Sequence[Word], at: int) -> bool:
    """Tell whether a vehicle is what someone moved in: "flew in a chartered jet from X"."""
    for before in range(at - 1, max(0, at - 5), -1):
        if "carried_by" in words[before].marks:
            near = words[max(0, before - 2) : before]
            return any(t.group in _MOVING and not t.noun for word in near for t in word.triggers)
        if words[before].is_sign:
            break
    return False


def _is_sent(words: Sequence[Word], at: int) -> bool:
    """Tell whether a vehicle is what someone sends: "was sending a plane from X"."""
    return any(t.group == "send" for word in words[max(0, at - 4) : at] for t in word.triggers)


def _is_third_person(word: Word) -> bool:
    return any(t.tense == "present" and not t.noun for t in word.triggers) and word.form.endswith("s")


def _is_noun_of_base(words: Sequence[Word], at: int) -> bool:
    """Tell whether what may be a verb is a noun past an adjective: "its new show"."""
    adjective = words[at - 1]
    plain = not (adjective.marks or adjective.triggers or adjective.preposition or adjective.upper or adjective.is_sign)
    introduced = at > 1 and bool(words[at - 2].marks & {"possessive", "indefinite", "determiners"})
    return plain and introduced and all(t.tense == "base" for t in words[at].triggers)


def _is_compound(words: Sequence[Word], at: int) -> bool:
    """Tell whether a name only describes a noun: "on a Gulf tour"."""
    compound = at > 1 and words[at - 1].upper and words[at - 2].form in ("a", "an")
    return (
        compound
        and any(t.noun for t in words[at].triggers)
        and all(t.noun or t.tense == "base" for t in words[at].triggers)
    )


def _is_verb_of_someone(words: Sequence[Word], at: int) -> bool:
    """Tell whether who moves stands right before: "the minister visits X", "the leaders tour Y"."""
    word, before, after = words[at], words[at - 1], words[at + 1 : at + 2]
    if not before.marks & _SOMEONE or before.marks & _VEHICLES:
        return False
    if not after or (after[0].preposition and any(t.group == "visit" for t in word.triggers)):
        return False  # "family visits to X"
    several = before.form.endswith("s")
    introduced = several or any("determiners" in w.marks for w in words[max(0, at - 4) : at - 1])
    return introduced and word.form.endswith("s") != several


def _is_noun_here(before: Word, word: Word) -> bool:
    """Tell whether a word that may be a verb in the present is a noun here: "following visits", "60-hour journey"."""
    people = before.demonym and not before.form.endswith("s")  # "Saudi ships", but "Russians travel"
    adjective = people or not (before.marks or before.triggers or before.preposition or before.date or before.place)
    tenses = {"base", "present", "ing"} if adjective else {"base", "present"}  # "a ministerial meeting"
    may_be_noun = any(t.noun for t in word.triggers) and all(t.noun or t.tense in tenses for t in word.triggers)
    verbal = before.marks & {"infinitive", "pronouns", "future", "clause", "adverbs"} or before.is_sign
    verbal = verbal or (before.upper and not people)
    verbal = verbal or ("negative" in before.marks and "determiners" not in before.marks)
    return may_be_noun and not verbal
