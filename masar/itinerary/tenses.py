"""Whether a movement happened, is announced, belongs to the past, or is denied, cancelled or merely possible."""

from collections.abc import Collection

from masar.itinerary.clause_marks import marks_around
from masar.itinerary.governors import STOPS, Event, is_auxiliary, is_finite, is_infinitive
from masar.itinerary.homographs import is_step_onward
from masar.itinerary.phrases import is_passive
from masar.itinerary.plans import is_of_plan
from masar.itinerary.stop_numbers import counts_trips
from masar.itinerary.text import Text
from masar.itinerary.under_way import is_under_way

_OPENING, _TOUR, _LIST = 4, 18, 12
_AFTER, _SUBJECT, _CARRIED = 3, 6, 4
_HELPERS = frozenset({"future", "will", "infinitive", "be_form", "adverbs", "dropped"})
_BY_THE_TIME = ["by", "the", "time"]
_EXPECTED = frozenset({"arrive", "strike", "return", "due", "be"})


def read_status(text: Text, sentence: range, event: Event) -> tuple[str, bool]:
    """Return an event's status, and whether it is told in the perfect: before what the text has just told."""
    marks = marks_around(text, sentence, event)
    if "expected" in marks and event.group in _EXPECTED:
        marks = marks - {"doubtful"} | {"future"}  # "the ship should reach X on Sunday"
    event.tense = _tense_of(text, sentence, event, marks)
    having = text.lexicon.cased and text.words[max(0, event.trigger - 1)].form == "having"
    spoke = event.group == "act" and "speaks" in text.words[event.trigger].marks  # "announced from X that talks would"
    if having or spoke or _was_left_for_nothing(text, event, marks):
        event.tense = "past"  # "Having called at X and Y, it will patrol the gulf"
        return "visited", having or "perfect" in marks
    future = event.tense == "future"
    if "dropped" in marks and _was_first_done(text, event):
        marks -= {"dropped"}
    if _opens_with_once(text, sentence, event):
        marks -= {"earlier", "habitual"}
    if event.role == "start" and "lately" in marks:
        marks -= {"earlier"}  # "left X three weeks ago": how long the journey took
    if "dropped" in marks and "cancel" not in marks and _is_still_due(text, event):
        event.tense, status = "future", "planned"
    elif _is_off(text, sentence, event, marks):
        status = "off"
    elif (
        (event.group == "act" and "long_after" in marks)
        or (marks & {"earlier", "habitual"} and not future and not _begins_here(text, event))
        or counts_trips(text, sentence, event)
        or _was_there_before(text, event)
    ):
        status = "earlier"
    elif future or ("doubtful" in marks and event.group == "strike") or _is_ahead(text, event):
        status = "planned"
    else:
        status = "visited"
    return status, "perfect" in marks


def _opens_with_once(text: Text, sentence: range, event: Event) -> bool:
    """Tell whether a sentence opens with "Once in X, ...", as soon as someone was there."""
    opening = text.words[sentence.start : min(event.word, sentence.start + 3)]
    return text.lexicon.cased and [word.form for word in opening] == ["once", "in"]


def _was_left_for_nothing(text: Text, event: Event, marks: Collection[str]) -> bool:
    """Read "the flight was supposed to go from X to Y, but landed in Z": it did leave X."""
    vehicle = event.subject is not None and bool(event.subject.kinds & {"plane", "ship"})
    coming = event.group == "go" and all(t.noun for t in text.words[event.trigger].triggers)  # "الطائرة القادمة من"
    begun = "dropped" in marks or (coming and "negative" in marks)
    leaves = vehicle or (event.group == "leave" and text.lexicon.cased)
    return event.role == "start" and leaves and begun and "cancel" not in marks


def _was_there_before(text: Text, event: Event) -> bool:
    """Read "the minister, who was in X last week, will fly to Y": an earlier journey."""
    before = text.words[max(0, event.trigger - 1) : event.trigger]
    aside = any("relative" in word.marks for word in before) and is_auxiliary(text.words[event.trigger])
    return text.lexicon.cased and aside and event.date is not None and event.date.precision != "day"


def _begins_here(text: Text, event: Event) -> bool:
    """Tell whether a journey began long ago: "بدأ رحلته من مسقط قبل عامين"."""
    leaves = event.role == "start" and event.group == "leave"
    sets_out = leaves and text.words[event.trigger].form.startswith("set_")  # "who set out from X a year ago reached Y"
    return sets_out or (text.lexicon.subject_after and (event.group == "begin" or leaves))


