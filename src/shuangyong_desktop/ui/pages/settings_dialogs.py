"""A new password, and a new recovery sheet, for the ledger that is open."""

from PySide6.QtWidgets import QDialog, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.passwords import weakness
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.first_run import unconfirmed
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.recovery_paper import RecoveryPaper
from shuangyong_desktop.ui.recovery_steps import RecoverySteps
from shuangyong_desktop.ui.unlock import secret
from shuangyong_desktop.ui.widgets.elements import button, column, label, paragraph, row


class PasswordDialog(QDialog):
    """Asks the old password once and the new one twice."""

    def __init__(self, office: Office, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("password_dialog")
        self.setWindowTitle("更改登录密码")
        self._office = office
        self._old = secret("old_password", "现在的登录密码")
        self._new = secret("new_password", "新的登录密码")
        self._again = secret("new_password_again", "再输一次新的登录密码")
        self._error = paragraph("", "error", name="password_error")
        lines = column(gap=8)
        for edit in (self._old, self._new, self._again):
            caption = label(edit.accessibleName(), "label")
            caption.setBuddy(edit)
            lines.addWidget(caption)
            lines.addWidget(edit)
        column(
            lines, self._error,
            row(1, button("取消", self.reject, name="password_cancel"),
                button("更改密码", self._change, kind="primary", name="password_accept")),
            into=self, margin=20, gap=12,
        )  # fmt: skip
        self.setMinimumWidth(theme.active().px(420))

    def _change(self) -> None:
        reason = weakness(self._new.text())
        if self._new.text() != self._again.text():
            self._error.setText("两次输入的新密码不一样，请重新输入。")
        elif reason:
            self._error.setText(reason)
        elif not _opens(self._office, self._old.text()):
            self._error.setText("现在的登录密码不对，没有更改。")
        else:
            self._write()

    def _write(self) -> None:
        try:
            self._office.set_password(self._new.text())
        except Problem as problem:
            self._error.setText(problem.sentence)
            return
        self.accept()


class SheetDialog(QDialog):
    """Makes a new recovery key; until two groups are typed back the next opening asks for it."""

    def __init__(self, office: Office, notices: Notices, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sheet_dialog")
        self.setWindowTitle("重新生成恢复密钥单")
        self._office = office
        self._error = paragraph("", "error", name="sheet_error")
        self._steps = RecoverySteps(notices, RecoveryPaper(self))
        self._steps.said.connect(self._error.setText)
        self._steps.confirmed.connect(self._confirm)
        self._steps.hide()
        self._begin = QWidget()
        column(
            paragraph("生成后，以前的恢复密钥单不能再打开台账。请准备好打印机或U盘，"
                      "新的密钥单要打印或另存，并照着输入两组。"),
            row(1, button("取消", self.reject, name="sheet_cancel"),
                button("生成新的密钥单", self._make, kind="primary", name="sheet_make")),
            into=self._begin, gap=14,
        )  # fmt: skip
        column(self._begin, self._error, self._steps, into=self, margin=20)
        width = theme.active().px(560)
        self.setMinimumWidth(width)
        self.resize(width, self.heightForWidth(width))

    def _make(self) -> None:
        mark = unconfirmed(self._office.path)
        try:
            mark.touch()
            key = self._office.new_recovery_key()
        except Problem as problem:
            mark.unlink(missing_ok=True)
            self._error.setText(problem.sentence)
            return
        self._begin.hide()
        self._steps.show()
        self._steps.show_key(key)

    def _confirm(self) -> None:
        unconfirmed(self._office.path).unlink(missing_ok=True)
        self.accept()


def _opens(office: Office, password: str) -> bool:
    """Whether `password` is the one of the ledger that is open.

    Opening it a second time fails in either case: by the lock when the password is right.
    """
    try:
        ledgers.open_with_password(office.path, password).close()
    except Problem as problem:
        return problem.code == "in_use"
    return True
