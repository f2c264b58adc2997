"""诉求办理: registering appeals, leading them step by step to their end, answering opinions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from shuangyong_desktop.domain import appeals as rules
from shuangyong_desktop.domain.appeals import AppealLimits, Handling
from shuangyong_desktop.domain.contacts import (
    APPEAL_STEPS,
    APPEALS,
    OPEN_STAGES,
    OPINIONS,
    Appeal,
    AppealSource,
    AppealStage,
    AppealStep,
    Opinion,
    Verdict,
)
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.plain import from_plain, to_plain
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.services.registers import refuse_incomplete
from shuangyong_desktop.storage.contacts import ContactFacts
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import PAGE, People
from shuangyong_desktop.storage.registers import Records
from shuangyong_desktop.storage.settings import Settings as Values
from shuangyong_desktop.storage.transaction import Transaction

_LIMITS = "appeal:limits"
PETITIONS = (AppealSource.PETITION, AppealSource.HOTLINE)
"""信访: what came through the petition office or the hotline."""
VISITORS = (AppealSource.VISIT,)
"""来访接待: who came to the desk."""


@dataclass(frozen=True, slots=True)
class AppealLine:
    """One appeal with its person. Days are negative when overdue, None when nothing is due."""

    appeal: Appeal
    person: Person
    days_left: int | None
    tell_days_left: int | None = None

    @property
    def overdue(self) -> bool:
        """Whether it waits beyond its last day."""
        return self.days_left is not None and self.days_left < 0


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """One opinion with its person."""

    opinion: Opinion
    person: Person


@dataclass(frozen=True, slots=True)
class AppealCounts:
    """The numbers of 诉求办理: those that wait, of them overdue or due within seven days."""

    open: int = 0
    overdue: int = 0
    due_soon: int = 0
    opinions: int = 0

    @property
    def badge(self) -> int:
        return self.overdue + self.due_soon


_SOON = 7


class AppealList:
    """Reading the appeals and opinions of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._people = People(ledger)
        self._records = Records(ledger, APPEALS)
        self._steps = Records(ledger, APPEAL_STEPS)
        self._opinions = Records(ledger, OPINIONS)
        self._values = Values(ledger)

    def limits(self) -> AppealLimits:
        """办理时限 of this desk."""
        return from_plain(AppealLimits, self._values.get(_LIMITS, {}))

    def steps(self, appeal_id: int) -> list[AppealStep]:
        """The steps of an appeal, oldest first."""
        only = RecordFilter(equal=(("appeal_id", appeal_id),))
        return sorted(self._steps.every(only), key=lambda step: (step.date or "", step.id or 0))

    def open_of(self, person_id: int) -> list[Appeal]:
        """The appeals of one person that still wait, newest first."""
        only = RecordFilter(person_id=person_id)
        return [appeal for appeal in self._records.every(only) if appeal.stage in OPEN_STAGES]

    def lines(self, sources: tuple[AppealSource, ...] = ()) -> list[AppealLine]:
        """Every appeal (of `sources`, where given): overdue first, then by the days left.

        What waits no longer follows, newest first.
        """
        today, limits = self._today(), self.limits()
        found = [
            appeal for appeal in self._records.every() if not sources or appeal.source in sources
        ]
        people = self._persons(appeal.person_id for appeal in found)
        lines = [
            AppealLine(
                appeal,
                people[appeal.person_id or 0],
                rules.days_left(appeal, today),
                rules.tell_days_left(appeal, limits, today),
            )
            for appeal in found
        ]
        return sorted(lines, key=_by_urgency)

    def opinions(self) -> list[OpinionLine]:
        """Every opinion: those that wait for an answer first, newest first."""
        found = list(self._opinions.every())
        people = self._persons(opinion.person_id for opinion in found)
        lines = [OpinionLine(opinion, people[opinion.person_id or 0]) for opinion in found]
        return sorted(lines, key=lambda line: line.opinion.verdict is not Verdict.OPEN)

    def counts(self) -> AppealCounts:
        """How many appeals and opinions wait today."""
        today = self._today()
        left = [
            rules.days_left(appeal, today)
            for appeal in self._records.every()
            if appeal.stage in OPEN_STAGES
        ]
        known = [days for days in left if days is not None]
        unanswered = RecordFilter(equal=(("verdict", Verdict.OPEN),))
        return AppealCounts(
            open=len(left),
            overdue=sum(days < 0 for days in known),
            due_soon=sum(0 <= days <= _SOON for days in known),
            opinions=self._opinions.count(unanswered),
        )

    def _persons(self, ids: Iterable[int | None]) -> dict[int, Person]:
        wanted = sorted({number for number in ids if number is not None})
        found: dict[int, Person] = {}
        for start in range(0, len(wanted), PAGE):
            for person in self._people.page(wanted[start : start + PAGE]):
                found[person.id or 0] = person
        return found

    def _today(self) -> date:
        return self._ledger.clock().date()


