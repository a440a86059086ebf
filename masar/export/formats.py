"""The formats: what each is called, what may be chosen, and who writes it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from masar.errors import ExportError
from masar.export.files import encode_file_name, write_file
from masar.export.selection import describe_selection, select_claims
from masar.i18n import LANGUAGES, text
from masar.model import Story
from masar.view import View

# Writers are imported when asked for: a table needs no matplotlib, a figure no Jinja.
# ruff: noqa: PLC0415


@dataclass(frozen=True, slots=True)
class Format:
    """
    A format: the end of its file names, its media type, and the options that `export` takes for it.

    `languages` is false where one file holds both languages; `part` tells files of one story apart.
    """

    suffix: str
    media_type: str
    options: tuple[str, ...] = ()
    languages: bool = True
    part: str = ""


_DRAWN = ("preset", "theme", "show_context")
_FORMATS: Mapping[str, Format] = {
    "png": Format("png", "image/png", (*_DRAWN, "scale", "dpi")),
    "svg": Format("svg", "image/svg+xml", _DRAWN),
    "pdf": Format("pdf", "application/pdf", _DRAWN),
    "brief": Format("pdf", "application/pdf", ("theme",), part="brief"),
    "html": Format("html", "text/html", ("show_context",)),
    "screenshot": Format("png", "image/png", ("show_context", "scale", "width", "height"), part="screenshot"),
    "geojson": Format("geojson", "application/geo+json", languages=False),
    "kml": Format("kml", "application/vnd.google-earth.kml+xml"),
    "gpx": Format("gpx", "application/gpx+xml"),
    "csv": Format("csv", "text/csv", part="claims"),
    "xlsx": Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "story": Format("zip", "application/zip", languages=False, part="story"),
}
FORMATS: tuple[str, ...] = tuple(_FORMATS)
OPTIONS: Mapping[str, tuple[str, ...]] = {name: form.options for name, form in _FORMATS.items()}


def media_type(format: str) -> str:  # noqa: A002  (the word of the command line and of the Export page)
    """Return the media type of a format's files."""
    return _known(format).media_type


def file_name(story: Story, format: str, language: str = "en") -> str:  # noqa: A002
    """Return the name for a file: the story's id, what it holds, its language, and the format's ending."""
    form = _known(format)
    parts = [encode_file_name(story.story_id), form.part, language if form.languages else ""]
    return "-".join(part for part in parts if part) + f".{form.suffix}"


def export(
    story: Story,
    format: str,  # noqa: A002
    *,
    language: str = "en",
    filters: View | None = None,
    **options: Any,
) -> bytes:
    """
    Return a story as a file's content.

    Parameters
    ----------
    story
        The story.
    format
        One of `FORMATS`.
    language
        `en` or `ar`; an interactive page holds both and opens in this one.
    filters
        A view whose filters (speakers, kinds, known_by) say which claims to take; all if not given. A
        story file is always whole.
    options
        Those in `OPTIONS[format]`: `preset`, `theme`, `scale`, `dpi`, `show_context` as for
        `masar.figure.draw_figure`; `width` and `height` of a screenshot in CSS pixels.

    Returns
    -------
    content
        The same bytes for the same story and options.

    Raises
    ------
    ExportError
        If format, language or an option is not among these, or it cannot be drawn.
    BasemapError
        If the bundled world is missing or damaged.
    """
    form = _known(format)
    if language not in LANGUAGES:
        raise ExportError("export_language", value=language, choices=", ".join(LANGUAGES))
    given = {name: value for name, value in options.items() if value is not None}
    for name, value in given.items():
        _check_option(format, form, name, value)
    return _WRITERS[format](story, language, filters, given)


def export_file(
    story: Story,
    format: str,  # noqa: A002
    path: Path | str,
    *,
    language: str = "en",
    filters: View | None = None,
    **options: Any,
) -> Path:
    """
    Write a story as a file, whole or not at all; return its path.

    Parameters
    ----------
    path
        The file; its folder must be there. A file of that name is replaced.

    Raises
    ------
    ExportError
        As `export`, or if the file cannot be written.
    """
    return write_file(export(story, format, language=language, filters=filters, **options), path)


