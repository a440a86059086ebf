"""All claims as a table: search, filters, who speaks about which stop, download."""

from datetime import date
from typing import Any

import streamlit as st

from masar.i18n import text
from masar.panels import draw_claims, draw_matrix, find_disputes, search_claims
from masar.spreadsheets import write_claims_csv
from masar.view import filter_claims, known_on, speaker_id
from pages import common

PAGE = 50

story, view = common.current()


def t(key: str, **values: Any) -> str:
    """Return an interface text in the reader's language."""
    return text(key, view.language, **values)


ORDERS = {
    "stop": None,
    "article": lambda claim: (not claim.end, claim.start),  # claims without a sentence come last
    "date": lambda claim: known_on(claim, story) or date.min,
    "speaker": speaker_id,
}

st.html(f'<h1 class="m-title">{t("pages.claims")}</h1>')
with st.container(horizontal=True, vertical_alignment="bottom", key="search"):
    words = st.text_input(t("claims.search"), placeholder=t("claims.search_hint"), key="words", persist_state="session")
    order = st.selectbox(
        t("claims.sort"), list(ORDERS), key=common.renew("order", ORDERS, "stop"),
        format_func=lambda key: t(f"claims.sort_{key}"),
    )  # fmt: skip
common.show_filters(story, view)
disputed_only = st.toggle(t("claims.disputed_only"), key="disputed", persist_state="session")

found = search_claims(story, filter_claims(story, view), words or "")
if disputed_only:
    disputed = {claim.claim_id for side in find_disputes(story, story.claims) for claim in side}
    found = tuple(claim for claim in found if claim.claim_id in disputed)
if ORDERS[order]:
    found = tuple(sorted(found, key=ORDERS[order]))

pages = max(1, -(-len(found) // PAGE))
page = st.number_input(t("claims.page", page=1, pages=pages), 1, pages, key="page") if pages > 1 else 1
st.html(draw_claims(story, found[(page - 1) * PAGE : page * PAGE], view.language))
with st.container(horizontal=True, vertical_alignment="center", key="below"):
    st.caption(t("panel.shown", shown=len(found), count=t("story.claims", n=len(story.claims))))
    st.download_button(
        t("claims.download"),
        write_claims_csv(story, found, view.language),
        file_name=f"{story.story_id}-claims.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
st.html(draw_matrix(story, found, view.language))
common.follow_links()
