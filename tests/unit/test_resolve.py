"""Deciding which place is meant: by what is named beside it, near it, and by what kind of place the text says."""

import re

import pytest
from geopy.distance import geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from masar.gazetteer import open_gazetteer
from masar.i18n import text as shown
from masar.model import Article, Mention, Resolution
from masar.resolve import resolve_mentions
from masar.story_folder import load_story
from masar.toponyms import find_mentions

GAZETTEER = open_gazetteer()
FLAGSHIP = "data/stories/kim-russia-2023"


def resolve(text: str, language: str = "en") -> tuple[Resolution, ...]:
    article = Article(text, language)
    return resolve_mentions(article, find_mentions(article, GAZETTEER), GAZETTEER)


def placed(text: str, toponym: str, language: str = "en") -> Resolution:
    return next(r for r in resolve(text, language) if r.mention.toponym == toponym)


def km_from(resolution: Resolution, lat: float, lon: float) -> float:
    assert resolution.place is not None, resolution.reason
    return geodesic((resolution.place.lat, resolution.place.lon), (lat, lon)).km


# Local news in our own words: a small town, named like a famous one, told by what stands around it.
LOCAL = [
    (
        (
            "Lancaster police say two people were hurt when a car left Route 30 near Paradise on Monday. Both were taken to "
            "a hospital in Lancaster. The county's roads were icy from Ephrata to Lititz, a spokesman in Harrisburg said."
        ),
        "Lancaster", 40.04, -76.31,
    ),
    (
        (
            "PARIS, Texas - The Lamar County commissioners voted to repair the bridge between Blossom and Reno. "
            "Residents of Paris will vote on a bond in May."
        ),
        "Paris", 33.66, -95.55,
    ),
    (
        (
            "The Athens school board met on Thursday. Clarke County has grown faster than Oconee County and Watkinsville, "
            "according to the state of Georgia."
        ),
        "Athens", 33.96, -83.38,
    ),
    (
        (
            "A fire damaged a barn south of Moscow late on Friday. Crews from Pullman, Troy and Potlatch came to help the "
            "Latah County sheriff's office, Idaho State Police said."
        ),
        "Moscow", 46.73, -117.0,
    ),
    (
        (
            "Cairo's levee held through the night as the Ohio River crested. Officials in Cape Girardeau and Paducah said "
            "the water would fall by the weekend in southern Illinois."
        ),
        "Cairo", 37.01, -89.18,
    ),
    (
        (
            "Manchester's airport added a flight to Florida. Travellers from Nashua, Concord and other New Hampshire towns "
            "often drive to Boston instead."
        ),
        "Manchester", 42.99, -71.46,
    ),
    (
        (
            "The Lebanon Valley Mall will close in March, the owner told shops in Lebanon, Palmyra and Myerstown, "
            "Pennsylvania."
        ),
        "Lebanon", 40.34, -76.41,
    ),
    (
        (
            "LONDON, Ont. - Two teenagers from St. Thomas were charged after a chase that ended in London on Saturday. "
            "Police in Woodstock and Sarnia helped."
        ),
        "London", 42.98, -81.25,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "toponym", "lat", "lon"), LOCAL, ids=[case[1] for case in LOCAL])
def test_town_of_local_news_is_the_one_near_the_other_places(text, toponym, lat, lon):
    assert all(km_from(r, lat, lon) < 40 for r in resolve(text) if r.mention.toponym == toponym)


def test_famous_city_is_meant_where_nothing_speaks_against_it():
    assert km_from(placed("The talks will be held in Paris next week, diplomats said.", "Paris"), 48.85, 2.35) < 20


def test_region_named_beside_a_name_decides_for_that_mention():
    text = "She moved from Cambridge, Massachusetts, to Cambridge, England, in 1998."
    first, second = [r for r in resolve(text) if r.mention.toponym == "Cambridge"]
    assert km_from(first, 42.37, -71.11) < 20
    assert km_from(second, 52.2, 0.12) < 20
    assert first.place.place_id != second.place.place_id


