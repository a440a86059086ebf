"""From a place rightward to the word that governs it: "In Seoul, where she is expected", "قطر، محطته الأخيرة"."""

from masar.itinerary.governors import STOPS, STRENGTH, Event, is_auxiliary, is_finite
from masar.itinerary.lexicon import Trigger
from masar.itinerary.prepositions import begins_clause, relative_follows
from masar.itinerary.text import Text, Word

_FRONT_REACH = 26
_AT_FRONT = frozenset({"arrive", "stay", "receive", "act", "begin", "end", "strike", "visit"})
_FAR, _NEAR, _PRONOUN, _PRESS, _PAIR = 8, 5, 7, 5, 2
_LEAVING = frozenset({"go", "leave", "return", "carry", "arrive", "include"})  # "From X a plane took her to Y"
_FRONTED, _SAID = frozenset({"press", "event"}), frozenset({"other", "act", "end"})
_DEED = Trigger("act", "past", noun=False)


def governed_from_right(text: Text, sentence: range, index: int, preposition: str, before: int) -> Event | None:
    """Read "In Seoul, where she is expected", "From Cairo he flew": the place stands at the front."""
    if preposition == "in" and before == sentence.start and "backward" in text.words[before].marks:
        return _back_at_front(text, sentence, index)
    relative = relative_follows(text, sentence, index)
    opens = before not in sentence or begins_clause(text, before) or _opens_with_time(text, sentence, before)
    opens = opens or (preposition == "in" and _opens_with_press(text, sentence, before))
    at_front = preposition in ("in", "from", "via") and opens
    at_front = at_front or _are_brought_from(text, sentence, index, preposition, before)
    if not (relative or at_front):
        return None
    aside = _end_of_aside(text, sentence, index) if preposition == "from" else index
    for at in range(aside + 1, min(sentence.stop, aside + _FRONT_REACH)):
        event = _read_front(text, index, at, preposition, relative=relative)
        if event is not None:
            return event
        word = text.words[at]
        if word.form in STOPS or (is_finite(word) and not is_auxiliary(word)):
            return None
    return None


def _opens_with_time(text: Text, sentence: range, before: int) -> bool:
    """Tell whether one word at the opening says when: "Once in X, he met ...", "Earlier in X he had met ..."."""
    return before == sentence.start and text.words[before].form in text.lexicon.forms["when"]


def _opens_with_press(text: Text, sentence: range, before: int) -> bool:
    """Tell whether a sentence opens "وفي مؤتمر صحفي مع نظيره في X", "على هامش اجتماعات في X": who was there follows."""
    if not text.lexicon.subject_after or before - sentence.start > _FRONT_REACH:
        return False
    opening = text.words[sentence.start : before + 1]
    if not opening or any(word.is_sign for word in opening):
        return False
    fronted = "in" in (opening[0].preposition, opening[0].glued) or bool(opening[0].marks & {"during", "after"})
    fronted = fronted or opening[0].form in text.lexicon.forms["fronting"]
    told = any(not word.marks.isdisjoint(_FRONTED) for word in opening[:_PRESS])
    return fronted and told and not any(is_finite(word) and "lasting" not in word.marks for word in opening)


def _read_front(text: Text, index: int, at: int, preposition: str, *, relative: bool) -> Event | None:
    """Return what a word to its right says of a place at the front, or `None`."""
    if not relative and preposition == "in" and _is_someone_s_deed(text, index, at):
        return _front_event(index, text, at, _DEED, "goal", 0.95)
    if preposition == "in" and _is_said_there(text, index, at):
        return _front_event(index, text, at, _DEED, "goal", 0.95)
    for trigger in text.words[at].triggers:
        role = _role_at_front(trigger, preposition, relative=relative)
        if not role:
            continue
        close = role == "left" or (relative and at - index < _FAR) or _is_close_act(text, index, at, trigger)
        event = _front_event(index, text, at, trigger, role.replace("left", "goal"), 0.95 if close else 0.8)
        event.left = role == "left"
        return event
    return None


def _is_said_there(text: Text, index: int, at: int) -> bool:
    """Tell whether a verb tells who spoke at the press conference that opens its sentence."""
    verb = any(t.group in _SAID and not t.noun for t in text.words[at].triggers)
    return verb and _opens_with_press(text, text.sentences[text.words[at].sentence], index - 1)


def _is_someone_s_deed(text: Text, index: int, at: int) -> bool:
    """Tell whether a past verb that tells of nothing else stands after a pronoun: "In Nouakchott she fell ill"."""
    word, place = text.words[at], text.words[index].place
    if not text.lexicon.cased or at - index > _PRONOUN or place is None or place.kind != "city":
        return False
    before = text.words[at - 1 - is_auxiliary(text.words[at - 1])]  # "In Tokyo, he had called for talks"
    someone = ("pronouns" in before.marks and "clause" not in before.marks) or (
        at - index > 1 and before.marks & {"kind:person", "kind:group", "roles"}
    )
    plain = not word.triggers or all(t.group == "other" for t in word.triggers)
    past = "pasts" in word.marks or (not word.triggers and word.form.endswith("ed"))
    past = past or any(t.tense == "past" for t in word.triggers)
    return bool(plain and past and someone) and not is_auxiliary(word)


