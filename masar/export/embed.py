"""What goes beside an export: the snippet that puts the interactive page into another one, and the citation."""

import html
import re
from urllib.parse import urlsplit

from masar import i18n
from masar.encode import clean_text
from masar.errors import ExportError
from masar.i18n import text
from masar.model import Story
from masar.panels import say

_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
# A page of ours needs scripts alone; a hosted dashboard also speaks to its own server.
_SANDBOX = {False: "allow-scripts allow-popups", True: "allow-scripts allow-popups allow-same-origin allow-downloads"}


def embed_snippet(
    story: Story, address: str, *, language: str = "en", hosted: bool = False, height_px: int = 760
) -> str:
    """
    Return the HTML that shows a story's interactive page inside another web page.

    Parameters
    ----------
    story
        The story; its title names the frame for screen readers.
    address
        Where the page lies: an `http` or `https` address, or the name of a file beside the embedding page.
    language
        `en` or `ar`.
    hosted
        Whether the address is a running dashboard, which must live on another origin than the page around it.
    height_px
        Height of the frame, in CSS pixels.

    Raises
    ------
    ExportError
        If the address is neither.
    """
    parts = urlsplit(address) if not re.search(r"[\s\x00-\x1f]", address) else None
    web = parts is not None and parts.scheme in ("http", "https") and bool(parts.netloc)
    if not web and not _FILE.fullmatch(address):
        raise ExportError("export_address", value=address[:120])
    title = clean_text(say(story, "title", language).text or story.story_id)
    return (
        f'<iframe src="{html.escape(address)}" title="{html.escape(title)}" width="100%" height="{height_px:d}" '
        f'style="border: 0" loading="lazy" referrerpolicy="no-referrer" sandbox="{_SANDBOX[hosted]}"></iframe>'
    )


def cite_story(story: Story, language: str = "en") -> str:
    """Return a citation in plain text: whose report, of when, under what title, and what was done with it."""
    title = clean_text(say(story, "title", language).text or story.story_id)
    publisher = clean_text(say(story, "publisher", language).text)
    date = i18n.day(story.published, "day", language) if story.published else ""
    source = ("، " if language == "ar" else ", ").join(part for part in (publisher, date) if part)
    key = "citation" if source else "citation_unsigned"
    inferred = any(leg.basis == "inferred" for leg in story.legs)
    done = [text("export.done", language), *([text("export.done_inferred", language)] if inferred else [])]
    return " ".join(
        [text(f"export.{key}", language, title=title, source=source), *done, text("export.credits", language)]
    )
