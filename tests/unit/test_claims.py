"""Claims: speaker, chain, kind, stop, date, quotation and what stands against what."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from masar.claims import extract_claims
from masar.languages import load_language
from masar.model import Article, Mention, Place, Resolution, Stop
from masar.story import build_story

PUBLISHED = dt.date(2024, 5, 17)
PLACES = {
    "basra": Place("basra", "Basra", "Basra", "البصرة", "city", 30.5, 47.8, 15, "IQ", "", "", "stop", 1),
    "amman": Place("amman", "Amman", "Amman", "عمّان", "city", 31.95, 35.93, 15, "JO", "", "", "stop", 1),
    "port-said": Place(
        "port-said", "Port Said", "Port Said", "بورسعيد", "city", 31.26, 32.3, 15, "EG", "", "", "stop", 1
    ),
    "geneva": Place("geneva", "Geneva", "Geneva", "جنيف", "city", 46.2, 6.15, 15, "CH", "", "", "context", 1),
    "tehran": Place("tehran", "Tehran", "Tehran", "طهران", "city", 35.7, 51.4, 30, "IR", "", "", "context", 1),
}


def stop(place_id, order, status="visited", arrival=None):
    place = PLACES[place_id]
    precision = "day" if arrival else "unknown"
    return Stop(
        place_id,
        order,
        place_id,
        place.name_en,
        place.name_ar,
        place.lat,
        place.lon,
        place.country,
        status,
        arrival,
        precision,
        "stated",
    )


STOPS = (
    stop("basra", 0, "origin"),
    stop("amman", 1, arrival=dt.date(2024, 5, 15)),
    stop("port-said", 2, "planned"),
)


def claims(text, language="en", publisher="AFP", stops=STOPS):
    resolutions = []
    for place in PLACES.values():
        name = place.name_ar if language == "ar" else place.name_en
        at = text.find(name)
        while at >= 0:
            resolutions.append(Resolution(Mention(language, at, at + len(name), name), place))
            at = text.find(name, at + 1)
    return extract_claims(Article(text, language, publisher=publisher, published=PUBLISHED), stops, resolutions)


@pytest.mark.parametrize(
    ("text", "language", "speaker", "other"),
    [
        ("The TASS news agency said that the ship had left Basra.", "en", "TASS", "وكالة تاس"),
        ("وذكرت وكالة أنباء تاس أن السفينة غادرت البصرة.", "ar", "وكالة تاس", "TASS"),
        ("The White House said that the envoy would go to Amman.", "en", "White House", "البيت الأبيض"),
        ("وقال البيت الأبيض إن المبعوث سيتوجه إلى عمّان.", "ar", "البيت الأبيض", "White House"),
        ("Tehran denied that it had sent the ship to Basra.", "en", "Tehran", "طهران"),
        ("Port workers said that the ship had left Basra.", "en", "Port workers", ""),
    ],
)
def test_a_known_speaker_is_named_in_both_languages(text, language, speaker, other):
    [claim] = claims(text, language)
    names = (claim.speaker_en, claim.speaker_ar)
    assert names == ((speaker, other) if language == "en" else (other, speaker))


@pytest.mark.parametrize(
    ("text", "language", "speaker"),
    [
        ("President Amina Idris flew to Amman. The president said that talks went well.", "en", "Amina Idris"),
        ("Amina Idris flew to Amman on Wednesday. Idris said that talks went well.", "en", "Amina Idris"),
        (
            "The talks in Amman went well, government spokesman Omar Haddad said.",
            "en",
            "Omar Haddad, government spokesman",
        ),
        ("وصلت الرئيسة أمينة إدريس إلى عمّان. وقالت إدريس إن المحادثات ناجحة.", "ar", "أمينة إدريس"),
        ("وصل الرئيس عادل إدريس إلى عمّان. وقال الرئيس إن المحادثات ناجحة.", "ar", "عادل إدريس"),
        ("وقال المتحدث باسم الحكومة عمر حداد إن المحادثات في عمّان ناجحة.", "ar", "عمر حداد، المتحدث باسم الحكومة"),
    ],
)
def test_a_speaker_is_named_in_full(text, language, speaker):
    claim = claims(text, language)[-1]
    assert (claim.speaker_ar if language == "ar" else claim.speaker_en) == speaker


def test_the_publisher_passes_on_what_others_say_and_tells_the_rest():
    told, said = claims("The envoy reached Amman on Wednesday. Reuters reported that he left Amman by car.")
    assert (told.speaker_en, told.reported_by) == ("AFP", "")
    assert (said.speaker_en, said.reported_by) == ("Reuters", "AFP")


def test_the_chain_ends_with_the_publisher():
    [claim] = claims("Interfax quoted the governor as saying that the bridge in Basra was closed.")
    assert (claim.speaker_en, claim.reported_by) == ("governor", "Interfax, AFP")
    [claim] = claims("ونقلت وكالة إنترفاكس عن الحاكم قوله إن الجسر في البصرة مغلق.", "ar")
    assert (claim.speaker_ar, claim.reported_by_ar) == ("الحاكم", "وكالة إنترفاكس، وكالة فرانس برس")


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("The envoy said that the road to Amman was open.", "en", "statement"),
        ("Reuters reported that the envoy had reached Amman.", "en", "report"),
        ("The envoy said that he would travel on to Port Said.", "en", "plan"),
        ("Tehran accused the envoy of breaking his word in Amman.", "en", "accusation"),
        ("Tehran denied that it had sent a ship to Port Said.", "en", "denial"),
        ("The ministry in Amman declined to comment.", "en", "no_confirmation"),
        ("Analysts in Geneva said that the visit to Amman changed little.", "en", "assessment"),
        ("The envoy may stay in Amman for a week.", "en", "assessment"),
        ("The envoy will leave Amman on Monday.", "en", "plan"),
        ("The envoy leaves Amman on Monday, 20 May.", "en", "plan"),
        ("The envoy arrived in Amman on Wednesday.", "en", "report"),
        ("The envoy had been to Amman in 2019.", "en", "background"),
        ("قال المبعوث إن الطريق إلى عمّان مفتوحة.", "ar", "statement"),
        ("قال المبعوث إنه سيواصل رحلته إلى بورسعيد.", "ar", "plan"),
        ("اتهمت طهران المبعوث بالكذب في عمّان.", "ar", "accusation"),
        ("نفت طهران أي صلة لها بالسفينة في بورسعيد.", "ar", "denial"),
        ("لم يصدر أي تعليق من السلطات في عمّان.", "ar", "no_confirmation"),
        ("رفضت الوزارة التعليق على زيارة عمّان.", "ar", "no_confirmation"),
        ("وقد يبقى المبعوث في عمّان أسبوعا.", "ar", "assessment"),
        ("وصل المبعوث إلى عمّان الأربعاء.", "ar", "report"),
        ("وزار المبعوث عمّان في 2019.", "ar", "background"),
    ],
)
def test_the_kind_of_a_claim_follows_from_its_words(text, language, kind):
    assert claims(text, language)[-1].kind == kind


def test_a_claim_belongs_to_the_stop_it_names():
    assert [c.stop_id for c in claims("He said that Amman was quiet. He said that Port Said was not.")] == [
        "amman",
        "port-said",
    ]


def test_a_claim_without_a_place_belongs_to_the_stop_the_text_speaks_of():
    text = "The envoy reached Amman on Wednesday and met the king. The king said that the talks were frank."
    assert claims(text)[-1].stop_id == "amman"


def test_a_claim_about_the_whole_journey_belongs_to_no_stop():
    text = "The envoy reached Amman on Wednesday. His office said that the trip would go on for a week."
    last = claims(text)[-1]
    assert (last.stop_id, last.place_id) == ("", "")


def test_a_claim_about_another_place_belongs_to_that_place():
    [claim] = claims("The union said that lorries were waiting in Geneva.")
    assert (claim.stop_id, claim.place_id) == ("", "geneva")


def test_a_claim_has_the_day_it_was_made():
    [claim] = claims("The envoy said on Thursday that the road to Amman was open.")
    assert (claim.date, claim.date_precision) == (dt.date(2024, 5, 16), "day")


def test_a_year_long_past_does_not_date_a_claim():
    [claim] = claims("The envoy said that he had last seen Amman in 2003.")
    assert (claim.date, claim.date_precision) == (None, "unknown")


def test_the_quoted_words_are_kept_without_their_marks():
    [claim] = claims('The envoy called Amman "a second home".')
    assert claim.quote == "a second home"
    [claim] = claims("وقال المبعوث إن عمّان «بيته الثاني».", "ar")
    assert claim.quote == "بيته الثاني"


def test_two_claims_in_a_sentence_have_a_clause_each():
    text = "أعلن المبعوث أنه سيتوجه إلى عمّان، مضيفا أنه سيزور بورسعيد بعدها."
    first, second = claims(text, "ar")
    assert text[first.start : first.end] == "أعلن المبعوث أنه سيتوجه إلى عمّان"
    assert text[second.start : second.end] == "مضيفا أنه سيزور بورسعيد بعدها."
    assert [first.stop_id, second.stop_id] == ["amman", "port-said"]


def test_the_text_of_a_claim_is_its_clause_and_the_other_language_stays_empty():
    text = "The envoy said that Amman\nwas quiet."
    [claim] = claims(text)
    assert (claim.text_en, claim.text_ar) == ("The envoy said that Amman was quiet.", "")


def test_an_accusation_and_a_silence_about_one_matter_stand_against_each_other():
    text = (
        "Washington accuses Tehran of sending weapons to Basra. Nothing official has been said in Tehran of any arms."
    )
    accusation, silence = claims(text)
    assert (accusation.kind, silence.kind) == ("accusation", "no_confirmation")
    assert (accusation.against, silence.against) == ((silence.claim_id,), (accusation.claim_id,))


def test_claims_of_other_matters_do_not_stand_against_each_other():
    text = "Washington accuses Tehran of hacking the port of Basra. Nothing official has been said of the hostages."
    assert all(not claim.against for claim in claims(text))


def test_an_article_without_a_journey_has_the_claims_of_its_speakers():
    [claim] = claims("The bank said that rates would stay where they are.", stops=())
    assert (claim.speaker_en, claim.stop_id, claim.place_id) == ("bank", "", "")


@pytest.mark.parametrize("table", ["known_agencies", "known_institutions"])
def test_known_speakers_stand_in_both_languages_under_the_same_keys(table):
    english, arabic = (load_language(language, "claims")[table] for language in ("en", "ar"))
    assert english.keys() == arabic.keys()
    assert all(names.strip() for names in (*english.values(), *arabic.values()))


WORDS = 'said told " “ ” , . according to the Reuters citing as saying \n he that : Amman Basra may قال إن « » ، على ما وكالة بحسب لم يصدر تعليق وأضاف عمّان 2019 on Monday'


@given(st.sampled_from(["ar", "en"]), st.data())
@settings(max_examples=200, deadline=None)
def test_any_text_gives_claims_that_point_into_it(language, data):
    words = st.lists(st.sampled_from(WORDS.split(" ")), max_size=50).map(" ".join)
    text = data.draw(st.one_of(st.text(max_size=150), words))
    found = claims(text, language)
    assert len({claim.claim_id for claim in found}) == len(found)
    for claim in found:
        assert 0 <= claim.start < claim.end <= len(text)
        assert claim.text_en + claim.text_ar == " ".join(text[claim.start : claim.end].split())


def test_he_is_no_place():
    text = (
        "President Rania Haddad arrived in Doha on Monday. Haddad said the talks were hard. "
        "Gulf states have been at odds since June. “We shall find a way out of this,” she said after prayers."
    )
    story = build_story(Article(text, "en", published=dt.date(2023, 9, 15)))
    [quoted] = [claim for claim in story.claims if claim.quote]
    assert quoted.speaker_en == "Rania Haddad"
