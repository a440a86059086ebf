"""What stands around the name of a place: the preposition before it, the list it continues, the clause after it."""

import re

from masar.itinerary.owners import adjectives_before_name, is_part_of_name, owns_next, speaks
from masar.itinerary.text import Text, Word

COMMAS = frozenset(",،:-–—()")
_OPENING_SIGNS = frozenset("-–—:(")
_NEAR_CLASS, _FAR_CLASS = 3, 6
_FAR, _LONGEST_DISTANCE = 100, 6
_LONGEST_POST, _LONGEST_NAME = 16, 5
_OF_PEOPLE = re.compile(r"[-‑](?:born|based|bred|raised|educated|trained)\b")


def only_describes(text: Text, sentence: range, index: int) -> bool:
    """Tell whether a place only says what another place, a person or an office is, or who speaks."""
    return (
        is_apposition(text, sentence, index)
        or _describes_next(text, sentence, index)
        or owns_next(text, index)
        or is_part_of_name(text, index)
        or speaks(text, sentence, index)
        or _is_home_of_someone(text, sentence, index)
    )


def _is_home_of_someone(text: Text, sentence: range, index: int) -> bool:
    """Tell whether a place says where someone was born, or is from, or speaks: "Telford-born Ferguson"."""
    if not text.lexicon.cased:
        return False
    at = index - 1 - ("transparent" in text.words[index - 1].marks)
    hyphened = _OF_PEOPLE.match(text.article.text, text.words[index].end) is not None
    from_home = text.words[at].form == "from" and _is_from_home(text, sentence, at - 1)
    return hyphened or from_home or _is_seat_of_speaker(text, sentence, index)


def _is_seat_of_speaker(text: Text, sentence: range, index: int) -> bool:
    """Read "said Adam Reed, deputy head of the office in X,": a speaker and his post."""
    words, at = text.words, index - 1
    if words[at].preposition != "in":
        return False
    while at in sentence and index - at < _LONGEST_POST and words[at].form != ",":
        if any(not t.noun for t in words[at].triggers) or "relative" in words[at].marks or words[at].date is not None:
            return False
        at -= 1
    name = at - 1
    while name in sentence and at - name < _LONGEST_NAME and words[name].upper:
        name -= 1
    named = at in sentence and words[at].form == "," and name < at - 1 and name in sentence
    return named and words[name].form in ("said", "says")


def _is_from_home(text: Text, sentence: range, before: int) -> bool:
    """Tell whether "from" after an index tells where someone is from: "Ana Lopez, 31, from Cordoba, set off"."""
    if before - 1 not in sentence or text.words[before].form != ",":
        return False
    name = text.words[before - 1]
    if name.form.isdecimal() and before - 3 in sentence and text.words[before - 2].form == ",":
        name = text.words[before - 3]
    return name.upper and name.date is None and name.place is None and not name.marks


def _describes_next(text: Text, sentence: range, index: int) -> bool:
    """Tell whether a place stands between an article and its noun: "reach a Gaza ceasefire"."""
    words = text.words
    if not text.lexicon.cased or index - 2 not in sentence or index + 1 not in sentence:
        return False
    verb = any(not t.noun for t in words[index - 2].triggers)
    return (
        verb and words[index - 1].form in ("a", "an") and not (words[index + 1].is_sign or words[index + 1].preposition)
    )


def is_apposition(text: Text, sentence: range, index: int) -> bool:
    """Tell whether a country only says where the place before it lies: "Larnaca in Cyprus", "Amman, Jordan"."""
    place = text.words[index].place
    assert place is not None
    if text.words[index].joined:
        return False
    for before in range(index - 1, max(sentence.start, index - 6) - 1, -1):
        word = text.words[before]
        if word.place is not None and not word.demonym:
            if text.lexicon.cased and owns_next(text, before):
                continue  # "in Oregon's Lane County"
            same = word.place.country == place.country and word.place.place_id != place.place_id
            if same and _is_of_province(text, before, index):
                return True
            return same and place.kind in ("country", "region", "area", "water") and word.place.kind != "country"
        if word.joined and word.place is None and word.form not in COMMAS:
            return False
        kind = "transparent" in word.marks or word.form in ("a", "an")  # "Cholpon Ata, a resort town in Issyk Kul"
        if not (word.form in COMMAS or word.preposition in ("in", "of") or kind or word.demonym):
            return False
    return False


