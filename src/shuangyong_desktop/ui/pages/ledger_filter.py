"""Which people the ledger page shows: what is chosen at the left, and the counts beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from shuangyong_desktop.domain.categories import Category, CategoryGroup
from shuangyong_desktop.domain.search import PersonFilter
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.domain.tallies import LedgerCounts
from shuangyong_desktop.domain.text import natural_key
from shuangyong_desktop.ui.widgets.facet_list import Facet

VIEWS, CATEGORIES, COMMUNITIES, STATUSES = "常用视图", "人员类别", "村（社区）", "人员状态"
_ALL, _VETERANS, _BENEFICIARIES, _PAID = "全部在册", "退役军人", "其他优抚对象", "定期抚恤补助"
_VIEW_ICONS = {_ALL: "address-book", _VETERANS: "medal", _BENEFICIARIES: "users", _PAID: "cash"}

_Key = TypeVar("_Key", bound=str)


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """One view, narrowed by any categories, communities and statuses chosen."""

    view: str = _ALL
    categories: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    statuses: tuple[PersonStatus, ...] = ()
    known: tuple[Category, ...] = ()

    @property
    def narrowed(self) -> bool:
        """Whether anything but the whole ledger is shown."""
        return bool(self.categories or self.communities or self.statuses or self.view != _ALL)

    @property
    def name(self) -> str:
        """What stands above the table."""
        names = {category.code: category.name for category in self.known}
        words = [names.get(code, code) for code in self.categories]
        words += [name or "未登记村（社区）" for name in self.communities]
        words += [status.value for status in self.statuses]
        view = [] if self.view == _ALL and words else [self.view]
        return "、".join([*view, *words])

    @property
    def person_filter(self) -> PersonFilter:
        """The same for the services."""
        return PersonFilter(
            communities=self.communities,
            categories=self.categories or self._of_view(),
            statuses=self.statuses or (PersonStatus.ACTIVE,),
        )

    @property
    def chosen(self) -> set[tuple[str, str]]:
        """Section and key of everything in force."""
        found = {(VIEWS, self.view)}
        found |= {(CATEGORIES, code) for code in self.categories}
        found |= {(COMMUNITIES, name) for name in self.communities}
        return found | {(STATUSES, status.value) for status in self.statuses}

    def picked(self, section: str, key: str, *, more: bool) -> "LedgerFilter":
        """After `key` was chosen; `more` keeps what else is chosen in that section."""
        if section == VIEWS:
            return replace(self, view=key, categories=())
        if section == CATEGORIES:
            return replace(self, categories=_toggled(self.categories, key, more=more))
        if section == COMMUNITIES:
            return replace(self, communities=_toggled(self.communities, key, more=more))
        return replace(self, statuses=_toggled(self.statuses, PersonStatus(key), more=more))

    def facets(self, counts: LedgerCounts) -> list[Facet]:
        """Every entry at the left with its count; empty categories are left out."""
        found = [
            Facet(VIEWS, name, name, number, _VIEW_ICONS[name])
            for name, number in (
                (_ALL, counts.people),
                (_VETERANS, counts.veterans),
                (_BENEFICIARIES, counts.beneficiaries),
                (_PAID, counts.paid),
            )
        ]
        found += [
            Facet(CATEGORIES, item.code, item.short or item.name, counts.by_category[item.code])
            for item in self.known
            if counts.by_category[item.code] or item.code in self.categories
        ]
        names = sorted(counts.by_community, key=lambda name: (not name, natural_key(name)))
        found += [
            Facet(COMMUNITIES, name, name or "未登记", counts.by_community[name]) for name in names
        ]
        return found + [
            Facet(STATUSES, status.value, status.value, counts.by_status[status])
            for status in PersonStatus
            if counts.by_status[status] or status is PersonStatus.ACTIVE
        ]

    def _of_view(self) -> tuple[str, ...]:
        return tuple(item.code for item in self.known if _belongs(item, self.view))


def whole(categories: Iterable[Category]) -> LedgerFilter:
    """The filter that leaves nobody out, for a ledger with these categories."""
    return LedgerFilter(known=tuple(categories))


def _belongs(category: Category, view: str) -> bool:
    if view == _VETERANS:
        return category.group is CategoryGroup.VETERAN
    if view == _BENEFICIARIES:
        return category.group is CategoryGroup.BENEFICIARY
    return view == _PAID and category.paid


def _toggled(chosen: tuple[_Key, ...], key: _Key, *, more: bool) -> tuple[_Key, ...]:
    if key in chosen:
        return tuple(item for item in chosen if item != key) if more or len(chosen) == 1 else (key,)
    return (*chosen, key) if more else (key,)
