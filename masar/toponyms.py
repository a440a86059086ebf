"""
Finding the places an article names.

The gazetteer proposes names and how well known they are; a tagger trained on annotated news decides from
the context which words are places, listed or not (`masar.toponym_model`). Adjectives and peoples' names
come from the gazetteer's list.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

import numpy as np

from masar.gazetteer import Gazetteer
from masar.languages import load_language
from masar.model import Article, Mention
from masar.name_scan import NameSpan
from masar.names import normalise_name, normalise_word
from masar.toponym_context import with_adjective, with_possessive, with_qualified
from masar.toponym_features import Tokens, choose_spans, tokenise
from masar.toponym_model import open_tagger
from masar.toponym_people import without_people
from masar.toponym_rules import (
    Span,
    is_common_word,
    is_medium,
    is_ordinary,
    join_hyphens,
    official_words,
    people_spans,
    split_joined,
    trim_clitics,
    with_announced,
    with_coupled,
    with_joined,
    with_stated,
    with_stop,
    without_signs,
)
from masar.toponym_travel import with_goals, with_next, with_objects, with_travel, with_way
from masar.toponym_words import generic_words

_BEGIN, _INSIDE = "B", "I"
_PERSON = "P"
_NO_PLACES = frozenset("OGM")
_SEATS = frozenset({"seat_of_power", "un_seat"})
_SITES = frozenset(
    {"airport", "station", "cosmodrome", "naval_base", "air_base", "military_base", "border_crossing", "nuclear_site",
     "plant", "port", "shipyard", "bridge", "dam", "strait", "sea", "bay", "canal", "lake", "pipeline_terminal", "camp",
     "island", "mountain", "peninsula", "cape", "desert", "prison", "hospital", "river", "gulf", "ocean"}
)  # fmt: skip
# Of these, the ones that are not where the name inside them is: "Beirut airport" may be pinned to Beirut.
_WHOLE = _SITES - {"airport", "port", "island", "mountain", "peninsula", "cape", "desert", "camp", "hospital", "lake"}


def find_mentions(article: Article, gazetteer: Gazetteer, *, demonyms: bool = True) -> tuple[Mention, ...]:
    """
    Return the places an article names, in order; spans do not overlap.

    Parameters
    ----------
    article
        A text in Arabic or English. A span leaves out the clitics before an Arabic name and an English "'s".
    gazetteer
        The place index.
    demonyms
        Whether adjectives and peoples' names ("Russian", "الروسي") are returned too, marked as such. Seats of
        power named for those who sit there ("the Kremlin") are marked and switched off with them.
    """
    text, language = article.text, article.language
    tokens = tokenise(text)
    if not tokens.first:
        return ()
    listed = listed_names(text, language, gazetteer)
    labels = open_tagger(language).tag(tokens, listed)
    found = mentions_of(article, tokens, labels, listed, gazetteer)
    return tuple(
        Mention(language, start, end, text[start:end], demonym=demonym)
        for start, end, demonym in found
        if (demonyms or not demonym) and not _is_idiom(text, start, language)
    )


_FIRST_WORD = re.compile(r"\w+")
_BESIDE, _BEFORE_TOWN = 40, (" في ", " إلى ", " الى ", " من ", "العاصمة ")


def _is_idiom(text: str, start: int, language: str) -> bool:
    """Tell whether a name begins an expression that is no place's: "مسقط رأسه" is where someone was born."""
    first = _FIRST_WORD.match(text, start)
    if first is None:
        return False
    listed = load_language(language, "places")
    rest, beside = listed["idioms"].get(first[0]), listed["idioms_beside"].get(first[0])
    if rest is not None and text.startswith(tuple(rest.split("|")), first.end()):
        return True
    near = text[max(0, start - _BESIDE) : first.end() + _BESIDE]
    return beside is not None and not text.endswith(_BEFORE_TOWN, 0, start) and re.search(beside, near) is not None


def listed_names(text: str, language: str, gazetteer: Gazetteer) -> list[NameSpan]:
    """
    Return the listed names that a text holds, without overlap, each without the word for its kind.

    "Sichuan province" and "مدينة دمشق" are listed, too, but the name is what is capitalised, or follows; a curated
    site keeps its whole name.
    """
    chosen = choose_spans(gazetteer.find_names(text))
    return [_bare(span, text, language, gazetteer) if span.words > 1 else span for span in chosen]


