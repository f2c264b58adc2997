"""Web pages that systems hand out under the name of a spreadsheet."""

from html.parser import HTMLParser
from pathlib import Path

from shuangyong_desktop.documents.spreadsheets import refusals
from shuangyong_desktop.documents.spreadsheets.book import Book, Merge, Sheet
from shuangyong_desktop.documents.spreadsheets.encodings import decode

_MOST_ROWS = 200_000
_WIDEST = 1024
_BREAKS = frozenset(["br", "p", "div"])


def read_html(path: Path) -> Book:
    """Read the tables of a page, one below the other, as one sheet; rows count per <tr>.

    Raises Problem (corrupt, unsupported) for a page in no known encoding or without a table.
    """
    text = decode(path.read_bytes())
    if text is None:
        raise refusals.corrupt(path.name)
    parser = _Tables()
    parser.feed(text)
    parser.close()
    if not parser.rows:
        raise refusals.foreign(path.name, "没有表格的网页")
    rows = parser.rows
    return Book((Sheet("Sheet1", lambda: iter(rows), merges=tuple(parser.merges)),))


class _Tables(HTMLParser):
    """Collects cells; spans become empty cells and merged ranges."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.merges: list[Merge] = []
        self._covered: dict[tuple[int, int], bool] = {}
        self._text: list[str] | None = None
        self._span = (1, 1)
        self._mute = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr" and len(self.rows) < _MOST_ROWS:
            self._end_cell()
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self._end_cell()
            self._text = []
            given = dict(attrs)
            self._span = (_span(given.get("rowspan")), _span(given.get("colspan")))
        elif tag in _BREAKS and self._text:
            self._text.append("\n")
        elif tag in ("script", "style"):
            self._mute += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()
        elif tag in ("script", "style"):
            self._mute = max(0, self._mute - 1)

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._mute:
            self._text.append(data)

    def close(self) -> None:
        super().close()
        self._end_cell()

    def _end_cell(self) -> None:
        if self._text is None:
            return
        text, self._text = "".join(self._text).strip(" \t\r\n\xa0"), None
        row, number = self.rows[-1], len(self.rows) - 1
        while self._covered.pop((number, len(row)), False):
            row.append("")
        down, across = self._span
        left = len(row)
        row += [text, *[""] * (min(across, _WIDEST - left) - 1)]
        if down > 1 or across > 1:
            self.merges.append(Merge(number, left, number + down - 1, len(row) - 1))
            for below in range(number + 1, number + down):
                for column in range(left, len(row)):
                    self._covered[below, column] = True


def _span(value: str | None) -> int:
    return min(max(int(value), 1), _WIDEST) if value and value.isdecimal() else 1
