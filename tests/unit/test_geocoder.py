"""The geocoders: the place index behind geopy's interface, and Nominatim on request (a local stand-in)."""

import json
import math
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

import pytest
from geopy.adapters import RequestsAdapter
from geopy.distance import geodesic
from geopy.exc import (
    GeocoderParseError,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeocoderUnavailable,
)
from geopy.geocoders import Nominatim
from geopy.geocoders.base import Geocoder

from masar import online_geocoder as online
from masar.geocoder import GazetteerGeocoder, OnlineGeocoder, online_geocoder
from tests.unit.geocoder_contract import GeocoderContract
from tests.unit.test_gazetteer import FLAGSHIP_TOWNS_AND_SITES


@pytest.fixture(scope="module")
def offline():
    return GazetteerGeocoder()


class TestGazetteerGeocoder(GeocoderContract):
    @pytest.fixture
    def geocoder(self, offline):
        return offline


def test_it_is_a_geocoder_of_geopy_that_cannot_reach_the_network(offline):
    assert isinstance(offline, Geocoder)
    with pytest.raises(GeocoderUnavailable):
        offline.adapter.get_json("http://127.0.0.1:9/", timeout=1, headers={})


@pytest.mark.parametrize(("toponym", "lat", "lon"), FLAGSHIP_TOWNS_AND_SITES)
def test_every_place_of_the_flagship_is_found(offline, toponym, lat, lon):
    found = offline.geocode(toponym)
    assert geodesic((found.latitude, found.longitude), (lat, lon)).km < 5


@pytest.mark.parametrize(
    ("query", "country", "lat", "lon"),
    [
        ("Paris, Texas", "US", 33.66, -95.56),
        ("Paris, France", "FR", 48.85, 2.35),
        ("Komsomolsk-on-Amur, Russia", "RU", 50.55, 137.01),
        ("طرابلس، لبنان", "LB", 34.43, 35.84),
        ("طرابلس، ليبيا", "LY", 32.89, 13.19),
        ("Tripoli (Lebanon)", "LB", 34.43, 35.84),
        ("Tripoli Lebanon", "LB", 34.43, 35.84),
        ("بيروت لبنان", "LB", 33.89, 35.50),
        ("Springfield, IL", "US", 39.80, -89.64),
        ("Springfield, Illinois, USA", "US", 39.80, -89.64),
        ("Cambridge, Massachusetts", "US", 42.37, -71.11),
        ("London, Ontario", "CA", 42.98, -81.23),
        ("Belogorsk, Amur Oblast", "RU", 50.91, 128.51),
        ("Belogorsk, Crimea", "UA", 45.06, 34.60),
        ("Washington, D.C.", "US", 38.90, -77.04),
        ("Komsomolsk, Khabarovsk Krai, Russia", "RU", 50.55, 137.01),
        ("موسكو، روسيا", "RU", 55.75, 37.62),
        ("Hyderabad, Pakistan", "PK", 25.39, 68.37),
        ("Hyderabad, India", "IN", 17.38, 78.46),
        ("Alexandria, Virginia", "US", 38.80, -77.05),
    ],
)
def test_what_follows_a_comma_says_which_one(offline, query, country, lat, lon):
    found = offline.geocode(query)
    assert found.raw["country"] == country
    assert geodesic((found.latitude, found.longitude), (lat, lon)).km < 10


def test_a_structured_query(offline):
    found = offline.geocode({"city": "Paris", "state": "Texas", "country": "USA"})
    assert found.raw["admin1"] == "TX"


def test_a_place_outside_what_was_named_is_not_given(offline):
    assert offline.geocode("Vladivostok, France") is None


def test_what_is_not_recognised_after_a_comma_is_left_aside(offline):
    assert offline.geocode("Paris, zqxwv kjhgf").raw["country"] == "FR"


def test_a_country_as_an_option(offline):
    assert offline.geocode("Paris", country="US").raw["admin1"] == "TX"
    assert offline.geocode("طرابلس", country="LB").raw["name_en"] == "Tripoli"


def test_kinds_as_an_option(offline):
    assert offline.geocode("Georgia", kinds=["region"]).raw["country"] == "US"


