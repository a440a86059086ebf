"""Readings that take more than the verb: "is in X for talks", "was greeted in X by", "an X-bound ship"."""

from masar.itinerary.descriptions import Subject, describe_phrase
from masar.itinerary.governors import STRENGTH, Event
from masar.itinerary.phrases import is_passive
from masar.itinerary.text import Text, Word

_TIMES, _OPENERS = frozenset({"durations", "waits", "adverbs", "lasting"}), frozenset({"after", "sequence", "during"})
_PURPOSE_REACH, _STOP_REACH, _LONG_AGO, _DATED, _TO_MAIN_VERB = 3, 4, 90, 40, 60
_LONGEST_WAIT, _LONGEST_SPAN, _LONGEST_SPEAKER, _LONGEST_TITLED = 6, 3, 4, 8


def read_staying(text: Text, sentence: range, event: Event) -> None:
    """Turn "is in X for talks" into a stay, "stops are planned in X" into its noun, "was greeted" into a welcome."""
    if event.group == "act" and is_passive(text, event.trigger):
        hosts = any(t.group == "receive" for t in text.words[event.trigger].triggers)
        event.group = "receive" if hosts else "act"
    if not text.lexicon.cased:
        return
    if event.group == "act" and _opens_tour(text, sentence, event):
        event.weight *= STRENGTH["begin"] / STRENGTH["act"]
        event.group = "begin"
    if event.group != "be":
        return
    for at in range(event.trigger - 1, max(sentence.start, event.trigger - _STOP_REACH) - 1, -1):
        noun = next((t for t in text.words[at].triggers if t.noun and t.group in ("stay", "trip")), None)
        if noun is not None:
            event.weight *= STRENGTH[noun.group] / STRENGTH["be"]
            event.group, event.trigger = noun.group, at
            return
    greeting = _greeted_there(text, sentence, event)
    if greeting is not None:
        event.weight *= STRENGTH["receive"] / STRENGTH["be"]
        event.group, event.trigger = "receive", greeting
    elif _has_purpose(text, sentence, event):
        event.weight *= STRENGTH["stay"] / STRENGTH["be"]
        event.group = "stay"


def _greeted_there(text: Text, sentence: range, event: Event) -> int | None:
    """Return the verb in "was at X airport to greet Reed": who is greeted there comes there."""
    near = range(event.trigger + 1, min(sentence.stop, event.word + 1 + _PURPOSE_REACH))
    at_node = event.place.kind == "site" or any("node" in text.words[at].marks for at in near)
    verbs = (at for at in near if any(t.group == "receive" and t.tense == "base" for t in text.words[at].triggers))
    return next(verbs, None) if at_node else None


def _opens_tour(text: Text, sentence: range, event: Event) -> bool:
    """Tell whether it is a journey that opens: "the tour opens in X"."""
    begins = any(t.group == "begin" and not t.noun for t in text.words[event.trigger].triggers)
    before = text.words[max(sentence.start, event.trigger - 2) : event.trigger]
    return begins and any("tour" in word.marks for word in before)


def _has_purpose(text: Text, sentence: range, event: Event) -> bool:
    """Tell whether what someone came for follows: "is in X on a visit", "was in X on Monday to meet"."""
    for word in text.words[event.word + 1 : min(sentence.stop, event.word + 1 + _PURPOSE_REACH)]:
        if word.form in text.lexicon.forms["purpose"]:
            return True
        if word.date is None and "adverbs" not in word.marks:
            return False
    return False


def read_bound_compound(text: Text, sentence: range, index: int) -> Event | None:
    """Read "a Rotterdam-bound freighter": where it is going to."""
    word = text.words[index]
    endings = text.lexicon.bound_endings
    if word.place is None or not endings or not text.article.text.startswith(endings, word.end):
        return None
    carried = describe_phrase(text, list(range(index + 1, min(sentence.stop, index + 4))), index)
    event = Event(index, word.place, "goal", "go", index, STRENGTH["go"], status="planned", subject=carried)
    dates = [w.date.date for w in text.words[max(sentence.start, index - _DATED) : index] if w.date]
    published = text.article.published
    if published is not None and any((published - day).days > _LONG_AGO for day in dates):
        event.status = "earlier"  # "last May, when a New York-bound train derailed"
    return event


