"""The sorts of people a subdistrict has, in the proportions of a real desk.

Each portrait draws one life that its category allows (CLERK §1, DOMAIN §2.3): `share` is how
many there are among about 1,500 people. `monthly` is an invented amount: the program knows no
official standard, and a demo does not look like one (DESIGN 25).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from shuangyong_desktop.services.demo.careers import Career, career


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What a portrait says about one person before name, numbers and address are invented."""

    categories: tuple[str, ...]
    born: date
    sex: str = "男"
    service: Career | None = None
    grade: str | None = None
    nature: str | None = None
    monthly: Decimal | None = None
    remarks: str | None = None
    rural: bool = False


@dataclass(frozen=True, slots=True)
class Portrait:
    """One sort of people: how many, and how to draw one of them for a year."""

    share: int
    draw: Callable[[Random, int], Life]


_WOMEN_IN_UNIFORM = 0.04
_GRADES = ("一级", "四级", "五级", "六级", "七级", "八级", "九级", "十级")
_GRADE_SHARES = (1, 1, 4, 8, 20, 26, 22, 18)
_BY_ILLNESS = ("五级", "六级")
_MONTHLY_BY_GRADE = dict(
    zip(_GRADES, (8000, 6000, 4500, 3800, 3000, 2000, 1600, 1300), strict=True)
)


def _sex(chance: Random) -> str:
    return "女" if chance.random() < _WOMEN_IN_UNIFORM else "男"


def _veteran(
    *categories: str,
    enlisted: range | Callable[[int], range],
    years: range | None = None,
    monthly: int = 0,
    rural: bool = False,
) -> Callable[[Random, int], Life]:
    def draw(chance: Random, year: int) -> Life:
        begun = enlisted if isinstance(enlisted, range) else enlisted(year)
        service = career(chance, begun, years)
        return Life(
            categories=categories,
            born=service.born,
            sex=_sex(chance),
            service=service,
            monthly=Decimal(monthly) if monthly else None,
            rural=rural,
        )

    return draw


def _rural_sixty(chance: Random, year: int) -> Life:
    """Aged 61 to 84: even those who enlisted at 18 are over 60 on New Year's Day."""
    service = career(chance, range(max(1955, year - 64), year - 43 + 1))
    unit = 60
    years = service.discharged.year - service.enlisted.year
    return Life(
        categories=("rural_veteran_60plus",),
        born=service.born,
        service=service,
        monthly=Decimal(unit * max(years, 1)),
        rural=True,
    )


def _disabled(chance: Random, year: int) -> Life:
    service = career(chance, range(1970, year - 6), range(2, 9))
    nature = chance.choices(("因战", "因公", "因病"), (30, 55, 15))[0]
    grade = (
        chance.choice(_BY_ILLNESS)
        if nature == "因病"
        else chance.choices(_GRADES, _GRADE_SHARES)[0]
    )
    return Life(
        categories=("disabled_serviceman",),
        born=service.born,
        service=service,
        grade=grade,
        nature=nature,
        monthly=Decimal(_MONTHLY_BY_GRADE[grade]),
    )


def _disabled_in_war(chance: Random, year: int) -> Life:
    """参战 and 残疾 in one person, with one payment: that of the disability."""
    del year
    service = career(chance, range(1977, 1985))
    grade = chance.choices(_GRADES[2:], _GRADE_SHARES[2:])[0]
    return Life(
        categories=("disabled_serviceman", "war_veteran"),
        born=service.born,
        service=service,
        grade=grade,
        nature="因战",
        monthly=Decimal(_MONTHLY_BY_GRADE[grade]),
    )


def _demobilized(chance: Random, year: int) -> Life:
    """Enlisted before 1954-10-31, so about 88 or older in 2026 (CLERK §1)."""
    del year
    service = career(chance, range(1950, 1954))
    return Life(
        categories=("rural_demobilized_pre1954",),
        born=service.born,
        service=service,
        monthly=Decimal(2400),
        rural=True,
    )


def _survivor(category: str, fallen: str, monthly: int) -> Callable[[Random, int], Life]:
    def draw(chance: Random, year: int) -> Life:
        kin, sex, ages, paid = chance.choice(_KIN)
        born = date(year - chance.choice(ages), chance.randint(1, 12), chance.randint(1, 28))
        return Life(
            categories=(category,),
            born=born,
            sex=sex,
            monthly=Decimal(monthly) if paid else None,
            remarks=f"系{fallen}{kin}",
        )

    return draw


