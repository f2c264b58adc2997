"""双清单对账单, 督办单, 约谈记录, 移交函, 逾期通报: gathered from the tasks of a ledger."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from shuangyong_desktop.documents.change_book import ChangeSheet, ChangeTable, Head, SheetRow
from shuangyong_desktop.documents.frames import long_date
from shuangyong_desktop.documents.letters import (
    Block,
    BlockKind,
    Cell,
    Letter,
    Line,
    chapter,
    paragraph,
    table,
)
from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.rolls.plans import Reconciliation
from shuangyong_desktop.domain.task_marks import list_names
from shuangyong_desktop.domain.tasks import (
    MUTUAL,
    Supervision,
    SupervisionKind,
    TaskList,
    standing_words,
)
from shuangyong_desktop.services.papers import Paper
from shuangyong_desktop.services.reconciling import Reconciliations, balance_of
from shuangyong_desktop.services.settings import Settings
from shuangyong_desktop.services.supervising import Supervisions
from shuangyong_desktop.services.tasks import TaskLine, Tasks
from shuangyong_desktop.storage.ledger import Ledger

_HEADS = (
    Head("序号", 2), Head("事项名称", 10, align="left"), Head("提出单位", 6), Head("责任单位", 6),
    Head("完成时限", 6), Head("完成情况", 9, align="left"), Head("办理状态", 5),
    Head("确认人", 4, group="提出单位确认"), Head("时间", 6, group="提出单位确认"),
    Head("评价", 4, group="提出单位确认"), Head("本期变化", 8, align="left"),
    Head("备注（未完成原因、长效措施）", 10, align="left"),
)  # fmt: skip
_BOTH_SIDES = ("地方经办人（签字盖章）：", "部队经办人（签字盖章）：", "对账日期：　　年　月　日")
_LATE_HEADS = ("序号", "任务事项", "时限", "逾期天数", "完成情况")
_LATE_WIDTHS = (1.3, 5.4, 3.4, 2.0, 3.4)
_TITLES = {
    SupervisionKind.REMINDER: "工作提醒单",
    SupervisionKind.URGING: "催办单",
    SupervisionKind.ORDER: "督办单",
    SupervisionKind.TALK: "约谈记录",
    SupervisionKind.REFERRAL: "关于移交督办事项的函",
}
_DISCIPLINE = "街道纪工委"


class TaskPapers:
    """The papers about tasks of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._tasks = Tasks(ledger)
        self._reconciliations = Reconciliations(ledger)
        self._supervisions = Supervisions(ledger)
        self._settings = Settings(ledger)

    def statement(
        self, year: int, record: Reconciliation | None = None, lists: Sequence[TaskList] = MUTUAL
    ) -> Paper:
        """《双清单对账单》 of a year, with places for both sides (CLERK §2).

        As it stood at the 对账 `record`, else as it stands now; changes are those since the 对账
        before. Raises Problem where the lists are empty.
        """
        known = self._lines(year) if record is None else self._reconciliations.lines_at(record)
        lines = [line for line in known if line.task.list in lists]
        if not lines:
            raise Problem(f"{year} 年的双清单还没有事项，对账单没有生成。", code="nothing")
        found = self._reconciliations.changes(year, record)
        changes = {item.task.id: item.words for item in found}
        today = self._ledger.clock().date()
        day = date.fromisoformat(record.date) if record and record.date else today
        desk, title = self._settings.desk(), f"{year}年军地互办实事“双清单”对账单"
        names = list_names(desk)
        tables = tuple(
            ChangeTable(
                names[which], _HEADS,
                tuple(_row(at, line, changes) for at, line in enumerate(part, 1)),
                lead=(f"{names[which]}（{len(part)} 项）",),
            )
            for which in lists
            if (part := [line for line in lines if line.task.list is which])
        )  # fmt: skip
        told = balance_of(lines, day)
        summary = (
            f"共 {told.total} 项：已销号 {told.closed} 项，在办 {told.going} 项"
            f"（其中超期 {told.overdue} 项），挂起 {told.held} 项，转入下年 {told.carried} 项。"
        )
        sheet = ChangeSheet(
            title=title, office=desk.reporter, made_on=today, period=f"截至{long_date(day)}",
            tables=tables, lead=(summary,), signs=_BOTH_SIDES, demo=self._ledger.demo,
        )  # fmt: skip
        return Paper("change_sheet", title, sheet, len(lines), personal=False)

    def supervision(self, record: Supervision) -> Paper:
        """督办单, 约谈记录 or 移交函 of one step: item and unit, nothing about persons."""
        (line,) = self._tasks.lines([record.task_id or 0])
        desk = self._settings.desk()
        title = _TITLES[record.kind]
        blocks = {
            SupervisionKind.TALK: _talk,
            SupervisionKind.REFERRAL: self._referral,
        }.get(record.kind, partial(_order, list_names(desk)))(record, line)
        letter = Letter(
            title=title,
            number=f"督{record.number}" if record.number else "",
            addressee="" if record.kind is SupervisionKind.TALK else _addressee(record),
            blocks=tuple(blocks),
            signed="" if record.kind is SupervisionKind.TALK else desk.issuer,
            day=_day(record.date) if record.kind is not SupervisionKind.TALK else "",
            office=desk.reporter,
            demo=self._ledger.demo,
        )
        return Paper("letter", f"{title}（{line.task.title}）", letter, 1, personal=False)

    def overdue(self, year: int) -> Paper:
        """逾期通报 by unit. Raises Problem where nothing is overdue."""
        units = self._supervisions.overdue(year)
        if not units:
            raise Problem("现在没有逾期的任务，不用通报。", code="nothing")
        today = self._ledger.clock().date()
        count = sum(len(unit.lines) for unit in units)
        blocks = [
            paragraph(
                f"截至{long_date(today)}，{year}年双拥工作任务中有 {count} 项超过完成时限，涉及 "
                f"{len(units)} 个单位。请相关单位对照清单抓紧办理，按要求反馈。"
            )
        ]
        numerals = "一二三四五六七八九十"
        for at, unit in enumerate(units):
            lead = f"{numerals[at]}、" if at < len(numerals) else ""
            blocks.append(chapter(f"{lead}{unit.unit}（{len(unit.lines)} 项）"))
            rows = tuple(
                (str(number), item.task.title or "", _day(item.task.due),
                 str((today - date.fromisoformat(item.task.due or "")).days),
                 standing_words(item.task, item.standing))
                for number, item in enumerate(unit.lines, 1)
            )  # fmt: skip
            blocks.append(table(_LATE_HEADS, rows, _LATE_WIDTHS))
        desk, title = self._settings.desk(), f"{year}年双拥工作逾期事项通报"
        letter = Letter(
            title=title, blocks=tuple(blocks), signed=desk.issuer, day=long_date(today),
            office=desk.reporter, demo=self._ledger.demo,
        )  # fmt: skip
        return Paper("letter", title, letter, count, personal=False)

    def _referral(self, record: Supervision, line: TaskLine) -> Iterable[Block]:
        steps = [
            f"{_day(item.date)}{item.kind.value}"
            for item in reversed(self._supervisions.of(line.task.id or 0))
            if item.kind is not SupervisionKind.REFERRAL
        ]
        told = f"我单位已先后{'、'.join(steps)}，" if steps else ""
        yield paragraph(
            f"{record.unit}牵头办理的“{line.task.title}”，完成时限为{_day(line.task.due)}，"
            f"目前{standing_words(line.task, line.standing)}。{told}该事项仍未办结。"
        )
        if record.demand:
            yield paragraph(record.demand)
        yield paragraph("现将该事项移交你单位，请按职责督促办理。")

    def _lines(self, year: int) -> list[TaskLine]:
        return self._tasks.lines(self._tasks.facts.in_order(year))


