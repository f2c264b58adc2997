"""任务 (tasks): 双清单, clauses of the 工作要点, decisions and assignments as one sort of record.

What is done for a task is counted, never guessed (CLERK §6): times and conditions. 对账销号 is
stronger than done: an item of the 双清单 is closed by the side that proposed it (CLERK §2).
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.contacts import Satisfaction
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Record, Register


class TaskList(StrEnum):
    """清单: where a task comes from. The desk may call the two lists otherwise (CLERK §2)."""

    FOR_ARMY = "地方支持部队事项"
    FOR_LOCAL = "部队支持地方事项"
    PLAN = "工作要点"
    MEETING = "会议议定事项"
    ASSIGNED = "上级交办"


MUTUAL = (TaskList.FOR_ARMY, TaskList.FOR_LOCAL)
"""双清单: what is closed by the side that proposed it."""


class TaskState(StrEnum):
    """办理状态. 已逾期 is none of them: it follows from the deadline and the day."""

    NOT_BEGUN = "未启动"
    GOING = "推进中"
    TO_CHECK = "待核验"
    CLOSED = "已销号"
    HELD = "挂起"
    CARRIED = "转入下年"
    RETURNED = "退回"


OPEN_STATES = (TaskState.NOT_BEGUN, TaskState.GOING, TaskState.TO_CHECK, TaskState.RETURNED)
"""The states in which a task waits for somebody, and can be overdue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Record):
    """One task of one year.

    `due_rule` is the deadline as the clerk wrote it (`domain.deadlines`), `due` the day it
    means now. `goal` is how many `counted_in` (次、户、件) are to be done. `plan_id` and
    `meeting_id` lead to the yearly document or the meeting it comes from, `carried_from` to
    the task of the year before. `state_reason` says why it is held, returned, carried over or
    closed without everything in place.
    """

    year: int | None = None
    list: TaskList = TaskList.PLAN
    position: int = 0
    number: str | None = None
    title: str | None = None
    plan_id: int | None = None
    meeting_id: int | None = None
    clause: str | None = None
    clause_text: str | None = None
    measure: str | None = None
    standard: str | None = None
    proposer: str | None = None
    proposed_on: str | None = None
    leader: str | None = None
    unit: str | None = None
    co_units: tuple[str, ...] = ()
    person: str | None = None
    phone: str | None = None
    due_rule: str | None = None
    due: str | None = None
    goal: int | None = None
    counted_in: str | None = None
    state: TaskState = TaskState.NOT_BEGUN
    state_reason: str | None = None
    closed_on: str | None = None
    confirmed_by: str | None = None
    confirmed_on: str | None = None
    evaluation: Satisfaction | None = None
    long_term: str | None = None
    box: str | None = None
    carried_from: int | None = None
    remarks: str | None = None

    @property
    def mutual(self) -> bool:
        """Whether it is an item of the 双清单."""
        return self.list in MUTUAL

    def overdue(self, today: str) -> bool:
        """Whether its deadline has passed on `today` (ISO) and somebody still owes it."""
        return self.state in OPEN_STATES and bool(self.due) and (self.due or "") < today


TASKS = Register(
    "task",
    "任务",
    Task,
    Schema(
        Task,
        (
            Field("year", "年度", kinds.INTEGER, width=3),
            Field("list", "清单", kinds.one_of(TaskList), width=6,
                  aliases=("清单类别", "事项类别", "任务类别")),
            Field("number", "编号", kinds.TEXT, width=4, aliases=("事项编号",)),
            Field("title", "任务事项", kinds.TEXT, required=True, width=14,
                  aliases=("事项名称", "任务", "重点任务", "工作任务", "实事内容", "主要任务",
                           "任务名称", "工作内容", "事项")),
            Field("clause", "任务出处", kinds.TEXT, width=6, aliases=("出处", "要点条目")),
            Field("measure", "工作措施", kinds.LONG_TEXT, width=14,
                  aliases=("措施", "具体措施", "工作举措", "主要措施")),
            Field("standard", "完成标准", kinds.LONG_TEXT, width=10,
                  aliases=("工作标准", "工作质量", "目标要求", "完成目标")),
            Field("proposer", "提出单位", kinds.words(), width=7, aliases=("需求单位",)),
            Field("proposed_on", "提出时间", kinds.DATE, width=6, aliases=("提出日期",)),
            Field("leader", "责任领导", kinds.words(), width=5,
                  aliases=("牵头领导", "分管领导", "包案领导")),
            Field("unit", "牵头单位", kinds.words(), width=7,
                  aliases=("责任单位", "承办单位", "责任部门", "牵头部门", "办理单位")),
            Field("co_units", "配合单位", kinds.TAGS, width=8,
                  aliases=("协办单位", "责任配合单位", "参与单位", "配合部门")),
            Field("person", "责任人", kinds.words(), width=4, aliases=("经办人", "联系人")),
            Field("phone", "联系电话", kinds.PHONE, width=6, aliases=("电话",)),
            Field("due_rule", "完成时限", kinds.words("每季", "每半年", "每月", "春节-2", "八一"),
                  width=6, aliases=("办理时限", "时限", "完成日期", "截止时间", "完成时间要求")),
            Field("goal", "目标数量", kinds.INTEGER, width=4, aliases=("目标次数",)),
            Field("counted_in", "单位", kinds.words("次", "场", "户", "人", "件", "条", "个", "家"),
                  width=3, aliases=("计量单位",)),
            Field("state", "办理状态", kinds.one_of(TaskState), width=5,
                  aliases=("状态", "完成情况", "办理情况", "进度")),
            Field("closed_on", "销号时间", kinds.DATE, width=6, aliases=("完成时间", "办结时间")),
            Field("confirmed_by", "确认人", kinds.words(), width=5, aliases=("提出单位确认人",)),
            Field("confirmed_on", "确认时间", kinds.DATE, width=6),
            Field("evaluation", "评价", kinds.one_of(Satisfaction), width=4,
                  aliases=("满意度", "提出单位评价")),
            Field("long_term", "长效措施", kinds.LONG_TEXT, width=10),
            Field("state_reason", "原因", kinds.LONG_TEXT, width=8, aliases=("未完成原因",)),
            Field("remarks", "备注", kinds.LONG_TEXT, width=8),
        ),
    ),
    date="due",
    personal=False,
    named="title",
    labels={"position": "顺序", "plan_id": "年度要点", "meeting_id": "会议", "due": "时限",
            "clause_text": "出处原文", "box": "迎检档案盒", "carried_from": "上年任务"},
)  # fmt: skip


