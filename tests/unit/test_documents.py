"""Reading articles out of text files, web pages, Word files and PDF files, in either language."""

import io
from datetime import date
from pathlib import Path

import matplotlib.pyplot as plt
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from masar.documents import (
    ENCODINGS,
    MAX_CHARACTERS,
    guess_metadata,
    preview_encodings,
    read_document,
    read_pasted,
)
from masar.documents.words import guess_language
from tests.document_files import make_docx, make_english_pdf, make_html

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "documents"
ARTICLES = {
    f"{folder.name}-{language}": (language, (folder / f"article.{language}.txt").read_text(encoding="utf-8").strip())
    for folder in sorted((ROOT / "data" / "stories").iterdir())
    if folder.is_dir()
    for language in ("ar", "en")
}
KIM_AR, KIM_EN = ARTICLES["kim-russia-2023-ar"][1], ARTICLES["kim-russia-2023-en"][1]
# ISO 8859-6 has no guillemets, dashes or Persian letters: people who used it wrote these.
PLAIN = str.maketrans({"«": '"', "»": '"', "–": "-", "“": '"', "”": '"', "’": "'"})
CURLY = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'"})

articles = pytest.mark.parametrize(("language", "text"), ARTICLES.values(), ids=ARTICLES)


def notes(document):
    return [note.code for note in document.notes]


class TestText:
    @articles
    @pytest.mark.parametrize("encoding", [*ENCODINGS, "utf-8-sig", "utf-16"])
    def test_an_article_survives_its_encoding(self, language, text, encoding):
        text = text.translate(PLAIN)
        if language == "ar" and encoding == "windows-1252":
            pytest.skip("holds no Arabic")
        document = read_document(text.encode(encoding), "article.txt")
        assert document.text == text
        assert document.language == language
        assert document.notes == ()

    @pytest.mark.parametrize("encoding", ["utf-8", "windows-1256"])
    def test_guillemets_survive(self, encoding):
        document = read_document(KIM_AR.encode(encoding), "article.txt")
        assert document.text == KIM_AR
        assert document.encoding == encoding

    @pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6"])
    def test_one_arabic_sentence_is_enough(self, encoding):
        sentence = "وصل الوزير إلى القاهرة مساء الجمعة قبل أن يتوجه إلى عمان."
        assert read_document(sentence.encode(encoding), "a.txt").text == sentence

    def test_western_quotation_marks_and_accents_are_not_arabic(self):
        text = "The minister said “we are ready” – in Orléans, Köln and Malmö – and left for São Paulo at once."
        document = read_document(text.encode("cp1252"), "a.txt")
        assert (document.text, document.encoding) == (text, "windows-1252")

    def test_english_names_in_arabic_text_do_not_mislead(self):
        text = KIM_AR[:300] + " (Reuters, AFP and the Washington Post)"
        assert read_document(text.encode("cp1256"), "a.txt").encoding == "windows-1256"

    def test_the_user_may_choose_the_encoding(self):
        content = "وصل الوزير إلى القاهرة".encode("cp1256")
        assert read_document(content, "a.txt", encoding="windows-1256").text == "وصل الوزير إلى القاهرة"
        wrong = read_document(content, "a.txt", encoding="windows-1252", language="en")
        assert wrong.text == content.decode("cp1252")

    def test_line_ends_of_every_system_become_one(self):
        assert read_document(b"The ship left the port.\r\nIt was late.\rThe sea was calm.", "a.txt").text == (
            "The ship left the port.\nIt was late.\nThe sea was calm."
        )

    def test_a_text_that_speaks_of_tags_is_no_web_page(self):
        text = "The minister wrote <b> and </b> in the text, and a < b, and that was the end of it for her."
        assert read_document(text.encode(), "a.txt").text == text


