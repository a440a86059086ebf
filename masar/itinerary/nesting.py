"""Places within places: a town beats its country, a site falls to its town, a country is refined to a town."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from masar.itinerary.capitals import capitals
from masar.itinerary.geometry import distance_km
from masar.itinerary.governors import Event
from masar.itinerary.prepositions import find_preposition
from masar.itinerary.text import Text
from masar.itinerary.visits import MANY, Visit
from masar.model import Place

_SITE_KM, _OUT_OF_TOWN_KM = 45.0, 40.0
_SOMETHING = 0.15
_ENCLAVE_KM = 8.0
_WITHIN_A_TOWN = frozenset({"VA"})  # not Kinshasa and Brazzaville, on the two banks of a river
_PARTS = frozenset({"area", "region"})  # no town or airport, where one may have arrived
_ACTED = frozenset({"act", "receive", "be"})


def merge_sites(visits: list[Visit]) -> list[Visit]:
    """Let a site or airport fall to the town that is visited beside it."""
    towns = [v for v in visits if v.place.kind in ("city", "region")]
    kept: list[Visit] = []
    for visit in visits:
        passed = all(event.role == "way" for event in visit.events)
        small = (visit.place.kind == "site" and not passed) or (
            visit.place.kind == "water" and visit.place.radius_km <= _SITE_KM
        )
        reach = _SITE_KM if small else 0.0
        town = next(
            (
                t
                for t in towns
                if reach and t.place is not visit.place and _km(t, visit) <= reach and t.place.kind == "city"
            ),
            None,
        )
        if town is not None and (_goes_back_to(town, visit) or _is_left_for(visit, town)):
            town = None
        if town is not None:
            if visit.status == "visited":
                town.status = "visited"
            if visit.date is not None and town.date is None:
                town.date, town.precision = visit.date, visit.precision
            continue
        kept.append(visit)
    return kept


def _goes_back_to(town: Visit, site: Visit) -> bool:
    """Tell whether a town is to be returned to after a stop at a site of it: "landed at Heathrow", "back to London"."""
    again = town.status == "planned" and all(event.group == "return" for event in town.events)
    return again and site.status == "visited"


def _is_left_for(site: Visit, town: Visit) -> bool:
    """Tell whether a site is where the way to the town beside it began: "from the Rafah crossing to Gaza"."""
    goals = {event.trigger for event in town.events if event.role == "goal" and event.group != "other"}
    ahead = town.status == "planned" and _km(site, town) > _OUT_OF_TOWN_KM  # a border crossing, no airport
    return site.is_start and (ahead or any(event.trigger in goals for event in site.events))


def _km(a: Visit, b: Visit) -> float:
    return distance_km(a.place, b.place)


def drop_wider(text: Text, visits: list[Visit]) -> list[Visit]:
    """
    Leave out countries and regions that hold another stop of the same journey.

    Where they hold one only, what is said of them is said of it: its events count for the order, its
    date where the narrower stop has none.
    """
    kept = []
    for visit in visits:
        inside = [other for other in visits if other is not visit and _holds(visit, other)]
        inside = [
            other for other in inside
            if not _is_before_or_after(visit, other, visits) and not _is_back_from_abroad(visit, other, visits)
            and not _lies_in_another(visit, other, visits) and not _is_gone_back_to(visit, other, visits)
            and not _is_part_ahead(text, visit, other)
        ]  # fmt: skip
        if _was_arrived_in(visit) and all(v.status == "planned" and v.place.kind in _PARTS for v in inside):
            inside = []  # "has arrived in Senegal ... On Thursday he will see Gorée Island"
        if not inside:
            kept.append(visit)
        elif len({other.place.place_id for other in inside}) == 1 and _is_told_of_same(visit, inside[0]):
            inside[0].status = visit.status
            first = min(inside, key=lambda other: (other.date or dt.date.max, other.first))
            first.wider += visit.events + visit.wider
            if first.date is None:
                first.date, first.precision = visit.date, visit.precision
        elif (undated := _only_undated(visit, inside)) is not None:
            undated.date, undated.precision = visit.date, visit.precision
            undated.wider += visit.events + visit.wider
        elif _is_listed(visit, visits) and not visit.is_start:
            for town in inside:
                if town.status == visit.status == "planned" and town.date is None:
                    town.wider += visit.events  # "will visit Oman, Australia and Vietnam ... In Canberra she meets"
    return kept


def _is_part_ahead(text: Text, country: Visit, town: Visit) -> bool:
    """Tell whether only a part of a country lies ahead, past its town: "in Baghdad ... will head to northern Iraq"."""
    ahead = country.place.kind == "country" and country.status == "planned" and town.status == "visited"
    parts = text.lexicon.forms["parts"]
    return ahead and any(e.word > 0 and text.words[e.word - 1].form in parts for e in country.events)


def _lies_in_another(region: Visit, town: Visit, visits: Sequence[Visit]) -> bool:
    """Tell whether another region that is named is nearer to a town, or both stand in one list: "الموصل وكردستان"."""
    if region.place.kind != "region" or len(visits) > MANY:
        return False
    triggers = {event.trigger for event in town.events}
    if any(event.listed and event.trigger in triggers for event in region.events):
        return True
    others = (v for v in visits if v.place.kind == "region" and v.place.place_id != region.place.place_id)
    return any(_holds(other, town) and _km(other, town) < _km(region, town) for other in others)


def _was_arrived_in(visit: Visit) -> bool:
    """Tell whether someone is plainly said to have arrived in a country: where, the text does not say."""
    arrived = any(event.group == "arrive" and event.tense == "past" for event in visit.events)
    return visit.place.kind == "country" and visit.status == "visited" and arrived


def _is_back_from_abroad(country: Visit, town: Visit, visits: Sequence[Visit]) -> bool:
    """Tell whether a country is to be returned to from abroad, its town told before: "will head back to the US"."""
    back = country.place.kind == "country" and all(event.group == "return" for event in country.events)
    if not back or country.status != "planned" or any(event.group == "return" for event in town.events):
        return False
    between = (v for v in visits if town.first < v.first < country.first and not v.is_start)
    return any(v.place.country != country.place.country for v in between)


def _is_gone_back_to(country: Visit, town: Visit, visits: Sequence[Visit]) -> bool:
    """Tell whether a country lies ahead on a day of its own, past a stop abroad; its town has been left."""
    ahead = country.place.kind == "country" and country.status == "planned" and town.status == "visited"
    if not ahead or country.precision != "day" or country.date is None or town.date is None:
        return False
    goes = any(event.group == "go" and event.role == "goal" for event in country.events)
    abroad = any(v.status == "planned" and v.place.country != country.place.country for v in visits)
    return goes and abroad and town.date < country.date


def _is_listed(visit: Visit, visits: Sequence[Visit]) -> bool:
    """Tell whether a country is told in a list of several: "will visit Oman, Australia and Vietnam"."""
    triggers = {event.trigger for event in visit.events}
    others = (e for other in visits if other is not visit for e in (*other.events, *other.wider))
    return any(e.listed for e in visit.events) or any(e.listed and e.trigger in triggers for e in others)


def _only_undated(wide: Visit, inside: Sequence[Visit]) -> Visit | None:
    """Return the one town whose day is not told, where all the others had theirs before the country's."""
    undated = [visit for visit in inside if visit.date is None]
    if wide.date is None or wide.precision != "day" or len(undated) != 1 or undated[0].status != wide.status:
        return None
    earlier = all(v.precision == "day" and v.date < wide.date for v in inside if v.date is not None)
    return undated[0] if earlier and not wide.is_start else None


