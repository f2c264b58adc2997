from collections.abc import Callable
from pathlib import Path

import pytest

from shuangyong_desktop.domain.changes import ChangeKind, Conflict, Edit
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.storage import checks
from shuangyong_desktop.storage.communities import Communities
from shuangyong_desktop.storage.history import History
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People

from .conftest import NOON, PASSWORD, noon

WANG = {"name": "王建国", "phone": "13800001234", "status": "ACTIVE"}


def _add(ledger: Ledger, **values: str) -> int:
    with ledger.transaction("新增人员") as change:
        return change.insert("person", WANG | values)


def _one(ledger: Ledger, sql: str) -> object:
    found = ledger.connection.execute(sql).fetchone()
    return found[0] if found else None


def test_a_change_is_listed_with_its_title_and_time(ledger: Ledger, history: History):
    _add(ledger)
    newest, first = history.changes()
    assert (newest.title, newest.at, newest.kind) == ("新增人员", NOON, ChangeKind.CHANGE)
    assert first.title == "新建台账"


def test_an_edit_shows_both_values_masked_unless_asked(ledger: Ledger, history: History):
    person = _add(ledger)
    with ledger.transaction("修改电话") as change:
        assert change.update("person", person, {"phone": "13900005678", "name": "王建国"})
    number = history.changes()[0].id
    assert list(history.edits(number)) == [
        Edit("人员“王建国”", "联系电话", "138****1234", "139****5678")
    ]
    assert next(history.edits(number, masked=False)).after == "13900005678"


def test_what_changes_nothing_leaves_no_entry(ledger: Ledger, history: History):
    person = _add(ledger)
    with ledger.transaction("白改") as change:
        assert not change.update("person", person, {"name": "王建国"})
    assert history.changes()[0].title == "新增人员"


def test_undo_and_redo_of_insert_update_and_delete(ledger: Ledger, history: History):
    with ledger.transaction("登记村（社区）") as change:
        village = change.insert("community", {"name": "石盘村"})
    added = history.changes()[0].id
    with ledger.transaction("改名") as change:
        change.update("community", village, {"name": "石磐村"})
    renamed = history.changes()[0].id
    with ledger.transaction("移除") as change:
        change.delete("community", village)
    removed = history.changes()[0].id

    names = []
    for number in (removed, renamed, added):
        history.undo(number)
        names.append(_one(ledger, "SELECT name FROM community"))
    assert names == ["石磐村", "石盘村", None]
    for number in (added, renamed, removed):
        history.redo(number)
        names.append(_one(ledger, "SELECT name FROM community"))
    assert names[3:] == ["石盘村", "石磐村", None]


def test_undo_and_redo_work_after_a_restart(path: Path, opened: Callable[[Path], Ledger]):
    with Ledger.open(path, PASSWORD, clock=noon) as ledger:
        _add(ledger)
        number = History(ledger).changes()[0].id
    with Ledger.open(path, PASSWORD, clock=noon) as ledger:
        History(ledger).undo(number)
        assert _one(ledger, "SELECT count(*) FROM person") == 0
    ledger = opened(path)
    History(ledger).redo(number)
    assert _one(ledger, "SELECT name FROM person") == "王建国"


def test_undo_and_redo_keep_the_search_table_in_step(ledger: Ledger, history: History):
    _add(ledger)
    number = history.changes()[0].id
    before = ledger.connection.execute("SELECT * FROM search").fetchall()
    assert before
    history.undo(number)
    assert ledger.connection.execute("SELECT * FROM search").fetchall() == []
    history.redo(number)
    assert ledger.connection.execute("SELECT * FROM search").fetchall() == before


def test_undoing_what_was_changed_since_shows_both_values(ledger: Ledger, history: History):
    person = _add(ledger)
    with ledger.transaction("改姓名") as change:
        change.update("person", person, {"name": "王建军"})
    number = history.changes()[0].id
    with ledger.transaction("再改姓名") as change:
        change.update("person", person, {"name": "王援朝"})
    with pytest.raises(Conflict, match="当时是“王建军”，现在是“王援朝”"):
        history.undo(number)
    assert _one(ledger, "SELECT name FROM person") == "王援朝"
    assert not ledger.connection.in_transaction
    assert history.changes()[0].title == "再改姓名"


