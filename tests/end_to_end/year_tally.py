"""What the script of the year counts itself: nobody's service is asked, and no rule of theirs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from random import Random

from shuangyong_desktop.domain.categories import CATEGORIES, CategoryGroup
from shuangyong_desktop.domain.identity import check_character
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.services.demo.numbers import VILLAGES
from shuangyong_desktop.services.demo.people import demo_people

PEOPLE = 500
ACTIVE, GONE = PersonStatus.ACTIVE, PersonStatus.DECEASED
PAID = frozenset(item.code for item in CATEGORIES if item.paid)
_GROUPS = {item.code: item.group for item in CATEGORIES}


@dataclass(frozen=True)
class Death:
    """A category, its payment, months of 丧葬补助 (None: as the district says), and the family."""

    category: str
    payment: str
    months: int | None
    family: str = ""


DEATHS = (
    Death("disabled_serviceman", "残疾抚恤金", 12, "病故军人遗属"),
    Death("martyr_survivor", "定期抚恤金", 6),
    Death("duty_death_survivor", "定期抚恤金", 6),
    Death("illness_death_survivor", "定期抚恤金", 6),
    Death("rural_demobilized_pre1954", "定期生活补助（在乡复员）", None),
    Death("ill_returned_veteran", "定期生活补助（带病回乡）", None),
    Death("war_veteran", "定期生活补助（参战）", 6),
    Death("nuclear_test_veteran", "定期生活补助（参试）", 6),
    Death("rural_veteran_60plus", "定期生活补助（农村籍）", None),
    Death("martyr_child_60plus", "定期生活补助（烈士老年子女）", 6),
)
"""The ten of CLERK §7, each with what the law says, written down by hand."""
STANDARD = Decimal(800)
_SURVIVORS = (
    "martyr_survivor", "duty_death_survivor", "illness_death_survivor", "survivor_unsettled",
    "martyr_child_60plus", "serviceman", "serviceman_family",
)  # fmt: skip


def people(year: int) -> list[Person]:
    """The 500: the demo's possible people, and ten of one category each to mourn."""
    found = list(demo_people(PEOPLE - len(DEATHS), 17, year))
    return [*found, *(_mortal(place, death) for place, death in enumerate(DEATHS))]


