"""What a sheet that a village filled says of contacts, cell by cell."""

import pytest

from shuangyong_desktop.domain.contact_returns import (
    ToldContact,
    contact_columns,
    contact_landing,
    told_contact,
)
from shuangyong_desktop.domain.contacts import Contact, ContactWay
from shuangyong_desktop.domain.returns import Landing

TODAY = "2026-07-20"
ASSUMED = Contact(person_id=1, date="2026-07-18", way=ContactWay.PHONE, officer="王敏")


def said(**texts):
    return ToldContact(texts).contact(ASSUMED, TODAY)


def test_headings_of_the_village_are_understood_and_telephones_are_no_way():
    columns = contact_columns(
        enumerate(("姓名", "走访日期", "联系方式", "联系形式", "联系情况", "走访时间"))
    )
    assert columns == {"date": 1, "way": 3, "content": 4}
    assert told_contact(("李建国", "2026-07-01"), columns).texts["content"] == ""


@pytest.mark.parametrize(("text", "number"), [("7", 7), (" 12.0 ", 12), ("", None), ("甲", None)])
def test_the_number_leads_back_while_it_is_one(text, number):
    assert ToldContact({"number": text}).number == number


def test_what_a_row_does_not_say_is_what_was_assumed():
    contact, why = said(content="身体健康")
    assert why == ""
    assert contact == Contact(
        person_id=1, date="2026-07-18", way=ContactWay.PHONE, officer="王敏", content="身体健康",
        reached=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ({"date": "前天"}, "联系时间“前天”看不明白"),
        ({"date": "2026-07"}, "联系时间“2026-07”看不明白"),
        ({"date": "2026-07-21"}, "在今天之后"),
        ({"next_date": "下个月"}, "下次联系“下个月”看不明白"),
        ({"next_date": "2026-07-01"}, "下次联系早于联系时间"),
        ({"way": "托梦"}, "联系形式“托梦”看不明白"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(texts, words):
    contact, why = said(**texts)
    assert contact is None
    assert words in why


@pytest.mark.parametrize(
    ("text", "way"),
    [("入户", ContactWay.HOME), ("微信视频", ContactWay.VIDEO), ("微信", ContactWay.MESSAGE),
     ("打电话", ContactWay.PHONE), ("来访", ContactWay.OFFICE), ("座谈会", ContactWay.MEETING)],
)  # fmt: skip
def test_ways_are_read_by_what_they_say(text, way):
    contact, _ = said(way=text)
    assert contact.way is way


def test_nothing_written_by_hand_is_an_empty_row_and_none_is_no_appeal():
    assert ToldContact({"way": "电话", "officer": "刘支书"}).empty
    told = ToldContact({"appeal": "无", "opinion": "多走访"})
    assert not told.empty
    assert (told.appeal, told.opinion) == ("", "多走访")


def test_a_contact_lands_beside_the_one_of_its_day():
    known = Contact(date="2026-07-18", way=ContactWay.PHONE, content="健康", reached=True)
    assert contact_landing(None, known) == (Landing.NEW, "")
    assert contact_landing(known, known) == (Landing.SAME, "")
    other = Contact(date="2026-07-18", way=ContactWay.HOME, content="健康", reached=True)
    assert contact_landing(known, other) == (
        Landing.DIFFERENT, "联系方式已登记“电话”，表上是“入户走访”",
    )  # fmt: skip
