"""视图 (views): people with their reminders as a page lists them, and lists that the desk keeps.

What a kept view counts in days is counted from the day it is looked at: 近7天生日 is another
list tomorrow.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.domain.plain import from_plain, to_plain
from shuangyong_desktop.domain.reminders import Calendar, Reminder, Standing, reminder
from shuangyong_desktop.domain.search import ASKED_BY_WORD, AgeSpan, PersonFilter, Trait
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.domain.text import clean
from shuangyong_desktop.services.settings import Settings
from shuangyong_desktop.storage import attributes
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.settings import Settings as Values
from shuangyong_desktop.storage.standings import Standings
from shuangyong_desktop.storage.tallies import Tallies

_KEPT, _LAST = "views", "last_view"
_LONGEST, _MOST = 20, 40
_SOON = timedelta(days=90)
_NOTHING = Standing()


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """Conditions beside category, community and status, as the clerk sets them.

    `least_age` is 年满…周岁, `below_age` 不满…周岁, on the ISO day `age_on` or today.
    `unmet_days`: nobody has reached the person for longer. `birthday_days`: the birthday comes
    within so many days, today included, in the calendar the person keeps.
    """

    sexes: tuple[str, ...] = ()
    least_age: int | None = None
    below_age: int | None = None
    age_on: str | None = None
    tags: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    traits: tuple[Trait, ...] = ()
    unmet_days: int | None = None
    birthday_days: int | None = None

    def within(self, only: PersonFilter, today: date) -> PersonFilter:
        """`only` narrowed by these conditions, as they are on the day `today`."""
        solar, lunar = _birthdays(today, self.birthday_days)
        ages = self.least_age is not None or self.below_age is not None
        on = self.age_on or today.isoformat()
        since = None if self.unmet_days is None else today - timedelta(days=self.unmet_days)
        return replace(
            only,
            sexes=self.sexes,
            ages=AgeSpan(on, self.least_age, self.below_age) if ages else None,
            tags=self.tags,
            words=self.words,
            traits=self.traits,
            unmet_since=None if since is None else since.isoformat(),
            birthdays=solar,
            lunar_birthdays=lunar,
        )

    def joined(self, other: "Criteria") -> "Criteria":
        """Both together; where only one value can hold, this one's."""

        def first(own: int | None, others: int | None) -> int | None:
            return others if own is None else own

        return Criteria(
            sexes=self.sexes or other.sexes,
            least_age=first(self.least_age, other.least_age),
            below_age=first(self.below_age, other.below_age),
            age_on=self.age_on or other.age_on,
            tags=tuple(dict.fromkeys((*self.tags, *other.tags))),
            words=self.words or other.words,
            traits=tuple(dict.fromkeys((*self.traits, *other.traits))),
            unmet_days=first(self.unmet_days, other.unmet_days),
            birthday_days=first(self.birthday_days, other.birthday_days),
        )

    def conditions(self, today: date) -> Iterator[tuple[str, str]]:
        """Every condition in force: what `without` knows it by, and its words."""
        for sex in self.sexes:
            yield f"sexes:{sex}", f"性别：{sex}"
        if self.least_age is not None or self.below_age is not None:
            yield "age", self._age_words(today)
        for tag in self.tags:
            yield f"tags:{tag}", f"标签：{tag}"
        for key, word in self.words:
            yield f"words:{key}:{word}", f"{PEOPLE[key].label}：{word}"
        for trait in self.traits:
            yield f"traits:{trait}", trait.value
        if self.unmet_days is not None:
            yield "unmet", f"超过{self.unmet_days}天未联系"
        if self.birthday_days is not None:
            yield "birthday", f"近{self.birthday_days}天生日"

    def without(self, key: str) -> "Criteria":  # noqa: PLR0911 (one return per condition)
        """The same without one of `conditions`."""
        sort, _, which = key.partition(":")
        if sort == "age":
            return replace(self, least_age=None, below_age=None, age_on=None)
        if sort == "unmet":
            return replace(self, unmet_days=None)
        if sort == "birthday":
            return replace(self, birthday_days=None)
        if sort == "words":
            column, _, word = which.partition(":")
            return replace(self, words=tuple(x for x in self.words if x != (column, word)))
        if sort == "sexes":
            return replace(self, sexes=tuple(sex for sex in self.sexes if sex != which))
        if sort == "tags":
            return replace(self, tags=tuple(tag for tag in self.tags if tag != which))
        return replace(self, traits=tuple(trait for trait in self.traits if trait != which))

    def _age_words(self, today: date) -> str:
        """The legal way to say it: 年满80周岁（截至2026年11月23日）, never 80岁以上 (CLERK §1)."""
        least = "" if self.least_age is None else f"年满{self.least_age}周岁"
        below = "" if self.below_age is None else f"不满{self.below_age}周岁"
        day = date.fromisoformat(self.age_on) if self.age_on else today
        words = "、".join(filter(None, (least, below)))
        return f"{words}（截至{day.year}年{day.month}月{day.day}日）"


