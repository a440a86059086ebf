"""The subject of a verb past the comma before it: an apposition, a clause on it, or what the sentence opens with."""

from masar.itinerary.asides import opening_of_aside
from masar.itinerary.descriptions import CARRIERS, Subject, describe_phrase
from masar.itinerary.phrases import (
    LONGEST_PHRASE,
    has_no_finite_verb,
    is_object,
    opening_phrase,
    phrase_before,
    sign_before,
)
from masar.itinerary.text import Text


def subject_past_sign(text: Text, trigger: int, index: int) -> Subject:
    """Step over an apposition or a relative clause between commas: "Marsh, five days in office, flew"."""
    words = text.words
    if words[trigger].triggers and all(t.tense == "ing" for t in words[trigger].triggers if not t.noun):
        vehicle = describe_phrase(text, list(phrase_before(text, index)), trigger)  # "the plane, flying from X"
        return vehicle if vehicle.kinds & CARRIERS else Subject("none", trigger)
    sentence = text.sentences[words[trigger].sentence]
    opening = (text.lexicon.cased and opening_of_aside(text, sentence, index)) or sign_before(text, sentence, index)
    if opening in sentence and all(w.place is not None and not w.demonym for w in words[opening + 1 : index]):
        index, opening = opening, sign_before(text, sentence, opening)  # "Ana Lopez, from Cordoba, Spain, left"
    opening = _past_companion(text, sentence, opening)
    inner = list(range(opening + 1, index))
    described = describe_phrase(text, inner[:LONGEST_PHRASE], trigger)
    if opening not in sentence:
        return described if has_no_finite_verb(text, inner) else Subject("none", trigger)
    phrase = list(phrase_before(text, opening))
    if index == trigger - 1 and is_object(text, sentence, phrase):
        return Subject("none", trigger)  # "fled with his uncle, slipped across, spent a year in X"
    outer = describe_phrase(text, phrase, trigger)
    beside = text.lexicon.cased and words[opening + 1].form in ("with", "on")
    if text.lexicon.cased and (outer.other or beside):
        outer = _past_participle(text, trigger, outer)
    verbal = any(not t.noun for i in inner for t in words[i].triggers)
    if outer.relation == "named" and (beside or verbal):
        return outer  # "The flight from X, with 90 people on board, landed"
    if has_no_finite_verb(text, inner) and outer.relation == "named" and described.relation == "named":
        return _join(outer, described)
    return outer if outer.relation == "named" else described


def _past_companion(text: Text, sentence: range, opening: int) -> int:
    """Return the comma before who goes along, by name in an aside: "Reed, accompanied by his wife, Ann, flew"."""
    before = sign_before(text, sentence, opening) if text.lexicon.cased and opening in sentence else sentence.stop
    beside = before in sentence and text.words[before + 1].form in text.lexicon.forms["beside"]
    return before if beside else opening


def _past_participle(text: Text, trigger: int, outer: Subject) -> Subject:
    """Return how a sentence opens, or nobody, rather than a bare place or participle: "Born in X, she ..., fled Y"."""
    opening = describe_phrase(text, opening_phrase(text, trigger), trigger)
    known = outer.names or outer.roles or outer.kinds
    return outer if known else opening if opening.kinds or opening.roles else Subject("none", trigger)


def _join(outer: Subject, inner: Subject) -> Subject:
    """Return what a phrase and its apposition say together; "wounded in an attack" makes nobody another."""
    other = outer.other or (inner.other and bool(inner.names or inner.roles or inner.kinds))
    return Subject(
        "named", outer.at, outer.names | inner.names, outer.roles | inner.roles, outer.kinds | inner.kinds,
        outer.countries | inner.countries, outer.indefinite and inner.indefinite, other,
        outer.duties | inner.duties,
    )  # fmt: skip
