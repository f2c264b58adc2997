"""The office (台账打开之后): every service over one open ledger.

What the first page does not need is imported when it is first used: the ledger has to be on
the screen before anything else is loaded.
"""

# ruff: noqa: PLC0415
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Generic, Self, TypeVar

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.passwords import weakness
from shuangyong_desktop.domain.registers import Record, Register
from shuangyong_desktop.services.history import History
from shuangyong_desktop.services.people import People
from shuangyong_desktop.services.settings import Settings
from shuangyong_desktop.storage import access
from shuangyong_desktop.storage.connection import checkpoint_apart
from shuangyong_desktop.storage.ledger import Ledger

if TYPE_CHECKING:
    from shuangyong_desktop.services.activities import Activities
    from shuangyong_desktop.services.appeals import Appeals
    from shuangyong_desktop.services.attachments import Attachments
    from shuangyong_desktop.services.backups import Backups
    from shuangyong_desktop.services.box_papers import BoxPapers
    from shuangyong_desktop.services.boxes import Boxes
    from shuangyong_desktop.services.categories import Categories
    from shuangyong_desktop.services.change_papers import ChangePapers
    from shuangyong_desktop.services.communities import Communities
    from shuangyong_desktop.services.conscripts import Conscripts
    from shuangyong_desktop.services.contact_papers import ContactPapers
    from shuangyong_desktop.services.contact_sheets import ContactSheets
    from shuangyong_desktop.services.contacts import Contacts
    from shuangyong_desktop.services.dictionary import Dictionary
    from shuangyong_desktop.services.duplicates import Duplicates
    from shuangyong_desktop.services.enclosures import Enclosures
    from shuangyong_desktop.services.entitlements import Entitlements
    from shuangyong_desktop.services.events import Events
    from shuangyong_desktop.services.faults import Faults
    from shuangyong_desktop.services.follow_ups import FollowUps
    from shuangyong_desktop.services.full_text import FullText
    from shuangyong_desktop.services.funds import Funds
    from shuangyong_desktop.services.handout_lists import HandoutLists
    from shuangyong_desktop.services.handout_papers import HandoutPapers
    from shuangyong_desktop.services.handouts import Handouts
    from shuangyong_desktop.services.holdings import Holdings
    from shuangyong_desktop.services.households import Households
    from shuangyong_desktop.services.imports import Imports
    from shuangyong_desktop.services.lists import Lists
    from shuangyong_desktop.services.meetings import Meetings
    from shuangyong_desktop.services.merit_notices import MeritNotices
    from shuangyong_desktop.services.movements import Movements
    from shuangyong_desktop.services.papers import Papers
    from shuangyong_desktop.services.person_cards import PersonCards
    from shuangyong_desktop.services.policies import Policies
    from shuangyong_desktop.services.progress import TaskProgress
    from shuangyong_desktop.services.receipts import Receipts
    from shuangyong_desktop.services.reconciling import Reconciliations
    from shuangyong_desktop.services.recoveries import Recoveries
    from shuangyong_desktop.services.recycling import RecycleBin
    from shuangyong_desktop.services.registers import Entries
    from shuangyong_desktop.services.report_list import Reports
    from shuangyong_desktop.services.restoring import Restores
    from shuangyong_desktop.services.role_models import RoleModels
    from shuangyong_desktop.services.roll_imports import RollImports
    from shuangyong_desktop.services.roll_papers import RollPapers
    from shuangyong_desktop.services.rolls import Rolls
    from shuangyong_desktop.services.round_papers import RoundPapers
    from shuangyong_desktop.services.round_returns import RoundReturns
    from shuangyong_desktop.services.rounds import RoundResults, Rounds
    from shuangyong_desktop.services.summaries import Summaries
    from shuangyong_desktop.services.supervising import Supervisions
    from shuangyong_desktop.services.task_divisions import TaskDivisions
    from shuangyong_desktop.services.task_drafts import TaskDrafts
    from shuangyong_desktop.services.task_lists import TaskLists
    from shuangyong_desktop.services.task_papers import TaskPapers
    from shuangyong_desktop.services.task_returns import TaskReturns
    from shuangyong_desktop.services.tasks import Tasks
    from shuangyong_desktop.services.unsaved import Unsaved
    from shuangyong_desktop.services.views import Views
    from shuangyong_desktop.services.visits import Visits
    from shuangyong_desktop.services.year_days import YearDays
    from shuangyong_desktop.services.zero_reports import ZeroReports

