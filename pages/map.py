"""The map: the route, the side panel beside it, the days above it, the figures below."""

from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from masar.folium_map import TILE_LAYERS, context_layer, draw_map, highlight_layer, stop_id_of
from masar.geojson import story_to_geojson
from masar.i18n import text
from masar.panels import draw_figures, draw_heading, draw_panel, draw_timeline, say
from masar.view import View, step_stop
from pages import common

HEIGHT = 600

story, view = common.current()


def t(key: str, **values: Any) -> str:
    """Return an interface text in the reader's language."""
    return text(key, view.language, **values)


def select_clicked_stop() -> None:
    """Select the stop whose marker was clicked."""
    clicked = stop_id_of(st.session_state["route-map"].get("last_object_clicked_tooltip") or "")
    if clicked and story.stop(clicked):
        common.change_view(stop=clicked)


def show_map(view: View) -> None:
    """Show the map; only highlight, centre and zoom change, so that its frame stays."""
    geojson = story_to_geojson(story)
    layers = [highlight_layer(geojson, view.stop, view.language)]
    if view.context:
        layers.append(context_layer(geojson, view.language))
    st_folium(
        # Drawn anew each time: st_folium changes the map it is given, so that none can be shared.
        draw_map(geojson, language=view.language, tiles=st.session_state.get("tiles")),
        key="route-map",
        height=HEIGHT,
        use_container_width=True,
        returned_objects=["last_object_clicked_tooltip", "last_object_clicked_count"],
        feature_group_to_add=layers,
        on_change=select_clicked_stop,
    )


def step(by: int) -> None:
    """Go a stop on or back from the one shown now, which a fast key may have changed since this run began."""
    now: View = st.session_state["view"]
    common.change_view(stop=step_stop(story, now.stop, by))


def show_steps(view: View) -> None:
    """Show what moves from stop to stop."""
    forward, back = ("Left", "Right") if view.language == "ar" else ("Right", "Left")
    ids = [stop.stop_id for stop in story.stops]
    # A new list for each stop: a message that crosses a step then names the old list, and cannot undo the step.
    key = f"stop-{view.stop}"
    st.session_state[key] = view.stop if view.stop in ids else ""
    with st.container(horizontal=True, vertical_alignment="bottom", key="steps"):
        st.button(
            t("panel.previous"), key="previous", shortcut=back, disabled=bool(ids) and view.stop == ids[0],
            on_click=lambda: step(-1),
        )  # fmt: skip
        st.selectbox(
            t("panel.select"), ["", *ids], key=key, label_visibility="collapsed", format_func=name_stop,
            on_change=lambda: common.change_view(stop=st.session_state[key] or ""),
        )  # fmt: skip
        st.button(
            t("panel.next"), key="next", shortcut=forward, disabled=bool(ids) and view.stop == ids[-1],
            on_click=lambda: step(1),
        )  # fmt: skip


def show_background() -> None:
    """Offer online tiles in place of the bundled world."""
    st.selectbox(
        t("panel.tiles"), [None, *TILE_LAYERS], key=common.renew("tiles", TILE_LAYERS), persist_state="session",
        format_func=lambda name: f"{name.replace('.', ' · ')} ({t('panel.online')})" if name else t("panel.tiles_own"),
    )  # fmt: skip


def name_stop(stop_id: str) -> str:
    """Return a stop's number and name, or what stands for all stops."""
    stop = story.stop(stop_id)
    return f"{stop.order} · {say(stop, 'name', view.language).text}" if stop else t("panel.all_stops")


def show_whole() -> None:
    """Show what goes back to the whole journey."""
    st.button(
        t("panel.whole"), key="whole", shortcut="Home", disabled=not view.stop,
        on_click=lambda: common.change_view(stop=""),
    )  # fmt: skip


st.html(draw_heading(story, view.language))
st.html(draw_timeline(story, view))
left, right = st.columns([7, 5], gap="medium")
with left:
    show_map(view)
with right:
    show_steps(view)
    common.show_filters(story, view, show_whole, show_background)
    with st.container(height=HEIGHT - 110, border=False, key="panel"):
        st.html(draw_panel(story, view))
st.html(draw_figures(story, view.language))
st.caption(t("panel.keys"))
common.follow_links()
