"""How longer Arabic reports go on from sentence to sentence: one habit a case."""

from datetime import date

import pytest

from masar.itinerary import order_stops
from masar.model import Article
from tests.journeys.annotated import resolutions

FRIDAY = date(2023, 9, 15)


def names(text):
    """Return the stated stops by place id, planned ones with a star."""
    article = Article(text, "ar", published=FRIDAY)
    stops = order_stops(article, resolutions(article))
    return [stop.place_id + "*" * (stop.status == "planned") for stop in stops if stop.basis == "stated"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل الوزير إلى القاهرة. وافتتح مصنعا ثم توجه إلى الدوحة. وعاد إلى بيروت مساء.", ["cairo", "doha", "beirut"]),
        ("هبطت طائرة ركاب في أثينا بسبب إنذار. ثم واصلت رحلتها إلى لندن بعد ساعتين.", ["athens", "london"]),
        ("وصل الوزير إلى القاهرة اليوم. وكان قد زار الدوحة ثم انتقل إلى بيروت.", ["doha", "beirut", "cairo"]),
    ],
)
def test_a_report_goes_on_from_its_opening_or_looks_back(text, expected):
    assert names(text) == expected


def test_who_is_back_where_a_text_began_was_there_twice():
    text = "وصل الوزير إلى القاهرة ثم انتقل إلى بيروت. وعاد الوزير أمس إلى القاهرة."
    assert names(text) == ["cairo", "beirut", "cairo"]


def test_a_journey_of_months_keeps_where_it_set_off():
    text = "وصل الرحالة إلى الدوحة أمس. وانطلق الرحالة من القاهرة قبل ثمانية أشهر، وقطع الأردن مشيا."
    assert names(text) == ["cairo", "jordan", "doha"]


def test_a_text_that_tells_where_a_journey_set_off_looks_back():
    text = "وصل الدراج إلى الدوحة. وانطلق الدراج من القاهرة وقطع الأردن. ثم أقام في بغداد أسبوعا."
    assert names(text) == ["cairo", "jordan", "baghdad", "doha"]


def test_home_is_where_the_dateline_reports_from():
    assert names("الدوحة - عاد سمو الأمير إلى البلاد مساء اليوم بعد زيارة إلى القاهرة.") == ["cairo", "doha"]


def test_a_surname_like_a_nationality_is_no_country():
    text = "وصل رئيس الوزراء محمد شياع السوداني إلى القاهرة ثم انتقل إلى الدوحة. وعاد السوداني إلى بغداد مساء."
    assert names(text) == ["cairo", "doha", "baghdad"]


def test_a_speaker_tells_what_carried_him():
    text = "قال اللاجئ: «نقلنا القارب إلى لامبيدوزا ثم أوصلتنا الحافلة إلى أثينا»."
    assert names(text) == ["lampedusa", "athens"]


def test_a_storm_begins_where_it_formed():
    text = "تشكلت العاصفة قبالة سواحل اليونان مطلع الأسبوع، ثم ضربت درنة."
    assert names(text) == ["greece", "derna"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قُبض على الفار في أثينا بعدما هرب من القاهرة إلى بيروت فقبرص.", ["cairo", "beirut", "cyprus", "athens"]),
        ("اعتقلت الشرطة اليونانية المهرب في أثينا بعد فراره من القاهرة.", ["cairo", "athens"]),
        ("عثر صيادون على جثمان الغواص قبالة درنة ونقل إلى بنغازي.", ["derna", "benghazi"]),
        ("زار الوزير الدوحة. واعتقلت إسرائيل عشرين فلسطينيا في القدس.", ["doha"]),
    ],
)
def test_who_is_seized_or_found_is_there(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("زارت الفرقة بيروت أمس، وستكون القاهرة ختام جولتها.", ["beirut", "cairo*"]),
        ("بعد محطة أولى في القاهرة، وصل الوزير إلى الدوحة.", ["cairo", "doha"]),
        ("اكتفى الرئيس بزيارة القاهرة بعدما ألغى رحلته إلى الدوحة.", ["cairo"]),
        ("وصل الدراج إلى القاهرة قبل أسبوع، وهو الآن في الدوحة.", ["cairo", "doha"]),
        ("فر الجندي إلى القاهرة بعدما عبر الحدود من بنغازي.", ["benghazi", "cairo"]),
    ],
)
def test_stops_told_by_what_stands_around_them(text, expected):
    assert names(text) == expected


