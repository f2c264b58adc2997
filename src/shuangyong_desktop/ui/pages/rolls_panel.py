"""One record of a register beside the list: its steps, its columns, activities and files."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QStackedWidget, QWidget

from shuangyong_desktop.domain.activities import ACTIVITIES, LINKS, Activity
from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.enclosures import Enclosure
from shuangyong_desktop.domain.registers import Register
from shuangyong_desktop.domain.registry import register_of
from shuangyong_desktop.domain.roll_views import Asking, step_words
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.rolls import links_to
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.roll_acts import RollAct, acts_of
from shuangyong_desktop.ui.pages.rolls_files import RecordFiles
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    empty,
    frame,
    glyph,
    label,
    note,
    paragraph,
    row,
    rule,
)

_SHOWN = 12
_LONG_CAPTION = 9
"""Characters from which a caption stands above its words."""


@dataclass(frozen=True, slots=True)
class RecordFile:
    """All that the panel tells of one record.

    `activities` is None where no activity can lead to it. `counted` names the tasks for which
    an activity counts, `leads` what it was held with; both are empty for other records.
    """

    register: Register[Any]
    record: Any
    person: str
    asking: Asking | None
    files: Sequence[Enclosure]
    activities: Sequence[Activity] | None = None
    counted: Sequence[str] = ()
    leads: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class PanelActs:
    """What can be done from the panel with the record that is shown."""

    take_step: Callable[[], object]
    edit: Callable[[], object]
    remove: Callable[[], object]
    open_person: Callable[[], object]
    hold_activity: Callable[[], object]
    run: Callable[[RollAct], object]


class RollPanel(QStackedWidget):
    """Follows the list."""

    def __init__(self, desk: Desk, notices: Notices, acts: PanelActs) -> None:
        super().__init__()
        self.setObjectName("roll_panel")
        self._desk, self._acts = desk, acts
        nothing = frame("card")
        words = paragraph("选中一条记录后，在这里看到它的全部内容。", "note")
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column(1, words, 2, into=nothing, margin=24)
        whole = frame("card")
        self.addWidget(nothing)
        self.addWidget(whole)
        self._title = paragraph("", "heading", name="roll_record")
        self._files = RecordFiles(desk, notices)
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        self._facts = column(gap=8)
        layout = column(self._facts, rule(), self._files, 1, into=inner, gap=8)
        layout.setContentsMargins(0, 0, theme.active().px(8), 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        self._step = button("", acts.take_step, kind="primary", icon="check", name="roll_step")
        foot = row(
            button("修改", acts.edit, icon="pencil", name="roll_edit"),
            button("删除", acts.remove, icon="trash", name="roll_remove"), 1,
        )  # fmt: skip
        self._more = column(gap=6)
        layout = column(self._title, area, self._step, self._more, foot, into=whole, margin=14,
                        gap=8)  # fmt: skip
        layout.setStretch(1, 1)

    def show_file(self, file: RecordFile | None) -> None:
        """Show a record; None shows that none is chosen."""
        self.setCurrentIndex(0 if file is None else 1)
        if file is None:
            return
        register, record = file.register, file.record
        self._title.setText(file.person or register.called(record) or register.noun)
        empty(self._facts)
        if file.asking is not None:
            due = file.asking.due
            self._facts.addWidget(
                note("alert-triangle", f"{show_date(due.on)}　{due.words}", "warn",
                      name="roll_asks")
            )  # fmt: skip
        if register.steps:
            self._facts.addLayout(self._steps(register, record))
            self._facts.addWidget(rule())
        self._facts.addLayout(self._columns(file))
        if record.person_id is not None:
            opener = button("打开人员档案", self._acts.open_person, kind="link", icon="id",
                            name="roll_person")  # fmt: skip
            self._facts.addLayout(row(opener, 1))
        if file.activities is not None:
            self._facts.addWidget(rule())
            self._facts.addLayout(self._activities(file.activities))
        target = Enclosure(person_id=record.person_id, register=register.table, record_id=record.id)
        self._files.show_files(target, file.files)
        empty(self._more)
        for act in acts_of(register.table, of_record=True):
            if act.fits(record):
                self._more.addWidget(button(act.words, partial(self._acts.run, act),
                                            icon=act.icon, name=act.name))  # fmt: skip
        following = register.next_step(record)
        self._step.setVisible(bool(following))
        if following:
            self._step.setText(f"登记下一步：{step_words(register, following)}")
            self._step.setAccessibleName(self._step.text())

    @staticmethod
    def _steps(register: Register[Any], record: Any) -> QLayout:
        """Every step with its day, the taken ones with a tick."""
        grid = QGridLayout()
        grid.setVerticalSpacing(theme.active().px(3))
        grid.setColumnStretch(1, 1)
        following = register.next_step(record)
        for line, key in enumerate(register.steps):
            day = getattr(record, key)
            icon, tint = ("circle-check", "ok") if day else ("clock", "text3")
            words = label(step_words(register, key), "strong" if key == following else "")
            told = show_date(day) if day else ("等待登记" if key == following else "—")
            grid.addWidget(glyph(icon, tint, 15, says="已完成" if day else "未完成"), line, 0)
            grid.addWidget(words, line, 1)
            grid.addWidget(label(told, "" if day else "note"), line, 2)
        return grid

    def _columns(self, file: RecordFile) -> QLayout:
        grid = QGridLayout()
        px = theme.active().px
        grid.setVerticalSpacing(px(5))
        grid.setHorizontalSpacing(px(8))
        grid.setColumnMinimumWidth(0, px(72))
        grid.setColumnStretch(1, 1)
        register, record = file.register, file.record
        told = [
            (field.label, field.write(getattr(record, field.key), masked=self._desk.covered))
            for field in register.schema
            if field.key not in register.steps and (field.key != register.named or file.person)
        ]
        told += file.leads
        if file.counted:
            told.append(("计入任务", "\n".join(file.counted)))
        for caption, text in told:
            if text:
                line = grid.rowCount()
                heading = paragraph(caption, "label")
                if len(caption) > _LONG_CAPTION:
                    grid.addWidget(heading, line, 0, 1, 2)
                    line += 1
                else:
                    heading.setFixedWidth(px(72))
                    grid.addWidget(heading, line, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(paragraph(text, ""), line, 1)
        return grid

    def _activities(self, activities: Sequence[Activity]) -> QLayout:
        hold = button("登记活动", self._acts.hold_activity, kind="link", icon="plus",
                      name="roll_hold_activity")  # fmt: skip
        last = show_date(activities[0].date or "") if activities else ""
        count = f"{len(activities)} 次，最近 {last}" if activities else "还没有开展活动"
        lines = column(row(label("活动", "strong"), label(count, "note"), 1, hold), gap=3)
        for activity in activities[:_SHOWN]:
            lines.addWidget(paragraph(f"{show_date(activity.date or '')}　{activity.title}", ""))
        return lines


def file_of(
    office: Office, register: Register[Any], record: Any, asking: Asking | None
) -> RecordFile:
    """What the ledger holds about one record."""
    number = record.id or 0
    person = ""
    if register.personal and record.person_id is not None:
        person = office.people.get(record.person_id).name
    counted: list[str] = []
    leads: list[tuple[str, str]] = []
    if register.table == ACTIVITIES.table:
        tasks = office.tasks.page(office.activities.tasks_of(number))
        counted = [task.title or "" for task in tasks]
        leads = list(_leads(office, record))
    return RecordFile(
        register, record, person, asking, office.enclosures.of_record(register.table, number),
        office.rolls.activities(register, number) if links_to(register) else None, counted, leads,
    )  # fmt: skip


def _leads(office: Office, activity: Activity) -> Iterator[tuple[str, str]]:
    """What an activity was held with."""
    for key, table in LINKS.items():
        other, number = register_of(table), getattr(activity, key)
        if other is not None and number:
            yield ACTIVITIES.label(key), other.called(office.entries(other).get(number))
