"""Whether a word says that someone is on the way, not there yet: "bound for", "متجهة إلى"."""

from collections.abc import Sequence
from itertools import pairwise

from masar.itinerary.governors import Event, is_auxiliary, is_finite
from masar.itinerary.nearest_dates import follows_before
from masar.itinerary.phrases import is_passive
from masar.itinerary.text import Text, Word

_FAR_BACK, _TURNED, _FAR_PURPOSE = 20, 12, 60
_SOON, _ATTENDS = 14, 11
_PURPOSES = frozenset({"go", "act", "visit", "trip"})
_MAKING = "making_"
_IS = frozenset({"is", "are", "was", "were"})
_DONE = frozenset({"act", "stay"})
_REACHED = frozenset({"arrive", "strike", "stay", "return", "go"})


def is_under_way(text: Text, event: Event) -> bool:
    """Tell whether a goal still lies ahead by the word that governs it."""
    if event.group == "leave" and event.role == "goal":
        flown = text.lexicon.cased and is_passive(text, event.trigger)  # "were flown out to X"
        flown = flown or (text.lexicon.cased and event.tense == "past" and follows_before(text, event))
        flown = flown and not _is_told_at_departure(text, event)
        flown = flown or "gets_away" in text.words[event.trigger].marks  # who fled to X got there, as far as is known
        reached = flown or arrives_there(text, event) or _went_before(text, event)
        return _has_just_left(text, event) and not reached
    if arrives_there(text, event):
        return False
    return any(says_so(text, event) for says_so in _SIGNS)


def _is_told_at_departure(text: Text, event: Event) -> bool:
    """Tell whether someone only spoke before he left: "she told reporters before leaving for X"."""
    if not (text.lexicon.cased and follows_before(text, event)):
        return False
    start = text.sentences[text.words[event.trigger].sentence].start
    before = text.words[max(start, event.trigger - _FAR_BACK) : event.trigger]
    verb = next((word for word in reversed(before) if is_finite(word) and not is_auxiliary(word)), None)
    return verb is not None and ("speaks" in verb.marks or any(t.group == "other" for t in verb.triggers))


