"""走访慰问 (visits): who is chosen by which rule, what each one gets, and sums that add up.

A plan chooses people by category, community, age on a day and tag; every chosen person or
household becomes a visit unit with its money and goods; groups gather the units of some
communities. Money is in yuan (Decimal, two places).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from shuangyong_desktop.domain.ages import reaches
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.text import natural_key


class Delivery(StrEnum):
    """发放途径: the two accounts of visits that every office keeps (CLERK §2)."""

    LEADERS = "领导走访"
    COMMUNITY = "村（社区）发放"


class PayoutMethod(StrEnum):
    """发放方式 of the money; goods are always handed over as such (CLERK §2)."""

    CASH = "现金"
    CARD = "社保卡"
    TRANSFER = "转账"


GOODS_METHOD = "实物"


class UnitKind(StrEnum):
    """慰问单元: what a line of the sign-off book stands for (DESIGN 5)."""

    PERSON = "个人"
    HOUSEHOLD = "户"
    ORGANISATION = "单位"


@dataclass(frozen=True, slots=True)
class Goods:
    """慰问品: some number of one article, with its unit (“袋”) and specification (“10千克/袋”)."""

    name: str
    quantity: int
    unit: str = "份"
    specification: str = ""

    def __str__(self) -> str:
        return f"{self.name}{self.quantity}{self.unit}"


def read_goods(text: str) -> tuple[Goods, ...]:
    """The articles in a text like “大米1袋、菜油1桶（5升/桶）”.

    Raises Problem naming the part that is not written like that.
    """
    parts = (part.strip() for part in re.split(r"[、,，;；+＋\n]+", text))
    return tuple(_one_article(part) for part in parts if part)


def _one_article(text: str) -> Goods:
    found = _ARTICLE.fullmatch(text)
    if not found or int(found["quantity"]) == 0:
        raise Problem(f"慰问品“{text}”看不明白，请写成“大米1袋”这样：品名、数量、单位。")
    return Goods(
        found["name"].strip(),
        int(found["quantity"]),
        found["unit"].strip() or "份",
        (found["specification"] or "").strip(),
    )


_ARTICLE = re.compile(
    r"(?P<name>[^\d（(]*[^\d\s（(])\s*(?P<quantity>\d{1,6})\s*(?P<unit>[^\d（(]*)"
    r"(?:[（(](?P<specification>[^）)]*)[）)])?"
)


@dataclass(frozen=True, slots=True)
class VisitAmount:
    """慰问标准: what one unit of a category gets; `category` "" means every other category."""

    category: str
    money: Decimal
    goods: tuple[Goods, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitRule:
    """慰问范围: who is chosen. Empty tuples and None mean no limit.

    `age_day` is the day of the age limits, named on the paper (CLERK §1: 年满80周岁（截至…）).
    """

    categories: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    least_age: int | None = None
    most_age: int | None = None
    age_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPlan:
    """走访慰问方案: one campaign of one delivery with its rule and its amounts.

    `removed_at` is the moment (ISO) it went to 回收站, None while it stands.
    """

    title: str
    occasion: str
    year: int
    rule: VisitRule = VisitRule()
    amounts: tuple[VisitAmount, ...] = ()
    delivery: Delivery = Delivery.COMMUNITY
    method: PayoutMethod = PayoutMethod.CASH
    one_per_household: bool = False
    removed_at: str | None = None
    id: int | None = None

    @property
    def paper_title(self) -> str:
        """The title of its sign-off book, e.g. 2026年春节慰问金（品）发放签收册 (CLERK §4)."""
        return f"{self.year}年{self.occasion}慰问金（品）发放签收册"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitUnit:
    """One line of the sign-off book: who receives what.

    Name, number, address and category are as they were when the plan was made, so that a
    paper printed again a year later is still the paper that was signed.
    """

    name: str
    kind: UnitKind = UnitKind.PERSON
    id_number: str | None = None
    category: str = ""
    community: str = ""
    address: str = ""
    phone: str = ""
    money: Decimal = Decimal(0)
    goods: tuple[Goods, ...] = ()
    method: PayoutMethod = PayoutMethod.CASH
    person_id: int | None = None
    household_id: int | None = None
    group_id: int | None = None
    id: int | None = None

    @property
    def method_words(self) -> str:
        """The cell 发放方式: how the money goes, and 实物 where there are goods."""
        words = [self.method.value] if self.money else []
        return "\n".join([*words, GOODS_METHOD] if self.goods else words)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitGroup:
    """慰问组: the units of one or several communities that go together."""

    name: str
    communities: tuple[str, ...] = ()
    lead_official: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """Who a rule chooses, and whom it cannot decide about because the age is not known."""

    chosen: tuple[Person, ...]
    undecided: tuple[Person, ...]


def select(people: Iterable[Person], rule: VisitRule) -> Selection:
    """Choose the people on the ledger (在册) whom `rule` covers; each stands once."""
    chosen: list[Person] = []
    undecided: list[Person] = []
    for person in people:
        covered = _covers(rule, person)
        if covered:
            chosen.append(person)
        elif covered is None:
            undecided.append(person)
    return Selection(tuple(chosen), tuple(undecided))


def _covers(rule: VisitRule, person: Person) -> bool | None:
    if (
        person.status is not PersonStatus.ACTIVE
        or (rule.categories and not set(rule.categories) & set(person.categories))
        or (rule.communities and person.community not in rule.communities)
        or (rule.tags and not set(rule.tags) & set(person.tags))
    ):
        return False
    return _age_fits(rule, person)


def _age_fits(rule: VisitRule, person: Person) -> bool | None:
    if rule.least_age is None and rule.most_age is None:
        return True
    if rule.age_day is None:
        raise ValueError("an age limit needs the day it is counted on")
    old_enough = (
        True if rule.least_age is None else reaches(person.birth_date, rule.least_age, rule.age_day)
    )
    too_old = (
        False
        if rule.most_age is None
        else reaches(person.birth_date, rule.most_age + 1, rule.age_day)
    )
    if old_enough is False or too_old is True:
        return False
    return True if old_enough and too_old is False else None


def amount_for(categories: Sequence[str], amounts: Sequence[VisitAmount]) -> VisitAmount | None:
    """What somebody with these categories gets: one share, the highest of theirs.

    With equal money the earlier line of the plan counts, so the desk's own order decides.
    None when no line covers them.
    """
    own = [amount for amount in amounts if amount.category in categories]
    own = own or [amount for amount in amounts if not amount.category]
    return max(own, key=lambda amount: amount.money, default=None)


def plan_units(plan: VisitPlan, people: Iterable[Person]) -> list[VisitUnit]:
    """The units of `plan` for chosen `people`, by community, address and name.

    With `one_per_household` the members of a household share one unit, that of the member
    with the highest amount.
    """
    units: list[VisitUnit] = []
    by_household: dict[int, int] = {}
    for person in people:
        unit = _unit_of(plan, person)
        place = by_household.get(person.household_id or 0)
        if place is not None:
            if unit.money > units[place].money:
                units[place] = unit
            continue
        if unit.kind is UnitKind.HOUSEHOLD and person.household_id:
            by_household[person.household_id] = len(units)
        units.append(unit)
    return sorted(units, key=unit_order)


def unit_order(unit: VisitUnit) -> tuple[object, ...]:
    """Sorts units the way a community is walked: community, natural address, name."""
    return (natural_key(unit.community), natural_key(unit.address), unit.name)


def _unit_of(plan: VisitPlan, person: Person) -> VisitUnit:
    amount = amount_for(person.categories, plan.amounts)
    shared = plan.one_per_household and person.household_id is not None
    return VisitUnit(
        kind=UnitKind.HOUSEHOLD if shared else UnitKind.PERSON,
        name=person.name,
        id_number=person.id_number,
        category=amount.category if amount and amount.category else (person.categories or ("",))[0],
        community=person.community or "",
        address=person.address or person.registered_address or "",
        phone=person.phone or "",
        money=amount.money if amount else Decimal(0),
        goods=amount.goods if amount else (),
        method=plan.method,
        person_id=person.id,
        household_id=person.household_id,
    )


def groups_by_community(units: Iterable[VisitUnit]) -> list[VisitGroup]:
    """One group per 村（社区）, in natural order; people without one come last."""
    names = sorted(
        {unit.community for unit in units}, key=lambda name: (not name, natural_key(name))
    )
    return [VisitGroup(name=name or "未登记村（社区）", communities=(name,)) for name in names]


@dataclass(frozen=True, slots=True)
class VisitTotal:
    """How many units, how much money and how many of each article."""

    units: int = 0
    money: Decimal = Decimal(0)
    goods: tuple[Goods, ...] = ()


def total(units: Iterable[VisitUnit]) -> VisitTotal:
    """Add up `units`; articles count together when name, unit and specification agree."""
    count = 0
    money = Decimal(0)
    goods: dict[tuple[str, str, str], int] = {}
    for unit in units:
        count += 1
        money += unit.money
        for item in unit.goods:
            key = (item.name, item.unit, item.specification)
            goods[key] = goods.get(key, 0) + item.quantity
    return VisitTotal(
        count,
        money,
        tuple(Goods(name, number, unit, spec) for (name, unit, spec), number in goods.items()),
    )


def by_community(units: Iterable[VisitUnit]) -> Mapping[str, list[VisitUnit]]:
    """Units by 村（社区）, in natural order of the communities."""
    return _grouped(units, lambda unit: unit.community)


def by_category(units: Iterable[VisitUnit], order: Sequence[str]) -> Mapping[str, list[VisitUnit]]:
    """Units by category code in the given `order`; unknown codes follow."""
    found = _grouped(units, lambda unit: unit.category)
    ranks = {code: rank for rank, code in enumerate(order)}
    return dict(sorted(found.items(), key=lambda item: ranks.get(item[0], len(ranks))))


def _grouped(
    units: Iterable[VisitUnit], key_of: Callable[[VisitUnit], str]
) -> dict[str, list[VisitUnit]]:
    found: dict[str, list[VisitUnit]] = {}
    for unit in units:
        found.setdefault(key_of(unit), []).append(unit)
    return dict(sorted(found.items(), key=lambda item: (not item[0], natural_key(item[0]))))


def unknown_amounts(units: Iterable[VisitUnit]) -> Iterator[VisitUnit]:
    """The units that get nothing: no line of the plan covers them. They must be shown."""
    return (unit for unit in units if not unit.money and not unit.goods)
