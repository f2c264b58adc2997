import re

import pytest

from documents.papers import pages_of, unembedded_fonts
from shuangyong_desktop.documents.recovery_sheet import write_recovery_sheet

KEY = "A7K2-9QXD-M4TB-0WZ8-R3NC-6HVE-1PYS-5FJG-T2"


def test_the_sheet_shows_the_key_in_numbered_groups_and_lines_to_fill_in(tmp_path):
    path = tmp_path / "恢复密钥单.pdf"
    write_recovery_sheet(path, KEY)
    (page,) = pages_of(path)
    groups = re.findall(r"第(\d)组\s+([0-9A-Z]{2,4})\b", page)
    assert "-".join(group for _, group in groups) == KEY
    assert [int(number) for number, _ in groups] == list(range(1, 10))
    for words in ("保管人", "日　期", "封存处"):
        assert words in page
    assert unembedded_fonts(path) == set()


def test_a_demonstration_key_is_marked(tmp_path):
    path = tmp_path / "恢复密钥单.pdf"
    write_recovery_sheet(path, KEY.replace("-", ""), demo=True)
    assert "演示数据" in pages_of(path)[0]


def test_a_key_of_another_length_is_a_fault(tmp_path):
    with pytest.raises(ValueError, match="34"):
        write_recovery_sheet(tmp_path / "a.pdf", KEY[:-1])
    assert list(tmp_path.iterdir()) == []
