"""What goes into the 联系登记表 of a 村（社区）: whom to contact, and what was filled in there."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEntry:
    """One line, as texts; `number` leads a returned row back to its person.

    `phone` is masked already where the paper wants it so (CLERK §3).
    """

    number: int
    name: str
    birth_date: str = ""
    categories: str = ""
    address: str = ""
    phone: str = ""
    last: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBook:
    """The sheet of one 村（社区） as it is sent out."""

    title: str
    office: str
    made_on: date
    community: str
    entries: tuple[CallEntry, ...]
    ways: tuple[str, ...]
    purpose: str = ""
    demo: bool = False