class Appeals(AppealList):
    """Leading appeals and answering opinions; every verb is one undoable change."""

    def save_limits(self, limits: AppealLimits) -> None:
        """Change the limits; appeals that are registered keep theirs."""
        with self._ledger.transaction("修改诉求办理时限") as change:
            self._values.put(change, _LIMITS, to_plain(limits))

    def register(self, appeal: Appeal, by: str | None = None) -> Appeal:
        """Write a new appeal with its number, last day and first step; returns it as stored.

        Raises Problem when something is missing or the day lies in the future.
        """
        person = self._people.get(appeal.person_id or 0)
        with self._ledger.transaction(f"登记诉求：{person.name}") as change:
            number = self.put(change, appeal, by)
        return self._records.get(number)

    def put(self, change: Transaction, appeal: Appeal, by: str | None) -> int:
        """Write a new appeal within `change`; returns its id. Raises Problem like `register`."""
        refuse_incomplete(APPEALS, appeal)
        if (appeal.date or "") > self._today().isoformat():
            raise Problem("登记时间在今天之后，请核对。没有登记。", code="future")
        limits = self.limits()
        appeal = rules.with_deadline(replace(appeal, stage=AppealStage.REGISTERED), limits)
        number = self._records.add(change, replace(appeal, number=appeal.number or self._number()))
        self._steps.add(change, rules.first_step(replace(appeal, id=number), by))
        return number

    def change(self, appeal: Appeal) -> Appeal:
        """Correct what was registered; the stage is led by `step` and stays.

        Raises Problem when something is missing, also what closing needed.
        """
        refuse_incomplete(APPEALS, appeal)
        kept = replace(appeal, stage=self._records.get(appeal.id or 0).stage)
        rules.refuse_hollow(kept)
        with self._ledger.transaction(self._title("修改诉求", appeal)) as change:
            self._records.update(change, kept)
        return self._records.get(appeal.id or 0)

    def step(self, appeal_id: int, step: Handling) -> Appeal:
        """Lead an appeal one step on (交办, 办理, 回访, 办结 …); returns it as stored.

        Raises Problem when the step lacks what its stage needs.
        """
        appeal = self._records.get(appeal_id)
        changed = rules.advance(appeal, step, self._today())
        with self._ledger.transaction(self._title(f"诉求{step.stage.value}", appeal)) as change:
            self._records.update(change, changed)
            self._steps.add(change, rules.step_of(changed, step))
        return self._records.get(appeal_id)

    def note(
        self, change: Transaction, appeal_id: int, on: str, by: str | None, words: str
    ) -> None:
        """Write within `change` what a contact brought for an appeal; it is then 办理."""
        appeal = self._records.get(appeal_id)
        step = Handling(stage=AppealStage.HANDLING, date=on, by=by, words=words.strip())
        changed = rules.advance(appeal, step, self._today())
        self._records.update(change, changed)
        self._steps.add(change, rules.step_of(changed, step))

    def tell(self, appeal_id: int, on: str) -> Appeal:
        """Note on which day acceptance was told to the person (告知)."""
        appeal = self._records.get(appeal_id)
        changed = rules.told(appeal, on, self._today())
        with self._ledger.transaction(self._title("登记告知", appeal)) as change:
            self._records.update(change, changed)
        return self._records.get(appeal_id)

    def extend(self, appeal_id: int, until: str, reason: str) -> Appeal:
        """延期: a later last day, with its reason. Raises Problem beyond the limit."""
        appeal = self._records.get(appeal_id)
        changed = rules.extended(appeal, until, reason, self.limits(), self._today())
        step = AppealStep(
            person_id=appeal.person_id, appeal_id=appeal_id, date=self._today().isoformat(),
            stage=appeal.stage, words=f"延期至 {until}：{changed.extension_reason}",
        )  # fmt: skip
        with self._ledger.transaction(self._title("诉求延期", appeal)) as change:
            self._records.update(change, changed)
            self._steps.add(change, step)
        return self._records.get(appeal_id)

    def answer(self, opinion_id: int, verdict: Verdict, reason: str, on: str) -> Opinion:
        """采纳, 不采纳 or 转办 with the reason. Raises Problem without one."""
        opinion = self._opinions.get(opinion_id)
        changed = rules.answered(opinion, verdict, reason, on, self._today())
        person = self._people.get(opinion.person_id or 0)
        with self._ledger.transaction(f"答复意见建议：{person.name}") as change:
            self._opinions.update(change, changed)
        return self._opinions.get(opinion_id)

    def _number(self) -> str:
        """The next 编号 of the year: 2026-012."""
        year = self._today().year
        return f"{year}-{ContactFacts(self._ledger).appeals_numbered(year) + 1:03d}"

    def _title(self, verb: str, appeal: Appeal) -> str:
        return f"{verb}：{self._people.get(appeal.person_id or 0).name}"


def _by_urgency(line: AppealLine) -> tuple[int, int, str]:
    """Open ones by the days left, then the rest from the newest on."""
    if line.appeal.stage in OPEN_STAGES:
        return 0, 10**6 if line.days_left is None else line.days_left, ""
    return 1, -int((line.appeal.date or "0").replace("-", "").ljust(8, "0")), ""
