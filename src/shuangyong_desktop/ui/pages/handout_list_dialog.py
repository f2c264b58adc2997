"""批量登记状态: paste a list, see where every line lands, then write it as one step."""

from array import array
from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.handouts import HandoutItem
from shuangyong_desktop.domain.text import mask_id
from shuangyong_desktop.services.handout_lists import Landing, StatusLine, StatusPreview
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.background import Job
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    frame,
    label,
    paragraph,
    row,
    shortcut,
)
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

_COLUMNS = (
    Column("number", "行", 2, lambda line, _masked: str(line.number), "right"),
    Column("landing", "处理", 6, lambda line, _masked: line.landing.value, look=Look.STRONG),
    Column("person", "台账人员", 5,
           lambda line, _masked: line.person.name if line.person else ""),
    Column("status", "状态", 5, lambda line, _masked: line.told.words if line.told else ""),
    Column("code", "编号", 8, lambda line, _masked: (line.told and line.told.number) or ""),
    Column("why", "说明", 14, lambda line, _masked: line.why),
    Column("text", "名单原文", 14, lambda line, masked: _original(line, masked=masked)),
)  # fmt: skip

_ID_LENGTH = 15


class HandoutListDialog(QDialog):
    """`written` says of how many people the status was written, 0 while nothing was."""

    def __init__(self, desk: Desk, notices: Notices, item: HandoutItem, parent: QWidget) -> None:
        super().__init__(parent)
        px = theme.active().px
        self.setObjectName("handout_list_dialog")
        self.setWindowTitle(f"批量登记{item.value}状态")
        self.written = 0
        self._desk = desk
        self._notices = notices
        self._item = item
        self._preview: StatusPreview | None = None
        self._text = QPlainTextEdit()
        self._text.setObjectName("handout_list_text")
        self._text.setAccessibleName("粘贴名单")
        self._text.setTabChangesFocus(True)
        self._text.setPlaceholderText(
            "从 Excel 或文件里复制姓名、身份证号、状态、编号几列，粘贴到这里"
        )
        self._text.setFixedHeight(px(120))
        self._words = label("", "strong", name="handout_list_words")
        self._error = paragraph("", "error", kind="bad", name="handout_list_error")
        self._model = RecordTableModel(_COLUMNS, self._fetch, self)
        self._table = RecordView(self._model, "handout_list_lines", "名单逐行结果")
        sheet = frame("card")
        column(self._table, into=sheet, margin=1)
        self._accept = button("登记这些状态", self._write, kind="primary",
                              name="handout_list_accept")  # fmt: skip
        self._accept.setEnabled(False)
        layout = column(
            label(f"批量登记{item.value}状态", "heading"),
            paragraph("先按身份证号、再按姓名与台账核对；重名的请补上身份证号。登记后可以一步撤销。",
                      "note"),
            self._text,
            row(self._words, 1,
                button("从表格读取", self._open, icon="folder-open", name="handout_list_open"),
                button("核对", self._compare, name="handout_list_compare")),
            sheet, self._error,
            row(1, button("取消", self.reject, name="handout_list_cancel"), self._accept),
            into=self, margin=18, gap=10,
        )  # fmt: skip
        layout.setStretch(4, 1)
        shortcut("Ctrl+S", self, self._write)
        room = parent.window().size()
        self.resize(min(px(900), room.width() - px(40)), min(px(620), room.height() - px(30)))

    def _open(self) -> None:
        """Read a spreadsheet in a worker and compare it at once."""
        path = self._notices.open_file("选择名单", "表格 (*.xls *.xlsx *.et *.csv)")
        if path is None:
            return
        lists = self._desk.office.handout_lists
        words = lists.words()
        job = Job(lambda tick: lists.read(self._item, path, words, tick), self)
        job.finished.connect(self._take)
        job.failed.connect(self._fail)
        job.start()
        self._words.setText("正在读取表格")

    def _take(self, text: str) -> None:
        self._text.setPlainText(text)
        self._compare()

    def _fail(self, error: Exception) -> None:
        self._words.setText("")
        if isinstance(error, Problem):
            self._error.setText(error.sentence)
        else:
            self._notices.fail(error)

    def _compare(self) -> None:
        try:
            self._preview = self._desk.office.handout_lists.preview(
                self._item, self._text.toPlainText()
            )
        except Problem as problem:
            self._error.setText(problem.sentence)
            return
        self._error.setText("")
        self._words.setText(self._preview.words)
        self._model.set_masked(masked=self._desk.covered)
        self._model.show(array("I", range(len(self._preview.lines))))
        can = any(line.landing is Landing.WRITES for line in self._preview.lines)
        self._accept.setEnabled(can)

    def _fetch(self, places: Sequence[int]) -> Sequence[StatusLine]:
        lines = self._preview.lines if self._preview else ()
        return [lines[place] for place in places]

    def _write(self) -> None:
        if self._preview is None:
            self._compare()
            return
        try:
            self.written = self._desk.office.handout_lists.accept(self._preview)
        except Problem as problem:
            self._error.setText(problem.sentence)
            return
        self.accept()


def _original(line: StatusLine, *, masked: bool) -> str:
    """The line as it was pasted; numbers stay covered with everything else."""
    if not masked:
        return line.text
    words = [mask_id(word) if len(word) >= _ID_LENGTH else word for word in line.text.split()]
    return " ".join(words)
