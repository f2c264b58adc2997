"""What the list of a register is narrowed by: words, year, step, place and chosen words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from shuangyong_desktop.domain.registers import Register
from shuangyong_desktop.domain.roll_views import WHOLE, RollView, step_words
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.chips import ChipBox
from shuangyong_desktop.ui.widgets.elements import button, column, plain_caption, row

_REST_MS = 150
_MOST_TYPED = 40
_YEAR, _STEP = "year", "step"
_NO_STEP = "还没有开始"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to narrow by: its name, and its values with the words for each."""

    says: str
    entries: Mapping[str, str]


class RollFilter(QWidget):
    """`changed` is emitted when other records are wanted; `view` says which."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._register: Register[Any] | None = None
        self._choices: dict[str, Choice] = {}
        self._chosen: dict[str, str] = {}
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
        self._year = self._opener("年份", "calendar", _YEAR)
        self._step = self._opener("进度", "list-check", _STEP)
        self._rest_of_all = button("筛选", self._open_rest, kind="flat", icon="filter",
                                   name="roll_by_others")  # fmt: skip
        self._chips = ChipBox("roll_conditions", "当前筛选条件，点一下去掉", tickable=False)
        self._chips.pressed.connect(self._drop)
        self._chips.hide()
        line = row(self._search, self._year, self._step, self._rest_of_all, gap=4, stretch=0)
        column(line, self._chips, into=self, gap=6)

    @property
    def view(self) -> RollView:
        """What is wanted now, in the usual order."""
        equal = tuple((key, words) for key, words in self._chosen.items()
                      if key not in (_YEAR, _STEP))  # fmt: skip
        return RollView(
            text=self._search.text(), year=self._chosen.get(_YEAR, ""),
            step=self._chosen.get(_STEP), equal=equal,
        )  # fmt: skip

    @property
    def narrows(self) -> bool:
        """Whether some records are left out."""
        return replace(self.view, text=self._search.text().strip()) != WHOLE

    def show_register(
        self, register: Register[Any], years: Sequence[str], places: Sequence[str]
    ) -> None:
        """Offer what can be asked of `register`; what was chosen for it before stays."""
        if register is not self._register:
            self._forget()
        self._register = register
        self._choices = _offers(register, years, places)
        self._year.setVisible(_YEAR in self._choices)
        self._step.setVisible(_STEP in self._choices)
        self._rest_of_all.setVisible(bool(set(self._choices) - {_YEAR, _STEP}))
        self._chosen = {key: value for key, value in self._chosen.items()
                        if key in self._choices}  # fmt: skip
        self._show_chosen()

    def clear(self) -> None:
        """Want every record again."""
        self._forget()
        self._show_chosen()
        self.changed.emit()

    def _opener(self, words: str, icon: str, key: str) -> QPushButton:
        made = button(words, lambda: self._open(made, key), kind="flat", icon=icon,
                      name=f"roll_by_{key}")  # fmt: skip
        made.setAccessibleName(f"按{words}筛选")
        return made

    def _open(self, opener: QPushButton, key: str) -> None:
        menu = self._menu()
        self._fill(menu, key)
        menu.popup(opener.mapToGlobal(opener.rect().bottomLeft()))

    def _open_rest(self) -> None:
        menu = self._menu()
        for key, choice in self._choices.items():
            if key not in (_YEAR, _STEP):
                self._fill(menu.addMenu(plain_caption(choice.says)), key)
        menu.popup(self._rest_of_all.mapToGlobal(self._rest_of_all.rect().bottomLeft()))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("roll_filter_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _fill(self, menu: QMenu, key: str) -> None:
        for value, words in self._choices[key].entries.items():
            entry = menu.addAction(plain_caption(words), partial(self._choose, key, value))
            entry.setCheckable(True)
            entry.setChecked(self._chosen.get(key) == value)

    def _choose(self, key: str, value: str) -> None:
        """Narrow by a value; chosen again it is dropped."""
        if self._chosen.get(key) == value:
            del self._chosen[key]
        else:
            self._chosen[key] = value
        self._show_chosen()
        self.changed.emit()

    def _drop(self, key: str) -> None:
        self._chosen.pop(key, None)
        self._show_chosen()
        self.changed.emit()

    def _forget(self) -> None:
        self._chosen = {}
        self._search.blockSignals(True)  # noqa: FBT003 (Qt's own order)
        self._search.clear()
        self._search.blockSignals(False)  # noqa: FBT003

    def _show_chosen(self) -> None:
        """A chip for everything that is chosen; pressing it takes it away."""
        told = [
            (key, f"{self._choices[key].says}：{self._choices[key].entries.get(value, value)}  ×")
            for key, value in self._chosen.items()
        ]
        self._chips.fill(told)
        self._chips.setVisible(bool(told))


def _offers(
    register: Register[Any], years: Sequence[str], places: Sequence[str]
) -> dict[str, Choice]:
    """What a register can be narrowed by, by key."""
    found: dict[str, Choice] = {}
    if years:
        found[_YEAR] = Choice("年份", {year: f"{year}年" for year in years})
    if register.steps:
        steps = {key: step_words(register, key) for key in register.steps}
        found[_STEP] = Choice("进度", {**steps, "": _NO_STEP})
    for field in register.schema:
        words: Sequence[str] = field.kind.choices if field.kind.name == "text" else ()
        if field.kind.name == "community":
            words = places
        if words:
            found[field.key] = Choice(field.label, {word: word for word in words})
    return found
