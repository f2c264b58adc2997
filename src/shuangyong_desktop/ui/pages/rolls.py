"""名录: every register of the desk by one pattern, from its declaration (UX §2.7)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from shuangyong_desktop.domain.activities import ACTIVITIES, Activity
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.registers import Register
from shuangyong_desktop.domain.registry import register_of
from shuangyong_desktop.domain.roll_views import Asking, RollView, rolls
from shuangyong_desktop.services.rolls import links_to
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page, Primary
from shuangyong_desktop.ui.pages.activity_dialog import ask_for_activity, task_names
from shuangyong_desktop.ui.pages.roll_acts import RollAct, acts_of
from shuangyong_desktop.ui.pages.rolls_columns import columns_of_roll
from shuangyong_desktop.ui.pages.rolls_dialogs import RollDialog, StepDialog
from shuangyong_desktop.ui.pages.rolls_filter import RollFilter
from shuangyong_desktop.ui.pages.rolls_import import SHEETS, RollImportDialog
from shuangyong_desktop.ui.pages.rolls_panel import PanelActs, RollPanel, file_of
from shuangyong_desktop.ui.pages.rolls_paper import RollPaperDialog
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    empty,
    frame,
    label,
    paragraph,
    row,
    shortcut,
)
from shuangyong_desktop.ui.widgets.facet_list import Facet, FacetList
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

_KEYS = "Enter 修改    空格 勾选    Ctrl+N 新增    Del 删除"


class RollsPage(Page):
    """The registers at the left, the records of one of them, and the chosen record."""

    title = "名录"

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[str], object]) -> None:
        super().__init__(desk, notices)
        self._go = go
        self._register: Register[Any] = rolls()[0]
        self._asking: dict[tuple[str, int], Asking] = {}
        self._sort = ("", True)
        self._wanted = 0
        self._shown = ("", 0)
        self._undoing = Undoing(desk, notices)
        self._facets = FacetList("rolls", "登记簿", counted="条")
        self._facets.picked.connect(self._pick)
        self._filter = RollFilter()
        self._filter.changed.connect(self._show_list)
        self._model = RecordTableModel((), self._fetch, self, tickable=True)
        self._model.set_masked(masked=desk.covered)
        self._model.ticks_changed.connect(self._show_acts)
        self._table = RecordView(self._model, "roll_records", "登记的记录", told_beside=True)
        self._table.current_changed.connect(self._follow)
        self._table.opened.connect(self._edit)
        self._table.heading_pressed.connect(self._sort_by)
        self._panel = RollPanel(desk, notices, PanelActs(
            self._take_step, self._edit, self._remove, self._open_person, self._hold_activity,
            self._run,
        ))  # fmt: skip
        desk.cover_changed.connect(self._cover)
        self._build()
        shortcut("Ctrl+N", self, self._add)
        shortcut("Ctrl+E", self, self._edit)
        shortcut("Ctrl+P", self, self._print)
        shortcut("Delete", self._table, self._remove)

    @property
    def note(self) -> str:
        asked = len(self._asking)
        return f"{asked} 条要办理" if asked else "没有到期要办理的"

    @property
    def primary(self) -> Primary:
        return Primary(f"新增{self._register.noun}", "plus", self._add)

    @property
    def part_in_front(self) -> str:
        return self._register.table

    def show_part(self, key: str) -> None:
        """Show a register by its name, or one record of it: “pair”, “pair/12”."""
        name, _, number = key.partition("/")
        register = register_of(name)
        if register is None or not register.group:
            return
        self._choose(register)
        if number.isdecimal():
            self._filter.clear()
            self._wanted = int(number)
        self._hear()  # shows it now, or when the page is shown

    def reload(self) -> None:
        """Count and ask anew; the register in front and the chosen record stay."""
        office = self.desk.office
        self._asking = {
            (item.register.table, item.record_id): item
            for item in office.rolls.asks()
            if item.register.group
        }
        self._show_facets(office.rolls.counts())
        places = [item.name for item in office.people.communities()]
        self._filter.show_register(self._register, office.rolls.years(self._register), places)
        self._show_list()
        self.heading_changed.emit()

    def take_list(self, path: Path) -> bool:
        """Show what a spreadsheet says of the register in front, and write what is accepted."""
        dialog = RollImportDialog(self.desk, self.notices, self._register, path, self)
        dialog.exec()
        written = dialog.written
        dialog.deleteLater()
        if written:
            self._undoing.written(f"已导入{self._register.noun} {written:,} 条")
        return True

    def _build(self) -> None:
        look = theme.active()
        self._facets.setFixedWidth(look.side(196))
        left = frame("card")
        column(self._facets, into=left, margin=4)
        sheet = frame("card")
        column(self._table, into=sheet, margin=1)
        listed = QWidget()
        column(sheet, label(_KEYS, "note"), into=listed, gap=6).setStretch(0, 1)
        self._states = QStackedWidget()
        self._states.addWidget(self._blank())
        self._states.addWidget(listed)
        middle = column(self._filter, self._tool_line(), self._states, gap=8)
        middle.setStretch(2, 1)
        self._panel.setFixedWidth(look.side(312))
        row(left, middle, self._panel, into=self, margin=14, gap=12, stretch=1)

    def _tool_line(self) -> QHBoxLayout:
        """What can be done with the register; with ticks, with the records ticked."""
        self._count = label("", "note", name="roll_count")
        self._remove_ticked = button("删除勾选的", self._remove, icon="trash",
                                     name="roll_remove_ticked")  # fmt: skip
        self._own_tools = row(gap=6)
        self._import_button = button("导入", self._import, icon="file-import", name="roll_import")
        paper = button("登记册", self._print, icon="printer", name="roll_print")
        paper.setToolTip("打印、存为 PDF 或导出 Excel")
        return row(self._count, self._remove_ticked, 1, self._own_tools, self._import_button, paper)

    def _blank(self) -> QWidget:
        """What stands in the place of an empty list: a sentence and the next thing to do."""
        blank = QWidget()
        self._nothing = paragraph("", "label", name="roll_nothing")
        self._nothing.setFixedWidth(theme.active().px(360))
        self._begin = button("", self._add, icon="plus", name="roll_begin")
        self._take_in = button(
            "导入表格", self._import, icon="file-import", name="roll_begin_import"
        )
        self._all = button("清除筛选", self._filter.clear, name="roll_clear")
        acts = row(self._begin, self._take_in, self._all, gap=8)
        column(2, row(1, self._nothing, 1), row(1, acts, 1), 3, into=blank, gap=12)
        return blank

    def _show_facets(self, counts: dict[str, int]) -> None:
        asked: dict[str, int] = {}
        for table, _ in self._asking:
            asked[table] = asked.get(table, 0) + 1
        facets = [
            Facet(register.group, register.table, register.title, counts[register.table],
                  waits=asked.get(register.table, 0))
            for register in rolls()
        ]  # fmt: skip
        self._facets.show_facets(facets, {(self._register.group, self._register.table)})

    def _pick(self, _group: str, name: str, _more: bool) -> None:  # noqa: FBT001 (a signal)
        register = register_of(name)
        if register is not None:
            self._choose(register)
            self.reload()

    def _run(self, act: RollAct) -> None:
        """Do what this register can do beyond its form."""
        act.act(self.desk, self.notices, self, self._chosen() if act.of_record else None)

    def _show_own_tools(self) -> None:
        empty(self._own_tools)
        for act in acts_of(self._register.table, of_record=False):
            self._own_tools.addWidget(
                button(act.words, partial(self._run, act), icon=act.icon, name=act.name)
            )

    def _choose(self, register: Register[Any]) -> None:
        if register is not self._register:
            self._register = register
            self._show_own_tools()
            self._sort = ("", True)
            self._model.show(())
            self._model.tick_all(ticked=False)

    def _view(self) -> RollView:
        key, down = self._sort
        return replace(self._filter.view, sort=key, down=down)

    def _show_list(self) -> None:
        """Show the records that are wanted; the chosen one stays chosen."""
        register = self._register
        chosen = self._wanted or self._chosen_id()
        self._wanted = 0
        ids = self.desk.office.rolls.ids(register, self._view())
        asked = {number for table, number in self._asking if table == register.table}
        columns = columns_of_roll(register, self.desk.office, asked)
        self._model.show_columns(columns)
        self._model.show(ids)
        key, down = self._sort
        self._model.show_sorted(key or register.date, down=down)
        self._count.setText(f"{len(ids):,} 条" if ids else "")
        self._states.setCurrentIndex(1 if ids else 0)
        self._say_nothing()
        at = self._model.row_of(chosen) if chosen else None
        if ids:
            self._table.go_to(at or 0)
        self._show_acts()
        self._show_chosen()

    def _say_nothing(self) -> None:
        narrowed = self._filter.narrows
        noun = self._register.noun
        words = f"还没有登记{noun}。可以逐条新增，也可以把现有的表格导入。"
        self._nothing.setText("没有符合条件的记录。" if narrowed else words)
        self._begin.setText(f"新增{noun}")
        self._begin.setVisible(not narrowed)
        self._take_in.setVisible(not narrowed)
        self._all.setVisible(narrowed)

    def _show_acts(self) -> None:
        ticked = len(self._model.ticked)
        self._remove_ticked.setVisible(bool(ticked))
        self._import_button.setVisible(not ticked)
        self._remove_ticked.setText(f"删除勾选的 {ticked} 条")

    def _sort_by(self, key: str) -> None:
        """Sort by a column that is declared, down first; pressed again the other way round."""
        if key not in self._register.schema.by_key:
            return
        now, down = self._sort
        same = key == (now or self._register.date)
        self._sort = (key, not down if same else key == self._register.date)
        self._show_list()

    def _fetch(self, ids: Sequence[int]) -> list[Any]:
        return self.desk.office.entries(self._register).page(ids)

    def _chosen_id(self) -> int:
        at = self._table.current_row()
        if at is None or at >= self._model.rowCount():
            return 0
        return self._model.id_at(at)

    def _chosen(self) -> Any | None:
        number = self._chosen_id()
        found = self.desk.office.entries(self._register).page([number]) if number else []
        return found[0] if found else None

    def _follow(self) -> None:
        """Show another record than before; the table's rest may end after the page was left."""
        if self.isVisible() and (self._register.table, self._chosen_id()) != self._shown:
            self._show_chosen()

    def _show_chosen(self) -> None:
        self._shown = (self._register.table, self._chosen_id())
        record = self._chosen()
        if record is None:
            self._panel.show_file(None)
            return
        asking = self._asking.get((self._register.table, record.id or 0))
        self._panel.show_file(file_of(self.desk.office, self._register, record, asking))

    def _add(self) -> None:
        record = self._register.record()
        if self._register.table == ACTIVITIES.table:
            today = self.desk.office.ledger.clock().date().isoformat()
            record = Activity(date=today)
        self._ask(record)

    def _edit(self) -> None:
        record = self._chosen()
        if record is not None:
            self._ask(record)

    def _ask(self, record: Any) -> None:
        register = self._register
        if register.table == ACTIVITIES.table:
            self._wanted = ask_for_activity(self.desk, self.notices, record, self) or 0
        else:
            dialog = RollDialog(self.desk, register, record, self)
            verb = "新增" if record.id is None else "修改"
            self._finish(dialog, f"已{verb}{register.noun}")
        if self._wanted:
            self._show_list()

    def _take_step(self) -> None:
        record = self._chosen()
        if record is not None and self._register.next_step(record):
            dialog = StepDialog(self.desk, self._register, record, self)
            self._finish(dialog, dialog.windowTitle().replace("登记", "已登记", 1))

    def _finish(self, dialog: RollDialog | StepDialog, said: str) -> None:
        """Run a dialog; what it stored is chosen and said, with its 撤销."""
        dialog.exec()
        stored = dialog.stored
        dialog.deleteLater()
        if stored is not None:
            self._wanted = stored.id or 0
            called = self._register.called(stored)
            self._undoing.written(f"{said}：{called}" if called else said)

    def _hold_activity(self) -> None:
        """Register an activity that was held with the chosen record."""
        number = self._chosen_id()
        links = links_to(self._register)
        if number and links:
            today = self.desk.office.ledger.clock().date().isoformat()
            begun = Activity(date=today, **{links[0]: number})  # type: ignore[arg-type]
            ask_for_activity(self.desk, self.notices, begun, self)

    def _remove(self) -> None:
        """Put the ticked records, else the chosen one, into 回收站, and say what follows."""
        register = self._register
        ids = self._table.selected_ids()
        if not ids:
            return
        office = self.desk.office
        said = f"已移入回收站：{register.noun} {len(ids)} 条"
        if len(ids) == 1:
            said = f"已移入回收站：{register.called(office.entries(register).get(ids[0]))}"
        if register.table == ACTIVITIES.table:
            tasks = {task for number in ids for task in office.activities.tasks_of(number)}
            names = task_names(self.desk, sorted(tasks))
            said += f"。{names}不再计入" if names else ""
        try:
            office.rolls.remove_many(register, ids)
        except Problem as problem:
            self.notices.fail(problem)
            return
        self._model.tick_all(ticked=False)
        self._undoing.written(said)

    def _open_person(self) -> None:
        record = self._chosen()
        if record is not None and record.person_id is not None:
            self._go(f"person_file/{record.person_id}")

    def _import(self) -> None:
        path = self.notices.open_file(f"导入{self._register.title}", SHEETS)
        if path is not None:
            self.take_list(path)

    def _print(self) -> None:
        """The 登记册 of exactly the records that are shown."""
        count = self._model.rowCount()
        if not count:
            self.notices.toast("没有可以打印的记录。请先登记，或清除筛选。")
            return
        dialog = RollPaperDialog(self.desk, self.notices, self._register, self._view(), count, self)
        dialog.open()
        dialog.finished.connect(dialog.deleteLater)

    def _cover(self, covered: bool) -> None:  # noqa: FBT001 (a signal)
        self._model.set_masked(masked=covered)
        if self.isVisible():
            self._show_chosen()


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> RollsPage:
    """The page, for the frame."""
    return RollsPage(desk, notices, partial(go))
