"""A place that is no stop, for its name belongs to something else: "Ukraine's port of Odesa", "the Meridian Gate"."""

from masar.itinerary.descriptions import kinds_of
from masar.itinerary.text import Text, Word

_BEFORE = 3
_OF_WAYS = frozenset({"to", "from", "via"})
_HYPHENS = ("-", "–", "‑")
_BEFORE_SPEAKER = frozenset(',;"”’')


def owns_next(text: Text, index: int) -> bool:
    """Tell whether a place only owns what follows: "Ukraine's port of Odesa", but not "off Istanbul's coast"."""
    if not text.article.text.startswith(text.lexicon.owner_endings or ("\0",), text.words[index].end):
        return _names_kind_of_next(text, index)
    after = [word for word in text.words[index + 1 : index + 6] if word.form not in text.lexicon.owner_endings]
    part = next((at for at, word in enumerate(after) if "transparent" not in word.marks), len(after))
    if adjectives_before_name(text, index):
        return True
    if _stands_for_its_town(text, index):
        return False
    return not part or (part < len(after) and (after[part].place is not None or after[part].upper))


def adjectives_before_name(text: Text, index: int) -> bool:
    """Tell whether "city (of) X" follows a possessor, with adjectives between: "Russia's mainly Muslim city of X"."""
    words = [w for w in text.words[index + 1 : index + 9] if w.form not in text.lexicon.owner_endings]
    words = [w for at, w in enumerate(words) if w.form != "," or not at or "city" not in words[at - 1].marks]
    named = next((at for at, word in enumerate(words) if word.place is not None and not word.demonym), 0)
    kind = named - 1 if named and words[named - 1].preposition != "of" else named - 2
    if kind < 1 or "transparent" not in words[kind].marks:
        return False
    return not any(word.triggers or word.is_sign or word.preposition for word in words[:kind])


def _stands_for_its_town(text: Text, index: int) -> bool:
    """Tell whether a possessor stands for a town of it that is not named: "reached Spain's third largest town"."""
    words = [w for w in text.words[index + 1 : index + 8] if w.form not in text.lexicon.owner_endings]
    kind = next((at for at, word in enumerate(words[:4]) if "city" in word.marks), None)
    if kind is None or any(word.triggers or word.is_sign or word.preposition for word in words[:kind]):
        return False
    return not any(word.place is not None or word.preposition == "of" for word in words[kind : kind + 3])


def _names_kind_of_next(text: Text, index: int) -> bool:
    """Tell whether a place only tells which town follows: "the West Bank town of Bethlehem"."""
    after = text.words[index + 1 : index + 5]
    if not text.lexicon.cased or not after or after[0].preposition or "transparent" not in after[0].marks:
        return False
    of = next((at for at, word in enumerate(after) if word.preposition == "of"), len(after))
    return of + 1 < len(after) and after[of + 1].place is not None and all("transparent" in w.marks for w in after[:of])


def is_part_of_name(text: Text, index: int) -> bool:
    """Tell whether a place begins the name of something else: "the Meridian Gate", "the US National Centre"."""
    words, place = text.words, text.words[index].place
    if not text.lexicon.cased or place is None or place.kind == "site" or index + 1 >= len(words):
        return False
    if _is_coupled(text, index) or _bears_article(text, index):
        return True
    after, whole = words[index + 1], text.article.text
    beside = whole[words[index].end : after.start] == " " and after.sentence == words[index].sentence
    if place.kind == "country" and "frontier" in after.marks:
        return True  # "reached the US border"
    named = after.upper and after.place is None and after.date is None and not after.demonym
    kind = after.marks & {"transparent", "clause", "pronouns", "sequence"} and "landmark" not in after.marks
    return beside and named and not kind and not after.triggers


def speaks(text: Text, sentence: range, index: int) -> bool:
    """Tell whether a place stands for its government that says something: "..., the Vatican said"."""
    words = text.words
    if not text.lexicon.cased or index + 1 not in sentence:
        return False
    opening = index - 1 if words[index - 1].form == "the" else index
    parted = opening == sentence.start or words[opening - 1].form in _BEFORE_SPEAKER
    verbs = [t for t in words[index + 1].triggers if not t.noun]
    tenses = {t.tense for t in verbs}
    return parted and bool(tenses & {"past", "present"}) and all(t.group == "other" for t in verbs)


