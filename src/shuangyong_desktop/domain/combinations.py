"""身份和待遇的组合 (combinations): what of a person's categories, dates and payments fits together.

Being somebody is no payment (DOMAIN §2.1), so a payment is judged by its own entry. The program
never decides eligibility (CLERK §2): it says the rule and where it stands. Payments that should
not run beside each other go on only with a written basis; what cannot be at all is shown at its
field.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from shuangyong_desktop.domain.ages import earliest, latest, reaches
from shuangyong_desktop.domain.entitlements import Entitlement, EntitlementState
from shuangyong_desktop.domain.families import Fallen
from shuangyong_desktop.domain.fields import Doubt, Severity
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.possible import (
    DEMOBILIZED_UNTIL,
    GROWN_UP,
    MARTYR_CHILD_AGE,
    RURAL_AGE,
    RURAL_UNTIL,
)


class Payment(StrEnum):
    """What an entitlement pays, told by its name (待遇名称)."""

    DISABILITY = "残疾抚恤金"
    SURVIVOR = "定期抚恤金"
    WAR = "参战"
    NUCLEAR = "参试"
    ILL_RETURNED = "带病回乡"
    DEMOBILIZED = "在乡复员"
    RURAL = "农村籍"
    MARTYR_CHILD = "烈士老年子女"
    NURSING = "护理费"
    CONSCRIPT_FAMILY = "优待金"


PERIODIC = frozenset(Payment) - {Payment.NURSING, Payment.CONSCRIPT_FAMILY}
"""Periodic pensions and subsidies of the state to the person (定期抚恤金、定期生活补助)."""

_RUNNING = frozenset({EntitlementState.PAID, EntitlementState.TO_STOP})
_ILLNESS_UNPAID = frozenset({"七级", "八级", "九级", "十级"})
_NURSED = frozenset({"一级", "二级", "三级", "四级", "五级", "六级"})
_PARENTS = frozenset({"父亲", "母亲"})
_WITHOUT_CARD = frozenset({"serviceman", "serviceman_family", "accompanying_family"})
_OLD_AGE_PAY = ("职工", "机关")


def payment_of(kind: str | None) -> Payment | None:
    """Which payment an entitlement of this name is; None for one of the desk's own."""
    found = [payment for payment in Payment if kind and payment.value in kind]
    return found[0] if found else None


