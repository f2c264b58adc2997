"""报表 (reports): every paper of the program in one list, and the options it was made with last.

An entry says what it asks for and leads to the verb of the page that the paper belongs to;
nothing is gathered in a second way.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.handouts import HandoutItem, Standing
from shuangyong_desktop.domain.movements import Period
from shuangyong_desktop.domain.people import PEOPLE
from shuangyong_desktop.domain.plain import from_plain, to_plain
from shuangyong_desktop.domain.registers import Register
from shuangyong_desktop.domain.roll_views import RollView, roll_fields, rolls
from shuangyong_desktop.domain.search import AgeSpan, PersonFilter
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.domain.summaries import SummaryKind
from shuangyong_desktop.services import contact_papers
from shuangyong_desktop.services.change_papers import ChangePaper, Shown
from shuangyong_desktop.services.contact_papers import ContactList
from shuangyong_desktop.services.papers import ROSTER_COLUMNS, Paper, RosterOptions
from shuangyong_desktop.services.people import LedgerView
from shuangyong_desktop.services.place_statistics import PlaceStatistics
from shuangyong_desktop.services.roll_papers import usual_columns
from shuangyong_desktop.services.round_papers import SheetOptions
from shuangyong_desktop.services.tasks import Tasks
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.settings import Settings

if TYPE_CHECKING:
    from shuangyong_desktop.services.office import Office

PDF, XLSX, DOCX = ".pdf", ".xlsx", ".docx"
_KEY = "report:"
_SURVIVORS = ("martyr_survivor", "duty_death_survivor", "illness_death_survivor",
              "survivor_unsettled")  # fmt: skip
_OLD = 80
_SUMMING, _ROSTERS, _VISITS = "总结材料", "花名册", "走访慰问"
_CHECKING, _CONTACTS, _COUNTS = "发放核对和动态", "联系与诉求", "统计"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """What the clerk chose for one paper. `one` is the id of the plan, round … it is about.

    `since` and `until` are ISO days within `year`. No `columns` mean the usual ones, an empty
    `community` every one. `full` numbers need a `purpose` (CLERK §3).
    """

    year: int
    since: str = ""
    until: str = ""
    one: int = 0
    community: str = ""
    columns: tuple[str, ...] = ()
    full: bool = False
    purpose: str = ""

    @property
    def roster(self) -> RosterOptions:
        """Columns and masking as the papers about people take them."""
        return RosterOptions(self.columns or ROSTER_COLUMNS, self.full, self.purpose)

    @property
    def shown(self) -> Shown:
        """Masking as the papers about changes take it."""
        return Shown(self.full, self.purpose)

    @property
    def period(self) -> Period:
        """The days that are told of; raises Problem where they are no period."""
        try:
            since, until = date.fromisoformat(self.since), date.fromisoformat(self.until)
        except ValueError as error:
            raise Problem(
                "请填写起止日期，例如 2026-01-01 至 2026-06-30。", code="bad_span"
            ) from error
        if since > until:
            raise Problem("起止日期前后颠倒了，请改正。", code="bad_span")
        return Period(since, until)


Gather = Callable[["Office", ReportOptions], Paper]
Offer = Callable[["Office", int], Sequence[tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class Choice:
    """A paper is about one plan, round …: what it is called, and which ones a year has."""

    words: str
    offer: Offer
    nothing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One paper: where it stands in the list, what it asks for, how it is made.

    `hint` says what the paper is; `columns` are (key, label) of what may be left out. A
    `summary` has a panel of its own instead of `gather`.
    """

    key: str
    group: str
    words: str
    gather: Gather | None = None
    hint: str = ""
    icon: str = "report"
    endings: tuple[str, ...] = (PDF, XLSX)
    span: bool = False
    choice: Choice | None = None
    person: bool = False
    places: bool = False
    covered: bool = False
    columns: tuple[tuple[str, str], ...] = ()
    usual: tuple[str, ...] = ()
    summary: SummaryKind | None = None
    table: bool = False


def reports() -> tuple[Report, ...]:
    """Every paper, group by group."""
    return (
        *_summing(), *_rosters(), *_visits(), *_checking(), *_contacts(), *_books(),
        Report(key="places", group=_COUNTS, words="村（社区）统计表", icon="table",
               hint="每个数字都能打开对应的人员。", table=True,
               gather=lambda office, asked: PlaceStatistics(office.ledger).paper(asked.year)),
    )  # fmt: skip


