"""
Who the subject of a verb is, in a language that puts the verb first, and who it is when it is left out.

All places are tokens.
"""

from masar.article import Span
from masar.attribution.lexicon import CueWord
from masar.attribution.objects import glued_preposition
from masar.attribution.phrases import grammar, is_recipient_quote, noun_phrase, opens_quote, quote_tokens, word_set
from masar.attribution.sentence import Sentence
from masar.attribution.text import MarkedText
from masar.attribution.words import claim_phrases

_LONGEST_ANTECEDENT = 12


def find_subject(sentence: Sentence, cue: int, word: CueWord, begin: int) -> tuple[Span | None, bool, int]:
    """Return the subject of a cue whose content begins at `begin`, whether it is left out, and what is glued to it."""
    marked = sentence.marked
    if word.form == "participle":
        source, offset = _sentence_source(sentence, cue)
        return source, True, offset
    taken_up = _taken_up(sentence, cue)
    if taken_up is not None:
        return taken_up, False, 0
    before = subject_before(sentence, cue) if marked.lows[cue] == marked.bares[cue] else None
    if before is not None and _leads(sentence, before):
        return before, False, 0
    lead = _after_recipient(marked, cue + 1)
    while lead < begin and (
        marked.kinds[lead] in "d," or marked.lows[lead] in grammar(marked, "datives") or _is_it(marked, lead)
    ):
        lead += 1
    left_out = (
        lead >= begin or _holds_subject(sentence, cue) or marked.bares[lead] in grammar(marked, "source_prepositions")
    )
    phrase = None if left_out else noun_phrase(marked, lead, begin)
    glued = phrase is not None and glued_preposition(marked, phrase[0], word.takes)  # "أملا [بتحقيق حلمه]"
    if phrase is not None and not glued and not _is_recipient(sentence, phrase[0]):
        return phrase, False, 0
    before = subject_before(sentence, cue)
    if before is not None:
        glued = sentence.marked.kinds[before[0] - 1] == "M" and sentence.marked.lows[before[0]].startswith("ل")
        return before, False, int(glued)
    return _subject_of_clause(sentence, cue), True, 0


def _taken_up(sentence: Sentence, cue: int) -> Span | None:
    """Return who was named before a verb that goes on about him, in a relative clause or after a topic."""
    marked = sentence.marked
    if marked.lows[cue + 1 : cue + 2] in (["فيه"], ["فيها"]):
        return _who_issued(sentence, cue)
    bare = marked.kinds[cue + 1 : cue + 2] != "n"  # not "روسيا التي تشتبه واشنطن في"
    if cue > sentence.first and marked.kinds[cue - 1] == "W" and bare:
        return _antecedent(sentence, cue - 1)
    # "أما رئيس البلدية، كمال سعيد، فقال", "أما النص فلا يتحدث"
    goes_on = any(low.startswith("ف") for low in marked.lows[max(sentence.first, cue - 1) : cue + 1])
    topic = goes_on and marked.lows[sentence.first] in {"اما", "واما"}
    return noun_phrase(marked, sentence.first + 1, cue) if topic else None


def _who_issued(sentence: Sentence, cue: int) -> Span | None:
    """Return whose document a verb goes on with: "أصدرت [الأمم المتحدة] بيانا قالت فيه"."""
    marked = sentence.marked
    documents = word_set(marked.language, "documents", "words")
    for place in range(cue - 1, max(sentence.floor, cue - _LONGEST_ANTECEDENT), -1):
        if marked.lows[place].removesuffix("ا") in documents or marked.lows[place] in documents:
            return noun_phrase(marked, sentence.floor + 1, place)
    return None


def _antecedent(sentence: Sentence, relative: int) -> Span | None:
    """Return whom a relative clause tells of: "استقبله [وزير الدفاع سالم العلي] الذي قال"."""
    marked = sentence.marked
    end = relative - (marked.kinds[relative - 1] == ",")
    begin = end
    while begin > sentence.floor and end - begin < _LONGEST_ANTECEDENT and marked.kinds[begin - 1] in "nX":
        begin -= 1
    titles = claim_phrases(marked.language, "titles").words
    heads = titles | grammar(marked, "open_heads") | grammar(marked, "institutions") | grammar(marked, "domains")
    office = next((place for place in range(begin, end) if marked.bares[place] in heads), None)
    if office is not None:
        return office, end
    begin = max(begin, end - 1, sentence.first + 1)
    return (begin, end) if begin < end else None


