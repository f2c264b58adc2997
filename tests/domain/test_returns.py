"""What the words of a returned sheet mean."""

import pytest

from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.returns import (
    Landing,
    ReturnedRow,
    Told,
    changes_of,
    columns_of,
    count,
    landing_of,
    told,
)
from shuangyong_desktop.domain.rounds import Finding, RoundMember, RoundWay


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("属实", Finding.TRUE), ("已认证", Finding.TRUE), ("√", Finding.TRUE), ("是", Finding.TRUE),
        ("已死亡", Finding.DIED), ("迁出到江津", Finding.MOVED), ("查无此人", Finding.NOT_FOUND),
        ("外出务工", Finding.AWAY), ("信息有变化", Finding.CHANGED), ("健在", Finding.TRUE),
    ],
)  # fmt: skip
def test_the_words_of_offices_are_understood(text, finding):
    assert Told({"finding": text}).result(None) == (finding, "")


@pytest.mark.parametrize("text", ["", "未认证", "待确认"])
def test_what_is_not_filled_in_is_no_result(text):
    assert Told({"finding": text}).result(Finding.TRUE) == (None, "没有填写")


def test_other_words_are_shown_not_guessed():
    finding, why = Told({"finding": "？？"}).result(None)
    assert finding is None
    assert "看不明白" in why


def test_a_list_without_results_counts_as_assumed():
    assert Told({}).result(Finding.TRUE) == (Finding.TRUE, "")
    assert Told({}).result(None) == (None, "没有填写")


@pytest.mark.parametrize(
    ("text", "way"),
    [("入户", RoundWay.HOME), ("人脸识别", RoundWay.SYSTEM), ("微信视频", RoundWay.VIDEO),
     ("电话核实", RoundWay.PHONE), ("现场", RoundWay.GATHERED), ("托梦", None), ("", None)],
)  # fmt: skip
def test_ways_are_understood(text, way):
    assert Told({"way": text}).way is way


def test_the_other_columns_are_read_too():
    said = Told({"number": "12.0", "done_on": "2026.3.1", "done_by": " 王干事 ", "changes": ""})
    assert (said.number, said.day, said.text("done_by")) == (12, "2026-03-01", "王干事")
    assert said.text("changes") is None
    assert Told({"number": "Q1"}).number is None
    assert Told({"done_on": "昨天"}).day is None


def test_columns_are_found_by_their_headings_wherever_they_stand():
    columns = columns_of(
        [(4, "结 果"), (0, "核对号"), (7, "确认时间"), (8, "确认结果"), (2, "姓名")]
    )
    assert columns == {"finding": 4, "number": 0, "done_on": 7}
    assert told(("7", "", "李", "", "属实"), columns).texts == {
        "finding": "属实", "number": "7", "done_on": "",
    }  # fmt: skip


def test_covered_numbers_are_no_change():
    person = Person(name="李", phone="13800001234", address="3组")
    assert changes_of(person, {"phone": "138****1234", "address": "3组"}) == ()
    (change,) = changes_of(person, {"phone": "13900001234", "address": None})
    assert change.words == "联系电话：13800001234 → 13900001234"
    assert change.told(masked=True) == "联系电话：138****1234 → 139****1234"
    (change,) = changes_of(Person(name="李"), {"address": "5组"})
    assert change.words == "住址：空 → 5组"


def test_a_result_lands_beside_what_is_registered():
    true, died = RoundMember(finding=Finding.TRUE), RoundMember(finding=Finding.DIED)
    assert landing_of(RoundMember(), true) is Landing.NEW
    assert landing_of(true, true) is Landing.SAME
    assert landing_of(true, died) is Landing.DIFFERENT


def test_the_counts_add_up():
    rows = [
        ReturnedRow(sheet="1", row=number, name="李", landing=landing)
        for number, landing in enumerate((Landing.NEW, Landing.NEW, Landing.UNKNOWN))
    ]
    counted = count(rows, skipped=4)
    assert counted.read == 7
    assert counted.words == "读到 7 行 = 可登记 2 + 台账查无此人 1 + 跳过 4"
