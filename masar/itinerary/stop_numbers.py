"""Which stop of the journey a place is said to be: "the second stop of his tour", "wrapped up his tour in X"."""

from masar.itinerary.governors import Event
from masar.itinerary.text import Text

_GOING = frozenset({"visit", "go", "arrive"})
_OPENING, _PART, _COUNTED_BACK = 6, 4, 40


def read_number(text: Text, sentence: range, event: Event) -> int:
    """Return which stop of the journey this is said to be: 1 the first, 2 ..., -1 the last, 0 not said."""
    words = text.words
    final = text.lexicon.cased and event.group == "stay" and words[event.trigger].form == "final_stop"
    said = -1 if final else _said_number(text, sentence, event)  # "the fourth and final stop"
    said = said or _opens_with_stage(text, sentence, event) or _number_of_phrase(text, event)
    if said:
        return said
    trigger = words[event.trigger]
    beside = words[event.word + 1 : event.word + 2] + words[max(0, event.trigger - 1) : event.trigger]
    if text.lexicon.cased and event.group in _GOING and any(word.form == "first" for word in beside):
        return 1  # "will visit Germany first", "will first fly to Berlin"
    if event.group in ("begin", "end") and (_is_only_visit(text, event) or _is_end_of_stage(text, event)):
        return 0
    if _is_told_of_part(text, sentence):
        return 0
    if event.group == "begin" or ("first" in trigger.marks and event.group in ("trip", "strike", "stay")):
        return 1
    return -1 if event.group == "end" else 0


def _number_of_phrase(text: Text, event: Event) -> int:
    """Return the number in "ستكون تونس أولى محطات الرئيسة", where the words of a stop are one phrase."""
    phrase = text.words[event.trigger]
    if text.lexicon.cased or event.group != "stay" or "_" not in phrase.form:
        return 0
    return 1 if "first" in phrase.marks else -int("last" in phrase.marks)


def _opens_with_stage(text: Text, sentence: range, event: Event) -> int:
    """Read "وفي مستهل الجولة، زار", "وفي ختام جولته، توجه": where in the tour the sentence stands."""
    if text.lexicon.cased or event.listed or event.trigger - sentence.start > _OPENING:
        return 0
    if any("last_day" in word.marks for word in text.words[sentence.start : min(sentence.start + 2, event.trigger)]):
        return -1
    for at in range(sentence.start, min(sentence.start + 2, event.trigger)):
        stage, tour = text.words[at].marks & {"first", "last"}, "tour" in text.words[at + 1].marks
        if stage and tour and at + 1 < event.trigger:
            return 1 if "first" in stage else -1
    return 0


def _said_number(text: Text, sentence: range, event: Event) -> int:
    """Return the number in "the second stop of his tour", 0 if none."""
    words = text.words
    low, high = sorted((event.trigger, event.word))
    begins = event.group == "begin" and event.trigger == low
    opening = low if begins else max(sentence.start, low - 8)  # "on the second leg of a trip that began in X"
    for at in range(opening, min(sentence.stop, high + 9)):
        word = words[at]
        if event.word < at and word.place is not None and not word.demonym:
            break
        if text.lexicon.cased and "_" in word.form and word.marks & {"first", "last"} and at != event.trigger:
            return 1 if "first" in word.marks else -1  # "on the first leg of a tour"
        if "last" not in word.marks and text.lexicon.ordinals.keys().isdisjoint(word.keys):
            continue
        number = next((text.lexicon.ordinals[key] for key in word.keys if key in text.lexicon.ordinals), 0)
        number = number or -("last" in word.marks)
        if number and any(n in sentence and "ordinal_noun" in words[n].marks for n in (at - 1, at + 1, at - 2)):
            return number
    return 0


def _is_told_of_part(text: Text, sentence: range) -> bool:
    """Tell whether a sentence opens with a part of the journey: "In the Middle East, he begins with a visit to X"."""
    opening = text.words[sentence.start : sentence.start + _PART]
    return any(word.place is not None and word.place.kind == "area" for word in opening)


def _is_only_visit(text: Text, event: Event) -> bool:
    """Tell whether what begins or ends is a visit to one place, not the tour: "wrapped up his visit to Serbia"."""
    low, high = sorted((event.trigger, event.word))
    inside = {mark for word in text.words[low + 1 : high] for mark in word.marks}
    before = {mark for word in text.words[max(0, low - 8) : low] for mark in word.marks}
    return "one_visit" in inside and "tour" not in inside | before


def _is_end_of_stage(text: Text, event: Event) -> bool:
    """Tell whether a place is where a way leads whose beginning is told beside it: "بدأ رحلته من حقل إلى تبوك"."""
    between = [word.preposition for word in text.words[event.trigger + 1 : event.word]]
    return "from" in between and "to" in between[between.index("from") :]


def counts_trips(text: Text, sentence: range, event: Event) -> bool:
    """Tell whether a sentence counts trips and names others: "the third trip he has taken, after visits to X"."""
    words = text.words
    if event.group != "trip":
        return False
    for at in range(max(sentence.start, event.trigger - _COUNTED_BACK), event.trigger - 1):
        stage = at > 0 and "ordinal_noun" in words[at - 1].marks  # "المحطة الثانية من الجولة"
        if not stage and any(key in text.lexicon.ordinals for key in words[at].keys):
            beside = words[at + 1 : at + 3]
            if (
                any(t.noun and t.group == "trip" for word in beside for t in word.triggers)
                and words[event.trigger] not in beside
            ):
                return True
    return False
