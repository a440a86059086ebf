"""Makes the files that tests of reading open: the formats people save articles in, and files that do harm."""

import io
import zipfile
import zlib
from html import escape
from xml.sax.saxutils import escape as escape_xml

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ENCRYPTED_DOCX = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def make_html(text, *, title="", head="", charset="utf-8"):
    """A news page as a site serves it: menus, an article, links to others, comments."""
    paragraphs = "".join(f"<p>{escape(part)}</p>\n" for part in text.split("\n\n"))
    return f"""<!DOCTYPE html><html><head><meta charset="{charset}"><title>{escape(title)} | Site</title>{head}
<style>p {{ color: red }}</style><script>var html = "<p>not shown</p>";</script></head><body class="has-sidebar">
<nav><ul><li><a href="/">Home page of the site</a></li><li><a href="/world">World news, all of it</a></li></ul></nav>
<div class="wrap with-sidebar"><div class="story"><h1>{escape(title)}</h1>
<figure><img src="x.jpg"><figcaption>A caption that is not a part of the article, however long it is.</figcaption></figure>
{paragraphs}<ul><li><a href="/1">Another story of the day that nobody asked to read</a></li></ul></div>
<div id="comments"><p>First comment, and it is a long one, from a reader who liked this, and a comma.</p></div></div>
<footer><p>All rights reserved by the site, which is a company, since the year 2001.</p></footer></body></html>"""


def make_docx(text, *, title="", body="", extra=()):
    paragraphs = "".join(
        f'<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t xml:space="preserve">{escape_xml(part[:40])}'
        f'</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{escape_xml(part[40:])}</w:t></w:r></w:p>'
        for part in text.split("\n\n")
    )
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document {WORD}><w:body>{paragraphs}{body}</w:body></w:document>'
    )
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape_xml(title)}</dc:title></cp:coreProperties>'
    )
    return make_zip(
        {"[Content_Types].xml": "<Types/>", "word/document.xml": document, "docProps/core.xml": core, **dict(extra)}
    )


def make_zip(members):
    """`members` maps names to text, bytes, or an iterable of pieces that need not fit into memory together."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            with archive.open(name, "w") as part:
                pieces = [content] if isinstance(content, (str, bytes)) else content
                for piece in pieces:
                    part.write(piece.encode() if isinstance(piece, str) else piece)
    return buffer.getvalue()


def make_docx_bomb(opening, piece, count, closing=""):
    """A Word file whose body repeats a piece until it is far larger than the file."""

    def pieces():
        yield f"<w:document {WORD}>{opening}"
        for _ in range(count):
            yield piece
        yield closing

    return make_zip({"[Content_Types].xml": "<Types/>", "word/document.xml": pieces()})


def make_pdf(*objects):
    """A PDF file of the objects given, numbered from 1; the first is the catalogue."""
    body = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    body += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(body)


def make_pdf_page(stream, filters=b"/FlateDecode"):
    """A PDF file of one page that is drawn by the stream given."""
    return make_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(stream), filters, stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


def make_english_pdf(text, per_page=40):
    """A PDF file as a word processor prints it: wrapped lines, page numbers, Helvetica, one object a page."""
    lines = []
    for paragraph in text.split("\n\n"):
        lines += [*_wrap(paragraph, 90), ""]
    pages = [lines[start : start + per_page] for start in range(0, len(lines), per_page)]
    kids = b" ".join(b"%d 0 R" % (4 + 2 * index) for index in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
    ]
    for index, page in enumerate(pages):
        stream = zlib.compress(_page_stream(page, index + 1))
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % (5 + 2 * index),
            b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
        ]
    return make_pdf(*objects)


def _wrap(paragraph, width):
    lines = [""]
    for word in paragraph.split():
        if len(lines[-1]) + len(word) + 1 > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _page_stream(lines, number):
    parts = [b"BT /F 9 Tf 14 TL 40 760 Td"]
    for line in lines:
        shown = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
        parts.append(b"(%s) Tj T*" % shown)
    parts.append(b"ET BT /F 9 Tf 300 30 Td (%d) Tj ET" % number)
    return b"\n".join(parts)


def deflate(piece, count):
    """`count` times the piece, compressed, without ever holding them all."""
    compressor = zlib.compressobj(9)
    return b"".join(compressor.compress(piece) for _ in range(count)) + compressor.flush()
