"""The two stories that come with Masar: complete, exact, and sound as text in both languages."""

import json
import re
import unicodedata
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from geopy.distance import geodesic

from masar.gazetteer import open_gazetteer
from masar.i18n import weekday
from masar.story_folder import load_story, write_files

STORIES = Path(__file__).parents[2] / "data" / "stories"
FLAGSHIP = "kim-russia-2023"
SHUTTLE = "kissinger-shuttle-1974"

STOPS = {
    "north-korea": (39.034, 125.754, None, "unknown", "origin", "inferred"),
    "vostochny": (51.884, 128.334, date(2023, 9, 13), "day", "visited", "stated"),
    "komsomolsk": (50.550, 137.008, date(2023, 9, 15), "day", "visited", "stated"),
    "vladivostok": (43.116, 131.885, None, "unknown", "planned", "stated"),
}

# claim: stop, place, speaker, reported by, kind, date, precision, words quoted in English
CLAIMS = {
    "c01": ("north-korea", "", "AFP", "", "report", date(2023, 9, 12), "day", ""),
    "c02": ("north-korea", "", "Washington", "AFP", "accusation", None, "unknown", ""),
    "c03": ("north-korea", "", "Washington", "AFP", "accusation", None, "unknown", "concern"),
    "c04": ("north-korea", "", "AFP", "", "assessment", None, "unknown", ""),
    "c05": ("north-korea", "", "AFP", "", "background", None, "unknown", ""),
    "c06": ("north-korea", "", "AFP", "", "assessment", None, "unknown", ""),
    "c07": ("vostochny", "", "AFP", "", "report", date(2023, 9, 13), "day", ""),
    "c08": ("vostochny", "", "Kim Jong-un", "AFP", "statement", date(2023, 9, 13), "day", "absolute priority"),
    "c09": (
        "vostochny",
        "",
        "Vladimir Putin",
        "AFP",
        "statement",
        date(2023, 9, 13),
        "day",
        "strengthening cooperation in the future",
    ),
    "c10": ("vostochny", "", "Vladimir Putin", "AFP", "statement", date(2023, 9, 13), "day", "prospects"),
    "c11": ("vostochny", "", "Kremlin", "AFP", "statement", date(2023, 9, 14), "day", ""),
    "c12": ("vostochny", "", "AFP", "", "no_confirmation", date(2023, 9, 15), "day", ""),
    "c13": ("vostochny", "", "Moscow", "AFP", "plan", None, "unknown", ""),
    "c14": ("vostochny", "", "Moscow", "Russian news agencies", "plan", None, "unknown", ""),
    "c15": ("komsomolsk", "", "TASS", "AFP", "report", date(2023, 9, 15), "day", ""),
    "c16": ("komsomolsk", "", "Interfax", "AFP", "report", date(2023, 9, 15), "day", ""),
    "c17": ("komsomolsk", "", "TASS", "AFP", "report", date(2023, 9, 15), "day", ""),
    "c18": ("komsomolsk", "", "Interfax", "AFP", "plan", date(2023, 9, 15), "day", "military and civilian equipment"),
    "c19": ("komsomolsk", "", "Vladimir Putin", "AFP", "plan", None, "unknown", "civil and military"),
    "c20": (
        "",
        "",
        "Dmitry Peskov, Kremlin spokesman",
        "AFP",
        "statement",
        date(2023, 9, 14),
        "day",
        "for a few more days",
    ),
    "c21": ("vladivostok", "", "Vladimir Putin", "AFP", "plan", None, "unknown", "display"),
    "c22": ("vladivostok", "", "AFP", "", "background", date(2019, 1, 1), "year", ""),
    "c23": ("", "tehran", "AFP", "", "background", None, "unknown", ""),
    "c24": (
        "",
        "germany",
        "German Council on Foreign Relations",
        "AFP",
        "assessment",
        date(2023, 9, 4),
        "week",
        "needs imports",
    ),
    "c25": ("", "washington", "White House", "AFP", "statement", date(2023, 9, 14), "day", ""),
    "c26": (
        "",
        "washington",
        "Jake Sullivan and his South Korean and Japanese counterparts",
        "AFP",
        "accusation",
        date(2023, 9, 14),
        "day",
        "",
    ),
}

