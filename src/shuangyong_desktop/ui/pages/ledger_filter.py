"""Which people the ledger page shows: what is chosen at the left, and the counts beside it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from shuangyong_desktop.domain.categories import Category, CategoryGroup
from shuangyong_desktop.domain.search import PersonFilter, Trait
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.domain.tallies import LedgerCounts
from shuangyong_desktop.domain.text import natural_key
from shuangyong_desktop.services.views import NO_CRITERIA, Criteria, SavedView
from shuangyong_desktop.ui.widgets.facet_list import Facet

VIEWS, CATEGORIES, COMMUNITIES, STATUSES = "常用视图", "人员类别", "村（社区）", "人员状态"
FURTHER, SHOWN = "更多条件", "指定人员"
"""Sections of conditions that stand in chips only."""
_ALL, _VETERANS, _BENEFICIARIES, _PAID = "全部在册", "退役军人", "其他优抚对象", "定期抚恤补助"
_GONE, UNVERIFIED = "不在册", "待核实"
ASKED = {
    "重点联系": Criteria(tags=("重点联系",)),
    "半年未联系": Criteria(unmet_days=180),
    "年满80周岁": Criteria(least_age=80),
    "近7天生日": Criteria(birthday_days=7),
    "诉求未办结": Criteria(traits=(Trait.OPEN_APPEAL,)),
    "缺电话": Criteria(traits=(Trait.NO_PHONE,)),
}
"""The views that are conditions of their own."""
WATCHED = (*ASKED, UNVERIFIED)
"""The views that a Watch counts."""
BUILT_IN = (_ALL, _VETERANS, _BENEFICIARIES, _PAID, *WATCHED, _GONE)

_OWN = "own/"
_VIEW_ICONS = {
    _ALL: "address-book", _VETERANS: "medal", _BENEFICIARIES: "users", _PAID: "cash",
    "重点联系": "star", "半年未联系": "clock", "年满80周岁": "user-check", "近7天生日": "cake",
    "诉求未办结": "messages", "缺电话": "phone-off", UNVERIFIED: "help", _GONE: "user-minus",
}  # fmt: skip
_OFF_THE_LEDGER = tuple(status for status in PersonStatus if status is not PersonStatus.ACTIVE)

_Key = TypeVar("_Key", bound=str)


@dataclass(frozen=True, slots=True)
class Shown:
    """Exactly these people, under a title: what a number of another page stands for."""

    title: str
    ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """One view, narrowed by any categories, communities, statuses and further criteria chosen.

    `own` is the name of the desk's own view that this is, as long as nothing of it is changed.
    """

    today: date
    view: str = _ALL
    categories: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    statuses: tuple[PersonStatus, ...] = ()
    known: tuple[Category, ...] = ()
    criteria: Criteria = NO_CRITERIA
    shown: Shown | None = None
    own: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether anything but the whole ledger is shown."""
        return self != whole(self.known, self.today)

    @property
    def watched(self) -> str:
        """The view when its people are known to a Watch only, else nothing."""
        return self.view if self.view == UNVERIFIED else ""

    @property
    def name(self) -> str:
        """What stands above the table."""
        words = [words for _, words in self.conditions]
        return self.own or ("、".join(words) if words else self.view)

    @property
    def conditions(self) -> list[tuple[tuple[str, str], str]]:
        """Every condition in force but 全部在册: section and key, and its words."""
        names = {category.code: category.name for category in self.known}
        found = [] if self.shown is None else [((SHOWN, ""), self.shown.title)]
        found += [] if self.view == _ALL else [((VIEWS, self.view), self.view)]
        found += [((CATEGORIES, code), names.get(code, code)) for code in self.categories]
        found += [((COMMUNITIES, name), name or "未登记村（社区）") for name in self.communities]
        found += [((STATUSES, status.value), status.value) for status in self.statuses]
        further = self.criteria.conditions(self.today)
        return found + [((FURTHER, key), words) for key, words in further]

    @property
    def person_filter(self) -> PersonFilter:
        """The same for the services; a watched view is narrowed further by its Watch."""
        usual = _OFF_THE_LEDGER if self.view == _GONE else (PersonStatus.ACTIVE,)
        only = PersonFilter(
            communities=self.communities,
            categories=self.categories or self._of_view(),
            statuses=self.statuses or (() if self.shown else usual),
        )
        of_view = ASKED.get(self.view, NO_CRITERIA)
        return self.criteria.joined(of_view).within(only, self.today)

    @property
    def chosen(self) -> set[tuple[str, str]]:
        """Section and key of everything in force."""
        if self.own:
            return {(VIEWS, f"{_OWN}{self.own}")}
        view = set() if self.shown else {(VIEWS, self.view)}
        return view | {place for place, _ in self.conditions}

    def picked(self, section: str, key: str, *, more: bool) -> "LedgerFilter":
        """After `key` was chosen; `more` keeps what else is chosen in that section."""
        if section == VIEWS:
            return replace(whole(self.known, self.today), view=key, communities=self.communities)
        free = replace(self, own="")
        if section == CATEGORIES:
            return replace(free, categories=_toggled(self.categories, key, more=more))
        if section == COMMUNITIES:
            return replace(free, communities=_toggled(self.communities, key, more=more))
        return replace(free, statuses=_toggled(self.statuses, PersonStatus(key), more=more))

    def without(self, section: str, key: str) -> "LedgerFilter":
        """After one condition was taken away."""
        free = replace(self, own="")
        if section == VIEWS:
            return replace(free, view=_ALL)
        if section == SHOWN:
            return replace(free, shown=None)
        if section == FURTHER:
            return replace(free, criteria=self.criteria.without(key))
        return self.picked(section, key, more=True)

    def narrowed_by(self, criteria: Criteria) -> "LedgerFilter":
        """After the further conditions were set."""
        return replace(self, criteria=criteria, own="")

    def of_people(self, title: str, ids: Iterable[int]) -> "LedgerFilter":
        """Exactly these people, whatever they are, and nothing else."""
        return replace(whole(self.known, self.today), shown=Shown(title, frozenset(ids)))

    def saved(self, name: str) -> SavedView:
        """What is kept of it under a name."""
        return SavedView(
            name=name,
            view=self.view,
            categories=self.categories,
            communities=self.communities,
            statuses=self.statuses,
            criteria=self.criteria,
        )

    def opened(self, kept: SavedView, *, own: bool = True) -> "LedgerFilter":
        """What was kept; `own` says that it has a name at the left."""
        view = kept.view if kept.view in BUILT_IN else _ALL
        codes = {category.code for category in self.known}
        return replace(
            whole(self.known, self.today),
            view=view,
            categories=tuple(code for code in kept.categories if code in codes),
            communities=kept.communities,
            statuses=kept.statuses,
            criteria=kept.criteria,
            own=kept.name if own else "",
        )

    def asked(self, view: str) -> PersonFilter:
        """Who belongs to one of `ASKED`, whatever else is chosen."""
        return replace(whole(self.known, self.today), view=view).person_filter

    def facets(
        self,
        counts: LedgerCounts,
        watched: Callable[[str], int | None] = lambda _view: None,
        own: Sequence[str] = (),
    ) -> list[Facet]:
        """Every entry at the left with its count; empty categories are left out.

        `watched` tells the counts of the views that need a look at each record; `own` are the
        names of the desk's own views.
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
        found += [Facet(VIEWS, f"{_OWN}{name}", name, None, "bookmark") for name in own]
        found += [
            Facet(CATEGORIES, item.code, item.narrow, counts.by_category[item.code])
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


def whole(categories: Iterable[Category], today: date) -> LedgerFilter:
    """The filter that leaves nobody out, for a ledger with these categories."""
    return LedgerFilter(today, known=tuple(categories))


def own_name(key: str) -> str:
    """The name of the desk's own view that an entry at the left stands for, else nothing."""
    return key.removeprefix(_OWN) if key.startswith(_OWN) else ""


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
