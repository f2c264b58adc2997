"""What a register of 名录 can do beyond its form: decisions to tasks, candidates, forms, files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QScrollArea, QVBoxLayout, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.rolls.funds import FUNDS
from shuangyong_desktop.domain.rolls.meetings import MEETINGS
from shuangyong_desktop.domain.rolls.role_models import ROLE_MODELS, TITLES
from shuangyong_desktop.domain.rolls.serving import CONSCRIPTS, MERIT_NOTICES
from shuangyong_desktop.services.funds import FundCheck
from shuangyong_desktop.services.papers import Paper, RosterOptions
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.roster_dialog import RosterDialog
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    empty,
    label,
    note,
    paragraph,
    row,
    shortcut,
)

_MOST_CANDIDATES = 60


@dataclass(frozen=True, slots=True)
class RollAct:
    """One act: of a record when `of_record`, else of the whole book. `fits` says for which."""

    words: str
    icon: str
    name: str
    act: Callable[[Desk, Notices, QWidget, Any], object]
    of_record: bool = True
    fits: Callable[[Any], bool] = bool


class TickDialog(QDialog):
    """Asks for some of several lines; `ticked` are the keys of those chosen.

    A line without a key stands for what is done already and cannot be ticked.
    """

    def __init__(self, parent: QWidget, name: str, title: str, verb: str, nothing: str) -> None:
        super().__init__(parent)
        px = theme.active().px
        self.setObjectName(f"{name}_dialog")
        self.setWindowTitle(title)
        self._name, self._nothing = name, nothing
        self._boxes: list[tuple[Any, QCheckBox]] = []
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        self._lines: QVBoxLayout = column(into=inner, gap=8)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        self.above = row(label(title, "heading"), 1)
        self._accept = button(verb, self.accept, kind="primary", name=f"{name}_accept")
        self._accept.setDefault(True)
        foot = row(
            button("全选", partial(self._tick_all, ticked=True), kind="link", name=f"{name}_all"),
            1, button("取消", self.reject, name=f"{name}_cancel"), self._accept,
        )  # fmt: skip
        column(self.above, area, foot, into=self, margin=18, gap=10).setStretch(1, 1)
        shortcut("Ctrl+S", self, self._accept.click)
        self.resize(px(560), min(px(480), parent.window().height() - px(20)))

    @property
    def ticked(self) -> tuple[Any, ...]:
        """The keys of the ticked lines, in order."""
        return tuple(key for key, box in self._boxes if box.isChecked())

    def show_lines(self, lines: Sequence[tuple[Any, str, str]], *, ticked: bool) -> None:
        """Show lines of a key (None: done already), words, and a note below them."""
        for _, box in self._boxes:
            box.setObjectName("")  # it is deleted later; the new one has its name
        empty(self._lines)
        self._boxes = []
        for number, (key, words, told) in enumerate(lines):
            box = QCheckBox(words.replace("&", "&&"))
            box.setObjectName(f"{self._name}_{number}")
            box.setEnabled(key is not None)
            box.setChecked(ticked and key is not None)
            box.toggled.connect(self._follow)
            self._lines.addWidget(box)
            if told:
                said = paragraph(told, "note")
                said.setContentsMargins(theme.active().px(24), 0, 0, 0)
                self._lines.addWidget(said)
            if key is not None:
                self._boxes.append((key, box))
        if not lines:
            self._lines.addWidget(paragraph(self._nothing, "note", name=f"{self._name}_nothing"))
        self._lines.addStretch(1)
        self._follow()

    def _tick_all(self, *, ticked: bool) -> None:
        for _, box in self._boxes:
            box.setChecked(ticked)

    def _follow(self) -> None:
        self._accept.setEnabled(bool(self.ticked))


def acts_of(table: str, *, of_record: bool) -> tuple[RollAct, ...]:
    """What can be done with a register of this name, or with one of its records."""
    return tuple(act for act in _ACTS.get(table, ()) if act.of_record is of_record)


def make_tasks(desk: Desk, notices: Notices, parent: QWidget, record: Any) -> None:
    """议定事项 of a meeting become tasks where they are ticked."""
    lines = []
    for one in desk.office.meetings.decided(record.id):
        told = [one.decision.unit or "", one.decision.due_rule or ""]
        if one.task is not None:
            told = [f"已是 {one.task.year} 年的任务“{one.task.title}”"]
        key = None if one.task is not None else one.decision.line
        lines.append((key, one.decision.title, "　".join(filter(None, told))))
    dialog = TickDialog(parent, "decisions", "议定事项转为任务", "转为任务",
                        "这次会议没有议定事项。先在“修改”里填写，每行一项。")  # fmt: skip
    dialog.show_lines(lines, ticked=True)
    if dialog.exec():
        _write(desk, notices, lambda: desk.office.meetings.make_tasks(record.id, dialog.ticked),
               "已转为任务 {} 项")  # fmt: skip
    dialog.deleteLater()


def fill_present(desk: Desk, notices: Notices, _parent: QWidget, record: Any) -> None:
    """The members of that day are those present, until the clerk says otherwise."""
    _write(desk, notices, lambda: [desk.office.meetings.fill_present(record.id)],
           "已按会议当日的领导小组成员填入参会人员，请核对")  # fmt: skip


def propose(desk: Desk, notices: Notices, parent: QWidget, _record: Any) -> None:
    """Candidates for a title from the ledger, each with the reasons."""
    dialog = TickDialog(parent, "candidates", "从台账找候选人", "加入典型名录",
                        "台账里没有人有立功受奖，也没有“志愿、先进、党员”一类标签。")  # fmt: skip
    honor = QComboBox()
    honor.setObjectName("candidates_honor")
    honor.setAccessibleName("称号类型")
    honor.addItems(TITLES)
    dialog.above.addWidget(honor)

    def show() -> None:
        found = desk.office.role_models.candidates(honor.currentText())
        dialog.show_lines(
            [(one.person.id, f"{one.person.name}　{one.person.community or ''}",
              "；".join(one.reasons)) for one in found[:_MOST_CANDIDATES]],
            ticked=False,
        )  # fmt: skip

    honor.currentTextChanged.connect(show)
    show()
    if dialog.exec():
        title = honor.currentText()
        models = desk.office.role_models
        _write(desk, notices, lambda: models.propose(dialog.ticked, title), "已加入 {} 人")
    dialog.deleteLater()


def show_application(desk: Desk, notices: Notices, parent: QWidget, record: Any) -> None:
    """《推荐审批表》 of a candidate, to print or as Word."""

    def gather(_options: RosterOptions) -> Paper:
        return desk.office.role_models.application(record.id)

    dialog = RosterDialog(desk, notices, gather, f"推荐审批表：{record.name}", parent,
                          title="推荐审批表", excel=False, covered=False, word=True)  # fmt: skip
    dialog.exec()
    dialog.deleteLater()


def file_family(desk: Desk, notices: Notices, _parent: QWidget, record: Any) -> None:
    """建军属档案: the family of a conscript comes onto the ledger."""
    today = desk.office.ledger.clock().date().isoformat()
    _write(desk, notices, lambda: [desk.office.conscripts.file_family(record.id, today)],
           f"已建军属档案，{record.kin or ''}已加入台账，请登记光荣牌")  # fmt: skip


def write_merit(desk: Desk, notices: Notices, _parent: QWidget, record: Any) -> None:
    """What a notice tells of stands with the soldier's merits too."""
    _write(desk, notices, lambda: [desk.office.merit_notices.write_merit(record.id)],
           f"已写入{record.name}的立功受奖")  # fmt: skip