# What each claim's sentence must say, so that a span cannot slide to its neighbour unseen.
SENTENCES = {
    "c01": ("الثلاثاء", "Tuesday"),
    "c02": ("تشتبه", "suspects"),
    "c03": ("ذخائر", "ammunition"),
    "c04": ("122 ملم", "122 mm"),
    "c05": ("العتاد السوفياتي", "Soviet-era equipment"),
    "c06": ("نفطا", "oil"),
    "c07": ("ساعتين", "two hours"),
    "c08": ("موسكو", "Moscow"),
    "c09": ("دعوة", "invitation"),
    "c10": ("العقوبات", "sanctions"),
    "c11": ("بندقية", "rifle"),
    "c12": ("رسمي", "official"),
    "c13": ("أقمار اصطناعية", "satellites"),
    "c14": ("رائد فضاء", "cosmonaut"),
    "c15": ("قطار", "train"),
    "c16": ("ديغتياريف", "Degtyaryov"),
    "c17": ("«سو-25» و«سو-57»", "Su-25 and Su-57"),
    "c18": ("إنترفاكس", "Interfax"),
    "c19": ("آم أموري", "plants"),
    "c20": ("بيسكوف", "Peskov"),
    "c21": ("فلاديفوستوك", "Vladivostok"),
    "c22": ("2019", "2019"),
    "c23": ("طهران", "Tehran"),
    "c24": ("المجلس الألماني", "German Council"),
    "c25": ("نظيريه", "counterparts"),
    "c26": ("مجلس الأمن", "Security Council"),
}

# The railway from Pyongyang northwards, as far as Vostochny.
NORTHBOUND = [
    "pyongsong",
    "kowon",
    "hamhung",
    "sinpo",
    "tanchon",
    "kimchaek",
    "kilju",
    "kyongsong",
    "chongjin",
    "rajin",
    "tumangang",
    "khasan",
    "kraskino",
    "primorsky",
    "nezhino",
    "baranovsky",
    "ussuriysk",
    "sibirtsevo",
    "spassk-dalny",
    "lesozavodsk",
    "dalnerechensk",
    "luchegorsk",
    "bikin",
    "vyazemsky",
    "khabarovsk",
    "volochayevka",
    "birobidzhan",
    "obluchye",
    "arkhara",
    "bureya",
    "zavitinsk",
    "belogorsk",
    "svobodny",
    "tsiolkovsky",
]

# Places that were put on the map by hand; the index may come to list them.
UNLISTED = {"kimchaek", "tanchon", "baranovsky-station", "soviet-union", "suez-canal", "kilometre-101"}

MONTH_PAIRS = {"يناير": "كانون الثاني", "فبراير": "شباط", "سبتمبر": "أيلول", "أكتوبر": "تشرين الأول"}
QUOTED = re.compile(r'"([^"]+)"|«([^»]+)»')
ARABIC_LETTER = re.compile(r"[\u0621-\u064a]")
LATIN_LETTER = re.compile(r"[A-Za-z]")


@pytest.fixture(scope="module", params=[FLAGSHIP, SHUTTLE])
def folder(request):
    return STORIES / request.param


@pytest.fixture(scope="module")
def story(folder):
    return load_story(folder)


@pytest.fixture(scope="module")
def flagship():
    return load_story(STORIES / FLAGSHIP)


@pytest.fixture(scope="module")
def shuttle():
    return load_story(STORIES / SHUTTLE)


def other_article(story):
    return story.articles[1]


def own_sentence(story, claim):
    return story.articles[0].text[claim.start : claim.end]


def other_sentence(story, claim):
    return other_article(story).text[claim.translation_start : claim.translation_end]


