import pytest
from sqlcipher3 import dbapi2

from shuangyong_desktop.storage.chain import Chain
from shuangyong_desktop.storage.keyfile import Head
from shuangyong_desktop.storage.ledger import Ledger


@pytest.fixture
def chain(ledger: Ledger) -> Chain:
    for name in ("甲村", "乙村", "丙村"):
        with ledger.transaction(f"登记{name}") as change:
            change.insert("community", {"name": name})
    return Chain(ledger.connection)


def _force(ledger: Ledger, sql: str) -> None:
    """Do what an outside tool could do that knows the key."""
    for trigger in ("history_stays", "history_is_final", "history_payload_stays",
                    "history_payload_is_final"):  # fmt: skip
        ledger.connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")
    ledger.connection.execute(sql)


def test_an_untouched_history_has_no_faults(ledger: Ledger, chain: Chain):
    assert list(chain.faults(ledger.head)) == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE history SET title = '假' WHERE id = 2",
        "DELETE FROM history WHERE id = 2",
        "INSERT OR REPLACE INTO history VALUES (2, '', '', '', NULL, x'', x'')",
        "UPDATE history_payload SET body = x'00' WHERE change_id = 2",
        "DELETE FROM history_payload WHERE change_id = 2",
    ],
)
def test_the_history_refuses_to_be_rewritten(ledger: Ledger, chain: Chain, sql: str):
    with pytest.raises(dbapi2.IntegrityError, match="append-only"):
        ledger.connection.execute(sql)
    assert list(chain.faults()) == []


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE history SET title = '假' WHERE id = 2", "第 2 号“假”被改动过"),
        ("UPDATE history SET target = 1 WHERE id = 2", "第 2 号“登记甲村”被改动过"),
        ("DELETE FROM history WHERE id = 2", "缺少第 2 号至第 2 号"),
        ("UPDATE history_payload SET body = x'00' WHERE change_id = 2", "明细被改动过"),
        ("DELETE FROM history_payload WHERE change_id = 2", "明细有缺失或增添"),
        ("INSERT INTO history_payload VALUES (9, 0, x'', NULL)", "不属于任何操作记录"),
        ("DELETE FROM history WHERE id = 4", "应至少有 4 号"),
    ],
)
def test_tampering_is_reported(ledger: Ledger, chain: Chain, sql: str, said: str):
    head = ledger.head
    _force(ledger, sql)
    assert any(said in fault for fault in chain.faults(head))


def test_an_emptied_payload_does_not_break_the_chain(ledger: Ledger, chain: Chain):
    ledger.connection.execute("UPDATE history_payload SET body = NULL WHERE change_id = 2")
    assert list(chain.faults(ledger.head)) == []


def test_a_head_of_another_history_is_not_held(chain: Chain):
    assert chain.holds(Head())
    assert chain.holds(chain.head())
    assert not chain.holds(Head(1, "00"))
