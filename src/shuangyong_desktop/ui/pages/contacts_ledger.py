"""联系工作台账 on screen: the four groups of the 工作要点, of a period and a 村（社区）."""

from array import array
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from shuangyong_desktop.services.contact_papers import (
    LEDGER_COLUMNS,
    ContactRow,
    Period,
    month_of,
    quarter_of,
    year_of,
)
from shuangyong_desktop.services.papers import Paper, RosterOptions
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page
from shuangyong_desktop.ui.pages.contacts_papers import look_at
from shuangyong_desktop.ui.widgets.columns import Column, Look, column_of
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    frame,
    label,
    paragraph,
    row,
    shortcut,
)
from shuangyong_desktop.ui.widgets.head_bands import HeadBands
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView
from shuangyong_desktop.ui.widgets.segments import Segments

_EVERYWHERE = "全部村（社区）"
_WIDTHS = {
    "name": 8.4,
    "officer": 8.5,
    "categories": 9.0,
    "address": 10.0,
    "content": 14.0,
    "trouble": 11.0,
    "measures": 12.0,
    "opinion": 11.0,
    "answer": 9.0,
}
_MONTHS_BACK = 11


def _columns() -> tuple[Column, ...]:
    return tuple(
        column_of(field, Look.STRONG if field.key == "name" else Look.PLAIN, _WIDTHS.get(field.key))
        for field in LEDGER_COLUMNS
    )


def _periods(today: date) -> dict[str, Period]:
    """What the clerk may choose from: this year first, then quarters and months back."""
    found = [year_of(today.year), quarter_of(today)]
    month = today.replace(day=1)
    for _ in range(_MONTHS_BACK + 1):
        found.append(month_of(month))
        month = date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)
    found.append(year_of(today.year - 1))
    return {period.words: period for period in found}


class ContactLedgerPage(Page):
    """Contacts, what was done about hardships, opinions: one line each, as on the paper."""

    title = "联系工作台账"

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        self._rows: list[ContactRow] = []
        self._periods = _periods(date.today())  # noqa: DTZ011 (the clerk's own calendar)
        self._period = QComboBox()
        self._period.setObjectName("contact_ledger_period")
        self._period.setAccessibleName("哪一段时间")
        self._period.addItems(list(self._periods))
        self._period.currentIndexChanged.connect(self.reload)
        self._place = QComboBox()
        self._place.setObjectName("contact_ledger_place")
        self._place.setAccessibleName("哪个村（社区）")
        self._place.setMinimumWidth(theme.active().px(170))
        self._place.addItem(_EVERYWHERE)
        self._place.addItems([item.name for item in desk.office.people.communities()])
        self._place.currentIndexChanged.connect(self.reload)
        self._paper = Segments("contact_ledger_paper", "纸张", (("A3", "A3"), ("A4", "A4")))
        self._model = RecordTableModel(_columns(), self._fetch, self)
        self._table = RecordView(self._model, "contact_ledger", "联系工作台账")
        desk.cover_changed.connect(self._cover)
        self._build()
        shortcut("Ctrl+P", self, self._print)

    @property
    def note(self) -> str:
        return f"{self._period.currentText()} {len(self._rows):,} 条"

    def reload(self) -> None:
        """Show the lines of the chosen period and 村（社区）."""
        papers = self.desk.office.contact_papers
        self._rows = papers.ledger_rows(self._chosen_period(), self._chosen_place())
        self._model.show(array("I", range(len(self._rows))))
        self._sheet.setVisible(bool(self._rows))
        self._nothing.setVisible(not self._rows)
        if self._rows:
            self._table.go_to(0)
        self.heading_changed.emit()

    def _build(self) -> None:
        px = theme.active().px
        tools = row(
            self._period, self._place, 1, label("纸张", "label"), self._paper,
            button("打印或导出", self._print, icon="printer", name="contact_ledger_print"),
        )  # fmt: skip
        bands = [
            (section, len(list(fields)))
            for section, fields in groupby(LEDGER_COLUMNS, key=lambda field: field.section)
        ]
        self._sheet = frame("card")
        column(HeadBands(self._table, bands, "contact_ledger_bands"), self._table,
               into=self._sheet, margin=1, gap=0)  # fmt: skip
        self._nothing = frame("hollow", name="contact_ledger_nothing")
        words = paragraph("这段时间没有联系、诉求和意见的记录。换一段时间，或先登记联系。", "label")
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setMinimumWidth(px(420))
        column(1, row(1, words, 1), 2, into=self._nothing)
        middle = QWidget()
        body = column(tools, self._sheet, self._nothing, into=middle, gap=10)
        body.setContentsMargins(px(14), px(12), px(14), px(14))
        body.setStretch(1, 1)
        body.setStretch(2, 1)
        column(middle, into=self, gap=0)

    def _chosen_period(self) -> Period:
        return self._periods[self._period.currentText()]

    def _chosen_place(self) -> str | None:
        return self._place.currentText() if self._place.currentIndex() > 0 else None

    def _fetch(self, ids: Sequence[int]) -> list[ContactRow]:
        return [self._rows[number] for number in ids]

    def _cover(self, covered: bool) -> None:  # noqa: FBT001 (a signal)
        self._model.set_masked(masked=covered)

    def _print(self) -> None:
        gather = partial(
            _gather, self.desk, self._chosen_period(), self._chosen_place(),
            self._paper.value == "A3",
        )  # fmt: skip
        words = f"{self._period.currentText()}联系工作台账 {len(self._rows):,} 条"
        look_at(self.desk, self.notices, gather, words, self, title="打印联系工作台账")


def _gather(
    desk: Desk, period: Period, place: str | None, wide: bool, options: RosterOptions  # noqa: FBT001 (bound by position)
) -> Paper:  # fmt: skip
    papers = desk.office.contact_papers
    return papers.contact_ledger(period, place, options, wide=wide)


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> ContactLedgerPage:
    """The part, for its page."""
    del go
    return ContactLedgerPage(desk, notices)