def _is_told_of_same(wide: Visit, narrow: Visit) -> bool:
    """Tell whether two visits are one: of one status, or in a country that was reached its town is only acted in."""
    acted = all(event.group in _ACTED for event in narrow.events)
    return narrow.status == wide.status or (wide.status == "visited" and acted)


def _holds(wide: Visit, narrow: Visit) -> bool:
    if wide.place.place_id == narrow.place.place_id:
        return False
    countries = {wide.place.country, narrow.place.country}
    abroad = len(countries) > 1 and narrow.place.kind == "city"
    if abroad and countries & _WITHIN_A_TOWN and distance_km(wide.place, narrow.place) < _ENCLAVE_KM:
        alike = wide.status == narrow.status and not wide.is_start
        return alike and wide.first < narrow.first  # the Vatican and Rome
    if wide.place.kind == "country":
        if narrow.place.kind == "country" or wide.place.country != narrow.place.country:
            return False
        return not _is_second_visit(wide, narrow)
    crossed = narrow.place.kind == "site" and all(event.role != "goal" for event in narrow.events)
    if wide.place.kind == "region" and narrow.place.kind in ("city", "site") and not crossed:
        near = distance_km(wide.place, narrow.place) <= max(60.0, 1.2 * wide.place.radius_km)
        return near and wide.place.country == narrow.place.country
    return False


