"""
The tables of a story folder: their columns, and reading and writing them as CSV.

Each table holds records of one dataclass of `masar.model`; its columns are that dataclass's fields.
The same declaration serves three purposes: it checks what is read, it says where and why a cell is wrong,
and it becomes the Frictionless table schema in `datapackage.json`.
"""

import csv
import io
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from masar import model
from masar.errors import StoryError

_IDENTIFIER = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_IDENTIFIERS = re.compile(rf"(?:{_IDENTIFIER}(?: {_IDENTIFIER})*)?")


@dataclass(frozen=True, slots=True)
class Column:
    """
    A column: its Frictionless type and what a cell may hold.

    `type` is `string`, `integer`, `number`, `date`, `boolean`, `id` or `ids` (several, parted by one
    space; both are strings to Frictionless). `refers` names the table whose keys an id must be among.
    """

    name: str
    type: str = "string"
    required: bool = False
    values: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file of a story folder: a row is one `record`; `key` is the column that tells rows apart."""

    name: str
    record: type
    columns: tuple[Column, ...]
    key: str = ""

    @property
    def file(self) -> str:
        """Name of the file in the folder."""
        return f"{self.name}.csv"


_LATITUDE = Column("lat", "number", required=True, minimum=-90, maximum=90)
_LONGITUDE = Column("lon", "number", required=True, minimum=-180, maximum=180)
_PRECISION = Column("date_precision", required=True, values=model.DATE_PRECISIONS)
_BASIS = Column("basis", required=True, values=model.BASES)

STOPS = Table(
    "stops",
    model.Stop,
    (
        Column("stop_id", "id", required=True),
        Column("order", "integer", required=True, minimum=0),
        Column("place_id", "id", required=True, refers="places"),
        Column("name_en"),
        Column("name_ar"),
        _LATITUDE,
        _LONGITUDE,
        Column("country"),
        Column("status", required=True, values=model.STOP_STATUSES),
        Column("arrival", "date"),
        _PRECISION,
        _BASIS,
        Column("summary_en"),
        Column("summary_ar"),
    ),
    "stop_id",
)
LEGS = Table(
    "legs",
    model.Leg,
    (
        Column("leg_id", "id", required=True),
        Column("from_stop", "id", required=True, refers="stops"),
        Column("to_stop", "id", required=True, refers="stops"),
        Column("mode", required=True, values=model.MODES),
        Column("status", required=True, values=model.LEG_STATUSES),
        _BASIS,
        Column("via", "ids", refers="places"),
        Column("note_en"),
        Column("note_ar"),
    ),
    "leg_id",
)
PLACES = Table(
    "places",
    model.Place,
    (
        Column("place_id", "id", required=True),
        Column("toponym"),
        Column("name_en"),
        Column("name_ar"),
        Column("kind", required=True, values=model.PLACE_KINDS),
        _LATITUDE,
        _LONGITUDE,
        Column("radius_km", "number", required=True, minimum=0, maximum=20_040),
        Column("country"),
        Column("gazetteer"),
        Column("gazetteer_id"),
        Column("role", required=True, values=model.PLACE_ROLES),
        Column("score", "number", required=True, minimum=0, maximum=1),
    ),
    "place_id",
)
MENTIONS = Table(
    "mentions",
    model.Mention,
    (
        Column("language", required=True),
        Column("start", "integer", required=True, minimum=0),
        Column("end", "integer", required=True, minimum=0),
        Column("toponym", required=True),
        Column("place_id", "id", refers="places"),
        Column("demonym", "boolean"),
    ),
)
CLAIMS = Table(
    "claims",
    model.Claim,
    (
        Column("claim_id", "id", required=True),
        Column("stop_id", "id", refers="stops"),
        Column("place_id", "id", refers="places"),
        Column("speaker_en"),
        Column("speaker_ar"),
        Column("reported_by"),
        Column("reported_by_ar"),
        Column("kind", required=True, values=model.CLAIM_KINDS),
        Column("date", "date"),
        _PRECISION,
        Column("quote"),
        Column("quote_translation"),
        Column("text_en"),
        Column("text_ar"),
        Column("start", "integer", required=True, minimum=0),
        Column("end", "integer", required=True, minimum=0),
        Column("translation_start", "integer", required=True, minimum=0),
        Column("translation_end", "integer", required=True, minimum=0),
        Column("against", "ids", refers="claims"),
        Column("note_en"),
        Column("note_ar"),
    ),
    "claim_id",
)
TABLES: tuple[Table, ...] = (STOPS, LEGS, PLACES, MENTIONS, CLAIMS)


def read_table(table: Table, content: str) -> tuple[Any, ...]:
    """
    Return the records of a CSV text.

    Parameters
    ----------
    table
        What the file should hold.
    content
        The file's text, with a header row.

    Raises
    ------
    StoryError
        Naming file, row (as a spreadsheet counts: the header is row 1) and column.
    """
    rows = csv.reader(io.StringIO(content.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        numbered = list(enumerate(rows, start=1))
    except csv.Error as error:
        raise StoryError("table_csv", file=table.file, reason=str(error)) from error
    header = numbered[0][1] if numbered else []
    _check_header(table, header)
    records = tuple(_read_row(table, header, row, cells) for row, cells in numbered[1:] if cells)
    _check_keys(table, records)
    return records


def _check_header(table: Table, header: Sequence[str]) -> None:
    names = [column.name for column in table.columns]
    missing = [name for name in names if name not in header]
    unknown = [name for name in header if name not in names]
    if missing or len(set(header)) != len(header):
        raise StoryError("table_columns", file=table.file, columns=", ".join(missing or header))
    if unknown:
        raise StoryError("table_unknown_columns", file=table.file, columns=", ".join(unknown))


def _read_row(table: Table, header: Sequence[str], row: int, cells: Sequence[str]) -> Any:
    if len(cells) != len(header):
        raise StoryError("table_width", file=table.file, row=row, found=len(cells), expected=len(header))
    by_name = dict(zip(header, cells, strict=True))
    return table.record(**{c.name: read_cell(table, c, row, by_name[c.name]) for c in table.columns})


def read_cell(table: Table, column: Column, row: int, cell: str) -> Any:
    """Return the value in a cell; `row` 0 stands for one that is in no file."""
    if not cell and column.required:
        raise cell_error(table, column.name, row, cell, "filled")
    if column.values and cell not in column.values:
        raise cell_error(table, column.name, row, cell, "one_of", values=", ".join(column.values))
    try:
        value = _READERS[column.type](cell)
    except ValueError as error:
        raise cell_error(table, column.name, row, cell, column.type) from error
    if column.minimum is not None and value is not None and value < column.minimum:
        raise cell_error(table, column.name, row, cell, "at_least", limit=column.minimum)
    if column.maximum is not None and value is not None and value > column.maximum:
        raise cell_error(table, column.name, row, cell, "at_most", limit=column.maximum)
    return value


def cell_error(table: Table, column: str, row: int, cell: str, expected: str, **details: Any) -> StoryError:
    """Return the error for one cell; `expected` is a key below `errors.expected`."""
    shown = cell if len(cell) <= 80 else cell[:79] + "…"
    return StoryError(
        "cell",
        file=table.file,
        row=row,
        column=column,
        value=shown,
        expected_key=f"errors.expected.{expected}",
        **details,
    )


def _check_keys(table: Table, records: Sequence[Any]) -> None:
    seen: dict[str, int] = {}
    for row, record in enumerate(records, start=2):
        key = getattr(record, table.key) if table.key else ""
        if key and key in seen:
            raise cell_error(table, table.key, row, key, "unique", first=seen[key])
        seen[key] = row


def _read_date(cell: str) -> date | None:
    if cell and len(cell) != len("2023-09-15"):
        raise ValueError(cell)
    return date.fromisoformat(cell) if cell else None


def _read_number(cell: str) -> float:
    value = float(cell)
    if not math.isfinite(value):
        raise ValueError(cell)
    return value


def _read_ids(cell: str) -> tuple[str, ...]:
    if not _IDENTIFIERS.fullmatch(cell):
        raise ValueError(cell)
    return tuple(cell.split())


def _read_id(cell: str) -> str:
    if len(_read_ids(cell)) > 1:
        raise ValueError(cell)
    return cell


def _read_boolean(cell: str) -> bool:
    return {"true": True, "false": False, "": False}[cell] if cell in ("true", "false", "") else _refuse(cell)


def _refuse(cell: str) -> bool:
    raise ValueError(cell)


_READERS: Mapping[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "number": _read_number,
    "date": _read_date,
    "boolean": _read_boolean,
    "id": _read_id,
    "ids": _read_ids,
}


def write_table(table: Table, records: Iterable[Any]) -> str:
    """Return the records as CSV text, with a header row; `read_table` gives back the same records."""
    header = _join_cells([column.name for column in table.columns])
    rows = (_join_cells([write_cell(getattr(record, c.name)) for c in table.columns]) for record in records)
    return header + "".join(rows)


def _join_cells(cells: Sequence[str]) -> str:
    # The writer quotes a carriage return only where its own line ends with one.
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().removesuffix("\r\n") + "\n"


def write_cell(value: Any) -> str:
    """Return a value as it stands in a story folder's CSV."""
    if value is None or value is False:
        return ""
    if value is True:
        return "true"
    if isinstance(value, tuple):
        return " ".join(value)
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return value.isoformat() if isinstance(value, date) else str(value)


def describe_table(table: Table) -> dict[str, Any]:
    """Return the table as a Frictionless resource with its schema."""
    schema: dict[str, Any] = {"fields": [_describe_column(column) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = [table.key]
    references = [
        {"fields": [c.name], "reference": {"resource": "" if c.refers == table.name else c.refers, "fields": [key]}}
        for c in table.columns
        if c.type == "id" and c.refers and (key := next(t.key for t in TABLES if t.name == c.refers))
    ]
    if references:
        schema["foreignKeys"] = references
    return {
        "name": table.name,
        "type": "table",
        "path": table.file,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _describe_column(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.values:
        constraints["enum"] = list(column.values)
    for bound in ("minimum", "maximum"):
        if (limit := getattr(column, bound)) is not None:
            constraints[bound] = limit
    kind = "string" if column.type in ("id", "ids") else column.type
    field: dict[str, Any] = {"name": column.name, "type": kind}
    if kind == "boolean":
        field["trueValues"], field["falseValues"] = ["true"], ["false"]
    return field | ({"constraints": constraints} if constraints else {})
