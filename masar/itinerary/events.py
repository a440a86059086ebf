"""
What the text says of each place: that someone arrived there, left it, passed it, will go there.

For a place name the preposition before it is read, then the word that governs the preposition. "X, Y and Z" share
the governor of X; a place at the front of its clause ("In Seoul, where she is expected") is governed from the right.
"""

from collections.abc import Sequence
from dataclasses import replace

from masar.itinerary.agendas import read_agenda
from masar.itinerary.asides import outer_preposition, preposition_of_site
from masar.itinerary.circumstances import read_circumstances, read_relative_clause
from masar.itinerary.datelines import after_dateline, arrival_here, guest_here
from masar.itinerary.governors import Event
from masar.itinerary.guests import find_guest
from masar.itinerary.hosts import is_done_at_home
from masar.itinerary.leftward import follow_diversion, governed_from_left
from masar.itinerary.lists import listed_after
from masar.itinerary.nearest_dates import (
    follow_main_clause,
    follow_weekdays,
    nearest_date,
    opens_range,
    plan_by_date,
    plan_on_day,
    turn_weekday,
)
from masar.itinerary.opening_verbs import governed_by_opening_verb, was_in_town
from masar.itinerary.owners import belongs_to_subject, is_part_of_name
from masar.itinerary.prepositions import (
    COMMAS,
    find_preposition,
    is_apposition,
    only_describes,
    past_unknown_name,
    relative_follows,
    site_within,
)
from masar.itinerary.pronouns import unnamed_returns
from masar.itinerary.purposes import goal_of_purpose
from masar.itinerary.rightward import governed_from_right, named_as_stop, witnessed
from masar.itinerary.senses import is_hour_elsewhere
from masar.itinerary.staying import crossed_border, opens_with_after, read_bound_compound, spoke_from, stay_before
from masar.itinerary.tenses import follow_coordinate
from masar.itinerary.text import Text, Word
from masar.model import Place

_WIDE_KM = 150.0
_MOST_SKIPPED = 3
_LONGEST_BEARING, _LONGEST_TITLE = 8, 7
_OUTER = 0.9
_DOUBTFUL = 0.45
_NOT_TO = frozenset({"begin", "end", "act", "carry"})  # verbs whose goal "to" does not bring in


def find_events(text: Text) -> list[Event]:
    """Return what the text says of its places, in the order of the text."""
    found: dict[int, Event] = {}
    for sentence in text.sentences:
        body = after_dateline(text, sentence)
        for index in body:
            word = text.words[index]
            if word.place is None or word.demonym:
                continue
            if _is_wide(word.place):
                _note_far_move(text, body, index)
                continue
            agenda = read_agenda(text, sentence, index)
            if agenda is not None:
                plan_on_day(text, sentence, agenda)
            event = agenda or read_bound_compound(text, body, index) or _read_place(text, body, index, found)
            if event is not None and is_done_at_home(text, event):
                text.no_stops.add(index)
                event = None
            if event is not None:
                found[index] = event
    here = arrival_here(text) or guest_here(text, found)
    told = sorted([*found.values(), *unnamed_returns(text, found)], key=lambda event: event.word)
    follow_weekdays(text, told)
    return _drop_postings(text, ([here] if here is not None else []) + told)


def _note_far_move(text: Text, sentence: range, index: int) -> None:
    """Remember who goes to a continent, which is no stop: "she leaves for the Middle East"."""
    preposition, before = find_preposition(text, sentence, index)
    event = governed_from_left(text, sentence, index, preposition, before)
    if event is not None and event.role == "goal":
        text.far_moves[event.trigger] = event.weight


def _drop_postings(text: Text, events: list[Event]) -> list[Event]:
    """Leave out the country in an envoy's title: "وصل المبعوث الخاص إلى اليمن ... إلى عدن"."""
    goals: dict[int, int] = {}
    for event in events:
        if not event.listed:
            goals[event.trigger] = event.word
    kept = []
    for event in events:
        first = max(0, event.word - _LONGEST_TITLE, event.trigger if event.trigger < event.word else 0)
        posted = any("posted" in word.marks for word in text.words[first : event.word])
        goal_in = (event.group in _NOT_TO and text.lexicon.subject_after) or event.group == "receive"
        titled = goal_in and _stands_after_to(text, event.word)
        elsewhere = goals.get(event.trigger, event.word) > event.word or titled
        if not (posted and event.role == "goal" and elsewhere and event.place.kind == "country"):
            kept.append(event)
    return kept


