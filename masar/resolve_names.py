"""What an article says about each name: the region named beside it, those in its sentences, the kind stated."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache

from masar.article import split_sentences
from masar.gazetteer import Gazetteer
from masar.languages import load_language
from masar.model import Article, Candidate, Mention
from masar.names import normalise_name, normalise_word
from masar.place_candidates import Proposal, propose_places
from masar.resolve_features import Name, lies_in

_COMMA = re.compile(r"\s*[,،(]\s*|\s*[,،]?\s+(?:in|في)\s+|\s+(?:ب)?")
_COMMA_LENGTH = 6


def gather_names(article: Article, mentions: Sequence[Mention], gazetteer: Gazetteer) -> tuple[list[Name], list[int]]:
    """Return the distinct names of a text, and for every mention the index of its name."""
    proposals = [propose_places(m.toponym, article.language, gazetteer, demonym=m.demonym) for m in mentions]
    kinds = [_kinds_stated(article, mention) for mention in mentions]
    proposals = [_with_regions(p, k, gazetteer) for p, k in zip(proposals, kinds, strict=True)]
    proposals = [_without_namesakes(p, k) for p, k in zip(proposals, kinds, strict=True)]
    qualifiers, meant = _qualifiers(article.text, mentions, proposals)
    sentences = _sentence_numbers(article.text, mentions)
    areas: dict[int, list[Candidate]] = {}
    for number, proposal in zip(sentences, proposals, strict=True):
        if proposal.candidates and proposal.candidates[0].kind in {"country", "region"}:
            areas.setdefault(number, []).append(proposal.candidates[0])
    index: dict[tuple[str, bool, str], int] = {}
    names: list[Name] = []
    name_of: list[int] = []
    for i, mention in enumerate(mentions):
        key = normalise_name(mention.toponym)
        area = qualifiers[i]
        candidates = (meant[i],) if i in meant else _inside(proposals[i].candidates, area)
        label = (key, mention.demonym, f"{area}{meant.get(i)}")
        near = tuple(areas.get(sentences[i], ()))[:6]
        if label not in index:
            index[label] = len(names)
            names.append(
                Name(
                    key,
                    candidates,
                    proposals[i].way,
                    () if area is None else (area,),
                    near,
                    kinds[i],
                )
            )
        else:
            old = names[index[label]]
            merged = tuple(dict.fromkeys(old.near + near))[:12]
            names[index[label]] = old._replace(near=merged, kinds=old.kinds | kinds[i], mentions=old.mentions + 1)
        name_of.append(index[label])
    return names, name_of


def _qualifiers(
    text: str, mentions: Sequence[Mention], proposals: Sequence[Proposal]
) -> tuple[list[Candidate | None], dict[int, Candidate]]:
    """
    Return for each mention the country or region that the words after it put it in ("Paris, Texas").

    The second part gives what those words themselves thereby mean: "Atlanta, Georgia" says which Georgia.
    """
    found: list[Candidate | None] = []
    meant: dict[int, Candidate] = {}
    for i in range(len(mentions)):
        area, by = _qualifier(text, mentions, proposals, i)
        found.append(area)
        if area is not None:
            meant[by] = area
    return found, meant


def _qualifier(
    text: str, mentions: Sequence[Mention], proposals: Sequence[Proposal], i: int
) -> tuple[Candidate | None, int]:
    here = proposals[i].candidates
    for j in range(i + 1, min(i + 3, len(mentions))):
        gap = text[mentions[j - 1].end : mentions[j].start]
        if len(gap) > _COMMA_LENGTH or not _COMMA.fullmatch(gap) or mentions[j].demonym:
            break
        for area in proposals[j].candidates[:4]:
            if area.kind in {"country", "region"} and any(lies_in(c, area) for c in here):
                return area, j
    return None, -1


def _with_regions(proposal: Proposal, kinds: frozenset[str], gazetteer: Gazetteer) -> Proposal:
    """Return only regions where the text says so ("منطقة خاباروفسك"); regions named after cities count."""
    if "region" not in kinds:
        return proposal
    if listed := tuple(c for c in proposal.candidates if c.kind == "region"):
        return proposal._replace(candidates=listed)
    regions = []
    for city in proposal.candidates[:4]:
        region = gazetteer.region(city.country, city.admin1)
        if region and normalise_name(region.name_en)[:_SAME_START] == normalise_name(city.name_en)[:_SAME_START]:
            regions.append(region)
    return proposal._replace(candidates=tuple(regions)) if regions else proposal


_SAME_START = 6
# There, a state and a city of one name are both often meant by it.
_STATES_BY_NAME = frozenset({"US", "CA", "AU", "MX", "BR"})


def _without_namesakes(proposal: Proposal, kinds: frozenset[str]) -> Proposal:
    """Leave out regions that have the name of their city, unless the text says so; of "Red Sea", keep the sea."""
    if kinds == {"water"} and (waters := tuple(c for c in proposal.candidates if c.kind == "water")):
        return proposal._replace(candidates=waters)
    if "region" in kinds:
        return proposal
    cities = {(c.country, c.admin1) for c in proposal.candidates if c.kind == "city"}
    kept = tuple(
        c
        for c in proposal.candidates
        if c.kind != "region" or c.country in _STATES_BY_NAME or (c.country, c.admin1) not in cities
    )
    return proposal._replace(candidates=kept)


def _inside(candidates: tuple[Candidate, ...], area: Candidate | None) -> tuple[Candidate, ...]:
    return candidates if area is None else tuple(c for c in candidates if lies_in(c, area))


def _sentence_numbers(text: str, mentions: Sequence[Mention]) -> list[int]:
    ends = [end for _, end in split_sentences(text)]
    return [bisect_right(ends, mention.start) for mention in mentions]


_WORD = re.compile(r"\w+")
_LOOK = 24


def _kinds_stated(article: Article, mention: Mention) -> frozenset[str]:
    """Return the kinds that the words beside a mention, or inside it, state ("port of", "مطار")."""
    table = _kind_words(article.language)
    before = _WORD.findall(article.text[max(0, mention.start - _LOOK) : mention.start])[-2:]
    after = _WORD.findall(article.text[mention.end : mention.end + _LOOK])[:1]
    inside = _WORD.findall(mention.toponym)
    words = [*inside, *after] if article.language == "en" else [*before[-1:], *inside]
    if article.language == "en" and before[-1:] == ["of"]:
        words = [*before[:1], *words]
    return frozenset(kind for word in words for kind in table.get(normalise_word(word), ()))


@cache
def _kind_words(language: str) -> Mapping[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for kind, listed in load_language(language, "places")["kind_words"].items():
        for word in listed.split():
            folded = normalise_word(word)
            table[folded] = (*table.get(folded, ()), kind)
    return table
