"""疑似重复: who may be one person, the surest first, looked at pair by pair."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QStackedWidget, QWidget

from shuangyong_desktop.domain.duplicates import Pair, Tier
from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.services.duplicates import Looking
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.background import Slices
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page, Primary
from shuangyong_desktop.ui.pages.merge_dialog import MergeDialog
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    glyph,
    label,
    paragraph,
    row,
    sheet,
)
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

_TIERS = {
    Tier.CERTAIN: ("alert-triangle", "bad"),
    Tier.LIKELY: ("alert-triangle", "warn"),
    Tier.POSSIBLE: ("info-circle", "text2"),
}


@dataclass(frozen=True, slots=True)
class _Line:
    """A pair and the two people."""

    pair: Pair
    first: Person
    second: Person


def _names(line: _Line, _masked: bool) -> str:  # noqa: FBT001 (a Writer)
    return " / ".join(dict.fromkeys((line.first.name, line.second.name)))


def _number(line: _Line, masked: bool) -> str:  # noqa: FBT001 (a Writer)
    known = line.first.id_number or line.second.id_number
    return PEOPLE["id_number"].write(known, masked=masked)


def _places(line: _Line, _masked: bool) -> str:  # noqa: FBT001 (a Writer)
    return " / ".join(
        f"{person.community or '未登记'}（{person.status.value}）"
        for person in (line.first, line.second)
    )


_COLUMNS = (
    Column("tier", "把握", 8.5, lambda line, _masked: f"{line.pair.tier.value}是同一人",
           mark=lambda line: _TIERS[line.pair.tier]),
    Column("names", "姓名", 8, _names, look=Look.STRONG),
    Column("why", "依据", 13, lambda line, _masked: line.pair.why),
    Column("number", "身份证号", 11, _number),
    Column("places", "村（社区）和状态", 12, _places, look=Look.QUIET),
)  # fmt: skip


class DuplicatesPage(Page):
    """The pairs; Enter looks at the one in front, and from there at those after it."""

    title = "疑似重复"

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        self.pairs: list[Pair] = []
        self._looking: Looking | None = None
        self._undoing = Undoing(desk, notices)
        self._slices = Slices(self._step, self)
        self._slices.finished.connect(self._finish)
        self._slices.failed.connect(notices.fail)
        self._model = RecordTableModel(_COLUMNS, self._fetch, self)
        self._model.set_masked(masked=desk.covered)
        self._table = RecordView(self._model, "pairs", "疑似重复的人")
        self._table.opened.connect(self._look)
        desk.cover_changed.connect(self._cover)
        desk.closing.connect(self._slices.stop)
        self._build()

    @property
    def note(self) -> str:
        if self._looking is not None:
            return "正在比对"
        return f"{len(self.pairs):,} 对，合并可以撤销，人员不会删除"

    @property
    def primary(self) -> Primary | None:
        return Primary("逐一核对", "users", self._look) if self.pairs else None

    def reload(self) -> None:
        """Compare everybody again, in slices."""
        self._looking = self.desk.office.duplicates.looking()
        self._slices.start()
        self.heading_changed.emit()

    def _build(self) -> None:
        px = theme.active().px
        self._state = label("", "note", name="pairs_count")
        found = sheet(
            "可能是同一人的记录", self._state, self._table,
            button("不是同一人", self._tell_apart, icon="user-x", name="tell_apart"),
            button("核对合并", self._look, icon="users", name="look_at_pair"),
        )  # fmt: skip
        nothing = QWidget()
        self._nothing = paragraph(
            "没有发现疑似重复的人。证件号相同、姓名和出生日期相同、"
            "姓名和电话或住址相同的会列在这里。",
            name="no_pairs",
        )
        self._nothing.setFixedWidth(px(430))
        column(2, row(1, glyph("user-check", "text3", 28), 1), row(1, self._nothing, 1), 3,
               into=nothing)  # fmt: skip
        self._states = QStackedWidget()
        self._states.addWidget(nothing)
        self._states.addWidget(found)
        column(self._states, into=self, margin=14)

    def _step(self) -> tuple[int, int]:
        if self._looking is None:
            return 1, 1
        done, total = self._looking.step()
        return (1, 1) if done >= total else (0, 1)

    def _finish(self) -> None:
        if self._looking is None:
            return
        at = self._table.current_row() or 0
        self.pairs, self._looking = self._looking.pairs, None
        self._model.show(array("I", range(len(self.pairs))))
        self._states.setCurrentIndex(1 if self.pairs else 0)
        certain = sum(pair.tier is Tier.CERTAIN for pair in self.pairs)
        self._state.setText(f"共 {len(self.pairs):,} 对，其中一定是同一人的 {certain:,} 对")
        if self.pairs:
            self._table.go_to(min(at, len(self.pairs) - 1))
        self.heading_changed.emit()

    def _look(self) -> None:
        """Look at the pair in front and go on from there without leaving the dialog."""
        at = self._table.current_row()
        if at is None or self._looking is not None:
            return
        dialog = MergeDialog(self.desk, self.notices, self.pairs[at:], self)
        dialog.exec()
        if dialog.said:
            self._undoing.written(dialog.said, changes=dialog.changes)
        dialog.deleteLater()

    def _tell_apart(self) -> None:
        at = self._table.current_row()
        if at is None or self._looking is not None:
            return
        pair = self.pairs[at]
        self.desk.office.duplicates.tell_apart(pair.first, pair.second)
        self._undoing.written("已记为不是同一人，不再列出")

    def _fetch(self, ids: Sequence[int]) -> list[_Line]:
        wanted = [self.pairs[number] for number in ids]
        both = {who for pair in wanted for who in (pair.first, pair.second)}
        people = {person.id: person for person in self.desk.office.people.page(sorted(both))}
        return [_Line(pair, people[pair.first], people[pair.second]) for pair in wanted]

    def _cover(self, covered: bool) -> None:  # noqa: FBT001 (a signal)
        self._model.set_masked(masked=covered)


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> DuplicatesPage:
    """The part, for its page."""
    del go
    return DuplicatesPage(desk, notices)
