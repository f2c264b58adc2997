"""变动材料: gathered from the ledger for `drawing.change_sheet`, masked as CLERK §3 says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from shuangyong_desktop.documents.change_book import ChangeSheet, ChangeTable, Head, SheetRow
from shuangyong_desktop.domain.categories import Category
from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.events import FOLLOW_UPS, Event, FollowUp, FollowUpKind
from shuangyong_desktop.domain.money import yuan_text
from shuangyong_desktop.domain.movements import MINUS, PLUS, MovementLine, Period
from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.domain.recoveries import STILL_OPEN, RecoveryCount
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.services.drawing import PeopleGroup, PeopleRoster
from shuangyong_desktop.services.events import Events
from shuangyong_desktop.services.movements import By, Move, Movements
from shuangyong_desktop.services.papers import ROSTER_COLUMNS, Paper
from shuangyong_desktop.services.recoveries import Recoveries, RecoveryLine
from shuangyong_desktop.services.settings import Settings
from shuangyong_desktop.services.zero_reports import MonthReport, ZeroReports
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import PAGE, People
from shuangyong_desktop.storage.registers import Records

_MOVES = (
    Head("序号", 2), Head("姓名", 4), Head("身份证号", 10), Head("人员类别", 9),
    Head("村（社区）", 6), Head("变动类型", 5), Head("变动时间", 6), Head("变动前", 4),
    Head("变动后", 4), Head("原因和依据", 10, align="left"), Head("登记时间", 6),
)  # fmt: skip
_STOPS = (
    Head("序号", 2), Head("姓名", 4), Head("身份证号", 10), Head("人员类别", 9),
    Head("村（社区）", 6), Head("变动", 4), Head("变动时间", 6),
    Head("拟办意见", 22, align="left"), Head("金额（元）", 5, align="right"),
    Head("依据", 9, align="left"),
)  # fmt: skip
_MONEY = (FollowUpKind.STOP_PAYMENT, FollowUpKind.TAIL_MONTHS, FollowUpKind.FUNERAL_SUBSIDY,
          FollowUpKind.RECOVER)  # fmt: skip
_REPORTS = (
    Head("序号", 2), Head("村（社区）", 8), Head("报告情况", 7), Head("上报时间", 7),
    Head("报告人", 5), Head("上报变动人数", 6), Head("已登记变动人数", 6),
    Head("备注", 10, align="left"),
)  # fmt: skip


_RECOVERIES = (
    Head("序号", 2), Head("姓名", 4), Head("身份证号", 10), Head("村（社区）", 6),
    Head("多发原因", 4), Head("待遇名称", 8), Head("多发月份", 9), Head("月数", 2.5),
    Head("应追（元）", 5.5, align="right"), Head("已追（元）", 5.5, align="right"),
    Head("未追（元）", 5.5, align="right"), Head("退款时间和金额", 12, align="left"),
    Head("情况", 8, align="left"),
)  # fmt: skip


class ChangePaper(StrEnum):
    """The papers about the changes of a period."""

    TABLE = "增减变动表"
    MOVES = "人员变动花名册"
    STOPS = "拟停发报告"
    ROSTER = "截至期末花名册"
    RECOVERIES = "多发追回台账"


@dataclass(frozen=True, slots=True)
class Shown:
    """Whether numbers stand in full on a paper, and then for which purpose (用途)."""

    full: bool = False
    purpose: str = ""

    def __post_init__(self) -> None:
        if self.full and not self.purpose.strip():
            raise Problem("显示完整证件号需要写明用途，请填写后再生成。", code="no_purpose")

    def note(self, title: str, count: int) -> str:
        """What has to be recorded when such a paper leaves the ledger."""
        return f"输出{title}：{count} 人，完整证件号，用途：{self.purpose}" if self.full else ""


MASKED = Shown()


class ChangePapers:
    """The papers about changes of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._movements = Movements(ledger)
        self._people = People(ledger)
        self._settings = Settings(ledger)

    def paper(self, kind: ChangePaper, period: Period, shown: Shown = MASKED) -> Paper:
        """One of the papers about `period`; the roster is of its last day."""
        if kind is ChangePaper.TABLE:
            return self.movements(period)
        if kind is ChangePaper.MOVES:
            return self.moves(period, shown)
        if kind is ChangePaper.STOPS:
            return self.stop_report(period, shown)
        if kind is ChangePaper.RECOVERIES:
            return self.recoveries(period, shown)
        return self.roster_on(period.until, shown)

    def movements(self, period: Period) -> Paper:
        """《增减变动表》 by category and by 村（社区）, each with its 合计."""
        tables = [self._movements.table(period, by) for by in By]
        title = "退役军人和其他优抚对象增减变动表"
        remarks = dict.fromkeys(words for table in tables for words in table.remarks)
        sheet = self._sheet(
            title,
            period_words(period),
            [
                ChangeTable(f"按{table.by}", _heads(table.by),
                            tuple(_rows([*table.lines, table.total])))
                for table in tables
            ],
            notes=tuple(remarks),
        )  # fmt: skip
        return Paper("change_sheet", title, sheet, tables[0].total.closing)

    def moves(self, period: Period, shown: Shown = MASKED) -> Paper:
        """《变动花名册》: everybody who came, left or changed within `period`."""
        moves = self._movements.moves(period)
        title = "人员变动花名册"
        rows = tuple(SheetRow(self._move_cells(*item, shown)) for item in enumerate(moves, 1))
        sheet = self._sheet(title, period_words(period), [ChangeTable("变动花名册", _MOVES, rows)],
                            purpose=shown.purpose)  # fmt: skip
        return Paper("change_sheet", title, sheet, len(moves), shown.note(title, len(moves)))

    def stop_report(self, period: Period, shown: Shown = MASKED) -> Paper:
        """《停发报告》: what is proposed for the payments of those whose event was in `period`."""
        proposed = list(self._proposed(period))
        title = "关于拟停发抚恤补助的报告"
        rows = [SheetRow(self._stop_cells(*item, shown)) for item in enumerate(proposed, 1)]
        people = len({person.id for _, person, _ in proposed})
        total = sum((item.amount or Decimal(0) for item, _, _ in proposed), Decimal(0))
        if rows:
            blank = ("",) * (len(_STOPS) - 4)
            rows.append(SheetRow(("", "合计", *blank[1:], f"{people}人", yuan_text(total), ""),
                                 strong=True))  # fmt: skip
        body = (
            f"　　{period_words(period)}，经村（社区）上报和我单位核实，下列{people}人的情况发生"
            "变动。现提出停发、尾月、丧葬补助和追回的拟办意见，请审定。是否停发、金额多少以贵局"
            "审定为准。"
        )
        signs = ("经办人：", "审核人：", "分管领导：", "（单位盖章）　　年　　月　　日")
        sheet = self._sheet(title, "", [ChangeTable("拟停发人员", _STOPS, tuple(rows))],
                            lead=("区退役军人事务局：", body),
                            signs=signs, purpose=shown.purpose)  # fmt: skip
        return Paper("change_sheet", title, sheet, people, shown.note(title, people))

    def recoveries(self, period: Period, shown: Shown = MASKED) -> Paper:
        """《多发追回台账》: what was registered within `period`, and what was still open in it.

        The figures are those of today: 应追 = 已追 + 未追 + 不再追回.
        """
        since, until = period.since.isoformat(), period.until.isoformat()
        lines = [
            line
            for line in reversed(Recoveries(self._ledger).lines())
            if (line.recovery.date or "") <= until
            and (line.state in STILL_OPEN or (line.recovery.date or "") >= since)
        ]
        rows = [SheetRow(_recovery_cells(*item, shown)) for item in enumerate(lines, 1)]
        whole = sum((line.count for line in lines), RecoveryCount())
        if rows:
            sums = (yuan_text(whole.due), yuan_text(whole.paid), yuan_text(whole.open))
            rows.append(SheetRow(("", "合计", *[""] * 6, *sums, "", ""), strong=True))
        title = "优抚对象抚恤补助多发追回台账"
        sheet = self._sheet(
            title, period_words(period), [ChangeTable("追回台账", _RECOVERIES, tuple(rows))],
            notes=(whole.words,), purpose=shown.purpose,
        )  # fmt: skip
        people = len({line.person.id for line in lines})
        return Paper("change_sheet", title, sheet, people, shown.note(title, people))

    def month_report(self, month: str) -> Paper:
        """《动态月报》: which 村（社区） reported what for `month`."""
        reports = ZeroReports(self._ledger).month(month)
        rows = [SheetRow(_report_cells(*item)) for item in enumerate(reports, 1)]
        come = [item for item in reports if item.report]
        changes = sum(item.report.changes or 0 for item in come if item.report)
        registered = sum(item.registered for item in reports)
        rows.append(SheetRow(("", "合计", f"已报 {len(come)}，未报 {len(reports) - len(come)}", "",
                              "", str(changes), str(registered), ""), strong=True))  # fmt: skip
        title = "优抚对象动态管理月报"
        sheet = self._sheet(title, show_date(month), [ChangeTable("月报", _REPORTS, tuple(rows))],
                            notes=("“零报告”指村（社区）书面报告当月没有人员变动。",))  # fmt: skip
        return Paper("change_sheet", title, sheet, len(reports))

    def roster_on(self, day: date, shown: Shown = MASKED) -> Paper:
        """花名册 of everybody who was on the ledger at the end of `day`, by 村（社区）."""
        ids = self._movements.on_ledger(day)
        if not ids:
            raise Problem("这一天台账上没有人，花名册没有生成。请核对日期。", code="nobody")
        desk = self._settings.desk()
        title = f"退役军人和其他优抚对象花名册（截至{show_date(day.isoformat())}）"
        groups: dict[str, list[Person]] = {}
        for start in range(0, len(ids), PAGE):
            for person in self._people.page(ids[start : start + PAGE]):
                groups.setdefault(person.community or "", []).append(person)
        roster = PeopleRoster(
            title=title, office=desk.reporter, made_on=self._today(), columns=ROSTER_COLUMNS,
            groups=tuple(PeopleGroup(name, tuple(found)) for name, found in groups.items()),
            masked=not shown.full, filled_by=desk.filled_by, checked_by=desk.checked_by,
            purpose=shown.purpose, demo=self._ledger.demo,
        )  # fmt: skip
        return Paper("roster", title, roster, len(ids), shown.note(title, len(ids)))

    def _sheet(  # noqa: PLR0913 (the parts of a paper)
        self, title: str, period: str, tables: Sequence[ChangeTable], *,
        lead: tuple[str, ...] = (), notes: tuple[str, ...] = (),
        signs: tuple[str, ...] = (), purpose: str = "",
    ) -> ChangeSheet:  # fmt: skip
        desk = self._settings.desk()
        usual = (f"填报人：{desk.filled_by}", f"审核人：{desk.checked_by}", "（单位盖章）")
        return ChangeSheet(
            title=title, office=desk.reporter, made_on=self._today(), period=period,
            tables=tuple(tables), lead=lead, notes=notes, signs=signs or usual, purpose=purpose,
            demo=self._ledger.demo,
        )  # fmt: skip

    def _move_cells(self, number: int, move: Move, shown: Shown) -> tuple[str, ...]:
        person, turn, event = move.person, move.turn, move.turn.event
        day = event.date if event else person.death_date or person.status_date
        why = event.basis or "" if event else person.status_basis or "人员状态"
        if event:
            why = "；".join(part for part in (event.cause, event.place, why) if part)
        before, after = _standing(move)
        return (
            str(number), person.name, _id(person, shown), self._categories(person),
            person.community or "", turn.kind.value, show_date(day or turn.day.isoformat()),
            before, after, why, show_date(event.recorded_on or "") if event else "",
        )  # fmt: skip

    def _stop_cells(
        self, number: int, proposed: tuple[FollowUp, Person, Event], shown: Shown
    ) -> tuple[str, ...]:
        item, person, event = proposed
        return (
            str(number), person.name, _id(person, shown), self._categories(person),
            person.community or "", event.kind.value if event.kind else "",
            show_date(event.date or ""), item.words or "",
            yuan_text(item.amount) if item.amount else "", item.rule or "",
        )  # fmt: skip

    def _proposed(self, period: Period) -> Iterable[tuple[FollowUp, Person, Event]]:
        """What the desk proposes for payments and has not waived, by event and person."""
        only = RecordFilter(since=period.since.isoformat(), until=period.until.isoformat())
        lines = Events(self._ledger).found(only)
        events = {line.event.id: line.event for line in lines}
        people = {line.person.id: line.person for line in lines}
        items = [
            item
            for item in Records(self._ledger, FOLLOW_UPS).every()
            if item.event_id in events and item.kind in _MONEY and item.waived is None
        ]
        for item in sorted(items, key=lambda item: item.id or 0):
            yield item, people[item.person_id], events[item.event_id]

    def _categories(self, person: Person) -> str:
        known: dict[str, Category] = {item.code: item for item in Categories(self._ledger).all()}
        return "、".join(known[code].name for code in person.categories if code in known)

    def _today(self) -> date:
        return self._ledger.clock().date()


