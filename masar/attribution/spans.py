"""
Where the content of an attribution begins and ends.

Beginnings and ends are chosen among a bounded number of places near the cue, each told by short features
as cues are. A quotation is never cut: a content that begins with one ends with it or after it.
"""

from bisect import bisect_left

from masar.attribution.lexicon import CueWord
from masar.attribution.text import MarkedText

# How far, in tokens, a content may begin from its cue, and how many ends are looked at.
_START_REACH = 24
_NEAR = 9
_LEAD = 30
_MOST_ENDS = 14
_BOUNDARIES = frozenset(",;-():CBW")
_LONGEST = 120
# What bounds the cost: a sentence is not looked at beyond so many tokens, nor a quotation beyond so many paragraphs.
_FARTHEST = 400
_MOST_PARAGRAPHS = 30


def quote_before(marked: MarkedText, cue: int) -> int | None:
    """
    Return the token after the quotation that a cue closes ("...," the mayor said), or `None`.

    The quotation must not end its sentence with a full stop, and no other cue may stand in between.
    """
    first = marked.sentences[marked.sentence_of[cue]][0]
    kinds, quote_of = marked.kinds, marked.quote_of
    for place in range(cue, max(first, cue - _LEAD, 1) - 1, -1):
        quote = quote_of[place - 1]
        if quote >= 0 and quote != quote_of[cue]:
            goes_on = place == first or kinds[place] == "," or kinds[place - 2] in ",?!-" or _is_long(marked, quote)
            return place if goes_on and not (place == first and kinds[place - 2] == ".") else None
        if place < cue and kinds[place] == "V" and kinds[place - 1] not in "DSnG":
            return None
    return None


def quote_after(marked: MarkedText, cue: int) -> int | None:
    """Return the token that opens the quotation a cue announces (the mayor said: "..."), or `None`."""
    last = marked.sentences[marked.sentence_of[cue]][1]
    kinds, quote_of = marked.kinds, marked.quote_of
    for place in range(cue + 1, min(last, cue + _LEAD)):
        if quote_of[place] >= 0 and quote_of[place] != quote_of[cue]:
            return place if place == cue + 1 or kinds[place - 1] in ",:" else None
        if kinds[place] in "VC":
            return None
    if last < len(kinds) and kinds[last - 1] == ":" and last - cue < _LEAD and quote_of[last] >= 0:
        return last
    return None


def quote_continued(marked: MarkedText, cue: int) -> int | None:
    """Return the token that reopens a quotation after its cue ("...," he said. "..."), or `None`."""
    sentence = marked.sentence_of[cue]
    last = marked.sentences[sentence][1]
    kinds, quote_of = marked.kinds, marked.quote_of
    for place in range(cue + 1, min(last, cue + 2 * _LEAD)):
        if quote_of[place] >= 0:
            return place if kinds[place - 1] in ",:-" and not _has_cue(marked, cue + 1, place) else None
    if last < len(kinds) and quote_of[last] >= 0 and quote_of[last] != quote_of[last - 1]:
        same_paragraph = "\n" not in marked.text[marked.ends[last - 1] : marked.starts[last]]
        return last if same_paragraph else None
    return None


def quote_end(marked: MarkedText, start: int) -> int:
    """Return the token after the quotation that opens at `start`."""
    return _quote_end(marked, marked.quote_of[start])


def _has_cue(marked: MarkedText, begin: int, end: int) -> bool:
    return any(marked.kinds[place] == "V" and marked.kinds[place - 1] not in "DSnGI" for place in range(begin, end))


def _is_long(marked: MarkedText, quote: int) -> bool:
    start, end = marked.quotes[quote]
    return end - start > 40


