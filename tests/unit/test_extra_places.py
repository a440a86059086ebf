"""The curated places file: every row well formed, every position plausible, known places where they are."""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest
from babel import Locale
from geopy.distance import geodesic
from matplotlib.path import Path as Ring

from masar.basemap import load_basemap
from masar.model import PLACE_KINDS
from masar.names import normalise_name

DATA = Path(__file__).parents[2] / "data"
EXTRA_PLACES = DATA / "gazetteer" / "extra.csv"
COLUMNS = [
    "id",
    "name_en",
    "name_ar",
    "aliases_en",
    "aliases_ar",
    "kind",
    "class",
    "lat",
    "lon",
    "radius_km",
    "country",
    "source",
]
# Joining letters, hamza forms, marks, Persian and dialect letters; digits, space and joining punctuation beside them.
ARABIC_NAME = re.compile(r"[\u0621-\u063A\u0641-\u0652\u067E\u0686\u0698\u06A4\u06AF0-9 \-()]+")
ARABIC_LETTER = re.compile(r"[\u0621-\u064A]")
WATER_CLASSES = {"ocean", "sea", "gulf", "bay", "strait", "river", "lake", "canal"}
# How far a place of a kind may reach, in km; the compiled index holds at most 6553.
LARGEST_RADIUS_KM = {"site": 60.0, "city": 60.0, "region": 2500.0, "area": 6550.0, "water": 6550.0, "country": 6550.0}
SEA_CLASSES = {"ocean", "sea", "gulf", "bay", "strait"}
# Gas fields, terminals and atolls: further from the land that the base map draws than a site on a coast.
OFFSHORE = {
    "basra-oil-terminal", "bikini-atoll", "karish", "kwajalein", "leviathan", "nord-stream-leaks", "zohr",
}  # fmt: skip


@pytest.fixture(scope="module")
def raw_text():
    return EXTRA_PLACES.read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def rows(raw_text):
    return list(csv.DictReader(raw_text.splitlines(), strict=True))


def english_names(row):
    return [row["name_en"], *filter(None, row["aliases_en"].split("|"))]


def arabic_names(row):
    return [row["name_ar"], *filter(None, row["aliases_ar"].split("|"))]


def distance_from_country_km(country, lat, lon):
    """0 inside, else to the nearest vertex of the outline, which may be some km off on a straight border."""
    nearest = float("inf")
    for shape in country.shapes:
        ring = shape.parts[0]
        if Ring(ring).contains_point((lon, lat)):
            return 0.0
        steps = (ring - [lon, lat]) * [np.cos(np.radians(lat)), 1.0]
        nearest = min(nearest, float(np.hypot(*steps.T).min()) * 111.2)
    return nearest


def test_header_is_the_agreed_one_and_lines_end_in_lf(raw_text):
    assert raw_text.split("\n", 1)[0].split(",") == COLUMNS
    assert "\r" not in raw_text
    assert raw_text.endswith("\n")
    assert not raw_text.startswith("\ufeff")


def test_every_row_has_every_field(rows):
    assert [row["id"] for row in rows if None in row or None in row.values()] == []


def test_file_holds_at_least_450_places(rows):
    assert len(rows) >= 450


