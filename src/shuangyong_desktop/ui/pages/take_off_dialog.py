"""移出台账: nobody is deleted; what happened, on which day, on what basis (UX §2.3, DESIGN 26)."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QButtonGroup, QDialog, QLineEdit, QRadioButton, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.domain.text import briefly
from shuangyong_desktop.services.people import People
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.elements import button, by_letter, column, label, paragraph, row

_WAYS = (
    (PersonStatus.DECEASED, "去世", "如：死亡证明、村（社区）报告"),
    (PersonStatus.MOVED_OUT, "迁出", "如：户口迁移证、接收地回执"),
    (PersonStatus.REMOVED, "误登，移出台账", "如：与某人重复、不是优抚对象"),
)


class TakeOffDialog(QDialog):
    """Asks what happened and writes it; `stored` are the people afterwards.

    Several people have the same day and basis; each is a change of its own.
    """

    def __init__(self, people: People, persons: Sequence[Person], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("take_off_dialog")
        self.setWindowTitle("移出台账")
        self.stored: list[Person] = []
        self._people = people
        self._persons = list(persons)
        self._ways = QButtonGroup(self)
        choices = QWidget()
        lines = column(into=choices, gap=0)
        for number, (status, words, _hint) in enumerate(_WAYS):
            choice = QRadioButton(words)
            choice.setObjectName(f"take_off_{status.name.lower()}")
            self._ways.addButton(choice, number)
            lines.addWidget(choice)
        self._ways.idClicked.connect(self._choose)
        self._day = QLineEdit(date.today().isoformat())  # noqa: DTZ011 (the clerk's day)
        self._day.setObjectName("take_off_day")
        self._basis = QLineEdit()
        self._basis.setObjectName("take_off_basis")
        self._error = paragraph("", "error", name="take_off_error")
        captions = (label("日期", "label"), label("依据", "label"))
        for caption, edit in zip(captions, (self._day, self._basis), strict=True):
            caption.setBuddy(edit)
            edit.setAccessibleName(caption.text())
        accept = button("登记变动", self._write, kind="primary", name="take_off_accept")
        column(
            label(_who(persons), "heading"),
            paragraph("记录和往来都保留，可以恢复在册；后续事项列入“动态”。"),
            choices, captions[0], self._day, captions[1], self._basis, self._error,
            row(1, by_letter(button("取消", self.reject, name="take_off_cancel"), "C"),
                by_letter(accept, "D")),
            into=self, margin=20,
        )  # fmt: skip
        self.setMinimumWidth(theme.active().px(420))
        self._ways.button(0).setChecked(True)
        self._choose(0)

    def _choose(self, number: int) -> None:
        self._basis.setPlaceholderText(_WAYS[number][2])

    def _write(self) -> None:
        status = _WAYS[self._ways.checkedId()][0]
        try:
            while self._persons:
                taken = self._people.take_off(
                    self._persons[0].id or 0, status, self._day.text(), self._basis.text()
                )
                self.stored.append(taken)
                del self._persons[0]
        except Problem as problem:
            done = f"前 {len(self.stored)} 人已登记。" if self.stored else ""
            self._error.setText(briefly(f"{done}{problem.sentence}"))
            return
        self.accept()


def _who(persons: Sequence[Person]) -> str:
    first = persons[0]
    if len(persons) == 1:
        return f"{first.name}　{first.community or ''}"
    return f"{first.name}等 {len(persons)} 人"
