"""How offices write things down: the same value in the spellings of real spreadsheets.

For sample and measuring input only. Each function takes a value and gives a cell: a text, a
number or a day, mostly clean, at times as in DOMAIN §5.2 to §5.5.
"""

from collections.abc import Callable, Sequence
from datetime import date
from random import Random

from shuangyong_desktop.domain.categories import BY_CODE
from shuangyong_desktop.domain.identity import check_character

Cell = str | int | float | date | None
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_SERIAL_START = date(1899, 12, 30).toordinal()


def wide(text: str) -> str:
    """`text` in full-width letters, digits and signs."""
    return text.translate(_WIDE)


def _split(number: str) -> str:
    return f"{number[:6]} {number[6:14]} {number[14:]}"


def as_number(number: str) -> Cell:
    """An ID number as a spreadsheet keeps it in a number cell: 15 digits are left."""
    return float(number[:15] + "000") if number.isdigit() else number


def old_fifteen(number: str) -> str:
    """The 15-digit form of a number whose owner was born before 2000."""
    return number[:6] + number[8:17] if number[6:8] == "19" else number


def wrong_check(number: str) -> str:
    """The number with a check character that cannot be."""
    right = check_character(number[:17])
    return number[:17] + ("5" if right != "5" else "6")


Spelling = Callable[[str], Cell]

ID_SPELLINGS: tuple[tuple[int, Spelling], ...] = (
    (12, wide),
    (20, _split),
    (20, lambda number: f"\xa0{number}"),
    (10, lambda number: f"{number}\n"),
    (10, lambda number: f"'{number}"),
    (10, lambda number: f"{number}\t"),
    (40, str.lower),
    (10, as_number),
    (4, lambda number: f"{float(number[:17] + '0'):.5E}"),
    (8, old_fifteen),
    (8, wrong_check),
    (3, lambda number: number[:17]),
    (5, lambda _: None),
)
"""Spellings of an ID number and how many of 1,000 people come with each."""

NAME_SPELLINGS: tuple[tuple[int, Spelling], ...] = (
    (12, lambda name: "　".join(name) if len(name) == 2 else name),  # noqa: PLR2004
    (8, lambda name: f" {name}"),
    (8, lambda name: f"{name}\xa0"),
    (5, lambda name: f"{name}\n"),
    (5, "\u200b".join),
    (5, lambda name: f"{name}（曾用名{name[0]}二娃）"),
    (4, lambda name: f"{name}（已故）"),
    (4, lambda name: name.replace("·", "•")),
)

PHONE_SPELLINGS: tuple[tuple[int, Spelling], ...] = (
    (300, int),
    (20, lambda phone: f"{phone}.0"),
    (20, lambda phone: f"{phone[:3]} {phone[3:7]} {phone[7:]}"),
    (20, lambda phone: f"{phone}/023-4800{phone[-4:]}"),
    (20, lambda phone: f"023-4800{phone[-4:]}"),
    (5, lambda phone: phone[:10]),
)

COMMUNITY_SPELLINGS: tuple[tuple[int, Spelling], ...] = (
    (40, lambda name: f"{name} "),
    (40, lambda name: name.removesuffix("社区")),
    (20, lambda name: f"{name}居委会" if name.endswith("社区") else f"{name}委会"),
)

ADDRESS_SPELLINGS: tuple[tuple[int, Spelling], ...] = ((30, wide),)

AMOUNT_SPELLINGS: tuple[tuple[int, Spelling], ...] = (
    (120, lambda amount: f"{amount}元"),
    (60, lambda amount: f"{int(amount):,}"),
    (40, str),
    (780, int),
)


def day_number(iso: str) -> int:
    """The serial number by which spreadsheets know a day."""
    return date.fromisoformat(iso).toordinal() - _SERIAL_START


def _year_month(pattern: str) -> Spelling:
    def spell(iso: str) -> str:
        return pattern.format(y=int(iso[:4]), m=int(iso[5:7]), yy=iso[2:4])

    return spell


MONTH_SPELLINGS: tuple[tuple[int, Spelling], ...] = (
    (200, _year_month("{y}.{m}")),
    (120, _year_month("{y}.{m:02d}")),
    (150, _year_month("{y}-{m:02d}")),
    (150, _year_month("{y}年{m}月")),
    (40, _year_month("{yy}年{m}月")),
    (20, _year_month("{yy}.{m}")),
    (30, lambda iso: int(iso[:4] + iso[5:7])),
    (20, lambda iso: wide(f"{iso[:4]}.{iso[5:7]}")),
    (20, _year_month("{y}年{m}月入伍")),
    (10, lambda iso: f"{iso[:4]}年"),
    (6, lambda iso: f"{iso[:4]}.13"),
    (6, lambda _: "不详"),
)
"""Spellings of a month; the rest of 1,000 stay as they are."""

DAY_SPELLINGS: tuple[tuple[int, Spelling], ...] = (
    (750, date.fromisoformat),
    (60, lambda iso: iso.replace("-", "/")),
    (60, lambda iso: iso.replace("-", ".")),
    (40, lambda iso: int(iso.replace("-", ""))),
    (20, day_number),
    (6, lambda iso: f"{iso[:4]}-02-30"),
)


def spelled(chance: Random, value: str | None, spellings: Sequence[tuple[int, Spelling]]) -> Cell:
    """`value` in one of `spellings`, which come by their shares of 1,000, else as it is."""
    if value is None:
        return None
    lot = chance.random() * 1000
    for share, spelling in spellings:
        lot -= share
        if lot < 0:
            return spelling(value)
    return value


def spelled_date(chance: Random, iso: str | None) -> Cell:
    """A date in a spelling of its precision; a year alone stays as it is."""
    if iso is None or len(iso) == len("1979"):
        return iso
    return spelled(chance, iso, MONTH_SPELLINGS if len(iso) == len("1979-02") else DAY_SPELLINGS)


def spelled_categories(chance: Random, codes: Sequence[str]) -> str:
    """Category names as offices say them, several of them joined in one cell."""
    words = []
    for code in codes:
        category = BY_CODE[code]
        words.append(chance.choice((category.name, *category.aliases[:4])))
    return "、".join(words)