def _was_first_done(text: Text, event: Event) -> bool:
    """Read "they initially passed through X": done at first, not only meant to be."""
    before = text.words[max(0, event.trigger - 1) : event.trigger]
    at_first = any("dropped" in word.marks and "_" not in word.form for word in before)
    return at_first and all(t.tense in ("past", "participle") for t in text.words[event.trigger].triggers)


def follow_coordinate(text: Text, event: Event, last: Event | None) -> None:
    """Let "will be driven to X and flown to Y" be planned as a whole: the second participle, after `last`, is bare."""
    words, trigger = text.words, event.trigger
    if last is not None and _goes_on_in_perfect(text, event, last):
        event.perfect = True
    if last is not None and is_step_onward(text.words[event.trigger]):
        event.status, event.perfect = last.status, last.perfect
    if not text.lexicon.cased or event.status != "visited" or trigger == 0:
        return
    if last is None or last.status != "planned" or words[last.trigger].sentence != words[trigger].sentence:
        return
    readings, before = {t.tense for t in words[trigger].triggers if not t.noun}, words[trigger - 1]
    if event.role == "way" and "ing" in readings and before.form == ",":
        event.status = "planned"  # "left for X, travelling through Y"
        return
    joined = before.marks & {"list", "sequence"} and "pronouns" not in before.marks
    if "base" in readings and joined and last.tense == "future" and last.trigger < trigger:
        event.status, event.tense = "planned", "future"  # "will set off from X, cross Y and end in Z"
        return
    if "participle" in readings and joined and last.trigger < trigger and is_passive(text, last.trigger):
        event.status = "planned"


def _goes_on_in_perfect(text: Text, event: Event, last: Event) -> bool:
    """Read "وكان قد زار الرباط ثم انتقل إلى تونس": the second verb is as far back as the first."""
    words, trigger = text.words, event.trigger
    if not text.lexicon.subject_after or not last.perfect or trigger <= last.word or event.tense != "past":
        return False
    same = words[trigger].sentence == words[last.trigger].sentence and event.date is None
    return same and (words[trigger].joined or "sequence" in words[trigger - 1].marks)


def _is_still_due(text: Text, event: Event) -> bool:
    """Tell whether what "was due" has not passed yet: "he was due to arrive in X later on Tuesday"."""
    published, date = text.article.published, event.date
    due = published is not None and date is not None and date.precision == "day" and date.date >= published
    return due and not text.lexicon.cased


def _is_off(text: Text, sentence: range, event: Event, marks: set[str]) -> bool:
    """Tell whether a movement is denied, cancelled or merely possible; of a storm, what is possible is a forecast."""
    reach = 6 if event.role == "start" and text.lexicon.cased else 3  # "the flight from X to Y takes two hours"
    after = text.words[event.word + 1 : event.word + reach]
    if _was_to_come(text, sentence, event) or _is_denied(text, sentence, event):
        return True
    if event.group == "trip" and any("lasting" in word.marks for word in after):
        return True  # "the journey to X takes two days" for whoever makes it
    if marks & {"negative", "dropped", "cancel", "considered"} or _would_have_been(text, sentence, event):
        return True
    reach = 3 if event.group == "trip" else 2
    close = any("doubtful" in w.marks for w in text.words[max(sentence.start, event.trigger - reach) : event.trigger])
    if event.group == "strike" or (event.group in _EXPECTED and "expected" in marks):
        return False
    return close or ("doubtful" in marks and event.tense != "past")


def _was_to_come(text: Text, sentence: range, event: Event) -> bool:
    """Read "وكانت ستشمل نيويورك", "كان الوزير سيبدأها": what an Arabic text says was to come did not."""
    future = any(t.tense == "future" for t in text.words[event.trigger].triggers)
    for at in range(event.trigger - 1, max(sentence.start, event.trigger - _SUBJECT) - 1, -1):
        word = text.words[at]
        if not (text.lexicon.subject_after and future) or word.is_sign or "clause" in word.marks:
            return False
        if word.marks >= {"auxiliary", "perfect"}:
            return True
    return False


def _is_denied(text: Text, sentence: range, event: Event) -> bool:
    """Tell whether a journey is only what its sentence denies from the start: "نفت الوزارة زيارة قام بها ... إلى X"."""
    if text.lexicon.cased:
        return _is_mere_talk(text, sentence, event)
    opening = text.words[sentence.start : min(sentence.start + 2, event.trigger)]
    return any(word.form in text.lexicon.forms["denies"] for word in opening) and event.group in ("trip", "visit", "go")


