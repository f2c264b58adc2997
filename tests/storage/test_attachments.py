import pytest

from shuangyong_desktop.domain.receipts import Attachment, SignedPaper
from shuangyong_desktop.domain.visits import VisitGroup, VisitPlan
from shuangyong_desktop.storage import checks
from shuangyong_desktop.storage.attachments import Attachments, lost
from shuangyong_desktop.storage.history import History
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.visits import Visits

SCAN = Attachment(1, SignedPaper.SIGN_OFF_BOOK, "册.pdf", "ab" * 32, 4, "2026-07-28T12:00:00")


@pytest.fixture
def attachments(ledger: Ledger) -> Attachments:
    """Of a ledger with one scan attached to the first group."""
    found, visits = Attachments(ledger), Visits(ledger)
    with ledger.transaction("新增方案") as change:
        plan = visits.add_plan(change, VisitPlan(title="慰问", occasion="春节", year=2026))
        visits.add_groups(change, plan, [VisitGroup(name="一组"), VisitGroup(name="二组")])
    with ledger.transaction("添加扫描件") as change:
        found.add(change, SCAN, b"\x00%\xff\x00")
    return found


def test_bytes_come_back_and_are_kept_once(ledger: Ledger, attachments: Attachments):
    with ledger.transaction("再添加") as change:
        number = attachments.add(change, SCAN, b"\x00%\xff\x00")
    assert attachments.get(number).sha256 == SCAN.sha256
    assert attachments.content(SCAN.sha256) == b"\x00%\xff\x00"
    (count,) = ledger.connection.execute("SELECT count(*) FROM attachment_content").fetchone()
    assert count == 1
    assert len(attachments.of_plan(1)) == 2
    with pytest.raises(KeyError):
        attachments.content("cd" * 32)
    with pytest.raises(KeyError):
        attachments.get(99)


def test_undo_drops_the_link_and_keeps_the_bytes(ledger: Ledger, attachments: Attachments):
    History(ledger).undo(3)
    assert attachments.of_plan(1) == []
    assert attachments.content(SCAN.sha256)
    History(ledger).redo(3)
    assert [found.name for found in attachments.of_plan(1)] == ["册.pdf"]
    with ledger.transaction("移除附件") as change:
        attachments.remove(change, 1)
    assert list(checks.faults(ledger)) == []


def test_what_is_lost_is_named(ledger: Ledger, attachments: Attachments):
    assert attachments.of_plan(1)
    assert list(lost(ledger.connection)) == []
    ledger.connection.execute("DELETE FROM attachment_content")
    assert list(lost(ledger.connection)) == ["册.pdf"]
