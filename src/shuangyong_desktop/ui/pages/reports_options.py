"""What one paper asks for: days, plan or round, 村（社区）, columns, full numbers with purpose."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QMenu, QWidget

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.dates import read_date
from shuangyong_desktop.services.report_list import Report, ReportOptions
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.person_picker import PersonPicker
from shuangyong_desktop.ui.widgets.elements import (
    button,
    card,
    column,
    label,
    paragraph,
    plain_caption,
    plain_hint,
    row,
)

_TIP = Qt.ItemDataRole.ToolTipRole
_EVERYWHERE = "全部村（社区）"
_CAPTION = 58
_PURPOSE = "如“报区局”"
_MOST = 14
"""Signs of a plan or round that have room in the box; its tip says all."""


class OptionsPanel(QWidget):
    """The inputs of one report; `changed` says that its paper would look different."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._report: Report | None = None
        self._options = ReportOptions(year=desk.year)
        self._title = label("", "heading", name="report_title")
        self._hint = paragraph("", "note", name="report_hint")
        self._one = _box("report_one", "选择哪一个")
        self._person = PersonPicker(desk, "report_person", "姓名、拼音或证件号")
        self._since, self._until = _line("report_since", "起"), _line("report_until", "止")
        self._place = _box("report_place", "村（社区）")
        self._columns = button("", self._choose_columns, icon="columns-3", name="report_columns")
        self._full = QCheckBox("显示完整证件号和电话")
        self._full.setObjectName("report_full")
        self._purpose = _line("report_purpose", "用途")
        self._purpose.setPlaceholderText(_PURPOSE)
        self._purpose.setToolTip("用途写入操作记录")
        self._person.setMinimumWidth(theme.active().px(120))
        self._lines: dict[str, QWidget] = {}
        self._connect()
        self._build()

    @property
    def options(self) -> ReportOptions:
        """What is chosen now."""
        return self._options

    @property
    def complete(self) -> bool:
        """Whether the paper can be made: full numbers wait for their purpose."""
        return not self._options.full or bool(self._options.purpose)

    def show_report(self, report: Report, options: ReportOptions) -> None:
        """Ask for what `report` needs, beginning with `options`; nothing is told."""
        self._report, self._options = report, options
        self.blockSignals(True)  # noqa: FBT003 (Qt's own; showing is no change)
        self._title.setText(report.words)
        self._hint.setText(report.hint)
        self._hint.setVisible(bool(report.hint))
        self._show_choice(report)
        self._since.setText(options.since)
        self._until.setText(options.until)
        self._show_places()
        self._full.setChecked(False)
        self._purpose.clear()
        wanted = {
            "one": report.choice is not None, "person": report.person, "since": report.span,
            "until": report.span, "place": report.places, "columns": bool(report.columns),
            "full": report.covered, "purpose": False,
        }  # fmt: skip
        for key, line in self._lines.items():
            line.setVisible(wanted[key])
        self._say_columns()
        self._asked.setVisible(any(wanted.values()))
        self.blockSignals(False)  # noqa: FBT003

    def reload(self) -> None:
        """Offer the plans, rounds and places as they are now; what was chosen stays."""
        if self._report is not None:
            self._show_choice(self._report)
            self._show_places()

    @property
    def nothing(self) -> str:
        """Why there is nothing to choose from; empty where there is."""
        choice = self._report.choice if self._report else None
        return choice.nothing if choice and not self._one.count() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, QLineEdit):
            self._typed()
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self._one.activated.connect(
            lambda _: self._take(replace(self._options, one=int(self._one.currentData())))
        )
        self._person.picked.connect(
            lambda: self._take(replace(self._options, one=self._person.person_id or 0))
        )
        self._place.activated.connect(
            lambda _: self._take(
                replace(self._options, community=str(self._place.currentData() or ""))
            )
        )
        self._full.toggled.connect(self._ask_purpose)
        for edit in (self._since, self._until, self._purpose):
            edit.returnPressed.connect(self._typed)
            edit.installEventFilter(self)

    def _build(self) -> None:
        rows: list[QWidget] = []
        for key, words, inside in (
            ("one", "选择", self._one), ("person", "人员", self._person),
            ("since", "起", self._since), ("until", "止", self._until),
            ("place", "范围", self._place), ("columns", "栏目", self._columns),
            ("full", "", self._full), ("purpose", "用途", self._purpose),
        ):  # fmt: skip
            caption = label(words, "label", name=f"report_{key}_caption")
            caption.setBuddy(inside)
            line = QWidget()
            if key == "one":  # what it is called may be long
                self._caption = caption
                column(caption, inside, into=line, gap=4)
            else:
                caption.setFixedWidth(theme.active().px(_CAPTION))
                row(caption, inside, into=line, stretch=1)
            self._lines[key] = line
            rows.append(line)
        self._asked = card(*rows, name="report_options", padding=12)
        column(self._title, self._hint, self._asked, 1, into=self, gap=10)

    def _show_choice(self, report: Report) -> None:
        self._one.clear()
        if report.choice is None:
            return
        self._caption.setText(report.choice.words)
        for number, words in report.choice.offer(self._desk.office, self._options.year):
            self._one.addItem(words if len(words) <= _MOST else f"{words[: _MOST - 1]}…", number)
            self._one.setItemData(self._one.count() - 1, plain_hint(words), _TIP)
        at = max(self._one.findData(self._options.one), 0)
        self._one.setCurrentIndex(at)
        self._options = replace(self._options, one=int(self._one.currentData() or 0))

    def _show_places(self) -> None:
        self._place.clear()
        self._place.addItem(_EVERYWHERE, "")
        for item in self._desk.office.people.communities():
            self._place.addItem(item.name, item.name)
        at = max(self._place.findData(self._options.community), 0)
        self._place.setCurrentIndex(at)
        self._options = replace(self._options, community=str(self._place.currentData() or ""))

    def _take(self, options: ReportOptions) -> None:
        if options != self._options:
            self._options = options
            self.changed.emit()

    def _typed(self) -> None:
        """Take days and purpose when an input is left."""
        self._take(replace(
            self._options, since=_day(self._since.text()), until=_day(self._until.text()),
            purpose=kinds.TEXT.read(self._purpose.text()).value or "",
        ))  # fmt: skip

    def _ask_purpose(self, full: bool) -> None:  # noqa: FBT001 (a signal)
        self._lines["purpose"].setVisible(full)
        if full:
            self._purpose.setFocus()
        else:
            self._purpose.clear()
        self._take(replace(self._options, full=full, purpose=""))

    def _say_columns(self) -> None:
        every = len(self._report.columns) if self._report else 0
        self._columns.setText(plain_caption(f"{len(self._options.columns)} / {every} 栏"))

    def _choose_columns(self) -> None:
        """Let the clerk tick or untick a column."""
        if self._report is None:
            return
        menu = QMenu(self)
        menu.setObjectName("report_columns_menu")
        chosen = set(self._options.columns)
        for key, words in self._report.columns:
            entry = menu.addAction(plain_caption(words))
            entry.setCheckable(True)
            entry.setChecked(key in chosen)
            entry.toggled.connect(partial(self._tick, key))
        menu.exec(self._columns.mapToGlobal(self._columns.rect().bottomLeft()))
        menu.deleteLater()

    def _tick(self, key: str, ticked: bool) -> None:  # noqa: FBT001 (a signal)
        if self._report is None:
            return
        chosen = {*self._options.columns, key} if ticked else {*self._options.columns} - {key}
        columns = tuple(name for name, _ in self._report.columns if name in chosen)
        if columns:
            self._take(replace(self._options, columns=columns))
        self._say_columns()


def _box(name: str, says: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(says)
    box.setMinimumContentsLength(8)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _line(name: str, says: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(says)
    return edit


def _day(text: str) -> str:
    """A typed day as it is kept; what is no day stays as it was typed and is refused later."""
    return read_date(text).value or text.strip()
