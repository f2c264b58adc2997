"""概况 of a person: every known fact by section, or the form in their place."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QStackedWidget, QWidget

from shuangyong_desktop.domain.ages import AgeRange, age_on
from shuangyong_desktop.domain.combinations import Combination, Verdict
from shuangyong_desktop.domain.families import FALLEN, Fallen
from shuangyong_desktop.domain.people import PEOPLE, Person, as_listed
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.service import service_years
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.person_form import PersonForm
from shuangyong_desktop.ui.widgets.elements import column, empty, label, paragraph, row, rule

_TWO_COLUMNS_FROM, _WIDEST_FORM = 900, 820
_TOLD_ABOVE = ("name", "sex", "categories")
KINDS = {Verdict.IMPOSSIBLE: "bad", Verdict.CONTRADICTION: "warn", Verdict.CHECK: "warn",
         Verdict.NOTE: "info"}  # fmt: skip
"""How loud the verdict of a rule is."""


class PersonOverview(QStackedWidget):
    """The facts of somebody; `edit` puts the form in their place. `saved` tells of a new record."""

    saved = Signal(object)

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__()
        self._desk = desk
        self._notices = notices
        self._person: Person | None = None
        self._form: PersonForm | None = None
        self._rules: dict[str, Combination] = {}
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        self._body = column(into=inner, gap=10)
        self._body.setContentsMargins(0, 0, theme.active().px(8), 0)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inner)
        self.addWidget(self._area)

    @property
    def edits(self) -> bool:
        """Whether the form is open."""
        return self._form is not None and self.currentWidget() is self._form

    @property
    def unsaved(self) -> bool:
        """Whether something was typed into the open form."""
        return self.edits and self._form is not None and self._form.typed

    def show_person(self, person: Person) -> None:
        """Show the facts of `person`, unless somebody is being edited."""
        if self.edits:
            return
        self._person = person
        self.setCurrentWidget(self._area)
        empty(self._body)
        self._rules = {
            rule.at: rule for rule in self._desk.office.entitlements.about(person) if rule.at
        }
        wide = self.width() >= theme.active().px(_TWO_COLUMNS_FROM)
        blocks = [self._block(section, facts) for section, facts in self._sections(person).items()]
        if wide:
            halves = column(gap=10), column(gap=10)
            for place, block in enumerate(blocks):
                halves[place % 2].addLayout(block)
            for half in halves:
                half.addStretch(1)
            both = row(*halves, gap=28)
            both.setStretch(0, 1)
            both.setStretch(1, 1)
            self._body.addLayout(both)
        else:
            for block in blocks:
                self._body.addLayout(block)
        self._body.addStretch(1)

    def edit(self) -> None:
        """Open the form on the person shown."""
        if self._person is None:
            return
        if self._form is None:
            self._form = PersonForm(self._desk, self._notices)
            self._form.setMaximumWidth(theme.active().px(_WIDEST_FORM))
            self._form.saved.connect(self._take)
            self._form.left.connect(self._leave)
            self.addWidget(self._form)
        self._form.show_person(self._person)
        self.setCurrentWidget(self._form)

    def _take(self, person: Person) -> None:
        self.setCurrentWidget(self._area)
        self.saved.emit(person)

    def _leave(self) -> None:
        self.setCurrentWidget(self._area)
        if self._person is not None:
            self.show_person(self._person)

    def _sections(self, person: Person) -> dict[str, list[tuple[str, str, str]]]:
        """Key, label and text of every known fact, by section; the fallen come first."""
        found: dict[str, list[tuple[str, str, str]]] = {}
        for place, fallen in enumerate(
            self._desk.office.entries(FALLEN).every(RecordFilter(person_id=person.id))
        ):
            found.setdefault(FALLEN.noun, []).append(
                (f"fallen_{place}", fallen.name or "", _fallen_words(fallen))
            )
        shown = as_listed(person) if self._desk.covered else person
        for field in PEOPLE:
            text = field.write(getattr(shown, field.key), masked=self._desk.covered)
            active = field.key == "status" and person.status is PersonStatus.ACTIVE
            if field.to_verify(getattr(shown, field.key)):
                text = f"{text}（待核实）"
            if text and field.key not in _TOLD_ABOVE and not active:
                found.setdefault(field.section, []).append((field.key, field.label, text))
        for section, facts in computed(person, today()).items():
            found.setdefault(section, []).extend(
                (f"computed_{place}", caption, text)
                for place, (caption, text) in enumerate(facts.items())
            )
        verified = self._desk.office.round_results.last_verified(person.id or 0)
        if verified is not None:
            found.setdefault("基本信息", []).append(("verified", "最近核实", verified.words))
        return found

    def _block(self, section: str, facts: list[tuple[str, str, str]]) -> QLayout:
        """One section: captions and texts, and below a text what the rules say about it."""
        px = theme.active().px
        grid = QGridLayout()
        grid.setVerticalSpacing(px(6))
        grid.setHorizontalSpacing(px(10))
        grid.setColumnMinimumWidth(0, px(96))
        grid.setColumnStretch(1, 1)
        for line, (key, caption, text) in enumerate(facts):
            grid.addWidget(label(caption, "label"), line, 0, Qt.AlignmentFlag.AlignTop)
            words = paragraph(text, "", name=f"fact_{key}")
            rule_here = self._rules.get(key)
            if rule_here is None:
                grid.addWidget(words, line, 1)
                continue
            said = paragraph(rule_here.doubt.sentence, "note", kind=KINDS[rule_here.verdict])
            grid.addLayout(column(words, said, gap=1), line, 1)
        return column(label(section, "strong"), rule(), grid, gap=6)


def _fallen_words(fallen: Fallen) -> str:
    """What is known of a martyr or soldier, in the order of the register."""
    shown = (column for column in FALLEN.schema if column.key not in ("name", "remarks"))
    texts = ((column.label, column.write(getattr(fallen, column.key))) for column in shown)
    return "；".join(f"{caption} {text}" for caption, text in texts if text)


def computed(person: Person, day: date) -> Mapping[str, Mapping[str, str]]:
    """What follows from the facts, by section and label."""
    found: dict[str, dict[str, str]] = {}
    ages = age_on(person.birth_date, day)
    if ages is not None and person.status is PersonStatus.ACTIVE:
        found["基本信息"] = {"年龄": f"{_range(ages)} 周岁（截至{day:%Y-%m-%d}）"}
    years = service_years(person.conscript_from, person.conscript_to)
    if years is not None:
        note = "" if years.known else "，服役起止只知道年份，请核实"
        found["服役情况"] = {"服义务兵折算年限": f"{_range(years)} 年（不满一年按一年{note}）"}
    return found


def _range(numbers: AgeRange) -> str:
    return str(numbers.least) if numbers.known else f"{numbers.least}—{numbers.most}"


def today() -> date:
    """The clerk's day."""
    return date.today()  # noqa: DTZ011 (the clock on the clerk's wall)
