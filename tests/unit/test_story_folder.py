"""A story round-trips exactly; a broken one is refused with file, row, column and what is expected."""

import dataclasses
import io
import json
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masar.errors import StoryError
from masar.model import Article, Claim, Leg, Mention, Place, Source, Stop, Story
from masar.story_folder import load_story, read_files, save_story, unzip_story, write_files, zip_story
from masar.tables import TABLES

TEXT = "The envoy flew from Amman to Cairo on Monday, his office said."


def make_story(**changes):
    places = tuple(
        Place(i, n, n, ar, "city", lat, lon, 12.5, c, "geonames", g, "stop", 1.0)
        for i, n, ar, lat, lon, c, g in (
            ("amman", "Amman", "عمّان", 31.955, 35.945, "JO", "250441"),
            ("cairo", "Cairo", "القاهرة", 30.063, 31.25, "EG", "360630"),
        )
    )
    stops = (
        Stop("amman", 0, "amman", "Amman", "عمّان", 31.955, 35.945, "JO", "origin", None, "unknown", "stated"),
        Stop(
            "cairo", 1, "cairo", "Cairo", "القاهرة", 30.063, 31.25, "EG", "visited", date(2024, 3, 4), "day", "stated"
        ),
    )
    claim = Claim(
        "c01", "cairo", "", "his office", "مكتبه", "", "", "report", date(2024, 3, 4), "day", "", "", "He flew.", "سافر.",
        0, len(TEXT),
    )  # fmt: skip
    story = Story(
        "envoy-2024", "An envoy", "مبعوث", "Desk", "المكتب", date(2024, 3, 5), "en", "The envoy", "المبعوث",
        (Article(TEXT, "en", "An envoy", "Desk", date(2024, 3, 5)),),
        stops,
        (Leg("amman-cairo", "amman", "cairo", "plane", "travelled", "stated"),),
        places,
        (Mention("en", 20, 25, "Amman", "amman"), Mention("en", 29, 34, "Cairo", "cairo")),
        (claim,),
        (Source("Written for this test"),),
    )  # fmt: skip
    return dataclasses.replace(story, **changes)


def test_story_survives_folder_and_file(tmp_path):
    story = make_story()
    save_story(story, tmp_path / "s")
    assert load_story(tmp_path / "s") == story
    assert unzip_story(zip_story(story)) == story


def test_story_file_is_the_same_bytes_twice():
    assert zip_story(make_story()) == zip_story(make_story())


@given(st.text(st.characters(blacklist_categories=["Cs"])))
def test_any_text_in_a_cell_survives(value):
    story = make_story()
    stops = (dataclasses.replace(story.stops[0], summary_en=value, name_ar=value), *story.stops[1:])
    story = dataclasses.replace(
        story, stops=stops, title_en=value, articles=(dataclasses.replace(story.articles[0], title=value),)
    )
    assert read_files(write_files(story)) == story


def change(name, old, new):
    files = write_files(make_story())
    assert old.encode() in files[name], f"{old!r} is not in {name}"
    files[name] = files[name].replace(old.encode(), new.encode() if isinstance(new, str) else new, 1)
    return files


@pytest.mark.parametrize(
    ("name", "old", "new", "named"),
    [
        ("stops.csv", "2024-03-04", "4 March", ["stops.csv", "row 3", "arrival", "4 March", "YYYY-MM-DD"]),
        ("stops.csv", "2024-03-04", "2024-02-30", ["row 3", "arrival"]),
        ("stops.csv", "30.063", "130.063", ["row 3", "lat", "90 or less"]),
        ("stops.csv", "30.063", "nan", ["row 3", "lat", "a number"]),
        ("stops.csv", ",visited,", ",seen,", ["row 3", "status", "origin, visited, planned"]),
        ("stops.csv", "cairo,1", "amman,1", ["row 3", "stop_id", "row 2 has the same"]),
        ("stops.csv", "cairo,1", "cairo,0", ["row 3", "order", "above"]),
        ("stops.csv", "stop_id,order", "stop_id,position", ["stops.csv", "order"]),
        ("stops.csv", "stop_id,", "stop_id,extra,", ["stops.csv", "extra"]),
        ("stops.csv", "cairo,1,", "cairo,1,,", ["row 3", "15 cells", "14"]),
        ("legs.csv", ",cairo,", ",tunis,", ["legs.csv", "row 2", "to_stop", "tunis", "stops.csv"]),
        ("legs.csv", "plane", "camel", ["row 2", "mode"]),
        ("places.csv", "stop,1\n", "stop,1.5\n", ["places.csv", "row 2", "score", "1 or less"]),
        ("claims.csv", ",62,0,0,", ",63,0,0,", ["claims.csv", "row 2", "end"]),
        ("claims.csv", "c01,cairo", "c01,oran", ["claims.csv", "stop_id", "oran"]),
        ("mentions.csv", "20,25", "21,26", ["mentions.csv", "row 2", "toponym"]),
        ("datapackage.json", "2024-03-05", "yesterday", ["datapackage.json", "published", "yesterday"]),
        ("datapackage.json", "envoy-2024", "../envoy", ["datapackage.json", "name"]),
        ("datapackage.json", "{", "[", ["datapackage.json", "JSON"]),
    ],
)
def test_broken_cell_is_named(name, old, new, named):
    with pytest.raises(StoryError) as caught:
        read_files(change(name, old, new))
    for part in named:
        assert part in str(caught.value)
    assert caught.value.message("ar") != caught.value.message("en")


def test_wrong_encoding_names_file_and_row():
    with pytest.raises(StoryError) as caught:
        read_files(change("stops.csv", "القاهرة", "القاهرة".encode("windows-1256")))
    assert "stops.csv, row 3" in str(caught.value)


@pytest.mark.parametrize("missing", ["datapackage.json", "article.en.txt", *(table.file for table in TABLES)])
def test_missing_file_is_named(missing, tmp_path):
    save_story(make_story(), tmp_path)
    (tmp_path / missing).unlink()
    with pytest.raises(StoryError, match=missing.replace(".", r"\.")):
        load_story(tmp_path)


def test_zip_that_unpacks_too_large_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("s/article.en.txt", b" " * 25_000_000)
    with pytest.raises(StoryError, match="20 MB"):
        unzip_story(out.getvalue())


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip"])
def test_what_is_not_a_story_file_is_refused(content):
    with pytest.raises(StoryError, match="not a story file"):
        unzip_story(content)


def test_schema_names_every_column_of_its_record():
    for table in TABLES:
        assert [column.name for column in table.columns] == [field.name for field in dataclasses.fields(table.record)]


def test_datapackage_describes_every_file():
    files = write_files(make_story())
    package = json.loads(files["datapackage.json"])
    assert {resource["path"] for resource in package["resources"]} == set(files) - {"datapackage.json"}
