"""What an adjective or the word "capital" beside a name says of it, for choosing among the places of that name."""

import re
from collections.abc import Sequence
from functools import cache

from masar.languages import load_language
from masar.model import Article, Candidate, Mention
from masar.place_candidates import Proposal
from masar.resolve_features import lies_in

_LOOK = 24


def stated_people(
    text: str, mentions: Sequence[Mention], proposals: Sequence[Proposal], i: int
) -> tuple[Candidate | None, int]:
    """
    Return the country whose adjective says where a place is, and the adjective's number.

    "مدينة سوتشي الروسية", "the Turkish city of Adana"; the country must hold a place of that name.
    """
    mention = mentions[i]
    if mention.demonym:
        return None, -1
    kind, between, after, ending = _people_patterns(mention.language)
    beside = []
    if i and mentions[i - 1].demonym and between.fullmatch(text, mentions[i - 1].end, mention.start):
        people = mentions[i - 1]
        if kind.search(text, max(0, people.start - _LOOK), people.start):
            beside.append(i - 1)
    follows = i + 1 < len(mentions) and mentions[i + 1].demonym
    # A town is feminine: "الأميركي" after it begins what an American does there.
    if follows and after.fullmatch(text, mention.end, mentions[i + 1].start) and ending.search(mentions[i + 1].toponym):
        beside.append(i + 1)
    for j in beside:
        country = proposals[j].candidates[:1]
        if country and any(lies_in(c, country[0]) for c in proposals[i].candidates):
            return country[0], j
    return None, -1


@cache
def _people_patterns(language: str) -> list[re.Pattern[str]]:
    stated = load_language(language, "places")["stated"]
    return [re.compile(stated[f"people_{part}"]) for part in ("kind", "before", "after", "ending")]


def says_whose_official(text: str, mention: Mention) -> bool:
    """Tell whether a country only says whose official somebody is: "the U.S. envoy", "Canada's prime minister"."""
    return _official_pattern(mention.language).match(text, mention.end) is not None


@cache
def _official_pattern(language: str) -> re.Pattern[str]:
    return re.compile(load_language(language, "places")["stated"]["official_after"])


def only_capital(article: Article, mention: Mention, proposal: Proposal) -> Proposal:
    """Return the capital where the text says so of a name that it shares with its country ("العاصمة تونس")."""
    best = proposal.candidates[:1]
    if not best or best[0].kind != "country":
        return proposal
    before, after = _capital_patterns(article.language)
    stated = before.search(article.text, max(0, mention.start - _LOOK), mention.start)
    if not stated and not after.match(article.text, mention.end):
        return proposal
    cities = tuple(c for c in proposal.candidates if c.kind == "city" and c.country == best[0].country)
    return proposal._replace(candidates=cities[:1] or proposal.candidates)


@cache
def _capital_patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    stated = load_language(language, "places")["stated"]
    return re.compile(stated["capital_before"]), re.compile(stated["capital_after"])
