"""
Reading and writing a story: a folder (a Frictionless Data Package), or that folder zipped, a *story file*.

The folder holds `datapackage.json`, the article's text in one or two languages and the tables of
`masar.tables`. Between files and `Story` stand two pure functions, `read_files` and `write_files`;
writing what was read gives the same bytes.
"""

import io
import json
import re
import zipfile
import zlib
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from masar.errors import StoryError
from masar.model import Article, Claim, Leg, Mention, Place, Source, Stop, Story
from masar.tables import (
    CLAIMS,
    LEGS,
    MENTIONS,
    PLACES,
    STOPS,
    TABLES,
    Table,
    cell_error,
    describe_table,
    read_table,
    write_table,
)

PACKAGE = "datapackage.json"
# What a person corrected (`masar.corrections`), kept beside the story that came of it.
CORRECTIONS = "corrections.json"
# A story of 200 stops and 2,000 claims is under 2 MB; anything near this limit is not a story.
MAX_STORY_BYTES = 20_000_000
_STORY_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ARTICLE_FILE = re.compile(r"article\.([a-z]{2})\.txt")


def load_story(folder: Path | str) -> Story:
    """
    Return the story in a folder.

    Raises
    ------
    StoryError
        If a file is missing, is not UTF-8 or breaks the format; the message names file, row and column.
    """
    path = Path(folder)
    if not (path / PACKAGE).is_file():
        raise StoryError("story_missing", path=path.name, file=PACKAGE)
    files = {f.name: f.read_bytes() for f in sorted(path.iterdir()) if f.is_file() and _belongs(f.name)}
    return read_files(files)


def save_story(story: Story, folder: Path | str) -> None:
    """Write a story into a folder, which is made if it is not there."""
    path = Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    for name, content in write_files(story).items():
        (path / name).write_bytes(content)


def unzip_story(content: bytes) -> Story:
    """
    Return the story in a story file.

    Raises
    ------
    StoryError
        If it is not a zip archive, unpacks to more than `MAX_STORY_BYTES`, or the story in it is broken.
    """
    return read_files(unpack_story_file(content))


