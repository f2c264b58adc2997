"""更多条件: sex, age on a day, tags, living conditions, plaque and card, contact, birthday."""

from datetime import date

from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QWidget,
)

from shuangyong_desktop.domain.fields import Severity
from shuangyong_desktop.domain.people import PEOPLE
from shuangyong_desktop.domain.search import Trait
from shuangyong_desktop.services.views import Criteria, Views
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.chips import ChipBox
from shuangyong_desktop.ui.widgets.elements import button, column, label, paragraph, row

_OLDEST, _LONGEST_DAYS, _MOST_AHEAD = 120, 3650, 60
_ANY = "不限"
_BAD_DAY = "截至日期看不明白，请写成 2026-12-31，或留空表示今天。"
_BAD_AGES = "“年满”应小于“不满”，请核对年龄。"


class ConditionsDialog(QDialog):
    """Asks for further conditions; `criteria` is what was accepted."""

    def __init__(self, views: Views, criteria: Criteria, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("conditions_dialog")
        self.setWindowTitle("更多条件")
        self.criteria = criteria
        self._today = today
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.active().px(12))
        self._grid.setVerticalSpacing(theme.active().px(10))
        self._grid.setColumnStretch(1, 1)
        self._sexes = self._chips("sexes", "性别", ("男", "女"), criteria.sexes)
        self._build_ages(criteria)
        tags = dict.fromkeys((*criteria.tags, *views.tags()))
        self._tags = self._chips("tags", "标签（都有）", tuple(tags), criteria.tags)
        self._words = {
            key: self._chips(key, PEOPLE[key].label, words, _of_column(criteria, key))
            for key, words in views.words().items()
        }
        self._traits = self._chips(
            "traits", "登记情况", tuple(trait.value for trait in Trait), criteria.traits
        )
        self._unmet = _number("unmet_days", "超过多少天未联系", _LONGEST_DAYS, criteria.unmet_days)
        self._line("联系", row(label("超过"), self._unmet, label("天未联系"), 1))
        self._birthday = _number("birthday_days", "近几天生日", _MOST_AHEAD, criteria.birthday_days)
        self._line(
            "生日", row(label("近"), self._birthday, label("天（公历或农历，按本人习惯）"), 1)
        )
        self._error = paragraph("", "error", name="conditions_error")
        self._lay_out()

    def _lay_out(self) -> None:
        px = theme.active().px
        inner = QWidget()
        inner.setLayout(self._grid)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        around = QScrollArea()
        around.setObjectName("conditions_scroll")
        around.setWidget(inner)
        around.setWidgetResizable(True)
        around.setFrameShape(QFrame.Shape.NoFrame)
        for ground in (inner, around.viewport()):
            ground.setAutoFillBackground(False)
        column(
            around,
            self._error,
            row(
                button("全部清除", self._clear, kind="link", name="conditions_clear"),
                1,
                button("取消", self.reject, name="conditions_cancel"),
                button("筛选", self._accept, kind="primary", name="conditions_accept"),
            ),
            into=self, margin=20, gap=12,
        ).setStretch(0, 1)  # fmt: skip
        self.resize(px(620), min(px(600), inner.sizeHint().height() + px(130)))

    def _build_ages(self, criteria: Criteria) -> None:
        self._least = _number("least_age", "年满多少周岁", _OLDEST, criteria.least_age)
        self._below = _number("below_age", "不满多少周岁", _OLDEST, criteria.below_age)
        self._on = QLineEdit(criteria.age_on or "")
        self._on.setObjectName("age_on")
        self._on.setAccessibleName("年龄截至日期")
        self._on.setPlaceholderText(self._today.isoformat())
        self._on.setMaximumWidth(theme.active().px(120))
        self._line(
            "年龄",
            row(label("年满"), self._least, label("周岁，不满"), self._below,
                label("周岁，截至"), self._on, 1),
        )  # fmt: skip

    def _chips(
        self, name: str, says: str, words: tuple[str, ...] | list[str], held: tuple[str, ...]
    ) -> ChipBox:
        box = ChipBox(name, says)
        box.fill([(word, word) for word in words])
        box.tick(held)
        if words:
            self._line(says, box)
        return box

    def _line(self, words: str, content: object) -> None:
        at = self._grid.rowCount()
        self._grid.addWidget(label(words, "label"), at, 0)
        if isinstance(content, QWidget):
            self._grid.addWidget(content, at, 1)
        else:
            self._grid.addLayout(content, at, 1)  # type: ignore[call-overload]

    def _clear(self) -> None:
        self.criteria = Criteria()
        self.accept()

    def _accept(self) -> None:
        reading = PEOPLE["birth_date"].read(self._on.text())
        day = reading.value
        odd = any(doubt.severity is Severity.ERROR for doubt in reading.doubts)
        if self._on.text().strip() and (odd or not day or len(day) < len("2026-12-31")):
            self._error.setText(_BAD_DAY)
            self._on.setFocus()
            return
        least, below = _value(self._least), _value(self._below)
        if least is not None and below is not None and least >= below:
            self._error.setText(_BAD_AGES)
            self._least.setFocus()
            return
        self.criteria = Criteria(
            sexes=self._sexes.ticked,
            least_age=least,
            below_age=below,
            age_on=day or None,
            tags=self._tags.ticked,
            words=tuple((key, word) for key, box in self._words.items() for word in box.ticked),
            traits=tuple(Trait(word) for word in self._traits.ticked),
            unmet_days=_value(self._unmet),
            birthday_days=_value(self._birthday),
        )
        self.accept()


def _of_column(criteria: Criteria, key: str) -> tuple[str, ...]:
    return tuple(word for column, word in criteria.words if column == key)


def _number(name: str, says: str, most: int, value: int | None) -> QSpinBox:
    box = QSpinBox()
    box.setObjectName(name)
    box.setAccessibleName(says)
    box.setRange(0, most)
    box.setSpecialValueText(_ANY)
    box.setValue(value or 0)
    box.setFixedWidth(theme.active().px(74))
    return box


def _value(box: QSpinBox) -> int | None:
    return box.value() or None
