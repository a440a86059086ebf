"""
A story as an Excel workbook: stops, legs, claims, places, and where it all comes from.

Every text is written as a text, and one that a spreadsheet could take for a formula carries Excel's own mark
that it is none, which survives editing. Numbers and dates are numbers and dates.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

import xlsxwriter  # type: ignore[import-untyped]

from masar import i18n
from masar.export.embed import cite_story
from masar.export.selection import describe_selection, select_claims
from masar.gazetteer import open_gazetteer
from masar.i18n import DIRECTIONS, country_name, text
from masar.measures import measure_journey
from masar.model import Claim, Story
from masar.panels import gazetteer_name, say, say_quote, say_sentence, say_speaker
from masar.spreadsheets import clean_cell, is_formula
from masar.view import View

_LONGEST_CELL = 32_000  # Excel's limit is 32,767
_FIRST_DATE = date(1900, 3, 1)  # before it, Excel's calendar counts a day that never was
# xlsxwriter has no types of its own.
Workbook: TypeAlias = Any
Worksheet: TypeAlias = Any
Format: TypeAlias = Any
_DATE_FORMATS = {"day": "yyyy-mm-dd", "week": "yyyy-mm-dd", "month": "yyyy-mm", "year": "yyyy"}


@dataclass(frozen=True, slots=True)
class Dated:
    """A date cell, shown only as precisely as it is known."""

    value: date | None
    precision: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: key of its name, keys of its headings, widths in characters, and rows of cells."""

    name: str
    headings: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[Any]]


