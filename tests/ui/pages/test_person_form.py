"""新增 and 编辑人员: numbers kept as typed, and who else it might be."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.person_form import PersonForm
from shuangyong_desktop.ui.pages.person_overview import PersonOverview
from ui.conftest import LI, RecordingNotices

SEVENTEEN = "51022219580306611"


@pytest.fixture
def form(desk: Desk, office: Office, notices: RecordingNotices) -> Iterator[PersonForm]:
    office.people.save(LI)
    made = PersonForm(desk, notices)
    made.resize(420, 800)
    made.show()
    made.show_person(Person(name=""))
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _type(form: QWidget, key: str, text: str) -> None:
    line = form.findChild(QLineEdit, key)
    assert line is not None, key
    line.setText(text)
    line.textEdited.emit(text)
    line.editingFinished.emit()


def _remark(form: QWidget, key: str) -> str:
    words = form.findChild(QLabel, f"{key}_doubt")
    assert words is not None
    return words.text()


def _press(form: QWidget, name: str) -> None:
    found = form.findChild(QPushButton, name)
    assert found is not None, name
    found.click()


def test_somebody_with_seventeen_digits_is_saved_and_marked(
    form: PersonForm, desk: Desk, office: Office, notices: RecordingNotices
) -> None:
    stored: list[Person] = []
    form.saved.connect(stored.append)
    _type(form, "name", "王芳")
    _type(form, "id_number", SEVENTEEN)
    _press(form, "save_person")
    assert stored[0].id_number == SEVENTEEN
    (hit,) = (
        hit for hit in office.faults.of([stored[0].id or 0])[stored[0].id or 0]
        if hit.fault.key == "check_digit"
    )  # fmt: skip
    assert "17位" in hit.sentence
    facts = PersonOverview(desk, notices)
    facts.show_person(stored[0])
    shown = facts.findChild(QLabel, "fact_id_number")
    assert shown is not None
    assert shown.text() == "5102*********6611（待核实）"
    facts.deleteLater()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "李建国"}, "台账里有同名人员：李建国（惠民社区，1958-03-06），请核对。"),
        ({"name": "李建国", "id_number": SEVENTEEN}, "台账里有同名人员"),
        ({"name": "李建国", "birth_date": "1958.3.6"}, "姓名和出生日期都相同"),
        ({"name": "李健国", "id_number": LI.id_number or ""}, "已有这个身份证号：李建国"),
    ],
)
def test_who_else_it_might_be_is_said_while_it_is_typed(
    form: PersonForm, qtbot, typed: dict[str, str], said: str
) -> None:
    for key, text in typed.items():
        _type(form, key, text)
    qtbot.waitUntil(lambda: said in _remark(form, "name"))


def test_a_namesake_with_another_valid_number_is_somebody_else(
    form: PersonForm, office: Office, qtbot
) -> None:
    (li,) = office.people.alike(replace(LI, id=None))
    office.people.save(replace(li, id_number="510222195803066110"))
    other = office.people.save(replace(LI, name="李建设", id_number="510222196001018015"))
    _type(form, "name", "李建国")
    qtbot.waitUntil(lambda: "同名" in _remark(form, "name"))
    _type(form, "id_number", other.id_number or "")
    qtbot.waitUntil(lambda: "李建设" in _remark(form, "name"))
    _type(form, "id_number", "510222196202028017")
    qtbot.waitUntil(lambda: _remark(form, "name") == "")
