"""The two small questions of the import: another value, other heading rows."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QListWidget, QSpinBox, QWidget

from shuangyong_desktop.domain.imports import SheetReading, SkippedRow
from shuangyong_desktop.domain.people import PEOPLE
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.pages.import_entries import Entry
from shuangyong_desktop.ui.widgets.editors import MOST_TYPED
from shuangyong_desktop.ui.widgets.elements import button, column, label, paragraph, row

_MOST_ROWS = 10_000
_LEAST_SHOWN, _ROWS_BELOW = 3, 5


class ValueDialog(QDialog):
    """Asks for the right value of one doubtful cell; says at once whether it is understood."""

    def __init__(self, entry: Entry, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("value_dialog")
        self.setWindowTitle("修改")
        self._field = PEOPLE[entry.doubt.field]
        self._edit = QLineEdit(entry.original if entry.typed is None else entry.typed)
        self._edit.setObjectName("value")
        self._edit.setAccessibleName(self._field.label)
        self._edit.setMaxLength(MOST_TYPED)
        self._edit.textChanged.connect(self._judge)
        self._said = paragraph("", "note", name="value_said")
        caption = label(self._field.label, "label")
        caption.setBuddy(self._edit)
        column(
            label(f"第 {entry.row.row} 行  {entry.row.values.get('name') or ''}", "heading"),
            paragraph(entry.doubt.sentence), caption, self._edit, self._said,
            row(1, button("取消", self.reject, name="value_cancel"),
                button("改为这个值", self.accept, kind="primary", name="value_accept")),
            into=self, margin=20, gap=10,
        )  # fmt: skip
        self.setMinimumWidth(theme.active().px(420))
        self._judge(self._edit.text())

    @property
    def text(self) -> str:
        """What the clerk typed."""
        return self._edit.text()

    def _judge(self, text: str) -> None:
        doubts = self._field.read(text).doubts
        self._said.setText("\n".join(doubt.sentence for doubt in doubts))


class HeaderRows(QDialog):
    """Asks which rows of a sheet are its headings, as Excel numbers them.

    Dragging over the rows marks them as headings; the numbers beside do the same.
    """

    def __init__(
        self, sheets: Sequence[SheetReading], skipped: Sequence[SkippedRow], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("header_dialog")
        self.setWindowTitle("改表头")
        self._sheets = tuple(sheets)
        self._skipped = {(item.sheet, item.row): item for item in skipped}
        self._box = QComboBox()
        self._box.setObjectName("header_sheet")
        self._box.setAccessibleName("工作表")
        self._box.addItems([sheet.name for sheet in sheets])
        self._first, self._last = (
            _row_box("header_first", "表头第一行"),
            _row_box("header_last", "表头最后一行"),
        )
        self._rows = QListWidget()
        self._rows.setObjectName("header_rows")
        self._rows.setAccessibleName("前几行，拖过的是表头")
        self._rows.setSelectionMode(QListWidget.SelectionMode.ContiguousSelection)
        self._rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows.setProperty("elides", True)  # noqa: FBT003 (Qt's own)
        self._rows.setMinimumHeight(theme.active().px(120))
        self._rows.itemSelectionChanged.connect(self._take_selection)
        self._first.valueChanged.connect(self._select)
        self._last.valueChanged.connect(self._select)
        self._box.currentIndexChanged.connect(self._fill)
        captions = [label(words, "label") for words in ("工作表", "表头从第", "行到第")]
        for caption, field in zip(captions, (self._box, self._first, self._last), strict=True):
            caption.setBuddy(field)
        numbers = row(captions[1], self._first, captions[2], self._last, label("行", "label"), 1)
        column(
            label("表头在哪几行", "heading"),
            paragraph("用鼠标从表头第一行拖到最后一行，或填行号（与 Excel、WPS 左侧的行号相同）。"
                      "改后重新读取，台账没有改动。", "note"),
            row(captions[0], self._box, stretch=1), self._rows, numbers,
            row(1, button("取消", self.reject, name="header_cancel"),
                button("重新读取", self.accept, kind="primary", name="header_accept")),
            into=self, margin=20, gap=10,
        )  # fmt: skip
        px = theme.active().px
        self.setMinimumWidth(px(620))
        self.resize(px(620), min(px(460), parent.window().height() - px(40)))
        self._fill(0)

    @property
    def sheet(self) -> str:
        """The sheet meant."""
        return self._box.currentText()

    @property
    def first(self) -> int:
        """Its first heading row."""
        return self._first.value()

    @property
    def last(self) -> int:
        """Its last heading row, not before the first."""
        return max(self._last.value(), self.first)

    def _fill(self, number: int) -> None:
        """Show the first rows of a sheet, its headings marked."""
        sheet = self._sheets[number] if self._sheets else SheetReading("")
        heads = sheet.header_rows
        last = max((*heads, _LEAST_SHOWN)) + _ROWS_BELOW
        self._rows.blockSignals(True)  # noqa: FBT003 (Qt's own)
        self._rows.clear()
        for line in range(1, last + 1):
            self._rows.addItem(f"{line:>3}  {self._words(sheet, line)}")
        self._rows.blockSignals(False)  # noqa: FBT003
        self._first.setValue(heads[0] if heads else 1)
        self._last.setValue(heads[-1] if heads else 1)
        self._select()

    def _words(self, sheet: SheetReading, line: int) -> str:
        known = self._skipped.get((sheet.name, line))
        if sheet.header_rows and line == sheet.header_rows[-1]:
            return "｜".join(item.heading.replace("\n", "") for item in sheet.columns)
        if known is not None:
            return f"〔{known.why}〕{known.text}"
        return "人员" if sheet.header_rows and line > sheet.header_rows[-1] else ""

    def _select(self) -> None:
        self._rows.blockSignals(True)  # noqa: FBT003
        self._rows.clearSelection()
        for line in range(self.first, min(self.last, self._rows.count()) + 1):
            item = self._rows.item(line - 1)
            if item is not None:
                item.setSelected(True)
        self._rows.blockSignals(False)  # noqa: FBT003

    def _take_selection(self) -> None:
        chosen = sorted(self._rows.row(item) + 1 for item in self._rows.selectedItems())
        if chosen:
            for box, value in ((self._first, chosen[0]), (self._last, chosen[-1])):
                box.blockSignals(True)  # noqa: FBT003
                box.setValue(value)
                box.blockSignals(False)  # noqa: FBT003


def _row_box(name: str, says: str) -> QSpinBox:
    box = QSpinBox()
    box.setObjectName(name)
    box.setAccessibleName(says)
    box.setRange(1, _MOST_ROWS)
    return box