R = TypeVar("R", bound=Record)
S = TypeVar("S")


class _Service(Generic[S]):
    """A service of the office, imported and made when it is first asked for.

    `place` is its module and class, `needs` the services of the office that it is made with,
    after the ledger.
    """

    def __init__(self, place: str, *needs: str) -> None:
        self._module, self._class = place.split(".")
        self._needs = needs
        self._name = ""

    def __set_name__(self, owner: type["Office"], name: str) -> None:
        self._name = name

    def __get__(self, office: "Office", owner: type["Office"]) -> S:
        make = getattr(import_module(f"{__package__}.{self._module}"), self._class)
        made: S = make(office.ledger, *(getattr(office, name) for name in self._needs))
        vars(office)[self._name] = made  # found there first from now on
        return made


class Office:
    """One open ledger and what can be done with it. Close it, or use it as a context manager."""

    contacts: "_Service[Contacts]" = _Service("contacts.Contacts", "appeals")
    contact_sheets: "_Service[ContactSheets]" = _Service(
        "contact_sheets.ContactSheets", "contacts", "settings"
    )
    contact_papers: "_Service[ContactPapers]" = _Service(
        "contact_papers.ContactPapers", "contacts", "appeals", "settings"
    )
    appeals: "_Service[Appeals]" = _Service("appeals.Appeals")
    holdings: "_Service[Holdings]" = _Service("holdings.Holdings")
    entitlements: "_Service[Entitlements]" = _Service("entitlements.Entitlements")
    enclosures: "_Service[Enclosures]" = _Service("enclosures.Enclosures")
    handouts: "_Service[Handouts]" = _Service("handouts.Handouts")
    handout_lists: "_Service[HandoutLists]" = _Service(
        "handout_lists.HandoutLists", "lists", "handouts"
    )
    handout_papers: "_Service[HandoutPapers]" = _Service("handout_papers.HandoutPapers", "settings")
    person_cards: "_Service[PersonCards]" = _Service("person_cards.PersonCards", "settings")
    households: "_Service[Households]" = _Service("households.Households")
    views: "_Service[Views]" = _Service("views.Views")
    tasks: "_Service[Tasks]" = _Service("tasks.Tasks")
    reconciliations: "_Service[Reconciliations]" = _Service("reconciling.Reconciliations")
    summaries: "_Service[Summaries]" = _Service("summaries.Summaries")
    boxes: "_Service[Boxes]" = _Service("boxes.Boxes")
    box_papers: "_Service[BoxPapers]" = _Service("box_papers.BoxPapers", "boxes", "settings")
    reports: "_Service[Reports]" = _Service("report_list.Reports")
    meetings: "_Service[Meetings]" = _Service("meetings.Meetings")
    role_models: "_Service[RoleModels]" = _Service("role_models.RoleModels")
    conscripts: "_Service[Conscripts]" = _Service("conscripts.Conscripts")
    merit_notices: "_Service[MeritNotices]" = _Service("merit_notices.MeritNotices")
    policies: "_Service[Policies]" = _Service("policies.Policies")
    funds: "_Service[Funds]" = _Service("funds.Funds")
    supervisions: "_Service[Supervisions]" = _Service("supervising.Supervisions")
    task_papers: "_Service[TaskPapers]" = _Service("task_papers.TaskPapers")
    task_drafts: "_Service[TaskDrafts]" = _Service("task_drafts.TaskDrafts", "tasks", "dictionary")
    task_lists: "_Service[TaskLists]" = _Service("task_lists.TaskLists", "tasks", "progress")
    task_divisions: "_Service[TaskDivisions]" = _Service(
        "task_divisions.TaskDivisions", "tasks", "settings"
    )
    task_returns: "_Service[TaskReturns]" = _Service(
        "task_returns.TaskReturns", "tasks", "progress", "task_divisions"
    )
    progress: "_Service[TaskProgress]" = _Service("progress.TaskProgress")
    activities: "_Service[Activities]" = _Service("activities.Activities")
    rolls: "_Service[Rolls]" = _Service("rolls.Rolls")
    year_days: "_Service[YearDays]" = _Service("year_days.YearDays")
    roll_imports: "_Service[RollImports]" = _Service("roll_imports.RollImports")
    roll_papers: "_Service[RollPapers]" = _Service("roll_papers.RollPapers", "rolls", "settings")
    imports: "_Service[Imports]" = _Service("imports.Imports")
    visits: "_Service[Visits]" = _Service("visits.Visits")
    receipts: "_Service[Receipts]" = _Service("receipts.Receipts", "dictionary")
    attachments: "_Service[Attachments]" = _Service("attachments.Attachments")
    recycle_bin: "_Service[RecycleBin]" = _Service("recycling.RecycleBin")
    dictionary: "_Service[Dictionary]" = _Service("dictionary.Dictionary")
    communities: "_Service[Communities]" = _Service("communities.Communities")
    categories: "_Service[Categories]" = _Service("categories.Categories")
    papers: "_Service[Papers]" = _Service("papers.Papers", "people", "visits", "settings")
    rounds: "_Service[Rounds]" = _Service("rounds.Rounds")
    round_results: "_Service[RoundResults]" = _Service("rounds.RoundResults")
    round_papers: "_Service[RoundPapers]" = _Service(
        "round_papers.RoundPapers", "rounds", "round_results", "settings"
    )
    round_returns: "_Service[RoundReturns]" = _Service(
        "round_returns.RoundReturns", "rounds", "round_results"
    )
    duplicates: "_Service[Duplicates]" = _Service("duplicates.Duplicates")
    faults: "_Service[Faults]" = _Service("faults.Faults")
    events: "_Service[Events]" = _Service("events.Events")
    follow_ups: "_Service[FollowUps]" = _Service("follow_ups.FollowUps")
    recoveries: "_Service[Recoveries]" = _Service("recoveries.Recoveries")
    movements: "_Service[Movements]" = _Service("movements.Movements")
    zero_reports: "_Service[ZeroReports]" = _Service("zero_reports.ZeroReports")
    lists: "_Service[Lists]" = _Service("lists.Lists")
    change_papers: "_Service[ChangePapers]" = _Service("change_papers.ChangePapers")
    backups: "_Service[Backups]" = _Service("backups.Backups")
    restores: "_Service[Restores]" = _Service("restoring.Restores", "backups")
    unsaved: "_Service[Unsaved]" = _Service("unsaved.Unsaved")

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @cached_property
    def people(self) -> People:
        return People(self._ledger)

    def entries(self, register: Register[R]) -> "Entries[R]":
        """The records of one register and the verbs that every register has."""
        from shuangyong_desktop.services.registers import entries_of

        return entries_of(self._ledger, register)

    def full_text(self, text: str) -> "FullText":
        """A search for `text` anywhere in what is known of people, to be stepped through."""
        from shuangyong_desktop.services.full_text import FullText

        return FullText(self._ledger, text)

    @cached_property
    def history(self) -> History:
        return History(self._ledger)

    @cached_property
    def settings(self) -> Settings:
        return Settings(self._ledger)

    @property
    def ledger(self) -> Ledger:
        """The open ledger itself, for what replaces it."""
        return self._ledger

    @property
    def path(self) -> Path:
        """The ledger file."""
        return self._ledger.path

    @property
    def is_demo(self) -> bool:
        """Whether everybody in here is invented; screens and papers must say so."""
        return self._ledger.demo

    @property
    def notices(self) -> list[str]:
        """What the clerk should know after opening, as sentences."""
        return self._ledger.notices

    def set_password(self, password: str) -> None:
        """Open the ledger by `password` from now on; raises Problem when it is too weak."""
        reason = weakness(password)
        if reason:
            raise Problem(reason, code="weak_password")
        access.set_password(self._ledger, password)
        self._keep_key()

    def new_recovery_key(self) -> str:
        """A new key for a new recovery sheet; the old sheet opens nothing from now on."""
        key = access.set_recovery_key(self._ledger)
        self._keep_key()
        return key

    def _keep_key(self) -> None:
        from shuangyong_desktop.services import key_copies

        key_copies.keep(self.path)

    def check(self) -> str:
        """The sentence of a sound ledger; raises Problem with every fault found."""
        from shuangyong_desktop.services.checks import check

        return check(self._ledger)

    def rest_apart(self) -> None:
        """Bring the log into the one file without making the window wait; for a Job's thread."""
        checkpoint_apart(self._ledger.path, self._ledger.key)

    def rest(self) -> None:
        """Finish what `rest_apart` began, in a moment; for idle moments of the window's thread."""
        self._ledger.checkpoint()

    def close(self) -> None:
        """Finish and free the ledger for the next window."""
        self._ledger.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
