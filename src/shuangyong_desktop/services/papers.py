"""纸面: every paper of the program, from the ledger to a finished file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from shuangyong_desktop.documents.visit_book import VisitBook
from shuangyong_desktop.domain.categories import Category
from shuangyong_desktop.domain.changes import ChangeKind
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import SERVING, Person, as_listed
from shuangyong_desktop.domain.visits import VisitPlan
from shuangyong_desktop.services.drawing import PeopleGroup, PeopleRoster, RecoverySheet, draw
from shuangyong_desktop.services.people import LedgerView, People
from shuangyong_desktop.services.settings import Settings
from shuangyong_desktop.services.visits import Visits
from shuangyong_desktop.services.workers import Tick
from shuangyong_desktop.storage.ledger import Ledger

ROSTER_COLUMNS = (
    "name", "sex", "id_number", "birth_date", "categories", "address", "phone", "enlist_date",
    "discharge_date", "remarks",
)  # fmt: skip
"""What a 花名册 shows unless the clerk chooses otherwise."""

_ROSTER_TITLE = "退役军人和其他优抚对象花名册"
_NO_COMMUNITY = "未登记村（社区）"
_CAUTION = "内部资料，注意保管"
"""Stands on lists with serving soldiers (CLERK §2)."""


@dataclass(frozen=True, slots=True)
class RosterOptions:
    """What a 花名册 shows: columns by key, and numbers masked unless `full`.

    `full` needs a `purpose` (用途).
    """

    columns: tuple[str, ...] = ROSTER_COLUMNS
    full: bool = False
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper gathered from the ledger and ready to be drawn, in this process or another.

    `count` is how many people or units stand on it; `note` is what has to be recorded when it
    is handed out, empty where nothing has to be. One that is not `personal` tells of tasks and
    units, of nobody.
    """

    kind: str
    title: str
    record: Any
    count: int
    note: str = ""
    personal: bool = True


class Papers:
    """The papers of one open ledger."""

    def __init__(self, ledger: Ledger, people: People, visits: Visits, settings: Settings) -> None:
        self._ledger = ledger
        self._people = people
        self._visits = visits
        self._settings = settings

    def visit_book(self, plan_id: int, *, made_on: date | None = None) -> Paper:
        """The 签收册 and 汇总表 of a plan; a finance voucher with full numbers (CLERK §3)."""
        plan = self._visits.plan(plan_id)
        units = self._visits.units(plan_id)
        book = VisitBook(
            title=plan.paper_title,
            office=self._settings.desk().issuer,
            made_on=made_on or self._today(),
            units=units,
            category_names=category_names(plan, self._people.categories()),
            demo=self._ledger.demo,
        )
        note = f"输出签收册：{plan.title}，{len(units)} 户，完整证件号"
        return Paper("visit_sheets", plan.paper_title, book, len(units), note)

    def roster_of(self, view: LedgerView, options: RosterOptions = RosterOptions()) -> Paper:
        """The 花名册 of exactly whom `view` shows.

        Raises Problem when nobody is shown, or full numbers are asked for without a purpose.
        """
        purpose = options.purpose.strip()
        if options.full and not purpose:
            raise Problem("显示完整证件号和电话需要写明用途，请填写后再生成。", code="no_purpose")
        ids = self._people.listing(view, whole=True).ids
        if not ids:
            raise Problem("没有符合条件的人员，花名册没有生成。请调整筛选条件。", code="nobody")
        desk = self._settings.desk()
        people = list(self._people.each(ids))
        serving = any(SERVING in person.categories for person in people)
        if not options.full:
            people = [as_listed(person) for person in people]
        roster = PeopleRoster(
            title=_ROSTER_TITLE,
            office=desk.reporter,
            made_on=self._today(),
            columns=options.columns,
            groups=tuple(_by_community(people)),
            masked=not options.full,
            filled_by=desk.filled_by,
            checked_by=desk.checked_by,
            purpose=purpose,
            caution=_CAUTION if serving else "",
            demo=self._ledger.demo,
        )
        note = f"输出花名册：{len(ids)} 人，完整证件号，用途：{purpose}" if options.full else ""
        return Paper("roster", _ROSTER_TITLE, roster, len(ids), note)

    @staticmethod
    def draw(paper: Paper, path: Path, tick: Tick | None = None) -> None:
        """Draw `paper` to `path` (.pdf or .xlsx) in a worker; touches no ledger.

        Raises Problem when it cannot be drawn or written, Cancelled when `tick` does; an older
        file at `path` then stays as it was.
        """
        draw(paper.kind, path, paper.record, tick)

    def record(self, paper: Paper) -> None:
        """Write into the history that a paper with full numbers left the ledger (CLERK §3).

        For the moment it is printed or saved; looking at it on the screen is not recorded.
        """
        if paper.note:
            with self._ledger.transaction(paper.note, kind=ChangeKind.NOTE):
                pass

    def hand_out(self, paper: Paper, path: Path, tick: Tick | None = None) -> None:
        """Draw `paper` to `path` and record that it left the ledger."""
        self.draw(paper, path, tick)
        self.record(paper)

    def _today(self) -> date:
        return self._ledger.clock().date()


def write_recovery_sheet(path: Path, key: str, *, demo: bool = False) -> None:
    """Write the 恢复密钥单 of a new recovery `key` to `path` (.pdf)."""
    draw("recovery_sheet", path, RecoverySheet(key, demo))


def category_names(plan: VisitPlan, categories: Iterable[Category]) -> dict[str, str]:
    """Legal names by code: the plan's own order first, then the law's."""
    names = {category.code: category.name for category in categories}
    order = [amount.category for amount in plan.amounts if amount.category in names]
    return {code: names[code] for code in dict.fromkeys([*order, *names])}


def _by_community(people: Iterable[Person]) -> Iterable[PeopleGroup]:
    groups: dict[str, list[Person]] = {}
    for person in people:
        groups.setdefault(person.community or _NO_COMMUNITY, []).append(person)
    return (PeopleGroup(name, tuple(records)) for name, records in groups.items())
