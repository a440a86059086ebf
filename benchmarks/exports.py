"""
How long exports take and how much memory, beside what others do; run by hand: python -m benchmarks.exports.

Each case runs in a process of its own: once cold (imports, fonts and base map included), then warm several
times. Wall-clock and CPU time are both given, since wall-clock time on a busy machine says little. CPU time and
memory are those of Python and, for a brief, of the process beside it in which Typst runs, libraries included; the
browser that some cases start is not counted.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from masar.model import Story

ROOT = Path(__file__).resolve().parents[1]
STORY = "kim-russia-2023"
ROUNDS = 7
MOST_MB = 250
A4 = {"preset": "a4-portrait", "dpi": 300}
# Name, story, what makes it, its options, target in seconds warm.
CASES: dict[str, tuple[str, str, dict[str, Any], float | None]] = {
    "figure PNG, A4 portrait, 300 dpi, en": (STORY, "png", A4, 1.5),
    "figure PNG, A4 portrait, 300 dpi, ar": (STORY, "png", A4 | {"language": "ar"}, 1.5),
    "figure PNG, slide, 3x": (STORY, "png", {"preset": "slide", "scale": 3}, None),
    "figure PNG, A4 portrait, 360 dpi": (STORY, "png", {"preset": "a4-portrait", "dpi": 360}, None),
    "figure PNG, A4 portrait, 300 dpi, 40 stops": ("forty", "png", A4, None),
    "figure SVG, A4 landscape": (STORY, "svg", {}, None),
    "figure PDF, A4 landscape": (STORY, "pdf", {}, None),
    "brief PDF, en": (STORY, "brief", {}, 1.0),
    "brief PDF, ar": (STORY, "brief", {"language": "ar"}, 1.0),
    "brief PDF, 40 stops, 2,000 claims": ("long", "brief", {}, None),
    "interactive page, HTML": (STORY, "html", {}, 0.5),
    "interactive page, 40 stops, 2,000 claims": ("long", "html", {}, None),
    "screenshot, 1200 by 800, 2x": (STORY, "screenshot", {}, None),
    "GeoJSON": (STORY, "geojson", {}, None),
    "KML": (STORY, "kml", {}, None),
    "GPX": (STORY, "gpx", {}, None),
    "CSV": (STORY, "csv", {}, None),
    "Excel": (STORY, "xlsx", {}, None),
    "story file": (STORY, "story", {}, None),
    "folium, its own route to a PNG (waits 3 s), A4 300 dpi": (STORY, "folium", {}, None),
    "folium, the same, waits for its tiles only": (STORY, "folium", {"fixed_wait": False}, None),
    "py-staticmaps, A4 300 dpi": (STORY, "staticmaps", {}, None),
}


def main() -> None:
    """Run every case in its own process and print a table; end with an error where a limit is passed."""
    print(f"Load average {os.getloadavg()[0]:.1f} at the start.\n")
    print("| export | cold, s | warm, s | warm, CPU s | target, s | peak, MB | size, kB |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    missed = []
    for name, (_, _, _, target) in CASES.items():
        command = [sys.executable, "-m", "benchmarks.exports", "--case", name]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        found = json.loads(done.stdout.splitlines()[-1])
        cells = (f"{found['cold']:.2f}", f"{found['wall']:.3f}", f"{found['cpu']:.3f}", target or "-")
        print("|", name, "|", " | ".join(map(str, cells)), "|", f"{found['peak']:.0f} | {found['size']:.0f} |")
        if (target and found["wall"] > target) or found["peak"] > MOST_MB:
            missed.append(name)
    print(f"\nLoad average {os.getloadavg()[0]:.1f} at the end. Limits passed: {'; '.join(missed) or 'none'}.")


def find_maker(kind: str) -> Callable[..., bytes]:
    """Return what makes a kind of file; each case imports only what it measures."""
    if kind == "folium":
        from benchmarks.peers import draw_with_folium as make
    elif kind == "staticmaps":
        from benchmarks.peers import draw_with_staticmaps as make
    else:
        from masar.export import export

        def make(story: Story, **options: Any) -> bytes:
            return export(story, kind, **options)

    return make


def find_story(name: str) -> Story:
    """Return a bundled story, or one that the tests generate."""
    if name in ("forty", "long"):
        from tests.unit.print_stories import forty_stops, long_story

        return forty_stops() if name == "forty" else long_story()
    from masar.story_folder import load_story

    return load_story(ROOT / "data" / "stories" / name)


def run_case(name: str) -> None:
    """Measure one case in this process and print what was found as JSON."""
    story_name, kind, options, _ = CASES[name]
    started = time.perf_counter()
    story, make = find_story(story_name), find_maker(kind)
    content = make(story, **options)
    cold = time.perf_counter() - started
    wall, cpu = [], []
    for _ in range(ROUNDS):
        before, busy = time.perf_counter(), busy_seconds(kind)
        make(story, **options)
        wall.append(time.perf_counter() - before)
        cpu.append(busy_seconds(kind) - busy)
    times = {"cold": cold, "wall": statistics.median(wall), "cpu": statistics.median(cpu)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if kind == "brief":
        peak = max(peak, watch_memory(lambda: make(story, **options)))
    print(json.dumps(times | {"peak": peak, "size": len(content) / 1000}))


def busy_seconds(kind: str) -> float:
    """Return the processor time used so far."""
    used = [resource.getrusage(resource.RUSAGE_SELF)]
    used += [resource.getrusage(resource.RUSAGE_CHILDREN)] if kind == "brief" else []
    return sum(u.ru_utime + u.ru_stime for u in used)


def watch_memory(act: Callable[[], object]) -> float:
    """Return the most memory in MB that this process and its children hold together during an act."""
    most, over = 0.0, threading.Event()

    def look() -> None:
        nonlocal most
        while not over.wait(0.005):
            held = 0.0
            for process in ("self", *Path("/proc/self/task", str(os.getpid()), "children").read_text().split()):
                with suppress(OSError, IndexError):
                    held += int(Path("/proc", process, "status").read_text().split("VmRSS:")[1].split()[0]) / 1024
            most = max(most, held)

    watch = threading.Thread(target=look)
    watch.start()
    act()
    over.set()
    watch.join()
    return most


if __name__ == "__main__":
    if sys.argv[1:2] == ["--case"]:
        run_case(sys.argv[2])
    else:
        main()
