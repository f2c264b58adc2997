"""The plans of the chosen year, one line each with how far it is; 回车 opens one."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QStackedWidget, QWidget

from shuangyong_desktop.domain.money import yuan_text
from shuangyong_desktop.domain.settlement import Settlement
from shuangyong_desktop.domain.visits import VisitPlan
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.plan_now import goods_words
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import (
    button,
    card,
    column,
    glyph,
    label,
    row,
    sheet,
    shortcut,
)
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView


@dataclass(frozen=True)
class _PlanLine:
    plan: VisitPlan
    figures: Settlement

    @property
    def state(self) -> tuple[str, str, str]:
        """What is to be done next: its words, drawing and colour."""
        figures = self.figures
        if figures.finished:
            return "可以核销", "circle-check", "ok"
        registered = sum(state.registered for state in figures.groups)
        if not registered:
            return "待打印发放", "printer", "info"
        if registered < figures.planned.units:
            return f"登记中 {registered}/{figures.planned.units}", "clock", "warn"
        return "待附签收册", "paperclip", "warn"


_COLUMNS = (
    Column("title", "方案", 16, lambda line, _masked: line.plan.title, look=Look.STRONG),
    Column("year", "年度", 3.4, lambda line, _masked: str(line.plan.year)),
    Column("delivery", "慰问途径", 7.6, lambda line, _masked: line.plan.delivery.value),
    Column("units", "户数", 3.6, lambda line, _masked: f"{line.figures.planned.units:,}", "right"),
    Column("money", "慰问金（元）", 7.2,
           lambda line, _masked: yuan_text(line.figures.planned.money), "right"),
    Column("given", "已核销（元）", 7.2,
           lambda line, _masked: yuan_text(line.figures.given.money), "right"),
    Column("goods", "慰问品", 14, lambda line, _masked: goods_words(line.figures.planned.goods)),
    Column("state", "进度", 9, lambda line, _masked: line.state[0],
           mark=lambda line: line.state[1:]),
)  # fmt: skip


class PlanList(QWidget):
    """Every plan that stands; `opened` and `removed` are called with the plan chosen."""

    def __init__(
        self, desk: Desk, begin: Callable[[], object], opened: Callable[[VisitPlan], object],
        removed: Callable[[VisitPlan], object],
    ) -> None:  # fmt: skip
        super().__init__()
        self._desk = desk
        self._opened, self._removed = opened, removed
        self._lines: dict[int, _PlanLine] = {}
        self._model = RecordTableModel(_COLUMNS, self._fetch, self)
        self._table = RecordView(self._model, "plans", "慰问方案")
        self._table.opened.connect(self._open)
        self._states = QStackedWidget()
        self._states.addWidget(self._nothing(begin))
        self._states.addWidget(self._sheet())
        self._states.addWidget(self._other_year())
        column(self._states, into=self)
        shortcut("Delete", self._table, self._remove)

    def reload(self) -> None:
        """Show the plans as they are now."""
        office = self._desk.office
        self._lines = {
            plan.id or 0: _PlanLine(plan, office.receipts.settlement(plan.id or 0))
            for plan in office.visits.plans()
        }
        self._show()

    def focus(self) -> None:
        """Put the keyboard on the plans."""
        self._table.setFocus()

    def _sheet(self) -> QWidget:
        self._count = label("", "note", name="plans_count")
        return sheet(
            "慰问方案", self._count, self._table,
            button("打开", self._open, icon="folder-open", name="open_plan"),
            button("删除方案", self._remove, icon="trash", name="remove_plan"),
        )  # fmt: skip

    def _nothing(self, begin: Callable[[], object]) -> QWidget:
        nothing = QWidget()
        box = card(
            row(1, glyph("gift", "accent_text", 40), 1),
            row(1, label("还没有慰问方案", "title"), 1),
            row(1, label("按类别、村（社区）、年龄选出对象，定好标准，即可打印签收册", "label"), 1),
            row(1, button("新增方案", begin, kind="primary", icon="plus", name="first_plan"), 1),
            padding=28,
        )
        box.layout().setSpacing(theme.active().px(14))  # type: ignore[union-attr]
        box.setFixedWidth(theme.active().px(520))
        column(1, row(1, box, 1), 2, into=nothing)
        return nothing

    def _other_year(self) -> QWidget:
        """What stands in the place of an empty year while other years have plans."""
        nothing = QWidget()
        self._empty_year = label("", "title", name="empty_year")
        self._year = button("", self._show_newest, kind="primary", name="show_newest_year")
        box = card(row(1, self._empty_year, 1), row(1, self._year, 1), padding=28)
        box.layout().setSpacing(theme.active().px(14))  # type: ignore[union-attr]
        box.setFixedWidth(theme.active().px(520))
        column(1, row(1, box, 1), 2, into=nothing)
        return nothing

    def _newest(self) -> int:
        return max(line.plan.year for line in self._lines.values())

    def _show_newest(self) -> None:
        self._desk.show_year(self._newest())

    def _show(self) -> None:
        at = self._table.current_row()
        kept = None if at is None or at >= self._model.rowCount() else self._model.id_at(at)
        year = self._desk.year
        ids = [number for number, line in self._lines.items() if line.plan.year == year]
        self._model.show(array("I", ids))
        others = len(self._lines) - len(ids)
        more = f"；其他年度还有 {others} 个，在上方选年度查看" if others else ""
        self._count.setText(f"{year}年度 {len(ids)} 个{more}")
        self._states.setCurrentIndex((1 if ids else 2) if self._lines else 0)
        if self._lines and not ids:
            newest = self._newest()
            plans = sum(line.plan.year == newest for line in self._lines.values())
            self._empty_year.setText(f"{year}年度还没有慰问方案")
            self._year.setText(f"查看{newest}年度的 {plans} 个方案")
        if ids:
            found = self._model.row_of(kept) if kept is not None else None
            self._table.go_to(found or 0)

    def _fetch(self, ids: Sequence[int]) -> list[_PlanLine]:
        return [self._lines[number] for number in ids]

    def _chosen(self) -> VisitPlan | None:
        at = self._table.current_row()
        return None if at is None else self._lines[self._model.id_at(at)].plan

    def _open(self) -> None:
        plan = self._chosen()
        if plan is not None:
            self._opened(plan)

    def _remove(self) -> None:
        plan = self._chosen()
        if plan is not None:
            self._removed(plan)
