"""Stories that the tests of the figure and the brief draw."""

import random
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from masar.model import Article, Claim, Leg, Source, Stop, Story
from masar.story_folder import load_story

STORIES = Path(__file__).resolve().parents[2] / "data" / "stories"

HOSTILE = (
    '<script>alert(1)</script> {{ 7*7 }} ${7*7} `x` #eval("1+1") #read("/etc/passwd") $x^2$ $\\frac{1}{2}$ '
    "*bold* _it_ @ref \\ % & \"' \x00\x07\x1b\u202eevil\u202c \u2067open \u2069\u2069 \ud800 \ufffe end"
)


SIGNS = dict.fromkeys(range(0x064B, 0x0660))  # Arabic vowel signs, for str.translate


def arabic_words(pdf: bytes) -> list[str]:
    """
    Return the Arabic words of a PDF, without vowel signs, as the letters stand on the page from right to left.

    By place alone: PDF readers differ in how they order lines of mixed text, not in what a glyph means.
    """
    import pymupdf  # the benchmarks use the stories alone, and count what is imported

    words = []
    for page in pymupdf.open(stream=pdf):
        blocks = page.get_text("rawdict")["blocks"]
        letters = [
            (c["origin"][1], *c["bbox"][::2], c["c"])
            for block in blocks for line in block.get("lines", ()) for span in line["spans"] for c in span["chars"]
            if ord(c["c"]) not in SIGNS
        ]  # fmt: skip
        row: list[tuple[float, float, float, str]] = []
        for letter in [*sorted(letters), (1e9, 0.0, 0.0, " ")]:
            if row and letter[0] - row[0][0] > 1.0:
                words += re.findall(r"[\u0621-\u064a]+", _read_row(row))
                row = []
            row.append(letter)
    return words


def _read_row(row: list[tuple[float, float, float, str]]) -> str:
    text, edge = "", 0.0
    for _, left, right, letter in sorted(row, key=lambda c: -c[2]):
        text += (" " if edge - right > 3 else "") + letter
        edge = left
    return text


def kim() -> Story:
    return load_story(STORIES / "kim-russia-2023")


def forty_stops(seed: int = 3) -> Story:
    """Return a journey of forty stops with long and short names, crowded as journeys are."""
    rng = random.Random(seed)
    latin, arabic = (
        ["ba", "ko", "ri", "ten", "mar", "os", "vel", "ka", "du", "lin", "gra", "po", "shi"],
        ["با", "كو", "ري", "تن", "مار", "اوس", "فل", "كا", "دو", "لين", "غرا", "بو", "شي"],
    )
    stops = []
    for i in range(40):
        picked = [rng.randrange(len(latin)) for _ in range(rng.randint(2, 4))]
        name = "".join(latin[j] for j in picked).title() + (" upon the Long River" if i % 9 == 0 else "")
        stops.append(
            Stop(
                f"s{i}", i, f"p{i}", name, "".join(arabic[j] for j in picked), rng.uniform(35, 60), rng.uniform(-10, 40),
                "DE", "origin" if i == 0 else "visited" if i < 30 else "planned",
                date(2024, 3, 1) + timedelta(days=i) if i < 35 else None, "day" if i < 35 else "unknown", "stated",
                "What happened here, in a few words.", "ما جرى هنا في كلمات.",
            )
        )  # fmt: skip
    legs = tuple(
        Leg(
            f"l{i}",
            f"s{i}",
            f"s{i + 1}",
            "train",
            "travelled" if i < 29 else "planned",
            "stated" if i % 3 else "inferred",
        )
        for i in range(39)
    )
    return Story(
        "forty", "A journey of forty stops", "رحلة من أربعين محطة", "The Daily", "اليومية", date(2024, 4, 30), "en",
        "A. Traveller", "مسافر", (Article("x", "en"),), tuple(stops), legs,
    )  # fmt: skip


def crowded_stops(seed: int, spread: float) -> Story:
    """Return the journey of forty stops with thirty of them about one point, `spread` degrees around it."""
    rng, story = random.Random(seed), forty_stops(seed)
    near = [replace(s, lat=48 + rng.gauss(0, spread), lon=10 + rng.gauss(0, 1.6 * spread)) for s in story.stops[:30]]
    return replace(story, stops=(*near, *story.stops[30:]))