def arrives_there(text: Text, event: Event) -> bool:
    """Tell whether the sentence goes on to the arrival: "boarded a ferry for X, arriving there on Sunday"."""
    stop = text.sentences[text.words[event.word].sentence].stop
    if not text.lexicon.cased:
        return _stays_there(text, range(event.word + 1, min(stop - 1, event.word + _SOON // 2)))
    for at in range(event.word + 1, min(stop - 1, event.word + _SOON)):
        triggers = text.words[at].triggers
        reached = triggers and any(t.group in _REACHED and t.tense in ("past", "ing") for t in triggers)
        if reached and any("there" in word.marks for word in text.words[at : min(stop, at + 3)]):
            return "future" not in text.words[at - 1].marks
    return False


def _stays_there(text: Text, after: range) -> bool:
    """Tell whether an Arabic sentence goes on with what was done there: "رحل إلى القاهرة فأقام بها"."""
    for at in after:
        if text.words[at].joined and text.words[at + 1].form in text.lexicon.forms["in_it"]:
            return any(t.tense == "past" and not t.noun and t.group in _DONE for t in text.words[at].triggers)
    return False


def _went_before(text: Text, event: Event) -> bool:
    """Read "قبض عليه في X بعدما هرب إلى Y", "تمكن من الفرار إلى Y": he got there, then."""
    noun = all(t.noun for t in text.words[event.trigger].triggers)
    before = text.words[max(0, event.trigger - (4 if noun else 2)) : event.trigger]
    if noun:
        return text.lexicon.subject_after and event.tense == "past" and any("achieved" in w.marks for w in before)
    return text.lexicon.subject_after and any(word.marks >= {"after", "clause"} for word in before)


def _carries_off(text: Text, event: Event) -> bool:
    """Read "the ship left X on Monday carrying grain to Y"."""
    if not text.lexicon.cased or event.group != "carry":
        return False
    start = text.sentences[text.words[event.trigger].sentence].start
    left = any(_is_verb_of(word, "leave") for word in text.words[max(start, event.trigger - _FAR_BACK) : event.trigger])
    ing = all(t.tense == "ing" for t in text.words[event.trigger].triggers)
    return left and ing and _has_just_left(text, event)


def _boards(text: Text, event: Event) -> bool:
    """Read "boarded a ferry for X"."""
    if not text.lexicon.cased or event.group != "go":
        return False
    return _is_verb_of(text.words[event.trigger], "stay") and _has_just_left(text, event)


def _names_destination(text: Text, event: Event) -> bool:
    if "destination" not in text.words[event.trigger].marks:
        return False
    start = text.sentences[text.words[event.trigger].sentence].start
    near = text.words[max(start, event.trigger - (_TURNED if text.lexicon.subject_after else 3)) : event.trigger]
    if text.lexicon.cased and follows_before(text, event):
        return False  # "before heading to X"
    return not any("diverted" in word.marks for word in near)  # "تحويل مسارها إلى أثينا": it landed there


def _leaves_for(text: Text, event: Event) -> bool:
    """Tell whether a journey is what someone has left for: "left Islamabad for a two-day visit to X"."""
    if event.group != "trip":
        return False
    near = text.words[max(0, event.trigger - 4) : event.trigger]
    before = text.words[max(0, event.trigger - 9) : event.trigger]
    out = any(word.preposition == "for" or (text.lexicon.cased and word.form == "on") for word in near)
    return out and any(_is_verb_of(word, "leave") for word in before)


def _is_on_trip(text: Text, event: Event) -> bool:
    """Read "انطلقت السفينة من بنزرت في رحلتها إلى غزة"."""
    if event.group != "trip" or not text.lexicon.subject_after:
        return False
    starts = text.words[event.trigger - 1].preposition == "in"
    before = text.words[max(0, event.trigger - (9 if starts else 3)) : event.trigger]  # "أقلعت أولى الرحلات إلى"
    return any(_is_verb_of(word, "leave") for word in before) and _has_just_left(text, event)


def _has_sailed(text: Text, event: Event) -> bool:
    """Read "the flotilla sailed for Gaza on Monday from Tunis"."""
    if event.group != "go" or event.subject is None or not event.subject.kinds & {"ship", "convoy"}:
        return False
    between = text.words[event.trigger + 1 : event.word]
    bound = text.words[event.word].glued == "to" or any(word.preposition == "for" for word in between)
    return bound and _has_just_left(text, event)


def _heads_for_event(text: Text, event: Event) -> bool:
    """Read "travels to the summit in X": what is done there lies ahead as the way does."""
    if event.group != "act" or not all(t.noun for t in text.words[event.trigger].triggers):
        return False
    near = text.words[max(0, event.trigger - (_ATTENDS if text.lexicon.cased else 7)) : event.trigger]
    heads = [at for at, word in enumerate(near) if _is_verb_of(word, "go", "leave")]
    if heads and len(near) - heads[-1] > 7:  # "left Lilongwe yesterday to attend the regional summit in X"
        attends = any("infinitive" in a.marks and "attend" in b.marks for a, b in pairwise(near[heads[-1] :]))
        return attends and _has_just_left(text, event)
    after = any("after" in word.marks for word in near[heads[-1] :]) if heads else True  # "flew to X after talks in Y"
    return not after and any(word.preposition in ("to", "for") for word in near[heads[-1] :])


def _moves_towards(text: Text, event: Event) -> bool:
    """Read "is barrelling towards X", "steamed towards Y": not there yet."""
    if not text.lexicon.cased:
        return False
    return any("towards" in word.marks for word in text.words[event.trigger + 1 : event.word])


def _leaves_on_way_home(text: Text, event: Event) -> bool:
    """Read "غادر ... عائدا إلى": he left, on his way back."""
    if event.group != "return" or "under_way" not in text.words[event.trigger].marks:
        return False
    return any(_is_verb_of(word, "leave") for word in text.words[max(0, event.trigger - _FAR_BACK) : event.trigger])


def _begins_trip(text: Text, event: Event) -> bool:
    """Read "began his journey to X"."""
    triggers = text.words[event.trigger].triggers
    if event.group not in ("trip", "return") or not triggers or not triggers[0].noun:
        return False
    near = text.words[max(0, event.trigger - 4) : event.trigger]
    there = any(word.preposition == "in" for word in text.words[event.trigger + 1 : event.word])  # "جولتهم في الرباط"
    return not there and any(t.group == "begin" for word in near for t in word.triggers)


def _is_going_on(text: Text, event: Event) -> bool:
    """Read "is travelling to X": it goes on as the text is written."""
    if event.group not in ("go", "return"):
        return False
    before = text.words[max(0, event.trigger - 1) : event.trigger]
    going = any(t.tense == "ing" and not t.noun for t in text.words[event.trigger].triggers)
    helped = any("be_form" in word.marks and word.form in ("is", "are") for word in before)
    carried = text.lexicon.cased and [w.form for w in text.words[max(0, event.trigger - 2) : event.trigger]]
    if carried and carried[-1] == "being" and carried[0] in _IS:
        return event.group in ("go", "return", "carry") and _has_just_left(text, event)  # "is being flown to X"
    if text.words[event.trigger].form.startswith(_MAKING) and _is_participle_of_noun(text, event):
        return True  # "a convoy making its way to X"
    broken_off = text.lexicon.cased and any("be_form" in word.marks for word in before) and _breaks_off(text, event)
    return going and (helped or broken_off)


def _is_participle_of_noun(text: Text, event: Event) -> bool:
    before = text.words[max(0, event.trigger - 1) : event.trigger]
    return any(not (w.is_sign or w.triggers or w.preposition or "auxiliary" in w.marks) for w in before)


def _breaks_off(text: Text, event: Event) -> bool:
    """Tell whether something comes between: "was heading to X when it was boarded"."""
    after = text.words[event.word + 1 : event.word + 4]
    return any(word.form == "when" and word.sentence == text.words[event.word].sentence for word in after)


def _is_purpose(text: Text, event: Event) -> bool:
    """Read "لزيارة مسقط", "للمشاركة في قمة": what a noun with "to" glued on tells is still to come."""
    word = text.words[event.trigger]
    if text.lexicon.subject_after and word.joined and event.group == "trip":  # "للدخول إلى مصر والتوجه إلى رفح"
        near = text.words[max(0, event.trigger - _TURNED) : event.trigger]
        if any(w.glued == "to" and w.triggers and all(t.noun for t in w.triggers) for w in near):
            return True
    glued = word.glued == "to" and word.keys[0] not in text.lexicon.triggers
    return glued and event.group in ("trip", "act", "arrive") and all(t.noun for t in word.triggers)


def _sets_out(text: Text, event: Event) -> bool:
    """Read "انطلقت ... إلى" in the lead."""
    if "sets_out" not in text.words[event.trigger].marks or text.words[event.word].sentence:
        return False
    instead = any("instead" in word.marks for word in text.words[event.trigger + 1 : event.trigger + 3])
    return not instead and _has_just_left(text, event)


def _is_bound_for(text: Text, event: Event) -> bool:
    word = text.words[event.trigger]
    before = text.words[max(0, event.trigger - 1) : event.trigger]
    headed = "heading" in word.marks and any("be_form" in near.marks for near in before)
    for reading in word.triggers:
        phrase = reading.tense == "base" and "_" in word.form
        stays = text.lexicon.cased and event.group == "stay"  # "fresh from a week in X"
        if (
            reading.group == "go"
            and not stays
            and (reading.noun or phrase or (headed and reading.tense == "participle"))
        ):
            return True
    return False


def _has_just_left(text: Text, event: Event) -> bool:
    """Tell whether "left for X" was so lately that X is not reached yet, as far as is known."""
    published, date = text.article.published, event.date
    return published is not None and (date is None or (published - date.date).days <= 1)


def _leaves_to_go(text: Text, event: Event) -> bool:
    """Read "has left the station to head to X", "left Beijing on Thursday to attend a meeting in X and visit Y"."""
    if not text.lexicon.cased or event.group not in _PURPOSES or event.role != "goal":
        return False
    start = max(text.sentences[text.words[event.trigger].sentence].start, event.trigger - _FAR_PURPOSE)
    left = next((n for n in range(start, event.trigger) if _is_verb_of(text.words[n], "leave")), event.trigger)
    between = text.words[left + 1 : event.trigger]
    to = next((n for n, word in enumerate(between) if "infinitive" in word.marks), len(between))
    purpose = any(t.tense == "base" and not t.noun for word in between[to + 1 : to + 2] for t in word.triggers)
    purpose = purpose or to == len(between) - 1  # "left to attend", "to head to X"
    other = any(_is_past(word) for word in between)
    return purpose and not other and _has_just_left(text, event) and _is_lately(text, between[:to])


def _is_past(word: Word) -> bool:
    return any(t.tense == "past" and not t.noun for t in word.triggers)


def _is_lately(text: Text, words: Sequence[Word]) -> bool:
    """Tell whether no day among some words is older than the day before the text."""
    published = text.article.published
    return published is None or all(w.date is None or (published - w.date.date).days <= 1 for w in words)


def _is_verb_of(word: Word, *groups: str) -> bool:
    return bool(word.triggers) and any(t.group in groups and not t.noun for t in word.triggers)


_SIGNS = (
    _names_destination, _leaves_for, _is_on_trip, _has_sailed, _heads_for_event, _leaves_on_way_home, _begins_trip,
    _is_going_on, _is_purpose, _sets_out, _is_bound_for, _moves_towards, _boards, _carries_off, _leaves_to_go,
)  # fmt: skip