def right_starts(marked: MarkedText, cue: int) -> list[int]:
    """Return the tokens at which a content after the cue may begin."""
    last = marked.sentences[marked.sentence_of[cue]][1]
    kinds, quote_of = marked.kinds, marked.quote_of
    found = []
    for place in range(cue + 1, min(last, cue + _START_REACH)):
        opens = quote_of[place] >= 0 and quote_of[place] != quote_of[place - 1]
        if place - cue <= _NEAR or opens or kinds[place] in "TW" or kinds[place - 1] in ":,":
            found.append(place)
        if opens:
            break
    ends_here = cue + 2 >= last or kinds[last - 1] == ":" or not found
    if ends_here and last < len(kinds):
        found.append(last)
    return found


def right_ends(marked: MarkedText, start: int) -> list[int]:
    """Return the tokens before which a content that begins at `start` may end, nearest first."""
    sentence = marked.sentence_of[start]
    last = marked.sentences[sentence][1]
    begin = start + 1
    found = []
    quote = marked.quote_of[start]
    if quote >= 0 and quote != marked.quote_of[start - 1]:
        close = _quote_end(marked, quote)
        found.append(close)
        begin = close
        last = marked.sentences[marked.sentence_of[close - 1]][1]
    kinds = marked.kinds
    last = min(last, begin + _FARTHEST)
    for place in range(begin, min(last, start + _LONGEST)):
        if kinds[place] in _BOUNDARIES and place > start:
            found.append(place)
            if len(found) >= _MOST_ENDS:
                break
    end = last
    while end > start + 1 and kinds[end - 1] in ".?!":
        end -= 1
    if end not in found and end >= begin:
        found.append(end)
    return found


def _quote_end(marked: MarkedText, quote: int) -> int:
    """Return the token after a quotation, going on through paragraphs that each open with a mark again."""
    token = 0
    for following in range(quote + 1, quote + 1 + _MOST_PARAGRAPHS):
        end = marked.quotes[following - 1][1]
        token = bisect_left(marked.starts, end)
        if marked.text[end - 1] in "\"”»'’" or following == len(marked.quotes) or token == len(marked.starts):
            break
        if marked.starts[token] != marked.quotes[following][0]:
            break
    return token


def left_ends(marked: MarkedText, cue: int) -> list[int]:
    """Return the tokens before which a content that stands before the cue may end, nearest first."""
    first = marked.sentences[marked.sentence_of[cue]][0]
    kinds, quote_of = marked.kinds, marked.quote_of
    lowest = max(first, cue - 2 * _START_REACH)
    found = []
    for place in range(cue, lowest, -1):
        closes = quote_of[place - 1] >= 0 and quote_of[place - 1] != quote_of[place]
        if cue - place < _NEAR or closes or kinds[place] in ",-:":
            found.append(place)
        if closes:
            return found
    if first > 0 and quote_of[first - 1] >= 0 and quote_of[first - 1] != quote_of[first]:
        found.append(first)  # the quotation ended with a sentence of its own
    return found


def left_starts(marked: MarkedText, end: int) -> list[int]:
    """Return the tokens at which a content that ends before `end` may begin, nearest first."""
    quote = marked.quote_of[end - 1]
    if quote >= 0 and (end == len(marked.lows) or marked.quote_of[end] != quote):
        opening = _quote_start(marked, quote)
        first = max(marked.sentences[marked.sentence_of[opening]][0], opening - _LONGEST)
        return [opening, first] if first < opening else [opening]
    first = max(marked.sentences[marked.sentence_of[end - 1]][0], end - _FARTHEST)
    found = []
    for place in range(end - 2, max(first, end - _LONGEST), -1):
        if marked.kinds[place - 1] in _BOUNDARIES or marked.kinds[place] in "CBWT":
            found.append(place)
            if len(found) >= _MOST_ENDS:
                break
    return [*found, first]