@pytest.mark.parametrize("language", ["ar", "en"])
def test_flagship_places_are_where_the_story_has_them(language):
    story = load_story(FLAGSHIP)
    article = story.article(language)
    resolutions = resolve_mentions(article, find_mentions(article, GAZETTEER), GAZETTEER)
    expected = {m.start: story.place(m.place_id) for m in story.mentions if m.language == language and not m.demonym}
    compared = 0
    for resolution in resolutions:
        place = expected.get(resolution.mention.start)
        if place is not None and resolution.mention.end - resolution.mention.start > 2:
            compared += 1
            assert km_from(resolution, place.lat, place.lon) < max(60.0, place.radius_km), place.place_id
    assert compared >= 25


def test_spellings_of_one_place_share_an_id_in_both_languages():
    arabic = resolve("وصل كيم إلى كومسومولسك-نا-أموري، وقال بوتين إن كيم سيزور كومسومولسك-نا-آموري في روسيا.", "ar")
    english = resolve("Kim reached Komsomolsk-on-Amur in Russia by train.")
    ids = {r.place.place_id for r in (*arabic, *english) if r.place and r.place.kind == "city"}
    assert ids == {"komsomolsk-on-amur"}


def test_adjective_means_its_country():
    resolution = placed("قال الرئيس الروسي إن المحادثات مستمرة في جنيف.", "الروسي", "ar")
    assert (resolution.place.country, resolution.place.kind, resolution.reason) == (
        "RU",
        "country",
        "people_of_country",
    )


def test_kind_that_the_text_states_decides():
    river = placed(
        "Barges were stuck on the Mississippi River north of Memphis after the drought.", "Mississippi River"
    )
    assert river.place.kind == "water"
    assert placed("عبر اللاجئون نهر الأردن ليلا نحو الضفة الغربية.", "نهر الأردن", "ar").place.kind == "water"


def test_invented_name_is_left_open_with_a_reason():
    mention = Mention("en", 3, 15, "Qzxwvtrplkjh")
    (resolution,) = resolve_mentions(Article("In Qzxwvtrplkjh it rained.", "en"), [mention], GAZETTEER)
    assert resolution.place is None
    assert resolution.reason == "unknown_name"


def test_candidates_are_kept_best_first_with_scores():
    resolution = placed("Officials in Springfield said the road would open soon.", "Springfield")
    scores = [c.score for c in resolution.candidates]
    assert 2 <= len(scores) <= 10
    assert scores == sorted(scores, reverse=True)
    assert all(0.0 <= s <= 1.0 for s in scores)


REASONS = (
    "only_one", "best_known", "named_with_region", "region_in_sentence", "country_of_article", "region_of_article",
    "near_others", "kind_stated", "people_of_country", "sounds_alike", "not_sure", "unknown_name",
)  # fmt: skip


def test_every_reason_given_has_a_text_in_both_languages():
    given_reasons = {r.reason for text, *_ in LOCAL for r in resolve(text)}
    assert given_reasons <= set(REASONS)
    assert all(shown(f"resolve.{reason}", language) for reason in REASONS for language in ("en", "ar"))


NAMES = st.sampled_from(["Paris", "Texas", "لندن", "القاهرة", "Springfield", "السودان", "كومسومولسك", "Ky.", "Zzyzx"])


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(NAMES, max_size=30).map(", ".join)))
def test_any_text_resolves_to_places_with_readable_ids(text):
    for language in ("ar", "en"):
        resolutions = resolve(text, language)
        ids = {}
        for resolution in resolutions:
            if place := resolution.place:
                assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", place.place_id)
                assert ids.setdefault(place.place_id, place.gazetteer_id) == place.gazetteer_id


def test_a_name_placed_once_stays_there():
    found = resolve("Firefighters in Lebanon, Tenn., met on Friday. The mayor said Lebanon would buy two engines.")
    assert [r.place.country for r in found if r.mention.toponym == "Lebanon" and r.place] == ["US", "US"]


def test_the_state_tells_which_county_is_meant():
    text = "Volunteers mended the church in Urbana, Champaign County, Ohio."
    assert km_from(placed(text, "Urbana"), 40.11, -83.75) < 50
    assert km_from(placed(text, "Champaign County"), 40.14, -83.77) < 50


def test_a_town_that_its_state_does_not_list_is_not_one_elsewhere():
    assert placed("He was born in Linville, VA, in 1932.", "Linville").place is None


