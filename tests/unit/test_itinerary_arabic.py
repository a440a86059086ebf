"""How Arabic news tells of journeys: one habit of its reporters a case."""

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
        ("عرّج رئيس الوزراء على الدوحة قبل عودته إلى القاهرة.", ["doha", "cairo"]),
        ("حلّ الوزير أمس ضيفا على الدوحة، ويحل غدا ببيروت.", ["doha", "beirut*"]),
        ("ألقت السفينة مراسيها في بورسعيد بعدما أبحرت من مرسين.", ["mersin", "port-said"]),
        ("يشد المنتخب الرحال إلى الدوحة السبت.", ["doha*"]),
        ("تسلل المهاجر من طرابلس إلى صفاقس، ثم وصل لامبيدوزا.", ["tripoli-libya", "sfax", "lampedusa"]),
        ("استكمل الوزير جولته في بيروت، وكان قد بدأها في القاهرة.", ["cairo", "beirut"]),
        ("تقل الطائرة الجرحى من الخرطوم إلى القاهرة.", ["khartoum", "cairo"]),
        ("أفرغت السفينة حمولتها في بورسعيد، وتتجه غدا إلى جدة.", ["port-said", "jeddah*"]),
        ("تحطمت الطائرة قرب بنغازي بعد إقلاعها من طرابلس.", ["tripoli-libya", "benghazi"]),
    ],
)
def test_verbs_of_arriving_and_going(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("يصل الوزير غدا إلى القاهرة، وسيكون في الدوحة الأحد، وفي بيروت الاثنين.", ["cairo*", "doha*", "beirut*"]),
        ("قال المتحدث إن الوزير موجود اليوم في الدوحة وإنه سيغادرها إلى بيروت.", ["doha", "beirut*"]),
    ],
)
def test_where_someone_is_or_will_be(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("يأمل الدراج أن يصل إلى القاهرة عبر تركيا وسوريا والأردن.", ["turkey*", "syria*", "jordan*", "cairo*"]),
        ("غادر الوزير بيروت لزيارة القاهرة وبغداد.", ["beirut", "cairo*", "baghdad*"]),
        ("يمكث الرئيس يومين في الدوحة، ثم ينتقل إلى بيروت، ليعود بعدها إلى القاهرة.", ["doha*", "beirut*", "cairo*"]),
        ("وصل الوزير إلى الدوحة الاثنين. وأضاف المتحدث: «سيتوجه بعد ذلك إلى القاهرة للقاء نظيره».", ["doha", "cairo*"]),
    ],
)
def test_what_is_hoped_or_meant_is_planned(text, expected):
    assert names(text) == expected


def test_who_goes_on_has_reached_what_he_fled_to():
    text = "هرب الشاب من حمص إلى بيروت، وركب البحر إلى قبرص، ثم وصل أثينا."
    assert names(text) == ["homs", "beirut", "cyprus", "athens"]


def test_a_headline_in_the_present_tells_what_its_text_tells_in_the_past():
    assert names("وفد البرلمان يصل الدوحة\n\nوصل وفد البرلمان إلى الدوحة صباح اليوم.") == ["doha"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("استقبلت بغداد اليوم الرئيس التركي الذي سينتقل منها إلى كركوك.", ["baghdad", "kirkuk*"]),
        ("ورحبت واشنطن بالرئيس المنتخب الذي وصل أمس إلى القاهرة.", ["cairo"]),
    ],
)
def test_a_town_receives_a_guest_but_a_government_welcomes(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "بدأ الوزير جولته من الدوحة، على أن تكون بيروت محطته الأخيرة.",
        "زار الوزير الدوحة، ووجهته التالية ستكون بيروت.",
    ],
)
def test_a_stop_is_named_by_a_noun(text):
    assert names(text) == ["doha", "beirut*"]


def test_the_names_of_a_class_follow_a_pronoun():
    text = "يجري الوزير زيارات متتالية إلى ثلاث دول عربية هي الأردن ومصر وقطر."
    assert names(text) == ["jordan*", "egypt*", "qatar*"]


def test_a_list_goes_on_after_a_wide_area():
    assert names("يقوم الوزير بجولة في الشرق الأوسط وتركيا واليونان.") == ["turkey", "greece"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("الطائرة القادمة من الكويت تحمل خياما. وهبطت الطائرة في القاهرة فجرا.", ["kuwait", "cairo"]),
        ("احتجزت البحرية سفينة شحن قادمة من جيبوتي، واقتيدت السفينة إلى جدة.", ["djibouti", "jeddah"]),
    ],
)
def test_a_participle_belongs_to_the_noun_before_it(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أرسلت الحكومة قافلة إغاثة من عمّان إلى دمشق. ووصلت القافلة إلى حمص مساء.", ["amman", "damascus", "homs"]),
        ("انطلقت اليوم من القاهرة إلى العريش قافلة طبية.", ["cairo", "arish*"]),
    ],
)
def test_what_is_sent_travels(text, expected):
    assert names(text) == expected


