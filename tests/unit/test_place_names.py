"""The names that the Arabic and English press uses: every spelling of a large set leads to its place."""

import csv
from pathlib import Path

import pytest
from geopy.distance import great_circle

from masar.gazetteer import open_gazetteer
from masar.model import Article, Resolution
from masar.resolve import resolve_mentions
from masar.toponyms import find_mentions

GAZETTEER = open_gazetteer()
SPELLINGS = Path(__file__).with_name("arabic_spellings.csv")
NEAR_KM = 80


def read_spellings() -> list[dict[str, str]]:
    with SPELLINGS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def leads_to(spelling: str, row: dict[str, str]) -> bool:
    found = GAZETTEER.search(spelling, limit=8)
    if not row["lat"]:
        return bool(found) and found[0].kind == "country" and found[0].country == row["country"]
    point = float(row["lat"]), float(row["lon"])
    return any(great_circle(point, (c.lat, c.lon)).km < NEAR_KM for c in found)


def resolve(text: str, language: str) -> dict[str, Resolution]:
    article = Article(text, language)
    found = resolve_mentions(article, find_mentions(article, GAZETTEER), GAZETTEER)
    return {r.mention.toponym: r for r in found if not r.mention.demonym}


def test_every_arabic_spelling_of_towns_and_countries_leads_to_its_place():
    rows = read_spellings()
    assert sum(len(row["spellings"].split("|")) for row in rows) > 2000
    missed = [(row["country"], s) for row in rows for s in row["spellings"].split("|") if not leads_to(s, row)]
    assert missed == []


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Soekarno-Hatta International Airport", "ID", -6.13, 106.66),
        ("Lanseria International Airport", "ZA", -25.94, 27.93),
        ("مطار الأم تيريزا", "AL", 41.41, 19.72),
        ("معبر باب الهوى", "SY", 36.22, 36.67),
        ("ميناء العريش البحري", "EG", 31.15, 33.83),
        ("RNAS Culdrose", "GB", 50.09, -5.26),
        ("Penrhyn", "CK", -9.0, -158.05),
        ("صعيد عرفات", "SA", 21.36, 39.98),
    ],
)
def test_airports_crossings_ports_bases_islands_and_shrines_are_listed(name, country, lat, lon):
    found = GAZETTEER.search(name, limit=1)
    assert found
    assert found[0].country == country
    assert great_circle((lat, lon), (found[0].lat, found[0].lon)).km < 10


@pytest.mark.parametrize(
    ("text", "language", "toponym", "country"),
    [
        ("استقبلته العاصمة الأردنية عمان بعد مغادرته صنعاء في اليمن.", "ar", "عمان", "JO"),
        ("عقد اللقاء في مدينة القنيطرة السورية أمس.", "ar", "القنيطرة", "SY"),
        ("سافرت السفيرة من الولايات المتحدة عن طريق باريس إلى لبنان.", "ar", "باريس", "FR"),
        ("The ferry left the Greek port of Piraeus for the Lebanese city of Tripoli.", "en", "Tripoli", "LB"),
        ("Marines from the United States will train in Darwin, Australia, with forces of Japan.", "en", "Darwin", "AU"),
    ],
)
def test_what_stands_beside_a_name_says_which_place_is_meant(text, language, toponym, country):
    place = resolve(text, language)[toponym].place
    assert place is not None
    assert place.country == country


def test_a_capital_that_has_its_countrys_name_is_meant_where_the_text_says_so():
    assert resolve("انطلقت القافلة من العاصمة تونس نحو صفاقس.", "ar")["تونس"].place.kind == "city"
    assert resolve("تشارك تونس في المؤتمر.", "ar")["تونس"].place.kind == "country"


def test_towns_of_a_list_are_found_one_after_the_other():
    found = resolve("مرت القافلة عبر ولايات سوسة، صفاقس، قابس، ومدنين.", "ar")
    assert list(found) == ["سوسة", "صفاقس", "قابس", "مدنين"]


def test_an_english_name_keeps_the_ending_that_is_its_own():
    found = resolve("The plane landed in St. John's, Newfoundland, and Canada's prime minister spoke.", "en")
    assert "St. John's" in found
    assert "Canada" in found


def test_a_particle_before_a_word_of_two_letters_makes_no_place_of_it():
    assert resolve("أكد أن موعد التحرير بات قريبا وأن الشركتين كانتا تعملان.", "ar") == {}


def test_a_small_town_that_someone_goes_to_is_found():
    assert "Kut" in resolve("The delegation flew from Geneva to Kut on Monday and met officials there.", "en")


def test_known_cities_of_several_countries_are_no_small_namesakes():
    found = resolve("The delegation flew from Geneva to Athens on Monday and met officials there.", "en")
    assert found["Athens"].place.country == "GR"
    assert found["Geneva"].place.country == "CH"


def test_a_province_is_not_the_hamlet_that_has_its_name():
    assert resolve("He left the capital on Monday for Xinjiang in China.", "en")["Xinjiang"].place.kind == "region"


def test_quotation_marks_after_the_word_for_a_site_hide_no_name():
    assert "امساعد" in resolve('ستعبر القافلة معبر "امساعد" الحدودي بين ليبيا ومصر.', "ar")
