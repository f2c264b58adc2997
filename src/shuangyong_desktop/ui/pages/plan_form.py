"""新增方案: who is visited by which rule, and what each category gets (UX §2.5, steps 1 and 2)."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QWidget,
)

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.money import yuan_text
from shuangyong_desktop.domain.visits import (
    Delivery,
    PayoutMethod,
    Selection,
    VisitPlan,
    VisitRule,
    plan_units,
    total,
    unknown_amounts,
)
from shuangyong_desktop.services.visits import NewPlan
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.drafting import LEFT_AS_DRAFT, Drafting, DraftStrip
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.plan_amount_lines import EVERY, AmountLines
from shuangyong_desktop.ui.widgets.chips import ChipBox
from shuangyong_desktop.ui.widgets.elements import (
    button,
    card,
    column,
    label,
    paragraph,
    row,
    shortcut,
)
from shuangyong_desktop.ui.widgets.stepper import Stepper

_OCCASIONS = ("春节", "“八一”建军节", "中秋节", "烈士纪念日", "重阳节")
_REST_MS = 150
_MOST_TYPED = 200
_OLDEST = 120
_LAST_MONTH_OF_PLANS = 9  # later in the year the next 春节 is meant
_STEPS = ("定对象", "定标准", "分组和路线", "打印名册", "登记签收", "核销归档")


class PlanForm(QWidget):
    """Asks for a plan and shows at once whom it chooses and what it costs."""

    def __init__(
        self, desk: Desk, notices: Notices, made: Callable[[NewPlan], object],
        left: Callable[[], object],
    ) -> None:  # fmt: skip
        super().__init__()
        self.setProperty("role", "stage")
        self._desk = desk
        self._notices = notices
        self._made = made
        self._left = left
        self._today = date.today()  # noqa: DTZ011 (the clerk's day)
        self._selection = Selection((), ())
        self._amounts = AmountLines()
        self._filling = False
        self._drafting = Drafting(desk, self._texts, self)
        self._strip = DraftStrip(self._throw_away_draft, "plan_")
        self._names: dict[str, str] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._choose)
        self._stepper = Stepper(_STEPS)
        self._amount_box = self._amount_card()
        body = row(self._rule_card(), self._amount_box, gap=12)
        body.setStretch(0, 1)
        body.setStretch(1, 1)
        layout = column(card(self._stepper, padding=4), self._strip, body, into=self, gap=12)
        layout.setStretch(2, 1)
        shortcut("Ctrl+S", self, self._create)
        shortcut("Escape", self, self._cancel)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def begin(self) -> None:
        """Offer the categories and communities of the ledger as it is now, and go on with a draft.

        What was typed and not made into a plan waits for a day.
        """
        people = self._desk.office.people
        counts = people.counts()
        draft = self._drafting.begin(self._draft_name())
        self._filling = True
        self._names = {item.code: item.name for item in people.categories()}
        self._categories.fill([
            (code, f"{name} {counts.by_category[code]}")
            for code, name in self._names.items() if counts.by_category[code]
        ])  # fmt: skip
        self._communities.fill([
            (item.name, f"{item.name} {counts.by_community[item.name]}")
            for item in people.communities() if counts.by_community[item.name]
        ])  # fmt: skip
        self._show_texts(draft or self._beginning())
        self._strip.setVisible(bool(draft))
        self._occasion.setFocus()

    def _draft_name(self) -> str:
        return "plan"

    def _beginning(self) -> Mapping[str, str]:
        """What the inputs begin with, as `_texts` gives it; what lacks is as usual."""
        return {}

    def _texts(self) -> dict[str, str]:
        """What stands in the form, by its inputs; amounts by the class that they are for."""
        return {
            "occasion": self._occasion.currentText(),
            "year": str(self._year.value()),
            "delivery": self._delivery.currentText(),
            "method": self._method.currentText(),
            "least_age": str(self._age.value()),
            "rule_tags": self._tags.text(),
            "one_per_household": str(int(self._household.isChecked())),
            "rule_categories": json.dumps(self._categories.ticked),
            "rule_communities": json.dumps(self._communities.ticked),
            "amounts": json.dumps(self._amounts.texts()),
        }

    def _show_texts(self, texts: Mapping[str, str]) -> None:
        """Put a draft into the inputs; without one they are as in the beginning."""
        year = self._today.year + (self._today.month > _LAST_MONTH_OF_PLANS)
        self._filling = True
        self._occasion.setCurrentText(texts.get("occasion", _OCCASIONS[0]))
        self._year.setValue(int(texts.get("year", year)))
        self._delivery.setCurrentText(texts.get("delivery", Delivery.COMMUNITY.value))
        self._method.setCurrentText(texts.get("method", next(iter(PayoutMethod)).value))
        self._age.setValue(int(texts.get("least_age", 0)))
        self._tags.setText(texts.get("rule_tags", ""))
        self._household.setChecked(texts.get("one_per_household") == "1")
        self._categories.tick(json.loads(texts.get("rule_categories", "[]")))
        self._communities.tick(json.loads(texts.get("rule_communities", "[]")))
        amounts = json.loads(texts.get("amounts", "{}"))
        self._amounts.show_texts({code: (money, goods) for code, (money, goods) in amounts.items()})
        self._choose()
        self._filling = False

    def _touch(self) -> None:
        if not self._filling:
            self._drafting.touch()

    def _throw_away_draft(self) -> None:
        self._drafting.drop()
        self._strip.hide()
        self._show_texts(self._beginning())

    def _cancel(self) -> None:
        """Leave without a plan; what was typed waits for a day."""
        if self._drafting.keep() or self._strip.isVisible():
            self._notices.toast(LEFT_AS_DRAFT)
        self._left()

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Mark the step that the keyboard is in."""
        if now is not None and self.isAncestorOf(now):
            self._stepper.go_to(1 if self._amount_box.isAncestorOf(now) else 0)

    def _rule_card(self) -> QFrame:
        self._make_inputs()
        grid = QGridLayout()
        grid.setVerticalSpacing(theme.active().px(8))
        grid.setHorizontalSpacing(theme.active().px(10))
        inputs: tuple[tuple[str, str, QWidget], ...] = (
            ("慰问时机", "occasion", self._occasion), ("年度", "year", self._year),
            ("慰问途径", "delivery", self._delivery), ("发放方式", "method", self._method),
            ("年满周岁", "least_age", self._age), ("标签", "rule_tags", self._tags),
        )  # fmt: skip
        for number, (words, name, widget) in enumerate(inputs):
            widget.setObjectName(name)
            widget.setAccessibleName(words)
            caption = label(words, "label")
            caption.setBuddy(widget)
            line, place = divmod(number, 2)
            grid.addWidget(caption, line, 2 * place)
            grid.addWidget(widget, line, 2 * place + 1)
        for place in (1, 3):
            grid.setColumnStretch(place, 1)
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        chips = column(
            label("人员类别（不选＝全部）", "label"), self._categories,
            label("村（社区）（不选＝全部）", "label"), self._communities, 1,
            into=inner, gap=8,
        )  # fmt: skip
        chips.setContentsMargins(0, 0, theme.active().px(8), 0)
        box = card(label("定对象：慰问谁", "heading"), grid, self._household, _scrolling(inner))
        box.layout().setStretch(3, 1)  # type: ignore[union-attr]
        return box

    def _make_inputs(self) -> None:
        self._occasion = QComboBox()
        self._occasion.setEditable(True)
        self._occasion.addItems(list(_OCCASIONS))
        self._year = QSpinBox()
        self._year.setRange(2000, 2100)
        self._delivery = QComboBox()
        self._delivery.addItems([Delivery.COMMUNITY.value, Delivery.LEADERS.value])
        self._method = QComboBox()
        self._method.addItems([method.value for method in PayoutMethod])
        self._age = QSpinBox()
        self._age.setRange(0, _OLDEST)
        self._age.setSpecialValueText("不限")
        self._tags = QLineEdit()
        self._tags.setMaxLength(_MOST_TYPED)
        self._tags.setPlaceholderText("如 困难")
        self._tags.setToolTip("不填不限")
        self._household = QCheckBox("同一户只发一份，按最高的发")
        self._household.setObjectName("one_per_household")
        self._household.setAccessibleName("同一户只发一份，按最高的发")
        self._categories = ChipBox("rule_categories", "人员类别")
        self._communities = ChipBox("rule_communities", "村（社区）")
        for changed in (
            self._occasion.currentTextChanged,
            self._year.valueChanged,
            self._delivery.currentTextChanged,
            self._method.currentTextChanged,
        ):
            changed.connect(self._touch)
        self._age.valueChanged.connect(self._later)
        self._tags.textChanged.connect(self._later)
        self._household.toggled.connect(self._later)
        self._categories.changed.connect(self._later)
        self._communities.changed.connect(self._later)

    def _amount_card(self) -> QFrame:
        self._counted = label("", "title", name="plan_counted")
        self._money = label("", "label", name="plan_money")
        self._undecided = paragraph("", "error", kind="warn", name="plan_undecided")
        self._wrong = paragraph("", "error", kind="bad", name="plan_wrong")
        self._amounts.changed.connect(self._add_up)
        self._amounts.typed.connect(self._touch)
        note = "一人有几种类别的，按最高的一种发。慰问品写成“大米1袋、菜油1桶（5升/桶）”。"
        box = card(
            label("定标准：发多少", "heading"), paragraph(note, "note"), _scrolling(self._amounts),
            self._wrong, self._undecided, row(self._counted, 1, self._money),
            row(1, button("取消", self._cancel, name="plan_cancel"),
                button("建立方案", self._create, kind="primary", icon="check", name="plan_create")),
        )  # fmt: skip
        box.layout().setStretch(2, 1)  # type: ignore[union-attr]
        return box

    def _later(self) -> None:
        self._touch()
        self._rest.start()

    def _rule(self) -> VisitRule:
        tags = self._tags.text().replace("，", "、").split("、")
        return VisitRule(
            categories=self._categories.ticked,
            communities=self._communities.ticked,
            tags=tuple(tag.strip() for tag in tags if tag.strip()),
            least_age=self._age.value() or None,
            age_day=self._today,
        )

    def _choose(self) -> None:
        """Ask whom the rule chooses, and offer a line for each of their categories."""
        self._selection = self._desk.office.visits.preview(self._rule())
        found = Counter(code for person in self._selection.chosen for code in person.categories)
        wanted = self._rule().categories
        self._amounts.offer({
            code: name for code, name in self._names.items()
            if found[code] and (not wanted or code in wanted)
        })  # fmt: skip
        self._amounts.count({**found, EVERY: len(self._selection.chosen)})
        undecided = self._selection.undecided
        names = "、".join(person.name for person in undecided[:6])
        self._undecided.setText(
            f"另有 {len(undecided)} 人出生日期不全，不能判断年龄，未列入：{names}"
            if undecided
            else ""
        )
        self._undecided.setVisible(bool(undecided))
        self._add_up()

    def _plan(self) -> VisitPlan:
        """The plan as it stands in the form; raises Problem for an amount nobody can read."""
        amounts = self._amounts.amounts()
        occasion = self._occasion.currentText().strip() or _OCCASIONS[0]
        return VisitPlan(
            title=f"{self._year.value()}年{occasion}走访慰问",
            occasion=occasion,
            year=self._year.value(),
            rule=self._rule(),
            amounts=tuple(amounts),
            delivery=Delivery(self._delivery.currentText()),
            method=PayoutMethod(self._method.currentText()),
            one_per_household=self._household.isChecked(),
        )

    def _add_up(self) -> None:
        try:
            plan = self._plan()
        except Problem as problem:
            _say(self._wrong, problem.sentence)
            return
        units = plan_units(plan, self._selection.chosen)
        sums = total(units)
        without = sum(1 for _ in unknown_amounts(units))
        _say(self._wrong, f"其中 {without} 户还没有慰问标准。" if without and plan.amounts else "")
        self._counted.setText(f"共 {len(units):,} 户")
        goods = "、".join(f"{item.name}{item.quantity:,}{item.unit}" for item in sums.goods)
        self._money.setText(f"慰问金 {yuan_text(sums.money)} 元{'；' if goods else ''}{goods}")

    def _create(self) -> None:
        try:
            made = self._desk.office.visits.create(self._plan())
        except Problem as problem:
            self._notices.fail(problem)
            return
        self._drafting.drop()
        self._made(made)


def _scrolling(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area


def _say(words: QLabel, sentence: str) -> None:
    words.setText(sentence)
    words.setVisible(bool(sentence))