def _is_mere_talk(text: Text, sentence: range, event: Event) -> bool:
    """Tell whether a movement is only talked of: "rejected reports that he had flown to X", "talk of moving to X"."""
    before = text.words[max(sentence.start, event.trigger - _LIST) : event.trigger]
    if [w.form for w in before[-1:]] == ["of"] and len(before) > 1 and before[-2].form in text.lexicon.forms["talk"]:
        return True
    denied = next((n for n, word in enumerate(before) if word.form in text.lexicon.forms["denies"]), len(before))
    return any("that" in word.marks for word in before[denied + 1 :])


def _would_have_been(text: Text, sentence: range, event: Event) -> bool:
    """Tell whether a journey was only to be: "the visit to X would have included"."""
    low, high = sorted((event.trigger, event.word))
    near = text.words[max(sentence.start, low - 3) : min(sentence.stop, high + 3)]
    return any(word.form == "would_have" for word in near)


def _is_ahead(text: Text, event: Event) -> bool:
    """Tell whether a place lies ahead without a future tense: on the way there, or on a tour that includes it."""
    before = text.words[max(0, event.trigger - 1) : event.trigger]
    if event.tense == "present" and _is_joined_to_past(text, event):
        return True
    if _is_to_follow(text, event):
        return True
    if event.group == "end" and event.tense == "present" and any(w.marks & {"that", "place_clause"} for w in before):
        return True  # "a trip that ends in X"
    if text.lexicon.cased and event.tense == "present" and (_is_told_as_later(text, event) or event.group == "go"):
        return True
    if event.group == "include":
        return _is_tour_ahead(text, event)
    way = event.role == "way" and event.group == "go" and text.lexicon.subject_after
    way = way and "coming" not in text.words[event.trigger].marks  # "متوجهة إلى X عبر Y"
    nearing = "approach" in text.words[event.trigger].marks or _heads_for(text, event)
    return nearing or ((event.role == "goal" or way) and is_under_way(text, event))


def _is_to_follow(text: Text, event: Event) -> bool:
    """Tell whether a movement is a later step of what the text tells as planned, or of a departure."""
    told = _lies_ahead(text, event) or _is_next_stop(text, event)
    return told or is_of_plan(text, event) or _is_stage_of_departure(text, event)


def _is_next_stop(text: Text, event: Event) -> bool:
    """Read "her next port of call is X", "محطته التالية هي X"; not "كانت محطته التالية"."""
    words, at = text.words, event.trigger
    if event.group != "stay" or not all(t.noun for t in words[at].triggers):
        return False
    sentence, now = text.sentences[words[at].sentence], text.lexicon.forms["is"]
    if text.lexicon.cased:
        beside = next((w for w in words[at + 1 : sentence.stop] if "adverbs" not in w.marks), words[at])
        is_now = (
            beside.form in now
            or words[at + 1].form == ":"
            or any(w.form in now for w in words[max(sentence.start, at - 2) : at])
        )
        return is_now and words[at].form.startswith("next_")
    near = words[max(sentence.start, at - 2) : at + 2]
    before = [w for w in words[max(sentence.start, at - _OPENING) : at] if w.form not in now]
    done = any(is_finite(w) or is_auxiliary(w) for w in before)
    return any("next" in w.marks for w in near) and not done


def _lies_ahead(text: Text, event: Event) -> bool:
    """Read "stops in X and Y follow", "talks in X come next"; not "a visit to X follows talks in Y"."""
    if not text.lexicon.cased or not any(t.noun for t in text.words[event.trigger].triggers):
        return False
    stop = text.sentences[text.words[event.word].sentence].stop
    for at in range(event.word + 1, min(stop, event.word + _LIST)):
        word = text.words[at]
        if "lies_ahead" in word.marks:
            after = text.words[at + 1 : min(stop, at + 2)]
            own = {"determiners", "possessive"}
            adverbs = (w.date is not None or w.preposition or "adverbs" in w.marks for w in after if not w.marks & own)
            return all(w.is_sign for w in after) or any(adverbs)
        if word.place is None and not word.marks & {"list", "transparent"}:
            return False
    return False