NO_CRITERIA = Criteria()


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """A list that the desk keeps under a name: conditions, columns and order.

    `view` is the built-in view that it narrows. Without `columns` the usual ones are shown.
    """

    name: str
    view: str = ""
    categories: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    statuses: tuple[PersonStatus, ...] = ()
    criteria: Criteria = NO_CRITERIA
    columns: tuple[str, ...] = ()
    order: str = ""
    down: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody as a line of the ledger page: the record, the last contact, the reminder."""

    person: Person
    met_on: str | None
    reminder: Reminder | None


class Views:
    """The lists of one open ledger, and what stands in their lines."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._people = People(ledger)
        self._standings = Standings(ledger)
        self._values = Values(ledger)

    def page(self, ids: Sequence[int]) -> list[Listed]:
        """The people of `ids` as lines of a list, in that order."""
        return self.lines(self._people.page(ids), self.calendar())

    def lines(self, people: Sequence[Person], on: Calendar) -> list[Listed]:
        """`people` with what the registers say of them."""
        standings = self._standings.of([person.id or 0 for person in people])
        found = []
        for person in people:
            standing = standings.get(person.id or 0, _NOTHING)
            found.append(Listed(person, standing.met_on, reminder(person, standing, on)))
        return found

    def met_on(self, ids: Sequence[int]) -> dict[int, str]:
        """When those of `ids` were last reached who ever were."""
        return self._standings.met_on(ids)

    def calendar(self) -> Calendar:
        """What reminders are counted with today."""
        today = self._ledger.clock().date()
        solar, lunar = _birthdays(today, 0)
        rules = Settings(self._ledger).contact_rules()
        return Calendar(today, today + _SOON, rules, frozenset(solar), frozenset(lunar))

    def tags(self) -> list[str]:
        """The tags that people have, those of most people first."""
        return Tallies(self._ledger).tags()

    def words(self) -> dict[str, list[str]]:
        """What stands in the columns that lists are asked for by; empty ones are left out."""
        tallies = Tallies(self._ledger)
        found = {column: tallies.words(column) for column in ASKED_BY_WORD}
        return {column: words for column, words in found.items() if words}

    def kept(self) -> tuple[SavedView, ...]:
        """The views of the desk, in the order in which they were saved."""
        return from_plain(tuple[SavedView, ...], self._values.get(_KEPT, []))

    def save(self, view: SavedView, taken: Sequence[str] = ()) -> SavedView:
        """保存视图, as one undoable change; returns it as it is kept.

        Raises Problem when the name is empty, too long, or one of `taken` or of the views kept.
        """
        views = self.kept()
        view = replace(view, name=_name(view.name, (*taken, *(other.name for other in views))))
        if len(views) >= _MOST:
            raise Problem(f"自己的视图最多保存 {_MOST} 个，请先删除不用的。", code="too_many")
        self._put(f"保存视图：{view.name}", (*views, view))
        return view

    def rename(self, name: str, new: str, taken: Sequence[str] = ()) -> SavedView:
        """视图改名, as one undoable change; returns the view. Raises Problem like `save`."""
        views = self.kept()
        others = (other.name for other in views if other.name != name)
        new = _name(new, (*taken, *others))
        renamed = [replace(view, name=new) if view.name == name else view for view in views]
        self._put(f"视图改名：{name} → {new}", renamed)
        return next(view for view in renamed if view.name == new)

    def remove(self, name: str) -> None:
        """删除视图, as one undoable change; nobody of it is touched."""
        self._put(f"删除视图：{name}", [view for view in self.kept() if view.name != name])

    def last(self) -> SavedView | None:
        """What the ledger page showed when it was closed; None where that is not known."""
        found = attributes.get(self._ledger.connection, _LAST)
        try:
            return from_plain(SavedView, json.loads(found)) if found else None
        except (ValueError, KeyError, TypeError):  # of a newer program: begin as usual
            return None

    def remember(self, view: SavedView) -> None:
        """Begin with `view` next time; that is no work done and has no history."""
        plain: Mapping[str, object] = to_plain(view)
        attributes.put(self._ledger.connection, _LAST, json.dumps(plain, ensure_ascii=False))

    def _put(self, title: str, views: Sequence[SavedView]) -> None:
        with self._ledger.transaction(title) as change:
            self._values.put(change, _KEPT, to_plain(views))


def _name(text: str, taken: Sequence[str]) -> str:
    name = " ".join(clean(text).text.split())
    if not name:
        raise Problem("请给视图起个名字，例如“半年未联系的独居老人”。没有保存。", code="no_name")
    if len(name) > _LONGEST:
        raise Problem(f"视图名称最多 {_LONGEST} 个字，请写短一些。没有保存。", code="long_name")
    if name in taken:
        raise Problem(f"已经有叫“{name}”的视图，请换一个名字。没有保存。", code="name_taken")
    return name


@lru_cache(maxsize=8)
def _birthdays(today: date, days: int | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The days of both calendars that are kept as birthdays within so many days."""
    if days is None:
        return (), ()
    # The lunar calendar is loaded when somebody's birthday is asked for, not with the page.
    from shuangyong_desktop.services.almanac import birthdays, next_birthday  # noqa: PLC0415

    until = today + timedelta(days=days)

    def comes(birth_date: str | None, lunar_day: str | None) -> bool:
        coming = next_birthday(birth_date, lunar_day, today)
        return coming is not None and coming <= until

    solar, lunar = birthdays(today, days)
    return (
        tuple(day for day in solar if comes(f"{_LEAP_YEAR}-{day}", None)),
        tuple(day for day in lunar if comes(None, day)),
    )


_LEAP_YEAR = 2000
