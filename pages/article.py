"""The article, with its places and claims marked and linked to their stops."""

import streamlit as st

from masar.i18n import text
from masar.panels import draw_article
from pages import common

story, view = common.current()
languages = [article.language for article in story.articles]


def name_text(code: str) -> str:
    """Return the name of one of the story's texts."""
    role = "article.original" if code == story.language else "article.translation"
    return f"{text(f'languages.name_{code}', view.language)} ({text(role, view.language)})"


with st.container(horizontal=True, vertical_alignment="bottom", key="texts"):
    shown = st.segmented_control(
        text("article.text", view.language),
        languages,
        default=view.language if view.language in languages else languages[0],
        format_func=name_text,
        required=True,
        key=f"text-{story.story_id}-{view.language}",
    )
    marks = st.pills(
        text("article.marks", view.language),
        ["places", "claims"],
        default=["places", "claims"],
        selection_mode="multi",
        format_func=lambda mark: text(f"article.mark_{mark}", view.language),
        key="marks",
        persist_state="session",
    )
st.caption(text("article.hint", view.language))
article = story.article(shown or story.language)
st.html(draw_article(story, article, view.language, places="places" in marks, claims="claims" in marks))
common.follow_links()
