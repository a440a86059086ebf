"""The bundled vector world, against what is known of the real one."""

import gzip
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from masar import basemap
from masar.basemap import ALPHABET, clip_basemap, country_labels, decode_points, load_basemap
from masar.clipping import clip_line, clip_ring
from masar.errors import BasemapError

FAR_EAST = [[38.0, 120.0], [54.0, 142.0]]
BERING = [[55.0, 165.0], [70.0, -155.0]]


def area(ring):
    x, y = ring[:, 0], ring[:, 1]
    return abs(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) / 2


def holds(parts, lon, lat):
    """Even-odd rule over all rings of a MultiPolygon."""
    inside = False
    for polygon in parts:
        for ring in polygon:
            (x0, y0), (x1, y1) = ring[:-1].T, ring[1:].T
            crosses = (y0 > lat) != (y1 > lat)
            at = x0[crosses] + (lat - y0[crosses]) / (y1[crosses] - y0[crosses]) * (x1[crosses] - x0[crosses])
            inside ^= bool(np.sum(at > lon) % 2)
    return inside


def country_at(lat, lon):
    layers = clip_basemap([[lat - 1, lon - 1], [lat + 1, lon + 1]])
    return [
        f["properties"]["code"] for f in layers["land"]["features"] if holds(f["geometry"]["coordinates"], lon, lat)
    ]


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [
        (39.03, 125.75, "KP"), (51.88, 128.33, "RU"), (50.55, 137.00, "RU"), (45.75, 126.65, "CN"), (55.75, 37.62, "RU"),
        (44.95, 34.10, "UA"), (42.66, 21.17, "XK"), (25.04, 121.56, "TW"), (31.90, 35.20, "PS"), (24.00, -14.00, "EH"),
        (35.22, 33.70, "CY"), (9.56, 44.06, "SO"), (-17.80, 178.00, "FJ"), (66.30, -179.50, "RU"), (64.14, -21.94, "IS"),
    ],
)  # fmt: skip
def test_a_place_lies_in_its_country_from_the_point_of_view_chosen(lat, lon, code):
    assert country_at(lat, lon) == [code]


@pytest.mark.parametrize(("lat", "lon"), [(40.0, 133.0), (30.0, -40.0), (42.0, 51.0), (0.0, 180.0)])
def test_seas_are_nobodys_land(lat, lon):
    assert country_at(lat, lon) == []


def test_lake_baikal_is_a_lake():
    lakes = clip_basemap([[50.0, 102.0], [57.0, 112.0]])["lakes"]["features"][0]["geometry"]["coordinates"]
    assert holds(lakes, 107.7, 53.0)


def test_every_country_has_both_names_and_room_for_them():
    countries = load_basemap().countries
    assert len(countries) > 240
    assert len({c.code for c in countries}) == len(countries)
    for country in countries:
        assert country.name_en.isascii() or not country.name_en.islower()
        assert any("\u0600" <= letter <= "\u06ff" for letter in country.name_ar), country
        assert len(country.anchors) >= 1
        assert country.shapes


def test_neighbours_share_their_border_exactly():
    layers = clip_basemap([[38.0, 120.0], [44.0, 132.0]])
    points = {
        f["properties"]["code"]: {tuple(p) for polygon in f["geometry"]["coordinates"] for r in polygon for p in r}
        for f in layers["land"]["features"]
    }
    border = {tuple(p) for line in layers["borders"]["features"][0]["geometry"]["coordinates"] for p in line[1:-1]}
    shared = points["CN"] & points["KP"]
    assert len(shared) > 100
    assert len(shared & border) >= len(shared) - 4  # but for the two ends


@pytest.mark.parametrize(
    "bounds", [FAR_EAST, BERING, [[-90.0, -180.0], [90.0, 180.0]], [[-30.0, -200.0], [30.0, -150.0]]]
)
def test_everything_clipped_lies_in_the_view(bounds):
    (south, west), (north, east) = bounds
    east += 360 if east < west else 0
    for layer in clip_basemap(bounds).values():
        assert layer["type"] == "FeatureCollection"
        for feature in layer["features"]:
            shape = feature["geometry"]["type"]
            parts = feature["geometry"]["coordinates"]
            for points in parts if shape == "MultiLineString" else [ring for polygon in parts for ring in polygon]:
                assert points[:, 0].min() >= west - 1e-9
                assert points[:, 0].max() <= east + 1e-9
                assert points[:, 1].min() >= south - 1e-9
                assert points[:, 1].max() <= north + 1e-9
                assert shape == "MultiLineString" or (points[0] == points[-1]).all()


def test_a_view_over_the_antimeridian_holds_both_its_shores():
    layers = clip_basemap(BERING)
    found = {f["properties"]["code"]: f["geometry"]["coordinates"] for f in layers["land"]["features"]}
    assert holds(found["RU"], 175.0, 66.0)  # the Anadyr uplands
    assert holds(found["RU"], 360 - 173.5, 66.0)  # Chukotka, beyond 180
    assert holds(found["US"], 360 - 160.0, 62.0)  # the lower Yukon