def test_with_the_article_the_ocean_is_meant():
    for text in (
        "The yacht crossed the Atlantic in nine days.",
        "The storm was moving north in the Atlantic Thursday.",
        "It will strike Florida's Atlantic coast.",
    ):
        assert placed(text, "Atlantic").place.kind == "water"


@pytest.mark.parametrize(
    ("text", "toponym", "country"),
    [
        ("سلمت الرسالة لليابان أمس.", "يابان", "JP"),
        ("عقدت المحادثات في بوينغ يانغ يومين.", "بوينغ يانغ", "KP"),
        ("عثر على ألواح طينية في مدينة أور جنوب العراق.", "أور", "IQ"),
        ("وصلت القافلة إلى مدينة قوما أمس.", "قوما", "CD"),
    ],
)
def test_spellings_of_names_that_were_once_misread(text, toponym, country):
    resolution = placed(text, toponym, "ar")
    assert resolution.place is not None
    assert resolution.place.country == country


def test_a_compound_name_is_not_the_place_in_it():
    found = [r for r in resolve("وقع الانفجار في قرية أبو صيدا.", "ar") if r.place]
    assert all("Sidon" not in r.place.name_en for r in found)


def test_a_country_is_not_its_capital_nor_a_village_of_the_next_country_in_a_list():
    text = "MEXICO CITY — Mexico closed its schools. Cases rose in Canada, Spain and New Zealand, and again in Mexico."
    kinds = {r.mention.toponym: r.place.kind for r in resolve(text) if r.place}
    assert kinds == {
        "MEXICO CITY": "city", "Mexico": "country", "Canada": "country", "Spain": "country", "New Zealand": "country",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وصل المبعوث إلى دمشق قادما من عمان.", "Amman"),
        ("غادر الوزير القاهرة متوجها إلى عمان ثم بغداد.", "Amman"),
        ("زار الوزير قطر وعمان والكويت.", "Oman"),
        ("عاد المنتخب الأردني من الإمارات إلى عمان.", "Amman"),
        ("عاد السلطان إلى مسقط، وقالت عمان إن الزيارة ناجحة.", "Oman"),
    ],
)
def test_one_arabic_spelling_is_a_capital_or_a_sultanate(text, name):
    assert placed(text, "عمان", "ar").place.name_en == name


def test_an_old_name_of_morocco_is_its_city_in_the_news():
    assert placed("سافر الوفد من الرباط إلى مراكش بالقطار.", "مراكش", "ar").place.kind == "city"


@pytest.mark.parametrize(
    ("text", "name", "language", "country"),
    [
        ("Russian and Turkish inspectors sailed on to the port of Tripoli in northern Lebanon.", "Tripoli", "en", "LB"),
        ("She flew from Egypt to Alexandria in the west of Scotland.", "Alexandria", "en", "GB"),
        ("فحص المفتشون الروس والأتراك السفينة في طريقها إلى ميناء طرابلس في شمال لبنان.", "طرابلس", "ar", "LB"),
        ("وصلت القافلة الليبية إلى طرابلس أقصى شمالي لبنان.", "طرابلس", "ar", "LB"),
    ],
)
def test_a_part_of_a_country_says_in_which_country_a_town_lies(text, name, language, country):
    assert placed(text, name, language).place.country == country


def test_kind_is_not_told_by_the_sentence_after():
    found = placed(
        "Hu came back from a visit to Rome. State Councillor Wang went to the Italian town of L'Aquila.", "Rome"
    )
    assert found.place is not None
    assert found.place.kind == "city"


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("U.S. Secretary of State John Reed arrived in Athens on Tuesday.", "Athens", "GR"),
        ("Canadian Prime Minister Ann Webb arrived in London on Tuesday.", "London", "GB"),
        ("British Foreign Minister Ann Webb heads to Washington this week.", "Washington", "US"),
        ("Australia's prime minister arrived in Wellington on Tuesday.", "Wellington", "NZ"),
        ("The U.S. town of Athens, Georgia, held a parade.", "Athens", "US"),
        ("Hurricane Lena struck Havana on Tuesday and is expected to reach Florida on Thursday.", "Havana", "CU"),
    ],
)
def test_whose_official_somebody_is_does_not_say_where_he_is(text, name, country):
    assert placed(text, name).place.country == country
