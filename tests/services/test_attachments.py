import pytest

from shuangyong_desktop.documents import scans
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.receipts import SignedPaper
from shuangyong_desktop.domain.visits import VisitPlan

PDF = b"%PDF-1.7 signed"


@pytest.fixture
def group_id(office):
    return _group(office)


def _group(office):
    office.people.save(Person(name="张永福", community="石桥村"))
    plan = office.visits.create(VisitPlan(title="春节慰问", occasion="春节", year=2026)).plan
    return office.visits.groups(plan.id)[0].id


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "石桥村 签收册.pdf"
    path.write_bytes(PDF)
    return path


def test_a_scan_is_kept_in_the_ledger_and_comes_back_as_it_was(office, group_id, scan):
    kept = office.attachments.add(group_id, scan)
    scan.unlink()
    assert office.attachments.content(kept.id) == PDF
    assert (kept.paper, kept.size) == (SignedPaper.SIGN_OFF_BOOK, len(PDF))
    assert office.attachments.of_plan(1) == [kept]
    assert "完好" in office.check()


def test_undo_drops_only_the_link(office, group_id, scan):
    kept = office.attachments.add(group_id, scan)
    assert office.history.undo().title == "添加签收册扫描件：石桥村"
    assert office.attachments.of_plan(1) == []
    office.history.redo()
    assert office.attachments.content(kept.id) == PDF
    office.attachments.remove(kept.id)
    with pytest.raises(KeyError):
        office.attachments.content(kept.id)
    assert office.attachments.add(group_id, scan, SignedPaper.BANK_RECEIPT).id != kept.id


def test_the_same_scan_is_not_attached_twice(office, group_id, scan):
    office.attachments.add(group_id, scan)
    with pytest.raises(Problem, match="已经附过"):
        office.attachments.add(group_id, scan)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("表.xlsx", b"PK\x03\x04", "不是 PDF"),
        ("空.pdf", b"", "不是 PDF"),
        ("通知（机密★）.pdf", PDF, "涉密"),
    ],
)
def test_what_is_no_scan_is_refused(office, scan, name, content, said):
    group_id = _group(office)
    path = scan.with_name(name)
    path.write_bytes(content)
    with pytest.raises(Problem, match=said):
        office.attachments.add(group_id, path)
    with pytest.raises(Problem, match="读不出来"):
        office.attachments.add(group_id, scan.with_name("没有.pdf"))
    assert office.attachments.of_plan(1) == []


def test_a_scan_has_its_largest_size(office, group_id, scan, monkeypatch):
    monkeypatch.setattr(scans, "LARGEST", len(PDF) - 1)
    with pytest.raises(Problem, match="超过 20 MB"):
        office.attachments.add(group_id, scan)


def test_a_lost_content_is_found_by_the_check(office, group_id, scan):
    office.attachments.add(group_id, scan)
    office._ledger.connection.execute("DELETE FROM attachment_content")  # noqa: SLF001
    with pytest.raises(Problem, match=r"附件“石桥村.签收册\.pdf”的内容不在台账中"):
        office.check()
