from dataclasses import replace
from decimal import Decimal

import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.events import EVENTS, FOLLOW_UPS, EventKind
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.search import EVERYBODY, PersonFilter
from shuangyong_desktop.domain.timeline import EntryKind
from shuangyong_desktop.services.people import FOR_MANY, LedgerView

ZHANG = Person(name="张永福", categories=("war_veteran", "disabled_serviceman"), community="石桥村",
               birth_date="1950-01-01", id_number="510223195001016011")  # fmt: skip
LI = Person(name="李素芳", categories=("martyr_survivor",), community="白杨社区")
WANG = Person(name="王明学", categories=("retired_soldier",), status=PersonStatus.DECEASED)


@pytest.fixture
def people(office):
    for person in (ZHANG, LI, WANG):
        office.people.save(person)
    return office.people


def names(people, view):
    return [person.name for person in people.page(people.listing(view).ids)]


def test_the_ledger_shows_who_is_on_it(people):
    assert sorted(names(people, LedgerView())) == ["张永福", "李素芳"]
    assert len(names(people, LedgerView(only=EVERYBODY))) == 3


def test_search_works_within_the_filter(people):
    assert names(people, LedgerView("zyf")) == ["张永福"]
    assert names(people, LedgerView("王")) == []
    assert names(people, LedgerView("王", only=EVERYBODY)) == ["王明学"]
    only = PersonFilter(communities=("白杨社区",))
    assert names(people, LedgerView("张", only=only)) == []


def test_three_numbers_count_each_person_once(people):
    counts = people.counts()
    assert (counts.people, counts.veterans, counts.beneficiaries, counts.paid) == (2, 1, 1, 2)
    assert counts.by_category["disabled_serviceman"] == 1
    assert counts.by_community == {"石桥村": 1, "白杨社区": 1}
    assert counts.by_status[PersonStatus.DECEASED] == 1


def test_only_the_name_blocks_saving(people):
    with pytest.raises(Problem, match="姓名"):
        people.save(Person(name=" "))
    assert people.save(Person(name="王䶮")).id


def test_a_changed_record_is_one_undoable_change(office, people):
    (zhang,) = people.page(people.listing(LedgerView("张")).ids)
    people.save(Person(**{**_fields(zhang), "phone": "13800000001"}))
    assert people.get(zhang.id).phone == "13800000001"
    assert office.history.undo().title == "修改人员：张永福"
    assert people.get(zhang.id) == zhang
    assert office.history.redo().title == "修改人员：张永福"
    assert people.get(zhang.id).phone == "13800000001"


def test_somebody_alike_is_noticed_before_saving(people):
    same_number = Person(name="张勇福", id_number=ZHANG.id_number)
    same_birth = Person(name="张永福", birth_date="1950-01-01")
    assert [person.name for person in people.alike(same_number)] == ["张永福"]
    assert [person.name for person in people.alike(same_birth)] == ["张永福"]
    assert people.alike(Person(name="张永福")) == []


def test_namesakes_are_possible_unless_two_valid_numbers_tell_them_apart(people):
    assert [person.name for person in people.namesakes(Person(name="张永福"))] == ["张永福"]
    seventeen = Person(name="张永福", id_number="51022319500101601")
    assert [person.name for person in people.namesakes(seventeen)] == ["张永福"]
    assert people.namesakes(Person(name="张永福", id_number="510222195803066110")) == []
    assert people.namesakes(people.namesakes(Person(name="张永福"))[0]) == []
    assert people.namesakes(Person(name="")) == []


def _fields(person):
    return {name: getattr(person, name) for name in Person.__slots__}


def named(people, name):
    (number,) = people.listing(LedgerView(name, only=EVERYBODY)).ids
    return people.get(number)


def test_taking_somebody_off_keeps_the_record_with_day_and_basis(office, people):
    zhang = named(people, "张永福")
    off = people.take_off(zhang.id, PersonStatus.DECEASED, "2026年3月5日", "死亡证明")
    assert (off.status, off.status_date, off.status_basis, off.death_date) == (
        PersonStatus.DECEASED, "2026-03-05", "死亡证明", "2026-03-05",
    )  # fmt: skip
    assert names(people, LedgerView("张永福")) == []
    assert office.history.undo().title == "登记去世：张永福"
    assert named(people, "张永福") == zhang


def test_moving_away_is_no_death_and_putting_back_ends_it(people):
    li = named(people, "李素芳")
    moved = people.take_off(li.id, PersonStatus.MOVED_OUT, "2026-02", "户口迁移证")
    assert moved.death_date is None
    back = people.put_back(li.id, "2026-06-01", "迁回")
    assert (back.status, back.status_date, back.status_basis) == (
        PersonStatus.ACTIVE, "2026-06-01", "迁回",
    )  # fmt: skip
    with pytest.raises(Problem, match="已经在册"):
        people.put_back(li.id)
    people.take_off(li.id, PersonStatus.REMOVED, "2026", "重复登记")
    assert people.put_back(li.id).status_date is None


@pytest.mark.parametrize(
    ("day", "basis", "said"),
    [
        ("不知道", "证明", "看不明白"),
        ("2026-13", "证明", "看不明白"),
        ("2099-01-01", "证明", "今天之后"),
        ("1949", "证明", "早于出生"),
        ("2026-01-01", " ", "变动依据"),
    ],
)
def test_nobody_is_taken_off_without_a_possible_day_and_a_basis(people, day, basis, said):
    zhang = named(people, "张永福")
    with pytest.raises(Problem, match=said):
        people.take_off(zhang.id, PersonStatus.DECEASED, day, basis)
    assert people.get(zhang.id) == zhang
    with pytest.raises(ValueError, match="not taken off"):
        people.take_off(zhang.id, PersonStatus.ACTIVE, "2026", "证明")


