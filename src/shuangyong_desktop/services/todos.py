"""今日待办 and 本月要办 of 首页: what waits in the records themselves, and what ticks it off.

Nothing is kept here: to tick is to write the record that waits (UX §2.2).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from functools import cached_property
from typing import TYPE_CHECKING

from shuangyong_desktop.domain.ages import age_on
from shuangyong_desktop.domain.categories import names_of
from shuangyong_desktop.domain.contacts import OPEN_STAGES
from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.events import ZERO_REPORTS, FollowUpKind
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.tasks import OPEN_STATES, TaskState, standing_words
from shuangyong_desktop.services import almanac

if TYPE_CHECKING:
    from shuangyong_desktop.domain.roll_views import Asking
    from shuangyong_desktop.services.office import Office
    from shuangyong_desktop.services.year_days import YearLine

A_DESK = 50_000
"""Up to how many people 首页 says who has to be contacted, for which it looks at everybody."""
_ASKING = (FollowUpKind.STOP_PAYMENT, FollowUpKind.RECOVER)
"""Follow-ups whose end asks for more than a day: a payment stopped, money claimed back."""
_WEEK = 7
_CONTACTS = _MOST = 20
_OF_A_REGISTER = 3
"""So many rows of one register at most: 名录 shall not bury what people wait for."""
YEAR_DAYS = "year_days"
"""The page of a link that leads to the 年历: “year_days/2026-07-10/A18” to one line of it."""
_SPOKEN = 60


@dataclass(frozen=True, slots=True)
class Link:
    """Where a number leads: to exactly these people under a title, else to a page.

    `key` is what `Overview.people_of` knows the people by; empty where a page is meant. `year`
    is the year that the page has to show, 0 for whichever it does.
    """

    page: str = "ledger"
    title: str = ""
    key: str = ""
    year: int = 0


class Deed(Enum):
    """What ticks a to-do off: a follow-up done today, a contact, a step of an appeal, progress."""

    STEP = auto()
    CONTACT = auto()
    APPEAL = auto()
    TASK = auto()


@dataclass(frozen=True, slots=True)
class Tick:
    """What has to be written to tick a to-do off.

    `number` is the id of the follow-up, the person, the appeal or the task that it is about.
    """

    deed: Deed
    number: int


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do: what, about whom, by when (ISO; empty when it has no day), and where.

    `tick` is None where nothing single ticks it off.
    """

    icon: str
    title: str
    detail: str
    due: str
    link: Link
    tick: Tick | None = None


@dataclass(frozen=True, slots=True)
class Birthday:
    """Somebody whose birthday comes within a week; `lunar` when it is kept by the moon."""

    person_id: int
    name: str
    detail: str
    day: date
    lunar: bool


def of_a_desk(office: "Office") -> bool:
    """Whether a look at everybody takes no time; a million people are no street's (DESIGN)."""
    return office.people.counts().people <= A_DESK


