"""The marked article is the article: nothing lost, nothing moved, marks where the spans say."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from masar.marking import mark_article
from masar.model import Mention
from tests.unit.test_story_folder import TEXT, make_story


def joined(paragraphs):
    return ["".join(piece.text for piece in paragraph) for paragraph in paragraphs]


def test_pieces_join_to_the_text_and_carry_their_marks():
    story = make_story()
    (paragraph,) = mark_article(story.articles[0], story)
    assert joined([paragraph]) == [TEXT]
    assert [piece.text for piece in paragraph if piece.mention] == ["Amman", "Cairo"]
    assert all([claim.claim_id for claim in piece.claims] == ["c01"] for piece in paragraph)
    assert [bool(piece.ending) for piece in paragraph] == [False] * (len(paragraph) - 1) + [True]


def test_marks_can_be_left_out():
    story = make_story()
    (paragraph,) = mark_article(story.articles[0], story, places=False, claims=())
    assert [piece.text for piece in paragraph] == [TEXT]


@given(
    st.text(st.characters(blacklist_categories=["Cs"]), max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20)), max_size=8),
)
def test_any_text_with_any_spans_is_given_back(text, spans):
    story = make_story()
    article = replace(story.articles[0], text=text)
    mentions = tuple(Mention("en", a, min(a + n, len(text)), text[a : a + n]) for a, n in spans if a < len(text))
    claims = tuple(
        replace(story.claims[0], claim_id=f"c{i}", start=a, end=min(a + n + 5, len(text)))
        for i, (a, n) in enumerate(spans) if a < len(text)
    )  # fmt: skip
    story = replace(story, articles=(article,), mentions=mentions, claims=claims)
    kept = [line.rstrip() for line in text.splitlines() if line.strip()]
    assert joined(mark_article(article, story)) == kept