def write_workbook(story: Story, language: str, filters: View | None = None) -> bytes:
    """
    Return a story as an Excel workbook.

    Parameters
    ----------
    story
        The story.
    language
        `en` or `ar`: sheets, headings and texts; in Arabic the sheets run from right to left.
    filters
        A view whose filters say which claims to list; all if not given.

    Returns
    -------
    content
        The same bytes for the same story and filters.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    created = story.published or date(1980, 1, 1)  # never the clock: the same story gives the same bytes
    book.set_properties(
        {
            "title": _fit(say(story, "title", language).text)[:255],
            "author": "Masar",
            "comments": _fit(cite_story(story, language)),
            "created": datetime(created.year, created.month, created.day),  # noqa: DTZ001  (a day, not a moment)
        }
    )
    formats = _Formats(book, language)
    claims = select_claims(story, filters).claims
    for sheet in (_stops(story, language), _legs(story, language), _claims(story, claims, language)):
        _write_sheet(book, formats, sheet, language)
    _write_sheet(book, formats, _places(story, language), language)
    _write_about(book, formats, story, language, describe_selection(story, filters, language))
    book.close()
    return out.getvalue()


class _Formats:
    """The formats of cells, each made once."""

    def __init__(self, book: Workbook, language: str) -> None:
        base = {"valign": "top", "reading_order": 2 if language == "ar" else 1, "font_name": "Calibri", "font_size": 11}
        self.heading = book.add_format(base | {"bold": True, "bottom": 1, "text_wrap": True, "bg_color": "#F4F3EF"})
        self.text = book.add_format(base | {"text_wrap": True})
        self.quoted = book.add_format(base | {"text_wrap": True, "quote_prefix": True})
        self.number = book.add_format(base | {"num_format": "#,##0.###"})
        self.degrees = book.add_format(base | {"num_format": "0.0000"})
        self.dates = {
            name: book.add_format(base | {"num_format": form, "align": "left" if language == "en" else "right"})
            for name, form in _DATE_FORMATS.items()
        }


def _fit(value: str) -> str:
    """Return a text that a cell takes: cleaned, cut where it is too long."""
    shown = clean_cell(value)
    return shown if len(shown) <= _LONGEST_CELL else shown[: _LONGEST_CELL - 1] + "…"


def _write_sheet(book: Workbook, formats: _Formats, sheet: Sheet, language: str) -> None:
    page: Worksheet = book.add_worksheet(text(f"export.sheet.{sheet.name}", language))
    if DIRECTIONS[language] == "rtl":
        page.right_to_left()
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    for column, (key, width) in enumerate(zip(sheet.headings, sheet.widths, strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, text(key, language), formats.heading)
    for number, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            degrees = sheet.headings[column] in ("places.lat", "places.lon")
            _write_cell(page, number, column, value, formats, formats.degrees if degrees else formats.number)
    page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.headings) - 1)


def _write_cell(page: Worksheet, row: int, column: int, value: Any, formats: _Formats, number: Format) -> None:
    if isinstance(value, Dated):
        if value.value is None or value.precision == "unknown":
            return
        if value.value >= _FIRST_DATE:
            page.write_datetime(row, column, value.value, formats.dates[value.precision])
            return
        value = value.value.isoformat()
    if isinstance(value, str):
        shown = _fit(value)
        if shown:
            page.write_string(row, column, shown, formats.quoted if is_formula(shown) else formats.text)
    elif value is not None:
        page.write_number(row, column, value, number)


def _country(code: str, language: str) -> str:
    """Return a country's name as the place index shows it on maps, or else CLDR's."""
    known = open_gazetteer().country(code)
    return getattr(known, f"name_{language}", "") or country_name(code, language)


def _stops(story: Story, language: str) -> Sheet:
    other = "ar" if language == "en" else "en"
    rows = [
        (
            s.order, say(s, "name", language).text, getattr(s, f"name_{other}"), _country(s.country, language),
            s.lat, s.lon, text(f"status.{s.status}", language), text(f"basis.{s.basis}", language),
            Dated(s.arrival, s.date_precision), text(f"export.precision.{s.date_precision}", language),
            say(s, "summary", language).text, s.stop_id,
        )
        for s in sorted(story.stops, key=lambda s: s.order)
    ]  # fmt: skip
    headings = (
        "export.column.order", "places.name", "export.column.other_name", "places.country", "places.lat", "places.lon",
        "figures.status", "export.column.basis", "card.arrival", "export.column.precision", "export.column.summary",
        "export.column.id",
    )  # fmt: skip
    return Sheet("stops", headings, (7, 26, 26, 16, 10, 10, 16, 16, 12, 12, 60, 18), rows)


def _legs(story: Story, language: str) -> Sheet:
    measured = measure_journey(story).legs
    names = {s.stop_id: say(s, "name", language).text for s in story.stops}
    places = {p.place_id: say(p, "name", language).text for p in story.places}
    rows = []
    for leg, m in zip(story.legs, measured, strict=True):
        via = i18n.listed([places[p] for p in leg.via if p in places], language)
        rows.append((
            names[leg.from_stop], names[leg.to_stop], text(f"mode.{leg.mode}", language),
            text(f"status.{leg.status}", language), text(f"basis.{leg.basis}", language), via,
            round(m.geodesic_km, 1), round(m.route_km, 1), m.days, say(leg, "note", language).text, leg.leg_id,
        ))  # fmt: skip
    headings = (
        "export.column.from", "export.column.to", "figures.mode", "figures.status", "export.column.basis",
        "export.column.via", "figures.direct", "figures.along", "figures.days", "card.note", "export.column.id",
    )  # fmt: skip
    return Sheet("legs", headings, (26, 26, 12, 14, 16, 40, 14, 16, 8, 50, 26), rows)


def _claims(story: Story, claims: Iterable[Claim], language: str) -> Sheet:
    rows = []
    for c in claims:
        stop, place = story.stop(c.stop_id), story.place(c.place_id)
        rows.append((
            c.claim_id, say(stop, "name", language).text if stop else "",
            say(place, "name", language).text if place else "", say_speaker(c, language).text,
            say(c, "reported_by", language).text, text(f"kind.{c.kind}", language),
            Dated(c.date, c.date_precision), text(f"export.precision.{c.date_precision}", language),
            say(c, "text", language).text, say_quote(c, story, language).text, say_sentence(c, story, language).text,
            " ".join(c.against), say(c, "note", language).text,
        ))  # fmt: skip
    headings = (
        "export.column.id", "claims.stop", "export.column.place", "panel.speaker", "claims.via", "panel.kind",
        "claims.date", "export.column.precision", "claims.claim", "export.column.quote", "card.sentence",
        "card.against", "card.note",
    )  # fmt: skip
    return Sheet("claims", headings, (7, 22, 18, 22, 18, 14, 12, 12, 60, 30, 60, 12, 40), rows)


def _places(story: Story, language: str) -> Sheet:
    other = "ar" if language == "en" else "en"
    rows = [
        (
            say(p, "name", language).text, getattr(p, f"name_{other}"), p.toponym, text(f"role.{p.role}", language),
            text(f"place_kind.{p.kind}", language), _country(p.country, language), p.lat, p.lon, p.radius_km,
            gazetteer_name(p.gazetteer, language) if p.gazetteer else "", p.gazetteer_id, p.score, p.place_id,
        )
        for p in story.places
    ]  # fmt: skip
    headings = (
        "places.name", "export.column.other_name", "places.toponym", "places.role", "panel.kind", "places.country",
        "places.lat", "places.lon", "places.radius", "card.found", "export.column.gazetteer_id", "places.score",
        "export.column.id",
    )  # fmt: skip
    return Sheet("places", headings, (26, 26, 22, 14, 16, 16, 10, 10, 14, 18, 16, 8, 20), rows)


def _write_about(book: Workbook, formats: _Formats, story: Story, language: str, selection: str) -> None:
    page: Worksheet = book.add_worksheet(text("export.sheet.about", language))
    if DIRECTIONS[language] == "rtl":
        page.right_to_left()
    page.set_column(0, 0, 110)
    sources = [(say(source, "title", language).text, source.path) for source in (*story.sources, *story.licences)]
    lines = [say(story, "title", language).text, *filter(None, [selection]), cite_story(story, language)]
    for row, line in enumerate([*lines, *(" ".join(filter(None, source)) for source in sources)]):
        shown = _fit(line)
        page.write_string(row, 0, shown, formats.quoted if is_formula(shown) else formats.text)