_KIN = (
    ("配偶", "女", range(50, 85), True),
    ("母亲", "女", range(62, 92), True),
    ("父亲", "男", range(62, 90), True),
    ("之子", "男", range(6, 16), True),
    ("之女", "女", range(7, 16), True),
    ("之子，重度残疾，无劳动能力", "男", range(30, 60), True),
    ("之女", "女", range(30, 70), False),
    ("之弟", "男", range(40, 75), False),
)
"""Kin of the fallen: grown healthy children and siblings draw nothing (条例 art. 19)."""


def _martyr_child(chance: Random, year: int) -> Life:
    """Children of martyrs of the early fifties, long past 18 when pensions began."""
    del year
    sex = chance.choice(("男", "女"))
    return Life(
        categories=("martyr_child_60plus",),
        born=date(chance.randint(1943, 1952), chance.randint(1, 12), chance.randint(1, 28)),
        sex=sex,
        monthly=Decimal(700),
        remarks=f"系烈士之{'子' if sex == '男' else '女'}",
        rural=True,
    )


def _family_of_soldier(chance: Random, year: int) -> Life:
    kin, sex, ages = chance.choice(
        (
            ("父亲", "男", range(42, 58)),
            ("母亲", "女", range(40, 56)),
            ("配偶", "女", range(23, 40)),
        )
    )
    return Life(
        categories=("serviceman_family",),
        born=date(year - chance.choice(ages), chance.randint(1, 12), chance.randint(1, 28)),
        sex=sex,
        remarks=f"系现役军人{kin}",
    )


def _served_and_son_serves(chance: Random, year: int) -> Life:
    service = career(chance, range(year - 38, year - 27))
    return Life(
        categories=("retired_soldier", "serviceman_family"),
        born=service.born,
        service=service,
        remarks="系现役军人父亲",
    )


PORTRAITS: tuple[Portrait, ...] = (
    Portrait(760, _veteran("retired_soldier", enlisted=lambda year: range(year - 42, year - 4))),
    Portrait(120, _veteran("retired_soldier", enlisted=lambda year: range(year - 55, year - 42))),
    Portrait(40, _served_and_son_serves),
    Portrait(70, _veteran("veteran_self_employed",
                          enlisted=lambda year: range(2011, year - 2))),
    Portrait(14, _veteran("veteran_job_assigned", years=range(12, 14),
                          enlisted=lambda year: range(1998, year - 14))),
    Portrait(34, _veteran("retired_nco_soldier", years=range(8, 17),
                          enlisted=lambda year: range(1990, year - 18))),
    Portrait(46, _veteran("transferred_officer", years=range(12, 26),
                          enlisted=lambda year: range(year - 52, year - 28))),
    Portrait(8, _veteran("demobilized_officer", years=range(8, 20),
                         enlisted=lambda year: range(year - 48, year - 24))),
    Portrait(9, _veteran("retired_officer", years=range(31, 36),
                         enlisted=lambda year: range(year - 62, year - 40))),
    Portrait(9, _veteran("monthly_pension_veteran", years=range(19, 20),
                         enlisted=lambda year: range(2003, min(year - 20, 2010) + 1))),
    Portrait(168, _rural_sixty),
    Portrait(70, _veteran("war_veteran", enlisted=range(1977, 1986), monthly=900,
                          rural=True)),
    Portrait(14, _veteran("war_veteran", "retired_soldier",
                          enlisted=range(1966, 1972))),
    Portrait(58, _veteran("ill_returned_veteran", enlisted=range(1968, 2006),
                          monthly=850, rural=True)),
    Portrait(33, _disabled),
    Portrait(4, _disabled_in_war),
    Portrait(12, _veteran("nuclear_test_veteran", enlisted=range(1964, 1985),
                          monthly=900)),
    Portrait(5, _demobilized),
    Portrait(18, _survivor("martyr_survivor", "烈士", 3000)),
    Portrait(9, _survivor("duty_death_survivor", "因公牺牲军人", 2600)),
    Portrait(14, _survivor("illness_death_survivor", "病故军人", 2400)),
    Portrait(6, _martyr_child),
    Portrait(165, _family_of_soldier),
)  # fmt: skip
"""Every sort, most of them 退役士兵, as the first pages of such a ledger show."""
