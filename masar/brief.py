"""
A story as a paged report: a PDF set with Typst, in English or Arabic.

Python decides what stands in the brief, as plain values (`brief_content`); the template
`masar/templates/brief.typ` decides how it looks. The values reach Typst as JSON in a system input and are
set as strings: no text of a story is ever compiled. Typst sees our fonts, an empty temporary folder with
the figure in it, and no network.
"""

import json
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

import matplotlib as mpl

from masar.brief_content import Value, brief_content
from masar.errors import ExportError
from masar.export.typesetting import typeset
from masar.figure.compose import compose_figure
from masar.figure.render import render_scene
from masar.figure.text import FALLBACK, FAMILY, FONT_FOLDER
from masar.figure.theme import THEMES, ThemeName
from masar.i18n import LANGUAGES
from masar.model import Story
from masar.pdf_letters import has_signs, separate_letters
from masar.view import View


def write_brief(
    story: Story, *, language: str = "en", theme: ThemeName = "light", filters: View | None = None
) -> bytes:
    """
    Write the brief of a story.

    Parameters
    ----------
    story
        A story with at least one stop.
    language
        `en` or `ar`; in Arabic the document runs from right to left.
    theme
        Colours of the figure: `light` or `greyscale`; paper is never dark.
    filters
        A view whose filters say which claims to set; the brief then says that it is a selection. All if not given.

    Returns
    -------
    content
        A tagged PDF in A4, fonts embedded; the same bytes for the same story and options.

    Raises
    ------
    ExportError
        If the story has no stop, or an option is not one of these.
    BasemapError
        If the bundled world is missing or damaged.
    """
    for option, value, choices in (("language", language, LANGUAGES), ("theme", theme, ("light", "greyscale"))):
        if value not in choices:
            raise ExportError("figure_bad_option", option=option, value=value, choices=", ".join(choices))
    scene = compose_figure(story, language=language, preset="brief", theme=theme)
    content = brief_content(story, language, filters) | {"colours": _colours(theme), "fonts": [FAMILY, FALLBACK]}
    content["figure_alt"] = scene.description
    return _typeset(content, render_scene(scene, "pdf", 72))


def _typeset(content: Mapping[str, Value], figure: bytes) -> bytes:
    values = json.dumps(content, ensure_ascii=False)
    template = resources.files("masar").joinpath("templates", "brief.typ").read_bytes()
    # Our font, and the one that ships with matplotlib for the scripts that ours has not.
    fonts = (FONT_FOLDER, Path(mpl.get_data_path(), "fonts", "ttf"))
    pdf = typeset(template, {"figure.pdf": figure}, format="pdf", inputs={"content": values}, fonts=fonts)
    return separate_letters(pdf) if has_signs(values) else pdf


def _colours(theme: ThemeName) -> dict[str, str]:
    t = THEMES[theme]
    return {
        "ink": t.ink, "quiet": t.quiet, "faint": t.faint, "rule": t.rule, "accent": t.journey, "tint": t.home,
        "on_accent": t.on_journey, "origin": t.origin,
    }  # fmt: skip
