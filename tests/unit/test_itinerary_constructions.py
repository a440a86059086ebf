"""How English reports build what they tell of a journey: a construction a test, in sentences of our own."""

import pytest

from tests.unit.test_itinerary_english import names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Forty riders took five days to cover the 300 miles from Milan to Vienna.", ["milan", "vienna"]),
        ("Walkers trudged the 40 miles between Verona and Venice.", ["verona", "venice"]),
        ("The final leg of the ride was from Bologna to Rome, where families waited.", ["bologna", "rome"]),
        ("The last stage took the riders from Bologna to Rome.", ["bologna", "rome"]),
        ("Thirty bikers had peddled from Bologna to Rome for a hospice.", ["bologna", "rome"]),
    ],
)
def test_distances_and_stages(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Evacuees were flown out of Khartoum to Jeddah and then to Amman.", ["khartoum", "jeddah", "amman"]),
        ("Some 90 evacuees were bused from Khartoum to Port Sudan.", ["khartoum", "port-sudan"]),
        ("The deportee was put on a flight from Berlin to Tunis.", ["berlin", "tunis"]),
        ("The president boarded a plane for Amman in Cairo.", ["cairo", "amman*"]),
        (
            "They reached Port Sudan and boarded a ferry for Jeddah, arriving there on Wednesday.",
            ["port-sudan", "jeddah"],
        ),
        ("The storm battered Beira, churned towards Maputo and made landfall there.", ["beira", "maputo"]),
        ("The boats left Sfax bound for Palermo, where they arrived this morning.", ["sfax", "palermo"]),
        ("The tanker was due in Naples on Tuesday but got there a day late.", ["naples"]),
        ("Marchers set off from Cairo three weeks ago; on Sunday they entered Amman.", ["cairo", "amman"]),
    ],
)
def test_what_is_carried_and_whether_it_got_there(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile flew into Doha on Saturday. The squad will play a friendly in Muscat on Tuesday.", ["doha", "muscat*"]),
        (
            "The rescue ship docked at Catania on Monday with 85 people saved from a boat that had left Libya.",
            ["catania"],
        ),
        ("Refugees who had fled Khartoum streamed into Juba by boat.", ["khartoum", "juba"]),
        ("A ship carrying grain from Odesa docked in Tunis.", ["odesa", "tunis"]),
        (
            "President Ruiz flew from Nairobi to Kigali. His deputy, meanwhile, was in Juba for talks.",
            ["nairobi", "kigali"],
        ),
        ("Following talks in Khartoum, the envoy flew to Cairo, his office said.", ["khartoum", "cairo"]),
    ],
)
def test_whose_movement_it_is(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister flew to Doha to address the Japan-India Forum.", ["doha"]),
        ("The minister toured markets in Tunis and Sfax and is due in Gabes on Saturday.", ["tunis", "sfax", "gabes*"]),
        ("After leaving Piraeus, the frigate made port calls in Larnaca and Aqaba.", ["piraeus", "larnaca", "aqaba"]),
        ("The secretary landed in Seoul on Friday and wraps up the trip in Tokyo.", ["seoul", "tokyo*"]),
        ("The plane left for Smith Air Base near Amman, Jordan, where it landed on Tuesday.", ["amman"]),
    ],
)
def test_what_stands_between_a_place_and_its_verb(text, expected):
    assert names(text) == expected


