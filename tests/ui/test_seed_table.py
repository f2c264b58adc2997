"""docs/SEED.md leads from the yearly document to pages, registers, numbers and papers there are."""

import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest

from shuangyong_desktop.domain.numbers import BY_KEY
from shuangyong_desktop.domain.registry import register_of
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.ui.frame import TABS
from shuangyong_desktop.ui.pages.task_tools import VIEWS

_TABLE = Path(__file__).parents[2] / "docs" / "SEED.md"
_CODE = re.compile(r"`([^`]+)`")
_NAMED = re.compile(r"(.+?) `([^`]+)`")
_COLUMNS = 6
_OF_TABLES = ("person", "visit_plan", "visit_group", "visit_unit")
"""What is kept in tables that are no registers."""
_PICKED = ("overdue",)
"""What a number of 任务 shows when it is pressed."""


@dataclass(frozen=True, slots=True)
class _Row:
    clause: str
    sentence: str
    pages: str
    registers: str
    numbers: str
    papers: str


def _rows() -> list[_Row]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines
        if line.startswith("| ") and not line.startswith("| clause")
    ]
    assert all(len(row) == _COLUMNS for row in cells)
    return [_Row(*row) for row in cells]


ROWS = _rows()


def _codes(column: str) -> set[str]:
    return {code for row in ROWS for code in _CODE.findall(getattr(row, column))}


def _named(cell: str) -> list[tuple[str, str]]:
    """The words and the key of everything that a cell names."""
    found = (_NAMED.match(part) for part in cell.split("；"))
    return [(match[1], match[2]) for match in found if match]


def test_no_cell_is_empty_and_every_clause_is_there() -> None:
    for row in ROWS:
        assert all(getattr(row, name) not in ("", "—") for name in _Row.__slots__), row
    eight = [f"二（{number}）" for number in "一二三四五六七八"]
    assert {row.clause for row in ROWS} == {
        "题头", "引言", "一", *eight, "三（一）", "三（二）",
    }  # fmt: skip
    assert len({row.sentence + row.clause for row in ROWS}) == len(ROWS)


def test_every_sentence_leads_to_a_page_and_a_register() -> None:
    for row in ROWS:
        assert _CODE.search(row.pages), row.sentence
        assert _CODE.search(row.registers), row.sentence
        assert _CODE.search(row.numbers) or "没有数字" in row.numbers, row.sentence
        assert _CODE.search(row.papers) or "年度总结" in row.papers, row.sentence


@pytest.mark.parametrize("where", sorted(_codes("pages")))
def test_a_page_that_is_named_is_there(where: str) -> None:
    page, _, part = where.partition("/")
    words = {tab.key: tab.short for tab in TABS}
    assert page in words
    for row in ROWS:
        for name, code in _named(row.pages):
            if code == where:
                assert name == words[page]
    if page == "rolls":
        register = register_of(part)
        assert register is not None
        assert register.group
    elif page == "tasks" and part:
        assert part in (*dict(VIEWS), *_PICKED)
    elif part:
        module = import_module(f"shuangyong_desktop.ui.pages.{page}")
        assert part in {known.key for known in module.PARTS}


@pytest.mark.parametrize("name", sorted(_codes("registers")))
def test_a_register_that_is_named_keeps_records(name: str, office: Office) -> None:
    if register_of(name) is None:
        assert name in _OF_TABLES
        assert _columns(office.ledger, name)


def test_a_register_is_called_as_it_is_called_on_screen() -> None:
    for row in ROWS:
        for words, name in _named(row.registers):
            register = register_of(name)
            if register is not None:
                assert words in (register.noun, register.title), (words, name)


def test_a_number_that_is_named_is_counted_and_called_so() -> None:
    for row in ROWS:
        for words, key in _named(row.numbers):
            assert key in BY_KEY
            called = BY_KEY[key].words
            assert called == words or (words == "参加人次" and called.endswith(words)), (words, key)


@pytest.mark.parametrize("verb", sorted(_codes("papers")))
def test_a_paper_that_is_named_is_gathered(verb: str, office: Office) -> None:
    service, _, name = verb.partition(".")
    assert callable(getattr(getattr(office, service), name))


def test_every_register_of_the_rolls_is_asked_for_by_some_sentence() -> None:
    registers = import_module("shuangyong_desktop.domain.roll_views").rolls()
    named = _codes("registers")
    assert {register.table for register in registers} <= named


def _columns(ledger: Ledger, table: str) -> list[str]:
    return [row[1] for row in ledger.connection.execute(f"PRAGMA table_info({table})")]
