"""Arabic reports of purposes, departures and what carries whom, and people who bear the names of places."""

from datetime import date

import pytest

from masar.model import Article
from masar.story import build_draft, build_story

FRIDAY = date(2023, 9, 15)


def names(text):
    """Return the stated stops by place id, planned ones with a star."""
    stops = build_story(Article(text, "ar", published=FRIDAY)).stops
    return [stop.place_id + "*" * (stop.status == "planned") for stop in stops if stop.basis == "stated"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("غادر رئيس الوزراء اليوم للمشاركة في مؤتمر في باريس.", ["paris*"]),
        ("سافر الوزير للمشاركة في أعمال القمة العربية في بغداد.", ["baghdad"]),
        ("توجه الأمير لحضور حفل زفاف في بيروت ثم يغادر إلى لندن.", ["beirut*", "london*"]),
    ],
)
def test_one_goes_where_what_one_goes_to_takes_place(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "يزور الوزير بيروت غدا، بحسب ما قال قبل مغادرته القاهرة. ثم يتوجه الأحد إلى دمشق.",
            ["cairo", "beirut*", "damascus*"],
        ),
        (
            "وصلت القافلة إلى أنقرة في طريقها إلى غزة. وستزور القافلة اللاذقية ثم تبحر إلى العريش، على أن تصل إلى غزة لاحقا.",
            ["ankara", "latakia*", "arish*", "gaza*"],
        ),
        (
            "وكان المبعوث روس قد زار الرباط ثم توجه إلى تندوف حيث استقبله رئيس الجبهة، وبعدها طار إلى نواكشوط.",
            ["rabat", "tindouf", "nouakchott"],
        ),
        (
            "أقلعت الطائرة الشمسية من أبوظبي. وانطلق الطيار أندريه بالطائرة واتجه بها نحو مسقط. وبعد مسقط، تتوجه إلى فاراناسي.",
            ["abu-dhabi", "muscat", "varanasi*"],
        ),
        ("بدأ رئيس الوزراء الصيني، لي كه، اليوم (الجمعة)، في إثيوبيا جولة أفريقية.", ["ethiopia"]),
        ("أقلعت الطائرة من سبها إلى طرابلس.", ["sabha", "tripoli*"]),
        (
            "يغادر الأمين العام غدا إلى أنقرة، ومن هناك يستقل القطار إلى إسطنبول للقاء الرئيس الخميس.",
            ["ankara*", "istanbul*"],
        ),
        (
            "طاف الرحالة ثلاث دول بدءا من مدينة صلالة مرورا بأجزاء من السعودية وصولا إلى قطر.",
            ["salalah", "saudi-arabia", "qatar"],
        ),
    ],
)
def test_the_order_follows_what_is_said_of_departures_and_vehicles(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("زارت إليزابيث الثانية مسجد الشيخ زايد في أبوظبي.", ["أبوظبي"]),
        ("نزلت الملكة ضيفة على الشيخ زايد.", []),
        ("زار الوزير مدينة الشيخ زايد.", ["الشيخ زايد"]),
        ("وصل الوفد إلى واشنطن الثانية ظهرا.", ["واشنطن"]),
        ("كان المشهد مؤثرا، ووصل القطار إلى مشهد في مشهد آخر من المشاهد.", ["مشهد"]),
        ("قال هورست كوهلر، المبعوث الأممي، إن الوضع صعب.", []),
        ("انتقل من حال إلى حال ومن بيت إلى بيت.", []),
    ],
)
def test_people_and_scenes_are_no_places(text, expected):
    draft = build_draft(Article(text, "ar", published=FRIDAY))
    assert [r.mention.toponym for r in draft.resolutions] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "غادر الأمير سامي نادر وزير الخارجية طهران اليوم. وكان سموه قد وصل إليها صباحا قادما من باريس. "
                "ومن المنتظر أن يعود سموه إلى باريس الخميس."
            ),
            ["paris", "tehran", "paris*"],
        ),
        (
            "نزل الزعيم كيم من قطاره في هانوي صباح الثلاثاء. واستغرقت الرحلة من بيونغ يانغ يومين.",
            ["pyongyang", "hanoi"],
        ),
        ("هبطت الطائرة المخطوفة في مالطا. وكان الخاطفان يرغبان في التوجه إلى روما.", ["malta"]),
    ],
)
def test_where_one_came_from_and_what_one_only_wished(text, expected):
    assert names(text) == expected


def test_a_way_around_the_world_is_one_journey_though_it_set_out_long_ago():
    text = (
        "هبطت الطائرة الشمسية اليوم الجمعة في أبوظبي قادمة من القاهرة. وكانت الطائرة قد أقلعت من أبوظبي في التاسع من مارس "
        "2022، وتوقفت في مسقط ثم في فاراناسي الهندية."
    )
    assert names(text) == ["abu-dhabi", "muscat", "varanasi", "cairo", "abu-dhabi"]
