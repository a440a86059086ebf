"""The review of a draft: what is uncertain first, stops and claims as tables, the map live beside them."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from masar.corrections import Correction, correct_place
from masar.desk import (
    Desk,
    Doubt,
    build_again,
    correct,
    correct_claims,
    correct_stops,
    corrected_story,
    list_doubts,
    pack,
    redo,
    undo,
)
from masar.errors import MasarError
from masar.folium_map import draw_map, highlight_layer, stop_id_of
from masar.geojson import story_to_geojson
from masar.i18n import DIRECTIONS, country_name, text
from masar.model import BASES, CLAIM_KINDS, DATE_PRECISIONS, STOP_STATUSES, Candidate, Stop, Story
from masar.panels import draw_article, draw_claims, say, say_title
from masar.view import View
from pages import common
from pages.details import show_details

PARTS = ("places", "stops", "claims", "article")
HEIGHT = 560
_DEGREES_WIDTH = 112  # "-179.9999"


def show_review(view: View) -> None:
    """Show the desk: tools, map, and one part of the story to review."""
    desk: Desk = st.session_state["desk"]
    story, unfit = corrected_story(desk)
    show_tools(desk, story, view)
    if unfit:
        st.warning(text("review.unfit", view.language))
    if not story.stops:
        st.info(text("new.no_journey", view.language), icon=":material/info:")
    if problem := st.session_state.pop("refused", None):
        common.show_error(problem, view.language)
    left, right = st.columns([5, 7], gap="medium")
    with left, st.container(key="review-map"):  # stays in sight beside long tables
        show_live_map(story, view)
    with right:
        part = st.segmented_control(
            text("review.part", view.language), PARTS, default="places", required=True, key="part",
            format_func=lambda name: text(f"review.{name}", view.language), persist_state="session",
            label_visibility="collapsed",
        )  # fmt: skip
        {"places": show_places, "stops": show_stops, "claims": show_claims, "article": show_text}[part](
            desk, story, view
        )


def show_tools(desk: Desk, story: Story, view: View) -> None:
    """Show title, undo and redo, build again, download, close."""

    def t(key: str, **values: Any) -> str:
        return text(key, view.language, **values)

    title = say_title(story, view.language).text
    st.html(common.render("title.html", language=view.language, title=title))
    with st.container(horizontal=True, vertical_alignment="center", key="tools"):
        st.button(
            t("review.undo"),
            key="undo",
            icon=":material/undo:",
            shortcut="Ctrl+Z",
            disabled=not desk.corrections,
            on_click=lambda: put(undo(desk)),
        )
        st.button(
            t("review.redo"),
            key="redo",
            icon=":material/redo:",
            shortcut="Ctrl+Y",
            disabled=not desk.undone,
            on_click=lambda: put(redo(desk)),
        )
        st.button(t("review.again"), key="again", icon=":material/refresh:", on_click=lambda: put(build_again(desk)))
        st.download_button(
            t("review.download"),
            pack(desk),
            file_name=f"{story.story_id}.masar.zip",
            mime="application/zip",
            icon=":material/download:",
            type="primary",
            key="keep",
            on_click=lambda: put(keep(desk)),
        )
        st.button(t("review.show"), key="show", icon=":material/route:", on_click=common.go_to_map)
        with st.popover(t("review.details"), icon=":material/edit:", width="content"):
            changed = show_details(story, view.language, st.session_state.get("edition", 0))
        if changed:
            apply(changed)
            st.rerun()
        with st.popover(t("review.close"), icon=":material/close:"):
            st.write(t("review.close_sure"))
            st.button(t("review.yes"), key="close", on_click=lambda: st.session_state.pop("desk"))
        state = t("review.unsaved") if desk.unsaved else t("review.saved")
        st.caption(f"{t('review.corrections', n=len(desk.corrections))} · {state}")  # fmt: skip


def keep(desk: Desk) -> Desk:
    """Return the desk with all that is on it marked as downloaded."""
    return Desk(desk.draft, desk.corrections, desk.undone, kept=desk.corrections)


def put(desk: Desk) -> None:
    """Put a desk in place of the one before: for callbacks."""
    st.session_state["desk"] = desk
    st.session_state["edition"] = st.session_state.get("edition", 0) + 1


def apply(*corrections: Correction) -> None:
    """Add corrections to the desk, or remember why they were refused: for callbacks."""
    try:
        put(correct(st.session_state["desk"], *corrections))
    except MasarError as error:
        st.session_state["refused"] = error
        put(st.session_state["desk"])


def show_live_map(story: Story, view: View) -> None:
    """Show the story as corrected; a marker that is dragged moves its stop's place."""

    def moved() -> None:
        seen = st.session_state["review-map"]
        stop = story.stop(stop_id_of(seen.get("last_object_clicked_tooltip") or "") or "")
        at = seen.get("last_object_clicked")
        if stop and at and abs(at["lat"] - stop.lat) + abs(at["lng"] - stop.lon) > 1e-4:
            lon = (at["lng"] + 180) % 360 - 180
            apply(
                Correction(
                    "choose_place",
                    stop.place_id,
                    {
                        "lat": f"{at['lat']:.4f}",
                        "lon": f"{lon:.4f}",
                        "gazetteer": "hand",
                        "gazetteer_id": "",
                        "score": "1",
                    },
                )
            )
        elif stop:
            common.change_view(stop=stop.stop_id)

    if story.stops:
        geojson = story_to_geojson(story)
        st_folium(
            draw_map(geojson, language=view.language, editable=True),
            key="review-map",
            height=HEIGHT,
            use_container_width=True,
            on_change=moved,
            returned_objects=["last_object_clicked_tooltip", "last_object_clicked_count", "last_object_clicked"],
            feature_group_to_add=highlight_layer(geojson, view.stop, view.language),
        )


