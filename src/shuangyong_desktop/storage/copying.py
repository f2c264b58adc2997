"""Copying a backup to a stick, and believing it only after it was read back from there.

A stick can be pulled, full or lying: writing may succeed into the cache alone (SECURITY §3).
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from shuangyong_desktop.domain.durable import put_in_place
from shuangyong_desktop.domain.errors import Cancelled, Problem
from shuangyong_desktop.storage import backups, files

_CHUNK = 1 << 20

Tick = Callable[[int, int], None]
"""Told how many MB of how many are copied or read back; may raise Cancelled."""


def never_mind(done: int, total: int) -> None:
    """A tick for whom nobody waits."""


def copy_verified(package: Path, folder: Path, tick: Tick = never_mind) -> Path:
    """Put a copy of `package` into `folder`, read it back from the medium, and return its path.

    Raises Problem when the folder is gone, full, read-only or gives back something else, and
    Cancelled when `tick` does; no unfinished file stays, and nothing that was there is overwritten.
    """
    with _told_of(folder):
        device = folder.stat().st_dev
        needed, free = package.stat().st_size, shutil.disk_usage(folder).free
        if needed > free:
            raise Problem(
                f"“{folder}”空间不够：需要 {_mb(needed)} MB，只剩 {_mb(free)} MB，没有复制。"
                "请清理U盘或换一个。台账和本机的备份都完好。",
                code="disk_full",
            )
        target = _free_name(package, folder)
        with files.unfinished(target) as part:
            expected = _copy(package, part, tick)
            put_in_place(part, target)
        _forget_cached(target)
        if folder.stat().st_dev != device or _read_back(target, tick) != expected:
            with suppress(OSError):
                target.unlink()
            raise Problem(
                f"写到“{folder}”的备份读回来不一样，不能算数。U盘可能已损坏或被拔出，请换一个再试。"
                "台账和本机的备份都完好。",
                code="copy_differs",
            )
    return target


def is_elsewhere(package: Path, folder: Path) -> bool:
    """Whether `folder` lies on another disk than `package`."""
    return package.stat().st_dev != folder.stat().st_dev


@contextmanager
def _told_of(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Problem(
            f"没有复制到“{folder}”：U盘可能已拔出、写满或是只读的。请插好或换一个再试。"
            "台账和本机的备份都完好。",
            code="copy_failed",
        ) from error


def _free_name(package: Path, folder: Path) -> Path:
    """The package's own name, or the next that is free there."""
    target, number = folder / package.name, 2
    while target.exists():
        target = folder / f"{package.stem} ({number}){backups.ENDING}"
        number += 1
    return target


def _copy(package: Path, part: Path, tick: Tick) -> str:
    digest, total = hashlib.sha256(), 2 * _mb(package.stat().st_size)
    with package.open("rb") as source, part.open("wb") as copy:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            copy.write(chunk)
            tick(_mb(copy.tell()), total)
    files.sync_file(part)
    return digest.hexdigest()


def _forget_cached(path: Path) -> None:
    """Make the next reading of `path` come from the medium, where the system can be told so."""
    advise = getattr(os, "posix_fadvise", None)
    if advise is None:
        return
    with path.open("rb") as stream, suppress(OSError):
        advise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _read_back(path: Path, tick: Tick) -> str:
    """The digest of a copy; one that nobody waits for is taken away again."""
    digest, size = hashlib.sha256(), _mb(path.stat().st_size)
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                tick(size + _mb(stream.tell()), 2 * size)
    except Cancelled:
        path.unlink(missing_ok=True)
        raise
    return digest.hexdigest()


def _mb(size: int) -> int:
    return -(-size >> 20)
