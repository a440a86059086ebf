"""Segmentation: sentences, tokens, paragraphs and quotations as news texts of both languages set them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masar.article import find_quotes, split_paragraphs, split_sentences, split_tokens

SIGNS = st.text(alphabet=st.sampled_from("aZو.،؟!?\"'“”«»‘’()… \n\r\t5,-ًّ\u200f\u202e\x00\ud800"), max_size=60)


def cut(text, spans):
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The envoy paid 3.5 million. He left.", 2),
        ("Mr. Ortega met Gen. Haddad. They talked.", 2),
        ("The U.S. Navy left at 5 p.m. on Monday. Nobody spoke.", 2),
        ("The ship left the U.S. The crew stayed.", 2),
        ("“Stop!” he said. She went on.", 2),
        ("He waited… and then he left.", 1),
        ("“We will go. We must,” she said.", 2),
        ("He thanked J. K. Lindqvist. She smiled.", 2),
        ("Any export [...] would be a breach. He left.", 2),
        ("No. 4 berth was closed. It reopened.", 2),
        ("a title without a stop\nThe text begins. It ends", 3),
        ("a line wrapped by\nhand goes on here.", 1),
    ],
)
def test_english_sentences_end_where_a_reader_ends_them(text, count):
    assert len(split_sentences(text)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("وصل الوفد إلى عدن. ثم غادرها.", 2),
        ("قال د. سالم إن الرحلة انتهت. وعاد الفريق.", 2),
        ("بلغت المسافة 3.5 كيلومتر. وتوقفت القافلة.", 2),
        ("قال إن «أي شحنة (..) ستكون خرقا». وأضاف أنه يرفض.", 2),
        ("هل وصلت السفينة؟ لا أحد يعرف!", 2),
        ("وقال: «لن نغادر.» ثم صمت.", 2),
        ("عنوان بلا نقطة\nوصل المبعوث صباحا. وغادر مساء.", 3),
    ],
)
def test_arabic_sentences_end_where_a_reader_ends_them(text, count):
    assert len(split_sentences(text)) == count


def test_an_arabic_word_keeps_its_vowel_signs_in_one_token():
    assert cut("ذهب محمَّد إلى عمّان", split_tokens("ذهب محمَّد إلى عمّان")) == ["ذهب", "محمَّد", "إلى", "عمّان"]


def test_numbers_names_and_compounds_are_single_tokens():
    text = "O'Neill's 25-year-old Su-25 flew 1,204.5 km"
    assert cut(text, split_tokens(text)) == ["O'Neill's", "25-year-old", "Su-25", "flew", "1,204.5", "km"]


def test_every_style_of_quotation_mark_pairs_with_its_own():
    text = "He said “one ‘two’ three”, \"four\", «خمسة» and ''six'' but it's ‘seven’ now."
    assert cut(text, find_quotes(text)) == ["“one ‘two’ three”", '"four"', "«خمسة»", "''six''", "‘seven’"]


def test_a_quotation_left_open_goes_to_the_paragraphs_end_only_when_the_next_one_reopens():
    text = "“We left at dawn.\n“We came back at night,” she said.\nHe said “no more and left."
    assert cut(text, find_quotes(text)) == ["“We left at dawn.", "“We came back at night,”"]


def test_a_curly_mark_may_be_closed_by_a_straight_one():
    text = 'there was “no evidence" yet'
    assert cut(text, find_quotes(text)) == ['“no evidence"']


@given(st.one_of(st.text(max_size=80), SIGNS))
def test_spans_of_any_text_are_ordered_and_lose_no_visible_sign(text):
    for split in (split_tokens, split_sentences, split_paragraphs, find_quotes):
        spans = split(text)
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(first[1] <= second[0] for first, second in pairwise(spans))
        if split is not find_quotes:
            seen = sum(1 for start, end in spans for sign in text[start:end] if not sign.isspace())
            assert seen == sum(1 for sign in text if not sign.isspace())