_FUND_RULE = "签收合计按登记签收的慰问金计算，慰问品不计入；支出只算“对应批次”与慰问方案同名的。"


class FundsDialog(QDialog):
    """经费核对: the sum of a year, and for each visit plan what was signed for and spent."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        px = theme.active().px
        self.setObjectName("funds_dialog")
        self.setWindowTitle("经费核对")
        year = desk.year
        check = desk.office.funds.check(year)
        total = check.sum
        words = (f"{year} 年收入 {total.income:,.2f} 元，支出 {total.expense:,.2f} 元，"
                 f"余额 {total.balance:,.2f} 元")  # fmt: skip
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(_told(check))
        close = button("关闭", self.accept, kind="primary", name="funds_close")
        close.setDefault(True)
        column(
            label("经费核对", "heading"), paragraph(words, "strong", name="funds_sum"), area,
            paragraph(_FUND_RULE, "note"), row(1, close), into=self, margin=18, gap=10,
        ).setStretch(2, 1)  # fmt: skip
        self.resize(px(560), min(px(420), parent.window().height() - px(20)))


def _told(check: FundCheck) -> QWidget:
    """A strip for each visit plan, and what was spent for anything else."""
    inner = QWidget()
    inner.setProperty("role", "scrolled")
    lines = column(into=inner, gap=8)
    for number, batch in enumerate(check.batches):
        icon, kind = ("alert-triangle", "warn") if batch.difference else ("circle-check", "ok")
        lines.addWidget(note(icon, batch.words, kind, name=f"funds_batch_{number}"))
    for name, money in check.elsewhere.items():
        told = f"“{name}”支出 {money:,.2f} 元，没有同名的慰问方案，不参加核对"
        lines.addWidget(paragraph(told, "note"))
    if not check.batches:
        lines.addWidget(paragraph("本年度还没有登记签收，也没有对应批次的支出。", "note"))
    lines.addStretch(1)
    return inner


def check_funds(desk: Desk, _notices: Notices, parent: QWidget, _record: Any) -> None:
    """Σ签收册 = 支出, plan by plan."""
    dialog = FundsDialog(desk, parent)
    dialog.exec()
    dialog.deleteLater()


def _write(desk: Desk, notices: Notices, act: Callable[[], Sequence[Any]], said: str) -> None:
    try:
        made = act()
    except Problem as problem:
        notices.fail(problem)
        return
    Undoing(desk, notices).written(said.format(len(made)))


_ACTS: dict[str, tuple[RollAct, ...]] = {
    MEETINGS.table: (
        RollAct("议定事项转为任务", "list-check", "roll_decisions", make_tasks),
        RollAct("填入当日小组成员", "users", "roll_present", fill_present,
                fits=lambda one: not one.present),
    ),
    ROLE_MODELS.table: (
        RollAct("从台账找候选人", "users", "roll_candidates", propose, of_record=False),
        RollAct("推荐审批表", "printer", "roll_application", show_application),
    ),
    FUNDS.table: (
        RollAct("经费核对", "cash", "roll_funds", check_funds, of_record=False),
    ),
    MERIT_NOTICES.table: (
        RollAct("写入立功受奖", "medal", "roll_merit", write_merit),
    ),
    CONSCRIPTS.table: (
        RollAct("建军属档案", "user-plus", "roll_family", file_family,
                fits=lambda one: bool(one.sent_off_on) and not one.family_filed_on),
    ),
}  # fmt: skip