def period_words(period: Period) -> str:
    """2026年1月1日至2026年6月30日."""
    return f"{show_date(period.since.isoformat())}至{show_date(period.until.isoformat())}"


def _heads(by: By) -> tuple[Head, ...]:
    return (
        Head(by.value, 14, align="left"), Head("期初", 5),
        *(Head(words, 4, "增加") for words in PLUS), Head("小计", 4, "增加"),
        *(Head(words, 5, "减少") for words in MINUS), Head("小计", 4, "减少"), Head("期末", 5),
    )  # fmt: skip


def _rows(lines: Iterable[MovementLine]) -> Iterable[SheetRow]:
    for line in lines:
        numbers = (line.opening, *line.plus, sum(line.plus), *line.minus, sum(line.minus),
                   line.closing)  # fmt: skip
        yield SheetRow((line.name, *map(str, numbers)), strong=line.name == "合计")


def _standing(move: Move) -> tuple[str, str]:
    """Where somebody stood before and after, as the columns of a 变动花名册 say it."""
    event, turn = move.turn.event, move.turn
    if event and turn.before.on and turn.after.on:
        keys = [key for key in event.after if key in ("community", "categories")]
        return ("、".join(event.before.get(key, "") for key in keys) or "在册",
                "、".join(event.after.get(key, "") for key in keys) or "在册")  # fmt: skip
    if event and event.status_before and event.status_after:
        before = event.status_before.value if turn.before.on else "—"
        return before, event.status_after.value
    return "在册", move.person.status.value


