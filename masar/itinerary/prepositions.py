"""What stands around the name of a place: the preposition before it, the list it continues, the clause after it."""

from masar.itinerary.text import Text, Word

COMMAS = frozenset(",،:-–—()")
DASHES = frozenset("-–—")
_OPENING_SIGNS = frozenset("-–—:(")
_LONGEST_ASIDE, _LONGEST_NOUN = 26, 6


def is_apposition(text: Text, sentence: range, index: int) -> bool:
    """Tell whether a country only says where the place before it lies: "Larnaca in Cyprus", "Amman, Jordan"."""
    place = text.words[index].place
    assert place is not None
    if text.words[index].joined:
        return False
    for before in range(index - 1, max(sentence.start, index - 6) - 1, -1):
        word = text.words[before]
        if word.place is not None and not word.demonym:
            same = word.place.country == place.country and word.place.place_id != place.place_id
            return same and place.kind in ("country", "region", "area", "water") and word.place.kind != "country"
        if word.joined and word.place is None and word.form not in COMMAS:
            return False
        if not (word.form in COMMAS or word.preposition in ("in", "of") or "transparent" in word.marks or word.demonym):
            return False
    return False


def owns_next(text: Text, index: int) -> bool:
    """Tell whether a place only owns what follows: "Ukraine's port of Odesa", but not "off Istanbul's coast"."""
    if not text.article.text.startswith(text.lexicon.owner_endings or ("\0",), text.words[index].end):
        return _names_kind_of_next(text, index)
    after = [word for word in text.words[index + 1 : index + 6] if word.form not in text.lexicon.owner_endings]
    part = next((at for at, word in enumerate(after) if "transparent" not in word.marks), len(after))
    if _adjectives_before_name(text, index):
        return True
    if _stands_for_its_town(text, index):
        return False
    return not part or (part < len(after) and (after[part].place is not None or after[part].upper))


def _adjectives_before_name(text: Text, index: int) -> bool:
    """Tell whether "city (of) X" follows a possessor, with adjectives between: "Russia's mainly Muslim city of X"."""
    words = [w for w in text.words[index + 1 : index + 9] if w.form not in text.lexicon.owner_endings]
    words = [w for at, w in enumerate(words) if w.form != "," or not at or "city" not in words[at - 1].marks]
    named = next((at for at, word in enumerate(words) if word.place is not None and not word.demonym), 0)
    kind = named - 1 if named and words[named - 1].preposition != "of" else named - 2
    if kind < 1 or "transparent" not in words[kind].marks:
        return False
    return not any(word.triggers or word.is_sign or word.preposition for word in words[:kind])


def _stands_for_its_town(text: Text, index: int) -> bool:
    """Tell whether a possessor stands for a town of it that is not named: "arrived in Russia's second biggest city"."""
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
    after, whole = words[index + 1], text.article.text
    beside = whole[words[index].end : after.start] == " " and after.sentence == words[index].sentence
    named = after.upper and after.place is None and after.date is None and not after.demonym
    kind = after.marks & {"transparent", "clause", "pronouns", "sequence"} and "landmark" not in after.marks
    return beside and named and not kind and not after.triggers


def belongs_to_subject(text: Text, sentence: range, index: int, governor: int) -> bool:
    """Tell whether a place is, or ends, a subject, for its verb follows at once: "a centre in Miami said"."""
    words = text.words
    if not text.lexicon.cased or index + 1 not in sentence or words[index + 1].is_sign or governor >= index:
        return False
    if all(t.noun for t in words[governor].triggers):
        return False  # "his talks in Cairo will ..."
    after = words[index + 1]
    verb = any(not t.noun and t.tense in ("past", "present") for t in after.triggers)
    verb = (verb or bool(after.marks & {"auxiliary", "negative", "future"})) and "adverbs" not in after.marks
    return verb and not any(words[at].marks & {"relative", "that"} for at in range(governor, index))


def site_within(text: Text, sentence: range, index: int) -> int | None:
    """Return the site that lies in this town by the words between them: "the airport in Doha"."""
    place = text.words[index].place
    assert place is not None
    if place.kind != "city":
        return None
    between = False
    for before in range(index - 1, max(sentence.start, index - 4) - 1, -1):
        word = text.words[before]
        if word.place is not None and not word.demonym:
            inside = word.place.kind == "site" and word.place.country == place.country
            return before if inside and (between or text.words[index].glued == "in") else None
        between = between or word.preposition in ("in", "of")
        if not (word.preposition in ("in", "of") or word.form in (",", "،") or word.marks & {"transparent"}):
            return None
    return None