def _stands_after_to(text: Text, index: int) -> bool:
    return text.words[index].glued == "to" or (index > 0 and text.words[index - 1].preposition == "to")


def _read_place(text: Text, sentence: range, index: int, found: dict[int, Event]) -> Event | None:
    if only_describes(text, sentence, index) or (text.lexicon.cased and is_hour_elsewhere(text.words, index)):
        text.no_stops.add(index)
        return None
    preposition, before = find_preposition(text, sentence, index)
    previous = _shares_governor(text, sentence, index, preposition, before, found)
    if previous is not None:
        return _continue_list(text, found.get(previous), index)
    if _is_bearing(text, sentence, preposition, before, found) or _continues_what_is_no_stop(
        text, sentence, index, preposition, found
    ):
        text.no_stops.add(index)
        return None
    if preposition == "-":
        known = past_unknown_name(text, sentence, index) or _past_head(text, sentence, index, found)
        preposition, before = known or (preposition, before)
    going = goal_of_purpose(text, sentence, index, preposition, before, found)
    spoken = spoke_from(text, sentence, index, preposition, before)
    crossed = crossed_border(text, sentence, index, preposition, before)
    event = going or spoken or crossed or governed_from_left(text, sentence, index, preposition, before)
    if event is None and opens_with_after(text, sentence, preposition, before):
        return stay_before(text, index, before)
    if event is None:
        event = governed_by_opening_verb(text, sentence, index, preposition, before, found.values())
        event = event or was_in_town(text, sentence, index, preposition, before)
        event = event or _read_otherwise(text, sentence, index, preposition, before)
    elif _is_no_stop(text, sentence, event, preposition, before):
        event = _read_as_stop(text, sentence, index)
    elif event.weight < _DOUBTFUL and relative_follows(text, sentence, index):
        event = governed_from_right(text, sentence, index, preposition, before) or event  # "X, where it landed"
    if event is not None and not event.listed:
        follow_diversion(text, event, found.values())
        read_circumstances(text, sentence, event)
        follow_main_clause(text, event, found.values())
        follow_coordinate(text, event, next(reversed(found.values()), None))
    return event


def _read_as_stop(text: Text, sentence: range, index: int) -> Event | None:
    """Read a place that its governor makes no stop, but other words may call one: "جاءت السعودية محطة ثانية"."""
    event = None if text.lexicon.cased else named_as_stop(text, sentence, index)
    if event is None:
        text.no_stops.add(index)
    return event


def _continues_what_is_no_stop(
    text: Text, sentence: range, index: int, preposition: str, found: dict[int, Event]
) -> bool:
    """Tell whether a place goes on where the one before it, after a preposition of its own, is no stop: "في X وY"."""
    word, head = text.words[index], index - 1
    if preposition != "-" or not word.joined or head not in sentence or head in found:
        return False
    before = text.words[head]
    if before.place is None or before.demonym or before.place.kind != "city":
        return False
    return find_preposition(text, sentence, head)[0] == "in"


def _is_bearing(text: Text, sentence: range, preposition: str, before: int, found: dict[int, Event]) -> bool:
    """Tell whether a place only says where the one before it lies: "Daraa, some 100 km south of Damascus"."""
    far = preposition == "from" and before in sentence and "distance" in text.words[before].marks
    if preposition != "near" and not far:
        return False
    measured = False
    for at in range(before, max(sentence.start, before - _LONGEST_BEARING) - 1, -1):
        word = text.words[at]
        if word.place is not None and not word.demonym:
            if at in found:
                _narrow(found[at], text.words[before + 1 : before + 1 + _LONGEST_BEARING])
            return at in found
        measured = measured or "distance" in word.marks
        number = word.form.replace(",", "").isdecimal() or "adverbs" in word.marks or "distance" in word.marks
        leads = measured and bool(word.preposition or word.marks & {"after", "on"})  # "على بعد", "at a distance of"
        if not (number or leads or word.form in COMMAS):
            return False
    return False


def _narrow(event: Event, after: Sequence[Word]) -> None:
    """Put a stop named by its country at the town of it that it is said to be near: "في ليبيا قرب الكفرة"."""
    town = next((word.place for word in after if word.place is not None), None)
    if town is not None and town.kind in ("city", "region") and event.place.kind == "country":
        event.place = town if town.country == event.place.country else event.place


