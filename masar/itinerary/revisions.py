"""What a text takes back: where a diverted flight was bound for, what a journey that was called off had in store."""

from collections.abc import Sequence
from math import inf

from masar.itinerary.descriptions import CARRIERS
from masar.itinerary.governors import Event
from masar.itinerary.identity import Traveller
from masar.itinerary.nearest_dates import follows_before
from masar.itinerary.text import Text, Word
from masar.itinerary.under_way import is_under_way

_LEAD, _NEAR, _CLAUSE, _SURE = 2, 12, 7, 0.5
_INTENDED = frozenset({"go", "trip", "leave", "return"})


def take_back(text: Text, events: Sequence[Event], traveller: Traveller) -> None:
    """Mark as off what did not come about, though its own sentence does not say so."""
    diverted = "plane" in traveller.kinds and _tells_diversion(text)
    called_off = text.lexicon.cased and _is_called_off(text)
    wreck = next((e for e in events if e.weight > _SURE and _is_wrecked(text, e)), None)
    crashed = bool(traveller.kinds & CARRIERS) and any("wrecked" in w.marks for w in text.words if w.sentence < _LEAD)
    dropped = {e.place.place_id for e in events if e.status == "off" and e.group in _INTENDED | {"visit"}}
    landed = _first_landing(text, events) if diverted else inf
    left = {e.trigger for e in events if e.role == "start"}  # "The plane left Y for X"
    for event in events:
        if crashed and _is_where_it_crashed(text, event):
            event.status, event.date = "visited", event.date if event.status == "visited" else None
            continue
        missed = diverted and event.role == "goal" and event.group in _INTENDED and _is_intended(text, event)
        missed = missed and not (event.word > landed and event.trigger not in left and _sets_off(text, event))
        postponed = event.place.place_id in dropped or _was_to_be(text, event)
        missed = missed or _was_meant(text, event) or _was_heading(text, event, events, traveller)
        missed = (
            missed
            or (wreck is not None and _is_cut_short(text, event, wreck))
            or (crashed and _is_to_come(text, event))
        )
        if missed or _died_on_the_way(text, event) or (called_off and event.status == "planned" and postponed):
            event.status = "off"


def _is_where_it_crashed(text: Text, event: Event) -> bool:
    """Tell whether a plane crashed where it was coming down: "crashed as it tried to land in X", "أثناء هبوطها في"."""
    if event.group != "arrive" or event.role != "goal":
        return False
    start = text.sentences[text.words[event.trigger].sentence].start
    before = text.words[max(start, event.trigger - _NEAR) : event.trigger]
    last = max((n for n, word in enumerate(before) if "wrecked" in word.marks), default=-1)
    after = before[last + 1 :] if last >= 0 else []
    return any(word.marks & {"clause", "during"} and "relative" not in word.marks for word in after)


def _is_wrecked(text: Text, event: Event) -> bool:
    """Tell whether an Arabic text tells that what was under way sank, or crashed, here."""
    return event.status == "visited" and event.group == "stay" and "wrecked" in text.words[event.trigger].marks


def _is_to_come(text: Text, event: Event) -> bool:
    """Tell whether a place is only where someone was under way to, or was to go: "قبل أن تكمل رحلتها إلى"."""
    bound = text.words[event.trigger].form == "bound_for" and event.role == "goal"
    return event.group in _INTENDED and (bound or event.status == "planned" or follows_before(text, event))


def _is_cut_short(text: Text, event: Event, wreck: Event) -> bool:
    """Tell whether a place was only to be reached by what its paragraph then has sink: "باتجاه قبرص. ... وغرق"."""
    noun = event.group == "trip" and event.role == "goal" and all(t.noun for t in text.words[event.trigger].triggers)
    noun = noun and text.words[event.trigger].sentence == text.words[wreck.trigger].sentence  # "a train from X to Y"
    meant = (noun or _is_to_come(text, event)) and event.word < wreck.trigger
    at, end = text.words[event.word].sentence, text.words[wreck.word].sentence
    return meant and text.paragraphs[at] == text.paragraphs[end]


def _tells_diversion(text: Text) -> bool:
    """Tell whether a text has a plane diverted, or "forced to land", "forced to return"."""
    for at, word in enumerate(text.words):
        if "diverted" in word.marks:
            return True
        if "but" in word.marks and any(t.group == "arrive" for w in text.words[at + 1 : at + 3] for t in w.triggers):
            return True  # "left X for Y but landed in Z"
        if text.lexicon.subject_after and word.form.startswith("ف") and any(t.group == "arrive" for t in word.triggers):
            before = text.words[max(0, at - _NEAR) : at]  # "كانت متجهة إلى X فهبطت في Z"
            if any(w.marks >= {"auxiliary", "perfect"} for w in before) and word.joined:
                return True
        down = word.form == "forced" and text.words[at + 2 : at + 3]
        if down and any(t.group in ("arrive", "return") for t in down[0].triggers):
            return True
    return False


