"""零报告: what every 村（社区） reported each month, also where nothing happened (CLERK §5.4)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.events import EVENTS, ZERO_REPORTS, ZeroReport
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.situations import month_after, month_of
from shuangyong_desktop.services.settings import Settings
from shuangyong_desktop.storage.communities import Communities
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.registers import Records

_LONGEST_BACK = 12  # months that are looked through for reports that never came


@dataclass(frozen=True, slots=True)
class MonthReport:
    """One 村（社区） in one month: its report if it came, and the changes that were registered."""

    month: str
    community: str
    report: ZeroReport | None
    registered: int
    overdue: bool

    @property
    def words(self) -> str:
        """零报告, 有变动 N 人, 未报 or 逾期未报."""
        if self.report is None:
            return "逾期未报" if self.overdue else "未报"
        return f"有变动 {self.report.changes} 人" if self.report.changes else "零报告"

    @property
    def differs(self) -> bool:
        """Whether the report says another number of changes than were registered."""
        return self.report is not None and (self.report.changes or 0) != self.registered


class ZeroReports:
    """The monthly reports of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._records = Records(ledger, ZERO_REPORTS)

    def month(self, month: str) -> list[MonthReport]:
        """Every 村（社区） in `month` (ISO), in the desk's order."""
        known = {item.community: item for item in self._of(month)}
        registered = self._registered(month)
        overdue = self._overdue_from(month) <= self._today()
        return [
            MonthReport(month, name, known.get(name), registered[name], overdue)
            for name in self._communities(known)
        ]

    def year(self, year: int) -> dict[str, list[MonthReport]]:
        """The months of `year` that have begun, for every 村（社区）."""
        this = month_of(self._today().isoformat()) or ""
        months = [f"{year}-{number:02d}" for number in range(1, 13)]
        found: dict[str, list[MonthReport]] = {}
        for month in months:
            for item in self.month(month) if month <= this else ():
                found.setdefault(item.community, []).append(item)
        return found

    def report(
        self, month: str, communities: Iterable[str], *, changes: int = 0, reporter: str = ""
    ) -> int:
        """Register the reports of `communities` for `month`, as one undoable change.

        A report that is there is corrected. Returns how many were written. Raises Problem for a
        month that has not begun and a number that cannot be.
        """
        if month > self._today().isoformat()[:7]:
            raise Problem(f"{show_date(month)}还没有到，没有登记。", code="future_month")
        if changes < 0:
            raise Problem("变动人数不能小于 0，没有登记。", code="bad_number")
        known = {item.community: item for item in self._of(month)}
        names = list(dict.fromkeys(communities))
        kind = f"有变动 {changes} 人" if changes else "零报告"
        who = names[0] if len(names) == 1 else f"{len(names)} 个村（社区）"
        with self._ledger.transaction(f"登记{show_date(month)}{kind}：{who}") as change:
            for name in names:
                old = known.get(name, ZeroReport(month=month, community=name))
                record = replace(
                    old,
                    changes=changes,
                    reporter=reporter.strip() or old.reporter,
                    reported_on=old.reported_on or self._today().isoformat(),
                )
                if old.id is None:
                    self._records.add(change, record)
                else:
                    self._records.update(change, record)
        return len(names)

    def take_back(self, month: str, communities: Iterable[str]) -> int:
        """Put reports that never came into 回收站, as one undoable change; returns how many."""
        wanted = set(communities)
        at = self._ledger.clock().isoformat(timespec="seconds")
        with self._ledger.transaction(f"撤回{show_date(month)}报告") as change:
            gone = [item for item in self._of(month) if item.community in wanted]
            for item in gone:
                self._records.update(change, replace(item, removed_at=at))
        return len(gone)

    def overdue(self) -> list[MonthReport]:
        """Reports that should have come and have not, the oldest first.

        Counted from the first month of which anybody reported; before it nobody was asked.
        """
        come = {(item.month or "", item.community or "") for item in self._records.every()}
        first, this = min((month for month, _ in come), default="9"), self._today().isoformat()[:7]
        months = [month_after(this, -back) for back in range(_LONGEST_BACK, 0, -1)]
        names = [item.name for item in Communities(self._ledger).all()]
        return [
            MonthReport(month, name, None, 0, overdue=True)
            for month in months
            if month >= first and self._overdue_from(month) <= self._today()
            for name in names
            if (month, name) not in come
        ]

    def _of(self, month: str) -> list[ZeroReport]:
        return list(self._records.every(RecordFilter(equal=(("month", month),))))

    def _communities(self, known: Iterable[str | None]) -> list[str]:
        names = [item.name for item in Communities(self._ledger).all()]
        return [*names, *(name for name in known if name and name not in names)]

    def _registered(self, month: str) -> Counter[str]:
        """How many people of each 村（社区） had a change of that month."""
        events = Records(self._ledger, EVENTS).every(RecordFilter(since=month, until=month))
        people = {event.person_id or 0 for event in events if month_of(event.date) == month}
        return Counter(one.community or "" for one in People(self._ledger).page(sorted(people)))

    def _overdue_from(self, month: str) -> date:
        """The day after the last on which the report of `month` is in time."""
        day = Settings(self._ledger).local_rules().report_day
        following = month_after(month)
        return date(int(following[:4]), int(following[5:]), day + 1)

    def _today(self) -> date:
        return self._ledger.clock().date()
