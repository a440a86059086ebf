"""
What a person corrects in a draft, kept apart from what was extracted.

A correction names what it changes by its content, not by its place in a list: a stop by its id (the place and
the visit), a claim by the sentence that carries it and its first speaker. So the list of corrections, the
*patch*, can be laid over the same article read anew. What no longer fits is reported, not lost.
"""

import dataclasses
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from masar.errors import StoryError
from masar.itinerary import connect_stops
from masar.model import Candidate, Claim, Place, Stop, Story
from masar.tables import CLAIMS, PLACES, STOPS, Table, read_cell, write_cell

_MOST_CORRECTIONS = 5_000


@dataclass(frozen=True, slots=True)
class Correction:
    """
    One change: `action` is a key of `ACTIONS`, `key` names the stop or claim, `values` are texts as in the CSV.

    change_stop, change_claim: the fields in `values` · add_stop: a new stop of these values before the stop
    `before` (or last) · remove_stop, remove_claim · move_stop: to `position` · merge_stop: its claims go to
    the stop `into` · split_stop: a second visit after it · choose_place: the place of all stops and mentions with this
    `place_id` is the one in `values` · name_place: a new place, meant by
    all mentions of the `toponym` in `values` · change_story: title, publisher, date or traveller.
    """

    action: str
    key: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


def claim_key(story: Story, claim: Claim) -> str:
    """Return what names a claim whatever its number: a digest of its sentence and of who is said to say it."""
    sentence = story.articles[0].text[claim.start : claim.end]
    digest = hashlib.sha256(f"{sentence}\n{claim.speaker_en}\n{claim.speaker_ar}\n{claim.quote}".encode())
    return digest.hexdigest()[:16]


def apply_corrections(story: Story, corrections: Sequence[Correction]) -> tuple[Story, tuple[Correction, ...]]:
    """
    Return the story with the corrections laid over it, and those that no longer fit.

    Raises
    ------
    StoryError
        If a value is not one its column may hold; the message names the column and what is expected.
    """
    keys = {claim.claim_id: claim_key(story, claim) for claim in story.claims}
    unfit: list[Correction] = []
    for correction in corrections:
        changed = ACTIONS[correction.action](story, correction, keys)
        if changed is None:
            unfit.append(correction)
        else:
            story = changed
    return _settle(story), tuple(unfit)


Change = Callable[[Story, Correction, Mapping[str, str]], Story | None]


def _change_stop(story: Story, correction: Correction, _keys: Mapping[str, str]) -> Story | None:
    stop = story.stop(correction.key)
    if stop is None:
        return None
    changed = replace(stop, **_read_values(STOPS, correction.values))
    return replace(story, stops=tuple(changed if s is stop else s for s in story.stops))


def _add_stop(story: Story, correction: Correction, _keys: Mapping[str, str]) -> Story | None:
    values = {name: value for name, value in correction.values.items() if name != "before"}
    blank = {
        "status": "visited",
        "date_precision": "unknown",
        "basis": "stated",
        "order": "0",
        "stop_id": correction.key,
    }
    read = _read_values(STOPS, blank | {"place_id": correction.key} | values)
    texts = {"name_en": "", "name_ar": "", "country": "", "arrival": None}
    if story.stop(correction.key) or not {"lat", "lon"} <= set(read):
        return None
    stop = Stop(**(texts | read))
    ids = [s.stop_id for s in story.stops]
    before = correction.values.get("before", "")
    position = ids.index(before) if before in ids else len(ids)
    place = Place(
        stop.place_id, stop.name_en or stop.name_ar, stop.name_en, stop.name_ar, "city", stop.lat, stop.lon, 0.0,
        stop.country, "hand", "", "stop", 1.0,
    )  # fmt: skip
    places = story.places if story.place(stop.place_id) else (*story.places, place)
    return replace(story, stops=(*story.stops[:position], stop, *story.stops[position:]), places=places)


