"""Score predicted itineraries against annotated ones: stops met, their order, whole sequences."""

from dataclasses import dataclass

from geopy.distance import great_circle

MET_KM = 75.0


@dataclass(frozen=True)
class Figures:
    precision: float
    recall: float
    f1: float
    order_f1: float
    whole: int
    articles: int


def is_met(gold, stop):
    """A stop is met within 75 km; one annotated by country only, anywhere in that country."""
    if gold.country_level and gold.country == stop.country:
        return True
    return great_circle((gold.lat, gold.lon), (stop.lat, stop.lon)).km <= MET_KM


def score(pairs):
    """Return the figures over pairs of annotated and predicted stops, of articles that tell of a journey."""
    met = in_order = wanted = given = whole = 0
    for gold, stops in pairs:
        stated = [s for s in stops if s.basis == "stated" or is_met(gold[0], s)]
        common = _longest_common(gold, stated)
        met += _count_met(gold, stated)
        in_order += common
        wanted += len(gold)
        given += len(stated)
        whole += common == len(gold) == len(stated)
    total = max(1, wanted + given)
    return Figures(met / max(1, given), met / max(1, wanted), 2 * met / total, 2 * in_order / total, whole, len(pairs))


def _count_met(gold, stops):
    left = list(stops)
    met = 0
    for stop in gold:
        match = next((s for s in left if is_met(stop, s)), None)
        if match is not None:
            left.remove(match)
            met += 1
    return met


def _longest_common(gold, stops):
    table = [[0] * (len(stops) + 1) for _ in range(len(gold) + 1)]
    for i, stop in enumerate(gold):
        for j, other in enumerate(stops):
            better = max(table[i][j + 1], table[i + 1][j])
            table[i + 1][j + 1] = table[i][j] + 1 if is_met(stop, other) else better
    return table[-1][-1]
