"""Steps told without a verb or by what is denied, places that come next, and who takes the traveller along."""

from datetime import date

import pytest

from masar.model import Article
from masar.story import build_story
from tests.unit import test_itinerary_arabic, test_itinerary_english


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("غادر الفريق بيروت إلى أثينا أمس الأول ووصل إليها. ومن هناك إلى لندن.", ["beirut", "athens", "london"]),
        ("غادر الوزير بيروت متوجها إلى القاهرة، ومنها طار إلى بغداد.", ["beirut", "cairo", "baghdad"]),
        ("سيصل الوفد غدا إلى بيروت. ومنها إلى القاهرة.", ["beirut*", "cairo*"]),
        ("وصل الفرسان إلى بغداد. ثم كان العبور إلى الدوحة.", ["baghdad", "doha"]),
        ("لم يمكث الوزير في بيروت إلا ساعات ثم سافر إلى القاهرة.", ["beirut", "cairo"]),
        ("لم يزر الوزير سوى بيروت وبغداد.", ["beirut", "baghdad"]),
        ("وصل الوزير إلى بيروت، لكنه لم يصل إلى بغداد إلا أنه يريد ذلك.", ["beirut"]),
        ("غادر الزعيم بيروت. وقالت مصادر لم تسمها الوكالة إن القطار عبر مدينة بغداد.", ["beirut", "baghdad"]),
        ("وصل الوزير إلى القاهرة قادما من الدوحة. وكان أمضى قبل ذلك يومين في بيروت.", ["doha", "beirut", "cairo"]),
        (
            "انطلقت القافلة من بيروت مرورا ببغداد. وبعد يوم راحة في الدوحة عادت إلى بغداد.",
            ["beirut", "baghdad", "doha", "baghdad"],
        ),
        ("اختتم الرئيس خالد سعيد جولة في القاهرة. وكان سيد القصر استهل الجولة في بيروت.", ["beirut", "cairo"]),
        ("قال متحدث إن الوزير قد يزور بغداد. ووصل الوزير إلى بيروت.", ["beirut"]),
        ("وصل الوزير إلى بيروت. وقصفت القوات أحياء في بغداد.", ["beirut"]),
        ("وصل الوزير إلى بيروت، وسيشارك في القمة الملك العائد من بغداد.", ["beirut"]),
        ("كانت الطائرة في رحلة داخلية من القاهرة إلى بورسعيد وحطت في أثينا.", ["cairo", "port-said", "athens"]),
        ("غادر القطار بيروت، عبر خلالها القطار مدينة بغداد، ثم وصل إلى الدوحة.", ["beirut", "baghdad", "doha"]),
        ("غادرت القافلة القاهرة. وخرج الأهالي في بيروت وبغداد حيث توقفت القافلة.", ["cairo", "beirut", "baghdad"]),
        (
            "يغادر الأمير القاهرة إلى أثينا، على أن تكون بيروت وبغداد آخر المحطات.",
            ["cairo", "athens*", "beirut*", "baghdad*"],
        ),
        ("أخرجت اللاعبة من سجن في بيروت إلى بغداد، ثم نقلت إلى الدوحة.", ["beirut", "baghdad", "doha"]),
        ("سيجتمع الوزير سيرجي عوض بالوفد قبل أن يسافر إلى بيروت.", ["beirut*"]),
    ],
)
def test_steps_in_arabic(text, expected):
    assert test_itinerary_arabic.names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The frigate reached Tunis on Monday. Cairo and Beirut are next.", ["tunis", "cairo*", "beirut*"]),
        ("The band flew to Rome on Monday. Madrid comes next.", ["rome", "madrid*"]),
        ("Cairo is next to the river. He flew to Rome.", ["rome"]),
        ("The coffin arrived in Rome. A helicopter is to take the coffin to Tunis.", ["rome", "tunis*"]),
        ("The coffin arrived in Rome. A helicopter is to take a minister to Tunis.", ["rome"]),
        ("The minister flew to Rome on Sunday. He is back in London.", ["rome", "london"]),
        ("The minister flew to Rome on Sunday. He is glad to be back in London.", ["rome", "london"]),
        ("The minister flew to Rome on Sunday. He hopes to be back in London by Tuesday.", ["rome", "london*"]),
        ("The team crossed Rome on Monday, stayed in Tunis and on Friday returned to Rome.", ["rome", "tunis", "rome"]),
        ("The envoy flew to Rome. Visits to Tunis and Cairo will be rescheduled, her office said.", ["rome"]),
        ("The envoy flew to Rome. A planned excursion to Tunis has been struck out.", ["rome"]),
        ("Flight 118 was three hours out of Tunis when it diverted to Rome.", ["tunis", "rome"]),
        ("He was freed after a surprise mission to Tunis by a senator. The plane landed in Rome.", ["tunis", "rome"]),
        ("The frigate reached Rome. Its sister ship returned to Tunis last month.", ["rome"]),
        ("The ship called at Rome; the master decided to skip Tunis.", ["rome"]),
        ("Pilot falls ill as plane lands\nA jet carrying 46 passengers from Tunis landed in Rome.", ["tunis", "rome"]),
        (
            "He left Tunis. According to an aide, in Rome, the third stop of the tour, he will meet the king.",
            ["tunis", "rome*"],
        ),
        ("The king flew to Rome. The visit will be the first by any leader of Egypt.", ["rome"]),
        ("The king launched his trip to Europe from Cairo. He flew to Rome and Athens.", ["cairo", "rome", "athens"]),
        ("The squads will fly to Rome on Friday. Both squads are in Tunis.", ["tunis", "rome*"]),
        ("A plane with 240 evacuated workers including 126 children landed in Rome.", ["rome"]),
        ("The minister will visit Tunis, and during the tour meet a prince in Rome.", ["tunis*", "rome*"]),
        ("The charter took off from Tunis and had to put down in Rome.", ["tunis", "rome"]),
        ("The planeload of soldiers landed in Rome after a stop at the U.S. base in Athens.", ["athens", "rome"]),
    ],
)
def test_steps_in_english(text, expected):
    assert test_itinerary_english.names(text) == expected


