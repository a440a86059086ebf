"""What the words of a clause say of its movement: that it is to come, denied, doubtful or of the past."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from masar.itinerary.governors import Event, is_auxiliary, is_finite
from masar.itinerary.phrases import is_passive
from masar.itinerary.text import Text, Word

# What these words say holds within their clause: "it could grow as it heads to X".
_OF_ITS_CLAUSE = frozenset({"doubtful", "negative", "considered"})
_OF_SENTENCE = frozenset({"perfect", "earlier", "habitual"})
_OF_WAY = frozenset({"dropped", "earlier", "future", "negative"})
_TAKEN_BACK = 9
_EXCEPTED, _OPENING, _NEAR_TRIGGER, _TO_VERB = 4, 4, 3, 3
_ASIDE, _HELPERS, _NEAR_PLACE = 16, 4, 6
_OF_NOUNS = frozenset({"determiners", "possessive", "future", "auxiliary"})


def marks_around(text: Text, sentence: range, event: Event) -> set[str]:
    """Return what the words of the clause before the trigger say, and a cancellation after the place."""
    words = text.words
    low, high = sorted((event.trigger, event.word))
    marks: set[str] = set()
    other_clause = False
    reach = 2 if event.group == "be" else 9
    for at in range(low - 1, max(sentence.start, low - reach) - 1, -1):
        word = words[at]
        if word.is_sign and word.form not in "\"'«»“”":
            break
        if word.quoted != words[low].quoted:
            continue
        if "but" in word.marks or (at >= low - 3 and _begins_main_clause(text, sentence, at, low)):
            break
        other_clause = other_clause or bool(
            "clause" in word.marks and text.lexicon.cased and not word.marks & {"that", "pronouns", "alternative"}
        )
        other_clause = other_clause or _ends_clause_on_subject(text, sentence, at, event.trigger)
        other_clause = other_clause or (text.lexicon.subject_after and bool(word.marks & {"relative", "during"}))
        other_clause = other_clause or ("ahead" in word.marks and text.lexicon.cased)  # "asked for calm ahead of"
        said = word.marks - {"earlier"} if _counts_firsts(text, sentence, at) else word.marks
        marks |= said - _OF_ITS_CLAUSE if other_clause else said
        if any(t.group == "cancel" for t in word.triggers) and not _goes_on_instead(text, event, at):
            marks.add("cancel")
        bare = text.lexicon.cased and bool(words[max(0, at - 1)].marks & {"future", "infinitive"})  # "will set off"
        finite = is_finite(word) and not bare and not is_auxiliary(word)
        if finite and "perfect" not in word.marks and not word.marks & {"future"}:
            marks = _with_marks_of(text, sentence, at, marks)
            break
    if _is_joined_past(text, event):
        marks &= _OF_SENTENCE  # "ألغى زيارته إلى بيروت وعاد إلى"
    marks |= {m for word in words[sentence.start : min(sentence.start + 2, low)] for m in word.marks & {"earlier"}}
    for at in range(low, high):
        if text.lexicon.subject_after and at > low and "relative" in words[at].marks:
            break  # "وصل الرحالة، الذي يعتزم ...، قضاء"
        marks |= _said_between(text, event, at)
    marks |= words[event.trigger].marks & {"future"} | _dropped_before(text, sentence, event)
    marks |= _marks_after(text, sentence, event) | _subject_called_off(text, sentence, event)
    marks |= _called_off_past_aside(text, sentence, event)
    return marks - {"negative"} | {"excepted"} if _makes_exception(text, sentence, event, marks) else marks


def _goes_on_instead(text: Text, event: Event, at: int) -> bool:
    """Tell whether a verb joined to one of cancelling tells what is done instead: "will skip X and go to Y"."""
    verb = text.words[event.trigger]
    joined = text.lexicon.cased and text.words[event.trigger - 1].form == "and"
    finite = all(not t.noun for t in verb.triggers) and not any(t.noun for t in text.words[at].triggers)
    return joined and finite and any(word.place is not None for word in text.words[at + 1 : event.trigger])


def _with_marks_of(text: Text, sentence: range, at: int, marks: set[str]) -> set[str]:
    """Add what is said of the verb before, and leave out what only its relative clause says of the past."""
    near = text.words[max(sentence.start, at - 3) : at + 1]
    marks = marks | {mark for word in near for mark in word.marks & {"habitual", "negative"}}
    relative = text.lexicon.cased and at > sentence.start and text.words[at - 1].marks >= {"pronouns", "clause"}
    return marks - {"earlier"} if relative else marks  # "a cyclist who set out from X a year ago reached Y"


def _called_off_past_aside(text: Text, sentence: range, event: Event) -> set[str]:
    """Return {"cancel"} for "ألغى الوزير، لأسباب مجهولة، زيارته إلى X"."""
    if not text.lexicon.subject_after or event.group != "trip" or text.words[event.trigger - 1].form != "،":
        return set()
    for at in range(event.trigger - 1, max(sentence.start, event.trigger - _ASIDE) - 1, -1):
        if any(t.group == "cancel" and not t.noun for t in text.words[at].triggers):
            return {"cancel"}
        if is_finite(text.words[at]):
            break
    return set()


def _said_between(text: Text, event: Event, at: int) -> AbstractSet[str]:
    """Return what a word between verb and place says of the movement."""
    word = text.words[at]
    instead = word.form == "instead" and text.words[at + 1].form != "of"  # "landed instead in X"
    if at == event.trigger or instead:
        return frozenset()
    former = word.form in text.lexicon.forms["former"] and at > event.trigger + _NEAR_TRIGGER  # "دول يوغسلافيا السابقة"
    return word.marks & (_OF_WAY - {"earlier"} if former else _OF_WAY)


def _subject_called_off(text: Text, sentence: range, event: Event) -> set[str]:
    """Return {"cancel"} for "A trip to X that had been planned for Sunday has been called off"."""
    words, trigger = text.words, event.trigger
    opens = trigger - sentence.start < _OPENING and bool(words[trigger].triggers)
    if not (text.lexicon.cased and opens and all(t.noun for t in words[trigger].triggers)):
        return set()
    for at in range(event.word + 1, sentence.stop):
        if words[at].form in ("but", "and", ";"):
            break
        if any(t.group == "cancel" for t in words[at].triggers) and is_auxiliary(words[at - 1]):
            return {"cancel"}
    return set()


def _makes_exception(text: Text, sentence: range, event: Event, marks: set[str]) -> bool:
    """Read "did not reach X until midnight", "لم يمكث في X إلا ساعات", "لم يزر سوى X": what is denied is the rest."""
    if "negative" not in marks:
        return False
    if text.lexicon.cased:
        return any("until" in word.marks for word in text.words[event.trigger + 1 : event.word + 3])
    for at in range(event.trigger + 1, min(sentence.stop - 1, event.word + _EXCEPTED)):
        if text.words[at].is_sign:
            return False
        if "save" in text.words[at].marks:
            return "that" not in text.words[at + 1].marks  # "إلا أنه": but
    return False


def _counts_firsts(text: Text, sentence: range, at: int) -> bool:
    """Read "the first leader in two decades to set foot in X": since when, not when."""
    if not text.lexicon.cased or text.words[at].form not in ("decade", "decades"):
        return False
    return any(word.form == "first" for word in text.words[max(sentence.start, at - _TAKEN_BACK) : at])


def _ends_clause_on_subject(text: Text, sentence: range, at: int, trigger: int) -> bool:
    """Tell whether a place ends a clause on the subject: "ships that were refused entry to X have docked in Y"."""
    word = text.words[at]
    if not text.lexicon.cased or word.place is None or word.demonym or at + 1 >= trigger:
        return False
    helped = is_auxiliary(text.words[at + 1])
    return helped and any(w.marks & {"that", "relative"} for w in text.words[max(sentence.start, at - 8) : at])


def _is_joined_past(text: Text, event: Event) -> bool:
    """Tell whether an Arabic verb in the past is joined to the clause before: "وعاد"."""
    word = text.words[event.trigger]
    past = bool(word.triggers) and all(not t.noun and t.tense == "past" for t in word.triggers)
    return text.lexicon.subject_after and word.joined and past


def _begins_main_clause(text: Text, sentence: range, at: int, trigger: int) -> bool:
    """Tell whether "and" joins a finite verb of its own: "scrapped a stop in X [and flew] to Y", not "will be ..."."""
    words = text.words
    if not text.lexicon.cased or "list" not in words[at].marks or "clause" not in words[at].marks:
        return False
    if any(not (word.marks & {"adverbs", "sequence"} or is_auxiliary(word)) for word in words[at + 1 : trigger]):
        return False
    tenses = {t.tense for t in words[trigger].triggers if not t.noun}
    if "past" not in tenses or "base" in tenses:
        return False
    for before in range(at - 1, max(sentence.start, at - 16) - 1, -1):
        verbs = [t for t in words[before].triggers if not t.noun]
        if is_finite(words[before]) and len(verbs) == len(words[before].triggers) and not is_auxiliary(words[before]):
            come = any(
                t.group in ("arrive", "return") for t in words[trigger].triggers
            )  # "was refused entry and docked"
            return "past" in {t.tense for t in verbs} and (come or not is_passive(text, before))
    return False


def _dropped_before(text: Text, sentence: range, event: Event) -> set[str]:
    """Return {"dropped"} for what hangs on "was supposed to ... and pay a visit to X": not done, unless begun."""
    if event.group == "begin" or not (_is_participle(text, event.trigger) or _is_joined_base(text, event.trigger)):
        return set()
    for at in range(event.trigger - 1, max(sentence.start, event.trigger - 30) - 1, -1):
        if text.words[at].marks & {"dropped", "modal"} and event.group != "strike":
            return {"dropped"}
        if is_finite(text.words[at]) and not is_auxiliary(text.words[at]):
            break
    return set()


def _is_participle(text: Text, at: int) -> bool:
    return bool(text.words[at].triggers) and all(t.tense == "ing" and not t.noun for t in text.words[at].triggers)


def _is_joined_base(text: Text, at: int) -> bool:
    """Tell whether an English verb, or the one of a noun such as "visit", is a second infinitive: "and pay a visit"."""
    words, triggers = text.words, text.words[at].triggers
    if not (text.lexicon.cased and triggers and all(t.noun or t.tense == "base" for t in triggers)):
        return False
    near = range(max(1, at - _TO_VERB), at + 1)
    return any(words[n - 1].form == "and" and not words[n].preposition and not words[n].marks & _OF_NOUNS for n in near)


def _marks_after(text: Text, sentence: range, event: Event) -> set[str]:
    marks: set[str] = set()
    commas = 0
    for at in range(max(event.trigger, event.word) + 1, min(sentence.stop, event.word + 16)):
        word = text.words[at]
        commas += word.is_sign
        clause = "clause" in word.marks and not word.marks & {"place_clause", "pronouns"}
        if clause and not _joins_places(text, at):
            marks |= _taken_back(text, sentence, event, at)
            break
        told = event.group in ("trip", "visit") or (
            at == event.word + 1 and text.lexicon.cased and all(t.noun for t in text.words[event.trigger].triggers)
        )
        if told and not commas and _says_to_come(text, event, at):
            marks.add("future")  # "his visit to X will be the first", "a stop in X planned for Sunday"
        landed = text.lexicon.subject_after and commas  # "في رحلتها إلى X، هبوطا اضطراريا"
        if "diverted" in word.marks and event.group == "trip" and event.role == "goal" and not landed:
            marks.add("dropped")  # "the flight from X to Y was diverted to Z"
        if "considered" in word.marks and event.group in ("trip", "visit") and at - event.word < 5:
            marks.add("considered")
        if at - event.word < _NEAR_PLACE:
            marks |= _said_of_past(text, sentence, at)
        if word.place is not None and not word.demonym and not (word.joined or "list" in text.words[at - 1].marks):
            break
        if _calls_off(text, event, word, commas):
            marks.add("cancel")
        if is_finite(word) and not is_auxiliary(word) and not any(t.group == "cancel" for t in word.triggers):
            break
    return marks


def _said_of_past(text: Text, sentence: range, at: int) -> set[str]:
    """Return {"earlier"} for "last year", "six times" behind a place, but not for "the first in a decade"."""
    word = text.words[at]
    if word.form in text.lexicon.forms["times"] and text.words[at - 1].marks & {"indefinite", "determiners"}:
        return {"earlier"}
    past = "earlier" in word.marks and not _counts_firsts(text, sentence, at)
    return set(word.marks & {"earlier", "lately"}) if past else set()


def _says_to_come(text: Text, event: Event, at: int) -> bool:
    """Tell whether a word right behind a journey's place says that it is to come."""
    word = text.words[at]
    if not ("future" in word.marks or _is_to_begin(text, event, at)) or word.joined or text.words[at - 1].joined:
        return False
    return at - event.word < _HELPERS - 1 or _only_helps(text.words[event.word + 1 : at])


