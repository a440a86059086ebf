"""
The journey an article tells: the traveller, the visits in order, how each was reached, where it began.

`read_journey` composes the steps: words, events, whose events they are, which are of this journey, visits,
order, origin.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from masar.itinerary.capitals import capitals, name_bare_capitals
from masar.itinerary.doubtful import find_supported
from masar.itinerary.events import find_events
from masar.itinerary.geometry import distance_km
from masar.itinerary.governors import Event, is_finite
from masar.itinerary.homeland import name_homeland
from masar.itinerary.identity import Traveller
from masar.itinerary.lexicon import journey_lexicon
from masar.itinerary.nesting import draw_at_namesakes, drop_wider, merge_sites, refine_countries
from masar.itinerary.order import order_visits
from masar.itinerary.revisions import take_back
from masar.itinerary.selection import SURE_ENOUGH, choose_events, is_journey
from masar.itinerary.text import Text, Word
from masar.itinerary.traveller import find_traveller, name_traveller, weigh_subjects
from masar.itinerary.visits import Visit, build_visits
from masar.itinerary.words import read_text
from masar.model import Article, Mode, Place, Resolution
from masar.names import normalise_word

_AFTER_GOAL, _BEFORE_VERB, _WAY, _FAR = 9, 6, 4, 10
_ONWARD = frozenset({"go", "return", "carry", "leave"})
_SAID, _SAME_TOWN_KM, _SAME_SEAT_KM = 0.3, 30.0, 75.0
_MODE_OF_KIND: Mapping[str, Mode] = MappingProxyType(
    {"ship": "ship", "plane": "plane", "convoy": "road", "train": "train"}
)


@dataclass(frozen=True, slots=True)
class Journey:
    """What was read: visits in travel order, how each was reached, whose journey it is (unnamed where not sure)."""

    visits: tuple[Visit, ...]
    modes: tuple[Mode, ...]
    traveller_country: str
    origin: Place | None
    traveller: str = ""


@lru_cache(maxsize=2)
def read_journey(article: Article, resolutions: tuple[Resolution, ...]) -> Journey:
    """
    Read the journey that an article tells of.

    Parameters
    ----------
    article
        A text in a language that has a `journeys.toml`.
    resolutions
        Its places, as `resolve_mentions` returns them; those without a place are passed over.

    Returns
    -------
    journey
        Without visits if the article tells of no journey.
    """
    text, events, traveller = tell_movements(article, resolutions)
    chosen = choose_events(text, events, article.published)
    if not is_journey(text, chosen, traveller):
        return Journey((), (), "", None)
    supported = find_supported(text, events, chosen)
    if supported:
        events = _with_supported(events, supported)
        again = choose_events(text, events, article.published)
        # What is doubtful may fall away again; what is sure does not fall with it.
        chosen = [event for event in events if event in chosen or (event in again and event in supported)]
    visits = drop_wider(text, merge_sites(build_visits(text, chosen, article.published)))
    country = _home(text, traveller)
    visits = order_visits(text, sorted(visits, key=lambda visit: visit.first), country if text.lexicon.cased else "")
    refine_countries(text, visits, events, by_dateline="storm" not in traveller.kinds)
    draw_at_namesakes(visits, article.language)
    return Journey(
        tuple(visits),
        tuple(_mode(text, visit, events, traveller) for visit in visits),
        country,
        _origin(visits, country, traveller, text),
        name_traveller(text, traveller),
    )


def tell_movements(article: Article, resolutions: Sequence[Resolution]) -> tuple[Text, list[Event], Traveller]:
    """Return an article's words, all movements that they tell of, weighed by whose they are, and the traveller."""
    text = read_text(article, [r for r in resolutions if r.place is not None], journey_lexicon(article.language))
    _name_capitals(text)
    if text.lexicon.cased:
        name_bare_capitals(text)
    name_homeland(text)
    events = find_events(text)
    traveller = find_traveller(text, events)
    weigh_subjects(text, events, traveller)
    take_back(text, events, traveller)
    return text, events, traveller


def _with_supported(events: Sequence[Event], supported: Sequence[Event]) -> list[Event]:
    for event in supported:
        event.weight = max(event.weight, SURE_ENOUGH)
    fresh = [event for event in supported if event not in events]
    return sorted([*events, *fresh], key=lambda event: event.word)