class ProofKind(StrEnum):
    """佐证材料 by its sort; files of what was counted for a task are matched by it."""

    DOCUMENT = "文件"
    PHOTO = "照片"
    SIGNED = "签到签收"
    RECORD = "记录"
    OTHER = "其他"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof(Record):
    """One line of the 销号条件 of a task: what is to be there, and how many of it.

    It is met by `least` files, or by a tick of the clerk with `words` about where the paper is.
    """

    task_id: int | None = None
    position: int = 0
    title: str | None = None
    kind: ProofKind = ProofKind.OTHER
    least: int = 1
    ticked_on: str | None = None
    words: str | None = None

    def met(self, files: int) -> bool:
        """Whether the condition is fulfilled with so many files."""
        return bool(self.ticked_on) or files >= max(self.least, 1)


PROOFS = Register(
    "proof",
    "销号条件",
    Proof,
    Schema(
        Proof,
        (
            Field("title", "条件", kinds.TEXT, required=True, width=12),
            Field("kind", "种类", kinds.one_of(ProofKind), width=4),
            Field("least", "至少几份", kinds.INTEGER, width=4),
            Field("ticked_on", "确认齐备日期", kinds.DATE, width=6),
            Field("words", "存放说明", kinds.TEXT, width=10),
        ),
    ),
    date="position",
    personal=False,
    named="title",
    labels={"task_id": "任务", "position": "顺序"},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(Record):
    """进展: what was done for a task on a day, and how many times of its goal that counts.

    `register` and `record_id` name the record it was counted from (an activity, a visit plan),
    None where it was entered by hand.
    """

    task_id: int | None = None
    date: str | None = None
    amount: int = 0
    words: str | None = None
    by: str | None = None
    register: str | None = None
    record_id: int | None = None


PROGRESS = Register(
    "progress",
    "任务进展",
    Progress,
    Schema(
        Progress,
        (
            Field("date", "日期", kinds.DATE, required=True, width=6),
            Field("amount", "计入数量", kinds.INTEGER, width=4),
            Field("words", "进展情况", kinds.LONG_TEXT, width=16),
            Field("by", "填报人", kinds.words(), width=4),
        ),
    ),
    personal=False,
    named="words",
    labels={"task_id": "任务", "register": "所属登记", "record_id": "所属记录"},
)


class SupervisionKind(StrEnum):
    """督办方式, from the mildest to what is handed to 纪工委 (工作要点 三（一）)."""

    REMINDER = "提醒"
    URGING = "催办"
    ORDER = "督办"
    TALK = "约谈"
    REFERRAL = "移交"


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervision(Record):
    """One step of 督办 of a task: item and unit, never a person's failings."""

    task_id: int | None = None
    date: str | None = None
    kind: SupervisionKind = SupervisionKind.URGING
    number: str | None = None
    unit: str | None = None
    demand: str | None = None
    until: str | None = None
    talked_by: str | None = None
    talked_with: str | None = None
    reply: str | None = None
    replied_on: str | None = None
    remarks: str | None = None


SUPERVISIONS = Register(
    "supervision",
    "督办",
    Supervision,
    Schema(
        Supervision,
        (
            Field("date", "日期", kinds.DATE, required=True, width=6),
            Field("kind", "方式", kinds.one_of(SupervisionKind), width=4),
            Field("number", "编号", kinds.TEXT, width=6),
            Field("unit", "被督办单位", kinds.words(), required=True, width=7),
            Field("demand", "督办要求", kinds.LONG_TEXT, width=14),
            Field("until", "办结期限", kinds.DATE, width=6),
            Field("talked_by", "约谈人", kinds.words(), width=4),
            Field("talked_with", "约谈对象（单位职务）", kinds.words(), width=8),
            Field("reply", "整改反馈", kinds.LONG_TEXT, width=14),
            Field("replied_on", "反馈日期", kinds.DATE, width=6),
            Field("remarks", "备注", kinds.LONG_TEXT, width=8),
        ),
    ),
    personal=False,
    named="unit",
    labels={"task_id": "任务"},
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a task has come: times done of the goal, conditions met of all, last 督办."""

    done: int = 0
    proofs_met: int = 0
    proofs: int = 0
    supervised: str | None = None
    supervised_by: SupervisionKind | None = None

    def reached(self, task: Task) -> bool:
        """Whether everything is there that closing asks for."""
        return self.proofs_met >= self.proofs and self.done >= (task.goal or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """提出单位确认并销号: who confirmed, when, what they say, what stays in place.

    `reason` is needed where conditions are not met, and where the desk closes by itself.
    """

    on: str
    confirmed_by: str | None = None
    evaluation: Satisfaction | None = None
    long_term: str | None = None
    reason: str | None = None


def refuse_closing(task: Task, standing: Standing, closing: Closing) -> None:
    """Raise Problem where `task` cannot be closed so (CLERK §2)."""
    if task.state is TaskState.CLOSED:
        raise Problem("这项任务已经销号了。没有改动。", code="closed_already")
    if not closing.on:
        raise Problem("请填写销号日期。没有改动。", code="missing_date")
    if task.mutual:
        needed = (("确认人", closing.confirmed_by), ("评价", closing.evaluation),
                  ("长效措施", closing.long_term))  # fmt: skip
        missing = [words for words, value in needed if not value]
        if missing:
            raise Problem(
                f"双清单事项由提出单位确认后才能销号，还缺{'、'.join(missing)}。没有改动。",
                code="not_confirmed",
            )
    if not standing.reached(task) and not (closing.reason or "").strip():
        raise Problem(
            f"销号条件还没有齐（{standing_words(task, standing)}）。"
            "请补齐佐证，或写明仍要销号的理由。没有改动。",
            code="not_reached",
        )


def standing_words(task: Task, standing: Standing) -> str:
    """完成 2/4 次，佐证 1/3: how far a task has come, in words."""
    parts = []
    if task.goal:
        parts.append(f"完成 {standing.done}/{task.goal} {task.counted_in or '次'}")
    if standing.proofs:
        parts.append(f"佐证 {standing.proofs_met}/{standing.proofs}")
    return "，".join(parts) or "没有设定目标和佐证"


def closed(task: Task, closing: Closing) -> Task:
    """`task` as it stands after `closing`."""
    return replace(
        task,
        state=TaskState.CLOSED,
        state_reason=(closing.reason or "").strip() or None,
        closed_on=closing.on,
        confirmed_by=closing.confirmed_by,
        confirmed_on=closing.on if closing.confirmed_by else None,
        evaluation=closing.evaluation,
        long_term=closing.long_term,
    )


NEXT_STATES = {
    TaskState.NOT_BEGUN: (TaskState.GOING, TaskState.TO_CHECK, TaskState.HELD, TaskState.CARRIED),
    TaskState.GOING: (TaskState.TO_CHECK, TaskState.NOT_BEGUN, TaskState.HELD, TaskState.CARRIED),
    TaskState.TO_CHECK: (TaskState.RETURNED, TaskState.GOING, TaskState.HELD, TaskState.CARRIED),
    TaskState.RETURNED: (TaskState.GOING, TaskState.TO_CHECK, TaskState.HELD, TaskState.CARRIED),
    TaskState.HELD: (TaskState.GOING, TaskState.NOT_BEGUN, TaskState.CARRIED),
    TaskState.CLOSED: (TaskState.GOING,),
    TaskState.CARRIED: (TaskState.GOING,),
}
"""Where a task may go by the desk's own hand; 已销号 is reached by closing alone."""

_WITH_REASON = (TaskState.HELD, TaskState.CARRIED, TaskState.RETURNED)


def moved(task: Task, state: TaskState, reason: str | None) -> Task:
    """`task` in another state. Raises Problem where that is no way, or a reason is missing."""
    if state not in NEXT_STATES[task.state]:
        raise Problem(
            f"任务现在是“{task.state.value}”，不能直接改为“{state.value}”。没有改动。",
            code="state",
        )
    why = (reason or "").strip()
    if not why and (state in _WITH_REASON or task.state is TaskState.CLOSED):
        raise Problem(f"改为“{state.value}”要写明原因。没有改动。", code="no_reason")
    reopened = replace(task, closed_on=None, confirmed_by=None, confirmed_on=None, evaluation=None)
    return replace(
        reopened if task.state is TaskState.CLOSED else task, state=state, state_reason=why or None
    )
