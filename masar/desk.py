"""
The desk on which a draft is reviewed: an article, what was read off it, and the corrections laid over that.

Pure: every act returns a new `Desk`, so undoing is going back.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from masar.corrections import Correction, apply_corrections, claim_key, read_corrections, write_corrections
from masar.model import Article, Resolution, Story
from masar.story import Draft, build_draft
from masar.story_folder import CORRECTIONS, read_files, unpack_story_file, zip_story


@dataclass(frozen=True, slots=True)
class Desk:
    """
    A draft under review.

    `undone` holds what can be done again, the next one last; `kept` is the patch as it was last downloaded, `None`
    before the first time.
    """

    draft: Draft
    corrections: tuple[Correction, ...] = ()
    undone: tuple[Correction, ...] = ()
    kept: tuple[Correction, ...] | None = None

    @property
    def unsaved(self) -> bool:
        """Whether there is anything that would be lost."""
        return self.kept != self.corrections


def lay_out(article: Article) -> Desk:
    """Return a desk with the draft of an article on it; raises as `masar.story.build_story` does."""
    return Desk(build_draft(article))


def correct(desk: Desk, *corrections: Correction) -> Desk:
    """Return the desk with corrections added; raises `StoryError` if a value is not one its column may hold."""
    changed = replace(desk, corrections=(*desk.corrections, *corrections), undone=())
    corrected_story(changed)
    return changed


def undo(desk: Desk) -> Desk:
    """Return the desk before its last correction."""
    if not desk.corrections:
        return desk
    return replace(desk, corrections=desk.corrections[:-1], undone=(*desk.undone, desk.corrections[-1]))


def redo(desk: Desk) -> Desk:
    """Return the desk with the correction last undone done again."""
    if not desk.undone:
        return desk
    return replace(desk, corrections=(*desk.corrections, desk.undone[-1]), undone=desk.undone[:-1])


def corrected_story(desk: Desk) -> tuple[Story, tuple[Correction, ...]]:
    """Return the story as corrected, and the corrections that do not fit it."""
    return apply_corrections(desk.draft.story, desk.corrections)


def build_again(desk: Desk) -> Desk:
    """Return the desk with the article read anew and the same corrections."""
    return replace(desk, draft=build_draft(desk.draft.story.articles[0]))


def pack(desk: Desk) -> bytes:
    """Return the corrected story as a story file, with the patch in it."""
    story, _ = corrected_story(desk)
    return zip_story(story, write_corrections(desk.corrections) if desk.corrections else "")


def unpack(content: bytes) -> tuple[Story, tuple[Correction, ...]]:
    """Return the story in a story file, and its patch; raises `StoryError`."""
    files = unpack_story_file(content)
    patch = files.get(CORRECTIONS, b"")
    return read_files(files), read_corrections(patch.decode("utf-8", "replace")) if patch else ()


def reopen(content: bytes) -> tuple[Story, Desk]:
    """Return the story in a story file as it was kept, and a desk on which to go on reviewing it."""
    story, corrections = unpack(content)
    base = build_draft(story.articles[0])
    return story, Desk(replace_ids(base, story), corrections, kept=corrections)


def replace_ids(draft: Draft, story: Story) -> Draft:
    """Return a draft under the id and with the titles, publisher and sources that its story file gives it."""
    names = ("story_id", "title_en", "title_ar", "publisher", "publisher_ar", "traveller", "traveller_ar", "sources")
    values: dict[str, Any] = {name: getattr(story, name) for name in (*names, "licences")}
    return replace(draft, story=replace(draft.story, **values))


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place to look at: every name it goes by, the least certain score among them, and what it might mean."""

    toponym: str
    others: tuple[str, ...]
    place_id: str
    score: float
    reason: str
    resolution: Resolution


def list_doubts(desk: Desk) -> tuple[Doubt, ...]:
    """Return the places, and the names without one, each once, the least certain first; demonyms are left out."""
    grouped: dict[str, list[Resolution]] = defaultdict(list)
    for resolution in desk.draft.resolutions:
        if not resolution.mention.demonym:
            place = resolution.place
            grouped[place.place_id if place else f"? {resolution.mention.toponym}"].append(resolution)
    return tuple(sorted(map(_doubt, grouped.values()), key=lambda doubt: doubt.score))


def _doubt(resolutions: Sequence[Resolution]) -> Doubt:
    least = min(resolutions, key=lambda r: r.score if r.place else 0.0)
    name, *others = dict.fromkeys(r.mention.toponym for r in resolutions)
    place_id = least.place.place_id if least.place else ""
    return Doubt(name, tuple(others), place_id, least.score if least.place else 0.0, least.reason, least)


STOP_FIELDS: Mapping[str, str] = {
    "name": "name_{language}",
    "lat": "lat",
    "lon": "lon",
    "status": "status",
    "arrival": "arrival",
    "precision": "date_precision",
    "basis": "basis",
}
CLAIM_FIELDS: Mapping[str, str] = {
    "speaker": "speaker_{language}",
    "kind": "kind",
    "stop": "stop_id",
    "date": "date",
}


def correct_stops(story: Story, edits: Mapping[str, Any], language: str) -> list[Correction]:
    """
    Return the corrections that a change of the stops' table amounts to.

    Parameters
    ----------
    story
        The story shown in the table, a row a stop.
    edits
        What Streamlit's data editor reports: `edited_rows`, `added_rows`, `deleted_rows`.
    language
        Of the names shown.
    """
    found: list[Correction] = []
    for row, cells in edits.get("edited_rows", {}).items():
        stop = story.stops[int(row)]
        if "order" in cells and cells["order"] is not None:
            found.append(Correction("move_stop", stop.stop_id, {"position": str(int(cells["order"]))}))
        values = _as_texts(cells, STOP_FIELDS, language)
        if "arrival" in values and "date_precision" not in values and values["arrival"]:
            values["date_precision"] = "day"
        if values:
            found.append(Correction("change_stop", stop.stop_id, values))
    found += [Correction("remove_stop", story.stops[int(row)].stop_id) for row in edits.get("deleted_rows", [])]
    for number, cells in enumerate(edits.get("added_rows", [])):
        values = _as_texts(cells, STOP_FIELDS, language)
        if {"lat", "lon"} <= set(values):
            found.append(Correction("add_stop", _fresh_id(story, number), values))
    return found


def correct_claims(desk: Desk, story: Story, edits: Mapping[str, Any], language: str) -> list[Correction]:
    """Return the corrections that a change of the claims' table, showing `story`, amounts to; see `correct_stops`."""
    extracted = desk.draft.story
    keys = {claim.claim_id: claim_key(extracted, claim) for claim in extracted.claims}
    found = []
    for row, cells in edits.get("edited_rows", {}).items():
        key = keys[story.claims[int(row)].claim_id]
        if cells.get("keep") is False:
            found.append(Correction("remove_claim", key))
        elif values := _as_texts(cells, CLAIM_FIELDS, language):
            found.append(Correction("change_claim", key, values))
    return found


def _as_texts(cells: Mapping[str, Any], fields: Mapping[str, str], language: str) -> dict[str, str]:
    shown = {name: "" if value is None else str(value)[:5_000] for name, value in cells.items() if name in fields}
    return {fields[name].format(language=language): value.split("T")[0] if name in ("arrival", "date") else value
            for name, value in shown.items()}  # fmt: skip


def _fresh_id(story: Story, number: int) -> str:
    taken = {stop.stop_id for stop in story.stops} | {place.place_id for place in story.places}
    names = (f"added-{n}" for n in range(1, len(taken) + number + 3))
    return [name for name in names if name not in taken][number]
