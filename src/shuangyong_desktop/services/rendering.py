"""Pictures of PDF pages for preview and printing, made in a process of its own.

PDFium must be used from one thread of one process (DESIGN 20), so `Station` works inside a
worker and `Pages` is its handle. Pictures are opaque: pages are drawn on white.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services.workers import Frame, Tick, Worker

POINTS_PER_INCH = 72
_DIED = "预览程序意外退出，纸面文件没有改动。请重新打开预览，或用系统阅读器打开。"


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height of a page in points (1/72 inch)."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows of red, green, blue bytes; each row takes `stride` bytes."""

    width: int
    height: int
    stride: int
    pixels: bytes


class Station:
    """The worker's side: one open document at a time."""

    def __init__(self) -> None:
        self._document: Any = None

    def open(self, path: str, tick: Tick) -> dict[str, Any]:
        """Open the PDF at `path`; answers with the size of each page in points.

        Raises Problem when it is no PDF.
        """
        import pypdfium2  # noqa: PLC0415 (only the rendering worker needs it)

        del tick
        try:
            self._document = pypdfium2.PdfDocument(Path(path).read_bytes())
        except (pypdfium2.PdfiumError, OSError):
            raise Problem("这个文件不能作为纸面预览，它没有改动。请重新生成。") from None
        return {"sizes": [self._document.get_page_size(i) for i in range(len(self._document))]}

    def page(self, index: int, scale: float, band: list[int], tick: Tick) -> Frame:
        """Draw page `index` at `scale` pixels per point.

        `band` is the first pixel row and the number of rows; [0, 0] is the whole page.
        """
        del tick
        page = self._document[index]
        height = page.get_height()
        top, rows = band
        rows = rows or round(height * scale)
        crop = (0, max(0, height - (top + rows) / scale), 0, top / scale)
        bitmap = page.render(scale=scale, crop=crop, rev_byteorder=True)
        pixels = bytes(bitmap.buffer)
        answer = {"width": bitmap.width, "height": bitmap.height, "stride": bitmap.stride}
        bitmap.close()
        page.close()
        return Frame(answer, pixels)


class Pages:
    """A PDF as a row of pages that can be drawn at any size."""

    def __init__(self, path: Path) -> None:
        """Open `path` in a new worker; raises Problem when it is no PDF."""
        self._worker = Worker()
        try:
            answer = self._worker.ask("rendering.open", died=_DIED, path=str(path)).message
        except Problem:
            self._worker.close()
            raise
        self.sizes = tuple(PageSize(*size) for size in answer["sizes"])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def picture(self, index: int, dpi: float, *, top: int = 0, rows: int = 0) -> Picture:
        """Page `index` at `dpi`, whole or as the `rows` pixel rows from `top`.

        Raises Problem when the worker has died.
        """
        frame = self._worker.ask(
            "rendering.page",
            died=_DIED,
            index=index,
            scale=dpi / POINTS_PER_INCH,
            band=[top, rows],
        )
        said = frame.message
        return Picture(said["width"], said["height"], said["stride"], frame.raw)

    def close(self) -> None:
        """End the worker."""
        self._worker.close()
