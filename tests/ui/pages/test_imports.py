"""The import page: a backup first, columns remembered, doubts exported, rows merged by hand."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QWidget

from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.background import wait_for_all
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.imports import ImportsPage
from shuangyong_desktop.ui.widgets.heading_rows import HeadingRows
from ui.conftest import RecordingNotices

PATIENCE = 20_000
HEADINGS = ("姓名", "身份证号", "村（社区）", "备用电话", "人员类别")


class Hands:
    """Mouse on the page."""

    def __init__(self, qtbot, page: ImportsPage) -> None:
        self.qtbot, self.page = qtbot, page

    def find(self, kind: type, name: str) -> QWidget:
        """The one to be seen of that name, as soon as it is there."""

        def seen() -> list[QWidget]:
            return [found for found in self.page.findChildren(kind, name) if found.isVisible()]

        self.qtbot.waitUntil(lambda: bool(seen()), timeout=PATIENCE)
        return seen()[0]

    def press(self, name: str) -> None:
        button = self.find(QAbstractButton, name)
        assert button.isEnabled(), name
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def read(self, path: Path) -> None:
        self.page.open_file(str(path))
        self.find(QAbstractButton, "import_accept")

    def write(self) -> None:
        self.press("import_accept")
        self.find(QAbstractButton, "done_visits")


@pytest.fixture
def hands(qtbot, desk: Desk, notices: RecordingNotices) -> Iterator[Hands]:
    page = ImportsPage(desk, notices, lambda _key: None)
    page.resize(1290, 640)
    page.show()
    yield Hands(qtbot, page)
    desk.closing.emit()
    wait_for_all()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _sheet(path: Path, *rows: tuple[str, ...]) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.append(HEADINGS)
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


WANG = ("王素芬", "510222195212046249", "惠民社区", "13800001234", "烈士遗属")
LIU = ("刘大海", "51022219520", "沿河村", "13900000567", "参战退役军人")


def test_a_backup_is_made_before_anything_is_written(
    hands: Hands, office: Office, tmp_path: Path
) -> None:
    office.people.save(Person(name="先来的人"))
    hands.read(_sheet(tmp_path / "花名册.xlsx", WANG))
    hands.write()
    (before,) = office.backups.list()
    assert before.people == 1
    assert office.people.counts().people == 2


def test_the_original_row_stands_below_the_doubts_masked(hands: Hands, tmp_path: Path) -> None:
    hands.read(_sheet(tmp_path / "花名册.xlsx", WANG, LIU))
    words = hands.find(QLabel, "doubt_row")
    assert isinstance(words, QLabel)
    hands.qtbot.waitUntil(lambda: "刘大海" in words.text(), timeout=PATIENCE)
    assert "沿河村" in words.text()
    assert LIU[1] not in words.text()


def test_doubts_are_exported_with_their_reasons(
    hands: Hands, notices: RecordingNotices, tmp_path: Path
) -> None:
    hands.read(_sheet(tmp_path / "花名册.xlsx", WANG, LIU))
    out = notices.to_save = tmp_path / "问题表.xlsx"
    hands.press("export_doubts")
    hands.qtbot.waitUntil(lambda: "已导出" in notices.said[-1], timeout=PATIENCE)
    cells = [str(cell) for row in load_workbook(out).active.values for cell in row if cell]
    assert "刘大海" in cells
    assert "王素芬" not in cells
    assert any("原因" in cell for cell in cells)


def test_a_column_set_by_hand_is_remembered_for_the_next_file(
    hands: Hands, office: Office, tmp_path: Path
) -> None:
    hands.read(_sheet(tmp_path / "一月.xlsx", WANG))
    box = hands.find(QComboBox, "column_C")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(0)
    box.activated.emit(0)
    hands.find(QAbstractButton, "import_accept")
    hands.write()
    assert office.people.page([1])[0].community is None
    hands.read(_sheet(tmp_path / "二月.xlsx", LIU))
    again = hands.find(QComboBox, "column_C")
    assert isinstance(again, QComboBox)
    assert again.currentText() == "不导入"


def _tables(path: Path) -> Path:
    """A list whose heading stands in row 3, below a title and a line with the date."""
    book = Workbook()
    sheet = book.active
    for cells in (("惠民街道花名册",), ("填报日期：2026年1月",), HEADINGS, WANG, LIU):
        sheet.append(cells)
    book.save(path)
    return path


def _with_headers(
    hands: Hands, opener: Callable[[], object], act: Callable[[HeadingRows], object]
) -> None:
    """Open the dialog of the headings, do `act` on its rows, read again."""
    done: list[bool] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or dialog.objectName() != "header_dialog":
            QTimer.singleShot(10, hands.page, look)
            return
        rows = dialog.findChild(HeadingRows, "header_rows")
        try:
            act(rows)
            done.append(True)
            dialog.findChild(QAbstractButton, "header_accept").click()
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(10, hands.page, look)
    opener()
    hands.qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE)


def _drag(qtbot, rows: HeadingRows, start: int, end: int) -> None:
    def point(row: int) -> QPoint:
        return QPoint(30, rows.rowViewportPosition(row - 1) + 5)

    qtbot.mousePress(rows.viewport(), Qt.MouseButton.LeftButton, pos=point(start))
    qtbot.mouseMove(rows.viewport(), point(end))
    drag = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(point(end)), rows.viewport().mapToGlobal(point(end)),
        Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(rows.viewport(), drag)
    qtbot.mouseRelease(rows.viewport(), Qt.MouseButton.LeftButton, pos=point(end))


def test_the_heading_is_shown_in_the_rows_of_the_file_as_they_stand(
    hands: Hands, tmp_path: Path
) -> None:
    hands.read(_tables(tmp_path / "花名册.xlsx"))

    def look(rows: HeadingRows) -> None:
        assert (rows.first, rows.last) == (3, 3)
        assert rows.item(0, 0).text() == "惠民街道花名册"
        assert [rows.item(2, place).text() for place in range(5)] == list(HEADINGS)
        assert rows.item(3, 0).text() == WANG[0]
        assert rows.item(3, 1).text() == "5102**********6249", "numbers are covered"
        grey, dark = (rows.item(at, 0).foreground().color() for at in (0, 3))
        assert grey != dark, "what stands above is grey"

    _with_headers(hands, lambda: hands.press("change_headers"), look)


@pytest.mark.parametrize("way", ["mouse", "keys", "anew"])
def test_the_heading_is_moved_and_the_file_read_again(
    hands: Hands, tmp_path: Path, way: str
) -> None:
    hands.read(_tables(tmp_path / "花名册.xlsx"))

    def move(rows: HeadingRows) -> None:
        if way == "mouse":
            _drag(hands.qtbot, rows, 3, 2)
        elif way == "keys":
            hands.qtbot.keyClick(rows, Qt.Key.Key_Up)
        else:
            _drag(hands.qtbot, rows, 2, 3)
            assert (rows.first, rows.last) == (2, 3)
            return
        assert (rows.first, rows.last) == (2, 2)
        hands.qtbot.keyClick(rows, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    _with_headers(hands, lambda: hands.press("change_headers"), move)
    hands.find(QAbstractButton, "import_accept")
    assert hands.page.preview is not None
    assert hands.page.preview.sheets[0].header_rows == (2, 3)
    assert hands.page.preview.counts.read == 5


def test_a_heading_that_was_not_found_is_pointed_at(
    hands: Hands, notices: RecordingNotices, tmp_path: Path
) -> None:
    book = Workbook()
    for cells in (("名单",), ("姓名",), WANG[:1], LIU[:1]):
        book.active.append(cells)
    book.save(tmp_path / "花名册.xlsx")

    def move(rows: HeadingRows) -> None:
        hands.qtbot.keyClick(rows, Qt.Key.Key_Down)
        assert (rows.first, rows.last) == (2, 2)
        notices.ask = lambda *_: False  # type: ignore[method-assign]

    _with_headers(hands, lambda: hands.page.open_file(str(tmp_path / "花名册.xlsx")), move)
    assert any("没有找到人员名单" in sentence for sentence in notices.said)
    hands.find(QAbstractButton, "import_accept")
    assert hands.page.preview is not None
    assert hands.page.preview.sheets[0].header_rows == (2,)


def test_what_is_no_roster_leaves_the_page_ready_for_another(
    hands: Hands, notices: RecordingNotices, tmp_path: Path
) -> None:
    wrong = tmp_path / "照片.xlsx"
    wrong.write_bytes(b"no sheet at all")
    hands.page.open_file(str(wrong))
    hands.qtbot.waitUntil(lambda: bool(notices.failures), timeout=PATIENCE)
    assert hands.find(QAbstractButton, "choose_file")


def _alike(office: Office, path: Path) -> Path:
    """Two rows that may be people of the ledger: only names to go by."""
    office.people.save(Person(name="王素芬"))
    office.people.save(Person(name="刘大海"))
    return _sheet(path, ("王素芬", "", "惠民社区", "", "烈士遗属"),
                  ("刘大海", "", "沿河村", "", "参战退役军人"))  # fmt: skip


def _tick_first(hands: Hands) -> None:
    hands.qtbot.keyClick(hands.find(QWidget, "kept_back"), Qt.Key.Key_Space)


def test_rows_kept_back_are_shown_and_merged_by_hand(
    hands: Hands, office: Office, tmp_path: Path
) -> None:
    hands.read(_alike(office, tmp_path / "花名册.xlsx"))
    hands.write()
    heading = hands.find(QLabel, "done_kept_back")
    assert heading.text() == "留待确认 2 人"
    assert not hands.find(QAbstractButton, "merge_kept_back").isEnabled()
    _tick_first(hands)
    hands.press("merge_kept_back")
    hands.qtbot.waitUntil(lambda: heading.text() == "留待确认 1 人", timeout=PATIENCE)
    assert office.people.counts().people == 2
    assert {person.community for person in office.people.page([1, 2])} == {"惠民社区", None}


def test_a_row_kept_back_is_added_as_somebody_else(
    hands: Hands, office: Office, tmp_path: Path
) -> None:
    hands.read(_alike(office, tmp_path / "花名册.xlsx"))
    hands.write()
    heading = hands.find(QLabel, "done_kept_back")
    _tick_first(hands)
    hands.press("add_kept_back")
    hands.qtbot.waitUntil(lambda: heading.text() == "留待确认 1 人", timeout=PATIENCE)
    assert office.people.counts().people == 3
    _tick_first(hands)
    hands.press("add_kept_back")
    hands.qtbot.waitUntil(lambda: office.people.counts().people == 4, timeout=PATIENCE)
    hands.find(QAbstractButton, "done_undo")
    hands.qtbot.waitUntil(lambda: not hands.page.desk.busy, timeout=PATIENCE)
    hands.press("done_undo")
    hands.qtbot.waitUntil(lambda: office.people.counts().people == 3, timeout=PATIENCE)


def test_what_concerns_the_whole_file_stands_above_the_doubts(
    hands: Hands, notices: RecordingNotices, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.active
    for row in (("姓名", "番号", "身份证号"), ("王素芬", "某部", WANG[1]), ("合计", "", "9人")):
        sheet.append(row)
    sheet.row_dimensions[2].hidden = True
    book.save(tmp_path / "花名册.xlsx")
    hands.read(tmp_path / "花名册.xlsx")
    assert hands.find(QLabel, "import_notices_words").text()
    hands.press("import_notices_all")
    assert "番号" in notices.said[-1]