def runs(entitlement: Entitlement, day: date) -> bool:
    """Whether an entitlement is being paid on `day`: 享受 or 拟停发, begun and not ended."""
    since, until = entitlement.since, entitlement.until
    return (
        entitlement.removed_at is None
        and entitlement.state in _RUNNING
        and not (since and earliest(since) > day)
        and not (until and latest(until) < day)
    )


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at: a person, their payments and the fallen they survive, on a day."""

    person: Person
    day: date
    entitlements: Sequence[Entitlement] = ()
    fallen: Sequence[Fallen] = ()
    paid: frozenset[Payment] = field(init=False)

    def __post_init__(self) -> None:
        running = (payment_of(item.kind) for item in self.entitlements if runs(item, self.day))
        object.__setattr__(self, "paid", frozenset(item for item in running if item))

    def has(self, *categories: str) -> bool:
        """Whether the person has one of these categories."""
        return bool(set(categories) & set(self.person.categories))

    def pays(self, *payments: Payment) -> bool:
        """Whether all of these payments run."""
        return self.paid >= set(payments)

    def younger_than(self, years: int) -> bool:
        """Whether the person is certainly younger than `years`."""
        return reaches(self.person.birth_date, years, self.day) is False


class Verdict(StrEnum):
    """How much a combination matters."""

    IMPOSSIBLE = "不成立"
    CONTRADICTION = "待遇不应并行"
    CHECK = "请核实"
    NOTE = "提示"


SEVERITIES = {
    Verdict.IMPOSSIBLE: Severity.ERROR,
    Verdict.CONTRADICTION: Severity.WARNING,
    Verdict.CHECK: Severity.WARNING,
    Verdict.NOTE: Severity.INFO,
}


@dataclass(frozen=True, slots=True)
class Combination:
    """One rule: what it says, where it stands, when it applies.

    `at` is the key of the column of PEOPLE beside which it is shown; `payments` are those that
    a contradiction is about.
    """

    key: str
    verdict: Verdict
    sentence: str
    source: str
    applies: Callable[[Facts], bool]
    at: str = ""
    payments: frozenset[Payment] = frozenset()

    @property
    def doubt(self) -> Doubt:
        """The rule as something to look at, with its source."""
        sentence = f"{self.sentence}（{self.source}）"
        return Doubt(self.key, sentence, self.at, SEVERITIES[self.verdict])


def found(facts: Facts) -> tuple[Combination, ...]:
    """Every rule that applies, what is impossible first."""
    order = list(Verdict)
    applying = [rule for rule in COMBINATIONS if rule.applies(facts)]
    return tuple(sorted(applying, key=lambda rule: order.index(rule.verdict)))


def unsettled(facts: Facts, entitlement: Entitlement) -> tuple[Combination, ...]:
    """The contradictions that `entitlement` has with other payments and no written basis for.

    One basis, on either of the payments, settles it.
    """
    own = payment_of(entitlement.kind)
    if own is None or not runs(entitlement, facts.day) or entitlement.contradicts:
        return ()
    explained = {
        payment_of(item.kind)
        for item in facts.entitlements
        if item.contradicts and runs(item, facts.day) and item.id != entitlement.id
    }
    return tuple(
        rule
        for rule in found(facts)
        if rule.verdict is Verdict.CONTRADICTION
        and own in rule.payments
        and not (rule.payments - {own}) & explained
    )


def _beside(first: Payment, *others: Payment) -> Callable[[Facts], bool]:
    """Whether `first` runs beside one of `others`."""
    return lambda facts: facts.pays(first) and bool(facts.paid & set(others))


def _enlisted_late(facts: Facts) -> bool:
    came = facts.person.enlist_date
    late = bool(came) and earliest(came or "") > DEMOBILIZED_UNTIL
    return facts.has("rural_demobilized_pre1954") and late


def _rural_service(facts: Facts) -> bool:
    came = facts.person.enlist_date
    if not came or not facts.has("rural_veteran_60plus"):
        return False
    return latest(came) <= DEMOBILIZED_UNTIL or earliest(came) > RURAL_UNTIL


def _unpaid_grade(facts: Facts) -> bool:
    person = facts.person
    return person.disability_nature == "因病" and person.disability_grade in _ILLNESS_UNPAID


def _grown_child(facts: Facts) -> bool:
    child = any(item.relation in _PARENTS for item in facts.fallen)
    able = facts.person.labour == "具备"
    grown = reaches(facts.person.birth_date, GROWN_UP, facts.day) is True
    return facts.pays(Payment.SURVIVOR) and child and grown and able


def _without_card(facts: Facts) -> bool:
    person = facts.person
    own = set(person.categories)
    return bool(person.preferential_card or person.card_issue_date) and (
        bool(own) and own <= _WITHOUT_CARD
    )


def _lives_apart(facts: Facts) -> bool:
    lives, belongs = facts.person.address, facts.person.registered_address
    return (
        bool(lives and belongs)
        and (lives or "") not in (belongs or "")
        and ((belongs or "") not in (lives or ""))
    )


def _has_old_age_pay(facts: Facts) -> bool:
    insured = facts.person.pension_insurance or ""
    return facts.pays(Payment.RURAL) and any(word in insured for word in _OLD_AGE_PAY)


_OTHERS = PERIODIC - {Payment.RURAL}

COMBINATIONS: tuple[Combination, ...] = (
    Combination(
        "rural_beside_other", Verdict.CONTRADICTION,
        "年满60周岁农村籍退役士兵的生活补助只发给不享受其他定期抚恤补助的人，"
        "现在还登记了别的定期待遇，请核实。",
        "民发〔2011〕110号", _beside(Payment.RURAL, *_OTHERS), payments=PERIODIC,
    ),
    Combination(
        "nuclear_beside_other", Verdict.CONTRADICTION,
        "参试补助发给没有评残、也不享受带病回乡补助的人，现在两项并行，请核实。",
        "参试人员生活补助办法，以本地文件为准",
        _beside(Payment.NUCLEAR, Payment.DISABILITY, Payment.ILL_RETURNED),
        payments=frozenset({Payment.NUCLEAR, Payment.DISABILITY, Payment.ILL_RETURNED}),
    ),
    Combination(
        "war_beside_other", Verdict.CONTRADICTION,
        "参战补助与残疾抚恤金、带病回乡补助能否同时享受各地不一，请写明依据。",
        "以区局文件为准", _beside(Payment.WAR, Payment.DISABILITY, Payment.ILL_RETURNED),
        payments=frozenset({Payment.WAR, Payment.DISABILITY, Payment.ILL_RETURNED}),
    ),
    Combination(
        "war_beside_nuclear", Verdict.CONTRADICTION,
        "参战、参试身份可以兼有，生活补助只享受一份，请核实。",
        "军人抚恤优待条例第六十一条、第六十二条", _beside(Payment.WAR, Payment.NUCLEAR),
        payments=frozenset({Payment.WAR, Payment.NUCLEAR}),
    ),
    Combination(
        "martyr_child_beside_survivor", Verdict.CONTRADICTION,
        "烈士老年子女生活补助发给不享受定期抚恤金的烈士子女，现在两项并行，请核实。",
        "军人抚恤优待条例第六十二条", _beside(Payment.MARTYR_CHILD, Payment.SURVIVOR),
        payments=frozenset({Payment.MARTYR_CHILD, Payment.SURVIVOR}),
    ),
    Combination(
        "illness_grade_paid", Verdict.IMPOSSIBLE,
        "因病致残只有一级至六级享受残疾抚恤金，请核对残疾等级和性质。",
        "军人抚恤优待条例第二十五条至第二十七条",
        lambda facts: _unpaid_grade(facts) and facts.pays(Payment.DISABILITY),
        at="disability_grade", payments=frozenset({Payment.DISABILITY}),
    ),
    Combination(
        "illness_grade", Verdict.CHECK,
        "因病致残评定的是一级至六级，请核对残疾等级和性质。",
        "军人抚恤优待条例第二十五条",
        lambda facts: _unpaid_grade(facts) and not facts.pays(Payment.DISABILITY),
        at="disability_grade",
    ),
    Combination(
        "demobilized_enlisted_late", Verdict.IMPOSSIBLE,
        "在乡复员军人应在1954年10月31日以前入伍，请核对入伍时间或人员类别。",
        "军人抚恤优待条例第六十二条", _enlisted_late, at="enlist_date",
    ),
    Combination(
        "serviceman_discharged", Verdict.IMPOSSIBLE,
        "现役军人不应有退役时间，请核对人员类别或退役时间。", "军人地位和权益保障法第二条",
        lambda facts: facts.has("serviceman") and bool(facts.person.discharge_date),
        at="discharge_date",
    ),
    Combination(
        "rural_paid_young", Verdict.CONTRADICTION,
        f"未满{RURAL_AGE}周岁可以预先登记身份，生活补助从年满{RURAL_AGE}周岁确认后发放，请核实。",
        "民发〔2011〕110号",
        lambda facts: facts.pays(Payment.RURAL) and facts.younger_than(RURAL_AGE),
        at="birth_date", payments=frozenset({Payment.RURAL}),
    ),
    Combination(
        "rural_registered_young", Verdict.NOTE,
        f"未满{RURAL_AGE}周岁，属预先登记，满{RURAL_AGE}周岁前收集材料报区局。",
        "民发〔2011〕110号",
        lambda facts: facts.has("rural_veteran_60plus") and facts.younger_than(RURAL_AGE)
        and not facts.pays(Payment.RURAL), at="birth_date",
    ),
    Combination(
        "rural_service_dates", Verdict.CHECK,
        "年满60周岁农村籍退役士兵应在1954年11月1日至2011年10月31日之间入伍，请核对入伍时间。",
        "民发〔2011〕110号", _rural_service, at="enlist_date",
    ),
    Combination(
        "rural_with_old_age_pay", Verdict.CHECK,
        "领取职工或机关事业单位养老金的，不享受农村籍退役士兵生活补助，请核实。",
        "民发〔2011〕110号", _has_old_age_pay, at="pension_insurance",
    ),
    Combination(
        "martyr_child_paid_young", Verdict.CONTRADICTION,
        f"烈士老年子女生活补助从年满{MARTYR_CHILD_AGE}周岁起享受，请核实。",
        "烈士褒扬条例第二十一条",
        lambda facts: facts.pays(Payment.MARTYR_CHILD) and facts.younger_than(MARTYR_CHILD_AGE),
        at="birth_date", payments=frozenset({Payment.MARTYR_CHILD}),
    ),
    Combination(
        "grown_child_paid", Verdict.CHECK,
        "已成年且有劳动能力的子女一般不享受定期抚恤金，请核实在学、残疾和收入情况。",
        "军人抚恤优待条例第十九条", _grown_child, at="labour",
    ),
    Combination(
        "nursing_grade", Verdict.CHECK,
        "护理费发给一级至四级和患精神病的五级、六级残疾军人，请核对残疾等级。",
        "军人抚恤优待条例第三十四条",
        lambda facts: facts.pays(Payment.NURSING)
        and facts.person.disability_grade not in _NURSED, at="disability_grade",
    ),
    Combination(
        "family_with_card", Verdict.CHECK,
        "优待证发给退役军人和烈士、因公牺牲军人、病故军人遗属，现役军人家属不发，请核实。",
        "优待证管理办法（试行）", _without_card, at="preferential_card",
    ),
    Combination(
        "lives_apart", Verdict.NOTE,
        "户籍地址与住址不同（人户分离），走访按住址，待遇按户籍。",
        "军人抚恤优待条例第十九条、第三十条", _lives_apart, at="registered_address",
    ),
)  # fmt: skip
"""The rows of DOMAIN §2.6, and of §2.4 where they are about one person."""
