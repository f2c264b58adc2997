"""登记册 of any register, gathered for exactly the records that are shown (UX §2.7)."""

from collections.abc import Iterator, Sequence
from typing import Any

from shuangyong_desktop.documents.roll_book import RollBook, RollColumn
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.registers import Register
from shuangyong_desktop.domain.roll_views import (
    WHOLE,
    WHOM_ID,
    WHOM_NAME,
    RollView,
    roll_fields,
)
from shuangyong_desktop.services.papers import Paper, RosterOptions
from shuangyong_desktop.services.registers import entries_of
from shuangyong_desktop.services.rolls import Rolls
from shuangyong_desktop.services.settings import Settings
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import PAGE, People

_USUAL = RosterOptions(columns=())
_ROOM = 72
"""Characters that stand side by side on A4 landscape without becoming narrow."""


class RollPapers:
    """The 登记册 of the registers of one open ledger."""

    def __init__(self, ledger: Ledger, rolls: Rolls, settings: Settings) -> None:
        self._ledger, self._rolls, self._settings = ledger, rolls, settings
        self._people = People(ledger)

    def book(
        self, register: Register[Any], view: RollView = WHOLE,
        options: RosterOptions = _USUAL,
    ) -> Paper:  # fmt: skip
        """The 登记册 of the records in `view`, numbers masked unless `full`.

        Without columns the paper has the usual ones. Raises Problem when nothing is shown and
        for full numbers without a purpose.
        """
        purpose = options.purpose.strip()
        if options.full and not purpose:
            raise Problem("显示完整证件号和电话需要写明用途，请填写后再生成。", code="no_purpose")
        ids = self._rolls.ids(register, view)
        if not ids:
            raise Problem("没有符合条件的记录，登记册没有生成。请调整筛选条件。", code="nothing")
        desk, title = self._settings.desk(), f"{register.title}登记册"
        fields = roll_fields(register)
        masked = any(field.kind.mask for field in fields)
        book = RollBook(
            title=title, office=desk.reporter, made_on=self._ledger.clock().date(),
            columns=tuple(
                RollColumn(field.key, field.label, field.kind.name, field.width, field.kind.align,
                           field.kind.forced_text)
                for field in fields
            ),
            rows=tuple(self._rows(register, ids, full=options.full)),
            shown=options.columns or usual_columns(register),
            purpose=purpose, caution=register.mark, filled_by=desk.filled_by,
            checked_by=desk.checked_by, demo=self._ledger.demo,
        )  # fmt: skip
        told = options.full and masked
        note = f"输出{title}：{len(ids)} 条，完整证件号，用途：{purpose}" if told else ""
        return Paper("roll_book", title, book, len(ids), note)

    def _rows(
        self, register: Register[Any], ids: Sequence[int], *, full: bool
    ) -> Iterator[tuple[str, ...]]:
        entries = entries_of(self._ledger, register)
        for start in range(0, len(ids), PAGE):
            for record in entries.page(ids[start : start + PAGE]):
                person = self._people.get(record.person_id) if record.person_id else None
                yield tuple(
                    field.write(_value(record, person, field.key), masked=not full)
                    for field in roll_fields(register)
                )


def usual_columns(register: Register[Any]) -> tuple[str, ...]:
    """The columns of the paper unless the clerk chooses others: as many as have room."""
    chosen: list[str] = []
    room = _ROOM
    for field in roll_fields(register):
        if field.width <= room:
            chosen.append(field.key)
            room -= field.width
    return tuple(chosen)


def _value(record: Any, person: Person | None, key: str) -> Any:
    if key == WHOM_NAME:
        return person and person.name
    if key == WHOM_ID:
        return person and person.id_number
    return getattr(record, key)
