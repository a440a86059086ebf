"""The date that belongs to a movement: the one nearest to its place, within its clause if there is one."""

import datetime as dt
from collections.abc import Iterator, Reversible, Sequence
from dataclasses import replace
from itertools import islice

from masar.dates import DateMention
from masar.itinerary.asides import opening_of_aside
from masar.itinerary.governors import STOPS, Event, is_auxiliary, is_finite
from masar.itinerary.text import Text, Word
from masar.model import Place

_ENDS = frozenset({"end", "trip"})
_LATE, _YEAR = 120, 366
_OPENING, _THEREAFTER, _CAME_BACK, _LAST_TOLD = 4, 60, 60, 20
_COSTLIEST, _LEFT, _OLDER = 14, 18, 4
_WEEK = dt.timedelta(days=7)
_IN_A_LIST = 1.0  # "X and Y on Tuesday": the day of both


def nearest_date(text: Text, sentence: range, event: Event) -> DateMention | None:
    """Return the date that stands nearest to a place, within its clause if there is one."""
    found = _nearest_date(text, sentence, event)
    if found is None or _is_of_return(text, sentence, event, found) or _is_of_whole_trip(text, event, found):
        return None
    return found


def _is_of_whole_trip(text: Text, event: Event, found: DateMention) -> bool:
    """Tell whether a day is that of where a trip ended: "وصل أمس إلى كيب تاون في رحلة انطلقت من صلالة"."""
    at = event.trigger - 1 - ("relative" in text.words[max(0, event.trigger - 1)].marks)
    trip = not text.lexicon.cased and at >= 0 and "tour" in text.words[at].marks
    told = any(not t.noun and t.tense == "past" for t in text.words[event.trigger].triggers)
    return trip and told and event.group in ("leave", "begin") and found.start < text.words[event.trigger].start


def _is_of_return(text: Text, sentence: range, event: Event, found: DateMention) -> bool:
    """Tell whether a day is that of who came back from a tour: "returned on Thursday after visits to X and Y"."""
    before = text.words[max(sentence.start, event.trigger - _CAME_BACK) : event.trigger]
    older = any("after" in word.marks for word in before[-_OLDER:]) and event.group in ("trip", "visit")
    back = any(t.group == "return" and not t.noun for word in before for t in word.triggers)
    return text.lexicon.cased and older and back and found.start < text.words[event.trigger].start


def _nearest_date(text: Text, sentence: range, event: Event) -> DateMention | None:
    best: tuple[float, DateMention] | None = None
    low, high = sorted((event.trigger, event.word))
    joined = text.words[low].joined and is_finite(text.words[low])  # "قبل ثمانية أشهر، وقطع": a clause of its own
    for step, start, stop in (
        (1, high + 1, min(sentence.stop, high + 14)),
        (-1, low - 1, max(sentence.start, low - _LEFT) - 1),
    ):
        cost, clauses, listed = (0.0 if step > 0 else 1.0), 0, step > 0
        for at in _outward(text, sentence, start, stop, step):
            word = text.words[at]
            listed = listed and (
                word.place is not None or bool(word.marks & {"list", "adverbs"}) or word.date is not None
            )
            if step < 0 and _parts_days(text, at):
                break
            if step < 0 and _is_announced(text, at):
                break
            if word.date is not None and word.joined and step > 0 and text.words[at - 1].place is not None:
                break  # "الأربعاء في كوالالمبور [والسبت] في هانوي": the day of the next place
            if word.date is not None:
                cost = min(cost, _IN_A_LIST) if listed else cost
                if word.date.precision != "day" and (clauses or (step < 0 and (joined or cost > 5))):
                    break
                best = min(best or (99.0, word.date), (cost, word.date), key=lambda pair: pair[0])
                break
            cost += _date_cost(word)
            clauses += "clause" in word.marks
    inner = next((text.words[at].date for at in range(low, high) if _is_own_date(text, event, at)), None)
    if inner is not None and (best is None or best[0] > 1):
        return inner
    if best is not None and best[0] <= _COSTLIEST:
        return best[1]
    return _opening_date(text, sentence, low)


