from dataclasses import replace

from shuangyong_desktop.domain.contacts import (
    APPEALS,
    CONTACTS,
    OPINIONS,
    Appeal,
    AppealStage,
    Contact,
    ContactWay,
    Opinion,
    Satisfaction,
    Verdict,
)
from shuangyong_desktop.domain.events import EVENTS, Event, EventKind
from shuangyong_desktop.domain.handouts import HANDOUTS, Handout, HandoutItem
from shuangyong_desktop.domain.imported import ImportedFile, ImportedRow
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.receipts import Receipt, ReceiptState
from shuangyong_desktop.domain.rounds import (
    ROUND_MEMBERS,
    ROUNDS,
    Finding,
    Round,
    RoundKind,
    RoundMember,
    RoundWay,
)
from shuangyong_desktop.domain.timeline import EntryKind
from shuangyong_desktop.domain.visits import VisitPlan, VisitUnit
from shuangyong_desktop.storage.history import History
from shuangyong_desktop.storage.imports import Imports
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.receipts import Receipts
from shuangyong_desktop.storage.registers import Records
from shuangyong_desktop.storage.timeline import Timeline
from shuangyong_desktop.storage.visits import Visits

from .conftest import NOON

WANG = Person(
    name="王",
    sex="男",
    ethnic="汉",
    phone="13800001234",
    address="1组",
    military_unit="56005部队",
    remarks="无",
    employment="务农",
)


def test_a_person_of_an_import_of_many_is_told_with_the_row(ledger: Ledger):
    file = ImportedFile(sha256="ab", name="花名册.xlsx", imported_at=NOON, row_count=600)
    with ledger.transaction("导入《花名册.xlsx》") as change:
        people = People(ledger).add_many(change, [Person(name=f"王{n}") for n in range(600)])
        number = Imports(ledger).add_file(change, file)
        rows = [ImportedRow("名册", n + 2, "[]", person) for n, person in enumerate(people)]
        Imports(ledger).add_rows(number, rows)
    (entry,) = Timeline(ledger).of(300, "王299", 10)
    assert (entry.kind, entry.title, entry.detail) == (
        EntryKind.IMPORT, "导入《花名册.xlsx》", "名册 第 301 行",
    )  # fmt: skip
    assert entry.date == "2026-07-28T12:00:00"


def test_many_values_of_one_change_are_shortened(ledger: Ledger):
    people = People(ledger)
    with ledger.transaction("新增人员：王") as change:
        people.add(change, WANG)
    with ledger.transaction("修改人员：王") as change:
        people.update(change, replace(people.get(1), remarks=None))
    History(ledger).undo(3)
    undo, changed, added = Timeline(ledger).of(1, "王", 10)
    assert undo.title == "撤销：修改人员：王"
    assert changed.detail == "已撤销；备注：无 → 空"
    assert added.detail.startswith("姓名：王；")
    assert added.detail.endswith("项")


def test_registrations_in_bulk_are_told_as_visits_only(ledger: Ledger):
    visits = Visits(ledger)
    with ledger.transaction("方案") as change:
        people = People(ledger).add_many(change, [Person(name=f"王{n}") for n in range(20)])
        plan = visits.add_plan(change, VisitPlan(title="慰问", occasion="春节", year=2026))
        visits.add_units(change, plan, [VisitUnit(name="王", person_id=n) for n in people])
    signed = Receipt(state=ReceiptState.SIGNED, received_on="2026-07-28")
    with ledger.transaction("登记签收") as change:
        Receipts(ledger).add_many(change, visits.units(plan), signed)
    plan_made, visit = Timeline(ledger).of(7, "王6", 10)
    assert (plan_made.title, visit.title, visit.plan_id) == ("方案", "慰问：已签收", plan)
    assert visit.kind is EntryKind.VISIT


def test_what_the_registers_hold_is_told_once_and_not_as_a_change(ledger: Ledger):
    with ledger.transaction("新增人员：王") as change:
        person = People(ledger).add(change, WANG)
    records = (
        (CONTACTS, Contact(person_id=person, date="2026-05-14", way=ContactWay.PHONE,
                           officer="王敏", content="身体\n尚可", next_date="2026-06-01")),
        (CONTACTS, Contact(person_id=person, date="2026-05-15", reached=False)),
        (APPEALS, Appeal(person_id=person, date="2026-05-16", content="住房漏雨", unit="规建办",
                         deadline="2026-07-15")),
        (APPEALS, Appeal(person_id=person, date="2026-05-17", content="就医",
                         stage=AppealStage.CLOSED, outcome="已报销",
                         satisfaction=Satisfaction.CONTENT)),
        (OPINIONS, Opinion(person_id=person, date="2026-05-18", content="多体检",
                           verdict=Verdict.ADOPTED, reason="列入计划")),
        (EVENTS, Event(person_id=person, date="2026-05-19", kind=EventKind.AWAY,
                       basis="村（社区）证明")),
    )  # fmt: skip
    for register, record in records:
        with ledger.transaction(f"登记{register.noun}：王") as change:
            Records(ledger, register).add(change, record)
    added, *told = Timeline(ledger).of(person, "王", 20)
    assert added.title == "新增人员：王"
    assert [(entry.kind, entry.title, entry.detail) for entry in told] == [
        (EntryKind.EVENT, "外出、人户分离", "村（社区）证明"),
        (EntryKind.OPINION, "意见建议：多体检", "采纳 · 列入计划"),
        (EntryKind.APPEAL, "诉求：就医", "办结 · 已报销 · 满意"),
        (EntryKind.APPEAL, "诉求：住房漏雨", "登记 · 规建办 · 限 2026-07-15"),
        (EntryKind.CONTACT, "联系", "未联系上"),
        (EntryKind.CONTACT, "电话 · 王敏", "身体 尚可 · 约定 2026-06-01 再联系"),
    ]
    contacts = Records(ledger, CONTACTS)
    with ledger.transaction("删除联系：王（移入回收站）") as change:
        contacts.update(change, replace(contacts.get(2), removed_at="2026-07-28T12:00:00"))
    kinds = [entry.title for entry in Timeline(ledger).of(person, "王", 3)]
    assert kinds[0] == "删除联系：王（移入回收站）"


def test_rounds_and_handouts_are_told_once_and_not_as_changes(ledger: Ledger):
    with ledger.transaction("新增人员：王") as change:
        person = People(ledger).add(change, WANG)
    with ledger.transaction("开始全面摸排") as change:
        number = Records(ledger, ROUNDS).add(
            change, Round(kind=RoundKind.SURVEY, title="2026年全面摸排", year=2026)
        )
        member = RoundMember(round_id=number, person_id=person)
        row = Records(ledger, ROUND_MEMBERS).add(change, member)
    assert [entry.kind for entry in Timeline(ledger).of(person, "王", 9)] == [EntryKind.CHANGE]
    found = replace(member, id=row, finding=Finding.TRUE, way=RoundWay.HOME, done_on="2027-01-05")
    with ledger.transaction("登记摸排") as change:
        Records(ledger, ROUND_MEMBERS).update(change, found)
        handout = Handout(person_id=person, date="2027-01-09", item=HandoutItem.PLAQUE, number="8")
        Records(ledger, HANDOUTS).add(change, handout)
    told = [
        (entry.kind, entry.title, entry.detail) for entry in Timeline(ledger).of(person, "王", 9)
    ]
    assert told[:2] == [
        (EntryKind.HANDOUT, "发放光荣牌", "8"),
        (EntryKind.ROUND, "2026年全面摸排：属实", "上门"),
    ]
    assert [kind for kind, *_ in told[2:]] == [EntryKind.CHANGE]
