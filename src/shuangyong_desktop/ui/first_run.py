"""The first run: a password, the recovery sheet, two groups typed back (SECURITY §1.5)."""

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLineEdit, QStackedWidget, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.passwords import weakness
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.unlock import secret
from shuangyong_desktop.ui.widgets.elements import (
    button,
    card,
    column,
    frame,
    glyph,
    label,
    paragraph,
    row,
    set_kind,
)
from shuangyong_desktop.ui.widgets.stepper import Stepper

_STEPS = ("设密码", "留恢复密钥单", "核对密钥单")
_GROUP = 4


def unconfirmed(ledger: Path) -> Path:
    """The empty file beside a ledger whose recovery sheet was never typed back.

    While it is there the ledger does not open before that is done (SECURITY §1.5).
    """
    return ledger.with_name(f"{ledger.name}.unconfirmed")


class Paper(Protocol):
    """Makes the recovery sheet: writes it to a file, or prints it."""

    def save(self, recovery_key: str, out: Path) -> None:
        """Write the sheet; raises Problem."""

    def print(self, recovery_key: str) -> None:
        """Print the sheet through the system's dialog; raises Problem."""


class FirstRun(QWidget):
    """Makes the ledger at `path`; `done` gets the open office once two groups were typed back."""

    def __init__(
        self,
        path: Path,
        notices: Notices,
        paper: Paper,
        done: Callable[[Office], object],
    ) -> None:
        super().__init__()
        self.setObjectName("first_run")
        self.setProperty("role", "stage")
        self._path = path
        self._notices = notices
        self._paper = paper
        self._done = done
        self._made: ledgers.NewOffice | None = None
        self._asked: tuple[int, int] = (0, 1)
        self._stepper = Stepper(_STEPS)
        self._error = paragraph("", "error", name="first_run_error")
        self._error.hide()
        self._steps = QStackedWidget()
        for step in (self._password_step(), self._sheet_step(), self._check_step()):
            self._steps.addWidget(step)
        self._build()

    @property
    def office(self) -> Office | None:
        """The ledger made so far; whoever closes the window closes it."""
        return self._made.office if self._made else None

    def resume(self, office: Office) -> None:
        """Go on where a first run was broken off, with a new key: the old one may be unseen.

        Raises Problem when the key cannot be written.
        """
        self._made = ledgers.NewOffice(office, office.new_recovery_key())
        self._show_key(self._made.recovery_key)
        self._go_to_sheet()

    def focus(self) -> None:
        """Put the keyboard where typing begins."""
        self._password.setFocus()

    def _build(self) -> None:
        head = row(
            glyph("emblem", "accent", 44),
            column(label("欢迎使用双拥工作台账", "title"),
                   label("本软件为单机内部工作工具，不得录入、存储涉密信息。", "note"), gap=2),
            1,
            gap=12,
        )  # fmt: skip
        box = card(head, self._stepper, self._error, self._steps, name="first_run_card", padding=24)
        box.setFixedWidth(theme.active().px(620))
        column(1, row(1, box, 1), 1, into=self)

    def _password_step(self) -> QWidget:
        step = QWidget()
        self._password = secret("password", "登录密码")
        self._again = secret("password_again", "再输一次登录密码")
        self._strength = label("", "note", name="password_strength")
        self._password.textChanged.connect(self._judge)
        self._again.returnPressed.connect(self._create)
        captions = [label("登录密码", "label"), label("再输一次", "label")]
        for caption, edit in zip(captions, (self._password, self._again), strict=True):
            caption.setBuddy(edit)
        column(
            label("为台账设一个密码", "heading"),
            paragraph("台账加密保存在这台电脑上，每次打开都要输入密码。要输入汉字，请先点右边的眼睛。"),
            captions[0], self._password, self._strength, captions[1], self._again, 1,
            row(1, button("设好密码，下一步", self._create, kind="primary", name="create_ledger")),
            into=step,
        )  # fmt: skip
        return step

    def _sheet_step(self) -> QWidget:
        step = QWidget()
        self._key_grid = QGridLayout()
        self._key_grid.setSpacing(theme.active().px(12))
        sheet = frame("card", name="recovery_sheet")
        column(self._key_grid, into=sheet, margin=20)
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

    def _judge(self, password: str) -> None:
        reason = weakness(password) if password else None
        self._strength.setText(reason or ("这个密码可以用。" if password else ""))
        set_kind(self._strength, "warn" if reason else "ok")

    def _create(self) -> None:
        password = self._password.text()
        reason = weakness(password)
        if reason:
            self._say(reason, self._password)
            return
        if password != self._again.text():
            self._say("两次输入的密码不一样，请重新输入。", self._again)
            return
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            unconfirmed(self._path).touch()
            self._made = ledgers.create(self._path, password)
        except Problem as problem:
            self._say(problem.sentence, self._password)
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self._password.clear()
        self._again.clear()
        self._show_key(self._made.recovery_key)
        self._go_to_sheet()

    def _show_key(self, key: str) -> None:
        for number, group in enumerate(_groups(key)):
            words = label(group, "key", name=f"key_group_{number + 1}")
            words.setAccessibleName(f"第{number + 1}组 {' '.join(group)}")
            caption = label(f"第{number + 1}组", "note")
            self._key_grid.addWidget(caption, number // 5 * 2, number % 5)
            self._key_grid.addWidget(words, number // 5 * 2 + 1, number % 5)

    def _go_to_sheet(self) -> None:
        self._say("")
        self._stepper.go_to(1)
        self._steps.setCurrentIndex(1)

    def _go_to_check(self) -> None:
        first, second = sorted(random.SystemRandom().sample(range(8), 2))
        self._asked = (first, second)
        for question, answer, number in zip(
            self._questions, self._answers, self._asked, strict=True
        ):
            question.setText(f"第{number + 1}组（4个字符）")
            answer.setAccessibleName(f"恢复密钥第{number + 1}组")
            answer.clear()
        self._say("")
        self._stepper.go_to(2)
        self._steps.setCurrentIndex(2)
        self._answers[0].setFocus()

    def _check(self) -> None:
        if self._made is None:
            return
        groups = _groups(self._made.recovery_key)
        for answer, number in zip(self._answers, self._asked, strict=True):
            if _typed(answer.text()) != groups[number]:
                self._say(f"第{number + 1}组与密钥单不一致，请对照后重新输入。", answer)
                return
        office = self._made.office
        self._made = None
        unconfirmed(self._path).unlink(missing_ok=True)
        self._done(office)

    def _print(self) -> None:
        self._with_sheet(self._paper.print)

    def _save(self) -> None:
        out = self._notices.save_file("保存恢复密钥单", "恢复密钥单.pdf", "PDF 文件 (*.pdf)")
        if out is not None:
            self._with_sheet(lambda key: self._paper.save(key, out))

    def _with_sheet(self, act: Callable[[str], None]) -> None:
        if self._made is None:
            return
        try:
            act(self._made.recovery_key)
        except Problem as problem:
            self._say(problem.sentence)

    def _say(self, sentence: str, at: QWidget | None = None) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        if at is not None:
            at.setFocus()


def _groups(key: str) -> list[str]:
    plain = re.sub(r"[^0-9A-Z]", "", key.upper())
    return [plain[start : start + _GROUP] for start in range(0, len(plain), _GROUP)]


def _typed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).upper().translate(str.maketrans("OIL", "011"))
