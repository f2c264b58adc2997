"""Groups at the left and their units in a table: the ground of most steps of a visit plan."""

from array import array
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shuangyong_desktop.domain.visits import VisitUnit
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.pages.plan_now import EVERY_GROUP, GROUPS, PlanNow, sum_words
from shuangyong_desktop.ui.widgets.columns import Column
from shuangyong_desktop.ui.widgets.elements import card, column, frame, label, row
from shuangyong_desktop.ui.widgets.facet_list import FacetList
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView
from shuangyong_desktop.ui.widgets.shortened import Shortened

_GROUP_WIDTH = 216


class UnitList(QWidget):
    """The units of one group of a plan; `group_changed` and `current_changed` tell of choices.

    What is chosen stays chosen when the plan is shown anew.
    """

    group_changed = Signal()
    current_changed = Signal()

    def __init__(  # noqa: PLR0913 (what a step puts around the same list)
        self, name: str, columns: Sequence[Column], *, tickable: bool = False,
        counting_open: bool = False, tools: Sequence[QWidget] = (),
        beside_groups: Sequence[QWidget] = (), below: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        px = theme.active().px
        self._now: PlanNow | None = None
        self._group = EVERY_GROUP
        self._counting_open = counting_open
        self.model = RecordTableModel(columns, self._fetch, self, tickable=tickable)
        self.table = RecordView(self.model, f"{name}_units", "慰问对象")
        self.table.current_changed.connect(self.current_changed)
        self.groups = FacetList(f"{name}_groups", GROUPS)
        self.groups.picked.connect(self._pick)
        self._heading = label("", "heading", name=f"{name}_group_name")
        self._note = Shortened("", "note", name=f"{name}_group_note")
        head = row(self._heading, self._note, 1, *tools)
        head.setContentsMargins(px(12), px(9), px(12), px(9))
        box = frame("card", name=f"{name}_card")
        layout = column(head, self.table, into=box, gap=0)
        if below is not None:
            layout.addWidget(below)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setStretch(1, 1)
        side = card(self.groups, *beside_groups, padding=8)
        side.setFixedWidth(theme.active().side(_GROUP_WIDTH))
        row(side, box, into=self, gap=12, stretch=1)

    @property
    def group(self) -> str:
        """The key of the group shown, `EVERY_GROUP` for all."""
        return self._group

    @property
    def current(self) -> VisitUnit | None:
        """The unit under the keyboard."""
        at = self.table.current_row()
        return None if at is None or self._now is None else self.model.record(at)

    def show_plan(self, now: PlanNow) -> None:
        """Show the groups and units as they are now."""
        if self._now is not None and self._now.plan.id != now.plan.id:
            self._group = EVERY_GROUP
            self.model.ticked.clear()
        self._now = now
        if self._group != EVERY_GROUP and now.group(self._group) is None:
            self._group = EVERY_GROUP
        self._show_group()

    def pick(self, group: str) -> None:
        """Show a group."""
        self._group = group
        self.model.ticked.clear()
        self._show_group()
        self.group_changed.emit()

    def step_on(self) -> bool:
        """Go to the next unit; False where this was the last."""
        at = self.table.current_row()
        if at is None or at + 1 >= self.model.rowCount():
            return False
        self.table.go_to(at + 1)
        return True

    def _pick(self, _section: str, key: str, _more: bool) -> None:  # noqa: FBT001 (a signal)
        self.pick(key)

    def _show_group(self) -> None:
        if self._now is None:
            return
        at = self.table.current_row()
        kept = None if at is None or at >= self.model.rowCount() else self.model.id_at(at)
        facets = self._now.facets(counting_open=self._counting_open)
        self.groups.show_facets(facets, {(GROUPS, self._group)})
        ids = self._now.ids_of(self._group)
        self.model.show(array("I", ids))
        if ids:
            found = self.model.row_of(kept) if kept is not None else None
            self.table.go_to(found or 0)
        group = self._now.group(self._group)
        self._heading.setText(group.name if group else "全部对象")
        self._note.setText(sum_words(self._now.in_group(self._group)))
        self.current_changed.emit()

    def _fetch(self, ids: Sequence[int]) -> list[VisitUnit]:
        return [self._now.units[number] for number in ids] if self._now else []
