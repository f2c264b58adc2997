"""从工作要点生成任务, and how a year begins: drafts are ticked, then written in one change."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from shuangyong_desktop.domain.clauses import Draft, Source, drafts_of, source_of
from shuangyong_desktop.domain.enclosures import Enclosure
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.rolls.plans import ANNUAL_PLANS, AnnualPlan
from shuangyong_desktop.domain.task_templates import TEMPLATE
from shuangyong_desktop.domain.tasks import MUTUAL, OPEN_STATES, Proof, Task, TaskState
from shuangyong_desktop.domain.text import fold
from shuangyong_desktop.services.dictionary import Dictionary
from shuangyong_desktop.services.enclosures import Enclosures
from shuangyong_desktop.services.registers import Entries
from shuangyong_desktop.services.scanning import Scan
from shuangyong_desktop.services.tasks import TaskLine, Tasks
from shuangyong_desktop.services.workers import Tick, Worker
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.transaction import Transaction

_DIED = "读取程序意外退出（文件可能已损坏），台账没有任何改动。请复制全文粘贴后重试。"
_THERE = "今年已有同名任务"
_CARRIED_FROM = (*OPEN_STATES, TaskState.HELD)


@dataclass(frozen=True, slots=True)
class Original:
    """A document as it was chosen: its text, and the file to be kept with the plan."""

    text: str
    file: Scan


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A draft with its 销号条件; `group` says where it comes from."""

    draft: Draft
    proofs: tuple[Proof, ...] = ()
    group: str = "工作要点"

    @property
    def task(self) -> Task:
        """What it would become."""
        return self.draft.task


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a text and the template offer; `said` is the sentence about the text."""

    source: Source
    drafts: tuple[TaskDraft, ...]
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTasks:
    """What the clerk ticked: the document (None where there is none) with its file, the tasks."""

    tasks: tuple[tuple[Task, tuple[Proof, ...]], ...]
    plan: AnnualPlan | None = None
    original: Scan | None = None


class TaskDrafts:
    """Drafts of tasks of one open ledger; every verb is one undoable change."""

    def __init__(self, ledger: Ledger, tasks: Tasks, dictionary: Dictionary) -> None:
        self._ledger, self._tasks, self._dictionary = ledger, tasks, dictionary
        self._plans = Entries(ledger, ANNUAL_PLANS)
        self._enclosures = Enclosures(ledger)

    @staticmethod
    def read(path: Path, tick: Tick | None = None) -> Original:
        """The text of the .docx or .txt at `path`; touches no ledger, so any thread may call it.

        Raises Problem when it is none.
        """
        with Worker() as worker:
            frame = worker.ask("reading.text", died=_DIED, tick=tick, path=str(path.absolute()))
            return Original(frame.message["text"], Scan(path.name, frame.raw))

    def drafted(self, text: str, year: int, *, as_named: bool = True) -> Drafted:
        """The drafts of a yearly document, for the year that it names or else for `year`.

        Without `as_named` they are for `year` whatever it names. Raises Problem for an empty or
        a classified text.
        """
        source = source_of(text, year)
        within = (source.year if as_named else None) or year
        known = [task.clause_text for task in self._of(within) if task.clause_text]
        drafts, said = drafts_of(text, within, known=known, units=self._dictionary.units())
        return Drafted(source, tuple(TaskDraft(draft) for draft in drafts), said)

    def template(self, year: int) -> tuple[TaskDraft, ...]:
        """The items that every year has; one whose title the year has already is not ticked."""
        there = {fold(task.title or "") for task in self._of(year)}
        return tuple(
            TaskDraft(
                Draft(task=task, why=_THERE if fold(task.title or "") in there else ""),
                item.proofs, "年度模板",
            )
            for item in TEMPLATE
            for task in (item.of_year(year),)
        )  # fmt: skip

    def unfinished(self, year: int) -> list[TaskLine]:
        """The tasks of a year that may go on in the next one, in their order."""
        lines = self._tasks.lines(self._tasks.facts.in_order(year))
        return [line for line in lines if line.task.state in _CARRIED_FROM]

    def create(self, wanted: NewTasks) -> list[int]:
        """Write the document and its tasks as one undoable change; returns their ids.

        Raises Problem where nothing is ticked, or a title or a deadline cannot be.
        """
        if not wanted.tasks:
            raise Problem("还没有勾选任务，没有写入。请至少勾选一项。", code="nobody")
        title = wanted.plan.title if wanted.plan else "年度模板"
        with self._ledger.transaction(f"从{title}生成任务：{len(wanted.tasks)} 项") as change:
            plan_id = self._plan(change, wanted)
            return self._add(change, wanted.tasks, plan_id)

    def begin_year(
        self, year: int, carried: Sequence[int], reason: str,
        tasks: Sequence[tuple[Task, tuple[Proof, ...]]],
    ) -> list[int]:  # fmt: skip
        """Carry unfinished tasks into `year` and add others, as one undoable change.

        Raises Problem where nothing is chosen, and without a reason for what is carried over.
        """
        if not carried and not tasks:
            raise Problem("还没有勾选任务，没有写入。请至少勾选一项。", code="nobody")
        count = len(carried) + len(tasks)
        with self._ledger.transaction(f"开始 {year} 年任务：{count} 项") as change:
            made = self._tasks.carry(change, carried, year, reason) if carried else []
            return [*made, *self._add(change, tasks, None)]

    def _of(self, year: int) -> list[Task]:
        return self._tasks.page(self._tasks.facts.in_order(year))

    def _add(
        self, change: Transaction, tasks: Sequence[tuple[Task, tuple[Proof, ...]]],
        plan_id: int | None,
    ) -> list[int]:  # fmt: skip
        made = []
        for task, proofs in tasks:
            from_plan = task.clause_text is not None and task.list not in MUTUAL
            whole = replace(task, plan_id=plan_id if from_plan else None)
            made.append(self._tasks.add(change, whole, proofs))
        return made

    def _plan(self, change: Transaction, wanted: NewTasks) -> int | None:
        """The document of these tasks; one of the same year and title is not written twice."""
        plan = wanted.plan
        if plan is None:
            return None
        only = RecordFilter(equal=(("year", plan.year), ("title", plan.title)))
        there = next(self._plans.every(only), None)
        number = there.id or 0 if there else self._plans.put(change, plan)
        file = wanted.original
        if file is not None and not self._has(number, file):
            self._enclosures.attach(
                change, file,
                Enclosure(register=ANNUAL_PLANS.table, record_id=number, kind="文件"),
            )  # fmt: skip
        return number

    def _has(self, plan_id: int, file: Scan) -> bool:
        digest = hashlib.sha256(file.body).hexdigest()
        kept = self._enclosures.of_record(ANNUAL_PLANS.table, plan_id)
        return any(item.sha256 == digest for item in kept)
