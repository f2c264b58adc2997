"""计数 (tallies): how many people there are, of what and where; overlaps count each person once."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from shuangyong_desktop.domain.categories import CATEGORIES, Category, CategoryGroup
from shuangyong_desktop.domain.status import PersonStatus


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people share a community (“” where none is known), categories and status."""

    community: str
    categories: tuple[str, ...]
    status: PersonStatus
    people: int


@dataclass(frozen=True, slots=True)
class LedgerCounts:
    """The numbers that every summary shows (CLERK §1), of people on the ledger (在册).

    Categories overlap, so `veterans` and `beneficiaries` may add up to more than `people`:
    分类有交叉，合计按人去重.
    """

    people: int = 0
    veterans: int = 0
    beneficiaries: int = 0
    paid: int = 0
    by_category: Counter[str] = field(default_factory=Counter)
    by_community: Counter[str] = field(default_factory=Counter)
    by_status: Counter[PersonStatus] = field(default_factory=Counter)


def count(tallies: Iterable[Tally], categories: Iterable[Category] = CATEGORIES) -> LedgerCounts:
    """Add up `tallies`; `categories` says which codes are veterans and which are paid."""
    known = tuple(categories)
    veteran = {item.code for item in known if item.group is CategoryGroup.VETERAN}
    beneficiary = {item.code for item in known if item.group is CategoryGroup.BENEFICIARY}
    paid = {item.code for item in known if item.paid}
    people = veterans = beneficiaries = paid_people = 0
    by_category: Counter[str] = Counter()
    by_community: Counter[str] = Counter()
    by_status: Counter[PersonStatus] = Counter()
    for tally in tallies:
        by_status[tally.status] += tally.people
        if tally.status is not PersonStatus.ACTIVE:
            continue
        held = set(tally.categories)
        people += tally.people
        veterans += tally.people if held & veteran else 0
        beneficiaries += tally.people if held & beneficiary else 0
        paid_people += tally.people if held & paid else 0
        by_community[tally.community] += tally.people
        for code in held:
            by_category[code] += tally.people
    return LedgerCounts(
        people, veterans, beneficiaries, paid_people, by_category, by_community, by_status
    )
