"""The whole round: paste an article, correct a wrong pin, keep the story, open it again."""

import json
import re
import zipfile

import pytest
from playwright.sync_api import expect

from masar.desk import unpack
from tests.browser.conftest import ROOT
from tests.browser.test_dashboard import map_frame

ARTICLE = (ROOT / "data/stories/kim-russia-2023/article.ar.txt").read_text("utf-8")


def build(page, text):
    page.get_by_label("Text of the article").fill(text)
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Build the story").click()
    page.get_by_role("button", name="Download the story file").wait_for()


def download(page):
    with page.expect_download() as kept:
        page.get_by_role("button", name="Download the story file").click()
    return kept.value.path()


def test_the_whole_round(dashboard, open_page, tmp_path):
    page = open_page(f"{dashboard}/new?lang=en")
    build(page, ARTICLE)
    labels = map_frame(page).locator(".masar-label b")
    expect(labels).to_have_text(["North Korea", "Vostochny Cosmodrome", "Komsomolsk-on-Amur", "Vladivostok"])

    doubt = page.locator("[class*=st-key-doubt-]", has_text="فلاديفوستوك")
    doubt.get_by_label("Latitude").fill("43.2")
    page.keyboard.press("Enter")
    doubt.get_by_role("button", name="Apply").click()
    expect(page.get_by_text("1 correction")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Undo")).click()
    expect(page.get_by_text("0 corrections")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Redo")).click()
    expect(page.get_by_text("1 correction")).to_be_visible()

    file = tmp_path / "story.masar.zip"
    file.write_bytes(download(page).read_bytes())
    story, corrections = unpack(file.read_bytes())
    assert [stop.lat for stop in story.stops if stop.name_en == "Vladivostok"] == [43.2]
    assert len(corrections) == 1
    with zipfile.ZipFile(file) as archive:
        patch = next(name for name in archive.namelist() if name.endswith("corrections.json"))
        assert json.loads(archive.read(patch))["corrections"][0]["values"]["lat"] == "43.2"

    again = open_page(f"{dashboard}/new?lang=en")
    again.get_by_text("Open a story file").click()
    again.locator("input[type=file]").set_input_files(file)
    again.get_by_role("button", name="Download the story file").wait_for()
    assert unpack(download(again).read_bytes()) == (story, corrections)
    again.get_by_role("button", name="Show on the map page").click()
    expect(again.locator(".m-panel .m-stop")).to_have_count(4)
    again.get_by_role("link", name="Claims").click()
    expect(again.locator(".m-table tbody tr")).to_have_count(len(story.claims))


def test_a_draft_survives_pages_and_language(dashboard, open_page):
    page = open_page(f"{dashboard}/new?lang=en")
    build(page, ARTICLE)
    page.get_by_role("link", name="Article").click()
    page.locator(".m-article").wait_for()
    page.get_by_text("العربية", exact=True).first.click()
    page.get_by_role("link", name="قصة جديدة").click()
    expect(page.get_by_role("button", name="نزّل ملف القصة")).to_be_visible()
    expect(map_frame(page).locator(".masar-label b").nth(3)).to_have_text("فلاديفوستوك")
    expect(page.get_by_text("لا تصحيحات")).to_be_visible()  # looking changes nothing


def test_what_is_chosen_is_renamed_with_the_language(dashboard, open_page):
    page = open_page(f"{dashboard}/new?lang=en")
    build(page, ARTICLE)
    page.get_by_text("العربية", exact=True).first.click()
    expect(page.locator("[class*=st-key-doubt-0] input").first).to_have_value(re.compile("واشنطن، الولايات المتحدة"))
    page.get_by_text("المحطات", exact=True).click()
    expect(page.locator(".stDataFrame")).to_be_visible()
    expect(page.locator(".st-key-reshape input")).to_have_value("0 · كوريا الشمالية")
    expect(page.locator(".stException")).to_have_count(0)


def test_a_text_without_a_journey_says_so(dashboard, open_page):
    page = open_page(f"{dashboard}/new?lang=en")
    build(page, "The central bank kept interest rates unchanged on Thursday, saying inflation was slowing as expected.")
    expect(page.get_by_text("This article tells of no journey")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"   \n ", "text"),
        ("story.zip.txt", b"PK\x03\x04 not a text \x00\x01\x02", ""),
        ("scan.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>", ""),
    ],
)
def test_bad_files_are_refused_with_a_message(dashboard, open_page, name, content, said):
    page = open_page(f"{dashboard}/new?lang=en")
    page.get_by_text("Open a file", exact=True).click()
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/plain", "buffer": content})
    expect(page.locator(".m-error")).to_contain_text(said)
    assert page.locator("[data-testid=stFormSubmitButton]").count() == 0


def test_a_dragged_marker_moves_its_stop_and_unsaved_work_is_not_left_silently(dashboard, open_page):
    page = open_page(f"{dashboard}/new?lang=en", height=1200)
    build(page, ARTICLE)
    frame = map_frame(page)
    expect(page.get_by_text("0 corrections")).to_be_visible()
    box = frame.locator(".masar-stop").nth(3).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 20, y - 20, steps=4)
    page.mouse.move(x + 60, y - 40, steps=4)
    page.mouse.up()
    expect(page.get_by_text("1 correction")).to_be_visible()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("about:blank")
    assert asked == ["beforeunload"]
