"""导入行 on its way into the ledger: what a row would make of a person, new or known."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from shuangyong_desktop.domain.identity import identify
from shuangyong_desktop.domain.people import PEOPLE, Person, PersonStatus

TO_VERIFY = "待核实"
"""The tag of people who came in with a doubt that nobody has settled yet."""

_OWN = frozenset(column.key for column in PEOPLE)
_LISTS = frozenset({"categories", "tags"})
_MONEY = frozenset(column.key for column in PEOPLE if column.kind.name == "money")
_TYPED: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(_LISTS, tuple),
    **dict.fromkeys(_MONEY, Decimal),
    "status": PersonStatus,
}
_BLANK: Mapping[str, Any] = {
    item.name: item.default for item in fields(Person) if item.name not in ("name", "id")
}


class ExistingPolicy(StrEnum):
    """遇到台账里已有的人: what a row may do to somebody who is on the ledger already."""

    FILL_BLANKS = "只补空白项"
    OVERWRITE = "用表里的内容覆盖"
    SKIP = "跳过"


@dataclass(frozen=True, slots=True)
class Draft:
    """One row ready to be written: its values by key, its cells as they were, its search words.

    `cells` is the line of `imported.cells_text`; nobody needs the single cells on the way.

    `doubtful` rows had a doubt; they are written only when the clerk lets them in.
    `kept_digits` are what a spreadsheet left of an ID number; a hint for matching only.
    """

    sheet: str
    row: int
    values: Mapping[str, Any]
    cells: str
    tokens: tuple[str, ...]
    doubtful: bool = False
    kept_digits: str = ""


def plain_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of a row as JSON can hold them; `typed_values` turns them back."""
    return {
        key: str(value) if isinstance(value, Decimal) else value for key, value in values.items()
    }


def typed_values(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Values of a row as the columns of a person want them."""
    values = dict(plain)
    for key, typed in _TYPED.items():
        if values.get(key) is not None:
            values[key] = typed(values[key])
    return values


def new_person(values: Mapping[str, Any], *, to_verify: bool = False) -> Person:
    """The new person that a row makes; columns that a person does not have stay behind."""
    own = {key: value for key, value in values.items() if key in _OWN and value is not None}
    if to_verify:
        own["tags"] = (*own.get("tags", ()), TO_VERIFY)
    return Person(**own)


def changed_person(
    person: Person, values: Mapping[str, Any], policy: ExistingPolicy, *, to_verify: bool = False
) -> Person:
    """What a row makes of a `person` on the ledger.

    Categories and tags are added to, never taken away. A death that a list tells of counts
    as filling a blank: the ledger only did not know yet. Names and ID numbers that the ledger
    has are never overwritten, those are corrected by hand; only a number that cannot be right
    gives way to a valid one.
    """
    if policy is ExistingPolicy.SKIP:
        return person
    changes: dict[str, Any] = {}
    for key, value in values.items():
        if key not in _OWN or value in (None, "", ()):
            continue
        known = getattr(person, key)
        if value == known:
            continue
        if key in _LISTS:
            merged = tuple(dict.fromkeys((*known, *value)))
            if merged != known:
                changes[key] = merged
        elif (
            known == _BLANK.get(key)
            or _puts_right(key, known, value)
            or (policy is ExistingPolicy.OVERWRITE and key not in ("name", "id_number"))
        ):
            changes[key] = value
    if to_verify and changes and TO_VERIFY not in person.tags:
        changes["tags"] = (*changes.get("tags", person.tags), TO_VERIFY)
    return replace(person, **changes) if changes else person


def _puts_right(key: str, known: Any, value: Any) -> bool:
    """Whether a valid ID number comes in the place of one that was kept as somebody typed it."""
    return key == "id_number" and identify(known) is None and identify(value) is not None
