"""
Who stands behind a pronoun or a source that is left out: the last one named.

All places are tokens. A text is gone through once, so that the cost is linear.
"""

import re
from dataclasses import dataclass, field

from masar.article import Span
from masar.attribution.known import is_medium
from masar.attribution.phrases import noun_phrase, word_set
from masar.attribution.text import MarkedText, Proposal
from masar.attribution.words import claim_phrases

_PERSONAL = frozenset(["he", "she", "his", "her", "him"])
_SUBJECTS = frozenset(["he", "she"])
_GROUP = frozenset(["they", "it", "their", "its", "them"])
_SPOKESMEN = frozenset(["spokesman", "spokeswoman", "spokesperson"])  # they speak for whom a text is about
_RUN = re.compile("[XY]{2,}|(?<=o)[XY]+")
_OFFICE = re.compile("((?:D[XYGnvo]{0,4}|[XY]{0,2}G[nvo]{0,3})o)(?=[VvAMn,])")
_LOOK_BACK = 3
_LONGEST_NAME, _OPENING, _HERO_SENTENCES = 5, 26, 2


@dataclass
class _Named:
    """Who was named last: anybody, a person, and the source of the sentence being read; whose surnames are known."""

    surnames: frozenset[str] = frozenset()
    anybody: Span | None = None
    person: Span | None = None
    sentence: int = -1
    here: Span | None = field(default=None)


def resolve_speakers(marked: MarkedText, proposals: list[Proposal]) -> list[Span | None]:
    """
    Return the phrase that names the speaker of each proposal, or `None` where nobody does.

    Parameters
    ----------
    proposals
        In the order of the text.
    """
    named = _Named(_surnames(marked) if marked.language == "en" else frozenset())
    return [
        _resolve(marked, proposal, named) or proposal.carrier or _as_told(marked, proposal) for proposal in proposals
    ]


def _as_told(marked: MarkedText, proposal: Proposal) -> Span | None:
    """Return "she" itself where a text does not tell who she is: better than a wrong name, or no claim."""
    source = proposal.source
    told = source is not None and marked.language == "en" and marked.lows[source[0]] in _SUBJECTS
    return source if told else None


def _resolve(marked: MarkedText, proposal: Proposal, named: _Named) -> Span | None:
    sentence = marked.sentence_of[proposal.cue[0]]
    source = proposal.source
    if source is not None and not _stands_in(marked, source):
        person = _is_person(marked, source, named.surnames)
        named.anybody = named.here = source
        named.person = source if person else named.person
        named.sentence = sentence
        return source
    found = _antecedent(marked, proposal, sentence, named)
    if found is not None:
        named.here, named.sentence = found, sentence
    return found


def _antecedent(marked: MarkedText, proposal: Proposal, sentence: int, named: _Named) -> Span | None:
    source = proposal.source
    if source is None:
        return _left_out(marked, proposal, sentence, named)
    low = marked.lows[source[0]].partition("'")[0]
    if marked.language == "ar" and low in word_set("ar", "grammar", "said_nouns"):
        return named.person
    if low in {"who", "which", "that"}:
        return (source[0] - 1, source[0]) if source[0] and marked.kinds[source[0] - 1] in "XYno" else None
    if low in _GROUP:
        return named.anybody
    if low in _PERSONAL or marked.language == "ar":
        return _subject_since(marked, proposal, sentence, named) or named.person or _hero(marked, named.surnames)
    return None


def _surnames(marked: MarkedText) -> frozenset[str]:
    """Return the words that end a name of several: "Okoro" of "Ana Okoro", or one after a title: "Mr. Okoro"."""
    runs = _RUN.finditer(marked.kinds)
    return frozenset(marked.lows[run.end() - 1] for run in runs)


def _hero(marked: MarkedText, surnames: frozenset[str]) -> Span | None:
    """Return who begins a text, by name or office: whom "she" means where no one else was named."""
    for first, last in marked.sentences[:_HERO_SENTENCES]:
        found = _opening_name(marked, first, last, surnames)
        if found is not None:
            return found
    return None


def _left_out(marked: MarkedText, proposal: Proposal, sentence: int, named: _Named) -> Span | None:
    """Return who stands behind a cue without a source: "adding that", "وأضاف"."""
    if proposal.word.form in {"ing", "participle"}:
        return named.here if named.sentence == sentence else None
    if not proposal.implicit:
        return None
    if named.anybody is not None and proposal.word.lemma in word_set(marked.language, "grammar", "going_on"):
        return named.anybody
    return _subject_since(marked, proposal, sentence, named) or named.anybody


