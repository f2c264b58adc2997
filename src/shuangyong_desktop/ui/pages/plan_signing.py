"""第五步 登记签收: what the signed papers say, typed in row by row; their scans attached."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from shuangyong_desktop.domain.dates import read_date
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.receipts import (
    OPEN,
    Attachment,
    Flag,
    Receipt,
    ReceiptState,
    SignedPaper,
    needed_papers,
)
from shuangyong_desktop.domain.visits import VisitUnit
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.plan_now import (
    ADDRESS,
    ARTICLES,
    CATEGORY,
    METHOD,
    MONEY,
    NAME,
    STATE_WORDS,
    PlanNow,
)
from shuangyong_desktop.ui.pages.plan_step import PlanStep
from shuangyong_desktop.ui.pages.plan_units import UnitList
from shuangyong_desktop.ui.pages.receipt_form import ReceiptForm
from shuangyong_desktop.ui.widgets.columns import Column
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    empty,
    label,
    paragraph,
    row,
    rule,
)

_SCANS = "扫描件 (*.pdf *.jpg *.jpeg *.png)"
_MARKS = {
    ReceiptState.OPEN: ("clock", "text3"),
    ReceiptState.SIGNED: ("circle-check", "ok"),
    ReceiptState.PROXY: ("user-check", "info"),
    ReceiptState.NOT_RECEIVED: ("user-x", "warn"),
}


class PlanSigning(PlanStep):
    """回车 registers the unit in front as signed and goes on; D and W open the exceptions."""

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        self.setAcceptDrops(True)
        self._drafts: dict[int, Receipt] = {}
        self._shown: int | None = None
        self._form = ReceiptForm(self._flags_of)
        self._form.saved.connect(self._save)
        self._form.cleared.connect(self._take_back)
        self._form.resized.connect(self._keep_in_sight)
        self._day = QLineEdit(date.today().isoformat())  # noqa: DTZ011 (the clerk's day)
        self._day.setObjectName("signing_day")
        self._day.setAccessibleName("默认领取日期")
        self._day.setFixedWidth(theme.active().px(104))
        self._day.editingFinished.connect(self._show_unit)
        self._rest = button("其余全部已签收", self._sign_rest, icon="circle-check",
                            name="sign_rest")  # fmt: skip
        caption = label("领取日期", "label")
        caption.setBuddy(self._day)
        self._papers = QWidget()
        self._papers_box: QVBoxLayout = column(into=self._papers, gap=4)
        state = Column("state", "状态", 5.6, self._state_words, mark=self._mark)
        below = QWidget()
        column(rule(), self._form, into=below, gap=0)
        self._list = UnitList(
            "signing", (NAME, CATEGORY, ADDRESS, MONEY, ARTICLES, METHOD, state),
            counting_open=True, tools=[caption, self._day, self._rest],
            beside_groups=[self._papers], below=below,
        )  # fmt: skip
        self._list.current_changed.connect(self._show_unit)
        self._list.group_changed.connect(self._show_papers)
        self._list.table.opened.connect(partial(self._form.choose, ReceiptState.SIGNED))
        self._list.table.installEventFilter(self)
        row(self._list, into=self)

    def show_plan(self, now: PlanNow) -> None:
        """Show what is registered in `now`."""
        if self.now is not None and self.now.plan.id != now.plan.id:
            self._drafts.clear()
        super().show_plan(now)
        self._list.show_plan(now)
        self._show_papers()
        self._shown = None
        self._show_unit()

    def focus(self) -> None:
        """Put the keyboard on the list."""
        self._list.table.setFocus()

    def go_to_group(self, group: str) -> None:
        """Show the group of this key."""
        self._list.pick(group)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and watched is self._list.table and self._act_on(event):  # type: ignore[arg-type]
            return True
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        urls = event.mimeData().urls()
        if urls and urls[0].toLocalFile().lower().endswith((".pdf", ".jpg", ".jpeg", ".png")):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self._group_id() is None:
            self.notices.tell("请先在左边选一个小组，再把扫描件拖进来。")
            return
        self._attach_file(Path(event.mimeData().urls()[0].toLocalFile()), self._paper_wanted())

    def _act_on(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        unit = self._list.current
        key = event.key()
        if unit is None:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._sign(unit)
        elif key == Qt.Key.Key_D:
            self._show_unit()
            self._form.choose(ReceiptState.PROXY)
        elif key == Qt.Key.Key_W:
            self._show_unit()
            self._form.choose(ReceiptState.NOT_RECEIVED)
        elif key == Qt.Key.Key_Delete:
            self._take_back()
        else:
            return False
        return True

    def _state_words(self, unit: VisitUnit, _masked: bool) -> str:  # noqa: FBT001 (a Writer)
        receipt = self.now.receipt(unit.id or 0) if self.now else OPEN
        return STATE_WORDS[receipt.state]

    def _mark(self, unit: VisitUnit) -> tuple[str, str]:
        return _MARKS[self.now.receipt(unit.id or 0).state if self.now else ReceiptState.OPEN]

    def _flags_of(self, receipt: Receipt) -> tuple[Flag, ...]:
        return self.desk.office.receipts.flags(self._shown, receipt) if self._shown else ()

    def _show_unit(self) -> None:
        """Show the unit under the keyboard; what was typed for another is kept for later."""
        unit = self._list.current
        number = unit.id if unit else None
        if number is not None and number == self._shown and self._form.dirty:
            return
        if self._shown is not None and self._form.dirty:
            self._drafts[self._shown] = self._form.receipt()
        self._shown = number
        known = self.now.receipt(number or 0) if self.now else OPEN
        self._form.show_unit(unit, known, self._day.text().strip())
        if number in self._drafts:
            self._form.show_draft(self._drafts[number])

    def _keep_in_sight(self) -> None:
        """The form has grown or shrunk: the unit it is about stays to be seen."""
        table = self._list.table
        QTimer.singleShot(0, table, lambda: table.scrollTo(table.currentIndex()))

    def _sign(self, unit: VisitUnit) -> None:
        """Register as signed what is still open, and go on."""
        if self.now is None or unit.id is None:
            return
        if self.now.receipt(unit.id) != OPEN:
            self._list.step_on()
            return
        day = self._form_day()
        self._register(unit, Receipt(state=ReceiptState.SIGNED, received_on=day))

    def _save(self) -> None:
        unit = self._list.current
        if unit is not None and self._shown == unit.id:
            self._register(unit, self._form.receipt())

    def _register(self, unit: VisitUnit, receipt: Receipt) -> None:
        number = unit.id or 0
        try:
            self.desk.office.receipts.register(number, receipt)
        except Problem as problem:
            self._form.refuse(problem.sentence)
            return
        self._drafts.pop(number, None)
        self._shown = None
        last = not self._list.step_on()
        self.desk.changed.emit()
        self._list.table.setFocus()
        if last:
            self.notices.toast("已到最后一户。", self._undoing.undo_last)

    def _take_back(self) -> None:
        unit = self._list.current
        if unit is None or self.now is None or self.now.receipt(unit.id or 0) == OPEN:
            return
        self.desk.office.receipts.take_back(unit.id or 0)
        self._drafts.pop(unit.id or 0, None)
        self._shown = None
        self.changed(f"已取消签收登记：{unit.name}")

    def _sign_rest(self) -> None:
        """Everything of the group that is still open was signed; of all groups one by one."""
        if self.now is None:
            return
        chosen = self._group_id()
        groups = [chosen] if chosen is not None else [group.id or 0 for group in self.now.groups]
        count = 0
        try:
            for group in groups:
                count += self.desk.office.receipts.register_rest(group, self._form_day())
        except Problem as problem:
            self.notices.fail(problem)
        if count and len(groups) == 1:
            self.changed(f"已登记签收 {count} 户")
        elif count:
            self.desk.changed.emit()
            self.notices.toast(f"已登记签收 {count} 户，每组一步，可在操作记录里逐组撤销")

    def _form_day(self) -> str:
        text = self._day.text().strip()
        return str(read_date(text).value or text)

    def _group_id(self) -> int | None:
        group = self.now.group(self._list.group) if self.now else None
        return group.id if group else None

    def _show_papers(self) -> None:
        """The scans of the group in front, and what it still waits for."""
        empty(self._papers_box)
        if self.now is None:
            return
        group = self._group_id()
        self._papers_box.addWidget(rule())
        if group is None:
            waiting = sum(bool(state.missing) for state in self.now.settlement.groups)
            words = f"{waiting} 个组待附签收册" if waiting else "各组的签收册都已附上"
            self._papers_box.addWidget(label(words, "", kind="warn" if waiting else "ok"))
            self._papers_box.addWidget(paragraph("选一个小组后附扫描件", "note"))
            return
        for item in self.now.attachments:
            if item.group_id == group:
                self._papers_box.addWidget(self._attached(item))
        for paper in self._papers_needed():
            words = f"附{paper.value}扫描件"
            attach = button(words, partial(self._attach, paper), icon="paperclip",
                            name=f"attach_{paper.name.lower()}")  # fmt: skip
            self._papers_box.addWidget(attach)
        state = self.now.states.get(group)
        if state is not None and state.missing:
            self._papers_box.addWidget(label(state.words, "", kind="warn", name="group_state"))

    def _attached(self, item: Attachment) -> QWidget:
        line = QWidget()
        show = button(item.name, partial(self._open_scan, item), kind="link",
                      name=f"scan_{item.id}")  # fmt: skip
        show.setMaximumWidth(theme.active().px(150))
        out = button("移除", partial(self._remove, item), kind="flat", name=f"remove_{item.id}")
        row(show, 1, out, into=line, gap=2)
        return line

    def _papers_needed(self) -> list[SignedPaper]:
        needed = needed_papers(self.now.in_group(self._list.group)) if self.now else frozenset()
        return [paper for paper in SignedPaper if paper in needed]

    def _paper_wanted(self) -> SignedPaper:
        state = self.now.states.get(self._group_id()) if self.now else None
        wanted = (*(state.missing if state else ()), *self._papers_needed())
        return wanted[0] if wanted else SignedPaper.SIGN_OFF_BOOK

    def _attach(self, paper: SignedPaper) -> None:
        path = self.notices.open_file(f"附{paper.value}扫描件", _SCANS)
        if path is not None:
            self._attach_file(path, paper)

    def _attach_file(self, path: Path, paper: SignedPaper) -> None:
        group = self._group_id()
        if group is None:
            return
        try:
            self.desk.office.attachments.add(group, path, paper)
        except Problem as problem:
            self.notices.fail(problem)
            return
        self.changed(f"已附{paper.value}：{path.name}")

    def _remove(self, item: Attachment) -> None:
        self.desk.office.attachments.remove(item.id or 0)
        self.changed(f"已移除：{item.name}")

    def _open_scan(self, item: Attachment) -> None:
        """Show a scan in the system's reader, from the private folder that is swept at closing."""
        path = self.desk.scratch / f"{item.sha256[:12]}{Path(item.name).suffix.lower()}"
        path.write_bytes(self.desk.office.attachments.content(item.id or 0))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
