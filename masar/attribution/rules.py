"""
Attributions proposed by rules, for a verb-first language without learned weights: Arabic.

A sentence is read from its beginning, cue by cue: a verb of saying with its subject and what brings in its
content ("قال فلان إن"), a cue that follows its content ("على ما ذكرت وكالة"), a preposition that names a source
("بحسب"), a document that carries words ("جاء في بيان"), a silence ("لم يصدر أي تعليق"). The words are in
claims.toml; the order of the sentence is here.
"""

from collections.abc import Iterator
from functools import cache

from masar.attribution.carriers import document, relayed, silence
from masar.attribution.frames import at_clause_start, content_end, content_start, is_noun
from masar.attribution.late import after_content, after_quote, in_the_words_of, named_by, quote_before
from masar.attribution.lexicon import CueWord, cue_forms
from masar.attribution.phrases import (
    as_cue,
    grammar,
    hides_name,
    is_words_of,
    quote_tokens,
    takes_content,
    word_set,
)
from masar.attribution.sentence import VERB_FIRST, Sentence
from masar.attribution.subjects import find_subject
from masar.attribution.text import MarkedText, Proposal
from masar.languages import load_language

_RANK_REACH = 14
_PROMISE_REACH = 7
_NEWS_REACH = 12
_SHADDA = "\u0651"


def propose_by_rules(marked: MarkedText) -> Iterator[Proposal]:
    """Yield the attributions of a text, sentence by sentence."""
    names = frozenset(_cue_neighbours(marked))
    for first, last in marked.sentences:
        yield from _read(Sentence(marked, first, last, names))


def _cue_neighbours(marked: MarkedText) -> Iterator[str]:
    """Yield words that are names, by what they follow: a verb of saying or "had", more than once in the text."""
    forms = cue_forms(marked.language)
    often = frozenset(low for low, count in marked.counts.items() if count > 1 and len(low) > 2)
    for place, (before, kind, low) in enumerate(zip(marked.kinds, marked.kinds[1:], marked.lows[1:], strict=False), 1):
        if kind != "n" or before not in "AV" or low not in often or low.startswith("ال"):
            continue
        if before == "A" or (before == "V" and forms[marked.bares[place - 1]].group in {"say", "accuse", "assess"}):
            yield low


def _read(sentence: Sentence) -> list[Proposal]:
    place = sentence.first
    while place < sentence.last:
        if sentence.marked.quote_of[place] >= 0:
            place = quote_tokens(sentence.marked, place)
            continue
        proposal = _at(sentence, place)
        if proposal is None:
            place += 1
            continue
        sentence.found.append(proposal)
        parts = [proposal.cue, *proposal.content, proposal.source or (0, 0), proposal.carrier or (0, 0)]
        sentence.floor = max(sentence.floor, *(end for _, end in parts))
        place = max(place + 1, sentence.floor)
    return sentence.found


def _at(sentence: Sentence, place: int) -> Proposal | None:
    """Return the attribution whose cue begins at a token, or `None`."""
    marked = sentence.marked
    bare = marked.bares[place]
    if bare not in _openers(marked.language) and marked.kinds[place] != "N":
        return None
    cue = as_cue(marked, place, sentence.last)
    found: Proposal | None = None
    if cue is not None:
        found = after_content(sentence, place, cue)
    elif bare in grammar(marked, "source_prepositions"):
        found = named_by(sentence, place)
    elif bare in word_set(marked.language, "documents", "carriers"):
        found = document(sentence, place) or _replied(sentence, place)
    elif marked.kinds[place] == "N" or bare in word_set(marked.language, "no_confirmation", "impossible"):
        found = silence(sentence, place)
    elif is_words_of(marked, place):
        found = in_the_words_of(sentence, place)
    else:
        word = cue_forms(marked.language).get(bare)
        if word is not None and (marked.kinds[place] == "V" or _is_verb_after_all(sentence, place, word)):
            found = _verb(sentence, place, word)
    return found


def _replied(sentence: Sentence, place: int) -> Proposal | None:
    """Return "and he replied that", which is written as "there came": "ورد المتحدث بأن"."""
    marked = sentence.marked
    word = cue_forms(marked.language).get(marked.lows[place].removeprefix("و"))
    return None if word is None or marked.lows[place] != "ورد" else _verb(sentence, place, word)


@cache
def _openers(language: str) -> frozenset[str]:
    """Return the words that `_at` looks at, but for negations; most words are none."""
    listed = (
        ("grammar", "as_words"), ("grammar", "as_prepositions"), ("grammar", "source_prepositions"),
        ("documents", "carriers"), ("no_confirmation", "impossible"),
    )  # fmt: skip
    return frozenset({"علي", *cue_forms(language)}).union(*(word_set(language, *name) for name in listed))


def _is_verb_after_all(sentence: Sentence, place: int, word: CueWord) -> bool:
    """Tell whether a word that is mostly a preposition is a verb: "عبّر ... عن", "بيّن ... أن"."""
    marked = sentence.marked
    doubled = _SHADDA in marked.text[marked.starts[place] : marked.ends[place]]
    if not doubled and not at_clause_start(sentence, place):
        return False
    for after in range(place + 2, min(sentence.last, place + 10)):
        if marked.kinds[after] == "T" or marked.lows[after] in word.takes:
            return True
        if marked.kinds[after] in ",V":
            return False
    return False


