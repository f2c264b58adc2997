"""The line about contacting one person."""

from datetime import date

import pytest

from shuangyong_desktop.domain.contact_rules import ContactRules, ContactSubject, due_contact
from shuangyong_desktop.ui.pages.contact_advice import advice

TODAY = date(2026, 7, 28)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "还没有联系记录（其他人员，每半年）"),
        ({"met_on": "2026-07-01", "tried_on": "2026-07-01"}, ""),
        (
            {"met_on": "2026-05-13", "tried_on": "2026-05-13", "hard": True},
            "已76天未联系，6月13日应联系，逾期45天（生活困难，每月）",
        ),
        (
            {"met_on": "2026-05-13", "tried_on": "2026-05-13", "agreed_on": "2026-07-30"},
            "已76天未联系，7月30日应联系（上次约定）",
        ),
    ],
)
def test_the_line_says_what_is_due_and_why(changes, words, monkeypatch):
    monkeypatch.setattr(
        "shuangyong_desktop.ui.pages.contact_advice.short_day",
        lambda iso: f"{int(iso[5:7])}月{int(iso[8:])}日",
    )
    line = due_contact(ContactSubject(person_id=1, **changes), ContactRules(), TODAY, {})
    assert advice(line, TODAY) == words
