"""What the search table knows of a person beside the tokens: one whole number, a bit per fact.

A filter passes over most rows of the table by it alone, without a look at the person. Some bits
say a thing exactly; those of birth and of words stand for several and only rule people out.
Derived like the tokens: whoever changes what a bit means raises `TOKENS_VERSION`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from zlib import crc32

from shuangyong_desktop.domain.search import ASKED_BY_WORD, AgeSpan, PersonFilter, Trait
from shuangyong_desktop.storage.journal import Stored

_MEN, _WOMEN, _PLAQUE, _CARD, _HARDSHIP, _NO_PHONE = (1 << bit for bit in range(6))
_SEXES = {"男": _MEN, "女": _WOMEN}
_TRAITS = {
    Trait.PLAQUE: (_PLAQUE, True),
    Trait.NO_PLAQUE: (_PLAQUE, False),
    Trait.CARD: (_CARD, True),
    Trait.NO_CARD: (_CARD, False),
    Trait.HARDSHIP: (_HARDSHIP, True),
    Trait.NO_PHONE: (_NO_PHONE, True),
}
"""The bit of a trait, and whether it has to be set."""

_BORN, _SPANS, _SPAN, _FIRST_YEAR = 6, 16, 6, 1916
_BIRTHDAY, _MIDDLE = 22, 15
_WORD, _WORDS = 46, 16

COLUMNS = ("sex", "phone", "plaque_hung", "plaque_number", "plaque_date", "preferential_card",
           "card_issue_date", "social_aid", "hardships", "birth_date", "lunar_birthday",
           *ASKED_BY_WORD)  # fmt: skip
"""The columns of a person that `facets_of` looks at, in its order."""


def facets_of(values: Sequence[Stored]) -> int:
    """The facets of a person with these stored `values` of `COLUMNS`."""
    sex, phone, hung, plaque, plaque_date, card, issued, aid, hardships, born, lunar, *words = (
        values
    )
    facets = _SEXES.get(str(sex), 0)
    if hung == 1 or plaque is not None or plaque_date is not None:
        facets |= _PLAQUE
    if card is not None or issued is not None:
        facets |= _CARD
    if aid not in (None, "", "无") or hardships not in (None, ""):
        facets |= _HARDSHIP
    if not phone:
        facets |= _NO_PHONE
    year = str(born)[:4]
    if year.isdecimal():
        facets |= _born_in(int(year))
    if lunar or (born and len(str(born)) == len("1958-03-06")):
        facets |= _birthday(str(lunar or str(born)[5:]))
    for column, word in zip(ASKED_BY_WORD, words, strict=True):
        if word is not None:
            facets |= _word(column, str(word))
    return facets


def asked(only: PersonFilter) -> Iterator[tuple[int, bool]]:
    """Bits of which one at least has to be set, or with False none."""
    if only.sexes and set(only.sexes) <= _SEXES.keys():
        yield sum(_SEXES[sex] for sex in set(only.sexes)), True
    for trait in only.traits:
        if trait in _TRAITS:
            yield _TRAITS[trait]
    if only.ages is not None:
        yield _in_ages(only.ages), True
    if only.birthdays or only.lunar_birthdays:
        yield _any(map(_birthday, (*only.birthdays, *only.lunar_birthdays))), True
    for column in dict.fromkeys(column for column, _ in only.words):
        yield _any(_word(column, word) for key, word in only.words if key == column), True


def unanswered(only: PersonFilter) -> PersonFilter:
    """What of `only` still needs a look at the person where the facets fit."""
    return replace(
        only,
        sexes=() if set(only.sexes) <= _SEXES.keys() else only.sexes,
        traits=tuple(trait for trait in only.traits if trait not in _TRAITS),
    )


def _any(bits: Iterator[int]) -> int:
    found = 0
    for bit in bits:
        found |= bit
    return found


def _born_in(year: int) -> int:
    """The bit of some years of birth; the first and the last stand for all beyond them."""
    return 1 << (_BORN + min(max((year - _FIRST_YEAR) // _SPAN, 0), _SPANS - 1))


def _in_ages(span: AgeSpan) -> int:
    """The bits of all years that somebody of these ages can be born in."""
    year = date.fromisoformat(span.on).year
    first = 0 if span.below is None else year - span.below
    last = year if span.least is None else year - span.least
    return _any(
        _born_in(born) for born in range(max(first, _FIRST_YEAR), max(last, _FIRST_YEAR) + 1)
    )


def _birthday(day: str) -> int:
    """The bit of a half of a month, in either calendar; leap months beside their own."""
    month, _, number = day.removeprefix("闰").partition("-")
    if not (month.isdecimal() and number.isdecimal() and 1 <= int(month) <= 12):  # noqa: PLR2004
        return 0
    return 1 << (_BIRTHDAY + (int(month) - 1) * 2 + (int(number) > _MIDDLE))


def _word(column: str, word: str) -> int:
    return 1 << (_WORD + crc32(f"{column} {word}".encode()) % _WORDS)