def _report_cells(number: int, item: MonthReport) -> tuple[str, ...]:
    report = item.report
    if report is None:
        return (str(number), item.community, item.words, "", "", "", str(item.registered), "")
    differs = "与已登记人数不一致" if item.differs else ""
    return (
        str(number), item.community, item.words, show_date(report.reported_on or ""),
        report.reporter or "", str(report.changes or 0), str(item.registered),
        "；".join(part for part in (differs, report.remarks) if part),
    )  # fmt: skip


def _recovery_cells(number: int, line: RecoveryLine, shown: Shown) -> tuple[str, ...]:
    recovery, person, count = line.recovery, line.person, line.count
    span = "至".join(show_date(month) for month in (recovery.since, recovery.until) if month)
    came = "；".join(
        f"{show_date(item.date or '')} {yuan_text(item.amount or Decimal(0))}"
        for item in line.repayments
    )
    told = (line.state.value, recovery.waived, recovery.remarks)
    return (
        str(number), person.name, _id(person, shown), person.community or "",
        recovery.reason or "", recovery.kind or "", span, str(recovery.months or ""),
        yuan_text(count.due), yuan_text(count.paid), yuan_text(count.open), came,
        "；".join(words for words in told if words),
    )  # fmt: skip


def _id(person: Person, shown: Shown) -> str:
    return PEOPLE["id_number"].write(person.id_number, masked=not shown.full)
