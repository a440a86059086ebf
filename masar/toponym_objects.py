"""Where an Arabic verb of travel has a name for its object: "غادر الرئيس الصيني الدوحة", "أقاموا بأكادير"."""

import re
from collections.abc import Collection, Mapping
from functools import cache

from masar.languages import load_language
from masar.name_scan import NameSpan
from masar.names import normalise_word, strip_clitics

_REACH = 60


def classes_of(word: str, known: Mapping[str, int]) -> set[int]:
    """
    Return the classes of a word, and of what is left of it without a particle ("بزيارة", "ومن").

    Parameters
    ----------
    word
        The word as the text has it.
    known
        The classes of words, in normal form.

    Returns
    -------
    classes
        Empty if the word has none.
    """
    form = normalise_word(word)
    return {known[key] for key in (form, *(stem for _, stem in strip_clitics(form))) if key in known}


def is_object_of_travel(text: str, span: NameSpan, language: str) -> bool:
    """Tell whether a name stands after "in" glued to it, or is what the traveller right after such a verb leaves."""
    glued = text[span.start - span.clitic : span.start].endswith("ب")
    return glued or (
        not span.clitic and _verb(language).search(text, max(0, span.start - _REACH), span.start) is not None
    )


def is_between_ends(text: str, span: NameSpan, ordinary: Collection[str], language: str) -> bool:
    """Tell whether a name, though it be another spelling, is the one end of a way: "أقلعت من [سبها] إلى طرابلس"."""
    if span.demonym or span.clitic or span.prominence < _LEAST_END or span.key in ordinary:
        return False
    before, after = _ends_of_way(language)
    return (
        after.match(text, span.end) is not None and before.search(text, max(0, span.start - 8), span.start) is not None
    )


_LEAST_END = 60


@cache
def _ends_of_way(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    listed = load_language(language, "places")["stated"]
    return re.compile(listed["way_from"]), re.compile(listed["way_to"])


@cache
def _verb(language: str) -> re.Pattern[str]:
    return re.compile(load_language(language, "places")["stated"]["verb_and_traveller"])
