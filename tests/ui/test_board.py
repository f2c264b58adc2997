"""The board of lanes: keyboard, mouse, folding, and that only what is seen is asked for."""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.board import Board
from shuangyong_desktop.ui.widgets.board_painter import CARD, EDGE, GAP, HEAD, Card, Lane

_SECOND_LANE = 1


class Asked:
    """Gives a card for every key and remembers which were asked for."""

    def __init__(self) -> None:
        self.keys: list[int] = []

    def __call__(self, keys: Sequence[int]) -> list[Card]:
        self.keys += keys
        return [
            Card(key, f"任务 {key}", "推进中", kind="info", figure="1/2 次", share=0.5,
                 until="限 7月31日", files="1/3", late=key % 2 == 0)
            for key in keys
        ]  # fmt: skip


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def board(qapp: QApplication, asked: Asked) -> Iterator[Board]:
    made = Board("board", "看板", asked)
    made.resize(700, 420)
    made.show_lanes(
        [Lane("规建办", "销号 2/5", [1, 2, 3], [4, 5]), Lane("武装部", "销号 0/1", [6])]
    )
    made.show()
    made.setFocus()
    qapp.processEvents()
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def place(board: Board, lane: int, at: int) -> QPoint:
    """The middle of a card that is not below a fold."""
    px = theme.active().px
    left = board.viewport().width() * lane // 2 + px(EDGE) + 20
    return QPoint(left, px(HEAD) + at * px(CARD + GAP) + px(CARD) // 2)


def test_the_arrow_keys_go_from_card_to_card_and_from_lane_to_lane(board: Board) -> None:
    assert board.current == 1
    QTest.keyClick(board, Qt.Key.Key_Down)
    assert board.current == 2
    QTest.keyClick(board, Qt.Key.Key_Right)
    assert board.current == 6
    QTest.keyClick(board, Qt.Key.Key_Right)
    assert board.current == 6
    QTest.keyClick(board, Qt.Key.Key_Left)
    QTest.keyClick(board, Qt.Key.Key_End)
    assert board.current is None  # the fold
    QTest.keyClick(board, Qt.Key.Key_Home)
    assert board.current == 1
    QTest.keyClick(board, Qt.Key.Key_PageDown)
    QTest.keyClick(board, Qt.Key.Key_PageUp)
    assert board.current == 1


def test_closed_cards_are_folded_until_the_fold_is_pressed(board: Board) -> None:
    assert not board.go_to(4)
    QTest.keyClick(board, Qt.Key.Key_End)
    assert "已销号 2 项" in board.accessibleName()
    QTest.keyClick(board, Qt.Key.Key_Space)
    assert board.go_to(5)
    assert board.current == 5
    QTest.keyClick(board, Qt.Key.Key_Up)
    assert board.current == 4


def test_enter_and_a_double_click_open_a_card(board: Board, qtbot) -> None:
    with qtbot.waitSignal(board.opened) as seen:
        QTest.keyClick(board, Qt.Key.Key_Return)
    assert seen.args == [1]
    with qtbot.waitSignal(board.opened) as seen:
        QTest.mouseDClick(board.viewport(), Qt.MouseButton.LeftButton, pos=place(board, 1, 0))
    assert seen.args == [6]


def test_ctrl_and_an_arrow_bring_a_card_to_the_next_lane(board: Board, qtbot) -> None:
    with qtbot.waitSignal(board.moved) as seen:
        QTest.keyClick(board, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert seen.args == [1, _SECOND_LANE]
    with qtbot.assertNotEmitted(board.moved):
        QTest.keyClick(board, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)


def drag(board: Board, start: QPoint, *stops: QPoint) -> None:
    """Press at `start` and move the mouse over `stops`, without letting go."""
    QTest.mousePress(board.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for stop in stops:
        QTest.mouseMove(board.viewport(), stop)
    board.viewport().repaint()


def test_a_card_is_dragged_to_another_lane(board: Board, qtbot) -> None:
    target = place(board, 1, 1)
    with qtbot.waitSignal(board.moved) as seen:
        drag(board, place(board, 0, 1), target - QPoint(50, 0), target)
        QTest.mouseRelease(board.viewport(), Qt.MouseButton.LeftButton, pos=target)
    assert seen.args == [2, _SECOND_LANE]


def test_escape_lets_a_dragged_card_go(board: Board, qtbot) -> None:
    target = place(board, 1, 1)
    with qtbot.assertNotEmitted(board.moved):
        drag(board, place(board, 0, 1), target)
        QTest.keyClick(board, Qt.Key.Key_Escape)
        QTest.mouseRelease(board.viewport(), Qt.MouseButton.LeftButton, pos=target)


def test_a_click_only_chooses(board: Board, qtbot) -> None:
    with qtbot.assertNotEmitted(board.moved):
        QTest.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, pos=place(board, 0, 2))
    assert board.current == 3


def test_the_menu_of_a_card_is_wanted_by_mouse_and_key(board: Board, qtbot) -> None:
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        at = place(board, 0, 1)
        with qtbot.waitSignal(board.menu_wanted) as seen:
            event = QContextMenuEvent(reason, at, board.viewport().mapToGlobal(at))
            QApplication.sendEvent(board.viewport(), event)
        assert seen.args[0] == 2


def test_only_what_is_seen_is_asked_for(board: Board, asked: Asked) -> None:
    asked.keys.clear()
    board.show_lanes([Lane("规建办", "", range(1, 5001)), Lane("武装部", "", [])])
    board.viewport().repaint()
    assert len(asked.keys) < 10
    asked.keys.clear()
    assert board.go_to(4000)
    board.viewport().repaint()
    assert len(asked.keys) < 10
    assert 4000 in asked.keys
    board.viewport().repaint()
    assert len(asked.keys) < 10  # they are known now


def test_the_keyboard_stays_on_its_card_when_lanes_change(board: Board) -> None:
    board.go_to(3)
    board.show_lanes([Lane("规建办", "", [1, 2]), Lane("武装部", "", [6, 3])])
    assert board.current == 3
    board.show_lanes([Lane("规建办", "", []), Lane("武装部", "", [6])])
    assert board.current == 6
    board.show_lanes([])
    assert board.current is None
    QTest.keyClick(board, Qt.Key.Key_Down)
    QTest.keyClick(board, Qt.Key.Key_Return)


def test_what_is_under_the_keyboard_is_read_aloud(board: Board) -> None:
    QTest.keyClick(board, Qt.Key.Key_Down)
    assert board.accessibleName().startswith("看板：规建办，销号 2/5，任务 2，推进中，1/2 次")
    assert board.room >= 2
