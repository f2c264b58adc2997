"""草稿: what was typed into a form and not saved, kept for a day inside the encrypted file."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from shuangyong_desktop.storage import attributes
from shuangyong_desktop.storage.ledger import Ledger

KEPT = timedelta(hours=24)
"""How long a draft waits for its form to be opened again (UX §2.3)."""

_MARK = "drafts"


class Unsaved:
    """The drafts of one open ledger, each under the name of its form.

    A draft is no work done: it is neither undone nor part of the history.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def keep(self, form: str, texts: Mapping[str, str]) -> None:
        """Keep what stands in the inputs of `form`, in the place of an earlier draft."""
        kept = self._kept()
        kept[form] = {"at": self._ledger.clock().isoformat(), "texts": dict(texts)}
        self._put(kept)

    def of(self, form: str) -> Mapping[str, str] | None:
        """The texts of the draft of `form` by input; None when there is none of the last day."""
        found = self._kept().get(form)
        return None if found is None else found["texts"]

    def drop(self, form: str) -> None:
        """Forget the draft of `form`, which was saved or thrown away."""
        kept = self._kept()
        if kept.pop(form, None) is not None:
            self._put(kept)

    def _kept(self) -> dict[str, Any]:
        found = attributes.get(self._ledger.connection, _MARK)
        oldest = self._ledger.clock() - KEPT
        drafts = json.loads(found) if found else {}
        return {
            form: draft
            for form, draft in drafts.items()
            if datetime.fromisoformat(draft["at"]) > oldest
        }

    def _put(self, kept: Mapping[str, Any]) -> None:
        attributes.put(self._ledger.connection, _MARK, json.dumps(kept, ensure_ascii=False))
