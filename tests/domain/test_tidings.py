import pytest

from shuangyong_desktop.domain.tidings import date_beside, date_in, has_moved_out, own_death


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("已故2022.6", "2022-06"),
        ("己故", None),
        ("于2019年2月死亡", "2019-02"),
        ("2019年11月18日病故", "2019-11-18"),
        ("23年5月因病去世", "2023-05"),
        ("2021年去逝，2021年停发", "2021"),
        ("人已去世，家属未报", None),
        ("死亡（2020—03）", "2020-03"),
        ("死亡时间：2020年6月", "2020-06"),
    ],
)
def test_a_death_is_told_in_many_words(text, date):
    death = own_death(text)
    assert death is not None
    assert date_beside(death) == date


@pytest.mark.parametrize(
    "text",
    [
        "配偶已故",
        "妻子2020年去世",
        "丧偶",
        "病故军人遗属",
        "已交死亡证明",
        "如去世请上报",
        "未去世",
        "",
    ],
)
def test_the_death_of_somebody_else_or_of_nobody_is_none(text):
    assert own_death(text) is None


@pytest.mark.parametrize(
    "text", ["户口迁出至江津区", "2023年迁出", "已迁往古南街道", "户籍迁至贵州"]
)
def test_a_move_is_told_in_many_words(text):
    assert has_moved_out(text)


@pytest.mark.parametrize(
    "text",
    ["迁入", "2019年从古南街道迁至我街道", "儿子迁出", "拟迁出", "从江津迁到通惠街道", "已迁入"],
)
def test_who_came_or_has_not_gone_yet_has_not_moved_out(text):
    assert not has_moved_out(text)


def test_the_first_date_in_a_note():
    assert date_in("已故2022.6") == "2022-06"
    assert date_in("已故") is None