class TestWebPage:
    @articles
    @pytest.mark.parametrize("encoding", ["utf-8", "windows-1256"])
    def test_the_article_and_nothing_beside_it(self, language, text, encoding):
        page = make_html(text, title="A title of the story", charset=encoding)
        document = read_document(page.encode(encoding), "page.html")
        assert document.text == text
        assert (document.kind, document.language, document.title) == ("html", language, "A title of the story")
        assert document.encoding == ("utf-8" if text.isascii() else encoding)
        assert notes(document) == ["page_parts_left_out"]

    def test_a_wrong_charset_in_the_page_is_seen_through(self):
        page = make_html(KIM_AR, charset="utf-8").encode("cp1256")
        assert read_document(page, "page.htm").text == KIM_AR

    def test_what_the_page_says_of_itself(self):
        head = (
            '<meta property="og:site_name" content="وكالة الأنباء"><meta property="og:title" content="كيم في روسيا">'
            '<meta property="article:published_time" content="2023-09-15T23:30:00+09:00">'
        )
        document = read_document(make_html(KIM_AR, title="x", head=head).encode(), "page.html")
        assert (document.title, document.publisher) == ("كيم في روسيا", "وكالة الأنباء")
        assert document.published == date(2023, 9, 15)

    def test_json_ld_comes_first(self):
        head = (
            '<meta property="og:title" content="Other"><script type="application/ld+json">{"@graph": [{"@type": "WebPage"},'
            '{"@type": "NewsArticle", "headline": "Kim in Russia", "datePublished": "2023-09-16T01:00:00Z",'
            '"publisher": {"@type": "Organization", "name": "The Paper"}}]}</script>'
        )
        document = read_document(make_html(KIM_EN, title="x", head=head).encode(), "page.html")
        assert (document.title, document.publisher, document.published) == (
            "Kim in Russia",
            "The Paper",
            date(2023, 9, 16),
        )

    @pytest.mark.parametrize("value", ["yesterday", "2023-13-45", "", "9" * 400, "<b>"])
    def test_a_date_that_is_none_is_left_out(self, value):
        head = f'<meta property="article:published_time" content="{value}">'
        text = (
            "The minister left the city on her way to the coast.\n\nShe was to meet the president of the council there."
        )
        assert read_document(make_html(text, head=head).encode(), "p.html").published is None

    def test_lines_parted_by_breaks_in_a_table_layout(self):
        lines = KIM_AR.split("\n\n")[:5]
        page = (
            "<html><body><table><tr><td><a href=1>الرئيسية</a><br><a href=2>سياسة</a></td><td><font size=4>"
            + "<br><br>".join(lines)
            + "</font></td></tr></table></body></html>"
        )
        document = read_document(page.encode("cp1256"), "old.htm")
        assert document.text == "\n".join(lines)

    def test_entities_nested_markup_and_hidden_text(self):
        page = (
            "<html><body><article><p>The <b>ship</b>&nbsp;left <i>A&ntilde;o Nuevo</i> &amp; went north, on to the "
            '<a href="x">harbour</a>.<p>It came back<span style="display: none">SECRET</span> on Friday<!-- not this -->'
            " with the crew, and all of them were well.<p hidden>This is not shown to anybody who reads the page, ever."
            "</article></body></html>"
        )
        assert read_document(page.encode(), "p.html").text == (
            "The ship left Año Nuevo & went north, on to the harbour.\n\n"
            "It came back on Friday with the crew, and all of them were well."
        )

    def test_a_bare_fragment_is_read_whole(self):
        document = read_document(b"<p>The ship left the port.</p><p>It was late.</p><p>That was it.</p>", "a.html")
        assert document.text == "The ship left the port.\n\nIt was late.\n\nThat was it."


