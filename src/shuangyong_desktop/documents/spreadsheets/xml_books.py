"""XML 表格 2003: what some systems write instead of a workbook."""

from pathlib import Path
from xml.parsers import expat

from shuangyong_desktop.documents.spreadsheets import refusals
from shuangyong_desktop.documents.spreadsheets.book import Book, Merge, Sheet

_NS = "urn:schemas-microsoft-com:office:spreadsheet "
_MOST_COLUMNS = 1024
_MOST_ROWS = 200_000


def read_xml(path: Path) -> Book:
    """Read every worksheet of an XML Spreadsheet 2003 file.

    Raises Problem (corrupt) for broken XML, or where a document type is declared.
    """
    builder = _Builder()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.StartDoctypeDeclHandler = builder.refuse
    parser.buffer_text = True
    try:
        parser.Parse(path.read_bytes(), True)  # noqa: FBT003 (expat's own signature)
    except (expat.ExpatError, _DeclaredError, ValueError) as error:
        raise refusals.corrupt(path.name) from error
    return Book(tuple(builder.sheets))


class _DeclaredError(Exception):
    """A document type declaration, which no spreadsheet program writes."""


class _Builder:
    """Follows the elements and collects rows."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._name = ""
        self._hidden = False
        self._rows: list[list[str]] = []
        self._merges: list[Merge] = []
        self._data: list[str] | None = None
        self._span = (0, 0)

    def refuse(self, *_: object) -> None:
        raise _DeclaredError

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        given = {key.removeprefix(_NS): value for key, value in attributes.items()}
        match tag.removeprefix(_NS):
            case "Worksheet":
                self._name, self._hidden = given.get("Name", ""), False
                self._rows, self._merges = [], []
            case "Row":
                wanted = min(int(given.get("Index", len(self._rows) + 1)), _MOST_ROWS)
                while len(self._rows) < wanted - 1:
                    self._rows.append([])
                self._rows.append([])
            case "Cell":
                self._start_cell(given)
            case "Data":
                self._data = []
            case "Visible":
                self._data = []

    def _start_cell(self, given: dict[str, str]) -> None:
        row = self._rows[-1]
        wanted = min(int(given.get("Index", len(row) + 1)), _MOST_COLUMNS)
        row += [""] * (wanted - 1 - len(row))
        across = min(int(given.get("MergeAcross", 0)), _MOST_COLUMNS - len(row))
        down = int(given.get("MergeDown", 0))
        if across or down:
            top, left = len(self._rows) - 1, len(row)
            self._merges.append(Merge(top, left, top + down, left + across))
        row += [""] * (1 + across)
        self._span = (len(row) - 1 - across, across)

    def text(self, data: str) -> None:
        if self._data is not None:
            self._data.append(data)

    def end(self, tag: str) -> None:
        name = tag.removeprefix(_NS)
        if name == "Data" and self._data is not None:
            self._rows[-1][self._span[0]] = _plain("".join(self._data))
            self._data = None
        elif name.endswith("Visible") and self._data is not None:
            self._hidden = "Hidden" in "".join(self._data)
            self._data = None
        elif name == "Worksheet":
            rows = self._rows
            sheet = Sheet(self._name, lambda: iter(rows), self._hidden, tuple(self._merges))
            self.sheets.append(sheet)


def _plain(text: str) -> str:
    """A date as a date, without the midnight that the format always adds."""
    return text.removesuffix("T00:00:00.000")
