"""Lists that are plain text: CSV and tab-separated files, whatever they are named."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from shuangyong_desktop.documents.spreadsheets import refusals
from shuangyong_desktop.documents.spreadsheets.book import Book, Sheet
from shuangyong_desktop.documents.spreadsheets.encodings import decode

_DELIMITERS = ("\t", ",", ";", "|")
_LAST_RESORT = "，"
_SAMPLED_LINES = 60
_LONGEST_FIELD = 1 << 20
_PROTECTED = re.compile(r'^="(.*)"$', re.DOTALL)


def read_text(path: Path) -> Book:
    """Read a delimited text file.

    Raises Problem (corrupt) when the text is in no known encoding or not delimited.
    """
    text = decode(path.read_bytes())
    if text is None:
        raise refusals.corrupt(path.name)
    delimiter = _delimiter(text)
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        rows = [[_cell(cell) for cell in row] for row in _records(text, delimiter)]
    except csv.Error as error:
        raise refusals.corrupt(path.name) from error
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return Book((Sheet("tsv" if delimiter == "\t" else "csv", lambda: iter(rows)),))


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    plain = text.replace("\x00", "")
    lines = io.StringIO(plain, newline="")
    if plain.count('"') % 2:
        return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    return csv.reader(lines, delimiter=delimiter)


def _delimiter(text: str) -> str:
    """The sign that cuts most of the first lines into the same number of pieces."""
    lines = [line for line in text[: 1 << 18].splitlines()[:_SAMPLED_LINES] if line.strip()]

    def steadiness(delimiter: str) -> int:
        counts = Counter(line.count(delimiter) for line in lines if delimiter in line)
        return max((pieces * lines_so for pieces, lines_so in counts.items()), default=0)

    best = max(_DELIMITERS, key=steadiness)
    return best if steadiness(best) else _LAST_RESORT


def _cell(cell: str) -> str:
    """The cell without the sign and quotes that systems add to keep numbers whole."""
    protected = _PROTECTED.match(cell)
    return protected[1].replace('""', '"') if protected else cell
