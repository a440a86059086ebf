"""The one encoder for text that reaches folium."""

import html
import unicodedata

import folium
import pytest
from branca.element import Element
from hypothesis import given
from hypothesis import strategies as st

from masar.encode import encode_text

TEMPLATES = ["{{ 7 * 7 }}", "{% for x in y %}", "{# hidden #}", "{{'map_div'}}", "${alert(1)}", "`", "\\", "</script>"]


@pytest.mark.parametrize(
    "text",
    [
        "Komsomolsk-on-Amur", "كومسومولسك-نا-أموري", "Комсомольск-на-Амуре", "<b>bold</b>", "Smith & Sons", 'the "Grad"',
        "it's", "C:\\new\\table", "map_div2 alert(coords); drawnItems_draw_control_div_1", "می‌خواهم", "👩‍🚀", *TEMPLATES,
    ],
)  # fmt: skip
def test_text_reads_as_typed_once_decoded(text):
    assert html.unescape(encode_text(text)) == text


@pytest.mark.parametrize("character", list("\\`${}<>\"'&_()"))
def test_nothing_that_a_template_a_script_or_html_reads_is_left(character):
    encoded = encode_text(f"a{character}b")
    assert character not in encoded.replace("&#", "").replace("&", "", encoded.count("&lt;") + 9)
    assert html.unescape(encoded) == f"a{character}b"


@pytest.mark.parametrize("text", TEMPLATES)
def test_a_second_template_run_changes_nothing(text):
    encoded = encode_text(text)
    assert Element(encoded).render() == encoded


def test_folium_shows_a_template_as_typed():
    drawn = folium.Map(tiles=None)
    folium.Marker([0, 0], popup=encode_text("{{ 7777 * 7777 }}"), tooltip=encode_text("`{{ 7777 * 7777 }}")).add_to(
        drawn
    )
    page = drawn.get_root().render()
    assert str(7777 * 7777) not in page
    assert page.count("&#123;&#123; 7777 * 7777 &#125;&#125;") == 2


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("a\x00b", "ab"),
        ("a\x1b[31mb", "a[31mb"),
        ("a\ud800b", "ab"),
        ("a\udfffb\udc00", "ab"),
        ("photo\u202egnp.exe", "photognp.exe"),
        ("\u202aa\u202bb\u202cc\u202dd", "abcd"),
        ("a\ufeffb\ufffec", "abc"),
        ("two\nlines\r\nthree\u2028four", "two lines three four"),
    ],
)
def test_what_cannot_be_seen_is_left_out(typed, seen):
    assert encode_text(typed) == seen


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\u2068Su-57\u2069 و\u2068Su-35\u2069", "\u2068Su-57\u2069 و\u2068Su-35\u2069"),
        ("\u2067open", "open"),
        ("closed\u2069", "closed"),
        ("\u2069\u2068\u2067a\u2069", "\u2067a\u2069"),
    ],
)
def test_isolates_stay_only_in_pairs(typed, kept):
    assert encode_text(typed) == kept


def test_letters_that_join_and_direction_marks_stay():
    assert encode_text("می\u200cخواهم\u200f!\u200e") == "می\u200cخواهم\u200f!\u200e"


@given(st.text(alphabet=st.characters(categories=None)))
def test_any_text_becomes_plain_characters_and_entities(text):
    encoded = encode_text(text)
    encoded.encode("utf-8")
    assert not set("\\`${}<>\"'_()") & set(encoded)
    assert Element(encoded).render() == encoded
    seen = html.unescape(encoded)
    assert not [c for c in seen if unicodedata.category(c) in ("Cc", "Cs")]
    assert encode_text(seen) == encoded
