"""Only the parts of the form that fit somebody's categories are open."""

from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.domain.sections import ALWAYS, fitting_sections


def _sections(*categories: str, **known) -> set[str]:
    return set(fitting_sections(Person(name="李建国", categories=categories, **known))) - ALWAYS


def test_the_sections_are_those_of_the_declaration():
    assert set(ALWAYS) <= {field.section for field in PEOPLE}
    everything = _sections("disabled_serviceman")
    assert everything <= {field.section for field in PEOPLE}


def test_each_category_opens_what_it_needs():
    assert _sections("disabled_serviceman") == {
        "服役情况", "残疾情况", "待遇情况", "光荣牌和优待证",
    }  # fmt: skip
    assert _sections("martyr_survivor") == {"待遇情况", "光荣牌和优待证"}
    assert _sections("serviceman") == {"服役情况", "光荣牌和优待证"}
    assert _sections("serviceman_family") == {"光荣牌和优待证"}
    assert _sections("martyr_no_survivor") == set()
    assert _sections("志愿兵") == {"服役情况", "光荣牌和优待证"}


def test_somebody_new_may_be_anybody_and_what_is_known_is_shown():
    assert _sections() == {"服役情况"}
    assert "生活状况" in _sections("serviceman_family", health="患病")
