"""From an article to a story: open, build, review, keep."""

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from masar.desk import lay_out, reopen
from masar.documents import MAX_CHARACTERS, MAX_FILE_BYTES, Document, preview_encodings, read_document, read_pasted
from masar.errors import MasarError
from masar.i18n import text
from masar.languages import SUPPORTED
from masar.model import Article
from masar.story import MAX_STOPS
from pages import common, review

view = common.current_view()


def t(key: str, **values: Any) -> str:
    """Return an interface text in the reader's language."""
    return text(key, view.language, **values)


def show_opening() -> None:
    """Show the ways in: paste, open a file, open a story file."""
    st.html(f'<h1 class="m-title">{t("pages.new")}</h1>')
    st.caption(t("new.lead"))
    way = st.segmented_control(
        t("new.source"), ["paste", "open", "open_story"], format_func=lambda key: t(f"new.{key}"), default="paste",
        required=True, key="way", persist_state="session",
    )  # fmt: skip
    st.caption(t("new.limits", megabytes=MAX_FILE_BYTES // 1_000_000, characters=MAX_CHARACTERS, stops=MAX_STOPS))
    if way == "open_story":
        show_story_opening()
        return
    document = open_file() if way == "open" else paste_text()
    if document:
        show_facts(document)


def show_story_opening() -> None:
    """Open a story file that was downloaded here."""
    opened = st.file_uploader(t("new.story_file"), type=["zip"], key="story-file")
    if opened:
        try:
            story, desk = reopen(opened.getvalue())
        except MasarError as error:
            common.show_error(error, view.language)
            return
        st.session_state["desk"] = desk
        common.change_view(story=story.story_id, stop="", speakers=(), kinds=(), known_by=None)
        st.rerun()


def paste_text() -> Document | None:
    """Return what was pasted, once there is something."""
    pasted = st.text_area(t("new.text"), height=260, key="pasted", persist_state="session")
    return read_or_say(lambda: read_pasted(pasted)) if pasted.strip() else None


def open_file() -> Document | None:
    """Return the file opened, once there is one; its encoding can be overridden."""
    opened = st.file_uploader(t("new.file"), type=["txt", "html", "htm", "docx", "pdf"], key="article-file")
    if not opened:
        return None
    content = opened.getvalue()
    if not opened.name.lower().endswith((".txt", ".html", ".htm")):
        return read_or_say(lambda: read_document(content, opened.name))
    previews = {preview.encoding: preview for preview in preview_encodings(content)}
    encoding = st.selectbox(
        t("new.encoding"), [None, *previews], key=common.renew("encoding", previews),
        format_func=lambda name: (
            f"{previews[name].label(view.language)}: {previews[name].sample[:60]}" if name else t("new.encoding_auto")
        ),
    )  # fmt: skip
    return read_or_say(lambda: read_document(content, opened.name, encoding=encoding))


def read_or_say(read: Callable[[], Document]) -> Document | None:
    """Return the document, or say why it cannot be read."""
    try:
        document = read()
    except MasarError as error:
        common.show_error(error, view.language)
        return None
    for note in document.notes:
        st.info(note.message(view.language), icon=":material/info:")
    return document


def show_facts(document: Document) -> None:
    """Show what was guessed of the article, to be changed, and the button that builds its story."""
    source = str(hash(document.text))  # a new text brings new guesses
    with st.form(f"facts-{source}", border=False):
        title = st.text_input(t("new.title"), document.title, max_chars=300)
        left, middle, right = st.columns(3)
        publisher = left.text_input(t("new.publisher"), document.publisher, max_chars=200)
        published: date | None = middle.date_input(
            t("new.published"), document.published, help=t("new.published_help"), min_value=date(1800, 1, 1),
            max_value=date(2200, 1, 1), format="YYYY-MM-DD",
        )  # fmt: skip
        language = right.selectbox(
            t("new.language"), SUPPORTED, index=SUPPORTED.index(document.language),
            format_func=lambda code: t(f"languages.name_{code}"),
        )  # fmt: skip
        pressed = st.form_submit_button(t("new.build"), type="primary", icon=":material/route:")
    if not published:
        st.caption(t("new.no_date"))
    if pressed:
        build(Article(document.text, language, title, publisher, published))


def build(article: Article) -> None:
    """Build the story and put it on the desk."""
    with st.spinner(t("new.building"), show_time=True):
        started = time.perf_counter()
        try:
            desk = lay_out(article)
        except MasarError as error:
            common.show_error(error, view.language)
            return
    st.session_state["desk"] = desk
    st.session_state["built_ms"] = round((time.perf_counter() - started) * 1000)
    common.change_view(story=desk.draft.story.story_id, stop="", speakers=(), kinds=(), known_by=None)
    st.rerun()


if "desk" in st.session_state:
    review.show_review(view)
else:
    show_opening()
common.follow_links()
