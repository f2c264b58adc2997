"""Invented people who could exist: every one keeps the rules of `domain.possible`."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

from shuangyong_desktop.domain.ages import age_on
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.possible import Kinship, draws, kinship
from shuangyong_desktop.services.demo.careers import written
from shuangyong_desktop.services.demo.chance import seeded
from shuangyong_desktop.services.demo.names import invented_name
from shuangyong_desktop.services.demo.numbers import (
    COMMUNITIES,
    VILLAGES,
    Numbers,
    invented_address,
)
from shuangyong_desktop.services.demo.portraits import PORTRAITS, Life

YEARS = range(2024, 2036)
"""The years a demo can be made for; later nobody of 1954 would be alive."""

_OLD, _RETIRED, _OF_WORKING_AGE = 80, 60, 18
_OFFICERS = ("transferred_officer", "demobilized_officer")
_WORK = (
    ("务工", "个体经营", "企业职工", "机关事业单位", "务农", "待业"),
    (38, 14, 24, 8, 10, 6),
)
_SUBSIDISED = (
    "rural_veteran_60plus",
    "war_veteran",
    "nuclear_test_veteran",
    "ill_returned_veteran",
    "rural_demobilized_pre1954",
    "martyr_child_60plus",
)
_MODEST_WORK = (("务农", "务工", "个体经营", "无业"), (40, 35, 15, 10))
_WITHOUT_CARD = ("serviceman_family",)


def demo_people(persons: int, seed: int, year: int) -> Iterator[Person]:
    """Yield `persons` invented people as they stand in `year`; equal arguments, equal people.

    All of them are possible on every day of `year` (CLERK §1). Raises Problem for a year
    outside `YEARS`.
    """
    if year not in YEARS:
        raise Problem(
            f"演示台账只能做{YEARS.start}年至{YEARS.stop - 1}年的，没有建立。请换一个年份。",
            code="year",
        )
    return _people(persons, seeded(seed * 10_000 + year), year)


def _people(persons: int, chance: Random, year: int) -> Iterator[Person]:
    numbers = Numbers(chance)
    shares = [portrait.share for portrait in PORTRAITS]
    for portrait in chance.choices(PORTRAITS, shares, k=persons):
        person = _settled(chance, numbers, portrait.draw(chance, year))
        person = _with_papers(chance, numbers, person, year)
        yield _as_it_went_on(chance, person, year)


def _happens(chance: Random, share: float) -> bool:
    return chance.random() < share


def _settled(chance: Random, numbers: Numbers, life: Life) -> Person:
    """Name, numbers and address for a life; some of the rural have moved to town."""
    name, ethnic = invented_name(chance, life.sex, life.born.year)
    in_village = life.rural and _happens(chance, 0.8)
    community = chance.choice(VILLAGES if in_village else COMMUNITIES)
    address = invented_address(chance, community)
    registered_here = _happens(chance, 0.9)
    service = life.service
    return Person(
        name=name,
        sex=life.sex,
        id_number=numbers.id_number(life.born, life.sex),
        birth_date=life.born.isoformat(),
        ethnic=ethnic,
        political_status="中共党员" if service and _happens(chance, 0.4) else "群众",
        categories=life.categories,
        phone=numbers.phone() if _happens(chance, 0.97) else None,
        community=community,
        address=address,
        registered_address=address if registered_here else None,
        enlist_date=written(chance, service.enlisted) if service else None,
        discharge_date=written(chance, service.discharged) if service else None,
        military_unit=numbers.unit() if service and _happens(chance, 0.6) else None,
        disability_grade=life.grade,
        disability_nature=life.nature,
        subsidy_standard=life.monthly,
        remarks=life.remarks or (None if registered_here else "户在人不在"),
    )


def _with_papers(chance: Random, numbers: Numbers, person: Person, year: int) -> Person:
    """Certificates, account, card and plaque, as far as the category has them."""
    bank, account = numbers.account()
    has_account = draws(person) or _happens(chance, 0.15)
    person = replace(
        person,
        discharge_cert=numbers.certificate("退字第", "号") if person.discharge_date else None,
        disability_cert=numbers.certificate("渝军A") if person.disability_grade else None,
        pension_cert=numbers.certificate("渝抚字") if draws(person) else None,
        bank_name=bank if has_account else None,
        bank_account=account if has_account else None,
        employment=_employment(chance, person, year),
        tags=_tags(chance, person, year),
    )
    return _with_plaque(chance, numbers, _with_card(chance, numbers, person, year), year)


def _with_card(chance: Random, numbers: Numbers, person: Person, year: int) -> Person:
    if person.categories == _WITHOUT_CARD or not _happens(chance, 0.85):
        return person
    asked = date(chance.randint(2022, year - 2), chance.randint(1, 12), chance.randint(1, 28))
    issued = date(asked.year + 1, chance.randint(1, 12), chance.randint(1, 28))
    return replace(
        person,
        preferential_card=numbers.card(),
        card_status="已发放",
        card_apply_date=asked.isoformat(),
        card_issue_date=issued.isoformat(),
    )


def _with_plaque(chance: Random, numbers: Numbers, person: Person, year: int) -> Person:
    """Plaques hang since 2019, for those who came home later since the year after."""
    home = int((person.discharge_date or "2018")[:4])
    since = max(home + 1, chance.choice((2019, 2019, 2020)))
    hung = since < year and _happens(chance, 0.94)
    return replace(
        person,
        plaque_hung=hung,
        plaque_date=f"{since}-07" if hung else None,
        plaque_number=numbers.certificate("光荣牌") if hung else None,
    )


def _employment(chance: Random, person: Person, year: int) -> str | None:
    age = _age(person, year)
    if age < _OF_WORKING_AGE:
        return "在校学生"
    if draws(person) and kinship(person) is Kinship.CHILD:
        return "无业"
    if draws(person) and person.categories[0] in _SUBSIDISED:
        return "务农" if age >= _RETIRED else chance.choices(*_MODEST_WORK)[0]
    if age >= _RETIRED:
        return "务农" if person.community in VILLAGES else "退休"
    if person.categories[0] in _OFFICERS:
        return "机关事业单位"
    return chance.choices(*_WORK)[0]


def _tags(chance: Random, person: Person, year: int) -> tuple[str, ...]:
    tags = ["高龄"] if _age(person, year) >= _OLD else []
    if _age(person, year) >= _RETIRED and _happens(chance, 0.06):
        tags.append("独居")
    if draws(person) and _happens(chance, 0.08):
        tags.append("困难")
    if person.discharge_date and _happens(chance, 0.05):
        tags.append("功臣")
    return tuple(tags)


def _as_it_went_on(chance: Random, person: Person, year: int) -> Person:
    """A few have died or moved away; their payments have ended."""
    if _age(person, year) >= _RETIRED and _happens(chance, 0.02):
        died = f"{year - 1}-{chance.randint(1, 12):02d}"
        return replace(
            person,
            status=PersonStatus.DECEASED,
            status_date=died,
            status_basis="死亡证明",
            death_date=died,
            subsidy_standard=None,
        )
    if _happens(chance, 0.01):
        return replace(
            person,
            status=PersonStatus.MOVED_OUT,
            status_date=str(year - 1),
            status_basis="户口迁移证",
            subsidy_standard=None,
            remarks="户口迁出",
        )
    return person


def _age(person: Person, year: int) -> int:
    ages = age_on(person.birth_date, date(year, 1, 1))
    return ages.least if ages else 0
