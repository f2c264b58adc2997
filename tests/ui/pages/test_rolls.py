"""名录: a register that is invented here gets its list, form, steps, files, import and paper."""

from dataclasses import dataclass

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
)

from shuangyong_desktop.domain import kinds, registry
from shuangyong_desktop.domain.activities import ACTIVITIES, Activity
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Due, Record, Register
from shuangyong_desktop.domain.tasks import Task
from shuangyong_desktop.ui.pages.contact_files import ContactFiles
from shuangyong_desktop.ui.pages.person_picker import PersonPicker
from shuangyong_desktop.ui.pages.rolls import RollsPage
from shuangyong_desktop.ui.pages.rolls_files import RecordFiles
from shuangyong_desktop.ui.widgets.chips import ChipBox
from shuangyong_desktop.ui.widgets.facet_list import FacetList
from shuangyong_desktop.ui.widgets.record_view import RecordView
from ui.conftest import LI
from ui.conftest import choose as pick

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support grabbing the keyboard", extend=True
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner(Record):
    """An invented record."""

    name: str | None = None
    id_number: str | None = None
    colour: str | None = None
    shape: str | None = None
    size: str | None = None
    tailor: str | None = None
    community: str | None = None
    date: str | None = None
    handed_on: str | None = None
    receiver: str | None = None
    words: str | None = None


BANNERS = Register(
    "banner",
    "锦旗",
    Banner,
    Schema(
        Banner,
        (
            Field("name", "受赠人", kinds.NAME, required=True, width=6),
            Field("id_number", "身份证号", kinds.ID_NUMBER, width=9),
            Field("colour", "颜色", kinds.words("红", "黄"), width=3),
            Field("shape", "式样", kinds.words("方", "圆"), width=3),
            Field("size", "大小", kinds.words("大", "小"), width=3),
            Field("tailor", "制作单位", kinds.words(), width=6),
            Field("community", "村（社区）", kinds.COMMUNITY, width=6),
            Field("date", "申请时间", kinds.DATE, width=6),
            Field("handed_on", "送出时间", kinds.DATE, width=6),
            Field("receiver", "接收人", kinds.TEXT, width=5),
            Field("words", "题词", kinds.LONG_TEXT, width=14),
        ),
    ),
    personal=False,
    plain=True,
    title="锦旗",
    group="纪念品",
    hint="一面一条。",
    steps=("date", "handed_on"),
    asks=lambda banner, _today: (
        Due(banner.date, "送出锦旗") if banner.date and not banner.handed_on else None
    ),
)  # fmt: skip


@pytest.fixture
def banners(monkeypatch, office):
    monkeypatch.setitem(registry.PLAIN, BANNERS.table, BANNERS)
    return office.entries(BANNERS)


@pytest.fixture
def page(qtbot, desk, notices, banners):
    assert banners is not None
    gone = []
    made = RollsPage(desk, notices, gone.append)
    made.gone = gone
    made.show_part("banner")
    qtbot.addWidget(made)
    made.resize(1290, 650)
    made.show()
    yield made
    made.close()


def find(page, kind, name):
    QApplication.processEvents()  # what was put into a layout is shown a moment later
    (found,) = [item for item in page.findChildren(kind, name) if item.isVisible()]
    return found


def has(page, name):
    QApplication.processEvents()
    return any(item.isVisible() for item in page.findChildren(QPushButton, name))


def click(qtbot, page, name):
    qtbot.mouseClick(find(page, QPushButton, name), Qt.MouseButton.LeftButton)


def with_dialog(qtbot, open_it, work):
    """Do `work` in the dialog that `open_it` opens."""
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            QTimer.singleShot(10, look)
            return
        seen.append(dialog.objectName())
        work(dialog)

    QTimer.singleShot(0, look)
    open_it()
    qtbot.waitUntil(lambda: bool(seen))


def choose(box, words):
    box.setCurrentText(words)
    box.activated.emit(box.currentIndex())


