"""
The compiled place index: names to candidates, points to the nearest place, a text to its listed names.

`tools/compile_gazetteer.py` writes the index and describes its files. Here it is mapped into memory, so
that opening costs next to nothing, and a row is decoded only when it is asked for. Rows are numbered by
prominence: a lower number is a better known place.
"""

import json
import math
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache, lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

import marisa_trie

from masar.errors import GazetteerError
from masar.gazetteer_rows import FULL_PROMINENCE, Rows, map_file
from masar.model import Candidate
from masar.name_scan import Lexicon, NameSpan, openings_of, scan_names
from masar.names import (
    CONSONANT_CLASSES,
    is_arabic,
    name_closeness,
    normalise_name,
    skeleton,
    strip_clitics,
    swap_article,
    without_kind,
)
from masar.toponym_words import small_words

# A posting is `row << 3 | flags`; in postings.bin a name of several places holds `MANY | index` of its list.
# FAR marks an alternate name that sounds unlike the main one: often a translation or a former name.
MAIN, DEMONYM, FAR = 1, 2, 4
MANY = 0x80000000

DEFAULT_FOLDER = Path(__file__).parents[1] / "data" / "gazetteer"
ALTERNATE_PENALTY, FAR_PENALTY = 1.0, 2.5
_JOINED, _VARIANT = 0.95, 0.85
_LEAST_SCORE = 0.01
_LONGEST_FUZZY = 60
_CLOSE_ENOUGH = 0.7
_MOST_UNLISTED = 0.99  # a spelling that is not listed is never as sure as one that is
_SHORTEST_SKELETON, _EDITABLE_SKELETON = 3, 6


