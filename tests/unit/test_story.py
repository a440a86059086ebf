"""`build_story` takes any text: it gives a story that holds together, or one of the project's own errors."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import masar.documents
from masar.errors import ArticleError, MasarError
from masar.itinerary.lexicon import journey_lexicon
from masar.model import Article
from masar.story import MAX_CHARACTERS, build_story
from masar.story_folder import check_story, read_files, write_files

WORDS = (
    "Kim", "Putin", "Paris", "Moscow", "Texas", "flew", "arrived", "in", "to", "from", "said", "on Tuesday", '"yes"', ".",
    "\n", "then", "وصل", "كيم", "إلى", "موسكو", "من", "باريس", "الثلاثاء", "قال", "«نعم»", "،", "ثم", "غدا", "بيروت", "12",
    "\u202e", "\u0640", "\x00", "\ufeff", "🙂", "ـ", "–", "كومسومولسك-نا-أموري", "ء", "ً", "وتعهد", "بزيارة", "'", "ل",
)  # fmt: skip
# Words that the rules look for, so that odd letters come to stand between them.
RULED = [
    word.replace("_", " ")
    for language in ("ar", "en")
    for lexicon in [journey_lexicon(language)]
    for word in (*lexicon.triggers, *lexicon.prepositions, *lexicon.marks)
]
STEPS = Path(__file__).parents[1] / "journeys" / "steps"
# Sentences of reports, which bring the rules further than words drawn one by one do.
SENTENCES = {
    language: [
        line.lstrip("=? ").partition(" | ")[0]
        for kind in ("stops", "context")
        for line in (STEPS / f"{kind}.{language}.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    for language in ("ar", "en")
}
anything = st.one_of(
    st.text(max_size=300),
    st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=300),
    st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=80).map("".join),
    st.lists(st.sampled_from(WORDS) | st.sampled_from(RULED), max_size=80).map(" ".join),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(anything, st.sampled_from(["ar", "en"]), st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_any_text_gives_a_sound_story_or_our_own_error(text, language, published):
    article = Article(text, language, "", "AFP", published)
    try:
        story = build_story(article)
    except MasarError:
        return
    check_story(story)  # spans, ids and order
    for mention in story.mentions:
        assert text[mention.start : mention.end] == mention.toponym
    if not any("\ud800" <= letter <= "\udfff" for letter in text):
        assert read_files(write_files(story)) == story


@st.composite
def shuffled_reports(draw):
    """Draw a language and a text of a few real sentences, their words in any order and some cut off or joined."""
    language = draw(st.sampled_from(["ar", "en"]))
    told = draw(st.lists(st.sampled_from(SENTENCES[language]), min_size=1, max_size=5))
    words = draw(st.sampled_from([" ", "\n\n", ", ", "، "])).join(told).split(" ")
    order = draw(st.randoms(use_true_random=False))
    if draw(st.booleans()):
        order.shuffle(words)
    for _ in range(draw(st.integers(0, 5))):
        at = order.randrange(len(words))
        words[at] = draw(st.sampled_from(["", ".", ",", "،", '"', "«", "-", "(", ")", ":", "و", "'s"])) + words[at][1:]
    return language, " ".join(words[: draw(st.integers(1, len(words)))])


@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(shuffled_reports())
def test_sentences_in_any_order_give_a_sound_story(report):
    language, text = report
    try:
        story = build_story(Article(text, language, "", "AFP", date(2023, 3, 8)))
    except ArticleError:
        return
    check_story(story)


@pytest.mark.parametrize("letter", ["ء", "\u0640", "\u064b", "\u200f"])
def test_a_word_of_a_lone_sign_breaks_nothing(letter):
    for text in (f"وتعهد الوزير تقديم {letter} مولدات", f"وهدد الوزير {letter} {letter} بقصف دمشق"):
        check_story(build_story(Article(text, "ar", "", "AFP")))


@pytest.mark.parametrize("text", ["shying away from", "cancelled", "to", "had"])
def test_a_text_of_a_word_or_two_breaks_nothing(text):
    assert build_story(Article(text, "en", "", "AFP")).stops == ()


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("", "en", "article_empty"),
        (" \n\t", "ar", "article_empty"),
        ("x" * (MAX_CHARACTERS + 1), "en", "article_too_long"),
        ("Bonjour tout le monde", "fr", "language_unsupported"),
    ],
)
def test_what_cannot_be_read_is_refused(text, language, code):
    with pytest.raises(ArticleError) as caught:
        build_story(Article(text, language))
    assert caught.value.code == code
    assert caught.value.message("ar")


def test_a_document_may_be_as_long_as_an_article():
    assert masar.documents.MAX_CHARACTERS == MAX_CHARACTERS


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("وكالة فرانس برس", "ar", ("AFP", "وكالة فرانس برس")),
        ("Reuters", "en", ("Reuters", "رويترز")),
        ("صحيفة القرية", "ar", ("", "صحيفة القرية")),
        ("Valley Gazette", "en", ("Valley Gazette", "")),
    ],
)
def test_a_known_publisher_is_named_in_both_languages(name, language, expected):
    story = build_story(Article("The minister arrived in Cairo.", language, "", name, None))
    assert (story.publisher, story.publisher_ar) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Foreign Minister Lina Haddad arrived in Cairo on Monday. Haddad flies to Amman today.", "en", "Lina Haddad"),
        ("وصلت وزيرة الخارجية لينا حداد الاثنين إلى القاهرة، وتتوجه حداد اليوم إلى بيروت.", "ar", "لينا حداد"),
        ("The flight left Cairo on Monday and landed in Amman.", "en", ""),
    ],
)
def test_whose_journey_it_is_is_named_in_full(text, language, expected):
    story = build_story(Article(text, language, "", "", date(2023, 9, 15)))
    assert (story.traveller if language == "en" else story.traveller_ar) == expected


@pytest.mark.parametrize(
    ("language", "text", "modes"),
    [
        ("ar", "وصل الوزير من دمشق إلى القاهرة على متن طائرة خاصة، ثم توجه إلى عمّان في قطار ليلي.", ["plane", "train"]),
        ("ar", "استقل الرئيس قطارا من كييف إلى وارسو.", ["train"]),
        ("ar", "غادر بيروت بحرا إلى لارنكا ثم طار إلى أثينا.", ["ship", "plane"]),
        ("ar", "سافر من عمّان إلى بغداد جوا، ومنها برا إلى الموصل.", ["plane", "road"]),
        ("en", "He took a train from Kyiv to Warsaw and flew on to Berlin.", ["train", "plane"]),
        (
            "en",
            "She arrived in Cairo from Damascus aboard a private jet, then travelled to Amman by road.",
            ["plane", "road"],
        ),
        (
            "en",
            "The envoy drove from Amman to Damascus, then boarded a ferry in Tartus for Larnaca.",
            ["road", "unknown", "ship"],
        ),
    ],
)
def test_each_leg_has_the_mode_that_its_own_clause_tells(language, text, modes):
    story = build_story(Article(text, language, published=date(2023, 9, 15)))
    assert [leg.mode for leg in story.legs] == modes