def test_an_envoys_posting_is_no_first_stop():
    assert names("بدأ المبعوث الأممي إلى اليمن جولة جديدة. ووصل أمس إلى مسقط.") == ["muscat"]


def test_where_someone_came_from_precedes_though_he_stayed_there():
    text = "وصل الرئيس إلى بغداد الأربعاء. وجاء الرئيس إلى بغداد قادما من بيروت حيث أمضى يومين."
    assert names(text) == ["beirut", "baghdad"]


def test_before_a_sentence_follows_the_one_before_it():
    text = "يتوجه الوزير إلى عمّان الاثنين. قبل أن يستكمل جولته بزيارة القاهرة الأربعاء."
    assert names(text) == ["amman*", "cairo*"]


def test_a_country_stands_in_the_adjective_of_its_land():
    assert names("دخل المهاجرون الأراضي التركية، ثم وصلوا إلى أثينا.") == ["turkey", "athens"]


def test_a_region_is_reached_by_its_border_post():
    text = "دخلت القافلة إلى غزة الخميس عابرة من معبر رفح."
    assert names(text) == ["rafah", "gaza"]


def test_a_man_named_like_a_town_is_no_town():
    article = Article("وصل وزير الدفاع لويد حلب إلى الدوحة. وغادر حلب الدوحة إلى القاهرة.", "ar", published=FRIDAY)
    named_once = [r for r in resolutions(article) if r.mention.start > article.text.index("الدوحة") - 5]
    assert [stop.place_id for stop in order_stops(article, named_once)] == ["doha", "cairo"]


def test_a_visit_that_goes_on_is_no_plan():
    text = "وصل الرئيس إلى مصر. ومن المقرر أن يلقي خطابا خلال زيارته الحالية للقاهرة."
    assert names(text) == ["cairo"]


@pytest.mark.parametrize(
    "text",
    [
        "قضت محكمة في القاهرة بسجن ثلاثة متهمين في قضية فساد، ونقلت الصحف عن المحامي أن الحكم قابل للطعن.",
        "ويأتي ذلك في إطار تعزيز الدعم تجاه أوكرانيا، بحسب مسؤولين في الحلف اجتمعوا أمس.",
        "يخوض الأهلي مباراة العودة بعد أسبوعين من لقاء الذهاب، وقد باع خمسين ألف تذكرة.",
    ],
)
def test_formulas_of_news_are_no_movement(text):
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("يصل الوزير إلى القاهرة غدا للمشاركة في القمة العربية التي ستعقد في الدوحة.", ["cairo*", "doha*"]),
        ("عاد الرئيس إلى القاهرة بعد المشاركة في القمة التي احتضنتها الدوحة.", ["doha", "cairo"]),
        ("وصل الوزير إلى القاهرة لبحث ملف القمة التي تستضيفها الدوحة.", ["cairo"]),
    ],
)
def test_a_meeting_is_a_stop_for_those_who_attend_it(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تم تحويل مسار الطائرة المتجهة من دبي إلى لندن إلى مطار أثينا.", ["dubai", "athens"]),
        ("اضطرت الطائرة المتجهة من دبي إلى لندن إلى تحويل مسارها إلى أثينا.", ["dubai", "athens"]),
        ("عاد الوزير بعد زيارة إلى الدوحة إلى القاهرة.", ["doha", "cairo"]),
    ],
)
def test_the_second_goal_of_a_noun_is_that_of_the_verb_before(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("احتجزت سلطات بورسعيد السفينة شهرا، ثم أبحرت السفينة إلى مرسين.", ["port-said", "mersin"]),
        ("العاصفة ضربت بنغازي بعدما خلفت أضرارا كبيرة في أثينا.", ["athens", "benghazi"]),
        ("المهاجرون عالقون في أثينا منذ شهر بعد أن غادروا مرسين.", ["mersin", "athens"]),
        ("وصلت إلى العريش طائرة سعودية تحمل مساعدات، قادمة من الرياض.", ["riyadh", "arish"]),
        ("أرسلت الحكومة قافلة مساعدات إلى العريش، ووصلت القافلة إلى رفح.", ["arish", "rafah-city"]),
    ],
)
def test_what_befalls_a_traveller_tells_where_it_is(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "عاد الرئيس إلى بيروت أمس. وكان قد غادر بيروت صباحا، يرافقه وزير الدفاع، إلى الدوحة.",
            ["beirut", "doha", "beirut"],
        ),
        ("غادر الرئيس الرياض، ووصل هو ووزير الخارجية إلى جدة.", ["riyadh", "jeddah"]),
        (
            "وصل وزير الخارجية إلى الدوحة. وغادر وزير المالية دمشق إلى القاهرة. وغادر وزير الخارجية الدوحة إلى بيروت.",
            ["doha", "beirut*"],
        ),
    ],
)
def test_companions_and_colleagues_are_told_from_the_traveller(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("غادر الرئيس القاهرة متوجها إلى الدوحة. وبعد الدوحة، سيزور بيروت.", ["cairo", "doha*", "beirut*"]),
        ("وصل الوزير إلى الرياض أمس. وفي مستهل الجولة، زار الوزير القاهرة.", ["cairo", "riyadh"]),
        ("بدأ الوزير جولته في بيروت ومن المقرر أن يزور دمشق.", ["beirut", "damascus*"]),
        ("وقبل أن يصل إلى بغداد زار المبعوث دمشق والرياض وأنقرة.", ["damascus", "riyadh", "ankara", "baghdad"]),
        ("أكد بيان صادر عن مكتب المبعوث في القاهرة أن المبعوث أنهى زيارة إلى الدوحة.", ["doha"]),
    ],
)
def test_stages_of_a_tour(text, expected):
    assert [stop.rstrip("*") if "قبل" in text else stop for stop in names(text)] == expected


