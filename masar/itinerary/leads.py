"""What an article opens with: the arrival that is its news, which mostly comes last of what it tells."""

from collections.abc import Sequence

from masar.itinerary.governors import Event
from masar.itinerary.text import Text
from masar.itinerary.visits import ARRIVALS, Visit

_LEAD, _RESUMED = 4, 6


def lead_sentence(text: Text, visits: Sequence[Visit]) -> int:
    """Return the sentence of the arrival that the article opens with, or -1 if it opens otherwise."""
    told = sorted((e for v in visits for e in (*v.events, *v.wider)), key=lambda e: e.word)
    first = next((e for e in told if e.role != "start"), told[0])
    sentence = text.words[first.word].sentence
    near = text.words[max(0, first.trigger - 2) : first.trigger]
    if text.lexicon.cased and (first.group == "strike" or any("first" in word.marks for word in near)):
        return -1  # "he first took a ferry to X"; a storm is followed as it goes
    arrived = (
        _is_arrival(first)
        or is_held(text, first)
        or (first.role == "way" and first is told[0] and first.status == "visited")
    )
    return sentence if sentence < _LEAD and arrived and not _tells_onward(text, told, sentence) else -1


def _tells_onward(text: Text, told: Sequence[Event], lead: int) -> bool:
    """Tell whether an Arabic text goes on from its opening: "وصل إلى X. ... ثم توجه إلى Y", with nothing before."""
    if not text.lexicon.subject_after:
        return False
    back = False
    for event in told:
        at = event.trigger
        if text.words[event.word].sentence <= lead or event.status != "visited":
            continue
        back = back or event.perfect or (event.group == "leave" and event.role == "start" and _is_new(event, told))
        start = text.sentences[text.words[at].sentence].start
        if any("resumed" in word.marks for word in text.words[max(start, at - _RESUMED) : at + 1]):
            return True
        if back or event.role == "start":
            continue
        onward = any("sequence" in word.marks for word in text.words[max(start, at - _LEAD) : at])
        if onward or event.group == "return":
            return event.tense == "past" or onward
    return False


def _is_new(event: Event, told: Sequence[Event]) -> bool:
    """Tell whether a place that is left was not reached in what is told before: "وانطلق من الرباط قبل ستة أشهر"."""
    return all(e.place.place_id != event.place.place_id or e.word >= event.word for e in told if e.role == "goal")


def _is_arrival(event: Event) -> bool:
    return (
        event.role == "goal"
        and not event.perfect
        and event.group in ARRIVALS - {"include", "begin", "trip"}
        and event.status == "visited"
        and not (event.group == "strike" and event.number == 1)  # where a storm formed
    )


def is_held(text: Text, event: Event) -> bool:
    """Tell whether an Arabic text opens with where someone was held: he had come there by then."""
    held = event.group in ("held", "stay") and event.role == "goal" and event.status == "visited"
    opens = text.words[event.word].sentence == 0
    return text.lexicon.subject_after and held and opens and not event.perfect


def is_lead(lead: int, text: Text, visit: Visit) -> bool:
    """Tell whether the article opens with the arrival at this stop: the latest one, then."""
    told = (e for e in (*visit.events, *visit.wider) if e.group != "leave" or not text.lexicon.cased)
    return any(text.words[e.word].sentence == lead and (_is_arrival(e) or is_held(text, e)) for e in told)


def is_homecoming(lead: int, text: Text, visit: Visit) -> bool:
    """Tell whether the article opens with a return to this stop: all the rest came before."""
    home = [
        e for e in (*visit.events, *visit.wider)
        if e.group == "return" and e.role == "goal" and any(t.group == "return" for t in text.words[e.trigger].triggers)
    ]  # fmt: skip
    home = [e for e in home if "diverted" not in text.words[e.trigger].marks]  # "turned back to X"
    return any(e.status == "visited" and text.words[e.word].sentence == max(lead, 0) for e in home)
