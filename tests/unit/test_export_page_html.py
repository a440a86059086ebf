"""The interactive page as a file: small, closed, the same twice, and story text in it is only text."""

import html
import re
import zlib
from base64 import b64decode
from functools import cache
from html.parser import HTMLParser

import pytest

import masar.page_html
from masar.encode import clean_text
from masar.export import export
from masar.page_assets import page_scripts
from masar.story_folder import load_story
from masar.view import View
from tests.browser.conftest import ROOT
from tests.hostile import HOSTILE, hostile_story, sample_payloads
from tests.unit.print_stories import long_story

STORIES = {name: load_story(ROOT / "data" / "stories" / name) for name in ("kim-russia-2023", "kissinger-shuttle-1974")}
KIM = STORIES["kim-russia-2023"]


class Page(HTMLParser):
    """Elements with their attributes' names, and the text between scripts and styles."""

    def __init__(self, content):
        super().__init__()
        self.elements, self.links, self.ids, self.words, self._inside = [], [], [], [], ""
        self.feed(content.decode())

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, sorted(name for name, _ in attrs)))
        found = dict(attrs)
        self.links += [found[name] for name in ("href", "src", "srcset", "action", "data") if name in found]
        self._inside = tag if tag in ("script", "style") else ""

    def handle_endtag(self, tag):
        self._inside = ""

    def handle_data(self, data):
        if not self._inside:
            self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_page_is_one_small_file_with_both_languages(story, language):
    content = export(story, "html", language=language)
    assert len(content) < 3_000_000
    assert content.decode().lstrip().startswith("<!DOCTYPE html>")
    page = Page(content)
    for words in (story.title_en, story.title_ar, story.claims[0].text_en, story.claims[0].text_ar):
        assert " ".join(words.split()) in page.text


def unpack(content):
    """Return the markup that a packed page carries."""
    return zlib.decompress(b64decode(re.search(rb"data-packed>([A-Za-z0-9+/=]+)</script>", content)[1]))


@cache
def long_page(language):
    return export(long_story(), "html", language=language)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_page_of_forty_stops_and_two_thousand_claims_is_under_the_limit_and_lacks_nothing(language):
    content, story = long_page(language), long_story()
    assert len(content) < 3_000_000
    text = Page(unpack(content)).text
    for code, article in zip(("en", "ar"), story.articles, strict=True):
        for claim in story.claims:
            span = (claim.start, claim.end) if code == "en" else (claim.translation_start, claim.translation_end)
            assert article.text[slice(*span)] in text
            assert getattr(claim, f"text_{code}").strip() in text
    assert "JavaScript" in Page(content).text


def test_long_page_is_the_same_twice():
    assert export(long_story(), "html") == long_page("en")


@pytest.mark.parametrize("story", [KIM, hostile_story(HOSTILE["close"])], ids=["kim", "hostile"])
def test_packed_page_holds_what_the_plain_one_shows(story, monkeypatch):
    plain = Page(export(story, "html"))
    monkeypatch.setattr(masar.page_html, "_LARGEST_PLAIN", 0)
    content = export(story, "html")
    packed = Page(unpack(content))
    for tag, attributes in packed.elements:
        assert (tag, attributes) in plain.elements
    assert packed.text in plain.text
    assert packed.links == plain.links
    assert Page(content).links == []


def test_page_is_the_same_twice():
    assert export(KIM, "html") == export(KIM, "html")


def test_page_asks_for_nothing():
    page = Page(export(KIM, "html"))
    assert all(link.startswith(("#", "https://")) for link in page.links)
    assert [tag for tag, _ in page.elements if tag in ("link", "img", "iframe", "object", "base", "form")] == []
    styles = "".join(re.findall(r"<style>(.*?)</style>", export(KIM, "html").decode(), re.DOTALL))
    assert all(
        address.startswith("data:font/woff2") or address in ("none", "#default#VML")
        for address in re.findall(r"url\(([^)]*)\)", styles)
    )
    assert "@import" not in styles


def test_policy_names_every_script_and_lets_nothing_be_fetched():
    content = export(KIM, "html").decode()
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]+)"', content)[1])
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-eval" not in policy
    assert policy.count("sha256-") == len(re.findall("<script>", content)) == len(page_scripts(frozenset({"KP", "RU"})))


def test_no_script_of_ours_can_be_ended_by_its_own_text():
    for script in page_scripts(frozenset({"RU"})):
        assert not re.search(r"</script|<!--", script, re.IGNORECASE)


@pytest.mark.parametrize("name", [*HOSTILE, "corpus"])
def test_hostile_text_is_only_text(name):
    payload = HOSTILE.get(name) or " ".join(sample_payloads(60))
    page, plain = Page(export(hostile_story(payload), "html")), Page(export(hostile_story("plain"), "html"))
    assert page.elements == plain.elements
    assert page.links == plain.links
    assert " ".join(clean_text(payload).split()) in page.text


def test_links_of_the_dashboard_lead_within_the_page():
    links = [link for link in Page(export(KIM, "html")).links if link.startswith("#")]
    assert "#stop-komsomolsk" in links
    assert not [link for link in Page(export(KIM, "html")).links if link.startswith("./")]


def test_filters_are_applied_and_said():
    page = Page(export(KIM, "html", filters=View(KIM.story_id, speakers=("TASS",))))
    assert "This is a selection: 2 of 26 claims. Said by: TASS." in page.text
    assert "Degtyaryov" not in page.text
    assert "15 Sep 2 claims" in page.text  # the strip of days counts what is here
    assert "This is a selection" not in Page(export(KIM, "html")).text


def test_context_places_come_only_when_asked_for():
    assert b'"sign":"context"' not in export(KIM, "html")
    assert b'"sign":"context"' in export(KIM, "html", show_context=True)
