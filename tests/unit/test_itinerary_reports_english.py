"""How a report goes on from sentence to sentence: who is still meant, what comes next, what was before."""

from datetime import date

import pytest

from masar.itinerary import order_stops
from masar.model import Article
from tests.journeys.annotated import resolutions

FRIDAY = date(2023, 9, 15)


def names(text):
    """Return the stated stops by place id, planned ones with a star."""
    article = Article(text, "en", published=FRIDAY)
    stops = order_stops(article, resolutions(article))
    return [stop.place_id + "*" * (stop.status == "planned") for stop in stops if stop.basis == "stated"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Cardinal Luca Moretti has arrived in Baghdad. The papal envoy then flew to Kirkuk.",
            ["baghdad", "kirkuk"],
        ),
        ("The duke landed in Apia on Thursday. On Friday the royal party sailed to Honiara.", ["apia", "honiara"]),
        (
            "The aid ship left Mersin on Thursday for Latakia. From there the supplies are to be trucked to Aleppo.",
            ["mersin", "latakia*", "aleppo*"],
        ),
        (
            "The sultan was welcomed to Amman on Thursday. Later in the day children greeted the sultan in Aqaba.",
            ["amman", "aqaba"],
        ),
        (
            "The body of Ann Reed, a nurse who died in Muscat, arrived in Cairo. The funeral will be held in Aswan.",
            ["muscat", "cairo", "aswan*"],
        ),
    ],
)
def test_the_traveller_is_called_by_other_words(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The minister landed in Cairo on Thursday. He spoke with students. He then travelled to Aswan by train.",
            ["cairo", "aswan"],
        ),
        (
            "The team touched down in Nairobi on Thursday. The players were bused to Nakuru in the afternoon.",
            ["nairobi", "nakuru"],
        ),
        ("The team was flown from Cairo to Amman after a stop in Aqaba.", ["cairo", "aqaba", "amman"]),
        ("The envoy was driven to Aleppo, stopping in Homs.", ["homs", "aleppo"]),
        (
            "The king will be received in Doha on Saturday before wrapping up the tour in Muscat.",
            ["doha*", "muscat*"],
        ),
        (
            "The convoy will set off from Mersin, roll across the plain to Adana and finish in Homs.",
            ["mersin", "homs*"],
        ),
        (
            "The minister, who was in Brussels last week, toured a port in Doha before heading to Muscat.",
            ["doha", "muscat"],
        ),
        ("Actors crossed the border to take part in a festival in Goma and went on to Kigali.", ["goma", "kigali"]),
        ("The envoy toured the flooded districts around Basra and flew to Najaf.", ["basra", "najaf"]),
    ],
)
def test_what_comes_next_and_what_was_before(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The president left Nairobi on Thursday for Kigali. He will return home on Sunday.",
            ["nairobi", "kigali*", "nairobi*"],
        ),
        (
            "The envoy began in Nairobi on Monday. He flew to Nakuru and returned to the capital on Thursday.",
            ["nairobi", "nakuru", "nairobi"],
        ),
        ("The general began in Goma, flew to Kinshasa and returned to Goma.", ["goma", "kinshasa", "goma"]),
        ("Back in Tunis after a visit to Rome, the minister spoke of a success.", ["rome", "tunis"]),
        ("The king landed in Rabat on Monday and is due back in Amman on Saturday.", ["rabat", "amman*"]),
    ],
)
def test_returns_are_stops_of_their_own(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister visits Amman on Sunday and Doha on Monday.", ["amman*", "doha*"]),
        ("The royal couple travels to Cairo on Sunday and tours Aswan.", ["cairo*", "aswan*"]),
        ("The choir performs in Berlin on Sunday and in Munich on Monday.", ["berlin*", "munich*"]),
        ("In October the team will fly to Rome and in January they cross the sea to Tunis.", ["rome*", "tunis*"]),
        ("The premier is being flown to Berlin for treatment.", ["berlin*"]),
    ],
)
def test_the_present_announces(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Climbers stranded in Goma were flown to Kinshasa.", ["goma", "kinshasa"]),
        ("Passengers were put on a later flight to Rome and went on to Milan.", ["rome", "milan"]),
        ("From Cairo, where they had waited a week, the trucks drove to Aswan.", ["cairo", "aswan"]),
        ("In Niamey she fell ill. Then she rode on to Bamako.", ["niamey", "bamako"]),
        ("The caravan was stopped by police at Homs and went back to Aleppo.", ["homs", "aleppo"]),
        ("They will spend three nights in Muscat and two in Doha.", ["muscat*", "doha*"]),
        (
            "With stops in Tunis and Rome on the way, the jet flew from Cairo to Paris.",
            ["cairo", "tunis", "rome", "paris"],
        ),
        ("The man cycled from Cairo to Doha, passing through Aqaba and Riyadh.", ["cairo", "aqaba", "riyadh", "doha"]),
        ("The singer, who was born in 1990, fled Kyiv. Police detained her in Warsaw.", ["kyiv", "warsaw"]),
        ("A warship that was shadowing a tanker off Djibouti put into Aden and left for Muscat.", ["aden", "muscat*"]),
        ("The nuns left their convent in Aleppo and walked to Homs.", ["aleppo", "homs"]),
        (
            "The tanker limped into Muscat. It had loaded in Basra and was sailing to Rome when it was hit.",
            ["basra", "muscat"],
        ),
    ],
)
def test_where_someone_is_by_what_happens_to_him(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The prime minister will go to Nairobi on Sunday. The foreign minister briefed reporters in London.",
            ["nairobi*"],
        ),
        (
            "She left Fez by bus and crossed to Tunis. Her parents have flown to Rome.",
            ["fez", "tunis"],
        ),
        ("We drove from Cairo to Aswan. The guide Moussa went to Khartoum.", ["cairo", "aswan"]),
        (
            "A team of 66 landed in Kigali. The 66 refugees, who were Somali, Eritrean or Yemeni, flew on to Goma.",
            ["kigali", "goma"],
        ),
    ],
)
def test_others_are_told_apart(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The president left Lilongwe yesterday to attend the regional summit in Lusaka.", ["lilongwe", "lusaka*"]),
        ("They paid a smuggler to take them from Derna to Catania.", ["derna", "catania"]),
        ("The first stop was Muscat, followed by two days in Doha.", ["muscat", "doha"]),
        ("The tour began in Muscat. In Doha the players visited a school.", ["muscat", "doha"]),
        (
            "The king arrived in Rome on a visit that had been put off twice. He will leave for Milan.",
            ["rome", "milan*"],
        ),
        ("The nurses will be taken to a transit camp in Goma.", ["goma*"]),
        ("The man checked out of a hostel in Aqaba and took a bus to Amman.", ["aqaba", "amman"]),
    ],
)
def test_the_words_between_leave_the_movement_as_it_is(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The minister, on a Gulf tour, met the emir in Doha on Sunday and the sultan in Muscat on Monday.",
            ["doha", "muscat"],
        ),
        ("The choir, fresh from a week in Vienna, flew to Munich.", ["vienna", "munich"]),
        ("The sprinter defected in Berlin and was granted asylum in Ottawa.", ["berlin", "ottawa"]),
        ("The flight from Doha, with 210 people on board, skidded off the runway at Nairobi.", ["doha", "nairobi"]),
        ("The bones were exhumed in Lusaka and reburied in Kabwe.", ["lusaka", "kabwe"]),
        ("From a hotel in Nairobi the envoy was driven to Nakuru.", ["nairobi", "nakuru"]),
        ("The ministers inspected storm damage in Beira and flew to Maputo.", ["beira", "maputo"]),
        ("The mayor inspected flood damage in Derna and flew to Benghazi.", ["derna", "benghazi"]),
        ("The band takes its new show to Munich in October and to Vienna in November.", ["munich*", "vienna*"]),
        ("The president's plane, delayed in Cairo, did not reach Rome until midnight.", ["cairo", "rome"]),
    ],
)
def test_nouns_beside_the_verb_do_not_hide_it(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ships that were refused entry to Aden have anchored off Djibouti.", ["djibouti-city"]),
        ("The envoy's visit to Amman comes at a hard time. On Sunday he will leave for Doha.", ["amman", "doha*"]),
        ("Ann Reed and her children crossed into Kenya at Moyale and reached Nairobi.", ["moyale", "nairobi"]),
        (
            "The runner is training in Eldoret. He came to the town from Nakuru. Next week he flies to Rome.",
            ["nakuru", "eldoret", "rome*"],
        ),
        ("The team flew to Cairo on Thursday. They come back via Rome next week.", ["cairo", "rome*"]),
        (
            "The tour has already taken him to Amman and Doha. On Sunday he leaves for Muscat.",
            ["amman", "doha", "muscat*"],
        ),
        ("The women fled to Nairobi on Thursday. They were in Nairobi by Friday.", ["nairobi"]),
    ],
)
def test_where_a_clause_ends(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The singer flew to Tunis and sang in Rome before leaving for Cairo.",
            ["tunis", "rome", "cairo"],
        ),
        ("The minister left Amman on Monday for Cairo, where he will meet the king.", ["amman", "cairo*"]),
        (
            "He leads a bank. In Brussels he is seen as a hardliner. The flight from Madrid to Cairo takes six hours.",
            [],
        ),
    ],
)
def test_what_was_left_for_and_what_is_no_journey(text, expected):
    assert names(text) == expected
