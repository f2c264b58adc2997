"""The door: the password, or the recovery key and a new password (SECURITY §1.4, §1.5)."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services import key_copies, ledgers
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui import icons, rescue, theme
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.widgets.elements import (
    button,
    card,
    column,
    glyph,
    label,
    paragraph,
    row,
    set_kind,
)

_FREE_TRIES = 5
_LONGEST_WAIT = 30
_MOST_TYPED = 200
_BY_PASSWORD, _BY_KEY, _TROUBLE = range(3)


class Unlock(QWidget):
    """Asks for the password of the ledger at `path` and gives the open Office to `opened`.

    After five wrong tries each next one waits longer, up to 30 seconds; nothing is ever
    destroyed. A file that does not open has a screen of its own, with 从备份恢复 where a backup
    is the way on.
    """

    def __init__(self, path: Path, opened: Callable[[Office], object], notices: Notices) -> None:
        super().__init__()
        self.setObjectName("unlock")
        self.setProperty("role", "stage")
        self._path = path
        self._opened = opened
        self._notices = notices
        self._tries = 0
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._let_try)
        self._error = paragraph("", "error", name="unlock_error")
        self._error.hide()
        self._password = secret("password", "登录密码")
        self._password.returnPressed.connect(self._try_password)
        self._enter = button("打开台账", self._try_password, kind="primary", name="unlock_enter")
        self._key = QLineEdit()
        self._key.setObjectName("recovery_key")
        self._key.setAccessibleName("恢复密钥")
        self._key.setMaxLength(_MOST_TYPED)
        self._key.setPlaceholderText("恢复密钥单上的字母和数字，空格可以不填")
        self._new = secret("new_password", "新的登录密码")
        self._again = secret("new_password_again", "再输一次新的登录密码")
        self._again.returnPressed.connect(self._try_key)
        self._ways = (self._password_way(), self._key_way(), self._trouble_way())
        self._way = _BY_PASSWORD
        self._build()
        self._go(_BY_PASSWORD)

    def focus(self) -> None:
        """Put the keyboard where typing begins."""
        (self._password, self._key, self._again_button)[self._way].setFocus()

    def _build(self) -> None:
        px = theme.active().px
        head = row(
            glyph("emblem", "accent", 44),
            column(label("双拥工作台账", "title"), label("数据只存本机，不联网", "note"), gap=2),
            1,
            gap=12,
        )
        box = card(head, self._error, *self._ways, name="unlock_card", padding=24)
        box.setFixedWidth(px(420))
        column(1, row(1, box, 1), 2, into=self)

    def _password_way(self) -> QWidget:
        way = QWidget()
        caption = label("登录密码", "label")
        caption.setBuddy(self._password)
        other = button("忘记密码，用恢复密钥打开", self._show_key_way, kind="link")
        other.setObjectName("use_recovery_key")
        column(caption, self._password, self._enter, row(other, 1), 1, into=way, gap=10)
        return way

    def _key_way(self) -> QWidget:
        way = QWidget()
        captions = [label(words, "label") for words in ("恢复密钥", "新的登录密码", "再输一次")]
        for caption, edit in zip(captions, (self._key, self._new, self._again), strict=True):
            caption.setBuddy(edit)
        enter = button("打开并换新密码", self._try_key, kind="primary", name="recovery_enter")
        back = button("返回输入密码", self._show_password_way, kind="link", name="use_password")
        column(
            captions[0], self._key, captions[1], self._new, captions[2], self._again,
            enter, row(back, 1), 1, into=way, gap=8,
        )  # fmt: skip
        return way

    def _go(self, way: int) -> None:
        """Bring one way to the front; the card is as high as this one needs."""
        self._way = way
        for number, widget in enumerate(self._ways):
            widget.setVisible(number == way)

    def _trouble_way(self) -> QWidget:
        way = QWidget()
        self._trouble = label("", "heading", name="trouble_heading")
        self._reason = paragraph("", "", name="trouble_reason")
        self._key_copy = button(
            "用本机另存的密钥文件打开", self._use_key_copy, kind="primary", name="use_key_copy"
        )
        self._newest = button("", self._restore_newest, kind="primary", name="restore_newest")
        self._other = button("选择其他备份恢复", self._restore_other, name="restore_other")
        self._again_button = button("重新打开", self._show_password_way, name="open_again")
        column(
            row(glyph("alert-triangle", "bad", 20), self._trouble, 1),
            self._reason, self._key_copy, self._newest, self._other, self._again_button, 1,
            into=way, gap=10,
        )  # fmt: skip
        return way

    def _show_trouble(self, problem: Problem) -> None:
        """Say why the ledger does not open, and offer the newest backup where it helps."""
        helps = problem.code in rescue.HELPED_BY_BACKUP
        newest = rescue.newest_package(self._path) if helps else None
        self._trouble.setText(rescue.HEADINGS[problem.code])
        self._reason.setText(problem.sentence)
        self._newest.setVisible(newest is not None)
        if newest is not None:
            self._newest.setText(f"用最近的备份恢复（{newest.stem.removeprefix('台账备份-')}）")
        self._other.setText("选择其他备份恢复" if newest is not None else "选择备份恢复")
        self._other.setVisible(helps)
        copied = problem.code in rescue.HELPED_BY_KEY_COPY and key_copies.found(self._path)
        self._key_copy.setVisible(copied)
        set_kind(self._newest, "" if copied else "primary")
        self._go(_TROUBLE)
        first = self._newest if newest is not None else self._other
        first = self._key_copy if copied else first
        (first if helps else self._again_button).setFocus()

    def _use_key_copy(self) -> None:
        """Bring the key file back and try the password again that was typed."""
        try:
            key_copies.bring_back(self._path)
        except Problem as problem:
            self._notices.fail(problem)
            return
        self._show_password_way()
        if self._password.text():
            self._try_password()

    def _restore_newest(self) -> None:
        self._restore(rescue.newest_package(self._path))

    def _restore_other(self) -> None:
        self._restore(None)

    def _restore(self, package: Path | None) -> None:
        if rescue.restore_chosen(self._path, self._notices, package):
            self._show_password_way()

    def _show_key_way(self) -> None:
        self._say("")
        self._go(_BY_KEY)
        self._key.setFocus()

    def _show_password_way(self) -> None:
        self._say("")
        self._go(_BY_PASSWORD)
        self._password.setFocus()

    def _try_password(self) -> None:
        if not self._enter.isEnabled():
            return
        if not self._password.text():
            self._say("请输入登录密码。")
            return
        self._try(lambda: ledgers.open_with_password(self._path, self._password.text()))

    def _try_key(self) -> None:
        if self._new.text() != self._again.text():
            self._say("两次输入的新密码不一样，请重新输入。")
            self._again.setFocus()
            return
        self._try(
            lambda: ledgers.open_with_recovery_key(self._path, self._key.text(), self._new.text())
        )

    def _try(self, attempt: Callable[[], Office]) -> None:
        self._say("")
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            office = attempt()
        except Problem as problem:
            if problem.code in rescue.HEADINGS:
                self._show_trouble(problem)
                return
            self._say(problem.sentence)
            self._password.selectAll()
            if problem.code == "wrong_password":
                self._count_try()
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        for edit in (self._password, self._new, self._again, self._key):
            edit.clear()
        self._opened(office)

    def _count_try(self) -> None:
        self._tries += 1
        if self._tries >= _FREE_TRIES:
            seconds = min(2 ** (self._tries - _FREE_TRIES), _LONGEST_WAIT)
            self._enter.setEnabled(False)
            self._wait.start(seconds * 1000)

    def _let_try(self) -> None:
        self._enter.setEnabled(True)

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))


def secret(name: str, says: str) -> QLineEdit:
    """An input that hides what is typed and offers no prediction of it."""
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(says)
    edit.setMaxLength(_MOST_TYPED)
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    edit.setInputMethodHints(
        Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    )
    eye = QAction(icons.icon("eye", "text3"), "显示密码", edit)
    eye.setObjectName(f"{name}_show")
    eye.setCheckable(True)
    eye.toggled.connect(partial(_show, edit))
    edit.addAction(eye, QLineEdit.ActionPosition.TrailingPosition)
    return edit


def _show(edit: QLineEdit, shown: bool) -> None:  # noqa: FBT001 (a signal)
    modes = QLineEdit.EchoMode
    edit.setEchoMode(modes.Normal if shown else modes.Password)
