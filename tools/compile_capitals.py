"""
Fill masar/itinerary/capitals.csv: where each country's government sits, as the place index has it.

The columns `country` and `name_en` are kept by hand (capitals as GeoNames names them; where the
government sits elsewhere, its seat); the rest is looked up. Run from the checkout after
tools/compile_gazetteer.py: python -m tools.compile_capitals. The data are GeoNames' (CC BY 4.0).
"""

import csv
from pathlib import Path

from masar.gazetteer import open_gazetteer

TARGET = Path(__file__).parents[1] / "masar" / "itinerary" / "capitals.csv"
COLUMNS = ("country", "name_en", "name_ar", "lat", "lon", "radius_km", "gazetteer", "gazetteer_id")


def main() -> None:
    """Look every seat up again and write the table."""
    gazetteer = open_gazetteer()
    with TARGET.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    filled = []
    for row in rows:
        seat = gazetteer.search(row["name_en"], country=row["country"], kinds=("city",))
        if not seat:
            print(f"not found: {row['country']} {row['name_en']}")
            filled.append([row[column] for column in COLUMNS])
            continue
        best = max(seat, key=lambda candidate: candidate.population)
        point = f"{best.lat:.4f}", f"{best.lon:.4f}"
        name_ar = best.name_ar or row["name_ar"]
        filled.append(
            [row["country"], row["name_en"], name_ar, *point, best.radius_km, best.gazetteer, best.gazetteer_id]
        )
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(filled)
    print(f"{len(filled)} seats")


if __name__ == "__main__":
    main()
