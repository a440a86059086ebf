"""A story that cannot be read is named; the others stay."""

import pytest
from playwright.sync_api import expect

from masar.story_folder import save_story
from tests.browser.conftest import running_dashboard
from tests.unit.test_story_folder import make_story


@pytest.fixture(scope="module")
def mixed_dashboard(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stories")
    save_story(make_story(), folder / "good")
    save_story(make_story(story_id="bad"), folder / "bad")
    stops = folder / "bad" / "stops.csv"
    stops.write_text(stops.read_text("utf-8").replace("30.063", "130.063"), "utf-8")
    (folder / "empty").mkdir()
    with running_dashboard(MASAR_STORIES=str(folder)) as address:
        yield address


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("en", ["“bad” cannot be shown", "stops.csv, row 3, column lat", "130.063", "90 or less"]),
        ("ar", ["bad", "stops.csv", "السطر", "lat", "130.063", "أو أقل"]),
    ],
)
def test_broken_story_is_named_and_the_good_one_shown(mixed_dashboard, open_page, language, parts):
    page = open_page(f"{mixed_dashboard}/?lang={language}")
    for part in parts:
        expect(page.locator(".m-error", has_text="stops.csv")).to_contain_text(part)
    expect(page.locator(".m-error", has_text="datapackage.json")).to_be_visible()
    expect(page.locator(".m-stop")).to_have_count(2)


def test_a_server_without_stories_says_so(tmp_path, open_page):
    with running_dashboard(MASAR_STORIES=str(tmp_path)) as address:
        page = open_page(f"{address}/?lang=en")
        expect(page.get_by_text("There is no story to show")).to_be_visible()