def _shares_governor(
    text: Text, sentence: range, index: int, preposition: str, before: int, found: dict[int, Event]
) -> int | None:
    """Return the place whose governor is also this one's: the site in it, or the one before it in a list."""
    site = site_within(text, sentence, index)
    if site is not None:
        return site
    if [word.form for word in text.words[max(sentence.start, index - 2) : index]] == ["followed", "by"]:
        return next((at for at in range(index - 1, sentence.start - 1, -1) if at in found), None)
    if _repeats_preposition(text, sentence, preposition, before) and before - 1 in found:
        return before - 1
    if preposition == "in" and before in sentence and "sites" in text.words[before].marks and text.lexicon.cased:
        previous = listed_after(text, sentence, index)  # "visited Germany, the headquarters in Brussels and Italy"
        return previous if previous in found else None
    if preposition == "in" and _is_counted_alike(text, sentence, before):
        previous = next((n for n in range(before, sentence.start - 1, -1) if n in found), None)
        return previous if previous is not None and found[previous].group in ("stay", "visit", "trip") else None
    return _listed_before(text, sentence, index, found) if preposition == "-" else None


def _repeats_preposition(text: Text, sentence: range, preposition: str, before: int) -> bool:
    """Tell whether a place goes on a list with its preposition again: "events in X and in Y"."""
    again = text.lexicon.cased and preposition in ("in", "to") and before - 1 in sentence
    return again and text.words[before].form == "and" and text.words[before - 1].place is not None


def _is_counted_alike(text: Text, sentence: range, before: int) -> bool:
    """Tell whether a number goes on with what was counted: "three nights in X and [two] in Y"."""
    if not text.lexicon.cased or before - 1 not in sentence:
        return False
    if "durations" in text.words[before].marks:  # "the first stop was X, followed by two days in Y"
        return any(word.form == "followed" for word in text.words[max(sentence.start, before - _MOST_SKIPPED) : before])
    if "list" not in text.words[before - 1].marks:
        return False
    return text.words[before].form.isdecimal() or "indefinite" in text.words[before].marks


def _past_head(text: Text, sentence: range, index: int, found: dict[int, Event]) -> tuple[str, int] | None:
    """Return the preposition of a list whose head is no stop: "in the Middle East, Turkey", "من تونس، الجزائر"."""
    head, place = listed_after(text, sentence, index), text.words[index].place
    if head is None or (place is not None and place.kind != "country"):
        return None
    if not (_is_wide(text.words[head].place) or text.lexicon.subject_after):
        return None
    for _ in range(_MOST_SKIPPED):
        before = listed_after(text, sentence, head)
        if before is None or head in found or find_preposition(text, sentence, head)[0] != "-":
            break
        head = before
    return None if head in found else find_preposition(text, sentence, head)


def _is_wide(place: Place | None) -> bool:
    return place is not None and place.kind == "area" and place.radius_km > _WIDE_KM


def _read_otherwise(text: Text, sentence: range, index: int, preposition: str, before: int) -> Event | None:
    """Read a place that nothing to its left governs."""
    outer = _read_outer(text, sentence, index, before) if preposition in ("in", "near") else None
    site = preposition_of_site(text, sentence, before) if preposition == "of" and text.lexicon.cased else None
    front = outer_preposition(text, sentence, before) if text.lexicon.cased and preposition in ("in", "near") else None
    return (
        outer
        or (governed_from_left(text, sentence, index, *site) if site else None)
        or witnessed(text, sentence, index, before)
        or named_as_stop(text, sentence, index)
        or governed_from_right(text, sentence, index, preposition, before)
        or (governed_from_right(text, sentence, index, *front) if front else None)  # "From the airport in X he flew"
    )


def _is_no_stop(text: Text, sentence: range, event: Event, preposition: str, before: int) -> bool:
    """Tell whether a place ends the subject of its verb, is a topic, or, as host, a government: "ورحبت واشنطن"."""
    index = event.word
    if preposition == "from" and text.words[before].marks >= {"relative", "pronouns", "clause"}:
        return True  # "وهو من غامبيا": where someone is from
    if event.role == "start" and text.words[event.trigger].form in text.lexicon.forms["visits"]:
        return True  # "the first visit from X", "زيارة لمسؤول من إيران": whose visit it is
    suffered = event.group in ("held", "stay") and event.trigger == before  # "tourists seized in X were flown to Y"
    suffered = suffered and text.lexicon.cased and event.place.kind == "city"
    if preposition in ("in", "near", "-") and not suffered and belongs_to_subject(text, sentence, index, event.trigger):
        return True
    if event.group in ("act", "other") and _is_topic(text, before, index):
        return True
    return event.group == "receive" and preposition == "-" and not (_is_airport(text, index) or _is_host(text, event))


