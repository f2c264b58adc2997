"""The table model fetches what is looked at, masks, ticks, and behaves as Qt's models must."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.ui.widgets.columns import columns_of
from shuangyong_desktop.ui.widgets.record_table import PAGE, RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

HEADER = Qt.Orientation.Horizontal


@dataclass(frozen=True)
class Horse:
    """A record that nobody keeps a ledger of."""

    name: str
    id: int = 0
    number: str | None = None


HORSES = Schema(
    Horse, (Field("name", "马名", kinds.NAME), Field("number", "证件号", kinds.ID_NUMBER))
)


class Stable:
    """Hands out horses and remembers for which ids it was asked."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def page(self, ids: Sequence[int]) -> list[Horse]:
        self.asked += ids
        return [Horse(f"马{key}", key, "510222195803066110") for key in ids]


@pytest.fixture
def stable() -> Stable:
    return Stable()


@pytest.fixture
def model(qapp: QObject, stable: Stable) -> RecordTableModel:
    made = RecordTableModel(columns_of(HORSES), stable.page, qapp, tickable=True)
    made.show(array("I", range(1, 1001)))
    return made


def test_it_keeps_the_promises_of_a_qt_model(model: RecordTableModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.grow(array("I", range(1, 1201)))
    model.show_columns(columns_of(HORSES.pick("name")))
    model.toggle(3)
    model.show(array("I"))
    assert tester.model() is model


def test_a_declaration_of_its_own_gives_headings_and_cells(model: RecordTableModel) -> None:
    assert [model.headerData(column, HEADER) for column in (1, 2)] == ["马名", "证件号"]
    assert model.index(4, 1).data() == "马5"


def test_only_the_page_looked_at_is_fetched(model: RecordTableModel, stable: Stable) -> None:
    assert model.text(PAGE * 2 + 1, 1) == f"马{PAGE * 2 + 2}"
    assert stable.asked == list(range(PAGE * 2 + 1, PAGE * 3 + 1))


def test_numbers_are_masked_until_they_are_shown(model: RecordTableModel) -> None:
    assert model.index(0, 2).data() == "5102**********6110"
    model.set_masked(masked=False)
    assert model.index(0, 2).data() == "510222195803066110"


def test_growing_leaves_the_first_rows_where_they_are(
    model: RecordTableModel, stable: Stable
) -> None:
    model.show(array("I", range(1, PAGE + 11)))
    model.text(0, 1)
    stable.asked.clear()
    model.grow(array("I", range(1, 501)))
    assert model.rowCount() == 500
    assert model.text(0, 1) == "马1"
    assert stable.asked == []
    assert model.text(PAGE + 20, 1) == f"马{PAGE + 21}"


def test_growing_into_another_order_starts_anew(model: RecordTableModel) -> None:
    model.grow(array("I", [9, 8]))
    assert [model.id_at(row) for row in range(model.rowCount())] == [9, 8]


def test_ticks_survive_another_order_and_go_with_their_record(model: RecordTableModel) -> None:
    model.toggle(0)
    model.toggle(1)
    model.show(array("I", [2, 7]))
    assert model.ticked == {2}
    assert model.index(0, 0).data() == "已勾选"


def test_the_view_ticks_with_space_and_copies_what_is_shown(qtbot, model) -> None:
    view = RecordView(model, "horses", "马匹")
    qtbot.addWidget(view)
    view.resize(600, 300)
    view.show()
    view.go_to(1)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert view.selected_ids() == [2]
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "马名\t证件号\n马2\t5102**********6110"
    with qtbot.waitSignal(view.opened):
        qtbot.keyClick(view, Qt.Key.Key_Return)


def test_markup_in_a_cell_is_drawn_as_text(qtbot) -> None:
    hostile = "<b>张三</b><img src=x>" + "很长" * 200
    model = RecordTableModel(columns_of(HORSES), lambda ids: [Horse(hostile) for _ in ids])
    model.show(array("I", [1]))
    view = RecordView(model, "horses", "马匹")
    qtbot.addWidget(view)
    view.show()
    assert not view.grab().isNull()
    assert model.index(0, 0).data() == hostile


def test_what_is_seen_at_once_is_fetched_at_once(model: RecordTableModel, stable: Stable) -> None:
    """A jump fetches what is seen; scrolling on fetches a page more in that direction."""
    model.prepare(100, 117)
    assert stable.asked == list(range(101, 119))
    stable.asked.clear()
    model.prepare(103, 120)
    assert stable.asked == list(range(119, 122 + PAGE))
    stable.asked.clear()
    model.prepare(97, 114)
    assert stable.asked == list(range(98 - PAGE, 101))
    stable.asked.clear()
    model.prepare(90, 120)
    assert [model.text(row, 1) for row in (90, 120)] == ["马91", "马121"]
    assert stable.asked == []


def test_no_more_than_ten_thousand_records_are_kept(
    model: RecordTableModel, stable: Stable
) -> None:
    model.show(array("I", range(1, 30_001)))
    model.prepare(0, 15_000)
    model.text(20_000, 1)
    stable.asked.clear()
    model.text(0, 1)
    assert stable.asked
    assert len(model._records) == 10_000  # noqa: SLF001


def test_the_cells_are_drawn_where_their_columns_stand(qtbot, model: RecordTableModel) -> None:
    """Each cell leaves ink of its own; a row chosen has the ground of its own."""
    view = RecordView(model, "horses", "马匹")
    qtbot.addWidget(view)
    view.resize(600, 300)
    view.show()
    view.go_to(2)
    model.toggle(1)
    picture = view.viewport().grab().toImage()
    for row, column in ((0, 0), (0, 1), (0, 2), (1, 0), (4, 2)):
        area = view.visualRect(model.index(row, column)).adjusted(2, 2, -2, -2)
        colours = {picture.pixel(x, y) for x in range(area.left(), area.right())
                   for y in range(area.top(), area.bottom())}  # fmt: skip
        assert len(colours) > 2, (row, column)
    grounds = {picture.pixel(view.visualRect(model.index(row, 1)).topRight()) for row in (0, 1, 2)}
    assert len(grounds) == 3
