"""A year of a ledger of 500 in the real window, by mouse and keyboard on object names.

The script counts for itself what it does. At the end every count on the screens and an SQL of
its own over the file have to say the same.
"""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from end_to_end import year_contacts as contacts
from end_to_end import year_moves as moves
from end_to_end import year_rounds as rounds
from end_to_end.clerk import close_window, open_window, wait_until
from end_to_end.year_clerk import Year, YearClerk, today
from end_to_end.year_tally import DEATHS, PEOPLE, Tally, asked_by_plain, people
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.services.demo.numbers import COMMUNITIES
from shuangyong_desktop.storage.communities import Communities
from shuangyong_desktop.storage.keyfile import KdfCost
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People

PASSWORD = "春风化雨-2026"  # noqa: S105 (of an invented ledger)
CHEAP = KdfCost(passes=1, memory_kib=8, lanes=1)
YEARS = range(2024, 2036)


@pytest.fixture
def ledger(tmp_path: Path) -> tuple[Path, Tally]:
    """A closed ledger of 500 people, no demo, and the script's own list of them."""
    path = tmp_path / "台账.db"
    this = min(max(int(today()[:4]), YEARS.start), YEARS.stop - 1)
    invented = people(this)
    with ledgers.create(path, PASSWORD, cost=CHEAP).office as office:
        with office.ledger.transaction("导入：花名册") as change:
            Communities(office.ledger).learn(change, COMMUNITIES)
            People(office.ledger).add_many(change, invented)
        stored = office.people.page(range(1, PEOPLE + 1))
    assert [person.name for person in stored] == [person.name for person in invented]
    return path, Tally({person.id or 0: person for person in stored})


@pytest.fixture
def year(qtbot: QtBot, tmp_path: Path, ledger: tuple[Path, Tally]) -> Iterator[Year]:
    """The clerk before the locked ledger."""
    del qtbot  # it makes the application and hears what goes wrong in slots
    path, tally = ledger
    window = open_window(path, tmp_path / "settings")
    yield Year(YearClerk(window), tally)
    close_window(window)


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_a_year_at_the_desk_counts_the_same_on_paper_screen_and_in_the_file(
    year: Year, ledger: tuple[Path, Tally]
) -> None:
    clerk = year.clerk
    with clerk.hearing() as said:
        clerk.write("password", PASSWORD)
        clerk.press("unlock_enter")
        clerk.find(QLabel, "home_total")
        moves.plan_the_visits(year)
        _keep_in_touch(year)
        _lose_and_gain(year)
        _go_through_everybody(year)
        _put_in_order(year)
        _compare_screens(year)
        behind = _behind_the_figures(year)
    assert said == []
    clerk.window.close()
    _compare_file(ledger[0], year.tally, behind)


def _keep_in_touch(year: Year) -> None:
    caller, visitor = year.tally.plain(2)
    contacts.contact_one_after_another(year, 3)
    contacts.contact_many(year, 5)
    year.taken_back(partial(contacts.contact_many, year, 2))
    contacts.contact_by_key(year, caller, appeal="医药费报销有困难", opinion="多办招聘会")
    contacts.close_the_only_appeal(year)
    contacts.answer_the_opinion(year)
    contacts.register_an_appeal(year, visitor, "房屋漏雨，请求帮助维修")
    year.taken_back(partial(contacts.contact_by_key, year, visitor, opinion="路灯太暗"))


