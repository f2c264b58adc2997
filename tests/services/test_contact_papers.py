"""The contact ledger and the lists beside it, gathered and drawn."""

from datetime import date

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from shuangyong_desktop.documents.contact_book import ContactList
from shuangyong_desktop.domain.contacts import (
    OPINIONS,
    Appeal,
    AppealSource,
    Contact,
    ContactWay,
    Opinion,
)
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.services.contact_papers import Period, month_of, quarter_of, year_of
from shuangyong_desktop.services.contacts import Visit
from shuangyong_desktop.services.papers import RosterOptions

ID, PHONE = "510223195001016011", "13800001234"
MAY = Period("2026-05-01", "2026-05-31", "2026年5月")


@pytest.fixture
def lists(office):
    """Two people with contacts, appeals and opinions in May 2026, and one contact in June."""
    li = office.people.save(
        Person(name="李建国", id_number=ID, phone=PHONE, community="石桥村",
               categories=("war_veteran",), address="石桥村1社7号")
    ).id  # fmt: skip
    zhang = office.people.save(Person(name="张永福")).id
    contact = Contact(person_id=li, date="2026-05-14", way=ContactWay.PHONE, officer="王敏",
                      duty="经办人", content="住房漏雨")  # fmt: skip
    appeal = Appeal(date="2026-05-14", source=AppealSource.VISIT, content="请求维修")
    office.contacts.register(Visit(contact=contact, appeal=appeal, opinion="多体检"))
    office.contacts.register(
        Visit(contact=Contact(person_id=zhang, date="2026-06-01", way=ContactWay.HOME))
    )
    office.appeals.register(
        Appeal(person_id=zhang, date="2026-05-20", source=AppealSource.HOTLINE, content="路灯不亮")
    )
    office.entries(OPINIONS).save(Opinion(person_id=zhang, date="2026-05-21", content="修路"))
    return office.contact_papers


def drawn(office, paper, path):
    office.papers.draw(paper, path)
    if path.suffix == ".xlsx":
        return load_workbook(path).active
    return "".join(page.extract_text() for page in PdfReader(path).pages)


def test_a_contact_its_appeal_and_its_opinion_are_one_line(lists):
    rows = lists.ledger_rows(MAY)
    told = [(row.name, row.content, row.trouble, row.state, row.opinion) for row in rows]
    assert told == [
        ("李建国", "住房漏雨", "请求维修", "化解中", "多体检"),
        ("张永福", None, "路灯不亮", "化解中", None),
        ("张永福", None, None, None, "修路"),
    ]
    assert [row.name for row in lists.ledger_rows(MAY, "石桥村")] == ["李建国"]
    assert len(lists.ledger_rows(year_of(2026))) == 4


def test_the_four_groups_stand_over_their_columns_with_numbers_masked(office, lists, tmp_path):
    text = drawn(office, lists.contact_ledger(MAY), tmp_path / "账.pdf")
    for words in ("2026年5月联系工作台账", "联系对象基本信息", "联系情况", "困难问题化解情况",
                  "意见建议", "5102**********6011", "138****1234", "合　计　3条"):  # fmt: skip
        assert words in text
    assert ID not in text
    assert PHONE not in text
    sheet = drawn(office, lists.contact_ledger(MAY), tmp_path / "账.xlsx")
    bands = [cell.value for cell in sheet[3] if cell.value]
    assert bands == ["联系对象基本信息", "联系情况", "困难问题化解情况", "意见建议"]
    assert [str(found) for found in sheet.merged_cells.ranges][:1] == ["B3:G3"]
    assert [cell.value for cell in sheet[4]][:3] == ["序号", "村（社区）", "联系对象姓名"]


def test_the_ledger_is_a3_or_a4(office, lists, tmp_path):
    for wide, width in ((True, 420), (False, 297)):
        path = tmp_path / f"{width}.pdf"
        office.papers.draw(lists.contact_ledger(MAY, wide=wide), path)
        assert round(float(PdfReader(path).pages[0].mediabox.width) * 25.4 / 72) == width


def test_full_numbers_need_a_purpose_and_are_recorded(office, lists, tmp_path):
    with pytest.raises(Problem, match="用途"):
        lists.contact_ledger(MAY, options=RosterOptions(full=True))
    paper = lists.contact_ledger(MAY, options=RosterOptions(full=True, purpose="报区局"))
    assert ID in drawn(office, paper, tmp_path / "全.pdf")
    office.papers.record(paper)
    assert office.history.changes()[0].title == (
        "输出2026年5月联系工作台账：3 条，完整证件号，用途：报区局"
    )


@pytest.mark.parametrize(
    ("which", "contents"),
    [
        (ContactList.VISITORS, ["请求维修"]),
        (ContactList.PETITIONS, ["路灯不亮"]),
        (ContactList.APPEALS, ["请求维修", "路灯不亮"]),
    ],
)
def test_the_books_of_appeals_are_views_by_source(office, lists, tmp_path, which, contents):
    paper = lists.appeal_book(which, MAY)
    assert paper.title == f"2026年5月{which.value}"
    assert [row.trouble for group in paper.record.groups for row in group.records] == contents
    assert contents[0] in drawn(office, paper, tmp_path / "簿.pdf")
    assert drawn(office, paper, tmp_path / "簿.xlsx").max_row > 3


def test_opinions_and_the_call_list_are_papers_too(office, lists, tmp_path):
    opinions = lists.opinion_book(MAY)
    assert opinions.count == 2
    assert "多体检" in drawn(office, opinions, tmp_path / "意见.pdf")
    calls = lists.call_list(office.contacts.lines())
    text = drawn(office, calls, tmp_path / "联系表.pdf")
    assert "应联系人员联系表" in text
    assert text.index("石桥村") < text.index("未登记村（社区）")


def test_nothing_to_list_is_said(lists):
    for gather in (lists.contact_ledger, lists.opinion_book):
        with pytest.raises(Problem, match="这段时间没有"):
            gather(year_of(2001))


def test_periods_are_said_as_papers_say_them():
    assert month_of(date(2026, 2, 3)) == Period("2026-02-01", "2026-02-31", "2026年2月")
    assert quarter_of(date(2026, 11, 3)).words == "2026年第四季度"
    assert quarter_of(date(2026, 11, 3)).since == "2026-10-01"
