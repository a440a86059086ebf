"""The Export page: what is chosen is previewed, sized and downloaded, in the reader's language, with their filters."""

import json

import pytest

from masar.export import export
from masar.story_folder import load_story
from masar.view import View
from tests.browser.conftest import ROOT

KIM = load_story(ROOT / "data" / "stories" / "kim-russia-2023")


def open_export(open_page, dashboard, query="lang=en", **options):
    page = open_page(f"{dashboard}/export?story=kim-russia-2023&{query}", **options)
    page.locator(".st-key-export-download button").wait_for()
    return page


def choose(page, group, kind=""):
    page.locator(".st-key-export-group").get_by_role("radio", name=group).click()
    if kind:
        page.get_by_role("radiogroup").get_by_text(kind, exact=True).click()
    page.locator(".st-key-export-file").get_by_text("kim-russia-2023").wait_for()


def download(page, name):
    page.locator(".st-key-export-file").get_by_text(name).wait_for()
    with page.expect_download() as waiting:
        page.locator(".st-key-export-download button").click()
    assert waiting.value.suggested_filename == name
    return waiting.value.path().read_bytes()


def test_the_figure_comes_first_with_preview_and_size(open_page, dashboard):
    page = open_export(open_page, dashboard)
    page.locator("[data-testid=stImage] img").wait_for()
    content = download(page, "kim-russia-2023-en.png")
    assert content == export(KIM, "png", preset="a4-landscape", theme="light", scale=2.0)
    assert f"{round(len(content) / 1000)} KB" in page.locator(".st-key-export-file").inner_text()


def test_data_is_shown_from_its_beginning_and_downloaded(open_page, dashboard):
    page = open_export(open_page, dashboard)
    choose(page, "Data", "GeoJSON")
    page.get_by_text("FeatureCollection").wait_for()
    assert download(page, "kim-russia-2023.geojson") == export(KIM, "geojson")


def test_filters_of_the_view_are_taken_along_and_said(open_page, dashboard):
    page = open_export(open_page, dashboard, "lang=en&speaker=TASS")
    assert page.get_by_text("Filters do not apply to this format").is_visible()
    choose(page, "Data", "GeoJSON")
    page.get_by_text("This is a selection: 2 of 26 claims. Said by: TASS.", exact=True).wait_for()
    collection = json.loads(download(page, "kim-russia-2023.geojson"))
    assert sum(len(f["properties"].get("claims", ())) for f in collection["features"]) == 2
    assert collection == json.loads(export(KIM, "geojson", filters=View(KIM.story_id, speakers=("TASS",))))


def test_interactive_page_is_shown_as_it_is_in_arabic(open_page, dashboard):
    page = open_export(open_page, dashboard, "lang=ar")
    page.locator(".st-key-export-group").get_by_role("radio", name="تفاعلي").click()
    frame = page.frame_locator("iframe[srcdoc]")
    frame.locator("[data-masar=drawn]").wait_for()
    assert frame.locator("h1").inner_text() == KIM.title_ar
    assert download(page, "kim-russia-2023-ar.html") == export(KIM, "html", language="ar")
    page.get_by_text("ضعها في صفحة على الويب").click()
    page.get_by_text("<iframe src=").wait_for()
    page.get_by_label("عنوان الصفحة بعد رفعها").fill("javascript:alert(1)")
    page.keyboard.press("Enter")
    page.get_by_text("ليس عنوانا على الويب").wait_for()


def test_brief_shows_its_first_page(open_page, dashboard):
    page = open_export(open_page, dashboard)
    choose(page, "Brief")
    page.get_by_text("The first page").wait_for()
    assert download(page, "kim-russia-2023-brief-en.pdf").startswith(b"%PDF-")


def test_picture_of_the_map_is_taken_when_asked_for(open_page, dashboard):
    page = open_export(open_page, dashboard)
    page.locator(".st-key-export-group").get_by_role("radio", name="Interactive").click()
    page.get_by_role("radiogroup").get_by_text("Picture of the map").click()
    page.get_by_role("button", name="Take the picture").wait_for()
    assert page.locator(".st-key-export-download").count() == 0


@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_a_phone_nothing_runs_over_the_edge(open_page, dashboard, language):
    page = open_export(open_page, dashboard, f"lang={language}", width=390, height=844)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
