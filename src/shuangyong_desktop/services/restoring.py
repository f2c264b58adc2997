"""恢复备份 over the ledger in use: look first, save what is there, swap; 撤销恢复 undoes it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from shuangyong_desktop.domain.changes import ChangeKind
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.restoring import Differences
from shuangyong_desktop.domain.retention import BackupReason
from shuangyong_desktop.services.backups import Backups, BackupView, Making
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.workers import Tick
from shuangyong_desktop.storage import attributes, backups, restoring
from shuangyong_desktop.storage.chain import Chain
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.restoring import Open, Staged

_RESTORED_OVER = "restored_over"


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything ready for the swap: the package beside the ledger, and what is there saved."""

    staged: Staged
    saved: BackupView
    name: str

    def discard(self) -> None:
        """Leave the ledger as it is after all; what was saved stays a backup."""
        restoring.discard(self.staged.file)


class NotRestored(Problem):
    """A restore that failed after the ledger had been closed for it.

    `office` is the ledger as it was, open again; None where only the password opens it now.
    """

    def __init__(self, why: Exception, office: Office | None) -> None:
        said = why.sentence if isinstance(why, Problem) else "磁盘没有完成写入。"
        where = "台账还是恢复前的样子" if office else "请重新登录，恢复前的备份在备份文件夹里"
        super().__init__(f"恢复没有完成：{said}{where}。", code="not_restored")
        self.office = office


@dataclass(frozen=True, slots=True)
class Restoring:
    """A restore of one package. `preview` and `prepare` may be called on any thread.

    Without password and recovery key only packages of the same ledger open; the password is
    the one of the package's day.
    """

    ledger: Open
    demo: bool
    package: Path
    saving: Making
    password: str = field(default="", repr=False)
    recovery_key: str = field(default="", repr=False)

    def preview(self) -> Differences:
        """新增, 缺少 and 不同 people; nothing is written. Raises Problem when it does not open."""
        restoring.refuse(self.package, demo=self.demo)
        return restoring.compare(self.ledger, self.package, self._key())

    def prepare(self, tick: Tick | None = None) -> Prepared:
        """Back up the ledger in use, and make the package ready beside it.

        Raises Problem when the package is damaged, newer, of the wrong sort or does not open;
        then nothing is left but perhaps that backup.
        """
        key = self._key()
        restoring.refuse(self.package, demo=self.demo)
        saved = self.saving.run(tick)
        staged = restoring.stage(self.ledger, self.package, key, demo=self.demo)
        return Prepared(staged, saved, self.package.name)

    def _key(self) -> bytes:
        return restoring.unlock(self.package, self.ledger.key, self.password, self.recovery_key)


class Restores:
    """Restoring over one open ledger; its verbs belong to the window's thread."""

    def __init__(self, ledger: Ledger, made: Backups) -> None:
        self._ledger, self._backups = ledger, made

    def of(self, package: Path, *, password: str = "", recovery_key: str = "") -> Restoring:
        """A restore of `package`: `preview` it, `prepare` it, then `restore_over`."""
        return Restoring(
            Open(self._ledger.path, self._ledger.key, Chain(self._ledger.connection).origin()),
            self._ledger.demo,
            package,
            self._backups.making(BackupReason.BEFORE_RESTORE),
            password,
            recovery_key,
        )

    def undoable(self) -> BackupView | None:
        """The backup that 撤销恢复 goes back to; None when nothing was restored over."""
        name = attributes.get(self._ledger.connection, _RESTORED_OVER)
        return next((found for found in self._backups.list() if found.path.name == name), None)


def restore_over(office: Office, prepared: Prepared) -> Office:
    """Close `office` and open what was prepared in its place; returns the new office.

    Raises Problem, with `office` untouched, when it was changed since it was saved, and
    NotRestored when the swap failed: the old ledger is then open again, or the door is next.
    """
    ledger = office.ledger
    head = backups.describe(prepared.saved.path).head
    if ledger.head != head:
        prepared.discard()
        raise Problem(
            "准备恢复的时候台账又有改动，没有恢复，改动都在。请重新开始恢复。", code="changed"
        )
    path, key, clock = office.path, ledger.key, ledger.clock
    office.close()
    try:
        restoring.swap(path, prepared.staged)
        restored = Ledger(path, prepared.staged.key, clock=clock)
    except (Problem, OSError) as error:
        prepared.discard()
        raise NotRestored(error, _again(path, key, clock)) from error
    attributes.put(restored.connection, _RESTORED_OVER, prepared.saved.path.name)
    with restored.transaction(f"从备份恢复：{prepared.name}", kind=ChangeKind.NOTE):
        pass
    return Office(restored)


def _again(path: Path, key: bytes, clock: Callable[[], datetime]) -> Office | None:
    """The ledger at `path` open again; None where it does not open with the key it had."""
    try:
        return Office(Ledger(path, key, clock=clock))
    except (Problem, OSError):
        return None
