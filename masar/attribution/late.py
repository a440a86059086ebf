"""Attributions whose cue follows the content: `"...", says the minister`, "على ما ذكرت وكالة", "بحسب"."""

from dataclasses import replace

from masar.article import Span
from masar.attribution.lexicon import CueWord, cue_forms
from masar.attribution.phrases import as_cue, clause_end, grammar, noun_phrase, quote_tokens, word_set
from masar.attribution.sentence import PREPOSITION, VERB_FIRST, VERB_LATER, Sentence
from masar.attribution.spans import quote_continued
from masar.attribution.text import Proposal

_BY = CueWord("by", "by", "by")
_SHORTEST_QUOTE, _SHORTEST_PARTED = 20, 12  # letters; the second where a comma stands before the verb
# What a source that follows takes over: "he intends to go, his adviser said".
_LIGHT = frozenset({"plan", "assess", "know"})


def quote_before(sentence: Sentence, cue: int) -> int | None:
    """Return the token after a quotation that stands right before a cue."""
    marked = sentence.marked
    for place in (cue, cue - 1):
        if place > 0 and marked.quote_of[place - 1] >= 0 and marked.quote_of[place - 1] != marked.quote_of[cue]:
            start = marked.quotes[marked.quote_of[place - 1]][0]
            parted = place == cue - 1 and marked.kinds[place] == ","
            long = marked.starts[place - 1] - start > (_SHORTEST_PARTED if parted else _SHORTEST_QUOTE)
            return place if long and (place == cue or marked.kinds[place] == ",") else None
    return None


def after_quote(sentence: Sentence, cue: int, word: CueWord, closed: int) -> Proposal | None:
    """Return the attribution of a cue that follows a quotation, which may go on after it."""
    marked = sentence.marked
    quote = marked.quotes[marked.quote_of[closed - 1]]
    opened = closed - 1
    while opened > 0 and marked.starts[opened] > quote[0]:
        opened -= 1
    lead = cue + 1
    while lead < sentence.last and (marked.kinds[lead] == "d" or marked.lows[lead] in grammar(marked, "datives")):
        lead += 1
    phrase = noun_phrase(marked, lead, sentence.last) if lead < sentence.last else None
    again = quote_continued(marked, cue)
    left = (max(opened, sentence.floor) if opened >= sentence.first else opened, closed)
    content = (left,) if again is None else (left, (again, quote_tokens(marked, again)))
    return Proposal((cue, cue + 1), word, content, phrase, VERB_FIRST, implicit=phrase is None)


def after_content(sentence: Sentence, place: int, cue: int) -> Proposal | None:
    """Return the attribution of "as ... said", after its content or before it."""
    marked = sentence.marked
    word = cue_forms(marked.language)[marked.bares[cue]]
    begin = cue + 1
    if begin < sentence.last and marked.lows[begin] in {"به", "عنه", "اليه", "عليه"}:
        begin += 1
    phrase = noun_phrase(marked, begin, sentence.last)
    if phrase is None:
        return None
    if _follows_content(sentence, place):
        return _take_over(sentence, Proposal((cue, cue + 1), word, (), phrase, VERB_LATER))
    content = _around(sentence, place, phrase[1])
    if content is None:
        return None
    return Proposal((cue, cue + 1), word, content, phrase, VERB_LATER)


def _follows_content(sentence: Sentence, place: int) -> bool:
    """Tell whether a cue stands right after the content of another: "he left, she said, Reuters reported"."""
    if not sentence.found or sentence.found[-1].word.form == "by":
        return False
    end = sentence.found[-1].content[-1][1]
    return end <= place and not sentence.marked.kinds[end:place].strip(",-.")


def _take_over(sentence: Sentence, late: Proposal) -> Proposal:
    """
    Join a source named late to the attribution before it.

    A news agency, or whoever follows a verb of saying, passed it on. Anybody else who follows a verb of
    meaning says the whole clause: "he intends to go, his adviser said".
    """
    before = sentence.found.pop()
    assert late.source is not None
    head = sentence.marked.bares[late.source[0]]
    documents = word_set(sentence.marked.language, "documents", "words")
    agency = head in grammar(sentence.marked, "agency_nouns") or _stem(head) in documents
    if before.word.group in _LIGHT and not agency:
        start = sentence.first
        return replace(late, content=((start, before.content[-1][1]),))
    return replace(before, carrier=late.source)


