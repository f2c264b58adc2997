"""The line above the ledger table: what is shown and how many, or what to do with those ticked."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QStackedWidget, QWidget

from shuangyong_desktop.ui.widgets.elements import button, label, plain_hint, row

Act = Callable[[], object]


class LedgerTools(QStackedWidget):
    """The name of the list with its tools; with ticks the actions on the people ticked."""

    def __init__(self, *, narrow: Act, columns: Act, export: Act, roster: Act) -> None:
        super().__init__()
        self._name = label("全部在册", "heading", name="view_name")
        self._count = label("", "note", name="view_count")
        self.chooser = button("列", columns, kind="flat", icon="columns-3", name="columns")
        self._usual = QWidget()
        row(
            self._name, self._count, 1,
            button("筛选", narrow, kind="flat", icon="filter", name="more_filters"), self.chooser,
            button("导出", export, icon="file-export", name="export_people"),
            button("打印花名册", roster, icon="printer", name="print_roster"),
            into=self._usual, gap=10,
        )  # fmt: skip
        self.addWidget(self._usual)
        self._ticked = label("", "heading", name="ticked_count")
        self._acts = QWidget()
        self._act_line = row(self._ticked, 1, into=self._acts, gap=6)
        self._more = button("更多", self._open_more, icon="chevron-down", name="more_ticked")
        self._act_line.addWidget(self._more)
        self._offered: list[QPushButton] = []
        self.addWidget(self._acts)

    def add_act(self, act: QPushButton) -> None:
        """Offer one more thing to do with the people ticked; the last one always has room."""
        self._offered.append(act)
        self._act_line.addWidget(act)
        self._act_line.removeWidget(self._more)
        self._act_line.insertWidget(self._act_line.count() - 1, self._more)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_list(self, name: str, count: str) -> None:
        """Say what the table shows."""
        metrics = self._name.fontMetrics()
        self._name.setText(metrics.elidedText(name, _ELIDE, metrics.averageCharWidth() * _LONGEST))
        self._name.setToolTip(plain_hint(name))
        self._count.setText(count)

    def show_ticked(self, count: int) -> None:
        """Say how many are ticked; none brings the usual tools back."""
        self._ticked.setText(f"已选 {count:,} 人")
        self._fit()
        self.setCurrentWidget(self._acts if count else self._usual)

    def _fit(self) -> None:
        """Put what has no room in the line into the menu 更多, from the right."""
        gap = self._act_line.spacing()
        widths = [act.sizeHint().width() + gap for act in self._offered]
        room = self.width() - self._ticked.sizeHint().width() - gap
        shown = len(widths)
        if sum(widths) > room:
            room -= self._more.sizeHint().width() + gap + widths[-1]
            while shown and sum(widths[:shown]) > room:
                shown -= 1
        for number, act in enumerate(self._offered):
            act.setVisible(number < shown or act is self._offered[-1])
        self._more.setVisible(shown < len(widths))

    def _open_more(self) -> None:
        menu = QMenu(self._more)
        menu.setObjectName("more_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in self._offered:
            if act.isHidden():
                menu.addAction(act.text()).triggered.connect(act.click)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))


_LONGEST = 24
_ELIDE = Qt.TextElideMode.ElideRight
