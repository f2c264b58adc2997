"""What a death asks for: ten categories by six consequences, against expectations by hand."""

from decimal import Decimal

import pytest

from shuangyong_desktop.domain.consequences import follow_ups, settled
from shuangyong_desktop.domain.entitlements import Entitlement, EntitlementState
from shuangyong_desktop.domain.events import DeathCause, Event, EventKind, FollowUpKind
from shuangyong_desktop.domain.families import Fallen, Relative
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.situations import LocalRules, OpenVisit, Situation

STOP, TAIL, FUNERAL, RECOVER = (
    FollowUpKind.STOP_PAYMENT, FollowUpKind.TAIL_MONTHS, FollowUpKind.FUNERAL_SUBSIDY,
    FollowUpKind.RECOVER,
)  # fmt: skip
PLAQUE, CARD, FAMILY, VISITS = (
    FollowUpKind.PLAQUE, FollowUpKind.CARD, FollowUpKind.FAMILY, FollowUpKind.OPEN_VISITS,
)  # fmt: skip
VISIT = OpenVisit("2026年八一慰问", 7, leaves=True)


def somebody(*categories, **more):
    return Person(
        id=1, name="李建国", categories=categories, subsidy_standard=Decimal(800),
        plaque_hung=True, preferential_card="YD-1", **more,
    )  # fmt: skip


def death(**more):
    return Event(
        id=5, person_id=1, kind=EventKind.DIED, recorded_on="2026-07-20",
        status_after=PersonStatus.DECEASED,
        **{"date": "2026-07-12", "paid_until": "2026-06", "cause": "因病", **more},
    )  # fmt: skip


def asked(event, **now):
    """The follow-ups by kind."""
    found = {}
    for item in follow_ups(event, Situation(**now)):
        found.setdefault(item.kind, []).append(item)
    return found


# 人员类别, 待遇, 丧葬补助月数 (None: 按区文件), 家属身份转换
TEN = (
    ("disabled_serviceman", "残疾抚恤金", 12, "病故军人遗属"),
    ("martyr_survivor", "定期抚恤金", 6, ""),
    ("duty_death_survivor", "定期抚恤金", 6, ""),
    ("illness_death_survivor", "定期抚恤金", 6, ""),
    ("rural_demobilized_pre1954", "定期生活补助（在乡复员）", None, ""),
    ("ill_returned_veteran", "定期生活补助（带病回乡）", None, ""),
    ("war_veteran", "定期生活补助（参战）", 6, ""),
    ("nuclear_test_veteran", "定期生活补助（参试）", 6, ""),
    ("rural_veteran_60plus", "定期生活补助（农村籍）", None, ""),
    ("martyr_child_60plus", "定期生活补助（烈士老年子女）", 6, ""),
)


@pytest.mark.parametrize(("category", "payment", "months", "family"), TEN, ids=[t[0] for t in TEN])
def test_a_death_has_its_six_consequences(category, payment, months, family):
    person = somebody(category, disability_grade="三级", disability_nature="因战")
    found = asked(death(), person=person, visits=[VISIT])
    # 1 停发: 次月起
    (stop,) = found[STOP]
    assert stop.words == f"拟从2026年8月起停发{payment}，报区局。"
    assert stop.due == "2026-07-30"
    # 2 尾月和丧葬补助: separate figures of the amount formerly drawn
    (tail,) = found[TAIL]
    assert tail.amount == Decimal(800)
    assert "：2026年7月，共1个月" in tail.words
    (funeral,) = found[FUNERAL]
    assert funeral.amount == (months and Decimal(800) * months)
    assert ("没有全国统一规定" in funeral.words) == (months is None)
    # 3 光荣牌, 4 优待证
    assert "不再更换" in found[PLAQUE][0].words
    assert "收回优待证" in found[CARD][0].words
    # 5 家属身份转换
    assert [family in item.words for item in found.get(FAMILY, ())] == [True] * bool(family)
    # 6 未了慰问方案
    assert found[VISITS][0].words.startswith("慰问方案“2026年八一慰问”：已从方案移出")
    assert set(found) <= {STOP, TAIL, FUNERAL, PLAQUE, CARD, FAMILY, VISITS}
    assert all(item.person_id == 1 and item.event_id == 5 for item in follow_ups(
        death(), Situation(person=person)))  # fmt: skip


@pytest.mark.parametrize("source", ["条例》第三十二条", "条例》第二十二条", "褒扬条例》第二十三条"])
def test_the_law_stands_with_the_figure(source):
    person = somebody("disabled_serviceman", "martyr_survivor", "martyr_child_60plus")
    streams = [
        Entitlement(kind=kind, amount=Decimal(100))
        for kind in ("残疾抚恤金", "定期抚恤金", "定期生活补助（烈士老年子女）")
    ]
    found = asked(death(), person=person, entitlements=streams)
    assert any(source in item.rule for item in found[FUNERAL])
    assert [item.amount for item in found[FUNERAL]] == [1200, 600, 600]


