"""多发追回: what was paid too long, what came back on which day, what is open (CLERK §5.4)."""

from array import array
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.money import yuan_text
from shuangyong_desktop.domain.movements import Period
from shuangyong_desktop.domain.recoveries import (
    RECOVERIES,
    REPAYMENTS,
    STILL_OPEN,
    Recovery,
    RecoveryCount,
    RecoveryState,
    Repayment,
)
from shuangyong_desktop.services.change_papers import ChangePaper, Shown
from shuangyong_desktop.services.papers import Paper, RosterOptions
from shuangyong_desktop.services.recoveries import RecoveryLine
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page, Primary
from shuangyong_desktop.ui.pages.recovery_dialog import (
    ask_for_recovery,
    ask_for_repayment,
    ask_for_waiver,
)
from shuangyong_desktop.ui.pages.roster_dialog import RosterDialog
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    empty,
    frame,
    glyph,
    label,
    paragraph,
    row,
    shortcut,
)
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView
from shuangyong_desktop.ui.widgets.segments import Segments

_OPEN, _ALL = "open", "all"
_VIEWS = ((_OPEN, "未追清"), (_ALL, "全部"))
_MARKS = {
    RecoveryState.OPEN: ("clock", "warn"), RecoveryState.PARTLY: ("clock", "info"),
    RecoveryState.DONE: ("circle-check", "ok"), RecoveryState.WAIVED: ("x", "text3"),
}  # fmt: skip
_FIRST_DAY = date(1949, 10, 1)


def _today() -> date:
    return date.today()  # noqa: DTZ011 (the clerk's own day)


def _span(recovery: Recovery) -> str:
    known = [month for month in (recovery.since, recovery.until) if month]
    parts = ["至".join(dict.fromkeys(known)), f"{recovery.months} 个月" if recovery.months else ""]
    return "，".join(part for part in parts if part)


def _last(line: RecoveryLine) -> str:
    return show_date(line.repayments[-1].date or "") if line.repayments else ""


_COLUMNS = (
    Column("name", "姓名", 4.5, lambda line, _masked: line.person.name, look=Look.STRONG),
    Column("state", "追回情况", 6, lambda line, _masked: line.state.value,
           mark=lambda line: _MARKS[line.state]),
    Column("due", "应追（元）", 5.6, lambda line, _masked: yuan_text(line.count.due), "right"),
    Column("paid", "已追（元）", 5.6, lambda line, _masked: yuan_text(line.count.paid), "right"),
    Column("open", "未追（元）", 5.6, lambda line, _masked: yuan_text(line.count.open), "right"),
    Column("span", "多发月份", 12.4, lambda line, _masked: _span(line.recovery)),
    Column("reason", "原因", 3.6, lambda line, _masked: line.recovery.reason or ""),
    Column("last", "最近退款", 7, lambda line, _masked: _last(line)),
    Column("community", "村（社区）", 6, lambda line, _masked: line.person.community or "",
           look=Look.QUIET),
)  # fmt: skip