def test_two_capitals_on_one_river_are_two_stops():
    text = "The president flew to Kinshasa on Monday and crossed to Brazzaville on Tuesday."
    story = build_story(Article(text, "en", "", "", date(2026, 1, 15)))
    assert [stop.name_en for stop in story.stops] == ["Kinshasa", "Brazzaville"]


def test_the_capital_of_a_part_of_a_country_is_not_that_of_the_whole():
    text = "The team flew to Dublin on Monday and were in Erbil on Tuesday. The plane landed in the Scottish capital."
    story = build_story(Article(text, "en", "", "", date(2026, 1, 15)))
    assert [stop.name_en for stop in story.stops] == ["Dublin", "Erbil"]


def test_a_day_of_next_year_is_that_of_a_whole_list():
    text = "The minister will visit Palau after May 6, during a short tour to Palau and Fiji."
    story = build_story(Article(text, "en", "", "", date(2026, 1, 15)))
    assert [stop.name_en for stop in story.stops] == ["Palau", "Fiji"]


def test_a_naval_station_is_where_its_name_is():
    text = "As the frigate left Naval Station Everett on Thursday for the gulf, the tables had turned."
    story = build_story(Article(text, "en", "", "", date(2026, 1, 15)))
    assert [stop.name_en for stop in story.stops] == ["Everett"]


def test_shelter_is_no_state():
    text = "غادر اللاجئون ميونيخ في حافلة نقلتهم إلى مركز إيواء في دورتموند."
    story = build_story(Article(text, "ar", "", "", date(2026, 1, 15)))
    assert [stop.name_en for stop in story.stops] == ["Munich", "Dortmund"]


def test_a_capital_called_by_a_short_name():
    story = build_story(Article("The minister flew to the U.S. capital on Monday.", "en", "", "", date(2026, 1, 15)))
    assert [stop.name_en for stop in story.stops] == ["Washington, D.C."]


@pytest.mark.parametrize(
    ("text", "language", "capital"),
    [
        ("وصل الوزير إلى الجزائر أمس.", "ar", (36.75, 3.06)),
        ("وصل الوزير إلى تونس أمس.", "ar", (36.81, 10.18)),
        ("The frigate reached Djibouti on Monday.", "en", (11.59, 43.15)),
    ],
)
def test_a_country_called_like_its_capital_is_drawn_there(text, language, capital):
    (stop,) = build_story(Article(text, language, "", "", date(2026, 1, 15))).stops
    assert (stop.lat, stop.lon) == pytest.approx(capital, abs=0.1)
    assert stop.country in {"DZ", "TN", "DJ"}
