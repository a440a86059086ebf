"""
From the order in which a line is seen to the order in which it is read.

What the Unicode Bidirectional Algorithm (UAX 9) did for display is undone: numbers and Latin words run
from left to right within a line that runs from right to left.
"""

import unicodedata
from collections.abc import Iterable, Sequence

RIGHT_TO_LEFT = frozenset({"R", "AL"})
_NUMBER = frozenset({"EN", "AN"})
# Between two digits these belong to the number (UAX 9, W4).
_SEPARATORS = frozenset(".,/:٫٬")


def is_right_to_left(texts: Iterable[str]) -> bool:
    """Tell whether most letters are of a script that runs from right to left."""
    right = left = 0
    for text in texts:
        kind = unicodedata.bidirectional(text)
        right += kind in RIGHT_TO_LEFT
        left += kind == "L"
    return right > left


def unfold_forms(text: str) -> str:
    """Replace presentation forms, Arabic and Latin, by the letters they show."""
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFKC", c) if _is_presentation_form(c) else c for c in text)


def _is_presentation_form(character: str) -> bool:
    return "\ufb00" <= character <= "\ufdff" or "\ufe70" <= character <= "\ufefc"


def read_in_order(seen: Sequence[str], rightward: bool) -> str:  # noqa: FBT001
    """
    Return a line in the order of reading.

    Parameters
    ----------
    seen
        Its characters as they are seen, from left to right.
    rightward
        Whether the line as a whole runs from right to left.
    """
    if not rightward:
        return "".join(_turn_runs(seen, RIGHT_TO_LEFT))
    return "".join(_turn_runs(seen[::-1], frozenset({"L"})))


def _turn_runs(texts: Sequence[str], strong: frozenset[str]) -> list[str]:
    """Reverse the runs of the other direction, and in a line from right to left the numbers."""
    kinds = [unicodedata.bidirectional(text) for text in texts]
    against = {"L"} if strong == RIGHT_TO_LEFT else RIGHT_TO_LEFT
    turned: list[str] = []
    start = 0
    while start < len(texts):
        end = start
        while end < len(texts) and kinds[end] not in against:
            end += 1
        turned += _turn_segment(texts[start:end], kinds[start:end], strong)
        turned += texts[end : end + 1]
        start = end + 1
    return turned


def _turn_segment(texts: Sequence[str], kinds: Sequence[str], strong: frozenset[str]) -> list[str]:
    """Reverse a segment from its first to its last strong character or digit; what is around it stays."""
    if not any(kind in strong for kind in kinds):
        return _turn_numbers(texts, kinds) if "L" in strong else list(texts)
    inside = strong | _NUMBER if "L" in strong else strong | {"NSM"}
    first = next(index for index, kind in enumerate(kinds) if kind in inside)
    last = next(index for index in range(len(kinds) - 1, -1, -1) if kinds[index] in inside)
    middle = list(texts[first : last + 1])[::-1]
    if "L" not in strong:
        middle = _turn_numbers(middle, [unicodedata.bidirectional(text) for text in middle])
    return [*texts[:first], *middle, *texts[last + 1 :]]


def _turn_numbers(texts: Sequence[str], kinds: Sequence[str]) -> list[str]:
    turned: list[str] = []
    start = 0
    while start < len(texts):
        end = start
        while end < len(texts) and (kinds[end] in _NUMBER or _joins_digits(texts, kinds, end, start)):
            end += 1
        turned += texts[start:end][::-1]
        turned += texts[end : end + 1]
        start = end + 1
    return turned


def _joins_digits(texts: Sequence[str], kinds: Sequence[str], index: int, start: int) -> bool:
    return texts[index] in _SEPARATORS and index > start and index + 1 < len(texts) and kinds[index + 1] in _NUMBER
