"""Printing sends every chosen page, band by band, at the size of its paper."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter

from shuangyong_desktop.services.papers import write_recovery_sheet
from shuangyong_desktop.services.rendering import Pages
from shuangyong_desktop.ui import printing

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
