"""核对栏目 of a list of tasks: the original headings, and what each one becomes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QScrollArea, QWidget

from shuangyong_desktop.domain.task_lists import ColumnChoices, TaskTable
from shuangyong_desktop.domain.tasks import TASKS
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.elements import button, column, label, paragraph, row

_NOT_IMPORTED = "不导入"
_OWN = ("title", "measure", "standard", "list", "proposer", "proposed_on", "leader", "unit",
        "co_units", "person", "phone", "due_rule", "goal", "counted_in", "state", "closed_on",
        "remarks")  # fmt: skip
_BESIDE = {"category": "任务分组", "progress": "进展情况", "amount": "完成数量",
           "proof": "佐证说明", "serial": "序号"}  # fmt: skip
OFFERED = {**{key: TASKS.schema[key].label for key in _OWN}, **_BESIDE}
"""What a column may be, by key, as the clerk reads it."""


class TaskColumnsDialog(QDialog):
    """Asks what the columns of every table are; `chosen` is the answer."""

    def __init__(self, tables: Sequence[TaskTable], parent: QWidget) -> None:
        super().__init__(parent)
        px = theme.active().px
        self.setObjectName("task_columns_dialog")
        self.setWindowTitle("核对栏目")
        self._boxes: list[tuple[str, int, str, QComboBox]] = []
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for number, table in enumerate(tables):
            self._add(grid, table, number)
        column(grid, 1, into=inner)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        layout = column(
            paragraph("左边是原表的表头，右边是导入到的栏目。改动后按“重新读取”。", "note"),
            area,
            row(1, button("取消", self.reject, name="task_columns_cancel"),
                button("重新读取", self.accept, kind="primary", name="task_columns_accept")),
            into=self, margin=16, gap=10,
        )  # fmt: skip
        layout.setStretch(1, 1)
        room = parent.window().size()
        self.resize(px(520), min(px(560), room.height() - px(40)))

    @property
    def chosen(self) -> ColumnChoices:
        """The columns that were changed, by table."""
        found: dict[str, dict[int, str]] = {}
        for table, index, before, box in self._boxes:
            if str(box.currentData()) != before:
                found.setdefault(table, {})[index] = str(box.currentData())
        return found

    def _add(self, grid: QGridLayout, table: TaskTable, number: int) -> None:
        line = grid.rowCount()
        rows = "、".join(map(str, table.header_rows))
        grid.addWidget(label(f"{table.sheet} 第 {rows} 行起", "strong"), line, 0, 1, 2)
        for item in table.columns:
            line += 1
            key = (item.field or "") if item.imported else ""
            box = QComboBox()
            box.setObjectName(f"task_column_{number}_{item.letter}")
            box.setAccessibleName(f"{item.letter}列 {item.heading} 导入到")
            box.addItem(_NOT_IMPORTED, "")
            for offered, words in OFFERED.items():
                box.addItem(words, offered)
            box.setCurrentIndex(max(box.findData(key), 0))
            self._boxes.append((table.key, item.index, key, box))
            heading = paragraph(f"{item.letter}　{' '.join(item.heading.split())}")
            heading.setBuddy(box)
            grid.addWidget(heading, line, 0)
            grid.addWidget(box, line, 1)
