"""What a reader changes of a story as a whole: its title, whose journey it is, who published it."""

import streamlit as st

from masar.corrections import Correction
from masar.i18n import text
from masar.model import Story

# Field of the story (also of the correction), interface text, language of what is written into it.
FIELDS = (
    ("title_en", "new.title", "en"),
    ("title_ar", "new.title", "ar"),
    ("traveller", "review.traveller", "en"),
    ("traveller_ar", "review.traveller", "ar"),
    ("publisher", "new.publisher", "en"),
    ("publisher_ar", "new.publisher", "ar"),
)


def show_details(story: Story, language: str, edition: int) -> Correction | None:
    """Show the fields in both languages; return the correction asked for, once there is one."""
    typed = {}
    with st.form(f"details-{edition}", border=False):
        for pair in (FIELDS[n : n + 2] for n in range(0, len(FIELDS), 2)):
            for column, (field, label, of) in zip(st.columns(2), pair, strict=True):
                typed[field] = column.text_input(
                    f"{text(label, language)} · {text(f'languages.name_{of}', language)}",
                    getattr(story, field),
                    max_chars=300,
                    key=f"{field}-{edition}",
                ).strip()
        pressed = st.form_submit_button(text("review.apply", language), type="primary")
    changed = {field: value for field, value in typed.items() if value != getattr(story, field)}
    return Correction("change_story", "", changed) if pressed and changed else None
