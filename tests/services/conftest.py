"""An open office over a real ledger on a temporary path, and spreadsheets to read into it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from shuangyong_desktop.services import ledgers
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.storage.keyfile import KdfCost

PASSWORD = "春风化雨-2026"  # noqa: S105 (of invented ledgers)
CHEAP = KdfCost(passes=1, memory_kib=8, lanes=1)
HEADINGS = ("序号", "姓名", "身份证号", "村（社区）", "人员类别", "住址", "联系电话")

WriteSheet = Callable[..., Path]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An empty ledger, open."""
    with ledgers.create(tmp_path / "台账.db", PASSWORD, cost=CHEAP).office as opened:
        yield opened


@pytest.fixture
def write_sheet(tmp_path: Path) -> WriteSheet:
    """Writes a spreadsheet of rows below the usual headings and returns its path."""

    def write(
        *rows: Sequence[object], headings: Sequence[str] = HEADINGS, name: str = "名册.xlsx"
    ) -> Path:
        book = Workbook()
        book.active.append(headings)
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return write