def _bare(span: NameSpan, text: str, language: str, gazetteer: Gazetteer) -> NameSpan:
    name = text[span.start : span.end]
    if language == "ar":
        first, _, rest = name.partition(" ")
        start, end = span.end - len(rest), span.end
        generic = bool(rest) and normalise_word(first) in generic_words("ar")
    else:
        rest, _, last = name.rpartition(" ")
        start, end = span.start, span.start + len(rest)
        generic = bool(rest) and last.islower() and last in generic_words("en")
    if not generic or _curated_class(span, gazetteer) in _SITES:
        return span
    if language == "en" and gazetteer.is_demonym(normalise_name(rest)):
        return NameSpan(
            start, end, normalise_name(rest), span.words - 1, span.prominence, main=False, demonym=True, clitic=0
        )
    whole, found = gazetteer.search(span.key, limit=1), gazetteer.search(rest, limit=1)
    if whole and (whole[0].kind == "country" or normalise_name(rest) in generic_words(language)):
        return span  # "سلطنة عمان", "محافظة الغربية"
    if not found or found[0].matched != normalise_name(rest):
        return span
    key, prominence = found[0].matched, min(255, round(found[0].score * _PROMINENCE))
    return NameSpan(start, end, key, span.words - 1, prominence, main=True, demonym=False, clitic=0)


_PROMINENCE = 200
_FAMOUS = 150
_NO_PERSON = 130
# Countries and continents: in English, no other word is written like them.
_WORLD_KNOWN = 160
# An Arabic name of several words is rarely anything else.
_KNOWN_WHOLE, _KNOWN_TOWN = 110, 100
_SHORTEST_SURE = 4
_APART_DEGREES = 2.0


def mentions_of(
    article: Article, tokens: Tokens, labels: Sequence[str], listed: Sequence[NameSpan], gazetteer: Gazetteer
) -> list[tuple[int, int, bool]]:
    """Return start, end and whether it is a demonym, in order, of what the tagger and the place index found."""
    text, language = article.text, article.language
    label_of = dict(zip(listed, _labels_at(tokens, labels, listed), strict=True))
    places = [without_signs(text, start, end) for start, end in _place_spans(tokens, labels)]
    places = [(start, end) for start, end in places if start < end]
    if language == "ar":
        places = trim_clitics(text, split_joined(text, join_hyphens(text, places), listed), listed)
        places = _past_conjunctions(text, places, gazetteer)
    else:
        places = [
            (start, with_possessive(text, start, with_stop(text, start, end), gazetteer)) for start, end in places
        ]
    places = with_stated(text, places, language, listed)
    nothing_else = [span for span, label in label_of.items() if label == "O" and not span.demonym]
    if language == "ar":
        places = with_announced(text, places, nothing_else, language)
        goals = [span for span, label in label_of.items() if label in "OG" and not span.demonym]  # towns of clubs
        places = with_goals(text, places, goals, open_tagger(language).knows)
        peoples_end = {span.end for span in listed if span.demonym}
        places = with_objects(text, places, [span for span, label in label_of.items() if label in "OG"], peoples_end)
        places = with_joined(text, with_adjective(text, places, label_of, gazetteer), listed)
    else:
        places = with_coupled(text, places, nothing_else)
        places = with_way(text, places, nothing_else, language)
        places = with_travel(text, places, [span for span in label_of if not span.demonym], language)
    places = with_next(text, places, listed, language)
    places = with_qualified(text, places, label_of, gazetteer, language)
    peoples = {(span.start, span.end) for span in listed if span.demonym and label_of[span] != _PERSON}
    peoples |= people_spans(text, language)
    places = [
        (start, end)
        for start, end in places
        if not is_medium(text, start, end, language) and not is_common_word(text, start, end, language)
    ]
    places, seats = _with_listed(text, language, places, label_of, gazetteer)
    peoples |= seats
    found = [*((s, e, (s, e) in peoples) for s, e in places)]
    taken = {position for s, e in places for position in (s, e - 1)}
    found += [(s, e, True) for s, e in peoples if s not in taken and e - 1 not in taken]
    found = _without_overlap(sorted(found))
    again = [
        mention
        for mention in _named_again(found, label_of, language)
        if not is_medium(text, mention[0], mention[1], language)
    ]
    surnames = _small_surnames(text, label_of) if language == "en" else frozenset()
    found, again = ([m for m in mentions if m[:2] not in surnames] for mentions in (found, again))
    whole_first = sorted([*found, *again], key=lambda mention: (mention[0], -mention[1]))
    return without_people(text, _without_overlap(whole_first), language)


