"""The smaller repositories: communities, categories, households, settings, imported files."""

from dataclasses import replace

import pytest

from shuangyong_desktop.domain.categories import CATEGORIES, CategoryGroup
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.households import Household
from shuangyong_desktop.domain.imported import ImportedFile, ImportedRow, cells_text
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.communities import Communities
from shuangyong_desktop.storage.history import History
from shuangyong_desktop.storage.households import Households
from shuangyong_desktop.storage.imports import Imports
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.settings import Settings

from .conftest import NOON


def test_communities_are_learnt_once_and_sort_naturally(ledger: Ledger):
    communities = Communities(ledger)
    with ledger.transaction("登记") as change:
        known = communities.learn(change, ["第10村", "第2村", None, "", "第2村"])
    assert set(known) == {"第10村", "第2村"}
    assert [community.name for community in communities.all()] == ["第2村", "第10村"]
    with ledger.transaction("排序") as change:
        communities.place(change, known["第2村"], 9)
        communities.rename(change, known["第10村"], "第十村")
    assert [community.name for community in communities.all()] == ["第2村", "第十村"]


def test_a_new_ledger_knows_the_legal_categories(ledger: Ledger):
    categories = Categories(ledger)
    assert categories.all() == CATEGORIES
    assert categories.bits() == {category.code: category.bit for category in CATEGORIES}
    assert categories.add_missing() == 0


def test_the_desk_adds_categories_until_the_mask_is_full(ledger: Ledger):
    categories = Categories(ledger)
    with ledger.transaction("新增类别") as change:
        own = categories.add(change, "本地类别", CategoryGroup.BENEFICIARY)
        with pytest.raises(Problem, match="已经有了"):
            categories.add(change, "本地类别", CategoryGroup.BENEFICIARY)
    assert own.bit == 32
    with ledger.transaction("登记") as change:
        number = People(ledger).add(change, Person(name="李", categories=(own.code,)))
    assert People(ledger).get(number).categories == (own.code,)
    with ledger.transaction("新增类别") as change:
        for bit in range(33, 63):
            categories.add(change, f"类别{bit}", CategoryGroup.VETERAN)
        with pytest.raises(Problem, match="最多 63 种"):
            categories.add(change, "放不下", CategoryGroup.VETERAN)


def test_categories_of_a_newer_program_are_added(ledger: Ledger):
    ledger.connection.execute("DELETE FROM category WHERE code = 'serviceman'")
    assert Categories(ledger).add_missing() == 1
    assert Categories(ledger).all() == CATEGORIES


def test_a_household_has_its_members(ledger: Ledger):
    households = Households(ledger)
    with ledger.transaction("登记家庭") as change:
        number = households.add(change, Household(name="王家", community="石盘村"))
        People(ledger).add(change, Person(name="王一", household_id=number))
        People(ledger).add(change, Person(name="王二", household_id=number))
    assert households.members(number) == [1, 2]
    known = households.get(number)
    assert known == Household(id=number, name="王家", community="石盘村")
    with ledger.transaction("改住址") as change:
        assert households.update(change, replace(known, address="石盘村1组"))
        with pytest.raises(ValueError, match="never stored"):
            households.update(change, Household(name="无"))
    assert households.get(number).address == "石盘村1组"
    with pytest.raises(KeyError):
        households.get(99)


def test_settings_are_undoable(ledger: Ledger):
    settings = Settings(ledger)
    assert settings.get("单位", "未设置") == "未设置"
    for value in ({"名称": "通惠街道办事处"}, ["甲", "乙"]):
        with ledger.transaction("修改设置") as change:
            settings.put(change, "单位", value)
    assert settings.get("单位") == ["甲", "乙"]
    History(ledger).undo(3)
    assert settings.get("单位") == {"名称": "通惠街道办事处"}


def test_raw_cells_stay_when_the_import_is_undone(ledger: Ledger):
    imports = Imports(ledger)
    file = ImportedFile(sha256="ab" * 32, name="花名册.xlsx", imported_at=NOON, row_count=2)
    rows = [
        ImportedRow("Sheet1", 3, cells_text(("1", "王建国", "")), 1),
        ImportedRow("Sheet1", 4, cells_text(("2", "=1+1", "<b>"))),
    ]
    with ledger.transaction("导入花名册") as change:
        People(ledger).add_many(change, [Person(name="王建国")])
        number = imports.add_file(change, file)
        imports.add_rows(number, rows)
    assert imports.files() == [replace(file, id=number)]
    assert imports.known("ab" * 32) == replace(file, id=number)
    assert imports.known("cd" * 32) is None
    assert imports.rows(number) == rows
    assert imports.rows_of_person(1) == rows[:1]
    History(ledger).undo(2)
    assert imports.files() == []
    assert imports.rows(number) == rows
    History(ledger).redo(2)
    assert imports.files() == [replace(file, id=number)]
