"""Which claims an export holds when filters are on, and the sentence that says so in the file itself."""

from dataclasses import replace

from masar import i18n
from masar.encode import clean_text
from masar.i18n import text
from masar.model import Claim, Story
from masar.panels import say_speaker
from masar.view import View, filter_claims, speaker_id

_LONGEST_NAME, _MOST_NAMES = 60, 6


def keep_claims(story: Story, claims: tuple[Claim, ...]) -> Story:
    """Return the story with these claims alone; what they stood against is named only where it is still there."""
    kept = {claim.claim_id for claim in claims}
    if len(kept) == len(story.claims):
        return story
    return replace(story, claims=tuple(replace(c, against=tuple(a for a in c.against if a in kept)) for c in claims))


def select_claims(story: Story, filters: View | None) -> Story:
    """Return the story with the claims that pass the filters; the story itself if there are none."""
    return keep_claims(story, filter_claims(story, filters)) if filters else story


def describe_selection(story: Story, filters: View | None, language: str) -> str:
    """
    Return how many of the claims are here and which filters chose them; empty if all are.

    Parameters
    ----------
    story
        The whole story.
    filters
        A view whose speakers, kinds and day choose.
    language
        `en` or `ar`.
    """
    shown = len(filter_claims(story, filters)) if filters else len(story.claims)
    if filters is None or shown == len(story.claims):
        return ""
    names = {speaker_id(c): say_speaker(c, language).text for c in reversed(story.claims)}
    chosen = {
        "speaker": [_short(names.get(s, s)) for s in filters.speakers],
        "kind": [text(f"kind.{kind}", language) for kind in filters.kinds],
        "known_by": [i18n.day(filters.known_by, "day", language)] if filters.known_by else [],
    }
    parts = [
        text("export.selection", language, shown=shown, count=text("story.claims", language, n=len(story.claims))),
        *(text(f"export.selected.{key}", language, names=_joined(found, language))
          for key, found in chosen.items() if found),
    ]  # fmt: skip
    return " ".join(parts)


def _short(name: str) -> str:
    name = clean_text(name)
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _joined(names: list[str], language: str) -> str:
    """Return names in a row; of many, the first and how many more."""
    shown = names if len(names) <= _MOST_NAMES else names[: _MOST_NAMES - 1]
    more = [text("export.selected.more", language, n=len(names) - len(shown))] if len(names) > len(shown) else []
    return ("، " if language == "ar" else ", ").join([*shown, *more])
