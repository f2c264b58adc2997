"""诉求办理: the steps 登记 → 交办 → 办理 → 回访 → 办结, their limits and what each needs.

The limits are practice, not law, and the desk's own to change (CLERK §5.8: 告知 15 日, 办结
60 日, 延期 ≤ 30 日). 办结 needs 结果, 办结日期 and 回访满意度 (UX §2.4); what cannot be solved
goes on as 长期关注, 转上级 or 不予支持, each with its reason.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.contacts import (
    APPEALS,
    OPEN_STAGES,
    Appeal,
    AppealStage,
    AppealStep,
    Opinion,
    Satisfaction,
    Verdict,
)
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.fields import Field, Schema

_MOST_DAYS = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealLimits:
    """办理时限 in days: until acceptance is told, until it is closed, of one extension."""

    tell_days: int = 15
    close_days: int = 60
    most_extension_days: int = 30

    def __post_init__(self) -> None:
        for days in (self.tell_days, self.close_days, self.most_extension_days):
            if not 1 <= days <= _MOST_DAYS:
                raise Problem(f"时限请填 1 到 {_MOST_DAYS} 天，设置没有改动。", code="limits")


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """What the clerk enters for one step: the stage it leads to, when, by whom, what was done.

    Which of the rest is needed depends on the stage; empty texts leave what is known.
    """

    stage: AppealStage
    date: str
    by: str | None = None
    words: str | None = None
    unit: str | None = None
    handler: str | None = None
    channel: str | None = None
    papers_needed: str | None = None
    money: Decimal | None = None
    money_source: str | None = None
    outcome: str | None = None
    satisfaction: Satisfaction | None = None


_TAKEN = ("unit", "handler", "channel", "papers_needed", "money", "money_source", "outcome",
          "satisfaction")  # fmt: skip
HANDLING = Schema(
    Handling,
    (
        Field("date", "日期", kinds.DATE, required=True),
        Field("by", "经办人", kinds.words()),
        Field("words", "办理情况", kinds.LONG_TEXT),
        *(APPEALS.schema[key] for key in _TAKEN),
    ),
)
"""The columns of one step, those of the appeal as they are declared there."""

ASKED: dict[AppealStage, tuple[str, ...]] = {
    AppealStage.ASSIGNED: ("date", "by", "unit", "handler", "words"),
    AppealStage.HANDLING: (
        "date", "by", "words", "channel", "papers_needed", "money", "money_source",
    ),
    AppealStage.REVISITED: ("date", "by", "satisfaction", "words"),
    AppealStage.CLOSED: ("date", "by", "outcome", "satisfaction", "money", "money_source"),
    AppealStage.WATCHED: ("date", "by", "words"),
    AppealStage.FORWARDED: ("date", "by", "unit", "words"),
    AppealStage.DECLINED: ("date", "by", "words"),
}  # fmt: skip
"""What the form asks for by the stage that a step leads to."""

NEXT_STAGES: dict[AppealStage, tuple[AppealStage, ...]] = {
    AppealStage.REGISTERED: (AppealStage.ASSIGNED, AppealStage.HANDLING),
    AppealStage.ASSIGNED: (AppealStage.HANDLING, AppealStage.ASSIGNED),
    AppealStage.HANDLING: (AppealStage.HANDLING, AppealStage.REVISITED, AppealStage.ASSIGNED),
    AppealStage.REVISITED: (AppealStage.CLOSED, AppealStage.HANDLING),
    AppealStage.CLOSED: (AppealStage.HANDLING,),
    AppealStage.WATCHED: (AppealStage.HANDLING,),
    AppealStage.FORWARDED: (AppealStage.HANDLING,),
    AppealStage.DECLINED: (AppealStage.HANDLING,),
}
"""Where an appeal usually goes next; the first is offered. Closed ones can be taken up again."""

ENDINGS = (
    AppealStage.CLOSED,
    AppealStage.WATCHED,
    AppealStage.FORWARDED,
    AppealStage.DECLINED,
)
"""The stages in which an appeal waits no longer."""


def stages_after(stage: AppealStage) -> tuple[AppealStage, ...]:
    """Every stage a step may lead to, the usual ones first."""
    usual = NEXT_STAGES[stage]
    endings = ENDINGS if stage in OPEN_STAGES else ()
    return tuple(dict.fromkeys((*usual, *endings)))


def with_deadline(appeal: Appeal, limits: AppealLimits) -> Appeal:
    """`appeal` with the last day of handling where none was set."""
    if appeal.deadline or not _is_day(appeal.date):
        return appeal
    last = _day(appeal.date) + timedelta(days=limits.close_days)
    return replace(appeal, deadline=last.isoformat())


def days_left(appeal: Appeal, today: date) -> int | None:
    """How many days are left, negative when overdue; None once it waits no longer."""
    if appeal.stage not in OPEN_STAGES or not _is_day(appeal.due):
        return None
    return (_day(appeal.due) - today).days


def tell_days_left(appeal: Appeal, limits: AppealLimits, today: date) -> int | None:
    """How many days are left for telling acceptance; None when told or no longer waiting."""
    if appeal.told_on or appeal.stage not in OPEN_STAGES or not _is_day(appeal.date):
        return None
    return (_day(appeal.date) + timedelta(days=limits.tell_days) - today).days


def advance(appeal: Appeal, step: Handling, today: date) -> Appeal:
    """`appeal` after `step`. Raises Problem when the step lacks what its stage needs."""
    if step.stage not in stages_after(appeal.stage):
        raise Problem(
            f"诉求现在是“{appeal.stage.value}”，不能直接改为“{step.stage.value}”。没有改动。",
            code="stage",
        )
    _refuse_day(appeal, step.date, today)
    changed = replace(
        appeal,
        stage=step.stage,
        unit=step.unit or appeal.unit,
        handler=step.handler or appeal.handler,
        channel=step.channel or appeal.channel,
        papers_needed=step.papers_needed or appeal.papers_needed,
        money=appeal.money if step.money is None else step.money,
        money_source=step.money_source or appeal.money_source,
        outcome=step.outcome or appeal.outcome,
        satisfaction=step.satisfaction or appeal.satisfaction,
    )
    changed = _dated(changed, step, reopened=appeal.stage not in OPEN_STAGES)
    _refuse_incomplete(changed, step)
    return changed


def _dated(appeal: Appeal, step: Handling, *, reopened: bool) -> Appeal:
    """The day of the step in the column of its stage, and what was done as 办理情况."""
    match step.stage:
        case AppealStage.ASSIGNED:
            return replace(appeal, assigned_on=step.date)
        case AppealStage.REVISITED:
            return replace(appeal, revisited_on=step.date)
        case AppealStage.HANDLING:
            kept = replace(appeal, handling=step.words or appeal.handling)
            return replace(kept, closed_on=None, satisfaction=None) if reopened else kept
        case AppealStage.WATCHED:
            return appeal
        case _:
            return replace(appeal, closed_on=step.date)


def _refuse_incomplete(appeal: Appeal, step: Handling) -> None:
    match step.stage:
        case AppealStage.ASSIGNED if not (appeal.unit or appeal.handler):
            raise Problem("请填写交办给哪个单位或哪个人。没有改动。", code="no_unit")
        case AppealStage.HANDLING if not step.words:
            raise Problem("请填写办理情况。没有改动。", code="no_words")
        case AppealStage.REVISITED if appeal.satisfaction is None:
            raise Problem("请选择本人意见（满意、基本满意、不满意）。没有改动。", code="no_opinion")
        case AppealStage.CLOSED:
            refuse_hollow(appeal)
        case AppealStage.WATCHED | AppealStage.FORWARDED | AppealStage.DECLINED if not step.words:
            raise Problem(f"{step.stage.value}要写明理由。没有改动。", code="no_reason")


def refuse_hollow(appeal: Appeal) -> None:
    """Raise Problem when a closed appeal lacks what closing needs."""
    if appeal.stage is not AppealStage.CLOSED:
        return
    needed = (("办理结果", appeal.outcome), ("办结时间", appeal.closed_on),
              ("回访满意度", appeal.satisfaction))  # fmt: skip
    missing = [words for words, value in needed if not value]
    if missing:
        raise Problem(
            f"办结还缺{'、'.join(missing)}。暂时办不结的，可以转为长期关注。没有改动。",
            code="not_closable",
        )


def extended(appeal: Appeal, until: str, reason: str, limits: AppealLimits, today: date) -> Appeal:
    """`appeal` with a later last day. Raises Problem without reason or beyond the limit."""
    if appeal.stage not in OPEN_STAGES:
        raise Problem("这件诉求已不在办理中，不用延期。没有改动。", code="stage")
    if not reason.strip():
        raise Problem("延期要写明理由。没有改动。", code="no_reason")
    if not _is_day(until) or not _is_day(appeal.deadline):
        raise Problem("请填写延期到哪一天，例如 2026-09-30。没有改动。", code="bad_date")
    last = _day(appeal.deadline) + timedelta(days=limits.most_extension_days)
    if not max(_day(appeal.deadline), today - timedelta(days=1)) < _day(until) <= last:
        raise Problem(
            f"延期最多 {limits.most_extension_days} 天，要在原时限 {appeal.deadline} 之后、"
            f"{last.isoformat()} 之前（含当天），并且不早于今天。没有改动。",
            code="too_long",
        )
    return replace(appeal, extended_to=until, extension_reason=reason.strip())


def told(appeal: Appeal, on: str, today: date) -> Appeal:
    """`appeal` with the day on which acceptance was told to the person (告知)."""
    _refuse_day(appeal, on, today)
    return replace(appeal, told_on=on)


def answered(opinion: Opinion, verdict: Verdict, reason: str, on: str, today: date) -> Opinion:
    """`opinion` with what became of it. Raises Problem without a reason (CLERK: 采纳与否写明)."""
    if verdict is Verdict.OPEN:
        raise Problem("请选择采纳、不采纳或转办。没有改动。", code="no_verdict")
    if not reason.strip():
        raise Problem(f"{verdict.value}要写明理由或答复。没有改动。", code="no_reason")
    if not _is_day(on) or _day(on) > today or (opinion.date or "") > on:
        raise Problem(
            "答复时间要在提出之后、今天之前（含当天），请核对。没有改动。", code="bad_date"
        )
    return replace(opinion, verdict=verdict, reason=reason.strip(), replied_on=on)


def first_step(appeal: Appeal, by: str | None) -> AppealStep:
    """The row with which the steps of an appeal begin."""
    return AppealStep(
        person_id=appeal.person_id, appeal_id=appeal.id, date=appeal.date,
        stage=AppealStage.REGISTERED, by=by, words=appeal.content,
    )  # fmt: skip


def step_of(appeal: Appeal, step: Handling) -> AppealStep:
    """The row that `step` adds to the steps of `appeal`."""
    parts = [step.words, step.outcome, step.satisfaction and f"本人意见：{step.satisfaction.value}"]
    if step.unit or step.handler:
        parts.append(f"承办：{'　'.join(part for part in (step.unit, step.handler) if part)}")
    if step.money is not None:
        source = f"（{step.money_source}）" if step.money_source else ""
        parts.append(f"帮扶 {step.money:,.2f} 元{source}")
    return AppealStep(
        person_id=appeal.person_id, appeal_id=appeal.id, date=step.date, stage=step.stage,
        by=step.by, words="；".join(part for part in parts if part) or None,
    )  # fmt: skip


def _refuse_day(appeal: Appeal, text: str, today: date) -> None:
    if not _is_day(text):
        raise Problem("请填写完整的日期，例如 2026-07-28。没有改动。", code="bad_date")
    if _day(text) > today:
        raise Problem("日期在今天之后，请核对。没有改动。", code="bad_date")
    if appeal.date and text < appeal.date[: len(text)]:
        raise Problem(f"日期早于登记时间 {appeal.date}，请核对。没有改动。", code="bad_date")


def _is_day(text: str | None) -> bool:
    """Whether `text` is a full ISO day."""
    return text is not None and len(text) == len("2026-07-28")


def _day(text: str | None) -> date:
    return date.fromisoformat(text or "")