_SMALL, _REACH = 100, 24  # of about a hundred thousand people
_GIVEN_NAME = re.compile(r"\b[A-Z][a-z]+ \Z")
_TO_PLACES = (" in ", " to ", " from ", " at ", " near ", " of ", " for ")


def _past_conjunctions(text: str, places: Sequence[Span], gazetteer: Gazetteer) -> list[Span]:
    """Take "and" off a name right after another: "الرياض وجدة" are Riyadh and Jeddah, not Oujda."""
    ends = {end + 1 for _, end in places}
    return [
        (start + (start in ends and _is_joined_name(text[start:end], gazetteer)), end) for start, end in places
    ]  # fmt: skip


def _is_joined_name(name: str, gazetteer: Gazetteer) -> bool:
    found = gazetteer.search(name[1:], limit=1) if name.startswith("و") else ()
    return bool(found) and found[0].matched == normalise_name(name[1:]) and found[0].score >= _JOINED


_JOINED = 0.5


def _small_surnames(text: str, label_of: Mapping[NameSpan, str]) -> frozenset[Span]:
    """Return where a small town's name is rather that of somebody in the text: "Barack Obama ... Thursday, Obama"."""
    named = [span for span, label in label_of.items() if label == _PERSON]
    people = {span.key for span in named if _GIVEN_NAME.search(text, max(0, span.start - _REACH), span.start)}
    return frozenset(
        (span.start, span.end) for span in label_of
        if span.key in people and span.prominence < _SMALL and not text.endswith(_TO_PLACES, 0, span.start)
    )  # fmt: skip


_LEAST_AGAIN: Mapping[str, int] = {"ar": 0, "en": 60}


def _named_again(
    found: Sequence[tuple[int, int, bool]], label_of: Mapping[NameSpan, str], language: str
) -> list[tuple[int, int, bool]]:
    """Return the other occurrences of listed names that are places elsewhere in the text, and no one's here."""
    least = _LEAST_AGAIN[language]
    starts = [start for start, _, _ in found]
    places = {(start, end) for start, end, demonym in found if not demonym}
    known = {span.key for span in label_of if (span.start, span.end) in places}
    again = []
    for span, label in label_of.items():
        free = label not in _OTHERS or span.words > 1
        listed = span.prominence >= least or (span.words > 1 and label not in _OTHERS)
        listed = listed and not (language == "ar" and is_ordinary(span, language))
        if span.key in known and free and listed and not span.demonym:
            i = bisect_right(starts, span.end - 1) - 1
            inside = i >= 0 and span.start <= found[i][0] and found[i][1] <= span.end  # "برج" of "مطار برج العرب"
            if i < 0 or found[i][1] <= span.start or (inside and span.words > 1):
                again.append((span.start, span.end, False))
    return again


_OTHERS = frozenset("PG")


