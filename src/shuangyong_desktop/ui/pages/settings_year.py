"""设置 · 年历提醒: by which day the things of a year are done, and from when they are asked for."""

from PySide6.QtWidgets import QGridLayout, QLineEdit, QSpinBox

from shuangyong_desktop.domain.year_days import (
    CHORES,
    MOST_LEAD,
    NEVER,
    Chore,
    Timing,
    YearRules,
    read_own,
)
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.settings_section import Section, lines_edit, show_lines
from shuangyong_desktop.ui.widgets.elements import button, by_letter, label, paragraph, row

_MOST_TYPED = 20


class YearSection(Section):
    """The defaults are practice; every one of them can be changed, and days added."""

    key = "year_days"
    title = "年历提醒"
    remark = (
        "时限写成每年都有的一天：07-10，或节日前后几天：春节-30。"
        "到了提前的天数，首页开始提醒；有了方案、活动或任务就不再提醒。"
    )

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        px = theme.active().px
        self._rules: dict[str, QLineEdit] = {}
        self._leads: dict[str, QSpinBox] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setColumnStretch(0, 1)
        for place, words in enumerate(("要办的事", "时限", "提前提醒")):
            grid.addWidget(label(words, "strong"), 0, place)
        for line, chore in enumerate(CHORES, 1):
            self._add(grid, line, chore)
        self._own = lines_edit("year_own", "本单位另定的日子，一行一个", 3, self.touch)
        self._own.setMaximumHeight(px(88))
        self.body.addLayout(grid)
        self.body.addWidget(
            paragraph("本单位另定的日子，一行一个，名称、时限、提前几天：拥军宣传日 06-18 10")
        )
        self.body.addWidget(self._own)
        save = button("保存", self.save, kind="primary", name="save_year_days")
        usual = button("恢复默认", self._show_usual, name="usual_year_days")
        self.body.addLayout(row(usual, 1, by_letter(save, "S")))

    def load(self) -> None:
        self._show(self.desk.office.year_days.rules())

    def save(self) -> None:
        self.keep(self._write, "已保存年历提醒")

    def _write(self) -> None:
        timings = {
            chore.key: timing
            for chore in CHORES
            if (timing := self._timing(chore.key)) != Timing(chore.rule, chore.lead)
        }
        own = tuple(filter(None, map(read_own, self._own.toPlainText().splitlines())))
        self.desk.office.year_days.save_rules(YearRules(timings=timings, own=own))

    def _timing(self, key: str) -> Timing:
        return Timing(self._rules[key].text().strip(), self._leads[key].value())

    def _show_usual(self) -> None:
        """Show the defaults, to be saved; days of the desk's own stay."""
        self._show(YearRules(own=self.desk.office.year_days.rules().own))
        self.touch()

    def _show(self, rules: YearRules) -> None:
        for chore in CHORES:
            timing = rules.timing(chore)
            self._rules[chore.key].setText(timing.rule)
            lead = self._leads[chore.key]
            lead.blockSignals(True)  # noqa: FBT003 (Qt's own order; filling is no typing)
            lead.setValue(timing.lead)
            lead.blockSignals(False)  # noqa: FBT003
        show_lines(self._own, tuple(f"{day.title} {day.rule} {day.lead}" for day in rules.own))

    def _add(self, grid: QGridLayout, line: int, chore: Chore) -> None:
        px = theme.active().px
        rule = QLineEdit()
        rule.setObjectName(f"year_rule_{chore.key}")
        rule.setAccessibleName(f"{chore.title}，时限")
        rule.setMaxLength(_MOST_TYPED)
        rule.setFixedWidth(px(120))
        rule.textEdited.connect(lambda _text: self.touch())
        lead = QSpinBox()
        lead.setObjectName(f"year_lead_{chore.key}")
        lead.setAccessibleName(f"{chore.title}，提前几天提醒")
        lead.setRange(NEVER, MOST_LEAD)
        lead.setSpecialValueText("不提醒")
        lead.setSuffix(" 天")
        lead.setFixedWidth(px(104))
        lead.valueChanged.connect(self.touch)
        caption = label(chore.title, "label")
        caption.setBuddy(rule)
        for place, part in enumerate((caption, rule, lead)):
            grid.addWidget(part, line, place)
        self._rules[chore.key], self._leads[chore.key] = rule, lead
