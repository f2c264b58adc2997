"""台账: who is on the ledger — filters, table and the person that is chosen (UX §2.3)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.services.people import LedgerView, Listing
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page, Primary
from shuangyong_desktop.ui.pages.ledger_filter import whole
from shuangyong_desktop.ui.pages.people_columns import USUAL, WIDE, people_columns
from shuangyong_desktop.ui.pages.person_panel import PersonPanel
from shuangyong_desktop.ui.widgets.after_paint import AfterPaint
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    frame,
    label,
    paragraph,
    row,
    shortcut,
)
from shuangyong_desktop.ui.widgets.facet_list import FacetList
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

_FIRST_IDS = 256
_WIDE_FROM = 1500 - 196
_NARROW_BELOW = 1000


class LedgerPage(Page):
    """The people of the ledger. The first 256 stand before the rest of the ids has come."""

    title = "退役军人和其他优抚对象台账"

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[str], object]) -> None:
        super().__init__(desk, notices)
        self._go = go
        self._filter = whole(desk.office.people.categories())
        self._query = ""
        self._columns = people_columns(date.today())  # noqa: DTZ011 (the clerk's day)
        self._chosen_columns: tuple[str, ...] | None = None
        self._shown_columns: tuple[str, ...] = USUAL
        self._model = RecordTableModel(
            [self._columns[key] for key in USUAL], desk.office.people.page, self, tickable=True
        )
        self._table = RecordView(self._model, "people", "人员")
        self._after_paint = AfterPaint(self._table.viewport())
        self._table.current_changed.connect(self._show_person)
        self._table.opened.connect(self._edit)
        self._facets = FacetList("filters", "筛选")
        self._facets.picked.connect(self._pick)
        self._panel = PersonPanel(desk, notices, self._saved)
        self._panel.editing_changed.connect(self._lay_out)
        self._wanted: int | None = None
        self._build()
        desk.cover_changed.connect(self._cover)
        shortcut("Ctrl+N", self, self._add)
        shortcut("Ctrl+E", self, self._edit)
        shortcut("Del", self._table, self._panel.take_off)

    @property
    def primary(self) -> Primary:
        return Primary("新增人员", "plus", self._add)

    def reload(self) -> None:
        """Count and list anew; the chosen person stays chosen where possible."""
        counts = self.desk.office.people.counts()
        self._facets.show_facets(self._filter.facets(counts), self._filter.chosen)
        self._list()

    def search(self, text: str) -> None:
        """Show whom `text` begins to describe within the present filter."""
        self._query = text.strip()
        self._list()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_columns()
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._table.setFocus()

    def _lay_out(self) -> None:
        """Share the width: where it is short the table has it, and the form while it is open."""
        px = theme.active().px
        wide = self._is_wide()
        self._side.setFixedWidth(px(236 if wide else 178))
        self._panel.setFixedWidth(px(400 if wide else 330))
        narrow = self.width() < px(_NARROW_BELOW)
        self._panel.setVisible(not narrow or self._panel.edits)
        self._side.setVisible(not (narrow and self._panel.edits))

    def _is_wide(self) -> bool:
        return self.width() >= theme.active().px(_WIDE_FROM)

    def _build(self) -> None:
        px = theme.active().px
        self._side = frame("side")
        side = column(self._facets, into=self._side)
        side.setContentsMargins(px(10), px(6), px(6), px(6))
        self._name = label("全部在册", "heading", name="view_name")
        self._count = label("", "note", name="view_count")
        self._clear = button("清除筛选", self._clear_filter, kind="link", name="clear_filter")
        self._chooser = button(
            "列", self._show_columns, kind="flat", icon="columns-3", name="columns"
        )
        roster = button("打印花名册", self._print_roster, icon="printer", name="print_roster")
        tools = row(self._name, self._count, self._clear, 1, self._chooser, roster, gap=10)
        self._empty = self._nobody()
        sheet = frame("card")
        column(self._table, self._empty, into=sheet, margin=1, gap=0)
        keys = label("↑↓ 移动    Enter 编辑    空格 勾选    Ctrl+C 复制    Ctrl+F 查找", "note")
        self._foot = label("", "note", name="ledger_foot")
        middle = QWidget()
        body = column(tools, sheet, row(keys, 1, self._foot), into=middle, gap=10)
        body.setContentsMargins(px(14), px(12), px(14), px(8))
        body.setStretch(1, 1)
        row(self._side, middle, self._panel, into=self, gap=0, stretch=1)

    def _nobody(self) -> QFrame:
        empty = frame("hollow", name="nobody")
        self._nobody_words = paragraph("", "label", name="nobody_words")
        column(
            1,
            row(1, self._nobody_words, 1),
            row(
                1,
                button("清除筛选", self._clear_filter, name="nobody_clear"),
                button("导入花名册", partial(self._go, "imports"), name="nobody_import"),
                button("新增人员", self._add, name="nobody_add"),
                1,
            ),
            2,
            into=empty,
            gap=14,
        )
        empty.hide()
        return empty

    def _view(self) -> LedgerView:
        return replace(LedgerView(), query=self._query, only=self._filter.person_filter)

    def _list(self) -> None:
        """Show the first ids at once and the rest when they have been painted."""
        kept = self._wanted or self._current_id()
        self._wanted = None
        listing = self.desk.office.people.listing(self._view(), _FIRST_IDS)
        self._model.show(listing.ids)
        self._go_to(kept if kept in listing.ids else None)
        self._after_paint.cancel()
        if self._query or len(listing.ids) < _FIRST_IDS:
            self._say(listing)
        else:
            self._after_paint.do(partial(self._list_rest, kept))

    def _list_rest(self, kept: int | None) -> None:
        listing = self.desk.office.people.listing(self._view())
        self._model.grow(listing.ids)
        if kept is not None and kept != self._current_id():
            self._go_to(kept)
        self._say(listing)

    def _go_to(self, person_id: int | None) -> None:
        at = self._model.row_of(person_id) if person_id else None
        if self._model.rowCount():
            self._table.go_to(at or 0)

    def _current_id(self) -> int | None:
        at = self._table.current_row()
        return None if at is None else self._model.id_at(at)

    def _say(self, listing: Listing) -> None:
        self._name.setText(f"查找“{self._query}”" if self._query else self._filter.name)
        total = f"{listing.total:,}{'+' if listing.more else ''} 人"
        self._count.setText(total)
        shown = len(listing.ids)
        first = f"显示前 {shown} 人，" if shown < listing.total else ""
        self._foot.setText(f"{first}共 {total}")
        self._clear.setVisible(self._filter.narrowed)
        nobody = not listing.ids
        self._table.setVisible(not nobody)
        self._empty.setVisible(nobody)
        if nobody:
            self._panel.show_person(None)
            self._nobody_words.setText(self._why_nobody())

    def _why_nobody(self) -> str:
        if self._query:
            return f"没有找到“{self._query}”。可以换成姓名、拼音首字母、证件号或电话的开头再试。"
        if self._filter.narrowed:
            return "没有符合条件的人。"
        return "台账里还没有人。可以导入现有花名册，也可以逐人登记。"

    def _pick(self, section: str, key: str, more: bool) -> None:  # noqa: FBT001 (a signal)
        self._filter = self._filter.picked(section, key, more=more)
        self.reload()

    def _clear_filter(self) -> None:
        self._filter = whole(self.desk.office.people.categories())
        self.reload()

    def _cover(self, covered: bool) -> None:  # noqa: FBT001 (a signal)
        self._model.set_masked(masked=covered)

    def _show_person(self) -> None:
        person_id = self._current_id()
        person = None if person_id is None else self.desk.office.people.get(person_id)
        self._panel.show_person(person)

    def _edit(self) -> None:
        self._show_person()
        self._panel.edit()

    def _add(self) -> None:
        self._panel.edit_new(Person(name=""))

    def _saved(self, person: Person) -> None:
        self._wanted = person.id
        self.desk.changed.emit()

    def _print_roster(self) -> None:
        """Print or export exactly whom the page shows now."""
        from shuangyong_desktop.ui.pages.roster_dialog import (  # noqa: PLC0415 (printing is heavy)
            RosterDialog,
        )

        words = f"{self._name.text()} {self._count.text()}"
        dialog = RosterDialog(self.desk, self.notices, self._view(), words, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _choose_columns(self) -> None:
        keys = self._chosen_columns or (WIDE if self._is_wide() else USUAL)
        if keys != self._shown_columns:
            self._shown_columns = keys
            kept = self._current_id()
            self._model.show_columns([self._columns[key] for key in keys])
            self._go_to(kept)

    def _show_columns(self) -> None:
        menu = QMenu(self)
        for key, shown in self._columns.items():
            action = menu.addAction(shown.label)
            action.setCheckable(True)
            action.setChecked(key in self._shown_columns)
            action.setEnabled(key != "name")
            action.toggled.connect(partial(self._toggle_column, key))
        menu.popup(self._chooser.mapToGlobal(self._chooser.rect().bottomLeft()))

    def _toggle_column(self, key: str, shown: bool) -> None:  # noqa: FBT001 (a signal)
        kept = set(self._shown_columns) ^ {key}
        del shown
        order = (*WIDE, *(name for name in self._columns if name not in WIDE))
        self._chosen_columns = tuple(name for name in order if name in kept)
        self._choose_columns()


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> LedgerPage:
    """The page, for the frame."""
    return LedgerPage(desk, notices, go)