def _without_overlap(found: Sequence[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    kept: list[tuple[int, int, bool]] = []
    for mention in found:
        if not kept or mention[0] >= kept[-1][1]:
            kept.append(mention)
    return kept


def _labels_at(tokens: Tokens, labels: Sequence[str], listed: Sequence[NameSpan]) -> list[str]:
    """Return the label of the token in which each listed name begins."""
    if not listed:
        return []
    real = np.flatnonzero(tokens.starts >= 0)
    at = real[np.searchsorted(tokens.starts[real], [span.start for span in listed], side="right") - 1]
    return [labels[i] for i in at.tolist()]


def _with_listed(
    text: str, language: str, places: Sequence[Span], label_of: Mapping[NameSpan, str], gazetteer: Gazetteer
) -> tuple[list[Span], set[Span]]:
    """
    Return the places, each with its whole listed name, and the seats of institutions.

    Where the tagger found only a part that is no name by itself ("Pacific" of a fleet's base is one, "Far" of
    "Far East" is not), the listed name takes its place. Curated sites that it missed are added.
    """
    result: list[Span] = []
    seats: set[Span] = set()
    rest = list(reversed(places))
    for span, label in label_of.items():
        while rest and rest[-1][1] <= span.start:
            result.append(rest.pop())
        if span.demonym:
            continue
        touching = [place for place in rest[:-6:-1] if place[0] < span.end]
        if touching:
            inside = all(span.start <= start and end <= span.end for start, end in touching)
            country = span.main and span.prominence >= _WORLD_KNOWN
            parts = len(touching) > 1 and (country or " and " not in text[span.start : span.end])
            parts = parts or text.startswith("-", touching[-1][1], span.end)  # "Rostov" of "Rostov-on-Don"
            parts = parts or (language == "ar" and _is_whole_city(*touching[0], span, text, gazetteer))
            if span.words > 1 and inside and (parts or _is_fragment(*touching[0], span, text, gazetteer)):
                del rest[-len(touching) :]
                rest.append((span.start, span.end))
        elif _is_unmistakable(span, label, language, gazetteer):
            rest.append((span.start, span.end))
        elif label != _PERSON or text[span.start : span.end].rpartition(" ")[2].islower():  # "Odesa port" is nobody
            kind = _curated_class(span, gazetteer)
            if kind in _SEATS:
                seats.add((span.start, span.end))
            elif (kind in _SITES and span.words > 1) or (kind == "region" and span.words > _LONG):
                rest.append((span.start, span.end))
    return result + rest[::-1], seats


_LONG = 2


def _is_whole_city(start: int, end: int, span: NameSpan, text: str, gazetteer: Gazetteer) -> bool:
    """Tell whether the tagger cut a city's name that is far better known whole: "غازي" of "غازي عنتاب"."""
    if start != span.start or not span.main or span.prominence < _KNOWN_WHOLE:
        return False
    whole, part = (gazetteer.search(name, limit=1) for name in (text[span.start : span.end], text[start:end]))
    city = bool(whole) and whole[0].kind == "city" and whole[0].matched == span.key
    return city and (not part or whole[0].score >= part[0].score + _FAR_BETTER)


_FAR_BETTER = 0.1


def _is_unmistakable(span: NameSpan, label: str, language: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a listed name is a place whatever the tagger made of it ("Saudi Arabia", "Comoros")."""
    if label == _PERSON:
        return span.words > 1 and span.main and span.prominence >= _NO_PERSON
    if language == "ar":
        least = _WORLD_KNOWN if span.words == 1 else _KNOWN_TOWN
        if label != "O" or not span.main or span.prominence < least or is_ordinary(span, language):
            return False
        if len(span.key) < _SHORTEST_SURE or span.key.partition(" ")[0] in official_words(language):
            return False
        kind = gazetteer.search(span.key, limit=1)[0].kind
        known = kind == "region" and span.prominence >= _KNOWN_WHOLE
        stated = known and span.key.partition(" ")[0] in generic_words(language)
        return (kind in {"country", "city"} or stated) and gazetteer.is_demonym(span.key) is None
    return label in _NO_PLACES and span.main and span.prominence >= _WORLD_KNOWN


def _is_fragment(start: int, end: int, span: NameSpan, text: str, gazetteer: Gazetteer) -> bool:
    if _curated_class(span, gazetteer) in _WHOLE:
        return True
    part = gazetteer.search(text[start:end], limit=1)
    if not part or span.prominence < _FAMOUS:
        return not part
    whole = gazetteer.search(span.key, limit=1)
    return bool(whole) and abs(whole[0].lat - part[0].lat) + abs(whole[0].lon - part[0].lon) > _APART_DEGREES


def _curated_class(span: NameSpan, gazetteer: Gazetteer) -> str:
    if span.words < 2 and not span.main:
        return ""
    found = gazetteer.search(span.key, limit=1)
    return gazetteer.place_class(found[0]) if found and found[0].gazetteer == "masar" else ""


def _place_spans(tokens: Tokens, labels: Sequence[str]) -> list[Span]:
    """
    Return the spans of the runs B I I ... of labels; an I with nothing before it begins one.

    A place that a person's name follows without a sign between is that person's given name ("Paris Hilton").
    """
    starts, ends = tokens.starts.tolist(), tokens.ends.tolist()
    after = [*labels[1:], ""]
    spans: list[Span] = []
    previous = ""
    for index, label in enumerate(labels):
        if label == _BEGIN and after[index] == _PERSON and previous != _PERSON and tokens.words[index].istitle():
            previous = ""
            continue
        if label == _BEGIN or (label == _INSIDE and previous not in {_BEGIN, _INSIDE}):
            spans.append((starts[index], ends[index]))
        elif label == _INSIDE:
            spans[-1] = (spans[-1][0], ends[index])
        previous = label if starts[index] >= 0 else ""
    return spans
