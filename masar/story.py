"""
From an article to a story: the one place where the steps are composed.

    find_mentions -> resolve_mentions -> order_stops -> connect_stops -> extract_claims
"""

import gc
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from masar.attribution.known import speaker_named
from masar.claims import extract_claims
from masar.errors import ArticleError
from masar.gazetteer import Gazetteer, open_gazetteer
from masar.itinerary import connect_stops, order_stops, read_journey
from masar.languages import SUPPORTED
from masar.model import Article, Leg, Mention, Place, Resolution, Stop, Story
from masar.resolve import resolve_mentions
from masar.toponyms import find_mentions

# As in `masar.documents`, whose readers import nothing of Masar and which a story built from text does not need.
MAX_CHARACTERS = 200_000
MAX_STOPS = 200
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Draft:
    """A story as it was read off an article, with what became of every place name in it."""

    story: Story
    resolutions: tuple[Resolution, ...]


def build_story(article: Article, *, gazetteer: Gazetteer | None = None) -> Story:
    """
    Return the story that an article tells: its stops in travel order, legs, places and claims.

    Parameters
    ----------
    article
        A text in one of `masar.languages.SUPPORTED`; `published` is what its relative dates count from.
    gazetteer
        The place index; the bundled one if not given.

    Returns
    -------
    story
        Without stops if the article tells of no journey.

    Raises
    ------
    ArticleError
        If the text is empty, too long, or in a language that is not supported.
    """
    return build_draft(article, gazetteer=gazetteer).story


def build_draft(article: Article, *, gazetteer: Gazetteer | None = None) -> Draft:
    """Return the story that an article tells and the resolutions it rests on; see `build_story`."""
    check_article(article)
    with _collector_at_rest():
        return _build(article, gazetteer or open_gazetteer())


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Search for no garbage meanwhile: a build leaves next to none, and the search would be a twentieth of its time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _build(article: Article, index: Gazetteer) -> Draft:
    mentions = find_mentions(article, index)
    resolutions = resolve_mentions(article, mentions, index)
    stops = order_stops(article, resolutions)
    if len(stops) > MAX_STOPS:
        raise ArticleError("too_many_stops", found=len(stops), limit=MAX_STOPS)
    legs = connect_stops(stops, article=article, resolutions=resolutions)
    names = name_stops(stops)
    stops = tuple(replace(stop, stop_id=names[stop.stop_id]) for stop in stops)
    claims = extract_claims(article, stops, resolutions)
    publisher = speaker_named(article.publisher, article.language)
    traveller = speaker_named(read_journey(article, tuple(resolutions)).traveller, article.language)
    article = replace(article, publisher=publisher.name(article.language))
    story = Story(
        story_id=make_story_id(article),
        title_en=article.title if article.language == "en" else "",
        title_ar=article.title if article.language == "ar" else "",
        publisher=publisher.name_en,
        publisher_ar=publisher.name_ar,
        published=article.published,
        language=article.language,
        traveller=traveller.name_en,
        traveller_ar=traveller.name_ar,
        articles=(article,),
        stops=stops,
        legs=tuple(_rename_leg(leg, names) for leg in legs),
        places=collect_places(stops, resolutions),
        mentions=collect_mentions(resolutions),
        claims=claims,
    )
    return Draft(story, resolutions)


def check_article(article: Article) -> None:
    """
    Check that an article can be read at all.

    Raises
    ------
    ArticleError
        If it is empty, too long, holds lone surrogates, or is in a language that is not supported.
    """
    if article.language not in SUPPORTED:
        raise ArticleError("language_unsupported", language=article.language, supported=", ".join(SUPPORTED))
    if not article.text.strip():
        raise ArticleError("article_empty")
    if len(article.text) > MAX_CHARACTERS:
        raise ArticleError("article_too_long", found=len(article.text), limit=MAX_CHARACTERS)


def name_stops(stops: Sequence[Stop]) -> Mapping[str, str]:
    """Return for each stop's id one that says where it is: its place's, numbered from the second visit on."""
    visits: Counter[str] = Counter()
    names: dict[str, str] = {}
    for stop in stops:
        visits[stop.place_id] += 1
        number = visits[stop.place_id]
        names[stop.stop_id] = stop.place_id if number == 1 else f"{stop.place_id}-visit-{number}"
    return names


def _rename_leg(leg: Leg, names: Mapping[str, str]) -> Leg:
    return replace(leg, from_stop=names[leg.from_stop], to_stop=names[leg.to_stop])


def collect_places(stops: Sequence[Stop], resolutions: Sequence[Resolution]) -> tuple[Place, ...]:
    """Return each place once, stops marked as such, with the place of an inferred origin, which no name stands for."""
    places = {r.place.place_id: r.place for r in reversed(resolutions) if r.place}
    ordered = {r.place.place_id: places[r.place.place_id] for r in resolutions if r.place}
    for stop in stops:
        found = ordered.get(stop.place_id) or _place_of(stop)
        ordered[stop.place_id] = replace(found, role="stop")
    return tuple(ordered.values())


def _place_of(stop: Stop) -> Place:
    return Place(
        place_id=stop.place_id,
        toponym="",
        name_en=stop.name_en,
        name_ar=stop.name_ar,
        kind="city",
        lat=stop.lat,
        lon=stop.lon,
        radius_km=0.0,
        country=stop.country,
        gazetteer="",
        gazetteer_id="",
        role="stop",
        score=0.5,
    )


def collect_mentions(resolutions: Sequence[Resolution]) -> tuple[Mention, ...]:
    """Return the mentions, each with the id of the place it means, if any."""
    return tuple(replace(r.mention, place_id=r.place.place_id if r.place else "") for r in resolutions)


def make_story_id(article: Article) -> str:
    """Return an id made of the title (or the first words) and the year."""
    words = article.title or " ".join(article.text.split()[:6])
    plain = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    slug = _NOT_SLUG.sub("-", plain).strip("-")[:48].strip("-") or "story"
    return f"{slug}-{article.published.year}" if article.published else slug
