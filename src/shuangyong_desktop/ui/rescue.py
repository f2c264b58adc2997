"""From a backup at the door: the ledger file is missing, damaged or not the right one.

Nothing is overwritten. What lies at the place of the ledger is set aside under a name of its
own, and goes back to its place when the backup cannot be restored.
"""

from datetime import datetime
from pathlib import Path

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services.backups import FOLDER, restore_package
from shuangyong_desktop.ui.notices import Notices

HELPED_BY_BACKUP = frozenset(
    {
        "ledger_missing", "ledger_empty", "ledger_plain", "ledger_mixed", "ledger_foreign",
        "ledger_truncated", "ledger_damaged", "corrupt", "notadb", "key_missing", "key_damaged",
        "key_empty", "slot_missing",
    }
)  # fmt: skip
"""The open-time cases of SECURITY §1.4 in which a backup is the way on."""

HELPED_BY_KEY_COPY = frozenset({"key_missing", "key_damaged", "key_empty"})
"""Those in which the copy of the key file that this user has is the shorter way."""

HEADINGS = {
    "ledger_missing": "找不到台账文件",
    "ledger_empty": "台账文件是空的",
    "ledger_plain": "这不是本程序的台账",
    "ledger_mixed": "台账文件不配套",
    "ledger_foreign": "台账与密钥文件不配套",
    "ledger_truncated": "台账文件不完整",
    "ledger_damaged": "台账文件有损坏",
    "corrupt": "台账文件有损坏",
    "notadb": "台账文件有损坏",
    "ledger_newer": "台账由更新的版本保存",
    "key_missing": "找不到密钥文件",
    "key_damaged": "密钥文件有损坏",
    "key_empty": "密钥文件是空的",
    "key_newer": "密钥文件由更新的版本保存",
    "slot_missing": "密钥文件不完整",
    "in_use": "台账正在使用",
    "busy": "台账正在使用",
    "read_only": "台账所在位置不能写入",
    "readonly": "台账所在位置不能写入",
    "cantopen": "打不开台账所在的文件夹",
    "ioerr": "读写磁盘出错",
    "disk_full": "磁盘已满",
}
"""What stands in large letters over the sentence of each case."""

_SUFFIXES = (".db", ".db-wal", ".db-shm", ".db-journal", ".key", ".key.bak")
_PACKAGES = "台账备份 (*.tzb)"


def newest_package(ledger: Path) -> Path | None:
    """The newest package in the usual folder beside `ledger`, by its sequence."""
    return max((ledger.parent / FOLDER).glob("*.tzb"), default=None)


def restore(ledger: Path, package: Path) -> Path | None:
    """Put `package` in the place of `ledger`; returns the folder of what lay there before.

    Raises Problem when the package is no good; everything is then as it was.
    """
    moment = datetime.now()  # noqa: DTZ005 (the clock on the clerk's wall names the folder)
    aside = ledger.parent / f"恢复前的文件 {moment:%Y-%m-%d %H%M%S}"
    moved = _set_aside(ledger, aside)
    try:
        restore_package(package, ledger)
    except BaseException:
        for old, kept in moved:
            kept.replace(old)
        if moved:
            aside.rmdir()
        raise
    return aside if moved else None


def restore_chosen(ledger: Path, notices: Notices, package: Path | None = None) -> bool:
    """Restore `package`, or the one that the clerk chooses; says how it went."""
    chosen = package or notices.open_file("从备份恢复", _PACKAGES)
    if chosen is None:
        return False
    try:
        aside = restore(ledger, chosen)
    except Problem as problem:
        notices.fail(problem)
        return False
    kept = f"原来的文件收在“{aside.name}”文件夹里。" if aside else ""
    notices.tell(f"已从“{chosen.name}”恢复。{kept}请用做这份备份时的密码打开，忘记时用恢复密钥。")
    return True


def _set_aside(ledger: Path, aside: Path) -> list[tuple[Path, Path]]:
    moved = []
    for suffix in _SUFFIXES:
        old = ledger.with_name(ledger.stem + suffix)
        if old.exists():
            aside.mkdir(mode=0o700, exist_ok=True)
            moved.append((old, aside / old.name))
            old.replace(aside / old.name)
    return moved