def narrow(page, column, words):
    """Choose in the menu 筛选."""
    find(page, QPushButton, "roll_by_others").click()
    menu = QApplication.activePopupWidget()
    (opener,) = [item for item in menu.actions() if item.text() == column]
    (entry,) = [item for item in opener.menu().actions() if item.text() == words]
    entry.trigger()
    menu.close()


def chips(page):
    return find(page, ChipBox, "roll_conditions").findChildren(QPushButton)


def names(page):
    model = find(page, RecordView, "roll_records").model()
    return [model.text(at, 1) for at in range(model.rowCount())]


def save(dialog):
    dialog.findChild(QPushButton, f"{dialog.objectName().removesuffix('_dialog')}_save").click()


def undo(page):
    """Press 撤销, once the dialog before it has gone."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    page.notices.undo()


def said(page):
    return page.notices.said[-1]


def chosen_id(page):
    view = page.findChild(RecordView)
    return view.records.id_at(view.current_row())


def picture(path):
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(0)
    image.save(str(path))
    return path


def shown(page):
    QApplication.processEvents()
    return "\n".join(
        item.text() for item in page.findChildren(QLabel) if item.isVisible() and item.text()
    )


def test_an_empty_register_says_what_to_do_next(qtbot, page):
    assert find(page, QLabel, "roll_nothing").text() == (
        "还没有登记锦旗。可以逐条新增，也可以把现有的表格导入。"
    )
    assert page.primary.words == "新增锦旗"
    with_dialog(qtbot, lambda: click(qtbot, page, "roll_begin"), lambda dialog: dialog.reject())
    click(qtbot, page, "roll_print")
    assert said(page) == "没有可以打印的记录。请先登记，或清除筛选。"


def test_a_record_is_written_in_the_form_of_its_declaration(qtbot, page, banners):
    def fill(dialog):
        assert dialog.windowTitle() == "新增锦旗"
        assert dialog.findChild(QLabel, "roll_hint").text() == "一面一条。"
        dialog.findChild(QLineEdit, "name").setText("王秀英")
        dialog.findChild(QLineEdit, "date").setText("2026.3.5")
        save(dialog)

    with_dialog(qtbot, page.primary.act, fill)
    assert names(page) == ["王秀英"]
    assert said(page) == "已新增锦旗：王秀英"
    undo(page)
    qtbot.waitUntil(lambda: not banners.ids())
    qtbot.waitUntil(lambda: has(page, "roll_begin"))


def test_somebody_of_the_ledger_fills_the_form(qtbot, page, office, banners):
    li = office.people.save(LI)

    def fill(dialog):
        picker = dialog.findChild(PersonPicker)
        picker.person_id = li.id
        picker.picked.emit()
        assert dialog.findChild(QLineEdit, "name").text() == "李建国"
        assert not dialog.findChild(QLineEdit, "id_number").isVisible()
        save(dialog)

    with_dialog(qtbot, page.primary.act, fill)
    (kept,) = banners.every()
    assert (kept.person_id, kept.id_number, kept.community) == (
        li.id, LI.id_number, LI.community,
    )  # fmt: skip
    click(qtbot, page, "roll_person")
    assert page.gone == [f"person_file/{li.id}"]
    assert LI.id_number not in shown(page)
    page.desk.uncover()
    assert LI.id_number in shown(page)


def test_the_next_step_is_written_from_the_panel(qtbot, page, banners):
    banners.save(Banner(name="王秀英", date="2026-03-05"))
    page.desk.changed.emit()
    assert "2026年3月5日　送出锦旗" in shown(page)
    assert page.note == "1 条要办理"

    def fill(dialog):
        assert dialog.windowTitle() == "登记送出"
        assert dialog.findChild(QLineEdit, "words") is None
        dialog.findChild(QLineEdit, "handed_on").setText("2026-04-01")
        dialog.findChild(QLineEdit, "receiver").setText("王小明")
        save(dialog)

    assert find(page, QPushButton, "roll_step").text() == "登记下一步：送出"
    with_dialog(qtbot, lambda: click(qtbot, page, "roll_step"), fill)
    assert said(page) == "已登记送出：王秀英"
    assert next(banners.every()).receiver == "王小明"
    assert not has(page, "roll_step")
    assert page.note == "没有到期要办理的"


@pytest.fixture
def three(page, banners):
    for record in (
        Banner(name="李建国", date="2025-12-01", colour="红", size="大"),
        Banner(name="王秀英", date="2026-03-05", colour="黄", handed_on="2026-03-09"),
        Banner(name="赵大勇", date="2026-05-01", colour="红"),
    ):
        banners.save(record)
    page.desk.changed.emit()
    return page


def test_the_list_is_narrowed_and_sorted(qtbot, three):
    page = three
    assert names(page) == ["赵大勇", "王秀英", "李建国"]
    pick(page, "roll_by_year", "2026年")
    pick(page, "roll_by_step", "送出")
    assert names(page) == ["王秀英"]
    assert "年份：2026年  ×" in [chip.text() for chip in chips(page)]
    for chip in chips(page):
        chip.click()
    narrow(page, "颜色", "红")
    assert names(page) == ["赵大勇", "李建国"]
    page.findChild(RecordView).heading_pressed.emit("date")
    assert names(page) == ["李建国", "赵大勇"]
    page.findChild(RecordView).heading_pressed.emit("asks")
    assert names(page) == ["李建国", "赵大勇"]
    narrow(page, "大小", "大")
    assert names(page) == ["李建国"]
    narrow(page, "大小", "大")
    assert names(page) == ["李建国", "赵大勇"]
    qtbot.keyClicks(find(page, QLineEdit, "roll_search"), "zzz")
    qtbot.waitUntil(lambda: has(page, "roll_clear"))
    assert find(page, QLabel, "roll_nothing").text() == "没有符合条件的记录。"
    click(qtbot, page, "roll_clear")
    assert len(names(page)) == 3


def test_ticked_records_go_into_the_bin_together(qtbot, three, banners):
    page = three
    page.findChild(RecordView).records.toggle(0)
    page.findChild(RecordView).records.toggle(2)
    assert find(page, QPushButton, "roll_remove_ticked").text() == "删除勾选的 2 条"
    click(qtbot, page, "roll_remove_ticked")
    assert names(page) == ["王秀英"]
    assert said(page) == "已移入回收站：锦旗 2 条"
    undo(page)
    qtbot.waitUntil(lambda: len(banners.ids()) == 3)


def test_a_record_is_corrected_by_enter_and_stays_chosen(qtbot, three):
    page = three
    view = find(page, RecordView, "roll_records")
    view.go_to(1)

    def fill(dialog):
        dialog.findChild(QLineEdit, "receiver").setText("王小明")
        save(dialog)

    with_dialog(qtbot, lambda: qtbot.keyClick(view, Qt.Key.Key_Return), fill)
    assert said(page) == "已修改锦旗：王秀英"
    assert view.records.record(view.current_row()).name == "王秀英"


def test_files_are_added_and_removed(qtbot, three, office, tmp_path):
    page = three
    number = chosen_id(page)
    page.notices.to_open = picture(tmp_path / "照片.png")
    click(qtbot, page, "record_file_add")
    qtbot.waitUntil(lambda: bool(office.enclosures.of_record("banner", number)), timeout=20_000)
    qtbot.waitUntil(lambda: has(page, "record_file_0_remove"))
    page.findChild(RecordFiles).take([picture(tmp_path / "照片.png")])
    qtbot.waitUntil(lambda: bool(page.notices.failures), timeout=20_000)
    assert "已经附过了" in page.notices.failures[0].sentence
    click(qtbot, page, "record_file_0_remove")
    assert said(page) == "已移除附件：照片"
    assert office.enclosures.of_record("banner", number) == []


def test_a_list_is_looked_at_and_taken_in(qtbot, three, banners, tmp_path):
    page = three
    book = Workbook()
    for row in (("受赠人", "申请时间", "颜色", "鞋码"), ("李建国", "2025-12-01", "黄", 1),
                ("钱七", "2026-06-01", "红", 2), ("孙八", "某日", "红", 3)):  # fmt: skip
        book.active.append(row)
    book.save(tmp_path / "锦旗.xlsx")
    page.notices.to_open = tmp_path / "锦旗.xlsx"

    def work(dialog):
        accept = dialog.findChild(QPushButton, "roll_import_accept")
        qtbot.waitUntil(accept.isEnabled, timeout=20_000)
        assert dialog.findChild(QLabel, "roll_import_counts").text() == (
            "读到 4 行 ＝ 新增 2 ＋ 与台账不同 1 ＋ 标题、表头 1"
        )
        assert "鞋码" in dialog.findChild(QLabel, "roll_import_unknown").text()
        assert accept.text() == "导入 1 条"
        choose(dialog.findChild(QComboBox, "roll_import_different"), "以表格为准")
        assert accept.text() == "导入 2 条"
        model = dialog.findChild(RecordView).model()
        cells = [[model.text(row, column) for column in range(6)] for row in range(3)]
        assert cells[0][4:] == ["与台账不同", "颜色与台账不同"]
        assert cells[2][4] == "新增，待核实"
        assert "无法识别" in cells[2][5]
        accept.click()

    with_dialog(qtbot, lambda: click(qtbot, page, "roll_import"), work)
    assert said(page) == "已导入锦旗 2 条"
    assert {record.name: record.colour for record in banners.every()} == {
        "李建国": "黄", "钱七": "红", "王秀英": "黄", "赵大勇": "红",
    }  # fmt: skip


def test_a_file_of_something_else_is_refused_with_a_sentence(qtbot, page, tmp_path):
    (tmp_path / "别的.csv").write_text("编码,鞋码\n1,2\n", encoding="utf-8")
    page.notices.to_open = tmp_path / "别的.csv"
    click(qtbot, page, "roll_begin_import")
    (problem,) = page.notices.failures
    assert "没有找到锦旗的表头" in problem.sentence


def test_the_paper_shows_what_the_list_shows(qtbot, three, tmp_path):
    page = three
    narrow(page, "颜色", "红")

    page.notices.to_save = tmp_path / "锦旗.xlsx"

    def look(dialog):
        assert dialog.findChild(QLabel, "roster_words").text() == "锦旗登记册　2 条"
        pick(dialog, "roll_columns", "颜色")
        dialog.findChild(QPushButton, "roster_xlsx").click()
        qtbot.waitUntil(page.notices.to_save.exists, timeout=20_000)
        dialog.reject()

    with_dialog(qtbot, lambda: click(qtbot, page, "roll_print"), look)
    rows = list(load_workbook(page.notices.to_save).active.values)
    assert [row[1] for row in rows[2:]] == ["受赠人", "赵大勇", "李建国", None]


def test_registers_are_listed_in_their_groups(three):
    page = three
    facets = find(page, FacetList, "rolls")
    told = [
        facets.item(line).data(Qt.ItemDataRole.AccessibleTextRole) for line in range(facets.count())
    ]
    assert "纪念品：锦旗，3 条，2 条要办理，已选" in told
    facets.picked.emit("宣传和活动", ACTIVITIES.table, False)  # noqa: FBT003 (a signal)
    assert page.part_in_front == ACTIVITIES.table
    assert page.primary.words == "新增活动"
    page.show_part("no_such_register")
    assert page.part_in_front == ACTIVITIES.table


def test_one_record_can_be_asked_for(three, banners):
    number = banners.ids()[2]
    three.show_part(f"banner/{number}")
    assert chosen_id(three) == number


def test_a_record_asked_for_from_another_page_is_there_when_the_page_is_shown(three, banners):
    number = banners.ids()[1]
    three.show_part(ACTIVITIES.table)
    three.hide()
    three.show_part(f"banner/{number}")
    three.show()
    assert three.part_in_front == "banner"
    assert chosen_id(three) == number


# --- activities ----------------------------------------------------------------------------------


def test_an_activity_counts_and_says_for_what(qtbot, page, office):
    task = office.tasks.save(Task(title="共建活动", year=page.desk.year, goal=2)).id
    office.tasks.save(Task(title="修订制度", year=page.desk.year))
    page.show_part(ACTIVITIES.table)

    def fill(dialog):
        dialog.findChild(QLineEdit, "title").setText("座谈会")
        dialog.findChild(QComboBox, "kind").setCurrentText("座谈")
        tasks = dialog.findChild(QListWidget, "activity_tasks")
        dialog.findChild(QLineEdit, "activity_task_search").setText("共建")
        assert [tasks.item(at).isHidden() for at in range(2)] == [False, True]
        tasks.item(0).setCheckState(Qt.CheckState.Checked)
        save(dialog)

    with_dialog(qtbot, page.primary.act, fill)
    assert said(page) == "已登记活动：座谈会，计入任务“共建活动”"
    assert office.tasks.facts.standings([task])[task].done == 1
    assert "计入任务" in shown(page)
    click(qtbot, page, "roll_remove")
    assert said(page) == "已移入回收站：座谈会。任务“共建活动”不再计入"
    assert office.tasks.facts.standings([task])[task].done == 0
    undo(page)
    qtbot.waitUntil(lambda: office.tasks.facts.standings([task])[task].done == 1)


def test_what_an_activity_was_held_with_is_told_on_both_sides(qtbot, page, office):
    register = registry.register_of("pair")
    pair = office.entries(register).save(
        register.record(local_unit="惠民社区", partner="某部一连", date="2026-01-01")
    )
    page.show_part("pair")
    assert "还没有开展活动" in shown(page)

    def fill(dialog):
        assert dialog.findChild(QComboBox, "activity_pair_id").currentText() == "某部一连"
        dialog.findChild(QLineEdit, "date").setText("2026-05-01")
        dialog.findChild(QLineEdit, "title").setText("助农")
        dialog.findChild(QComboBox, "kind").setCurrentText("共建")
        save(dialog)

    with_dialog(qtbot, lambda: click(qtbot, page, "roll_hold_activity"), fill)
    assert said(page) == "已登记活动：助农，没有计入任务"
    assert "1 次，最近 2026年5月1日" in shown(page)
    (held,) = office.activities.every()
    assert held.pair_id == pair.id
    page.show_part("activity")
    assert "某部一连" in shown(page)


def test_photographs_come_with_the_activity(qtbot, page, office, tmp_path):
    page.show_part(ACTIVITIES.table)
    page.notices.to_open = picture(tmp_path / "照片.png")

    def fill(dialog):
        dialog.findChild(QLineEdit, "title").setText("宣传")
        dialog.findChild(QComboBox, "kind").setCurrentText("宣传")
        files = dialog.findChild(ContactFiles)
        dialog.findChild(QPushButton, "contact_add_file").click()
        save(dialog)
        error = dialog.findChild(QLabel, "activity_error")
        assert error.text() == "照片还在读取，请稍候再保存。"
        files.refused.emit("这个文件读不出来")
        assert error.text() == "这个文件读不出来"
        qtbot.waitUntil(lambda: not files.busy, timeout=20_000)
        save(dialog)

    with_dialog(qtbot, page.primary.act, fill)
    (kept,) = office.activities.every()
    (file,) = office.enclosures.of_record("activity", kept.id)
    assert (file.kind, file.title) == ("照片", "照片")


def test_an_activity_left_unsaved_changes_nothing(qtbot, page, office):
    office.activities.save(Activity(date="2026-05-01", title="座谈", kind="座谈"))
    page.show_part(ACTIVITIES.table)
    with_dialog(qtbot, lambda: click(qtbot, page, "roll_edit"), lambda dialog: dialog.reject())
    assert office.activities.count() == 1
