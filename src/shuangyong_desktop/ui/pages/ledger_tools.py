"""The line above the ledger table: what is shown and how many, or what to do with those ticked."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

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
        self.addWidget(self._acts)

    def add_act(self, act: QPushButton) -> None:
        """Offer one more thing to do with the people ticked."""
        self._act_line.addWidget(act)

    def show_list(self, name: str, count: str) -> None:
        """Say what the table shows."""
        metrics = self._name.fontMetrics()
        self._name.setText(metrics.elidedText(name, _ELIDE, metrics.averageCharWidth() * _LONGEST))
        self._name.setToolTip(plain_hint(name))
        self._count.setText(count)

    def show_ticked(self, count: int) -> None:
        """Say how many are ticked; none brings the usual tools back."""
        self._ticked.setText(f"已选 {count:,} 人")
        self.setCurrentWidget(self._acts if count else self._usual)


_LONGEST = 24
_ELIDE = Qt.TextElideMode.ElideRight
