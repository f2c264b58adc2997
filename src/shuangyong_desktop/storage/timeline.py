"""What the ledger knows to have happened to one person: contacts, visits, events, changes."""

from collections.abc import Iterator
from itertools import chain, islice

from shuangyong_desktop.domain.changes import Change, Edit
from shuangyong_desktop.domain.contacts import (
    APPEALS,
    CONTACTS,
    OPEN_STAGES,
    OPINIONS,
    Appeal,
    Contact,
    Opinion,
)
from shuangyong_desktop.domain.events import EVENTS, Event
from shuangyong_desktop.domain.handouts import HANDOUTS, Handout
from shuangyong_desktop.domain.receipts import Receipt
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.rounds import ROUND_MEMBERS, ROUNDS
from shuangyong_desktop.domain.timeline import EntryKind, TimelineEntry
from shuangyong_desktop.domain.visits import VisitUnit
from shuangyong_desktop.storage.history import History
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.receipts import Receipts
from shuangyong_desktop.storage.registers import Records
from shuangyong_desktop.storage.visits import Visits

_MOST_EDITS = 200  # values of one change that are looked through for this person
_SHOWN_EDITS = 6
_TOLD = (
    "contact", "appeal", "appeal_step", "opinion", "event", "follow_up", "round_member", "handout",
)  # fmt: skip
"""Registers whose records are told themselves, and not the changes that wrote them."""


class Timeline:
    """The timelines of the people of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._connection = ledger.connection
        self._history = History(ledger)
        self._receipts, self._visits = Receipts(ledger), Visits(ledger)

    def of(self, person_id: int, name: str, limit: int) -> list[TimelineEntry]:
        """The newest `limit` entries of a person (whose name is `name`), newest first."""
        entries = [
            *self._recorded(person_id),
            *self._received(person_id),
            *self._changed(person_id, name, limit),
        ]
        entries.sort(key=lambda entry: entry.date, reverse=True)
        return entries[:limit]

    def _recorded(self, person_id: int) -> Iterator[TimelineEntry]:
        """What stands in the registers of the desk."""
        only = RecordFilter(person_id=person_id)
        return chain(
            map(_contact_entry, Records(self._ledger, CONTACTS).every(only)),
            map(_appeal_entry, Records(self._ledger, APPEALS).every(only)),
            map(_opinion_entry, Records(self._ledger, OPINIONS).every(only)),
            map(_event_entry, Records(self._ledger, EVENTS).every(only)),
            map(_handout_entry, Records(self._ledger, HANDOUTS).every(only)),
            self._found(only),
        )

    def _found(self, only: RecordFilter) -> Iterator[TimelineEntry]:
        """What rounds found of the person."""
        rounds = Records(self._ledger, ROUNDS)
        for member in Records(self._ledger, ROUND_MEMBERS).every(only):
            if member.finding is not None and member.round_id is not None:
                held = rounds.get(member.round_id)
                if held.removed_at:
                    continue
                title = held.title or ""
                words = [member.way.value if member.way else "", member.changes or ""]
                yield TimelineEntry(
                    member.done_on or "", EntryKind.ROUND, f"{title}：{member.finding.value}",
                    _joined(words), record_id=member.id,
                )  # fmt: skip

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
        """The changes that wrote what `_recorded` and `_received` tell already."""
        counting = {"visit_receipt": "", **dict.fromkeys(_TOLD, " AND removed_at IS NULL")}
        rows = self._connection.execute(
            " UNION ".join(
                f"SELECT change_id FROM {table} JOIN history_row"  # noqa: S608 (our own names)
                f" ON table_name = '{table}' AND row_id = {table}.id"
                f" WHERE person_id = :id{still}"
                f" UNION SELECT change_id FROM {table} JOIN history_range"
                f" ON table_name = '{table}' AND first_id <= {table}.id AND last_id >= {table}.id"
                f" WHERE person_id = :id{still}"
                for table, still in counting.items()
            ),
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


def _contact_entry(contact: Contact) -> TimelineEntry:
    way = contact.way.value if contact.way else "联系"
    title = f"{way} · {contact.officer}" if contact.officer else way
    words = ["" if contact.reached is not False else "未联系上", contact.content or ""]
    if contact.next_date:
        words.append(f"约定 {contact.next_date} 再联系")
    return TimelineEntry(
        contact.date or "", EntryKind.CONTACT, title, _joined(words), record_id=contact.id
    )


def _appeal_entry(appeal: Appeal) -> TimelineEntry:
    words = [appeal.stage.value, appeal.unit or ""]
    if appeal.stage in OPEN_STAGES and appeal.due:
        words.append(f"限 {appeal.due}")
    if appeal.outcome:
        words.append(appeal.outcome)
    if appeal.satisfaction:
        words.append(appeal.satisfaction.value)
    return TimelineEntry(
        appeal.date or "", EntryKind.APPEAL, f"诉求：{appeal.content or ''}", _joined(words),
        record_id=appeal.id,
    )  # fmt: skip


def _opinion_entry(opinion: Opinion) -> TimelineEntry:
    words = [opinion.verdict.value, opinion.reason or ""]
    return TimelineEntry(
        opinion.date or "", EntryKind.OPINION, f"意见建议：{opinion.content or ''}",
        _joined(words), record_id=opinion.id,
    )  # fmt: skip


def _event_entry(event: Event) -> TimelineEntry:
    words = [event.cause or "", event.place or "", event.basis or "", event.remarks or ""]
    return TimelineEntry(
        event.date or "", EntryKind.EVENT, event.kind.value if event.kind else "变动",
        _joined(words), record_id=event.id,
    )  # fmt: skip


def _handout_entry(handout: Handout) -> TimelineEntry:
    item = handout.item.value if handout.item else ""
    words = [handout.number or "", handout.receiver or "", handout.reason or ""]
    return TimelineEntry(
        handout.date or "", EntryKind.HANDOUT, f"{handout.act.value}{item}", _joined(words),
        record_id=handout.id,
    )  # fmt: skip


def _joined(words: list[str]) -> str:
    return " · ".join(" ".join(word.split()) for word in words if word)
