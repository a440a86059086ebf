"""
A scene as PNG, SVG or PDF, with matplotlib and without a window system or browser.

Text stays text. In SVG each line carries its direction and the part of the font it needs; in PDF fonts
are embedded as TrueType. The same scene gives the same bytes: no dates, no random names.
"""

import base64
import io
import threading
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Literal
from xml.sax.saxutils import escape, quoteattr

import matplotlib as mpl
from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D, Transform
from PIL import Image

from masar.figure.pdf_letters import separate_letters
from masar.figure.scene import Scene, Shape, TextLine, box_path, circle_path
from masar.figure.text import FALLBACK, FAMILY, FONT_FOLDER, WEIGHTS, direct, font_properties, text_direction
from masar.labels import Box

Format = Literal["png", "svg", "pdf"]

_HALO_WIDTH = 2.2  # points, half of it outside the letter
_PNG_COMPRESSION = 4  # of 9: 6 is a third slower and 3 % smaller
_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "masar",
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "lines.scale_dashes": False,
    "path.simplify": False,
    "path.snap": False,
    "text.hinting": "none",  # hinted letters are wider than the measured ones
    "text.parse_math": False,
}
# matplotlib's settings and font caches are global, and exports may come from several sessions at once.
_LOCK = threading.Lock()


def render_scene(scene: Scene, output: Format, dpi: float) -> bytes:
    """
    Return a scene as a file.

    Parameters
    ----------
    scene
        What to draw.
    output
        `png`, `svg` or `pdf`.
    dpi
        Dots per inch of a PNG; the others have none.
    """
    with _LOCK, _settings():
        return {"png": _render_png, "svg": _render_svg, "pdf": _render_pdf}[output](scene, dpi)


@contextmanager
def _settings() -> Iterator[None]:
    with mpl.rc_context(_SETTINGS), warnings.catch_warnings():
        # A letter that no font here has is drawn as a box; that is all a reader needs to know.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield


def _render_png(scene: Scene, dpi: float) -> bytes:
    figure = _make_figure(scene, dpi, whole_pixels=True)
    canvas = FigureCanvasAgg(figure)
    _add_shapes(figure, scene.shapes)
    _add_text(figure, scene.lines)
    canvas.draw()  # type: ignore[no-untyped-call]
    drawn = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
    image = Image.frombuffer("RGBA", canvas.get_width_height(), drawn, "raw", "RGBA", 0, 1).convert("RGB")
    # Renderer, texts and figure hold each other; 35 MB of pixels must not wait for the garbage collector.
    del drawn
    canvas.get_renderer().__dict__.clear()  # type: ignore[no-untyped-call]
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=_PNG_COMPRESSION, dpi=(dpi, dpi))
    return out.getvalue()


def _render_pdf(scene: Scene, dpi: float) -> bytes:
    del dpi
    figure = _make_figure(scene, 72)
    canvas = FigureCanvasPdf(figure)
    _add_shapes(figure, scene.shapes)
    _add_text(figure, scene.lines)
    out = io.BytesIO()
    about = {"Title": scene.title, "Subject": scene.description, "Creator": "Masar", "CreationDate": None}
    with separate_letters():
        canvas.print_pdf(out, metadata=about)  # type: ignore[no-untyped-call]
    return out.getvalue()


def _render_svg(scene: Scene, dpi: float) -> bytes:
    del dpi
    figure = _make_figure(scene, 72)
    canvas = FigureCanvasSVG(figure)
    _add_shapes(figure, scene.shapes)
    out = io.StringIO()
    canvas.print_svg(out, metadata={"Date": None, "Creator": "Masar"})  # type: ignore[no-untyped-call]
    drawn = out.getvalue()
    head, _, body = drawn[drawn.index("<svg") :].partition(">\n")
    about = (
        f'<title id="title">{escape(scene.title)}</title>\n<desc id="description">{escape(scene.description)}</desc>\n'
        f"<style>{_font_face(scene.lines)}</style>\n"
    )
    head += f' role="img" aria-labelledby="title description" xml:lang={quoteattr(scene.language)}>\n'
    text = "".join(_svg_text(line, scene.height) for line in scene.lines)
    font = f"font-family: '{FAMILY}', 'IBM Plex Sans Arabic', 'IBM Plex Sans', '{FALLBACK}', sans-serif"
    closing = f'<g id="text" style="{font}">\n{text}</g>\n</svg>\n'
    body = body[: body.rindex("</svg>")]
    return f'<?xml version="1.0" encoding="utf-8"?>\n{head}{about}{body}{closing}'.encode()


