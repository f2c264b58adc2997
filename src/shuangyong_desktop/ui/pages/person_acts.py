"""What can be done with the person in the panel: one row, what is rarer behind ⋯ (UX §2.3)."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.elements import button, row


class PersonActs(QWidget):
    """The row of buttons; `show_for` says whether the person stands on the ledger."""

    contact_wanted = Signal()
    appeal_wanted = Signal()
    edit_wanted = Signal()
    file_wanted = Signal()
    event_wanted = Signal()
    take_off_wanted = Signal()
    put_back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        contact = button("登记联系", self.contact_wanted.emit, kind="primary", icon="phone",
                         name="register_contact")  # fmt: skip
        contact.setToolTip("Ctrl+L")
        appeal = button("登记诉求", self.appeal_wanted.emit, name="register_appeal")
        appeal.setToolTip("Ctrl+T")
        edit = button("编辑", self.edit_wanted.emit, name="edit_person")
        edit.setToolTip("Ctrl+E")
        self._more = _dots(self._open)
        self._menu = QMenu(self)
        self._menu.setObjectName("person_menu")
        self._menu.addAction("打开档案").triggered.connect(self.file_wanted)
        self._menu.addAction("登记变动…").triggered.connect(self.event_wanted)
        self._menu.addSeparator()
        self._take_off = self._menu.addAction("移出台账…")
        self._take_off.triggered.connect(self.take_off_wanted)
        self._put_back = self._menu.addAction("恢复在册")
        self._put_back.triggered.connect(self.put_back_wanted)
        row(contact, appeal, edit, self._more, 1, into=self, gap=6)

    def show_for(self, *, active: bool) -> None:
        """Offer what fits somebody on the ledger, or somebody who has left it."""
        self._take_off.setVisible(active)
        self._put_back.setVisible(not active)

    def _open(self) -> None:
        self._menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))


def _dots(opened: Callable[[], object]) -> QPushButton:
    result = button("⋯", opened, name="person_more")
    result.setAccessibleName("更多操作")
    result.setToolTip("打开档案、登记变动、移出台账")
    result.setFixedWidth(theme.active().px(40))
    return result
