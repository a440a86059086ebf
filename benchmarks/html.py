"""
How fast interactive page and data formats are made, and what they weigh; run by hand: python -m benchmarks.html.

Peer in the same run: folium's own way to a file (`Map.save`) with the same stops and line, on the same machine.
Its file is small because it fetches Leaflet, Bootstrap, jQuery, icons and tiles from the Internet when opened;
ours holds the world and fetches nothing.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import folium

from masar.export import export
from masar.story_folder import load_story
from tests.browser.conftest import ROOT

RUNS = 15
KINDS = ("html", "geojson", "kml", "gpx", "csv", "xlsx", "story")
KIM = ROOT / "data" / "stories" / "kim-russia-2023"


def median_ms(act):
    """Return the median time of an act in ms, warm."""
    act()
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        act()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def save_with_folium(story, path):
    """Save the same stops and line as folium does it."""
    drawn = folium.Map(location=(story.stops[0].lat, story.stops[0].lon), zoom_start=5)
    folium.PolyLine([(s.lat, s.lon) for s in story.stops]).add_to(drawn)
    for stop in story.stops:
        folium.Marker((stop.lat, stop.lon), popup=stop.name_en).add_to(drawn)
    drawn.save(path)


def measure_alone(kind):
    """Return the ms to a first export in a new process, start of Python included, and the peak of its memory in MB."""
    script = (
        "import re, sys; from masar.export import export; from masar.story_folder import load_story\n"
        "export(load_story(sys.argv[1]), sys.argv[2])\n"
        "print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])"
    )
    command = [sys.executable, "-c", script, KIM, kind]
    started = time.perf_counter()
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return (time.perf_counter() - started) * 1000, int(run.stdout) / 1024


def main():
    """Measure and print."""
    story = load_story(KIM)
    print("format    warm ms   KB     cold ms   peak MB")
    for kind in KINDS:
        warm, size = median_ms(lambda: export(story, kind)), len(export(story, kind)) / 1000  # noqa: B023
        cold, peak = measure_alone(kind)
        print(f"{kind:8} {warm:8.1f} {size:7.0f} {cold:9.0f} {peak:8.0f}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.html"
        theirs = median_ms(lambda: save_with_folium(story, path))
        print(f"folium's save: {theirs:.1f} ms, {path.stat().st_size / 1000:.0f} KB")


if __name__ == "__main__":
    main()
