"""The office (台账打开之后): every service over one open ledger.

What the first page does not need is imported when it is first used: the ledger has to be on
the screen before anything else is loaded.
"""

# ruff: noqa: PLC0415
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

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
    from shuangyong_desktop.services.categories import Categories
    from shuangyong_desktop.services.change_papers import ChangePapers
    from shuangyong_desktop.services.communities import Communities
    from shuangyong_desktop.services.contact_papers import ContactPapers
    from shuangyong_desktop.services.contacts import Contacts
    from shuangyong_desktop.services.dictionary import Dictionary
    from shuangyong_desktop.services.duplicates import Duplicates
    from shuangyong_desktop.services.enclosures import Enclosures
    from shuangyong_desktop.services.entitlements import Entitlements
    from shuangyong_desktop.services.events import Events
    from shuangyong_desktop.services.faults import Faults
    from shuangyong_desktop.services.follow_ups import FollowUps
    from shuangyong_desktop.services.full_text import FullText
    from shuangyong_desktop.services.handout_lists import HandoutLists
    from shuangyong_desktop.services.handout_papers import HandoutPapers
    from shuangyong_desktop.services.handouts import Handouts
    from shuangyong_desktop.services.holdings import Holdings
    from shuangyong_desktop.services.households import Households
    from shuangyong_desktop.services.imports import Imports
    from shuangyong_desktop.services.lists import Lists
    from shuangyong_desktop.services.movements import Movements
    from shuangyong_desktop.services.papers import Papers
    from shuangyong_desktop.services.person_cards import PersonCards
    from shuangyong_desktop.services.progress import TaskProgress
    from shuangyong_desktop.services.receipts import Receipts
    from shuangyong_desktop.services.recoveries import Recoveries
    from shuangyong_desktop.services.recycling import RecycleBin
    from shuangyong_desktop.services.registers import Entries
    from shuangyong_desktop.services.restoring import Restores
    from shuangyong_desktop.services.round_papers import RoundPapers
    from shuangyong_desktop.services.round_returns import RoundReturns
    from shuangyong_desktop.services.rounds import RoundResults, Rounds
    from shuangyong_desktop.services.tasks import Tasks
    from shuangyong_desktop.services.unsaved import Unsaved
    from shuangyong_desktop.services.views import Views
    from shuangyong_desktop.services.visits import Visits
    from shuangyong_desktop.services.zero_reports import ZeroReports

R = TypeVar("R", bound=Record)


