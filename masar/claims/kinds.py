"""What sort of claim a clause makes, and which claims stand against each other."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from masar.attribution.known import Speaker
from masar.attribution.phrases import word_set
from masar.attribution.words import claim_phrases, table_names
from masar.attributions import Attribution
from masar.model import ClaimKind, DatePrecision

_BY_ACT: dict[str, ClaimKind] = {
    "accuse": "accusation",
    "deny": "denial",
    "plan": "plan",
    "assess": "assessment",
    "show": "assessment",
}
_RECENT_DAYS = 21


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause to be judged: its words and those of its content, in normal form, and when it happened."""

    words: Sequence[str]
    content: Sequence[str]
    date: dt.date | None = None
    precision: DatePrecision = "unknown"


def kind_of_attributed(attribution: Attribution, speaker: Speaker | None, clause: Clause, language: str) -> ClaimKind:
    """Return the kind of a claim that somebody makes."""
    if is_silence(attribution, clause, language):
        return "no_confirmation"
    kind = _BY_ACT.get(attribution.act, "statement")
    if attribution.lemma in claim_phrases(language, "suspicion").words:
        return "accusation"
    if claim_phrases(language, "denial").found_in(clause.content):
        return "denial"
    if kind != "statement":
        return kind
    if claim_phrases(language, "accusation").found_in(clause.content):
        return "accusation"
    return _kind_of_statement(attribution, speaker, clause, language)


def _kind_of_statement(attribution: Attribution, speaker: Speaker | None, clause: Clause, language: str) -> ClaimKind:
    if _lies_ahead(clause.content, language):
        return "plan"
    name = "" if speaker is None else speaker.name(language)
    experts = claim_phrases(language, "experts").words
    if any(word in experts for word in name.lower().split()) or claim_phrases(language, "modal").found_in(
        clause.content
    ):
        return "assessment"
    if language == "ar" and _has_modal_qad(clause.content):
        return "assessment"
    if attribution.act in {"report", "by"} or (speaker is not None and speaker.agency):
        return "report"
    return "statement"


def is_silence(attribution: Attribution, clause: Clause, language: str) -> bool:
    """Tell whether a clause says that nobody confirms or comments."""
    if attribution.lemma == "silence":
        return True
    if language == "ar" and attribution.act == "deny" and clause.content[:1]:
        return clause.content[0] in word_set("ar", "no_confirmation", "nouns")
    return claim_phrases(language, "silence").found_in(clause.words)


def kind_of_narration(clause: Clause, published: dt.date | None, language: str, *, at_stop: bool) -> ClaimKind:
    """Return the kind of a clause that the publisher itself tells."""
    if claim_phrases(language, "silence").found_in(clause.words):
        return "no_confirmation"
    if claim_phrases(language, "modal").found_in(clause.words) or (language == "ar" and _has_modal_qad(clause.words)):
        return "assessment"
    ahead = clause.date is not None and published is not None and clause.date > published
    if ahead or _lies_ahead(clause.words, language):
        return "plan"
    if clause.date is not None and clause.precision in {"day", "week"}:
        recent = published is None or abs((published - clause.date).days) <= _RECENT_DAYS
        return "report" if recent else "background"
    if clause.date is not None:
        return "background"
    return "report" if at_stop else "background"


def _lies_ahead(words: Sequence[str], language: str) -> bool:
    """Tell whether a clause speaks of the future."""
    if claim_phrases(language, "future").found_in(words):
        return True
    return language == "ar" and any(len(w) > 4 and w[0] == "س" and w[1] in "يتن" and w[1:3] != "ين" for w in words)


def _has_modal_qad(words: Sequence[str]) -> bool:
    """Tell whether "قد" stands before an imperfect, which makes it "may"."""
    if "قد" not in words and "وقد" not in words:
        return False
    return any(
        first in {"قد", "وقد"} and len(second) > 3 and second[0] in "يتن" and not second.endswith("ت")
        for first, second in pairwise(words)
    )


def matters_of(words: Sequence[str], language: str) -> frozenset[str]:
    """Return the matters that a list of words speaks of: arms, a deal, deaths."""
    names = table_names(language, "matters")
    return frozenset(name for name in names if claim_phrases(language, name, "matters").found_in(words))
