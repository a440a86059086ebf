"""
Reading what a user opens: plain text, web pages, Word files, PDF files, pasted text.

    read_document(content, name) -> Document     the text, cleaned, and what it says of itself
    read_pasted(text) -> Document                the same for a text that was pasted
    guess_metadata(text) -> Metadata             language, title, publisher, date
    preview_encodings(content)                   how a text file would read in each encoding

Web pages, Word and PDF files are read in a process of their own with bounds on memory and time
(`isolation`), by readers that import nothing else of Masar (`readers/`). A file that cannot be read
raises `ArticleError`, whose message says what to do; what was left out is said in the document's notes.
"""

from masar.documents.encodings import ENCODINGS, preview_encodings
from masar.documents.metadata import guess_metadata
from masar.documents.model import Document, DocumentKind, EncodingPreview, Metadata, Note
from masar.documents.readers.extract import MAX_CHARACTERS, MAX_FILE_BYTES
from masar.documents.reading import read_document, read_pasted

__all__ = [
    "ENCODINGS",
    "MAX_CHARACTERS",
    "MAX_FILE_BYTES",
    "Document",
    "DocumentKind",
    "EncodingPreview",
    "Metadata",
    "Note",
    "guess_metadata",
    "preview_encodings",
    "read_document",
    "read_pasted",
]
