"""Words beside a verb: what may stand between it and its subject, and what is no subject."""

from dataclasses import replace

from masar.itinerary.descriptions import Subject, describe_phrase, kinds_of
from masar.itinerary.governors import is_finite
from masar.itinerary.phrases import LONGEST_PHRASE, is_possessive, opening_phrase, phrase_before
from masar.itinerary.text import Text, Word

_LONGEST_MAKER = 7


def may_be_object(text: Text, trigger: int, described: Subject) -> bool:
    """Tell whether what follows a verb such as "met" is rather whom it was that someone met."""
    word = text.words[trigger]
    if not any(t.group == "act" for t in word.triggers):
        return False
    opens = trigger == text.sentences[word.sentence].start
    return described.other or (word.joined and not opens) or (trigger > 0 and "clause" in text.words[trigger - 1].marks)


def is_government_after(text: Text, trigger: int) -> bool:
    """Tell whether a bare place follows a verb that takes no object: "اتجهت موسكو إلى طهران"."""
    after = text.words[trigger + 1 : trigger + 2]
    moves = {t.group for t in text.words[trigger].triggers}
    return (
        bool(after)
        and after[0].place is not None
        and not after[0].demonym
        and not after[0].glued
        and moves <= {"go", "return"}
    )


def object_pronoun_after(text: Text, trigger: int) -> Subject | None:
    """Return the object, where it is a pronoun: "a freighter took him to Jeddah", "inspected it off Istanbul"."""
    after = text.words[trigger + 1 : trigger + 2]
    is_object = bool(after) and "objects" in after[0].marks and text.words[trigger].sentence == after[0].sentence
    if is_object and "possessive" in after[0].marks:  # "left her hometown", not "took her to X"
        beyond = text.words[trigger + 2 : trigger + 3]
        somewhere = bool(beyond) and beyond[0].place is not None and not beyond[0].demonym
        owned = beyond and not (beyond[0].is_sign or beyond[0].preposition or beyond[0].date or somewhere)
        is_object = not (owned and not beyond[0].marks & {"adverbs", "clause", "infinitive"})
    return Subject("object", trigger) if is_object else None


def may_describe(word: Word) -> bool:
    """Tell whether a word may stand between a possessor and his journey: "his [final foreign press] conference"."""
    if "adverbs" in word.marks or word.upper:
        return True
    return not (word.is_sign or word.preposition or word.triggers or "clause" in word.marks)


def describes_trip(text: Text, index: int, trigger: int) -> bool:
    """Tell whether a word is someone's visit, or says when: "await Ana's [visit] [slated] for May before leaving"."""
    if not text.lexicon.cased or all(t.noun for t in text.words[trigger].triggers):
        return False
    word, before = text.words[index], text.words[index - 1]
    if any(t.noun for t in word.triggers):
        return any(is_possessive(text, at) for at in range(max(0, index - 3), index))
    return "future" in word.marks and any(t.noun for t in before.triggers)


def is_around_verb(word: Word) -> bool:
    """Tell whether a word may stand between a subject and its verb."""
    if any(kinds_of(word)) or "pronouns" in word.marks:
        return False  # "ship" is an adverb only after "by"; "she'll" is a subject
    if word.date is not None or word.marks & {"adverbs", "future", "perfect", "negative", "infinitive"}:
        return "clause" not in word.marks
    return "auxiliary" in word.marks


def owner_after(text: Text, sentence: range, trigger: int) -> Subject | None:
    """Return whose a journey is by what follows: "the visit of the king", "talks between A and B", "a visit X made"."""
    words = text.words
    if trigger + 1 in sentence and words[trigger + 1].form == "between":
        after = range(trigger + 2, min(sentence.stop, trigger + 2 + LONGEST_PHRASE))
        stop = next((i for i in after if words[i].preposition or words[i].is_sign or words[i].date), after.stop)
        parties = describe_phrase(text, list(range(trigger + 2, stop)), trigger)
        return replace(parties, relation="named", other=not (parties.names or parties.roles or parties.kinds))
    if trigger + 1 in sentence and words[trigger + 1].form == "of":
        after = range(trigger + 2, min(sentence.stop, trigger + 2 + LONGEST_PHRASE))
        stop = next((i for i in after if words[i].preposition or words[i].is_sign), after.stop)
        owner = describe_phrase(text, list(range(trigger + 2, stop)), trigger)
        return owner if owner.names or owner.roles or owner.kinds else None
    for at in range(trigger + 2, min(sentence.stop, trigger + _LONGEST_MAKER)):
        if words[at].form == "by" and words[at - 1].place is not None:  # "a visit to X by the minister"
            stop = min(sentence.stop, at + LONGEST_PHRASE)
            verb = next((n for n in range(at + 1, stop) if words[n].triggers or words[n].preposition), stop)
            maker = describe_phrase(text, list(range(at + 1, verb)), trigger)
            return maker if maker.names or maker.roles else None
        if "made_trip" in words[at].marks:
            return describe_phrase(text, [n for n in range(trigger + 1, at) if words[n].form != "that"], trigger)
        if words[at].is_sign or words[at].preposition or words[at].triggers:
            break
    return None


def is_taken(text: Text, trigger: int) -> bool:
    """Tell whether a flight is what someone takes: "took a short flight from X", "landed after a flight from X"."""
    words = text.words
    article = next((at for at in range(trigger - 1, max(trigger - 4, 0), -1) if "indefinite" in words[at].marks), 0)
    before = words[article - 1] if article else None
    took = before is not None and any(not t.noun for t in before.triggers)
    return before is not None and (
        took or before.form in ("took", "takes", "take", "taking") or "after" in before.marks
    )


def is_relative_that(text: Text, trigger: int, index: int) -> bool:
    """Tell whether "that" is the subject of a finite verb: "a boat that had left X", not "said that leaving X"."""
    finite = any(not t.noun and t.tense in ("past", "present", "participle") for t in text.words[trigger].triggers)
    return finite and any(kinds_of(text.words[index - 1]))


def whom_a_clause_describes(text: Text, trigger: int, index: int) -> Subject | None:
    """Return who a sentence is about past a clause on him: "A warship that was shadowing a ship in X put into Y"."""
    if not text.lexicon.cased:
        return None
    opening = opening_phrase(text, trigger)
    end = max(opening, default=-1) + 1
    if (
        not opening
        or end >= min(phrase_before(text, index + 1), default=trigger)
        or not text.words[end].marks & {"relative", "that"}
    ):
        return None
    if any(word.is_sign for word in text.words[end:trigger]) or not is_finite(text.words[trigger]):
        return None
    described = describe_phrase(text, opening, trigger)
    return described if described.kinds or described.roles else None
