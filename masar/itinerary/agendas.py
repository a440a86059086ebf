"""Agendas: "Tuesday: Mexico City" on a line of its own, "The agenda: X on Monday, Y on Tuesday", "(June 15, Sochi)"."""

from masar.itinerary.governors import STRENGTH, Event
from masar.itinerary.prepositions import is_apposition
from masar.itinerary.text import Text

_LONGEST_LINE, _LONGEST_BRACKET, _REACH = 10, 6, 40
_LONGEST_HEAD, _LONGEST_AGENDA, _FEWEST_DAYS = 9, 200, 2
_PARTING = frozenset(":-–—")


def read_agenda(text: Text, sentence: range, index: int) -> Event | None:
    """Return what an agenda says of a place: that someone acts there on the day that stands beside it."""
    if not text.lexicon.cased:
        return None
    return (
        _read_line(text, sentence, index)
        or _read_bracket(text, sentence, index)
        or _read_running(text, sentence, index)
    )


def _read_line(text: Text, sentence: range, index: int) -> Event | None:
    """Read a line that holds a day, a colon and places only."""
    words = text.words
    if len(sentence) > _LONGEST_LINE or words[sentence.start].date is None:
        return None
    sign = next((at for at in sentence if words[at].form in _PARTING), None)
    if sign is None or index <= sign or any(words[at].date is None for at in range(sentence.start, sign)):
        return None
    if any(not (w.place is not None or w.is_sign or "list" in w.marks) for w in words[sign + 1 : sentence.stop]):
        return None
    return _event(text, index, "visit", sentence.start, sentence.start)


def _read_bracket(text: Text, sentence: range, index: int) -> Event | None:
    """Read a place and a day in brackets, after what someone does there."""
    words = text.words
    if index + 1 not in sentence or words[index + 1].form != ")":
        return None
    low = max(sentence.start, index - _LONGEST_BRACKET)
    opening = next((at for at in range(index - 1, low - 1, -1) if words[at].form == "("), None)
    if opening is None:
        return None
    dated = [at for at in range(opening + 1, index) if words[at].date is not None]
    if not dated or any(not (words[at].date or words[at].is_sign) for at in range(opening + 1, index)):
        return None
    for at in range(opening - 1, max(sentence.start, opening - _REACH) - 1, -1):
        if any(t.group == "act" and not t.noun for t in words[at].triggers):
            return _event(text, index, "visit", dated[0], at)
    return None


def _read_running(text: Text, sentence: range, index: int) -> Event | None:
    """Read "His schedule: Monday, talks in X; Tuesday, a speech in Y": what is set on several days."""
    words = text.words
    head = range(sentence.start, min(sentence.stop, sentence.start + _LONGEST_HEAD))
    colon = next((at for at in head if words[at].form == ":"), index)
    if not colon < index < colon + _LONGEST_AGENDA:
        return None
    if not any("agenda" in words[at].marks for at in head[: colon - sentence.start]):
        return None
    told = range(colon + 1, min(sentence.stop, colon + _LONGEST_AGENDA))
    parting = {";"} if any(words[at].form == ";" for at in told) else {",", "and"}
    if len({words[at].date for at in told if words[at].date}) < _FEWEST_DAYS or is_apposition(text, sentence, index):
        return None
    low = next((at for at in range(index - 1, colon, -1) if words[at].form in parting), colon)
    high = next((at for at in range(index, told.stop) if words[at].form in parting), told.stop)
    dated = next((at for at in range(low + 1, high) if words[at].date is not None), None)
    return None if dated is None else _event(text, index, "visit", dated, dated)


def _event(text: Text, index: int, group: str, dated: int, trigger: int) -> Event:
    place = text.words[index].place
    assert place is not None
    return Event(index, place, "goal", group, trigger, STRENGTH["visit"], date=text.words[dated].date)
