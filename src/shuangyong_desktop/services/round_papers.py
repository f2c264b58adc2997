"""The papers of a round: 核对表 to sign or to send out, 上门名单, 未完成名单."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from shuangyong_desktop.documents.round_book import (
    NO_COMMUNITY,
    RoundBook,
    RoundCall,
    RoundCallList,
    RoundCalls,
    RoundEntry,
    RoundVolume,
)
from shuangyong_desktop.domain.ages import age_on
from shuangyong_desktop.domain.categories import names_of
from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.domain.rounds import ROUND_MEMBERS, Finding, RoundWay, Standing
from shuangyong_desktop.domain.text import safe_file_name
from shuangyong_desktop.services.papers import Paper
from shuangyong_desktop.services.rounds import RoundLine, RoundResults, Rounds
from shuangyong_desktop.services.settings import Settings
from shuangyong_desktop.storage.ledger import Ledger

_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """What a 核对表 shows: one `community` or all (None), numbers masked unless `full`.

    `full` needs a `purpose` (用途). With `waiting` only those still open stand on it.
    """

    community: str | None = None
    full: bool = False
    purpose: str = ""
    waiting: bool = False


class RoundPapers:
    """The papers of the rounds of one open ledger."""

    def __init__(
        self, ledger: Ledger, rounds: Rounds, results: RoundResults, settings: Settings
    ) -> None:
        self._ledger = ledger
        self._rounds, self._results, self._settings = rounds, results, settings

    def sheets(self, round_id: int, options: SheetOptions = SheetOptions()) -> Paper:
        """The 核对表 of a round, one volume per 村（社区）.

        Raises Problem when nobody is on it, or full numbers are asked for without a purpose.
        """
        purpose = options.purpose.strip()
        if options.full and not purpose:
            raise Problem("显示完整证件号和电话需要写明用途，请填写后再生成。", code="no_purpose")
        current, desk = self._rounds.get(round_id), self._settings.desk()
        volumes = []
        for community, lines in self._by_community(round_id, waiting=options.waiting):
            if options.community in (None, community):
                entries = tuple(_entry(line, masked=not options.full) for line in lines)
                volumes.append(RoundVolume(community, entries))
        book = RoundBook(
            title=f"{current.title}核对表",
            office=desk.reporter,
            made_on=self._today(),
            volumes=tuple(volumes),
            findings=tuple(finding.value for finding in Finding),
            ways=tuple(way.value for way in RoundWay),
            due=show_date(current.due) if current.due else "",
            purpose=purpose,
            demo=self._ledger.demo,
        )
        people = len(book.entries)
        if not people:
            raise Problem("没有要核对的人员，核对表没有生成。", code="nobody")
        note = f"输出{book.title}：{people} 人，完整证件号，用途：{purpose}" if options.full else ""
        return Paper("round_sheets", book.title, book, people, note)

    def workbooks(
        self, round_id: int, folder: Path, options: SheetOptions = SheetOptions()
    ) -> list[tuple[Path, Paper]]:
        """One workbook per 村（社区） and where in `folder` it goes, ready to be drawn."""
        whole = self.sheets(round_id, options)
        book: RoundBook = whole.record
        made = []
        for volume in book.volumes:
            name = volume.community or NO_COMMUNITY
            record = replace(book, volumes=(volume,))
            note = f"{whole.note}（{name}）" if whole.note else ""
            paper = Paper("round_sheets", whole.title, record, len(volume.entries), note)
            made.append((folder / f"{safe_file_name(f'{whole.title}_{name}')}.xlsx", paper))
        return made

    def home_list(self, round_id: int) -> Paper:
        """上门名单: the bedridden and the very old who are still open. A route sheet (CLERK §3)."""
        groups = []
        for community, lines in self._by_community(round_id, waiting=True):
            calls = tuple(_call(line, line.home, self._today()) for line in lines if line.home)
            if calls:
                groups.append(RoundCalls(community, calls))
        return self._calls(round_id, "上门名单", groups, "没有需要上门核对的人员，名单没有生成。")

    def waiting_list(self, round_id: int) -> Paper:
        """未完成名单: who is open or odd, by 村（社区） with its numbers."""
        tally = self._rounds.tally(round_id)
        groups = []
        for community, lines in self._by_community(round_id):
            left = [line for line in lines if line.standing is not Standing.SETTLED]
            if left:
                words = tally.by_community[community].words
                name = f"{community or NO_COMMUNITY}　{words}"
                calls = tuple(_call(line, _why(line), self._today()) for line in left)
                groups.append(RoundCalls(name, calls))
        return self._calls(round_id, "未完成名单", groups, "这一轮没有未完成的人员，名单没有生成。")

    def _calls(self, round_id: int, kind: str, groups: list[RoundCalls], nobody: str) -> Paper:
        if not groups:
            raise Problem(nobody, code="nobody")
        desk = self._settings.desk()
        title = f"{self._rounds.get(round_id).title}{kind}"
        record = RoundCallList(
            title=title,
            office=desk.reporter,
            made_on=self._today(),
            groups=tuple(groups),
            filled_by=desk.filled_by,
            checked_by=desk.checked_by,
            demo=self._ledger.demo,
        )
        people = sum(len(group.calls) for group in groups)
        return Paper("round_calls", title, record, people)

    def _by_community(
        self, round_id: int, *, waiting: bool = False
    ) -> Iterator[tuple[str, list[RoundLine]]]:
        """The lines of a round by community, in the order of the sheets."""
        found: dict[str, list[int]] = {}
        for place in self._results.places(round_id):
            if not waiting or place.standing is Standing.OPEN:
                found.setdefault(place.community, []).append(place.member_id)
        for community, ids in found.items():
            yield community, list(self._lines(ids))

    def _today(self) -> date:
        return self._ledger.clock().date()

    def _lines(self, ids: list[int]) -> Iterable[RoundLine]:
        for start in range(0, len(ids), _AT_ONCE):
            yield from self._results.page(ids[start : start + _AT_ONCE])


def _entry(line: RoundLine, *, masked: bool) -> RoundEntry:
    member, person = line.member, line.person

    def own(key: str) -> str:
        return PEOPLE[key].write(getattr(person, key), masked=masked)

    def found(key: str) -> str:
        return ROUND_MEMBERS.schema[key].write(getattr(member, key))

    return RoundEntry(
        number=member.id or 0,
        name=person.name,
        id_number=own("id_number"),
        birth_date=own("birth_date"),
        categories=names_of(person.categories),
        address=person.address or person.registered_address or "",
        phone=own("phone"),
        finding=found("finding"),
        way=found("way"),
        done_on=found("done_on"),
        done_by=found("done_by"),
        changes=found("changes"),
        remarks=found("remarks"),
    )


def _call(line: RoundLine, why: str, day: date) -> RoundCall:
    person = line.person
    return RoundCall(
        name=person.name,
        age=_age(person, day),
        categories=names_of(person.categories, short=True),
        address=person.address or person.registered_address or "",
        phone=person.phone or person.kin_phone or "",
        why=why,
    )


def _age(person: Person, day: date) -> str:
    ages = age_on(person.birth_date, day)
    if ages is None:
        return ""
    return str(ages.least) if ages.known else f"{ages.least}至{ages.most}"


def _why(line: RoundLine) -> str:
    """Why somebody is not settled, in words."""
    if line.member.finding is not None:
        return line.member.finding.value
    if line.standing is Standing.ODD:
        return f"已{line.person.status.value}，未登记结果"
    return "未确认"
