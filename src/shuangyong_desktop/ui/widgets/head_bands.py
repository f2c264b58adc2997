"""The upper line of a heading in two lines: words over several columns of the table below."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTableView, QWidget

from shuangyong_desktop.ui import theme


class HeadBands(QWidget):
    """Stands above `table` and follows its columns; `bands` are (words, number of columns)."""

    def __init__(self, table: QTableView, bands: Sequence[tuple[str, int]], name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName("、".join(words for words, _ in bands))
        self._table = table
        self._bands = tuple(bands)
        self.setFixedHeight(theme.active().px(26))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        heads = table.horizontalHeader()
        heads.sectionResized.connect(self.update)
        heads.geometriesChanged.connect(self.update)
        table.horizontalScrollBar().valueChanged.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each band over the columns that are its own."""
        del event
        look, heads = theme.active(), self._table.horizontalHeader()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("surface2"))
        font = painter.font()
        font.setWeight(font.Weight.Medium)
        painter.setFont(font)
        line: QColor = look.colour("line")
        first = 0
        for words, count in self._bands:
            left = heads.sectionViewportPosition(first)
            last = first + count - 1
            right = heads.sectionViewportPosition(last) + heads.sectionSize(last)
            box = QRect(left, 0, right - left, self.height())
            seen = box.intersected(self.rect())
            painter.setPen(look.colour("text2"))
            shown = painter.fontMetrics().elidedText(
                words, Qt.TextElideMode.ElideRight, seen.width()
            )
            painter.drawText(seen, Qt.AlignmentFlag.AlignCenter, shown)
            painter.setPen(line)
            painter.drawLine(box.right(), 0, box.right(), self.height())
            first += count
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
