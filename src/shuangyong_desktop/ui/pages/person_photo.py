"""The photograph in somebody's file: chosen, dropped on its place, or pasted."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import QLabel, QMenu

from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.services.scanning import Scan, scan
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.background import Job
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.enclosures import PICTURES, dropped_files, pasted_picture
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.elements import shortcut

_ENDINGS = (".jpg", ".jpeg", ".png")


class PersonPhoto(QLabel):
    """The picture, or the first character of the name."""

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__()
        self._desk, self._notices = desk, notices
        self._undoing = Undoing(desk, notices)
        self._person: Person | None = None
        self.setObjectName("file_photo")
        self.setProperty("role", "portrait")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        px = theme.active().px
        self.setFixedSize(px(54), px(72))
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("把照片拖到这里；点一下可以选择、粘贴或移除")
        self._menu = QMenu(self)
        self._menu.setObjectName("photo_menu")
        self._menu.addAction("选择照片…").triggered.connect(self.choose)
        self._menu.addAction("粘贴照片").triggered.connect(self.paste)
        self._remove = self._menu.addAction("移除照片")
        self._remove.triggered.connect(self.remove)
        shortcut("Ctrl+V", self, self.paste)

    def show_person(self, person: Person) -> None:
        """Show the picture of `person`."""
        self._person = person
        body = self._desk.office.enclosures.photo(person)
        picture = QPixmap()
        if body is not None and picture.loadFromData(body):
            ratio = self.devicePixelRatioF()
            scaled = picture.scaled(
                self.size() * ratio, Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )  # fmt: skip
            scaled.setDevicePixelRatio(ratio)
            self.setPixmap(scaled)
        else:
            self.setText(person.name[:1])
        self.setAccessibleName("照片" if person.photo is not None else "还没有照片")
        self._remove.setVisible(person.photo is not None)

    def open_menu(self) -> None:
        """Offer what can be done with the picture."""
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def choose(self) -> None:
        """Let the clerk choose a file."""
        path = self._notices.open_file("选择照片", PICTURES)
        if path is not None:
            self.take(path)

    def paste(self) -> None:
        """Take the picture that is on the clipboard."""
        path = pasted_picture(self._desk.scratch)
        if path is None:
            self._notices.toast("剪贴板里没有图片，照片没有变。请先截图或复制图片。")
        else:
            self.take(path)

    def remove(self) -> None:
        """Take the picture out of the record; its 撤销 brings it back."""
        if self._person is not None:
            person = self._desk.office.enclosures.remove_photo(self._person.id or 0)
            self._undoing.written(f"已移除照片：{person.name}")

    def take(self, path: Path) -> None:
        """Keep the picture at `path` with the person shown."""
        if self._person is None:
            return
        job = Job(lambda _tick: scan(path, photo=True), self)
        job.finished.connect(partial(self._keep, self._person.id or 0))
        job.failed.connect(self._notices.fail)
        job.start()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(dropped_files(event.mimeData(), _ENDINGS)) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for path in dropped_files(event.mimeData(), _ENDINGS):
            self.take(path)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.open_menu()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.open_menu()
        else:
            super().keyPressEvent(event)

    def _keep(self, person_id: int, made: Scan) -> None:
        person = self._desk.office.enclosures.set_photo(person_id, made)
        self._undoing.written(f"已更换照片：{person.name}")
