"""How single Arabic sentences tell of a way: one habit of their building a case."""

import pytest

from tests.unit.test_itinerary_reports import names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("غصت شوارع بيروت بالناس لدى وصول المنتخب إليها من الدوحة.", ["doha", "beirut"]),
        ("لم تطل إقامة الوفد في صنعاء، إذ غادرها بعد ساعات إلى الدوحة.", ["sanaa", "doha*"]),
    ],
)
def test_a_pronoun_stands_for_the_town_named_before(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("من بيروت، حيث التقى قائد الجيش، انتقل الوزير إلى القاهرة.", ["beirut", "cairo"]),
        ("من الدوحة، التي أمضى فيها يومين، طار الوزير إلى القاهرة.", ["doha", "cairo"]),
        ("سافر الوزير إلى القاهرة بعد اجتماع في الدوحة.", ["doha", "cairo"]),
        ("وصل الدراج من بيروت إلى الدوحة على ظهر جمل مارا بالقاهرة وجدة.", ["beirut", "cairo", "jeddah", "doha"]),
        ("توقف القطار في الدوحة قبل أن يصل مساء إلى جدة.", ["doha", "jeddah"]),
        ("قضت السفيرة يومين متنقلة بين القاهرة وبيروت والدوحة.", ["cairo", "beirut", "doha"]),
        ("انطلق المهاجرون من صفاقس قاصدين لامبيدوزا.", ["sfax", "lampedusa*"]),
        ("توافد الزوار إلى جدة سيرا على الأقدام من القاهرة والدوحة.", ["cairo", "doha", "jeddah"]),
    ],
)
def test_where_the_parts_of_a_way_stand(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سار الفتى من القاهرة إلى الدوحة على خطى جده.", ["cairo", "doha"]),
        ("التقى المبعوث مسؤولين في الدوحة ثم سافر إلى صنعاء.", ["doha", "sanaa"]),
    ],
)
def test_words_that_look_like_others(text, expected):
    assert names(text) == expected
