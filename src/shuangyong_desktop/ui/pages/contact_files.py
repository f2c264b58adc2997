"""附件 of a contact that is being entered: chosen, dropped or pasted, kept when it is saved."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services.scanning import Scan, scan
from shuangyong_desktop.ui.background import Job
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.enclosures import ENDINGS
from shuangyong_desktop.ui.widgets.chips import ChipBox
from shuangyong_desktop.ui.widgets.elements import button, column, row

_UNREADABLE = "这个文件读不出来，没有添加。请换一个 PDF、JPG、PNG、Word 或 Excel 文件。"


class ContactFiles(QWidget):
    """The files brought along, made ready in a worker; pressing one takes it away again.

    `wanted` asks whoever shows this to let the clerk choose a file and `take` it; `refused`
    carries the sentence about a file that is not to be kept.
    """

    wanted = Signal()
    refused = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._scans: dict[str, Scan] = {}
        self._reading = 0
        self._begun = 0
        self._turn = 0
        self.setAcceptDrops(True)
        add = button("添加照片或文件（可拖入）", self.wanted.emit, icon="paperclip",
                     name="contact_add_file")  # fmt: skip
        paste = button("粘贴图片", self._paste, kind="link", name="contact_paste")
        self._chips = ChipBox("contact_files", "附件，点一下去掉", tickable=False)
        self._chips.pressed.connect(self._remove)
        column(row(add, paste, 1), self._chips, into=self, gap=4)
        self._chips.hide()
        self.setFocusProxy(add)

    @property
    def scans(self) -> tuple[Scan, ...]:
        """What is to be kept, in the order in which it came."""
        return tuple(self._scans.values())

    @property
    def busy(self) -> bool:
        """Whether a file is still being read."""
        return self._reading > 0

    def clear(self) -> None:
        """Begin anew, for the next household; a file still being read is nobody's."""
        self._turn += 1
        self._reading = 0
        self._scans.clear()
        self._show()

    def take(self, path: Path) -> None:
        """Make the file at `path` ready to be kept."""
        self._reading += 1
        job = Job(lambda _tick: scan(path), self._desk)
        job.finished.connect(partial(self._taken, self._turn))
        job.failed.connect(partial(self._not_taken, self._turn))
        job.start()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        urls = event.mimeData().urls()
        if urls and all(url.toLocalFile().lower().endswith(ENDINGS) for url in urls):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            self.take(Path(url.toLocalFile()))

    def _paste(self) -> None:
        picture = QGuiApplication.clipboard().image()
        if picture.isNull():
            self.refused.emit("剪贴板里没有图片，没有添加。请先截图或复制图片。")
            return
        self._begun += 1
        path = self._desk.scratch / f"粘贴的图片{self._begun}.png"
        picture.save(str(path), "PNG")  # type: ignore[call-overload]
        self.take(path)

    def _taken(self, turn: int, made: Scan) -> None:
        if not isValid(self) or turn != self._turn:
            return
        self._reading -= 1
        self._scans[f"{len(self._scans)}-{made.name}"] = made
        self._show()

    def _not_taken(self, turn: int, error: Exception) -> None:
        if isValid(self) and turn == self._turn:
            self._reading -= 1
            self.refused.emit(error.sentence if isinstance(error, Problem) else _UNREADABLE)

    def _remove(self, key: str) -> None:
        self._scans.pop(key, None)
        self._show()

    def _show(self) -> None:
        self._chips.fill([(key, f"{made.name}  ×") for key, made in self._scans.items()])
        self._chips.setVisible(bool(self._scans))
