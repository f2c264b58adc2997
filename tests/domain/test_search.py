import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangyong_desktop.domain.pinyin import sounding, spoken_ways, syllables
from shuangyong_desktop.domain.search import after, query_of, tokens_of


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("王建国", "wang jian guo"),
        ("曾子墨", "zeng zi mo"),
        ("单雄信", "shan xiong xin"),
        ("尉迟恭", "yu chi gong"),
        ("吕布", "lv bu"),
        ("王𠮷A", "wang 𠮷 a"),
    ],
)
def test_names_are_read_as_people_say_them(name: str, spoken: str):
    assert " ".join(syllables(name)) == spoken


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("曾长乐", ("zengchangle", "cengchangyue", "zzy", "ccl")),
        ("重行之", ("chongxing", "zhonghang", "zxz", "chz")),
        ("欧阳朝", ("ouyangchao", "ouyangzhao", "yc", "oyz")),
        ("单传盛", ("shanchuan", "danzhuancheng", "sheng", "cheng")),
    ],
)
def test_a_polyphone_is_found_in_either_way_of_reading_it(name: str, typed: tuple[str, ...]):
    tokens = tokens_of(name)
    for query in typed:
        assert any(token.startswith(query_of(query)) for token in tokens), query


def test_the_usual_way_of_reading_comes_first_and_there_are_never_many():
    ways = spoken_ways("曾长行乐传")
    assert ways[0] == syllables("曾长行乐传")
    assert len(ways) == 8
    assert spoken_ways("王建国") == [["wang", "jian", "guo"]]


def test_names_sort_by_sound():
    assert sorted(["张三", "阿大", "单一", "李四"], key=sounding) == [
        "阿大",
        "李四",
        "单一",
        "张三",
    ]


def test_a_person_has_about_seventeen_beginnings():
    tokens = tokens_of("王建国", None, "500222195002016019", "13800001234")
    assert len(tokens) == 17
    assert {"建国", "jianguo", "jg", "19500201", "6019"} <= {token[:8] for token in tokens}


def test_nothing_known_gives_no_token():
    assert tokens_of("") == ()
    assert tokens_of("……", None, None, "无") == ()


def test_a_query_is_only_text():
    assert query_of(" 王　建国 ") == "王建国"
    assert query_of("\uff37\uff2a\uff27") == "wjg"
    assert query_of("lüb") == "lvb"
    assert query_of("%_*'\"") == ""


@given(st.text(min_size=1, max_size=5), st.text(max_size=5))
def test_after_bounds_everything_that_begins_so(query: str, rest: str):
    if not rest.startswith("\U0010ffff"):
        assert query <= query + rest < after(query)
