"""What an article says about each name: the region named beside it, those in its sentences, the kind stated."""

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from masar.article import split_sentences
from masar.gazetteer import Gazetteer
from masar.languages import load_language
from masar.model import Article, Candidate, Mention
from masar.names import is_arabic, normalise_name, normalise_word
from masar.place_candidates import Proposal, propose_places
from masar.resolve_features import Name, lies_in
from masar.resolve_stated import only_capital, says_whose_official, stated_people

_SEA_KM = 300.0
# What stands between a place and the country it lies in: "Paris, Texas", "Tripoli in northern Lebanon", "شمالي لبنان".
_COMMA = re.compile(
    r"\s*[,،(]\s*|\s*[,،]?\s+(?:in|في)\s+|\s+(?:ب)?"
    r"|\s*,?\s+in\s+(?:the\s+)?(?:far\s+)?"
    r"(?:(?:(?:north|south)-?(?:east|west)?|east|west)(?:ern|\s+of)?|central|upper|lower|rural)\s+"
    r"|\s*،?\s+(?:في\s+|ب)?(?:أقصى\s+)?(?:شمال|جنوب|شرق|غرب|وسط)ي?(?:\s+(?:شرق|غرب)ي?)?\s+"
)
_COMMA_LENGTH = 28
_LIST_GOES_ON = re.compile(r",? and [A-Z]|, [A-Z]")
_KNOWN = 0.5
_Row = tuple[str, str] | None
_WORD = re.compile(r"\w+")
_NEXT_WORD = re.compile(r"(?:['’]s)?[ -](\w+)")


def gather_names(article: Article, mentions: Sequence[Mention], gazetteer: Gazetteer) -> tuple[list[Name], list[int]]:
    """Return the distinct names of a text, and for every mention the index of its name."""
    written = [_with_article(article.text, mention) for mention in mentions]
    kinds = [_kinds_stated(article, mention) for mention in mentions]
    asked = [(name, m.demonym, k) for name, m, k in zip(written, mentions, kinds, strict=True)]
    told = {  # names recur
        (name, demonym, stated): _propose(name, article.language, gazetteer, stated, demonym=demonym)
        for name, demonym, stated in dict.fromkeys(asked)
    }
    proposals = [told[entry] for entry in asked]
    proposals = [_only_waters(article, m, p) for m, p in zip(mentions, proposals, strict=True)]
    proposals = [only_capital(article, m, p) for m, p in zip(mentions, proposals, strict=True)]
    proposals = _in_usual_sense(article, written, proposals)
    keys = [normalise_name(name) for name in written]
    qualifiers, meant = _qualifiers(article.text, mentions, proposals)
    qualifiers = _inherited(keys, qualifiers)
    sentences = _sentence_numbers(article.text, mentions)
    posts = [says_whose_official(article.text, mention) for mention in mentions]
    areas: dict[int, list[Candidate]] = {}
    for number, proposal, post in zip(sentences, proposals, posts, strict=True):
        if not post and proposal.candidates and proposal.candidates[0].kind in {"country", "region"}:
            areas.setdefault(number, []).append(proposal.candidates[0])
    index: dict[tuple[str, bool, _Row, _Row], int] = {}
    names: list[Name] = []
    name_of: list[int] = []
    for i, mention in enumerate(mentions):
        key = keys[i]
        area = qualifiers[i]
        candidates = (meant[i],) if i in meant else _inside(proposals[i].candidates, area)
        label = (key, mention.demonym, _row_of(area), _row_of(meant.get(i)))
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
                    post=posts[i],
                )
            )
        else:
            old = names[index[label]]
            merged = tuple(dict.fromkeys(old.near + near))[:12]
            names[index[label]] = old._replace(
                near=merged, kinds=old.kinds | kinds[i], mentions=old.mentions + 1, post=old.post or posts[i]
            )
        name_of.append(index[label])
    return names, name_of


def _row_of(candidate: Candidate | None) -> _Row:
    return None if candidate is None else (candidate.gazetteer, candidate.gazetteer_id)


