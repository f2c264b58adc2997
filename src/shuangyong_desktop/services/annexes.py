"""附件 of a summary: tables and charts whose sums are those of its text."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property

from shuangyong_desktop.documents.change_book import ChangeSheet, ChangeTable, Head, SheetRow
from shuangyong_desktop.documents.frames import long_date
from shuangyong_desktop.documents.letters import Bar, Block, BlockKind, Cell, Line
from shuangyong_desktop.domain.contacts import APPEALS, Appeal
from shuangyong_desktop.domain.money import yuan_text
from shuangyong_desktop.domain.numbers import NUMBERS, Span
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.visits import VisitUnit
from shuangyong_desktop.services.numbers import NOWHERE, Numbers
from shuangyong_desktop.services.papers import Paper
from shuangyong_desktop.services.settings import Settings
from shuangyong_desktop.storage.communities import Communities
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.registers import Records
from shuangyong_desktop.storage.visits import VisitLists

_OTHER = "其他"
_HEADS = (
    Head("序号", 2), Head("指标", 10, align="left"), Head("单位", 3),
    Head("本期", 5, align="right"), Head("上年同期", 5, align="right"),
    Head("统计口径", 18, align="left"), Head("对应要点", 4),
)  # fmt: skip


class Annexes:
    """The tables and charts of one span of one open ledger; `numbers` are those of the text."""

    def __init__(self, ledger: Ledger, span: Span, numbers: Numbers | None = None) -> None:
        self._ledger, self._span = ledger, span
        self._numbers = numbers or Numbers(ledger, span)
        self._listed, self._visited = self._numbers.listed, self._numbers.visited

    @property
    def title(self) -> str:
        """What the annex is called where the text names it."""
        return f"{self._span.year}年双拥工作主要数据"

    @property
    def sums(self) -> Mapping[str, str]:
        """The sum of each column of the table, by its heading in one line."""
        heads = (text.replace("\n", "") for text in self._columns)
        return dict(zip(heads, self._rows[-1], strict=True))

    def blocks(self) -> tuple[Block, ...]:
        """The annex as it stands behind the text."""
        return (
            Block(kind=BlockKind.FLUSH, text="附件"),
            Block(kind=BlockKind.TITLE, text=self.title),
            Block(kind=BlockKind.CAPTION, text=f"表1　{self._span.year}年各村（社区）主要数据"),
            self._table(),
            *(Block(kind=BlockKind.NOTE, text=text) for text in self._notes()),
            Block(kind=BlockKind.NEW_PAGE),
            *self._charts(),
        )  # fmt: skip

    def workbook(self) -> Paper:
        """Every number with its formula and that of a year ago, and the table, as .xlsx."""
        now, before = self._numbers, self._before()
        figures = zip(now.every(), before.every(), strict=True)
        rows = tuple(
            SheetRow((str(at), here.number.words, here.number.unit, here.text, there.text,
                      here.number.how, here.number.clause))
            for at, (here, there) in enumerate(figures, 1)
        )  # fmt: skip
        heads = tuple(Head(text.replace("\n", ""), 6) for text in self._columns)
        last = len(self._rows) - 1
        lines = tuple(SheetRow(cells, strong=at == last) for at, cells in enumerate(self._rows))
        tables = (
            ChangeTable("指标", _HEADS, rows),
            ChangeTable("各村（社区）", heads, lines),
        )  # fmt: skip
        desk = self._settings.desk()
        sheet = ChangeSheet(
            title=self.title, office=desk.reporter, made_on=self._ledger.clock().date(),
            period=f"{long_date(self._span.since)}至{long_date(self._span.until)}",
            tables=tables, notes=tuple(self._notes()), demo=self._ledger.demo,
        )  # fmt: skip
        return Paper("change_sheet", self.title, sheet, len(NUMBERS))

    @cached_property
    def _settings(self) -> Settings:
        return Settings(self._ledger)

    def _before(self) -> Numbers:
        return Numbers(self._ledger, self._span.year_before())

    @cached_property
    def _occasions(self) -> tuple[str, ...]:
        plans = VisitLists(self._ledger).plans(self._span.year)
        return tuple(
            dict.fromkeys(plan.occasion for plan in sorted(plans, key=lambda p: p.id or 0))
        )

    @cached_property
    def _columns(self) -> tuple[str, ...]:
        return ("村（社区）", "退役军人", "其他优抚对象", "合计（去重）", "享受定期补助",
                *(f"{name}慰问" for name in self._occasions), "慰问合计", "慰问金\n（元）",
                "诉求受理", "诉求办结")  # fmt: skip

    @cached_property
    def _rows(self) -> tuple[tuple[str, ...], ...]:
        """One row for each 村（社区） and the sums; each column adds up to a number of the text."""
        places = [item.name for item in Communities(self._ledger).all()]
        counts = self._by_place()
        places += [NOWHERE] if any(column[NOWHERE] for column in counts[:-1]) else []
        rows = [
            (name, *(_text(column[name]) for column in counts))
            for name in places
        ]  # fmt: skip
        return (
            *rows,
            ("合　计", *(_text(sum(column.values(), _zero(column))) for column in counts)),
        )

    def _by_place(self) -> list[dict[str, int | Decimal]]:
        people = self._listed.by_place()
        units = self._visited.with_occasions()
        visits = [_places(unit for name, unit in units if name == one) for one in self._occasions]
        money: dict[str, int | Decimal] = defaultdict(Decimal)
        for _, unit in units:
            money[unit.community or NOWHERE] += unit.money
        received = self._appeals("")
        return [*people, *visits, _places(unit for _, unit in units), money,
                received, self._appeals("closed_on")]  # fmt: skip

    def _appeals(self, by: str) -> dict[str, int | Decimal]:
        records = Records(self._ledger, APPEALS)
        only = RecordFilter(
            since=self._span.since.isoformat(), until=self._span.until.isoformat(), by=by
        )
        places = self._listed.places(one.person_id or 0 for one in records.every(only))
        return _defaulted(Counter(place or NOWHERE for place in places))

    def _table(self) -> Block:
        heads = Line(tuple(Cell(text, label=True) for text in self._columns), 14)
        last = len(self._rows) - 1
        lines = tuple(
            Line(tuple(Cell(text, label=at == last) for text in row), 8)
            for at, row in enumerate(self._rows)
        )
        widths = (3.0, *(2.9 if "元" in text else 2.0 for text in self._columns[1:]))
        return Block(kind=BlockKind.TABLE, lines=(heads, *lines), widths=widths, heads=1)

    def _notes(self) -> Iterator[str]:
        until = min(self._span.until, self._ledger.clock().date())
        yield f"注：1.统计时间截至{long_date(until)}。"
        yield "　　2.人员分类有交叉，合计按人去重；慰问以签收登记为准，单位：户次。"
        yield "　　3.慰问金为各次慰问签收金额之和，不含慰问品；诉求办结按办结时间统计。"

    def _charts(self) -> Iterator[Block]:
        by_place = [
            (name, tuple(int(column[name]) for column in self._visit_columns()))
            for name in dict.fromkeys(row[0] for row in self._rows[:-1])
        ]
        if self._occasions and any(any(values) for _, values in by_place):
            yield Block(
                kind=BlockKind.CHART, unit="户次", series=self._occasions,
                bars=tuple(Bar(name, values) for name, values in by_place),
                text=f"图1　{self._span.year}年各村（社区）走访慰问情况",
            )  # fmt: skip
        kinds = self._appeal_kinds()
        if kinds:
            total = sum(sum(bar.values) for bar in kinds)
            yield Block(
                kind=BlockKind.CHART, unit="件", series=("已办结", "正在办理"), bars=kinds,
                text=f"图2　{self._span.year}年诉求受理和办结情况（共{total}件）",
            )  # fmt: skip

    def _visit_columns(self) -> list[dict[str, int | Decimal]]:
        units = self._visited.with_occasions()
        return [_places(unit for name, unit in units if name == one) for one in self._occasions]

    def _appeal_kinds(self) -> tuple[Bar, ...]:
        only = RecordFilter(since=self._span.since.isoformat(), until=self._span.until.isoformat())
        found: dict[str, list[int]] = {}
        for appeal in Records(self._ledger, APPEALS).every(only):
            found.setdefault(appeal.kind or _OTHER, [0, 0])[_open(appeal, self._span.until)] += 1
        ordered = sorted(found.items(), key=lambda item: -sum(item[1]))
        return tuple(Bar(name, tuple(values)) for name, values in ordered)


def _open(appeal: Appeal, until: date) -> int:
    """1 for an appeal that still waited at the end of the span, else 0."""
    return int(not appeal.closed_on or appeal.closed_on > until.isoformat())


def _places(units: Iterator[VisitUnit]) -> dict[str, int | Decimal]:
    return _defaulted(Counter(unit.community or NOWHERE for unit in units))


def _defaulted(found: Counter[str]) -> dict[str, int | Decimal]:
    return defaultdict(int, found)


def _zero(column: dict[str, int | Decimal]) -> int | Decimal:
    return Decimal(0) if any(isinstance(value, Decimal) for value in column.values()) else 0


def _text(value: int | Decimal) -> str:
    if isinstance(value, Decimal):
        return yuan_text(value).removesuffix(".00")
    return f"{value:,}"
