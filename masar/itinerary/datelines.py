"""What a dateline says: where the text begins, and who arrived, or was received, "here"."""

from collections.abc import Mapping, Sequence

from masar.itinerary.circumstances import read_circumstances
from masar.itinerary.governors import Event
from masar.itinerary.text import Text, Word

_LONGEST_DATELINE, _FAR_HERE = 7, 60


def arrival_here(text: Text) -> Event | None:
    """Return what a dateline says of its place: "BANGKOK (Xinhua) - The premier arrived here Tuesday"."""
    at = next((at for at, word in enumerate(text.words[:4]) if word.place is not None and not word.demonym), None)
    if at is None or not text.sentences or _dateline_end(text, text.sentences[0]) <= at:
        return None
    for index, word in enumerate(text.words[:_FAR_HERE]):
        trigger = next((t for t in word.triggers if not t.noun and t.group in ("arrive", "return", "leave")), None)
        if trigger is None or not any("here" in near.marks for near in text.words[index + 1 : index + 3]):
            continue
        place = text.words[at].place
        assert place is not None
        event = Event(at, place, "start" if trigger.group == "leave" else "goal", trigger.group, index, 1.0)
        read_circumstances(text, text.sentences[word.sentence], event)
        return event
    return None


def guest_here(text: Text, found: Mapping[int, Event]) -> Event | None:
    """Return what an Arabic dateline says where a guest is received: "أبوظبي - استقبل رئيس الدولة الرئيس"."""
    if not text.lexicon.subject_after or not text.sentences or any(at in found for at in text.sentences[0]):
        return None
    at = next((at for at, word in enumerate(text.words[:4]) if word.place is not None and not word.demonym), None)
    verb = next((n for n in text.sentences[0] if any(not t.noun for t in text.words[n].triggers)), 0)
    hosts = any(t.group == "receive" and not t.noun for t in text.words[verb].triggers)
    if at is None or not hosts or not 0 <= at < verb <= _LONGEST_DATELINE + 2 or text.words[at].glued:
        return None
    place = text.words[at].place
    if place is None or place.kind != "city":
        return None
    event = Event(at, place, "goal", "receive", verb, 0.9)
    read_circumstances(text, text.sentences[0], event)
    return event


def _dateline_end(text: Text, sentence: range) -> int:
    """Return the index after "PORT SUDAN, March 6 - ", "CAIRO (Reuters) - ", "مكة المكرمة - "."""
    words = text.words
    start = _agency_end(text, sentence)
    if start not in sentence or words[start].place is None or words[start].glued:
        return sentence.start
    for index in range(start + 1, min(sentence.stop, start + 12)):
        word = words[index]
        if word.form in ("-", "–", "—", "ـ") or (word.form == ":" and _is_place_alone(words[start:index])):
            return index + 1
        if any(not t.noun for t in word.triggers):
            return sentence.start
    return sentence.start


def _is_place_alone(words: Sequence[Word]) -> bool:
    """Tell whether before a colon stands a place, with its country or an agency: "TRAPANI (Italy):"."""
    return len(words) <= _LONGEST_DATELINE and all(w.place is not None or w.is_sign or w.upper for w in words)


def after_dateline(text: Text, sentence: range) -> range:
    """Return what a sentence tells, without its dateline, whose date is none of an event's."""
    return range(_dateline_end(text, sentence), sentence.stop)


def _agency_end(text: Text, sentence: range) -> int:
    """Return the index after an agency's name before the place: "(AGENCY) - ROME, July 5 - "."""
    opening = [word.form for word in text.words[sentence.start : sentence.start + 4]]
    bracketed = len(opening) == 4 and opening[0] == "(" and opening[2] == ")" and opening[3] in "-–—"
    return sentence.start + 4 * bracketed
