from shuangyong_desktop.domain.category_stems import (
    bracketed,
    has_left_the_army,
    is_denied,
    parts_of,
    stem_code,
)


def test_a_cell_is_cut_into_its_words():
    assert parts_of("残疾军人、参战 / 带病；涉核") == ["残疾军人", "参战", "带病", "涉核"]


def test_brackets_explain_a_class_unless_they_say_where_a_pension_is_paid():
    assert bracketed("两参（参战）") == ("两参", ("参战",))
    assert bracketed("残疾军人（在乡）") == ("残疾军人", ())


def test_a_stem_tells_unless_it_is_denied():
    assert stem_code("对越作战老兵") == "war_veteran"
    assert stem_code("未参战") is None
    assert stem_code("见义勇为") is None
    assert is_denied("非农村籍")
    assert has_left_the_army("退役义务兵")
    assert not has_left_the_army("义务兵")