class RecoveriesPage(Page):
    """The 追回台账 with what came back of the chosen line; Enter registers what came back."""

    title = "多发追回台账"

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[str], object]) -> None:
        super().__init__(desk, notices)
        del go
        self._lines: dict[int, RecoveryLine] = {}
        self._undoing = Undoing(desk, notices)
        self._view = Segments("recovery_view", "显示", _VIEWS)
        self._view.chosen.connect(self.reload)
        self._model = RecordTableModel(_COLUMNS, self._fetch, self)
        self._table = RecordView(self._model, "recoveries", "多发追回台账", told_beside=True)
        self._table.current_changed.connect(self._show_chosen)
        self._table.opened.connect(self._repay)
        self._build()
        shortcut("Ctrl+N", self, self._begin)
        shortcut("Ctrl+E", self, self._correct)
        shortcut("Ctrl+P", self, self._look)
        shortcut("Delete", self._table, self._remove)

    @property
    def note(self) -> str:
        waiting = sum(line.state in STILL_OPEN for line in self._lines.values())
        return f"{waiting} 笔没有追清" if waiting else "没有要追回的"

    @property
    def primary(self) -> Primary:
        return Primary("登记多发", "plus", self._begin)

    def reload(self) -> None:
        """Show the 追回台账 as it is now; the chosen line stays chosen where possible."""
        chosen = self._chosen()
        self._lines = {line.recovery.id or 0: line for line in self.desk.office.recoveries.lines()}
        shown = [
            number
            for number, line in self._lines.items()
            if self._view.value == _ALL or line.state in STILL_OPEN
        ]
        self._model.show(array("I", shown))
        whole = sum((self._lines[number].count for number in shown), RecoveryCount())
        self._sums.setText(f"{len(shown):,} 笔　{whole.words}" if shown else "")
        self._states.setCurrentIndex(1 if shown else 0)
        self._nothing.setText(_EMPTY[self._view.value])
        kept = self._model.row_of(chosen.recovery.id or 0) if chosen else None
        if shown:
            self._table.go_to(kept or 0)
        self._show_chosen()
        self.heading_changed.emit()

    def _build(self) -> None:
        self._sums = label("", "note", name="recovery_sums")
        paper = button("追回台账", self._look, icon="printer", name="recovery_paper")
        head = row(self._view, self._sums, 1, paper)
        self._nothing = paragraph("", "label", name="no_recoveries")
        self._nothing.setFixedWidth(theme.active().px(420))
        blank = QWidget()
        column(2, row(1, glyph("cash", "text3", 28), 1), row(1, self._nothing, 1), 3, into=blank)
        sheet = frame("card")
        keys = label("↑↓ 移动    Enter 登记退款    Ctrl+E 修改    Del 删除", "note")
        column(self._table, into=sheet).setContentsMargins(1, 1, 1, 1)
        listed = QWidget()
        column(sheet, keys, into=listed, gap=6).setStretch(0, 1)
        self._states = QStackedWidget()
        self._states.addWidget(blank)
        self._states.addWidget(listed)
        layout = column(head, row(self._states, self._detail(), gap=12, stretch=0), into=self,
                        margin=14)  # fmt: skip
        layout.setStretch(1, 1)

    def _detail(self) -> QWidget:
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        self._facts = column(into=inner, gap=8)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        self._repay_it = button("登记退款", self._repay, kind="primary", icon="check",
                                name="recovery_repay")  # fmt: skip
        self._waive_it = button("不再追回", self._waive, name="recovery_waive")
        self._undo_last = button("撤回退款", self._drop_repayment, name="repayment_remove")
        self._undo_last.setToolTip("最近一次退款移入回收站")
        side = frame("card", name="recovery_detail")
        side.setFixedWidth(theme.active().side(320))
        correct = button("修改", self._correct, name="recovery_correct")
        remove = button("删除", self._remove, name="recovery_remove")
        layout = column(area, row(self._repay_it, self._waive_it, 1),
                        row(correct, remove, self._undo_last, 1), into=side, margin=12)  # fmt: skip
        layout.setStretch(0, 1)
        self._side = side
        return side

    def _fetch(self, ids: Sequence[int]) -> list[RecoveryLine]:
        return [self._lines[number] for number in ids]

    def _chosen(self) -> RecoveryLine | None:
        at = self._table.current_row()
        if at is None or at >= self._model.rowCount():
            return None
        return self._lines.get(self._model.id_at(at))

    def _show_chosen(self) -> None:
        line = self._chosen()
        self._side.setVisible(line is not None)
        if line is None:
            return
        empty(self._facts)
        waits = line.state in STILL_OPEN
        self._repay_it.setVisible(waits)
        self._waive_it.setVisible(waits)
        self._undo_last.setVisible(bool(line.repayments))
        self._facts.addWidget(label(line.person.name, "heading", name="recovery_shown"))
        self._facts.addWidget(paragraph(line.count.words, "strong", name="recovery_figures"))
        for field in RECOVERIES.schema:
            words = field.write(getattr(line.recovery, field.key), masked=self.desk.covered)
            if words and field.key not in ("amount", "months"):
                self._facts.addWidget(paragraph(f"{field.label}：{words}", ""))
        self._facts.addWidget(label("退款", "strong"))
        for item in line.repayments:
            self._facts.addWidget(paragraph(_repaid(item), ""))
        if not line.repayments:
            self._facts.addWidget(paragraph("还没有退款。", "note"))
        self._facts.addStretch(1)

    def _begin(self) -> None:
        empty_one = Recovery(date=_today().isoformat())
        ask_for_recovery(
            self.desk, self.notices, empty_one, self, self.desk.office.recoveries.begin
        )

    def _correct(self) -> None:
        line = self._chosen()
        if line is not None:
            ask_for_recovery(
                self.desk, self.notices, line.recovery, self, self.desk.office.recoveries.save
            )

    def _repay(self) -> None:
        line = self._chosen()
        if line is not None and line.state in STILL_OPEN:
            ask_for_repayment(self.desk, self.notices, line, self)

    def _waive(self) -> None:
        line = self._chosen()
        if line is not None:
            ask_for_waiver(self.desk, self.notices, line, self)

    def _remove(self) -> None:
        line = self._chosen()
        if line is not None:
            act = partial(self.desk.office.recoveries.remove, line.recovery.id or 0)
            self._do(act, f"已移入回收站：{line.person.name}的追回登记")

    def _drop_repayment(self) -> None:
        line = self._chosen()
        if line is not None and line.repayments:
            last = line.repayments[-1]
            act = partial(self.desk.office.entries(REPAYMENTS).remove, last.id or 0)
            self._do(act, f"已移入回收站：{_repaid(last)}")

    def _do(self, act: Callable[[], object], said: str) -> None:
        try:
            act()
        except Problem as problem:
            self.notices.fail(problem)
            return
        self._undoing.written(said)

    def _look(self) -> None:
        """The whole 追回台账 as it will be printed: what was registered this year or is open."""
        papers, today = self.desk.office.change_papers, _today()
        since = _FIRST_DAY if self._view.value == _ALL else date(today.year, 1, 1)

        def gather(options: RosterOptions) -> Paper:
            shown = Shown(options.full, options.purpose)
            return papers.paper(ChangePaper.RECOVERIES, Period(since, today), shown)

        dialog = RosterDialog(self.desk, self.notices, gather, "多发追回台账", self,
                              title="打印追回台账")  # fmt: skip
        dialog.exec()
        dialog.deleteLater()


def _repaid(item: Repayment) -> str:
    way = "　".join(words for words in (item.way, item.receipt) if words)
    return f"{show_date(item.date or '')}　{yuan_text(item.amount or Decimal(0))} 元　{way}".rstrip(
        "　"
    )


_EMPTY = {
    _OPEN: "没有要追回的。登记死亡、迁出时填写“已发放至”，多发的会列入后续事项，"
           "从那里列入追回台账；也可以直接登记。",
    _ALL: "还没有登记过多发追回。",
}  # fmt: skip


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> RecoveriesPage:
    """The part, for its page."""
    return RecoveriesPage(desk, notices, go)
