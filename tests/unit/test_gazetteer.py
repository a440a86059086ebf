"""The shipped place index: the right place first, in Arabic and English; damaged files; scanning a text."""

import shutil
from itertools import pairwise

import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from masar.errors import GazetteerError
from masar.gazetteer import DEFAULT_FOLDER, Gazetteer, open_gazetteer
from masar.model import PLACE_KINDS
from masar.names import normalise_name


@pytest.fixture(scope="module")
def gazetteer():
    return open_gazetteer()


def first(gazetteer, toponym, **options):
    found = gazetteer.search(toponym, **options)
    assert found, f"nothing found for {toponym}"
    return found[0]


# --- the flagship's places ---------------------------------------------------------------------------

FLAGSHIP_TOWNS_AND_SITES = [
    ("Pyongyang", 39.034, 125.754),
    ("بيونغ يانغ", 39.034, 125.754),
    ("بوينغ يانغ", 39.034, 125.754),
    ("بيونغيانغ", 39.034, 125.754),
    ("Khasan", 42.430, 130.645),
    ("خاسان", 42.430, 130.645),
    ("Vostochny Cosmodrome", 51.884, 128.334),
    ("Vostochny", 51.884, 128.334),
    ("قاعدة فوستوتشني الفضائية", 51.884, 128.334),
    ("فوستوتشني", 51.884, 128.334),
    ("Komsomolsk-on-Amur", 50.550, 137.008),
    ("Komsomolsk-na-Amure", 50.550, 137.008),
    ("Комсомольск-на-Амуре", 50.550, 137.008),
    ("كومسومولسك-نا-أموري", 50.550, 137.008),
    ("كومسومولسك-نا-آم أموري", 50.550, 137.008),
    ("Vladivostok", 43.116, 131.885),
    ("فلاديفوستوك", 43.116, 131.885),
    ("Ussuriysk", 43.797, 131.952),
    ("أوسورييسك", 43.797, 131.952),
    ("Khabarovsk", 48.480, 135.072),
    ("خاباروفسك", 48.480, 135.072),
    ("خابروفسك", 48.480, 135.072),
    ("Birobidzhan", 48.794, 132.922),
    ("بيروبيجان", 48.794, 132.922),
    ("Belogorsk", 50.917, 128.477),
    ("بيلوغورسك", 50.917, 128.477),
    ("Svobodny", 51.375, 128.141),
    ("سفوبودني", 51.375, 128.141),
    ("Moscow", 55.752, 37.616),
    ("موسكو", 55.752, 37.616),
    ("Kremlin", 55.752, 37.617),
    ("الكرملين", 55.752, 37.617),
    ("Washington", 38.895, -77.036),
    ("واشنطن", 38.895, -77.036),
    ("White House", 38.898, -77.037),
    ("البيت الأبيض", 38.898, -77.037),
    ("Tehran", 35.694, 51.421),
    ("طهران", 35.694, 51.421),
]


@pytest.mark.parametrize(("toponym", "lat", "lon"), FLAGSHIP_TOWNS_AND_SITES)
def test_towns_and_sites_of_the_flagship_lie_within_five_kilometres(gazetteer, toponym, lat, lon):
    found = first(gazetteer, toponym, fuzzy=True)
    assert geodesic((found.lat, found.lon), (lat, lon)).km < 5, found


@pytest.mark.parametrize(
    ("toponym", "name_en", "kinds"),
    [
        ("North Korea", "North Korea", "country"),
        ("كوريا الشمالية", "North Korea", "country"),
        ("Russia", "Russia", "country"),
        ("روسيا", "Russia", "country"),
        ("Ukraine", "Ukraine", "country"),
        ("أوكرانيا", "Ukraine", "country"),
        ("Germany", "Germany", "country"),
        ("ألمانيا", "Germany", "country"),
        ("Japan", "Japan", "country"),
        ("اليابان", "Japan", "country"),
        ("كوريا الجنوبية", "South Korea", "country"),
        ("Khabarovsk Krai", "Khabarovsk Krai", "region"),
        ("إقليم خاباروفسك", "Khabarovsk Krai", "region"),
        ("Russian Far East", "Russian Far East", "region area"),
        ("أقصى الشرق الروسي", "Russian Far East", "region area"),
        ("Pacific", "Pacific Ocean", "water"),
        ("المحيط الهادئ", "Pacific Ocean", "water"),
        ("الاتحاد السوفياتي", "Soviet Union", "area"),
    ],
)
def test_countries_and_regions_of_the_flagship_are_what_they_are_called(gazetteer, toponym, name_en, kinds):
    found = first(gazetteer, toponym)
    assert found.name_en == name_en
    assert found.kind in kinds.split()