def _is_stage_of_departure(text: Text, event: Event) -> bool:
    """Read "left for a tour of Asia, starting in X and finishing in Y": only the departure is told as done."""
    stage = event.group in ("begin", "end") and text.lexicon.cased
    participle = stage and all(t.tense == "ing" for t in text.words[event.trigger].triggers)
    start = text.sentences[text.words[event.trigger].sentence].start
    before = text.words[max(start, event.trigger - _TOUR) : event.trigger]
    return participle and any(t.group == "leave" and not t.noun for word in before for t in word.triggers)


def _is_tour_ahead(text: Text, event: Event) -> bool:
    """Tell whether a tour is still to take in what it includes."""
    if text.lexicon.cased and all(t.tense == "ing" for t in text.words[event.trigger].triggers):
        return event.tense != "past" or _has_set_out(text, event)  # "travelled for weeks, including stops in X"
    near = text.words[max(0, event.trigger - 2) : event.trigger]  # "has already taken him to X"
    done = {"has", "have", "had"} & {word.form for word in near} if text.lexicon.cased else set()
    return not done and not any(t.tense == "past" for t in text.words[event.trigger].triggers)


def _is_joined_to_past(text: Text, event: Event) -> bool:
    """Read "landed in X today and wraps up the trip in Y": what comes next."""
    start = text.sentences[text.words[event.trigger].sentence].start
    joint = text.words[max(start, event.trigger - 1) : event.trigger]
    own = text.words[event.trigger]
    now = is_auxiliary(own) or own.form in ("is_back", "are_back")  # "and is now in X"
    if not text.lexicon.cased or now or not any(word.form == "and" for word in joint):
        return False
    verb = next((w for w in reversed(text.words[start : event.trigger]) if is_finite(w) and not is_auxiliary(w)), None)
    return verb is not None and all(t.tense in ("past", "participle") for t in verb.triggers if not t.noun)


def _heads_for(text: Text, event: Event) -> bool:
    """Tell whether a storm only moves towards a place: "تحرك الإعصار نحو سواحل ظفار"."""
    storm = event.subject is not None and "storm" in event.subject.kinds and event.group in ("go", "strike")
    between = text.words[event.trigger + 1 : event.word]
    return text.lexicon.subject_after and storm and any(word.preposition == "for" for word in between)


def _has_set_out(text: Text, event: Event) -> bool:
    """Tell whether the sentence only sets out on the tour: "left for a tour of Asia, including stops in X"."""
    start = text.sentences[text.words[event.trigger].sentence].start
    before = text.words[max(start, event.trigger - _TOUR) : event.trigger]
    return any(t.group in ("leave", "begin") and not t.noun for word in before for t in word.triggers)


def _is_told_as_later(text: Text, event: Event) -> bool:
    """Read "before he heads to X", "by the time it reaches X", "she goes on to X later today"."""
    before = text.words[max(0, event.trigger - 2) : event.trigger]
    if [word.form for word in text.words[max(0, event.trigger - _OPENING) : event.trigger - 1]] == _BY_THE_TIME:
        return True
    after = text.words[event.word + 1 : event.word + 4]
    later = any("sequence" in word.marks and "list" in word.marks for word in after[:1]) and len(after) > 1
    return any("before" in word.marks for word in before) or later


def _tense_of(text: Text, sentence: range, event: Event, marks: set[str]) -> str:
    readings = text.words[event.trigger].triggers
    tenses = {t.tense for t in readings if t.group == event.group}
    if not tenses and text.lexicon.cased:  # "flew straight home": a return told by a verb of going
        tenses = {t.tense for t in readings if not t.noun}
    told = _is_current(text, event) or _is_surely_past(text, event) or _is_in_perfect(text, sentence, event.trigger)
    if "future" in marks | tenses and not (told or _is_plain_past(text, event)):
        return "future"
    before = text.words[max(sentence.start, event.trigger - 1) : event.trigger]
    if text.lexicon.subject_after and tenses == {"present"} and any("before" in word.marks for word in before):
        return _inherited_tense(text, sentence, event) or "present"  # "قبل أن يختتم": as the verb before it
    passive = text.lexicon.cased and before and before[0].form == "be" and bool(tenses & {"past", "participle"})
    at = event.trigger - 1 if passive else event.trigger  # "to be flown"; "demanded it be flown"
    if passive or is_infinitive(text, sentence, at):
        return _matrix_tense(text, sentence, at) if is_infinitive(text, sentence, at) else "future"
    helped = any(is_auxiliary(w) for w in text.words[max(sentence.start, event.trigger - 3) : event.trigger])
    then = text.words[event.trigger + 1 : event.trigger + 2] if text.lexicon.subject_after else []  # "يعود بعدها"
    follows = text.words[event.trigger].joined or any("sequence" in word.marks for word in (*before, *then))
    follows = follows or any("in_its_course" in word.marks for word in then)  # "وصل في جولة يزور خلالها X"
    if text.lexicon.subject_after and tenses == {"present"} and follows and not helped:
        return "present"  # "أفرغت حمولتها وتتجه غدا إلى", "غادر إلى جدة ثم ينتقل إلى"
    bare = text.lexicon.cased and not helped and "past" not in tenses and "base" in tenses  # "they come back via X"
    done = (tenses & {"past", "participle"} and not bare) or marks & {"perfect", "excepted"} or _is_current(text, event)
    if done or (tenses == {"ing"} and helped):
        return "past"  # "is sailing" is under way
    inherited = "" if text.lexicon.cased and tenses == {"present"} else _inherited_tense(text, sentence, event)
    return inherited or ("present" if tenses & {"present", "base"} else "past")


