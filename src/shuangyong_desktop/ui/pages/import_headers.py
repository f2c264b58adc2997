"""认表头: the first rows of the sheet as they stand, and which of them are its headings."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QDialog, QSpinBox, QWidget

from shuangyong_desktop.domain.imports import SheetReading, column_letter
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.pages.import_entries import covered
from shuangyong_desktop.ui.widgets.elements import button, column, label, paragraph, row
from shuangyong_desktop.ui.widgets.heading_rows import HeadingRows

_MOST_ROWS = 80
_WIDTH, _HEIGHT = 900, 560


class HeaderRows(QDialog):
    """Asks which rows of a sheet are its headings, as Excel numbers them.

    The rows shown are those of the file; personal numbers in them are covered if `masked`.
    """

    def __init__(self, sheets: Sequence[SheetReading], parent: QWidget, *, masked: bool) -> None:
        super().__init__(parent)
        self.setObjectName("header_dialog")
        self.setWindowTitle("认表头")
        self._sheets = _choosable(sheets)
        self._masked = masked
        self._box = QComboBox()
        self._box.setObjectName("header_sheet")
        self._box.setAccessibleName("工作表")
        for sheet in self._sheets:
            self._box.addItem(f"{sheet.name}（{sheet.why}）" if sheet.why else sheet.name)
        self._first, self._last = (
            _row_box("header_first", "表头第一行"),
            _row_box("header_last", "表头最后一行"),
        )
        self._rows = HeadingRows("header_rows")
        self._rows.moved.connect(self._tell_numbers)
        self._said = paragraph("", "note", name="header_said")
        self._first.valueChanged.connect(self._mark)
        self._last.valueChanged.connect(self._mark)
        self._box.currentIndexChanged.connect(self._fill)
        captions = [label(words, "label") for words in ("工作表", "表头从第", "行到第")]
        for caption, field in zip(captions, (self._box, self._first, self._last), strict=True):
            caption.setBuddy(field)
        numbers = row(captions[1], self._first, captions[2], self._last, label("行", "label"), 1)
        column(
            label("表头在哪几行", "heading"),
            paragraph("下面是原表的前几行，标出的是表头。拖动它，或按 ↑、↓ 移动，按 Shift+↑、↓ "
                      "改最后一行。改后重新读取，台账没有改动。", "note"),
            row(captions[0], self._box, stretch=1), self._rows, numbers, self._said,
            row(1, button("取消", self.reject, name="header_cancel"),
                button("重新读取", self.accept, kind="primary", name="header_accept")),
            into=self, margin=20, gap=10,
        )  # fmt: skip
        px, room = theme.active().px, parent.window().size()
        self.resize(min(px(_WIDTH), room.width() - px(60)), min(px(_HEIGHT), room.height() - 40))
        self._fill(0)
        self._rows.setFocus()

    @property
    def sheet(self) -> str:
        """The sheet meant."""
        return self._sheets[self._box.currentIndex()].name

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
        sheet = self._sheets[number]
        width = max((len(cells) for cells in sheet.head), default=0)
        shown = [[covered(cell) if self._masked else cell for cell in row_] for row_ in sheet.head]
        self._rows.show_rows(shown, [column_letter(place) for place in range(width)])
        heads = sheet.header_rows or (1,)
        self._set(heads[0], heads[-1])
        self._mark()

    def _tell_numbers(self, first: int, last: int) -> None:
        self._set(first, last)
        self._say()

    def _set(self, first: int, last: int) -> None:
        for box, value in ((self._first, first), (self._last, last)):
            box.blockSignals(True)  # noqa: FBT003 (Qt's own)
            box.setValue(value)
            box.blockSignals(False)  # noqa: FBT003

    def _mark(self) -> None:
        self._rows.mark(self.first, self.last)
        self._say()

    def _say(self) -> None:
        """What follows from the choice."""
        above = f"上面 {self.first - 1} 行作为标题，不读成人员；" if self.first > 1 else ""
        self._said.setText(f"{above}从第 {self.last + 1} 行起是人员。")


def _choosable(sheets: Sequence[SheetReading]) -> list[SheetReading]:
    """Each sheet once, those that hold people first; hidden ones, never read, not at all."""
    with_head = [sheet for sheet in sheets if sheet.head]
    return sorted(with_head, key=lambda sheet: sheet.ignored)


def _row_box(name: str, says: str) -> QSpinBox:
    box = QSpinBox()
    box.setObjectName(name)
    box.setAccessibleName(says)
    box.setRange(1, _MOST_ROWS)
    return box
