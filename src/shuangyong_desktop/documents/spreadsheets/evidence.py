"""What the cells of a column look like, to settle what its heading leaves open."""

import re
from collections.abc import Callable, Sequence

from shuangyong_desktop.documents.spreadsheets.cells import Cell, cell_text
from shuangyong_desktop.domain.categories import read_categories
from shuangyong_desktop.domain.entries import read_status
from shuangyong_desktop.domain.kinds import YES_NO
from shuangyong_desktop.domain.text import half_width, squeeze

Sample = Sequence[str]

_ID_LIKE = re.compile(
    r"['\"=]*\d{14,18}[\dXx×]?(?:\.0)?['\"]*|\d(?:\.\d+)?E\+1[4-9]", re.IGNORECASE
)
_NAME_LIKE = re.compile(
    r"[\u3400-\U0003ffff·•・\u2024‧.．。]{2,15}(?:[(（【].*)?|[\u3400-\U0003ffff]{2,4}[/、，,;；].{2,12}"
)
_NOT_NAME = re.compile(r"社区|村$|街道|军人|遗属|人员|退役|银行|部队|[省市县镇乡]$|^[男女]$|^.族$")
_PHONE_LIKE = re.compile(
    r"[^\d(（]*(?:1[3-9]\d{9}|[(（]?0\d{2,3}[)）]?\D?\d{7,8}|[2-8]\d{6,7})(?!\d).*", re.DOTALL
)
_BANK_CARD = re.compile(r"62\d{14,17}")
_ACCOUNT_LIKE = re.compile(r"\d{12,25}|\d(?:\.\d+)?E\+1[4-9]", re.IGNORECASE)
_PLACE = re.compile(r"(?:(?<!农)村|社区|居委会|村委会|委员会|居|家委会)$")
_CARD_WORDS = re.compile(r"审核|领取|制卡|发放|申请|受理|已领|未领|待[审领制发办]|退回|通过|激活")
_SHORT_PLACE = 12

MOSTLY = 0.6
SURELY = 0.8
HARDLY = 0.2


def sample_of(rows: Sequence[Sequence[Cell]], column: int) -> list[str]:
    """The texts of the non-empty cells of `column`, without blanks, in `rows`."""
    texts = (squeeze(half_width(cell_text(row[column]))) for row in rows if column < len(row))
    return [text for text in texts if text]


def share(sample: Sample, test: Callable[[str], object]) -> float:
    """How much of the sample passes `test`; 0 for an empty one."""
    return sum(bool(test(text)) for text in sample) / len(sample) if sample else 0.0


def is_name(text: str) -> bool:
    """Whether a text looks like somebody's name, alone or with a note."""
    return bool(_NAME_LIKE.fullmatch(text)) and not _NOT_NAME.search(text)


def is_place(text: str) -> bool:
    """Whether a text ends like the name of a 村（社区）."""
    return bool(_PLACE.search(text))


def is_category(text: str) -> bool:
    """Whether a text names classes of people; figures and marks alone do not."""
    return bool(read_categories(text).value)


def _is_plain_category(text: str) -> bool:
    """Whether a text can only be a class: 在乡 and 在职 tell where a pension is paid."""
    return is_category(text) and text not in ("在乡", "在职")


def _is_status(text: str) -> bool:
    return read_status(text).value is not None and not _CARD_WORDS.search(text)


_TESTS: dict[str, Callable[[str], object]] = {
    "id_number": _ID_LIKE.match,
    "name": is_name,
    "phone": _PHONE_LIKE.match,
    "bank_account": _ACCOUNT_LIKE.match,
    "categories": is_category,
    "status": _is_status,
    "card_status": _CARD_WORDS.search,
    "community": lambda text: (
        is_place(text) or (len(text) <= _SHORT_PLACE and not text.isdecimal())
    ),
}


_STRICT: dict[str, Callable[[str], object]] = {
    "community": is_place,
    "bank_account": _BANK_CARD.fullmatch,
}


def fits(field: str, sample: Sample, *, doubtful: bool) -> bool:
    """Whether the cells can be values of `field`; a doubtful heading asks for good evidence."""
    test = _TESTS.get(field)
    if test is None:
        return not doubtful
    if not sample:
        return not doubtful
    if doubtful:
        return share(sample, _STRICT.get(field, test)) >= MOSTLY
    return share(sample, test) >= HARDLY


def by_content(sample: Sample, taken: frozenset[str]) -> str | None:
    """The field that cells without a telling heading can only be, if nobody has it yet."""
    for field in ("id_number", "phone"):
        if field not in taken and share(sample, _TESTS[field]) > MOSTLY:
            return field
    if "community" not in taken and share(sample, is_place) > MOSTLY:
        return "community"
    if "sex" not in taken and sample and set(sample) <= {"男", "女"}:
        return "sex"
    if "categories" not in taken and share(sample, _is_plain_category) > MOSTLY:
        return "categories"
    return None


def is_ticks(sample: Sample) -> bool:
    """Whether the cells only say yes or no (√, 是, 1)."""
    return all(YES_NO.read(text).value is not None for text in sample)
