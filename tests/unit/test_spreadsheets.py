"""What is meant for a spreadsheet opens there as text."""

import csv
import io
from dataclasses import replace

import pytest

from masar.spreadsheets import claims_frame, encode_cell, write_claims_csv
from tests.unit.test_story_folder import TEXT, make_story


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", "\x00=", "＝"])
def test_would_be_formula_becomes_text(start):
    assert encode_cell(f"{start}cmd|' /C calc'!A0").startswith("'")


@pytest.mark.parametrize("text", ["Su-57", "122 mm", "قال: «نعم»", ""])
def test_ordinary_text_stays(text):
    assert encode_cell(text) == text


def test_csv_holds_what_the_claim_says_and_nothing_runs():
    story = make_story()
    claim = replace(story.claims[0], text_en="=1+1", quote='"as, said"\nhere')
    rows = list(csv.DictReader(io.StringIO(write_claims_csv(story, [claim], "en").decode("utf-8-sig"), newline="")))
    assert rows[0]["text"] == "'=1+1"
    assert rows[0]["quote"] == '"as, said"\nhere'
    assert (rows[0]["stop"], rows[0]["speaker"], rows[0]["sentence"]) == ("Cairo", "his office", TEXT)


def test_frame_speaks_the_language_asked_for():
    story = make_story()
    assert claims_frame(story, story.claims, "ar").loc[0, ["stop", "speaker", "kind"]].tolist() == [
        "القاهرة",
        "مكتبه",
        "خبر",
    ]


def test_no_claims_make_an_empty_table_with_its_columns():
    assert write_claims_csv(make_story(), [], "en").decode("utf-8-sig").startswith("claim,stop,place,speaker")
