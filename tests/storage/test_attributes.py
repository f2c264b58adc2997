from shuangyong_desktop.storage import attributes
from shuangyong_desktop.storage.ledger import Ledger


def test_a_mark_is_kept_outside_the_history(ledger: Ledger):
    head = ledger.head
    assert attributes.get(ledger.connection, "mark") is None
    for value in ("甲", "乙"):
        attributes.put(ledger.connection, "mark", value)
        assert attributes.get(ledger.connection, "mark") == value
    assert ledger.head == head
