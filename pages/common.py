"""
What the pages share: the stories there are, the reader's view, the header, links inside our own markup.

The view (`masar.view.View`) is the one state. Widgets are set from it before they are drawn and change it
in their callbacks; the address is written from it at the end of a run.
"""

import gc
import os
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from geopy.distance import geodesic
from geopy.exc import GeopyError

from masar.errors import MasarError, StoryError
from masar.i18n import DIRECTIONS, LANGUAGES, day, text
from masar.model import CLAIM_KINDS, Place, Story
from masar.panels import draw_table, list_days, render, say_speaker, say_title, stop_on
from masar.story_folder import load_story
from masar.view import View, filter_claims, read_query, speaker_id, speakers_of, write_query

PAGES: Mapping[str, str] = {
    "map": ":material/route:",
    "claims": ":material/format_quote:",
    "article": ":material/article:",
    "places": ":material/travel_explore:",
    "export": ":material/download:",
    "new": ":material/add_notes:",
    "about": ":material/info:",
}
ROOT = Path(__file__).parent.parent
# Whoever runs Masar may keep stories elsewhere: MASAR_STORIES names a folder of story folders.
STORIES = Path(os.environ.get("MASAR_STORIES", ROOT / "data" / "stories"))

# Links in our markup (`data-stop`, `data-day`) change the view without loading the page again.
_LINKS_JS = """
export default function ({ setTriggerValue, parentElement, data }) {
  const follow = (event) => {
    const link = event.target.closest?.("a.m-go");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button > 0) return;
    event.preventDefault();
    setTriggerValue("followed", { ...link.dataset });
  };
  const host = parentElement.ownerDocument ?? document;
  const warn = (event) => { if (data.unsaved) event.preventDefault(); };
  host.addEventListener("click", follow);
  window.addEventListener("beforeunload", warn);
  return () => {
    host.removeEventListener("click", follow);
    window.removeEventListener("beforeunload", warn);
  };
}
"""


@st.cache_resource
def _links() -> Callable[..., Any]:
    return st.components.v2.component("masar-links", js=_LINKS_JS)


@st.cache_resource(max_entries=100, show_spinner=False)
def _load(folder: str, _stamp: tuple[tuple[str, int, int], ...]) -> Story | StoryError:
    try:
        return load_story(folder)
    except StoryError as error:
        return error


def all_stories() -> tuple[dict[str, Story], dict[str, StoryError]]:
    """Return the stories in `data/stories/`, latest journey first, and what is wrong with those that cannot be read."""
    found: dict[str, Story] = {}
    broken: dict[str, StoryError] = {}
    for folder in sorted(p for p in STORIES.iterdir() if p.is_dir()) if STORIES.is_dir() else ():
        stamp = tuple((f.name, f.stat().st_mtime_ns, f.stat().st_size) for f in sorted(folder.iterdir()))
        loaded = _load(str(folder), stamp)
        if isinstance(loaded, Story):
            found[loaded.story_id] = loaded
        else:
            broken[folder.name] = loaded
    bundled = dict(sorted(found.items(), key=lambda item: last_day(item[1]), reverse=True))
    return {story.story_id: story for story in own_stories()} | bundled, broken


def own_stories() -> tuple[Story, ...]:
    """Return the stories that the reader made or opened in this session."""
    if "desk" not in st.session_state:
        return ()
    from masar.desk import corrected_story  # noqa: PLC0415  # only who makes a story pays for the engine

    return (corrected_story(st.session_state["desk"])[0],)


def last_day(story: Story) -> date:
    """Return the last day on which something happens in a story."""
    arrivals = [stop.arrival for stop in story.stops if stop.arrival]
    return max(arrivals, default=story.published or date.min)


def open_view() -> View:
    """Return the reader's view: what the session holds, changed by what the address says."""
    stories, _ = all_stories()
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    view = st.session_state.get("view") or View(next(iter(stories), ""), _guess_language())
    # A quick reader's next click still carries the address before last: only one we never wrote is a wish.
    if _address_key(query) not in st.session_state.setdefault("addresses", {}):
        st.session_state["addresses"][_address_key(query)] = None
        view, notes = read_query(query, stories, view)
        st.session_state["notes"] = notes
    if view.story not in stories:
        view = replace(view, story=next(iter(stories), ""), stop="")
    st.session_state["view"] = view
    return view


