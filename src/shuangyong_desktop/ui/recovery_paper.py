"""The recovery sheet on its way to paper or to a file."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from shuangyong_desktop.services import places
from shuangyong_desktop.services.papers import write_recovery_sheet
from shuangyong_desktop.services.rendering import Pages
from shuangyong_desktop.ui import printing


class RecoveryPaper:
    """Prints or saves the sheet; nothing of it stays on the PC unless the clerk saves it."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def save(self, recovery_key: str, out: Path) -> None:
        """Write the sheet to `out`; raises Problem when it cannot be written."""
        write_recovery_sheet(out, recovery_key)

    def print(self, recovery_key: str) -> None:
        """Print the sheet through the system's dialog; raises Problem."""
        sheet = places.make_private(places.data_folder()) / "密钥单.part.pdf"
        try:
            write_recovery_sheet(sheet, recovery_key)
            with Pages(sheet) as pages:
                printer = printing.printer_for(pages.sizes, "恢复密钥单")
                if printing.chosen(printer, len(pages.sizes), self._parent):
                    for _ in printing.print_pages(printer, pages):
                        pass
        finally:
            sheet.unlink(missing_ok=True)
