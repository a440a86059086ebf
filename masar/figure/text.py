"""
Text for print: cleaned, measured, wrapped. Shared by the figure and the brief.

Widths are measured with the font that is drawn, shaped by the same library (libraqm), so that what
fits here fits on paper. Nothing here or later reads a text as markup.
"""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from matplotlib.font_manager import FontEntry, FontProperties, fontManager, get_font
from matplotlib.ft2font import LoadFlags

FONT_FOLDER = Path(__file__).resolve().parents[2] / "data" / "fonts"
FAMILY = "Masar Sans"
FALLBACK = "DejaVu Sans"  # ships with matplotlib; for scripts that ours has not
WEIGHTS = {400: "MasarSans-Regular.ttf", 600: "MasarSans-SemiBold.ttf"}
ASCENT, DESCENT = 0.76, 0.24  # of the size: room for capitals and Arabic letters with their dots

_LONGEST = 4000  # characters; no text that fits on a sheet is longer
_MEASURED_AT = 100.0
_SHORTEST_LAST = 0.25  # of the width
_NARROWER = (0.96, 0.92, 0.88, 0.84, 0.8)
# Controls, lone surrogates, noncharacters, interlinear marks, bidi embeddings and overrides, the byte order mark.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\ufdd0-\ufdef\ufeff\ufff9-\ufffb]|"
    "[\ufffe\uffff\U0001fffe\U0001ffff\U000f0000-\U0010ffff]"
)
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")  # no-break spaces stay
_OPENING, _CLOSING = "\u2066\u2067\u2068", "\u2069"
_HOLE, _LACKING = "\x00", "[…]"  # a letter that no font has; what a run of them becomes
_GAP = re.compile(f"{_HOLE}[{_HOLE}\\s]*{_HOLE}|{_HOLE}")
_RLM, _LRM = "\u200f", "\u200e"


def clean_text(text: str) -> str:
    """
    Return a text as it can be printed, on one line.

    Control characters, lone surrogates, noncharacters, bidi overrides and isolates without their other
    half are left out, runs of white space become one space, and nothing is longer than 4,000 characters.
    Letters that no font here has become `[…]`, pictographs nothing: a row of boxes tells a reader less.
    """
    text = _UNSEEN.sub("", text[: 4 * _LONGEST])
    if not can_print(text):
        text = _GAP.sub(_LACKING, "".join(c if _is_drawn(c) else _replace(c) for c in text))
    return clip_text(balance_isolates(_SPACE.sub(" ", text).strip()), _LONGEST)


def can_print(text: str) -> bool:
    """Tell whether our fonts have every letter of a text; what is never seen does not count."""
    return text.isascii() or all(map(_is_drawn, text))


def is_readable(text: str) -> bool:
    """Tell whether our fonts have most letters of a text."""
    drawn = [_is_drawn(c) for c in text[:_LONGEST] if unicodedata.category(c)[0] in "LN"]
    return 2 * sum(drawn) >= len(drawn)


@lru_cache(maxsize=4096)
def _is_drawn(character: str) -> bool:
    return ord(character) in _letters() or unicodedata.category(character) in ("Cc", "Cf", "Zs", "Zl", "Zp")


def _replace(character: str) -> str:
    return _HOLE if unicodedata.category(character)[0] in "LMN" else ""


@cache
def _letters() -> frozenset[int]:
    """Return the code points that both weights have, of our font or of the one that steps in."""
    fallbacks = [fontManager.findfont(FontProperties(family=FALLBACK, weight=w)) for w in ("normal", "bold")]
    own = [str(FONT_FOLDER / file) for file in WEIGHTS.values()]
    weights = [
        set().union(*(get_font(path).get_charmap() for path in pair)) for pair in zip(own, fallbacks, strict=True)
    ]
    return frozenset(set.intersection(*weights))


def balance_isolates(text: str) -> str:
    """Drop isolates that are never closed and closings of none: they would reach beyond the text."""
    kept, opened = list(text), []
    for at, character in enumerate(text):
        if character in _OPENING:
            opened.append(at)
        elif character == _CLOSING and not opened:
            kept[at] = ""
        elif character == _CLOSING:
            opened.pop()
    for at in opened:
        kept[at] = ""
    return "".join(kept)


def clip_text(text: str, most: int) -> str:
    """Return a text of at most `most` characters, with an ellipsis where it was longer."""
    return text if len(text) <= most else balance_isolates(text[: most - 1].rstrip()) + "…"


