"""Arabic: what is done in a place by those who are at home there, or by nobody, and is no part of a journey."""

import itertools
import re

from masar.itinerary.descriptions import kinds_of
from masar.itinerary.governors import Event
from masar.itinerary.text import Text, Word

_REACH, _POSTING, _HEAD = 10, 3, 4
# What is held, or holds itself, somewhere: "تعقد القمة المقبلة في", "يعقد مؤتمر للمانحين في"; not "يعقد مؤتمرا".
_OBJECT = re.compile("(?<![هن])ا$")  # "يقيم حفلا", not "يقيم شقيقها"
_OF_JOURNEYS = frozenset({"tour", "agenda", "ordinal_noun", "first", "last"})


def is_done_at_home(text: Text, event: Event) -> bool:
    """
    Tell whether what a text tells of a place is no one's coming there.

    A country that hosts or builds something ("وتستضيف بريطانيا مؤتمرا في لندن"), an ambassador who welcomes a visit
    where he is posted, a summit that is to be held, where someone lives, how long after a summit it is.
    """
    if not text.lexicon.subject_after or text.sport or event.trigger >= event.word:
        return False
    between = text.words[event.trigger + 1 : event.word]
    return (
        _is_done_by_country(event, between)
        or _welcomes_thing(text, event)
        or _is_posting(text, event)
        or _is_held_by_itself(text, event)
        or _lives_there(text, event, between)
        or _is_only_later(event, between)
        or _includes_members(text, event)
        or _is_member(event, between)
    )


def _is_done_by_country(event: Event, between: list[Word]) -> bool:
    if event.group not in ("act", "receive") or len(between) < 2:  # the country, and what it does
        return False
    host = between[0]
    country = host.place is not None and host.place.kind == "country" and not (host.demonym or host.glued)
    # "استقبلت مصر الوزير في القاهرة": the guest did come there
    return country and (event.group == "act" or any("event" in word.marks for word in between))


def _welcomes_thing(text: Text, event: Event) -> bool:
    """Read "رحب السفير لدى السودان بالزيارة", "رحب مسؤول في X بالاتفاق"; not "رحب به في X"."""
    trigger = text.words[event.trigger]
    if event.group != "receive" or "welcome" not in trigger.marks:
        return False
    stop = text.sentences[trigger.sentence].stop
    near = text.words[event.trigger + 1 : min(stop, event.trigger + _REACH)]
    what = next((word for word in near if word.glued == "in" and word.place is None), None)
    return what is not None and not any(kinds_of(what)) and "roles" not in what.marks


def _is_posting(text: Text, event: Event) -> bool:
    """Read "رافقه سفير كينيا في بروكسل"."""
    before = text.words[max(event.trigger + 1, event.word - _POSTING) : event.word]
    if event.group not in ("carry", "receive", "other") or len(before) < _POSTING:
        return False
    return "posted" in before[0].marks and before[1].place is not None and before[2].preposition == "in"


def _is_held_by_itself(text: Text, event: Event) -> bool:
    trigger, after = text.words[event.trigger], text.words[event.trigger + 1]
    present = any(not t.noun and t.tense in ("present", "future") for t in trigger.triggers)
    if event.group != "act" or not present or after.form not in text.lexicon.forms["gatherings"]:
        return False
    return not any(
        word.form in text.lexicon.forms["between"] for word in text.words[event.trigger + 2 : event.word + 2]
    )


def _lives_there(text: Text, event: Event, between: list[Word]) -> bool:
    if event.group != "act" or text.words[event.trigger].form not in text.lexicon.forms["resides"]:
        return False
    return not any("event" in word.marks or _OBJECT.search(word.form) for word in between)


def _includes_members(text: Text, event: Event) -> bool:
    """Read "ويضم التحالف كلا من السعودية والأردن", "المجموعة التي تضم مصر": no journey includes these."""
    subject = text.words[event.trigger + 1]
    if "relative" in text.words[event.trigger - 1].marks:
        head = text.words[max(0, event.trigger - 1 - _HEAD) : event.trigger - 1]
        return event.group == "include" and not any(word.triggers or word.marks & _OF_JOURNEYS for word in head)
    named = subject.form.startswith(text.lexicon.articles) and subject.place is None and not subject.preposition
    finite = any(not t.noun for t in text.words[event.trigger].triggers)
    return event.group == "include" and named and finite and not (subject.triggers or subject.marks & _OF_JOURNEYS)


def _is_member(event: Event, between: list[Word]) -> bool:
    """Read "تدخل في هذه المنظمة كل من أوكرانيا وجورجيا": these are the subject."""
    each = next((at for at, word in enumerate(between) if "each" in word.marks), 0)
    return event.group in ("arrive", "go") and any(word.preposition == "in" for word in between[:each])


def _is_only_later(event: Event, between: list[Word]) -> bool:
    """Read "تأتي الزيارة بعد أسبوع من قمة في"."""
    if event.group != "trip" or event.role != "start":
        return False
    return any("after" in word.marks and "durations" in after.marks for word, after in itertools.pairwise(between))
