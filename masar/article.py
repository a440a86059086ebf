"""
Segmenting a text. The text itself is never changed: everything is a span `(start, end)` into it.

Every splitter is linear in the length of the text: no expression here can match one place in two ways.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache

from masar.languages import SUPPORTED, load_language

Span = tuple[int, int]
# Places, dates, stops and claims are found one after the other in the same text: the last ones are kept.
_REMEMBERED = 2

# Marks that belong to the letter before them: Latin and Arabic diacritics, joiners, invisible isolates.
_MARK = "\u0300-\u036f\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200c\u200d"
# A token is a number with its separators, a word (inner apostrophes and hyphens kept), or one other sign.
_TOKEN = re.compile(
    rf"\d++(?:[.,٫٬]\d++)*+[^\W\d_]*+(?:['’\-][^\W_]++)*+"
    rf"|[^\W_]++(?:(?:[{_MARK}]++|['’\-])[^\W_]++)*+[{_MARK}]*+|[^\w\s]|_"
)
# The end of a sentence: stops with the quotation marks and brackets that close with them, or a line's end.
# This and `_QUOTE_MARK` begin with one set of signs, which `re` finds ten times as fast, and then tell them apart.
_SENTENCE_END = re.compile(r"[.!?؟۔…\n](?:(?<=\n)\s*+|(?<![.!?؟۔…].)[.!?؟۔…]*+[\"'”’»)\]]*+(?=\s|$))")
_PARAGRAPH_END = re.compile(r"\n\s*+")
_ELLIPSIS = re.compile(r"(?:\.{2,}|…)[)\]]?+$")
_LAST_WORD = re.compile(r"[^\W_][\w.'’]*+$")
_FIRST_WORD = re.compile(r"\s*+[\"“]?+([^\W_]*+)")

_OPENING = "“„«‟"
_CLOSING = "”»"
_NEVER_FIRST = ".,،;؛:!?؟)]}"
_QUOTE_MARK = re.compile(r"[\"“”„«»‟'‘’](?:(?<!['’])|(?<=')'|(?<=’)(?![^\W_]))")


@lru_cache(maxsize=_REMEMBERED)
def split_tokens(text: str) -> tuple[Span, ...]:
    """Return the spans of words, numbers and signs, in order."""
    return tuple([m.span() for m in _TOKEN.finditer(text)])


@lru_cache(maxsize=_REMEMBERED)
def split_words(text: str) -> tuple[str, ...]:
    """Return what stands at the spans of `split_tokens`."""
    return tuple([text[start:end] for start, end in split_tokens(text)])


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """Return the spans of the lines that hold anything, in order, without the white space around them."""
    spans: list[Span] = []
    start = 0
    for match in _PARAGRAPH_END.finditer(text):
        _append_trimmed(text, start, match.start(), spans)
        start = match.end()
    _append_trimmed(text, start, len(text), spans)
    return tuple(spans)


@lru_cache(maxsize=_REMEMBERED)
def split_sentences(text: str) -> tuple[Span, ...]:
    """
    Return the spans of sentences, in order, without the white space around them.

    A line's end ends a sentence, unless the next line goes on in lower case (a text wrapped by hand).
    Quotation marks and brackets that close with a sentence belong to it.
    """
    spans: list[Span] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if not _ends_sentence(text, start, match):
            continue
        _append_trimmed(text, start, match.end(), spans)
        start = match.end()
    _append_trimmed(text, start, len(text), spans)
    return tuple(spans)


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    following = _next_visible(text, match.end())
    if text[match.start()] == "\n":
        return not (following.islower() and _goes_on(text, match))
    if following.islower() and not _new_line_follows(text, match.end()):
        return False
    if _ELLIPSIS.search(match[0]) and match[0][-1] in ")]":
        return False  # an omission in brackets, "(...)", stands inside a sentence
    return match[0][0] != "." or len(match[0]) > 1 or not _is_short_form(text, start, match)


def _goes_on(text: str, match: re.Match[str]) -> bool:
    before = text[match.start() - 1 : match.start()]
    return match[0].count("\n") == 1 and (before.isalnum() or before == ",")


def _next_visible(text: str, position: int) -> str:
    for character in text[position : position + 4]:
        if not character.isspace():
            return character
    return ""


def _new_line_follows(text: str, position: int) -> bool:
    return text[position : position + 1] in {"", "\n"}


@cache
def short_forms(kind: str) -> frozenset[str]:
    """Return the `titles`, `short_forms` or `openers` of every language."""
    return frozenset(word for language in SUPPORTED for word in load_language(language, "segmentation")[kind].split())


def _is_short_form(text: str, start: int, match: re.Match[str]) -> bool:
    found = _LAST_WORD.search(text[max(start, match.start() - 12) : match.start()])
    if found is None or _new_line_follows(text, match.end()):
        return False
    word = found[0]
    if word.lower() in short_forms("titles"):
        return True
    if not word.isascii():
        return False
    if len(word) == 1:
        return word.isupper() and word != "I"
    after = _FIRST_WORD.match(text[match.end() : match.end() + 24])
    opens = after is not None and (after[1] == "" or after[1] in short_forms("openers"))
    return not opens and ("." in word or word.lower() in short_forms("short_forms"))


def _append_trimmed(text: str, start: int, end: int, spans: list[Span]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


@lru_cache(maxsize=_REMEMBERED)
def find_quotes(text: str) -> tuple[Span, ...]:
    """
    Return the spans of what stands in quotation marks, the marks included, in order, none inside another.

    A quotation ends with its paragraph. One that is left open there is taken as a quotation only where
    the next paragraph opens with a mark again, as English sets a speech of several paragraphs.
    """
    paragraphs = split_paragraphs(text)
    starts = [start for start, _ in paragraphs]
    by_paragraph: list[list[re.Match[str]]] = [[] for _ in paragraphs]
    for mark in _QUOTE_MARK.finditer(text):
        by_paragraph[bisect_right(starts, mark.start()) - 1].append(mark)
    spans: list[Span] = []
    for index, marks in enumerate(by_paragraph):
        if marks:
            goes_on = index + 1 < len(paragraphs) and _opens_with_mark(text, paragraphs[index + 1])
            _pair_marks(text, marks, paragraphs[index][1] if goes_on else -1, spans)
    return tuple(spans)


def _opens_with_mark(text: str, paragraph: Span) -> bool:
    head = text[paragraph[0] : paragraph[0] + 2]
    return head[:1] in _OPENING + '"' or head == "''"


def _pair_marks(text: str, marks: Sequence[re.Match[str]], open_end: int, spans: list[Span]) -> None:
    """Pair the marks of one paragraph; `open_end` closes a quotation that goes on, or is -1."""
    opened: re.Match[str] | None = None
    depth = 0
    for mark in marks:
        if opened is None or (opened[0] == "‘" and mark[0] not in "‘’"):  # a lone apostrophe opened nothing
            opened, depth = (mark, 1) if _may_open(text, mark) else (None, 0)
        elif opened[0] == mark[0] and mark[0] in _OPENING:
            depth += 1
        elif _may_close(opened[0], mark[0]):
            depth -= 1
            if depth == 0:
                spans.append((opened.start(), mark.end()))
                opened = None
    if opened is not None and opened[0] != "‘" and open_end > opened.start():
        spans.append((opened.start(), open_end))


def _may_open(text: str, mark: re.Match[str]) -> bool:
    following = text[mark.end() : mark.end() + 1]
    if mark[0] in _CLOSING or mark[0] == "’" or not following or following in _NEVER_FIRST:
        return False
    if following.isspace():  # some texts set a space on either side of a straight mark
        return mark[0] == '"' and text[max(0, mark.start() - 1) : mark.start()].isspace() and following == " "
    return mark[0] != "‘" or not text[max(0, mark.start() - 1) : mark.start()].isalnum()


def _may_close(kind: str, sign: str) -> bool:
    if sign in _CLOSING:
        return kind not in {"''", "‘"}
    if kind == "‘":
        return sign == "’"
    return sign == kind or (sign == '"' and kind in _OPENING)
