"""The first run: a password, the recovery sheet, two groups typed back (SECURITY §1.5)."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.passwords import weakness
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui import rescue, theme
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.recovery_steps import Paper, RecoverySteps
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


def unconfirmed(ledger: Path) -> Path:
    """The empty file beside a ledger whose recovery sheet was never typed back.

    While it is there the ledger does not open before that is done (SECURITY §1.5).
    """
    return ledger.with_name(f"{ledger.name}.unconfirmed")


class FirstRun(QWidget):
    """Makes the ledger at `path`; `done` gets the open office once two groups were typed back.

    `demo_wanted` asks for the demo instead, `restored` says that a backup now lies at `path`.
    """

    demo_wanted = Signal()
    restored = Signal()

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
        self._done = done
        self._made: ledgers.NewOffice | None = None
        self._stepper = Stepper(_STEPS)
        self._error = paragraph("", "error", name="first_run_error")
        self._error.hide()
        self._recovery = RecoverySteps(notices, paper)
        self._recovery.stepped.connect(self._show_step)
        self._recovery.said.connect(self._say)
        self._recovery.confirmed.connect(self._confirm)
        self._steps = QStackedWidget()
        self._steps.addWidget(self._password_step())
        self._steps.addWidget(self._recovery)
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
        self._show_sheet(self._made.recovery_key)

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
        self._others = frame("hollow")
        row(
            1,
            button("先看看演示", self.demo_wanted.emit, kind="link", name="first_run_demo"),
            label("·", "note"),
            button("已有备份，从备份恢复", self._restore, kind="link", name="first_run_restore"),
            1,
            into=self._others,
        )
        column(1, row(1, box, 1), self._others, 1, into=self, gap=16)

    def _password_step(self) -> QWidget:
        step = QWidget()
        self._password = secret("password", "登录密码")
        self._again = secret("password_again", "再输一次登录密码")
        self._strength = label("", "note", name="password_strength")
        self._password.textChanged.connect(self._judge)
        self._password.returnPressed.connect(self._again.setFocus)
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

    def _judge(self, password: str) -> None:
        reason = weakness(password) if password else None
        self._strength.setText(reason or ("这个密码可以用。" if password else ""))
        set_kind(self._strength, "warn" if reason else "ok")

    def _create(self) -> None:
        password = self._password.text()
        reason = weakness(password)
        if reason:
            self._say("")
            self._strength.setText(reason)
            set_kind(self._strength, "bad")
            self._password.setFocus()
            return
        if password != self._again.text():
            self._refuse("两次输入的密码不一样，请重新输入。", self._again)
            return
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            unconfirmed(self._path).touch()
            self._made = ledgers.create(self._path, password)
        except Problem as problem:
            self._refuse(problem.sentence, self._password)
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self._password.clear()
        self._again.clear()
        self._show_sheet(self._made.recovery_key)

    def _show_sheet(self, key: str) -> None:
        self._others.hide()
        self._recovery.show_key(key)
        self._steps.setCurrentWidget(self._recovery)

    def _show_step(self, step: int) -> None:
        self._stepper.go_to(step + 1)

    def _confirm(self) -> None:
        if self._made is None:
            return
        office = self._made.office
        self._made = None
        unconfirmed(self._path).unlink(missing_ok=True)
        self._done(office)

    def _restore(self) -> None:
        if rescue.restore_chosen(self._path, self._notices):
            self.restored.emit()

    def _refuse(self, sentence: str, at: QWidget) -> None:
        self._say(sentence)
        at.setFocus()

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
