import pytest

from shuangyong_desktop.domain.passwords import weakness


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", "不能为空"),
        ("   ", "不能为空"),
        ("1234567890123", "全是数字"),
        ("我510223196001016019", "证件号"),
        ("a13800000001", "电话号码"),
        ("ab1234567890", "账号"),
        ("abc123", "太短"),
        ("通惠街", "太短"),
        ("aaaaaaaaaaaab", "重复"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password, reason):
    assert reason in weakness(password)


@pytest.mark.parametrize("password", ["春天种树秋天收", "tonghui-2026-yong", "老王家的三只猫8"])
def test_a_sentence_or_ten_mixed_characters_will_do(password):
    assert weakness(password) is None
