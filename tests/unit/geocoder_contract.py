"""What every geocoder of the project must do, whoever answers: inherit, and give it a `geocoder`."""

import pytest
from geopy.exc import GeocoderQueryError, GeopyError
from geopy.location import Location
from geopy.point import Point


class GeocoderContract:
    """A place that the geocoder knows as `known` near `where`; nothing is called `unknown`."""

    known = "Vladivostok"
    known_ar = "فلاديفوستوك"
    where = Point(43.116, 131.885)
    unknown = "Qwxzkvv Nowhere"

    @pytest.fixture
    def geocoder(self):
        raise NotImplementedError

    def assert_is_the_place(self, location):
        assert isinstance(location, Location)
        assert location.latitude == pytest.approx(self.where.latitude, abs=0.1)
        assert location.longitude == pytest.approx(self.where.longitude, abs=0.1)
        assert location.address
        assert location.raw

    def test_one_location_for_a_name(self, geocoder):
        self.assert_is_the_place(geocoder.geocode(self.known))

    def test_one_location_for_an_arabic_name(self, geocoder):
        self.assert_is_the_place(geocoder.geocode(self.known_ar, language="ar"))

    def test_a_list_when_not_exactly_one(self, geocoder):
        found = geocoder.geocode(self.known, exactly_one=False)
        assert isinstance(found, list)
        self.assert_is_the_place(found[0])

    def test_the_list_is_as_long_as_asked_at_most(self, geocoder):
        assert len(geocoder.geocode(self.known, exactly_one=False, limit=1)) == 1

    def test_nothing_found_is_none(self, geocoder):
        assert geocoder.geocode(self.unknown) is None
        assert geocoder.geocode(self.unknown, exactly_one=False) is None

    def test_white_space_around_a_name_does_not_matter(self, geocoder):
        self.assert_is_the_place(geocoder.geocode(f"  {self.known}\n"))

    @pytest.mark.parametrize("query", ["", "   ", "\n", "x" * 201, None, 7, ["Paris"]])
    def test_what_cannot_be_asked_is_a_query_error(self, geocoder, query):
        with pytest.raises(GeocoderQueryError):
            geocoder.geocode(query)

    @pytest.mark.parametrize("limit", [0, -1])
    def test_a_limit_below_one_is_a_query_error(self, geocoder, limit):
        with pytest.raises(GeocoderQueryError):
            geocoder.geocode(self.known, exactly_one=False, limit=limit)

    def test_a_timeout_may_be_given(self, geocoder):
        self.assert_is_the_place(geocoder.geocode(self.known, timeout=20))

    @pytest.mark.parametrize("form", [Point, tuple, list, lambda point: f"{point.latitude}, {point.longitude}"])
    def test_reverse_takes_a_point_in_any_form(self, geocoder, form):
        point = Point(self.where.latitude, self.where.longitude)
        query = form(point) if form is Point or not isinstance(form, type) else form(point)[:2]
        self.assert_is_the_place(geocoder.reverse(query))

    def test_reverse_gives_a_list_when_not_exactly_one(self, geocoder):
        found = geocoder.reverse(self.where, exactly_one=False)
        assert isinstance(found, list)
        self.assert_is_the_place(found[0])

    def test_reverse_far_from_any_place_is_none(self, geocoder):
        assert geocoder.reverse(Point(-45.0, -135.0)) is None

    @pytest.mark.parametrize("query", ["not a point", "", (91.5, 0, "x"), None])
    def test_what_is_no_point_is_an_error_of_geopy(self, geocoder, query):
        with pytest.raises(GeopyError):
            geocoder.reverse(query)
