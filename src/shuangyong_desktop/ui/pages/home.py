"""首页: the day, the numbers and what to do; every number opens exactly its people (UX §2.2)."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QWidget

from shuangyong_desktop.domain.faults import FAULTS
from shuangyong_desktop.services import almanac
from shuangyong_desktop.services.faults import Surveying
from shuangyong_desktop.services.overview import Bar, Figure, Overview
from shuangyong_desktop.services.todos import YEAR_DAYS, Birthday, Link, Todos
from shuangyong_desktop.services.year_days import YearLine
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.background import Slices
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page, Primary
from shuangyong_desktop.ui.pages.home_todos import WEEKDAYS, TodoCard, due_words, todo_row
from shuangyong_desktop.ui.widgets.after_paint import AfterPaint
from shuangyong_desktop.ui.widgets.bars import BarRow, Bars, Legend
from shuangyong_desktop.ui.widgets.elements import (
    button,
    card,
    column,
    empty,
    glyph,
    label,
    row,
    upright,
)
from shuangyong_desktop.ui.widgets.pressable import Pressable
from shuangyong_desktop.ui.widgets.shortened import Shortened

_SHOWN_BIRTHDAYS = 3
_ONE_COLUMN_BELOW = 900
_SHOWN_FAULTS = 5
_SHOWN_DAYS = 4
_SHARES = (10, 8, 7)
"""The widths of the columns; the middle one has none where nothing stands in it."""
_WIDE_FROM = 1500
"""From this width of the window on there is room for the days of the year."""


class HomePage(Page):
    """What the desk has to know today."""

    title = "首页"

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[str], object]) -> None:
        super().__init__(desk, notices)
        self._go = go
        self._overview = Overview(desk.office, self._today())
        self._todos = Todos(desk.office, self._today())
        self._known = False
        self._slices: Slices | None = None
        self._nodes: QFrame | None = None
        desk.closing.connect(self._stop)
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        self._after_paint = AfterPaint(inner)
        self._day = QHBoxLayout()
        self._people, self._work = QHBoxLayout(), row(gap=12)
        self._figures = row(self._people, self._work, gap=12)
        self._figures.setStretch(0, 10)
        self._figures.setStretch(1, 16)
        self._todo = TodoCard(desk, notices, self._open)
        self._middle = column(gap=12)
        self._right = column(gap=12)
        self._columns = row(self._todo, self._middle, self._right, gap=12)
        for place, share in enumerate(_SHARES):
            self._columns.setStretch(place, share)
        whole = column(self._day, self._figures, self._columns, into=inner, gap=12)
        px = theme.active().px
        whole.setContentsMargins(px(14), px(10), px(14), px(10))
        whole.setStretch(2, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        column(area, into=self)

    @property
    def primary(self) -> Primary:
        return Primary("新增人员", "plus", partial(self._go, "ledger/new"))

    def reload(self) -> None:
        """Ask for every number again."""
        self._overview = Overview(self.desk.office, self._today())
        self._todos = Todos(self.desk.office, self._today())
        self._fill_day()
        self._fill_figures(self._overview.people())
        if self._known:
            self._fill_rest()
        else:
            self._after_paint.do(self._fill_rest)

    def _fill_rest(self) -> None:
        """What takes a look at every contact and appeal; the first paint does not wait for it."""
        self._known = True
        self._fill_work()
        self._todo.show_todos(self._todos.week(), self._today())
        self._fill_middle()
        self._fill_right()

    def _stop(self) -> None:
        """Look no further: the ledger is being closed."""
        if self._slices is not None:
            self._slices.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.active().px(_ONE_COLUMN_BELOW)
        direction = QHBoxLayout.Direction
        way = direction.TopToBottom if narrow else direction.LeftToRight
        self._columns.setDirection(way)
        self._figures.setDirection(way)
        if self._nodes is not None:
            self._nodes.setVisible(self._is_wide)

    @property
    def _is_wide(self) -> bool:
        return self.window().width() >= theme.active().px(_WIDE_FROM)

    def _fill_day(self) -> None:
        empty(self._day)
        today = self._today()
        words = f"{today.month}月{today.day}日"
        self._day.addWidget(label(words, "heading", name="home_day"))
        self._day.addSpacing(theme.active().px(8))
        self._day.addWidget(label(f"星期{WEEKDAYS[today.weekday()]}", "heading"))
        self._day.addWidget(label(f"  {almanac.lunar_words(today)}", "label"))
        total = f"  分类有交叉，合计按人去重：{self._overview.total():,} 人"
        self._day.addWidget(glyph("info-circle", "text3", 15))
        self._day.addWidget(label(total, "note", name="home_total"))
        self._day.addStretch(1)
        festival = almanac.coming_festival(today)
        if festival is not None:
            self._announce(festival.name, festival.day, Link("visits"))
        else:
            near = self._near_day(today)
            if near is not None:
                self._announce(near.title, near.on, Link(f"{YEAR_DAYS}/{near.on.isoformat()}"))
        self._day.addWidget(self._leading("年历", Link(YEAR_DAYS), "year_days"))

    def _near_day(self, today: date) -> YearLine | None:
        """The next named day that the desk does something for, when it is near (UX §2.2)."""
        coming = self.desk.office.year_days.coming(today, _SHOWN_DAYS)
        near = (line for line in coming if line.note and line.on <= today + almanac.SOON)
        return next(near, None)

    def _announce(self, name: str, day: date, link: Link) -> None:
        left = (day - self._today()).days
        words = f"距{name}还有 {left} 天" if left else f"今天是{name}"
        strip = Pressable(row(glyph("gift", "accent", 15), label(words)), words, "festival", 4)
        strip.clicked.connect(partial(self._open, link))
        self._day.addWidget(strip)

    def _fill_figures(self, people: Sequence[Figure]) -> None:
        empty(self._people)
        figures = row(gap=0)
        for number in people:
            if figures.count():
                figures.addWidget(upright())
            figures.addWidget(self._figure(number), 1)
        self._people.addWidget(card(figures, padding=0))

    def _fill_work(self) -> None:
        empty(self._work)
        for number in self._overview.work():
            self._work.addWidget(card(self._figure(number), padding=0), 1)

    def _figure(self, number: Figure) -> Pressable:
        fact = label(number.fact, "note", kind="bad" if number.urgent else "")
        content = column(
            row(glyph(number.icon, "text2", 16), label(number.title, "label"), 1, gap=6),
            row(label(f"{number.value:,}", "display"), label(number.unit, "note"), 1, fact, gap=4),
            gap=4,
        )
        words = f"{number.title}，{number.value} {number.unit}"
        name = f"figure_{number.key or number.name}"
        shown = Pressable(content, f"{words}，{number.fact}" if number.fact else words, name, 12)
        shown.clicked.connect(partial(self._open_figure, number))
        return shown

    def _open_figure(self, number: Figure) -> None:
        title = number.title.removeprefix("其中")
        self._open(Link(number.page, title, number.key, number.year))

    def _fill_middle(self) -> None:
        empty(self._middle)
        progress, plan = self._overview.progress(), self._overview.plan()
        if progress and plan is not None:
            legend = Legend(("已签收", "未领", "未登记"))
            title = f"{plan.occasion}慰问进度（户）"
            self._middle.addWidget(self._chart("gift", title, progress, "progress", legend))
        paid = self._overview.paid()
        if paid:
            total = self._overview.people()[2].value
            words = label(f"分类有交叉，合计按人去重 {total:,} 人", "note")
            title = "享受定期抚恤补助"
            listed = self._leading("看名单", Link(title=title, key="paid"), "all_paid")
            self._middle.addWidget(
                self._chart("users", f"{title}（人）", paid, "paid", words, listed)
            )
        self._columns.setStretch(1, _SHARES[1] if self._middle.count() else 0)
        self._middle.addStretch(1)

    def _chart(  # noqa: PLR0913, PLR0917 (what stands in it)
        self, icon: str, title: str, bars: Sequence[Bar], name: str, legend: QWidget,
        aside: QWidget | None = None,
    ) -> QWidget:  # fmt: skip
        chart = Bars(f"chart_{name}", title)
        chart.show_rows([BarRow(bar.label, bar.parts, bar.words) for bar in bars])
        chart.picked.connect(lambda at: self._open(bars[at].link))
        return card(_heading(icon, title, aside), chart, legend)

    def _fill_right(self) -> None:
        empty(self._right)
        birthdays = self._todos.birthdays()
        self._right.addWidget(card(
            _heading("cake", "近 7 天生日", self._all_birthdays(len(birthdays))),
            *map(self._birthday_row, birthdays[:_SHOWN_BIRTHDAYS]),
            *([] if birthdays else [label("近 7 天没有人过生日。", "note")]),
            name="birthdays",
        ))  # fmt: skip
        self._checks = column(gap=2)
        self._right.addWidget(
            card(
                _heading(
                    "list-check",
                    "数据核查",
                    self._leading("逐条处理", Link("data_faults"), "all_checks"),
                ),
                self._checks,
                name="checks",
            )
        )
        self._survey()
        month = list(self._todos.month())
        self._right.addWidget(card(
            _heading("clock", "本月要办"),
            *(todo_row(todo, self._today(), self._open) for todo in month),
            *([] if month else [label("没有进行中的确认和摸排，零报告已交齐。", "note")]),
            name="month",
        ))  # fmt: skip
        coming = self.desk.office.year_days.coming(self._today(), _SHOWN_DAYS)
        self._nodes = card(
            _heading("calendar", "年度节点", self._leading("年历", Link(YEAR_DAYS), "all_days")),
            *map(self._node_row, coming),
            name="nodes",
        )
        self._right.addWidget(self._nodes)  # first: alone it would show as a window of its own
        self._nodes.setVisible(self._is_wide)
        self._right.addStretch(1)

    def _node_row(self, line: YearLine) -> Pressable:
        """One named day ahead, and how far it is."""
        left = (line.on - self._today()).days
        day = f"{line.on.month}月{line.on.day}日"
        words = "今天" if left == 0 else f"{left} 天后"
        near = left <= almanac.SOON.days
        content = row(
            label(day, "note"), label(line.title, "strong"), _elided(line.note, "note"),
            *([label(words, "chip", kind="warn")] if near else []), gap=8, stretch=2,
        )  # fmt: skip
        says = f"{day}，{line.title}，{line.note}，{words}"
        shown = Pressable(content, says, "node", 4)
        shown.clicked.connect(partial(self._open, Link(f"{YEAR_DAYS}/{line.on.isoformat()}")))
        return shown

    def _all_birthdays(self, number: int) -> QWidget:
        """How many there are, which opens all of them; not pressed where there is nobody."""
        if not number:
            return label("0 人", "note")
        link = Link(title="近 7 天生日", key="birthdays")
        return self._leading(f"生日表 {number} 人", link, "all_birthdays")

    def _leading(self, words: str, link: Link, name: str) -> QWidget:
        return button(words, partial(self._open, link), kind="link", name=name)

    def _survey(self) -> None:
        """Go through the ledger between the clerk's own acts; the card fills when that is done."""
        if self._slices is not None:
            self._slices.stop()
            self._slices.deleteLater()
        surveying = self._overview.checks()
        self._slices = Slices(surveying.step, self)
        self._slices.finished.connect(partial(self._fill_checks, surveying))
        self._slices.start()

    def _fill_checks(self, surveying: Surveying) -> None:
        empty(self._checks)
        found = surveying.survey
        worst = sorted(FAULTS, key=lambda fault: -len(found.ids(fault.key)))[:_SHOWN_FAULTS]
        for fault in worst:
            if ids := tuple(found.ids(fault.key)):
                self._checks.addWidget(self._check_row(fault.title, ids))
        if not found.people:
            self._checks.addWidget(label("没有需要核实的内容。", "note", name="all_right"))

    def _check_row(self, title: str, ids: tuple[int, ...]) -> Pressable:
        words = f"{len(ids):,} 人"
        content = row(glyph("alert-triangle", "warn", 16), _elided(title, ""),
                      label(words, "strong", kind="warn"), gap=8, stretch=1)  # fmt: skip
        line = Pressable(content, f"{title}，{words}", "check", 3)
        line.clicked.connect(lambda: self.desk.people_wanted.emit(title, ids))
        return line

    def _birthday_row(self, item: Birthday) -> Pressable:
        day = due_words(item.day.isoformat(), self._today())
        chip = label(f"{day} 农历" if item.lunar else day, "chip",
                     kind="warn" if item.day == self._today() else "")  # fmt: skip
        content = row(
            label(item.name, "strong"), _elided(item.detail, "note"), chip, gap=8, stretch=1
        )
        line = Pressable(content, f"{item.name}，{item.detail}，{day}", "birthday", 4)
        line.clicked.connect(
            partial(self._open, Link(title=item.name, key=f"person:{item.person_id}"))
        )
        return line

    def _open(self, link: Link) -> None:
        """Show exactly what a number or a row counts, in the year that it counts in."""
        if link.year:
            self.desk.show_year(link.year)
        page, _, line = link.page.partition("/")
        if link.key:
            self.desk.people_wanted.emit(link.title, self._overview.people_of(link.key))
        elif page == YEAR_DAYS:
            from shuangyong_desktop.ui.pages.year_days import (  # noqa: PLC0415 (not for the first page)
                open_year_days,
            )

            open_year_days(self.desk, self.notices, self, self._go, line)
        else:
            self._go(link.page)

    @staticmethod
    def _today() -> date:
        return date.today()  # noqa: DTZ011 (the clerk's day)


def _heading(icon: str, title: str, aside: QWidget | None = None) -> QLayout:
    line = row(glyph(icon, "accent", 18), label(title, "heading"), 1)
    if aside is not None:
        line.addWidget(aside)
    return line


def _elided(text: str, role: str) -> QWidget:
    """Words that may be cut where there is no room; read aloud in full by their row."""
    return Shortened(text, role, least=1)


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> HomePage:
    """The page, for the frame."""
    return HomePage(desk, notices, go)
