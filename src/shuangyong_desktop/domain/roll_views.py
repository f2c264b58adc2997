"""Which records of a register 名录 shows, and what the registers ask of the desk."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from shuangyong_desktop.domain.fields import Field
from shuangyong_desktop.domain.people import PEOPLE
from shuangyong_desktop.domain.registers import Due, Register
from shuangyong_desktop.domain.registry import every_register

WHOM_NAME, WHOM_ID = "whom_name", "whom_id_number"
"""The columns of a spreadsheet that say about which person of the ledger a record is."""


@dataclass(frozen=True, slots=True)
class RollView:
    """The records to be shown and their order; without `sort` the newest comes first.

    `text` stands anywhere in a record. `step` is the key of the last step that was taken, empty
    for none yet, None for any. `equal` names columns and the words that they must have.
    """

    text: str = ""
    year: str = ""
    step: str | None = None
    equal: tuple[tuple[str, str], ...] = ()
    sort: str = ""
    down: bool = True


WHOLE = RollView()
"""Every record, the newest first."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What one record of a register asks of the desk."""

    register: Register[Any]
    record_id: int
    called: str
    due: Due
    person_id: int | None = None


def rolls() -> tuple[Register[Any], ...]:
    """The registers of 名录, group by group; those with a table of their own come first."""
    listed = sorted(
        (register for register in every_register() if register.group),
        key=lambda register: register.plain,
    )
    groups = dict.fromkeys(register.group for register in every_register() if register.group)
    return tuple(register for group in groups for register in listed if register.group == group)


def roll_fields(register: Register[Any]) -> tuple[Field, ...]:
    """The columns of a register's spreadsheet: whom a record is about, then what is declared."""
    whom = (
        replace(PEOPLE["name"], key=WHOM_NAME),
        replace(PEOPLE["id_number"], key=WHOM_ID, required=False),
    )
    return (*(whom if register.personal else ()), *register.schema)


def own_fields(register: Register[Any], step: str) -> Iterator[str]:
    """The columns that are filled with a step: its day, and what follows it in the declaration."""
    begun = False
    for column in register.schema:
        if column.key in register.steps:
            begun = column.key == step
        if begun:
            yield column.key


def step_words(register: Register[Any], step: str) -> str:
    """What a step is called: 推荐时间 says 推荐."""
    label = register.schema[step].label
    for ending in ("登记时间", "时间", "日期"):
        if label.endswith(ending) and label != ending:
            return label.removesuffix(ending)
    return label


def step_act(register: Register[Any], step: str) -> str:
    """What taking a step is called: 登记推荐; 登记立功喜报 where the step itself is 登记."""
    words = step_words(register, step)
    return f"登记{register.noun if words == '登记' else words}"
