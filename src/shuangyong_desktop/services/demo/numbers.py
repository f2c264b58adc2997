"""Invented places and numbers that cannot belong to anybody.

ID numbers pass GB 11643 but carry order codes 600 to 999; mobile numbers have 0000 in the
middle; account and card numbers carry a block of zeros; the communities do not exist.
"""

from datetime import date
from random import Random

from shuangyong_desktop.domain.identity import check_character

VILLAGES = ("石桥村", "青龙村", "枣园村", "双井村", "云峰村", "柏林村", "龙洞村")
ROADS = {
    "白杨社区": ("白杨路", "白杨后街"),
    "清溪社区": ("清溪大道", "清溪一支路"),
    "和顺社区": ("和顺路", "和顺巷"),
    "锦屏社区": ("锦屏路", "锦屏横街"),
    "朝阳社区": ("朝阳街", "朝阳二支路"),
}
COMMUNITIES = (*ROADS, *VILLAGES)
"""The twelve invented 村（社区） of every demo ledger."""

_PREFIXES = (
    "130", "131", "132", "133", "135", "136", "137", "138", "139", "150", "151", "152", "155",
    "158", "159", "177", "180", "181", "183", "185", "187", "189", "199",
)  # fmt: skip
_BANKS = (
    ("重庆农村商业银行", "621000000000"),
    ("中国农业银行", "622000000000"),
    ("中国邮政储蓄银行", "623000000000"),
)
_TAIL = 10_000
_SPREAD = 7919  # prime to _TAIL, so that neighbours on the list get unlike numbers
_ORDERS = range(600, 1000)


class Numbers:
    """Gives every person numbers of their own."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._taken: set[str] = set()
        self._phones = 0

    def id_number(self, born: date, sex: str) -> str:
        """An ID number for this birthday and sex that nobody else on the list has."""
        while True:
            order = self._chance.choice(_ORDERS[(sex == "男") :: 2])
            first17 = f"{self._region(born.year)}{born:%Y%m%d}{order}"
            number = first17 + check_character(first17)
            if number not in self._taken:
                self._taken.add(number)
                return number

    def phone(self) -> str:
        """A mobile number with 0000 in the middle; the first 230,000 differ from each other."""
        index = self._phones
        self._phones += 1
        prefix = _PREFIXES[(index + index // _TAIL) % len(_PREFIXES)]
        return f"{prefix}0000{index * _SPREAD % _TAIL:04d}"

    def account(self) -> tuple[str, str]:
        """A bank and an account number with a block of zeros."""
        bank, head = self._chance.choice(_BANKS)
        return bank, f"{head}{self._chance.randrange(10_000_000):07d}"

    def certificate(self, head: str, tail: str = "") -> str:
        """A certificate number such as 退字第000123号."""
        return f"{head}000{self._chance.randrange(1000):03d}{tail}"

    def card(self) -> str:
        """The number of an 优待证, with a block of zeros."""
        return f"50000000{self._chance.randrange(10**8):08d}"

    def unit(self) -> str:
        """A five-digit 代号 of a unit that does not exist (CLERK §2 allows no other)."""
        return f"00{self._chance.randrange(1000):03d}部队"

    def _region(self, year: int) -> str:
        """Where the number was first issued: codes of one county changed over the years."""
        if self._chance.random() < 0.06:  # noqa: PLR2004 (moved in from elsewhere)
            return self._chance.choice(("510222", "511022", "510231"))
        first_issued_from = ((2011, "500110"), (1997, "500222"), (0, "510223"))
        return next(code for start, code in first_issued_from if year >= start)


def invented_address(chance: Random, community: str) -> str:
    """An address of the shapes ×村×社×号 and ×路×号×幢×单元×-×."""
    if community in VILLAGES:
        return f"{community}{chance.randint(1, 12)}社{chance.randint(1, 180)}号"
    street = f"{chance.choice(ROADS[community])}{chance.randint(1, 160)}号"
    if chance.random() < 0.15:  # noqa: PLR2004 (a house of its own)
        return street
    block, stair = chance.randint(1, 8), chance.randint(1, 3)
    return f"{street}{block}幢{stair}单元{chance.randint(1, 18)}-{chance.randint(1, 4)}"