def show_places(desk: Desk, story: Story, view: View) -> None:
    """Show each place name with what it may mean, the least certain first."""
    st.caption(text("review.places_hint", view.language))
    for number, doubt in enumerate(list_doubts(desk)[:100]):
        with st.container(border=True, key=f"doubt-{number}"):
            show_doubt(number, doubt, story, view)


def show_doubt(number: int, doubt: Doubt, story: Story, view: View) -> None:
    """Show one place name: meanings to choose from, position to type, the way to make it a stop."""

    def t(key: str, **values: Any) -> str:
        return text(key, view.language, **values)

    edition = st.session_state.get("edition", 0)
    mention = next((m for m in story.mentions if m.toponym == doubt.toponym), None)
    place = story.place(mention.place_id) if mention else None
    candidates = doubt.resolution.candidates
    score = f"{place.score:.2f}" if place else t("review.not_sure" if candidates else "review.not_found")
    st.html(
        common.render(
            "doubt.html",
            language=view.language,
            toponym=doubt.toponym,
            others=doubt.others,
            score=score,
            reason=t(f"resolve.{doubt.reason}") if doubt.reason else "",
        )
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if candidates:
            current = next((c for c in candidates if place and c.gazetteer_id == place.gazetteer_id), None)
            key = f"meaning-{number}-{edition}-{view.language}"
            # Numbered, for Streamlit knows its options by their labels and two places may read the same.
            st.selectbox(
                t("review.meaning"),
                candidates,
                index=candidates.index(current) if current else None,
                key=key,
                format_func=lambda c: f"{candidates.index(c) + 1} · {describe(c, view.language)}",
                placeholder=t("review.not_sure"),
                on_change=lambda: apply(mean(doubt, place.place_id if place else "", st.session_state[key], story)),
            )
        if place:
            lat, lon = (
                st.number_input(
                    t(f"review.{axis}"), -limit, limit, degrees_, format="%.4f", key=f"{axis}-{number}-{edition}",
                    width=_DEGREES_WIDTH,
                )
                for axis, limit, degrees_ in (("lat", 90.0, place.lat), ("lon", 180.0, place.lon))
            )  # fmt: skip
            if (lat, lon) != (place.lat, place.lon):
                values = {"lat": str(lat), "lon": str(lon), "gazetteer": "hand", "gazetteer_id": "", "score": "1"}
                st.button(
                    t("review.apply"),
                    key=f"apply-{number}",
                    type="primary",
                    on_click=lambda: apply(Correction("choose_place", place.place_id, values)),
                )
            if all(stop.place_id != place.place_id for stop in story.stops):
                st.button(t("review.make_stop"), key=f"stop-{number}", on_click=lambda: apply(stop_at(place)))


def describe(candidate: Candidate, language: str) -> str:
    """Return a candidate in a line: name, country, kind, position."""
    name = say(candidate, "name", language).text
    kind = text(f"place_kind.{candidate.kind}", language)
    separator = "، " if language == "ar" else ", "
    country = country_name(candidate.country, language) if candidate.country else ""
    words = separator.join(filter(None, (name, country if country != name else "", kind)))
    return f"{words} ({candidate.lat:.3f}, {candidate.lon:.3f})"


def mean(doubt: Doubt, place_id: str, candidate: Candidate, story: Story) -> Correction:
    """Return the correction that a name means a candidate."""
    correction = correct_place(place_id, candidate)
    if place_id:
        return correction
    taken = {place.place_id for place in story.places}
    fresh = next(name for n in range(1, len(taken) + 2) if (name := f"named-{n}") not in taken)
    return Correction("name_place", fresh, dict(correction.values) | {"toponym": doubt.toponym})


def stop_at(place: Any) -> Correction:
    """Return the correction that makes a place the last stop."""
    values = {
        "place_id": place.place_id,
        "name_en": place.name_en,
        "name_ar": place.name_ar,
        "lat": str(place.lat),
        "lon": str(place.lon),
        "country": place.country,
    }
    return Correction("add_stop", place.place_id, values)


def show_stops(_desk: Desk, story: Story, view: View) -> None:
    """Show the stops as a table to edit, and what splits and merges them."""

    def t(key: str, **values: Any) -> str:
        return text(key, view.language, **values)

    st.caption(t("review.stops_hint"))
    key = f"stops-{st.session_state.get('edition', 0)}"
    frame = stops_frame(story.stops, view.language)
    st.data_editor(
        frame, key=key, hide_index=True, placeholder="", num_rows="dynamic",
        column_order=in_reading_order(frame, view.language),
        on_change=lambda: apply(*correct_stops(story, st.session_state[key], view.language)),
        column_config={
            "order": st.column_config.NumberColumn(t("review.order"), min_value=0, step=1, width=62),
            "name": st.column_config.TextColumn(t("review.name"), max_chars=300, width=140),
            "status": choice("review.status", STOP_STATUSES, "status", view.language),
            "arrival": st.column_config.DateColumn(t("review.arrival"), format="YYYY-MM-DD", width=100),
            "precision": choice("review.precision", DATE_PRECISIONS, "precision", view.language),
            "basis": choice("review.basis", BASES, "basis", view.language),
            "lat": degrees(t("review.lat_short"), 90),
            "lon": degrees(t("review.lon_short"), 180),
        },
    )  # fmt: skip
    if not story.stops:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="reshape"):
        stop = st.selectbox(
            t("review.which"),
            story.stops,
            key=f"which-{key}-{view.language}",
            format_func=lambda s: f"{s.order} · {say(s, 'name', view.language).text}",
        )
        before = story.stops[stop.order - 1] if stop and stop.order else None
        st.button(
            t("review.merge"),
            key="merge",
            disabled=before is None,
            on_click=lambda: apply(Correction("merge_stop", stop.stop_id, {"into": before.stop_id})),
        )
        st.button(t("review.split"), key="split", on_click=lambda: apply(Correction("split_stop", stop.stop_id)))


