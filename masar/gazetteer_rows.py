"""
The rows of the compiled place index: 32-byte records, the most prominent place first.

A row is decoded only when it is asked for. Questions about all rows (the nearest, by id, by code) are put to
the same bytes as columns.
"""

import mmap
import struct
from collections.abc import Collection, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import marisa_trie

from masar.model import PLACE_KINDS, Candidate

# lat, lon, population, identifier, English name, Arabic name, radius (0.1 km), admin1, country,
# kind | gazetteer << 4, prominence (1/20), class
RECORD = "<ffIIIIHHBBBB"
SIZE = struct.calcsize(RECORD)
_COUNTRY, _KIND, _PROMINENCE, _CLASS = range(SIZE - 4, SIZE)
GAZETTEERS = ("geonames", "masar")
NONE = 0xFFFFFFFF
STEPS = 20.0
FULL_PROMINENCE = 10.0
_LONGEST_NUMBER = 10


def map_file(path: Path) -> memoryview:
    """Return a file's bytes, mapped for reading."""
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


class Rows:
    """
    The records of a folder's `rows.bin`.

    Parameters
    ----------
    folder
        The folder of the index.
    meta
        Its `meta.json`: the codes that the records point into.

    Raises
    ------
    ValueError
        If the file does not hold as many records as it should.
    """

    def __init__(self, folder: Path, meta: Mapping[str, Any]) -> None:
        self._bytes = map_file(folder / "rows.bin")
        if len(self._bytes) != meta["places"] * SIZE:
            raise ValueError("rows.bin is not as long as it should be")
        self._display = marisa_trie.Trie().mmap(str(folder / "display.marisa"))
        self._countries, self._admin1, self._classes = meta["country"], meta["admin1"], meta["place_class"]
        self._unpack = struct.Struct(RECORD).unpack_from
        self.number_of = lru_cache(maxsize=4096)(self._number_of)
        self.first = lru_cache(maxsize=4096)(self._first)

    def candidate(self, row: int, matched: str = "", score: float | None = None) -> Candidate:
        """Return a row as a candidate; without a score, its prominence."""
        lat, lon, population, key, english, arabic, radius, admin1, country, kind, _, _ = self._unpack(
            self._bytes, row * SIZE
        )
        gazetteer = GAZETTEERS[kind >> 4]
        return Candidate(
            gazetteer=gazetteer,
            gazetteer_id=str(key) if gazetteer == "geonames" else self._display.restore_key(key),
            name_en=self._display.restore_key(english),
            name_ar="" if arabic == NONE else self._display.restore_key(arabic),
            kind=PLACE_KINDS[kind & 15],
            lat=round(lat, 5),
            lon=round(lon, 5),
            radius_km=radius / 10.0,
            country=self._countries[country],
            admin1=self._admin1[admin1],
            population=population,
            matched=matched,
            score=round(self.prominence(row) if score is None else score, 4),
        )

    def coarse_prominence(self, row: int) -> int:
        """Return the prominence of a row as it is stored: 0 to 255, twenty steps to a power of ten."""
        return self._bytes[row * SIZE + _PROMINENCE]

    def prominence(self, row: int) -> float:
        """Return the prominence of a row, in [0, 1]."""
        return min(1.0, self._bytes[row * SIZE + _PROMINENCE] / STEPS / FULL_PROMINENCE)

    def country(self, row: int) -> str:
        """Return the country of a row, ISO 3166-1 alpha-2."""
        return str(self._countries[self._bytes[row * SIZE + _COUNTRY]])

    def place_class(self, row: int) -> str:
        """Return the finer word for what a row is."""
        return str(self._classes[self._bytes[row * SIZE + _CLASS]])

    def fits(self, row: int, country: str | None, kinds: Collection[str] | None) -> bool:
        """Return whether a row lies in the country and is of one of the kinds, where these are given."""
        return (country is None or self.country(row) == country.upper()) and (
            kinds is None or PLACE_KINDS[self._bytes[row * SIZE + _KIND] & 15] in kinds
        )

    @cached_property
    def _columns(self) -> Any:
        import numpy as np  # noqa: PLC0415  # a lookup by name does without it

        fields = ("lat", "lon", "population", "key", "en", "ar", "radius", "admin1", "country", "kind", "p", "class")
        formats = ("<f4", "<f4", "<u4", "<u4", "<u4", "<u4", "<u2", "<u2", "u1", "u1", "u1", "u1")
        return np.frombuffer(self._bytes, dtype=np.dtype({"names": fields, "formats": formats}))

    def _number_of(self, gazetteer_id: str) -> int | None:
        """Return the row of an id, or `None`."""
        if not gazetteer_id.isascii():
            return None
        numeric = gazetteer_id.isdigit()
        if numeric and len(gazetteer_id) > _LONGEST_NUMBER:
            return None
        key = int(gazetteer_id) if numeric else self._display.get(gazetteer_id)
        if key is None or key > NONE:
            return None
        of_gazetteer = (self._columns["kind"] >> 4) == (0 if numeric else 1)
        rows = ((self._columns["key"] == key) & of_gazetteer).nonzero()[0]
        return int(rows[0]) if len(rows) else None

    def _first(self, kind: str, country: str, admin1: str | None = None) -> int | None:
        """Return the best known row of this kind with these codes, or `None`."""
        if country not in self._countries or (admin1 is not None and admin1 not in self._admin1):
            return None
        columns = self._columns
        chosen = columns["kind"] & 15 == PLACE_KINDS.index(kind)
        chosen &= columns["country"] == self._countries.index(country)
        if admin1 is not None:
            chosen &= columns["admin1"] == self._admin1.index(admin1)
        rows = chosen.nonzero()[0]
        return int(rows[0]) if len(rows) else None

    def nearest(self, lat: float, lon: float, limit: int, kinds: Collection[str] | None) -> list[int]:
        """
        Return the rows nearest to a point (degrees, WGS84), the nearest first.

        Notes
        -----
        Great-circle distance on a sphere, which ranks as the ellipsoid does to within 0.5 %.
        """
        import numpy as np  # noqa: PLC0415  # a lookup by name does without it

        columns = self._columns
        here, lats = np.radians(lat), np.radians(columns["lat"])
        half_lat, half_lon = (lats - here) / 2, np.radians(columns["lon"] - lon) / 2
        distance = np.sin(half_lat) ** 2 + np.cos(here) * np.cos(lats) * np.sin(half_lon) ** 2
        if kinds is not None:
            numbers = [PLACE_KINDS.index(kind) for kind in kinds]
            distance[~np.isin(columns["kind"] & 15, numbers)] = np.inf
        chosen = np.argpartition(distance, min(limit, len(distance) - 1))[:limit]
        chosen = chosen[np.lexsort((chosen, distance[chosen]))]
        return [int(row) for row in chosen if distance[row] < np.inf]
