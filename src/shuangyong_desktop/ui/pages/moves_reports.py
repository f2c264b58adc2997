"""零报告: which 村（社区） reported in which month, entered with one press (CLERK §5.4)."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QStackedWidget, QWidget

from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.situations import month_after
from shuangyong_desktop.services.papers import Paper, RosterOptions
from shuangyong_desktop.services.zero_reports import MonthReport
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page
from shuangyong_desktop.ui.pages.roster_dialog import RosterDialog
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    frame,
    glyph,
    label,
    paragraph,
    row,
    set_kind,
    shortcut,
)
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

_NAMED = 4
_MOST_CHANGES = 999
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class _Row:
    """One 村（社区） with its months of the year."""

    community: str
    months: dict[str, MonthReport]


def _cell(month: str, line: _Row) -> str:
    report = line.months.get(month)
    if report is None:
        return ""
    if report.report is None:
        return "逾期" if report.overdue else "—"
    return f"{report.report.changes} 人" if report.report.changes else "零"


def _mark(month: str, line: _Row) -> tuple[str, str]:
    report = line.months.get(month)
    if report is not None and report.report is None and report.overdue:
        return "", "bad"
    return ("alert-triangle", "warn") if report is not None and report.differs else ("", "text")


class ReportsPage(Page):
    """The grid of one year; what is registered goes into the chosen month of the chosen rows."""

    title = "村（社区）动态零报告"

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[str], object]) -> None:
        super().__init__(desk, notices)
        del go
        self._undoing = Undoing(desk, notices)
        self._rows: list[_Row] = []
        self._year = 0
        self._model = RecordTableModel((), self._fetch, self)
        self._table = RecordView(self._model, "zero_reports", "各村（社区）的报告")
        self._table.opened.connect(self._register)
        self._month = QComboBox()
        self._month.setObjectName("report_month")
        self._month.setAccessibleName("月份")
        this = date.today().isoformat()[:7]  # noqa: DTZ011 (the clerk's own calendar)
        for back in range(_MONTHS * 2):
            month = month_after(this, -back)
            self._month.addItem(show_date(month), month)
        self._month.setCurrentIndex(1)
        self._month.currentIndexChanged.connect(self.reload)
        self._changes = QSpinBox()
        self._changes.setObjectName("report_changes")
        self._changes.setAccessibleName("变动人数")
        self._changes.setRange(0, _MOST_CHANGES)
        self._changes.setSpecialValueText("零报告")
        self._changes.setSuffix(" 人")
        self._reporter = QLineEdit()
        self._reporter.setObjectName("report_reporter")
        self._reporter.setAccessibleName("报告人")
        self._reporter.setPlaceholderText("报告人")
        self._build()
        shortcut("Ctrl+S", self, self._register)

    @property
    def note(self) -> str:
        day = self.desk.office.settings.local_rules().report_day
        return f"每月 {day} 日前报上月；没有变动也要报"

    def reload(self) -> None:
        """Show the year of the chosen month; the chosen rows stay chosen."""
        reports, month = self.desk.office.zero_reports, self._chosen
        at = self._table.current_row()
        self._rows = [
            _Row(name, {item.month: item for item in found})
            for name, found in reports.year(int(month[:4])).items()
        ]
        if self._year != int(month[:4]):
            self._year = int(month[:4])
            self._model.show_columns(_columns(self._year))
        self._model.show(array("I", range(len(self._rows))))
        self._states.setCurrentIndex(1 if self._rows else 0)
        if self._rows:
            self._table.go_to(min(at or 0, len(self._rows) - 1))
        self._say_overdue(reports.overdue(), reports.month(month))

    @property
    def _chosen(self) -> str:
        return str(self._month.currentData())

    def _build(self) -> None:
        px = theme.active().px
        self._reporter.setMaximumWidth(px(140))
        self._said = label("", "note", name="report_state")
        self._late = paragraph("", "", kind="ok", name="reports_overdue")
        head = row(
            self._month, self._changes, self._reporter,
            button("登记报告", self._register, kind="primary", icon="check", name="report_accept"),
            button("撤回", self._take_back, name="report_take_back"), self._said, 1,
            button("动态月报", self._look, icon="printer", name="report_paper"),
        )  # fmt: skip
        sheet = frame("card")
        column(self._table, into=sheet).setContentsMargins(1, 1, 1, 1)
        nothing = QWidget()
        words = paragraph("还没有村（社区）。导入人员或在设置里登记村（社区）后，按月登记报告。",
                          name="no_communities")  # fmt: skip
        words.setFixedWidth(px(360))
        column(2, row(1, glyph("report", "text3", 28), 1), row(1, words, 1), 3, into=nothing)
        self._states = QStackedWidget()
        self._states.addWidget(nothing)
        self._states.addWidget(sheet)
        layout = column(head, self._late, self._states, into=self, margin=14)
        layout.setStretch(2, 1)

    def _say_overdue(self, late: Sequence[MonthReport], month: Sequence[MonthReport]) -> None:
        come = sum(1 for item in month if item.report)
        self._said.setText(f"{show_date(self._chosen)}：应报 {len(month)}，已报 {come}，"
                           f"未报 {len(month) - come}")  # fmt: skip
        names = [f"{item.community}（{show_date(item.month)}）" for item in late[:_NAMED]]
        more = f"等 {len(late)} 份" if len(late) > _NAMED else ""
        self._late.setText(f"逾期未报：{'、'.join(names)}{more}。" if late else "没有逾期未报的。")
        set_kind(self._late, "bad" if late else "ok")

    def _fetch(self, ids: Sequence[int]) -> list[_Row]:
        return [self._rows[number] for number in ids]

    def _names(self) -> list[str]:
        return [self._rows[number].community for number in self._table.selected_ids()]

    def _register(self) -> None:
        """Register the chosen number for the chosen rows; the usual one is 零报告."""
        reports, names = self.desk.office.zero_reports, self._names()
        self._do(partial(reports.report, self._chosen, names, changes=self._changes.value(),
                         reporter=self._reporter.text()), "已登记")  # fmt: skip
        self._changes.setValue(0)

    def _take_back(self) -> None:
        reports, names = self.desk.office.zero_reports, self._names()
        self._do(partial(reports.take_back, self._chosen, names), "已撤回")

    def _do(self, act: Callable[[], int], words: str) -> None:
        try:
            count = act()
        except Problem as problem:
            self.notices.fail(problem)
            return
        if count:
            self._undoing.written(f"{words} {count} 份")

    def _look(self) -> None:
        papers, month = self.desk.office.change_papers, self._chosen

        def gather(_options: RosterOptions) -> Paper:
            return papers.month_report(month)

        dialog = RosterDialog(self.desk, self.notices, gather, show_date(month), self,
                              title="动态月报")  # fmt: skip
        dialog.exec()
        dialog.deleteLater()


def _columns(year: int) -> tuple[Column, ...]:
    """村（社区） and the twelve months of `year`."""
    months = [f"{year}-{number:02d}" for number in range(1, _MONTHS + 1)]
    return (
        Column("community", "村（社区）", 8, lambda line, _masked: line.community,
               look=Look.STRONG),
        *(Column(month, f"{int(month[5:])}月", 4.6, partial(_text, month), "center",
                 mark=partial(_mark, month)) for month in months),
    )  # fmt: skip


def _text(month: str, line: _Row, _masked: bool) -> str:  # noqa: FBT001 (a Writer)
    return _cell(month, line)


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> ReportsPage:
    """The part, for its page."""
    return ReportsPage(desk, notices, go)
