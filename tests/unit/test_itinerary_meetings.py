"""Meetings that are to be held, clocks, holidays and shores: what stands beside a place and decides what it is."""

from datetime import date

import pytest

from masar.model import Article
from masar.story import build_story

PUBLISHED = date(2026, 1, 15)
TOUR = (
    "President Miguel Diaz arrived in Rome on Monday. His tour also includes talks in Belgrade and participation in "
    "a summit to be held in Paris."
)


def stops(text, language="en"):
    story = build_story(Article(text, language, published=PUBLISHED))
    return [(stop.name_en, stop.status) for stop in story.stops if stop.basis == "stated"]


def names(text, language="en"):
    return [name for name, _ in stops(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            TOUR,
            [("Rome", "visited"), ("Belgrade", "planned"), ("Paris", "planned")],
        ),
        (
            "Chancellor Olaf Scholz will fly to Vienna on Monday before attending a conference to be held in Geneva.",
            [("Vienna", "planned"), ("Geneva", "planned")],
        ),
        (
            "King Abdullah took part in a summit held in Cairo on Sunday and then flew to Riyadh.",
            [("Cairo", "visited"), ("Riyadh", "visited")],
        ),
    ],
)
def test_who_attends_a_meeting_is_where_it_is_held(text, expected):
    assert stops(text) == expected


def test_a_meeting_that_nobody_is_said_to_attend_is_no_stop():
    text = "Prime Minister Anna Berg travels to Oslo on Friday. A summit to be held in Paris next week was called off."
    assert names(text) == ["Oslo"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The champion landed in Lagos at noon (8 p.m. Manila time) after a flight from Tokyo.", "en",
         ["Tokyo", "Lagos"]),
        ("وصل الوزير سامي نادر إلى جدة عند الثامنة بتوقيت القاهرة، ثم سافر إلى عمان.", "ar", ["Jeddah", "Amman"]),
    ],
)  # fmt: skip
def test_the_hour_somewhere_is_no_stop(text, language, expected):
    assert names(text, language) == expected


def test_a_holiday_is_no_town_of_its_name():
    text = "The delegation landed in Accra in time for the Independence Day parade and went on to Lagos."
    assert names(text) == ["Accra", "Lagos"]


def test_shores_with_a_people_before_them_are_those_of_the_country_not_a_town_named_so():
    assert names("The national hockey team left Indian shores on Monday for Muscat.") == ["India", "Muscat"]
    assert "France" not in names("The cyclone battered Fiji on Monday and moved toward the French territory.")


def test_an_adjective_with_a_capital_stands_between_a_verb_and_its_town():
    text = "President Ana Lopez stopped by the Amazonian city of Manaus and the northern port of Belem."
    assert names(text) == ["Manaus", "Belém"]


def test_then_tells_the_order_whatever_stands_before_the_second_place():
    text = (
        "Defence Minister Anna Berg flew to an air base in Ramstein on Monday and then to a military camp near Erbil."
    )
    assert names(text) == ["Ramstein Air Base", "Erbil"]


def test_what_someone_came_for_follows_the_arrival():
    text = "President Maria Lopez arrived in Lima on Monday to attend a summit held in the city of Arequipa."
    assert names(text) == ["Lima", "Arequipa"]


def test_an_aerial_survey_is_a_visit():
    text = (
        "Minister Anna Berg landed in Vijayawada on Friday. She later conducted an aerial survey of Kurnool district "
        "before flying to Delhi."
    )
    assert names(text) == ["Vijayawada", "Kurnool", "Delhi"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Minister Anna Berg arrived in Daraa, south of Damascus, on Monday before driving to Homs.", "en",
         ["Daraa", "Homs"]),
        ("The plane made an emergency landing in Gander, 300 km north of St. John's, and flew on to London.", "en",
         ["Gander", "London"]),
        ("وصل الوزير سامي نادر صباح السبت إلى مدينة درعا جنوب دمشق.", "ar", ["Dar'a"]),
        ("وصلت القافلة من عمان إلى بلدة الضمير على بعد 40 كيلومترا شمال شرق دمشق.", "ar", ["Amman", "Ad Dumayr"]),
    ],
)  # fmt: skip
def test_where_a_town_lies_is_no_stop(text, language, expected):
    assert names(text, language) == expected


def test_an_airline_is_not_its_country():
    text = "هبطت طائرة تابعة للخطوط الجوية السعودية في مطار القاهرة قادمة من جدة."
    assert "Saudi Arabia" not in names(text, "ar")


def test_a_name_after_the_country_that_an_envoy_deals_with_is_his():
    text = "غادر الموفد الأوروبي إلى ليبيا مارتن هولم صنعاء قاصدا الرياض."
    assert names(text, "ar") == ["Sanaa", "Riyadh"]


