"""What a line of a status list says: its words, their meaning, the number beside them."""

import pytest

from shuangyong_desktop.domain.handout_lists import told
from shuangyong_desktop.domain.handouts import HandoutItem, Standing

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
