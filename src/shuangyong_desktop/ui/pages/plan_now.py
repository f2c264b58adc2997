"""One visit plan as it stands now: read once after every change, shown by all of its steps."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shuangyong_desktop.domain.categories import names_of
from shuangyong_desktop.domain.money import yuan_text
from shuangyong_desktop.domain.receipts import OPEN, Attachment, Receipt, ReceiptState
from shuangyong_desktop.domain.settlement import GroupState, Settlement
from shuangyong_desktop.domain.text import mask_id, mask_phone
from shuangyong_desktop.domain.visits import (
    Goods,
    PayoutMethod,
    VisitGroup,
    VisitPlan,
    VisitUnit,
    total,
    unknown_amounts,
)
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.facet_list import Facet

GROUPS = "慰问小组"
EVERY_GROUP = ""


@dataclass(frozen=True)
class PlanNow:
    """A plan with its units, groups, receipts, attached papers and figures."""

    plan: VisitPlan
    units: Mapping[int, VisitUnit]
    groups: tuple[VisitGroup, ...]
    receipts: Mapping[int, Receipt]
    attachments: tuple[Attachment, ...]
    settlement: Settlement

    @property
    def states(self) -> Mapping[int | None, GroupState]:
        """How far each group is, by its id."""
        return {state.group.id: state for state in self.settlement.groups}

    def receipt(self, unit_id: int) -> Receipt:
        """What is registered for a unit."""
        return self.receipts.get(unit_id, OPEN)

    def ids_of(self, group: str) -> list[int]:
        """The units of a group, by its key in a FacetList; all of them for `EVERY_GROUP`."""
        return [
            number
            for number, unit in self.units.items()
            if group == EVERY_GROUP or str(unit.group_id) == group
        ]

    def in_group(self, group: str) -> list[VisitUnit]:
        """As `ids_of`, the units themselves."""
        return [self.units[number] for number in self.ids_of(group)]

    def registered(self, group: str = EVERY_GROUP) -> int:
        """How many units of a group are registered."""
        return sum(number in self.receipts for number in self.ids_of(group))

    def group(self, key: str) -> VisitGroup | None:
        """The group of a key, None for all of them."""
        return next((group for group in self.groups if str(group.id) == key), None)

    def facets(self, *, counting_open: bool = False) -> list[Facet]:
        """The groups for the list at the left; with `counting_open` how many are still open."""
        sizes = Counter(str(unit.group_id) for unit in self.units.values())
        done = Counter(
            str(self.units[number].group_id) for number in self.receipts if number in self.units
        )

        def one(key: str, words: str, units: int, registered: int) -> Facet:
            count = units - registered if counting_open else units
            icon = "circle-check" if counting_open and not count else ""
            return Facet(GROUPS, key, words, count, icon)

        every = one(EVERY_GROUP, "全部", len(self.units), len(self.receipts))
        return [every, *(
            one(str(group.id), group.name, sizes[str(group.id)], done[str(group.id)])
            for group in self.groups
        )]  # fmt: skip

    def open_questions(self) -> list[str]:
        """What is unfinished before the book is printed, as sentences without their full stop."""
        without = sum(1 for _ in unknown_amounts(self.units.values()))
        nameless = sum(1 for unit in self.units.values() if not unit.id_number)
        said = [f"{without} 户还没有慰问标准，金额栏是空的"] if without else []
        if nameless:
            said.append(f"{nameless} 户没有身份证号，领取时请补登")
        return said


def read_plan(office: Office, plan: VisitPlan) -> PlanNow:
    """Ask the services for everything about `plan`."""
    number = plan.id or 0
    return PlanNow(
        plan=plan,
        units={unit.id or 0: unit for unit in office.visits.units(number)},
        groups=tuple(office.visits.groups(number)),
        receipts=office.receipts.of_plan(number),
        attachments=tuple(office.attachments.of_plan(number)),
        settlement=office.receipts.settlement(number),
    )


def goods_words(goods: Iterable[Goods]) -> str:
    """Articles in one line, e.g. 大米1袋、菜油1桶."""
    return "、".join(f"{item.name}{item.quantity:,}{item.unit}" for item in goods)


def sum_words(units: Sequence[VisitUnit]) -> str:
    """Units and money in one line."""
    return f"{len(units):,} 户 · {yuan_text(total(units).money)} 元"


def _id_number(unit: VisitUnit, masked: bool) -> str:  # noqa: FBT001 (a Writer)
    text = unit.id_number or ""
    return mask_id(text) if masked else text


def _phone(unit: VisitUnit, masked: bool) -> str:  # noqa: FBT001 (a Writer)
    return mask_phone(unit.phone) if masked else unit.phone


def _method(unit: VisitUnit, _masked: bool) -> str:  # noqa: FBT001 (a Writer)
    if unit.method is PayoutMethod.CASH and not unit.money:
        return unit.method_words
    return unit.method_words.replace("\n", "、")


NAME = Column("name", "姓名", 4.4, lambda unit, _masked: unit.name, look=Look.STRONG)
CATEGORY = Column(
    "category", "人员类别", 8.4,
    lambda unit, _masked: names_of((unit.category,), short=True) if unit.category else "",
)  # fmt: skip
COMMUNITY = Column("community", "村（社区）", 5.4, lambda unit, _masked: unit.community)
ADDRESS = Column("address", "住址", 11, lambda unit, _masked: unit.address)
PHONE = Column("phone", "电话", 7.4, _phone)
MONEY = Column("money", "慰问金", 5.4, lambda unit, _masked: yuan_text(unit.money), "right")
ARTICLES = Column("goods", "慰问品", 8.4, lambda unit, _masked: goods_words(unit.goods))
METHOD = Column("method", "发放方式", 5.8, _method)
ID_NUMBER = Column("id_number", "身份证号", 10.4, _id_number)

STATE_WORDS = {
    ReceiptState.OPEN: "待登记",
    ReceiptState.SIGNED: "已签收",
    ReceiptState.PROXY: "代领",
    ReceiptState.NOT_RECEIVED: "未领",
}
"""签收情况 as the tables say it."""
