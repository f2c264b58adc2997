"""Every verb of every service is one change that undo takes back whole.

The verbs are found by reading the services: a method that opens a transaction, or calls one
that does, is a verb. One that is not listed in `ACTS` fails, so that no verb comes without undo.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import shuangyong_desktop.services
from shuangyong_desktop.domain.activities import ACTIVITIES, Activity
from shuangyong_desktop.domain.appeals import AppealLimits, Handling
from shuangyong_desktop.domain.categories import CategoryGroup
from shuangyong_desktop.domain.contact_rules import ContactRules
from shuangyong_desktop.domain.contacts import (
    CONTACTS,
    Appeal,
    AppealStage,
    Contact,
    ContactWay,
    Verdict,
)
from shuangyong_desktop.domain.desk import DeskDetails, DeskPerson, Preferences
from shuangyong_desktop.domain.enclosures import Enclosure
from shuangyong_desktop.domain.entitlements import Entitlement
from shuangyong_desktop.domain.events import EVENTS, Event, EventKind
from shuangyong_desktop.domain.handouts import Handout, HandoutItem
from shuangyong_desktop.domain.holdings import Holding
from shuangyong_desktop.domain.numbers import Span
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.receipts import Receipt, ReceiptState
from shuangyong_desktop.domain.recoveries import Recovery, Repayment
from shuangyong_desktop.domain.rolls.leading import MEMBERS, Member
from shuangyong_desktop.domain.rolls.meetings import Meeting
from shuangyong_desktop.domain.rolls.plans import AnnualPlan
from shuangyong_desktop.domain.rolls.scoring import ScoringItem
from shuangyong_desktop.domain.rolls.serving import Conscript, MeritNotice
from shuangyong_desktop.domain.rounds import (
    ROUND_MEMBERS,
    Finding,
    Round,
    RoundKind,
    RoundMember,
    RoundWay,
)
from shuangyong_desktop.domain.summaries import SummaryKind
from shuangyong_desktop.domain.tasks import Closing, Proof, Supervision, Task, TaskState
from shuangyong_desktop.domain.visits import VisitAmount, VisitPlan
from shuangyong_desktop.domain.year_days import CHORES, OwnDay, YearRules
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.services.contacts import Visit
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.report_list import ReportOptions, reports
from shuangyong_desktop.services.scanning import Scan
from shuangyong_desktop.services.task_drafts import NewTasks
from shuangyong_desktop.services.views import SavedView
from shuangyong_desktop.storage.journal import JOURNALED
from shuangyong_desktop.storage.keyfile import KdfCost

PASSWORD = "春风化雨-2026"  # noqa: S105 (of invented ledgers)
PDF = b"%PDF-1.4 scan"
Act = Callable[[Office], object]


def _date(office: Office) -> str:
    return office.ledger.clock().date().isoformat()


def _furnish(office: Office, scan: Path) -> None:
    """A little of everything: what the verbs below are about, by the number 1."""
    scan.write_bytes(PDF)
    people = office.people
    li = people.save(Person(name="李建国", categories=("war_veteran",), community="甲村"))
    people.save(Person(name="李建国", categories=("retired_soldier",), community="甲村"))
    people.save(Person(name="王秀英", categories=("martyr_survivor",), community="乙村"))
    today = _date(office)
    office.visits.create(
        VisitPlan(title="2026年春节走访慰问", occasion="春节", year=2026,
                  amounts=(VisitAmount("war_veteran", Decimal(500)),))
    )  # fmt: skip
    office.attachments.add(1, scan)
    office.contacts.register(Visit(
        contact=Contact(person_id=li.id, date=today, way=ContactWay.PHONE),
        appeal=Appeal(date=today, content="住房漏雨"), opinion="多走访",
    ))  # fmt: skip
    office.events.register(
        Event(person_id=3, kind=EventKind.DIED, date=today, basis="死亡证明", cause="因病")
    )
    people.save(Person(name="张三", categories=("martyr_survivor",), community="乙村"))
    office.entitlements.save(Entitlement(person_id=1, kind="定期生活补助（参战）"))
    office.rounds.begin(Round(kind=RoundKind.SURVEY, title="2026年全面摸排", year=2026))
    office.handouts.hand_out([1], Handout(date=today, item=HandoutItem.PLAQUE))
    office.holdings.save(Holding(person_id=1, category="残疾军人", basis="文件"))
    office.enclosures.add(Scan("证明.pdf", PDF), Enclosure(person_id=1, title="证明"))
    office.tasks.save(Task(title="共建活动", year=2026, due_rule="每季", goal=4))
    office.activities.save(Activity(date=today, title="祭扫", kind="祭扫瞻仰"), [1])


def _first(office: Office, register: Any) -> Any:
    return next(office.entries(register).every())


def _later(day: str | None) -> str:
    return (date.fromisoformat(day or "") + timedelta(days=9)).isoformat()


def _last_month(office: Office) -> str:
    return (date.fromisoformat(_date(office)).replace(day=1) - timedelta(days=1)).isoformat()[:7]


def _recovery(office: Office) -> int:
    wanted = Recovery(person_id=3, date=_date(office), amount=Decimal(600))
    return office.recoveries.begin(wanted).id or 0


def _summary(office: Office) -> int:
    fresh = office.summaries.fresh(SummaryKind.YEAR, Span.of_year(2026))
    return office.summaries.save(fresh).id or 0


def _meeting_with_members(office: Office) -> int:
    office.entries(MEMBERS).save(Member(name="陈志远", post="组长"))
    return office.meetings.save(Meeting(date=_date(office), title="例会")).id or 0


ACTS: dict[str, Act] = {
    "Appeals.register": lambda o: o.appeals.register(
        Appeal(person_id=1, date=_date(o), content="就医")
    ),
    "Appeals.change": lambda o: o.appeals.change(
        replace(o.appeals.open_of(1)[0], content="住房漏雨两处")
    ),
    "Appeals.step": lambda o: o.appeals.step(
        1, Handling(stage=AppealStage.ASSIGNED, date=_date(o), unit="规建办", handler="王敏")
    ),
    "Appeals.tell": lambda o: o.appeals.tell(1, _date(o)),
    "Appeals.extend": lambda o: o.appeals.extend(
        1, _later(o.appeals.open_of(1)[0].deadline), "等待批复"
    ),
    "Appeals.answer": lambda o: o.appeals.answer(1, Verdict.ADOPTED, "列入计划", _date(o)),
    "Appeals.save_limits": lambda o: o.appeals.save_limits(AppealLimits(close_days=45)),
    "Attachments.add": lambda o: o.attachments.add(2, o.path.with_name("scan.pdf")),
    "Attachments.remove": lambda o: o.attachments.remove(1),
    "Boxes.leave_out": lambda o: o.boxes.leave_out("05", [("activity", 1)]),
    "Boxes.put_in": lambda o: o.boxes.put_in("05", [("activity", 1)]),
    "Boxes.score": lambda o: o.boxes.score(ScoringItem(title="有领导小组", box="01")),
    "Categories.add": lambda o: o.categories.add("五老人员", CategoryGroup.BENEFICIARY),
    "Categories.set_aliases": lambda o: o.categories.set_aliases("war_veteran", "老参战"),
    "Communities.rename": lambda o: o.communities.rename(1, "丙村"),
    "Communities.save": lambda o: o.communities.save("乙村\n甲村\n丁村"),
    "Contacts.register": lambda o: o.contacts.register(
        Visit(contact=Contact(person_id=1, date=_date(o), way=ContactWay.HOME, appeal_id=1),
              progress="已看房", opinion="加灯")
    ),
    "Contacts.register_many": lambda o: o.contacts.register_many(
        [1, 2], Contact(date=_date(o), way=ContactWay.MEETING)
    ),
    "Settings.save_contact_rules": lambda o: o.settings.save_contact_rules(
        ContactRules(lost_after=90)
    ),
    "Dictionary.save_people": lambda o: o.dictionary.save_people([DeskPerson(name="王敏")]),
    "Dictionary.save_phrases": lambda o: o.dictionary.save_phrases("身体健康"),
    "Dictionary.save_units": lambda o: o.dictionary.save_units("规建办"),
    "Duplicates.merge": lambda o: o.duplicates.merge(1, 2, set()),
    "Duplicates.tell_apart": lambda o: o.duplicates.tell_apart(1, 2, "父子"),
    "Enclosures.add": lambda o: o.enclosures.add(
        Scan("户口本.pdf", PDF + b"2"), Enclosure(person_id=1, title="户口本")
    ),
    "Enclosures.set_photo": lambda o: o.enclosures.set_photo(1, Scan("a.jpg", b"\xff\xd8\xff")),
    "Enclosures.remove_photo": lambda o: (
        o.enclosures.set_photo(1, Scan("a.jpg", b"\xff\xd8\xff")), o.enclosures.remove_photo(1)
    ),
    "Entries.save": lambda o: o.entries(CONTACTS).save(
        replace(_first(o, CONTACTS), content="身体健康")
    ),
    "Entries.remove": lambda o: o.entries(CONTACTS).remove(1),
    "Entries.put_back": lambda o: (o.entries(CONTACTS).remove(1), o.entries(CONTACTS).put_back(1)),
    "Events.register": lambda o: o.events.register(
        Event(person_id=1, kind=EventKind.DIED, date=_date(o), basis="死亡证明", cause="因病")
    ),
    "Faults.verify": lambda o: o.faults.verify(1, "no_phone", "确无电话"),
    "FollowUps.tick": lambda o: o.follow_ups.tick(list(o.follow_ups.open_ids())[:1], _date(o)),
    "FollowUps.waive": lambda o: o.follow_ups.waive(list(o.follow_ups.open_ids())[:1], "不适用"),
    "FollowUps.reopen": lambda o: (
        o.follow_ups.tick([1], _date(o)), o.follow_ups.reopen([1])
    ),
    "Handouts.hand_out": lambda o: o.handouts.hand_out(
        [1, 2], Handout(date=_date(o), item=HandoutItem.CARD, number="500000")
    ),
    "Handouts.remove": lambda o: o.handouts.remove(1),
    "Handouts.put_back": lambda o: (o.handouts.remove(1), o.handouts.put_back(1)),
    "Holdings.save": lambda o: o.holdings.save(Holding(person_id=2, category="参试退役军人")),
    "Holdings.remove": lambda o: o.holdings.remove(1),
    "Households.join": lambda o: o.households.join(1, 2),
    "Households.leave": lambda o: (o.households.join(1, 2), o.households.leave(2)),
    "People.save": lambda o: o.people.save(replace(o.people.get(1), phone="13800001234")),
    "People.change_many": lambda o: o.people.change_many([1, 2], "community", "乙村"),
    "People.take_off": lambda o: o.people.take_off(
        1, PersonStatus.MOVED_OUT, _date(o), "户口迁移证"
    ),
    "People.put_back": lambda o: o.people.put_back(3, _date(o), "误登"),
    "Recoveries.begin": lambda o: o.recoveries.begin(
        Recovery(person_id=3, date=_date(o), amount=Decimal(600)), o.follow_ups.open_ids()[0]
    ),
    "Recoveries.repay": lambda o: o.recoveries.repay(
        Repayment(recovery_id=_recovery(o), date=_date(o), amount=Decimal(100))
    ),
    "Recoveries.waive": lambda o: o.recoveries.waive(_recovery(o), "区局〔2026〕1号"),
    "Receipts.register": lambda o: o.receipts.register(
        1, Receipt(state=ReceiptState.SIGNED, received_on=_date(o))
    ),
    "Receipts.register_rest": lambda o: o.receipts.register_rest(1, _date(o)),
    "Receipts.take_back": lambda o: (
        o.receipts.register_rest(1, _date(o)), o.receipts.take_back(1)
    ),
    "RecycleBin.remove_plan": lambda o: o.recycle_bin.remove_plan(1),
    "RecycleBin.restore_plan": lambda o: (
        o.recycle_bin.remove_plan(1), o.recycle_bin.restore_plan(1)
    ),
    "RecycleBin.restore": lambda o: (
        o.recycle_bin.remove_plan(1), o.recycle_bin.restore(o.recycle_bin.everything()[0])
    ),
    "Revising.write": lambda o: o.visits.revise(
        replace(o.visits.plan(1), amounts=(VisitAmount("war_veteran", Decimal(900)),))
    ),
    "Rounds.begin": lambda o: o.rounds.begin(
        Round(kind=RoundKind.CONFIRMATION, title="2026年度确认", year=2026)
    ),
    "Rounds.close": lambda o: o.rounds.close(1, _date(o), "外出未回"),
    "Rounds.remove": lambda o: o.rounds.remove(1),
    "Rounds.reopen": lambda o: (o.rounds.close(1, _date(o), "外出"), o.rounds.reopen(1)),
    "Rounds.take_in": lambda o: (o.people.save(Person(name="新来")), o.rounds.take_in(1)),
    "RoundResults.register": lambda o: o.round_results.register(
        [1, 2], RoundMember(finding=Finding.TRUE, way=RoundWay.HOME, done_on=_date(o))
    ),
    "RoundResults.write": lambda o: o.round_results.write(
        replace(_first(o, ROUND_MEMBERS), finding=Finding.AWAY, done_on=_date(o))
    ),
    "RoundResults.take_back": lambda o: (
        o.round_results.register([1], RoundMember(finding=Finding.TRUE, done_on=_date(o))),
        o.round_results.take_back([1]),
    ),
    "Settings.save_desk": lambda o: o.settings.save_desk(DeskDetails(filled_by="王敏")),
    "Settings.save_preferences": lambda o: o.settings.save_preferences(
        Preferences(idle_minutes=9)
    ),
    "Settings.save_local_rules": lambda o: o.settings.save_local_rules(
        replace(o.settings.local_rules())
    ),
    "Settings.remember_columns": lambda o: o.settings.remember_columns("x", {0: "name"}),
    "Tasks.save": lambda o: o.tasks.save(o.tasks.get(1), [Proof(title="现场照片")]),
    "Reconciliations.take": lambda o: o.reconciliations.take(2026, date(2026, 3, 31), "王敏"),
    "Reports.remember": lambda o: o.reports.remember(
        reports()[-1], ReportOptions(year=2026, community="甲村")
    ),
    "Supervisions.supervise_many": lambda o: (
        o.tasks.save(Task(title="路灯维修", year=2026, unit="规建办")),
        o.supervisions.supervise_many([2], Supervision(date=_date(o))),
    ),
    "Meetings.make_tasks": lambda o: o.meetings.make_tasks(
        o.meetings.save(Meeting(date="2026-03-06", title="例会", decisions="甲；乙单位")).id or 0,
        ["甲；乙单位"],
    ),
    "Conscripts.file_family": lambda o: o.conscripts.file_family(
        o.conscripts.save(
            Conscript(name="陈小军", date="2026-01-12", sent_off_on="2026-03-18", kin="陈父")
        ).id or 0,
        "2026-03-25",
    ),
    "RoleModels.propose": lambda o: o.role_models.propose([1], "最美退役军人"),
    "Meetings.fill_present": lambda o: o.meetings.fill_present(_meeting_with_members(o)),
    "MeritNotices.write_merit": lambda o: o.merit_notices.write_merit(
        o.merit_notices.save(
            MeritNotice(person_id=1, name="李建国", award="三等功", date=_date(o))
        ).id or 0
    ),
    "Summaries.freeze": lambda o: o.summaries.freeze(_summary(o)),
    "Summaries.thaw": lambda o: o.summaries.thaw(o.summaries.freeze(_summary(o)).id or 0),
    "Tasks.move": lambda o: o.tasks.move(1, TaskState.HELD, "等通知"),
    "Tasks.close": lambda o: o.tasks.close(1, Closing(on=_date(o), reason="合并办理")),
    "Tasks.carry_over": lambda o: o.tasks.carry_over([1], 2027, "未完成"),
    "TaskDrafts.create": lambda o: o.task_drafts.create(
        NewTasks(
            tasks=((Task(title="祭扫", year=2026), ()),), plan=AnnualPlan(year=2026, title="要点")
        )
    ),
    "TaskDrafts.begin_year": lambda o: o.task_drafts.begin_year(
        2027, [1], "未完成", [(Task(title="祭扫", year=2027), ())]
    ),
    "TaskProgress.remove": lambda o: o.progress.remove(1),
    "TaskProgress.put_back": lambda o: (o.progress.remove(1), o.progress.put_back(1)),
    "Activities.save": lambda o: o.activities.save(
        Activity(date=_date(o), title="座谈", kind="座谈"), [1]
    ),
    "Rolls.remove_many": lambda o: o.rolls.remove_many(ACTIVITIES, [1]),
    "Visits.create": lambda o: o.visits.create(
        VisitPlan(title="八一", occasion="八一", year=2026)
    ),
    "Visits.change_unit": lambda o: o.visits.change_unit(
        replace(o.visits.units(1)[0], money=Decimal(800))
    ),
    "Visits.leave_out": lambda o: o.visits.leave_out(1, {1}),
    "Visits.move_units": lambda o: o.visits.move_units({1}, 2),
    "Events.complete": lambda o: o.events.complete(
        replace(_first(o, EVENTS), cause="旧伤复发", remarks="补登")
    ),
    "Events.move": lambda o: o.events.move(1, PersonStatus.MOVED_OUT, _date(o), "户口迁移证"),
    "Lists.rule_out": lambda o: o.lists.rule_out(
        next(iter(o.lists.compare("李建国", "殡葬名单").found)).line, o.people.get(1)
    ),
    "Views.save": lambda o: o.views.save(SavedView(name="重点户")),
    "Views.rename": lambda o: (
        o.views.save(SavedView(name="重点户")), o.views.rename("重点户", "重点")
    ),
    "Views.remove": lambda o: (o.views.save(SavedView(name="重点户")), o.views.remove("重点户")),
    "Visits.add_person": lambda o: o.visits.add_person(1, o.people.save(Person(name="加入")).id),
    "Visits.add_people": lambda o: o.visits.add_people(
        1, [o.people.save(Person(name="补入", community="甲村")).id]
    ),
    "Visits.remove_group": lambda o: (
        o.visits.save_group(1, replace(o.visits.groups(1)[0], id=None, name="空组")),
        o.visits.remove_group(o.visits.groups(1)[-1].id),
    ),
    "Visits.save_group": lambda o: o.visits.save_group(
        1, replace(o.visits.groups(1)[0], lead_official="王敏")
    ),
    "YearDays.save_rules": lambda o: o.year_days.save_rules(
        YearRules(own=(OwnDay("拥军宣传日", "06-18", 10),))
    ),
    "YearDays.take_on": lambda o: o.year_days.take_on(CHORES[0], 2027),
    "ZeroReports.report": lambda o: o.zero_reports.report(_last_month(o), ["甲村"]),
    "ZeroReports.take_back": lambda o: (
        o.zero_reports.report(_last_month(o), ["甲村"]),
        o.zero_reports.take_back(_last_month(o), ["甲村"]),
    ),
}  # fmt: skip

ELSEWHERE = {
    "ContactSheets.accept": "tests/services/test_contact_sheets.py",
    "HandoutLists.accept": "tests/services/test_handout_lists.py",
    "Lists.note": "writes a note, which changes nothing",
    "Papers.hand_out": "writes a note, which changes nothing",
    "Papers.record": "writes a note, which changes nothing",
    "RecycleBin.purge": "tests/services/test_recycling.py",
    "RollImports.accept": "tests/services/test_rolls.py",
    "Rolls.take_step": "tests/services/test_rolls.py",
    "TaskLists.accept": "tests/services/test_task_lists.py",
    "TaskLists.take_in": "tests/services/test_task_lists.py",
    "TaskReturns.accept": "tests/services/test_task_divisions.py",
    "RoundReturns.accept": "tests/services/test_round_returns.py",
}


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed ledger with a little of everything."""
    path = tmp_path_factory.mktemp("verbs") / "台账.db"
    cheap = KdfCost(passes=1, memory_kib=8, lanes=1)
    with ledgers.create(path, PASSWORD, cost=cheap).office as office:
        _furnish(office, path.with_name("scan.pdf"))
    return path


