"""A small question of the import: another value for a doubtful cell."""

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from shuangyong_desktop.domain.people import PEOPLE
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.pages.import_entries import Entry
from shuangyong_desktop.ui.widgets.editors import MOST_TYPED
from shuangyong_desktop.ui.widgets.elements import button, column, label, paragraph, row


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
