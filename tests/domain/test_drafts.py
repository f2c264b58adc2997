from decimal import Decimal

import pytest

from shuangyong_desktop.domain.drafts import (
    TO_VERIFY,
    ExistingPolicy,
    changed_person,
    new_person,
    plain_values,
    typed_values,
)
from shuangyong_desktop.domain.people import Person, PersonStatus

KNOWN = Person(
    id=7, name="张三", phone="13800000001", categories=("war_veteran",), subsidy_standard=Decimal(1)
)


def test_values_survive_the_way_from_worker_to_window():
    values = {
        "name": "张三",
        "subsidy_standard": Decimal("132.50"),
        "categories": ("war_veteran",),
        "status": PersonStatus.DECEASED,
        "birth_date": None,
    }
    assert typed_values(plain_values(values)) == values


def test_a_new_person_takes_only_what_a_person_has():
    person = new_person({"name": "李四", "related_persons": ("王五",), "phone": None})
    assert person == Person(name="李四")


def test_somebody_let_in_with_a_doubt_is_marked():
    assert new_person({"name": "李四", "tags": ("重点",)}, to_verify=True).tags == (
        "重点",
        TO_VERIFY,
    )


def test_filling_blanks_never_touches_what_is_known():
    row = {"name": "张三丰", "phone": "13900000002", "address": "石桥村1社", "sex": ""}
    changed = changed_person(KNOWN, row, ExistingPolicy.FILL_BLANKS)
    assert (changed.name, changed.phone, changed.address) == ("张三", "13800000001", "石桥村1社")


def test_overwriting_leaves_name_and_id_number_to_the_hand():
    known = Person(id=7, name="张三", id_number="510223196001016019", phone="1")
    row = {"name": "张叁", "id_number": "510223196001016027", "phone": "2"}
    changed = changed_person(known, row, ExistingPolicy.OVERWRITE)
    assert (changed.name, changed.id_number, changed.phone) == ("张三", "510223196001016019", "2")


@pytest.mark.parametrize("policy", [ExistingPolicy.FILL_BLANKS, ExistingPolicy.OVERWRITE])
def test_categories_are_added_to_never_taken_away(policy):
    changed = changed_person(KNOWN, {"categories": ("disabled_serviceman",)}, policy)
    assert changed.categories == ("war_veteran", "disabled_serviceman")
    assert changed_person(KNOWN, {"categories": ("war_veteran",)}, policy) is KNOWN


def test_a_list_can_tell_the_ledger_of_a_death():
    changed = changed_person(KNOWN, {"status": PersonStatus.DECEASED}, ExistingPolicy.FILL_BLANKS)
    assert changed.status is PersonStatus.DECEASED


def test_a_death_is_not_taken_back_by_filling_blanks():
    dead = Person(id=1, name="张三", status=PersonStatus.DECEASED)
    row = {"status": PersonStatus.ACTIVE}
    assert changed_person(dead, row, ExistingPolicy.FILL_BLANKS) is dead


def test_skipping_changes_nothing():
    assert changed_person(KNOWN, {"address": "x"}, ExistingPolicy.SKIP) is KNOWN


def test_a_doubtful_row_marks_only_whom_it_changes():
    row = {"address": "石桥村1社"}
    changed = changed_person(KNOWN, row, ExistingPolicy.FILL_BLANKS, to_verify=True)
    assert changed.tags == (TO_VERIFY,)
    same = changed_person(KNOWN, {"phone": "9"}, ExistingPolicy.FILL_BLANKS, to_verify=True)
    assert same is KNOWN


def test_a_valid_number_takes_the_place_of_one_kept_as_typed():
    odd = Person(name="赵六", id_number="51022319500101601")
    row = {"name": "赵六", "id_number": "510223195001016011"}
    changed = changed_person(odd, row, ExistingPolicy.FILL_BLANKS)
    assert changed.id_number == "510223195001016011"
    other = {"name": "赵六", "id_number": "510223195001016038"}
    assert changed_person(changed, other, ExistingPolicy.OVERWRITE) is changed


def test_a_row_that_says_what_is_known_already_changes_nothing():
    known = Person(id=1, name="李建国", phone="13800001234", tags=("低保",))
    values = {"name": "李建国", "status": PersonStatus.ACTIVE, "phone": "13800001234"}
    for policy in ExistingPolicy:
        assert changed_person(known, values, policy, to_verify=True) is known
