"""总结: beginning, writing and freezing summaries, checking their numbers, making them papers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from shuangyong_desktop.documents.change_book import ChangeSheet
from shuangyong_desktop.documents.frames import long_date
from shuangyong_desktop.documents.letters import (
    Block,
    Letter,
    chapter,
    paragraph,
    section,
)
from shuangyong_desktop.domain import numbers as declared
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.numbers import Number, Span
from shuangyong_desktop.domain.plain import from_plain, to_plain
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.summaries import (
    BY_KEY,
    OPENING,
    SUMMARIES,
    Section,
    Summary,
    SummaryKind,
    filled,
    first_text,
    headed,
    tokens,
)
from shuangyong_desktop.services.annexes import Annexes
from shuangyong_desktop.services.numbers import Figure, Numbers
from shuangyong_desktop.services.papers import Paper
from shuangyong_desktop.services.registers import Entries
from shuangyong_desktop.services.settings import Settings
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.transaction import Transaction

_PERIODS = {SummaryKind.YEAR: "全年", SummaryKind.HALF: "上半年", SummaryKind.BRIEF: "本期"}


@dataclass(frozen=True, slots=True)
class Told:
    """One section as it stands: what it is, its own text with fields, and the text filled."""

    section: Section
    text: str
    filled: str
    own: bool


class Summaries(Entries[Summary]):
    """The summaries of one open ledger; every verb is one undoable change."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger, SUMMARIES)
        self._settings = Settings(ledger)

    def of_year(self, year: int) -> list[Summary]:
        """The summaries of a year, newest first."""
        return list(self.every(RecordFilter(equal=(("year", year),))))

    def fresh(self, kind: SummaryKind, span: Span) -> Summary:
        """A summary as it begins, not written yet."""
        desk = self._settings.desk()
        return Summary(
            year=span.year, kind=kind, since=span.since.isoformat(),
            until=span.until.isoformat(), title=f"{_street(desk.issuer)}{_titled(kind, span)}",
            opening=OPENING, signed=desk.issuer, date=self._ledger.clock().date().isoformat(),
        )  # fmt: skip

    def put(self, change: Transaction, record: Summary) -> int:
        """Write a summary within `change`. Raises Problem for one that is frozen."""
        if record.id is not None and record.removed_at is None:
            known = self.get(record.id)
            if known.frozen_on and record.frozen_on:
                raise Problem("总结已经定稿，不能再改。请先取消定稿。没有保存。", code="frozen")
        span_of(record)
        return super().put(change, record)

    def freeze(self, summary_id: int) -> Summary:
        """定稿: keep text and numbers as they are now; later changes no longer reach them."""
        summary = self.get(summary_id)
        if summary.frozen_on:
            raise Problem("总结已经定稿了。没有改动。", code="frozen")
        view = SummaryView(self._ledger, summary)
        texts = {told.section.key: told.text for told in view.sections()}
        today = self._ledger.clock().date().isoformat()
        with self._ledger.transaction(self.title("定稿", summary)) as change:
            whole = replace(
                summary, texts=texts, values=dict(view.values), kept=view.kept(), frozen_on=today
            )
            self.records.update(change, whole)
        return self.get(summary_id)

    def thaw(self, summary_id: int) -> Summary:
        """取消定稿: the numbers are told anew from now on, the words stay."""
        summary = self.get(summary_id)
        if not summary.frozen_on:
            raise Problem("总结没有定稿。没有改动。", code="not_frozen")
        with self._ledger.transaction(self.title("取消定稿", summary)) as change:
            self.records.update(change, replace(summary, values={}, kept={}, frozen_on=None))
        return self.get(summary_id)

    def view(self, summary: Summary) -> "SummaryView":
        """`summary` with its numbers as they are now, or as they were when it was frozen."""
        return SummaryView(self._ledger, summary)


