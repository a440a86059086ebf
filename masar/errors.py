"""
The errors that Masar raises on purpose.

    MasarError                  the root: catch this at the edge, once
    ├── ArticleError            a text that cannot be read as an article
    ├── StoryError              a story folder, story file or story that breaks its format
    ├── GazetteerError          the compiled place index is missing or damaged
    ├── BasemapError            the compiled base map is missing or damaged
    └── ExportError             something cannot be written as asked

An error carries a code and details, not a finished sentence, so that the interface can say it in
the reader's language: `error.message(language)`. `str(error)` is the English sentence.
"""

from typing import Any

from masar.i18n import text


class MasarError(Exception):
    """
    Root of Masar's errors.

    Parameters
    ----------
    code
        Key of the message below `errors.` in `masar/texts/errors.toml`.
    details
        Values named in that message; `expected_key` names a further text, shown as `{expected}`.
    """

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        return self.message("en")

    def message(self, language: str) -> str:
        """Return the message in the language given (`en` or `ar`)."""
        details = dict(self.details)
        if expected := details.pop("expected_key", ""):
            details["expected"] = text(expected, language, **details)
        return text(f"errors.{self.code}", language, **details)


class ArticleError(MasarError, ValueError):
    """A text that cannot be read as an article."""


class StoryError(MasarError, ValueError):
    """A story folder, story file or story that breaks its format."""


class GazetteerError(MasarError, OSError):
    """The compiled place index is missing or damaged."""


class BasemapError(MasarError, OSError):
    """The compiled base map is missing or damaged."""


class ExportError(MasarError, ValueError):
    """Something cannot be written as asked."""