def test_a_name_is_no_question_where():
    assert names("انتقلت المفوضة أورسولا فون لاين من القاهرة إلى الدوحة قبل أن تستقل الطائرة إلى بيروت.") == [
        "cairo", "doha", "beirut",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "وصل وزير التجارة إلى الدوحة. ثم انتقل الوفد إلى بيروت. وستكون القاهرة المحطة الأخيرة للوفد.",
            ["doha", "beirut", "cairo*"],
        ),
        ("وصل وزير التجارة إلى الدوحة أمس. وكان وفد إيراني قد زار القاهرة الأسبوع الماضي.", ["doha"]),
        (
            "أُفرج عن الناشط كريم الزيدي أمس. ونقل الزيدي من بغداد إلى بيروت. وسيسافر كريم غدا إلى القاهرة.",
            ["baghdad", "beirut", "cairo*"],
        ),
    ],
)
def test_the_delegation_and_a_first_name_are_the_traveller(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("نقل الجريح إلى بغداد ثم نُقل لاحقا إلى بيروت.", ["baghdad", "beirut"]),
        (
            "يزور الوزير القاهرة غدا، وينتقل في اليوم الثاني إلى بيروت، وفي اليوم الأخير يحل بالدوحة.",
            ["cairo*", "beirut*", "doha*"],
        ),
        (
            "رست الفرقاطة في جدة. وكانت قد غادرت بورسعيد. وزارت الفرقاطة بيروت ثم توقفت في بورتسودان.",
            ["port-said", "beirut", "port-sudan", "jeddah"],
        ),
        ("هرب السجين من حمص إلى بيروت. وتبحث عنه الشرطة منذ أسبوع.", ["homs", "beirut"]),
    ],
)
def test_days_and_words_that_only_seem_to_lie_ahead(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "لم يبق الوسيط طويلا في بورتسودان. فقد وصلها فجرا من جدة، ثم غادرها إلى القاهرة.",
            ["jeddah", "port-sudan", "cairo*"],
        ),
        (
            "وصل الوزير إلى جدة الأحد. وذكر السفير اليوناني لدى قطر أن التعاون يتنامى. ومن المقرر أن يغادر إلى القاهرة.",
            ["jeddah", "cairo*"],
        ),
        ("زار رئيس الأركان بنغازي. ووصل على متن طائرة أقلعت من طرابلس.", ["tripoli-libya", "benghazi"]),
        ("وصلت بعثة من الأطباء إلى بيروت. وضمت البعثة شبانا قدموا من القاهرة عبر جدة.", ["cairo", "jeddah", "beirut"]),
        ("الدوحة - استقبل ولي العهد اليوم الرئيس القبرصي. وغادر الرئيس القبرصي إلى القاهرة.", ["doha", "cairo*"]),
        ("تجمعت الشاحنات في صفاقس، ثم سارت إلى القاهرة.", ["sfax", "cairo"]),
    ],
)
def test_where_someone_came_from_told_after_his_arrival(text, expected):
    assert names(text) == expected


def test_who_lives_abroad_did_not_come_there():
    assert names("وصلت فرقة من الجالية المصرية في لندن إلى القاهرة.") == ["cairo"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "قالت الشرطة إنها أوقفت في أثينا رجلا مطلوبا. وكان الرجل قد غادر بيروت. وتنقل المشتبه به بين القاهرة وبنغازي.",
            ["beirut", "cairo", "benghazi", "athens"],
        ),
        (
            "انطلق المركب من جدة متوجها إلى بورتسودان، ثم شارك في مهرجان في بورسعيد.",
            ["jeddah", "port-sudan", "port-said"],
        ),
        (
            "سافر الحاج من القاهرة في شاحنة متجهة إلى بورتسودان. ومن هناك سافر مع قافلة إلى جدة.",
            ["cairo", "port-sudan", "jeddah"],
        ),
        ("أبحر القارب من صفاقس باتجاه لامبيدوزا. ثم غرق القارب قبالة بنغازي.", ["sfax", "benghazi"]),
        ("تسافر الفرقة غدا إلى الدوحة. وألغيت جولة أخرى، وكانت ستشمل بيروت.", ["doha*"]),
    ],
)
def test_what_came_about_and_what_did_not(text, expected):
    assert names(text) == expected
