import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.storage.history import History
from shuangyong_desktop.storage.ledger import Ledger


def _count(ledger: Ledger, table: str) -> int:
    return ledger.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608


def test_anything_raised_rolls_everything_back(ledger: Ledger):
    with pytest.raises(RuntimeError), ledger.transaction("坏") as change:  # noqa: PT012
        change.insert("community", {"name": "石盘村"})
        change.insert_many("community", ("name",), [("甲村",), ("乙村",)])
        raise RuntimeError
    for table in ("community", "history_row", "history_range"):
        assert _count(ledger, table) in (0, 32)
    assert _count(ledger, "history") == 1
    assert _count(ledger, "community") == 0


def test_a_change_by_hand_stays_open_while_others_read(ledger: Ledger):
    change = ledger.transaction("导入花名册")
    for start in range(0, 3000, 100):
        change.insert_many("community", ("name",), [(f"{start + n}村",) for n in range(100)])
        assert _count(ledger, "community") == start + 100
    with pytest.raises(RuntimeError, match="not finished"):
        ledger.transaction("另一件事")
    assert change.commit() == 2
    assert _count(ledger, "history_payload WHERE change_id = 2") == 6


def test_a_change_is_finished_only_once(ledger: Ledger):
    change = ledger.transaction("加")
    change.insert("community", {"name": "石盘村"})
    change.commit()
    with pytest.raises(RuntimeError, match="finished"):
        change.commit()
    change.rollback()
    assert _count(ledger, "community") == 1


def test_only_the_tables_of_the_clerk_are_written(ledger: Ledger):
    with ledger.transaction("坏") as change:
        with pytest.raises(ValueError, match="not a table"):
            change.insert("history", {"title": "假"})
        with pytest.raises(ValueError, match="not a table"):
            change.delete("attribute", 1)


def test_a_row_that_is_not_there_cannot_be_changed(ledger: Ledger):
    with ledger.transaction("坏") as change:
        with pytest.raises(KeyError):
            change.update("person", 99, {"name": "无"})
        with pytest.raises(KeyError):
            change.delete("person", 99)


def test_a_full_disk_is_told_and_nothing_is_written(ledger: Ledger):
    pages = ledger.connection.execute("PRAGMA page_count").fetchone()[0]
    ledger.connection.execute(f"PRAGMA max_page_count = {pages + 2}")

    def import_roster() -> None:
        with ledger.transaction("导入花名册") as change:
            for part in range(50):
                rows = [(f"{'村' * 200}{part}-{n}",) for n in range(50)]
                change.insert_many("community", ("name",), rows)

    with pytest.raises(Problem, match=r"磁盘已满.*没有写入任何一条"):
        import_roster()
    assert _count(ledger, "community") == 0
    ledger.connection.execute("PRAGMA max_page_count = 1000000")
    with ledger.transaction("再试") as change:
        change.insert("community", {"name": "石盘村"})
    assert History(ledger).changes()[0].title == "再试"
