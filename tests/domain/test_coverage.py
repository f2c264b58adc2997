from shuangyong_desktop.domain.coverage import coverage, leaders_of
from shuangyong_desktop.domain.receipts import Receipt, ReceiptState
from shuangyong_desktop.domain.visits import VisitGroup, VisitUnit

GROUPS = [
    VisitGroup(id=1, name="一组", lead_official="张书记、李主任"),
    VisitGroup(id=2, name="二组", lead_official="张书记"),
    VisitGroup(id=3, name="三组"),
]
UNITS = [VisitUnit(id=n, name=f"户{n}", group_id=group) for n, group in enumerate((1, 1, 2, 3), 1)]


def test_each_leader_stands_with_groups_units_and_visits():
    receipts = {1: Receipt(state=ReceiptState.SIGNED), 2: Receipt(state=ReceiptState.NOT_RECEIVED)}
    found = coverage(GROUPS, UNITS, receipts, ["王委员"])
    assert [(led.leader, led.groups, led.units, led.visited) for led in found.leaders] == [
        ("王委员", (), 0, 0),
        ("张书记", ("一组", "二组"), 3, 1),
        ("李主任", ("一组",), 2, 1),
    ]
    assert [led.leader for led in found.not_visited] == ["王委员"]
    assert [group.name for group in found.without_leader] == ["三组"]


def test_several_leaders_stand_in_one_text():
    assert leaders_of(VisitGroup(name="组", lead_official=" 张,李；王 赵 ")) == (
        "张",
        "李",
        "王",
        "赵",
    )
    assert leaders_of(VisitGroup(name="组")) == ()
