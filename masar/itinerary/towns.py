"""Where a name is both a region's and its town's, the town: travellers arrive in towns."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from masar.languages import load_language
from masar.model import Candidate, Place, Resolution

_TOWN_SCORE, _NAMESAKE_SCORE = 0.25, 0.1
_NEAR_DEGREES, _REACH = 1.5, 16


def with_towns(text: str, resolutions: Sequence[Resolution], *, cased: bool) -> Iterator[Resolution]:
    """
    Yield what the places of a text mean, with the town for the region of its name.

    Parameters
    ----------
    text
        The article.
    resolutions
        Its places, in order.
    cased
        Whether the language has capitals; then a far namesake in the same country counts, too: "New York" is the
        city unless the words around it make it the state ("Albany, New York", "New York state").
    """
    for before, this in itertools.pairwise((None, *resolutions)):
        assert this is not None
        if cased and before is not None and _is_within(text, before, this):
            yield replace(this, place=before.place)
            continue
        town = _town_in(this) or ((_town_of_site(this) or _namesake(text, this, before)) if cased else None)
        yield this if town is None or this.place is None else replace(this, place=_town_of(this.place, town))


def _is_within(text: str, before: Resolution, this: Resolution) -> bool:
    """Tell whether a far town's name is something in the town before: "Tallinn's Balti station"."""
    owner, place = before.place, this.place
    if owner is None or place is None or owner.kind != "city" or place.kind != "city" or this.mention.demonym:
        return False
    far = max(abs(owner.lat - place.lat), abs(owner.lon - place.lon)) > _NEAR_DEGREES
    return far and text[before.mention.end : this.mention.start] in ("'s ", "’s ")


def _town_in(resolution: Resolution) -> Candidate | None:
    """Return the town in a province that bears its name."""
    place = resolution.place
    if place is None or place.kind != "region":
        return None
    for candidate in resolution.candidates:
        near = candidate.country == place.country and _is_near(candidate, place)
        if candidate.kind == "city" and near and candidate.score >= _TOWN_SCORE:
            return candidate
    return None


def _town_of_site(this: Resolution) -> Candidate | None:
    """Return the town that a site in it is named after, where the text has no more than the town's name."""
    place, name = this.place, this.mention.toponym.lower()
    if place is None or place.kind != "site" or place.name_en.lower() == name:
        return None
    named = (c for c in this.candidates if c.kind == "city" and c.country == place.country and _is_near(c, place))
    return next((c for c in named if c.name_en.lower() == name), None)


def _is_near(candidate: Candidate, place: Place) -> bool:
    return max(abs(candidate.lat - place.lat), abs(candidate.lon - place.lon)) < _NEAR_DEGREES


def _namesake(text: str, this: Resolution, before: Resolution | None) -> Candidate | None:
    """Return the well-known town of a region's name that lies far from the region's middle, or outside of it."""
    place, name = this.place, this.mention.toponym.lower()
    state_before, state_after = _state_beside()
    if place is None or place.kind != "region" or _qualifies(text, this, before):
        return None
    start = this.mention.start
    if state_after.match(text, this.mention.end) or state_before.search(text, max(0, start - _REACH), start):
        return None
    named = (
        c for c in this.candidates if c.kind == "city" and c.country == place.country and c.score >= _NAMESAKE_SCORE
    )
    return next((c for c in named if c.name_en.partition(",")[0].lower() == name), None)


@cache
def _state_beside() -> tuple[re.Pattern[str], re.Pattern[str]]:
    stated = load_language("en", "places")["stated"]
    return re.compile(stated["state_before"]), re.compile(stated["state_after"])


def _qualifies(text: str, this: Resolution, before: Resolution | None) -> bool:
    """Tell whether a region says where the town before it lies: "Albany, New York", not "Boston, New York"."""
    if before is None or before.place is None or text[before.mention.end : this.mention.start] not in (", ", " in "):
        return False
    regions = {(c.country, c.admin1) for c in this.candidates[:1]}
    return any((c.country, c.admin1) in regions for c in before.candidates[:1])


def _town_of(province: Place, town: Candidate) -> Place:
    return replace(
        province, place_id=f"{province.place_id}-city", kind="city", name_en=town.name_en, name_ar=town.name_ar,
        lat=town.lat, lon=town.lon, radius_km=town.radius_km, gazetteer=town.gazetteer, gazetteer_id=town.gazetteer_id,
    )  # fmt: skip
