"""
What a person takes away: a story as a file, in one of a dozen formats.

`export` returns the bytes, `export_file` writes them so that no half file is ever left. Around them:
`formats.py` (the formats, their options and who writes them), `files.py` (names of files, atomic writing),
`selection.py` (which claims filters leave, and the sentence that says so), `marks.py`, `xml_text.py`, `kml.py`
and `gpx.py` (for maps and navigation), `embed.py` (the snippet for a web page and the citation). Figure, brief,
interactive page, screenshot and tables have modules of their own beside this package.
"""

from masar.export.embed import cite_story, embed_snippet
from masar.export.files import encode_file_name, write_file
from masar.export.formats import FORMATS, OPTIONS, export, export_file, file_name, media_type

__all__ = [
    "FORMATS",
    "OPTIONS",
    "cite_story",
    "embed_snippet",
    "encode_file_name",
    "export",
    "export_file",
    "file_name",
    "media_type",
    "write_file",
]