def quoted_in(text):
    return [one or two for one, two in QUOTED.findall(text)]


def bare(quote):
    return quote.rstrip(",.،")


def fields(story, language):
    """Yield (where, text) for every field that a reader sees in one language."""
    ar = language == "ar"
    yield "title", story.title_ar if ar else story.title_en
    yield "publisher", story.publisher_ar if ar else story.publisher
    yield "traveller", story.traveller_ar if ar else story.traveller
    for stop in story.stops:
        yield f"{stop.stop_id} name", stop.name_ar if ar else stop.name_en
        yield f"{stop.stop_id} summary", stop.summary_ar if ar else stop.summary_en
    for leg in story.legs:
        yield f"{leg.leg_id} note", leg.note_ar if ar else leg.note_en
    for place in story.places:
        yield f"{place.place_id} name", place.name_ar if ar else place.name_en
    for claim in story.claims:
        yield f"{claim.claim_id} speaker", claim.speaker_ar if ar else claim.speaker_en
        yield f"{claim.claim_id} text", claim.text_ar if ar else claim.text_en
        if claim.note_en or claim.note_ar:
            yield f"{claim.claim_id} note", claim.note_ar if ar else claim.note_en
        if claim.reported_by or claim.reported_by_ar:
            yield f"{claim.claim_id} reported by", claim.reported_by_ar if ar else claim.reported_by
        own, other = claim.quote, claim.quote_translation
        if own or other:
            yield f"{claim.claim_id} quote", own if story.language == language else other


# --- both stories ---------------------------------------------------------------------------------


def test_saving_a_bundled_story_gives_the_same_bytes(folder, story):
    on_disk = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert write_files(story) == on_disk