def spoke_from(text: Text, sentence: range, index: int, preposition: str, before: int) -> Event | None:
    """Read "said from X that", "أكد من بيروت": where someone speaks."""
    words, place = text.words, text.words[index].place
    if preposition != "from" or place is None or place.kind != "city":
        return None
    reach = _LONGEST_SPEAKER if text.lexicon.cased else _LONGEST_TITLED
    for at in range(before, max(sentence.start, before - reach) - 1, -1):
        word = words[at]
        if "speaks" in word.marks:
            return Event(index, place, "goal", "act", at, STRENGTH["act"])
        if word.is_sign or word.triggers or word.preposition or word.date is not None or "clause" in word.marks:
            return None
    return None


def crossed_border(text: Text, sentence: range, index: int, preposition: str, before: int) -> Event | None:
    """Read "crossed the heavily armed border with North Korea": where someone went."""
    words, place = text.words, text.words[index].place
    if not text.lexicon.cased or preposition != "with" or before not in sentence or place is None:
        return None
    if "frontier" not in words[before].marks or place.kind != "country":
        return None
    near = range(before, max(sentence.start, before - _LONGEST_SPEAKER - 1) - 1, -1)
    crossed = next((n for n in near if any(t.group == "pass" and t.tense == "past" for t in words[n].triggers)), None)
    return None if crossed is None else Event(index, place, "goal", "arrive", crossed, STRENGTH["go"])


def opens_with_after(text: Text, sentence: range, preposition: str, before: int) -> bool:
    """Tell whether a sentence opens "After X, ...", "وبعد بيروت", "Prior to X", "بعد انتظار أسبوع في X"."""
    if preposition == "in" and text.lexicon.cased:  # "After two days in X"
        near = text.words[sentence.start : before]
        spent = before in sentence and "durations" in text.words[before].marks and len(near) <= _LONGEST_SPAN
        own = any("possessive" in word.marks for word in near[:2]) and all("determiners" in w.marks for w in near[-1:])
        return spent and bool(near) and ("after" in near[0].marks or own)  # "During his two days in X"
    if preposition == "in":
        start = max(sentence.start, before - _LONGEST_WAIT)
        waited = next((n for n in range(before, start - 1, -1) if not _tells_time(text.words[n])), start)
        opens = waited == sentence.start or text.words[waited - 1].is_sign or text.words[waited].joined
        opens = opens and waited < before and not text.words[waited].marks.isdisjoint(_OPENERS)
        return opens or _is_after_meeting(text, sentence, before)
    if preposition != "-":
        return False
    opening = before in sentence and before <= sentence.start + 1
    opening = opening or (before in sentence and text.words[before].joined and text.words[before - 1].is_sign)
    wanted = {"after", "before"} if text.lexicon.cased else {"after"}
    return opening and bool(text.words[before].marks & wanted)


def _is_after_meeting(text: Text, sentence: range, before: int) -> bool:
    """Read "سافر إلى الرياض بعد [محادثات مطولة] في": where the meeting was is where he came from."""
    for at in range(before, max(sentence.start, before - 2) - 1, -1):
        if "event" in text.words[at].marks:
            return at > sentence.start and "after" in text.words[at - 1].marks
    return False


def _tells_time(word: Word) -> bool:
    """Tell whether a word may stand in "بعد [توقف دام ثلاثة أيام] في"."""
    return bool(word.marks & {"durations", "waits", "adverbs", "lasting"}) and not word.marks & {
        "after",
        "sequence",
        "during",
    }


def stay_before(text: Text, index: int, before: int) -> Event:
    """Return the stay that a sentence opens with: "After X, she flew to Y"."""
    place = text.words[index].place
    assert place is not None
    stop = text.sentences[text.words[index].sentence].stop
    ahead = text.words[index + 1 : min(stop, index + 1 + _TO_MAIN_VERB)]
    verb = next((w for w in ahead if any(not t.noun for t in w.triggers)), None)
    coming = verb is not None and any(t.tense == "future" for t in verb.triggers)  # "وبعد كيغالي، سيزور"
    status = "planned" if coming else "visited"
    return Event(index, place, "goal", "stay", before, 0.6, status, subject=Subject("pronoun", before))
