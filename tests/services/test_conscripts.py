from dataclasses import replace

import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.handouts import HandoutItem, Standing
from shuangyong_desktop.domain.rolls.serving import Conscript
from shuangyong_desktop.services.office import Office


def test_the_family_of_a_conscript_comes_onto_the_ledger_and_a_plaque_is_due(office: Office):
    record = office.conscripts.save(
        Conscript(name="陈小军", date="2026-01-12", sent_off_on="2026-03-18", kin="陈大山",
                  relation="父亲", community="石桥村", phone="13800001234")
    )  # fmt: skip
    person = office.conscripts.file_family(record.id, "2026-03-25")
    assert (person.name, person.categories) == ("陈大山", ("serviceman_family",))
    assert person.community == "石桥村"
    stored = office.conscripts.get(record.id)
    assert (stored.family_filed_on, stored.person_id) == ("2026-03-25", person.id)
    survey = office.handouts.survey(HandoutItem.PLAQUE)
    assert person.id in survey.ids(Standing.MISSING)
    with pytest.raises(Problem, match="已经建过"):
        office.conscripts.file_family(record.id, "2026-03-25")
    office.history.undo(office.history.changes()[0].id)
    assert office.conscripts.get(record.id) == record


def test_without_send_off_or_family_there_is_no_file(office: Office):
    record = office.conscripts.save(Conscript(name="陈小军", date="2026-01-12"))
    with pytest.raises(Problem, match="欢送时间"):
        office.conscripts.file_family(record.id, "2026-03-25")
    sent = office.conscripts.save(replace(record, sent_off_on="2026-03-18"))
    with pytest.raises(Problem, match="家属姓名"):
        office.conscripts.file_family(sent.id, "2026-03-25")
