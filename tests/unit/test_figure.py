"""The print figure: what it says and where, in every format, language and preset."""

import io
import re
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pymupdf
import pypdf
import pytest
from geopy.distance import geodesic
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from masar.errors import ExportError
from masar.figure import PRESETS, THEME_NAMES, compose_figure, draw_figure
from masar.figure.page import SHEETS
from masar.figure.pdf_letters import share_letters
from masar.figure.projection import Centre, join_points, project, project_globe, unproject
from masar.figure.route import lane_offsets, trace_legs
from masar.figure.route_map import plan_map
from masar.figure.stops import MapText
from masar.figure.text import clean_text, measure, shorten, text_direction, wrap
from masar.figure.theme import THEMES
from masar.figure.view import fit_view, make_scale_bar
from masar.labels import Box
from masar.story_folder import load_story
from tests.unit.print_stories import SIGNS, STORIES, arabic_words, crowded_stops, forty_stops, hostile, kim, two_stops

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
ON_MAP = {"stop", "leg", "context", "country", "scale", "number"}
BUNDLED = sorted(path.name for path in STORIES.iterdir() if path.is_dir())


def story_named(name):
    return {"forty": forty_stops, "hostile": hostile}.get(name, lambda: load_story(STORIES / name))()


@cache
def composed(name, language, preset):
    return compose_figure(story_named(name), language=language, preset=preset, show_context=True)


def labels_on_map(scene):
    """Return the boxes of the texts on the map, those of one label apart."""
    return [
        (f"{line.kind} {line.key}", line.box)
        for line in scene.lines
        if line.kind in ON_MAP and scene.map_frame.contains(Box(*line.box.centre, *line.box.centre))
    ]


def svg_texts(svg):
    root = ET.fromstring(svg)
    return root, list(root.iter("{http://www.w3.org/2000/svg}text"))


# --- labels -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("preset", [*PRESETS, "brief"])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", [*BUNDLED, "forty", "hostile"])
def test_no_label_covers_another_or_leaves_the_map(name, language, preset):
    scene = composed(name, language, preset)
    assert len(labels_on_map(scene)) >= 2 * len({(s.lat, s.lon) for s in story_named(name).stops})
    assert_tidy(scene)


def assert_tidy(scene):
    labels = labels_on_map(scene)
    for (a, box_a), (b, box_b) in combinations(labels, 2):
        if a != b:
            assert not box_a.overlaps(box_b), (a, b)
    for key, box in labels:
        assert scene.map_frame.grown(0.5).contains(box), key


@settings(max_examples=6, deadline=None)
@given(
    st.integers(0, 10_000), st.sampled_from([0.02, 0.3, 1.2, 4.0]), st.sampled_from([*PRESETS, "brief"]),
    st.sampled_from(["en", "ar"]),
)  # fmt: skip
def test_no_label_covers_another_in_any_crowd_of_forty_stops(seed, spread, preset, language):
    scene = compose_figure(crowded_stops(seed, spread), language=language, preset=preset)
    named = {line.key for line in scene.lines if line.kind == "stop"}
    badges = {line.key for line in scene.lines if line.kind == "number" and not line.key.startswith("panel-")}
    assert len(named) >= 0.7 * len(badges)  # a name without room is left to the list beside the map
    assert_tidy(scene)


@pytest.mark.parametrize("preset", PRESETS)
def test_text_beside_the_map_stays_on_the_sheet_and_off_the_map(preset):
    for name in ("kim-russia-2023", "forty", "hostile"):
        for language in ("en", "ar"):
            scene = composed(name, language, preset)
            sheet = Box(0, 0, scene.width, scene.height)
            for line in scene.lines:
                assert sheet.contains(line.box), line.text[:40]
                if line.kind in {"title", "panel", "legend", "note"}:
                    assert not line.box.overlaps(scene.map_frame), line.text[:40]


