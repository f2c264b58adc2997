"""首页: the day, the numbers and what to do; every number opens exactly its people (UX §2.2)."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QScrollArea, QWidget

from shuangyong_desktop.domain.faults import FAULTS
from shuangyong_desktop.services import almanac
from shuangyong_desktop.services.faults import Surveying
from shuangyong_desktop.services.overview import Bar, Birthday, Figure, Link, Overview, Todo
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.background import Slices
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page, Primary
from shuangyong_desktop.ui.widgets.after_paint import AfterPaint
from shuangyong_desktop.ui.widgets.bars import BarRow, Bars, Legend
from shuangyong_desktop.ui.widgets.elements import (
    button,
    card,
    column,
    empty,
    glyph,
    label,
    paragraph,
    row,
    upright,
)
from shuangyong_desktop.ui.widgets.pressable import Pressable
from shuangyong_desktop.ui.widgets.shortened import Shortened

_WEEKDAYS = "一二三四五六日"
_SHOWN_BIRTHDAYS = 4
_LATE, _TODAY, _WEEK = "已逾期", "今天", "本周"
_TINTS = {_LATE: "bad", _TODAY: "warn", _WEEK: ""}
_ONE_COLUMN_BELOW = 900
_SHOWN_FAULTS = 5


class HomePage(Page):
    """What the desk has to know today."""

    title = "首页"

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[str], object]) -> None:
        super().__init__(desk, notices)
        self._go = go
        self._overview = Overview(desk.office, self._today())
        self._known = False
        self._slices: Slices | None = None
        desk.closing.connect(self._stop)
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        self._after_paint = AfterPaint(inner)
        self._day = QHBoxLayout()
        self._people, self._work = QHBoxLayout(), row(gap=12)
        self._figures = row(self._people, self._work, gap=12)
        self._figures.setStretch(0, 10)
        self._figures.setStretch(1, 16)
        self._todo = column(gap=2)
        self._middle = column(gap=12)
        self._right = column(gap=12)
        todo = card(self._todo, name="todos")
        self._columns = row(todo, self._middle, self._right, gap=12)
        for place, share in enumerate((10, 8, 7)):
            self._columns.setStretch(place, share)
        whole = column(self._day, self._figures, self._columns, into=inner, margin=14, gap=12)
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
        self._fill_todos(self._overview.todos())
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

    def _fill_day(self) -> None:
        empty(self._day)
        today = self._today()
        words = f"{today.month}月{today.day}日"
        self._day.addWidget(label(words, "heading", name="home_day"))
        self._day.addSpacing(theme.active().px(8))
        self._day.addWidget(label(f"星期{_WEEKDAYS[today.weekday()]}", "heading"))
        self._day.addWidget(label(f"  {almanac.lunar_words(today)}", "label"))
        total = f"  分类有交叉，合计按人去重：{self._overview.total():,} 人"
        self._day.addWidget(glyph("info-circle", "text3", 15))
        self._day.addWidget(label(total, "note", name="home_total"))
        self._day.addStretch(1)
        festival = almanac.coming_festival(today)
        if festival is not None:
            left = (festival.day - today).days
            words = f"距{festival.name}还有 {left} 天" if left else f"今天是{festival.name}"
            strip = Pressable(row(glyph("gift", "accent", 15), label(words)), words, "festival", 4)
            strip.clicked.connect(partial(self._go, "visits"))
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
        name = f"figure_{number.key or number.icon}"
        shown = Pressable(content, f"{words}，{number.fact}" if number.fact else words, name, 12)
        shown.clicked.connect(partial(self._open_figure, number))
        return shown

    def _open_figure(self, number: Figure) -> None:
        if number.key:
            self._open(Link(title=number.title.removeprefix("其中"), key=number.key))
        else:
            self._go(number.page)

    def _fill_todos(self, todos: Sequence[Todo]) -> None:
        empty(self._todo)
        heading = row(glyph("circle-check", "accent", 18), label("今日待办", "heading"), 1)
        heading.addWidget(label(f"共 {len(todos)} 项", "note"))
        self._todo.addLayout(heading)
        if not todos:
            self._todo.addWidget(
                paragraph("今天没有待办。可以看看“本月应联系”的名单。", "note", name="nothing_due")
            )
        for words, group in self._grouped(todos).items():
            if group:
                self._todo.addWidget(label(f"{words}  {len(group)} 项", "note", kind=_TINTS[words]))
                for todo in group:
                    self._todo.addWidget(self._todo_row(todo, words))
        self._todo.addStretch(1)

    def _todo_row(self, todo: Todo, group: str) -> Pressable:
        content = row(
            glyph(todo.icon, "text2", 16),
            column(_elided(todo.title, "strong"), _elided(todo.detail, "note"), gap=1),
            gap=10,
            stretch=1,
        )
        if todo.due:
            content.addWidget(label(self._due_words(todo.due), "chip", kind=_TINTS[group]))
        says = f"{todo.title}，{todo.detail}，{self._due_words(todo.due)}"
        line = Pressable(content, says, "todo", 6)
        line.clicked.connect(partial(self._open, todo.link))
        return line

    def _grouped(self, todos: Sequence[Todo]) -> dict[str, list[Todo]]:
        found: dict[str, list[Todo]] = {_LATE: [], _TODAY: [], _WEEK: []}
        for todo in todos:
            found[self._group_of(todo)].append(todo)
        return found

    def _group_of(self, todo: Todo) -> str:
        today = self._today().isoformat()
        if not todo.due or todo.due[:10] > today:
            return _WEEK
        return _TODAY if todo.due[:10] == today else _LATE

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
            title = "享受定期抚恤补助（人）"
            self._middle.addWidget(self._chart("users", title, paid, "paid", words))
        self._middle.addStretch(1)

    def _chart(
        self, icon: str, title: str, bars: Sequence[Bar], name: str, legend: QWidget
    ) -> QWidget:
        chart = Bars(f"chart_{name}", title)
        chart.show_rows([BarRow(bar.label, bar.parts, bar.words) for bar in bars])
        chart.picked.connect(lambda at: self._open(bars[at].link))
        return card(_heading(icon, title), chart, legend)

    def _fill_right(self) -> None:
        empty(self._right)
        birthdays = self._overview.birthdays()
        self._right.addWidget(card(
            _heading("cake", "近 7 天生日", self._all_birthdays(len(birthdays))),
            *map(self._birthday_row, birthdays[:_SHOWN_BIRTHDAYS]),
            *([] if birthdays else [label("近 7 天没有人过生日。", "note")]),
            name="birthdays",
        ))  # fmt: skip
        self._checks = column(gap=2)
        self._right.addWidget(card(_heading("list-check", "数据核查"), self._checks, name="checks"))
        self._survey()
        month = list(self._overview.month())
        self._right.addWidget(card(
            _heading("clock", "本月要办"),
            *(self._todo_row(todo, self._group_of(todo)) for todo in month),
            *([] if month else [label("没有进行中的确认和摸排，零报告已交齐。", "note")]),
            name="month",
        ))  # fmt: skip
        self._right.addStretch(1)

    def _all_birthdays(self, number: int) -> QWidget:
        """How many there are, which opens all of them; not pressed where there is nobody."""
        if not number:
            return label("0 人", "note")
        link = Link(title="近 7 天生日", key="birthdays")
        return button(f"{number} 人", partial(self._open, link), kind="link", name="all_birthdays")

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
        content = row(_elided(title, ""), label(words, "strong", kind="warn"), gap=8, stretch=0)
        line = Pressable(content, f"{title}，{words}", "check", 3)
        line.clicked.connect(lambda: self.desk.people_wanted.emit(title, ids))
        return line

    def _birthday_row(self, item: Birthday) -> Pressable:
        day = self._due_words(item.day.isoformat())
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
        if link.key:
            self.desk.people_wanted.emit(link.title, self._overview.people_of(link.key))
        else:
            self._go(link.page)

    def _due_words(self, day: str) -> str:
        """逾期 3 天, 今天, 周四 or the date itself."""
        if len(day) < len("2026-01-01"):
            return day
        left = (date.fromisoformat(day[:10]) - self._today()).days
        if left < 0:
            return f"逾期 {-left} 天"
        if left == 0:
            return "今天"
        at = self._today() + timedelta(days=left)
        return f"周{_WEEKDAYS[at.weekday()]}" if left <= 7 else f"{at.month}月{at.day}日"  # noqa: PLR2004

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