def _end_of_aside(text: Text, sentence: range, index: int) -> int:
    """Return the comma after "من بيروت، حيث التقى قائد الجيش،", before what is told of the way from there."""
    words = text.words
    if text.lexicon.cased or index + 2 >= sentence.stop or words[index + 1].form != "،":
        return index
    if "place_clause" not in words[index + 2].marks:
        return index
    return next((n for n in range(index + 2, min(sentence.stop, index + _FRONT_REACH)) if words[n].form == "،"), index)


def _back_at_front(text: Text, sentence: range, index: int) -> Event | None:
    """Read "Back in X after a tour of Y, the minister said" by the verb of its sentence."""
    for at in range(index + 1, sentence.stop):
        word = text.words[at]
        if is_finite(word) and not is_auxiliary(word):
            return _front_event(index, text, at, Trigger("return", "past", noun=False), "goal", 0.9)
    return None


def _is_close_act(text: Text, index: int, at: int, trigger: Trigger) -> bool:
    """Tell whether what someone did in a town stands right after it: "In Warsaw, she met ..."."""
    place = text.words[index].place
    town = place is not None and place.kind == "city" and trigger.group == "act" and trigger.tense == "past"
    return text.lexicon.cased and town and at - index <= _PRONOUN and "pronouns" in text.words[at - 1].marks


def _are_brought_from(text: Text, sentence: range, index: int, preposition: str, before: int) -> bool:
    """Tell whether a town is what its people were brought out of: "evacuees from X were bused to Y"."""
    place = text.words[index].place
    town = place is not None and place.kind == "city"
    return town and preposition == "from" and before in sentence and "evacuated" in text.words[before].marks


def _role_at_front(trigger: Trigger, preposition: str, *, relative: bool) -> str:
    """Return what a place at the front of its clause is to a verb after it, or "" if nothing."""
    if trigger.noun and trigger.group != "receive":
        return ""
    if preposition == "from":
        stayed = relative and trigger.group in ("stay", "act", "receive", "visit")  # "From X, where they had waited"
        return "start" if trigger.group in _LEAVING else "left" * stayed
    known = relative and trigger.group in STRENGTH and trigger.group != "be"
    return "goal" if known or trigger.group in _AT_FRONT else ""


_STOP = ("_stop", "_leg", "_halt", "_destination", "_point")


def named_as_stop(text: Text, sentence: range, index: int) -> Event | None:
    """Read "in Qatar, his second stop", "its final destination, Lebanon", "قطر، محطته الأخيرة"."""
    for at in range(index - 1, max(sentence.start, index - 4) - 1, -1):
        word = text.words[at]
        stop = next((t for t in word.triggers if t.noun and (t.group == "stay" or "destination" in word.marks)), None)
        if stop is not None and at < index - 1:
            return _front_event(index, text, at, stop, "goal", 1.0)
        between = word.marks & {"transparent", "adverbs", "future", "names", "last"} or any(
            k in text.lexicon.ordinals for k in word.keys
        )
        if not (word.form in (",", "،", ":") or is_auxiliary(word) or between):
            break
    counted = _counted_stop(text, sentence, index) or _stop_after_comma(text, sentence, index)
    counted = counted or _comes_next(text, sentence, index) or _on_its_leg(text, sentence, index)
    return None if counted is None else _front_event(index, text, *counted, "goal", 1.0)


def _stop_after_comma(text: Text, sentence: range, index: int) -> tuple[int, Trigger] | None:
    """Return the noun in "Qatar, his second stop"; a team named for its country is no stop: "منتخب جورجيا، في ثاني"."""
    team = text.lexicon.subject_after and index > 0 and "kind:group" in text.words[index - 1].marks
    if team or index + 1 >= sentence.stop or text.words[index + 1].form not in (",", "،", "as"):
        return None
    for at in range(index + 2, min(sentence.stop, index + 6)):
        word = text.words[at]
        trigger = next(
            (t for t in word.triggers if t.noun and (t.group == "stay" or "destination" in word.marks)), None
        )
        if trigger is not None:
            return at, trigger
        if text.words[at].is_sign or is_finite(text.words[at]):
            return None
    return None


def _counted_stop(text: Text, sentence: range, index: int) -> tuple[int, Trigger] | None:
    """Return the noun in "X is the second stop of his tour", "كانت الهند ثاني محطات"."""
    counted = False
    for at in range(index + 1, min(sentence.stop, index + _NEAR + 1)):
        word = text.words[at]
        trigger = next(
            (t for t in word.triggers if t.noun and (t.group == "stay" or "ordinal_noun" in word.marks)), None
        )
        if _is_ranked_stop(text, word):
            return at, Trigger("stay", "noun", noun=True)
        if counted and "tour" in word.marks and text.lexicon.subject_after:  # "ستكون بيساو خاتمة جولته"
            return at, Trigger("stay", "noun", noun=True)
        if trigger is not None or (counted and "ordinal_noun" in word.marks):
            counted = counted or _is_counted_after(text, sentence, at)
            return (at, trigger or Trigger("stay", "noun", noun=True)) if counted else None
        counted = counted or any(key in text.lexicon.ordinals for key in word.keys) or "last" in word.marks
        listed = word.joined and word.place is not None  # "أوكلاند وروتوروا آخر المحطات"
        if not (
            counted or listed or is_auxiliary(word) or word.marks & {"determiners", "be_form", "future", "possessive"}
        ):
            return None
    return None


