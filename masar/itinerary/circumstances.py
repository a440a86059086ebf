"""What the words around a stop say of it: who goes there, when, whether, and as which of his stops."""

from masar.itinerary.captives import find_captive
from masar.itinerary.governors import STOPS, Event
from masar.itinerary.guests import OF_OBJECT, find_mover
from masar.itinerary.nearest_dates import follows_before, nearest_date, plan_by_date, turn_weekday
from masar.itinerary.prepositions import relative_follows
from masar.itinerary.staying import read_staying
from masar.itinerary.stop_numbers import read_number
from masar.itinerary.tenses import read_status
from masar.itinerary.text import Text
from masar.itinerary.under_way import arrives_there, is_under_way

_LONGEST_QUOTE = 50
_NEAR_RELATIVE, _LONGEST_MEETING, _AHEAD = 3, 14, 6
_SEEN = frozenset({"arrive", "visit", "receive", "stay", "act"})


def read_circumstances(text: Text, sentence: range, event: Event) -> None:
    """Read subject, date, status and number of a movement, and how sure it is."""
    _let_host_govern(text, sentence, event)
    _let_guest_govern(text, sentence, event)
    _let_arrival_govern(text, event)
    read_staying(text, sentence, event)
    verb = any(not t.noun for t in text.words[event.trigger].triggers) or not text.lexicon.cased
    is_object = event.group in OF_OBJECT and (event.group != "receive" or verb)
    event.subject = find_mover(text, event.trigger, guest=is_object)
    if event.group == "held" and text.lexicon.subject_after:
        event.subject = find_captive(text, event.trigger)
    event.date = nearest_date(text, sentence, event)
    event.status, event.perfect = read_status(text, sentence, event)
    turn_weekday(text, event)
    plan_by_date(text, event)
    if event.role == "goal" and is_under_way(text, event) and not follows_before(text, event):
        event.date = None  # a date beside "bound for X" is that of the departure
    if text.words[event.word].quoted:
        event.weight *= 0.8 if _is_said_of_him(text, event) else 0.5
    if event.group == "include":
        event.perfect = event.perfect or event.status == "visited"  # "a tour that included X": before this
    else:
        event.number = read_number(text, sentence, event)
    read_relative_clause(text, sentence, event)
    if _is_stop_to_come(text, sentence, event):
        event.status = "planned"
    if event.status == "planned" and event.role == "goal" and arrives_there(text, event):
        event.status = "visited"  # "was due in X at noon but got there late"


def _is_said_of_him(text: Text, event: Event) -> bool:
    """Tell whether what is quoted is told of the traveller, not by him: "he will return to X", the ministry said."""
    if not text.lexicon.cased:
        return _is_indirect(text, event)
    before = text.words[max(0, event.trigger - 4) : event.trigger]
    return any("singular" in word.marks and word.quoted for word in before)


def _is_indirect(text: Text, event: Event) -> bool:
    """Tell whether a quotation gives the words of indirect speech: `أعلن أنه "سيزور القاهرة"`, `"أن الدوحة ..."`."""
    words, at = text.words, event.trigger
    while at > max(0, event.trigger - _LONGEST_QUOTE) and words[at - 1].quoted:
        at -= 1
    return any("that" in word.marks for word in words[max(0, at - 2) : at + 2])


def _let_host_govern(text: Text, sentence: range, event: Event) -> None:
    """Read "will host Raisi for talks in Moscow" by its verb: the talks are where the host is at home."""
    if event.group != "act" or not all(t.noun for t in text.words[event.trigger].triggers):
        return
    for at in range(event.trigger - 1, max(sentence.start, event.trigger - 9) - 1, -1):
        hosts = [t for t in text.words[at].triggers if t.group in ("act", "receive") and not t.noun]
        if hosts and all(t.group == "receive" for t in hosts):
            event.group, event.trigger = "receive", at
            return
        if text.words[at].form in (",", "،", ";"):
            return


