# ruff: noqa: RUF001 (look-alike characters are what is tested)

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangyong_desktop.domain.fields import Severity
from shuangyong_desktop.domain.identity import (
    check_character,
    complete,
    identify,
    kept_digits,
    read_id,
)

GOOD = "510223194908016664"
ENDS_IN_ZEROS = "510223194908010000"


def kinds(text):
    return [doubt.kind for doubt in read_id(text).doubts]


@st.composite
def id_numbers(draw):
    day = draw(st.dates(min_value=date(1900, 1, 1)))
    order = draw(st.integers(600, 999))
    prefix = draw(st.sampled_from(["510223", "500222", "500110"]))
    first = f"{prefix}{day:%Y%m%d}{order}"
    return first + check_character(first)


@given(id_numbers())
def test_a_valid_number_reads_as_itself_and_tells_birth_and_sex(number):
    assert read_id(number).value == number
    identity = identify(number)
    assert identity.birth_date.replace("-", "") == number[6:14]
    assert identity.sex == ("男" if int(number[16]) % 2 else "女")


@given(id_numbers(), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number, place, step):
    wrong = str((int(number[place]) + step) % 10)
    altered = number[:place] + wrong + number[place + 1 :]
    assert read_id(altered).doubts


@pytest.mark.parametrize(
    "number",
    ["11010519491231002X", "440524188001010014", "500222197902170009", "500110198501310000"],
)
def test_the_published_test_numbers_are_valid(number):
    assert identify(number) is not None


def test_an_impossible_birth_date_keeps_the_number_out_although_its_check_digit_is_right():
    reading = read_id("510223195502300002")
    assert reading.value is None
    assert reading.doubts[0].kind == "invalid_id"
    assert reading.doubts[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    "written",
    [
        "５１０２２３１９４９０８０１６６６４",
        "510223 19490801 6664",
        "\xa0510223194908016664",
        "'510223194908016664",
        '="510223194908016664"',
        "\t510223194908016664\n",
        "51022319490801\u200b6664",
        "510223194908016664.0",
        "\u202d510223194908016664\u202c",
        "510223-19490801-6664",
        "510223.19490801.6664",
        "510223/19490801/6664",
    ],
)
def test_what_spreadsheets_add_to_a_number_is_taken_off(written):
    assert read_id(written).value == GOOD
    assert kinds(written) == []


@pytest.mark.parametrize("x", ["x", "×", "Х", "х", "χ", "Ｘ"])
def test_look_alikes_of_x_are_x(x):
    assert read_id("11010519491231002" + x).value == "11010519491231002X"


def test_letters_among_the_digits_are_read_as_digits_but_marked():
    reading = read_id("51O223194908016664")
    assert reading.value == GOOD
    assert reading.doubts[0].suggestion.text == GOOD
    assert reading.doubts[0].severity is Severity.WARNING


def test_a_wrong_check_digit_lets_the_number_in_and_marks_it():
    reading = read_id("510223194908016663")
    assert reading.value == "510223194908016663"
    assert kinds("510223194908016663") == ["bad_check_digit"]


@pytest.mark.parametrize("text", ["5.10223E+17", "5.10223194908016E+17", "510223194908016000"])
def test_digits_lost_in_a_spreadsheet_are_never_guessed(text):
    assert read_id(text).value is None
    assert kinds(text) == ["truncated_id"]


def test_the_digits_that_survived_help_matching():
    assert kept_digits("5.10223194908016E+17") == "510223194908016"
    assert kept_digits("510223194908016000") == "510223194908016"
    assert kept_digits("5.10223E+17") == "510223"
    assert kept_digits(GOOD) == ""


def test_a_valid_number_that_ends_in_zeros_is_only_pointed_out():
    reading = read_id(ENDS_IN_ZEROS)
    assert reading.value == ENDS_IN_ZEROS
    assert [doubt.severity for doubt in reading.doubts] == [Severity.INFO]
    assert read_id(f" {ENDS_IN_ZEROS}").value == ENDS_IN_ZEROS


def test_fifteen_digits_are_upgraded_with_a_mark():
    reading = read_id("510223560213746")
    assert reading.value == complete("510223560213746") == "510223195602137468"
    assert reading.doubts[0].kind == "converted_id"
    assert reading.doubts[0].severity is Severity.INFO
    assert kinds("510223561313746") == ["invalid_id"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("51022319511156597", "invalid_id"),
        ("5102231951115", "invalid_id"),
        ("51022319511156", "truncated_id"),
        ("军字第12345号", "invalid_id"),
        ("待办理中", "invalid_id"),
    ],
)
def test_numbers_of_the_wrong_length_are_kept_out(text, kind):
    assert read_id(text).value is None
    assert kinds(text) == [kind]


@pytest.mark.parametrize("text", ["", "无", "不详", "/", "—", "  "])
def test_a_cell_that_says_nothing_is_empty(text):
    assert read_id(text) == type(read_id(""))()


def test_words_around_a_number_are_reported():
    assert read_id(f"身份证{GOOD}").value == GOOD
    assert kinds(f"身份证{GOOD}") == ["id_note"]


def test_two_numbers_in_a_cell_are_two_people():
    other = "510223195503256760"
    reading = read_id(f"{GOOD}/{other}")
    assert reading.value == GOOD
    assert kinds(f"{GOOD}、{other}") == ["multiple_persons"]


def test_lost_digits_are_left_to_matching_by_hand():
    change = read_id("5.10223E+17").doubts[0].suggestion
    assert change.text == ""
    assert change.by_hand


def test_a_number_in_a_suggestion_is_masked():
    reading = read_id(GOOD.replace("0", "O", 1))
    assert GOOD not in reading.doubts[0].suggestion.words


def test_no_shorter_number_is_cut_out_of_a_damaged_one():
    assert read_id("51〇223195401228291").value == "510223195401228291"
    assert read_id("51〇223195401228292").value is None
    assert read_id("5102231954*12282911").value is None
