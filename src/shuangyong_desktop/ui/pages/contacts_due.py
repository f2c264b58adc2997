"""应联系名单: who is to be contacted this month, by 村（社区）, overdue first (UX §2.4)."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from shuangyong_desktop.domain.contact_rules import DueContact, Need
from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page, Primary
from shuangyong_desktop.ui.pages.contact_dialog import register_contact
from shuangyong_desktop.ui.pages.contact_sheet_files import ContactSheetFiles
from shuangyong_desktop.ui.pages.contacts_papers import look_at
from shuangyong_desktop.ui.pages.people_columns import sex_and_age, short_day
from shuangyong_desktop.ui.widgets.columns import Column, Look, column_of
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    frame,
    label,
    paragraph,
    row,
    shortcut,
)
from shuangyong_desktop.ui.widgets.facet_list import Facet, FacetList
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

_VIEWS, _PLACES = "名单", "村（社区）"
_ASKED, _LOST, _ALL = "应联系", "断联预警", "全部在册"
_EVERYWHERE = "*"
_TESTS: dict[str, Callable[[DueContact], bool]] = {
    _ASKED: lambda line: line.asks,
    Need.OVERDUE.value: lambda line: line.need is Need.OVERDUE,
    Need.DUE.value: lambda line: line.need is Need.DUE,
    Need.NEVER.value: lambda line: line.need is Need.NEVER,
    _LOST: lambda line: line.lost,
    _ALL: lambda _line: True,
}
_MARKS = {
    Need.OVERDUE: ("alert-triangle", "bad"), Need.DUE: ("clock", "warn"),
    Need.NEVER: ("info-circle", "info"), Need.LATER: ("", "text3"),
}  # fmt: skip
_ORDER = {need: place for place, need in enumerate(Need)}


@dataclass(frozen=True, slots=True)
class _Row:
    line: DueContact
    person: Person


def _columns(desk: Desk) -> tuple[Column, ...]:
    today = date.today()  # noqa: DTZ011 (the clerk's day)
    words = {item.code: item.short or item.name for item in desk.office.people.categories()}

    def held(found: _Row, _masked: bool) -> str:  # noqa: FBT001 (a Writer)
        return "、".join(words.get(code, code) for code in found.person.categories)

    return (
        _of_person("name", 4.0, Look.STRONG),
        Column("sex_age", "性别年龄", 4.0, lambda found, _masked: sex_and_age(found.person, today)),
        Column("due", "应联系", 7, lambda found, _masked: _due(found.line, today),
               look=Look.WARN, mark=lambda found: _MARKS[found.line.need]),
        Column("categories", "人员类别", 10, held, look=Look.CHIPS),
        _of_person("community", 4.7),
        _of_person("phone", 5.7),
        Column("last", "上次联系", 9, lambda found, _masked: _last(found.line)),
        Column("reason", "联系频次", 11, lambda found, _masked: found.line.reason,
               look=Look.QUIET),
    )  # fmt: skip


def _of_person(key: str, width: float, look: Look = Look.PLAIN) -> Column:
    """A declared column of a person, for the person of a row."""
    known = column_of(PEOPLE[key], look, width)
    return replace(known, text=lambda found, masked: known.text(found.person, masked))


def _last(line: DueContact) -> str:
    subject = line.subject
    day = subject.met_on or subject.tried_on
    words = short_day(day) if day else ""
    return words if subject.met_on or not day else f"{words} 未联系上"


def _due(line: DueContact, today: date) -> str:
    if line.due_on is None:
        return line.need.value
    late = (today - line.due_on).days
    return f"逾期 {late} 天" if late > 0 else short_day(line.due_on.isoformat())


class DuePage(Page):
    """The list of one view and 村（社区）; Enter registers a contact and goes on to the next."""

    title = "应联系名单"

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[str], object]) -> None:
        super().__init__(desk, notices)
        self._lines: dict[int, DueContact] = {}
        self._view, self._place = _ASKED, _EVERYWHERE
        self._facets = FacetList("due_filters", "筛选应联系名单")
        self._facets.picked.connect(self._pick)
        self._model = RecordTableModel(_columns(desk), self._fetch, self, tickable=True)
        self._model.ticks_changed.connect(self._say_ticked)
        self._table = RecordView(self._model, "due", "应联系名单")
        self._table.opened.connect(self._register)
        desk.cover_changed.connect(self._cover)
        self._build(go)
        shortcut("Ctrl+L", self, self._register)
        shortcut("Ctrl+P", self, self._print)

    @property
    def note(self) -> str:
        asked = [line for line in self._lines.values() if line.asks]
        overdue = sum(line.need is Need.OVERDUE for line in asked)
        return f"本月应联系 {len(asked)} 人，其中逾期 {overdue} 人"

    @property
    def primary(self) -> Primary:
        return Primary("登记联系", "phone", self._register)

    def reload(self) -> None:
        """Ask who is due now; view, 村（社区） and place in the table stay."""
        at = self._table.current_row()
        self._lines = {line.subject.person_id: line for line in self.desk.office.contacts.lines()}
        self._show(at or 0)
        self.heading_changed.emit()

    def _build(self, go: Callable[[str], object]) -> None:
        px = theme.active().px
        self._sheets = ContactSheetFiles(self.desk, self.notices, self)
        sheets = button("村（社区）登记表", _nothing, icon="file-spreadsheet", name="due_sheets")
        menu = QMenu(self)
        menu.setObjectName("due_sheets_menu")
        menu.addAction("分村（社区）发出登记表（Excel）").triggered.connect(self._give_out)
        menu.addAction("收回登记表").triggered.connect(self._sheets.take_back)
        sheets.setMenu(menu)
        self._heading = label("", "heading", name="due_view")
        self._count = label("", "note", name="due_count")
        self._batch = button("批量登记", self._register_ticked, icon="users", name="due_batch")
        tools = row(
            self._heading, self._count, 1, self._batch, sheets,
            button("联系频次", partial(go, "settings/contacts"), kind="flat", icon="settings",
                   name="due_rules"),
            button("打印联系表", self._print, icon="printer", name="due_print"),
        )  # fmt: skip
        side = frame("side")
        column(self._facets, into=side).setContentsMargins(px(10), px(6), px(6), px(6))
        side.setFixedWidth(theme.active().side(178))
        self._nothing = frame("hollow", name="due_nothing")
        self._nothing_words = paragraph("", "label", name="due_nothing_words")
        self._nothing_words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._nothing_words.setMinimumWidth(px(420))
        show_all = button("看全部在册", partial(self._pick, _VIEWS, _ALL), name="due_show_all")
        column(1, row(1, self._nothing_words, 1), row(1, show_all, 1), 2, into=self._nothing,
               gap=14)  # fmt: skip
        sheet = frame("card")
        column(self._table, self._nothing, into=sheet, margin=1, gap=0)
        middle = QWidget()
        keys = label("↑↓ 移动    Enter 登记联系    空格 勾选    Ctrl+P 打印联系表", "note")
        body = column(tools, sheet, keys, into=middle, gap=10)
        body.setContentsMargins(px(14), px(12), px(14), px(8))
        body.setStretch(1, 1)
        row(side, middle, into=self, gap=0, stretch=1)

    def _shown(self, view: str, place: str) -> list[DueContact]:
        """The lines of a view and place, by 村（社区） and the most urgent first."""
        test = _TESTS[view]
        found = [
            line
            for line in self._lines.values()
            if test(line) and place in (_EVERYWHERE, line.subject.community)
        ]
        places = {line.subject.community: None for line in self._lines.values()}
        order = {name: number for number, name in enumerate(places)}
        return sorted(
            found,
            key=lambda line: (
                order[line.subject.community], _ORDER[line.need], line.due_on or date.max,
            ),
        )  # fmt: skip

    def _show(self, at: int) -> None:
        lines = self._shown(self._view, self._place)
        self._model.show(array("I", (line.subject.person_id for line in lines)))
        self._show_facets()
        self._heading.setText(self._view)
        self._count.setText(f"{len(lines):,} 人")
        self._say_ticked(len(self._model.ticked))
        self._table.setVisible(bool(lines))
        self._nothing.setVisible(not lines)
        if lines:
            self._table.go_to(min(at, len(lines) - 1))
        else:
            known = bool(self._lines)
            self._nothing_words.setText(
                "这里没有要联系的人。"
                if known
                else "台账里还没有人，导入花名册后这里列出应联系的人。"
            )

    def _show_facets(self) -> None:
        facets = [Facet(_VIEWS, view, view, len(self._shown(view, self._place))) for view in _TESTS]
        places = {line.subject.community: 0 for line in self._lines.values()}
        test = _TESTS[self._view]
        for line in self._lines.values():
            places[line.subject.community] += test(line)
        facets.append(Facet(_PLACES, _EVERYWHERE, "全部", sum(places.values())))
        facets += [Facet(_PLACES, name, name or "未登记", n) for name, n in places.items()]
        self._facets.show_facets(facets, {(_VIEWS, self._view), (_PLACES, self._place)})

    def _pick(self, section: str, key: str, _more: bool = False) -> None:  # noqa: FBT001, FBT002 (a signal)
        if section == _VIEWS:
            self._view = key
        else:
            self._place = key
        self._show(0)

    def _fetch(self, ids: Sequence[int]) -> list[_Row]:
        people = self.desk.office.people.page(ids)
        return [_Row(self._lines[person.id or 0], person) for person in people]

    def _cover(self, covered: bool) -> None:  # noqa: FBT001 (a signal)
        self._model.set_masked(masked=covered)

    def _say_ticked(self, count: int) -> None:
        self._batch.setEnabled(count > 0)
        self._batch.setText(f"批量登记 {count} 人" if count else "批量登记")

    def _register(self) -> None:
        """登记联系 from the current line on; 保存并下一户 follows the list."""
        at = self._table.current_row()
        ids = [self._model.id_at(number) for number in range(at or 0, self._model.rowCount())]
        register_contact(self.desk, self.notices, ids, self)

    def _register_ticked(self) -> None:
        register_contact(self.desk, self.notices, self._table.selected_ids(), self, many=True)
        self._model.tick_all(ticked=False)

    def _give_out(self) -> None:
        """One sheet per 村（社区） of whom the list shows now."""
        self._sheets.give_out(self._shown(self._view, self._place))

    def _print(self) -> None:
        lines = self._shown(self._view, self._place)
        gather = partial(self.desk.office.contact_papers.call_list, lines)
        words = f"{self._view} {len(lines):,} 人"
        look_at(self.desk, self.notices, gather, words, self, title="打印联系表")


def _nothing() -> None:
    """The menu opens by itself."""


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> DuePage:
    """The part, for its page."""
    return DuePage(desk, notices, go)
