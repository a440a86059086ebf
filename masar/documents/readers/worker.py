"""
The process that a reader runs in: bytes on standard input, one JSON object on standard output.

A file that exhausts its memory or its time, or makes a parser fail, ends this process and not the
dashboard. Where the system knows no limits (Windows), the caller's time limit still holds.
"""

import contextlib
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from typing import Any

from .extract import Extract, UnreadableError

MEMORY_BYTES = 180 * 1024 * 1024
CPU_SECONDS = 10

READERS = {
    "html": (".web_page", "read_web_page"),
    "docx": (".word_file", "read_word_file"),
    "pdf": (".pdf_file", "read_pdf_file"),
}


def load_reader(kind: str) -> Callable[[bytes], Extract]:
    """Return the reader of a kind of file; only its own libraries are imported."""
    module, name = READERS[kind]
    reader: Callable[[bytes], Extract] = getattr(import_module(module, __package__), name)
    return reader


def _limit_resources() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def read_safely(kind: str, content: bytes) -> dict[str, Any]:
    """Return the fields of the extract, or `error` and `details`."""
    try:
        return asdict(load_reader(kind)(content))
    except UnreadableError as error:
        return {"error": error.code, "details": error.details}
    except (MemoryError, RecursionError):
        return {"error": "document_too_complex", "details": {}}
    except Exception as error:  # noqa: BLE001 - whatever a parser trips over, the file is at fault
        print(repr(error), file=sys.stderr)  # noqa: T201
        return {"error": "document_damaged", "details": {}}


def main() -> None:
    """Read one file: the kind is the last argument."""
    _limit_resources()
    result = read_safely(sys.argv[-1], sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(result).encode("ascii"))
