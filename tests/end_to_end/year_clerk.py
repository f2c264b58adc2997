"""The hands of a year at the desk: tables, lists of choices, pickers and dialogs by name."""

from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import count

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QSpinBox,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

from end_to_end.clerk import Clerk, wait_until
from end_to_end.year_tally import Tally

_ENTRY = Qt.ItemDataRole.AccessibleTextRole
_QUIET_MS = 300


class YearClerk(Clerk):
    """A clerk who knows every page by its names."""

    def table(self, name: str) -> QTableView:
        """A table that is to be seen."""
        return self.find(QTableView, name)

    def ids(self, name: str) -> list[int]:
        """The records of a table in the order shown."""
        model = self.table(name).model()
        return [model.id_at(row) for row in range(model.rowCount())]

    def holds(self, name: str, number: int) -> bool:
        """Whether a table has so many rows."""
        return self.table(name).model().rowCount() == number

    def go_to(self, name: str, row: int) -> None:
        """Put the keyboard on a row of a table, and let what follows the row follow."""
        table = self.table(name)
        table.setFocus()
        self.keys("Ctrl+Home")
        for _ in range(row):
            self.keys("Down")
        wait_until(lambda: table.currentIndex().row() == row, f"row {row} of {name}")
        self.rest()

    def clear(self, name: str) -> None:
        """Empty a line by the keyboard."""
        self.find(QLineEdit, name).setFocus()
        self.keys("Ctrl+A", "Delete")
        self.rest()

    def rest(self) -> None:
        """Let what follows a choice by a moment follow it."""
        QTest.qWait(_QUIET_MS)

    def fill(self, name: str, text: str) -> None:
        """Type into an area of several lines in the place of what stands there."""
        self.find(QPlainTextEdit, name).setFocus()
        self.keys("Ctrl+A")
        self.type(text)

    def choose(self, name: str, words: str) -> None:
        """Choose from a list of choices: typed where it may be typed, else by the arrow keys."""
        box = self.find(QComboBox, name)
        box.setFocus()
        if box.isEditable():
            self.keys("Ctrl+A")
            self.type(words)
            return
        self.keys("Home")
        for _ in range(box.count()):
            if box.currentText() == words:
                return
            self.keys("Down")
        raise AssertionError(f"{name} does not offer {words}")

    def put(self, name: str, words: str) -> None:
        """Give an input what it shall say, whether it is a line, an area or a list of choices."""
        ways: dict[type[QWidget], Callable[[str, str], None]] = {
            QComboBox: self.choose, QPlainTextEdit: self.fill, QLineEdit: self.write,
        }  # fmt: skip
        given = self.find(QWidget, name)
        next(way for kind, way in ways.items() if isinstance(given, kind))(name, words)

    def paste(self, name: str, text: str) -> None:
        """Paste into an area of several lines, as it was copied elsewhere."""
        self.find(QPlainTextEdit, name).setFocus()
        QApplication.clipboard().setText(text)
        self.keys("Ctrl+A", "Ctrl+V")

    def shows(self, name: str, words: str) -> bool:
        """Whether the label of that name says exactly `words`."""
        return self.read(name) == words

    def count_to(self, name: str, number: int) -> None:
        """Type a number into a box of numbers."""
        self.find(QSpinBox, name).setFocus()
        self.keys("Ctrl+A")
        self.type(str(number))

    def pick_person(self, name: str, number: str) -> None:
        """Choose somebody by ID number in a picker."""
        self.write(name, number)
        found = self.find(QListWidget, f"{name}_found")
        wait_until(lambda: found.count() == 1 and number[-4:] in found.item(0).text(),
                   f"{number} was not offered")  # fmt: skip
        self.keys("Return")

    def facets(self, name: str) -> dict[str, int]:
        """What a list of filters says: words and number of each entry, as it is read aloud."""
        entries = self.find(QListWidget, name)
        said = [entries.item(row).data(_ENTRY) for row in range(entries.count())]
        return dict(_facet(words) for words in said if words and "，" in words)

    def pick_facet(self, name: str, words: str) -> None:
        """Choose an entry of a list of filters by the keyboard."""
        entries = self.find(QListWidget, name)
        entries.setFocus()
        for row in range(entries.count()):
            if _facet(entries.item(row).data(_ENTRY) or "：")[0] == words:
                entries.setCurrentRow(row)
                self.keys("Return")
                return
        raise AssertionError(f"{name} has no {words}")

    def dialog(self, act: Callable[[], object], answer: Callable[[QDialog], object]) -> None:
        """Do `act`, give `answer` to its dialog, and have it gone: it may not stay open."""
        refused: list[str] = []
        failed: list[Exception] = []

        def give(dialog: QDialog) -> None:
            try:
                answer(dialog)
            except Exception as error:  # raised again where a test hears of it
                failed.append(error)
            finally:
                if isValid(dialog) and dialog.isVisible():
                    refused.extend(_said_in(dialog))
                    dialog.reject()

        self.in_dialog(act, give)
        for error in failed:
            raise error
        assert not refused, refused
        self.rest()

    def pressing(self, name: str) -> Callable[[], None]:
        """To press a button later."""
        return partial(self.press, name)

    def undo(self) -> None:
        """Take back by Ctrl+Z, and wait until it has been."""
        desk = self.window.desk
        assert desk is not None
        self.window.setFocus()
        self.keys("Ctrl+Z")
        wait_until(lambda: not desk.busy, "the change was not taken back")
        self.rest()

    def search(self, number: str) -> None:
        """Have exactly one person on the ledger page."""
        self.write("search", number)
        table = self.table("people")
        wait_until(lambda: table.model().rowCount() == 1, f"{number} was not found")
        table.setFocus()
        self.rest()

    def said_by(self, name: str) -> list[str]:
        """The words of every label inside of a widget, in their order from the top."""
        inside = self.find(QWidget, name).findChildren(QLabel)
        return [item.text() for item in inside if item.isVisible() and item.text()]

    def spoken(self, name: str) -> str:
        """How a button is read aloud."""
        return self.find(QAbstractButton, name).accessibleName()


def _facet(words: str) -> tuple[str, int]:
    _, _, rest = words.partition("：")
    name, _, count = rest.partition("，")
    return name, int(count.split(" ")[0]) if count[:1].isdigit() else -1


def _said_in(dialog: QDialog) -> list[str]:
    errors = [item.text() for item in dialog.findChildren(QLabel)
              if item.isVisible() and item.property("role") == "error"]  # fmt: skip
    return [dialog.objectName(), *errors]


def today() -> str:
    """The clerk's day."""
    return date.today().isoformat()  # noqa: DTZ011


class Year:
    """The clerk, what the clerk has counted, and undoing both."""

    def __init__(self, clerk: YearClerk, tally: Tally) -> None:
        self.clerk = clerk
        self.tally = tally
        self._numbers = count(1)

    def taken_back(self, act: Callable[[], object]) -> None:
        """Do `act`, take it back by Ctrl+Z, and count as before."""
        before = self.tally.copy()
        act()
        self.clerk.undo()
        self.tally = before

    def number_of(self, who: int) -> str:
        """The ID number by which somebody is found."""
        return self.tally.people[who].id_number or ""

    def next_number(self) -> int:
        """1, 2, 3 …, for words that have to differ."""
        return next(self._numbers)
