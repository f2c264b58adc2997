"""Files that are either written whole or not at all."""

import errno
import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from shuangyong_desktop.domain.durable import put_in_place
from shuangyong_desktop.domain.errors import Problem

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EROFS}


@contextmanager
def atomic_write(path: Path, *, pause: Callable[[float], None] = time.sleep) -> Iterator[BinaryIO]:
    """Open a file beside `path` for writing and put it in the place of `path` at the end.

    Whatever goes wrong on the way, an older file at `path` stays as it was and nothing half
    written stays behind. Raises Problem when the disk is full, the folder cannot be written to
    or another program keeps the target open (SECURITY §3, §4.3).
    """
    part = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.part")
    try:
        with _opened(part, path) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        _replace(part, path, pause)
    except OSError as error:
        # An error about some other file that the caller read meanwhile is not ours to word.
        if error.filename not in (None, str(part), part):
            raise
        raise _problem(path, error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _opened(part: Path, path: Path) -> BinaryIO:
    if path.is_dir():
        raise Problem(f"“{path.name}”是一个文件夹，请换一个文件名。", code="target_is_folder")
    return part.open("xb")


def _replace(part: Path, path: Path, pause: Callable[[float], None]) -> None:
    try:
        put_in_place(part, path, pause=pause)
    except PermissionError as error:
        raise Problem(
            f"文件“{path.name}”正被其他程序（如 WPS）打开，请关闭后重试，或换一个文件名。"
            "原文件没有改动。",
            code="target_in_use",
        ) from error


def _problem(path: Path, error: OSError) -> Problem:
    place = f"“{path.parent}”"
    if error.errno in _FULL:
        return Problem(
            f"磁盘已满，文件“{path.name}”没有写成，原有文件没有改动。请清理磁盘或换一个位置。",
            code="disk_full",
        )
    if error.errno in _READ_ONLY or isinstance(error, PermissionError):
        return Problem(
            f"文件夹{place}不能写入，文件没有写成。请换一个位置。", code="folder_not_writable"
        )
    if isinstance(error, FileNotFoundError):
        return Problem(
            f"找不到文件夹{place}（U盘可能已拔出），文件没有写成。请换一个位置。",
            code="folder_missing",
        )
    return Problem(
        f"文件“{path.name}”没有写成（{error.strerror or '写入出错'}），原有文件没有改动。"
        "请换一个位置重试。",
        code="write_failed",
    )