def _row(at: int, line: TaskLine, changes: dict[int | None, str]) -> SheetRow:
    task = line.task
    remarks = [task.state_reason or "", task.long_term or "", task.remarks or ""]
    return SheetRow((
        str(at), task.title or "", task.proposer or "", task.unit or "", _day(task.due),
        standing_words(task, line.standing), task.state.value, task.confirmed_by or "",
        _day(task.confirmed_on), task.evaluation.value if task.evaluation else "",
        changes.get(task.id, "无变化"), "；".join(part for part in remarks if part),
    ))  # fmt: skip


def _order(names: Mapping[TaskList, str], record: Supervision, line: TaskLine) -> Iterable[Block]:
    """A 督办单 with room for the answer below."""
    task = line.task
    source = f"{names[task.list]} {task.clause or ''}".strip()
    yield Block(kind=BlockKind.TABLE, widths=(2, 5, 2, 3), lines=(
        Line((Cell("督办事项", label=True), Cell(task.title or "", 3, left=True)), 12),
        Line((Cell("任务出处", label=True), Cell(source, left=True),
              Cell("完成时限", label=True), Cell(_day(task.due))), 10),
        Line((Cell("被督办单位", label=True), Cell(record.unit or ""),
              Cell("办结期限", label=True), Cell(_day(record.until))), 10),
        Line((Cell("目前情况", label=True),
              Cell(standing_words(task, line.standing), 3, left=True)), 12),
        Line((Cell("督办要求", label=True), Cell(record.demand or "", 3, left=True)), 21),
        Line((Cell("整改反馈", label=True), Cell(record.reply or "", 3, left=True)), 30),
        Line((Cell("单位负责人（签字盖章）", label=True), Cell(), Cell("反馈日期", label=True),
              Cell(_day(record.replied_on) or "　年　月　日")), 16),
    ))  # fmt: skip


def _talk(record: Supervision, line: TaskLine) -> Iterable[Block]:
    """A 约谈记录: who, when, about what, what was promised; signed by both."""
    yield Block(kind=BlockKind.TABLE, widths=(2, 4, 2, 4), lines=(
        Line((Cell("约谈时间", label=True), Cell(_day(record.date)),
              Cell("约谈地点", label=True), Cell()), 10),
        Line((Cell("约谈人", label=True), Cell(record.talked_by or ""),
              Cell("约谈对象", label=True), Cell(record.talked_with or record.unit or "")), 10),
        Line((Cell("约谈事项", label=True),
              Cell(f"{line.task.title}（时限{_day(line.task.due)}，"
                   f"{standing_words(line.task, line.standing)}）", 3, left=True)), 16),
        Line((Cell("约谈内容", label=True), Cell(record.demand or "", 3, left=True)), 48),
        Line((Cell("整改承诺", label=True), Cell(record.reply or "", 3, left=True)), 38),
        Line((Cell("约谈人签字", label=True), Cell(),
              Cell("约谈对象签字", label=True), Cell()), 16),
        Line((Cell("记录人", label=True), Cell(), Cell("日期", label=True),
              Cell("　年　月　日")), 12),
    ))  # fmt: skip


def _addressee(record: Supervision) -> str:
    return _DISCIPLINE if record.kind is SupervisionKind.REFERRAL else record.unit or ""


def _day(iso: str | None) -> str:
    return show_date(iso) if iso else ""
