"""
How long the exports for print take and how much memory; run by hand: python -m benchmarks.exports.

Each case runs in a process of its own: once cold (imports, fonts and base map included), then warm several
times. Wall-clock and CPU time are both given, since wall-clock time on a busy machine says little. Peak memory
is that of the whole process, Python and libraries included.
"""

import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 7
STORY = "kim-russia-2023"
# Name, how it is made, targets: seconds warm, megabytes at most.
CASES = {
    "figure PNG, A4 portrait, 300 dpi, en": ("figure", {"format": "png", "preset": "a4-portrait", "dpi": 300}, 1.5),
    "figure PNG, A4 portrait, 300 dpi, ar": (
        "figure",
        {"format": "png", "preset": "a4-portrait", "dpi": 300, "language": "ar"},
        1.5,
    ),
    "figure PNG, slide, 3x": ("figure", {"format": "png", "preset": "slide", "scale": 3}, None),
    "figure PNG, A4 portrait, 360 dpi": ("figure", {"format": "png", "preset": "a4-portrait", "dpi": 360}, None),
    "figure SVG, A4 landscape": ("figure", {"format": "svg"}, None),
    "figure PDF, A4 landscape": ("figure", {"format": "pdf"}, None),
    "brief PDF, en": ("brief", {}, 1.0),
    "brief PDF, ar": ("brief", {"language": "ar"}, 1.0),
}


def main() -> None:
    """Run every case in its own process and print a table."""
    print("| export | cold, s | warm, s | warm, CPU s | target, s | peak, MB | size, kB |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, (_, _, target) in CASES.items():
        command = [sys.executable, "-m", "benchmarks.exports", "--case", name]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        found = json.loads(done.stdout.splitlines()[-1])
        cells = (f"{found['cold']:.2f}", f"{found['wall']:.2f}", f"{found['cpu']:.2f}", target or "-")
        print("|", name, "|", " | ".join(map(str, cells)), "|", f"{found['peak']:.0f} | {found['size']:.0f} |")


def run_case(name: str) -> None:
    """Measure one case in this process and print what was found as JSON."""
    kind, options, _ = CASES[name]
    started = time.perf_counter()
    from masar.story_folder import load_story

    if kind == "figure":
        from masar.figure import draw_figure as make
    else:
        from masar.brief import write_brief as make
    story = load_story(ROOT / "data" / "stories" / STORY)
    content = make(story, **options)
    cold = time.perf_counter() - started
    wall, cpu = [], []
    for _ in range(ROUNDS):
        before, busy = time.perf_counter(), time.process_time()
        make(story, **options)
        wall.append(time.perf_counter() - before)
        cpu.append(time.process_time() - busy)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    times = {"cold": cold, "wall": statistics.median(wall), "cpu": statistics.median(cpu)}
    print(json.dumps(times | {"peak": peak, "size": len(content) / 1000}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--case"]:
        run_case(sys.argv[2])
    else:
        main()
