"""登记诉求, one step of an appeal, 告知 and 延期: each a form over declared columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.appeals import ASKED, HANDLING, Handling, stages_after
from shuangyong_desktop.domain.contacts import (
    APPEALS,
    OPINIONS,
    Appeal,
    AppealSource,
    AppealStage,
    Opinion,
    Verdict,
)
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.citing import PolicyPicker
from shuangyong_desktop.ui.pages.record_dialog import AboutDialog
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    empty,
    label,
    paragraph,
    row,
    shortcut,
)
from shuangyong_desktop.ui.widgets.fitting_area import FittingArea
from shuangyong_desktop.ui.widgets.record_form import RecordForm
from shuangyong_desktop.ui.widgets.segments import Segments

_NEW = ("date", "source", "kind", "content", "unit", "handler", "deadline", "papers_needed",
        "number", "remarks")  # fmt: skip
_KNOWN = (*_NEW[:7], "told_on", "channel", "papers_needed", "handling", "money", "money_source",
          "outcome", "satisfaction", "number", "remarks")  # fmt: skip
_AROUND = 260
"""The height of everything around the form of a step, with the frame of its dialog."""
Done = Callable[[str], object]
"""Told in words what was written, after it was written."""


def register_appeal(desk: Desk, done: Done, parent: QWidget, person_id: int | None = None) -> None:
    """登记诉求 of one person, or of one still to be chosen."""
    appeals = desk.office.appeals
    record = Appeal(person_id=person_id, date=_today(), source=AppealSource.VISIT)
    title = "登记诉求"
    if person_id is not None:
        title = f"登记诉求：{desk.office.people.get(person_id).name}"

    def write(appeal: Appeal) -> None:
        by, _ = desk.office.contacts.last_officer()
        stored = appeals.register(appeal, by or None)
        done(f"已登记诉求 {stored.number}，办理时限 {stored.deadline}")

    _open(AboutDialog(desk, title, APPEALS.schema.pick(*_NEW), record, write, parent=parent,
                       name="appeal_dialog", choices=desk_words(desk), verb="登记"))  # fmt: skip


def correct_appeal(desk: Desk, done: Done, parent: QWidget, appeal: Appeal) -> None:
    """Correct what was registered of an appeal; its stage is led by steps."""

    def write(changed: Appeal) -> None:
        desk.office.appeals.change(changed)
        done("已保存诉求")

    _open(AboutDialog(desk, "修改诉求", APPEALS.schema.pick(*_KNOWN), appeal, write, parent=parent,
                       name="appeal_dialog", choices=desk_words(desk)))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    """What 告知 and 延期 ask for."""

    date: str | None = None
    reason: str | None = None


_DAY = Schema(
    _Day,
    (
        Field("date", "延期至", kinds.DATE, required=True),
        Field("reason", "延期理由", kinds.LONG_TEXT, required=True),
    ),
)
_TOLD = Schema(_Day, (Field("date", "告知时间", kinds.DATE, required=True),))


def extend_appeal(desk: Desk, done: Done, parent: QWidget, appeal: Appeal) -> None:
    """延期 of one appeal, with its reason."""

    def write(asked: _Day) -> None:
        stored = desk.office.appeals.extend(appeal.id or 0, asked.date or "", asked.reason or "")
        done(f"已延期至 {stored.due}")

    _open(AboutDialog(desk, "诉求延期", _DAY, _Day(), write, parent=parent, name="extend_dialog",
                       verb="延期"))  # fmt: skip


def tell_appeal(desk: Desk, done: Done, parent: QWidget, appeal: Appeal) -> None:
    """登记告知: on which day the person was told that the appeal was accepted."""

    def write(asked: _Day) -> None:
        desk.office.appeals.tell(appeal.id or 0, asked.date or "")
        done("已登记告知")

    _open(AboutDialog(desk, "登记告知", _TOLD, _Day(date=_today()), write, parent=parent,
                       name="tell_dialog"))  # fmt: skip


def register_opinion(desk: Desk, done: Done, parent: QWidget, person_id: int | None = None) -> None:
    """登记意见建议 of one person, or of one still to be chosen."""

    def write(opinion: Opinion) -> None:
        desk.office.entries(OPINIONS).save(opinion)
        done("已登记意见建议")

    schema = OPINIONS.schema.pick("date", "content", "remarks")
    record = Opinion(person_id=person_id, date=_today())
    _open(AboutDialog(desk, "登记意见建议", schema, record, write, parent=parent,
                       name="opinion_dialog", verb="登记"))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What the answer to an opinion asks for."""

    verdict: Verdict | None = None
    reason: str | None = None
    replied_on: str | None = None


_ANSWER = Schema(
    _Answer,
    (
        Field("verdict", "采纳情况", kinds.one_of(Verdict), required=True),
        Field("reason", "理由或答复", kinds.LONG_TEXT, required=True),
        Field("replied_on", "答复时间", kinds.DATE, required=True),
    ),
)


