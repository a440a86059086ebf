"""
What a reader is looking at: story, stop, day, language and filters, as they stand in the address.

Pure: a query (`{"story": ["kim-russia-2023"], "stop": ["komsomolsk"]}`) becomes a `View` and back. What an
address names that is not there is dropped and reported, so that an old link still opens its story.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from masar.i18n import LANGUAGES
from masar.model import CLAIM_KINDS, Claim, Story

Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class View:
    """
    What is shown: `stop` empty for the whole journey; empty filters let everything through.

    `known_by` keeps what was known on that day; `context` draws the context places.
    """

    story: str
    language: str = "en"
    stop: str = ""
    speakers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    known_by: date | None = None
    context: bool = False


def read_query(query: Query, stories: Mapping[str, Story], default: View) -> tuple[View, tuple[str, ...]]:
    """
    Return the view an address asks for, and the keys of notes (`notes.*`) on what it could not give.

    Parameters
    ----------
    query
        Parameters of the address, each a list.
    stories
        The stories there are, by id.
    default
        What stands where the address says nothing.
    """
    notes: list[str] = []
    view = default
    if (language := _first(query, "lang")) in LANGUAGES:
        view = replace(view, language=language)
    if (wanted := _first(query, "story")) and wanted != view.story:
        known = wanted in stories
        view = replace(view, story=wanted, stop="", speakers=(), kinds=(), known_by=None) if known else view
        notes += [] if known else ["notes.unknown_story"]
    story = stories.get(view.story)
    if "stop" in query:
        found = bool(story and story.stop(_first(query, "stop")))
        view = replace(view, stop=_first(query, "stop") if found else "")
        notes += [] if found or not _first(query, "stop") else ["notes.unknown_stop"]
    return _read_filters(query, story, view), tuple(notes)


def _read_filters(query: Query, story: Story | None, view: View) -> View:
    if "speaker" in query and story:
        known = speakers_of(story)
        view = replace(view, speakers=tuple(s for s in query["speaker"] if s in known))
    if "kind" in query:
        view = replace(view, kinds=tuple(k for k in query["kind"] if k in CLAIM_KINDS))
    if "by" in query:
        view = replace(view, known_by=_read_day(_first(query, "by")))
    if "context" in query:
        view = replace(view, context=_first(query, "context") == "1")
    return view


def _first(query: Query, name: str) -> str:
    return next(iter(query.get(name, ())), "")


def _read_day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def write_query(view: View) -> dict[str, list[str]]:
    """Return the parameters that bring this view back."""
    query = {
        "story": [view.story],
        "stop": [view.stop],
        "lang": [view.language],
        "speaker": list(view.speakers),
        "kind": list(view.kinds),
        "by": [view.known_by.isoformat() if view.known_by else ""],
        "context": ["1" if view.context else ""],
    }
    return {name: values for name, values in query.items() if values and values[0]}


def speaker_id(claim: Claim) -> str:
    """Return the name that stands for a claim's speaker in filters and addresses, whatever the language shown."""
    return claim.speaker_en or claim.speaker_ar


def speakers_of(story: Story) -> tuple[str, ...]:
    """Return the story's speakers, each once, in the order they first speak."""
    return tuple(dict.fromkeys(speaker_id(claim) for claim in story.claims))


def known_on(claim: Claim, story: Story) -> date | None:
    """Return the day a claim was known: its own date, or else the day the article appeared."""
    return claim.date or story.published


def filter_claims(story: Story, view: View) -> tuple[Claim, ...]:
    """Return the claims that pass the view's filters, in the story's order."""
    return tuple(
        claim
        for claim in story.claims
        if (not view.speakers or speaker_id(claim) in view.speakers)
        and (not view.kinds or claim.kind in view.kinds)
        and (view.known_by is None or (known := known_on(claim, story)) is None or known <= view.known_by)
    )


def step_stop(story: Story, stop_id: str, step: int) -> str:
    """Return the stop before (-1) or after (+1) the one given; beyond either end, the end itself."""
    ids = [stop.stop_id for stop in story.stops]
    if not ids:
        return ""
    if stop_id not in ids:
        return ids[0] if step > 0 else ids[-1]
    return ids[min(max(ids.index(stop_id) + step, 0), len(ids) - 1)]
