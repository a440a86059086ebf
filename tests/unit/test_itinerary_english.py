"""How English reports tell of journeys: one habit a test, in sentences of our own."""

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
        ("The frigate put in at Larnaca for repairs on Thursday.", ["larnaca"]),
        ("A dinghy that set off from Bizerte washed up in Messina.", ["bizerte", "messina"]),
        ("The sailor cast off from Porto and made landfall in Barbados 50 days later.", ["porto", "barbados"]),
        ("The rower came ashore at Tangier and was whisked to Rabat.", ["tangier", "rabat"]),
        ("The runner jogged through Munich and crossed the finish line in Vienna.", ["munich", "vienna"]),
        ("The peace mission set foot in Goma on Thursday.", ["goma"]),
        ("The storm grazed Reunion before ripping through Antalaha.", ["reunion", "antalaha"]),
        ("His coffin was flown to Dakar and laid to rest in Ziguinchor.", ["dakar", "ziguinchor"]),
        ("The grain was loaded in Odesa and unloaded in Mombasa, the ship's owner said.", ["odesa"]),
    ],
)
def test_many_verbs_tell_of_arriving_and_leaving(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Piraeus-bound freighter left Beirut with 30,000 tonnes of soy.", ["beirut", "piraeus*"]),
        ("The vessel left Tunis, passed Oran and is due in Naples on Sunday.", ["tunis", "oran", "naples*"]),
        (
            "Trackers showed the tanker passing Oran on Thursday with Naples as its next destination.",
            ["oran", "naples*"],
        ),
        ("The trawler was making for Sfax when it was boarded.", ["sfax*"]),
    ],
)
def test_a_ship_is_bound_for_a_place_it_has_not_reached(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A jet flying from Madrid to Istanbul was forced to land in Athens on Thursday.", ["madrid", "athens"]),
        ("Flight 331 from Oran to Paris made an unscheduled stop in Barcelona on Thursday.", ["oran", "barcelona"]),
        ("The jet left Madrid for Istanbul but landed in Athens with engine trouble.", ["madrid", "athens"]),
        (
            "A plane from Madrid to Istanbul was diverted to Athens. It continued to Istanbul on Thursday.",
            ["madrid", "athens", "istanbul"],
        ),
    ],
)
def test_a_diverted_flight_has_not_reached_its_destination_unless_it_went_on(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The minister has cancelled the rest of her tour. She was due to visit Cairo and Amman.",
        "The minister's planned visit to Cairo has been postponed. A statement had spoken of her coming trip to Cairo.",
        "The student died on her way to Cairo.",
    ],
)
def test_what_was_called_off_or_never_reached_is_no_stop(text):
    assert names(text) == []


def test_a_finite_verb_after_and_is_not_cancelled_with_the_verb_before():
    assert names("The envoy scrapped a planned stop in Beirut and flew from Amman to Cairo.") == ["amman", "cairo"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister arrived in Cairo and toured a factory in Giza.", ["cairo", "giza"]),
        ("The minister arrived in Cairo and briefed reporters in Alexandria.", ["cairo", "alexandria"]),
        ("The minister arrived in Cairo and spoke to workers at a plant in Alexandria.", ["cairo", "alexandria"]),
        ("The minister arrived in Cairo and prayed at the Shrine of Our Lady of Bologna.", ["cairo", "bologna"]),
        ("The king flew to Paris and met officials in Toulouse.", ["paris", "toulouse"]),
    ],
)
def test_one_visits_something_or_meets_someone_in_a_place(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Aldo Reyes is in Bogota for talks with his counterpart.", ["bogota"]),
        ("The minister, currently in Cairo, will travel to Amman on Sunday.", ["cairo", "amman*"]),
        ("The minister left Rome. Stops are also planned in Cairo and Amman.", ["rome", "cairo*", "amman*"]),
        ("The envoy shuttled between Khartoum and Juba this week.", ["khartoum", "juba"]),
        ("Next up is Jakarta, where he will meet ministers.", ["jakarta*"]),
    ],
)
def test_a_stay_is_told_without_a_verb_of_movement(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "After landing in Cairo, he had stopped in Amman, Baghdad and Kirkuk.",
            ["cairo", "amman", "baghdad", "kirkuk"],
        ),
        ("The envoy arrived in Cairo. Prior to Egypt, he visited Jordan.", ["jordan", "cairo"]),
        ("The minister arrived in Cairo after stops in Paris and London.", ["paris", "london", "cairo"]),
        (
            "The boy fled Herat with his uncle, spent a year in Istanbul and reached Hamburg.",
            ["herat", "istanbul", "hamburg"],
        ),
        (
            "The choir stayed in Rome, before travelling to Naples a day later to board a ferry to Tunis.",
            ["rome", "naples*", "tunis*"],
        ),
    ],
)
def test_the_order_of_travel_is_not_that_of_the_words(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister visited Germany, war-torn Ukraine and Poland.", ["germany", "ukraine", "poland"]),
        (
            "Envoy Lena Koch held talks in Kuwait, which keeps the fund of the league, and Oman. Koch flew to Cairo.",
            ["kuwait", "oman", "cairo"],
        ),
        (
            "The ship will leave Sfax and visit Naples, Palermo and Piraeus.",
            ["sfax", "naples*", "palermo*", "piraeus*"],
        ),
    ],
)
def test_a_list_of_places_goes_on_past_adjectives_and_asides_but_not_past_a_verb(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The team is to play Chile (September 18, Porto) and Peru (September 22, Lisbon).", ["porto*", "lisbon*"]),
        ("The vice president flew to Doha.\n\nSunday: Muscat\n\nMonday: Riyadh", ["doha", "muscat*", "riyadh*"]),
    ],
)
def test_an_agenda_names_day_and_place(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Envoy Lena Koch said she would fly to Cairo. Koch will then visit Amman.", ["cairo*", "amman*"]),
        ("Prime Minister Ana Silva will cut short her visit to Egypt and return to Lisbon.", ["egypt*", "lisbon*"]),
        ("Prime Minister SILVA Ana left Lisbon. Silva will move on to Madrid on Sunday.", ["lisbon", "madrid*"]),
        ("Theresa May is due to visit Rome. May will return to London.", ["rome*", "london*"]),
    ],
)
def test_whose_journey_it_is_follows_from_the_words_around(text, expected):
    assert names(text) == expected


