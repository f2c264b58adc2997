"""设置 · 待遇和变动: what the desk sets itself where no national rule says it (CLERK §2)."""

from PySide6.QtWidgets import QComboBox, QGridLayout, QSpinBox, QWidget

from shuangyong_desktop.domain.categories import BY_CODE
from shuangyong_desktop.domain.deaths import FUNERALS, ILLNESS_OF_DISABLED
from shuangyong_desktop.domain.situations import Boundary, LocalRules
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.settings_section import Section
from shuangyong_desktop.ui.widgets.elements import button, by_letter, label, row, rule

_CATEGORIES = (
    "disabled_serviceman", "martyr_survivor", "duty_death_survivor", "illness_death_survivor",
    "rural_demobilized_pre1954", "ill_returned_veteran", "war_veteran", "nuclear_test_veteran",
    "rural_veteran_60plus", "martyr_child_60plus",
)  # fmt: skip
_YEAR_BY_LAW = ("disabled_serviceman", "martyr_survivor")
_STOPS = ("从死亡当月起停发", "从死亡次月起停发", "从死亡后第二个月起停发")
_BY_PAPER = "按区文件"
_MOST_MONTHS, _MOST_DAYS, _LAST_DAY = 24, 90, 28


class RulesSection(Section):
    """Figures of the county's papers; they hold for events registered from now on."""

    key = "rules"
    title = "待遇和变动"
    remark = "国家有规定的不能修改；没有统一规定的，按区文件填写，空着的由区局核定。"

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        self._stop = QComboBox()
        self._stop.setObjectName("rules_stop_after")
        self._stop.setAccessibleName("死亡后停发")
        self._stop.addItems(list(_STOPS))
        self._stop.activated.connect(self.touch)
        self._days = self._number("rules_days", "后续事项办理期限，天", 1, _MOST_DAYS)
        self._report = self._number("rules_report_day", "零报告期限，次月几日", 1, _LAST_DAY)
        self._funeral: dict[str, QSpinBox] = {}
        self._move: dict[str, QComboBox] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.active().px(10))
        grid.setColumnStretch(2, 1)
        self._line(grid, 0, "死亡后停发", self._stop, "一般从次月起")
        self._line(grid, 1, "后续事项办理期限", self._days, "天，从登记当天算起")
        self._line(grid, 2, "零报告期限", self._report, "日前报上月的变动")
        self.body.addLayout(grid)
        self.body.addWidget(rule())
        self.body.addLayout(self._by_category())
        save = button("保存", self.save, kind="primary", name="save_rules")
        self.body.addLayout(row(1, by_letter(save, "S")))

    def load(self) -> None:
        rules = self.desk.office.settings.local_rules()
        self._stop.setCurrentIndex(rules.stop_after)
        for box, number in (
            (self._days, rules.days), (self._report, rules.report_day),
            *((box, rules.funeral_months.get(code, 0)) for code, box in self._funeral.items()),
        ):  # fmt: skip
            box.blockSignals(True)  # noqa: FBT003 (Qt's own order)
            box.setValue(number)
            box.blockSignals(False)  # noqa: FBT003
        for code, choice in self._move.items():
            choice.setCurrentText(rules.move_until.get(code, _BY_PAPER))

    def save(self) -> None:
        rules = LocalRules(
            stop_after=self._stop.currentIndex(),
            days=self._days.value(),
            report_day=self._report.value(),
            funeral_months={
                code: box.value() for code, box in self._funeral.items() if box.value()
            },
            move_until={
                code: Boundary(choice.currentText())
                for code, choice in self._move.items()
                if choice.currentText() != _BY_PAPER
            },
        )
        self.keep(lambda: self.desk.office.settings.save_local_rules(rules), "已保存待遇和变动设置")

    def _by_category(self) -> QGridLayout:
        """丧葬补助 and 迁出 of each category: what the law says, or an input."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.active().px(16))
        grid.setColumnStretch(0, 1)
        for place, words in enumerate(("人员类别", "丧葬补助", "迁出本区县后")):
            grid.addWidget(label(words, "strong"), 0, place)
        for line, code in enumerate(_CATEGORIES, 1):
            name = BY_CODE[code].name
            grid.addWidget(label(name, "label"), line, 0)
            grid.addWidget(self._months(code, name), line, 1)
            grid.addWidget(self._boundary(code, name), line, 2)
        return grid

    def _months(self, code: str, name: str) -> QWidget:
        if code == "disabled_serviceman":
            return label(f"因病死亡 {ILLNESS_OF_DISABLED.months} 个月", "note")
        if code in FUNERALS:
            return label(f"{FUNERALS[code].months} 个月", "note")
        box = self._number(f"rules_funeral_{code}", f"{name}丧葬补助月数", 0, _MOST_MONTHS)
        box.setSpecialValueText(_BY_PAPER)
        box.setSuffix(" 个月")
        box.setFixedWidth(theme.active().px(104))
        self._funeral[code] = box
        return box

    def _boundary(self, code: str, name: str) -> QWidget:
        if code in _YEAR_BY_LAW:
            return label(Boundary.YEAR.value, "note")
        choice = QComboBox()
        choice.setObjectName(f"rules_move_{code}")
        choice.setAccessibleName(f"{name}迁出后")
        choice.addItems([_BY_PAPER, *(boundary.value for boundary in Boundary)])
        choice.activated.connect(self.touch)
        self._move[code] = choice
        return choice

    def _number(self, name: str, says: str, least: int, most: int) -> QSpinBox:
        box = QSpinBox()
        box.setObjectName(name)
        box.setAccessibleName(says)
        box.setRange(least, most)
        box.setFixedWidth(theme.active().px(72))
        box.valueChanged.connect(self.touch)
        return box

    @staticmethod
    def _line(grid: QGridLayout, place: int, words: str, box: QWidget, note: str) -> None:
        caption = label(words, "label")
        caption.setBuddy(box)
        grid.addWidget(caption, place, 0)
        grid.addWidget(box, place, 1)
        grid.addWidget(label(note, "note"), place, 2)