def _known(name: str) -> Format:
    if name not in _FORMATS:
        raise ExportError("export_format", value=name, choices=", ".join(FORMATS))
    return _FORMATS[name]


def _check_option(name: str, form: Format, option: str, value: Any) -> None:
    if option not in form.options:
        if not form.options:
            raise ExportError("export_no_options", format=name, option=option)
        raise ExportError("export_option", format=name, option=option, choices=", ".join(form.options))
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if option in ("scale", "dpi", "width", "height") and not is_number:
        raise ExportError("export_number", option=option, value=value)


def write_geojson(story: Story, filters: View | None = None) -> bytes:
    """
    Return a story as GeoJSON (RFC 7946) in UTF-8, with the claims that pass the filters in the properties.

    Credits, and what filters chose, stand in the foreign member `story`.
    """
    from masar.geojson import story_to_geojson

    collection = story_to_geojson(select_claims(story, filters), with_claims=True)
    about = collection["story"]
    about["credits"] = {code: text("export.credits", code) for code in LANGUAGES}
    if describe_selection(story, filters, "en"):
        about["selection"] = {code: describe_selection(story, filters, code) for code in LANGUAGES}
    # A lone surrogate is no character, and UTF-8 cannot carry it.
    return (json.dumps(collection, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "ignore")


def _draw(kind: str) -> Callable[..., bytes]:
    def write(story: Story, language: str, _filters: View | None, options: Mapping[str, Any]) -> bytes:
        from masar.figure import draw_figure

        return draw_figure(story, language=language, format=kind, **options)  # type: ignore[arg-type]

    return write


def _brief(story: Story, language: str, filters: View | None, options: Mapping[str, Any]) -> bytes:
    from masar.brief import write_brief

    return write_brief(story, language=language, filters=filters, **options)


def _html(story: Story, language: str, filters: View | None, options: Mapping[str, Any]) -> bytes:
    from masar.page_html import write_page

    return write_page(story, language=language, filters=filters, **options)


def _screenshot(story: Story, language: str, _filters: View | None, options: Mapping[str, Any]) -> bytes:
    from masar.screenshot import shoot_map

    return shoot_map(story, language=language, **options)


def _geojson(story: Story, _language: str, filters: View | None, _options: Mapping[str, Any]) -> bytes:
    return write_geojson(story, filters)


def _kml(story: Story, language: str, filters: View | None, _options: Mapping[str, Any]) -> bytes:
    from masar.export.kml import write_kml

    return write_kml(select_claims(story, filters), language, describe_selection(story, filters, language))


def _gpx(story: Story, language: str, filters: View | None, _options: Mapping[str, Any]) -> bytes:
    from masar.export.gpx import write_gpx

    return write_gpx(select_claims(story, filters), language, describe_selection(story, filters, language))


def _csv(story: Story, language: str, filters: View | None, _options: Mapping[str, Any]) -> bytes:
    from masar.spreadsheets import write_claims_csv

    return write_claims_csv(story, select_claims(story, filters).claims, language)


def _xlsx(story: Story, language: str, filters: View | None, _options: Mapping[str, Any]) -> bytes:
    from masar.workbook import write_workbook

    return write_workbook(story, language, filters)


def _story(story: Story, _language: str, _filters: View | None, _options: Mapping[str, Any]) -> bytes:
    from masar.story_folder import zip_story

    return zip_story(story)


_WRITERS: Mapping[str, Callable[[Story, str, View | None, Mapping[str, Any]], bytes]] = {
    "png": _draw("png"), "svg": _draw("svg"), "pdf": _draw("pdf"), "brief": _brief, "html": _html,
    "screenshot": _screenshot, "geojson": _geojson, "kml": _kml, "gpx": _gpx, "csv": _csv, "xlsx": _xlsx,
    "story": _story,
}  # fmt: skip
