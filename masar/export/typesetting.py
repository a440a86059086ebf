"""Documents set with Typst, in a process of its own."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from masar.errors import ExportError

TIME_LIMIT_S = 120.0
_WORKER = Path(__file__).with_name("typeset_worker.py")


def typeset(
    template: bytes,
    files: Mapping[str, bytes],
    *,
    format: Literal["pdf", "png"],  # noqa: A002  (Typst's word)
    inputs: Mapping[str, str] | None = None,
    fonts: Sequence[Path] = (),
    dots_per_inch: float = 144.0,
) -> bytes:
    """
    Return a document as PDF, or its only page as PNG.

    Parameters
    ----------
    template
        Typst source, ours: nothing of a story stands in it.
    files
        What the source reads, by name.
    inputs
        Values that it finds in `sys.inputs`.
    fonts
        Folders with fonts.
    dots_per_inch
        Resolution of a PNG.

    Raises
    ------
    ExportError
        If Typst fails or takes too long.
    """
    job = {
        "format": format,
        "inputs": dict(inputs or {}),
        "fonts": [str(font) for font in fonts],
        "dots_per_inch": dots_per_inch,
    }
    try:
        done = _run({**files, "main.typ": template, "job.json": json.dumps(job).encode()})
    except subprocess.TimeoutExpired as error:
        raise ExportError("export_typeset_slow", seconds=round(TIME_LIMIT_S)) from error
    except OSError as error:  # the disk for temporary files is full, or may not be written to
        raise ExportError("export_typeset", reason=error.strerror or type(error).__name__) from error
    if done.returncode or not done.stdout:
        lines = done.stderr.decode("utf-8", "replace").splitlines()
        raise ExportError("export_typeset", reason=(lines or [str(done.returncode)])[-1][:300])
    return done.stdout


def _run(files: Mapping[str, bytes]) -> subprocess.CompletedProcess[bytes]:
    """Run the worker in a folder of these files."""
    with tempfile.TemporaryDirectory(prefix="masar-typst-") as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        # -P keeps our modules off the path: the worker needs Typst alone.
        command = [sys.executable, "-P", str(_WORKER), folder]
        return subprocess.run(command, capture_output=True, timeout=TIME_LIMIT_S, check=False)  # noqa: S603  (ours)