def _name_capitals(text: Text) -> None:
    """Let "the Turkish capital", "العاصمة المصرية" stand for the city, where its name does not follow."""
    cities = [w.place for w in text.words if w.place is not None and w.place.kind == "city"]
    for index, word in enumerate(text.words):
        if word.place is None:
            continue
        adjective = word.demonym or text.lexicon.subject_after  # "السعودية" is the country and the adjective
        if _is_between_capital_and_name(text, index):
            word.demonym = True
        if _is_land_of(text, index):
            word.demonym = False
        _correct_capital(text, index)
        if _is_node_of_capital(text, index):
            word.place = capitals()[word.place.country]
        if not adjective or word.place.kind != "country" or word.form in text.lexicon.parts:
            continue  # "the Scottish capital" is not London
        if not _is_capital_phrase(text, index):
            continue
        seat = capitals().get(word.place.country)
        if seat is None:
            continue
        near = next(
            (place for place in cities if place.country == seat.country and distance_km(place, seat) < 40), None
        )
        word.place, word.demonym = near or seat, False


def _is_land_of(text: Text, index: int) -> bool:
    """Tell whether an adjective stands for its country: "دخلوا الأراضي التركية", "left Indian shores"."""
    word, beside = text.words[index], index + 1 if text.lexicon.cased else index - 1
    country = word.demonym and word.place is not None and word.place.kind == "country"
    if not country or not 0 <= beside < len(text.words) or "land" not in text.words[beside].marks:
        return False
    if not text.lexicon.cased:
        return True
    near = (*text.words[max(0, index - 1) : index], *text.words[beside + 1 : beside + 2])
    return not any("determiners" in w.marks or w.preposition == "of" for w in near)  # "the French territory (of X)"


def _is_node_of_capital(text: Text, index: int) -> bool:
    """Tell whether a country's name is rather that of its capital: "مطار تونس"."""
    place = text.words[index].place
    node = index > 0 and "node" in text.words[index - 1].marks and text.lexicon.subject_after
    node = node or _is_end_of_way(text, index)
    seat = capitals().get(place.country) if node and place is not None and place.kind == "country" else None
    return seat is not None and normalise_word(seat.name_ar.removeprefix("مدينة ")) == text.words[index].form


def _is_end_of_way(text: Text, index: int) -> bool:
    """Tell whether a way within one country leads from, or to, a name: "من صفاقس إلى تونس"."""
    words, word = text.words, text.words[index]
    if not text.lexicon.subject_after or word.place is None or word.place.kind != "country" or not index:
        return False
    beside = words[index + 1] if index + 1 < len(words) else word
    if beside.joined and beside.place is not None and beside.place.kind == "city" and not beside.glued:
        return beside.place.country == word.place.country  # "زار تونس وصفاقس"
    if words[index - 1].preposition == "to" and _goes_on_within(text, index):
        return True
    ends = {"to": (-_WAY, "from"), "from": (_WAY, "to")}.get(words[index - 1].preposition)
    if ends is None:
        return False
    low, high = sorted((index, max(0, index + ends[0])))
    return any(
        w.place is not None and w.place.kind == "city" and w.place.country == word.place.country
        and before.preposition == ends[1]
        for before, w in itertools.pairwise(words[low:high])
    )  # fmt: skip


def _goes_on_within(text: Text, index: int) -> bool:
    """Read "تجمعوا في صفاقس ثم ساروا إلى تونس": who moves on from a town of the country goes to its capital."""
    words, place = text.words, text.words[index].place
    start = text.sentences[words[index].sentence].start
    moves = any(t.group in _ONWARD and not t.noun for w in words[max(start, index - _WAY) : index] for t in w.triggers)
    before = next((w.place for w in reversed(words[max(start, index - _FAR) : index]) if w.place is not None), None)
    within = before is not None and place is not None and before.country == place.country
    return moves and within and before is not None and before.kind == "city"


def _correct_capital(text: Text, index: int) -> None:
    """Let "العاصمة الأردنية عمان" be Amman, not Oman: the name after a country's adjective is that of its seat."""
    near = text.words[max(0, index - 2) : index + 1]
    if not text.lexicon.subject_after or len(near) < 3 or "capital" not in near[0].marks:
        return
    country, named = near[1].place, near[2].place
    seat = capitals().get(country.country) if country is not None else None
    if seat is None or named is None or country is None or named.country == country.country:
        return
    if normalise_word(seat.name_ar) == near[2].form:
        near[2].place, near[1].demonym = seat, True


def _is_between_capital_and_name(text: Text, index: int) -> bool:
    """Tell whether a country's name is the adjective of its city: "العاصمة السعودية الرياض"."""
    near = text.words[max(0, index - 1) : index + 2]
    if not text.lexicon.subject_after or len(near) < 3 or "capital" not in near[0].marks:
        return False
    country, city = near[1].place, near[2].place
    return country is not None and city is not None and city.kind == "city" and city.country == country.country