class SummaryView:
    """One summary with its numbers, each told once."""

    def __init__(self, ledger: Ledger, summary: Summary) -> None:
        self._ledger, self.summary = ledger, summary
        self.span = span_of(summary)
        self._numbers = Numbers(ledger, self.span)
        self._desk = Settings(ledger).desk()

    @property
    def live(self) -> Numbers:
        """The numbers as the ledger has them now."""
        return self._numbers

    @cached_property
    def annexes(self) -> Annexes:
        """The tables and charts of the same days."""
        return Annexes(self._ledger, self.span, self._numbers)

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Every number of the span by key, as the ledger has them now."""
        return {figure.number.key: figure for figure in self._numbers.every()}

    @cached_property
    def values(self) -> Mapping[str, str]:
        """The texts of all fields: frozen ones where the summary is frozen."""
        if self.summary.frozen_on:
            return self.summary.values
        year = self.span.year
        return {
            "year": str(year), "next_year": str(year + 1), "period": self._period,
            "until": long_date(min(self.span.until, self._ledger.clock().date())),
            "street": _street(self._desk.issuer),
            **{key: figure.text for key, figure in self.figures.items()},
        }  # fmt: skip

    def sections(self) -> Iterator[Told]:
        """The chosen sections in their order, with their texts."""
        for key in self.summary.sections:
            section_ = BY_KEY[key]
            own = self.summary.texts.get(key)
            text = own if own is not None else first_text(section_, self._is_zero)
            yield Told(section_, text, filled(text, self.values), own is not None)

    def headline(self, key: str) -> str:
        """The number that stands beside a section: 800 户次; empty where it has none."""
        number = declared.BY_KEY.get(BY_KEY[key].headline)
        return f"{self.figures[number.key].text} {number.unit}" if number else ""

    def numbers(self) -> list[Number]:
        """The numbers that the text tells, in order, each once."""
        texts = [self.summary.opening or "", *(told.text for told in self.sections())]
        keys = dict.fromkeys(key for text in texts for key in tokens(text))
        return [declared.BY_KEY[key] for key in keys if key in declared.BY_KEY]

    def last_year(self) -> Mapping[str, Figure]:
        """The same span of the year before, for comparison."""
        before = Numbers(self._ledger, self.span.year_before())
        return {figure.number.key: figure for figure in before.every()}

    def letter(self) -> Paper:
        """The summary as a 公文 with its annex. Raises Problem where a field has no number."""
        summary = self.summary
        blocks: list[Block] = []
        if summary.opening:
            blocks.append(paragraph(filled(summary.opening, self.values)))
        told = {one.section.key: one for one in self.sections()}
        for over, heading, section_ in headed(summary.sections):
            if over:
                blocks.append(chapter(over))
            head = filled(heading, self.values)
            blocks.append(section(head) if section_.point else chapter(head))
            blocks.append(paragraph(told[section_.key].filled))
        annex = self.annexes
        enclosed = (annex.title,) if summary.annex else ()
        letter = Letter(
            title=summary.title or "", blocks=tuple(blocks), enclosures=enclosed,
            signed=summary.signed or "", day=_day(summary.date),
            after=self._annex_blocks() if summary.annex else (),
            office=self._desk.reporter, demo=self._ledger.demo,
        )  # fmt: skip
        return Paper("letter", summary.title or "", letter, len(blocks))

    def workbook(self) -> Paper:
        """All numbers and tables as .xlsx: as they are now, or as they were when frozen."""
        kept = self.summary.kept.get("workbook")
        if kept is None:
            return self.annexes.workbook()
        sheet = from_plain(ChangeSheet, kept)
        return Paper("change_sheet", sheet.title, sheet, len(sheet.tables))

    def kept(self) -> Mapping[str, Any]:
        """What 定稿 keeps of annex and workbook, as plain records."""
        return {
            "annex": to_plain(self.annexes.blocks()),
            "workbook": to_plain(self.annexes.workbook().record),
        }

    def _annex_blocks(self) -> tuple[Block, ...]:
        kept = self.summary.kept.get("annex")
        if kept is None:
            return self.annexes.blocks()
        return tuple(from_plain(Block, block) for block in kept)

    @property
    def _period(self) -> str:
        return _PERIODS[self.summary.kind]

    def _is_zero(self, key: str) -> bool:
        figure = self.figures.get(key)
        return figure is None or figure.value == 0


def span_of(summary: Summary) -> Span:
    """The days that a summary tells of; raises Problem where they cannot be a span."""
    try:
        since, until = (date.fromisoformat(day or "") for day in (summary.since, summary.until))
    except ValueError as error:
        raise Problem("请填写起止日期，例如 2026-01-01 至 2026-12-31。没有保存。",
                      code="bad_span") from error  # fmt: skip
    return Span(since, until)


def _titled(kind: SummaryKind, span: Span) -> str:
    if kind is SummaryKind.YEAR:
        return f"{span.year}年度双拥工作总结"
    if kind is SummaryKind.HALF:
        return f"{span.year}年上半年双拥工作小结"
    return f"{span.year}年双拥工作简报"


def _street(issuer: str) -> str:
    """通惠街道 out of 綦江区通惠街道办事处: how a summary calls its own office."""
    short = issuer.split("区", 1)[-1].removesuffix("办事处").removesuffix("人民政府")
    return short or issuer


def _day(iso: str | None) -> str:
    return long_date(date.fromisoformat(iso)) if iso else ""