def in_the_words_of(sentence: Sentence, place: int) -> Proposal | None:
    """Return "in the words of ...": "على حد قول", "على حد تعبيره"."""
    marked = sentence.marked
    if place + 2 >= sentence.last:
        return None
    phrase = noun_phrase(marked, place + 3, sentence.last) if not marked.lows[place + 2].endswith("ه") else None
    if sentence.found and sentence.found[-1].content[-1][1] >= place - 1:
        before = sentence.found.pop()
        return replace(before, source=phrase or before.source, carrier=before.carrier)
    content = _around(sentence, place, phrase[1] if phrase else place + 3)
    if content is None:
        return None
    return Proposal((place, place + 1), _BY, content, phrase, PREPOSITION, implicit=phrase is None)


def named_by(sentence: Sentence, place: int) -> Proposal | None:
    """Return the attribution to whom a preposition names: "بحسب تاس"."""
    marked = sentence.marked
    begin = place + 1
    offset = 0
    if begin < sentence.last and marked.lows[begin] in grammar(marked, "source_particles"):
        begin += 1
    elif begin < sentence.last and marked.bares[place] in {"وفقا", "طبقا", "تبعا"} and marked.lows[begin][:1] == "ل":
        offset = 1
    if begin + 1 < sentence.last and marked.lows[begin] in grammar(marked, "telling"):
        begin += 1
    phrase = noun_phrase(marked, begin, sentence.last)
    if phrase is not None and not _may_speak(sentence, phrase):
        phrase, offset = _publisher(sentence, phrase), 0
    if phrase is None:
        return None
    if marked.bares[place] == "نقلا" and sentence.found and sentence.found[-1].source is not None:
        return _passed_on(sentence, phrase)
    if _follows_content(sentence, place):
        return _take_over(sentence, Proposal((place, place + 1), _BY, (), phrase, PREPOSITION, offset))
    if marked.bares[place] == "استنادا" and marked.kinds[place - 1 : place] != ",":
        return None
    content = _around(sentence, place, phrase[1])
    if content is None:
        return None
    return Proposal((place, place + 1), _BY, content, phrase, PREPOSITION, source_offset=offset)


def _publisher(sentence: Sentence, phrase: Span) -> Span | None:
    """Return who published what is no source itself: "حسب البرنامج الذي نشرته [رئاسة الجمهورية]"."""
    marked = sentence.marked
    verb = phrase[1] + 1
    published = word_set(marked.language, "documents", "issued_by")
    if marked.kinds[phrase[1] : verb] != "W" or published.isdisjoint(marked.lows[verb : verb + 1]):
        return None
    return noun_phrase(marked, verb + 1, sentence.last)


def _may_speak(sentence: Sentence, phrase: Span) -> bool:
    """Tell whether "according to" a phrase can name a source: no rule, habit or will."""
    marked = sentence.marked
    if _stem(marked.bares[phrase[0]]) in word_set(marked.language, "recipients", "not_sources"):
        return False
    return phrase[1] - phrase[0] > 1 or not marked.lows[phrase[0]].endswith(("ته", "تها", "تهم"))


def _passed_on(sentence: Sentence, phrase: Span) -> Proposal | None:
    """Turn the attribution before "citing ..." into one whose source is cited and passed on."""
    before = sentence.found.pop()
    return replace(before, source=phrase, carrier=before.source, implicit=False)


def _around(sentence: Sentence, place: int, after: int) -> tuple[Span, ...] | None:
    """Return the content around what names a source: before it, after it, or on both sides."""
    marked = sentence.marked
    start = sentence.floor
    while start < place and marked.kinds[start] in ",.:-":
        start += 1
    end = place
    while end > start and marked.kinds[end - 1] in ",-":
        end -= 1
    comma = after < sentence.last and marked.kinds[after] == ","
    begins = after
    while begins < sentence.last and marked.kinds[begins] in ",d":
        begins += 1
    if end - start >= 2:
        left = (start, end)
        if comma and marked.kinds[place - 1] == "," and not _another(sentence, begins):
            stop = clause_end(marked, begins, sentence.last)
            return (left, (begins, stop)) if stop - begins >= 2 else (left,)
        return (left,)
    if begins < sentence.last and marked.kinds[begins] == "T":
        begins += 1
    stop = clause_end(marked, begins, sentence.last)
    return ((begins, stop),) if stop - begins >= 2 else None


def _another(sentence: Sentence, place: int) -> bool:
    """Tell whether the text after a source goes on with another attribution."""
    marked = sentence.marked
    return place >= sentence.last or marked.kinds[place] in "VB" or as_cue(marked, place, sentence.last) is not None


def _stem(low: str) -> str:
    """Return a word without its article."""
    return low.removeprefix("ال")
