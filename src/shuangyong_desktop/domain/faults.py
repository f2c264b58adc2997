"""数据核查 (faults): the standing list of what can be wrong with somebody's record.

Each fault says its rule in one sentence and what it rests on. Nothing here decides anything:
the clerk corrects the record or says that it is right as it stands (CLERK §2).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from shuangyong_desktop.domain import possible
from shuangyong_desktop.domain.ages import latest
from shuangyong_desktop.domain.categories import BY_CODE
from shuangyong_desktop.domain.combinations import Facts, Verdict, found, runs
from shuangyong_desktop.domain.drafts import TO_VERIFY
from shuangyong_desktop.domain.fields import Severity
from shuangyong_desktop.domain.identity import identify
from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.domain.possible import Rule
from shuangyong_desktop.domain.status import PersonStatus


@dataclass(frozen=True, slots=True)
class Subject:
    """What the faults look at: the facts of one person, and until when their card is valid."""

    facts: Facts
    card_until: str | None = None

    @property
    def person(self) -> Person:
        return self.facts.person


Judge = Callable[[Subject], Iterable[str]]
"""Says what is wrong with somebody, one plain sentence each; nothing when all is well."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One sort of fault: its title, its rule in one sentence with the source, and its judge.

    `fields` are the columns of PEOPLE that put it right, `statuses` whom it is about.
    """

    key: str
    title: str
    rule: str
    fields: tuple[str, ...]
    judge: Judge
    statuses: tuple[PersonStatus, ...] = (PersonStatus.ACTIVE,)

    def found(self, subject: Subject) -> str:
        """What is wrong with somebody; empty when nothing is."""
        if subject.person.status not in self.statuses:
            return ""
        return "".join(dict.fromkeys(self.judge(subject)))


@dataclass(frozen=True, slots=True)
class Hit:
    """A fault found with somebody, and its sentence."""

    fault: Fault
    sentence: str


def hits(subject: Subject) -> Iterator[Hit]:
    """Every fault of one person, in the order of the list; none of 无遗属烈士.

    A record without a living person has no telephone, number or address (DOMAIN §2.2).
    """
    if subject.person.categories == _OBJECT_ONLY:
        return
    for fault in FAULTS:
        sentence = fault.found(subject)
        if sentence:
            yield Hit(fault, sentence)


def _missing(key: str, sentence: str) -> Judge:
    return lambda subject: () if getattr(subject.person, key) else (sentence,)


def _by(*rules: Rule) -> Judge:
    """The judge that asks rules of `domain.possible`."""

    def judge(subject: Subject) -> Iterator[str]:
        for rule in rules:
            yield from rule(subject.person, subject.facts.day)

    return judge


def _check_digit(subject: Subject) -> Iterator[str]:
    number = subject.person.id_number
    if number and identify(number) is None:
        yield from _doubts_of("id_number", number)


def _odd_numbers(subject: Subject) -> Iterator[str]:
    for key in ("phone", "kin_phone", "bank_account"):
        text = getattr(subject.person, key)
        if text:
            yield from (f"{PEOPLE[key].label}：{words}" for words in _doubts_of(key, text))


def _doubts_of(key: str, text: str) -> Iterator[str]:
    """What is doubtful about a stored number when it is read once more."""
    for doubt in PEOPLE[key].read(text).doubts:
        if doubt.severity is not Severity.INFO:
            yield doubt.sentence


def _birth(subject: Subject) -> Iterator[str]:
    person = subject.person
    told = identify(person.id_number) if person.id_number else None
    if told and not person.birth_date:
        yield f"没有出生日期，身份证号中是 {told.birth_date}。"
    elif told and not told.birth_date.startswith(person.birth_date or ""):
        yield f"出生日期 {person.birth_date} 与身份证号中的 {told.birth_date} 不一致。"


def _sex(subject: Subject) -> Iterator[str]:
    person = subject.person
    told = identify(person.id_number) if person.id_number else None
    if told and person.sex and person.sex != told.sex:
        yield f"登记为{person.sex}，身份证号表示{told.sex}。"


def _vague(subject: Subject) -> Iterator[str]:
    for code in subject.person.categories:
        category = BY_CODE.get(code)
        if category is not None and category.vague:
            yield f"类别只写了“{category.short}”，请核实后选定是哪一类。"


def _to_verify(subject: Subject) -> Iterator[str]:
    if TO_VERIFY in subject.person.tags:
        yield "导入时有存疑的内容，标为“待核实”，核实后请去掉这个标签。"


def _addressless(subject: Subject) -> Iterator[str]:
    person = subject.person
    if not (person.address or person.registered_address):
        yield "没有住址，也没有户籍地址。"


def _disability_expired(subject: Subject) -> Iterator[str]:
    until = subject.person.disability_until
    if until and latest(until) < subject.facts.day:
        yield f"残疾证有效期至 {until}，已经过期。"


def _card_expired(subject: Subject) -> Iterator[str]:
    until = subject.card_until
    if until and latest(until) < subject.facts.day:
        yield f"优待证有效期至 {until}，已经过期。"


def _uncertified(subject: Subject) -> Iterator[str]:
    person = subject.person
    if person.disability_grade and not person.disability_cert:
        yield "有残疾等级，没有残疾军人证号。"


def _undated_death(subject: Subject) -> Iterator[str]:
    if not subject.person.death_date:
        yield "人员状态是去世，没有去世日期。"


def _paid_off_the_ledger(subject: Subject) -> Iterator[str]:
    for item in subject.facts.entitlements:
        if runs(item, subject.facts.day):
            left = subject.person.status
            yield f"已{left}，待遇“{item.kind}”还是“{item.state}”，请核对是否停发。"


def _contradictory(subject: Subject) -> Iterator[str]:
    """Payments beside each other without a written basis, and those that cannot be (§2.6)."""
    explained = any(item.contradicts for item in subject.facts.entitlements)
    for rule in found(subject.facts):
        about_money = bool(rule.payments) or rule.key in _ABOUT_MONEY
        if rule.verdict is Verdict.CONTRADICTION and explained:
            continue
        if about_money and rule.verdict is not Verdict.NOTE:
            yield rule.sentence
    if not subject.facts.entitlements:
        yield from possible.payments_agree(subject.person, subject.facts.day)
        yield from possible.grown_kin_is_unable(subject.person, subject.facts.day)
    yield from possible.subsidy_goes_without_pension(subject.person, subject.facts.day)


_OBJECT_ONLY = ("martyr_no_survivor",)
_ABOUT_MONEY = ("rural_with_old_age_pay", "grown_child_paid", "nursing_grade")
_DISABILITY = ("disability_grade", "disability_nature", "disability_cert", "categories")
_LIVING = ("birth_date", "death_date", "status_date", "id_number")
_OFF = (PersonStatus.DECEASED, PersonStatus.MOVED_OUT)

FAULTS: tuple[Fault, ...] = (
    Fault("check_digit", "身份证号有误",
          "公民身份号码是18位，最后一位是校验码（GB 11643）。",
          ("id_number", "name", "birth_date", "sex"), _check_digit),
    Fault("birth_differs", "出生日期与身份证号不符",
          "身份证号第7至14位是出生日期（GB 11643），登记的出生日期应与它一致。",
          ("birth_date", "id_number"), _birth),
    Fault("sex_differs", "性别与身份证号不符",
          "身份证号第17位奇数为男、偶数为女（GB 11643）。", ("sex", "id_number"), _sex),
    Fault("odd_number", "电话或账号有误", "电话应能拨通，账号应与卡（折）一致。",
          ("phone", "kin_phone", "bank_account", "bank_name"), _odd_numbers),
    Fault("no_id_number", "缺少身份证号", "待遇、优待证和名册核对都以身份证号为准。",
          ("id_number", "birth_date", "sex"),
          _missing("id_number", "没有身份证号，请对照证件补填。")),
    Fault("no_phone", "缺少联系电话", "联系和断联预警要有电话，可填亲属电话。",
          ("phone", "kin_name", "kin_relation", "kin_phone"),
          lambda subject: () if subject.person.phone or subject.person.kin_phone
          else ("没有本人电话，也没有亲属电话。",)),
    Fault("no_community", "缺少村（社区）", "分表、统计和零报告都按村（社区）进行。",
          ("community", "address"), _missing("community", "没有登记村（社区）。")),
    Fault("no_address", "缺少住址", "走访慰问按住址编路线，待遇按户籍。",
          ("address", "registered_address"), _addressless),
    Fault("no_category", "缺少人员类别", "类别决定慰问、待遇和统计口径。",
          ("categories", "remarks"), _missing("categories", "没有人员类别。")),
    Fault("vague_category", "类别待核实", "“三属”“两参”要分清是哪一类，统计和待遇才对得上。",
          ("categories", "remarks"), _vague),
    Fault("to_verify", "导入时存疑，待核实", "导入时放行的存疑内容，核实后去掉“待核实”标签。",
          ("id_number", "birth_date", "sex", "phone", "categories", "tags", "remarks"), _to_verify),
    Fault("life_dates", "生卒日期矛盾", "出生、去世日期应有先后，并与人员状态一致。",
          _LIVING, _by(possible.life_is_in_order)),
    Fault("service_dates", "入伍退役时间矛盾",
          "入伍在15至30周岁之间，退役晚于入伍，现役军人没有退役时间。",
          ("birth_date", "enlist_date", "discharge_date", "categories"),
          _by(possible.enlisted_young, possible.service_is_in_order)),
    Fault("category_dates", "年龄或入伍时间与类别不符",
          "在乡复员军人1954年10月31日以前入伍，农村籍退役士兵、烈士老年子女满60周岁"
          "（军人抚恤优待条例第六十二条）。",
          ("categories", "birth_date", "enlist_date", "tags"),
          _by(possible.demobilized_before_the_day, possible.rural_veteran_is_sixty,
              possible.martyr_child_is_old)),
    Fault("category_service", "服役时间与类别不符",
          "参战、参试的服役时间应在认定的期间内，逐月领取退役金自2021年起。",
          ("categories", "enlist_date", "discharge_date", "campaign"),
          _by(possible.took_part_in_time, possible.monthly_pension_is_new)),
    Fault("disability", "残疾等级、性质与类别不符",
          "残疾人员应有等级和性质，因病只评一级至六级（军人抚恤优待条例第二十五条至第二十七条）。",
          _DISABILITY, _by(possible.disability_is_whole, possible.state_support_needs_a_grade)),
    Fault("disability_uncertified", "缺少残疾证号", "评残后应有残疾军人证。",
          _DISABILITY, _uncertified),
    Fault("disability_expired", "残疾证已过期", "残疾证过期要换发，换发前核对等级。",
          ("disability_until", *_DISABILITY), _disability_expired),
    Fault("card_expired", "优待证已过期", "优待证过期要换发。",
          ("preferential_card", "card_status", "card_issue_date"), _card_expired),
    Fault("card_rules", "优待证登记矛盾", "优待证自2021年11月15日起申领，现役军人家属不发。",
          ("preferential_card", "card_status", "card_apply_date", "card_issue_date", "categories"),
          _by(possible.card_is_deserved)),
    Fault("plaque_rules", "光荣牌登记矛盾", "有悬挂日期的应登记为已悬挂。",
          ("plaque_hung", "plaque_date", "plaque_number"), _by(possible.plaque_is_consistent)),
    Fault("payments", "待遇相互矛盾",
          "同一人有些定期待遇不能并行，确需并行的在待遇里写明依据（军人抚恤优待条例、民发〔2011〕110号）。",
          ("categories", "subsidy_standard", "employment", "pension_insurance", "remarks"),
          _contradictory),
    Fault("paid_off_ledger", "已去世或迁出仍有待遇",
          "去世次月起停发，迁出按转移规定停发，请报区局。",
          ("status_date", "death_date", "subsidy_standard", "remarks"), _paid_off_the_ledger,
          statuses=_OFF),
    Fault("undated_death", "缺少去世日期", "停发月份、丧葬补助都从去世日期算起。",
          ("death_date", "status_date", "status_basis"), _undated_death,
          statuses=(PersonStatus.DECEASED,)),
)  # fmt: skip
"""Every fault that is looked for in a person's own record, in the order of the list."""

BY_KEY = {fault.key: fault for fault in FAULTS}
