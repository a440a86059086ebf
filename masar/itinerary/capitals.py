"""The seat of each country's government, for "the Turkish capital" and for origins that are inferred."""

import csv
from functools import cache
from importlib import resources

from masar.itinerary.geometry import distance_km
from masar.itinerary.text import Text
from masar.model import Place

_SAME_TOWN_KM = 30.0


@cache
def capitals() -> dict[str, Place]:
    """Return the seats by country code (ISO 3166-1 alpha-2), from `capitals.csv` (GeoNames, CC BY 4.0)."""
    text = resources.files("masar").joinpath("itinerary", "capitals.csv").read_text(encoding="utf-8")
    return {row["country"]: _place(row) for row in csv.DictReader(text.splitlines())}


def name_bare_capitals(text: Text) -> None:
    """Let "returned to the capital" be the seat of a government that the text has named last, as a city."""
    last: Place | None = None
    town: Place | None = None
    for index, word in enumerate(text.words):
        if word.place is not None and word.place.kind == "city" and not word.demonym:
            seat = capitals().get(word.place.country)
            last = word.place if seat is not None and distance_km(word.place, seat) < _SAME_TOWN_KM else last
            town = word.place
        elif last is not None and "capital" in word.marks and _stands_alone(text, index):
            word.place = last
        elif town is not None and word.form in ("city", "town") and text.words[index - 2].preposition == "to":
            word.place = town if _stands_alone(text, index) else None


def _stands_alone(text: Text, index: int) -> bool:
    """Tell whether "the capital" has no name or owner beside it."""
    words = text.words
    if index < 2 or words[index - 1].form != "the" or words[index - 2].preposition not in ("to", "for", "from", "in"):
        return False
    after = words[index + 1] if index + 1 < len(words) else None
    if after is None or after.form in (".", ";") or after.date is not None:
        return True
    if after.form == ",":
        return index + 2 < len(words) and not words[index + 2].upper
    adverb = after.marks & {"adverbs", "onward", "clause", "sequence"} and not after.triggers
    return after.preposition not in ("", "of") or bool(adverb)


def _place(row: dict[str, str]) -> Place:
    return Place(
        place_id=f"capital-{row['country'].lower()}", toponym="", name_en=row["name_en"], name_ar=row["name_ar"],
        kind="city", lat=float(row["lat"]), lon=float(row["lon"]), radius_km=float(row["radius_km"]),
        country=row["country"], gazetteer=row["gazetteer"], gazetteer_id=row["gazetteer_id"], role="stop", score=1.0,
    )  # fmt: skip