def _propose(name: str, language: str, gazetteer: Gazetteer, kinds: frozenset[str], *, demonym: bool) -> Proposal:
    """Return what a name may mean where words beside it say these kinds."""
    proposal = propose_places(name, language, gazetteer, demonym=demonym)
    return _without_namesakes(_with_regions(proposal, kinds, gazetteer), kinds)


def _in_usual_sense(article: Article, written: Sequence[str], proposals: Sequence[Proposal]) -> list[Proposal]:
    """Leave of a name what the news means by it ("عمان" is Amman), unless the text speaks of the other place."""
    usual = load_language(article.language, "places")["usual"]
    said: set[str] = set()
    if any(name in usual for name in written):
        said = {normalise_word(word) for word in _WORD.findall(article.text)}
    meant = []
    for name, proposal in zip(written, proposals, strict=True):
        sense = usual.get(name)
        if sense and not _speaks_of_another(sense, said):
            kind = sense.get("kind")
            kept = tuple(c for c in proposal.candidates if c.country == sense["country"] and kind in (None, c.kind))
            proposal = proposal._replace(candidates=kept or proposal.candidates)  # noqa: PLW2901
        meant.append(proposal)
    return meant


def _speaks_of_another(sense: Mapping[str, str], said: Collection[str]) -> bool:
    """Tell whether a text's words speak of another place than the usual one of a name, as `places.toml` has it."""
    unless, beside, home = (
        any(normalise_word(word) in said for word in sense.get(part, "").split())
        for part in ("unless", "beside", "home")
    )
    return unless or (beside and not home)


def _with_article(text: str, mention: Mention) -> str:
    """Return a toponym with the article that an Arabic preposition swallowed ("للقاهرة": "القاهرة")."""
    swallowed = text.endswith("لل", 0, mention.start)
    return f"ال{mention.toponym}" if swallowed else mention.toponym


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
    wider: list[Candidate] = []
    # The last is the widest: of "Woodstock, Champaign County, Ohio" Ohio tells which county it is.
    for j in reversed(_chain(text, mentions, i)):
        areas = [c for c in proposals[j].candidates if c.kind in {"country", "region"}]
        areas = [a for a in areas if not wider or any(lies_in(a, w) for w in wider)][:4]
        for area in areas:
            listed = area.kind == "country" and here[:1] != () and here[0].kind == "country"
            if _is_next_city(text, mentions[j], proposals[j].candidates, here, area):
                continue
            if any(lies_in(c, area) and not (listed and c.kind == "city") for c in here):
                return area, j
        wider = areas or wider
    by_people = stated_people(text, mentions, proposals, i)
    return by_people if by_people[0] else _stated_state(text, mentions, proposals, i)


def _is_next_city(
    text: str, mention: Mention, named: Sequence[Candidate], here: Sequence[Candidate], area: Candidate
) -> bool:
    """Tell whether a region's name is rather the next city of a list: "Boston, New York and Philadelphia"."""
    if area.kind != "region" or not here or here[0].score < _KNOWN or lies_in(here[0], area):
        return False
    city = any(c.kind == "city" and c.country == area.country and c.score >= _KNOWN for c in named)
    return city and _LIST_GOES_ON.match(text, mention.end) is not None


def _stated_state(
    text: str, mentions: Sequence[Mention], proposals: Sequence[Proposal], i: int
) -> tuple[Candidate | None, int]:
    """Return the abbreviated state after a name that no listed place in it has: then it is none of the others."""
    chain = _chain(text, mentions, i)
    if chain and proposals[chain[0]].way == "short_form" and proposals[i].candidates:
        state = proposals[chain[0]].candidates[:1]
        if state and state[0].kind == "region" and proposals[i].candidates[0].kind == "city":
            return state[0], chain[0]
    return None, -1


_LONGEST_CHAIN = 3


def _chain(text: str, mentions: Sequence[Mention], i: int) -> list[int]:
    """Return the mentions that follow one another after commas."""
    chain = []
    for j in range(i + 1, min(i + 1 + _LONGEST_CHAIN, len(mentions))):
        gap = text[mentions[j - 1].end : mentions[j].start]
        if len(gap) > _COMMA_LENGTH or not _COMMA.fullmatch(gap) or mentions[j].demonym:
            break
        chain.append(j)
    return chain


