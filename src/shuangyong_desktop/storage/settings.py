"""设置 that matter: backed up and undoable with the ledger (DESIGN 7)."""

import json
from typing import Any

from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.transaction import Transaction


class Settings:
    """The settings of one ledger, each a JSON value under a key."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def get(self, key: str, default: Any = None) -> Any:
        """The value of `key`, or `default` where the desk has set nothing."""
        found = self._ledger.connection.execute(
            "SELECT value FROM setting WHERE key = ?", (key,)
        ).fetchone()
        return json.loads(found[0]) if found else default

    def put(self, change: Transaction, key: str, value: Any) -> None:
        """Set `key` to a value that JSON can hold."""
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
        found = self._ledger.connection.execute(
            "SELECT id FROM setting WHERE key = ?", (key,)
        ).fetchone()
        if found:
            change.update("setting", found[0], {"value": text})
        else:
            change.insert("setting", {"key": key, "value": text})
