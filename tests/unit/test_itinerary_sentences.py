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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("يلتقي الوزير الأردني نظيره القطري في الدوحة الثلاثاء، ثم يشارك في منتدى ببيروت.", ["doha*", "beirut*"]),
        ("شاركت الوزيرة في ملتقى بيروت، ومنه توجهت إلى الدوحة.", ["beirut", "doha*"]),
        ("توقف رئيس الوزراء في القاهرة ساعة ثم سافر إلى الدوحة.", ["cairo", "doha"]),
    ],
)
def test_whom_someone_met_and_where(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اختطف المسلحون المهندس في بنغازي قبل أن يتمكن من الفرار إلى القاهرة.", ["benghazi", "cairo"]),
        ("لم يلبث الوفد أن غادر الدوحة إلى القاهرة.", ["doha", "cairo*"]),
        ("لم يعد خافيا أن الأمير زار القاهرة قبل توجهه إلى الدوحة.", ["cairo", "doha"]),
        ("سيزور الرهائن الدوحة على أن يغادروها إلى القاهرة.", ["doha*", "cairo*"]),
        ("أنهى الحجاج مناسكهم في جدة، ويغادرون غدا الدوحة إلى القاهرة.", ["jeddah", "doha*", "cairo*"]),
        ("قرر المجلس إيفاد الوزير إلى درنة، وقد وصلها فعلا مساء.", ["derna"]),
    ],
)
def test_what_was_done_and_what_is_to_come(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أفرج المسلحون عن السائحين في بنغازي ونقلا إلى القاهرة.", ["benghazi", "cairo"]),
        ("سافر الشاعر من بيروت، ثم رحل إلى القاهرة فأقام بها.", ["beirut", "cairo"]),
        ("وقّع الوزير اتفاقا في الدوحة التي غادرها مساء إلى بيروت.", ["doha", "beirut*"]),
        ("وصل البطل إلى القاهرة، وسيشارك بعدها في بطولة بالدوحة.", ["cairo", "doha*"]),
        ("وصلت رئيسة قبرص إلى القاهرة.", ["cairo"]),
    ],
)
def test_releases_stays_and_places_left_again(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل الحاج إلى بورتسودان. وأدى مناسك العمرة في جدة وعاد جوا إلى القاهرة.", ["port-sudan", "jeddah", "cairo"]),
        (
            "زار الوفد الدوحة. وأقلعت طائرة الوفد مساء في طريق العودة إلى القاهرة.",
            ["doha", "cairo*"],
        ),
    ],
)
def test_deeds_and_ways_home(text, expected):
    assert names(text) == expected
