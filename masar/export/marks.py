"""What KML and GPX show of a story: stops, legs and context places with their names, words and points."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from masar import i18n
from masar.geojson import story_to_geojson
from masar.i18n import day, text
from masar.model import Story
from masar.panels import say, say_speaker

Points = list[list[float]]


@dataclass(frozen=True, slots=True)
class Mark:
    """
    A stop, a leg or a context place.

    `lines` describe it; `properties` are those of its GeoJSON feature; `parts` hold lists of [lon, lat]: one
    with a single point for a place, several for a leg that is cut at the antimeridian.
    """

    name: str
    lines: tuple[str, ...]
    properties: Mapping[str, Any]
    parts: tuple[Points, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """A story as map programs take it, in one language; `credits` says whose report and whose data it is."""

    title: str
    credits: tuple[str, ...]
    stops: tuple[Mark, ...]
    legs: tuple[Mark, ...]
    context: tuple[Mark, ...]


def mark_story(story: Story, language: str, selection: str = "") -> Marks:
    """
    Return what there is to show of a story: legs are cut at the antimeridian, great circles drawn.

    Parameters
    ----------
    story
        The story, with the claims that are wanted.
    language
        `en` or `ar`.
    selection
        What to say of filters, if any were on.
    """
    makers = {"stop": _mark_stop, "leg": _mark_leg, "context": _mark_context}
    found: dict[str, list[Mark]] = {kind: [] for kind in makers}
    for feature in story_to_geojson(story)["features"]:
        properties = feature["properties"]
        if make := makers.get(properties["kind"]):  # way points are the bends of a line, not places to list
            name, lines = make(story, properties, language)
            found[properties["kind"]].append(Mark(name, tuple(lines), properties, _parts(feature["geometry"])))
    return Marks(
        say(story, "title", language).text or story.story_id,
        tuple(line for line in (*_credit_lines(story, language), selection) if line),
        *(tuple(marks) for marks in found.values()),
    )


def arrival_text(properties: Mapping[str, Any], language: str) -> str:
    """Return a stop's date in words, as far as it is known."""
    arrival = date.fromisoformat(properties["arrival"]) if properties["arrival"] else None
    return day(arrival, properties["date_precision"], language)


def _parts(geometry: Mapping[str, Any]) -> tuple[Points, ...]:
    points = geometry["coordinates"]
    return {"Point": ([points],), "LineString": (points,)}.get(geometry["type"]) or tuple(points)


def _mark_stop(story: Story, properties: Mapping[str, Any], language: str) -> tuple[str, list[str]]:
    """Return a stop's number and name; date, status and basis, summary, then each claim with who makes it."""
    stop = story.stop(properties["stop_id"])
    assert stop is not None
    words = [text(f"status.{stop.status}", language), text(f"basis.{stop.basis}", language)]
    lines = [" · ".join([arrival_text(properties, language), *words]), say(stop, "summary", language).text]
    told = _claim_lines(story, language, stop_id=stop.stop_id)
    return f"{stop.order}. {say(stop, 'name', language).text}", [line for line in lines if line] + told


def _mark_leg(story: Story, properties: Mapping[str, Any], language: str) -> tuple[str, list[str]]:
    """Return from where to where a leg goes; how it was made and how that is known."""
    ends = [story.stop(properties[end]) for end in ("from_stop", "to_stop")]
    a, b = (say(stop, "name", language).text for stop in ends if stop)
    keys = (f"mode.{properties['mode']}", f"status.{properties['status']}", f"basis.{properties['basis']}")
    return text("figures.from_to", language, a=a, b=b), [" · ".join(text(key, language) for key in keys)]


def _mark_context(story: Story, properties: Mapping[str, Any], language: str) -> tuple[str, list[str]]:
    other = "ar" if language == "en" else "en"
    name = str(properties[f"name_{language}"] or properties[f"name_{other}"])
    return name, _claim_lines(story, language, place_id=properties["place_id"])


def _claim_lines(story: Story, language: str, *, stop_id: str = "", place_id: str = "") -> list[str]:
    """Return the claims about a stop, or a place that is none, as lines: speaker, kind and what is said."""
    about = [c for c in story.claims if c.stop_id == stop_id and (stop_id or c.place_id == place_id)]
    return [
        f"{say_speaker(c, language).text} ({text(f'kind.{c.kind}', language)}): {say(c, 'text', language).text}"
        for c in about
    ]


def _credit_lines(story: Story, language: str) -> list[str]:
    """Return whose report this is, and whose data."""
    publisher = say(story, "publisher", language).text
    published = i18n.day(story.published, "day", language)
    byline = text("story.byline", language, publisher=publisher, date=published) if publisher else ""
    return [byline, text("export.credits", language)]
