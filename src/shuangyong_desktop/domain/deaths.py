"""死亡的后续: what the death of somebody on the ledger asks for (CLERK §2, DOMAIN §6.1).

停发, 尾月和追回, 丧葬补助, 光荣牌, 优待证, 家属身份转换, 未了慰问方案. 尾月, 丧葬补助 and 追回
are three separate figures, all of the amount formerly drawn.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.events import DeathCause, Event, FollowUp, FollowUpKind
from shuangyong_desktop.domain.situations import (
    CARDS,
    DISABLED,
    LAW,
    LOCAL,
    PLAQUES,
    PRAISE,
    Drawn,
    Situation,
    asks,
    month_after,
    month_of,
    months_from,
)

_STATE_SUPPORTED = frozenset({"一级", "二级", "三级", "四级"})
_INJURED = frozenset({"因战", "因公"})


@dataclass(frozen=True, slots=True)
class Funeral:
    """丧葬补助 of a payment: how many months of it, and the law that says so."""

    months: int
    source: str


FUNERALS: Mapping[str, Funeral] = {
    "martyr_survivor": Funeral(6, f"{LAW}第二十二条"),
    "duty_death_survivor": Funeral(6, f"{LAW}第二十二条"),
    "illness_death_survivor": Funeral(6, f"{LAW}第二十二条"),
    "survivor_unsettled": Funeral(6, f"{LAW}第二十二条"),
    "war_veteran": Funeral(6, f"{LAW}第六十二条"),
    "nuclear_test_veteran": Funeral(6, f"{LAW}第六十一条、第六十二条"),
    "two_services_unsettled": Funeral(6, f"{LAW}第六十一条、第六十二条"),
    "martyr_child_60plus": Funeral(6, f"{PRAISE}第二十三条"),
}
"""Where a national rule gives months, beside 残疾抚恤金, which goes by the cause of death."""

ILLNESS_OF_DISABLED = Funeral(12, f"{LAW}第三十二条")


def on_death(event: Event, now: Situation) -> Iterator[FollowUp]:
    """Everything that the death asks for, payments first."""
    for drawn in now.drawn:
        yield from _payment(event, now, drawn)
    yield from _plaque(event, now)
    yield from _card(event, now)
    yield from _family(event, now)
    for fallen in now.fallen:
        if fallen.holder and fallen.name:
            words = f"持证人去世，请家属商定{fallen.name}烈士（军人）证书的新持证人。"
            yield asks(event, now, FollowUpKind.FAMILY, words)


def last_paid_month(event: Event, now: Situation) -> str | None:
    """The last month that is still paid: with 次月起 that of the death; None if not known."""
    died = month_of(event.date)
    return died and month_after(died, now.rules.stop_after - 1)


def _payment(event: Event, now: Situation, drawn: Drawn) -> Iterator[FollowUp]:
    last = last_paid_month(event, now)
    sure = "" if drawn.certain else "台账没有登记待遇标准，请先核实是否享受。"
    begin = f"从{show_date(month_after(last))}起" if last else "（死亡月份待核实）"
    yield asks(event, now, FollowUpKind.STOP_PAYMENT,
               f"拟{begin}停发{drawn.name}，报区局。{sure}", f"停发起始月：{LOCAL}")  # fmt: skip
    yield from _tail(event, now, drawn, last)
    yield from _funeral(event, now, drawn)


def _tail(event: Event, now: Situation, drawn: Drawn, last: str | None) -> Iterator[FollowUp]:
    """尾月 that are still due, or what was paid too much; both open until it is known."""
    if last is None or event.paid_until is None:
        until = f"应发至{show_date(last)}，" if last else ""
        yield asks(event, now, FollowUpKind.TAIL_MONTHS,
                   f"{drawn.name}{until}请核对已发放到哪个月：少发的补发尾月，多发的追回。",
                   f"停发起始月：{LOCAL}")  # fmt: skip
        return
    missing = months_from(event.paid_until, last)
    if missing == 0:
        return
    kind = FollowUpKind.TAIL_MONTHS if missing > 0 else FollowUpKind.RECOVER
    first, end = sorted((event.paid_until, last))
    months = "至".join(dict.fromkeys((show_date(month_after(first)), show_date(end))))
    span = f"{months}，共{abs(missing)}个月"
    words = "尾月未发" if missing > 0 else "已经多发，应追回"
    yield asks(event, now, kind, f"{drawn.name}{words}：{span}。", f"停发起始月：{LOCAL}",
               amount=_months_of(drawn, abs(missing)))  # fmt: skip


def _funeral(event: Event, now: Situation, drawn: Drawn) -> Iterator[FollowUp]:
    def asked(words: str, rule: str, amount: Decimal | None = None) -> FollowUp:
        return asks(event, now, FollowUpKind.FUNERAL_SUBSIDY, words, rule, amount=amount)

    if drawn.category == "disabled_serviceman":
        yield _of_disabled(event, now, drawn)
        return
    basis = drawn.category or ""
    funeral = FUNERALS.get(basis)
    if funeral is None and basis in now.rules.funeral_months:
        funeral = Funeral(now.rules.funeral_months[basis], LOCAL)
    if funeral is not None:
        yield asked(f"按原{drawn.name}标准发{funeral.months}个月丧葬补助，报区局。",
                    funeral.source, _months_of(drawn, funeral.months))  # fmt: skip
    elif drawn.name != "护理费":
        yield asked(f"{drawn.name}：丧葬补助没有全国统一规定，按区文件核定。", LOCAL)


def _of_disabled(event: Event, now: Situation, drawn: Drawn) -> FollowUp:
    """条例 art. 32: illness 12 months; an old wound 一次性抚恤金 in their place."""
    amount = None
    if event.cause == DeathCause.ILLNESS:
        months = ILLNESS_OF_DISABLED.months
        words = f"因病死亡：增发{months}个月{drawn.name}作为丧葬补助，报区局。"
        amount = _months_of(drawn, months)
    elif event.cause == DeathCause.OLD_WOUND and now.person.disability_nature in _INJURED:
        words = "旧伤复发死亡：由区局按因公牺牲军人标准核发一次性抚恤金，不增发12个月残疾抚恤金。"
    elif event.cause == DeathCause.OLD_WOUND:
        words = "残疾性质不是因战、因公，不适用旧伤复发的规定，请核实死亡原因和残疾性质。"
    elif event.cause:
        words = f"{event.cause}死亡：条例只规定因病和旧伤复发两种情形，请按区文件核定。"
    else:
        words = "死亡原因待核实：因病增发12个月残疾抚恤金，旧伤复发改发一次性抚恤金。"
    return asks(event, now, FollowUpKind.FUNERAL_SUBSIDY, words, ILLNESS_OF_DISABLED.source,
                amount=amount)  # fmt: skip


def _plaque(event: Event, now: Situation) -> Iterator[FollowUp]:
    under_one_roof = (now.person, *now.household)
    if any(one.plaque_hung or one.plaque_number for one in under_one_roof):
        others = "、".join(one.name for one in now.household)
        words = f"户内还有{others}，光荣牌照常悬挂；不再因逝者更换。" if others else (
            "光荣牌可以继续悬挂，不再更换；尊重家属意愿。"
        )  # fmt: skip
        yield asks(event, now, FollowUpKind.PLAQUE, words, PLAQUES)


def _card(event: Event, now: Situation) -> Iterator[FollowUp]:
    person = now.person
    if person.preferential_card or person.card_issue_date:
        words = "收回优待证并报区局注销，提醒家属到发卡银行销户。"
    elif person.card_status or person.card_apply_date:
        words = "优待证尚未发放，撤回申领。"
    else:
        return
    yield asks(event, now, FollowUpKind.CARD, words, CARDS)


def _family(event: Event, now: Situation) -> Iterator[FollowUp]:
    kin = f"可能涉及：{now.kin}。" if now.kin else "家庭成员尚未登记，请先补登。"
    person = now.person
    for words, rule in _conversions(event, now):
        yield asks(event, now, FollowUpKind.FAMILY, f"{words}{kin}", rule)
    if not now.has(DISABLED) or person.disability_nature in _INJURED or event.cause:
        return
    if person.disability_nature is None:
        yield asks(event, now, FollowUpKind.FAMILY,
                   f"残疾性质和死亡原因待核实后，确定家属身份是否转换。{kin}",
                   ILLNESS_OF_DISABLED.source)  # fmt: skip


def _conversions(event: Event, now: Situation) -> Iterator[tuple[str, str]]:
    person = now.person
    if now.has({"serviceman"}):
        yield ("现役军人死亡，按烈士、因公牺牲或病故的认定结论登记家属身份。",
               f"{LAW}第十一条至第十三条")  # fmt: skip
    if "disabled_serviceman" not in person.categories or person.disability_nature not in _INJURED:
        return
    source = ILLNESS_OF_DISABLED.source
    severe = person.disability_grade in _STATE_SUPPORTED
    if event.cause == DeathCause.OLD_WOUND:
        yield ("家属可按因公牺牲军人遗属申请定期抚恤金。", source)
    elif event.cause == DeathCause.ILLNESS and severe:
        yield ("因战因公一级至四级残疾军人因病死亡，家属可按病故军人遗属申请定期抚恤金。", source)
    elif event.cause is None and severe:
        yield ("死亡原因核实后，家属可能按病故军人遗属或因公牺牲军人遗属申请定期抚恤金。", source)


def _months_of(drawn: Drawn, months: int) -> Decimal | None:
    return None if drawn.amount is None else drawn.amount * months
