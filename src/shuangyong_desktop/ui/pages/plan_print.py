"""第四步 打印名册: the sign-off book as it will be printed, with all the room there is."""

from functools import partial

from PySide6.QtCore import QTimer

from shuangyong_desktop.domain.money import yuan_text
from shuangyong_desktop.domain.visits import VisitPlan, VisitUnit, total
from shuangyong_desktop.services.papers import Paper
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.plan_now import PlanNow
from shuangyong_desktop.ui.pages.plan_step import PlanStep
from shuangyong_desktop.ui.paper_making import PaperMaking
from shuangyong_desktop.ui.widgets.elements import (
    button,
    card,
    label,
    note,
    paragraph,
    row,
    shortcut,
)
from shuangyong_desktop.ui.widgets.paper_pane import PaperPane

_SIDE_WIDTH = 236
_WAIT_MS = 50
_ABOUT = "每村（社区）一册，末附汇总表。"


class PlanPrint(PlanStep):
    """Preview, and 打印, PDF, Excel, 系统阅读器 of the same paper."""

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        self._drawn: tuple[VisitPlan, list[VisitUnit]] | None = None
        self._papers = PaperMaking(desk, notices)
        self._pane = PaperPane("preview")
        self._pane.failed.connect(notices.fail)
        self._papers.looked.connect(self._show)
        self._papers.given_up.connect(self._say_nothing)
        self._papers.drawing.connect(self._say_drawing)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT_MS)
        self._later.timeout.connect(self._draw)
        desk.closing.connect(self._pane.clear)
        self._build()
        shortcut("Ctrl+P", self, self._print)

    def show_plan(self, now: PlanNow) -> None:
        """Show the book of `now`; it is drawn again only where it would look different."""
        super().show_plan(now)
        units = list(now.units.values())
        sums = total(units)
        self._counts.setText(f"{sums.units:,} 户  {yuan_text(sums.money)} 元")
        self.say(self._warning, "；".join(now.open_questions()))
        if (now.plan, units) != self._drawn:
            self._drawn = (now.plan, units)
            for widget in self._actions:
                widget.setEnabled(False)
            self._pane.say("正在排版")
            self._later.start()

    def _build(self) -> None:
        self._counts = label("", "strong", name="book_counts")
        self._warning = note("alert-triangle", "", "warn", name="plan_warning")
        self._print_button = button("打印签收册", self._print, kind="primary", icon="printer",
                                    name="print_book")  # fmt: skip
        outside = button("用系统阅读器打开", self._papers.show_outside, icon="external-link",
                         name="open_outside")  # fmt: skip
        self._actions = (self._print_button, outside)
        pdf = button("PDF", partial(self._save, ".pdf"), icon="file-type-pdf", name="save_pdf")
        xlsx = button("Excel", partial(self._save, ".xlsx"), icon="file-spreadsheet",
                      name="save_xlsx")  # fmt: skip
        side = card(
            label("签收册和汇总表", "heading"), self._counts,
            paragraph(_ABOUT, "note"),
            self._warning, self._print_button, outside, row(pdf, xlsx),
            paragraph("财务凭证，证件号完整显示。打印、保存、外部打开都写入操作记录。", "note"),
            name="print_card",
        )  # fmt: skip
        side.layout().addStretch(1)  # type: ignore[union-attr]
        side.setFixedWidth(theme.active().px(_SIDE_WIDTH))
        paper = card(self._pane, name="preview_card", padding=8)
        row(paper, side, into=self, gap=12, stretch=0)

    def _draw(self) -> None:
        if self.now is None or not self.now.units:
            self._pane.clear("方案里没有对象")
            return
        self._papers.look(self._gather)

    def _gather(self) -> Paper:
        return self.desk.office.papers.visit_book(self.plan_id)

    def _show(self, path: object) -> None:
        self._pane.open(path)  # type: ignore[arg-type]
        for widget in self._actions:
            widget.setEnabled(True)

    def _say_drawing(self, done: int, of: int) -> None:
        self._pane.say(f"正在排版 {done:,} / {of:,}" if of else "正在排版")

    def _say_nothing(self) -> None:
        self._pane.say("")

    def _print(self) -> None:
        if self._papers.ready:
            self._papers.print(self.window())

    def _save(self, ending: str) -> None:
        if self.now is not None and self.now.units:
            self._papers.save(self._gather, ending, self.window())
