"""变动材料 before they are drawn: what stands on a paper about changes, as plain records."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Head:
    """One column: its heading, width in characters, and the heading it shares with neighbours.

    `align` is "left", "center" or "right".
    """

    text: str
    width: float
    group: str = ""
    align: str = "center"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of texts; `strong` for sums."""

    cells: tuple[str, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class ChangeTable:
    """One table, which begins on a page of its own; `name` is that of its sheet and bookmark.

    `lead` are the paragraphs before this table alone.
    """

    name: str
    heads: tuple[Head, ...]
    rows: tuple[SheetRow, ...]
    lead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSheet:
    """A paper about changes. `period` stands in the middle above each table.

    `lead` are the paragraphs before the first table, `notes` what stands below every table,
    `signs` who signs at the end.
    """

    title: str
    office: str
    made_on: date
    period: str
    tables: tuple[ChangeTable, ...]
    lead: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    signs: tuple[str, ...] = ("填报人：", "审核人：", "（单位盖章）")
    purpose: str = ""
    demo: bool = False

    @property
    def above(self) -> tuple[str, str, str]:
        """The line above a table: who, for when, made on which day."""
        day = self.made_on
        made = f"填报日期：{day.year}年{day.month}月{day.day}日"
        return (f"填报单位：{self.office}", self.period, made)