def test_coarse_world_is_a_fraction_of_the_detailed_one():
    def count(level):
        return sum(len(part) for c in load_basemap(level).countries for shape in c.shapes for part in shape.parts)

    assert count("coarse") < count("world") / 15
    land = clip_basemap([[-90, -180], [90, 180]], level="coarse")["land"]["features"]
    assert {"RU", "LB", "SG"} <= {f["properties"]["code"] for f in land}


def test_a_country_is_named_where_the_view_shows_it():
    labels = country_labels(FAR_EAST, "ar")
    assert {"روسيا", "الصين", "كوريا الشمالية"} <= {label.name for label in labels}
    for label in labels:
        assert 120 <= label.lon <= 142
        assert 38 <= label.lat <= 54
        assert country_at(label.lat, label.lon) == [label.code]


def test_names_beyond_the_antimeridian_continue_its_longitudes():
    assert any(
        label.name == "United States" and label.lon > 180 for label in country_labels([[55, 165], [72, -140]], "en")
    )


def encode(values):
    digits = []
    for value in values:
        zigzag = 2 * value if value >= 0 else -2 * value - 1
        while zigzag >= 32:
            digits.append(ALPHABET[zigzag % 32 + 32])
            zigzag //= 32
        digits.append(ALPHABET[zigzag])
    return "".join(digits)


@given(st.lists(st.tuples(st.integers(-90_000, 90_000), st.integers(-45_000, 45_000))))
def test_points_are_read_as_they_were_written(points):
    steps = np.diff(np.array([(0, 0), *points]), axis=0).ravel().tolist()
    assert decode_points(encode(steps), 1.0).tolist() == [[float(x), float(y)] for x, y in points]


@pytest.mark.parametrize("text", ["A!", "A", "g", "é", "Ag"])
def test_damaged_points_are_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        decode_points(text, 0.004)


@pytest.mark.parametrize(
    "content", [None, b"", b"not gzip", gzip.compress(b"{}", mtime=0), gzip.compress(b"[1, 2", mtime=0), "truncated"]
)
def test_a_missing_or_damaged_file_is_said_so(tmp_path, monkeypatch, content):
    whole = (basemap.FOLDER / "coarse.json.gz").read_bytes()
    if content is not None:
        (tmp_path / "coarse.json.gz").write_bytes(whole[:2000] if content == "truncated" else content)
    monkeypatch.setattr(basemap, "FOLDER", tmp_path)
    load_basemap.cache_clear()
    with pytest.raises(BasemapError, match=r"data/basemap/coarse\.json\.gz"):
        load_basemap("coarse")
    load_basemap.cache_clear()


def test_sizes_that_do_not_fit_the_points_are_said_so(tmp_path, monkeypatch):
    content = json.loads(gzip.decompress((basemap.FOLDER / "coarse.json.gz").read_bytes()))
    content["borders"]["sizes"].append(3)
    (tmp_path / "coarse.json.gz").write_bytes(gzip.compress(json.dumps(content).encode()))
    monkeypatch.setattr(basemap, "FOLDER", tmp_path)
    load_basemap.cache_clear()
    with pytest.raises(BasemapError):
        load_basemap("coarse")
    load_basemap.cache_clear()


def test_ring_is_cut_to_the_part_inside():
    square = np.array([(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)], float)
    assert area(clip_ring(square, (5, 5, 20, 20))) == 25
    assert area(clip_ring(square, (-5, 2, 20, 4))) == 20
    assert len(clip_ring(square, (11, 11, 20, 20))) == 0
    assert clip_ring(square, (-1, -1, 11, 11)) is square


@given(
    st.lists(st.tuples(st.integers(-20, 20), st.integers(-20, 20)), min_size=3, max_size=8),
    st.integers(-15, 0), st.integers(-15, 0), st.integers(1, 15), st.integers(1, 15),
)  # fmt: skip
def test_four_clips_side_by_side_make_up_the_whole(corners, west, south, east, north):
    def signed(ring):
        return np.sum(ring[:-1, 0] * ring[1:, 1] - ring[1:, 0] * ring[:-1, 1]) / 2

    ring = np.array([*corners, corners[0]], float)
    whole = signed(clip_ring(ring, (west, south, east, north)))
    quarters = [(west, south, 0, 0), (0, south, east, 0), (west, 0, 0, north), (0, 0, east, north)]
    parts = [clip_ring(ring, box) for box in quarters]
    assert sum(signed(part) for part in parts if len(part)) == pytest.approx(whole or 0.0, abs=1e-6)


def test_line_is_cut_where_it_leaves_and_enters():
    line = np.array([(0, 0), (4, 0), (4, 4), (0, 4)], float)
    parts = [part.tolist() for part in clip_line(line, (1, -1, 3, 5))]
    assert parts == [[[1, 0], [3, 0]], [[3, 4], [1, 4]]]
    assert [part.tolist() for part in clip_line(line, (-1, -1, 9, 9))] == [line.tolist()]
    assert list(clip_line(line, (5, 5, 9, 9))) == []
