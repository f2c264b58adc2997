"""What a line of a status list says: its words, their meaning, the number beside them."""

import pytest

from shuangyong_desktop.domain.handout_lists import as_line, told
from shuangyong_desktop.domain.handouts import HandoutItem, Standing
from shuangyong_desktop.domain.lists import read_list

CARD, PLAQUE = HandoutItem.CARD, HandoutItem.PLAQUE


@pytest.mark.parametrize(
    ("item", "line", "words", "standing", "number"),
    [
        (CARD, "李建国 510222195803066110 已发放 YD50011000123 2024-05-06", "已发放",
         Standing.HAS, "YD50011000123"),
        (CARD, "李建国\t已领取\t2024-05-06", "已领取", Standing.HAS, None),
        (CARD, "李建国 未激活", "未激活", Standing.HAS, None),
        (CARD, "李建国 待领取 13800001234", "待领取", Standing.APPLIED, None),
        (CARD, "李建国 已申领", "已申领", Standing.APPLIED, None),
        (CARD, "李建国 未申领", "未申领", Standing.MISSING, None),
        (CARD, "李建国 已注销", "已注销", Standing.AWAY, None),
        (PLAQUE, "李建国 已悬挂 光荣牌000927", "已悬挂", Standing.HAS, "000927"),
        (PLAQUE, "李建国 应挂未挂", "应挂未挂", Standing.MISSING, None),
        (PLAQUE, "李建国 已取消", "已取消", Standing.AWAY, None),
    ],
)  # fmt: skip
def test_status_and_number_are_read_from_a_line(item, line, words, standing, number):
    says = told(item, line)
    assert says is not None
    assert (says.words, says.standing, says.number) == (words, standing, number)


def test_a_line_without_a_status_says_nothing():
    assert told(CARD, "李建国 510222195803066110") is None


@pytest.mark.parametrize(
    ("item", "values", "line"),
    [
        (CARD, {"card_status": "审核中", "preferential_card": "5001"}, "审核中\tNo5001\t"),
        (CARD, {"card_issue_date": "2024-01-08"}, "已发放\t\t2024-01-08"),
        (CARD, {"plaque_hung": True}, ""),
        (PLAQUE, {"plaque_hung": False}, "未悬挂\t\t"),
        (PLAQUE, {"plaque_number": "渝00103"}, "已悬挂\tNo渝00103\t"),
    ],
)
def test_the_columns_of_a_row_are_told_as_a_line(item, values, line):
    assert as_line(item, values) == line


def test_a_number_told_by_its_column_is_taken_whole_and_for_no_id_number():
    said = told(PLAQUE, "李建国 已悬挂 No渝綦00101 2023-05-17")
    assert said is not None
    assert said.number == "渝綦00101"
    *_, line = read_list("姓名\t身份证号\t内容\n李建国\t\t已领取\tNo500182322119700102")
    assert line.id_number is None
