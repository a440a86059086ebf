"""
Geocoding through geopy's interface: the shipped place index as a geopy geocoder, and Nominatim on request.

    GazetteerGeocoder().geocode("طرابلس، لبنان", language="ar")
    online_geocoder().geocode("Khasan")                     # asks the network; see masar.online_geocoder

As everywhere in geopy, "nothing found" is `None`, and errors are those of `geopy.exc`.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, NoReturn

from geopy.adapters import BaseSyncAdapter
from geopy.distance import geodesic
from geopy.exc import GeocoderUnavailable
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from masar.gazetteer import Gazetteer, open_gazetteer
from masar.model import Candidate
from masar.names import normalise_name
from masar.online_geocoder import OnlineGeocoder, check_limit, check_point, check_query, online_geocoder

__all__ = ["GazetteerGeocoder", "OnlineGeocoder", "online_geocoder"]

_SEPARATORS = re.compile(r"\s*[,،;؛()\[\]]\s*")
_COMMA = {"en": ", ", "ar": "، "}
_MOST_CANDIDATES = 250
_MOST_QUALIFIER_WORDS = 4
_CITY_REACH_KM = 50.0
_NEIGHBOURS = 25
REVERSE_REACH_KM = 250.0


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no annotations
    """
    The place index as a geopy geocoder; it never asks the network.

    Parameters
    ----------
    gazetteer
        The index to look in; without it, the one that the project ships.
    timeout
        Accepted for the sake of the interface; a lookup takes microseconds.
    """

    def __init__(self, gazetteer: Gazetteer | None = None, *, timeout: Any = DEFAULT_SENTINEL) -> None:
        super().__init__(timeout=timeout, adapter_factory=_NoNetwork)
        self.gazetteer = gazetteer or open_gazetteer()

    def geocode(
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002  # part of geopy's interface
        limit: int | None = None,
        language: str = "en",
        country: str | None = None,
        kinds: Collection[str] | None = None,
    ) -> Location | list[Location] | None:
        """
        Return the place of a name, or `None` where the index has none.

        Parameters
        ----------
        query
            A name, and after commas what it lies in ("Paris, Texas", "طرابلس، لبنان"); or a mapping with
            `city`, `state` and `country`. What is not recognised after a comma is left out of account.
        exactly_one
            The likeliest place; otherwise a list, the likeliest first.
        timeout
            Not used.
        limit
            How long the list may be; 10 unless told.
        language
            Of `Location.address`: `en` or `ar`.
        country
            Only this country (ISO 3166-1 alpha-2).
        kinds
            Only these kinds of place.

        Returns
        -------
        location
            `raw` is the row of the index: the fields of `masar.model.Candidate`, and `class`.

        Raises
        ------
        geopy.exc.GeocoderQueryError
            If the query is empty, too long or not text, or the limit is below 1.
        """
        check_limit(limit)
        parts = _query_parts(query)
        found = self._find(parts, country, kinds)[: 1 if exactly_one else limit or 10]
        locations = [self._location(candidate, language) for candidate in found]
        if not locations:
            return None
        return locations[0] if exactly_one else locations

    def reverse(
        self,
        query: Point | str | Sequence[float],
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002  # part of geopy's interface
        limit: int | None = None,
        language: str = "en",
        kinds: Collection[str] | None = ("city",),
    ) -> Location | list[Location] | None:
        """
        Return the place whose edge is nearest to a point, or `None` if none lies within 250 km.

        Parameters
        ----------
        query
            A `geopy.Point`, (latitude, longitude) in degrees, or a string that geopy reads as a point.
        exactly_one, timeout, limit, language
            As in `geocode`.
        kinds
            Kinds of place to look for: towns unless told.

        Returns
        -------
        location
            `raw` has `distance_km` (geodesic) besides the row.

        Raises
        ------
        geopy.exc.GeocoderQueryError
            If the point cannot be read, or lies off the globe.
        """
        here = check_point(query)
        check_limit(limit)
        count = 1 if exactly_one else limit or 10
        around = self.gazetteer.nearest(*here, limit=max(count, _NEIGHBOURS), kinds=kinds)
        away = {c: float(geodesic(here, (c.lat, c.lon)).km) for c in around}
        near = sorted((c for c in around if away[c] <= REVERSE_REACH_KM), key=lambda c: away[c] - c.radius_km)
        locations = [self._location(c, language, distance_km=away[c]) for c in near[:count]]
        if not locations:
            return None
        return locations[0] if exactly_one else locations

    def _find(self, parts: Sequence[str], country: str | None, kinds: Collection[str] | None) -> Sequence[Candidate]:
        whole = self.gazetteer.search(" ".join(parts), country=country, kinds=kinds)
        if whole or len(parts) > 1:
            return whole or self._within(parts[0], parts[1:], country, kinds)
        words = parts[0].split()
        for count in range(1, min(len(words), _MOST_QUALIFIER_WORDS + 1)):
            name, qualifier = " ".join(words[:-count]), " ".join(words[-count:])
            if self.gazetteer.search(qualifier, limit=1, kinds=("country", "region")) and self.gazetteer.search(name):
                return self._within(name, [qualifier], country, kinds)
        return self.gazetteer.search(parts[0], country=country, kinds=kinds, fuzzy=True)

    def _within(
        self, name: str, qualifiers: Iterable[str], country: str | None, kinds: Collection[str] | None
    ) -> Sequence[Candidate]:
        found: Sequence[Candidate] = self.gazetteer.search(
            name, limit=_MOST_CANDIDATES, country=country, kinds=kinds, fuzzy=True
        )
        for qualifier in qualifiers:
            around = self.gazetteer.search(qualifier, limit=5, kinds=("country", "region", "area", "city"))
            code = qualifier.strip().upper()
            if around or any(c.admin1 == code for c in found):
                found = [c for c in found if c.admin1 == code or any(lies_in(c, outer) for outer in around)]
        return found

    def _location(self, candidate: Candidate, language: str, **more: float) -> Location:
        raw = {**asdict(candidate), "class": self.gazetteer.place_class(candidate), **more}
        return Location(self.address(candidate, language), (candidate.lat, candidate.lon), raw)

    def address(self, candidate: Candidate, language: str) -> str:
        """Return the place's name, its first-level division and its country, in the language as far as known."""
        region = self.gazetteer.region(candidate.country, candidate.admin1)
        country = self.gazetteer.country(candidate.country)
        names: list[str] = []
        for place in (candidate, region, country):
            if place is not None:
                name = place.name_ar or place.name_en if language == "ar" else place.name_en or place.name_ar
                if name not in names:
                    names.append(name)
        return _COMMA.get(language, ", ").join(names)


def lies_in(inner: Candidate, outer: Candidate) -> bool:
    """Return whether a place lies in another: by its codes in a country or division, by distance otherwise."""
    if outer.kind == "country":
        return inner.country == outer.country
    if outer.kind == "region" and inner.country == outer.country and inner.admin1 == outer.admin1:
        return True
    reach = _CITY_REACH_KM if outer.kind == "city" else outer.radius_km
    return bool(geodesic((inner.lat, inner.lon), (outer.lat, outer.lon)).km <= reach)


def _query_parts(query: str | Mapping[str, str]) -> list[str]:
    if isinstance(query, Mapping):
        query = ", ".join(query[key] for key in ("city", "county", "state", "country") if query.get(key))
    text = check_query(query)
    return [part for part in _SEPARATORS.split(text) if normalise_name(part)] or [text]


class _NoNetwork(BaseSyncAdapter):  # type: ignore[misc]  # geopy has no annotations
    """What stands where other geocoders have their network client."""

    def get_json(self, *_args: Any, **_options: Any) -> NoReturn:
        raise GeocoderUnavailable("the place index does not use the network")

    get_text = get_json
