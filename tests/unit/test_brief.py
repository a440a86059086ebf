"""The brief: what its pages say, in both languages, whatever the story holds."""

import io
import re
from dataclasses import replace
from functools import cache

import pymupdf
import pypdf
import pytest

from masar.brief import write_brief
from masar.brief_content import brief_content, five_lines, printable
from masar.errors import ExportError
from masar.i18n import FSI, PDI
from masar.measures import measure_journey
from masar.pdf_letters import has_signs, read_widths, separate_letters
from masar.story_folder import load_story
from tests.unit.print_stories import SIGNS, STORIES, arabic_words, claim, forty_stops, hostile, kim, two_stops


@cache
def brief(language):
    return write_brief(kim(), language=language)


@cache
def pages(language):
    return [page.get_text() for page in pymupdf.open(stream=brief(language))]


def flat(texts):
    return re.sub(r"\s+", " ", " ".join(texts))


def words_of(text):
    return set(re.findall(r"[\u0621-\u064a]+", text.translate(SIGNS)))


def test_english_brief_reads_in_order_title_lines_stops_disputes_legs_method_sources():
    text = flat(pages("en"))
    parts = [
        "Kim visits Russia's aircraft-making city", "The journey in five lines", "Stop by stop", "Beyond the stops",
        "Disputed and unconfirmed", "Legs and distances", "Method", "What is inferred", "Sources and licences",
    ]  # fmt: skip
    at = [text.index(part) for part in parts]
    assert at == sorted(at)


def test_page_one_holds_the_figure_and_the_five_lines_and_no_claims():
    first = flat(pages("en")[:1])
    for words in ("Vostochny Cosmodrome", "Vladivostok", "Travelled, line inferred", "Whose journey: Kim Jong-un"):
        assert words in first
    assert "4,128 km along the line drawn, of which 995 km only announced" in first
    assert "4 of the claims are disputed or unconfirmed; 3 lines on the map are inferred." in first
    assert "Stop by stop" not in first


def test_journey_is_told_in_five_lines_in_both_languages():
    for language in ("en", "ar"):
        assert len(five_lines(kim(), measure_journey(kim()), language)) == 5


def test_every_claim_stands_with_its_speaker_its_chain_and_its_date():
    text = flat(pages("en"))
    for found in kim().claims:
        assert found.text_en in text
        assert found.speaker_en in text
        assert found.note_en in text
    assert "“absolute priority” · Kim Jong-un · reported by AFP · 13 September 2023" in text
    assert "Moscow · reported by Russian news agencies" in text
    assert "German Council on Foreign Relations · reported by AFP · week of 4 September 2023" in text


def test_claims_follow_their_stops_in_travel_order():
    text = flat(pages("en")[1:])
    at = [text.index(words) for words in ("Kim entered Russia on Tuesday", "Putin and Kim met", "Kim arrived by train")]
    assert at == sorted(at)
    assert text.index("About Tehran") < text.index("Moscow had turned to Tehran")


def test_disputed_claims_stand_side_by_side():
    document = pymupdf.open(stream=brief("en"))
    page = next(p for p in document if "Against it, or unconfirmed" in p.get_text())
    said = page.search_for("Washington suspects that Moscow")[0]
    answer = page.search_for("Nothing official has been said")[0]
    assert abs(said.y0 - answer.y0) < 3
    assert answer.x0 > page.rect.width / 2 > said.x0


def test_disputed_claims_stand_side_by_side_from_the_right_in_arabic():
    content = brief_content(kim(), "ar")
    (dispute,) = content["disputes"]
    assert [c["id"] for c in dispute["said"]] == ["c02", "c03", "c26"]
    assert [c["id"] for c in dispute["against"]] == ["c12"]
    document = pymupdf.open(stream=brief("ar"))
    page, said = next((p, p.search_for("c26")[-1]) for p in document if len(p.search_for("c26")) > 1)
    assert said.x0 > page.rect.width / 2 > page.search_for("c12")[0].x0


def test_claims_against_each_other_without_an_answer_are_still_two_sides():
    claims = (claim("c1", against=("c2",)), claim("c2", speaker_en="B"))
    story = replace(two_stops((10, 10), (12, 12)), claims=claims)
    (dispute,) = brief_content(story, "en")["disputes"]
    assert [[c["id"] for c in side] for side in (dispute["said"], dispute["against"])] == [["c1"], ["c2"]]


def test_table_of_legs_gives_the_lengths_that_are_measured():
    content, measures = brief_content(kim(), "en"), measure_journey(kim())
    assert [row[4] for row in content["legs"]] == [f"{leg.geodesic_km:,.0f}" for leg in measures.legs]
    assert [row[5] for row in content["legs"]] == [f"{leg.route_km:,.0f}" for leg in measures.legs]
    text = flat(pages("en"))
    assert f"{measures.geodesic_km:,.0f} {measures.route_km:,.0f}" in text
    assert "2 Komsomolsk-on-Amur to 3 Vladivostok train announced inferred" in text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_are_numbered_and_headed(language):
    for number, text in enumerate(pages(language), start=1):
        if language == "en":
            assert f"Page {number} of {len(pages(language))}" in flat([text])
            assert ("Masar brief" in text) == (number > 1)
        else:
            assert re.search(rf"صفحة ?{number} ?من ?{len(pages(language))}", flat([text]))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_fonts_are_embedded_and_the_document_is_tagged_in_its_language(language):
    reader = pypdf.PdfReader(io.BytesIO(brief(language)), strict=True)
    assert len(reader.pages) == len(pages(language)) >= 4
    root = reader.trailer["/Root"]
    assert root["/Lang"].startswith(language)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/Direction"] == ("/R2L" if language == "ar" else "/L2R")
    fonts = [f.get_object() for page in reader.pages for f in page["/Resources"].get("/Font", {}).values()]
    assert fonts
    for font in fonts:
        assert "/FontFile2" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert "/ToUnicode" in font


