"""Lists of a register taken in: every row shown with where it lands before any is written."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from shuangyong_desktop.domain.dates import read_date_number
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.fields import Doubt, Field, Reading, Severity
from shuangyong_desktop.domain.people import PEOPLE
from shuangyong_desktop.domain.registers import Register
from shuangyong_desktop.domain.roll_views import WHOM_ID, WHOM_NAME, roll_fields
from shuangyong_desktop.domain.text import fold
from shuangyong_desktop.services.registers import entries_of, refuse_incomplete
from shuangyong_desktop.services.workers import Frame, Tick, Worker
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.matching import KnownRecords

_DIED = "读取程序意外退出（文件可能已损坏），台账没有任何改动。请用 WPS 另存后重试。"


class Landing(StrEnum):
    """Where a row of a list lands."""

    NEW = "新增"
    FILLS = "补充空白栏"
    DIFFERENT = "与台账不同"
    SAME = "无变化"
    REPEATED = "表内重复"
    REFUSED = "未导入"


class Different(StrEnum):
    """What becomes of rows that say something else than the record they are about."""

    LEAVE = "不导入"
    OVER = "以表格为准"
    ANEW = "另作新的记录"


WRITTEN = (Landing.NEW, Landing.FILLS)
"""What is written unless the clerk leaves it out."""


@dataclass(frozen=True, slots=True)
class RollRow:
    """One row as it was understood."""

    sheet: str
    row: int
    values: Mapping[str, Any]
    doubts: tuple[Doubt, ...] = ()

    @property
    def lost(self) -> bool:
        """Whether something that stands in the row would not be kept."""
        return any(doubt.severity is Severity.ERROR for doubt in self.doubts)


@dataclass(frozen=True, slots=True)
class RollFile:
    """A file as it was read, off the window's thread and without the ledger."""

    name: str
    rows: tuple[RollRow, ...]
    left: Mapping[str, int]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LandedRow:
    """A row with where it lands: `record` is what would be written, `before` what is known."""

    row: RollRow
    landing: Landing
    record: Any = None
    before: Any = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class RollPreview:
    """What a file would do; every row stands once."""

    rows: tuple[LandedRow, ...]
    left: Mapping[str, int]
    unknown: tuple[str, ...] = ()

    def count(self, landing: Landing) -> int:
        """How many rows land there."""
        return sum(row.landing is landing for row in self.rows)

    @property
    def words(self) -> str:
        """读到 31 行 ＝ 新增 28 ＋ 无变化 1 ＋ 标题、表头 2."""
        counts = Counter(row.landing.value for row in self.rows)
        parts = [f"{one.value} {counts[one.value]}" for one in Landing if counts[one.value]]
        parts += [f"{why} {number}" for why, number in self.left.items()]
        total = len(self.rows) + sum(self.left.values())
        return f"读到 {total:,} 行 ＝ {' ＋ '.join(parts)}" if parts else "没有内容"


