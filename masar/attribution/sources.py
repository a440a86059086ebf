"""
Who an attribution is made by: the phrase that names the source of a cue.

The sentence is cut into noun phrases by the kinds of its words, without a parse; the phrase is chosen among those
near the cue, each told by short features as cues are. All places are tokens.
"""

from math import inf

from masar.article import Span
from masar.attribution.lexicon import CueWord, cue_forms
from masar.attribution.model import Weights, score
from masar.attribution.phrases import word_set
from masar.attribution.text import EDGE, MarkedText

# What a noun phrase begins with, is made of, and is alone.
_BEGINS = frozenset("DS")
_INSIDE = frozenset("noXYG#v")
_ALONE = frozenset("POW")
_REACH = 45
_MOST = 10
_WIDEST = 14
_LONGEST_SUBJECT = 18
_CLAUSE = frozenset("TVMAv:P")
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "'s", "'re"])
_CLOSE = frozenset(["close", "familiar", "briefed", "knowledge", "involved"])
_LINKS = frozenset(["of", "at", "for", "on", "from", "in"])


def source_candidates(marked: MarkedText, cue: int, content: tuple[Span, ...]) -> list[Span]:
    """
    Return the noun phrases near a cue that may name its source, those before it nearest first, then those after.

    Parameters
    ----------
    content
        The token ranges of the content, in which no source is looked for.
    """
    first, last = marked.sentences[marked.sentence_of[cue]]
    low, high = max(first, cue - _REACH), min(last, cue + _REACH)
    for begin, end in content:
        if end <= cue:
            low = max(low, end)
        elif begin > cue:
            high = min(high, begin)
    before = _noun_phrases(marked, low, cue)[-_MOST:]
    return before[::-1] + _noun_phrases(marked, cue + 1, high)[:_MOST]


def _noun_phrases(marked: MarkedText, first: int, last: int) -> list[Span]:
    kinds = marked.kinds
    verbs = word_set(marked.language, "words", "verb")
    found: list[Span] = []
    place = first
    while place < last:
        kind = kinds[place]
        if kind in _ALONE:
            found.append((place, place + 1))
            place += 1
        elif (kind in _BEGINS or kind in _INSIDE) and marked.lows[place] not in verbs:
            begin = place
            place += 1
            while place < last and _goes_on(marked, begin, place):
                place += 1
            end = place
            while end > begin and _is_verb(marked, end - 1):
                end -= 1
            number = not kinds[begin:end].strip("#")
            if not number and (kind not in _BEGINS or end > begin + 1 or kind == "S"):
                found.append((begin, end))
        else:
            place += 1
    return found


def _is_verb(marked: MarkedText, place: int) -> bool:
    """Tell whether a token at the end of a phrase is its verb: "the ship travelled", "the Navy said"."""
    word = cue_forms(marked.language).get(marked.lows[place])
    return marked.kinds[place] == "v" or (marked.kinds[place] == "V" and word is not None and word.form == "ed")


def _goes_on(marked: MarkedText, begin: int, place: int) -> bool:
    """Tell whether a phrase goes on with a token: not from a common noun to a name, but to a noun like "report"."""
    kinds = marked.kinds
    if kinds[place] == "V":
        return kinds[begin] in _BEGINS and kinds[place + 1 : place + 2] in {".", ",", "I", ""} and place > begin + 1
    if marked.lows[place] in word_set(marked.language, "words", "verb"):
        return False
    return kinds[place] in _INSIDE and not (kinds[place] in "XY" and kinds[place - 1] in "nv")


def source_features(marked: MarkedText, cue: int, word: CueWord, phrase: Span, rank: int) -> list[str]:
    """Return what a noun phrase near a cue is told by; `rank` is 0 for the nearest to the cue on its side."""
    begin, end = phrase
    kinds = marked.kinds
    after = begin > cue
    between = kinds[cue + 1 : begin] if after else kinds[end:cue]
    pattern = between if len(between) <= 5 else between[:2] + "+" + between[-2:]
    first = marked.sentences[marked.sentence_of[cue]][0]
    opens, head = EDGE if begin == first else marked.keys[begin - 1], marked.keys[end - 1]
    where = f"{'a' if after else 'b'}{min(rank, 4)}"
    shape = "".join(sorted(set(kinds[begin:end])))
    return [
        f"h {head} {where}", f"oh {opens} {head} {after}", f"of {opens} {marked.keys[end]} {after}",
        f"wp {where} {pattern}", f"sh {shape} {where}", f"long {min(len(between), 8)} {after}",
        f"Fb {word.form} {_auxiliary(marked, cue, first)} {where}",
        f"Fc {word.form} {marked.keys[cue - 1]} {where}",
    ]  # fmt: skip