def _verb(sentence: Sentence, cue: int, word: CueWord) -> Proposal | None:
    """Return the attribution that a verb carries, or `None`."""
    marked = sentence.marked
    if (
        marked.lows[cue] in grammar(marked, "no_cues")
        or hides_name(marked, cue)
        or not _is_speech(sentence, cue, word)
        or (cue > sentence.first and is_noun(sentence, cue))
    ):
        return None
    if _is_impersonal(sentence, cue) or _is_ranked(sentence, cue, word):
        return None
    if word.lemma == "نقل":
        found = relayed(sentence, cue, word)
        if found is not None or not _is_agency_after(sentence, cue):
            return found
    quoted = quote_before(sentence, cue)
    goes_on = marked.kinds[cue + 1 : cue + 2] == "T" or _has_object(sentence, cue, word)  # `"...". وأوضح أنه`
    if quoted is not None and not goes_on:
        return after_quote(sentence, cue, word, quoted)
    start, how = content_start(sentence, cue, word)
    if start is None or (_is_seldom_said(sentence, word) and "," in marked.kinds[cue:start]):
        return None
    return _with_content(sentence, cue, word, start, how)


def _is_agency_after(sentence: Sentence, cue: int) -> bool:
    """Tell whether an agency passes on words of its own: "نقلت [الوكالة] أن", not "نقل 1000 شخص"."""
    marked = sentence.marked
    head = marked.bares[cue + 1 : cue + 2]
    agency = bool(head) and head[0].removeprefix("ال") in grammar(marked, "agency_nouns") | grammar(
        marked, "naming_nouns"
    )
    return agency and takes_content(marked, cue, sentence.last, _NEWS_REACH)


def _is_seldom_said(sentence: Sentence, word: CueWord) -> bool:
    """Tell whether a verb is mostly no verb of saying: "يواصل رحلته، إذ أنه"."""
    return word.lemma in grammar(sentence.marked, "seldom_said")


def _has_object(sentence: Sentence, cue: int, word: CueWord) -> bool:
    """Tell whether a participle after a quotation goes on to something else: `"...", مؤكدا دعم بلاده`."""
    following = sentence.marked.kinds[cue + 1 : cue + 2]
    return word.form == "participle" and "=" in word.takes and following == "n"


def _is_impersonal(sentence: Sentence, cue: int) -> bool:
    """Tell whether a form says nothing of who speaks: "it is said that"."""
    marked = sentence.marked
    if cue > sentence.first and marked.bares[cue - 1].endswith("جدير"):
        return True  # "جدير ذكره أن"
    if marked.bares[cue] not in grammar(marked, "impersonal"):
        return False
    following = marked.kinds[cue + 1 : cue + 3]
    return following[:1] == "T" or following == "IT"


def _is_ranked(sentence: Sentence, cue: int, word: CueWord) -> bool:
    """Tell whether what is judged is only ranked: "تعتبر الزيارة الأولى من نوعها", said by nobody."""
    marked = sentence.marked
    if word.lemma == "وعد":  # "تُعد": is held to be, not "promises"
        return word.form == "imperfect" and not _promises(sentence, cue)
    if word.group != "assess" or word.form != "imperfect" or "T" in marked.kinds[cue + 1 : cue + 8]:
        return False
    ranks = grammar(marked, "ranks")
    return any(low in ranks for low in marked.lows[cue + 1 : min(cue + _RANK_REACH, sentence.last)])


def _promises(sentence: Sentence, cue: int) -> bool:
    """Tell whether "to" follows the subject of "يعد", "تعد": "تعد الحكومة بفتح المعبر"."""
    marked = sentence.marked
    for place in range(cue + 1, min(cue + _PROMISE_REACH, sentence.last)):
        if marked.kinds[place] == "T":
            return marked.lows[place].startswith("ب")
        if place > cue + 1 and marked.lows[place].startswith("ب") and marked.kinds[place] == "n":
            return True
        if marked.kinds[place] not in "nX":
            return False
    return False


def _is_speech(sentence: Sentence, cue: int, word: CueWord) -> bool:
    """Tell whether a verb that is an act of speech only beside another word stands beside it."""
    marked = sentence.marked
    if word.lemma not in load_language(marked.language, "claims")["only_beside"]:
        return True
    return not word_set(marked.language, "only_beside", word.lemma).isdisjoint(marked.lows[cue : cue + 10])


def _with_content(sentence: Sentence, cue: int, word: CueWord, start: int, how: str) -> Proposal | None:
    """Return the attribution of a verb whose content begins at `start`, if its subject and place allow it."""
    marked = sentence.marked
    begin = start - 1 if how == "that" and marked.kinds[start - 1] == "T" else start
    source, implicit, offset = find_subject(sentence, cue, word, begin)
    before = marked.kinds[cue - 1] if cue > sentence.first else ""
    end = content_end(sentence, start, how)
    fits = end > start
    if before == "W":
        fits = fits and source is not None and how == "that" and "," not in marked.kinds[cue:start]
    if how == "object":
        # "تعتبر هذه الزيارة": without a subject, a verb of judging is passive.
        named = source is not None or (word.group != "assess" and _opens_sentence(sentence, cue))
        fits = fits and named and at_clause_start(sentence, cue)
    elif how == "takes" and word.form != "participle":
        described = (
            before == "," and source is None and word.form == "imperfect" and marked.lows[cue] == marked.bares[cue]
        )
        fits = fits and at_clause_start(sentence, cue) and not described  # "رسالة، [تؤكد] أهمية الزيارة"
    if not fits:
        return None
    negated = before == "N" and "الا" not in marked.lows[cue + 1 : start + 1]  # "لا يتحدث إلا عن"
    return Proposal(
        (cue, cue + 1), word, ((start, end),), source, VERB_FIRST, offset, implicit=implicit, negated=negated
    )


def _opens_sentence(sentence: Sentence, cue: int) -> bool:
    return cue == sentence.first and sentence.marked.lows[cue] != sentence.marked.bares[cue]
