"""数据: what goes in, what was done, what is kept safe, what was thrown away — one tab each."""

from collections.abc import Callable
from functools import partial
from importlib import import_module

from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget

from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page, Primary
from shuangyong_desktop.ui.widgets.elements import button, column, row

PARTS = (
    ("imports", "导入", "file-import"),
    ("history", "操作记录", "history"),
    ("backups", "备份", "shield-check"),
    ("recycle", "回收站", "trash"),
)


class DataPage(Page):
    """The tabs; each part is a page of its own, made when it is first shown."""

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[str], object]) -> None:
        super().__init__(desk, notices)
        self._go = go
        self._parts: dict[str, Page] = {}
        self._stack = QStackedWidget()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._tabs: dict[str, QPushButton] = {}
        tabs = row(gap=4)
        for key, words, icon in PARTS:
            tab = button(words, partial(self.show_part, key), kind="tab", icon=icon,
                         name=f"tab_{key}")  # fmt: skip
            tab.setCheckable(True)
            self._group.addButton(tab)
            self._tabs[key] = tab
            tabs.addWidget(tab)
        tabs.addStretch(1)
        tabs.setContentsMargins(14, 8, 14, 0)
        layout = column(tabs, self._stack, into=self, gap=0)
        layout.setStretch(1, 1)

    @property
    def title(self) -> str:  # type: ignore[override]
        """The part in front names the page."""
        part = self._front
        return part.title if part else "数据"

    @property
    def note(self) -> str:
        part = self._front
        return part.note if part else ""

    @property
    def primary(self) -> Primary | None:
        part = self._front
        return part.primary if part else None

    @property
    def unsaved(self) -> bool:
        """Whether something typed in any part would be lost."""
        return any(part.unsaved for part in self._parts.values())

    def reload(self) -> None:
        """The part in front asks anew by itself; without one the first is shown."""
        if self._front is None:
            self.show_part("imports")

    def show_part(self, key: str) -> None:
        """Bring the part `key` to the front."""
        self._stack.setCurrentWidget(self._part(key))
        self._tabs[key].setChecked(True)
        self.heading_changed.emit()

    def open_file(self, path: str) -> None:
        """Begin to import the spreadsheet at `path`."""
        self.show_part("imports")
        self._part("imports").open_file(path)  # type: ignore[attr-defined]

    @property
    def _front(self) -> Page | None:
        part = self._stack.currentWidget()
        return part if isinstance(part, Page) else None

    def _part(self, key: str) -> Page:
        if key not in self._parts:
            module = import_module(f"shuangyong_desktop.ui.pages.{key}")
            part: Page = module.make(self.desk, self.notices, self._go)
            part.heading_changed.connect(self._pass_on)
            self._parts[key] = part
            self._stack.addWidget(part)
        return self._parts[key]

    def _pass_on(self) -> None:
        if self.sender() is self._stack.currentWidget():
            self.heading_changed.emit()


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> DataPage:
    """The page, for the frame."""
    return DataPage(desk, notices, go)