def find_preposition(text: Text, sentence: range, index: int) -> tuple[str, int]:
    """Return the class of the preposition before a place ("-" for none) and the index before it."""
    glued = text.words[index].glued
    if glued in ("to", "in"):
        return glued, index - 1
    for before in range(index - 1, max(sentence.start, index - 8) - 1, -1):
        found = _preposition_of(text, sentence, before)
        if found:
            return found, before - 1 if found != "-" else before
    return "-", max(sentence.start, index - 8) - 1


def past_unknown_name(text: Text, sentence: range, index: int) -> tuple[str, int] | None:
    """Return the preposition that a place shares with a name before it that nothing is known of: "to Xyz and Cairo"."""
    words = text.words
    at = index - 1
    if not words[index].joined:
        if at not in sentence or "list" not in words[at].marks or words[at].preposition:
            return None
        at -= 1
    for before in range(at, max(sentence.start, at - 2) - 1, -1):
        if not _may_be_unknown_name(text, words[before]):
            return None
        found = find_preposition(text, sentence, before)
        if found[0] == "to":
            return found
    return None


def _may_be_unknown_name(text: Text, word: Word) -> bool:
    plain = not (word.is_sign or word.marks or word.triggers or word.place is not None or word.preposition)
    return plain and (word.upper or not text.lexicon.cased)


def _preposition_of(text: Text, sentence: range, index: int) -> str:
    """Return the class that a word gives a place after it, "-" if none, "" if it belongs to the place's name."""
    word = text.words[index]
    if "such" in word.marks or _opens_list_of_class(text, sentence, index):
        return "such"
    if word.preposition and not (word.preposition == "near" and _is_part_of_noun(text, sentence, index)):
        inside = word.preposition == "of" and "transparent" in text.words[index - 1].marks
        return "" if inside else word.preposition
    named = "transparent" in word.marks or word.demonym or word.form in "\"'«»“”"
    named = named or (word.place is not None and owns_next(text, index))  # "the West Bank town of Bethlehem"
    named = named or _is_adjective_of_owned(text, sentence, index)
    if not (word.preposition or named or _is_inside_name(text, sentence, index)):
        return "-"
    return word.glued if word.glued in ("to", "in") and "transparent" in word.marks else ""


def _is_adjective_of_owned(text: Text, sentence: range, index: int) -> bool:
    """Tell whether a word stands between a possessor and the kind of place: "Russia's [mainly Muslim] city of X"."""
    if not text.lexicon.cased or text.words[index].preposition:
        return False
    owner = next(
        (at for at in range(index, max(sentence.start, index - 5) - 1, -1) if text.words[at].place is not None), None
    )
    return owner is not None and owner != index and _adjectives_before_name(text, owner)


def _is_inside_name(text: Text, sentence: range, index: int) -> bool:
    """Tell whether a word belongs to what a place is called: "the small island of X", "the capital, X"."""
    words = text.words
    word = words[index]
    if word.form in (",", "،"):
        return index - 1 in sentence and "capital" in words[index - 1].marks
    if not text.lexicon.cased or word.is_sign or word.triggers or word.marks or word.preposition:
        return False
    if word.upper:  # "the Angolan capital, Luanda"
        return index + 1 in sentence and "capital" in words[index + 1].marks
    return any(n in sentence and "determiners" in words[n].marks for n in (index - 1, index - 2))


def _opens_list_of_class(text: Text, sentence: range, index: int) -> bool:
    """Tell whether a sign opens the names of what a plural announced: "five nations - X, Y", "سبع دول هي: X"."""
    if text.words[index].form not in _OPENING_SIGNS:
        return False
    before = text.words[max(sentence.start, index - 3) : index]
    return any("class" in word.marks for word in before)


def _is_part_of_noun(text: Text, sentence: range, index: int) -> bool:
    """Tell whether "near", "east" belongs to a noun before it: "in near X", "إلى ميناء شرق بورسعيد"."""
    at = index - 1
    while at in sentence and "transparent" in text.words[at].marks and not text.words[at].preposition:
        at -= 1
    return at in sentence and bool(text.words[at].preposition)


def listed_after(text: Text, sentence: range, index: int) -> int | None:
    """Return the place before this one in a list "X, Y and Z", or `None`."""
    words = text.words
    separated = words[index].joined
    aside = within = False
    for before in range(index - 1, max(sentence.start, index - 9) - 1, -1):
        word = words[before]
        if word.form in "()":
            aside = word.form == ")"
            continue
        if aside:
            continue
        if word.place is not None and not word.demonym:
            return before if separated else None
        listed = word.form in (",", "،", ";") or ("list" in word.marks and not word.date)
        if listed or (word.joined and "transparent" in word.marks):
            separated = True
        elif "sites" in word.marks and text.lexicon.cased:
            within = True  # "Germany, the Union headquarters in Brussels and Italy"
        elif within and (word.upper or "determiners" in word.marks):
            continue
        elif not (word.date is not None or word.demonym or word.preposition or word.is_sign or _is_in_relative(word)):
            return None
    return None