def test_every_stop_of_a_crowded_journey_is_listed_with_its_number():
    story = forty_stops()
    for preset in PRESETS:
        scene = composed("forty", "en", preset)
        listed = {line.key for line in scene.lines if line.kind == "panel" and line.weight == 600}
        assert listed == {s.stop_id for s in story.stops}
        numbers = {line.text for line in scene.lines if line.kind == "number" and line.key.startswith("panel-")}
        assert numbers == {str(s.order) for s in story.stops}


def test_stops_at_one_place_share_a_badge_with_all_their_numbers():
    scene = composed("kissinger-shuttle-1974", "en", "slide")
    badges = {line.text for line in scene.lines if line.kind == "number" and not line.key.startswith("panel-")}
    assert badges == {"0, 2, 4, 6", "1, 3, 5", "7"}


def test_flagship_says_what_is_announced_and_what_is_inferred():
    scene = compose_figure(kim(), preset="a4-portrait")
    said = {(line.key, line.text) for line in scene.lines if line.kind == "stop"}
    assert ("vladivostok", "announced") in said
    assert ("north-korea", "start, place inferred") in said
    assert ("komsomolsk", "15 Sep") in said
    legend = {line.text for line in scene.lines if line.kind == "legend"}
    assert {"Travelled, line inferred", "Announced, line inferred"} <= legend
    assert sum(line.text == "line inferred" for line in scene.lines if line.kind == "leg") == 3


def test_context_places_are_shown_only_when_asked_and_far_ones_are_named_below():
    plain = compose_figure(kim(), preset="slide")
    scene = compose_figure(kim(), preset="slide", show_context=True)
    assert not any("Tehran" in line.text for line in plain.lines)
    assert any("Tehran" in line.text for line in scene.lines if line.kind == "note")
    assert not any("Tehran" in line.text for line in scene.lines if line.kind in ON_MAP)


# --- projection, scale, lanes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("centre", [Centre(0, 0), Centre(47, 131), Centre(-89, 10), Centre(20, 179.5)])
def test_unprojecting_undoes_projecting(centre):
    rng = np.random.default_rng(1)
    lat, lon = rng.uniform(-85, 85, 200), rng.uniform(-180, 180, 200)
    x, y, cos_c = project(lat, lon, centre)
    near = cos_c > -0.95
    back_lat, back_lon = unproject(x[near], y[near], centre)
    assert np.allclose(back_lat, lat[near])
    assert np.allclose((back_lon - lon[near] + 180) % 360 - 180, 0, atol=1e-6)


def test_projection_keeps_areas():
    centre = Centre(47, 131)
    for lat, lon in ((47, 131), (20, 100), (70, 170)):
        d = 0.01
        x, y, _ = project([lat, lat, lat + d], [lon, lon + d, lon], centre)
        area = abs((x[1] - x[0]) * (y[2] - y[0]) - (x[2] - x[0]) * (y[1] - y[0]))
        true = np.radians(d) ** 2 * np.cos(np.radians(lat))
        assert area == pytest.approx(true, rel=1e-3)


def test_far_side_of_the_globe_lies_on_its_limb():
    x, y, cos_c = project_globe([0, 10], [0, 120], Centre(0, 0))
    assert (x[0], y[0]) == (0, 0)
    assert cos_c[1] < 0
    assert np.hypot(x[1], y[1]) == pytest.approx(1)


@pytest.mark.parametrize("name", BUNDLED)
@pytest.mark.parametrize("preset", PRESETS)
def test_scale_bar_is_true_where_it_stands(name, preset):
    story, text = load_story(STORIES / name), MapText("en", THEMES["light"], 1.0)
    plan = plan_map(story, composed(name, "en", preset).map_frame, text)
    left, bottom = plan.bar_box.left + 4, plan.bar_box.bottom + 4.5
    lat, lon = plan.view.to_world([left, left + plan.bar.points], [bottom, bottom])
    measured = geodesic((lat[0], lon[0]), (lat[1], lon[1])).km
    assert measured == pytest.approx(plan.bar.length_km, rel=0.02)