class TestWordFile:
    @articles
    def test_an_article_survives(self, language, text):
        document = read_document(make_docx(text, title="The title"), "article.docx")
        assert document.text == text
        assert (document.kind, document.language, document.title, document.encoding) == (
            "docx",
            language,
            "The title",
            "",
        )
        assert document.notes == ()

    def test_deleted_text_field_codes_and_fallbacks_are_left_out(self):
        body = (
            "<w:p><w:r><w:t>The ship </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:moveFrom><w:r>"
            "<w:t>gone</w:t></w:r></w:moveFrom><w:ins><w:r><w:t>left</w:t></w:r></w:ins><w:r><w:instrText>PAGE"
            "</w:instrText><w:tab/><w:t>the port</w:t><w:br/><w:t>on Friday.</w:t></w:r><mc:AlternateContent "
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice><w:r><w:t> Once.</w:t></w:r>'
            "</mc:Choice><mc:Fallback><w:r><w:t> Twice.</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
        )
        assert read_document(make_docx("", body=body), "a.docx").text == "The ship left\tthe port\non Friday. Once."

    def test_tables_are_read_cell_by_cell(self):
        cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
        body = f"<w:tbl><w:tr>{cell.format('Cairo')}{cell.format('Friday')}</w:tr></w:tbl>"
        assert read_document(make_docx("The ship left the port.", body=body), "a.docx").text == (
            "The ship left the port.\n\nCairo\n\nFriday"
        )

    def test_what_is_not_read_is_said(self):
        extra = {"word/footnotes.xml": "x" * 4000, "word/afchunk.mht": "x"}
        document = read_document(make_docx(KIM_EN, body='<w:altChunk r:id="1" xmlns:r="r"/>', extra=extra), "a.docx")
        assert notes(document) == ["embedded_left_out", "footnotes_left_out"]
        assert document.notes[0].message("en") == "One file embedded in the document was left out."


def typeset(text, language):
    """Typst: letters in reading order within a word, words placed one by one, justified."""
    direction = "rtl" if language == "ar" else "ltr"
    escaped = "".join(f"\\{c}" if c in "#*_`$<>@=-/\"'~" else c for c in text)
    source = (
        f'#set text(lang: "{language}", dir: {direction}, font: "Masar Sans")\n#set page(numbering: "1")\n'
        f"#set par(justify: true)\n{escaped}"
    )
    return typst.compile(source.encode(), font_paths=[str(ROOT / "data" / "fonts")])


def plot(text):
    """Matplotlib: glyphs from left to right, DejaVu Sans with ligatures of lam and alef."""
    figure = plt.figure(figsize=(8.3, 14))
    height = 0.97
    for paragraph in text.split("\n\n"):
        words = paragraph.split()
        while words:
            count = 1
            while count < len(words) and len(" ".join(words[: count + 1])) <= 90:
                count += 1
            figure.text(0.95, height, " ".join(words[:count]), ha="right", fontsize=10)
            words = words[count:]
            height -= 0.016
        height -= 0.01
    buffer = io.BytesIO()
    figure.savefig(buffer, format="pdf")
    plt.close(figure)
    return buffer.getvalue()


class TestPdfFile:
    @articles
    def test_an_article_survives_typesetting(self, language, text):
        document = read_document(typeset(text, language), "article.pdf")
        assert document.text.translate(CURLY) == text.translate(CURLY)
        assert (document.kind, document.language) == ("pdf", language)

    def test_arabic_in_the_order_it_is_seen_is_read_in_the_order_it_was_written(self):
        document = read_document(plot(KIM_AR), "figure.pdf")
        assert document.text.replace("\n\n«", " «") == KIM_AR.replace("\n\n«", " «")

    def test_presentation_forms_in_visual_order(self):
        document = read_document((FIXTURES / "ar-visual-order.pdf").read_bytes(), "a.pdf")
        # The program that wrote it drops vowel signs.
        assert document.text == KIM_AR.translate(dict.fromkeys(range(0x64B, 0x653)))
        assert notes(document) == ["page_furniture_left_out"]

    def test_a_page_saved_by_a_browser(self):
        document = read_document((FIXTURES / "ar-browser.pdf").read_bytes(), "a.pdf")
        title = "كيم يزور مدينة مصانع الطائرات الروسية"
        assert document.title == title
        assert document.text == f"{title}\n\n{KIM_AR}"

    def test_wrapped_lines_are_joined_and_page_numbers_left_out(self):
        document = read_document(make_english_pdf(KIM_EN), "a.pdf")
        assert document.text == KIM_EN
        assert notes(document) == ["page_furniture_left_out"]

    def test_the_date_and_publisher_are_found_in_the_text(self):
        document = read_document(make_english_pdf(KIM_EN), "a.pdf")
        assert (document.published, document.publisher) == (date(2023, 9, 15), "AFP")


