"""Papers about changes, gathered from a real ledger and drawn for real."""

from datetime import date
from decimal import Decimal

import pytest
from docx import Document
from openpyxl import load_workbook

from documents.papers import text_of
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.events import Event, EventKind
from shuangyong_desktop.domain.movements import Period
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.recoveries import Recovery, Repayment
from shuangyong_desktop.services.change_papers import ChangePaper, Shown
from shuangyong_desktop.services.papers import Papers

YEAR = Period(date(2026, 1, 1), date(2026, 6, 30))
LI = "510222195803066110"


@pytest.fixture
def papers(office):
    for person in (
        Person(name="李建国", id_number=LI, categories=("war_veteran",), community="石桥村",
               subsidy_standard=Decimal(800)),
        Person(name="王秀英", categories=("retired_soldier",), community="白杨社区"),
        Person(name="孙六", status=PersonStatus.MOVED_OUT, status_date="2026-02"),
        Person(name="周七", categories=("retired_soldier",)),
    ):  # fmt: skip
        office.people.save(person)
    register = office.events.register
    register(Event(person_id=1, kind=EventKind.DIED, date="2026-03-05", basis="死亡证明",
                   cause="因病", paid_until="2026-05"))  # fmt: skip
    register(Event(person_id=2, kind=EventKind.MOVED_WITHIN, date="2026-04-01", basis="户口簿",
                   after={"community": "石桥村"}))  # fmt: skip
    register(Event(person_id=4, kind=EventKind.ADDED, date="2026-05-01", basis="登记"))
    return office.change_papers


def drawn(paper, tmp_path, ending=".pdf"):
    path = tmp_path / f"材料{ending}"
    Papers.draw(paper, path)
    return path


def test_the_table_of_movements_is_drawn_with_both_tables(papers, tmp_path):
    paper = papers.movements(YEAR)
    text = text_of(drawn(paper, tmp_path))
    for words in ("增减变动表", "参战退役军人", "石桥村", "期初", "死亡", "期末",
                  "逐行核对一致", "2026年1月1日至2026年6月30日"):  # fmt: skip
        assert words in text
    book = load_workbook(drawn(paper, tmp_path, ".xlsx"))
    assert book.sheetnames == ["按人员类别", "按村（社区）"]


def test_the_roster_of_changes_is_masked_unless_a_purpose_is_given(papers, tmp_path):
    paper = papers.moves(YEAR)
    assert (paper.count, paper.note) == (4, "")
    text = text_of(drawn(paper, tmp_path))
    assert "5102**********6110" in text
    assert LI not in text
    for words in ("死亡", "因病；死亡证明", "迁出", "区内迁移", "白杨社区", "新增"):
        assert words in text
    full = papers.moves(YEAR, Shown(full=True, purpose="报区局"))
    assert "用途：报区局" in full.note
    assert LI in text_of(drawn(full, tmp_path))
    with pytest.raises(Problem, match="写明用途"):
        Shown(full=True)


def test_the_report_proposes_and_has_three_separate_figures(papers, tmp_path):
    paper = papers.stop_report(YEAR)
    assert paper.count == 1
    text = text_of(drawn(paper, tmp_path)).replace("\n", "")
    for words in ("区退役军人事务局：", "下列1人", "拟从2026年4月起停发", "追回", "丧葬补助",
                  "1,600.00", "4,800.00", "以贵局审定为准"):  # fmt: skip
        assert words in text


def test_the_report_goes_round_as_a_word_file_with_the_same_figures(papers, tmp_path):
    document = Document(drawn(papers.stop_report(YEAR), tmp_path, ".docx"))
    assert document.paragraphs[0].style.name == "Title"
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert {"1,600.00", "4,800.00", "李建国", "5102**********6110"} <= set(cells)


def test_what_was_paid_too_long_stands_with_every_day_of_its_return(office, papers, tmp_path):
    with pytest.raises(Problem, match="没有可以列出的内容"):
        Papers.draw(papers.recoveries(YEAR), tmp_path / "空.pdf")
    begun = office.recoveries.begin(
        Recovery(person_id=1, date="2026-05-06", kind="定期生活补助（参战）", reason="死亡",
                 since="2026-04", until="2026-05", amount=Decimal(1800))
    )  # fmt: skip
    for day, amount in (("2026-05-20", 500), ("2026-06-20", 300)):
        office.recoveries.repay(Repayment(recovery_id=begun.id, date=day, amount=Decimal(amount)))
    paper = papers.paper(ChangePaper.RECOVERIES, YEAR)
    assert (paper.count, paper.note) == (1, "")
    text = text_of(drawn(paper, tmp_path)).replace("\n", "")
    for words in ("多发追回台账", "1,800.00", "800.00", "1,000.00", "2026年5月20日",
                  "2026年6月20日", "部分追回", "应追1,800.00=已追800.00+未追1,000.00"):  # fmt: skip
        assert words in text.replace(" ", ""), words
    later = Period(date(2026, 7, 1), date(2026, 12, 31))
    assert papers.recoveries(later).count == 1, "still open"
    office.recoveries.waive(begun.id, "区局〔2026〕1号")
    assert papers.recoveries(later).count == 0
    assert load_workbook(drawn(papers.recoveries(YEAR), tmp_path, ".xlsx")).sheetnames == [
        "追回台账"
    ]


def test_what_was_waived_is_not_proposed(office, papers):
    for item in office.follow_ups.waiting(office.follow_ups.open_ids()):
        office.follow_ups.waive([item.item.id], "已另行报告")
    paper = papers.stop_report(YEAR)
    assert paper.count == 0
    with pytest.raises(Problem, match="没有可以列出的内容"):
        Papers.draw(paper, office.path.with_suffix(".pdf"))


def test_the_month_report_says_who_reported(office, papers, tmp_path):
    office.zero_reports.report("2026-03", ["石桥村"], reporter="王支书")
    paper = papers.month_report("2026-03")
    text = text_of(drawn(paper, tmp_path)).replace("\n", "")
    for words in ("动态管理月报", "2026年3月", "零报告", "王支书", "与已登记人数不一致",
                  "逾期未报", "已报 1，未报 1"):  # fmt: skip
        assert words in text


def test_the_roster_of_a_day_holds_who_was_there(papers, tmp_path):
    paper = papers.roster_on(date(2026, 3, 4))
    assert paper.count == 2
    text = text_of(drawn(paper, tmp_path))
    assert "截至2026年3月4日" in text
    assert "李建国" in text
    assert papers.roster_on(date(2026, 3, 5)).count == 1


def test_a_day_on_which_nobody_was_there_is_refused(office):
    with pytest.raises(Problem, match="没有人"):
        office.change_papers.roster_on(date(2026, 1, 1))
