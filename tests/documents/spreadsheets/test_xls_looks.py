"""True Excel 97 files: values, and what only their looks tell.

looks.xls holds four invented people: one in ordinary letters, one red, one red and struck
through, one in a hidden row with an ID number that became a number; a legend, a merged
community, a hidden sheet.
"""

from pathlib import Path

import pytest

from documents.books import read
from shuangyong_desktop.documents.spreadsheets import xls_looks
from shuangyong_desktop.documents.spreadsheets.styles import MarkedStyles
from shuangyong_desktop.domain.errors import Problem

LOOKS = Path(__file__).with_name("looks.xls")
_WRITE_ACCESS, _FILE_PASS = b"\x5c\x00\x70\x00", b"\x2f\x00\x70\x00"


def changed(path, old, new):
    path.write_bytes(LOOKS.read_bytes().replace(old, new))
    return path


def wide(text):
    return text.encode("utf-16-le")


def test_values_and_looks_of_a_true_xls():
    found = read(LOOKS)
    assert found.values("name") == ["张三", "李四", "王五", "赵六"]
    assert found.values("status") == [None, "去世", "去世", None]
    assert found.values("community") == ["玉龙社区"] * 4
    assert found.values("enlist_date")[0] == "1970-03-01"
    assert found.kinds(1) == ["deceased_by_style"]
    assert found.kinds(3) == ["truncated_id"]
    assert [sheet.why for sheet in found.sheets] == ["", "隐藏的工作表，没有读取"]
    assert "有 1 个隐藏的行，已一并读取。" in found.sheets[0].notices


def test_red_alone_is_no_death_without_a_legend(tmp_path):
    found = read(changed(tmp_path / "a.xls", wide("已故人员"), wide("重点人员")))
    assert found.values("status") == [None, None, "去世", None]


def test_a_mark_of_secrecy_is_refused(tmp_path):
    found = read(changed(tmp_path / "a.xls", wide("优抚对象花名册"), wide("机密★1年名册")))
    assert found.ending.error == "unsupported"
    assert "密级" in found.ending.sentence


def test_a_workbook_with_a_password_is_told_so(tmp_path):
    path = changed(tmp_path / "a.xls", _WRITE_ACCESS, _FILE_PASS)
    assert read(path).ending.error == "encrypted"
    with pytest.raises(Problem) as refused:
        xls_looks.look(path)
    assert refused.value.code == "encrypted"


def test_a_file_whose_looks_cannot_be_read_has_none(tmp_path, monkeypatch):
    path = tmp_path / "a.xls"
    path.write_bytes(b"no workbook at all")
    assert xls_looks.look(path).marks == {}

    def fail(*_, **__):
        raise IndexError

    monkeypatch.setattr(xls_looks.xlrd, "open_workbook", fail)
    assert xls_looks.look(LOOKS).marks == {}
    assert read(LOOKS).values("name") == ["张三", "李四", "王五", "赵六"]


def test_without_marked_styles_no_sheet_is_looked_at(monkeypatch):
    monkeypatch.setattr(xls_looks, "_styles", lambda _: MarkedStyles())
    assert read(LOOKS).values("status") == [None] * 4
