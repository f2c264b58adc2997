from pathlib import Path

import pytest

from shuangyong_desktop.domain.changes import ChangeKind
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.storage import checks, keyfile
from shuangyong_desktop.storage.connection import connect_read_only
from shuangyong_desktop.storage.history import History
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People

from .conftest import PASSWORD


@pytest.fixture
def lived_in(ledger: Ledger) -> Ledger:
    """A ledger with an import, edits, undo and redo behind it."""
    people, history = People(ledger), History(ledger)
    with ledger.transaction("导入花名册") as change:
        people.add_many(
            change,
            [Person(name=f"王{n}", community=f"{n % 3}村", tags=("甲",)) for n in range(1500)],
        )
    with ledger.transaction("登记类别") as change:
        change.insert("person_category", {"person_id": 7, "category": "war_veteran"})
    for number in (1, 2, 3):
        with ledger.transaction("改姓名") as change:
            change.update("person", number, {"name": f"新{number}"})
    history.undo(6)
    history.undo(5)
    history.redo(5)
    return ledger


def test_a_lived_in_ledger_is_sound(lived_in: Ledger):
    assert list(checks.faults(lived_in)) == []


@pytest.mark.parametrize("size", [1, 7, 60, 333, 900])
def test_an_import_in_slices_of_any_size_replays_and_is_undone(ledger: Ledger, size: int):
    people, history = People(ledger), History(ledger)
    wanted = [
        Person(name=f"王{n}", community=f"{n % 9}村", categories=("war_veteran",), tags=("甲",))
        for n in range(900)
    ]
    change = ledger.transaction("导入花名册")
    for start in range(0, len(wanted), size):
        people.add_many(change, wanted[start : start + size])
        change.update("person", start + 1, {"ethnic": "汉族"})
    change.commit()
    assert list(checks.faults(ledger)) == []
    history.undo(2)
    assert checks.counts(ledger.connection)["person"] == 0
    history.redo(2)
    assert list(checks.faults(ledger)) == []


def test_replay_starts_at_the_last_snapshot(lived_in: Ledger):
    lived_in.connection.execute("UPDATE person SET ethnic = '改' WHERE id = 9")
    with lived_in.transaction("存底", kind=ChangeKind.SNAPSHOT):
        pass
    with lived_in.transaction("改姓名") as change:
        change.update("person", 9, {"name": "后来"})
    assert list(checks.faults(lived_in)) == []


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE person SET bank_account = '1' WHERE id = 9", "人员第 9 号记录与操作记录不一致"),
        ("UPDATE person SET remarks = '改'", "人员共有 1500 条记录"),
        ("DELETE FROM person_category", "与操作记录不一致"),
        ("INSERT INTO community (name) VALUES ('外来村')", "村（社区）第 4 号记录"),
        ("DELETE FROM search_person WHERE id = 9", "查找目录有 1 人"),
        ("UPDATE tally SET people = people + 1", "人数统计与台账不一致"),
        ("UPDATE person_tag SET person_id = 9999 WHERE id = 1", "指向不存在的内容"),
        ("UPDATE history_payload SET body = NULL WHERE change_id = 2", "不能从头核对"),
    ],
)
def test_what_an_outside_tool_did_is_named(lived_in: Ledger, sql: str, said: str):
    lived_in.connection.execute("PRAGMA foreign_keys = 0")
    lived_in.connection.execute(sql)
    assert any(said in fault for fault in checks.faults(lived_in))


def test_a_history_that_contradicts_itself_is_noticed(lived_in: Ledger):
    connection = lived_in.connection
    connection.execute("DROP TRIGGER history_payload_is_final")
    connection.execute(
        "UPDATE history_payload SET body ="
        " (SELECT body FROM history_payload WHERE change_id = 4) WHERE change_id = 5"
    )
    faults = list(checks.faults(lived_in))
    assert any("明细被改动过" in fault for fault in faults)
    assert any("不能从头核对" in fault for fault in faults)


def test_every_damaged_page_is_noticed(lived_in: Ledger, path: Path):
    lived_in.checkpoint()
    key = keyfile.read(path).unlock_with_password(PASSWORD)
    content = path.read_bytes()
    copy = path.with_name("坏.db")
    for page in range(0, len(content) // 4096, 17):
        damaged = bytearray(content)
        damaged[page * 4096 + 500] ^= 1
        copy.write_bytes(damaged)
        connection = connect_read_only(copy, key)
        assert list(checks.page_faults(connection)), page
        connection.close()


def test_a_damaged_open_ledger_is_reported_and_not_read_on(lived_in: Ledger, path: Path):
    lived_in.checkpoint()
    content = bytearray(path.read_bytes())
    content[-2000] ^= 1
    path.write_bytes(content)
    faults = list(checks.faults(lived_in))
    assert len(faults) == 1
    assert "损坏" in faults[0]