def _is_capital_phrase(text: Text, index: int) -> bool:
    words = text.words
    after = [w for w in words[index + 1 : index + 7] if w.form not in "\"'«»“”"]
    before = words[index - 1] if index else None
    if text.lexicon.subject_after:
        named = before is not None and "capital" in before.marks
        follows = list(itertools.dropwhile(lambda word: _is_adjective(text, word), after[:3]))[:1]
        if named and before is not None:
            words[index].glued = before.glued
    else:
        named = bool(after) and "capital" in after[0].marks
        follows = list(itertools.takewhile(lambda word: not word.preposition, after[1:4]))
    return named and not any(w.place is not None and not w.demonym for w in follows)


def _is_adjective(text: Text, word: Word) -> bool:
    """Tell whether a word may go on with "العاصمة اليمنية": "المؤقتة"."""
    plain = not (word.triggers or word.preposition or word.is_sign or word.place is not None or word.date is not None)
    plain = plain and not word.marks - {"transparent", "adverbs"}
    return plain and word.form.startswith(text.lexicon.articles)


def _home(text: Text, traveller: Traveller) -> str:
    for word in text.words[:400]:
        for key in word.keys:
            if key in text.lexicon.homes and (key in traveller.roles or not traveller.roles):
                return str(text.lexicon.homes[key])
    return min(traveller.countries) if len(traveller.countries) == 1 else ""


def _origin(visits: Sequence[Visit], country: str, traveller: Traveller, text: Text) -> Place | None:
    """Return the seat of the traveller's country, where the text does not say where the journey began."""
    if not country or not visits or visits[0].is_start or country not in capitals():
        return None
    if not (traveller.kinds <= {"person", "group"}):
        return None
    first = visits[0].place
    seat = capitals()[country]
    if (first.country == country and first.kind == "country") or distance_km(first, seat) < _SAME_SEAT_KM:
        return None
    named = next(
        (
            w.place
            for w in text.words
            if w.place is not None and w.place.kind == "country" and w.place.country == country
        ),
        None,
    )
    # The text names the country, not where in it the journey began: the country, drawn at its seat.
    return seat if named is None else replace(named, lat=seat.lat, lon=seat.lon)


def _mode(text: Text, visit: Visit, events: Sequence[Event], traveller: Traveller) -> Mode:
    """Return how the traveller came (or left, where the journey began), as far as the text says."""
    near = [e for e in events if e.weight > _SAID and distance_km(e.place, visit.place) < _SAME_TOWN_KM]
    for event in (*visit.events, *near):
        if (
            (event.role == "start") == visit.is_start
            and event.status == visit.status
            and (mode := _mode_said(text, event))
        ):
            return mode
    modes = [mode for kind, mode in _MODE_OF_KIND.items() if kind in traveller.kinds]
    if len(modes) == 1:
        return modes[0]  # aid goes by ship, plane or road
    return "unknown"


def _mode_said(text: Text, event: Event) -> Mode | None:
    """Return the mode that the verb itself, or "by train", "على متن طائرة" in its clause, tells."""
    if event.group == "stay":
        return None  # "boarded a ferry in X": how one goes on
    for at in _clause_of(text, event):
        forms = {part for key in text.words[at].keys for part in (key, *key.split("_"))}
        modes = sorted({mode for form in forms for mode in text.lexicon.modes.get(form, ())})
        if modes and (at == event.trigger or _is_ridden(text, at)):
            return modes[0]  # type: ignore[return-value]
    return None


def _clause_of(text: Text, event: Event) -> Iterator[int]:
    """Yield the words of a movement's clause: what is nearest to the place, its verb, then what stands before."""
    words, sentence = text.words, text.sentences[text.words[event.word].sentence]
    low, high = sorted((event.trigger, event.word))
    nearest = max((at for at in range(low + 1, high) if _parts_clauses(words[at])), default=high)
    yield from range(nearest, high)
    yield event.trigger
    for at in range(low, min(sentence.stop, high + _AFTER_GOAL)):
        if at > high and (_parts_clauses(words[at]) or is_finite(words[at])):
            break
        yield at
    for at in range(low - 1, max(sentence.start, low - _BEFORE_VERB) - 1, -1):
        if _parts_clauses(words[at]) or (words[at].place is not None and not words[at].demonym):
            break
        yield at


def _parts_clauses(word: Word) -> bool:
    return word.form in (",", "،", ";", "؛") or "sequence" in word.marks


def _is_ridden(text: Text, at: int) -> bool:
    """Tell whether a word says how someone goes: "by train", "aboard a private jet", "في قطار", "جوا"."""
    word, before = text.words[at], text.words[max(0, at - 3) : at]
    if word.glued == "in" or "adverbs" in word.marks or any("carried_by" in w.marks for w in before):
        return True
    return text.lexicon.subject_after and bool(before) and before[-1].preposition == "in"