def test_a_tour_leads_to_what_lies_ahead():
    text = "وصل الرئيس سامي نادر إلى الدوحة في مستهل جولة تقوده إلى ألمانيا وبلجيكا ويختتمها بالأردن."
    expected = [("Doha", "visited"), ("Germany", "planned"), ("Belgium", "planned"), ("Jordan", "planned")]
    assert stops(text, "ar") == expected


def test_a_list_goes_on_where_its_head_is_no_stop():
    assert names("خرجت مظاهرات حاشدة في مدريد وبرشلونة، واستدعت الحكومة الإسبانية السفير.", "ar") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The relay reached Marseille on Wednesday aboard the Belem, which had left Piraeus on Monday.",
         [("Piraeus", "origin"), ("Marseille", "visited")]),
        ("More than 300 migrants rescued off Libya were brought ashore in Lampedusa on Monday and taken to Palermo.",
         [("Lampedusa", "visited"), ("Palermo", "visited")]),
        ("The queen's coffin will be driven from Balmoral to Edinburgh on Sunday and flown to London on Tuesday.",
         [("Balmoral Castle", "origin"), ("Edinburgh", "planned"), ("London", "planned")]),
        ("The frigate HMS Lancaster left Portsmouth on Tuesday, with a stop in Gibraltar planned for the weekend.",
         [("Portsmouth", "origin"), ("Gibraltar", "planned")]),
    ],
)  # fmt: skip
def test_ships_named_for_towns_and_what_is_planned_as_a_whole(text, expected):
    assert stops(text) == expected


def test_two_travellers_are_known_by_one():
    text = "وصل الرحالان السعوديان إلى كيب تاون بعد رحلة انطلقت من أبها ومرت بالسودان وكينيا."
    assert {"Abha", "Sudan", "Kenya", "Cape Town"} <= set(names(text, "ar"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("عاد وفد الحركة إلى غزة بعد محادثات أجراها في القاهرة والدوحة.", ["Cairo", "Doha", "Gaza"]),
        ("اضطرت طائرة كانت في طريقها من إسطنبول إلى نيويورك إلى الهبوط في ريكيافيك.", ["Istanbul", "Reykjavík"]),
    ],
)
def test_what_a_pronoun_and_a_forced_landing_leave_out(text, expected):
    assert names(text, "ar") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Envoy Amos Hall shuttled from Beirut to Tel Aviv and back on Tuesday.", ["Beirut", "Tel Aviv", "Beirut"]),
        ("The pilot flew from Nairobi to Goma and back, then went on to Kigali.",
         ["Nairobi", "Goma", "Nairobi", "Kigali"]),
        ("The walkers set off from Milan in May and have since walked from Verona to Venice.",
         ["Milan", "Verona", "Venice"]),
    ],
)  # fmt: skip
def test_there_and_back(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("The envoy will be in Cairo on Wednesday, Amman on Friday and Doha on Sunday.", "en", [21, 23, 25]),
        ("Premier Anna Berg will visit Oslo on Monday and Helsinki on Thursday, before flying to Riga on Saturday.",
         "en", [19, 22, 24]),
        ("يستهل البابا جولته من كينشاسا الثلاثاء، ويصل جوبا الجمعة.", "ar", [20, 23]),
        ("The envoy flew to Doha on Wednesday after visiting Cairo on Monday.", "en", [12, 14]),
    ],
)  # fmt: skip
def test_weekdays_to_come_go_on_in_the_order_told(text, language, days):
    story = build_story(Article(text, language, published=PUBLISHED))
    assert [stop.arrival.day for stop in story.stops if stop.arrival] == days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أنهى الفريق معسكره في أنطاليا وسافر إلى برلين لخوض مباراة ودية.", ["Antalya", "Berlin"]),
        ("وصل الوزير سامي نادر إلى أسمرة، في ثالث محطة له بعد القاهرة وجوبا.", ["Cairo", "Juba", "Asmara"]),
        ("تفقد الوزير سامي نادر ورشات في أكادير، ثم ترأس اجتماعا في مراكش.", ["Agadir", "Marrakesh"]),
    ],
)
def test_what_came_before_in_an_arabic_opening(text, expected):
    assert names(text, "ar") == expected


def test_an_agenda_is_read_where_it_stands_and_not_a_whole_book_after_it():
    text = "His schedule: " + "Monday, talks in Oslo; Tuesday, a speech in Rome; " * 200
    assert names(text)[:2] == ["Oslo", "Rome"]


def test_a_government_that_says_so_is_no_stop():
    text = "Pope Leo will visit Ankara on Monday, before flying to Beirut on Saturday, the Vatican said."
    assert names(text) == ["Ankara", "Beirut"]


def test_a_text_may_end_in_its_verb_without_a_full_stop():
    assert stops("وصل الوزير إلى كمبالا الثلاثاء ثم إلى الحدود وعبرت", "ar")[:1] == [("Kampala", "visited")]
    assert stops("The envoy landed in Nairobi on Tuesday. Kampala and Kigali are next", "en") == [
        ("Nairobi", "visited"),
        ("Kampala", "planned"),
        ("Kigali", "planned"),
    ]