def test_many_people_change_in_one_step(office, people):
    ids = [named(people, name).id for name in ("张永福", "李素芳")]
    preview = people.preview_many(ids, "community", "通惠街道白杨社区居委会")
    assert (preview.label, preview.text) == ("村（社区）", "白杨社区")
    assert (preview.changed, preview.unchanged) == (1, 1)
    assert people.change_many(ids, "community", "白杨社区") == 1
    assert people.change_many(ids, "tags", "空巢、高龄") == 2
    assert people.change_many(ids, "tags", "空巢") == 0
    assert named(people, "张永福").tags == ("空巢", "高龄")
    assert office.history.undo().title == "批量修改标签：2 人"
    assert named(people, "张永福").tags == ()


def test_what_cannot_be_read_or_is_somebodys_own_is_not_written_to_many(people):
    ids = [named(people, "张永福").id]
    with pytest.raises(Problem, match="不能批量修改"):
        people.change_many(ids, "id_number", "510223195001016011")
    with pytest.raises(Problem, match="没有改动"):
        people.change_many(ids, "disability_grade", "很重")


def test_a_timeline_tells_changes_and_imports_newest_first(office, people, write_sheet):
    zhang = named(people, "张永福")
    people.save(replace(zhang, phone="13800001234"))
    path = write_sheet(["1", "张永福", "510223195001016011", "石桥村", "参战", "石桥村1组", ""])
    office.imports.take_in(path)
    people.take_off(zhang.id, PersonStatus.DECEASED, "2026-03", "死亡证明")
    office.history.undo()
    entries = people.timeline(zhang.id)
    told = [(entry.kind, entry.title) for entry in entries]
    assert (EntryKind.IMPORT, "导入《名册.xlsx》") in told
    assert {entry.title: entry.detail for entry in entries}["导入《名册.xlsx》"] == "Sheet 第 2 行"
    assert [entry.date for entry in entries] == sorted((e.date for e in entries), reverse=True)
    detail = {entry.title: entry.detail for entry in entries}
    assert "联系电话：空 → 138****1234" in detail["修改人员：张永福"]
    assert detail["登记去世：张永福"].startswith("已撤销；人员状态：在册 → 去世")
    assert len(people.timeline(zhang.id, limit=2)) == 2


def test_a_status_entered_in_the_form_is_the_event_that_it_is(office, people):
    zhang = named(people, "张永福")
    changed = replace(zhang, phone="13800000001", status=PersonStatus.DECEASED,
                      death_date="2026-03-05", status_basis="死亡证明")  # fmt: skip
    stored = people.save(changed)
    assert stored == replace(changed, status_date="2026-03-05")
    (event,) = office.entries(EVENTS).every()
    assert (event.kind, event.date, event.basis) == (EventKind.DIED, "2026-03-05", "死亡证明")
    back = people.save(replace(stored, status=PersonStatus.ACTIVE))
    assert (back.status, back.death_date) == (PersonStatus.ACTIVE, None)
    kinds = {item.kind for item in office.entries(EVENTS).every()}
    assert kinds == {EventKind.RETURNED, EventKind.DIED}
    assert office.history.undo().title == "修改人员：张永福"
    assert office.history.undo().title == "修改人员：张永福"
    assert named(people, "张永福") == zhang
    assert office.entries(EVENTS).count() == 0


def test_a_death_without_a_day_is_an_event_all_the_same(office, people):
    zhang = named(people, "张永福")
    stored = people.save(replace(zhang, status=PersonStatus.DECEASED))
    assert (stored.status, stored.status_date, stored.death_date) == (
        PersonStatus.DECEASED, None, None,
    )  # fmt: skip
    this = office.ledger.clock().date().isoformat()
    (line,) = office.events.found(RecordFilter(since=this, until=this))
    assert line.person.name == "张永福"
    assert office.events.found(RecordFilter(until="2026-01-01")) == []
    words = [item.words for item in office.entries(FOLLOW_UPS).every()]
    assert any("死亡月份待核实" in said for said in words)


def test_however_somebody_leaves_the_consequences_come_once(office, people):
    zhang = named(people, "张永福")
    people.take_off(zhang.id, PersonStatus.DECEASED, "2026-03-05", "死亡证明")
    count = office.entries(FOLLOW_UPS).count()
    assert count > 0
    people.save(replace(people.get(zhang.id), phone="13800000002"))
    assert office.entries(FOLLOW_UPS).count() == count


def test_every_column_for_many_can_be_written_and_taken_back(office, people):
    """One text per sort of column, into two people, then back to what was there."""
    ids = [people.save(Person(name=name)).id for name in ("甲", "乙")]
    before = people.page(ids)
    for field in FOR_MANY:
        texts = (*field.kind.choices[:1], "参战退役军人", "2020-05", "三级", "因战", "是", "300")
        good = next(t for t in texts if field.read(t).value and not field.read(t).doubts)
        assert people.change_many(ids, field.key, good) == 2, field.key
        assert office.history.next_undo().title == f"批量修改{field.label}：2 人"
        office.history.undo()
        assert people.page(ids) == before


def test_one_column_of_everybody_is_told_as_it_is_shown(people):
    first = people.save(Person(name="甲", subsidy_standard=Decimal("300"), plaque_hung=True)).id
    second = people.save(Person(name="乙", lunar_birthday="08-15")).id
    assert people.texts("subsidy_standard") == {first: "300.00"}
    assert people.texts("plaque_hung") == {first: "是"}
    assert people.texts("lunar_birthday") == {second: "八月十五"}
    assert people.texts("status")[first] == "在册"
    assert "去世" in people.texts("status").values()
    with pytest.raises(KeyError):
        people.texts("categories")
