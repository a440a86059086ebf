"""A story as a scene: what goes where on the sheet."""

from collections.abc import Sequence

from masar import i18n
from masar.errors import ExportError
from masar.figure import furniture
from masar.figure.page import SHEETS, Areas, Sheet, body_width, lay_out, panel_room
from masar.figure.panel import Panel, draw_panel, set_panel
from masar.figure.route_map import MapContent, draw_map, is_outside, plan_map, shows_context
from masar.figure.scene import Drawing, Scene
from masar.figure.stops import MapText, choose_waypoints, say
from masar.figure.text import clip_text
from masar.figure.theme import THEMES, ThemeName
from masar.figure.view import View
from masar.model import Place, Story

_PASSES = 3


def compose_figure(
    story: Story,
    *,
    language: str = "en",
    preset: str = "a4-landscape",
    theme: ThemeName = "light",
    show_context: bool = False,
) -> Scene:
    """
    Compose the annotated route of a story.

    Parameters
    ----------
    story
        A story with at least one stop.
    language
        `en` or `ar`; in Arabic the sheet is mirrored.
    preset
        A key of `masar.figure.page.SHEETS`.
    theme
        `light`, `dark` or `greyscale`.
    show_context
        Whether to show places that are named but not on the route.

    Raises
    ------
    ExportError
        If the story has no stop.
    """
    if not story.stops:
        raise ExportError("figure_no_stops")
    sheet = SHEETS[preset]
    text = MapText(language, THEMES[theme], sheet.type_scale)
    waypoints = choose_waypoints(story)
    context = [p for p in story.places if p.role == "context"] if show_context else []
    headline = furniture.make_headline(story, sheet.width - 2 * sheet.margin, text) if sheet.with_title else None
    note, marked = "", False
    for _ in range(_PASSES):  # what is on the map decides on legend and note, whose room decides what is on the map
        items = furniture.legend_items(story, waypoints=bool(waypoints), context=marked)
        rows = furniture.set_legend(items, body_width(sheet), text)
        areas, panel, credit_lines = _divide(story, sheet, text, headline=headline, rows=rows, note=note)
        plan = plan_map(story, areas.frame, text)
        found = (_outside_note(context, plan.view, language), shows_context(context, plan))
        if found == (note, marked):
            break
        note, marked = found
    drawing = Drawing()
    if headline:
        furniture.draw_headline(drawing, headline, areas.title, text)
    if areas.panel and panel:
        draw_panel(drawing, panel, areas.panel, text)
    draw_map(drawing, MapContent(story, waypoints, tuple(context)), plan, text)
    furniture.draw_legend(drawing, rows, areas.legend, text)
    furniture.draw_scale(drawing, plan.bar, plan.bar_box, text)
    furniture.draw_credits(drawing, credit_lines, areas.credits, text)
    title = say(story, "title", language)
    return Scene(
        sheet.width, sheet.height, text.theme.paper, language, title, describe_route(story, language), areas.frame,
        tuple(drawing.shapes), tuple(drawing.lines),
    )  # fmt: skip


def describe_route(story: Story, language: str) -> str:
    """Return in one sentence what the figure shows, for who cannot see it."""
    stops = sorted(story.stops, key=lambda s: s.order)
    names = i18n.listed([f"{s.order} {clip_text(say(s, 'name', language), 80)}" for s in stops[:60]], language)
    return i18n.text("figure.description.route", language, n=len(stops), stops=names)


def _divide(
    story: Story, sheet: Sheet, text: MapText, *, headline: furniture.Headline | None, rows: Sequence[object], note: str
) -> tuple[Areas, Panel | None, list[str]]:
    """Return the areas of the sheet, the list of stops, and the lines of source and credits."""
    lines: list[str] = []
    if sheet.with_title:
        lines = furniture.credit_lines(story, [note] if note else [], sheet.width - 2 * sheet.margin, text)
    title_height, credits_height = headline.height if headline else 0.0, furniture.credits_height(lines, text)
    stops = sorted(story.stops, key=lambda s: s.order)
    panel = None if sheet.panel == "none" else set_panel(stops, *panel_room(sheet, title_height, credits_height), text)
    areas = lay_out(
        sheet,
        title_height=title_height,
        panel_height=panel.height if panel else 0.0,
        legend_height=furniture.legend_height(rows, text),
        credits_height=credits_height,
        mirrored=i18n.DIRECTIONS[text.language] == "rtl",
    )
    return areas, panel, lines


def _outside_note(context: Sequence[Place], view: View, language: str) -> str:
    """Return the sentence that names context places outside the map."""
    outside = [p for p in context if is_outside(p, view)]
    if not outside:
        return ""
    names = list(dict.fromkeys(say(p, "name", language) for p in outside))
    return i18n.text("figure.credits.outside", language, places=i18n.listed(names, language))
