"""Tables for a person's spreadsheet: the claims as a DataFrame and as CSV, with one encoder for their cells."""

import re
from collections.abc import Iterable

import pandas as pd

from masar import i18n
from masar.encode import clean_text
from masar.model import Claim, Story
from masar.panels import say, say_quote, say_sentence, say_speaker

# What a spreadsheet program takes for the start of a formula (OWASP, "CSV Injection"), also behind white space.
_FORMULA = re.compile(r"^\s*[=+\-@\t\r＝＋－＠]")


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet program could take a text for a formula."""
    return bool(_FORMULA.match(text))


def clean_cell(text: str) -> str:
    """Return a text without what no reader sees, line by line."""
    return "\n".join(clean_text(line) for line in text.splitlines())


def encode_cell(text: str) -> str:
    """Return a text as a cell that stays a text: an apostrophe keeps a would-be formula from running."""
    shown = clean_cell(text)
    return f"'{shown}" if is_formula(shown) else shown


def claims_frame(story: Story, claims: Iterable[Claim], language: str) -> pd.DataFrame:
    """
    Return claims as a table for reading, a row a claim, in the language asked for where the story has it.

    Columns: claim, stop, place, speaker, reported_by, kind, date, date_precision, text, quote, sentence,
    against, note. All texts; kinds are the interface's words.
    """
    rows = [
        {
            "claim": claim.claim_id,
            "stop": say(stop, "name", language).text if (stop := story.stop(claim.stop_id)) else "",
            "place": say(place, "name", language).text if (place := story.place(claim.place_id)) else "",
            "speaker": say_speaker(claim, language).text,
            "reported_by": say(claim, "reported_by", language).text,
            "kind": i18n.text(f"kind.{claim.kind}", language),
            "date": claim.date.isoformat() if claim.date else "",
            "date_precision": claim.date_precision,
            "text": say(claim, "text", language).text,
            "quote": say_quote(claim, story, language).text,
            "sentence": say_sentence(claim, story, language).text,
            "against": " ".join(claim.against),
            "note": say(claim, "note", language).text,
        }
        for claim in claims
    ]
    # pandas keeps texts as UTF-8, which cannot carry a lone surrogate.
    rows = [{name: cell.encode("utf-8", "ignore").decode() for name, cell in row.items()} for row in rows]
    columns = ["claim", "stop", "place", "speaker", "reported_by", "kind", "date", "date_precision", "text", "quote"]
    return pd.DataFrame(rows, columns=[*columns, "sentence", "against", "note"], dtype=str)


def write_claims_csv(story: Story, claims: Iterable[Claim], language: str) -> bytes:
    """Return claims as CSV that is safe to open in a spreadsheet (UTF-8 with a byte order mark, as Excel wants)."""
    frame = claims_frame(story, claims, language).map(encode_cell)
    return frame.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
