"""
The command line.

    python -m masar build ARTICLE --published 2023-09-15 [--language ar] [--title ...] (--json | --out FOLDER)
    python -m masar export STORY FORMAT --out FILE [--language en|ar] [--OPTION VALUE ...]
    python -m masar check STORY
    python -m masar batch FOLDER --out FOLDER
"""

import argparse
import dataclasses
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from masar.documents import read_document
from masar.errors import MasarError
from masar.export import FORMATS, export_file
from masar.i18n import LANGUAGES
from masar.languages import SUPPORTED
from masar.model import Article, Story
from masar.story import build_story
from masar.story_folder import load_story, save_story, unzip_story


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit code: 0 done, 1 one of Masar's errors, 2 a command that is not one."""
    options = _make_parser().parse_args(arguments)
    try:
        options.run(options)
    except MasarError as error:
        print(f"masar: {error}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m masar", description="A news article about a journey as a map.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    build = commands.add_parser("build", help="read an article and write its story")
    build.add_argument("article", type=Path, help="a .txt, .html, .docx or .pdf file")
    _add_article_options(build)
    into = build.add_mutually_exclusive_group(required=True)
    into.add_argument("--json", action="store_true", help="print the story as one JSON object")
    into.add_argument("--out", type=Path, help="write a story folder")
    build.set_defaults(run=_build)
    batch = commands.add_parser("batch", help="read every article of a folder")
    batch.add_argument("folder", type=Path)
    batch.add_argument("--out", type=Path, required=True, help="write a story folder for each into this folder")
    _add_article_options(batch)
    batch.set_defaults(run=_batch)
    export = commands.add_parser("export", help="write a figure, a brief, a page or data")
    export.add_argument("story", type=Path, help="a story folder or story file")
    export.add_argument("format", choices=FORMATS)
    export.add_argument("--out", type=Path, required=True)
    export.add_argument("--language", choices=LANGUAGES, default="en")
    for name in ("preset", "theme"):
        export.add_argument(f"--{name}")
    for name in ("scale", "dpi", "width", "height"):
        export.add_argument(f"--{name}", type=float if name == "scale" else int)
    export.add_argument("--context", action="store_true", help="draw the places that the article only mentions")
    export.set_defaults(run=_export)
    check = commands.add_parser("check", help="say whether a story can be read, and what is wrong with it")
    check.add_argument("story", type=Path)
    check.set_defaults(run=_check)
    return parser


def _add_article_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--published", type=date.fromisoformat, help="the day it appeared, YYYY-MM-DD")
    parser.add_argument("--language", choices=SUPPORTED)
    parser.add_argument("--title", default="")
    parser.add_argument("--publisher", default="")


def read_article(path: Path, options: argparse.Namespace) -> Article:
    """Return the article in a file; what the options leave open is taken from the file or guessed."""
    document = read_document(_read(path), path.name)
    return Article(
        text=document.text,
        language=options.language or document.language,
        title=options.title or document.title,
        publisher=options.publisher or document.publisher,
        published=options.published or document.published,
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise MasarError("file_unreadable", file=path.name, reason=error.strerror or "") from error


def open_story(path: Path) -> Story:
    """Return the story in a folder or a story file."""
    return load_story(path) if path.is_dir() else unzip_story(_read(path))


def _build(options: argparse.Namespace) -> None:
    story = build_story(read_article(options.article, options))
    if options.json:
        print(json.dumps(story_as_json(story), ensure_ascii=False, indent=2))  # noqa: T201
    else:
        save_story(story, options.out)


def _batch(options: argparse.Namespace) -> None:
    for path in sorted(p for p in options.folder.iterdir() if p.is_file()):
        try:
            story = build_story(read_article(path, options))
        except MasarError as error:
            print(f"{path.name}: {error}", file=sys.stderr)  # noqa: T201
            continue
        save_story(story, options.out / path.stem)
        print(f"{path.name}: {len(story.stops)} stops, {len(story.claims)} claims")  # noqa: T201


def _export(options: argparse.Namespace) -> None:
    names = ("preset", "theme", "scale", "dpi", "width", "height")
    given = {name: value for name in names if (value := getattr(options, name)) is not None}
    if options.context:
        given["show_context"] = True
    export_file(open_story(options.story), options.format, options.out, language=options.language, **given)


def _check(options: argparse.Namespace) -> None:
    story = open_story(options.story)
    print(f"{story.story_id}: {len(story.stops)} stops, {len(story.claims)} claims, nothing wrong")  # noqa: T201


def story_as_json(story: Story) -> dict[str, Any]:
    """Return a story as plain values: `article`, `stops`, `legs`, `places`, `claims`, `mentions`."""
    tables = ("stops", "legs", "places", "claims", "mentions")
    article = _plain(dataclasses.asdict(story.articles[0]))
    return {"article": article} | {
        name: [_plain(dataclasses.asdict(r)) for r in getattr(story, name)] for name in tables
    }


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in record.items()}


if __name__ == "__main__":
    sys.exit(main())
