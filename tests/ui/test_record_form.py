"""A form made from declarations: doubts stand under their inputs, covered numbers are kept."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)

from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.ui import theme
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


def test_a_long_text_keeps_its_lines_in_a_form_without_room(qtbot, qapp: QApplication) -> None:
    look = theme.Theme(scale=1.5)
    theme.apply(look, qapp)
    try:
        form = RecordForm(PEOPLE)
        qtbot.addWidget(form)
        form.show()
        form.resize(form.width(), 200)
        heights = {area.height() for area in form.findChildren(QPlainTextEdit)}
    finally:
        theme.apply(theme.Theme(), qapp)
    assert heights == {look.px(64)}


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


def test_what_means_nothing_holds_up_saving_once_and_never_goes_unsaid(form: RecordForm) -> None:
    form.show_record(replace(LI, birth_date=None))
    _input(form, "birth_date").setText("去年冬天")
    _input(form, "birth_date").editingFinished.emit()
    assert form.record() is None
    assert "这一栏留空" in _doubt(form, "birth_date")
    assert _input(form, "birth_date").property("invalid") == "true"
    assert _input(form, "birth_date").text() == "去年冬天"
    assert form.record() == replace(LI, birth_date=None)
    _input(form, "birth_date").setText("前年冬天")
    assert form.record() is None


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("id_number", "51022219580306611", "51022219580306611"),
        ("id_number", " 5102\u200b2219 5803066\uff11 1 ", "51022219580306611"),
        ("id_number", "510222195802306116", "510222195802306116"),
        ("id_number", "510222195803066111", "510222195803066111"),
        ("phone", "1380000", "1380000"),
        ("bank_account", "6.2E+18", "6.2E+18"),
        ("bank_account", "62284", "62284"),
        ("discharge_cert", "退字第（一）号", "退字第(一)号"),
    ],
)
def test_a_number_that_cannot_be_right_is_kept_as_typed_and_doubted(
    form: RecordForm, key: str, typed: str, kept: str
) -> None:
    form.show_record(Person(name="王芳"))
    _input(form, key).setText(typed)
    _input(form, key).editingFinished.emit()
    assert bool(_doubt(form, key)) == (key != "discharge_cert")
    saved = form.record()
    assert saved is not None
    assert getattr(saved, key) == kept


def test_a_number_of_seventeen_digits_is_said_under_its_field(form: RecordForm) -> None:
    form.show_record(Person(name="王芳"))
    _input(form, "id_number").setText("51022219580306611")
    _input(form, "id_number").editingFinished.emit()
    sentence = "身份证号是17位，应为18位，请对照证件补填。可先保存，标为“待核实”。"
    assert _doubt(form, "id_number") == sentence
    assert _input(form, "id_number").property("invalid") == "false"


def test_a_covered_number_is_shown_only_when_it_is_changed(form: RecordForm) -> None:
    form.show_record(LI)
    assert not _input(form, "id_number").isVisible()
    texts = [words.text() for words in form.findChildren(QLabel)]
    assert "5102**********6110" in texts
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
    assert len(_doubt(form, "categories").splitlines()[0]) < 80


def test_sections_are_folded_and_open_by_themselves_where_something_is_wrong(
    form: RecordForm,
) -> None:
    form.show_record(LI)
    form.fold({"基本信息"})
    assert _input(form, "name").isVisible()
    assert not _input(form, "address").isVisible()
    head = next(one for one in form.findChildren(QPushButton) if one.text() == "联系方式")
    assert head.accessibleDescription() == "已折叠"
    head.click()
    assert _input(form, "address").isVisible()
    head.click()
    assert not _input(form, "address").isVisible()
    form.focus("address")
    assert _input(form, "address").isVisible()
    form.remark("enlist_date", "请核对入伍时间。")
    assert _input(form, "enlist_date").isVisible()


def test_inputs_that_are_not_asked_for_keep_what_stands_in_them(form: RecordForm) -> None:
    form.show_record(LI)
    form.show_only(("name", "sex"))
    assert _input(form, "name").isVisible()
    assert not _input(form, "birth_date").isVisible()
    covered = form.findChild(QPushButton, "id_number_change")
    assert covered is not None
    assert not covered.isVisible()
    assert form.record() == LI
    form.show_only([field.key for field in PEOPLE])
    assert covered.isVisible()
