"""How each place of a story was found: what was asked, what could have been meant, what was chosen."""

from collections import Counter
from dataclasses import dataclass

from geopy.distance import geodesic

from masar.gazetteer import Gazetteer
from masar.i18n import text
from masar.model import Candidate, Place, Story

# A candidate this near to the place chosen, or within its radius, is the same place (a town has many points).
SAME_KM = 5.0


@dataclass(frozen=True, slots=True)
class Audit:
    """
    What became of a place's toponyms.

    `toponyms` are the forms the texts use, most frequent first; `candidates` what the gazetteer offers for the first
    of them that it knows; `rank` is the chosen place's number among these, from 1, or 0 if it is not there.
    """

    place: Place
    toponyms: tuple[str, ...]
    occurrences: int
    candidates: tuple[Candidate, ...]
    rank: int


def audit_places(story: Story, gazetteer: Gazetteer) -> tuple[Audit, ...]:
    """Return the audit of every place that the story's texts name, in the order of `story.places`."""
    named: dict[str, Counter[str]] = {}
    for mention in story.mentions:
        if not mention.demonym:
            named.setdefault(mention.place_id, Counter())[mention.toponym] += 1
    return tuple(
        _audit_place(place, named[place.place_id], gazetteer) for place in story.places if place.place_id in named
    )


def _audit_place(place: Place, forms: Counter[str], gazetteer: Gazetteer) -> Audit:
    toponyms = tuple(form for form, _ in forms.most_common())
    offers = (gazetteer.search(form) or gazetteer.search(form, fuzzy=True) for form in toponyms)
    candidates = next((found for found in offers if found), ())
    rank = next((number for number, c in enumerate(candidates, start=1) if is_same(place, c)), 0)
    return Audit(place, toponyms, forms.total(), candidates, rank)


def is_same(place: Place, candidate: Candidate) -> bool:
    """Return whether a candidate is the place chosen: the same row, or a point within its reach."""
    if place.gazetteer_id and (place.gazetteer, place.gazetteer_id) == (candidate.gazetteer, candidate.gazetteer_id):
        return True
    return place.kind == candidate.kind and distance_km(place, candidate) <= max(SAME_KM, place.radius_km / 2)


def distance_km(place: Place, candidate: Candidate) -> float:
    """Return the geodesic distance between a place and a candidate, in kilometres."""
    return float(geodesic((place.lat, place.lon), (candidate.lat, candidate.lon)).km)


def explain_choice(audit: Audit, language: str) -> str:
    """Return why the place was chosen, in words."""
    if not audit.rank:
        return text("places.why_hand", language)
    key = (
        "places.why_only"
        if len(audit.candidates) == 1
        else "places.why_first"
        if audit.rank == 1
        else "places.why_rank"
    )
    return text(key, language, rank=audit.rank, n=len(audit.candidates))