def _is_of_province(text: Text, town: int, index: int) -> bool:
    """Tell whether a town's name is that of the province in which the place before it lies: "موتريل بمحافظة غرناطة"."""
    kind = text.words[index - 1]
    inside = kind.glued == "in" or (index - 2 > town and text.words[index - 2].preposition == "in")
    return "province" in kind.marks and inside


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
        if found == "near" and (_is_far_off(text, sentence, before) or _is_beyond_country(text, before, index)):
            return "far", before - 1
        if found:
            return found, before - 1 if found != "-" else before
    return "-", max(sentence.start, index - 8) - 1


def _is_beyond_country(text: Text, before: int, index: int) -> bool:
    """Tell whether a country is only what something lies beyond: "his first trip outside Italy"."""
    place = text.words[index].place
    return "beyond" in text.words[before].marks and place is not None and place.kind in ("country", "continent")


def _is_far_off(text: Text, sentence: range, index: int) -> bool:
    """Tell whether a distance before "south of" is too great for a stop: "400 kilometres (250 miles) south of X"."""
    words = text.words[max(sentence.start, index - _LONGEST_DISTANCE) : index]
    if not words or not ("distance" in words[-1].marks or words[-1].form == ")"):
        return False
    digits = [word.form.replace(",", "") for word in words if "distance" not in word.marks]
    return any(form.isdecimal() and int(form) >= _FAR for form in digits)


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
        return "with" if _names_matters(text, sentence, index) else "such"
    if word.preposition and not (word.preposition == "near" and _is_part_of_noun(text, sentence, index)):
        before = text.words[index - 1]
        inside = word.preposition == "of" and ("transparent" in before.marks or _is_group_of_lands(before))
        return "" if inside else word.preposition
    of_lands = index + 1 in sentence and text.words[index + 1].preposition == "of" and _is_group_of_lands(word)
    named = of_lands or "transparent" in word.marks or word.demonym or word.form in "\"'«»“”"
    named = named or (word.place is not None and owns_next(text, index))  # "the West Bank town of Bethlehem"
    named = named or _describes_town(text, sentence, index)  # "the truce village of Panmunjom"
    named = named or (word.form == "and" and text.words[index - 1].demonym)  # "the British and US Virgin Islands"
    named = named or _is_adjective_of_owned(text, sentence, index) or _is_event_in_town(text, sentence, index)
    if not (word.preposition or named or _is_inside_name(text, sentence, index)):
        return "-"
    return word.glued if word.glued in ("to", "in") and "transparent" in word.marks else ""


def _describes_town(text: Text, sentence: range, index: int) -> bool:
    """Tell whether a noun only says what kind of town follows: "the [oil] city of Basra"."""
    if not text.lexicon.cased or index + 2 not in sentence or "context" not in text.words[index].marks:
        return False
    kind, of = text.words[index + 1], text.words[index + 2]
    return "transparent" in kind.marks and "determiners" not in kind.marks and of.preposition == "of"


def _is_group_of_lands(word: Word) -> bool:
    """Tell whether a name is of several countries, that may follow: "the Gulf states of Qatar and Kuwait"."""
    return word.place is not None and word.place.kind == "area" and word.form.endswith(("states", "countries"))


def _names_matters(text: Text, sentence: range, index: int) -> bool:
    """Tell whether a word opens examples of what is talked about: "on strategic issues, including Syria"."""
    return any("matters" in word.marks for word in text.words[max(sentence.start, index - _NEAR_CLASS) : index])


