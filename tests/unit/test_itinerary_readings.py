"""How news tells of journeys: asides, datelines, airports, offices, tours of many countries; one habit a test."""

from datetime import date

import pytest

from masar.itinerary import order_stops
from masar.model import Article
from tests.journeys.annotated import resolutions

FRIDAY = date(2023, 9, 15)


def names(text, language="en"):
    """Return the stated stops by place id, planned ones with a star."""
    article = Article(text, language, published=FRIDAY)
    stops = order_stops(article, resolutions(article))
    return [stop.place_id + "*" * (stop.status == "planned") for stop in stops if stop.basis == "stated"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "The president landed - after two delays and a night spent by his crew on the tarmac - in Doha on Monday.",
            ["doha"],
        ),
        ("ar", "وصل الوزير (وهو رئيس الوفد المفاوض منذ بداية الحرب) الاثنين إلى القاهرة.", ["cairo"]),
    ],
)
def test_an_aside_stands_between_a_verb_and_its_place(language, text, expected):
    assert names(text, language) == expected


def test_a_dateline_is_where_someone_arrived_here():
    assert names("CAIRO (Agency) - The Jordanian prime minister arrived here Thursday for talks.") == ["cairo"]


def test_a_journey_leads_from_the_town_of_an_airfield():
    assert names("The envoy took off from a small airfield in Amman and landed in Cairo.") == ["amman", "cairo"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "وصل صباح اليوم وزير الخارجية إلى القاهرة قادما من الدوحة.", ["doha", "cairo"]),
        ("ar", "حطت طائرة رئيس الوزراء والوفد المرافق له عند الفجر في مطار القاهرة.", ["cairo"]),
        ("ar", "شهد مطار القاهرة اليوم وصول رئيس الوزراء، ثم انتقل إلى بيروت.", ["cairo", "beirut"]),
    ],
)
def test_an_arrival_is_told_in_the_order_of_arabic(language, text, expected):
    assert names(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "The chancellor will visit four countries - Egypt, Jordan, Qatar and Kuwait.",
            ["egypt*", "jordan*", "qatar*", "kuwait*"],
        ),
        ("ar", "يبدأ الوزير غدا جولة تشمل ثلاث دول هي: مصر والأردن وقطر.", ["egypt*", "jordan*", "qatar*"]),
    ],
)
def test_a_sign_opens_the_countries_of_a_tour(language, text, expected):
    assert names(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "During his stay in Cairo on Sunday, the minister will open a school.", ["cairo*"]),
        ("en", "The convoy is travelling to Khartoum from Port Sudan.", ["port-sudan", "khartoum*"]),
        ("ar", "غادر الرئيس القاهرة اليوم عائدا إلى بيروت.", ["cairo", "beirut*"]),
    ],
)
def test_what_is_under_way_or_to_come_is_planned(language, text, expected):
    assert names(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The pope returned to Rome on Thursday after visits to Cairo and Beirut.", ["cairo", "beirut", "rome"]),
        ("ar", "عاد الرئيس اليوم إلى القاهرة بعد زيارة إلى بيروت وبغداد.", ["beirut", "baghdad", "cairo"]),
    ],
)
def test_a_homecoming_that_opens_a_text_comes_last(language, text, expected):
    assert names(text, language) == expected


def test_an_office_without_a_name_is_the_travellers():
    text = "Okoro landed in Cairo on Thursday. The president will visit Beirut and head to Doha."
    assert names(text) == ["cairo", "beirut*", "doha*"]


def test_another_holder_of_a_like_office_is_someone_else():
    text = (
        "وصل وزير الخارجية الروسي سيرغي لافروف إلى الدوحة قادما من أبوظبي. "
        "ويلتقي وزير الدولة خالد العطية الذي اختتم زيارة لموسكو الأسبوع الماضي."
    )
    assert "moscow" not in names(text, "ar")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The envoy arrived in Amman on Monday for talks on Syria.", ["amman"]),
        ("ar", "وصل مبعوث الأمم المتحدة للسودان إلى القاهرة.", ["cairo"]),
        ("en", "The premier flew to Cairo, the government in Beirut said.", ["cairo"]),
    ],
)
def test_topics_postings_and_speakers_are_no_stops(language, text, expected):
    assert names(text, language) == expected


def test_where_someone_is_from_is_no_start():
    assert names("Ana Okoro, from Doha, Qatar, set off from Cairo on Monday and reached Amman.") == ["cairo", "amman"]


def test_what_says_that_another_stop_came_first_orders_a_plan():
    text = "يغادر الملك اليوم في زيارة إلى الأردن، تسبقها زيارة إلى مصر."
    assert names(text, "ar") == ["egypt*", "jordan*"]


def test_who_announces_a_journey_is_no_stop_of_it():
    text = "The minister will visit Jordan next week, Qatar announced on Monday."
    assert names(text) == ["jordan*"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Flight 2408 from Cairo to Doha was diverted to Amman on Thursday.", ["cairo", "amman"]),
        (
            "The plane was supposed to go from Cairo to Doha, but made an emergency landing in Amman on Thursday.",
            ["cairo", "amman"],
        ),
    ],
)
def test_a_flight_that_is_diverted_left_and_did_not_reach_its_goal(text, expected):
    assert names(text) == expected


