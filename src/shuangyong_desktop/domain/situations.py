"""处境 (situations): what is known about somebody when something happens to them.

What they draw, who lives with them, which visits wait for them, and the rules that the desk
has set itself because no national one speaks (CLERK §2, 【经】).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from shuangyong_desktop.domain.categories import CATEGORIES, Category
from shuangyong_desktop.domain.combinations import Payment, payment_of
from shuangyong_desktop.domain.entitlements import Entitlement, EntitlementState
from shuangyong_desktop.domain.events import Event, FollowUp, FollowUpKind
from shuangyong_desktop.domain.families import Fallen, Relative
from shuangyong_desktop.domain.people import Person

LAW = "《军人抚恤优待条例》"
PRAISE = "《烈士褒扬条例》"
PLACING = "《退役军人安置条例》"
PLAQUES = "国办发〔2018〕72号"
CARDS = "《退役军人、其他优抚对象优待证管理办法（试行）》"
LOCAL = "本单位设置，按区文件可改"

DISABLED = frozenset(
    {"disabled_serviceman", "disabled_police", "disabled_official", "disabled_militia",
     "disabled_other_duty"}
)  # fmt: skip
_SUBSIDIES = {
    "war_veteran": Payment.WAR,
    "nuclear_test_veteran": Payment.NUCLEAR,
    "ill_returned_veteran": Payment.ILL_RETURNED,
    "rural_demobilized_pre1954": Payment.DEMOBILIZED,
    "rural_veteran_60plus": Payment.RURAL,
    "martyr_child_60plus": Payment.MARTYR_CHILD,
}
_RESTS_ON: Mapping[str, Payment] = {
    **dict.fromkeys(sorted(DISABLED), Payment.DISABILITY),
    **dict.fromkeys(
        ("martyr_survivor", "duty_death_survivor", "illness_death_survivor", "survivor_unsettled"),
        Payment.SURVIVOR,
    ),
    **_SUBSIDIES,
}
_FULL_MONTH = len("2026-07")


class Boundary(StrEnum):
    """发放到何时: until when the place somebody leaves goes on paying."""

    YEAR = "发放至当年12月"
    MONTH = "发放至迁出当月"


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalRules:
    """What the desk sets itself: every figure here is practice or a paper of the county.

    `stop_after` counts the months from that of the death to the first that is not paid
    (1: 次月起). `funeral_months` and `move_until` go by category code. `days` are the days in
    which a follow-up is due; `report_day` the day of the next month by which a 村（社区） has
    to report.
    """

    stop_after: int = 1
    funeral_months: Mapping[str, int] = field(default_factory=dict)
    move_until: Mapping[str, Boundary] = field(default_factory=dict)
    days: int = 10
    report_day: int = 5


@dataclass(frozen=True, slots=True)
class Drawn:
    """One payment that somebody draws, with yuan a month where the ledger knows it.

    `category` is what it rests on. `certain` is False where the ledger says only what somebody
    is and not what they draw: being somebody is no payment (DOMAIN §2.1).
    """

    name: str
    category: str | None = None
    amount: Decimal | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """A visit that is not registered: its plan, and whether the unit `leaves` it with the person.

    A unit that is `shared` with others of the household stays; so does one whose occasion had
    passed before, because it may have been handed over.
    """

    plan: str
    unit_id: int
    leaves: bool
    shared: bool = False


_LATEST = {
    "元旦": "01-01", "春节": "02-20", "清明": "04-05", "端午": "06-25", "八一": "08-01",
    "烈士纪念日": "09-30", "国庆": "10-01", "中秋": "10-08", "重阳": "10-31",
}  # fmt: skip


def has_passed(occasion: str, year: int, day: str) -> bool:
    """Whether the occasion of a visit plan certainly lay before `day` (ISO, as far as known).

    Festivals of the lunar year count with the last day on which they can fall; an occasion of
    the desk's own with the end of its year.
    """
    latest = next((end for name, end in _LATEST.items() if name in occasion), "12-31")
    return f"{year}-{latest}"[: len(day)] < day


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Somebody as they are before the event, and what the ledger knows around them.

    `graded_on` is the day of the last grading of a disability before the event.
    """

    person: Person
    entitlements: Sequence[Entitlement] = ()
    household: Sequence[Person] = ()
    relatives: Sequence[Relative] = ()
    fallen: Sequence[Fallen] = ()
    visits: Sequence[OpenVisit] = ()
    categories: Sequence[Category] = CATEGORIES
    rules: LocalRules = LocalRules()
    graded_on: str | None = None

    @property
    def drawn(self) -> tuple[Drawn, ...]:
        """What the person draws: as registered, else as far as categories and standard tell."""
        known = [item for item in self.entitlements if item.removed_at is None]
        if known:
            return tuple(
                Drawn(item.kind or "", self._basis_of(item.kind), item.amount)
                for item in known
                if item.state is EntitlementState.PAID
            )
        paid = [item for item in self.categories
                if item.paid and item.code in self.person.categories]  # fmt: skip
        standard = self.person.subsidy_standard if len(paid) == 1 else None
        return tuple(
            Drawn(_payment_name(item), item.code, standard, certain=standard is not None)
            for item in paid
        )

    def has(self, categories: Iterable[str]) -> bool:
        """Whether the person has one of these categories."""
        return not set(categories).isdisjoint(self.person.categories)

    @property
    def kin(self) -> str:
        """The people around, in words: 配偶王秀英、长子李强."""
        named = [f"{item.relation or ''}{item.name}" for item in self.relatives if item.name]
        known = {item.name for item in self.relatives}
        named += [item.name for item in self.household if item.name not in known]
        return "、".join(named)

    def _basis_of(self, kind: str | None) -> str | None:
        payment = payment_of(kind)
        for code in self.person.categories:
            if payment is not None and _RESTS_ON.get(code) is payment:
                return code
        return next((code for code, found in _RESTS_ON.items() if found is payment), None)


def _payment_name(category: Category) -> str:
    payment = _RESTS_ON.get(category.code)
    if payment in (Payment.DISABILITY, Payment.SURVIVOR):
        return payment.value
    return f"定期生活补助（{payment or category.short or category.name}）"


def asks(  # noqa: PLR0913 (what a follow-up is)
    event: Event,
    situation: Situation,
    kind: FollowUpKind,
    words: str,
    rule: str = "",
    *,
    amount: Decimal | None = None,
    days: int | None = None,
) -> FollowUp:
    """A follow-up of `event`, due as many days after it was recorded as the desk has set."""
    start = date.fromisoformat(event.recorded_on or "")
    due = start + timedelta(days=situation.rules.days if days is None else days)
    return FollowUp(
        person_id=situation.person.id, event_id=event.id, kind=kind, words=words,
        rule=rule or None, due=due.isoformat(), amount=amount,
    )  # fmt: skip


def month_of(day: str | None) -> str | None:
    """The month of a date, None where the date does not say it."""
    return day[:_FULL_MONTH] if day and len(day) >= _FULL_MONTH else None


def month_after(month: str, count: int = 1) -> str:
    """The month `count` months after `month` (ISO); before it for a negative `count`."""
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 + count, 12)
    return f"{year:04d}-{number + 1:02d}"


def months_from(first: str, last: str) -> int:
    """How many months `last` lies after `first`."""
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7])
