"""核对表 on paper and as a workbook that only lets the result be filled in."""

from datetime import date

import pytest
from openpyxl import load_workbook

from documents.papers import text_of
from shuangyong_desktop.documents.round_book import RoundBook, RoundEntry, RoundVolume
from shuangyong_desktop.documents.round_sheets import write_round_sheets, write_round_workbook
from shuangyong_desktop.domain.errors import Problem

FINDINGS, WAYS = ("属实", "有变更", "去世"), ("集中", "上门")


def _entry(number, **known):
    return RoundEntry(number=number, name=f"张{number}", id_number="5102**********1234", **known)


def _book(*volumes, **known):
    return RoundBook(
        title="2026年年度确认核对表", office="石桥街道", made_on=date(2026, 9, 1), volumes=volumes,
        findings=FINDINGS, ways=WAYS, due="2026年10月31日", **known,
    )  # fmt: skip


TWO = _book(
    RoundVolume("石桥村", (_entry(1, finding="属实", changes="换了电话", remarks="长子代签"),
                        *(_entry(n) for n in range(2, 30)))),
    RoundVolume("", (_entry(30),)),
)  # fmt: skip


def test_every_community_has_its_own_pages_and_closing(tmp_path):
    ticks = []
    write_round_sheets(tmp_path / "a.pdf", TWO, tick=lambda *done: ticks.append(done))
    text = text_of(tmp_path / "a.pdf")
    assert "村（社区）：石桥村（29人）" in text
    assert "未登记村（社区）　第 1 页　共 1 页" in text
    assert text.count("核对人（2人）：") == 2
    assert "换了电话；长子代签" in text
    assert "2026年10月31日前交回" in text
    assert ticks[-1][0] == ticks[-1][1] >= 3


def test_a_known_result_stands_in_the_place_of_the_boxes(tmp_path):
    write_round_sheets(tmp_path / "a.pdf", TWO)
    assert text_of(tmp_path / "a.pdf").count("□属实") == 29


def test_the_workbook_is_locked_but_for_the_result(tmp_path):
    write_round_workbook(tmp_path / "a.xlsx", TWO)
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["石桥村", "未登记村（社区）"]
    sheet = book["石桥村"]
    heads = [cell.value for cell in sheet[3]]
    open_columns = [
        head for head, cell in zip(heads, sheet[4], strict=True) if not cell.protection.locked
    ]
    assert sheet.protection.sheet
    assert open_columns == ["住址", "联系电话", "结果", "确认方式", "确认时间", "确认人",
                            "变更内容", "备注"]  # fmt: skip
    offers = {offer.formula1: str(offer.sqref) for offer in sheet.data_validations.dataValidation}
    assert offers['"属实,有变更,去世"'].startswith("I4:I")
    assert [cell.value for cell in sheet[4]][:5] == [1, "1", "张1", "5102**********1234", None]


def test_the_purpose_and_the_demo_mark_are_printed(tmp_path):
    book = _book(RoundVolume("石桥村", (_entry(1),)), purpose="报区局", demo=True)
    write_round_sheets(tmp_path / "a.pdf", book)
    assert "用途：报区局" in text_of(tmp_path / "a.pdf")
    write_round_workbook(tmp_path / "a.xlsx", book)
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet["A1"].value == "2026年年度确认核对表（演示数据）"
    assert "用途：报区局" in sheet["A2"].value


@pytest.mark.parametrize("write", [write_round_sheets, write_round_workbook])
def test_an_empty_round_is_a_problem(tmp_path, write):
    with pytest.raises(Problem, match="没有要核对的人员"):
        write(tmp_path / "a", _book())
