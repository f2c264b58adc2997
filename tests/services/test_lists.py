"""Pasted lists against the people of a real ledger."""

import pytest

from shuangyong_desktop.domain.changes import ChangeKind
from shuangyong_desktop.domain.events import Event, EventKind
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.services.lists import Outcome

LI = "510222195803066110"


@pytest.fixture
def lists(office):
    for person in (
        Person(name="李建国", id_number=LI, birth_date="1958-03-06"),
        Person(name="王秀英", birth_date="1950-02-03"),
        Person(name="赵一"),
        Person(name="钱五", birth_date="1940-01-01", id_number="510222194001016011"),
    ):
        office.people.save(person)
    office.events.register(Event(person_id=4, kind=EventKind.DIED, date="2026-01-09", basis="证明"))
    return office.lists


def compared(lists, text):
    found = lists.compare(text, "殡葬名单").found
    return [(item.outcome, item.person and item.person.name, item.reason) for item in found]


def test_every_line_stands_under_one_outcome_and_the_counts_add_up(lists):
    text = (
        "姓名\t身份证号\t出生日期\t死亡时间\n"
        f"李建国\t{LI}\t\t2026-03-05\n"
        "王秀英\t\t1950-02-03\t2026-04-01\n"
        "赵一\t\t1961-05-06\t2026-04-02\n"
        "钱五\t510222194001016011\t\t2026-01-09\n"
        "孙六\t\t1970-01-01\t2026-04-02\n"
        "\t51022219\t\t\n"
        "\t\t\t\n"
    )
    assert compared(lists, text) == [
        (Outcome.SKIPPED, None, "表头"),
        (Outcome.HIT, "李建国", "身份证号一致"),
        (Outcome.HIT, "王秀英", "姓名和出生日期一致"),
        (Outcome.HIT, "赵一", "姓名一致，台账缺少证件号或出生日期"),
        (Outcome.KNOWN, "钱五", "台账已登记去世（2026年1月9日）"),
        (Outcome.ABSENT, None, "台账里没有这个人"),
        (Outcome.UNREADABLE, None, "没有找到姓名和身份证号"),
        (Outcome.SKIPPED, None, "空行"),
    ]
    comparison = lists.compare(text, "殡葬名单")
    assert comparison.words == (
        "读到 8 条 ＝ 命中，待处理 3 ＋ 已经登记 1 ＋ 不在台账 1 ＋ 无法识别 1 ＋ 表头、空行 2"
    )
    assert sum(comparison.counts.values()) == 8


def test_a_number_that_agrees_outweighs_a_name_that_does_not(lists):
    ((outcome, name, reason),) = compared(lists, f"李健国 {LI}")
    assert (outcome, name) == (Outcome.HIT, "李建国")
    assert "名单姓名是李健国" in reason


def test_a_name_and_birth_date_with_another_number_is_to_be_checked(lists):
    ((outcome, name, reason),) = compared(lists, "李建国\t510222195803066030\t1958-03-06")
    assert (outcome, name) == (Outcome.HIT, "李建国")
    assert "证件号不同，请核实" in reason


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("李建国 5102**********6110", Outcome.HIT),
        ("李建国 5102**********0000", Outcome.ABSENT),
        ("李建国", Outcome.HIT),
        ("李建国 1959-01-01", Outcome.ABSENT),
        (LI, Outcome.HIT),
        ("510222196001016039", Outcome.ABSENT),
    ],
)
def test_what_is_covered_or_missing_is_used_as_far_as_it_goes(lists, line, outcome):
    assert [item[0] for item in compared(lists, line)] == [outcome]


def test_who_was_ruled_out_stays_ruled_out_until_undone(office, lists):
    (hit,) = lists.compare("赵一 1961-05-06", "公安名单").found
    lists.rule_out(hit.line, hit.person)
    ((outcome, _, reason),) = compared(lists, "赵一 1961-05-06")
    assert (outcome, reason) == (Outcome.OTHER, "此前已确认不是同一人")
    assert compared(lists, "赵一 1962-05-06")[0][0] is Outcome.HIT
    assert office.history.undo().title == "名单比对，不是同一人：赵一"
    assert compared(lists, "赵一 1961-05-06")[0][0] is Outcome.HIT


def test_several_of_one_name_are_all_shown_but_count_once(office, lists):
    office.people.save(Person(name="赵一", community="白杨社区"))
    comparison = lists.compare("赵一", "医保名单")
    assert len(comparison.found) == 2
    assert comparison.words == "读到 1 条 ＝ 命中，待处理 1"


def test_that_a_list_was_compared_stands_in_the_history(office, lists):
    lists.note(lists.compare("赵一", "医保名单"))
    (note,) = office.history.changes(1)
    assert (note.kind, note.title) == (
        ChangeKind.NOTE, "名单比对（医保名单）：读到 1 条 ＝ 命中，待处理 1",
    )  # fmt: skip
    assert lists.compare("", "医保名单").words == "读到 1 条 ＝ 表头、空行 1"
