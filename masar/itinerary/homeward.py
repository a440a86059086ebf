"""What the traveller's own country says of the order: it is left first, and returned to last."""

from collections.abc import Sequence

from masar.itinerary.visits import Visit

BY_START = 3.5


def weigh_home(visits: Sequence[Visit], weights: list[list[float]], home: str) -> None:
    """Weigh departures from, and planned returns to, the traveller's country, `home`, if that is known."""
    if home:
        _weigh_leaving(visits, weights, home)
        _weigh_way_home(visits, weights, home)


def _weigh_leaving(visits: Sequence[Visit], weights: list[list[float]], home: str) -> None:
    """Put the place that is left at home first, wherever the text names it: "she said before leaving Berlin"."""
    for i, one in enumerate(visits):
        if one.is_start and one.place.country == home and one.status == "visited":
            for j in range(len(visits)):
                weights[i][j] += BY_START * (i != j)


def _weigh_way_home(visits: Sequence[Visit], weights: list[list[float]], home: str) -> None:
    """Put what is planned before the planned return home, where the text tells that first."""
    for j, other in enumerate(visits):
        if other.status != "planned" or not is_return(other) or other.place.country != home:
            continue
        for i, one in enumerate(visits):
            onward = one.status == "planned" and one.place.country != home
            weights[i][j] += BY_START * onward


def is_return(visit: Visit) -> bool:
    """Tell whether all that is told of a visit is a return."""
    return all(event.group == "return" for event in visit.events)
