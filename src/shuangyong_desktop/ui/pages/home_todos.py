"""今日待办 of 首页: one row for each thing to do, and the box that ticks it off (UX §2.2)."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame

from shuangyong_desktop.domain.contacts import APPEALS
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services.todos import Deed, Link, Tick, Todo
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.elements import (
    column,
    empty,
    glyph,
    label,
    paragraph,
    plain_hint,
    row,
)
from shuangyong_desktop.ui.widgets.pressable import Pressable
from shuangyong_desktop.ui.widgets.shortened import Shortened

WEEKDAYS = "一二三四五六日"
_WEEK = 7
_LATE, _TODAY, _SOON = "已逾期", "今天", "本周"
_TINTS = {_LATE: "bad", _TODAY: "warn", _SOON: ""}
_BOX = 24
_DEEDS = {Deed.STEP: "办结", Deed.CONTACT: "登记联系", Deed.APPEAL: "办理诉求",
          Deed.TASK: "登记进展"}  # fmt: skip

_INSTEAD = (
    ("phone", "看应联系名单", "contacts"),
    ("clock", "核对联系频次", "settings/contacts"),
    ("gift", "看慰问方案", "visits"),
    ("list-check", "逐条处理数据核查", "data_faults"),
)
"""What helps on a day on which nothing is due: icon, words and page."""

Open = Callable[[Link], object]


class TodoCard(QFrame):
    """The to-dos by their day; `opened` gets the link of a row.

    A box writes what waits: a follow-up is done today at once, a contact, an appeal and the
    progress of a task are asked for in their own dialog. The row goes when the record does not
    wait any more.
    """

    def __init__(self, desk: Desk, notices: Notices, opened: Open) -> None:
        super().__init__()
        self.setObjectName("todos")
        self.setProperty("role", "card")
        self._desk, self._notices, self._opened = desk, notices, opened
        self._undoing = Undoing(desk, notices)
        self._boxes: list[QCheckBox] = []
        self._layout = column(into=self, margin=14, gap=2)

    def show_todos(self, todos: Sequence[Todo], today: date) -> None:
        """Show `todos` as they stand on `today`; the keyboard stays at its place in the list."""
        at = self._box_at_keyboard()
        empty(self._layout)
        self._boxes = []
        heading = row(glyph("circle-check", "accent", 18), label("今日待办", "heading"), 1)
        heading.addWidget(label(f"共 {len(todos)} 项", "note", name="todo_count"))
        self._layout.addLayout(heading)
        if not todos:
            self._layout.addWidget(paragraph("今天没有待办。可以：", "note", name="nothing_due"))
            for icon, words, page in _INSTEAD:
                line = Pressable(
                    row(glyph(icon, "text2", 16), label(words), 1), words, "instead", 6
                )
                line.clicked.connect(partial(self._opened, Link(page)))
                self._layout.addWidget(line)
        groups: dict[str, list[Todo]] = {_LATE: [], _TODAY: [], _SOON: []}
        for todo in todos:
            groups[_group_of(todo, today)].append(todo)
        for words, group in groups.items():
            if group:
                self._layout.addWidget(
                    label(f"{words}  {len(group)} 项", "note", kind=_TINTS[words])
                )
                for todo in group:
                    self._add(todo, today)
        self._layout.addStretch(1)
        if at is not None and self._boxes:
            box = self._boxes[min(at, len(self._boxes) - 1)]
            box.show()  # the layout would show it later, and nothing unseen takes the keyboard
            box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, todo: Todo, today: date) -> None:
        line = todo_row(todo, today, self._opened)
        if todo.tick is None:
            whole = row(line, gap=4, stretch=0)
            whole.setContentsMargins(theme.active().px(_BOX + 4), 0, 0, 0)
        else:
            whole = row(self._box(todo, todo.tick), line, gap=4, stretch=1)
        self._layout.addLayout(whole)

    def _box(self, todo: Todo, tick: Tick) -> QCheckBox:
        box = QCheckBox()
        box.setObjectName("tick")
        box.setAccessibleName(f"{_DEEDS[tick.deed]}：{todo.title}")
        box.setToolTip(plain_hint(_DEEDS[tick.deed]))
        box.setFixedWidth(theme.active().px(_BOX))
        box.clicked.connect(partial(self._tick, box, tick))
        self._boxes.append(box)
        return box

    def _box_at_keyboard(self) -> int | None:
        at = QApplication.focusWidget()
        return self._boxes.index(at) if isinstance(at, QCheckBox) and at in self._boxes else None

    def _tick(self, box: QCheckBox, tick: Tick) -> None:
        """Write what ticks the row off, or ask for what has to be written."""
        box.setChecked(False)  # the record decides: the row goes when it does not wait any more
        if tick.deed is Deed.STEP:
            self._settle(tick.number)
        elif tick.deed is Deed.CONTACT:
            from shuangyong_desktop.ui.pages.contact_dialog import (  # noqa: PLC0415 (not for the first page)
                register_contact,
            )

            register_contact(self._desk, self._notices, [tick.number], self)
        elif tick.deed is Deed.TASK:
            from shuangyong_desktop.ui.pages.task_dialogs import (  # noqa: PLC0415 (not for the first page)
                ask_progress,
            )

            task = self._desk.office.tasks.get(tick.number)
            if ask_progress(self._desk, task, self):
                self._undoing.written(f"已登记进展：{task.title}")
        else:
            from shuangyong_desktop.ui.pages.appeal_dialogs import (  # noqa: PLC0415 (not for the first page)
                lead_appeal,
            )

            appeal = self._desk.office.entries(APPEALS).get(tick.number)
            lead_appeal(self._desk, self._undoing.written, self, appeal)

    def _settle(self, number: int) -> None:
        try:
            self._desk.office.follow_ups.tick([number])
        except Problem as problem:
            self._notices.fail(problem)
            return
        self._undoing.written("已办结 1 项")


def todo_row(todo: Todo, today: date, opened: Open) -> Pressable:
    """One thing to do, which leads to where it is."""
    content = row(
        glyph(todo.icon, "text2", 16),
        column(
            Shortened(todo.title, "strong", least=1), Shortened(todo.detail, "note", least=1), gap=1
        ),
        gap=10,
        stretch=1,
    )
    says = f"{todo.title}，{todo.detail}"
    if todo.due:
        words = due_words(todo.due, today)
        content.addWidget(label(words, "chip", kind=_TINTS[_group_of(todo, today)]))
        says = f"{says}，{words}"
    line = Pressable(content, says, "todo", 6)
    line.clicked.connect(partial(opened, todo.link))
    return line


def due_words(day: str, today: date) -> str:
    """逾期 3 天, 今天, 周四 or the date itself."""
    if len(day) < len("2026-01-01"):
        return day
    left = (date.fromisoformat(day[:10]) - today).days
    if left < 0:
        return f"逾期 {-left} 天"
    if left == 0:
        return "今天"
    at = today + timedelta(days=left)
    return f"周{WEEKDAYS[at.weekday()]}" if left <= _WEEK else f"{at.month}月{at.day}日"


def _group_of(todo: Todo, today: date) -> str:
    if not todo.due or todo.due[:10] > today.isoformat():
        return _SOON
    return _TODAY if todo.due[:10] == today.isoformat() else _LATE
