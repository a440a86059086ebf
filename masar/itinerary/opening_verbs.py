"""Arabic places far behind the verb that a sentence opens with: "يحل الملك وعقيلته ... اليوم الاثنين بالمغرب"."""

from collections.abc import Reversible
from itertools import islice

from masar.itinerary.descriptions import describe_phrase
from masar.itinerary.governors import (
    STOPS,
    STRENGTH,
    Event,
    fitting_trigger,
    is_auxiliary,
    is_finite,
    new_event,
)
from masar.itinerary.lexicon import Trigger
from masar.itinerary.owners import described_noun, holds_place
from masar.itinerary.phrases import phrase_after
from masar.itinerary.text import Text

_MOVES = frozenset({"arrive", "go", "leave", "return"})
_ARRIVES = frozenset({"arrive", "stay"})
_WAYS = frozenset({"to", "in", "from"})
_LEADING = frozenset({"adverbs", "auxiliary", "future", "perfect", "sequence"})
_OPENING, _REACH, _LONGEST_TITLE, _LAST_TOLD = 4, 40, 6, 20
_SURENESS = 0.8


def governed_by_opening_verb(
    text: Text, sentence: range, index: int, preposition: str, before: int, told: Reversible[Event]
) -> Event | None:
    """
    Return what the verb that opens a sentence says of a place, if only its subject stands between them.

    Parameters
    ----------
    preposition, before
        The class of the preposition before the place, and the index before it.
    told
        What is known of the places before: a verb that has its place already has no other.
    """
    if not text.lexicon.subject_after or preposition not in _WAYS or index - sentence.start > _REACH:
        return None
    found = _opening_verb(text, sentence, before, preposition)
    if found is None or not _is_all_subject(text, found[0], before, preposition):
        return None
    event = new_event(text, index, *found, preposition, _SURENESS)
    taken = any(e.trigger == event.trigger and e.role == event.role for e in islice(reversed(told), _LAST_TOLD))
    return None if taken else event


def was_in_town(text: Text, sentence: range, index: int, preposition: str, before: int) -> Event | None:
    """Read "وكان الوزير في طوكيو الاثنين": where someone was on a day, with no other verb."""
    words, place = text.words, text.words[index].place
    if not text.lexicon.subject_after or preposition != "in" or place is None or place.kind != "city":
        return None
    at = next((n for n in sentence[:2] if words[n].marks >= {"auxiliary", "perfect"}), None)
    if at is None:
        return None
    after = words[index + 1 : index + 2]
    dated = index + 1 == sentence.stop or any(word.date is not None or word.is_sign for word in after)
    who = describe_phrase(text, phrase_after(text, at), at)
    if not dated or not (who.names or who.roles) or before - at > _LONGEST_TITLE:
        return None
    if any(is_finite(word) and not is_auxiliary(word) for word in words[at + 1 : index]):
        return None
    return Event(index, place, "goal", "stay", at, STRENGTH["stay"], subject=who)


def _opening_verb(text: Text, sentence: range, before: int, preposition: str) -> tuple[int, Trigger] | None:
    for at in range(sentence.start, min(sentence.start + _OPENING, before)):
        word = text.words[at]
        if not is_finite(word) or is_auxiliary(word):
            if word.date is None and word.marks.isdisjoint(_LEADING):
                return None  # "وقبل أن تحط الطائرة"
            continue
        trigger = fitting_trigger(text, word, preposition, at)
        moves = _MOVES if preposition != "in" else _ARRIVES
        return (at, trigger) if trigger is not None and trigger.group in moves and not trigger.noun else None
    return None


def _is_all_subject(text: Text, verb: int, before: int, preposition: str) -> bool:
    """Tell whether between a verb and an index only who moves is named, with titles, asides and the day."""
    for at in range(verb + 1, before + 1):
        word = text.words[at]
        if word.form in STOPS or word.quoted or "place_clause" in word.marks:
            return False
        if is_finite(word) and not is_auxiliary(word):
            return False
    if any("posted" in word.marks for word in text.words[max(verb, before - _LONGEST_TITLE) : before + 1]):
        return False
    return not holds_place(text, described_noun(text, before, preposition), preposition)
