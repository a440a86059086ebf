"""
Learn what speaks for a doubtful stop: the weights `WEAK` and `UNREAD` in masar/itinerary/doubtful.py.

    python tools/train_doubtful.py ANNOTATED.jsonl [...]

Each line is a report of a journey: `id`, `lang`, `published`, `text`, and `stops` with `lat`, `lon` and, where a
stop is a whole country, `country`. The project's own journeys in tests/journeys (those not held out) are learned
from, too. A logistic regression with an L2 penalty, by Newton's method. Prints how many stops are won and how many
false ones come in over reports left out, tenth by tenth, and the weights; writes nothing.
"""

import argparse
import json
import sys
import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from masar.gazetteer import Gazetteer, open_gazetteer
from masar.itinerary.doubtful import find_unread, find_weak, signs_of_unread, signs_of_weak
from masar.itinerary.journey import tell_movements
from masar.itinerary.selection import choose_events, is_journey
from masar.model import Article
from masar.resolve import resolve_mentions
from masar.toponyms import find_mentions
from tests.journeys.annotated import GoldStop, articles
from tests.journeys.scoring import is_met

Floats = NDArray[np.float64]
PENALTY = 3.0
STEPS = 30
FOLDS = 10


class Report(NamedTuple):
    """A report and its annotated stops."""

    name: str
    article: Article
    stops: Sequence[GoldStop]


class Doubt(NamedTuple):
    """A doubtful movement: its table, its report, the values of its signs, whether a stop was annotated there."""

    table: str
    report: str
    signs: dict[str, float]
    is_stop: bool


def read_reports(paths: Sequence[Path]) -> Iterator[Report]:
    """Yield the reports of files, then the project's own."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            article = Article(text=row["text"], language=row["lang"], published=date.fromisoformat(row["published"]))
            yield Report(row["id"], article, [_gold_stop(stop) for stop in row["stops"]])
    for item in articles():
        if not item.held_out:
            yield Report(item.name, item.article, item.stops)


def _gold_stop(row: dict[str, str | float]) -> GoldStop:
    country = str(row.get("country") or "")
    lat, lon, name = float(row["lat"]), float(row["lon"]), str(row["name"])
    return GoldStop(name, name, lat, lon, country, "", country_level=bool(country))


def find_doubts(report: Report, gazetteer: Gazetteer) -> Iterator[Doubt]:
    """Yield the doubtful movements of a report, as `find_supported` sees them."""
    article = report.article
    resolutions = resolve_mentions(article, find_mentions(article, gazetteer), gazetteer)
    text, events, traveller = tell_movements(article, resolutions)
    chosen = choose_events(text, events, article.published)
    if not is_journey(text, chosen, traveller):
        return
    for event in find_weak(text, events, chosen):
        signs = signs_of_weak(text, event, chosen)
        yield Doubt("WEAK", report.name, signs, any(is_met(stop, event.place) for stop in report.stops))
    for event in find_unread(text, events, chosen):
        signs = signs_of_unread(text, event, chosen)
        yield Doubt("UNREAD", report.name, signs, any(is_met(stop, event.place) for stop in report.stops))


def fit(x: Floats, y: Floats) -> Floats:
    """Return the weights, as many as columns; "any", the first, is not drawn to 0."""
    penalty = np.full(x.shape[1], PENALTY)
    penalty[0] = 1e-6
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + penalty * weights
        curve = (x.T * (p * (1 - p))) @ x + np.diag(penalty)
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def left_out(x: Floats, y: Floats, reports: Sequence[str]) -> NDArray[np.bool_]:
    """Return which movements are taken for stops by weights that saw none of their report."""
    fold = np.array([zlib.crc32(name.encode()) % FOLDS for name in reports])
    taken = np.zeros(len(y), dtype=bool)
    for number in range(FOLDS):
        taken[fold == number] = x[fold == number] @ fit(x[fold != number], y[fold != number]) > 0
    return taken


def main() -> None:
    """Print how well doubtful stops are told, and the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotated", nargs="+", type=Path)
    arguments = parser.parse_args()
    gazetteer = open_gazetteer()
    doubts = [doubt for report in read_reports(arguments.annotated) for doubt in find_doubts(report, gazetteer)]
    for table in ("WEAK", "UNREAD"):
        rows = [doubt for doubt in doubts if doubt.table == table]
        names = list(rows[0].signs)
        x = np.array([[float(row.signs[name]) for name in names] for row in rows])
        y = np.array([float(row.is_stop) for row in rows])
        taken = left_out(x, y, [row.report for row in rows])
        print(f"{table}: {len(rows)} doubtful, {int(y.sum())} stops; {taken.sum()} taken, {int(y[taken].sum())} right")
        print("   ", ", ".join(f'"{name}": {weight:.2f}' for name, weight in zip(names, fit(x, y), strict=True)))


if __name__ == "__main__":
    main()
