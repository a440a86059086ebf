"""What stands beside the map says what the story says, in the language asked for."""

from dataclasses import replace
from datetime import date

import pytest

from masar.model import Article
from masar.panels import (
    draw_claims,
    draw_matrix,
    draw_panel,
    find_disputes,
    find_opposed,
    list_days,
    say,
    say_quote,
    say_sentence,
    say_title,
    search_claims,
    stop_on,
)
from masar.story import build_story
from masar.story_folder import load_story
from masar.view import View
from tests.browser.conftest import ROOT
from tests.unit.test_story_folder import TEXT, make_story

FLAGSHIP = load_story(ROOT / "data" / "stories" / "kim-russia-2023")


def ids(claims):
    return [claim.claim_id for claim in claims]


def test_what_has_no_translation_is_shown_in_the_original_and_marked():
    claim = replace(make_story().claims[0], text_ar="")
    said = say(claim, "text", "ar")
    assert (said.text, said.language, said.original) == ("He flew.", "en", True)
    assert "باللغة الأصلية" in draw_panel(replace(make_story(), claims=(claim,)), View("envoy-2024", "ar"))


def test_the_sentence_is_the_articles():
    story = make_story()
    assert say_sentence(story.claims[0], story, "en").text == TEXT
    assert say_sentence(story.claims[0], story, "ar").original
    for claim in FLAGSHIP.claims:
        assert say_sentence(claim, FLAGSHIP, "en").text in FLAGSHIP.article("en").text


def test_quotes_stand_in_both_languages():
    claim = next(c for c in FLAGSHIP.claims if c.claim_id == "c08")
    assert say_quote(claim, FLAGSHIP, "ar").text == "أولوية مطلقة"
    assert say_quote(claim, FLAGSHIP, "en").text == "absolute priority"


def test_washington_stands_against_the_lack_of_confirmation_both_ways():
    opposed = find_opposed(FLAGSHIP)
    assert ids(opposed["c12"]) == ["c02", "c03", "c26"]
    assert ids(opposed["c02"]) == ["c12"]
    (dispute,) = find_disputes(FLAGSHIP, [c for c in FLAGSHIP.claims if c.stop_id == "north-korea"])
    assert ids(dispute) == ["c02", "c03", "c12", "c26"]


def test_the_dispute_shows_at_both_first_stops_and_nowhere_else():
    for stop in FLAGSHIP.stops:
        shown = "m-dispute" in draw_panel(FLAGSHIP, View(FLAGSHIP.story_id, "en", stop.stop_id))
        assert shown == (stop.stop_id in ("north-korea", "vostochny"))


def test_the_days_run_from_the_border_to_the_announcement():
    days = list_days(FLAGSHIP)
    assert [d.date.day if d.date else None for d in days] == [12, 13, 14, 15, None]
    assert [s.stop_id for s in days[-1].stops] == ["vladivostok"]
    assert stop_on(FLAGSHIP, date(2023, 9, 14)) == "vostochny"
    assert stop_on(FLAGSHIP, date(2023, 9, 12)) == "north-korea"


def test_days_far_from_the_journey_do_not_tear_the_strip():
    shuttle = load_story(ROOT / "data" / "stories" / "kissinger-shuttle-1974")
    assert {d.date.year for d in list_days(shuttle) if d.date} == {1974}


def test_claims_are_searched_in_both_languages():
    assert ids(search_claims(FLAGSHIP, FLAGSHIP.claims, "بندقية")) == ["c11"]
    assert ids(search_claims(FLAGSHIP, FLAGSHIP.claims, "RIFLE kremlin")) == ["c11"]
    assert search_claims(FLAGSHIP, FLAGSHIP.claims, "unicorn") == ()


def test_an_impossible_leg_is_warned_of():
    story = make_story()
    stops = (replace(story.stops[0], arrival=date(2024, 3, 4), date_precision="day"), story.stops[1])
    legs = (replace(story.legs[0], mode="foot"),)
    assert "Not possible as dated" in draw_panel(replace(story, stops=stops, legs=legs), View("envoy-2024"))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("TOKYO: The minister left Tokyo for a tour of five countries on Sunday.", "The minister left"),
        ("القاهرة (وكالة) - وصل الوزير إلى القاهرة صباح الاثنين في زيارة تستمر يومين.", "وصل الوزير"),
        ("Kim: 'We shall meet again', he said in Moscow on his way home by train.", "Kim: 'We"),
    ],
)
def test_a_draft_without_a_title_is_known_by_its_first_words_without_the_dateline(text, title):
    story = make_story()
    articles = tuple(replace(article, text=text) for article in story.articles)
    said = say_title(replace(story, title_en="", title_ar="", articles=articles), "en")
    assert said.text.startswith(title)
    assert said.text.endswith("…")


def test_stops_without_a_date_have_a_place_on_the_strip():
    story = build_story(Article("The envoy flew from Riyadh to Aden and will go on to Muscat.", "en"))
    shown = [([stop.name_en for stop in day.stops], day.announced) for day in list_days(story)]
    assert shown == [(["Riyadh", "Aden"], False), (["Muscat"], True)]


def test_what_nobody_says_is_the_articles_own():
    story = build_story(
        Article("The envoy flew from Riyadh to Aden. He said that the talks in Aden would go on.", "en")
    )
    assert "The article itself" in draw_claims(story, story.claims, "en")
    assert "المقال نفسه" in draw_matrix(story, story.claims, "ar")


def test_a_stop_without_claims_says_whether_filters_hide_them():
    story = build_story(Article("The envoy flew from Riyadh to Aden.", "en"))
    assert "No claim is about this stop" in draw_panel(story, View(story.story_id, "en"))
    assert "passes the filters" in draw_panel(story, View(story.story_id, "en", kinds=("denial",)))