def _remove_stop(story: Story, correction: Correction, _keys: Mapping[str, str]) -> Story | None:
    stop = story.stop(correction.key)
    if stop is None:
        return None
    # Its claims stay, with the place they are about.
    claims = tuple(
        replace(c, stop_id="", place_id=c.place_id or stop.place_id) if c.stop_id == stop.stop_id else c
        for c in story.claims
    )
    return replace(story, stops=tuple(s for s in story.stops if s is not stop), claims=claims)


def _move_stop(story: Story, correction: Correction, _keys: Mapping[str, str]) -> Story | None:
    stop = story.stop(correction.key)
    if stop is None:
        return None
    rest = [s for s in story.stops if s is not stop]
    rest.insert(max(0, min(int(correction.values["position"]), len(rest))), stop)
    return replace(story, stops=tuple(rest))


def _merge_stop(story: Story, correction: Correction, _keys: Mapping[str, str]) -> Story | None:
    stop, into = story.stop(correction.key), story.stop(correction.values.get("into", ""))
    if stop is None or into is None or stop is into:
        return None
    claims = tuple(replace(c, stop_id=into.stop_id) if c.stop_id == stop.stop_id else c for c in story.claims)
    return replace(story, stops=tuple(s for s in story.stops if s is not stop), claims=claims)


def _split_stop(story: Story, correction: Correction, _keys: Mapping[str, str]) -> Story | None:
    stop = story.stop(correction.key)
    if stop is None:
        return None
    taken = {s.stop_id for s in story.stops}
    fresh = next(name for n in range(2, len(taken) + 3) if (name := f"{stop.place_id}-visit-{n}") not in taken)
    position = story.stops.index(stop) + 1
    second = replace(stop, stop_id=fresh, arrival=None, date_precision="unknown", summary_en="", summary_ar="")
    return replace(story, stops=(*story.stops[:position], second, *story.stops[position:]))


def _choose_place(story: Story, correction: Correction, _keys: Mapping[str, str]) -> Story | None:
    place = story.place(correction.key)
    if place is None:
        return None
    chosen = replace(place, **_read_values(PLACES, correction.values))
    seat = {name: getattr(chosen, name) for name in ("lat", "lon", "name_en", "name_ar", "country")}
    return replace(
        story,
        places=tuple(chosen if p is place else p for p in story.places),
        stops=tuple(replace(s, **seat) if s.place_id == chosen.place_id else s for s in story.stops),
    )


def _change_claim(story: Story, correction: Correction, keys: Mapping[str, str]) -> Story | None:
    ids = {claim_id for claim_id, key in keys.items() if key == correction.key}
    values = _read_values(CLAIMS, correction.values)
    if not ids or not _known(story, values):
        return None
    return replace(story, claims=tuple(replace(c, **values) if c.claim_id in ids else c for c in story.claims))


def _known(story: Story, values: Mapping[str, Any]) -> bool:
    return not values.get("stop_id") or story.stop(values["stop_id"]) is not None


def _remove_claim(story: Story, correction: Correction, keys: Mapping[str, str]) -> Story | None:
    ids = {claim_id for claim_id, key in keys.items() if key == correction.key}
    kept = tuple(c for c in story.claims if c.claim_id not in ids)
    return replace(story, claims=kept) if len(kept) < len(story.claims) else None


def _name_place(story: Story, correction: Correction, _keys: Mapping[str, str]) -> Story | None:
    toponym = correction.values.get("toponym", "")
    if story.place(correction.key) or not any(m.toponym == toponym for m in story.mentions):
        return None
    blank = {"place_id": correction.key, "role": "context", "radius_km": "0", "kind": "city", "score": "1"}
    texts = dict.fromkeys(("name_en", "name_ar", "country", "gazetteer", "gazetteer_id"), "")
    read = texts | _read_values(PLACES, blank | dict(correction.values))
    if not {"lat", "lon"} <= set(read):
        return None
    place = Place(**cast("Any", read))
    mentions = tuple(replace(m, place_id=place.place_id) if m.toponym == toponym else m for m in story.mentions)
    return replace(story, places=(*story.places, place), mentions=mentions)


