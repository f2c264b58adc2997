"""What reading a spreadsheet yields, and which person of the ledger a row is about.

Reading never writes: a file becomes columns, rows with doubts and counts that add up; the
clerk decides what becomes of them (CLERK §2, DESIGN 21).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from shuangyong_desktop.domain.fields import Doubt, Severity


class Outcome(StrEnum):
    """Whether a file could be read at all."""

    RECORDS = "records"
    ERROR = "error"


class FileKind(StrEnum):
    """What a spreadsheet is a list of."""

    PERSON = "person"
    VISIT = "visit"
    TASK = "task"
    ASSISTANCE = "assistance"
    PETITION = "petition"
    PAIRING = "pairing"


class Verdict(StrEnum):
    """What can be done with a row before the clerk has looked at it."""

    READY = "可导入"
    TO_CONFIRM = "待确认"
    REFUSED = "未导入"


@dataclass(frozen=True, slots=True)
class ImportColumn:
    """One column of a table and what it was taken for.

    `imported` is False for columns that are read for the preview only until the clerk maps
    them by hand (番号, CLERK §2); `notice` says why. `field` is None where nothing fits.
    """

    index: int
    letter: str
    heading: str
    field: str | None = None
    notice: str = ""
    imported: bool = True


@dataclass(frozen=True, slots=True)
class SheetReading:
    """One sheet (or one of several tables on it) and how its headings were understood.

    `fingerprint` is the same for every table with the same headings in the same order, so
    that a mapping corrected once is remembered. Ignored sheets have no columns and a `why`.
    `head` are the first rows of the sheet as they stand, only with its first table.
    """

    name: str
    header_rows: tuple[int, ...] = ()
    columns: tuple[ImportColumn, ...] = ()
    title: str = ""
    fingerprint: str = ""
    why: str = ""
    notices: tuple[str, ...] = ()
    head: tuple[tuple[str, ...], ...] = ()

    @property
    def ignored(self) -> bool:
        """Whether the sheet holds no list of people."""
        return not self.columns


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One person's row: values by field key, doubts, and the cells as they were.

    `withheld` are values of columns that are not imported until the clerk maps them.
    """

    sheet: str
    row: int
    values: Mapping[str, Any]
    doubts: tuple[Doubt, ...] = ()
    cells: tuple[str, ...] = ()
    withheld: Mapping[str, Any] = field(default_factory=dict)

    @property
    def verdict(self) -> Verdict:
        """可导入 without any warning; 未导入 without a name; else 待确认."""
        if not self.values.get("name"):
            return Verdict.REFUSED
        if any(doubt.severity is not Severity.INFO for doubt in self.doubts):
            return Verdict.TO_CONFIRM
        return Verdict.READY


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that is no person, and why (标题, 表头, 小计, 合计, 空行, 注, 签字栏)."""

    sheet: str
    row: int
    why: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ImportPage:
    """Up to 500 rows of a sheet in their order, with the rows skipped among them."""

    rows: tuple[ImportRow, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """读到 = 可导入 + 待确认 + 未导入 + 跳过, over all sheets that hold people."""

    ready: int = 0
    to_confirm: int = 0
    refused: int = 0
    skipped: int = 0

    @property
    def read(self) -> int:
        """Every row that was looked at."""
        return self.ready + self.to_confirm + self.refused + self.skipped

    def with_page(self, page: ImportPage) -> "Counts":
        """The counts after one more page."""
        verdicts = [row.verdict for row in page.rows]
        return Counts(
            self.ready + verdicts.count(Verdict.READY),
            self.to_confirm + verdicts.count(Verdict.TO_CONFIRM),
            self.refused + verdicts.count(Verdict.REFUSED),
            self.skipped + len(page.skipped),
        )


@dataclass(frozen=True, slots=True)
class FileReading:
    """How reading a file ended: its kind and counts, or a code and a sentence for the clerk.

    `error` is encrypted, corrupt, unsupported or not_a_roster. `notices` are what only the
    whole file shows, such as a stated total that its rows do not add up to.
    """

    file: str
    outcome: Outcome
    kind: FileKind = FileKind.PERSON
    counts: Counts = Counts()
    error: str | None = None
    sentence: str = ""
    notices: tuple[str, ...] = ()


class KnownPeople(Protocol):
    """What matching asks about the people already on the ledger."""

    def by_id_number(self, id_number: str) -> tuple[int, ...]:
        """Who has this 18-character ID number."""
        ...

    def by_name_and_birth(
        self, name: str, birth_date: str, *, without_id_number: bool
    ) -> tuple[int, ...]:
        """Who has this name and full birth date, or of these only who has no ID number."""
        ...

    def by_likeness(self, values: Mapping[str, Any]) -> tuple[int, ...]:
        """Who has this name while nothing that both know speaks against it.

        Compared are community, birth date as far as known, and ID number.
        """
        ...

    def by_name_and_id_start(self, name: str, digits: str) -> tuple[int, ...]:
        """Who has this name and an ID number that starts with these digits."""
        ...


class MatchedBy(StrEnum):
    """On what ground a row was taken for a person of the ledger."""

    NOTHING = "新增"
    ID_NUMBER = "身份证号相同"
    NAME_AND_BIRTH = "姓名和出生日期相同"
    KEPT_DIGITS = "姓名和身份证号前几位相同"
    LIKENESS = "姓名相同，其他信息不足以判断"
    SEVERAL = "有多人相符，请选定"


@dataclass(frozen=True, slots=True)
class Match:
    """Whom a row is about: `candidates` holds nobody, the one person, or those to choose from.

    An equal ID number, or equal name and birth date of one person, is `certain`; everything
    else the clerk confirms.
    """

    by: MatchedBy = MatchedBy.NOTHING
    candidates: tuple[int, ...] = ()

    @property
    def person_id(self) -> int | None:
        """The one person meant, if there is exactly one."""
        return self.candidates[0] if len(self.candidates) == 1 else None

    @property
    def certain(self) -> bool:
        """Whether the row can be written to this person (or as a new one) without asking."""
        return self.by in (MatchedBy.NOTHING, MatchedBy.ID_NUMBER, MatchedBy.NAME_AND_BIRTH)


_FULL_DATE = len("1979-02-05")


def match_person(values: Mapping[str, Any], known: KnownPeople, kept_digits: str = "") -> Match:
    """Find the person a row is about: by ID number, then by name and birth date.

    `kept_digits` are the leading digits that a spreadsheet left of an ID number; with the name
    they are a hint, never a proof (DOMAIN §5.2). A different ID number rules out a match by
    name: then only somebody whose number the ledger does not know yet can be meant.
    """
    id_number, name = values.get("id_number"), values.get("name")
    if id_number:
        match = _found(MatchedBy.ID_NUMBER, known.by_id_number(id_number))
        if match.candidates:
            return match
    if not name:
        return Match()
    if kept_digits:
        match = _found(MatchedBy.KEPT_DIGITS, known.by_name_and_id_start(name, kept_digits))
        if match.candidates:
            return match
    birth_date = values.get("birth_date") or ""
    if len(birth_date) == _FULL_DATE:
        found = known.by_name_and_birth(name, birth_date, without_id_number=bool(id_number))
        if found:
            return _found(MatchedBy.NAME_AND_BIRTH, found)
    alike = known.by_likeness(values)
    return Match(MatchedBy.LIKENESS, alike) if alike else Match()


def _found(by: MatchedBy, people: tuple[int, ...]) -> Match:
    if not people:
        return Match()
    return Match(by if len(people) == 1 else MatchedBy.SEVERAL, people)


def column_letter(index: int) -> str:
    """The letters spreadsheets show above column `index` (0 is A)."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
