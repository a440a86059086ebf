"""What an export looks like before it is downloaded: made from its very bytes."""

import io
import zipfile
from dataclasses import dataclass
from typing import Literal

from masar.encode import clean_text
from masar.export.typesetting import typeset

_LINES, _LINE_LENGTH = 60, 400
_LANGUAGES = {"geojson": "json", "kml": "xml", "gpx": "xml"}
_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image("file.pdf", page: 1)"""


@dataclass(frozen=True, slots=True)
class Preview:
    """
    A picture (PNG or SVG in `picture`), a page (HTML in `text`) or the head of a text, as `kind` says.

    `syntax` names the language of a text for colouring, empty for plain text.
    """

    kind: Literal["picture", "page", "text"]
    picture: bytes = b""
    text: str = ""
    syntax: str = ""


def preview_export(content: bytes, format: str) -> Preview:  # noqa: A002
    """
    Return a preview of a file.

    Parameters
    ----------
    content
        From `masar.export.export`.
    format
        The format that it was made in.

    Returns
    -------
    preview
        A PDF becomes a picture of its first page, an archive or workbook the list of what is in it.
    """
    if format in ("pdf", "brief"):
        return Preview("picture", picture=picture_page(content))
    if format in ("png", "svg", "screenshot"):
        return Preview("picture", picture=content)
    if format == "html":
        return Preview("page", text=content.decode())
    if format == "story":
        return Preview("text", text=_list_archive(content))
    return Preview("text", text=_head(content.decode("utf-8-sig", "replace")), syntax=_LANGUAGES.get(format, ""))


def picture_page(pdf: bytes, dots_per_inch: float = 110.0) -> bytes:
    """Return the first page of a PDF as PNG: Typst draws it, as it would a figure."""
    return typeset(_PAGE, {"file.pdf": pdf}, format="png", dots_per_inch=dots_per_inch)


def _head(text: str) -> str:
    """Return the first lines, each cut where it is long and without what cannot be seen."""
    return "\n".join(clean_text(line)[:_LINE_LENGTH] for line in text.splitlines()[:_LINES])


def _list_archive(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(f"{info.file_size:>9,}  {info.filename}" for info in archive.infolist())