def test_what_brackets_say_of_another_place_is_no_stop():
    assert names("The envoy arrived in Cairo early on Monday (Sunday in Washington).") == ["cairo"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("غادرت سفيرة مصر سارة منصور بيروت متوجهة إلى الدوحة.", ["beirut", "doha*"]),
        ("وصل الطالب الفرنسي من أصول مغربية الذي غادر القاهرة قبل شهر إلى بيروت.", ["cairo", "beirut"]),
        ("وصل المبعوث إلى بيروت في جولة على الدول المجاورة لسوريا.", ["beirut"]),
    ],
)
def test_what_tells_more_of_someone_does_not_hide_his_journey(text, expected):
    assert names(text, "ar") == expected


def test_the_date_of_a_dateline_is_that_of_no_stop():
    text = "CAIRO, Sept 14 - The pope will visit Jordan, Qatar and Kuwait, and will fly to Beirut on Monday."
    assert names(text) == ["jordan*", "qatar*", "kuwait*", "beirut*"]
    article = Article(text, "en", published=FRIDAY)
    days = [stop.arrival for stop in order_stops(article, resolutions(article)) if stop.basis == "stated"]
    assert days == [None, None, None, date(2023, 9, 18)]


def test_a_return_that_is_told_twice_is_one():
    text = "عاد الوزير اليوم إلى بيروت بعد زيارة إلى مصر والأردن. وقال مكتبه إن الوزير عاد إلى بيروت مختتما زيارته إلى مصر."
    assert names(text, "ar") == ["egypt", "jordan", "beirut"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل الوزير اليوم إلى القاهرة. وقال إنه يتطلع لزيارة الأردن.", ["cairo"]),
        ("وصل البابا اليوم إلى القاهرة. وكانت رحلته الأخيرة قبل عام عندما زار بيروت.", ["cairo"]),
    ],
)
def test_what_someone_hopes_for_or_did_a_year_ago_is_no_stop(text, expected):
    assert names(text, "ar") == expected


def test_an_adjective_before_a_place_does_not_hide_it():
    assert names("After landing in war-weary Khartoum, the envoy flew to Cairo.") == ["khartoum", "cairo"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister arrived in Amman on Thursday before heading to Cairo on Sunday.", "en"),
        ("وصل الوزير الخميس إلى عمّان قبل أن يتوجه الأحد إلى القاهرة.", "ar"),
    ],
)
def test_what_comes_before_that_is_later_in_the_week_lies_ahead(text, language):
    article = Article(text, language, published=FRIDAY)
    told = [
        (s.place_id, s.status, s.arrival) for s in order_stops(article, resolutions(article)) if s.basis == "stated"
    ]
    assert told == [("amman", "visited", date(2023, 9, 14)), ("cairo", "planned", date(2023, 9, 17))]


def test_places_joined_share_the_day_that_follows_them():
    text = "The minister will visit Cairo on Monday, Amman and Beirut on Tuesday, and Jerusalem on Thursday."
    article = Article(text, "en", published=FRIDAY)
    days = [stop.arrival for stop in order_stops(article, resolutions(article)) if stop.basis == "stated"]
    assert days == [date(2023, 9, 18), date(2023, 9, 19), date(2023, 9, 19), date(2023, 9, 21)]


@pytest.mark.parametrize("mark", ["'", "’"])
def test_whose_visit_it_is_reads_alike_with_either_apostrophe(mark):
    text = (
        "Defence Secretary Lydia Marsh arrived in Cairo on Thursday. Officials in the region were cautious. "
        f"A general said Marsh{mark}s visit to Amman on Friday is part of the same effort."
    )
    assert names(text) == ["cairo", "amman"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "The president's tour is hoped to boost UK economic ties. He arrived in Cairo and will visit Amman.",
            ["cairo", "amman*"],
        ),
        ("ar", "وصلت إلى مطار القاهرة اليوم أول طائرة سعودية تحمل مساعدات.", ["cairo"]),
    ],
)
def test_the_name_of_a_country_may_only_describe(language, text, expected):
    assert names(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Envoy Adam Trent left Doha on Thursday. The Trents arrived in Cairo on Friday.", ["doha", "cairo"]),
        ("en", "The team landed in Cairo on Thursday after a five-hour flight from London.", ["london", "cairo"]),
        ("ar", "وكان رئيس الوزراء غادر والوفد المرافق له القاهرة الثلاثاء متوجها إلى الدوحة.", ["cairo", "doha*"]),
    ],
)
def test_families_flights_and_companions_travel_with_whom_the_text_is_about(language, text, expected):
    assert names(text, language) == expected


def test_what_would_have_been_is_off():
    text = (
        "The minister has cancelled a visit to Oman. The visit to Oman would have included talks. He will fly to Cairo."
    )
    assert names(text) == ["cairo*"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plane was delayed in Amman on Monday and landed in Cairo on Tuesday.", ["amman", "cairo"]),
        (
            "Cyclist Mark Boyd rode into Cairo on Monday. The 34-year-old set off from Beirut in July.",
            ["beirut", "cairo"],
        ),
    ],
)
def test_a_delay_is_a_stay_and_an_age_is_someone_s(text, expected):
    assert names(text) == expected
