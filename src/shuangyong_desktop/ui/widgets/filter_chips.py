"""The conditions in force above a table, each with a cross that takes it away (UX §2.3)."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shuangyong_desktop.ui.widgets.elements import button, empty, label, row

_SHOWN = 6


class FilterChips(QWidget):
    """`removed` carries section and key of the condition whose chip was pressed."""

    removed = Signal(str, str)
    cleared = Signal()
    save_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("当前筛选条件")
        self._line = row(into=self, gap=6)
        self.hide()

    def show_conditions(
        self, conditions: Sequence[tuple[tuple[str, str], str]], *, keepable: bool = False
    ) -> None:
        """One chip per condition, and 清除筛选; nothing where there is none.

        With `keepable` they can be kept together under a name.
        """
        empty(self._line)
        for number, ((section, key), words) in enumerate(conditions[:_SHOWN]):
            chip = button(f"{words}  ×", partial(self.removed.emit, section, key), kind="chip",
                          name=f"chip_{number}")  # fmt: skip
            chip.setAccessibleName(f"去掉条件：{words}")
            self._line.addWidget(chip)
        if len(conditions) > _SHOWN:
            self._line.addWidget(label(f"等 {len(conditions)} 项", "note"))
        if conditions:
            self._line.addWidget(
                button("清除筛选", self.cleared.emit, kind="link", name="clear_filter")
            )
        if conditions and keepable:
            self._line.addWidget(
                button("保存为视图", self.save_wanted.emit, kind="link", name="save_view")
            )
        self._line.addStretch(1)
        self.setVisible(bool(conditions))