# --- ambiguity ------------------------------------------------------------------------------------------

EXPECTED_FIRST = [
    # name, country, kind, first-level division (where it decides)
    ("Paris", "FR", "city", ""),
    ("باريس", "FR", "city", ""),
    ("London", "GB", "city", ""),
    ("لندن", "GB", "city", ""),
    ("بيروت", "LB", "city", ""),
    ("Beirut", "LB", "city", ""),
    ("طرابلس", "LY", "city", ""),
    ("Tripoli", "LY", "city", ""),
    ("Lebanon", "LB", "country", ""),
    ("لبنان", "LB", "country", ""),
    ("Jordan", "JO", "country", ""),
    ("الأردن", "JO", "country", ""),
    ("Georgia", "GE", "country", ""),
    ("جورجيا", "GE", "country", ""),
    ("Mexico", "MX", "country", ""),
    ("المكسيك", "MX", "country", ""),
    ("Kuwait", "KW", "country", ""),
    ("الكويت", "KW", "country", ""),
    ("Tunisia", "TN", "country", ""),
    ("Turkey", "TR", "country", ""),
    ("تركيا", "TR", "country", ""),
    ("China", "CN", "country", ""),
    ("الصين", "CN", "country", ""),
    ("America", "US", "country", ""),
    ("أميركا", "US", "country", ""),
    ("أمريكا", "US", "country", ""),
    ("USA", "US", "country", ""),
    ("U.S.", "US", "country", ""),
    ("الولايات المتحدة", "US", "country", ""),
    ("UK", "GB", "country", ""),
    ("Britain", "GB", "country", ""),
    ("بريطانيا", "GB", "country", ""),
    ("الإمارات", "AE", "country", ""),
    ("السعودية", "SA", "country", ""),
    ("سورية", "SY", "country", ""),
    ("سوريا", "SY", "country", ""),
    ("New York", "US", "city", "NY"),
    ("نيويورك", "US", "city", "NY"),
    ("Cairo", "EG", "city", ""),
    ("القاهرة", "EG", "city", ""),
    ("Athens", "GR", "city", ""),
    ("أثينا", "GR", "city", ""),
    ("Rome", "IT", "city", ""),
    ("روما", "IT", "city", ""),
    ("Alexandria", "EG", "city", ""),
    ("Birmingham", "GB", "city", ""),
    ("Cambridge", "GB", "city", ""),
    ("Melbourne", "AU", "city", ""),
    ("Sydney", "AU", "city", ""),
    ("Boston", "US", "city", "MA"),
    ("بوسطن", "US", "city", "MA"),
    ("Baghdad", "IQ", "city", ""),
    ("بغداد", "IQ", "city", ""),
    ("Damascus", "SY", "city", ""),
    ("دمشق", "SY", "city", ""),
    ("صنعاء", "YE", "city", ""),
    ("Kyiv", "UA", "city", ""),
    ("Kiev", "UA", "city", ""),
    ("كييف", "UA", "city", ""),
    ("خاركيف", "UA", "city", ""),
    ("Beijing", "CN", "city", ""),
    ("بكين", "CN", "city", ""),
    ("Geneva", "CH", "city", ""),
    ("جنيف", "CH", "city", ""),
    ("Vienna", "AT", "city", ""),
    ("Brussels", "BE", "city", ""),
    ("بروكسل", "BE", "city", ""),
    ("Gaza", "PS", "city", ""),
    ("غزة", "PS", "city", ""),
    ("القدس", "IL", "city", ""),
    ("Texas", "US", "region", "TX"),
    ("تكساس", "US", "region", "TX"),
    ("California", "US", "region", "CA"),
    ("Crimea", "UA", "region", ""),
    ("القرم", "UA", "region", ""),
    ("داغستان", "RU", "region", "17"),
    ("تيغراي", "ET", "region", ""),
    ("Xinjiang", "CN", "region", "13"),
]


@pytest.mark.parametrize(("toponym", "country", "kind", "admin1"), EXPECTED_FIRST)
def test_the_best_known_place_of_a_name_comes_first(gazetteer, toponym, country, kind, admin1):
    found = first(gazetteer, toponym)
    assert (found.country, found.kind) == (country, kind), found
    assert found.admin1 == admin1 or not admin1


