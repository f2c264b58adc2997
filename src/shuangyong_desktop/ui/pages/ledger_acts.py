"""What can be done with the people shown or ticked: export, print, change, take off."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt

from shuangyong_desktop.domain.people import PEOPLE
from shuangyong_desktop.services.papers import RosterOptions
from shuangyong_desktop.services.people import LedgerView
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.ledger_tools import LedgerTools
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.elements import button
from shuangyong_desktop.ui.widgets.record_view import RecordView

_FOLLOWING = 500  # households that 保存并下一户 goes on to
_MEANT = {"sex_age": ("sex", "birth_date")}
_NOT_ON_PAPER = ("hint", "bank_account")
"""Bank numbers are exported by the papers that need them, never by a list (CLERK §3)."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the table shows: a view, in it only some people where `only` is given, its columns."""

    view: LedgerView
    only: Collection[int] | None
    columns: Sequence[str]


class LedgerActs:
    """The actions of the ledger page, on those ticked in `table`, else on those it shows."""

    def __init__(
        self, desk: Desk, notices: Notices, table: RecordView, shown: Callable[[], Shown]
    ) -> None:
        self._desk = desk
        self._notices = notices
        self._table = table
        self._model = table.records
        self._shown = shown
        self._undoing = Undoing(desk, notices)

    def offer(self, tools: LedgerTools, one: Callable[[], object]) -> None:
        """Put what can be done with those ticked above the table; `one` takes off who is chosen."""
        for words, name, act in (
            ("登记联系", "contact_ticked", self.contact),
            ("导出所选", "export_ticked", self.export),
            ("打印", "print_ticked", self.roster),
            ("加标签", "tag_ticked", partial(self._change_many, "tags")),
            ("批量修改", "change_ticked", partial(self._change_many, "community")),
            ("移出台账", "take_off_ticked", partial(self.take_off, one)),
            ("取消", "untick", self._untick),
        ):
            tools.add_act(button(words, act, name=name))

    def roster(self) -> None:
        """Show the roster as it will be printed."""
        # Printing is heavy, and the first page does not need it.
        from shuangyong_desktop.ui.pages.ledger_papers import gather_roster  # noqa: PLC0415
        from shuangyong_desktop.ui.pages.roster_dialog import RosterDialog  # noqa: PLC0415

        shown = self._meant()
        gather = gather_roster(self._desk.office.papers, shown.view, shown.only)
        words = self._how_many(shown)
        dialog = RosterDialog(self._desk, self._notices, gather, words, self._table)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def export(self) -> None:
        """Write the columns shown of exactly these people into a workbook, numbers masked."""
        from shuangyong_desktop.ui.pages.ledger_papers import gather_roster  # noqa: PLC0415
        from shuangyong_desktop.ui.paper_making import PaperMaking  # noqa: PLC0415

        shown = self._meant()
        gather = gather_roster(self._desk.office.papers, shown.view, shown.only)
        options = RosterOptions(columns=paper_columns(shown.columns))
        PaperMaking(self._desk, self._notices).save(
            partial(gather, options), ".xlsx", self._table.window()
        )

    def contact(self) -> None:
        """登记联系 for those ticked at once, else from the current line on, one after the other."""
        from shuangyong_desktop.ui.pages.contact_dialog import (  # noqa: PLC0415 (not before use)
            register_contact,
        )

        chosen = self._ticked()
        at = self._table.current_row() or 0
        following = range(at, min(at + _FOLLOWING, self._model.rowCount()))
        ids = chosen or [self._model.id_at(number) for number in following]
        register_contact(self._desk, self._notices, ids, self._table, many=bool(chosen))
        if chosen:
            self._untick()

    def take_off(self, one: Callable[[], object]) -> None:
        """移出台账 of those ticked with one day and one basis; `one` where nobody is ticked."""
        from shuangyong_desktop.ui.pages.take_off_dialog import TakeOffDialog  # noqa: PLC0415

        ids, people = self._ticked(), self._desk.office.people
        if not ids:
            one()
            return
        dialog = TakeOffDialog(people, [people.get(number) for number in ids], self._table)
        dialog.exec()
        if dialog.stored:
            first, count = dialog.stored[0], len(dialog.stored)
            who = first.name if count == 1 else f"{count} 人"
            self._undoing.written(f"已登记：{who} {first.status.value}", changes=count)
            self._untick()
        dialog.deleteLater()

    def _change_many(self, key: str) -> None:
        """批量修改 of those ticked, beginning with the column `key`."""
        from shuangyong_desktop.ui.pages.ledger_many import ManyDialog  # noqa: PLC0415 (rare)

        dialog = ManyDialog(self._desk.office.people, self._ticked(), key, self._table)
        if dialog.exec() and dialog.changed > 0:
            self._undoing.written(f"已修改 {dialog.changed} 人")
            self._untick()
        dialog.deleteLater()

    def _ticked(self) -> list[int]:
        """The ids of those ticked, in the order shown; empty when nobody is ticked."""
        return self._table.selected_ids() if self._model.ticked else []

    def _untick(self) -> None:
        self._model.tick_all(ticked=False)

    def _meant(self) -> Shown:
        """What papers are about: those ticked, else everybody shown."""
        shown = self._shown()
        return replace(shown, only=self._ticked()) if self._model.ticked else shown

    def _how_many(self, shown: Shown) -> str:
        people = self._desk.office.people
        only = shown.only
        count = len(only) if only is not None else people.listing(shown.view, whole=True).total
        return f"当前筛选 {count:,} 人 / 全部 {people.counts().people:,} 人"


def paper_columns(shown: Sequence[str]) -> tuple[str, ...]:
    """The declared columns that the columns of the table stand for."""
    keys = [key for name in shown for key in _MEANT.get(name, (name,))]
    return tuple(dict.fromkeys(key for key in keys if key in PEOPLE.by_key
                               and key not in _NOT_ON_PAPER))  # fmt: skip
