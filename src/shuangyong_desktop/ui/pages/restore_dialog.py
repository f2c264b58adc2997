"""恢复备份: what would come, what would go, before anything is done (UX §2.9, SECURITY §4)."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPlainTextEdit, QWidget

from shuangyong_desktop.domain.errors import Cancelled, Problem
from shuangyong_desktop.domain.restoring import Differences, Names
from shuangyong_desktop.services.backups import BackupView
from shuangyong_desktop.services.restoring import Prepared, Restores, Restoring
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.background import Job, Tick
from shuangyong_desktop.ui.widgets.elements import button, column, frame, label, paragraph, row

_KEY_LENGTH = 34
_LOCKED = "password_needed"


class RestoreDialog(QDialog):
    """Looks into one package and offers 恢复; `prepared` holds it ready after that.

    Nothing is written before 恢复; preparing makes a backup of the ledger in use first.
    """

    def __init__(
        self, restores: Restores, package: BackupView, jobs: QWidget, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("restore_dialog")
        self.setWindowTitle("恢复备份")
        self.prepared: Prepared | None = None
        self._restores = restores
        self._package = package
        self._jobs = jobs
        self._job: Job | None = None
        at = package.made_at
        made = f"恢复 {at:%Y年%m月%d日 %H:%M} 的备份" if at else f"恢复备份：{package.path.name}"
        self._said = paragraph("正在比较这份备份和现在的台账……", "", name="restore_said")
        self._wrong = paragraph("", "error", kind="bad", name="restore_wrong")
        self._wrong.hide()
        self._secret = QLineEdit()
        self._secret.setObjectName("restore_secret")
        self._secret.setAccessibleName("备份当时的登录密码或恢复密钥")
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._asking = frame("hollow")
        open_it = button("打开备份", self._look, name="restore_open")
        column(
            label("备份当时的登录密码或恢复密钥", "label"), row(self._secret, open_it, stretch=0),
            into=self._asking,
        )  # fmt: skip
        self._asking.hide()
        self._names = {key: _names_box(key, words) for key, words in _PARTS}
        lists = row(*(self._names[key][0] for key, _ in _PARTS), gap=10)
        self._restore = button("恢复", self._prepare, kind="primary", icon="restore",
                               name="restore_accept")  # fmt: skip
        self._restore.setEnabled(False)
        cancel = button("取消", self.reject, name="restore_cancel")
        column(
            paragraph(made, "heading", name="restore_heading"),
            paragraph("恢复前先把现在的台账备份一份，恢复后可以“撤销恢复”。", "note"),
            self._said, self._asking, lists, self._wrong, row(1, cancel, self._restore),
            into=self, margin=20, gap=10,
        )  # fmt: skip
        open_it.setDefault(True)  # for Enter in the line beside it, once that is asked for
        cancel.setFocus()
        self.setMinimumWidth(theme.active().px(640))
        self._look()

    def reject(self) -> None:
        """Leave the ledger as it is; a comparison that is under way is given up."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().reject()

    def _restoring(self) -> Restoring:
        secret = self._secret.text().strip()
        as_key = "".join(secret.split()).replace("-", "")
        if len(as_key) == _KEY_LENGTH:
            return self._restores.of(self._package.path, recovery_key=secret)
        return self._restores.of(self._package.path, password=secret)

    def _look(self) -> None:
        self._begin(partial(_preview, self._restoring()), self._show)

    def _prepare(self) -> None:
        self._said.setText("正在备份现在的台账，准备恢复……")
        self._begin(partial(_prepared, self._restoring()), self._ready)

    def _begin(self, work: Callable[[Tick], object], then: Callable[..., object]) -> None:
        if self._job is not None:
            return
        self._wrong.hide()
        self._restore.setEnabled(False)
        job = Job(work, self._jobs)
        self._job = job
        job.finished.connect(partial(self._end, job, then))
        job.failed.connect(partial(self._fail, job))
        job.start()

    def _end(self, job: Job, then: Callable[..., object], result: object) -> None:
        if job is self._job:
            self._job = None
            then(result)

    def _fail(self, job: Job, error: Exception) -> None:
        if job is not self._job:
            return
        self._job = None
        sentence = error.sentence if isinstance(error, Problem) else "这份备份没有读成，没有改动。"
        self._wrong.setText(sentence)
        self._wrong.show()
        self._said.setText("")
        code = error.code if isinstance(error, Problem) else ""
        secret_wrong = bool(self._secret.text())
        self._asking.setVisible(code == _LOCKED or secret_wrong)
        if self._asking.isVisible():
            self._secret.setFocus()

    def _show(self, found: Differences) -> None:
        self._said.setText(found.words)
        for key, names in (
            ("added", found.added), ("missing", found.missing), ("different", found.different),
        ):  # fmt: skip
            _fill(*self._names[key][1:], names, dict(_PARTS)[key])
        self._restore.setEnabled(True)

    def _ready(self, prepared: Prepared) -> None:
        self.prepared = prepared
        self.accept()


_PARTS = (("added", "新增"), ("missing", "缺少"), ("different", "不同"))


def _names_box(key: str, words: str) -> tuple[QWidget, QLabel, QPlainTextEdit]:
    heading = label(words, "strong", name=f"restore_{key}_count")
    names = QPlainTextEdit()
    names.setObjectName(f"restore_{key}")
    names.setAccessibleName(f"{words}的人员")
    names.setReadOnly(True)
    names.setTabChangesFocus(True)
    names.setFixedHeight(theme.active().px(130))
    box = QWidget()
    column(heading, names, into=box, gap=4)
    return box, heading, names


def _fill(heading: QLabel, names: QPlainTextEdit, found: Names, words: str) -> None:
    heading.setText(f"{words} {found.count:,} 人")
    more = f"\n……共 {found.count:,} 人" if found.count > len(found.names) else ""
    names.setPlainText("\n".join(found.names) + more)


def _preview(restoring: Restoring, tick: Tick) -> Differences:
    del tick
    return restoring.preview()


def _prepared(restoring: Restoring, tick: Tick) -> Prepared:
    prepared = restoring.prepare(tick)
    try:
        tick(1, 1)
    except Cancelled:
        prepared.discard()
        raise
    return prepared
