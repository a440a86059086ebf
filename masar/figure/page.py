"""
Sheets: sizes, margins and where title, map, list of stops, legend and credits go. All in points.

In Arabic the sheet is mirrored: reading starts on the right.
"""

from dataclasses import dataclass, replace
from typing import Literal

from masar.labels import Box

Preset = Literal["slide", "a4-portrait", "a4-landscape", "square"]
PRESETS: tuple[Preset, ...] = ("slide", "a4-portrait", "a4-landscape", "square")


@dataclass(frozen=True, slots=True)
class Sheet:
    """
    A sheet of paper or a slide.

    `panel` says where the list of stops stands: beside the map, below it, or nowhere. `type_scale`
    enlarges all text. `with_title` is false for a figure that goes into another document.
    """

    width: float
    height: float
    margin: float
    panel: Literal["side", "below", "none"]
    type_scale: float = 1.0
    with_title: bool = True
    panel_share: float = 0.0  # of the width beside the map, or at most of the height below it


SHEETS: dict[str, Sheet] = {
    "slide": Sheet(960, 540, 30, "side", 1.15, panel_share=0.30),
    "a4-portrait": Sheet(595.28, 841.89, 40, "below", 1.0, panel_share=0.30),
    "a4-landscape": Sheet(841.89, 595.28, 36, "side", 1.0, panel_share=0.30),
    "square": Sheet(540, 540, 26, "below", 0.92, panel_share=0.26),
    "brief": Sheet(482, 440, 0.5, "none", 0.9, with_title=False),
}


@dataclass(frozen=True, slots=True)
class Areas:
    """Where the parts of the figure go; `panel` is `None` where there is no list of stops."""

    title: Box
    frame: Box
    panel: Box | None
    legend: Box
    credits: Box


def body_width(sheet: Sheet) -> float:
    """Return the width of the map, and of the legend below it."""
    wide = sheet.width - 2 * sheet.margin
    return wide * (1 - sheet.panel_share) - 18.0 * sheet.type_scale if sheet.panel == "side" else wide


def panel_room(sheet: Sheet, title_height: float, credits_height: float) -> tuple[float, float]:
    """Return the width of the list of stops, and its height or the most that it may have."""
    wide, high = sheet.width - 2 * sheet.margin, sheet.height - 2 * sheet.margin
    if sheet.panel == "below":
        return wide, high * sheet.panel_share
    return wide * sheet.panel_share, high - title_height - credits_height - 22.0 * sheet.type_scale


def lay_out(
    sheet: Sheet,
    *,
    title_height: float,
    panel_height: float,
    legend_height: float,
    credits_height: float,
    mirrored: bool,
) -> Areas:
    """
    Divide a sheet.

    Parameters
    ----------
    sheet
        The sheet.
    title_height, panel_height, legend_height, credits_height
        What these need, in points; that of a list beside the map does not matter.
    mirrored
        Whether reading starts on the right.
    """
    left, right = sheet.margin, sheet.width - sheet.margin
    bottom, top = sheet.margin, sheet.height - sheet.margin
    gap = 12.0 * sheet.type_scale
    title = Box(left, top - title_height, right, top)
    credits_box = Box(left, bottom, right, bottom + credits_height)
    body_top = title.bottom - (gap if title_height else 0.0)
    body_bottom = credits_box.top + (gap * 0.8 if credits_height else 0.0)
    if sheet.panel == "side":
        wide = (right - left) * sheet.panel_share
        panel = Box(left, body_bottom, left + wide, body_top)
        body = Box(left + wide + gap * 1.5, body_bottom, right, body_top)
    elif sheet.panel == "below":
        panel = Box(left, body_bottom, right, body_bottom + panel_height)
        body = Box(left, panel.top + gap, right, body_top)
    else:
        panel, body = None, Box(left, body_bottom, right, body_top)
    legend = Box(body.left, body.bottom, body.right, body.bottom + legend_height)
    frame = Box(body.left, body.bottom + legend_height + gap * 0.6, body.right, body.top)
    areas = Areas(title, frame, panel, legend, credits_box)
    return _mirror(areas, sheet.width) if mirrored else areas


def _mirror(areas: Areas, width: float) -> Areas:
    def flip(box: Box) -> Box:
        return Box(width - box.right, box.bottom, width - box.left, box.top)

    panel = flip(areas.panel) if areas.panel else None
    return replace(areas, frame=flip(areas.frame), panel=panel, legend=flip(areas.legend))
