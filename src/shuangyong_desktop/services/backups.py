"""备份: packages that were read back before they count, and restoring one."""

from pathlib import Path

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services.workers import Worker
from shuangyong_desktop.storage import backups
from shuangyong_desktop.storage.ledger import Ledger

FOLDER = "备份"
_DIED = "备份程序意外退出，没有做成备份，台账没有改动。请重试。"


class Backups:
    """Backups of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @property
    def folder(self) -> Path:
        """Where backups go unless the clerk names a folder: beside the ledger."""
        return self._ledger.path.parent / FOLDER

    def make(self, folder: Path | None = None) -> Path:
        """Make a verified package in `folder`; returns it.

        Work on the ledger may go on meanwhile. Raises Problem when the ledger is damaged, the
        folder is missing or the disk full; no half-made package is left behind.
        """
        target = folder or self.folder
        if folder is None:
            target.mkdir(exist_ok=True)
        elif not target.is_dir():
            raise Problem(
                f"找不到文件夹“{target}”（U盘可能已拔出），没有做成备份，台账没有改动。",
                code="folder_missing",
            )
        with Worker() as worker:
            answer = worker.ask(
                "packing.make",
                died=_DIED,
                ledger=str(self._ledger.path.absolute()),
                key=self._ledger.key.hex(),
                folder=str(target.absolute()),
                now=self._ledger.clock().isoformat(),
            )
        self._ledger.record_head()
        return Path(answer.message["path"])


def restore_package(package: Path, target: Path) -> Path:
    """Restore `package` as the ledger `target` (NAME.db) with its key file.

    Nothing that exists is overwritten. Raises Problem when the package is damaged, newer than
    this program or something stands at `target` already.
    """
    if target.suffix != ".db":
        raise Problem(f"台账文件名要以 .db 结尾，“{target.name}”没有恢复。", code="ending")
    backups.restore(package, target)
    return target