def _only_helps(words: Sequence[Word]) -> bool:
    """Tell whether words only lead to a participle: "a visit to X [has also been] planned"."""
    return len(words) <= _HELPERS and all(is_auxiliary(word) or word.marks & {"be_form", "adverbs"} for word in words)


def _joins_places(text: Text, at: int) -> bool:
    """Tell whether "and" only goes on with another place: "visits to X [and] Y will be rescheduled"."""
    word, after = text.words[at], text.words[at + 1 : at + 2]
    return "list" in word.marks and any(w.place is not None and not w.demonym for w in after)


def _calls_off(text: Text, event: Event, word: Word, commas: int) -> bool:
    """Tell whether a verb after a place calls its movement off: "the visit to X was cancelled"."""
    if not word.triggers or not any(t.group == "cancel" and not t.noun for t in word.triggers):
        return False
    noun_like = all(t.noun or t.tense in ("base", "ing") for t in text.words[event.trigger].triggers)
    noun_like = noun_like or (event.group == "visit" and text.words[event.trigger + 1].preposition == "to")
    return event.group in ("trip", "stay") or (commas < 2 and noun_like)


def _is_to_begin(text: Text, event: Event, at: int) -> bool:
    """Read "زيارة إلى القاهرة تبدأ الأحد"."""
    word = text.words[at]
    begins = any(t.group == "begin" and t.tense == "present" for t in word.triggers)
    return begins and text.lexicon.subject_after and event.group == "trip" and not word.joined


def _taken_back(text: Text, sentence: range, event: Event, at: int) -> set[str]:
    """Return {"cancel"} where a clause with "but" takes a trip back: "meant to visit X but the trip was scrapped"."""
    if event.group not in ("trip", "visit") or "but" not in text.words[at].marks:
        return set()
    after = text.words[at + 1 : min(sentence.stop, at + _TAKEN_BACK)]
    readings = [t for word in after for t in word.triggers]
    trip = any(t.noun and t.group == "trip" for t in readings) or any("pronouns" in w.marks for w in after[:1])
    return {"cancel"} if trip and any(t.group == "cancel" and not t.noun for t in readings) else set()
