"""备份: every package with what it holds, making one now, copying to a stick, restoring."""

from array import array
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QFrame, QLabel

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services.backups import BackupView, Copied, Copying, Making
from shuangyong_desktop.services.restoring import NotRestored, restore_over
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.background import Job, Tick
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page, Primary
from shuangyong_desktop.ui.pages.restore_dialog import RestoreDialog
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import (
    button,
    card,
    column,
    frame,
    label,
    note,
    paragraph,
    row,
    rule,
    set_kind,
)
from shuangyong_desktop.ui.widgets.progress import ProgressStrip
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView
from shuangyong_desktop.ui.widgets.shortened import Shortened

_SIDE_WIDTH = 340
_PACKAGES = "台账备份 (*.tzb)"
_MEGABYTE = 1024 * 1024


def _state(view: BackupView) -> tuple[str, str, str]:
    """Whether a package can be used: its words, drawing and colour."""
    if view.fault:
        return "不能用", "alert-triangle", "bad"
    if not view.ours:
        return "另一份台账", "info-circle", "info"
    return "完好", "circle-check", "ok"


_COLUMNS = (
    Column("made_at", "时间", 9.6,
           lambda view, _masked: f"{view.made_at:%Y-%m-%d %H:%M}" if view.made_at else "",
           look=Look.STRONG),
    Column("reason", "来由", 5.4,
           lambda view, _masked: "" if view.fault else view.reason.value),
    Column("people", "人数", 4.4, lambda view, _masked: f"{view.people:,}", "right"),
    Column("plans", "方案", 3.6, lambda view, _masked: f"{view.plans:,}", "right"),
    Column("size", "大小", 5.4,
           lambda view, _masked: f"{view.size / _MEGABYTE:,.1f} MB", "right"),
    Column("state", "状况", 7, lambda view, _masked: _state(view)[0],
           mark=lambda view: _state(view)[1:]),
    Column("name", "文件", 14, lambda view, _masked: view.path.name, look=Look.QUIET),
)  # fmt: skip


