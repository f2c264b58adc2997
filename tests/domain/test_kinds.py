import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Kind
from shuangyong_desktop.domain.tasks import TaskList


def value(kind, text):
    return kind.read(text).value


def doubts(kind, text):
    return [doubt.kind for doubt in kind.read(text).doubts]


def test_one_line_texts_are_trimmed_and_made_half_width():
    assert value(kinds.TEXT, " 滨河路１３１号Ｂ栋 ") == "滨河路131号B栋"
    assert value(kinds.TEXT, "玉龙社区2组1-2") == "玉龙社区2组1-2"
    assert value(kinds.TEXT, "—") is None
    assert doubts(kinds.TEXT, "张\u200b三路") == ["invisible_characters"]


def test_long_texts_keep_their_lines():
    assert value(kinds.LONG_TEXT, "一\n二\r\n三 ") == "一\n二\n三"
    assert value(kinds.LONG_TEXT, "/") is None


def test_names_with_company_raise_doubts():
    assert doubts(kinds.NAME, "张三/李四") == ["multiple_persons"]
    assert doubts(kinds.NAME, "张三（女）") == ["name_note"]
    assert value(kinds.NAME, "") is None


@pytest.mark.parametrize(
    ("text", "sex"),
    [("男", "男"), (" 女 ", "女"), ("M", "男"), ("2", "女"), ("1.0", "男"), ("", None)],
)
def test_sex_in_every_code(text, sex):
    assert value(kinds.SEX, text) == sex
    assert doubts(kinds.SEX, text) == []


def test_an_unknown_sex_is_marked():
    assert doubts(kinds.SEX, "不明") == ["unknown_sex"]


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("八级", "八级"),
        ("8级", "八级"),
        ("8", "八级"),
        ("9.0", "九级"),
        ("10级", "十级"),
        ("因公八级", "八级"),
        ("八级（因公）", "八级"),
        ("捌级", "八级"),
        ("八", "八级"),
        ("二等乙级", "二等乙级"),
        ("Ⅷ级", "八级"),
        ("8等级", "八级"),
        ("未评残", None),
        ("", None),
        ("无", None),
    ],
)
def test_grades(text, grade):
    assert value(kinds.GRADE, text) == grade


def test_grades_that_do_not_exist_are_marked_and_old_ones_pointed_out():
    assert doubts(kinds.GRADE, "十二级") == ["unknown_grade"]
    assert doubts(kinds.GRADE, "轻微") == ["unknown_grade"]
    assert doubts(kinds.GRADE, "三等甲级") == ["old_grade"]


def test_natures():
    assert value(kinds.NATURE, "战") == "因战"
    assert value(kinds.NATURE, "因公") == "因公"
    assert value(kinds.NATURE, "") is None
    assert doubts(kinds.NATURE, "因战因公") == ["unknown_nature"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("是", True),
        ("√", True),
        ("1.0", True),
        ("否", False),
        ("未悬挂", False),
        ("待悬挂", False),
        ("已上门悬挂", True),
        ("", None),
    ],
)
def test_yes_and_no(text, answer):
    assert value(kinds.YES_NO, text) is answer
    assert doubts(kinds.YES_NO, text) == []


def test_neither_yes_nor_no_is_marked():
    assert doubts(kinds.YES_NO, "大概") == ["unknown_yes_no"]
    assert kinds.YES_NO.write(value=True) == "是"
    assert kinds.YES_NO.write(value=False) == "否"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("正常", "在册"),
        ("健在", "在册"),
        ("不健在", "去世"),
        ("已故", "去世"),
        ("迁出", "迁出"),
        ("已迁往古南街道", "迁出"),
        ("己故", "去世"),
        ("注销（死亡）", "去世"),
        ("", None),
    ],
)
def test_statuses(text, status):
    assert value(kinds.STATUS, text) == status


def test_an_unknown_status_says_nothing():
    assert value(kinds.STATUS, "待核") is None
    assert doubts(kinds.STATUS, "待核") == ["unknown_status"]


def test_communities_lose_the_places_above_them():
    assert value(kinds.COMMUNITY, "通惠街道荷塘村 ") == "荷塘村"
    assert value(kinds.COMMUNITY, "登瀛居委会") == "登瀛社区"
    assert value(kinds.COMMUNITY, "") is None


def test_certificates_and_tags():
    assert value(kinds.CERTIFICATE, " 退字 第1号") == "退字第1号"
    assert value(kinds.CERTIFICATE, "无") is None
    assert value(kinds.TAGS, "高龄、独居,高龄") == ("高龄", "独居")


@given(
    st.sampled_from(
        [
            kinds.SEX,
            kinds.GRADE,
            kinds.NATURE,
            kinds.DATE,
            kinds.PHONE,
            kinds.COMMUNITY,
            kinds.TEXT,
            kinds.NAME,
        ]
    ),
    st.text(max_size=30),
)
def test_what_was_read_once_reads_the_same_again(kind, text):
    first = kind.read(text).value
    if first is not None:
        assert kind.read(kind.write(first)).value == first


KINDS = [kind for kind in vars(kinds).values() if isinstance(kind, Kind)]


@given(
    st.sampled_from(KINDS),
    st.text(
        st.sampled_from("0123456789九十百.-/年月日级元万，、（）Xx×E+=\"' \u200b\n已故曾用名因公"),
        max_size=40,
    )
    | st.text(max_size=40)
    | st.sampled_from("01.一(、'年E").map(lambda sign: sign * 5000),
)
def test_no_text_makes_any_kind_fail(kind, text):
    kind.read(text)


def test_what_an_old_grade_may_be_today_is_suggested_for_the_clerk_to_decide():
    certain = kinds.GRADE.read("二等乙级").doubts[0].suggestion
    either = kinds.GRADE.read("三等甲级").doubts[0].suggestion
    assert (certain.text, certain.by_hand) == ("六级", True)
    assert "七级或八级" in either.words
    assert kinds.GRADE.read("三等").doubts[0].suggestion is None


def test_the_first_of_two_people_in_a_cell_is_suggested():
    assert kinds.NAME.read("张三/李四").doubts[0].suggestion.text == "张三"


def test_a_choice_is_called_as_the_office_likes():
    kind = kinds.one_of(TaskList, {TaskList.FOR_ARMY: "拥军实事"})
    assert kind.choices[:2] == ("拥军实事", "部队支持地方事项")
    assert kind.write(TaskList.FOR_ARMY) == "拥军实事"
    for text in ("拥军实事", "地方支持部队事项", "FOR_ARMY"):
        assert kind.read(text).value is TaskList.FOR_ARMY
    assert doubts(kind, "别的") == ["unknown_choice"]
