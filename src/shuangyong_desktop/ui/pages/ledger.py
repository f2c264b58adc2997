"""台账: who is on the ledger — filters, table and the person that is chosen (UX §2.3)."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from shuangyong_desktop.domain.categories import Category
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.text import briefly
from shuangyong_desktop.services.people import LedgerView, Listing
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page, Primary
from shuangyong_desktop.ui.pages.ledger_acts import LedgerActs
from shuangyong_desktop.ui.pages.ledger_columns import ColumnChoice
from shuangyong_desktop.ui.pages.ledger_filter import CATEGORIES, COMMUNITIES, LedgerFilter, whole
from shuangyong_desktop.ui.pages.ledger_order import LedgerOrder, by_text
from shuangyong_desktop.ui.pages.ledger_tools import LedgerTools
from shuangyong_desktop.ui.pages.ledger_watch import Watch
from shuangyong_desktop.ui.pages.people_columns import USUAL, people_columns
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
from shuangyong_desktop.ui.widgets.filter_chips import FilterChips
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

_FIRST_IDS = 256
_WIDE_FROM = 1500 - 196
_NARROW_BELOW = 1000
_LONGEST_NAME = 20


class LedgerPage(Page):
    """The people of the ledger. The first 256 stand before the rest of the ids has come."""

    title = "退役军人和其他优抚对象台账"

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[str], object]) -> None:
        super().__init__(desk, notices)
        self._go = go
        categories = desk.office.people.categories()
        self._filter = whole(categories)
        self._order = LedgerOrder()
        self._query = ""
        today = date.today()  # noqa: DTZ011 (the clerk's day)
        self._today = today
        self._columns = people_columns(today, categories)
        self._full_columns = people_columns(today, categories, short=False)
        self._choice = ColumnChoice(self._columns, self)
        self._choice.changed.connect(self._choose_columns)
        self._shown_columns: tuple[str, ...] = USUAL
        self._shown_full = False
        self._model = RecordTableModel(
            [self._columns[key] for key in USUAL], self._page, self, tickable=True
        )
        self._table = RecordView(self._model, "people", "人员")
        self._after_paint = AfterPaint(self._table.viewport())
        self._facets = FacetList("filters", "筛选", (CATEGORIES, COMMUNITIES))
        self._chips = FilterChips()
        self._watch = Watch(lambda: desk.office.people, today, self)
        self._acts = LedgerActs(desk, notices, self)
        self._panel = PersonPanel(desk, notices, self._saved)
        self._wanted: int | None = None
        self._tools = LedgerTools(
            columns=self._show_columns, export=self._export, roster=self._print_roster
        )
        self._build()
        self._connect()

    @property
    def primary(self) -> Primary:
        return Primary("新增人员", "plus", self._add)

    @property
    def unsaved(self) -> bool:
        return self._panel.unsaved

    @property
    def keeps_draft(self) -> bool:
        return True

    def reload(self) -> None:
        """Count and list anew; the chosen person stays chosen where possible."""
        self._learn(self.desk.office.people.categories())
        self._show_facets()
        self._list()
        self._watch.begin()

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

    def _connect(self) -> None:
        self._table.current_changed.connect(self._show_person)
        self._table.opened.connect(self._open_file)
        self._table.heading_pressed.connect(self._sort)
        self._table.typed.connect(self._jump)
        self._model.ticks_changed.connect(self._tools.show_ticked)
        self._facets.picked.connect(self._pick)
        self._chips.removed.connect(self._drop)
        self._chips.cleared.connect(self._clear_filter)
        self._watch.known.connect(self._show_watched)
        self._panel.editing_changed.connect(self._lay_out)
        self.desk.cover_changed.connect(self._cover)
        self.desk.closing.connect(self._watch.stop)
        shortcut("Ctrl+N", self, self._add)
        shortcut("Ctrl+E", self, self._edit)
        shortcut("Ctrl+P", self, self._print_roster)
        shortcut("Del", self._table, self._take_off)
        for words, icon, name, act in (
            ("导出所选", "file-export", "export_ticked", self._export),
            ("打印", "printer", "print_ticked", self._print_roster),
            ("加标签", "tag", "tag_ticked", partial(self._change_many, "tags")),
            ("批量修改", "pencil", "change_ticked", partial(self._change_many, "community")),
            ("移出台账", "user-minus", "take_off_ticked", self._take_off),
            ("取消", "x", "untick", self._untick),
        ):
            self._tools.add_act(button(words, act, icon=icon, name=name))

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
        self._empty = self._nobody()
        sheet = frame("card")
        column(self._table, self._empty, into=sheet, margin=1, gap=0)
        keys = label("↑↓ 移动    Enter 打开    Ctrl+E 编辑    空格 勾选    Ctrl+F 查找", "note")
        self._foot = label("", "note", name="ledger_foot")
        middle = QWidget()
        foot = row(keys, 1, self._foot)
        body = column(self._tools, self._chips, sheet, foot, into=middle, gap=10)
        body.setContentsMargins(px(14), px(12), px(14), px(8))
        body.setStretch(2, 1)
        row(self._side, middle, self._panel, into=self, gap=0, stretch=1)

    def _nobody(self) -> QFrame:
        empty = frame("hollow", name="nobody")
        self._nobody_words = paragraph("", "label", name="nobody_words")
        self._nobody_words.setMinimumWidth(theme.active().px(420))
        self._nobody_words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._nobody_clear = button("清除筛选", self._clear_filter, name="nobody_clear")
        self._nobody_add = button("新增人员", self._add_searched, name="nobody_add")
        imports = button("导入花名册", partial(self._go, "imports"), name="nobody_import")
        column(
            1,
            row(1, self._nobody_words, 1),
            row(1, self._nobody_clear, imports, self._nobody_add, 1),
            2,
            into=empty,
            gap=14,
        )
        empty.hide()
        return empty

    def _page(self, ids: Sequence[int]) -> Sequence[Any]:
        return self.desk.office.people.page(ids)

    def _view(self) -> LedgerView:
        order = self._order.indexed
        view = LedgerView(self._query, self._filter.person_filter)
        return view if order is None else replace(view, order=order)

    def _list(self) -> None:
        """Show the first ids at once and the rest when they have been painted."""
        kept = self._wanted or self._current_id()
        self._wanted = None
        self._after_paint.cancel()
        if self._query or self._filter.watched or self._order != LedgerOrder():
            listing = self._listing()
            self._model.show(listing.ids)
            self._go_to(kept)
            self._say(listing)
            return
        listing = self.desk.office.people.listing(self._view(), _FIRST_IDS)
        self._model.show(listing.ids)
        self._go_to(kept if kept in listing.ids else None)
        if len(listing.ids) < _FIRST_IDS:
            self._say(listing)
        else:
            self._show_table(shown=True)  # a hidden one is never painted
            self._after_paint.do(partial(self._list_rest, kept))

    def _listing(self) -> Listing:
        """Whom the page shows, all of them, in the order chosen."""
        people, watched = self.desk.office.people, self._filter.watched
        listing = people.listing(self._view(), whole=bool(watched))
        ids = listing.ids
        if watched:
            members = self._watch.people_of(watched)
            ids = array("I", (number for number in ids if number in members))
            listing = Listing(ids, len(ids))
        if self._order.column and (self._query or self._order.indexed is None):
            shown = self._columns[self._order.column]
            ids = by_text(ids, shown, people.page, down=self._order.down)
        elif self._order.backwards:
            ids = array("I", reversed(ids))
        return replace(listing, ids=ids)

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
        total = f"{listing.total:,}{'+' if listing.more else ''} 人"
        name = briefly(f"查找“{self._query}”") if self._query else self._filter.name
        self._tools.show_list(name, total)
        self._tools.show_ticked(len(self._model.ticked))
        shown = len(listing.ids)
        first = f"显示前 {shown} 人，" if shown < listing.total else ""
        self._foot.setText(f"{first}共 {total}")
        self._chips.show_conditions(self._filter.conditions)
        nobody = not listing.ids
        self._show_table(shown=not nobody)
        if nobody:
            self._panel.show_person(None)
            self._say_nobody()

    def _show_table(self, *, shown: bool) -> None:
        self._table.setVisible(shown)
        self._empty.setVisible(not shown)

    def _say_nobody(self) -> None:
        self._nobody_clear.setVisible(self._filter.narrowed)
        known = self._query and not self._query.isascii()
        self._nobody_add.setText(
            briefly(f"新增人员“{self._query[:_LONGEST_NAME]}”") if known else "新增人员"
        )
        if self._query:
            words = f"没有找到“{self._query}”。可以换成姓名、拼音首字母、证件号或电话的开头再试。"
        elif self._filter.narrowed:
            words = "没有符合条件的人。"
        else:
            words = "台账里还没有人。可以导入现有花名册，也可以逐人登记。"
        self._nobody_words.setText(briefly(words))

    def _show_facets(self) -> None:
        counts = self.desk.office.people.counts()
        facets = self._filter.facets(counts, self._watch.count)
        self._facets.show_facets(facets, self._filter.chosen)

    def _show_watched(self) -> None:
        self._show_facets()
        if self._filter.watched:
            self._list()

    def _narrow(self, chosen: LedgerFilter) -> None:
        self._filter = chosen
        self._model.tick_all(ticked=False)
        self._show_facets()
        self._list()

    def _pick(self, section: str, key: str, more: bool) -> None:  # noqa: FBT001 (a signal)
        self._narrow(self._filter.picked(section, key, more=more))

    def _drop(self, section: str, key: str) -> None:
        self._narrow(self._filter.without(section, key))

    def _clear_filter(self) -> None:
        self._narrow(whole(self.desk.office.people.categories()))

    def _sort(self, key: str) -> None:
        self._order = self._order.pressed(key)
        self._model.show_sorted(self._order.column, down=self._order.down)
        self._list()

    def _jump(self, typed: str) -> None:
        """Go to the next person whom `typed` begins to describe."""
        view = replace(self._view(), query=typed)
        found = set(self.desk.office.people.listing(view, whole=True).ids)
        here, rows = self._table.current_row() or 0, self._model.rowCount()
        first = here if len(typed) > 1 else here + 1
        for step in range(rows):
            at = (first + step) % rows
            if self._model.id_at(at) in found:
                self._table.go_to(at)
                return

    def _cover(self, covered: bool) -> None:  # noqa: FBT001 (a signal)
        self._model.set_masked(masked=covered)

    def _show_person(self) -> None:
        person_id = self._current_id()
        person = None if person_id is None else self.desk.office.people.get(person_id)
        self._panel.show_person(person)

    def _open_file(self) -> None:
        """The file of the chosen person, a page of its own."""
        person_id = self._current_id()
        if person_id is not None:
            self._go(f"person_file/{person_id}")

    def _edit(self) -> None:
        self._show_person()
        self._panel.edit()

    def _add(self) -> None:
        self._panel.edit_new(Person(name=""))

    def _add_searched(self) -> None:
        name = self._query if not self._query.isascii() else ""
        self._panel.edit_new(Person(name=name))

    def _saved(self, person: Person) -> None:
        self._wanted = person.id
        self.desk.changed.emit()

    def _chosen(self) -> list[int]:
        """The ids of those ticked, in the order shown; empty when nobody is ticked."""
        return self._table.selected_ids() if self._model.ticked else []

    def _shown_only(self) -> list[int] | None:
        """Whom papers are about when the view alone does not say it."""
        if self._model.ticked:
            return self._chosen()
        return list(self._listing().ids) if self._filter.watched else None

    def _export(self) -> None:
        self._acts.export(self._view(), self._shown_only(), self._shown_columns)

    def _print_roster(self) -> None:
        self._acts.roster(self._view(), self._shown_only())

    def _change_many(self, key: str) -> None:
        if self._acts.change_many(self._chosen(), key):
            self._untick()

    def _take_off(self) -> None:
        if not self._model.ticked:
            self._panel.take_off()
        elif self._acts.take_off(self._chosen()):
            self._untick()

    def _untick(self) -> None:
        self._model.tick_all(ticked=False)

    def _choose_columns(self) -> None:
        wide = self._is_wide()
        keys = self._choice.keys(wide=wide)
        if (keys, wide) != (self._shown_columns, self._shown_full):
            self._shown_columns, self._shown_full = keys, wide
            columns = self._full_columns if wide else self._columns
            kept = self._current_id()
            self._model.show_columns([columns[key] for key in keys])
            self._go_to(kept)

    def _learn(self, categories: tuple[Category, ...]) -> None:
        """Know the desk's own categories by name, those too that were added since."""
        if categories == self._filter.known:
            return
        self._filter = replace(self._filter, known=categories)
        self._columns = people_columns(self._today, categories)
        self._full_columns = people_columns(self._today, categories, short=False)
        self._panel.learn(categories)
        self._shown_columns = ()
        self._choose_columns()

    def _show_columns(self) -> None:
        self._choice.ask(self._tools.chooser, self._shown_columns)


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> LedgerPage:
    """The page, for the frame."""
    return LedgerPage(desk, notices, go)
