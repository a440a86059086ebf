"""The workbook opens in a reader of Excel files, with texts that are texts and numbers that are numbers."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from masar.encode import clean_text
from masar.export import export
from masar.story_folder import load_story
from masar.view import View
from tests.browser.conftest import ROOT
from tests.hostile import HOSTILE, hostile_story

KIM = load_story(ROOT / "data" / "stories" / "kim-russia-2023")
FORMULAS = {
    "sum": "=1+1",
    "dde": "=cmd|' /C calc'!A0",
    "plus": "+1",
    "at": "@SUM(A1)",
    "tab": "\t=1",
    "link": "http://evil.example",
}
PAYLOADS = HOSTILE | FORMULAS | {"long": "W" * 40_000}


def open_book(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def rows_of(sheet):
    """Return a sheet's rows as dictionaries by heading."""
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_sheets_hold_stops_legs_claims_and_places():
    book = open_book(export(KIM, "xlsx"))
    assert book.sheetnames == ["Stops", "Legs", "Claims", "Places", "About"]
    assert [row["Name"] for row in rows_of(book["Stops"])][2:] == ["Komsomolsk-on-Amur", "Vladivostok"]
    assert len(rows_of(book["Claims"])) == 26
    assert {row["Name"] for row in rows_of(book["Places"])} >= {"Tehran", "Vladivostok"}
    assert any("AFP, 15 September 2023" in str(cell.value) for (cell,) in book["About"].iter_rows())


def test_numbers_and_dates_are_typed():
    book = open_book(export(KIM, "xlsx"))
    stop = rows_of(book["Stops"])[2]
    assert stop["Latitude"] == pytest.approx(50.55)
    assert stop["Arrival"].isoformat() == "2023-09-15T00:00:00"
    leg = rows_of(book["Legs"])[1]
    assert leg["Direct, km"] == pytest.approx(624, abs=1)
    assert leg["Days"] == 2


def test_a_date_is_shown_only_as_precisely_as_it_is_known():
    stops = (
        replace(KIM.stops[1], arrival=date(2023, 9, 1), date_precision="month"),
        replace(KIM.stops[2], arrival=date(1860, 7, 2)),
    )
    sheet = open_book(export(replace(KIM, stops=stops, legs=(), claims=()), "xlsx"))["Stops"]
    column = [cell.value for cell in sheet[1]].index("Arrival") + 1
    assert sheet.cell(2, column).number_format == "yyyy-mm"
    assert sheet.cell(3, column).value == "1860-07-02"  # Excel's calendar does not reach back so far


def test_arabic_sheets_run_from_right_to_left():
    book = open_book(export(KIM, "xlsx", language="ar"))
    assert book.sheetnames[:2] == ["المحطات", "المراحل"]
    assert all(sheet.sheet_view.rightToLeft for sheet in book)
    assert not any(sheet.sheet_view.rightToLeft for sheet in open_book(export(KIM, "xlsx")))
    assert rows_of(book["المحطات"])[2]["الاسم"] == "كومسومولسك-نا-أموري"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", PAYLOADS)
def test_no_cell_becomes_a_formula_or_a_link(name, language):
    content = export(hostile_story(PAYLOADS[name]), "xlsx", language=language)
    book = open_book(content)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any(b"<f>" in archive.read(n) or b"<hyperlink" in archive.read(n) for n in archive.namelist())
    shown = "\n".join(clean_text(line) for line in PAYLOADS[name].splitlines())
    values = {str(cell.value) for cell in cells}
    assert shown in values if len(shown) < 32_000 else f"{shown[:31_999]}…" in values


def test_a_would_be_formula_stays_text_when_it_is_edited():
    book = open_book(export(hostile_story("=1+1"), "xlsx"))
    marked = [c for s in book for row in s.iter_rows() for c in row if c.value == "=1+1"]
    assert marked
    assert all(cell.quotePrefix for cell in marked)


def test_filters_choose_the_claims():
    book = open_book(export(KIM, "xlsx", filters=View(KIM.story_id, speakers=("TASS",))))
    assert [row["Speaker"] for row in rows_of(book["Claims"])] == ["TASS", "TASS"]
    assert len(rows_of(book["Stops"])) == 4
