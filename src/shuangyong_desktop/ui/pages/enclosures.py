"""附件 of a person: dropped, pasted or chosen; opened through the private folder that is wiped."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication, QImage

from shuangyong_desktop.domain.enclosures import Enclosure
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services.scanning import Scan, scan
from shuangyong_desktop.ui.background import Job
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.widgets.elements import shortcut
from shuangyong_desktop.ui.widgets.register_pane import RegisterPane

ENDINGS = (".pdf", ".jpg", ".jpeg", ".png", ".docx", ".xlsx")
"""What may be kept with a person or a record."""
SCANS = f"扫描件、图片和文档 ({' '.join(f'*{ending}' for ending in ENDINGS)})"
PICTURES = "照片 (*.jpg *.jpeg *.png)"


class EnclosurePane(RegisterPane):
    """The enclosures of somebody. A file is made ready in a worker and then kept in the ledger."""

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(
            desk, notices, desk.office.enclosures, title="附件",
            nothing="还没有附件。把 PDF、图片、Word、Excel 拖到这里，或按 Ctrl+V 粘贴图片。",
            act=self._show,
        )  # fmt: skip
        self.setAcceptDrops(True)
        self._acts_on_files()

    def add(self) -> None:
        """Let the clerk choose a file and keep it."""
        path = self.notices.open_file("添加附件", SCANS)
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        """Keep the file at `path` with the person shown."""
        person_id = self.person_id
        job = Job(lambda _tick: scan(path), self)
        job.finished.connect(partial(self._keep, person_id))
        job.failed.connect(self.notices.fail)
        job.start()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData(), ENDINGS):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for path in dropped_files(event.mimeData(), ENDINGS):
            self.take(path)

    def _acts_on_files(self) -> None:
        self.add_act("粘贴图片", self._paste, icon="paperclip", name="enclosure_paste")
        self.add_act("打开", self._show_chosen, icon="external-link", name="enclosure_open",
                     on_one=True)  # fmt: skip
        shortcut("Ctrl+V", self, self._paste)

    def _paste(self) -> None:
        path = pasted_picture(self.desk.scratch)
        if path is None:
            self.notices.toast("剪贴板里没有图片，没有添加。请先截图或复制图片。")
        else:
            self.take(path)

    def _keep(self, person_id: int, made: Scan) -> None:
        try:
            self.desk.office.enclosures.add(made, Enclosure(person_id=person_id))
        except Problem as problem:
            self.notices.fail(problem)
            return
        self.show_person(self.person_id)
        self.tell(f"已添加附件：{made.name}。按编辑可以改名称和种类。")

    def _show_chosen(self) -> None:
        if self.chosen is not None:
            self._show(self.chosen)

    def _show(self, enclosure: Enclosure) -> None:
        path = self.desk.office.enclosures.copy(enclosure.id or 0, self.desk.scratch)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def dropped_files(dragged: QMimeData, endings: tuple[str, ...]) -> list[Path]:
    """The files that are dragged; none where one of them ends otherwise."""
    paths = [Path(url.toLocalFile()) for url in dragged.urls()]
    return paths if all(path.name.lower().endswith(endings) for path in paths) else []


def pasted_picture(folder: Path) -> Path | None:
    """The picture on the clipboard as a file in `folder`; None where there is none."""
    picture: QImage = QGuiApplication.clipboard().image()
    if picture.isNull():
        return None
    path = folder / f"粘贴的图片{len(list(folder.glob('粘贴的图片*'))) + 1}.png"
    picture.save(str(path), "PNG")  # type: ignore[call-overload]
    return path
