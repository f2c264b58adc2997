from dataclasses import replace

import pytest

from shuangyong_desktop.domain.errors import Cancelled
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.search import COUNTED, PersonFilter
from shuangyong_desktop.storage import search_index
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.search import Search

from .conftest import PASSWORD

LI = Person(
    name="曾卫东",
    former_name="曾小东",
    id_number="50022219500201601X",
    phone="13800001234、023-48600001",
    address="石盘村2组10号",
)


@pytest.fixture
def search(ledger: Ledger) -> Search:
    with ledger.transaction("新增人员") as change:
        People(ledger).add(change, LI)
        People(ledger).add(change, Person(name="无名", remarks="百分之100%_的"))
    return Search(ledger)


@pytest.mark.parametrize(
    "typed",
    ["曾", "卫东", "东", "曾小", "zwd", "zengwei", "weidong", "ZW", "500222", "1950", "0201",
     "01601x", "601X", "138", "0000", "1234", "02348600001", " 曾 卫 东 ", "\uff11\uff13\uff18"],
)  # fmt: skip
def test_somebody_is_found_by_what_the_clerk_knows(search: Search, typed: str):
    found = search.find(typed)
    assert list(found.ids) == [1]
    assert (found.count, found.more) == (1, False)


@pytest.mark.parametrize("typed", ["李", "22219", "%", "_", "*", '"', "' OR 1=1 --", "", "   "])
def test_nobody_is_found_by_accident_or_by_signs(search: Search, typed: str):
    assert list(search.find(typed).ids) == []


def test_the_count_stops_where_nobody_reads_on(ledger: Ledger):
    with ledger.transaction("导入") as change:
        People(ledger).add_many(change, [Person(name=f"王{n}") for n in range(2_050)])
    found = Search(ledger).find("王")
    assert (len(found.ids), found.count, found.more) == (200, COUNTED, True)
    everybody = Search(ledger).find("王", limit=-1)
    assert (len(everybody.ids), everybody.count, everybody.more) == (2_050, 2_050, False)
    few = Search(ledger).find("王200")
    assert (len(few.ids), few.count, few.more) == (11, 11, False)


@pytest.mark.parametrize(
    "only",
    [
        PersonFilter(communities=("乙村",)),
        PersonFilter(words=(("health", "患病"),)),
        PersonFilter(tags=("空巢",)),
    ],
)
@pytest.mark.parametrize(("looking", "counting"), [(1, 1), (1, 10**9), (10**9, 1)])
def test_impatience_changes_how_people_are_found_but_not_whom(
    ledger: Ledger,
    monkeypatch: pytest.MonkeyPatch,
    only: PersonFilter,
    looking: int,
    counting: int,
):
    """Whichever way gives up, the next one finds the same people within the same filter."""
    with ledger.transaction("导入") as change:
        People(ledger).add_many(
            change,
            [
                Person(
                    name=f"王{n}",
                    community="甲村" if n % 3 else "乙村",
                    health="健康" if n % 3 else "患病",
                    tags=() if n % 3 else ("空巢",),
                )
                for n in range(900)
            ],
        )
    patient = Search(ledger).find("王", only)
    monkeypatch.setattr("shuangyong_desktop.storage.search._LOOKING", looking)
    monkeypatch.setattr("shuangyong_desktop.storage.search._COUNTING", counting)
    hasty = Search(ledger).find("王", only)
    assert len(hasty.ids) == len(patient.ids) == 200
    assert all(People(ledger).get(n).community == "乙村" for n in hasty.ids)
    assert hasty.more or patient.more or hasty.count == patient.count


def test_full_text_sees_what_beginnings_do_not(search: Search):
    assert list(search.full_text("2组10")) == [1]
    assert list(search.full_text("0%_")) == [2]
    assert list(search.full_text("没有")) == []


def test_full_text_stops_when_asked(ledger: Ledger):
    with ledger.transaction("导入") as change:
        People(ledger).add_many(change, [Person(name=f"王{n}") for n in range(5000)])
    with pytest.raises(Cancelled):
        Search(ledger).full_text("没有的", stop=lambda: True)
    assert list(Search(ledger).full_text("王4999")) == [5000]


def test_a_changed_name_is_found_by_the_new_one_only(ledger: Ledger, search: Search):
    people = People(ledger)
    with ledger.transaction("改名") as change:
        people.update(change, replace(people.get(1), name="李卫东", former_name=None))
    assert list(search.find("曾").ids) == []
    assert list(search.find("lwd").ids) == [1]


def test_a_ledger_of_older_tokens_is_indexed_anew_when_opened(path, opened):
    with Ledger.open(path, PASSWORD) as ledger:
        with ledger.transaction("新增人员") as change:
            People(ledger).add(change, LI)
        before = ledger.connection.execute("SELECT * FROM search").fetchall()
        ledger.connection.execute("UPDATE search SET tok = 'old' || tok")
        ledger.connection.execute("UPDATE attribute SET value = 0 WHERE name = 'tokens_version'")
    ledger = opened(path)
    assert ledger.connection.execute("SELECT * FROM search").fetchall() == before
    assert search_index.is_current(ledger.connection)
