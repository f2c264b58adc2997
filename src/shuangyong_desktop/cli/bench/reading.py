"""Reading a spreadsheet: values, looks and the safety look, beside bare calamine."""

from collections import deque
from pathlib import Path

from python_calamine import CalamineWorkbook

from shuangyong_desktop.cli.bench.clock import alternate
from shuangyong_desktop.cli.bench.rows import Row, ratio
from shuangyong_desktop.cli.bench.workbooks import write_collection
from shuangyong_desktop.documents.spreadsheets.open_book import open_book


def bare(path: Path) -> None:
    """The floor: all values of all sheets by calamine alone."""
    with CalamineWorkbook.from_path(path) as book:
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def ours(path: Path) -> None:
    """Every row of every sheet with its looks, after the pre-screen."""
    for sheet in open_book(path).sheets:
        deque(sheet.rows(), maxlen=0)


def measure(folder: Path, *, quick: bool) -> list[Row]:
    """Measure with an A03-shaped file: 3,000 people, every dirt at its natural rate."""
    path = folder / "collection.xlsx"
    write_collection(path, 200 if quick else 3000)
    own, floor = alternate((lambda: ours(path), lambda: bare(path)), 3 if quick else 9)
    return [
        ratio(
            "读取花名册（值、字体含义、安全预检）",
            own,
            floor,
            f"calamine to_python，{floor * 1000:.0f} ms CPU",
            2.2,
        )
    ]
