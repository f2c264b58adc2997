"""年历 (the year's days): festivals and fixed days, and what the desk has to begin before them.

What has to be done by which day comes from the yearly template (DOMAIN §7, appendix A); how many
days ahead 首页 begins to ask is practice. Both are defaults that the desk changes (CLERK, 【经】).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum, auto

from shuangyong_desktop.domain.deadlines import ROUNDS_OF_A_YEAR, deadlines
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.task_templates import TEMPLATE, TemplateItem
from shuangyong_desktop.domain.tasks import Task, TaskList

NEVER = -1
"""As a lead: 首页 never asks for it."""
MOST_LEAD = 180
_LONGEST = 30
_NAMED = {"八一": "“八一”建军节", "七一": "“七一”建党节", "清明": "清明节", "中秋": "中秋节",
          "重阳": "重阳节", "端午": "端午节", "元宵": "元宵节", "国庆": "国庆节",
          "国防教育日": "全民国防教育日"}  # fmt: skip
_NOTES = {
    "春节": "走访慰问、送光荣牌和喜报",
    "清明": "祭扫烈士、看望烈士遗属",
    "七一": "红色文化和党史学习教育",
    "八一": "走访慰问、座谈会、补挂光荣牌",
    "国防教育日": "所在的一周开展国防教育宣传",
    "烈士纪念日": "祭扫、看望烈士遗属",
    "中秋": "看望军休干部和高龄对象",
    "重阳": "看望高龄对象",
}


class Trace(Enum):
    """What in the ledger shows that something of the year is under way.

    A visit plan for an occasion, an activity of a kind near the day, a record of a register
    dated in the year, a round of a kind, items of the 双清单 of the year or of the next.
    """

    PLAN = auto()
    ACTIVITY = auto()
    RECORD = auto()
    ROUND = auto()
    LISTS = auto()
    LISTS_AHEAD = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Chore:
    """要办的事 of every year: what, by which day (`rule` of `domain.deadlines`).

    `lead` is how many days before it 首页 begins to ask. `page` is where it is done. `trace`
    and `words` say what shows that it is; `about` are the words of a task that means the same.
    """

    key: str
    title: str
    rule: str
    lead: int
    page: str = "tasks"
    trace: Trace = Trace.NOTHING
    words: tuple[str, ...] = ()
    about: tuple[str, ...] = ()

    def means(self, task_title: str) -> bool:
        """Whether a task of that title is this very thing."""
        return task_title == self.title or (
            bool(self.about) and all(word in task_title for word in self.about)
        )


@dataclass(frozen=True, slots=True)
class Timing:
    """By which day (a rule) something is to be done, and how many days ahead it is asked for."""

    rule: str
    lead: int


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A day of the desk's own, every year."""

    title: str
    rule: str
    lead: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRules:
    """What the desk set itself: other timings by the key of a chore, and days of its own."""

    timings: Mapping[str, Timing] = field(default_factory=dict)
    own: tuple[OwnDay, ...] = ()

    def timing(self, chore: Chore) -> Timing:
        """By when `chore` is to be done at this desk, and from when it is asked for."""
        return self.timings.get(chore.key, Timing(chore.rule, chore.lead))

    def chores(self) -> Iterator[Chore]:
        """Everything of a year as this desk has set it, the desk's own days last."""
        for chore in CHORES:
            timing = self.timing(chore)
            yield replace(chore, rule=timing.rule, lead=timing.lead)
        for day in self.own:
            yield Chore(f"own:{day.title}", day.title, day.rule, day.lead)


_BY_KEY = {item.key: item for item in TEMPLATE}


def _chore(  # noqa: PLR0913, PLR0917 (one line of the year)
    key: str, lead: int, page: str, trace: Trace, words: tuple[str, ...] = (),
    about: tuple[str, ...] = (),
) -> Chore:  # fmt: skip
    task = _BY_KEY[key].task
    return Chore(key, task.title or "", task.due_rule or "", lead, page, trace, words, about)


