"""One appeal at the right of the list: what it is, how far it has come, what can be done."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from shuangyong_desktop.domain.contacts import APPEALS, OPEN_STAGES, AppealStep
from shuangyong_desktop.services.appeals import AppealLine
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.pages.people_columns import short_day
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    empty,
    frame,
    glyph,
    label,
    paragraph,
    row,
    rule,
)

_TOLD = ("content",)


def days_words(line: AppealLine) -> tuple[str, str]:
    """How long is left in words, and their colour."""
    left = line.days_left
    if left is None:
        return line.appeal.stage.value, "text3"
    if left < 0:
        return f"逾期 {-left} 天", "bad"
    if left == 0:
        return "今天到期", "warn"
    return f"剩 {left} 天", "warn" if left <= _SOON else "text2"


_SOON = 7


class AppealPanel(QStackedWidget):
    """Follows the list; `step`, `tell`, `extend`, `correct` and `remove` act on the appeal."""

    def __init__(
        self, *, step: Callable[[], object], tell: Callable[[], object],
        extend: Callable[[], object], correct: Callable[[], object],
        remove: Callable[[], object],
    ) -> None:  # fmt: skip
        super().__init__()
        self.setObjectName("appeal_panel")
        nobody = frame("panel")
        column(1, row(1, label("选中一件诉求后在这里看到办理情况", "note"), 1), 2, into=nobody)
        self._facts = frame("panel")
        self.addWidget(nobody)
        self.addWidget(self._facts)
        px = theme.active().px
        self._title = label("", "title", name="appeal_person")
        self._state = label("", "chip", name="appeal_state")
        self._content = paragraph("", "", name="appeal_content")
        self._step = button("办理", step, kind="primary", icon="arrow-forward-up",
                            name="appeal_step")  # fmt: skip
        self._tell = button("告知", tell, name="appeal_tell")
        self._extend = button("延期", extend, name="appeal_extend")
        correct_it = button("修改", correct, icon="pencil", name="appeal_correct")
        remove_it = button("删除", remove, icon="trash", name="appeal_remove")
        self._body = QVBoxLayout()
        self._body.setSpacing(px(6))
        self._body.setContentsMargins(0, 0, px(6), 0)
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        inner.setLayout(self._body)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        layout = column(
            row(self._title, self._state, 1), self._content,
            row(self._step, self._tell, self._extend, 1), row(correct_it, remove_it, 1),
            rule(), area, into=self._facts, margin=14, gap=8,
        )  # fmt: skip
        layout.setStretch(5, 1)

    def show_appeal(self, line: AppealLine | None, steps: list[AppealStep]) -> None:
        """Show an appeal with its steps; None shows that nothing is chosen."""
        self.setCurrentIndex(0 if line is None else 1)
        if line is None:
            return
        appeal = line.appeal
        self._title.setText(line.person.name)
        self._state.setText(appeal.stage.value)
        self._content.setText(appeal.content or "")
        waits = appeal.stage in OPEN_STAGES
        self._step.setText("办理" if waits else "重新办理")
        self._extend.setVisible(waits)
        self._tell.setVisible(waits and not appeal.told_on)
        empty(self._body)
        self._body.addLayout(self._grid(line))
        self._body.addWidget(rule())
        self._body.addWidget(label("办理记录", "strong"))
        for step in reversed(steps):
            self._body.addLayout(_step_line(step))
        self._body.addStretch(1)

    def _grid(self, line: AppealLine) -> QGridLayout:
        px = theme.active().px
        grid = QGridLayout()
        grid.setVerticalSpacing(px(6))
        grid.setHorizontalSpacing(px(10))
        grid.setColumnMinimumWidth(0, px(86))
        grid.setColumnStretch(1, 1)
        words, tint = days_words(line)
        facts = [("剩余天数", words, tint)] if line.days_left is not None else []
        if line.tell_days_left is not None:
            left = line.tell_days_left
            late = f"已过 {-left} 天" if left < 0 else f"还有 {left} 天"
            facts.append(("告知期限", late, "bad" if left < 0 else "text2"))
        facts += [
            (field.label, field.write(getattr(line.appeal, field.key)), "")
            for field in APPEALS.schema
            if field.key not in _TOLD
        ]
        for caption, text, tint in facts:
            if text:
                at = grid.rowCount()
                grid.addWidget(label(caption, "label"), at, 0, Qt.AlignmentFlag.AlignTop)
                kind = tint if tint in ("bad", "warn") else ""
                grid.addWidget(paragraph(text, "", kind=kind), at, 1)
        return grid


def _step_line(step: AppealStep) -> QHBoxLayout:
    stage = step.stage.value if step.stage else "办理"
    when = " · ".join(part for part in (short_day(step.date or ""), step.by) if part)
    mark = glyph("circle-check", "ok", 16)
    mark.setAlignment(Qt.AlignmentFlag.AlignTop)
    texts = [paragraph(f"{stage}：{step.words}" if step.words else stage, ""),
             paragraph(when, "note")]  # fmt: skip
    return row(mark, column(*texts, gap=1), gap=8, stretch=1)
