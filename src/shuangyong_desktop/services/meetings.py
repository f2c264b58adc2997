"""会议: minutes whose decisions become tasks, each once (DOMAIN §4.14)."""

from collections.abc import Sequence
from dataclasses import dataclass

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.rolls.meetings import MEETINGS, Decision, Meeting, decisions
from shuangyong_desktop.domain.tasks import Task, TaskList
from shuangyong_desktop.services.registers import Entries
from shuangyong_desktop.services.tasks import Tasks
from shuangyong_desktop.storage.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision, and the task it has become already."""

    decision: Decision
    task: Task | None


class Meetings(Entries[Meeting]):
    """The meetings of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger, MEETINGS)
        self._tasks = Tasks(ledger)

    def decided(self, meeting_id: int) -> list[Decided]:
        """The decisions of a meeting, each with its task where there is one."""
        known = {
            task.clause_text: task
            for task in self._tasks.every(RecordFilter(equal=(("meeting_id", meeting_id),)))
        }
        return [
            Decided(decision, known.get(decision.line))
            for decision in decisions(self.get(meeting_id))
        ]

    def make_tasks(self, meeting_id: int, lines: Sequence[str]) -> list[int]:
        """Make tasks of the decisions on `lines`, as one change; returns their ids.

        What is a task already stays as it is. Raises Problem where nothing is left to be made
        and where a deadline cannot be read.
        """
        meeting = self.get(meeting_id)
        wanted = [
            one.decision
            for one in self.decided(meeting_id)
            if one.task is None and one.decision.line in lines
        ]
        if not wanted:
            raise Problem("没有要转为任务的议定事项，或者都已经转过了。没有改动。", code="nothing")
        year = int((meeting.date or "")[:4] or self._ledger.clock().year)
        with self._ledger.transaction(
            f"会议议定事项转为任务：{meeting.title}（{len(wanted)} 项）"
        ) as change:
            return [
                self._tasks.put(
                    change,
                    Task(
                        year=year, list=TaskList.MEETING, title=decision.title,
                        unit=decision.unit, due_rule=decision.due_rule, meeting_id=meeting_id,
                        clause=meeting.title, clause_text=decision.line,
                        proposed_on=meeting.date,
                    ),
                )
                for decision in wanted
            ]  # fmt: skip
