import json
import math

import pytest
from python_calamine import CalamineWorkbook

from shuangyong_desktop.cli import bench
from shuangyong_desktop.cli.bench import (
    clock,
    crowds,
    ledgers,
    reading,
    reserves,
    saving,
    workbooks,
)
from shuangyong_desktop.cli.bench.rows import Row, ratio, unmeasured
from shuangyong_desktop.documents.spreadsheets.open_book import open_book
from shuangyong_desktop.domain.search import PersonOrder, tokens_of
from shuangyong_desktop.services.people import People
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People as Records
from shuangyong_desktop.storage.search import Search
from shuangyong_desktop.storage.tallies import Tallies, miscounted


@pytest.fixture(scope="module")
def rows():
    return list(bench.measured(quick=True))


def test_every_figure_of_the_issue_has_a_row(rows):
    names = " ".join(row.name for row in rows)
    for word in ("读取花名册", "整个导入", "停顿", "内存", "批量写入", "落盘", "CPU", "PDF",
                 "LibreOffice", "首页", "组件", "引用", "边输入边查找", "筛选", "加密",
                 "跳到任意一行", "C++ 表格", "内存增加", "256 行",
                 "任务页的表格", "任务页的看板", "任务页的日历", "卡片移动",
                 "移动之后保存"):  # fmt: skip
        assert word in names


def test_every_measured_value_is_a_number_above_or_at_zero(rows):
    for row in rows:
        assert row.value is None or (math.isfinite(row.value) and row.value >= 0), row.name
        assert row.floor


def test_saving_asks_the_disk_as_often_as_a_raw_insert(rows):
    assert next(row for row in rows if "落盘" in row.name).value == 1


def test_nothing_heavy_is_imported_before_the_first_page(rows):
    assert next(row for row in rows if "组件" in row.name).value == 0


def test_qt_gives_back_its_references(rows):
    row = next(row for row in rows if "引用" in row.name)
    assert row.met or row.value is None


def test_the_command_prints_json_rows(monkeypatch, capsys):
    made = [ratio("甲", 1.0, 2.0, "乙", 1.2), unmeasured("丙", "没有丁", goal=3)]
    monkeypatch.setattr(bench, "measured", lambda *, quick: iter(made if quick else ()))
    bench.run(as_json=True, quick=True)
    printed = json.loads(capsys.readouterr().out)
    assert printed["rows"][0] == {
        "name": "甲", "value": 0.5, "unit": "×", "floor": "乙", "goal": 1.2, "met": True,
    }  # fmt: skip
    assert printed["rows"][1]["met"] is None
    bench.run(as_json=False, quick=True)
    assert capsys.readouterr().out.splitlines() == [
        "√ 甲：0.5 ×，目标不超过 1.2（乙）",
        "－ 丙：没有测（没有丁）",
    ]


def test_a_missed_goal_is_said():
    assert Row("慢", 3.0, "×", "甲", 2.2).met is False
    assert Row("慢", 3.0, "×", "甲", 2.2).words().startswith("×")
    assert Row("快几倍", 2.0, "×", "甲", 3.0, at_least=True).met is False
    assert Row("快几倍", 4.0, "×", "甲", 3.0, at_least=True).words() == (
        "√ 快几倍：4 ×，目标不低于 3（甲）"
    )
    assert Row("只报", 4.0, "×", "甲").met is None


def test_works_are_done_in_turns_every_other_round_backwards():
    done = []
    taken = clock.alternate((lambda: done.append("a"), lambda: done.append("b")), 3)
    assert "".join(done) == "baabbaab"
    assert len(taken) == 2


def test_the_collection_table_is_the_shape_of_a_real_one(tmp_path):
    path = tmp_path / "collection.xlsx"
    workbooks.write_collection(path, 400)
    with CalamineWorkbook.from_path(path) as book:
        assert book.sheet_names == ["填表说明", "信息采集", "代码表", "Sheet3", "公式"]
        rows = book.get_sheet_by_name("信息采集").to_python()
    assert len(rows) == 401
    assert {len(row) for row in rows} == {19}
    marks = next(sheet.marks for sheet in open_book(path).sheets if sheet.name == "信息采集")
    assert marks.struck
    assert {type(row[11]) for row in rows[1:]} == {str, float}


def test_the_wide_table_has_thirty_columns_and_equal_bytes_every_time(tmp_path):
    first, second = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    for path in (first, second):
        workbooks.write_wide(path, 50)
    with CalamineWorkbook.from_path(first) as one, CalamineWorkbook.from_path(second) as two:
        rows = one.get_sheet_by_index(0).to_python()
        assert rows == two.get_sheet_by_index(0).to_python()
    assert {len(row) for row in rows} == {30}
    assert len(rows) == 51


def test_both_readers_see_every_row(tmp_path):
    path = tmp_path / "wide.xlsx"
    workbooks.write_wide(path, 30)
    reading.bare(path)
    assert sum(1 for sheet in open_book(path).sheets for _ in sheet.rows()) == 31


def test_commits_are_counted_from_the_log_where_nothing_traces(tmp_path):
    path = tmp_path / "台账.db"
    ledgers.filled_ledger(path, ledgers.invented(60))
    with ledgers.opened_copy(path, tmp_path / "counted.db") as ledger:
        assert saving.commits_per_write(ledger, "save") == 1
        assert saving.commits_per_write(ledger, "raw") == 1
        with ledger.transaction("三处一次写完") as change:
            for name in ("甲村", "乙村", "丙村"):
                change.insert("community", {"name": name, "sort_key": name})
    assert list(tmp_path.glob("counted*")) == []


def test_a_save_that_commits_twice_is_found_out(tmp_path, monkeypatch):
    path = tmp_path / "台账.db"
    ledgers.filled_ledger(path, ledgers.invented(60))
    save = People.save

    def twice(self, person):
        self._ledger.connection.execute(
            "INSERT INTO community (name, sort_key) VALUES (?, '')", (person.phone,)
        )
        return save(self, person)

    monkeypatch.setattr(People, "save", twice)
    with ledgers.opened_copy(path, tmp_path / "counted.db") as ledger:
        assert saving.commits_per_write(ledger, "save") == 2


def test_a_crowd_is_a_ledger_like_any_other(tmp_path):
    """Indexes, search, counts and categories are those of people written one by one."""
    path = tmp_path / "many.db"
    with Ledger(path, crowds.crowd(path, 300)) as ledger:
        people, search = Records(ledger), Search(ledger)
        everybody = list(people.every())
        assert len(everybody) == 300
        assert all(len(person.categories) == 1 and person.community for person in everybody)
        for person in everybody[::37]:
            for typed in (person.name, person.id_number[-4:], person.phone[:7]):
                assert person.id in search.find(typed).ids
        assert sum(tally.people for tally in Tallies(ledger).every()) == 300
        assert miscounted(ledger.connection) == 0
        assert len(people.ids(PersonOrder.PLACE)) == len(people.ids(PersonOrder.NAME)) == 300
        rows = ledger.connection.execute("SELECT toks FROM search_person ORDER BY id").fetchall()
        assert rows[0][0].split() == [
            *sorted(tokens_of(everybody[0].name)),
            *sorted(tokens_of("", None, everybody[0].id_number, everybody[0].phone)),
        ]


def test_the_clerk_types_what_begins_a_name_or_a_number(tmp_path):
    path = tmp_path / "many.db"
    with Ledger(path, crowds.crowd(path, 100)) as ledger:
        asked = reserves.queries(ledger, 5)
        assert len(asked) == 6
        for texts in asked.values():
            assert all(Search(ledger).find(text).count for text in texts)