def test_figure_in_the_brief_has_a_description():
    assert "Map of a route with 4 stops".encode("utf-16-be") in brief("en") or b"Map of a route with 4 stops" in brief(
        "en"
    )


def test_every_arabic_word_of_the_claims_is_found_letter_by_letter():
    said = set(arabic_words(brief("ar")))
    for found in kim().claims:
        wanted = words_of(f"{found.text_ar} {found.speaker_ar} {found.note_ar} {found.quote}")
        assert wanted <= said, sorted(wanted - said)


def test_mixed_text_keeps_latin_names_and_numbers_whole_in_arabic():
    story = kim()
    first = replace(story.claims[0], text_ar="وصل إلى مصنع Su-57 بعد 1,234 km مع شركة Yuri Gagarin (KnAAZ).")
    story = replace(story, claims=(first, *story.claims[1:]))
    page = next(p for p in pymupdf.open(stream=write_brief(story, language="ar")) if p.search_for("Gagarin"))
    words = {w[4].strip("().،"): w for w in page.get_text("words")}
    assert {"Su-57", "Gagarin", "KnAAZ", "1,234"} <= set(words)
    assert words["Yuri"][0] < words["Gagarin"][0]  # Latin words run from the left among themselves
    assert words["Su-57"][0] > words["Gagarin"][0]  # and the sentence from the right


def test_arabic_letter_with_a_sign_is_one_letter_when_copied():
    words = arabic_words(brief("ar"))
    assert "وضعت" in words
    assert "ووضعت" not in words


def test_story_without_signs_needs_no_change_to_its_letters():
    assert not has_signs("رسميا")
    assert has_signs("رسمياً")
    assert separate_letters(b"%PDF-1.7 no table here") == b"%PDF-1.7 no table here"


def test_widths_of_a_font_are_read_in_both_notations():
    assert read_widths(b"0 0 472 1 [514 0 7.5] 9 10 0") == {0: 472, 1: 514, 2: 0, 3: 7.5, 9: 0, 10: 0}


def test_isolated_values_become_boxes_of_their_own_direction():
    assert printable(f"قال {FSI}AFP{PDI} ثم {FSI}أمس{PDI}") == [
        "قال ", {"isolated": "AFP", "rtl": False}, " ثم ", {"isolated": "أمس", "rtl": True},
    ]  # fmt: skip
    assert printable(f"{PDI}x") == "x"
    assert FSI not in printable(f"{FSI}{'long ' * 30}{PDI}")[0]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_hostile_story_yields_only_text_that_stays_on_the_page(language):
    document = pymupdf.open(stream=write_brief(hostile(), language=language))
    text = flat(page.get_text() for page in document)
    for words in ("<script>alert(1)</script>", "{{ 7*7 }}", '#eval("1+1")', "$x^2$", "*bold*"):
        assert words in text
    assert "root:" not in text
    assert not re.search("[\x00\x07\x1b\u202e\ud800-\udfff]", text)
    for page in document:
        assert not page.get_links()
        for left, _, right, _, word, *_ in page.get_text("words"):
            assert left > -1, word[:20]
            assert right < page.rect.width + 1, word[:20]


@pytest.mark.parametrize("name", ["kissinger-shuttle-1974", "forty"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_other_stories_make_a_brief_too(name, language):
    story = forty_stops() if name == "forty" else load_story(STORIES / name)
    content = write_brief(story, language=language)
    document = pymupdf.open(stream=content)
    said = (
        set(arabic_words(content))
        if language == "ar"
        else set(re.split(r"[\s-]", flat(p.get_text() for p in document)))
    )
    for stop in story.stops:
        words = words_of(stop.name_ar) if language == "ar" else set(re.split(r"[\s-]", stop.name_en))
        assert words <= said, words - said


def test_words_in_a_script_without_a_font_are_left_open():
    story = replace(
        kim(), claims=(claim("c1", stop_id="north-korea", text_en="He said 안녕하세요 twice.", quote="러시아"),)
    )
    pdf = write_brief(story)
    text = flat(page.get_text() for page in pymupdf.open(stream=pdf))
    assert "He said […] twice." in text
    fonts = {font[3] for page in pymupdf.open(stream=pdf) for font in page.get_fonts()}
    assert not [name for name in fonts if "LastResort" in name]


def test_story_of_two_bare_stops_says_what_is_not_known():
    text = flat(page.get_text() for page in pymupdf.open(stream=write_brief(two_stops((10, 10), (12, 12)))))
    assert "Whose journey: not named, as reported by not named." in text
    assert "No claim in the report is about this stop." in text
    assert "Nothing: every stop and every line is stated in the report." in text


def test_leg_through_an_unknown_place_has_no_length_but_the_brief_stands():
    story = kim()
    story = replace(story, legs=(replace(story.legs[0], via=("nowhere",)), *story.legs[1:]))
    assert brief_content(story, "en")["legs"][0][5] == "not known"


def test_story_without_stops_and_bad_options_are_refused():
    with pytest.raises(ExportError, match="no stop"):
        write_brief(replace(kim(), stops=(), legs=()))
    with pytest.raises(ExportError, match="language"):
        write_brief(kim(), language="fr")
    with pytest.raises(ExportError, match="theme"):
        write_brief(kim(), theme="dark")