def test_ids_are_unique_slugs(rows):
    assert [row["id"] for row in rows if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"])] == []
    assert [name for name, n in Counter(row["id"] for row in rows).items() if n > 1] == []


@pytest.mark.parametrize("column", ["name_en", "name_ar"])
def test_no_two_places_of_a_class_share_their_name(rows, column):
    counts = Counter((row["class"], row[column]) for row in rows)
    assert [key for key, n in counts.items() if n > 1] == []


def test_a_name_is_listed_once_in_its_row(rows):
    for row in rows:
        for names in (english_names(row), arabic_names(row)):
            assert len(names) == len(set(names)), row["id"]


def test_no_field_has_white_space_at_its_ends_or_doubled(rows):
    for row in rows:
        for column, value in row.items():
            assert all(part == " ".join(part.split()) for part in value.split("|")), (row["id"], column)


def test_aliases_are_not_empty_between_bars(rows):
    for row in rows:
        for column in ("aliases_en", "aliases_ar"):
            assert row[column] == "" or all(row[column].split("|")), (row["id"], column)


def test_kinds_and_classes_are_valid(rows):
    for row in rows:
        assert row["kind"] in PLACE_KINDS, row["id"]
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", row["class"]), row["id"]
        assert (row["kind"] == "water") == (row["class"] in WATER_CLASSES), row["id"]


def test_positions_are_on_the_globe_with_three_decimals(rows):
    for row in rows:
        assert re.fullmatch(r"-?\d{1,2}\.\d{3}", row["lat"]), row["id"]
        assert re.fullmatch(r"-?\d{1,3}\.\d{3}", row["lon"]), row["id"]
        assert -90 <= float(row["lat"]) <= 90, row["id"]
        assert -180 <= float(row["lon"]) <= 180, row["id"]


def test_radius_is_positive_and_fits_the_kind(rows):
    for row in rows:
        assert 0 < float(row["radius_km"]) <= LARGEST_RADIUS_KM[row["kind"]], row["id"]


def test_arabic_names_are_in_arabic_script(rows):
    for row in rows:
        for name in arabic_names(row):
            assert ARABIC_NAME.fullmatch(name), (row["id"], name)
            assert ARABIC_LETTER.search(name), (row["id"], name)


def test_english_names_are_in_latin_script(rows):
    for row in rows:
        for name in english_names(row):
            assert re.search(r"[A-Za-z]", name), (row["id"], name)
            assert not ARABIC_LETTER.search(name), (row["id"], name)


def test_country_is_a_code_that_cldr_knows_or_empty(rows):
    territories = Locale("en").territories
    codes = {row["country"] for row in rows} - {""}
    assert {code for code in codes if not re.fullmatch(r"[A-Z]{2}", code) or code not in territories} == set()


def test_places_with_an_address_have_a_country(rows):
    assert [row["id"] for row in rows if row["kind"] in {"site", "city"} and not row["country"]] == []


def test_every_row_names_its_source(rows):
    pattern = re.compile(
        r"(Wikipedia: \S.*|airportsdata \(ICAO [A-Z]{4}\)|Natural Earth: \S.*|GeoNames: \S.*|own compilation)"
    )
    assert [row["id"] for row in rows if not pattern.fullmatch(row["source"])] == []


def test_no_name_could_be_read_as_a_spreadsheet_formula(rows):
    assert [row["id"] for row in rows if any(value[:1] in "=+@\t" for value in row.values() if value)] == []


def test_sites_lie_in_their_country_or_on_its_edge(rows):
    world = {country.code: country for country in load_basemap().countries}
    known = [r for r in rows if r["kind"] in {"site", "city"} and r["country"] in world and r["id"] not in OFFSHORE]
    assert len(known) > 1000
    away = {r["id"]: distance_from_country_km(world[r["country"]], float(r["lat"]), float(r["lon"])) for r in known}
    assert {place_id: round(km) for place_id, km in away.items() if km > 30} == {}


def test_seas_are_not_on_land(rows):
    seas = [row for row in rows if row["class"] in SEA_CLASSES]
    points = np.array([(float(row["lon"]), float(row["lat"])) for row in seas])
    on_land = np.zeros(len(seas), dtype=bool)
    for country in load_basemap().countries:
        for shape in country.shapes:
            on_land |= Ring(shape.parts[0]).contains_points(points)
    assert [row["id"] for row, wrong in zip(seas, on_land, strict=True) if wrong] == []


def test_a_name_leads_to_one_place_however_it_is_spelled(rows):
    owners = defaultdict(set)
    for row in rows:
        for name in english_names(row) + arabic_names(row):
            owners[normalise_name(name)].add(row["id"])
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_words_that_are_more_often_something_else_are_no_names(rows):
    names = {name for row in rows for name in english_names(row) + arabic_names(row)}
    common = {"الغرب", "الأقصى", "المتوسط", "الهادئ", "الأطلسي", "المقاطعة", "العديد", "نجد", "برقة", "غزة", "سوات"}
    assert names & (common | {"Amazon", "Arabia", "Gaza", "Lena", "Ob", "Petra", "Swat", "JFK", "ICC"}) == set()


@pytest.mark.parametrize(
    ("place_class", "at_least"),
    [
        ("cosmodrome", 25), ("airport", 90), ("station", 20), ("border_crossing", 40), ("seat_of_power", 80),
        ("air_base", 50), ("naval_base", 20), ("nuclear_site", 30), ("shipyard", 8), ("port", 30), ("sea", 40),
        ("strait", 30), ("river", 40), ("island", 60), ("camp", 30), ("religious_site", 30), ("region", 60),
    ],
)  # fmt: skip
def test_each_class_that_news_needs_is_covered(rows, place_class, at_least):
    assert sum(row["class"] == place_class for row in rows) >= at_least


@pytest.mark.parametrize(
    "country",
    [
        "SA",
        "AE",
        "QA",
        "KW",
        "BH",
        "OM",
        "YE",
        "IQ",
        "JO",
        "SY",
        "LB",
        "EG",
        "LY",
        "TN",
        "DZ",
        "MA",
        "MR",
        "SD",
        "DJ",
        "SO",
        "KM",
        "PS",
    ],
)
def test_every_arab_country_has_an_airport(rows, country):
    assert [row for row in rows if row["country"] == country and row["class"] == "airport"]


@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in DATA.glob("stories/*/places.csv")), ids=lambda p: p.name
)
def test_bundled_stories_take_their_curated_places_from_here(rows, folder):
    known = {row["id"]: row for row in rows}
    with (folder / "places.csv").open(encoding="utf-8", newline="") as file:
        used = [place for place in csv.DictReader(file) if place["gazetteer"] == "masar"]
    assert used
    for place in used:
        row = known[place["gazetteer_id"]]
        points = [(float(p["lat"]), float(p["lon"])) for p in (place, row)]
        assert geodesic(*points).km <= (5 if row["kind"] in {"site", "city"} else float(row["radius_km"])), row["id"]