def _is_event_in_town(text: Text, sentence: range, index: int) -> bool:
    """Tell whether a word is what takes place in the town after it: "شاركت في ملتقى مراكش"."""
    words = text.words
    if not text.lexicon.subject_after or "event" not in words[index].marks or index + 1 >= sentence.stop:
        return False
    place = words[index + 1].place
    return (
        place is not None and place.kind == "city" and index > sentence.start and words[index - 1].preposition == "in"
    )


def _is_adjective_of_owned(text: Text, sentence: range, index: int) -> bool:
    """Tell whether a word stands between a possessor and the kind of place: "Russia's [mainly Muslim] city of X"."""
    if not text.lexicon.cased or text.words[index].preposition:
        return False
    owner = next(
        (at for at in range(index, max(sentence.start, index - 5) - 1, -1) if text.words[at].place is not None), None
    )
    return owner is not None and owner != index and adjectives_before_name(text, owner)


def _is_inside_name(text: Text, sentence: range, index: int) -> bool:
    """Tell whether a word belongs to what a place is called: "the small island of X", "the capital, X"."""
    words = text.words
    word = words[index]
    if word.form in (",", "،"):
        return index - 1 in sentence and "capital" in words[index - 1].marks
    if not text.lexicon.cased or word.is_sign or word.triggers or word.marks or word.preposition:
        return False
    if "-" in word.form and index + 1 in sentence and words[index + 1].place is not None and not word.upper:
        return True  # "toured flood-hit Sylhet"
    if word.upper:  # "the Angolan capital, Luanda", "the Amazonian city of Manaus"
        return index + 1 in sentence and bool(words[index + 1].marks & {"capital", "city"})
    if index - 1 in sentence and words[index - 1].preposition and index + 1 in sentence:
        return words[index + 1].upper and words[index + 1].place is not None  # "in snowy Moscow"
    return any(n in sentence and "determiners" in words[n].marks for n in (index - 1, index - 2))


def _opens_list_of_class(text: Text, sentence: range, index: int) -> bool:
    """Tell whether a sign opens the names of what a plural announced: "five nations - X, Y", "سبع دول هي: X"."""
    word = text.words[index]
    if word.form == "," and index - 2 in sentence:  # "includes only three (African) nations, X, Y and Z"
        counted = index - 2
        while counted in sentence and text.words[counted].demonym:
            counted -= 1
        number = counted in sentence and "determiners" in text.words[counted].marks
        return number and ("class" in text.words[index - 1].marks or _is_group_of_lands(text.words[index - 1]))
    if word.form not in _OPENING_SIGNS and "names" not in word.marks:
        return False
    reach = _FAR_CLASS if text.lexicon.cased and word.form == ":" else _NEAR_CLASS  # "four cities across the US: X"
    before = text.words[max(sentence.start, index - reach) : index]
    return any("class" in word.marks for word in before)


def _is_part_of_noun(text: Text, sentence: range, index: int) -> bool:
    """Tell whether "near", "east" belongs to a noun before it: "in near X", "إلى ميناء شرق بورسعيد"."""
    at = index - 1
    while at in sentence and "transparent" in text.words[at].marks and not text.words[at].preposition:
        at -= 1
    return at in sentence and bool(text.words[at].preposition)


def is_glued_before(words: list[Word], before: int, index: int) -> bool:
    """Tell whether the preposition of a place is glued to a word before it: "لمدينة درنة"."""
    return any(words[at].glued in ("to", "in") for at in range(before + 1, index))


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
    for at in range(index + 1, min(sentence.stop, index + (5 if text.lexicon.cased else 3))):
        word = text.words[at]
        if "place_clause" in word.marks:
            return "pronouns" not in word.marks or _is_object_of_clause(text, sentence, at)
        wider = text.lexicon.cased and word.place is not None and word.place.kind in ("country", "region")
        listed = word.joined and word.place is not None and not text.lexicon.cased  # "في صفاقس وقابس حيث توقفت"
        if not (word.is_sign or word.demonym or wider or listed):
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
