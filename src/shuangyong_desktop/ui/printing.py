"""Printing: the same PDF that the preview shows, in bands that fit into memory."""

from collections.abc import Iterator

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services.rendering import POINTS_PER_INCH, Pages, PageSize
from shuangyong_desktop.ui.widgets.page_source import image_of

MOST_DPI = 600
_BAND_ROWS = 512


def printer_for(sizes: tuple[PageSize, ...], title: str) -> QPrinter:
    """A printer set to the paper of the first page, without margins of its own."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageLayout(_layout(sizes[0]))
    printer.setFullPage(True)
    printer.setFromTo(0, 0)
    return printer


def chosen(printer: QPrinter, pages: int, parent: QWidget) -> bool:
    """Let the clerk choose printer, range, copies and sides; False when 取消 was pressed."""
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("打印")
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    return dialog.exec() == QPrintDialog.DialogCode.Accepted


def print_pages(printer: QPrinter, pages: Pages) -> Iterator[tuple[int, int]]:
    """Print the chosen range band by band; yields (bands done, bands in all) after each.

    Copies that the printer does not make itself are painted. Raises Problem when it takes
    nothing.
    """
    dpi = min(printer.resolution(), MOST_DPI)
    order = _order(printer, len(pages.sizes))
    rows = [round(size.height * dpi / POINTS_PER_INCH) for size in pages.sizes]
    bands = sum(-(-rows[index] // _BAND_ROWS) for index in order)
    painter = QPainter()
    printer.setPageLayout(_layout(pages.sizes[order[0]]))
    if not painter.begin(printer):
        raise Problem("打印机没有响应，没有打印任何内容。请检查打印机是否接通，再试一次。")
    done = 0
    try:
        for place, index in enumerate(order):
            if place:
                printer.setPageLayout(_layout(pages.sizes[index]))
                if not printer.newPage():
                    raise Problem("打印机中途停止，后面的页没有打印。请检查纸张后从这一页重打。")
            for top in range(0, rows[index], _BAND_ROWS):
                height = min(_BAND_ROWS, rows[index] - top)
                band = image_of(pages.picture(index, dpi, top=top, rows=height))
                painter.drawImage(_place(band, top, printer.resolution() / dpi), band)
                done += 1
                yield done, bands
    finally:
        painter.end()


def _order(printer: QPrinter, count: int) -> list[int]:
    """The pages (from 0) as they come out, again for every copy that is left to us."""
    first = min(printer.fromPage() or 1, count)
    chosen_pages = range(first - 1, min(printer.toPage() or count, count))
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return [*chosen_pages] * copies
    return [index for index in chosen_pages for _ in range(copies)]


def _place(band: QImage, top: int, factor: float) -> QRectF:
    return QRectF(0, top * factor, band.width() * factor, band.height() * factor)


def _layout(size: PageSize) -> QPageLayout:
    landscape = size.width > size.height
    upright = QSizeF(min(size.width, size.height), max(size.width, size.height))
    paper = QPageSize(
        upright, QPageSize.Unit.Point, matchPolicy=QPageSize.SizeMatchPolicy.FuzzyMatch
    )
    way = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    return QPageLayout(paper, way, QMarginsF(0, 0, 0, 0))
