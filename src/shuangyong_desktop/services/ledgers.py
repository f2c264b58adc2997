"""Making, opening and locking the ledger file."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.passwords import weakness
from shuangyong_desktop.services import key_copies
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.places import (
    DEMO_NAME,
    LEDGER_NAME,
    data_folder,
    make_private,
)
from shuangyong_desktop.storage import recycling
from shuangyong_desktop.storage.keyfile import RECOMMENDED, KdfCost
from shuangyong_desktop.storage.ledger import Ledger

DEMO_PASSWORD = "演示台账不用保密"  # noqa: S105 (fixed and printed on purpose: DESIGN 14)


@dataclass(frozen=True, slots=True)
class NewOffice:
    """A ledger just made, open; the recovery key is shown once and kept nowhere."""

    office: Office
    recovery_key: str


def default_ledger() -> Path:
    """Where this user's ledger is or will be; its folder exists afterwards."""
    return make_private(data_folder()) / LEDGER_NAME


def default_demo() -> Path:
    """Where this user's demo ledger is or will be; its folder exists afterwards."""
    return make_private(data_folder()) / DEMO_NAME


def create(
    path: Path, password: str, *, cost: KdfCost = RECOMMENDED, demo: bool = False
) -> NewOffice:
    """Make an empty ledger and open it.

    Raises Problem when the password is too weak or a file of that name exists.
    """
    reason = weakness(password)
    if reason:
        raise Problem(reason, code="weak_password")
    if path.suffix != ".db":
        raise Problem(f"台账文件名要以 .db 结尾，“{path.name}”没有新建。", code="ending")
    made = Ledger.create(path, password, cost=cost, demo=demo)
    key_copies.keep(path)
    return NewOffice(Office(made.ledger), made.recovery_key)


def open_with_password(path: Path, password: str) -> Office:
    """Open a ledger by its password; every case of SECURITY §1.4 raises its own Problem."""
    return _at_work(Ledger.open(path, password, clock=_clock))


def open_with_recovery_key(path: Path, recovery_key: str, new_password: str) -> Office:
    """Open a ledger by the key on its recovery sheet and give it a new password.

    Raises Problem when the key is mistyped or the new password too weak; the old password
    then still holds.
    """
    reason = weakness(new_password)
    if reason:
        raise Problem(reason, code="weak_password")
    office = _at_work(Ledger.open_by_recovery_key(path, recovery_key, clock=_clock))
    try:
        office.set_password(new_password)
    except BaseException:
        office.close()
        raise
    return office


def _at_work(ledger: Ledger) -> Office:
    """The office over a ledger just opened, its bin cleared of what is due."""
    try:
        before = ledger.clock() - recycling.KEPT
        recycling.purge(ledger, before.isoformat(timespec="seconds"))
        key_copies.keep(ledger.path)
    except BaseException:
        ledger.close()
        raise
    return Office(ledger)


def _clock() -> datetime:
    """The local time that the history is dated with."""
    return datetime.now()  # noqa: DTZ005 (the clerk's own clock, as on every paper)
