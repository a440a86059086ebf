"""What an article or a file says is shown as typed, on every page, and runs nowhere."""

from dataclasses import replace

import pytest

from masar.encode import clean_text
from masar.story_folder import save_story
from tests.browser.conftest import ROOT, running_dashboard
from tests.hostile import HOSTILE, hostile_story, sample_payloads

PAGES = {"": ".m-panel", "claims": ".m-table", "article": ".m-article", "places": ".m-table", "about": ".m-prose"}


def corpus_story():
    """Return a story whose claims are a sample of a public payload corpus."""
    story = hostile_story("corpus", "corpus")
    claims = tuple(
        replace(story.claims[0], claim_id=f"c{n}", text_en=p, text_ar=p, quote=p, speaker_en=p, note_en=p, against=())
        for n, p in enumerate(sample_payloads(120))
    )
    return replace(story, claims=claims)


@pytest.fixture(scope="module")
def hostile_dashboard(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stories")
    for name, text in HOSTILE.items():
        save_story(hostile_story(text, name), folder / name)
    save_story(corpus_story(), folder / "corpus")
    save_story(hostile_story("fine", "fine"), folder / "fine")
    with running_dashboard(MASAR_STORIES=str(folder)) as address:
        yield address
    assert not (ROOT / "pwned").exists(), "a template ran on the server"


def visit(page, address, selector):
    page.goto(address)
    page.locator(selector).first.wait_for()
    if selector == ".m-panel":
        page.frame_locator("iframe").locator("[data-masar=drawn]").wait_for()


@pytest.mark.parametrize("name", [*HOSTILE, "corpus"])
def test_text_is_shown_as_typed_and_never_runs(hostile_dashboard, open_page, name):
    page = open_page(f"{hostile_dashboard}/about?story=fine&lang=en")
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    expected = clean_text(HOSTILE.get(name) or sample_payloads(120)[0])
    for path, selector in PAGES.items():
        visit(page, f"{hostile_dashboard}/{path}?story={name}&lang=en&stop=s1", selector)
        ran = [frame.evaluate("typeof window.pwned !== 'undefined'") for frame in page.frames]
        assert ran == [False] * len(ran), path
        if path in ("", "claims"):
            shown = page.locator(".m-what, .m-table td p").all_text_contents()
            assert any(" ".join(expected.split()) == " ".join(text.split()) for text in shown), path
    assert dialogs == []


def test_markers_show_hostile_names_as_typed(hostile_dashboard, open_page):
    page = open_page(f"{hostile_dashboard}/about?story=fine&lang=en")
    visit(page, f"{hostile_dashboard}/?story=template&lang=en", ".m-panel")
    label = page.frame_locator("iframe").locator(".masar-label b").first.text_content()
    assert label.startswith("{{ cycler.__init__.__globals__")
