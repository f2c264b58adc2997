# ruff: noqa: RUF001 (look-alike characters are what is tested)

import pytest

from shuangyong_desktop.domain.phones import read_phones, split_phones


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("13800001234", "13800001234"),
        ("138 0000 1234", "13800001234"),
        ("13800001234.0", "13800001234"),
        ("１３８００００１２３４", "13800001234"),
        ("+86 13800001234", "13800001234"),
        ("13800004973；023-48663894", "13800004973、023-48663894"),
        ("(023)48665025", "023-48665025"),
        ("02348666341", "023-48666341"),
        ("48664561", "48664561"),
        ("023 48660000", "023-48660000"),
        ("13500001530 023-48668712", "13500001530、023-48668712"),
        ("19900004265\n023-48669354", "19900004265、023-48669354"),
        ("023-48660000-801", "023-48660000-801"),
        ("儿子13800001111", "13800001111（儿子）"),
        ("13800001111（儿子）", "13800001111（儿子）"),
        ("13800001111 13900002222", "13800001111、13900002222"),
        ("13800001111(子) 13900002222(女)", "13800001111（子）、13900002222（女）"),
        ("13800001234/13800001234", "13800001234"),
        ("", None),
        ("无", None),
    ],
)
def test_numbers_in_every_spelling(text, value):
    reading = read_phones(text)
    assert reading.value == value
    assert reading.doubts == ()


@pytest.mark.parametrize("text", ["1990000087", "138000012345", "家里电话", "119"])
def test_a_number_that_cannot_be_dialled_is_kept_and_marked(text):
    reading = read_phones(text)
    assert reading.value == text
    assert [doubt.kind for doubt in reading.doubts] == ["bad_phone"]


def test_numbers_are_told_apart_from_the_notes_beside_them():
    assert split_phones("13800001111（儿子）、023-48660000") == ("13800001111", "023-48660000")
    assert split_phones("") == ()
