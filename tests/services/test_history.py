import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person


def test_there_may_be_nothing_to_undo_or_redo(office):
    with pytest.raises(Problem, match="没有可以撤销"):
        office.history.undo()
    with pytest.raises(Problem, match="没有可以重做"):
        office.history.redo()
    assert office.history.next_undo() is None
    assert office.history.next_redo() is None


def test_a_conflict_shows_both_values_and_changes_nothing(office):
    zhang = office.people.save(Person(name="张三", phone="13800000001"))
    office.people.save(Person(name="张三", id=zhang.id, phone="13800000002"))
    first = office.history.changes()[0]
    office.people.save(Person(name="张三", id=zhang.id, phone="13800000003"))
    with pytest.raises(Problem) as caught:
        office.history.undo(first.id)
    assert "138****0002" in caught.value.sentence
    assert "138****0003" in caught.value.sentence
    assert office.people.get(zhang.id).phone == "13800000003"


def test_changes_of_one_person_and_what_they_touched(office):
    zhang = office.people.save(Person(name="张三"))
    office.people.save(Person(name="李四"))
    office.people.save(Person(name="张三", id=zhang.id, address="石桥村1社"))
    changes = office.history.changes(person_id=zhang.id)
    assert [change.title for change in changes] == ["修改人员：张三", "新增人员：张三"]
    edits = list(office.history.edits(changes[0].id))
    assert [(edit.label, edit.before, edit.after) for edit in edits] == [("住址", "", "石桥村1社")]
