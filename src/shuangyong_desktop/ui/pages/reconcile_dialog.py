"""对账: how the tasks of a year stand, what changed since the 对账 before, and its paper."""

from array import array
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.rolls.plans import RECONCILIATIONS, Reconciliation
from shuangyong_desktop.domain.tasks import MUTUAL
from shuangyong_desktop.services.papers import Paper, RosterOptions
from shuangyong_desktop.services.reconciling import Balance, TaskChange
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.roster_dialog import RosterDialog
from shuangyong_desktop.ui.pages.task_words import list_names
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    glyph,
    label,
    note,
    paragraph,
    row,
    sheet,
    shortcut,
)
from shuangyong_desktop.ui.widgets.record_dialog import RecordDialog
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

_ASKED = RECONCILIATIONS.schema.pick("date", "by")
_QUARTERS = "一二三四"
_WHOLE_DAY = len("2026-03-31")
_ID = Qt.ItemDataRole.UserRole


class ReconcileDialog(QDialog):
    """The 对账 of one year: at the left when it was taken, at the right what changed until then.

    The first line is this moment. The 对账单 is printed of the line that is chosen.
    """

    def __init__(self, desk: Desk, notices: Notices, parent: QWidget, year: int) -> None:
        super().__init__(parent)
        px = theme.active().px
        self.setObjectName("reconcile_dialog")
        self.setWindowTitle(f"{year} 年对账")
        self._desk, self._notices, self._year = desk, notices, year
        self._undoing = Undoing(desk, notices)
        self._records: list[Reconciliation] = []
        self._changes: list[TaskChange] = []
        self._all = label("", "strong", name="reconcile_all")
        self._mutual = label("", "label", name="reconcile_mutual")
        self._late = label("", "", kind="bad", name="reconcile_late")
        self._late_mark = glyph("alert-triangle", "bad", 16)
        self._missing = note("calendar-due", "", "warn", name="reconcile_missing")
        self._taken = QListWidget()
        self._taken.setObjectName("reconcile_taken")
        self._taken.setAccessibleName("本年的对账")
        self._taken.setProperty("role", "framed")
        self._taken.setFixedWidth(theme.active().px(236))
        self._taken.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._taken.currentItemChanged.connect(self._show_changes)
        self._count = label("", "note", name="reconcile_count")
        self._model = RecordTableModel(_columns(desk), self._fetch, self)
        self._table = RecordView(self._model, "reconcile_changes", "和上次对账相比的变化")
        self._nothing = paragraph("", "note", name="reconcile_nothing")
        self._build()
        self.reload()
        room = parent.window().size()
        self.resize(min(px(980), room.width() - px(20)), min(px(620), room.height() - px(20)))
        self._taken.setFocus()
        desk.changed.connect(self.reload)

    def reload(self) -> None:
        """Ask again how everything stands; the chosen 对账 stays chosen."""
        office, today = self._desk.office, _today()
        every = office.reconciliations.balance(self._year)
        mutual = office.reconciliations.balance(self._year, MUTUAL)
        self._all.setText(f"全部任务　{_sum_words(every)}")
        self._mutual.setText(f"其中双清单　{_sum_words(mutual)}")
        self._late.setText(f"在办中超期 {every.overdue} 项")
        for part in (self._late, self._late_mark):
            part.setVisible(bool(every.overdue))
        missing = office.reconciliations.missing_quarters(self._year, today)
        quarters = "、".join(_quarter(number) for number in missing)
        words = self._missing.findChild(QLabel, "reconcile_missing_words")
        if isinstance(words, QLabel):
            words.setText(f"{quarters}已经结束，还没有对账。补做时，对账日期填写季度内的日期。")
        self._missing.setVisible(bool(missing))
        self._finish.setEnabled(bool(every.total))
        self._print.setEnabled(bool(mutual.total))
        self._print.setToolTip("" if mutual.total else "双清单还没有事项")
        self._show_records()

    def _build(self) -> None:
        px = theme.active().px
        told = sheet("和上次对账相比", self._count, self._stacked())
        self._finish = button("完成本季对账…", self._take, kind="primary", icon="check",
                              name="reconcile_take")  # fmt: skip
        self._print = button("打印对账单…", self._look, icon="printer", name="reconcile_print")
        self._away = button("删除这次对账", self._remove, icon="trash", name="reconcile_remove")
        left = column(label("对账记录", "label"), self._taken, gap=6)
        body = row(left, told, gap=12)
        body.setStretch(1, 1)
        acts = row(self._away, 1, button("关闭", self.reject, name="reconcile_close"), self._print,
                   self._finish)  # fmt: skip
        layout = column(
            label(f"{self._year} 年双清单和工作要点对账", "heading"),
            row(self._all, 1, self._late_mark, self._late, gap=6), self._mutual, self._missing,
            body, acts, into=self, margin=16, gap=10,
        )  # fmt: skip
        layout.setStretch(4, 1)
        self._taken.setMinimumHeight(px(90))
        shortcut("Del", self._taken, self._remove)

    def _stacked(self) -> QStackedWidget:
        """The changes, or the sentence that says there are none."""
        nothing = QWidget()
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column(1, self._nothing, 2, into=nothing, margin=16)
        self._states = QStackedWidget()
        self._states.addWidget(nothing)
        self._states.addWidget(self._table)
        return self._states

    def _show_records(self) -> None:
        kept = self._chosen_id
        self._records = self._desk.office.reconciliations.of_year(self._year)
        self._taken.blockSignals(True)  # noqa: FBT003 (Qt's own order; filling is no choice)
        self._taken.clear()
        self._taken.addItem("现在")
        for record in self._records:
            by = f"　{record.by}" if record.by else ""
            item = QListWidgetItem(
                f"{_quarter(record.quarter or 1)}　{show_date(record.date or '')}{by}"
            )
            item.setData(_ID, record.id)
            self._taken.addItem(item)
        at = next((n for n, one in enumerate(self._records, 1) if one.id == kept), 0)
        self._taken.setCurrentRow(at)
        self._taken.blockSignals(False)  # noqa: FBT003
        self._show_changes()

    def _show_changes(self) -> None:
        """Tell what changed until the chosen 对账, or until now."""
        chosen, service = self._chosen, self._desk.office.reconciliations
        self._changes = service.changes(self._year, chosen)
        before = service.before(chosen) if chosen else next(iter(self._records), None)
        self._model.show(array("I", range(len(self._changes))))
        self._states.setCurrentIndex(1 if self._changes else 0)
        if before is None:
            since = "此前没有对账，列出全部事项"
        else:
            since = f"{show_date(before.date or '')}以后"
        self._count.setText(f"{since}，{len(self._changes)} 项" if self._changes else since)
        self._nothing.setText(
            f"{self._year} 年还没有任务。先在任务页新增任务，或从工作要点生成。"
            if not self._changes and before is None
            else "各事项都没有变化。"
        )
        self._away.setEnabled(chosen is not None)

    @property
    def _chosen_id(self) -> int:
        item = self._taken.currentItem()
        return int(item.data(_ID) or 0) if item is not None else 0

    @property
    def _chosen(self) -> Reconciliation | None:
        wanted = self._chosen_id
        return next((record for record in self._records if record.id == wanted), None)

    def _fetch(self, ids: Sequence[int]) -> list[TaskChange]:
        return [self._changes[number] for number in ids]

    def _take(self) -> None:
        """Ask for the day and who did it; the 对账 is then chosen, so that its paper is printed."""
        today = min(_today(), date(self._year, 12, 31))
        by = self._desk.office.settings.desk().filled_by or None
        people = [person.name for person in self._desk.office.dictionary.people()]
        dialog = RecordDialog(
            self._desk, "完成本季对账", _ASKED, self._write, self, choices={"by": people},
            hint="记下每一项现在的办理状态和完成数量，作为这个季度的对账；以后可以随时看到变化。",
            name="reconcile_day", verb="完成对账",
        )  # fmt: skip
        dialog.show_record(Reconciliation(year=self._year, date=today.isoformat(), by=by))
        dialog.focus("date")
        dialog.exec()
        stored: Reconciliation | None = dialog.stored
        dialog.deleteLater()
        if stored is None:
            return
        self._undoing.written(f"已完成 {self._year} 年{_quarter(stored.quarter or 1)}对账")
        for at, record in enumerate(self._records, 1):
            if record.id == stored.id:
                self._taken.setCurrentRow(at)

    def _write(self, record: Reconciliation) -> Reconciliation:
        day = record.date or ""
        if len(day) < _WHOLE_DAY or date.fromisoformat(day) > _today():
            raise Problem("对账日期要写到日，并且不晚于今天。没有保存。", code="bad_day")
        service = self._desk.office.reconciliations
        return service.take(self._year, date.fromisoformat(day), record.by or "")

    def _remove(self) -> None:
        chosen = self._chosen
        if chosen is None:
            return
        try:
            self._desk.office.reconciliations.remove(chosen.id or 0)
        except Problem as problem:
            self._notices.fail(problem)
            return
        self._undoing.written(f"已移入回收站：{_quarter(chosen.quarter or 1)}对账")

    def _look(self) -> None:
        """Show the 对账单 of the chosen 对账, or of this moment."""
        papers, chosen, year = self._desk.office.task_papers, self._chosen, self._year

        def gather(_options: RosterOptions) -> Paper:
            return papers.statement(year, chosen)

        when = f"{_quarter(chosen.quarter or 1)}对账" if chosen else "截至今天"
        dialog = RosterDialog(self._desk, self._notices, gather, f"{year} 年双清单对账单　{when}",
                              self, title="打印对账单", covered=False, personal=False)  # fmt: skip
        dialog.exec()
        dialog.deleteLater()


