"""Read the annotated articles of this folder, and stand in for the recogniser and the resolver."""

import json
import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from masar.model import Article, Mention, Place, Resolution

FOLDER = Path(__file__).parent
CLITICS = r"(?:[وف]?(?:[بلك]|لل)?)"
ARABIC_ADJECTIVE = r"(?:ة|ين|ون|ان|تين|تان|يين|ا)?"


@dataclass(frozen=True)
class GoldStop:
    place: str
    name: str
    lat: float
    lon: float
    country: str
    status: str
    arrival: date | None = None
    date_precision: str = "unknown"
    mode: str = "unknown"
    country_level: bool = False


@dataclass(frozen=True)
class Annotated:
    name: str
    kind: str
    article: Article
    stops: tuple[GoldStop, ...] = field(default_factory=tuple)

    @property
    def held_out(self):
        return self.name.startswith("held-")


@cache
def places():
    return tomllib.loads((FOLDER / "places.toml").read_text(encoding="utf-8"))


@cache
def articles():
    """Return every annotated article, in the order of the file names."""
    files = sorted(path for path in FOLDER.glob("*.toml") if path.name != "places.toml")
    return tuple(_read(path) for path in files)


def _read(path):
    row = tomllib.loads(path.read_text(encoding="utf-8"))
    article = Article(
        text=row["text"].strip(), language=row["language"], title=row.get("title", ""), published=row["published"]
    )
    stops = tuple(_gold_stop(stop) for stop in row.get("stops", ()))
    return Annotated(path.stem, row["kind"], article, stops)


def _gold_stop(row):
    place = places()[row["place"]]
    return GoldStop(
        name=(place["en"] + place.get("ar", []))[0] if place.get("en") else place["ar"][0],
        lat=place["lat"],
        lon=place["lon"],
        country=place.get("country", ""),
        **row,
    )


def gold(chosen):
    """Return the annotation as the journeys' scorer reads it: stops in order, planned or not."""
    return {
        item.name: {
            "stops": [
                {"name": s.name, "lat": s.lat, "lon": s.lon, "planned": s.status == "planned"}
                | ({"country": s.country} if s.country_level else {})
                for s in item.stops
            ]
        }
        for item in chosen
    }


@cache
def _patterns(language):
    rows = []
    for key, place in places().items():
        rows += [(key, name, False, _name_pattern(name, language)) for name in place.get(language, ())]
        rows += [(key, name, True, _demonym_pattern(name, language)) for name in place.get(f"demonyms_{language}", ())]
    rows.sort(key=lambda row: -len(row[1]))
    return tuple((key, demonym, re.compile(pattern)) for key, _, demonym, pattern in rows)


def _name_pattern(name, language):
    if language != "ar":
        return rf"(?<!\w)(?P<n>{re.escape(name)}|{re.escape(name.upper())})(?!\w)"
    bare = rf"(?<!\w){CLITICS}(?P<n>{re.escape(name)})(?!\w| رأس)"
    if not name.startswith("ال"):
        return bare
    return rf"{bare}|(?<!\w)[وف]?ل(?P<m>ل{re.escape(name[2:])})(?!\w)"


def _demonym_pattern(name, language):
    if language != "ar":
        return rf"(?<!\w)(?P<n>{re.escape(name)}s?)(?!\w)"
    words = " ".join(rf"(?:ال)?{word}{ARABIC_ADJECTIVE}" for word in name.split())
    return rf"(?<!\w){CLITICS}(?P<n>{words})(?!\w)"


@cache
def reports(language):
    """Return the short reports of `reports/`, whose stops bear their coordinates."""
    rows = map(json.loads, (FOLDER / "reports" / f"{language}.jsonl").read_text(encoding="utf-8").splitlines())
    return tuple(
        Annotated(
            row["id"],
            "report",
            Article(row["text"], language, published=date.fromisoformat(row["published"])),
            tuple(_stop_of_report(stop) for stop in row["stops"]),
        )
        for row in rows
    )


def _stop_of_report(row):
    country, status = row.get("country", ""), "planned" if row["planned"] else "visited"
    return GoldStop(row["name"], row["name"], row["lat"], row["lon"], country, status, country_level=bool(country))


def resolutions(article):
    """Return what perfect recognition and resolution would give for an article of this folder."""
    taken = [False] * (len(article.text) + 1)
    found = []
    for key, demonym, pattern in _patterns(article.language):
        for match in pattern.finditer(article.text):
            group = "n" if match.group("n") is not None else "m"
            start, end = match.span(group)
            if any(taken[start:end]):
                continue
            taken[start:end] = [True] * (end - start)
            found.append(_resolution(article, key, demonym, start, end))
    return tuple(sorted(found, key=lambda r: r.mention.start))


def _resolution(article, key, demonym, start, end):
    row = places()[key]
    toponym = article.text[start:end]
    mention = Mention(article.language, start, end, toponym, place_id=key, demonym=demonym)
    place = Place(
        place_id=key,
        toponym=toponym,
        name_en=(row.get("en") or [""])[0],
        name_ar=(row.get("ar") or [""])[0],
        kind=row["kind"],
        lat=row["lat"],
        lon=row["lon"],
        radius_km=row.get("radius_km", 10.0),
        country=row.get("country", ""),
        gazetteer="annotated",
        gazetteer_id=key,
        role="context",
        score=1.0,
    )
    return Resolution(mention, place, score=1.0, reason="annotated")