def test_undoing_an_entry_that_others_use_is_refused(ledger: Ledger, history: History):
    with ledger.transaction("登记家庭") as change:
        household = change.insert("household", {"name": "王家"})
    number = history.changes()[0].id
    with ledger.transaction("新增人员") as change:
        change.insert("person", WANG | {"household_id": household})
    with pytest.raises(Conflict, match="已被其他内容使用"):
        history.undo(number)
    assert _one(ledger, "SELECT count(*) FROM household") == 1


def test_a_community_that_others_use_outlives_the_import_that_brought_it(
    ledger: Ledger, history: History
):
    people, communities = People(ledger), Communities(ledger)
    with ledger.transaction("导入甲表") as change:
        people.add_many(change, [Person(name="甲", community="玉龙")])
    first = history.changes()[0].id
    with ledger.transaction("导入乙表") as change:
        communities.rename(change, 1, "玉龙社区")
        people.add_many(change, [Person(name="乙", community="玉龙社区")])
    second = history.changes()[0].id
    history.undo(first)
    assert [person.name for person in people.every()] == ["乙"]
    assert communities.ids() == {"玉龙社区": 1}
    history.redo(first)
    assert {person.community for person in people.every()} == {"玉龙社区"}
    assert list(checks.faults(ledger)) == []
    history.undo(second)
    history.undo(first)
    assert communities.ids() == {}
    assert list(checks.faults(ledger)) == []


def test_undoing_the_removal_of_what_was_registered_again_is_refused(
    ledger: Ledger, history: History
):
    with ledger.transaction("登记") as change:
        village = change.insert("community", {"name": "石盘村"})
    with ledger.transaction("移除") as change:
        change.delete("community", village)
    number = history.changes()[0].id
    with ledger.transaction("再登记") as change:
        change.insert("community", {"name": "石盘村"})
    with pytest.raises(Conflict, match="重复"):
        history.undo(number)


def test_undoing_what_has_gone_since_is_refused(ledger: Ledger, history: History):
    with ledger.transaction("登记") as change:
        village = change.insert("community", {"name": "石盘村"})
    number = history.changes()[0].id
    with ledger.transaction("移除") as change:
        change.delete("community", village)
    with pytest.raises(Conflict, match="后来已被移除"):
        history.undo(number)


def test_a_conflict_in_a_derived_column_is_put_in_words(ledger: Ledger, history: History):
    with ledger.transaction("登记") as change:
        village = change.insert("community", {"name": "石盘村", "sort_key": "a"})
    number = history.changes()[0].id
    with ledger.transaction("重排") as change:
        change.update("community", village, {"sort_key": "b"})
    with pytest.raises(Conflict, match="“石盘村”后来又改过"):
        history.undo(number)


def test_the_same_change_is_not_undone_or_redone_twice(ledger: Ledger, history: History):
    _add(ledger)
    number = history.changes()[0].id
    with pytest.raises(Problem, match="没有撤销"):
        history.redo(number)
    undo = history.undo(number)
    with pytest.raises(Problem, match="已经撤销过"):
        history.undo(number)
    with pytest.raises(Problem, match="只有修改可以撤销"):
        history.undo(undo)
    with pytest.raises(KeyError):
        history.undo(99)


def test_undo_goes_back_and_redo_forward_in_order(ledger: Ledger, history: History):
    assert history.next_undo() is None
    assert history.next_redo() is None
    numbers = []
    for name in ("甲", "乙", "丙"):
        _add(ledger, name=name)
        numbers.append(history.changes()[0].id)
    undone = []
    while (change := history.next_undo()) is not None:
        undone.append(change.id)
        history.undo(change.id)
    assert undone == numbers[::-1]
    redone = []
    while (change := history.next_redo()) is not None:
        redone.append(change.id)
        history.redo(change.id)
    assert redone == numbers
    history.undo(numbers[2])
    _add(ledger, name="丁")
    assert history.next_redo() is None


def test_a_bulk_change_is_undone_as_one_group_in_steps(ledger: Ledger, history: History):
    with ledger.transaction("导入花名册") as change:
        ids = change.insert_many("person", ("name",), [(f"人员{n}",) for n in range(2500)])
        assert list(ids)[:2] == [1, 2]
    number = history.changes()[0].id
    steps = list(history.undoing(number))
    assert len(steps) > 4
    assert _one(ledger, "SELECT count(*) FROM person") == 0
    history.redo(number)
    assert _one(ledger, "SELECT count(*) FROM person") == 2500