def _opening_date(text: Text, sentence: range, low: int) -> DateMention | None:
    """Return the date that a sentence opens with, unless another day follows: "على أن يختتم"."""
    opening = text.words[sentence.start : min(low, sentence.start + _OPENING)]
    if any("thereafter" in word.marks for word in text.words[max(sentence.start, low - _THEREAFTER) : low]):
        return None
    return next((word.date for word in opening if word.date is not None), None)


def _outward(text: Text, sentence: range, start: int, stop: int, step: int) -> Iterator[int]:
    """Yield the words on one side; to the left past an English clause: "Bulat, who was sentenced in 2022, fled X"."""
    at = start
    while (stop - at) * step > 0:
        opening = opening_of_aside(text, sentence, at) if step < 0 and text.words[at].form == "," else None
        at = at if opening is None or not text.lexicon.cased else opening
        yield at
        at += step


def _is_announced(text: Text, at: int) -> bool:
    """Tell whether the day before a pronoun is that of an announcement: "announced Wednesday she will fly"."""
    before = text.words[max(0, at - 3) : at]
    if not text.lexicon.cased or "singular" not in text.words[at].marks or len(before) < 2 or before[-1].date is None:
        return False
    return any(t.group == "other" and not t.noun for word in before for t in word.triggers)


def _is_own_date(text: Text, event: Event, at: int) -> bool:
    """Tell whether a date between verb and place is the place's, not that of another place between."""
    between = text.words[at + 1 : event.word] if text.lexicon.cased and event.trigger < event.word else []
    others = (w.place for w in between if w.place is not None and not w.demonym)  # not "in South Sudan's capital, Juba"
    return text.words[at].date is not None and all(_is_land_of(place, event.place) for place in others)


def _is_land_of(place: Place, town: Place) -> bool:
    return place.kind == "country" and place.country == town.country and town.kind != "country"


def opens_range(text: Text, sentence: range, event: Event) -> bool:
    """Tell whether the date of an event opens a range: "from 3 to 9 May"."""
    at = next((at for at in sentence if text.words[at].date is event.date), sentence.start)
    return text.lexicon.cased and at > event.word and text.words[at - 1].form == "from"


def turn_weekday(text: Text, event: Event) -> None:
    """Take a bare weekday for the one of the other side where the verb says so: "set sail Monday"."""
    mention, published = event.date, text.article.published
    if mention is not None and published is not None and _is_next_year(text, event, mention, published):
        event.date = replace(mention, date=mention.date.replace(year=mention.date.year + 1))
        event.status = "planned"
        return
    if mention is None or not mention.guessed or published is None or event.status not in ("visited", "planned"):
        return
    if event.status == "visited" and event.tense == "past" and mention.date > published:
        event.date = replace(mention, date=mention.date - dt.timedelta(days=7))
    elif mention.date < published and _is_to_come(text, event):
        event.date = replace(mention, date=mention.date + dt.timedelta(days=7))
    elif event.status == "visited" and text.lexicon.cased and mention.date < published and _is_present(text, event):
        event.date = replace(mention, date=mention.date + dt.timedelta(days=7))
        event.status = "planned"  # "wraps up her tour in X on Thursday"


def _is_next_year(text: Text, event: Event, mention: DateMention, published: dt.date) -> bool:
    """Tell whether a month without a year is one to come: "in May they cross the Channel", told in January."""
    ahead = event.status == "planned" or (event.status == "visited" and _is_present(text, event))
    said = text.article.text[mention.start : mention.end]
    bare = mention.precision in ("day", "month") and not any(c.isdecimal() for c in said[-4:-2])
    leap = (mention.date.month, mention.date.day) == (2, 29)
    late = (published - mention.date).days
    return text.lexicon.cased and ahead and bare and not leap and _LATE < late < _YEAR


def _is_present(text: Text, event: Event) -> bool:
    trigger = text.words[event.trigger]  # "and is now in X" is no plan
    return event.tense == "present" and not any(t.noun for t in trigger.triggers) and not is_auxiliary(trigger)


def _is_to_come(text: Text, event: Event) -> bool:
    """Tell whether a verb speaks of what is to come: the future, and in Arabic the present: "يصل السبت"."""
    if event.tense == "future":
        return event.status == "planned"
    return text.lexicon.subject_after and event.tense == "present" and event.role == "goal"