def _is_plain_past(text: Text, event: Event) -> bool:
    """Tell whether an English past has its own subject: "the train thought to be carrying him arrived"."""
    word, before = text.words[event.trigger], text.words[max(0, event.trigger - 1)]
    finite = bool(word.triggers) and any(t.tense == "past" and not t.noun for t in word.triggers)
    helped = is_auxiliary(before) or before.marks & _HELPERS
    near = text.words[max(0, event.trigger - _CARRIED) : event.trigger]
    carrying = any(t.group == "carry" and t.tense == "ing" for w in near for t in w.triggers)
    return text.lexicon.cased and finite and not helped and carrying


def _is_surely_past(text: Text, event: Event) -> bool:
    """Tell whether an Arabic verb in the past is no masdar either: "نقل لاحقا إلى", but not "يعتزم تفقد"."""
    word = text.words[event.trigger]
    past = bool(word.triggers) and all(not t.noun and t.tense == "past" for t in word.triggers)
    passive = event.group == "carry" and all(t.noun for t in word.triggers)  # "نُقل", written like "نقل"
    later = [w.marks >= {"future", "sequence"} for w in text.words[event.trigger + 1 : event.trigger + 3]]
    return text.lexicon.subject_after and ((past and any(later)) or (passive and any(later[:1])))


def _is_in_perfect(text: Text, sentence: range, trigger: int) -> bool:
    """Tell whether a verb stands in the perfect, whatever else is to come: "what is to be a long row has reached X"."""
    at = trigger - 1
    while at in sentence and text.words[at].form in ("been", "now", "already", "just"):
        at -= 1
    if not text.lexicon.cased or at - 1 not in sentence or text.words[at].form not in ("has", "have"):
        return False
    return not text.words[at - 1].marks & {"will", "future", "infinitive", "doubtful"}


def _is_current(text: Text, event: Event) -> bool:
    """Tell whether a noun tells of what has begun: "خلال زيارته الحالية للقاهرة", "مصدرها إيران"."""
    if "origin" in text.words[event.trigger].marks:
        return True
    low, high = sorted((event.trigger, event.word))
    if event.group == "trip" and _is_continued(text, event):
        return True
    return event.group == "trip" and any("current" in word.marks for word in text.words[low + 1 : high])


def _is_continued(text: Text, event: Event) -> bool:
    """Read "يواصل المبعوث زيارته إلى صنعاء": where he still is; not "يواصل جولته بزيارة صنعاء"."""
    trigger = text.words[event.trigger]
    start = text.sentences[trigger.sentence].start
    opening = text.words[start : min(start + 2, event.trigger)]
    continues = any(word.form in text.lexicon.forms["continues"] for word in opening)
    return continues and not trigger.glued and "one_visit" in trigger.marks


def _matrix_tense(text: Text, sentence: range, at: int) -> str:
    """Return the tense of an infinitive: that of the movement it serves, or else the future."""
    ordinal = False  # "became the first to visit"
    for before in range(at - 2, max(sentence.start, at - 12) - 1, -1):
        word = text.words[before]
        if word.is_sign:
            break
        if "future" in word.marks:
            return "future"
        if ("achieved" in word.marks and (before == at - 2 or ordinal)) or "forcing" in word.marks:
            return "past"  # "managed to reach X"; "the storm forced the plane to land in X"
        base = any(t.tense == "base" for t in word.triggers)
        if text.lexicon.cased and base and before > sentence.start and "future" in text.words[before - 1].marks:
            return "future"  # "will come back to X to continue walking to Y"
        ordinal = ordinal or any(key in text.lexicon.ordinals for key in word.keys)
        if ordinal and before <= sentence.start + 1 and _is_followed_by_past(text, sentence, at):
            return "past"  # "The first ship to leave X has reached Y"
        for trigger in word.triggers:
            if (
                not trigger.noun
                and trigger.tense in ("past", "participle")
                and trigger.group not in ("other", "cancel")
            ):
                return "past"
    return "future"


