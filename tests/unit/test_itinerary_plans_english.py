"""How English reports tell of plans, purposes and whole ways: one habit a test, in sentences of our own."""

from datetime import date

import pytest

from masar.model import Article
from masar.story import build_story

FRIDAY = date(2023, 9, 15)


def names(text):
    """Return the stated stops by place id, planned ones with a star."""
    stops = build_story(Article(text, "en", published=FRIDAY)).stops
    return [stop.place_id + "*" * (stop.status == "planned") for stop in stops if stop.basis == "stated"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy flew to a summit in Doha on Tuesday.", ["doha"]),
        ("The premier heads to talks in Geneva.", ["geneva*"]),
        ("The envoy left Cairo for talks in Rome.", ["cairo", "rome*"]),
        ("The president left for a conference in Vienna and a NATO meeting in Brussels.", ["vienna*", "brussels*"]),
        ("The minister set off to a meeting of NATO ministers in Antalya.", ["antalya*"]),
        ("The team arrived in Rabat from a training camp in Faro.", ["faro", "rabat"]),
        ("Envoy Lena Koch's visit to Cairo came a day after talks in Amman.", ["amman", "cairo"]),
        ("The board spoke to ministers in Antalya.", []),
    ],
)
def test_one_goes_where_what_one_goes_to_takes_place(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The president will set out at 4:30 p.m. on Saturday, stopping first in Malta before travelling to Cyprus.",
            ["malta*", "cyprus*"],
        ),
        (
            "After wrapping up his visits to Malta and Oran, the president will fly to Dakar.",
            ["malta*", "oran*", "dakar*"],
        ),
        (
            "The band will play in London before heading to Spain in June with shows in Seville.",
            ["london*", "seville*"],
        ),
        (
            "The destroyer Asahi arrived in Djibouti. Having called at Colombo and Goa, it will patrol the gulf.",
            ["colombo", "djibouti", "goa"],
        ),
        (
            "They face Iran in Doha on Sunday before moving to Dubai. The team fly to Doha on Saturday.",
            ["doha*", "dubai*"],
        ),
        ("The team is in Jersey before departing for Scotland for a match on 10 November.", ["jersey", "scotland*"]),
    ],
)
def test_participles_and_nouns_go_on_with_what_will_be(text, expected):
    assert sorted(names(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The minister will visit Vilnius. Estonia will be the last leg of the minister's tour.",
            ["vilnius*", "estonia*"],
        ),
        ("The envoy flew to Amman. Oman will be his next stop.", ["amman", "oman*"]),
        (
            "He walked from Bath to Norwich. He stopped in several towns including Oxford and Thetford.",
            ["bath", "oxford", "thetford", "norwich"],
        ),
        (
            "The minister visited four cities across France: Lyon in the east, Lille and Amiens in the north, and Nice.",
            ["lyon", "lille", "amiens", "nice"],
        ),
        ("The fleet left Karachi. It conducted port visits to Malta and Cyprus.", ["karachi", "malta", "cyprus"]),
        ("The envoy flew to Rome to discuss issues including developments related to North Korea.", ["rome"]),
        ("The minister arrived in Bremen. A fair, held annually in Hanover, drew him to Germany.", ["bremen"]),
    ],
)
def test_stops_are_ranked_listed_and_told_from_topics(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Minister Ann Berg will visit Oman, Australia and Vietnam. She will open a fair in Sydney and speak in Canberra.",
            ["oman*", "sydney*", "canberra*", "vietnam*"],
        ),
        (
            "Cyclist Tom Price has completed his ride from Edinburgh to Cairo. The trip took him through France and Italy.",
            ["edinburgh", "france", "italy", "cairo"],
        ),
        (
            "A flight from Frankfurt to Lagos was diverted to Dakar on Thursday. It later took off for Lagos.",
            ["frankfurt", "dakar", "lagos*"],
        ),
        (
            "The rower reached Barbados. It is two months since her voyage got under way from La Gomera.",
            ["la-gomera", "barbados"],
        ),
        (
            "Hurricane Nadia slammed into Belize City after raking Honduras. The storm weakened over Guatemala.",
            ["honduras", "belize-city", "guatemala"],
        ),
        ("The train departed from Tallinn's Balti station and reached Tartu.", ["tallinn", "tartu"]),
    ],
)
def test_the_order_follows_the_whole_way(text, expected):
    assert names(text) == expected


def test_a_week_from_sunday_is_the_sunday_after_next():
    text = "The minister left Berlin and will return to Berlin a week from Sunday."
    stops = build_story(Article(text, "en", published=FRIDAY)).stops
    assert stops[-1].arrival == date(2023, 9, 24)


def test_whose_visit_is_built_on_is_not_the_traveller():
    text = (
        "Minister Ann Campbell flew to Seoul. Campbell will travel to Tokyo to build on Foreign Minister Koichiro Gemba's "
        "recent visit to Washington."
    )
    assert names(text) == ["seoul", "tokyo*"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dresden was her starting point on Monday, followed by Cairo, where she met doctors, and Rome.",
            ["dresden", "cairo", "rome"],
        ),
        (
            "The premier on Friday became the first foreign leader in six decades to set foot in Aden.",
            ["aden"],
        ),
        ("The president and his family are to fly on to Rome.", ["rome*"]),
        ("Yemen's president, wounded in a rocket attack, was flown to Doha for surgery.", ["doha"]),
    ],
)
def test_who_travels_and_where_it_begins_is_told_past_what_describes_them(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plane was bound for Rome but landed instead in Cairo on Tuesday.", ["cairo"]),
        ("The convoy set off from Aden on Monday and did not stop until it was in Cairo.", ["aden", "cairo"]),
        (
            "The band cheered a steam engine making her way from Cairo to Aswan. She passed through Luxor on Tuesday.",
            ["cairo", "luxor", "aswan*"],
        ),
        ("The soldiers left Baghdad on Monday. They boarded a jet, which was refuelled in Rome.", ["baghdad", "rome"]),
    ],
)
def test_how_far_a_way_has_come(text, expected):
    assert names(text) == expected
