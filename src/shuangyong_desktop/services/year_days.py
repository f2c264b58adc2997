"""年历: the days of a year, what is to be begun before them, and what of it is under way.

Nothing here is ticked off: a thing of the year is under way when the ledger holds what shows it,
or when it is a task, which then has its own end (UX §2.2).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from shuangyong_desktop.domain.activities import ACTIVITIES
from shuangyong_desktop.domain.deadlines import FESTIVALS, deadlines
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.plain import from_plain, to_plain
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.registry import register_of
from shuangyong_desktop.domain.rounds import ROUNDS, RoundKind
from shuangyong_desktop.domain.task_marks import TaskMark
from shuangyong_desktop.domain.tasks import MUTUAL, TASKS, Task
from shuangyong_desktop.domain.year_days import (
    NEVER,
    Chore,
    Trace,
    YearRules,
    as_task,
    landmark,
    refuse_unreadable,
)
from shuangyong_desktop.services import almanac
from shuangyong_desktop.services.tasks import Tasks
from shuangyong_desktop.services.visits import Visits
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.registers import Records
from shuangyong_desktop.storage.settings import Settings as Values

_RULES = "year_days"
_SAMPLE = 2026
_AFTER = timedelta(days=30)
"""So long after its day something is asked for: then it was done otherwise, or not at all."""
_AROUND = timedelta(days=20)
"""An activity held so near its day was held for it."""
_TITLES = 3


@dataclass(frozen=True, slots=True)
class Met:
    """What shows that something is under way, in words, and the page that shows it."""

    words: str
    page: str


@dataclass(frozen=True, slots=True)
class YearLine:
    """One line of the 年历: a named day, what is to be done by a day, or the tasks due on it.

    `begins` is the day on which 首页 begins to ask for a chore; None where it never does. `page`
    is where the line leads, empty for a day that is only named.
    """

    on: date
    title: str
    note: str = ""
    page: str = ""
    chore: Chore | None = None
    begins: date | None = None
    met: Met | None = None

    @property
    def open(self) -> bool:
        """Whether somebody still has to begin with it."""
        return self.chore is not None and self.met is None

    @property
    def named(self) -> bool:
        """Whether it is a named day."""
        return not self.page


class YearDays:
    """The 年历 of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._values = Values(ledger)
        self._tasks = Tasks(ledger)
        self._visits = Visits(ledger)

    def rules(self) -> YearRules:
        """What the desk set itself."""
        return from_plain(YearRules, self._values.get(_RULES, {}))

    def save_rules(self, rules: YearRules) -> None:
        """Change by when things are done and asked for. Raises Problem for a day that is none."""
        refuse_unreadable(rules, _SAMPLE, almanac.festival_days(_SAMPLE))
        with self._ledger.transaction("修改年历提醒") as change:
            self._values.put(change, _RULES, to_plain(rules))

    def of_year(self, year: int) -> list[YearLine]:
        """Every line of a year by its day: what the day is, what is asked for, what is due."""
        marks = self._tasks.facts.marks(year)
        lines = [*_named(year), *self._met(year, self._chores(year), marks), *_due(marks)]
        return sorted(lines, key=lambda line: line.on)

    def coming(self, today: date, count: int) -> list[YearLine]:
        """The next named days, today included."""
        both = [*_named(today.year), *_named(today.year + 1)]
        ahead = sorted((line for line in both if line.on >= today), key=lambda line: line.on)
        return ahead[:count]

    def asking(self, today: date) -> list[YearLine]:
        """What is to be begun or overdue on `today` and not under way, the earliest first."""
        found: list[YearLine] = []
        for year in (today.year - 1, today.year, today.year + 1):
            lines = [line for line in self._chores(year) if _asked(line, today)]
            if lines:
                marks = self._tasks.facts.marks(year)
                found += [line for line in self._met(year, lines, marks) if line.open]
        return sorted(found, key=lambda line: line.on)

    def take_on(self, chore: Chore, year: int) -> Task:
        """列为任务: `chore` as a task of `year`, with what the template asks for.

        Raises Problem where there is such a task already.
        """
        marks = self._tasks.facts.marks(year)
        if any(chore.means(mark.title) for mark in marks):
            raise Problem(f"{year} 年已经有“{chore.title}”这项任务了。没有改动。", code="twice")
        task, item = as_task(chore, year)
        return self._tasks.save(task, item.proofs if item else ())

    def _chores(self, year: int) -> Iterator[YearLine]:
        """What a year asks for; what hangs on a day that nobody can compute is left out."""
        days = almanac.festival_days(year)
        for chore in self.rules().chores():
            try:
                found = deadlines(chore.rule, year, days)
            except Problem:  # beyond the calendar, as `beyond` says
                continue
            for on in found:
                begins = None if chore.lead == NEVER else on - timedelta(days=chore.lead)
                yield YearLine(on, chore.title, "", chore.page, chore, begins)

    def _met(
        self, year: int, lines: Iterable[YearLine], marks: Sequence[TaskMark]
    ) -> Iterator[YearLine]:
        """`lines` with what shows that they are under way."""
        for line in lines:
            met = self._of_chore(line.chore, line.on, year, marks) if line.chore else None
            yield replace(line, met=met, page=met.page if met else line.page)

    def _of_chore(self, chore: Chore, on: date, year: int, marks: Sequence[TaskMark]) -> Met | None:
        task = next((mark for mark in marks if chore.means(mark.title)), None)
        if task is not None:
            return Met(f"已列为任务（{task.state.value}）", f"tasks/{task.id}")
        return self._traced(chore, on, year)

    def _traced(self, chore: Chore, on: date, year: int) -> Met | None:
        if chore.trace is Trace.PLAN:
            plans = (plan for plan in self._visits.plans() if plan.year == year)
            plan = next((p for p in plans if any(w in p.occasion for w in chore.words)), None)
            return Met(f"已有方案：{plan.title}", "visits") if plan else None
        if chore.trace is Trace.ACTIVITY:
            near = RecordFilter(
                since=(on - _AROUND).isoformat(), until=(on + _AROUND).isoformat(),
                among=(("kind", chore.words),),
            )  # fmt: skip
            held = Records(self._ledger, ACTIVITIES).count(near)
            return Met(f"已登记活动 {held} 场", chore.page) if held else None
        if chore.trace is Trace.RECORD:
            return self._recorded(chore, year)
        if chore.trace is Trace.ROUND:
            only = RecordFilter(equal=(("year", year), ("kind", RoundKind[chore.words[0]])))
            begun = Records(self._ledger, ROUNDS).count(only)
            return Met("已经开始", chore.page) if begun else None
        if chore.trace in (Trace.LISTS, Trace.LISTS_AHEAD):
            of = year + (chore.trace is Trace.LISTS_AHEAD)
            only = RecordFilter(equal=(("year", of),), among=(("list", MUTUAL),))
            items = Records(self._ledger, TASKS).count(only)
            return Met(f"{of} 年双清单已有 {items} 项", "tasks") if items else None
        return None

    def _recorded(self, chore: Chore, year: int) -> Met | None:
        register = register_of(chore.words[0])
        if register is None:
            return None
        within = RecordFilter(since=f"{year}-01-01", until=f"{year}-12-31")
        count = Records(self._ledger, register).count(within)
        return Met(f"{register.title}本年已登记 {count} 条", chore.page) if count else None