class BackupsPage(Page):
    """The packages beside the ledger, newest first."""

    title = "备份"

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        self._views: list[BackupView] = []
        self._job: Job | None = None
        self._then: Callable[..., object] | None = None
        self._strip: ProgressStrip | None = None
        self._model = RecordTableModel(_COLUMNS, self._fetch, self)
        self._table = RecordView(self._model, "backups", "备份")
        self._table.current_changed.connect(self._show_chosen)
        self._table.opened.connect(self._restore_chosen)
        head = row(
            label("备份", "heading"),
            Shortened("导入前、退出时和工作中每 30 分钟自动备份，读回核对后才算数", "note"),
            button("全部重新核对", self._verify, icon="refresh", name="verify_backups"),
            stretch=1,
        )  # fmt: skip
        head.setContentsMargins(12, 9, 12, 9)
        sheet = frame("card")
        layout = column(head, self._table, into=sheet, gap=0)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setStretch(1, 1)
        row(sheet, self._side(), into=self, margin=14, gap=12, stretch=0)

    @property
    def note(self) -> str:
        return "备份包是加密的，凭登录密码或恢复密钥打开"

    @property
    def primary(self) -> Primary | None:
        return Primary("立即备份", "shield-check", self.make_now)

    def reload(self) -> None:
        """Show the packages as they are now."""
        self._show(self.desk.office.backups.list())

    def make_now(self) -> None:
        """Make a verified package now, off the screen."""
        making = self.desk.office.backups.making()
        self._begin("正在备份并读回核对", partial(_make, making), self._made)

    def _side(self) -> QFrame:
        self._last = paragraph("", "", name="last_backup")
        self._stick = paragraph("", "note", name="last_copy")
        self._copied = note("device-usb", "", "ok", name="copied")
        self._copied.hide()
        self._chosen = paragraph("", "note", name="backup_chosen")
        self._restore = button("恢复选中的备份…", self._restore_chosen, icon="restore",
                               name="restore_backup")  # fmt: skip
        self._undo = button("撤销恢复…", self._undo_restore, icon="arrow-back-up",
                            name="undo_restore")  # fmt: skip
        box = card(
            label("现状", "heading"), self._last,
            button("立即备份", self.make_now, icon="shield-check", name="make_backup"), rule(),
            label("复制到U盘", "heading"), self._stick,
            button("复制到U盘…", self._copy, icon="device-usb", name="copy_backup"), self._copied,
            rule(),
            label("恢复", "heading"), self._chosen, self._restore,
            button("从其他位置的备份恢复…", self._restore_other, icon="folder-open",
                   name="restore_other"),
            self._undo,
        )  # fmt: skip
        box.layout().addStretch(1)  # type: ignore[union-attr]
        box.setFixedWidth(theme.active().px(_SIDE_WIDTH))
        return box

    def _show(self, views: list[BackupView]) -> None:
        self._views = views
        self._model.show(array("I", range(len(views))))
        if views:
            self._table.go_to(0)
        backups = self.desk.office.backups
        last, unsaved, copied = backups.last(), backups.unsaved(), backups.copied_at()
        said = f"最近一次备份 {_when(last.made_at)}。" if last and last.made_at else "还没有备份。"
        if unsaved.changes:
            said += f"之后有 {unsaved.changes:,} 步改动还没有备份。"
        self._last.setText(said)
        set_kind(self._last, "" if last else "warn")
        self._stick.setText(
            f"最近一次复制到U盘 {_when(copied)}。" if copied else "还没有复制到U盘过。"
        )
        self._undo.setVisible(self.desk.office.restores.undoable() is not None)
        self._show_chosen()

    def _show_chosen(self) -> None:
        view = self._view()
        self._restore.setEnabled(view is not None and not view.fault)
        if view is None:
            self._chosen.setText("还没有可以恢复的备份。")
        elif view.fault:
            self._chosen.setText(view.fault)
        else:
            at = _when(view.made_at) if view.made_at else ""
            self._chosen.setText(f"{at}的备份，{view.people:,} 人。恢复之前会先列出差别。")

    def _view(self) -> BackupView | None:
        at = self._table.current_row()
        return None if at is None else self._views[self._model.id_at(at)]

    def _fetch(self, ids: Sequence[int]) -> list[BackupView]:
        return [self._views[number] for number in ids]

    def _verify(self) -> None:
        backups = self.desk.office.backups

        def work(tick: Tick) -> list[BackupView]:
            del tick
            return backups.list(thoroughly=True)

        self._begin("正在重新核对全部备份", work, self._verified)

    def _verified(self, views: list[BackupView]) -> None:
        bad = sum(bool(view.fault) for view in views)
        self.notices.toast(f"{bad} 份备份不能用，已标出。" if bad else "全部备份完好。")

    def _made(self, view: BackupView) -> None:
        self.desk.changed.emit()
        self.notices.toast(f"已备份并核对：{view.path.name}")

    def _copy(self) -> None:
        folder = self.notices.open_folder("选择U盘上的文件夹")
        if folder is None:
            return
        copying = self.desk.office.backups.copying(folder)
        self._copied.hide()
        self._begin("正在复制到U盘并读回核对", partial(_copy, copying), self._was_copied)

    def _was_copied(self, copy: Copied) -> None:
        self.desk.office.backups.copied(copy)
        words = self._copied.findChild(QLabel, "copied_words")
        if isinstance(words, QLabel):
            words.setText(copy.sentence)
        self._copied.show()
        self.desk.changed.emit()

    def _restore_chosen(self) -> None:
        view = self._view()
        if view is not None and not view.fault:
            self._restore_from(view)

    def _restore_other(self) -> None:
        path = self.notices.open_file("选择备份文件", _PACKAGES)
        if path is not None:
            self._restore_from(BackupView(path, 0))

    def _undo_restore(self) -> None:
        before = self.desk.office.restores.undoable()
        if before is not None:
            self._restore_from(before)

    def _restore_from(self, view: BackupView) -> None:
        """Show the differences, and on 恢复 put the package in the place of the ledger."""
        if self.desk.busy or self._job is not None:
            return
        dialog = RestoreDialog(self.desk.office.restores, view, self, self)
        accepted = dialog.exec()
        prepared = dialog.prepared
        dialog.deleteLater()
        if not accepted or prepared is None:
            return
        try:
            office = restore_over(self.desk.office, prepared)
        except NotRestored as problem:
            self._stand_again(problem)
            return
        except Problem as problem:
            self.notices.fail(problem)
            return
        self.notices.toast("已恢复。现在的台账是那份备份，需要时在备份页“撤销恢复”。")
        self.desk.take_over(office)

    def _stand_again(self, failed: NotRestored) -> None:
        """Go on with the ledger as it was; where it does not open by itself, to the door."""
        self.notices.fail(failed)
        if failed.office is not None:
            self.desk.take_over(failed.office)
        else:
            self.desk.lost.emit()

    def _begin(
        self, title: str, work: Callable[[Tick], object], then: Callable[..., object]
    ) -> None:
        if self._job is not None:
            return
        job = Job(work, self.desk)
        self._job = job
        strip = ProgressStrip(self.window())
        self._strip = strip
        strip.begin(title, "MB")
        self._then = then
        job.finished.connect(self._end)
        job.failed.connect(self._fail)
        job.cancelled.connect(self._stopped)
        job.progressed.connect(strip.tell)
        strip.cancelled.connect(job.cancel)
        job.start()

    def _end(self, result: object) -> None:
        if self.sender() is self._job and self._then is not None:
            self._close_strip()
            self._then(result)
            self.reload()

    def _fail(self, error: Exception) -> None:
        if self.sender() is self._job:
            self._close_strip()
            self.notices.fail(error)
            self.reload()

    def _stopped(self) -> None:
        self._close_strip()
        self.notices.toast("已取消，没有留下做了一半的文件，台账没有改动。")
        self.reload()

    def _close_strip(self) -> None:
        self._job = None
        if self._strip is not None:
            self._strip.end()
            self._strip.deleteLater()
            self._strip = None


def _when(at: datetime | None) -> str:
    """A moment as the clerk says it, with the year only where it is another one."""
    if at is None:
        return ""
    now = datetime.now()  # noqa: DTZ005 (the clerk's clock)
    if at.date() == now.date():
        return f"今天 {at:%H:%M}"
    year = "" if at.year == now.year else f"{at.year}年"
    return f"{year}{at.month}月{at.day}日 {at:%H:%M}"


def _make(making: Making, tick: Tick) -> BackupView:
    return making.run(tick)


def _copy(copying: Copying, tick: Tick) -> Copied:
    return copying.run(tick)


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> BackupsPage:
    """The page, for the frame."""
    del go
    return BackupsPage(desk, notices)
