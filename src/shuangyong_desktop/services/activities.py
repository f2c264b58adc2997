"""活动: entered once, counted for the tasks they were held for (UX §2.6)."""

from collections.abc import Iterable
from dataclasses import replace

from shuangyong_desktop.domain.activities import ACTIVITIES, Activity
from shuangyong_desktop.domain.enclosures import Enclosure
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.tasks import OPEN_STATES, TASKS, Progress
from shuangyong_desktop.services.enclosures import Enclosures
from shuangyong_desktop.services.progress import TaskProgress
from shuangyong_desktop.services.registers import Entries
from shuangyong_desktop.services.scanning import Scan
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.registers import Records
from shuangyong_desktop.storage.tasks import TaskFacts
from shuangyong_desktop.storage.transaction import Transaction


class Activities(Entries[Activity]):
    """The activities of one open ledger; every verb is one undoable change."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger, ACTIVITIES)
        self._facts = TaskFacts(ledger)
        self._progress = TaskProgress(ledger)
        self._tasks = Records(ledger, TASKS)
        self._enclosures = Enclosures(ledger)

    def tasks_of(self, activity_id: int) -> tuple[int, ...]:
        """The ids of the tasks for which an activity counts."""
        return tuple(task for _, task in self._facts.counted_for(ACTIVITIES.table, activity_id))

    def save(
        self, record: Activity, task_ids: Iterable[int] | None = None, scans: Iterable[Scan] = ()
    ) -> Activity:
        """Write a new or changed activity, the tasks it counts for and the photographs of it.

        None leaves the tasks alone. Raises Problem where a required column is empty, a task has
        come to its end or a photograph is there already.
        """
        verb = "登记" if record.id is None else "修改"
        with self._ledger.transaction(self.title(verb, record)) as change:
            number = self.put(change, record)
            counted = self.tasks_of(number) if task_ids is None else tuple(task_ids)
            self._progress.credit(change, _told(replace(record, id=number)), counted)
            for scan in scans:
                self._enclosures.attach(change, scan, _photo(record, number))
        return self.get(number)

    def put_away(self, change: Transaction, record: Activity) -> None:
        """Put an activity into 回收站; the tasks it counted for count it no longer."""
        super().put_away(change, record)
        self._progress.credit(change, _told(record), ())

    def bring_back(self, change: Transaction, record: Activity) -> None:
        """Bring an activity back; it counts again for the tasks that it was taken from with it.

        A task that has come to its end meanwhile stays as it is.
        """
        super().bring_back(change, record)
        gone = RecordFilter(
            removed=True, equal=(("register", ACTIVITIES.table), ("record_id", record.id))
        )
        tasks = dict.fromkeys(
            told.task_id or 0
            for told in self._progress.every(gone)
            if (told.removed_at or "") >= (record.removed_at or "")
        )
        still_open = [task.id for task in self._tasks.page(list(tasks))
                      if task.state in OPEN_STATES]  # fmt: skip
        self._progress.credit(change, _told(record), [number for number in still_open if number])


def _photo(activity: Activity, number: int) -> Enclosure:
    return Enclosure(date=activity.date, kind="照片", register=ACTIVITIES.table, record_id=number)


def _told(activity: Activity) -> Progress:
    """What a task says of an activity that counts for it."""
    place = f"（{activity.place}）" if activity.place else ""
    return Progress(
        date=activity.date, amount=1, words=f"{activity.title}{place}", by=activity.recorder,
        register=ACTIVITIES.table, record_id=activity.id,
    )  # fmt: skip