def test_the_address_speaks_the_language_asked_for(offline):
    assert offline.geocode("Komsomolsk-on-Amur").address == "Komsomolsk-on-Amur, Khabarovsk Krai, Russia"
    assert offline.geocode("Komsomolsk-on-Amur", language="ar").address == (
        "كومسومولسك-نا-أموري، إقليم خاباروفسك، روسيا"
    )
    assert offline.geocode("بيروت").address == "Beirut, Lebanon"


def test_raw_is_the_row_of_the_index(offline):
    raw = offline.geocode("قاعدة فوستوتشني الفضائية").raw
    assert raw["gazetteer_id"] == "vostochny-cosmodrome"
    assert raw["class"] == "cosmodrome"
    assert raw["kind"] == "site"
    json.dumps(raw)


def test_reverse_tells_how_far_the_place_is(offline):
    raw = offline.reverse((50.60, 137.07)).raw
    assert raw["name_en"] == "Komsomolsk-on-Amur"
    assert 3 < raw["distance_km"] < 10


def test_reverse_looks_for_the_kinds_asked_for(offline):
    assert offline.reverse((51.88, 128.33), kinds=("site",)).raw["class"] == "cosmodrome"


@pytest.mark.parametrize("query", ["!!!", "؟؟", "\u202e", "x" * 200, "ا" * 200, ", ,", "()"])
def test_queries_without_a_name_find_nothing(offline, query):
    assert offline.geocode(query) is None


# --- online, against a stand-in on this machine -----------------------------------------------------------

PLACE = {"lat": "43.1150", "lon": "131.8855", "display_name": "Владивосток, Россия", "place_id": 1}


class FakeNominatim(BaseHTTPRequestHandler):
    """Answers as Nominatim does; `server.answer` overrides the next answers, `server.asked` keeps the requests."""

    def do_GET(self):
        url = urlparse(self.path)
        params = {name: values[0] for name, values in parse_qs(url.query).items()}
        self.server.asked.append((url.path, params, dict(self.headers)))
        status, headers, answer = 200, {}, self.usual_answer(url.path, params)
        if self.server.answer is not None:
            status, headers, answer = self.server.answer
        body = json.dumps(answer).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def usual_answer(self, path, params):
        if path == "/reverse":
            return {"error": "Unable to geocode"} if params["lat"].startswith("-45") else PLACE
        return [] if "Nowhere" in params["q"] else [PLACE][: int(params.get("limit", 10))]

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), FakeNominatim)
    server.asked, server.answer = [], None
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def no_waits(monkeypatch):
    """Do without the limiter's waits."""
    monkeypatch.setattr(online.LIMITER, "min_delay_seconds", 0.0)


@pytest.fixture
def asking(server, clock, no_waits):
    service = Nominatim(
        user_agent="masar-tests",
        domain=f"127.0.0.1:{server.server_port}",
        scheme="http",
        timeout=5,
        adapter_factory=partial(RequestsAdapter, max_retries=0),
    )
    return OnlineGeocoder(service, clock)


class TestOnlineGeocoder(GeocoderContract):
    @pytest.fixture
    def geocoder(self, asking):
        return asking


def test_the_request_names_the_program_and_the_language(asking, server):
    asking.geocode("فلاديفوستوك", language="ar")
    path, params, headers = server.asked[0]
    assert path == "/search"
    assert params["q"] == "فلاديفوستوك"
    assert params["accept-language"] == "ar"
    assert headers["User-Agent"] == "masar-tests"


def test_the_same_question_is_asked_once(asking, server):
    first = asking.geocode("Vladivostok")
    assert asking.geocode(" Vladivostok ") is first
    assert asking.geocode("Nowhere at all") is None
    assert asking.geocode("Nowhere at all") is None
    assert len(server.asked) == 2


def test_a_list_that_is_changed_by_its_reader_does_not_change_what_is_kept(asking):
    asking.geocode("Vladivostok", exactly_one=False).clear()
    assert len(asking.geocode("Vladivostok", exactly_one=False)) == 1