CHORES: tuple[Chore, ...] = (
    _chore("A12", 15, "visits", Trace.PLAN, ("春节",), ("春节", "方案")),
    _chore("A01", 30, "tasks", Trace.RECORD, ("annual_plan",), ("印发", "要点")),
    _chore("A05-1", 30, "tasks", Trace.LISTS, (), ("印发", "双清单")),
    _chore("A10", 15, "rolls/pair", Trace.NOTHING, (), ("共建对子", "计划")),
    _chore("A15", 15, "rolls/activity", Trace.ACTIVITY, ("祭扫瞻仰",), ("清明",)),
    _chore("A16", 20, "rolls/schooling", Trace.RECORD, ("schooling",), ("子女教育",)),
    _chore("A17", 30, "rolls/role_model", Trace.RECORD, ("role_model",), ("典型",)),
    _chore("A18", 20, "visits", Trace.PLAN, ("八一", "建军节"), ("八一", "方案")),
    _chore("A19-2", 20, "moves/plaques", Trace.NOTHING, (), ("光荣牌", "八一")),
    _chore("A20", 14, "rolls/activity", Trace.ACTIVITY, ("座谈",), ("八一", "座谈")),
    _chore("A21", 10, "visits", Trace.NOTHING, (), ("八一", "核销")),
    _chore("A24", 20, "rolls/activity", Trace.ACTIVITY, ("国防教育", "国防教育日"),
           ("国防教育", "日")),
    _chore("A25", 15, "rolls/activity", Trace.ACTIVITY, ("祭扫瞻仰",), ("烈士纪念日",)),
    Chore("mid_autumn", "中秋看望军休干部和高龄对象", "中秋-3", 10, "visits", Trace.PLAN,
          ("中秋",), ("中秋",)),
    Chore("double_ninth", "重阳看望高龄对象", "重阳", 10, "visits", Trace.PLAN, ("重阳",),
          ("重阳",)),
    _chore("A26", 30, "rolls/employment", Trace.RECORD, ("employment",), ("退役返乡",)),
    _chore("A27", 30, "rolls/accompanying_family", Trace.RECORD, ("accompanying_family",),
           ("随军",)),
    _chore("A23", 90, "moves/rounds", Trace.ROUND, ("CONFIRMATION",), ("年度确认",)),
    _chore("A29-2", 60, "moves/rounds", Trace.ROUND, ("SURVEY",), ("全面摸排",)),
    _chore("A05-2", 29, "tasks", Trace.LISTS_AHEAD, (), ("征集", "需求")),
    _chore("A33", 20, "tasks", Trace.NOTHING, (), ("年度总结",)),
)  # fmt: skip
"""What every year asks for at a day, in its order from one 春节 to the next."""


def landmark(name: str) -> tuple[str, str]:
    """What a named day is called in full, and what it is for; the second is empty for some."""
    return _NAMED.get(name, name), _NOTES.get(name, "")


def as_task(chore: Chore, year: int) -> tuple[Task, TemplateItem | None]:
    """`chore` as a task of `year`, and the item of the template that says what closes it."""
    item = _BY_KEY.get(chore.key)
    task = item.of_year(year) if item else Task(list=TaskList.PLAN, title=chore.title, year=year)
    rule = f"{year}-{chore.rule}" if chore.rule[:1].isdigit() else chore.rule
    return replace(task, due_rule=rule), item


def read_own(line: str) -> OwnDay | None:
    """“拥军宣传日 06-18 10” as a day of the desk's own; None for an empty line.

    Raises Problem where a part is missing.
    """
    words = line.split()
    if not words:
        return None
    if len(words) < 3 or not (words[-1].isascii() and words[-1].isdecimal()):  # noqa: PLR2004
        raise Problem(
            f"“{line.strip()[:_LONGEST]}”看不明白，请写成“拥军宣传日 06-18 10”："
            "名称、日期、提前几天，中间空一格。没有保存。",
            code="own_day",
        )
    return OwnDay("".join(words[:-2]), words[-2], min(int(words[-1]), MOST_LEAD))


def refuse_unreadable(rules: YearRules, year: int, festivals: Mapping[str, date]) -> None:
    """Raise Problem where a day of `rules` is none, is of one year only, or comes twice."""
    titles = [day.title for day in rules.own]
    for title in titles:
        if titles.count(title) > 1 or title in {chore.title for chore in CHORES}:
            raise Problem(f"“{title}”写了两遍，没有保存。请去掉一处。", code="twice")
    for chore in rules.chores():
        rule = chore.rule.strip()
        if rule in ROUNDS_OF_A_YEAR or rule[:4].isdigit():
            raise Problem(
                f"“{chore.title}”的日期“{rule}”请写成每年都有的一天，如 06-18 或 春节-30。"
                "没有保存。",
                code="every_year",
            )
        deadlines(rule, year, festivals)
