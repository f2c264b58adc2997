"""Any spreadsheet file as a Book."""

from pathlib import Path

from shuangyong_desktop.documents.spreadsheets import refusals
from shuangyong_desktop.documents.spreadsheets.binary_books import read_workbook
from shuangyong_desktop.documents.spreadsheets.book import Book
from shuangyong_desktop.documents.spreadsheets.html_books import read_html
from shuangyong_desktop.documents.spreadsheets.sniff import Format, sniff
from shuangyong_desktop.documents.spreadsheets.text_books import read_text
from shuangyong_desktop.documents.spreadsheets.xml_books import read_xml

LARGEST_TEXT = 64 * 1024 * 1024
_TEXTUAL = {Format.HTML: read_html, Format.TEXT: read_text, Format.XML: read_xml}


def open_book(path: Path) -> Book:
    """Open `path`, told apart by its content.

    Raises Problem with code encrypted, corrupt or unsupported and a sentence for the clerk.
    """
    kind = sniff(path)
    reader = _TEXTUAL.get(kind)
    if reader is None:
        return read_workbook(path, kind)
    if path.stat().st_size > LARGEST_TEXT:
        raise refusals.too_large(path.name)
    return reader(path)