def _stands_in(marked: MarkedText, source: Span) -> bool:
    """Tell whether a source only stands for one named before: a pronoun, "his excellency", "his words"."""
    if marked.language == "en":
        return source[1] - source[0] == 1 and marked.kinds[source[0]] in "PSOW"
    words = word_set(marked.language, "grammar", "honorifics") | word_set(marked.language, "grammar", "said_nouns")
    return source[1] - source[0] <= 2 and marked.bares[source[0]] in words


def _is_person(marked: MarkedText, source: Span, surnames: frozenset[str]) -> bool:
    if marked.language != "en":
        return True
    low = marked.lows[source[1] - 1]
    several = source[1] - source[0] == 1 and low.endswith("s") and low not in surnames  # "Republicans"
    return _ends_with_name(marked, source) and not is_medium(marked, source) and not several


def _ends_with_name(marked: MarkedText, source: Span) -> bool:
    """Tell whether a phrase, up to its first preposition, ends with a name or a title, as a person's does."""
    begin, end = source
    stop = next((place for place in range(begin, end) if marked.kinds[place] in "IC"), end)
    return stop > begin and marked.kinds[stop - 1] in "XYo"


def _subject_since(marked: MarkedText, proposal: Proposal, sentence: int, named: _Named) -> Span | None:
    """Return the subject of a sentence between the last source named and this one, if a name begins it."""
    lowest = max(named.sentence, sentence - _LOOK_BACK)
    for index in range(sentence, lowest, -1):
        first, last = marked.sentences[index]
        if index == sentence:
            last = min([last, *proposal.cue, *(begin for begin, _ in proposal.content)])
        found = _opening_name(marked, first, last, named.surnames)
        if found is not None and (index < sentence or marked.language == "en" or _is_office(marked, found)):
            return found
    return None


def _is_office(marked: MarkedText, phrase: Span) -> bool:
    """Tell whether a phrase begins with an office: who surely is the subject of what follows in his sentence."""
    titles = claim_phrases(marked.language, "titles").words
    return marked.lows[phrase[0]] in titles | word_set(marked.language, "grammar", "open_heads")


def _opening_name(marked: MarkedText, first: int, last: int, surnames: frozenset[str]) -> Span | None:
    if marked.language == "ar":
        return _opening_phrase(marked, first, last)
    return _first_subject(marked, first, last, surnames) or _first_office(marked, first, last)


def _opening_phrase(marked: MarkedText, first: int, last: int) -> Span | None:
    """Return the phrase after the first word of a sentence, if that can be a verb."""
    begin = first + 1
    if begin >= last or marked.kinds[first] not in "nVA" or marked.quote_of[first] >= 0:
        return None
    if marked.lows[begin] in word_set("ar", "grammar", "object_openers"):
        return None
    phrase = noun_phrase(marked, begin, last)
    return None if phrase is None else (phrase[0], min(phrase[1], begin + _LONGEST_NAME))


def _first_subject(marked: MarkedText, first: int, last: int, surnames: frozenset[str]) -> Span | None:
    """Return the first name of a person in a sentence that a verb follows; "Reporters" is none."""
    place = first
    limit = min(last, first + _OPENING)
    while place < limit:
        begin = place
        while place < limit and marked.kinds[place] in "XY":
            place += 1
        before = marked.kinds[begin - 1] if begin > first else ""
        known = place - begin > 1 or before == "o" or marked.lows[begin] in surnames
        if place > begin and known and before not in {"I", "t"} and marked.quote_of[begin] < 0:
            following = marked.kinds[place : place + 1]
            if following in {"V", "v", "A", "M", "n"} or (before == following == ","):
                return begin, place
        place = max(place, begin + 1)
    return None


def _first_office(marked: MarkedText, first: int, last: int) -> Span | None:
    """Return the office that a sentence, or what follows its dateline, begins with: "The senator", "Mali's envoy"."""
    for match in _OFFICE.finditer(marked.kinds, first, min(last, first + _OPENING)):
        begin, end = match.span(1)
        opens = begin == first or marked.kinds[begin - 1] in "-:,"
        if opens and marked.quote_of[begin] < 0 and marked.lows[end - 1] not in _SPOKESMEN:
            return begin, end
    return None
