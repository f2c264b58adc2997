"""备份: packages that were read back before they count, kept, thinned, copied to a stick."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from shuangyong_desktop.domain.errors import Cancelled, Problem
from shuangyong_desktop.domain.retention import BackupReason, Unsaved, is_due
from shuangyong_desktop.services.workers import Tick, Worker
from shuangyong_desktop.storage import attributes, backups, copying
from shuangyong_desktop.storage.backups import Manifest
from shuangyong_desktop.storage.chain import Chain
from shuangyong_desktop.storage.faults import told_plainly
from shuangyong_desktop.storage.history import History
from shuangyong_desktop.storage.ledger import Ledger

FOLDER = backups.FOLDER
"""The folder beside a ledger where its backups go."""

_COPIED = "copied_at"
_DIED = "备份程序意外退出，没有做成备份，台账没有改动。请重试。"


@dataclass(frozen=True, slots=True)
class BackupView:
    """One package as a list shows it.

    `fault` is the sentence of a package that is no good; its other figures are then empty.
    `ours` is False for packages of another ledger (the demo, another office).
    """

    path: Path
    size: int
    sequence: int = 0
    made_at: datetime | None = None
    reason: BackupReason = BackupReason.MANUAL
    people: int = 0
    plans: int = 0
    ours: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Making:
    """A backup to be made. `run` may be called on any thread; the ledger may be worked on."""

    ledger: Path
    key: bytes = field(repr=False)
    origin: str
    folder: Path
    now: datetime
    reason: BackupReason
    thinning: bool

    def run(self, tick: Tick | None = None) -> BackupView:
        """Make and verify the package, then let the old ones go that may go.

        Raises Problem when the ledger is damaged, the folder is missing or the disk full, and
        Cancelled when `tick` does; no half-made package is left behind.
        """
        if self.thinning:
            with told_plainly(self.folder):
                self.folder.mkdir(exist_ok=True)
        elif not self.folder.is_dir():
            raise Problem(
                f"找不到文件夹“{self.folder}”（U盘可能已拔出），没有做成备份，台账没有改动。",
                code="folder_missing",
            )
        try:
            made = self._pack(tick)
        except Cancelled:
            backups.sweep(self.folder)
            raise
        if self.thinning:
            backups.thin(self.folder, self.origin)
        return _view(made, self.origin)

    def _pack(self, tick: Tick | None) -> Path:
        with Worker() as worker:
            answer = worker.ask(
                "packing.make",
                died=_DIED,
                tick=tick,
                ledger=str(self.ledger.absolute()),
                key=self.key.hex(),
                folder=str(self.folder.absolute()),
                now=self.now.isoformat(),
                reason=self.reason.name,
            )
        return Path(answer.message["path"])


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that was read back; `sentence` says whether the stick can be pulled."""

    path: Path
    sentence: str


@dataclass(frozen=True, slots=True)
class Copying:
    """A copy to a stick. `run` may be called on any thread."""

    folder: Path
    package: Path | None
    making: Making

    def run(self, tick: Tick | None = None) -> Copied:
        """Copy the newest backup (made first where changes are in none) and read it back.

        Raises Problem when the folder is gone, full, read-only or gives back something else,
        and Cancelled when `tick` does; then nothing of it stays there.
        """
        if not self.folder.is_dir():
            raise Problem(
                f"找不到文件夹“{self.folder}”（U盘可能已拔出），没有复制。台账没有改动。",
                code="folder_missing",
            )
        package = self.package or self.making.run(tick).path
        copy = copying.copy_verified(package, self.folder, tick or copying.never_mind)
        said = f"已备份到“{copy}”，并从那里重新读过一遍，内容完好"
        if copying.is_elsewhere(package, self.folder):
            return Copied(copy, f"{said}。可以拔出U盘。")
        return Copied(copy, f"{said}。它与台账在同一块磁盘上，请另存一份到U盘。")