class Office:
    """One open ledger and what can be done with it. Close it, or use it as a context manager."""

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
    def contacts(self) -> "Contacts":
        from shuangyong_desktop.services.contacts import Contacts

        return Contacts(self._ledger, self.appeals)

    @cached_property
    def contact_papers(self) -> "ContactPapers":
        from shuangyong_desktop.services.contact_papers import ContactPapers

        return ContactPapers(self._ledger, self.contacts, self.appeals, self.settings)

    @cached_property
    def appeals(self) -> "Appeals":
        from shuangyong_desktop.services.appeals import Appeals

        return Appeals(self._ledger)

    @cached_property
    def holdings(self) -> "Holdings":
        from shuangyong_desktop.services.holdings import Holdings

        return Holdings(self._ledger)

    @cached_property
    def entitlements(self) -> "Entitlements":
        from shuangyong_desktop.services.entitlements import Entitlements

        return Entitlements(self._ledger)

    @cached_property
    def enclosures(self) -> "Enclosures":
        from shuangyong_desktop.services.enclosures import Enclosures

        return Enclosures(self._ledger)

    @cached_property
    def handouts(self) -> "Handouts":
        from shuangyong_desktop.services.handouts import Handouts

        return Handouts(self._ledger)

    @cached_property
    def handout_lists(self) -> "HandoutLists":
        from shuangyong_desktop.services.handout_lists import HandoutLists

        return HandoutLists(self._ledger, self.lists, self.handouts)

    @cached_property
    def handout_papers(self) -> "HandoutPapers":
        from shuangyong_desktop.services.handout_papers import HandoutPapers

        return HandoutPapers(self._ledger, self.settings)

    @cached_property
    def person_cards(self) -> "PersonCards":
        from shuangyong_desktop.services.person_cards import PersonCards

        return PersonCards(self._ledger, self.settings)

    @cached_property
    def households(self) -> "Households":
        from shuangyong_desktop.services.households import Households

        return Households(self._ledger)

    @cached_property
    def views(self) -> "Views":
        from shuangyong_desktop.services.views import Views

        return Views(self._ledger)

    @cached_property
    def tasks(self) -> "Tasks":
        from shuangyong_desktop.services.tasks import Tasks

        return Tasks(self._ledger)

    @cached_property
    def progress(self) -> "TaskProgress":
        from shuangyong_desktop.services.progress import TaskProgress

        return TaskProgress(self._ledger)

    @cached_property
    def activities(self) -> "Activities":
        from shuangyong_desktop.services.activities import Activities

        return Activities(self._ledger)

    @cached_property
    def imports(self) -> "Imports":
        from shuangyong_desktop.services.imports import Imports

        return Imports(self._ledger)

    @cached_property
    def visits(self) -> "Visits":
        from shuangyong_desktop.services.visits import Visits

        return Visits(self._ledger)

    @cached_property
    def receipts(self) -> "Receipts":
        from shuangyong_desktop.services.receipts import Receipts

        return Receipts(self._ledger, self.dictionary)

    @cached_property
    def attachments(self) -> "Attachments":
        from shuangyong_desktop.services.attachments import Attachments

        return Attachments(self._ledger)

    @cached_property
    def recycle_bin(self) -> "RecycleBin":
        from shuangyong_desktop.services.recycling import RecycleBin

        return RecycleBin(self._ledger)

    @cached_property
    def dictionary(self) -> "Dictionary":
        from shuangyong_desktop.services.dictionary import Dictionary

        return Dictionary(self._ledger)

    @cached_property
    def communities(self) -> "Communities":
        from shuangyong_desktop.services.communities import Communities

        return Communities(self._ledger)

    @cached_property
    def categories(self) -> "Categories":
        from shuangyong_desktop.services.categories import Categories

        return Categories(self._ledger)

    @cached_property
    def papers(self) -> "Papers":
        from shuangyong_desktop.services.papers import Papers

        return Papers(self._ledger, self.people, self.visits, self.settings)

    @cached_property
    def rounds(self) -> "Rounds":
        from shuangyong_desktop.services.rounds import Rounds

        return Rounds(self._ledger)

    @cached_property
    def round_results(self) -> "RoundResults":
        from shuangyong_desktop.services.rounds import RoundResults

        return RoundResults(self._ledger)

    @cached_property
    def round_papers(self) -> "RoundPapers":
        from shuangyong_desktop.services.round_papers import RoundPapers

        return RoundPapers(self._ledger, self.rounds, self.round_results, self.settings)

    @cached_property
    def round_returns(self) -> "RoundReturns":
        from shuangyong_desktop.services.round_returns import RoundReturns

        return RoundReturns(self._ledger, self.rounds, self.round_results)

    @cached_property
    def duplicates(self) -> "Duplicates":
        from shuangyong_desktop.services.duplicates import Duplicates

        return Duplicates(self._ledger)

    @cached_property
    def faults(self) -> "Faults":
        from shuangyong_desktop.services.faults import Faults

        return Faults(self._ledger)

    @cached_property
    def events(self) -> "Events":
        from shuangyong_desktop.services.events import Events

        return Events(self._ledger)

    @cached_property
    def follow_ups(self) -> "FollowUps":
        from shuangyong_desktop.services.follow_ups import FollowUps

        return FollowUps(self._ledger)

    @cached_property
    def recoveries(self) -> "Recoveries":
        from shuangyong_desktop.services.recoveries import Recoveries

        return Recoveries(self._ledger)

    @cached_property
    def movements(self) -> "Movements":
        from shuangyong_desktop.services.movements import Movements

        return Movements(self._ledger)

    @cached_property
    def zero_reports(self) -> "ZeroReports":
        from shuangyong_desktop.services.zero_reports import ZeroReports

        return ZeroReports(self._ledger)

    @cached_property
    def lists(self) -> "Lists":
        from shuangyong_desktop.services.lists import Lists

        return Lists(self._ledger)

    @cached_property
    def change_papers(self) -> "ChangePapers":
        from shuangyong_desktop.services.change_papers import ChangePapers

        return ChangePapers(self._ledger)

    @cached_property
    def history(self) -> History:
        return History(self._ledger)

    @cached_property
    def backups(self) -> "Backups":
        from shuangyong_desktop.services.backups import Backups

        return Backups(self._ledger)

    @cached_property
    def restores(self) -> "Restores":
        from shuangyong_desktop.services.restoring import Restores

        return Restores(self._ledger, self.backups)

    @cached_property
    def settings(self) -> Settings:
        return Settings(self._ledger)

    @cached_property
    def unsaved(self) -> "Unsaved":
        from shuangyong_desktop.services.unsaved import Unsaved

        return Unsaved(self._ledger)

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