def test_a_country_that_is_left_and_come_back_to():
    text = (
        "The frigate arrived in Port Said on Friday after taking part in an exercise held in Larnaca in Cyprus. "
        "It left Egypt for the exercise on 2 September."
    )
    assert names(text) == ["port-said", "larnaca", "port-said"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Envoy Lena Koch arrived in Sanaa on Friday. The trip comes after a visit Koch made on Monday to Aden.",
            ["aden", "sanaa"],
        ),
        (
            "Envoy Lena Koch will meet judges in Cairo, an aide said, before flying to Aswan to see a dam.",
            ["cairo*", "aswan*"],
        ),
        (
            "She plans to reach Rabat by May and will come back to Oran to continue walking to Tunis.",
            ["rabat*", "oran*", "tunis*"],
        ),
        ("Two planes left Chad to deliver aid to Niamey.", ["chad", "niamey"]),
        (
            "The flight which had to divert to Dublin will resume its journey to Montreal tomorrow. It left Paris today.",
            ["paris", "dublin", "montreal*"],
        ),
        ("King Omar then headed over to visit projects in Sousse.", ["sousse"]),
    ],
)
def test_what_is_told_in_passing(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            """Chile's squad flew from Rome to Doha on Friday. The first Test will be played in Doha on Monday and the
            second match is in Muscat on 21 September.""",
            ["rome", "doha", "muscat*"],
        ),
        ("Chile's cricket squad flew to Doha. Jon Marsh and Ben Reed will miss the match and fly to Dubai.", ["doha"]),
    ],
)
def test_teams_and_their_matches(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The storm that left dozens dead in Angoche swept into Beira and Lilongwe.",
            ["angoche", "beira", "lilongwe"],
        ),
        ("The cyclone rampaged into Beira and Lilongwe after crippling Angoche.", ["angoche", "beira", "lilongwe"]),
        ("The cyclone barrelled out of Reunion and slammed into Beira.", ["reunion", "beira"]),
    ],
)
def test_what_a_storm_leaves_behind(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("King Omar's tour of Africa has taken him to Dakar and Abuja.", ["dakar", "abuja"]),
        ("The ship left Odesa on Friday carrying grain to Mersin.", ["odesa", "mersin*"]),
        ("Envoy Lena Koch flew to Cairo. Her trip comes amid a siege of towns on the way to Sudan.", ["cairo"]),
        (
            "Envoy Lena Koch flew to Cairo. A topic of the trip was what to do about those from the lands of Chad.",
            ["cairo"],
        ),
    ],
)
def test_words_of_travel_that_are_far_from_a_place(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The pupils, who were stuck in Kharkiv, took a train from Sumy to reach Kyiv.",
            ["kharkiv", "sumy", "kyiv"],
        ),
        (
            "The pupils left Sumy for Kharkiv after weeks in cellars. On Thursday they reached Kyiv by train.",
            ["sumy", "kharkiv", "kyiv"],
        ),
        ("A train will take the students to Kyiv, from where buses bring them to Warsaw.", ["kyiv*", "warsaw*"]),
        (
            "Governor Ann Cole announced Wednesday she'll fly to Kuwait and Qatar. On Friday she'll depart the United States.",
            ["usa", "kuwait*", "qatar*"],
        ),
        ("Governor Ann Cole flew to Seoul. She didn't visit Tokyo.", ["seoul"]),
        (
            "Governor Ann Cole goes to Asia. Her long mission will make stops in Hanoi, Jakarta in Indonesia and Seoul.",
            ["hanoi*", "jakarta*", "seoul*"],
        ),
        ("Envoy Lena Koch will visit close partners in Cairo and Amman.", ["cairo*", "amman*"]),
        ("The suspect landed in Dublin and faces extradition to Spain.", ["dublin"]),
    ],
)
def test_how_people_are_brought_on(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("After slamming Antalaha as a bigger storm than expected, the cyclone hit Beira.", ["antalaha", "beira"]),
        ("The cyclone left a wake of misery in Antalaha before making landfall in Beira.", ["antalaha", "beira"]),
        ("Ben Reed set off on his journey from his hometown of Verona and reached Rome on Friday.", ["verona", "rome"]),
        ("She left her hometown of Verona on Monday and reached Rome on Friday.", ["verona", "rome"]),
        ("The walkers left Milan in May. They initially passed through Verona; on Friday they reached Venice.", 3),
        ("The walkers set off from Milan two months ago and have now hiked from Verona to Venice.", 3),
        ("The cadets sailed for six weeks, including stops in Tangier and Casablanca.", ["tangier", "casablanca"]),
        ("The former hostages landed in Cologne, flown in from Bamako.", ["bamako", "cologne"]),
        ("Fifty-two Americans landed in Frankfurt on Friday from Tehran.", ["tehran", "frankfurt"]),
    ],
)
def test_long_ways_and_who_goes_them(text, expected):
    assert names(text) == expected if isinstance(expected, list) else len(names(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("After two days in Ankara, envoy Lena Koch flew to Cairo.", ["ankara", "cairo"]),
        ("Envoy Lena Koch landed in Amman on Monday and is now in Baghdad for talks.", ["amman", "baghdad"]),
        ("Rerouted from Salalah, the ship called at Djibouti instead.", ["salalah", "djibouti-city"]),
        ("The drivers left Sfax, queued for a day in Gabes and got to Tripoli on Friday.", 3),
    ],
)
def test_where_someone_was_meanwhile(text, expected):
    assert names(text) == expected if isinstance(expected, list) else len(names(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The premier goes to Cairo on Monday; visits to Amman and Baghdad follow.", ["cairo*", "amman*", "baghdad*"]),
        ("His schedule: Paris on Monday, Berlin on Tuesday and Warsaw on Wednesday.", ["paris*", "berlin*", "warsaw*"]),
        (
            "The premier's itinerary: 18 September, Tunis; 20 September, a speech in Cairo; 22 September, Rabat.",
            ["tunis*", "cairo*", "rabat*"],
        ),
        ("Two nurses abducted in Sfax last week were freed in Gabes and flown to Tunis.", ["sfax", "gabes", "tunis"]),
        ("Evacuees from Sumy arrived in Kyiv by bus on Sunday.", ["sumy", "kyiv"]),
        ("The minister flew to Paris from Kuwait, having stopped in Cairo.", ["kuwait", "cairo", "paris"]),
        (
            "The minister landed in Rome after visiting Tunis, meeting aid groups in Cairo and crossing to Milan.",
            ["tunis", "cairo", "milan", "rome"],
        ),
        ("The family crossed the border from Syria on foot and reached Gaziantep.", ["syria", "gaziantep"]),
        ("The ferry left Tunis on Monday and capsized off Beira.", ["tunis", "beira"]),
    ],
)
def test_what_lies_ahead_and_who_was_taken(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The cyclone battered Antalaha on Friday and weakened over Beira.", ["antalaha", "beira"]),
        ("The pupils were stranded in Kharkiv until a train took them to Kyiv.", ["kharkiv", "kyiv"]),
        ("Envoy Lena Koch left Rome for Baghdad, travelling through Amman.", ["rome", "amman*", "baghdad*"]),
        ("Envoy Lena Koch will fly to Baghdad, stopping in Amman on the way.", ["amman*", "baghdad*"]),
        ("The ship was denied entry to Tunis and finally docked in Venice.", ["venice"]),
        ("A day after meeting her German counterpart in Berlin, envoy Lena Koch flew to Paris.", ["berlin", "paris"]),
        ("The tour opens in Milan on 20 September and ends in Rome on 25 September.", ["milan*", "rome*"]),
        ("Envoy Lena Koch visited Cairo in 2019; this week she is travelling to Amman and Baghdad.", 2),
        ("Envoy Lena Koch is in Cairo for a visit that ends on Monday.", ["cairo"]),
        ("Bishop Leo Roy was ordained in Rome in 1998. On Monday he travelled to Cairo.", ["cairo"]),
    ],
)
def test_what_was_told_out_of_order(text, expected):
    assert names(text) == expected if isinstance(expected, list) else len(names(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The driver was stopped at Verona on his way from Milan to Venice.", ["milan", "verona", "venice*"]),
        ("Two German tourists kidnapped in Gabes have reached Tunis.", ["gabes", "tunis"]),
        ("The pupils, who were stuck in Sumy, left Kharkiv for Kyiv on Sunday.", ["sumy", "kharkiv", "kyiv"]),
    ],
)
def test_stops_on_the_way_and_before_it(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The inspectors left Rome for Amman on Friday. They are to pass through Cairo on the way.",
            ["rome", "cairo*", "amman*"],
        ),
        (
            "The minister will leave Rome on Sunday and spend a day in Amman. On the way back he will stop in Cairo.",
            ["rome", "amman*", "cairo*"],
        ),
        (
            "Three envoys came back to Rome on Thursday. Taken by bus from Milan to Venice, they were shown a school.",
            ["milan", "venice", "rome"],
        ),
    ],
)
def test_what_is_passed_comes_before_the_goal_and_a_halt_after_the_start(text, expected):
    assert names(text) == expected
