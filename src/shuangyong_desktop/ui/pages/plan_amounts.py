"""第二步 定标准 of a plan that stands: what each category gets, and what one unit gets instead."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QLineEdit, QScrollArea, QWidget

from shuangyong_desktop.domain.amounts import read_amount
from shuangyong_desktop.domain.categories import CATEGORIES
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.money import rmb_upper, yuan_text
from shuangyong_desktop.domain.visits import (
    Goods,
    PayoutMethod,
    VisitUnit,
    by_category,
    read_goods,
    total,
)
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.plan_now import (
    ARTICLES,
    CATEGORY,
    METHOD,
    MONEY,
    NAME,
    PlanNow,
    goods_words,
)
from shuangyong_desktop.ui.pages.plan_step import PlanStep
from shuangyong_desktop.ui.pages.plan_units import UnitList
from shuangyong_desktop.ui.widgets.elements import (
    button,
    card,
    column,
    empty,
    label,
    paragraph,
    row,
)

_MOST_TYPED = 200
_TABLE_WIDTH = 372
_HINT = "只改这一户，签收册随之改变。慰问品写成“大米1袋、菜油1桶（5升/桶）”。"


class PlanAmounts(PlanStep):
    """The amounts unit by unit, and by category with their sums."""

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        px = theme.active().px
        change = button("调整这一户", self._change_unit, icon="pencil", name="change_unit")
        revise = button("改范围和标准", self.revise_wanted.emit, kind="link", name="revise_amounts")
        self._list = UnitList("amounts", (NAME, CATEGORY, MONEY, METHOD, ARTICLES), tools=[change])
        self._list.table.opened.connect(self._change_unit)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setVerticalSpacing(px(6))
        self._grid.setColumnStretch(0, 1)
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        column(self._grid, 1, into=inner).setContentsMargins(0, 0, px(8), 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        self._sum = label("", "strong", name="amounts_sum")
        self._upper = paragraph("", "note", name="amounts_upper")
        self._goods = paragraph("", "note", name="amounts_goods")
        box = card(
            row(label("按人员类别合计", "heading"), 1, revise), area, self._sum, self._upper,
            self._goods, name="amounts_by_category",
        )  # fmt: skip
        box.layout().setStretch(1, 1)  # type: ignore[union-attr]
        box.setFixedWidth(theme.active().side(_TABLE_WIDTH))
        row(self._list, box, into=self, gap=12, stretch=0)

    def focus(self) -> None:
        """Put the keyboard on the list."""
        self._list.table.setFocus()

    def show_plan(self, now: PlanNow) -> None:
        """Show what everybody in `now` gets."""
        super().show_plan(now)
        self._list.show_plan(now)
        empty(self._grid)
        for place, words in enumerate(("人员类别", "户数", "慰问金（元）")):
            side = Qt.AlignmentFlag.AlignRight if place else Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(label(words, "note"), 0, place, side)
        names = {category.code: category.name for category in self.desk.office.people.categories()}
        found = by_category(now.units.values(), [category.code for category in CATEGORIES])
        for line, (code, units) in enumerate(found.items(), 1):
            self._add(line, names.get(code, code) or "未登记类别", units)
        sums = total(now.units.values())
        self._sum.setText(f"合计 {sums.units:,} 户  {yuan_text(sums.money)} 元")
        self._upper.setText(f"大写 {rmb_upper(sums.money)}")
        goods = goods_words(sums.goods)
        self._goods.setText(
            f"慰问品 {goods}。不折成现金，不足时补采购或按审批单调整" if goods else ""
        )

    def _add(self, line: int, name: str, units: Sequence[VisitUnit]) -> None:
        sums = total(units)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(paragraph(name, ""), line, 0)
        self._grid.addWidget(label(f"{sums.units:,}"), line, 1, right)
        self._grid.addWidget(label(yuan_text(sums.money)), line, 2, right)

    def _change_unit(self) -> None:
        unit = self._list.current
        if unit is None:
            return
        dialog = UnitDialog(unit, self)
        if dialog.exec() and dialog.changed is not None:
            try:
                self.desk.office.visits.change_unit(dialog.changed)
            except Problem as problem:
                self.notices.fail(problem)
            else:
                self.changed(f"已调整：{unit.name}")
        dialog.deleteLater()


class UnitDialog(QDialog):
    """Asks what one unit gets; `changed` holds it after 保存."""

    def __init__(self, unit: VisitUnit, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("unit_dialog")
        self.setWindowTitle("调整这一户")
        self.changed: VisitUnit | None = None
        self._unit = unit
        self._money = _line("unit_money", "慰问金（元）", yuan_text(unit.money).replace(",", ""))
        self._goods = _line("unit_goods", "慰问品", goods_text(unit.goods))
        self._method = QComboBox()
        self._method.setObjectName("unit_method")
        self._method.setAccessibleName("发放方式")
        self._method.addItems([method.value for method in PayoutMethod])
        self._method.setCurrentText(unit.method.value)
        self._wrong = paragraph("", "error", kind="bad", name="unit_wrong")
        self._wrong.hide()
        grid = QGridLayout()
        grid.setVerticalSpacing(theme.active().px(8))
        for line, field in enumerate((self._money, self._goods, self._method)):
            caption = label(field.accessibleName(), "label")
            caption.setBuddy(field)
            grid.addWidget(caption, line, 0)
            grid.addWidget(field, line, 1)
        column(
            label(unit.name, "heading"),
            paragraph(_HINT, "note"),
            grid, self._wrong,
            row(1, button("取消", self.reject, name="unit_cancel"),
                button("保存", self._save, kind="primary", icon="check", name="unit_save")),
            into=self, margin=20, gap=10,
        )  # fmt: skip
        self.setMinimumWidth(theme.active().px(440))

    def _save(self) -> None:
        try:
            money = money_of(self._money.text())
            goods = read_goods(self._goods.text())
        except Problem as problem:
            self._wrong.setText(problem.sentence)
            self._wrong.show()
            return
        self.changed = replace(
            self._unit,
            money=money,
            goods=goods,
            method=PayoutMethod(self._method.currentText()),
        )
        self.accept()


def money_of(text: str) -> Decimal:
    """The yuan in a typed text, 0 for an empty one; raises Problem for what nobody can read."""
    found = read_amount(text)
    if found.value is None and text.strip():
        raise Problem(f"慰问金“{text}”看不明白，请只填数字，如 500。")
    return Decimal(found.value or 0)


def goods_text(goods: Sequence[Goods]) -> str:
    """Articles as `read_goods` reads them, specifications included."""
    return "、".join(
        f"{item}（{item.specification}）" if item.specification else str(item) for item in goods
    )


def _line(name: str, says: str, text: str) -> QLineEdit:
    result = QLineEdit(text)
    result.setObjectName(name)
    result.setAccessibleName(says)
    result.setMaxLength(_MOST_TYPED)
    return result
