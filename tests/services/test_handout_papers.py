"""The 领取册: exactly the people of a list, masked, with room to sign, as PDF and workbook."""

import openpyxl
import pytest
from pypdf import PdfReader

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.handouts import HandoutItem
from shuangyong_desktop.domain.people import Person


@pytest.fixture
def ids(office):
    return [
        office.people.save(Person(name=name, community=community, preferential_card=card,
                                  id_number=number, categories=("war_veteran",))).id
        for name, community, card, number in (
            ("李建国", "石桥村", "YD1", "510222195803066110"), ("王秀英", None, None, None),
        )
    ]  # fmt: skip


def test_the_sheet_is_masked_unless_a_purpose_is_given(office, ids, tmp_path):
    paper = office.handout_papers.sheet(HandoutItem.CARD, ids)
    office.papers.draw(paper, tmp_path / "册.pdf")
    text = PdfReader(tmp_path / "册.pdf").pages[0].extract_text()
    for words in ("优待证领取册", "5102**********6110", "YD1", "领取人签字", "未登记村（社区）"):
        assert words in text
    full = office.handout_papers.sheet(HandoutItem.CARD, ids, full=True, purpose="报区局")
    assert full.note == "输出优待证领取册：2 人，完整证件号，用途：报区局"
    with pytest.raises(Problem, match="写明用途"):
        office.handout_papers.sheet(HandoutItem.CARD, ids, full=True)
    with pytest.raises(Problem, match="没有人"):
        office.handout_papers.sheet(HandoutItem.CARD, [])


def test_the_workbook_has_room_to_sign(office, ids, tmp_path):
    office.papers.draw(office.handout_papers.sheet(HandoutItem.PLAQUE, ids), tmp_path / "册.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "册.xlsx").active
    assert sheet["A1"].value == "光荣牌领取册"
    assert sheet.sheet_format.defaultRowHeight == 37