def _svg_text(line: TextLine, height: float) -> str:
    """Return a line of text; its anchor is said as the line's own direction counts it."""
    direction = text_direction(line.text, line.language)
    ends = {"left": "start", "centre": "middle", "right": "end"}
    anchor = (
        ends[line.align] if direction == "ltr" else {"start": "end", "end": "start"}.get(ends[line.align], "middle")
    )
    halo = ""
    if line.halo:
        halo = f"; paint-order: stroke; stroke: {line.halo}; stroke-width: {_HALO_WIDTH}; stroke-linejoin: round"
    weight = f"; font-weight: {line.weight}" if line.weight != 400 else ""
    style = f"font-size: {line.size:.2f}px{weight}; fill: {line.colour}; text-anchor: {anchor}{halo}"
    language = "ar" if direction == "rtl" else "en" if line.language == "en" else "und"
    return (
        f'<text x="{line.x:.2f}" y="{height - line.y:.2f}" direction="{direction}" unicode-bidi="isolate" '
        f'xml:lang="{language}" data-kind="{line.kind}" style={quoteattr(style)}>{escape(line.text)}</text>\n'
    )


def _font_face(lines: Iterable[TextLine]) -> str:
    """Return style rules that carry the letters used, for viewers that have no such font."""
    rules = []
    for weight in WEIGHTS:
        used = "".join(sorted({c for line in lines if line.weight == weight for c in line.text}))
        if used:
            rules.append(
                f"@font-face {{ font-family: '{FAMILY}'; font-weight: {weight}; "
                f"src: url(data:font/woff;base64,{_subset_font(weight, used)}) format('woff'); }}"
            )
    return "\n".join(rules)


@lru_cache(maxsize=16)
def _subset_font(weight: int, used: str) -> str:
    font = TTFont(FONT_FOLDER / WEIGHTS[weight], recalcTimestamp=False)
    options = subset.Options(layout_features=["*"], notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=used)
    subsetter.subset(font)
    font.flavor = "woff"
    out = io.BytesIO()
    font.save(out)
    return base64.b64encode(out.getvalue()).decode()


# --- matplotlib artists -------------------------------------------------------------------------------------------


def _make_figure(scene: Scene, dpi: float, *, whole_pixels: bool = False) -> Figure:
    width, height = scene.width / 72, scene.height / 72
    if whole_pixels:
        width, height = round(width * dpi) / dpi, round(height * dpi) / dpi
    return Figure(figsize=(width, height), dpi=dpi, facecolor=scene.paper, edgecolor="none")


def _points(figure: Figure) -> Transform:
    return Affine2D().scale(1 / 72) + figure.dpi_scale_trans


def _add_shapes(figure: Figure, shapes: Iterable[Shape]) -> None:
    points = _points(figure)
    for number, shape in enumerate(shapes):
        if not len(shape.path):
            continue
        patch = PathPatch(
            shape.path,
            transform=points,
            facecolor=shape.fill or "none",
            edgecolor=shape.stroke or "none",
            linewidth=shape.width if shape.stroke else 0.0,
            linestyle=(0.0, shape.dashes) if shape.dashes else "solid",
            capstyle="round" if shape.round_caps else "butt",
            joinstyle="round",
            zorder=number,
        )
        figure.add_artist(patch)
        if shape.clip is not None:
            patch.set_clip_path(_clip_path(shape.clip), points)


def _clip_path(clip: Box | tuple[float, float, float]) -> Path:
    return box_path(clip) if isinstance(clip, Box) else circle_path(*clip)


def _add_text(figure: Figure, lines: Iterable[TextLine]) -> None:
    points = _points(figure)
    for line in lines:
        properties = font_properties(line.size, line.weight)
        shown = direct(line.text, line.language)
        left = line.box.left
        if line.halo:
            outline = TextPath((left, line.y), shown, size=line.size, prop=properties)
            halo = PathPatch(
                outline, transform=points, facecolor="none", edgecolor=line.halo, linewidth=_HALO_WIDTH,
                joinstyle="round", zorder=1e6,
            )  # fmt: skip
            figure.add_artist(halo)
        text = Text(
            left, line.y, shown, color=line.colour, fontproperties=properties, horizontalalignment="left",
            verticalalignment="baseline", parse_math=False, transform=points, zorder=2e6,
        )  # fmt: skip
        figure.add_artist(text)