def _is_followed_by_past(text: Text, sentence: range, at: int) -> bool:
    """Tell whether the next finite verb of a sentence is in the past."""
    ahead = (text.words[n] for n in range(at + 1, min(sentence.stop, at + _TOUR)))
    verb = next((word for word in ahead if is_finite(word)), None)
    return verb is not None and any(t.tense == "past" and not t.noun for t in verb.triggers)


def _inherited_tense(text: Text, sentence: range, event: Event) -> str:
    """Return the tense of the verb before a noun, infinitive or participle."""
    verbal = text.lexicon.subject_after and is_finite(text.words[event.trigger])  # "قال إن الملك يبدأ"
    for at in range(min(event.trigger, event.word) - 1, max(sentence.start, event.trigger - 20) - 1, -1):
        word = text.words[at]
        if word.form in STOPS or (verbal and "that" in word.marks):
            break
        told = _tense_of_word(text, sentence, at)
        if told:
            return told
        if text.lexicon.cased and _is_said_aside(text, sentence, at):
            continue
        for trigger in word.triggers:
            if trigger.noun or trigger.tense in ("ing", "base") or text.words[at - 1].form == "be":
                continue
            if trigger.tense in ("future", "past"):
                return trigger.tense
            if trigger.tense == "present" and trigger.group not in ("other", "be"):
                return "past" if _follows_after(text, event) else "present"
    return _tense_after(text, sentence, event)


def _tense_of_word(text: Text, sentence: range, at: int) -> str:
    """Return the tense that a word before an event gives it by itself, if any."""
    if "future" in text.words[at].marks:
        return "future"
    if is_infinitive(text, sentence, at):
        return _matrix_tense(text, sentence, at)
    return "present" * _is_going_on(text, at)


def _is_going_on(text: Text, at: int) -> bool:
    """Read "is attending the funeral in X before heading to Y"."""
    ing = text.lexicon.cased and any(t.tense == "ing" for t in text.words[at].triggers)
    return ing and text.words[at - 1].form in text.lexicon.forms["is"]


def _follows_after(text: Text, event: Event) -> bool:
    """Tell whether an Arabic noun stands after "بعد": "تأتي زيارته إلى القاهرة بعد يومين من زيارته إلى الرياض"."""
    noun = text.lexicon.subject_after and all(t.noun for t in text.words[event.trigger].triggers)
    before = text.words[max(0, event.trigger - _AFTER) : event.trigger]
    return noun and any(word.marks >= {"after", "adverbs"} for word in before)


def _is_said_aside(text: Text, sentence: range, at: int) -> bool:
    """Tell whether a verb only says who speaks: "she will meet judges, an aide said, before flying to X"."""
    said = all(t.group == "other" for t in text.words[at].triggers) and at + 1 in sentence
    before = text.words[max(sentence.start, at - 6) : at]
    return said and text.words[at + 1].form == "," and any(word.form == "," for word in before)


def _tense_after(text: Text, sentence: range, event: Event) -> str:
    """Return "future" for what stands before its verb: "During a stay in X, he will meet", "خلال توقفه في X سيلتقي"."""
    low, high = sorted((event.trigger, event.word))
    called = event.group == "stay" and event.word < event.trigger  # "in X, the third stop of the tour, they will"
    if low - sentence.start > _OPENING and not (called and text.lexicon.cased):
        return ""
    if text.lexicon.subject_after and "during" not in text.words[sentence.start].marks:
        return ""
    for at in range(high + 1, min(sentence.stop, high + (_LIST + _LIST if called else _LIST))):
        if "ahead" in text.words[at].marks:
            return ""  # "Speaking in X ahead of a trip to Y"
        word = text.words[at]
        if "future" in word.marks or any(t.tense == "future" for t in word.triggers):
            return "future"
        beside = at == high + 2 and text.words[high + 1].form == ","  # "During a stop in Kobe, Japan, he will"
        if (is_finite(word) and not (text.lexicon.cased and is_auxiliary(word))) or (
            word.place is not None and not (word.demonym or called or beside)
        ):
            break
    return ""