class TestNames:
    @pytest.mark.parametrize(
        ("content", "name", "kind"),
        [
            (make_docx(KIM_AR), "article.txt", "docx"),
            (KIM_AR.encode(), "article.docx", "text"),
            (make_html(KIM_EN).encode(), "article.txt", "html"),
            (make_english_pdf(KIM_EN), "article.html", "pdf"),
            (KIM_EN.encode(), "article.pdf", "text"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_the_content_decides_and_a_note_says_so(self, content, name, kind):
        document = read_document(content, name)
        assert document.kind == kind
        assert document.notes[0].code == "wrong_extension"

    @pytest.mark.parametrize("name", ["article", "article.md", "", "ARTICLE.TXT", "مقال.txt", "a/b\\c.txt"])
    def test_other_names_give_no_note(self, name):
        assert read_document(KIM_EN.encode(), name).notes == ()

    def test_a_note_speaks_both_languages(self):
        note = read_document(make_docx(KIM_AR), "article.pdf").notes[0]
        assert (
            note.message("en") == "The file’s name says a PDF file, but it is a Word file. It was read as a Word file."
        )
        assert "PDF" in note.message("ar")


class TestMetadata:
    @pytest.mark.parametrize(
        ("text", "publisher", "published"),
        [
            ("موسكو (أ ف ب) - وصل الزعيم الكوري الشمالي إلى روسيا الثلاثاء في زيارة رسمية.", "وكالة فرانس برس", None),
            ("القاهرة 15 سبتمبر 2023 (رويترز) - وصل الوزير إلى القاهرة.", "رويترز", date(2023, 9, 15)),
            ("أنقرة / الأناضول\nوصل الرئيس إلى الدوحة في زيارة رسمية.", "الأناضول", None),
            ("الوزير في عمّان\nنُشر في: 3 آذار/مارس 2024\nوصل الوزير إلى عمّان.", "", date(2024, 3, 3)),
            ("الوزير في عمان\nالجمعة 15 سبتمبر 2023 - 10:30\nوصل الوزير إلى عمان أمس.", "", date(2023, 9, 15)),
            ("وصل الوزير إلى عمان في 3 آذار/مارس 2024 وعاد منها بعد يومين.", "", None),
            ("وقالت رويترز إن الوزير وصل إلى عمان.", "", None),
            ("MOSCOW, Sept 15 (Reuters) - North Korean leader Kim Jong Un arrived by train.", "Reuters", None),
            ("MOSCOW, Sept. 15, 2023 (AP) — The leader arrived by train.", "AP", date(2023, 9, 15)),
            (
                "Kim in Russia\nBy Jane Doe | Reuters\nPublished: 15 September 2023\nKim arrived.",
                "Reuters",
                date(2023, 9, 15),
            ),
            ("Kim in Russia\n03/04/2023\nKim arrived on Monday.", "", None),
            ("Kim in Russia\n13/04/2023\nKim arrived on Monday.", "", date(2023, 4, 13)),
            ("The envoy arrived in Amman on 3 March 2024, Reuters said, and left after two days.", "", None),
            ("The AP Stylebook and the AFP unit met. The envoy was in Amman.", "", None),
        ],
    )
    def test_publisher_and_date_are_taken_from_where_news_sets_them(self, text, publisher, published):
        guess = guess_metadata(text)
        assert (guess.publisher, guess.published) == (publisher, published)

    @pytest.mark.parametrize(
        ("text", "title"),
        [
            ("كيم يزور روسيا\n\nوصل الزعيم إلى موسكو.", "كيم يزور روسيا"),
            ("Kim visits Russia\nThe leader arrived.", "Kim visits Russia"),
            ("The leader arrived in Moscow.\nHe left on Friday.", ""),
            ("15 September 2023\nThe leader arrived.", ""),
            ("One line only", ""),
            ("word " * 40 + "\nThe leader arrived.", ""),
        ],
    )
    def test_the_title_is_a_short_first_line_without_a_full_stop(self, text, title):
        assert guess_metadata(text).title == title

    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("Le président est arrivé à Moscou vendredi pour une visite officielle de trois jours dans le pays.", ""),
            (
                "Der Präsident ist am Freitag in Moskau eingetroffen, um dort an einem Treffen teilzunehmen, hieß es.",
                "",
            ),
            (
                "De president is vrijdag in Moskou aangekomen voor een bezoek van drie dagen aan het land en de stad.",
                "",
            ),
            (
                "El presidente llegó el viernes a Moscú para una visita oficial de tres días, dijo la agencia estatal.",
                "",
            ),
            ("رئیس جمهور روز جمعه برای یک سفر رسمی سه روزه وارد مسکو شد و با همتای خود دیدار کرد و گفت که این سفر", ""),
            ("صدر جمعہ کے روز تین روزہ سرکاری دورے پر ماسکو پہنچے جہاں انہوں نے اپنے ہم منصب سے ملاقات کی اور کہا", ""),
            ("Президент прибыл в Москву в пятницу с трехдневным официальным визитом.", ""),
            ("主席星期五抵达莫斯科进行为期三天的正式访问。", ""),
            ("1234 5678 — !!!", ""),
            ("The president arrived in Moscow on Friday for an official visit of three days, the agency said.", "en"),
            ("وصل الرئيس إلى موسكو يوم الجمعة في زيارة رسمية تستغرق ثلاثة أيام، بحسب ما أفادت الوكالة.", "ar"),
            ("Kim arrives in Vladivostok", "en"),
            ("كيم يصل فلاديفوستوك", "ar"),
        ],
    )
    def test_only_arabic_and_english_are_recognised(self, text, language):
        assert guess_language(text) == language

    @settings(deadline=None)
    @given(st.text(max_size=2000))
    def test_any_text_has_a_guess(self, text):
        guess = guess_metadata(text)
        assert guess.language in {"", "ar", "en"}
        assert guess.title in text


class TestPreviews:
    @pytest.mark.parametrize("encoding", ENCODINGS[:-1])
    def test_the_right_encoding_comes_first_and_shows_the_text(self, encoding):
        text = KIM_AR.translate(PLAIN)
        previews = preview_encodings(text.encode(encoding))
        assert previews[0].encoding == encoding
        assert previews[0].sample == " ".join(text.split())[:200]
        assert previews[0].broken == 0
        assert len({preview.encoding for preview in previews}) == len(previews)

    def test_every_choice_can_be_read(self):
        content = KIM_AR.encode("cp1256")
        for preview in preview_encodings(content):
            document = read_document(content, "a.txt", encoding=preview.encoding, language="ar")
            assert document.text.startswith(preview.sample[:50])
            assert preview.label("ar") != preview.label("en")

    def test_a_page_shows_its_words_and_not_its_markup(self):
        sample = preview_encodings(make_html(KIM_AR).encode("cp1256"))[0].sample
        assert "<" not in sample
        assert "color" not in sample

    @pytest.mark.parametrize("content", [b"", make_docx("x"), b"%PDF-1.7"])
    def test_what_has_no_encoding_has_no_preview(self, content):
        assert preview_encodings(content) == ()


class TestPasted:
    def test_a_pasted_article_is_cleaned_like_a_file(self):
        document = read_pasted("Kim visits\x00 Russia\r\n\r\nThe leader \u202earrived\u202c in Moscow.\ufeff")
        assert document.text == "Kim visits Russia\n\nThe leader arrived in Moscow."
        assert document.title == "Kim visits Russia"
        assert notes(document) == ["bidi_dropped", "control_dropped", "invisible_dropped"]

    def test_joiners_and_vowel_signs_stay(self):
        text = "وصل المسؤولُ إلى نيم\u200cروز مُتأخّراً."
        assert read_pasted(text).text == text

    def test_letters_are_composed(self):
        assert read_pasted("The cafe\u0301 in A\u0303o was closed.").text == "The café in Ão was closed."

    def test_the_longest_text_is_read(self):
        text = ("The ship left the port. " * 9000)[:MAX_CHARACTERS].strip()
        assert read_pasted(text).text == text