def _bears_article(text: Text, index: int) -> bool:
    """Tell whether a city's name after "the" names something else: "aboard the Belem", "the Doha round"."""
    place, after = text.words[index].place, text.words[index + 1]
    if place is None or place.kind != "city" or index == 0 or text.words[index - 1].form != "the":
        return False
    whole = " " in text.words[index].form or "city" in text.words[index].marks  # "the Truro Cathedral"
    return not (whole or after.upper or after.marks & {"transparent", "node", "landmark"})


def _is_coupled(text: Text, index: int) -> bool:
    """Tell whether a hyphen couples a place with another name: "the Chad-Niger Forum", not "the Rome-Bari train"."""
    word, whole, noun = text.words[index], text.article.text, text.words[index + 1]
    after = whole[word.end : word.end + 1] in _HYPHENS and whole[word.end + 1 : word.end + 2].isupper()
    before = whole[max(0, word.start - 1) : word.start] in _HYPHENS and whole[max(0, word.start - 2)].isalpha()
    told = noun.is_sign or noun.triggers or noun.preposition or noun.place or any(kinds_of(noun))
    return (after or before) and not told


def belongs_to_subject(text: Text, sentence: range, index: int, governor: int) -> bool:
    """Tell whether a place is, or ends, a subject, for its verb follows at once: "a centre in Miami said"."""
    words = text.words
    if not text.lexicon.cased or index + 1 not in sentence or words[index + 1].is_sign or governor >= index:
        return False
    readings = [t.noun for t in words[governor].triggers]
    if all(readings) or (governor == sentence.start and any(readings)):
        return False  # "his talks in Cairo will ...", "Stops in Cairo will ..."
    after = words[index + 1]
    verb = any(not t.noun and t.tense in ("past", "present") for t in after.triggers)
    verb = verb and not ("_" in after.form and any(t.tense == "base" for t in after.triggers))  # "en route"
    helper = bool(after.marks & {"auxiliary", "negative", "future"}) and not after.marks & {"ahead", "but"}
    helper = helper and not after.preposition  # "left X without a word"
    verb = (verb or helper) and "adverbs" not in after.marks
    if _is_in_clause_of_subject(text, sentence, index, governor):
        return False  # "those who fled X reached Y", "a ship carrying grain from X docked in Y"
    return verb and not any(words[at].marks & {"relative", "that"} for at in range(governor, index))


def _is_in_clause_of_subject(text: Text, sentence: range, index: int, governor: int) -> bool:
    """Tell whether a verb belongs to a clause that only describes the subject of the verb after its place."""
    words = text.words
    before = words[max(sentence.start, governor - _BEFORE) : governor]
    describes = any(t.tense == "ing" and not t.noun for t in words[governor].triggers)
    describes = describes or any(word.marks & {"relative", "that"} for word in before)
    return describes and not any("clause" in word.marks for word in words[governor + 1 : index])


def ends_office(text: Text, at: int) -> bool:
    """Tell whether a word ends the name of an Arabic office, which lies in no place: "توقف رئيس [الوزراء] في باريس"."""
    words = text.words
    definite = text.lexicon.subject_after and words[at].form.startswith(text.lexicon.articles)
    return definite and at > 0 and "roles" in words[at - 1].marks and words[at - 1].sentence == words[at].sentence


def described_noun(text: Text, at: int, preposition: str) -> Word:
    """Return a word, or the noun that it describes as a country's adjective: "الجالية [اللبنانية] في البرازيل"."""
    adjective = text.lexicon.subject_after and preposition == "in" and text.words[at].demonym
    noun = text.words[at - 1] if adjective and at else text.words[at]
    someone = noun.marks & {"counterpart", "roles"} or (adjective and ends_office(text, at - 1))
    return text.words[at] if someone else noun  # "التقى نظيره الإماراتي في أبوظبي"


def holds_place(text: Text, word: Word, preposition: str) -> bool:
    """Tell whether the word before a place or its preposition has it for its own: "the war in X", "حكومة صنعاء"."""
    definite = word.form.startswith(text.lexicon.articles)
    if text.lexicon.subject_after and preposition == "-" and "kind:group" in word.marks and not definite:
        return True  # "منتخب إيران"
    if "context" not in word.marks:
        return False
    if text.lexicon.subject_after and definite and preposition in _OF_WAYS and "posted" not in word.marks:
        return False  # "وصل وزير الخارجية إلى": the end of the subject
    if text.lexicon.subject_after and "roles" in word.marks and (preposition in _OF_WAYS or definite):
        return False  # "سافر الوزير إلى": the subject of the verb, not a "minister to"
    return preposition != "-" or not text.lexicon.subject_after or not definite
