"""What stands between a place and its governor: asides, and the noun in which the place lies."""

from masar.itinerary.text import Text, Word

DASHES = frozenset("-–—")
_LISTED = 3  # "the refugees, who were Somali, Sudanese or Eritrean, flew"
_LONGEST_ASIDE, _LONGEST_NOUN, _LONGEST_SITE = 26, 6, 8


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
        commas = [n for n in range(at - 1, low, -1) if words[n].form in ",،"][: _LISTED if text.lexicon.cased else 1]
        return next((n for n in commas if "relative" in words[n + 1].marks), None)
    return None


def outer_preposition(text: Text, sentence: range, before: int) -> tuple[str, int] | None:
    """
    Return the preposition of the noun in which a place lies, and the index before it.

    "Took off from an airfield in X", "from the port of (a name nobody knows) in X", "من مسقط رأسه في X": for the
    journey it leads to, or from, the place itself.
    """
    words = text.words
    site = False
    for at in range(before, max(sentence.start, before - _LONGEST_NOUN) - 1, -1):
        word = words[at]
        site = site or "visitable" in word.marks
        leads = word.preposition in ("to", "from", "via") or (word.preposition == "for" and _leaves(words[at - 1]))
        if (leads or (word.preposition == "in" and site)) and at < before:
            return (word.preposition, at - 1) if _is_noun_after(text, at) else None
        if word.glued == "to" and word.marks & {"transparent", "sites"} and not word.triggers:
            return "to", at - 1
        stops = (
            (word.place is not None and not word.demonym)
            or word.date is not None
            or any(not t.noun for t in word.triggers)
        )
        held = "context" in word.marks and not word.marks & {"sites", "transparent", "event", "visitable"}
        if (
            stops
            or held
            or word.form in ".,،:;؛"
            or ("clause" in word.marks)
            or (word.preposition and word.preposition != "of")
        ):
            return None
    return None


def _leaves(word: Word) -> bool:
    return any(t.group == "leave" and not t.noun for t in word.triggers)


def preposition_of_site(text: Text, sentence: range, before: int) -> tuple[str, int] | None:
    """Return the preposition of a site that is named after its place, and the index before it: "at the Shrine of X"."""
    words = text.words
    site = False
    for at in range(before, max(sentence.start, before - _LONGEST_SITE) - 1, -1):
        word = words[at]
        site = site or "sites" in word.marks
        if word.preposition and word.preposition != "of":
            return (word.preposition, at - 1) if site else None
        if not (word.upper or word.preposition or word.marks & {"sites", "determiners", "possessive"}):
            return None
    return None


def _is_noun_after(text: Text, at: int) -> bool:
    """Tell whether a preposition has a noun after it, rather than "to" a verb."""
    after = text.words[at + 1]
    known = bool(after.marks & {"determiners", "possessive", "transparent", "sites"})
    return not text.lexicon.cased or known or after.upper or text.words[at].preposition != "to"