def _on_its_leg(text: Text, sentence: range, index: int) -> tuple[int, Trigger] | None:
    """Return the noun in "in Warsaw on the last leg of a European trip", "in Seoul for the second stop of a tour"."""
    on, the, leg = (text.words[n] if n in sentence else None for n in range(index + 1, index + 4))
    if not text.lexicon.cased or on is None or the is None or leg is None or "determiners" not in the.marks:
        return None
    ranked = on.preposition in ("in", "for") and leg.form.endswith(_STOP)
    return (index + 3, Trigger("stay", "noun", noun=True)) if ranked else None


def _comes_next(text: Text, sentence: range, index: int) -> tuple[int, Trigger] | None:
    """Return the verb in "X and Y are next", "X comes next on her programme", of which the places are the subject."""
    for at in range(index + 1, min(sentence.stop, index + _FRONT_REACH)):
        word = text.words[at]
        if word.form in text.lexicon.forms["comes_next"]:
            begins = all(w.preposition != "to" for w in text.words[at + 1 : at + 2])  # "X is next to the river"
            begins = begins and all(w.place is not None or w.marks & {"list"} for w in text.words[sentence.start : at])
            return (at, Trigger("stay", "future", noun=True)) if begins else None
        if word.place is None and "list" not in word.marks:
            told = _completes_tour(text, sentence, at) or _is_on_agenda(text, sentence, at)
            return (at, Trigger("stay", "future", noun=True)) if told else None
    return None


def _completes_tour(text: Text, sentence: range, at: int) -> bool:
    """Read "X, Y and Z round out his itinerary", "complete the tour", of which the places are the subject."""
    words = text.words
    ends = (
        any(t.group == "end" and not t.noun for t in words[at].triggers)
        or words[at].form in text.lexicon.forms["completes"]
    )
    if not ends or any(words[n].place is None and "list" not in words[n].marks for n in range(sentence.start, at)):
        return False
    return any(word.marks & {"agenda", "tour"} for word in words[at + 1 : min(sentence.stop, at + _NEAR)])


def _is_on_agenda(text: Text, sentence: range, at: int) -> bool:
    """Read "X and Y are also on his itinerary", of which the places are the subject."""
    words = text.words
    if words[at].form not in text.lexicon.forms["is"] or not text.lexicon.cased:
        return False
    if any(words[n].place is None and "list" not in words[n].marks for n in range(sentence.start, at)):
        return False
    on = next((n for n in range(at + 1, min(sentence.stop, at + _PAIR + 1)) if words[n].preposition == "in"), None)
    return on is not None and any("agenda" in word.marks for word in words[on + 1 : min(sentence.stop, on + _NEAR)])


def _is_ranked_stop(text: Text, word: Word) -> bool:
    """Tell whether a phrase ranks a stop by itself: "ستكون تونس أولى محطات الرئيسة", "X will be the last leg"."""
    if "_" not in word.form or not (text.lexicon.subject_after or word.form.endswith(_STOP)):
        return False
    return bool(word.marks & {"first", "last"}) or any(t.noun and t.group == "stay" for t in word.triggers)


def _is_counted_after(text: Text, sentence: range, at: int) -> bool:
    """Tell whether a numeral follows its noun: "تكون الرياض محطته الأخيرة", "المحطة الثانية"."""
    after = text.words[at + 1 : min(sentence.stop, at + 3)]
    counted = any(key in text.lexicon.ordinals for word in after for key in word.keys)
    said = any(word.marks & {"last", "next"} for word in (text.words[at], *after))
    return text.lexicon.subject_after and (counted or said)


def witnessed(text: Text, sentence: range, index: int, before: int) -> Event | None:
    """Read "شهد مطار القاهرة وصول ...": a place that sees an arrival or departure, told by a noun after it."""
    words = text.words
    if not any("witness" in words[at].marks for at in range(before, max(sentence.start, before - _NEAR) - 1, -1)):
        return None
    for at in range(index + 1, min(sentence.stop, index + _FAR)):
        for trigger in words[at].triggers:
            if trigger.noun and trigger.group in ("arrive", "leave", "return", "receive"):
                return _front_event(index, text, at, trigger, "start" if trigger.group == "leave" else "goal", 0.9)
        if is_finite(words[at]) or words[at].form in STOPS:
            return None
    return None


def _front_event(index: int, text: Text, at: int, trigger: Trigger, role: str, weight: float) -> Event:
    place = text.words[index].place
    assert place is not None
    return Event(index, place, role, trigger.group, at, weight * STRENGTH[trigger.group])