def _is_before_or_after(country: Visit, town: Visit, visits: Sequence[Visit]) -> bool:
    """Tell whether a country is left before, or gone to after, a journey abroad, and its town at the other end."""
    if country.place.kind != "country" or country.is_start == town.is_start:
        return False
    abroad = [v for v in visits if v.place.country != country.place.country and not v.is_start]
    if town.is_start:
        ends = country.status == "planned" and town.status == "visited"
        return ends and any(v.status == "visited" for v in abroad)
    left, back = country.left, town.date
    return left is not None and back is not None and left < back and any(v.status == "visited" for v in abroad)


def _is_second_visit(country: Visit, town: Visit) -> bool:
    """Tell whether going back to a country is not the same as having been in, or left, its town."""
    if country.is_start and country.status == "visited":
        return town.status == "planned" and not town.is_start  # "a plane from X ... will take off for Y, in X"
    back = any(e.group == "return" for e in country.events)
    return back and (town.is_start or (town.status == "visited" and country.status == "planned"))


def refine_countries(text: Text, visits: Sequence[Visit], events: Sequence[Event], *, by_dateline: bool = True) -> None:
    """
    Put a stop that the text calls by its country at the town where the traveller is said to act there.

    "He arrived in Jordan ... he told reporters in Amman": too little to make Amman a stop by itself, enough
    to say where in Jordan. A dateline does the same for a stop that was reached.
    """
    towns = [(e.place, e.weight) for e in events if e.role == "goal" and e.status != "off" and e.weight > _SOMETHING]
    opening = text.words[:2] if any(w.form in "-–—" for w in text.words[1:2]) else text.words[:3]  # "Agency - Erbil"
    dateline = next((w.place for w in opening if w.place is not None and not w.demonym and not w.glued), None)
    off = {event.place.place_id for event in events if event.status == "off"}
    stood_in = [place for place in _towns_stood_in(text) if place.place_id not in off]
    for visit in visits:
        if visit.place.kind != "country":
            continue
        inside = [(weight, place) for place, weight in towns if _is_town_of(place, visit.place)]
        if (
            by_dateline
            and not inside
            and dateline is not None
            and visit.status == "visited"
            and dateline.kind in ("city", "site")
            and dateline.country == visit.place.country
        ):
            inside = [(1.0, dateline)]
        inside = inside or [(0.0, place) for place in stood_in if _is_town_of(place, visit.place)][:1]
        if inside:
            visit.place = max(inside, key=lambda pair: pair[0])[1]


def draw_at_namesakes(visits: Sequence[Visit], language: str) -> None:
    """Draw a stop that the text calls by its country at the capital of the same name: Djibouti, "الجزائر"."""
    for visit in visits:
        seat = capitals().get(visit.place.country) if visit.place.kind == "country" else None
        if seat is not None and _name(seat, language) == _name(visit.place, language):
            visit.place = replace(visit.place, lat=seat.lat, lon=seat.lon)


def _name(place: Place, language: str) -> str:
    return place.name_en if language == "en" else place.name_ar.removeprefix("مدينة ")


def _towns_stood_in(text: Text) -> list[Place]:
    """Return the towns that the text says something happens in, in its order."""
    words = text.words
    found = []
    for at, word in enumerate(words):
        if word.place is None or word.demonym or word.place.kind != "city":
            continue
        preposition, before = find_preposition(text, text.sentences[word.sentence], at)
        if word.glued == "in" or (preposition == "in" and "context" not in words[max(0, before)].marks):
            found.append(word.place)
    return found


def _is_town_of(place: Place, country: Place) -> bool:
    return place.kind == "city" and place.country == country.country
