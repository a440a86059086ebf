"""The command line builds, checks and exports, and says what is wrong in a line."""

import json

import pytest

from masar.__main__ import main
from masar.story_folder import load_story
from masar.tables import TABLES
from tests.browser.conftest import ROOT

STORY = ROOT / "data" / "stories" / "kim-russia-2023"


def test_build_prints_a_story_as_json(capsys):
    assert main(["build", str(STORY / "article.ar.txt"), "--published", "2023-09-15", "--json"]) == 0
    built = json.loads(capsys.readouterr().out)
    assert [stop["name_en"] for stop in built["stops"]][1:] == [
        "Vostochny Cosmodrome",
        "Komsomolsk-on-Amur",
        "Vladivostok",
    ]
    for table in TABLES:
        assert {column.name for column in table.columns} == set(built[table.name][0])
    for claim in built["claims"]:
        assert 0 <= claim["start"] < claim["end"] <= len(built["article"]["text"])


def test_build_writes_a_folder_that_can_be_read(tmp_path):
    folder = tmp_path / "story"
    assert main(["build", str(STORY / "article.en.txt"), "--published", "2023-09-15", "--out", str(folder)]) == 0
    assert load_story(folder).stops[-1].status == "planned"
    assert main(["check", str(folder)]) == 0


def test_export_writes_a_file(tmp_path):
    assert main(["export", str(STORY), "geojson", "--out", str(tmp_path / "s.geojson")]) == 0
    assert json.loads((tmp_path / "s.geojson").read_text("utf-8"))["type"] == "FeatureCollection"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "{tmp}/none"], "none"),
        (["build", "{tmp}/none.txt", "--json"], "none.txt"),
        (["build", "{tmp}/empty.txt", "--json"], ""),
        (["export", "{story}", "png", "--out", "{tmp}/x.png", "--dpi", "9000"], "9,000"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(arguments, said, tmp_path, capsys):
    (tmp_path / "empty.txt").write_text(" ")
    assert main([a.format(tmp=tmp_path, story=STORY) for a in arguments]) == 1
    captured = capsys.readouterr()
    assert captured.err.startswith("masar: ")
    assert said in captured.err
    assert captured.err.count("\n") == 1
