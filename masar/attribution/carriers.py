"""Attributions that no verb of saying makes: words passed on, documents that carry words, silences."""

from masar.article import Span
from masar.attribution.frames import content_end
from masar.attribution.lexicon import CueWord
from masar.attribution.objects import split_object
from masar.attribution.phrases import clause_end, grammar, noun_phrase, opens_quote, word_set
from masar.attribution.sentence import REACH, VERB_FIRST, VERB_LATER, Sentence
from masar.attribution.subjects import subject_before
from masar.attribution.text import Proposal

_SILENCE = CueWord("silence", "deny", "silence")
_ABOUT = frozenset(["علي", "حول", "بشان", "عن"])
_DOCUMENT = CueWord("document", "say", "document")


def relayed(sentence: Sentence, cue: int, word: CueWord) -> Proposal | None:
    """Return "TASS quoted the governor as saying": the source is quoted, the subject passes it on."""
    marked = sentence.marked
    limit = min(sentence.last, cue + REACH)
    about = next((p for p in range(cue + 1, limit) if marked.lows[p] == "عن"), None)
    if about is None:
        return None
    carrier = noun_phrase(marked, cue + 1, about)
    source = noun_phrase(marked, about + 1, limit)
    if source is None:
        return None
    said = grammar(marked, "said_nouns")
    begin = source[1]
    for place in range(source[0], min(limit, source[1] + 12)):
        if marked.lows[place] in said or marked.kinds[place] in "T:":
            begin = place
            source = (source[0], min(source[1], place))
            break
        if place > source[0] and place < source[1] and marked.lows[place].endswith(("ها", "هم")):
            begin, source = place, (source[0], place)
            break
    if source[1] <= source[0]:
        return None
    while begin < sentence.last and (marked.lows[begin] in said or marked.kinds[begin] in "T:"):
        begin += 1
    how = "quote" if begin < sentence.last and opens_quote(marked, begin) else "that"
    end = content_end(sentence, begin, how) if begin < len(marked.kinds) else begin
    if end <= begin:
        return None
    return Proposal((cue, cue + 1), word, ((begin, end),), source, VERB_FIRST, carrier=carrier)


def document(sentence: Sentence, place: int) -> Proposal | None:
    """Return "a statement said": the source is who issued it, or the one before."""
    marked = sentence.marked
    if marked.lows[place + 1 : place + 2] != ["في"] or place + 2 >= sentence.last:
        return None
    noun = place + 2
    stem = marked.bares[noun].removeprefix("ال")
    if stem not in word_set(marked.language, "documents", "words"):
        return None
    limit = min(sentence.last, place + REACH)
    start = next((p for p in range(noun, limit) if marked.kinds[p] in "T:" or opens_quote(marked, p)), None)
    if start is None:
        return None
    source, offset = _issuer(sentence, noun, start)
    begin = start + 1 if marked.kinds[start] in "T:" else start
    if begin >= len(marked.kinds):
        return None
    end = content_end(sentence, begin, "quote" if marked.kinds[start] == ":" else "that")
    if end <= begin:
        return None
    return Proposal((place, place + 1), _DOCUMENT, ((begin, end),), source, VERB_LATER, offset, implicit=source is None)


def _issuer(sentence: Sentence, noun: int, limit: int) -> tuple[Span | None, int]:
    marked = sentence.marked
    for place in range(noun + 1, limit):
        if marked.lows[place] in word_set(marked.language, "documents", "issued_by"):
            return noun_phrase(marked, place + 1, limit), 0
        if marked.lows[place] in word_set(marked.language, "documents", "issued_from"):
            return noun_phrase(marked, place + 2, limit), 0
        if marked.lows[place].startswith("ل") and place == noun + 1:
            return noun_phrase(marked, place, limit), 1
    if noun + 1 < limit and marked.lows[noun + 1].startswith("ال"):
        return noun_phrase(marked, noun + 1, limit), 0
    return None, 0


def silence(sentence: Sentence, place: int) -> Proposal | None:
    """Return that somebody did not comment, confirm or answer."""
    marked = sentence.marked
    impossible = marked.bares[place] in word_set(marked.language, "no_confirmation", "impossible")
    verb = place if impossible else place + 1
    if verb >= sentence.last:
        return None
    low = marked.lows[verb]
    if not impossible and low not in word_set(marked.language, "no_confirmation", "negated_verbs"):
        return None
    end = clause_end(marked, verb + 1, sentence.last)
    if impossible or low in word_set(marked.language, "no_confirmation", "impersonal"):
        return _nothing_came(sentence, verb, end)
    return _kept_silent(sentence, place, verb, end)


def _nothing_came(sentence: Sentence, verb: int, end: int) -> Proposal | None:
    """Return "no comment came from ...", "it was not possible to get a comment from ..."."""
    marked = sentence.marked
    unsaid = word_set(marked.language, "no_confirmation", "nouns")
    if unsaid.isdisjoint(marked.lows[verb:end]):
        return None
    source, offset, begin = None, 0, verb + 1
    for place in range(verb + 1, end - 1):
        glued = place == verb + 1 and marked.lows[place].startswith("ل") and marked.kinds[place] == "n"
        if marked.lows[place] == "من" or glued:
            source, offset = noun_phrase(marked, place + (not glued), end), int(glued)
            if source is not None and source[1] < end and marked.lows[source[1]] in _ABOUT:
                begin = source[1]
            elif source is not None and not glued:
                end = place
            break
    return _silence_of(verb, source, offset, begin, end)


def _kept_silent(sentence: Sentence, place: int, verb: int, end: int) -> Proposal | None:
    """Return "the ministry did not comment on ...", "did not confirm ..."."""
    marked = sentence.marked
    about = next((p + 1 for p in range(verb + 1, end) if marked.kinds[p] == "I"), None)
    phrase = noun_phrase(marked, verb + 1, end)
    told = phrase is not None and phrase[1] < end and marked.kinds[phrase[1]] == "n"  # "لم توضح الوكالة [نوع]"
    begin = (phrase[1] if told and phrase else about) or split_object(marked, verb + 1, end) or verb + 1
    source = noun_phrase(marked, verb + 1, begin) or subject_before(sentence, place)
    return _silence_of(verb, source, 0, begin if begin < end else verb + 1, end, implicit=source is None)


def _silence_of(
    verb: int, source: Span | None, offset: int, begin: int, end: int, *, implicit: bool = False
) -> Proposal | None:
    if end <= begin:
        return None
    return Proposal(
        (verb, verb + 1), _SILENCE, ((begin, end),), source, VERB_FIRST, offset, implicit=implicit, negated=True
    )
