"""Printing sends every chosen page, band by band, at the size of its paper."""

from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from PySide6.QtPrintSupport import QPrinter

from shuangyong_desktop.services.papers import write_recovery_sheet
from shuangyong_desktop.services.rendering import Pages, Picture
from shuangyong_desktop.ui import printing

WIDTHS = (595, 420, 842, 300)
"""Of four pages, to be told from each other on paper."""
KEY = "0123456789ABCDEFGHJKMNPQRSTVWXYZ00"


@pytest.mark.usefixtures("qapp")
def test_a_paper_goes_out_in_bands_and_arrives_whole(tmp_path: Path) -> None:
    sheet, out = tmp_path / "密钥单.pdf", tmp_path / "printed.pdf"
    write_recovery_sheet(sheet, KEY)
    with Pages(sheet) as pages:
        printer = printing.printer_for(pages.sizes, "恢复密钥单")
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        printer.setResolution(150)
        told = list(printing.print_pages(printer, pages))
    assert told[-1] == (len(told), len(told))
    assert len(told) == -(-round(842 * 150 / 72) // 512)
    (printed,) = PdfReader(out).pages
    assert float(printed.mediabox.width) == pytest.approx(595, abs=2)
    assert float(printed.mediabox.height) == pytest.approx(842, abs=2)


def _four_pages(path: Path) -> Path:
    writer = PdfWriter()
    for width in WIDTHS:
        writer.add_blank_page(width, 1000)
    writer.write(path)
    return path


def _printer(pages: Pages, out: Path, *, dpi: int = 72) -> QPrinter:
    printer = printing.printer_for(pages.sizes, "名册")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    printer.setResolution(dpi)
    return printer


def _widths(path: Path) -> list[int]:
    return [round(float(page.mediabox.width)) for page in PdfReader(path).pages]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("chosen", "copies", "collate", "expected"),
    [
        ((0, 0), 1, True, WIDTHS),
        ((2, 3), 1, True, WIDTHS[1:3]),
        ((4, 4), 1, True, WIDTHS[3:]),
        ((2, 99), 1, True, WIDTHS[1:]),
        ((2, 3), 2, True, WIDTHS[1:3] * 2),
        ((2, 3), 2, False, (420, 420, 842, 842)),
    ],
)
def test_range_and_copies_come_out_as_the_dialog_gave_them(
    tmp_path: Path, chosen: tuple[int, int], copies: int, *, collate: bool,
    expected: tuple[int, ...],
) -> None:  # fmt: skip
    out = tmp_path / "printed.pdf"
    with Pages(_four_pages(tmp_path / "名册.pdf")) as pages:
        printer = _printer(pages, out)
        printer.setFromTo(*chosen)
        printer.setCopyCount(copies)
        printer.setCollateCopies(collate)
        told = list(printing.print_pages(printer, pages))
    assert _widths(out) == list(expected)
    assert told[-1][0] == told[-1][1] == len(told)


@pytest.mark.usefixtures("qapp")
def test_no_band_is_finer_than_600_dpi_or_higher_than_it_has_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int, int]] = []
    with Pages(_four_pages(tmp_path / "名册.pdf")) as pages:
        draw = pages.picture

        def noted(index: int, dpi: int, *, top: int, rows: int) -> Picture:
            asked.append((dpi, top, rows))
            return draw(index, 72, top=0, rows=8)

        monkeypatch.setattr(pages, "picture", noted)
        printer = _printer(pages, tmp_path / "printed.pdf", dpi=1200)
        printer.setFromTo(1, 1)
        list(printing.print_pages(printer, pages))
    assert {dpi for dpi, _, _ in asked} == {600}
    assert max(rows for _, _, rows in asked) <= 512
    assert all(top + rows == after for (_, top, rows), (_, after, _) in pairwise(asked))
    assert asked[-1][1] + asked[-1][2] == round(1000 * 600 / 72)
