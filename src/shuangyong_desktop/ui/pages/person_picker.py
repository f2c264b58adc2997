"""One person chosen by typing a name, its pinyin or a number; empty means everybody."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.search import PersonFilter
from shuangyong_desktop.domain.text import mask_id
from shuangyong_desktop.services.people import LedgerView
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk

_REST_MS = 120
_OFFERED = 10
_MOST_TYPED = 60
_TO_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class PersonPicker(QLineEdit):
    """`picked` is emitted when `person_id` changes: somebody was chosen, or the line emptied."""

    picked = Signal()

    def __init__(self, desk: Desk, name: str, says: str) -> None:
        super().__init__()
        self._desk = desk
        self.person_id: int | None = None
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setPlaceholderText(says)
        self.setClearButtonEnabled(True)
        self.setMaxLength(_MOST_TYPED)
        self.setMinimumWidth(theme.active().px(220))
        self._list = QListWidget(self)
        self._list.setObjectName(f"{name}_found")
        self._list.setAccessibleName("找到的人员")
        self._list.setWindowFlags(Qt.WindowType.ToolTip)
        self._list.setFocusProxy(self)
        self._list.itemClicked.connect(self._choose)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._offer)
        self.textChanged.connect(self._typed)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._list.hide()
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() in _TO_LIST and self._act_on(event.key()):  # type: ignore[attr-defined]
            return True
        return super().eventFilter(watched, event)

    def _act_on(self, key: int) -> bool:
        if not self._list.isVisible():
            return False
        if key == Qt.Key.Key_Escape:
            self._list.hide()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            item = self._list.currentItem()
            if item is not None:
                self._choose(item)
        else:
            step = 1 if key == Qt.Key.Key_Down else -1
            last = self._list.count() - 1
            self._list.setCurrentRow(min(max(self._list.currentRow() + step, 0), last))
        return True

    def _typed(self, text: str) -> None:
        if not text.strip():
            self._rest.stop()
            self._list.hide()
            self._take(None)
        elif self.person_id is None or text != self.property("chosen"):
            self._rest.start()

    def _offer(self) -> None:
        """List who fits what is typed."""
        people = self._desk.office.people
        found = people.listing(LedgerView(self.text(), PersonFilter())).ids[:_OFFERED]
        self._list.clear()
        for person in people.page(found):
            item = QListWidgetItem(_words(person))
            item.setData(Qt.ItemDataRole.UserRole, (person.id, person.name))
            self._list.addItem(item)
        if not found:
            nobody = QListWidgetItem("没有找到")
            nobody.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(nobody)
        self._list.setCurrentRow(0)
        rows = max(self._list.count(), 1)
        self._list.resize(
            max(self.width(), theme.active().px(320)),
            rows * self._list.sizeHintForRow(0) + theme.active().px(8),
        )
        self._list.move(self.mapToGlobal(self.rect().bottomLeft()))
        self._list.show()

    def _choose(self, item: QListWidgetItem) -> None:
        chosen = item.data(Qt.ItemDataRole.UserRole)
        self._list.hide()
        if chosen is None:
            return
        number, name = chosen
        self.setProperty("chosen", name)
        self.blockSignals(True)  # noqa: FBT003 (Qt's own)
        self.setText(name)
        self.blockSignals(False)  # noqa: FBT003
        self._rest.stop()
        self._take(number)

    def _take(self, person_id: int | None) -> None:
        if person_id != self.person_id:
            self.person_id = person_id
            self.picked.emit()


def _words(person: Person) -> str:
    parts = (person.name, person.community or "", mask_id(person.id_number or ""))
    return "  ".join(part for part in parts if part)
