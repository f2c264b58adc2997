"""Which people the ledger page shows: what is chosen at the left, and the counts beside it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from shuangyong_desktop.domain.categories import Category, CategoryGroup
from shuangyong_desktop.domain.search import PersonFilter
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.domain.tallies import LedgerCounts
from shuangyong_desktop.domain.text import natural_key
from shuangyong_desktop.ui.pages.ledger_watch import NO_PHONE, OLD, UNVERIFIED
from shuangyong_desktop.ui.widgets.facet_list import Facet

VIEWS, CATEGORIES, COMMUNITIES, STATUSES = "常用视图", "人员类别", "村（社区）", "人员状态"
_ALL, _VETERANS, _BENEFICIARIES, _PAID = "全部在册", "退役军人", "其他优抚对象", "定期抚恤补助"
_GONE = "不在册"
WATCHED = (OLD, UNVERIFIED, NO_PHONE)
"""The views that a Watch counts."""

_VIEW_ICONS = {
    _ALL: "address-book", _VETERANS: "medal", _BENEFICIARIES: "users", _PAID: "cash",
    OLD: "cake", UNVERIFIED: "help", NO_PHONE: "phone-off", _GONE: "user-minus",
}  # fmt: skip
_OFF_THE_LEDGER = tuple(status for status in PersonStatus if status is not PersonStatus.ACTIVE)

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
    def watched(self) -> str:
        """The view when it is one that a Watch counts, else nothing."""
        return self.view if self.view in WATCHED else ""

    @property
    def name(self) -> str:
        """What stands above the table."""
        words = [words for _, words in self.conditions]
        return "、".join(words) if words else self.view

    @property
    def conditions(self) -> list[tuple[tuple[str, str], str]]:
        """Every condition in force but 全部在册: section and key, and its words."""
        names = {category.code: category.name for category in self.known}
        found = [] if self.view == _ALL else [((VIEWS, self.view), self.view)]
        found += [((CATEGORIES, code), names.get(code, code)) for code in self.categories]
        found += [((COMMUNITIES, name), name or "未登记村（社区）") for name in self.communities]
        return found + [((STATUSES, status.value), status.value) for status in self.statuses]

    @property
    def person_filter(self) -> PersonFilter:
        """The same for the services; a watched view is narrowed further by its Watch."""
        usual = _OFF_THE_LEDGER if self.view == _GONE else (PersonStatus.ACTIVE,)
        return PersonFilter(
            communities=self.communities,
            categories=self.categories or self._of_view(),
            statuses=self.statuses or usual,
        )

    @property
    def chosen(self) -> set[tuple[str, str]]:
        """Section and key of everything in force."""
        return {(VIEWS, self.view)} | {place for place, _ in self.conditions}

    def picked(self, section: str, key: str, *, more: bool) -> "LedgerFilter":
        """After `key` was chosen; `more` keeps what else is chosen in that section."""
        if section == VIEWS:
            return replace(self, view=key, categories=(), statuses=())
        if section == CATEGORIES:
            return replace(self, categories=_toggled(self.categories, key, more=more))
        if section == COMMUNITIES:
            return replace(self, communities=_toggled(self.communities, key, more=more))
        return replace(self, statuses=_toggled(self.statuses, PersonStatus(key), more=more))

    def without(self, section: str, key: str) -> "LedgerFilter":
        """After one condition was taken away."""
        if section == VIEWS:
            return replace(self, view=_ALL)
        return self.picked(section, key, more=True)

    def facets(
        self, counts: LedgerCounts, watched: Callable[[str], int | None] = lambda _view: None
    ) -> list[Facet]:
        """Every entry at the left with its count; empty categories are left out.

        `watched` tells the counts of the views that need a look at each record.
        """
        gone = sum(counts.by_status[status] for status in _OFF_THE_LEDGER)
        figures = (
            (_ALL, counts.people),
            (_VETERANS, counts.veterans),
            (_BENEFICIARIES, counts.beneficiaries),
            (_PAID, counts.paid),
            *((view, watched(view)) for view in WATCHED),
            (_GONE, gone),
        )
        found = [Facet(VIEWS, name, name, number, _VIEW_ICONS[name]) for name, number in figures]
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
