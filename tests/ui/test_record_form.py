"""A form made from declarations: doubts stand under their inputs, covered numbers are kept."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton

from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.ui.widgets.record_form import RecordForm
from ui.conftest import LI


@pytest.fixture
def form(qtbot) -> RecordForm:
    made = RecordForm(PEOPLE, {"categories": ["残疾军人"], "community": ["惠民社区"]})
    qtbot.addWidget(made)
    made.show()
    return made


def _input(form: RecordForm, key: str) -> QLineEdit:
    found = form.findChild(QLineEdit, key)
    assert found is not None
    return found


def _doubt(form: RecordForm, key: str) -> str:
    found = form.findChild(QLabel, f"{key}_doubt")
    assert found is not None
    return found.text() if found.isVisible() else ""


def test_an_untouched_record_comes_back_as_it_was(form: RecordForm) -> None:
    form.show_record(LI)
    assert form.record() == LI
    form.show_record(LI, covered=False)
    assert form.record() == LI


def test_every_field_has_a_named_input_with_an_accessible_name(form: RecordForm) -> None:
    for field in PEOPLE:
        names = [child.accessibleName() for child in form.findChildren(QLineEdit, field.key)]
        boxes = [child.accessibleName() for child in form.findChildren(QComboBox, field.key)]
        if field.kind.name != "long_text":
            assert field.label in [*names, *boxes], field.key


def test_without_a_name_nothing_is_saved_but_doubts_are_let_in(form: RecordForm) -> None:
    form.show_record(Person(name=""))
    assert form.record() is None
    assert "姓名" in _doubt(form, "name")
    _input(form, "name").setText("王芳")
    _input(form, "id_number").setText("510222195803066111")
    saved = form.record()
    assert saved is not None
    assert saved.name == "王芳"
    assert "校验码" in _doubt(form, "id_number")


def test_what_means_nothing_is_said_and_never_dropped(form: RecordForm) -> None:
    form.show_record(LI)
    _input(form, "birth_date").setText("去年冬天")
    assert form.record() is None
    assert _doubt(form, "birth_date")
    assert _input(form, "birth_date").property("invalid") == "true"


def test_a_covered_number_is_shown_only_when_it_is_changed(form: RecordForm) -> None:
    form.show_record(LI)
    assert not _input(form, "id_number").isVisible()
    texts = [words.text() for words in form.findChildren(QLabel)]
    assert "5102**********6119" in texts
    assert LI.id_number not in texts
    change = form.findChild(QPushButton, "id_number_change")
    assert change is not None
    change.click()
    assert _input(form, "id_number").isVisible()
    assert form.text("id_number") == LI.id_number


def test_words_that_are_no_choice_yet_stay(form: RecordForm) -> None:
    form.show_record(Person(name="王芳", community="新湾村"))
    saved = form.record()
    assert saved is not None
    assert saved.community == "新湾村"


def test_a_remark_is_shown_and_taken_back(form: RecordForm) -> None:
    form.show_record(LI)
    form.remark("name", "台账里可能已有此人")
    assert _doubt(form, "name") == "台账里可能已有此人"
    form.remark("name", "")
    assert _doubt(form, "name") == ""


def test_a_stored_name_that_would_be_read_otherwise_is_not_changed_by_saving(
    form: RecordForm,
) -> None:
    odd = Person(name="<b>张三</b>（大）\u3000李四", phone="13800001234")
    form.show_record(odd)
    _input(form, "address").setText("3幢")
    assert form.record() == replace(odd, address="3幢")


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("name", "张三 李四", "张三"),
        ("name", "<img src=x>张三", "张三"),
        ("birth_date", "1979.13", "1979"),
    ],
)
def test_what_would_keep_a_part_only_is_said_before_it_is_saved(
    form: RecordForm, key: str, typed: str, kept: str
) -> None:
    form.show_record(Person(name=""))
    _input(form, "name").setText("王芳")
    _input(form, key).setText(typed)
    assert form.record() is None
    assert _doubt(form, key)
    assert _input(form, key).text() == typed
    saved = form.record()
    assert saved is not None
    assert getattr(saved, key) == kept


def test_a_name_without_end_is_doubted_in_one_short_sentence(form: RecordForm) -> None:
    form.show_record(Person(name=""))
    _input(form, "name").setText("王" * 300)
    assert form.record() is None
    assert _doubt(form, "name") == "姓名有300个字，只记前200个字，请核实。"
    saved = form.record()
    assert saved is not None
    assert saved.name == "王" * 200
    form.findChild(QComboBox, "community").setCurrentText("村" * 300)  # type: ignore[union-attr]
    _input(form, "categories").setText("类" * 300)
    assert form.record() is None
    assert len(_doubt(form, "categories")) < 80