class Todos:
    """What one open ledger asks of the desk on a day."""

    def __init__(self, office: "Office", today: date) -> None:
        self._office, self._today = office, today

    def week(self) -> list[Todo]:
        """今日待办: what is overdue, due today and due within a week, in this order."""
        found = [
            *self._appeals_due(),
            *self._steps_due(),
            *self._contacts_due(),
            *self._birthdays_today(),
            *self._tasks_due(),
            *self._registers_due(),
            *self._year_due(),
        ]
        return sorted(found, key=lambda todo: todo.due)

    def month(self) -> Iterator[Todo]:
        """本月要办: rounds, missing reports, and what is not due this week but soon."""
        for each in self._office.rounds.every():
            if each.closed_on is None and each.id is not None:
                tally = self._office.rounds.tally(each.id).whole
                words = f"已核 {tally.settled:,}/{tally.due:,} 人"
                odd = f"，异常 {tally.odd} 人" if tally.odd else ""
                yield Todo("user-check", each.title or "", words + odd, each.due or "",
                           Link("moves/rounds"))  # fmt: skip
        missing = self._unreported()
        if missing:
            names = "、".join(missing[:3]) + ("等" if len(missing) > 3 else "")  # noqa: PLR2004
            words = f"{show_date(self._last_month)}零报告未交 {len(missing)} 个"
            yield Todo("clock", words, names, "",
                       Link("moves/moves_reports"))  # fmt: skip
        yield from self._tasks_ahead()
        yield from self._year_ahead()
        yield from self._registers_ahead()

    def birthdays(self) -> tuple[Birthday, ...]:
        """Whose birthday comes within seven days, by either calendar, the next one first."""
        found: list[Birthday] = []
        for person in self._office.people.with_birthday(*almanac.birthdays(self._today, _WEEK)):
            day = almanac.next_birthday(person.birth_date, person.lunar_birthday, self._today)
            if day is None:
                continue
            ages = age_on(person.birth_date, day)
            age = f"{ages.least} 周岁" if ages and ages.known else ""
            words = (age, names_of(person.categories[:1], short=True))
            detail = " · ".join(word for word in words if word)
            lunar = bool(person.lunar_birthday)
            found.append(Birthday(person.id or 0, person.name, detail, day, lunar))
        return tuple(sorted(found, key=lambda item: item.day))

    def _appeals_due(self) -> Iterator[Todo]:
        for line in self._office.appeals.lines():
            if line.appeal.stage in OPEN_STAGES and line.appeal.due and self._soon(line.appeal.due):
                words = (line.person.community, line.appeal.unit or line.appeal.handler)
                yield Todo(
                    "messages",
                    f"{line.person.name}诉求：{_line(line.appeal.content)}",
                    " · ".join(word for word in words if word),
                    line.appeal.due,
                    Link("contacts/contacts_appeals"),
                    Tick(Deed.APPEAL, line.appeal.id or 0),
                )

    def _steps_due(self) -> Iterator[Todo]:
        waits = self._office.follow_ups
        for line in waits.waiting(waits.open_ids()):
            step = line.item
            if step.due and self._soon(step.due):
                kind = step.kind.value if step.kind else ""
                tick = None if step.kind in _ASKING else Tick(Deed.STEP, step.id or 0)
                yield Todo("arrows-exchange", f"{line.person.name}：{kind}", _line(step.words),
                           step.due, Link("moves/moves_follow_ups"), tick)  # fmt: skip

    def _contacts_due(self) -> Iterator[Todo]:
        """Whom the desk should have contacted by now, or agreed to contact this week."""
        if not of_a_desk(self._office):
            return
        due = {
            line.subject.person_id: line
            for line in self._office.contacts.lines()
            if line.due_on and self._soon(line.due_on.isoformat())
        }
        order = sorted(due, key=lambda number: due[number].due_on or self._today)
        for person in self._office.people.page(order[:_CONTACTS]):
            line = due[person.id or 0]
            words = (person.community, line.reason)
            yield Todo("phone", f"联系{person.name}", " · ".join(word for word in words if word),
                       (line.due_on or self._today).isoformat(), Link("contacts"),
                       Tick(Deed.CONTACT, person.id or 0))  # fmt: skip
        if rest := order[_CONTACTS:]:
            first = due[rest[0]].due_on or self._today
            yield Todo("phone", f"另有 {len(rest):,} 人应联系", "见应联系名单", first.isoformat(),
                       Link("contacts"))  # fmt: skip

    def _birthdays_today(self) -> Iterator[Todo]:
        """Whom to congratulate today; whoever was reached today has been."""
        for item in self.birthdays():
            if item.day != self._today:
                continue
            known = self._office.contacts.line_of(item.person_id)
            if known is None or known.subject.met_on != self._today.isoformat():
                yield Todo("cake", f"{item.name}生日问候", item.detail, self._today.isoformat(),
                           Link(title=item.name, key=f"person:{item.person_id}"),
                           Tick(Deed.CONTACT, item.person_id) if known else None)  # fmt: skip

    def _tasks_due(self) -> Iterator[Todo]:
        """The tasks of every year that are late or due this week, the earliest first."""
        tasks = self._office.tasks
        ids = tasks.ids(RecordFilter(until=self._in_days(_WEEK), among=(("state", OPEN_STATES),)))
        ids.reverse()
        for line in tasks.lines(ids[:_MOST]):
            task = line.task
            ready = bool(task.goal or line.standing.proofs) and line.standing.reached(task)
            asked = "条件已齐，可以销号" if ready else standing_words(task, line.standing)
            if task.state is TaskState.TO_CHECK:
                asked, ready = "待提出单位确认", True
            words = ("双清单" if task.mutual else task.list.value, task.unit, asked)
            yield Todo("clipboard-list", task.title or "", " · ".join(filter(None, words)),
                       task.due or "", Link(f"tasks/{task.id}", year=task.year or 0),
                       None if ready else Tick(Deed.TASK, task.id or 0))  # fmt: skip
        if rest := ids[_MOST:]:
            (first,) = tasks.page(rest[:1])
            yield Todo("clipboard-list", f"另有 {len(rest):,} 项任务", "见任务表",
                       first.due or "", Link("tasks", year=first.year or 0))  # fmt: skip

    def _tasks_ahead(self) -> Iterator[Todo]:
        """What the tasks of this year ask for as a whole, and what is left of the year before."""
        year = self._today.year
        now, before = (self._office.tasks.counts(each, self._today) for each in (year, year - 1))
        if now.to_check:
            words = f"{now.to_check} 项任务待提出单位确认"
            yield Todo("user-check", words, "条件齐了就可以销号", "",
                       Link("tasks/to_check", year=year))  # fmt: skip
        if now.soon:
            yield Todo("clipboard-list", f"{now.soon} 项任务 30 天内到期", "双清单和工作要点", "",
                       Link("tasks/soon", year=year))  # fmt: skip
        for quarter in self._office.reconciliations.missing_quarters(year, self._today):
            words = f"第{'一二三四'[quarter - 1]}季度还没有对账"
            yield Todo("list-check", words, "双清单和工作要点", "",
                       Link("tasks/reconcile", year=year))  # fmt: skip
        if before.open:
            words = f"{year - 1} 年还有 {before.open} 项任务没有销号"
            yield Todo("clipboard-list", words, "销号，或转入今年", "",
                       Link("tasks/open", year=year - 1))  # fmt: skip

    def _registers_due(self) -> Iterator[Todo]:
        """What the records of 名录 ask for this week; many of one register stand in one row."""
        for found in self._by_register(due=True):
            if len(found) > _OF_A_REGISTER:
                yield _of_register(found)
                continue
            for asking in found:
                words = f"{asking.register.title} · {asking.called}"
                yield Todo("address-book", asking.due.words, words, asking.due.on,
                           Link(f"rolls/{asking.register.table}/{asking.record_id}"))  # fmt: skip

    def _registers_ahead(self) -> Iterator[Todo]:
        """What the records of 名录 ask for later, by register."""
        return map(_of_register, self._by_register(due=False))

    def _by_register(self, *, due: bool) -> "Iterable[list[Asking]]":
        """What is asked for this week, or later, register by register."""
        found: dict[str, list[Asking]] = {}
        for asking in self._asked_by_registers:
            if self._soon(asking.due.on) is due:
                found.setdefault(asking.register.table, []).append(asking)
        return found.values()

    def _year_due(self) -> Iterator[Todo]:
        """What the year asks for by a day of this week, or should have begun by now."""
        return (_of_year(line) for line in self._asked_by_year if self._soon(line.on.isoformat()))

    def _year_ahead(self) -> Iterator[Todo]:
        """What the year asks to be begun, later than this week."""
        return (
            _of_year(line) for line in self._asked_by_year if not self._soon(line.on.isoformat())
        )

    @cached_property
    def _asked_by_registers(self) -> "list[Asking]":
        return [item for item in self._office.rolls.asks(self._today) if item.register.group]

    @cached_property
    def _asked_by_year(self) -> "list[YearLine]":
        return self._office.year_days.asking(self._today)

    def _in_days(self, number: int) -> str:
        return (self._today + timedelta(days=number)).isoformat()

    def _unreported(self) -> list[str]:
        """The communities whose report of last month has not come."""
        only = RecordFilter(equal=(("month", self._last_month),))
        reported = {item.community for item in self._office.entries(ZERO_REPORTS).every(only)}
        return [
            item.name for item in self._office.people.communities() if item.name not in reported
        ]

    def _soon(self, day: str) -> bool:
        return day <= self._in_days(_WEEK)

    @property
    def _last_month(self) -> str:
        return (self._today.replace(day=1) - timedelta(days=1)).isoformat()[:7]


def _of_register(found: "list[Asking]") -> Todo:
    """What several records of one register ask for, the earliest of them first."""
    first = found[0]
    detail = f"{first.due.words}：{first.called}" + ("等" if len(found) > 1 else "")
    words = f"{first.register.title}：{len(found)} 条要办"
    return Todo("address-book", words, detail, first.due.on, Link(f"rolls/{first.register.table}"))


def _of_year(line: "YearLine") -> Todo:
    key = line.chore.key if line.chore else ""
    return Todo("calendar-due", line.title, f"年历 · {line.on.month}月{line.on.day}日前",
                line.on.isoformat(), Link(f"{YEAR_DAYS}/{line.on.isoformat()}/{key}"))  # fmt: skip


def _line(text: str | None) -> str:
    """The first line of `text`, not too long to be read aloud; the row itself cuts the rest."""
    first = (text or "").strip().partition("\n")[0]
    return first if len(first) <= _SPOKEN else f"{first[: _SPOKEN - 1]}…"
