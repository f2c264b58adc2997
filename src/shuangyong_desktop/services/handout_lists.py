"""批量登记状态: a pasted list of plaques or cards, compared and shown before it is written."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from shuangyong_desktop.domain.drafts import Draft
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.handout_lists import Told, as_line, told, without_status
from shuangyong_desktop.domain.handouts import Handout, HandoutItem, Standing, reflected
from shuangyong_desktop.domain.imported import cells_of
from shuangyong_desktop.domain.imports import Verdict
from shuangyong_desktop.domain.lists import read_list, unquoted
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.plain import to_plain
from shuangyong_desktop.services import reading
from shuangyong_desktop.services.handouts import Handouts
from shuangyong_desktop.services.imports import Overrides
from shuangyong_desktop.services.lists import Compared, Lists, Outcome
from shuangyong_desktop.services.workers import Tick, Worker
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.transaction import Transaction


class Landing(StrEnum):
    """Where a line of the list lands."""

    WRITES = "可登记"
    SAME = "无变化"
    UNCLEAR = "对不上唯一的人"
    NO_STATUS = "没有写明状态"
    REPEATED = "重复"
    ABSENT = "不在台账"
    UNREADABLE = "无法识别"
    SKIPPED = "表头、空行"


_DIED = "读取程序意外退出（文件可能已损坏），台账没有任何改动。请用 WPS 另存后重试。"
_HEADING = "姓名\t身份证号\t内容"
_LANDINGS = {
    Outcome.ABSENT: Landing.ABSENT,
    Outcome.UNREADABLE: Landing.UNREADABLE,
    Outcome.SKIPPED: Landing.SKIPPED,
}


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One line with whom it is about, what it says and what would come of it."""

    number: int
    text: str
    landing: Landing
    why: str
    person: Person | None = None
    told: Told | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class StatusPreview:
    """A pasted list, line by line; every line stands once."""

    item: HandoutItem
    lines: tuple[StatusLine, ...]

    @property
    def words(self) -> str:
        """读到 31 行 ＝ 可登记 28 ＋ 不在台账 2 ＋ 表头、空行 1."""
        counts = Counter(line.landing for line in self.lines)
        parts = " ＋ ".join(f"{one} {counts[one]}" for one in Landing if counts[one])
        return f"读到 {counts.total():,} 行 ＝ {parts}" if parts else "没有内容"