def beyond(year: int) -> str:
    """What to tell of a year whose moving days nobody can compute; empty for any other."""
    unknown = [name for name in FESTIVALS if name not in almanac.festival_days(year)]
    if not unknown:
        return ""
    return (
        f"{year} 年超出了历书的范围（1900 年至 2100 年），推算不出{'、'.join(unknown)}，"
        "与这些日子有关的事项没有列出。其他日子照常。"
    )


def _named(year: int) -> Iterator[YearLine]:
    for name, on in almanac.festival_days(year).items():
        title, note = landmark(name)
        yield YearLine(on, title, note)


def _due(marks: Iterable[TaskMark]) -> Iterator[YearLine]:
    """One line for each day on which tasks are due."""
    found: dict[str, list[TaskMark]] = {}
    for mark in marks:
        if mark.due:
            found.setdefault(mark.due, []).append(mark)
    for day, due in found.items():
        titles = "、".join(mark.title for mark in due[:_TITLES])
        note = f"{titles}等" if len(due) > _TITLES else titles
        yield YearLine(date.fromisoformat(day), f"{len(due)} 项任务到期", note,
                       f"tasks/calendar/{day}")  # fmt: skip


def _asked(line: YearLine, today: date) -> bool:
    return line.begins is not None and line.begins <= today <= line.on + _AFTER
