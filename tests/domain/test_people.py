"""What lists show of people, and what stays off them."""

from shuangyong_desktop.domain.people import PEOPLE, Person, as_listed


def test_every_column_of_the_form_has_a_section_and_a_label_of_its_own():
    labels = [field.label for field in PEOPLE]
    assert len(set(labels)) == len(labels)
    assert all(field.section for field in PEOPLE)


def test_lists_show_no_unit_and_no_region_of_those_who_serve():
    soldier = Person(name="陈军", categories=("serviceman",), military_unit="56005部队",
                     region_kind="高原", enlist_date="2024")  # fmt: skip
    listed = as_listed(soldier)
    assert (listed.military_unit, listed.region_kind) == (None, None)
    assert listed.enlist_date == "2024"
    veteran = Person(name="李建国", categories=("retired_soldier",), military_unit="56005部队")
    assert as_listed(veteran) == veteran
