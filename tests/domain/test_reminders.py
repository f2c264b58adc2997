"""Each reminder has its reason, and the most pressing comes first."""

from dataclasses import replace
from datetime import date

import pytest

from shuangyong_desktop.domain.contact_rules import ContactRules
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.reminders import (
    Calendar,
    Reminder,
    Standing,
    reminder,
    reminders,
)

ON = Calendar(
    date(2026, 11, 23),
    date(2027, 2, 21),
    ContactRules(),
    frozenset({"11-23"}),
    frozenset({"10-15"}),
)
WELL = Person(
    name="李卫东", id_number="510222195803066110", birth_date="1958-03-06", phone="13900001111",
    categories=("retired_soldier",), community="石盘村",
)  # fmt: skip
MET = Standing(met_on="2026-11-01", tried_on="2026-11-01")


def test_who_needs_nothing_has_no_reminder():
    assert reminder(WELL, MET, ON) is None
    assert reminder(WELL, Standing(), ON) is None


@pytest.mark.parametrize(
    ("changed", "standing", "told"),
    [
        ({}, replace(MET, appeal_until="2026-11-22"), [Reminder.APPEAL_LATE]),
        ({}, replace(MET, appeal_until="2026-11-23"), [Reminder.APPEAL_OPEN]),
        ({}, replace(MET, appeal_until=""), [Reminder.APPEAL_OPEN]),
        ({}, Standing(met_on="2026-03-01"), [Reminder.LOST, Reminder.CONTACT_LATE]),
        ({}, Standing(met_on="2026-05-30"), [Reminder.CONTACT_DUE]),
        ({}, replace(MET, agreed_on="2026-11-20"), [Reminder.CONTACT_LATE]),
        ({}, replace(MET, card_until="2027-01-01"), [Reminder.CARD_ENDS]),
        ({}, replace(MET, card_until="2028-01-01"), []),
        ({}, replace(MET, to_confirm=True), [Reminder.TO_CONFIRM]),
        ({"birth_date": "1958-11-23"}, MET, [Reminder.BIRTHDAY]),
        ({"birth_date": "1958-11-23", "lunar_birthday": "10-16"}, MET, []),
        ({"lunar_birthday": "10-15"}, MET, [Reminder.BIRTHDAY]),
        ({"birth_date": "1958-11"}, MET, []),
        ({"disability_until": "2026-12"}, MET, [Reminder.DISABILITY_ENDS]),
        ({"id_number": None, "phone": None}, MET, [Reminder.NO_ID_NUMBER, Reminder.NO_PHONE]),
        ({"id_number": "51022219580306611"}, MET, [Reminder.ODD_ID_NUMBER]),
        ({"categories": ()}, MET, [Reminder.NO_CATEGORY]),
        ({"community": None}, MET, [Reminder.NO_COMMUNITY]),
    ],
)
def test_a_reminder_has_its_reason(changed, standing, told):
    person = replace(WELL, **changed)
    assert list(reminders(person, standing, ON)) == told
    assert reminder(person, standing, ON) == (told[0] if told else None)
    gone = replace(person, status=PersonStatus.MOVED_OUT)
    assert reminder(gone, standing, ON) is None
