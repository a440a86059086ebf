"""
What is taken out of a text before anything refers to it by position.

After cleaning a text never changes: every offset is an offset into the cleaned text. What a reader
could see is kept; what is taken out is said in a note.
"""

import re
import unicodedata
from collections import Counter

from masar.documents.model import Note, make_note

_LINE_END = re.compile(r"\r\n?|[\u2028\u2029\u0085\x0b\x0c]")
_TRAILING_SPACE = re.compile(r"(?<=[^ \t])[ \t]++(?=\n)")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*+\n){2,}")
# Embeddings, overrides and isolates: they make a text look other than it is stored (Trojan Source).
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Format characters that are part of words: joiners, and Arabic signs that enclose a number.
_KEPT_FORMATS = frozenset("\u200c\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
_MANY_MARKS = 30


def clean_text(text: str) -> tuple[str, tuple[Note, ...]]:
    """
    Return a text without what nobody can see, and notes on what was taken out.

    Line ends become one sign, blank lines are reduced to one, letters are composed (NFC). NULs and other
    control characters, lone surrogates, right-to-left overrides and other invisible marks are dropped.
    """
    dropped: Counter[str] = Counter()
    text = _LINE_END.sub("\n", text)
    drops = {ord(c): _why_dropped(c) for c in set(text)}
    drops = {code: why for code, why in drops.items() if why}
    if drops:
        for code, why in drops.items():
            dropped[why] += text.count(chr(code))
        text = text.translate(dict.fromkeys(drops))
    text, dropped["marks_dropped"] = _thin_marks(text)
    text = unicodedata.normalize("NFC", text)
    text = _BLANK_LINES.sub("\n\n", _TRAILING_SPACE.sub("", text)).strip()
    return text, tuple(make_note(why, n=n) for why, n in sorted(dropped.items()) if n)


def _why_dropped(character: str) -> str:
    if character in "\n\t" or character in _KEPT_FORMATS:
        return ""
    if character in _BIDI:
        return "bidi_dropped"
    category = unicodedata.category(character)
    if category == "Cf":
        return "invisible_dropped"
    if category in {"Cc", "Cs"} or (category == "Cn" and ord(character) & 0xFFFE == 0xFFFE):
        return "control_dropped"
    return ""


def _thin_marks(text: str) -> tuple[str, int]:
    """
    Leave no more than 30 combining marks on one letter (the Stream-Safe Text Format of UAX 15).

    Normalisation sorts the marks on a letter in time by the square of their number.
    """
    marks = [c for c in set(text) if unicodedata.combining(c)]
    if not marks:
        return text, 0
    heap = re.compile(f"([{''.join(map(re.escape, marks))}]{{{_MANY_MARKS}}})[{''.join(map(re.escape, marks))}]+")
    thinned = heap.sub(r"\1", text)
    return thinned, len(text) - len(thinned)
