"""全文查找 step by step over a real ledger."""

import pytest

from shuangyong_desktop.domain.people import Person

ZHANG = Person(name="张永福", id_number="510223195001016011", address="石桥村2组10号")
LI = Person(name="李素芳", remarks="与女儿同住，Ａ栋", kin_phone="13900001111")


@pytest.fixture
def find(office):
    for person in (ZHANG, LI):
        office.people.save(person)

    def run(text):
        looking = office.full_text(text)
        done, total = looking.step()
        while done < total:
            done, total = looking.step()
        return [office.people.get(number).name for number in looking.found]

    return run


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (" 2组10 ", ["张永福"]),
        ("\uff19\uff15\uff10\uff10\uff11", ["张永福"]),
        ("女儿", ["李素芳"]),
        ("0000111", ["李素芳"]),
        ("没有的", []),
        ("%", []),
        ("  ", []),
    ],
)
def test_any_part_of_any_text_is_found(find, text, names):
    assert find(text) == names


def test_a_ledger_without_people_is_soon_through(office):
    assert office.full_text("甲").step() == (0, 0)
