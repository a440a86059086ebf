"""
Noun phrases: where a subject begins and ends beside its verb.

No parser: a phrase is looked for where the language puts it, up to the next boundary of the clause.
Windows are bounded, so that a text costs time linear in its length.
"""

from collections.abc import Iterable, Iterator, Sequence

from masar.itinerary.text import Text, Word

LONGEST_PHRASE = 14
_FARTHEST = 18
_OF_WAYS = frozenset({"to", "from", "via"})
_LONGEST_APPOSITION = 25
_LONGEST_DATELINE = 8
_AGENCY, _DASHES = 5, frozenset("-–—")
COMMAS = frozenset(",،")
_INSIDE_PHRASE = frozenset({"of", "for", "to", "in"})


def phrase_past_place(text: Text, trigger: int) -> list[int]:
    """Return the subject that follows the place: "ووصلت إلى المطار طائرات"."""
    words = text.words
    sentence = text.sentences[words[trigger].sentence]
    placed = False
    for index in range(trigger + 1, min(sentence.stop, trigger + _FARTHEST)):
        word = words[index]
        if word.place is not None and not word.demonym:
            placed = True
        elif placed and word.preposition in _OF_WAYS:
            continue  # "انطلقت من القاهرة إلى العريش قافلة"
        elif placed and any(mark.startswith("kind:") or mark == "roles" for mark in word.marks) and not word.glued:
            return [index, *phrase_after(text, index)]
        elif (word.preposition and placed) or not (
            word.preposition
            or word.demonym
            or word.marks & {"transparent", "adverbs"}
            or word.date is not None
            or (placed and (word.is_sign or _is_bare_adjective(text, word)))
        ):
            return []
    return []


def _is_bare_adjective(text: Text, word: Word) -> bool:
    """Tell whether a word has the article and nothing else is known of it: "معبر رفح [البري]"."""
    return word.form.startswith(text.lexicon.articles) and not (word.triggers or word.marks)


def is_passive(text: Text, trigger: int) -> bool:
    """Tell whether a participle has a form of "be" before it."""
    if not any(t.tense in ("past", "participle") for t in text.words[trigger].triggers):
        return False
    return any("be_form" in w.marks for w in text.words[max(0, trigger - 3) : trigger])


def has_pronoun_suffix(text: Text, word: Word) -> bool:
    """Tell whether a pronoun is glued to the end of a word; a final ta marbuta, or a letter of the root, is none."""
    whole = text.article.text[word.start : word.end]
    ending = next((ending for ending in text.lexicon.pronoun_endings if whole.endswith(ending)), "")
    if not ending or not word.triggers or word.triggers[0].noun:
        return bool(ending)
    return any(key.removesuffix(ending) in text.lexicon.triggers for key in word.keys)


def is_possessive(text: Text, index: int) -> bool:
    """Tell whether a word owns the next: "Putin's"."""
    endings = text.lexicon.owner_endings
    return bool(endings) and bool(set(_marks_of_possession(text, text.words[index])) & set(endings))


def _marks_of_possession(text: Text, word: Word) -> tuple[str, str]:
    whole = text.article.text
    return whole[max(word.start, word.end - 2) : word.end], whole[word.end : word.end + 2]


def opening_phrase(text: Text, trigger: int) -> list[int]:
    """Return how the sentence of a verb opens: the words up to the first verb, preposition or sign."""
    words = text.words
    sentence = text.sentences[words[trigger].sentence]
    found: list[int] = []
    start = _past_dateline(words, sentence)
    for index in range(start, min(trigger, start + LONGEST_PHRASE)):
        word = words[index]
        if word.form == ":" and index <= sentence.start + _LONGEST_DATELINE:
            found = []  # a dateline ends here
            continue
        if (
            (word.is_sign and word.form not in '()"')
            or "clause" in word.marks
            or (word.preposition and word.preposition != "of")
        ):
            break
        if any(not t.noun for t in word.triggers) and not word.upper:
            break
        found.append(index)
    return found


def _past_dateline(words: Sequence[Word], sentence: range) -> int:
    """Return where a sentence begins after "BEIJING, Oct. 11 (Xinhua) --", or its start."""
    for index in range(sentence.start, min(sentence.stop, sentence.start + _LONGEST_DATELINE + _AGENCY)):
        word = words[index]
        if any(not t.noun for t in word.triggers) and not word.upper:
            return sentence.start
        if word.form in _DASHES:
            ends = (n for n in range(index, sentence.stop) if words[n].form not in _DASHES)
            return next(ends, sentence.stop) if index <= sentence.start + _LONGEST_DATELINE + _AGENCY else index
    return sentence.start


def has_no_finite_verb(text: Text, indices: Iterable[int]) -> bool:
    """Tell whether words hold no finite verb of their own."""
    return not any(
        t.tense in ("past", "present", "future") and not t.noun for i in indices for t in text.words[i].triggers
    )


def phrase_before(text: Text, end: int) -> Iterator[int]:
    """Yield the words of the noun phrase that ends before `end`, from its last to its first."""
    words = text.words
    if end < 1 or end > len(words):
        return
    sentence = text.sentences[words[end - 1].sentence]
    for index in range(end - 1, max(sentence.start, end - LONGEST_PHRASE) - 1, -1):
        word = words[index]
        if _ends_phrase(words, index) or (word.date is not None and index != end - 1):
            return
        yield index
        if text.lexicon.cased and word.form in text.lexicon.articles and _begins_phrase(words, index):
            return