class Backups:
    """Backups of one open ledger.

    Its verbs belong to the window's thread; what they hand out to be `run` may go to another.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._origin = Chain(ledger.connection).origin()

    @property
    def folder(self) -> Path:
        """Where backups go unless the clerk names a folder: beside the ledger."""
        return self._ledger.path.parent / FOLDER

    def making(
        self, reason: BackupReason = BackupReason.MANUAL, folder: Path | None = None
    ) -> Making:
        """A backup to be run off the window's thread; old ones are thinned in our own folder."""
        return Making(
            self._ledger.path,
            self._ledger.key,
            self._origin,
            folder or self.folder,
            self._ledger.clock(),
            reason,
            thinning=folder is None,
        )

    def make(self, folder: Path | None = None, reason: BackupReason = BackupReason.MANUAL) -> Path:
        """Make a verified package now and wait for it; returns it. Raises like `Making.run`."""
        made = self.making(reason, folder).run()
        self._ledger.record_head()
        return made.path

    def list(self, folder: Path | None = None, *, thoroughly: bool = False) -> list[BackupView]:
        """Every package in `folder`, the newest by sequence first, broken ones with their fault.

        Each was verified when it was made; `thoroughly` reads all of them again.
        """
        return [
            _view(path, self._origin, thoroughly=thoroughly)
            for path in backups.packages(folder or self.folder)
        ]

    def last(self) -> BackupView | None:
        """The newest backup that this ledger has grown from; None when there is none."""
        found = self._newest()
        return None if found is None else _view(found[0], self._origin)

    def unsaved(self) -> Unsaved:
        """What no backup in our own folder holds yet."""
        found = self._newest()
        return History(self._ledger).since(found[1].head.change_id if found else 0)

    def due(self, reason: BackupReason) -> bool:
        """Whether a backup for `reason` should be made now (SECURITY §4.2)."""
        return is_due(reason, self.unsaved(), self._ledger.clock())

    def copying(self, folder: Path) -> Copying:
        """A copy to a stick, to be run off the window's thread; tell `copied` afterwards."""
        found = None if self.unsaved().changes else self._newest()
        making = self.making(BackupReason.WORKING)
        return Copying(folder, found[0] if found else None, making)

    def copied(self, copy: Copied) -> None:
        """Remember that a copy was made outside, for the line about the last one."""
        del copy
        at = self._ledger.clock().isoformat(timespec="seconds")
        attributes.put(self._ledger.connection, _COPIED, at)

    def copied_at(self) -> datetime | None:
        """When a copy was last made outside (最近一次U盘备份); None when never."""
        found = attributes.get(self._ledger.connection, _COPIED)
        return None if found is None else datetime.fromisoformat(found)

    def _newest(self) -> tuple[Path, Manifest] | None:
        chain = Chain(self._ledger.connection)
        for path in backups.packages(self.folder):
            try:
                manifest = backups.describe(path)
            except Problem:
                continue
            if manifest.origin == self._origin and chain.holds(manifest.head):
                return path, manifest
        return None


def _view(path: Path, origin: str, *, thoroughly: bool = False) -> BackupView:
    try:
        size = path.stat().st_size
        manifest = backups.read(path) if thoroughly else backups.describe(path)
    except OSError:
        return BackupView(path, 0, fault=f"“{path.name}”读不出来。")
    except Problem as problem:
        return BackupView(path, size, fault=problem.sentence)
    return BackupView(
        path,
        size,
        manifest.sequence,
        datetime.fromisoformat(manifest.made_at),
        manifest.reason,
        manifest.counts.get("person", 0),
        manifest.counts.get("visit_plan", 0),
        manifest.origin == origin,
    )


def restore_package(package: Path, target: Path) -> Path:
    """Restore `package` as the ledger `target` (NAME.db) with its key file.

    Nothing that exists is overwritten. Raises Problem when the package is damaged, newer than
    this program or something stands at `target` already.
    """
    if target.suffix != ".db":
        raise Problem(f"台账文件名要以 .db 结尾，“{target.name}”没有恢复。", code="ending")
    backups.restore(package, target)
    return target
