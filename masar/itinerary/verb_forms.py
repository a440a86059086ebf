"""The forms of an English verb: written out in its data file, or made from its base."""

from collections.abc import Iterator, Sequence

TENSES = ("base", "present", "past", "participle", "ing")
_VOWELS = frozenset("aeiou")


def write_out(verb: str, irregular: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """
    Yield the forms of a verb, each with its tense.

    Parameters
    ----------
    verb
        All five forms parted by spaces, or the base alone; of a phrase ("fly_in"), the first word is inflected.
    irregular
        The verbs, all five forms each, whose forms no rule makes.
    """
    forms = verb.split()
    if len(forms) > 1:
        yield from zip(forms, TENSES, strict=True)
        return
    first, joint, rest = verb.partition("_")
    known = [row.split() for row in irregular if row.startswith(first + " ")]  # two rows of "be": "is", "are"
    for row in known or [_regular(first)]:
        yield from zip([form + joint + rest for form in row], TENSES, strict=True)


def _regular(base: str) -> list[str]:
    hissing = base.endswith(("s", "x", "z", "ch", "sh", "o"))
    if base.endswith("y") and base[-2] not in _VOWELS:
        return [base, base[:-1] + "ies", base[:-1] + "ied", base[:-1] + "ied", base + "ing"]
    past = base + ("d" if base.endswith("e") else "ed")
    stem = base[:-1] if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) else base
    return [base, base + ("es" if hissing else "s"), past, past, stem + "ing"]
