"""More habits of Arabic reporters: time that passes, long subjects, pronouns, words written like others."""

import pytest

from tests.unit.test_itinerary_arabic import names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل الفريق إلى بيروت، وبعد يومين سافر إلى بغداد.", ["beirut", "baghdad"]),
        ("وصل الوزير إلى بيروت بعد أن زار بغداد.", ["baghdad", "beirut"]),
        ("عاد الفريق إلى القاهرة بعد ثلاثة أيام أمضاها في بيروت.", ["beirut", "cairo"]),
        ("هبطت الطائرة في أثينا بعد نحو ساعتين من إقلاعها من الدوحة.", ["doha", "athens"]),
        ("بعد انتظار أسبوع في بورسعيد، أبحرت السفينة إلى مرسين.", ["port-said", "mersin"]),
        ("غادر الفريق القاهرة، وبعد استراحة قصيرة في الدوحة واصل رحلته إلى لندن.", ["cairo", "doha", "london"]),
        ("اجتاحت العاصفة بنغازي وطرابلس بعد أن ضربت أثينا.", ["athens", "benghazi", "tripoli-libya"]),
        ("غادر الملك بيروت بعد ظهر اليوم متوجها إلى الدوحة.", ["beirut", "doha*"]),
    ],
)
def test_time_that_passes_is_no_event(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "غادر بحفظ الله ورعايته صاحب السمو الأمير سعد بن راشد بن فهد آل سالم مدينة بيروت متوجها إلى القاهرة.",
            ["beirut", "cairo*"],
        ),
        ("أعلنت الوزارة مغادرة الوفد الفني مدينة بيروت إلى القاهرة.", ["beirut", "cairo*"]),
        ("وصل الرحالة، الذي يعتزم أن يدور حول العالم، مدينة بغداد.", ["baghdad"]),
    ],
)
def test_a_kind_of_place_parts_the_place_from_a_long_subject(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("غادر الوزير بغداد إلى بيروت ثم عاد إليها.", ["baghdad", "beirut", "baghdad"]),
        ("وصل الوفد إلى بيروت، وزار بغداد ثم عاد إليها.", ["beirut", "baghdad", "beirut"]),
    ],
)
def test_a_return_to_what_a_pronoun_names(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تنقل الوفد بين بغداد وبيروت.", ["baghdad", "beirut"]),
        ("قطع الرحالة المسافة بين القاهرة وبنغازي سيرا.", ["cairo", "benghazi"]),
        ("اقتربت السفينة من بورسعيد أمس قادمة من مرسين.", ["mersin", "port-said*"]),
        ("وصلت إلى مطار بيروت صباح الثلاثاء الماضي طائرة محملة بالمؤن، قادمة من الدوحة.", ["doha", "beirut"]),
        ("أكد المتحدث وصول قافلة إلى بغداد، قادمة من بيروت.", ["beirut", "baghdad"]),
        ("وصل إلى بغداد القطار الذي عبر تركيا.", ["turkey", "baghdad"]),
        ("وأوضح الرحالة أنه «زار القاهرة وبيروت وبغداد والدوحة».", ["cairo", "beirut", "baghdad", "doha"]),
        ("غادرت البعثة القاهرة متوجهة إلى لندن عبر أثينا.", ["cairo", "athens*", "london*"]),
    ],
)
def test_ways_of_moving(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("توجه رئيس الوزراء د. سالم راشد صباح الثلاثاء إلى بيروت.", ["beirut"]),
        ("قال الدراج إنه انطلق من القاهرة في مارس، وعبر تركيا وسوريا.", ["cairo", "turkey", "syria"]),
        ("عبر معبر رفح اليوم وفد من الناشطين في طريقه إلى القاهرة.", ["rafah", "cairo*"]),
        ("ضرب إعصار أثينا بنغازي.", ["benghazi"]),
        (
            "وصلت القافلة إلى بنغازي، ومن المقرر تناول الغداء فيها قبل أن تصل إلى طرابلس.",
            ["benghazi", "tripoli-libya*"],
        ),
        ("ألغى الوزير زيارته إلى بيروت وعاد من دمشق إلى لندن.", ["damascus", "london"]),
        ("بدأ الرحالة رحلته من القاهرة قبل عامين، وزار بيروت، ووصل أخيرا إلى بغداد.", ["cairo", "beirut", "baghdad"]),
        ("وصل الوزير إلى بيروت وعقد اجتماعا في طرابلس.", ["beirut", "tripoli-libya"]),
        ("تحرك الإعصار من بنغازي نحو سواحل بورسعيد.", ["benghazi", "port-said*"]),
        ("تعادل الفريق في بيروت وعاد إلى القاهرة.", ["beirut", "cairo"]),
        ("غادر الفريق بيروت إلى الدوحة، ومنها ينتقل إلى بغداد.", ["beirut", "doha*", "baghdad*"]),
    ],
)
def test_words_that_are_written_like_others_and_clauses_of_their_own(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("رست سفينة الشحن «بيروت ستار» في بورسعيد قادمة من مرسين.", ["mersin", "port-said"]),
        ("وصلت السفينة «أثينا» إلى بورسعيد قادمة من مرسين.", ["mersin", "port-said"]),
        ("تقرر أن يغادر الفريق القاهرة إلى الدوحة الأسبوع المقبل.", ["cairo", "doha*"]),
        ("وصل الوزير إلى بغداد، وقال إن الحكومة ماضية في حملتها العسكرية في بيروت.", ["baghdad"]),
    ],
)
def test_names_of_ships_and_nouns_that_look_like_verbs(text, expected):
    assert names(text) == expected