def _rows(office: Office) -> dict[str, list[Any]]:
    """All that the clerk's work consists of, and what is derived from it for searching."""
    tables = (*JOURNALED, "search", "search_person")
    found = {
        table: sorted(office.ledger.connection.execute(f"SELECT * FROM {table}"), key=repr)  # noqa: S608
        for table in tables
    }
    return {table: rows for table, rows in found.items() if rows}


@pytest.mark.parametrize("verb", ACTS)
def test_undo_takes_a_verb_back_whole(verb: str, furnished: Path, tmp_path: Path):
    for part in furnished.parent.iterdir():
        if part.is_file():
            (tmp_path / part.name).write_bytes(part.read_bytes())
    with ledgers.open_with_password(tmp_path / furnished.name, PASSWORD) as office:
        before, newest = _rows(office), office.history.changes(1)[0].id
        ACTS[verb](office)
        done = [change for change in office.history.changes(9) if change.id > newest]
        assert done, "nothing was written down"
        for change in done:
            assert change.title.strip()
            office.history.undo(change.id)
        assert _rows(office) == before


def test_no_verb_comes_without_undo():
    assert _verbs() - set(ACTS) - set(ELSEWHERE) == set()
    methods = {f"{owner.name}.{name}" for owner in _classes() for name in _methods(owner)}
    assert set(ACTS) | set(ELSEWHERE) <= methods


def _verbs() -> set[str]:
    """Class and name of every public method that writes, by reading the services."""
    return {f"{owner.name}.{name}" for owner in _classes() for name in _writing(owner)}


def _classes() -> Iterator[ast.ClassDef]:
    for path in Path(shuangyong_desktop.services.__file__).parent.glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                yield node


def _methods(owner: ast.ClassDef) -> dict[str, ast.FunctionDef]:
    return {item.name: item for item in owner.body if isinstance(item, ast.FunctionDef)}


def _writing(owner: ast.ClassDef) -> set[str]:
    """The public methods of a class that open a transaction or call one of its own that does."""
    methods = _methods(owner)
    calls = {name: set(_called(method)) for name, method in methods.items()}
    writing = {name for name in methods if "transaction" in calls[name]}
    while more := {name for name in methods if calls[name] & writing} - writing:
        writing |= more
    return {name for name in writing if not name.startswith("_")}


def _called(method: ast.FunctionDef) -> list[str]:
    return [
        node.func.attr
        for node in ast.walk(method)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.attr == "transaction" or getattr(node.func.value, "id", "") == "self")
    ]
