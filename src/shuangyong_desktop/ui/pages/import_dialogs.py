"""The two small questions of the import: another value, other heading rows."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QSpinBox, QWidget

from shuangyong_desktop.domain.imports import SheetReading
from shuangyong_desktop.domain.people import PEOPLE
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.pages.import_entries import Entry
from shuangyong_desktop.ui.widgets.editors import MOST_TYPED
from shuangyong_desktop.ui.widgets.elements import button, column, label, paragraph, row

_MOST_ROWS = 10_000


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
    """Asks which rows of a sheet are its headings, as Excel numbers them."""

    def __init__(self, sheets: Sequence[SheetReading], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("header_dialog")
        self.setWindowTitle("改表头")
        self._sheets = tuple(sheets)
        self._box = QComboBox()
        self._box.setObjectName("header_sheet")
        self._box.setAccessibleName("工作表")
        self._box.addItems([sheet.name for sheet in sheets])
        self._first, self._last = (
            _row_box("header_first", "表头第一行"),
            _row_box("header_last", "表头最后一行"),
        )
        self._box.currentIndexChanged.connect(self._fill)
        captions = [label(words, "label") for words in ("工作表", "表头从第几行", "到第几行")]
        fields = (self._box, self._first, self._last)
        for caption, field in zip(captions, fields, strict=True):
            caption.setBuddy(field)
        column(
            label("表头在哪几行", "heading"),
            paragraph("行号与 Excel、WPS 左侧的行号相同。改后重新读取，台账没有改动。"),
            captions[0], self._box, captions[1], self._first, captions[2], self._last,
            row(1, button("取消", self.reject, name="header_cancel"),
                button("重新读取", self.accept, kind="primary", name="header_accept")),
            into=self, margin=20, gap=8,
        )  # fmt: skip
        self.setMinimumWidth(theme.active().px(380))
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
        rows = self._sheets[number].header_rows if self._sheets else ()
        self._first.setValue(rows[0] if rows else 1)
        self._last.setValue(rows[-1] if rows else 1)


def _row_box(name: str, says: str) -> QSpinBox:
    box = QSpinBox()
    box.setObjectName(name)
    box.setAccessibleName(says)
    box.setRange(1, _MOST_ROWS)
    return box