def _address_key(query: Mapping[str, Sequence[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(sorted((name, tuple(values)) for name, values in query.items()))


def _guess_language() -> str:
    return "ar" if (st.context.locale or "").startswith("ar") else "en"


def current_view() -> View:
    """Return the view of this run."""
    if "view" not in st.session_state:
        _enter_by_the_door()
    view: View = st.session_state["view"]
    return view


def current() -> tuple[Story, View]:
    """Return the story and the view of this run; without any story, say so and end the run."""
    view = current_view()
    stories, _ = all_stories()
    if view.story not in stories:
        st.info(text("app.no_story", view.language))
        st.stop()
    return stories[view.story], view


def configure_page() -> None:
    """Set the tab's name and icon; without an icon of ours, Streamlit's page fetches one from the Internet."""
    st.set_page_config(page_title="Masar · مسار", page_icon=ROOT / "static" / "masar.svg", layout="wide")


def list_pages(language: str) -> list[Any]:
    """Return the pages for `st.navigation`, named in the reader's language."""
    return [
        st.Page(ROOT / "pages" / f"{name}.py", title=text(f"pages.{name}", language), icon=icon, url_path=name,
                default=name == "map")
        for name, icon in PAGES.items()
    ]  # fmt: skip


def _enter_by_the_door() -> None:
    """Hand over to dashboard.py: Streamlit runs a page alone until a visitor has called st.navigation."""
    name = urlsplit(st.context.url or "").path.rstrip("/").rsplit("/", 1)[-1]
    configure_page()
    pages = list_pages("en")
    st.navigation(pages, position="hidden")
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    st.switch_page(pages[list(PAGES).index(name) if name in PAGES else 0], query_params=query)


def change_view(**changes: Any) -> None:
    """Change the view: for callbacks."""
    st.session_state["view"] = replace(st.session_state["view"], **changes)
    st.session_state["notes"] = ()


def go_to_map() -> None:
    """Turn to the map page in the run that follows: for callbacks."""
    st.session_state["go"] = "map"


def bind(key: str, value: Any, field: str = "") -> dict[str, Any]:
    """Return the arguments that tie a widget to a field of the view: set from it now, changing it later."""
    st.session_state[key] = value

    def store() -> None:
        chosen = st.session_state[key]
        change_view(**{field or key: tuple(chosen) if isinstance(chosen, list) else chosen})

    return {"key": key, "on_change": store}


def renew(key: str, options: Collection[Any], default: Any = None) -> str:
    """
    Return a select box's key, with what is chosen put in anew.

    The browser knows a choice by its label alone: it would show one of another language, and send it back.
    """
    chosen = st.session_state.get(key, default)
    st.session_state[key] = chosen if chosen in options else default
    return key


def write_address() -> None:
    """Make the address say what is shown."""
    query = write_query(st.session_state["view"])
    if {name: st.query_params.get_all(name) for name in st.query_params} != query:
        st.query_params.from_dict(query)
    st.session_state["addresses"][_address_key(query)] = None


@st.cache_resource
def spare_collector(modules: int) -> None:
    """
    Keep what is loaded by now out of garbage collection, once for each number of modules.

    Streamlit collects after every run, which takes 0.1 s over the objects of all the modules we use.
    """
    del modules
    gc.collect()
    gc.freeze()


def turn_page(page: str) -> None:
    """Set direction and style, and go to the map if a link elsewhere asked for a stop."""
    view: View = st.session_state["view"]
    st.html(ROOT / "pages" / "style.css")
    if DIRECTIONS[view.language] == "rtl":
        st.html(ROOT / "pages" / "style-rtl.css")
    if st.session_state.pop("go", "") and page != "map":
        st.switch_page("pages/map.py", query_params=write_query(view))


def show_header(view: View) -> None:
    """Show name, story and language, then notes on the address and on stories that cannot be read."""
    stories, broken = all_stories()
    titles = name_apart({key: say_title(story, view.language).text for key, story in stories.items()})
    st.session_state["story"] = view.story if view.story in stories else None
    with st.container(horizontal=True, vertical_alignment="center", key="header"):
        st.html(render("brand.html", language=view.language))
        st.selectbox(
            text("app.story", view.language),
            list(stories),
            format_func=titles.get,
            label_visibility="collapsed",
            key="story",
            on_change=lambda: change_view(
                story=st.session_state["story"], stop="", speakers=(), kinds=(), known_by=None
            ),
        )
        st.segmented_control(
            text("app.language", view.language),
            LANGUAGES,
            format_func=lambda code: {"en": "English", "ar": "العربية"}[code],
            required=True,
            label_visibility="collapsed",
            **bind("language", view.language),
        )
    for note in st.session_state.get("notes", ()):
        st.info(text(note, view.language), icon=":material/info:")
    for folder, error in broken.items():
        show_error(error, view.language, text("app.story_broken", view.language, folder=folder))


def show_error(error: MasarError, language: str, lead: str = "") -> None:
    """Show one of Masar's own errors as a plain message."""
    st.html(render("error.html", language=language, lead=lead, message=error.message(language)))


def follow_links() -> None:
    """Let links in our markup change the view, and let the browser ask before unsaved work is left."""

    def follow() -> None:
        asked = st.session_state["links"].get("followed") or {}
        story, _ = current()
        if story.stop(asked.get("stop", "")):
            change_view(stop=asked["stop"])
            go_to_map()
        elif asked.get("day"):
            _go_to_day(story, asked["day"])

    desk = st.session_state.get("desk")
    _links()(key="links", data={"unsaved": bool(desk and desk.unsaved)}, on_followed_change=follow)


def _go_to_day(story: Story, asked: str) -> None:
    view: View = st.session_state["view"]
    try:
        when = date.fromisoformat(asked)
    except ValueError:
        return
    if view.known_by == when:  # the day shown is followed again: back to all days
        change_view(known_by=None)
    else:
        change_view(known_by=when, stop=stop_on(story, when))


def show_filters(
    story: Story, view: View, beside: Callable[[], None] = lambda: None, within: Callable[[], None] = lambda: None
) -> None:
    """Show the filters and how much they let through, with what the page puts beside and among them."""

    def t(key: str, **values: Any) -> str:
        return text(key, view.language, **values)

    days: list[date | None] = [None, *(d.date for d in list_days(story) if d.date)]
    names = name_apart({speaker_id(c): say_speaker(c, view.language).text for c in story.claims})
    active = bool(view.speakers) + bool(view.kinds) + bool(view.known_by)
    label = t("panel.filters") + (f" ({active})" if active else "")
    with st.container(horizontal=True, vertical_alignment="center", key="filters"):
        with st.popover(label, icon=":material/filter_list:"):
            st.multiselect(
                t("panel.speaker"),
                speakers_of(story),
                format_func=names.get,
                **bind("speakers", list(view.speakers)),
            )
            st.multiselect(
                t("panel.kind"),
                CLAIM_KINDS,
                format_func=lambda k: t(f"kind.{k}"),
                **bind("kinds", list(view.kinds)),
            )
            st.selectbox(
                t("panel.known_by"), days, format_func=lambda d: day(d, "day", view.language) if d else t("panel.any"),
                **bind("known_by", view.known_by if view.known_by in days else None),
            )  # fmt: skip
            st.toggle(t("panel.context"), **bind("context", view.context))
            within()
        beside()
        if active:
            shown = t(
                "panel.shown", shown=len(filter_claims(story, view)), count=t("story.claims", n=len(story.claims))
            )
            st.caption(shown)
            st.button(
                t("panel.clear"), key="clear", type="tertiary",
                on_click=lambda: change_view(speakers=(), kinds=(), known_by=None),
            )  # fmt: skip


def name_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Return names by id, the id added where two read the same: Streamlit knows options by their labels."""
    often = Counter(names.values())
    return {key: f"{name} ({key})" if often[name] > 1 else name for key, name in names.items()}


def show_online_comparison(toponym: str, place: Place, language: str) -> None:
    """Offer to ask Nominatim the same, and show how far its answer lies from the place chosen."""
    st.caption(text("places.nominatim_note", language))
    if not st.button(text("places.nominatim", language), key="nominatim"):
        return
    from masar.geocoder import online_geocoder  # noqa: PLC0415  # only who asks pays for the network client

    try:
        found = online_geocoder().geocode(toponym, language=language)
    except GeopyError as error:
        st.warning(text("places.nominatim_failed", language, reason=type(error).__name__))
        return
    if found is None:
        st.info(text("places.nominatim_none", language))
        return
    away = geodesic((place.lat, place.lon), (found.latitude, found.longitude)).km
    rows = [(found.address, f"{found.latitude:.3f}, {found.longitude:.3f}", round(away))]
    st.html(draw_table(["places.name", "places.position", "places.distance"], rows, language))
