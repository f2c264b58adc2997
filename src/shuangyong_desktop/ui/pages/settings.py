"""设置: what the office, its lists, this screen and the door are like (UX §2.1)."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QScrollArea, QStackedWidget

from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page
from shuangyong_desktop.ui.pages.settings_contacts import ContactsSection, LimitsSection
from shuangyong_desktop.ui.pages.settings_desk import (
    DeskSection,
    DictionarySection,
    PhrasesSection,
)
from shuangyong_desktop.ui.pages.settings_places import CategoriesSection, CommunitiesSection
from shuangyong_desktop.ui.pages.settings_rules import RulesSection
from shuangyong_desktop.ui.pages.settings_screen import DisplaySection, SecuritySection
from shuangyong_desktop.ui.pages.settings_section import Section
from shuangyong_desktop.ui.pages.settings_year import YearSection
from shuangyong_desktop.ui.widgets.elements import column, frame, row

_SECTIONS: tuple[type[Section], ...] = (
    DeskSection,
    DictionarySection,
    CommunitiesSection,
    CategoriesSection,
    PhrasesSection,
    ContactsSection,
    LimitsSection,
    RulesSection,
    YearSection,
    DisplaySection,
    SecuritySection,
)


class SettingsPage(Page):
    """The sections by name at the left, the chosen one beside them."""

    title = "设置"

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        px = theme.active().px
        self._names = QListWidget()
        self._names.setObjectName("settings_sections")
        self._names.setAccessibleName("设置项目")
        self._names.setProperty("role", "index")
        self._names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack = QStackedWidget()
        self._sections = tuple(section(desk, notices) for section in _SECTIONS)
        for section in self._sections:
            self._names.addItem(section.title)
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setWidget(section)
            self._stack.addWidget(area)
        self._names.currentRowChanged.connect(self._stack.setCurrentIndex)
        self._names.setCurrentRow(0)
        side = frame("side")
        side.setFixedWidth(px(178))
        column(self._names, into=side, margin=8)
        row(side, self._stack, into=self, gap=0, stretch=1)

    @property
    def part_in_front(self) -> str:
        return self._sections[self._names.currentRow()].key

    @property
    def unsaved(self) -> bool:
        return any(section.edited for section in self._sections)

    @property
    def keeps_draft(self) -> bool:
        return True

    def reload(self) -> None:
        """Show what is kept now; what is being typed stays."""
        for section in self._sections:
            section.reload()

    def show_part(self, key: str) -> None:
        """Show the section `key`."""
        keys = [section.key for section in self._sections]
        if key in keys:
            self._names.setCurrentRow(keys.index(key))


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> SettingsPage:
    """The page, for the frame."""
    del go
    return SettingsPage(desk, notices)
