"""
What Masar knows of a language: one folder a language, one TOML file a subject.

    languages/ar/places.toml     clitics, kind words ("city of"), words that only look like names
    languages/ar/dates.toml      weekdays, months of every calendar in use, relative days
    languages/ar/journeys.toml   verbs and words of travel, tenses, order
    languages/ar/claims.toml     verbs of saying, agencies, denials, titles
    languages/ar/segmentation.toml  short forms, what ends a sentence
    languages/ar/documents.toml  words that betray a language, datelines, days of publication

A further language is a further folder with the same files, and no code.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

SUPPORTED: tuple[str, ...] = ("ar", "en")


@cache
def load_language(language: str, subject: str) -> Mapping[str, Any]:
    """
    Return what is known of one subject in one language.

    Parameters
    ----------
    language
        ISO 639-1 code, one of `SUPPORTED`.
    subject
        `places`, `dates`, `journeys` or `claims`.

    Raises
    ------
    FileNotFoundError
        If there is no such file: a mistake in the program.
    """
    file = resources.files("masar").joinpath("languages", language, f"{subject}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def phrases_by_start(phrases: Iterable[Sequence[str]]) -> Mapping[str, Mapping[str, int]]:
    """Return by its first word, and then by its second, how many words the longest phrase has that begins so."""
    longest: dict[str, dict[str, int]] = {}
    for phrase in phrases:
        if len(phrase) > 1:
            seconds = longest.setdefault(phrase[0], {})
            seconds[phrase[1]] = max(len(phrase), seconds.get(phrase[1], 0))
    return longest
