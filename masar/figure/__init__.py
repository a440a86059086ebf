"""
A story as a figure for print: PNG, SVG or PDF, drawn without a browser.

`draw_figure` is the way in. It composes a `Scene` (`compose.py`: shapes and lines of text on a sheet, in
points) and renders that (`render.py`). Around them: `projection.py` and `view.py` (from degrees to the
sheet), `ground.py` (land and water), `route.py` (legs), `stops.py` (badges, what labels say),
`route_map.py` (where everything on the map stands), `furniture.py` (headline, legend, scale bar, credits),
`panel.py` (the list of stops), `page.py` (sheets), `theme.py` (colours), `text.py` (fonts, measuring,
wrapping) and `pdf_letters.py` (what a PDF says its glyphs mean).
"""

from typing import get_args

from masar.errors import ExportError
from masar.figure.compose import compose_figure
from masar.figure.page import PRESETS, Preset
from masar.figure.render import Format, render_scene
from masar.figure.theme import ThemeName
from masar.i18n import LANGUAGES
from masar.model import Story

__all__ = [
    "BASE_DPI",
    "FORMATS",
    "MAX_DPI",
    "MAX_SCALE",
    "MIN_DPI",
    "PRESETS",
    "THEME_NAMES",
    "compose_figure",
    "draw_figure",
]

FORMATS: tuple[Format, ...] = get_args(Format)
THEME_NAMES: tuple[ThemeName, ...] = get_args(ThemeName)
BASE_DPI = 96.0  # of scale 1: a slide is 1280 by 720 pixels, at scale 3 it is 3840 by 2160
MIN_DPI, MAX_DPI = 36.0, 360.0
MAX_SCALE = 3.0


def draw_figure(
    story: Story,
    *,
    language: str = "en",
    format: Format = "png",  # noqa: A002  (the word of the command line and of the Export page)
    preset: Preset = "a4-landscape",
    theme: ThemeName = "light",
    scale: float | None = None,
    dpi: float | None = None,
    show_context: bool = False,
) -> bytes:
    """
    Draw the annotated route of a story for print.

    Parameters
    ----------
    story
        A story with at least one stop.
    language
        `en` or `ar`; in Arabic the sheet is mirrored.
    format
        `png`, `svg` or `pdf`; the last two hold vectors and searchable text.
    preset
        `slide` (16:9), `a4-portrait`, `a4-landscape` or `square`.
    theme
        `light`, `dark` or `greyscale`.
    scale, dpi
        Resolution of a PNG: a multiple (1 to 3) of 96 dots per inch, or dots per inch (36 to 360); `dpi`
        wins. Scale 2 if neither is given.
    show_context
        Whether to show places that are named but not on the route.

    Returns
    -------
    content
        The file; the same bytes for the same story and options.

    Raises
    ------
    ExportError
        If the story has no stop, or an option is not one of these.
    BasemapError
        If the bundled world is missing or damaged.
    """
    options = {
        "language": (language, LANGUAGES),
        "format": (format, FORMATS),
        "preset": (preset, PRESETS),
        "theme": (theme, THEME_NAMES),
    }
    for option, (value, choices) in options.items():
        if value not in choices:
            raise ExportError("figure_bad_option", option=option, value=value, choices=", ".join(choices))
    dots = _resolution(scale, dpi)
    scene = compose_figure(story, language=language, preset=preset, theme=theme, show_context=show_context)
    return render_scene(scene, format, dots)


def _resolution(scale: float | None, dpi: float | None) -> float:
    if dpi is not None:
        if not MIN_DPI <= dpi <= MAX_DPI:
            raise ExportError("figure_bad_dpi", value=dpi, least=MIN_DPI, most=MAX_DPI)
        return dpi
    scale = 2.0 if scale is None else scale
    if not 1 <= scale <= MAX_SCALE:
        raise ExportError("figure_bad_scale", value=scale, least=1, most=MAX_SCALE)
    return BASE_DPI * scale
