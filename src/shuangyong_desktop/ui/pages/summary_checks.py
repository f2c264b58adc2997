"""数字核对 on the screen: what tallies and what does not, each with where to look."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from shuangyong_desktop.services.checks_of_numbers import NumberCheck
from shuangyong_desktop.ui.widgets.elements import (
    button,
    card,
    column,
    empty,
    glyph,
    label,
    paragraph,
    row,
    set_kind,
)


class ChecksCard(QFrame):
    """The checks of one summary; `led` carries the one whose link was pressed."""

    led = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._chip = label("", "chip", name="checks_state")
        self._lines: QVBoxLayout = column(gap=2)
        inner = card(row(label("数字核对", "strong"), 1, self._chip), self._lines,
                     name="number_checks", padding=12)  # fmt: skip
        column(inner, into=self)

    def show_checks(self, checks: Sequence[NumberCheck]) -> None:
        """Show every check; those that do not fit first."""
        wrong = [check for check in checks if not check.fits]
        self._chip.setText(f"{len(wrong)} 处需确认" if wrong else "全部相符")
        set_kind(self._chip, "warn" if wrong else "ok")
        empty(self._lines)
        for at, check in enumerate([*wrong, *(check for check in checks if check.fits)]):
            self._lines.addLayout(self._line(at, check))

    def _line(self, at: int, check: NumberCheck) -> "QVBoxLayout":
        fits = check.fits
        mark = glyph("circle-check" if fits else "alert-triangle", "ok" if fits else "warn", 16,
                     says="相符" if fits else "需确认")  # fmt: skip
        words = paragraph(check.words, "", name=f"check_{at}_words")
        end = (
            label("相符", "note", kind="ok")
            if fits
            else button(check.act, partial(self.led.emit, check), kind="link", name=f"check_{at}")
        )
        line = row(mark, words, end, gap=6, stretch=1)
        line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        return column(line)
