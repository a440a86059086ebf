"""The data formats hold the story, and programs of others open them."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pyogrio
import pytest

from masar.encode import clean_text
from masar.export import export
from masar.model import Leg, Stop
from masar.story_folder import load_story, unzip_story
from masar.view import View
from tests.browser.conftest import ROOT
from tests.hostile import HOSTILE, hostile_story

KIM = load_story(ROOT / "data" / "stories" / "kim-russia-2023")
KML = {"k": "http://www.opengis.net/kml/2.2"}
GPX = {"g": "http://www.topografix.com/GPX/1/1", "m": "urn:masar:story:1"}
SCHEMA = json.loads((Path(__file__).parent / "geojson.schema.json").read_text())
PAYLOADS = HOSTILE | {
    "long": "W" * 10_000,
    "formula": '=HYPERLINK("http://evil.example")',
    "xml": "]]><a>&b;<!-- \ufffe",
}


def read_layer(tmp_path, content, suffix, layer, **options):
    """Return a layer as GDAL reads it: field names and columns, geometries as well-known binary dropped."""
    file = tmp_path / f"file.{suffix}"
    file.write_bytes(content)
    meta, _, geometry, columns = pyogrio.raw.read(file, layer=layer, **options)
    return dict(zip(meta["fields"], columns, strict=True)), geometry


def pacific():
    """Return a story whose way crosses the antimeridian, out by ship and back on a date known by month."""
    places = (("Suva", -18.1, 178.4, date(2024, 2, 3), "day"), ("Apia", -13.8, -171.8, date(2024, 3, 1), "month"))
    stops = tuple(
        Stop(f"s{i}", i, f"p{i}", name, name, lat, lon, "", "visited", day, precision, "stated")
        for i, (name, lat, lon, day, precision) in enumerate(places)
    )
    legs = (Leg("out", "s0", "s1", "ship", "travelled", "stated"), Leg("back", "s1", "s0", "ship", "planned", "stated"))
    return replace(KIM, stops=stops, legs=legs, places=(), claims=(), mentions=())


@pytest.mark.parametrize("story", [KIM, pacific(), hostile_story(HOSTILE["close"])], ids=["kim", "pacific", "hostile"])
def test_geojson_keeps_to_the_standard(story):
    jsonschema.validate(json.loads(export(story, "geojson")), SCHEMA)


def test_the_schema_refuses_what_the_standard_does():
    collection = json.loads(export(KIM, "geojson"))
    collection["features"][0]["geometry"]["coordinates"].reverse()
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(collection, SCHEMA)


def test_geojson_opens_in_gdal_with_stops_legs_and_claims(tmp_path):
    fields, geometry = read_layer(tmp_path, export(KIM, "geojson"), "geojson", None)
    assert len(geometry) == len(json.loads(export(KIM, "geojson"))["features"])
    kinds = list(fields["kind"])
    assert kinds.count("stop") == 4
    assert kinds.count("leg") == 3
    assert "context" in kinds
    claims = json.loads(fields["claims"][list(fields["name_en"]).index("Komsomolsk-on-Amur")])
    assert [claim["claim_id"] for claim in claims] == ["c15", "c16", "c17", "c18", "c19"]


def test_geojson_credits_whose_data_it_is():
    assert "GeoNames" in json.loads(export(KIM, "geojson"))["story"]["credits"]["ar"]


@pytest.mark.parametrize(
    ("language", "layer", "name"),
    [("en", "Stops", "2. Komsomolsk-on-Amur"), ("ar", "المحطات", "2. كومسومولسك-نا-أموري")],
)
def test_kml_opens_in_gdal(tmp_path, language, layer, name):
    fields, geometry = read_layer(tmp_path, export(KIM, "kml", language=language), "kml", layer)
    assert fields["Name"][2] == name
    assert len(geometry) == 4


def test_kml_keeps_dates_as_precisely_as_they_are_known():
    root = ET.fromstring(export(pacific(), "kml"))
    assert [when.text for when in root.iterfind(".//k:when", KML)] == ["2024-02-03", "2024-03"]
    stops = tuple(replace(s, arrival=date(2024, 2, 26), date_precision="week") for s in pacific().stops[:1])
    span = ET.fromstring(export(replace(pacific(), stops=stops, legs=()), "kml")).find(".//k:TimeSpan", KML)
    assert [child.text for child in span] == ["2024-02-26", "2024-03-03"]


def test_kml_draws_a_leg_across_the_antimeridian_in_two_parts():
    root = ET.fromstring(export(pacific(), "kml"))
    parts = root.findall(".//k:MultiGeometry/k:LineString/k:coordinates", KML)
    assert len(parts) == 4
    longitudes = [float(point.split(",")[0]) for part in parts for point in part.text.split()]
    assert all(-180 <= lon <= 180 for lon in longitudes)
    assert {180.0, -180.0} <= set(longitudes)


def test_kml_styles_are_all_there():
    root = ET.fromstring(export(KIM, "kml"))
    ids = [style.get("id") for style in root.iterfind(".//k:Style", KML)]
    assert len(ids) == len(set(ids))
    assert {url.text.removeprefix("#") for url in root.iterfind(".//k:styleUrl", KML)} <= set(ids)


def test_kml_description_is_html_in_which_text_is_text():
    root = ET.fromstring(export(hostile_story("<img src=x onerror=1> $[name]"), "kml"))
    description = root.find(".//k:Placemark/k:description", KML).text
    assert "&lt;img src=x onerror=1&gt; &#36;[name]" in description
    assert "<img" not in description


def test_gpx_opens_in_gdal_with_way_points_tracks_and_routes(tmp_path):
    content = export(KIM, "gpx")
    points, _ = read_layer(tmp_path, content, "gpx", "waypoints")
    assert list(points["name"][:4]) == [
        "0. North Korea",
        "1. Vostochny Cosmodrome",
        "2. Komsomolsk-on-Amur",
        "3. Vladivostok",
    ]
    assert [str(time)[:16] for time in points["time"][1:3]] == ["2023-09-13T12:00", "2023-09-15T12:00"]
    assert len(read_layer(tmp_path, content, "gpx", "tracks")[1]) == 2  # travelled
    assert len(read_layer(tmp_path, content, "gpx", "routes")[1]) == 1  # announced


def test_gpx_gives_no_moment_for_a_date_known_less_than_to_the_day():
    root = ET.fromstring(export(pacific(), "gpx"))
    points = root.findall("g:wpt", GPX)
    assert [point.findtext("g:time", None, GPX) for point in points] == ["2024-02-03T12:00:00Z", None]
    assert points[1].findtext("g:cmt", None, GPX) == "March 2024"
    assert points[1].findtext("g:extensions/m:date_precision", None, GPX) == "month"


def test_gpx_orders_its_parts_as_the_schema_asks():
    order = [child.tag.split("}")[1] for child in ET.fromstring(export(KIM, "gpx"))]
    assert order == sorted(order, key=["metadata", "wpt", "rte", "trk"].index)


def test_gpx_cuts_a_track_at_the_antimeridian():
    root = ET.fromstring(export(pacific(), "gpx"))
    assert len(root.findall("g:trk/g:trkseg", GPX)) == 2
    assert len(root.findall("g:rte", GPX)) == 2


def shape(element):
    """Return an XML element without its texts: tags and names of attributes."""
    return element.tag, sorted(element.attrib), [shape(child) for child in element]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", ["kml", "gpx"])
@pytest.mark.parametrize("name", PAYLOADS)
def test_hostile_text_is_only_text_in_xml(name, kind, language):
    root = ET.fromstring(export(hostile_story(PAYLOADS[name]), kind, language=language))
    assert shape(root) == shape(ET.fromstring(export(hostile_story("plain"), kind, language=language)))
    names = [e.text for e in root.iter() if e.tag.endswith("}name")]
    assert f"0. {clean_text(PAYLOADS[name])}" in names
    assert not any("\u202e" in (e.text or "") for e in root.iter())


@pytest.mark.parametrize("name", PAYLOADS)
def test_hostile_text_is_only_text_in_json(name):
    collection = json.loads(export(hostile_story(PAYLOADS[name]), "geojson"))
    assert collection["features"][0]["properties"]["summary_en"] == PAYLOADS[name]


def test_a_lone_surrogate_is_left_out():
    story = hostile_story("a\ud800b")
    assert json.loads(export(story, "geojson"))["story"]["title_en"] == "ab"
    assert b",ab," in export(story, "csv")
    for kind in ("kml", "gpx", "html", "xlsx"):
        assert export(story, kind) == export(hostile_story("ab"), kind), kind


@pytest.mark.parametrize("name", PAYLOADS)
def test_hostile_text_starts_no_formula_in_csv(name):
    rows = list(csv.reader(io.StringIO(export(hostile_story(PAYLOADS[name]), "csv").decode("utf-8-sig"), newline="")))
    assert len(rows) == 4
    assert not any(cell.lstrip()[:1] in ("=", "+", "-", "@") for row in rows for cell in row if cell.strip())
    assert not any("\u202e" in cell for row in rows for cell in row)


@pytest.mark.parametrize("name", PAYLOADS)
def test_hostile_story_survives_its_story_file(name):
    story = hostile_story(PAYLOADS[name])
    assert unzip_story(export(story, "story")).stops == story.stops


@pytest.mark.parametrize("kind", ["geojson", "kml", "gpx", "csv"])
def test_filters_choose_the_claims(kind):
    filtered = export(KIM, kind, filters=View(KIM.story_id, speakers=("TASS",))).decode()
    assert "Yuri Gagarin plant" in filtered
    assert "Degtyaryov" not in filtered
    assert "Degtyaryov" in export(KIM, kind).decode()


def test_a_story_file_is_whole_whatever_the_filters():
    assert unzip_story(export(KIM, "story", filters=View(KIM.story_id, speakers=("TASS",)))) == KIM


def test_filtered_claims_name_no_claim_that_is_gone():
    collection = json.loads(export(KIM, "geojson", filters=View(KIM.story_id, kinds=("accusation",))))
    claims = [c for f in collection["features"] for c in f["properties"].get("claims", ())]
    kept = {claim["claim_id"] for claim in claims}
    assert kept == {"c02", "c03", "c26"}
    assert all(set(claim["against"]) <= kept for claim in claims)
