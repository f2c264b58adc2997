"""报表: every paper of the program with its options, as it will be printed (UX §2.8)."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services.papers import Paper
from shuangyong_desktop.services.place_statistics import PlaceStatistics
from shuangyong_desktop.services.report_list import DOCX, PDF, XLSX, Report, reports
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page
from shuangyong_desktop.ui.pages.reports_counts import CountGrid
from shuangyong_desktop.ui.pages.reports_options import OptionsPanel
from shuangyong_desktop.ui.pages.reports_sending import SendingStrip
from shuangyong_desktop.ui.pages.summary_panel import SummaryPanel
from shuangyong_desktop.ui.paper_making import PaperMaking
from shuangyong_desktop.ui.widgets.elements import button, column, frame, label, row, shortcut
from shuangyong_desktop.ui.widgets.facet_list import Facet, FacetList
from shuangyong_desktop.ui.widgets.paper_pane import PaperPane
from shuangyong_desktop.ui.widgets.segments import Segments

_WAIT_MS = 300
_LIST, _MIDDLE, _EDITING, _PREVIEW = 164, 330, 430, 340
_LARGE = 1.2
_WIDE_FROM = 1200
_PAPER, _TABLE = "paper", "table"
_BOXES = "boxes"
"""A page of its own, reached from the list."""
_SAVED = ((PDF, "PDF", "file-type-pdf"), (DOCX, "Word", "file-export"),
          (XLSX, "Excel", "file-spreadsheet"))  # fmt: skip


class ReportsPage(Page):
    """The list of papers, the options of one of them, its preview."""

    title = "报表与总结"

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[str], object]) -> None:
        super().__init__(desk, notices)
        self._every = {report.key: report for report in reports()}
        self._report = next(iter(self._every.values()))
        self._editing = False
        self._facets = FacetList("reports", "报表")
        self._facets.picked.connect(
            lambda _group, key, _more: go(_BOXES) if key == _BOXES else self.show_report(key)
        )
        self._options = OptionsPanel(desk)
        self._options.changed.connect(self._look_soon)
        self._summary = SummaryPanel(desk, notices, go)
        self._summary.changed.connect(self._look_soon)
        self._summary.editing.connect(self._give_room)
        self._sending = SendingStrip(desk, notices, self._told)
        self._pane = PaperPane("report_preview")
        self._pane.setMinimumWidth(theme.active().px(_PREVIEW))
        self._pane.failed.connect(notices.fail)
        self._papers = PaperMaking(desk, notices, self._pane.clear)
        self._papers.looked.connect(self._show_paper)
        self._papers.handed_out.connect(lambda _paper: self._remember())
        self._counts = CountGrid()
        self._counts.people_wanted.connect(desk.people_wanted)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT_MS)
        self._later.timeout.connect(self._look)
        desk.closing.connect(self._pane.clear)
        self._saves: dict[str, QPushButton] = {}
        self._build()
        shortcut("Ctrl+P", self, self._print)
        self._begin(self._report)

    @property
    def note(self) -> str:
        return f"{self._report.words} · {self.desk.year} 年度"

    @property
    def part_in_front(self) -> str:
        return self._report.key

    @property
    def unsaved(self) -> bool:
        """Whether the text of a section is open and was changed."""
        return self._summary.unsaved

    @property
    def keeps_draft(self) -> bool:
        """What is typed into a section is there again within a day."""
        return True

    def show_part(self, key: str) -> None:
        """Show a paper by its key."""
        if key in self._every:
            self.show_report(key)

    def show_report(self, key: str) -> None:
        """Bring the paper `key` to the front with the options it was made with last."""
        if key != self._report.key:
            self._begin(self._every[key])
            self.reload()
            self.heading_changed.emit()

    def reload(self) -> None:
        """Show list, options and preview anew; what was chosen stays."""
        facets = [
            Facet(one.group, one.key, one.words, icon=one.icon) for one in self._every.values()
        ]
        facets.append(Facet("迎检", _BOXES, "迎检材料", icon="list-check"))
        self._facets.show_facets(facets, {(self._report.group, self._report.key)})
        self._sending.show_report(self._report.key)
        if self._report.summary is not None:
            self._summary.show_kind(self._report.summary, self.desk.year)
        elif self._options.options.year != self.desk.year:
            self._begin(self._report)
        else:
            self._options.reload()
        if self._report.table:
            table = PlaceStatistics(self.desk.office.ledger).table(self.desk.year)
            self._counts.show_table(table)
        self._look_soon()
        self.heading_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room(self._editing)

    def _build(self) -> None:
        left = frame("side")
        column(self._facets, into=left, margin=6)
        self._left = left
        self._choices = QStackedWidget()
        self._choices.addWidget(self._options)
        self._choices.addWidget(self._summary)
        self._print_button = button("打印", self._print, kind="primary", icon="printer",
                                    name="report_print")  # fmt: skip
        self._acts = QWidget()
        acts = row(gap=6)
        for ending, words, icon in _SAVED:
            made = button(words, partial(self._save, ending), icon=icon,
                          name=f"report_{words.lower()}")  # fmt: skip
            self._saves[ending] = made
            acts.addWidget(made)
        large = theme.active().scale > _LARGE  # four words do not fit beside each other
        beside = column if large else row
        beside(self._print_button, acts, into=self._acts, gap=6).setStretch(0, 1)
        self._middle = QWidget()
        middle = column(self._choices, self._sending, self._acts, into=self._middle, gap=8)
        middle.setStretch(0, 1)
        middle.setContentsMargins(*[theme.active().px(12)] * 4)
        self._view = Segments("report_view", "显示", [(_PAPER, "预览"), (_TABLE, "看人员")])
        self._view.chosen.connect(self._turn)
        self._sheets = QStackedWidget()
        self._sheets.addWidget(self._pane)
        self._sheets.addWidget(self._counts)
        right = self._right_side()
        row(left, self._middle, right, into=self, gap=0, stretch=2)

    def _right_side(self) -> QFrame:
        right = frame("panel")
        self._head = QWidget()
        row(self._view, label("在数字上按回车或双击，打开对应的人员", "note"), 1, into=self._head)
        layout = column(self._head, self._sheets, into=right, margin=10)
        layout.setStretch(1, 1)
        return right

    def _begin(self, report: Report) -> None:
        """Put the options of `report` in front."""
        self._report = report
        options = self.desk.office.reports.usual(report, self.desk.year)
        summary = report.summary is not None
        self._choices.setCurrentWidget(self._summary if summary else self._options)
        if not summary:
            self._options.show_report(report, options)
        for ending, made in self._saves.items():
            made.setVisible(ending in report.endings)
        self._head.setVisible(report.table)
        self._view.show_chosen(_PAPER)
        self._turn(_PAPER)
        self._give_room(summary and self._summary.writing)

    def _turn(self, which: str) -> None:
        self._sheets.setCurrentWidget(self._counts if which == _TABLE else self._pane)

    def _give_room(self, editing: bool) -> None:  # noqa: FBT001 (a signal)
        """Text that is being written has more room than the list of sections, and its own acts."""
        self._editing = editing
        for widget in (self._sending, self._acts):
            widget.setVisible(not editing)
        look = theme.active()
        wide = self.width() >= look.px(_WIDE_FROM)
        self._left.setFixedWidth(look.px(_LIST))
        self._middle.setFixedWidth(look.side(_EDITING if editing and wide else _MIDDLE))

    def _look_soon(self) -> None:
        """Draw the preview once nothing has changed for a moment."""
        for made in (self._print_button, self._sending.register, *self._saves.values()):
            made.setEnabled(False)
        self._later.start()

    def _look(self) -> None:
        if not self.isVisible():
            self._stale = True
            return
        if self._report.summary is None:
            nothing = self._options.nothing
            if nothing or not self._options.complete:
                self._pane.clear(nothing or "请填写用途，再生成带完整号码的材料。")
                return
        self._pane.say("正在排版")
        self._papers.look(self._paper)

    def _paper(self, ending: str = PDF) -> Paper:
        if self._report.summary is not None:
            return self._summary.paper(ending)
        if self._report.gather is None:
            raise Problem("这份材料不能生成。", code="no_paper")
        return self._report.gather(self.desk.office, self._options.options)

    def _show_paper(self, path: object) -> None:
        self._pane.open(path)  # type: ignore[arg-type]
        for made in (self._print_button, self._sending.register, *self._saves.values()):
            made.setEnabled(True)

    def _print(self) -> None:
        if self._papers.ready:
            self._papers.print(self.window())

    def _save(self, ending: str) -> None:
        self._papers.save(partial(self._paper, ending), ending, self.window())

    def _remember(self) -> None:
        if self._report.summary is None:
            self.desk.office.reports.remember(self._report, self._options.options)

    def _told(self) -> tuple[str, Mapping[str, str]]:
        """Title and numbers of the paper that is shown, for 登记报送."""
        if self._report.summary is not None:
            return self._summary.summary.title or "", self._summary.told()
        try:
            paper = self._paper()
        except Problem:
            return self._report.words, {}
        return paper.title, {"人数或条数": f"{paper.count:,}"}


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> ReportsPage:
    """The page, as the frame asks for it."""
    return ReportsPage(desk, notices, go)