def test_scale_bar_of_a_wide_map_is_true_at_its_centre_and_says_so():
    view = fit_view([(38.9, -77.0), (35.7, 51.4)], Box(0, 0, 500, 400))
    bar = make_scale_bar(view, 110)
    x, y = view.frame.centre
    lat, lon = view.to_world([x - bar.points / 2, x + bar.points / 2], [y, y])
    assert geodesic((lat[0], lon[0]), (lat[1], lon[1])).km == pytest.approx(bar.length_km, rel=0.002)
    assert bar.local
    scene = compose_figure(two_stops((38.9, -77.0), (35.7, 51.4)))
    assert any(line.text.endswith("at the centre of the map") for line in scene.lines if line.kind == "scale")


def test_route_over_the_antimeridian_takes_the_short_way():
    view = fit_view([(35.7, 139.7), (21.3, -157.9)], Box(0, 0, 400, 400))
    assert abs(view.centre.lon) > 160
    (leg,) = trace_legs(two_stops((35.7, 139.7), (21.3, -157.9)), view)
    assert np.ptp(leg.line[:, 0]) < 400


def test_great_circle_keeps_the_points_given():
    line = join_points([(38.9, -77.0), (35.7, 51.4)])
    assert len(line) > 50
    assert tuple(line[0]) == (38.9, -77.0)
    assert tuple(line[-1]) == (35.7, 51.4)
    assert line[:, 0].max() > 50  # over the North Atlantic, not along the parallel


def test_way_there_and_back_is_drawn_in_two_lanes_on_the_right():
    a, b, c = (0.0, 0.0), (0.0, 1.0), (0.0, 2.0)
    there, back, alone = lane_offsets([[a, b], [b, a], [b, c]])
    assert there == back
    assert there[0] > 0
    assert alone == [0.0]


def test_legs_in_one_direction_lie_around_the_way():
    a, b = (0.0, 0.0), (0.0, 1.0)
    first, second = lane_offsets([[a, b], [a, b]])
    assert first[0] == -second[0] != 0


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_planned_legs_are_dashed_and_travelled_ones_are_not_whatever_the_colours(theme):
    scene = compose_figure(kim(), theme=theme)
    strokes = [shape for shape in scene.shapes if shape.stroke == THEMES[theme].journey and shape.width > 3]
    assert {bool(shape.dashes) for shape in strokes} == {True, False}
    grey = replace(THEMES["greyscale"])
    colours = [getattr(grey, field) for field in grey.__slots__]
    assert all(c[1:3] == c[3:5] == c[5:7] for c in colours)


# --- formats ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "size"),
    [
        ({"preset": "slide", "scale": 1}, (1280, 720)),
        ({"preset": "slide", "scale": 3}, (3840, 2160)),
        ({"preset": "a4-portrait", "dpi": 150}, (1240, 1754)),
        ({"preset": "square", "scale": 1.5}, (1080, 1080)),
    ],
)
def test_png_has_the_size_asked_for(options, size):
    image = Image.open(io.BytesIO(draw_figure(kim(), format="png", **options)))
    assert image.size == size
    assert image.mode == "RGB"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_svg_holds_its_text_in_reading_order(language):
    story = kim()
    svg = draw_figure(story, language=language, format="svg", preset="a4-portrait")
    root, texts = svg_texts(svg)
    title = story.title_ar if language == "ar" else story.title_en
    assert root.find("{http://www.w3.org/2000/svg}title").text == title
    said = [t.text for t in texts]
    assert " ".join(t.text for t in texts if t.get("data-kind") == "title").startswith(title)
    names = [s.name_ar if language == "ar" else s.name_en for s in story.stops]
    listed = [said.index(name) for name in names]
    assert listed == sorted(listed)
    first = next(t for t in texts if t.text == names[1])
    assert first.get("direction") == ("rtl" if language == "ar" else "ltr")


