"""登记活动: entered once, counted for its tasks and its pair, with photographs (UX §2.6)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from shuangyong_desktop.domain.activities import ACTIVITIES, LINKS, Activity
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.tasks import OPEN_STATES, Task
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.contact_files import ContactFiles
from shuangyong_desktop.ui.pages.enclosures import SCANS
from shuangyong_desktop.ui.pages.rolls_dialogs import offered
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.elements import column, label, plain_hint, row, rule
from shuangyong_desktop.ui.widgets.record_dialog import RecordDialog

_NAMED = 3
_NONE = "（没有）"
_ID = Qt.ItemDataRole.UserRole


class CountedTasks(QWidget):
    """The open tasks of a year to be ticked, those that count in times first."""

    def __init__(self, tasks: Sequence[Task], ticked: Sequence[int]) -> None:
        super().__init__()
        self.setProperty("role", "scrolled")
        px = theme.active().px
        self._list = QListWidget()
        self._list.setObjectName("activity_tasks")
        self._list.setAccessibleName("计入任务")
        self._list.setFixedHeight(px(190))
        self._list.setProperty("elides", True)  # noqa: FBT003 (Qt's own)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for task in tasks:
            item = QListWidgetItem(_words(task))
            item.setToolTip(plain_hint(_words(task)))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
                          | Qt.ItemFlag.ItemIsUserCheckable)  # fmt: skip
            known = task.id in ticked
            item.setCheckState(Qt.CheckState.Checked if known else Qt.CheckState.Unchecked)
            item.setData(_ID, task.id)
            self._list.addItem(item)
        self._find = QLineEdit()
        self._find.setObjectName("activity_task_search")
        self._find.setAccessibleName("在任务中查找")
        self._find.setPlaceholderText("查找任务")
        self._find.setClearButtonEnabled(True)
        self._find.textChanged.connect(self._narrow)
        caption = label("计入任务", "strong")
        caption.setBuddy(self._list)
        nothing = label("今年没有进行中的任务。", "note", name="activity_no_tasks")
        column(row(caption, 1, self._find), nothing, self._list, into=self, gap=4)
        # Once they stand inside: alone they would show as windows of their own.
        nothing.setVisible(not tasks)
        self._list.setVisible(bool(tasks))
        self._find.setVisible(bool(tasks))

    @property
    def ticked(self) -> tuple[int, ...]:
        """The ids of the tasks for which the activity counts."""
        items = (self._list.item(line) for line in range(self._list.count()))
        return tuple(item.data(_ID) for item in items if item.checkState() is Qt.CheckState.Checked)

    def _narrow(self, text: str) -> None:
        for line in range(self._list.count()):
            item = self._list.item(line)
            ticked = item.checkState() is Qt.CheckState.Checked
            item.setHidden(not ticked and text.strip() not in item.text())


class ActivityDialog(RecordDialog):
    """Asks for an activity, what it was held with, its tasks and its photographs."""

    def __init__(self, desk: Desk, notices: Notices, record: Activity, parent: QWidget) -> None:
        self._notices = notices
        counted = desk.office.activities.tasks_of(record.id) if record.id else ()
        self._tasks = CountedTasks(_open_tasks(desk, counted), counted)
        self._leads = {
            key: _leading(key, desk.office.rolls.choices(key), getattr(record, key))
            for key in LINKS
        }
        self._files = ContactFiles(desk)
        self._files.wanted.connect(self._choose_file)
        self._files.refused.connect(self._say)
        verb = "登记" if record.id is None else "修改"
        super().__init__(
            desk, f"{verb}活动", ACTIVITIES.schema, self._save, parent,
            key=f"{ACTIVITIES.table}:{record.id or 'new'}", choices=offered(desk, ACTIVITIES),
            hint=ACTIVITIES.hint, name="activity", beside=self._beside(),
        )  # fmt: skip
        self.show_record(record)
        self.focus("title" if record.date else "date")

    def _beside(self) -> QWidget:
        px = theme.active().px
        beside = QWidget()
        layout = column(self._tasks, rule(), into=beside, gap=8)
        for key, box in self._leads.items():
            caption = label((ACTIVITIES.labels or {})[key], "label")
            caption.setBuddy(box)
            caption.setMinimumWidth(px(86))
            layout.addLayout(row(caption, box, gap=10, stretch=1))
        layout.addWidget(rule())
        layout.addWidget(label("照片和文件", "strong"))
        layout.addWidget(self._files)
        layout.addStretch(1)
        return beside

    def complete(self, record: Any) -> Any:
        """`record` with what it was held with; raises Problem while a file is being read."""
        if self._files.busy:
            raise Problem("照片还在读取，请稍候再保存。", code="busy")
        return replace(record, **{key: box.currentData() for key, box in self._leads.items()})

    def _save(self, record: Activity) -> Activity:
        return self._desk.office.activities.save(record, self._tasks.ticked, self._files.scans)

    def _choose_file(self) -> None:
        path = self._notices.open_file("添加照片", SCANS)
        if path is not None:
            self._files.take(path)

    def _say(self, sentence: str) -> None:
        self._refuse(sentence)


def ask_for_activity(desk: Desk, notices: Notices, record: Activity, parent: QWidget) -> int | None:
    """Ask for an activity and say for which tasks it counted; returns its id, None if left."""
    dialog = ActivityDialog(desk, notices, record, parent)
    dialog.exec()
    stored: Activity | None = dialog.stored
    dialog.deleteLater()
    if stored is None:
        return None
    verb = "登记" if record.id is None else "修改"
    names = task_names(desk, desk.office.activities.tasks_of(stored.id or 0))
    counted = f"，计入{names}" if names else "，没有计入任务"
    Undoing(desk, notices).written(f"已{verb}活动：{stored.title}{counted}")
    return stored.id


def task_names(desk: Desk, task_ids: Sequence[int]) -> str:
    """任务“共建活动”等 2 项, or nothing."""
    titles = [f"“{task.title}”" for task in desk.office.tasks.page(task_ids[:_NAMED])]
    more = f"等 {len(task_ids)} 项" if len(task_ids) > _NAMED else ""
    return f"任务{'、'.join(titles)}{more}" if titles else ""


def _open_tasks(desk: Desk, counted: Sequence[int]) -> list[Task]:
    """The tasks that are under way this year, and those for which it counts already."""
    this_year = RecordFilter(equal=(("year", desk.year),))
    found = {task.id: task for task in desk.office.tasks.page(counted)}
    found |= {
        task.id: task for task in desk.office.tasks.every(this_year) if task.state in OPEN_STATES
    }
    return sorted(found.values(), key=lambda task: (task.id not in counted, not task.goal))


def _leading(key: str, choices: Sequence[tuple[int, str]], chosen: int | None) -> QComboBox:
    box = QComboBox()
    box.setObjectName(f"activity_{key}")
    box.setAccessibleName((ACTIVITIES.labels or {})[key])
    box.addItem(_NONE, None)
    for number, words in choices:
        box.addItem(words, number)
    box.setCurrentIndex(max(box.findData(chosen), 0) if chosen else 0)
    return box


def _words(task: Task) -> str:
    goal = f"（{task.goal} {task.counted_in or '次'}）" if task.goal else ""
    unit = f"　{task.unit}" if task.unit else ""
    return f"{task.title}{goal}{unit}"
