"""Files that are written whole or not at all, and names that every file system takes."""

import errno
import os
import re
import secrets
import unicodedata
from contextlib import suppress
from pathlib import Path

from masar.errors import ExportError

# Names that Windows keeps for devices, whatever follows a dot.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_LONGEST_NAME = 80
_REASONS = {
    errno.ENOSPC: "full", errno.EDQUOT: "full", errno.EFBIG: "full",
    errno.EACCES: "forbidden", errno.EPERM: "forbidden", errno.EROFS: "forbidden",
    errno.ENOENT: "no_folder", errno.ENOTDIR: "no_folder",
    errno.EISDIR: "is_folder",
}  # fmt: skip


def encode_file_name(text: str) -> str:
    """
    Return a text as the stem of a file name: ASCII letters, digits and hyphens, at most 80, never empty.

    What a file system, a shell or a header could read as its own becomes a hyphen.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    name = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:_LONGEST_NAME].strip("-")
    if not name:
        return "story"
    return f"story-{name}" if _RESERVED.fullmatch(name) else name


def write_file(content: bytes, path: Path | str) -> Path:
    """
    Write a file whole or not at all: what was there before stays until the new content is on the disk.

    Parameters
    ----------
    content
        The bytes.
    path
        Where to; its folder must be there.

    Raises
    ------
    ExportError
        If the folder is missing or cannot be written to, the disk is full, or the path is a folder.
    """
    target = Path(path)
    if target.is_dir():
        raise _write_error(target, "is_folder")
    # A link is followed, so that the file it points to is replaced and not the link.
    target = target.resolve() if target.is_symlink() else target
    temporary = target.parent / f".masar-{secrets.token_hex(6)}.part"
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
        temporary.replace(target)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise _write_error(target, _REASONS.get(error.errno or 0, "other"), error.strerror or "") from error
    _sync_folder(target.parent)
    return target


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut, where the system can sync a folder."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write_error(target: Path, reason: str, detail: str = "") -> ExportError:
    return ExportError("export_write", path=target, reason=detail, expected_key=f"errors.export_reason.{reason}")