@pytest.mark.parametrize(
    ("place_id", "lat", "lon", "within_km"),
    [
        ("vostochny-cosmodrome", 51.884, 128.334, 5),
        ("yuri-gagarin-aircraft-plant", 50.602, 137.075, 3),
        ("komsomolsk-on-amur-station", 50.565, 136.995, 3),
        ("khasan-station", 42.430, 130.645, 2),
        ("kremlin", 55.752, 37.617, 1),
        ("white-house", 38.898, -77.037, 1),
        ("un-headquarters", 40.749, -73.968, 1),
        ("elysee-palace", 48.870, 2.317, 1),
        ("baabda-palace", 33.832, 35.529, 2),
        ("casa-rosada", -34.608, -58.370, 1),
        ("union-buildings", -25.740, 28.212, 1),
        ("baikonur-cosmodrome", 45.965, 63.305, 5),
        ("guiana-space-centre", 5.222, -52.774, 10),
        ("cairo-airport", 30.122, 31.406, 2),
        ("ezeiza-airport", -34.822, -58.536, 2),
        ("brussels-airport", 50.901, 4.484, 2),
        ("ain-al-asad", 33.786, 42.441, 3),
        ("hmeimim", 35.401, 35.949, 2),
        ("diego-garcia", -7.313, 72.411, 10),
        ("natanz", 33.724, 51.727, 3),
        ("zaporizhzhia-npp", 47.512, 34.586, 2),
        ("yongbyon", 39.795, 125.755, 3),
        ("panmunjom", 37.956, 126.677, 2),
        ("rafah-crossing", 31.247, 34.259, 2),
        ("beitbridge", -22.224, 29.987, 4),
        ("al-aqsa", 31.778, 35.236, 1),
        ("kaaba", 21.4225, 39.826, 1),
        ("al-nuri-mosque", 36.343, 43.127, 2),
        ("kakuma", 3.717, 34.863, 8),
        ("gerd", 11.215, 35.093, 3),
        ("strait-of-hormuz", 26.6, 56.4, 60),
        ("black-sea", 43.4, 34.3, 150),
        ("caspian-sea", 42.0, 50.5, 150),
        ("gaza-strip", 31.42, 34.35, 10),
        ("russian-far-east", 60.0, 137.0, 500),
    ],
)
def test_known_place_is_where_it_is(rows, place_id, lat, lon, within_km):
    row = next(row for row in rows if row["id"] == place_id)
    assert geodesic((float(row["lat"]), float(row["lon"])), (lat, lon)).km <= within_km


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("قاعدة فوستوتشني الفضائية", "vostochny-cosmodrome"),
        ("فوستوتشني", "vostochny-cosmodrome"),
        ("مصنع يوري غاغارين", "yuri-gagarin-aircraft-plant"),
        ("أقصى الشرق الروسي", "russian-far-east"),
        ("الكرملين", "kremlin"),
        ("البيت الأبيض", "white-house"),
        ("المحيط الهادئ", "pacific-ocean"),
        ("مجلس الأمن الدولي", "un-security-council"),
        ("الاتحاد السوفياتي", "soviet-union"),
        ("الشرق الأوسط", "middle-east"),
        ("معبر رفح", "rafah-crossing"),
        ("معبر جابر", "nassib-crossing"),
        ("حميميم", "hmeimim"),
        ("الضفة الغربية", "west-bank"),
        ("مخيم عين الحلوة", "ain-al-hilweh"),
        ("سد النهضة", "gerd"),
        ("Vostochny spaceport", "vostochny-cosmodrome"),
        ("Russian Far East", "russian-far-east"),
        ("Downing Street", "downing-street"),
        ("Horn of Africa", "horn-of-africa"),
    ],
)
def test_name_in_the_news_leads_to_one_place(rows, name, place_id):
    assert [row["id"] for row in rows if name in english_names(row) + arabic_names(row)] == [place_id]
