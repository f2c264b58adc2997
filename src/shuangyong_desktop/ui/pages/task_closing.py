"""提出单位确认: who confirmed a task, when, what they say and what stays in place (CLERK §2)."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.contacts import Satisfaction
from shuangyong_desktop.domain.tasks import OPEN_STATES, Closing, standing_words
from shuangyong_desktop.services.tasks import TaskLine
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.drafting import Drafting
from shuangyong_desktop.ui.pages.task_dialogs import today
from shuangyong_desktop.ui.widgets.elements import column, label, row
from shuangyong_desktop.ui.widgets.segments import Segments

_WHOLE_DAY = len("2026-07-29")


class ClosingForm(QWidget):
    """What closing a task asks for; `edited` is emitted whenever something of it changes.

    What was typed about a task waits as its draft until the task is closed.
    """

    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._drafting = Drafting(desk, self._texts, self)
        self._task_id: int | None = None
        self._mutual = False
        self._heading = label("", "strong", name="closing_heading")
        self._by = _line("closing_by", "确认人")
        self._on = _line("closing_on", "日期")
        self._words = _line("closing_long_term", "长效措施", "如：每半年办一次专场")
        said = [(item.name, item.value) for item in Satisfaction]
        self._said = Segments("closing_said", "评价", said)
        grid = QGridLayout()
        px = theme.active().px
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(6))
        self._caption = label("确认人", "label")
        captions = (self._caption, label("日期", "label"), label("评价", "label"),
                    label("长效措施", "label"))  # fmt: skip
        for caption, buddy in zip(captions, (self._by, self._on, self._said, self._words),
                                  strict=True):  # fmt: skip
            caption.setBuddy(buddy)
        grid.addWidget(captions[0], 0, 0)
        grid.addWidget(self._by, 0, 1)
        grid.addWidget(captions[1], 0, 2)
        grid.addWidget(self._on, 0, 3)
        if theme.active().scale == 1.0:  # large type needs all of the line for the choice
            captions[2].setMinimumWidth(captions[3].sizeHint().width())
        grid.addLayout(row(captions[2], self._said, 1), 1, 0, 1, 4)
        grid.addWidget(captions[3], 2, 0)
        grid.addWidget(self._words, 2, 1, 1, 3)
        grid.setColumnStretch(1, 4)
        grid.setColumnStretch(3, 5)
        column(self._heading, grid, into=self, gap=6)
        for edit in (self._by, self._on, self._words):
            edit.textEdited.connect(self._note)
        self._said.chosen.connect(self._note)

    def show_task(self, line: TaskLine) -> None:
        """Ask about this task, beginning with its draft; what was typed about it stays."""
        task = line.task
        if task.state not in OPEN_STATES and self._task_id == task.id:
            self._drafting.drop()
        if task.id == self._task_id:
            return
        draft = self._drafting.begin(f"closing:{task.id}") or {}
        self._task_id, self._mutual = task.id, task.mutual
        self._heading.setText("提出单位确认" if task.mutual else "核验")
        self._caption.setText("确认人" if task.mutual else "核验人")
        if task.state not in OPEN_STATES:
            draft = {}
        evaluation = task.evaluation.name if task.evaluation else ""
        self._show(
            draft.get("by", task.confirmed_by or ""), draft.get("on", today()),
            draft.get("words", task.long_term or ""), draft.get("said", evaluation),
        )  # fmt: skip

    def _show(self, by: str, on: str, words: str, said: str) -> None:
        self._by.setText(by)
        self._on.setText(on)
        self._words.setText(words)
        self._said.blockSignals(True)  # noqa: FBT003 (Qt's own order; filling is no typing)
        self._said.clear()
        if said in Satisfaction.__members__:
            self._said.show_chosen(said)
        self._said.blockSignals(False)  # noqa: FBT003

    def _texts(self) -> Mapping[str, str]:
        return {"by": self._by.text(), "on": self._on.text(),
                "words": self._words.text(), "said": self._said.value}  # fmt: skip

    def _note(self) -> None:
        self._drafting.touch()
        self.edited.emit()

    @property
    def typed(self) -> bool:
        """Whether something was entered that closing has not written yet."""
        return bool(self._by.text().strip() or self._words.text().strip() or self._said.value)

    def closing(self, reason: str | None = None) -> Closing:
        """What stands here; `reason` is why a task is closed all the same."""
        day = kinds.DATE.read(self._on.text()).value
        said = self._said.value
        return Closing(
            on=day if day and len(day) == _WHOLE_DAY else "",
            confirmed_by=self._by.text().strip() or None,
            evaluation=Satisfaction[said] if said else None,
            long_term=self._words.text().strip() or None,
            reason=reason,
        )

    def missing(self) -> str:
        """What is still to be filled in, in words; empty when nothing is."""
        closing = self.closing()
        known = closing.on if closing.on <= today() else ""
        asked: list[tuple[str, str | None]] = [
            ("今天或以前的日期" if closing.on else "日期", known)
        ]
        if self._mutual:
            asked.insert(0, ("确认人", closing.confirmed_by))
            asked += [("评价", closing.evaluation), ("长效措施", closing.long_term)]
        return "、".join(words for words, value in asked if not value)


def what_waits(line: TaskLine, missing: str) -> str:
    """Why a task cannot be closed yet, as a sentence; empty when it can."""
    reached = line.standing.reached(line.task)
    short = "" if reached else f"销号条件未齐：{standing_words(line.task, line.standing)}"
    asked = f"还要填写{missing}" if missing else ""
    return "；".join(filter(None, (short, asked)))


def _line(name: str, says: str, hint: str = "") -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(says)
    edit.setPlaceholderText(hint)
    return edit
