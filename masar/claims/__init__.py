"""
What an article claims: who says it, through whom, of which stop, when, in which words.

    extract   from attributions and narration to claims
    drafts    the clauses that carry them
    opposed   which stand against each other
    speakers  what a speaker is called, in full and in both languages
    kinds     what sort of claim a clause makes
    places    which stop or place it is about
"""

from masar.claims.extract import extract_claims
from masar.claims.opposed import link_opposed

__all__ = ["extract_claims", "link_opposed"]