def _inherited(keys: Sequence[str], found: Sequence[Candidate | None]) -> list[Candidate | None]:
    """Return the qualifiers, those without one taking the only one of their name: "Lebanon, Tenn." stays there."""
    by_key: dict[str, dict[str, Candidate]] = {}
    for key, area in zip(keys, found, strict=True):
        if area is not None:
            by_key.setdefault(key, {})[area.gazetteer_id] = area
    only = {key: next(iter(areas.values())) for key, areas in by_key.items() if len(areas) == 1}
    return [area or only.get(key) for key, area in zip(keys, found, strict=True)]


_SURELY_A_COUNTRY = 0.8


def _without_far_fetched(proposal: Proposal) -> Proposal:
    """Beside a country of that name, leave out what is in it, or what has the name as a byname only (Mexico City)."""
    best = proposal.candidates[:1]
    if not best or best[0].kind != "country" or best[0].score < _SURELY_A_COUNTRY or is_arabic(best[0].matched):
        return proposal
    named = best[0].matched
    return proposal._replace(
        candidates=tuple(
            c
            for c in proposal.candidates
            if c is best[0]
            or (c.country != best[0].country and c.kind != "area" and normalise_name(c.name_en) == named)
        )
    )


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
    proposal = _without_far_fetched(proposal)
    towns: dict[tuple[str, str], list[Candidate]] = {}
    for town in proposal.candidates:
        if town.kind == "city" and town.score >= _NO_HAMLET:
            towns.setdefault((town.country, town.admin1), []).append(town)
    kept = tuple(
        c
        for c in proposal.candidates
        if c.kind != "region"
        or c.country in _STATES_BY_NAME
        or not any(
            _is_called_so(t) or not _is_called_so(c) or t.score > c.score for t in towns.get((c.country, c.admin1), ())
        )
    )
    return proposal._replace(candidates=kept)


_NO_HAMLET = 0.2


def _is_called_so(candidate: Candidate) -> bool:
    """Tell whether the name matched is the main one: Bihar Sharif is called Bihar, but the state is Bihar."""
    return candidate.matched in {normalise_name(candidate.name_en), normalise_name(candidate.name_ar)}


def _only_waters(article: Article, mention: Mention, proposal: Proposal) -> Proposal:
    """Leave out towns where English has "the" before a name or a coast after it ("the Atlantic", "Atlantic coast")."""
    text = article.text
    coast = text.startswith((" coast", " seaboard"), mention.end)
    if article.language != "en" or not (coast or text.endswith(("the ", "The "), 0, mention.start)):
        return proposal
    # A word that goes on with the name, "the Jordan Valley", leaves only great seas: "in the Atlantic Thursday".
    least = _SEA_KM if _noun_after("en").match(text, mention.end) is not None else 0.0
    waters = tuple(c for c in proposal.candidates if c.kind in {"water", "area"} and c.radius_km >= least)
    return proposal._replace(candidates=waters) if waters else proposal


@cache
def _noun_after(language: str) -> re.Pattern[str]:
    """Return an expression for a word that goes on with the name: no preposition, conjunction or verb of being."""
    classes = load_language(language, "places")["classes"]
    words = "|".join(word for kind in ("and", "by", "locative", "direction", "being") for word in classes[kind].split())
    return re.compile(rf" (?!(?:{words})\b)\w")


def _inside(candidates: tuple[Candidate, ...], area: Candidate | None) -> tuple[Candidate, ...]:
    return candidates if area is None else tuple(c for c in candidates if lies_in(c, area))


def _sentence_numbers(text: str, mentions: Sequence[Mention]) -> list[int]:
    ends = [end for _, end in split_sentences(text)]
    return [bisect_right(ends, mention.start) for mention in mentions]


_LOOK = 24


def _kinds_stated(article: Article, mention: Mention) -> frozenset[str]:
    """Return the kinds that the words beside a mention, or inside it, state ("port of", "مطار")."""
    table = _kind_words(article.language)
    before = _WORD.findall(article.text[max(0, mention.start - _LOOK) : mention.start])[-2:]
    beside = _NEXT_WORD.match(article.text, mention.end, mention.end + _LOOK)  # "... Rome. State Councilor"
    after = [beside[1]] if beside else []
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
