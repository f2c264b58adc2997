"""与上年对比: every number of a summary beside that of the same days a year before."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QWidget

from shuangyong_desktop.domain.numbers import NUMBERS
from shuangyong_desktop.services.numbers import Figure
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import button, column, frame, label, row
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

_COLUMNS = (
    Column("words", "指标", 12, lambda line, _: line.now.number.words, look=Look.STRONG),
    Column("now", "本期", 7, lambda line, _: line.now.text, align="right"),
    Column("before", "上年同期", 7, lambda line, _: line.before.text, align="right"),
    Column("change", "增减", 7, lambda line, _: line.change, align="right"),
    Column("unit", "单位", 4, lambda line, _: line.now.number.unit, align="center"),
    Column("how", "统计口径", 24, lambda line, _: line.now.number.how, look=Look.QUIET),
)


@dataclass(frozen=True, slots=True)
class Compared:
    """One number in two years."""

    now: Figure
    before: Figure

    @property
    def change(self) -> str:
        """How much more or less, with its sign; empty where nothing changed."""
        more = self.now.value - self.before.value
        return f"{more:+,}".removesuffix(".00") if more else ""


class CompareDialog(QDialog):
    """Enter opens the 出处 of the chosen number."""

    def __init__(
        self, now: Mapping[str, Figure], before: Mapping[str, Figure], words: str,
        open_number: Callable[[str], object], parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        px = theme.active().px
        self.setObjectName("compare_dialog")
        self.setWindowTitle("与上年同期对比")
        self._lines = [
            Compared(now[number.key], before[number.key])
            for number in NUMBERS
            if now[number.key].value or before[number.key].value
        ]
        self._open = open_number
        self._model = RecordTableModel(_COLUMNS, self._fetch, self)
        self._table = RecordView(self._model, "compared", "本期与上年同期")
        self._table.opened.connect(self._open_current)
        sheet = frame("card")
        column(self._table, into=sheet, margin=1)
        told = (
            f"{words}　{len(self._lines)} 项有数字" if self._lines else f"{words}　两年都没有登记"
        )
        acts = row(
            label("Enter 看出处", "note"), 1,
            button("关闭", self.reject, kind="primary", name="compare_close"),
        )  # fmt: skip
        layout = column(label(told, "heading", name="compare_words"), sheet, acts,
                        into=self, margin=14, gap=10)  # fmt: skip
        layout.setStretch(1, 1)
        room = parent.window().size()
        self.resize(min(px(860), room.width()), min(px(600), room.height() - px(20)))
        self._model.show(array("I", range(len(self._lines))))
        if self._lines:
            self._table.go_to(0)

    def _fetch(self, ids: Sequence[int]) -> list[Compared]:
        return [self._lines[at] for at in ids]

    def _open_current(self) -> None:
        at = self._table.current_row()
        if at is not None:
            self._open(self._lines[at].now.number.key)
