from dataclasses import fields, replace
from decimal import Decimal

import pytest

from shuangyong_desktop.domain.people import PEOPLE, Person, PersonStatus
from shuangyong_desktop.domain.search import PersonFilter, PersonOrder
from shuangyong_desktop.storage.columns import LINKED
from shuangyong_desktop.storage.history import History
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.search import Search

LI = Person(
    name="李卫东",
    former_name="李小东",
    sex="男",
    id_number="500222195002016019",
    birth_date="1950-02-01",
    categories=("disabled_serviceman", "war_veteran"),
    phone="13800001234",
    community="石盘村",
    address="石盘村2组10号",
    subsidy_standard=Decimal("1234.50"),
    plaque_hung=True,
    tags=("空巢",),
    remarks="行动不便",
)


@pytest.fixture
def people(ledger: Ledger) -> People:
    return People(ledger)


def _add(ledger: Ledger, *wanted: Person) -> list[int]:
    with ledger.transaction("新增人员") as change:
        return [People(ledger).add(change, person) for person in wanted]


def test_every_declared_column_has_its_place(ledger: Ledger):
    columns = {row[1] for row in ledger.connection.execute("PRAGMA table_info(person)")}
    for column in PEOPLE:
        assert column.key in columns or column.key in LINKED
    for item in fields(Person):
        assert item.name in columns or item.name in LINKED


def test_a_person_comes_back_as_written(ledger: Ledger, people: People):
    (number,) = _add(ledger, LI)
    assert people.get(number) == replace(LI, id=number)


def test_people_written_in_bulk_come_back_and_are_found(ledger: Ledger, people: People):
    wanted = [
        LI,
        Person(name="王𠮷", community="玉龙社区", categories=("serviceman_family",)),
        Person(name="张", status=PersonStatus.DECEASED, death_date="2024"),
    ]
    with ledger.transaction("导入花名册") as change:
        ids = people.add_many(change, wanted)
    assert people.page(ids) == [
        replace(person, id=n) for n, person in zip(ids, wanted, strict=True)
    ]
    assert list(Search(ledger).find("王𠮷").ids) == [2]
    single = ledger.connection.execute("SELECT * FROM search ORDER BY tok, id").fetchall()
    with ledger.transaction("一个一个来") as change:
        for number in ids:
            change.update("person", number, {"ethnic": "汉族"})
    assert ledger.connection.execute("SELECT * FROM search ORDER BY tok, id").fetchall() == single


def test_only_what_differs_is_written(ledger: Ledger, people: People):
    (number,) = _add(ledger, LI)
    known = people.get(number)
    with ledger.transaction("没有改动") as change:
        assert not people.update(change, known)
    with ledger.transaction("修改人员") as change:
        assert people.update(
            change,
            replace(known, community="玉龙社区", categories=("war_veteran", "serviceman"), tags=()),
        )
    changed = people.get(number)
    assert changed.community == "玉龙社区"
    assert set(changed.categories) == {"war_veteran", "serviceman"}
    assert changed.tags == ()
    history = History(ledger)
    edits = {(edit.label, edit.before, edit.after) for edit in history.edits(3)}
    assert ("人员类别", None, "现役军人") in edits
    assert ("人员类别", "残疾军人", None) in edits
    history.undo(3)
    assert replace(people.get(number), categories=()) == replace(known, categories=())
    assert set(people.get(number).categories) == set(known.categories)


def test_a_person_who_was_never_stored_cannot_be_updated(ledger: Ledger, people: People):
    with ledger.transaction("错") as change, pytest.raises(ValueError, match="never stored"):
        people.update(change, LI)
    with pytest.raises(KeyError):
        people.get(77)


