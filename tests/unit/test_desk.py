"""The desk of a draft: what there is to look at, the least certain first."""

from datetime import date

from masar.desk import lay_out, list_doubts
from masar.model import Article

TEXT = (
    "TOKYO: The prime minister left Tokyo for Vietnam on Sunday. From Hanoi he will fly to Jakarta, "
    "and on to Springfield, before he returns to Tokyo."
)


def test_a_place_is_looked_at_once_under_all_its_names():
    doubts = list_doubts(lay_out(Article(TEXT, "en", published=date(2023, 9, 15))))
    assert [doubt.others for doubt in doubts if doubt.toponym == "TOKYO"] == [("Tokyo",)]
    assert "Tokyo" not in [doubt.toponym for doubt in doubts]
    assert len({doubt.place_id for doubt in doubts if doubt.place_id}) == len([d for d in doubts if d.place_id])


def test_the_least_certain_comes_first():
    doubts = list_doubts(lay_out(Article(TEXT, "en", published=date(2023, 9, 15))))
    assert doubts[0].toponym == "Springfield"
    assert [doubt.score for doubt in doubts] == sorted(doubt.score for doubt in doubts)
