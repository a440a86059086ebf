"""Running a reader in a process of its own, with bounds on memory and time."""

import json
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from masar.documents.readers.extract import Extract
from masar.errors import ArticleError

WALL_SECONDS = 45
# One reader at a time: the hosted copy has 690 MB for all its users.
_ONE_AT_A_TIME = BoundedSemaphore(1)
# -P keeps the working folder off the path; the readers' folder comes last, so that it hides nothing.
_BOOT = "import sys; sys.path.append(sys.argv[1]); from readers.worker import main; main()"


def read_isolated(kind: str, content: bytes) -> Extract:
    """
    Read a file of the kind given (`html`, `docx` or `pdf`) in a process of its own.

    Raises
    ------
    ArticleError
        If the file cannot be read within the bounds, or other files keep the reader busy.
    """
    if not _ONE_AT_A_TIME.acquire(timeout=WALL_SECONDS):
        raise ArticleError("document_busy")
    try:
        output = _run_worker(kind, content)
    finally:
        _ONE_AT_A_TIME.release()
    try:
        result: dict[str, Any] = json.loads(output)
    except ValueError:  # the process ended before it had written: a limit, or a parser that failed
        raise ArticleError("document_too_complex") from None
    if "error" in result:
        raise ArticleError(result["error"], **result["details"])
    return Extract(**{**result, "notes": tuple((code, details) for code, details in result["notes"])})


def _run_worker(kind: str, content: bytes) -> bytes:
    command = [sys.executable, "-P", "-c", _BOOT, str(Path(__file__).parent), kind]
    try:
        done = subprocess.run(  # noqa: S603 - no part of the command comes from the file
            command, input=content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=WALL_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise ArticleError("document_too_complex") from None
    return done.stdout
