"""What the lexicon says of a word: its readings, looked up once a form and remembered."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from masar.itinerary.lexicon import Lexicon, Trigger
from masar.names import strip_clitics

# How many word forms are remembered with what they mean: more than a long article has.
_REMEMBERED = 32768
_NEVER_VERBS = frozenset({"context", "clause", "pronouns", "not_verbs"})
# Endings of two, and of more: the first tells which it is, the others may be either.
_TWO, _SHORTEST_STEM = "ان", 3
_SEVERAL = (_TWO, "ون", "ين")
_OWNERS = ("'s", "’s")
_WHERE = frozenset({"اين", "حيث"})
_Starts = tuple[tuple[str, Mapping[str, int]], ...]
_PARTICLES = frozenset({"sequence", "adverbs", "after", "before", "list"})


def phrase_length(forms: Sequence[str], index: int, starts: _Starts, lexicon: Lexicon) -> int:
    """Return how many words the longest known phrase has that begins so (see `Meaning`) at an index, or 1."""
    following = forms[index + 1] if index + 1 < len(forms) else ""
    for first, seconds in starts:
        for length in range(min(seconds.get(following, 1), len(forms) - index), 1, -1):
            if not _is_known("_".join((first, *forms[index + 1 : index + length])), lexicon):
                continue
            last = forms[index + length - 1]
            whole = "_".join((last, *forms[index + length : index + length + 1]))
            if whole == last or whole not in lexicon.prepositions:
                return length  # but "flew out of X" is "flew" and "out of", not "flew out" and "of"
    return 1


class Meaning(NamedTuple):
    """
    What the lexicon says of a word, wherever it stands: the fields of `Word` from `form` to `joined`, then two more.

    `starts` is what it may be without particles where known phrases begin so, and by their second words how long
    these get; `seconds` are all these second words.
    """

    form: str
    keys: tuple[str, ...]
    name: str
    is_sign: bool
    triggers: tuple[Trigger, ...]
    preposition: str
    marks: frozenset[str]
    glued: str
    joined: bool
    starts: _Starts
    seconds: frozenset[str]


@lru_cache(maxsize=_REMEMBERED)
def look_up(forms: tuple[str, ...], first: str, lexicon: Lexicon) -> Meaning:
    """Return what the lexicon says of a word or phrase whose first letter is `first`, if that may be glued on."""
    starts = tuple((stem, lexicon.phrases[stem]) for stem in _stems(forms[0], lexicon) if stem in lexicon.phrases)
    owns = forms[0].endswith(_OWNERS)
    if lexicon.cased:
        forms = tuple(_without_ending(form) or form for form in forms)
    keys = tuple("_".join((stem, *forms[1:])) for stem in _stems(forms[0], lexicon))
    if lexicon.glued.get(first) == "to":
        keys = keys[:1] + tuple(key for key in keys[1:] if key not in _WHERE)  # "فون دير لاين"
    whole = lexicon.marks.get(keys[0], set()) | _never(keys, lexicon)
    triggers: tuple[Trigger, ...] = ()
    if not whole & (
        _NEVER_VERBS if lexicon.cased else _NEVER_VERBS | _PARTICLES
    ):  # "وزارة" is not "and he visited her"
        triggers = _readings(keys, lexicon)
    preposition = lexicon.prepositions.get(keys[0], "") or _joined_preposition(keys, lexicon)
    whole_only = _is_known(keys[0], lexicon) and not any(_is_known(key, lexicon) for key in keys[1:])
    kind = lexicon.glued.get(first, "") if len(keys) > 1 and not whole_only else ""  # "بعثة" has no "in" in front
    glued = "" if preposition or kind == "and" else kind
    marks = frozenset(_marks(keys, lexicon))
    if lexicon.cased and len(forms) == 1 and owns:
        marks |= {"owner"}
    if not (marks or triggers or preposition or lexicon.cased) and len(forms) == 1:
        marks = frozenset(_marks_of_several(keys, lexicon))
    if not (marks or triggers or preposition) and any(lexicon.future_verb.match(key) for key in keys):
        marks = frozenset({"future"})
    name, sign = bare_name(keys[0]), is_sign(keys[0])
    seconds = frozenset(second for _, lengths in starts for second in lengths)
    return Meaning(keys[0], keys, name, sign, triggers, preposition, marks, glued, kind == "and", starts, seconds)


def _without_ending(form: str) -> str:
    """Return an English word without "'s", or "-led": "the minister's plane", "the minister-led delegation"."""
    return form.removesuffix("'s").removesuffix("’s").removesuffix("-led")


def bare_name(form: str) -> str:
    """Return a word without a possessive ending."""
    return form.removesuffix("'s").removesuffix("’s")


def is_sign(form: str) -> bool:
    """Tell whether a form is punctuation."""
    return not form[:1].isalnum()


def _readings(keys: Sequence[str], lexicon: Lexicon) -> tuple[Trigger, ...]:
    """Return the readings of the first key that has any; no past tense follows "to" or "in" glued on: "لاستضافة"."""
    key = next((key for key in keys if key in lexicon.triggers), "")
    particle = keys[0][: len(keys[0]) - len(key)][-1:] if key else ""
    readings = tuple(lexicon.triggers[key]) if key else ()
    if lexicon.glued.get(particle) in ("to", "in"):
        return tuple(t for t in readings if t.noun or t.tense != "past")
    return readings


def _is_known(key: str, lexicon: Lexicon) -> bool:
    return key in lexicon.triggers or key in lexicon.marks or key in lexicon.prepositions


def _never(keys: Sequence[str], lexicon: Lexicon) -> set[str]:
    """Return {"not_verbs"} for a word that is none with a particle glued on either: "وعبر"."""
    return {"not_verbs"} if any("not_verbs" in lexicon.marks.get(key, ()) for key in keys) else set()


def _joined_preposition(keys: Sequence[str], lexicon: Lexicon) -> str:
    """Return the preposition of a word such as "وفي", "ومن": particles stripped by hand, for it is short."""
    form = keys[0]
    if lexicon.glued.get(form[0]) == "and":
        return lexicon.prepositions.get(form[1:], "")
    return ""


def _marks(keys: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    for key in keys:
        yield from lexicon.marks.get(key, ())
        for article in lexicon.articles:
            if key.startswith(article) and not lexicon.cased:
                for mark in lexicon.marks.get(key[len(article) :], ()):
                    if mark in ("roles", "officials", "context") or mark.startswith("kind:"):
                        yield mark


def _marks_of_several(keys: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """Yield what two or more are of whom the lexicon has one: "الرحالان", "المبعوثين"."""
    for key in keys:
        ending = next((ending for ending in _SEVERAL if key.endswith(ending)), "")
        stem = key.removesuffix(ending)
        if not ending or len(stem) < _SHORTEST_STEM:
            continue
        one = stem.removesuffix("ت") + "ه"  # "طائرتان", and "رحالان" of "رحالة"
        for mark in _marks((stem, one, stem + "ه"), lexicon):
            if mark.startswith("kind:"):
                yield "kind:group" if mark == "kind:person" and ending != _TWO else mark


def _stems(form: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return a form and what is left of it without the particles at its front, short words too: "وقد", "وجاء"."""
    short = (form[1:],) if len(form) == 3 and lexicon.glued.get(form[0]) == "and" else ()
    return (form, *(stem for _, stem in strip_clitics(form)), *short)