def test_svg_asks_for_nothing_and_brings_its_font():
    svg = draw_figure(kim(), language="ar", format="svg").decode()
    addresses = set(re.findall(r"(?:href|src|url)\s*[=(]\s*[\"']?([^\"')\s]{1,40})", svg))
    assert all(a.startswith(("#", "data:font/woff;base64,")) for a in addresses), addresses
    assert svg.count("data:font/woff;base64,") == 2
    assert "<script" not in svg
    assert "<image" not in svg


@pytest.mark.parametrize("language", ["en", "ar"])
def test_pdf_is_one_page_of_searchable_text_with_its_fonts(language):
    story = kim()
    pdf = draw_figure(story, language=language, format="pdf", preset="a4-portrait")
    reader = pypdf.PdfReader(io.BytesIO(pdf), strict=True)
    assert len(reader.pages) == 1
    assert reader.metadata.title == (story.title_ar if language == "ar" else story.title_en)
    fonts = [
        f.get_object()["/DescendantFonts"][0].get_object() for f in reader.pages[0]["/Resources"]["/Font"].values()
    ]
    assert fonts
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)
    text = pymupdf.open(stream=pdf).load_page(0).get_text().translate(SIGNS)
    for stop in story.stops:
        name = stop.name_ar if language == "ar" else stop.name_en
        for word in re.split(r"[\s-]", name):
            assert word in text, word


def test_arabic_words_with_ligatures_and_signs_are_copied_letter_by_letter():
    story = replace(kim(), title_ar="فلاديفوستوك لأكثر الآن إلى في سبتمبر وُضعت رسمياً مُحَمَّد")
    words = arabic_words(draw_figure(story, language="ar", format="pdf"))
    for word in ["فلاديفوستوك", "لأكثر", "الآن", "إلى", "في", "سبتمبر", "وضعت", "رسميا", "محمد"]:
        assert word in words


def test_glyphs_of_a_letter_with_signs_share_its_letters():
    assert share_letters("مَّ", 2) == ["\u064e\u0651", "م"]
    assert share_letters("وُ", 2) == ["ُ", "و"]
    assert share_letters("e\u0301", 2) == ["e", "\u0301"]
    assert share_letters("ff", 1) == ["ff"]


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("ar", "greyscale")])
def test_picture_looks_as_it_did(language, theme):
    drawn = Image.open(io.BytesIO(draw_figure(kim(), language=language, theme=theme, preset="slide", dpi=60)))
    kept = Image.open(GOLDEN / f"figure-kim-{language}-{theme}.png").convert("RGB")
    assert drawn.size == kept.size
    difference = np.abs(np.asarray(drawn, dtype=float) - np.asarray(kept, dtype=float))
    assert difference.mean() < 1.5
    assert (difference.max(axis=2) > 60).mean() < 0.01


# --- hostile text, bad options ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ar"])
def test_hostile_story_yields_only_text(language):
    story = hostile()
    svg = draw_figure(story, language=language, format="svg", show_context=True)
    root, texts = svg_texts(svg)
    known = {"svg", "metadata", "defs", "style", "g", "path", "clipPath", "use", "text", "title", "desc", "rect"}
    tags = {element.tag.rpartition("}")[2] for element in root.iter() if "w3.org/2000/svg" in element.tag}
    assert tags <= known
    assert any("<script>alert(1)</script> {{ 7*7 }} ${7*7}" in (t.text or "") for t in texts)
    assert not any(re.search("[\x00-\x1f\u202a-\u202e\ud800-\udfff]", (t.text or "").strip("\n")) for t in texts)
    text = pymupdf.open(stream=draw_figure(story, format="pdf")).load_page(0).get_text()
    assert "$x^2$" in text
    assert "#eval" in text
    assert Image.open(io.BytesIO(draw_figure(story, language=language, scale=1))).size == (1123, 794)