class RollImports:
    """Lists of the registers of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @staticmethod
    def read(path: Path, register: Register[Any], tick: Tick | None = None) -> RollFile:
        """Read the file at `path` in a worker; touches no ledger, so any thread may call it.

        Raises Problem when it cannot be read or has no columns of the register.
        """
        headings, needed = headings_of(register)
        with Worker() as worker:
            frames = worker.stream(
                "reading.roll", died=_DIED, tick=tick, path=str(path.absolute()),
                headings=headings, needed=needed,
            )  # fmt: skip
            return understood(path.name, register, frames)

    def preview(self, register: Register[Any], file: RollFile) -> RollPreview:
        """What `file` would do to a register; nothing is written."""
        landings = _Landings(self._ledger, register)
        return RollPreview(tuple(landings.of(file.rows)), file.left, file.unknown)

    def accept(
        self, register: Register[Any], preview: RollPreview, *,
        different: Different = Different.LEAVE, left_out: Collection[int] = (),
    ) -> int:  # fmt: skip
        """Write what the file says, as one undoable change; returns how many records.

        `left_out` are places in the rows that stay outside. Raises Problem when nothing is left
        to write.
        """
        wanted = [
            row for place, row in enumerate(preview.rows)
            if place not in left_out
            and (row.landing in WRITTEN
                 or (row.landing is Landing.DIFFERENT and different is not Different.LEAVE))
        ]  # fmt: skip
        if not wanted:
            raise Problem("没有可以导入的行，台账没有改动。", code="nothing_to_write")
        entries = entries_of(self._ledger, register)
        title = f"导入{register.noun}：{len(wanted)} 条"
        with self._ledger.transaction(title) as change:
            for row in wanted:
                entries.put(change, _written(register, row, different))
        return len(wanted)


def headings_of(register: Register[Any]) -> tuple[dict[str, str], list[str]]:
    """The folded headings that mean each column, and the columns of which one must be there.

    Labels go first, then the headings declared for the register, then those by which offices
    call the same column of a person.
    """
    found: dict[str, str] = {}
    fields = roll_fields(register)
    for words in (lambda field: (field.label,), lambda field: field.aliases, _of_people):
        for field in fields:
            for heading in words(field):
                found.setdefault(fold(heading), field.key)
    required = [field.key for field in fields if field.required]
    return found, required or [field.key for field in fields]


def _of_people(field: Field) -> tuple[str, ...]:
    known = PEOPLE.by_key.get(field.key)
    if known is None or known.kind.name != field.kind.name:
        return ()
    return (known.label, *known.aliases)


def understood(name: str, register: Register[Any], frames: Iterable[Frame]) -> RollFile:
    """The rows that the worker sent, read by the declaration; raises Problem without any."""
    fields = {field.key: field for field in roll_fields(register)}
    rows: list[RollRow] = []
    ending: Mapping[str, Any] = {}
    for frame in frames:
        rows += [_understand(fields, item) for item in frame.message.get("rows", ())]
        if "found" in frame.message:
            ending = frame.message
    if not ending["found"]:
        columns = "、".join(field.label for field in fields.values() if field.required)
        wanted = f"（要有{columns}等栏目）" if columns else ""
        raise Problem(
            f"“{name}”中没有找到{register.title}的表头{wanted}，台账没有改动。请确认选对了文件；可以先导出一份，照样子填写。",
            code="no_headings",
        )
    left = Counter(item["why"] for item in ending["left"])
    return RollFile(name, tuple(rows), left, tuple(dict.fromkeys(ending["unknown"])))


def _understand(fields: Mapping[str, Field], item: Mapping[str, Any]) -> RollRow:
    values: dict[str, Any] = {}
    doubts: list[Doubt] = []
    for key, text in item["texts"].items():
        reading = _read(fields[key], text, fraction=key in item["fractions"])
        values[key] = reading.value
        doubts += reading.doubts
    return RollRow(item["sheet"], item["row"], values, tuple(doubts))


def _read(field: Field, text: str, *, fraction: bool) -> Reading:
    """A cell as a value; a date that was typed as the number 2026.1 may be October."""
    if fraction and field.kind.name == "date":
        return read_date_number(float(text))
    return field.take(text)


class _Landings:
    """Finds for every row the record it is about, and where it lands."""

    def __init__(self, ledger: Ledger, register: Register[Any]) -> None:
        self._register = register
        self._people = KnownRecords(ledger)
        self._keys = [column.key for column in register.schema]
        self._known = list(entries_of(ledger, register).every())
        self._taken: set[int] = set()
        self._by_name: dict[str, list[Any]] = {}
        for record in self._known:
            self._by_name.setdefault(self._name(record), []).append(record)

    def of(self, rows: Iterable[RollRow]) -> Iterator[LandedRow]:
        listed = [self._made(row) for row in rows]
        seen: dict[tuple[Any, ...], int] = {}
        exact: dict[int, Any] = {}
        for place, item in enumerate(listed):
            if item.landing is Landing.NEW:
                first = seen.setdefault(self._whole(item.record), place)
                equal = self._equal(item.record)
                if first == place and equal:
                    exact[place] = equal[0]
        self._taken = {known.id for known in exact.values()}
        for place, item in enumerate(listed):
            if item.landing is not Landing.NEW:
                yield item
            elif (first := seen[self._whole(item.record)]) != place:
                same = listed[first].row
                why = f"与第 {same.row} 行（{same.sheet}）完全相同"
                yield replace(item, landing=Landing.REPEATED, why=why)
            elif place in exact:
                yield replace(item, landing=Landing.SAME, before=exact[place])
            else:
                yield self._compared(item)

    def _made(self, row: RollRow) -> LandedRow:
        """The row as a new record, or why it can be none."""
        values = {key: row.values[key] for key in self._keys
                  if row.values.get(key) not in (None, "")}  # fmt: skip
        person, why = self._person(row)
        record = self._register.record(**values, person_id=person)
        try:
            refuse_incomplete(self._register, record)
        except Problem:
            lacking = [field.label for field in self._register.schema
                       if field.required and getattr(record, field.key) in (None, "")]  # fmt: skip
            why = f"缺少{'、'.join(lacking)}"
        if why:
            return LandedRow(row, Landing.REFUSED, record, why=why)
        return LandedRow(row, Landing.NEW, record)

    def _person(self, row: RollRow) -> tuple[int | None, str]:
        """Whom the row is about, by ID number; for a register of people somebody must be found."""
        personal = self._register.personal
        number = row.values.get(WHOM_ID if personal else "id_number")
        found = self._people.by_id_number(number) if number else ()
        if len(found) == 1:
            return found[0], ""
        if not personal:
            return None, ""
        name = row.values.get(WHOM_NAME) or "这个人"
        return None, f"台账里没有身份证号相符的人（{name}）"

    def _compared(self, item: LandedRow) -> LandedRow:
        """The row beside the one record that it can be about."""
        known = self._candidate(item.record)
        if known is None:
            return item
        self._taken.add(known.id)
        filled: dict[str, Any] = {}
        other: list[str] = []
        for key in self._keys:
            said, had = getattr(item.record, key), getattr(known, key)
            if _empty(said) or said == had:
                continue
            if _empty(had):
                filled[key] = said
            else:
                other.append(self._register.schema[key].label)
        if other:
            return replace(item, landing=Landing.DIFFERENT, before=known,
                           why=f"{'、'.join(other)}与台账不同")  # fmt: skip
        if not filled:
            return replace(item, landing=Landing.SAME, before=known)
        words = "、".join(self._register.schema[key].label for key in filled)
        return replace(item, landing=Landing.FILLS, record=replace(known, **filled), before=known,
                       why=f"补充{words}")  # fmt: skip

    def _candidate(self, record: Any) -> Any | None:
        """The one record of the same name and day that no other row is about."""
        name = self._name(record)
        if not name:
            return None
        date = self._register.date
        alike = [
            known for known in self._by_name.get(name, ())
            if known.id not in self._taken and known.person_id in (None, record.person_id)
            and not _differ(known, record, "id_number")
        ]  # fmt: skip
        for fits in (
            [known for known in alike if getattr(known, date) == getattr(record, date)],
            [known for known in alike if not _differ(known, record, date)],
        ):
            if fits:
                return fits[0] if len(fits) == 1 else None
        return None

    def _equal(self, record: Any) -> list[Any]:
        whole = self._whole(record)
        return [known for known in self._by_name.get(self._name(record), ())
                if self._whole(known) == whole]  # fmt: skip

    def _whole(self, record: Any) -> tuple[Any, ...]:
        whom = record.person_id if self._register.personal else None
        return (whom, *(_plain(getattr(record, key)) for key in self._keys))

    def _name(self, record: Any) -> str:
        named = self._register.called(record)
        return f"{record.person_id}:{named}" if self._register.personal else fold(named)


def _written(register: Register[Any], row: LandedRow, different: Different) -> Any:
    """The record that a row leaves behind."""
    if row.landing is not Landing.DIFFERENT or different is Different.ANEW:
        return row.record
    said = {column.key: getattr(row.record, column.key) for column in register.schema}
    return replace(row.before, **{key: value for key, value in said.items() if not _empty(value)})


def _empty(value: Any) -> bool:
    return value in (None, "", ())


def _plain(value: Any) -> Any:
    return None if _empty(value) else value


def _differ(known: Any, record: Any, key: str) -> bool:
    """Whether both say something in a column, and not the same."""
    first, second = getattr(known, key, None), getattr(record, key, None)
    return not _empty(first) and not _empty(second) and first != second
