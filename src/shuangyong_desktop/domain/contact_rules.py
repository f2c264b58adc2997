"""应联系名单: how often somebody is contacted, who is due, whom nobody has reached (UX §2.4).

The 工作要点 asks for contact that is 经常化; how often is the desk's own decision, so every
interval is a setting and only the first values stand here (CLERK: 【经】 can be changed).
"""

import calendar
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from shuangyong_desktop.domain.ages import latest, reaches
from shuangyong_desktop.domain.errors import Problem

_MONTHS_A_YEAR = 12
_MOST = {"月": 24, "天": 730}
_WRITTEN = re.compile(r"(?:每)?\s*(\d{1,3})\s*(天|日|个月|月|年)")
_USUAL = {"每月": "1个月", "每季度": "3个月", "每季": "3个月", "每半年": "6个月", "半年": "6个月",
          "每年": "12个月", "每周": "7天"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Interval:
    """联系频次: every so many months, or every so many days."""

    months: int = 0
    days: int = 0

    @property
    def words(self) -> str:
        """How the clerk says it: 每月, 每季度, 每半年, 每45天."""
        usual = {1: "每月", 3: "每季度", 6: "每半年", 12: "每年"}
        if self.months:
            return usual.get(self.months, f"每{self.months}个月")
        return f"每{self.days}天"

    def after(self, day: date) -> date:
        """The day on which the next contact is due after one on `day`."""
        if self.months:
            return months_after(day, self.months)
        return day + timedelta(days=self.days)

    @property
    def length(self) -> int:
        """About how many days: for telling which of several is the shortest."""
        return self.months * 30 + self.days


def read_interval(text: str) -> Interval:
    """The interval that `text` says (每月, 3个月, 45天); raises Problem when it says none."""
    plain = "".join(text.split())
    match = _WRITTEN.fullmatch(_USUAL.get(plain, plain))
    if match:
        number, unit = int(match[1]), match[2]
        if unit == "年":
            number, unit = number * _MONTHS_A_YEAR, "个月"
        in_months = unit.endswith("月")
        if 0 < number <= _MOST["月" if in_months else "天"]:
            return Interval(months=number) if in_months else Interval(days=number)
    raise Problem(
        f"联系频次“{text.strip()[:20]}”看不明白，请写成“每月”“3个月”或“45天”。没有保存。",
        code="interval",
    )


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last day where the month is shorter."""
    whole = day.year * _MONTHS_A_YEAR + day.month - 1 + months
    year, month = divmod(whole, _MONTHS_A_YEAR)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


MONTHLY, QUARTERLY, HALF_YEARLY = Interval(months=1), Interval(months=3), Interval(months=6)
NOBODY_LIVING = "martyr_no_survivor"
"""无遗属烈士: kept for the record; there is nobody to contact."""
_BEREAVED = (
    "martyr_survivor", "duty_death_survivor", "illness_death_survivor", "survivor_unsettled",
)  # fmt: skip
_QUARTERLY = (
    "disabled_serviceman", "rural_demobilized_pre1954", "ill_returned_veteran", "war_veteran",
    "nuclear_test_veteran", "martyr_child_60plus", "red_army_veteran", "serviceman_family",
)  # fmt: skip


def _usual_categories() -> dict[str, Interval]:
    return dict.fromkeys(_BEREAVED, MONTHLY) | dict.fromkeys(_QUARTERLY, QUARTERLY)


def _usual_tags() -> dict[str, Interval]:
    return {"重点联系": MONTHLY}


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRules:
    """How often people are contacted: the shortest interval that fits somebody holds.

    `by_category` and `by_tag` name intervals by category code and tag; `old` holds from
    `old_age` years on, `hardship` for those with a registered hardship, `others` for all.
    After `lost_after` days without having reached somebody the desk is warned (断联预警).
    """

    by_category: Mapping[str, Interval] = field(default_factory=_usual_categories)
    by_tag: Mapping[str, Interval] = field(default_factory=_usual_tags)
    old_age: int = 80
    old: Interval = MONTHLY
    hardship: Interval = MONTHLY
    others: Interval = HALF_YEARLY
    lost_after: int = 180

    def __post_init__(self) -> None:
        if not 60 <= self.old_age <= 120 or not 7 <= self.lost_after <= 730:  # noqa: PLR2004
            raise Problem(
                "高龄请填 60 到 120 岁，断联预警请填 7 到 730 天，设置没有改动。", code="rules"
            )


class Need(StrEnum):
    """What the ledger asks the desk to do about somebody."""

    OVERDUE = "已逾期"
    DUE = "本月应联系"
    NEVER = "尚未联系"
    LATER = "未到期"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactSubject:
    """What the rules look at of one person on the ledger.

    `met_on` is the last day somebody reached the person, `tried_on` the last contact of any
    kind, `agreed_on` the next date that was agreed then.
    """

    person_id: int
    community: str = ""
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    birth_date: str | None = None
    hard: bool = False
    met_on: str | None = None
    tried_on: str | None = None
    agreed_on: str | None = None

    @property
    def living(self) -> bool:
        """Whether there is somebody to contact."""
        return self.categories != (NOBODY_LIVING,)


@dataclass(frozen=True, slots=True)
class DueContact:
    """When one person is to be contacted next, and why then.

    `due_on` is None for somebody nobody has ever contacted. `lost_days` counts the days since
    the person was reached where that is longer than the rules allow, else None.
    """

    subject: ContactSubject
    need: Need
    due_on: date | None
    reason: str
    lost_days: int | None = None

    @property
    def asks(self) -> bool:
        """Whether the person stands on this month's list."""
        return self.need is not Need.LATER

    @property
    def lost(self) -> bool:
        """断联: nobody has reached the person for longer than the rules allow."""
        return self.lost_days is not None


def interval_of(
    subject: ContactSubject, rules: ContactRules, today: date, names: Mapping[str, str]
) -> tuple[Interval, str]:
    """The shortest interval that fits `subject`, and what it rests on in words.

    `names` are the legal names of categories by code.
    """
    fitting = [
        (rules.by_category[code], names.get(code, code))
        for code in subject.categories
        if code in rules.by_category
    ]
    fitting += [(rules.by_tag[tag], tag) for tag in subject.tags if tag in rules.by_tag]
    if subject.hard:
        fitting.append((rules.hardship, "生活困难"))
    if _may_be(subject.birth_date, today.year - rules.old_age) and reaches(
        subject.birth_date, rules.old_age, today
    ):
        fitting.append((rules.old, f"年满{rules.old_age}周岁"))
    fitting.append((rules.others, "其他人员"))
    return min(fitting, key=lambda pair: pair[0].length)


def _may_be(birth_date: str | None, year: int) -> bool:
    """Whether somebody may have been born by `year`; spares most people the calendar."""
    return birth_date is not None and int(birth_date[:4]) <= year


def due_contact(
    subject: ContactSubject, rules: ContactRules, today: date, names: Mapping[str, str]
) -> DueContact:
    """When `subject` is to be contacted next: on the day agreed, else after the interval.

    Partly known days count as their last day, so that nobody is called overdue too early.
    """
    interval, why = interval_of(subject, rules, today, names)
    met = latest(subject.met_on) if subject.met_on else None
    lost_days = None
    if met is not None and (today - met).days > rules.lost_after:
        lost_days = (today - met).days
    if subject.agreed_on:
        due, reason = latest(subject.agreed_on), "上次约定"
    elif met is not None or subject.tried_on:
        last = met or latest(subject.tried_on or "")
        due, reason = interval.after(last), f"{why}，{interval.words}"
    else:
        return DueContact(subject, Need.NEVER, None, f"{why}，{interval.words}")
    return DueContact(subject, _need(due, today), due, reason, lost_days)


def _need(due: date, today: date) -> Need:
    if due < today:
        return Need.OVERDUE
    same_month = (due.year, due.month) == (today.year, today.month)
    return Need.DUE if same_month else Need.LATER


@dataclass(frozen=True, slots=True)
class ContactCounts:
    """The numbers of the 应联系名单. `badge` counts what is overdue or due this month."""

    overdue: int = 0
    due: int = 0
    never: int = 0
    lost: int = 0

    @property
    def badge(self) -> int:
        return self.overdue + self.due


def count_contacts(lines: Iterable[DueContact]) -> ContactCounts:
    """Count `lines` by what they need."""
    found = dict.fromkeys(Need, 0)
    lost = 0
    for line in lines:
        found[line.need] += 1
        lost += line.lost
    return ContactCounts(found[Need.OVERDUE], found[Need.DUE], found[Need.NEVER], lost)
