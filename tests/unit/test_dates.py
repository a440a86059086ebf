"""Dates in words, in two languages and four calendars' worth of month names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masar.dates import find_dates

FRIDAY = date(2023, 9, 15)


def read(text, language="en", published=FRIDAY):
    return [(text[d.start : d.end], str(d.date), d.precision) for d in find_dates(text, language, published)]


def only(text, language="en", published=FRIDAY):
    found = find_dates(text, language, published)
    assert len(found) == 1, found
    return str(found[0].date), found[0].precision


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("He arrived on Wednesday in Vostochny.", "2023-09-13"),
        ("He will arrive on Wednesday in Vostochny.", "2023-09-20"),
        ("On Sunday, she had met officials.", "2023-09-10"),
        ("On Sunday, she is due in Cairo.", "2023-09-17"),
        ("The train arrived in Komsomolsk on Friday.", "2023-09-15"),
        ("He died last Friday.", "2023-09-08"),
        ("They meet next Friday.", "2023-09-22"),
        ("He left yesterday.", "2023-09-14"),
        ("She flies tomorrow.", "2023-09-16"),
        ("They came the day before yesterday.", "2023-09-13"),
        ("She left three days ago.", "2023-09-12"),
    ],
)
def test_english_weekdays_and_relative_days_count_from_publication(text, day):
    assert only(text) == (day, "day")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("وصل الأربعاء إلى القاعدة", "2023-09-13"),
        ("ومن المقرر أن يصل الأربعاء", "2023-09-20"),
        ("سيتوجه غدا السبت إلى الرياض", "2023-09-16"),
        ("وصل أمس الخميس إلى عدن", "2023-09-14"),
        ("غادر أول أمس", "2023-09-13"),
        ("وصل أول من أمس", "2023-09-13"),
        ("توفي الأحد الماضي", "2023-09-10"),
        ("يلتقيه الأحد المقبل", "2023-09-17"),
        ("غادر قبل يومين", "2023-09-13"),
        ("غادر قبل ثلاثة أيام", "2023-09-12"),
        ("وكان قد وصل الثلاثاء", "2023-09-12"),
    ],
)
def test_arabic_weekdays_and_relative_days_count_from_publication(text, day):
    assert only(text, "ar") == (day, "day")


@pytest.mark.parametrize(
    "text",
    [
        "13 September 2023", "September 13, 2023", "13th September 2023", "the 13th of September 2023", "13/9/2023",
        "9/13/2023", "13.9.2023", "13-09-2023", "2023-09-13", "Wednesday, September 13, 2023", "Sept. 13, 2023",
    ],
)  # fmt: skip
def test_every_english_order_of_day_month_and_year_is_the_same_day(text):
    assert only(f"It left on {text}.", published=None) == ("2023-09-13", "day")


@pytest.mark.parametrize(
    "text",
    [
        "13 أيلول 2023", "13 أيلول/سبتمبر 2023", "13 سبتمبر/أيلول 2023", "13 سبتمبر (أيلول) 2023", "١٣ سبتمبر ٢٠٢٣",
        "13 شتنبر 2023", "الثالث عشر من أيلول 2023", "الثالث عشر من شهر سبتمبر 2023", "13/9/2023", "الأربعاء 13 أيلول 2023",
        "28 صفر 1445", "28 صفر 1445 هـ الموافق 13 سبتمبر 2023", "28 صفر 1445هـ (13 سبتمبر 2023)",
    ],
)  # fmt: skip
def test_every_arabic_calendar_gives_the_same_day(text):
    assert only(f"غادرت السفينة في {text} الميناء", "ar", None) == ("2023-09-13", "day")


@pytest.mark.parametrize(
    ("levantine", "gulf", "maghrebi", "month"),
    [
        ("كانون الثاني", "يناير", "جانفي", 1), ("شباط", "فبراير", "فيفري", 2), ("نيسان", "أبريل", "أفريل", 4),
        ("أيار", "مايو", "ماي", 5), ("حزيران", "يونيو", "جوان", 6), ("تموز", "يوليو", "يوليوز", 7),
        ("آب", "أغسطس", "غشت", 8), ("آب", "أغسطس", "أوت", 8), ("أيلول", "سبتمبر", "شتنبر", 9),
        ("تشرين الأول", "أكتوبر", "أكتوبر", 10), ("تشرين الثاني", "نوفمبر", "نونبر", 11), ("كانون الأول", "ديسمبر", "دجنبر", 12),
    ],
)  # fmt: skip
def test_months_of_three_regions_are_one(levantine, gulf, maghrebi, month):
    for name in (levantine, gulf, maghrebi, f"{levantine}/{gulf}"):
        assert only(f"زارها في {name} 2022", "ar") == (f"2022-{month:02}-01", "month")


def test_a_month_without_year_lies_behind_in_a_past_sentence_and_ahead_in_a_future_one():
    assert only("It had sailed in November from Mersin.") == ("2022-11-01", "month")
    assert only("It will sail in November from Mersin.") == ("2023-11-01", "month")
    assert only("وسيزور في 3 نوفمبر المقبل تونس", "ar") == ("2023-11-03", "day")
    assert only("وكانت غادرت في 3 نوفمبر الماضي تونس", "ar") == ("2022-11-03", "day")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("He comes next week.", "en", ("2023-09-18", "week")),
        ("The study came out last week.", "en", ("2023-09-04", "week")),
        ("نشرت الدراسة الأسبوع الماضي", "ar", ("2023-09-04", "week")),
        ("يزورها الشهر المقبل", "ar", ("2023-10-01", "month")),
        ("He visited the city in 2019.", "en", ("2019-01-01", "year")),
        ("زار هذه المدينة في 2019", "ar", ("2019-01-01", "year")),
        ("زارها عام ١٩٩٨", "ar", ("1998-01-01", "year")),
        ("He went there last year.", "en", ("2022-01-01", "year")),
    ],
)
def test_coarser_dates_keep_their_precision(text, language, expected):
    assert only(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("from 5 to 9 March 2023", "en"),
        ("on 5-9 March 2023", "en"),
        ("بين 5 و9 آذار/مارس 2023", "ar"),
        ("من 5 إلى 9 مارس 2023", "ar"),
    ],
)
def test_a_range_begins_on_its_first_day_and_keeps_its_last(text, language):
    (found,) = find_dates(text, language, None)
    assert (found.date, found.until) == (date(2023, 3, 5), date(2023, 3, 9))


def test_the_following_day_counts_from_the_date_before_it():
    assert [d for _, d, _ in read("He is to land in Tokyo on 4 December and leave the following day.")] == [
        "2023-12-04",
        "2023-12-05",
    ]
    assert [d for _, d, _ in read("سيصل في 14 كانون الأول ويغادر في اليوم التالي", "ar")] == [
        "2023-12-14",
        "2023-12-15",
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("You may march with us, said the second man.", "en"),
        ("The council sat for an hour, and the sun rose.", "en"),
        ("May signed the treaty.", "en"),
        ("It took 2000 men and 1800 horses, at 10 p.m.", "en"),
        ("قال أحد المسؤولين إن اثنين من الجنود", "ar"),
        ("مارس الضغط على الحكومة", "ar"),
        ("التقى 1800 شخص عند الساعة الخامسة", "ar"),
        ("شركة ماي فير", "ar"),
    ],
)
def test_words_that_only_look_like_dates_are_left_alone(text, language):
    assert read(text, language) == []


def test_without_a_publication_date_only_whole_dates_are_found():
    assert read("He left on Friday, in May, and returned on 3 June 2022.", published=None) == [
        ("3 June 2022", "2022-06-03", "day")
    ]


def test_of_a_day_that_no_calendar_has_at_most_its_month_is_taken():
    assert read("on 31 June 2023 and 30/2/2023", published=None) == [("June 2023", "2023-06-01", "month")]


@given(st.text(alphabet=st.characters(), max_size=300), st.sampled_from(["ar", "en"]), st.dates())
def test_any_text_gives_spans_inside_it_that_do_not_overlap(text, language, published):
    end = 0
    for found in find_dates(text, language, published):
        assert end <= found.start < found.end <= len(text)
        end = found.end


WORDS = [
    "Friday",
    "13",
    "September",
    "2023",
    "/",
    "last",
    "next",
    "week",
    "أيلول",
    "سبتمبر",
    "الماضي",
    "ذي القعدة",
    "1444",
    "الموافق",
    "في",
    "من",
    "5-9",
    "31",
    "9999",
    "the",
    "following day",
    "٣",
]


@given(st.lists(st.sampled_from(WORDS), max_size=25), st.sampled_from(["ar", "en"]), st.dates())
def test_any_heap_of_date_words_is_read_without_an_error(words, language, published):
    text = " ".join(words)
    for found in find_dates(text, language, published):
        assert found.until is None or found.until > found.date


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("He will visit Rome on Sept. 20-25.", "2023-09-20", "2023-09-25"),
        ("He will be in Rome September 27-October 8.", "2023-09-27", "2023-10-08"),
        ("He will be in Rome Sept. 27-Oct. 8, 2024.", "2024-09-27", "2024-10-08"),
        ("He was in Rome Dec. 30-Jan. 2, 2019.", "2018-12-30", "2019-01-02"),
    ],
)
def test_english_ranges_after_short_months_and_over_months(text, first, last):
    (found,) = find_dates(text, "en", date(2023, 9, 15))
    assert (str(found.date), str(found.until)) == (first, last)


@pytest.mark.parametrize("text", ["Sept. 27-Oct.", "Sept. 27-", "Sept. 99-Oct. 2", "Oct. 2-Oct. 99", "Feb. 30-March 2"])
def test_a_range_broken_off_is_no_range(text):
    assert all(mention.until is None for mention in find_dates(text, "en", date(2023, 9, 15)))


@pytest.mark.parametrize("text", ["on September 3-6 this year", "on September 3–6", "from September 3 to 6, 2023"])
def test_days_may_stand_after_their_month(text):
    (found,) = find_dates(text, "en", FRIDAY)
    assert (str(found.date), str(found.until)) == ("2023-09-03", "2023-09-06")


def test_a_day_and_a_number_of_people_are_no_range():
    (found,) = find_dates("On September 3 and 4 others followed.", "en", FRIDAY)
    assert (str(found.date), found.until) == ("2023-09-03", None)


def test_a_list_of_dates_stays_in_its_year():
    text = "He will be in Jakarta on October 3-6, then in Port Moresby and the small town of Vanimo, on October 6-9, and in Dili, the capital, on October 9-11."
    assert [str(found.date) for found in find_dates(text, "en", FRIDAY)] == ["2023-10-03", "2023-10-06", "2023-10-09"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("He left on 11 January 1974. On Saturday 12 January he arrived.", "en"),
        ("غادر في 11 كانون الثاني 1974، ووصل السبت 12 كانون الثاني", "ar"),
    ],
)
def test_a_weekday_speaks_for_the_year_named_last(text, language):
    assert [str(found.date) for found in find_dates(text, language, FRIDAY)] == ["1974-01-11", "1974-01-12"]


def test_without_publication_a_date_is_of_the_year_named_last():
    assert read("He left on 11 January 1974 and arrived on 20 January.", published=None)[1][1] == "1974-01-20"


def test_the_29th_of_february_is_of_a_leap_year():
    text = "He was elected in 2023. He arrived on Thursday 29 February."
    assert read(text, published=date(2024, 3, 6))[-1][1] == "2024-02-29"


RETOLD = [
    (
        "en",
        "The envoy landed in Aswan on Friday 11 January 1974, three months after the war of October 1973. On Saturday 12 January he flew on. They spoke on Tuesday. On 16 January he was back. He left on 2 February.",
    ),
    (
        "ar",
        "وصل المبعوث إلى أسوان الجمعة 11 كانون الثاني/يناير 1974، بعد حرب تشرين الأول/أكتوبر 1973. والسبت 12 كانون الثاني/يناير سافر. وتحدثا الثلاثاء. وفي 16 كانون الثاني/يناير عاد. وغادر في 2 شباط/فبراير.",
    ),
]


@pytest.mark.parametrize(("language", "text"), RETOLD)
@pytest.mark.parametrize("published", [date(2026, 11, 22), date(1976, 2, 1), None])
def test_a_text_that_tells_of_long_ago_stays_in_its_time(language, text, published):
    found = [str(mention.date) for mention in find_dates(text, language, published)]
    days = [day for day in found if not day.endswith("-10-01")]  # the war's month
    assert days == ["1974-01-11", "1974-01-12", "1974-01-15", "1974-01-16", "1974-02-02"]


@pytest.mark.parametrize(
    "text",
    [
        "The minister, in office since March 2016, arrived on Friday 15 September. He leaves on Sunday.",
        "The minister, born on 5 May 1984, arrived on Friday 15 September. He leaves on Sunday.",
        "The summit of 5 May 1984 is history. The minister arrived on Friday 15 September. He leaves on Sunday 17 September.",
    ],
)
def test_a_date_of_the_background_does_not_move_the_news(text):
    found = [str(mention.date) for mention in find_dates(text, "en", FRIDAY)]
    assert found[1:] == ["2023-09-15", "2023-09-17"]