def two_stops(a: tuple[float, float], b: tuple[float, float], mode: str = "plane") -> Story:
    """Return a journey from one point to another."""
    stops = tuple(
        Stop(
            f"s{i}",
            i,
            f"p{i}",
            f"Place {i}",
            f"المكان {i}",
            lat,
            lon,
            "",
            "origin" if i == 0 else "visited",
            None,
            "unknown",
            "stated",
        )
        for i, (lat, lon) in enumerate((a, b))
    )
    leg = Leg("l0", "s0", "s1", mode, "travelled", "stated")
    return Story("two", "Two stops", "محطتان", "", "", None, "en", "", "", (Article("x", "en"),), stops, (leg,))


def hostile() -> Story:
    """Return the flagship story with hostile text in every field that a person can fill."""
    story = kim()
    long = "W" * 10_000
    stops = tuple(
        replace(
            s,
            name_en=HOSTILE if i else long,
            name_ar=HOSTILE if i else long,
            summary_en=HOSTILE * 5,
            summary_ar=HOSTILE,
        )
        for i, s in enumerate(story.stops)
    )
    claims = tuple(
        replace(
            c, speaker_en=HOSTILE, speaker_ar=HOSTILE, reported_by=HOSTILE, reported_by_ar=HOSTILE, text_en=f"{c.claim_id} {HOSTILE}",
            text_ar=HOSTILE, quote=HOSTILE, quote_translation=HOSTILE, note_en=HOSTILE, note_ar=long,
        )
        for c in story.claims
    )  # fmt: skip
    return replace(
        story, title_en=HOSTILE, title_ar=HOSTILE, publisher=HOSTILE, publisher_ar=HOSTILE, traveller=HOSTILE,
        traveller_ar=HOSTILE, stops=stops, claims=claims, sources=(Source(HOSTILE, HOSTILE),), licences=(Source(HOSTILE),),
        places=tuple(replace(p, name_en=HOSTILE, name_ar=HOSTILE) for p in story.places),
    )  # fmt: skip


def claim(claim_id: str, **fields: object) -> Claim:
    """Return a claim with fields of no interest filled in."""
    base = Claim(claim_id, "s0", "", "A", "أ", "", "", "report", None, "unknown", "", "", "Text.", "نص.", 0, 0)
    return replace(base, **fields)  # type: ignore[arg-type]


def long_story(count: int = 2000) -> Story:
    """Return the journey of forty stops with many claims, each with a sentence of its own in both languages."""
    rng, claims, texts = random.Random(7), [], {"en": "", "ar": ""}
    words = {
        "en": [
            "governor",
            "convoy",
            "river",
            "morning",
            "station",
            "said",
            "bridge",
            "closed",
            "letter",
            "minister",
            "waited",
            "north",
            "crowd",
            "grain",
        ],
        "ar": [
            "الحاكم",
            "القافلة",
            "النهر",
            "الصباح",
            "المحطة",
            "قال",
            "الجسر",
            "مغلق",
            "رسالة",
            "الوزير",
            "انتظر",
            "شمالا",
            "الحشد",
            "الحبوب",
        ],
    }
    for i in range(count):
        said = {code: " ".join([f"{i}", *rng.choices(words[code], k=18)]) + ". " for code in words}
        spans = {code: (len(texts[code]), len(texts[code]) + len(said[code]) - 1) for code in said}
        texts = {code: texts[code] + said[code] for code in texts}
        claims.append(
            claim(
                f"c{i:04}", stop_id=f"s{i % 40}", speaker_en=f"Speaker {i % 60}", speaker_ar=f"القائل {i % 60}",
                reported_by="The Daily", reported_by_ar="اليومية", kind=("report", "plan", "accusation", "denial")[i % 4],
                date=date(2024, 3, 1) + timedelta(days=i % 40), date_precision="day", text_en=said["en"][:90],
                text_ar=said["ar"][:90], start=spans["en"][0], end=spans["en"][1],
                translation_start=spans["ar"][0], translation_end=spans["ar"][1],
                against=(f"c{i - 1:04}",) if i % 10 == 9 else (),
            )
        )  # fmt: skip
    articles = tuple(Article(texts[code], code) for code in texts)
    return replace(forty_stops(), claims=tuple(claims), articles=articles)
