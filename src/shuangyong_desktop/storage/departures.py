"""离册时间 (departures): when the history saw somebody leave whose record has no date."""

from collections import defaultdict
from collections.abc import Iterable

from shuangyong_desktop.storage.applying import entries_of
from shuangyong_desktop.storage.journal import DIFFERS
from shuangyong_desktop.storage.ledger import Ledger

_ACTIVE = "ACTIVE"


def left_on(ledger: Ledger, person_ids: Iterable[int]) -> dict[int, str]:
    """The day (ISO) of the newest change that took each of these people off the ledger.

    People whom no change took off, because they came as they are, are left out.
    """
    connection = ledger.connection
    changes: dict[int, set[int]] = defaultdict(set)
    for person_id in person_ids:
        rows = connection.execute(
            "SELECT change_id FROM history_row WHERE table_name = 'person' AND row_id = ?",
            (person_id,),
        )
        for (change_id,) in rows:
            changes[change_id].add(person_id)
    found: dict[int, str] = {}
    for change_id in sorted(changes):
        (at,) = connection.execute("SELECT at FROM history WHERE id = ?", (change_id,)).fetchone()
        for entries in entries_of(connection, change_id):
            for entry in entries:
                if entry.op != DIFFERS or entry.table != "person" or "status" not in entry.columns:
                    continue
                place, (before, after) = list(entry.columns).index("status"), entry.rows
                if before[place] == _ACTIVE and after[0] in changes[change_id]:
                    found[int(str(after[0]))] = str(at)[:10]
    return found
