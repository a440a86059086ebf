"""The tables of the review are read from the reader's side; a phone shows the first columns."""

from types import SimpleNamespace

import pytest

from pages import review

PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
DESK = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36"


@pytest.mark.parametrize(
    ("language", "agent", "first"),
    [("en", DESK, "order"), ("ar", DESK, "lon"), ("en", PHONE, "order"), ("ar", PHONE, "order")],
)
def test_the_first_columns_stand_where_they_are_seen_first(monkeypatch, language, agent, first):
    monkeypatch.setattr(review.st, "context", SimpleNamespace(headers={"User-Agent": agent}))
    assert review.in_reading_order(review.stops_frame((), language), language)[0] == first
