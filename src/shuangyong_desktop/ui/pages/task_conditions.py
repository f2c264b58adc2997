"""销号条件 of the chosen task: what is there, what is missing, and the files themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from shuangyong_desktop.domain.enclosures import Enclosure
from shuangyong_desktop.domain.tasks import Proof
from shuangyong_desktop.ui.pages.enclosures import ENDINGS, dropped_files
from shuangyong_desktop.ui.pages.task_acts import TaskActs
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    empty,
    glyph,
    label,
    plain_caption,
    row,
    set_kind,
)
from shuangyong_desktop.ui.widgets.pressable import Pressable
from shuangyong_desktop.ui.widgets.shortened import Shortened


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition with the files that speak for it; `own` are those that were added here."""

    proof: Proof
    files: int
    own: Sequence[Enclosure]

    @property
    def met(self) -> bool:
        """Whether it is fulfilled."""
        return self.proof.met(self.files)

    @property
    def words(self) -> str:
        """What is there: the one file by its name, else how many of how many."""
        if self.files == 1 and len(self.own) == 1 and self.met:
            return self.own[0].file or "1 份"
        if self.files >= max(self.proof.least, 1):
            return f"{self.files} 份"
        if self.proof.ticked_on:
            return self.proof.words or "已确认"
        return f"{self.files}/{max(self.proof.least, 1)} 份"


class ConditionList(QWidget):
    """The conditions; pressing one offers its files. Files are dropped on one, or chosen."""

    def __init__(self, acts: TaskActs) -> None:
        super().__init__()
        self.setProperty("role", "scrolled")
        self.setAcceptDrops(True)
        self._acts = acts
        self._task_id = 0
        self._conditions: Sequence[Condition] = ()
        self._rows: list[Pressable] = []
        self._count = label("", "strong", name="conditions_count")
        self._place: QVBoxLayout = column(gap=0)
        self._files: QVBoxLayout = column(gap=0)
        add = button("添加佐证（可拖入文件）", self._add, icon="paperclip", name="proof_file")
        column(row(label("销号条件", "strong"), 1, self._count), self._place, self._files, add,
               into=self, gap=4)  # fmt: skip

    def show_conditions(
        self, task_id: int, conditions: Sequence[Condition], files: Sequence[Enclosure]
    ) -> None:
        """Show the conditions of a task, and the files that belong to none of them."""
        self._task_id, self._conditions = task_id, conditions
        empty(self._place)
        empty(self._files)
        self._rows = [self._row(number, item) for number, item in enumerate(conditions)]
        for line in self._rows:
            self._place.addWidget(line)
        if not conditions:
            self._place.addWidget(label("没有设定条件，可在“编辑”里添加。", "note"))
        for number, file in enumerate(files):
            self._files.addWidget(self._file_row(number, file))
        met = sum(item.met for item in conditions)
        whole = f"{met}/{len(conditions)}{' 已齐' if met == len(conditions) else ''}"
        self._count.setText(whole if conditions else "")
        set_kind(self._count, "ok" if met == len(conditions) else "")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData(), ENDINGS):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        at = event.position().toPoint()
        place = next((n for n, line in enumerate(self._rows) if self._over(line, at)), None)
        target = self._target() if place is None else self._of(self._conditions[place])
        self.take(dropped_files(event.mimeData(), ENDINGS), target)

    def take(self, paths: Sequence[Path], target: Enclosure | None = None) -> None:
        """Keep these files; without a target with the first condition that misses some."""
        self._acts.take_files(target or self._target(), paths)

    def _over(self, line: QWidget, at: QPoint) -> bool:
        return line.geometry().contains(at)

    def _add(self) -> None:
        self._acts.choose_file(self._target())

    def _target(self) -> Enclosure:
        """Where a file goes that was aimed at no condition."""
        waiting = next((item for item in self._conditions if not item.met), None)
        if waiting is not None:
            return self._of(waiting)
        if self._conditions:
            return self._of(self._conditions[-1])
        return Enclosure(register="task", record_id=self._task_id)

    @staticmethod
    def _of(condition: Condition) -> Enclosure:
        kind = condition.proof.kind.value
        return Enclosure(register="proof", record_id=condition.proof.id, kind=kind)

    def _row(self, number: int, item: Condition) -> Pressable:
        icon, tint = ("circle-check", "ok") if item.met else ("minus", "text3")
        words = Shortened(item.words, name=f"condition_{number}_words")
        set_kind(words, "info" if item.own else "")
        title = item.proof.title or ""
        content = row(glyph(icon, tint, 16), Shortened(title), 1, words, gap=8)
        content.setStretch(1, 3)
        content.setStretch(3, 2)
        content.setStretch(2, 0)
        says = f"{title}，{'已齐' if item.met else '未齐'}，{item.words}"
        line = Pressable(content, says, f"condition_{number}", 3)
        line.clicked.connect(partial(self._offer, number, line))
        return line

    def _file_row(self, number: int, file: Enclosure) -> Pressable:
        content = row(glyph("paperclip", "text2", 16), Shortened(file.file or ""), gap=8, stretch=1)
        line = Pressable(content, file.file or "", f"task_file_{number}", 3)
        line.clicked.connect(lambda: self._file_menu(file, line))
        return line

    def _offer(self, number: int, line: QWidget) -> None:
        """What can be done about a condition."""
        item = self._conditions[number]
        menu = self._menu("condition_menu")
        menu.addAction("添加文件…", partial(self._acts.choose_file, self._of(item)))
        for file in item.own:
            menu.addAction(_named("打开", file), partial(self._acts.open_file, file))
        for file in item.own:
            menu.addAction(_named("移除", file), partial(self._acts.remove_file, file))
        menu.addSeparator()
        if item.proof.ticked_on:
            menu.addAction("取消“已齐”标记", partial(self._acts.untick, item.proof))
        else:
            menu.addAction("纸质已齐，标记…", partial(self._acts.tick, item.proof))
        menu.popup(line.mapToGlobal(line.rect().bottomLeft()))

    def _file_menu(self, file: Enclosure, line: QWidget) -> None:
        menu = self._menu("file_menu")
        menu.addAction(_named("打开", file), partial(self._acts.open_file, file))
        menu.addAction(_named("移除", file), partial(self._acts.remove_file, file))
        menu.popup(line.mapToGlobal(line.rect().bottomLeft()))

    def _menu(self, name: str) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName(name)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu


def _named(verb: str, file: Enclosure) -> str:
    return plain_caption(f"{verb}：{file.file}")
