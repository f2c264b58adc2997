"""Drafts: kept beside the history for a day, one for each form."""

from datetime import datetime, timedelta
from pathlib import Path

from shuangyong_desktop.services import ledgers
from shuangyong_desktop.services.unsaved import Unsaved
from shuangyong_desktop.storage.keyfile import KdfCost
from shuangyong_desktop.storage.ledger import Ledger

PASSWORD = "春风化雨-2026"  # noqa: S105 (of invented ledgers)
CHEAP = KdfCost(passes=1, memory_kib=8, lanes=1)
NOON = datetime.fromisoformat("2026-07-28T12:00:00")


def test_a_draft_outlives_the_window_and_is_forgotten_when_it_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "台账.db"
    with ledgers.create(path, PASSWORD, cost=CHEAP).office as office:
        before = office.history.next_undo()
        office.unsaved.keep("person:new", {"name": "张<b>三\n"})
        office.unsaved.keep("person:7", {"phone": "138"})
        assert office.history.next_undo() == before
    with ledgers.open_with_password(path, PASSWORD) as office:
        assert office.unsaved.of("person:new") == {"name": "张<b>三\n"}
        office.unsaved.drop("person:new")
        office.unsaved.drop("person:new")
        assert office.unsaved.of("person:new") is None
        assert office.unsaved.of("person:7") == {"phone": "138"}


def test_a_draft_of_yesterday_is_gone(tmp_path: Path) -> None:
    now = [NOON]
    with Ledger.create(
        tmp_path / "台账.db", PASSWORD, cost=CHEAP, clock=lambda: now[0]
    ).ledger as ledger:
        drafts = Unsaved(ledger)
        drafts.keep("person:new", {"name": "张三"})
        now[0] += timedelta(hours=23)
        assert drafts.of("person:new")
        now[0] += timedelta(hours=2)
        assert drafts.of("person:new") is None
