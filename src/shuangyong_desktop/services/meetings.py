"""会议: minutes whose decisions become tasks, each once (DOMAIN §4.14)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shuangyong_desktop.domain.ages import earliest
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.rolls.leading import MEMBERS, Member, members_on
from shuangyong_desktop.domain.rolls.meetings import MEETINGS, Decision, Meeting, decisions
from shuangyong_desktop.domain.tasks import Task, TaskList
from shuangyong_desktop.services.registers import Entries
from shuangyong_desktop.services.tasks import Tasks
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.registers import Records


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
        self._members = Records(ledger, MEMBERS)

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

    def members(self, meeting_id: int) -> list[Member]:
        """The members of the leading group on the day of a meeting (DOMAIN §4.13)."""
        held = self.get(meeting_id).date
        day = earliest(held) if held else self._ledger.clock().date()
        return members_on(self._members.every(), day)

    def offered(self) -> dict[str, Sequence[str]]:
        """Who may chair is offered: the members of today."""
        today = self._ledger.clock().date()
        return {"chair": [one.name or "" for one in members_on(self._members.every(), today)]}

    def fill_present(self, meeting_id: int) -> Meeting:
        """Write the members of that day as those present, as one change, to be corrected by hand.

        Raises Problem where there were none, or where somebody is written down already.
        """
        meeting = self.get(meeting_id)
        if meeting.present:
            raise Problem("参会人员已经填写了，请在“修改”里更改。没有改动。", code="filled")
        names = "、".join(one.name or "" for one in self.members(meeting_id))
        if not names:
            raise Problem(
                "会议当日没有在任的领导小组成员。请先在“领导小组成员”里登记。没有改动。",
                code="nobody",
            )
        with self._ledger.transaction(f"填入参会人员：{meeting.title}") as change:
            self.records.update(change, replace(meeting, present=names))
        return self.get(meeting_id)

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