def unpack_story_file(content: bytes) -> dict[str, bytes]:
    """Return the files in a story file, by name; raises as `unzip_story` does."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _unpack(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error) as error:
        raise StoryError("story_file_unreadable") from error


def zip_story(story: Story, corrections: str = "") -> bytes:
    """Return a story, with the patch that led to it if there is one, as a story file: always the same bytes."""
    out = io.BytesIO()
    files = write_files(story) | ({CORRECTIONS: corrections.encode()} if corrections else {})
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(f"{story.story_id}/{name}", date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()


def _unpack(archive: zipfile.ZipFile) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    room = MAX_STORY_BYTES
    for info in archive.infolist():
        name = info.filename.rsplit("/", 1)[-1]
        if not _belongs(name):
            continue
        with archive.open(
            info
        ) as member:  # the size in the directory may be forged: read no further than the room left
            content = member.read(room + 1)
        room -= len(content)
        if room < 0:
            raise StoryError("story_file_too_large", limit=MAX_STORY_BYTES // 1_000_000)
        files[name] = content
    return files


def _belongs(name: str) -> bool:
    return (
        name in (PACKAGE, CORRECTIONS)
        or bool(_ARTICLE_FILE.fullmatch(name))
        or any(name == table.file for table in TABLES)
    )


def read_files(files: Mapping[str, bytes]) -> Story:
    """
    Return the story that these files, by name, make up.

    Raises
    ------
    StoryError
        As `load_story`.
    """
    if PACKAGE not in files:
        raise StoryError("story_missing", path="", file=PACKAGE)
    package = _read_package(_decode(PACKAGE, files))
    stops, legs, places, mentions, claims = (read_table(table, _decode(table.file, files)) for table in TABLES)
    story = Story(
        story_id=package["name"],
        title_en=package["title"],
        title_ar=package["title_ar"],
        publisher=package["publisher"],
        publisher_ar=package["publisher_ar"],
        published=package["published"],
        language=package["language"],
        traveller=package["traveller"],
        traveller_ar=package["traveller_ar"],
        articles=_read_articles(files, package),
        stops=stops,
        legs=legs,
        places=places,
        mentions=mentions,
        claims=claims,
        sources=package["sources"],
        licences=package["licenses"],
    )
    check_story(story)
    return story


def _decode(name: str, files: Mapping[str, bytes]) -> str:
    if name not in files:
        raise StoryError("file_missing", file=name)
    try:
        return files[name].decode("utf-8")
    except UnicodeDecodeError as error:
        line = files[name][: error.start].count(b"\n") + 1
        raise StoryError("file_encoding", file=name, row=line) from error


_TEXTS = ("name", "title", "title_ar", "publisher", "publisher_ar", "language", "traveller", "traveller_ar")


def _read_package(content: str) -> dict[str, Any]:
    try:
        package = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise StoryError("package_json", file=PACKAGE, reason=str(error)) from error
    if not isinstance(package, dict):
        raise StoryError("package_json", file=PACKAGE, reason=type(package).__name__)
    found: dict[str, Any] = {}
    for field in _TEXTS:
        found[field] = package.get(field, "")
        if not isinstance(found[field], str):
            raise _field_error(field, found[field], "string")
    if not _STORY_ID.fullmatch(found["name"]):
        raise _field_error("name", found["name"], "id")
    found["published"] = _read_published(package.get("published"))
    found["sources"] = _read_sources("sources", "title", package)
    found["licenses"] = _read_sources("licenses", "name", package)
    return found


def _read_published(value: Any) -> date | None:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise _field_error("published", value, "date") from error


def _read_sources(field: str, label: str, package: Mapping[str, Any]) -> tuple[Source, ...]:
    entries = package.get(field, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise _field_error(field, entries, "list")
    return tuple(Source(*(str(entry.get(key, "")) for key in (label, "path", f"{label}_ar"))) for entry in entries)


def _field_error(field: str, value: Any, expected: str) -> StoryError:
    return StoryError(
        "package_field", file=PACKAGE, column=field, value=str(value)[:80], expected_key=f"errors.expected.{expected}"
    )


def _read_articles(files: Mapping[str, bytes], package: Mapping[str, Any]) -> tuple[Article, ...]:
    own = f"article.{package['language']}.txt"
    if own not in files:
        raise StoryError("file_missing", file=own)
    others = sorted(name for name in files if _ARTICLE_FILE.fullmatch(name) and name != own)
    return tuple(_read_article(name, files, package) for name in (own, *others))


def _read_article(name: str, files: Mapping[str, bytes], package: Mapping[str, Any]) -> Article:
    language = name.split(".")[1]
    title, publisher = ("title_ar", "publisher_ar") if language == "ar" else ("title", "publisher")
    return Article(
        text=_decode(name, files),
        language=language,
        title=package[title],
        publisher=package[publisher],
        published=package["published"],
    )


def check_story(story: Story) -> None:
    """
    Check what one table says of another and of the texts.

    Raises
    ------
    StoryError
        For an id that names nothing, a span outside the text, or stops out of order.
    """
    records: Mapping[str, tuple[Any, ...]] = {
        "stops": story.stops,
        "legs": story.legs,
        "places": story.places,
        "mentions": story.mentions,
        "claims": story.claims,
    }
    keys = {table.name: {getattr(r, table.key) for r in records[table.name]} for table in TABLES if table.key}
    for table in TABLES:
        _check_references(table, records[table.name], keys)
    _check_order(story.stops)
    _check_mentions(story)
    _check_spans(story)


def _check_references(table: Table, records: tuple[Any, ...], keys: Mapping[str, set[str]]) -> None:
    for column in (c for c in table.columns if c.refers):
        for row, record in enumerate(records, start=2):
            value = getattr(record, column.name)
            for key in value if isinstance(value, tuple) else (value,):
                if key and key not in keys[column.refers]:
                    raise cell_error(table, column.name, row, key, "reference", other=f"{column.refers}.csv")


def _check_order(stops: tuple[Stop, ...]) -> None:
    for row, (before, after) in enumerate(pairwise(stops), start=3):
        if after.order <= before.order:
            raise cell_error(STOPS, "order", row, str(after.order), "ascending")


def _check_mentions(story: Story) -> None:
    texts = {article.language: article.text for article in story.articles}
    for row, mention in enumerate(story.mentions, start=2):
        if mention.language not in texts:
            raise cell_error(MENTIONS, "language", row, mention.language, "one_of", values=", ".join(sorted(texts)))
        if texts[mention.language][mention.start : mention.end] != mention.toponym:
            raise cell_error(MENTIONS, "toponym", row, mention.toponym, "span_text")


def _check_spans(story: Story) -> None:
    own = len(story.articles[0].text)
    other = len(story.articles[1].text) if len(story.articles) > 1 else 0
    for row, claim in enumerate(story.claims, start=2):
        if not claim.start < claim.end <= own:
            raise cell_error(CLAIMS, "end", row, str(claim.end), "span")
        translated = claim.translation_end or claim.translation_start
        if translated and not claim.translation_start < claim.translation_end <= other:
            raise cell_error(CLAIMS, "translation_end", row, str(claim.translation_end), "span")


def write_files(story: Story) -> dict[str, bytes]:
    """Return the files of a story's folder, by name; `read_files` gives back the same story."""
    records: Mapping[Table, tuple[Stop | Leg | Place | Mention | Claim, ...]] = {
        STOPS: story.stops,
        LEGS: story.legs,
        PLACES: story.places,
        MENTIONS: story.mentions,
        CLAIMS: story.claims,
    }
    files = {PACKAGE: json.dumps(_describe(story), ensure_ascii=False, indent=2) + "\n"}
    files |= {f"article.{article.language}.txt": article.text for article in story.articles}
    files |= {table.file: write_table(table, rows) for table, rows in records.items()}
    return {name: content.encode("utf-8") for name, content in files.items()}


def _describe(story: Story) -> dict[str, Any]:
    texts = [
        {
            "name": f"article-{article.language}",
            "path": f"article.{article.language}.txt",
            "format": "txt",
            "mediatype": "text/plain",
            "encoding": "utf-8",
        }
        for article in story.articles
    ]
    return {
        "profile": "data-package",
        "name": story.story_id,
        "title": story.title_en,
        "title_ar": story.title_ar,
        "publisher": story.publisher,
        "publisher_ar": story.publisher_ar,
        "published": story.published.isoformat() if story.published else "",
        "language": story.language,
        "traveller": story.traveller,
        "traveller_ar": story.traveller_ar,
        "sources": [_describe_source(source, "title") for source in story.sources],
        "licenses": [_describe_source(licence, "name") for licence in story.licences],
        "resources": texts + [describe_table(table) for table in TABLES],
    }


def _describe_source(source: Source, label: str) -> dict[str, str]:
    arabic = {f"{label}_ar": source.title_ar} if source.title_ar else {}
    return {label: source.title, "path": source.path} | arabic
