"""The copy of the key file that stays with the user: losing the key file is losing the ledger.

Only of the ledger at the user's own place. A portable program leaves nothing on a PC, and
demos and ledgers elsewhere are nobody's only one (SECURITY §1.4).
"""

from pathlib import Path

from shuangyong_desktop.services.places import LEDGER_NAME, config_folder, data_folder, make_private
from shuangyong_desktop.storage import keyfile

NAME = "台账密钥.key"


def copy_of(ledger: Path) -> Path | None:
    """Where the copy of the key file of `ledger` is kept; None where none is."""
    folder = config_folder()
    own = data_folder() / LEDGER_NAME
    if folder is None or ledger.resolve() != own.resolve():
        return None
    return folder / NAME


def keep(ledger: Path) -> None:
    """Bring the copy up to date; a folder that cannot be written must not stop the work."""
    copy = copy_of(ledger)
    if copy is None:
        return
    try:
        make_private(copy.parent)
        keyfile.keep_copy(ledger, copy)
    except OSError as error:
        import logging  # noqa: PLC0415 (only when something is wrong)

        logging.getLogger(__name__).warning("no copy of the key file: %s", type(error).__name__)


def found(ledger: Path) -> bool:
    """Whether there is a copy that could take the place of a missing key file."""
    copy = copy_of(ledger)
    return copy is not None and copy.exists()


def bring_back(ledger: Path) -> None:
    """Put the copy in the place of a key file that is missing or damaged.

    Raises Problem when the copy is no good; nothing is changed then.
    """
    copy = copy_of(ledger)
    if copy is None:
        raise ValueError("no copy is kept of this ledger's key file")
    keyfile.bring_back(ledger, copy)