@pytest.mark.parametrize(
    ("toponym", "name_en"),
    [
        ("Middle East", "Middle East"),
        ("الشرق الأوسط", "Middle East"),
        ("البحر المتوسط", "Mediterranean Sea"),
        ("Black Sea", "Black Sea"),
        ("مضيق هرمز", "Strait of Hormuz"),
        ("Africa", "Africa"),
        ("أفريقيا", "Africa"),
        ("أوروبا", "Europe"),
    ],
)
def test_seas_straits_and_continents_are_listed(gazetteer, toponym, name_en):
    assert first(gazetteer, toponym).name_en == name_en


def test_other_places_of_the_name_follow_by_prominence(gazetteer):
    found = gazetteer.search("Paris", limit=10)
    assert len(found) == 10
    assert all(a.score >= b.score for a, b in pairwise(found))
    assert {"FR", "US"} <= {c.country for c in found}


def test_a_country_narrows_the_search(gazetteer):
    assert {c.country for c in gazetteer.search("Paris", country="US")} == {"US"}
    assert first(gazetteer, "طرابلس", country="LB").name_en == "Tripoli"
    assert gazetteer.search("Paris", country="XX") == ()


def test_kinds_narrow_the_search(gazetteer):
    assert first(gazetteer, "Georgia", kinds=("region",)).country == "US"
    assert first(gazetteer, "Washington", kinds=["region"]).admin1 == "WA"


def test_candidates_tell_what_they_are(gazetteer):
    found = first(gazetteer, "فلاديفوستوك")
    assert (found.gazetteer, found.gazetteer_id) == ("geonames", "2013348")
    assert (found.name_en, found.name_ar) == ("Vladivostok", "فلاديفوستوك")
    assert found.matched == "فلاديفوستوك"
    assert found.population > 500_000
    assert 5 < found.radius_km < 30
    assert 0 < found.score <= 1
    assert found.kind in PLACE_KINDS


# --- spelling, clitics, sounds ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        ("وطهران", "طهران"),
        ("بموسكو", "موسكو"),
        ("لبيونغ يانغ", "بيونغ يانغ"),
        ("للقاهرة", "القاهرة"),
        ("وبالقاهرة", "القاهرة"),
        ("خرطوم", "الخرطوم"),
        ("طَهْران", "طهران"),
        ("طهـــران", "طهران"),
        ("اوكرانيا", "أوكرانيا"),
        ("القاهره", "القاهرة"),
        ("MOSCOW", "Moscow"),
        ("بروسيا", "روسيا"),
        ("حفرالباطن", "حفر الباطن"),
        ("مدينة صور", "صور"),
        ("منطقة حفر الباطن", "حفر الباطن"),
        ("city of Vladivostok", "Vladivostok"),
        ("Ky.", "Kentucky"),
        ("Sao Paulo", "São Paulo"),
        ("Saint-Petersburg", "Saint Petersburg"),
        ("St. Petersburg", "Saint Petersburg"),
    ],
)
def test_spellings_lead_to_the_same_place(gazetteer, written, listed):
    assert first(gazetteer, written).gazetteer_id == first(gazetteer, listed).gazetteer_id


def test_a_name_that_is_listed_is_not_taken_apart(gazetteer):
    assert first(gazetteer, "لبنان").matched == "لبنان"
    assert first(gazetteer, "بيروت").matched == "بيروت"


@pytest.mark.parametrize(
    ("unlisted", "name_en"),
    [
        ("كومسومولسك-نا-آم أموري", "Komsomolsk-on-Amur"),
        ("بويونغ يانغ", "Pyongyang"),
        ("بلاغوفيشينسك", "Blagoveshchensk"),
        ("نوفوكوزنيتسك", "Novokuznetsk"),
        ("Vladivastok", "Vladivostok"),
        ("Komsomolsk-na-Amurye", "Komsomolsk-on-Amur"),
    ],
)
def test_names_that_are_not_listed_are_found_by_their_consonants(gazetteer, unlisted, name_en):
    assert gazetteer.search(unlisted) == ()
    found = first(gazetteer, unlisted, fuzzy=True)
    assert found.name_en == name_en
    assert found.score < gazetteer.candidate(found.gazetteer_id).score


@pytest.mark.parametrize("nonsense", ["", "   ", "!!!", "قققققققق", "xqzxqzxqz", "\x00", "\ud800", "\u202e\u202e"])
def test_nonsense_finds_nothing(gazetteer, nonsense):
    assert gazetteer.search(nonsense, fuzzy=True) == ()