def follows_before(text: Text, event: Event) -> bool:
    """Tell whether a movement stands right after "before": "before his return to X", "قبل أن يتوجه"."""
    near = text.words[max(0, event.trigger - 2) : event.trigger]
    if text.lexicon.subject_after and near and any(t.group in _ENDS for w in near for t in w.triggers):
        near = text.words[max(0, event.trigger - 4) : event.trigger]  # "قبل أن يستكمل جولته بزيارة"
    return any("before" in word.marks for word in near)


def follow_main_clause(text: Text, event: Event, told: Reversible[Event]) -> None:
    """Put "before heading to X on Wednesday" after what its sentence tells first: it lies ahead if that is so late."""
    mention, published = event.date, text.article.published
    if mention is None or not mention.guessed or published is None or not follows_before(text, event):
        return
    sentence = text.words[event.trigger].sentence
    opens = "before" in text.words[text.sentences[sentence].start].marks  # "... Monday. Before he ends his tour in X"
    main = next(
        (
            e
            for e in islice(reversed(told), _LAST_TOLD)
            if e.date and text.words[e.trigger].sentence in (sentence, sentence - opens)
        ),
        None,
    )
    if main is None or main.date is None or main.date.precision != "day" or mention.date >= main.date.date:
        return
    event.date = replace(mention, date=mention.date + dt.timedelta(days=7))
    if event.date.date > published and event.status == "visited":
        event.status = "planned"


def follow_weekdays(text: Text, events: Sequence[Event]) -> None:
    """Let weekdays to come go on in the order told: "will be in X on Wednesday, in Y on Friday and in Z on Sunday"."""
    published, last = text.article.published, None
    for event in events:
        mention = event.date
        if published is None or mention is None or mention.precision != "day" or event.status == "off":
            continue
        if last is not None and last.date is not None and _goes_on_from(text, last, event, published):
            event.date = mention = replace(mention, date=mention.date + _WEEK)
            event.status = "planned"
        last = event


def _goes_on_from(text: Text, last: Event, event: Event, published: dt.date) -> bool:
    """Tell whether a weekday read as one before what its sentence tells first must be that of the week after."""
    one, other = last.date, event.date
    if one is None or other is None or not other.guessed or not one.date - _WEEK < other.date < one.date:
        return False
    apart = text.words[event.word].sentence - text.words[last.word].sentence
    if one.date <= published or apart > 1 or (apart and not last.status == event.status == "planned"):
        return False
    between = text.words[last.word + 1 : max(event.word, event.trigger)]
    opening = text.words[text.sentences[text.words[event.word].sentence].start].marks
    return not any("after" in word.marks for word in between) and "before" not in opening


def plan_by_date(text: Text, event: Event) -> None:
    """Take a journey told by a noun for planned where its day is yet to come: "before the trip to X on 3 May"."""
    published = text.article.published
    noun = all(t.noun or t.tense == "ing" for t in text.words[event.trigger].triggers)
    if noun and event.status == "visited" and published and event.date and event.date.precision == "day":
        event.status = "planned" if event.date.date > published else "visited"


def plan_on_day(text: Text, sentence: range, event: Event) -> None:
    """Take what an agenda sets on a day for planned where that day is yet to come, or is the day of the text."""
    published, mention = text.article.published, event.date
    if published is None or mention is None:
        return
    if mention.guessed and mention.date < published:  # an agenda looks ahead
        mention = event.date = replace(mention, date=mention.date + dt.timedelta(days=7))
    opening = any("future" in word.marks for word in text.words[sentence.start : event.trigger])
    event.status = "planned" if mention.date >= published or opening else "visited"


def _parts_days(text: Text, at: int) -> bool:
    """Tell whether what follows has a day of its own: "announced Wednesday that", "يزور X الجمعة على أن يختتم في Y"."""
    word = text.words[at]
    return "thereafter" in word.marks or ("that" in word.marks and text.words[at - 1].date is not None)


def _date_cost(word: Word) -> float:
    if word.form in STOPS:
        return 99.0
    if word.place is not None and not word.demonym:
        return 6.0
    if "clause" in word.marks:
        return 4.0
    if (is_finite(word) and not is_auxiliary(word)) or "will" in word.marks:
        return 6.0
    return 1.5 if word.is_sign else 0.7
