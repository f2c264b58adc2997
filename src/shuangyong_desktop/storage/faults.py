"""What the database says when the disk, not the program, is at fault, in words for the clerk."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from shuangyong_desktop.domain.errors import Problem

_NEARLY_FULL = 4 << 20  # bytes; below this an I/O error is a full disk (SECURITY §3)


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Raise a Problem for every fault of the disk or file at `path` while working on it."""
    try:
        yield
    except (dbapi2.DatabaseError, OSError) as error:
        problem = explain(error, path)
        if problem is None:
            raise
        raise problem from error


def explain(error: BaseException, path: Path) -> Problem | None:
    """The sentence for a fault of the disk or file, None when the fault is ours.

    Looks down the chain of causes, because a rollback can hide what went wrong first
    (SECURITY §1.2).
    """
    cause: BaseException | None = error
    names: list[str] = []
    while cause is not None:
        names.append(getattr(cause, "sqlite_errorname", "") or _system_fault(cause))
        cause = cause.__cause__ or cause.__context__
    for name in names:
        if name.startswith("SQLITE_FULL") or (
            name.startswith("SQLITE_IOERR") and _free(path) < _NEARLY_FULL
        ):
            return Problem(
                f"磁盘已满（剩余约 {_free(path) >> 20} MB），刚才的操作没有写入任何一条，"
                "原有数据完好。请清理磁盘后重试。",
                code="disk_full",
            )
        for start, problem in _SENTENCES.items():
            if name.startswith(start):
                return Problem(problem, code=start.removeprefix("SQLITE_").lower())
    return None


_SENTENCES = {
    "SQLITE_IOERR": "读写磁盘出错，刚才的操作没有写入任何一条。请检查磁盘，"
    "或把台账备份到另一块磁盘。",
    "SQLITE_BUSY": "台账正被另一个程序占用，刚才的操作没有写入。请稍候重试。",
    "SQLITE_READONLY": "台账所在位置是只读的，刚才的操作没有写入。请检查磁盘或文件权限。",
    "SQLITE_CANTOPEN": "无法打开台账所在的文件夹，刚才的操作没有写入。请检查磁盘是否已拔出。",
    "SQLITE_CORRUPT": "台账文件有损坏，密码没有错。刚才的操作没有写入，请用备份恢复。",
    "SQLITE_NOTADB": "台账文件有损坏，密码没有错。刚才的操作没有写入，请用备份恢复。",
}


def _system_fault(error: BaseException) -> str:
    if not isinstance(error, OSError):
        return ""
    import errno  # noqa: PLC0415 (only when something is wrong)

    full = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return "SQLITE_FULL" if error.errno in full else "SQLITE_IOERR"


def _free(path: Path) -> int:
    import shutil  # noqa: PLC0415 (only when something is wrong)

    try:
        return shutil.disk_usage(path.parent).free
    except OSError:
        return 0
