"""年度工作总结, 半年小结, 简报: what stands in it, in which order, in which words (UX §2.8)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QScrollArea, QStackedWidget, QWidget

from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.numbers import BY_KEY as NUMBERS
from shuangyong_desktop.domain.numbers import Span
from shuangyong_desktop.domain.summaries import (
    BY_KEY,
    OPENING,
    SECTIONS,
    SUMMARIES,
    Summary,
    SummaryKind,
    filled,
    first_text,
)
from shuangyong_desktop.services.checks_of_numbers import BLANK, NumberCheck, NumberChecks
from shuangyong_desktop.services.papers import Paper
from shuangyong_desktop.services.summaries import SummaryView
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.drafting import LEFT_AS_DRAFT
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.number_source import open_source
from shuangyong_desktop.ui.pages.summary_checks import ChecksCard
from shuangyong_desktop.ui.pages.summary_compare import CompareDialog
from shuangyong_desktop.ui.pages.summary_editor import Passage, SectionEditor
from shuangyong_desktop.ui.pages.summary_sections import SectionLine, SectionList
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.elements import (
    button,
    card,
    column,
    label,
    paragraph,
    row,
)
from shuangyong_desktop.ui.widgets.record_dialog import RecordDialog

_OPENING = "opening"
_LARGE = 1.2
"""From this scale on what stands in one line takes two."""
_DETAILS = ("title", "since", "until", "signed", "date", "remarks")
_SCHEMA = SUMMARIES.schema.pick(*_DETAILS)


class SummaryPanel(QWidget):
    """One summary of a year. `changed` asks for its preview anew.

    A summary is written with the first thing the clerk changes; until then it is told fresh.
    `editing` says that a text is open, which needs more room.
    """

    changed = Signal()
    editing = Signal(bool)

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[str], object]) -> None:
        super().__init__()
        self._desk, self._notices, self._go = desk, notices, go
        self._undoing = Undoing(desk, notices)
        self._kind, self._year, self._id = SummaryKind.YEAR, desk.year, 0
        self._view: SummaryView | None = None
        self._sections = SectionList()
        self._sections.rearranged.connect(self._rearrange)
        self._sections.opened.connect(self.open_section)
        self._sections.number_opened.connect(self._open_headline)
        self._checks = ChecksCard()
        self._checks.led.connect(self._follow)
        self._editor = SectionEditor(desk)
        self._editor.written.connect(self._write_text)
        self._editor.reverted.connect(self._revert)
        self._editor.left.connect(self._close_editor)
        self._editor.set_aside.connect(self._set_aside)
        self._editor.number_opened.connect(self.open_number)
        self._build()

    @property
    def unsaved(self) -> bool:
        """Whether a text is open that was changed; a draft of it is kept."""
        return self.writing and self._editor.unsaved

    @property
    def writing(self) -> bool:
        """Whether the text of a section is open."""
        return self._stack.currentWidget() is self._editor

    @property
    def summary(self) -> Summary:
        """The summary that is shown."""
        return self.view.summary

    @property
    def view(self) -> SummaryView:
        """The summary that is shown, with its numbers."""
        if self._view is None:
            self._view = self._desk.office.summaries.view(self._known() or self._fresh())
        return self._view

    def show_kind(self, kind: SummaryKind, year: int) -> None:
        """Show the newest summary of this kind and year, or one that begins."""
        if (kind, year) != (self._kind, self._year):
            self._kind, self._year, self._id = kind, year, 0
            self._close_editor()
        self.reload()

    def reload(self) -> None:
        """Tell the numbers anew; words that are being typed stay."""
        self._view = None
        summary = self.summary
        self._show_which()
        self._title.setText(self._kind.value)
        frozen = bool(summary.frozen_on)
        self._frozen.setVisible(frozen)
        self._frozen.setText(f"已于{show_date(summary.frozen_on or '')}定稿，文字和数字不再变动。")
        self._sections.show_lines(self._lines(), fixed=frozen)
        self._annex.blockSignals(True)  # noqa: FBT003 (Qt's own; showing is no change)
        self._annex.setChecked(summary.annex)
        self._annex.blockSignals(False)  # noqa: FBT003
        for widget in (self._annex, self._change, *self._texts):
            widget.setEnabled(not frozen)
        self._freeze.setText("取消定稿" if frozen else "定稿")
        self._checks.show_checks(NumberChecks(self._desk.office.ledger).of(self.view))
        self._details.setText(
            f"起止　{summary.since} 至 {summary.until}\n落款　{summary.signed or '未填写'}\n"
            f"日期　{show_date(summary.date) if summary.date else '未填写'}"
        )
        if self.writing:
            self._editor.refresh(self.view.values)
        self.changed.emit()

    def paper(self, ending: str = ".pdf") -> Paper:
        """The summary as a paper; as .xlsx every number and table of it."""
        if ending == ".xlsx":
            return self.view.workbook()
        return self.view.letter()

    def told(self) -> dict[str, str]:
        """The numbers that the text tells, by what they are: what is kept with a 报送."""
        values = self.view.values
        return {
            f"{number.words}（{number.unit}）": values[number.key] for number in self.view.numbers()
        }

    def open_section(self, key: str) -> None:
        """Open the text of a section, or the opening."""
        summary, view = self.summary, self.view
        if summary.frozen_on:
            self._notices.toast("总结已经定稿。要改文字，请先取消定稿。")
            return
        if key == _OPENING:
            title, text, original = "开头", summary.opening or "", OPENING
        else:
            told = next((one for one in view.sections() if one.section.key == key), None)
            if told is None:
                self._notices.toast("请先勾选这一节，再改文字。")
                return
            nothing = {key for key, figure in view.figures.items() if not figure.value}
            known = view.figures
            original = first_text(
                told.section, lambda number: number in nothing or number not in known
            )
            title, text = filled(told.section.title, view.values), told.text
        draft = f"summary:{summary.id or f'{self._kind.name}{self._year}'}:{key}"
        self._stack.setCurrentWidget(self._editor)
        self.editing.emit(True)  # noqa: FBT003 (a signal)
        self._editor.edit(Passage(key, title, text, original, draft), view.values)

    def open_number(self, key: str) -> None:
        """Show the 出处 of a number."""
        open_source(self._desk, self._notices, self, NUMBERS[key], self.view.span)

    def _begin_another(self) -> None:
        """Begin another summary of this kind: a year may have several 简报."""
        stored = self._desk.office.summaries.save(self._fresh())
        self._id = stored.id or 0
        self._undoing.written(f"已新增：{stored.title}")

    def _build(self) -> None:
        self._title = label("", "heading", name="summary_title")
        self._which = QComboBox()
        self._which.setObjectName("summary_which")
        self._which.setAccessibleName("选择哪一份")
        self._which.activated.connect(self._choose)
        self._another = button("再新增一份", self._begin_another, kind="link", icon="plus",
                               name="summary_another")  # fmt: skip
        self._frozen = paragraph("", "label", kind="info", name="summary_frozen")
        self._annex = QCheckBox("附件表、图")
        self._annex.setObjectName("summary_annex")
        self._annex.toggled.connect(self._switch_annex)
        self._texts = (
            button("改文字", self._open_current, icon="pencil", name="summary_edit"),
            button("改开头", partial(self.open_section, _OPENING), name="summary_opening"),
        )
        compare = button("与上年对比", self._compare, kind="link", name="summary_compare")
        beside = column if theme.active().scale > _LARGE else row
        content = card(
            row(label("内容", "strong"), label("按工作要点八项", "note"), 1, compare),
            self._sections, beside(self._annex, row(1, *self._texts, gap=6)),
            name="summary_content", padding=12,
        )  # fmt: skip
        self._details = paragraph("", "label", name="summary_details")
        self._change = button("修改", self._change_details, icon="pencil", name="summary_change")
        self._freeze = button("定稿", self._turn_frozen, icon="lock", name="summary_freeze")
        details = card(self._details, row(self._change, self._freeze, 1, gap=6),
                       name="summary_facts", padding=12)  # fmt: skip
        self._stack = QStackedWidget()
        self._stack.addWidget(self._outline(content, details))
        self._stack.addWidget(self._editor)
        column(self._stack, into=self)

    def _outline(self, content: QWidget, details: QWidget) -> QScrollArea:
        """Everything but the text of a section, below each other."""
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        inside.setMinimumWidth(theme.active().px(200))
        column(
            row(self._title, label("文字可改，点数字看出处", "note"), 1),
            row(self._which, self._another, 1),
            self._frozen,
            content,
            self._checks,
            details,
            1,
            into=inside,
            gap=10,
        )
        outline = QScrollArea()
        outline.setObjectName("summary_outline")
        outline.setWidgetResizable(True)
        outline.setWidget(inside)
        return outline

    def _lines(self) -> list[SectionLine]:
        """The chosen sections in their order, then the others."""
        told = {one.section.key: one for one in self.view.sections()}
        order = [*told, *(one.key for one in SECTIONS if one.key not in told)]
        return [
            SectionLine(
                key, BY_KEY[key].name, self.view.headline(key), key in told,
                own=key in told and told[key].own,
                waits=key in told and BLANK in told[key].text,
            )
            for key in order
        ]  # fmt: skip

    def _every(self) -> list[Summary]:
        found = self._desk.office.summaries.of_year(self._year)
        return [one for one in found if one.kind is self._kind]

    def _known(self) -> Summary | None:
        found = self._every()
        return next((one for one in found if one.id == self._id), found[0] if found else None)

    def _fresh(self) -> Summary:
        return self._desk.office.summaries.fresh(self._kind, self._span())

    def _span(self) -> Span:
        """The days that a new summary tells of: a 简报 of the present quarter."""
        today = self._desk.office.ledger.clock().date()
        if self._kind is SummaryKind.HALF:
            return Span.first_half(self._year)
        if self._kind is SummaryKind.YEAR or today.year != self._year:
            return Span.of_year(self._year)
        first = date(self._year, (today.month - 1) // 3 * 3 + 1, 1)
        return Span(first, today)

    def _show_which(self) -> None:
        every = self._every()
        self._id = self.summary.id or 0
        self._which.clear()
        for one in every:
            self._which.addItem(f"{one.since}至{one.until}", one.id)
        self._which.setCurrentIndex(max(self._which.findData(self._id), 0))
        self._which.setVisible(len(every) > 1)
        self._another.setVisible(bool(every) and self._kind is SummaryKind.BRIEF)

    def _choose(self) -> None:
        self._id = int(self._which.currentData())
        self.reload()

    def _write(self, summary: Summary, said: str) -> None:
        """Keep a changed summary as one change that can be taken back."""
        try:
            stored = self._desk.office.summaries.save(summary)
        except Problem as problem:
            self._notices.fail(problem)
            self.reload()
            return
        self._id = stored.id or 0
        self._undoing.written(said)

    def _rearrange(self, keys: tuple[str, ...]) -> None:
        if keys != self.summary.sections:
            self._write(replace(self.summary, sections=keys), "已调整总结内容")

    def _switch_annex(self, wanted: bool) -> None:  # noqa: FBT001 (a signal)
        self._write(replace(self.summary, annex=wanted), "已加上附件" if wanted else "已去掉附件")

    def _open_current(self) -> None:
        if self._sections.current:
            self.open_section(self._sections.current)

    def _write_text(self, key: str, text: str) -> None:
        self._close_editor()
        summary = self.summary
        if key == _OPENING:
            self._write(replace(summary, opening=text), "已修改开头")
        else:
            texts = {**summary.texts, key: text}
            self._write(replace(summary, texts=texts), f"已修改：{BY_KEY[key].name}")

    def _revert(self, key: str) -> None:
        self._close_editor()
        summary = self.summary
        if key == _OPENING:
            self._write(replace(summary, opening=OPENING), "开头已恢复原文")
        else:
            texts = {at: text for at, text in summary.texts.items() if at != key}
            self._write(replace(summary, texts=texts), f"已恢复原文：{BY_KEY[key].name}")

    def _close_editor(self) -> None:
        self._editor.keep()
        if self.writing:
            self._stack.setCurrentIndex(0)
            self.editing.emit(False)  # noqa: FBT003 (a signal)
            self._sections.setFocus()

    def _set_aside(self) -> None:
        self._close_editor()
        self._notices.toast(LEFT_AS_DRAFT)

    def _change_details(self) -> None:
        save = self._desk.office.summaries.save
        dialog = RecordDialog(self._desk, "标题、起止和落款", _SCHEMA, save, self, name="summary")
        dialog.show_record(self.summary)
        if dialog.exec():
            self._id = dialog.stored.id or 0
            self._undoing.written("已修改标题、起止和落款")
        dialog.deleteLater()

    def _turn_frozen(self) -> None:
        """定稿, or take it back; both can be undone."""
        summaries, summary = self._desk.office.summaries, self.summary
        try:
            if summary.frozen_on:
                summaries.thaw(summary.id or 0)
                said = "已取消定稿，数字重新随台账更新"
            else:
                stored = summary if summary.id else summaries.save(summary)
                self._id = stored.id or 0
                summaries.freeze(self._id)
                said = "已定稿"
        except Problem as problem:
            self._notices.fail(problem)
            return
        self._undoing.written(said)

    def _compare(self) -> None:
        view = self.view
        words = f"{view.span.since.isoformat()} 至 {view.span.until.isoformat()}"
        dialog = CompareDialog(view.figures, view.last_year(), words, self.open_number, self)
        dialog.exec()
        dialog.deleteLater()

    def _open_headline(self, key: str) -> None:
        self.open_number(BY_KEY[key].headline)

    def _follow(self, check: NumberCheck) -> None:
        """Go where a check leads."""
        way, _, rest = check.leads.partition("/")
        if way == "people":
            self._desk.people_wanted.emit(check.words, check.ids)
        elif way == "number":
            self.open_number(rest)
        elif way == "section":
            self._sections.choose(rest)
            self.open_section(rest)
        else:
            self._go(rest)