def _mortal(place: int, death: Death) -> Person:
    born = date(1932, 5, 2 + place) if "1954" in death.category else date(1950, 5, 2 + place)
    first17 = f"500222{born:%Y%m%d}{700 + place:03d}"
    community = VILLAGES[place % len(VILLAGES)]
    return Person(
        name=f"尉迟{'甲乙丙丁戊己庚辛壬癸'[place]}", sex="女" if place % 2 == 0 else "男",
        id_number=first17 + check_character(first17), birth_date=born.isoformat(),
        categories=(death.category,), community=community, address=f"{community}1社{place + 1}号",
        phone=f"138000070{place:02d}", subsidy_standard=STANDARD, plaque_hung=True,
        preferential_card=f"500000000000090{place}", card_status="已发放",
        card_issue_date="2023-05-01",
        **({"disability_grade": "三级", "disability_nature": "因战"}
           if death.category == "disabled_serviceman" else {}),
    )  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What one event asked for: kinds with how often, and the yuan that stand with them."""

    kinds: tuple[str, ...]
    yuan: Decimal = Decimal(0)


def asked_by(death: Death, *, visits: int) -> Asked:
    """The follow-ups of a death: pay stops next month, paid until last month, plaque and card."""
    kinds = ["拟停发，报区局", "尾月", "丧葬补助", "光荣牌", "优待证"]
    kinds += ["家属身份转换"] if death.family else []
    return Asked((*kinds, *["未了慰问方案"] * visits), STANDARD + STANDARD * (death.months or 0))


def asked_by_plain(person: Person, *, visits: int) -> Asked:
    """The follow-ups of the death of somebody who draws nothing."""
    kinds = ["光荣牌"] if person.plaque_hung or person.plaque_number else []
    kinds += ["优待证"] if person.preferential_card or person.card_status else []
    return Asked((*kinds, *["未了慰问方案"] * visits))


@dataclass
class Tally:
    """Everybody and everything that the script has done; copy it before what is taken back."""

    people: dict[int, Person]
    contacts: Counter[int] = field(default_factory=Counter)
    appeals: Counter[str] = field(default_factory=Counter)
    steps: int = 0
    opinions: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    waiting: int = 0
    done: int = 0
    waived: int = 0
    yuan: Decimal = Decimal(0)
    reports: dict[str, int] = field(default_factory=dict)
    rounds: dict[str, dict[int, str]] = field(default_factory=dict)
    handouts: int = 0
    units: int = 0

    def copy(self) -> "Tally":
        """The same again, to go back to."""
        return replace(
            self, people=dict(self.people), contacts=self.contacts.copy(),
            appeals=self.appeals.copy(), opinions=self.opinions.copy(),
            events=self.events.copy(), reports=dict(self.reports),
            rounds={title: dict(members) for title, members in self.rounds.items()},
        )  # fmt: skip

    def happens(self, who: int, kind: str, asked: Asked, **after: object) -> None:
        """An event of somebody, with what it asks for."""
        before = self.people[who]
        self.people[who] = replace(before, **after)  # type: ignore[arg-type]
        self.events[kind] += 1
        self.waiting += len(asked.kinds)
        self.yuan += asked.yuan
        self.units -= asked.kinds.count("未了慰问方案")

    @property
    def active(self) -> list[int]:
        """Everybody on the ledger."""
        return [who for who, person in self.people.items() if person.status is ACTIVE]

    def having(self, codes: Iterable[str]) -> set[int]:
        """Who on the ledger has one of these categories."""
        wanted = set(codes)
        return {who for who in self.active if wanted & set(self.people[who].categories)}

    @property
    def veterans(self) -> set[int]:
        return self.having(code for code, group in _GROUPS.items()
                           if group is CategoryGroup.VETERAN)  # fmt: skip

    @property
    def beneficiaries(self) -> set[int]:
        return self.having(code for code, group in _GROUPS.items()
                           if group is CategoryGroup.BENEFICIARY)  # fmt: skip

    @property
    def paid(self) -> set[int]:
        return self.having(PAID)

    @property
    def with_plaque(self) -> set[int]:
        """Whose household should have a plaque; everybody of the demo lives alone."""
        return self.veterans | self.having(_SURVIVORS)

    @property
    def to_contact(self) -> set[int]:
        """Nobody was contacted before; who was reached today waits for another month."""
        return {who for who in self.active if not self.contacts[who]}

    def facets(self) -> dict[str, int]:
        """What the left side of the ledger page has to say, by its words."""
        on = [self.people[who] for who in self.active]
        found = {
            "全部在册": len(on), "退役军人": len(self.veterans),
            "其他优抚对象": len(self.beneficiaries), "定期抚恤补助": len(self.paid),
            "不在册": len(self.people) - len(on),
        }  # fmt: skip
        found |= Counter(person.community or "未登记" for person in on)
        found |= Counter(person.status.value for person in self.people.values())
        by_category = Counter(code for person in on for code in person.categories)
        return found | {item.narrow: by_category[item.code] for item in CATEGORIES
                        if by_category[item.code]}  # fmt: skip

    def plain(self, count: int) -> list[int]:
        """People on the ledger of whom no event asks for more than the least."""
        found = [who for who in self.active
                 if self.people[who].categories == ("retired_soldier",)]  # fmt: skip
        return _some(found, count)


def _some(found: Sequence[int], count: int) -> list[int]:
    return sorted(Random(5).sample(list(found), count))  # noqa: S311 (no secret)


def equation(members: dict[int, str], everybody: dict[int, Person]) -> str:
    """应 = 已 + 未 + 异常 of a round, by what the script registered."""
    done = {"去世": PersonStatus.DECEASED, "迁出": PersonStatus.MOVED_OUT}
    where = Counter(_standing(found, everybody[who].status, done)
                    for who, found in members.items())  # fmt: skip
    return f"应 {len(members)} = 已 {where['已']} + 未 {where['未']} + 异常 {where['异常']}"


def _standing(found: str, status: PersonStatus, done: dict[str, PersonStatus]) -> str:
    if not found:
        return "未" if status is ACTIVE else "异常"
    settled = found in ("属实", "有变更") or done.get(found) is status
    return "已" if settled else "异常"
