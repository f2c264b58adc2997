"""第六步 核销归档: planned, given and what lies between, so that every figure adds up."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from shuangyong_desktop.domain.money import rmb_upper, yuan_text
from shuangyong_desktop.domain.settlement import GroupState, Settlement
from shuangyong_desktop.domain.visits import Delivery, VisitTotal
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.plan_now import PlanNow, goods_words
from shuangyong_desktop.ui.pages.plan_step import PlanStep
from shuangyong_desktop.ui.widgets.elements import (
    button,
    card,
    column,
    empty,
    glyph,
    label,
    note,
    paragraph,
    row,
)

Line = Sequence[str]


class PlanSettling(PlanStep):
    """The figures of the settlement; `go_to_group` leads back to what is still open."""

    def __init__(self, desk: Desk, notices: Notices, go_to_group: Callable[[str], object]) -> None:
        super().__init__(desk, notices)
        self._go_to_group = go_to_group
        self._state = note("info-circle", "", "info", name="settlement_state")
        self._figures, self._money, self._goods = _grid(), _grid(), _grid()
        self._groups = _grid()
        self._groups.setColumnStretch(0, 1)
        self._upper = paragraph("", "note", name="settlement_upper")
        self._words = paragraph("", "note", name="settlement_words")
        self._flagged = paragraph("", "note", kind="warn", name="settlement_flagged")
        self._coverage = paragraph("", "note", name="settlement_coverage")
        left = _scrolled(
            label("应发与实发", "heading"), self._figures, self._upper, self._words,
            label("慰问金按发放方式", "strong"), self._money,
            label("慰问品", "strong"), self._goods,
            paragraph("慰问品不折成现金；不足时补采购或按审批单调整，剩余的退库。", "note"),
            self._flagged,
        )  # fmt: skip
        right = _scrolled(label("各小组", "heading"), self._coverage, self._groups)
        body = row(left, right, gap=12)
        body.setStretch(0, 11)
        body.setStretch(1, 9)
        layout = column(self._state, body, into=self, gap=10)
        layout.setStretch(1, 1)

    def show_plan(self, now: PlanNow) -> None:
        """Show the figures of `now`."""
        super().show_plan(now)
        figures = now.settlement
        self._show_state(figures)
        _fill(self._figures, ("", "户数", "慰问金（元）", "慰问品"), _shares(figures))
        self._upper.setText(f"实发大写 {rmb_upper(figures.given.money)}")
        self._words.setText("应发 ＝ 实发 ＋ 各项差额，户数和金额都相符。" if figures.adds_up else
                            "应发与实发加差额不相符，请核对。")  # fmt: skip
        _fill(self._money, ("发放方式", "应发", "实发", "未发"), [
            (line.method.value, *map(yuan_text, (line.planned, line.given, line.left)))
            for line in figures.money
        ])  # fmt: skip
        _fill(self._goods, ("品名", "应发", "实发", "剩余"), [
            (line.article.name, f"{line.article.quantity:,}{line.article.unit}",
             f"{line.given:,}", f"{line.left:,}")
            for line in figures.goods
        ])  # fmt: skip
        self._show_groups(figures.groups)
        self._flagged.setText("".join(
            f"{unit.name}：{receipt.flag_reason}。" for unit, receipt in figures.flagged
        ))  # fmt: skip
        self._flagged.setVisible(bool(figures.flagged))
        self._show_coverage(now)

    def _show_state(self, figures: Settlement) -> None:
        if figures.finished:
            self.say(self._state, "全部登记完毕，各组签收册都已附上，可以核销。")
            return
        said = []
        if figures.waiting.units:
            groups = sum(bool(state.missing) for state in figures.groups)
            said.append(f"{groups} 个小组 {figures.waiting.units} 户待附签收册，暂不计入实发")
        if figures.unregistered.units:
            said.append(f"{figures.unregistered.units} 户还没有登记")
        self.say(self._state, "；".join(said) + "。可以随时回到第五步补登记。")

    def _show_groups(self, states: Sequence[GroupState]) -> None:
        empty(self._groups)
        for place, words in enumerate(("小组", "已登记", "情况")):
            self._groups.addWidget(label(words, "note"), 0, place)
        for line, state in enumerate(states, 1):
            ready = not state.missing and state.registered == state.units
            self._groups.addWidget(paragraph(state.group.name, ""), line, 0)
            self._groups.addWidget(label(f"{state.registered} / {state.units}"), line, 1)
            if ready or state.group.id is None:
                kind = "ok" if ready else "warn"
                mark = glyph("circle-check" if ready else "clock", kind, 15)
                said = row(mark, label(state.words, "", kind=kind), 1, gap=6)
                self._groups.addLayout(said, line, 2)
                continue
            go = button(state.words, partial(self._go_to_group, str(state.group.id)),
                        kind="link", name=f"settle_group_{state.group.id}")  # fmt: skip
            go.setAccessibleName(f"{state.group.name}：{state.words}，去登记")
            self._groups.addWidget(go, line, 2)

    def _show_coverage(self, now: PlanNow) -> None:
        led = now.plan.delivery is Delivery.LEADERS
        self._coverage.setVisible(led)
        if not led:
            return
        found = self.desk.office.receipts.coverage(self.plan_id)
        lines = [
            f"{leader.leader}：{leader.units} 户，已走访 {leader.visited} 户"
            for leader in found.leaders
        ]
        if found.without_leader:
            lines.append(f"{len(found.without_leader)} 个小组没有带队领导")
        self._coverage.setText("\n".join(lines))


def _shares(figures: Settlement) -> list[Line]:
    lines = [("应发", figures.planned), ("实发", figures.given)]
    lines += [("  其中代领", figures.by_proxy)] if figures.by_proxy.units else []
    lines += [(f"差额：{share.label}", share.total) for share in figures.differences]
    return [_line(words, sums) for words, sums in lines]


def _line(words: str, sums: VisitTotal) -> Line:
    return words, f"{sums.units:,}", yuan_text(sums.money), goods_words(sums.goods) or "—"


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.active().px(18))
    grid.setVerticalSpacing(theme.active().px(7))
    return grid


def _fill(grid: QGridLayout, heads: Line, lines: Sequence[Line]) -> None:
    """Write a small table: words at the left, figures at the right, the last text wraps."""
    empty(grid)
    last = len(heads) - 1
    for place, words in enumerate(heads):
        grid.addWidget(label(words, "note"), 0, place, _side(place, words))
    for number, line in enumerate(lines, 1):
        for place, words in enumerate(line):
            wraps = heads[last] == "慰问品" and place == last
            cell = paragraph(words, "") if wraps else label(words, "strong" if not place else "")
            if wraps:
                grid.addWidget(cell, number, place)
            else:
                grid.addWidget(cell, number, place, _side(place, heads[place]))
    grid.setColumnStretch(last if heads[last] == "慰问品" else last + 1, 1)


def _side(place: int, head: str) -> Qt.AlignmentFlag:
    left = not place or head == "慰问品"
    return (Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight) | (
        Qt.AlignmentFlag.AlignTop
    )


def _scrolled(*content: QWidget | QGridLayout) -> QFrame:
    inner = QWidget()
    inner.setProperty("role", "scrolled")
    layout = column(*content, 1, into=inner, gap=10)
    layout.setContentsMargins(0, 0, theme.active().px(8), 0)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return card(area)
