"""登记联系, the inputs: way, day, who, what was found, appeal, opinion, next date (UX §2.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from shuangyong_desktop.domain.contact_rules import months_after
from shuangyong_desktop.domain.contacts import (
    APPEALS,
    CONTACTS,
    Appeal,
    AppealSource,
    Contact,
    ContactWay,
)
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services.contacts import Visit
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.contact_files import ContactFiles
from shuangyong_desktop.ui.widgets.chips import ChipBox
from shuangyong_desktop.ui.widgets.editors import MOST_TYPED
from shuangyong_desktop.ui.widgets.elements import button, column, label, row
from shuangyong_desktop.ui.widgets.segments import Segments

_WAYS = (ContactWay.PHONE, ContactWay.HOME, ContactWay.OFFICE, ContactWay.MESSAGE,
         ContactWay.VIDEO, ContactWay.MEETING)  # fmt: skip
_OPEN, _ON_DAY = "open", "day"
_NEXT = ((_OPEN, "不定"), ("week", "1周"), ("month", "1个月"), ("quarter", "3个月"),
         (_ON_DAY, "选日期"))  # fmt: skip
_SOURCES = {
    ContactWay.PHONE: AppealSource.PHONE, ContactWay.OFFICE: AppealSource.VISIT,
    ContactWay.HOME: AppealSource.HOME,
}  # fmt: skip


class ContactForm(QWidget):
    """The inputs of one contact; `edited` when something was typed or chosen.

    For many people at once (`many`) there is no appeal and no opinion: those are somebody's.
    """

    edited = Signal()

    def __init__(self, desk: Desk, *, many: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._many = many
        self._appeals: list[Appeal] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.active().px(10))
        self._grid.setVerticalSpacing(theme.active().px(8))
        self._grid.setColumnMinimumWidth(0, theme.active().px(84))
        self._grid.setColumnStretch(1, 1)
        self._build_contact()
        if not many:
            self._build_appeal()
        self._build_next()
        if not many:
            self._files = ContactFiles(desk)
            self._add("附件(&A)", self._files)
        self._connect()

    def begin(self, appeals: Sequence[Appeal]) -> None:
        """Empty what is somebody's own; way, day and 联系人 stay for the next household.

        `appeals` are those of the person that wait.
        """
        self._content.clear()
        self._reached.setChecked(True)
        self._next.show_chosen(_OPEN)
        self._next_day.clear()
        if not self._many:
            self._opinion.clear()
            self._files.clear()
            self._kind.setCurrentText("")
            self._new.clear()
            self._show_new(shown=False)
            self._appeals = list(appeals)
            self._appeal.clear()
            for appeal in self._appeals:
                self._appeal.addItem(f"{_short(appeal.content)}（{appeal.stage.value}）")
            self._update.setChecked(False)
            for widget in (self._update, self._appeal):
                widget.setVisible(bool(self._appeals))
            self._no_appeal.setVisible(not self._appeals)
        self._content.setFocus()

    def visit(self, person_id: int | None) -> Visit:
        """What stands in the inputs. Raises Problem for a date that cannot be read."""
        way = ContactWay[self._way.value]
        contact = Contact(
            person_id=person_id,
            date=_day(self._day.text(), "日期"),
            way=way,
            officer=_line(self._officer.currentText()),
            duty=self._duty_of(self._officer.currentText()),
            content=self._content.toPlainText().strip() or None,
            reached=self._reached.isChecked(),
            next_date=self._next_date(),
        )
        if self._many:
            return Visit(contact=contact)
        return self._with_appeal(contact, way)

    @property
    def files(self) -> ContactFiles | None:
        """The files brought along; None where there can be none."""
        return None if self._many else self._files

    def texts(self) -> dict[str, str]:
        """What stands in the inputs, for a draft."""
        found = {
            "way": self._way.value, "day": self._day.text(),
            "officer": self._officer.currentText(), "content": self._content.toPlainText(),
            "reached": str(self._reached.isChecked()), "next": self._next.value,
            "next_day": self._next_day.text(),
        }  # fmt: skip
        if not self._many:
            found |= {"opinion": self._opinion.text(), "kind": self._kind.currentText(),
                      "new": self._new.text()}  # fmt: skip
        return found

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Put a draft back into the inputs."""
        self._way.show_chosen(texts["way"])
        self._day.setText(texts["day"])
        self._officer.setCurrentText(texts["officer"])
        self._content.setPlainText(texts["content"])
        self._reached.setChecked(texts["reached"] == str(True))
        self._next.show_chosen(texts["next"])
        self._next_day.setText(texts["next_day"])
        if not self._many:
            self._opinion.setText(texts["opinion"])
            self._kind.setCurrentText(texts["kind"])
            self._new.setText(texts["new"])
            self._show_new(shown=bool(texts["new"]))

    def _build_contact(self) -> None:
        self._way = Segments("contact_way", "联系方式", [(way.name, way.value) for way in _WAYS])
        self._add("方式(&F)", self._way)
        self._day = _edit("contact_day", "联系日期")
        self._day.setText(_today().isoformat())
        self._day.setMaximumWidth(theme.active().px(130))
        self._officer = QComboBox()
        self._officer.setObjectName("contact_officer")
        self._officer.setAccessibleName("联系人（谁去联系的）")
        self._officer.setEditable(True)
        self._fill_officers()
        who = label("联系人(&P)", "label")
        who.setBuddy(self._officer)
        self._reached = QCheckBox("联系上了")
        self._reached.setObjectName("contact_reached")
        line = row(self._day, who, self._officer, self._reached, gap=10, stretch=2)
        self._add("日期(&D)", line, self._day)
        self._content = QPlainTextEdit()
        self._content.setObjectName("contact_content")
        self._content.setAccessibleName("情况")
        self._content.setPlaceholderText("身体、生活、家庭有什么变化，说了什么")
        self._content.setTabChangesFocus(True)
        self._content.setProperty("role", "tall")
        self._content.setMaximumHeight(theme.active().px(86))
        self._phrases = ChipBox("contact_phrases", "常用语，点一下加入", tickable=False)
        phrases = self._desk.office.dictionary.phrases()
        self._phrases.fill([(str(number), words) for number, words in enumerate(phrases)])
        self._add("情况(&C)", column(self._content, self._phrases, gap=6), self._content)

    def _build_appeal(self) -> None:
        self._update = QCheckBox("更新")
        self._update.setObjectName("contact_update")
        self._update.setAccessibleName("把情况记入这件诉求的办理记录")
        self._appeal = QComboBox()
        self._appeal.setObjectName("contact_appeal")
        self._appeal.setAccessibleName("更新哪件诉求")
        self._no_appeal = label("没有在办的诉求", "note")
        self._raise = button("新诉求", self._begin_new, kind="link", icon="plus",
                             name="contact_new_appeal")  # fmt: skip
        line = row(self._update, self._appeal, self._no_appeal, self._raise, stretch=1)
        line.setStretch(2, 1)
        self._kind = QComboBox()
        self._kind.setObjectName("contact_new_kind")
        self._kind.setAccessibleName("新诉求的类别")
        self._kind.setEditable(True)
        self._kind.addItems(["", *APPEALS.schema["kind"].kind.choices])
        self._new = _edit("contact_new_content", "新诉求的内容")
        self._new.setPlaceholderText("请求什么、什么困难；保存后在“诉求办理”里交办")
        self._new_line = QWidget()
        row(self._kind, self._new, into=self._new_line, stretch=1)
        self._add("诉求(&Q)", column(line, self._new_line, gap=4), self._update)
        self._opinion = _edit("contact_opinion", "意见建议")
        self._opinion.setPlaceholderText("对工作的意见建议，没有可不填")
        self._add("意见(&Y)", self._opinion)

    def _build_next(self) -> None:
        self._next = Segments("contact_next", "下次联系", _NEXT)
        self._next_day = _edit("contact_next_date", "下次联系的日期")
        self._next_day.setPlaceholderText("如 2026-08-05")
        self._next_day.setMaximumWidth(theme.active().px(130))
        self._next_day.hide()
        self._add("下次联系(&N)", row(self._next, self._next_day, 1), self._next)

    def _connect(self) -> None:
        self._phrases.pressed.connect(self._add_phrase)
        self._next.chosen.connect(self._show_next_day)
        for changed in (self._content.textChanged, self._day.textEdited, self._next.chosen,
                        self._officer.currentTextChanged, self._way.chosen):  # fmt: skip
            changed.connect(self._tell)
        if not self._many:
            for edit in (self._opinion, self._new):
                edit.textEdited.connect(self._tell)

    def _tell(self) -> None:
        self.edited.emit()

    def _add(self, words: str, content: object, buddy: QWidget | None = None) -> None:
        caption = label(words, "label")
        caption.setFixedHeight(theme.active().px(30))
        line = self._grid.rowCount()
        if isinstance(content, QWidget):
            self._grid.addWidget(content, line, 1)
            caption.setBuddy(buddy or content)
        else:
            self._grid.addLayout(content, line, 1)  # type: ignore[call-overload]
            if buddy is not None:
                caption.setBuddy(buddy)
        self._grid.addWidget(caption, line, 0, Qt.AlignmentFlag.AlignTop)

    def _fill_officers(self) -> None:
        """The desk's people; whoever was entered last is offered."""
        names = [person.name for person in self._desk.office.dictionary.people()]
        last, _ = self._desk.office.contacts.last_officer()
        self._officer.addItems(list(dict.fromkeys(name for name in (last, *names) if name)))
        self._officer.setCurrentText(last or (names[0] if names else ""))

    def _duty_of(self, name: str) -> str | None:
        people = self._desk.office.dictionary.people()
        known = next((person.duty for person in people if person.name == name.strip()), "")
        last, duty = self._desk.office.contacts.last_officer()
        return known or (duty if last == name.strip() else "") or None

    def _add_phrase(self, key: str) -> None:
        """Put a phrase behind what stands there, as a clause of its own."""
        phrase = self._desk.office.dictionary.phrases()[int(key)]
        text = self._content.toPlainText().rstrip()
        joint = "" if not text or text[-1] in "，。；、\n" else "，"
        self._content.setPlainText(f"{text}{joint}{phrase}")
        cursor = self._content.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self._content.setTextCursor(cursor)
        self._content.setFocus()

    def _begin_new(self) -> None:
        self._show_new(shown=True)
        self._new.setFocus()

    def _show_new(self, *, shown: bool) -> None:
        self._new_line.setVisible(shown)
        self._raise.setVisible(not shown)

    def _show_next_day(self, key: str) -> None:
        self._next_day.setVisible(key == _ON_DAY)
        if key == _ON_DAY:
            self._next_day.setFocus()

    def _next_date(self) -> str | None:
        today = _today()
        match self._next.value:
            case "week":
                return (today + timedelta(days=7)).isoformat()
            case "month":
                return months_after(today, 1).isoformat()
            case "quarter":
                return months_after(today, 3).isoformat()
            case key if key == _ON_DAY:
                return _day(self._next_day.text(), "下次联系")
        return None

    def _with_appeal(self, contact: Contact, way: ContactWay) -> Visit:
        progress = ""
        if self._update.isChecked() and self._appeals:
            if not contact.content:
                raise Problem("要更新诉求，请先在“情况”里写明办理情况。没有登记。", code="empty")
            contact = replace(contact, appeal_id=self._appeals[self._appeal.currentIndex()].id)
            progress = contact.content or ""
        raised = None
        if self._new.text().strip():
            raised = Appeal(
                date=contact.date,
                source=_SOURCES.get(way),
                kind=_line(self._kind.currentText()),
                content=_line(self._new.text()),
            )
        opinion = _line(self._opinion.text()) or ""
        return Visit(
            contact=contact, progress=progress, appeal=raised, opinion=opinion,
            scans=self._files.scans,
        )  # fmt: skip


def _edit(name: str, says: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(says)
    edit.setMaxLength(MOST_TYPED)
    return edit


def _line(text: str) -> str | None:
    value: str | None = CONTACTS.schema["officer"].read(text).value
    return value


def _day(text: str, what: str) -> str:
    """The full day that `text` says; raises Problem for anything else."""
    value = CONTACTS.schema["date"].read(text).value
    if value is None or len(value) != len("2026-07-28"):
        raise Problem(f"{what}请写成 2026-07-28 的样子，没有登记。", code="bad_date")
    return str(value)


def _short(text: str | None) -> str:
    plain = " ".join((text or "").split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"


_LONGEST = 24


def _today() -> date:
    return date.today()  # noqa: DTZ011 (the clerk's day)
