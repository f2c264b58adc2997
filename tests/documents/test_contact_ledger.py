"""The contact ledger and the lists beside it on paper and as workbooks."""

from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from documents.papers import pages_of, text_of, unembedded_fonts
from shuangyong_desktop.documents.contact_book import (
    COLUMNS,
    COUNTED,
    ContactBook,
    ContactGroup,
    ContactList,
    ContactRow,
)
from shuangyong_desktop.documents.contact_ledger import write_contact_book
from shuangyong_desktop.domain.errors import Problem

ROW = ContactRow(
    name="李𬭎", community="石桥村", id_number="510223195001016011", categories="参战退役军人",
    phone="13800001234", address="石桥村1社7号", officer="王敏", duty="经办人", date="2026-05-14",
    way="电话", content="住房漏雨，已约定上门查看。" * 6, number="2026-001", trouble="请求维修",
    measures="已派人看过", money=Decimal("500.00"), state="化解中", stage="办理", opinion="多体检",
    answer="采纳：列入计划", verdict="采纳",
)  # fmt: skip


def book(which=ContactList.LEDGER, rows=3, **changes):
    groups = (ContactGroup(name="石桥村", records=(ROW,) * rows),)
    known = {"which": which, "office": "石桥街道", "made_on": date(2026, 7, 1), "groups": groups}
    return ContactBook(**(known | changes))


@pytest.mark.parametrize("which", ContactList)
def test_every_list_is_drawn_with_its_columns_and_masked_numbers(tmp_path, which):
    path = tmp_path / "表.pdf"
    write_contact_book(path, book(which, period="2026年"))
    text = text_of(path).replace("\n", "")
    assert f"2026年{which.value}" in text
    assert f"合　计　3{COUNTED[which]}" in text
    assert "510223195001016011" not in text
    assert not unembedded_fonts(path)
    write_contact_book(tmp_path / "表.xlsx", book(which))
    sheet = load_workbook(tmp_path / "表.xlsx").active
    heads = [cell.value for cell in sheet[4 if which is ContactList.LEDGER else 3]]
    assert heads == ["序号", *(column.label for column in COLUMNS[which])]


def test_the_two_headings_stand_on_every_page(tmp_path):
    path = tmp_path / "账.pdf"
    write_contact_book(path, book(rows=60))
    pages = [page.replace(" ", "") for page in pages_of(path)]
    assert len(pages) > 1
    assert all("困难问题化解情况" in page and "联系时间" in page for page in pages)


def test_a_wide_ledger_is_a3(tmp_path):
    path = tmp_path / "账.pdf"
    write_contact_book(path, book(wide=True))
    box = PdfReader(path).pages[0].mediabox
    assert [round(float(side) * 25.4 / 72) for side in (box.width, box.height)] == [420, 297]


def test_an_empty_list_is_refused_and_leaves_what_was_there(tmp_path):
    path = tmp_path / "账.pdf"
    path.write_bytes(b"old")
    with pytest.raises(Problem, match="没有符合条件的记录"):
        write_contact_book(path, book(rows=0))
    assert path.read_bytes() == b"old"