def _is_in_relative(word: Word) -> bool:
    """Tell whether a word may stand in a list beside its places: "Djibouti, which he reaches today, then Nairobi"."""
    return bool(word.marks & {"transparent", "adverbs", "place_clause"}) or any(
        t.group in ("arrive", "visit") and not t.noun for t in word.triggers
    )


def is_glued_before(words: list[Word], before: int, index: int) -> bool:
    """Tell whether the preposition of a place is glued to a word before it: "لمدينة درنة"."""
    return any(words[at].glued in ("to", "in") for at in range(before + 1, index))


def opening_of_aside(text: Text, sentence: range, at: int) -> int | None:
    """
    Return where the aside opens that a sign at an index closes, or `None`.

    Between dashes, in brackets, or "X, who is in office since May, arrived": what is said in it governs nothing after.
    """
    words = text.words
    form = words[at].form
    if form in DASHES and words[at - 1].form not in DASHES:
        dashes = [
            n for n in range(sentence.start + 2, at) if words[n].form in DASHES and words[n - 1].form not in DASHES
        ]
        return dashes[-1] if len(dashes) % 2 and at - dashes[-1] <= _LONGEST_ASIDE else None
    low = max(sentence.start, at - _LONGEST_ASIDE) - 1
    if form == ")":
        return next((n for n in range(at - 1, low, -1) if words[n].form == "("), None)
    if form in ",،":
        opening = next((n for n in range(at - 1, low, -1) if words[n].form in ",،"), None)
        if opening is not None and "relative" in words[opening + 1].marks:
            return opening
    return None


def outer_preposition(text: Text, sentence: range, before: int) -> tuple[str, int] | None:
    """
    Return the preposition of the noun in which a place lies, and the index before it.

    "Took off from an airfield in X", "from the port of (a name nobody knows) in X", "من مسقط رأسه في X": for the
    journey it leads to, or from, the place itself.
    """
    words = text.words
    for at in range(before, max(sentence.start, before - _LONGEST_NOUN) - 1, -1):
        word = words[at]
        if word.preposition in ("to", "from", "via") and at < before:
            return (word.preposition, at - 1) if _is_noun_after(text, at) else None
        if word.glued == "to" and word.marks & {"transparent", "sites"} and not word.triggers:
            return "to", at - 1
        stops = word.place is not None or word.date is not None or any(not t.noun for t in word.triggers)
        held = "context" in word.marks and not word.marks & {"sites", "transparent", "event"}
        if (
            stops
            or held
            or word.form in ".,،:;؛"
            or ("clause" in word.marks)
            or (word.preposition and word.preposition != "of")
        ):
            return None
    return None


def _is_noun_after(text: Text, at: int) -> bool:
    """Tell whether a preposition has a noun after it, rather than "to" a verb."""
    after = text.words[at + 1]
    known = bool(after.marks & {"determiners", "possessive", "transparent", "sites"})
    return not text.lexicon.cased or known or after.upper or text.words[at].preposition != "to"


def own_preposition(text: Text, word: Word) -> str:
    """Return the class of the preposition that a phrase ends with: "bound for", "turned towards"."""
    _, _, last = word.form.rpartition("_")
    return text.lexicon.prepositions.get(last, "-")


def begins_clause(text: Text, before: int) -> bool:
    """Tell whether what follows this word begins a clause; a date does so where it stands at the front itself."""
    words = text.words
    while before and words[before].date is not None and words[before - 1].date is words[before].date:
        before -= 1
    if words[before].date is not None:
        if not before or words[before - 1].sentence != words[before].sentence or not words[before - 1].marks:
            return True
        before -= 1
        return words[before].is_sign or bool(words[before].preposition) or "clause" in words[before].marks
    return words[before].is_sign or bool(words[before].marks & {"clause", "list"})


def relative_follows(text: Text, sentence: range, index: int) -> bool:
    """Tell whether a clause on what happened there follows: "where he met", "which he reached", "التي يصلها"."""
    for at in range(index + 1, min(sentence.stop, index + 3)):
        word = text.words[at]
        if "place_clause" in word.marks:
            return "pronouns" not in word.marks or _is_object_of_clause(text, sentence, at)
        if not word.is_sign and not word.demonym:
            return False
    return False


def _is_object_of_clause(text: Text, sentence: range, at: int) -> bool:
    """Tell whether "which", "التي" is what the clause's verb acts on, rather than its subject."""
    after = next(
        (text.words[n] for n in range(at + 1, min(sentence.stop, at + 3)) if "adverbs" not in text.words[n].marks), None
    )
    if after is None:
        return False
    if text.lexicon.cased:
        return bool(after.marks & {"pronouns", "determiners", "possessive"}) or after.upper
    return text.article.text[after.start : after.end].endswith(text.lexicon.pronoun_endings)
