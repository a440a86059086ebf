"""The country that only "home" names: "عاد الرئيس التركي إلى بلاده", "عادوا إلى أرض الوطن", "العودة إلى العاصمة"."""

import itertools

from masar.itinerary.capitals import capitals
from masar.itinerary.text import Text
from masar.model import Place

_REACH = 12
# What bounds the cost: a clause, and the opening of a text, have not more words.
_CLAUSE, _OPENING, _DATELINE = 60, 400, 4
_TO_ANY, _TO_OWN = frozenset({"return"}), frozenset({"return", "go", "leave", "carry"})
_OWNERS = frozenset({"context", "roles", "officials"})


def name_homeland(text: Text) -> None:
    """Let the word for one's country stand for it where someone returns there, in languages that say it so."""
    if not text.lexicon.subject_after:
        return
    for index, word in enumerate(text.words):
        seat = "capital" in word.marks
        if word.place is not None or not (seat or "homeland" in word.marks) or not _is_led_home(text, index):
            continue
        country = None if _is_named_next(text, index) else _country_before(text, index)
        if country is None or (seat and country.country not in capitals()):
            continue
        word.place = capitals()[country.country] if seat else country


def _is_led_home(text: Text, index: int) -> bool:
    """Tell whether a return leads to a word by "to", or any movement to "his country"; a visit's is the host's."""
    home = _TO_OWN if text.words[index].form.endswith(text.lexicon.pronoun_endings) else _TO_ANY
    near = text.words[max(text.sentences[text.words[index].sentence].start, index - _REACH) : index]
    if not any(word.preposition == "to" for word in near[-2:]):
        return False
    governor = next((w for w in reversed(near) if any(not t.noun or t.group in home for t in w.triggers)), None)
    return governor is not None and any(t.group in home for t in governor.triggers)


def _is_named_next(text: Text, index: int) -> bool:
    """Tell whether the name follows: "العاصمة بغداد", "العاصمة العراقية"."""
    return any(word.place is not None for word in text.words[index + 1 : index + 3])


def _country_before(text: Text, index: int) -> Place | None:
    """Return the country whose people or office the clause names, or else the text first: "الرئيس التركي"."""
    start = next((n for n in range(index - 1, max(0, index - _CLAUSE), -1) if text.words[n].triggers), 0)
    for at in itertools.chain(range(max(start, index - _CLAUSE), index), range(min(start, _OPENING))):
        word, place = text.words[at], text.words[at].place
        if place is None or place.kind != "country":
            continue
        if word.demonym or (at and text.words[at - 1].marks & _OWNERS):
            return place
    return _place_of_dateline(text)


def _place_of_dateline(text: Text) -> Place | None:
    """Return where those at home report from: "عمان - بترا: عاد الملك إلى أرض الوطن"."""
    for word in text.words[:_DATELINE]:
        if any(not t.noun for t in word.triggers):
            break
        if word.place is not None and not word.demonym:
            return word.place
    return None