@pytest.mark.parametrize(
    ("known", "words", "amount", "family"),
    [
        ((DeathCause.ILLNESS, "因战", "四级"), "增发12个月", 9600, "病故军人遗属"),
        ((DeathCause.ILLNESS, "因公", "五级"), "增发12个月", 9600, None),
        ((DeathCause.ILLNESS, "因病", "一级"), "增发12个月", 9600, None),
        ((DeathCause.OLD_WOUND, "因战", "八级"), "一次性抚恤金", None, "因公牺牲军人遗属"),
        ((DeathCause.OLD_WOUND, "因病", "五级"), "不适用", None, None),
        ((DeathCause.ACCIDENT, "因公", "一级"), "意外死亡", None, None),
        ((None, "因战", "二级"), "死亡原因待核实", None, "死亡原因核实后"),
        ((None, "因战", "七级"), "死亡原因待核实", None, None),
        ((None, None, None), "死亡原因待核实", None, "残疾性质和死亡原因待核实"),
    ],
)
def test_the_cause_decides_for_the_disabled(known, words, amount, family):
    cause, nature, grade = known
    person = somebody("disabled_serviceman", disability_grade=grade, disability_nature=nature)
    found = asked(death(cause=cause), person=person)
    (funeral,) = found[FUNERAL]
    assert words in funeral.words
    assert funeral.amount == amount
    assert [family in item.words for item in found.get(FAMILY, ())] == [True] * bool(family)


def test_the_desk_may_set_what_no_law_says():
    rules = LocalRules(stop_after=0, funeral_months={"rural_veteran_60plus": 4}, days=3)
    found = asked(death(), person=somebody("rural_veteran_60plus"), rules=rules)
    assert found[STOP][0].words.startswith("拟从2026年7月起")
    assert found[STOP][0].due == "2026-07-23"
    assert found[FUNERAL][0].amount == 3200
    assert "按区文件可改" in found[FUNERAL][0].rule
    assert TAIL not in found  # paid until June, which is the last month


def test_what_was_paid_too_much_is_a_figure_of_its_own():
    found = asked(death(paid_until="2026-10"), person=somebody("war_veteran"))
    assert TAIL not in found
    (recover,) = found[RECOVER]
    assert recover.amount == 2400
    assert "2026年8月至2026年10月，共3个月" in recover.words


def test_nothing_is_counted_that_is_not_known():
    found = asked(death(paid_until=None), person=somebody("war_veteran"))
    assert found[TAIL][0].amount is None
    assert "应发至2026年7月" in found[TAIL][0].words
    found = asked(death(date="2026"), person=somebody("war_veteran"))
    assert "死亡月份待核实" in found[STOP][0].words
    assert found[TAIL][0].amount is None
    two = asked(death(), person=somebody("war_veteran", "rural_veteran_60plus"))
    assert [item.amount for item in two[FUNERAL]] == [None, None]
    assert all("先核实是否享受" in item.words for item in two[STOP])


def test_being_somebody_is_no_payment():
    stopped = Entitlement(kind="定期抚恤金", amount=Decimal(900), state=EntitlementState.STOPPED)
    found = asked(death(), person=somebody("martyr_survivor"), entitlements=[stopped])
    assert {STOP, TAIL, FUNERAL}.isdisjoint(found)
    assert not asked(death(), person=Person(id=1, name="赵一", categories=("retired_soldier",)))


def test_care_stops_without_a_funeral_subsidy():
    care = Entitlement(kind="护理费", amount=Decimal(2000))
    found = asked(death(), person=somebody("disabled_serviceman"), entitlements=[care])
    assert "护理费" in found[STOP][0].words
    assert FUNERAL not in found


def test_others_under_the_roof_keep_plaque_and_visit():
    wife = Person(id=2, name="王秀英", categories=("war_veteran",))
    person = somebody("war_veteran")
    stays = OpenVisit("2026年春节慰问", 8, leaves=False, shared=True)
    found = asked(death(), person=person, household=[wife], visits=[stays])
    assert found[PLAQUE][0].words == "户内还有王秀英，光荣牌照常悬挂；不再因逝者更换。"
    assert "户内还有其他人" in found[VISITS][0].words


def test_a_card_that_was_only_applied_for_is_withdrawn():
    person = Person(id=1, name="赵一", categories=("retired_soldier",), card_apply_date="2026-05")
    assert "撤回申领" in asked(death(), person=person)[CARD][0].words


def test_family_and_certificate_are_named():
    person = somebody("serviceman")
    son = Relative(name="李强", relation="儿子")
    fallen = Fallen(name="李大山", holder=True)
    found = asked(
        death(), person=person, relatives=[son], fallen=[fallen],
        household=[Person(id=2, name="李强"), Person(id=3, name="王秀英")],
    )  # fmt: skip
    words = [item.words for item in found[FAMILY]]
    assert "儿子李强、王秀英" in words[0]
    assert "李大山" in words[1]


def test_a_registered_payment_is_proposed_to_stop_with_its_last_month():
    paid = Entitlement(id=3, kind="定期抚恤金", amount=Decimal(900))
    now = Situation(person=somebody("martyr_survivor"), entitlements=[paid])
    stopped = settled(paid, death(), now)
    assert (stopped.state, stopped.until) == (EntitlementState.TO_STOP, "2026-07")
    assert settled(stopped, death(), now) == stopped