def test_a_storm_far_off_a_coast_has_not_been_there():
    assert names("Cyclone Gamane struck Antalaha. It lay 400 kilometres east of Beira.") == ["antalaha"]


def test_the_month_of_may_casts_no_doubt():
    assert names("The orchestra opens its tour in Vienna on 3 May and closes it in Prague.") == ["vienna*", "prague*"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Envoy Lena Koch's trip to Cairo follows her visit to Amman.", ["amman", "cairo"]),
        ("Envoy Lena Koch's visit to Cairo came a day after talks in Amman.", ["amman", "cairo"]),
        ("Envoy Lena Koch paid a visit to Cairo, followed by a trip to Amman.", ["cairo", "amman"]),
        ("The frigate docked at several ports including Oran and Tunis.", ["oran", "tunis"]),
        ("On her first trip outside Germany, envoy Lena Koch landed in Cairo.", ["cairo"]),
        ("The aid ship left Larnaca on Thursday. The voyage to Gaza takes 15 hours.", ["larnaca"]),
    ],
)
def test_what_one_visit_says_of_the_next(text, expected):
    assert names(text) == expected


def test_the_airline_is_not_whose_coffin_it_flies():
    text = "The coffin of singer Ana Silva left Lisbon. The Royal Jordan flight carrying the body landed in Amman."
    assert names(text) == ["lisbon", "amman"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Envoy Lena Koch is in Cairo for talks before she heads to Amman.", ["cairo", "amman*"]),
        ("Envoy Lena Koch landed in Cairo on Tuesday; she goes on to Amman later in the day.", ["cairo", "amman*"]),
        ("The aid ship left Larnaca and should reach Tunis on Sunday.", ["larnaca", "tunis*"]),
        ("Envoy Lena Koch left Cairo for Amman, where she met ministers.", ["cairo", "amman"]),
        ("Envoy Lena Koch left Cairo for Amman, where she was due to meet ministers.", ["cairo", "amman*"]),
        ("The chancellor wraps up her tour in Cairo on Thursday after talks in Amman.", ["amman", "cairo*"]),
        ("The cyclone is barrelling towards Beira after lashing Antalaha.", ["antalaha", "beira*"]),
        ("After playing in Cairo, the team moves on to Tunis.", ["cairo", "tunis*"]),
        ("The team flew out of Cairo on Monday and got to Tunis on Tuesday.", ["cairo", "tunis"]),
        (
            "The premier scrapped a planned stop in Amman and flew straight home to Madrid from Cairo.",
            ["cairo", "madrid"],
        ),
    ],
)
def test_what_lies_ahead_and_what_is_reached(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("En route to Cairo, envoy Lena Koch is to stop briefly in Athens.", ["athens*", "cairo*"]),
        ("The cyclone came ashore in Beira after leaving a trail of destruction in Antalaha.", ["antalaha", "beira"]),
        (
            "Envoy Lena Koch visited Cairo, Egypt, for the Nile forum, Amman, Jordan, for talks, and Athens for a day.",
            ["cairo", "amman", "athens"],
        ),
        (
            "Envoy Lena Koch flew to Cairo, where she awaits King Omar's visit slated for Friday, before heading to Oran.",
            ["cairo", "oran*"],
        ),
        ("Envoy Lena Koch left Cairo. Koch is in a hurry; the past two presidents visited Amman first.", ["cairo"]),
        (
            'Envoy Lena Koch left Cairo on Tuesday. "She will then return to Berlin," an aide said.',
            ["cairo", "berlin*"],
        ),
        ("Envoy Lena Koch left Cairo. It is not yet known when she will return to Amman.", ["cairo"]),
    ],
)
def test_the_words_around_decide_who_and_in_which_order(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Speaking in Cairo ahead of a trip to Oran, envoy Lena Koch promised more aid.", ["cairo", "oran*"]),
        (
            "President Ana Silva was received with full military honours in Amman, having flown in from Cairo.",
            ["cairo", "amman"],
        ),
        ("The boat put to sea from Sfax and was towed to Messina.", ["sfax", "messina"]),
        ("Some 200 deportees were put on a plane in Sfax and flown to Dakar.", ["sfax", "dakar"]),
        ("The tanker left Oran on Monday and was spotted off Naples on Tuesday.", ["oran", "naples"]),
    ],
)
def test_phrases_that_are_no_verbs_of_their_own(text, expected):
    assert names(text) == expected


def test_what_someone_was_forced_to_do_was_done():
    text = "A passenger forced a flight from Oran to Paris to divert to Barcelona on Thursday. It landed there at noon."
    assert names(text) == ["oran", "barcelona"]
