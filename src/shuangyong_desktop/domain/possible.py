"""What makes a person possible: the law's dates, ages and exclusions, as far as records tell.

Every rule speaks only when the record is impossible for certain: a partial date counts with
the kindest day that it can mean, an empty column says nothing. The program never decides
eligibility (CLERK §2); it shows what cannot be true together, with the rule.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum

from shuangyong_desktop.domain.ages import age_on, earliest, latest
from shuangyong_desktop.domain.categories import BY_CODE, CategoryGroup
from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.identity import identify
from shuangyong_desktop.domain.people import Person, PersonStatus

DEMOBILIZED_UNTIL = date(1954, 10, 31)
"""The last day of enlistment of 在乡复员军人 (军人抚恤优待条例 art. 62)."""

RURAL_UNTIL = date(2011, 10, 31)
"""退役士兵安置条例 took effect the day after; 60周岁农村籍 enlisted before (民发〔2011〕110号)."""

RURAL_AGE = 60
MARTYR_CHILD_AGE = 60
GROWN_UP = 18
ENLIST_AGES = range(15, 31)
"""Ages at enlistment that occur (DOMAIN §5.4)."""

PENSIONS_BY_LAW = date(1988, 8, 1)
"""By then 定期抚恤金 existed by regulation, at the latest: 烈士老年子女 were 18 before."""

CAMPAIGNS = (date(1954, 11, 1), date(1989, 10, 31))
"""From the first to the last day of the 14 campaigns that make a 参战退役军人 (DOMAIN §2.5)."""

NUCLEAR_TESTS_UNTIL = date(1996, 7, 29)
"""The day of the last nuclear test; who enlisted later took part in none."""

MONTHLY_PENSION_FROM = date(2021, 1, 1)
"""退役军人保障法, which created 逐月领取退役金, took effect on this day."""

CARDS_FROM = date(2021, 11, 15)
"""The day of 优待证管理办法（试行）."""

_OLDEST = 120
_DISABLED = frozenset(
    ["disabled_serviceman", "disabled_police", "disabled_official", "disabled_militia",
     "disabled_other_duty"]
)  # fmt: skip
_SURVIVORS = frozenset(["martyr_survivor", "duty_death_survivor", "illness_death_survivor"])
_WITHOUT_CARD = frozenset(["serviceman", "serviceman_family", "accompanying_family"])
_UNPENSIONED = frozenset(["rural_veteran_60plus", "martyr_child_60plus"])
_PENSIONED = frozenset(["退休", "离休", "机关事业单位", "企业职工"])
_ILLNESS_UNPAID = frozenset(["七级", "八级", "九级", "十级"])
_STATE_SUPPORTED = frozenset(["一级", "二级", "三级", "四级"])


class Kinship(StrEnum):
    """与牺牲、病故军人的关系, as 备注 states it (系烈士配偶, 系烈士之子)."""

    PARENT = "父母"
    SPOUSE = "配偶"
    CHILD = "子女"
    SIBLING = "兄弟姐妹"


_KIN_WORDS = {
    Kinship.PARENT: "父亲|母亲|父母|之父|之母|抚养人",
    Kinship.SPOUSE: "配偶|妻子|之妻|遗孀",
    Kinship.CHILD: "之子|之女|子女|儿子|女儿",
    Kinship.SIBLING: "之兄|之弟|之姐|之妹|兄弟|姐妹",
}
_UNABLE = re.compile("残疾|无劳动能力|不能独立生活|在校|在读|上学")


def kinship(person: Person) -> Kinship | None:
    """How a survivor is related to the fallen, told by 备注; None where it does not say."""
    for kin, words in _KIN_WORDS.items():
        if re.search(f"(?:烈士|军人)(?:{words})", person.remarks or ""):
            return kin
    return None


def draws(person: Person) -> bool:
    """Whether the record says that a periodic pension or subsidy is paid."""
    return bool(person.subsidy_standard)


Rule = Callable[[Person, date], Iterator[str]]


def impossibilities(person: Person, today: date) -> list[str]:
    """Everything about `person` that cannot be true on `today`, one plain sentence each.

    Empty for a possible person. The sources of the rules stand with each of them.
    """
    return [sentence for rule in RULES for sentence in rule(person, today)]


def identity_agrees(person: Person, _today: date) -> Iterator[str]:
    """GB 11643: a valid number whose birth date and sex are those of the record."""
    if not person.id_number:
        return
    told = identify(person.id_number)
    if told is None:
        yield "身份证号不成立。"
        return
    if person.birth_date and not told.birth_date.startswith(person.birth_date):
        yield "出生日期与身份证号不一致。"
    if person.sex and person.sex != told.sex:
        yield "性别与身份证号不一致。"


def life_is_in_order(person: Person, today: date) -> Iterator[str]:
    """Born, then died, both in the past; 去世日期 and 人员状态 agree (CLERK §2)."""
    born, died = person.birth_date, person.death_date
    if born and earliest(born) > today:
        yield "出生日期晚于今天。"
    if died and earliest(died) > today:
        yield "去世日期晚于今天。"
    if born and died and latest(died) < earliest(born):
        yield "去世日期早于出生日期。"
    if died and person.status is not PersonStatus.DECEASED:
        yield f"有去世日期，人员状态却是{person.status}。"
    ages = age_on(born, today)
    if ages and ages.least > _OLDEST and person.status is PersonStatus.ACTIVE:
        yield f"年龄已超过{_OLDEST}周岁，仍为在册。"


def enlisted_young(person: Person, _today: date) -> Iterator[str]:
    """Enlistment at 15 to 30 (DOMAIN §5.4)."""
    if not (person.birth_date and person.enlist_date):
        return
    most = age_on(person.birth_date, latest(person.enlist_date))
    least = age_on(person.birth_date, earliest(person.enlist_date))
    if most and most.most < ENLIST_AGES.start:
        yield f"入伍时不满{ENLIST_AGES.start}周岁。"
    if least and least.least >= ENLIST_AGES.stop:
        yield f"入伍时已超过{ENLIST_AGES.stop - 1}周岁。"


def service_is_in_order(person: Person, today: date) -> Iterator[str]:
    """Discharge not before enlistment, neither in the future (DOMAIN §5.4, §2.6)."""
    came, left = person.enlist_date, person.discharge_date
    if came and left and latest(left) < earliest(came):
        yield "退役时间早于入伍时间。"
    if came and earliest(came) > today:
        yield "入伍时间晚于今天。"
    if left and earliest(left) > today:
        yield "退役时间晚于今天。"
    if left and "serviceman" in person.categories:
        yield "现役军人不应有退役时间。"
    if left and person.categories and not _served(person):
        yield "有退役时间，却没有退役军人类别。"


def demobilized_before_the_day(person: Person, _today: date) -> Iterator[str]:
    """在乡复员军人 enlisted up to 1954-10-31; later ones are no 复员军人 (条例 art. 62).

    Without a date of enlistment the birth date tells: nobody was under 15.
    """
    came = person.enlist_date
    if "rural_demobilized_pre1954" in person.categories:
        if came and earliest(came) > DEMOBILIZED_UNTIL:
            yield f"在乡复员军人应在{_day(DEMOBILIZED_UNTIL)}以前入伍。"
        ages = age_on(person.birth_date, DEMOBILIZED_UNTIL)
        if not came and ages and ages.most < ENLIST_AGES.start:
            yield f"在乡复员军人在{_day(DEMOBILIZED_UNTIL)}应已年满{ENLIST_AGES.start}周岁。"
    if "retired_soldier" in person.categories and came and latest(came) <= DEMOBILIZED_UNTIL:
        yield f"{_day(DEMOBILIZED_UNTIL)}以前入伍的是复员军人，不是退役士兵。"


def rural_veteran_is_sixty(person: Person, today: date) -> Iterator[str]:
    """年满60周岁农村籍退役士兵: from 60, enlisted 1954-11-01 to 2011-10-31 (民发〔2011〕110号).

    Younger ones may be registered beforehand (标签 预备), without money (DOMAIN §2.6).
    """
    if "rural_veteran_60plus" not in person.categories:
        return
    ages = age_on(person.birth_date, today)
    if ages and ages.most < RURAL_AGE and (draws(person) or "预备" not in person.tags):
        yield f"未满{RURAL_AGE}周岁，不能列为年满60周岁农村籍退役士兵。"
    came = person.enlist_date
    if came and (latest(came) <= DEMOBILIZED_UNTIL or earliest(came) > RURAL_UNTIL):
        yield f"年满60周岁农村籍退役士兵应在1954年11月1日至{_day(RURAL_UNTIL)}之间入伍。"


def martyr_child_is_old(person: Person, today: date) -> Iterator[str]:
    """烈士老年子女: 60, and 18 when periodic pensions began (条例 art. 62).

    烈士褒扬条例 art. 21.
    """
    if "martyr_child_60plus" not in person.categories:
        return
    ages, then = age_on(person.birth_date, today), age_on(person.birth_date, PENSIONS_BY_LAW)
    if ages and ages.most < MARTYR_CHILD_AGE:
        yield f"未满{MARTYR_CHILD_AGE}周岁，不能列为烈士老年子女。"
    if then and then.most < GROWN_UP:
        yield f"国家建立定期抚恤金制度时未满{GROWN_UP}周岁，不能列为烈士老年子女。"


def grown_kin_is_unable(person: Person, today: date) -> Iterator[str]:
    """定期抚恤金 for children and siblings: under 18, studying or unable to work (条例 art. 19)."""
    if not (draws(person) and _SURVIVORS & set(person.categories)):
        return
    ages = age_on(person.birth_date, today)
    grown = ages is not None and ages.least >= GROWN_UP
    unable = _UNABLE.search(f"{person.remarks or ''} {' '.join(person.tags)}")
    if kinship(person) in (Kinship.CHILD, Kinship.SIBLING) and grown and not unable:
        yield "已成年且能劳动的子女、兄弟姐妹不享受定期抚恤金。"


def disability_is_whole(person: Person, _today: date) -> Iterator[str]:
    """Grade and nature exactly with a disabled category; illness counts from grade 1 to 6.

    军人抚恤优待条例 art. 25-27.
    """
    disabled = bool(_DISABLED & set(person.categories))
    if disabled and not (person.disability_grade and person.disability_nature):
        yield "残疾人员缺少残疾等级或残疾性质。"
    if person.categories and not disabled and (person.disability_grade or person.disability_cert):
        yield "有残疾等级或残疾证号，却没有残疾人员类别。"
    if person.disability_nature == "因病" and person.disability_grade in _ILLNESS_UNPAID:
        yield f"因病致残只评一级至六级，没有{person.disability_grade}。"


def state_support_needs_a_grade(person: Person, _today: date) -> Iterator[str]:
    """国家供养: grades 1 to 4 (退役军人安置条例 art. 38)."""
    supported = "veteran_state_support" in person.categories
    if supported and person.disability_grade not in _STATE_SUPPORTED:
        yield "国家供养的退役士兵应为一级至四级残疾。"


def took_part_in_time(person: Person, _today: date) -> Iterator[str]:
    """参战 within the years of the listed campaigns, 参试 before tests ended (DOMAIN §2.5)."""
    came, left = person.enlist_date, person.discharge_date
    if "war_veteran" in person.categories and (
        (came and earliest(came) > CAMPAIGNS[1]) or (left and latest(left) < CAMPAIGNS[0])
    ):
        yield "服役时间不在认定参战的各次作战期间内。"
    if "nuclear_test_veteran" in person.categories and (
        came and earliest(came) > NUCLEAR_TESTS_UNTIL
    ):
        yield "入伍时核试验已经停止，不能列为参试退役军人。"


def monthly_pension_is_new(person: Person, _today: date) -> Iterator[str]:
    """逐月领取退役金 exists since 退役军人保障法 (art. 21-22), in force 2021-01-01."""
    left = person.discharge_date
    monthly = "monthly_pension_veteran" in person.categories
    if monthly and left and latest(left) < MONTHLY_PENSION_FROM:
        yield f"逐月领取退役金的退役时间应在{_day(MONTHLY_PENSION_FROM)}以后。"


def payments_agree(person: Person, _today: date) -> Iterator[str]:
    """One periodic payment at a time where the law says so (DOMAIN §2.6).

    60周岁农村籍 goes with no other; 参试 not with 残疾 or 带病回乡; 烈士老年子女 not with 烈士遗属.
    """
    if not draws(person):
        return
    own = {code for code in person.categories if code in BY_CODE and BY_CODE[code].paid}
    if "rural_veteran_60plus" in own and len(own) > 1:
        yield "60周岁农村籍补助不能与其他定期抚恤补助同时享受。"
    if "nuclear_test_veteran" in own and own & {"disabled_serviceman", "ill_returned_veteran"}:
        yield "参试补助不能与残疾抚恤金、带病回乡补助同时享受。"
    if {"martyr_child_60plus", "martyr_survivor"} <= own:
        yield "烈士老年子女补助不能与烈士遗属定期抚恤金同时享受。"
    if not own and person.categories:
        yield "所列人员类别没有定期抚恤补助，却登记了补助标准。"


def subsidy_goes_without_pension(person: Person, _today: date) -> Iterator[str]:
    """60周岁农村籍 and 烈士老年子女 draw only without employer or retirement pay.

    民发〔2011〕110号; 军人抚恤优待条例 art. 62 (DOMAIN §2.3).
    """
    if draws(person) and _UNPENSIONED & set(person.categories) and person.employment in _PENSIONED:
        yield "有工作单位或领取退休金的，不享受60周岁农村籍、烈士老年子女生活补助。"


def card_is_deserved(person: Person, _today: date) -> Iterator[str]:
    """优待证 for veterans and survivors, since 2021-11-15 (优待证管理办法)."""
    asked, got = person.card_apply_date, person.card_issue_date
    has_one = person.preferential_card or asked or got
    if has_one and person.categories and set(person.categories) <= _WITHOUT_CARD:
        yield "现役军人家属不发优待证。"
    if (asked and latest(asked) < CARDS_FROM) or (got and latest(got) < CARDS_FROM):
        yield f"优待证自{_day(CARDS_FROM)}起申领，日期不应更早。"
    if asked and got and latest(got) < earliest(asked):
        yield "优待证发放日期早于申领日期。"


def plaque_is_consistent(person: Person, today: date) -> Iterator[str]:
    """A day of hanging only where the plaque hangs, and not in the future."""
    if person.plaque_date and person.plaque_hung is False:
        yield "有光荣牌悬挂日期，却登记为未悬挂。"
    if person.plaque_date and earliest(person.plaque_date) > today:
        yield "光荣牌悬挂日期晚于今天。"


RULES: tuple[Rule, ...] = (
    identity_agrees,
    life_is_in_order,
    enlisted_young,
    service_is_in_order,
    demobilized_before_the_day,
    rural_veteran_is_sixty,
    martyr_child_is_old,
    grown_kin_is_unable,
    disability_is_whole,
    state_support_needs_a_grade,
    took_part_in_time,
    monthly_pension_is_new,
    payments_agree,
    subsidy_goes_without_pension,
    card_is_deserved,
    plaque_is_consistent,
)
"""Every rule that a possible person keeps."""


def _served(person: Person) -> bool:
    groups = {BY_CODE[code].group for code in person.categories if code in BY_CODE}
    own = set(person.categories) - set(BY_CODE)
    return CategoryGroup.VETERAN in groups or bool(own) or "serviceman" in person.categories


def _day(day: date) -> str:
    return show_date(day.isoformat())
