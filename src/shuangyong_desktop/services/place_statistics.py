"""村（社区）统计表: the counts of every 村（社区）, each with who stands behind (DOMAIN §4.16)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from shuangyong_desktop.documents.change_book import ChangeSheet, ChangeTable, Head, SheetRow
from shuangyong_desktop.documents.frames import long_date
from shuangyong_desktop.domain.categories import CategoryGroup
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.services.movements import Movements
from shuangyong_desktop.services.papers import Paper
from shuangyong_desktop.services.settings import Settings
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.communities import Communities
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import PAGE, People

TITLE = "村（社区）优抚对象统计表"
TOTAL = "合　计"
NOWHERE = "未登记村（社区）"
_SERVING = frozenset({"serviceman_family"})
_DEMOBILIZED = frozenset({"rural_demobilized_pre1954"})
_CLASSES: tuple[tuple[str, frozenset[str]], ...] = (
    ("烈士遗属", frozenset({"martyr_survivor"})),
    ("因公牺牲军人遗属", frozenset({"duty_death_survivor"})),
    ("病故军人遗属", frozenset({"illness_death_survivor"})),
    ("残疾军人", frozenset({"disabled_serviceman"})),
    ("在乡复员军人", _DEMOBILIZED),
    ("军人家属", _SERVING),
)
_AMONG, _LEFT = "其中", "当年退役"
_YEARS = 5
_NOTES = (
    "注：1.按人统计，一人有多个类别的在各类别中分别计数，合计按人去重。",
    "　　2.重点优抚对象为享受定期抚恤补助的人员；军属户、烈属户为有军人家属、烈士遗属的户。",
    "　　3.“当年退役”按退役时间统计，只列近五年。",
)
Test = Callable[[Person], bool]


@dataclass(frozen=True, slots=True)
class StatColumn:
    """One column: its heading, the heading over it, and whether it counts households (户)."""

    heading: str
    group: str = ""
    homes: bool = False

    @property
    def called(self) -> str:
        """The column without the heading over it: 2024年退役."""
        return f"{self.heading}退役" if self.group == _LEFT else self.heading


@dataclass(frozen=True, slots=True)
class StatCell:
    """One count and the people behind it."""

    count: int
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StatRow:
    """One 村（社区）, or the sums."""

    place: str
    cells: tuple[StatCell, ...]


@dataclass(frozen=True, slots=True)
class StatTable:
    """The whole table on a day; the last row holds the sums."""

    day: date
    columns: tuple[StatColumn, ...]
    rows: tuple[StatRow, ...]


class PlaceStatistics:
    """The statistics of one open ledger by 村（社区）."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def table(self, year: int) -> StatTable:
        """The counts at the end of `year`, today where it has not ended."""
        day = min(date(year, 12, 31), self._ledger.clock().date())
        ids = Movements(self._ledger).on_ledger(day)
        repository = People(self._ledger)
        people = [
            one for at in range(0, len(ids), PAGE) for one in repository.page(ids[at : at + PAGE])
        ]
        tests = list(self._tests(day.year))
        by_place: dict[str, list[Person]] = {
            item.name: [] for item in Communities(self._ledger).all()
        }
        for one in people:
            by_place.setdefault(one.community or NOWHERE, []).append(one)
        rows = [_row(place, found, tests) for place, found in by_place.items()]
        columns = tuple(column for column, _ in tests)
        return StatTable(day, columns, (*rows, _row(TOTAL, people, tests)))

    def paper(self, year: int) -> Paper:
        """The table as a paper. Raises Problem where nobody is on the ledger."""
        table = self.table(year)
        total = table.rows[-1].cells[0].count
        if not total:
            raise Problem("这一年台账中没有在册人员，统计表没有生成。", code="nobody")
        heads = (
            Head("序号", 2), Head("村（社区）", 7, align="left"),
            *(Head(column.heading, 4, column.group) for column in table.columns),
        )  # fmt: skip
        last = len(table.rows) - 1
        rows = tuple(
            SheetRow(("" if at == last else str(at + 1), row.place,
                      *(str(cell.count) for cell in row.cells)), strong=at == last)
            for at, row in enumerate(table.rows)
        )  # fmt: skip
        desk = Settings(self._ledger).desk()
        sheet = ChangeSheet(
            title=TITLE, office=desk.reporter, made_on=self._ledger.clock().date(),
            period=f"截至{long_date(table.day)}", tables=(ChangeTable("统计表", heads, rows),),
            notes=_NOTES, demo=self._ledger.demo,
            signs=(f"填报人：{desk.filled_by}", f"审核人：{desk.checked_by}", "（单位盖章）"),
        )  # fmt: skip
        return Paper("change_sheet", TITLE, sheet, total, personal=False)

    def _tests(self, year: int) -> Iterable[tuple[StatColumn, Test]]:
        """Every column with who counts in it."""
        known = Categories(self._ledger).all()
        veterans = frozenset(item.code for item in known if item.group is CategoryGroup.VETERAN)
        paid = frozenset(item.code for item in known if item.paid)
        yield StatColumn("优抚对象人数"), lambda _: True
        yield StatColumn("重点优抚对象"), _has(paid)
        for name, codes in _CLASSES:
            yield StatColumn(name, _AMONG), _has(codes)
        yield StatColumn("退役军人", _AMONG), _has(veterans - _DEMOBILIZED)
        yield StatColumn("军属户数", homes=True), _has(_SERVING)
        yield StatColumn("烈属户数", homes=True), _has(frozenset({"martyr_survivor"}))
        for back in range(_YEARS - 1, -1, -1):
            yield StatColumn(f"{year - back}年", _LEFT), _left(year - back)


def _has(codes: frozenset[str]) -> Test:
    return lambda one: bool(codes.intersection(one.categories))


def _left(year: int) -> Test:
    return lambda one: (one.discharge_date or "").startswith(str(year))


def _row(
    place: str, people: Sequence[Person], tests: Iterable[tuple[StatColumn, Test]]
) -> StatRow:  # fmt: skip
    return StatRow(place, tuple(_cell(column, filter(test, people)) for column, test in tests))


def _cell(column: StatColumn, people: Iterable[Person]) -> StatCell:
    found = list(people)
    homes = {one.household_id or -(one.id or 0) for one in found}  # alone: a home of its own
    count = len(homes) if column.homes else len(found)
    return StatCell(count, tuple(one.id or 0 for one in found))
