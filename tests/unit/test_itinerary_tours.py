"""How reports tell of whole tours, named storms and diverted planes, in sentences of our own."""

from datetime import date

import pytest

from masar.model import Article
from masar.story import build_story

FRIDAY = date(2023, 9, 15)


def stops(text, language):
    """Return the English names of the stated stops in order, planned ones with a star."""
    story = build_story(Article(text, language, published=FRIDAY))
    return [stop.name_en + "*" * (stop.status == "planned") for stop in story.stops if stop.basis == "stated"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Minister Lena Koch returned to Vienna on Thursday after visits to Spain, Cuba and Portugal.\n"
                "When Koch left Lisbon for Vienna on Wednesday, students waved."
            ),
            ["Spain", "Cuba", "Lisbon", "Vienna"],
        ),
        (
            (
                "On Monday envoy Lena Koch begins a trip to Japan, Mongolia and Vietnam. On Tuesday Koch will be in Tokyo, "
                "and on Thursday she flies to Hanoi."
            ),
            ["Tokyo*", "Mongolia*", "Hanoi*"],
        ),
        (
            "Envoy Lena Koch left Vienna on Thursday for a tour of Asia, starting in Tokyo and finishing in Hanoi.",
            ["Vienna", "Tokyo*", "Hanoi*"],
        ),
        (
            (
                "Envoy Lena Koch left Vienna on her first trip. First stop is London, where she plans to meet bankers. "
                "Paris, Rome, Cairo and Doha round out her itinerary."
            ),
            ["Vienna", "London*", "Paris*", "Rome*", "Cairo*", "Doha*"],
        ),
        (
            (
                "Lena Koch is on her way to Boston. Then she will fly to Oslo, and on Sunday she will head back to the "
                "United States."
            ),
            ["Boston*", "Oslo*", "Boston*"],  # where in the United States is not said
        ),
        (
            "Envoy Lena Koch will travel to Ankara for talks on a range of issues, including Syria.",
            ["Ankara*"],
        ),
        (
            (
                "Envoy Lena Koch will visit Tokyo and Seoul next week, her office said.\nThe aim is to calm nerves.\n"
                "Koch has already met her colleague from Japan in Geneva."
            ),
            ["Tokyo*", "Seoul*"],
        ),
        (
            "The minister-led delegation that flew off to Vienna from Oslo on Thursday is back home.",
            ["Oslo", "Vienna"],
        ),
        (
            "President Ana Silva was received in Vienna by the mayor, the ambassador to Peru and the governor.",
            ["Vienna"],
        ),
        ("Bishop John Reed flew to Nairobi with the Archbishop of Canterbury.", ["Nairobi"]),
    ],
)
def test_english_tours(text, expected):
    assert stops(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Hurricane Lena is still strong. Lena, having swept across the British and US Virgin Islands and whipped "
                "Puerto Rico with rain, was moving north in the Atlantic Thursday."
            ),
            ["U.S. Virgin Islands", "Puerto Rico"],
        ),
        (
            (
                "Hurricane Lena hit Haiti on Thursday. In 2017 Maria left the island without power. Lena will be weaker "
                "by the time it reaches Cuba."
            ),
            ["Haiti", "Cuba*"],
        ),
    ],
)
def test_a_storm_is_known_by_its_name(text, expected):
    assert stops(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "كشف الرحالة عن رحلته من القاهرة إلى السعودية.\nانطلق الرحالة من القاهرة حتى وصل إلى الغردقة، ثم وصل إلى "
                "السعودية بعد أسبوعين."
            ),
            ["Cairo", "Hurghada", "Saudi Arabia"],
        ),
        (
            "وصل الرحالان إلى كيب تاون في رحلة انطلقت من أبها إلى جدة، فالسودان، فكينيا.",
            ["Abha", "Jeddah", "Sudan", "Kenya", "Cape Town"],
        ),
        (
            "وصل الرئيس الأمريكي الخميس إلى وارسو في مستهل جولة تستمر أربعة أيام يشارك خلالها في قمة في هامبورغ.",
            ["Warsaw", "Hamburg*"],
        ),
        (
            "وصل الرئيس إلى أثينا الخميس، وسيتوجه بعدها إلى ألمانيا. وخلال هذا التوقف في برلين، سيلتقي المستشارة.",
            ["Athens", "Berlin*"],
        ),
        (
            "يستهل الرئيس جولته بزيارة لندن الأحد، ثم يزور فنلندا لحضور قمة قادة الولايات المتحدة ودول الشمال.",
            ["London*", "Finland*"],
        ),
        ("وصل المبعوث اليوم إلى العاصمة اليمنية المؤقتة عدن.", ["Aden"]),
        (
            "غادر المبعوث صنعاء متوجها إلى جنيف.\nوقبيل زيارته صنعاء، التقى المبعوث في الرياض رئيس الحكومة.",
            ["Riyadh", "Sanaa", "Geneva*"],
        ),
        (
            "تحركت شاحنات المساعدات من معبر رفح إلى غزة.",
            ["Rafah Border Crossing", "Gaza"],
        ),
        (
            "سفينة تصل من تنزانيا إلى أيرلندا\nرست سفينة الشحن الخميس في كورك بعد رحلة طويلة.",
            ["Tanzania", "Cork"],
        ),
    ],
)
def test_arabic_tours(text, expected):
    assert stops(text, "ar") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('الإعصار "لينا" يضرب هاواي يوم الأحد.', ["Hawaii*"]),
        (
            (
                "رحلات الإجلاء من جوبا\nاستقبلت مدينة بورتسودان خمس رحلات، لتصل بذلك الرحلات التي وصلت إلى مدينة بورتسودان "
                "منذ بداية البرنامج يوم الأربعاء وحتى اليوم عشرين رحلة."
            ),
            ["Juba", "Port Sudan"],
        ),
        ("من المقرر أن يقوم البابا برحلتين إلى شمال إيطاليا، إلى فيرونا في نوفمبر.", ["Verona*"]),
        (
            "هبطت طائرة كانت متجهة من جدة إلى تونس اضطراريا في القاهرة، ثم أقلعت الطائرة مرة أخرى إلى تونس.",
            ["Jeddah", "Cairo", "Tunisia*"],
        ),
    ],
)
def test_arabic_storms_and_planes(text, expected):
    assert stops(text, "ar") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Ana Silva landed in Tokyo on Friday, or late Thursday in Washington.", ["Tokyo"]),
        ("The team flew to Rome on Thursday despite going down 2-0 to Malta.", ["Rome"]),
        ("Envoy Lena Koch will travel to Asia next week and meet bankers in Hanoi and in Tokyo.", ["Hanoi*", "Tokyo*"]),
        (
            (
                "A flight was diverted to Lima after 20 minutes of take off from Quito on Thursday. The flight arrived in "
                "Panama City an hour late."
            ),
            ["Quito", "Lima", "Panama City"],
        ),
        (
            "President Ana Silva signed caps for soldiers in Lima on Thursday before she continued on to Quito.",
            ["Lima", "Quito"],
        ),
        (
            "A convoy destined for Aleppo crossed into Syria from the Bab al-Hawa crossing on Thursday and is waiting.",
            ["Bab al-Hawa Border Crossing", "Aleppo*"],
        ),
    ],
)
def test_hours_results_and_ways_that_are_no_journeys_of_their_own(text, expected):
    assert stops(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Ana Silva landed in Dakar on a tour - which will also take in Ghana and Togo - with her aides.",
            ["Dakar", "Ghana*", "Togo*"],
        ),
        (
            "President Ana Silva landed in Dakar. Her tour includes only three nations, Senegal, Ghana and Togo.",
            ["Dakar", "Ghana*", "Togo*"],
        ),
        ("President Ana Silva landed in Dakar on Thursday in a push to reach a Gaza ceasefire.", ["Dakar"]),
        ("LIMA - The typhoon made landfall in Samar and hit Tacloban on Thursday.", ["Samar", "Tacloban"]),
        (
            "President Ana Silva has arrived in Senegal. On Sunday, Silva is expected to tour Goree Island.",
            ["Senegal", "Gorée Island*"],
        ),
        (
            "President Barack Obama has arrived in Ghana. On Sunday, Obama is expected to fly to Togo.",
            ["Ghana", "Togo*"],
        ),
    ],
)
def test_lists_of_nations_and_places_that_only_describe(text, expected):
    assert stops(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "language", "dates"),
    [
        ("سيزور الوزير الأردن ولبنان ومصر من 20 حتى 26 سبتمبر.", "ar", ["2023-09-20", None, None]),
        ("He will visit Jordan, Lebanon and Egypt on Sept. 20-26.", "en", ["2023-09-20", None, None]),
        (
            "وصل الدراج أمس إلى كيب تاون في رحلة انطلقت من صلالة إلى جيبوتي، فنيروبي.",
            "ar",
            [None, None, None, "2023-09-14"],
        ),
    ],
)
def test_the_days_of_a_whole_tour_are_not_those_of_each_stop(text, language, dates):
    story = build_story(Article(text, language, published=FRIDAY))
    arrivals = [stop.arrival for stop in story.stops if stop.basis == "stated"]
    assert [None if day is None else str(day) for day in arrivals] == dates