def _is_host(text: Text, event: Event) -> bool:
    """Tell whether a town receives a guest, who comes there then: "استقبلت بغداد الرئيس التركي"."""
    named = find_guest(text, event.trigger)
    welcomes = "welcome" in text.words[event.trigger].marks
    attended = named.at != event.trigger and not named.other
    known = bool(named.roles or named.kinds) and event.place.kind == "city"
    return (known or attended) and not welcomes


def _is_airport(text: Text, index: int) -> bool:
    """Tell whether a place is a site, or its town with what travellers pass through before: "مطار القاهرة"."""
    place = text.words[index].place
    return place is not None and (place.kind == "site" or (index > 0 and "node" in text.words[index - 1].marks))


def _is_topic(text: Text, before: int, index: int) -> bool:
    """Tell whether a country is what someone talks about, not in: "took part in talks on Syria"."""
    place = text.words[index].place
    return place is not None and place.kind == "country" and "topic" in text.words[before + 1].marks


def _read_outer(text: Text, sentence: range, index: int, before: int) -> Event | None:
    """Read a place by the preposition of the noun that lies in it: "took off from an airfield in X"."""
    outer = outer_preposition(text, sentence, before)
    if outer is not None and outer[0] == "from" and text.lexicon.cased and _is_contest(text, before):
        return None
    event = outer and governed_from_left(text, sentence, index, *outer)
    if event:
        event.weight *= _OUTER
    return event or None


def _is_contest(text: Text, before: int) -> bool:
    """Tell whether someone leaves no place, but what takes place in it: "has withdrawn from the tournament in X"."""
    return bool(text.words[before].marks & {"event", "match", "sport"})


def _listed_before(text: Text, sentence: range, index: int, found: dict[int, Event]) -> int | None:
    """Return where the stop before this one in a list stands."""
    previous = listed_after(text, sentence, index)
    for _ in range(_MOST_SKIPPED):  # something in the list that is no stop, "Europe", does not end it
        if previous is None or previous in found:
            break
        if text.lexicon.cased and is_apposition(text, sentence, previous):  # "Tokyo in Japan and Seoul"
            previous = next((n for n in range(previous - 1, sentence.start - 1, -1) if n in found), None)
            break
        previous = listed_after(text, sentence, previous)
    return previous


def _continue_list(text: Text, previous: Event | None, index: int) -> Event | None:
    place = text.words[index].place
    if previous is None or place is None or _titles_someone(text, index):
        return None
    sentence = after_dateline(text, text.sentences[text.words[index].sentence])
    if belongs_to_subject(text, sentence, index, previous.trigger):
        return None  # "will visit X next week, the Pentagon announced"
    number = min(previous.number, 0)  # the last stops may be several: "X and Y will be the last"
    event = replace(
        previous, word=index, place=place, weight=previous.weight * 0.97, listed=previous.listed + 1, number=number
    )
    event.date = nearest_date(text, sentence, event) or (
        None if event.date and event.date.precision == "day" else event.date
    )
    turn_weekday(text, event)
    plan_by_date(text, event)
    if event.date is not None and (
        opens_range(text, sentence, event) or event.date.until is not None or _begins_list(text, sentence, event)
    ):
        event.date = None  # "to X, Y and Z from 3 to 9 May": of the whole
    read_relative_clause(text, sentence, event)
    if previous.role == "goal" and not previous.listed and _spans(text, previous.word):
        previous.role = "start"
    return event


def _begins_list(text: Text, sentence: range, event: Event) -> bool:
    """Tell whether a day is that on which a tour of several places begins: "On Monday she begins a trip to X and Y"."""
    said = next((at for at in sentence if text.words[at].date is event.date), event.word)
    begun = any(t.group == "begin" for word in text.words[sentence.start : event.trigger] for t in word.triggers)
    return event.group in ("trip", "include") and begun and said < event.trigger


def _spans(text: Text, index: int) -> bool:
    """Tell whether a place is one end of a way: "قطع المسافة بين [عمّان] ومكة", "the road between [Amman] and Mecca"."""
    before = [word for word in text.words[max(0, index - 3) : index] if word.preposition]
    return bool(before) and before[-1].preposition == "between" and "_" in before[-1].form


def _titles_someone(text: Text, index: int) -> bool:
    """Tell whether a place belongs to someone's title after it: "Rome, Paris, London mayor"."""
    after = text.words[index + 1 : index + 2]
    titled = bool(after) and bool(after[0].marks & {"context", "roles", "officials"})
    return (text.lexicon.cased and titled) or is_part_of_name(text, index)
