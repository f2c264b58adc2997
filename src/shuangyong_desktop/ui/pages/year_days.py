"""年历: the days of a year, what the desk has to do by them, and how far that has come."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QDialog, QLabel, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services import almanac
from shuangyong_desktop.services.year_days import YearLine, beyond
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    frame,
    label,
    note,
    paragraph,
    row,
    shortcut,
)
from shuangyong_desktop.ui.widgets.month_grid import WEEKDAYS
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView
from shuangyong_desktop.ui.widgets.segments import Segments

_YEARS = range(1900, 2200)
_SOON = 45
_ASKED_AFTER = 30
_KINDS = (("all", "全部"), ("named", "节日和纪念日"), ("open", "还没有着手"))

Go = Callable[[str], object]


class YearDaysDialog(QDialog):
    """The lines of one year; Enter on one leads to where it is done or seen.

    `at` is the line to begin with: a day (ISO), and the key of what is to be done by it.
    """

    def __init__(self, desk: Desk, notices: Notices, parent: QWidget, go: Go, at: str) -> None:
        super().__init__(parent)
        self.setObjectName("year_days_dialog")
        self.setWindowTitle("年历")
        self._desk, self._notices, self._go = desk, notices, go
        self._undoing = Undoing(desk, notices)
        day, _, self._wanted = at.partition("/")
        self._today = _today()
        self._begin = date.fromisoformat(day) if day else self._today
        self._year = self._begin.year
        self._lines: list[YearLine] = []
        self._shown: list[YearLine] = []
        self._title = label("", "heading", name="year_days_year")
        self._before = self._turner("chevron-left", "上一年", -1)
        self._after = self._turner("chevron-right", "下一年", 1)
        self._beyond = note("alert-triangle", "", "warn", name="year_days_beyond")
        self._kinds = Segments("year_days_kind", "显示", _KINDS)
        self._kinds.chosen.connect(self._show)
        self._model = RecordTableModel(_columns(self._today), self._fetch, self)
        self._table = RecordView(self._model, "year_days_table", "一年中的日子和要办的事")
        self._nothing = paragraph("这一年要办的事都已着手。", "note", name="year_days_nothing")
        self._words = paragraph("", "label", name="year_days_words")
        self._take = button("列为任务", self._take_on, icon="plus", name="year_days_take")
        self._open = button("去办理", self._follow, kind="primary", name="year_days_open")
        self._build()
        room = parent.window().size()
        px = theme.active().px
        self.resize(min(px(960), room.width() - px(20)), min(px(640), room.height() - px(20)))
        self._connect()
        self._load()
        self._table.setFocus()

    def _build(self) -> None:
        now = button("今年", partial(self._turn_to, self._today.year), name="year_days_now")
        head = row(self._before, self._title, self._after, now, 1, self._kinds)
        sheet = frame("card")
        column(self._table, self._nothing, into=sheet, margin=1)
        remind = button("提醒设置…", self._remind, kind="link", name="year_days_settings")
        close = button("关闭", self.reject, name="year_days_close")
        acts = row(remind, 1, self._take, close, self._open)
        layout = column(head, self._beyond, sheet, self._words, acts, into=self, margin=16, gap=10)
        layout.setStretch(2, 1)

    def _connect(self) -> None:
        self._table.current_changed.connect(self._tell)
        self._table.opened.connect(self._follow)
        self._desk.changed.connect(self._load)
        shortcut("PgUp", self, partial(self._turn, -1))
        shortcut("PgDown", self, partial(self._turn, 1))

    def _turner(self, icon: str, says: str, years: int) -> QWidget:
        made = button("", partial(self._turn, years), kind="flat", icon=icon,
                      name=f"year_days_{'before' if years < 0 else 'after'}")  # fmt: skip
        made.setAccessibleName(says)
        return made

    def _turn(self, years: int) -> None:
        self._turn_to(self._year + years)

    def _turn_to(self, year: int) -> None:
        """Show another year, from its beginning or from today."""
        if year not in _YEARS:
            return
        self._year, self._wanted = year, ""
        self._begin = self._today if year == self._today.year else date(year, 1, 1)
        self._load()

    def _load(self) -> None:
        self._lines = self._desk.office.year_days.of_year(self._year)
        self._title.setText(f"{self._year} 年")
        self._before.setEnabled(self._year - 1 in _YEARS)
        self._after.setEnabled(self._year + 1 in _YEARS)
        sentence = beyond(self._year)
        words = self._beyond.findChild(QLabel, "year_days_beyond_words")
        if isinstance(words, QLabel):
            words.setText(sentence)
        self._beyond.setVisible(bool(sentence))
        self._show()

    def _show(self) -> None:
        """Show the lines of the kind that is pressed; the chosen one stays where it can."""
        kept = self._line
        kind = self._kinds.value
        self._shown = [
            line for line in self._lines
            if kind == "all" or (line.named if kind == "named" else line.open)
        ]  # fmt: skip
        self._model.show(range(len(self._shown)))
        self._table.setVisible(bool(self._shown))
        self._nothing.setVisible(not self._shown)
        if self._shown:
            self._table.go_to(self._place_of(kept))
        self._wanted = ""
        self._tell()

    def _place_of(self, kept: YearLine | None) -> int:
        """Where to begin: at what was asked for, what was chosen before, or the day."""
        for at, line in enumerate(self._shown):
            same = line.chore is not None and line.chore.key == self._wanted
            if self._wanted and same and line.on == self._begin:
                return at
        for at, line in enumerate(self._shown):
            if kept is not None and not self._wanted and _same(kept, line):
                return at
        ahead = (at for at, line in enumerate(self._shown) if line.on >= self._begin)
        return next(ahead, len(self._shown) - 1)

    @property
    def _line(self) -> YearLine | None:
        at = self._table.current_row()
        return self._shown[at] if at is not None and at < len(self._shown) else None

    def _fetch(self, ids: Sequence[int]) -> list[YearLine]:
        return [self._shown[number] for number in ids]

    def _tell(self) -> None:
        """Say what the chosen line is, and what can be done with it."""
        line = self._line
        self._open.setEnabled(line is not None and bool(line.page))
        self._open.setText("去办理" if line is None or line.open else "查看")
        self._take.setEnabled(line is not None and line.open)
        if line is None:
            self._words.setText("")
            return
        day = f"{line.on.month}月{line.on.day}日 星期{WEEKDAYS[line.on.weekday()]}"
        parts = (day, almanac.lunar_words(line.on), line.title, line.note)
        self._words.setText("　".join(filter(None, (*parts, status_words(line, self._today)))))

    def _follow(self) -> None:
        """Go where the chosen line is done or seen, in its year."""
        line = self._line
        if line is not None and line.page:
            self.accept()
            self._desk.show_year(line.on.year)
            self._go(line.page)

    def _take_on(self) -> None:
        line = self._line
        if line is None or line.chore is None:
            return
        try:
            task = self._desk.office.year_days.take_on(line.chore, self._year)
        except Problem as problem:
            self._notices.fail(problem)
            return
        self._undoing.written(f"已列为任务：{task.title}")

    def _remind(self) -> None:
        self.accept()
        self._go("settings/year_days")


def open_year_days(desk: Desk, notices: Notices, parent: QWidget, go: Go, at: str = "") -> None:
    """Show the 年历, at today or at a line: “2026-07-10/A18”."""
    dialog = YearDaysDialog(desk, notices, parent, go, at)
    dialog.exec()
    dialog.deleteLater()


def status_words(line: YearLine, today: date) -> str:
    """How far a line has come: what shows that it is under way, or when it is to be begun."""
    left = (line.on - today).days
    if line.chore is None:
        near = 0 <= left <= _SOON and line.named
        return ("今天" if left == 0 else f"还有 {left} 天") if near else ""
    if line.met is not None:
        return line.met.words
    if left < 0:
        return f"逾期 {-left} 天" if -left <= _ASKED_AFTER else "没有记录"
    if line.begins is None:
        return "不提醒"
    if line.begins > today:
        return f"{line.begins.month}月{line.begins.day}日起提醒"
    return "今天" if left == 0 else f"该着手了，还有 {left} 天"


def status_mark(line: YearLine, today: date) -> tuple[str, str]:
    """The drawing and the colour that go with `status_words`."""
    left = (line.on - today).days
    if line.chore is None:
        return "", "text2"
    if line.met is not None:
        return "circle-check", "ok"
    if -_ASKED_AFTER <= left < 0:
        return "alert-triangle", "bad"
    begun = line.begins is not None and line.begins <= today and left >= 0
    return ("clock", "warn") if begun else ("", "text3")


def _columns(today: date) -> tuple[Column, ...]:
    return (
        Column("on", "日期", 4, lambda line, _masked: f"{line.on.month}月{line.on.day}日"),
        Column("weekday", "星期", 3, lambda line, _masked: f"周{WEEKDAYS[line.on.weekday()]}",
               look=Look.QUIET),
        Column("lunar", "农历", 5,
               lambda line, _masked: almanac.lunar_words(line.on).removeprefix("农历") or "—",
               look=Look.QUIET),
        Column("title", "日子和要办的事", 18, lambda line, _masked: line.title, look=Look.STRONG,
               mark=lambda line: (_icon(line), "text" if line.named else "text2")),
        Column("note", "说明", 10, lambda line, _masked: line.note, look=Look.QUIET),
        Column("status", "情况", 9, lambda line, _masked: status_words(line, today),
               mark=lambda line: status_mark(line, today)),
    )  # fmt: skip


def _icon(line: YearLine) -> str:
    if line.named:
        return "flag"
    return "calendar-due" if line.chore is not None else "clipboard-list"


def _same(one: YearLine, other: YearLine) -> bool:
    if one.chore is None or other.chore is None:
        return (one.on, one.title) == (other.on, other.title)
    return one.chore.key == other.chore.key and one.on == other.on


def _today() -> date:
    return date.today()  # noqa: DTZ011 (the clerk's day)
