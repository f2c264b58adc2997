"""Changing what opens a ledger: only the key file is rewritten, never the ledger."""

from shuangyong_desktop.storage import keyfile
from shuangyong_desktop.storage.faults import told_plainly
from shuangyong_desktop.storage.keyfile import RECOMMENDED, KdfCost, KeyFile
from shuangyong_desktop.storage.ledger import Ledger


def set_password(ledger: Ledger, password: str, cost: KdfCost = RECOMMENDED) -> None:
    """Open `ledger` by `password` from now on; the old password opens it no more."""
    _write(ledger, keyfile.read(ledger.path).with_password(password, ledger.key, cost))


def set_recovery_key(ledger: Ledger, cost: KdfCost = RECOMMENDED) -> str:
    """A new recovery key for a new sheet; the old sheet opens nothing from now on."""
    key_file, text = keyfile.read(ledger.path).with_new_recovery_key(ledger.key, cost)
    _write(ledger, key_file)
    return text


def _write(ledger: Ledger, key_file: KeyFile) -> None:
    with told_plainly(ledger.path):
        keyfile.write(ledger.path, key_file)
        keyfile.retire_previous(ledger.path)
