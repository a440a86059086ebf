"""Arabic: the traveller's country that only "home" names, plans that another took the place of, travel between."""

import pytest

from tests.unit.test_itinerary_arabic import names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("عاد الرئيس التركي إلى بلاده بعد زيارة استمرت يومين إلى الدوحة.", ["doha", "turkey"]),
        ("اختتم رئيس الوزراء التركي زيارة إلى بيروت وعاد إلى البلاد مساء الخميس.", ["beirut", "turkey"]),
        ("وصل المعتمرون السوريون إلى جدة ثم بغداد، وعادوا إلى أرض الوطن.", ["jeddah", "baghdad", "syria"]),
        ("غادر الرئيس السوري بيروت متوجها إلى بلاده.", ["beirut", "syria*"]),
        ("دعا الرئيس التركي نظيره السوري إلى زيارة بلاده، ووصل أمس إلى بيروت.", ["beirut"]),
        ("وصل إلى البلاد وفد تركي قادما من بيروت.", ["beirut"]),
    ],
)
def test_home_is_the_country_of_who_returns(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تنقل المبعوث الأممي الخاص بين دمشق وبيروت خلال الأسابيع الماضية.", ["damascus", "beirut"]),
        ("كان الوزير يعتزم زيارة بغداد، فتوجه بدلا من ذلك إلى بيروت.", ["beirut"]),
        ("كانت الطائرة متجهة من الدوحة إلى لندن فهبطت في أثينا.", ["doha", "athens"]),
        ("وصل الوزير إلى الدوحة في زيارة تستمر يومين، يعود بعدها إلى بيروت.", ["doha", "beirut*"]),
        ("غادر الرئيس بغداد إلى الدوحة، على أن يعود إلى بيروت الأحد.", ["baghdad", "doha*", "beirut*"]),
        ("جالت النائبة ستريدا سالم في بيروت وطرابلس.", ["beirut", "tripoli-libya"]),
        ("طردت السلطات خمسين مهاجرا من طرابلس إلى بنغازي.", ["tripoli-libya", "benghazi"]),
    ],
)
def test_travel_between_and_what_came_instead(text, expected):
    assert names(text) == expected
