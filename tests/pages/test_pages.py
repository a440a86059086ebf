"""Every page runs, in both languages, for both stories, without a browser."""

import gc

import pytest
from streamlit.testing.v1 import AppTest

from masar.desk import corrected_story
from pages import common
from tests.browser.conftest import ROOT

STORIES = ("kim-russia-2023", "kissinger-shuttle-1974")


def run(page="map", **query):
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    if page != "map":
        app.switch_page(f"pages/{page}.py").run()
    assert not app.exception, app.exception
    return app


def shown(app):
    return "\n".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("page", ["map", "claims", "article", "places", "about"])
def test_page_runs(page, story, language):
    app = run(page, story=story, lang=language)
    assert f'lang="{language}"' in shown(app)


def test_the_flagship_opens_first():
    app = run()
    assert app.session_state["view"].story == "kim-russia-2023"
    assert "Komsomolsk-on-Amur" in shown(app)


def test_the_address_chooses_stop_and_filters():
    app = run(story="kim-russia-2023", stop="komsomolsk", speaker="TASS", lang="en")
    assert shown(app).count('class="m-claim ') == 2
    assert 'id="stop-vostochny"' not in shown(app)


def test_an_address_with_nonsense_is_survived():
    app = run(story="<script>", stop="{{7*7}}", lang="xx", by="yesterday", kind="bogus", speaker="nobody")
    assert app.session_state["view"].story == "kim-russia-2023"
    assert any("story that is not here" in info.value for info in app.info)


def test_next_and_previous_walk_the_stops():
    app = run(lang="en")
    for expected in ("north-korea", "vostochny", "komsomolsk", "vladivostok"):
        app.button(key="next").click().run()
        assert app.session_state["view"].stop == expected
    assert app.button(key="next").disabled
    app.button(key="previous").click().run()
    assert app.session_state["view"].stop == "komsomolsk"
    app.button(key="whole").click().run()
    assert app.session_state["view"].stop == ""


def test_another_story_drops_what_belonged_to_the_first():
    app = run(story="kim-russia-2023", stop="komsomolsk", speaker="TASS")
    app.selectbox(key="story").select("kissinger-shuttle-1974").run()
    view = app.session_state["view"]
    assert (view.story, view.stop, view.speakers) == ("kissinger-shuttle-1974", "", ())


def test_search_and_order_of_claims():
    app = run("claims", story="kim-russia-2023", lang="en")
    app.text_input(key="words").input("Degtyaryov").run()
    assert shown(app).count("<tr class=") == 1
    app.text_input(key="words").input("").run()
    app.selectbox(key="order").select("date").run()
    assert shown(app).index("Kim visited") < shown(app).index("Kim entered Russia")


def test_title_and_traveller_of_a_draft_are_changed_and_the_change_undone():
    app = run(page="new", lang="en")
    app.text_area(key="pasted").set_value("The envoy left Cairo on Monday and arrived in Amman on Tuesday.").run()
    next(button for button in app.button if button.label == "Build the story").click().run()
    before = corrected_story(app.session_state["desk"])[0].traveller
    app.text_input(key="traveller-0").set_value("An envoy")
    app.text_input(key="title_en-0").set_value("From Cairo to Amman")
    next(button for button in app.button if button.label == "Apply").click().run()
    assert not app.exception, app.exception
    assert "From Cairo to Amman" in shown(app)
    story, _ = corrected_story(app.session_state["desk"])
    assert (story.traveller, story.title_en) == ("An envoy", "From Cairo to Amman")
    app.button(key="undo").click().run()
    assert corrected_story(app.session_state["desk"])[0].traveller == before


def test_what_is_loaded_is_kept_out_of_the_collection_after_each_run():
    gc.unfreeze()
    common.spare_collector.clear()
    run(lang="en")
    assert gc.get_freeze_count() > 10_000
    gc.unfreeze()
