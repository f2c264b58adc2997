"""The lines of 定标准 in the form of a plan: what each category gets, and how many there are."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from shuangyong_desktop.domain.visits import VisitAmount, read_goods
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.pages.plan_amounts import money_of
from shuangyong_desktop.ui.widgets.elements import column, empty, label, paragraph

EVERY = ""
_MOST_TYPED = 200
_HEADINGS = ("人员类别", "人数", "慰问金（元）", "慰问品")


class AmountLines(QWidget):
    """Money and goods by category, the first line for everybody.

    `changed` follows every change, `typed` only the clerk's own. What was typed for a category
    that is not offered any more is there again when it comes back.
    """

    changed = Signal()
    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "scrolled")
        self._edits: dict[str, tuple[QLineEdit, QLineEdit]] = {}
        self._counts: dict[str, QLabel] = {}
        self._known: dict[str, tuple[str, str]] = {}
        px = theme.active().px
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(px(6))
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(3, 3)
        column(self._grid, 1, into=self).setContentsMargins(0, 0, px(8), 0)

    @property
    def codes(self) -> tuple[str, ...]:
        """The categories that have a line, `EVERY` first."""
        return tuple(self._edits)

    def offer(self, names: Mapping[str, str]) -> None:
        """Have a line for everybody and one for each category of `names`, by its code."""
        if (EVERY, *names) == self.codes:
            return
        self._known = self.texts()
        empty(self._grid)
        self._edits, self._counts = {}, {}
        for place, words in enumerate(_HEADINGS):
            self._grid.addWidget(label(words, "label"), 0, place)
        for line, (code, name) in enumerate({EVERY: "所有对象", **names}.items(), 1):
            self._add(line, code, name)

    def count(self, people: Mapping[str, int]) -> None:
        """Say beside each line how many get it."""
        for code, (money, _) in self._edits.items():
            money.setAccessibleDescription(f"{people[code]} 人")
            self._counts[code].setText(f"{people[code]:,}")

    def texts(self) -> dict[str, tuple[str, str]]:
        """What stands in the lines, by category, and what stood in those that went."""
        return self._known | {
            code: (money.text(), goods.text()) for code, (money, goods) in self._edits.items()
        }

    def show_texts(self, texts: Mapping[str, tuple[str, str]]) -> None:
        """Put `texts` into the lines, each shown from its beginning."""
        self._known = dict(texts)
        for code, edits in self._edits.items():
            for edit, text in zip(edits, self._known.get(code, ("", "")), strict=True):
                edit.setText(text)
                edit.setCursorPosition(0)

    def amounts(self) -> Sequence[VisitAmount]:
        """What is filled in; raises Problem for what nobody can read."""
        return [
            VisitAmount(code, money_of(money.text()), read_goods(goods.text()))
            for code, (money, goods) in self._edits.items()
            if money.text().strip() or goods.text().strip()
        ]

    def _add(self, line: int, code: str, name: str) -> None:
        caption = paragraph(name, "" if code else "strong")
        money, goods = QLineEdit(), QLineEdit()
        caption.setBuddy(money)
        known = self._known.get(code, ("", ""))
        edits = (("money", "慰问金（元）", money), ("goods", "慰问品", goods))
        for (key, words, edit), text in zip(edits, known, strict=True):
            edit.setObjectName(f"{key}_{code or 'every'}")
            edit.setAccessibleName(f"{name}{words}")
            edit.setMaxLength(_MOST_TYPED)
            edit.setText(text)
            edit.setCursorPosition(0)
            edit.textChanged.connect(self.changed)
            edit.textEdited.connect(self.typed)
        money.setFixedWidth(theme.active().px(96))
        money.setPlaceholderText("同所有对象" if code else "")
        count = self._counts[code] = label("", "label")
        for place, widget in enumerate((caption, count, money, goods)):
            self._grid.addWidget(widget, line, place)
        self._edits[code] = (money, goods)
