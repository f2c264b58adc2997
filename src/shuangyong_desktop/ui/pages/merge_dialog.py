"""核对合并: two records side by side, what is taken of each, and what moves (DESIGN 26)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QGridLayout,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from shuangyong_desktop.domain.duplicates import Difference, Pair
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.services.duplicates import MergePreview
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    empty,
    label,
    paragraph,
    row,
    rule,
)


class MergeDialog(QDialog):
    """Goes through `pairs`; each is merged, told apart or left, and the next one follows.

    `said` is what was done, for the toast; empty when nothing was.
    """

    def __init__(
        self, desk: Desk, notices: Notices, pairs: Sequence[Pair], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("merge_dialog")
        self.setWindowTitle("核对合并")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._desk, self._notices = desk, notices
        self._pairs = list(pairs)
        self._at = -1
        self._merged = self._apart = 0
        self._preview: MergePreview | None = None
        self._choices: dict[str, QButtonGroup] = {}
        self._undoable: tuple[int, int] | None = None
        self._build()
        room = parent.window().size()
        px = theme.active().px
        self.resize(min(px(860), room.width() - px(20)), min(px(600), room.height() - px(20)))
        self._next()

    @property
    def said(self) -> str:
        """What was done in words."""
        parts = []
        if self._merged:
            parts.append(f"已合并 {self._merged} 对")
        if self._apart:
            parts.append(f"记为不是同一人 {self._apart} 对")
        return "，".join(parts)

    @property
    def changes(self) -> int:
        """In how many steps that was written."""
        return self._merged + self._apart

    def _build(self) -> None:
        self._where = label("", "note", name="merge_where")
        self._why = label("", "heading", name="merge_why")
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        px = theme.active().px
        self._grid.setHorizontalSpacing(px(14))
        self._grid.setVerticalSpacing(px(6))
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        column(self._grid, 1, into=inner)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        self._moves = paragraph("", "label", name="merge_moves")
        self._warnings = paragraph("", "error", kind="warn", name="merge_warnings")
        self._error = paragraph("", "error", kind="bad", name="merge_error")
        self._error.hide()
        self._undo = button("撤销上一次合并", self._undo_last, kind="link", name="merge_undo")
        self._undo.hide()
        buttons = row(
            button("关闭", self.reject, name="merge_close"), self._undo, 1,
            button("换一条保留", self._swap, icon="arrows-exchange", name="merge_swap"),
            button("跳过", self._next, name="merge_skip"),
            button("不是同一人", self._tell_apart, icon="user-x", name="merge_apart"),
            button("合并", self._merge, kind="primary", icon="check", name="merge_accept"),
        )  # fmt: skip
        layout = column(
            row(self._why, 1, self._where), area, rule(), self._moves, self._warnings,
            self._error, buttons,
            into=self, margin=16, gap=10,
        )  # fmt: skip
        layout.setStretch(1, 1)

    def _next(self) -> None:
        """Show the next pair of which both are still there; without one the dialog ends."""
        duplicates = self._desk.office.duplicates
        while self._at + 1 < len(self._pairs):
            self._at += 1
            pair = self._pairs[self._at]
            people = [self._desk.office.people.get(who) for who in (pair.first, pair.second)]
            if all(person.status is not PersonStatus.REMOVED for person in people):
                self._show(*duplicates.better(pair))
                return
        self.accept()

    def _show(self, kept_id: int, other_id: int) -> None:
        pair = self._pairs[self._at]
        self._error.hide()
        self._preview = preview = self._desk.office.duplicates.preview(kept_id, other_id)
        self._why.setText(f"{pair.tier.value}是同一人：{pair.why}")
        self._where.setText(f"第 {self._at + 1} / {len(self._pairs)} 对")
        self._fill(preview)
        moves = "、".join(f"{words} {number}" for words, number in preview.moves)
        self._moves.setText(
            (f"转到保留的一条：{moves}。" if moves else "并入的一条没有往来记录。")
            + "并入的一条移出台账，依据写明并入谁，不会删除；家庭其他成员不变。"
        )
        self._warnings.setText("\n".join(preview.warnings))
        self._warnings.setVisible(bool(preview.warnings))

    def _fill(self, preview: MergePreview) -> None:
        """The two records side by side: who they are, then every column in which they differ."""
        empty(self._grid)
        self._choices.clear()
        for place, (head, person) in enumerate(
            (("保留", preview.kept), ("并入", preview.other)), 1
        ):
            words = paragraph(f"{head}：{_who(person)}", "strong", name=f"merge_person_{place}")
            self._grid.addWidget(words, 0, place)
        differing = {item.key for item in preview.differences}
        alike = [key for key in _TELLING if key not in differing]
        for line, key in enumerate(alike, 1):
            self._add_alike(line, key)
        for line, item in enumerate(preview.differences, len(alike) + 1):
            self._grid.addWidget(label(item.label, "label"), line, 0)
            if item.joined:
                both = paragraph(f"两条合在一起：{item.kept or '空'} ＋ {item.other}", "")
                self._grid.addWidget(both, line, 1, 1, 2)
            else:
                self._add_choice(line, item)

    def _add_alike(self, line: int, key: str) -> None:
        """A column that tells who somebody is, where there is nothing to choose."""
        if self._preview is None:
            return
        column_ = PEOPLE[key]
        self._grid.addWidget(label(column_.label, "label"), line, 0)
        for place, person in enumerate((self._preview.kept, self._preview.other), 1):
            text = column_.write(getattr(person, key), masked=self._desk.covered)
            self._grid.addWidget(paragraph(text or "（空）", "note"), line, place)

    def _add_choice(self, line: int, item: Difference) -> None:
        group = QButtonGroup(self)
        for place, text in enumerate((item.kept, item.other)):
            choice = QRadioButton(self._shown(item, text))
            choice.setObjectName(f"merge_{item.key}_{place}")
            choice.setAccessibleName(f"{item.label}：{'保留' if not place else '并入'}的一条")
            group.addButton(choice, place)
            self._grid.addWidget(choice, line, place + 1)
        group.button(int(item.from_other)).setChecked(True)
        self._choices[item.key] = group

    def _shown(self, item: Difference, text: str) -> str:
        """A text as the screen may show it: personal numbers covered, long ones cut off."""
        kind = PEOPLE[item.key].kind
        if text and kind.mask and self._desk.covered:
            text = kind.mask(text)
        plain = text.replace("\n", " ").replace("&", "&&")
        return f"{plain[:_MOST_SHOWN]}…" if len(plain) > _MOST_SHOWN else plain or "（空）"

    def _swap(self) -> None:
        if self._preview is not None:
            self._show(self._preview.other.id or 0, self._preview.kept.id or 0)

    def _merge(self) -> None:
        if self._preview is None:
            return
        taken = {key for key, group in self._choices.items() if group.checkedId() == 1}
        kept, other = self._preview.kept.id or 0, self._preview.other.id or 0
        try:
            self._desk.office.duplicates.merge(kept, other, taken)
        except Problem as problem:
            self._error.setText(problem.sentence)
            self._error.show()
            return
        self._merged += 1
        change = self._desk.office.history.next_undo()
        self._undoable = (change.id, self._at) if change else None
        self._undo.setVisible(self._undoable is not None)
        self._next()

    def _undo_last(self) -> None:
        """Take the last merge back and show its pair again."""
        if self._undoable is None:
            return
        change, at = self._undoable
        try:
            self._desk.office.history.undo(change)
        except Problem as problem:
            self._error.setText(problem.sentence)
            self._error.show()
            return
        self._merged -= 1
        self._undoable = None
        self._undo.hide()
        self._at = at - 1
        self._next()

    def _tell_apart(self) -> None:
        pair = self._pairs[self._at]
        self._desk.office.duplicates.tell_apart(pair.first, pair.second)
        self._apart += 1
        self._next()


_MOST_SHOWN = 60
_TELLING = ("id_number", "birth_date", "sex", "phone", "address", "categories")
"""Columns by which the clerk sees who somebody is, shown also where they agree."""


def _who(person: Person) -> str:
    """A record in a few words: name, community, where it stands, its number."""
    place = person.community or "未登记村（社区）"
    return f"{person.name}（{place}，{person.status.value}，第 {person.id} 号）"
