"""What goes into the 慰问金（品）发放签收册 and its 汇总表, and the sums that both show."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from shuangyong_desktop.domain.money import yuan_text
from shuangyong_desktop.domain.visits import (
    Goods,
    PayoutMethod,
    VisitTotal,
    VisitUnit,
    by_category,
    by_community,
    total,
)

NO_COMMUNITY = "未登记村（社区）"
NOTHING = "—"
BANK_NOTE = "注：以社保卡、转账方式发放的慰问金凭银行回单入账，签字仅确认领到慰问品。"
_BY_BANK = (PayoutMethod.CARD, PayoutMethod.TRANSFER)


@dataclass(frozen=True, kw_only=True)
class VisitBook:
    """One campaign as it is printed: who gets what, by 村（社区）.

    `title` is that of the sign-off sheets. `units` stand in the order of the paper within
    their community. `category_names` gives the legal name of each category code, in the order
    of the summary. A finance voucher shows full ID numbers (CLERK §3); `purpose` (用途) is
    printed where it was recorded.
    """

    title: str
    office: str
    made_on: date
    units: Sequence[VisitUnit]
    category_names: Mapping[str, str] = field(default_factory=dict)
    purpose: str = ""
    demo: bool = False

    @property
    def summary_title(self) -> str:
        """The title of the 汇总表 of this book."""
        return f"{self.title.removesuffix('签收册')}汇总表"

    @property
    def purpose_words(self) -> str:
        """The line that names the purpose; empty when none was recorded."""
        return f"用途：{self.purpose}" if self.purpose else ""

    def volumes(self) -> dict[str, list[VisitUnit]]:
        """The units of each 村（社区）, by the name that stands on the paper."""
        return {name or NO_COMMUNITY: units for name, units in by_community(self.units).items()}

    def category_name(self, unit: VisitUnit) -> str:
        """The legal name of the unit's category; an unknown code is shown as it is."""
        return self.category_names.get(unit.category, unit.category)

    def by_category(self, units: Sequence[VisitUnit]) -> Iterator[tuple[str, VisitTotal]]:
        """Totals of `units` by category, in the order of the summary."""
        for code, found in by_category(units, tuple(self.category_names)).items():
            yield self.category_names.get(code, code), total(found)


def money_cell(amount: Decimal) -> str:
    """An amount in a cell; a dash for none."""
    return yuan_text(amount) if amount else NOTHING


def goods_words(goods: Sequence[Goods]) -> str:
    """大米15袋、菜油10桶."""
    return "、".join(map(str, goods))


def paid_by_bank(units: Sequence[VisitUnit]) -> bool:
    """Whether money of any unit goes by card or transfer, so that the footnote is due."""
    return any(unit.money and unit.method in _BY_BANK for unit in units)


def method_sums(units: Sequence[VisitUnit]) -> str:
    """其中：现金30户18,100.00元；社保卡4户3,000.00元（社保卡附银行回单）."""
    parts, banked = [], []
    for method in PayoutMethod:
        paid = [unit for unit in units if unit.money and unit.method is method]
        if paid:
            parts.append(f"{method}{len(paid)}户{yuan_text(total(paid).money)}元")
            banked += [method.value] if method in _BY_BANK else []
    without = sum(1 for unit in units if not unit.money)
    if without:
        parts.append(f"只发实物{without}户")
    if not parts:
        return ""
    receipts = f"（{'、'.join(banked)}附银行回单）" if banked else ""
    return f"其中：{'；'.join(parts)}{receipts}"