def _after_recipient(marked: MarkedText, lead: int) -> int:
    """Return the token after a medium in quotation marks that was told: `أكد [لـ"سبوتنيك"] مصدر`."""
    if marked.lows[lead : lead + 1] != ["ل"]:
        return lead
    quote = lead + 1 + (marked.lows[lead + 1 : lead + 2] == ["ـ"])
    named = quote < len(marked.lows) and opens_quote(marked, quote) and is_recipient_quote(marked, quote)
    return quote_tokens(marked, quote) if named else lead


def _is_it(marked: MarkedText, place: int) -> bool:
    """Tell whether "ذلك" is what is said, and who says it follows: "أعلن [ذلك] الديوان الملكي"."""
    return (
        marked.lows[place] == "ذلك"
        and marked.lows[place + 1 : place + 2] != []
        and marked.lows[place + 1].startswith("ال")
    )


def _holds_subject(sentence: Sentence, cue: int) -> bool:
    """Tell whether a verb ends in its subject, so that the noun after it is something else: "ووصفوا الرحلة"."""
    return sentence.marked.lows[cue].endswith("وا")


def _leads(sentence: Sentence, phrase: Span) -> bool:
    """Tell whether a phrase right before a verb is surely its subject: "لكن المنظمة وصفت"."""
    marked = sentence.marked
    low = marked.lows[phrase[0]]
    opens = phrase[0] == sentence.first or marked.kinds[phrase[0] - 1] in ",B"
    return opens and (low.startswith(("ال", "وال")) or marked.bares[phrase[0]] in grammar(marked, "open_heads"))


def _subject_of_clause(sentence: Sentence, cue: int) -> Span | None:
    """Return a name in the same sentence that "and added" goes on with: the first that is a source elsewhere."""
    marked = sentence.marked
    if cue == sentence.first or sentence.found:
        return None
    for place in range(sentence.first + 1, cue):
        if marked.kinds[place] == "n" and marked.lows[place] in sentence.names:
            return place, place + 1
    return None


def _is_recipient(sentence: Sentence, place: int) -> bool:
    low = sentence.marked.lows[place]
    stem = low[2:] if low.startswith("لل") else low[1:]
    return low.startswith("ل") and stem in word_set(sentence.marked.language, "recipients", "words")


def subject_before(sentence: Sentence, cue: int) -> Span | None:
    """Return a subject that stands before its verb: "كان بوتين أعلن", "سبق لبوتين أن أعلن", "مصادر قالت"."""
    marked = sentence.marked
    end = cue
    while end > sentence.floor and marked.kinds[end - 1] in "MNTd":
        end -= 1
    begin = end
    while begin > sentence.floor and end - begin < 10 and marked.kinds[begin - 1] in "n#X":
        begin -= 1
    if begin < end and marked.lows[begin] in {"اما", "واما"}:
        begin += 1
    if begin == end:
        return None
    before = marked.kinds[begin - 1] if begin > sentence.first else ""
    if before == "I":  # "وكانت القنصلية في مرسيليا قد أعلنت"
        was = next(
            (
                at
                for at in range(begin - 2, max(sentence.floor, begin - _LONGEST_ANTECEDENT) - 1, -1)
                if marked.kinds[at] not in "nX"
            ),
            None,
        )
        if was is not None and marked.kinds[was] == "A" and marked.kinds[end : end + 1] == "M":
            return was + 1, end
    if begin > sentence.first and before not in "AM,TB":
        return None
    if before == "I" or (begin == sentence.first and marked.lows[begin].startswith(("و", "ف")) and end - begin < 2):
        return None
    return begin, end


def _sentence_source(sentence: Sentence, cue: int) -> tuple[Span | None, int]:
    """Return the source of the attribution before a participle, or the subject of the sentence's first verb."""
    for proposal in reversed(sentence.found):
        if proposal.word.form != "by":
            return proposal.source, proposal.source_offset
    return _subject_of_clause(sentence, cue) or noun_phrase(sentence.marked, sentence.first + 1, cue), 0