def test_package_describes_exactly_the_files_of_the_folder(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    described = {resource["path"] for resource in package["resources"]}
    assert described | {"datapackage.json"} == {file.name for file in folder.iterdir()}
    assert package["name"] == folder.name


def test_every_story_names_its_sources_and_a_licence(story):
    assert story.sources
    assert story.licences
    assert all(source.title for source in (*story.sources, *story.licences))


def test_both_languages_are_filled_everywhere(story):
    assert {article.language for article in story.articles} == {"ar", "en"}
    for language in ("en", "ar"):
        empty = [where for where, text in fields(story, language) if not text.strip()]
        assert empty == []


def test_arabic_fields_are_arabic_and_english_fields_are_latin(story):
    not_arabic = [w for w, t in fields(story, "ar") if not ARABIC_LETTER.search(t) or LATIN_LETTER.search(t)]
    not_latin = [w for w, t in fields(story, "en") if not LATIN_LETTER.search(t) or ARABIC_LETTER.search(t)]
    assert not_arabic == []
    assert not_latin == []
    assert not LATIN_LETTER.search(story.article("ar").text)
    assert not ARABIC_LETTER.search(story.article("en").text)


def test_no_control_or_format_characters_and_one_form_of_letters(story):
    texts = [t for language in ("en", "ar") for _, t in fields(story, language)]
    texts += [article.text for article in story.articles]
    for text in texts:
        assert [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co") and c != "\n"] == []
        assert unicodedata.normalize("NFC", text) == text
        assert "  " not in text
        assert "\u0640" not in text.replace("بـ«", "")  # a tatweel only where it joins a letter to a quotation mark


def test_digits_are_european_everywhere(story):
    texts = [t for language in ("en", "ar") for _, t in fields(story, language)]
    texts += [article.text for article in story.articles]
    assert [c for text in texts for c in text if c.isdigit() and not c.isascii()] == []


def test_arabic_dates_give_both_names_of_the_month(story):
    text = "\n".join([story.article("ar").text, *(t for _, t in fields(story, "ar"))])
    for gregorian, levantine in MONTH_PAIRS.items():
        assert text.count(gregorian) == text.count(f"{levantine}/{gregorian}")
        assert text.count(f"{levantine}/") == text.count(f"{levantine}/{gregorian}")


def test_arabic_punctuation_is_arabic(story):
    text = "\n".join([story.article("ar").text, *(t for _, t in fields(story, "ar"))])
    assert [mark for mark in ",;?\"'" if mark in text] == []


def test_weekday_and_date_written_together_agree(story):
    months = {"September": 9, "January": 1, "سبتمبر": 9, "يناير": 1}
    pattern = re.compile(r"(\w+) (\d{1,2}) (?:[\w ]+/)?(September|January|سبتمبر|يناير)")
    year = story.claims[0].date.year
    checked = 0
    texts = [(a.language, a.text) for a in story.articles]
    texts += [(language, t) for language in ("en", "ar") for _, t in fields(story, language)]
    for language, text in texts:
        for word, day, month in pattern.findall(text):
            meant = date(year, months[month], int(day))
            names = {weekday(date(2024, 1, n), language) for n in range(1, 8)}
            if word in names:
                assert word == weekday(meant, language), (word, meant)
                checked += 1
    assert checked >= 4


def test_weekday_in_a_claims_sentence_agrees_with_its_date(story):
    own = story.language
    names = {weekday(date(2024, 1, n), own): n for n in range(1, 8)}
    checked = 0
    for claim in story.claims:
        named = [name for name in names if re.search(rf"\b{name}\b", own_sentence(story, claim))]
        if named and claim.date_precision == "day":
            assert named == [weekday(claim.date, own)], claim.claim_id
            checked += 1
    assert checked >= 3


def test_claim_spans_are_whole_sentences_that_do_not_overlap(story):
    for sentence, spans in (
        (own_sentence, [(c.start, c.end) for c in story.claims]),
        (other_sentence, [(c.translation_start, c.translation_end) for c in story.claims]),
    ):
        assert all(before[1] <= after[0] for before, after in pairwise(sorted(spans)))
        for claim in story.claims:
            text = sentence(story, claim)
            assert text == text.strip()
            assert "\n" not in text
            assert re.search(r"[.»\"]$", text), text


def test_quotes_stand_in_quotation_marks_in_the_sentence_that_carries_the_claim(story):
    for claim in story.claims:
        assert bool(claim.quote) == bool(claim.quote_translation)
        if claim.quote:
            assert claim.quote in [bare(q) for q in quoted_in(own_sentence(story, claim))]
            assert claim.quote_translation in [bare(q) for q in quoted_in(other_sentence(story, claim))]


def test_nothing_else_is_quoted_than_the_speakers_own_words_and_names(story):
    names = {"سو-25", "سو-57", "غراد", "مسار", "تايم", "ديترويت جويش نيوز"}
    words = {claim.quote for claim in story.claims} | {claim.quote_translation for claim in story.claims}
    words |= {"Announced", "معلنة", "سو-35"}  # terms that reviewer's notes explain
    texts = [a.text for a in story.articles] + [t for language in ("en", "ar") for _, t in fields(story, language)]
    assert {bare(q) for text in texts for q in quoted_in(text)} <= words | names


def test_mentions_cut_their_toponym_out_of_the_text_and_do_not_overlap(story):
    for article in story.articles:
        spans = []
        for mention in (m for m in story.mentions if m.language == article.language):
            assert article.text[mention.start : mention.end] == mention.toponym
            assert mention.place_id
            spans.append((mention.start, mention.end))
        assert len(spans) >= 30
        assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_no_occurrence_of_a_toponym_is_left_unmarked(story):
    for article in story.articles:
        own = [m for m in story.mentions if m.language == article.language]
        marked = {index for m in own for index in range(m.start, m.end)}
        for toponym in {m.toponym for m in own}:
            for match in re.finditer(rf"{re.escape(toponym)}\b", article.text):
                assert set(range(*match.span())) <= marked, (toponym, match.start())


def test_every_context_place_is_named_in_the_text_of_both_languages(story):
    for place in (p for p in story.places if p.role == "context"):
        assert {m.language for m in story.mentions if m.place_id == place.place_id} == {"ar", "en"}, place.place_id


def test_places_lie_where_the_gazetteer_has_them(story):
    gazetteer = open_gazetteer()
    rows = {place: gazetteer.candidate(place.gazetteer_id) for place in story.places}
    unlisted = {place.gazetteer_id for place, row in rows.items() if row is None}
    assert unlisted <= UNLISTED
    for place, row in rows.items():
        if row is not None:
            assert row.gazetteer == place.gazetteer
            assert row.kind == place.kind
            assert geodesic((row.lat, row.lon), (place.lat, place.lon)).km < 5, place.place_id


def test_way_points_are_used_by_a_leg_and_only_way_points(story):
    used = {place_id for leg in story.legs for place_id in leg.via}
    assert used == {p.place_id for p in story.places if p.role == "waypoint"}


def test_legs_join_the_stops_in_order(story):
    assert [(leg.from_stop, leg.to_stop) for leg in story.legs] == [
        (before.stop_id, after.stop_id) for before, after in pairwise(story.stops)
    ]
    assert [stop.order for stop in story.stops] == list(range(len(story.stops)))


def test_a_claim_against_another_is_answered_by_it(story):
    against = {claim.claim_id: set(claim.against) for claim in story.claims}
    assert all(claim_id in against[other] for claim_id, others in against.items() for other in others)


def test_the_text_says_that_it_is_masars_own(story):
    for article, name in ((story.article("en"), "Masar"), (story.article("ar"), "«مسار»")):
        assert name in article.text.rstrip().splitlines()[-1]


# --- the flagship ---------------------------------------------------------------------------------


def test_flagship_stops_are_those_of_the_report(flagship):
    found = {s.stop_id: (s.lat, s.lon, s.arrival, s.date_precision, s.status, s.basis) for s in flagship.stops}
    assert found == STOPS
    assert list(found) == list(STOPS)
    assert (flagship.published, flagship.language) == (date(2023, 9, 15), "ar")


def test_flagship_claims_are_those_of_the_report(flagship):
    found = {}
    for c in flagship.claims:
        who = (c.speaker_en, c.reported_by)
        found[c.claim_id] = (c.stop_id, c.place_id, *who, c.kind, c.date, c.date_precision, c.quote_translation)
    assert found == CLAIMS


def test_flagship_sentences_carry_their_claims(flagship):
    for claim in flagship.claims:
        arabic, english = SENTENCES[claim.claim_id]
        assert arabic in own_sentence(flagship, claim)
        assert english in other_sentence(flagship, claim)


def test_arms_accusations_stand_against_the_missing_confirmation(flagship):
    against = {claim.claim_id: claim.against for claim in flagship.claims if claim.against}
    assert against == {"c02": ("c12",), "c03": ("c12",), "c12": ("c02", "c03", "c26"), "c26": ("c12",)}


def test_both_spellings_of_komsomolsk_and_pyongyang_are_in_the_arabic_text(flagship):
    spellings = {
        place_id: {m.toponym for m in flagship.mentions if m.language == "ar" and m.place_id == place_id}
        for place_id in ("komsomolsk", "pyongyang")
    }
    assert spellings == {
        "komsomolsk": {"كومسومولسك-نا-أموري", "كومسومولسك-نا-آم أموري"},
        "pyongyang": {"بيونغ يانغ", "بوينغ يانغ"},
    }


def test_adjectives_of_nations_are_marked_as_such(flagship):
    demonyms = {m.toponym for m in flagship.mentions if m.demonym}
    assert {"الكوري الشمالي", "كورية شمالية", "الكوري الجنوبي", "الياباني", "الروسي", "السوفياتية"} <= demonyms
    assert {"North Korean", "South Korean", "Japanese", "Russian", "Soviet", "German"} <= demonyms
    assert {"روسيا", "كوريا الشمالية", "Russia", "North Korea", "Pacific"}.isdisjoint(demonyms)


def test_way_points_follow_the_railway(flagship):
    north, east, south = (leg.via for leg in flagship.legs)
    assert list(north) == NORTHBOUND
    junction = NORTHBOUND.index("volochayevka")
    back = NORTHBOUND[: junction - 1 : -1]
    assert list(east) == [*back, "khabarovsk", "volochayevka", "litovko", "elban"]
    main_line = NORTHBOUND[junction : NORTHBOUND.index("baranovsky") - 1 : -1]
    assert list(south) == ["elban", "litovko", *main_line, "razdolnoye", "uglovoye"]
    assert [leg.status for leg in flagship.legs] == ["travelled", "travelled", "planned"]
    assert {(leg.mode, leg.basis) for leg in flagship.legs} == {("train", "inferred")}


def test_the_drawn_line_has_no_gap_and_no_detour(flagship):
    for leg in flagship.legs:
        start, end = flagship.stop(leg.from_stop), flagship.stop(leg.to_stop)
        points = [(p.lat, p.lon) for p in (start, *map(flagship.place, leg.via), end)]
        steps = [geodesic(a, b).km for a, b in pairwise(points)]
        assert max(steps) < 160
        assert sum(steps) < 2.6 * geodesic(points[0], points[-1]).km


def test_the_line_crosses_the_border_at_khasan(flagship):
    countries = [flagship.place(place_id).country for place_id in flagship.legs[0].via]
    khasan = flagship.legs[0].via.index("khasan")
    assert set(countries[:khasan]) == {"KP"}
    assert set(countries[khasan:]) == {"RU"}
    place = flagship.place("khasan")
    assert (place.lat, place.lon) == (42.430, 130.645)


def test_reviewers_note_tells_the_su_25_from_the_su_35(flagship):
    note = next(claim for claim in flagship.claims if claim.claim_id == "c17")
    assert "Su-35" in note.note_en
    assert "سو-35" in note.note_ar


# --- the shuttle ----------------------------------------------------------------------------------


def test_shuttle_returns_to_places_that_it_left(shuttle):
    assert [stop.place_id for stop in shuttle.stops] == [
        *("aswan", "jerusalem") * 3,
        "aswan",
        "aqaba",
    ]
    assert len({stop.stop_id for stop in shuttle.stops}) == 8
    assert len({(stop.lat, stop.lon) for stop in shuttle.stops}) == 3


def test_shuttle_is_an_english_story_by_plane_without_an_origin(shuttle):
    assert shuttle.language == "en"
    assert {leg.mode for leg in shuttle.legs} == {"plane"}
    assert {stop.status for stop in shuttle.stops} == {"visited"}


def test_shuttle_dates_run_from_11_to_19_january(shuttle):
    days = [stop.arrival.day for stop in shuttle.stops]
    assert days == [11, 12, 13, 14, 16, 16, 18, 19]
    assert {(s.arrival.year, s.arrival.month) for s in shuttle.stops} == {(1974, 1)}


def test_shuttle_text_names_the_day_of_each_arrival_stated_there(shuttle):
    text = shuttle.article("en").text
    for day in (11, 12, 13, 14, 16, 18, 19):
        assert f"{weekday(date(1974, 1, day), 'en')} {day} January" in text


def test_shuttle_has_twelve_attributed_claims_and_a_stop_without_any(shuttle):
    assert len(shuttle.claims) == 12
    assert len({claim.speaker_en for claim in shuttle.claims}) == 8
    assert {stop.stop_id for stop in shuttle.stops} - {c.stop_id for c in shuttle.claims} == {"aswan-2", "aqaba"}


def test_objection_to_the_agreement_stands_against_its_praise(shuttle):
    against = {claim.claim_id: claim.against for claim in shuttle.claims if claim.against}
    assert against == {"c08": ("c12",), "c12": ("c08",)}
