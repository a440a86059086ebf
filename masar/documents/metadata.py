"""
Guessing what a text says of itself: language, title, publisher and date of publication.

Only the head and the foot of a text are looked at, and only where news sets such things: in a date line,
in brackets, on a line of their own, or after a word such as "Published". A guess is shown to the user,
who can change it; where there is nothing to go by there is no guess.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from masar.dates import DateMention, find_dates
from masar.documents.model import Metadata
from masar.documents.words import guess_language, without_marks
from masar.languages import load_language

_HEAD, _FOOT = 600, 300
_MAX_TITLE, _MAX_TITLE_WORDS = 160, 24
# A line that holds a date and little else, such as "Friday 15 September 2023 - 10:30 GMT".
_MAX_BESIDE_DATE = 30
_DATE_LINE = 120
_LABEL_REACH = 30
_TERMINAL = (".", "。", "…", ":", "؟", "?", "،", ",", "؛", ";")
_AMBIGUOUS = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-]\d{4}")
# What ends a date line: "(AFP) - Kim arrived ..."
_DATE_LINE_END = re.compile(r"^[\s\d:,،.)(|GMTUTCAPMapm]{0,15}(?:\([^()\n]{2,40}\))?\s*[-–—:]")


def guess_metadata(text: str, *, language: str | None = None) -> Metadata:
    """
    Guess what a text says of itself.

    Parameters
    ----------
    text
        The text of an article, after cleaning.
    language
        `ar` or `en` where it is known; else it is guessed, and empty if it is neither.
    """
    known = language or guess_language(text)
    if not known:
        return Metadata("", _title(text), "", None)
    return Metadata(known, _title(text), _publisher(text, known), _published(text, known))


def _title(text: str) -> str:
    """Return the first line, if it is short, ends without a full stop and a text follows."""
    line, _, rest = text.partition("\n")
    line = line.strip()
    if not rest.strip() or len(line) > _MAX_TITLE or len(line.split()) > _MAX_TITLE_WORDS:
        return ""
    is_byline = find_dates(line, "en", None) and len(line.split()) < 8
    return "" if line.endswith(_TERMINAL) or is_byline or len(line.split()) < 2 else line


def _parts(text: str) -> Iterator[str]:
    """Yield the head, whole lines only, and the foot, if it is not the head again."""
    yield text[:_HEAD]
    if len(text) > _HEAD:
        yield text[max(_HEAD, len(text) - _FOOT) :]


@cache
def _agency_patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return for each agency where its name counts: in brackets, alone on a line, in a date line, after a label."""
    words = load_language(language, "documents")
    labels = "|".join(map(re.escape, words["source"]))
    found = []
    for name, forms in words["agencies"].items():
        form = "(?:" + "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)) + ")"
        places = (
            rf"[(\[]\s*{form}\s*[)\]]",
            rf"^[\s\-–—/*©|]*{form}[\s\-–—/*|.]*$",
            rf"^.{{0,60}}?[\s,،/(]{form}\s*[-–—]\s",
            rf"^{form}\s*[-–—:|]",
            rf"[-–—/|©]\s*{form}\s*$",
            rf"(?:^|\s)(?:{labels})\s*[:/]?\s*{form}(?:\W|$)",
        )
        found.append((name, re.compile("|".join(places), re.MULTILINE)))
    return tuple(found)


def _publisher(text: str, language: str) -> str:
    """Return the agency that is named first where agencies sign, the head before the foot."""
    for part in map(without_marks, _parts(text)):
        matches = [(match.start(), name) for name, p in _agency_patterns(language) if (match := p.search(part))]
        if matches:
            return min(matches)[1]
    return ""


def _published(text: str, language: str) -> date | None:
    for part in _parts(text):
        for mention in find_dates(part, language, None):
            if mention.precision == "day" and mention.until is None and _is_publication(part, mention, language):
                return None if _is_ambiguous(part, mention, language) else mention.date
    return None


def _is_publication(part: str, mention: DateMention, language: str) -> bool:
    start = part.rfind("\n", 0, mention.start) + 1
    end = part.find("\n", mention.end)
    line_end = len(part) if end < 0 else end
    before = without_marks(part[max(start, mention.start - _LABEL_REACH) : mention.start]).lower().rstrip(" :،,-")
    if before.endswith(tuple(load_language(language, "documents")["published"])):
        return True
    beside = (mention.start - start) + (line_end - mention.end)
    if beside <= _MAX_BESIDE_DATE and not part[start:line_end].rstrip().endswith("."):
        return True
    near = mention.end - start <= _DATE_LINE and start == 0
    return near and bool(_DATE_LINE_END.match(part[mention.end : mention.end + 60]))


def _is_ambiguous(part: str, mention: DateMention, language: str) -> bool:
    """Tell whether an English date may be read day first or month first; Arabic puts the day first."""
    match = _AMBIGUOUS.match(part[mention.start : mention.end])
    if language != "en" or match is None:
        return False
    first, second = int(match[1]), int(match[2])
    return first != second and max(first, second) <= 12