def _lose_and_gain(year: Year) -> None:
    mortal = range(PEOPLE - len(DEATHS) + 1, PEOPLE + 1)
    year.taken_back(partial(moves.mourn, year, mortal[0], 0))
    for place, who in enumerate(mortal):
        moves.mourn(year, who, place)
    who = year.tally.plain(8)
    for one in who[:3]:
        at = COMMUNITIES.index(year.tally.people[one].community or COMMUNITIES[0])
        moves.move_within(year, one, COMMUNITIES[at - 1])
    moves.move_out(year, who[3], "迁出", "万盛经开区")
    moves.move_out(year, who[4], "迁出", "贵州省桐梓县")
    moves.move_out(year, who[5], "区内迁移", "古南街道")
    year.taken_back(partial(moves.move_out, year, who[6], "迁出", "江津区"))
    moves.put_back(year, who[4])
    moves.take_off(year, who[7])
    moves.follow_up(year, done=4, waived=1)
    moves.report_last_month(year, _in_order(year))
    (dead,) = year.tally.plain(1)
    asked = asked_by_plain(year.tally.people[dead], visits=1)
    moves.compare_a_list(year, dead, mortal[0], asked)


def _in_order(year: Year) -> list[str]:
    """The 村（社区） as the page lists them."""
    year.clerk.press("tab_moves")
    year.clerk.press("tab_moves_reports")
    model = year.clerk.table("zero_reports").model()
    return [model.text(row, 0) for row in range(model.rowCount())]


def _go_through_everybody(year: Year) -> None:
    """Both rounds: by keys, many at once, one taken back, a death acted on, closed."""
    for kind, keys in (("年度确认", "1126"), ("全面摸排", "11126453")):
        rounds.begin_round(year, kind)
        rounds.go_through(year, kind, keys, 6)
        year.taken_back(partial(rounds.go_through, year, kind, "", 2))
        rounds.take_back(year, kind)
    rounds.act_on_a_death(year, "全面摸排")
    for kind in ("年度确认", "全面摸排"):
        rounds.close_round(year, kind)


def _put_in_order(year: Year) -> None:
    (twice,) = year.tally.plain(1)
    double = rounds.enter_again(year, twice)
    year.taken_back(partial(rounds.merge, year, double))
    rounds.merge(year, double)
    rounds.hand_out_a_plaque(year)


def _compare_screens(year: Year) -> None:
    clerk, tally = year.clerk, year.tally
    clerk.press("tab_ledger")
    clerk.rest()
    shown = clerk.facets("filters")
    expected = tally.facets()
    assert {words: shown.get(words) for words in expected} == expected
    clerk.press("tab_contacts")
    clerk.press("tab_contacts_due")
    clerk.rest()
    assert clerk.facets("due_filters")["应联系"] == len(tally.to_contact)
    clerk.press("tab_contacts_appeals")
    clerk.rest()
    said = clerk.facets("appeal_filters")
    assert (said["在办"], said["已办结"]) == (tally.appeals["REGISTERED"], tally.appeals["CLOSED"])
    clerk.press("tab_contacts_opinions")
    clerk.rest()
    assert clerk.read("opinions_count") == f"{tally.opinions.total()} 条"
    clerk.press("tab_moves")
    clerk.press("tab_moves_events")
    clerk.choose("events_period", "全部时间")
    assert clerk.read("events_count") == f"{tally.events.total()} 件"
    clerk.press("tab_moves_follow_ups")
    assert clerk.read("follow_ups_count") == f"{tally.waiting} 项"
    clerk.press("tab_plaques")
    clerk.rest()
    hung, missing = (sum(tally.people[who].plaque_hung is held for who in tally.with_plaque)
                     for held in (True, False))  # fmt: skip
    for chip, number in (("missing", missing), ("given", hung), ("due", hung + missing)):
        assert clerk.find(QAbstractButton, f"plaque_{chip}").text().endswith(f" {number}"), chip


