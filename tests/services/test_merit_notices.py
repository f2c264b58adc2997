import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.rolls.serving import MeritNotice
from shuangyong_desktop.domain.service import MERITS
from shuangyong_desktop.services.office import Office

ID = "50011020010315601X"


def test_a_notice_is_written_with_the_merits_of_the_soldier_once(office: Office):
    soldier = office.people.save(Person(name="陈小军", id_number=ID, categories=("serviceman",)))
    notice = office.merit_notices.save(
        MeritNotice(name="陈小军", id_number=ID, award="三等功", awarded_on="2026-01",
                    date="2026-03-05", approved_by="某部", number="喜报07")
    )  # fmt: skip
    assert not office.merit_notices.has_merit(notice)
    merit = office.merit_notices.write_merit(notice.id)
    assert (merit.person_id, merit.award, merit.date) == (soldier.id, "三等功", "2026-01")
    assert office.merit_notices.get(notice.id).person_id == soldier.id
    assert office.merit_notices.has_merit(notice)
    with pytest.raises(Problem, match="已经有这一项"):
        office.merit_notices.write_merit(notice.id)
    office.history.undo(office.history.changes()[0].id)
    assert office.merit_notices.get(notice.id) == notice
    assert office.entries(MERITS).count(RecordFilter(person_id=soldier.id)) == 0


def test_a_soldier_who_is_not_on_the_ledger_has_no_merits_there(office: Office):
    notice = office.merit_notices.save(
        MeritNotice(name="陈小军", award="三等功", date="2026-03-05")
    )
    assert not office.merit_notices.has_merit(notice)
    with pytest.raises(Problem, match="没有找到陈小军"):
        office.merit_notices.write_merit(notice.id)


def test_who_was_picked_needs_no_number(office: Office):
    soldier = office.people.save(Person(name="陈小军", categories=("serviceman",)))
    notice = office.merit_notices.save(
        MeritNotice(person_id=soldier.id, name="陈小军", award="嘉奖", date="2026-03-05")
    )
    assert office.merit_notices.write_merit(notice.id).person_id == soldier.id
