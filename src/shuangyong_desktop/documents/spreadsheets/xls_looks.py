"""Fonts, hidden rows and legends of true .xls files, read by xlrd."""

import io
from pathlib import Path
from typing import Any

import xlrd

from shuangyong_desktop.documents.spreadsheets import refusals
from shuangyong_desktop.documents.spreadsheets.book import Marks
from shuangyong_desktop.documents.spreadsheets.prescreen import Inspection, is_legend
from shuangyong_desktop.documents.spreadsheets.styles import MarkedStyles, is_red
from shuangyong_desktop.domain.secrecy import is_classified


def look(path: Path) -> Inspection:
    """The marks of every sheet; none where the file's looks cannot be read.

    Raises Problem for an encrypted workbook and for one with a 密级 mark.
    """
    try:
        book = xlrd.open_workbook(
            str(path), formatting_info=True, on_demand=True, logfile=io.StringIO()
        )
    except xlrd.XLRDError as error:
        if "encrypt" in str(error).lower():
            raise refusals.encrypted(path.name) from error
        return Inspection()
    except Exception:  # xlrd raises anything on odd files, and looks are optional
        return Inspection()
    result = Inspection()
    texts = getattr(book, "_sharedstrings", ())
    if any(is_classified(text) for text in texts):
        raise refusals.classified(path.name)
    result.red_means_dead = any(is_legend(text) for text in texts)
    styles = _styles(book)
    for number, name in enumerate(book.sheet_names()):
        result.marks[name] = _marks(book, number, styles)
    return result


def _styles(book: Any) -> MarkedStyles:
    struck, red = set(), set()
    for number, xf in enumerate(book.xf_list):
        font = book.font_list[xf.font_index]
        colour = book.colour_map.get(font.colour_index)
        struck |= {number} if font.struck_out else set()
        red |= {number} if colour and is_red(bytes(colour).hex()) else set()
    return MarkedStyles(frozenset(struck), frozenset(red))


def _marks(book: Any, number: int, styles: MarkedStyles) -> Marks:
    if not styles.all:
        return Marks()
    sheet = book.sheet_by_index(number)
    struck, red = {}, {}
    for row in range(sheet.nrows):
        looks = [sheet.cell_xf_index(row, column) for column in range(sheet.row_len(row))]
        if not styles.all.isdisjoint(looks):
            struck[row] = frozenset(c for c, look in enumerate(looks) if look in styles.struck)
            red[row] = frozenset(c for c, look in enumerate(looks) if look in styles.red)
    hidden = sum(bool(info.hidden) for info in sheet.rowinfo_map.values())
    book.unload_sheet(number)
    return Marks(struck, red, {}, hidden)