def open_reconcile(desk: Desk, notices: Notices, parent: QWidget, year: int) -> None:
    """Show the 对账 of the tasks of `year`, and let one be taken, printed or removed."""
    dialog = ReconcileDialog(desk, notices, parent, year)
    dialog.exec()
    dialog.deleteLater()


def _sum_words(balance: Balance) -> str:
    """总数 = 已销号 + 在办 + 挂起 + 转入下年, with its numbers."""
    return (
        f"{balance.total} 项 ＝ 已销号 {balance.closed} ＋ 在办 {balance.going}"
        f" ＋ 挂起 {balance.held} ＋ 转入下年 {balance.carried}"
    )


def _quarter(number: int) -> str:
    return f"第{_QUARTERS[number - 1]}季度"


def _today() -> date:
    return date.today()  # noqa: DTZ011 (the clerk's day)


def _columns(desk: Desk) -> tuple[Column, ...]:
    names = list_names(desk)
    return (
        Column("title", "任务事项", 14, lambda line, _masked: line.task.title or "",
               look=Look.STRONG),
        Column("words", "变化", 13, lambda line, _masked: line.words),
        Column("unit", "责任单位", 8, lambda line, _masked: line.task.unit or ""),
        Column("list", "清单", 8, lambda line, _masked: names[line.task.list], look=Look.QUIET),
    )  # fmt: skip