def _let_guest_govern(text: Text, sentence: range, event: Event) -> None:
    """Read "will attend a summit to be held in Paris" by the verb of who attends: the summit travels nowhere."""
    words = text.words
    if not text.lexicon.cased or event.group != "act" or "gathers" not in words[event.trigger].marks:
        return
    for at in range(event.trigger - 1, max(sentence.start, event.trigger - _LONGEST_MEETING) - 1, -1):
        if "attend" in words[at].marks:
            for by in range(at, max(sentence.start, at - _LONGEST_MEETING) - 1, -1):
                groups = {t.group for t in words[by].triggers if not t.noun} & {"act", "include", "visit", "go"}
                if groups:
                    event.group, event.trigger = min(groups), by
                    return
            return
        if words[at].form in STOPS or (words[at].place is not None and not words[at].demonym):
            return


def _let_arrival_govern(text: Text, event: Event) -> None:
    """Read "وصولا إلى وجهتهم الأخيرة كيب تاون" by the arrival, not by the destination."""
    if text.lexicon.cased or "destination" not in text.words[event.trigger].marks:
        return
    for at in range(event.trigger - 1, max(0, event.trigger - _NEAR_RELATIVE), -1):
        if any(t.noun and t.group == "arrive" for t in text.words[at].triggers):
            event.group, event.trigger = "arrive", at
            return


def read_relative_clause(text: Text, sentence: range, event: Event) -> None:
    """Let "X, where he met ...", "التي يصلها الأربعاء" say when and whether."""
    if not relative_follows(text, sentence, event.word):
        return
    for at in range(event.word + 1, min(sentence.stop, event.word + 9)):
        word = text.words[at]
        trigger = next((t for t in word.triggers if not t.noun and t.group not in ("other", "cancel")), None)
        if trigger is None:
            continue
        if event.role == "start" and trigger.group in ("act", "stay", "receive", "visit"):
            event.left = event.group != "leave"
            event.role = "goal" if event.left else event.role
            event.weight = max(event.weight, 0.85)
        if event.group == "include":
            event.status = "visited" if trigger.tense == "past" else "planned"
        elif event.group == "leave" and text.lexicon.cased and _is_to_come(text, event, at):
            event.status = "planned"  # "left for X on Monday, where they will join ..."
        elif event.status == "planned" and trigger.tense == "past" and _is_seen(text, event, at, trigger.group):
            event.status = "visited"
        for after in range(at - 3, min(sentence.stop, at + 5)):
            if text.words[after].date is not None and after > event.word:
                event.date = text.words[after].date
                break
        return


def _is_stop_to_come(text: Text, sentence: range, event: Event) -> bool:
    """Read "First stop is X, where he is planning to meet": a stop that the clause on it tells as ahead."""
    if not text.lexicon.cased or event.group != "stay" or not relative_follows(text, sentence, event.word):
        return False
    between = text.words[event.trigger + 1 : event.word]
    after = text.words[event.word + 1 : min(sentence.stop, event.word + _AHEAD)]
    return any(w.form in ("is", "are") for w in between) and any(w.marks & {"future", "will"} for w in after)


def _is_to_come(text: Text, event: Event, at: int) -> bool:
    ahead = any("will" in word.marks for word in text.words[event.word : at])
    return event.status == "visited" and event.role == "goal" and ahead


def _is_seen(text: Text, event: Event, at: int, group: str) -> bool:
    """Tell whether the clause after a goal tells that it was reached: "في القاهرة التي وصل إليها أمس"."""
    if text.lexicon.subject_after:
        return at - event.word <= _NEAR_RELATIVE and group in _SEEN
    ahead = any(word.marks & {"future", "doubtful", "infinitive"} for word in text.words[event.word : at + 3])
    left = event.group == "leave" or (is_under_way(text, event) and group in _SEEN)
    return left and not ahead  # "left X for Y, where she met the emir"
