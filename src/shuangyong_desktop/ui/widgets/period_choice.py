"""A period chosen by its name (本年, 上月…) or by its two days."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from shuangyong_desktop.domain.ages import earliest, latest
from shuangyong_desktop.domain.dates import read_date, show_date
from shuangyong_desktop.domain.fields import Severity
from shuangyong_desktop.domain.movements import Period
from shuangyong_desktop.domain.situations import month_after
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.elements import label, row, set_kind

EVERY, OWN = "全部时间", "自选时间"
NAMED = ("本年", "上年", "本月", "上月", "本季度")
_FIRST = date(1949, 10, 1)


def period_of(words: str, today: date) -> Period | None:
    """What 本年, 上月… mean on `today`; None for any other word."""
    month = today.isoformat()[:7]
    first = {
        "本年": f"{today.year}-01",
        "上年": f"{today.year - 1}-01",
        "本月": month,
        "上月": month_after(month, -1),
        "本季度": f"{today.year}-{(today.month - 1) // 3 * 3 + 1:02d}",
    }.get(words)
    if first is None:
        return None
    length = {"本年": 12, "上年": 12, "本季度": 3}.get(words, 1)
    end = date.fromisoformat(f"{month_after(first, length)}-01")
    last = date.fromordinal(end.toordinal() - 1)
    return Period(date.fromisoformat(f"{first}-01"), min(last, today))


class PeriodChoice(QWidget):
    """`changed` is emitted when another period is chosen; days may be typed in any spelling.

    `days` holds the two inputs of 自选时间; the page puts it where there is room.
    """

    changed = Signal()

    def __init__(self, name: str, names: Sequence[str] = (*NAMED, EVERY, OWN)) -> None:
        super().__init__()
        self._box = QComboBox()
        self._box.setObjectName(f"{name}_period")
        self._box.setAccessibleName("时间")
        self._box.addItems(list(names))
        self._box.activated.connect(self._choose)
        self._since, self._until = (_day(f"{name}_{key}", says) for key, says in _ENDS)
        for edit in (self._since, self._until):
            edit.editingFinished.connect(self._typed)
        self._said = label("", "error", kind="bad", name=f"{name}_period_said")
        self._known = ("", "")
        self.days = QWidget()
        row(self._since, label("至", "label"), self._until, self._said, 1, into=self.days, gap=6)
        row(self._box, into=self)
        self._show_days()

    @property
    def words(self) -> str:
        """What was chosen, as a heading says it: 本年, or the two days."""
        if self._box.currentText() != OWN:
            return self._box.currentText()
        period = self.period(_FIRST)
        return "" if period is None else f"{_words(period.since)}至{_words(period.until)}"

    def period(self, today: date) -> Period | None:
        """The period as it is on `today`; None for all times, and while a day is missing."""
        chosen = self._box.currentText()
        if chosen != OWN:
            return period_of(chosen, today)
        since, until = (_read(edit) for edit in (self._since, self._until))
        if since is None or until is None or latest(until) < earliest(since):
            return None
        return Period(earliest(since), latest(until))

    @property
    def complete(self) -> bool:
        """Whether the choice means something: 自选时间 needs both days, in their order."""
        return self._box.currentText() != OWN or self.period(_FIRST) is not None

    def _choose(self) -> None:
        self._show_days()
        if self._box.currentText() == OWN:
            self._since.setFocus()
        self._known = ("", "")
        self._tell()

    def _show_days(self) -> None:
        self.days.setVisible(self._box.currentText() == OWN)
        self._said.setVisible(False)

    def _typed(self) -> None:
        """Tell of other days than before; leaving an input alone changes nothing."""
        texts = (self._since.text(), self._until.text())
        if texts != self._known:
            self._known = texts
            self._tell()

    def _tell(self) -> None:
        written = bool(self._since.text().strip() and self._until.text().strip())
        self._said.setText("" if self.complete else "请写成 2026-01-01 至 2026-06-30")
        self._said.setVisible(written and not self.complete)
        set_kind(self._said, "bad")
        if self.complete:
            self.changed.emit()


_ENDS = (("since", "从哪一天起"), ("until", "到哪一天止"))


def _day(name: str, says: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(says)
    edit.setPlaceholderText("如 2026-01-01")
    edit.setFixedWidth(theme.active().px(112))
    return edit


def _read(edit: QLineEdit) -> str | None:
    reading = read_date(edit.text())
    doubtful = any(doubt.severity is not Severity.INFO for doubt in reading.doubts)
    return None if doubtful else reading.value


def _words(day: date) -> str:
    return show_date(day.isoformat())
