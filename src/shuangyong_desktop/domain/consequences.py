"""变动的后续 (consequences): what an event asks the desk to do, and what it does to payments.

The rules are those of CLERK §2 and DOMAIN §6.1 with their laws; where no national rule speaks,
the desk's own do (`LocalRules`). The street proposes and decides nothing: 拟停发，报区局.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from shuangyong_desktop.domain.ages import earliest, latest
from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.deaths import last_paid_month, on_death
from shuangyong_desktop.domain.entitlements import Entitlement, EntitlementState
from shuangyong_desktop.domain.events import Event, EventKind, FollowUp, FollowUpKind
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.possible import (
    GROWN_UP,
    MARTYR_CHILD_AGE,
    RURAL_AGE,
    RURAL_UNTIL,
    Kinship,
    kinship,
)
from shuangyong_desktop.domain.situations import (
    CARDS,
    DISABLED,
    LAW,
    LOCAL,
    PLACING,
    PLAQUES,
    PRAISE,
    Boundary,
    Drawn,
    Situation,
    asks,
    month_after,
    month_of,
)
from shuangyong_desktop.domain.status import PersonStatus

Rule = Callable[[Event, Situation], Iterator[FollowUp]]
_LEAVES = (PersonStatus.DECEASED, PersonStatus.MOVED_OUT, PersonStatus.REMOVED)
_REPORT_DAYS = 30
_NURSED = frozenset({"一级", "二级", "三级", "四级"})


def follow_ups(event: Event, now: Situation) -> tuple[FollowUp, ...]:
    """Everything that `event` asks of the desk, in the order in which it is best done.

    `event` must have its day of recording; `now` is the person before it.
    """
    asked = list(_RULES.get(event.kind, _nothing)(event, now) if event.kind else ())
    if event.status_after in _LEAVES:
        asked += _open_visits(event, now)
    return tuple(asked)


def settled(entitlement: Entitlement, event: Event, now: Situation) -> Entitlement:
    """`entitlement` as it is after `event`: 拟停发 with its last month, 中止, 取消, 恢复."""
    state = entitlement.state
    decided = f"{event.authority or ''} {event.document or ''}".strip()
    if event.kind is EventKind.DIED and state is EntitlementState.PAID:
        until = last_paid_month(event, now)
        return replace(entitlement, state=EntitlementState.TO_STOP, until=until)
    if event.kind is EventKind.MOVED_OUT and state is EntitlementState.PAID:
        (drawn,) = replace(now, entitlements=[entitlement]).drawn
        until = paid_here_until(drawn, event, now)
        return replace(entitlement, state=EntitlementState.TO_STOP, until=until)
    if event.kind is EventKind.SUSPENDED and state is EntitlementState.PAID:
        return replace(entitlement, state=EntitlementState.SUSPENDED, document=decided)
    if event.kind is EventKind.REVOKED and state is not EntitlementState.STOPPED:
        return replace(entitlement, state=EntitlementState.REVOKED, document=decided)
    if event.kind is EventKind.RESUMED and state is EntitlementState.SUSPENDED:
        return replace(entitlement, state=EntitlementState.PAID, document=decided)
    return entitlement


def paid_here_until(drawn: Drawn, event: Event, now: Situation) -> str | None:
    """The last month this county pays somebody who moves out of it; None where no rule says.

    The year boundary holds for 烈士遗属 (褒扬条例 art. 22) and 残疾 (条例 art. 30).
    """
    boundary = now.rules.move_until.get(drawn.category or "")
    if drawn.category == "martyr_survivor" or drawn.category in DISABLED:
        boundary = Boundary.YEAR
    if boundary is Boundary.YEAR and event.date:
        return f"{event.date[:4]}-12"
    return month_of(event.date) if boundary is Boundary.MONTH else None


def _nothing(event: Event, now: Situation) -> Iterator[FollowUp]:
    del event, now
    return iter(())


def _open_visits(event: Event, now: Situation) -> Iterator[FollowUp]:
    for visit in now.visits:
        if visit.leaves:
            act = "已从方案移出；签收册已经打印的，请同时划去并注明原因。"
        elif visit.shared:
            act = "按户安排，户内还有其他人，请核对领取人。"
        else:
            act = "尚未登记签收：变动前已经领取的照常登记，没有领取的登记未领。"
        words = f"慰问方案“{visit.plan}”：{act}"
        yield asks(event, now, FollowUpKind.OPEN_VISITS, words)


def _boundary_rule(drawn: Drawn) -> str:
    if drawn.category == "martyr_survivor":
        return f"{PRAISE}第二十二条"
    return f"{LAW}第三十条" if drawn.category in DISABLED else LOCAL


def _moved_out(event: Event, now: Situation) -> Iterator[FollowUp]:
    for drawn in now.drawn:
        last = paid_here_until(drawn, event, now)
        if last:
            begin = show_date(month_after(last))
            words = f"{drawn.name}本区发至{show_date(last)}，拟从{begin}起停发，报区局。"
        else:
            words = f"{drawn.name}跨区县迁移的停发月份按区文件确定，报区局。"
        yield asks(event, now, FollowUpKind.STOP_PAYMENT, words, _boundary_rule(drawn))
    place = event.place or "迁入地"
    yield asks(event, now, FollowUpKind.PAPERS, f"向{place}转递优抚档案和抚恤关系，留存回执。")
    yield asks(event, now, FollowUpKind.CONTACT, f"把联系方式和未办结事项告知{place}服务站。")


def _moved_in(event: Event, now: Situation) -> Iterator[FollowUp]:
    yield asks(event, now, FollowUpKind.PAPERS, "接收优抚档案和抚恤关系转移证明，核对证件。")
    for drawn in now.drawn:
        year = int((event.date or "")[:4]) + 1
        if _boundary_rule(drawn) != LOCAL:
            words = f"{drawn.name}从{year}年1月起由本区发放，报区局。"
            yield asks(event, now, FollowUpKind.OTHER, words, _boundary_rule(drawn))
        else:
            words = f"{drawn.name}的起发月份按区文件确定，报区局。"
            yield asks(event, now, FollowUpKind.OTHER, words, LOCAL)
    yield asks(event, now, FollowUpKind.CONTACT, "确定联系人，完成首次联系。")


def _moved_within(event: Event, now: Situation) -> Iterator[FollowUp]:
    if now.drawn:
        words = "区内迁移只变更管理街道，抚恤补助照常发放，不停发。"
        yield asks(event, now, FollowUpKind.OTHER, words)
    if event.status_after is PersonStatus.MOVED_OUT:
        words = f"向{event.place or '迁入街道'}移交档案和联系情况，留存回执。"
        yield asks(event, now, FollowUpKind.PAPERS, words)
    else:
        community = event.after.get("community", "迁入村（社区）")
        words = f"联系人由{now.person.community or '原村（社区）'}交接到{community}。"
        yield asks(event, now, FollowUpKind.CONTACT, words)


def _added(event: Event, now: Situation) -> Iterator[FollowUp]:
    person = now.person
    if not any(one.plaque_hung or one.plaque_number for one in (person, *now.household)):
        yield asks(event, now, FollowUpKind.PLAQUE, "核对是否应悬挂光荣牌，每户一块。", PLAQUES)
    if not person.preferential_card and not now.has(
        {"serviceman", "serviceman_family", "accompanying_family", "martyr_no_survivor"}
    ):
        yield asks(event, now, FollowUpKind.CARD, "告知申领优待证，先完成建档立卡。", CARDS)
    yield asks(event, now, FollowUpKind.CONTACT, "确定联系人，完成首次联系。")


def _enlisted(event: Event, now: Situation) -> Iterator[FollowUp]:
    yield asks(event, now, FollowUpKind.PLAQUE, "为军属家庭悬挂光荣牌，每户一块。", PLAQUES)
    kin = f"：{now.kin}" if now.kin else ""
    yield asks(event, now, FollowUpKind.FAMILY, f"父母、配偶、子女登记为军人家属（现役）{kin}。")
    words = "义务兵家庭优待金由批准入伍地的区县发放，请核对批准入伍地并报区局。"
    yield asks(event, now, FollowUpKind.OTHER, words, f"{LAW}第四十二条")


def _discharged(event: Event, now: Situation) -> Iterator[FollowUp]:
    words = "提醒30日内报到；逾期30日以上无正当理由的，视为放弃安置待遇。"
    yield asks(event, now, FollowUpKind.PAPERS, words, f"{PLACING}第五十一条", days=_REPORT_DAYS)
    yield asks(event, now, FollowUpKind.CARD, "告知申领退役军人优待证，先完成建档立卡。", CARDS)
    words = "家属不再是现役军人家属，请调整人员类别；光荣牌保留。"
    yield asks(event, now, FollowUpKind.FAMILY, words, PLAQUES)


def _graded(event: Event, now: Situation) -> Iterator[FollowUp]:
    if now.graded_on and event.date and latest(event.date) < _a_year_after(earliest(now.graded_on)):
        words = (
            f"距上次评定等级（{show_date(now.graded_on)}）不满1年，请核对批准文件，确认是否符合"
            "调整等级的条件。"
        )
        yield asks(event, now, FollowUpKind.PAPERS, words, f"{LAW}第二十九条")
    words = "新等级的残疾抚恤金从批准当月起发放，登记新标准并报区局。"
    yield asks(event, now, FollowUpKind.OTHER, words, f"{LAW}第二十七条")
    if event.after.get("disability_grade") in _NURSED:
        words = "一级至四级：核对护理费和供养方式。"
        yield asks(event, now, FollowUpKind.OTHER, words, f"{LAW}第三十四条")
    words = "下一次调整等级至少在1年以后；更换残疾军人证。"
    yield asks(event, now, FollowUpKind.PAPERS, words, f"{LAW}第二十九条")


def _a_year_after(day: date) -> date:
    return _birthday(day, 1)


def _recognised(event: Event, now: Situation) -> Iterator[FollowUp]:
    month = month_of(event.date)
    begin = f"从{show_date(month)}起" if month else "从批准当月起"
    words = f"符合待遇条件的，{begin}登记待遇名称和标准，报区局。"
    yield asks(event, now, FollowUpKind.OTHER, words, f"{LAW}第十九条、第六十二条")
    yield from _added(event, now)


def _of_age(event: Event, now: Situation) -> Iterator[FollowUp]:
    words = "收集身份证、户口簿、退役证（或烈士证明材料）、无其他定期补助的证明，报区局认定。"
    yield asks(event, now, FollowUpKind.PAPERS, words, f"{LAW}第六十二条")


def _child_grown(event: Event, now: Situation) -> Iterator[FollowUp]:
    words = "核对在校证明或残疾、无生活来源的证明，齐全的继续享受。"
    yield asks(event, now, FollowUpKind.PAPERS, words, f"{LAW}第十九条")
    for drawn in now.drawn:
        words = f"没有证明的，拟停发{drawn.name}，报区局。"
        yield asks(event, now, FollowUpKind.STOP_PAYMENT, words, f"{LAW}第十九条")


def _married(event: Event, now: Situation) -> Iterator[FollowUp]:
    if now.drawn:
        words = "再婚配偶继续赡养烈士（军人）父母或抚养弟妹的，可继续享受定期抚恤金，请核实。"
        yield asks(event, now, FollowUpKind.OTHER, words, f"{LAW}第二十条")


def _employed(event: Event, now: Situation) -> Iterator[FollowUp]:
    for drawn in now.drawn:
        if drawn.category == "rural_veteran_60plus":
            words = f"领取退休金或职工养老金的不再享受{drawn.name}：核实后拟停发，报区局。"
            rule = "民发〔2011〕110号"
            yield asks(event, now, FollowUpKind.STOP_PAYMENT, words, rule)
        elif drawn.category not in DISABLED:
            words = f"按区文件核对{drawn.name}的享受条件。"
            yield asks(event, now, FollowUpKind.OTHER, words, LOCAL)


def _sentenced(event: Event, now: Situation) -> Iterator[FollowUp]:
    words = "把判决或通缉材料报区局，由省级退役军人事务部门决定中止或取消；街道不作决定。"
    yield asks(event, now, FollowUpKind.OTHER, words, f"{LAW}第五十九条")


def _suspended(event: Event, now: Situation) -> Iterator[FollowUp]:
    words = "核对停发月份；已经多发的登记追回。"
    yield asks(event, now, FollowUpKind.RECOVER, words, f"{LAW}第五十九条")
    yield asks(event, now, FollowUpKind.PLAQUE, "核对是否取消悬挂光荣牌。", PLAQUES)


def _revoked(event: Event, now: Situation) -> Iterator[FollowUp]:
    yield from _suspended(event, now)
    if now.person.preferential_card:
        yield asks(event, now, FollowUpKind.CARD, "收回优待证并报区局注销。", CARDS)


def _resumed(event: Event, now: Situation) -> Iterator[FollowUp]:
    words = "核对恢复发放的起始月份和标准；光荣牌可以恢复悬挂。"
    yield asks(event, now, FollowUpKind.OTHER, words, f"{LAW}第五十九条")


def _honoured(event: Event, now: Situation) -> Iterator[FollowUp]:
    yield asks(event, now, FollowUpKind.OTHER, "安排送立功喜报，拍照留存。")


def _lost(event: Event, now: Situation) -> Iterator[FollowUp]:
    words = "向村（社区）、派出所、亲属核实下落；年度确认记为待核。"
    yield asks(event, now, FollowUpKind.OTHER, words)


def _away(event: Event, now: Situation) -> Iterator[FollowUp]:
    words = "登记外出期间的联系电话和联系亲属；年度确认改用视频方式。"
    yield asks(event, now, FollowUpKind.CONTACT, words)


def _returned(event: Event, now: Situation) -> Iterator[FollowUp]:
    paused = [item for item in now.entitlements if item.state is not EntitlementState.PAID]
    if paused or now.has(item.code for item in now.categories if item.paid):
        words = "恢复在册不等于恢复待遇：请核对待遇，需要续发的报区局。"
        yield asks(event, now, FollowUpKind.OTHER, words)


_RULES: Mapping[EventKind, Rule] = {
    EventKind.ADDED: _added,
    EventKind.ENLISTED: _enlisted,
    EventKind.DISCHARGED: _discharged,
    EventKind.DIED: on_death,
    EventKind.MOVED_IN: _moved_in,
    EventKind.MOVED_OUT: _moved_out,
    EventKind.MOVED_WITHIN: _moved_within,
    EventKind.AWAY: _away,
    EventKind.GRADED: _graded,
    EventKind.RECOGNISED: _recognised,
    EventKind.OF_AGE: _of_age,
    EventKind.CHILD_GROWN: _child_grown,
    EventKind.MARRIED: _married,
    EventKind.EMPLOYED: _employed,
    EventKind.SENTENCED: _sentenced,
    EventKind.SUSPENDED: _suspended,
    EventKind.REVOKED: _revoked,
    EventKind.RESUMED: _resumed,
    EventKind.HONOURED: _honoured,
    EventKind.LOST: _lost,
    EventKind.RETURNED: _returned,
}


@dataclass(frozen=True, slots=True)
class Coming:
    """A birthday that asks for something: whose, on which day at the latest, and what for."""

    person: Person
    day: date
    kind: EventKind
    words: str


def coming(person: Person, since: date, until: date) -> Coming | None:
    """The birthday of `person` between two days that changes what is due to them.

    60 for 农村籍退役士兵 and 烈士老年子女 (条例 art. 62), 18 for children of 三属 (art. 19). A
    partly known birth date counts with the last day it can mean.
    """
    if person.status is not PersonStatus.ACTIVE or not person.birth_date:
        return None
    for years, kind, who, words in _BIRTHDAYS:
        if who(person):
            day = _birthday(latest(person.birth_date), years)
            if since <= day <= until:
                return Coming(person, day, kind, words)
    return None


def _birthday(born: date, years: int) -> date:
    """The day somebody turns `years`; of 29 February the 1st of March (as `ages`)."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def _rural(person: Person) -> bool:
    held = set(person.categories)
    plain = not held.isdisjoint(_PLAIN_SOLDIERS) and person.origin == "农村"
    late = bool(person.enlist_date) and earliest(person.enlist_date or "") > RURAL_UNTIL
    return "rural_veteran_60plus" in held or (plain and not late)


def _martyr_child(person: Person) -> bool:
    child = "martyr_survivor" in person.categories and kinship(person) is Kinship.CHILD
    return child or "martyr_child_60plus" in person.categories


def _survivor(person: Person) -> bool:
    return not _SURVIVORS.isdisjoint(person.categories)


_PLAIN_SOLDIERS = frozenset({"retired_soldier", "veteran_self_employed", "veteran_job_assigned"})
_SURVIVORS = frozenset({"martyr_survivor", "duty_death_survivor", "illness_death_survivor"})
_BIRTHDAYS: tuple[tuple[int, EventKind, Callable[[Person], bool], str], ...] = (
    (RURAL_AGE, EventKind.OF_AGE, _rural, "年满60周岁：农村籍退役士兵可以申报认定"),
    (MARTYR_CHILD_AGE, EventKind.OF_AGE, _martyr_child, "年满60周岁：烈士老年子女可以申报认定"),
    (GROWN_UP, EventKind.CHILD_GROWN, _survivor, "年满18周岁：核对在校证明或残疾证明"),
)
