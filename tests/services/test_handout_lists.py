"""Pasted status lists: every line lands once, and nothing is written before it was shown."""

import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.handouts import HandoutItem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.services.handout_lists import Landing

CARD, PLAQUE = HandoutItem.CARD, HandoutItem.PLAQUE
LIST = """姓名\t身份证号\t状态\t编号
李建国\t510222195803066110\t已发放\tYD50011000123
李建国\t510222195803066110\t已发放
王秀英\t\t待领取
张永福\t\t已申领
孙立\t\t已发放
周兴邦
——\t——"""


@pytest.fixture
def people(office):
    return [
        office.people.save(Person(name=name, **known))
        for name, known in (
            ("李建国", {"id_number": "510222195803066110", "categories": ("retired_soldier",)}),
            ("王秀英", {"categories": ("martyr_survivor",)}),
            ("张永福", {}), ("张永福", {}), ("周兴邦", {}),
        )
    ]  # fmt: skip


@pytest.mark.usefixtures("people")
def test_every_line_lands_once_and_says_why(office):
    preview = office.handout_lists.preview(CARD, LIST)
    assert [line.landing for line in preview.lines] == [
        Landing.SKIPPED, Landing.WRITES, Landing.REPEATED, Landing.WRITES, Landing.UNCLEAR,
        Landing.ABSENT, Landing.NO_STATUS, Landing.ABSENT,
    ]  # fmt: skip
    assert "2 个“张永福”" in preview.lines[4].why
    assert preview.words.startswith("读到 8 行 ＝ 可登记 2")


def test_what_was_shown_is_written_and_undone_in_one_step(office, people):
    preview = office.handout_lists.preview(CARD, LIST)
    assert office.handout_lists.accept(preview) == 2
    li, wang = (office.people.get(person.id) for person in people[:2])
    assert (li.card_status, li.preferential_card) == ("已发放", "YD50011000123")
    assert wang.card_status == "待领取"
    assert office.handouts.count() == 1
    again = office.handout_lists.preview(CARD, LIST)
    assert Landing.WRITES not in {line.landing for line in again.lines}
    with pytest.raises(Problem, match="没有可以登记的行"):
        office.handout_lists.accept(again)
    assert office.history.undo().title == "批量登记优待证状态：2 人"
    assert office.people.get(people[0].id) == people[0]


def test_plaques_are_marked_as_hung_or_not(office, people):
    text = "李建国 510222195803066110 已悬挂 2026-07-28\n王秀英 未悬挂"
    office.handout_lists.accept(office.handout_lists.preview(PLAQUE, text))
    li, wang = (office.people.get(person.id) for person in people[:2])
    assert (li.plaque_hung, li.plaque_date) == (True, "2026-07-28")
    assert wang.plaque_hung is False


@pytest.mark.usefixtures("people")
def test_a_spreadsheet_is_read_like_a_pasted_list(office, write_sheet):
    path = write_sheet(
        (1, "李建国", "510222195803066110", "已发放", "YD50011000123"),
        (2, "王秀英", None, "待领取", None),
        headings=("序号", "姓名", "身份证号", "优待证状态", "优待证编号"),
    )
    text = office.handout_lists.read(CARD, path, office.handout_lists.words())
    preview = office.handout_lists.preview(CARD, text)
    assert [line.landing for line in preview.lines] == [
        Landing.SKIPPED, Landing.WRITES, Landing.WRITES,
    ]  # fmt: skip
    assert preview.lines[1].told.number == "YD50011000123"


@pytest.mark.usefixtures("people")
def test_the_columns_of_a_sheet_say_what_was_given_whatever_else_stands_there(office, write_sheet):
    cards = write_sheet(
        ("渝字201900101", "李建国", '="510222195803066110"', "2022-03-17", "审核中", None,
         '="6228480000918809711"', "500175820581900101"),
        ("渝字201900102", "王秀英", None, "2022-03-17", "已领取", "2024/1/8",
         "6217860000101567348", "500182322119700102"),
        ("渝字201900103", "周兴邦", None, "2022-03-17", "退回", None, None, None),
        headings=("申请编号", "姓名", "身份证号", "申请时间", "优待证状态", "领取时间",
                  "优待证卡号", "优待证编号"),
    )  # fmt: skip
    office.people.save(Person(name="赵六"))
    text = office.handout_lists.read(CARD, cards, office.handout_lists.words())
    assert office.handout_lists.accept(office.handout_lists.preview(CARD, text)) == 3
    li, wang, _, _, zhou = (office.people.get(number) for number in range(1, 6))
    assert (li.card_status, li.preferential_card) == ("审核中", "500175820581900101")
    assert (wang.card_status, wang.preferential_card) == ("已领取", "500182322119700102")
    assert wang.card_issue_date == "2024-01-08"
    assert zhou.card_status == "退回"


@pytest.mark.usefixtures("people")
def test_a_sheet_of_plaques_that_says_yes_and_no_is_understood(office, write_sheet):
    plaques = write_sheet(
        (1, "李建国", "510222195803066110", "渝綦通惠00101", "2023-05-17", "是"),
        (2, "王秀英", None, None, None, "否"),
        (3, "周兴邦", None, "渝綦通惠00103", None, None),
        headings=("序号", "姓名", "身份证号", "光荣牌编号", "悬挂时间", "是否悬挂"),
    )
    text = office.handout_lists.read(PLAQUE, plaques, office.handout_lists.words())
    preview = office.handout_lists.preview(PLAQUE, text)
    assert office.handout_lists.accept(preview) == 3, preview.words
    li, wang, _, _, zhou = (office.people.get(number) for number in range(1, 6))
    assert (li.plaque_hung, li.plaque_number, li.plaque_date) == (
        True, "渝綦通惠00101", "2023-05-17"
    )  # fmt: skip
    assert wang.plaque_hung is False
    assert (zhou.plaque_hung, zhou.plaque_number) == (True, "渝綦通惠00103")


@pytest.mark.usefixtures("people")
def test_quotes_and_line_ends_in_cells_do_not_shift_the_lines(office):
    text = '姓名\t状态\n李建国\t"已发放\n（补）"\n王秀英\t已领取 ="500"\n"孙立\t已发放'
    preview = office.handout_lists.preview(CARD, text)
    assert [line.landing for line in preview.lines[:3]] == [
        Landing.SKIPPED, Landing.WRITES, Landing.WRITES,
    ]  # fmt: skip
    quoted = '姓名\t内容\n李建国\t已领取\n王秀英\t退回 "x\n周兴邦\t正常 "\n'
    assert office.handout_lists.preview(CARD, quoted).lines


@pytest.mark.usefixtures("people")
def test_a_row_without_a_name_is_shown_and_a_file_that_is_no_list_is_refused(
    office, write_sheet, tmp_path
):
    path = write_sheet(
        (1, "李建国", "510222195803066110", "已发放", "YD50011000123"),
        (2, None, None, "待领取", "YD50011000124"),
        (3, "王秀英", None, "待领取", None),
        headings=("序号", "姓名", "身份证号", "优待证状态", "优待证编号"),
    )
    text = office.handout_lists.read(CARD, path, office.handout_lists.words())
    preview = office.handout_lists.preview(CARD, text)
    assert [line.landing for line in preview.lines] == [
        Landing.SKIPPED, Landing.WRITES, Landing.WRITES, Landing.UNREADABLE,
    ]  # fmt: skip
    letter = tmp_path / "通知.csv"
    letter.write_text("关于做好优待证发放工作的通知\n请各村抓紧\n", encoding="utf-8")
    with pytest.raises(Problem):
        office.handout_lists.read(CARD, letter, office.handout_lists.words())
