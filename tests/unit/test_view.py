"""An address brings back a view; what it cannot give is dropped and reported."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from masar.view import View, filter_claims, read_query, speakers_of, step_stop, write_query
from tests.unit.test_story_folder import make_story

STORY = make_story()
STORIES = {STORY.story_id: STORY, "other": replace(STORY, story_id="other")}
DEFAULT = View(STORY.story_id)


def test_a_view_comes_back_from_its_address():
    view = View("other", "ar", "cairo", ("his office",), ("report", "plan"), date(2024, 3, 4), context=True)
    assert read_query(write_query(view), STORIES, DEFAULT) == (view, ())


def test_an_empty_address_is_the_default():
    assert read_query({}, STORIES, DEFAULT) == (DEFAULT, ())


def test_unknown_story_and_stop_are_reported():
    view, notes = read_query({"story": ["nowhere"], "stop": ["oran"]}, STORIES, DEFAULT)
    assert view == DEFAULT
    assert notes == ("notes.unknown_story", "notes.unknown_stop")


def test_another_story_drops_the_filters_of_the_first():
    before = replace(DEFAULT, stop="cairo", speakers=("his office",), kinds=("plan",))
    assert read_query({"story": ["other"]}, STORIES, before)[0] == View("other")


@given(
    st.dictionaries(
        st.sampled_from(["story", "stop", "lang", "speaker", "kind", "by", "context"]), st.lists(st.text(), max_size=3)
    )
)
def test_any_address_opens_something(query):
    view, _ = read_query(query, STORIES, DEFAULT)
    assert view.story in STORIES
    assert view.language in ("en", "ar")
    assert not view.stop or STORIES[view.story].stop(view.stop)


def test_filters_let_through_what_they_name():
    assert speakers_of(STORY) == ("his office",)
    assert filter_claims(STORY, replace(DEFAULT, speakers=("nobody",))) == ()
    assert filter_claims(STORY, replace(DEFAULT, kinds=("report",))) == STORY.claims
    assert filter_claims(STORY, replace(DEFAULT, known_by=date(2024, 3, 3))) == ()
    assert filter_claims(STORY, replace(DEFAULT, known_by=date(2024, 3, 4))) == STORY.claims


def test_an_undated_claim_is_known_when_the_article_appears():
    story = replace(STORY, claims=(replace(STORY.claims[0], date=None),))
    assert filter_claims(story, replace(DEFAULT, known_by=date(2024, 3, 4))) == ()
    assert filter_claims(story, replace(DEFAULT, known_by=date(2024, 3, 5))) == story.claims


def test_steps_stop_at_the_ends():
    assert [step_stop(STORY, here, 1) for here in ("", "amman", "cairo")] == ["amman", "cairo", "cairo"]
    assert [step_stop(STORY, here, -1) for here in ("", "cairo", "amman")] == ["cairo", "amman", "amman"]
    assert step_stop(replace(STORY, stops=()), "", 1) == ""
