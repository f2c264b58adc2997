from shuangyong_desktop.domain.deadlines import deadlines
from shuangyong_desktop.domain.task_templates import TEMPLATE
from shuangyong_desktop.services.almanac import festival_days


def test_the_33_items_of_the_appendix_are_there_once():
    items = {item.key.partition("-")[0] for item in TEMPLATE}
    assert items == {f"A{number:02d}" for number in range(1, 34)}
    assert len({item.key for item in TEMPLATE}) == len(TEMPLATE)
    assert len({item.task.title for item in TEMPLATE}) == len(TEMPLATE)


def test_every_deadline_means_a_day_and_every_item_has_its_box_and_conditions():
    for item in TEMPLATE:
        task = item.of_year(2027)
        assert task.year == 2027
        assert task.box in {f"{number:02d}" for number in range(1, 12)}
        assert item.proofs
        if task.due_rule:
            assert deadlines(task.due_rule, 2027, festival_days(2027))


def test_a_fixed_day_becomes_one_of_the_year_and_a_rule_stays():
    by_key = {item.key: item.of_year(2028) for item in TEMPLATE}
    assert by_key["A01"].due_rule == "2028-02-28"
    assert by_key["A12"].due_rule == "春节-30"
    assert by_key["A22"].due_rule is None
    assert (by_key["A30"].goal, by_key["A30"].due_rule) == (4, "每季")
