"""Export: what to take away, how it should look, what it will be, and the file."""

import threading
from dataclasses import replace
from typing import Any

import streamlit as st

from masar.errors import ExportError, MasarError
from masar.export import cite_story, embed_snippet, export, file_name, media_type
from masar.export.preview import Preview, preview_export
from masar.export.selection import describe_selection
from masar.figure.page import PRESETS, SHEETS
from masar.i18n import number, text
from masar.model import Story
from masar.screenshot import find_browser
from masar.spreadsheets import claims_frame
from masar.view import View, filter_claims
from pages import common

GROUPS = {
    "figure": ("png", "svg", "pdf"),
    "brief": ("brief",),
    "page": ("html", "screenshot"),
    "data": ("geojson", "kml", "gpx", "csv", "xlsx", "story"),
}
FILTERED = ("brief", "html", "geojson", "kml", "gpx", "csv", "xlsx")
PIXELS_PER_POINT = 96 / 72
PREVIEW_HEIGHT = 620

story, view = common.current()


def t(key: str, **values: Any) -> str:
    """Return an interface text in the reader's language."""
    return text(key, view.language, **values)


@st.cache_resource
def one_at_a_time() -> threading.Lock:
    """Return the lock that all sessions share: a small server makes one export at a time."""
    return threading.Lock()


@st.cache_data(max_entries=6, show_spinner=False)
def make(story: Story, kind: str, language: str, filters: View, options: dict[str, Any]) -> tuple[bytes, Preview]:
    """Return the file and its preview."""
    with one_at_a_time():
        content = export(story, kind, language=language, filters=filters, **options)
        return content, preview_export(content, kind)


def choose_format() -> str:
    """Let the reader choose what to take."""
    group = st.segmented_control(
        t("export.what"), list(GROUPS), default="figure", required=True, key="export-group", persist_state="session",
        format_func=lambda name: t(f"export.group.{name}"),
    )  # fmt: skip
    kinds = GROUPS[group or "figure"]
    return st.radio(
        t("export.what"), kinds, key=f"export-{group}", persist_state="session", label_visibility="collapsed",
        format_func=lambda name: t(f"export.name.{name}"), captions=[t(f"export.about.{name}") for name in kinds],
    )  # fmt: skip


def choose(name: str, values: tuple[str, ...], default: str) -> str:
    """Let the reader choose one of a few named values."""
    chosen = st.segmented_control(
        t(f"export.{name}"), values, default=default, required=True, key=f"export-{name}-{len(values)}",
        persist_state="session", format_func=lambda value: t(f"export.{name}_name.{value}"),
    )  # fmt: skip
    return chosen or default


def choose_options(kind: str) -> dict[str, Any]:
    """Return the options of a format, as the reader chose them."""
    if kind == "brief":
        return {"theme": choose("theme", ("light", "greyscale"), "light")}
    if kind in ("html", "screenshot"):
        return {"show_context": view.context}
    if kind not in GROUPS["figure"]:
        return {}
    preset = choose("preset", PRESETS, "a4-landscape")
    theme = choose("theme", ("light", "dark", "greyscale"), "light")
    options: dict[str, Any] = {"preset": preset, "theme": theme, "show_context": view.context}
    if kind == "png":
        scales = (1.0, 2.0, 3.0)
        options["scale"] = st.selectbox(
            t("export.scale"), scales, key=common.renew("export-scale", scales, 2.0), persist_state="session",
            format_func=lambda scale: name_scale(preset, scale),
        )  # fmt: skip
    return options


def name_scale(preset: str, scale: float) -> str:
    """Return a resolution with the pixels that it makes."""
    pixels = [f"{round(side * PIXELS_PER_POINT * scale)}" for side in (SHEETS[preset].width, SHEETS[preset].height)]
    return t("export.scale_pixels", scale=int(scale), width=pixels[0], height=pixels[1])


def name_size(size: int) -> str:
    """Return a number of bytes in words."""
    if size < 1_000_000:
        return t("export.kb", n=max(1, round(size / 1000)))
    return t("export.mb", size=number(size / 1_000_000, view.language, 1))


def show_filter_note(kind: str) -> None:
    """Say whether filters are on, and whether they count here."""
    selection = describe_selection(story, view, view.language)
    if selection:
        st.caption(selection if kind in FILTERED else t("export.not_filtered"))


def show_preview(kind: str, preview: Preview) -> None:
    """Show what will be downloaded."""
    if kind == "brief":
        st.caption(t("export.first_page"))
    elif preview.kind == "text" and kind not in ("story", "xlsx"):
        st.caption(t("export.file_head"))
    if kind == "xlsx":
        st.dataframe(claims_frame(story, filter_claims(story, view), view.language), hide_index=True)
    elif preview.kind == "picture":
        with st.container(border=True):
            st.image(preview.picture.decode() if kind == "svg" else preview.picture, width="stretch")
    elif preview.kind == "page":
        st.iframe(preview.text, height=PREVIEW_HEIGHT)
    else:
        st.code(preview.text, language=preview.syntax or None, height=PREVIEW_HEIGHT)


def show_embed() -> None:
    """Show the snippet for a web page."""
    with st.expander(t("export.embed"), icon=":material/code:"):
        st.caption(t("export.embed_lead"))
        address = st.text_input(t("export.address"), file_name(story, "html", view.language), key="export-address")
        try:
            st.code(embed_snippet(story, address.strip(), language=view.language), language="html", wrap_lines=True)
        except ExportError as error:
            common.show_error(error, view.language)


def is_wanted(kind: str) -> bool:
    """Tell whether to make the file now: a picture through a browser is taken when asked for."""
    if kind != "screenshot":
        return True
    if find_browser() is None:
        common.show_error(ExportError("export_no_browser"), view.language)
        return False
    asked = (story.story_id, view.language, view.context)
    if st.button(t("export.make"), key="export-make", icon=":material/photo_camera:"):
        st.session_state["export-asked"] = asked
    return bool(st.session_state.get("export-asked") == asked)


def show_file(kind: str, options: dict[str, Any]) -> None:
    """Make the file, and show its name, size, download button and preview."""
    waiting = "waiting" if one_at_a_time().locked() else "working"
    try:
        with st.spinner(t(f"export.{waiting}", name=t(f"export.name.{kind}"))):
            filters = replace(view, stop="", language="en", context=False)  # what else the view holds changes no file
            content, preview = make(story, kind, view.language, filters, options)
    except MasarError as error:
        common.show_error(error, view.language)
        return
    name = file_name(story, kind, view.language)
    with st.container(horizontal=True, vertical_alignment="center", key="export-file"):
        st.download_button(
            t("export.download"), content, file_name=name, mime=media_type(kind), on_click="ignore", type="primary",
            icon=":material/download:", key="export-download",
        )  # fmt: skip
        st.caption(t("export.size", name=name, size=name_size(len(content))))
    show_preview(kind, preview)


st.html(f'<h1 class="m-title">{t("export.title")}</h1>')
st.caption(t("export.lead"))
left, right = st.columns([4, 8], gap="large")
with left:
    kind = choose_format()
    options = choose_options(kind)
    common.show_filters(story, view)
    show_filter_note(kind)
    if kind == "html":
        show_embed()
    with st.expander(t("export.cite"), icon=":material/format_quote:"):
        st.code(cite_story(story, view.language), language=None, wrap_lines=True)
with right:
    if is_wanted(kind):
        show_file(kind, options)
common.follow_links()
