from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.domain.tallies import Tally, count

ACTIVE = PersonStatus.ACTIVE


def test_overlapping_categories_count_a_person_once():
    counts = count([Tally("石桥村", ("war_veteran", "martyr_survivor"), ACTIVE, 3)])
    assert (counts.people, counts.veterans, counts.beneficiaries, counts.paid) == (3, 3, 3, 3)


def test_somebody_of_no_category_is_still_on_the_ledger():
    counts = count([Tally("", (), ACTIVE, 1), Tally("", ("serviceman_family",), ACTIVE, 2)])
    assert (counts.people, counts.veterans, counts.beneficiaries, counts.paid) == (3, 0, 2, 0)
    assert counts.by_community == {"": 3}


def test_whoever_left_is_counted_only_by_status():
    counts = count([Tally("石桥村", ("war_veteran",), PersonStatus.MOVED_OUT, 5)])
    assert counts.people == 0
    assert counts.by_status == {PersonStatus.MOVED_OUT: 5}
