"""
Deciding which place a mention means.

Every name's candidates are weighed by how well known they are and how well they fit the rest of the text
(`masar.resolve_features`), twice: first by themselves, then with the votes of the names around. The weights
were learned on annotated news by `tools/train_resolver.py`. Below a threshold the answer is "not sure".
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from itertools import chain, count
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from masar.errors import GazetteerError
from masar.gazetteer import Gazetteer
from masar.model import Article, Candidate, Mention, Place, Resolution
from masar.names import normalise_name
from masar.resolve_features import FEATURES, Field, Floats, Name, feature_matrix, first_weights, lay_out, softmax
from masar.resolve_names import gather_names
from masar.toponym_model import DEFAULT_FOLDER

_MOST_KEPT = 10
_NAMES_TOGETHER = 64
_NOT_SURE = 0.25
# How often all names are weighed anew by what the others then most likely mean.
_ROUNDS = 2
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def resolve_mentions(article: Article, mentions: Sequence[Mention], gazetteer: Gazetteer) -> tuple[Resolution, ...]:
    """
    Return what each mention means: a place, or `None`, with the candidates and the reason.

    Parameters
    ----------
    article
        The text the mentions were found in.
    mentions
        As `find_mentions` returns them, in order.
    gazetteer
        The place index.

    Returns
    -------
    resolutions
        One a mention, in the same order. The same referent has the same `place_id`; `score` is the probability
        of the candidate chosen; `reason` is a key below `resolve.` in the texts. At most ten candidates are kept.
    """
    names, name_of = gather_names(article, mentions, gazetteer)
    verdicts: list[_Verdict] = []
    for start in range(0, len(names), _NAMES_TOGETHER):
        verdicts += _judge(names[start : start + _NAMES_TOGETHER])
    places = _Places()
    return tuple(places.resolve(mention, verdicts[name_of[i]]) for i, mention in enumerate(mentions))


_Rows = Sequence[Sequence[float]]
_NOBODY = [0.0] * len(FEATURES)


class _Verdict(NamedTuple):
    candidates: tuple[Candidate, ...]
    score: float
    reason: str
    sure: bool


def _judge(names: Sequence[Name]) -> list[_Verdict]:
    """Weigh the candidates of names that stand together."""
    verdicts = {i: _Verdict((), 0.0, "unknown_name", sure=False) for i in range(len(names))}
    field = lay_out(names)
    if len(field.owner):
        # As lists: single numbers out of arrays take several times as long.
        weights, features, scores = (array.tolist() for array in weigh(field))
        for i, rows in _rows_by_name(field.owner):
            verdicts[i] = _verdict(names[i], rows, weights, features, scores)
    return [verdicts[i] for i in range(len(names))]


def weigh(field: Field) -> tuple[Floats, Floats, Floats]:
    """Return the probabilities of all candidates in a row, their features, and their raw scores."""
    first, then = learned_weights()
    weights = softmax(feature_matrix(field, first_weights(field)) @ first, field.owner)
    for _ in range(_ROUNDS):
        features = feature_matrix(field, weights)
        scores = features @ then
        weights = softmax(scores, field.owner)
    return weights, features, scores


def _rows_by_name(owner: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Iterator[tuple[int, list[int]]]:
    rows: dict[int, list[int]] = {}
    for row, name in enumerate(owner.tolist()):
        rows.setdefault(name, []).append(row)
    yield from rows.items()


def _verdict(
    name: Name, rows: Sequence[int], weights: Sequence[float], features: _Rows, scores: Sequence[float]
) -> _Verdict:
    order = _main_name_first(sorted(rows, key=lambda row: -scores[row]), weights, features)
    candidates = tuple(_with_score(name.candidates[row - rows[0]], weights[row]) for row in order[:_MOST_KEPT])
    best = order[0]
    score = sum(weights[row] for row in order if _near(candidates[0], name.candidates[row - rows[0]]))
    doubtful = name.way == "sound" or _is_obscure(features[best])
    unsure = score < _NOT_SURE and not _outshines(order, weights, features)
    if unsure or (doubtful and not _fits_in(features[best])):
        return _Verdict(candidates, score, "not_sure", sure=False)
    runner = features[order[1]] if len(order) > 1 else _NOBODY
    return _Verdict(candidates, score, _reason(name, features[best], runner, alone=len(order) == 1), sure=True)


_OUTSHINES = 1.4


def _outshines(order: Sequence[int], weights: Sequence[float], features: _Rows) -> bool:
    """Tell whether a well-known city has only many small namesakes, none of them nearly as likely."""
    best = order[0]
    alone = len(order) < 2 or weights[best] >= _OUTSHINES * weights[order[1]]
    return bool(alone and features[best][_EXACT]) and features[best][_PRIOR] >= _KNOWN_CITY


_KNOWN_CITY = 0.5
_FAR_BETTER_KNOWN, _LIKELY = 0.2, 0.25
_PRIOR, _EXACT = FEATURES.index("prior"), FEATURES.index("exact")


def _main_name_first(order: list[int], weights: Sequence[float], features: _Rows) -> list[int]:
    """Put a city before a far less known one that is only also called so, though its neighbour is in the text."""
    best = order[0]
    if features[best][_EXACT]:
        return order
    for row in order[1:3]:
        better = features[row][_PRIOR] - features[best][_PRIOR] >= _FAR_BETTER_KNOWN
        if features[row][_EXACT] and better and weights[row] >= _LIKELY:
            return [row, *(other for other in order if other != row)]
    return order


_SAME_PLACE_DEGREES = 1.0


def _near(a: Candidate, b: Candidate) -> bool:
    """Tell whether two rows stand for about the same place, such as a sea listed twice."""
    if a.kind == b.kind and a.kind in {"water", "area"} and a.name_en == b.name_en:
        return True
    return abs(a.lat - b.lat) < _SAME_PLACE_DEGREES and abs(a.lon - b.lon) < _SAME_PLACE_DEGREES


_BINDING = [FEATURES.index(f) for f in ("qualified", "in_sentence", "country_named", "state_named", "country_share")]
_LEAST_BINDING = 0.1


_OBSCURE = 0.4


def _is_obscure(features: Sequence[float]) -> bool:
    """Tell whether a candidate is a small place of which the name in the text is not the main one."""
    return features[_PRIOR] < _OBSCURE and not features[_EXACT]


def _fits_in(features: Sequence[float]) -> bool:
    """Tell whether anything else in the text points to the country of a candidate that only sounds right."""
    return any(features[feature] > _LEAST_BINDING for feature in _BINDING)


_ALL_BUT_SCORE = attrgetter(*(field.name for field in fields(Candidate) if field.name != "score"))


def _with_score(candidate: Candidate, score: float) -> Candidate:
    # There are many: `dataclasses.replace` takes twice as long.
    values = *_ALL_BUT_SCORE(candidate), round(score, 4)
    return Candidate(*values)


_REASONS: Mapping[str, str] = {
    "qualified": "named_with_region", "in_sentence": "region_in_sentence",
    "country_named": "country_of_article", "country_share": "country_of_article", "state_named": "region_of_article",
    "state_share": "region_of_article", "near_50": "near_others", "near_200": "near_others", "near_any": "near_others",
    "kind_fits": "kind_stated", "kind_differs": "kind_stated",
}  # fmt: skip


def _reason(name: Name, best: Sequence[float], runner: Sequence[float], *, alone: bool) -> str:
    """Return what set the chosen candidate apart from the next."""
    if name.way in {"demonym", "sound"}:
        return {"demonym": "people_of_country", "sound": "sounds_alike"}[name.way]
    if alone:
        return "only_one"
    strongest: dict[str, float] = {}
    weights = learned_weights()[1].tolist()
    for reason, weight, own, other in zip(_REASON_OF, weights, best, runner, strict=True):
        strongest[reason] = strongest.get(reason, 0.0) + (own - other) * weight
    return max(strongest, key=lambda reason: strongest[reason])


_REASON_OF = [_REASONS.get(feature, "best_known") for feature in FEATURES]


@cache
def learned_weights() -> tuple[Floats, Floats]:
    """
    Return the weights of the features in the first round and in the later ones.

    Raises
    ------
    GazetteerError
        If the file of weights is missing or damaged.
    """
    path = DEFAULT_FOLDER / "resolver.json"
    try:
        listed = json.loads(path.read_text(encoding="utf-8"))
        return tuple(np.array([listed[part][feature] for feature in FEATURES]) for part in ("first", "then"))  # type: ignore[return-value]
    except (OSError, ValueError, KeyError) as error:
        raise GazetteerError("resolver_unreadable", file=path.name) from error


class _Places:
    """The places of one article: one `place_id` a referent."""

    def __init__(self) -> None:
        self._by_row: dict[tuple[str, str], Place] = {}
        self._ids: set[str] = set()

    def resolve(self, mention: Mention, verdict: _Verdict) -> Resolution:
        if not verdict.sure:
            return Resolution(mention, None, verdict.candidates, verdict.score, verdict.reason)
        place = self._place(mention.toponym, verdict.candidates[0])
        return Resolution(mention, place, verdict.candidates, verdict.score, verdict.reason)

    def _place(self, toponym: str, chosen: Candidate) -> Place:
        row = (chosen.gazetteer, chosen.gazetteer_id)
        if row not in self._by_row:
            self._by_row[row] = Place(
                place_id=self._unused(chosen), toponym=toponym, name_en=chosen.name_en, name_ar=chosen.name_ar,
                kind=chosen.kind, lat=chosen.lat, lon=chosen.lon, radius_km=chosen.radius_km, country=chosen.country,
                gazetteer=chosen.gazetteer, gazetteer_id=chosen.gazetteer_id, role="context", score=chosen.score,
            )  # fmt: skip
        return self._by_row[row]

    def _unused(self, chosen: Candidate) -> str:
        slug = _slug(chosen.name_en) or f"place-{_slug(chosen.gazetteer_id)}"
        country = [f"{slug}-{chosen.country.lower()}"] if chosen.country else []
        numbered = (f"{slug}-{number}" for number in count(2))
        found = next(option for option in chain([slug], country, numbered) if option not in self._ids)
        self._ids.add(found)
        return found


def _slug(name: str) -> str:
    return _NOT_SLUG.sub("-", normalise_name(name)).strip("-")
