"""The dialogs of the 追回台账: what was paid too long, what came back, what is not claimed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.money import yuan_text
from shuangyong_desktop.domain.recoveries import RECOVERIES, REPAYMENTS, Recovery, Repayment
from shuangyong_desktop.services.recoveries import RecoveryLine
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.record_dialog import AboutDialog
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.record_dialog import RecordDialog

_ASKED = RECOVERIES.schema.pick(
    "date", "reason", "kind", "since", "until", "amount", "debtor", "phone", "remarks"
)
_DECISION = RECOVERIES.schema.pick("waived")
_ENTITLED = (
    "残疾抚恤金", "定期抚恤金", "定期生活补助（参战）", "定期生活补助（参试）",
    "定期生活补助（带病回乡）", "定期生活补助（在乡复员）", "定期生活补助（农村籍）",
    "定期生活补助（烈士老年子女）", "护理费",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Decision:
    """What is asked before the rest is not claimed any more."""

    waived: str | None = None


def ask_for_recovery(
    desk: Desk,
    notices: Notices,
    recovery: Recovery,
    parent: QWidget,
    write: Callable[[Recovery], Recovery],
) -> None:
    """Ask for a recovery and give it to `write`; without a person one is asked for first."""
    title = "列入追回台账" if recovery.id is None else "修改追回登记"
    if recovery.person_id is not None:
        title = f"{title}：{desk.office.people.get(recovery.person_id).name}"
    dialog = AboutDialog(desk, title, _ASKED, recovery, write, parent, name="recovery",
                         choices={"kind": _ENTITLED})  # fmt: skip
    if dialog.exec():
        Undoing(desk, notices).written("已列入追回台账" if recovery.id is None else "已修改")
    dialog.deleteLater()


def ask_for_repayment(desk: Desk, notices: Notices, line: RecoveryLine, parent: QWidget) -> None:
    """Ask for what came back; the whole of what is open is offered."""
    recovery, left = line.recovery, line.count.open
    today = date.today().isoformat()  # noqa: DTZ011 (the clerk's own day)
    hint = f"{line.person.name}　{line.count.words}"
    dialog = RecordDialog(desk, "登记退款", REPAYMENTS.schema, desk.office.recoveries.repay, parent,
                          name="repayment", hint=hint)  # fmt: skip
    dialog.show_record(Repayment(recovery_id=recovery.id, date=today, amount=left))
    dialog.focus("date")
    if dialog.exec():
        paid: Repayment = dialog.stored
        said = f"已登记退款：{line.person.name} {yuan_text(paid.amount or left)} 元"
        Undoing(desk, notices).written(f"{said}（{show_date(paid.date or '')}）")
    dialog.deleteLater()


def ask_for_waiver(desk: Desk, notices: Notices, line: RecoveryLine, parent: QWidget) -> None:
    """Ask who decided that the rest is not claimed, and by which document."""
    recoveries, number = desk.office.recoveries, line.recovery.id or 0

    def write(decision: _Decision) -> _Decision:
        recoveries.waive(number, decision.waived or "")
        return decision

    dialog = RecordDialog(
        desk, "不再追回", _DECISION, write, parent, name="waiver",
        hint=f"{line.person.name}还有 {yuan_text(line.count.open)} 元没有退回。"
        "是否不再追回由上级决定，街道不作决定。",
    )  # fmt: skip
    dialog.show_record(_Decision())
    if dialog.exec():
        Undoing(desk, notices).written(f"已登记不再追回：{line.person.name}")
    dialog.deleteLater()
