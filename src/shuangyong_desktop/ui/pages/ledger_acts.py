"""What can be done with the people shown or ticked: export, print, change, take off."""

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from shuangyong_desktop.domain.people import PEOPLE
from shuangyong_desktop.services.papers import RosterOptions
from shuangyong_desktop.services.people import LedgerView
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.undoing import Undoing

_MEANT = {"sex_age": ("sex", "birth_date")}
_NOT_ON_PAPER = ("hint", "bank_account")
"""Bank numbers are exported by the papers that need them, never by a list (CLERK §3)."""


class LedgerActs:
    """The actions of the ledger page; `only` narrows a view to some of its people."""

    def __init__(self, desk: Desk, notices: Notices, page: QWidget) -> None:
        self._desk = desk
        self._notices = notices
        self._page = page
        self._undoing = Undoing(desk, notices)

    def roster(self, view: LedgerView, only: Collection[int] | None) -> None:
        """Show the roster as it will be printed."""
        # Printing is heavy, and the first page does not need it.
        from shuangyong_desktop.ui.pages.ledger_papers import gather_roster  # noqa: PLC0415
        from shuangyong_desktop.ui.pages.roster_dialog import RosterDialog  # noqa: PLC0415

        gather = gather_roster(self._desk.office.papers, view, only)
        words = self._how_many(view, only)
        dialog = RosterDialog(self._desk, self._notices, gather, words, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def export(
        self, view: LedgerView, only: Collection[int] | None, columns: Sequence[str]
    ) -> None:
        """Write the columns shown of exactly these people into a workbook, numbers masked."""
        from shuangyong_desktop.ui.pages.ledger_papers import gather_roster  # noqa: PLC0415
        from shuangyong_desktop.ui.paper_making import PaperMaking  # noqa: PLC0415

        gather = gather_roster(self._desk.office.papers, view, only)
        options = RosterOptions(columns=paper_columns(columns))
        PaperMaking(self._desk, self._notices).save(
            partial(gather, options), ".xlsx", self._page.window()
        )

    def contact(self, ids: Sequence[int], *, many: bool) -> None:
        """登记联系 of the people of `ids`: the same for `many`, or one after the other."""
        from shuangyong_desktop.ui.pages.contact_dialog import (  # noqa: PLC0415 (not before use)
            register_contact,
        )

        register_contact(self._desk, self._notices, ids, self._page, many=many)

    def change_many(self, ids: Sequence[int], key: str) -> bool:
        """批量修改 of the people of `ids`; whether anything changed."""
        from shuangyong_desktop.ui.pages.ledger_many import ManyDialog  # noqa: PLC0415 (rare)

        dialog = ManyDialog(self._desk.office.people, ids, key, self._page)
        done = bool(dialog.exec()) and dialog.changed > 0
        if done:
            self._undoing.written(f"已修改 {dialog.changed} 人")
        dialog.deleteLater()
        return done

    def take_off(self, ids: Sequence[int]) -> bool:
        """移出台账 of several people with one day and one basis; whether it was done."""
        from shuangyong_desktop.ui.pages.take_off_dialog import TakeOffDialog  # noqa: PLC0415

        people = self._desk.office.people
        dialog = TakeOffDialog(people, [people.get(number) for number in ids], self._page)
        dialog.exec()
        done = bool(dialog.stored)
        if done:
            first, count = dialog.stored[0], len(dialog.stored)
            who = first.name if count == 1 else f"{count} 人"
            self._undoing.written(f"已登记：{who} {first.status.value}", changes=count)
        dialog.deleteLater()
        return done

    def _how_many(self, view: LedgerView, only: Collection[int] | None) -> str:
        people = self._desk.office.people
        shown = len(only) if only is not None else people.listing(view, whole=True).total
        return f"当前筛选 {shown:,} 人 / 全部 {people.counts().people:,} 人"


def paper_columns(shown: Sequence[str]) -> tuple[str, ...]:
    """The declared columns that the columns of the table stand for."""
    keys = [key for name in shown for key in _MEANT.get(name, (name,))]
    return tuple(dict.fromkeys(key for key in keys if key in PEOPLE.by_key
                               and key not in _NOT_ON_PAPER))  # fmt: skip
