"""The seat of each country's government, for "the Turkish capital" and for origins that are inferred."""

import csv
from functools import cache
from importlib import resources

from masar.model import Place


@cache
def capitals() -> dict[str, Place]:
    """Return the seats by country code (ISO 3166-1 alpha-2), from `capitals.csv` (GeoNames, CC BY 4.0)."""
    text = resources.files("masar").joinpath("itinerary", "capitals.csv").read_text(encoding="utf-8")
    return {row["country"]: _place(row) for row in csv.DictReader(text.splitlines())}


def _place(row: dict[str, str]) -> Place:
    return Place(
        place_id=f"capital-{row['country'].lower()}", toponym="", name_en=row["name_en"], name_ar=row["name_ar"],
        kind="city", lat=float(row["lat"]), lon=float(row["lon"]), radius_km=float(row["radius_km"]),
        country=row["country"], gazetteer=row["gazetteer"], gazetteer_id=row["gazetteer_id"], role="stop", score=1.0,
    )  # fmt: skip
