"""
What speaks for each candidate place: how well known it is, and how well it fits the rest of the text.

The names of a stretch of text are looked at together. Each casts its candidates' weights as votes for
countries, first-level regions and neighbourhoods; a candidate gains from the votes of the other names.
After Lieberman, Samet and Sankaranarayanan 2010 (local lexicons) and Leidner 2007 (minimality).
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from masar.model import Candidate
from masar.names import is_arabic, normalise_name

Floats = NDArray[np.float64]

FEATURES = (
    "prior", "population", "behind_best", "best_known", "exact", "country", "state", "county", "city", "site", "water",
    "qualified", "in_sentence", "country_named", "state_named", "country_share",
    "state_share", "near_50", "near_200", "near_any", "kind_fits", "kind_differs", "sound", "part", "famous",
)  # fmt: skip
_STATE_RADIUS_KM = 100.0
# How fast the first weights grow with prominence, before any other sign is looked at.
_FAME = 8.0
# In news of several countries a known city needs no country beside it: from ten thousand people on, fully from some
# three million, or a capital of that rank. A city of a hundred thousand tells, by fame alone, of its country.
_LEAST_FAME, _FAME_RANGE = 0.4, 0.25
_KNOWN_CITY = 0.5
# How many countries an English text of world news names; Arabic news is not the local news of a namesake.
_SEVERAL = 2
_EARTH_KM = 6371.0


class Name(NamedTuple):
    """
    One name of the text, as all its mentions with the same qualifier: candidates and what was said of it.

    `qualifiers` are places that the words beside one of its mentions put it in ("Paris, Texas"); `near` are places
    named in the same sentences; `kinds` the kinds that the words around it state. `post` tells of a country that
    only says whose minister or envoy somebody is, who may be anywhere.
    """

    key: str
    candidates: tuple[Candidate, ...]
    way: str
    qualifiers: tuple[Candidate, ...] = ()
    near: tuple[Candidate, ...] = ()
    kinds: frozenset[str] = frozenset()
    mentions: int = 1
    post: bool = False


class Field(NamedTuple):
    """The candidates of several names in a row of arrays: index of the name, index of its spelling, and so on."""

    owner: NDArray[np.int64]
    spelling: NDArray[np.int64]
    country: NDArray[np.int64]
    state: NDArray[np.int64]
    points: Floats
    local: NDArray[np.bool_]
    votes: NDArray[np.bool_]
    fixed: Floats


def lay_out(names: Sequence[Name]) -> Field:
    """Return the candidates of all names with the features that do not depend on votes."""
    rows = [(i, c) for i, name in enumerate(names) for c in name.candidates]
    codes = {code: n for n, code in enumerate(dict.fromkeys(["", *(c.country for _, c in rows)]))}
    states = {code: n for n, code in enumerate(dict.fromkeys([("", ""), *((c.country, c.admin1) for _, c in rows)]))}
    named = _named_areas([name for name in names if not name.post])
    world = len({country for country, _ in named} | _countries_by_fame(names)) >= _SEVERAL
    world = world or any(name.post for name in names)
    known = [_fixed(names[i], c, named, world=world) for i, c in rows]
    fixed = np.array(known, np.float64).reshape(len(rows), _N_FIXED)
    lat = np.radians([c.lat for _, c in rows])
    lon = np.radians([c.lon for _, c in rows])
    spellings = {key: n for n, key in enumerate(dict.fromkeys(name.key for name in names))}
    return Field(
        np.array([i for i, _ in rows], np.int64),
        np.array([spellings[names[i].key] for i, _ in rows], np.int64),
        np.array([codes[c.country] for _, c in rows], np.int64),
        np.array([states[c.country, c.admin1] if c.admin1 else 0 for _, c in rows], np.int64),
        np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1).reshape(len(rows), 3),
        np.array([not _is_area(c) for _, c in rows], np.bool_),
        np.array([not names[i].post for i, _ in rows], np.bool_),
        fixed,
    )


_VOTED = ("country_share", "state_share", "near_50", "near_200", "near_any")
_FIXED = tuple(name for name in FEATURES if name not in _VOTED)
_N_FIXED = len(_FIXED)
_AS_FEATURES = [(*_FIXED, *_VOTED).index(name) for name in FEATURES]


def _is_area(candidate: Candidate) -> bool:
    return candidate.kind == "country" or (candidate.kind == "region" and candidate.radius_km >= _STATE_RADIUS_KM)


Areas = dict[tuple[str, str], set[str]]


def _named_areas(names: Sequence[Name]) -> Areas:
    """Return the countries and first-level regions that the text names, by their codes."""
    named: Areas = {}
    for name in names:
        if name.candidates and _is_area(name.candidates[0]):
            area = name.candidates[0]
            if area.kind == "country" or area.admin1:
                code = "" if area.kind == "country" else area.admin1
                named.setdefault((area.country, code), set()).add(area.gazetteer_id)
    return named


def _is_named(candidate: Candidate, admin1: str, named: Areas) -> bool:
    ids = named.get((candidate.country, admin1))
    return ids is not None and bool(candidate.country) and ids != {candidate.gazetteer_id}


def _countries_by_fame(names: Sequence[Name]) -> set[str]:
    """Return in which countries the names lie if each means its best known city."""
    best = [name.candidates[0] for name in names if name.candidates and not name.qualifiers]
    return {c.country for c in best if c.kind == "city" and c.score >= _KNOWN_CITY}


def _fixed(name: Name, candidate: Candidate, named: Areas, *, world: bool) -> list[float]:
    best = name.candidates[0].score
    english = normalise_name(candidate.name_en)
    exact = name.key in (english, normalise_name(candidate.name_ar))
    exact = exact or normalise_name(candidate.name_en.partition(",")[0]) == name.key  # "Washington, D.C."
    state = candidate.kind == "region" and _is_area(candidate)
    known = candidate.kind == "city" and candidate.score >= best and not name.qualifiers
    fame = min(1.0, max(0.0, candidate.score - _LEAST_FAME) / _FAME_RANGE) if known else 0.0
    values = {
        "prior": candidate.score,
        "population": math.log10(candidate.population + 1) / 8,
        "behind_best": best - candidate.score,
        "best_known": candidate.score >= best,
        "exact": exact,
        "country": candidate.kind == "country",
        "state": state,
        "county": candidate.kind == "region" and not state,
        "city": candidate.kind == "city",
        "site": candidate.kind == "site",
        "water": candidate.kind in {"water", "area"},
        "qualified": name.qualifiers != () and any(lies_in(candidate, place) for place in name.qualifiers),
        "in_sentence": name.near != () and any(lies_in(candidate, place) for place in name.near),
        "country_named": candidate.kind != "country" and _is_named(candidate, "", named),
        "state_named": bool(candidate.admin1) and _is_named(candidate, candidate.admin1, named),
        "kind_fits": candidate.kind in name.kinds,
        "kind_differs": bool(name.kinds) and candidate.kind not in name.kinds,
        "sound": name.way == "sound",
        "part": name.way == "part",
        "famous": fame if world or is_arabic(name.key) else 0.0,
    }
    return [values[feature] for feature in _FIXED]


def lies_in(candidate: Candidate, area: Candidate) -> bool:
    """Tell whether a place lies in a country or first-level region, by their codes."""
    if candidate.gazetteer_id == area.gazetteer_id or not area.country or candidate.country != area.country:
        return False
    if area.kind == "country":
        return candidate.kind != "country"
    return area.kind == "region" and bool(area.admin1) and candidate.admin1 == area.admin1


def first_weights(field: Field) -> Floats:
    """Return how likely each candidate is by its fame alone: forty small namesakes must not outvote one great city."""
    return softmax(_FAME * field.fixed[:, _FIXED.index("prior")], field.owner)


def feature_matrix(field: Field, weights: Floats) -> Floats:
    """
    Return the features of every candidate, given how likely each is held to be so far.

    Parameters
    ----------
    field
        n candidates of m names.
    weights
        n probabilities, summing to one within each name.

    Returns
    -------
    features
        (n, len(FEATURES)).
    """
    n = len(field.owner)
    voted = np.zeros((n, len(_VOTED)))
    names = int(field.owner.max(initial=-1)) + 1
    votes = weights * field.votes
    voted[:, 0] = _share(field.country, field.spelling, votes)
    voted[:, 1] = _share(field.state, field.spelling, votes)
    even = 1.0 / np.bincount(field.owner, minlength=names)[field.owner]
    speakers = _speakers(field, weights)
    if len(speakers):
        first = _begins(field.owner[speakers])
        last = np.append(first[1:], len(speakers)) - 1
        # The speakers of each name, one below the other; where a name has fewer, its last one again.
        ranked = np.minimum(first + np.arange(np.max(last - first) + 1)[:, None], last)
        cosine = np.clip(field.points @ field.points[speakers].T, -1.0, 1.0)
        distance = np.arccos(cosine) * -_EARTH_KM
        distance[field.spelling[:, None] == field.spelling[speakers]] = -np.inf  # a name does not attract itself
        for column, (scale, mass) in enumerate(((50.0, weights), (200.0, weights), (80.0, even)), start=2):
            pull = np.exp(distance / scale) * mass[speakers]
            strongest = np.ascontiguousarray(pull.T[ranked].max(axis=0).T)  # in a third of the time of `reduceat`
            voted[:, column] = np.log1p(strongest.sum(axis=1))
    return np.hstack([field.fixed, voted])[:, _AS_FEATURES]


_MOST_SPEAKERS = 8


def _speakers(field: Field, weights: Floats) -> NDArray[np.int64]:
    """Return the rows of the likeliest candidates of every name, a few each, in order: only they attract others."""
    order = np.lexsort((np.arange(len(weights)), -weights, field.owner))
    begins = _begins(field.owner)
    rank = np.arange(len(order)) - np.repeat(begins, np.diff(np.r_[begins, len(order)]))
    likeliest = np.sort(order[rank < _MOST_SPEAKERS])
    return likeliest[field.local[likeliest]]


def _begins(owner: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where the rows of each owner begin; owners stand in order."""
    return np.concatenate(([0], np.flatnonzero(owner[1:] != owner[:-1]) + 1))


def _share(codes: NDArray[np.int64], spelling: NDArray[np.int64], weights: Floats) -> Floats:
    """Return the share of the other names' votes that goes to each candidate's country or region."""
    spellings, size = int(spelling.max(initial=0)) + 1, int(codes.max(initial=0)) + 1
    own = np.zeros((spellings, size))
    np.add.at(own, (spelling, codes), weights)
    total = own.sum(axis=0)
    others = total[codes] - own[spelling, codes]
    others[codes == 0] = 0.0
    shares: Floats = others / max(total.sum() - 1.0, 1.0)
    return shares


def softmax(scores: Floats, owner: NDArray[np.int64]) -> Floats:
    """Return probabilities that sum to one within each owner; owners stand in order."""
    if not len(scores):
        return scores
    starts = _begins(owner)
    counts = np.diff(np.r_[starts, len(owner)])
    top = np.repeat(np.maximum.reduceat(scores, starts), counts)
    powers = np.exp(scores - top)
    shares: Floats = powers / np.repeat(np.add.reduceat(powers, starts), counts)
    return shares