def _auxiliary(marked: MarkedText, cue: int, first: int) -> str:
    """Return the form of "be" or other auxiliary before a cue."""
    for place in range(cue - 1, max(first, cue - 4) - 1, -1):
        if marked.kinds[place] in "AMt":
            return marked.lows[place]
        if marked.kinds[place] not in "RN":
            break
    return "."


def widen_source(marked: MarkedText, phrase: Span, cue: int) -> Span:
    """
    Return the phrase with what belongs to it.

    That is what follows its head ("officials at the ministry"), what it is the end of ("Council on Foreign
    Relations"), and who is named with it ("Sullivan and his two counterparts").
    """
    begin, end = phrase
    first, last = marked.sentences[marked.sentence_of[begin]]
    limit = min(cue if cue > end else last, end + _WIDEST)
    lowest = max(first, begin - _WIDEST, cue + 1 if cue < begin else first)
    if marked.kinds[begin] in _ALONE:
        return phrase
    while end + 1 < limit and (marked.lows[end] in _LINKS or marked.lows[end] == "and" or _is_close(marked, end)):
        longer = _noun_phrases(marked, end + 1, limit)
        if not longer or longer[0][0] != end + 1:
            break
        end = longer[0][1]
    while begin - 1 > lowest and (
        marked.lows[begin - 1] in _LINKS or marked.lows[begin - 1] == "and" or _is_close(marked, begin - 1)
    ):
        earlier = _noun_phrases(marked, lowest, begin - 1)
        if not earlier or earlier[-1][1] != begin - 1 or marked.kinds[earlier[-1][0]] in _ALONE:
            break
        begin = earlier[-1][0]
    return begin, end


def _is_close(marked: MarkedText, place: int) -> bool:
    """Tell whether a preposition goes on with whom or what a source knows: "sources close to", "familiar with"."""
    return marked.kinds[place] in "It" and marked.lows[place - 1] in _CLOSE


def phrase_after(marked: MarkedText, begin: int, last: int) -> Span | None:
    """Return the noun phrase that begins at a token, or `None`."""
    found = _noun_phrases(marked, begin, min(last, begin + _WIDEST))
    return widen_source(marked, found[0], begin - 1) if found and found[0][0] == begin else None


def source_of(marked: MarkedText, weights: Weights, cue: int, word: CueWord, content: tuple[Span, ...]) -> Span | None:
    """Return the noun phrase that most likely names the source of a cue, or `None` if none is likely."""
    if word.form == "ed" and _auxiliary(marked, cue, marked.sentences[marked.sentence_of[cue]][0]) in _BE:
        return _agent(marked, cue)
    turned = is_turned(marked, cue, word)
    best, highest = None, -inf if turned else 0.0
    before = 0
    for index, phrase in enumerate(source_candidates(marked, cue, content)):
        if phrase[0] < cue:
            before = index + 1
            if turned:
                continue
        rank = index if phrase[0] < cue else index - before
        points = score(weights.source, source_features(marked, cue, word, phrase, rank))
        if points > highest:
            best, highest = phrase, points
    return None if best is None else widen_source(marked, best, cue)


def _agent(marked: MarkedText, cue: int) -> Span | None:
    """Return who acts in the passive: "was accused by the ministry"."""
    last = marked.sentences[marked.sentence_of[cue]][1]
    by = next((place for place in range(cue + 1, min(last, cue + _WIDEST)) if marked.lows[place] == "by"), None)
    phrase = None if by is None else phrase_after(marked, by + 1, last)
    # "expected to travel by car": a lone noun is no one.
    return None if phrase is None or marked.kinds[slice(*phrase)] == "n" else phrase


def is_turned(marked: MarkedText, cue: int, word: CueWord) -> bool:
    """Tell whether the subject follows its verb, as in "so he left, said the mayor"."""
    kinds = marked.kinds
    before, after = kinds[cue - 1 : cue], kinds[cue + 1 : cue + 2]
    if (
        word.lemma == "tell"
        or word.group not in {"say", "report"}
        or word.form not in {"ed", "s"}
        or after not in {"D", "X", "Y", "S", "o", "n"}
    ):
        return False
    return before == '"' or (before == "," and _no_clause_after(marked, cue))


def _no_clause_after(marked: MarkedText, cue: int) -> bool:
    """Tell whether what follows a cue in its sentence holds no verb: it can only name somebody."""
    rest = marked.kinds[cue + 1 : marked.sentences[marked.sentence_of[cue]][1]]
    return len(rest) <= _LONGEST_SUBJECT and not set(rest) & _CLAUSE
