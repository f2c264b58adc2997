import pytest

from shuangyong_desktop.domain.desk import PHRASES, DeskDetails, DeskPerson, Role
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services.dictionary import lines_of


def test_people_come_back_in_the_desks_order(office):
    people = (
        DeskPerson(name="张书记", role=Role.LEADER, duty="党工委书记", unit="通惠街道"),
        DeskPerson(name="李经办", role=Role.HANDLER, phone="13800001234"),
    )
    office.dictionary.save_people(people)
    assert office.dictionary.people() == people
    assert office.history.undo().title == "修改人员字典"
    assert office.dictionary.people() == ()


def test_units_and_phrases_are_one_per_line(office):
    assert office.dictionary.units() == ()
    assert office.dictionary.save_units(" 武装部 \n\n财政　办\r\n") == ("武装部", "财政 办")
    assert office.dictionary.units() == ("武装部", "财政 办")
    assert office.dictionary.phrases() == PHRASES
    office.dictionary.save_phrases("已慰问")
    assert office.dictionary.phrases() == ("已慰问",)
    assert lines_of("") == ()


def test_doubles_and_blanks_are_refused(office):
    with pytest.raises(Problem, match="写了两遍"):
        office.dictionary.save_units("武装部\n武装部")
    with pytest.raises(Problem, match="写了两遍"):
        office.dictionary.save_people([DeskPerson(name="张"), DeskPerson(name="张")])
    with pytest.raises(Problem, match="没有姓名"):
        office.dictionary.save_people([DeskPerson(name=" ")])
    assert office.dictionary.units() == ()


def test_what_was_pasted_without_end_is_refused_whole(office):
    with pytest.raises(Problem, match="有 300 个字"):
        office.dictionary.save_units("武装部\n" + "王" * 300)
    with pytest.raises(Problem, match="最多 60 个字"):
        office.dictionary.save_people([DeskPerson(name="王" * 300)])
    with pytest.raises(Problem, match="最多 60 个字"):
        office.settings.save_desk(DeskDetails(issuer="王" * 300))
    assert office.settings.desk() == DeskDetails()


def test_nothing_invisible_gets_on_papers(office):
    office.settings.save_desk(DeskDetails(filled_by="王\x00\u200b敏\n主任"))
    assert office.settings.desk().filled_by == "王敏 主任"
    office.dictionary.save_people([DeskPerson(name="张\x07三<b>")])
    assert office.dictionary.people()[0].name == "张三<b>"
