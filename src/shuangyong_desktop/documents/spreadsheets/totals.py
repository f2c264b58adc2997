"""What a list says its sums are, beside what its rows add up to (DOMAIN §5.5 no. 2)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from shuangyong_desktop.documents.spreadsheets.book import Row
from shuangyong_desktop.documents.spreadsheets.cells import cell_text
from shuangyong_desktop.documents.spreadsheets.columns import Column
from shuangyong_desktop.documents.spreadsheets.headings import FIELDS
from shuangyong_desktop.domain.amounts import read_amount
from shuangyong_desktop.domain.imports import ImportRow
from shuangyong_desktop.domain.kinds import MONEY
from shuangyong_desktop.domain.money import yuan_text

_MOST_NOTICES = 20


@dataclass(frozen=True, slots=True)
class Claim:
    """A sum as some row states it."""

    row: int
    field: str
    heading: str
    amount: Decimal


@dataclass(slots=True)
class Sums:
    """The money of a sheet so far, by field: up to the last subtotal, and since.

    `waiting` are sums stated above the people; `notices` say which ones differ.
    """

    earlier: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    part: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    waiting: list[Claim] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


class Totals:
    """Adds up the money of the rows as they pass and compares it where the list states a sum.

    A stated sum is right when it equals what stands since the last subtotal or everything so
    far: offices write 合计 for either. One that stands above the people waits for the end.
    """

    def __init__(self, columns: Sequence[Column], sums: Sums) -> None:
        self._sums = sums
        self._columns = {
            column.index: column
            for column in columns
            if column.field and FIELDS[column.field].kind is MONEY
        }
        self._fields = {
            column.field: column.shown.imported for column in self._columns.values() if column.field
        }

    def add(self, person: ImportRow) -> None:
        """Count the money of one person's row."""
        part = self._sums.part
        for key, imported in self._fields.items():
            amount = (person.values if imported else person.withheld).get(key)
            if amount:
                part[key] += amount

    def compare(self, number: int, row: Row) -> None:
        """Compare the sums that row `number` (from 1) states; a new part begins after it."""
        for index, column in self._columns.items():
            stated = read_amount(cell_text(row[index])).value if index < len(row) else None
            if not stated or not column.field:
                continue
            claim = Claim(number, column.field, column.shown.heading, stated)
            if not (self._sums.earlier or self._sums.part):
                self._sums.waiting.append(claim)
            elif stated != self._sums.part[column.field]:
                self._check(claim)
        for key, amount in self._sums.part.items():
            self._sums.earlier[key] += amount
        self._sums.part.clear()

    def finish(self) -> None:
        """Compare the sums that stood above the people."""
        while self._sums.waiting:
            self._check(self._sums.waiting.pop(0))

    def _check(self, claim: Claim) -> None:
        part = self._sums.part[claim.field]
        whole = self._sums.earlier[claim.field] + part
        if claim.amount == whole or len(self._sums.notices) >= _MOST_NOTICES:
            return
        nearer = min((part, whole), key=lambda amount: abs(amount - claim.amount))
        heading = "".join(claim.heading.split())
        self._sums.notices.append(
            f"第{claim.row}行“{heading}”的合计写{yuan_text(claim.amount)}元，"
            f"逐行相加为{yuan_text(nearer)}元，请核对。"
        )
