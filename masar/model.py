"""
What a story is made of: frozen dataclasses, nothing else.

*toponym* a name string · *mention* its occurrence in a text, with span · *candidate* a gazetteer row
it may mean · *place* the chosen referent · *stop* a place on the journey, with order, date and status ·
*leg* the way between two stops · *claim* an assertion in the article · *speaker* who makes it.

Latitude and longitude are WGS84 degrees, latitude first. Spans are character offsets into the
article's text, which is never changed after reading: `text[start:end]` is what is meant. Fields that
hold a name or sentence in both languages end in `_en` and `_ar`; either may be empty in a draft.
The field names of Stop, Leg, Place, Mention and Claim are the column names of the story folder.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

StopStatus = Literal["origin", "visited", "planned"]
LegStatus = Literal["travelled", "planned"]
Basis = Literal["stated", "inferred"]
Mode = Literal["train", "plane", "ship", "road", "foot", "unknown"]
DatePrecision = Literal["day", "week", "month", "year", "unknown"]
PlaceRole = Literal["stop", "waypoint", "context"]
PlaceKind = Literal["country", "region", "city", "site", "water", "area"]
ClaimKind = Literal[
    "report", "statement", "plan", "accusation", "denial", "no_confirmation", "assessment", "background"
]

STOP_STATUSES: tuple[str, ...] = get_args(StopStatus)
LEG_STATUSES: tuple[str, ...] = get_args(LegStatus)
BASES: tuple[str, ...] = get_args(Basis)
MODES: tuple[str, ...] = get_args(Mode)
DATE_PRECISIONS: tuple[str, ...] = get_args(DatePrecision)
PLACE_ROLES: tuple[str, ...] = get_args(PlaceRole)
PLACE_KINDS: tuple[str, ...] = get_args(PlaceKind)
CLAIM_KINDS: tuple[str, ...] = get_args(ClaimKind)


@dataclass(frozen=True, slots=True)
class Article:
    """A news text in one language; `published` is the date its relative dates count from."""

    text: str
    language: str
    title: str = ""
    publisher: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """
    A toponym where it occurs: `article.text[start:end] == toponym`.

    `place_id` is empty while unresolved. `language` tells which of a story's texts is meant.
    `demonym` marks an adjective or people's name ("Russian"), kept as context.
    """

    language: str
    start: int
    end: int
    toponym: str
    place_id: str = ""
    demonym: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """
    A gazetteer row that a toponym may mean.

    `radius_km` is how far from the point the place reaches; `population` is 0 where unknown;
    `country` is ISO 3166-1 alpha-2 and `admin1` the first-level region's code, either empty where
    there is none; `matched` is the listed name that matched; `score` lies in [0, 1].
    """

    gazetteer: str
    gazetteer_id: str
    name_en: str
    name_ar: str
    kind: PlaceKind
    lat: float
    lon: float
    radius_km: float = 0.0
    country: str = ""
    admin1: str = ""
    population: int = 0
    matched: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Place:
    """A place the story names, or a way point of a leg: the referent chosen for a toponym."""

    place_id: str
    toponym: str
    name_en: str
    name_ar: str
    kind: PlaceKind
    lat: float
    lon: float
    radius_km: float
    country: str
    gazetteer: str
    gazetteer_id: str
    role: PlaceRole
    score: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of a mention: the place chosen, or `None`, and in either case why."""

    mention: Mention
    place: Place | None
    candidates: tuple[Candidate, ...] = ()
    score: float = 0.0
    reason: str = ""

    def __hash__(self) -> int:
        """Return the hash of the mention: what becomes of it follows from the text, and there is much of it."""
        return hash(self.mention)


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on the journey, in travel order; a place visited twice is two stops."""

    stop_id: str
    order: int
    place_id: str
    name_en: str
    name_ar: str
    lat: float
    lon: float
    country: str
    status: StopStatus
    arrival: date | None
    date_precision: DatePrecision
    basis: Basis
    summary_en: str = ""
    summary_ar: str = ""


@dataclass(frozen=True, slots=True)
class Leg:
    """The way from one stop to the next; `via` names the places its line is drawn through, in order."""

    leg_id: str
    from_stop: str
    to_stop: str
    mode: Mode
    status: LegStatus
    basis: Basis
    via: tuple[str, ...] = ()
    note_en: str = ""
    note_ar: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """
    An assertion in the article, with who makes it and through whom it came.

    `stop_id` empty: about the place in `place_id`, or about the whole journey if that is empty too.
    `start`, `end` are a span of the story's own text; `translation_start`, `translation_end` the same
    sentence in the story's other text, both 0 where there is none. `quote` is in the story's own
    language, `quote_translation` in the other. `against` names claims that this one stands against.
    """

    claim_id: str
    stop_id: str
    place_id: str
    speaker_en: str
    speaker_ar: str
    reported_by: str
    reported_by_ar: str
    kind: ClaimKind
    date: date | None
    date_precision: DatePrecision
    quote: str
    quote_translation: str
    text_en: str
    text_ar: str
    start: int
    end: int
    translation_start: int = 0
    translation_end: int = 0
    against: tuple[str, ...] = ()
    note_en: str = ""
    note_ar: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a story comes from, or a licence it stands under: a title, in Arabic too where given, and an address."""

    title: str
    path: str = ""
    title_ar: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """
    One article as an itinerary with attributed claims.

    `language` is the language of the article; `articles` holds its text first, then, where there is
    one, the text in the other language.
    """

    story_id: str
    title_en: str
    title_ar: str
    publisher: str
    publisher_ar: str
    published: date | None
    language: str
    traveller: str
    traveller_ar: str
    articles: tuple[Article, ...]
    stops: tuple[Stop, ...] = ()
    legs: tuple[Leg, ...] = ()
    places: tuple[Place, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
    licences: tuple[Source, ...] = ()

    def article(self, language: str) -> Article:
        """Return the text in the language asked for, or else the story's own."""
        return next((a for a in self.articles if a.language == language), self.articles[0])

    def place(self, place_id: str) -> Place | None:
        """Return the place with this id, or `None`."""
        return next((p for p in self.places if p.place_id == place_id), None)

    def stop(self, stop_id: str) -> Stop | None:
        """Return the stop with this id, or `None`."""
        return next((s for s in self.stops if s.stop_id == stop_id), None)
