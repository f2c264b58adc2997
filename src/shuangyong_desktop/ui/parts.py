"""A page of several parts with one tab each; a part is a page of its own, made when first shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module

from PySide6.QtWidgets import QApplication, QButtonGroup, QPushButton, QStackedWidget

from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page, Primary
from shuangyong_desktop.ui.widgets.elements import button, column, plain_caption, row


@dataclass(frozen=True)
class Part:
    """One tab: the module of `ui.pages` that makes it, its words and its drawing."""

    key: str
    words: str
    icon: str


class PartedPage(Page):
    """The tabs and the part in front, which names the page and gives it its red button."""

    def __init__(
        self, desk: Desk, notices: Notices, go: Callable[[str], object], parts: Sequence[Part]
    ) -> None:
        super().__init__(desk, notices)
        self._go = go
        self._known = {part.key: part for part in parts}
        self._parts: dict[str, Page] = {}
        self._stack = QStackedWidget()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._tabs: dict[str, QPushButton] = {}
        tabs = row(gap=4)
        for part in parts:
            tab = button(part.words, partial(self.show_part, part.key), kind="tab",
                         icon=part.icon, name=f"tab_{part.key}")  # fmt: skip
            tab.setCheckable(True)
            self._group.addButton(tab)
            self._tabs[part.key] = tab
            tabs.addWidget(tab)
        tabs.addStretch(1)
        tabs.setContentsMargins(14, 8, 14, 0)
        layout = column(tabs, self._stack, into=self, gap=0)
        layout.setStretch(1, 1)

    @property
    def title(self) -> str:  # type: ignore[override]
        """The part in front names the page."""
        part = self.front
        return part.title if part else ""

    @property
    def note(self) -> str:
        part = self.front
        return part.note if part else ""

    @property
    def primary(self) -> Primary | None:
        part = self.front
        return part.primary if part else None

    @property
    def unsaved(self) -> bool:
        """Whether something typed in any part would be lost."""
        return any(part.unsaved for part in self._parts.values())

    @property
    def part_in_front(self) -> str:
        return next((key for key, part in self._parts.items() if part is self.front), "")

    @property
    def front(self) -> Page | None:
        """The part that is shown; None before the first one is."""
        part = self._stack.currentWidget()
        return part if isinstance(part, Page) else None

    def reload(self) -> None:
        """The part in front asks anew by itself; without one the first is shown."""
        if self.front is None:
            self.show_part(next(iter(self._known)))

    def show_part(self, key: str) -> None:
        """Bring the part `key` to the front."""
        at = QApplication.focusWidget()
        self._stack.setCurrentWidget(self.part(key))
        self._tabs[key].setChecked(True)
        if at is not None and self.isAncestorOf(at) and not self.part(key).isAncestorOf(at):
            self._tabs[key].setFocus()  # where the keyboard was is out of sight
        self.heading_changed.emit()

    def part(self, key: str) -> Page:
        """The part `key`, made now if it has not been shown yet."""
        if key not in self._parts:
            module = import_module(f"shuangyong_desktop.ui.pages.{key}")
            part: Page = module.make(self.desk, self.notices, self._go)
            part.heading_changed.connect(self._pass_on)
            self._parts[key] = part
            self._stack.addWidget(part)
        return self._parts[key]

    def say_waiting(self, key: str, count: int) -> None:
        """Write beside the words of a tab how much waits there; nothing for 0."""
        words = self._known[key].words
        self._tabs[key].setText(plain_caption(f"{words} {count:,}" if count else words))

    def _pass_on(self) -> None:
        if self.sender() is self._stack.currentWidget():
            self.heading_changed.emit()