def _is_intended(text: Text, event: Event) -> bool:
    """Tell whether a place is only where a flight was to go: "flying from X to Y", not "continued to Y"."""
    trigger = text.words[event.trigger]
    if "resumed" in trigger.marks and event.tense in ("past", "future"):
        return False  # "will resume its journey to X"
    if any("diverted" in word.marks for word in text.words[max(0, event.trigger - 1) : event.trigger + 1]):
        return False  # "diverted to Z", "تحويل مسارها إلى"
    if _is_new_course(text, event) or any("resumed" in w.marks for w in text.words[event.trigger - 3 : event.trigger]):
        return False  # "غيرت مسارها إلى", "ثم واصلت رحلتها إلى"
    finite = any(not t.noun and t.tense != "ing" for t in trigger.triggers)
    return is_under_way(text, event) or event.group == "leave" or not finite


def _first_landing(text: Text, events: Sequence[Event]) -> float:
    """Return the first place where a flight came down, infinity if it is told of none."""
    landed = (e for e in events if e.group == "arrive" or "diverted" in text.words[e.trigger].marks)
    return min((e.word for e in landed if e.role == "goal" and e.status == "visited"), default=inf)


def _sets_off(text: Text, event: Event) -> bool:
    """Tell whether a flight is told to leave, as where it had to land: "It later took off for X"."""
    verb = any(not t.noun and t.tense == "past" for t in text.words[event.trigger].triggers)
    return event.group == "leave" and verb and not event.perfect


def _is_new_course(text: Text, event: Event) -> bool:
    """Tell whether a place is where a course was turned to: "حولت الطائرة المتجهة إلى X مسارها إلى Z"."""
    start = text.sentences[text.words[event.trigger].sentence].start
    before = text.words[max(start, event.trigger - _NEAR) : event.trigger]
    turned = "destination" in text.words[event.trigger].marks and any("diverted" in word.marks for word in before)
    return turned and text.lexicon.subject_after


def _died_on_the_way(text: Text, event: Event) -> bool:
    """Tell whether someone died before getting there: "who died in X on her way to Y"."""
    if not text.lexicon.cased or event.role != "goal" or not is_under_way(text, event):
        return False
    start = text.sentences[text.words[event.trigger].sentence].start
    before = text.words[max(start, event.trigger - _NEAR * 2) : event.trigger]
    return any(t.group == "die" for word in before for t in word.triggers)


def _is_called_off(text: Text) -> bool:
    """Tell whether the opening says that a journey was called off: "has cancelled the rest of her tour"."""
    for sentence in text.sentences[:_LEAD]:
        for at in sentence:
            if not any(t.group == "cancel" for t in text.words[at].triggers):
                continue
            if at > 1 and text.words[at - 2].form == "had" and "be_form" in text.words[at - 1].marks:
                continue  # "a visit that had been put off twice"
            near = text.words[max(sentence.start, at - _NEAR) : min(sentence.stop, at + _NEAR)]
            if any(_is_journey(word) for word in near):
                return True
    return False


def _was_meant(text: Text, event: Event) -> bool:
    """Read "كان الوزير يعتزم زيارة X، فتوجه بدلا من ذلك إلى Y", "لكنه": a plan that another replaced."""
    if not text.lexicon.subject_after or event.status != "planned":
        return False
    sentence = text.sentences[text.words[event.trigger].sentence]
    low, high = min(event.trigger, event.word), max(event.trigger, event.word)
    before = text.words[max(sentence.start, low - _NEAR) : low]
    was = next((n for n, word in enumerate(before) if word.marks >= {"auxiliary", "perfect"}), None)
    after = text.words[high + 1 : min(sentence.stop, high + _CLAUSE)]
    meant = was is not None and any("future" in word.marks for word in before[was:])
    return meant and any(word.marks & {"instead", "but"} for word in after)


def _was_heading(text: Text, event: Event, events: Sequence[Event], traveller: Traveller) -> bool:
    """Tell whether a ship or plane was only heading somewhere when it came, as the opening says, somewhere else."""
    near = text.words[max(0, event.trigger - 2) : event.trigger]
    was = text.lexicon.cased and any(word.form in ("was", "were") for word in near)
    if not was or event.status != "planned" or event.date is not None or not traveller.kinds & {"ship", "plane"}:
        return False
    heading = event.group in ("go", "trip") and any(t.tense == "ing" for t in text.words[event.trigger].triggers)
    lead = min(_LEAD, text.words[event.word].sentence)
    return heading and any(
        e.status == "visited" and e.role == "goal" and text.words[e.word].sentence < lead for e in events
    )


def _is_journey(word: Word) -> bool:
    return any(t.noun and t.group == "trip" for t in word.triggers)


def _was_to_be(text: Text, event: Event) -> bool:
    """Tell whether a plan is one of the past: "was due to visit", "were to be in"."""
    start = text.sentences[text.words[event.trigger].sentence].start
    before = text.words[max(start, event.trigger - _CLAUSE) : event.trigger + 1]
    planned = any("future" in word.marks for word in before)
    return planned and any("past_plan" in word.marks for word in before)