class HandoutLists:
    """Status lists of plaques and cards for one open ledger."""

    def __init__(self, ledger: Ledger, lists: Lists, handouts: Handouts) -> None:
        self._ledger = ledger
        self._lists, self._handouts = lists, handouts
        self._people = People(ledger)

    def words(self) -> list[Any]:
        """What `read` reads with, taken from the ledger before a thread begins."""
        plain: list[Any] = to_plain(Categories(self._ledger).all())
        return plain

    @staticmethod
    def read(item: HandoutItem, path: Path, words: list[Any], tick: Tick | None = None) -> str:
        """The rows of a spreadsheet as text to be looked at like a pasted list.

        What the columns say of `item` goes before what else stands in the row.
        Reads in a worker and touches no ledger. Raises Problem when it is no list of people.
        """
        nameless: list[str] = []
        with Worker() as worker:
            for frame in worker.stream(
                "reading.read", died=_DIED, tick=tick, path=str(path.absolute()),
                choices=to_plain(Overrides()), categories=words,
            ):  # fmt: skip
                if "reading" in frame.message:
                    reading.reading_of(frame.message["reading"])
                elif "rows" in frame.message:
                    rows, _skipped = reading.rows_of(frame.message)
                    nameless += [
                        _nobody(row.cells) for row in rows if row.verdict is Verdict.REFUSED
                    ]
            drafts = [
                draft
                for frame in worker.stream("reading.drafts", died=_DIED)
                if frame.raw
                for draft in reading.drafts_of(frame.raw)
            ]
        return "\n".join((_HEADING, *(_row(item, draft) for draft in drafts), *nameless))

    def preview(self, item: HandoutItem, text: str) -> StatusPreview:
        """What a pasted list says, by ID number, then by name; nothing is written."""
        text = unquoted(text)
        found = self._lists.compare(without_status(item, text), item.value).found
        original = {line.number: line.text for line in read_list(text)}
        by_line: dict[tuple[int, str | None], list[Compared]] = {}
        for compared in found:
            key = (compared.line.number, compared.line.name)
            by_line.setdefault(key, []).append(compared)
        lines = [
            [replace(one, line=replace(one.line, text=original[number])) for one in candidates]
            for (number, _name), candidates in by_line.items()
        ]
        return StatusPreview(item, tuple(self._landed(item, lines)))

    def accept(self, preview: StatusPreview) -> int:
        """Write what the list says, as one undoable change; returns of how many people.

        Raises Problem when nothing is left to write.
        """
        wanted = [line for line in preview.lines if line.landing is Landing.WRITES]
        if not wanted:
            raise Problem("没有可以登记的行，台账没有改动。", code="nothing_to_write")
        title = f"批量登记{preview.item.value}状态：{len(wanted)} 人"
        with self._ledger.transaction(title) as change:
            for line in wanted:
                self._write(change, preview.item, line)
        return len(wanted)

    def _landed(self, item: HandoutItem, lines: list[list[Compared]]) -> Iterator[StatusLine]:
        seen: set[int] = set()
        for candidates in lines:
            line = self._line(item, candidates)
            number = line.person.id or 0 if line.person else 0
            if line.landing is Landing.WRITES and number in seen:
                line = replace(line, landing=Landing.REPEATED, why="前面已有这个人的一行")
            seen.add(number)
            yield line

    def _line(self, item: HandoutItem, candidates: list[Compared]) -> StatusLine:
        first = candidates[0]
        line = StatusLine(first.line.number, first.line.text, Landing.UNCLEAR, first.reason)
        if first.outcome in _LANDINGS:
            return replace(line, landing=_LANDINGS[first.outcome])
        says = told(item, first.line.text)
        people = [compared.person for compared in candidates if compared.person is not None]
        line = replace(line, told=says, date=first.line.fact_date)
        if len(people) > 1:
            names = f"台账里有 {len(people)} 个“{people[0].name}”，请补上身份证号"
            return replace(line, why=names)
        line = replace(line, person=people[0])
        if says is None:
            return replace(line, landing=Landing.NO_STATUS, why="这一行没有写状态")
        same = self._after(item, line) == people[0]
        return replace(line, landing=Landing.SAME if same else Landing.WRITES)

    def _write(self, change: Transaction, item: HandoutItem, line: StatusLine) -> None:
        if line.person is None or line.told is None:
            return
        if line.told.standing is Standing.HAS:
            handout = Handout(person_id=line.person.id, item=item, date=line.date,
                              number=line.told.number, remarks="名单批量登记")  # fmt: skip
            self._handouts.records.add(change, handout)
        self._people.update(change, self._after(item, line))

    @staticmethod
    def _after(item: HandoutItem, line: StatusLine) -> Person:
        """The record as the line leaves it."""
        person, says = line.person, line.told
        if person is None or says is None:
            raise ValueError("this line is about nobody")
        if says.standing is Standing.HAS:
            handout = Handout(item=item, date=line.date, number=says.number)
            after = reflected(person, handout)
            if item is HandoutItem.CARD:
                after = replace(after, card_status=says.words)
            return after
        if item is HandoutItem.PLAQUE:
            return replace(person, plaque_hung=False)
        return replace(
            person,
            card_status=says.words,
            preferential_card=says.number or person.preferential_card,
        )


def _row(item: HandoutItem, draft: Draft) -> str:
    """A row of a spreadsheet as a line: who it is, and what its columns say of `item`.

    Where no column of `item` was found the cells are given as they are.
    """
    known = (draft.values.get("name") or "", draft.values.get("id_number") or "")
    says = as_line(item, draft.values)
    if not says:
        rest = (cell for cell in cells_of(draft.cells) if cell and cell not in known)
        says = " ".join(" ".join(rest).split())
    return "\t".join((*known, says)).replace('"', "")


def _nobody(cells: Sequence[str]) -> str:
    """A row without a name as a line that is shown and not understood."""
    return f"\t\t{' '.join(' '.join(cells).split())}".replace('"', "")
