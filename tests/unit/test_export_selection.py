"""A file made with filters says so itself: how many claims it holds, and which filters chose them."""

import io
import json
import re
from dataclasses import replace
from datetime import date

import openpyxl
import pymupdf
import pytest

from masar.brief import write_brief
from masar.brief_content import brief_content
from masar.export import export
from masar.export.selection import describe_selection
from masar.i18n import FSI, PDI
from masar.view import View
from tests.hostile import HOSTILE, hostile_story
from tests.unit.print_stories import arabic_words, kim

KIM = kim()
TASS = View(KIM.story_id, speakers=("TASS",))
SENTENCE = "This is a selection: 2 of 26 claims. Said by: TASS."


def plain(text):
    return text.replace(FSI, "").replace(PDI, "")


@pytest.mark.parametrize(
    ("filters", "english", "arabic"),
    [
        ({"speakers": ("TASS",)}, SENTENCE, "هذه مختارات: 2 من أصل 26 قولا. القائل: وكالة تاس."),
        (
            {"kinds": ("accusation", "plan"), "known_by": date(2023, 9, 14)},
            "This is a selection: 1 of 26 claims. Kind: accusation, plan. Known by 14 September 2023.",
            "هذه مختارات: 1 من أصل 26 قولا. النوع: اتهام، خطة معلنة. ما عُرف حتى 14 سبتمبر 2023.",
        ),
    ],
)
def test_sentence_counts_the_claims_and_names_the_filters(filters, english, arabic):
    view = View(KIM.story_id, **filters)
    assert plain(describe_selection(KIM, view, "en")) == english
    assert plain(describe_selection(KIM, view, "ar")) == arabic


def test_filters_that_leave_everything_are_not_mentioned():
    assert describe_selection(KIM, None, "en") == ""
    assert describe_selection(KIM, View(KIM.story_id, known_by=date(2030, 1, 1)), "en") == ""


def test_many_and_long_names_are_cut():
    claims = tuple(replace(c, speaker_en=f"{i} {'W' * 10_000}") for i, c in enumerate(KIM.claims))
    story = replace(KIM, claims=claims)
    view = View(story.story_id, speakers=tuple(c.speaker_en for c in claims[:9]))
    said = describe_selection(story, view, "en")
    assert said.endswith("…, and 4 more.")
    assert len(said) < 500


def test_a_hostile_name_closes_no_isolate_of_the_sentence():
    story = hostile_story("a\u2069b\u202ec")
    story = replace(story, claims=(*story.claims, replace(story.claims[0], claim_id="c9", speaker_en="other")))
    said = describe_selection(story, View("x", speakers=("a\u2069b\u202ec",)), "ar")
    assert said.count("\u2068") == said.count("\u2069")
    assert "\u202e" not in said


def test_brief_says_it_on_page_one_and_claims_nothing_of_the_whole():
    document = pymupdf.open(stream=write_brief(KIM, filters=TASS))
    pages = [re.sub(r"\s+", " ", page.get_text()) for page in document]
    assert SENTENCE in pages[0]
    assert "Who says so: 26 claims, made by 12 speakers." in pages[0]
    assert "Masar brief, a selection of the claims" in pages[1]
    rest = " ".join(pages[1:])
    assert "Yuri Gagarin plant" in rest
    assert "Degtyaryov" not in rest
    assert "No claim of this selection is about this stop." in rest
    assert "No claim in the report" not in rest


def test_arabic_brief_says_it_too():
    words = arabic_words(write_brief(KIM, language="ar", filters=TASS))
    assert {"مختارات", "قولا", "تاس"} <= set(words)
    assert "مختارات" not in arabic_words(write_brief(KIM, language="ar"))


def test_brief_of_everything_says_nothing_of_a_selection():
    assert brief_content(KIM, "en")["selection"] == ""
    assert brief_content(KIM, "en", View(KIM.story_id))["labels"]["running"] == "Masar brief"


@pytest.mark.parametrize("kind", ["html", "kml", "gpx"])
def test_texts_say_it(kind):
    assert SENTENCE in export(KIM, kind, filters=TASS).decode()
    assert "This is a selection" not in export(KIM, kind, filters=View(KIM.story_id)).decode()
    assert "مختارات" in export(KIM, kind, language="ar", filters=TASS).decode()


def test_geojson_and_workbook_say_it():
    about = json.loads(export(KIM, "geojson", filters=TASS))["story"]
    assert about["selection"]["en"] == SENTENCE
    assert "selection" not in json.loads(export(KIM, "geojson"))["story"]
    book = openpyxl.load_workbook(io.BytesIO(export(KIM, "xlsx", filters=TASS)))
    assert SENTENCE in [cell.value for (cell,) in book["About"].iter_rows()]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_of_filters_are_only_text(name):
    story = hostile_story(HOSTILE[name])
    story = replace(
        story, claims=(*story.claims, replace(story.claims[0], claim_id="c9", speaker_en="other", against=()))
    )
    view = View("hostile", speakers=(HOSTILE[name],))
    for kind in ("html", "kml", "gpx", "geojson", "xlsx", "brief"):
        assert export(story, kind, filters=view)
    page = export(story, "html", filters=view).decode()
    assert "<script>window.pwned" not in page
    assert "This is a selection: 3 of 4 claims." in page
