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
    text = office.handout_lists.read(path, office.handout_lists.words())
    preview = office.handout_lists.preview(CARD, text)
    assert [line.landing for line in preview.lines] == [
        Landing.SKIPPED, Landing.WRITES, Landing.WRITES,
    ]  # fmt: skip
    assert preview.lines[1].told.number == "YD50011000123"