def test_what_follows_a_stop_does_not_take_its_day():
    text = "زار المبعوث جون ريد نيروبي الثلاثاء. ويزور الكونغو الديمقراطية السبت، على أن يختتم جولته في بوسطن."
    story = build_story(Article(text, "ar", published=FRIDAY))
    assert [(stop.name_en, stop.arrival) for stop in story.stops if stop.basis == "stated"] == [
        ("Nairobi", date(2023, 9, 12)),
        ("DR Congo", date(2023, 9, 16)),
        ("Boston", None),
    ]


def test_where_a_tour_began_is_the_first_stop_beside_a_second():
    text = "وصل الوزير جون ريد إلى أثينا الثلاثاء، محطته الثانية في جولة استهلها من روما وتشمل أيضا أنقرة والقاهرة."
    assert stops(text, "ar") == ["Rome", "Athens", "Ankara*", "Cairo*"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The tour will take them to Burundi, Congo, Rwanda, Tanzania and Uganda. The first port of call will be Kigali.",
            "Kigali*",
        ),
        ("The envoy Ann Webb will proceed to Davao from Manila on Sunday.", "Manila"),
    ],
)
def test_lists_by_the_alphabet_are_in_no_order_of_travel(text, expected):
    assert stops(text, "en")[0] == expected