def _behind_the_figures(year: Year) -> dict[str, set[int]]:
    """The numbers of 首页, and whom each of them opens."""
    clerk, tally = year.clerk, year.tally
    wanted = {
        "veterans": (len(tally.veterans), "人"), "beneficiaries": (len(tally.beneficiaries), "人"),
        "paid": (len(tally.paid), "人"), "contacts": (len(tally.to_contact), "人"),
        "appeals": (tally.appeals["REGISTERED"], "件"),
        "steps": (tally.waiting, "项"), "visited": (0, f"/{tally.units} 户"),
    }  # fmt: skip
    clerk.press("tab_home")
    clerk.rest()
    assert clerk.read("home_total").endswith(f"{len(tally.active):,} 人")
    for key, (number, unit) in wanted.items():
        assert f"，{number} {unit}" in clerk.spoken(f"figure_{key}"), key
    behind = {}
    for key in ("veterans", "beneficiaries", "paid", "contacts"):
        clerk.press("tab_home")
        clerk.press(f"figure_{key}")
        wait_until(partial(clerk.holds, "people", wanted[key][0]), f"{key} opens others")
        behind[key] = set(clerk.ids("people"))
    return behind


def _compare_file(path: Path, tally: Tally, behind: dict[str, set[int]]) -> None:
    """An SQL of the test's own over the file, after the window has closed."""
    ledger = Ledger.open(path, PASSWORD)
    try:
        ask = ledger.connection.execute
        on = Counter(person.status.name for person in tally.people.values())
        assert dict(ask("SELECT status, count(*) FROM person GROUP BY 1")) == on
        places = Counter(tally.people[who].community for who in tally.active)
        assert dict(ask(_PLACES)) == places
        assert Counter(who for (who,) in ask("SELECT person_id FROM contact")) == tally.contacts
        assert dict(ask("SELECT stage, count(*) FROM appeal GROUP BY 1")) == +tally.appeals
        assert ask("SELECT count(*) FROM appeal_step").fetchone() == (tally.steps,)
        assert dict(ask("SELECT verdict, count(*) FROM opinion GROUP BY 1")) == +tally.opinions
        assert dict(ask("SELECT kind, count(*) FROM event GROUP BY 1")) == tally.events
        settled = (tally.waiting, tally.done, tally.waived, int(tally.yuan * 100))
        assert ask(_FOLLOW_UPS).fetchone() == settled
        assert dict(ask(_REPORTS)) == tally.reports
        for kind, members in tally.rounds.items():
            found = ask(_MEMBERS, (f"%{kind}",))
            assert {who: _FOUND[finding] for who, finding in found} == members
        assert ask("SELECT count(*) FROM handout").fetchone() == (tally.handouts,)
        assert ask("SELECT count(*) FROM visit_unit").fetchone() == (tally.units,)
        for key, sql in _BEHIND.items():
            assert {who for (who,) in ask(sql)} == behind[key], key
    finally:
        ledger.close()


_FOUND = {None: "", "TRUE": "属实", "CHANGED": "有变更", "DIED": "去世", "MOVED": "迁出",
          "AWAY": "外出", "NOT_FOUND": "查无"}  # fmt: skip
_PLACES = """SELECT community.name, count(*) FROM person
    LEFT JOIN community ON community.id = person.community_id
    WHERE status = 'ACTIVE' GROUP BY 1"""
_FOLLOW_UPS = """SELECT sum(done_on IS NULL AND waived IS NULL), sum(done_on IS NOT NULL),
    sum(waived IS NOT NULL), sum(coalesce(amount, 0)) FROM follow_up"""
_REPORTS = "SELECT community, changes FROM zero_report WHERE removed_at IS NULL"
_MEMBERS = """SELECT round_member.person_id, finding FROM round_member
    JOIN round ON round.id = round_id WHERE title LIKE ?"""
_HOLDS = """SELECT person.id FROM person JOIN person_category ON person_id = person.id
    JOIN category ON category.code = person_category.category
    WHERE person.status = 'ACTIVE' AND """
_BEHIND = {
    "veterans": f"{_HOLDS} category.category_group = 'VETERAN'",
    "beneficiaries": f"{_HOLDS} category.category_group = 'BENEFICIARY'",
    "paid": f"{_HOLDS} category.paid",
    "contacts": """SELECT id FROM person WHERE status = 'ACTIVE'
        AND NOT EXISTS (SELECT 1 FROM contact WHERE person_id = person.id)""",
}
