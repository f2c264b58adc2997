"""What the list of a register is narrowed by: words, year, step, place and chosen words."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from shuangyong_desktop.domain.registers import Register
from shuangyong_desktop.domain.roll_views import RollView, step_words
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.elements import button, column, empty, row

_REST_MS = 150
_MOST_TYPED = 40
_IN_LINE = 3
_NO_STEP = "还没有开始"
_Entry = tuple[str, str | None]


class RollFilter(QWidget):
    """`changed` is emitted when other records are wanted; `view` says which."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._register: Register[Any] | None = None
        self._boxes: dict[str, QComboBox] = {}
        self._search = QLineEdit()
        self._search.setObjectName("roll_search")
        self._search.setAccessibleName("在这个登记簿中查找")
        self._search.setPlaceholderText("查找")
        self._search.setClearButtonEnabled(True)
        self._search.setMaxLength(_MOST_TYPED)
        self._search.setMinimumWidth(theme.active().px(110))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.changed)
        self._search.textChanged.connect(self._rest.start)
        self._more = button("更多筛选", self._open_more, kind="flat", icon="filter",
                            name="roll_more_filters")  # fmt: skip
        self._first = row(gap=6)
        self._second = QWidget()
        self._line = row(into=self._second, gap=6)
        self._second.hide()
        self._upper = row(self._search, self._first, self._more, gap=6, stretch=0)
        column(self._upper, self._second, into=self, gap=6)

    @property
    def view(self) -> RollView:
        """What is wanted now, in the usual order."""
        equal = []
        view = RollView(text=self._search.text())
        for key, box in self._boxes.items():
            wanted = box.currentData()
            if wanted is None:
                continue
            if key == "year":
                view = replace(view, year=wanted)
            elif key == "step":
                view = replace(view, step=wanted)
            else:
                equal.append((key.removeprefix("="), wanted))
        return replace(view, equal=tuple(equal))

    @property
    def narrows(self) -> bool:
        """Whether some records are left out."""
        return self.view != RollView()

    def show_register(
        self, register: Register[Any], years: Sequence[str], places: Sequence[str]
    ) -> None:
        """Offer what can be asked of `register`; what was chosen for it before stays."""
        kept = {key: box.currentData() for key, box in self._boxes.items()}
        if register is not self._register:
            kept = {}
            self._search.blockSignals(True)  # noqa: FBT003 (Qt's own order)
            self._search.clear()
            self._search.blockSignals(False)  # noqa: FBT003
        self._register = register
        empty(self._first)
        empty(self._line)
        self._boxes = {}
        for key, says, entries in _offers(register, years, places):
            box = _choice(key, says, entries, kept.get(key))
            box.activated.connect(self.changed)
            self._boxes[key] = box
            place = self._first if len(self._boxes) <= _IN_LINE else self._line
            place.addWidget(box)
        self._line.addStretch(1)
        beyond = list(self._boxes.values())[_IN_LINE:]
        self._more.setVisible(bool(beyond))
        chosen = any(box.currentData() is not None for box in beyond)
        self._second.setVisible(bool(beyond) and (chosen or self._second.isVisible()))

    def clear(self) -> None:
        """Want every record again."""
        for box in self._boxes.values():
            box.setCurrentIndex(0)
        self._search.blockSignals(True)  # noqa: FBT003 (Qt's own order)
        self._search.clear()
        self._search.blockSignals(False)  # noqa: FBT003
        self.changed.emit()

    def take_focus(self) -> None:
        """Put the keyboard into the search."""
        self._search.setFocus()

    def _open_more(self) -> None:
        self._second.setVisible(self._second.isHidden())


def _offers(
    register: Register[Any], years: Sequence[str], places: Sequence[str]
) -> list[tuple[str, str, list[_Entry]]]:
    """Key, name and entries of each choice; the first entry is all of them."""
    found: list[tuple[str, str, list[_Entry]]] = []
    if years:
        found.append(("year", "年份", [("全部年份", None), *((f"{y}年", y) for y in years)]))
    if register.steps:
        steps: list[_Entry] = [(step_words(register, key), key) for key in register.steps]
        found.append(("step", "进度", [("全部进度", None), *steps, (_NO_STEP, "")]))
    for field in register.schema:
        words: Sequence[str] = field.kind.choices
        if field.kind.name == "community":
            words = places
        elif field.kind.name != "text":
            continue
        if words:
            entries: list[_Entry] = [(field.label, None), *((w, w) for w in words)]
            found.append((f"={field.key}", field.label, entries))
    return found


def _choice(key: str, says: str, entries: Sequence[_Entry], chosen: str | None) -> QComboBox:
    box = QComboBox()
    box.setObjectName(f"roll_by_{key.removeprefix('=')}")
    box.setAccessibleName(says)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    for words, data in entries:
        box.addItem(words, data)
    at = next((n for n, (_, data) in enumerate(entries) if data == chosen), 0)
    box.setCurrentIndex(at)
    return box
