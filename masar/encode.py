"""
The one encoder for text that reaches folium, and through it a page.

Such text is read three times: branca compiles what folium has rendered once more as a Jinja template
(so `{{ ... }}` would run on the server, even after `html.escape`), it stands in JavaScript (where
backticks, `${...}` and a backslash mean something), and then in HTML. Numeric entities mean
nothing to the first two and are the character itself to the third.
"""

import html
import re

# What Jinja, JavaScript or streamlit-folium's search and replace in the finished script could read as theirs.
_ACTIVE = {ord(c): f"&#{ord(c)};" for c in "\\`${}_()"}
# Controls, lone surrogates, noncharacters, interlinear marks, bidi embeddings and overrides, the byte order mark.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_SPACE = re.compile("[\t-\r\x85\u2028\u2029]+")
_OPENING, _CLOSING = "\u2066\u2067\u2068", "\u2069"


def encode_text(text: str) -> str:
    """
    Return text as HTML that shows it as typed, wherever folium puts it.

    Parameters
    ----------
    text
        Anything, from anyone.

    Returns
    -------
    encoded
        For an HTML text or a quoted attribute, also inside a JavaScript string or template literal and
        below a Jinja template. Line ends become spaces. Control characters, lone surrogates, bidi
        overrides and isolates without their other half are left out: none of them can be seen.
    """
    return html.escape(clean_text(text)).translate(_ACTIVE)


def clean_text(text: str) -> str:
    """
    Return text without what cannot be seen, not yet encoded.

    Clean what is put into a sentence before it is put there: an isolate closed too often would
    otherwise close the sentence's own.
    """
    return _balance_isolates(_UNSEEN.sub("", _SPACE.sub(" ", text)))


def _balance_isolates(text: str) -> str:
    """Drop isolates that are never closed and closings of none: they would reach beyond the text."""
    if _CLOSING not in text and not any(mark in text for mark in _OPENING):
        return text
    kept, open_at = list(text), []
    for at, character in enumerate(text):
        if character in _OPENING:
            open_at.append(at)
        elif character == _CLOSING:
            if open_at:
                open_at.pop()
            else:
                kept[at] = ""
    for at in open_at:
        kept[at] = ""
    return "".join(kept)
