"""
Nominatim on request, as its usage policy wants it: one request a second from the whole process, answers kept.

Nothing here is called unless a person asks for it. A failing service is left alone for a while (circuit
breaker), and an answer without coordinates is refused, since geopy would read it as the point (0, 0).
"""

import math
import threading
import time
from collections.abc import Callable
from functools import cache, lru_cache, partial
from typing import Any

from geopy.adapters import RequestsAdapter
from geopy.exc import (
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeocoderUnavailable,
)
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

LONGEST_QUERY = 200
USER_AGENT = "masar-route-maps/1.0"
TIMEOUT_S = 10.0
FAILURES_TO_OPEN = 3
PAUSE_S = 60.0
_KEPT_ANSWERS = 1024


def _call(method: Callable[..., Any], *args: Any, **options: Any) -> Any:
    return method(*args, **options)


# One limiter for the process, whichever session or geocoder asks.
LIMITER = RateLimiter(_call, min_delay_seconds=1.0, max_retries=0, swallow_exceptions=False)


def check_query(query: object) -> str:
    """
    Return a query without the white space around it.

    Raises
    ------
    geopy.exc.GeocoderQueryError
        If it is not text, empty, or longer than 200 characters.
    """
    if not isinstance(query, str):
        raise GeocoderQueryError(f"a query is text, not {type(query).__name__}")
    text = query.strip()
    if not text:
        raise GeocoderQueryError("the query is empty")
    if len(text) > LONGEST_QUERY:
        raise GeocoderQueryError(f"the query has more than {LONGEST_QUERY} characters")
    return text


def check_limit(limit: int | None) -> None:
    """Raise `GeocoderQueryError` if the limit is below 1."""
    if limit is not None and limit < 1:
        raise GeocoderQueryError("limit must be at least 1")


def check_point(query: object) -> tuple[float, float]:
    """
    Return a point as (latitude, longitude) in degrees.

    Parameters
    ----------
    query
        A `geopy.Point`, a string that geopy reads as one, or latitude and longitude.

    Raises
    ------
    geopy.exc.GeocoderQueryError
        If it is none of these, or lies off the globe.
    """
    if not query:
        raise GeocoderQueryError("no point is given")
    try:
        point = Point(query)
    except (ValueError, TypeError) as error:
        raise GeocoderQueryError(f"not a point: {query!r:.80}") from error
    return (float(point.latitude), float(point.longitude))


class OnlineGeocoder:
    """
    A geopy geocoder that asks a service, politely.

    Parameters
    ----------
    service
        The geocoder that asks, such as `geopy.geocoders.Nominatim`; its adapter must not retry.
    clock
        Seconds, rising; for the circuit breaker.

    Notes
    -----
    After three failures in a row, or one answer "too many requests", nothing is asked for a minute (or as
    long as the service says) and `GeocoderUnavailable` is raised at once.
    """

    def __init__(self, service: Geocoder, clock: Callable[[], float] = time.monotonic) -> None:
        self._service = service
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_until = -math.inf
        self._kept = lru_cache(maxsize=_KEPT_ANSWERS)(self._ask)

    def geocode(
        self, query: str, *, exactly_one: bool = True, limit: int | None = None, language: str = "en", **options: Any
    ) -> Location | list[Location] | None:
        """
        Return what the service finds for a name, or `None`.

        Raises
        ------
        geopy.exc.GeocoderServiceError
            Of the service; `GeocoderUnavailable` while it is left alone; `GeocoderParseError` if the
            answer has no coordinates; `GeocoderQueryError` if the query is empty or too long.
        """
        text = check_query(query)
        check_limit(limit)
        extra = {} if limit is None else {"limit": limit}
        return self._answer("geocode", text, exactly_one=exactly_one, language=language, **extra, **options)

    def reverse(
        self, query: Any, *, exactly_one: bool = True, language: str = "en", **options: Any
    ) -> Location | list[Location] | None:
        """Return what the service finds at a point, or `None`; raises as `geocode` does."""
        return self._answer("reverse", check_point(query), exactly_one=exactly_one, language=language, **options)

    def _answer(self, method: str, query: Any, **options: Any) -> Location | list[Location] | None:
        found = self._kept(method, query, **options)
        return list(found) if isinstance(found, tuple) else found

    def _ask(self, method: str, query: Any, **options: Any) -> Location | tuple[Location, ...] | None:
        with self._lock:
            if self._clock() < self._closed_until:
                raise GeocoderUnavailable("the service failed repeatedly and is left alone for a while")
        try:
            found = LIMITER(getattr(self._service, method), query, **options)
        except GeocoderServiceError as error:
            if not isinstance(error, (GeocoderQueryError, GeocoderParseError)):
                self._note_failure(error)
            raise
        except (ValueError, TypeError, AttributeError, LookupError) as error:
            raise GeocoderParseError("the answer is not what the service promises") from error
        with self._lock:
            self._failures = 0
        if found is None:
            return None
        return tuple(map(check_coordinates, found)) if isinstance(found, list) else check_coordinates(found)

    def _note_failure(self, error: GeocoderServiceError) -> None:
        limited = isinstance(error, GeocoderRateLimited)
        with self._lock:
            self._failures += 1
            if limited or self._failures >= FAILURES_TO_OPEN:
                pause = (error.retry_after or PAUSE_S) if limited else PAUSE_S
                self._closed_until = self._clock() + max(pause, PAUSE_S)
                self._failures = 0


def check_coordinates(location: Location) -> Location:
    """
    Return a location whose answer carries coordinates.

    Raises
    ------
    geopy.exc.GeocoderParseError
        If it has none, or they are no point on the globe, or exactly (0, 0).
    """
    try:
        lat, lon = float(location.raw["lat"]), float(location.raw["lon"])
    except (KeyError, TypeError, ValueError) as error:
        raise GeocoderParseError("the answer has no coordinates") from error
    if not (abs(lat) <= 90 and abs(lon) <= 180) or (lat, lon) == (0.0, 0.0):
        raise GeocoderParseError("the answer has no usable coordinates")
    return location


@cache
def online_geocoder() -> OnlineGeocoder:
    """Return the process's one online geocoder: the public Nominatim."""
    adapter = partial(RequestsAdapter, max_retries=0)
    return OnlineGeocoder(Nominatim(user_agent=USER_AGENT, timeout=TIMEOUT_S, adapter_factory=adapter))