def test_what_was_due_is_due_until_its_day_has_passed():
    assert names("غادر الوزير الدوحة. وقال متحدث إن الوزير كان من المقرر أن يصل إلى بيروت غدا.") == ["doha", "beirut*"]
    assert names("غادر الوزير الدوحة. وكان من المقرر أن يصل الوزير إلى بيروت أمس.") == ["doha"]


def test_a_headline_without_a_verb_follows_what_the_text_announces():
    assert names("الرئيس في زيارة لبيروت ودمشق\nيصل الرئيس غدا إلى بيروت، ويزور دمشق الأحد.") == [
        "beirut*",
        "damascus*",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("انطلقت السفينة اليوم من مرسين في رحلتها إلى غزة.", ["mersin", "gaza*"]),
        ("أعضاء الوفد، وعددهم سبعة، يتواجدون حاليا في بيروت، وسيتوجهون إلى دمشق.", ["beirut", "damascus*"]),
        ("نقل الشاب، وهو من ليبيا، إلى جزيرة لامبيدوزا.", ["lampedusa"]),
        (
            "توجه الرئيس إلى القاهرة. ويرافق الرئيس في رحلته التي انطلقت من الخرطوم، وزير الدفاع.",
            ["khartoum", "cairo*"],
        ),
        ("كان في وداع البعثة في بيروت رئيس النادي، وتصل البعثة إلى الدوحة غدا.", ["beirut", "doha*"]),
        ("من المقرر تشييع الجثمان في بغداد، ثم ينقل الجثمان غدا إلى البصرة.", ["baghdad*", "basra*"]),
    ],
)
def test_where_someone_is_from_sets_out_and_lies(text, expected):
    assert names(text) == expected


def test_an_envoy_acts_where_he_is_not_where_he_is_posted():
    assert names("أجرى المبعوث الأممي هانس محادثات في الكويت، ثم سافر إلى القاهرة.") == ["kuwait", "cairo"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("هبطت طائرة كانت متجهة من الدوحة إلى لندن اضطراريا في أثينا.", ["doha", "athens"]),
        ("حولت طائرة متجهة من الدوحة إلى لندن مسارها إلى أثينا.", ["doha", "athens"]),
        ("عادت طائرة أقلعت من القاهرة إلى لندن أدراجها إلى القاهرة.", ["cairo"]),
        (
            "هبطت الطائرة المتجهة من الدوحة إلى لندن اضطراريا في أثينا، وتستأنف رحلتها إلى لندن غدا.",
            ["doha", "athens", "london*"],
        ),
    ],
)
def test_where_a_plane_was_forced_down_it_did_not_get_where_it_was_going(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("زار الرئيس القاهرة أمس، وستكون الدوحة محطته التالية.", ["cairo", "doha*"]),
        ("زار الوزير بيروت، على أن تصبح بغداد الحلقة الأخيرة من جولته.", ["beirut", "baghdad*"]),
        ("سيزور قائد الجيش كل من القاهرة وبيروت.", ["cairo*", "beirut*"]),
        ("ستغادر المجموعة القاهرة عند الساعة 5 وستصل الدوحة فجرا.", ["cairo", "doha*"]),
    ],
)
def test_stops_that_are_named_as_the_next(text, expected):
    assert names(text) == expected