def _change_story(story: Story, correction: Correction, _keys: Mapping[str, str]) -> Story | None:
    allowed = {"title_en", "title_ar", "publisher", "publisher_ar", "traveller", "traveller_ar"}
    values = {name: value for name, value in correction.values.items() if name in allowed}
    return replace(story, **cast("Any", values)) if values else None


ACTIONS: Mapping[str, Change] = {
    "change_stop": _change_stop,
    "add_stop": _add_stop,
    "remove_stop": _remove_stop,
    "move_stop": _move_stop,
    "merge_stop": _merge_stop,
    "split_stop": _split_stop,
    "choose_place": _choose_place,
    "name_place": _name_place,
    "change_claim": _change_claim,
    "remove_claim": _remove_claim,
    "change_story": _change_story,
}


def _read_values(table: Table, values: Mapping[str, str]) -> dict[str, Any]:
    columns = {column.name: column for column in table.columns}
    return {name: read_cell(table, columns[name], 0, value) for name, value in values.items() if name in columns}


def _settle(story: Story) -> Story:
    """Return the story with stops numbered, joined anew where their order has changed, and no link to what is gone."""
    stops = tuple(replace(stop, order=number) for number, stop in enumerate(story.stops))
    legs = {(leg.from_stop, leg.to_stop): leg for leg in story.legs}
    joined = []
    for number, fresh in enumerate(connect_stops(stops)):
        leg = legs.get((fresh.from_stop, fresh.to_stop), fresh)
        joined.append(replace(leg, leg_id=f"l{number}", status=fresh.status))
    ids = {claim.claim_id for claim in story.claims}
    claims = tuple(replace(c, against=tuple(a for a in c.against if a in ids)) for c in story.claims)
    at_stops = {stop.place_id for stop in stops}
    places = tuple(
        replace(p, role="stop" if p.place_id in at_stops else "context") if p.role != "waypoint" else p
        for p in story.places
    )
    return replace(story, stops=stops, legs=tuple(joined), claims=claims, places=places)


def correct_place(place_id: str, candidate: Candidate) -> Correction:
    """Return the correction that a place is this candidate."""
    fields = ("name_en", "name_ar", "kind", "lat", "lon", "radius_km", "country", "gazetteer", "gazetteer_id")
    values = {name: write_cell(getattr(candidate, name)) for name in fields}
    return Correction("choose_place", place_id, values | {"score": "1"})


def write_corrections(corrections: Sequence[Correction]) -> str:
    """Return the patch as JSON."""
    rows = [dataclasses.asdict(correction) for correction in corrections]
    return json.dumps({"corrections": rows}, ensure_ascii=False, indent=2) + "\n"


def read_corrections(content: str) -> tuple[Correction, ...]:
    """
    Return the patch in a JSON text.

    Raises
    ------
    StoryError
        If it is not a patch.
    """
    try:
        rows = json.loads(content)["corrections"]
        corrections = tuple(Correction(row["action"], row["key"], dict(row["values"])) for row in rows)
        texts = [t for c in corrections for t in (c.action, c.key, *c.values, *c.values.values())]
    except (ValueError, TypeError, KeyError, RecursionError, AttributeError) as error:
        raise StoryError("corrections_unreadable", file="corrections.json") from error
    if len(corrections) > _MOST_CORRECTIONS or not all(isinstance(t, str) for t in texts):
        raise StoryError("corrections_unreadable", file="corrections.json")
    if unknown := {c.action for c in corrections} - set(ACTIONS):
        raise StoryError("corrections_unknown", file="corrections.json", action=min(unknown))
    return corrections
