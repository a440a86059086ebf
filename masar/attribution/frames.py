"""
What brings in the content of a verb of saying: "that", a colon, a quotation, its preposition or its object.

All places are tokens; every search is bounded.
"""

from masar.attribution.lexicon import CueWord
from masar.attribution.objects import glued_preposition, split_object
from masar.attribution.phrases import (
    clause_end,
    grammar,
    hides_name,
    is_name_quote,
    is_quoted_body,
    is_recipient_quote,
    opens_quote,
    quote_tokens,
    word_set,
)
from masar.attribution.sentence import REACH, Sentence

_FULL_QUOTE = 5


def is_noun(sentence: Sentence, cue: int) -> bool:
    """Tell whether a form that may be a verb is none here: after a preposition, or where "that" is far."""
    before = sentence.marked.kinds[cue - 1]
    if sentence.marked.bares[cue - 1] in word_set(sentence.marked.language, "documents", "words"):
        return True
    return before == "I" or (
        before == "n" and not sentence.marked.lows[cue - 1].startswith("ال") and _is_bare(sentence, cue)
    )


def _is_bare(sentence: Sentence, cue: int) -> bool:
    """Tell whether neither "that" nor a quotation follows soon, as after a noun."""
    kinds = sentence.marked.kinds
    for place in range(cue + 1, min(sentence.last, cue + 12)):
        if kinds[place] in "T:" or opens_quote(sentence.marked, place):
            return False
    return True


def at_clause_start(sentence: Sentence, cue: int) -> bool:
    """Tell whether a cue begins a clause, as a verb does that has its object without "that"."""
    marked = sentence.marked
    if cue == sentence.first or marked.lows[cue] != marked.bares[cue] or marked.kinds[cue - 1] in ",:-NAMBdW":
        return True
    return any(marked.kinds[place] == "A" for place in range(max(sentence.first, cue - 8), cue))


def content_start(sentence: Sentence, cue: int, word: CueWord) -> tuple[int | None, str]:
    """
    Return where the content after a cue begins, and what brings it in.

    That is `that`, `colon`, `quote`, `takes` (a preposition of the cue) or `object`.
    """
    marked = sentence.marked
    limit = min(sentence.last, cue + REACH)
    place, fallback = cue + 1, None
    while place < limit:
        if opens_quote(marked, place):
            how = _at_quote(sentence, cue, place, word)
            if how is not None:
                return place, how
            place = quote_tokens(marked, place)
            continue
        found = _brought_in(sentence, cue, place, word)
        if found is not None:
            return found
        fallback = fallback or _after_preposition(sentence, cue, place, word)
        if (fallback and marked.kinds[place] in ",;") or (place > cue + 1 and _stops_at(sentence, place)):
            break
        place += 1
    return _without_that(sentence, cue, word, fallback)


def _brought_in(sentence: Sentence, cue: int, place: int, word: CueWord) -> tuple[int | None, str] | None:
    """Return the content that a colon, "that", or a preposition and "that" bring in at a token."""
    marked = sentence.marked
    kind = marked.kinds[place]
    if kind == ":":
        begin = place + 1
        if begin >= len(marked.kinds):
            return None, ""
        return begin, "quote" if opens_quote(marked, begin) else "colon"
    if kind == "T":
        begins = split_object(marked, cue + 1, place) if word.lemma == "وصف" else None
        return begins or place + 1, "that"
    if _is_own(sentence, cue, place, word) and marked.kinds[place + 1 : place + 2] == "T":
        return place + 2, "that"
    return None


def _after_preposition(sentence: Sentence, cue: int, place: int, word: CueWord) -> int | None:
    """Return where the object of one of the cue's prepositions begins, if that stands at a token."""
    marked = sentence.marked
    if _is_own(sentence, cue, place, word):
        return place + 1
    low = marked.lows[place]
    if place == cue + 1:
        return place if low.startswith(("بال", "لال")) and low[0] in word.takes else None
    return place if glued_preposition(marked, place, word.takes) else None