# --- by id, by point ---------------------------------------------------------------------------------------


def test_a_place_is_found_by_its_id(gazetteer):
    assert gazetteer.candidate("524901").name_en == "Moscow"
    assert gazetteer.candidate("vostochny-cosmodrome").name_ar == "قاعدة فوستوتشني الفضائية"
    assert gazetteer.place_class(gazetteer.candidate("vostochny-cosmodrome")) == "cosmodrome"


@pytest.mark.parametrize("unknown", ["", "0", "99999999999999999999", "no-such-place", "Moscow", "٣"])
def test_an_unknown_id_is_none(gazetteer, unknown):
    assert gazetteer.candidate(unknown) is None


def test_every_curated_place_is_in_the_index(gazetteer):
    lines = (DEFAULT_FOLDER / "extra.csv").read_text(encoding="utf-8").splitlines()[1:]
    missing = [line.split(",")[0] for line in lines if gazetteer.candidate(line.split(",")[0]) is None]
    assert missing == []


def test_the_nearest_place_to_a_point(gazetteer):
    assert gazetteer.nearest(50.55, 137.01, kinds=("city",))[0].name_en == "Komsomolsk-on-Amur"
    assert gazetteer.nearest(51.884, 128.334, kinds=("site",))[0].gazetteer_id == "vostochny-cosmodrome"


def test_nearest_goes_on_across_the_antimeridian(gazetteer):
    around = gazetteer.nearest(-16.5, 179.999, limit=30)
    assert {c.lon > 0 for c in around} == {True, False}
    assert all(geodesic((-16.5, 179.999), (c.lat, c.lon)).km < 350 for c in around)


def test_countries_and_divisions_by_code(gazetteer):
    assert gazetteer.country("KP").name_ar == "كوريا الشمالية"
    assert gazetteer.region("RU", "30").name_en == "Khabarovsk Krai"
    assert gazetteer.region("US", "TX").name_en == "Texas"
    assert gazetteer.country("XX") is None
    assert gazetteer.region("RU", "") is None


# --- peoples -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Russian", "RU"),
        ("Russians", "RU"),
        ("روسي", "RU"),
        ("الروسية", "RU"),
        ("والروسي", "RU"),
        ("الروس", "RU"),
        ("North Korean", "KP"),
        ("الكوري الشمالي", "KP"),
        ("كورية شمالية", "KP"),
        ("الكوريين الشماليين", "KP"),
        ("الأميركيون", "US"),
        ("أمريكية", "US"),
        ("الأتراك", "TR"),
        ("للسوريين", "SY"),
        ("French", "FR"),
        ("British", "GB"),
        ("البريطانية", "GB"),
        ("Emirati", "AE"),
        ("الجنوب أفريقي", "ZA"),
        ("Burkinabé", "BF"),
    ],
)
def test_peoples_names_point_to_their_country(gazetteer, name, country):
    assert gazetteer.is_demonym(name) == country


@pytest.mark.parametrize("name", ["Russia", "روسيا", "Moscow", "table", "كتاب", ""])
def test_other_words_are_no_peoples_names(gazetteer, name):
    assert gazetteer.is_demonym(name) is None


def test_a_peoples_name_is_no_candidate(gazetteer):
    assert all(c.kind != "country" for c in gazetteer.search("Russian"))


# --- scanning a text ---------------------------------------------------------------------------------------


def scan(gazetteer, text):
    return {text[s.start : s.end]: s for s in gazetteer.find_names(text)}


def test_the_longest_name_at_each_word(gazetteer):
    found = scan(gazetteer, "Kim went on to Komsomolsk-on-Amur, then to Vladivostok.")
    assert found["Komsomolsk-on-Amur"].words == 3
    assert "Vladivostok" in found
    assert "Komsomolsk" not in found


def test_clitics_stay_outside_the_span(gazetteer):
    text = "انتقل من موسكو إلى بيونغ يانغ ولطهران وللقاهرة"
    found = scan(gazetteer, text)
    assert {"موسكو", "بيونغ يانغ", "طهران"} <= set(found)
    assert found["طهران"].clitic == 2
    assert found["قاهرة"].key == "القاهره"


def test_marks_on_letters_do_not_hide_a_name(gazetteer):
    assert "موسْكو" in scan(gazetteer, "في موسْكو أمس")
    assert "مُوسكو" in scan(gazetteer, "وَمُوسكو")


def test_hashtags_are_read(gazetteer):
    assert "حفر_الباطن" in scan(gazetteer, "سيول في #حفر_الباطن اليوم")


