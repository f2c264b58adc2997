"""收回核对表: reading returned sheets into a round, with everything shown before it is written."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from shuangyong_desktop.domain.drafts import Draft
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.imported import cells_of
from shuangyong_desktop.domain.imports import Match, match_person
from shuangyong_desktop.domain.plain import to_plain
from shuangyong_desktop.domain.returns import (
    WRITABLE,
    Landing,
    ReturnCounts,
    ReturnedRow,
    Told,
    changes_of,
    columns_of,
    count,
    landing_of,
    told,
)
from shuangyong_desktop.domain.rounds import ROUND_MEMBERS, Finding, RoundMember, RoundWay, Standing
from shuangyong_desktop.services.returned_sheets import ReadSheet, read_sheet
from shuangyong_desktop.services.rounds import RoundResults, Rounds
from shuangyong_desktop.services.workers import Tick
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.matching import KnownRecords
from shuangyong_desktop.storage.people import PAGE, People
from shuangyong_desktop.storage.registers import Records


@dataclass(frozen=True, slots=True)
class Assumed:
    """What holds where a sheet does not say: finding (None: each row must say), way and day."""

    finding: Finding | None = None
    way: RoundWay | None = None
    done_on: str | None = None


@dataclass(frozen=True, slots=True)
class ReturnPreview:
    """What a returned file would do: its rows, their counts, and who is still to come.

    `missing` are the members of the communities on the sheet who are open and stand on no row.
    """

    rows: tuple[ReturnedRow, ...]
    counts: ReturnCounts
    missing: tuple[int, ...]


class RoundReturns:
    """Returned sheets of the rounds of one open ledger."""

    def __init__(self, ledger: Ledger, rounds: Rounds, results: RoundResults) -> None:
        self._ledger = ledger
        self._rounds, self._results = rounds, results
        self._people = People(ledger)
        self._members = Records(ledger, ROUND_MEMBERS)

    def categories(self) -> list[Any]:
        """The words that `read` reads with, taken from the ledger before the thread begins."""
        plain: list[Any] = to_plain(Categories(self._ledger).all())
        return plain

    @staticmethod
    def read(path: Path, categories: list[Any], tick: Tick | None = None) -> ReadSheet:
        """Read the file at `path` in a worker; touches no ledger, so any thread may call it.

        Raises Problem when it is no list of people.
        """
        return read_sheet(path, categories, columns_of, tick)

    def preview(
        self, round_id: int, sheet: ReadSheet, assumed: Assumed = Assumed()
    ) -> ReturnPreview:
        """What `sheet` says of a round; nothing is written."""
        rows = tuple(
            _Landings(self._ledger, self._people, self._known(round_id)).of(sheet, assumed)
        )
        named = {row.member_id for row in rows if row.member_id is not None}
        places = self._results.places(round_id)
        touched = {place.community for place in places if place.member_id in named}
        missing = tuple(
            place.member_id
            for place in places
            if place.community in touched
            and place.standing is Standing.OPEN
            and place.member_id not in named
        )
        return ReturnPreview(rows, count(rows, sheet.skipped), missing)

    def accept(
        self, round_id: int, preview: ReturnPreview, *, over: bool = False, people: bool = False
    ) -> int:
        """Register the rows that can be, as one undoable change; returns how many.

        `over` lets rows win that say something else than what is registered; `people` writes
        corrected telephones and addresses into the ledger too. Raises Problem when nothing
        is left to write, or the round is finished.
        """
        wanted = [
            row for row in preview.rows
            if row.result is not None and row.landing in WRITABLE
            and (over or row.landing is Landing.NEW)
        ]  # fmt: skip
        current = self._rounds.get(round_id)
        if current.closed_on:
            raise Problem(f"“{current.title}”已经完成，结果不再改动。", code="round_closed")
        if not wanted:
            raise Problem("没有可以登记的行，台账没有改动。", code="nothing_to_write")
        with self._ledger.transaction(f"收回{current.title}核对表：{len(wanted)} 人") as change:
            for row in wanted:
                if row.result is None:
                    continue
                self._members.update(change, row.result)
                if people and row.changes:
                    person = self._people.get(row.result.person_id or 0)
                    values: dict[str, Any] = {item.key: item.after for item in row.changes}
                    self._people.update(change, replace(person, **values))
        return len(wanted)

    def _known(self, round_id: int) -> dict[int, RoundMember]:
        ids = [place.member_id for place in self._results.places(round_id)]
        return {
            member.id or 0: member
            for start in range(0, len(ids), PAGE)
            for member in self._members.page(ids[start : start + PAGE])
        }


class _Landings:
    """Finds for every row of a sheet the member it is about, and where it lands."""

    def __init__(self, ledger: Ledger, people: People, members: dict[int, RoundMember]) -> None:
        self._people, self._members = people, members
        self._of_person = {member.person_id: member for member in members.values()}
        self._known = KnownRecords(ledger)
        self._seen: set[int] = set()

    def of(self, sheet: ReadSheet, assumed: Assumed) -> Iterator[ReturnedRow]:
        for draft in sheet.drafts:
            cells = cells_of(draft.cells)
            yield self._one(draft, told(cells, sheet.columns.get(draft.sheet, {})), assumed)

    def _one(self, draft: Draft, said: Told, assumed: Assumed) -> ReturnedRow:
        row = ReturnedRow(
            sheet=draft.sheet, row=draft.row, name=draft.values["name"] or "",
            landing=Landing.UNKNOWN,
        )  # fmt: skip
        member, landing, why = self._member(draft, said)
        if member is None:
            return replace(row, landing=landing, why=why)
        row = replace(row, member_id=member.id)
        if (member.id or 0) in self._seen:
            return replace(row, landing=Landing.REPEATED, why="前面已有这个人的一行，没有采用")
        self._seen.add(member.id or 0)
        finding, why = said.result(assumed.finding)
        if finding is None:
            empty = why == Landing.EMPTY.value
            return replace(row, landing=Landing.EMPTY if empty else Landing.UNREAD, why=why)
        person = self._people.get(member.person_id or 0)
        changes = changes_of(person, draft.values)
        if changes and finding is Finding.TRUE:
            finding = Finding.CHANGED
        words = "；".join(filter(None, [said.text("changes"), *(item.words for item in changes)]))
        result = replace(
            member,
            finding=finding,
            way=said.way or assumed.way or member.way,
            done_on=said.day or assumed.done_on or member.done_on,
            done_by=said.text("done_by") or member.done_by,
            changes=words or member.changes,
            remarks=said.text("remarks") or member.remarks,
        )
        landing = landing_of(member, result)
        if landing is Landing.DIFFERENT and member.finding:
            why = f"已登记“{member.finding.value}”，表上是“{finding.value}”"
        return replace(row, landing=landing, result=result, changes=changes, why=why)

    def _member(self, draft: Draft, said: Told) -> tuple[RoundMember | None, Landing, str]:
        """Whom a row is about: by its 核对号 and name, else by ID number, name and birth date."""
        by_number = self._members.get(said.number or 0)
        if by_number is not None:
            known = self._people.get(by_number.person_id or 0)
            if draft.values["name"] in (known.name, known.former_name):
                return by_number, Landing.NEW, ""
        match = match_person(draft.values, self._known)
        if match.person_id is None or not match.certain:
            return None, *_not_found(match)
        member = self._of_person.get(match.person_id)
        if member is None:
            status = self._people.get(match.person_id).status.value
            return None, Landing.OUTSIDE, f"台账里有这个人（{status}），不在本轮范围"
        return member, Landing.NEW, ""


def _not_found(match: Match) -> tuple[Landing, str]:
    if match.candidates:
        return Landing.UNSURE, f"{match.by.value}，请核实后逐人登记"
    return Landing.UNKNOWN, "按身份证号、姓名和出生日期都没有找到，可能是新增人员"
