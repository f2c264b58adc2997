"""Small files that are whole or absent, and what the drive under a ledger needs."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from shuangyong_desktop.domain.durable import put_in_place

PART = ".part"
"""Ending of every file that is not finished yet; leftovers are swept when a ledger opens."""

_NO_JOURNAL_SYSTEMS = {"vfat", "exfat", "msdos", "ntfs", "ntfs3", "fuseblk", "fuse", "cifs",
                       "smb3", "nfs", "nfs4", "9p"}  # fmt: skip
_REMOVABLE, _REMOTE = 2, 4  # GetDriveTypeW


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path` so that a power cut leaves the old file or the new one."""
    part = path.with_name(path.name + PART)
    part.write_bytes(content)
    sync_file(part)
    put_in_place(part, path)


def sync_file(path: Path) -> None:
    """Make the content of `path` durable, and readable by its owner only."""
    with suppress(OSError):  # a stick formatted for Windows knows no owners
        path.chmod(0o600)
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def sweep_parts(path: Path) -> int:
    """Remove what unfinished work left beside `path`; returns how many files that were."""
    leftovers = [
        found
        for found in path.parent.iterdir()
        if found.name.startswith(f"{path.stem}.") and PART in found.name
    ]
    for leftover in leftovers:
        leftover.unlink(missing_ok=True)
    return len(leftovers)


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """A name beside `path` to write to; gone again when the work on it fails."""
    part = path.with_name(path.name + PART)
    leftovers = (part, *logs_of(part), part.with_name(part.name + "-shm"))
    for leftover in leftovers:
        leftover.unlink(missing_ok=True)
    try:
        yield part
    finally:
        for leftover in leftovers:
            leftover.unlink(missing_ok=True)


def logs_of(database: Path) -> tuple[Path, ...]:
    """The files beside a database that may hold work not yet in it.

    SQLite plays them back into whatever file has the name, so none may be beside a new one.
    """
    return tuple(database.with_name(database.name + end) for end in ("-wal", "-journal"))


def is_removable(path: Path) -> bool:
    """Whether `path` lies on a stick, a share or a file system without a journal (DESIGN 13)."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 (Windows only)

        kind = ctypes.windll.kernel32.GetDriveTypeW(path.resolve().drive + "\\")
        return kind in (_REMOVABLE, _REMOTE)
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8")
    except OSError:
        return False
    return _file_system(path.resolve(), mounts) in _NO_JOURNAL_SYSTEMS


def _file_system(path: Path, mounts: str) -> str:
    """The type of the file system that holds `path`, from the text of /proc/self/mounts."""
    deepest, kind = -1, ""
    for line in mounts.splitlines():
        _, mounted, found, *_ = line.split(" ")
        place = Path(mounted.replace("\\040", " "))
        if path.is_relative_to(place) and len(place.parts) >= deepest:
            deepest, kind = len(place.parts), found
    return kind