def test_story_without_stops_is_refused_in_both_languages():
    with pytest.raises(ExportError) as caught:
        draw_figure(replace(kim(), stops=(), legs=()))
    assert "no stop" in str(caught.value)
    assert "محطة" in caught.value.message("ar")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"format": "gif"}, "gif"), ({"preset": "a5"}, "a4-landscape"), ({"theme": "sepia"}, "greyscale"),
        ({"language": "fr"}, "fr"), ({"dpi": 5000}, "360"), ({"dpi": float("nan")}, "360"), ({"scale": 9}, "3"),
    ],
)  # fmt: skip
def test_bad_options_are_named_with_the_choices(options, said):
    with pytest.raises(ExportError) as caught:
        draw_figure(kim(), **options)
    assert said in str(caught.value)
    assert said in caught.value.message("ar")


# --- text ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "direction"),
    [
        ("Su-57 طائرة", "ar", "rtl"), ("Su-57 طائرة", "en", "ltr"), ("2019.", "ar", "rtl"), ("Tehran", "ar", "ltr"),
        ("طهران", "en", "rtl"), ("12", "en", "ltr"),
    ],
)  # fmt: skip
def test_direction_follows_the_language_of_the_figure_and_then_the_letters(text, language, direction):
    assert text_direction(text, language) == direction


def test_wrapped_lines_fit_keep_all_words_and_leave_no_lone_last_word():
    text = "Kim arrives by train in the morning, is received at the station and goes to the Yuri Gagarin plant."
    lines = wrap(text, 160, 9)
    assert " ".join(lines) == text
    assert all(measure(line, 9) <= 160 for line in lines)
    assert measure(lines[-1], 9) > 40


def test_line_of_digits_in_an_arabic_paragraph_still_runs_from_the_right():
    lines = wrap("زار كيم المدينة عام 2019 (1)", 60, 10, language="ar")
    assert len(lines) > 1
    assert all(text_direction(line, "ar") == "rtl" for line in lines)


def test_long_text_is_shortened_to_the_width():
    assert measure(shorten("W" * 10_000, 100, 9), 9) <= 100
    assert shorten("Aswan", 100, 9) == "Aswan"


def test_cleaning_drops_what_cannot_be_printed():
    assert clean_text("a\x00b\u202ec\u202cd\ud800e\n\tf \u2067g") == "abcde f g"
    assert clean_text("\u2068x\u2069") == "\u2068x\u2069"


def korean():
    """Return the flagship with names in scripts that no font here has, one of them with nothing else."""
    names = [
        ("평양", "بيونغ يانغ"),
        ("東方宇宙基地", ""),
        ("콤소몰스크 (Komsomolsk)", "كومسومولسك"),
        ("Владивосток", ""),
    ]
    stops = tuple(replace(s, name_en=en, name_ar=ar) for s, (en, ar) in zip(kim().stops, names, strict=True))
    return replace(kim(), stops=stops, title_en="Kim 🚂 in the city 러시아 of planes")


@pytest.mark.filterwarnings("error:Glyph")
@pytest.mark.parametrize("language", ["en", "ar"])
def test_names_in_scripts_without_a_font_are_given_in_the_other_language_or_left_open(language):
    scene = compose_figure(korean(), language=language)
    said = {line.text.strip("\u200e\u200f") for line in scene.lines}
    assert {"بيونغ يانغ", "[…]", "Владивосток"} <= said
    assert ("[…] (Komsomolsk)" if language == "en" else "كومسومولسك") in said
    if language == "en":
        assert "Kim in the city […] of planes" in said
    assert draw_figure(korean(), language=language, scale=1)


def test_text_our_fonts_have_is_not_touched():
    for text in ("Zażółć gęślą jaźń — “Ωmega” №5 ½ €", "Владивосток", "مُحَمَّد، لأكثر؟ گچپژ", "a\u200db\u200fc"):
        assert clean_text(text) == text


def test_all_sheets_divide_into_parts_that_do_not_overlap():
    for preset in SHEETS:
        scene = composed("kim-russia-2023", "en", preset)
        assert scene.map_frame.width > 0.4 * scene.width
        assert scene.map_frame.height > 0.3 * scene.height