def test_dropping_an_undo_half_way_leaves_everything(ledger: Ledger, history: History):
    with ledger.transaction("导入花名册") as change:
        change.insert_many("person", ("name",), [(f"人员{n}",) for n in range(2500)])
    steps = history.undoing(history.changes()[0].id)
    next(steps)
    steps.close()
    assert _one(ledger, "SELECT count(*) FROM person") == 2500
    assert not ledger.connection.in_transaction


def test_one_changed_row_of_an_import_is_named(ledger: Ledger, history: History):
    with ledger.transaction("导入花名册") as change:
        change.insert_many("person", ("name",), [(f"人员{n}",) for n in range(20)])
    number = history.changes()[0].id
    with ledger.transaction("改") as change:
        change.update("person", 7, {"name": "改过的"})
    with pytest.raises(Conflict, match="现在是“改过的”"):
        history.undo(number)


def test_ids_are_never_used_again(ledger: Ledger, history: History):
    first = _add(ledger)
    history.undo(history.changes()[0].id)
    assert _add(ledger) == first + 1


def test_the_changes_of_one_person_are_found(ledger: Ledger, history: History):
    with ledger.transaction("导入花名册") as change:
        change.insert_many("person", ("name",), [(f"人员{n}",) for n in range(20)])
        change.insert_many(
            "person_category", ("person_id", "category"), [(5, "war_veteran"), (6, "serviceman")]
        )
    with ledger.transaction("登记类别") as change:
        link = change.insert("person_category", {"person_id": 5, "category": "martyr_survivor"})
    with ledger.transaction("改依据") as change:
        change.update("person_category", link, {"basis": "渝退役〔2026〕1号"})
    with ledger.transaction("改姓名") as change:
        change.update("person", 5, {"name": "新名"})
    titles = [change.title for change in history.changes(person_id=5)]
    assert titles == ["改姓名", "改依据", "登记类别", "导入花名册"]
    assert [change.title for change in history.changes(person_id=6)] == ["导入花名册"]
    edits = list(history.edits(history.changes(person_id=5)[1].id))
    assert edits == [Edit("人员类别“新名”", "依据", "", "渝退役〔2026〕1号")]


def test_nothing_before_a_snapshot_can_be_undone(ledger: Ledger, history: History):
    _add(ledger)
    number = history.changes()[0].id
    _add(ledger, name="李")
    other = history.changes()[0].id
    history.undo(other)
    with ledger.transaction("生成演示数据", kind=ChangeKind.SNAPSHOT) as change:
        change.insert("person", WANG)
    assert history.next_undo() is None
    with pytest.raises(Problem, match="升级或成批生成之前"):
        history.undo(number)
    with pytest.raises(Problem, match="升级之前"):
        history.redo(other)
    assert _one(ledger, "SELECT count(*) FROM search WHERE id = 3") == 12


def test_a_redacted_change_cannot_be_undone(ledger: Ledger, history: History):
    _add(ledger)
    number = history.changes()[0].id
    ledger.connection.execute(
        "UPDATE history_payload SET body = NULL WHERE change_id = ?", (number,)
    )
    with pytest.raises(Conflict, match="彻底删除"):
        history.undo(number)


def test_a_column_that_bulk_left_empty_and_somebody_filled_keeps_the_import(ledger: Ledger):
    """Bulk writes only the columns in use; undo still sees what was filled in afterwards."""
    people, history = People(ledger), History(ledger)
    with ledger.transaction("导入") as change:
        people.add_many(change, [Person(name="王芳"), Person(name="李强")])
    brought = history.changes()[0].id
    with ledger.transaction("修改") as change:
        change.update("person", 1, {"education": "大专"})
    with pytest.raises(Conflict, match=r"文化程度.*大专"):
        history.undo(brought)
    history.undo(history.changes()[0].id)
    history.undo(brought)
    assert list(people.every()) == []
    history.redo(brought)
    assert [person.name for person in people.every()] == ["王芳", "李强"]
    assert list(checks.faults(ledger)) == []
