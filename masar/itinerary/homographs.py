"""Arabic words that are written like others: what stands beside them tells which is meant."""

import itertools
from collections.abc import Sequence

from masar.itinerary.lexicon import Lexicon, Trigger
from masar.itinerary.text import Word

_LONGEST_SPAN = 3
_DEFINITE = ("لل", "بال", "وال", "كال")
_COUNTING = frozenset({"adverbs", "indefinite", "durations"})


def tell_homographs_apart(words: Sequence[Word], proper: frozenset[str], lexicon: Lexicon) -> None:
    """Take each word for the place, the person, the adjective or the verb that its neighbours make it."""
    _leave_people_alone(words, proper)
    _leave_duties_alone(words, lexicon)
    _see_adjectives(words, lexicon)
    _see_crossings(words)
    _see_verbs(words, lexicon)
    _see_spans_of_time(words)
    _see_tours_that_lead(words)


def see_arrivals_of_people(words: Sequence[Word]) -> None:
    """Take "حل" for an arrival where people follow, not for a solution: "حل الوزير ضيفا على"."""
    for word, after in itertools.pairwise(words):
        people = "roles" in after.marks or after.marks & {"kind:person", "kind:group"}
        if "before_people" in word.marks and people and not after.glued:
            word.triggers = (Trigger("arrive", "past", noun=False),)


def _leave_people_alone(words: Sequence[Word], proper: frozenset[str]) -> None:
    """Take a bare word for the person named so before, not for a town: "لويد أوستن ... وتوجه أوستن إلى مانيلا"."""
    for before, word in itertools.pairwise(words):
        town = word.place is not None and word.place.kind == "city" and not word.demonym
        if town and word.form in proper and not (word.glued or before.preposition or "transparent" in before.marks):
            word.place = None
    for first, before, word in zip(words, words[1:], words[2:], strict=False):
        if not first.preposition or word.glued or word.joined or before.demonym:
            continue
        posted, named = before.place, word.place
        if posted is None or named is None or posted.kind != "country" or named.kind != "city":
            continue
        if named.country != posted.country:
            word.place = None  # "المبعوث إلى اليمن مارتن غريفيث"


def _leave_duties_alone(words: Sequence[Word], lexicon: Lexicon) -> None:
    """Take "وزير المالية" for the minister of finance, not of Mali, and "آتيا من" for one who comes."""
    for before, word in itertools.pairwise(words):
        marks = frozenset(lexicon.marks.get(word.form, ())) if word.demonym else frozenset()
        if "duties" in marks and before.marks & {"roles", "context"}:
            word.place, word.demonym, word.marks = None, False, marks
    for word, after in itertools.pairwise(words):
        readings = lexicon.triggers.get(word.form, ()) if word.place is not None and after.preposition == "from" else ()
        if any(t.noun and t.group == "go" for t in readings):
            word.place, word.triggers = None, tuple(readings)  # "آتيا من عمّان" is no town in Chad


def _see_adjectives(words: Sequence[Word], lexicon: Lexicon) -> None:
    """Take "السعودية" after a definite noun and its adjective for one more: "الخطوط الجوية السعودية"."""
    for first, second, word in zip(words, words[1:], words[2:], strict=False):
        country = word.place is not None and word.place.kind == "country" and not word.glued and not word.joined
        if not country or word.form.removeprefix(lexicon.articles[0]) not in lexicon.adjectives:
            continue
        described = second.form.startswith(lexicon.articles) and second.form.endswith("ه") and not second.glued
        if described and first.form.startswith((*lexicon.articles, *_DEFINITE)):
            word.demonym, word.marks = True, frozenset({"demonym"})


def _see_verbs(words: Sequence[Word], lexicon: Lexicon) -> None:
    """Take a town's name that opens a clause and a preposition follows for a verb: "وسرت حتى وصلت"."""
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        town = word.place is not None and word.place.kind == "city" and not word.glued
        if not town or not after.preposition or not (word.joined or before.is_sign or "clause" in before.marks):
            continue
        readings = tuple(t for t in lexicon.triggers.get(word.form, ()) if not t.noun and t.tense == "past")
        if readings:
            word.place, word.triggers = None, readings


def _see_crossings(words: Sequence[Word]) -> None:
    """Take "عبر" after a relative pronoun for the verb, not for the preposition: "القطار الذي عبر تركيا"."""
    for before, word in itertools.pairwise(words):
        if word.preposition == "via" and "not_verbs" in word.marks and before.marks & {"relative", "perfect"}:
            word.preposition, word.triggers = "", (Trigger("pass", "past", noun=False),)


def _see_spans_of_time(words: Sequence[Word]) -> None:
    """Take "بعد يومين" for "then": nothing says what it was that came before."""
    for at, word in enumerate(words):
        if "after" not in word.marks:
            continue
        near = words[at + 1 : at + 1 + _LONGEST_SPAN]
        length = next((n for n, w in enumerate(near, 1) if "durations" in w.marks), 0)
        counted = all(w.form.isdecimal() or w.marks & _COUNTING or not (w.marks or w.triggers) for w in near[:length])
        measured = words[at + length + 1 : at + length + 3]
        since = any(w.preposition == "from" or "on" in w.marks for w in measured)  # "بعد ساعتين من إقلاعها"
        spent = any(t.group == "stay" for w in measured[:1] for t in w.triggers)  # "بعد يومين قضاهما في"
        if length and counted and not (since or spent):
            word.marks = word.marks - {"after"} | {"sequence"}


def _see_tours_that_lead(words: Sequence[Word]) -> None:
    """Take "جولة تقوده إلى" for what a tour includes, not for somebody's going."""
    for at, word in enumerate(words):
        if "leads" in word.marks and any("tour" in before.marks for before in words[max(0, at - _LONGEST_SPAN) : at]):
            tense = word.triggers[0].tense if word.triggers else "present"
            word.triggers = (Trigger("include", tense, noun=False),)
