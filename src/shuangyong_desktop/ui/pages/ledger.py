"""台账: who is on the ledger — filters, table and the person that is chosen (UX §2.3)."""

from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from shuangyong_desktop.domain.categories import Category
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.text import briefly
from shuangyong_desktop.services.people import Listing
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page, Primary
from shuangyong_desktop.ui.pages.ledger_acts import LedgerActs, Shown
from shuangyong_desktop.ui.pages.ledger_columns import ColumnChoice
from shuangyong_desktop.ui.pages.ledger_filter import (
    CATEGORIES,
    COMMUNITIES,
    VIEWS,
    LedgerFilter,
    whole,
)
from shuangyong_desktop.ui.pages.ledger_full_text import FullTextLook
from shuangyong_desktop.ui.pages.ledger_nobody import Nobody, everywhere_words
from shuangyong_desktop.ui.pages.ledger_state import LedgerState, listing
from shuangyong_desktop.ui.pages.ledger_tools import LedgerTools
from shuangyong_desktop.ui.pages.ledger_views import OwnViews
from shuangyong_desktop.ui.pages.ledger_watch import Watch
from shuangyong_desktop.ui.pages.people_columns import USUAL, people_columns
from shuangyong_desktop.ui.pages.person_panel import PersonPanel
from shuangyong_desktop.ui.widgets.after_paint import AfterPaint
from shuangyong_desktop.ui.widgets.elements import button, column, frame, label, row, shortcut
from shuangyong_desktop.ui.widgets.facet_list import FacetList
from shuangyong_desktop.ui.widgets.filter_chips import FilterChips
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

_FIRST_IDS = 256
_WIDE_FROM = 1500 - 196
_NARROW_BELOW = 1000
_ALL_USUAL_FROM = 1260


