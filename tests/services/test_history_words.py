"""操作记录 speaks the clerk's words: a year of work and every setting, read to the end."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from shuangyong_desktop.domain.appeals import AppealLimits
from shuangyong_desktop.domain.changes import Edit
from shuangyong_desktop.domain.contact_rules import ContactRules
from shuangyong_desktop.domain.desk import DeskDetails, DeskPerson, Preferences, Role
from shuangyong_desktop.domain.lists import read_list
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.search import Trait
from shuangyong_desktop.domain.situations import Boundary, LocalRules
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.services.demo.filling import make_demo
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.views import Criteria, SavedView

_MACHINE = re.compile(r"[A-Za-z]{2,}[_:.\w]*|[{}\[\]\"_]")
"""An identifier, a bracket of JSON, a quote of a program."""
_FINGERPRINT = "文件校验值"
_FILE = re.compile(r"[^“”]*\.(?:pdf|xlsx|jpg)")


def _machine_words(office: Office) -> Iterator[tuple[str, str]]:
    for change in office.history.changes(100_000):
        for edit in office.history.edits(change.id):
            if edit.label != _FINGERPRINT:
                yield from ((edit.label, text) for text in _texts(edit) if _MACHINE.search(text))


def _texts(edit: Edit) -> list[str]:
    parts = (edit.subject, edit.label, edit.before or "", edit.after or "")
    return [_FILE.sub("", part) for part in parts]


@pytest.fixture
def everything_set(office: Office) -> Office:
    """Every setting that the desk can change, changed."""
    person = office.people.save(Person(name="李建国", id_number="510222195803066110"))
    settings = office.settings
    settings.save_desk(DeskDetails(filled_by="王芳"))
    settings.save_preferences(Preferences(idle_minutes=9))
    rules = {"funeral_months": {"war_veteran": 6}, "move_until": {"war_veteran": Boundary.YEAR}}
    settings.save_local_rules(replace(LocalRules(), **rules))
    settings.remember_columns("9b6f", {0: "name", 1: "", 2: "serial"})
    office.dictionary.save_people([DeskPerson(name="周明", role=Role.LEADER, phone="13800001234")])
    office.dictionary.save_units("街道办\n武装部")
    office.dictionary.save_phrases("身体健康")
    office.contacts.save_rules(ContactRules(old_age=90))
    office.appeals.save_limits(AppealLimits(tell_days=10))
    (line,) = read_list("王芳 510222195803066110")
    office.lists.rule_out(line, person)
    criteria = Criteria(
        sexes=("男",), least_age=80, tags=("重点",), words=(("health", "一般"),),
        traits=(Trait.NO_PHONE,), unmet_days=90,
    )  # fmt: skip
    view = SavedView(
        name="高龄", view="paid", categories=("war_veteran",), statuses=(PersonStatus.ACTIVE,),
        criteria=criteria, columns=("name", "sex_age", "hint"), order="met_on", down=True,
    )  # fmt: skip
    office.views.save(view)
    return office


def test_every_setting_is_told_in_the_words_of_the_clerk(everything_set: Office) -> None:
    assert not list(_machine_words(everything_set))
    told = {(edit.subject, edit.after) for change in everything_set.history.changes()
            for edit in everything_set.history.edits(change.id)}  # fmt: skip
    assert ("设置“人员字典”", "姓名 周明，作用 带队领导，电话 138****1234") in told
    assert ("设置“栏目对应关系”", "第1列 姓名、第2列 不导入、第3列 不导入") in told
    assert any("丧葬补助月数 参战退役军人 6" in (words or "") for _, words in told)
    (kept,) = [words for name, words in told if "自己的视图" in name and words != "自己的视图"]
    assert kept == (
        "姓名 高龄，人员类别 参战退役军人，人员状态 在册，其他条件 性别 男，年满周岁 80，"
        "标签 重点，栏目内容 健康状况 一般，情况 缺电话，超过多少天未联系 90，"
        "显示栏目 姓名、性别年龄、提醒，排序 最近联系，从大到小 是"
    )


def test_a_year_of_work_is_told_in_the_words_of_the_clerk(tmp_path: Path) -> None:
    office = make_demo(tmp_path / "演示.db", 120, 3, 2026)
    try:
        assert not list(_machine_words(office))
    finally:
        office.close()
