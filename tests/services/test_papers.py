from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from shuangyong_desktop.domain.changes import ChangeKind
from shuangyong_desktop.domain.desk import DeskDetails
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.search import PersonFilter
from shuangyong_desktop.domain.visits import VisitAmount, VisitPlan
from shuangyong_desktop.services.papers import RosterOptions, write_recovery_sheet
from shuangyong_desktop.services.people import LedgerView

ID = "510223195001016011"
ZHANG = Person(name="张永福", id_number=ID, categories=("war_veteran",), community="石桥村",
               phone="13800000001", address="石桥村1社7号")  # fmt: skip
PLAN = VisitPlan(title="春节慰问", occasion="春节", year=2026,
                 amounts=(VisitAmount("war_veteran", Decimal(600)),))  # fmt: skip


@pytest.fixture
def papers(office):
    office.people.save(ZHANG)
    office.people.save(replace(ZHANG, name="李𬭎", id_number=None, community="白杨社区"))
    return office.papers


def text_of(path):
    return "".join(page.extract_text() for page in PdfReader(path).pages)


def test_the_sign_off_book_is_drawn_with_full_numbers_and_that_is_recorded(
    office, papers, tmp_path
):
    plan = office.visits.create(PLAN).plan
    papers.hand_out(papers.visit_book(plan.id), tmp_path / "册.pdf")
    text = text_of(tmp_path / "册.pdf")
    assert "2026年春节慰问金（品）发放签收册" in text
    assert ID in text
    assert "壹仟贰佰元整" in text
    newest = office.history.changes()[0]
    assert newest.kind is ChangeKind.NOTE
    assert "完整证件号" in newest.title


def test_every_paper_comes_as_a_spreadsheet_too(office, papers, tmp_path):
    plan = office.visits.create(PLAN).plan
    papers.hand_out(papers.visit_book(plan.id), tmp_path / "册.xlsx")
    papers.hand_out(papers.roster_of(LedgerView()), tmp_path / "名.xlsx")
    assert load_workbook(tmp_path / "册.xlsx").sheetnames == ["白杨社区", "石桥村", "汇总表"]
    assert load_workbook(tmp_path / "名.xlsx").sheetnames


def test_a_roster_masks_numbers_unless_a_purpose_is_given(office, papers, tmp_path):
    paper = papers.roster_of(LedgerView())
    assert paper.count == 2
    papers.hand_out(paper, tmp_path / "名.pdf")
    masked = text_of(tmp_path / "名.pdf")
    assert ID not in masked
    assert "13800000001" not in masked
    with pytest.raises(Problem, match="用途"):
        papers.roster_of(LedgerView(), RosterOptions(full=True))
    paper = papers.roster_of(LedgerView(), RosterOptions(full=True, purpose="报区局"))
    papers.draw(paper, tmp_path / "全.pdf")
    assert "报区局" not in office.history.changes()[0].title
    papers.record(paper)
    full = text_of(tmp_path / "全.pdf")
    assert ID in full
    assert "报区局" in full
    assert "报区局" in office.history.changes()[0].title


def test_a_roster_is_exactly_the_current_filter(papers):
    view = LedgerView(only=PersonFilter(communities=("石桥村",)))
    assert papers.roster_of(view).count == 1
    assert papers.roster_of(LedgerView("zyf")).count == 1
    with pytest.raises(Problem, match="没有符合条件"):
        papers.roster_of(LedgerView("没有这个人"))


def test_papers_carry_the_offices_own_names(office, papers, tmp_path):
    office.settings.save_desk(DeskDetails(issuer="某街道办事处", reporter="某服务站"))
    papers.hand_out(papers.roster_of(LedgerView()), tmp_path / "名.pdf")
    assert "某服务站" in text_of(tmp_path / "名.pdf")


def test_another_ending_is_refused_and_an_old_file_stays(papers, tmp_path):
    old = tmp_path / "名.doc"
    old.write_text("旧")
    with pytest.raises(Problem, match=r"\.pdf"):
        papers.hand_out(papers.roster_of(LedgerView()), old)
    assert old.read_text() == "旧"


def test_a_character_nobody_can_draw_stops_the_paper_with_its_name(office, papers, tmp_path):
    office.people.save(Person(name="张\U000e0100\U00030000", categories=("war_veteran",)))
    with pytest.raises(Problem, match="U\\+"):
        papers.hand_out(papers.roster_of(LedgerView()), tmp_path / "名.pdf")
    assert not (tmp_path / "名.pdf").exists()


def test_the_recovery_sheet_shows_the_key_and_nothing_personal(tmp_path):
    write_recovery_sheet(tmp_path / "单.pdf", "ABCD" * 8 + "EF")
    text = text_of(tmp_path / "单.pdf")
    assert "ABCD" in text
    assert "保管人" in text


def test_serving_soldiers_stand_on_a_roster_without_unit_and_with_a_caution(office):
    office.people.save(
        Person(
            name="陈军", categories=("serviceman",), military_unit="56005部队", region_kind="高原"
        )
    )
    options = RosterOptions(columns=("name", "military_unit", "region_kind"))
    roster = office.papers.roster_of(LedgerView(), options).record
    (soldier,) = [one for group in roster.groups for one in group.records if one.name == "陈军"]
    assert (soldier.military_unit, soldier.region_kind) == (None, None)
    assert roster.caution == "内部资料，注意保管"
    full = office.papers.roster_of(LedgerView(), replace(options, full=True, purpose="报区局"))
    (soldier,) = [one for group in full.record.groups for one in group.records
                  if one.name == "陈军"]  # fmt: skip
    assert soldier.military_unit == "56005部队"
