"""The geocoding audit: every place name asked, its candidates, the one chosen and why; look-ups both ways."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from masar.audit import Audit, audit_places, distance_km, explain_choice
from masar.gazetteer import open_gazetteer
from masar.i18n import country_name, text
from masar.model import Candidate, Place
from masar.panels import draw_table, gazetteer_name, say
from pages import common

story, view = common.current()


def t(key: str, **values: Any) -> str:
    """Return an interface text in the reader's language."""
    return text(key, view.language, **values)


def name_of(record: Place | Candidate) -> str:
    """Return a place's name in the reader's language, or in the one it has."""
    return say(record, "name", view.language).text


def point(lat: float, lon: float) -> str:
    """Return coordinates for reading."""
    return f"{lat:.3f}, {lon:.3f}"


def show_audit(audits: Sequence[Audit]) -> None:
    """Show a row for each place the story names."""
    headings = ("toponym", "occurrences", "chosen", "role", "position", "radius", "score", "candidates", "why")
    rows = [
        (
            " · ".join(audit.toponyms), audit.occurrences, name_of(audit.place), t(f"role.{audit.place.role}"),
            point(audit.place.lat, audit.place.lon), audit.place.radius_km, audit.place.score, len(audit.candidates),
            explain_choice(audit, view.language),
        )
        for audit in audits
    ]  # fmt: skip
    st.html(draw_table([f"places.{name}" for name in headings], rows, view.language))


def show_candidates(candidates: Sequence[Candidate], near: Place | None = None) -> None:
    """Show candidates, with their distance from the place chosen if there is one."""
    headings = ["places.name", "panel.kind", "places.country", "places.population", "places.position", "places.score"]
    rows = [
        [
            name_of(c), t(f"place_kind.{c.kind}"), country_name(c.country, view.language), c.population or "",
            point(c.lat, c.lon), round(c.score, 2), *([round(distance_km(near, c))] if near else []),
            f"{gazetteer_name(c.gazetteer, view.language)} {c.gazetteer_id}",
        ]
        for c in candidates
    ]  # fmt: skip
    st.html(draw_table([*headings, *(["places.distance"] if near else []), "card.found"], rows, view.language))


def show_lookups() -> None:
    """Show the look-ups: a name's candidates, and what lies near a point."""
    left, right = st.columns(2, gap="medium")
    with left:
        asked = st.text_input(t("places.search"), placeholder=t("places.search_hint"), key="asked", max_chars=200)
        if asked:
            found = open_gazetteer().search(asked) or open_gazetteer().search(asked, fuzzy=True)
            show_candidates(found) if found else st.info(t("places.nothing", query=asked))
    with right:
        st.markdown(f"**{t('places.reverse')}**")
        with st.container(horizontal=True):
            lat = st.number_input(t("places.lat"), -90.0, 90.0, value=None, format="%.4f", key="lat")
            lon = st.number_input(t("places.lon"), -180.0, 180.0, value=None, format="%.4f", key="lon")
        if lat is not None and lon is not None:
            show_candidates(open_gazetteer().nearest(lat, lon, limit=5))


st.html(f'<h1 class="m-title">{t("pages.places")}</h1>')
st.caption(t("places.lead"))
audits = audit_places(story, open_gazetteer())
show_audit(audits)
chosen = st.selectbox(
    t("places.choose"),
    range(len(audits)),
    format_func=lambda number: f"{audits[number].toponyms[0]} ({name_of(audits[number].place)})",
    placeholder=t("places.detail"),
    key=common.renew(f"audit-{story.story_id}", range(len(audits))),
)
if chosen is not None:
    show_candidates(audits[chosen].candidates, audits[chosen].place)
    common.show_online_comparison(audits[chosen].toponyms[0], audits[chosen].place, view.language)
show_lookups()
