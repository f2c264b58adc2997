"""迎检: the boxes an inspector opens, what is in each over some years, scores and gaps."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QSpinBox, QStackedWidget, QWidget

from shuangyong_desktop.domain.boxes import BOXES, BY_KEY, PLANS, Years
from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.rolls.scoring import SCORING_ITEMS, ScoringItem, write_points
from shuangyong_desktop.services.boxes import BoxCount, Evidence, Key
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page
from shuangyong_desktop.ui.pages.boxes_export import BoxExport
from shuangyong_desktop.ui.pages.rolls_import import SHEETS, RollImportDialog
from shuangyong_desktop.ui.paper_making import PaperMaking
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    frame,
    label,
    paragraph,
    plain_caption,
    row,
    shortcut,
)
from shuangyong_desktop.ui.widgets.facet_list import Facet, FacetList
from shuangyong_desktop.ui.widgets.record_dialog import RecordDialog
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

_BOXES, _ITEMS = "迎检盒", "评分项"
_ROUND = 4
"""Years that an inspection looks at (DOMAIN §8.3)."""
_EARLIEST, _LATEST = 1990, 2100
_SIDE = 236
_PLACES = {PLANS: "visits", "task": "tasks", "summary": "reports", "submission": "reports",
           "zero_report": "moves", "round": "rounds", "supervision": "tasks"}  # fmt: skip


class BoxesPage(Page):
    """Boxes and scoring items at the left, the records of the chosen one beside them."""

    title = "迎检材料"

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[str], object]) -> None:
        super().__init__(desk, notices)
        self._go = go
        self._undoing = Undoing(desk, notices)
        self._papers = PaperMaking(desk, notices)
        self._export = BoxExport(desk, notices)
        self._box, self._item = BOXES[0].key, 0
        self._out = False
        self._keys: Sequence[Key] = ()
        self._facets = FacetList("boxes", "迎检盒和评分项", counted="条")
        self._facets.picked.connect(self._pick)
        self._model = RecordTableModel(self._columns(), self._fetch, self, tickable=True)
        self._table = RecordView(self._model, "box_evidence", "盒内材料")
        self._table.opened.connect(self._open)
        self._nothing = paragraph("", "note", name="box_nothing")
        self._build()
        shortcut("Del", self._table, self._leave_out)

    @property
    def note(self) -> str:
        return BY_KEY[self._box].words

    @property
    def part_in_front(self) -> str:
        return self._box

    def reload(self) -> None:
        """Count every box anew and show the chosen one."""
        years = self._years()
        if years is None:
            return
        counts = self.desk.office.boxes.counts(years)
        items = self.desk.office.boxes.items(years)
        if self._item not in {item.id for item in items}:
            self._item = 0
        self._show_facets(counts, items, years)
        chosen = next(one for one in counts if one.box.key == self._box)
        self._show_head(chosen, next((one for one in items if one.id == self._item), None))
        self._show_records(years)
        self.heading_changed.emit()

    def _build(self) -> None:
        px = theme.active().px
        self._first, self._last = _year("box_first", "起始年度"), _year("box_last", "截止年度")
        self._first.setValue(self.desk.year - _ROUND + 1)
        self._last.setValue(self.desk.year)
        for edit in (self._first, self._last):
            edit.valueChanged.connect(self.reload)
        bar = row(
            label("迎检年度", "label"), self._first, label("至"), self._last, 1,
            button("导入评分细则", self._import, icon="file-import", name="box_import"),
            button("缺项报告", self._report_gaps, icon="report", name="box_gaps"),
            button("导出本盒", self._export_one, icon="file-type-pdf", name="box_export"),
            button("导出全部", self._export_all, kind="primary", icon="folder-open",
                   name="box_export_all"),
        )  # fmt: skip
        bar.setContentsMargins(px(14), px(10), px(14), px(6))
        left = frame("side")
        column(self._facets, into=left, margin=6)
        left.setFixedWidth(px(_SIDE))
        self._words = label("", "heading", name="box_words")
        self._holds = paragraph("", "note", name="box_holds")
        self._score = button("自评分", self._score_item, icon="pencil", name="box_score")
        self._drop = button("删除评分项", self._remove_item, icon="trash", name="box_item_remove")
        add = button("新增评分项", self._add_item, icon="plus", name="box_item_add")
        self._acts = {
            "open": button("打开记录", self._open, icon="external-link", name="box_open"),
            "put": button("放入…", self._offer_places, icon="plus", name="box_put"),
            "out": button("移出本盒", self._leave_out, icon="minus", name="box_out"),
        }
        self._turn = button("", self._turn_out, kind="link", name="box_left_out")
        self._sheets = QStackedWidget()
        self._sheets.addWidget(self._table)
        empty = QWidget()
        column(1, self._nothing, 1, into=empty, margin=30)
        self._sheets.addWidget(empty)
        sheet = frame("card")
        column(self._sheets, into=sheet, margin=1)
        right = QWidget()
        layout = column(
            row(self._words, 1, add, self._drop, self._score), self._holds, sheet,
            row(*self._acts.values(), 1, self._turn), into=right, margin=12,
        )  # fmt: skip
        layout.setStretch(2, 1)
        body = row(left, right, gap=0, stretch=1)
        column(bar, body, into=self, gap=0).setStretch(1, 1)

    def _years(self) -> Years | None:
        try:
            return Years(self._first.value(), self._last.value())
        except Problem as problem:
            self._model.show([])
            self._say(problem.sentence)
            return None

    def _show_facets(
        self, counts: Sequence[BoxCount], items: Sequence[ScoringItem], years: Years
    ) -> None:
        facets = [Facet(_BOXES, one.box.key, _facet_words(one), one.count) for one in counts]
        facets += [
            Facet(_ITEMS, str(item.id), _called(item),
                  len(self.desk.office.boxes.of_item(item.id or 0, years)))
            for item in items if item.box in (self._box, None, "")
        ]  # fmt: skip
        chosen = {(_BOXES, self._box)} | ({(_ITEMS, str(self._item))} if self._item else set())
        self._facets.show_facets(facets, chosen)

    def _show_head(self, one: BoxCount, item: ScoringItem | None) -> None:
        self._score.setVisible(item is not None)
        self._drop.setVisible(item is not None)
        if item is None:
            self._words.setText(f"{one.box.words}　{one.count:,} 条")
            self._holds.setText(one.box.holds)
            return
        self._words.setText(_called(item))
        told = [f"分值 {_points(item.points)}", f"自评 {_points(item.score)}", item.standard or "",
                item.reason or ""]  # fmt: skip
        self._holds.setText("　".join(part for part in told if part))

    def _show_records(self, years: Years) -> None:
        boxes = self.desk.office.boxes
        left_out = boxes.left_out(self._box, years)
        self._out = self._out and bool(left_out) and not self._item
        if self._item:
            self._keys = boxes.of_item(self._item, years)
        else:
            self._keys = left_out if self._out else boxes.members(self._box, years)
        self._turn.setVisible(bool(left_out) and not self._item)
        self._turn.setText("返回盒内材料" if self._out else f"已移出 {len(left_out):,} 条")
        self._acts["out"].setVisible(not self._out)
        at = self._table.current_row() or 0
        self._model.tick_all(ticked=False)  # they are places, and those have changed
        self._model.show(range(len(self._keys)))
        if self._keys:
            self._sheets.setCurrentIndex(0)
            self._table.fit_columns()
            self._table.go_to(min(at, len(self._keys) - 1))
        elif self._item:
            self._say("这个评分项还没有关联材料。请在左边点迎检盒，勾选材料后按“放入…”。")
        else:
            self._say("这几年还没有这一盒的材料。在任务、名录等页登记后会自动归入，"
                      "也可以从别的盒勾选后按“放入…”。")  # fmt: skip
        for made in self._acts.values():
            made.setEnabled(bool(self._keys))

    def _say(self, sentence: str) -> None:
        self._nothing.setText(sentence)
        self._sheets.setCurrentIndex(1)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("date", "日期", 7, lambda one, _: show_date(one.date)),
            Column("source", "登记簿", 9, lambda one, _: one.source),
            Column("words", "材料", 18, lambda one, _: one.words, look=Look.STRONG),
            Column("scans", "附件", 4, lambda one, _: str(one.scans or ""), "center"),
            Column("how", "归入", 6, lambda one, _: "手工" if one.by_hand or one.items else "自动",
                   look=Look.QUIET),
        )  # fmt: skip

    def _fetch(self, places: Sequence[int]) -> Sequence[Evidence]:
        return self.desk.office.boxes.page(self._box, [self._keys[place] for place in places])

    def show_box(self, key: str) -> None:
        """Bring a box to the front."""
        self._out, self._box, self._item = False, key, 0
        self.reload()

    def show_part(self, key: str) -> None:
        """Show a box by its number."""
        if key in BY_KEY:
            self.show_box(key)

    def _pick(self, section: str, key: str, _more: bool) -> None:  # noqa: FBT001 (a signal)
        if section == _BOXES:
            self.show_box(key)
            return
        self._out, self._item = False, int(key)
        self.reload()

    def _turn_out(self) -> None:
        self._out = not self._out
        self.reload()

    def _chosen(self) -> list[Key]:
        return [self._keys[place] for place in self._table.selected_ids()]

    def _open(self) -> None:
        at = self._table.current_row()
        if at is None or at >= len(self._keys):
            return
        one: Evidence = self._model.record(at)
        table, number = one.key
        if one.person_id:
            self._go(f"person_file/{one.person_id}")
        elif table == "task":
            self._go(f"tasks/{number}")
        else:
            self._go(_PLACES.get(table) or f"rolls/{table}/{number}")

    def _leave_out(self) -> None:
        keys = self._chosen()
        if keys and not self._out:
            self.desk.office.boxes.leave_out(self._box, keys)
            self._undoing.written(f"已移出 {len(keys)} 条，原记录没有改动")

    def _offer_places(self) -> None:
        """The boxes, and the items of this one, into which the chosen records can be put."""
        years = self._years()
        if years is None or not self._chosen():
            return
        menu = QMenu(self)
        menu.setObjectName("box_places")
        for item in self.desk.office.boxes.items(years):
            if item.box == self._box and item.id != self._item:
                entry = menu.addAction(plain_caption(f"评分项 {_called(item)}"))
                entry.triggered.connect(partial(self._put, self._box, item.id))
        menu.addSeparator()
        for box in BOXES:
            if box.key != self._box or self._out:
                entry = menu.addAction(plain_caption(box.words))
                entry.triggered.connect(partial(self._put, box.key, None))
        menu.exec(self._acts["put"].mapToGlobal(self._acts["put"].rect().bottomLeft()))
        menu.deleteLater()

    def _put(self, box: str, item: int | None, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 (a signal)
        keys = self._chosen()
        try:
            done = self.desk.office.boxes.put_in(box, keys, item)
        except Problem as problem:
            self.notices.fail(problem)
            return
        self._undoing.written(f"已放入 {done} 条")

    def _import(self) -> None:
        path = self.notices.open_file("导入评分细则", SHEETS)
        if path is None:
            return
        dialog = RollImportDialog(self.desk, self.notices, SCORING_ITEMS, path, self)
        if dialog.exec() and dialog.written:
            self._undoing.written(f"已导入评分细则 {dialog.written} 项")
        dialog.deleteLater()

    def _add_item(self) -> None:
        self._ask(ScoringItem(box=self._box), "新增评分项")

    def _score_item(self) -> None:
        self._ask(self.desk.office.entries(SCORING_ITEMS).get(self._item), "自评分")

    def _ask(self, item: ScoringItem, title: str) -> None:
        def save(record: Any) -> ScoringItem:
            return self.desk.office.boxes.score(replace(record, id=item.id, date=item.date))

        dialog = RecordDialog(self.desk, title, SCORING_ITEMS.schema, save, self,
                              name="scoring_item", hint=SCORING_ITEMS.hint)  # fmt: skip
        dialog.show_record(item)
        if item.id is not None:
            dialog.focus("score")
        if dialog.exec():
            self._undoing.written(f"已保存：{dialog.stored.title}")
        dialog.deleteLater()

    def _remove_item(self) -> None:
        item = self.desk.office.entries(SCORING_ITEMS).get(self._item)
        self.desk.office.entries(SCORING_ITEMS).remove(self._item)
        self._undoing.written(f"已删除评分项：{item.title}")

    def _report_gaps(self) -> None:
        years = self._years()
        if years is not None:
            gather = partial(self.desk.office.box_papers.gap_report, years)
            self._papers.save(gather, ".pdf", self.window())

    def _export_one(self) -> None:
        self._begin_export([self._box])

    def _export_all(self) -> None:
        self._begin_export([box.key for box in BOXES])

    def _begin_export(self, keys: Sequence[str]) -> None:
        years = self._years()
        if years is not None:
            self._export.begin(keys, years, self.window())


def _year(name: str, says: str) -> QSpinBox:
    edit = QSpinBox()
    edit.setObjectName(name)
    edit.setAccessibleName(says)
    edit.setRange(_EARLIEST, _LATEST)
    edit.setFixedWidth(theme.active().px(84))
    return edit


def _facet_words(one: BoxCount) -> str:
    """The box, and its score where it has one."""
    scored = "" if one.scored is None else f"　{write_points(one.scored)}/{_points(one.points)} 分"
    return f"{one.box.words}{scored}"


def _called(item: ScoringItem) -> str:
    return " ".join(filter(None, (item.number, item.title)))


def _points(value: Any) -> str:
    return "—" if value is None else f"{write_points(value)}"


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> BoxesPage:
    """The page, as the frame asks for it."""
    return BoxesPage(desk, notices, go)