def text_direction(text: str, language: str) -> str:
    """
    Return the direction of a paragraph, `ltr` or `rtl`.

    In Arabic anything with an Arabic letter runs from the right, also if a Latin name comes first, and so
    does what has no letter at all. Elsewhere the first letter with a direction decides.
    """
    strong = [d for d in (unicodedata.bidirectional(c) for c in text) if d in {"L", "R", "AL"}]
    if language == "ar" and (not strong or any(d != "L" for d in strong)):
        return "rtl"
    return "rtl" if strong and strong[0] != "L" else "ltr"


def direct(text: str, language: str) -> str:
    """Return a text with a mark of its direction in front, if software that looks at the first letter needs one."""
    return _mark(text, text_direction(text, language))


def _mark(text: str, direction: str) -> str:
    if text.isdigit() or direction == text_direction(text, ""):
        return text
    return (_RLM if direction == "rtl" else _LRM) + text


@cache
def _register() -> None:
    """Tell matplotlib of our fonts, once; by hand, since it would read SemiBold as a family of its own."""
    for weight, file in WEIGHTS.items():
        entry = FontEntry(
            fname=str(FONT_FOLDER / file), name=FAMILY, style="normal", variant="normal", weight=weight,
            stretch="normal", size="scalable",
        )  # fmt: skip
        fontManager.ttflist.append(entry)
    regular = FontProperties(family=FALLBACK)
    bold = fontManager.findfont(FontProperties(family=FALLBACK, weight="bold"))
    entry = FontEntry(
        fname=str(bold), name=FALLBACK, style="normal", variant="normal", weight=600, stretch="normal", size="scalable"
    )
    fontManager.ttflist.append(entry)
    fontManager.findfont(regular)


@lru_cache(maxsize=64)
def font_properties(size: float, weight: int = 400) -> FontProperties:
    """Return the font for matplotlib, size in points."""
    _register()
    return FontProperties(family=[FAMILY, FALLBACK], weight=weight, size=size)


@lru_cache(maxsize=8192)
def _width_at_100(text: str, weight: int) -> float:
    font = get_font((str(FONT_FOLDER / WEIGHTS[weight]), _fallback_path()))
    font.set_size(_MEASURED_AT, 72)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64.0


@cache
def _fallback_path() -> str:
    return str(fontManager.findfont(FontProperties(family=FALLBACK)))


def measure(text: str, size: float, weight: int = 400) -> float:
    """Return the width of a line of text in points."""
    return _width_at_100(text, weight) * size / _MEASURED_AT if text else 0.0


def shorten(text: str, width: float, size: float, weight: int = 400) -> str:
    """Return the text, or as much of it as fits the width, with an ellipsis."""
    if len(text) <= 400 and measure(text, size, weight) <= width:
        return text
    low, high = 0, min(len(text), 400)
    while low < high:
        middle = (low + high + 1) // 2
        fits = measure(text[:middle].rstrip() + "…", size, weight) <= width
        low, high = (middle, high) if fits else (low, middle - 1)
    return balance_isolates(text[:low].rstrip()) + "…"


def wrap(
    text: str, width: float, size: float, weight: int = 400, most: int = 100, *, language: str = "en"
) -> list[str]:
    """
    Break a text into lines no wider than `width` points.

    At most `most` lines; the last then ends in an ellipsis. A word wider than the line is cut. Lines whose
    own letters run the other way than the paragraph start with a mark of its direction. A last line that
    would hold next to nothing is filled from the others.
    """
    lines = _break(text, width, size, weight, most)
    for share in _NARROWER:
        if len(lines) < 2 or measure(lines[-1], size, weight) > _SHORTEST_LAST * width:
            break
        narrower = _break(text, width * share, size, weight, most + 1)
        if len(narrower) > len(lines):
            break
        lines = narrower
    direction = text_direction(text, language)
    return [
        _mark(balance_isolates(line), direction) if text_direction(line, language) != direction else line
        for line in lines
    ]


def _break(text: str, width: float, size: float, weight: int, most: int) -> list[str]:
    lines: list[str] = []
    current = ""
    words = text.split(" ")
    for number, word in enumerate(words):
        joined = f"{current} {word}" if current else word
        if measure(joined, size, weight) <= width:
            current = joined
            continue
        if current:
            lines.append(current)
        if len(lines) >= most:
            lines[-1] = shorten(" ".join([lines[-1], *words[number:]]), width, size, weight)
            return lines
        current = shorten(word, width, size, weight)
    return [line for line in [*lines, current] if line]