def _quote_start(marked: MarkedText, quote: int) -> int:
    """Return the first token of a quotation, going back through paragraphs that it was left open in."""
    lowest = max(0, quote - _MOST_PARAGRAPHS)
    while quote > lowest:
        before = marked.quotes[quote - 1]
        if marked.text[before[1] - 1] in "\"”»'’":
            break
        if bisect_left(marked.starts, before[1]) != bisect_left(marked.starts, marked.quotes[quote][0]):
            break
        quote -= 1
    return bisect_left(marked.starts, marked.quotes[quote][0])


# What is told by more does no better on outlets left out, and takes its time at every place looked at.


def start_features(marked: MarkedText, cue: int, word: CueWord, start: int) -> list[str]:
    """Return what a beginning after the cue is told by."""
    between = marked.kinds[cue + 1 : start]
    pattern = between if len(between) <= 4 else between[:2] + "+" + between[-2:]
    here = marked.keys[start]
    quoted = marked.quote_of[start] >= 0 and marked.quote_of[start] != marked.quote_of[start - 1]
    return [
        f"Lp {word.lemma} {pattern}", f"Lh {word.lemma} {here}", f"ha {here} {marked.keys[start + 1]}",
        f"q {quoted} {min(start - cue, 10)}", f"x {marked.sentence_of[start] != marked.sentence_of[cue]}",
    ]  # fmt: skip


def end_features(marked: MarkedText, word: CueWord, start: int, end: int, past: int) -> list[str]:
    """Return what an end is told by; `past` is the token after the sentence."""
    kinds = marked.kinds
    here, after, after2 = marked.keys[end : end + 3]
    begins = kinds[start] if kinds[start] in 'Tt"W' else "o"
    inside = kinds[start:end]
    length = (end - start).bit_length()
    clause = "A" in inside or "M" in inside or "V" in inside or "v" in inside
    cuts = 0 < end < len(kinds) and marked.quote_of[end] >= 0 and marked.quote_of[end] == marked.quote_of[end - 1]
    ends = "E" if end >= past - 2 and set(kinds[end:past]) <= set(".?!\"'") else here
    return [
        f"eb {ends} {begins}", f"ea {ends} {after}", f"eaa {ends} {after} {after2}",
        f"b {marked.keys[end - 1]} {ends}", f"l {length} {ends}", f"Le {word.lemma} {ends}", f"cut {cuts}",
        f"Gc {word.group} {clause} {begins} {ends}", f"com {inside.count(',') % 2} {ends}",
        f"be {begins} {length} {clause}", f"k {kinds[end:end + 4]}",
    ]  # fmt: skip


def left_end_features(marked: MarkedText, cue: int, word: CueWord, end: int) -> list[str]:
    """Return what an end before the cue is told by."""
    between = marked.kinds[end:cue]
    pattern = between if len(between) <= 4 else between[:2] + "+" + between[-2:]
    here, before = marked.keys[end], marked.keys[end - 1]
    quoted = marked.quote_of[end - 1] >= 0 and marked.quote_of[end - 1] != marked.quote_of[end]
    distance = min(cue - end, 10)
    return [
        f"d {distance}", f"b {before}", f"bh {before} {here}", f"Gd {word.group} {distance}", f"q {quoted}",
        f"Lh {word.lemma} {here}", f"Fp {word.form} {pattern}", f"c {between.count(',')} {here}",
    ]  # fmt: skip


def left_start_features(marked: MarkedText, word: CueWord, start: int, end: int, rank: int) -> list[str]:
    """Return what a beginning before the cue is told by; `rank` counts the nearer ones passed over."""
    edge = start == marked.sentences[marked.sentence_of[start]][0]
    here = marked.keys[start]
    opens = marked.quote_of[start] >= 0 and marked.quote_of[start] != marked.quote_of[start - 1]
    return [
        f"h {here} {edge}", f"bh {marked.keys[start - 1]} {here}", f"r {min(rank, 6)} {edge}",
        f"l {(end - start).bit_length()} {edge}", f"Le {word.lemma} {edge}", f"o {opens} {edge}",
    ]  # fmt: skip