class LedgerPage(Page):
    """The people of the ledger. The first 256 stand before the rest of the ids has come."""

    title = "退役军人和其他优抚对象台账"

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[str], object]) -> None:
        super().__init__(desk, notices)
        self._go = go
        categories = desk.office.people.categories()
        self._today = date.today()  # noqa: DTZ011 (the clerk's day)
        self._state = LedgerState(whole(categories, self._today))
        self._calendar = desk.office.views.calendar()
        self._columns = self._full_columns = people_columns(self._today, categories)
        self._choice = ColumnChoice(self._columns, self)
        self._choice.changed.connect(self._choose_columns)
        self._shown_columns: tuple[str, ...] = USUAL
        self._shown_full = False
        self._model = RecordTableModel(
            [self._columns[key] for key in USUAL], self._page, self, tickable=True
        )
        self._table = RecordView(self._model, "people", "人员")
        self._after_paint = AfterPaint(self._table.viewport())
        self._facets = FacetList("filters", "筛选", (CATEGORIES, COMMUNITIES), (VIEWS,))
        self._chips = FilterChips()
        self._watch = Watch(lambda: desk.office.people, self._state.filter, self)
        self._own = OwnViews(desk, notices, self._choice, self)
        self._acts = LedgerActs(desk, notices, self._table, self._shown)
        self._full_text = FullTextLook(desk, notices, self)
        self._full_text.found.connect(self.show_people)
        self._panel = PersonPanel(desk, notices, self._saved)
        self._wanted: int | None = None
        self._tools = LedgerTools(
            narrow=self._ask_conditions,
            columns=self._show_columns,
            export=self._acts.export,
            roster=self._acts.roster,
        )
        self._build()
        self._connect()
        self._head_columns()
        self._take_state(self._own.begun(self._state, self._columns))

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
        self._calendar = self.desk.office.views.calendar()
        self._learn(self.desk.office.people.categories())
        self._state = self._own.known(self._state)
        self._show_facets()
        self._list()
        self._watch.begin()

    def search(self, text: str) -> None:
        """Show whom `text` begins to describe within the present filter."""
        self._state = replace(self._state, query=text.strip())
        self._list()

    def show_part(self, key: str) -> None:
        """“new” opens the form for somebody new."""
        if key == "new":
            self._add()

    def show_people(self, title: str, ids: Sequence[int]) -> None:
        """Show exactly these people, whatever their status, under a title that can be removed."""
        self._state = replace(self._state, query="")
        self.search_left.emit()
        self._narrow(self._state.filter.of_people(title, ids))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_columns()
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        typing = QApplication.focusWidget()
        pages = self.parentWidget()
        searched = isinstance(typing, QLineEdit) and pages and not pages.isAncestorOf(typing)
        if not searched:  # where a search in the bar above led here the keyboard stays there
            self._table.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to the table."""
        super().focusInEvent(event)
        self._table.setFocus()

    def _connect(self) -> None:
        self._table.current_changed.connect(self._show_person)
        self._table.opened.connect(self._open_file)
        self._table.heading_pressed.connect(self._sort)
        self._table.typed.connect(self._jump)
        self._model.ticks_changed.connect(self._tools.show_ticked)
        self._facets.picked.connect(self._pick)
        self._facets.add_wanted.connect(self._save_view)
        self._facets.menu_wanted.connect(self._own.ask_about)
        self._chips.save_wanted.connect(self._save_view)
        self._chips.removed.connect(self._drop)
        self._chips.cleared.connect(self._clear_filter)
        self._watch.known.connect(self._show_watched)
        self._panel.editing_changed.connect(self._lay_out)
        self._panel.file_wanted.connect(self._open_file)
        self._panel.added.connect(self._show_added)
        self.desk.cover_changed.connect(self._cover)
        self.desk.closing.connect(self._watch.stop)
        self.desk.closing.connect(lambda: self._own.remember(self._state))
        shortcut("Ctrl+N", self, self._add)
        shortcut("Ctrl+E", self, self._edit)
        shortcut("Ctrl+P", self, self._acts.roster)
        shortcut("Ctrl+L", self, self._acts.contact)
        shortcut("Ctrl+T", self, self._panel.register_appeal)
        shortcut("Del", self._table, partial(self._acts.take_off, self._panel.take_off))
        self._acts.offer(self._tools, self._panel.take_off)

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
        imports = partial(self._go, "imports")
        self._empty = Nobody(
            clear=self._clear_filter,
            everywhere=self._look_everywhere,
            imports=imports,
            add=self._add_searched,
        )
        sheet = frame("card")
        column(self._table, self._empty, into=sheet, margin=1, gap=0)
        keys = label("↑↓ 移动    Enter 打开    Ctrl+L 登记联系    空格 勾选    Ctrl+F 查找", "note")
        self._foot = label("", "note", name="ledger_foot")
        middle = QWidget()
        self._everywhere = button("", self._look_everywhere, kind="link", name="full_text")
        self._everywhere.hide()
        foot = row(keys, 1, self._everywhere, self._foot)
        body = column(self._tools, self._chips, sheet, foot, into=middle, gap=10)
        body.setContentsMargins(px(14), px(12), px(14), px(8))
        body.setStretch(2, 1)
        row(self._side, middle, self._panel, into=self, gap=0, stretch=1)

    def _page(self, ids: Sequence[int]) -> Sequence[Any]:
        office = self.desk.office
        return office.views.lines(office.people.page(ids), self._calendar)

    def _list(self) -> None:
        """Show the first ids at once and the rest when they have been painted."""
        kept = self._wanted or self._current_id()
        self._wanted = None
        self._after_paint.cancel()
        if not self._state.plain:
            found = self._listing()
            self._model.show(found.ids)
            self._go_to(kept)
            self._say(found)
            return
        found = self.desk.office.people.listing(self._state.view, _FIRST_IDS)
        self._model.show(found.ids)
        self._go_to(kept if kept in found.ids else None)
        if len(found.ids) < _FIRST_IDS:
            self._say(found)
        else:
            self._show_table(shown=True)  # a hidden one is never painted
            self._after_paint.do(partial(self._list_rest, kept))

    def _listing(self) -> Listing:
        """Whom the page shows, all of them, in the order chosen."""
        column = self._columns.get(self._state.order.column)
        return listing(self.desk.office, self._state, self._members(), column, self._page)

    def _members(self) -> Container[int] | None:
        return self._state.members(self._watch.people_of)

    def _list_rest(self, kept: int | None) -> None:
        found = self.desk.office.people.listing(self._state.view)
        self._model.grow(found.ids)
        if kept is not None and kept != self._current_id():
            self._go_to(kept)
        self._say(found)

    def _go_to(self, person_id: int | None) -> None:
        at = self._model.row_of(person_id) if person_id else None
        if self._model.rowCount():
            self._table.go_to(at or 0)

    def _current_id(self) -> int | None:
        at = self._table.current_row()
        return None if at is None else self._model.id_at(at)

    def _say(self, found: Listing) -> None:
        total = f"{found.total:,}{'+' if found.more else ''} 人"
        name = (
            briefly(f"查找“{self._state.query}”") if self._state.query else self._state.filter.name
        )
        self._tools.show_list(name, total)
        self._tools.show_ticked(len(self._model.ticked))
        shown = len(found.ids)
        first = f"显示前 {shown} 人，" if shown < found.total else ""
        self._foot.setText(f"{first}共 {total}")
        keepable = not self._state.filter.own and self._state.filter.shown is None
        self._chips.show_conditions(self._state.filter.conditions, keepable=keepable)
        nobody = not found.ids
        self._everywhere.setVisible(bool(self._state.query) and not nobody)
        self._everywhere.setText(everywhere_words(self._state.query))
        self._show_table(shown=not nobody)
        if nobody:
            self._panel.show_person(None)
            self._empty.say(self._state.query, narrowed=self._state.filter.narrowed)

    def _show_table(self, *, shown: bool) -> None:
        self._table.setVisible(shown)
        self._empty.setVisible(not shown)

    def _show_facets(self) -> None:
        counts = self.desk.office.people.counts()
        facets = self._state.filter.facets(counts, self._watch.count, self._own.names())
        self._facets.show_facets(facets, self._state.filter.chosen)

    def _show_watched(self) -> None:
        self._show_facets()
        if self._state.filter.watched:
            self._list()

    def _narrow(self, chosen: LedgerFilter) -> None:
        self._show_state(replace(self._state, filter=chosen))

    def _show_state(self, state: LedgerState) -> None:
        """Show another list; nobody of it is ticked."""
        self._take_state(state)
        self._model.tick_all(ticked=False)
        self._show_facets()
        self._list()

    def _take_state(self, state: LedgerState) -> None:
        day = self._state.filter.criteria.age_on
        self._state = state
        self._model.show_sorted(state.order.column, down=state.order.down)
        if state.filter.criteria.age_on != day:
            self._head_columns()

    def _pick(self, section: str, key: str, more: bool) -> None:  # noqa: FBT001 (a signal)
        opened = self._own.opened(self._state, section, key, self._columns)
        if opened is not None:
            self._show_state(opened)
        else:
            self._narrow(self._state.filter.picked(section, key, more=more))

    def _drop(self, section: str, key: str) -> None:
        self._narrow(self._state.filter.without(section, key))

    def _clear_filter(self) -> None:
        self._narrow(self._state.cleared().filter)

    def _ask_conditions(self) -> None:
        from shuangyong_desktop.ui.pages.ledger_conditions import (  # noqa: PLC0415 (on demand)
            ConditionsDialog,
        )

        views, criteria = self.desk.office.views, self._state.filter.criteria
        dialog = ConditionsDialog(views, criteria, self._today, self)
        if dialog.exec():
            self._narrow(self._state.filter.narrowed_by(dialog.criteria))
        dialog.deleteLater()

    def _save_view(self) -> None:
        self._take_state(self._own.save(self._state))
        self.reload()

    def _sort(self, key: str) -> None:
        self._take_state(replace(self._state, order=self._state.order.pressed(key)))
        self._list()

    def _jump(self, typed: str) -> None:
        """Go to the next person whom `typed` begins to describe."""
        view = replace(self._state.view, query=typed)
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

    def _look_everywhere(self) -> None:
        self._full_text.look_for(self._state.query, self)

    def _add_searched(self) -> None:
        name = self._state.query if not self._state.query.isascii() else ""
        self._panel.edit_new(Person(name=name))

    def _saved(self, person: Person) -> None:
        self._wanted = person.id
        self.desk.changed.emit()

    def _show_added(self, person: Person) -> None:
        """Show somebody new alone where the list that is shown does not hold them."""
        if person.id is not None and person.id not in self._listing().ids:
            self.show_people(briefly(f"新增的“{person.name}”"), [person.id])

    def _shown(self) -> Shown:
        """What papers are about; whom the view alone does not name is listed."""
        only = list(self._listing().ids) if self._members() is not None else None
        return Shown(self._state.view, only, self._shown_columns)

    def _choose_columns(self) -> None:
        wide = self._is_wide()
        narrow = self.width() < theme.active().px(_ALL_USUAL_FROM)
        keys = self._choice.keys(wide=wide, narrow=narrow)
        if (keys, wide) != (self._shown_columns, self._shown_full):
            self._shown_columns, self._shown_full = keys, wide
            columns = self._full_columns if wide else self._columns
            kept = self._current_id()
            self._model.show_columns([columns[key] for key in keys])
            self._go_to(kept)

    def _learn(self, categories: tuple[Category, ...]) -> None:
        """Know the desk's own categories by name, those too that were added since."""
        if categories == self._state.filter.known:
            return
        self._state = replace(self._state, filter=replace(self._state.filter, known=categories))
        self._panel.learn(categories)
        self._head_columns()

    def _head_columns(self) -> None:
        """Make the columns for the desk's categories and the day that ages are counted to."""
        on = self._state.filter.criteria.age_on
        make_columns = partial(
            people_columns,
            self._today,
            self._state.filter.known,
            age_day=date.fromisoformat(on) if on else None,
        )
        self._columns, self._full_columns = make_columns(), make_columns(short=False)
        self._shown_columns = ()
        self._choose_columns()

    def _show_columns(self) -> None:
        self._choice.ask(self._tools.chooser, self._shown_columns)


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> LedgerPage:
    """The page, for the frame."""
    return LedgerPage(desk, notices, go)