def answer_opinion(desk: Desk, done: Done, parent: QWidget, opinion: Opinion) -> None:
    """采纳, 不采纳 or 转办 of one opinion, with the reason."""

    def write(answer: _Answer) -> None:
        desk.office.appeals.answer(
            opinion.id or 0, answer.verdict or Verdict.OPEN, answer.reason or "",
            answer.replied_on or "",
        )  # fmt: skip
        done("已登记答复")

    known = _Answer(
        verdict=None if opinion.verdict is Verdict.OPEN else opinion.verdict,
        reason=opinion.reason, replied_on=opinion.replied_on or _today(),
    )  # fmt: skip
    offered = {"verdict": [verdict.value for verdict in Verdict if verdict is not Verdict.OPEN]}
    dialog = AboutDialog(desk, "答复意见建议", _ANSWER, known, write, parent=parent,
                         name="answer_dialog", choices=offered)  # fmt: skip
    dialog.stand_below(PolicyPicker(desk, lambda: (dialog.form, "reason")))
    _open(dialog)


class AppealStepDialog(QDialog):
    """One step of an appeal: the stage it leads to, and what that stage asks for."""

    def __init__(self, desk: Desk, done: Done, parent: QWidget, appeal: Appeal) -> None:
        super().__init__(parent)
        self.setObjectName("step_dialog")
        self.setWindowTitle("办理诉求")
        self._desk = desk
        self._done = done
        self._appeal = appeal
        self._form: RecordForm | None = None
        self._room = parent.window().height() - theme.active().px(_AROUND)
        stages = stages_after(appeal.stage)
        self._stage = Segments("step_stage", "办理环节", [(s.name, s.value) for s in stages])
        self._stage.chosen.connect(self._show_form)
        self._place = QVBoxLayout()
        self._error = paragraph("", "error", kind="bad", name="step_error")
        self._cited = PolicyPicker(desk, self._citing)
        save = button("保存", self._save, kind="primary", name="step_accept")
        save.setDefault(True)
        what = paragraph(appeal.content or "", "label", name="step_content")
        column(
            label("办理诉求", "title"), what, row(self._stage, 1), self._place,
            self._cited, self._error,
            row(1, button("取消", self.reject, name="step_cancel"), save),
            into=self, margin=18, gap=10,
        )  # fmt: skip
        shortcut("Ctrl+S", self, self._save)
        self._error.hide()
        self._show_form()

    def _show_form(self) -> None:
        """Ask for what the chosen stage needs; the appeal's own values stand there."""
        stage = AppealStage[self._stage.value]
        empty(self._place)
        form = RecordForm(HANDLING.pick(*ASKED[stage]), desk_words(self._desk))
        form.setMinimumWidth(theme.active().px(520))
        appeal = self._appeal
        by, _ = self._desk.office.contacts.last_officer()
        form.show_record(
            Handling(
                stage=stage, date=_today(), by=by or None, unit=appeal.unit,
                handler=appeal.handler, channel=appeal.channel, money=appeal.money,
                papers_needed=appeal.papers_needed, money_source=appeal.money_source,
                outcome=appeal.outcome, satisfaction=appeal.satisfaction,
            )
        )  # fmt: skip
        above = self.parentWidget() or self
        room = above.window().height() - theme.active().px(_AROUND)
        self._place.addWidget(FittingArea(form, room))
        self._form = form
        form.focus(ASKED[stage][2])
        self._error.hide()
        self.adjustSize()

    def _citing(self) -> tuple[RecordForm, str] | None:
        """Where a policy is cited: in the outcome, else in what was done."""
        asked = ASKED[AppealStage[self._stage.value]]
        key = next((key for key in ("outcome", "words") if key in asked), "")
        return (self._form, key) if self._form is not None and key else None

    def _save(self) -> None:
        step = self._form.record() if self._form is not None else None
        if step is None:
            self._say("还没有保存，请看栏目下面的提示。")
            return
        try:
            stored = self._desk.office.appeals.step(self._appeal.id or 0, step)
        except Problem as problem:
            self._say(problem.sentence)
            return
        self.accept()
        self._done(f"已登记：{stored.stage.value}")

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.show()


def lead_appeal(desk: Desk, done: Done, parent: QWidget, appeal: Appeal) -> None:
    """Lead an appeal one step on."""
    _open(AppealStepDialog(desk, done, parent, appeal))


def desk_words(desk: Desk) -> Mapping[str, Sequence[str]]:
    """The desk's own units and people, for every column that names one."""
    dictionary = desk.office.dictionary
    people = tuple(dict.fromkeys(person.name for person in dictionary.people()))
    return {"unit": dictionary.units(), "handler": people, "by": people}


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _today() -> str:
    return date.today().isoformat()  # noqa: DTZ011 (the clerk's day)