def test_possessives_end_before_their_s(gazetteer):
    assert "Moscow" in scan(gazetteer, "Moscow's answer came late; so did Tehran’s.")
    assert "Tehran" in scan(gazetteer, "Moscow's answer came late; so did Tehran’s.")


def test_names_do_not_cross_punctuation(gazetteer):
    found = scan(gazetteer, "From New, York said nothing.")
    assert "New York" not in " ".join(found)


def test_small_letters_and_acronyms(gazetteer):
    found = scan(gazetteer, "He told us that the US and the U.K. and nice reading are fine")
    assert {"US", "U.K."} <= set(found)
    assert "us" not in found
    assert "nice" not in found


def test_short_forms_of_states_count_with_their_dot(gazetteer):
    found = scan(gazetteer, "He flew from Louisville, Ky., to Trenton, N.J. A man said: Wash it. Man of the match.")
    assert found["Ky"].prominence > 80
    assert "N.J." in found
    assert "Man" not in found


def test_a_particle_yields_to_a_name_that_is_hardly_known(gazetteer):
    found = scan(gazetteer, "وصل الوفد بروسيا")
    assert found["روسيا"].clitic == 1


def test_peoples_names_are_marked(gazetteer):
    found = scan(gazetteer, "The Russian president met the North Korean leader in Russia. الرئيس الروسي")
    assert found["Russian"].demonym
    assert found["North Korean"].demonym
    assert not found["Russia"].demonym
    assert found["الروسي"].demonym


def test_prominence_tells_capitals_from_villages(gazetteer):
    found = scan(gazetteer, "Moscow Svobodny Russia")
    assert found["Russia"].prominence > found["Moscow"].prominence > found["Svobodny"].prominence


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "\ud800\x00\u202e", "ـــ", "ووووو", "لل", "U.S.", "’s"])
def test_spans_lie_within_any_text(gazetteer, text):
    for span in gazetteer.find_names(text):
        assert 0 <= span.start < span.end <= len(text)


PIECES = [
    "بيروت",
    "وبيروت",
    "بيونغ",
    " يانغ",
    "Komsomolsk",
    "-on-",
    "Amur",
    "U.S.",
    "’s",
    "، ",
    ", ",
    ". ",
    "\n",
    "و",
    "ال",
]
PIECES += ["\ufefb", "\ufdf2", "\u064e", "ـ", "St", "New", " York", "_", "Москва", "\u200c", "1", "ß", "İ", "N.", "J."]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=12).map("".join))
def test_what_a_span_covers_is_the_name_it_gives(text):
    for span in open_gazetteer().find_names(text):
        assert 0 <= span.start < span.end <= len(text)
        if not span.clitic:
            assert normalise_name(text[span.start : span.end]) == span.key


def test_a_long_run_of_spaces_or_dots_is_scanned_in_one_walk(gazetteer):
    for filler in (" ", "\n", ".", "a.", "-", "'", "_", "ـ", "و", "\u064e"):
        found = gazetteer.find_names("Moscow" + filler * 50_000 + " Tehran")
        assert found[-1].end - found[-1].start >= len("Tehran")


# --- damage -------------------------------------------------------------------------------------------------


def copy_index(tmp_path):
    folder = tmp_path / "gazetteer"
    shutil.copytree(DEFAULT_FOLDER, folder, ignore=shutil.ignore_patterns("*.csv", "*.md"))
    return folder


@pytest.mark.parametrize(
    "name", ["meta.json", "rows.bin", "names.marisa", "postings.bin", "display.marisa", "skeletons.bin"]
)
def test_a_missing_file_is_named_in_both_languages(tmp_path, name):
    folder = copy_index(tmp_path)
    (folder / name).unlink()
    with pytest.raises(GazetteerError) as raised:
        Gazetteer(folder)
    assert "gazetteer" in raised.value.message("en")
    assert "فهرس الأماكن" in raised.value.message("ar")


def test_a_cut_file_is_refused(tmp_path):
    folder = copy_index(tmp_path)
    rows = (folder / "rows.bin").read_bytes()
    (folder / "rows.bin").write_bytes(rows[: len(rows) // 2])
    with pytest.raises(GazetteerError):
        Gazetteer(folder)


def test_a_file_that_is_no_trie_is_refused(tmp_path):
    folder = copy_index(tmp_path)
    (folder / "names.marisa").write_bytes(b"not a trie at all")
    with pytest.raises(GazetteerError):
        Gazetteer(folder)