def in_reading_order(frame: pd.DataFrame, language: str) -> list[str]:
    """
    Return the columns as they are shown.

    Streamlit's grid runs from the left alone. On a phone, which shows its left end, the first columns stay there.
    """
    from_right = DIRECTIONS[language] == "rtl" and "Mobi" not in st.context.headers.get("User-Agent", "")
    return list(frame.columns[::-1] if from_right else frame.columns)


def degrees(label: str, limit: int) -> Any:
    """Return a column of latitudes or longitudes."""
    return st.column_config.NumberColumn(label, min_value=-limit, max_value=limit, format="%.3f", width=78)


def choice(label: str, values: Sequence[str], prefix: str, language: str, width: int = 90) -> Any:
    """Return a column that offers values under their names in the reader's language."""
    return st.column_config.SelectboxColumn(
        text(label, language), options=list(values), width=width, format_func=lambda v: text(f"{prefix}.{v}", language)
    )


def stops_frame(stops: Sequence[Stop], language: str) -> pd.DataFrame:
    """Return the stops as the table shows them."""
    columns = ["order", "name", "status", "arrival", "precision", "basis", "lat", "lon"]
    rows = [
        (s.order, say(s, "name", language).text, s.status, s.arrival, s.date_precision, s.basis, s.lat, s.lon)
        for s in stops
    ]
    frame = pd.DataFrame(rows, columns=columns)
    frame["arrival"] = pd.to_datetime(frame["arrival"])
    return frame


def show_claims(desk: Desk, story: Story, view: View) -> None:
    """Show the claims as a table to edit, then as they will be read."""

    def t(key: str, **values: Any) -> str:
        return text(key, view.language, **values)

    st.caption(t("review.claims_hint"))
    ids = ["", *(stop.stop_id for stop in story.stops)]
    names = {stop.stop_id: f"{stop.order} · {say(stop, 'name', view.language).text}" for stop in story.stops}
    rows = [
        (True, say(c, "speaker", view.language).text, c.kind, c.stop_id, c.date, say(c, "text", view.language).text)
        for c in story.claims
    ]
    frame = pd.DataFrame(rows, columns=["keep", "speaker", "kind", "stop", "date", "claim"])
    frame["date"] = pd.to_datetime(frame["date"])
    key = f"claims-{st.session_state.get('edition', 0)}"
    st.data_editor(
        frame, key=key, hide_index=True, placeholder="", disabled=["claim"],
        column_order=in_reading_order(frame, view.language),
        on_change=lambda: apply(*correct_claims(desk, story, st.session_state[key], view.language)),
        column_config={
            "keep": st.column_config.CheckboxColumn(t("review.accept"), width=64),
            "speaker": st.column_config.TextColumn(t("panel.speaker"), max_chars=300, width=120),
            "kind": choice("panel.kind", CLAIM_KINDS, "kind", view.language),
            "stop": st.column_config.SelectboxColumn(
                t("panel.stop"), options=ids, width=140,
                format_func=lambda v: names.get(v, t("panel.whole")),
            ),
            "date": st.column_config.DateColumn(t("claims.date"), format="YYYY-MM-DD", width=95),
            "claim": st.column_config.TextColumn(t("claims.claim"), width=200),
        },
    )  # fmt: skip
    with st.container(height=420, border=False):
        st.html(draw_claims(story, story.claims[:50], view.language))


def show_text(_desk: Desk, story: Story, view: View) -> None:
    """Show the article with what was found in it."""
    with st.container(height=HEIGHT, border=False):
        st.html(draw_article(story, story.articles[0], view.language, places=True, claims=True))
