"""What the ledger knows to have happened to one person: visits, imports, changes."""

from collections.abc import Iterator
from itertools import islice

from shuangyong_desktop.domain.changes import Change, Edit
from shuangyong_desktop.domain.receipts import Receipt
from shuangyong_desktop.domain.timeline import EntryKind, TimelineEntry
from shuangyong_desktop.domain.visits import VisitUnit
from shuangyong_desktop.storage.history import History
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.receipts import Receipts
from shuangyong_desktop.storage.visits import Visits

_MOST_EDITS = 200  # values of one change that are looked through for this person
_SHOWN_EDITS = 6


class Timeline:
    """The timelines of the people of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._connection = ledger.connection
        self._history = History(ledger)
        self._receipts, self._visits = Receipts(ledger), Visits(ledger)

    def of(self, person_id: int, name: str, limit: int) -> list[TimelineEntry]:
        """The newest `limit` entries of a person (whose name is `name`), newest first."""
        entries = [*self._received(person_id), *self._changed(person_id, name, limit)]
        entries.sort(key=lambda entry: entry.date, reverse=True)
        return entries[:limit]

    def _received(self, person_id: int) -> Iterator[TimelineEntry]:
        for plan_id, unit_id, receipt in self._receipts.of_person(person_id):
            plan, unit = self._visits.plan(plan_id), self._visits.unit(unit_id)
            yield TimelineEntry(
                receipt.received_on or str(plan.year),
                EntryKind.VISIT,
                f"{plan.title}：{receipt.state.value}",
                _received_words(unit, receipt),
                plan_id=plan_id,
            )

    def _changed(self, person_id: int, name: str, limit: int) -> Iterator[TimelineEntry]:
        registered = self._registrations(person_id)
        for change in self._history.changes(limit, person_id):
            if change.id in registered:
                continue
            rows = self._imported_rows(change, person_id)
            yield TimelineEntry(
                change.at.isoformat(timespec="seconds"),
                EntryKind.IMPORT if rows else EntryKind.CHANGE,
                change.title,
                ("已撤销；" if change.undone else "") + (rows or self._edited(change, name)),
                change.id,
            )

    def _registrations(self, person_id: int) -> set[int]:
        """The changes that registered what `_received` tells already."""
        rows = self._connection.execute(
            "SELECT change_id FROM visit_receipt JOIN history_row"
            " ON table_name = 'visit_receipt' AND row_id = visit_receipt.id WHERE person_id = :id"
            " UNION SELECT change_id FROM visit_receipt JOIN history_range"
            " ON table_name = 'visit_receipt' AND first_id <= visit_receipt.id"
            "  AND last_id >= visit_receipt.id WHERE person_id = :id",
            {"id": person_id},
        )
        return {number for (number,) in rows}

    def _imported_rows(self, change: Change, person_id: int) -> str:
        """Where in the file that `change` imported this person stood; empty without a file."""
        rows = self._connection.execute(
            "SELECT sheet, row FROM history_row JOIN import_row ON file_id = row_id"
            " WHERE table_name = 'import_file' AND change_id = ? AND person_id = ? LIMIT ?",
            (change.id, person_id, _SHOWN_EDITS),
        )
        return "、".join(f"{sheet} 第 {row} 行" for sheet, row in rows)

    def _edited(self, change: Change, name: str) -> str:
        edits = islice(self._history.edits(change.id), _MOST_EDITS)
        own = [edit for edit in edits if f"“{name}”" in edit.subject]
        more = f"等 {len(own)} 项" if len(own) > _SHOWN_EDITS else ""
        return "；".join(map(_edit_words, own[:_SHOWN_EDITS])) + more


def _edit_words(edit: Edit) -> str:
    if edit.before is None:
        return f"{edit.label}：{edit.after or '空'}"
    return f"{edit.label}：{edit.before or '空'} → {edit.after or '空'}"


def _received_words(unit: VisitUnit, receipt: Receipt) -> str:
    words = [f"慰问金 {unit.money:,.2f} 元"] if unit.money else []
    words += [str(item) for item in unit.goods]
    if receipt.proxy:
        words.append(f"代领人 {receipt.proxy.name}（{receipt.proxy.relation or '关系未填'}）")
    if receipt.reason:
        words.append(f"未领原因：{receipt.reason}")
    return "，".join(words)
