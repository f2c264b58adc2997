"""村（社区）统计表: every count equals the people that it opens, and the sums count each once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.place_statistics import TOTAL, PlaceStatistics
from shuangyong_desktop.storage.keyfile import KdfCost

PASSWORD = "春风化雨-2026"  # noqa: S105 (of an invented ledger)
CHEAP = KdfCost(passes=1, memory_kib=8, lanes=1)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with ledgers.create(tmp_path / "台账.db", PASSWORD, cost=CHEAP).office as opened:
        yield opened


def _fill(office: Office) -> None:
    year = office.ledger.clock().year
    for name, place, codes, left in (
        ("赵一", "甲村", ("retired_soldier", "martyr_survivor"), f"{year}-09-01"),
        ("钱二", "甲村", ("martyr_survivor",), None),
        ("孙三", "乙村", ("serviceman_family",), None),
        ("李四", "乙村", ("disabled_serviceman",), f"{year - 9}-12-01"),
    ):
        office.people.save(
            Person(name=name, community=place, categories=codes, discharge_date=left)
        )
    office.people.save(Person(name="周五", community="乙村", categories=("retired_soldier",)))
    office.people.take_off(5, PersonStatus.MOVED_OUT, office.ledger.clock().date().isoformat(),
                           "迁移证")  # fmt: skip


def test_every_cell_counts_exactly_whom_it_opens(office: Office):
    _fill(office)
    year = office.ledger.clock().year
    table = PlaceStatistics(office.ledger).table(year)
    heads = [column.called for column in table.columns]
    rows = {row.place: row.cells for row in table.rows}
    cell = {(place, head): cells[at] for place, cells in rows.items()
            for at, head in enumerate(heads)}  # fmt: skip
    assert sorted(cell["甲村", "优抚对象人数"].people) == [1, 2]
    assert cell["甲村", "烈士遗属"].count == 2
    assert cell["甲村", "烈属户数"].count == 2
    assert cell["甲村", f"{year}年退役"].people == (1,)
    assert cell["乙村", "军属户数"].people == (3,)
    assert cell["乙村", "重点优抚对象"].people == (4,)
    assert cell[TOTAL, "优抚对象人数"].count == 4
    for at, _ in enumerate(heads):
        parts = [cells[at] for place, cells in rows.items() if place != TOTAL]
        assert sorted(one for part in parts for one in part.people) == sorted(
            rows[TOTAL][at].people
        )


def test_the_paper_has_a_row_for_each_place_and_the_sums(office: Office):
    _fill(office)
    paper = PlaceStatistics(office.ledger).paper(office.ledger.clock().year)
    (table,) = paper.record.tables
    assert [row.cells[:2] for row in table.rows] == [("1", "乙村"), ("2", "甲村"), ("", TOTAL)]
    assert table.rows[-1].strong
    assert table.rows[-1].cells[2] == "4"
    assert paper.count == 4


def test_a_year_without_anybody_says_so(office: Office):
    with pytest.raises(Problem, match="没有在册人员"):
        PlaceStatistics(office.ledger).paper(office.ledger.clock().year)
