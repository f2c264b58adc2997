# ruff: noqa: RUF001 (look-alike characters are what is tested)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangyong_desktop.domain.text import (
    MAX_LENGTH,
    briefly,
    chinese_number,
    clean,
    fold,
    half_width,
    mask_account,
    mask_id,
    mask_phone,
    natural_key,
    safe_file_name,
    squeeze,
)


def test_ordinary_text_is_left_alone():
    assert clean("玉龙社区2组187号\n二行\t列").text == "玉龙社区2组187号\n二行\t列"
    assert clean("plain").removed == 0


def test_invisible_characters_go_and_are_counted():
    cleaned = clean("张\u200b三\x07\u202e")
    assert (cleaned.text, cleaned.removed) == ("张三", 3)
    assert cleaned.notice == "已去除 3 处不可见字符"
    assert clean("张三").notice == ""


def test_lone_surrogates_and_noncharacters_never_get_through():
    assert clean("a\ud800b\ufffec\U0001ffff").text == "abc"


def test_line_ends_become_one_kind():
    assert clean("一\r\n二\r三\u2028四").text == "一\n二\n三\n四"


def test_letters_are_composed_but_compatibility_ideographs_stay_as_written():
    assert clean("e\u0301").text == "é"
    assert clean("\uf9b2e\u0301").text == "\uf9b2é"


def test_overlong_text_is_cut_and_the_loss_counted():
    cleaned = clean("长" * (MAX_LENGTH + 5))
    assert (len(cleaned.text), cleaned.removed) == (MAX_LENGTH, 5)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    once = clean(text).text
    assert clean(once).text == once
    once.encode("utf-8")


def test_full_width_forms_become_ordinary():
    assert half_width("１２３Ａｂ　（）") == "123Ab ()"
    assert half_width("abc") == "abc"


def test_squeezing_takes_visible_and_invisible_blanks():
    assert squeeze(" 张\u3000三\u200b\n") == "张三"


def test_folding_ignores_blanks_brackets_signs_and_case():
    assert fold("身 份 证＊号码（18位）：") == "身份证号码18位"
    assert fold("村（社区）") == fold("村/社区") == "村社区"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("一九七九", 1979),
        ("贰佰", 200),
        ("", None),
        ("三会", None),
        ("〇", 0),
        ("一" * 5000, None),
    ],
)
def test_chinese_numerals(text, number):
    assert chinese_number(text) == number


def test_addresses_sort_as_people_read_them():
    sorted_ones = [
        "石盘村2组9号",
        "石盘村三组1号",
        "石盘村10组1号",
        "通惠路2栋1单元1-2",
        "通惠路2栋1单元1-10",
    ]
    assert sorted(set(sorted_ones), key=natural_key) == sorted_ones


def test_endless_numbers_are_only_text():
    assert natural_key("9" * 5000) == ((1, 0, "9" * 5000),)


@given(st.lists(st.text(max_size=12), max_size=6))
def test_any_texts_can_be_sorted_naturally(texts):
    ordered = sorted(texts, key=natural_key)
    assert sorted(ordered, key=natural_key) == ordered


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2026年春节签收册.pdf", "2026年春节签收册.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("", "未命名"),
        ("...", "未命名"),
        ("一\n二\t三", "一 二 三"),
        ("a<b>:c|d?.xlsx", "a_b_c_d_.xlsx"),
        ("\u202egnp.exe", "gnp.exe"),
    ],
)
def test_file_names_are_safe_everywhere(text, name):
    assert safe_file_name(text) == name


@given(st.text())
def test_file_names_fit_every_system(text):
    name = safe_file_name(text)
    assert 0 < len(name.encode()) <= 120
    assert not set(name) & set('/\\:*?"<>|\n\x00')
    assert not name.endswith((".", " "))


def test_masks_follow_the_table_of_the_papers():
    assert mask_id("510223194908010000") == "5102**********0000"
    assert mask_phone("13800001234、023-48660000") == "138****1234、023*****0000"
    assert mask_account("6217860000762301243") == "***************1243"
    assert mask_id("1234") == "****"


def test_a_sentence_quotes_briefly_and_shows_nothing_invisible():
    told = briefly(f"性别“{'王' * 300}”无法识别，“张\x00三”也一样。")
    assert told == f"性别“{'王' * 40}…”无法识别，“张三”也一样。"
    assert briefly("没有改动。") == "没有改动。"


def test_a_number_with_blanks_in_it_is_covered_too():
    assert mask_phone("138 0000 123") == "138***** 123"