def test_one_limiter_keeps_all_geocoders_to_a_request_a_second(server, clock, monkeypatch):
    waits = []

    def pass_time(seconds):
        waits.append(seconds)
        clock.now += seconds

    monkeypatch.setattr(online.LIMITER, "_sleep", pass_time)
    monkeypatch.setattr(online.LIMITER, "_clock", clock)
    monkeypatch.setattr(online.LIMITER, "_last_call", None)
    assert online.LIMITER.min_delay_seconds == 1.0
    assert online.LIMITER.max_retries == 0
    assert not online.LIMITER.swallow_exceptions
    options = {
        "user_agent": "masar-tests", "domain": f"127.0.0.1:{server.server_port}", "scheme": "http", "timeout": 5,
        "adapter_factory": partial(RequestsAdapter, max_retries=0),
    }  # fmt: skip
    one, other = (OnlineGeocoder(Nominatim(**options), clock) for _ in range(2))
    one.geocode("Vladivostok")
    assert waits == []
    other.geocode("Khabarovsk")
    assert waits == [1.0]


def test_an_error_of_the_service_is_raised_and_not_kept(asking, server):
    server.answer = (500, {}, {})
    with pytest.raises(GeocoderServiceError):
        asking.geocode("Vladivostok")
    assert len(server.asked) == 1
    server.answer = None
    assert asking.geocode("Vladivostok") is not None


def test_after_three_failures_the_service_is_left_alone_for_a_minute(asking, server, clock):
    server.answer = (503, {}, {})
    for name in ("a1", "a2", "a3"):
        with pytest.raises(GeocoderServiceError):
            asking.geocode(name)
    with pytest.raises(GeocoderUnavailable):
        asking.geocode("a4")
    assert len(server.asked) == 3
    clock.now = online.PAUSE_S + 1
    server.answer = None
    assert asking.geocode("a4") is not None


def test_a_success_between_failures_starts_the_count_again(asking, server):
    for name in ("a1", "a2", "ok", "a3", "a4"):
        server.answer = None if name == "ok" else (503, {}, {})
        if name == "ok":
            asking.geocode(name)
        else:
            with pytest.raises(GeocoderServiceError):
                asking.geocode(name)
    server.answer = None
    assert asking.geocode("a5") is not None


def test_too_many_requests_is_heeded_at_once_and_as_long_as_asked(asking, server, clock):
    server.answer = (429, {"Retry-After": "300"}, {})
    with pytest.raises(GeocoderRateLimited):
        asking.geocode("Vladivostok")
    server.answer = None
    clock.now = 299
    with pytest.raises(GeocoderUnavailable):
        asking.geocode("Vladivostok")
    clock.now = 301
    assert asking.geocode("Vladivostok") is not None
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    "place",
    [
        {"display_name": "somewhere"},
        {"display_name": "somewhere", "lat": None, "lon": None},
        {"display_name": "somewhere", "lat": "", "lon": ""},
        {"display_name": "somewhere", "lat": "43.1"},
        {"display_name": "Null Island", "lat": "0", "lon": "0.0"},
        {"display_name": "off the globe", "lat": "43.1", "lon": "1131.8"},
        {"display_name": "nowhere", "lat": "nan", "lon": "nan"},
    ],
)
@pytest.mark.parametrize("exactly_one", [True, False])
def test_an_answer_without_coordinates_is_refused(asking, server, place, exactly_one):
    server.answer = (200, {}, [place])
    with pytest.raises(GeocoderParseError):
        asking.geocode("somewhere", exactly_one=exactly_one)


def test_an_answer_that_is_no_json_is_an_error(asking, server, monkeypatch):
    monkeypatch.setattr(FakeNominatim, "usual_answer", lambda *_: math.nan)
    with pytest.raises(GeocoderServiceError):
        asking.geocode("somewhere")


def test_no_answer_at_all_is_an_error(clock, no_waits):
    service = Nominatim(
        user_agent="masar-tests", domain="127.0.0.1:9", scheme="http", timeout=1,
        adapter_factory=partial(RequestsAdapter, max_retries=0),
    )  # fmt: skip
    with pytest.raises(GeocoderUnavailable):
        OnlineGeocoder(service, clock).geocode("Vladivostok")


def test_the_processs_geocoder_is_one_and_names_the_program():
    assert online_geocoder() is online_geocoder()
    service = online_geocoder()._service
    assert isinstance(service, Nominatim)
    assert service.headers["User-Agent"].startswith("masar")
    assert service.timeout == online.TIMEOUT_S
    assert service.adapter.session.get_adapter("https://").max_retries.total == 0