def _ends_phrase(words: list[Word], index: int) -> bool:
    """Tell whether a word cannot stand in a noun phrase before its verb: a sign, a conjunction, another verb."""
    word = words[index]
    finite = any(not t.noun and t.tense in ("past", "present", "future") for t in word.triggers)
    bare = bool(word.triggers) and all(not t.noun and t.tense == "base" for t in word.triggers)  # "will travel to"
    return (
        bare
        or "will" in word.marks
        or (word.is_sign and word.form not in "\"'«»“”")
        or ("clause" in word.marks and not _joins_names(words, index))
        or (bool(word.preposition) and word.preposition not in _INSIDE_PHRASE)
        or (finite and not word.upper)
        or "follows" in word.marks
    )


def _begins_phrase(words: list[Word], index: int) -> bool:
    """Tell whether an article begins a noun phrase of its own: "according to the sources [the ship]"."""
    before = words[index - 1] if index else None
    return before is not None and not (before.preposition or before.is_sign or before.triggers or before.upper)


def _joins_names(words: list[Word], index: int) -> bool:
    """Tell whether an "and" stands between two names: "Kim and Putin met"."""
    both = words[index - 1 : index] + words[index + 1 : index + 2]
    return "list" in words[index].marks and len(both) == 2 and all(word.upper and not word.is_sign for word in both)


def phrase_after(text: Text, trigger: int) -> list[int]:
    """Return the words of the noun phrase after a verb, where the language puts subjects."""
    words = text.words
    sentence = text.sentences[words[trigger].sentence]
    found: list[int] = []
    for index in range(trigger + 1, min(sentence.stop, trigger + 1 + LONGEST_PHRASE)):
        word = words[index]
        if word.is_sign and word.form in "\"'«»“”":
            continue
        if not found and (word.date is not None or (word.form in COMMAS and _is_beside_date(words, index))):
            continue
        companions = not found and word.joined and any(mark.startswith("kind:") for mark in word.marks)
        if word.is_sign or word.date is not None or word.preposition or "clause" in word.marks or companions:
            break  # "غادر والوفد المرافق له": the subject stands before
        if word.place is not None and not word.demonym and not _is_possessed(text, found):
            break
        if word.glued in ("to", "in") and (word.marks or word.keys[-1].startswith(text.lexicon.articles)):
            break
        if ("transparent" in word.marks and "roles" not in word.marks) or _begins_anew(text, trigger, found, word):
            break
        if not found and "adverbs" in word.marks and not any(mark.startswith("kind:") for mark in word.marks):
            continue
        if any(t.group != "other" for t in word.triggers) and not word.marks & {"roles", "officials"}:
            break
        found.append(index)
    return found


def _begins_anew(text: Text, trigger: int, found: list[int], word: Word) -> bool:
    """Tell whether a number or an object follows: "الرئيس الأوكراني [قرابة الساعة]", "التقى الوزير [نظيره]"."""
    if found and "counterpart" in word.marks:
        return any(t.group == "act" for t in text.words[trigger].triggers)
    definite = bool(found) and text.words[found[0]].form.startswith(text.lexicon.articles)
    return definite and "indefinite" in word.marks


def _is_beside_date(words: list[Word], index: int) -> bool:
    return any(word.date is not None for word in (*words[max(0, index - 1) : index], *words[index + 1 : index + 2]))


def _is_possessed(text: Text, found: list[int]) -> bool:
    """Tell whether a place after these words is their possessor: "وزير خارجية مصر"."""
    last = text.words[found[-1]] if found else None
    return last is not None and "context" in last.marks and not last.form.startswith(text.lexicon.articles)


def verb_before_place(text: Text, trigger: int) -> int | None:
    """Return the verb whose place stands right before "bound for": "the ship left Haifa bound for X"."""
    words = text.words
    sentence = text.sentences[words[trigger].sentence]
    placed = False
    for at in range(trigger - 1, max(sentence.start, trigger - 9) - 1, -1):
        word = words[at]
        if placed and any(not t.noun and t.tense in ("past", "present") for t in word.triggers):
            return at
        if word.is_sign or word.marks & {"clause", "auxiliary"}:
            return None
        placed = placed or (word.place is not None and not word.demonym) or "node" in word.marks
    return None


def is_object(text: Text, sentence: range, phrase: list[int]) -> bool:
    """Tell whether a noun phrase hangs on a preposition after a verb of its sentence: no subject of the next verb."""
    first = min(phrase, default=sentence.start)
    if not text.lexicon.cased or first <= sentence.start or text.words[first - 1].preposition in ("", "of"):
        return False
    return any(not t.noun and t.tense == "past" for at in range(sentence.start, first) for t in text.words[at].triggers)


def sign_before(text: Text, sentence: range, index: int) -> int:
    """Return where the nearest sign before an index stands, or else the index before the sentence."""
    before = index - 1
    while before in sentence and index - before < _LONGEST_APPOSITION and not text.words[before].is_sign:
        before -= 1
        if before in sentence and text.words[before].form == ")":  # an abbreviation in brackets
            opening = next((n for n in range(before, max(before - 5, sentence.start), -1) if _opens(text, n)), before)
            before = opening - 1 if opening != before else before
    return before


def _opens(text: Text, index: int) -> bool:
    return text.words[index].form == "("