def test_lists_come_in_every_order(ledger: Ledger, people: People):
    _add(
        ledger,
        replace(LI, name="张三", community="乙村", address="乙村10组", birth_date="1950"),
        replace(LI, name="阿大", community="乙村", address="乙村2组", birth_date="1949-12-01"),
        replace(LI, name="李四", community="甲村", address="甲村1组", birth_date=None),
        replace(LI, name="单一", community=None, address=None, birth_date="1950-01-01"),
    )

    def names(order: PersonOrder, limit: int = -1) -> str:
        return " ".join(person.name for person in people.page(people.ids(order, limit=limit)))

    assert names(PersonOrder.ENTERED) == "张三 阿大 李四 单一"
    assert names(PersonOrder.NAME) == "阿大 李四 单一 张三"
    assert names(PersonOrder.BIRTH) == "李四 阿大 张三 单一"
    assert names(PersonOrder.PLACE) == "阿大 张三 李四 单一"
    assert names(PersonOrder.PLACE, limit=2) == "阿大 张三"
    assert names(PersonOrder.NAME, limit=2) == "阿大 李四"
    assert next(people.every(PersonOrder.NAME)).name == "阿大"


def test_ids_come_from_a_covering_index(ledger: Ledger):
    for order in PersonOrder:
        seen: list[str] = []
        ledger.connection.set_trace_callback(seen.append)
        People(ledger).ids(order, PersonFilter(statuses=(PersonStatus.ACTIVE,)))
        ledger.connection.set_trace_callback(None)
        for sql in (sql for sql in seen if "FROM person" in sql):
            plan = ledger.connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
            assert "COVERING INDEX" in str(plan)


def test_filters_hold_together(ledger: Ledger, people: People):
    _add(
        ledger,
        LI,
        replace(LI, name="王五", categories=("serviceman",), community="玉龙社区"),
        replace(LI, name="赵六", status=PersonStatus.DECEASED),
        replace(LI, name="孙七", community=None, categories=()),
    )

    def names(**only: object) -> set[str]:
        where = PersonFilter(**only)
        listed = {person.name for person in people.every(PersonOrder.PLACE, where)}
        assert listed == {person.name for person in people.every(PersonOrder.NAME, where)}
        assert listed == {p.name for p in people.page(Search(ledger).find("1950", where).ids)}
        return listed

    assert names(communities=("石盘村",)) == {"李卫东", "赵六"}
    assert names(communities=("",)) == {"孙七"}
    assert names(categories=("serviceman", "war_veteran")) == {"李卫东", "王五", "赵六"}
    assert names(statuses=(PersonStatus.DECEASED,)) == {"赵六"}
    assert names(communities=("石盘村",), statuses=(PersonStatus.ACTIVE,)) == {"李卫东"}
    assert names(communities=("没有的村",)) == set()


def test_people_are_matched_by_number_then_by_name_and_birth(people: People, ledger: Ledger):
    first, second = _add(ledger, LI, replace(LI, id_number=None, birth_date="1951"))
    assert people.with_id_number("500222195002016019") == [first]
    assert people.with_name("李卫东") == [first, second]
    assert people.with_name("李卫东", "1951") == [second]
    assert people.with_name("没有") == []


def test_birthdays_are_found_by_the_calendar_the_person_keeps(ledger: Ledger):
    people = People(ledger)
    with ledger.transaction("登记") as change:
        solar = people.add(change, Person(name="甲", birth_date="1958-03-06"))
        lunar = people.add(
            change, Person(name="乙", birth_date="1958-03-06", lunar_birthday="08-15")
        )
        people.add(change, Person(name="丙", birth_date="1958-03"))
    assert people.with_birthday(["03-06"], []) == [solar]
    assert people.with_birthday(["03-06"], ["08-15"]) == [solar, lunar]
    assert people.with_birthday([], []) == []


def test_nobody_in_bulk_is_nobody_whatever_came_before(ledger: Ledger):
    people = People(ledger)
    with ledger.transaction("导入") as change:
        assert list(people.add_many(change, [])) == []
        assert list(people.add_many(change, [Person(name="王芳")])) == [1]
        assert list(people.add_many(change, [])) == []
    assert len(people.ids()) == 1
