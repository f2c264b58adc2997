"""The recovery sheet: shown, printed or saved, then two of its groups typed back."""

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QStackedWidget, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.widgets.elements import button, column, frame, label, paragraph, row

_GROUP = 4
_IN_A_LINE = 5
_ASKED_AMONG = 8


class Paper(Protocol):
    """Makes the recovery sheet: writes it to a file, or prints it."""

    def save(self, recovery_key: str, out: Path) -> None:
        """Write the sheet; raises Problem."""

    def print(self, recovery_key: str) -> None:
        """Print the sheet through the system's dialog; raises Problem."""


class RecoverySteps(QStackedWidget):
    """Two steps over one recovery key; `confirmed` once both groups agree.

    `stepped` tells which step is in front, `said` carries what is wrong (empty: nothing).
    """

    stepped = Signal(int)
    said = Signal(str)
    confirmed = Signal()

    def __init__(self, notices: Notices, paper: Paper) -> None:
        super().__init__()
        self._notices = notices
        self._paper = paper
        self._key = ""
        self._asked: tuple[int, int] = (0, 1)
        self.addWidget(self._sheet_step())
        self.addWidget(self._check_step())

    def show_key(self, key: str) -> None:
        """Begin with the sheet of `key`."""
        self._key = key
        for number, group in enumerate(_groups(key)):
            words = label(group, "key", name=f"key_group_{number + 1}")
            words.setAccessibleName(f"第{number + 1}组 {' '.join(group)}")
            caption = label(f"第{number + 1}组", "note")
            line, place = number // _IN_A_LINE * 2, number % _IN_A_LINE
            self._grid.addWidget(caption, line, place)
            self._grid.addWidget(words, line + 1, place)
        self._go_to_sheet()

    def _sheet_step(self) -> QWidget:
        step = QWidget()
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.active().px(12))
        sheet = frame("card", name="recovery_sheet")
        column(self._grid, into=sheet, margin=20)
        column(
            label("打印恢复密钥单，封存保管", "heading"),
            paragraph("忘记密码时，只有这张纸能打开台账；没有任何人有后门。"),
            sheet,
            row(
                button("打印密钥单", self._print, icon="printer", name="print_sheet"),
                button("另存为 PDF", self._save, icon="file-type-pdf", name="save_sheet"),
                1,
                button("已留好，下一步", self._go_to_check, kind="primary", name="sheet_kept"),
            ),
            into=step, gap=12,
        )  # fmt: skip
        return step

    def _check_step(self) -> QWidget:
        step = QWidget()
        self._questions = (label("", "label"), label("", "label"))
        self._answers = (QLineEdit(), QLineEdit())
        for number, (question, answer) in enumerate(
            zip(self._questions, self._answers, strict=True), 1
        ):
            answer.setObjectName(f"group_{number}")
            answer.setMaxLength(16)
            question.setBuddy(answer)
        self._answers[0].returnPressed.connect(self._answers[1].setFocus)
        self._answers[1].returnPressed.connect(self._check)
        column(
            label("照着密钥单输入两组", "heading"),
            paragraph("这一步确认密钥单在您手里、字迹清楚。大小写都可以。"),
            self._questions[0], self._answers[0], self._questions[1], self._answers[1], 1,
            row(
                button("再看一次密钥单", self._go_to_sheet, name="back_to_sheet"),
                1,
                button("核对，开始使用", self._check, kind="primary", name="check_groups"),
            ),
            into=step,
        )  # fmt: skip
        return step

    def _go_to_sheet(self) -> None:
        self._go_to(0)

    def _go_to_check(self) -> None:
        first, second = sorted(random.SystemRandom().sample(range(_ASKED_AMONG), 2))
        self._asked = (first, second)
        for question, answer, number in zip(
            self._questions, self._answers, self._asked, strict=True
        ):
            question.setText(f"第{number + 1}组（4个字符）")
            answer.setAccessibleName(f"恢复密钥第{number + 1}组")
            answer.clear()
        self._go_to(1)
        self._answers[0].setFocus()

    def _go_to(self, step: int) -> None:
        self.said.emit("")
        self.setCurrentIndex(step)
        self.stepped.emit(step)

    def _check(self) -> None:
        groups = _groups(self._key)
        for answer, number in zip(self._answers, self._asked, strict=True):
            if _typed(answer.text()) != groups[number]:
                self.said.emit(f"第{number + 1}组与密钥单不一致，请对照后重新输入。")
                answer.setFocus()
                return
        self._key = ""
        self.confirmed.emit()

    def _print(self) -> None:
        self._with_sheet(self._paper.print)

    def _save(self) -> None:
        out = self._notices.save_file("保存恢复密钥单", "恢复密钥单.pdf", "PDF 文件 (*.pdf)")
        if out is not None:
            self._with_sheet(lambda key: self._paper.save(key, out))

    def _with_sheet(self, act: Callable[[str], None]) -> None:
        try:
            act(self._key)
        except Problem as problem:
            self.said.emit(problem.sentence)


def _groups(key: str) -> list[str]:
    plain = re.sub(r"[^0-9A-Z]", "", key.upper())
    return [plain[start : start + _GROUP] for start in range(0, len(plain), _GROUP)]


def _typed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).upper().translate(str.maketrans("OIL", "011"))
