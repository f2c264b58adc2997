"""One visit plan: its sums, its groups and people, and the sign-off book as it will be printed."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QTabBar, QWidget

from shuangyong_desktop.domain.categories import names_of
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.money import rmb_upper, yuan_text
from shuangyong_desktop.domain.text import mask_id
from shuangyong_desktop.domain.visits import (
    VisitPlan,
    VisitUnit,
    by_community,
    total,
    unknown_amounts,
)
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.paper_making import PaperMaking
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import (
    button,
    card,
    column,
    frame,
    glyph,
    label,
    note,
    paragraph,
    row,
)
from shuangyong_desktop.ui.widgets.facet_list import Facet, FacetList
from shuangyong_desktop.ui.widgets.page_view import PageView
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView
from shuangyong_desktop.ui.widgets.stepper import Stepper

_STEPS = ("定对象", "定标准", "分组和路线", "打印名册", "登记签收", "核销归档")
_PRINTING = 3
_ALL = "全部"
_GROUPS = "走访小组"
_BESIDE_FROM = 1240
_SUMS_FROM = 520


def _id_number(unit: VisitUnit, masked: bool) -> str:  # noqa: FBT001 (a Writer)
    text = unit.id_number or ""
    return mask_id(text) if masked else text


_COLUMNS = (
    Column("name", "姓名", 4.4, lambda unit, _masked: unit.name, look=Look.STRONG),
    Column("category", "人员类别", 7,
           lambda unit, _masked: names_of((unit.category,), short=True) if unit.category else ""),
    Column("address", "住址", 10, lambda unit, _masked: unit.address),
    Column("money", "慰问金", 5, lambda unit, _masked: yuan_text(unit.money), "right"),
    Column("goods", "慰问品", 8, lambda unit, _masked: "、".join(map(str, unit.goods))),
    Column("method", "发放方式", 5, lambda unit, _masked: unit.method_words.replace("\n", "、")),
    Column("id_number", "身份证号", 9.8, _id_number, "center"),
)  # fmt: skip


class PlanView(QWidget):
    """Shows one plan; `changed` is called after units were taken out."""

    def __init__(self, desk: Desk, notices: Notices, changed: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._desk = desk
        self._notices = notices
        self._changed = changed
        self._plan: VisitPlan | None = None
        self._units: dict[int, VisitUnit] = {}
        self._group = _ALL
        self._pdf: Path | None = None
        self._drawn: tuple[VisitPlan, list[VisitUnit]] | None = None
        self._papers = PaperMaking(desk, notices)
        self._stepper = Stepper(_STEPS)
        self._stepper.go_to(_PRINTING)
        self._model = RecordTableModel(_COLUMNS, self._fetch, self, tickable=True)
        self._table = RecordView(self._model, "units", "慰问对象")
        self._groups = FacetList("groups", _GROUPS)
        self._groups.picked.connect(self._pick)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(50)
        self._later.timeout.connect(self._draw)
        desk.cover_changed.connect(self._cover)
        desk.closing.connect(self._close_preview)
        self._build()

    def show_plan(self, plan: VisitPlan) -> None:
        """Show `plan` and begin to draw its book."""
        if self._plan is None or plan.id != self._plan.id:
            self._group = _ALL
        self._plan = plan
        units = self._desk.office.visits.units(plan.id or 0)
        self._units = {unit.id or 0: unit for unit in units}
        self._show_sums(units)
        self._show_group()
        if (plan, units) != self._drawn:
            self._drawn = (plan, units)
            self._pages_words.setText("正在排版")
            self._later.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        px = theme.active().px
        self._sums = frame("hollow")
        row(
            self._sum_card("cash", "慰问金", "money"),
            self._sum_card("package", "慰问品", "goods"),
            self._sum_card("users", "慰问户", "units"),
            into=self._sums,
            gap=12,
        )
        self._group_card = card(self._groups, name="group_card", padding=8)
        self._group_card.setFixedWidth(px(210))
        self._people_card = self._units_card()
        self._preview_card = self._paper_card()
        self._tabs = QTabBar()
        self._tabs.setObjectName("plan_tabs")
        self._tabs.setAccessibleName("名单或预览")
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.addTab("慰问名单")
        self._tabs.addTab("打印预览")
        self._tabs.currentChanged.connect(self._arrange)
        body = row(self._group_card, self._people_card, self._preview_card, gap=12, stretch=1)
        layout = column(
            card(self._stepper, padding=4), self._sums, self._tabs, body, into=self, gap=12
        )
        layout.setStretch(3, 1)

    def _sum_card(self, icon: str, words: str, name: str) -> QFrame:
        figure = label("", "figure", name=f"sum_{name}")
        small = paragraph("", "note", name=f"sum_{name}_note")
        return card(row(glyph(icon, "text2", 16), label(words, "label"), 1), figure, small,
                    name=f"card_{name}", padding=10)  # fmt: skip

    def _units_card(self) -> QFrame:
        px = theme.active().px
        self._heading = label("", "heading", name="group_name")
        self._heading_note = label("", "note", name="group_note")
        out = button("移出方案", self._leave_out, icon="x", name="leave_out_units")
        head = row(self._heading, self._heading_note, 1, out)
        head.setContentsMargins(px(12), px(10), px(12), px(10))
        box = frame("card", name="units_card")
        layout = column(head, self._table, into=box, gap=0)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setStretch(1, 1)
        return box

    def _paper_card(self) -> QFrame:
        self._pages_words = label("", "note", name="preview_pages")
        self._preview = PageView("preview")
        self._preview.page_changed.connect(self._say_page)
        self._preview.failed.connect(self._notices.fail)
        self._warning = note("alert-triangle", "", "warn", name="plan_warning")
        zoom = row(
            self._pages_words, 1,
            button("缩小", self._preview.zoom_out, kind="flat", icon="minus", name="zoom_out"),
            button("放大", self._preview.zoom_in, kind="flat", icon="plus", name="zoom_in"),
            button("适合宽度", self._preview.fit_width, kind="flat", name="fit_width"),
            gap=2,
        )  # fmt: skip
        actions = row(
            button("打印签收册", self._print, kind="primary", icon="printer", name="print_book"),
            button("PDF", partial(self._save, ".pdf"), icon="file-type-pdf", name="save_pdf"),
            button("Excel", partial(self._save, ".xlsx"), icon="file-spreadsheet",
                   name="save_xlsx"),
            stretch=0,
        )  # fmt: skip
        outside = button("用系统阅读器打开", self._show_outside, kind="link", name="open_outside")
        box = card(
            row(label("打印预览", "heading"), 1, outside), zoom, self._preview, self._warning,
            actions, name="preview_card",
        )  # fmt: skip
        box.layout().setStretch(2, 1)  # type: ignore[union-attr]
        return box

    def _arrange(self) -> None:
        """Put the preview beside the list, or behind a tab where there is no room (UX §2.5)."""
        px = theme.active().px
        beside = self.width() >= px(_BESIDE_FROM)
        self._tabs.setVisible(not beside)
        if beside:
            self._preview_card.setFixedWidth(px(max(410, self.width() / px(1) * 0.36)))
        else:
            self._preview_card.setMinimumWidth(0)
            self._preview_card.setMaximumWidth(16_777_215)
        in_front = self._tabs.currentIndex()
        self._people_card.setVisible(beside or in_front == 0)
        self._group_card.setVisible(beside or in_front == 0)
        self._preview_card.setVisible(beside or in_front == 1)
        room = self.height() >= px(_SUMS_FROM)
        self._sums.setVisible(room and (beside or in_front == 0))

    def _show_sums(self, units: list[VisitUnit]) -> None:
        sums = total(units)
        goods = "、".join(f"{item.name}{item.quantity:,}{item.unit}" for item in sums.goods)
        groups = len({unit.community for unit in units})
        way = self._plan.delivery.value if self._plan else ""
        for name, figure, small in (
            ("money", f"{yuan_text(sums.money)} 元", f"大写 {rmb_upper(sums.money)}"),
            ("goods", goods or "无", "慰问品不折成现金，不足时补采购或按审批单调整"),
            ("units", f"{len(units):,} 户", f"{way} · {groups} 个组"),
        ):  # fmt: skip
            _set(self, f"sum_{name}", figure)
            _set(self, f"sum_{name}_note", small)
        without = sum(1 for _ in unknown_amounts(units))
        nameless = sum(1 for unit in units if not unit.id_number)
        said = [f"{without} 户还没有慰问标准，金额栏是空的"] if without else []
        said += [f"{nameless} 户没有身份证号，领取时请补登"] if nameless else []
        _set(self, "plan_warning_words", "；".join(said))
        self._warning.setVisible(bool(said))
        places = by_community(units)
        facets = [Facet(_GROUPS, _ALL, "全部", len(units))]
        facets += [
            Facet(_GROUPS, name, name or "未登记村（社区）", len(members))
            for name, members in places.items()
        ]
        self._facets = facets

    def _show_group(self) -> None:
        self._groups.show_facets(self._facets, {(_GROUPS, self._group)})
        shown = [
            number for number, unit in self._units.items() if self._group in (_ALL, unit.community)
        ]
        self._model.show(array("I", shown))
        if shown:
            self._table.go_to(0)
        sums = total(self._units[number] for number in shown)
        self._heading.setText("全部对象" if self._group == _ALL else self._group or "未登记")
        self._heading_note.setText(f"{len(shown):,} 户 · {yuan_text(sums.money)} 元")

    def _fetch(self, ids: Sequence[int]) -> list[VisitUnit]:
        return [self._units[number] for number in ids]

    def _pick(self, _section: str, key: str, _more: bool) -> None:  # noqa: FBT001 (a signal)
        self._group = key
        self._show_group()

    def _leave_out(self) -> None:
        chosen = set(self._table.selected_ids())
        if self._plan is None or not chosen:
            return
        try:
            count = self._desk.office.visits.leave_out(self._plan.id or 0, chosen)
        except Problem as problem:
            self._notices.fail(problem)
            return
        self._model.ticked.clear()
        self._changed()
        self._notices.toast(f"已移出 {count} 户。Ctrl+Z 撤销")

    def _draw(self) -> None:
        """Make the book anew; the pages before stay until it is there."""
        if self._plan is None or not self._units:
            self._preview.clear("方案里没有对象")
            return
        made = self._papers.preview(self._make)
        if made is not None:
            self._pdf = made
            self._preview.open(made)

    def _make(self, path: Path) -> None:
        if self._plan is not None and self._plan.id is not None:
            papers = self._desk.office.papers
            papers.hand_out(papers.visit_book(self._plan.id), path)

    def _print(self) -> None:
        if self._pdf is not None and self._plan is not None:
            self._papers.print(self._pdf, self._plan.paper_title, self.window())

    def _save(self, ending: str) -> None:
        if self._plan is not None:
            self._papers.save(self._make, self._plan.paper_title, ending)

    def _show_outside(self) -> None:
        if self._pdf is not None:
            self._papers.show_outside(self._pdf)

    def _say_page(self, page: int, pages: int) -> None:
        self._pages_words.setText(f"A4 横 · 第 {page} 页，共 {pages} 页")

    def _close_preview(self) -> None:
        self._preview.clear()

    def _cover(self, covered: bool) -> None:  # noqa: FBT001 (a signal)
        self._model.set_masked(masked=covered)


def _set(owner: QWidget, name: str, text: str) -> None:
    for child in owner.findChildren(QWidget, name):
        child.setText(text)  # type: ignore[attr-defined]
