import pytest

from shuangyong_desktop.domain.categories import CategoryGroup
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import PEOPLE, Person


def test_an_own_category_is_read_shown_and_counted(office):
    own = office.categories.add(" 老党员  优待 ", CategoryGroup.VETERAN)
    assert own.name == "老党员 优待"
    assert office.categories.words().read("老党员优待、参战").value == (own.code, "war_veteran")
    person = office.people.save(Person(name="张永福", categories=(own.code,)))
    assert PEOPLE["categories"].write(person.categories) == "老党员 优待"
    assert office.people.counts().veterans == 1


def test_an_own_category_is_given_to_many(office):
    own = office.categories.add("本地类别", CategoryGroup.BENEFICIARY)
    ids = [office.people.save(Person(name=name)).id for name in ("张", "李")]
    assert office.people.change_many(ids, "categories", "本地类别") == 2
    assert office.people.get(ids[0]).categories == (own.code,)


def test_adding_one_is_undone_while_nobody_has_it(office):
    office.categories.add("本地类别", CategoryGroup.BENEFICIARY)
    assert office.history.undo().title == "新增人员类别：本地类别"
    assert len(office.categories.all()) == 32


def test_words_of_the_desk_mean_a_category(office):
    changed = office.categories.set_aliases("war_veteran", "参战\n老山轮战\n老山轮战\n")
    assert changed.aliases == ("参战", "老山轮战")
    assert office.categories.words().read("老山轮战").value == ("war_veteran",)
    office.history.undo()
    assert office.categories.words().read("老山轮战").value == ()


def test_a_word_means_one_category(office):
    with pytest.raises(Problem, match=r"“烈属”已经表示“烈士遗属”"):
        office.categories.set_aliases("war_veteran", "烈属")
    with pytest.raises(Problem, match=r"已经表示"):
        office.categories.add("参战退役人员", CategoryGroup.VETERAN)
    with pytest.raises(Problem, match=r"1 到 20 个字"):
        office.categories.add("长" * 21, CategoryGroup.VETERAN)
