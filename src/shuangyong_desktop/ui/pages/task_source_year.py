"""转入下年: what is unfinished goes on, and what every year has begins, ticked and written once."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.text import fold
from shuangyong_desktop.services.task_drafts import TaskDrafts
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.task_source_list import DraftLine, DraftList
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.elements import button, column, label, paragraph, row


def open_next_year(desk: Desk, notices: Notices, parent: QWidget, year: int) -> bool:
    """Begin the year after `year`; whether anything was written."""
    dialog = NextYearDialog(desk, parent, year)
    dialog.exec()
    written = dialog.written
    dialog.deleteLater()
    if written:
        Undoing(desk, notices).written(f"{year + 1} 年任务已开始：{written} 项")
    return bool(written)


class NextYearDialog(QDialog):
    """The unfinished tasks of `year` and the template of the next; `written` says how many."""

    def __init__(self, desk: Desk, parent: QWidget, year: int) -> None:
        super().__init__(parent)
        self.setObjectName("next_year_dialog")
        self.setWindowTitle(f"转入 {year + 1} 年")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._desk, self._year, self.written = desk, year + 1, 0
        self._list = DraftList("next_year", {}, editable=False)
        self._list.changed.connect(self._say_count)
        self._reason = QLineEdit()
        self._reason.setObjectName("next_year_reason")
        self._reason.setAccessibleName("转入下年的原因")
        self._reason.setPlaceholderText("未完成的原因，如“对方单位换防，明年继续”")
        self._error = paragraph("", "error", kind="bad", name="next_year_error")
        self._error.hide()
        self._accept = button("写入", self._write, kind="primary", name="next_year_accept")
        caption = label("未完成的原因", "label")
        caption.setBuddy(self._reason)
        layout = column(
            paragraph(
                f"勾选的未完成任务在 {year} 年记为“转入下年”，{year + 1} 年重新开始；"
                f"模板是每年都要做的任务。写入后可以一步撤销。", "label",
            ),
            self._list, row(caption, self._reason, stretch=1), self._error,
            row(1, button("取消", self.reject, name="next_year_cancel"), self._accept),
            into=self, margin=16, gap=10,
        )  # fmt: skip
        layout.setStretch(1, 1)
        px, room = theme.active().px, parent.window().size()
        self.resize(min(px(980), room.width() - px(20)), min(px(680), room.height() - px(20)))
        self._fill(desk.office.task_drafts)

    def _fill(self, drafts: TaskDrafts) -> None:
        unfinished = drafts.unfinished(self._year - 1)
        titles = {fold(line.task.title or "") for line in unfinished}
        lines = [
            DraftLine("未完成", line.task, why=line.task.state.value, key=line.task.id or 0)
            for line in unfinished
        ]
        ticked = [True] * len(lines)
        for item in drafts.template(self._year):
            carried = fold(item.task.title or "") in titles
            why = "上面已转入同名任务" if carried else item.draft.why
            lines.append(DraftLine("年度模板", item.task, item.proofs, why))
            ticked.append(not why)
        self._list.show_lines([_placed(line) for line in lines], ticked)
        self._reason.setEnabled(bool(unfinished))
        self._list.focus_list()

    def _say_count(self) -> None:
        count = len(self._list.ticked)
        self._accept.setText(f"写入 {count} 项")
        self._accept.setAccessibleName(self._accept.text())
        self._accept.setEnabled(bool(count))

    def _write(self) -> None:
        chosen: Sequence[DraftLine] = self._list.ticked
        carried = [line.key for line in chosen if line.key]
        reason = self._reason.text().strip()
        if carried and not reason:
            self._refuse("请写明未完成的原因，再写入。")
            self._reason.setFocus()
            return
        tasks = [(line.task, line.proofs) for line in chosen if not line.key]
        try:
            made = self._desk.office.task_drafts.begin_year(self._year, carried, reason, tasks)
        except Problem as problem:
            self._refuse(problem.sentence)
            return
        self.written = len(made)
        self.accept()

    def _refuse(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.show()


def _placed(line: DraftLine) -> DraftLine:
    """The list says where a line comes from: unfinished, or the template with its clause."""
    if line.key:
        return replace(line, task=replace(line.task, clause=None))
    return line
