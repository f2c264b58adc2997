"""The frame around the pages of one open ledger: rail, top bar, page, status bar."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QWidget

from shuangyong_desktop.ui import appearance, theme
from shuangyong_desktop.ui.appearance import SCALES
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import WindowNotices
from shuangyong_desktop.ui.page import BACK, Page
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.waiting import Waiting
from shuangyong_desktop.ui.widgets.after_paint import AfterPaint
from shuangyong_desktop.ui.widgets.elements import button, column, label, row
from shuangyong_desktop.ui.widgets.rail import Rail, Tab
from shuangyong_desktop.ui.widgets.status_bar import StatusBar
from shuangyong_desktop.ui.widgets.top_bar import TopBar

TABS = (
    Tab("home", "首页", "首页", "home"),
    Tab("ledger", "台账", "人员台账", "address-book"),
    Tab("contacts", "联系", "联系与诉求", "messages"),
    Tab("visits", "慰问", "走访慰问", "gift"),
    Tab("moves", "动态", "动态管理", "arrows-exchange"),
    Tab("tasks", "任务", "双清单与要点", "clipboard-list"),
    Tab("rolls", "名录", "名录", "books"),
    Tab("reports", "报表", "报表与总结", "report"),
    Tab("data", "数据", "数据管理", "database", low=True),
    Tab("settings", "设置", "设置", "settings", low=True),
    Tab("help", "帮助", "帮助", "help", low=True),
)
_PARTS = {
    "imports": "data", "data_faults": "data", "duplicates": "data", "history": "data",
    "backups": "data", "recycle": "data", "rounds": "moves", "plaques": "moves",
    "cards": "moves",
}  # fmt: skip
"""Parts that may be asked for by their own name, and the page that holds them."""
_FILE = "person_file"
_UNDER = {_FILE: "ledger", "boxes": "reports"}
"""Pages without a tab of their own, and the tab they stand under."""
_DIGITS = 9
"""The tabs that Ctrl and a digit lead to; Ctrl+0 is the size, and F1 leads to the help."""
_PAUSE_MS = 250
"""How long the keys rest before a search on another page leads to the ledger."""
_WIDE_FROM = 1500
_TIGHT_BELOW = 740
_SPREADSHEETS = (".xls", ".xlsx", ".csv", ".et")


class Frame(QWidget):
    """One open ledger on screen. Pages are made when they are first shown, `first` at once."""

    def __init__(self, desk: Desk, notices: WindowNotices, first: str = "ledger") -> None:
        super().__init__()
        self.setObjectName("window")
        self.setAcceptDrops(True)
        self.desk = desk
        self._notices = notices
        self._undoing = Undoing(desk, notices)
        self._waiting = Waiting(desk, self)
        self._pages: dict[str, Page] = {}
        self._way_back: list[str] = []
        self._rail = Rail(TABS, self.show_page)
        self._bar = TopBar()
        self._stack = QStackedWidget()
        self._status = StatusBar(demo=desk.office.is_demo)
        body = column(self._bar, self._stack, self._status, gap=0)
        body.setStretch(1, 1)
        if desk.office.is_demo:
            body.insertWidget(1, _demo_strip(desk.demo_ended.emit))
            body.setStretch(2, 1)
            body.setStretch(1, 0)
        row(self._rail, body, into=self, gap=0, stretch=1)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._search)
        self._text = ""
        self._bar.show_years((desk.year,), desk.year)
        self._connect()
        self.show_page(first)

    def page(self, key: str) -> Page:
        """The page `key`, made now if it has not been shown yet."""
        if key not in self._pages:
            module = import_module(f"shuangyong_desktop.ui.pages.{key}")
            page: Page = module.make(self.desk, self._notices, self.show_page)
            page.heading_changed.connect(partial(self._show_heading, key))
            page.search_left.connect(self._leave_search)
            self._pages[key] = page
            self._stack.addWidget(page)
        return self._pages[key]

    @property
    def in_front(self) -> str:
        """The key of the page that is shown."""
        return next(key for key, page in self._pages.items() if page is self._stack.currentWidget())

    @property
    def place(self) -> str:
        """Where the clerk is, as `show_page` takes it: the page, and the part of it."""
        key = self.in_front
        part = self._pages[key].part_in_front
        return f"{key}/{part}" if part else key

    @property
    def unsaved(self) -> bool:
        """Whether something typed on a page would be lost with the pages."""
        return any(page.unsaved for page in self._pages.values())

    @property
    def losing(self) -> bool:
        """Whether something typed would be lost for good: no draft of it is kept."""
        return any(page.unsaved and not page.keeps_draft for page in self._pages.values())

    def show_page(self, where: str) -> Page:
        """Bring a page to the front: “settings”, or with a part of it “settings/communities”.

        `BACK` leads from somebody's file to where it was opened.
        """
        if where == BACK:
            where = self._way_back.pop() if self._way_back else "ledger"
        else:
            self._note_way_back(where)
        if where in _PARTS:
            where = f"{_PARTS[where]}/{where}"
        key, _, part = where.partition("/")
        page = self.page(key)
        if part:
            page.show_part(part)
        before = QApplication.focusWidget()
        self._stack.setCurrentWidget(page)
        self._rail.mark(_UNDER.get(key, key))
        self._show_heading(key)
        if before is not None and self._stack.isAncestorOf(before) and not before.isVisible():
            self._take_keyboard(page)
        return page

    def _note_way_back(self, where: str) -> None:
        """Remember from where files are opened, one in the other; forget it on other ways."""
        if not where.startswith(f"{_FILE}/"):
            self._way_back.clear()
        elif self._stack.currentWidget() is not None and self.place != where:
            self._way_back.append(self.place)

    @staticmethod
    def _take_keyboard(page: Page) -> None:
        """Give the keyboard of the page that went to this one: Qt gives it to the rail."""
        at = QApplication.focusWidget()
        if at is None or not page.isAncestorOf(at):
            page.setFocus()

    def import_file(self, path: str) -> None:
        """Begin to import a spreadsheet, as when it is dropped on the window.

        The page in front takes it when it has an import of its own; else it is read for people.
        """
        if not self.page(self.in_front).take_list(Path(path)):
            page = self.show_page("imports")
            page.open_file(path)  # type: ignore[attr-defined]

    def say_backup(self) -> None:
        """Say in the status bar when the newest backup was made."""
        last = self.desk.office.backups.last()
        now = datetime.now()  # noqa: DTZ005 (the clock on the clerk's wall)
        self._status.say_backup(last.made_at if last else None, now.date())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = theme.active().px
        self._rail.set_wide(wide=self.width() >= px(_WIDE_FROM))
        self._rail.set_tight(tight=self.height() < px(_TIGHT_BELOW))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _spreadsheet(
            event.mimeData().urls()[0].toLocalFile() if event.mimeData().urls() else ""
        ):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = event.mimeData().urls()[0].toLocalFile()
        event.acceptProposedAction()
        # Who dropped it waits until the drop has ended, and a page may ask in a dialog.
        QTimer.singleShot(0, self, lambda: self.import_file(path))

    def _connect(self) -> None:
        self._bar.searched.connect(self._note_search)
        self._bar.entered.connect(self._enter_search)
        self._bar.cover_toggled.connect(self._toggle_cover)
        self._bar.year_chosen.connect(self.desk.show_year)
        self.desk.cover_changed.connect(self._show_cover)
        self.desk.changed.connect(self._show_saved)
        self.desk.year_changed.connect(self._show_facts)
        self.desk.people_wanted.connect(self._show_people)
        self._waiting.known.connect(self._rail.say_waiting)
        self._keys("Ctrl+K", self._bar.focus_search)
        self._keys("Ctrl+F", self._bar.focus_search)
        self._keys("Ctrl+H", self._toggle_cover)
        self._keys("Ctrl+Z", self._undoing.undo_last)
        self._keys("Ctrl+Y", self._undoing.redo_last)
        for keys, steps in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1), ("Ctrl+0", 0)):
            self._keys(keys, partial(self._grow, steps))
        self._keys("F1", self._help)
        self._keys("F5", self._reload)
        self._keys("F8", self._notices.reach_toast)
        for number, tab in enumerate(TABS[:_DIGITS], 1):
            self._keys(f"Ctrl+{number}", partial(self.show_page, tab.key))
        AfterPaint(self).do(self._show_facts)

    def _keys(self, keys: str, act: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _show_heading(self, key: str) -> None:
        page = self._pages[key]
        if self._stack.currentWidget() is not page:
            return
        self._bar.show_heading(page.title, page.note)
        primary = page.primary
        if primary is None:
            self._bar.hide_primary()
        else:
            self._bar.show_primary(primary.words, primary.icon, primary.act)

    def _note_search(self, text: str) -> None:
        """Search once the keys of one burst have come; the first character is not late.

        From another page the search leads to the ledger when the keys rest for a moment.
        """
        self._text = text
        if self._stack.currentWidget() is self._pages.get("ledger"):
            self._wait.start(0)
        elif text.strip():
            self._wait.start(_PAUSE_MS)
        else:
            self._wait.stop()

    def _enter_search(self, text: str) -> None:
        self._text = text
        self._wait.stop()
        self._search()
        self._take_keyboard(self.page("ledger"))

    def _search(self) -> None:
        self.show_page("ledger").search(self._text)

    def _leave_search(self) -> None:
        self._text = ""
        self._bar.clear_search()

    def _show_people(self, title: str, ids: Sequence[int]) -> None:
        """Open the ledger with exactly these people: what stands behind a number."""
        page = self.show_page("ledger")
        page.show_people(title, ids)  # type: ignore[attr-defined]

    def _toggle_cover(self) -> None:
        if self.desk.covered:
            self.desk.uncover()
        else:
            self.desk.cover()

    def _show_cover(self, covered: bool) -> None:  # noqa: FBT001 (a signal's argument)
        self._bar.show_covered(covered=covered)

    def _show_saved(self) -> None:
        self._status.say_saved(datetime.now())  # noqa: DTZ005 (the clock on the clerk's wall)
        self._show_facts()

    def _show_facts(self) -> None:
        """Say what the ledger holds: people, communities, years of work, the last backup."""
        office = self.desk.office
        counts = office.people.counts()
        places = sum(1 for name in counts.by_community if name)
        self._status.say_people(f"在册 {counts.people:,} 人 · {places} 个村（社区）")
        years = {plan.year for plan in office.visits.plans()} | {self.desk.year}
        years |= set(office.tasks.facts.years())
        self._bar.show_years(sorted(years, reverse=True), self.desk.year)
        self.say_backup()
        self._waiting.begin()

    def _grow(self, steps: int) -> None:
        """Show everything one size larger or smaller, or at 100 % again with 0."""
        kept = appearance.load()
        at = SCALES.index(kept.scale) + steps if steps else 0
        if 0 <= at < len(SCALES) and SCALES[at] != kept.scale:
            appearance.save(replace(kept, scale=SCALES[at]))
            self.desk.dress()

    def _help(self) -> None:
        self.show_page(f"help/{self.place}")

    def _reload(self) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, Page):
            page.reload()
        self._show_facts()


def _demo_strip(leave: Callable[[], object]) -> QFrame:
    """What stands above every page of a demo: nobody here is real, and the way out."""
    strip = QFrame()
    strip.setObjectName("demo_strip")
    words = label("这里是演示数据，人员和往来均为虚构，打印件带“演示”字样。", kind="warn")
    begin = button("清空演示，开始正式使用", leave, kind="link", name="leave_demo")
    layout = row(words, begin, 1, into=strip, gap=12)
    layout.setContentsMargins(theme.active().px(20), 0, theme.active().px(16), 0)
    return strip


def _spreadsheet(path: str) -> bool:
    return path.lower().endswith(_SPREADSHEETS)