def _without_that(sentence: Sentence, cue: int, word: CueWord, fallback: int | None) -> tuple[int | None, str]:
    """Return the content of a cue that nothing else brings in: the object of a preposition, or its own object."""
    limit = min(sentence.last, cue + REACH)
    if (
        word.form == "participle"
        and "=" in word.takes
        and fallback is None
        and sentence.marked.kinds[cue + 1 : cue + 2] == "n"
    ):
        return cue + 1, "object"
    if fallback is None and word.takes & {"ب", "ل"}:
        fallback = _last_glued(sentence, cue, limit, word)
    if fallback is not None and fallback < sentence.last:
        begins = split_object(sentence.marked, cue + 1, fallback) if "=" in word.takes else None
        return begins or fallback, "takes"
    begins = split_object(sentence.marked, cue + 1, limit) if "=" in word.takes else None
    return begins, "object" if begins is not None else ""


def _is_own(sentence: Sentence, cue: int, place: int, word: CueWord) -> bool:
    """Tell whether a preposition belongs to the cue, not to a phrase such as "source in the ministry"."""
    marked = sentence.marked
    if marked.bares[place] not in word.takes:
        return False
    if marked.bares[place] in {"في", "من"} and place > cue + 1:
        return marked.bares[place - 1] not in grammar(marked, "open_heads")
    return word.lemma not in {"اعلن", "كشف"} or marked.bares[place] == "عن"


def _stops_at(sentence: Sentence, place: int) -> bool:
    """Tell whether a second verb ends the search: it has the "that" for itself."""
    marked = sentence.marked
    return marked.kinds[place] == "V" and marked.kinds[place - 1] not in "WNIn" and not hides_name(marked, place)


def _last_glued(sentence: Sentence, cue: int, limit: int, word: CueWord) -> int | None:
    """Return the last word of the phrase after a cue that may begin with one of its prepositions."""
    marked = sentence.marked
    found = None
    for place in range(cue + 1, limit):
        if marked.kinds[place] not in "n#Xd":
            break
        low = marked.lows[place]
        if place > cue + 1 and len(low) > 3 and low[0] in word.takes and low[0] in "بل" and marked.counts[low] == 1:
            found = place
    return found


def _at_quote(sentence: Sentence, cue: int, place: int, word: CueWord) -> str | None:
    """Return how a quotation is a cue's content, or `None` if it is a name."""
    marked = sentence.marked
    if marked.kinds[place - 1] == ":":
        return "quote"
    if is_name_quote(marked, place) or is_recipient_quote(marked, place) or _is_quoted_name(sentence, cue, place, word):
        return None
    if quote_tokens(marked, place) - place >= _FULL_QUOTE + 2:
        return "quote"
    if marked.lows[place - 1] in word.takes or "=" in word.takes or marked.bares[place - 1] in word.takes:
        return "takes" if marked.lows[place - 1] in word.takes else "object"
    return None


def _is_quoted_name(sentence: Sentence, cue: int, place: int, word: CueWord) -> bool:
    """Tell whether a word in quotation marks right after a cue is its subject: `وأشارت "تاس" إلى أن`."""
    closed = quote_tokens(sentence.marked, place)
    if place != cue + 1 or not is_quoted_body(sentence.marked, place):
        return False
    reach = range(closed, min(sentence.last, closed + 8))
    return any(sentence.marked.kinds[p] == "T" or sentence.marked.bares[p] in word.takes for p in reach)


def content_end(sentence: Sentence, start: int, how: str) -> int:
    """Return the token after the content that begins at `start` and was brought in by `how`."""
    marked = sentence.marked
    if start >= len(marked.kinds):
        return start
    if opens_quote(marked, start):
        closed = quote_tokens(marked, start)
        if how == "quote" or (closed - start >= _FULL_QUOTE + 3 and _is_whole(sentence, closed)):
            return closed
    return clause_end(marked, start, max(sentence.last, start))


def _is_whole(sentence: Sentence, closed: int) -> bool:
    """Tell whether a quotation is a clause of its own, by what follows it."""
    return closed >= sentence.last or sentence.marked.kinds[closed] in ".,B"
