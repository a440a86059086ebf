"""Which named places are stops, whose journey it is, in which order it went: one behaviour a test."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from masar.gazetteer import open_gazetteer
from masar.itinerary import connect_stops, order_stops
from masar.itinerary.capitals import capitals
from masar.model import Article, Mention, Place, Resolution
from masar.resolve import resolve_mentions
from masar.story_folder import load_story
from masar.toponyms import find_mentions
from tests.journeys.annotated import resolutions

FRIDAY = date(2023, 9, 15)
STORIES = Path(__file__).parents[2] / "data" / "stories"


def read(text, language="en", published=FRIDAY):
    article = Article(text, language, published=published)
    return order_stops(article, resolutions(article))


def names(text, language="en", published=FRIDAY):
    """Return the stated stops by place id, planned ones with a star."""
    return [s.place_id + "*" * (s.status == "planned") for s in read(text, language, published) if s.basis == "stated"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The envoy arrived in Port Sudan on Tuesday from Addis Ababa.", ["addis-ababa", "port-sudan"]),
        ("ar", "وصل المبعوث الثلاثاء إلى عدن قادما من مسقط.", ["muscat", "aden"]),
        (
            "en",
            "The president flew to Cairo on Monday, then to Amman, and will travel to Doha.",
            ["cairo", "amman", "doha*"],
        ),
        ("ar", "سافر الرئيس الاثنين إلى القاهرة ثم إلى بيروت، وسيتوجه غدا إلى الدوحة.", ["cairo", "beirut", "doha*"]),
        ("en", "The ship sailed from Mersin to Larnaca via Beirut.", ["mersin", "beirut", "larnaca"]),
        ("ar", "أبحرت السفينة من مرسين إلى لارنكا عبر بيروت.", ["mersin", "beirut", "larnaca"]),
    ],
)
def test_from_to_then_and_via_give_the_order_whatever_is_named_first(language, text, expected):
    assert names(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The minister arrived in Amman on Monday. He was in Cairo on Sunday and flew to Doha on Tuesday."),
        ("ar", "وصل الوزير الاثنين إلى بيروت. وكان الوزير وصل الأحد إلى القاهرة، ثم سافر الثلاثاء إلى الدوحة."),
    ],
)
def test_dates_order_stops_before_anything_else(language, text):
    days = [s.arrival for s in read(text, language) if s.basis == "stated"]
    assert len(days) == 3
    assert days == sorted(days)


def test_numbers_of_stops_order_a_tour():
    text = "The king arrived in Kuwait, the last leg of his tour. Qatar was his first stop. He visited Qatar and Oman."
    assert names(text)[-1] == "kuwait"
    text = "وصل الملك إلى الكويت في المحطة الثالثة من جولته. وبدأ الملك جولته في الدوحة، وزار مسقط."
    assert names(text, "ar")[0] == "doha"


@pytest.mark.parametrize(
    ("language", "text", "context"),
    [
        ("en", "The minister flew to Cairo to discuss the war in Ukraine.", "ukraine"),
        ("en", "The minister flew to Cairo, a spokesman said in Paris.", "paris"),
        ("en", "PARIS, May 3 - The minister flew to Cairo.", "paris"),
        ("en", "The envoy for Sudan flew to Cairo.", "sudan"),
        ("en", "The minister flew to Cairo. He visited Tokyo in 2019.", "tokyo"),
        ("en", "The French minister flew to Cairo. Japan's foreign minister visited Doha.", "doha"),
        ("en", "The French minister flew to Cairo. His visit to Amman was cancelled.", "amman"),
        ("en", "The French minister flew to Cairo. He did not go to Amman.", "amman"),
        ("en", "The French minister flew to Cairo. He could travel to Amman.", "amman"),
        ("en", "The French minister flew to Cairo and accepted an invitation to visit Moscow.", "moscow"),
        ("ar", "سافر الوزير إلى القاهرة لبحث الحرب في أوكرانيا.", "ukraine"),
        ("ar", "سافر الوزير إلى القاهرة، بحسب متحدث في باريس.", "paris"),
        ("ar", "وصل المبعوث الخاص إلى اليمن أمس إلى عدن.", "yemen"),
        ("ar", "سافر الوزير إلى القاهرة. وسبق أن زار طوكيو في 2019.", "tokyo"),
        ("ar", "سافر الوزير الفرنسي إلى القاهرة. وزار وزير الخارجية الياباني الدوحة.", "doha"),
        ("ar", "سافر الوزير إلى القاهرة. وألغيت زيارة كانت مقررة إلى بيروت.", "beirut"),
        ("ar", "سافر الوزير إلى القاهرة. ولم يزر بيروت.", "beirut"),
        ("ar", "سافر الوزير إلى القاهرة. واتجهت موسكو إلى طهران للحصول على السلاح.", "tehran"),
    ],
)
def test_what_only_stands_around_a_journey_is_no_stop(language, text, context):
    found = names(text, language)
    assert found
    assert context not in [name.rstrip("*") for name in found]


def test_a_town_beats_its_country():
    assert names("The pope arrived in Italy on Monday. He spoke to crowds in Rome.") == ["rome"]
    assert names("وصل الوزير إلى مصر الاثنين، والتقى في القاهرة نظيره.", "ar") == ["cairo"]


def test_the_capital_by_its_country_is_the_city():
    found = read("The minister landed in the Lebanese capital on Monday.")
    assert [(s.country, round(s.lat)) for s in found] == [("LB", 34)]
    assert names("وصل الوزير إلى العاصمة المصرية السبت.", "ar")[0].startswith("capital-eg")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The leader travelled to the Angolan Capital, Luanda, on Monday.", ["luanda"]),
        ("ar", "ويختتم الوزير جولته اليوم بزيارة العاصمة السعودية الرياض.", ["riyadh"]),
    ],
)
def test_a_capital_that_is_named_is_that_city(language, text, expected):
    assert [name.rstrip("*") for name in names(text, language)] == expected


def test_a_tour_that_included_places_was_there_before():
    text = "توقف الوزير في مسقط ضمن جولة شملت الأردن والكويت."
    assert names(text, "ar") == ["jordan", "kuwait", "muscat"]


def test_a_bare_weekday_lies_on_the_side_that_the_verb_says():
    stops = read("The vessel Razoni set sail Monday from Odesa. It will reach Mersin on Saturday.")
    assert [s.arrival for s in stops] == [date(2023, 9, 11), date(2023, 9, 16)]


def test_a_visit_of_long_ago_that_opens_a_text_is_none_of_this_journey():
    text = "زار الرئيس الراحل كينشاسا في 1985. ووصل الرئيس الفرنسي الاثنين إلى القاهرة، ثم توجه الثلاثاء إلى بيروت."
    assert names(text, "ar") == ["cairo", "beirut"]


def test_what_was_supposed_to_be_did_not_come_about():
    text = "The ship left Mersin on Monday and reached Larnaca. It was supposed to sail for a week, ending in Beirut."
    assert names(text) == ["mersin", "larnaca"]


def test_a_former_president_may_be_the_traveller():
    text = "Former French president Alain Morel arrived in Cairo on Monday. Morel flew to Amman on Tuesday."
    assert names(text) == ["cairo", "amman"]
    text = "The French president Paul Marin arrived in Cairo on Monday. Former president Alain Morel was in Amman."
    assert names(text) == ["cairo"]


def test_where_people_are_from_is_no_way_they_came():
    text = "The migrants left Zuwara on Friday and landed in Catania on Sunday. They came from Egypt, Sudan and Iraq."
    assert names(text) == ["zuwara", "catania"]


def test_the_month_before_is_another_journey():
    text = (
        "The French minister arrived in Cairo on Tuesday. She met her counterpart there. "
        "The minister will leave on Friday. The minister visited Angola and Kenya in August."
    )
    assert names(text) == ["cairo"]


def test_a_name_between_commas_belongs_to_the_office():
    text = "يحل وزير الخارجية الروسي، سيرغي مارتوف، غدا في العاصمة المصرية القاهرة. وسيغادر مارتوف القاهرة إلى بيروت."
    assert names(text, "ar") == ["cairo*", "beirut*"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister met the president in the Black Sea port of Odesa on Monday, then flew to Amman.", "odesa"),
        ("The French minister left Cairo on Friday for a two-day visit to Amman.", "amman*"),
        ("A flight from Cairo to Doha made an emergency landing in Aden on Monday.", "aden"),
        (
            "The vessel arrived in Mersin. According to the sources the ship was taken to the port of Larnaca.",
            "larnaca",
        ),
        ('The ministry said: "The vessel Razoni left Odesa on Monday for Mersin." The Razoni carries corn.', "odesa"),
    ],
)
def test_words_around_a_place_do_not_hide_it(text, expected):
    assert expected in names(text)


def test_a_visit_that_ends_does_not_end_the_tour():
    text = (
        "The president arrived in Amman on Wednesday, the last leg of his tour. "
        "The president wrapped up his visit to Egypt on Tuesday."
    )
    assert names(text) == ["egypt", "amman"]


def test_a_visit_that_came_after_another():
    text = "اختتم المبعوث زيارة إلى بورتسودان. وجاءت هذه الزيارة بعد مشاورات أجراها المبعوث في القاهرة مع مسؤولين."
    assert names(text, "ar") == ["cairo", "port-sudan"]


def test_returning_to_a_place_makes_a_second_stop():
    text = "The minister left Islamabad on Monday, was received in Tehran and returned to Islamabad on Wednesday."
    assert names(text) == ["islamabad", "tehran", "islamabad"]
    text = "وصل الموفد السبت إلى القاهرة، ثم سافر الاثنين إلى بيروت، وعاد الأربعاء إلى القاهرة."
    assert names(text, "ar") == ["cairo", "beirut", "cairo"]


def test_a_plan_that_came_about_is_one_stop_and_visited():
    text = "The president arrived in Cairo on Friday. His office had said that he would go to Cairo this week."
    assert names(text) == ["cairo"]


def test_someone_elses_journey_in_the_same_text_is_left_out():
    text = (
        "Kenyan runner Samuel Kiprop reached Cairo on Sunday after leaving Nairobi in March. "
        "Antony Blinken flew to Tel Aviv on Friday. Kiprop will fly to London."
    )
    assert names(text) == ["nairobi", "cairo", "london*"]


def test_an_origin_left_unsaid_is_the_travellers_country_drawn_at_its_seat():
    origin = read("North Korean leader Kim Jong-un arrived in Moscow by train on Wednesday.")[0]
    assert (origin.status, origin.basis, origin.country, origin.name_en) == ("origin", "inferred", "KP", "North Korea")
    seat = capitals()["KP"]
    assert (origin.lat, origin.lon) == (seat.lat, seat.lon)


def test_no_origin_is_inferred_where_the_text_states_one_or_the_traveller_is_at_home():
    assert read("The French president left Paris for Cairo on Monday.")[0].basis == "stated"
    assert [s.basis for s in read("The French president arrived in Paris on Monday.")] == ["stated"]


def test_storms_strike_and_do_not_visit():
    text = "Cyclone Odalys made landfall on Friday near Antalaha and struck Angoche on Sunday. It is forecast to reach Blantyre."
    assert names(text, published=date(2023, 9, 18)) == ["antalaha", "angoche", "blantyre*"]
    assert names("The minister flew to Cairo. A missile struck Odesa.") == ["cairo"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Prices rose in Germany and fell in France, the bank said in Frankfurt."),
        ("en", "Russian missiles hit Kharkiv overnight. The Kremlin denied it in Moscow."),
        ("ar", "ارتفعت الأسعار في ألمانيا، وقال المصرف في فرانكفورت إنها ستنخفض."),
        ("ar", "أصدرت محكمة في تونس العاصمة أحكاما، ودعت باريس إلى إلغائها."),
        ("en", ""),
        ("ar", "لا مكان هنا."),
    ],
)
def test_a_text_without_a_journey_says_so(language, text):
    assert names(text, language) == []
    assert connect_stops(read(text, language)) == ()


@pytest.mark.parametrize(
    ("language", "text", "mode"),
    [
        ("en", "The leader travelled from Warsaw to Kyiv by train.", "train"),
        ("en", "The leader flew from Warsaw to Vienna.", "plane"),
        ("en", "The ship sailed from Mersin to Larnaca.", "ship"),
        ("en", "The leader drove from Warsaw to Vienna.", "road"),
        ("en", "The runner walked from Warsaw to Vienna.", "foot"),
        ("en", "The leader went from Warsaw to Vienna.", "unknown"),
        ("ar", "سافر الرئيس من وارسو إلى كييف بالقطار.", "train"),
        ("ar", "أبحرت السفينة من مرسين إلى لارنكا.", "ship"),
        ("ar", "انتقل الرئيس جوا من وارسو إلى فيينا.", "plane"),
    ],
)
def test_the_mode_of_a_leg_is_the_one_that_is_stated(language, text, mode):
    article = Article(text, language, published=FRIDAY)
    found = resolutions(article)
    stops = order_stops(article, found)
    assert [leg.mode for leg in connect_stops(stops, article=article, resolutions=found)] == [mode]


def test_legs_join_neighbours_and_are_planned_where_they_end_in_a_plan():
    article = Article("The minister left Cairo for Amman on Monday and will travel to Doha.", "en", published=FRIDAY)
    stops = order_stops(article, resolutions(article))
    legs = connect_stops(stops, article=article, resolutions=resolutions(article))
    assert [(leg.from_stop, leg.to_stop) for leg in legs] == [("s0", "s1"), ("s1", "s2")]
    assert [leg.status for leg in legs] == ["travelled", "planned"]


def test_an_unresolved_name_is_passed_over():
    article = Article("The minister flew to Atlantis and Cairo.", "en", published=FRIDAY)
    lost = Resolution(Mention("en", 21, 29, "Atlantis"), None, reason="unknown_name")
    assert [s.place_id for s in order_stops(article, (lost, *resolutions(article)))] == ["cairo"]


def test_two_hundred_and_more_stops_are_all_returned():
    text, found = "", []
    for number in range(230):
        text += "The envoy flew to "
        place = Place(
            f"p{number}", f"Town{number}", "", "", "city", number / 4, number / 2, 5, "XX", "", "", "context", 1
        )
        name = f"Town{number}"
        found.append(Resolution(Mention("en", len(text), len(text) + len(name), name), place))
        text += f"{name}. "
    assert len(order_stops(Article(text, "en"), found)) == 230


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_flagships_own_texts_give_its_stops_exactly(language):
    story = load_story(STORIES / "kim-russia-2023")
    article = story.article(language)
    gazetteer = open_gazetteer()
    article = Article(article.text, language, published=story.published)
    found = resolve_mentions(article, find_mentions(article, gazetteer), gazetteer)
    stops = order_stops(article, found)
    expected = [(s.status, s.basis, s.arrival) for s in story.stops]
    assert [(s.status, s.basis, s.arrival) for s in stops] == expected
    for stop, told in zip(stops, story.stops, strict=True):
        assert abs(stop.lat - told.lat) < 0.1
        assert abs(stop.lon - told.lon) < 0.1
    legs = connect_stops(stops, article=article, resolutions=found)
    assert legs[1].mode == "train"


PLACE = Place("p", "X", "X", "س", "city", 10.0, 20.0, 5.0, "XX", "", "", "context", 1.0)
COUNTRY = Place("c", "Y", "Y", "ص", "country", 11.0, 21.0, 300.0, "XX", "", "", "context", 1.0)
TRAVEL = json.loads(
    '["flew", "to", "from", "in", "and", ",", ".", "who", "will", "visit", "left", "X", "Y", "the", "capital", "before", "وصل",'
    ' "إلى", "من", "في", "ثم", "و", "س", "ص", "زيارة", "التي", "سيتوجه", "العاصمة", "\\"", "-", "(", "2019", "Friday", "الجمعة"]'
)


def spans(text, chosen):
    """Return resolutions of some words of a text, as any recogniser might."""
    found, at = [], 0
    for number, word in enumerate(text.split(" ")):
        if word and chosen >> (number % 16) & 1:
            mention = Mention("en", at, at + len(word), word, demonym=number % 5 == 0)
            found.append(Resolution(mention, COUNTRY if number % 3 == 0 else PLACE))
        at += len(word) + 1
    return tuple(found)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(TRAVEL), max_size=60), st.integers(0, 65535), st.sampled_from(["ar", "en"]))
def test_any_heap_of_words_of_travel_is_read_without_an_error(words, chosen, language):
    text = " ".join(words)
    found = tuple(
        Resolution(
            Mention(language, r.mention.start, r.mention.end, r.mention.toponym, demonym=r.mention.demonym), r.place
        )
        for r in spans(text, chosen)
    )
    stops = order_stops(Article(text, language, published=FRIDAY), found)
    assert [s.order for s in stops] == list(range(len(stops)))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.integers(0, 65535), st.sampled_from(["ar", "en"]))
def test_any_text_is_read_without_an_error(text, chosen, language):
    found = tuple(
        Resolution(Mention(language, r.mention.start, r.mention.end, r.mention.toponym), r.place)
        for r in spans(text, chosen)
    )
    order_stops(Article(text, language), found)
