"""疑似重复 (duplicates): people who look like one, on what ground, and what becomes of them."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations, pairwise
from typing import Any

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.identity import identify
from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.domain.registers import Record, Register
from shuangyong_desktop.domain.text import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTheSame(Record):
    """不是同一人: two people who look alike and were looked at; the smaller id comes first."""

    other_id: int | None = None
    date: str | None = None
    reason: str | None = None


NOT_THE_SAME = Register(
    "not_the_same",
    "不是同一人",
    NotTheSame,
    Schema(
        NotTheSame,
        (
            Field("date", "核对时间", kinds.DATE, width=6),
            Field("reason", "理由", kinds.TEXT, width=10),
        ),
    ),
    labels={"other_id": "另一人"},
)


class Tier(StrEnum):
    """How sure it is that two records are about one person."""

    CERTAIN = "一定"
    LIKELY = "很可能"
    POSSIBLE = "可能"


@dataclass(frozen=True, slots=True)
class Alike:
    """What is compared of one person."""

    id: int
    name: str
    id_number: str | None = None
    birth_date: str | None = None
    phone: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who may be one: the ids with the smaller first, how sure it is, and why."""

    first: int
    second: int
    tier: Tier
    why: str


_FULL_DATE = len("1979-02-05")
_LEAST_ADDRESS = 4
_CROWD = 20
_NUMBER = re.compile(r"\d{7,}")


def pairs(people: Sequence[Alike], apart: Set[tuple[int, int]] = frozenset()) -> Iterator[Pair]:
    """Who among `people` may be one person, without the pairs that are known to be `apart`.

    More than twenty of one number or name are compared with their neighbours only: that many
    are a mistake in a column, and every second pair would say the same.
    """
    ordered = sorted(people, key=lambda person: person.id)
    each: Iterable[tuple[Alike, Alike]] = combinations(ordered, 2)
    for first, second in pairwise(ordered) if len(ordered) > _CROWD else each:
        found = compare(first, second)
        if found and (first.id, second.id) not in apart:
            yield Pair(first.id, second.id, *found)


def compare(first: Alike, second: Alike) -> tuple[Tier, str] | None:
    """How sure it is that two records are about one person, and why; None when nothing says so.

    The same ID number is certain, the same name and birth date likely, the same name and
    telephone or address possible. Two valid ID numbers that differ speak against it.
    """
    if first.id_number and first.id_number == second.id_number:
        differs = "" if first.name == second.name else "，姓名不同，请核对哪一个录错"
        return Tier.CERTAIN, f"身份证号相同{differs}"
    if first.name != second.name:
        return None
    two_people = all(person.id_number and identify(person.id_number) for person in (first, second))
    born = first.birth_date
    if born and len(born) == _FULL_DATE and born == second.birth_date:
        if two_people:
            return Tier.POSSIBLE, "姓名和出生日期相同，但两个身份证号都有效，请对照证件"
        return Tier.LIKELY, "姓名和出生日期相同"
    shared = "" if two_people else _shared(first, second)
    return (Tier.POSSIBLE, f"姓名和{shared}相同") if shared else None


def _shared(first: Alike, second: Alike) -> str:
    """What two people of one name share besides it."""
    if _numbers(first.phone) & _numbers(second.phone):
        return "联系电话"
    address = fold(first.address or "")
    same = len(address) >= _LEAST_ADDRESS and address == fold(second.address or "")
    return "住址" if same else ""


def _numbers(phone: str | None) -> set[str]:
    return set(_NUMBER.findall(re.sub(r"[-\s]", "", phone or "")))


TOGETHER = ("status", "status_date", "status_basis", "death_date")
"""What is taken over as one: where somebody stands, since when and on what basis."""
_JOINED = ("categories", "tags")
_FOLLOWING = ("household_id", "photo")  # no columns of the form; taken where there is no own


@dataclass(frozen=True, slots=True)
class Difference:
    """One column in which two records of a person differ: texts of the one kept and the other.

    `joined` columns (categories, tags) are added together and need no choice. `from_other`
    says which text is taken unless the clerk chooses: the other's only where there is no own.
    """

    key: str
    label: str
    kept: str
    other: str
    joined: bool = False

    @property
    def from_other(self) -> bool:
        return not self.kept


def differences(kept: Person, other: Person) -> tuple[Difference, ...]:
    """Every column in which `other` says something else than `kept`."""
    found = []
    for column in PEOPLE:
        mine, theirs = getattr(kept, column.key), getattr(other, column.key)
        hidden = column.key in TOGETHER[1:] and kept.status is not other.status
        if theirs in (None, "", ()) or mine == theirs or hidden:
            continue
        joined = column.key in _JOINED
        if joined and set(theirs) <= set(mine):
            continue
        found.append(
            Difference(column.key, column.label, column.write(mine), column.write(theirs), joined)
        )
    return tuple(found)


def merged(kept: Person, other: Person, taken: Set[str]) -> Person:
    """`kept` with the other's values in the columns of `taken`, and categories and tags of both."""
    values: dict[str, Any] = {key: getattr(other, key) for key in taken if key not in _JOINED}
    if "status" in taken:
        values |= {key: getattr(other, key) for key in TOGETHER}
    for key in _JOINED:
        values[key] = tuple(dict.fromkeys((*getattr(kept, key), *getattr(other, key))))
    for key in _FOLLOWING:
        if getattr(kept, key) is None:
            values[key] = getattr(other, key)
    return replace(kept, **values)