class Reports:
    """The options of the papers of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._values = Settings(ledger)

    def usual(self, report: Report, year: int) -> ReportOptions:
        """How `report` begins in `year`: the days of the year, the rest as it was last.

        A purpose is asked for each time, and what it was about is not taken into another year.
        """
        fresh = ReportOptions(year=year, since=f"{year}-01-01", until=f"{year}-12-31",
                              columns=report.usual)  # fmt: skip
        found = self._values.get(_KEY + report.key)
        if found is None:
            return fresh
        known = from_plain(ReportOptions, found)
        columns = tuple(key for key in known.columns if key in dict(report.columns))
        last = replace(known, full=False, purpose="", columns=columns or report.usual)
        return last if known.year == year else replace(
            fresh, community=last.community, columns=last.columns
        )  # fmt: skip

    def remember(self, report: Report, options: ReportOptions) -> None:
        """Begin with `options` from now on; nothing is written where they are as before."""
        plain = to_plain(replace(options, full=False, purpose=""))
        if plain != self._values.get(_KEY + report.key):
            with self._ledger.transaction(f"记住报表选项：{report.words}") as change:
                self._values.put(change, _KEY + report.key, plain)


def _summing() -> Iterator[Report]:
    for key, kind in (("summary_year", SummaryKind.YEAR), ("summary_half", SummaryKind.HALF),
                      ("summary_brief", SummaryKind.BRIEF)):  # fmt: skip
        yield Report(key=key, group=_SUMMING, words=kind.value, summary=kind,
                     endings=(PDF, DOCX, XLSX))  # fmt: skip
    yield Report(
        key="statement", group=_SUMMING, words="双清单对账单", icon="list-check",
        endings=(PDF, XLSX, DOCX), hint="两份清单各一张，附军地双方签章处。",
        gather=lambda office, asked: office.task_papers.statement(asked.year),
    )  # fmt: skip
    yield Report(
        key="division", group=_SUMMING, words="重点任务分工表", icon="clipboard-list",
        endings=(PDF, DOCX, XLSX),
        gather=lambda office, asked: office.task_divisions.paper(asked.year),
    )  # fmt: skip
    yield Report(
        key="supervision", group=_SUMMING, words="督办单", icon="flag", endings=(PDF, DOCX),
        hint="提醒、催办、督办、约谈和移交，只写事项和单位。",
        choice=Choice("督办", _supervised, "这一年还没有督办登记。请先在任务页登记督办。"),
        gather=lambda office, asked: office.task_papers.supervision(
            office.supervisions.get(asked.one)
        ),
    )  # fmt: skip
    yield Report(
        key="overdue", group=_SUMMING, words="逾期事项通报", icon="alert-triangle",
        endings=(PDF, DOCX), gather=lambda office, asked: office.task_papers.overdue(asked.year),
    )  # fmt: skip


def _rosters() -> Iterator[Report]:
    columns = tuple((field.key, field.label) for field in PEOPLE)
    listed: dict[str, Any] = {
        "group": _ROSTERS, "icon": "users", "places": True, "covered": True, "columns": columns,
        "usual": ROSTER_COLUMNS,
    }  # fmt: skip
    yield Report(key="roster", words="人员花名册", gather=partial(_roster, "", {}), **listed)
    yield Report(key="roster_survivors", words="三属花名册",
                 gather=partial(_roster, "三属花名册", {"categories": _SURVIVORS}),
                 **listed)  # fmt: skip
    yield Report(key="roster_old", words=f"年满{_OLD}周岁人员名单", gather=_old,
                 hint=f"年满{_OLD}周岁，按今天或年末计算。", **listed)  # fmt: skip
    yield Report(
        key="roster_end", group=_ROSTERS, words="期末花名册", icon="users", span=True, covered=True,
        hint="止日当天在册的人员。", gather=partial(_changes, ChangePaper.ROSTER),
    )  # fmt: skip
    yield Report(key="card", group=_ROSTERS, words="一人一档", icon="id", endings=(PDF,),
                 person=True, covered=True, gather=_card)  # fmt: skip
    yield Report(key="moves", group=_ROSTERS, words="人员变动花名册", icon="arrows-exchange",
                 span=True, covered=True, endings=(PDF, XLSX, DOCX),
                 gather=partial(_changes, ChangePaper.MOVES))  # fmt: skip
    for item, key in ((HandoutItem.PLAQUE, "plaques"), (HandoutItem.CARD, "cards")):
        yield Report(key=key, group=_ROSTERS, words=f"{item.value}领取册", icon="medal",
                     covered=True, hint="应发未发的人员。",
                     gather=partial(_handouts, item))  # fmt: skip


def _visits() -> Iterator[Report]:
    yield Report(
        key="visit_book", group=_VISITS, words="发放签收册和汇总表", icon="gift",
        hint="财务凭证，证件号完整显示；打印、保存写入操作记录。",
        choice=Choice("方案", lambda office, year: [
            (plan.id or 0, plan.title) for plan in office.visits.plans(year)
        ], "这一年还没有走访慰问方案。请先在慰问页新增方案。"),
        gather=lambda office, asked: office.papers.visit_book(asked.one),
    )  # fmt: skip


def _checking() -> Iterator[Report]:
    for kind, key, covered in (
        (ChangePaper.TABLE, "movements", False), (ChangePaper.STOPS, "stops", True),
        (ChangePaper.RECOVERIES, "recoveries", True),
    ):  # fmt: skip
        yield Report(key=key, group=_CHECKING, words=kind.value, icon="arrows-exchange", span=True,
                     covered=covered, endings=(PDF, XLSX, DOCX),
                     gather=partial(_changes, kind))  # fmt: skip
    yield Report(
        key="month_report", group=_CHECKING, words="动态月报", icon="calendar",
        choice=Choice("月份", lambda _, year: [(month, f"{year}年{month}月") for month in
                                             range(1, 13)], ""),
        gather=lambda office, asked: office.change_papers.month_report(
            f"{asked.year}-{max(asked.one, 1):02d}"
        ),
    )  # fmt: skip
    chosen = Choice("年度确认或摸排", lambda office, year: [
        (one.id or 0, one.title or "") for one in office.rounds.every() if one.year == year
    ], "这一年还没有年度确认或全面摸排。请先在动态页开始一轮。")  # fmt: skip
    yield Report(
        key="round_sheets", group=_CHECKING, words="核对表", icon="list-check", choice=chosen,
        places=True, covered=True,
        gather=lambda office, asked: office.round_papers.sheets(asked.one, SheetOptions(
            asked.community or None, asked.full, asked.purpose)),
    )  # fmt: skip
    yield Report(key="round_home", group=_CHECKING, words="上门名单", icon="home", choice=chosen,
                 gather=lambda office, asked: office.round_papers.home_list(asked.one),
                 )  # fmt: skip
    yield Report(key="round_waiting", group=_CHECKING, words="未完成名单", icon="clock",
                 choice=chosen,
                 gather=lambda office, asked: office.round_papers.waiting_list(asked.one),
                 )  # fmt: skip


def _contacts() -> Iterator[Report]:
    for kind in ContactList:
        yield Report(
            key=f"contacts_{kind.name.lower()}", group=_CONTACTS, words=kind.value,
            icon="messages", span=kind is not ContactList.CALLS, covered=True,
            gather=partial(_contact_book, kind),
        )  # fmt: skip


def _books() -> Iterator[Report]:
    """The 登记册 of every register of 名录."""
    for register in rolls():
        fields = roll_fields(register)
        yield Report(
            key=f"roll_{register.table}", group=f"登记册·{register.group}", words=register.title,
            icon="books", columns=tuple((field.key, field.label) for field in fields),
            usual=usual_columns(register),
            covered=any(field.kind.mask is not None for field in fields),
            hint="纸面用勾选的栏目，Excel 总是全部栏目。",
            gather=partial(_book, register),
        )  # fmt: skip


def _book(register: Register[Any], office: "Office", asked: ReportOptions) -> Paper:
    options = RosterOptions(asked.columns, asked.full, asked.purpose)
    return office.roll_papers.book(register, RollView(), options)


def _supervised(office: "Office", year: int) -> Sequence[tuple[int, str]]:
    """The supervisions of the tasks of a year, newest first."""
    titles = {task.id: task.title for task in Tasks(office.ledger).every() if task.year == year}
    return [
        (one.id or 0, f"{(one.date or '')[5:]} {one.kind.value} {titles[one.task_id]}")
        for one in office.supervisions.every()
        if one.task_id in titles
    ]


def _roster(
    title: str, only: dict[str, Any], office: "Office", asked: ReportOptions
) -> Paper:  # fmt: skip
    places = (asked.community,) if asked.community else ()
    wanted = PersonFilter(communities=places, statuses=(PersonStatus.ACTIVE,), **only)
    paper = office.papers.roster_of(LedgerView(only=wanted), asked.roster)
    title = title or paper.title
    return replace(paper, title=title, record=replace(paper.record, title=title))


def _old(office: "Office", asked: ReportOptions) -> Paper:
    day = min(date(asked.year, 12, 31), office.ledger.clock().date())
    title = f"年满{_OLD}周岁人员名单（截至{show_date(day.isoformat())}）"
    return _roster(title, {"ages": AgeSpan(day.isoformat(), _OLD)}, office, asked)


def _changes(kind: ChangePaper, office: "Office", asked: ReportOptions) -> Paper:
    return office.change_papers.paper(kind, asked.period, asked.shown)


def _card(office: "Office", asked: ReportOptions) -> Paper:
    if not asked.one:
        raise Problem("请先选择人员：输入姓名、拼音或证件号。", code="nobody")
    return office.person_cards.card(asked.one, full=asked.full, purpose=asked.purpose)


def _handouts(item: HandoutItem, office: "Office", asked: ReportOptions) -> Paper:
    ids = office.handouts.survey(item).ids(Standing.MISSING)
    return office.handout_papers.sheet(item, ids, full=asked.full, purpose=asked.purpose)


def _contact_book(kind: ContactList, office: "Office", asked: ReportOptions) -> Paper:
    words = _span_words(asked)
    period = contact_papers.Period(asked.since, asked.until, words)
    return office.contact_papers.book(kind, period, asked.roster)


def _span_words(asked: ReportOptions) -> str:
    """2026年, or the two days as they stand."""
    whole = (asked.since, asked.until) == (f"{asked.year}-01-01", f"{asked.year}-12-31")
    return f"{asked.year}年" if whole else f"{asked.since}至{asked.until}"