class Gazetteer:
    """
    The place index, mapped from a folder; share one instance (see `open_gazetteer`).

    Raises
    ------
    GazetteerError
        If a file is missing or does not fit the others.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self.meta: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
            self._names = marisa_trie.Trie().mmap(str(folder / "names.marisa"))
            self._skeletons = marisa_trie.Trie().mmap(str(folder / "skeletons.marisa"))
            self._rows = Rows(folder, self.meta)
            self._postings = map_file(folder / "postings.bin").cast("I")
            self._bones = map_file(folder / "skeletons.bin").cast("I")
        except (OSError, ValueError, TypeError, RuntimeError, KeyError) as error:
            raise GazetteerError("gazetteer_unreadable", folder=folder.name) from error
        if len(self._names) != self.meta["names"]:
            raise GazetteerError("gazetteer_unreadable", folder=folder.name)
        self._cached_search = lru_cache(maxsize=8192)(self._search)
        self._cached_close_names = lru_cache(maxsize=8192)(self._close_names)
        self._cached_country = lru_cache(maxsize=512)(self._country)
        self._cached_demonym = lru_cache(maxsize=8192)(self._country_of_demonym)
        facts = lru_cache(maxsize=65536)(self._read_name_facts)
        capitals, dotted = frozenset(self.meta["acronyms"]), frozenset(self.meta["abbreviations"])
        openings = lru_cache(maxsize=32768)(partial(openings_of, trie=self._names))
        self._lexicon = Lexicon(self._names, capitals, dotted, small_words(), facts, openings)

    def __len__(self) -> int:
        """Return the number of places."""
        return int(self.meta["places"])

    # Names to candidates

    def search(
        self,
        toponym: str,
        *,
        limit: int = 10,
        country: str | None = None,
        kinds: Collection[str] | None = None,
        fuzzy: bool = False,
    ) -> tuple[Candidate, ...]:
        """
        Return the places that a name may mean, the likeliest first.

        Parameters
        ----------
        toponym
            A name in any spelling that `normalise_name` folds. An Arabic one may carry clitics, or lack
            its article.
        limit
            How many at most.
        country
            Only places of this country (ISO 3166-1 alpha-2).
        kinds
            Only these kinds, of `masar.model.PLACE_KINDS`.
        fuzzy
            Where no listed name matches, also try names with the same consonants, in any script, or,
            for long names, with one consonant more, less or other.

        Returns
        -------
        candidates
            `matched` is the listed name in normal form. `score` is prominence on a scale to 1, lowered
            for alternate names and for the distance between what was asked and what matched.
        """
        chosen = None if kinds is None else frozenset(kinds)
        return self._cached_search(toponym, limit, country, chosen, fuzzy=fuzzy)

    def _search(
        self, toponym: str, limit: int, country: str | None, kinds: frozenset[str] | None, *, fuzzy: bool
    ) -> tuple[Candidate, ...]:
        best: dict[int, tuple[float, str]] = {}
        for name, factor in self._spellings(normalise_name(toponym), fuzzy=fuzzy):
            for posting in islice(self._fitting(name, country, kinds), limit):
                score = factor * self._posting_score(posting)
                if score > best.get(posting >> 3, (0.0,))[0]:
                    best[posting >> 3] = (score, name)
        ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))[:limit]
        return tuple(self._rows.candidate(row, name, score) for row, (score, name) in ranked)

    def _fitting(self, name: str, country: str | None, kinds: frozenset[str] | None) -> Iterator[int]:
        """Yield the postings of a name that are places of this country and these kinds, the best first."""
        free = country is None and kinds is None
        for posting in self._find(name):
            if not posting & DEMONYM and (free or self._rows.fits(posting >> 3, country, kinds)):
                yield posting

    def _spellings(self, key: str, *, fuzzy: bool) -> Iterable[tuple[str, float]]:
        """Return the listed names to look at and how much each counts: of the first way that finds any."""
        ways: list[Callable[[], Iterable[tuple[str, float]]]]
        if is_arabic(key):
            # "بروسيا" is Prussia, or "in Russia": what a clitic may hide is looked at even where a name matches.
            ways = [lambda: _without_clitics(key), lambda: _other_arabic_forms(key)]
        else:
            ways = [lambda: [(key, 1.0)], lambda: _other_latin_forms(key)]
        for way in ways:
            if found := [(name, factor) for name, factor in way() if name + " " in self._names]:
                return found
        return self.close_names(key) if fuzzy and len(key) <= _LONGEST_FUZZY else []

    def close_names(self, key: str, limit: int = 12, least: float = 0.0) -> tuple[tuple[str, float], ...]:
        """
        Return listed names that sound like this one, with how much a match counts, the closest first.

        Parameters
        ----------
        key
            A name in normal form, Latin, Cyrillic or Arabic.
        limit
            How many at most.
        least
            Names that count less than this are of no interest.
        """
        return self._cached_close_names(key, limit, least)

    def _close_names(self, key: str, limit: int, least: float) -> tuple[tuple[str, float], ...]:
        stems = [key, *(stem for _, stem in strip_clitics(key))] if is_arabic(key) else [key]
        found: dict[str, float] = {}
        for variants in (_skeletons, _edited_skeletons):
            for stem in stems:
                self._collect_close(stem, variants(stem), 1.0 if stem is key else 0.95, least, found)
            if found:
                break
        close = ((name, closeness) for name, closeness in found.items() if closeness >= least)
        return tuple(sorted(close, key=lambda item: (-item[1], item[0]))[:limit])

    def _collect_close(
        self, stem: str, skeletons: Iterable[str], factor: float, least: float, found: dict[str, float]
    ) -> None:
        # The first close name tells that this is where to look; of the others only those that count are of interest.
        wanted = max(_CLOSE_ENOUGH, math.sqrt(least / factor))
        for bones in skeletons:
            number = self._skeletons.get(bones)
            for name in () if number is None else self._names_of_skeleton(number):
                enough = wanted if found else _CLOSE_ENOUGH
                closeness = name_closeness(stem, name, least=enough)
                if closeness >= enough:
                    found[name] = max(factor * min(_MOST_UNLISTED, closeness * closeness), found.get(name, 0.0))

    def _names_of_skeleton(self, number: int, limit: int = 40) -> Iterator[str]:
        offset = len(self._skeletons) + 1
        start, end = self._bones[number], self._bones[number + 1]
        for index in range(start, min(end, start + limit)):
            yield self._names.restore_key(self._bones[offset + index])[:-1]

    def _find(self, key: str) -> Collection[int]:
        number = self._names.get(key + " ")
        return () if number is None else self._postings_of(number)

    def _postings_of(self, number: int) -> Collection[int]:
        posting = self._postings[number]
        if not posting & MANY:
            return (posting,)
        start = len(self._names) + (posting & ~MANY)
        return self._postings[start + 1 : start + 1 + self._postings[start]].tolist()

    def _posting_score(self, posting: int) -> float:
        penalty = 0.0 if posting & MAIN else FAR_PENALTY if posting & FAR else ALTERNATE_PENALTY
        return max(_LEAST_SCORE, self._rows.prominence(posting >> 3) - penalty / FULL_PROMINENCE)

    # Places by id, by code, by position

    def candidate(self, gazetteer_id: str) -> Candidate | None:
        """Return the place with this id, or `None`."""
        row = self._rows.number_of(gazetteer_id)
        return None if row is None else self._rows.candidate(row)

    def country(self, code: str) -> Candidate | None:
        """Return the country of an ISO 3166-1 alpha-2 code, or `None`."""
        return self._cached_country(code)

    def _country(self, code: str) -> Candidate | None:
        row = self._rows.first("country", code)
        return None if row is None else self._rows.candidate(row)

    def region(self, country: str, admin1: str) -> Candidate | None:
        """Return the first-level division of a country with this code, or `None`."""
        row = self._rows.first("region", country, admin1) if admin1 else None
        return None if row is None else self._rows.candidate(row)

    def place_class(self, candidate: Candidate) -> str:
        """Return the finer word for what the place is: `capital`, `cosmodrome`, `strait` ..."""
        row = self._rows.number_of(candidate.gazetteer_id)
        return "" if row is None else self._rows.place_class(row)

    def nearest(
        self, lat: float, lon: float, *, limit: int = 1, kinds: Collection[str] | None = None
    ) -> tuple[Candidate, ...]:
        """Return the places nearest to a point (degrees, WGS84), the nearest first."""
        return tuple(self._rows.candidate(row) for row in self._rows.nearest(lat, lon, limit, kinds))

    # Demonyms

    def is_demonym(self, name: str) -> str | None:
        """Return the country whose people or adjective this is ("Russian", "الروسية"), or `None`."""
        return self._cached_demonym(name)

    def _country_of_demonym(self, name: str) -> str | None:
        key = normalise_name(name)
        forms = [key]
        if is_arabic(key):
            forms += [form for form, _ in (*_without_clitics(key), *_other_arabic_forms(key))]
        for form in forms:
            for posting in self._find(form):
                if posting & DEMONYM:
                    return self._rows.country(posting >> 3)
        return None

    # A text to its listed names

    def find_names(self, text: str) -> tuple[NameSpan, ...]:
        """Return, for every word where a listed name starts, the longest such name (see `masar.name_scan`)."""
        return scan_names(text, self._lexicon)

    def _read_name_facts(self, number: int) -> tuple[int, int]:
        posting = next(iter(self._postings_of(number)))
        return self._rows.coarse_prominence(posting >> 3), posting & 7


def _without_clitics(key: str) -> Iterator[tuple[str, float]]:
    """Yield an Arabic name and what it is without the particles before it, with how much a match counts."""
    yield key, 1.0
    for _, stem in strip_clitics(key):
        yield stem, _VARIANT


def _other_arabic_forms(key: str) -> Iterator[tuple[str, float]]:
    """Yield an Arabic name joined to one word, and with its article taken off or put on."""
    yield key.replace(" ", ""), _JOINED
    yield swap_article(key), _VARIANT
    if rest := without_kind(key):
        yield rest, _VARIANT
    for _, stem in strip_clitics(key):
        yield swap_article(stem), _VARIANT * _VARIANT


def _other_latin_forms(key: str) -> Iterator[tuple[str, float]]:
    """Yield a name joined to one word, and without the word for its kind ("Kursk region")."""
    yield key.replace(" ", ""), _VARIANT
    if rest := without_kind(key):
        yield rest, _VARIANT


def _skeletons(key: str) -> Iterable[str]:
    """Return the skeletons to look under: with both values of letters that are written for two sounds."""
    spellings = {key}
    for letter, other in (("ج", "غ"), ("و", "ف"), ("j", "y")):
        spellings |= {s.replace(letter, other) for s in spellings if letter in s}
    return sorted({bones for s in spellings if len(bones := skeleton(s)) >= _SHORTEST_SKELETON})


def _edited_skeletons(key: str) -> Iterator[str]:
    """Yield, for a long name, every skeleton that is one consonant off."""
    bones = skeleton(key)
    if len(bones) < _EDITABLE_SKELETON:
        return
    for i in range(len(bones) + 1):
        yield bones[:i] + bones[i + 1 :]
        for c in CONSONANT_CLASSES:
            yield bones[:i] + c + bones[i:]
            yield bones[:i] + c + bones[i + 1 :]


@cache
def open_gazetteer(folder: Path | None = None) -> Gazetteer:
    """
    Return the place index in a folder, or the one that the project ships.

    Raises
    ------
    GazetteerError
        If it is missing or damaged.
    """
    return Gazetteer(DEFAULT_FOLDER if folder is None else folder)
